"""What a live session tells: frozen values, each a JSON object on the wire. `docs/PROTOCOL.md` is made from them.

`seq` counts a session's events from 1. `at_s` is how many seconds of sound had come in when the event happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from speechscape.types import Scene

__all__ = ["EVENTS", "Event", "HearingEvent", "NothingEvent", "PartialEvent", "PictureEvent", "SettledEvent"]

Data = bytes

MEDIA_TYPES = {"png": "image/png", "webp": "image/webp", "svg": "image/svg+xml", "glb": "model/gltf-binary", "layers": "application/json"}


@dataclass(frozen=True, kw_only=True)
class Event:
    """What all events have."""

    type: ClassVar[str] = "event"

    seq: int
    at_s: float
    utterance: int
    """Number of the utterance from 0; it stays the same when the voice goes on after a short pause."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, `type` first."""
        return {"type": self.type, **{one.name: _plain(getattr(self, one.name)) for one in fields(self) if one.metadata.get("wire", True)}}


def _plain(value: Any) -> Any:
    if isinstance(value, Scene):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return round(value, 3) if isinstance(value, float) else value


@dataclass(frozen=True, kw_only=True)
class HearingEvent(Event):
    """A voice begins, or goes on after a short pause."""

    type: ClassVar[str] = "hearing"

    start_s: float
    """Second of the session's sound at which it began."""


@dataclass(frozen=True, kw_only=True)
class PartialEvent(Event):
    """Something new is steady while the sentence is still being spoken."""

    type: ClassVar[str] = "partial"

    words: str
    """As heard so far; they may change."""
    account: str
    """What is drawn, in a sentence."""
    scene: Scene
    elements: tuple[str, ...]
    """Names of what stands in the picture now."""


@dataclass(frozen=True, kw_only=True)
class SettledEvent(Event):
    """The sentence has ended, and this was meant. If the voice goes on within the pause, the same utterance settles again."""

    type: ClassVar[str] = "settled"

    start_s: float
    end_s: float
    words: str
    account: str
    scene: Scene
    doubts: tuple[tuple[str, ...], ...] = ()
    """Things heard, but not surely enough: for each the names that it may be, likeliest first."""
    answers: tuple[str | None, ...] = ()
    """Where a doubt was answered: for each the name that was meant and is in the scene now, "" for none of those offered, null where nothing was answered. The sentence settles again with each answer."""
    vanished: tuple[str, ...] = ()
    """Names that a partial picture showed and that are not in it any more."""


@dataclass(frozen=True, kw_only=True)
class NothingEvent(Event):
    """The sentence has ended and shows nothing."""

    type: ClassVar[str] = "nothing"

    reason: str
    words: str = ""
    doubts: tuple[tuple[str, ...], ...] = ()
    answers: tuple[str | None, ...] = ()
    vanished: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PictureEvent(Event):
    """A picture. On the wire a binary message of `bytes` bytes, the file, follows at once."""

    type: ClassVar[str] = "picture"

    final: bool
    """Whether it is the settled picture of its utterance."""
    format: str
    media_type: str
    bytes: int
    alt: str
    seed: int
    size: int
    """Pixels a side (of an SVG its nominal size)."""
    data: Data = field(default=b"", repr=False, metadata={"wire": False})


EVENTS: tuple[type[Event], ...] = (HearingEvent, PartialEvent, SettledEvent, NothingEvent, PictureEvent)
"""All kinds."""
