"""A sentence that was settled, and what was answered to the doubts in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from speechscape.errors import OptionError
from speechscape.types import Element, Heard, Scene

__all__ = ["Answers", "Settled"]

Answers = tuple[str | None, ...]
"""For each doubt the name that was meant, "" for none of those offered, None where nothing was answered."""


@dataclass(frozen=True)
class Settled:
    """What was heard, from when to when, and the answers."""

    heard: Heard
    start_s: float
    end_s: float
    turn: int
    answers: Answers = ()

    @property
    def scene(self) -> Scene:
        """What was surely heard, then the things that were answered, in the order of the doubts."""
        surely = Scene() if self.heard.abstained else self.heard.scene
        return surely.with_elements(*surely.elements, *(Element(name) for name in self.answers if name))

    def answered(self, doubt: int, name: str | None) -> Settled:
        """With one more answer, or one taken back (None). Raises `OptionError` where there is no such doubt, or it does not offer the name."""
        doubts = self.heard.doubts
        if not 0 <= doubt < len(doubts):
            raise OptionError(f"doubt is {str(doubt)[:12]}; this sentence has {len(doubts)}, counted from 0")
        if name and name not in doubts[doubt]:
            raise OptionError(f"this doubt offers {', '.join(doubts[doubt])}, or nothing for none of them")
        given = (*self.answers, *(None,) * (len(doubts) - len(self.answers)))
        return replace(self, answers=(*given[:doubt], name, *given[doubt + 1 :]))
