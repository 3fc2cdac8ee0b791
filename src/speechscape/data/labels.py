"""A transcript of what people said → the scene that a listener must draw from it.

People's sentences were not made from scenes. Their nouns are: every drawable word is an element, in the order of mention,
with the number, colour and size that stand directly before it. Words that may mean something else where they stand ("he rose")
leave the scene unknown rather than guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from speechscape.types import Element, Scene, Setting
from speechscape.world.vocabulary import Term, elements, terms

__all__ = ["AMBIGUOUS", "Mentions", "label", "mentions"]

AMBIGUOUS = frozenset(
    "rose watch watches saw match matches fly flies present presents plant plants clear glass glasses train trains ring rings log logs "
    "star stars mug tie seal bath box key keys park light fire fires book duck bark rock rocks".split()
)
"""Drawable words that are often a verb, or something else, in people's sentences."""

_NUMBERS = {word: count for count, word in enumerate("two three four five six seven eight nine".split(), start=2)}
_SOME = {"some": 3, "few": 3, "several": 3, "many": 7, "lots": 7, "couple": 2, "pair": 2, "both": 2}
_NOT = frozenset("no not don't without any never".split())
_THIN = frozenset("a an the of single want my your his her their our this that these those".split())


@dataclass(frozen=True)
class Mentions:
    """The drawable words of a transcript in order: elements named, and whether a word among them is ambiguous."""

    elements: tuple[Element, ...]
    setting: Setting
    ambiguous: bool


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[Term, ...]]:
    table: dict[str, tuple[Term, ...]] = {}
    for term in terms():
        if term.kind not in {"count", "relation"}:
            for phrase in term.spoken:
                table[phrase] = (*table.get(phrase, ()), term)
    return table


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(phrase.split()) for phrase in _phrases())


def _found(words: list[str]) -> list[tuple[str, tuple[Term, ...] | None]]:
    """Words and phrases in order, each with the terms that it may name."""
    out: list[tuple[str, tuple[Term, ...] | None]] = []
    at = 0
    while at < len(words):
        for size in range(min(_longest(), len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            if phrase in _phrases():
                out.append((phrase, _phrases()[phrase]))
                at += size
                break
        else:
            out.append((words[at], None))
            at += 1
    return out


def mentions(text: str) -> Mentions:
    """What a transcript (any case and punctuation) names."""
    words = "".join(letter if letter.isalpha() or letter == "'" else " " for letter in text.lower()).split()
    setting: dict[str, str] = {}
    items: list[Element] = []
    ambiguous = False
    count: int | None = None
    color: str | None = None
    size: str | None = None
    negated = False
    parts = _found(words)
    for index, (phrase, named) in enumerate(parts):
        if named is None:
            if phrase in _NUMBERS or phrase in _SOME:
                count = _NUMBERS.get(phrase) or _SOME[phrase]
            elif phrase in _NOT:
                negated = True
            elif phrase not in _THIN:
                count, color, size, negated = None, None, None, False
            continue
        ambiguous = ambiguous or phrase in AMBIGUOUS
        thing = next((term for term in named if term.name in elements()), None)
        tint = next((term for term in named if term.kind == "color"), None)
        if thing is not None and tint is not None and index + 1 < len(parts):  # "orange": a colour before something, a fruit at the end
            thing = None
        if thing is not None:
            one = phrase in elements()[thing.name].singular
            many = phrase in elements()[thing.name].plurals
            if not negated:
                items.append(Element(thing.name, (count or (1 if one else 3)) if many else 1, color, size))
            count, color, size, negated = None, None, None, False
        elif tint is not None:
            color = tint.name
        elif named[0].kind == "size":
            size = named[0].name
        elif not negated:
            setting.setdefault(named[0].kind, named[0].name)
            count, color, size = None, None, None
    return Mentions(tuple(items), Setting(**setting), ambiguous)


def label(text: str, most: int = 6) -> Scene | None:
    """The scene of a transcript; None when a word is ambiguous or more than `most` elements are named."""
    found = mentions(text)
    return None if found.ambiguous or len(found.elements) > most else Scene(found.elements, found.setting)
