"""Where a thing goes while all others stay: free room on the ground that suits it, or next to what it was said to be next to. Where there is too little room it becomes smaller. Pure geometry, units as in `world.layout`."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from speechscape.types import Box, Element, Scene
from speechscape.world.layout import Block, attached, bounds, fitted, floor_of, moved, scaled

__all__ = ["beside", "inside", "room_for"]

_MARGIN = 0.02
_GAP = 0.015
_TIGHT = (1.0, 0.85, 0.7, 0.55, 0.42, 0.32)
"""How much smaller a thing may be made to find room."""
_HIDDEN = 0.22
"""Share of a thing, or of one that stands there, that may be covered: things may stand a little before each other."""
_DEPTHS = (0.0, 0.035, -0.05)
"""How much nearer or farther than usual a thing may stand."""
_TRIES = 25


def inside(block: Block) -> Block:
    """The block, moved (and where it must be, made smaller) so that all of it is within the picture."""
    block = fitted(block, 1 - 2 * _MARGIN, 1 - 2 * _MARGIN)
    x0, y0, x1, y1 = bounds(block)
    return moved(block, max(0.0, _MARGIN - x0) - max(0.0, x1 - 1 + _MARGIN), max(0.0, _MARGIN - y0) - max(0.0, y1 - 1 + _MARGIN))


def room_for(block: Block, item: Element, place: str, others: Sequence[Box], rng: random.Random, side: str | None = None) -> Block:
    """A block with its feet on 0, where there is room for it on the ground that suits it; near the `side` that was said."""
    wanted = {"far left": 0.0, "far right": 1.0}.get(side or "", 0.5 if side else rng.uniform(0.25, 0.75))
    floor = floor_of([replace(spot, index=0) for spot in block], Scene((item,)), place, rng)
    tries: list[Block] = []
    for factor in _TIGHT:
        small = scaled(block, factor)
        half = (bounds(small)[2] - bounds(small)[0]) / 2
        for number in range(_TRIES):
            x = _MARGIN + half + (1 - 2 * _MARGIN - 2 * half) * number / (_TRIES - 1)
            if side not in {"far left", "far right", "middle"} or abs(x - wanted) - half <= 0.2:
                for depth in _DEPTHS if floor > 0.6 else (0.0,):
                    tries.append(inside(_level(moved(small, x - _middle(small), floor + depth, 0.0), side)))
    return _best(tries, others, wanted)


def _level(block: Block, side: str | None) -> Block:
    _, y0, _, y1 = bounds(block)
    return moved(block, 0, {"top": 0.04 - y0, "bottom": 0.95 - y1}.get(side or "", 0.0))


def beside(relation: str, block: Block, item: Element, targets: Sequence[tuple[Element, Block]], others: Sequence[Box], place: str, rng: random.Random) -> Block:
    """A block with its feet on 0, where its relation to the targets (two for "between") is true; the targets stay where they are. `others` are the boxes of what stands there besides."""
    target, anchor = targets[0]
    boxes = [bounds(one) for _, one in targets]
    if relation in {"left of", "right of", "next to", "between"}:
        return _aside(relation, block, item, boxes, others, place, rng)
    tries = []
    for factor in _TIGHT:
        small = scaled(block, factor)
        for side in (1, -1):
            put = _under(small, boxes[0], side) if relation == "under" else attached(relation, item, target, anchor, small, anchor, side)[len(anchor) :]
            tries.append(inside(put))
    true = [put for put in tries if _holds(relation, bounds(put), boxes[0])]
    about = [*others, *boxes] if relation == "above" else others
    return _best(true or tries, about, _middle(anchor))


def _under(block: Block, target: Box, side: int) -> Block:
    """Below it where there is room, else at its foot."""
    room = 1 - _MARGIN - target[3] - 0.012
    height = bounds(block)[3] - bounds(block)[1]
    middle = (target[0] + target[2]) / 2
    if room >= min(height, 0.1):
        small = fitted(block, 0.8, room)
        return moved(small, middle - _middle(small), target[3] + 0.012 - bounds(small)[1])
    small = fitted(block, 0.85 * (target[2] - target[0]), 0.42 * (target[3] - target[1]))
    return moved(small, middle + side * 0.2 * (target[2] - target[0]) - _middle(small), target[3] + 0.012 - bounds(small)[3], 0.3)


def _aside(relation: str, block: Block, item: Element, boxes: Sequence[Box], others: Sequence[Box], place: str, rng: random.Random) -> Block:
    """On the same ground as the target where that suits both, else on its own."""
    floor = floor_of([replace(spot, index=0) for spot in block], Scene((item,)), place, rng)
    base = boxes[0][3] if boxes[0][3] > 0.6 and floor > 0.6 else floor
    low, high = (min(boxes[0][2], boxes[-1][2]), max(boxes[0][0], boxes[-1][0])) if relation == "between" else (boxes[0][0], boxes[0][2])
    if relation == "between" and low > high:
        low, high = high, low
    spans = {"left of": [(_MARGIN, low)], "right of": [(high, 1 - _MARGIN)], "between": [(low, high)]}.get(relation, [(_MARGIN, low), (high, 1 - _MARGIN)])
    tries: list[Block] = []
    for first, last in spans:
        for factor in _TIGHT:
            small = scaled(block, factor)
            half = (bounds(small)[2] - bounds(small)[0]) / 2
            near, far = (last - half - _GAP, _MARGIN + half) if last == low else (first + half + _GAP, 1 - _MARGIN - half)
            if relation == "between":
                near, far = (first + last) / 2, (first + last) / 2
            elif relation == "next to":
                far = near + (0.05 if first == high else -0.05)
            lapped = near + min(0.3 * half, 0.05) * (1 if last == low else -1) if relation != "between" else near
            for x in (near, lapped, *(near + (far - near) * number / 8 for number in range(1, 9))):
                for depth in _DEPTHS if base > 0.6 else (0.0,):
                    put = inside(moved(small, x - _middle(small), base + depth - bounds(small)[3]))
                    if _beside_holds(relation, _middle(put), boxes):
                        tries.append(put)
    if not tries:
        small = scaled(block, _TIGHT[-1])
        tries = [inside(moved(small, (_MARGIN if relation == "left of" else 1 - _MARGIN if relation == "right of" else (low + high) / 2) - _middle(small), base - bounds(small)[3]))]
    return _best(tries, [*others, *boxes], (low + high) / 2)


def _beside_holds(relation: str, middle: float, boxes: Sequence[Box]) -> bool:
    """Whether one can see that it is so, from left to right."""
    middles = sorted((box[0] + box[2]) / 2 for box in boxes)
    quarter = 0.25 * (boxes[0][2] - boxes[0][0])
    if relation == "between":
        return middles[0] < middle < middles[-1]
    left, right = middle <= middles[0] - quarter, middle >= middles[0] + quarter
    return left if relation == "left of" else right if relation == "right of" else left or right


def _holds(relation: str, own: Box, target: Box) -> bool:
    """Whether one can see that it is so, up or down."""
    middle, other = (own[1] + own[3]) / 2, (target[1] + target[3]) / 2
    if relation == "above":
        return own[3] <= target[1] + 0.02
    if relation == "under":
        return middle > other
    return relation != "on" or middle < other


def _middle(block: Block) -> float:
    x0, _, x1, _ = bounds(block)
    return (x0 + x1) / 2


def _best(tries: Iterable[Block], others: Sequence[Box], wanted: float) -> Block:
    """The largest that covers next to nothing, as near as may be to where it is wanted; where all cover much, the one that covers least."""

    def bad(block: Block) -> tuple[float, float, float]:
        own = bounds(block)
        hidden = max((_shared(own, other) for other in others), default=0.0)
        return (max(0.0, round(hidden - _HIDDEN, 3)), -round(own[3] - own[1], 3), abs(_middle(block) - wanted))

    return min(tries, key=bad)


def _shared(one: Box, other: Box) -> float:
    """What two boxes have in common, as a share of the smaller."""
    wide, tall = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    least = min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return wide * tall / least if wide > 0 and tall > 0 and least > 0 else 0.0
