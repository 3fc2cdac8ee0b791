"""The training of the ears on a debug-sized model through the real entry points."""

from __future__ import annotations

import json
import runpy
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from speechscape.data.augment import augment, mask
from speechscape.data.captions import say, say_nothing
from speechscape.data.corpus import Row, ShardWriter, read_shards
from speechscape.ears.confidence import EVIDENCE
from speechscape.ears.features import MELS
from speechscape.ears.listener import Listener, one_word_one_thing
from speechscape.ears.tokens import START, mentions_to_ids
from speechscape.errors import ModelError
from speechscape.train.batches import NOISE, Corpus, prefetch
from speechscape.train.ears import EarsTask, TrainOptions, load_ears, losses
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.export import export
from speechscape.train.held_out import held_out_losses
from speechscape.train.model import Ears, EarsOptions
from speechscape.types import Clip, Element, Heard, Scene
from tests.conftest import speechlike

TINY = EarsOptions(width=32, heads=2, fine_blocks=1, coarse_blocks=1, hidden=64, decoder_blocks=2, decoder_hidden=64)
PHONES = ["a", "b"]
SHORT = TrainOptions(budget_frames=800, warm=0.2, curriculum=0.01, fade=0.5)


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    """Ten clips of made-up features with real labels; one has no scene, as a human clip without labels has."""
    folder = tmp_path_factory.mktemp("shards")
    import random

    rng = np.random.default_rng(0)
    writer = ShardWriter(folder, "made")
    for number in range(10):
        saying = say(random.Random(number), largest=2) if number < 8 else say_nothing(random.Random(number))
        scene = None if number == 9 else saying.scene.to_json()
        writer.add(rng.normal(size=(150 + 10 * number, MELS)).astype(np.float32), saying.text, ["a", "b"], scene, f"made/{number}")
    writer.close()
    return folder


def test_shards_are_read_back(shards):
    rows = list(read_shards(shards))
    assert [len(row.features) for row in rows] == [150 + 10 * number for number in range(10)]
    assert rows[9].scene is None
    assert rows[0].features.dtype == np.float16


def test_a_cut_off_shard_is_read_up_to_its_last_whole_clip(shards, tmp_path):
    (tmp_path / "made.jsonl").write_bytes((shards / "made.jsonl").read_bytes()[:-30])
    (tmp_path / "made.f16").write_bytes((shards / "made.f16").read_bytes()[: 2 * MELS * 700])
    assert len(list(read_shards(tmp_path))) == 4


def test_backgrounds_are_heard_behind_clips_but_never_alone(shards, tmp_path):
    writer = ShardWriter(tmp_path, "behind-noise")
    writer.add(np.zeros((300, MELS), np.float32), "", [], None, "behind/tap")
    writer.close()
    corpus = Corpus({shards: 1, tmp_path: 1}, {"a": 1, "b": 2}, seed=3)
    assert len(corpus.rows) == 10
    assert not any(row.voice.startswith("behind/") for row in corpus.rows)
    plain = Corpus({shards: 1}, {"a": 1, "b": 2}, seed=3)
    assert any(not torch.equal(corpus.batch(step, 600, 1000, 1.0).features, plain.batch(step, 600, 1000, 1.0).features) for step in range(3))


def test_a_batch_depends_on_seed_and_step_alone(shards):
    one, two = (Corpus({shards: 1}, {"a": 1, "b": 2}, seed=3).batch(5, 600, 1000, 1.0) for _ in range(2))
    assert torch.equal(one.features, two.features)
    other = Corpus({shards: 1}, {"a": 1, "b": 2}, seed=3).batch(6, 600, 1000, 1.0)
    assert one.features.shape != other.features.shape or not torch.equal(one.features, other.features)


