"""Who may come in, and how often: one ASGI wrapper around the whole server, for requests and, before their upgrade, for sockets. Imports no framework.

The page itself is open to whoever reaches the server and passes the Host check; everything under ``/v1`` and the figures need the token, where there is one. A watching link is its own token.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from speechscape.server.doors import App, Door, Message, Receive, Send
from speechscape.server.limits import Limits, Rates, RefusedError, client_of
from speechscape.server.logs import Log
from speechscape.server.metrics import Metrics

__all__ = ["Gate", "Passage", "refusal"]

Headers = list[tuple[bytes, bytes]]

_POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "media-src 'self' blob:", "font-src 'self'", "connect-src 'self'", "worker-src 'self' blob:",
        "manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ]
)  # fmt: skip
_ALWAYS: Headers = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"microphone=(self), camera=(), geolocation=()"),
]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Which ways lead in: the door; whether its token is asked for; other origins that are ours too (a proxy's name, such as ``https://speech.example``)."""

    door: Door
    guarded: bool
    origins: tuple[str, ...] = ()

    def host(self, host: str) -> bool:
        """Whether a Host header means this server."""
        return self.door.names(host) or any(host.lower() == origin.partition("://")[2] for origin in self.origins)

    def origin(self, origin: str, host: str) -> bool:
        """Whether an Origin header is a page of ours."""
        return origin.lower() in {f"http://{host}".lower(), *self.origins}


def refusal(error: RefusedError) -> tuple[int, bytes, Headers]:
    """Status, body and headers of what is not served."""
    headers: Headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    if error.retry_s is not None:
        headers.append((b"retry-after", str(max(1, round(error.retry_s))).encode()))
    if error.status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    return error.status, json.dumps({"error": {"code": error.code, "message": str(error)}}).encode(), headers


class Gate:
    """An application behind the checks. Puts the policy on every answer, counts it, and writes its line into the log."""

    def __init__(self, app: App, passage: Passage, limits: Limits, metrics: Metrics, log: Log) -> None:
        self._app, self._passage, self._limits, self._metrics, self._log = app, passage, limits, metrics, log
        self._rates = Rates(limits)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request or socket, as ASGI has it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        began, answer = time.monotonic(), _Answer(send, self._limits.send_s)
        try:
            entered = self._enter(scope)
            if entered is not None:
                await _answer(scope, answer, 303, b"", entered)
            else:
                await self._app(scope, receive, answer)
        except RefusedError as error:
            await _answer(scope, answer, *refusal(error))
        except Exception as error:  # the edge: nobody else hears of it, and its text, which may hold words, is not written down
            self._log("failed", stage="request", error=type(error).__name__)
            if not answer.status:
                await _answer(scope, answer, *refusal(RefusedError(500, "failed", "something went wrong in the server")))
        self._note(scope, answer, time.monotonic() - began)

    def _enter(self, scope: Message) -> Headers | None:
        """Raises `RefusedError` where this may not come in; gives headers where it is sent on, with the token in a cookie instead of the address."""
        client = client_of(scope["client"][0] if scope.get("client") else None)
        scope.setdefault("state", {})["client"] = client
        self._rates.check(client)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        self._same(headers)
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=32) if len(scope["query_string"]) < 2048 else {}
        if not self._passage.guarded:
            return None
        given = query.get("token", [""])[0]
        if scope["type"] == "http" and scope["method"] == "GET" and not _private(scope["path"]) and self._passage.door.knows(given):
            door = self._passage.door
            cookie = f"{door.cookie}={door.token}; Path=/; HttpOnly; SameSite=Strict"
            return [(b"set-cookie", cookie.encode()), (b"location", scope["path"].encode("latin-1", "replace") if scope["path"] in {"/", "/room", "/studio"} else b"/"), (b"cache-control", b"no-store")]
        if _private(scope["path"]) and not self._knows(headers):
            raise RefusedError(401, "no_token", "this needs the token; open the address that the command printed, or send Authorization: Bearer TOKEN")
        return None

    def _same(self, headers: dict[str, str]) -> None:
        """A page from elsewhere has no business here."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._passage.host(host):
            raise RefusedError(403, "wrong_host", "this server has another name; open the address that the command printed")
        if origin is not None and not self._passage.origin(origin, host):
            raise RefusedError(403, "foreign_origin", "a page of another origin has no business here; name it with --origin if it is yours")
        if origin is None and headers.get("sec-fetch-site") in {"cross-site", "same-site"} and headers.get("sec-fetch-mode") != "navigate":
            raise RefusedError(403, "foreign_origin", "a page of another origin has no business here; name it with --origin if it is yours")

    def _knows(self, headers: dict[str, str]) -> bool:
        door = self._passage.door
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return door.knows(token.strip())
        cookies = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
        return any(name == door.cookie and door.knows(value) for name, _, value in cookies)

    def _note(self, scope: Message, answer: _Answer, seconds: float) -> None:
        found = getattr(scope.get("route"), "path", None)
        route = found if isinstance(found, str) else "other"
        if scope["type"] == "http" or answer.status != 101:
            self._metrics.requests.labels(route, str(answer.status)).inc()
            self._metrics.request.labels(route).observe(seconds)
            self._log("request", route=route, status=answer.status, ms=round(1000 * seconds, 1), bytes=answer.bytes)


def _private(path: str) -> bool:
    """Whether it takes the token; a watching link has its own key."""
    return (path.startswith("/v1/") and path != "/v1/watch") or path == "/metrics"


class _Answer:
    """What is sent, with the headers of all answers, and no longer than one who does not read may hold it up."""

    def __init__(self, send: Send, send_s: float) -> None:
        self._send, self._send_s = send, send_s
        self.status = self.bytes = 0

    async def __call__(self, message: Message) -> None:
        kind = message["type"]
        if kind in {"http.response.start", "websocket.http.response.start"}:
            self.status = message["status"]
            message["headers"] = [*message.get("headers", []), *_ALWAYS]
        elif kind == "websocket.accept":
            self.status = 101
        self.bytes += len(message.get("body", b""))
        if kind.startswith("http."):
            try:
                async with asyncio.timeout(self._send_s):
                    await self._send(message)
            except TimeoutError:
                raise OSError("the answer was not read") from None
        else:
            await self._send(message)


async def _answer(scope: Message, send: _Answer, status: int, body: bytes, headers: Iterable[tuple[bytes, bytes]]) -> None:
    """A whole answer; to a socket instead of its upgrade."""
    kind = "http.response" if scope["type"] == "http" else "websocket.http.response"
    start: dict[str, Any] = {"type": f"{kind}.start", "status": status, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
    await send(start)
    await send({"type": f"{kind}.body", "body": body})
