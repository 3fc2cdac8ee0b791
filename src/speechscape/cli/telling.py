"""``speechscape storyboard`` behind its arguments: one recording or many, a bar with the time that is left, one line of account for each."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from speechscape.errors import OptionError, SpeechscapeError
from speechscape.routes import RouteOptions, Speechscape
from speechscape.runtime import threads
from speechscape.storyboard.book import Storyboard
from speechscape.storyboard.choosing import ChoiceOptions
from speechscape.storyboard.folder import StoryOptions, Tell
from speechscape.storyboard.publishing import FORMS

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["TellOptions", "tell_stories"]


@dataclass(frozen=True, kw_only=True)
class TellOptions:
    """What the command takes."""

    out: Path | None = None
    panels: str = "auto"
    every: str | None = None
    forms: str = "all"
    pictograms: bool = False
    size: int = 640
    seed: int = 0
    title: str | None = None
    sound: bool = True
    jobs: int = 1
    route: RouteOptions = field(default_factory=RouteOptions)

    def story(self) -> StoryOptions:
        """As the storyboard takes them. Raises `OptionError`."""
        if self.panels != "auto" and not self.panels.isdigit():
            raise OptionError(f"panels is {self.panels!r}; it takes a whole number from 1, or auto")
        choice = replace(ChoiceOptions(), every_s=None if self.every is None else _seconds(self.every))
        most = None if self.panels == "auto" else int(self.panels)
        return StoryOptions(choice=choice, most=most, size=self.size, seed=self.seed, title=self.title, sound=self.sound, forms=_forms(self.forms), pictograms=self.pictograms)


def _seconds(text: str) -> float:
    """Of "20s", "20" or "2.5m"."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(s|m|min)?", text.strip())
    if found is None:
        raise OptionError(f"every is {text!r}; it takes seconds (20s, or 20) or minutes (2m)")
    return float(found[1]) * (60 if found[2] in {"m", "min"} else 1)


def _forms(text: str) -> tuple[str, ...]:
    if text in {"all", "none"}:
        return tuple(FORMS) if text == "all" else ()
    named = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    unknown = [name for name in named if name not in FORMS]
    if unknown:
        raise OptionError(f"form is {unknown[0]!r}; choose from {', '.join(FORMS)}, all or none")
    return named


def tell_stories(recordings: Sequence[Path], options: TellOptions) -> int:
    """Make a storyboard of each recording; the exit status is the worst of all: 1 where nothing in one can be drawn, 2 where one cannot be read. A recording that fails stops no other."""
    how = options.story()
    work = list(zip(recordings, _folders(recordings, options.out), strict=True))
    if len(work) == 1:
        with Speechscape.made(options.route) as speechscape, _Bar() as bar:
            return _account(work[0][0], work[0][1], _told(speechscape, *work[0], how, bar.tell))
    status = 0
    with _Bar(len(work)) as bar:
        for (recording, folder), made in _all(work, how, options):
            bar.one()
            status = max(status, _account(recording, folder, made))
    return status


def _folders(recordings: Sequence[Path], out: Path | None) -> list[Path]:
    """One for each, named after it; numbered where two recordings have one name."""
    if len(recordings) == 1:
        return [out or Path(recordings[0].stem)]
    taken: list[Path] = []
    for recording in recordings:
        name, number = recording.stem, 2
        while (out or Path()) / name in taken:
            name, number = f"{recording.stem}-{number}", number + 1
        taken.append((out or Path()) / name)
    return taken


Made = Storyboard | SpeechscapeError
Work = tuple[Path, Path]


def _all(work: Sequence[Work], how: StoryOptions, options: TellOptions) -> Iterator[tuple[Work, Made]]:
    """In order, `jobs` at a time; more than one in processes of their own, which share the cores."""
    if options.jobs == 1:
        with Speechscape.made(options.route) as speechscape:
            yield from ((one, _told(speechscape, *one, how)) for one in work)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    jobs = min(options.jobs, len(work))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(options.route, max(1, threads() // jobs))) as pool:
        yield from zip(work, pool.map(_one, work, [how] * len(work)), strict=True)


_mine: list[Speechscape] = []
"""The route of a worker process."""


def _begin(route: RouteOptions, share: int) -> None:
    os.environ["SPEECHSCAPE_THREADS"] = str(share)
    _mine.append(Speechscape.made(route))


def _one(one: Work, how: StoryOptions) -> Made:
    return _told(_mine[0], *one, how)


def _told(speechscape: Speechscape, recording: Path, folder: Path, how: StoryOptions, tell: Tell | None = None) -> Made:
    try:
        return speechscape.make_storyboard(recording, folder, how, tell)
    except OSError as error:
        return OptionError(f"{folder} cannot be written ({error.strerror}); choose another --out, or make room, and run it again: it goes on where it stopped")
    except SpeechscapeError as error:
        return error


def _account(recording: Path, folder: Path, made: Made) -> int:
    if isinstance(made, SpeechscapeError):
        reason = str(made)
        print(f"speechscape: {reason if str(recording) in reason else f'{recording}: {reason}'}", file=sys.stderr, flush=True)
        return 2
    for note in made.notes:
        print(f"speechscape: {recording}: {note}", file=sys.stderr)
    minutes = f"{made.seconds / 60:.1f} minutes"
    if not made.leaves:
        print(f"speechscape: {recording}: nothing that can be drawn was heard in {minutes}", file=sys.stderr, flush=True)
        return 1
    print(f"{recording}: {len(made.leaves)} picture{'s' * (len(made.leaves) != 1)} of {minutes} → {folder / 'index.html'}", flush=True)
    return 0


class _Bar:
    """On a terminal, how far the recording is heard and how long it will take yet; with several, how many are done."""

    def __init__(self, total: int | None = None) -> None:
        self._total = total
        self._bar: Progress | None = None

    def __enter__(self) -> _Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("hearing" if self._total is None else "recordings", total=self._total)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, seconds: float, of: float, panels: int) -> None:
        """See `storyboard.folder.Tell`."""
        if self._bar is not None:
            self._bar.update(self._task, completed=seconds, total=of or None, description=f"{panels} pictures")

    def one(self) -> None:
        """A recording is done."""
        if self._bar is not None:
            self._bar.advance(self._task)
