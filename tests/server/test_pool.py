"""The pool of workers: order, fairness, batches, what is dropped, what fails."""

from __future__ import annotations

import asyncio
import threading
import time

import numpy as np
import pytest

from speechscape.errors import SpeechscapeError
from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.server.limits import Limits, RefusedError
from speechscape.server.pool import Job, Pool
from speechscape.types import RATE_HZ, Clip, Heard, Scene
from tests.server.live_server import FOX, Ears


class Log:
    """What was done, in order."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, object]] = []

    def job(self, name: str, load, owner: str = "", final: bool = False, wanted: bool = True) -> Job:
        return Job(load, owner or name, final, lambda result: self.rows.append((name, result)), lambda: wanted)


def clip(seconds: float = 1.0) -> Clip:
    return Clip(np.zeros(int(seconds * RATE_HZ), np.float32))


def pooled(work, ears=None, workers: int = 1, **limits):
    """Run `work(pool, ears, log)` with a pool whose ears wait until they are let go."""

    async def run():
        hearing, log = ears or Ears(), Log()
        pool = Pool(hearing, VectorPainter(), Limits(**limits), workers)
        try:
            await work(pool, hearing, log)
        finally:
            hearing.going.set()
            await pool.close()
        return log

    return asyncio.run(run())


async def until(true) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        await asyncio.sleep(0.005)


def test_settled_sentences_go_first_and_everybody_has_a_turn():
    async def work(pool, ears, log):
        ears.going.clear()
        pool.put(log.job("held", clip(9), "a", True))
        for name, owner, final in (("a1", "a", False), ("a2", "a", False), ("b1", "b", False), ("c", "c", True), ("b2", "b", False)):
            pool.put(log.job(name, clip(9), owner, final))
        pool.put(log.job("p", Request(FOX, 64, "svg"), "d", True))
        ears.going.set()
        await until(lambda: len(log.rows) == 7)

    log = pooled(work, batch=1)
    assert [name for name, _ in log.rows] == ["held", "p", "c", "b1", "a1", "b2", "a2"]


def test_what_waits_long_is_not_forgotten():
    async def work(pool, ears, log):
        ears.going.clear()
        pool.put(log.job("held", clip(), "a", True))
        old = log.job("old", clip(), "b", False)
        old.at -= 5.0
        pool.put(log.job("new", clip(), "c", True))
        pool.put(old)
        ears.going.set()
        await until(lambda: len(log.rows) == 3)

    assert [name for name, _ in pooled(work).rows] == ["held", "old", "new"]


def test_clips_of_like_length_are_heard_together_and_settled_ones_alone():
    async def work(pool, ears, log):
        ears.going.clear()
        pool.put(log.job("held", clip(), "x", True))
        for number, (seconds, final) in enumerate([(1.0, False), (1.2, False), (6.0, False), (1.4, False), (1.0, True), (6.2, False), (1.1, False)]):
            pool.put(log.job(str(number), clip(seconds), final=final))
        ears.going.set()
        await until(lambda: len(log.rows) == 8)

    ears = Ears()
    pooled(work, ears, batch=3)
    assert ears.asked[:3] == [[1.0], [1.0], [1.0, 1.2, 1.4]]
    assert sorted(seconds for row in ears.asked[3:] for seconds in row) == [1.1, 6.0, 6.2]


def test_what_nobody_wants_any_more_is_dropped_unbegun():
    async def work(pool, ears, log):
        ears.going.clear()
        pool.put(log.job("held", clip(), "x", True))
        pool.put(log.job("stale", clip(), wanted=False))
        asked = asyncio.ensure_future(pool.ask(lambda: log.rows.append(("run", None)), "y"))
        await asyncio.sleep(0)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        ears.going.set()
        await until(lambda: len(log.rows) == 2)

    log = pooled(work)
    assert dict(log.rows)["stale"] is None
    assert "run" not in dict(log.rows)


def test_one_that_fails_fails_alone():
    class Picky(Ears):
        def hear(self, clips):
            if any(one.seconds > 1.05 for one in clips):
                raise SpeechscapeError("too long for me")
            return super().hear(clips)

    async def work(pool, ears, log):
        ears.going.clear()
        pool.put(log.job("held", clip(), "x", True))
        for seconds in (1.0, 1.1, 1.02):
            pool.put(log.job(str(seconds), clip(seconds)))
        ears.going.set()
        await until(lambda: len(log.rows) == 4)
        with pytest.raises(ZeroDivisionError):
            await pool.ask(lambda: 1 // 0, "z")

    rows = dict(pooled(work, Picky()).rows)
    assert isinstance(rows["1.1"], SpeechscapeError)
    assert isinstance(rows["1.0"], Heard)
    assert isinstance(rows["1.02"], Heard)


def test_whole_requests_leave_a_worker_to_those_who_speak():
    async def work(pool, ears, log):
        gate = threading.Event()
        asked = [asyncio.ensure_future(pool.ask(lambda: gate.wait(10), "a")) for _ in range(3)]
        await asyncio.sleep(0.02)
        pool.put(log.job("spoken", clip(), "b", True))
        await until(lambda: log.rows)
        assert pool.waiting == 2
        gate.set()
        assert await asyncio.gather(*asked) == [True] * 3

    pooled(work, workers=2)


def test_a_full_queue_and_a_closed_pool_refuse():
    async def work(pool, ears, log):
        ears.going.clear()
        for _ in range(3):
            pool.put(log.job("one", clip(), final=True))
        with pytest.raises(RefusedError) as full:
            await pool.ask(lambda: 1, "a")
        assert (full.value.status, full.value.retry_s) == (503, 2.0)
        waiting = asyncio.ensure_future(pool.close())
        await asyncio.sleep(0.02)
        ears.going.set()
        await waiting
        pool.put(log.job("late", clip()))
        with pytest.raises(RefusedError):
            await pool.ask(lambda: 1, "a")
        await asyncio.sleep(0.02)

    rows = pooled(work, queue=2).rows
    assert [result is None for name, result in rows if name == "one"].count(True) == 2
    assert ("late", None) in rows


def test_what_two_workers_do_at_once_is_what_one_does():
    async def work(pool, ears, log):
        for seed in range(8):
            pool.put(log.job(str(seed), Request(FOX, 64, "svg", seed), final=True))
        pool.put(log.job("none", Request(Scene(), 64, "svg")))
        await until(lambda: len(log.rows) == 9)

    one, two = ({name: picture.data for name, picture in pooled(work, workers=workers).rows} for workers in (1, 2))
    assert one == two


def test_on_a_slow_machine_a_worker_is_kept_for_settled_sentences():
    async def work(pool, ears, log):
        pool._pace = 1.0
        ears.going.clear()
        for name in "ab":
            pool.put(log.job(name, clip(2.0)))
        assert pool.waiting == 1
        pool.put(log.job("settled", clip(2.0), final=True))
        assert pool.waiting == 1
        ears.going.set()
        await until(lambda: len(log.rows) == 3)

    pooled(work, workers=2)
