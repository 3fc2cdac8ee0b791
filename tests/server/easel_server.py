"""A project on an easel that is served on loopback, for tests."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from speechscape.server.doors import Door
from speechscape.server.easel import Easel
from speechscape.server.listening import listening
from speechscape.server.studio import easel_server
from speechscape.studio.studio import Studio

__all__ = ["Served", "Window", "studio_served"]


class Window:
    """One connection: what comes in is kept by event."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self._count, self.seen = socket, 0, list[dict[str, Any]]()

    def next(self, timeout: float = 20) -> dict[str, Any]:
        """The next message."""
        row: dict[str, Any] = json.loads(self.socket.recv(timeout=timeout))
        self.seen.append(row)
        return row

    def state(self, timeout: float = 20) -> dict[str, Any]:
        """The next state."""
        return next(row for row in iter(lambda: self.next(timeout), None) if row is not None and row["event"] == "state")

    def ask(self, sound: bytes | None = None, **row: Any) -> dict[str, Any]:
        """Send something; its answer."""
        self._count += 1
        self.socket.send(json.dumps({"id": self._count, **row}))
        if sound is not None:
            self.socket.send(sound)
        while True:
            answer = self.next()
            if answer["event"] != "state" and answer["id"] == self._count:
                return answer


@dataclass
class Served:
    """A studio that runs."""

    easel: Easel
    door: Door

    @property
    def at(self) -> str:
        """Where."""
        return f"http://127.0.0.1:{self.door.port}"

    def client(self, **headers: str) -> httpx.Client:
        """A program that knows the token."""
        return httpx.Client(base_url=self.at, headers={"Authorization": f"Bearer {self.door.token}", **headers}, timeout=30)

    @contextmanager
    def window(self) -> Iterator[Window]:
        """A connection that knows the token; its first message is the state."""
        with connect(f"ws://127.0.0.1:{self.door.port}/v1/studio", additional_headers={"Authorization": f"Bearer {self.door.token}"}, max_size=None) as socket:
            yield Window(socket)


@contextmanager
def studio_served(path: Path, **options: Any) -> Iterator[Served]:
    """A project on loopback."""
    easel = Easel(Studio.open(path), **options)
    with listening("127.0.0.1", 0) as heard:
        door = Door.made("127.0.0.1", heard.getsockname()[1])
        server = easel_server(easel, door)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [heard]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield Served(easel, door)
        finally:
            server.should_exit = True
            thread.join(20)
    assert not thread.is_alive()
