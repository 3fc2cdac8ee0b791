"""How well do the spelled letters bear out a word? A second opinion on what the scene decoder writes.

The spelling head gives the odds of each letter every 40 ms. The support of a phrase is the best score of its letters
anywhere in the clip, by the Viterbi path through the CTC states (Graves et al. 2006), relative to the best path of all: 0 when the
clip is spelled just so somewhere, and the more negative the worse the letters fit. Pure arithmetic in numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from speechscape.ears.tokens import letters_to_ids, vocabulary_tokens
from speechscape.world.vocabulary import terms

__all__ = ["forms_of", "support"]

_BLANK, _SPACE = 0, 1
_NEVER = np.float32(-1e4)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[tuple[int, ...], ...], ...]:
    spoken: dict[tuple[str, str], tuple[str, ...]] = {}
    for term in terms():
        spoken["name" if term.stands else term.kind, term.name] = term.spoken
    return tuple(tuple(tuple(letters_to_ids(form)) for form in spoken.get(pair, ())) for pair in vocabulary_tokens())


def forms_of(token: int) -> tuple[tuple[int, ...], ...]:
    """Letter ids of every spoken form of a token; empty for tokens that have none (marks, columns, references)."""
    return _forms()[token]


def support(log_odds: NDArray[np.float32], forms: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """Support of each form, at most 0: (L, letters) log-probabilities of the spelling head and n forms → (n,)."""
    if not forms:
        return np.zeros(0, np.float32)
    relative = log_odds - log_odds.max(axis=1, keepdims=True)
    edge = np.full((1, log_odds.shape[1]), _NEVER, np.float32)
    edge[0, _SPACE] = 0
    relative = np.concatenate([edge, relative, edge])  # a word may begin or end with the clip
    width = 2 * max(len(form) for form in forms) + 3
    symbols = np.full((len(forms), width), _BLANK)
    last = np.zeros(len(forms), np.int64)
    for row, form in enumerate(forms):
        spaced = [_SPACE, *form, _SPACE]
        symbols[row, 0 : 2 * len(spaced) : 2] = spaced  # letters at even places, blanks between
        last[row] = 2 * len(spaced) - 2
    skip = np.zeros((len(forms), width), np.float32)
    skip[:, :2] = _NEVER
    skip[:, 2:][(symbols[:, 2:] == _BLANK) | (symbols[:, 2:] == symbols[:, :-2])] = _NEVER
    score = np.full((len(forms), width), _NEVER, np.float32)
    best = np.full(len(forms), _NEVER, np.float32)
    rows = np.arange(len(forms))
    for frame in relative:
        came = _advance(score, skip)
        came[:, 0] = np.maximum(came[:, 0], 0)  # a word may begin anywhere
        score = came + frame[symbols]
        best = np.maximum(best, score[rows, last])
    return best


def _advance(score: NDArray[np.float32], skip: NDArray[np.float32]) -> NDArray[np.float32]:
    """The best way into each state: stay, from the state before, or over a blank between two unlike letters."""
    came = score.copy()
    np.maximum(came[:, 1:], score[:, :-1], out=came[:, 1:])
    np.maximum(came[:, 2:], score[:, :-2] + skip[:, 2:], out=came[:, 2:])
    return came
