"""The sheet as another library reads it, and the forms together: what is missing stops only what needs it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from speechscape.errors import AudioError, OptionError, SetupError
from speechscape.storyboard import publishing
from speechscape.storyboard.book import Leaf, Line, Storyboard
from speechscape.storyboard.publishing import FORMS, clock, plain, publish, wrapped
from speechscape.storyboard.sheet import write_sheet
from speechscape.types import Scene
from tests.storyboard.test_epub import HARD, make_folder


@pytest.fixture
def pypdf():
    """fpdf2 to write with, and another library to read with."""
    pytest.importorskip("fpdf", reason='fpdf2 is not installed (pip install "speechscape[pdf]")')
    return pytest.importorskip("pypdf", reason="a second reader is not installed (pip install pypdf)")


def _text(reader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def _tags(reader) -> list[tuple[str, str]]:
    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    rows = [row.get_object() for row in document["/K"]]
    return [(row["/S"], row.get("/Alt", "")) for row in rows]


def test_what_is_known_can_be_read(tmp_path, pypdf):
    story = make_folder(tmp_path, 9, None)
    write_sheet(story, tmp_path, tmp_path / "story.pdf")
    reader = pypdf.PdfReader(tmp_path / "story.pdf")
    text = _text(reader)
    assert (reader.metadata.title, reader.trailer["/Root"]["/Lang"], reader.metadata["/Keywords"]) == (plain(story.title), "en", "AI-generated")
    assert 2 <= len(reader.pages) <= 4
    for words in ("Not reviewed.", "Picture 9 · ", "Automatic, fairly sure (87%). Least certain is the fox.", "Perhaps also, not drawn: goat, cat?", "i think", 'A "king" & <b>Königin</b>', "A note & more."):
        assert words in text
    tags = _tags(reader)
    assert [alt for kind, alt in tags if kind == "/Figure"] == [leaf.alt for leaf in story.leaves]
    assert [kind for kind, _ in tags[:4]] == ["/H1", "/P", "/P", "/P"]
    assert sum(kind == "/H2" for kind, _ in tags) == 9
    assert len(reader.outline) == 9
    assert sum(len(page.images) for page in reader.pages) == 9


def test_words_that_fill_pages_are_all_there(tmp_path, pypdf):
    story = make_folder(tmp_path, 2, None)
    said = [f"word{number}" for number in range(3000)]
    story = story.with_leaves([replace(story.leaves[0], lines=(Line(" ".join(said), 1.0, 2.0), Line("W" * 300, 2.0, 3.0))), replace(story.leaves[1], picture="", alt="")])
    write_sheet(story, tmp_path, tmp_path / "story.pdf")
    reader = pypdf.PdfReader(tmp_path / "story.pdf")
    text = _text(reader)
    assert [word for word in text.split() if word.startswith("word")] == said
    assert text.count("W") >= 300
    assert len(reader.pages) > 3
    write_sheet(Storyboard("", 3.0, ()), tmp_path, tmp_path / "empty.pdf")
    assert "Nothing that can be drawn was heard in it." in _text(pypdf.PdfReader(tmp_path / "empty.pdf"))


def test_without_a_font_of_the_machine_letters_are_replaced(tmp_path, pypdf, monkeypatch):
    monkeypatch.setattr("speechscape.storyboard.sheet.font_file", lambda bold=False: None)
    story = make_folder(tmp_path, 1, None)
    write_sheet(story, tmp_path, tmp_path / "story.pdf")
    text = _text(pypdf.PdfReader(tmp_path / "story.pdf"))
    assert 'A "king" & <b>Königin</b> ?? ? ' in text
    monkeypatch.undo()
    publishing.font_file.cache_clear()
    monkeypatch.setattr(publishing, "_FONTS", (("No Such Font.ttf", "No Such Font Bold.ttf"),))
    assert publishing.font_file() is None
    publishing.font_file.cache_clear()


def test_the_same_story_is_the_same_sheet_and_a_failure_leaves_the_old(tmp_path, pypdf):
    story = make_folder(tmp_path, 3, None)
    for name in "ab":
        write_sheet(story, tmp_path, tmp_path / f"{name}.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    before = (tmp_path / "a.pdf").read_bytes()
    with pytest.raises(OptionError, match="not in the storyboard's folder"):
        write_sheet(story.with_leaves([replace(story.leaves[0], picture="panels/none.png")]), tmp_path, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == before
    assert not list(tmp_path.glob("*.partial"))


def test_all_forms_together(tmp_path, pypdf):
    story = make_folder(tmp_path, 2, "sound.flac", 3.0)
    assert publish(story, tmp_path, [*FORMS, "book"]) == []
    assert {path.name for path in tmp_path.glob("storyboard*")} == {name for name, _ in FORMS.values()} == {"storyboard.epub", "storyboard.pdf", "storyboard.mp4", "storyboard.obz"}
    assert publish(story, tmp_path, []) == []


def test_a_missing_package_is_a_note_and_stops_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fpdf", None)
    story = make_folder(tmp_path, 2, None)
    with pytest.raises(SetupError, match=r'pip install "speechscape\[pdf\]"'):
        write_sheet(story, tmp_path, tmp_path / "story.pdf")
    assert publish(story, tmp_path, ["sheet", "boards"]) == ['storyboard.pdf was not written: fpdf2 is not installed; install it with: pip install "speechscape[pdf]"']
    assert {path.name for path in tmp_path.glob("story*")} == {"storyboard.obz"}
    with pytest.raises(OptionError, match=r"form is 'poster'; choose from film, book, sheet, boards"):
        publish(story, tmp_path, ["boards", "poster"])


def test_sound_that_cannot_be_read_stops_only_what_needs_it(tmp_path):
    story = make_folder(tmp_path, 2)
    (tmp_path / "sound.wav").write_bytes(b"RIFF....")
    with pytest.raises(AudioError, match=r"^sound\.wav "):
        publish(story, tmp_path, ["book", "film", "boards"])
    assert {path.name for path in tmp_path.glob("story*")} == {"storyboard.obz"}


def test_how_things_are_said():
    assert plain(HARD) == 'A "king" & <b>Königin</b> 狐狸 🦊 \u202bشلومה\u202c ]]> end'
    assert [clock(seconds) for seconds in (0, 59.9, 61, 3600)] == ["0:00", "0:59", "1:01", "1:00:00"]
    assert wrapped("aa bb cccccc d", len, 4) == ["aa", "bb", "cccc", "cc d"]
    assert wrapped("", len, 4) == []
    assert publishing.counted(1, "picture") == "1 picture"
    story = Storyboard("x", 1.0, (), language="nonsense language")
    assert publishing.language_of(story) == "und"
    leaf = Leaf(0, 0.0, 1.0, Scene(), "", "")
    assert publishing.notices(story.with_leaves([leaf, replace(leaf, status="edited")]))[0].startswith("Partly reviewed. A person has looked at 1 of 2 pictures.")
    assert publishing.origin(leaf) == "Automatic. How sure the listener was is not known."
    assert publishing.title_of(replace(story, title=" \x00")) == "Storyboard"
