"""Utterances: what sounds between pauses, whole, in any size of blocks, in noise too."""

from __future__ import annotations

import numpy as np
import pytest

from speechscape.audio.activity import ActivityOptions, utterances
from speechscape.types import RATE_HZ
from tests.conftest import speechlike


def _recording(parts: list[tuple[float, float]], noise: float = 0.0) -> np.ndarray:
    """(pause before, seconds of speech) in turns, a pause behind."""
    pieces = []
    for number, (pause_s, speech_s) in enumerate(parts):
        pieces += [np.zeros(int(pause_s * RATE_HZ), np.float32), speechlike(speech_s, seed=number)]
    samples = np.concatenate([*pieces, np.zeros(RATE_HZ, np.float32)])
    return (samples + noise * np.random.default_rng(0).normal(size=len(samples))).astype(np.float32)


def _blocks(samples: np.ndarray, size: int = RATE_HZ):
    return (samples[at : at + size] for at in range(0, len(samples), size))


@pytest.mark.parametrize("noise", [0.0, 1e-4, 3e-3])
def test_each_stretch_of_speech_is_one_utterance_with_its_time(noise):
    parts = [(1.0, 2.0), (0.8, 3.0), (4.0, 1.0), (0.7, 2.5)]
    found = list(utterances(_blocks(_recording(parts, noise))))
    starts, at = [], 0.0
    for pause_s, speech_s in parts:
        starts.append(at + pause_s)
        at += pause_s + speech_s
    assert [one.start_s for one in found] == pytest.approx([start - 0.15 for start in starts], abs=0.2)
    assert [one.end_s - one.start_s for one in found] == pytest.approx([speech_s + 0.2 for _, speech_s in parts], abs=0.4)
    assert [one.pause_s for one in found[1:]] == pytest.approx([pause_s for pause_s, _ in parts[1:]], abs=0.4)


def test_the_size_of_blocks_changes_nothing():
    samples = _recording([(1.0, 2.0), (0.8, 30.0), (4.0, 1.0)], 1e-4)
    one, other = (list(utterances(_blocks(samples, size))) for size in (777, 7 * RATE_HZ))
    assert [(u.start_s, len(u.samples)) for u in one] == [(u.start_s, len(u.samples)) for u in other]
    assert max(len(u.samples) for u in one) <= ActivityOptions().longest_s * RATE_HZ


def test_samples_are_those_of_the_recording():
    samples = _recording([(1.0, 2.0), (1.8, 3.0)])
    for one in utterances(_blocks(samples)):
        first = round(one.start_s * RATE_HZ)
        np.testing.assert_array_equal(one.samples, samples[first : first + len(one.samples)])


@pytest.mark.parametrize("level", [0.0, 1e-3])
def test_an_hour_of_nothing_has_no_utterances(level):
    rng = np.random.default_rng(0)
    blocks = ((level * rng.normal(size=RATE_HZ)).astype(np.float32) for _ in range(60))
    assert sum(1 for _ in utterances(blocks)) <= 1


def test_clicks_are_none():
    samples = np.zeros(5 * RATE_HZ, np.float32)
    samples[RATE_HZ :: 2 * RATE_HZ] = 0.9
    assert list(utterances(_blocks(samples))) == []
