"""The editor: what it is told, that it learns, that recordings serve with many pictures."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
import torch

from speechscape.data.captions import say, say_nothing
from speechscape.data.corpus import ShardWriter, read_shards
from speechscape.data.instructions import Situation, instruct
from speechscape.data.voices import VOICES, speak
from speechscape.ears.edit_tokens import edit_tokens, tokens_to_edit
from speechscape.ears.features import MELS, log_mel
from speechscape.ears.listener import Listener
from speechscape.runtime import model_folder
from speechscape.train.editor import Editor, EditorOptions, EditorTask, Sayings, TeachingOptions, begin, collate, load_editor
from speechscape.train.engine import Engine, EngineOptions
from speechscape.types import Scene
from speechscape.world.edits import Edit
from speechscape.world.vocabulary import elements

SMALL = EditorOptions(width=32, heads=2, blocks=1, hidden=48, piece_blocks=1)


@pytest.fixture(scope="module")
def sayings(tmp_path_factory) -> Sayings:
    folder, rng, noise = tmp_path_factory.mktemp("shards"), random.Random(1), np.random.default_rng(1)

    def sound() -> np.ndarray:
        return noise.normal(-6, 2, (int(noise.integers(60, 120)), MELS)).astype(np.float32)

    for name, instructions in (("told", False), ("asked", True)):
        writer = ShardWriter(folder / name, "a")
        for number in range(24):
            if instructions:
                asked = instruct(rng)
                writer.add(sound(), asked.text, [], None, "espeak-ng/m3", asked.wish.to_json())
            else:
                saying = say(rng) if number % 2 else say_nothing(rng)
                writer.add(sound(), "look " + saying.text, [], saying.scene.to_json(), "espeak-ng/m3")
        writer.close()
    assert all(row.wish is not None and row.scene is None for row in read_shards(folder / "asked"))
    return Sayings([folder / "asked"], [folder / "told"], model_folder(), most=20, views=1)


def test_each_clip_is_heard_with_another_picture_each_time(sayings):
    assert len(sayings.said) == 44
    one, same, other = sayings.batch(3, 8), sayings.batch(3, 8), sayings.batch(4, 8)
    assert torch.equal(one.tokens, same.tokens)
    assert torch.equal(one.states, same.states)
    assert one.pieces.shape != other.pieces.shape or not torch.equal(one.pieces, other.pieces)
    kinds = {edit_tokens()[int(tokens[1])][1] for number in range(30) for tokens in sayings.batch(number, 8).tokens}
    assert {"new", "nothing"} < kinds
    assert len(kinds) > 6


def test_padding_and_what_is_not_there_change_nothing(sayings):
    torch.manual_seed(0)
    editor = Editor(SMALL).eval()
    whole = sayings.batch(0, 6)
    with torch.no_grad():
        together, surely = editor(whole.tokens, whole.states, whole.mask, whole.pieces, whole.setting)
        for index in range(6):
            length = int(whole.mask[index].sum())
            alone, sure = editor(whole.tokens[index : index + 1], whole.states[index : index + 1, :length], whole.mask[index : index + 1, :length], whole.pieces[index : index + 1], whole.setting[index : index + 1])
            assert torch.allclose(alone[0], together[index], atol=1e-4)
            assert torch.allclose(sure[0], surely[index], atol=1e-4)


def test_an_editor_begins_with_the_names_that_the_ears_know():
    voice = next(voice for voice in VOICES if voice.engine == "espeak-ng" and voice.split == "train")
    said = ("a dog", "a lighthouse", "two elephants", "a red car")
    states = Listener(model_folder()).states([log_mel(speak(text, voice, random.Random(1))) for text in said])
    batch = collate([one.astype(np.float16) for one in states], [Situation(Scene(), (), Edit(kind="new"))] * len(said))
    torch.manual_seed(0)
    editor, none = Editor(EditorOptions()).eval(), Editor(EditorOptions()).eval()
    begin(editor, model_folder())
    names = list(elements())
    with torch.no_grad():
        (_, surely), (_, blind) = (one(batch.tokens, batch.states, batch.mask, batch.pieces, batch.setting) for one in (editor, none))
    wanted = [names.index(name) for name in ("dog", "lighthouse", "elephant", "car")]
    assert surely.argmax(dim=1).tolist() == wanted
    assert blind.argmax(dim=1).tolist() != wanted
    with pytest.raises(ValueError, match="other sizes"):
        begin(Editor(SMALL), model_folder())


def test_it_learns_resumes_and_writes(sayings, tmp_path):
    def engine(steps: int) -> Engine:
        return Engine(EditorTask(sayings, SMALL, TeachingOptions(batch=16, peak_rate=3e-3)), tmp_path, EngineOptions(steps=steps, save_every=20))

    engine(60).run(30)
    engine(60).run()
    losses = [row["edit"] for row in map(json.loads, (tmp_path / "log.jsonl").read_text().splitlines()) if "edit" in row]
    assert losses[-1] < 0.7 * losses[0]
    editor, batch = load_editor(tmp_path / "checkpoint.pt"), sayings.batch(0, 5)
    written = editor.write(batch.states, batch.mask, batch.pieces, batch.setting)
    assert len(written) == 5
    assert all(tokens_to_edit(row, 8).kind for row in written)
    with pytest.raises(ValueError, match="no checkpoint of an editor"):
        torch.save({"averages": {}}, tmp_path / "x.pt")
        load_editor(tmp_path / "x.pt")


def test_without_instructions_it_says_how_to_make_some(tmp_path):
    with pytest.raises(FileNotFoundError, match="--instructions"):
        Sayings([tmp_path], [], model_folder())
