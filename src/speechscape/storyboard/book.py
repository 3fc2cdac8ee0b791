"""A finished storyboard as a value: what every page, book, film and caption file is made of, and its one JSON form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from speechscape.errors import OptionError
from speechscape.types import Scene

__all__ = ["FORMAT", "Leaf", "Line", "Storyboard"]

FORMAT = "speechscape-storyboard/1"


@dataclass(frozen=True)
class Line:
    """Words as heard, their seconds, and how sure the listener was of what is drawn of them, 0 to 1 (None where nothing of them is drawn)."""

    text: str
    start_s: float
    end_s: float
    confidence: float | None = None


@dataclass(frozen=True)
class Leaf:
    """One panel as it is shown: `key` is the number of its first utterance and stays when others are merged or split; `picture` is a path inside the folder.

    `status` is "unreviewed", "approved" or "edited"; `layout` counts the other layouts that were asked for.
    """

    key: int
    start_s: float
    end_s: float
    scene: Scene
    alt: str
    caption: str
    lines: tuple[Line, ...] = ()
    doubts: tuple[tuple[str, ...], ...] = ()
    picture: str = ""
    layout: int = 0
    status: str = "unreviewed"

    @property
    def confidence(self) -> float | None:
        """Of the least sure thing that is drawn."""
        sure = [item.confidence for item in self.scene.elements]
        return min(sure) if sure else None


@dataclass(frozen=True)
class Storyboard:
    """A recording's title and length, who heard it, and its leaves in order. `sound` is a path inside the folder, where it was kept."""

    title: str
    seconds: float
    leaves: tuple[Leaf, ...]
    model: str = ""
    route: str = "direct"
    language: str = "en"
    sound: str | None = None
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def reviewed(self) -> bool:
        """Whether a person has looked at every leaf."""
        return all(leaf.status != "unreviewed" for leaf in self.leaves)

    def until_s(self, number: int) -> float:
        """When leaf `number` (from 0) gives way to the next: it stays until then, so that nothing is shown for an instant only."""
        return self.leaves[number + 1].start_s if number + 1 < len(self.leaves) else max(self.seconds, self.leaves[number].end_s)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        leaves = [
            {
                "key": leaf.key, "start_s": leaf.start_s, "end_s": leaf.end_s, "picture": leaf.picture, "alt": leaf.alt, "caption": leaf.caption, "confidence": leaf.confidence, "status": leaf.status,
                "layout": leaf.layout, "doubts": [list(names) for names in leaf.doubts], "lines": [vars(line) for line in leaf.lines], "scene": leaf.scene.to_json(),
            }
            for leaf in self.leaves
        ]  # fmt: skip
        return {
            "format": FORMAT, "title": self.title, "seconds": self.seconds, "route": self.route, "model": self.model, "language": self.language, "sound": self.sound, "reviewed": self.reviewed,
            "notes": list(self.notes), "panels": leaves,
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Storyboard:
        """The inverse of `to_json`. Raises `OptionError` for another format."""
        if value.get("format") != FORMAT:
            raise OptionError(f"the storyboard has the format {value.get('format')!r}; this version reads {FORMAT}: make it again")
        leaves = tuple(
            Leaf(
                row["key"], row["start_s"], row["end_s"], Scene.from_json(row["scene"]), row["alt"], row["caption"], tuple(Line(**line) for line in row["lines"]), tuple(tuple(names) for names in row["doubts"]),
                row["picture"], row["layout"], row["status"],
            )
            for row in value["panels"]
        )  # fmt: skip
        return cls(value["title"], value["seconds"], leaves, value["model"], value["route"], value["language"], value["sound"], tuple(value["notes"]))

    def with_leaves(self, leaves: Sequence[Leaf]) -> Storyboard:
        """The same with other leaves."""
        return replace(self, leaves=tuple(leaves))
