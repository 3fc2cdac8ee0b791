"""``speechscape storyboard review`` behind its arguments: one address to open, one line of account."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

from speechscape.routes import RouteOptions
from speechscape.routes.cast import make_painter
from speechscape.server.desk import Desk

__all__ = ["review_story"]


def review_story(folder: Path, options: RouteOptions, *, host: str = "127.0.0.1", port: int = 0, open_browser: bool = True) -> int:
    """Serve the review of a storyboard until the person finishes it (or Ctrl-C); exit status 1 where the pages could not be brought up to date. Raises what `Desk` raises, and `SetupError` without Starlette."""
    from speechscape.server.doors import Door
    from speechscape.server.listening import listening
    from speechscape.server.review import serve_desk

    desk = Desk(folder, make_painter(options))
    with listening(host, port) as heard:
        door = Door.made(host, heard.getsockname()[1])
        print(f"{folder}: {_reviewed(desk)}. Open {door.address}\nEnd with Finish on that page, or with Ctrl-C.", flush=True)
        if not door.loopback:
            print("speechscape: others on the network who learn this address can change the storyboard, and read along: there is no encryption", file=sys.stderr)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(door.address,), daemon=True).start()
        before = signal.signal(signal.SIGTERM, _leave)
        try:
            serve_desk(desk, door, heard)
        except KeyboardInterrupt:
            pass  # raised again behind the server, when everything is written
        finally:
            signal.signal(signal.SIGTERM, before)
    print(f"{folder}: {_reviewed(desk)}; {desk.count} decision{'' if desk.count == 1 else 's'} kept → {folder / 'index.html'}")
    if desk.trouble:
        print(f"speechscape: {desk.trouble}", file=sys.stderr)
    return 1 if desk.trouble else 0


def _reviewed(desk: Desk) -> str:
    leaves = desk.story.leaves
    return f"{sum(leaf.status != 'unreviewed' for leaf in leaves)} of {len(leaves)} pictures reviewed"


def _leave(*_: Any) -> None:
    raise KeyboardInterrupt
