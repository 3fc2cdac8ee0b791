"""The studio as a page on this machine: an application around an `Easel`, and the server that runs it until it is told to end.

    GET /studio                              the page
    WS  /v1/studio                           what is said and done, and what every window shows (docs/STUDIO.md)
    POST /v1/studio/say                      a recording → what became of it                  POST /v1/studio/do    the same for what is done by hand
    GET /v1/studio/state, /v1/studio/words   what a window shows, what can be chosen
    GET /v1/studio/versions/N.svg, N.png     a picture (?style, ?size)
    GET /v1/studio/export/N.FORMAT           a file to keep                                   GET /v1/studio/history.FORMAT    the way to the current version

Needs ``pip install "speechscape[serve]"`` (Starlette, uvicorn and websockets).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from speechscape.errors import AudioError, OptionError, SetupError, SpeechscapeError
from speechscape.server.doors import Door, Guard
from speechscape.server.easel import BusyError, Easel, StaleError, words
from speechscape.studio.project import ProjectError

try:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.requests import Request
    from starlette.responses import JSONResponse, RedirectResponse, Response
    from starlette.routing import BaseRoute, Route, WebSocketRoute
    from starlette.websockets import WebSocket, WebSocketDisconnect
except ImportError:
    raise SetupError('starlette, uvicorn and websockets are not installed; install them with: pip install "speechscape[serve]"') from None

__all__ = ["easel_server", "studio_app", "studio_routes"]

_MOST_BYTES, _MOST_TEXT = 16_000_000, 65_536
_TOO_LONG = f"the recording has {{:.0f}} MB; at most {_MOST_BYTES / 1e6:.0f} MB are heard at once"
_BODY_S = 30.0
_LEAVE_S = 2
_OUTBOX = 256

_Room = Callable[[Request], Awaitable[Response]]

_PAGE = {"/studio": ("studio.html", "text/html"), "/studio.css": ("studio.css", "text/css"), "/studio.js": ("studio.js", "text/javascript"), "/studio-capture.js": ("studio-capture.js", "text/javascript")}
_KINDS = {"svg": "image/svg+xml", "png": "image/png", "ora": "image/openraster", "pdf": "application/pdf", "glb": "model/gltf-binary", "json": "application/json", "zip": "application/zip", "gif": "image/gif", "mp4": "video/mp4"}
_STATUS: tuple[tuple[type[SpeechscapeError], int], ...] = ((StaleError, 409), (BusyError, 503), (OptionError, 400), (AudioError, 422), (ProjectError, 409), (SetupError, 501), (SpeechscapeError, 500))


def studio_routes(easel: Easel) -> list[BaseRoute]:
    """Every address of the studio; whoever puts them into an application closes the easel."""
    rooms = _Rooms(easel)
    asked: dict[str, _Room] = {
        **{path: _page(name, kind) for path, (name, kind) in _PAGE.items()}, "/v1/studio/state": rooms.state, "/v1/studio/words": rooms.words, "/v1/studio/versions/{number:int}.{kind}": rooms.picture,
        "/v1/studio/export/{number:int}.{ending}": rooms.export, "/v1/studio/history.{ending}": rooms.history,
    }  # fmt: skip
    told: dict[str, _Room] = {"/v1/studio/say": rooms.say, "/v1/studio/do": rooms.do}
    return [*[Route(path, _answering(room)) for path, room in asked.items()], *[Route(path, _answering(room), methods=["POST"]) for path, room in told.items()], WebSocketRoute("/v1/studio", rooms.socket)]


def studio_app(easel: Easel, door: Door) -> Guard:
    """The application. The easel is closed when it ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await easel.close()

    routes = [Route("/", _home), Route("/favicon.ico", _nothing), *studio_routes(easel)]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _missing, Exception: _failed})
    app.router.redirect_slashes = False
    return Guard(app, door)


