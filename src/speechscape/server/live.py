"""One connection: what comes in over it and what goes out. Knows a socket by what it needs of one, and no framework.

`Live.speak` is ``WS /v1/live``, `Live.watch` is ``WS /v1/watch``. Whoever may not come in was refused before the upgrade.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

from speechscape.errors import AudioError, OptionError
from speechscape.server.limits import Bucket, RefusedError
from speechscape.server.messages import Again, Answer, End, Ready, Share, Shared, Start, Trouble, read_asked
from speechscape.server.outbox import Outbox
from speechscape.server.sound import Inlet
from speechscape.server.talks import Talk, Talks, message_of

__all__ = ["GoneError", "Live", "Socket"]

_TEXTS = 40
"""Text messages at once."""

_LAST_WORD_S = 2.0
"""For the message that says why a connection is closed."""

_RESUMABLE = {1011, 4408, 4409, 4413}


class GoneError(Exception):
    """The other side is not there any more."""


class Socket(Protocol):
    """An accepted WebSocket. `receive` and `send` raise `GoneError`."""

    client: str

    async def receive(self) -> str | bytes:
        """The next message."""
        ...

    async def send(self, part: str | bytes) -> None:
        """A text or a binary message."""
        ...

    async def close(self, code: int, reason: str) -> None:
        """Say goodbye; never waits for the other side."""
        ...


class _ClosingError(Exception):
    """The server closes, and says why."""

    def __init__(self, code: int, word: str = "", text: str = "") -> None:
        super().__init__(text)
        self.code, self.word, self.text = code, word, text


class Live:
    """The sockets of a server."""

    def __init__(self, talks: Talks) -> None:
        self._talks, self._tools = talks, talks.tools

    async def speak(self, socket: Socket) -> None:
        """Sound in; events and pictures out, until one side ends it."""
        outbox = self._outbox()
        talk: Talk | None = None
        code = 1011
        try:
            start = await self._start(socket)
            talk = self._begin(start, socket.client, outbox)
            code = await self._carry(socket, outbox, self._listen(socket, talk, outbox, Inlet(start.rate)), talk.superseded.wait(), self._too_long(talk))
        except _ClosingError as closing:
            code = closing.code
            await self._refuse(socket, closing)
        except GoneError:
            code = 1006
        except Exception as error:  # the edge: nothing that one connection does may reach another
            self._tools.log("failed", session=talk.name if talk else None, stage="live", error=type(error).__name__)
            await self._refuse(socket, _ClosingError(1011, "failed", "something went wrong in the server; resume the session"))
        finally:
            if talk is not None:
                self._talks.leave(talk, outbox, for_good=code not in {1006, *_RESUMABLE})
            self._note("live", talk, code)

    async def watch(self, socket: Socket, key: str) -> None:
        """Another's events and pictures, beginning with the newest."""
        outbox, code = self._outbox(), 1011
        talk: Talk | None = None
        try:
            talk = self._watched(key)
            outbox.put(message_of(Ready(session=None, model=self._tools.model, limits=self._limits(), heard_s=round(talk.heard_s, 3))))
            for message in talk.last():
                outbox.put(message)
            talk.watchers[outbox] = None
            code = await self._carry(socket, outbox, self._silent(socket))
        except _ClosingError as closing:
            code = closing.code
            await self._refuse(socket, closing)
        except GoneError:
            code = 1006
        finally:
            if talk is not None:
                talk.watchers.pop(outbox, None)
            self._note("watch", talk, code)

    # In

    async def _start(self, socket: Socket) -> Start:
        try:
            async with asyncio.timeout(self._tools.limits.start_s):
                said = await socket.receive()
        except TimeoutError:
            raise _ClosingError(4408, "silent", f"no start message within {self._tools.limits.start_s:g} s") from None
        if isinstance(said, bytes):
            raise _ClosingError(1003, "not_started", "send the start message before sound")
        start = self._read(said)
        if not isinstance(start, Start):
            raise _ClosingError(4400, "not_started", "the first message is start")
        return start

    def _begin(self, start: Start, client: str, outbox: Outbox) -> Talk:
        try:
            talk = self._talks.resume(start, client, outbox) if start.resume is not None else self._talks.open(start, client, outbox)
        except RefusedError as error:
            raise _ClosingError({404: 4404, 429: 4429, 503: 1013}.get(error.status, 4400), error.code, str(error)) from error
        outbox.put(message_of(Ready(session=talk.key, model=self._tools.model, limits=self._limits(), heard_s=round(talk.heard_s, 3))))
        if start.resume is not None:
            talk.catch_up(start.seq)
        return talk

    async def _listen(self, socket: Socket, talk: Talk, outbox: Outbox, inlet: Inlet) -> None:
        limits = self._tools.limits
        pieces, texts = Bucket(limits.messages_per_s, 2 * limits.messages_per_s), Bucket(limits.texts_per_s, _TEXTS)
        sound = Bucket(limits.speed, limits.ahead_s)
        while True:
            try:
                async with asyncio.timeout(limits.idle_s):
                    said = await socket.receive()
            except TimeoutError:
                raise _ClosingError(4408, "silent", f"nothing came for {limits.idle_s:g} s") from None
            if isinstance(said, bytes):
                self._feed(talk, inlet, said)
                wait_s = max(pieces.spend(), sound.spend(len(said) / (2 * inlet.rate)))
                if wait_s:
                    await asyncio.sleep(wait_s)  # nothing more is read meanwhile, so that the client has to wait too
            elif texts.take():
                raise _ClosingError(4429, "too_many_messages", "too many text messages")
            else:
                self._told(self._read(said), talk, outbox, inlet)

    def _feed(self, talk: Talk, inlet: Inlet, data: bytes) -> None:
        if len(data) > self._tools.limits.message_bytes:
            raise _ClosingError(1009, "too_large", f"a message has {len(data)} bytes; at most {self._tools.limits.message_bytes} may come at once")
        try:
            talk.feed(inlet.take(data))
        except AudioError as error:
            raise _ClosingError(4400, "bad_sound", str(error)) from error

    def _read(self, said: str) -> Any:
        if len(said) > self._tools.limits.text_bytes:
            raise _ClosingError(1009, "too_large", f"a text message has at most {self._tools.limits.text_bytes} bytes")
        try:
            return read_asked(said)
        except OptionError as error:
            raise _ClosingError(4400, "bad_message", str(error)) from error

    def _told(self, said: object, talk: Talk, outbox: Outbox, inlet: Inlet) -> None:
        if isinstance(said, End):
            talk.feed(inlet.take(b"", last=True))
            talk.finish()
        elif isinstance(said, Share):
            outbox.put(message_of(Shared(watch=f"/?watch={self._talks.share(talk)}")))
        elif isinstance(said, Again | Answer):
            try:
                talk.paint(said, outbox) if isinstance(said, Again) else talk.answered(said)
            except RefusedError as error:
                outbox.put(message_of(Trouble(code=error.code, text=str(error), fatal=False)))
            except OptionError as error:
                outbox.put(message_of(Trouble(code="no_doubt", text=str(error), fatal=False)))
        else:
            raise _ClosingError(4400, "started", "the session has started already")

    async def _silent(self, socket: Socket) -> None:
        await socket.receive()
        raise _ClosingError(4400, "read_only", "who watches says nothing")

    async def _too_long(self, talk: Talk) -> None:
        await asyncio.sleep(max(0.0, self._tools.limits.session_s - talk.seconds))
        raise _ClosingError(4410, "too_long", f"a session lasts at most {self._tools.limits.session_s:g} s; start a new one")

    def _watched(self, key: str) -> Talk:
        try:
            return self._talks.watched(key)
        except RefusedError as error:
            raise _ClosingError(4404 if error.status == 404 else 1013, error.code, str(error)) from error

    # Out

    async def _carry(self, socket: Socket, outbox: Outbox, listening: Coroutine[Any, Any, Any], superseded: Coroutine[Any, Any, Any] | None = None, too_long: Coroutine[Any, Any, Any] | None = None) -> int:
        """Both ways at once until one of them ends; the code that it was closed with. Raises `_ClosingError` and `GoneError`."""
        writing = asyncio.create_task(self._write(socket, outbox))
        slow = asyncio.create_task(outbox.full.wait())
        replaced = asyncio.create_task(superseded) if superseded is not None else None
        tasks: list[asyncio.Task[Any]] = [writing, slow, asyncio.create_task(listening), *([replaced] if replaced is not None else []), *([asyncio.create_task(too_long)] if too_long is not None else [])]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if replaced in done:
            raise _ClosingError(4409, "superseded", "the session goes on over another connection")
        if slow in done:
            raise _ClosingError(4413, "slow", "events were read too slowly; resume the session")
        for task in done:
            task.result()
        code = 1012 if self._talks.draining else 1000
        await socket.close(code, "")
        return code

    async def _write(self, socket: Socket, outbox: Outbox) -> None:
        while (message := await outbox.take()) is not None:
            await socket.send(message.text)
            if message.data:
                await socket.send(message.data)

    async def _refuse(self, socket: Socket, closing: _ClosingError) -> None:
        """The last word, if it can be heard, and the close."""
        try:
            if closing.code != 4413:
                async with asyncio.timeout(_LAST_WORD_S):
                    await socket.send(message_of(Trouble(code=closing.word, text=closing.text, fatal=True)).text)
            await socket.close(closing.code, closing.word)
        except (GoneError, TimeoutError):
            return

    def _outbox(self) -> Outbox:
        return Outbox(self._tools.limits, self._tools.metrics.dropped.inc)

    def _limits(self) -> dict[str, float]:
        names = ("message_bytes", "messages_per_s", "session_s", "idle_s", "resume_s", "picture_px")
        return {name: getattr(self._tools.limits, name) for name in names}

    def _note(self, kind: str, talk: Talk | None, code: int) -> None:
        self._tools.metrics.closed.labels(kind, str(code)).inc()
        self._tools.log("socket", kind=kind, session=talk.name if talk else None, code=code)
