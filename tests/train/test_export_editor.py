"""What is exported writes what was trained."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from speechscape.data.instructions import around_anything
from speechscape.ears.edit_tokens import edit_tokens, scene_to_numbers
from speechscape.ears.editing import EditListener
from speechscape.errors import ModelError
from speechscape.train.editor import Editor, EditorOptions
from speechscape.train.export_editor import export_editor


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    torch.manual_seed(1)
    editor = Editor(EditorOptions(width=32, heads=2, blocks=2, hidden=48, piece_blocks=1)).eval()
    with torch.no_grad():
        editor.token_head.weight.mul_(20)  # so that answers differ clearly
    folder = tmp_path_factory.mktemp("editor")
    export_editor(editor, folder, "editor-0", threshold=0.0)
    return editor, folder


def test_exported_equals_trained_whatever_else_is_in_the_batch(exported):
    import random

    editor, folder = exported
    listener = EditListener(folder, 1)
    rng, noise = random.Random(2), np.random.default_rng(2)
    pictures = [around_anything(rng) for _ in range(6)]
    states = [noise.normal(0, 1, (int(noise.integers(5, 30)), 256)).astype(np.float32) for _ in pictures]
    together = listener.understand(states, pictures)
    for one, picture, answer in zip(states, pictures, together, strict=True):
        (alone,) = listener.understand([one], [picture])
        assert alone.guess == answer.guess
        assert alone.chance == pytest.approx(answer.chance, rel=0.02)
        pieces, setting = (torch.from_numpy(value)[None] for value in scene_to_numbers(*picture))
        with torch.no_grad():
            logits = editor(torch.zeros((1, 1), dtype=torch.long), torch.from_numpy(one)[None], torch.ones(1, len(one), dtype=torch.bool), pieces, setting)[0][0, 0]
        kinds = [index for index, (kind, _) in enumerate(edit_tokens()) if kind == "kind"]
        likeliest = edit_tokens()[kinds[int(logits[kinds].argmax())]][1]
        assert answer.guess.kind in {likeliest, "nothing"}
        assert answer.chance <= float(logits[kinds].softmax(0).max()) * 1.02
    assert len({answer.chance for answer in together}) > 3


def test_what_is_unsure_does_nothing_and_keeps_the_guess(exported):
    import random

    _, folder = exported
    picture, states = around_anything(random.Random(5)), [np.ones((9, 256), np.float32)]
    (sure,) = EditListener(folder, 1, threshold=0.0).understand(states, [picture])
    (unsure,) = EditListener(folder, 1, threshold=1.01).understand(states, [picture])
    assert unsure.edit.kind == "nothing"
    assert unsure.guess == sure.guess == sure.edit
    assert EditListener(folder, 1).understand([], []) == []


def test_another_language_or_no_editor_is_refused(exported, tmp_path):
    _, folder = exported
    with pytest.raises(ModelError, match="no editor in"):
        EditListener(tmp_path)
    card = json.loads((folder / "editor.json").read_text())
    for name in ("editor.onnx", "editor-step.onnx"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "editor.json").write_text(json.dumps({**card, "tokens": card["tokens"][:-1]}))
    with pytest.raises(ModelError, match="another language"):
        EditListener(tmp_path)
