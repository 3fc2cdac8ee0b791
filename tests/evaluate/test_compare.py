from __future__ import annotations

from speechscape.evaluate.compare import compare, match, rates
from speechscape.evaluate.degrade import mix_at, pink
from speechscape.types import Element, Scene, Setting


def test_a_perfect_answer_scores_one_everywhere():
    truth = Scene((Element("fox", 2, "red", relation="on", of=(1,)), Element("box")), Setting("forest"))
    assert set(rates([compare(truth, truth)]).values()) == {1.0}


def test_what_is_wrong_is_counted_where_it_is_wrong():
    truth = Scene((Element("fox", 2, "red"), Element("box")))
    heard = Scene((Element("fox", 3, "red"), Element("cat"), Element("dog")))
    score = rates([compare(truth, heard)])
    assert (score["exact"], score["recall"], score["count"], score["color"]) == (0.0, 0.5, 0.0, 1.0)
    assert abs(score["precision"] - 1 / 3) < 1e-9


def test_elements_of_one_name_are_paired_by_likeness():
    truth = Scene((Element("car", color="red"), Element("car", color="blue")))
    heard = Scene((Element("car", color="blue"), Element("car", color="red")))
    assert sorted(match(truth, heard)) == [(0, 1), (1, 0)]
    assert compare(truth, heard)["exact.right"] == 1


def test_a_relation_to_the_wrong_thing_is_wrong():
    truth = Scene((Element("fox", relation="on", of=(1,)), Element("box"), Element("cat")))
    heard = Scene((Element("fox", relation="on", of=(2,)), Element("box"), Element("cat")))
    assert rates([compare(truth, heard)])["relation"] == 0.0


def test_noise_comes_at_the_ratio_asked_for():
    import numpy as np

    rng = np.random.default_rng(0)
    speech, noise = (0.01 * rng.normal(size=16_000)).astype(np.float32), pink(16_000, rng)
    mixed = mix_at(speech, noise, 10)
    assert abs(10 * np.log10(np.mean(speech**2) / np.mean((mixed - speech) ** 2)) - 10) < 0.1