def test_clips_of_a_heavier_folder_are_heard_more_often(shards, tmp_path):
    writer = ShardWriter(tmp_path, "people")
    for number in range(10):
        writer.add(np.zeros((150 + 10 * number, MELS), np.float32), "a fox", [], None, f"set/{number}")
    writer.close()
    corpus = Corpus({shards: 1, tmp_path: 4}, {"a": 1, "b": 2}, seed=1)
    chosen = [corpus.batch(step, 900, 1000, 0.0) for step in range(150)]
    human = torch.cat([batch.human for batch in chosen])
    assert set(human.tolist()) == {1.0}  # neither folder is by an engine
    heavy = sum(mention == [mentions_to_ids("fox")[0]] for batch in chosen for mention in batch.mentions) / len(human)
    assert 0.6 < heavy < 0.9


def test_engines_are_not_people_and_noise_is_nobody(shards):
    corpus = Corpus({shards: 1}, {}, seed=0)
    made = [Row(row.features, row.text, row.phones, row.scene, voice) for row, voice in zip(corpus.rows, ["espeak-ng/en-us", "flite/slt", "units/a+b", NOISE], strict=False)]
    assert corpus._collate([(np.asarray(row.features, np.float32), row) for row in made]).human.tolist() == [0, 0, 1, 0]


def test_the_adversary_pushes_the_encoder_away_from_telling_people_apart(shards):
    torch.manual_seed(0)
    model = Ears(TINY)
    corpus = Corpus({shards: 1}, {"a": 1, "b": 2}, seed=0)
    batch = corpus._collate([corpus._example(row, np.random.default_rng(0), 0.0) for row in corpus.rows])
    batch = replace(batch, human=(torch.arange(10) % 2).float())
    encoded = model.encode(batch.features, batch.frames)
    plain = torch.autograd.grad(model.adversary(encoded.fine).sum(), encoded.fine, retain_graph=True)[0]
    turned = torch.autograd.grad(model.guess_human(encoded).sum(), encoded.fine)[0]
    assert torch.allclose(turned, -plain)
    assert plain.abs().sum() > 0


def test_an_unknown_scene_weighs_nothing(shards):
    corpus = Corpus({shards: 1}, {"a": 1, "b": 2}, seed=0)
    batch = corpus._collate([corpus._example(row, np.random.default_rng(0), 0.0) for row in corpus.rows])
    assert batch.weights[9].sum() == 0
    assert (batch.weights[:8].sum(dim=1) > 0).all()


def test_augmentation_changes_sound_not_shape():
    rng = np.random.default_rng(0)
    clip = rng.normal(size=(120, MELS)).astype(np.float32)
    assert np.array_equal(augment(clip, clip, rng, 0.0), clip)
    for _ in range(60):
        changed = augment(clip, clip[:50], rng, 1.0)
        assert changed.shape[1] == MELS
        assert 80 <= len(changed) <= 220
        assert np.isfinite(changed).all()
        assert changed.dtype == np.float32
    masked = [(mask(clip, rng, 1.0) == 0).mean() for _ in range(40)]
    assert 0.02 < np.mean(masked) < 0.4
    assert not (mask(clip, rng, 0.0) == 0).any()


def test_a_tiny_model_overfits(shards, tmp_path):
    options = TrainOptions(budget_frames=2_000, peak_rate=4e-3, warm=10 / 260, curriculum=0.01, fade=1e9)
    checkpoint = Engine(EarsTask({shards: 1}, PHONES, TINY, options), tmp_path, EngineOptions(steps=260, threads=1, average=0.5, save_every=1000)).run()
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert rows[-1]["scene"] < 0.25 * rows[0]["scene"]
    assert list(tmp_path.glob("events*"))
    model, phones = load_ears(checkpoint)
    assert phones == PHONES
    corpus = Corpus({shards: 1}, {"a": 1, "b": 2}, seed=0)
    batch = corpus._collate([corpus._example(row, np.random.default_rng(0), 0.0) for row in corpus.rows[:8]])
    assert losses(model, batch).scene.item() < 0.25 * rows[0]["scene"]


