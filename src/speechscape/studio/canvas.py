"""What is on the paper, and what an edit does to it. Whatever was not addressed keeps its identity, its spot, its look and its colour, to the pixel."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from speechscape.errors import OptionError
from speechscape.studio.placing import beside, inside, room_for
from speechscape.types import Box, Element, Scene, Setting
from speechscape.world.art.gallery import sketch
from speechscape.world.columns import COLUMNS
from speechscape.world.edits import MOST, Edit
from speechscape.world.layout import SIZES_OF, Block, Spot, bounds, group_of, lay_out, moved, painting_order, place_of, scaled
from speechscape.world.painting import standing_svg

__all__ = ["Canvas", "Edited", "Piece"]

_STEP, _BIT = 0.16, 0.06
_NEARER = 1.15
_LOOKS = 1_000_003
_SIZES = ("tiny", "small", None, "big", "huge")
_STEPS = {"bigger": 1, "smaller": -1, "much bigger": 2, "much smaller": -2}


@dataclass(frozen=True)
class Piece:
    """A thing (or several alike) on the canvas: who it is (`key`), what it is, and where its copies stand. `of` of the element are keys of other pieces. What was put together shares a `group`."""

    key: int
    element: Element
    spots: tuple[Spot, ...]
    group: int | None = None

    @property
    def box(self) -> Box:
        """x0, y0, x1, y1 as fractions of the picture."""
        return bounds(list(self.spots))


@dataclass(frozen=True)
class Canvas:
    """Pieces in the order in which they came, what was said of the setting, the place that is drawn, and the seed. `focus` are the keys of what was addressed last; `begun` counts all pieces that ever were."""

    pieces: tuple[Piece, ...] = ()
    setting: Setting = field(default_factory=Setting)
    place: str = "meadow"
    seed: int = 0
    focus: tuple[int, ...] = ()
    begun: int = 0

    @classmethod
    def of(cls, scene: Scene, seed: int = 0) -> Canvas:
        """A new picture of a scene, laid out."""
        looks = tuple(replace(item, look=item.look if item.look is not None else _look(seed, number)) for number, item in enumerate(scene.elements))
        placed, spots = lay_out(scene.with_elements(*looks), seed)
        pieces = tuple(Piece(number, replace(item, box=None), tuple(spot for spot in spots if spot.index == number)) for number, item in enumerate(placed.elements))
        return cls(pieces, scene.setting, place_of(scene), seed, (len(pieces) - 1,) if len(pieces) == 1 else (), len(pieces))

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it."""
        return not self.pieces and self.setting.empty

    @property
    def scene(self) -> Scene:
        """What is to be seen, with boxes and columns; relations by number."""
        number = {piece.key: index for index, piece in enumerate(self.pieces)}
        items = []
        for piece in self.pieces:
            x0, y0, x1, y1 = (round(min(1.0, max(0.0, edge)), 4) for edge in piece.box)
            column = min(COLUMNS - 1, int(COLUMNS * (x0 + x1) / 2))
            items.append(replace(piece.element, of=tuple(number[key] for key in piece.element.of), box=(x0, y0, x1, y1), column=column))
        return Scene(tuple(items), self.setting)

    @property
    def focused(self) -> tuple[int, ...]:
        """Numbers of the pieces that were addressed last."""
        return tuple(index for index, piece in enumerate(self.pieces) if piece.key in self.focus)

    @property
    def svg(self) -> str:
        """The picture, 1000 units square."""
        scene = self.scene
        return standing_svg(scene, painting_order(scene, self.spots), self.place, self.seed)

    @property
    def spots(self) -> list[Spot]:
        """Where each copy of each piece stands, with the piece's number."""
        return [replace(spot, index=index, copy=copy) for index, piece in enumerate(self.pieces) for copy, spot in enumerate(piece.spots)]

    def edited(self, edit: Edit) -> Edited:
        """The canvas after a change. Raises `OptionError` where it cannot be made: no such piece, no room for another, a kind that is no change."""
        change = _CHANGES.get(edit.kind)
        if change is None:
            raise OptionError(f"{edit.kind} changes no canvas; {', '.join(_CHANGES)} do")
        if any(not 0 <= number < len(self.pieces) for number in (*edit.of, *edit.to, *(edit.element.of if edit.element else ()))):
            raise OptionError(f"{edit.kind} is about something that is not there; there are {len(self.pieces)} things, counted from 0")
        after = change(self, edit)
        return Edited(after, ((0.0, 0.0, 1.0, 1.0),) if edit.kind == "setting" else tuple(_touched(self, after)))

    def relaid(self) -> Canvas:
        """The same things in another layout."""
        number = {piece.key: index for index, piece in enumerate(self.pieces)}
        scene = Scene(tuple(replace(piece.element, column=None, of=tuple(number[key] for key in piece.element.of)) for piece in self.pieces), replace(self.setting, place=self.place))
        fresh = Canvas.of(scene, self.seed + 1)
        pieces = tuple(replace(old, spots=new.spots) for old, new in zip(self.pieces, fresh.pieces, strict=True))
        return replace(self, pieces=pieces, seed=self.seed + 1)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        rows = [{"key": one.key, "group": one.group, "element": _element_json(one.element), "spots": [[spot.x, spot.base, spot.width, spot.height, spot.order] for spot in one.spots]} for one in self.pieces]
        return {"pieces": rows, "setting": vars(self.setting), "place": self.place, "seed": self.seed, "focus": list(self.focus), "begun": self.begun}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Canvas:
        """The inverse of `to_json`. Raises `KeyError`, `TypeError`, `ValueError` on values of another shape."""
        pieces = tuple(
            Piece(one["key"], Element(**{**one["element"], "of": tuple(one["element"]["of"])}), tuple(Spot(number, copy, *spot) for copy, spot in enumerate(one["spots"])), one["group"])
            for number, one in enumerate(row["pieces"])
        )
        return cls(pieces, Setting(**row["setting"]), row["place"], row["seed"], tuple(row["focus"]), row["begun"])


