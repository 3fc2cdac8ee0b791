"""SPEECH-COCO (Havard, Besacier and Rosec 2017): the captions of MS COCO 2014 spoken by eight synthetic voices, each word timed.

One folder with ``train2014/`` and ``val2014/``, or with ``CORPUS-MSCOCO/`` that holds them. Each has ``wav/``, ``json/`` (a file a caption)
and ``{train,val}_2014.sqlite3`` with the same facts; the database is read where it is there. Sounds are named
``IMAGE_CAPTION_VOICE_DISFLUENCY_SPEED.wav``. The pictures, COCO 2014's, belong under ``images/{train,val}2014/``.

Folders, the fields of the JSON, the table and the way in which events follow one another in a timecode were checked against the authors'
repository. Not checked, for want of the sounds: that the times already count in the changed speed of a third of the captions.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from speechscape.data.manifest import Spoken, TimedWord
from speechscape.data.sets.layout import About, Tally, need, row, text_of
from speechscape.errors import OptionError

__all__ = ["ABOUT", "speechcoco", "timed_words"]

ABOUT = About("speechcoco", "SPEECH-COCO", "zenodo.org/records/4282267 (audio) and cocodataset.org (pictures of 2014)", "CC BY 4.0")

_PARTS = {"train": "train", "val": "dev"}
_COLUMNS = "wavFilename, imageID, speaker, text, timecode"


def speechcoco(folder: Path, tally: Tally) -> Iterator[Spoken]:
    """A row for each caption of both parts, with its words' times. Raises `OptionError` for a folder that lacks a part, or a part without facts."""
    parts = [(need(ABOUT, folder, f"{name}2014", (".", "CORPUS-MSCOCO")), name, split) for name, split in _PARTS.items()]
    for part, name, _ in parts:
        need(ABOUT, part, "wav")
        if not (part / f"{name}_2014.sqlite3").exists():
            need(ABOUT, part, "json")
    return _rows(folder, parts, tally)


def timed_words(timecode: object) -> tuple[TimedWord, ...]:
    """The words of a timecode ``[[milliseconds, kind, value], ...]`` of kinds WORD, SYL, PHO, SIL and SEPR, in seconds.

    A word lasts to the beginning of the last syllable mark before the next word. Where a silence cuts it short, it lasts to the silence: a SIL
    right behind a syllable mark is where that begins; otherwise the phone before SIL is the silence itself. Words of no length are left out.
    Raises `OptionError` for a timecode of another shape.
    """
    words: list[TimedWord] = []
    text, begin_ms, mark_ms, phone_ms, phones = "", None, 0.0, 0.0, 0
    for event in [*_events(timecode), (None, "END", "")]:
        at_ms, kind, value = event
        end_ms = mark_ms if at_ms is None or kind == "WORD" else at_ms if phones == 0 else phone_ms
        if kind in {"WORD", "SIL", "END"}:
            if begin_ms is not None and end_ms > begin_ms:
                words.append(TimedWord(text, begin_ms / 1000, end_ms / 1000))
            text, begin_ms = value, at_ms if kind == "WORD" else None
        elif kind == "SYL" and at_ms is not None:
            mark_ms, phones = at_ms, 0
        elif kind == "PHO" and at_ms is not None:
            phone_ms, phones = at_ms, phones + 1
    return tuple(words)


def _events(timecode: object) -> list[tuple[float | None, str, str]]:
    if not isinstance(timecode, list):
        raise OptionError(f"timecode is {type(timecode).__name__}; need a list of [milliseconds, kind, value]: get the file again")
    events: list[tuple[float | None, str, str]] = []
    for event in timecode:
        if not isinstance(event, list) or len(event) != 3 or isinstance(event[0], bool) or not isinstance(event[0], int | float):
            raise OptionError(f"{event!r} in a timecode is not [milliseconds, kind, value]: get the file again")
        events.append((float(event[0]), str(event[1]), str(event[2])))
    return events


def _rows(folder: Path, parts: list[tuple[Path, str, str]], tally: Tally) -> Iterator[Spoken]:
    for part, name, split in parts:
        database = part / f"{name}_2014.sqlite3"
        for where, record in _from_database(database) if database.exists() else _from_files(part / "json", tally):
            spoken = _row(folder, part, f"{name}2014", split, where, record, tally)
            if spoken is not None:
                yield spoken


def _row(folder: Path, part: Path, name: str, split: str, where: str, record: dict[str, Any], tally: Tally) -> Spoken | None:
    wav, image = text_of(record, "wavFilename"), record.get("imgID")
    if wav is None:
        tally.leave_out("the record names no wav", where)
        return None
    words: tuple[TimedWord, ...] = ()
    try:
        words = timed_words(record.get("timecode"))
    except OptionError as error:
        tally.keep_without("its words' times cannot be read", f"{where} ({error})")
    picture = f"{name}/COCO_{name}_{image:012d}.jpg" if isinstance(image, int) else None
    pictures = [] if picture is None else [(folder / place, picture) for place in ("images", ".")]
    return row(ABOUT, tally, Path(wav).stem, [(part / "wav", wav)], pictures, caption=text_of(record, "synthesisedCaption"), split=split, speaker=text_of(record, "speaker"), words=words)


def _from_files(folder: Path, tally: Tally) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.json")):
        try:
            record = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict):
            yield path.name, record
        else:
            tally.leave_out("the file is not a JSON object", path.name)


def _from_database(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Records of the table ``captions``, opened for reading only and without trust in what else the file may define."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            for wav, image, speaker, text, timecode in database.execute(f"SELECT {_COLUMNS} FROM captions ORDER BY captionID"):
                yield str(wav), {"wavFilename": wav, "imgID": image, "speaker": speaker, "synthesisedCaption": text, "timecode": _decoded(timecode)}
    except sqlite3.Error as error:
        raise OptionError(f"{path} is not the database of {ABOUT.title} ({error}): get it again from {ABOUT.page}, or delete it to have json/ read") from None


def _decoded(timecode: object) -> object:
    try:
        return json.loads(timecode) if isinstance(timecode, str) else None
    except (ValueError, RecursionError):
        return None
