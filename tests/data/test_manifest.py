from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from speechscape.data.manifest import Spoken, TimedWord, inside, read_manifest, write_manifest
from speechscape.errors import OptionError

HEAD = '{"format": "speechscape-manifest", "version": 1}\n'
ROW = '{"id": "a", "audio": "a.wav", "source": "mine"}\n'


def spoken(**known) -> Spoken:
    return Spoken(**{"id": "a", "audio": Path("a.wav"), "source": "mine", **known})


def full(folder: Path) -> Spoken:
    return spoken(
        id="größe/漢字 1", audio=folder / "sounds" / "größe.wav", picture=folder / "pictures" / "犬.jpg", caption="ein „Hund“\nund mehr", split="dev", speaker="7", language="de",
        licence="CC BY 4.0", words=(TimedWord("ein", 0.0, 0.25), TimedWord("Hund", 0.25, 1.0, (0.0, 0.25, 0.5, 1.0))), start_s=0.5, end_s=2.0,
    )  # fmt: skip


def lines(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "manifest.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_read_and_the_folder_can_be_moved(tmp_path):
    (tmp_path / "here").mkdir()
    rows = [full(tmp_path / "here"), spoken(audio=tmp_path / "here" / "b.ogg")]
    assert write_manifest(rows, tmp_path / "here" / "manifest.jsonl") == 2
    assert list(read_manifest(tmp_path / "here" / "manifest.jsonl")) == rows
    (tmp_path / "here").rename(tmp_path / "there")
    moved = next(read_manifest(tmp_path / "there" / "manifest.jsonl"))
    assert (moved.audio, moved.picture) == (tmp_path / "there" / "sounds" / "größe.wav", tmp_path / "there" / "pictures" / "犬.jpg")
    assert "größe" in (tmp_path / "there" / "manifest.jsonl").read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["manifest.jsonl"]


def test_what_is_not_known_is_not_written(tmp_path):
    path = tmp_path / "manifest.jsonl"
    write_manifest([spoken(audio=tmp_path / "a.wav")], path)
    assert path.read_text().splitlines() == [HEAD.strip(), '{"id": "a", "audio": "a.wav", "language": "en", "source": "mine"}']


def test_files_elsewhere_are_stored_absolute_and_read_only_on_trust(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    path = tmp_path / "here" / "manifest.jsonl"
    write_manifest([spoken(audio=tmp_path / "here" / ".." / "elsewhere" / "a.wav")], path)
    assert ".." not in path.read_text()
    assert next(read_manifest(path, outside=True)).audio == tmp_path / "elsewhere" / "a.wav"
    with pytest.raises(OptionError, match=r"line 2: .*outside the manifest's folder: pass outside=True"):
        next(read_manifest(path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OptionError, match="give an absolute path"):
        write_manifest([spoken(audio=Path("elsewhere/a.wav"))], path)
    assert write_manifest([spoken(audio=Path("here/a.wav"))], Path("here/manifest.jsonl")) == 1
    assert next(read_manifest(Path("here/manifest.jsonl"))).audio == Path("here/a.wav")


def test_a_writing_that_fails_leaves_what_was_there(tmp_path):
    path = tmp_path / "manifest.jsonl"
    write_manifest([spoken(audio=tmp_path / "a.wav")], path)
    with pytest.raises(OptionError, match="id 'a' comes twice"):
        write_manifest([spoken(audio=tmp_path / "a.wav"), spoken(audio=tmp_path / "b.wav")], path)
    assert len(list(read_manifest(path))) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["manifest.jsonl"]


@pytest.mark.parametrize(
    "head",
    ["", "hello\n", "[]\n", '{"format": "parquet"}\n', '{"format": "speechscape-manifest", "version": 2}\n', "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")],
    ids=["empty", "text", "list", "other", "newer", "bytes"],
)
def test_what_is_no_manifest_is_refused_at_once(tmp_path, head):
    with pytest.raises(OptionError, match="line 1"):
        read_manifest(lines(tmp_path, head))


def test_a_manifest_that_is_not_there_is_refused_at_once(tmp_path):
    with pytest.raises(OptionError, match="is not a file"):
        read_manifest(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('{"id": "b", "audio": "b.wav"', "not JSON"),
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "a row is list"),
        ('{"id": "b", "source": "x"}', "audio is missing"),
        ('{"id": "", "audio": "b.wav", "source": "x"}', "id is empty"),
        ('{"id": 3, "audio": "b.wav", "source": "x"}', "id is 3; need text"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "caption": null}', "caption is None; need text"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "split": "val"}', "split is 'val'; need one of train, dev, test"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "colour": "red"}', "field 'colour' is not known"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "start_s": true}', "start_s is True; need a number"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "start_s": NaN}', "start_s is nan"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "start_s": 2, "end_s": 1}', "times 2.0 to 1.0 s"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "words": [["a", 1]]}', "is not .text, start_s, end_s"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "words": [["a", 1, 0.5]]}', "times 1.0 to 0.5"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "words": [["a", 1, 2, [0, 0, 2, 1]]]}', "box .* fractions"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "words": {}}', "words is no list"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "words": [["a", 1, 2, [0, 0]]]}', "box .* is not .x0, y0, x1, y1"),
        ('{"id": "b", "audio": "../b.wav", "source": "x"}', r"leads out of its folder by '\.\.'"),
        ('{"id": "b", "audio": "b.wav", "source": "x", "picture": "c/../../b.png"}', r"leads out of its folder by '\.\.'"),
        ('{"id": "b", "audio": "..\\\\b.wav", "source": "x"}', r"leads out of its folder by '\.\.'"),
        ('{"id": "b", "audio": "C:\\\\b.wav", "source": "x"}', "absolute"),
        ('{"id": "b", "audio": "/etc/../etc/b.wav", "source": "x"}', r"leads out of its folder by '\.\.'"),
        ('{"id": "b", "audio": "b\\u0000.wav", "source": "x"}', "is not the name of a file"),
        ('{"id": "a", "audio": "b.wav", "source": "x"}', "id 'a' stands on line 2 already"),
        (json.dumps({"id": "b", "audio": "b.wav", "source": "x", "caption": "b" * 4_000_000}), "more than 4000000 bytes"),
    ],
    ids=str,
)
def test_a_bad_line_is_named_with_its_number(tmp_path, line, wrong):
    rows = read_manifest(lines(tmp_path, HEAD + ROW + line + "\n" + ROW))
    assert next(rows).id == "a"
    with pytest.raises(OptionError, match=rf"manifest\.jsonl, line 3: .*{wrong}"):
        next(rows)


