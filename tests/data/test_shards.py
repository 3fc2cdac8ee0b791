from __future__ import annotations

import io
import json
import os
import pickle
import struct
import sys
import tarfile
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from speechscape.data import shards
from speechscape.data.manifest import Spoken, TimedWord
from speechscape.data.sets import Tally
from speechscape.data.shards import Position, read_samples, write_samples
from speechscape.errors import OptionError, SetupError

ENDINGS = ("png", "jpg", "webp")


@pytest.fixture(autouse=True)
def library():
    return pytest.importorskip("webdataset")


@pytest.fixture
def rows(tmp_path) -> list[Spoken]:
    """Seven rows: sounds in two formats, pictures in three, one without a picture, one with all that a row can say."""
    made = []
    for number in range(7):
        audio, picture = tmp_path / f"sound {number}.{'WAV' if number % 2 else 'flac'}", tmp_path / f"bild-{number}ä.{ENDINGS[number % 3]}"
        soundfile.write(audio, np.full(64, number / 10, np.float32), 16_000, format="WAV" if number % 2 else "FLAC")
        Image.new("RGB", (number + 1, 2), "blue").save(picture)
        made.append(Spoken(id=f"größe/{number}.x", audio=audio, picture=None if number == 4 else picture, source="mine", caption=f"caption {number} ✓"))
    made[2] = Spoken(
        id="all", audio=made[2].audio, picture=made[2].picture, source="mine", licence="CC0", split="dev", speaker="7", language="de", caption="alles", start_s=0.5, end_s=1.5,
        words=(TimedWord("alles", 0.5, 1.0, (0.0, 0.0, 0.5, 1.0)),),
    )  # fmt: skip
    return made


def repack(folder: Path, *members: tuple[str, bytes] | tarfile.TarInfo) -> None:
    """Put a tar of these members in the place of the only shard, listed as it now is."""
    path = folder / "shard-000000.tar"
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for one in members:
            info = one if isinstance(one, tarfile.TarInfo) else tarfile.TarInfo(one[0])
            content = b"" if isinstance(one, tarfile.TarInfo) else one[1]
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    relist(folder)


def relist(folder: Path, samples: int = 1) -> None:
    path = folder / "shard-000000.tar"
    index = {"format": "speechscape-shards", "version": 1, "shards": [{"name": path.name, "samples": samples, "bytes": path.stat().st_size}]}
    (folder / "shards.json").write_text(json.dumps(index))


def row_json(**other) -> bytes:
    return json.dumps({"id": "a", "audio": "0.wav", "source": "mine", **other}).encode()


def test_what_is_packed_comes_back_as_it_was(rows, tmp_path):
    assert write_samples(rows, tmp_path / "out", shard_samples=3) == 7
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["shard-000000.tar", "shard-000001.tar", "shard-000002.tar", "shards.json"]
    samples = list(read_samples(tmp_path / "out"))
    for number, (row, sample) in enumerate(zip(rows, samples, strict=True)):
        assert sample.audio == row.audio.read_bytes()
        assert sample.picture == (None if row.picture is None else row.picture.read_bytes())
        assert sample.row.audio == Path(f"{number:08d}{row.audio.suffix.lower()}")
        assert {name: getattr(sample.row, name) for name in ("id", "caption", "words", "split", "speaker", "licence", "language", "source", "start_s", "end_s")} == {
            name: getattr(row, name) for name in ("id", "caption", "words", "split", "speaker", "licence", "language", "source", "start_s", "end_s")
        }


def test_the_library_reads_what_we_write(rows, tmp_path, library):
    write_samples(rows, tmp_path / "out")
    with (tmp_path / "out" / "shard-000000.tar").open("rb") as file:
        files = library.tariterators.tar_file_expander([{"url": "x", "stream": file}])
        samples = list(library.tariterators.group_by_keys(files))
    assert [sample["__key__"] for sample in samples] == [f"{number:08d}" for number in range(7)]
    assert json.loads(samples[2]["json"])["caption"] == "alles"


def test_the_same_rows_give_the_same_bytes(rows, tmp_path):
    for name in ("one", "two"):
        write_samples(rows, tmp_path / name, shard_samples=4)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    with tarfile.open(tmp_path / "one" / "shard-000000.tar") as tar:
        members = tar.getmembers()
    assert [member.name for member in members] == sorted(member.name for member in members)
    assert {(member.mtime, member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, 0, "", "")}


