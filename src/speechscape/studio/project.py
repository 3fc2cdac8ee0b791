"""A project: every version of a picture, in one SQLite file (`NAME.scape`). What was accepted stays, whatever happens to the process.

A version is written in one transaction (write-ahead log, synchronous), and is in the file when the call returns. One process writes at a time: it holds a lock (`NAME.scape.lock`) that the system takes back when the process ends, however it ends; others read,
and are told. Where the system knows no such locks (Windows, some network folders), SQLite's own keep single transactions apart, and two processes may write in turn. A checksum for each version tells what was damaged from what was stored.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from speechscape.errors import OptionError, SpeechscapeError
from speechscape.studio.canvas import Canvas
from speechscape.world.edits import Edit

__all__ = ["FORMAT", "KINDS", "Project", "ProjectError", "Version"]

FORMAT = 1
"""The newest form of the file that is known, stored as SQLite's user_version."""

KINDS = ("new", "edit", "command")
"""Kinds of versions: another picture, a change of the one before, another layout or a start with nothing."""

_MARK = 0x53434150
"""Stored as SQLite's application_id: "SCAP"."""

_LONGEST_NAME = 80
_WAIT_S = 5.0
_TABLES = """
CREATE TABLE versions (number INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER REFERENCES versions(number), canvas TEXT NOT NULL, said TEXT NOT NULL, edit TEXT, kind TEXT NOT NULL, name TEXT UNIQUE, kept INTEGER NOT NULL DEFAULT 0, made TEXT NOT NULL, checksum INTEGER NOT NULL, audio BLOB, audio_checksum INTEGER);
CREATE TABLE place (one INTEGER PRIMARY KEY CHECK (one = 1), current INTEGER REFERENCES versions(number), undone TEXT NOT NULL);
INSERT INTO place VALUES (1, NULL, '[]');
"""
_COLUMNS = "number, parent, canvas, said, edit, kind, name, kept, made, checksum"
_ELSEWHERE = "another process writes {path}; end it there, or work on a copy"
_FORBIDDEN = "{path} may only be read: the file or its folder is write-protected; allow writing, or work on a copy elsewhere"
_READING = "{path} was opened for reading; open it again for writing"
_CLOSED = "{path} is closed; open it again"


class ProjectError(SpeechscapeError):
    """A project file cannot be opened or written: damaged, made by a newer version, no room, another process writes."""


@dataclass(frozen=True)
class Version:
    """A canvas, what it came from and how it was asked for. `kind` is one of `KINDS`; `edit` None for what is no edit; `made` the time in UTC, ISO 8601."""

    number: int
    parent: int | None
    canvas: Canvas
    said: str
    edit: Edit | None
    kind: str
    name: str | None
    kept: bool
    made: str


