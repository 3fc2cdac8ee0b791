from __future__ import annotations

import random

from speechscape.data.captions import held_out, say, say_nothing
from speechscape.data.words import drawable_words, junk, pseudo_word
from speechscape.world.vocabulary import COLORS, RELATIONS, SIZES, elements


def _in_order(words, text):
    rest = iter(text)
    return all(word in rest for word in words)


def test_every_element_color_size_count_and_relation_is_said():
    seen: dict[str, set[object]] = {"name": set(), "color": set(), "size": set(), "count": set(), "relation": set()}
    for seed in range(12_000):
        for item in say(random.Random(seed)).scene.elements:
            for key, values in seen.items():
                values.add(getattr(item, key))
    assert seen["name"] == set(elements())
    assert seen["color"] == {None, *COLORS}
    assert seen["size"] == {None, *SIZES}
    assert seen["count"] == set(range(1, 10))
    assert seen["relation"] == {None, *RELATIONS}


def test_the_sentence_names_its_elements():
    for seed in range(2_000):
        saying = say(random.Random(seed))
        for item in saying.scene.elements:
            term = elements()[item.name]
            forms = term.plurals if item.count > 1 else term.singular
            # hesitations may fall inside a compound name, so its words are looked for in their order
            assert any(_in_order(form.split(), saying.text.replace(",", " ").replace(".", " ").split()) for form in forms), f"{saying.text}: {item}"


def test_held_out_combinations_stay_out_of_training_and_fill_their_set():
    for seed in range(3_000):
        assert not any(held_out(item.name, item.color) for item in say(random.Random(seed)).scene.elements)
    for seed in range(100):
        assert any(held_out(item.name, item.color) for item in say(random.Random(seed), combos=True).scene.elements)


def test_sentences_vary():
    shapes = set()
    for seed in range(4_000):
        saying = say(random.Random(seed))
        text = saying.text
        for item in saying.scene.elements:
            for form in sorted((*elements()[item.name].plurals, *elements()[item.name].singular), key=len, reverse=True):
                text = text.replace(form, "X")
        shapes.add(text)
    assert len(shapes) > 1_500


def test_undrawable_speech_names_no_element_except_to_deny_it():
    phrases = {phrase for term in elements().values() for phrase in term.spoken}
    denied = 0
    for seed in range(2_000):
        saying = say_nothing(random.Random(seed))
        assert saying.scene.empty
        if any(f" {phrase} " in f" {saying.text} " for phrase in phrases):
            assert any(word in saying.text.split() for word in ("no", "not", "without", "don't"))
            denied += 1
    assert 0 < denied < 600


def test_junk_is_not_drawable():
    assert len(junk()) > 700
    assert not set(junk()) & drawable_words()
    assert all(pseudo_word(random.Random(seed)) not in drawable_words() for seed in range(200))


def test_every_relation_is_said():
    """A relation whose words are nowhere in the sentence would be a label that no listener can know."""
    words = {"left of": "left", "right of": "right", "in front of": "front", "next to": None}
    for seed in range(4_000):
        saying = say(random.Random(seed))
        related = [item.relation for item in saying.scene.elements if item.relation]
        text = saying.text.split()
        cues = sum(text.count(cue) for cue in ("left", "right", "above", "over", "under", "below", "beneath", "underneath", "on", "in", "inside", "front", "behind", "back", "next", "beside", "by", "near", "between"))
        assert cues >= len(related), f"{saying.text}: {related}"
        for relation in related:
            cue = words.get(relation, relation)
            if cue in {"left", "right", "front", "between"}:
                assert cue in " ".join(text), f"{saying.text}: {relation}"