def test_held_out_losses_stand_by_set_and_change_with_the_model(shards):
    torch.manual_seed(0)
    first, second = (held_out_losses(Ears(TINY).eval(), PHONES, shards) for _ in range(2))
    assert set(first) == {"made"}
    assert set(first["made"]) == {"letters", "phones", "mentions", "scene"}
    assert all(value > 0 for value in first["made"].values())
    assert first != second


def test_resumed_equals_uninterrupted(shards, tmp_path):
    how = EngineOptions(steps=12, threads=1, save_every=3)

    def train(name, stop_after=None):
        checkpoint = Engine(EarsTask({shards: 1}, PHONES, TINY, SHORT), tmp_path / name, how).run(stop_after)
        return load_ears(checkpoint)[0].state_dict()

    whole, _, parts = train("whole"), train("parts", stop_after=5), train("parts")
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_a_folder_of_other_ears_is_refused_in_few_words(shards, tmp_path):
    how = EngineOptions(steps=2, threads=1, save_every=1)
    Engine(EarsTask({shards: 1}, PHONES, TINY, SHORT), tmp_path, how).run()
    with pytest.raises(ValueError, match="choose another folder") as refused:
        Engine(EarsTask({shards: 1}, PHONES, EarsOptions(width=64, heads=2), SHORT), tmp_path, how)
    assert "'width': 32" in str(refused.value)
    assert len(str(refused.value)) < 1000 + len(str(tmp_path))  # not the whole table of tokens
    with pytest.raises(ValueError, match=r"'phones': \['a', 'b'\]"):
        Engine(EarsTask({shards: 1}, ["b", "a"], TINY, SHORT), tmp_path, how)


def test_clips_grow_and_augmentation_fades_in(shards):
    options = replace(SHORT, first_limit=180, full_limit=1000, curriculum=0.5, fade=0.25, strength=0.8)
    task = EarsTask({shards: 1}, PHONES, TINY, options)
    for progress, limit, strength in ((0.0, 180, 0.0), (0.125, 385, 0.4), (0.25, 590, 0.8), (0.9, 1000, 0.8)):
        made, expected = task.batch(7, progress), task.corpus.batch(7, 800, limit, strength)
        assert torch.equal(made.features, expected.features)
    assert task.rate("ears", 0.1) < task.rate("ears", 0.2) > task.rate("ears", 0.6)


def test_rows_of_the_log_hold_losses_seconds_and_clips(shards, tmp_path):
    Engine(EarsTask({shards: 1}, PHONES, TINY, SHORT), tmp_path, EngineOptions(steps=1, threads=1)).run()
    (row,) = (json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines())
    assert set(row) == {"step", "scene", "letters", "phones", "mentions", "adversary", "clips", "seconds"}
    assert row["clips"] == len(EarsTask({shards: 1}, PHONES, TINY, SHORT).batch(0, 0.0).frames)
    assert isinstance(row["clips"], int)


def test_a_file_that_is_no_checkpoint_of_ears_is_refused(tmp_path):
    for value in ({"model": {}, "average": {}, "ears": {}, "phones": PHONES}, {"averages": {"checker": {}}, "card": {}}):
        torch.save(value, tmp_path / "some.pt")
        with pytest.raises(ValueError, match=r"some\.pt is no checkpoint of ears.*--from WEIGHTS"):
            load_ears(tmp_path / "some.pt")


def test_the_recipe_trains(shards, tmp_path, monkeypatch, capsys):
    def run(*words):
        monkeypatch.setattr(sys, "argv", ["ears.py", str(tmp_path / "run"), "--data", f"{shards}=2", "--profile", "tiny", *words])
        runpy.run_path(str(Path(__file__).parents[2] / "recipes" / "ears.py"), run_name="__main__")

    run("--steps", "2", "--stop-after", "1")
    checkpoint = Path(capsys.readouterr().out.strip())
    assert torch.load(checkpoint, weights_only=True)["step"] == 1
    run("--minutes", "0.0001")
    assert torch.load(checkpoint, weights_only=True)["step"] == 1  # the first step took longer than that
    model, phones = load_ears(checkpoint)
    assert model.options.width == 64
    assert len(phones) > 40


