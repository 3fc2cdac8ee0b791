"""Who may come in: a page on this machine that was opened with the token, and nothing else. One ASGI wrapper around an application; imports no framework.

A page from elsewhere that a browser shows at the same time can send requests here. Four things keep it out: the Host header must name this server (a foreign name that was pointed at this
machine does not), the Origin header, where there is one, must be this server's, the token must come with each request, and its cookie goes with requests of this server's own pages only.
"""

from __future__ import annotations

import ipaddress
import json
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

__all__ = ["Door", "Guard"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_ALWAYS: Headers = [
    (b"content-security-policy", b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]  # fmt: skip


@dataclass(frozen=True)
class Door:
    """Where a server listens, and the token that opens it."""

    host: str
    port: int
    token: str

    @classmethod
    def made(cls, host: str, port: int) -> Door:
        """With a token that nobody can guess."""
        return cls(host, port, secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """Its name; browsers keep cookies for a host and do not tell ports apart."""
        return f"speechscape-{self.port}"

    @property
    def address(self) -> str:
        """What a person opens."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, f"[{self.host}]" if ":" in self.host else self.host)
        return f"http://{host}:{self.port}/?token={self.token}"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can come in."""
        return self.host in {"127.0.0.1", "::1", "localhost"}

    def names(self, host: str) -> bool:
        """Whether a Host header means this server. Beyond loopback that is any address in figures, which no foreign name can stand for, or the name that it was given."""
        name, _, port = host.rpartition(":")
        if port != str(self.port):
            return False
        if self.loopback:
            return name.lower() in _LOOPBACK
        return name.lower() in {*_LOOPBACK, self.host.lower()} or _in_figures(name)

    def knows(self, token: str) -> bool:
        """Whether it is the token, in a time that does not tell how much of it was right."""
        return secrets.compare_digest(token.encode(errors="replace"), self.token.encode())


def _in_figures(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """An application behind a door. Whoever stays outside gets JSON with an `error` that says why; all answers carry a policy that lets a page load from this server only."""

    def __init__(self, app: App, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request or socket, as ASGI has it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        entering = self._entering(scope)
        trouble = self._trouble(scope, headers, entering)
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send, headers, trouble)
            return
        extra = [*_ALWAYS, (b"set-cookie", f"{self._door.cookie}={self._door.token}; Path=/; HttpOnly; SameSite=Strict".encode())] if entering else _ALWAYS
        if trouble is not None:
            await _refuse(send, *trouble, _ALWAYS)
            return
        await self._app(scope, receive, _with(send, extra))

    async def _socket(self, scope: Message, receive: Receive, send: Send, headers: dict[str, str], trouble: tuple[int, str] | None) -> None:
        """A socket like a request that changes something: no page but ours, no program without the token."""
        if trouble is not None or ("origin" not in headers and "authorization" not in headers):
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "the token is missing, or this page has no business here"})
            return
        await self._app(scope, receive, send)

    def _entering(self, scope: Message) -> bool:
        """The first request of a browser: the page's address with the token in it."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])
        return bool(scope.get("method") == "GET" and scope["path"] == "/" and self._door.knows(given[0]))

    def _trouble(self, scope: Message, headers: dict[str, str], entering: bool) -> tuple[int, str] | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._door.names(host):
            return 403, f"this server is not {host[:80] or 'nameless'}; open the address that the command printed"
        if origin is not None and origin.lower() != f"http://{host}".lower():
            return 403, f"a page of {origin[:80]} has no business here; open the address that the command printed"
        if not entering and not self._knows(headers):
            return 401, "this needs the token; open the address that the command printed"
        if scope.get("method") == "POST" and origin is None and "authorization" not in headers:
            return 403, "nobody says which page this comes from; send Origin, or the token as: Authorization: Bearer TOKEN"
        return None

    def _knows(self, headers: dict[str, str]) -> bool:
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self._door.knows(token.strip())
        cookies = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))  # by hand: another server's cookie that is out of shape must not hide ours
        return any(name == self._door.cookie and self._door.knows(value) for name, _, value in cookies)


def _with(send: Send, extra: Iterable[tuple[bytes, bytes]]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return sending


async def _refuse(send: Send, status: int, why: str, extra: Headers) -> None:
    body = json.dumps({"error": why}).encode()
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store"), *extra]})
    await send({"type": "http.response.body", "body": body})
