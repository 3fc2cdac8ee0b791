"""The score of spoken edits: what is asked means something, perfect answers score one, wrong ones do not."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import pytest

from speechscape.ears.editing import Understood
from speechscape.evaluate import edits as module
from speechscape.evaluate.edits import evaluate_edits, make_chains, pixels_outside
from speechscape.types import Clip, Element, Heard, Scene
from speechscape.world.edits import CHANGES, Edit


def test_chains_are_of_one_to_six_and_follow_from_each_other():
    chains = make_chains(60, 5)
    assert sorted({len(chain.said) for chain in chains}) == [1, 2, 3, 4, 5, 6]
    assert {one.voice.split for chain in chains for one in chain.said} == {"unseen voice"}
    for chain in chains:
        for one, following in zip(chain.said, chain.said[1:], strict=False):
            if one.edit.kind in CHANGES:
                assert following.canvas == one.canvas.edited(one.edit).canvas
            elif one.edit.kind != "layout":
                assert following.canvas == one.canvas
        assert all(one.edit.kind not in {"over", "stop"} for one in chain.said[:-1])
    assert make_chains(5, 5) == chains[:5]
    assert len({one.edit.kind for chain in chains for one in chain.said}) > 12


def test_nothing_outside_the_region_changes():
    changed = 0
    for chain in make_chains(24, 6):
        for one in chain.said:
            if one.edit.kind in CHANGES:
                changed += 1
                assert pixels_outside(one.canvas, one.edit, 192) == 0, one.text
    assert changed > 30


def test_a_pixel_outside_is_noticed(monkeypatch):
    said = next(one for chain in make_chains(20, 6) for one in chain.said if one.edit.kind == "recolor")
    real = type(said.canvas).edited

    def blind(self, edit):
        done = real(self, edit)
        return type(done)(done.canvas, ())

    monkeypatch.setattr(type(said.canvas), "edited", blind)
    assert pixels_outside(said.canvas, said.edit, 192) > 0


@dataclass
class _Ears:
    """Hears the number of the clip as its states."""

    kind = "ears"
    name = "stub"

    def hear(self, clips):
        return [Heard(Scene((Element("dog"),)), "", sounds=np.full((3, 256), float(clip.samples[0]), np.float32)) for clip in clips]


@pytest.mark.parametrize("wrong", [0, 10])
def test_the_score_counts_what_is_right(tmp_path, monkeypatch, wrong):
    everything = []

    def spoken(said, seed):
        everything.extend(said)
        return [Clip(np.full(4000, number, np.float32), "stub") for number in range(len(said))]

    class _Editor:
        name, threshold, courage = "stub", 0.5, 0.0

        def understand(self, states, pictures):
            numbers = [int(one[0, 0]) for one in states]
            answers = [Edit(kind="nothing") if number < wrong else everything[number].edit for number in numbers]
            return [Understood(edit, edit, 1.0) for edit in answers]

    monkeypatch.setattr(module, "spoken", spoken)
    report = evaluate_edits(tmp_path, _Ears(), _Editor(), chains=18, seed=3)
    count = report["clips"]
    assert count == 63
    assert report["one edit"] == pytest.approx(1 - wrong / count)
    assert report["new or edit"] == report["nothing changes"] == 1.0
    assert report["chain of six"] == 1.0
    assert report["by length"]["4"] == (1.0 if wrong == 0 else pytest.approx(2 / 3))
    assert report["floor"] < 0.2
    assert report["pixels outside"] == 0
    assert report["pixels outside, neural painter"] == 0
    assert json.loads((tmp_path / "edits.json").read_text())["asked back"] == pytest.approx(wrong / count)
    assert (tmp_path / "edits.html").read_text().count("<tr>") == wrong + 1
