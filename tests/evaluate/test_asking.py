"""From when on an edit is asked back, and how ready the editor is to do something."""

from __future__ import annotations

import pytest

from speechscape.evaluate.asking import THRESHOLDS, best_pair

EDITS = {0.0: [(0.9, True)] * 80 + [(0.3, False)] * 20, 2.0: [(0.9, True)] * 88 + [(0.42, True)] * 4 + [(0.3, False)] * 8, 4.0: [(0.9, True)] * 95 + [(0.3, False)] * 5}
IDLE = {0.0: [(0.99, True)] * 100, 2.0: [(0.99, True)] * 80 + [(0.39, False)] * 20, 4.0: [(0.99, True)] * 90 + [(0.95, False)] * 10}


def test_of_all_that_keeps_still_enough_the_one_that_does_most():
    (courage, threshold), tried = best_pair(EDITS, IDLE)
    assert (courage, threshold) == (2.0, pytest.approx(0.4))  # over the 0.39 of what must not be done, under the 0.42 of what must
    assert tried[2.0, 0.4] == pytest.approx((0.92, 1.0))
    assert tried[2.0, 0.0] == pytest.approx((0.92, 0.8))
    assert tried[2.0, 0.45] == pytest.approx((0.88, 1.0))
    assert len(tried) == 3 * len(THRESHOLDS)


def test_within_a_standard_error_the_stillest_is_taken():
    edits = {0.0: [(0.9, True)] * 960 + [(0.3, True)] * 4 + [(0.3, False)] * 36}
    idle = {0.0: [(0.99, True)] * 98 + [(0.5, False)] * 2}
    assert best_pair(edits, idle)[0] == (0.0, pytest.approx(0.55))


def test_less_stillness_is_worth_more_edits():
    assert best_pair(EDITS, IDLE, still=0.9)[0] == (4.0, 0.0)
    assert best_pair({0.0: []}, {0.0: []})[0] == (0.0, 0.0)
