"""Where everything stands: scene + seed → spots, with every relation true, every thing on its ground and nothing named hidden.

Elements that are stacked (on, in, under, above, in front of, behind) are built into one block around the thing that they
refer to; blocks then stand side by side in the order of their columns. Units are fractions of the picture, y points down.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from speechscape.types import Box, Element, Scene
from speechscape.world.art.gallery import drawing
from speechscape.world.columns import COLUMNS, STACKED, arrange, clusters, keeps
from speechscape.world.vocabulary import element

__all__ = ["SIZES_OF", "WATER_PLACES", "Block", "Spot", "attached", "bounds", "fitted", "floor_of", "group_of", "lay_out", "moved", "painting_order", "place_of", "scaled"]

WATER_PLACES = frozenset({"sea", "lake", "beach"})
SIZES_OF = {"tiny": 0.42, "small": 0.68, None: 1.0, "big": 1.42, "huge": 1.85}
_CROWD = {1: 1.0, 2: 0.9, 3: 0.8, 4: 0.72, 5: 0.66, 6: 0.62, 7: 0.56, 8: 0.54, 9: 0.52}
_SHELTERS = frozenset({"tree", "pine tree", "palm tree", "table", "umbrella", "bridge", "street lamp", "mushroom", "sunflower", "traffic light", "swing", "slide", "dinosaur", "giraffe"})
_CONTAINERS = frozenset({"box", "basket", "bowl", "bucket", "vase", "cup", "bathtub", "treasure chest", "boat", "canoe", "wine glass", "sink", "backpack", "handbag", "hat", "bed"})
_REST = {"bed": 0.5, "couch": 0.52, "chair": 0.5, "horse": 0.42, "cow": 0.25, "camel": 0.2, "bench": 0.45, "boat": 0.72, "canoe": 0.35, "ship": 0.5, "swing": 0.75, "bathtub": 0.2, "sink": 0.2, "sled": 0.3,
         "bicycle": 0.3, "motorcycle": 0.35, "tractor": 0.3, "toilet": 0.5, "piano": 0.1, "bridge": 0.45, "slide": 0.3, "unicorn": 0.42, "donkey": 0.4, "elephant": 0.15, "scooter": 0.7}  # fmt: skip
"""How far below the top of a thing its surface to stand on is, as a share of its height."""


@dataclass(frozen=True)
class Spot:
    """One copy of one element: its box is x ± width / 2 and base - height … base. Higher `order` is painted later."""

    index: int
    copy: int
    x: float
    base: float
    width: float
    height: float
    order: float = 0.0

    @property
    def box(self) -> Box:
        """x0, y0, x1, y1."""
        return (self.x - self.width / 2, self.base - self.height, self.x + self.width / 2, self.base)


Block = list[Spot]


def place_of(scene: Scene) -> str:
    """The place that was said, or the one that suits the elements."""
    if scene.setting.place:
        return scene.setting.place
    stands = [element(item.name).stands for item in scene.elements]
    kinds = [element(item.name).kind for item in scene.elements]
    if stands and stands[0] == "water" and all(kind != "building" for kind in kinds):
        return "sea"
    if "water" in stands:
        return "lake"
    if any(item.name in {"planet", "alien", "flying saucer", "astronaut"} for item in scene.elements) and all(kind != "animal" for kind in kinds):
        return "space"
    if kinds and all(kind in {"food", "home"} for kind in kinds):
        return "room"
    if scene.setting.weather == "snow":
        return "snowfield"
    return "meadow"


def bounds(block: Block) -> Box:
    boxes = [spot.box for spot in block]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def moved(block: Block, dx: float, dy: float, lift: float = 0.0) -> Block:
    return [replace(spot, x=spot.x + dx, base=spot.base + dy, order=spot.order + lift) for spot in block]


def scaled(block: Block, factor: float) -> Block:
    return [replace(spot, x=spot.x * factor, base=spot.base * factor, width=spot.width * factor, height=spot.height * factor) for spot in block]


def fitted(block: Block, width: float, height: float) -> Block:
    x0, y0, x1, y1 = bounds(block)
    return scaled(block, min(1.0, width / (x1 - x0), height / (y1 - y0)))


def group_of(item: Element, index: int, presence: float = 1.0) -> Block:
    """All copies of one element around x = 0 with their feet on 0: a row, or rows behind each other, none covered."""
    plan, term = drawing(item.name), element(item.name)
    natural = 0.29 * (term.height_m / 1.7) ** 0.34
    if term.stands == "sky":
        natural = {"rainbow": 0.42, "lightning": 0.34}.get(item.name, 0.2)
    height = max(0.06, min(0.66, min(0.5, max(0.18, natural)) * presence * SIZES_OF[item.size] * _CROWD[item.count]))
    width = height * plan.width / plan.height
    widest = 0.8 / min(item.count, 3)
    if width > widest:
        height, width = height * widest / width, widest
    columns = item.count if item.count <= 3 else 2 if item.count == 4 else 3 if item.count in {5, 6, 9} else 4
    rows = -(-item.count // columns)
    if rows > 1:  # the farthest row still stands on the ground
        height, width = (value * min(1.0, 0.29 / (rows - 1) / height) for value in (height, width))
    spots: Block = []
    for copy in range(item.count):
        row, column = divmod(copy, columns)
        in_row = min(columns, item.count - row * columns)
        x = (column - (in_row - 1) / 2) * width * 1.12
        spots.append(Spot(index, copy, x, -row * height * 1.06, width, height, -0.01 * row))
    return spots


def attached(relation: str, item: Element, other: Element, block: Block, own: Block, anchor: Block, side: int) -> Block:
    """`block` with the copies `own` of `item` added so that they stand in `relation` to `anchor`, a part of the block; where that leaves a side open, on `side` (-1 left, 1 right)."""
    ax0, ay0, ax1, ay1 = bounds(anchor)
    wide, tall, middle = ax1 - ax0, ay1 - ay0, (ax0 + ax1) / 2
    if relation == "above":
        own = fitted(own, 0.8, 0.4)
        return block + moved(own, middle, ay0 - 0.05 - bounds(own)[3], 0.2)
    if relation == "on":
        own = fitted(own, max(1.0 * wide, 0.12), 0.42)
        rest = _REST.get(other.name, 0.04) * tall if other.count == 1 else 0.03 * tall
        rest = min(rest, 0.47 * tall + (bounds(own)[3] - bounds(own)[1]) / 2)  # what is on a thing stands higher than it
        return block + moved(own, middle, ay0 + rest - bounds(own)[3], 0.3)
    if relation == "in":
        if other.name in _CONTAINERS:
            own = fitted(own, 0.62 * wide, 1.1 * tall)
            return block + moved(own, middle, ay0 + 0.34 * tall - bounds(own)[3], -0.3)
        own = fitted(own, 0.55 * wide, 0.5 * tall)
        return block + moved(own, middle, ay1 - 0.02 * tall - bounds(own)[3], 0.3)
    if relation == "under":
        shelter = other.name in _SHELTERS and element(item.name).stands in {"ground", "thing"} and other.count == 1
        if shelter:
            own = fitted(own, 0.85 * wide, 0.46 * tall)
            aside = side * max(0.0, min(0.24 * wide, (wide - (bounds(own)[2] - bounds(own)[0])) / 2))  # not in front of the trunk
            return block + moved(own, middle + aside, ay1 + 0.012 - bounds(own)[3], 0.3)
        own = fitted(own, 0.8, 0.34)
        height = bounds(own)[3] - bounds(own)[1]
        gap = 0.04 if element(other.name).stands in {"air", "sky"} else 0.012
        return moved(block, 0, -height - gap - ay1, 0.2) + moved(own, middle, -bounds(own)[3])
    front, back = (own, anchor) if relation == "in front of" else (anchor, own)
    bx0, _, bx1, by1 = bounds(back)
    fx0, _, fx1, fy1 = bounds(front)
    overlap = min(0.28 * (fx1 - fx0), 0.28 * (bx1 - bx0))
    apart = ((fx1 - fx0) + (bx1 - bx0)) / 2 - overlap
    if relation == "in front of":
        return block + moved(own, middle + side * apart - (fx0 + fx1) / 2, ay1 + 0.05 - fy1, 0.4)
    return block + moved(own, middle + side * apart - (bx0 + bx1) / 2, ay1 - 0.06 - by1, -0.4)


def _block(group: list[int], scene: Scene, rng: random.Random, presence: float) -> Block:
    """One cluster of stacked elements, feet of its lowest on about 0."""
    items = scene.elements
    inside = set(group)
    roots = [index for index in group if not (items[index].relation in STACKED and inside & set(items[index].of))]
    first = roots[0] if roots else group[0]
    block = group_of(items[first], first, presence)
    placed = {first}
    while len(placed) < len(group):
        waiting = [index for index in group if index not in placed]
        ready = next((index for index in waiting if set(items[index].of) & placed and items[index].relation in STACKED), None)
        if ready is None:
            ready = waiting[0]
            host = next((index for index in placed if ready in items[index].of), None)
            if host is None:
                x1 = bounds(block)[2]
                own = group_of(items[ready], ready, presence)
                block += moved(own, x1 + 0.02 - bounds(own)[0], 0)
                placed.add(ready)
                continue
        of = next((index for index in items[ready].of if index in placed), first)
        anchor = [spot for spot in block if spot.index == of]
        block = attached(items[ready].relation or "in front of", items[ready], items[of], block, group_of(items[ready], ready, presence), anchor, rng.choice((-1, 1)))
        placed.add(ready)
    return block


def floor_of(block: Block, scene: Scene, place: str, rng: random.Random) -> float:
    """How far down the picture the block's own zero goes."""
    _, y0, _, y1 = bounds(block)
    low = max(block, key=lambda spot: spot.base)
    stands = element(scene.elements[low.index].name).stands
    if stands == "sky":
        return 0.05 - y0 + rng.uniform(0, 0.06)
    if stands == "air":
        top = rng.uniform(0.1, 0.3)
        return min(top - y0, 0.66 - y1)
    if stands == "water" and place == "beach":
        return 0.66
    if stands == "water":
        return rng.uniform(0.74, 0.78) if place == "lake" else rng.uniform(0.8, 0.88)
    if place in {"beach", "lake"}:
        return rng.uniform(0.91, 0.95)
    return rng.uniform(0.84, 0.93)


