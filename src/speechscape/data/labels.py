"""A transcript of what people said → the scene that a listener must draw from it.

People's sentences were not made from scenes, but their nouns name things. Words that may mean something else where they
stand ("he rose") leave the scene unknown rather than guessed.
"""

from __future__ import annotations

from speechscape.ears.tokens import MAX_ELEMENTS
from speechscape.types import Scene
from speechscape.world.mentions import Mentions, mentions

__all__ = ["AMBIGUOUS", "ambiguous_names", "label"]

AMBIGUOUS = frozenset(
    "rose watch watches saw match matches fly flies present presents plant plants clear glass glasses train trains ring rings log logs "
    "star stars mug tie seal bath box key keys park light fire fires book duck bark rock rocks".split()
)
"""Drawable words that are often a verb, or something else, in people's sentences."""


def label(text: str) -> Scene | None:
    """The scene of a transcript; None when a word is ambiguous or more is named than the decoder writes."""
    found = mentions(text)
    return None if AMBIGUOUS & set(found.words) or len(found.scene.elements) > MAX_ELEMENTS else found.scene


def ambiguous_names(found: Mentions) -> frozenset[str]:
    """The elements of a transcript that are named by an ambiguous word: a score counts them neither way."""
    return frozenset(item.name for item, (first, last) in zip(found.scene.elements, found.spans, strict=True) if AMBIGUOUS & set(found.words[first : last + 1]))
