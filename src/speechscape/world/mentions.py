"""Words → what they name: the scene that a transcript speaks of, read off the vocabulary without a model.

Every drawable word is an element, in the order of mention, with the number, colour and size that stand directly before it
and the relation that stands directly between two. It serves recognisers, which give words, and labels of people's sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from speechscape.types import Element, Scene, Setting
from speechscape.world.vocabulary import Term, elements, terms

__all__ = ["Mentions", "mentions", "named"]


@dataclass(frozen=True)
class Mentions:
    """What a transcript names. `words` is the transcript as read; `spans` are each element's first and last index into it."""

    scene: Scene
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


_NUMBERS = {word: count for count, word in enumerate("two three four five six seven eight nine".split(), start=2)}
_SOME = {"some": 3, "few": 3, "several": 3, "many": 7, "lots": 7, "couple": 2, "pair": 2, "both": 2}
_NOT = frozenset("no not don't without any never".split())
_THIN = frozenset("a an the of single want my your his her their our this that these those um uh is are was were stands stand sits sitting standing".split())


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[Term, ...]]:
    table: dict[str, tuple[Term, ...]] = {}
    for term in terms():
        if term.kind != "count":
            for phrase in term.spoken:
                table[" ".join(_plain(phrase))] = (*table.get(" ".join(_plain(phrase)), ()), term)
    return table


def _plain(text: str) -> tuple[str, ...]:
    return tuple("".join(letter if letter.isalpha() or letter == "'" else " " for letter in text.lower()).split())


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(phrase.split()) for phrase in _phrases())


def _parts(words: tuple[str, ...]) -> list[tuple[int, int, tuple[Term, ...]]]:
    """First and last index of each word or longest phrase, with the terms that it may name."""
    out: list[tuple[int, int, tuple[Term, ...]]] = []
    at = 0
    while at < len(words):
        size = next((size for size in range(min(_longest(), len(words) - at), 0, -1) if " ".join(words[at : at + size]) in _phrases()), 1)
        out.append((at, at + size - 1, _phrases().get(" ".join(words[at : at + size]), ())))
        at += size
    return out


def _thing(parts: list[tuple[int, int, tuple[Term, ...]]], index: int) -> Term | None:
    """What stands in the picture by the words of a part; "orange" right before a thing, its size or colour is a colour, else a fruit."""
    here, after = parts[index][2], parts[index + 1][2] if index + 1 < len(parts) else ()
    if any(term.kind == "color" for term in here) and any(term.name in elements() or term.kind in {"color", "size"} for term in after):
        return None
    return next((term for term in here if term.name in elements()), None)


def named(text: str) -> list[tuple[str, str]]:
    """Every drawable name and setting whose words are in a transcript, whatever is said of it: ("name", "fox"), ("place", "forest") …, in the order spoken."""
    parts = _parts(_plain(text))
    found: list[tuple[str, str]] = []
    for index, (_, _, here) in enumerate(parts):
        thing = _thing(parts, index)
        setting = next((term for term in here if term.kind in {"place", "time", "weather"}), None)
        if thing is not None:
            found.append(("name", thing.name))
        elif setting is not None:
            found.append((setting.kind, setting.name))
    return found


def mentions(text: str) -> Mentions:
    """What a transcript (any case and punctuation) names."""
    words = _plain(text)
    setting: dict[str, str] = {}
    items: list[Element] = []
    spans: list[tuple[int, int]] = []
    count: int | None = None
    color: str | None = None
    size: str | None = None
    relation: str | None = None
    negated = False
    between: int | None = None
    parts = _parts(words)
    for index, (first, last, here) in enumerate(parts):
        phrase = " ".join(words[first : last + 1])
        kinds = {term.kind: term for term in here}
        thing = _thing(parts, index)
        if thing is not None:
            one, many = (phrase in {" ".join(_plain(form)) for form in forms} for forms in (elements()[thing.name].singular, elements()[thing.name].plurals))
            again = first and words[first - 1] == "the" and any(item.name == thing.name for item in items)  # "the tower" named before
            if not negated and not again:
                items.append(Element(thing.name, (count or (1 if one else 3)) if many else 1, color, size))
                spans.append((first, last))
                this = len(items) - 1
                if between is not None and this == between + 2:
                    items[between] = replace(items[between], relation="between", of=(between + 1, between + 2))
                if relation == "between" and this:
                    between = this - 1
                elif relation is not None and this:
                    items[this - 1] = replace(items[this - 1], relation=relation, of=(this,))
            count, color, size, relation, negated = None, None, None, None, False
        elif "color" in kinds:
            color = kinds["color"].name
        elif "size" in kinds:
            size = kinds["size"].name
        elif "relation" in kinds:
            count, color, size, relation = None, None, None, kinds["relation"].name
        elif here:
            if not negated:
                setting.setdefault(here[0].kind, here[0].name)
            count, color, size, relation = None, None, None, None
        elif phrase in _NUMBERS or phrase in _SOME:
            count = _NUMBERS.get(phrase) or _SOME[phrase]
        elif phrase in _NOT:
            negated = True
        elif phrase not in _THIN:
            count, color, size, relation, negated = None, None, None, None, False
    return Mentions(Scene(tuple(items), Setting(**setting)), words, tuple(spans))
