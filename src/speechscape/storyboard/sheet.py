"""``storyboard.pdf``: the storyboard on A4 pages to be printed and read: each picture with its number, time, caption, how sure the listener was, and the words.

Made with fpdf2 (LGPL-3.0; ``pip install "speechscape[pdf]"``). Text stays text, pictures are tagged with their descriptions. Letters come from a font of this machine that knows more than Latin, where it
has one; what no font knows is written as a mark in its place.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speechscape.errors import SetupError
from speechscape.storyboard.book import Leaf, Storyboard
from speechscape.storyboard.publishing import Voice, clock, complete, counted, doubts, font_file, language_of, notices, origin, picture_of, plain, spoken, title_of, wrapped

if TYPE_CHECKING:
    from fpdf import FPDF

__all__ = ["write_sheet"]

_MARGIN_MM, _TOP_MM, _BOTTOM_MM = 14.0, 14.0, 18.0
_PICTURE_MM, _GAP_MM = 58.0, 6.0
_PIXELS = 480
"""Side of a picture in the file: 210 to the inch as printed."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Style:
    """A kind of text: size in points, line in millimetres, bold, gray (0 is black)."""

    size: float
    line: float
    bold: bool = False
    gray: int = 0


_TITLE, _NUMBER, _CAPTION, _SOFT, _SAID = _Style(20, 9, True), _Style(9, 4.4, gray=70), _Style(12, 5.4, True), _Style(9, 4.4, gray=70), _Style(10, 4.8)


