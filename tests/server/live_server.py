"""A live server in a thread, with ears that hear at once what they are told to, and one who speaks to it."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import soundfile
from websockets.sync.client import ClientConnection, connect

from speechscape.painters.vector import VectorPainter
from speechscape.routes import Speechscape
from speechscape.server.app import Served, live_app
from speechscape.server.doors import Door
from speechscape.server.easel import Easel
from speechscape.server.gate import Passage
from speechscape.server.limits import Limits
from speechscape.server.listening import listening
from speechscape.server.logs import Log
from speechscape.server.talks import Talks
from speechscape.server.wire import Server, server
from speechscape.studio.studio import Studio
from speechscape.types import RATE_HZ, Clip, Element, Heard, Scene
from tests.conftest import speechlike

FOX = Scene((Element("fox", start_s=0.1, end_s=0.3, confidence=0.9), Element("tree", start_s=0.3, end_s=0.4, confidence=0.9)))


class Ears:
    """Hears a fox and a tree in whatever lasts half a second; what is heard and how long it takes can be changed."""

    name, kind, trained_on = "tiny", "ears", ()

    def __init__(self, scene: Scene = FOX, takes_s: float = 0.0, doubts: tuple[tuple[str, ...], ...] = ()) -> None:
        self.scene, self.takes_s, self.doubts = scene, takes_s, doubts
        self.asked: list[list[float]] = []
        self.going = threading.Event()
        self.going.set()

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        self.asked.append([clip.seconds for clip in clips])
        assert self.going.wait(20)
        time.sleep(self.takes_s)
        return [Heard(self.scene, "the secret fox", self.scene.empty, "nothing to be seen in it" if self.scene.empty else None, self.doubts) for _ in clips]


@dataclass
class Running:
    """A server that runs."""

    door: Door
    ears: Ears
    talks: Talks
    server: Server
    log: io.StringIO
    guarded: bool
    limits: Limits

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.door.port}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.door.token}"} if self.guarded else {}

    def client(self, **headers: str) -> httpx.Client:
        return httpx.Client(base_url=self.at, headers={**self.headers, **headers}, timeout=20)

    def socket(self, path: str = "/v1/live", **more: Any) -> ClientConnection:
        more = {"additional_headers": self.headers, "compression": None, "open_timeout": 10, "close_timeout": 5, "max_size": None, "proxy": None, **more}
        return connect(f"ws://127.0.0.1:{self.door.port}{path}", **more)

    def metrics(self) -> dict[str, float]:
        with self.client() as client:
            rows = client.get("/metrics").text.splitlines()
        return {row.rpartition(" ")[0]: float(row.rpartition(" ")[2]) for row in rows if not row.startswith("#")}

    def until(self, name: str, value: float) -> None:
        """Wait until a figure is reached."""
        end = time.monotonic() + 10
        while self.metrics().get(f"speechscape_{name}") != value:
            assert time.monotonic() < end, (name, self.metrics().get(f"speechscape_{name}"))
            time.sleep(0.02)


@dataclass
class Said:
    """What came over a socket until it was closed, or until a type of message."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["type"] == kind]


def listen(ws: ClientConnection, until: str | None = None, within_s: float = 10.0) -> Said:
    """All that comes; the binary message of a picture belongs to it."""
    said, end = Said(), time.monotonic() + within_s
    while True:
        try:
            message = ws.recv(timeout=max(0.01, end - time.monotonic()))
        except TimeoutError:
            raise AssertionError(f"no {until} within {within_s} s: {[row['type'] for row in said.rows]}") from None
        except Exception:  # closed
            if until is not None:
                raise
            return said
        if isinstance(message, bytes):
            said.pictures.append(message)
            if until == "picture":
                return said
            continue
        said.rows.append(json.loads(message))
        if said.rows[-1]["type"] == until != "picture":
            return said


def start(ws: ClientConnection, **values: Any) -> dict[str, Any]:
    """Begin, and what the server says to it."""
    ws.send(json.dumps({"type": "start", **values}))
    return json.loads(ws.recv(timeout=10))


def pcm(seconds: float = 1.2, silence_s: float = 0.8, seed: int = 0) -> bytes:
    """A sentence and the pause behind it."""
    sound = np.concatenate([speechlike(seconds, seed), np.zeros(int(silence_s * RATE_HZ), np.float32)])
    return (sound * 32767).astype("<i2").tobytes()


def say(ws: ClientConnection, sound: bytes | None = None, piece: int = 6400) -> None:
    """Send a sentence in pieces, as fast as it goes."""
    sound = pcm() if sound is None else sound
    for first in range(0, len(sound), piece):
        ws.send(sound[first : first + piece])


def wav(seconds: float = 1.5) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, speechlike(seconds), RATE_HZ, format="WAV")
    return buffer.getvalue()


@contextmanager
def running(ears: Ears | None = None, guarded: bool = False, static: Path | None = None, workers: int = 2, recogniser: Any = None, origins: tuple[str, ...] = (), host: str = "127.0.0.1", project: Path | None = None, **limits: float) -> Iterator[Running]:
    """A server on loopback while the block runs; it leaves no thread behind."""
    ears = ears or Ears()
    bounds = replace(Limits(drain_s=2.0, requests_burst=2000, requests_per_s=1000.0), **limits)
    before = set(threading.enumerate())
    log = io.StringIO()
    with listening("127.0.0.1", 0) as heard, Speechscape(ears, VectorPainter()) as speechscape:
        door = Door.made(host, heard.getsockname()[1])
        served = Served(speechscape=speechscape, passage=Passage(door=door, guarded=guarded, origins=origins), limits=bounds, workers=workers, recogniser=recogniser, log=Log(log), easel=None if project is None else Easel(Studio.open(project)), **({} if static is None else {"static": static}))
        app, talks = live_app(served)
        running_server = server(app, bounds, talks.drain)
        thread = threading.Thread(target=running_server.run, kwargs={"sockets": [heard]})
        thread.start()
        try:
            end = time.monotonic() + 10
            while not running_server.started and time.monotonic() < end:
                time.sleep(0.01)
            yield Running(door, ears, talks, running_server, log, guarded, bounds)
        finally:
            ears.going.set()
            running_server.should_exit = True
            thread.join(20)
    assert not thread.is_alive()
    left = [one for one in threading.enumerate() if one not in before and one.is_alive() and not one.daemon]
    assert left == []
    assert '"stage": "loop"' not in log.getvalue(), log.getvalue()
