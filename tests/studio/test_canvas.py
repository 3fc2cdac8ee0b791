"""Canvases: an edit does what it says, and nothing else; everything stays in the picture; values survive JSON."""

from __future__ import annotations

import io
import json
import math
import random

import numpy as np
import pytest
import resvg_py
from PIL import Image

from speechscape.data.captions import say
from speechscape.data.instructions import instruct, situation
from speechscape.errors import OptionError
from speechscape.studio.canvas import Canvas
from speechscape.studio.wording import worded
from speechscape.types import Element, Scene, Setting
from speechscape.world.edits import CHANGES, MOST, Edit

SIZE = 240
HOUSES = Canvas.of(Scene((Element("house"), Element("house", color="red"), Element("tree"))))


def _pixels(canvas: Canvas) -> np.ndarray:
    png = bytes(resvg_py.svg_to_bytes(svg_string=canvas.svg, width=SIZE, height=SIZE))
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def _edits(count: int, seed: int):
    rng = random.Random(seed)
    while count:
        now = situation((asked := instruct(rng)).wish, rng, 0.0)
        if now.edit.kind in CHANGES and now.scene.elements:
            count -= 1
            yield asked.text, Canvas.of(now.scene, rng.randrange(50)), now.edit


@pytest.mark.parametrize("seed", range(6))
def test_nothing_but_what_was_said_changes(seed):
    for text, before, edit in _edits(20, seed):
        edited = before.edited(edit)
        free = np.ones((SIZE, SIZE), bool)
        for x0, y0, x1, y1 in edited.touched:
            free[max(0, math.floor(SIZE * y0)) : max(0, math.ceil(SIZE * y1) + 1), max(0, math.floor(SIZE * x0)) : max(0, math.ceil(SIZE * x1) + 1)] = False
        changed = (_pixels(before) != _pixels(edited.canvas)).any(axis=2)
        assert not (changed & free).any(), text
        meant = {before.pieces[number].key for number in edit.of}
        for piece in before.pieces:
            if piece.key not in meant:
                (same,) = [one for one in edited.canvas.pieces if one.key == piece.key]
                assert (same.spots, same.element.name, same.element.color, same.element.look) == (piece.spots, piece.element.name, piece.element.color, piece.element.look), text


def test_everything_stays_in_the_picture_and_survives_json():
    for text, before, edit in _edits(150, 99):
        after = before.edited(edit).canvas
        for piece in after.pieces:
            assert min(piece.box) > -1e-6, text
            assert max(piece.box) < 1 + 1e-6, text
        again = Canvas.from_json(json.loads(json.dumps(after.to_json())))
        assert (again.to_json(), again.svg) == (after.to_json(), after.svg)
        assert Edit.from_json(json.loads(json.dumps(edit.to_json()))) == edit


def _middles(canvas: Canvas) -> list[tuple[float, float]]:
    return [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in (piece.box for piece in canvas.pieces)]


@pytest.mark.parametrize("relation", ["left of", "right of", "above", "under", "on", "in front of", "behind", "next to", "in"])
def test_where_a_thing_is_added_is_true(relation):
    for seed in range(12):
        rng = random.Random(seed)
        before = Canvas.of(say(rng).scene, seed)
        if not before.pieces or len(before.pieces) >= MOST:
            continue
        after = before.edited(Edit(kind="add", element=Element("cat", relation=relation, of=(0,)))).canvas
        (x, y), (other_x, other_y) = _middles(after)[-1], _middles(after)[0]
        assert after.scene.elements[-1].relation == relation
        holds = {"left of": x < other_x, "right of": x > other_x, "above": y < other_y, "under": y > other_y, "on": y < other_y}
        assert holds.get(relation, True), (seed, before.scene)


@pytest.mark.parametrize(("side", "axis", "sign"), [("left", 0, -1), ("right", 0, 1), ("a bit left", 0, -1), ("far right", 0, 1), ("up", 1, -1), ("down", 1, 1), ("top", 1, -1), ("forward", 1, 1), ("backward", 1, -1)])
def test_sides(side, axis, sign):
    canvas = Canvas.of(Scene((Element("fox", size="small"),))).edited(Edit(kind="move", of=(0,), side="middle")).canvas
    canvas = canvas.edited(Edit(kind="resize", of=(0,), size="tiny")).canvas.edited(Edit(kind="move", of=(0,), side="a bit up")).canvas
    moved = canvas.edited(Edit(kind="move", of=(0,), side=side)).canvas
    before, after = canvas.pieces[0].box, moved.pieces[0].box
    assert sign * ((after[axis + 2] - before[axis + 2]) if axis else (after[0] - before[0])) > 0.02


