"""What is written of a storyboard: JSON that reads back, captions that parse, a page that says what it knows and how surely."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pytest
from PIL import Image

from speechscape.errors import OptionError
from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.storyboard.book import Leaf, Line, Storyboard
from speechscape.storyboard.captions import captions_vtt, clock, sprite, thumbnails_vtt
from speechscape.storyboard.page import page_html
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


def test_thumbnails_point_into_the_sprite():
    story = _story(12)
    sheet = sprite(_pictures(story))
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


def test_the_page_has_everything_in_it_and_nothing_from_elsewhere():
    story = _story()
    page = page_html(story, [("png", data) for data in _pictures(story)], [[("a fox", "<svg></svg>")]] * 3)
    tags = _Tags()
    tags.feed(page)
    images = [row for tag, row in tags.rows if tag == "img"]
    assert [row["alt"] for row in images] == ['A "fox".', 'A "boat".', 'A "king".']
    assert all(str(row["src"]).startswith("data:image/png;base64,") for row in images)
    assert not re.search(r"https?://", page)
    assert "A talk &lt;about&gt; foxes" in page
    assert "Not reviewed" in page
    assert "80% sure" in page
    assert "Perhaps also, not drawn: goat or boat?" in page
    assert 'src="sound.mp3"' in page
    assert page.count('class="panel"') == 3


def test_a_reviewed_page_says_so_and_an_empty_one_too():
    story = _story(1)
    reviewed = story.with_leaves([Leaf(**{**vars(story.leaves[0]), "status": "approved"})])
    page = page_html(reviewed, [("png", _pictures(story)[0])])
    assert "Not reviewed" not in page
    assert "Reviewed by a person." in page
    assert "Nothing that can be drawn was heard" in page_html(story.with_leaves([]), [])
