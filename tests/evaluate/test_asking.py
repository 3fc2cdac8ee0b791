"""From when on an edit is asked back."""

from __future__ import annotations

import pytest

from speechscape.evaluate.asking import THRESHOLDS, best_threshold


def test_the_threshold_weighs_instructions_and_speech_that_asks_for_nothing_alike():
    edits = [(0.9, True)] * 90 + [(0.42, True)] * 4 + [(0.3, False)] * 6
    idle = [(0.99, True)] * 80 + [(0.2, False)] * 10 + [(0.39, False)] * 9 + [(0.95, False)]
    best, curve = best_threshold(edits, idle)
    assert best == pytest.approx(0.4)  # over the 0.39 of what must not be done, under the 0.42 of what must
    by_threshold = {threshold: (right, still) for threshold, right, still in curve}
    assert by_threshold[0.0] == pytest.approx((0.94, 0.8))
    assert by_threshold[0.4] == pytest.approx((0.94, 0.99))
    assert by_threshold[0.45] == pytest.approx((0.9, 0.99))
    assert [row[0] for row in curve] == list(THRESHOLDS)


def test_where_nothing_is_gained_as_little_as_possible_is_asked_back():
    assert best_threshold([(0.9, True)], [(0.9, True)])[0] == 0.0
    assert best_threshold([], [])[0] == 0.0
