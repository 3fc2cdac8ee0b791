"""What may be shown of a sentence that is still being spoken: the part that is steady. What stands stays until the sentence is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from speechscape.types import Element, Heard, Scene, Setting

__all__ = ["EARLY", "Early", "steady"]

Early = tuple[tuple[float, float], ...]
"""Pairs of a confidence and the seconds since the words of a thing ended."""

EARLY: Early = ((0.95, 0.12), (0.8, 0.2))
"""Words at the end of what was heard so far are often the beginning of another ("pear" of "a pair of"): being sure, and some sound behind them, tell them apart."""


def steady(shown: Scene, last: Heard, heard: Heard, seconds: float, early: Early = EARLY) -> Scene:
    """The scene that may be shown after `seconds` of sound: what stands already, and what two hearings in a row agree on, where the newer one is sure `early` enough. Things keep their order, colours may come to be known."""
    before = {} if last.abstained else {item.name: item for item in last.scene.elements}
    agreed = [item for item in heard.scene.elements if not heard.abstained and item.name in before and _sure(item, seconds, early)]
    items = list(shown.elements)
    for item in agreed:
        here = next((number for number, old in enumerate(items) if old.name == item.name), None)
        color = item.color if before[item.name].color == item.color else None
        if here is None:
            items.append(replace(item, color=color, relation=None, of=()))
        elif items[here].color is None and color is not None:
            items[here] = replace(items[here], color=color)
    names = [item.name for item in items]
    for item in agreed:
        items = _related(items, names, item, heard.scene.elements, before)
    return Scene(tuple(items), _agreed_setting(shown.setting, last, heard))


def _sure(item: Element, seconds: float, early: Early) -> bool:
    since_s = seconds - (item.end_s or 0.0) + 1e-9
    return any(item.confidence >= confidence and since_s >= needed_s for confidence, needed_s in early)


def _related(items: list[Element], names: Sequence[str], item: Element, all_of: Sequence[Element], before: dict[str, Element]) -> list[Element]:
    """With the relation of a thing, where both hearings have it and all its sides stand."""
    here = names.index(item.name)
    others = [all_of[other].name for other in item.of]
    if not item.relation or items[here].relation or before[item.name].relation != item.relation or any(name not in names or name == item.name for name in others):
        return items
    of = tuple(names.index(name) for name in others)
    if any(_leads(items, other, here) for other in of):
        return items
    return [*items[:here], replace(items[here], relation=item.relation, of=of), *items[here + 1 :]]


def _leads(items: Sequence[Element], start: int, goal: int) -> bool:
    return start == goal or any(_leads(items, other, goal) for other in items[start].of)


def _agreed_setting(shown: Setting, last: Heard, heard: Heard) -> Setting:
    parts: dict[str, str | None] = {}
    for part in ("place", "time", "weather"):
        now, before = getattr(heard.scene.setting, part), getattr(last.scene.setting, part)
        parts[part] = getattr(shown, part) or (now if now == before and not heard.abstained and not last.abstained else None)
    return Setting(**parts)
