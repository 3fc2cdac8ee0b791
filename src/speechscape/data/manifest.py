"""One row for one spoken caption, whatever set it was published in, and files of such rows.

The adapters of `sets` yield `Spoken`, `shards` packs them, a recipe may write them down in between. Nothing here opens a sound or
a picture, or asks whether they exist: that is the business of whoever reads them.

A manifest is a file of JSON lines in UTF-8. The first is ``{"format": "speechscape-manifest", "version": 1}``, every other one a row;
what is not known is left out of its row.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any, BinaryIO

from speechscape.errors import OptionError
from speechscape.types import Box

__all__ = ["SPLITS", "Spoken", "TimedWord", "inside", "read_manifest", "write_manifest"]

SPLITS = ("train", "dev", "test")

_HEAD = {"format": "speechscape-manifest", "version": 1}
_LINE_BYTES = 4_000_000


@dataclass(frozen=True)
class TimedWord:
    """A word (or a few that were timed as one), its seconds in the audio file, and the box that the speaker pointed at meanwhile, or None.

    Raises `OptionError` for times that are negative or run backwards, and for a box that is not a part of the picture.
    """

    text: str
    start_s: float
    end_s: float
    box: Box | None = None

    def __post_init__(self) -> None:
        _check_times(self.start_s, self.end_s)
        if self.box is not None:
            x0, y0, x1, y1 = self.box
            if not (0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1):
                raise OptionError(f"box {self.box} is not (x0, y0, x1, y1) with 0 <= x0 <= x1 <= 1 and the same for y: give fractions of the picture")


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One spoken caption: its `id` within the set, the `audio` file, what is said (`caption`, None: unknown) and the `picture` it is about, or None.

    `source` is the name of the set, `licence` what its page says; `language` an ISO 639-1 code. `start_s` and `end_s` are the part of a
    longer file that is meant (None: its beginning, its end). Times of `words` count from the beginning of the file.

    Raises `OptionError` for an empty id or source, for a split outside `SPLITS` and for times that run backwards.
    """

    id: str
    audio: Path
    source: str
    language: str = "en"
    caption: str | None = None
    picture: Path | None = None
    split: str | None = None
    speaker: str | None = None
    licence: str | None = None
    words: tuple[TimedWord, ...] = ()
    start_s: float | None = None
    end_s: float | None = None

    def __post_init__(self) -> None:
        for name in ("id", "source", "language"):
            if not getattr(self, name):
                raise OptionError(f"{name} is empty: give a name of at least one letter")
        if self.split is not None and self.split not in SPLITS:
            raise OptionError(f"split is {self.split!r}; need one of {', '.join(SPLITS)}, or leave it out")
        start_s = self.start_s or 0.0
        _check_times(start_s, start_s if self.end_s is None else self.end_s)

    def to_json(self) -> dict[str, Any]:
        """The row as plain JSON values, without what is not known; paths as they are, with forward slashes."""
        value: dict[str, Any] = {"id": self.id, "audio": self.audio.as_posix()}
        if self.picture is not None:
            value["picture"] = self.picture.as_posix()
        for name in ("caption", "split", "speaker", "language", "source", "licence", "start_s", "end_s"):
            if getattr(self, name) is not None:
                value[name] = getattr(self, name)
        if self.words:
            value["words"] = [[word.text, word.start_s, word.end_s, *([] if word.box is None else [list(word.box)])] for word in self.words]
        return value

    @classmethod
    def from_json(cls, value: object) -> Spoken:
        """The inverse of `to_json`. Raises `OptionError` with what is wrong: a field that is missing, unknown or of another kind."""
        if not isinstance(value, dict):
            raise OptionError(f"a row is {type(value).__name__}; need an object with at least id, audio and source")
        unknown = set(value) - set(cls.__dataclass_fields__)
        if unknown:
            raise OptionError(f"field {sorted(unknown)[0]!r} is not known to this version; take it out, or read the file with the version that wrote it")
        known: dict[str, Any] = {name: _text(value, name) for name in ("id", "audio", "source", "language", "caption", "picture", "split", "speaker", "licence") if name in value}
        known |= {name: _number(value[name], name) for name in ("start_s", "end_s") if name in value}
        for name in ("id", "audio", "source"):
            if name not in known:
                raise OptionError(f"{name} is missing: write the row again with its {name}")
        known |= {name: Path(known[name]) for name in ("audio", "picture") if name in known}
        return cls(words=_words(value.get("words", [])), **known)


def inside(folder: Path, name: str) -> Path:
    """The path of `name` under `folder`. Raises `OptionError` for an empty or absolute name and for one that climbs by ``..``.

    Links in the folder are followed: whoever owns the folder laid them.
    """
    if not name or "\0" in name:
        raise OptionError(f"{name!r} is not the name of a file: give one relative to its folder")
    if ".." in name.replace("\\", "/").split("/"):
        raise OptionError(f"{name!r} leads out of its folder by '..': put the file under {folder.name!r} and name it from there")
    if Path(name).is_absolute() or PureWindowsPath(name).anchor:
        raise OptionError(f"{name!r} is an absolute path: name it relative to {folder.name!r}")
    return folder / name


