"""Panels → leaves of a storyboard: each painted once into the folder, with what a person decided about it. The recording is not needed, only the panels."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from speechscape.errors import PaintError
from speechscape.painters.base import Painter, Request
from speechscape.storyboard.book import Leaf, Line
from speechscape.storyboard.choosing import Told
from speechscape.storyboard.decisions import Decisions
from speechscape.storyboard.telling import Panel
from speechscape.types import Heard
from speechscape.world.painting import alt_text

__all__ = ["leaf_of", "leaves", "line_of", "painted", "put"]


def leaves(found: Iterable[Panel], painter: Painter, out: Path, decisions: Decisions, *, size: int, seed: int, model: str) -> Iterator[Leaf]:
    """A leaf for each panel, its picture in the folder `out`. Raises `PaintError` where a picture does not come."""
    for panel in found:
        request = decisions.request(panel, painter.reads, size, seed, model)
        yield decisions.applied(leaf_of(panel, painted(painter, request, panel.key, out)), request)


def painted(painter: Painter, request: Request, key: int, out: Path) -> str:
    """The path of a panel's picture inside the folder; painted if it is not there yet."""
    name = f"panels/{key:05}-{_digest(request)}.png"
    if not (out / name).is_file():
        put(out / name, _paint(painter, request))
    return name


def _paint(painter: Painter, request: Request) -> bytes:
    try:
        return painter.paint(request).data
    except PaintError as error:
        raise PaintError(f"{error}; the panels before are kept, and making the storyboard again goes on from here") from error


def _digest(request: Request) -> str:
    return hashlib.sha256(json.dumps([request.scene.to_json(), request.size, request.seed, request.model]).encode()).hexdigest()[:12]


def leaf_of(panel: Panel, picture: str) -> Leaf:
    """A panel as it is shown before anybody looked at it."""
    alt = alt_text(panel.scene)
    doubts = tuple(dict.fromkeys(names for one in panel.told for names in one.heard.doubts))
    return Leaf(panel.key, panel.start_s, panel.end_s, panel.scene, alt, alt, tuple(line_of(one) for one in panel.told if one.heard.words), doubts, picture)


def line_of(one: Told) -> Line:
    """An utterance as it is shown."""
    return Line(one.heard.words, one.start_s, one.end_s, _sure(one.heard))


def _sure(heard: Heard) -> float | None:
    if heard.transcript is not None and heard.transcript.words:
        return round(heard.transcript.confidence, 3)
    sure = [item.confidence for item in heard.scene.elements]
    return round(min(sure), 3) if sure else None


def put(path: Path, data: bytes) -> None:
    """Write a file under its name only when it is whole."""
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    os.replace(partial, path)
