"""Clients that mean harm or are broken: each is refused, and one who speaks beside them notices nothing."""

from __future__ import annotations

import socket
import struct
import time
from contextlib import contextmanager

import pytest
from websockets.exceptions import InvalidStatus

from tests.server.live_server import listen, pcm, running, say, start, wav


@pytest.fixture(scope="module")
def server():
    with running(guarded=True, origins=("https://speech.example",), head_s=0.4, body_s=0.5, start_s=1.0, body_bytes=200_000, connections=40) as one:
        yield one


@contextmanager
def unharmed(server):
    """Somebody speaks before and after, on one connection."""
    with server.socket() as ws:
        start(ws)
        say(ws)
        listen(ws, "settled")
        yield
        say(ws, pcm(seed=1))
        assert listen(ws, "settled").of("settled")[0]["utterance"] == 1


def raw(server, data: bytes, then: bytes = b"", wait_s: float = 5.0) -> bytes:
    """Bytes over a bare connection, `then` more when the first answer came; all that comes back until it is closed."""
    with socket.create_connection(("127.0.0.1", server.door.port), timeout=wait_s) as one:
        got = b""
        try:
            one.sendall(data)
            if then:
                got += one.recv(65536)
                one.sendall(then)
            while part := one.recv(65536):
                got += part
        except TimeoutError:
            raise AssertionError(f"still open after {wait_s} s") from None
        except OSError:
            pass
        return got


def upgrade(server, path: str = "/v1/live", **headers: str) -> bytes:
    """An upgrade by hand; `_` in names stands for `-`."""
    values = {"Host": f"127.0.0.1:{server.door.port}", "Authorization": f"Bearer {server.door.token}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    rows = "".join(f"{name}: {value}\r\n" for name, value in values.items() if value)
    return f"GET {path} HTTP/1.1\r\n{rows}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode("latin-1")


def frame(opcode: int, data: bytes, fin: bool = True, length: int | None = None) -> bytes:
    """A masked frame; `length` may lie."""
    size = len(data) if length is None else length
    head = bytes([opcode | (0x80 if fin else 0)]) + (bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack(">H", size) if size < 65536 else b"\xff" + struct.pack(">Q", size))
    return head + b"\0\0\0\0" + data


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401), ({"Authorization": "Bearer wrong"}, 401), ({"Authorization": "Basic eDp5"}, 401), ({"Authorization": "Bearer \xe4"}, 401), ({"Host": "evil.example"}, 403), ({"Host": ""}, 400),
        ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Origin": "http://127.0.0.1:1"}, 403), ({"Sec_Fetch_Site": "cross-site"}, 403), ({"Origin": "https://speech.example"}, 101),
    ],
)  # fmt: skip
def test_who_may_not_come_in_is_refused_before_the_upgrade(server, headers, status):
    with unharmed(server):
        answer = raw(server, upgrade(server, **headers), frame(8, struct.pack(">H", 1000)) if status == 101 else b"")
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert status in {101, 400} or b'{"error": {"code": "' in answer


def test_the_token_opens_and_the_watching_link_needs_none(server):
    door = server.door
    with server.client(Authorization="") as client:
        assert client.get("/").status_code in {200, 404}
        assert [client.get(path).status_code for path in ("/health", "/ready", "/openapi.json", "/metrics")] == [200, 200, 200, 401]
        assert client.post("/v1/pictures", content=wav()).status_code == 401
        assert client.post("/v1/pictures", content=wav()).headers["www-authenticate"] == "Bearer"
        entered = client.get(f"/?token={door.token}")
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        assert "HttpOnly; SameSite=Strict" in entered.headers["set-cookie"]
        assert client.post("/v1/scenes", content=wav()).status_code == 200  # with the cookie
        assert client.get("//evil.example/?token=" + door.token).headers["location"] == "/"
    with pytest.raises(InvalidStatus) as error, server.socket("/v1/watch?key=x", additional_headers={}):
        pass
    assert error.value.response.status_code == 404


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (frame(2, b"\0" * 70_000), 1009), (frame(2, b"", length=2**40), 1009), (frame(2, b"\0" * 40_000, fin=False) + frame(0, b"\0" * 40_000), 1009), (frame(1, b"\xff\xfe"), 1007), (frame(3, b""), 1002), (frame(0x42, b"x"), 1002),
        (b"\x82\x01x", 1002), (frame(0, b"x"), 1002), (frame(9, b"x" * 126), 1002),
    ],
)  # fmt: skip
def test_frames_that_are_none(server, frames, code):
    with unharmed(server):
        answer = raw(server, upgrade(server), frames)
    assert struct.pack(">H", code) in answer.partition(b"\r\n\r\n")[2][:4]


