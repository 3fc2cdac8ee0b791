"""Where things stand from left to right: columns that keep every relation true.

The training data takes its columns from here, so the decoder learns to write them; the layout asks again for any element
whose decoded column would break a relation. Pure arithmetic, no drawing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations

from speechscape.types import Element

__all__ = ["COLUMNS", "arrange", "clusters", "keeps"]

COLUMNS = 16
"""Number of columns across the picture."""

_MANY = 8

STACKED = frozenset({"above", "under", "on", "in", "in front of", "behind"})
"""Relations whose two sides share a column."""


def clusters(elements: tuple[Element, ...]) -> list[list[int]]:
    """Indices of elements grouped so that those stacked above, under, in, on, behind or in front of each other are together."""
    root = list(range(len(elements)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for index, item in enumerate(elements):
        if item.relation in STACKED:
            for other in item.of:
                root[find(index)] = find(other)
    groups: dict[int, list[int]] = {}
    for index in range(len(elements)):
        groups.setdefault(find(index), []).append(index)
    return list(groups.values())


def _broken(order: tuple[int, ...], home: dict[int, int], elements: tuple[Element, ...]) -> int:
    """How many relations the left-to-right `order` of clusters, or of some of them, breaks."""
    rank = {cluster: position for position, cluster in enumerate(order)}
    broken = 0
    for index, item in enumerate(elements):
        if home[index] not in rank or any(home[other] not in rank for other in item.of):
            continue
        here = rank[home[index]]
        there = [rank[home[other]] for other in item.of]
        if item.relation == "left of":
            broken += not all(here < other for other in there)
        elif item.relation == "right of":
            broken += not all(here > other for other in there)
        elif item.relation == "next to":
            broken += not all(abs(here - other) <= 1 for other in there)
        elif item.relation == "between" and len(there) == 2:
            broken += not min(there) < here < max(there)
    return broken


def keeps(elements: tuple[Element, ...], columns: list[int]) -> bool:
    """True when `columns`, one for each element, put every left, right, next to and between where it belongs."""
    groups = clusters(elements)
    home = {index: number for number, group in enumerate(groups) for index in group}
    order = sorted(range(len(groups)), key=lambda number: (sum(columns[index] for index in groups[number]) / len(groups[number]), groups[number]))
    return _broken(tuple(order), home, elements) == 0


def _orders(count: int, rng: random.Random) -> list[tuple[int, ...]]:
    """All orders of so many groups, shuffled."""
    orders = list(permutations(range(count)))
    rng.shuffle(orders)
    return orders


def _placed(start: int, near: list[set[int]], cost: Callable[[tuple[int, ...]], float]) -> tuple[int, ...]:
    """An order of many groups: one after the other, those that are related to placed ones first, each where it breaks least."""
    order: tuple[int, ...] = (start,)
    waiting = [*range(start + 1, len(near)), *range(start)]
    while waiting:
        group = next((one for one in waiting if near[one] & set(order)), waiting[0])
        waiting.remove(group)
        order = min(((*order[:at], group, *order[at:]) for at in range(len(order) + 1)), key=cost)
    return order


def arrange(elements: tuple[Element, ...], rng: random.Random, sides: dict[int, str] | None = None) -> list[int]:
    """A column for each element, relations kept wherever an order exists that keeps them.

    `sides` asks for an element on the "left" or "right" of the picture. Different `rng` states give different layouts.
    """
    groups = clusters(elements)
    home = {index: number for number, group in enumerate(groups) for index in group}

    def cost(order: tuple[int, ...]) -> float:
        total = float(_broken(order, home, elements))
        for index, side in (sides or {}).items():
            if home[index] in order:
                place = (order.index(home[index]) + 0.5) / len(order)
                total += 0.1 * (place > 0.5 if side == "left" else place < 0.5)
        return total

    if len(groups) <= _MANY:
        orders = _orders(len(groups), rng)
    else:
        near = [{home[other] for index in group for other in elements[index].of} for group in groups]
        for one, others in enumerate(list(near)):
            for other in others:
                near[other] = near[other] | {one}
        orders = [_placed(start, near, cost) for start in rng.sample(range(len(groups)), 4)]
    order = min(orders, key=cost)
    weights = [max(_width(elements, group), 1.0) for group in groups]
    total, edge = sum(weights), 0.0
    columns = [0] * len(elements)
    for cluster in order:
        span = weights[cluster] / total
        middle = edge + span * (0.5 + rng.uniform(-0.18, 0.18))
        if len(groups) == 1 and sides:
            middle = 0.25 if "left" in sides.values() else 0.75
        elif len(groups) == 1:
            middle = rng.uniform(0.35, 0.65)
        for index in groups[cluster]:
            columns[index] = min(COLUMNS - 1, max(0, int(middle * COLUMNS)))
        edge += span
    return columns


def _width(elements: tuple[Element, ...], group: list[int]) -> float:
    """Rough width that a cluster asks for: the widest of its rows, counts weighing in by their square root."""
    return max(elements[index].count ** 0.5 for index in group)
