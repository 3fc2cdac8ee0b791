"""The application: every address, what it takes and gives. The only module that imports FastAPI; what is done is done elsewhere (`live`, `pictures`, `pool`), who may come in is decided before (`gate`).

    WS /v1/live       speech in, events and pictures out (docs/PROTOCOL.md)      GET /health /ready /metrics /openapi.json
    WS /v1/watch      another's events and pictures                              GET / /room and their files: the page
    /studio, /v1/studio…   a project that a designer talks to, where one was named (`studio`)
    POST /v1/pictures /v1/scenes /v1/images/generations /v1/audio/transcriptions
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypeVar

from speechscape.errors import AudioError, EndpointError, OptionError, SetupError, SpeechscapeError
from speechscape.live.events import MEDIA_TYPES
from speechscape.painters.base import MAX_SIZE, MIN_SIZE
from speechscape.routes import Speechscape
from speechscape.routes.drawing import Drawn
from speechscape.server.bodies import Upload, read_upload
from speechscape.server.easel import Easel
from speechscape.server.gate import Gate, Passage, refusal
from speechscape.server.limits import Limits, RefusedError
from speechscape.server.live import GoneError, Live
from speechscape.server.logs import Log
from speechscape.server.metrics import Metrics
from speechscape.server.pages import PAGES, STATIC, Pages
from speechscape.server.pictures import Pictures
from speechscape.server.pool import Pool
from speechscape.server.schemas import DrawnShape, HealthShape, ImagesShape, RefusalShape, SceneAnswerShape, TranscriptShape
from speechscape.server.studio import studio_routes
from speechscape.server.talks import Talks, Tools
from speechscape.server.wishes import scene_schema, wished_scene
from speechscape.transcribe.base import Recogniser
from speechscape.types import Picture
from speechscape.world.painting import alt_text

try:
    from fastapi import FastAPI, Query, Request, Response, WebSocket
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse
    from starlette.exceptions import HTTPException
    from starlette.requests import ClientDisconnect
    from starlette.websockets import WebSocketDisconnect
except ImportError:
    raise SetupError('fastapi is not installed; install it with: pip install "speechscape[serve]"') from None

__all__ = ["Served", "live_app"]

Result = TypeVar("Result")

_MOST_IMAGES = 4

Size = Annotated[int, Query(ge=MIN_SIZE, le=MAX_SIZE, description="Pixels a side.")]
Seed = Annotated[int, Query(ge=0, lt=2**31, description="Another seed is another layout and other variants of the same things.")]

_SOUND = {
    "requestBody": {
        "required": True,
        "content": {
            "audio/*": {"schema": {"type": "string", "format": "binary", "description": "An audio file (wav, mp3, m4a, ogg, opus, webm, flac)."}},
            "multipart/form-data": {"schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}},
        },
    }
}
_SOUND_OR_SCENE = {
    "requestBody": {
        "required": True,
        "content": {
            **_SOUND["requestBody"]["content"],  # type: ignore[dict-item]
            "application/json": {"schema": {"type": "object", "required": ["scene"], "properties": {"scene": scene_schema()}}},
        },
    }
}
_WISHED = {
    "type": "object", "required": ["audio"],
    "properties": {
        "audio": {"type": "string", "format": "byte", "description": "An audio file in base64."}, "n": {"type": "integer", "minimum": 1, "maximum": _MOST_IMAGES, "default": 1},
        "size": {"type": "string", "default": "1024x1024"}, "response_format": {"type": "string", "enum": ["b64_json"]}, "output_format": {"type": "string", "enum": ["png", "webp", "svg"], "default": "png"},
        "seed": {"type": "integer", "default": 0}, "model": {"type": "string", "description": "Taken and not looked at."},
    },
}  # fmt: skip
_WISHES = {"requestBody": {"required": True, "content": {"application/json": {"schema": _WISHED}, "multipart/form-data": {"schema": {**_WISHED, "required": ["file"]}}}}}
_REFUSED: dict[int | str, dict[str, Any]] = {status: {"model": RefusalShape} for status in (400, 401, 403, 408, 413, 415, 422, 429, 503)}
_IMAGES: dict[int | str, dict[str, Any]] = {200: {"model": DrawnShape, "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES.values() if kind != "application/json"}}}


@dataclass(frozen=True, kw_only=True)
class Served:
    """What a server is made of: who listens and paints, how much it takes on, and the project that stands in its studio."""

    speechscape: Speechscape
    passage: Passage
    limits: Limits = field(default_factory=Limits)
    workers: int = 2
    recogniser: Recogniser | None = None
    static: Path = STATIC
    log: Log = field(default_factory=Log)
    easel: Easel | None = None


def live_app(served: Served) -> tuple[Gate, Talks]:
    """The application, and its sessions, which are drained before it ends. Pool and decoding children are closed when it ends; the `Speechscape` is the caller's."""
    metrics = Metrics()
    house = _House(served, metrics)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: served.log("failed", stage="loop", error=type(context.get("exception")).__name__))  # its own would write values into the log
        house.ready = True
        yield
        house.ready = False
        await house.close()

    app = FastAPI(
        title="Speechscape", version=version("speechscape"), summary="Speech in, picture out.", docs_url=None, redoc_url=None, lifespan=lifespan, redirect_slashes=False,
        exception_handlers={RefusedError: _refused, SpeechscapeError: _failed, HTTPException: _missing, RequestValidationError: _invalid, Exception: _broken, ClientDisconnect: _gone},
    )  # fmt: skip
    house.furnish(app)
    return Gate(app, served.passage, served.limits, metrics, served.log), house.talks


