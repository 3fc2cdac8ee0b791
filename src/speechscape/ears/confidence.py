"""How sure is the model of an element? Evidence → a probability that means what it says.

Six things speak for an element: the decoder's own probability of its name, how well the spelled letters bear the name out,
how clearly the clip is spelled at all, whether the mention head heard the name, and whether a second listener heard or guessed it.
A logistic regression (Platt 2000), fitted by `evaluate.calibrate` on people whom training never heard, turns them into the confidence. Its weights stand in ``ears.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["EVIDENCE", "Confidence", "Evidence", "clearness", "evidence"]

EVIDENCE = ("name", "letters", "clearness", "mention", "second", "guess")
"""What speaks for an element: log odds of its name; support per letter in nats, at least -4; mean probability of the spelled letters; log odds of its mention; 1 if a second listener heard it; 1 if it guessed it."""

Evidence = tuple[float, float, float, float, float, float]


def _log_odds(chance: float, edge: float) -> float:
    inside = min(max(chance, edge), 1 - edge)
    return float(np.log(inside / (1 - inside)))


def evidence(chance: float, support: float, letters: int, clear: float, mentioned: float, second: bool, guess: bool) -> Evidence:
    """The numbers of an element, from its name's probability, the support of a form of so many letters, its mention's probability, and whether a second listener heard or guessed it."""
    return _log_odds(chance, 1e-5), max(-4.0, support / max(1, letters)), clear, _log_odds(mentioned, 1e-4), float(second), float(guess)


def clearness(log_odds: NDArray[np.float32]) -> float:
    """Mean probability of the letters that the spelling head prefers, blanks left out; 0 when it spells nothing. (L, letters)."""
    best = log_odds.argmax(axis=1)
    spelled = best > 0
    return float(np.exp(log_odds[spelled, best[spelled]]).mean()) if spelled.any() else 0.0


@dataclass(frozen=True)
class Confidence:
    """Weights of the evidence and a bias; without a fit the name's own probability counts."""

    bias: float = 0.0
    weights: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    def __call__(self, row: Sequence[float]) -> float:
        """The probability that an element with this evidence was said."""
        return float(1 / (1 + np.exp(-(self.bias + np.dot(self.weights, row)))))
