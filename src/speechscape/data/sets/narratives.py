"""Localized Narratives (Pont-Tuset et al. 2020): 849,000 pictures described aloud while the mouse hovers over what is meant. Words have times and places.

One folder with the annotations as downloaded, ``*_localized_narratives*.jsonl`` (in it or in ``annotations/``), the recordings under
``voice-recordings/`` by the paths that the annotations give, and the pictures of COCO 2017, Flickr30k, ADE20k and Open Images anywhere under
``images/``: they are found by their names, ``IMAGE_ID.jpg``, for COCO filled with zeros to twelve digits.

A line is ``{dataset_id, image_id, annotator_id, caption, timed_caption: [{utterance, start_time, end_time}], traces: [[{x, y, t}]],
voice_recording}``; x and y are fractions of the picture from its upper left corner and may lie a little outside, times are seconds.

Fields, file names, the licence and the recordings' real names for Flickr30k and ADE20k were checked against the authors' page and loader; the
names of the pictures are from memory.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from speechscape.data.manifest import Spoken, TimedWord
from speechscape.data.sets.layout import PICTURE_SUFFIXES, About, Tally, numbered_lines, row, text_of
from speechscape.errors import OptionError
from speechscape.types import Box

__all__ = ["ABOUT", "box_between", "narratives"]

ABOUT = About("narratives", "Localized Narratives", "google.github.io/localized-narratives", "CC BY 4.0")

_LISTS = "*_localized_narratives*.jsonl"
_SPLITS = {"_train_": "train", "_val_": "dev", "_validation_": "dev", "_test_": "test"}

Point = tuple[float, float, float]
"""Seconds, x, y."""


def narratives(folder: Path, tally: Tally) -> Iterator[Spoken]:
    """A row for each narrative of the annotations that are there; the split is in the name of their file. Raises `OptionError` for a folder without any."""
    lists = sorted([*folder.glob(_LISTS), *folder.glob(f"annotations/{_LISTS}")])
    if not lists:
        raise OptionError(f"{folder} lacks {_LISTS}, also in annotations/, of {ABOUT.title}: get some from {ABOUT.page}, and give the folder that holds them")
    return _rows(folder, lists, tally)


def box_between(points: Sequence[Point], start_s: float, end_s: float) -> Box | None:
    """The box around the mouse from `start_s` to `end_s`, of points in order of time; None where the mouse was not over the picture then.

    It is a hint of where the thing is, not its outline: it may be a mere point where the mouse stood still.
    """
    first, last = bisect_left(points, (start_s, -math.inf, -math.inf)), bisect_right(points, (end_s, math.inf, math.inf))
    over = [(x, y) for _, x, y in points[first:last] if 0 <= x <= 1 and 0 <= y <= 1]
    if not over:
        return None
    return min(x for x, _ in over), min(y for _, y in over), max(x for x, _ in over), max(y for _, y in over)


def _rows(folder: Path, lists: list[Path], tally: Tally) -> Iterator[Spoken]:
    pictures = {path.stem: path for path in sorted((folder / "images").rglob("*"), reverse=True) if path.suffix.lower() in PICTURE_SUFFIXES}
    for path in lists:
        split = next((split for part, split in _SPLITS.items() if part in path.name), None)
        for where, line in numbered_lines(path):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            recording = text_of(record, "voice_recording")
            if recording is None:
                tally.leave_out("the line is not JSON that names a voice_recording", where)
                continue
            spoken = _row(folder, record, recording, split, pictures, tally)
            if spoken is not None:
                yield spoken


def _row(folder: Path, record: dict[str, Any], recording: str, split: str | None, pictures: dict[str, Path], tally: Tally) -> Spoken | None:
    key, collection = PurePosixPath(recording).stem, text_of(record, "dataset_id") or ""
    annotator = text_of(record, "annotator_id")
    words: tuple[TimedWord, ...] = ()
    try:
        words = _words(record.get("timed_caption"), _points(record.get("traces")))
    except OptionError as error:
        tally.keep_without("its words' times or traces cannot be read", f"{key} ({error})")
    image = text_of(record, "image_id") or ""
    picture = pictures.get(image.zfill(12) if collection.startswith("mscoco") else image)
    return row(
        ABOUT, tally, key, [(folder / "voice-recordings", name) for name in _recordings(recording, collection, annotator)], [] if picture is None else [(picture.parent, picture.name)],
        caption=text_of(record, "caption"), split=split, speaker=annotator, words=words,
    )  # fmt: skip


def _recordings(recording: str, collection: str, annotator: str | None) -> list[str]:
    """The name as given; for Flickr30k and ADE20k the file is really called ``PART/PART_IMAGE_ANNOTATOR.ogg`` with the image's digits filled to sixteen."""
    names = [recording]
    found = re.search(r"(\w+)/\w+_([0-9]+)_[0-9]+\.", recording)
    if found is not None and ("Flic" in collection or "ADE" in collection):
        part, image = found.groups()
        names.append(f"{part}/{part}_{image.zfill(16)}_{annotator}.ogg")
    return names


def _points(traces: object) -> list[Point]:
    """All points of all traces in order of time."""
    points = []
    for trace in _listed(traces, "traces"):
        for point in _listed(trace, "a trace"):
            points.append((_number(point, "t"), _number(point, "x"), _number(point, "y")))
    return sorted(points)


def _words(timed: object, points: list[Point]) -> tuple[TimedWord, ...]:
    words = []
    for one in _listed(timed, "timed_caption"):
        start_s, end_s = _number(one, "start_time"), _number(one, "end_time")
        words.append(TimedWord(text_of(one, "utterance") or "", start_s, end_s, box_between(points, start_s, end_s)))
    return tuple(words)


def _listed(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise OptionError(f"{name} is {type(value).__name__}; need a list: get the file again")
    return value


def _number(record: object, key: str) -> float:
    value = record.get(key) if isinstance(record, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise OptionError(f"{key} is {value!r}; need a number: get the file again")
    return float(value)
