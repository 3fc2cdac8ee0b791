"""``storyboard.obz``: the storyboard for people who talk with pictures, as Open Board Format 0.1 (openboardformat.org). One board of all panels, and for each panel a board of its pictograms in spoken order.

A ZIP file of JSON boards and their images. Boards of more panels than fit are linked to each other; a drawing that occurs in many panels is there once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from speechscape.errors import OptionError
from speechscape.storyboard.book import Leaf, Storyboard
from speechscape.storyboard.pictograms import SIDE, pictogram_line
from speechscape.storyboard.publishing import Voice, complete, notices, picture_of, plain, put, title_of

__all__ = ["COLUMNS", "FORMAT", "ROWS", "write_boards"]

FORMAT = "open-board-0.1"
COLUMNS, ROWS = 5, 4
"""The largest overview: what can still be hit with a finger on a small screen. Where it does not hold all panels, the last row leads on."""

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
_LABEL = 48
_SIGNS = {"back": "M130 40L60 100l70 60", "next": "M70 40l70 60-70 60", "all": "M45 45h45v45h-45zM110 45h45v45h-45zM45 110h45v45h-45zM110 110h45v45h-45z"}

Row = dict[str, Any]


@dataclass
class _Pack:
    """What is in the ZIP file so far: each image's row, and the paths of boards, by their ids. `note` is what every board says of itself."""

    file: ZipFile
    note: str
    boards: dict[str, str] = field(default_factory=dict)
    images: dict[str, Row] = field(default_factory=dict)

    def drawing(self, svg: str) -> str:
        """The id of an SVG image, added where it is not there yet."""
        name = f"drawing-{hashlib.sha256(svg.encode()).hexdigest()[:16]}"
        if name not in self.images:
            self._image(name, f"images/{name}.svg", "image/svg+xml", (SIDE, SIDE), svg.replace("<svg ", f'<svg width="{SIDE}" height="{SIDE}" ', 1))
        return name

    def picture(self, number: int, path: Path) -> None:
        """Add a panel's picture."""
        kind = _KINDS.get(path.suffix.lower())
        if kind is None:
            raise OptionError(f"a picture is of the kind {path.suffix!r}; boards take {', '.join(_KINDS)}")
        self._image(_picture(number), f"images/{_picture(number)}{path.suffix.lower()}", kind, _pixels(path), path)

    def _image(self, name: str, path: str, kind: str, size: tuple[int, int], content: str | Path) -> None:
        put(self.file, path, content, packed=isinstance(content, str))
        self.images[name] = {"id": name, "width": size[0], "height": size[1], "content_type": kind, "path": path}

    def board(self, name: str, title: str, said: str, rows: Sequence[Sequence[Row]]) -> None:
        """Add a board whose buttons stand in rows."""
        columns = max(1, *(len(row) for row in rows))
        order = [[*(button["id"] for button in row), *[None] * (columns - len(row))] for row in rows]
        buttons = [button for row in rows for button in row]
        images = [self.images[key] for key in dict.fromkeys(button["image_id"] for button in buttons if "image_id" in button)]
        board = {
            "format": FORMAT, "id": name, "locale": "en", "name": title, "description_html": escape(said), "buttons": buttons, "grid": {"rows": len(order), "columns": columns, "order": order},
            "images": images, "sounds": [],
        }  # fmt: skip
        put(self.file, _path(name), _json(board))
        self.boards[name] = _path(name)


