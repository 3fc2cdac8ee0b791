"""The editor: what it is told, that it learns, that recordings serve with many pictures."""

from __future__ import annotations

import copy
import json
import random
import shutil

import numpy as np
import onnx
import pytest
import torch

from speechscape.data.captions import say, say_nothing
from speechscape.data.corpus import ShardWriter, read_shards
from speechscape.data.instructions import Situation, instruct
from speechscape.data.voices import VOICES, speak
from speechscape.ears.edit_tokens import edit_tokens, tokens_to_edit
from speechscape.ears.editing import EditListener
from speechscape.ears.features import MELS, log_mel, normalize
from speechscape.ears.listener import Listener
from speechscape.errors import ModelError
from speechscape.runtime import model_folder
from speechscape.train.editor import Editor, EditorOptions, EditorTask, Sayings, TeachingOptions, begin, begin_with, collate, load_editor
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.model import Ears
from speechscape.train.shipped import shipped_ears
from speechscape.types import Scene
from speechscape.world.edits import Edit
from speechscape.world.vocabulary import elements

SMALL = EditorOptions(width=32, heads=2, blocks=1, hidden=48, piece_blocks=1, upper_blocks=1, upper_hidden=48)


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
    return Sayings([folder / "asked"], [folder / "told"], most=20)


@pytest.fixture(scope="module")
def ears() -> Ears:
    return shipped_ears(model_folder())


def test_each_clip_is_heard_with_another_picture_each_time(sayings):
    assert len(sayings.said) == 44
    one, same, other = sayings.batch(3, 8), sayings.batch(3, 8), sayings.batch(4, 8)
    assert torch.equal(one.tokens, same.tokens)
    assert torch.equal(one.features, same.features)
    assert one.pieces.shape != other.pieces.shape or not torch.equal(one.pieces, other.pieces)
    kinds = {edit_tokens()[int(tokens[1])][1] for number in range(30) for tokens in sayings.batch(number, 8).tokens}
    assert {"new", "nothing"} < kinds
    assert len(kinds) > 6


def test_a_share_of_what_is_heard_is_heard_otherwise_each_time(sayings):
    plain, changed = copy.copy(sayings), copy.copy(sayings)
    plain.changed, changed.changed = 0.0, 1.0
    clips = {normalize(np.asarray(one.features, np.float32)).tobytes() for one in sayings.said}
    for heard, known in ((plain, True), (changed, False)):
        batch = heard.batch(3, 8)
        assert {one[:length].numpy().tobytes() in clips for one, length in zip(batch.features, batch.frames, strict=True)} == {known}


def test_padding_and_what_is_not_there_change_nothing(sayings, ears):
    torch.manual_seed(0)
    editor = Editor(SMALL).eval()
    whole = sayings.batch(0, 6)
    with torch.no_grad():
        sounds, mask, *_ = ears.sounds(whole.features, whole.frames)
        together, surely = editor(whole.tokens, sounds, mask, whole.pieces, whole.setting)
        for index in range(6):
            length = int(mask[index].sum())
            alone, sure = editor(whole.tokens[index : index + 1], sounds[index : index + 1, :length], mask[index : index + 1, :length], whole.pieces[index : index + 1], whole.setting[index : index + 1])
            assert torch.allclose(alone[0], together[index], atol=1e-4)
            assert torch.allclose(sure[0], surely[index], atol=1e-4)


def test_an_editor_begins_with_the_names_that_the_ears_know(ears):
    voice = next(voice for voice in VOICES if voice.engine == "espeak-ng" and voice.split == "train")
    said = ("a dog", "a lighthouse", "two elephants", "a red car")
    features = [log_mel(speak(text, voice, random.Random(1))) for text in said]
    batch = collate([normalize(one) for one in features], [Situation(Scene(), (), Edit(kind="new"))] * len(said))
    torch.manual_seed(0)
    editor, none = Editor(EditorOptions()).eval(), Editor(EditorOptions()).eval()
    begin(editor, model_folder())
    names = list(elements())
    with torch.no_grad():
        sounds, mask, *_ = ears.sounds(batch.features, batch.frames)
        (_, surely), (_, blind) = (one(batch.tokens, sounds, mask, batch.pieces, batch.setting) for one in (editor, none))
        known = ears.encode(batch.features, batch.frames)
    assert torch.equal(sounds, known.sounds)
    shipped = Listener(model_folder())
    for one, state, frames in zip(shipped.states(features), known.states, batch.frames, strict=True):
        assert np.abs(one - state[: len(one)].numpy()).max() < 1e-3, frames
    wanted = [names.index(name) for name in ("dog", "lighthouse", "elephant", "car")]
    assert surely.argmax(dim=1).tolist() == wanted
    assert blind.argmax(dim=1).tolist() != wanted
    with pytest.raises(ValueError, match="other sizes"):
        begin(Editor(SMALL), model_folder())


