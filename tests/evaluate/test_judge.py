"""The judge that the repository keeps."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from speechscape.data.pictures import render
from speechscape.evaluate.geneval import prompts
from speechscape.evaluate.judging import agreement, load_checker, satisfied, see
from speechscape.train.latent import load_latent, scenes_of, texts_of
from speechscape.types import Element, Scene

_KEPT = Path(__file__).parents[2] / "benchmarks" / "pictures"


def test_the_judge_sees_what_was_rendered_and_what_was_not():
    checker = load_checker(_KEPT / "judge.pt")
    pixels, _ = render(Scene((Element("elephant", color="blue"),)), 5)
    (seen,) = see(checker, pixels[None])
    assert [(thing.name, thing.tint) for thing in seen.things] == [("elephant", "blue")]
    found = agreement(checker, [prompt for prompt in prompts(6, 91) if prompt.skill in {"single object", "position", "color"}], 1, 91)
    assert np.mean([one.right for one in found.values()]) > 0.85 and np.mean([one.lenient for one in found.values()]) < 0.1


def test_a_grey_picture_meets_no_prompt():
    checker = load_checker(_KEPT / "judge.pt")
    gray = see(checker, np.full((1, 128, 128, 3), 128, np.uint8))[0]
    assert not any(satisfied(prompt, gray) for prompt in prompts(2, 92))


def test_the_controls_heads_are_kept_and_say_different_things_of_different_scenes():
    parts = load_latent(_KEPT / "controls.pt", ("scene", "text"))
    fox, boat = parts.scene(*scenes_of([Scene((Element("fox"),)), Scene((Element("boat"),))])).tokens
    assert (fox - boat).abs().mean() > 0.1
    fox, same, boat = parts.text(*texts_of(["a fox", "a fox", "a boat"])).tokens
    assert bool((fox == same).all()) and (fox - boat).abs().mean() > 0.1
