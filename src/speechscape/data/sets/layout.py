"""What the adapters of published sets share: facts about a set, finding its files, one row out of a record, and a tally of what fell by the way.

The adapters beside this module call it, `read_set` makes the tally, `shards` counts in one too. Nothing here opens a sound or a picture;
whether the files are there is looked up, so that a set without its audio says so before a training starts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from speechscape.data.manifest import Spoken, inside
from speechscape.data.recordings import AUDIO_SUFFIXES
from speechscape.errors import OptionError

__all__ = ["PICTURE_SUFFIXES", "About", "Tally", "need", "numbered_lines", "read_json", "records", "row", "text_of"]

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})

_EXAMPLES = 3


@dataclass(frozen=True)
class About:
    """A published set: its `name` here, its `title`, the `page` that says where to get it, and what that page says of the `licence`."""

    name: str
    title: str
    page: str
    licence: str


@dataclass
class Tally:
    """What became of the rows of a set: how many came through, how many were left out, how many lack something, and why, with examples.

    Give one to `read_set` or to `shards.write_samples` and ask it what to tell. A `strict` one raises `OptionError` at the first complaint.
    """

    strict: bool = False
    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    kept_without: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def leave_out(self, reason: str, what: object) -> None:
        """Count a row, or a file of rows, that does not come through."""
        self._note(self.left_out, reason, what)

    def keep_without(self, reason: str, what: object) -> None:
        """Count a row that comes through but lacks something."""
        self._note(self.kept_without, reason, what)

    def told(self) -> str:
        """All of it in lines for people: the number of rows, then each reason with its number and up to three examples."""
        lines = [f"rows: {self.rows}"]
        for title, counter in (("left out", self.left_out), ("kept, but", self.kept_without)):
            lines += [f"{title} {count}: {reason}, such as {', '.join(self.examples[reason])}" for reason, count in counter.most_common()]
        return "\n".join(lines)

    def _note(self, counter: Counter[str], reason: str, what: object) -> None:
        if self.strict:
            raise OptionError(f"{what}: {reason}; complete the set, or give tally=Tally() to have such cases counted and go on")
        counter[reason] += 1
        examples = self.examples.setdefault(reason, [])
        if len(examples) < _EXAMPLES:
            examples.append(str(what))


def need(about: About, folder: Path, name: str, under: Sequence[str] = (".",)) -> Path:
    """The file or folder `name` in the first of the subfolders `under` that has it. Raises `OptionError` with where it was looked for and where to get it."""
    for place in under:
        if (folder / place / name).exists():
            return folder / place / name
    places = " or ".join(str(Path(place) / name) for place in under)
    raise OptionError(f"{folder} lacks {places} of {about.title}: get it from {about.page}, and give the folder that holds it")


def read_json(about: About, path: Path) -> Any:
    """The JSON value of a whole file. Raises `OptionError` for a file that is not JSON."""
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise OptionError(f"{path} is not JSON ({error}); it may be cut off: get it again from {about.page}") from None


def records(about: About, value: object, key: str, path: Path) -> list[Any]:
    """The list under `key` of a JSON object. Raises `OptionError` where there is none."""
    if not isinstance(value, dict) or not isinstance(value.get(key), list):
        raise OptionError(f"{path} has no list {key!r}, so it is not a list of {about.title}: get it again from {about.page}")
    return value[key]


def numbered_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Where a line stands (``FILE line N``) and the line, for every line of a UTF-8 text that is not blank; other bytes become U+FFFD."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{path.name} line {number}", line.rstrip("\n")


def text_of(record: object, key: str) -> str | None:
    """The text under `key`, without blanks around it (a whole number as its digits); None where the record has neither there, or an empty text."""
    value = record.get(key) if isinstance(record, dict) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def row(about: About, tally: Tally, key: str, audio: Sequence[tuple[Path, str]], pictures: Sequence[tuple[Path, str]], **known: Any) -> Spoken | None:
    """The row `key` of a set, or None where there is no sound to it; what is missing is tallied.

    `audio` and `pictures` are (folder, name) pairs in the order in which to look; a name comes out of the set's own files, so it may not lead
    out of its folder. `known` are further fields of `Spoken`.
    """
    try:
        sound, picture = _first(audio), _first(pictures)
        if sound is None or (wrong := _unusable(sound)):
            tally.leave_out("its audio is not on disk" if sound is None else wrong, audio[0][1])
            return None
        if picture is not None and picture.suffix.lower() not in PICTURE_SUFFIXES:
            picture = None
        spoken = Spoken(id=key, audio=sound, picture=picture, source=about.name, licence=about.licence, **known)
    except OptionError as error:
        if tally.strict:
            raise
        tally.leave_out("its record cannot be used", f"{key} ({error})")
        return None
    if spoken.picture is None:
        tally.keep_without("its picture is not on disk", pictures[0][1] if pictures else key)
    if spoken.caption is None:
        tally.keep_without("nobody wrote down what is said", key)
    return spoken


def _unusable(sound: Path) -> str:
    if sound.suffix.lower() not in AUDIO_SUFFIXES:
        return f"its audio is none of {' '.join(sorted(AUDIO_SUFFIXES))}"
    return "" if sound.stat().st_size else "its audio file is empty"


def _first(candidates: Sequence[tuple[Path, str]]) -> Path | None:
    for folder, name in candidates:
        path = inside(folder, name)
        if path.is_file():
            return path
    return None
