"""``speechscape draw`` behind its arguments: names of files, progress, printing. No model or picture arithmetic."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from speechscape.audio.limits import MAX_FILE_BYTES
from speechscape.errors import OptionError
from speechscape.painters.base import DRAWN, FORMATS, Request
from speechscape.routes import Drawn, RouteOptions, Speechscape
from speechscape.types import Clip, Scene

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["DrawOptions", "draw_clips"]


@dataclass(frozen=True, kw_only=True)
class DrawOptions:
    """The options of ``draw``, as given."""

    out: Path | None = None
    size: int = 1024
    format: str | None = None
    seed: int = 0
    variations: int = 1
    explain: bool = False
    as_json: bool = False
    no_picture: bool = False
    route: RouteOptions = field(default_factory=RouteOptions)


class Names:
    """Where pictures go: under `out`, or in the current folder under the clip's name; never two under one name."""

    def __init__(self, options: DrawOptions, clips: int) -> None:
        out = options.out
        self._taken: set[Path] = set()
        suffix = out.suffix.lstrip(".").lower() if out is not None and not out.is_dir() else ""
        self.format = options.format or (suffix if suffix in {*FORMATS, "json"} else "png")
        self._file = out if out is not None and suffix and not str(out).endswith("/") else None
        self._folder = Path.cwd() if out is None else out
        if self._file is not None and clips > 1:
            raise OptionError(f"--out {out} is one file for {clips} clips; name a folder")
        if self._file is not None and suffix not in {*FORMATS, "json"}:
            raise OptionError(f"--out {out} ends in {suffix!r}; use png, webp, svg, glb or json, or name a folder")

    def path(self, source: str, number: int | None, kind: str = "") -> Path:
        """The path of a clip's picture (`number` counts variations) or of its explanation."""
        stem = "speech" if source == "-" else Path(source).stem or "speech"
        folder = self._folder
        if self._file is not None:
            stem, folder = self._file.stem, self._file.parent
        name = stem + ("" if number is None else f"-{number}") + (f"-{kind}" if kind else "")
        suffix = "png" if kind else self.format
        path, tries = folder / f"{name}.{suffix}", 2
        if self._file is not None and number is None and not kind:
            path = self._file
        while path in self._taken:
            path, tries = folder / f"{name}-{tries}.{suffix}", tries + 1
        self._taken.add(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def _sources(clips: Sequence[str | Clip]) -> list[str | bytes | Clip]:
    return [sys.stdin.buffer.read(MAX_FILE_BYTES + 1) if clip == "-" else clip for clip in clips]


def _write(drawn: Drawn, names: Names, options: DrawOptions) -> str | list[str] | None:
    """Write what belongs to a clip and return the path (or paths) of its picture."""
    began = time.perf_counter()
    paths: list[str] = []
    if drawn.heard is not None and not drawn.nothing and not options.no_picture:
        if names.format == "json":
            path = names.path(drawn.source, None)
            path.write_text(json.dumps(drawn.to_json(), indent=1) + "\n")
            paths.append(str(path))
        else:
            for number, picture in enumerate(drawn.pictures, 1):
                path = names.path(drawn.source, number if options.variations > 1 else None)
                path.write_bytes(picture.data)
                paths.append(str(path))
        if options.explain and drawn.clip is not None:
            from speechscape.painters.explain import explanation

            names.path(drawn.source, None, "explain").write_bytes(explanation(drawn.clip, drawn.scene, drawn.heard.words))
    drawn.ms["write"] = 1000 * (time.perf_counter() - began)
    return None if not paths else paths[0] if len(paths) == 1 else paths


class _Bar:
    """On a terminal, a bar of clips and, for painters that take their time, of steps. Elsewhere nothing."""

    def __init__(self, total: int, slow: bool) -> None:
        self._total, self._slow = total, slow
        self._bar: Progress | None = None

    def __enter__(self) -> _Bar:
        if sys.stderr.isatty() and (self._slow or self._total > 1):
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._clips = self._bar.add_task("drawing", total=self._total)
            self._steps = self._bar.add_task("steps", total=None, visible=False)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, done: int, total: int) -> bool:
        """See `painters.base.Watch`: never stops anything."""
        if self._bar is not None:
            self._bar.update(self._steps, completed=done, total=total, visible=self._slow)
        return True

    def clip(self) -> None:
        """One clip is done."""
        if self._bar is not None:
            self._bar.advance(self._clips)


def draw_clips(clips: Sequence[str | Clip], options: DrawOptions) -> int:
    """Draw clips, print an account of each, return the exit status: the worst of all clips."""
    names = Names(options, len(clips))
    painted = names.format if names.format in FORMATS else "svg"
    Request(Scene(), options.size, painted)
    if options.route.painter != "vector" and painted in DRAWN and names.format != "json":
        raise OptionError(f"the {options.route.painter} painter paints pixels, not {painted}; choose png or webp")
    status = 0
    with Speechscape.made(options.route) as speechscape, _Bar(len(clips), options.route.painter == "diffusion") as bar:
        paint = not options.no_picture and names.format != "json"
        for drawn in speechscape.draw_many(_sources(clips), size=options.size, format=painted, seed=options.seed, variations=options.variations, paint=paint, watch=bar.step):
            bar.clip()
            try:
                picture = _write(drawn, names, options)
            except OSError as error:
                raise OptionError(f"cannot write the picture of {drawn.source}: {error}; choose another --out") from error
            if options.as_json:
                print(json.dumps(drawn.to_json(picture)), flush=True)
            if drawn.error is not None:
                print(f"speechscape: {drawn.error}", file=sys.stderr)
            elif not options.as_json:
                shown = picture if isinstance(picture, str) else ", ".join(picture or [])
                print(drawn.account() + (f" → {shown}" if shown else ""), flush=True)
            status = max(status, 2 if drawn.error is not None else 1 if drawn.nothing else 0)
    return status
