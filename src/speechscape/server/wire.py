"""The server that the application runs in: uvicorn, with an end to connections that do nothing, ask for nothing, or do not take what they are sent; and time to answer what was said before it ends."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import Any

from speechscape.errors import SetupError
from speechscape.server.doors import App
from speechscape.server.limits import Bucket, Limits, client_of

try:
    import h11
    import uvicorn
    from uvicorn.protocols.http.h11_impl import H11Protocol
    from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
except ImportError:
    raise SetupError('uvicorn and websockets are not installed; install them with: pip install "speechscape[serve]"') from None

__all__ = ["Server", "server"]

_GRACE_S = 3.0
"""For the other side to take the last bytes before it is cut off."""

_BUFFER_BYTES = 65_536
"""That the system may hold for one who reads slowly: no more, so that what comes late is left out instead."""

_CONTROL_PER_S, _CONTROL_BURST = 10.0, 200.0
"""Pings and parts of messages: more than that is a flood."""


_SILENT = logging.getLogger("speechscape.server.wire")  # what uvicorn would write holds addresses with their keys; the gate writes a line for each request
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
_SILENT.setLevel(logging.CRITICAL)


class Server(uvicorn.Server):
    """Ends in two steps: what was said is answered, then connections are closed."""

    def __init__(self, config: uvicorn.Config, drain: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._drain = drain

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await self._drain()
        await super().shutdown(sockets)


def server(app: App, limits: Limits, drain: Callable[[], Awaitable[None]], proxied: bool = False) -> Server:
    """A server that is run with ``run(sockets=[…])``; `proxied` believes a proxy on this machine who its client is."""

    class Http(_Http):
        bounds = limits

    class Ws(_Ws):
        pass

    config = uvicorn.Config(
        app, http=Http, ws=Ws, log_config=None, access_log=False, lifespan="on", server_header=False, proxy_headers=proxied, timeout_keep_alive=15, timeout_graceful_shutdown=2,
        ws_max_size=limits.message_bytes, ws_ping_interval=limits.ping_s, ws_ping_timeout=limits.pong_s, ws_per_message_deflate=False,
    )  # fmt: skip
    return Server(config, drain)


def _client(protocol: object) -> str:
    address = getattr(protocol, "client", None)
    return client_of(address[0] if address else None)


class _Http(H11Protocol):
    """Requests whose head comes in time, over no more connections than may be."""

    bounds = Limits()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.logger = _SILENT
        super().connection_made(transport)
        self._head: asyncio.TimerHandle | None = None
        mine = _client(self)
        others = sum(_client(one) == mine for one in self.connections)
        if len(self.connections) > self.bounds.connections or others > self.bounds.clients_connections:
            transport.abort()
            return
        self._await_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._await_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._await_head()  # the next one may have begun already

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._stop()
        super().handle_websocket_upgrade(event)

    def _await_head(self) -> None:
        """The clock runs while a head is on its way, and starts again only with the next one."""
        waiting = self.conn.their_state is h11.IDLE and (self.cycle is None or bool(self.conn.trailing_data[0]))
        if self.transport.is_closing() or not waiting or self.transport.get_protocol() is not self:
            self._stop()
        elif self._head is None:
            self._head = self.loop.call_later(self.bounds.head_s, self.transport.abort)

    def _stop(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None


class _Ws(WebSocketsSansIOProtocol):
    """Sockets that cannot be held open by one who does not read, nor flooded with what never reaches the application."""

    def connection_made(self, transport: Any) -> None:
        self.logger = _SILENT
        self._control = Bucket(_CONTROL_PER_S, _CONTROL_BURST)
        self._cut: asyncio.TimerHandle | None = None
        held = transport.get_extra_info("socket")
        if held is not None:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._cut is not None:
            self._cut.cancel()
        super().connection_lost(exc)

    def handle_ping(self) -> None:
        if self._control.take():
            self._flooded()
            return
        super().handle_ping()

    def handle_cont(self, event: Any) -> None:
        if self._control.take():
            self._flooded()
            return
        super().handle_cont(event)

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self._cut_off()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._cut_off()

    def shutdown(self) -> None:
        super().shutdown()
        self._cut_off()

    async def send(self, message: Any) -> None:
        if message["type"] == "websocket.close":
            self.writable.set()  # a few bytes more are written even to one who does not read
            self._cut_off()
        await super().send(message)

    def _flooded(self) -> None:
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1006})
        self.transport.abort()

    def _cut_off(self) -> None:
        if self._cut is None:
            self._cut = self.loop.call_later(_GRACE_S, self.transport.abort)
