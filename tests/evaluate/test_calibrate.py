from __future__ import annotations

import numpy as np
import pytest

from speechscape.ears.confidence import Confidence, clearness, evidence
from speechscape.evaluate.calibrate import Judged, fit, honesty, judge, lowest_threshold
from speechscape.types import Element, Scene

TRUE = Confidence(-0.5, (1.2, 0.4, 0.0, 0.3, 1.0, 0.0))


def _clips(count: int, seed: int = 0) -> list[Judged]:
    """Clips whose elements are right with just the probability that TRUE gives them."""
    rng = np.random.default_rng(seed)
    rows = np.stack([rng.normal(0, 2, count), -rng.exponential(1, count), rng.random(count), rng.normal(0, 2, count), rng.integers(0, 2, count), np.zeros(count)], axis=1)
    return [Judged(row[None], np.array([rng.random() < TRUE(row)]), False) for row in rows]


def test_the_fit_finds_the_odds_that_made_the_answers():
    found = fit(_clips(6000))
    fresh = _clips(500, seed=1)
    assert np.mean([abs(found(clip.evidence[0]) - TRUE(clip.evidence[0])) for clip in fresh]) < 0.02


def test_the_threshold_keeps_nothing_from_being_drawn():
    confidence = Confidence()
    nothing = [Judged(np.array([[np.log(chance / (1 - chance)), 0, 0, 0, 0, 0]]), np.array([False]), True) for chance in np.linspace(0.005, 0.995, 100)]
    at = lowest_threshold(nothing, confidence)
    assert sum(confidence(clip.evidence[0]) >= at for clip in nothing) <= 10 or at == pytest.approx(0.9)
    assert lowest_threshold([Judged(np.zeros((0, 6)), np.zeros(0, bool), True)], confidence) == pytest.approx(0.3)

    shy = [Judged(np.array([[-9.0, 0, 0, 0, 0, 0]]), np.array([False]), True, 0, f"many/{number}") for number in range(5000)]
    assert lowest_threshold(shy, confidence) == pytest.approx(0.3)
    assert lowest_threshold(nothing + shy, confidence) == pytest.approx(0.9)  # a large easy set does not hide a small hard one


def test_each_name_is_right_once_and_doubtful_ones_are_left_out():
    scene = Scene((Element("fox"), Element("fox"), Element("rose")))
    judged = judge(scene, np.zeros((3, 6)), ["fox"], {"rose"}, False)
    assert judged.right.tolist() == [True, False]


def test_evidence_stays_finite():
    assert np.isfinite(evidence(0.0, -np.inf, 3, 0.0, 0.0, False, False)).all()
    assert np.isfinite(evidence(1.0, 0.0, 0, 1.0, 1.0, True, True)).all()
    assert clearness(np.log(np.array([[0.9, 0.1], [0.2, 0.8]], np.float32))) == pytest.approx(0.8)
    assert clearness(np.log(np.array([[0.9, 0.1]], np.float32))) == 0


def test_honesty_is_measured_on_speakers_that_were_not_fitted():
    rng = np.random.default_rng(3)
    people = [Judged(np.array([[odds, 0, 0, 0, 0, 0]]), np.array([rng.random() < 1 / (1 + np.exp(-odds))]), False, 1, f"set/{index % 20}") for index, odds in enumerate(rng.normal(1, 2, 4000))]
    nothing = [Judged(np.array([[-3.0, 0, 0, 0, 0, 0]]), np.array([False]), True)]
    rows = honesty(people, nothing)
    assert len(rows) == 3
    assert all(row["error"] < 0.04 and 0.4 < row["recall"] < 0.9 and row["invented"] is None for row in rows)
    liars = [Judged(one.evidence, np.array([False]) if int(one.speaker[4:]) % 2 else one.right, False, 1, one.speaker) for one in people]
    assert max(row["error"] for row in honesty(liars, nothing)) > max(row["error"] for row in rows)


def test_without_the_second_listener_its_names_are_gone():
    scene = Scene((Element("fox", heard_by=("ears", "sphinx")), Element("dog", heard_by=("sphinx",))))
    judged = judge(scene, np.array([[1.0, 0, 0, 0, 1, 0], [-9.0, 0, 0, 0, 1, 0]]), ["fox", "dog"], set(), False)
    alone = judged.alone()
    assert judged.right.tolist() == [True, True]
    assert (alone.right.tolist(), alone.evidence.tolist(), alone.said) == ([True], [[1, 0, 0, 0, 0, 0]], 2)
