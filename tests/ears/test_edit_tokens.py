"""The language of edits: what is written is read again; what makes no sense changes nothing."""

from __future__ import annotations

import random

import pytest

from speechscape.data.instructions import instruct, situation
from speechscape.ears.edit_tokens import EDIT_END, EDIT_START, MAX_EDIT_TOKENS, PIECE_PARTS, SETTING_PARTS, edit_to_tokens, edit_tokens, scene_to_numbers, tokens_to_edit
from speechscape.types import Element, Scene, Setting
from speechscape.world.edits import MOST, Edit


def test_every_edit_is_read_as_it_was_written():
    rng = random.Random(8)
    for _ in range(3000):
        now = situation(instruct(rng).wish, rng)
        tokens = edit_to_tokens(now.edit)
        assert len(tokens) <= MAX_EDIT_TOKENS
        assert tokens_to_edit(tokens, len(now.scene.elements)) == now.edit


def _ids(*pairs: tuple[str, str]) -> list[int]:
    return [EDIT_START, *(edit_tokens().index(pair) for pair in pairs), EDIT_END]


@pytest.mark.parametrize(
    "pairs",
    [
        [], [("kind", "remove")], [("kind", "remove"), ("at", "3")], [("kind", "add")], [("kind", "swap"), ("at", "0")], [("kind", "move"), ("at", "0")], [("kind", "move"), ("at", "0"), ("relation", "on")], [("kind", "move"), ("at", "0"), ("relation", "on"), ("at", "0")],
        [("kind", "setting")], [("kind", "resize"), ("at", "0"), ("color", "red")], [("kind", "remove"), ("at", "0"), ("at", "0")], [("kind", "add"), ("name", "fox"), ("relation", "between"), ("at", "0")],
    ],
)  # fmt: skip
def test_what_cannot_be_made_changes_nothing(pairs):
    assert tokens_to_edit(_ids(*pairs), 3) == Edit(kind="nothing")


def test_a_picture_as_numbers():
    scene = Scene((Element("fox", 3, "red", "big", column=15), Element("tree")), Setting(place="forest", weather="fog"))
    pieces, setting = scene_to_numbers(scene, (1,))
    assert pieces.shape == (MOST, len(PIECE_PARTS))
    assert (pieces[0, 1], pieces[0, 4], pieces[0, 5], pieces[1, 5], pieces[2].sum()) == (3, 16, 0, 1, 0)
    assert setting[1] == 0
    assert (pieces < PIECE_PARTS).all()
    assert (setting < SETTING_PARTS).all()
    assert (scene_to_numbers(scene, ())[0] != pieces).sum() == 1
