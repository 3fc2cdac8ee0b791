"""Rows with their sounds and pictures as shards: tar files in the layout of WebDataset (Aizman, Maltby and Breuel 2019), read one after another.

Sample 12 is ``00000012.json`` (the row), ``00000012.wav`` (or another sound) and ``00000012.jpg`` (or another picture, where there is one), bytes as
they were. ``shards.json`` beside the shards lists them with their sizes. The same rows give the same bytes: no times, no users, names in order.

Tar files of that layout may come from anywhere, and the library unpickles what calls itself a pickle. So only its writer and its grouping of
members into samples are used, never its decoders and never its opening of paths (which can run commands); members are looked at before they
are read, and one that is not a sound, a picture or JSON, or too long, ends the reading. A picture is opened only when asked for.

Recipes call `write_samples` and `read_samples`. Needs ``pip install "speechscape[train]"``.
"""

from __future__ import annotations

import importlib
import io
import json
import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from speechscape.data.manifest import Spoken
from speechscape.data.recordings import AUDIO_SUFFIXES
from speechscape.data.sets.layout import PICTURE_SUFFIXES, Tally
from speechscape.errors import OptionError, SetupError

__all__ = ["MAX_BYTES", "MAX_PIXELS", "Position", "Sample", "read_samples", "write_samples"]

MAX_BYTES = {"json": 4_000_000, **dict.fromkeys((suffix[1:] for suffix in sorted(AUDIO_SUFFIXES | PICTURE_SUFFIXES)), 64_000_000)}
"""What may be in a shard: the endings of its members, and how long each may be."""

MAX_PIXELS = 40_000_000

_INDEX = "shards.json"
_HEAD = {"format": "speechscape-shards", "version": 1}
_UNSAFE = frozenset("pkl pickle pyd pth pt npy npz joblib ckpt".split())
_FORMATS = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True)
class Position:
    """Where a reading stands: `seed` orders the shards (None: as written), `shard` of them are done, and `sample` samples of the next."""

    seed: int | None = None
    shard: int = 0
    sample: int = 0


@dataclass(frozen=True, eq=False)
class Sample:
    """One row out of a shard: `row` with the members' names for paths, encoded `audio` and `picture` (None: it has none), and the position behind it."""

    row: Spoken
    audio: bytes = field(repr=False)
    picture: bytes | None = field(repr=False)
    after: Position

    def open_picture(self, max_pixels: int = MAX_PIXELS) -> Image.Image:
        """The picture, decoded. Raises `OptionError` where there is none, for any format but PNG, JPEG and WebP, for damage, and for more than `max_pixels`."""
        if self.picture is None:
            raise OptionError(f"sample {self.row.id!r} has no picture: ask whether `picture` is None first")
        try:
            picture = Image.open(io.BytesIO(self.picture), formats=_FORMATS)
            width, height = picture.size
            if width * height <= max_pixels:
                picture.load()
                return picture
        except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, ValueError, SyntaxError) as error:
            raise OptionError(f"the picture of sample {self.row.id!r} cannot be opened ({error}); need a whole {', '.join(_FORMATS)}: leave the sample out") from None
        raise OptionError(f"the picture of sample {self.row.id!r} has {width} x {height} pixels; at most {max_pixels}: make it smaller, or pass max_pixels")


def write_samples(rows: Iterable[Spoken], folder: Path, *, shard_samples: int = 1000, shard_bytes: int = 1_000_000_000, tally: Tally | None = None) -> int:
    """Pack `rows` in their order into shards of at most `shard_samples` samples, ending one that has reached `shard_bytes`; returns the number of samples.

    With a `tally`, a row whose sound is gone, too long or no sound is left out, one whose picture is so is packed without it, and each is
    counted; without one, the first of them raises `OptionError`. So does a folder that holds shards already. A sound that several rows share is packed
    with each of them. Raises `SetupError` without webdataset.
    """
    library = _library()
    tally = Tally(strict=True) if tally is None else tally
    if shard_samples < 1 or shard_bytes < 1:
        raise OptionError(f"shards of {shard_samples} samples or {shard_bytes} bytes; need at least 1 of each: give larger numbers")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("shard-*.tar")) or (folder / _INDEX).exists():
        raise OptionError(f"{folder} holds shards already: give an empty folder, or delete them first")
    shards: list[dict[str, Any]] = []
    with ExitStack() as last:
        for members in _packed(rows, tally):
            if not shards or shards[-1]["samples"] >= shard_samples or shards[-1]["bytes"] >= shard_bytes:
                last.close()
                shards.append({"name": f"shard-{len(shards):06d}.tar", "samples": 0, "bytes": 0})
                file = last.enter_context((folder / shards[-1]["name"]).open("wb"))
                writer = last.enter_context(library.TarWriter(file, encoder=False, user="", group="", mtime=0))
            shards[-1]["bytes"] += writer.write(members)
            shards[-1]["samples"] += 1
    for shard in shards:
        shard["bytes"] = (folder / shard["name"]).stat().st_size
    (folder / _INDEX).write_text(json.dumps({**_HEAD, "shards": shards}, indent=1) + "\n", encoding="utf-8")
    return sum(shard["samples"] for shard in shards)


