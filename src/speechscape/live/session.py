"""One speaker, live: sound in pieces → what is to be computed, results → events. A state machine without clock, threads or IO; whoever drives it computes.

While one speaks, what was said so far is heard again and again; a thing appears when two hearings in a row agree on it, and stays until the sentence is settled (local agreement: Liu, Spanakis and
Niehues 2020, "Low-Latency Sequence-to-Sequence Speech Recognition and Translation by Partial Hypothesis Selection"). The sentence is settled after a short silence, from the same samples that the whole
recording would give, so that the size of the pieces changes nothing in how it ends. Of work that was not begun only the newest is given out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.activity import ActivityOptions, Endpointer, Utterance
from speechscape.errors import OptionError
from speechscape.live.events import MEDIA_TYPES, Event, HearingEvent, NothingEvent, PartialEvent, PictureEvent, SettledEvent
from speechscape.painters.base import Request
from speechscape.types import RATE_HZ, Element, Heard, Picture, Scene, Setting
from speechscape.world.painting import alt_text

__all__ = ["Hear", "LiveOptions", "Paint", "Session", "Work", "steady"]

Samples = NDArray[np.float32]
_Kind = TypeVar("_Kind", bound=Event)

_STEP = RATE_HZ // 25
"""Samples after which the session looks whether there is something to do."""


@dataclass(frozen=True, kw_only=True)
class LiveOptions:
    """How a session hears and paints.

    `every_s`: new sound before the open sentence is heard again; `settle_s`: silence after which it is settled; `pause_s`: silence after which another begins. `least_s`: sound before it is heard at all;
    `steady_s`: so long ago must the words of a thing have ended. `waiting`: settled sentences that may wait to be heard; what comes beyond is given up with a reason. `partial`: whether there are pictures before a
    sentence is settled.
    """

    size: int = 640
    format: str = "svg"
    seed: int = 0
    model: str = ""
    partial: bool = True
    every_s: float = 0.3
    least_s: float = 0.5
    settle_s: float = 0.2
    pause_s: float = 0.5
    steady_s: float = 0.15
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

    def _settle(self, work: Hear, heard: Heard) -> list[Event]:
        _, shown = self._ended.pop(work.utterance)
        if work.utterance == self._open.number:
            self._open.settled = True
        scene = Scene() if heard.abstained else heard.scene
        there = {item.name for item in scene.elements}
        vanished = tuple(sorted(name for name in shown if name not in there))
        if scene.empty:
            return [self._event(NothingEvent, work.utterance, reason=heard.reason or "nothing to be seen in it", words=heard.words, doubts=heard.doubts, vanished=vanished)]
        self._paint(work, scene, final=True)
        end_s = work.start_s + len(work.samples) / RATE_HZ
        said = {"words": heard.words, "account": alt_text(scene), "scene": scene, "doubts": heard.doubts, "vanished": vanished}
        return [self._event(SettledEvent, work.utterance, start_s=work.start_s, end_s=end_s, **said)]

    def _grow(self, work: Hear, heard: Heard) -> list[Event]:
        one = self._open
        last, one.last = one.last, heard
        if last is None:
            return []
        scene = steady(one.shown, last, heard, len(work.samples) / RATE_HZ - self.options.steady_s)
        if scene.empty or scene.key() == one.shown.key():
            return []
        one.shown = scene
        self._paint(work, scene, final=False)
        names = tuple(item.name for item in scene.elements)
        return [self._event(PartialEvent, work.utterance, words=heard.words, account=alt_text(scene), scene=scene, elements=names)]

    def _paint(self, work: Hear, scene: Scene, final: bool) -> None:
        request = Request(scene, self.options.size, self.options.format, self.options.seed, self.options.model)
        self._paints = deque(paint for paint in self._paints if paint.final and paint.utterance != work.utterance)
        self._paints.append(Paint(work.utterance, request, final, work.turn))

    def _picture(self, work: Paint, picture: Picture) -> Event:
        request = work.request
        return self._event(
            PictureEvent, work.utterance, final=work.final, format=picture.format, media_type=MEDIA_TYPES.get(picture.format, "application/octet-stream"), bytes=len(picture.data), alt=picture.alt,
            seed=request.seed, size=request.size, data=picture.data,
        )  # fmt: skip

    def _event(self, kind: type[_Kind], utterance: int, **values: Any) -> _Kind:
        self._seq += 1
        return kind(seq=self._seq, at_s=self._endpointer.heard_s, utterance=utterance, **values)


def steady(shown: Scene, last: Heard, heard: Heard, until_s: float) -> Scene:
    """The scene that may be shown: what stands already, and what two hearings in a row agree on and whose words ended before `until_s`. Things keep their order, colours may come to be known."""
    before = {} if last.abstained else {item.name: item for item in last.scene.elements}
    agreed = [item for item in heard.scene.elements if not heard.abstained and item.name in before and before[item.name].color == item.color and (item.end_s or 0.0) <= until_s]
    items = list(shown.elements)
    for item in agreed:
        here = next((number for number, old in enumerate(items) if old.name == item.name), None)
        if here is None:
            items.append(replace(item, relation=None, of=()))
        elif items[here].color is None and item.color is not None:
            items[here] = replace(items[here], color=item.color)
    names = [item.name for item in items]
    for item in agreed:
        items = _related(items, names, item, heard.scene.elements, before)
    return Scene(tuple(items), _agreed_setting(shown.setting, last, heard))


def _related(items: list[Element], names: Sequence[str], item: Element, all_of: Sequence[Element], before: dict[str, Element]) -> list[Element]:
    """With the relation of a thing, where both hearings have it and all its sides stand."""
    here = names.index(item.name)
    others = [all_of[other].name for other in item.of]
    if not item.relation or items[here].relation or before[item.name].relation != item.relation or any(name not in names or name == item.name for name in others):
        return items
    of = tuple(names.index(name) for name in others)
    if any(_leads(items, other, here) for other in of):
        return items
    return [*items[:here], replace(items[here], relation=item.relation, of=of), *items[here + 1 :]]


def _leads(items: Sequence[Element], start: int, goal: int) -> bool:
    return start == goal or any(_leads(items, other, goal) for other in items[start].of)


def _agreed_setting(shown: Setting, last: Heard, heard: Heard) -> Setting:
    parts: dict[str, str | None] = {}
    for part in ("place", "time", "weather"):
        now, before = getattr(heard.scene.setting, part), getattr(last.scene.setting, part)
        parts[part] = getattr(shown, part) or (now if now == before and not heard.abstained and not last.abstained else None)
    return Setting(**parts)
