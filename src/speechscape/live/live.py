"""A live session in one process, computed as it goes: `for event in live.feed(samples)`. What is not urgent is left out when sound comes faster than it can be heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import SpeechscapeError
from speechscape.live.events import Event
from speechscape.live.session import Hear, LiveOptions, Session, Work
from speechscape.painters.base import Painter
from speechscape.types import Clip, Heard, Hearing, Picture

__all__ = ["Live", "compute"]


class Live:
    """A listener, a painter, and a session between them."""

    def __init__(self, ears: Hearing, painter: Painter, options: LiveOptions | None = None) -> None:
        self.ears, self.painter = ears, painter
        self.session = Session(options)

    def feed(self, samples: NDArray[np.float32]) -> Iterator[Event]:
        """More sound (T,), float32 at 16 kHz, in pieces of any size; events as they come."""
        yield from self.session.feed(samples)
        yield from self._compute()

    def finish(self) -> Iterator[Event]:
        """No more sound will come."""
        yield from self.session.finish()
        yield from self._compute()

    def answer(self, utterance: int, doubt: int, name: str | None) -> Iterator[Event]:
        """What was meant by a doubt, see `Session.answer`."""
        yield from self.session.answer(utterance, doubt, name)
        yield from self._compute()

    def run(self, blocks: Iterable[NDArray[np.float32]]) -> Iterator[Event]:
        """A whole stream, to its end."""
        for block in blocks:
            yield from self.feed(block)
        yield from self.finish()

    def _compute(self) -> Iterator[Event]:
        while (work := self.session.work()) is not None:
            yield from self.session.done(work, compute(self.ears, self.painter, work))


def compute(ears: Hearing, painter: Painter, work: Work) -> Heard | Picture | None:
    """Do one piece of work; None where it fails, which stops nothing else."""
    try:
        if isinstance(work, Hear):
            return ears.hear([Clip(work.samples, "live")])[0]
        return painter.paint(work.request)
    except SpeechscapeError:
        return None
