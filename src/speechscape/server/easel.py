"""The easel on which a project stands while people work on it through a page: what they say and do, one thing after another, and what every window then shows. Knows nothing of HTTP; `studio` serves it.

Speech is understood and versions are stored in one worker thread, pictures are drawn in another, both off the event loop. Every window hears of every change, those of another process too.
"""

from __future__ import annotations

import asyncio
import functools
import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import resvg_py

from speechscape.errors import OptionError, SpeechscapeError
from speechscape.studio.canvas import Canvas
from speechscape.studio.handing import ENDINGS, HISTORIES, hand_over, hand_over_beside, hand_over_history
from speechscape.studio.project import Version
from speechscape.studio.studio import Studio, Turn
from speechscape.studio.styles import STYLES, styled
from speechscape.studio.wording import called, worded
from speechscape.types import Scene
from speechscape.world.edits import MOST, SIDES, SIZES_SAID, Edit
from speechscape.world.layout import painting_order
from speechscape.world.mentions import mentions
from speechscape.world.painting import alt_text
from speechscape.world.vocabulary import COLORS, PLACES, RELATIONS, SIZES, TIMES, WEATHERS, elements

__all__ = ["FORMATS", "BusyError", "Easel", "StaleError", "words"]

FORMATS = (*(ending[1:] for ending in ENDINGS), "zip")
"""What a version is handed over as; a zip holds a transparent PNG for each part."""

_WAITING = 16
_LOOK_S = 0.7
"""So often another process's changes are looked for."""
_LONGEST_TEXT = 2000
_THUMBS = 512
_OVER = "start over"

Result = TypeVar("Result")
Told = Callable[[dict[str, Any]], None]


class BusyError(SpeechscapeError):
    """More waits than is taken."""


class StaleError(SpeechscapeError):
    """Asked of a picture that is not the current one any more."""


