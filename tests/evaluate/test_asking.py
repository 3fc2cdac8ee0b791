"""From when on an edit is asked back, and how ready the editor is to do something."""

from __future__ import annotations

import numpy as np
import pytest

from speechscape.evaluate.asking import THRESHOLDS, best_pair, strangers
from speechscape.types import RATE_HZ, Clip

EDITS = {0.0: [(0.9, True)] * 80 + [(0.3, False)] * 20, 2.0: [(0.9, True)] * 88 + [(0.42, True)] * 4 + [(0.3, False)] * 8, 4.0: [(0.9, True)] * 95 + [(0.3, False)] * 5}
IDLE = {0.0: [(0.99, True)] * 100, 2.0: [(0.99, True)] * 80 + [(0.39, False)] * 20, 4.0: [(0.99, True)] * 90 + [(0.95, False)] * 10}


def test_the_pair_whose_worse_distance_to_its_goal_is_best():
    (courage, threshold), tried = best_pair(EDITS, IDLE)
    assert (courage, threshold) == (2.0, pytest.approx(0.4))  # over the 0.39 of what must not be done, under the 0.42 of what must
    assert tried[2.0, 0.4] == pytest.approx((0.92, 1.0))
    assert tried[2.0, 0.0] == pytest.approx((0.92, 0.8))
    assert tried[2.0, 0.45] == pytest.approx((0.88, 1.0))
    assert len(tried) == 3 * len(THRESHOLDS)


def test_less_stillness_is_worth_more_edits():
    assert best_pair(EDITS, IDLE, (0.95, 0.9))[0] == (4.0, 0.0)
    assert best_pair({0.0: []}, {0.0: []})[0] == (0.0, 0.0)


def test_strangers_are_faster_or_slower_by_a_tenth_to_a_fifth_and_always_the_same():
    time_s = np.arange(RATE_HZ) / RATE_HZ
    clips = [Clip(np.sin(2 * np.pi * 200 * time_s).astype(np.float32), str(number)) for number in range(40)]
    strange = strangers(clips, 3)
    shares = [len(one.samples) / RATE_HZ for one in strange]
    assert all(1 / 1.21 < share < 1 / 1.09 or 1.09 < share < 1.21 for share in shares)
    assert {share > 1 for share in shares} == {True, False}
    for one, share in zip(strange, shares, strict=True):
        spectrum = np.abs(np.fft.rfft(one.samples))
        assert spectrum.argmax() / len(one.samples) * RATE_HZ == pytest.approx(200 / share, abs=3)
    assert all(np.array_equal(one.samples, other.samples) for one, other in zip(strange, strangers(clips, 3), strict=True))
    assert [one.source for one in strange] == [str(number) for number in range(40)]
