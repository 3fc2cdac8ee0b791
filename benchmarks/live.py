"""Many people speaking at once to one server: how soon they see what they said, and what the server's memory does meanwhile.

    python benchmarks/live.py --sessions 20 --minutes 10 --killed 0.1 --slow 0.1 --json docs/scores/live.json

The server is a process of its own, reached over loopback; the speakers are the clips of samples/, one after another in real time with pauses of 0.8 to 2.5 s, in pieces of 100 ms. Of them a share breaks
its connection without a word now and then and goes on with the same session, a share reads one message in a second. Times count from when the sound was spoken, not from when its piece was sent.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from speechscape import Speechscape
from speechscape.types import RATE_HZ

SAMPLES = Path(__file__).parents[1] / "samples"
PIECE_S = 0.1
STALL_S = 3.0
RESUME_S = 10.0
SERVE = "import sys; from speechscape.cli.serving import ServeOptions, serve; sys.exit(serve(ServeOptions(port=0)))"


@dataclass(frozen=True, eq=False)
class Line:
    """Something to say: 16-bit samples, the second at which its voice ends, and at which its first drawable word has ended."""

    samples: NDArray[np.int16]
    voice_s: float
    word_s: float


def lines() -> list[Line]:
    """The clips whose scene is understood, with what was heard in them."""
    found = []
    with Speechscape.from_pretrained() as speechscape:
        for path in sorted(SAMPLES.glob("*.wav")):
            drawn = speechscape.draw(path, size=64)
            assert drawn.clip is not None
            samples = drawn.clip.samples
            ends = [item.end_s for item in drawn.scene.elements if item.end_s is not None]
            if ends:
                found.append(Line((samples * 32767).astype(np.int16), _voice_end_s(samples), min(ends)))
    return found


def _voice_end_s(samples: NDArray[np.float32]) -> float:
    frame = RATE_HZ // 50
    level = np.sqrt(np.mean(samples[: len(samples) // frame * frame].reshape(-1, frame) ** 2, axis=1))
    return float((np.flatnonzero(level > 0.02 * level.max())[-1] + 1) / 50)


@dataclass
class Tally:
    """What the speakers saw."""

    settled_s: list[float] = field(default_factory=list)
    partial_s: list[float] = field(default_factory=list)
    slow_s: list[float] = field(default_factory=list)
    said: int = 0
    answered: int = 0
    partials: int = 0
    killed: int = 0
    resumed: int = 0
    given_up: int = 0
    closed: dict[str, int] = field(default_factory=dict)
    health_s: list[float] = field(default_factory=list)


@dataclass
class _Said:
    """A line that was spoken: the seconds of the session's sound at which it matters."""

    voice_s: float
    word_s: float
    begin_s: float
    settled: bool = False
    shown: bool = False


