"""Both phases of the S2IGAN baseline, debug-sized."""

from __future__ import annotations

import importlib.util
import random
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from speechscape.data.captions import say
from speechscape.data.corpus import ShardWriter
from speechscape.data.pictures import SIDE, PictureRow, PictureWriter, render
from speechscape.ears.features import MELS
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.s2igan import SIDES, Critic, Generator, S2iganOptions, S2iganPainter, S2iganTask, Supervisor
from speechscape.train.s2igan_embedding import LONGEST, Embedding, EmbeddingOptions, EmbeddingTask, different_scenes, heard, load_embedding, matching_loss, spoken_pictures
from speechscape.world.vocabulary import elements

HEARING = EmbeddingOptions(first=12, second=12, hidden=16, attention=8, pictures=8)
PAINTING = S2iganOptions(condition=8, noise=6, generator=8, blocks=1, critic=4, relation=16)
BRIEF = EngineOptions(steps=2, save_every=100, threads=1)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Eight pairs and their clips; a ninth pair that nobody spoke, and clips that are not of any pair."""
    pairs, spoken = tmp_path_factory.mktemp("pairs"), tmp_path_factory.mktemp("spoken")
    rng, noise = random.Random(5), np.random.default_rng(5)
    pictures, clips = PictureWriter(pairs, "made", 256), ShardWriter(spoken, "made")
    for number in range(9):
        scene, seed = say(rng).scene, rng.randrange(1 << 30)
        pixels, spots = render(scene, seed)
        pictures.add(PictureRow(pixels, scene, seed, spots, f"clip {number}", "nobody/none"))
        clips.add(noise.normal(0, 2, (40 + 5 * number, MELS)).astype(np.float32), f"clip {number % 8}", [], scene.to_json(), "nobody/other" if number == 8 else "nobody/none")
    for writer in (pictures, clips):
        writer.close()
    return [pairs], [spoken]


@pytest.fixture(scope="module")
def first(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("first")
    Engine(EmbeddingTask(*data, HEARING, batch_size=4), folder, BRIEF).run()
    return folder


def test_pairs_find_their_clips(data, tmp_path):
    rows = spoken_pictures(*data)
    assert [(row.picture.text, len(row.features)) for row in rows] == [(f"clip {number}", 40 + 5 * number) for number in range(8)]
    with pytest.raises(FileNotFoundError, match="none of 9 pairs"):
        spoken_pictures(data[0], [tmp_path])
    with pytest.raises(FileNotFoundError, match="no pairs under"):
        spoken_pictures([tmp_path], data[1])


def test_padding_and_company_do_not_change_what_is_heard():
    torch.manual_seed(0)
    embedding = Embedding(HEARING)
    clips = [np.random.default_rng(frames).normal(0, 2, (frames, MELS)) for frames in (31, 3, 64, LONGEST + 10)]
    features, frames = heard(clips)
    assert features.shape == (4, LONGEST, MELS) and frames.tolist() == [31, 3, 64, LONGEST]
    with torch.no_grad():
        together = embedding.hear(features, frames)
        alone = torch.cat([embedding.hear(*heard([clip])) for clip in clips])
    assert together.shape == (4, 32)
    assert torch.allclose(together, alone, atol=1e-5)


def test_pairs_of_one_scene_are_no_negatives(data):
    rows = spoken_pictures(*data)[:3]
    different = different_scenes([rows[0], rows[1], rows[0]])
    assert different.tolist() == [[False, True, False], [True, False, True], [False, True, False]]
    space = torch.eye(3)[[0, 1, 0]]
    assert matching_loss(space, space, different, 10.0) < 1e-3
    assert matching_loss(space, space, torch.ones(3, 3, dtype=torch.bool), 10.0) > 0.9


def test_a_small_embedding_learns_a_few_pairs(data, tmp_path):
    task = EmbeddingTask(*data, HEARING, batch_size=8, peak_rate=6e-3)
    batch = task.collate(task.rows)
    assert batch.pixels.shape == (8, 3, SIDE, SIDE) and batch.names.shape == (8, len(elements()))
    assert batch.names.sum() == sum(len({item.name for item in row.picture.scene.elements}) for row in task.rows)
    Engine(task, tmp_path, EngineOptions(steps=120, save_every=1000, threads=1, average=0.8)).run()
    embedding = load_embedding(tmp_path)
    with torch.no_grad():
        speech, pictures = (torch.nn.functional.normalize(side, dim=1) for side in (embedding.hear(batch.features, batch.frames), embedding.see(batch.pixels)))
    own = list(range(8))
    assert (speech @ pictures.T).argmax(dim=1).tolist() == own
    assert (pictures @ speech.T).argmax(dim=1).tolist() == own


def test_shapes_of_the_second_phase():
    generator, supervisor = Generator(32, PAINTING), Supervisor(32, PAINTING)
    painted, mean, variance = generator(torch.randn(3, 32), torch.randn(3, 6), torch.randn(3, 8))
    assert [x.shape for x in painted] == [(3, 3, side, side) for side in SIDES]
    assert all(x.dtype == torch.float32 and x.abs().max() <= 1 for x in painted)
    assert mean.shape == variance.shape == (3, 8)
    for side, x in zip(SIDES, painted, strict=True):
        assert [logits.shape for logits in Critic(side, PAINTING)(x, mean, mean.roll(1, 0))] == [(3,)] * 3
    assert supervisor(torch.randn(3, 32), torch.randn(3, 32)).shape == (3, 3)


def test_batches_depend_on_their_number_alone(data, first):
    task = S2iganTask(*data, first, PAINTING, batch_size=8)
    one, again, other = task.batch(3, 0.0), task.batch(3, 0.9), task.batch(4, 0.0)
    assert all(torch.equal(value, getattr(again, name)) for name, value in vars(one).items())
    assert not torch.equal(one.noise, other.noise)
    assert one.others.shape == (2, 3, SIDE, SIDE)
    assert one.different.shape == (8,)


def test_a_few_steps_change_all_but_the_embedding(data, first, tmp_path):
    task = S2iganTask(*data, first, PAINTING, batch_size=4)
    before = {name: {key: value.clone() for key, value in module.state_dict().items()} for name, module in task.modules.items()}
    Engine(task, tmp_path, BRIEF, sample=task.sample).run()
    for name, module in task.modules.items():
        moved = [not torch.equal(before[name][key], value) for key, value in module.named_parameters()]
        assert not any(moved) if name == "embedding" else all(moved), name
    with Image.open(tmp_path / "samples" / "0000002.png") as image:
        assert image.size == (8 * SIDE, 4 * SIDE)


def test_judges_learn_nothing_from_what_the_generator_wants(data, first, tmp_path):
    task = S2iganTask(*data, first, PAINTING, batch_size=4)
    engine = Engine(task, tmp_path, replace(BRIEF, accumulate=2))
    kept = {}

    def update(name: str, loss: torch.Tensor) -> None:
        loss.backward()
        if name != "generator":
            kept.update({key: value.grad.clone() for key, value in task.modules[name].named_parameters(prefix=name)})

    engine.update = update
    task.step(engine, task.batch(0, 0.0), 0.0)
    for name in ("critics", "supervisor"):
        assert all(value.requires_grad and torch.equal(value.grad, kept[key]) for key, value in task.modules[name].named_parameters(prefix=name))
    assert all(value.grad is not None for value in task.generator.parameters())
    assert all(value.grad is None for value in task.embedding.parameters())


@pytest.mark.parametrize("phase", ["embedding", "pictures"])
def test_resumed_equals_uninterrupted(data, first, tmp_path, phase):
    def task():
        return EmbeddingTask(*data, HEARING, batch_size=4) if phase == "embedding" else S2iganTask(*data, first, PAINTING, batch_size=4)

    options = replace(BRIEF, steps=4)
    Engine(task(), tmp_path / "whole", options).run()
    Engine(task(), tmp_path / "parts", options).run(stop_after=2)
    Engine(task(), tmp_path / "parts", options).run()
    whole, parts = (torch.load(tmp_path / name / "checkpoint.pt", weights_only=True) for name in ("whole", "parts"))
    assert whole["step"] == parts["step"] == 4
    assert all(torch.equal(value, parts["averages"][name][key]) for name, values in whole["averages"].items() for key, value in values.items())


def test_the_painter_paints_the_same_for_a_seed(data, first, tmp_path):
    folder = Engine(S2iganTask(*data, first, PAINTING, batch_size=4), tmp_path, BRIEF).run().parent
    painter = S2iganPainter(folder)
    clips = [np.asarray(row.features, np.float32) for row in spoken_pictures(*data)]
    painted = painter.paint(clips, 7)
    assert painted.shape == (8, SIDE, SIDE, 3) and painted.dtype == np.uint8
    assert np.array_equal(painted, S2iganPainter(folder).paint(clips, 7))
    assert not np.array_equal(painted, painter.paint(clips, 8))
    assert np.abs(painter.paint(clips[:2], 7).astype(int) - painted[:2]).max() <= 1
    assert all(torch.equal(value, load_embedding(first).state_dict()[key]) for key, value in load_embedding(folder).state_dict().items())


def test_a_folder_that_cannot_paint_says_so(first, tmp_path):
    with pytest.raises(ValueError, match="first phase"):
        S2iganPainter(first)
    with pytest.raises(FileNotFoundError, match="phase embedding"):
        S2iganPainter(tmp_path)
    saved = torch.load(first / "checkpoint.pt", weights_only=True)
    saved["card"]["names"].append("nothing")
    torch.save(saved, tmp_path / "checkpoint.pt")
    with pytest.raises(ValueError, match="train it again"):
        load_embedding(tmp_path)


def test_the_recipe_runs_both_phases(data, tmp_path, monkeypatch, capsys):
    place = Path(__file__).parents[2] / "recipes" / "s2igan.py"
    spec = importlib.util.spec_from_file_location("recipe_s2igan", place)
    recipe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recipe)
    for name, table in (("EMBEDDING", {"tiny": (HEARING, 4, BRIEF)}), ("PICTURES", {"tiny": (PAINTING, 4, BRIEF), "cpu": (PAINTING, 4, BRIEF)})):
        monkeypatch.setattr(recipe, name, table)
    common = ["--data", str(data[0][0]), "--spoken", str(data[1][0]), "--profile", "tiny", "--threads", "1"]
    for extra in ([str(tmp_path / "one")], [str(tmp_path / "two"), "--embedding", str(tmp_path / "one")]):
        monkeypatch.setattr(sys, "argv", ["s2igan.py", *extra, *common])
        recipe.main()
    assert capsys.readouterr().out.split() == [str(tmp_path / name / "checkpoint.pt") for name in ("one", "two")]
    monkeypatch.setattr(sys, "argv", ["s2igan.py", str(tmp_path / "three"), *common, "--phase", "pictures"])
    with pytest.raises(SystemExit):
        recipe.main()