@pytest.mark.parametrize("flood", [frame(9, b"") * 100_000, frame(1, b"", fin=False) + frame(0, b"", fin=False) * 100_000, frame(1, b'{"type":"start"}') + frame(1, b'{"type":"share"}') * 20_000, b"\r\n" * 200_000])
def test_floods_are_cut_off(server, flood):
    with unharmed(server):
        raw(server, upgrade(server), flood)
        raw(server, upgrade(server) + flood)  # not even waiting for the answer


def test_sound_faster_than_it_was_spoken_is_read_more_slowly(server):
    with running(speed=4.0, ahead_s=2.0) as slow, slow.socket() as ws:
        start(ws)
        began = time.monotonic()
        say(ws, pcm(1.0, 5.0))
        ws.send('{"type": "end"}')
        listen(ws)
        assert time.monotonic() - began >= 0.9


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/app.py", "/assets/../../app.py", "/static/../app.py", "/index.html%00.js", "//etc/passwd", "/....//app.py", "/.git/config", "/assets/%5c..%5capp.py", "/v1/../metrics", "/docs", "/redoc"])
def test_paths_lead_nowhere(server, path):
    answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.door.port}\r\nAuthorization: Bearer {server.door.token}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "head",
    [b"GET / HTTP/9.9\r\nConnection: close\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/1.1\r\n" + b"x: " + b"y" * 100_000 + b"\r\n\r\n", b"POST /v1/pictures HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"GET /\r\n\r\n", b"POST /v1/scenes HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n"],
)  # fmt: skip
def test_requests_that_are_none(server, head):
    with unharmed(server):
        answer = raw(server, head)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("head", [b"", b"GET / HT", b"GET /health HTTP/1.1\r\nHost: 127.0.0.1:%PORT\r\n\r\nGET /hea"])
def test_a_head_that_never_ends_is_not_waited_for(server, head):
    began = time.monotonic()
    raw(server, head.replace(b"%PORT", str(server.door.port).encode()))
    assert time.monotonic() - began < 3


def test_a_head_in_drops_does_not_start_the_clock_again(server):
    with socket.create_connection(("127.0.0.1", server.door.port), timeout=5) as one:
        began = time.monotonic()
        try:
            while time.monotonic() - began < 4:
                one.sendall(b"x")
                time.sleep(0.1)
        except OSError:
            pass
    assert time.monotonic() - began < 3


def test_bodies_that_are_too_large_too_slow_or_broken_off(server):
    host = f"Host: 127.0.0.1:{server.door.port}\r\nAuthorization: Bearer {server.door.token}\r\nConnection: close\r\n"
    with unharmed(server), server.client() as client:
        assert client.post("/v1/pictures", content=b"\0" * 300_000).status_code == 413
        assert client.post("/v1/pictures", content=(b"\0" * 10_000 for _ in range(40))).status_code == 413
        assert client.post("/v1/pictures", files={"file": b"\0" * 300_000}).status_code == 413
        assert client.post("/v1/images/generations", json={"audio": "AAAA" * 80_000}).status_code == 413
        assert raw(server, f"POST /v1/pictures HTTP/1.1\r\n{host}Content-Length: 99999999999\r\n\r\n".encode()).startswith(b"HTTP/1.1 413")
        assert raw(server, f"POST /v1/pictures HTTP/1.1\r\n{host}Content-Length: 1000\r\n\r\nabc".encode()).startswith(b"HTTP/1.1 408")
        with socket.create_connection(("127.0.0.1", server.door.port), timeout=5) as one:
            one.sendall(f"POST /v1/pictures HTTP/1.1\r\n{host}Content-Length: 1000\r\n\r\nabc".encode())
    server.until("posts", 0)


def test_more_connections_than_may_be_are_dropped():
    with running(connections=6, clients_connections=6, head_s=5.0) as server:
        many = [socket.create_connection(("127.0.0.1", server.door.port), timeout=5) for _ in range(12)]
        time.sleep(0.2)
        closed = 0
        for one in many:
            one.setblocking(False)
            try:
                closed += one.recv(1) == b""
            except BlockingIOError:
                pass
            except OSError:
                closed += 1
            one.close()
        assert closed == 6


def test_requests_too_many_a_second_are_told_to_wait():
    with running(requests_per_s=0.5, requests_burst=3) as server, server.client() as client:
        answers = [client.get("/health") for _ in range(4)]
        assert [one.status_code for one in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["retry-after"] in {"1", "2"}
        assert answers[-1].json()["error"]["code"] == "too_many_requests"
        with pytest.raises(InvalidStatus) as error, server.socket():
            pass
        assert error.value.response.status_code == 429


def test_hostile_sound_is_refused(server):
    with unharmed(server), server.client() as client:
        for data in (b"RIFF\xff\xff\xff\xffWAVEfmt ", b"\x1aE\xdf\xa3" * 1000, b"<svg/>", b"ID3" + b"\xff" * 5000):
            answer = client.post("/v1/pictures", content=data)
            assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_audio")
