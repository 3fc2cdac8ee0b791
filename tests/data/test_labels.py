from __future__ import annotations

import random

import pytest

from speechscape.data.captions import say_nothing, say_within, say_word
from speechscape.data.labels import AMBIGUOUS, label
from speechscape.types import Element, Scene, Setting
from speechscape.world.mentions import mentions


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Mark is going to see elephant.", [Element("elephant")]),
        ("Ann ate two little apples, and a big red car!", [Element("apple", 2, None, "small"), Element("car", 1, "red", "big")]),
        ("There were dogs in the school", [Element("dog", 3, relation="in", of=(1,)), Element("school")]),
        ("lots of birds and a couple of sheep", [Element("bird", 7), Element("sheep", 2)]),
        ("he likes the orange shirt", [Element("shirt", 1, "orange")]),
        ("jack has got some egg", [Element("egg")]),
        ("no dogs, but a cat without a hat", [Element("cat")]),
        ("Hear the Indian wolf-dog.", [Element("wolf"), Element("dog")]),
    ],
)
def test_named_things_become_elements_in_order(text, items):
    assert label(text) == Scene(tuple(items))


def test_relations_stand_between_two_things():
    cat, table = Element("cat", relation="on", of=(1,)), Element("table", color="red")
    assert label("the cat is on the red table").elements == (cat, table)
    assert label("a cat between two dogs and a tree").elements[0] == Element("cat", relation="between", of=(1, 2))
    assert label("the cat went out and then on to the table").elements == (Element("cat"), Element("table"))
    assert mentions("a big hair dryer, um, under my couch").spans == ((2, 3), (7, 7))


def test_what_was_named_before_is_not_named_again():
    assert label("a tower stood there and behind the tower slept a dragon").elements == (Element("tower"), Element("dragon"))


def test_attributes_do_not_jump_over_other_words():
    assert label("a red sentence about a dog") == Scene((Element("dog"),))
    assert label("two of my friends have a horse") == Scene((Element("horse"),))


def test_places_times_and_weather_are_settings():
    assert label("at night the fog came over the city").setting == Setting("city", "night", "fog")


def test_words_with_another_meaning_leave_the_scene_unknown():
    assert label("he rose to his feet") is None
    assert all(label(f"the {word}") is None for word in AMBIGUOUS)
    assert label("nothing of the kind was said") == Scene()


def test_more_things_than_the_decoder_writes_are_unknown():
    assert label("a dog a cat a cow a pig a horse a lion a tiger") is None


def test_made_sentences_are_labelled_as_they_were_made():
    right = 0
    for seed in range(400):
        saying = say_within(random.Random(seed))
        found = mentions(saying.text)
        right += [(e.name, e.color, e.size) for e in found.scene.elements] == [(e.name, e.color, e.size) for e in saying.scene.elements]
    assert right > 370  # the rest say a colour or size that is part of another phrase


def test_single_words_are_labelled_as_they_were_made():
    for seed in range(600):
        saying = say_word(random.Random(seed))
        found = mentions(saying.text).scene
        assert [(e.name, e.count, e.color) for e in found.elements] == [(e.name, e.count, e.color) for e in saying.scene.elements] or saying.text.startswith("orange"), saying


def test_sentences_about_nothing_stay_empty():
    drawn = [say_nothing(random.Random(seed)).text for seed in range(400)]
    assert sum(bool(mentions(text).scene.elements) for text in drawn) < 12  # denials in words beyond "no" and "without"
