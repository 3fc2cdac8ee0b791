"""Ranks and recalls known by construction."""

from __future__ import annotations

import numpy as np
import pytest

from speechscape.evaluate.retrieval import ranks_of, recalls


def test_the_right_answer_of_a_perfect_space_is_first():
    assert ranks_of(np.eye(20, dtype=np.float32), np.eye(20, dtype=np.float32)).tolist() == [0] * 20


def test_ties_are_no_finds():
    same = np.ones((12, 3), np.float32)
    assert ranks_of(same, same).tolist() == [11] * 12
    assert recalls(ranks_of(same, same)) == {"R@1": 0.0, "R@5": 0.0, "R@10": 0.0, "median rank": 12.0}


def test_recalls_count_ranks_from_nought():
    found = recalls(np.array([0, 0, 3, 7, 50]))
    assert (found["R@1"], found["R@5"], found["R@10"], found["median rank"]) == pytest.approx((0.4, 0.6, 0.8, 4))