def _pack(blocks: list[Block], order: list[int], wanted: list[float]) -> list[Block]:
    """Blocks side by side from left to right in `order`, shrunk together where the picture is too narrow for them."""
    gap, margin = 0.025, 0.03
    widths = [bounds(block)[2] - bounds(block)[0] for block in blocks]
    room = 1 - 2 * margin - gap * (len(blocks) - 1)
    factor = min(1.0, room / sum(widths))
    blocks = [scaled(block, factor) for block in blocks]
    widths = [width * factor for width in widths]
    slack = room - sum(widths)
    edges: list[float] = []
    at = margin
    for number in order:  # each as near to its wanted middle as the ones before it and the room behind it allow
        rest = order[order.index(number) + 1 :]
        latest = 1 - margin - sum(widths[other] + gap for other in rest) - widths[number]
        at = min(latest, max(at, wanted[number] - widths[number] / 2)) if slack > 0 else at
        edges.append(at)
        at += widths[number] + gap
    return [moved(blocks[number], edge - bounds(blocks[number])[0], 0) for number, edge in zip(order, edges, strict=True)]


def _columns(scene: Scene, seed: int, rng: random.Random) -> list[int]:
    """The decoded columns where they are there and this is the first layout, else fresh ones."""
    decoded = [item.column for item in scene.elements]
    fresh = arrange(scene.elements, rng)
    if seed != 0 or any(column is None for column in decoded):
        return fresh
    columns = [column for column in decoded if column is not None]
    return columns if keeps(scene.elements, columns) else fresh


