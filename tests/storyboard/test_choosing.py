"""When the picture changes, what is in it, and who looks like whom."""

from __future__ import annotations

import pytest

from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import FULL, ChoiceOptions, Told, fewer, merged, passages
from speechscape.types import Element, Heard, Scene
from speechscape.world.mentions import mentions


def _told(*sentences: str, pauses: dict[int, float] | None = None) -> list[Told]:
    """Four seconds each, a pause of 0.6 s between them, or as given."""
    told, at = [], 0.0
    for number, text in enumerate(sentences):
        pause = (pauses or {}).get(number, 0.6)
        scene = mentions(text).scene
        told.append(Told(at + pause, at + pause + 4, Heard(scene, text, scene.empty), pause))
        at += pause + 4
    return told


def _names(scene: Scene) -> list[str]:
    return [item.name for item in scene.elements]


def test_a_new_place_or_new_things_alone_begin_a_picture():
    found = list(passages(_told("a fox in the forest", "the fox was tired", "a red boat on the sea", "the boat was old", "a bus in the city")))
    assert [_names(one.scene) for one in found] == [["fox"], ["boat"], ["bus"]]
    assert [len(one.told) for one in found] == [2, 2, 1]
    assert [one.start_s for one in found] == pytest.approx([0.6, 9.8, 19.0])


def test_a_new_thing_beside_an_old_one_is_added():
    (one,) = passages(_told("a fox in the forest", "the fox met an owl", "nobody knew why", "the owl sat on a tree"))
    assert _names(one.scene) == ["fox", "owl", "tree"]
    assert one.scene.setting.place == "forest"


def test_talk_draws_nothing_and_what_is_said_first_is_not_lost():
    found = list(passages(_told("well let me think about it", "so here we go", "a fox in the forest", "that was fun", "thank you all for listening")))
    assert [len(one.told) for one in found] == [5]
    assert list(passages([])) == []


def test_the_same_things_at_another_time_are_another_picture():
    found = list(passages(_told("a king in a castle in the morning", "the king was happy", "at night the king was sad")))
    assert [one.scene.setting.time for one in found] == ["morning", "night"]
    assert _names(found[1].scene) == ["king"]


def test_pictures_by_the_clock_and_at_most_so_many():
    told = _told("a fox", "then in the city a bus", "at sea a boat", "at night in the forest a king", "in the village a tree", "on the beach a whale")
    by_clock = list(passages(told, ChoiceOptions(every_s=9.0)))
    assert [len(one.told) for one in by_clock] == [2, 2, 2]
    all_of_them = list(passages(told))
    assert len(all_of_them) == 6
    three = fewer(all_of_them, 3)
    assert len(three) == 3
    assert sum(len(one.told) for one in three) == 6
    assert three[0].start_s == told[0].start_s


def test_a_picture_never_gets_too_full():
    names = "fox owl boat king tree whale bus drum cake lamp rose shark".split()
    found = list(passages(_told(*(f"he saw the {name} there" for name in names)), ChoiceOptions(enough=1.0)))
    assert max(len(one.scene.elements) for one in found) == FULL
    assert [item.name for one in found for item in one.scene.elements] == names


def test_merging_keeps_what_is_known_and_never_turns_in_circles():
    fox, tree = Element("fox", relation="left of", of=(1,)), Element("tree")
    back = Scene((Element("tree", relation="right of", of=(1,), color="green"), Element("fox", size="tiny")))
    both = merged(Scene((fox, tree)), back)
    assert _names(both) == ["fox", "tree"]
    assert (both.elements[0].relation, both.elements[0].of, both.elements[0].size) == ("left of", (1,), "tiny")
    assert (both.elements[1].relation, both.elements[1].color) == (None, "green")
    assert _names(merged(Scene((Element("fox", color="red"),)), Scene((Element("fox", color="blue"),)))) == ["fox", "fox"]


def test_a_character_looks_the_same_in_every_picture():
    sheet = Characters(seed=5)
    first = sheet.dress(Scene((Element("fox", color="blue"), Element("tree"))))
    later = sheet.dress(Scene((Element("boat"), Element("fox"))))
    other = sheet.dress(Scene((Element("fox", color="red"),)))
    assert later.elements[1].look == first.elements[0].look
    assert later.elements[1].color == "blue"
    assert other.elements[0].look != first.elements[0].look
    assert Characters.from_json(sheet.to_json()).dress(Scene((Element("tree"),))).elements[0].look == first.elements[1].look


def test_equal_looks_are_drawn_alike_at_any_seed():
    def _art(look: int | None, seed: int) -> str:
        svg = VectorPainter().paint(Request(Scene((Element("fox", look=look),)), 64, "svg", seed)).data.decode()
        return svg[svg.index('<g id="fox') :].split(">", 1)[1].split("</g>")[0]

    assert _art(3, 0) == _art(3, 7)
    assert len({_art(look, 0) for look in range(6)}) > 1
    assert len({_art(None, seed) for seed in range(6)}) > 1
