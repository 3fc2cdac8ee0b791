"""``speechscape studio`` behind its arguments: clips one after another, live in the terminal, or as a page; what is written where, what is printed."""

from __future__ import annotations

import base64
import json
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import resvg_py

from speechscape.errors import AudioError, OptionError, PaintError, SpeechscapeError
from speechscape.painters.neural import NeuralPainter
from speechscape.painters.palette import Palette
from speechscape.routes.cast import make_painter
from speechscape.routes.options import RouteOptions
from speechscape.runtime import latent_folder, threads
from speechscape.studio.canvas import Canvas
from speechscape.studio.handing import hand_over, hand_over_beside, hand_over_history
from speechscape.studio.project import Project, ProjectError, Version
from speechscape.studio.repainting import Brush, LayerBrush, PipelineBrush, pixels_of
from speechscape.studio.studio import Studio, Turn
from speechscape.studio.styles import styled
from speechscape.studio.wording import worded
from speechscape.types import Clip
from speechscape.world.painting import alt_text

__all__ = ["StudioOptions", "show", "talk"]


@dataclass(frozen=True, kw_only=True)
class StudioOptions:
    """The options of ``studio``, as given; of `route` the painter and its options count."""

    project: Path
    clips: tuple[str, ...] = ()
    out: Path | None = None
    size: int = 1024
    style: str = "plain"
    seed: int = 0
    as_json: bool = False
    picture: bool = True
    keep_audio: bool = False
    versions: bool = False
    go: int | None = None
    name: str | None = None
    export: tuple[Path, ...] = ()
    history: Path | None = None
    model: Path | None = None
    route: RouteOptions = field(default_factory=RouteOptions)


def talk(options: StudioOptions) -> int:
    """Do what is said, print an account of each utterance, hand over what was asked for. Exit status: 0, 1 where something said changed nothing, 2 where a recording could not be read."""
    styled("<svg/>", options.style)
    only = options.versions or options.go is not None or options.name is not None or bool(options.export) or options.history is not None
    brush = _brush(options, options.history is not None or (options.picture and (bool(options.clips) or not only)))
    if only and not options.clips:
        with Project.open(options.project, create=False, readonly=options.go is None and options.name is None) as project:
            _turn_to(project, options)
            _list(project, options)
            _hand(project, options, brush)
        return 0
    with Studio.open(options.project, model=options.model, seed=options.seed, keep_audio=options.keep_audio) as studio:
        _turn_to(studio.project, options)
        status = 0
        for source in options.clips or _live(studio):
            one, stops = _say(studio, source, options, brush)
            status = max(status, one)
            if stops:
                break
        _list(studio.project, options)
        _hand(studio.project, options, brush)
    return status


def show(options: StudioOptions, *, host: str = "127.0.0.1", port: int = 0, open_browser: bool = True) -> int:
    """Serve the project as a page until Ctrl-C; recordings named on the command line are heard first. Exit status 0, or as `talk` gives for these. Raises what `Studio.open` raises, `OptionError` where it cannot listen, `SetupError` without Starlette."""
    from speechscape.server.doors import Door
    from speechscape.server.easel import Easel
    from speechscape.server.listening import listening
    from speechscape.server.studio import easel_server

    if options.route.painter != "vector":
        raise OptionError(f"the page shows drawings, and the painter is {options.route.painter}; leave out --page or --painter")
    status = talk(options) if options.clips else 0
    studio = Studio.open(options.project, model=options.model, seed=options.seed, keep_audio=options.keep_audio)
    try:
        easel = Easel(studio, save_to=options.out, style=options.style)
        heard = listening(host, port)
    except BaseException:
        studio.close()
        raise
    with heard:
        door = Door.made(host, heard.getsockname()[1])
        print(f"{options.project}: open {door.address}\nEnd with Ctrl-C; every version is kept at once.", flush=True)
        if not door.loopback:
            print("speechscape: others on the network who learn this address can change the project, and hear what you say: there is no encryption", file=sys.stderr)
        if not studio.project.writing:
            print(f"speechscape: {studio.project.why}; the page shows it and changes nothing", file=sys.stderr)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(door.address,), daemon=True).start()
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            easel_server(easel, door).run(sockets=[heard])
        except KeyboardInterrupt:
            pass  # raised again behind the server, when everything is closed
        finally:
            signal.signal(signal.SIGTERM, before)
    return status


def _brush(options: StudioOptions, needed: bool) -> Brush | None:
    """Who paints the versions, where it is not the vector painter and anything is to be painted (`needed`)."""
    route = options.route
    if route.painter == "vector":
        return None
    if options.style != "plain":
        raise OptionError(f"the style {options.style} is one of drawings, and the painter is {route.painter}; leave out --style or --painter")
    if route.painter == "neural" and route.steps not in {None, 1}:
        raise OptionError(f"steps is {route.steps}; pieces are painted in one step, layer by layer: leave out --steps, or add --steps 1")
    if not needed:
        return None
    if route.painter == "neural":
        folder = latent_folder(options.model)
        return LayerBrush(NeuralPainter(folder, threads()), Palette(folder), options.size)
    return PipelineBrush(make_painter(route), options.size)


def _say(studio: Studio, source: str | Clip, options: StudioOptions, brush: Brush | None) -> tuple[int, bool]:
    """The exit status of one utterance, and whether it was said to stop."""
    try:
        turn = studio.say(source if isinstance(source, Clip) else Path(source))
    except AudioError as error:
        if options.as_json:
            print(json.dumps({"utterance": str(source), "kind": "nothing", "error": str(error)}), flush=True)
        print(f"speechscape: {error}", file=sys.stderr)
        return 2, False
    picture = _write(turn, studio.project, options, brush)
    if turn.kind == "command" and turn.edit.kind == "save":
        hand_over_beside(turn.canvas, options.out if options.out is not None else options.project.parent, f"{options.project.stem}-{turn.version}", options.style, options.size)
    if options.as_json:
        print(json.dumps(turn.to_json(None if picture is None else str(picture))), flush=True)
    else:
        print(_account(turn, picture), flush=True)
    if not options.clips and picture is not None:
        _show(picture)
    return int(turn.kind == "nothing"), turn.stops


