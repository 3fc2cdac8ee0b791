"""Writes docs/PROTOCOL.md from the types that travel: `live/events.py`, `server/messages.py`, `server/limits.py`. A test looks whether it was run.

    python scripts/protocol.py
"""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from speechscape.live import events
from speechscape.live.events import EVENTS, Event, HearingEvent, NothingEvent, PartialEvent, PictureEvent, SettledEvent
from speechscape.server import messages
from speechscape.server.limits import Limits
from speechscape.server.messages import ASKED, CODES, TOLD, Again, Answer, End, Ended, Ready, Share, Shared, Spoken, Start, Trouble
from speechscape.types import Element, Scene, Setting

PAGE = Path(__file__).parents[1] / "docs" / "PROTOCOL.md"

_FOX = Scene((Element("fox", relation="under", of=(1,), column=8, confidence=0.91, start_s=0.32, end_s=0.64, heard_by=("ears",)), Element("tree", column=7, confidence=0.95, start_s=0.9, end_s=1.3, heard_by=("ears",))), Setting(place="forest"))
_EXAMPLES: tuple[Event | Spoken, ...] = (
    Start(picture="svg", size=640), End(), Again(utterance=3, format="png", size=2048), Answer(utterance=1, doubt=0, name="boat"), Share(), Ready(session="Zk3…", model="ears-3", limits={"message_bytes": 65536, "picture_px": 2048}),
    Shared(watch="/?watch=p0x…"), Trouble(code="bad_message", text="this text message is no JSON; send an object with a type", fatal=True), Ended(), HearingEvent(seq=1, at_s=0.4, utterance=0, start_s=0.04),
    PartialEvent(seq=2, at_s=1.2, utterance=0, words="a fox un", account="A fox.", scene=Scene((Element("fox", confidence=0.9, start_s=0.32, end_s=0.64, heard_by=("ears",)),)), elements=("fox",)),
    SettledEvent(seq=4, at_s=1.9, utterance=0, start_s=0.04, end_s=1.9, words="a fox under a tree in the forest", account="A fox under a tree in a forest.", scene=_FOX),
    NothingEvent(seq=6, at_s=4.2, utterance=1, reason="speech without anything drawable in it", words="well you know"),
    PictureEvent(seq=5, at_s=1.9, utterance=0, final=True, format="svg", media_type="image/svg+xml", bytes=11194, alt="A fox under a tree in a forest.", seed=0, size=640),
)  # fmt: skip

_HEAD = """# The protocol of live sessions

Written by `scripts/protocol.py` from the types in `src/speechscape/live/events.py` and `src/speechscape/server/messages.py`; change those, and run it.

```
client                                     server
  │ ── start ────────────────────────────► │
  │ ◄──────────────────────────── ready ── │
  │ ══ 16-bit PCM ═══════════════════════► │    ══ binary message
  │ ◄────────────────────────── hearing ── │    ── text message, a JSON object
  │ ◄────────────────────────── partial ── │
  │ ◄────────────────────────── picture ── │
  │ ◄═════════════════════════ the file ══ │
  │ ══ … ════════════════════════════════► │
  │ ◄────────────────────────── settled ── │
  │ ◄────────────────────────── picture ── │
  │ ── end ──────────────────────────────► │
  │ ◄────────────────────── close, 1000 ── │
```

`WS /v1/live` takes sound: 16-bit little-endian mono PCM at the rate named in `start`, in binary messages of any even length up to `message_bytes`. Send it as it is recorded, 20 to 100 ms at a time; what comes
faster than it can have been spoken is read more slowly. `WS /v1/watch?key=…` gives the events and pictures of a session that was shared, beginning with the newest; it takes nothing. Beyond this machine both need
HTTPS before them, and `/v1/live` the token: as `Authorization: Bearer …`, or in the cookie that the address with the token sets. A page may connect only from the server's own origin.

Each event has a number `seq`. Numbers may be missing: for one who reads slowly, partial events and pictures in between are left out. Settled ones never are: where too many wait, the server closes with 4413.
When a connection breaks, connect again and send `start` with `resume` and the last `seq` that came through: what was missed comes again. `heard_s` in `ready` says from which second on sound is missing.

The same utterance may settle more than once: when the voice goes on after a short pause, it is opened again; and when a doubt in it is answered. Its last settling counts.
"""


