"""One speaker, live: sound in pieces → what is to be computed, results → events. A state machine without clock, threads or IO; whoever drives it computes.

While one speaks, what was said so far is heard again and again; a thing appears when two hearings in a row agree on it, surely enough, and stays until the sentence is settled (local agreement: Liu,
Spanakis and Niehues 2020, "Low-Latency Sequence-to-Sequence Speech Recognition and Translation by Partial Hypothesis Selection"). The sentence is settled after a short silence, from the same samples that
the whole recording would give, so that the size of the pieces changes nothing in how it ends. Of work that was not begun only the newest is given out.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.activity import ActivityOptions, Endpointer, Utterance
from speechscape.errors import OptionError
from speechscape.live.answers import Settled
from speechscape.live.events import MEDIA_TYPES, Event, HearingEvent, NothingEvent, PartialEvent, PictureEvent, SettledEvent
from speechscape.live.steady import EARLY, Early, steady
from speechscape.painters.base import Request
from speechscape.types import RATE_HZ, Heard, Picture, Scene
from speechscape.world.painting import alt_text

__all__ = ["Hear", "LiveOptions", "Paint", "Session", "Work"]

Samples = NDArray[np.float32]
_Kind = TypeVar("_Kind", bound=Event)

_KEPT = 64
"""Sentences whose doubts can still be answered."""

_STEP = RATE_HZ // 50
"""Samples after which the session looks whether there is something to do."""


@dataclass(frozen=True, kw_only=True)
class LiveOptions:
    """How a session hears and paints.

    `every_s`: new sound before the open sentence is heard again; `settle_s`: silence after which it is settled; `pause_s`: silence after which another begins. `least_s`: sound before it is heard at all.
    `early`: what a thing needs to be shown while the sentence is open, as pairs of a confidence and the seconds since its words ended, one of which is enough. `waiting`: settled sentences that may wait to be
    heard; what comes beyond is given up with a reason. `partial`: whether there are pictures before a sentence is settled.
    """

    size: int = 640
    format: str = "svg"
    seed: int = 0
    model: str = ""
    partial: bool = True
    every_s: float = 0.15
    least_s: float = 0.5
    settle_s: float = 0.2
    pause_s: float = 0.5
    early: Early = EARLY
    waiting: int = 8

    def __post_init__(self) -> None:
        Request(Scene(), self.size, self.format)
        if not 0 < self.settle_s <= self.pause_s:
            raise OptionError(f"settle_s is {self.settle_s:g}; it takes more than 0 and at most pause_s, {self.pause_s:g}")


@dataclass(frozen=True, eq=False)
class Hear:
    """To be heard: samples (T,) at 16 kHz of an utterance so far, or of all of it."""

    utterance: int
    samples: Samples
    final: bool
    start_s: float
    turn: int = 0
    """How often the utterance went on after it had ended."""


@dataclass(frozen=True, eq=False)
class Paint:
    """To be painted."""

    utterance: int
    request: Request
    final: bool
    turn: int = 0


Work = Hear | Paint


@dataclass
class _Open:
    """The utterance that is being spoken, or was last."""

    number: int
    turn: int = 0
    heard_to_s: float = 0.0  # sound of it that was last given out to be heard
    ending: int = 0  # samples that were given out as final, 0 when it goes on
    last: Heard | None = None
    shown: Scene = field(default_factory=Scene)
    settled: bool = False


class Session:
    """See the module. Memory: the open utterance, at most `LiveOptions.waiting` ended ones, the newest scenes."""

    def __init__(self, options: LiveOptions | None = None) -> None:
        self.options = options or LiveOptions()
        self._endpointer = Endpointer(ActivityOptions(pause_s=self.options.pause_s))
        self._open = _Open(0)
        self._speaking = False
        self._seq = 0
        self._finals: deque[Hear] = deque()
        self._partial: Hear | None = None
        self._paints: deque[Paint] = deque()
        self._busy: set[str] = set()  # of "partial", "paint": work of this kind is out
        self._ended: dict[int, tuple[int, frozenset[str]]] = {}  # utterance → its last turn, names that were shown; until it is settled
        self._given_up: list[int] = []
        self._settled: OrderedDict[int, Settled] = OrderedDict()

    @property
    def idle(self) -> bool:
        """Whether nothing is to be done or out."""
        return not (self._finals or self._partial or self._paints or self._busy or self._ended)

    def feed(self, samples: Samples) -> list[Event]:
        """More sound, float32 at 16 kHz, a piece of any size."""
        events: list[Event] = []
        for first in range(0, len(samples), _STEP):
            for utterance in self._endpointer.feed(samples[first : first + _STEP]):
                self._end(utterance)
            events += self._look()
        return events + self._losses()

    def finish(self) -> list[Event]:
        """No more sound will come."""
        for utterance in self._endpointer.end():
            self._end(utterance)
        self._speaking = False
        return self._losses()

    def _look(self) -> list[Event]:
        """What the sound that just came asks for."""
        state = self._endpointer.open
        if state is None:
            return []
        start_s, silence_s = state
        events: list[Event] = []
        one = self._open
        if not self._speaking or (one.ending and silence_s < 0.05):
            if one.ending:
                one.turn, one.ending, one.settled = one.turn + 1, 0, False
                self._finals = deque(hear for hear in self._finals if hear.utterance != one.number)
            self._speaking = True
            events.append(self._event(HearingEvent, one.number, start_s=start_s))
        margin_s = max(self._endpointer.options.margin_s + 0.01, self.options.settle_s - 0.04)
        if silence_s >= margin_s:
            if not one.ending:
                self._give_final(self._endpointer.speaking())
        elif self.options.partial and self._endpointer.heard_s - start_s >= self.options.least_s and self._endpointer.heard_s - one.heard_to_s >= self.options.every_s:
            one.heard_to_s = self._endpointer.heard_s
            self._partial = Hear(one.number, self._endpointer.speaking().samples, False, start_s, one.turn)
        return events

    def _give_final(self, utterance: Utterance) -> None:
        one = self._open
        one.ending = len(utterance.samples)
        self._partial = None
        self._ended[one.number] = one.turn, frozenset(item.name for item in one.shown.elements)
        self._finals.append(Hear(one.number, utterance.samples, True, utterance.start_s, one.turn))

    def _end(self, utterance: Utterance) -> None:
        """Its pause is over: it is heard for the last time, unless just these samples were already."""
        if self._open.ending != len(utterance.samples):
            if self._open.ending:
                self._open.turn += 1
                self._finals = deque(hear for hear in self._finals if hear.utterance != self._open.number)
            self._give_final(utterance)
        self._open = _Open(self._open.number + 1)
        self._speaking = False
        while len(self._finals) > self.options.waiting:
            lost = self._finals.popleft()
            self._ended.pop(lost.utterance, None)
            self._given_up.append(lost.utterance)

    def _losses(self) -> list[Event]:
        lost, self._given_up = self._given_up, []
        return [self._event(NothingEvent, number, reason="not heard: the machine is too slow for all that is spoken") for number in lost]

    def work(self) -> Work | None:
        """The most urgent thing that is to be computed, None where there is nothing or the same kind is out: settled sentences, their pictures, then what is being spoken."""
        if self._finals:
            return self._finals.popleft()
        if self._paints and "paint" not in self._busy:
            self._busy.add("paint")
            return self._paints.popleft()
        if self._partial is not None and "partial" not in self._busy:
            self._busy.add("partial")
            hear, self._partial = self._partial, None
            return hear
        return None

    def current(self, work: Work) -> bool:
        """Whether work that was given out is still worth doing."""
        if work.final:
            return isinstance(work, Paint) or self._ended.get(work.utterance, (-1,))[0] == work.turn
        return work.utterance == self._open.number and work.turn == self._open.turn and not self._open.ending

    def done(self, work: Work, result: Heard | Picture | None) -> list[Event]:
        """A result comes back; None where the work was dropped or failed. Results that nobody waits for any more give no events."""
        if isinstance(work, Paint):
            self._busy.discard("paint")
            return [self._picture(work, result)] if isinstance(result, Picture) and self.current(work) else []
        if not work.final:
            self._busy.discard("partial")
        if not self.current(work):
            return []
        heard = result if isinstance(result, Heard) else Heard(Scene(), "", True, "it could not be heard")
        return self._settle(work, heard) if work.final else self._grow(work, heard)

    def answer(self, utterance: int, doubt: int, name: str | None) -> list[Event]:
        """What was meant by a doubt of a settled sentence: one of its names, "" for none of them, None to take the answer back. The sentence settles again. Raises `OptionError` where there is nothing to be answered so."""
        before = self._settled.get(utterance)
        if before is None:
            raise OptionError(f"utterance {str(utterance)[:12]} has no doubts that can be answered (any more: those of the newest {_KEPT} sentences can)")
        after = before.answered(doubt, name)
        self._settled[utterance] = after
        return [] if after.answers == before.answers else self._tell(utterance, after, painted=after.scene != before.scene)

    def _settle(self, work: Hear, heard: Heard) -> list[Event]:
        _, shown = self._ended.pop(work.utterance)
        if work.utterance == self._open.number:
            self._open.settled = True
        one = Settled(replace(heard, states=None), work.start_s, work.start_s + len(work.samples) / RATE_HZ, work.turn)
        self._settled.pop(work.utterance, None)
        if heard.doubts:
            self._settled[work.utterance] = one
            while len(self._settled) > _KEPT:
                self._settled.popitem(last=False)
        there = {item.name for item in one.scene.elements}
        return self._tell(work.utterance, one, tuple(sorted(name for name in shown if name not in there)))

    def _tell(self, utterance: int, one: Settled, vanished: tuple[str, ...] = (), painted: bool = True) -> list[Event]:
        said: dict[str, Any] = {"words": one.heard.words, "doubts": one.heard.doubts, "answers": one.answers, "vanished": vanished}
        if one.scene.empty:
            return [self._event(NothingEvent, utterance, reason=one.heard.reason or "nothing to be seen in it", **said)]
        if painted:
            self._paint(utterance, one.turn, one.scene, final=True)
        return [self._event(SettledEvent, utterance, start_s=one.start_s, end_s=one.end_s, account=alt_text(one.scene), scene=one.scene, **said)]

    def _grow(self, work: Hear, heard: Heard) -> list[Event]:
        one = self._open
        last, one.last = one.last, heard
        if last is None:
            return []
        scene = steady(one.shown, last, heard, len(work.samples) / RATE_HZ, self.options.early)
        if scene.empty or scene.key() == one.shown.key():
            return []
        one.shown = scene
        self._paint(work.utterance, work.turn, scene, final=False)
        names = tuple(item.name for item in scene.elements)
        return [self._event(PartialEvent, work.utterance, words=heard.words, account=alt_text(scene), scene=scene, elements=names)]

    def _paint(self, utterance: int, turn: int, scene: Scene, final: bool) -> None:
        request = Request(scene, self.options.size, self.options.format, self.options.seed, self.options.model)
        self._paints = deque(paint for paint in self._paints if paint.final and paint.utterance != utterance)
        self._paints.append(Paint(utterance, request, final, turn))

    def _picture(self, work: Paint, picture: Picture) -> Event:
        request = work.request
        return self._event(
            PictureEvent, work.utterance, final=work.final, format=picture.format, media_type=MEDIA_TYPES.get(picture.format, "application/octet-stream"), bytes=len(picture.data), alt=picture.alt,
            seed=request.seed, size=request.size, data=picture.data,
        )  # fmt: skip

    def _event(self, kind: type[_Kind], utterance: int, **values: Any) -> _Kind:
        self._seq += 1
        return kind(seq=self._seq, at_s=self._endpointer.heard_s, utterance=utterance, **values)