class Easel:
    """One project at work. `save_to` is where "save" writes (None: beside the project). Make it, use it and close it on one event loop."""

    def __init__(self, studio: Studio, *, save_to: Path | None = None, style: str = "plain") -> None:
        styled("<svg/>", style)
        self.studio, self.style = studio, style
        self._save_to = save_to if save_to is not None else studio.project.path.parent
        self._hearing, self._drawing = ThreadPoolExecutor(1, "hear"), ThreadPoolExecutor(1, "draw")
        self._waiting = 0
        self._windows: set[Told] = set()
        self._looking: asyncio.Task[None] | None = None
        self._seen = studio.project.changes()
        self._drawn = functools.lru_cache(maxsize=_THUMBS)(self._draw)

    # What is done

    async def say(self, sound: bytes) -> dict[str, Any]:
        """Do what is said in a recording (a file in any format that is read); what became of it, as `Turn.to_json` and where it was saved. Raises `AudioError`, `ProjectError`, `BusyError`."""
        return await self._do(lambda: self.studio.say(sound))

    async def do(self, row: dict[str, Any]) -> dict[str, Any]:
        """What is done by hand: ``{"do": "edit", "edit", "on"}``, ``{"do": "begin", "text"}``, ``{"do": "name", "number", "name"}`` or ``{"do": "write"}``. Raises `OptionError`, `StaleError`, `ProjectError`, `BusyError`; then nothing has changed."""
        acts: dict[str, Callable[[dict[str, Any]], Turn]] = {"edit": self._edit, "begin": self._begin, "name": self._name, "write": self._write}
        act = acts.get(str(row.get("do")))
        if act is None:
            raise OptionError(f"do is {row.get('do')!r}; it takes one of {', '.join(acts)}")
        return await self._do(lambda: act(row))

    async def _do(self, act: Callable[[], Turn]) -> dict[str, Any]:
        if self._waiting >= _WAITING:
            raise BusyError(f"{_WAITING} things wait to be done already; wait for them")
        self._waiting += 1
        try:
            before, turn, saved = await _beside(self._hearing, lambda: self._turn(act))
        finally:
            self._waiting -= 1
        if turn.kind != "nothing" or before != turn.version:
            await self.tell()
        row = turn.to_json()
        return {**{name: row[name] for name in ("kind", "version", "parent", "asked", "heard", "done", "edit", "ms")}, "saved": saved, "stops": turn.stops}

    def _turn(self, act: Callable[[], Turn]) -> tuple[int | None, Turn, list[str] | None]:
        current = self.studio.project.version
        turn = act()
        saved = None
        if turn.kind == "command" and turn.edit.kind == "save" and turn.version is not None:
            saved = [path.name for path in hand_over_beside(turn.canvas, self._save_to, f"{self.studio.project.path.stem}-{turn.version}", self.style)]
        return None if current is None else current.number, turn, saved

    def _edit(self, row: dict[str, Any]) -> Turn:
        current = self.studio.project.version
        if row.get("on") != (None if current is None else current.number):
            raise StaleError("something was changed in another window meanwhile; this page shows it now: look again")
        try:
            edit = Edit.from_json(row["edit"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise OptionError(f"this is no edit ({error}); see docs/STUDIO.md") from error
        known = ((edit.color, COLORS), (None if edit.element is None else edit.element.color, COLORS), (None if edit.element is None else edit.element.size, SIZES), (edit.relation, RELATIONS))
        wrong = next(((value, names) for value, names in known if value is not None and value not in names), None)
        if wrong is not None:
            raise OptionError(f"{wrong[0]!r} is not known; choose one of {', '.join(wrong[1])}")
        if edit.element is not None and edit.element.name not in elements():
            raise OptionError(f"{edit.element.name!r} cannot be drawn; speechscape vocabulary lists what can")
        return self.studio.edit(edit)

    def _begin(self, row: dict[str, Any]) -> Turn:
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            raise OptionError("text is empty; describe the picture")
        if len(text) > _LONGEST_TEXT:
            raise OptionError(f"the text has {len(text)} letters; at most {_LONGEST_TEXT} are read")
        scene = mentions(text).scene
        if scene.empty:
            raise OptionError(f"nothing in “{text.strip()[:80]}” can be drawn; name things from the vocabulary, or a place")
        return self.studio.begin(scene, text.strip())

    def _name(self, row: dict[str, Any]) -> Turn:
        number, name = row.get("number"), row.get("name")
        if not isinstance(number, int) or not (name is None or isinstance(name, str)):
            raise OptionError("a name takes the number of a version and a text")
        version = self.studio.project.rename(number, (name or "").strip() or None)
        return self._told(f"version {number} is called {version.name}" if version.name else f"version {number} has no name")

    def _write(self, _: dict[str, Any]) -> Turn:
        return self._told("this page may change the project now" if self.studio.project.try_to_write() else "another process still writes the project; end it there")

    def _told(self, done: str) -> Turn:
        """A turn that says something, and changed no picture."""
        version = self.studio.project.version
        canvas = self.studio.canvas
        return Turn("", "command", None if version is None else version.number, None if version is None else version.parent, canvas.scene, canvas, Edit(kind="nothing"), done=done)

    # What is shown

    async def state(self) -> dict[str, Any]:
        """All that a window shows; see docs/STUDIO.md."""
        return await _beside(self._hearing, self._state)

    def _state(self) -> dict[str, Any]:
        project = self.studio.project
        versions = project.versions()
        current = project.version
        canvas = Canvas() if current is None else current.canvas
        undo, redo = project.steps
        return {
            "project": project.path.name, "writing": project.writing, "why": None if project.writing else project.why.replace(str(project.path), project.path.name), "current": None if current is None else current.number, "undo": undo > 0, "redo": redo > 0, "most": MOST,
            "style": self.style, "versions": [_row(version, versions) for version in versions], "canvas": _shown(canvas),
        }  # fmt: skip

    async def tell(self) -> None:
        """Every window the state as it is now."""
        if self._windows:
            state = await self.state()
            for told in tuple(self._windows):
                told(state)

    def open(self, told: Told) -> None:
        """A window is told of every change from now on, until `shut`."""
        self._windows.add(told)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())

    def shut(self, told: Told) -> None:
        """A window is gone."""
        self._windows.discard(told)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_S)
            try:
                now = await _beside(self._hearing, self.studio.project.changes)
                if now != self._seen:
                    self._seen = now
                    await self.tell()
            except SpeechscapeError:
                continue  # whoever does something next is told

    # Pictures

    async def picture(self, number: int, kind: str, style: str | None = None, size: int = 1024) -> bytes:
        """A version as ``svg`` or ``png``. Raises `OptionError`."""
        return await _beside(self._drawing, lambda: self._drawn(number, kind, self.style if style is None else style, size))

    def _draw(self, number: int, kind: str, style: str, size: int) -> bytes:
        if not 16 <= size <= 2048:
            raise OptionError(f"size is {size}; 16 to 2048 pixels are drawn")
        svg = styled(self.studio.project.get(number).canvas.svg, style)
        return svg.encode() if kind == "svg" else bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))

    async def handed(self, number: int, ending: str, style: str | None = None, size: int = 1024) -> bytes:
        """A version in one of `FORMATS`. Raises `OptionError`, `SetupError` for pdf without fpdf2."""
        if ending not in FORMATS:
            raise OptionError(f"{ending} is no format; choose one of {', '.join(FORMATS)}")
        return await _beside(self._drawing, lambda: _handed(self.studio.project.get(number).canvas, ending, self.style if style is None else style, size))

    async def history(self, ending: str, style: str | None = None, seconds: float = 1.2) -> bytes:
        """The way to the current version as a gif, an mp4 or a sheet (png). Raises `OptionError`."""
        if f".{ending}" not in HISTORIES:
            raise OptionError(f"{ending} is no format; choose one of {', '.join(one[1:] for one in HISTORIES)}")

        def made() -> bytes:
            way = [(f"{version.number}: {version.name or version.said or version.kind}", version.canvas) for version in self.studio.project.line()]
            with tempfile.TemporaryDirectory() as folder:
                return hand_over_history(way, Path(folder) / f"way.{ending}", style=self.style if style is None else style, seconds=seconds).read_bytes()

        return await _beside(self._drawing, made)

    async def close(self) -> None:
        """Finish what is being done, and let go of the project."""
        if self._looking is not None:
            self._looking.cancel()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._hearing.shutdown)
        await loop.run_in_executor(None, self._drawing.shutdown)
        self.studio.close()


