"""The character sheet: the fox of the second panel is the fox of the ninth. Names → what an individual looks like, kept through a story unless it is contradicted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from speechscape.types import Element, Scene

__all__ = ["Character", "Characters"]


@dataclass(frozen=True)
class Character:
    """One individual, or one group of equals: its look, and the colour and size it was last said to have."""

    name: str
    look: int
    color: str | None = None
    size: str | None = None


class Characters:
    """Everyone met so far. `seed` decides what the story's individuals look like."""

    def __init__(self, seed: int = 0, known: tuple[Character, ...] = ()) -> None:
        self.seed = seed
        self.known = list(known)

    def dress(self, scene: Scene) -> Scene:
        """The scene with everyone as they looked before; whoever is new is remembered. A thing that is said to have another colour than the one known is another individual."""
        return scene.with_elements(*[self._dressed(item) for item in scene.elements])

    def _dressed(self, item: Element) -> Element:
        number = next((number for number, one in enumerate(self.known) if one.name == item.name and (item.color is None or one.color in {None, item.color})), None)
        if number is None:
            self.known.append(Character(item.name, self.seed + len(self.known), item.color, item.size))
            number = len(self.known) - 1
        one = self.known[number]
        self.known[number] = replace(one, color=one.color or item.color, size=item.size or one.size)
        return replace(item, look=one.look, color=item.color or one.color, size=item.size or one.size)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"seed": self.seed, "known": [vars(one) for one in self.known]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Characters:
        """The inverse of `to_json`."""
        return cls(value["seed"], tuple(Character(**row) for row in value["known"]))
