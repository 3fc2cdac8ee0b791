"""``speechscape serve`` behind its arguments: models, a door, a server until it is told to end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speechscape.errors import OptionError, SetupError
from speechscape.routes import RouteOptions, Speechscape
from speechscape.server.limits import Limits
from speechscape.transcribe.base import Recogniser

if TYPE_CHECKING:
    from speechscape.server.easel import Easel

__all__ = ["ServeOptions", "serve"]

_TOKEN = "SPEECHSCAPE_TOKEN"
_SHORTEST = 16
_SWITCH_S = 0.001  # workers give way to the event loop sooner than usual


@dataclass(frozen=True, kw_only=True)
class ServeOptions:
    """Where it listens and how much it takes on. `token` None is the one in ``SPEECHSCAPE_TOKEN``, else a new one beyond loopback and none on it. `origins` are ours too; `proxied` believes a proxy on this machine who its client is; `workers` None is one for each core, four at most."""

    host: str = "127.0.0.1"
    port: int = 8750
    token: str | None = None
    origins: tuple[str, ...] = ()
    proxied: bool = False
    workers: int | None = None
    words: bool = False
    """Whether ``/v1/audio/transcriptions`` answers, with the route's recogniser."""
    studio: Path | None = None
    """A project (NAME.scape) that stands at ``/studio``."""
    route: RouteOptions = field(default_factory=RouteOptions)
    limits: Limits = field(default_factory=Limits.made)


def serve(options: ServeOptions) -> int:
    """Serve until SIGTERM or Ctrl-C; then what was said is answered first. Raises `OptionError`, `ModelError`, and `SetupError` without the extra."""
    from speechscape.server.app import Served, live_app
    from speechscape.server.doors import Door
    from speechscape.server.gate import Passage
    from speechscape.server.listening import listening
    from speechscape.server.wire import server

    token = _token(options.token)
    workers = _workers(options)
    sys.setswitchinterval(_SWITCH_S)
    os.environ.setdefault("SPEECHSCAPE_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))
    with ExitStack() as stack:
        heard = stack.enter_context(listening(options.host, options.port))
        speechscape = stack.enter_context(Speechscape.made(options.route))
        if speechscape.painter.reads != "scene":
            raise OptionError(f"{speechscape.painter.name} paints whole recordings only, not while one speaks; choose --painter vector")
        door = Door.made(options.host, heard.getsockname()[1]) if token is None else Door(options.host, heard.getsockname()[1], token)
        guarded = token is not None or not door.loopback
        passage = Passage(door=door, guarded=guarded, origins=tuple(origin.rstrip("/").lower() for origin in options.origins))
        app, talks = live_app(Served(speechscape=speechscape, passage=passage, limits=options.limits, workers=workers, recogniser=_recogniser(options), easel=_easel(options)))

        def work() -> None:
            print(f"Open {door.address if guarded else door.address.partition('?')[0]}{'' if options.studio is None else f' ({options.studio} is at /studio)'}\nEnd with Ctrl-C.", flush=True)
            if not door.loopback and not options.origins:
                print("speechscape: there is no encryption; what is said can be listened to on the way: put a proxy with TLS before it, and name it with --origin", file=sys.stderr)
            server(app, options.limits, talks.drain, options.proxied).run(sockets=[heard])

        _run(work)
    return 0


def _easel(options: ServeOptions) -> Easel | None:
    if options.studio is None:
        return None
    from speechscape.server.easel import Easel
    from speechscape.studio.studio import Studio

    return Easel(Studio.open(options.studio, model=options.route.model))


def _token(given: str | None) -> str | None:
    token = given or os.environ.get(_TOKEN) or None
    if token is not None and (len(token) < _SHORTEST or not token.isascii() or not token.replace("-", "").replace("_", "").isalnum()):
        raise OptionError(f"the token has {len(token)} characters; it takes {_SHORTEST} or more of letters, figures, - and _")
    return token


def _workers(options: ServeOptions) -> int:
    """Where a listener or a painter may not be asked from two threads at once, one."""
    if options.route.route == "direct" and options.route.painter == "vector":
        return options.workers or max(1, min(4, os.cpu_count() or 1))
    return 1


def _recogniser(options: ServeOptions) -> Recogniser | None:
    if not options.words:
        return None
    from speechscape.routes.cast import make_recogniser

    try:
        return make_recogniser(options.route)
    except SetupError as error:
        print(f"speechscape: no transcriptions: {error}", file=sys.stderr)
        return None


def _run(work: Callable[[], None]) -> None:
    """Both signals end it in the same way; they are raised again behind the server."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        work()
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(*_: Any) -> None:
    raise KeyboardInterrupt