class Speaker:
    """One who speaks: sends in real time, reads what comes."""

    def __init__(self, port: int, number: int, kind: str, said: Sequence[Line], tally: Tally) -> None:
        self._address, self._kind, self._lines, self._tally = f"ws://127.0.0.1:{port}/v1/live", kind, said, tally
        self._rng = random.Random(number)
        self._session: str | None = None
        self._seq = 0
        self._zero = 0.0  # when the session's second 0 was
        self._sent = 0  # samples
        self._waiting: list[_Said] = []
        self._utterances: dict[int, float] = {}

    async def run(self, until: float) -> None:
        """Speak until then."""
        await asyncio.sleep(self._rng.uniform(0, 3))
        while time.monotonic() < until:
            try:
                await self._connected(until)
            except (ConnectionClosed, OSError) as error:
                code = str(error.rcvd.code) if isinstance(error, ConnectionClosed) and error.rcvd is not None else type(error).__name__
                self._tally.closed[code] = self._tally.closed.get(code, 0) + 1
                if code in {"4404", "4400"}:
                    self._session = None

    async def _connected(self, until: float) -> None:
        small = None
        if self._kind == "slow":
            small = socket.socket()
            small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
            small.connect(("127.0.0.1", int(self._address.split(":")[2].split("/")[0])))
            small.setblocking(False)
        async with connect(self._address, sock=small, max_size=None, max_queue=1 if small else 16, compression=None, ping_interval=None, open_timeout=20, close_timeout=5) as ws:
            await ws.send(json.dumps({"type": "start", "resume": self._session, "seq": self._seq}))
            ready = json.loads(await ws.recv())
            if ready["type"] != "ready":
                raise ConnectionClosed(None, None)
            if self._session is not None:
                self._tally.resumed += 1
            self._session = ready["session"]
            self._sent, self._zero = round(ready["heard_s"] * RATE_HZ), time.monotonic() - ready["heard_s"]
            for one in self._waiting:  # what was being said when the connection broke is said to nobody
                self._tally.given_up += not one.settled
            self._waiting = []
            reading = asyncio.create_task(self._read(ws))
            try:
                await self._speak(ws, until, reading)
                await asyncio.wait_for(reading, 30)
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)

    async def _speak(self, ws: ClientConnection, until: float, reading: asyncio.Task[None]) -> None:
        breaks = time.monotonic() + self._rng.uniform(10, 30) if self._kind == "killed" else float("inf")
        while time.monotonic() < until:
            line = self._rng.choice(self._lines)
            begin_s = self._sent / RATE_HZ
            self._waiting.append(_Said(begin_s + line.voice_s, begin_s + line.word_s, begin_s))
            self._tally.said += 1
            pause = np.zeros(int(self._rng.uniform(0.8, 2.5) * RATE_HZ), np.int16)
            sound = np.concatenate([line.samples, pause + self._rng.randrange(2)])
            step = int(PIECE_S * RATE_HZ)
            for first in range(0, len(sound), step):
                piece = sound[first : first + step]
                await asyncio.sleep(max(0.0, self._zero + (self._sent + len(piece)) / RATE_HZ - time.monotonic()))
                if time.monotonic() > breaks:
                    self._tally.killed += 1
                    ws.transport.abort()
                    return
                if reading.done():
                    return
                await ws.send(piece.tobytes())
                self._sent += len(piece)
        await ws.send('{"type": "end"}')

    async def _read(self, ws: ClientConnection) -> None:
        picture: dict[str, Any] | None = None
        async for said in ws:
            now = time.monotonic() - self._zero
            if isinstance(said, bytes):
                assert picture is not None
                assert len(said) == picture["bytes"], "not the picture that was announced"
                self._seq = picture["seq"]
                if picture["final"]:
                    self._settled(picture, now)
            else:
                event = json.loads(said)
                picture = event if event["type"] == "picture" else None
                self._event(event, now)
            if self._kind == "slow":
                await asyncio.sleep(1.0)
        if ws.close_code not in {1000, None}:
            raise ConnectionClosed(ws.protocol.close_rcvd, None)

    def _event(self, event: dict[str, Any], now: float) -> None:
        if event["type"] in {"partial", "settled", "nothing"}:
            self._seq = event["seq"]
        if event["type"] == "settled":
            self._utterances[event["utterance"]] = event["end_s"]
        if event["type"] in {"partial", "settled"}:
            for one in self._waiting:
                if not one.shown and one.begin_s < event["at_s"] and one.word_s < event["at_s"] < one.voice_s + 1.0:
                    one.shown = True
                    self._tally.partials += event["type"] == "partial"
                    if self._kind == "":
                        self._tally.partial_s.append(now - one.word_s)

    def _settled(self, picture: dict[str, Any], now: float) -> None:
        end_s = self._utterances.get(picture["utterance"], -1.0)
        for one in self._waiting:
            if not one.settled and one.voice_s - 0.1 <= end_s < one.voice_s + 0.7:
                one.settled = True
                self._tally.answered += 1
                (self._tally.slow_s if self._kind == "slow" else self._tally.settled_s).append(now - one.voice_s)
        self._waiting = [one for one in self._waiting if not one.settled or now < one.voice_s + 30]


