"""The engine and the checker, debug-sized."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch

from speechscape.data.pictures import make_renders, read_pictures
from speechscape.train.checker import GRID, CheckerOptions, CheckerTask, checker_losses, targets_of
from speechscape.train.engine import Engine, EngineOptions, cosine
from speechscape.types import Scene
from speechscape.world.vocabulary import elements

SMALL = CheckerOptions(stem=8, fine=16, middle=16, coarse=24, top=16, coarse_blocks=1)


@pytest.fixture(scope="module")
def renders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("renders")
    make_renders(folder, "made", 12, 3)
    return folder


def test_targets_stand_where_things_stand(renders):
    rows = list(read_pictures(renders))
    truth = targets_of(rows)
    assert len(truth.cells) == sum(len(row.spots) for row in rows)
    for (picture, name, y, x), box in zip(truth.cells.tolist(), truth.boxes.exp().tolist(), strict=True):
        assert list(elements())[name] in {item.name for item in rows[picture].scene.elements}
        left, up, right, down = box
        edges = [(x + 0.5 - left) / GRID, (y + 0.5 - up) / GRID, (x + 0.5 + right) / GRID, (y + 0.5 + down) / GRID]
        assert any(max(abs(a - min(1, max(0, b))) for a, b in zip(edges, spot[2:], strict=True)) < 0.02 for spot in rows[picture].spots)


def test_pictures_with_nothing_in_them_are_no_trouble(renders):
    rows = [replace(row, scene=Scene((), row.scene.setting), spots=()) for row in read_pictures(renders)][:2]
    truth = targets_of(rows)
    task = CheckerTask([renders], SMALL)
    losses = checker_losses(task.checker(truth.pixels), truth, task.frequent)
    assert truth.cells.shape == (0, 4) and all(torch.isfinite(value) for value in losses.values())


def test_colourful_renders_have_one_or_two_things_most_of_them_coloured(tmp_path):
    make_renders(tmp_path, "made", 20, 3, colorful=True)
    items = [item for row in read_pictures(tmp_path) for item in row.scene.elements]
    assert 20 <= len(items) <= 40
    assert sum(item.color is not None for item in items) > len(items) / 2
    frequent = CheckerTask([tmp_path], SMALL).frequent.exp()
    assert frequent.sum().item() == pytest.approx(1)
    assert frequent.max().item() < 0.6


def test_busy_renders_count_and_relate(tmp_path):
    make_renders(tmp_path, "made", 20, 3, colorful=True, busy=True)
    items = [item for row in read_pictures(tmp_path) for item in row.scene.elements]
    assert any(item.count > 1 for item in items) and {item.relation for item in items} & {"left of", "right of", "above", "under"}
    truth = CheckerTask([tmp_path], SMALL, batch_size=6).batch(0, 0.0)
    assert truth.pixels.shape == (6, 3, 128, 128) and truth.pixels.abs().max() <= 1


def test_a_run_can_begin_with_the_weights_of_another(renders, tmp_path):
    Engine(CheckerTask([renders], SMALL, batch_size=4), tmp_path / "first", EngineOptions(steps=2, threads=1)).run()
    saved = torch.load(tmp_path / "first" / "checkpoint.pt", weights_only=True)["averages"]["checker"]
    task = CheckerTask([renders], SMALL, batch_size=4, start=tmp_path / "first" / "checkpoint.pt")
    assert all(torch.equal(saved[key], value) for key, value in task.checker.state_dict().items())


def test_resumed_equals_uninterrupted(renders, tmp_path):
    options = EngineOptions(steps=6, save_every=2, threads=1)
    task = CheckerTask([renders], SMALL, batch_size=4)
    Engine(task, tmp_path / "whole", options).run()
    Engine(CheckerTask([renders], SMALL, batch_size=4), tmp_path / "parts", options).run(stop_after=3)
    Engine(CheckerTask([renders], SMALL, batch_size=4, seed=0), tmp_path / "parts", options).run()
    whole, parts = (torch.load(tmp_path / name / "checkpoint.pt", weights_only=True) for name in ("whole", "parts"))
    assert whole["step"] == parts["step"] == 6
    assert all(torch.equal(whole["averages"]["checker"][key], value) for key, value in parts["averages"]["checker"].items())
    with pytest.raises(ValueError, match="choose another folder"):
        Engine(CheckerTask([renders], CheckerOptions(stem=8, fine=32, middle=16, coarse=24, top=16, coarse_blocks=1)), tmp_path / "whole", options)


def test_a_small_checker_learns_a_few_pictures(renders, tmp_path):
    shown = []
    engine = Engine(CheckerTask([renders], SMALL, batch_size=12, peak_rate=4e-3), tmp_path, EngineOptions(steps=90, save_every=1000, threads=1, average=0.8), sample=lambda folder, step: shown.append(step))
    engine.run()
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert rows[-1]["names"] < 0.5 * rows[0]["names"]
    assert rows[-1]["tints"] < rows[0]["tints"]
    assert shown == [90]
    truth = targets_of(list(read_pictures(renders)))
    with torch.no_grad():
        seen = engine.task.checker(truth.pixels)
    assert seen.names.shape == (12, len(elements()), GRID, GRID)
    assert checker_losses(seen, truth, engine.task.frequent)["names"] < 0.6 * rows[0]["names"]


def test_two_half_batches_make_one_update(renders, tmp_path):
    task = CheckerTask([renders], SMALL, batch_size=2)
    before = task.checker.heads.weight.detach().clone()
    engine = Engine(task, tmp_path, EngineOptions(steps=2, accumulate=2, save_every=100, threads=1))
    engine.run(stop_after=1)
    assert torch.equal(before, task.checker.heads.weight)
    engine.run()
    assert not torch.equal(before, task.checker.heads.weight)


def test_rates_rise_and_fall():
    assert cosine(0.0, 1.0, 0.1) < cosine(0.05, 1.0, 0.1) < cosine(0.11, 1.0, 0.1)
    assert cosine(1.0, 1.0, 0.1) == pytest.approx(0.01)
    assert cosine(0.5, 2.0, 0.1) == pytest.approx(1.0)


def test_a_time_budget_ends_the_training(renders, tmp_path):
    engine = Engine(CheckerTask([renders], SMALL, batch_size=2), tmp_path, EngineOptions(minutes=0.01, save_every=1000, threads=1))
    engine.run()
    assert 0.55 <= engine.seconds < 20
    assert engine.progress() == 1