def write_sheet(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    """See `publishing.Writer`."""
    with closing(_Sheet(story)) as sheet:
        for number, leaf in enumerate(story.leaves):
            sheet.panel(_entries(story, number, leaf), _small(picture_of(folder, leaf)), plain(leaf.alt) or "A picture without description.")
        with complete(target) as partial:
            sheet.pdf.output(str(partial))


def _entries(story: Storyboard, number: int, leaf: Leaf) -> list[tuple[_Style, str]]:
    """What stands beside a picture, from top to bottom."""
    said = " ".join(plain(line.text) for line in spoken(leaf))
    when = f"Picture {number + 1} · {clock(leaf.start_s)} to {clock(story.until_s(number))}"
    rows = [(_NUMBER, when), (_CAPTION, plain(leaf.caption)), (_SOFT, origin(leaf)), (_SOFT, doubts(leaf)), (_SAID, f"Words heard: {said}" if said else "")]
    return [(style, text) for style, text in rows if text]


def _small(path: Path | None) -> io.BytesIO | None:
    """A picture as it is put in: a JPEG file with the mark that a machine made it."""
    if path is None:
        return None
    from PIL import Image

    out = io.BytesIO()
    with Image.open(path, formats=("PNG", "WEBP", "JPEG")) as image:
        image.convert("RGB").resize((_PIXELS, _PIXELS), Image.Resampling.BILINEAR).save(out, "JPEG", quality=86, comment=b"AI-generated")
    out.seek(0)
    return out


class _Sheet:
    """A document that is filled from top to bottom; `y` is in millimetres from the upper edge. Raises `SetupError` without fpdf2."""

    def __init__(self, story: Storyboard) -> None:
        self.title = title_of(story)
        self.pdf = _document(self.title, story)
        self.known = _fonts(self.pdf)
        self.widths: dict[tuple[float, bool, str], float] = {}
        self.y = 0.0
        self._page()
        self._head(story)

    def close(self) -> None:
        """Close the files of the fonts, which fpdf2 leaves open."""
        for font in self.pdf.fonts.values():
            if hasattr(font, "ttfont"):
                font.ttfont.close()

    def _page(self) -> None:
        self.pdf.add_page()
        with self._aside():
            self._style(_SOFT)
            self.pdf.text(_MARGIN_MM, self.pdf.h - 10, self._known(f"{self.title[:80]} · page {self.pdf.page_no()}"))
        self.y = _TOP_MM

    def _head(self, story: Storyboard) -> None:
        self._text(_TITLE, self.title, _MARGIN_MM, "H1")
        self._text(_SOFT, f"{counted(len(story.leaves), 'picture')} · {clock(story.seconds)} of speech" + (f" · heard and drawn by {plain(story.model)}" if plain(story.model) else ""), _MARGIN_MM)
        for note in notices(story):
            self._text(_SAID, note, _MARGIN_MM)
        self.y += 3

    def panel(self, entries: Sequence[tuple[_Style, str]], picture: io.BytesIO | None, alt: str) -> None:
        """Add a picture and its words; on a new page where they would be torn apart and need not."""
        left = _MARGIN_MM + _PICTURE_MM + _GAP_MM
        high = max(_PICTURE_MM, sum(style.line * len(self._lines(style, text, left)) + 1 for style, text in entries))
        if self.y + _GAP_MM + min(high, self._bottom - _TOP_MM) > self._bottom:
            self._page()
        else:
            self._rule()
        page, top = self.pdf.page_no(), self.y
        self.pdf.set_y(top)
        self.pdf.start_section(self._known(f"{entries[0][1]}: {alt}"))
        if picture is not None:
            self.pdf.image(picture, _MARGIN_MM, top, _PICTURE_MM, _PICTURE_MM, alt_text=alt)
        for row, (style, text) in enumerate(entries):
            self._text(style, text, left, "H2" if row == 0 else "P")
        if self.pdf.page_no() == page:
            self.y = max(self.y, top + _PICTURE_MM)

    @property
    def _bottom(self) -> float:
        return float(self.pdf.h) - _BOTTOM_MM

    def _rule(self) -> None:
        with self._aside():
            self.pdf.set_draw_color(200)
            self.pdf.line(_MARGIN_MM, self.y + _GAP_MM / 2, self.pdf.w - _MARGIN_MM, self.y + _GAP_MM / 2)
        self.y += _GAP_MM

    def _text(self, style: _Style, text: str, left: float, role: str = "P") -> None:
        """Write a paragraph from a left edge to the right margin, over as many pages as it takes."""
        lines = self._lines(style, text, left)
        while lines:
            fit = int((self._bottom - self.y) / style.line)
            if fit < 1:
                self._page()
                continue
            with self._tagged(role):
                self._style(style)
                for line in lines[:fit]:
                    self.pdf.text(left, self.y + 0.78 * style.line, f"{line} ")  # the space keeps words apart for those who copy or listen
                    self.y += style.line
            lines = lines[fit:]
        self.y += 1

    def _lines(self, style: _Style, text: str, left: float) -> list[str]:
        return wrapped(self._known(text), lambda word: self._width(style, word), self.pdf.w - _MARGIN_MM - left)

    def _width(self, style: _Style, word: str) -> float:
        key = (style.size, style.bold, word)
        if key not in self.widths:
            self._style(style)
            self.widths[key] = float(self.pdf.get_string_width(word))
        return self.widths[key]

    def _style(self, style: _Style) -> None:
        self.pdf.set_font("letters" if self.known else "Helvetica", "B" if style.bold else "", style.size)
        self.pdf.set_text_color(style.gray)

    def _known(self, text: str) -> str:
        """Text in letters that the font has; others become its mark for the unknown."""
        if not self.known:
            return unicodedata.normalize("NFC", text).encode("windows-1252", "replace").decode("windows-1252")
        lost = "\ufffd" if 0xFFFD in self.known else "?"
        return "".join(mark if ord(mark) in self.known else lost for mark in unicodedata.normalize("NFC", text))

    @contextmanager
    def _tagged(self, role: str) -> Iterator[None]:
        """What is written within is part of the structure that screen readers follow. fpdf2 tags pictures so, but has no public way for text."""
        with self.pdf._marked_sequence() as tag:
            tag.s = f"/{role}"
            yield

    @contextmanager
    def _aside(self) -> Iterator[None]:
        """What is written within is no content: lines and page numbers."""
        self.pdf._out("/Artifact BMC")
        yield
        self.pdf._out("EMC")


def _document(title: str, story: Storyboard) -> FPDF:
    try:
        from fpdf import FPDF, ViewerPreferences
    except ImportError:
        raise SetupError('fpdf2 is not installed; install it with: pip install "speechscape[pdf]"') from None
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_creation_date(_MADE)
    pdf.set_title(title)
    pdf.set_lang(language_of(story))
    pdf.set_keywords("AI-generated")
    pdf.set_creator("Speechscape")
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    return pdf


def _fonts(pdf: FPDF) -> frozenset[int]:
    """Fonts of this machine, and the letters that they have in both weights; none leaves the PDF's own Helvetica."""
    plain_file, bold_file = font_file(), font_file(bold=True)
    if plain_file is None:
        return frozenset()
    pdf.add_font("letters", "", plain_file)
    pdf.add_font("letters", "B", bold_file or plain_file)
    fonts: list[Any] = [pdf.fonts["letters"], pdf.fonts["lettersB"]]
    return frozenset(fonts[0].cmap) & frozenset(fonts[1].cmap)
