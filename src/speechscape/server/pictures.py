"""Whole recordings that come in requests: decoded by children, computed in the pool. Knows no HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from speechscape.audio.reader import Reader
from speechscape.errors import AudioError, OptionError
from speechscape.routes import Speechscape
from speechscape.routes.drawing import Drawn
from speechscape.server.limits import Limits, RefusedError
from speechscape.server.pool import Pool
from speechscape.transcribe.base import Recogniser
from speechscape.types import Clip, Scene, Transcript

__all__ = ["Pictures"]

_READERS = 2

Tell = Callable[[str, float], None]


class Pictures:
    """Bytes of an audio file → what becomes of it. `tell` is told of stages and their seconds. Close it."""

    def __init__(self, speechscape: Speechscape, pool: Pool, limits: Limits, tell: Tell, recogniser: Recogniser | None = None) -> None:
        self._speechscape, self._pool, self._limits, self._tell, self._recogniser = speechscape, pool, limits, tell, recogniser
        self._threads = ThreadPoolExecutor(_READERS, "decode")
        self._readers: SimpleQueue[Reader] = SimpleQueue()
        self._all = [Reader() for _ in range(_READERS)]
        for reader in self._all:
            self._readers.put(reader)
        self._working = 0

    @property
    def working(self) -> int:
        """Requests in work."""
        return self._working

    def __enter__(self) -> None:
        """One more request in work. Raises `RefusedError` (503) where that is one too many."""
        if self._working >= self._limits.posts:
            raise RefusedError(503, "busy", f"{self._limits.posts} recordings are in work already; try again", 1.0)
        self._working += 1

    def __exit__(self, *_: object) -> None:
        self._working -= 1

    async def draw(self, audio: bytes, owner: str, *, size: int, format: str, seed: int, count: int = 1) -> Drawn:
        """The pictures of a recording, or none with the reason. Raises `AudioError`, `PaintError`, `EndpointError`, and `RefusedError`."""
        self._check(size)
        clip = await self._decoded(audio)
        return await self._pool.ask(lambda: self._speechscape.draw(clip, size=size, format=format, seed=seed, variations=count), owner)

    async def paint(self, scene: Scene, owner: str, *, size: int, format: str, seed: int) -> Drawn:
        """The picture of a scene that nobody spoke. Raises `OptionError`, `PaintError`, and `RefusedError`."""
        self._check(size)
        return await self._pool.ask(lambda: self._speechscape.paint(scene, size=size, format=format, seed=seed), owner)

    async def scene(self, audio: bytes, owner: str) -> Drawn:
        """What is meant, without a picture. Raises as `draw`."""
        clip = await self._decoded(audio)

        def hear() -> Drawn:
            (drawn,) = self._speechscape.draw_many([clip], paint=False)
            if drawn.error is not None:
                raise drawn.error
            return drawn

        return await self._pool.ask(hear, owner)

    async def transcript(self, audio: bytes, owner: str) -> Transcript:
        """The words. Raises `AudioError`, and `RefusedError` (404) where no recogniser is set."""
        recogniser = self._recogniser
        if recogniser is None:
            raise RefusedError(404, "no_recogniser", "this server has no recogniser; start it with --recogniser")
        clip = await self._decoded(audio)
        return (await self._pool.ask(lambda: recogniser.transcribe([clip]), owner))[0]

    def _check(self, size: int) -> None:
        if size > self._limits.picture_px:
            raise OptionError(f"size is {size}; this server paints up to {self._limits.picture_px} pixels")

    async def _decoded(self, audio: bytes) -> Clip:
        began = time.monotonic()
        clip = await asyncio.get_running_loop().run_in_executor(self._threads, self._decode, audio)
        self._tell("decode", time.monotonic() - began)
        if clip.seconds > self._limits.clip_s:
            raise RefusedError(413, "too_long", f"the recording lasts {clip.seconds:.0f} s; at most {self._limits.clip_s:g} s are taken: cut it")
        return clip

    def _decode(self, audio: bytes) -> Clip:
        """In a thread, which waits for the child."""
        reader = self._readers.get()
        try:
            return reader.read(audio, "the recording")
        except OSError as error:
            raise AudioError(f"the recording could not be decoded ({error.strerror}); try again") from error
        finally:
            self._readers.put(reader)

    async def close(self) -> None:
        """End the children."""
        await asyncio.get_running_loop().run_in_executor(None, self._threads.shutdown)
        for reader in self._all:
            reader.close()
