"""What waits to be sent to one connection. Bounded: for one who reads slowly, pictures in between are left out first; where that is not enough, the connection is given up."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from speechscape.server.limits import Limits

__all__ = ["Message", "Outbox"]

_BEHIND = 8
"""So many messages wait for one who reads slowly."""


@dataclass(frozen=True, eq=False)
class Message:
    """A text message, and the binary message behind it where there is one. `passing`: a later one makes up for it."""

    text: str
    data: bytes = b""
    seq: int = 0
    utterance: int = -1
    passing: bool = False

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.text) + len(self.data)


class Outbox:
    """In order; `full` is set when more waits than may. `dropped` is told of each message that is left out."""

    def __init__(self, limits: Limits, dropped: Callable[[], None] = lambda: None) -> None:
        self._limits, self._dropped = limits, dropped
        self._waiting: deque[Message] = deque()
        self._bytes = 0
        self._some = asyncio.Event()
        self._ended = False
        self.full = asyncio.Event()

    @property
    def bytes(self) -> int:
        """That wait."""
        return self._bytes

    def put(self, message: Message) -> None:
        """Send it when its turn comes."""
        if self._ended or self.full.is_set():
            return
        if len(self._waiting) >= _BEHIND:
            self._leave_out(lambda one: _made_up_for(one, message))
        self._waiting.append(message)
        self._bytes += message.size
        if self._over():
            self._leave_out(lambda one: one.passing)
        if self._over():
            self._waiting.clear()
            self._bytes = 0
            self.full.set()
        self._some.set()

    def end(self) -> None:
        """Nothing more will be put in."""
        self._ended = True
        self._some.set()

    async def take(self) -> Message | None:
        """The next, None when there will be no more."""
        while not self._waiting:
            if self._ended:
                return None
            self._some.clear()
            await self._some.wait()
        message = self._waiting.popleft()
        self._bytes -= message.size
        return message

    def _over(self) -> bool:
        return self._bytes > self._limits.outbox_bytes or len(self._waiting) > self._limits.outbox_messages

    def _leave_out(self, which: Callable[[Message], bool]) -> None:
        kept = deque(one for one in self._waiting if not which(one))
        for _ in range(len(self._waiting) - len(kept)):
            self._dropped()
        self._waiting, self._bytes = kept, sum(one.size for one in kept)


def _made_up_for(old: Message, new: Message) -> bool:
    """Whether a newer message makes an older one that waits needless: a partial picture by any newer one, a partial event by any newer one that is no picture."""
    return old.passing and (bool(old.data) or not new.data) and new.utterance >= old.utterance
