"""The review of a storyboard as a page on this machine: an application around a `Desk`, and the server that runs it until the person has finished.

    GET /                the page                        GET /story            what lies on the desk, and its version
    GET /pictures/NAME   a picture                       POST /decisions       {version, do, key, at, text} → what lies on the desk then, and the panel to look at
    GET /sound           the recording, or a part of it  POST /finish          brings all forms up to date; the server ends

Needs ``pip install "speechscape[serve]"`` (Starlette and uvicorn).
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from speechscape.errors import OptionError, PaintError, SetupError, SpeechscapeError
from speechscape.server.desk import BusyError, Desk, StaleError
from speechscape.server.doors import Door, Guard

try:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.requests import Request
    from starlette.responses import FileResponse, JSONResponse, Response
    from starlette.routing import Route
except ImportError:
    raise SetupError('starlette and uvicorn are not installed; install them with: pip install "speechscape[serve]"') from None

__all__ = ["review_app", "serve_desk"]

_MOST_BYTES = 65_536
_BODY_S = 10.0
_LEAVE_S = 2

_PAGE = {"/": ("desk.html", "text/html"), "/desk.css": ("desk.css", "text/css"), "/desk.js": ("desk.js", "text/javascript")}
_STATUS: tuple[tuple[type[SpeechscapeError], int], ...] = ((StaleError, 409), (BusyError, 503), (OptionError, 400), (PaintError, 500), (SpeechscapeError, 500))


def review_app(desk: Desk, door: Door, finish: Callable[[], None]) -> Guard:
    """The application; `finish` is called when the person has finished. The desk is closed when the application ends."""
    rooms = _Rooms(desk, finish)
    routes = [
        *[Route(path, _page(name, kind)) for path, (name, kind) in _PAGE.items()],
        Route("/favicon.ico", _nothing),
        Route("/story", rooms.story),
        Route("/pictures/{name}", rooms.picture),
        Route("/sound", rooms.sound),
        Route("/decisions", rooms.decide, methods=["POST"]),
        Route("/finish", rooms.finish, methods=["POST"]),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await desk.close()

    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={SpeechscapeError: _refused, HTTPException: _missing, Exception: _failed})
    app.router.redirect_slashes = False
    return Guard(app, door)


class _Rooms:
    """What each address does."""

    def __init__(self, desk: Desk, finish: Callable[[], None]) -> None:
        self._desk, self._finish = desk, finish

    async def story(self, _: Request) -> Response:
        return _json(self._desk.to_json())

    async def picture(self, request: Request) -> Response:
        path = self._desk.picture(request.path_params["name"])
        if path is None:
            raise HTTPException(404, "no such picture in this storyboard; load the page again")
        return FileResponse(path, headers={"cache-control": "private, max-age=31536000, immutable"})

    async def sound(self, _: Request) -> Response:
        path = self._desk.sound()
        if path is None:
            raise HTTPException(404, "the recording was not kept in this storyboard (--no-sound)")
        return FileResponse(path, headers={"cache-control": "no-store"})

    async def decide(self, request: Request) -> Response:
        row = await _object(request)
        try:
            key = await self._desk.decide(row)
        except StaleError as error:
            return _json({"error": str(error), **self._desk.to_json()}, 409)
        return _json({"look": key, **self._desk.to_json()})

    async def finish(self, request: Request) -> Response:
        await _object(request)
        await self._desk.write()
        self._finish()
        return _json({"finished": True, **self._desk.to_json()})


def _page(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        return Response(files("speechscape.server").joinpath(name).read_bytes(), media_type=kind, headers={"cache-control": "no-store"})

    return answer


async def _nothing(_: Request) -> Response:
    return Response(status_code=204)


async def _object(request: Request) -> dict[str, Any]:
    """The JSON object in a request. Raises `HTTPException` for anything else, too much of it, or too slow."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "send JSON, with Content-Type: application/json")
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_S):
            async for part in request.stream():
                body += part
                if len(body) > _MOST_BYTES:
                    raise HTTPException(413, f"a decision has at most {_MOST_BYTES} bytes; shorten the text")
    except TimeoutError:
        raise HTTPException(408, f"the decision did not come within {_BODY_S:g} s; send it again") from None
    try:
        row = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"this is no JSON ({error}); send an object") from error
    if not isinstance(row, dict):
        raise HTTPException(400, f"this is JSON but no object ({body[:40].decode(errors='replace')}); send an object")
    return row


def _json(value: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(value, status, headers={"cache-control": "no-store"})


async def _refused(_: Request, error: Exception) -> Response:
    return _json({"error": str(error)}, next(status for kind, status in _STATUS if isinstance(error, kind)))


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    texts = {404: f"there is no {request.url.path[:80]} here", 405: f"{request.url.path[:80]} does not take {request.method}"}
    return _json({"error": texts.get(error.status_code, error.detail) if error.detail in {"Not Found", "Method Not Allowed"} else error.detail}, error.status_code)


async def _failed(_: Request, error: Exception) -> Response:
    return _json({"error": f"something went wrong here ({type(error).__name__}); nothing was decided: load the page again, and report it if it stays"}, 500)


def serve_desk(desk: Desk, door: Door, heard: socket.socket) -> None:
    """Serve until the person finishes, or the process is told to end (SIGINT, SIGTERM): then all forms are written first, and the signal is raised again."""
    server: uvicorn.Server

    def finish() -> None:
        server.should_exit = True

    config = uvicorn.Config(
        review_app(desk, door, finish), log_config=None, lifespan="on", ws="none", server_header=False, timeout_graceful_shutdown=_LEAVE_S,
        access_log=False,  # it would hold the token
    )  # fmt: skip
    server = uvicorn.Server(config)
    server.run(sockets=[heard])