class Project:
    """Open one with `Project.open`; use as a context manager or call `close`. The current version is part of the file. Threads may share it."""

    def __init__(self, path: Path, base: sqlite3.Connection, lock: int | None, why: str) -> None:
        self.path = path
        self._base, self._lock, self._why = base, lock, why
        self._beside = path.resolve()
        self._turn = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, create: bool = True, readonly: bool = False) -> Project:
        """The project in a file, made where there is none. Where another process writes it, where it is write-protected, or as told (`readonly`), it is opened for reading: see `writing`. Raises `ProjectError`."""
        base: sqlite3.Connection | None = None
        lock: int | None = None
        try:
            _expect_file(path, create and not readonly)
            base = _connect(path)
            _recognise(path, base)
            lock, why = (None, _READING) if readonly else _take(path)
            if _blank(base):
                if lock is None:
                    raise ProjectError(f"{path} holds no project yet; open it for writing, or once the process that begins it is ready")
                _make(base)
            _check(path, base)
            base.execute("PRAGMA journal_mode=WAL" if lock is not None else "PRAGMA query_only=ON")
            base.execute("PRAGMA synchronous=FULL")
            base.execute("PRAGMA foreign_keys=ON")
            return cls(path, base, lock, why)
        except BaseException as error:
            if base is not None:
                base.close()
            _release(lock)
            if isinstance(error, sqlite3.Error):
                raise _opening(path, error) from error
            if isinstance(error, OSError | ValueError | RuntimeError):
                raise ProjectError(f"{path} cannot be opened ({error}); name a file in a folder that can be written") from error
            raise

    @property
    def writing(self) -> bool:
        """Whether this process writes; where another does, `try_to_write` takes over once that has ended."""
        return self._lock is not None

    def try_to_write(self) -> bool:
        """Take over the writing if nobody else does; whether it is ours now. Never so in what was opened `readonly` or is closed."""
        with self._guarded():
            if self._lock is None and self._why not in {_READING, _CLOSED}:
                self._lock, self._why = _take(self._beside)
                if self._lock is not None:
                    self._base.execute("PRAGMA query_only=OFF")
        return self.writing

    @property
    def version(self) -> Version | None:
        """The current version; None before the first."""
        with self._guarded():
            current, _ = self._place()
            return None if current is None else self._stored(current)

    def add(self, canvas: Canvas, *, said: str = "", edit: Edit | None = None, kind: str = "edit", audio: bytes | None = None) -> Version:
        """A child of the current version, current from now on, and on the disk when this returns. Raises `ProjectError`; then nothing has changed."""
        if kind not in KINDS:
            raise OptionError(f"kind is {kind!r}; it takes one of {', '.join(KINDS)}")
        with self._writing():
            parent, _ = self._place()
            texts = (parent, json.dumps(canvas.to_json()), _plain(said), None if edit is None else json.dumps(edit.to_json()), kind, datetime.now(UTC).isoformat(timespec="milliseconds"))
            row = (*texts, _checksum(*texts), audio, None if audio is None else zlib.crc32(audio))
            number = self._base.execute("INSERT INTO versions (parent, canvas, said, edit, kind, made, checksum, audio, audio_checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid
            assert number is not None
            self._put(number, [])
            return self._stored(number)

    @property
    def why(self) -> str:
        """Why this process may not write; nothing where it may."""
        return "" if self.writing else self._why.format(path=self.path)

    @property
    def steps(self) -> tuple[int, int]:
        """How many steps can be undone, and how many redone at least."""
        with self._guarded():
            current, undone = self._place()
            ahead = undone or (current is not None and self._base.execute("SELECT 1 FROM versions WHERE parent = ? LIMIT 1", (current,)).fetchall())
            return max(0, len(self.line()) - 1), len(ahead or ())

    @property
    def count(self) -> int:
        """How many versions there are; none is read for it."""
        with self._guarded():
            return int(self._base.execute("SELECT count(*) FROM versions").fetchone()[0])

    def versions(self) -> tuple[Version, ...]:
        """All, by number."""
        return self._read(f"SELECT {_COLUMNS} FROM versions ORDER BY number")

    def get(self, number: int) -> Version:
        """One version. Raises `OptionError` where there is none."""
        with self._guarded():
            (last,) = self._base.execute("SELECT max(number) FROM versions").fetchone()
            found = self._read(f"SELECT {_COLUMNS} FROM versions WHERE number = ?", number) if 0 < number <= (last or 0) else ()
        if not found:
            raise OptionError(f"there is no version {number}; " + (f"there are 1 to {last}" if last else "there is none yet"))
        return found[0]

    def children(self, number: int) -> tuple[Version, ...]:
        """What came from a version, by number. Raises `OptionError` where there is no such version."""
        self.get(number)
        return self._read(f"SELECT {_COLUMNS} FROM versions WHERE parent = ? ORDER BY number", number)

    def line(self, number: int | None = None) -> tuple[Version, ...]:
        """From the first ancestor to a version (None: the current one)."""
        with self._guarded():
            at = self.version if number is None else self.get(number)
            found: list[Version] = []
            while at is not None:
                found.append(at)
                at = None if at.parent is None else self._stored(at.parent)
            return tuple(reversed(found))

    def undo(self, steps: int = 1) -> Version:
        """Back towards where the current version came from. Raises `OptionError` where so many steps were not made."""
        _expect_steps("undo", steps)
        with self._writing():
            line = self.line()
            if len(line) <= steps:
                raise OptionError(f"cannot undo {steps}: " + (f"only {len(line) - 1} before this one" if len(line) > 1 else f"there is nothing before version {line[0].number}" if line else "there is nothing before the first version"))
            return self._back(line, len(line) - 1 - steps)

    def redo(self, steps: int = 1) -> Version:
        """Forth along what was undone; where nothing was, to the newest child. Raises `OptionError` where there are not so many steps."""
        _expect_steps("redo", steps)
        with self._writing():
            at, (_, undone) = self.version, self._place()
            for step in range(steps):
                children = () if at is None or undone else self.children(at.number)
                if not undone and not children:
                    raise OptionError(f"cannot redo {steps}: " + (f"there are only {step} to redo" if step else "nothing was undone"))
                at = self._stored(undone.pop()) if undone else children[-1]
            assert at is not None
            self._put(at.number, undone)
            return at

    def go(self, number: int) -> Version:
        """A version becomes the current one. To one that the current one came from, this is so many undos, and can be redone. Raises `OptionError` where there is none."""
        with self._writing():
            version, line = self.get(number), self.line()
            if version in line:
                return self._back(line, line.index(version))
            self._put(number, [])
            return version

    def find(self, names: Sequence[str]) -> Version:
        """The newest version other than the current one that shows all these things becomes the current one. Raises `OptionError` where none does."""
        if not names:
            raise OptionError("nothing was named; name what the version shows")
        with self._writing():
            current, _ = self._place()
            for version in reversed(self.versions()):
                if version.number != current and set(names) <= {piece.element.name for piece in version.canvas.pieces}:
                    return self.go(version.number)
        raise OptionError(f"no other version shows {' and '.join(names)}")

    def rename(self, number: int, name: str | None) -> Version:
        """Give a version a name, or take it away. Raises `OptionError` for a name that is taken, empty or too long."""
        name = None if name is None else _plain(name).strip()
        if name is not None and not 0 < len(name) <= _LONGEST_NAME:
            raise OptionError(f"a version's name has 1 to {_LONGEST_NAME} characters; this has {len(name)}")
        with self._writing():
            self.get(number)
            if name is not None and self._base.execute("SELECT 1 FROM versions WHERE name = ? AND number != ?", (name, number)).fetchone():
                raise OptionError(f"another version is called {name!r}; choose another name")
            self._base.execute("UPDATE versions SET name = ? WHERE number = ?", (name, number))
            return self._stored(number)

    def keep(self, number: int) -> Version:
        """Mark a version as one to keep."""
        with self._writing():
            self.get(number)
            self._base.execute("UPDATE versions SET kept = 1 WHERE number = ?", (number,))
            return self._stored(number)

    def audio(self, number: int) -> bytes | None:
        """What was said for a version, if it was stored."""
        with self._guarded():
            self.get(number)
            found, checksum = self._base.execute("SELECT audio, audio_checksum FROM versions WHERE number = ?", (number,)).fetchone()
        if found is None:
            return None
        if not isinstance(found, bytes) or zlib.crc32(found) != checksum:
            raise _damaged(self.path, f"the sound of version {number} is not what was stored")
        return found

    def changes(self) -> int:
        """A number that differs when another process has changed the file."""
        with self._guarded():
            return int(self._base.execute("PRAGMA data_version").fetchone()[0])

    def copy_to(self, path: Path) -> None:
        """All of it as another file. Raises `ProjectError` where there is one already, or no room."""
        for there in (path, path.with_name(path.name + "-wal")):
            if there.exists():
                raise ProjectError(f"{there} exists; choose another name for the copy")
        half = path.with_name(path.name + ".part")
        with self._guarded():
            try:
                half.unlink(missing_ok=True)
                with contextlib.closing(sqlite3.connect(half)) as base:
                    self._base.backup(base)
                half.replace(path)
            except (OSError, sqlite3.Error) as error:
                for left in ("", "-journal", "-wal", "-shm"):
                    with contextlib.suppress(OSError):
                        half.with_name(half.name + left).unlink()
                raise ProjectError(f"{path} cannot be written ({error}); choose another place, or make room") from error

    def close(self) -> None:
        """Close the file and let others write."""
        with self._turn:
            self._base.close()
            _release(self._lock)
            self._lock, self._why = None, _CLOSED

    def __enter__(self) -> Project:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _place(self) -> tuple[int | None, list[int]]:
        """The number of the current version, and those that redo goes to, the next one last."""
        try:
            current, undone = self._base.execute("SELECT current, undone FROM place").fetchone()
            return (None if current is None else int(current)), [int(number) for number in json.loads(undone)]
        except (TypeError, ValueError) as error:
            raise _damaged(self.path, f"the current version is not known: {error}") from error

    def _put(self, number: int, undone: Sequence[int]) -> None:
        self._base.execute("UPDATE place SET current = ?, undone = ?", (number, json.dumps(list(undone))))

    def _back(self, line: Sequence[Version], index: int) -> Version:
        """To one of the versions that the current one, the last of `line`, came from."""
        _, undone = self._place()
        self._put(line[index].number, [*undone, *(version.number for version in reversed(line[index + 1 :]))])
        return line[index]

    def _stored(self, number: int) -> Version:
        """A version that another row refers to."""
        try:
            return self.get(number)
        except OptionError as error:
            raise _damaged(self.path, str(error)) from error

    def _read(self, query: str, *values: int) -> tuple[Version, ...]:
        with self._guarded():
            return tuple(_version(self.path, row) for row in self._base.execute(query, values).fetchall())

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """One thread at a time, and database errors as errors for people."""
        with self._turn:
            if self._why == _CLOSED:
                raise ProjectError(_CLOSED.format(path=self.path))
            try:
                yield
            except sqlite3.Error as error:
                raise _working(self.path, error) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, also where they are nested: all of it or nothing."""
        with self._guarded():
            if not self.writing:
                raise ProjectError(self._why.format(path=self.path))
            if self._base.in_transaction:
                yield
                return
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._base.execute("ROLLBACK")
                raise


def _version(path: Path, row: tuple[Any, ...]) -> Version:
    number, parent, canvas, said, edit, kind, name, kept, made, checksum = row
    try:
        if _checksum(parent, canvas, said, edit, kind, made) != checksum:
            raise ValueError("it is not what was stored")
        if parent is not None and not 0 < parent < number:
            raise ValueError(f"it came from version {parent}")
        return Version(number, parent, Canvas.from_json(json.loads(canvas)), said, None if edit is None else Edit.from_json(json.loads(edit)), kind, name, bool(kept), made)
    except (KeyError, TypeError, ValueError, AttributeError, OptionError) as error:
        raise _damaged(path, f"version {number} cannot be read: {error}") from error


def _checksum(*values: object) -> int:
    """CRC-32 of what never changes in a version."""
    return zlib.crc32(json.dumps(values).encode())


def _plain(text: str) -> str:
    """Text that can be stored as UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _expect_steps(what: str, steps: int) -> None:
    if steps < 1:
        raise OptionError(f"cannot {what} {steps}; it takes 1 step or more")


def _expect_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise ProjectError(f"{path} is a folder; name a file, such as {path / 'boats.scape'}")
    if not path.parent.is_dir():
        raise ProjectError(f"{path} is in a folder that does not exist; make {path.parent} first, or name another")
    if not path.exists():
        if not create:
            raise ProjectError(f"{path} does not exist; say something to it first: speechscape studio {path} CLIP")
        if not os.access(path.parent, os.W_OK):
            raise ProjectError(f"{path} cannot be made: {path.parent} is write-protected; choose another folder")
    elif not path.is_file():
        raise ProjectError(f"{path} is no file; name another")
    elif path.stat().st_size == 1:  # SQLite takes one byte for an empty file
        raise ProjectError(f"{path} is no project of speechscape; name another file")


def _connect(path: Path) -> sqlite3.Connection:
    """In a folder where SQLite can lay nothing beside the file, and where nothing lies, it is read as one that nobody changes."""
    whole = path.resolve()
    still = path.exists() and not os.access(whole.parent, os.W_OK) and not whole.with_name(whole.name + "-wal").exists()
    return sqlite3.connect(whole.as_uri() + ("?immutable=1" if still else ""), uri=True, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)


def _number(base: sqlite3.Connection, pragma: str) -> int:
    return int(base.execute(f"PRAGMA {pragma}").fetchone()[0])


def _blank(base: sqlite3.Connection) -> bool:
    """Whether nothing was ever stored: a new or empty file, or one whose making was cut off."""
    return _number(base, "page_count") <= 1 and not any(_number(base, pragma) for pragma in ("application_id", "user_version", "schema_version"))


def _make(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    try:
        base.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id={_MARK}; PRAGMA user_version={FORMAT}; COMMIT;")
    except sqlite3.Error:
        if base.in_transaction:
            base.execute("ROLLBACK")
        raise


def _recognise(path: Path, base: sqlite3.Connection) -> None:
    """Raises `ProjectError` for what is another's file, or a newer version's."""
    if _blank(base):
        return
    form = _number(base, "user_version")
    if _number(base, "application_id") != _MARK:
        raise ProjectError(f"{path} is no project of speechscape; name another file")
    if form > FORMAT:
        raise ProjectError(f"{path} has form {form}, made by a newer speechscape; this one reads up to {FORMAT}; update speechscape")


def _check(path: Path, base: sqlite3.Connection) -> None:
    found = str(base.execute("PRAGMA quick_check(1)").fetchone()[0])
    if found != "ok":
        raise _damaged(path, found)
    base.execute(f"SELECT {_COLUMNS}, audio, audio_checksum, current, undone FROM versions, place LIMIT 0")


def _damaged(path: Path, what: str) -> ProjectError:
    return ProjectError(f"{path} is damaged ({' '.join(what.split())}); take up a copy of it, or save what is left: sqlite3 {path} .recover")


def _opening(path: Path, error: sqlite3.Error) -> ProjectError:
    if "not a database" in str(error):
        return ProjectError(f"{path} is no project of speechscape, or its beginning is damaged; name another file, or take up a copy")
    if _tells_damage(error):
        return _damaged(path, str(error))
    return ProjectError(f"{path} cannot be opened ({error}); check that the folder can be written and has room, and that no other program holds the file")


def _working(path: Path, error: sqlite3.Error) -> ProjectError:
    if "full" in str(error) or "disk I/O" in str(error):
        return ProjectError(f"{path} cannot be written: {error}; this change was not stored, all before it is; make room and say it again")
    if "locked" in str(error):
        return ProjectError(f"{path} cannot be written: another program has held it for {_WAIT_S:g} s ({error}); this change was not stored; close it there and say it again")
    if _tells_damage(error) or "not a database" in str(error):
        return _damaged(path, str(error))
    return ProjectError(f"{path} cannot be used ({error}); all that was accepted before is stored; open it again, or work on a copy")


def _tells_damage(error: sqlite3.Error) -> bool:
    return any(word in str(error) for word in ("malformed", "no such table", "no such column", "decode to UTF-8"))


def _take(path: Path) -> tuple[int | None, str]:
    """A lock beside the file; None where another holds it or nothing may be written, and why."""
    whole = path.resolve()
    if not os.access(whole, os.W_OK) or not os.access(whole.parent, os.W_OK):
        return None, _FORBIDDEN
    try:
        handle = os.open(whole.with_name(whole.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return None, _FORBIDDEN
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None, _ELSEWHERE
    except (ImportError, OSError):
        return handle, ""
    return handle, ""


def _release(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
