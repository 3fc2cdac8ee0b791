"""Pairs heard once more, debug-sized."""

from __future__ import annotations

import random

import numpy as np
import pytest

from speechscape.data.captions import say
from speechscape.data.corpus import ShardWriter
from speechscape.data.pictures import PictureRow, PictureWriter, read_pictures, render
from speechscape.ears.features import MELS
from speechscape.train.again import hear_again
from speechscape.train.model import Ears, EarsOptions

WIDTH = 32


@pytest.fixture(scope="module")
def ears():
    return Ears(EarsOptions(width=WIDTH, heads=2, hidden=32, decoder_hidden=32, fine_blocks=1, coarse_blocks=1, decoder_blocks=1)).eval()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    pairs, spoken = tmp_path_factory.mktemp("pairs"), tmp_path_factory.mktemp("spoken")
    rng, noise = random.Random(5), np.random.default_rng(5)
    pictures, clips = PictureWriter(pairs, "made", WIDTH), ShardWriter(spoken, "made")
    for number in range(4):
        scene = say(rng).scene
        pixels, spots = render(scene, 3)
        pictures.add(PictureRow(pixels, scene, 3, spots, f"clip {number}", "nobody/none", np.zeros((6, WIDTH), np.float16)))
        if number < 3:
            clips.add(noise.normal(0, 2, (90 - 20 * number, MELS)).astype(np.float32), f"clip {number}", [], scene.to_json(), "nobody/none")
    for writer in (pictures, clips):
        writer.close()
    return pairs, spoken


def test_pictures_stay_and_speech_is_another(data, ears, tmp_path):
    pairs, spoken = data
    assert hear_again(tmp_path, "a", pairs, [spoken], ears, seed=1) == 3
    assert hear_again(tmp_path / "other", "a", pairs, [spoken], ears, seed=2) == 3
    before = {row.text: row for row in read_pictures(pairs, WIDTH)}
    once, twice = ({row.text: row for row in read_pictures(folder, WIDTH)} for folder in (tmp_path, tmp_path / "other"))
    assert set(once) == {"clip 0", "clip 1", "clip 2"}  # nobody said the fourth
    for text, row in once.items():
        assert np.array_equal(row.pixels, before[text].pixels) and row.scene == before[text].scene and row.spots == before[text].spots
        assert row.states.shape[1] == WIDTH and np.isfinite(row.states).all() and np.abs(row.states).max() > 0
        assert row.states.shape != twice[text].states.shape or not np.array_equal(row.states, twice[text].states)


def test_nothing_altered_is_what_the_ears_hear(data, ears, tmp_path):
    pairs, spoken = data
    hear_again(tmp_path / "one", "a", pairs, [spoken], ears, seed=1, strength=0)
    hear_again(tmp_path / "two", "a", pairs, [spoken], ears, seed=2, strength=0)
    one, two = ({row.text: row.states for row in read_pictures(tmp_path / name, WIDTH)} for name in ("one", "two"))
    assert all(np.array_equal(one[text], two[text]) for text in one)
    assert [len(one[f"clip {number}"]) for number in range(3)] == [12, 9, 7]


def test_pairs_that_nobody_spoke_are_refused(data, ears, tmp_path):
    with pytest.raises(FileNotFoundError, match="no pair of"):
        hear_again(tmp_path, "a", data[0], [tmp_path], ears)
