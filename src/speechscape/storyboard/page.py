"""``index.html``: a storyboard that is read in any browser, offline, with scripts off too. Pictures are inside the file; the sound lies beside it.

For someone who cannot hear the talk: one picture at a time where scripts run (``page.js``), following the reader or, when asked to play, the sound; without scripts all of them stand under
each other. What was heard automatically is called so, with how sure the listener was in words and as a number that never reaches 100%.

The page is made in pieces, one panel after the other, so that an hour of pictures needs the memory of one. Nothing in it runs or is fetched but its own script: a policy with that script's
hash says so to the browser.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from speechscape.errors import OptionError
from speechscape.storyboard.book import Leaf, Line, Storyboard
from speechscape.storyboard.publishing import clock, complete, counted, doubts, inside, notices, origin, plain, spoken, title_of

__all__ = ["page_html", "write_page"]

Pictograms = Iterable[Sequence[tuple[str, str]]]
"""For each leaf a line of (words, SVG)."""

_MIME = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "svg": "image/svg+xml"}

_ICONS = {
    "previous": '<path d="M15 4 7 12l8 8 1.8-1.8L10.6 12l6.2-6.2z"/>',
    "next": '<path d="m9 4-1.8 1.8L13.4 12l-6.2 6.2L9 20l8-8z"/>',
    "play": '<path class="if-paused" d="M6 3.5v17L20.5 12z"/><path class="if-playing" d="M5 4h5v16H5zm9 0h5v16h-5z"/>',
    "all": '<path d="M3 3h8v8H3zm10 0h8v8h-8zM3 13h8v8H3zm10 0h8v8h-8z"/>',
}


def write_page(story: Storyboard, folder: Path, target: Path, pictograms: Pictograms | None = None) -> None:
    """Write the page to `target`, complete or not at all; each picture is read from `folder` when its turn comes. Raises `OptionError` for a picture that is missing or of another kind."""
    with complete(target) as partial, partial.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(story, (_read(folder, leaf) for leaf in story.leaves), pictograms))


def page_html(story: Storyboard, pictures: Iterable[tuple[str, bytes]], pictograms: Pictograms | None = None) -> str:
    """The page as text. `pictures` are (format, file) of each leaf."""
    return "".join(_pieces(story, pictures, pictograms))


def _read(folder: Path, leaf: Leaf) -> tuple[str, bytes]:
    path = inside(folder, leaf.picture)
    return path.suffix[1:].lower(), path.read_bytes()


def _pieces(story: Storyboard, pictures: Iterable[tuple[str, bytes]], pictograms: Pictograms | None) -> Iterator[str]:
    lines: Pictograms = ((),) * len(story.leaves) if pictograms is None else pictograms
    yield _head(story)
    yield _header(story)
    yield '<main id="pictures">\n'
    if story.sound:
        yield f'<audio controls preload="metadata" src="{_address(story.sound)}"></audio>\n'
    if story.leaves:
        yield f'<div class="stage">\n{_bar(story)}'
        for number, (leaf, picture, line) in enumerate(zip(story.leaves, pictures, lines, strict=True)):
            yield _panel(story, number, leaf, picture, line)
        yield "</div>\n"
        yield from _overview(story)
    else:
        yield '<div class="nothing"><p>Nothing that can be drawn was heard in it.</p><p class="soft">That was decided automatically and may be wrong.</p></div>\n'
    yield f"</main>\n{_footer(story)}</body>\n</html>\n"


@cache
def _part(name: str) -> str:
    """A file beside this one, as it stands in the page."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _head(story: Storyboard) -> str:
    script = _part("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; media-src 'self' file:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_text(title_of(story))}</title>\n<style>\n{_part("page.css")}</style>\n<script>{script}</script>\n</head>\n<body>\n'
    )


