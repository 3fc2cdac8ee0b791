"""The folder of a storyboard: journal, pictures, and every form in which it is read. A run that was stopped goes on; the result is the same as of one that was not.

Whatever is written is complete before it takes its name, so that a kill leaves the old file or the new one, never half of one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.activity import utterances
from speechscape.audio.reader import read_blocks
from speechscape.errors import OptionError
from speechscape.painters.base import Painter
from speechscape.storyboard.book import FORMAT, Leaf, Storyboard
from speechscape.storyboard.captions import captions_vtt, sprite, thumbnails_vtt
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import ChoiceOptions, Told
from speechscape.storyboard.decisions import Decisions, decided
from speechscape.storyboard.journal import Journal, fingerprint
from speechscape.storyboard.leaves import leaves, put
from speechscape.storyboard.page import write_page
from speechscape.storyboard.pictograms import pictogram_line
from speechscape.storyboard.publishing import FORMS, publish
from speechscape.storyboard.telling import hear, panels
from speechscape.types import RATE_HZ, Hearing

__all__ = ["MAKING", "StoryOptions", "Tell", "load_story", "make_story", "write_story"]

MAKING = "making.json"
"""The options that a folder was made with (`StoryOptions`)."""

_JOURNAL, _STORY = "journal.jsonl", "storyboard.json"
_KEPT = frozenset({".mp3", ".m4a", ".ogg", ".opus", ".webm", ".flac", ".wav"})

Tell = Callable[[float, float, int], None]
"""Told how many seconds of the recording are done, of how many (0 where nobody knows), and how many panels there are."""


@dataclass(frozen=True, kw_only=True)
class StoryOptions:
    """How a storyboard is made: `most` panels or as many as there are, pictures of `size` pixels, the `seed` of the story's looks, whether the sound is kept beside the page.

    `forms` are written beside the page (see `publishing.FORMS`); with `pictograms` the page shows the things of each picture one by one.
    """

    choice: ChoiceOptions = field(default_factory=ChoiceOptions)
    most: int | None = None
    size: int = 640
    seed: int = 0
    sound: bool = True
    title: str | None = None
    forms: tuple[str, ...] = tuple(FORMS)
    pictograms: bool = False

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
    clock, decisions = _Clock(tell), Decisions.read(out)
    journal = Journal(out / _JOURNAL, about)
    told = hear(ears, utterances(clock.watch(read_blocks(recording, promised=clock.promised))), journal, str(recording))
    tongues: Counter[str] = Counter()
    found = decided(panels(_listened(told, tongues), Characters(how.seed), how.choice, how.most), decisions)
    kept: list[Leaf] = []
    for leaf in leaves(found, painter, out, decisions, size=how.size, seed=how.seed, model=model):
        kept.append(leaf)
        clock.panels = len(kept)
    sound = _keep_sound(recording, out) if how.sound else None
    notes = decisions.unmet(leaf.key for leaf in kept)
    story = Storyboard(how.title or recording.stem, round(clock.seconds, 2), tuple(kept), model, route, _tongue(tongues), sound, notes)
    put(out / MAKING, (json.dumps(asdict(how), indent=1) + "\n").encode())
    return write_story(story, out, how)


def _listened(told: Iterable[Told], tongues: Counter[str]) -> Iterator[Told]:
    """Utterances, counting the languages that a recogniser heard."""
    for one in told:
        if one.heard.transcript is not None and one.heard.transcript.language:
            tongues["en" if one.heard.transcript.translated else one.heard.transcript.language] += 1
        yield one


def _tongue(tongues: Counter[str]) -> str:
    return tongues.most_common(1)[0][0] if tongues else "en"


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


def write_story(story: Storyboard, out: Path, how: StoryOptions) -> Storyboard:
    """Every form of a storyboard, from its value and the pictures in its folder. Returns it with a note for each form that could not be written."""
    put(out / "captions.vtt", captions_vtt(story).encode())
    put(out / "thumbnails.vtt", thumbnails_vtt(story).encode())
    if story.leaves:
        put(out / "sprite.jpg", sprite([out / leaf.picture for leaf in story.leaves]))
    else:
        (out / "sprite.jpg").unlink(missing_ok=True)
    story = replace(story, notes=(*story.notes, *publish(story, out, how.forms if story.leaves else ())))
    write_page(story, out, out / "index.html", (pictogram_line(leaf) for leaf in story.leaves) if how.pictograms else None)
    put(out / _STORY, (json.dumps(story.to_json(), indent=1) + "\n").encode())
    return story


def load_story(folder: Path) -> Storyboard:
    """The storyboard in a folder. Raises `OptionError` where there is none."""
    try:
        value: dict[str, Any] = json.loads((folder / _STORY).read_text())
    except (OSError, ValueError) as error:
        raise OptionError(f"no storyboard in {folder} ({error}); make one with: speechscape storyboard RECORDING --out {folder}") from error
    return Storyboard.from_json(value)
