"""Flickr8k Audio Captions (Harwath and Glass 2015): 40,000 captions of 8,000 pictures, read aloud by 183 people.

Three downloads in one folder, as they unpack: ``flickr_audio/`` with ``wavs/PICTURE_N.wav``, ``wav2capt.txt`` (``WAV PICTURE #N`` a line) and
``wav2spk.txt`` (``WAV SPEAKER``); the text, flat or in ``Flickr8k_text/``, with ``Flickr8k.token.txt`` (``PICTURE#N``, a tab, the caption) and
``Flickr_8k.{train,dev,test}Images.txt`` (a picture a line); the pictures in ``Flicker8k_Dataset/`` (spelled so) or ``images/``.

The lines' formats and these folders were checked against several public readers of the set, the licence against the set's page; the archives
themselves were not at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from speechscape.data.manifest import SPLITS, Spoken
from speechscape.data.sets.layout import About, Tally, need, numbered_lines, row

__all__ = ["ABOUT", "flickr8k"]

ABOUT = About("flickr8k", "Flickr8k Audio Captions", "groups.csail.mit.edu/sls/downloads/flickraudio (audio) and the Flickr 8k page that it links to (text, pictures)", "CC BY-SA")

_TEXT = ("Flickr8k_text", ".")
_PICTURES = ("Flicker8k_Dataset", "Flickr8k_Dataset", "images", "Images")


def flickr8k(folder: Path, tally: Tally) -> Iterator[Spoken]:
    """A row for each line of ``wav2capt.txt``; the split is that of its picture, None for pictures in no list. Raises `OptionError` for a folder without the lists."""
    captions = _captions(need(ABOUT, folder, "Flickr8k.token.txt", _TEXT), tally)
    splits = {name.strip(): split for split in SPLITS for _, name in numbered_lines(need(ABOUT, folder, f"Flickr_8k.{split}Images.txt", _TEXT))}
    pairs = need(ABOUT, folder, "wav2capt.txt", ("flickr_audio", "."))
    speakers = _speakers(need(ABOUT, folder, "wav2spk.txt", ("flickr_audio", ".")), tally)
    need(ABOUT, pairs.parent, "wavs")
    return _rows(folder, pairs, captions, splits, speakers, tally)


def _captions(path: Path, tally: Tally) -> dict[str, str]:
    captions = {}
    for where, line in numbered_lines(path):
        key, tab, caption = line.partition("\t")
        if tab and caption.strip():
            captions[key.strip()] = caption.strip()
        else:
            tally.leave_out("the line is not PICTURE#N, a tab and a caption", where)
    return captions


def _speakers(path: Path, tally: Tally) -> dict[str, str]:
    speakers = {}
    for where, line in numbered_lines(path):
        parts = line.split()
        if len(parts) == 2:
            speakers[parts[0]] = parts[1]
        else:
            tally.leave_out("the line is not WAV SPEAKER", where)
    return speakers


def _rows(folder: Path, pairs: Path, captions: dict[str, str], splits: dict[str, str], speakers: dict[str, str], tally: Tally) -> Iterator[Spoken]:
    for where, line in numbered_lines(pairs):
        parts = line.split()
        if len(parts) != 3 or not parts[2].startswith("#"):
            tally.leave_out("the line is not WAV PICTURE #N", where)
            continue
        wav, picture, number = parts
        if wav not in speakers:
            tally.keep_without("nobody says who speaks", wav)
        spoken = row(
            ABOUT, tally, Path(wav).stem, [(pairs.parent / "wavs", wav)], [(folder / place, picture) for place in _PICTURES],
            caption=captions.get(picture + number), split=splits.get(picture), speaker=speakers.get(wav),
        )  # fmt: skip
        if spoken is not None:
            yield spoken
