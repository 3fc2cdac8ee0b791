"""A long recording, block by block → its utterances: stretches of sound between pauses. From levels alone, against the noise of the last seconds; holds one utterance."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.windows import windows
from speechscape.types import RATE_HZ

__all__ = ["ActivityOptions", "Utterance", "utterances"]

Samples = NDArray[np.float32]

FRAME_S = 0.02

_LOOK = 5  # frames


@dataclass(frozen=True, kw_only=True)
class ActivityOptions:
    """What counts as sound and as a pause.

    A frame sounds when it is `above_db` louder than the quietest tenth of the last `memory_s` seconds and louder than `least_db`, or only `drop_db` quieter than the loudest
    of them. `pause_s` without sound ends an utterance; `margin_s` is kept on both sides; shorter than `shortest_s` is a click; longer than `longest_s` is cut where it is quietest.
    """

    above_db: float = 12.0
    least_db: float = -58.0
    drop_db: float = 30.0
    memory_s: float = 12.0
    pause_s: float = 0.5
    margin_s: float = 0.15
    shortest_s: float = 0.2
    longest_s: float = 14.0


@dataclass(frozen=True, eq=False)
class Utterance:
    """Samples (T,) at 16 kHz that begin at `start_s` of the recording, and the pause before them."""

    samples: Samples
    start_s: float
    pause_s: float

    @property
    def end_s(self) -> float:
        """Where it ends in the recording."""
        return self.start_s + len(self.samples) / RATE_HZ


def utterances(blocks: Iterable[Samples], options: ActivityOptions = ActivityOptions()) -> Iterator[Utterance]:
    """Utterances in order, each as soon as its pause is over. The size of the blocks changes nothing."""
    frame = int(FRAME_S * RATE_HZ)
    margin, pause = (round(seconds / FRAME_S) for seconds in (options.margin_s, options.pause_s))
    noise = _Noise(options)
    held: deque[Samples] = deque()  # frames from `first` on
    first = last_end = 0  # numbers of frames
    begun: int | None = None
    loud = 0
    number = -1
    for number, part in enumerate(_frames(blocks, frame)):
        held.append(part)
        if noise.sounds(_level_db(part)):
            begun, loud = (number if begun is None else begun), number
        if begun is None:
            while len(held) > margin + 1:
                held.popleft()
                first += 1
        elif number - loud >= pause:
            yield from _cut(held, first, begun, min(loud + margin, number), last_end, options)
            last_end, begun = loud, None
    if begun is not None:
        yield from _cut(held, first, begun, min(loud + margin, number), last_end, options)


def _cut(held: deque[Samples], first: int, begun: int, end: int, last_end: int, options: ActivityOptions) -> Iterator[Utterance]:
    margin = round(options.margin_s / FRAME_S)
    start = max(first, begun - margin)
    if (end - begun - margin + 1) * FRAME_S < options.shortest_s:
        return
    samples = np.concatenate([held[index - first] for index in range(start, end + 1)])
    pause_s = max(0.0, (begun - last_end) * FRAME_S)
    for offset_s, part in windows([samples], options.longest_s, 0.5 * options.longest_s):
        yield Utterance(part, start * FRAME_S + offset_s, pause_s if offset_s == 0 else 0.0)


def _frames(blocks: Iterable[Samples], size: int) -> Iterator[Samples]:
    rest = np.zeros(0, np.float32)
    for block in blocks:
        joined = np.concatenate([rest, block])
        whole = len(joined) // size * size
        yield from joined[:whole].reshape(-1, size)
        rest = joined[whole:]
    if len(rest):
        yield rest


def _level_db(part: Samples) -> float:
    return float(10 * np.log10(np.mean(part.astype(np.float64) ** 2) + 1e-12))


class _Noise:
    """Whether the newest frame is louder than the noise around it, which is looked at anew every `_LOOK` frames."""

    def __init__(self, options: ActivityOptions) -> None:
        self._options = options
        self._levels: deque[float] = deque(maxlen=round(options.memory_s / FRAME_S))
        self._count = 0
        self._least = options.least_db

    def sounds(self, level_db: float) -> bool:
        """The next frame, of this level."""
        self._levels.append(level_db)
        if self._count % _LOOK == 0 or len(self._levels) <= _LOOK:
            floor, top = np.percentile(np.fromiter(self._levels, np.float64), (10, 99))
            self._least = min(floor + self._options.above_db, max(top - self._options.drop_db, floor + 3.0))
        self._count += 1
        return level_db >= self._options.least_db and level_db > self._least