def write_manifest(rows: Iterable[Spoken], path: Path) -> int:
    """Write `rows` to `path` and return their number; a file that was there is replaced once all rows are written.

    A file in the folder of the manifest, or under it, is stored relative to that folder, so that the folder can be moved as a whole. A file
    elsewhere must be given by an absolute path and is stored as such: ``..`` is never stored, because what it leads to depends on where the
    manifest lies. Raises `OptionError` for a relative path that leads elsewhere, and for an id that comes twice.
    """
    folder = Path(os.path.abspath(path.parent))
    partial = path.with_name(path.name + ".partial")
    seen: set[str] = set()
    try:
        with partial.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            file.write(json.dumps(_HEAD) + "\n")
            for row in rows:
                if row.id in seen:
                    raise OptionError(f"id {row.id!r} comes twice: give each row of a manifest its own id")
                seen.add(row.id)
                value = row.to_json()
                for name in ("audio", "picture"):
                    if name in value:
                        value[name] = _stored(Path(value[name]), folder)
                file.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return len(seen)


def read_manifest(path: Path, *, outside: bool = False) -> Iterator[Spoken]:
    """The rows of a manifest, with paths that can be opened from anywhere.

    Raises `OptionError`, at once for a file that is missing or no manifest, later with the number of the line for a line that is not a row.
    Paths may not climb out of the manifest's folder by ``..``, ever. Absolute paths are what a writer gives for files elsewhere; since a stranger's
    manifest could so name any file of yours, they are accepted only with `outside`.
    """
    if not path.is_file():
        raise OptionError(f"manifest {path} is not a file: give the file that write_manifest made")
    with path.open("rb") as file:
        try:
            head = json.loads(file.readline(_LINE_BYTES))
        except (ValueError, RecursionError):
            head = None
    if not isinstance(head, dict) or head.get("format") != _HEAD["format"]:
        raise OptionError(f"{path}, line 1: no manifest of Speechscape starts so; need {json.dumps(_HEAD)}: give the file that write_manifest made")
    if head.get("version") != _HEAD["version"]:
        raise OptionError(f"{path}, line 1: version {head.get('version')!r}; this Speechscape reads {_HEAD['version']}: write it again, or read it with the version that wrote it")
    return _rows(path, outside)


def _rows(path: Path, outside: bool) -> Iterator[Spoken]:
    lines: dict[str, int] = {}
    with path.open("rb") as file:
        for number, line in _lines(file):
            if number == 1:
                continue
            try:
                row = _row(line, path.parent, outside)
            except OptionError as error:
                raise OptionError(f"{path}, line {number}: {error}") from None
            if row.id in lines:
                raise OptionError(f"{path}, line {number}: id {row.id!r} stands on line {lines[row.id]} already: give each row its own id")
            lines[row.id] = number
            yield row


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    yield from enumerate(iter(lambda: file.readline(_LINE_BYTES + 1), b""), 1)


def _row(line: bytes, folder: Path, outside: bool) -> Spoken:
    if len(line) > _LINE_BYTES:
        raise OptionError(f"the line has more than {_LINE_BYTES} bytes: a row is shorter, write the file again")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise OptionError(f"not JSON ({error}): repair or delete the line, or write the file again") from None
    if isinstance(value, dict):
        for name in ("audio", "picture"):
            if name in value:
                value[name] = str(_found(_text(value, name), folder, outside))
    return Spoken.from_json(value)


def _found(name: str, folder: Path, outside: bool) -> Path:
    if Path(name).is_absolute() and ".." not in Path(name).parts:
        if outside:
            return Path(name)
        raise OptionError(f"{name!r} lies outside the manifest's folder: pass outside=True if you trust who wrote this manifest")
    return inside(folder, name)


def _stored(path: Path, folder: Path) -> str:
    whole = Path(os.path.abspath(path))
    if whole.is_relative_to(folder):
        return whole.relative_to(folder).as_posix()
    if path.is_absolute():
        return whole.as_posix()
    raise OptionError(f"{path} leads out of the manifest's folder {folder}: give an absolute path, or write the manifest above its files")


def _check_times(start_s: float, end_s: float) -> None:
    if not (math.isfinite(start_s) and math.isfinite(end_s) and 0 <= start_s <= end_s):
        raise OptionError(f"times {start_s} to {end_s} s; need 0 <= start <= end: count seconds from the beginning of the file")


def _text(value: dict[str, Any], name: str) -> str:
    text = value[name]
    if not isinstance(text, str):
        raise OptionError(f"{name} is {text!r}; need text, in quotes")
    return text


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise OptionError(f"{name} is {value!r}; need a number")
    return float(value)


def _words(value: object) -> tuple[TimedWord, ...]:
    if not isinstance(value, list):
        raise OptionError("words is no list; need [[text, start_s, end_s], ...], each with an optional box")
    return tuple(_word(one) for one in value)


def _word(value: object) -> TimedWord:
    if not isinstance(value, list) or len(value) not in {3, 4} or not isinstance(value[0], str):
        raise OptionError(f"word {value!r} is not [text, start_s, end_s] with an optional box: write the row again")
    box = None
    if len(value) == 4:
        if not isinstance(value[3], list) or len(value[3]) != 4:
            raise OptionError(f"box {value[3]!r} is not [x0, y0, x1, y1]: give fractions of the picture")
        x0, y0, x1, y1 = (_number(edge, "an edge of a box") for edge in value[3])
        box = (x0, y0, x1, y1)
    return TimedWord(value[0], _number(value[1], "start_s"), _number(value[2], "end_s"), box)
