"""SpokenCOCO (Hsu et al. 2021): the captions of MS COCO 2014, about 605,000, read aloud by 2,353 people.

One folder with ``SpokenCOCO/`` as it unpacks (or that folder itself): ``SpokenCOCO_{train,val}.json`` and ``wavs/``; beside or in it the pictures
of COCO 2014, ``train2014/`` and ``val2014/``, or both of these in ``images/``. A list is ``{"data": [{"image", "captions": [{"text", "speaker",
"uttid", "wav"}]}]}``, with paths such as ``val2014/COCO_val2014_000000325114.jpg`` and ``wavs/val/0/UTTID.wav``.

Lists and folders were checked against public readers that quote the first record of the published list; the licence is from memory. The lists
follow COCO's own division in two, so `split` is train or dev here and nothing is test; the division of Karpathy is not in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from speechscape.data.manifest import Spoken
from speechscape.data.sets.layout import About, Tally, need, read_json, records, row, text_of

__all__ = ["ABOUT", "spokencoco"]

ABOUT = About("spokencoco", "SpokenCOCO", "groups.csail.mit.edu/sls/downloads/placesaudio (audio) and cocodataset.org (pictures of 2014)", "CC BY-SA")

_LISTS = {"SpokenCOCO_train.json": "train", "SpokenCOCO_val.json": "dev"}


def spokencoco(folder: Path, tally: Tally) -> Iterator[Spoken]:
    """A row for each spoken caption of the two lists. Raises `OptionError` for a folder without them, or with lists of another shape."""
    lists = [(need(ABOUT, folder, name, ("SpokenCOCO", ".")), split) for name, split in _LISTS.items()]
    return _rows(folder, lists, tally)


def _rows(folder: Path, lists: list[tuple[Path, str]], tally: Tally) -> Iterator[Spoken]:
    for path, split in lists:
        for number, record in enumerate(records(ABOUT, read_json(ABOUT, path), "data", path), 1):
            captions = record.get("captions") if isinstance(record, dict) else None
            if not isinstance(captions, list) or not captions:
                tally.leave_out("the record has no list of captions", f"{path.name} record {number}")
                continue
            picture = text_of(record, "image")
            pictures = [] if picture is None else [(folder / place, picture) for place in (".", "images")] + [(path.parent, picture)]
            for caption in captions:
                wav = text_of(caption, "wav")
                if wav is None:
                    tally.leave_out("the caption names no wav", f"{path.name} record {number}")
                    continue
                key = text_of(caption, "uttid") or Path(wav).stem
                spoken = row(ABOUT, tally, key, [(path.parent, wav)], pictures, caption=text_of(caption, "text"), split=split, speaker=text_of(caption, "speaker"))
                if spoken is not None:
                    yield spoken