def write_boards(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    """See `publishing.Writer`."""
    with complete(target) as partial, ZipFile(partial, "w") as file:
        pack = _Pack(file, " ".join(notices(story)))
        for number in range(len(story.leaves)):
            _panel(pack, story, folder, number)
        _overviews(pack, story)
        paths = {"boards": pack.boards, "images": {name: row["path"] for name, row in pack.images.items()}, "sounds": {}}
        put(file, "manifest.json", _json({"format": FORMAT, "root": _path(_overview(0)), "paths": paths}))


def _panel(pack: _Pack, story: Storyboard, folder: Path, number: int) -> None:
    """A panel's board: its things in spoken order, and below them the ways to the overview and its neighbours."""
    leaf, name = story.leaves[number], _board(number)
    path = picture_of(folder, leaf)
    if path is not None:
        pack.picture(number, path)
    things = [{"id": f"{name}-{place}", "label": words, "vocalization": words, "image_id": pack.drawing(svg)} for place, (words, svg) in enumerate(pictogram_line(leaf), 1)]
    pack.board(name, _label(number, leaf), f"{plain(leaf.caption)} {pack.note}".strip(), [*_rows(things), list(_ways(pack, story, number))])


def _ways(pack: _Pack, story: Storyboard, number: int) -> Iterator[Row]:
    name = _board(number)
    if number:
        yield _way(pack, f"{name}-back", "Back", "back", _board(number - 1))
    yield _way(pack, f"{name}-all", "All pictures", "all", _overview(number // _held(story)))
    if number + 1 < len(story.leaves):
        yield _way(pack, f"{name}-next", "Next", "next", _board(number + 1))


def _overviews(pack: _Pack, story: Storyboard) -> None:
    """All panels, on as many boards as they need."""
    held = _held(story)
    pages = max(1, -(-len(story.leaves) // held))
    for page in range(pages):
        name = _overview(page)
        panels = [_button(pack, number, story.leaves[number]) for number in range(page * held, min((page + 1) * held, len(story.leaves)))]
        ways = [_way(pack, f"{name}-back", "Back", "back", _overview(page - 1))] if page else []
        ways += [_way(pack, f"{name}-next", "More", "next", _overview(page + 1))] if page + 1 < pages else []
        title = title_of(story) if pages == 1 else f"{title_of(story)} ({page + 1} of {pages})"
        pack.board(name, title, pack.note, [*_rows(panels), ways] if ways else _rows(panels) or [[]])


def _held(story: Storyboard) -> int:
    """How many panels an overview holds."""
    return COLUMNS * (ROWS if len(story.leaves) <= COLUMNS * ROWS else ROWS - 1)


def _rows(buttons: Sequence[Row]) -> list[Sequence[Row]]:
    return [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]


def _button(pack: _Pack, number: int, leaf: Leaf) -> Row:
    image = {"image_id": _picture(number)} if _picture(number) in pack.images else {}
    label = _label(number, leaf)
    return {"id": f"{_board(number)}-open", "label": label, "vocalization": plain(leaf.caption) or label, **image, "load_board": _load(_board(number))}


def _way(pack: _Pack, name: str, label: str, sign: str, board: str) -> Row:
    shape = f'<path d="{_SIGNS[sign]}" fill="{"#23527a" if sign == "all" else "none"}" stroke="#23527a" stroke-width="18" stroke-linecap="round" stroke-linejoin="round"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{shape}</svg>'
    return {"id": name, "label": label, "image_id": pack.drawing(svg), "background_color": "rgb(224, 234, 244)", "load_board": _load(board)}


def _load(board: str) -> Row:
    return {"id": board, "path": _path(board)}


def _label(number: int, leaf: Leaf) -> str:
    """A panel's number and as much of its caption as goes on a button."""
    caption = plain(leaf.caption)
    short = caption if len(caption) <= _LABEL else caption[:_LABEL].rsplit(" ", 1)[0] + "…"
    return f"{number + 1}. {short}" if short else f"Picture {number + 1}"


def _board(number: int) -> str:
    return f"panel-{number + 1}"


def _overview(page: int) -> str:
    return f"all-{page + 1}"


def _picture(number: int) -> str:
    return f"picture-{number + 1}"


def _path(board: str) -> str:
    return f"boards/{board}.obf"


def _pixels(path: Path) -> tuple[int, int]:
    from PIL import Image

    with Image.open(path, formats=("PNG", "WEBP", "JPEG")) as image:
        return image.size


def _json(value: Row) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
