"""CUB-200 and Oxford-102 with spoken captions, as laid out for S2IGAN (Wang et al. 2020): ten synthetic utterances for each picture of a bird or a flower.

The folder ``birds`` or ``flowers``: ``{train,test}/filenames.pickle`` names pictures such as ``002.Laysan_Albatross/Laysan_Albatross_0044_784``;
``CUB_200_2011/`` or ``Oxford102/`` holds ``images/NAME.jpg``, ``audio/NAME/`` with a sound for each utterance, and, where the captions are wanted
too, ``text_c10/NAME.txt`` with a caption a line. Test pictures are of classes that no training picture shows. ``class_info.pickle`` is not
needed: the class is the folder in a picture's name.

Names of pictures are read out of the pickle by `strings`, which runs nothing in it; in its place ``filenames.txt``, one a line, is read where it
is there. Arrays of the utterances (``audio_npy/``, ``audio_mel/``) are pickles as well and never read: the sounds are wanted.

Folders and the pickles' meaning were checked against the authors' repository. Not checked: the names of the published sounds. A caption is
taken only where an utterance's name ends in its number, counted from 0 or 1 without gaps, as many as there are lines; else it stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from speechscape.data.manifest import Spoken, inside
from speechscape.data.recordings import AUDIO_SUFFIXES
from speechscape.data.sets.layout import About, Tally, need, numbered_lines, row
from speechscape.data.sets.strings import read_strings
from speechscape.errors import OptionError

__all__ = ["BIRDS", "FLOWERS", "birds", "flowers"]

BIRDS = About("birds", "CUB-200 with spoken captions", "xinshengwang.github.io/project/s2igan (audio, splits) and the CUB-200-2011 page (pictures)", "pictures: non-commercial research")
FLOWERS = About("flowers", "Oxford-102 with spoken captions", "xinshengwang.github.io/project/s2igan (audio, splits) and the Oxford 102 Flowers page (pictures)", "pictures: research")

UTTERANCES = 10


def birds(folder: Path, tally: Tally) -> Iterator[Spoken]:
    """A row for each utterance of the bird set. Raises `OptionError` for a folder without its splits or sounds."""
    return _rows(BIRDS, need(BIRDS, folder, "CUB_200_2011"), _splits(BIRDS, folder), tally)


def flowers(folder: Path, tally: Tally) -> Iterator[Spoken]:
    """A row for each utterance of the flower set. Raises `OptionError` for a folder without its splits or sounds."""
    return _rows(FLOWERS, need(FLOWERS, folder, "Oxford102"), _splits(FLOWERS, folder), tally)


def _splits(about: About, folder: Path) -> dict[str, list[str]]:
    splits = {}
    for split in ("train", "test"):
        plain = folder / split / "filenames.txt"
        splits[split] = [line.strip() for _, line in numbered_lines(plain)] if plain.is_file() else read_strings(need(about, folder, "filenames.pickle", [split]))
    return splits


def _rows(about: About, base: Path, splits: dict[str, list[str]], tally: Tally) -> Iterator[Spoken]:
    if not (base / "audio").is_dir() and any((base / name).is_dir() for name in ("audio_npy", "audio_mel")):
        raise OptionError(f"{base} has the utterances as arrays of objects, which are pickles and never read: put the sounds into {base.name}/audio/NAME/, one file an utterance")
    need(about, base, "audio")
    return (spoken for split, names in splits.items() for name in names for spoken in _utterances(about, base, split, name, tally))


def _utterances(about: About, base: Path, split: str, name: str, tally: Tally) -> Iterator[Spoken]:
    try:
        folder, text = inside(base / "audio", name), inside(base / "text_c10", f"{name}.txt")
    except OptionError as error:
        tally.leave_out("the picture's name cannot be used", f"{name} ({error})")
        return
    sounds = sorted(path for path in folder.glob("*") if path.suffix.lower() in AUDIO_SUFFIXES)
    if not sounds:
        tally.leave_out("the picture has no utterances on disk", name)
    elif len(sounds) != UTTERANCES:
        tally.keep_without(f"there are not {UTTERANCES} utterances of its picture", f"{name} ({len(sounds)})")
    captions = _captions(sounds, [line.strip() for _, line in numbered_lines(text)] if text.is_file() else [])
    for sound in sounds:
        spoken = row(about, tally, f"{name}/{sound.stem}", [(folder, sound.name)], [(base / "images", f"{name}.jpg")], caption=captions.get(sound.stem), split=split)
        if spoken is not None:
            yield spoken


def _captions(sounds: list[Path], lines: list[str]) -> dict[str, str]:
    """The caption of each sound by the number in which its name ends; none at all where that leaves room for doubt."""
    numbers = {sound.stem: int(found.group()) for sound in sounds if (found := re.search(r"[0-9]{1,9}$", sound.stem))}
    first = min(numbers.values(), default=0)
    if first > 1 or len(numbers) != len(sounds) or sorted(numbers.values()) != list(range(first, first + len(lines))):
        return {}
    return {stem: lines[number - first] for stem, number in numbers.items()}
