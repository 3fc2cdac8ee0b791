"""What is said on a socket besides the events of `live.events`: frozen values, each a JSON object with its `type`. `docs/PROTOCOL.md` is made from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar, get_type_hints

from speechscape.errors import OptionError
from speechscape.painters.base import FORMATS, MAX_SIZE, MIN_SIZE

__all__ = ["ASKED", "CODES", "TOLD", "Again", "Answer", "End", "Ended", "Ready", "Share", "Shared", "Spoken", "Start", "Trouble", "read_asked"]

MIN_RATE_HZ, MAX_RATE_HZ = 8_000, 48_000


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What all messages have: their `type`."""

    type: ClassVar[str] = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, `type` first."""
        return {"type": self.type, **{one.name: getattr(self, one.name) for one in fields(self)}}


@dataclass(frozen=True, kw_only=True)
class Start(Spoken):
    """The first message: what comes and what is wanted; or the session that is to go on."""

    type: ClassVar[str] = "start"

    rate: int = 16_000
    """Samples a second of the sound that follows, 8000 to 48000."""
    picture: str = "svg"
    """Format of the pictures: svg, png, webp, glb (glTF) or layers (cut-outs with depth, as JSON)."""
    size: int = 640
    """Pixels a side (of an SVG its nominal size)."""
    seed: int = 0
    """Another seed is another layout and other variants of the same things."""
    resume: str | None = None
    """The name of a session whose connection broke: it goes on, with its own picture, size and seed."""
    seq: int = 0
    """With `resume`: the last event that came through, the binary message of a picture included."""


@dataclass(frozen=True, kw_only=True)
class End(Spoken):
    """No more sound will come. What is left is answered, then the server closes with 1000."""

    type: ClassVar[str] = "end"


@dataclass(frozen=True, kw_only=True)
class Again(Spoken):
    """An earlier picture again, in another form. It comes as a `picture` event with `seq` 0, to this connection only."""

    type: ClassVar[str] = "paint"

    utterance: int
    """Whose settled picture; the newest 64 are kept."""
    format: str = "png"
    """As in `start`."""
    size: int = 1024
    """Pixels a side."""


@dataclass(frozen=True, kw_only=True)
class Answer(Spoken):
    """What was meant by something that was heard, but not surely enough to be drawn. The sentence settles again for all who see this session, with its `answers` and, where the scene is another, its picture."""

    type: ClassVar[str] = "answer"

    utterance: int
    """Which sentence; the newest 64 with doubts are kept."""
    doubt: int
    """Which of its `doubts`, from 0."""
    name: str | None
    """One of the names of that doubt, "" for none of them, null to take the answer back."""


@dataclass(frozen=True, kw_only=True)
class Share(Spoken):
    """Asks for a link under which others can watch this session, and do nothing else."""

    type: ClassVar[str] = "share"


@dataclass(frozen=True, kw_only=True)
class Ready(Spoken):
    """The server's first message."""

    type: ClassVar[str] = "ready"

    session: str | None
    """The name to resume it by; whoever knows it can speak in this session. Nothing for those who watch."""
    model: str
    """The names of all weights that a picture comes from."""
    limits: dict[str, float]
    """What a client must keep to: `message_bytes`, `messages_per_s`, `session_s`, `idle_s`, `resume_s`, `picture_px`."""
    heard_s: float = 0.0
    """Seconds of sound that the session has heard; one who resumes can send what came after."""


@dataclass(frozen=True, kw_only=True)
class Shared(Spoken):
    """The answer to `share`."""

    type: ClassVar[str] = "shared"

    watch: str
    """Path and query of the page that shows this session."""


@dataclass(frozen=True, kw_only=True)
class Trouble(Spoken):
    """Something is wrong. Where it is `fatal`, the server closes right after it."""

    type: ClassVar[str] = "error"

    code: str
    """A word that programs can read."""
    text: str
    """A sentence for a person."""
    fatal: bool


@dataclass(frozen=True, kw_only=True)
class Ended(Spoken):
    """To those who watch: the session is over. The server closes with 1000."""

    type: ClassVar[str] = "ended"


ASKED: tuple[type[Spoken], ...] = (Start, End, Again, Answer, Share)
"""What clients send."""

TOLD: tuple[type[Spoken], ...] = (Ready, Shared, Trouble, Ended)
"""What the server sends besides events."""

CODES: Mapping[int, str] = {
    1000: "the session has ended as it should",
    1003: "sound before the start message, or text where none belongs",
    1009: "a message is larger than may be",
    1011: "something went wrong in the server, or no answer came to a ping",
    1012: "the server is ending; what was said has been answered",
    1013: "as many speak or watch as can; try again",
    4400: "a message that is none of the above, or with values that cannot be used",
    4404: "no such session, or nothing under this link (any more)",
    4408: "nothing came for too long",
    4409: "the session goes on over another connection",
    4410: "the session has lasted as long as a session may",
    4413: "events were read too slowly; resume the session",
    4429: "too many messages a second",
}
"""What the server closes with."""


def read_asked(text: str) -> Spoken:
    """A client's text message. Raises `OptionError` with what is wrong."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        raise OptionError("this text message is no JSON; send an object with a type") from None
    kinds = {kind.type: kind for kind in ASKED}
    kind = kinds.get(row.pop("type", None)) if isinstance(row, dict) and isinstance(row.get("type"), str) else None
    if kind is None:
        raise OptionError(f"the type of a text message is one of: {', '.join(kinds)}")
    said = kind(**_checked(kind, row))
    _check(said)
    return said


def _checked(kind: type[Spoken], row: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    known = {one.name: one for one in fields(kind)}
    if not row.keys() <= known.keys():
        raise OptionError(f"{kind.type} takes {', '.join(known) or 'nothing more'}; it has other names in it")
    missing = [one.name for one in known.values() if one.default is MISSING and one.name not in row]
    if missing:
        raise OptionError(f"{kind.type} needs {', '.join(missing)}")
    for name, value in row.items():
        if isinstance(value, bool) or not isinstance(value, hints[name]):
            raise OptionError(f"{name} of {kind.type} has the wrong kind of value")
    return row


def _check(said: Spoken) -> None:
    if isinstance(said, Start):
        _within("rate", said.rate, MIN_RATE_HZ, MAX_RATE_HZ)
        _within("seq", said.seq, 0, 2**53)
        _within("seed", said.seed, 0, 2**31 - 1)
        _one_of("picture", said.picture)
    if isinstance(said, Again):
        _one_of("format", said.format)
    if isinstance(said, Start | Again):
        _within("size", said.size, MIN_SIZE, MAX_SIZE)


def _within(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise OptionError(f"{name} is {str(value)[:20]}; it takes {least} to {most}")


def _one_of(name: str, value: str) -> None:
    if value not in FORMATS:
        raise OptionError(f"{name} takes one of: {', '.join(FORMATS)}")
