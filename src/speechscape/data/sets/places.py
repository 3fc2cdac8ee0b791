"""Places Audio Captions (Harwath et al. 2016, 2018): about 400,000 pictures of MIT Places 205, described freely by 2,683 people.

One folder with the lists of 2020, ``train_2020.json`` and ``{dev,test}_{seen,unseen}_2020.json``, in it, in ``metadata/`` or in
``placesaudio_2020_splits/``; or with the two older lists, ``train.json`` and ``val.json``. A list is ``{"data": [{"uttid", "speaker", "wav",
"image", "asr_text"}], "audio_base_path", "image_base_path"}``. The two base paths are meant to be edited to where the sounds and the pictures
lie, so look at them in lists from strangers; they are tried first, then ``PlacesAudio_400k_distro/`` and the folder itself, for pictures ``images/`` in either.

Names of lists, ``uttid``, ``wav``, ``image`` and the base paths were checked against readers by the set's authors and others; ``speaker``,
``asr_text`` (what a recogniser wrote down: the captions were never typed) and the licence are from memory, and so is that the lists of 2020
have base paths too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speechscape.data.manifest import Spoken
from speechscape.data.sets.layout import About, Tally, need, read_json, records, row, text_of

__all__ = ["ABOUT", "places"]

ABOUT = About("places", "Places Audio Captions", "groups.csail.mit.edu/sls/downloads/placesaudio (audio, lists) and places.csail.mit.edu (pictures)", "CC BY-SA")

_LISTS = {f"{name}_2020.json": name.split("_")[0] for name in ("train", "dev_seen", "dev_unseen", "test_seen", "test_unseen")}
_OLDER = {"train.json": "train", "val.json": "dev"}
_UNDER = (".", "metadata", "placesaudio_2020_splits", "PlacesAudio_400k_distro/metadata")


def places(folder: Path, tally: Tally) -> Iterator[Spoken]:
    """A row for each record of the lists, those of 2020 where there is one of them. Raises `OptionError` for a folder without lists, or with lists of another shape."""
    older = not _has(folder, _LISTS) and _has(folder, _OLDER)
    lists = [(need(ABOUT, folder, name, _UNDER), split) for name, split in (_OLDER if older else _LISTS).items()]
    return _rows(folder, lists, tally)


def _has(folder: Path, names: dict[str, str]) -> bool:
    return any((folder / place / name).exists() for name in names for place in _UNDER)


def _bases(folder: Path, value: dict[str, Any], key: str) -> list[Path]:
    """Where to look: the list's own base path where that is a folder (a relative one is seen from `folder`), then the usual places."""
    stated = text_of(value, key)
    usual = [folder / "PlacesAudio_400k_distro", folder]
    if key == "image_base_path":
        usual = [place / name for place in usual for name in ("images", ".")]
    return [folder / stated, *usual] if stated is not None and (folder / stated).is_dir() else usual


def _rows(folder: Path, lists: list[tuple[Path, str]], tally: Tally) -> Iterator[Spoken]:
    for path, split in lists:
        value = read_json(ABOUT, path)
        data = records(ABOUT, value, "data", path)
        sounds, pictures = _bases(folder, value, "audio_base_path"), _bases(folder, value, "image_base_path")
        for number, record in enumerate(data, 1):
            wav, picture = text_of(record, "wav"), text_of(record, "image")
            if wav is None:
                tally.leave_out("the record names no wav", f"{path.name} record {number}")
                continue
            spoken = row(
                ABOUT, tally, text_of(record, "uttid") or Path(wav).stem, [(base, wav) for base in sounds], [] if picture is None else [(base, picture) for base in pictures],
                caption=text_of(record, "asr_text"), split=split, speaker=text_of(record, "speaker"),
            )  # fmt: skip
            if spoken is not None:
                yield spoken