def _header(story: Storyboard) -> str:
    contents = '<p class="contents"><a href="#all">All pictures by caption and time</a></p>\n' if story.leaves else ""
    return (
        f'<header>\n<div><h1{_spoken(story)}>{_text(title_of(story))}</h1>\n<p class="soft">{counted(len(story.leaves), "picture")} · {clock(story.seconds)} of speech</p>\n{contents}</div>\n'
        f"<div>{_notes(story)}</div>\n</header>\n"
    )


def _notes(story: Storyboard) -> str:
    first, *others = notices(story)
    review = f'<p class="note{" seen" if story.reviewed else ""}">{_stressed(first)}</p>\n' if story.leaves else ""
    return review + "".join(f'<p class="note">{_text(note)}</p>\n' for note in others)


def _bar(story: Storyboard) -> str:
    """What the script makes work: shown only where it runs."""
    steps = [_button("previous", "Previous picture"), _button("play", "Play", "main-act needs-sound") if story.sound else "", _button("next", "Next picture", after=True)]
    return (
        f'<div class="bar" role="group" aria-label="Controls">\n<div class="steps">{"".join(steps)}</div>\n{_seek(story) if story.sound else ""}'
        f'<p id="live" class="unseen" role="status"></p>\n</div>\n{_button("all", "All pictures", "open")}\n'
    )


def _seek(story: Storyboard) -> str:
    return (
        f'<div class="seek needs-sound"><span id="now">0:00</span><input id="seek" type="range" min="0" max="{story.seconds:.2f}" step="1" value="0" aria-label="Place in the sound">'
        f'<span>{clock(story.seconds)}</span><button type="button" class="quiet" data-do="mute">Mute</button></div>\n'
        f'<p id="missing" class="sure" role="status" hidden>The sound ({_text(story.sound or "")}) is not beside this page.</p>\n'
    )


def _button(act: str, label: str, kind: str = "step", *, after: bool = False) -> str:
    parts = [f'<svg viewBox="0 0 24 24" aria-hidden="true">{_ICONS[act]}</svg>', f"<span>{label}</span>"]
    return f'<button type="button" class="{kind}" data-do="{act}">{"".join(reversed(parts) if after else parts)}</button>'


def _panel(story: Storyboard, number: int, leaf: Leaf, picture: tuple[str, bytes], pictograms: Sequence[tuple[str, str]]) -> str:
    until = story.until_s(number)
    when = f"{_moment(story, leaf.start_s, until)} to {clock(until)}"
    return (
        f'<article class="panel" id="p{leaf.key}" aria-labelledby="h{leaf.key}" data-at="{leaf.start_s:.2f}">\n<div class="picture">{_image(*picture, leaf.alt)}</div>\n'
        f'<div class="text"><h2 id="h{leaf.key}" tabindex="-1">Picture {number + 1} of {len(story.leaves)}</h2>\n<p class="caption"{_worded(story, leaf)}>{_text(leaf.caption)}</p>\n{_pictograms(pictograms)}'
        f'<p class="sure">{_stressed(origin(leaf))}</p>\n{_doubts(leaf)}<p class="when">{when}</p>\n{_heard(story, spoken(leaf))}</div>\n</article>\n'
    )


def _image(kind: str, data: bytes, alt: str) -> str:
    if kind not in _MIME:
        raise OptionError(f"a picture is of the kind {kind!r}; pages take {', '.join(_MIME)}")
    return f'<img src="data:{_MIME[kind]};base64,{base64.b64encode(data).decode()}" alt="{_text(alt)}" width="640" height="640" decoding="async">'


def _pictograms(line: Sequence[tuple[str, str]]) -> str:
    """As images of their own, so that names inside one drawing mean nothing in another."""
    rows = "".join(f'<li><img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" alt="" width="80" height="80">{_text(words)}</li>' for words, svg in line)
    return f'<ol class="pictograms" aria-label="Pictograms">{rows}</ol>\n' if rows else ""


