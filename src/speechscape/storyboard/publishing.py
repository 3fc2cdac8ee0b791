"""The further forms of a finished storyboard by name, and what all of them share: how a file takes its place, what may be taken from the folder, and how things are said.

A form is written from the storyboard's value and the files in its folder, and changes neither. A form that cannot be written because an optional package is missing stops no other.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from threading import Lock
from types import MappingProxyType
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from speechscape.errors import OptionError, SetupError
from speechscape.runtime import threads
from speechscape.storyboard.book import Leaf, Line, Storyboard

__all__ = [
    "FORMS",
    "Voice",
    "Writer",
    "clock",
    "complete",
    "counted",
    "doubts",
    "font_file",
    "inside",
    "language_of",
    "notices",
    "origin",
    "picture_of",
    "plain",
    "publish",
    "put",
    "spoken",
    "title_of",
    "wrapped",
]

Voice = Callable[[], Path]
"""Waits until the recording is there as AAC in MP4, and says where. Raises `AudioError`."""


class Writer(Protocol):
    """Writes one form of a storyboard."""

    def __call__(self, story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
        """Write the form into a file, from the storyboard and the files in its folder; without `voice` a form that needs it makes it itself.

        Raises `SetupError` where a package is missing, `OptionError` where the folder lacks something, `AudioError` where the sound cannot be read.
        """
        ...


_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_AT_ONCE = 2
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_FONTS = (("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"), ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"), ("segoeui.ttf", "segoeuib.ttf"),
          ("Arial.ttf", "Arial Bold.ttf"), ("arial.ttf", "arialbd.ttf"))  # fmt: skip


def _book(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    from speechscape.storyboard.epub import write_epub

    write_epub(story, folder, target, voice)


def _sheet(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    from speechscape.storyboard.sheet import write_sheet

    write_sheet(story, folder, target, voice)


def _film(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    from speechscape.storyboard.film import write_film

    write_film(story, folder, target, voice)


def _boards(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    from speechscape.storyboard.boards import write_boards

    write_boards(story, folder, target, voice)


FORMS: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {"film": ("storyboard.mp4", _film), "book": ("storyboard.epub", _book), "sheet": ("storyboard.pdf", _sheet), "boards": ("storyboard.obz", _boards)}
)
"""Form → its file in the folder, and what writes it; packages are imported when it is called. The slowest comes first."""


def publish(story: Storyboard, folder: Path, forms: Sequence[str]) -> list[str]:
    """Write forms into the storyboard's folder, two at a time; a note for each that needs a package which is not installed.

    Raises `OptionError` for an unknown form before anything is written; otherwise what `Writer` tells of, when all that could be written is written.
    """
    unknown = [form for form in forms if form not in FORMS]
    if unknown:
        raise OptionError(f"form is {unknown[0]!r}; choose from {', '.join(FORMS)}")
    wanted = [form for form in FORMS if form in forms]
    with _voice_for(story, folder) as voice, ThreadPoolExecutor(min(_AT_ONCE, threads())) as pool:
        if voice is not None and "film" in wanted:
            pool.submit(voice)  # ahead of those that wait for it
        made = {FORMS[form][0]: pool.submit(FORMS[form][1], story, folder, folder / FORMS[form][0], voice) for form in wanted}
    return [note for name, job in made.items() if (note := _note(name, job))]


def _note(name: str, job: Future[None]) -> str:
    try:
        job.result()
    except SetupError as error:
        return f"{name} was not written: {error}"
    return ""


@contextmanager
def _voice_for(story: Storyboard, folder: Path) -> Iterator[Voice | None]:
    """The recording as AAC for all forms that ask for it, made when the first one asks."""
    if not story.sound:
        yield None
        return
    from speechscape.storyboard.film import voice_beside

    with ExitStack() as stack:
        once = Lock()
        made: list[Path] = []

        def voice() -> Path:
            with once:
                if not made:
                    made.append(stack.enter_context(voice_beside(inside(folder, story.sound or ""), folder / "storyboard")))
            return made[0]

        yield voice


@contextmanager
def complete(target: Path) -> Iterator[Path]:
    """A name beside the target to write to; what is written takes the target's place when all of it is there, and is removed where something fails."""
    partial = target.with_name(target.name + ".partial")
    try:
        yield partial
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def put(pack: ZipFile, name: str, content: str | bytes | Path, *, packed: bool = True) -> None:
    """Add an entry to a ZIP file, the same bytes on every day and machine; files are copied piece by piece."""
    info = ZipInfo(name, _EARLIEST)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.create_system, info.external_attr = 3, 0o644 << 16
    if not isinstance(content, Path):
        pack.writestr(info, content)
        return
    info.file_size = content.stat().st_size
    with open(content, "rb") as source, pack.open(info, "w") as sink:
        _copy(source, sink)


