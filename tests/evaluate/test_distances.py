"""Distances whose answer is known: of equal sets, of shifted ones, of pictures that are their own render."""

from __future__ import annotations

import builtins

import numpy as np
import pytest
import torch

from speechscape.errors import SetupError
from speechscape.evaluate.distances import diversity, frechet, kernel, neighbours, r_precision


@pytest.fixture(scope="module")
def vectors():
    rng = np.random.default_rng(0)
    return rng.normal(size=(240, 12)).astype(np.float32), rng.normal(size=(240, 12)).astype(np.float32)


def test_frechet_is_nothing_for_equal_sets_and_the_square_of_a_shift(vectors):
    one, other = vectors
    assert frechet(one, one) == pytest.approx(0, abs=1e-6)
    assert 0 < frechet(one, other) < 1
    assert frechet(one, one + 0.5) == pytest.approx(12 * 0.25, rel=1e-6)
    assert frechet(one, one + 1.0) > frechet(one, one + 0.5)


def test_kernel_grows_with_a_shift_and_leaves_chance_alone(vectors):
    one, other = vectors
    torch.manual_seed(5)
    before = torch.get_rng_state()
    near, far = kernel(one, other, 3), kernel(one, other + 0.5, 3)
    assert torch.equal(before, torch.get_rng_state())
    assert abs(near[0]) < 0.05 < far[0]
    assert kernel(one, other, 3) == near
    assert near[1] > 0


def test_neighbours_tell_precision_from_recall(vectors):
    one, other = vectors
    same = neighbours(one, one)
    assert same["precision"] == same["recall"] == same["coverage"] == 1.0
    few = neighbours(one, np.repeat(other[:4], 60, axis=0))  # right, but always the same
    assert few["precision"] >= 0.5
    assert few["recall"] < 0.1
    away = neighbours(one, other + 50)
    assert away == {"precision": 0.0, "recall": 0.0, "density": 0.0, "coverage": 0.0}
    assert set(neighbours(one[:4], other[:4])) == set(same)


def test_r_precision_of_identical_pictures_is_one(vectors):
    one, other = vectors
    scenes = list(range(len(one)))
    assert r_precision(one, one, scenes) == 1.0
    assert r_precision(other, one, scenes) < 0.05
    assert r_precision(np.zeros_like(one), one, scenes) < 0.05  # the same picture for everything
    assert r_precision(one[:5], one[:5], scenes[:5]) == 1.0


def test_pictures_of_the_same_scene_are_no_distractors(vectors):
    one, _ = vectors
    twice = np.concatenate([one[:100], one[:100]])
    assert r_precision(twice, twice, [*range(100), *range(100)]) == 1.0
    assert r_precision(twice, twice, range(200), distractors=199) < 0.05  # a tie is no win


def test_diversity_is_a_share_of_the_real_one(vectors):
    one, other = vectors
    real = np.stack([one, other])
    assert diversity(real, real) == pytest.approx(1)
    assert diversity(np.stack([one, one]), real) == 0
    assert diversity(np.stack([one, one + 0.5 * (other - one)]), real) == pytest.approx(0.5, rel=1e-5)
    assert diversity(real[:1], real) == 0


@pytest.mark.parametrize("measure", [frechet, kernel, neighbours])
def test_missing_packages_are_named(measure, vectors, monkeypatch):
    found = builtins.__import__

    def without(name, *rest, **named):
        if name.partition(".")[0] in {"torchmetrics", "prdc"}:
            raise ImportError(name)
        return found(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SetupError, match=r"pip install \"speechscape\[train\]\""):
        measure(*vectors)
