"""Live sessions on the server: who speaks, who listens, what comes again for one whose connection broke. Drives `live.session.Session` with the pool; knows no sockets, only outboxes.

Everything here runs on the event loop and computes nothing but the levels that the session looks at.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import SpeechscapeError
from speechscape.live.events import MEDIA_TYPES, Event, NothingEvent, PartialEvent, PictureEvent, SettledEvent
from speechscape.live.session import Hear, LiveOptions, Paint, Session, Work
from speechscape.painters.base import Request
from speechscape.server.limits import Limits, RefusedError
from speechscape.server.logs import Log
from speechscape.server.messages import Again, Answer, Ended, Spoken, Start, Trouble
from speechscape.server.metrics import Metrics
from speechscape.server.outbox import Message, Outbox
from speechscape.server.pool import Job, Pool
from speechscape.types import RATE_HZ, Clip, Heard, Picture

__all__ = ["Talk", "Talks", "Tools", "message_of"]

Samples = NDArray[np.float32]

_KEPT = 64
"""Settled pictures that can be painted again."""

_AGAIN = 4
"""Of them that may be in work at a time."""


def message_of(said: Spoken) -> Message:
    """A message that is no event."""
    return Message(json.dumps(said.to_json()))


def _message(event: Event) -> Message:
    passing = isinstance(event, PartialEvent) or (isinstance(event, PictureEvent) and not event.final)
    return Message(json.dumps(event.to_json()), event.data if isinstance(event, PictureEvent) else b"", event.seq, event.utterance, passing)


@dataclass(frozen=True)
class Tools:
    """What all talks share."""

    pool: Pool
    limits: Limits
    metrics: Metrics
    log: Log
    model: str


class Talk:
    """One session: its state machine, what it told (so that it can be told again), and the outboxes of those who are told."""

    def __init__(self, number: int, client: str, start: Start, tools: Tools) -> None:
        self.number, self.client = number, client
        self.key, self.watch_key = secrets.token_urlsafe(18), ""
        self.began = self.left = time.monotonic()
        self.speaker: Outbox | None = None
        self.watchers: dict[Outbox, None] = {}
        self.heard_s = 0.0
        self.superseded = asyncio.Event()
        self.over = False
        self._tools = tools
        self._session = Session(LiveOptions(size=start.size, format=start.picture, seed=start.seed, model=tools.model))
        self._history: deque[Message] = deque()
        self._history_bytes = 0
        self._requests: OrderedDict[int, Request] = OrderedDict()
        self._arrivals: deque[tuple[float, float]] = deque(maxlen=512)  # seconds of sound, when they were there
        self._again = 0
        self._ended = False
        self._last: dict[str, Message] = {}

    @property
    def name(self) -> str:
        """For logs; opens nothing."""
        return f"s{self.number}"

    @property
    def fresh(self) -> bool:
        """Whether it has told nothing yet, so that there is nothing to come back for."""
        return not self._history

    @property
    def seconds(self) -> float:
        """How long it has been."""
        return time.monotonic() - self.began

    # Sound in

    def feed(self, samples: Samples) -> None:
        """More sound, float32 at 16 kHz."""
        if self._ended:
            return
        self.heard_s += len(samples) / RATE_HZ
        self._arrivals.append((self.heard_s, time.monotonic()))
        self._publish(self._session.feed(samples))
        self._push()

    def finish(self) -> None:
        """No more sound will come; the outboxes end when all is answered."""
        if self._ended:
            return
        self._ended = True
        self._publish(self._session.finish())
        self._push()
        self._end_if_done()

    def answered(self, said: Answer) -> None:
        """What was meant by a doubt. Raises `OptionError` where there is none such."""
        self._publish(self._session.answer(said.utterance, said.doubt, said.name))
        self._push()

    def stop(self) -> None:
        """Answer nothing more."""
        self.over = self._ended = True
        if self.speaker is not None:
            self.speaker.end()
        self._part()

    def catch_up(self, seq: int) -> None:
        """Tell the speaker who came back what it missed."""
        assert self.speaker is not None
        for message in self._history:
            if message.seq > seq:
                self.speaker.put(message)
        self._end_if_done()

    # Work out, results in

    def _push(self) -> None:
        while (work := self._session.work()) is not None:
            load = Clip(work.samples, "live") if isinstance(work, Hear) else work.request
            if isinstance(work, Paint) and work.final:
                self._remember(work)
            self._tools.pool.put(Job(load, self.key, work.final, self._taker(work), lambda work=work: not self.over and self._session.current(work)))  # type: ignore[misc]

    def _taker(self, work: Work) -> Callable[[Any], None]:
        def done(result: Any) -> None:
            if isinstance(result, BaseException):
                self._tools.log("failed", session=self.name, stage="hear" if isinstance(work, Hear) else "paint", error=type(result).__name__)
            if not self.over:
                self._publish(self._session.done(work, result if isinstance(result, Heard | Picture) else None))
                self._push()
                self._end_if_done()

        return done

    def _remember(self, work: Paint) -> None:
        self._requests.pop(work.utterance, None)
        self._requests[work.utterance] = work.request
        while len(self._requests) > _KEPT:
            self._requests.popitem(last=False)

    def _end_if_done(self) -> None:
        if self._ended and self._session.idle and not self._again:
            if self.speaker is not None:
                self.speaker.end()
            self._part()

    def _part(self) -> None:
        for outbox in self.watchers:
            outbox.put(message_of(Ended()))
            outbox.end()

    # Events out

    def _publish(self, events: Iterable[Event]) -> None:
        for event in events:
            self._tools.metrics.events.labels(event.type).inc()
            if isinstance(event, SettledEvent) and not event.answers:
                self._time(event)
            message = _message(event)
            self._keep(message)
            if isinstance(event, SettledEvent | NothingEvent):
                self._last = {"settled": message}
            elif isinstance(event, PictureEvent):
                self._last["picture"] = message
            for outbox in (*([self.speaker] if self.speaker is not None else []), *self.watchers):
                outbox.put(message)

    def _time(self, event: SettledEvent) -> None:
        at = next((when for heard_s, when in self._arrivals if heard_s >= event.end_s), None)
        if at is not None:
            self._tools.metrics.settled.observe(time.monotonic() - at)

    def _keep(self, message: Message) -> None:
        """For one who comes back. A passing picture is worth nothing once there is a newer one."""
        if message.data:
            kept = deque(one for one in self._history if not (one.passing and one.data))
            self._history_bytes -= sum(one.size for one in self._history) - sum(one.size for one in kept)
            self._history = kept
        self._history.append(message)
        self._history_bytes += message.size
        limits = self._tools.limits  # all of it must go into an outbox again
        while len(self._history) > 1 and (self._history_bytes > min(limits.history_bytes, 0.75 * limits.outbox_bytes) or len(self._history) > 0.75 * limits.outbox_messages):
            self._history_bytes -= self._history.popleft().size

    def last(self) -> list[Message]:
        """What one who begins to watch is shown: the newest settled sentence and the newest picture."""
        return sorted(self._last.values(), key=lambda one: one.seq)

    def paint(self, asked: Again, outbox: Outbox) -> None:
        """An earlier picture again, into one outbox. Raises `RefusedError` where there is none, or too many are asked for."""
        request = self._requests.get(asked.utterance)
        if request is None:
            raise RefusedError(404, "no_picture", f"utterance {str(asked.utterance)[:12]} has no settled picture that is kept (the newest {_KEPT} are)")
        if asked.size > self._tools.limits.picture_px:
            raise RefusedError(400, "too_large", f"size is {asked.size}; this server paints up to {self._tools.limits.picture_px} pixels")
        if self._again >= _AGAIN:
            raise RefusedError(429, "busy", f"{_AGAIN} pictures are being painted again already; wait for them", 1.0)
        request = replace(request, format=asked.format, size=asked.size)
        self._again += 1

        def done(result: Any) -> None:
            self._again -= 1
            if isinstance(result, Picture):
                outbox.put(_message(self._repainted(asked, request, result)))
            else:
                text = str(result) if isinstance(result, SpeechscapeError) else "this picture could not be painted"
                outbox.put(message_of(Trouble(code="not_painted", text=text, fatal=False)))
            self._end_if_done()

        self._tools.pool.put(Job(request, self.key, True, done, lambda: not self.over))

    def _repainted(self, asked: Again, request: Request, picture: Picture) -> PictureEvent:
        return PictureEvent(
            seq=0, at_s=self.heard_s, utterance=asked.utterance, final=True, format=picture.format, media_type=MEDIA_TYPES[picture.format], bytes=len(picture.data), alt=picture.alt,
            seed=request.seed, size=request.size, data=picture.data,
        )  # fmt: skip


class Talks:
    """All sessions of a server: those that speak, and for a while those whose connection broke."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self._all: dict[str, Talk] = {}
        self._shared: dict[str, Talk] = {}
        self._leaving: dict[str, asyncio.TimerHandle] = {}
        self._count = 0
        self.draining = False

    def __len__(self) -> int:
        return len(self._all)

    @property
    def watchers(self) -> int:
        """Of all sessions."""
        return sum(len(talk.watchers) for talk in self._all.values())

    @property
    def speaking(self) -> int:
        """Sessions with a connection."""
        return sum(talk.speaker is not None for talk in self._all.values())

    def room(self, client: str) -> None:
        """Raises `RefusedError` where no further session can begin: 429 for this client, 503 for anybody."""
        limits = self.tools.limits
        if self.draining:
            raise RefusedError(503, "ending", "the server is ending; try again soon", 5.0)
        if sum(talk.client == client and talk.speaker is not None for talk in self._all.values()) >= limits.clients_sessions:
            raise RefusedError(429, "too_many_sessions", f"{limits.clients_sessions} sessions speak from one address already; end one", 10.0)
        if self.speaking >= limits.sessions:
            raise RefusedError(503, "full", f"{limits.sessions} sessions speak already; try again", 10.0)

    def open(self, start: Start, client: str, speaker: Outbox) -> Talk:
        """A new session. Raises `RefusedError` as `room`, and for a picture that is larger than may be."""
        self.room(client)
        if start.size > self.tools.limits.picture_px:
            raise RefusedError(400, "too_large", f"size is {start.size}; this server paints up to {self.tools.limits.picture_px} pixels")
        while len(self._all) >= self.tools.limits.sessions:  # the one that left first makes room
            self.close(min((talk for talk in self._all.values() if talk.speaker is None), key=lambda talk: talk.left))
        self._count += 1
        talk = Talk(self._count, client, start, self.tools)
        talk.speaker = speaker
        self._all[talk.key] = talk
        self.tools.log("session", session=talk.name, rate=start.rate, format=start.picture, size=start.size)
        return talk

    def resume(self, start: Start, client: str, speaker: Outbox) -> Talk:
        """The session that goes on over this connection; an older one, should it still stand, is superseded. Raises `RefusedError` (404)."""
        talk = self._all.get(start.resume or "")
        if talk is None:
            raise RefusedError(404, "gone", "there is no such session any more; start a new one")
        if talk.speaker is None:
            self.room(client)
        else:
            talk.superseded.set()
            talk.superseded = asyncio.Event()
        timer = self._leaving.pop(talk.key, None)
        if timer is not None:
            timer.cancel()
        talk.speaker, talk.client = speaker, client
        self.tools.metrics.resumed.inc()
        self.tools.log("resumed", session=talk.name, after_s=round(time.monotonic() - talk.left, 1))
        return talk

    def leave(self, talk: Talk, speaker: Outbox, *, for_good: bool) -> None:
        """Its connection is gone: it waits a while, or is over."""
        if talk.speaker is not speaker or talk.over:
            return
        talk.speaker, talk.left = None, time.monotonic()
        if for_good or talk.fresh or self.draining:
            self.close(talk)
        else:
            self._leaving[talk.key] = asyncio.get_running_loop().call_later(self.tools.limits.resume_s, self.close, talk)

    def close(self, talk: Talk) -> None:
        """Over: nothing of it is kept."""
        talk.stop()
        timer = self._leaving.pop(talk.key, None)
        if timer is not None:
            timer.cancel()
        self._all.pop(talk.key, None)
        self._shared.pop(talk.watch_key, None)
        self.tools.log("closed", session=talk.name, seconds=round(talk.seconds, 1), heard_s=round(talk.heard_s, 1))

    def share(self, talk: Talk) -> str:
        """The key under which a session can be watched."""
        if not talk.watch_key:
            talk.watch_key = secrets.token_urlsafe(18)
            self._shared[talk.watch_key] = talk
        return talk.watch_key

    def watched(self, key: str) -> Talk:
        """The session under a key. Raises `RefusedError` where there is none, or where too many watch."""
        talk, limits = self._shared.get(key), self.tools.limits
        if talk is None:
            raise RefusedError(404, "gone", "nothing is shown under this link (any more)")
        if len(talk.watchers) >= limits.sessions_watchers or self.watchers >= limits.watchers:
            raise RefusedError(503, "full", "as many are watching as can; try again", 10.0)
        return talk

    async def drain(self) -> None:
        """Answer what was said, as far as there is time, and begin nothing new."""
        self.draining = True
        for talk in list(self._all.values()):
            talk.finish()
        end = time.monotonic() + self.tools.limits.drain_s
        while self.speaking and time.monotonic() < end:
            await asyncio.sleep(0.02)
        for talk in list(self._all.values()):
            self.close(talk)
