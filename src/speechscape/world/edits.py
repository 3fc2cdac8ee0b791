"""What can be done to a picture by saying so: one change as a value. Which things are meant is written as their numbers in the scene as it stood before.

A command (`COMMANDS`) goes through the versions of a project and changes no picture itself; ``new`` begins another picture; ``nothing`` was not understood, or was no wish at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from speechscape.errors import OptionError
from speechscape.types import Element, Setting

__all__ = ["CHANGES", "COMMANDS", "KINDS", "MOST", "SIDES", "SIZES_SAID", "Edit"]

MOST = 8
"""Things in one picture, each of which may be several alike."""

CHANGES = ("add", "remove", "replace", "recolor", "resize", "move", "count", "swap", "duplicate", "restyle", "group", "setting")
"""Kinds of edits that change the picture. What each takes, beside `of`: add `element`; replace `element`; recolor `color`; resize `size`; move `side`, or `relation` and `to`, or `by`; count `number`; duplicate `number`; setting `setting`."""

COMMANDS = ("undo", "redo", "back", "layout", "over", "keep", "save", "stop")
"""undo and redo `number` steps; back to version `number`, to the newest that holds `names`, or (neither) to the first; another layout of the same scene; start over with nothing; keep this version; save; stop."""

KINDS = ("nothing", "new", *CHANGES, *COMMANDS)

SIDES = ("left", "right", "up", "down", "forward", "backward", "a bit left", "a bit right", "a bit up", "a bit down", "far left", "far right", "top", "bottom", "middle")
"""Where a thing is moved to without another thing: a step, a small step, or an end of the picture. Forward is nearer to who looks."""

SIZES_SAID = ("bigger", "smaller", "a bit bigger", "a bit smaller", "much bigger", "much smaller", "tiny", "small", "medium", "big", "huge")


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change. Raises `OptionError` where a kind lacks what it needs."""

    kind: str
    of: tuple[int, ...] = ()
    """Which things are meant, as numbers in the scene before; swap takes two."""
    element: Element | None = None
    """What comes (add, replace). Its relation refers to things of the scene before; where it has none, `side` says where it comes, or the layout does."""
    color: str | None = None
    size: str | None = None
    """Of `SIZES_SAID`."""
    side: str | None = None
    """Of `SIDES`."""
    relation: str | None = None
    to: tuple[int, ...] = ()
    """What they are moved relative to: things of the scene before."""
    by: tuple[float, float] | None = None
    """How far they are moved to the right and down, as fractions of the picture's side: by hand, never by speech."""
    number: int | None = None
    setting: Setting = field(default_factory=Setting)
    """The parts that were said."""
    names: tuple[str, ...] = ()
    """Back to the newest version with these things."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise OptionError(f"kind is {self.kind!r}; it takes one of {', '.join(KINDS)}")
        lacks = [name for name in _NEEDS.get(self.kind, ()) if not getattr(self, name)]
        if lacks or (self.kind == "setting" and self.setting.empty) or (self.kind == "swap" and len(self.of) != 2):
            raise OptionError(f"{self.kind} lacks {' and '.join(lacks) or ('two things' if self.kind == 'swap' else 'a place, a time or a weather')}")
        if self.kind == "move" and sum(value is not None for value in (self.side, self.relation, self.by)) != 1:
            raise OptionError("move takes a side, or a relation and what it refers to, or how far to go")
        if self.by is not None and not (len(self.by) == 2 and all(isinstance(value, int | float) and abs(value) <= 1 for value in self.by)):
            raise OptionError(f"by is {self.by!r}; it takes two numbers from -1 to 1, shares of the picture's side")
        for name, known in (("size", SIZES_SAID), ("side", SIDES)):
            value = getattr(self, name)
            if value is not None and value not in known:
                raise OptionError(f"{name} is {value!r}; it takes one of {', '.join(known)}")

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; what says nothing is left out."""
        row: dict[str, Any] = {"kind": self.kind}
        for one in fields(self)[1:]:
            value = getattr(self, one.name)
            if value in (None, ()) or value == Setting():
                continue
            row[one.name] = _element_json(value) if isinstance(value, Element) else vars(value) if isinstance(value, Setting) else list(value) if isinstance(value, tuple) else value
        return row

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Edit:
        """The inverse of `to_json`. Raises `KeyError`, `TypeError`, `OptionError` on values of another shape."""
        values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
        if "element" in row:
            parts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row["element"].items()}
            values["element"] = Element(**parts)
        if "setting" in row:
            values["setting"] = Setting(**row["setting"])
        return cls(**values)


_NEEDS = {
    "add": ("element",), "replace": ("of", "element"), "recolor": ("of", "color"), "resize": ("of", "size"), "count": ("of", "number"), "duplicate": ("of", "number"), "remove": ("of",), "move": ("of",), "swap": ("of",),
    "restyle": ("of",), "group": ("of",),
}  # fmt: skip
_SAID = ("name", "count", "color", "size", "relation", "of")


def _element_json(item: Element) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name in _SAID if (value := getattr(item, name)) not in (None, ())}
