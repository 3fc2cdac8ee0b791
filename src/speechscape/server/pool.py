"""One pool of workers for all that is computed: hearing, painting, and whole requests. Runs in threads beside the event loop; knows listeners and painters by their protocols only.

Whoever waits longest since it was last served comes next; settled sentences and their pictures go before what is still being spoken, unless that has waited for a second. What is no longer wanted when
its turn comes is dropped unbegun. Sentences that are still being spoken are heard several at a time, those of like length together; settled ones one by one, so that what is heard in them does not
depend, not even in the last bit, on who else is speaking.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from speechscape.errors import SpeechscapeError
from speechscape.painters.base import Painter, Request
from speechscape.server.limits import Limits, RefusedError
from speechscape.types import Clip, Hearing

__all__ = ["Job", "Pool"]

Result = TypeVar("Result")

_PATIENCE_S = 1.0
"""After so long a job counts as one rank more urgent."""

_ALIKE = 1.6
"""Clips that are heard together differ at most by this factor in length, or by half a second."""

_TOGETHER_S = 0.15
"""So long may hearing several clips together take, as far as can be told: a settled sentence may be waiting behind it."""

_KNOWN = 1024


@dataclass(eq=False)
class Job:
    """Something to compute: a `Clip` to be heard, a `Request` to be painted, or any function. `owner` is whom it is for; `wanted` is asked when its turn comes; `done` gets the result on the event loop, or the error, or None where it was dropped."""

    load: Clip | Request | Callable[[], Any]
    owner: str
    final: bool
    done: Callable[[Any], None]
    wanted: Callable[[], bool] = lambda: True
    at: float = field(default_factory=time.monotonic)

    @property
    def stage(self) -> str:
        """What it is called in figures."""
        return "hear" if isinstance(self.load, Clip) else "paint" if isinstance(self.load, Request) else "act"

    def rank(self, now: float) -> int:
        """The smaller the sooner."""
        urgent = (0 if self.stage == "paint" else 1) + (0 if self.final else 2)
        return urgent - int((now - self.at) / _PATIENCE_S)


Told = Callable[[str, float, float, int], None]
"""Told of each piece of work: its stage, the seconds it waited and took, how many jobs were done in it."""


class Pool:
    """`workers` threads. Use it on one event loop; close it there."""

    def __init__(self, ears: Hearing, painter: Painter, limits: Limits | None = None, workers: int = 2, told: Told = lambda *_: None) -> None:
        self._ears, self._painter, self._limits, self._told = ears, painter, limits or Limits(), told
        self._threads = ThreadPoolExecutor(workers, "infer")
        self._free, self._alone = workers, workers == 1
        self._acts = max(1, workers - 1)  # whole requests may be long: one worker is kept for those who speak
        self._waiting: list[Job] = []
        self._served: OrderedDict[str, int] = OrderedDict()
        self._turn = 0
        self._pace = 0.02  # seconds that hearing a second of sound takes, lately
        self._closed = False

    @property
    def waiting(self) -> int:
        """Jobs that were not begun."""
        return len(self._waiting)

    def put(self, job: Job) -> None:
        """Queue a job. Those who put one bound how many they have here (a live session has few); a closed pool drops it."""
        if self._closed:
            _give(job, None)
            return
        self._waiting.append(job)
        self._next()

    async def ask(self, work: Callable[[], Result], owner: str) -> Result:
        """Any function, run in its turn. Raises what it raises, and `RefusedError` (503) where too much waits. Cancelled before its turn, it is not run."""
        if self._closed or len(self._waiting) >= self._limits.queue:
            raise RefusedError(503, "busy", "more is waiting than can be done soon; try again", 2.0)
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()

        def done(result: Any) -> None:
            if future.cancelled():
                return
            if isinstance(result, BaseException):
                future.set_exception(result)
            else:
                future.set_result(result)

        self.put(Job(work, owner, True, done, lambda: not future.cancelled()))
        return await future

    async def close(self) -> None:
        """Drop what was not begun, and wait for what was."""
        self._closed = True
        dropped, self._waiting = self._waiting, []
        for job in dropped:
            _give(job, RefusedError(503, "ending", "the server is ending; try again soon", 5.0) if job.stage == "act" else None)
        await asyncio.get_running_loop().run_in_executor(None, self._threads.shutdown)

    def _next(self) -> None:
        """Begin as much as there are workers for."""
        while self._free and (jobs := self._chosen()):
            self._free -= 1
            self._acts -= jobs[0].stage == "act"
            loop = asyncio.get_running_loop()
            began = time.monotonic()
            running = loop.run_in_executor(self._threads, self._compute, jobs)
            running.add_done_callback(lambda future, jobs=jobs, began=began: self._back(jobs, began, future.result()))  # type: ignore[misc]

    def _back(self, jobs: Sequence[Job], began: float, results: Sequence[Any]) -> None:
        self._free += 1
        self._acts += jobs[0].stage == "act"
        took_s = time.monotonic() - began
        sound_s = sum(job.load.seconds for job in jobs if isinstance(job.load, Clip))
        if sound_s:
            self._pace += 0.1 * (took_s / sound_s - self._pace)
        self._told(jobs[0].stage, began - min(job.at for job in jobs), took_s, len(jobs))
        for job, result in zip(jobs, results, strict=True):
            _give(job, result)
        self._next()

    def _chosen(self) -> list[Job]:
        """What is to be done together next; nothing where nothing may be done now."""
        now = time.monotonic()
        able = sorted((job for job in self._waiting if self._may(job)), key=lambda job: (job.rank(now), self._served.get(job.owner, 0), job.at))
        for job in able:
            self._waiting.remove(job)
            if job.wanted():
                return [job, *self._beside(job, able)]
            _give(job, None)
        return []

    def _may(self, job: Job) -> bool:
        """Whether a worker may be had for it: the last free one is kept from what may hold up a settled sentence for long."""
        if job.stage == "act":
            return self._acts > 0
        return self._free > 1 or self._alone or job.final or not isinstance(job.load, Clip) or self._pace * job.load.seconds <= _TOGETHER_S

    def _beside(self, first: Job, able: Sequence[Job]) -> list[Job]:
        """What is heard together with a job: a fair share of what waits, so that no worker is idle for it."""
        self._serve(first)
        if not isinstance(first.load, Clip) or first.final:
            return []
        seconds = first.load.seconds
        same = [job for job in able if job in self._waiting and not job.final and isinstance(job.load, Clip) and job.wanted() and _alike(job.load.seconds, seconds)]
        share = min(self._limits.batch, math.ceil((len(same) + 1) / self._free), int(_TOGETHER_S / (self._pace * max(seconds, 0.1)))) - 1
        together = same[: max(0, share)]
        for job in together:
            self._waiting.remove(job)
            self._serve(job)
        return together

    def _serve(self, job: Job) -> None:
        self._turn += 1
        self._served.pop(job.owner, None)
        self._served[job.owner] = self._turn
        while len(self._served) > _KNOWN:
            self._served.popitem(last=False)

    def _compute(self, jobs: Sequence[Job]) -> list[Any]:
        """In a worker: results or errors, one for each job."""
        try:
            loads = [job.load for job in jobs]
            clips = [load for load in loads if isinstance(load, Clip)]
            if clips:
                return list(self._ears.hear(clips))
            (load,) = loads
            return [self._painter.paint(load) if isinstance(load, Request) else load() if callable(load) else None]
        except SpeechscapeError as error:
            return [error] if len(jobs) == 1 else [one for job in jobs for one in self._compute([job])]
        except Exception as error:  # the edge: what fails in one piece of work ends neither the worker nor the others' work
            return [error] * len(jobs)


def _give(job: Job, result: Any) -> None:
    """Soon, and apart from all else: what a result leads to may be more work, and where it fails nobody else is concerned."""
    asyncio.get_running_loop().call_soon(job.done, result)


def _alike(one: float, other: float) -> bool:
    return max(one, other) <= max(_ALIKE * min(one, other), min(one, other) + 0.5)