@dataclass(frozen=True)
class Edited:
    """A canvas after an edit, and the boxes within which it may differ from the one before."""

    canvas: Canvas
    touched: tuple[Box, ...]


def _look(seed: int, key: int) -> int:
    return (7919 * (seed + 1) + 101 * key) % _LOOKS


def _element_json(item: Element) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(item, name) for name in ("name", "count", "color", "size", "relation", "look", "confidence")}
    return {**row, "of": list(item.of)}


def _grown(box: Box) -> Box:
    """A piece's box with its shadow, its waves and its water."""
    x0, y0, x1, y1 = box
    wide = 0.16 * (x1 - x0) + 0.02
    return (x0 - wide, y0 - 0.01, x1 + wide, y1 + 0.06 * (y1 - y0) + 0.03 + 0.06 * (x1 - x0))


def _touched(before: Canvas, after: Canvas) -> list[Box]:
    old, new = ({piece.key: piece for piece in canvas.pieces} for canvas in (before, after))
    changed = [key for key in old.keys() | new.keys() if not _alike(old.get(key), new.get(key))]
    return [_grown(spot.box) for key in changed for one in (old.get(key), new.get(key)) if one is not None for spot in one.spots]


def _alike(old: Piece | None, new: Piece | None) -> bool:
    """Whether a piece is drawn alike."""
    if old is None or new is None:
        return False
    return old.spots == new.spots and all(getattr(old.element, name) == getattr(new.element, name) for name in ("name", "count", "color", "look", "relation"))


# --- changes ----------------------------------------------------------------------------------------------------------
def _others(canvas: Canvas, without: Sequence[int] = ()) -> list[Box]:
    return [spot.box for piece in canvas.pieces if piece.key not in without for spot in piece.spots]


