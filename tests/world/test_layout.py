from __future__ import annotations

import random

import numpy as np
import pytest

from speechscape.data.captions import say
from speechscape.types import Element, Scene, Setting
from speechscape.world.layout import lay_out
from speechscape.world.vocabulary import PLACES, RELATIONS, elements


def _middle(box):
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


HOLDS = {
    "left of": lambda a, b: _middle(a)[0] < _middle(b)[0] and a[2] <= b[2],
    "right of": lambda a, b: _middle(a)[0] > _middle(b)[0] and a[0] >= b[0],
    "above": lambda a, b: a[3] <= b[1] + 0.01,
    "under": lambda a, b: _middle(a)[1] > _middle(b)[1],
    "on": lambda a, b: _middle(a)[1] < _middle(b)[1] and a[0] < b[2] and b[0] < a[2],
    "in": lambda a, b: a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3],
    "in front of": lambda a, b: a[3] > b[3],
    "behind": lambda a, b: a[3] < b[3],
    "next to": lambda a, b: a[2] <= b[0] + 0.05 or b[2] <= a[0] + 0.05,
}


@pytest.mark.parametrize("relation", [name for name in RELATIONS if name != "between"])
def test_two_elements_stand_in_their_relation(relation):
    rng = random.Random(relation)
    names = list(elements())
    for seed in range(150):
        first, second = rng.sample(names, 2)
        scene, _ = lay_out(Scene((Element(first, rng.choice((1, 1, 3)), relation=relation, of=(1,)), Element(second)), Setting(rng.choice(PLACES))), seed)
        a, b = scene.elements[0].box, scene.elements[1].box
        assert HOLDS[relation](a, b), f"{first} {relation} {second}, seed {seed}: {a} {b}"


def test_between_stands_between():
    names = list(elements())
    for seed in range(100):
        three = random.Random(seed).sample(names, 3)
        scene, _ = lay_out(Scene((Element(three[0], relation="between", of=(1, 2)), Element(three[1]), Element(three[2]))), seed)
        x = [_middle(item.box)[0] for item in scene.elements]
        assert min(x[1:]) < x[0] < max(x[1:])


def test_nothing_leaves_the_picture_and_nothing_is_hidden():
    for seed in range(300):
        saying = say(random.Random(seed))
        scene, spots = lay_out(saying.scene, seed)
        assert len(spots) == sum(item.count for item in scene.elements)
        grid = np.full((200, 200), -1)
        areas = {}
        for number, spot in enumerate(spots):
            x0, y0, x1, y1 = spot.box
            assert min(x0, y0) > -0.03 and max(x1, y1) < 1.03, f"{saying.text}: {spot}"
            cut = np.s_[max(0, int(200 * y0)) : max(1, int(200 * y1) + 1), max(0, int(200 * x0)) : max(1, int(200 * x1) + 1)]
            areas[number] = grid[cut].size
            grid[cut] = number
        for number, spot in enumerate(spots):
            seen = (grid == number).sum() / areas[number]
            assert seen > 0.2, f"{saying.text}: {scene.elements[spot.index].name} shows {seen:.0%}"


def test_same_seed_same_layout_other_seed_other_layout():
    scene = say(random.Random(5)).scene
    assert lay_out(scene, 3) == lay_out(scene, 3)
    two = Scene((Element("fox"), Element("house")))
    assert len({lay_out(two, seed)[0].elements[0].box for seed in range(8)}) > 3