def _copy(source: IO[bytes], sink: IO[bytes]) -> None:
    shutil.copyfileobj(source, sink, 1 << 20)


def inside(folder: Path, name: str) -> Path:
    """A file of the storyboard's folder by the path that the storyboard gives. Raises `OptionError` where it is not there, or leads out of the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise OptionError(f"the storyboard names the file {name!r}, which is not inside its folder; make the storyboard again")
    if not (folder / path).is_file():
        raise OptionError(f"{name} is not in the storyboard's folder; make the storyboard again")
    return folder / path


def picture_of(folder: Path, leaf: Leaf) -> Path | None:
    """The file of a leaf's picture, None where it has none. Raises `OptionError` as `inside` does."""
    return inside(folder, leaf.picture) if leaf.picture else None


def plain(text: str) -> str:
    """Text without what no file format takes: control characters and halves of characters; white space in a row becomes one space."""
    return " ".join(_UNFIT.sub(" ", text).split())


def title_of(story: Storyboard) -> str:
    """Its title; never nothing."""
    return plain(story.title) or "Storyboard"


def language_of(story: Storyboard) -> str:
    """The language of what people said, as files name languages (BCP 47); "und" where it is not told."""
    return story.language if _LANGUAGE.fullmatch(story.language) else "und"


def counted(count: int, thing: str) -> str:
    """A number and what is counted: "1 picture", "2 pictures"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def clock(seconds: float) -> str:
    """Minutes and seconds, and hours where there are any."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02}"


def notices(story: Storyboard) -> list[str]:
    """What a reader must know: whether a person has looked at it, and what was noted while it was made."""
    seen = sum(leaf.status != "unreviewed" for leaf in story.leaves)
    wrong = "made automatically from speech and may be wrong."
    if not story.leaves:
        first = "Nothing that can be drawn was heard in it."
    elif story.reviewed:
        first = "Reviewed. A person has looked at every picture."
    elif seen:
        first = f"Partly reviewed. A person has looked at {seen} of {counted(len(story.leaves), 'picture')}. The others were {wrong}"
    else:
        first = f"Not reviewed. Pictures and captions were {wrong}"
    return [first, *(plain(note) for note in story.notes)]


def origin(leaf: Leaf) -> str:
    """Who answers for a picture, and how sure the listener was of the least certain thing in it; a machine is never quite certain."""
    if leaf.status != "unreviewed":
        return "Checked by a person."
    if leaf.confidence is None:
        return "Automatic. How sure the listener was is not known."
    least = min(leaf.scene.elements, key=lambda item: item.confidence)
    which = f" Least certain is the {plain(least.name)}." if len(leaf.scene.elements) > 1 else ""
    return f"Automatic, {_certainty(leaf.confidence)}.{which}"


def _certainty(confidence: float) -> str:
    words = "very sure" if confidence >= 0.95 else "fairly sure" if confidence >= 0.8 else "not very sure" if confidence >= 0.5 else "unsure"
    return f"{words} ({min(99, round(100 * confidence))}%)"


def doubts(leaf: Leaf) -> str:
    """What may have been said too and is not drawn, as a question; empty where there is nothing."""
    drawn = {item.name for item in leaf.scene.elements}
    left = [[plain(name) for name in names if name not in drawn] for names in leaf.doubts]
    asked = ", ".join(" or ".join(names) for names in left if names)
    return f"Perhaps also, not drawn: {asked}?" if asked else ""


def spoken(leaf: Leaf) -> list[Line]:
    """The lines that have words, in the order of their times."""
    return sorted((line for line in leaf.lines if plain(line.text)), key=lambda line: line.start_s)


def wrapped(text: str, length: Callable[[str], float], wide: float) -> list[str]:
    """Lines that are no wider than `wide` by a measure of words; a word that is wider is broken."""
    lines: list[str] = []
    used, gap = wide, length(" ")
    for word in text.split():
        if lines and used + gap + length(word) <= wide:
            lines[-1] += f" {word}"
            used += gap + length(word)
            continue
        lines += [word] if length(word) <= wide else _broken(word, length, wide)
        used = length(lines[-1])
    return lines


def _broken(word: str, length: Callable[[str], float], wide: float) -> list[str]:
    parts, used = [""], 0.0
    for mark in word:
        if parts[-1] and used + length(mark) > wide:
            parts.append("")
            used = 0.0
        parts[-1] += mark
        used += length(mark)
    return parts


@cache
def font_file(bold: bool = False) -> Path | None:
    """A font of this machine that knows more than Latin letters, None where there is none of the usual ones."""
    from PIL import ImageFont

    for names in _FONTS:
        try:
            return Path(str(ImageFont.truetype(names[bold], 10).path))
        except OSError:
            continue
    return None