def _keys(canvas: Canvas, numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(canvas.pieces[number].key for number in numbers)


def _addressed(canvas: Canvas, edit: Edit) -> list[Piece]:
    """The pieces that are meant."""
    return [canvas.pieces[number] for number in edit.of]


def _with(canvas: Canvas, changed: Sequence[Piece], loose: Sequence[int] = ()) -> Canvas:
    """With pieces in place of those of the same keys, which are in focus then; relations of and to the keys `loose` are not so any more."""
    fresh = {piece.key: piece for piece in changed}
    pieces = [fresh.get(piece.key, piece) for piece in canvas.pieces]
    untied = [replace(piece, element=replace(piece.element, relation=None, of=())) if piece.element.of and (piece.key in loose or set(piece.element.of) & set(loose)) and piece.key not in fresh.keys() - set(loose) else piece for piece in pieces]
    return replace(canvas, pieces=tuple(untied), focus=tuple(fresh))


def _untied(piece: Piece) -> Piece:
    return replace(piece, element=replace(piece.element, relation=None, of=()))


def _block(canvas: Canvas, item: Element, number: int) -> Block:
    presence = {0: 1.5, 1: 1.3, 2: 1.15}.get(len(canvas.pieces), 1.0)
    return group_of(item, number, presence)


def _add(canvas: Canvas, edit: Edit) -> Canvas:
    if len(canvas.pieces) >= MOST:
        raise OptionError(f"there are {MOST} things in the picture; take one away before another comes")
    assert edit.element is not None
    key = canvas.begun
    item = replace(edit.element, look=edit.element.look if edit.element.look is not None else _look(canvas.seed, key), of=_keys(canvas, edit.element.of), box=None, column=None)
    piece = Piece(key, item, tuple(_spots(canvas, item, edit.element.of, edit.side, _block(canvas, item, len(canvas.pieces)), ())))
    return replace(canvas, pieces=(*canvas.pieces, piece), focus=(key,), begun=key + 1)


def _spots(canvas: Canvas, item: Element, to: Sequence[int], side: str | None, block: Block, without: Sequence[int]) -> Block:
    """Where a block goes: to what it is related to, or where there is room."""
    rng = random.Random(f"place/{canvas.seed}/{item.look}/{item.name}")
    if item.relation and to:
        targets = [(canvas.pieces[number].element, list(canvas.pieces[number].spots)) for number in to]
        return beside(item.relation, block, item, targets, _others(canvas, (*without, *_keys(canvas, to))), canvas.place, rng)
    return room_for(block, item, canvas.place, _others(canvas, without), rng, side)


def _remove(canvas: Canvas, edit: Edit) -> Canvas:
    gone = _keys(canvas, edit.of)
    left = _with(canvas, (), gone)
    return replace(left, pieces=tuple(piece for piece in left.pieces if piece.key not in gone))


def _replace(canvas: Canvas, edit: Edit) -> Canvas:
    assert edit.element is not None
    new: list[Piece] = []
    for piece in _addressed(canvas, edit):
        item = replace(edit.element, relation=piece.element.relation, of=piece.element.of, look=_look(canvas.seed, canvas.begun + len(new)), box=None, column=None)
        x0, _, x1, y1 = piece.box
        block = _block(canvas, item, 0)
        new.append(replace(piece, element=item, spots=tuple(inside(moved(block, (x0 + x1) / 2 - (bounds(block)[0] + bounds(block)[2]) / 2, y1 - bounds(block)[3])))))
    return replace(_with(canvas, new), begun=canvas.begun + len(new))


def _recolor(canvas: Canvas, edit: Edit) -> Canvas:
    return _with(canvas, [replace(piece, element=replace(piece.element, color=edit.color)) for piece in _addressed(canvas, edit)])


def _resize(canvas: Canvas, edit: Edit) -> Canvas:
    said = edit.size or ""
    new = []
    for piece in _addressed(canvas, edit):
        here = _SIZES.index(piece.element.size)
        if said in {"a bit bigger", "a bit smaller"}:
            size, factor = piece.element.size, 1.13 if said == "a bit bigger" else 1 / 1.13
        else:
            there = here + _STEPS[said] if said in _STEPS else _SIZES.index(None if said == "medium" else said)
            size = _SIZES[max(0, min(len(_SIZES) - 1, there))]
            factor = SIZES_OF[size] / SIZES_OF[piece.element.size] if size != piece.element.size else 1.3 ** (_STEPS.get(said, 0))
        new.append(replace(piece, element=replace(piece.element, size=size), spots=tuple(_about_foot(piece, factor))))
    return _with(canvas, new)


def _about_foot(piece: Piece, factor: float) -> Block:
    """Larger or smaller around the middle of the lowest edge; what hangs in the sky, around its middle."""
    x0, y0, x1, y1 = piece.box
    x, y = (x0 + x1) / 2, y1 if y1 > 0.6 else (y0 + y1) / 2
    return inside(moved(scaled(moved(list(piece.spots), -x, -y), factor), x, y))


def _move(canvas: Canvas, edit: Edit) -> Canvas:
    pieces = _addressed(canvas, edit)
    if edit.by is not None:
        by = edit.by
        return _with(canvas, [_untied(replace(piece, spots=tuple(inside(moved(list(piece.spots), *by))))) for piece in pieces], _keys(canvas, edit.of))
    if edit.relation is None:
        return _with(canvas, [_untied(replace(piece, spots=tuple(_shifted(piece, edit.side or "")))) for piece in pieces], _keys(canvas, edit.of))
    for piece in pieces:
        item = replace(piece.element, relation=edit.relation, of=_keys(canvas, edit.to))
        x0, _, x1, y1 = piece.box
        feet = moved(list(piece.spots), -(x0 + x1) / 2, -y1)
        spots = tuple(_spots(canvas, item, edit.to, None, feet, (piece.key,)))
        canvas = _with(canvas, [replace(piece, element=item, spots=spots)])
        canvas = replace(canvas, pieces=tuple(_untied(one) if piece.key in one.element.of else one for one in canvas.pieces))
    return replace(canvas, focus=tuple(piece.key for piece in pieces))


def _shifted(piece: Piece, side: str) -> Block:
    x0, y0, x1, y1 = piece.box
    by = _BIT if side.startswith("a bit") else _STEP
    word = side.removeprefix("a bit ")
    steps = {"left": (-by, 0.0), "right": (by, 0.0), "up": (0.0, -by), "down": (0.0, by), "far left": (0.03 - x0, 0.0), "far right": (0.97 - x1, 0.0), "top": (0.0, 0.03 - y0), "bottom": (0.0, 0.97 - y1), "middle": (0.5 - (x0 + x1) / 2, 0.0)}
    if word in steps:
        return inside(moved(list(piece.spots), *steps[word]))
    nearer = word == "forward"
    larger = Piece(piece.key, piece.element, tuple(_about_foot(piece, _NEARER if nearer else 1 / _NEARER)))
    return inside(moved(list(larger.spots), 0.0, 0.06 if nearer else -0.06, 0.1 if nearer else -0.1))


def _count(canvas: Canvas, edit: Edit) -> Canvas:
    assert edit.number is not None
    new = []
    for piece in _addressed(canvas, edit):
        item = replace(piece.element, count=edit.number)
        x0, _, x1, y1 = piece.box
        tall = piece.spots[0].height
        block = group_of(item, 0)
        block = scaled(block, min(1.0, tall / block[0].height)) if edit.number >= piece.element.count else block
        new.append(replace(piece, element=item, spots=tuple(inside(moved(block, (x0 + x1) / 2 - (bounds(block)[0] + bounds(block)[2]) / 2, y1 - bounds(block)[3])))))
    return _with(canvas, new)


def _swap(canvas: Canvas, edit: Edit) -> Canvas:
    one, other = _addressed(canvas, edit)

    def there(piece: Piece, goal: Piece) -> Piece:
        x0, _, x1, y1 = piece.box
        gx0, _, gx1, gy1 = goal.box
        return replace(piece, spots=tuple(inside(moved(list(piece.spots), (gx0 + gx1 - x0 - x1) / 2, gy1 - y1))))

    return _with(canvas, [_untied(there(one, other)), _untied(there(other, one))], (one.key, other.key))


def _duplicate(canvas: Canvas, edit: Edit) -> Canvas:
    added: list[int] = []
    for piece in _addressed(canvas, edit):
        for _ in range(edit.number or 1):
            canvas = _add(canvas, Edit(kind="add", element=replace(piece.element, relation=None, of=())))
            copy = canvas.pieces[-1]
            x0, _, x1, y1 = piece.box
            block = moved(list(piece.spots), -(x0 + x1) / 2, -y1)
            spots = room_for(block, replace(copy.element, relation=None), canvas.place, _others(canvas, (copy.key,)), random.Random(copy.key))
            canvas = _with(canvas, [replace(copy, spots=tuple(spots))])
            added.append(copy.key)
    return replace(canvas, focus=tuple(added))


def _restyle(canvas: Canvas, edit: Edit) -> Canvas:
    new = []
    for piece in _addressed(canvas, edit):
        look = piece.element.look or 0
        drawn = sketch(piece.element.name, 3 * look, piece.element.color)
        fresh = next((look + step for step in range(1, 12) if sketch(piece.element.name, 3 * (look + step), piece.element.color) != drawn), look + 1)
        new.append(replace(piece, element=replace(piece.element, look=fresh)))
    return _with(canvas, new)


def _gather(canvas: Canvas, edit: Edit) -> Canvas:
    """Side by side around the middle of all, in their order; what is put together is in one group."""
    pieces = sorted(_addressed(canvas, edit), key=lambda piece: piece.box[0])
    middle = sum((piece.box[0] + piece.box[2]) / 2 for piece in pieces) / len(pieces)
    wide = sum(piece.box[2] - piece.box[0] for piece in pieces) + 0.012 * (len(pieces) - 1)
    factor = min(1.0, 0.94 / wide)
    at = min(max(0.03, middle - wide * factor / 2), 0.97 - wide * factor)
    new = []
    for piece in pieces:
        small = _about_foot(piece, factor)
        new.append(_untied(replace(piece, group=canvas.begun, spots=tuple(inside(moved(small, at - bounds(small)[0], 0.0))))))
        at += bounds(small)[2] - bounds(small)[0] + 0.012
    return _with(replace(canvas, begun=canvas.begun + 1), new, _keys(canvas, edit.of))


def _set(canvas: Canvas, edit: Edit) -> Canvas:
    said = {part: value for part, value in vars(edit.setting).items() if value is not None}
    return replace(canvas, setting=replace(canvas.setting, **said), place=edit.setting.place or canvas.place)


_CHANGES: dict[str, Callable[[Canvas, Edit], Canvas]] = {
    "add": _add, "remove": _remove, "replace": _replace, "recolor": _recolor, "resize": _resize, "move": _move, "count": _count, "swap": _swap, "duplicate": _duplicate, "restyle": _restyle, "group": _gather, "setting": _set,
}  # fmt: skip