def test_a_shard_ends_at_its_size(rows, tmp_path):
    write_samples(rows, tmp_path / "out", shard_bytes=1)
    assert len(list((tmp_path / "out").glob("*.tar"))) == 7
    assert write_samples([], tmp_path / "empty") == 0
    assert list(read_samples(tmp_path / "empty")) == []


def test_a_seed_orders_the_shards_and_only_the_shards(rows, tmp_path):
    write_samples(rows, tmp_path / "out", shard_samples=2)
    orders = {seed: tuple(sample.row.id for sample in read_samples(tmp_path / "out", Position(seed))) for seed in range(6)}
    assert orders[3] == tuple(sample.row.id for sample in read_samples(tmp_path / "out", Position(3)))
    assert len(set(orders.values())) > 1
    pairs = [tuple(row.id for row in rows[first : first + 2]) for first in (0, 2, 4, 6)]
    for order in orders.values():
        assert sorted(order) == sorted(row.id for row in rows)
        assert all(any(order[at : at + len(pair)] == pair for at in range(7)) for pair in pairs)


@pytest.mark.parametrize("seed", [None, 5])
def test_resumed_equals_uninterrupted(rows, tmp_path, seed):
    write_samples(rows, tmp_path / "out", shard_samples=3)
    whole = list(read_samples(tmp_path / "out", Position(seed)))
    for done, sample in enumerate(whole, 1):
        rest = list(read_samples(tmp_path / "out", sample.after))
        assert [(one.row, one.audio, one.after) for one in rest] == [(one.row, one.audio, one.after) for one in whole[done:]]
    assert whole[-1].after == Position(seed, 3, 0)


@pytest.mark.parametrize("start", [Position(None, 4), Position(None, -1), Position(None, 0, 3), Position(None, 3, 1), Position(None, 0, -1)])
def test_a_position_of_other_shards_is_refused(rows, tmp_path, start):
    write_samples(rows, tmp_path / "out", shard_samples=3)
    with pytest.raises(OptionError, match="is no place in the 3 shards"):
        read_samples(tmp_path / "out", start)


def test_what_is_gone_is_counted_and_told(rows, tmp_path, monkeypatch):
    rows[0].audio.unlink()
    rows[1].audio.write_bytes(b"")
    rows[2].picture.unlink()
    rows[3] = Spoken(id="3", audio=tmp_path / "list.txt", source="mine")
    monkeypatch.setitem(shards.MAX_BYTES, "wav", 10)
    tally = Tally()
    assert write_samples(rows, tmp_path / "out", tally=tally) == tally.rows == 3
    samples = list(read_samples(tmp_path / "out"))
    assert [(sample.row.id, sample.picture is None) for sample in samples] == [("all", True), ("größe/4.x", True), ("größe/6.x", False)]
    assert dict(tally.left_out) == {
        "its audio is not on disk": 1, "its audio is empty": 1, "its audio is none of .flac .m4a .mp3 .ogg .opus .wav .webm": 1, "its audio is longer than 10 bytes": 1,
    }  # fmt: skip
    assert dict(tally.kept_without) == {"its picture is not on disk": 1}
    assert "left out 1: its audio is not on disk, such as" in tally.told()
    with pytest.raises(OptionError, match=r"sound 0.flac: its audio is not on disk; complete the set, or give tally"):
        write_samples(rows, tmp_path / "strict")


def test_a_row_too_long_to_be_read_back_is_not_packed(rows, tmp_path, monkeypatch):
    monkeypatch.setitem(shards.MAX_BYTES, "json", 150)
    tally = Tally()
    write_samples(rows, tmp_path / "out", tally=tally)
    assert tally.left_out["its row is longer than 150 bytes"] == 1
    assert len(list(read_samples(tmp_path / "out"))) == 6


def test_shards_are_not_written_over(rows, tmp_path):
    write_samples(rows[:1], tmp_path / "out")
    with pytest.raises(OptionError, match="holds shards already"):
        write_samples(rows[:1], tmp_path / "out")
    with pytest.raises(OptionError, match="need at least 1 of each"):
        write_samples(rows[:1], tmp_path / "other", shard_samples=0)


class Hostile:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