class _House:
    """What each address does."""

    def __init__(self, served: Served, metrics: Metrics) -> None:
        self._served, self._metrics = served, metrics
        self._pool = Pool(served.speechscape.ears, served.speechscape.painter, served.limits, served.workers, metrics.work)
        self._pictures = Pictures(served.speechscape, self._pool, served.limits, lambda stage, seconds: metrics.stage.labels(stage).observe(seconds), served.recogniser)
        self.talks = Talks(Tools(self._pool, served.limits, metrics, served.log, served.speechscape.model))
        self._live = Live(self.talks)
        self._pages = Pages(served.static)
        self.ready = False
        for name, text, value in (
            ("queue", "Work that waits for a worker.", lambda: self._pool.waiting), ("sessions", "Sessions that speak.", lambda: self.talks.speaking),
            ("kept_sessions", "Sessions, those that may be resumed among them.", lambda: len(self.talks)), ("watchers", "Who watches.", lambda: self.talks.watchers),
            ("posts", "Recordings in work.", lambda: self._pictures.working),
        ):  # fmt: skip
            metrics.watch(name, text, value)

    async def close(self) -> None:
        await self.talks.drain()
        await self._pool.close()
        await self._pictures.close()
        if self._served.easel is not None:
            await self._served.easel.close()

    def furnish(self, app: FastAPI) -> None:
        """Put the addresses into the application."""
        posts: tuple[tuple[str, Any, str, dict[str, Any], dict[int | str, dict[str, Any]]], ...] = (
            ("/v1/pictures", self.picture, "A recording, or a scene, as a picture, or as JSON with the picture in it (by the Accept header)", _SOUND_OR_SCENE, _IMAGES),
            ("/v1/scenes", self.scene, "What is meant in a recording", _SOUND, {200: {"model": SceneAnswerShape}}),
            ("/v1/images/generations", self.images, "Pictures of a recording, in the shape of OpenAI's", _WISHES, {200: {"model": ImagesShape}}),
            ("/v1/audio/transcriptions", self.words, "The words of a recording, where a recogniser is set", _SOUND, {200: {"model": TranscriptShape}, 404: {"model": RefusalShape}}),
        )
        for path, made, summary, body, answers in posts:
            app.add_api_route(path, made, methods=["POST"], summary=summary, openapi_extra=body, response_model=None, responses=_REFUSED | answers)
        app.add_api_route("/health", self.health, methods=["GET"], summary="Whether the server runs", response_model=HealthShape)
        app.add_api_route("/ready", self.is_ready, methods=["GET"], summary="Whether it takes more", response_model=None, responses={200: {"model": HealthShape}, 503: {"model": RefusalShape}})
        app.add_api_route("/metrics", self.figures, methods=["GET"], summary="Figures for Prometheus", response_model=None, response_class=Response)
        app.add_api_websocket_route("/v1/live", self.live)
        app.add_api_websocket_route("/v1/watch", self.watch)
        if self._served.easel is not None:
            app.router.routes.extend(studio_routes(self._served.easel))
        for path in PAGES:
            app.add_api_route(path, self.page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None)
        app.add_api_route("/{path:path}", self.page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None)

    # Recordings

    async def picture(self, request: Request, size: Size = 1024, seed: Seed = 0, format: str = "png") -> Response:
        """An audio file as the body, or as the part `file` of a form; or JSON with a scene, such as one that was answered before and changed since. `format` is that of the picture in an answer of JSON."""
        kind = _accepted(request.headers.get("accept", "*/*"))
        wished = format if kind == "application/json" else next(name for name, media_type in MEDIA_TYPES.items() if media_type == kind)
        drawn = await self._drawn(request, size=size, format=_format(wished), seed=seed)
        if kind == "application/json":
            return _json({**_answer(drawn), "picture": None if drawn.picture is None else _picture(drawn.picture)})
        if drawn.picture is None:
            raise RefusedError(422, "nothing", drawn.account())
        return Response(drawn.picture.data, media_type=kind, headers={"cache-control": "no-store", "vary": "accept"})

    async def scene(self, request: Request) -> Response:
        """An audio file as the body, or as the part `file` of a form."""
        with self._pictures:
            upload = await self._upload(request)
            return _json(_answer(await _unless_gone(request, self._pictures.scene(upload.audio, _client(request)))))

    async def images(self, request: Request) -> Response:
        """JSON with `audio` in base64, or a form with `file`."""
        with self._pictures:
            upload = await self._upload(request)
            size, count, seed, format = _wish(upload.fields)
            drawn = await _unless_gone(request, self._pictures.draw(upload.audio, _client(request), size=size, format=format, seed=seed, count=count))
        if drawn.picture is None:
            raise RefusedError(422, "nothing", drawn.account())
        rows = [{"b64_json": base64.b64encode(one.data).decode(), "revised_prompt": one.alt} for one in drawn.pictures]
        return _json({"created": int(time.time()), "data": rows, "output_format": format, "size": f"{size}x{size}"})

    async def words(self, request: Request) -> Response:
        """A form with `file`; `response_format` is json, verbose_json or text."""
        with self._pictures:
            upload = await self._upload(request)
            shape = upload.fields.get("response_format", "json")
            if shape not in {"json", "verbose_json", "text"}:
                raise RefusedError(400, "bad_option", "response_format takes json, verbose_json or text")
            said = await _unless_gone(request, self._pictures.transcript(upload.audio, _client(request)))
        if shape == "text":
            return Response(said.text, media_type="text/plain; charset=utf-8", headers={"cache-control": "no-store"})
        rows = [{"word": word.text, "start": word.start_s, "end": word.end_s, "probability": word.confidence} for word in said.words]
        more = {"language": said.language, "duration": said.words[-1].end_s if said.words else 0.0, "words": rows} if shape == "verbose_json" else {}
        return _json({"text": said.text, **more})

    async def _drawn(self, request: Request, *, size: int, format: str, seed: int) -> Drawn:
        with self._pictures:
            upload = await self._upload(request, scenes=True)
            if upload.scene is not None:
                return await _unless_gone(request, self._pictures.paint(wished_scene(upload.scene), _client(request), size=size, format=format, seed=seed))
            return await _unless_gone(request, self._pictures.draw(upload.audio, _client(request), size=size, format=format, seed=seed))

    async def _upload(self, request: Request, scenes: bool = False) -> Upload:
        promised = request.headers.get("content-length", "")
        if promised.isdigit() and int(promised) > 2 * self._served.limits.body_bytes:
            raise RefusedError(413, "too_large", f"more than {self._served.limits.body_bytes / 1e6:.0f} MB; compress the recording, or cut it")
        return await read_upload(request.stream(), request.headers.get("content-type", ""), self._served.limits, scenes)

    # Sockets

    async def live(self, socket: WebSocket) -> None:
        """See `live.Live.speak`."""
        self.talks.room(socket.scope["state"]["client"])
        await socket.accept()
        await self._live.speak(_Socket(socket))

    async def watch(self, socket: WebSocket) -> None:
        """See `live.Live.watch`."""
        key = socket.query_params.get("key", "")
        self.talks.watched(key)
        await socket.accept()
        await self._live.watch(_Socket(socket), key)

    # State

    async def health(self) -> HealthShape:
        """The process lives and its loop turns."""
        return HealthShape(status="ok", version=version("speechscape"), model=self._served.speechscape.model)

    async def is_ready(self) -> Response:
        """Models are loaded, and it is not ending."""
        if not self.ready or self.talks.draining:
            raise RefusedError(503, "ending", "the server is ending", 5.0)
        return _json((await self.health()).model_dump())

    async def figures(self) -> Response:
        """Without anything that anybody said."""
        data, kind = self._metrics.page()
        return Response(data, media_type=kind, headers={"cache-control": "no-store"})

    async def page(self, request: Request) -> Response:
        """The page and its files."""
        found = self._pages.find(request.url.path)
        if found is None:
            raise HTTPException(404)
        headers = {"etag": found.etag, "cache-control": "public, max-age=31536000, immutable" if found.lasting else "no-cache"}
        if found.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(found.data, media_type=found.media_type, headers=headers)


