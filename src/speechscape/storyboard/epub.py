"""``storyboard.epub``: the storyboard as an EPUB 3 book: a page for each panel, read aloud by the recording itself where it was kept (media overlays).

Follows EPUB 3.3 as far as EPUB 3.2 has it too, and describes its accessibility as EPUB Accessibility 1.1 asks; it claims no conformance, since nobody checked the words. Sound that books cannot
hold (EPUB's core media types are MP3 and AAC in MP4) is made AAC first.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from pathlib import Path
from zipfile import ZipFile

from speechscape.errors import OptionError
from speechscape.storyboard.book import Storyboard
from speechscape.storyboard.publishing import Voice, clock, complete, counted, doubts, inside, language_of, notices, origin, picture_of, plain, put, spoken, title_of

__all__ = ["write_epub"]

_SPACE = uuid.UUID("5a1f9f0e-3f0c-5c1b-9d35-6b0d6f6c7e11")
_MODIFIED = "2000-01-01T00:00:00Z"
"""The same story is the same book on every day; another story has another identifier."""

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_FLAT = 24
_PART_S = 600
_ACTIVE = "spoken-now"

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

_STYLE = f"""body {{ margin: 1em; line-height: 1.5; }}
h1 {{ font-size: 1.2em; margin: 0 0 .5em; }}
h2 {{ font-size: 1em; margin: 1em 0 .3em; }}
figure {{ margin: 0; break-inside: avoid; }}
img {{ display: block; max-width: 100%; max-height: 55vh; margin: 0 auto; }}
figcaption {{ font-size: 1.2em; font-weight: bold; margin: .6em 0; }}
p {{ margin: .3em 0; }}
ol.lines {{ margin: 0; padding: 0; list-style: none; }}
ol.lines li {{ margin: .3em -.3em; padding: 0 .3em; }}
nav ol {{ list-style: none; padding-left: 1em; }}
.note {{ border-left: .3em solid; padding-left: .6em; }}
.{_ACTIVE} {{ background: #ffe48a; color: #1b1b1b; }}
"""


@dataclass(frozen=True)
class _Page:
    """A panel's place in the book: its name, the clips that are heard on it as (id of what is marked, start and end in milliseconds), its picture's path and kind."""

    name: str
    clips: tuple[tuple[str, int, int], ...]
    picture: tuple[str, str] | None

    @property
    def ms(self) -> int:
        return sum(end - start for _, start, end in self.clips)


def write_epub(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    """See `publishing.Writer`."""
    with ExitStack() as stack:
        sound = _sound(story, folder, target, voice, stack)
        partial = stack.enter_context(complete(target))
        with ZipFile(partial, "w") as book:
            _write(story, folder, book, sound)


@dataclass(frozen=True)
class _Sound:
    """A recording that a book can hold: where it lies, its name in the book and its media type."""

    path: Path
    name: str
    kind: str


def _sound(story: Storyboard, folder: Path, target: Path, voice: Voice | None, stack: ExitStack) -> _Sound | None:
    if not story.sound or not story.leaves:
        return None
    from speechscape.storyboard.film import holds_aac, holds_mp3, voice_beside

    path = inside(folder, story.sound)
    if holds_mp3(path):
        return _Sound(path, "sound.mp3", "audio/mpeg")
    if not holds_aac(path):
        path = voice() if voice is not None else stack.enter_context(voice_beside(path, target))
    return _Sound(path, "sound.m4a", "audio/mp4")


def _write(story: Storyboard, folder: Path, book: ZipFile, sound: _Sound | None) -> None:
    put(book, "mimetype", "application/epub+zip", packed=False)
    put(book, "META-INF/container.xml", _CONTAINER)
    pages = []
    for number, leaf in enumerate(story.leaves):
        path = picture_of(folder, leaf)
        page = _page(story, number, path, sound is not None)
        pages.append(page)
        if path is not None and page.picture is not None:
            put(book, f"EPUB/{page.picture[0]}", path, packed=False)
        put(book, f"EPUB/{page.name}.xhtml", _panel(story, number, page))
        if sound is not None and page.clips:
            put(book, f"EPUB/{page.name}.smil", _overlay(page, sound))
    put(book, "EPUB/style.css", _STYLE)
    put(book, "EPUB/title.xhtml", _title_page(story))
    put(book, "EPUB/nav.xhtml", _nav(story, pages))
    put(book, "EPUB/package.opf", _package(story, pages, sound))
    if sound is not None:
        put(book, f"EPUB/{sound.name}", sound.path, packed=False)


def _page(story: Storyboard, number: int, path: Path | None, voiced: bool) -> _Page:
    name = f"panel{number + 1:04}"
    kind = None if path is None else _KINDS.get(path.suffix.lower())
    if path is not None and kind is None:
        raise OptionError(f"a picture is of the kind {path.suffix!r}; books take {', '.join(_KINDS)}")
    picture = None if path is None or kind is None else (f"{name}{path.suffix.lower()}", kind)
    return _Page(name, _clips(story, number) if voiced else (), picture)


def _clips(story: Storyboard, number: int) -> tuple[tuple[str, int, int], ...]:
    """All of a panel's time in order and without gaps: the caption until the first words, then each line until the next. The first panel begins with the recording."""
    leaf = story.leaves[number]
    start, end = round(1000 * (leaf.start_s if number else 0.0)), round(1000 * story.until_s(number))
    marks = [("caption", start)]
    for place, line in enumerate(spoken(leaf), 1):
        marks.append((f"line{place}", min(max(round(1000 * line.start_s), marks[-1][1]), end)))
    ends = [at for _, at in marks[1:]] + [end]
    return tuple((name, at, until) for (name, at), until in zip(marks, ends, strict=True) if until > at)


def _xhtml(title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">\n'
        f'<head><title>{_text(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>\n<body>\n{body}</body>\n</html>\n'
    )


def _text(text: str) -> str:
    return escape(plain(text))


def _tongue(story: Storyboard) -> str:
    """The language of what people said; the book around it is English."""
    language = language_of(story)
    return "" if language in {"und", "en"} else f' lang="{language}" xml:lang="{language}"'


def _title_page(story: Storyboard) -> str:
    facts = f"{counted(len(story.leaves), 'picture')} · {clock(story.seconds)} of speech"
    made = f"<p>Heard and drawn by {_text(story.model)}.</p>\n" if plain(story.model) else ""
    notes = "".join(f'<p class="note">{_text(note)}</p>\n' for note in notices(story))
    title = f'<h1 id="title" dir="auto"{_tongue(story)}>{_text(title_of(story))}</h1>'
    return _xhtml(title_of(story), f'<section epub:type="titlepage" aria-labelledby="title">\n{title}\n<p>{facts}</p>\n{notes}{made}</section>\n')


def _panel(story: Storyboard, number: int, page: _Page) -> str:
    leaf = story.leaves[number]
    image = "" if page.picture is None else f'<img src="{page.picture[0]}" alt="{_text(leaf.alt) or "A picture without description."}"/>\n'
    asked = f"<p>{_text(doubts(leaf))}</p>\n" if doubts(leaf) else ""
    words = "".join(f'<li id="line{place}" dir="auto"{_tongue(story)}>{_text(line.text)}</li>\n' for place, line in enumerate(spoken(leaf), 1))
    heard = f'<h2 id="words">Words heard</h2>\n<ol class="lines" aria-labelledby="words">\n{words}</ol>\n' if words else ""
    tongue = _tongue(story) if leaf.status == "edited" else ""
    body = (
        f'<section aria-labelledby="number">\n<span epub:type="pagebreak" role="doc-pagebreak" id="page" aria-label="{number + 1}"></span>\n'
        f'<h1 id="number">Picture {number + 1} of {len(story.leaves)}</h1>\n<figure>\n{image}<figcaption id="caption" dir="auto"{tongue}>{_text(leaf.caption)}</figcaption>\n</figure>\n'
        f"<p>{_text(origin(leaf))}</p>\n{asked}<p>{clock(leaf.start_s)} to {clock(story.until_s(number))}</p>\n{heard}</section>\n"
    )
    return _xhtml(f"Picture {number + 1}", body)


def _overlay(page: _Page, sound: _Sound) -> str:
    rows = "".join(f'<par id="{name}"><text src="{page.name}.xhtml#{name}"/><audio src="{sound.name}" clipBegin="{_s(start)}" clipEnd="{_s(end)}"/></par>\n' for name, start, end in page.clips)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0">\n<body>\n{rows}</body>\n</smil>\n'


def _s(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03}s"


def _nav(story: Storyboard, pages: Sequence[_Page]) -> str:
    numbers = "".join(f'<li><a href="{page.name}.xhtml#page">{number}</a></li>\n' for number, page in enumerate(pages, 1))
    listed = f'<nav epub:type="page-list" role="doc-pagelist" aria-labelledby="pages" hidden="hidden">\n<h2 id="pages">Pictures by number</h2>\n<ol>\n{numbers}</ol>\n</nav>\n' if pages else ""
    first = f'<li><a epub:type="bodymatter" href="{pages[0].name}.xhtml">First picture</a></li>\n' if pages else ""
    body = (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n<h1 id="contents">Contents</h1>\n<ol>\n<li><a href="title.xhtml">{_text(title_of(story))}</a></li>\n{"".join(_contents(story, pages))}</ol>\n</nav>\n'
        f'<nav epub:type="landmarks" aria-labelledby="marks" hidden="hidden">\n<h2 id="marks">Landmarks</h2>\n<ol>\n<li><a epub:type="titlepage" href="title.xhtml">Title</a></li>\n{first}</ol>\n</nav>\n{listed}'
    )
    return _xhtml("Contents", body)


def _contents(story: Storyboard, pages: Sequence[_Page]) -> Iterator[str]:
    """An entry for each panel; many of them in parts of ten minutes."""
    rows = [
        f'<li><a href="{page.name}.xhtml">{number}. {_text(leaf.caption) or "Picture"} ({clock(leaf.start_s)})</a></li>\n'
        for number, (page, leaf) in enumerate(zip(pages, story.leaves, strict=True), 1)
    ]
    if len(rows) <= _FLAT:
        yield from rows
        return
    parts: dict[int, list[str]] = {}
    for row, leaf in zip(rows, story.leaves, strict=True):
        parts.setdefault(int(leaf.start_s // _PART_S), []).append(row)
    for part, inner in parts.items():
        yield f"<li><span>{clock(part * _PART_S)} to {clock(min((part + 1) * _PART_S, story.seconds))}</span>\n<ol>\n{''.join(inner)}</ol>\n</li>\n"


def _package(story: Storyboard, pages: Sequence[_Page], sound: _Sound | None) -> str:
    items, spine = list(_items(pages, sound)), "".join(f'<itemref idref="{page.name}"/>\n' for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{"".join(_metadata(story, pages, sound))}</metadata>\n'
        f'<manifest>\n{"".join(items)}</manifest>\n<spine>\n<itemref idref="title"/>\n{spine}</spine>\n</package>\n'
    )


def _items(pages: Sequence[_Page], sound: _Sound | None) -> Iterator[str]:
    yield '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
    yield '<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>\n'
    yield '<item id="style" href="style.css" media-type="text/css"/>\n'
    if sound is not None:
        yield f'<item id="sound" href="{sound.name}" media-type="{sound.kind}"/>\n'
    cover = ' properties="cover-image"'
    for page in pages:
        spoken_by = f' media-overlay="{page.name}-overlay"' if page.clips else ""
        yield f'<item id="{page.name}" href="{page.name}.xhtml" media-type="application/xhtml+xml"{spoken_by}/>\n'
        if page.clips:
            yield f'<item id="{page.name}-overlay" href="{page.name}.smil" media-type="application/smil+xml"/>\n'
        if page.picture is not None:
            yield f'<item id="{page.name}-picture" href="{page.picture[0]}" media-type="{page.picture[1]}"{cover}/>\n'
            cover = ""


def _metadata(story: Storyboard, pages: Sequence[_Page], sound: _Sound | None) -> Iterator[str]:
    name = uuid.uuid5(_SPACE, json.dumps(story.to_json(), sort_keys=True))
    said = " ".join([f"{counted(len(story.leaves), 'picture')} of {clock(story.seconds)} of speech. Pictures are AI-generated.", *notices(story)])
    yield f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>\n<dc:title>{_text(title_of(story))}</dc:title>\n'
    yield f"<dc:language>{language_of(story)}</dc:language>\n<dc:contributor>Speechscape</dc:contributor>\n<dc:description>{_text(said)}</dc:description>\n"
    yield f'<meta property="dcterms:modified">{_MODIFIED}</meta>\n'
    for name_of, value in _access(story, sound is not None):
        yield f'<meta property="schema:{name_of}">{value}</meta>\n'
    if pages:
        yield f'<dc:source id="numbers">{_text(title_of(story))}: its pictures by number</dc:source>\n<meta property="source-of" refines="#numbers">pagination</meta>\n'
    voiced = [page for page in pages if page.clips]
    if voiced:
        yield f'<meta property="media:duration">{_s(sum(page.ms for page in voiced))}</meta>\n<meta property="media:active-class">{_ACTIVE}</meta>\n'
    for page in voiced:
        yield f'<meta property="media:duration" refines="#{page.name}-overlay">{_s(page.ms)}</meta>\n'


def _access(story: Storyboard, voiced: bool) -> Iterator[tuple[str, str]]:
    """What it takes to read the book, in the words of schema.org."""
    yield from (("accessMode", "textual"), ("accessModeSufficient", "textual"))
    features = ["displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]
    if story.leaves:
        yield from (("accessMode", "visual"), ("accessModeSufficient", "textual,visual"))
        features += ["alternativeText", "pageNavigation"]
    if voiced:
        yield from (("accessMode", "auditory"), ("accessModeSufficient", "auditory"))
        features.append("synchronizedAudioText")
    for feature in sorted(features):
        yield "accessibilityFeature", feature
    yield from (("accessibilityHazard", "noFlashingHazard"), ("accessibilityHazard", "noMotionSimulationHazard"), ("accessibilityHazard", "unknownSoundHazard" if voiced else "noSoundHazard"))
    told = "Every picture has a description and the words that were heard with it" + ("; the recording is synchronised with them." if voiced else ".")
    yield "accessibilitySummary", _text(" ".join([told, *notices(story)[:1]]) if story.leaves else notices(story)[0])
