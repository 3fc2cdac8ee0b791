"""The desk on which a finished storyboard lies while a person goes through it: decisions one after the other, kept before they are answered. Knows nothing of HTTP; `review` serves it.

Painting runs in one worker thread, off the event loop, behind a bounded queue. ``storyboard.json`` and the picture are there when a decision is answered; the page and its captions follow in
another thread when nothing was decided for a second, the book, the film and the like at the end. A file says meanwhile that they are late, so that a review that was killed is made good by the next.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from speechscape.errors import OptionError, SpeechscapeError
from speechscape.painters.base import Painter
from speechscape.storyboard.book import Storyboard
from speechscape.storyboard.decisions import Decision, Decisions, cuts, seen
from speechscape.storyboard.folder import StoryOptions, write_story
from speechscape.storyboard.leaves import line_of
from speechscape.storyboard.publishing import doubts
from speechscape.storyboard.retelling import Kept, recall, retold
from speechscape.storyboard.telling import Panel

__all__ = ["BusyError", "Desk", "StaleError"]

_STORY, _LATE = "storyboard.json", "forms.late"
_WAITING = 8

Result = TypeVar("Result")


class StaleError(SpeechscapeError):
    """Decided from a page that shows an older state."""


class BusyError(SpeechscapeError):
    """More decisions wait than are taken."""


@dataclass(frozen=True)
class _State:
    """What lies on the desk: the story as all decisions so far want it."""

    decisions: Decisions
    story: Storyboard
    panels: tuple[Panel, ...]

    @property
    def version(self) -> int:
        return len(self.decisions.rows)


class Desk:
    """One storyboard under review. Raises `OptionError` where the folder holds none or is reviewed elsewhere, `PaintError` where a picture does not come. Close it."""

    def __init__(self, folder: Path, painter: Painter, idle_s: float = 1.0) -> None:
        self.folder, self.trouble = folder, ""
        self._painter, self._idle_s = painter, idle_s
        self._hold = _hold(folder)
        try:
            self._kept: Kept = recall(folder)
            self._state = self._told(Decisions.read(folder))
        except BaseException:
            os.close(self._hold)
            raise
        self._pictures = {leaf.picture for leaf in self._state.story.leaves}
        self._late = self._state.story != self._kept.story or (folder / _LATE).exists()  # what a kill kept from the forms
        self._turn, self._waiting = asyncio.Lock(), 0
        self._painting, self._writing = ThreadPoolExecutor(1, "paint"), ThreadPoolExecutor(1, "write")
        self._tidying: asyncio.Task[None] | None = None

    @property
    def story(self) -> Storyboard:
        """As all decisions so far want it."""
        return self._state.story

    @property
    def count(self) -> int:
        """How many decisions stand."""
        return len(self._state.decisions.standing)

    def picture(self, name: str) -> Path | None:
        """The file of a picture that was on the desk, or None: no other file can be named."""
        path = f"panels/{name}"
        return self.folder / path if path in self._pictures and (self.folder / path).is_file() else None

    def sound(self) -> Path | None:
        """The recording, where it was kept in the folder."""
        name = self.story.sound
        found = None if name is None or Path(name).name != name else self.folder / name
        return found if found is not None and found.is_file() and not found.is_symlink() else None

    async def decide(self, row: dict[str, Any]) -> int | None:
        """Take `{version, do, key, at, text}`; gives the key of the panel to look at. Raises `OptionError` where it cannot be, `StaleError`, `BusyError`, `PaintError`; nothing is kept then."""
        if self._waiting >= _WAITING:
            raise BusyError(f"{_WAITING} decisions are waiting already; wait for them")
        self._waiting += 1
        try:
            async with self._turn:
                return await self._decide(row)
        finally:
            self._waiting -= 1

    async def _decide(self, row: dict[str, Any]) -> int | None:
        state, version = self._state, row.pop("version", None)
        if version != state.version:
            raise StaleError("something was decided in another window meanwhile; this page shows it now: look again, and decide")
        if isinstance(row.get("text"), str):
            row["text"] = " ".join(row["text"].split())
        decision = self._marked(Decision.from_json(row))
        state.decisions.check(decision, state.panels)
        new = await _beside(self._painting, lambda: self._told(state.decisions.after(decision)))
        self._pictures |= {leaf.picture for leaf in new.story.leaves}
        await _beside(self._painting, lambda: state.decisions.add(self.folder, decision))
        self._state, self._late = new, True
        await self._keep(self._painting, lambda: _put_story(new.story, self.folder))
        self._tidy_later()
        return _where(decision, state, new)

    def _marked(self, decision: Decision) -> Decision:
        """With the mark of the picture that it is about, where that matters."""
        panel = next((panel for panel in self._state.panels if panel.key == decision.key), None)
        if panel is None or decision.do not in {"approve", "caption", "alt"}:
            return replace(decision, seen=None)
        how = self._kept.how
        return replace(decision, seen=seen(self._state.decisions.request(panel, self._painter.reads, how.size, how.seed, self._state.story.model)))

    def _told(self, decisions: Decisions) -> _State:
        return _State(decisions, *retold(self._kept, self._painter, decisions))

    async def _keep(self, worker: Executor, work: Callable[[], object]) -> None:
        """Write a form; what stops that stops no decision, for these are kept already."""
        try:
            await _beside(worker, work)
            self.trouble = ""
        except (OSError, SpeechscapeError) as error:
            self.trouble = f"the pages in {self.folder} could not be brought up to date ({error}); all decisions are kept, and the pages follow with the next one or with: speechscape storyboard RECORDING --out {self.folder}"

    def _tidy_later(self) -> None:
        if self._tidying is not None:
            self._tidying.cancel()
        self._tidying = asyncio.create_task(self._tidy())

    async def _tidy(self) -> None:
        await asyncio.sleep(self._idle_s)
        await self.write(replace(self._kept.how, forms=()))

    async def write(self, how: StoryOptions | None = None) -> None:
        """Bring the forms in the folder up to date: all that it was made with, or others."""
        if self._late or (how is None and (self.folder / _LATE).exists()):
            story, self._late = self.story, False
            await self._keep(self._writing, lambda: write_story(story, self.folder, how or self._kept.how))
            self._late = self._late or bool(self.trouble)
            if how is None and not self._late:
                (self.folder / _LATE).unlink(missing_ok=True)

    async def close(self) -> None:
        """Write what is not written yet, and let go of the folder."""
        if self._tidying is not None:
            self._tidying.cancel()
        async with self._turn:
            await self.write()
        self._painting.shutdown()
        self._writing.shutdown()
        os.close(self._hold)

    def to_json(self) -> dict[str, Any]:
        """All that the page shows."""
        story, decisions = self.story, self._state.decisions
        shown = zip(story.to_json()["panels"], story.leaves, self._state.panels, strict=True)
        panels = [{**_shown(row, panel), "doubts": doubts(leaf), "until_s": story.until_s(number), "turned": decisions.turns(panel.key) != (0, 0)} for number, (row, leaf, panel) in enumerate(shown)]
        return {
            "version": self._state.version, "title": story.title, "language": story.language, "seconds": story.seconds, "notes": list(story.notes), "reviewed": sum(leaf.status != "unreviewed" for leaf in story.leaves),
            "sound": self.sound() is not None, "folder": str(self.folder), "kept": self.count, "trouble": self.trouble, "panels": panels,
            "undo": decisions.standing[-1].to_json() if decisions.standing else None, "redo": decisions.undone[-1].to_json() if decisions.undone else None,
        }  # fmt: skip


async def _beside(worker: Executor, work: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(worker, work)


def _put_story(story: Storyboard, folder: Path) -> None:
    """At once, while all forms of an older state may still be on their way; so under a name of its own until it is whole."""
    (folder / _LATE).touch()
    partial = folder / f"{_STORY}.decided"
    partial.write_text(json.dumps(story.to_json(), indent=1) + "\n")
    os.replace(partial, folder / _STORY)


def _shown(row: dict[str, Any], panel: Panel) -> dict[str, Any]:
    """A panel as `Storyboard.to_json` has it, with the numbers of its utterances and where it can be split; without the scene."""
    at = set(cuts(panel))
    lines = [{**vars(line_of(one)), "number": number, "split": number in at} for number, one in enumerate(panel.told, panel.key) if one.heard.words]
    return {**{name: value for name, value in row.items() if name != "scene"}, "lines": lines}


def _where(decision: Decision, before: _State, after: _State) -> int | None:
    """The key of the panel that a decision was about: the one with its utterance in it."""
    undone = {"undo": before.decisions.standing, "redo": before.decisions.undone}.get(decision.do)
    about = undone[-1] if undone else decision
    keys = [panel.key for panel in after.panels if about.key is not None and panel.key <= about.key]
    return keys[-1] if keys else None


def _hold(folder: Path) -> int:
    """Keep a second review from the folder; the system lets go by itself when this one ends, however it ends. Raises `OptionError` where another has it, or nothing is there."""
    path = folder / "journal.jsonl"
    try:
        held = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise OptionError(f"no storyboard in {folder} ({error.strerror}); make one with: speechscape storyboard RECORDING --out {folder}") from error
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(held)
            raise OptionError(f"{folder} is being reviewed already; go to that window, or end that command first") from None
    return held