def test_it_learns_resumes_and_writes(sayings, ears, tmp_path):
    def engine(steps: int) -> Engine:
        return Engine(EditorTask(sayings, SMALL, TeachingOptions(batch=16, peak_rate=3e-3), model_folder(), knowing=False), tmp_path, EngineOptions(steps=steps, save_every=20))

    engine(60).run(30)
    engine(60).run()
    losses = [row["edit"] for row in map(json.loads, (tmp_path / "log.jsonl").read_text().splitlines()) if "edit" in row]
    assert losses[-1] < 0.7 * losses[0]
    editor, batch = load_editor(tmp_path / "checkpoint.pt"), sayings.batch(0, 5)
    sounds, mask, *_ = ears.sounds(batch.features, batch.frames)
    written = editor.write(sounds, mask, batch.pieces, batch.setting)
    assert len(written) == 5
    assert all(tokens_to_edit(row, 8).kind for row in written)
    with pytest.raises(ValueError, match="no checkpoint of an editor"):
        torch.save({"averages": {}}, tmp_path / "x.pt")
        load_editor(tmp_path / "x.pt")


def test_a_checkpoint_without_upper_blocks_keeps_those_that_the_editor_has(sayings, tmp_path):
    task = EditorTask(sayings, SMALL, TeachingOptions(batch=4), model_folder(), knowing=False)
    saved = Engine(task, tmp_path / "run", EngineOptions(steps=1)).run()
    value = torch.load(saved, weights_only=True)
    value["averages"]["editor"] = {key: tensor for key, tensor in value["averages"]["editor"].items() if not key.startswith(("coarse.", "state_norm.", "mention_"))}
    torch.save(value, tmp_path / "older.pt")
    torch.manual_seed(5)
    editor = Editor(SMALL)
    upper, head = editor.coarse[0].up.weight.clone(), editor.token_head.weight.clone()
    begin_with(editor, tmp_path / "older.pt")
    assert torch.equal(editor.coarse[0].up.weight, upper)
    assert not torch.equal(editor.token_head.weight, head)
    assert torch.equal(editor.token_head.weight, value["averages"]["editor"]["token_head.weight"])


def test_without_instructions_it_says_how_to_make_some(tmp_path):
    with pytest.raises(FileNotFoundError, match="--instructions"):
        Sayings([tmp_path], [])


def test_weights_of_an_older_version_are_refused_with_the_way_out(tmp_path):
    for file in ("encoder.onnx", "step.onnx", "ears.json", "editor.onnx", "editor-step.onnx", "editor.json"):
        shutil.copy(model_folder() / file, tmp_path / file)
    EditListener(tmp_path)
    Listener(tmp_path)
    encoder, editor = (onnx.load(str(tmp_path / f"{name}.onnx")) for name in ("encoder", "editor"))
    encoder.graph.output.remove(next(one for one in encoder.graph.output if one.name == "sounds"))
    onnx.save(encoder, str(tmp_path / "encoder.onnx"))
    next(one for one in editor.graph.input if one.name == "sounds").name = "states"
    for node in editor.graph.node:
        node.input[:] = ["states" if name == "sounds" else name for name in node.input]
    onnx.save(editor, str(tmp_path / "editor.onnx"))
    with pytest.raises(ModelError, match="give no sounds; export them again"):
        Listener(tmp_path)
    with pytest.raises(ModelError, match="older version"):
        EditListener(tmp_path)