def read_samples(folder: Path, start: Position = Position()) -> Iterator[Sample]:
    """The samples of all shards in a folder behind `start`, once. Give a sample's `after` as `start` to go on behind it; give each epoch its own seed.

    Raises `OptionError`, at once for a folder without its list of shards or with shards of another size, later for a shard that is damaged, and
    for a member that is no sound, picture or JSON or is longer than `MAX_BYTES`; nothing in such a member is read. Raises `SetupError` without webdataset.
    """
    library = _library()
    shards = _listed(folder)
    if start.seed is not None:
        random.Random(start.seed).shuffle(shards)
    samples = [shard["samples"] for shard in shards] + [1]
    if not 0 <= start.shard < len(samples) or not 0 <= start.sample < max(1, samples[start.shard]):
        raise OptionError(f"{start} is no place in the {len(shards)} shards of {folder}: start anew, or give the folder that it belongs to")
    return _samples(library, folder, shards, start)


def _library() -> Any:
    """webdataset, told to unpickle nothing, as the environment's ``WDS_SECURE=1`` tells it."""
    try:
        library = importlib.import_module("webdataset")
    except ImportError:
        raise SetupError('webdataset is not installed; install it with: pip install "speechscape[train]"') from None
    library.utils.enforce_security = True
    return library


def _packed(rows: Iterable[Spoken], tally: Tally) -> Iterator[dict[str, Any]]:
    """The members of each sample by their endings, as the library's writer wants them."""
    number = 0
    for row in rows:
        audio = _content(row.audio, AUDIO_SUFFIXES)
        if isinstance(audio, str):
            tally.leave_out(f"its audio {audio}", row.audio)
            continue
        picture = None if row.picture is None else _content(row.picture, PICTURE_SUFFIXES)
        if isinstance(picture, str):
            tally.keep_without(f"its picture {picture}", row.picture)
            picture = None
        members = _members_of(row, audio, picture, f"{number:08d}")
        if len(members["json"]) > MAX_BYTES["json"]:
            tally.leave_out(f"its row is longer than {MAX_BYTES['json']} bytes", row.id)
            continue
        number += 1
        tally.rows += 1
        yield members


def _members_of(row: Spoken, audio: bytes, picture: bytes | None, key: str) -> dict[str, Any]:
    sound = Path(key + row.audio.suffix.lower())
    image = None if picture is None or row.picture is None else Path(key + row.picture.suffix.lower())
    text = json.dumps(replace(row, audio=sound, picture=image).to_json(), sort_keys=True)
    members: dict[str, Any] = {"__key__": key, "json": text.encode("ascii"), sound.suffix[1:]: audio}
    return members if image is None else {**members, image.suffix[1:]: picture}


def _content(path: Path, suffixes: frozenset[str]) -> bytes | str:
    """The bytes of a file, or why it cannot be packed."""
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        return f"is none of {' '.join(sorted(suffixes))}"
    if not path.is_file():
        return "is not on disk"
    with path.open("rb") as file:
        content = file.read(MAX_BYTES[suffix[1:]] + 1)
    if not content:
        return "is empty"
    return content if len(content) <= MAX_BYTES[suffix[1:]] else f"is longer than {MAX_BYTES[suffix[1:]]} bytes"