@pytest.mark.parametrize("ending", ["pkl", "pickle", "pyd", "pth", "PYD", "pt", "npy", "npz"])
def test_a_hostile_pickle_is_refused_and_nothing_in_it_runs(rows, tmp_path, ending):
    hostile = pickle.dumps(Hostile(tmp_path / "ran"))
    write_samples(rows[:1], tmp_path / "out")
    repack(tmp_path / "out", ("0.json", row_json()), ("0.wav", b"RIFF"), (f"1.{ending}", hostile))
    with pytest.raises(OptionError, match=rf"member '1\.{ending}' could run whatever its maker wants"):
        list(read_samples(tmp_path / "out"))
    repack(tmp_path / "out", ("0.json", hostile), ("0.wav", hostile))
    with pytest.raises(OptionError, match="sample '0' has no row that can be read"):
        list(read_samples(tmp_path / "out"))
    repack(tmp_path / "out", ("0.json", row_json(picture="0.jpg")), ("0.jpg", hostile), ("0.wav", hostile))
    (sample,) = read_samples(tmp_path / "out")
    with pytest.raises(OptionError, match="cannot be opened"):
        sample.open_picture()
    assert sample.audio == hostile
    assert not (tmp_path / "ran").exists()
    pickle.loads(hostile)
    assert (tmp_path / "ran").exists(), "it would have run"


def test_the_library_is_told_to_unpickle_nothing(rows, tmp_path, library, monkeypatch):
    monkeypatch.setattr(library.utils, "enforce_security", False)
    write_samples(rows[:1], tmp_path / "out")
    assert library.utils.enforce_security
    with pytest.raises(ValueError, match="not allowed"):
        library.autodecode.unpickle_loads(pickle.dumps(Hostile(tmp_path / "ran")))
    assert not (tmp_path / "ran").exists()


