"""Windows: nothing lost, none too long, cut in pauses."""

from __future__ import annotations

import numpy as np

from speechscape.audio.windows import windows
from speechscape.types import RATE_HZ


def _blocks(samples: np.ndarray, size: int = RATE_HZ) -> list[np.ndarray]:
    return [samples[at : at + size] for at in range(0, len(samples), size)]


def test_windows_joined_are_the_recording_and_begin_where_they_say():
    samples = np.random.default_rng(0).normal(size=100 * RATE_HZ + 77).astype(np.float32)
    found = list(windows(_blocks(samples)))
    np.testing.assert_array_equal(np.concatenate([part for _, part in found]), samples)
    for start_s, part in found:
        np.testing.assert_array_equal(part, samples[round(start_s * RATE_HZ) :][: len(part)])
    assert max(len(part) for _, part in found) <= 28 * RATE_HZ
    assert min(len(part) for _, part in found[:-1]) >= 14 * RATE_HZ


def test_they_are_cut_in_the_last_of_the_pauses():
    samples = np.random.default_rng(0).normal(size=40 * RATE_HZ).astype(np.float32)
    for pause_s in (5, 20, 25):
        samples[int(pause_s * RATE_HZ) : int((pause_s + 0.5) * RATE_HZ)] = 0
    (first_s, first), (second_s, second) = windows(_blocks(samples))
    assert first_s == 0
    assert 25.1 < second_s < 25.5
    assert len(first) + len(second) == len(samples)


def test_the_size_of_blocks_changes_nothing():
    samples = np.random.default_rng(1).normal(size=60 * RATE_HZ).astype(np.float32)
    one, other = (list(windows(_blocks(samples, size))) for size in (333, 5 * RATE_HZ))
    assert [start_s for start_s, _ in one] == [start_s for start_s, _ in other]


def test_nothing_gives_nothing():
    assert list(windows([])) == []