def words() -> dict[str, Any]:
    """Everything that can be chosen on the page."""
    return {
        "names": sorted(elements()), "colors": list(COLORS), "sizes": list(SIZES), "sizes_said": list(SIZES_SAID), "sides": list(SIDES), "relations": list(RELATIONS), "places": list(PLACES), "times": list(TIMES),
        "weathers": list(WEATHERS), "styles": list(STYLES), "formats": list(FORMATS), "histories": [ending[1:] for ending in HISTORIES],
    }  # fmt: skip


async def _beside(worker: Executor, work: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(worker, work)


def _row(version: Version, versions: Sequence[Version]) -> dict[str, Any]:
    parents = {one.number: one for one in versions}
    before = parents.get(version.parent or 0)
    done = "a new picture" if version.kind == "new" else worded(version.edit, Scene() if before is None else before.canvas.scene) if version.edit is not None else _OVER if version.canvas.empty else "another layout"
    return {"number": version.number, "parent": version.parent, "kind": version.kind, "begins": version.kind == "new" or done == _OVER, "said": version.said, "done": done, "name": version.name, "kept": version.kept, "made": version.made}


def _shown(canvas: Canvas) -> dict[str, Any]:
    scene = canvas.scene
    focused = set(canvas.focused)
    pieces = [
        {"number": number, "key": piece.key, "label": called(item), "name": item.name, "count": item.count, "color": item.color, "size": item.size, "box": list(item.box or ()), "focused": number in focused}
        for number, (piece, item) in enumerate(zip(canvas.pieces, scene.elements, strict=True))
    ]
    order = list(dict.fromkeys(spot.index for spot in painting_order(scene, canvas.spots)))
    return {"pieces": pieces, "order": order, "setting": vars(scene.setting), "place": canvas.place, "alt": alt_text(scene) if not canvas.empty else "An empty page."}


def _handed(canvas: Canvas, ending: str, style: str, size: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        if ending != "zip":
            return hand_over(canvas, Path(folder) / f"picture.{ending}", style=style, size=size).read_bytes()
        parts = hand_over(canvas, Path(folder) / "parts", style=style, size=size)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(parts.rglob("*")):
                archive.write(path, path.relative_to(parts))
        return packed.getvalue()
