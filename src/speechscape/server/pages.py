"""The built page: its files, read once. Only what was there when the server began can be asked for, so that no path leads anywhere else."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PAGES", "STATIC", "Page", "Pages"]

STATIC = Path(__file__).parent / "static"
PAGES = ("/", "/room", "/studio")

_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
    ".png": "image/png", ".webp": "image/webp", ".ico": "image/x-icon", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json", ".glb": "model/gltf-binary", ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm", ".mp3": "audio/mpeg", ".wav": "audio/wav", ".map": "application/json",
}  # fmt: skip
_HASHED = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
_MOST_BYTES = 64_000_000

_MISSING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Speechscape</title>
<h1>Speechscape is running, but its page was not built</h1>
<p>In the project's folder, run:</p>
<pre>scripts/web</pre>
<p>and start the server again. Programs can use it already: <a href="/openapi.json">/openapi.json</a> says how.</p>
<p>Looked in: <code>{where}</code></p></html>
"""


_CLOSED = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Speechscape</title>
<h1>No project is open in this studio</h1>
<p>Start the server with one: <code>speechscape serve --studio NAME.scape</code>, or open it alone: <code>speechscape studio NAME.scape --page</code></p></html>
"""


@dataclass(frozen=True)
class Page:
    """A file as it is sent."""

    data: bytes
    media_type: str
    etag: str
    lasting: bool
    """Whether its name changes when it does."""


class Pages:
    """Files of a folder by their path in addresses."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._files = {f"/{path.relative_to(folder).as_posix()}": _page(path, folder) for path in _files(folder)}
        self.built = "/index.html" in self._files

    def find(self, path: str) -> Page | None:
        """What lies under a path; the pages have names of their own."""
        if path == "/studio":
            return Page(_CLOSED.encode(), _TYPES[".html"], _etag(_CLOSED.encode()), False)
        if path in PAGES:
            names = ("/index.html",) if path == "/" else (f"{path}.html", f"{path}/index.html", "/index.html")
            return next((self._files[name] for name in names if name in self._files), self._missing() if path == "/" else None)
        return self._files.get(path)

    def _missing(self) -> Page:
        data = _MISSING.format(where=html.escape("speechscape/server/static")).encode()
        return Page(data, _TYPES[".html"], _etag(data), False)


def _files(folder: Path) -> list[Path]:
    """All that may be sent: no links, nothing hidden, nothing of an unknown kind."""
    if not folder.is_dir():
        return []
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and path.suffix in _TYPES and not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    return found if sum(path.stat().st_size for path in found) <= _MOST_BYTES else []


def _page(path: Path, folder: Path) -> Page:
    data = path.read_bytes()
    lasting = path.relative_to(folder).parts[0] == "assets" and bool(_HASHED.search(path.name))
    return Page(data, _TYPES[path.suffix], _etag(data), lasting)


def _etag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:20]}"'