def test_moved_by_hand_it_goes_so_far_and_stays_in_the_picture():
    x0, y0, x1, y1 = HOUSES.pieces[1].box
    by = (0.05 if x1 < 0.9 else -0.05, -0.08)
    edit = Edit(kind="move", of=(1,), by=by)
    edited = HOUSES.edited(edit)
    assert edited.canvas.pieces[1].box == pytest.approx((x0 + by[0], y0 + by[1], x1 + by[0], y1 + by[1]), abs=1e-4)
    assert (edited.canvas.pieces[0], edited.canvas.pieces[2]) == (HOUSES.pieces[0], HOUSES.pieces[2])
    assert Edit.from_json(json.loads(json.dumps(edit.to_json()))) == edit
    far = HOUSES.edited(Edit(kind="move", of=(1,), by=(1.0, 1.0))).canvas.pieces[1].box
    assert max(far) < 1 + 1e-6
    assert far[2] - far[0] == pytest.approx(x1 - x0)
    for wrong in ((2.0, 0.0), (0.1,), ("a", 0.0), (0.1, 0.1, 0.1), (float("nan"), 0.0)):
        with pytest.raises(OptionError, match="by is"):
            Edit(kind="move", of=(1,), by=wrong)


def test_sizes_go_along_their_scale():
    def tall(canvas: Canvas) -> float:
        return canvas.pieces[2].box[3] - canvas.pieces[2].box[1]

    larger, least = (HOUSES.edited(Edit(kind="resize", of=(2,), size=size)).canvas for size in ("bigger", "tiny"))
    assert (larger.pieces[2].element.size, least.pieces[2].element.size) == ("big", "tiny")
    assert tall(least) < 0.6 * tall(HOUSES) < tall(HOUSES) < tall(larger)
    assert tall(HOUSES.edited(Edit(kind="resize", of=(2,), size="a bit smaller")).canvas) == pytest.approx(tall(HOUSES) / 1.13)


def test_what_was_addressed_last_and_relations_that_are_not_true_any_more():
    canvas = Canvas.of(Scene((Element("cat", relation="on", of=(1,)), Element("table"))))
    assert canvas.edited(Edit(kind="recolor", of=(1,), color="blue")).canvas.scene.elements[0].relation == "on"
    moved = canvas.edited(Edit(kind="move", of=(1,), side="left")).canvas
    assert (moved.focused, moved.scene.elements[0].relation) == ((1,), None)
    gone = canvas.edited(Edit(kind="remove", of=(1,))).canvas
    assert [(item.name, item.relation, item.of) for item in gone.scene.elements] == [("cat", None, ())]


def test_another_layout_keeps_the_things():
    again = HOUSES.relaid()
    assert [piece.element.look for piece in again.pieces] == [piece.element.look for piece in HOUSES.pieces]
    assert [piece.box for piece in again.pieces] != [piece.box for piece in HOUSES.pieces]
    assert again.place == HOUSES.place


def test_changes_read_as_a_designer_would_say_them():
    scene = HOUSES.scene
    for edit, words in (
        (Edit(kind="move", of=(1,), by=(0.1, 0.0)), "move the red house by hand"), (Edit(kind="move", of=(1,), side="far left"), "move the red house to the left side"),
        (Edit(kind="setting", setting=Setting("sea", "night", "rain")), "put it on the sea and make it night and rainy"), (Edit(kind="setting", setting=Setting(weather="clear")), "make it clear"),
        (Edit(kind="add", element=Element("cat", 2, relation="behind", of=(2,))), "add two cats behind the tree"), (Edit(kind="swap", of=(0, 2)), "swap the house and the tree"),
    ):  # fmt: skip
        assert worded(edit, scene) == words


def test_the_place_stays_unless_it_is_said():
    boat = HOUSES.edited(Edit(kind="add", element=Element("boat"))).canvas
    assert boat.place == HOUSES.place == "meadow"
    assert boat.edited(Edit(kind="setting", setting=Setting(place="sea"))).canvas.place == "sea"


def test_what_cannot_be_done_says_why():
    full = HOUSES
    while len(full.pieces) < MOST:
        full = full.edited(Edit(kind="add", element=Element("ball"))).canvas
    with pytest.raises(OptionError, match="there are 8 things"):
        full.edited(Edit(kind="add", element=Element("ball")))
    with pytest.raises(OptionError, match="not there; there are 3 things"):
        HOUSES.edited(Edit(kind="remove", of=(3,)))
    with pytest.raises(OptionError, match="undo changes no canvas"):
        HOUSES.edited(Edit(kind="undo"))
    for values, why in (({"kind": "paint"}, "kind is 'paint'"), ({"kind": "remove"}, "remove lacks of"), ({"kind": "swap", "of": (1,)}, "two things"), ({"kind": "move", "of": (1,)}, "a side, or a relation"), ({"kind": "setting"}, "a place, a time or a weather"), ({"kind": "resize", "of": (0,), "size": "wide"}, "size is 'wide'")):
        with pytest.raises(OptionError, match=why):
            Edit(**values)