class _Rooms:
    """What each address does."""

    def __init__(self, easel: Easel) -> None:
        self._easel = easel

    async def state(self, _: Request) -> Response:
        return _json({"event": "state", **await self._easel.state()})

    async def words(self, _: Request) -> Response:
        return _json(words())

    async def picture(self, request: Request) -> Response:
        number, kind = request.path_params["number"], request.path_params["kind"]
        if kind not in {"svg", "png"}:
            raise HTTPException(404, f"there is no picture of the kind {kind[:20]}; there are svg and png")
        data = await self._easel.picture(number, kind, request.query_params.get("style"), _whole(request, "size", 1024))
        etag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
        headers = {"cache-control": "private, no-cache", "etag": etag}
        return Response(status_code=304, headers=headers) if etag in request.headers.get("if-none-match", "") else Response(data, media_type=_KINDS[kind], headers=headers)

    async def export(self, request: Request) -> Response:
        number, ending = request.path_params["number"], request.path_params["ending"]
        data = await self._easel.handed(number, ending, request.query_params.get("style"), _whole(request, "size", 1024))
        return self._file(data, f"{number}", ending)

    async def history(self, request: Request) -> Response:
        ending = request.path_params["ending"]
        try:
            seconds = float(request.query_params.get("seconds", 1.2))
        except ValueError:
            raise OptionError("seconds takes a number") from None
        return self._file(await self._easel.history(ending, request.query_params.get("style"), seconds), "history", ending)

    def _file(self, data: bytes, what: str, ending: str) -> Response:
        stem = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in self._easel.studio.project.path.stem)
        return Response(data, media_type=_KINDS[ending], headers={"cache-control": "no-store", "content-disposition": f'attachment; filename="{stem}-{what}.{ending}"'})

    async def say(self, request: Request) -> Response:
        return _json(await self._easel.say(await _body(request, _MOST_BYTES)))

    async def do(self, request: Request) -> Response:
        return _json(await self._easel.do(_object(await _body(request, _MOST_TEXT))))

    async def socket(self, socket: WebSocket) -> None:
        """One window: its messages in the order in which they come, each answered; the state whenever anything changed."""
        await socket.accept()
        outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_OUTBOX)
        full = asyncio.Event()

        def put(message: dict[str, Any]) -> None:
            try:
                outbox.put_nowait(message)
            except asyncio.QueueFull:
                full.set()  # it does not read; it may come again, and is shown what is there then

        def told(state: dict[str, Any]) -> None:
            put({"event": "state", **state})

        async def write() -> None:
            while True:
                await socket.send_text(json.dumps(await outbox.get()))

        try:
            told(await self._easel.state())
        except SpeechscapeError as error:
            put({"event": "trouble", "id": None, "text": str(error)})
        self._easel.open(told)
        tasks = [asyncio.create_task(part) for part in (write(), self._listen(socket, put), full.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._easel.shut(told)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if full.is_set():
            await socket.close(4413, "events were read too slowly; connect again")

    async def _listen(self, socket: WebSocket, put: Callable[[dict[str, Any]], None]) -> None:
        waiting: _Sound | None = None
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message.get("code", 1000))
            number: int | None = None
            try:
                if (piece := message.get("bytes")) is not None:
                    if waiting is None:
                        raise OptionError('sound came without {"do": "say", "id": N} before it')
                    number, sound = waiting.number, waiting
                    try:
                        whole = sound.take(piece)
                    except AudioError:
                        waiting = None
                        raise
                    if whole is not None:
                        waiting = None
                        put({"event": "turn", "id": number, **await self._easel.say(whole)})
                    continue
                row = _object((message.get("text") or "").encode())
                number = row.get("id") if isinstance(row.get("id"), int) else None
                if number is None:
                    raise OptionError("id is missing; send a whole number with each message, answers carry it")
                if row.get("do") == "say":
                    waiting = _Sound(number, row.get("bytes"))
                else:
                    put({"event": "turn", "id": number, **await self._easel.do(row)})
            except SpeechscapeError as error:
                put({"event": "trouble", "id": number, "text": str(error)})
            except Exception as error:  # the edge: one message that fails ends neither this window nor another's
                put({"event": "trouble", "id": number, "text": f"something went wrong here ({type(error).__name__}); nothing was changed"})


class _Sound:
    """A recording on its way: in one message, or, where its size was told, in as many as it takes."""

    def __init__(self, number: int, size: Any) -> None:
        if size is not None and not (isinstance(size, int) and size > 0):
            raise OptionError(f"bytes is {size!r}; it takes the size of the recording, or is left out where it comes in one message")
        if size is not None and size > _MOST_BYTES:
            raise AudioError(_TOO_LONG.format(size / 1e6))
        self.number, self._size, self._data = number, size, bytearray()

    def take(self, piece: bytes) -> bytes | None:
        """The whole recording, when it is. Raises `AudioError` where it is too large."""
        self._data += piece
        if len(self._data) > _MOST_BYTES:
            raise AudioError(_TOO_LONG.format(len(self._data) / 1e6))
        return bytes(self._data) if self._size is None or len(self._data) >= self._size else None


def _answering(room: _Room) -> _Room:
    """The same room, where what cannot be done is answered alike in whatever application it stands."""

    async def answer(request: Request) -> Response:
        try:
            return await room(request)
        except HTTPException as error:
            return await _missing(request, error)
        except SpeechscapeError as error:
            return await _refused(request, error)

    return answer


def _page(name: str, kind: str) -> _Room:
    async def answer(_: Request) -> Response:
        return Response(files("speechscape.server").joinpath(name).read_bytes(), media_type=kind, headers={"cache-control": "no-store"})

    return answer


async def _home(_: Request) -> Response:
    return RedirectResponse("/studio", 303, headers={"cache-control": "no-store"})


async def _nothing(_: Request) -> Response:
    return Response(status_code=204)


def _whole(request: Request, name: str, otherwise: int) -> int:
    given = request.query_params.get(name)
    if given is None:
        return otherwise
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise OptionError(f"{name} is {given[:20]!r}; it takes a whole number")
    return int(given)


async def _body(request: Request, most: int) -> bytes:
    """Raises `HTTPException` where it is too much, or too slow."""
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_S):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise HTTPException(413, f"at most {most:,} bytes are taken at once")
    except TimeoutError:
        raise HTTPException(408, f"it did not come within {_BODY_S:g} s; send it again") from None
    return bytes(body)


def _object(body: bytes) -> dict[str, Any]:
    """The JSON object in a message. Raises `OptionError` for anything else."""
    if len(body) > _MOST_TEXT:
        raise OptionError(f"a message has at most {_MOST_TEXT:,} bytes")
    try:
        row = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OptionError(f"this is no JSON ({error}); send an object") from error
    if not isinstance(row, dict):
        raise OptionError(f"this is JSON but no object ({body[:40].decode(errors='replace')}); send an object")
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
    return _json({"error": f"something went wrong here ({type(error).__name__}); nothing was changed: load the page again, and report it if it stays"}, 500)


def easel_server(easel: Easel, door: Door) -> uvicorn.Server:
    """Run it with ``run(sockets=[…])``: it serves until the process is told to end (SIGINT, SIGTERM), or its `should_exit` is set."""
    config = uvicorn.Config(
        studio_app(easel, door), log_config=None, lifespan="on", ws="websockets-sansio", ws_max_size=_MOST_BYTES + 1024, ws_per_message_deflate=False, server_header=False, timeout_graceful_shutdown=_LEAVE_S,
        access_log=False,  # it would hold the token
    )  # fmt: skip
    return uvicorn.Server(config)