@dataclass(frozen=True)
class Server:
    """The server's process, and its figures as the system and it itself give them."""

    process: subprocess.Popen[str]
    port: int

    @classmethod
    def started(cls, log: Path) -> Server:
        """On a free port; its log goes into a file."""
        environment = {**os.environ, "SPEECHSCAPE_SERVE_RESUME_S": str(RESUME_S)}
        with log.open("w") as sink:
            process = subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=sink, text=True, env=environment)
        assert process.stdout is not None
        return cls(process, int(process.stdout.readline().rpartition(":")[2].strip().strip("/")))

    def state(self) -> dict[str, float]:
        """Resident megabytes, open files, threads."""
        status = dict(row.split(":\t", 1) for row in Path(f"/proc/{self.process.pid}/status").read_text().splitlines() if ":\t" in row)
        return {"mb": int(status["VmRSS"].split()[0]) / 1024, "files": len(list(Path(f"/proc/{self.process.pid}/fd").iterdir())), "threads": int(status["Threads"])}

    def metrics(self) -> dict[str, float]:
        """By name with labels."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=20) as answer:
            return {row.rpartition(" ")[0]: float(row.rpartition(" ")[2]) for row in answer.read().decode().splitlines() if not row.startswith("#")}

    def cpu_s(self) -> float:
        """Seconds of processor that it used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def speak(server: Server, options: argparse.Namespace, tally: Tally, memory: list[tuple[float, float]]) -> None:
    """All speakers at once, while the server is looked at."""
    said = lines()
    began = time.monotonic()
    until = began + 60 * options.minutes
    counts = {"killed": round(options.killed * options.sessions), "slow": round(options.slow * options.sessions)}
    kinds = [kind for kind, count in counts.items() for _ in range(count)]
    kinds += [""] * (options.sessions - len(kinds))
    watching = asyncio.create_task(watch(server, tally, memory, began))
    async with asyncio.TaskGroup() as group:
        for number, kind in enumerate(kinds):
            group.create_task(Speaker(server.port, number, kind, said, tally).run(until))
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


async def watch(server: Server, tally: Tally, memory: list[tuple[float, float]], began: float) -> None:
    """Memory, and how long the server takes to say that it lives."""
    while True:
        memory.append((time.monotonic() - began, server.state()["mb"]))
        asked = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode())
        await reader.read()
        writer.close()
        tally.health_s.append(time.monotonic() - asked)
        await asyncio.sleep(1.0)


def rates(seconds: list[float]) -> dict[str, float]:
    """Percentiles in seconds."""
    return {name: round(float(np.percentile(seconds, share)), 3) for name, share in (("p50", 50), ("p95", 95), ("p99", 99), ("most", 100))} if seconds else {}


def mean(metrics: dict[str, float], name: str, labels: str) -> float:
    """Of a histogram."""
    return metrics.get(f"{name}_sum{labels}", 0.0) / max(1.0, metrics.get(f"{name}_count{labels}", 0.0))


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """The whole run."""
    server = Server.started(options.log)
    tally, memory = Tally(), list[tuple[float, float]]()
    before = server.state()
    try:
        asyncio.run(speak(server, options, tally, memory))
        cpu_s = server.cpu_s()
        time.sleep(RESUME_S + 8)
        after, metrics = server.state(), server.metrics()
    finally:
        server.process.send_signal(signal.SIGTERM)
        status = server.process.wait(60)
        assert server.process.stdout is not None
        server.process.stdout.close()
    seconds = 60 * options.minutes
    everybody = [*tally.settled_s]
    return {
        "sessions": options.sessions, "minutes": options.minutes, "killed": options.killed, "slow": options.slow, "said": tally.said, "answered": tally.answered, "not_answered": tally.said - tally.answered - tally.given_up,
        "broken_off": tally.given_up, "settled_s": rates(everybody), "first_s": rates(tally.partial_s), "shown_before_settled": tally.partials, "slow_readers_settled_s": rates(tally.slow_s),
        "stalls": sum(one > STALL_S for one in everybody), "health_s": rates(tally.health_s), "kills": tally.killed, "resumed": tally.resumed, "closed": tally.closed,
        "mb_by_tenth": [round(max((mb for at, mb in memory if int(10 * at / seconds) == tenth), default=0.0)) for tenth in range(10)], "before": before, "after": after, "server_cores": round(cpu_s / seconds, 2),
        "left": {name: metrics[f"speechscape_{name}"] for name in ("sessions", "kept_sessions", "watchers", "queue", "posts")}, "server_settled_mean_s": round(metrics["speechscape_settled_seconds_sum"] / max(1, metrics["speechscape_settled_seconds_count"]), 3),
        "stages": {stage: {name: round(mean(metrics, f"speechscape_{name}_seconds", f'{{stage="{stage}"}}'), 4) for name in ("wait", "stage")} for stage in ("hear", "paint")}, "clips_together": round(mean(metrics, "speechscape_batch_clips", ""), 2),
        "heard_per_s": round(metrics["speechscape_batch_clips_sum"] / seconds, 1), "dropped_for_slow_readers": metrics["speechscape_dropped_messages_total"], "exit_status": status,
    }  # fmt: skip


def main() -> None:
    """See the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--killed", type=float, default=0.1)
    parser.add_argument("--slow", type=float, default=0.1)
    parser.add_argument("--log", type=Path, default=Path("live-server.log"), help="Where the server's log goes.")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = measure(options)
    print(json.dumps(figures, indent=1))
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
