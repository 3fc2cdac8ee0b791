"""A server that speaks the socket's protocol from a script: what comes is counted, not understood. For what a real server does only when it is in trouble."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.server.pages import Pages
from speechscape.types import Element, Scene, Setting
from speechscape.world.painting import alt_text

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LOUD = 300
"""Of 32768: what counts as a voice."""


def scene(*names: str, place: str | None = None, time: str | None = None, color: str | None = None) -> Scene:
    elements = tuple(Element(name, color=color if number == 0 else None, confidence=0.97 - 0.09 * number, column=3 + 8 * number) for number, name in enumerate(names))
    return Scene(elements, Setting(place, time))


@dataclass(frozen=True)
class Said:
    """One sentence of the script; without things it shows nothing."""

    words: str
    scene: Scene
    doubts: tuple[tuple[str, ...], ...] = ()
    reason: str = "nothing to be seen in it"

    def answered(self, answers: dict[int, str]) -> Said:
        """With what was answered to its doubts."""
        return replace(self, scene=self.scene.with_elements(*self.scene.elements, *(Element(name, heard_by=("person",)) for _, name in sorted(answers.items()) if name)))


SCRIPT = (
    Said("a red fox under a tree", Scene((Element("fox", color="red", relation="under", of=(1,), confidence=0.97), Element("tree", confidence=0.93)))),
    Said("we ar sailing in a boat on the see at sunset near a rok", scene("boat", place="sea", time="sunset"), (("rock", "deer"),)),
    Said("well that is what i think about it", Scene()),
    Said("the king in front of his castle", scene("king", "castle", place="meadow")),
    Said("a whale", scene("whale", place="sea")),
)


@cache
def painted(said: Said, format: str, size: int) -> bytes:
    return VectorPainter().paint(Request(said.scene, size, format)).data


@dataclass
class Talk:
    """One session as the fake keeps it."""

    name: str
    rate: int
    heard: bytearray = field(default_factory=bytearray)
    told: list[tuple[dict[str, Any], bytes]] = field(default_factory=list)
    utterance: int = 0
    voice: int = 0
    silence: int = 0
    drawn: bool = False
    answers: dict[int, dict[int, str]] = field(default_factory=dict)
    """By utterance and doubt."""
    watchers: list[asyncio.Queue[tuple[dict[str, Any], bytes]]] = field(default_factory=list)

    @property
    def heard_s(self) -> float:
        return len(self.heard) / 2 / self.rate


@dataclass
class Fake:
    """What the test looks at and turns."""

    script: tuple[Said, ...] = SCRIPT
    file: Said = SCRIPT[0]
    """What every file says."""
    refusal: dict[str, Any] | None = None
    """What every `start` is answered with while it is set."""
    deaf: bool = False
    """While it is set, connections break at once."""
    forget: bool = False
    """While it is set, no session is known that is asked for."""
    latency_s: float = 0.0
    url: str = ""
    talks: dict[str, Talk] = field(default_factory=dict)
    starts: list[dict[str, Any]] = field(default_factory=list)
    painted: list[dict[str, Any]] = field(default_factory=list)
    answered: list[dict[str, Any]] = field(default_factory=list)
    """What came on sockets."""
    scenes: list[dict[str, Any]] = field(default_factory=list)
    """What came over HTTP."""
    stubborn: bool = False
    """While it is set, no answer is taken on a socket."""
    sockets: list[WebSocket] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None

    def drop(self) -> None:
        """Break every connection, as a network does."""
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(self._drop(), self.loop).result(5)

    async def _drop(self) -> None:
        for socket in self.sockets:
            with suppress(RuntimeError, WebSocketDisconnect):
                await socket.close(1012)
        self.sockets.clear()

    async def live(self, socket: WebSocket) -> None:
        await socket.accept()
        self.loop = asyncio.get_running_loop()
        if self.deaf:
            return await socket.close(1012)
        with suppress(WebSocketDisconnect, RuntimeError):
            talk = await self._begin(socket, json.loads(await socket.receive_text()))
            if talk is None:
                return
            self.sockets.append(socket)
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                if message.get("bytes") is not None:
                    assert len(message["bytes"]) <= 65_536
                    await self._hear(talk, message["bytes"], socket)
                elif not await self._asked(talk, json.loads(message["text"]), socket):
                    return

    async def _begin(self, socket: WebSocket, start: dict[str, Any]) -> Talk | None:
        self.starts.append(start)
        refusal = self.refusal
        if refusal is None and start["resume"] is not None and (self.forget or start["resume"] not in self.talks):
            refusal = {"code": "gone", "text": "there is no such session any more; start a new one"}
        if refusal is not None:
            await socket.send_json({"type": "error", "fatal": True, **refusal})
            await socket.close(1013 if refusal["code"] == "full" else 4404)
            return None
        talk = self.talks.setdefault(start["resume"] or f"s{len(self.talks)}", Talk(start["resume"] or f"s{len(self.talks)}", start["rate"]))
        await self._ready(socket, talk.name, talk)
        for event, data in talk.told:
            if start["resume"] and event["seq"] > start["seq"]:
                await _send(socket, event, data)
        return talk

    async def _ready(self, socket: WebSocket, session: str | None, talk: Talk) -> None:
        await socket.send_json({"type": "ready", "session": session, "limits": {"message_bytes": 65536, "resume_s": 120}, "model": "fake", "heard_s": talk.heard_s})

    async def _hear(self, talk: Talk, data: bytes, socket: WebSocket) -> None:
        """A voice is what is loud; after 0.3 s of it there is a first picture, after 0.4 s of silence the last."""
        talk.heard += data
        samples = np.frombuffer(data, "<i2")
        if not len(samples):
            return
        loud = int(np.abs(samples.astype(int)).max()) > LOUD
        said = self.script[talk.utterance % len(self.script)]
        if loud:
            if talk.voice == 0:
                await self._tell(socket, talk, {"type": "hearing", "start_s": talk.heard_s})
            talk.voice, talk.silence = talk.voice + len(samples), 0
            if talk.voice > 0.3 * talk.rate and not talk.drawn and said.scene.elements:
                talk.drawn = True
                first = Said(said.words, Scene(said.scene.elements[:1] if not said.scene.elements[0].of else said.scene.elements[1:2], said.scene.setting))
                await self._tell(socket, talk, {"type": "partial", "words": said.words[:12], "account": alt_text(first.scene), "scene": first.scene.to_json(), "elements": [first.scene.elements[0].name]})
                await self._picture(socket, talk, first, False, talk.utterance)
        elif talk.voice:
            talk.silence += len(samples)
            if talk.silence > 0.4 * talk.rate:
                await self._settle(socket, talk, said, talk.utterance)
                talk.utterance, talk.voice, talk.silence, talk.drawn = talk.utterance + 1, 0, 0, False

    async def _settle(self, socket: WebSocket, talk: Talk, said: Said, utterance: int) -> None:
        given = talk.answers.get(utterance)
        asked = {"doubts": said.doubts, "answers": [] if given is None else [given.get(number) for number in range(len(said.doubts))]}
        if said.scene.elements:
            values = {"start_s": max(0.0, talk.heard_s - 2), "end_s": talk.heard_s, "words": said.words, "account": alt_text(said.scene), "scene": said.scene.to_json(), **asked, "vanished": []}
            await self._tell(socket, talk, {"type": "settled", "utterance": utterance, **values})
            await self._picture(socket, talk, said, True, utterance)
        else:
            await self._tell(socket, talk, {"type": "nothing", "utterance": utterance, "reason": said.reason, "words": said.words, **asked, "vanished": []})

    async def _picture(self, socket: WebSocket, talk: Talk, said: Said, final: bool, utterance: int) -> None:
        data = painted(said, "svg", 640)
        await self._tell(socket, talk, {**_announced(said, "svg", 640, data, final), "utterance": utterance}, data)

    async def _tell(self, socket: WebSocket, talk: Talk, event: dict[str, Any], data: bytes = b"") -> None:
        event = {"utterance": talk.utterance, **event, "seq": len(talk.told) + 1, "at_s": talk.heard_s}
        talk.told.append((event, data))
        await asyncio.sleep(self.latency_s)
        for queue in talk.watchers:
            queue.put_nowait((event, data))
        with suppress(RuntimeError, WebSocketDisconnect):
            await _send(socket, event, data)

    async def _asked(self, talk: Talk, asked: dict[str, Any], socket: WebSocket) -> bool:
        if asked["type"] == "end":
            await socket.close(1000)
            return False
        if asked["type"] == "share":
            await socket.send_json({"type": "shared", "watch": f"/?watch={talk.name}"})
        elif asked["type"] == "answer":
            self.answered.append(asked)
            await self._answer(socket, talk, asked["utterance"], asked["doubt"], asked["name"])
        elif asked["type"] == "paint":
            self.painted.append(asked)
            said = self._said(talk, asked["utterance"])
            data = painted(said, asked["format"], asked["size"])
            await _send(socket, {**_announced(said, asked["format"], asked["size"], data, True), "seq": 0, "at_s": 0, "utterance": asked["utterance"]}, data)
        return True

    def _said(self, talk: Talk, utterance: int) -> Said:
        return self.script[utterance % len(self.script)].answered(talk.answers.get(utterance, {}))

    async def _answer(self, socket: WebSocket, talk: Talk, utterance: int, doubt: int, name: str | None) -> None:
        if self.stubborn or utterance >= talk.utterance:
            return await socket.send_json({"type": "error", "code": "no_utterance", "text": "no sentence of this number is kept", "fatal": False})
        answers = talk.answers.setdefault(utterance, {})
        answers.pop(doubt, None)
        if name is not None:
            answers[doubt] = name
        await self._settle(socket, talk, self._said(talk, utterance), utterance)

    async def watch(self, socket: WebSocket) -> None:
        await socket.accept()
        talk = self.talks.get(socket.query_params.get("key", ""))
        if talk is None:
            await socket.send_json({"type": "error", "code": "gone", "text": "nothing is shown under this link (any more)", "fatal": True})
            return await socket.close(4404)
        self.sockets.append(socket)
        queue: asyncio.Queue[tuple[dict[str, Any], bytes]] = asyncio.Queue()
        await self._ready(socket, None, talk)
        for kind in ("settled", "picture"):
            for event, data in [one for one in talk.told if one[0]["type"] == kind and one[0].get("final", True)][-1:]:
                await _send(socket, event, data)
        talk.watchers.append(queue)
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await _send(socket, *await queue.get())

    async def pictures(self, request: HttpRequest) -> Response:
        body = await request.body()
        if request.headers.get("content-type") == "application/json":
            return self._drawn(json.loads(body)["scene"])
        if not body.startswith(b"RIFF"):
            return JSONResponse({"error": {"code": "not_audio", "message": "the recording is no audio file that is known"}}, 415)
        return JSONResponse({**_drawing(self.file), "words": self.file.words, "nothing": False, "reason": None, "doubts": self.file.doubts})

    def _drawn(self, scene: dict[str, Any]) -> Response:
        self.scenes.append(scene)
        blank = {"count": 1, "color": None, "size": None, "relation": None, "of_index": []}
        said = Said("", Scene.from_json({**scene, "elements": [{**blank, **row} for row in scene["elements"]]}))
        return JSONResponse(_drawing(said))


def _drawing(said: Said) -> dict[str, Any]:
    picture = {"format": "svg", "media_type": "image/svg+xml", "width": 640, "height": 640, "alt": alt_text(said.scene), "data": base64.b64encode(painted(said, "svg", 640)).decode()}
    return {"scene": said.scene.to_json(), "account": alt_text(said.scene), "picture": picture}


def _announced(said: Said, format: str, size: int, data: bytes, final: bool) -> dict[str, Any]:
    media_type = {"svg": "image/svg+xml", "png": "image/png"}[format]
    return {"type": "picture", "final": final, "format": format, "media_type": media_type, "bytes": len(data), "alt": alt_text(said.scene), "seed": 0, "size": size}


async def _send(socket: WebSocket, event: dict[str, Any], data: bytes) -> None:
    await socket.send_json(event)
    if data:
        await socket.send_bytes(data)


@contextmanager
def faking(**options: Any) -> Iterator[Fake]:
    """The fake on loopback, with the built page under a policy that forbids everything that is not the page's own."""
    fake, pages = Fake(**options), Pages()

    async def file(request: HttpRequest) -> Response:
        page = pages.find(request.url.path)
        headers = {"content-security-policy": POLICY}
        return Response("", 404, headers) if page is None else Response(page.data, 200, headers, page.media_type)

    routes = [
        WebSocketRoute("/v1/live", fake.live), WebSocketRoute("/v1/watch", fake.watch), Route("/v1/pictures", fake.pictures, methods=["POST"]), Route("/{path:path}", file),
    ]  # fmt: skip
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), "127.0.0.1", 0, log_level="critical", ws="websockets-sansio", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    fake.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield fake
    finally:
        server.should_exit = True
        thread.join()