def docs_of(kind: type) -> dict[str, str]:
    """What is written under each field of a class and of those that it is made from."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if one.__module__ not in {events.__name__, messages.__name__}:
            continue
        (body,) = ast.parse(inspect.cleandoc(inspect.getsource(one))).body
        assert isinstance(body, ast.ClassDef)
        for row, behind in zip(body.body, body.body[1:], strict=False):
            if isinstance(row, ast.AnnAssign) and isinstance(row.target, ast.Name) and isinstance(behind, ast.Expr) and isinstance(behind.value, ast.Constant):
                found[row.target.id] = str(behind.value.value)
    return found


_PLAIN = {
    "int": "whole number", "float": "number", "str": "text", "bool": "true or false", "Scene": "[scene](#scenes)", "str | None": "text or null", "tuple[str, ...]": "list of texts", "tuple[tuple[str, ...], ...]": "list of lists of texts", "tuple[str | None, ...]": "list of texts and nulls",
    "dict[str, float]": "object of numbers",
}  # fmt: skip
_COMMON = {"seq": "Counts the session's events from 1; 0 for what was asked for again.", "at_s": "Seconds of sound that had come in."}


def part(kind: type[Any], title: str) -> list[str]:
    """One message: what it is, its fields, an example."""
    notes = _COMMON | docs_of(kind) if issubclass(kind, Event) else docs_of(kind)
    rows = [one for one in fields(kind) if one.metadata.get("wire", True)]
    lines = [f"### {title}", "", " ".join(str(kind.__doc__).split()), ""]
    if rows:
        lines += ["| field | is | |", "| --- | --- | --- |"]
    for one in rows:
        default = "" if one.default is MISSING or issubclass(kind, Event) or kind in TOLD else f" Left out: `{json.dumps(one.default)}`."
        lines.append(f"| `{one.name}` | {_PLAIN[str(one.type)]} | {' '.join(notes.get(one.name, '').split())}{default} |")
    example = next(one for one in _EXAMPLES if type(one) is kind)
    return [*lines, *([""] if rows else []), "```json", json.dumps(example.to_json(), ensure_ascii=False), "```", ""]


def page() -> str:
    """The whole page."""
    lines = [_HEAD, "## What a client sends", ""]
    for kind in ASKED:
        lines += part(kind, f"`{kind.type}`")
    lines += ["## What the server sends", ""]
    for told in TOLD:
        lines += part(told, f"`{told.type}`")
    lines += ["## Events", ""]
    for event in EVENTS:
        lines += part(event, f"`{event.type}`")
    lines += ["## Scenes", "", "As everywhere in Speechscape; `of` names what a relation refers to, `of_index` gives its place in the list, `box` is empty in events (the picture is laid out when it is painted).", "", "```json"]
    lines += [json.dumps(_FOX.to_json()), "```", "", "## Closing codes", "", "| code | why |", "| --- | --- |", *(f"| {code} | {why} |" for code, why in CODES.items()), ""]
    lines += ["Refused before the upgrade: 401 no token, 403 another host or origin, 404 nothing under a link, 429 too much from one address, 503 full or ending; with `Retry-After` where trying again helps, and `{\"error\": {\"code\", \"message\"}}` as body.", ""]
    lines += ["## Limits", "", " ".join(str(Limits.__doc__).partition("\n\n")[2].split()), "", "Each can be set with a variable such as `SPEECHSCAPE_SERVE_SESSIONS`.", "", "| limit | default |", "| --- | --- |"]
    lines += [f"| `{one.name}` | {one.default:,} |" for one in fields(Limits)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
