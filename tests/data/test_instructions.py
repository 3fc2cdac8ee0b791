"""Instructions: every wish survives JSON, means something in its picture, and references mean one thing or nothing."""

from __future__ import annotations

import json
import random
from collections import Counter

import pytest

from speechscape.data.captions import held_out
from speechscape.data.instructions import Ref, Wish, instruct, meaning, resolve, situation
from speechscape.types import Element, Scene
from speechscape.world.edits import CHANGES, COMMANDS, MOST, Edit

SCENE = Scene((Element("house", column=2), Element("house", color="red", column=9), Element("fox", column=5), Element("ball", count=3, column=12)))


def test_all_kinds_come_up_and_mean_what_they_say():
    rng = random.Random(3)
    kinds: Counter[str] = Counter()
    for _ in range(4000):
        asked = instruct(rng)
        assert asked.text == asked.text.lower().strip()
        assert "{" not in asked.text
        assert Wish.from_json(json.loads(json.dumps(asked.wish.to_json()))) == asked.wish
        now = situation(asked.wish, rng)
        assert len(now.scene.elements) <= MOST
        assert now.edit.kind in {asked.wish.kind, "nothing"}
        kinds[now.edit.kind] += 1
        for thing in (asked.wish.element, Element(asked.wish.of[0].name, color=asked.wish.color) if asked.wish.of and asked.wish.of[0].name else None):
            assert thing is None or not held_out(thing.name, thing.color)
    assert kinds.keys() == {*CHANGES, *COMMANDS, "nothing"}
    assert 0.01 < kinds["nothing"] / 4000 < 0.12


@pytest.mark.parametrize(
    ("ref", "focus", "found"),
    [
        (Ref("it"), (2,), (2,)), (Ref("it"), (3,), ()), (Ref("it"), (0, 1), ()), (Ref("it"), (), ()), (Ref("them"), (3,), (3,)), (Ref("them"), (0, 2), (0, 2)), (Ref("name", "fox"), (0,), (2,)), (Ref("name", "house"), (0,), ()), (Ref("name", "owl"), (0,), ()),
        (Ref("color", "house", "red"), (), (1,)), (Ref("left", "house"), (), (0,)), (Ref("right", "house"), (), (1,)), (Ref("left", "fox"), (), ()), (Ref("other", "house"), (0,), (1,)), (Ref("other"), (1,), (0,)), (Ref("other"), (2,), ()), (Ref("all", "house"), (), (0, 1)),
        (Ref("all", "ball"), (), (3,)), (Ref("all", "fox"), (), ()), (Ref("everything"), (), (0, 1, 2, 3)),
    ],
)  # fmt: skip
def test_references_mean_one_thing_or_nothing(ref, focus, found):
    assert resolve(ref, SCENE, focus) == found


def test_a_wish_that_fits_nothing_changes_nothing():
    assert meaning(Wish("remove", (Ref("name", "owl"),)), SCENE, ()) == Edit(kind="nothing")
    assert meaning(Wish("move", (Ref("name", "fox"),), (Ref("name", "house"),), relation="on"), SCENE, ()) == Edit(kind="nothing")
    assert meaning(Wish("move", (Ref("name", "fox"),), (Ref("left", "house"),), relation="on"), SCENE, ()) == Edit(kind="move", of=(2,), to=(0,), relation="on")
    assert meaning(Wish("add", to=(Ref("name", "fox"),), element=Element("owl"), relation="above"), SCENE, ()).element == Element("owl", relation="above", of=(2,))


def test_it_refers_to_what_it_is_given():
    rng = random.Random(4)
    with pytest.raises(ValueError, match="three at least"):
        instruct(rng, ["dog", "dog", "cat"])
    wishes = [instruct(rng, ["dog", "cat", "boat"]).wish for _ in range(300)]
    told = {ref.name for wish in wishes for ref in (*wish.of, *wish.to)}
    assert told == {"dog", "cat", "boat", None}