def _listed(folder: Path) -> list[dict[str, Any]]:
    """The list of shards in a folder, each there and of the size that it had when it was written."""
    path = folder / _INDEX
    if not path.is_file():
        raise OptionError(f"{folder} has no {_INDEX}, so no shards that were written to the end: give the folder that write_samples filled, or fill it again")
    try:
        value = json.loads(path.read_bytes())
        shards: list[dict[str, Any]] = [{"name": str(one["name"]), "samples": int(one["samples"]), "bytes": int(one["bytes"])} for one in value["shards"]]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise OptionError(f"{path} is no list of shards: write them again") from None
    if {key: value.get(key) for key in _HEAD} != _HEAD:
        raise OptionError(f"{path} is {value.get('format')!r} of version {value.get('version')!r}; need {_HEAD}: write the shards again with this version")
    for shard in shards:
        file = folder / shard["name"]
        if Path(shard["name"]).name != shard["name"] or not file.is_file():
            raise OptionError(f"{path} lists {shard['name']!r}, which is not in {folder}: copy it there, or write the shards again")
        if file.stat().st_size != shard["bytes"]:
            raise OptionError(f"{file} has {file.stat().st_size} bytes; {_INDEX} says {shard['bytes']}: it may be cut off, copy it again")
    return shards


def _samples(library: Any, folder: Path, shards: list[dict[str, Any]], start: Position) -> Iterator[Sample]:
    for number in range(start.shard, len(shards)):
        path, told = folder / shards[number]["name"], shards[number]["samples"]
        read = start.sample if number == start.shard else 0
        try:
            for members in islice(library.tariterators.group_by_keys(_members(path)), read, None):
                read += 1
                yield _sample(members, path, Position(start.seed, number, read) if read < told else Position(start.seed, number + 1))
        except (ValueError, tarfile.TarError, OSError) as error:
            raise OptionError(f"{path} is damaged ({error.args[0] if error.args else error}): copy it again, or write the shards again") from None
        if read != told:
            raise OptionError(f"{path} has {read} samples; {_INDEX} says {told}: copy it again, or write the shards again")


def _members(path: Path) -> Iterator[dict[str, Any]]:
    """Name and bytes of each member of a plain tar, as the library's grouping wants them; what may not be there is refused before it is read."""
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            _check(member, path)
            file = tar.extractfile(member)
            content = b"" if file is None else file.read()
            if len(content) != member.size:
                raise OptionError(f"{path}: member {member.name!r} is cut off at {len(content)} of {member.size} bytes: copy the shard again")
            yield {"fname": member.name, "data": content, "__url__": path.name}


def _check(member: tarfile.TarInfo, path: Path) -> None:
    ending = member.name.rpartition(".")[2].lower()
    if ending in _UNSAFE:
        raise OptionError(f"{path}: member {member.name!r} could run whatever its maker wants when opened, so it was not; only {' '.join(MAX_BYTES)} are read: do not use this shard")
    if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.issparse() or ending not in MAX_BYTES or not re.fullmatch(r"[\w-]+\.\w+", member.name):
        raise OptionError(f"{path}: member {member.name!r} is not a file KEY.ENDING with one of {' '.join(MAX_BYTES)}: write the shards again with write_samples")
    if not 0 <= member.size <= MAX_BYTES[ending]:
        raise OptionError(f"{path}: member {member.name!r} has {member.size} bytes; at most {MAX_BYTES[ending]}: leave it out and write the shards again")


def _sample(members: dict[str, Any], path: Path, after: Position) -> Sample:
    key, files = members["__key__"], {ending: content for ending, content in members.items() if ending != "json" and not ending.startswith("__")}
    try:
        row = Spoken.from_json(json.loads(members.get("json", b"null")))
        named = [row.audio] if row.picture is None else [row.audio, row.picture]
        if sorted(named) != sorted(Path(f"{key}.{ending}") for ending in files) or row.audio.suffix not in AUDIO_SUFFIXES:
            raise OptionError("it does not name its members, one sound and at most one picture")
        if row.picture is not None and row.picture.suffix not in PICTURE_SUFFIXES:
            raise OptionError(f"its picture is {row.picture.name}")
    except (ValueError, RecursionError, OptionError) as error:
        raise OptionError(f"{path}: sample {key!r} has no row that can be read ({error}): write the shards again with write_samples") from None
    return Sample(row, files[row.audio.suffix[1:]], None if row.picture is None else files[row.picture.suffix[1:]], after)
