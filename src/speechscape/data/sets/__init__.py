"""Published sets of spoken captions, read in the layout in which they are published: a small function for each, and a register of them.

A recipe that trains on (speech, caption, picture) calls `read_set`. Nothing here downloads, converts or opens a sound or a picture, and nothing
is unpickled. What a set lacks on disk is counted in a `Tally` and told, never silently passed over.

    tally = Tally()
    write_manifest(read_set("flickr8k", Path("flickr8k"), tally), Path("flickr8k/manifest.jsonl"))
    print(tally.told())
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from speechscape.data.manifest import Spoken
from speechscape.data.sets.flickr8k import flickr8k
from speechscape.data.sets.layout import Tally
from speechscape.data.sets.narratives import narratives
from speechscape.data.sets.places import places
from speechscape.data.sets.s2igan import birds, flowers
from speechscape.data.sets.speechcoco import speechcoco
from speechscape.data.sets.spokencoco import spokencoco
from speechscape.errors import OptionError

__all__ = ["SETS", "Tally", "read_set"]

SETS: dict[str, Callable[[Path, Tally], Iterator[Spoken]]] = {
    "birds": birds, "flickr8k": flickr8k, "flowers": flowers, "narratives": narratives, "places": places, "speechcoco": speechcoco, "spokencoco": spokencoco,
}  # fmt: skip
"""The sets that can be read, by name; each function takes the set's folder and a tally."""


def read_set(name: str, folder: Path, tally: Tally | None = None) -> Iterator[Spoken]:
    """The rows of a published set in `folder`, in the order of its own lists.

    With a `tally`, a row without its sound is left out, one without its picture or caption is kept with None there, and each is counted; without
    one, the first of them raises `OptionError`. So do, at once, a name that is not in `SETS` and a folder that lacks the set's lists.
    """
    if name not in SETS:
        raise OptionError(f"set {name!r} is not known; need one of {', '.join(SETS)}")
    if not folder.is_dir():
        raise OptionError(f"{folder} is not a folder: give the one that {name} was unpacked into")
    tally = Tally(strict=True) if tally is None else tally
    return _counted(SETS[name](folder, tally), tally)


def _counted(rows: Iterator[Spoken], tally: Tally) -> Iterator[Spoken]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            tally.leave_out("another row of the set has its id", row.id)
            continue
        seen.add(row.id)
        tally.rows += 1
        yield row