def test_batches_made_ahead_are_the_same_and_their_errors_are_raised():
    assert list(prefetch(iter("abcdefg"))) == list("abcdefg")

    def broken():
        yield 1
        raise OSError("unreadable")

    ahead = prefetch(broken())
    assert next(ahead) == 1
    with pytest.raises(OSError, match="unreadable"):
        next(ahead)


def test_no_shards_is_an_error_that_says_how_to_make_some(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"speechscape\.data\.corpus"):
        Corpus({tmp_path: 1}, {}, 0)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    torch.manual_seed(1)
    model = Ears(TINY).eval()
    for value in model.state_dict().values():
        value.copy_(value.half().float())  # what the file can hold
    folder = tmp_path_factory.mktemp("exported")
    export(model, folder, "tiny")
    return model, folder


def test_exported_equals_trained(exported):
    model, folder = exported
    listener = Listener(folder, threads=1)
    features, frames = torch.randn(3, 203, MELS), torch.tensor([203, 160, 90])
    with torch.no_grad():
        encoded = model.encode(features, frames)
        tokens = torch.tensor([[START, 40, 90, 60, 110]] * 3)
        logits, _ = model.decode(tokens, encoded.states, encoded.mask)
    keys, values, bias, spelled, mentioned, states, sounds = listener._encoder.run(None, {"features": features.numpy(), "frames": frames.numpy()})
    assert np.abs(spelled[0] - encoded.letters[0].numpy()).max() < 1e-3
    assert np.abs(mentioned[0] - encoded.mentions[0].numpy()).max() < 1e-3
    assert np.abs(states[0] - encoded.states[0].numpy()).max() < 1e-3
    assert np.abs(sounds[0] - encoded.sounds[0].numpy()).max() < 1e-3
    past_keys = past_values = np.zeros((2, 3, 2, 0, 16), np.float32)
    for position in range(5):
        inputs = {"token": tokens[:, position : position + 1].numpy(), "position": np.array([position]), "past_keys": past_keys, "past_values": past_values, "keys": keys, "values": values, "bias": bias}
        out, past_keys, past_values, attention = listener._step.run(None, inputs)
        assert np.abs(out - logits[:, position].numpy()).max() < 1e-3
        assert np.allclose(attention.sum(axis=1), 1, atol=1e-4)


def test_shipped_weights_can_be_trained_on(exported, shards):
    model, folder = exported
    again = EarsTask({shards: 1}, PHONES, TINY, SHORT, start=folder).ears
    for name, value in model.state_dict().items():
        if name.startswith("adversary"):  # only training uses it
            continue
        assert torch.allclose(value, again.state_dict()[name], atol=1e-3), name


def test_batched_equals_single(exported):
    listener = Listener(exported[1], threads=1)
    rng = np.random.default_rng(2)
    clips = [rng.normal(size=(frames, MELS)).astype(np.float32) for frames in (101, 230, 64)]
    padded = np.zeros((3, 230, MELS), np.float32)
    for row, clip in zip(padded, clips, strict=True):
        row[: len(clip)] = clip
    keys, _, bias, letters, mentioned, _, _ = listener._encoder.run(None, {"features": padded, "frames": np.array([101, 230, 64])})
    for index, clip in enumerate(clips):
        alone_keys, _, alone_bias, alone_letters, alone_mentioned, _, _ = listener._encoder.run(None, {"features": clip[None], "frames": np.array([len(clip)])})
        real = int((alone_bias[0] == 0).sum())
        assert (bias[index] == 0).sum() == real
        assert np.abs(keys[:, index, :, :real] - alone_keys[:, 0, :, :real]).max() < 1e-3
        spelled = (len(clip) + 3) // 4
        assert np.abs(letters[index, :spelled] - alone_letters[0, :spelled]).max() < 1e-3
        assert np.abs(mentioned[index, :real] - alone_mentioned[0, :real]).max() < 1e-3


