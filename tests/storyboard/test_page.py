"""What is written of a storyboard: JSON that reads back, captions that parse, a page that says what it knows and how surely."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PIL import Image

from speechscape.errors import OptionError
from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.storyboard.book import Leaf, Line, Storyboard
from speechscape.storyboard.captions import captions_vtt, clock, sprite, thumbnails_vtt
from speechscape.storyboard.page import page_html, write_page
from speechscape.types import Element, Scene

LINES = (Line("a fox & a <tree>", 1.0, 2.5, 0.9), Line("i think", 3.0, 3.5), Line("an owl", 4.0, 5.0, 0.3))


def _story(count: int = 3) -> Storyboard:
    names = ("fox", "boat", "king")
    leaves = tuple(Leaf(4 * n, 10.0 * n + 1, 10.0 * n + 9, Scene((Element(names[n % 3], confidence=0.8),)), f'A "{names[n % 3]}".', f"A {names[n % 3]} & more", LINES, doubts=(("goat", "boat"),), picture=f"panels/{n}.png") for n in range(count))
    return Storyboard("A talk <about> foxes", 35.5, leaves, "ears-3", sound="sound.mp3")


def _pictures(story: Storyboard) -> list[bytes]:
    return [VectorPainter().paint(Request(leaf.scene, 64)).data for leaf in story.leaves]


def test_it_reads_back_from_json():
    story = _story()
    assert Storyboard.from_json(json.loads(json.dumps(story.to_json()))) == story
    with pytest.raises(OptionError, match="has the format 'other'"):
        Storyboard.from_json({"format": "other"})


def test_a_leaf_stays_until_the_next_and_the_last_to_the_end():
    story = _story()
    assert [story.until_s(number) for number in range(3)] == [11.0, 21.0, 35.5]


def test_captions_are_marked_as_automatic_and_doubtful_ones_ask():
    text = captions_vtt(_story(1))
    assert text.startswith("WEBVTT\n\nNOTE\nHeard automatically by ears-3; not reviewed by a person.")
    assert "00:00:01.000 --> 00:00:02.500\na fox &amp; a &lt;tree&gt;\n" in text
    assert "an owl (?)" in text
    assert "i think\n" in text
    assert clock(3661.0425) == "01:01:01.042"


def test_thumbnails_point_into_the_sprite(tmp_path):
    story = _story(12)
    for number, data in enumerate(_pictures(story)):
        (tmp_path / f"{number}.png").write_bytes(data)
    sheet = sprite([tmp_path / f"{number}.png" for number in range(12)])
    cues = re.findall(r"sprite\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)", thumbnails_vtt(story))
    with Image.open(io.BytesIO(sheet)) as image:
        assert all(int(x) + int(w) <= image.width and int(y) + int(h) <= image.height for x, y, w, h in cues)
    assert len(cues) == 12
    assert cues[11][:2] == ("160", "160")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.rows.append((tag, dict(attrs)))


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    tags = _Tags()
    tags.feed(page)
    return tags.rows


def test_the_page_has_everything_in_it_and_nothing_from_elsewhere():
    story = _story()
    page = page_html(story, [("png", data) for data in _pictures(story)], [[("a fox", "<svg></svg>")]] * 3)
    images = [row for tag, row in _tags(page) if tag == "img" and row["alt"]]
    assert [row["alt"] for row in images] == ['A "fox".', 'A "boat".', 'A "king".']
    assert all(str(row["src"]).startswith("data:image/png;base64,") for row in images)
    assert not re.search(r"https?://", page)
    assert "A talk &lt;about&gt; foxes" in page
    assert "<strong>Not reviewed.</strong>" in page
    assert "<strong>Automatic, fairly sure (80%).</strong>" in page
    assert 'src="sound.mp3"' in page
    assert page.count('class="panel"') == page.count('class="pictograms"') == 3
    assert page.count('<li><a href="#p') == 3


def test_a_machine_is_never_certain():
    leaf = _story(1).leaves[0]
    said = {}
    for confidence in (1.0, 0.95, 0.8, 0.5, 0.49, 0.0):
        scene = Scene((Element("fox"), Element("owl", confidence=confidence)))
        page = page_html(_story(1).with_leaves([replace(leaf, scene=scene, lines=(Line("an owl", 0, 1, confidence),))]), [("png", b"")])
        (said[confidence],) = set(re.findall(r"(?:very|fairly|not very) sure \(\d+%\)|unsure \(\d+%\)", page))
    assert list(said.values()) == ["very sure (99%)", "very sure (95%)", "fairly sure (80%)", "not very sure (50%)", "unsure (49%)", "unsure (0%)"]
    assert "Least certain is the owl." in page
    assert "How sure the listener was is not known." in page_html(_story(1).with_leaves([replace(leaf, scene=Scene())]), [("png", b"")])


def test_a_doubt_stays_unless_the_picture_has_it():
    story = _story(2)
    page = page_html(story, [("png", b"")] * 2)
    assert "Perhaps also, not drawn: goat or boat?" in page
    assert "Perhaps also, not drawn: goat?" in page
    assert "Perhaps also" not in page_html(story.with_leaves([replace(story.leaves[1], doubts=(("boat",),))]), [("png", b"")])


def test_languages_are_told_apart():
    story = replace(_story(1), language="de")
    page = page_html(story.with_leaves([replace(story.leaves[0], status="edited"), story.leaves[0]]), [("png", b"")] * 2)
    assert '<html lang="en">' in page
    assert '<h1 lang="de"' in page
    assert re.findall(r'<p class="caption"( lang="de")?', page) == [' lang="de"', ""]
    assert page.count('<span lang="de" dir="auto">i think') == 2


def test_what_no_page_can_hold_is_left_out():
    story = replace(_story(1), title="A\ud800 talk\x00", model="ears\x1b")
    page = page_html(story.with_leaves([replace(story.leaves[0], caption="A\nfox\udfff", lines=(Line("a\x07 fox", 0, 1),))]), [("png", b"")])
    assert page.encode() and not re.search("[\x00-\x09\x0b-\x1f]", page)
    assert "<title>A talk</title>" in page
    assert ">A fox</p>" in page


def test_times_lead_to_the_sound_only_where_it_is():
    assert 'href="sound.mp3#t=1.00,2.50"' in page_html(_story(1), [("png", b"")])
    assert 'src="javascript%3Aalert%281%29"' in page_html(replace(_story(1), sound="javascript:alert(1)"), [("png", b"")])
    assert 'src="elsewhere/a%20%22talk%22.mp3"' in page_html(replace(_story(1), sound='//elsewhere/a "talk".mp3'), [("png", b"")])
    page = page_html(replace(_story(1), sound=None), [("png", b"")])
    assert "<audio" not in page
    assert 'data-do="play"' not in page
    assert "#t=" not in page


def test_a_page_is_written_whole_and_always_the_same(tmp_path):
    story = _story()
    (tmp_path / "panels").mkdir()
    for leaf, data in zip(story.leaves, _pictures(story), strict=True):
        (tmp_path / leaf.picture).write_bytes(data)
    write_page(story, tmp_path, tmp_path / "index.html")
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text == page_html(story, [("png", data) for data in _pictures(story)])
    (tmp_path / "panels" / "2.png").unlink()
    with pytest.raises(OptionError, match=r"panels/2.png is not in the storyboard's folder; make the storyboard again"):
        write_page(story.with_leaves(story.leaves[::-1]), tmp_path, tmp_path / "index.html")
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "panels"]


@pytest.mark.parametrize(("picture", "why"), [("../outside.png", "not inside"), ("/etc/hostname", "not inside"), ("panels", "is not in"), ("", "is not in"), ("note.txt", "of the kind 'txt'; pages take png, jpg")])
def test_pictures_that_are_none_are_refused(tmp_path, picture, why):
    (tmp_path / "story" / "panels").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(b"secret")
    (tmp_path / "story" / "note.txt").write_text("words")
    story = _story(1)
    with pytest.raises(OptionError, match=why):
        write_page(story.with_leaves([replace(story.leaves[0], picture=picture)]), tmp_path / "story", tmp_path / "story" / "index.html")


def test_an_hour_of_pictures_needs_the_memory_of_one(tmp_path):
    (tmp_path / "panels").mkdir()
    story = _story(200)
    for leaf in story.leaves:
        (tmp_path / leaf.picture).write_bytes(bytes(100_000))
    write_page(_story(1), tmp_path, tmp_path / "index.html")
    tracemalloc.start()
    try:
        write_page(story, tmp_path, tmp_path / "index.html")
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
    assert (tmp_path / "index.html").stat().st_size > 200 * 133_000


def test_a_reviewed_page_says_so_and_an_empty_one_too():
    story = _story(2)
    seen = [replace(leaf, status="approved") for leaf in story.leaves]
    page = page_html(story.with_leaves(seen), [("png", b"")] * 2)
    assert "Not reviewed" not in page
    assert "<strong>Reviewed.</strong> A person has looked at every picture." in page
    assert page.count("<strong>Checked by a person.</strong>") == 2
    partly = page_html(story.with_leaves([seen[0], story.leaves[1]]), [("png", b"")] * 2)
    assert "<strong>Partly reviewed.</strong> A person has looked at 1 of 2 pictures." in partly
    empty = page_html(replace(story.with_leaves([]), title=" "), [])
    assert "Nothing that can be drawn was heard" in empty
    assert "Reviewed." not in empty
    assert "<title>Storyboard</title>" in empty
