"""How much the server takes on, and what it says when that is reached. All bounds are in one place; nothing here knows HTTP or sockets."""

from __future__ import annotations

import ipaddress
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from speechscape.errors import OptionError, SpeechscapeError

__all__ = ["Bucket", "Limits", "Rates", "RefusedError", "client_of"]

_PREFIX = "SPEECHSCAPE_SERVE_"
_CLIENTS = 4096


class RefusedError(SpeechscapeError):
    """A request that is not served: the status of HTTP, a word that programs can read, and, where trying again helps, after how many seconds."""

    def __init__(self, status: int, code: str, text: str, retry_s: float | None = None) -> None:
        super().__init__(text)
        self.status, self.code, self.retry_s = status, code, retry_s


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds of the server, each with its unit. Raises `OptionError` for what is not above zero.

    Whom: `connections` in all, `clients_connections` of one address; `sessions` that speak or may yet be resumed, `clients_sessions` of one address; `watchers` in all, `sessions_watchers` of one session.
    Requests: `requests_per_s` of one address on average and `requests_burst` at once; `posts` in work at a time; `body_bytes`, which must come within `body_s`; `head_s` for a request's head; `clip_s` of
    sound; `picture_px` a side. `send_s`: so long may one who reads slowly hold up an answer.
    Sockets: `message_bytes` of a binary message, `text_bytes` of a text message, `messages_per_s` (sound in more messages than that is read more slowly) and `texts_per_s`; `start_s` until the first message, `idle_s` without any; `ping_s` between pings, `pong_s` for their
    answers; `session_s` a session may last; `speed`: sound is read at most so many times faster than it was spoken, after `ahead_s` of it; `outbox_bytes` and `outbox_messages` that wait for a slow reader;
    `history_bytes` and `resume_s` for one who comes back.
    Work: `queue` of jobs, beyond which no request is taken; `batch` clips at most are heard together. `drain_s`: for what is left to do when the server is told to end.
    """

    connections: int = 512
    clients_connections: int = 256
    sessions: int = 64
    clients_sessions: int = 48
    watchers: int = 128
    sessions_watchers: int = 32
    requests_per_s: float = 20.0
    requests_burst: int = 100
    posts: int = 16
    body_bytes: int = 32_000_000
    body_s: float = 30.0
    head_s: float = 10.0
    send_s: float = 30.0
    clip_s: float = 120.0
    picture_px: int = 2048
    message_bytes: int = 65_536
    text_bytes: int = 4_096
    messages_per_s: float = 200.0
    texts_per_s: float = 5.0
    start_s: float = 10.0
    idle_s: float = 60.0
    ping_s: float = 20.0
    pong_s: float = 40.0
    session_s: float = 4 * 3600.0
    speed: float = 8.0
    ahead_s: float = 30.0
    outbox_bytes: int = 4_000_000
    outbox_messages: int = 256
    history_bytes: int = 1_000_000
    resume_s: float = 120.0
    queue: int = 256
    batch: int = 4
    drain_s: float = 10.0

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise OptionError(f"{field.name} is {getattr(self, field.name)}; it takes more than 0")

    @classmethod
    def made(cls, environment: Mapping[str, str] | None = None, **given: float | None) -> Limits:
        """What is given (None counts as not given), over variables such as ``SPEECHSCAPE_SERVE_SESSIONS``. Raises `OptionError` that names what is wrong."""
        environment = os.environ if environment is None else environment
        kinds = {field.name: int if field.type == "int" else float for field in fields(cls)}
        values: dict[str, float] = {}
        for name, kind in kinds.items():
            text = environment.get(_PREFIX + name.upper())
            if text:
                try:
                    values[name] = kind(text)
                except ValueError:
                    raise OptionError(f"{_PREFIX}{name.upper()} is {text!r}; it takes a {'whole ' if kind is int else ''}number") from None
        return cls(**values | {name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


class Bucket:
    """Something that may be spent at `per_s` on average and `burst` at once."""

    def __init__(self, per_s: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_s, self._burst, self._clock = per_s, burst, clock
        self._left, self._at = float(burst), clock()

    def spend(self, amount: float = 1.0) -> float:
        """Spend it, and tell in how many seconds that will have been all right: 0 is at once."""
        self._fill()
        self._left -= amount
        return max(0.0, -self._left / self._per_s)

    def take(self, amount: float = 1.0) -> float:
        """Spend it if it is there; 0 if so, else the seconds until it will be."""
        self._fill()
        if self._left >= amount:
            self._left -= amount
            return 0.0
        return (amount - self._left) / self._per_s

    def _fill(self) -> None:
        now = self._clock()
        self._left, self._at = min(self._burst, self._left + (now - self._at) * self._per_s), now


class Rates:
    """A bucket for each client. Remembers the last few thousand clients."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def check(self, client: str) -> None:
        """One more request. Raises `RefusedError` (429) where it is one too many."""
        bucket = self._buckets.pop(client, None) or Bucket(self._limits.requests_per_s, self._limits.requests_burst, self._clock)
        self._buckets[client] = bucket
        while len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        wait_s = bucket.take()
        if wait_s:
            raise RefusedError(429, "too_many_requests", f"more than {self._limits.requests_per_s:g} requests a second from one address; slow down", wait_s)


def client_of(address: str | None) -> str:
    """Who counts as one client: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