def test_a_listener_answers_for_each_clip(exported):
    listener = Listener(exported[1], threads=1, threshold=0.0)
    heard = listener.hear([Clip(speechlike(1.0)), Clip(np.zeros(16_000, np.float32)), Clip(speechlike(0.7, 3))])
    assert len(heard) == 3
    assert heard[1].abstained
    assert "silence" in (heard[1].reason or "")
    for item in heard[0].scene.elements:
        assert 0 <= item.confidence <= 1
        assert 0 <= item.start_s < item.end_s <= 1.0


class _Second:
    """Hears a fox in every clip."""

    name, kind, trained_on = "parrot", "sphinx", ()

    def hear(self, clips):
        return [Heard(Scene((Element("fox", 2, "red", confidence=0.5, start_s=0.1, end_s=0.4, heard_by=("sphinx",)),)), "two red foxes", doubts=(("goat",),)) for _ in clips]


def test_a_second_listener_is_evidence_and_each_thing_says_who_heard_it(exported):
    clips = [Clip(speechlike(1.0)), Clip(speechlike(0.7, 3))]
    alone, both = Listener(exported[1], threads=1, threshold=0.0), Listener(exported[1], threads=1, threshold=0.0, second=_Second())
    assert (alone.name, both.name) == ("tiny", "tiny + parrot")
    for one, two in zip(alone.hear(clips), both.hear(clips), strict=True):
        assert all(item.heard_by == ("ears",) for item in one.scene.elements)
        fox = next(item for item in two.scene.elements if item.name == "fox")
        assert "sphinx" in fox.heard_by
        if fox.heard_by == ("sphinx",):
            assert (fox.count, fox.color, fox.start_s) == (2, "red", 0.1)
        assert {item.name for item in two.scene.elements} == {item.name for item in one.scene.elements} | {"fox", "goat"}
    for (scene, rows), _ in zip(both.evidence(clips), clips, strict=True):
        assert rows[:, EVIDENCE.index("guess")].tolist() == [float(item.name == "goat") for item in scene.elements]
        assert rows[:, EVIDENCE.index("second")].tolist() == [float(item.name == "fox") for item in scene.elements]


def test_a_word_that_the_decoder_wrote_and_another_that_it_did_not_are_one_thing():
    def at(name, start, end):
        return Element(name, start_s=start, end_s=end)

    scene = Scene((at("cat", 0.0, 0.4), at("hat", 0.1, 0.5), at("tree", 1.0, 1.5), at("bee", 1.0, 1.4), at("key", 1.4, 1.9)))
    assert one_word_one_thing(scene, [0.5, 0.4, 0.3, 0.9, 0.2], written=3) == [0.5, 0.4, 0.0, 0.9, 0.2]  # the decoder meant both cat and hat
    assert one_word_one_thing(scene, [0.5, 0.4, 0.9, 0.3, 0.2], written=3) == [0.5, 0.4, 0.9, 0.0, 0.2]


def test_ears_of_another_vocabulary_are_refused(exported, tmp_path):
    for path in exported[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    card = json.loads((tmp_path / "ears.json").read_text())
    card["tokens"][30] = ["name", "unheard of"]
    (tmp_path / "ears.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="another vocabulary"):
        Listener(tmp_path)
    (tmp_path / "ears.json").write_text("{")
    with pytest.raises(ModelError, match="no ears"):
        Listener(tmp_path)
    (tmp_path / "ears.json").write_bytes((exported[1] / "ears.json").read_bytes())
    (tmp_path / "step.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Listener(tmp_path)