def link(name: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize(
    "member",
    [
        ("0.txt", b"x"),
        ("0.tar.wav", b"x"),
        ("wav", b"x"),
        (".wav", b"x"),
        ("../0.wav", b"x"),
        ("a/0.wav", b"x"),
        link("0.wav", tarfile.SYMTYPE),
        link("0.wav", tarfile.LNKTYPE),
        link("0.wav", tarfile.FIFOTYPE),
    ],
    ids=["text", "two endings", "no ending", "no key", "climbs", "folder", "symbolic link", "hard link", "pipe"],
)
def test_members_that_do_not_belong_in_a_shard_are_refused(rows, tmp_path, member):
    write_samples(rows[:1], tmp_path / "out")
    repack(tmp_path / "out", ("0.json", row_json()), member)
    with pytest.raises(OptionError, match=r"is not a file KEY\.ENDING with one of json .*write the shards again"):
        list(read_samples(tmp_path / "out"))


def test_a_member_that_is_too_long_is_refused_before_it_is_read(rows, tmp_path, monkeypatch):
    write_samples(rows[:1], tmp_path / "out")
    monkeypatch.setitem(shards.MAX_BYTES, "flac", 5)
    monkeypatch.setattr(tarfile.TarFile, "extractfile", lambda self, member: io.BytesIO(b" " * member.size) if not member.name.endswith("flac") else pytest.fail("it was read"))
    with pytest.raises(OptionError, match=r"member '00000000\.flac' has [0-9]+ bytes; at most 5"):
        list(read_samples(tmp_path / "out"))


@pytest.mark.parametrize(
    ("members", "wrong"),
    [
        ([("0.wav", b"x")], "a row is NoneType"),
        ([("0.json", b"{"), ("0.wav", b"x")], "Expecting"),
        ([("0.json", b"[" * 100_000), ("0.wav", b"x")], "recursion"),
        ([("0.json", row_json())], "does not name its members"),
        ([("0.json", row_json(audio="1.wav")), ("0.wav", b"x")], "does not name its members"),
        ([("0.json", row_json(audio="../0.wav")), ("0.wav", b"x")], "does not name its members"),
        ([("0.json", row_json(audio="0.json")), ("0.wav", b"x")], "does not name its members"),
        ([("0.json", row_json()), ("0.mp3", b"x"), ("0.wav", b"x")], "does not name its members"),
        ([("0.json", row_json(picture="0.mp3")), ("0.mp3", b"x"), ("0.wav", b"x")], "its picture is 0.mp3"),
        ([("0.json", row_json(audio="0.png")), ("0.png", b"x")], "does not name its members"),
        ([("0.json", row_json()), ("0.wav", b"x"), ("0.wav", b"y")], "duplicate"),
        ([("0.json", row_json()), ("0.wav", b"x"), ("1.json", row_json(audio="1.wav")), ("1.wav", b"x")], "has 2 samples; shards.json says 1"),
    ],
    ids=["no row", "bad JSON", "deep JSON", "no sound", "other key", "climbs", "itself", "two sounds", "no picture", "picture for sound", "twice", "one more"],
)
def test_damaged_samples_say_what_is_wrong(rows, tmp_path, members, wrong):
    write_samples(rows[:1], tmp_path / "out")
    repack(tmp_path / "out", *members)
    with pytest.raises(OptionError, match=wrong):
        list(read_samples(tmp_path / "out"))


def test_a_shard_that_is_cut_off_is_noticed(rows, tmp_path):
    write_samples(rows[:2], tmp_path / "out")
    path = tmp_path / "out" / "shard-000000.tar"
    whole = path.read_bytes()
    path.write_bytes(whole[:-512])
    with pytest.raises(OptionError, match=r"bytes; shards\.json says .*copy it again"):
        read_samples(tmp_path / "out")
    path.write_bytes(whole[:600])
    relist(tmp_path / "out")
    with pytest.raises(OptionError, match=r"is damaged|cut off"):
        list(read_samples(tmp_path / "out"))
    path.write_bytes(b"\x00" * 10240)
    relist(tmp_path / "out")
    with pytest.raises(OptionError, match=r"has 0 samples; shards\.json says 1"):
        list(read_samples(tmp_path / "out"))
    path.write_bytes(zlib.compress(whole))
    relist(tmp_path / "out")
    with pytest.raises(OptionError, match="is damaged"):
        list(read_samples(tmp_path / "out"))
    path.unlink()
    with pytest.raises(OptionError, match=r"lists 'shard-000000\.tar', which is not in"):
        read_samples(tmp_path / "out")


@pytest.mark.parametrize(
    ("index", "wrong"),
    [
        ("{", "is no list of shards"), ("[]", "is no list of shards"), ('{"shards": []}', "version None; need"), ('{"format": "speechscape-shards", "version": 2, "shards": []}', "version 2"),
        ('{"format": "speechscape-shards", "version": 1, "shards": [{"name": "../x.tar", "samples": 1, "bytes": 1}]}', "which is not in"),
    ],
    ids=["bad JSON", "list", "no head", "newer", "climbs"],
)  # fmt: skip
def test_a_list_of_shards_that_is_none_is_refused(tmp_path, index, wrong):
    (tmp_path / "out").mkdir()
    (tmp_path / "x.tar").write_bytes(b"x")
    with pytest.raises(OptionError, match=r"has no shards\.json"):
        read_samples(tmp_path / "out")
    (tmp_path / "out" / "shards.json").write_text(index)
    with pytest.raises(OptionError, match=wrong):
        read_samples(tmp_path / "out")


def test_pictures_are_opened_only_when_asked_for_and_under_a_cap(rows, tmp_path, monkeypatch):
    write_samples(rows, tmp_path / "out")
    with monkeypatch.context() as closed:
        closed.setattr(Image, "open", lambda *args, **other: pytest.fail("it was opened"))
        samples = list(read_samples(tmp_path / "out"))
    assert [sample.open_picture().size for sample in samples if sample.picture] == [(number + 1, 2) for number in range(7) if number != 4]
    assert samples[3].open_picture(max_pixels=8).size == (4, 2)
    with pytest.raises(OptionError, match="has 4 x 2 pixels; at most 7"):
        samples[3].open_picture(max_pixels=7)
    with pytest.raises(OptionError, match="has no picture"):
        samples[4].open_picture()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("kind", ["gif", "cut off", "text", "bomb", "big bomb"])
def test_pictures_of_other_formats_and_bombs_are_refused(rows, tmp_path, kind):
    write_samples(rows[:1], tmp_path / "out")
    buffer = io.BytesIO()
    Image.effect_noise((32, 32), 50).save(buffer, "gif" if kind == "gif" else "png")
    side = {"bomb": 12_000, "big bomb": 60_000}.get(kind, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    content = {"gif": buffer.getvalue(), "cut off": buffer.getvalue()[:200], "text": b"#define x_width 3"}.get(kind, bomb)
    repack(tmp_path / "out", ("0.json", row_json(picture="0.png")), ("0.png", content), ("0.wav", b"x"))
    (sample,) = read_samples(tmp_path / "out")
    for act in ("error", "ignore"):
        with warnings.catch_warnings():
            warnings.simplefilter(act)
            with pytest.raises(OptionError, match="of sample 'a'"):
                sample.open_picture()


def test_without_the_library_the_error_names_the_install_line(rows, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "webdataset", None)
    with pytest.raises(SetupError, match=r'pip install "speechscape\[train\]"'):
        write_samples(rows, tmp_path / "out")
    with pytest.raises(SetupError, match=r'pip install "speechscape\[train\]"'):
        read_samples(tmp_path / "out")