def _account(turn: Turn, picture: Path | None) -> str:
    """One line for a person."""
    if turn.kind == "nothing":
        return f"{turn.utterance}: {turn.asked}"
    what = alt_text(turn.scene) if turn.kind == "new" else turn.done
    came = f" (from {turn.parent})" if turn.parent is not None and turn.kind != "command" else ""
    asked = f"; {turn.asked}" if turn.asked else ""
    return f"{turn.utterance}: {what} → version {turn.version}{came}{asked}" + (f" → {picture}" if picture else "")


def _beside(options: StudioOptions, ending: str) -> Path:
    folder = options.out if options.out is not None else options.project.parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{options.project.stem}-{ending}"


def _png(canvas: Canvas, options: StudioOptions) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=styled(canvas.svg, options.style), width=options.size, height=options.size))


def _painted(number: int, project: Project, options: StudioOptions, brush: Brush) -> bytes:
    """A version by a painter of pixels, over the pictures that were written before where they are still there."""
    for version in brush.needed(project, project.get(number)):
        if brush.know(version, _beside(options, f"{version.number}.png")):
            break
    return brush.paint(project, project.get(number)).data


def _write(turn: Turn, project: Project, options: StudioOptions, brush: Brush | None) -> Path | None:
    if not options.picture or turn.version is None:
        return None
    path = _beside(options, f"{turn.version}.png")
    if turn.kind != "nothing" or not path.exists():
        try:
            path.write_bytes(_png(turn.canvas, options) if brush is None else _painted(turn.version, project, options, brush))
        except PaintError as error:
            print(f"speechscape: version {turn.version} is in the project, but {error}", file=sys.stderr)
            return None
        except OSError as error:
            raise OptionError(f"{path} cannot be written ({error.strerror}); the version is in the project all the same; choose another --out, or --no-picture") from error
    return path


def _turn_to(project: Project, options: StudioOptions) -> None:
    if options.go is not None:
        project.go(options.go)
    if options.name is not None:
        if project.version is None:
            raise OptionError("there is no version to name yet")
        project.rename(project.version.number, options.name)


def _list(project: Project, options: StudioOptions) -> None:
    if not options.versions:
        return
    current = project.version
    for version in project.versions():
        if options.as_json:
            row = {"version": version.number, "parent": version.parent, "kind": version.kind, "said": version.said, "name": version.name, "kept": version.kept, "made": version.made, "current": version == current, "scene": version.canvas.scene.to_json()}
            print(json.dumps(row))
        else:
            marks = f"{'*' if version == current else ' '} {version.number:3} ← {version.parent or '–':>3}"
            print(f"{marks}  {_told(project, version)}{f'  [{version.name}]' if version.name else ''}{'  kept' if version.kept else ''}: {alt_text(version.canvas.scene)}")


def _hand(project: Project, options: StudioOptions, brush: Brush | None) -> None:
    if not options.export and options.history is None:
        return
    version = project.version
    if version is None:
        raise OptionError(f"{options.project} holds no version yet; say what the picture shows first")
    for path in options.export:
        print(hand_over(version.canvas, path, style=options.style, size=options.size))
    if options.history is not None:
        way = [(one.name or _told(project, one), one.canvas if brush is None else pixels_of(_painted(one.number, project, options, brush))) for one in project.line()]
        print(hand_over_history(way, options.history, style=options.style, size=min(options.size, 512)))


def _told(project: Project, version: Version) -> str:
    """How a version came about, in words."""
    if version.edit is None or version.parent is None:
        return alt_text(version.canvas.scene) if version.kind == "new" else version.said or version.kind
    return worded(version.edit, project.get(version.parent).canvas.scene)


def _live(studio: Studio) -> Iterator[str | Clip]:
    """From the microphone (Enter), or the files that are named, until it is said to stop."""
    from speechscape.audio.microphone import record

    if not sys.stdin.isatty():
        raise OptionError("no clips were named and this is no terminal; name recordings: speechscape studio FILE.scape CLIP…")
    print("Enter and speak, or name a recording; “stop” or Ctrl-D ends.", file=sys.stderr)
    while True:
        try:
            line = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line in {"stop", "quit", "exit"}:
            return
        try:
            yield line or record(30.0)
        except (SpeechscapeError, ProjectError) as error:
            print(f"speechscape: {error}", file=sys.stderr)


def _show(path: Path) -> None:
    """The picture in terminals that can show one (kitty's and iTerm2's protocols)."""
    if not sys.stdout.isatty():
        return
    data = base64.standard_b64encode(path.read_bytes())
    if "KITTY_WINDOW_ID" in os.environ or os.environ.get("TERM_PROGRAM") in {"ghostty", "WezTerm"}:
        for first in range(0, len(data), 4096):
            more = int(first + 4096 < len(data))
            head = f"a=T,f=100,r=16,m={more}" if first == 0 else f"m={more}"
            sys.stdout.write(f"\x1b_G{head};{data[first : first + 4096].decode()}\x1b\\")
        sys.stdout.write("\n")
    elif os.environ.get("TERM_PROGRAM") == "iTerm.app":
        sys.stdout.write(f"\x1b]1337;File=inline=1;height=16:{data.decode()}\x07\n")
    sys.stdout.flush()