def test_bytes_that_are_not_utf8_are_named_with_their_line(tmp_path):
    path = lines(tmp_path, HEAD)
    path.write_bytes(path.read_bytes() + b'{"id": "\xff\xfe"}\n')
    with pytest.raises(OptionError, match="line 2: not JSON"):
        next(read_manifest(path))


@pytest.mark.parametrize("text", ["\ud800", "a\nb", 'q"', "\x85 "], ids=ascii)
def test_any_text_comes_back_as_it_was(tmp_path, text):
    path = tmp_path / "manifest.jsonl"
    write_manifest([spoken(audio=tmp_path / "a.wav", caption=text)], path)
    assert next(read_manifest(path)).caption == text


@pytest.mark.parametrize(("start_s", "end_s"), [(-1.0, 1.0), (1.0, 0.5), (math.nan, 1.0), (0.0, math.inf)])
def test_times_that_run_backwards_are_refused(start_s, end_s):
    with pytest.raises(OptionError, match="need 0 <= start <= end"):
        TimedWord("a", start_s, end_s)
    with pytest.raises(OptionError, match="need 0 <= start <= end"):
        spoken(start_s=start_s, end_s=end_s)


def test_a_name_stays_in_its_folder():
    assert inside(Path("set"), "wavs/a.wav") == Path("set/wavs/a.wav")
    for name in ("", "/etc/passwd", "a/../../b", "..\\b", "C:\\b", "a\0"):
        with pytest.raises(OptionError):
            inside(Path("set"), name)