def _certainty(confidence: float) -> str:
    """In words and as a number; a machine is never quite certain."""
    words = "very sure" if confidence >= 0.95 else "fairly sure" if confidence >= 0.8 else "not very sure" if confidence >= 0.5 else "unsure"
    return f"{words} ({min(99, round(100 * confidence))}%)"


def _doubts(leaf: Leaf) -> str:
    asked = doubts(leaf)
    return f'<p class="doubts">{_text(asked)}</p>\n' if asked else ""


def _heard(story: Storyboard, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    rows = "".join(
        f'<li data-at="{line.start_s:.2f}" data-to="{line.end_s:.2f}">{_moment(story, line.start_s, line.end_s)} <span><span{_spoken(story)}>{_text(line.text)}</span>{_line_certainty(line)}</span></li>\n'
        for line in lines
    )
    return f'<h3>Words heard</h3>\n<ol class="lines">\n{rows}</ol>\n<p class="hint">Written down automatically: words and spelling may be wrong.</p>\n'


def _line_certainty(line: Line) -> str:
    return "" if line.confidence is None else f" <small>{_certainty(line.confidence)}</small>"


def _moment(story: Storyboard, start_s: float, end_s: float) -> str:
    """A time; with the sound beside the page it plays from there."""
    if not story.sound:
        return f"<span>{clock(start_s)}</span>"
    return f'<a href="{_address(story.sound)}#t={start_s:.2f},{end_s:.2f}" data-at="{start_s:.2f}"><span class="unseen">Play from </span>{clock(start_s)}</a>'


def _overview(story: Storyboard) -> Iterator[str]:
    """All pictures by caption and time; the script puts the pictures in."""
    yield '<nav class="all" id="all" aria-labelledby="all-title">\n<div class="head"><h2 id="all-title">All pictures</h2><button type="button" data-do="back">Back</button></div>\n<ol class="cards">\n'
    for number, leaf in enumerate(story.leaves):
        sure = "checked by a person" if leaf.status != "unreviewed" else "automatic" if leaf.confidence is None else _certainty(leaf.confidence)
        yield (
            f'<li><a href="#p{leaf.key}"><span class="what"><span class="which">{number + 1} · {clock(leaf.start_s)}</span> <span class="caption"{_worded(story, leaf)}>{_text(leaf.caption)}</span> '
            f'<span class="sure">{sure}</span></span></a></li>\n'
        )
    yield "</ol>\n</nav>\n"


def _footer(story: Storyboard) -> str:
    keys = _keys(story) if story.leaves else ""
    made = f"<p>Heard and drawn by {_text(story.model)}.</p>\n" if story.model else ""
    return f"<footer>\n{keys}{made}</footer>\n" if keys or made else ""


def _keys(story: Storyboard) -> str:
    play = "<span><kbd>Space</kbd> play or pause</span> " if story.sound else ""
    return (
        f'<p class="keys"><span>Keys:</span> <span class="keys-one"><span><kbd>←</kbd> <kbd>→</kbd> previous and next picture</span> {play}</span>'
        "<span><kbd>Esc</kbd> from all pictures back to one</span> <span><kbd>Tab</kbd> through everything else</span></p>\n"
    )


def _spoken(story: Storyboard) -> str:
    """The language of what people said or wrote; the page itself is English."""
    return f' lang="{_text(story.language)}" dir="auto"' if story.language and story.language != "en" else ' dir="auto"'


def _worded(story: Storyboard, leaf: Leaf) -> str:
    """Captions are English until a person writes another."""
    return _spoken(story) if leaf.status == "edited" else ' dir="auto"'


def _stressed(text: str) -> str:
    """With weight on the first sentence."""
    first, _, rest = text.partition(". ")
    return f"<strong>{_text(first)}{'.' if rest else ''}</strong> {_text(rest)}".rstrip()


def _text(text: str) -> str:
    return escape(plain(text))


def _address(name: str) -> str:
    """Of a file beside the page, and of nothing else."""
    return quote(plain(name).lstrip("/"))
