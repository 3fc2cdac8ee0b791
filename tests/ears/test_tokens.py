from __future__ import annotations

import random

from speechscape.data.captions import say
from speechscape.ears.tokens import END, MAX_TOKENS, START, allowed, letters_to_ids, scene_to_tokens, tokens_to_scene, vocabulary_tokens
from speechscape.types import Element, Scene


def test_every_scene_survives_its_tokens():
    for seed in range(500):
        scene = say(random.Random(seed)).scene
        tokens = scene_to_tokens(scene)
        again, starts = tokens_to_scene(tokens)
        assert again == scene
        assert len(tokens) <= MAX_TOKENS
        assert [vocabulary_tokens()[tokens[start]] for start in starts] == [("name", item.name) for item in scene.elements]


def test_the_grammar_allows_every_scene():
    for seed in range(500):
        tokens = scene_to_tokens(say(random.Random(seed)).scene)
        for before, after in zip(tokens, tokens[1:], strict=False):
            assert allowed(before)[after]


def test_the_empty_scene_is_start_and_end():
    assert scene_to_tokens(Scene()) == [START, END]
    assert not allowed(END)[START]


def test_a_reference_to_nothing_is_dropped():
    tokens = scene_to_tokens(Scene((Element("fox", relation="on", of=(0,)),)))
    assert tokens_to_scene(tokens)[0].elements[0].relation is None


def test_letters():
    assert letters_to_ids("A  b?") == [2, 1, 3]
