"""The language that the scene decoder writes: scenes ↔ token ids, and which token may follow which.

A scene is written as ``start [place] [time] [weather] (name [count] [size] [color] [relation of [of]] column)* end``; an
empty scene is ``start end``. The letters of the spelling head and its blank live here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from speechscape.types import Element, Scene, Setting
from speechscape.world.columns import COLUMNS
from speechscape.world.mentions import named
from speechscape.world.vocabulary import COLORS, COUNTS, PLACES, RELATIONS, SIZES, TIMES, WEATHERS, elements

__all__ = ["END", "LETTERS", "MAX_ELEMENTS", "MAX_TOKENS", "START", "allowed", "kind_of", "letters_to_ids", "mention_tokens", "mentions_to_ids", "name_token", "scene_to_tokens", "tokens_to_scene", "vocabulary_tokens"]

LETTERS = " abcdefghijklmnopqrstuvwxyz'"
"""Letters of the spelling head; id 0 is the blank, letter k has id k + 1."""

MAX_ELEMENTS = 6
MAX_TOKENS = 56
START, END = 0, 1


@lru_cache(maxsize=1)
def vocabulary_tokens() -> tuple[tuple[str, str], ...]:
    """Every token as (kind, value); its position is its id. Stored with the weights, so that a changed world is noticed."""
    table: list[tuple[str, str]] = [("mark", "start"), ("mark", "end")]
    for kind, values in (
        ("place", PLACES), ("time", TIMES), ("weather", WEATHERS), ("count", COUNTS[1:]), ("size", SIZES), ("color", COLORS), ("relation", RELATIONS),
        ("of", range(MAX_ELEMENTS)), ("column", range(COLUMNS)), ("name", tuple(elements())),
    ):  # fmt: skip
        table += [(kind, str(value)) for value in values]
    return tuple(table)


@lru_cache(maxsize=1)
def _ids() -> dict[tuple[str, str], int]:
    return {pair: index for index, pair in enumerate(vocabulary_tokens())}


def name_token(value: str, kind: str = "name") -> int:
    """The token id of a name, or of another kind's value. Raises `KeyError` on what is not in the vocabulary."""
    return _ids()[kind, value]


def kind_of(token: int) -> str:
    """The kind of a token id: mark, place, time, weather, count, size, color, relation, of, column or name."""
    return vocabulary_tokens()[token][0]


def scene_to_tokens(scene: Scene) -> list[int]:
    """Token ids of a scene, from start to end. Elements without a column get the middle one."""
    ids = _ids()
    tokens = [START]
    for kind in ("place", "time", "weather"):
        value = getattr(scene.setting, kind)
        if value is not None:
            tokens.append(ids[kind, value])
    for item in scene.elements:
        tokens.append(ids["name", item.name])
        if item.count > 1:
            tokens.append(ids["count", str(item.count)])
        if item.size:
            tokens.append(ids["size", item.size])
        if item.color:
            tokens.append(ids["color", item.color])
        if item.relation:
            tokens.append(ids["relation", item.relation])
            tokens += [ids["of", str(index)] for index in item.of]
        tokens.append(ids["column", str(COLUMNS // 2 if item.column is None else item.column)])
    return [*tokens, END]


def tokens_to_scene(tokens: Sequence[int]) -> tuple[Scene, list[int]]:
    """The scene that token ids write, and the position in `tokens` of each element's name. References to nothing are dropped."""
    setting: dict[str, str] = {}
    rows: list[dict[str, object]] = []
    starts: list[int] = []
    for position, token in enumerate(tokens):
        kind, value = vocabulary_tokens()[token]
        if kind in {"place", "time", "weather"}:
            setting[kind] = value
        elif kind == "name":
            rows.append({"name": value, "of": ()})
            starts.append(position)
        elif kind in {"count", "column"} and rows:
            rows[-1][kind] = int(value)
        elif kind in {"size", "color", "relation"} and rows:
            rows[-1][kind] = value
        elif kind == "of" and rows:
            rows[-1]["of"] = (*rows[-1]["of"], int(value))  # type: ignore[misc]
    items = [Element(**row) for row in rows]  # type: ignore[arg-type]
    return Scene(tuple(_sound(item, index, len(items)) for index, item in enumerate(items)), Setting(**setting)), starts


def _sound(item: Element, index: int, total: int) -> Element:
    of = tuple(dict.fromkeys(other for other in item.of if other < total and other != index))
    wanted = 2 if item.relation == "between" else 1
    if item.relation is None or len(of) < wanted:
        return Element(item.name, item.count, item.color, item.size, None, (), item.column)
    return Element(item.name, item.count, item.color, item.size, item.relation, of[:wanted], item.column)


_NEXT = {
    "start": ("place", "time", "weather", "name", "end"), "place": ("time", "weather", "name", "end"), "time": ("weather", "name", "end"),
    "weather": ("name", "end"), "name": ("count", "size", "color", "relation", "column"), "count": ("size", "color", "relation", "column"),
    "size": ("color", "relation", "column"), "color": ("relation", "column"), "relation": ("of",), "of": ("of", "column"), "column": ("name", "end"),
}  # fmt: skip


@lru_cache(maxsize=64)
def allowed(previous: int) -> NDArray[np.bool_]:
    """Mask over all tokens of what may follow `previous`."""
    kind, value = vocabulary_tokens()[previous]
    following = _NEXT[value if kind == "mark" else kind] if previous != END else ("end",)
    return np.array([(other if other_kind == "mark" else other_kind) in following for other_kind, other in vocabulary_tokens()])


def letters_to_ids(text: str) -> list[int]:
    """Letter ids of a text for the spelling head; other characters are left out, runs of spaces become one."""
    plain = " ".join("".join(letter for letter in text.lower() if letter in LETTERS).split())
    return [LETTERS.index(letter) + 1 for letter in plain]


@lru_cache(maxsize=1)
def mention_tokens() -> tuple[int, ...]:
    """Token ids of what a word can name: things and settings. Class k + 1 of the mention head is the k-th of these; class 0 is the blank."""
    return tuple(index for index, (kind, _) in enumerate(vocabulary_tokens()) if kind in {"name", "place", "time", "weather"})


@lru_cache(maxsize=1)
def _mention_ids() -> dict[tuple[str, str], int]:
    return {vocabulary_tokens()[token]: place + 1 for place, token in enumerate(mention_tokens())}


def mentions_to_ids(text: str) -> list[int]:
    """Classes of the mention head for what the words of a text name, in the order spoken."""
    return [_mention_ids()[pair] for pair in named(text)]
