"""The language in which the editor writes an edit, and the numbers in which it is told what is in the picture.

An edit is written as ``start kind at* [name count? size? color?] [said] [color] [number] [side] [relation at*] setting* name* end``: things that are meant are ``at`` their numbers in the picture before. What an added or a new thing is
like stands right behind its name; a name of ``back`` is what the wanted version holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import OptionError
from speechscape.types import Element, Scene, Setting
from speechscape.world.columns import COLUMNS
from speechscape.world.edits import CHANGES, KINDS, MOST, SIDES, SIZES_SAID, Edit
from speechscape.world.vocabulary import COLORS, COUNTS, PLACES, RELATIONS, SIZES, TIMES, WEATHERS, elements

__all__ = ["EDIT_END", "EDIT_START", "MAX_EDIT_TOKENS", "PIECE_PARTS", "SETTING_PARTS", "edit_to_tokens", "edit_tokens", "scene_to_numbers", "tokens_to_edit"]

EDIT_START, EDIT_END = 0, 1
MAX_EDIT_TOKENS = 24

PIECE_PARTS = (len(elements()) + 1, len(COUNTS) + 1, len(SIZES) + 1, len(COLORS) + 1, COLUMNS + 1, 2)
"""How many values each number of a piece has: name, count, size, colour, column, addressed last; 0 is none."""

SETTING_PARTS = (len(PLACES) + 1, len(TIMES) + 1, len(WEATHERS) + 1)
"""The same for the setting."""


@lru_cache(maxsize=1)
def edit_tokens() -> tuple[tuple[str, str], ...]:
    """Every token as (kind, value); its position is its id. Stored with the weights, so that a changed language is noticed."""
    table: list[tuple[str, str]] = [("mark", "start"), ("mark", "end")]
    for kind, values in (
        ("kind", KINDS), ("at", range(MOST)), ("number", COUNTS), ("size", SIZES), ("said", SIZES_SAID), ("color", COLORS), ("side", SIDES), ("relation", RELATIONS), ("place", PLACES), ("time", TIMES), ("weather", WEATHERS), ("name", tuple(elements())),
    ):  # fmt: skip
        table += [(kind, str(value)) for value in values]
    return tuple(table)


@lru_cache(maxsize=1)
def _ids() -> dict[tuple[str, str], int]:
    return {pair: index for index, pair in enumerate(edit_tokens())}


def edit_to_tokens(edit: Edit) -> list[int]:
    """Token ids from start to end."""
    ids, item = _ids(), edit.element
    tokens = [EDIT_START, ids["kind", edit.kind], *(ids["at", str(number)] for number in edit.of)]
    if item is not None:
        tokens.append(ids["name", item.name])
        tokens += [ids["number", str(item.count)]] if item.count > 1 else []
        tokens += [ids[kind, value] for kind, value in (("size", item.size), ("color", item.color)) if value]
    tokens += [ids[kind, str(value)] for kind, value in (("said", edit.size), ("color", edit.color), ("number", edit.number), ("side", edit.side)) if value is not None]
    relation, others = (item.relation, item.of) if item is not None and item.relation else (edit.relation, edit.to)
    if relation:
        tokens += [ids["relation", relation], *(ids["at", str(number)] for number in others)]
    tokens += [ids[kind, value] for kind, value in vars(edit.setting).items() if value is not None]
    return [*tokens, *(ids["name", name] for name in edit.names), EDIT_END]


def tokens_to_edit(tokens: Sequence[int], count: int) -> Edit:
    """The edit that token ids write about a picture of `count` things; ``nothing`` where they write none that could be made."""
    found: dict[str, list[str]] = {}
    related = False
    for token in tokens:
        kind, value = edit_tokens()[token]
        related = related or kind == "relation"
        found.setdefault("to" if kind == "at" and related else kind, []).append(value)
    kind = found.get("kind", ["nothing"])[0]
    try:
        edit = _edit(kind, found)
    except OptionError:
        return Edit(kind="nothing")
    numbers = (*edit.of, *edit.to, *(edit.element.of if edit.element else ()))
    wanted = {None: 0, "between": 2}.get(found.get("relation", [None])[0], 1)
    same = len(set(numbers)) < len(numbers)
    return Edit(kind="nothing") if same or any(number >= count for number in numbers) or len(found.get("to", [])) != wanted else edit


def _edit(kind: str, found: dict[str, list[str]]) -> Edit:
    def first(name: str) -> str | None:
        return found[name][0] if name in found else None

    number = None if "number" not in found else int(found["number"][0])
    of, to = (tuple(map(int, found.get(name, []))) for name in ("at", "to"))
    setting = Setting(first("place"), first("time"), first("weather"))
    if kind in {"add", "replace"} and "name" in found:
        item = Element(found["name"][0], number or 1, first("color"), first("size"))
        item = replace(item, relation=first("relation"), of=to) if kind == "add" else item
        return Edit(kind=kind, of=of, element=item, side=first("side"))
    if kind in CHANGES:
        return Edit(kind=kind, of=of, to=to, color=first("color"), size=first("said"), side=first("side"), relation=first("relation"), number=number, setting=setting)
    return Edit(kind=kind, number=number, names=tuple(found.get("name", ())))


def scene_to_numbers(scene: Scene, focus: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A picture as the editor is told of it: (MOST, 6) numbers of pieces (rows of 0 where there is none) and (3,) of the setting."""
    names = tuple(elements())
    pieces = np.zeros((MOST, len(PIECE_PARTS)), np.int64)
    for number, item in enumerate(scene.elements[:MOST]):
        pieces[number] = (
            names.index(item.name) + 1, item.count, SIZES.index(item.size) + 1 if item.size else 0, COLORS.index(item.color) + 1 if item.color else 0, COLUMNS // 2 + 1 if item.column is None else item.column + 1, number in focus,
        )  # fmt: skip
    known = ((PLACES, scene.setting.place), (TIMES, scene.setting.time), (WEATHERS, scene.setting.weather))
    return pieces, np.array([values.index(value) + 1 if value else 0 for values, value in known], np.int64)
