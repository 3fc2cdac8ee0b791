"""The folder of a storyboard: journal, pictures, and every form in which it is read. A run that was stopped goes on; the result is the same as of one that was not.

Whatever is written is complete before it takes its name, so that a kill leaves the old file or the new one, never half of one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.activity import utterances
from speechscape.audio.reader import read_blocks
from speechscape.errors import OptionError, PaintError
from speechscape.painters.base import Painter, Request
from speechscape.storyboard.book import FORMAT, Leaf, Line, Storyboard
from speechscape.storyboard.captions import captions_vtt, sprite, thumbnails_vtt
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import ChoiceOptions, Told
from speechscape.storyboard.journal import Journal, fingerprint
from speechscape.storyboard.page import page_html
from speechscape.storyboard.telling import Panel, hear, panels
from speechscape.types import RATE_HZ, Heard, Hearing, Picture
from speechscape.world.painting import alt_text

__all__ = ["StoryOptions", "Tell", "load_story", "make_story", "write_story"]

_JOURNAL, _STORY = "journal.jsonl", "storyboard.json"
_KEPT = frozenset({".mp3", ".m4a", ".ogg", ".opus", ".webm", ".flac", ".wav"})

Tell = Callable[[float, float, int], None]
"""Told how many seconds of the recording are done, of how many (0 where nobody knows), and how many panels there are."""


@dataclass(frozen=True, kw_only=True)
class StoryOptions:
    """How a storyboard is made: `most` panels or as many as there are, pictures of `size` pixels, the `seed` of the story's looks, whether the sound is kept beside the page."""

    choice: ChoiceOptions = field(default_factory=ChoiceOptions)
    most: int | None = None
    size: int = 640
    seed: int = 0
    sound: bool = True
    title: str | None = None

    def __post_init__(self) -> None:
        if self.most is not None and self.most < 1:
            raise OptionError(f"panels is {self.most}; it takes a whole number from 1, or auto")
        if self.choice.every_s is not None and self.choice.every_s <= 0:
            raise OptionError(f"every is {self.choice.every_s:g} s; it takes a number of seconds above 0")


def make_story(ears: Hearing, painter: Painter, recording: Path, out: Path, options: StoryOptions | None = None, *, route: str = "direct", tell: Tell | None = None) -> Storyboard:
    """Hear a recording, choose and paint its panels, write everything into `out`. Raises `AudioError`, and `OptionError` where the folder belongs to something else."""
    how = options or StoryOptions()
    model = " + ".join(name for name in (ears.name, painter.model) if name)
    about = {"format": FORMAT, "recording": fingerprint(recording), "route": route, "ears": ears.name}
    (out / "panels").mkdir(parents=True, exist_ok=True)
    clock = _Clock(tell)
    journal = Journal(out / _JOURNAL, about)
    leaves: list[Leaf] = []
    found = panels(hear(ears, utterances(clock.watch(read_blocks(recording, promised=clock.promised))), journal, str(recording)), Characters(how.seed), how.choice, how.most)
    for panel in found:
        leaves.append(_leaf(panel, _painted(painter, panel, model, how, out)))
        clock.panels = len(leaves)
    sound = _keep_sound(recording, out) if how.sound else None
    story = Storyboard(how.title or recording.stem, round(clock.seconds, 2), tuple(leaves), model, route, sound=sound)
    write_story(story, out)
    return story


class _Clock:
    """Counts what went through, and tells."""

    def __init__(self, tell: Tell | None) -> None:
        self.seconds, self.of, self.panels, self._tell = 0.0, 0.0, 0, tell

    def promised(self, seconds: float) -> None:
        self.of = seconds

    def watch(self, blocks: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        for block in blocks:
            self.seconds += len(block) / RATE_HZ
            if self._tell is not None:
                self._tell(self.seconds, self.of, self.panels)
            yield block


def _painted(painter: Painter, panel: Panel, model: str, how: StoryOptions, out: Path) -> str:
    """The path of a panel's picture inside the folder; painted if it is not there yet."""
    request = Request(panel.scene, how.size, "png", how.seed + panel.key, model)
    name = f"panels/{panel.key:05}-{_digest(request)}.png"
    if not (out / name).is_file():
        _put(out / name, _paint(painter, request).data)
    return name


def _paint(painter: Painter, request: Request) -> Picture:
    try:
        return painter.paint(request)
    except PaintError as error:
        raise PaintError(f"{error}; the panels before are kept, and making the storyboard again goes on from here") from error


def _digest(request: Request) -> str:
    import hashlib

    return hashlib.sha256(json.dumps([request.scene.to_json(), request.size, request.seed, request.model]).encode()).hexdigest()[:12]


def _leaf(panel: Panel, picture: str) -> Leaf:
    alt = alt_text(panel.scene)
    doubts = tuple(dict.fromkeys(names for one in panel.told for names in one.heard.doubts))
    return Leaf(panel.key, panel.start_s, panel.end_s, panel.scene, alt, alt, tuple(_line(one) for one in panel.told if one.heard.words), doubts, picture)


def _line(one: Told) -> Line:
    return Line(one.heard.words, one.start_s, one.end_s, _sure(one.heard))


def _sure(heard: Heard) -> float | None:
    if heard.transcript is not None and heard.transcript.words:
        return round(heard.transcript.confidence, 3)
    sure = [item.confidence for item in heard.scene.elements]
    return round(min(sure), 3) if sure else None


def _keep_sound(recording: Path, out: Path) -> str:
    """The recording itself, beside the page, under a name that says nothing of where it came from."""
    if recording.suffix.lower() not in _KEPT:
        raise OptionError(f"{recording.name} ends in {recording.suffix!r}, which browsers do not play; give wav, mp3, m4a, ogg, opus, webm or flac, or leave the sound out (--no-sound)")
    name = f"sound{recording.suffix.lower()}"
    if not (out / name).is_file() or (out / name).stat().st_size != recording.stat().st_size:
        partial = out / (name + ".partial")
        shutil.copyfile(recording, partial)
        os.replace(partial, out / name)
    return name


def write_story(story: Storyboard, out: Path) -> None:
    """Every form of a storyboard, from its value and the pictures in its folder."""
    pictures = [(out / leaf.picture).read_bytes() for leaf in story.leaves]
    _put(out / _STORY, (json.dumps(story.to_json(), indent=1) + "\n").encode())
    _put(out / "captions.vtt", captions_vtt(story).encode())
    _put(out / "thumbnails.vtt", thumbnails_vtt(story).encode())
    if pictures:
        _put(out / "sprite.jpg", sprite(pictures))
    _put(out / "index.html", page_html(story, [(Path(leaf.picture).suffix[1:], data) for leaf, data in zip(story.leaves, pictures, strict=True)]).encode())


def load_story(folder: Path) -> Storyboard:
    """The storyboard in a folder. Raises `OptionError` where there is none."""
    try:
        value: dict[str, Any] = json.loads((folder / _STORY).read_text())
    except (OSError, ValueError) as error:
        raise OptionError(f"no storyboard in {folder} ({error}); make one with: speechscape storyboard RECORDING --out {folder}") from error
    return Storyboard.from_json(value)


def _put(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    os.replace(partial, path)