class _Socket:
    """Starlette's WebSocket as `live.Socket`."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self.client: str = socket.scope["state"]["client"]

    async def receive(self) -> str | bytes:
        try:
            message = await self._socket.receive()
        except RuntimeError as error:  # after a disconnect
            raise GoneError from error
        if message["type"] != "websocket.receive":
            raise GoneError
        data: bytes | None = message.get("bytes")
        return data if data is not None else str(message.get("text", ""))

    async def send(self, part: str | bytes) -> None:
        try:
            await (self._socket.send_text(part) if isinstance(part, str) else self._socket.send_bytes(part))
        except (WebSocketDisconnect, OSError, RuntimeError) as error:
            raise GoneError from error

    async def close(self, code: int, reason: str) -> None:
        try:
            await self._socket.close(code, reason)
        except (WebSocketDisconnect, OSError, RuntimeError) as error:
            raise GoneError from error


async def _unless_gone(request: Request, work: Awaitable[Result]) -> Result:
    """The result of work, which is given up when its client has gone."""
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_leaving(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _leaving(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue


def _client(request: Request) -> str:
    return str(request.scope["state"]["client"])


def _accepted(header: str) -> str:
    """The media type to answer with: the most wanted of ours, the first named of several alike. Raises `RefusedError` (406)."""
    ours = ("image/png", "image/webp", "image/svg+xml", "model/gltf-binary", "application/json")
    best, weight = "", 0.0
    for part in header[:1024].split(","):
        name, *options = (one.strip().lower() for one in part.split(";"))
        chance = next((_weight(one[2:]) for one in options if one.startswith("q=")), 1.0)
        found = name if name in ours else "image/png" if name in {"*/*", "image/*"} else "application/json" if name == "application/*" else ""
        if found and chance > weight:
            best, weight = found, chance
    if not best:
        raise RefusedError(406, "not_acceptable", f"this gives {', '.join(ours)}; ask for one of them with Accept")
    return best


def _weight(text: str) -> float:
    try:
        return max(0.0, min(1.0, float(text)))
    except ValueError:
        return 0.0


def _format(name: object) -> str:
    if not isinstance(name, str) or name not in MEDIA_TYPES:
        raise RefusedError(400, "bad_option", f"the format of a picture is one of {', '.join(MEDIA_TYPES)}")
    return name


def _wish(fields: dict[str, Any]) -> tuple[int, int, int, str]:
    """Size, count, seed and format out of an OpenAI-style request. Raises `RefusedError` (400)."""
    if fields.get("response_format") not in {None, "b64_json"}:
        raise RefusedError(400, "bad_option", "response_format takes b64_json only: no picture is kept here that an address could lead to")
    wide, _, high = str(fields.get("size") or "1024x1024").replace("auto", "1024x1024").partition("x")
    if high not in {"", wide}:
        raise RefusedError(400, "bad_option", "pictures are square; ask for a size such as 1024x1024")
    size, count, seed = (_whole(name, value, least, most) for name, value, least, most in (("size", wide, MIN_SIZE, MAX_SIZE), ("n", fields.get("n") or 1, 1, _MOST_IMAGES), ("seed", fields.get("seed") or 0, 0, 2**31 - 1)))
    return size, count, seed, _format(fields.get("output_format") or "png")


def _whole(name: str, value: object, least: int, most: int) -> int:
    text = str(value)
    if not text.isascii() or not text.isdigit() or len(text) > 10 or not least <= int(text) <= most:
        raise RefusedError(400, "bad_option", f"{name} takes a whole number, {least} to {most}")
    return int(text)


def _answer(drawn: Drawn) -> dict[str, Any]:
    assert drawn.heard is not None
    return {
        "scene": drawn.scene.to_json(), "account": _account(drawn), "words": drawn.heard.words, "nothing": drawn.nothing, "reason": drawn.heard.reason if drawn.nothing else None,
        "doubts": [list(names) for names in drawn.heard.doubts], "seed": drawn.seed, "model": drawn.model, "route": drawn.route, "ms": {stage: round(value, 2) for stage, value in drawn.ms.items()},
    }  # fmt: skip


def _account(drawn: Drawn) -> str:
    """What is seen, or why nothing, in a sentence."""
    assert drawn.heard is not None
    if drawn.picture is not None:
        return drawn.picture.alt
    return drawn.heard.reason or "nothing to be seen in it" if drawn.nothing else alt_text(drawn.scene)


def _picture(picture: Picture) -> dict[str, Any]:
    return {"format": picture.format, "media_type": MEDIA_TYPES[picture.format], "width": picture.width, "height": picture.height, "alt": picture.alt, "data": base64.b64encode(picture.data).decode()}


def _json(value: dict[str, Any]) -> Response:
    return JSONResponse(value, headers={"cache-control": "no-store"})


def _refusal(error: RefusedError) -> Response:
    status, body, headers = refusal(error)
    return Response(body, status, {name.decode(): value.decode() for name, value in headers})


async def _refused(scene: Request | WebSocket, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    if isinstance(scene, WebSocket):
        raise error  # the gate answers in place of the upgrade
    return _refusal(error)


async def _failed(_: Request, error: Exception) -> Response:
    kinds: tuple[tuple[type[Exception], int, str], ...] = ((AudioError, 422, "bad_audio"), (OptionError, 400, "bad_option"), (EndpointError, 503, "endpoint"), (SpeechscapeError, 500, "failed"))
    status, code = next((status, code) for kind, status, code in kinds if isinstance(error, kind))
    return _refusal(RefusedError(status, code, str(error), 10.0 if status == 503 else None))


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    texts = {404: "there is nothing under this address", 405: f"this address does not take {request.method[:10]}"}
    answer = _refusal(RefusedError(error.status_code, HTTPStatus(error.status_code).name.lower(), texts.get(error.status_code, error.detail)))
    answer.headers.update(error.headers or {})
    return answer


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _refusal(RefusedError(422, "bad_option", "; ".join(f"{row['loc'][-1]}: {row['msg'].lower()}" for row in error.errors())[:500]))


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=499)


async def _broken(_: Request, error: Exception) -> Response:
    return _refusal(RefusedError(500, "failed", f"something went wrong in the server ({type(error).__name__})"))