def lay_out(scene: Scene, seed: int = 0) -> tuple[Scene, list[Spot]]:
    """The scene with every element's box filled in, and all spots in the order of painting. Same seed, same layout."""
    if not scene.elements:
        return scene, []
    rng = random.Random(f"layout/{seed}")
    place = place_of(scene)
    columns = _columns(scene, seed, rng)
    groups = clusters(scene.elements)
    presence = {1: 1.5, 2: 1.3, 3: 1.15}.get(len(scene.elements), 1.0)
    blocks = [fitted(_block(group, scene, rng, presence), 0.94, 0.8) for group in groups]
    wanted = [(sum(columns[index] for index in group) / len(group) + 0.5) / COLUMNS for group in groups]
    order = sorted(range(len(groups)), key=lambda number: (wanted[number], groups[number]))
    packed = _pack(blocks, order, wanted)
    spots: list[Spot] = []
    for block in packed:
        floor = floor_of(block, scene, place, rng)
        top = bounds(block)[1] + floor
        spots += moved(block, 0, floor + max(0.0, 0.03 - top))
    spots = painting_order(scene, spots)
    boxes = {index: bounds([spot for spot in spots if spot.index == index]) for index in range(len(scene.elements))}
    elements = [replace(item, box=tuple(round(min(1.0, max(0.0, edge)), 4) for edge in boxes[index])) for index, item in enumerate(scene.elements)]  # type: ignore[arg-type]
    return scene.with_elements(*elements), spots


def painting_order(scene: Scene, spots: Block) -> Block:
    """Things of the sky first, then from back to front."""
    return sorted(spots, key=lambda spot: (_far(scene, spot), spot.order + spot.base))


def _far(scene: Scene, spot: Spot) -> int:
    """Things of the sky are painted first."""
    return 0 if element(scene.elements[spot.index].name).stands == "sky" and scene.elements[spot.index].relation not in STACKED else 1
