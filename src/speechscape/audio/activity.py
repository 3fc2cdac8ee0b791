"""Sound, piece by piece → its utterances: stretches of sound between pauses. From levels alone, against the noise of the last seconds; holds one utterance. For long recordings and for live ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.windows import quietest
from speechscape.types import RATE_HZ

__all__ = ["ActivityOptions", "Endpointer", "Utterance", "utterances"]

Samples = NDArray[np.float32]

FRAME_S = 0.02
FRAME = int(FRAME_S * RATE_HZ)

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


class Endpointer:
    """Sound in pieces of any size → utterances, each as soon as its pause is over. The size of the pieces changes nothing. Holds the utterance that is being spoken, `longest_s` at most."""

    def __init__(self, options: ActivityOptions = ActivityOptions()) -> None:
        self.options = options
        self._noise = _Noise(options)
        self._margin, self._pause, self._longest = (round(seconds / FRAME_S) for seconds in (options.margin_s, options.pause_s, options.longest_s))
        self._rest = np.zeros(0, np.float32)
        self._held: deque[Samples] = deque()  # frames from number `_first` on
        self._first = self._count = 0  # numbers of frames: of the first that is held, of the next to come
        self._begun: int | None = None
        self._loud = self._last_end = 0
        self._pause_s: float | None = None  # before the utterance, until its first part is cut off

    @property
    def heard_s(self) -> float:
        """Seconds of sound that came so far."""
        return (self._count * FRAME + len(self._rest)) / RATE_HZ

    @property
    def open(self) -> tuple[float, float] | None:
        """Of what is being spoken just now: where it begins, and the seconds of silence since it last sounded. None in a pause or where it may yet be a click."""
        if self._begun is None or (self._pause_s is not None and (self._loud - self._begun + 1) * FRAME_S < self.options.shortest_s):
            return None
        return max(self._first, self._begun - self._margin) * FRAME_S, (self._count - 1 - self._loud) * FRAME_S

    def speaking(self) -> Utterance:
        """What is being spoken (`open`) as it would be if nothing more of it came. Once `margin_s` of silence have passed it is what it will be, unless the voice goes on."""
        assert self._begun is not None
        start = max(self._first, self._begun - self._margin)
        end = min(self._loud + self._margin, self._count - 1)
        return Utterance(np.concatenate([self._held[number - self._first] for number in range(start, end + 1)]), start * FRAME_S, self._pause_s or 0.0)

    def feed(self, samples: Samples) -> list[Utterance]:
        """More sound (T,) at 16 kHz: the utterances that it ends."""
        joined = np.concatenate([self._rest, samples]) if len(self._rest) else samples
        whole = len(joined) // FRAME * FRAME
        self._rest = joined[whole:].copy()
        return [one for part in joined[:whole].reshape(-1, FRAME) for one in self._frame(part)]

    def end(self) -> list[Utterance]:
        """No more will come: what was being spoken."""
        found = []
        if len(self._rest):
            found += self._frame(self._rest)
            self._rest = np.zeros(0, np.float32)
        if self._begun is not None:
            found += self._cut(min(self._loud + self._margin, self._count - 1))
        return found

    def _frame(self, part: Samples) -> list[Utterance]:
        self._held.append(part)
        number, self._count = self._count, self._count + 1
        if self._noise.sounds(_level_db(part)):
            if self._begun is None:
                self._begun, self._pause_s = number, max(0.0, (number - self._last_end) * FRAME_S)
            self._loud = number
        if self._begun is None:
            while len(self._held) > self._margin + 1:
                self._held.popleft()
                self._first += 1
        elif number - self._loud >= self._pause:
            return self._cut(min(self._loud + self._margin, number))
        elif number - max(self._first, self._begun - self._margin) >= self._longest:
            return self._cut_long()
        return []

    def _cut_long(self) -> list[Utterance]:
        """What is longer than an utterance may be: its first part, cut where it is quietest."""
        assert self._begun is not None
        start = max(self._first, self._begun - self._margin)
        samples = np.concatenate([self._held[number - self._first] for number in range(start, self._count)])
        count = quietest(samples, round(0.5 * self.options.longest_s * RATE_HZ)) // FRAME
        found = self._utterance(samples[: count * FRAME], start)
        self._begun = start + count + self._margin  # its margin begins where the first part ends
        self._loud = max(self._loud, self._begun)
        while self._first < start + count:
            self._held.popleft()
            self._first += 1
        return [found]

    def _cut(self, end: int) -> list[Utterance]:
        assert self._begun is not None
        start = max(self._first, self._begun - self._margin)
        begun, self._begun, self._last_end = self._begun, None, self._loud
        if self._pause_s is not None and (end - begun - self._margin + 1) * FRAME_S < self.options.shortest_s:
            return []
        return [self._utterance(np.concatenate([self._held[number - self._first] for number in range(start, end + 1)]), start)]

    def _utterance(self, samples: Samples, start: int) -> Utterance:
        pause_s, self._pause_s = self._pause_s, None
        return Utterance(samples, start * FRAME_S, pause_s or 0.0)


def utterances(blocks: Iterable[Samples], options: ActivityOptions = ActivityOptions()) -> Iterator[Utterance]:
    """Utterances of a whole recording, in order (see `Endpointer`)."""
    endpointer = Endpointer(options)
    for block in blocks:
        yield from endpointer.feed(block)
    yield from endpointer.end()


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
