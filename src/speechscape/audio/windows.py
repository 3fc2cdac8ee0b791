"""A long recording, block by block → windows short enough for a model, cut where it is quietest. Holds one window, never the recording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from speechscape.types import RATE_HZ

__all__ = ["LONGEST_S", "quietest", "windows"]

Samples = NDArray[np.float32]

LONGEST_S = 28.0
"""Windows are at most so long; recognisers of the Whisper family look at 30 s."""

SHORTEST_S = 14.0
FRAME_S = 0.02
PAUSE_S = 0.3


def windows(blocks: Iterable[Samples], longest_s: float = LONGEST_S, shortest_s: float = SHORTEST_S) -> Iterator[tuple[float, Samples]]:
    """Second at which each window begins, and its samples (T,) at 16 kHz; joined they are the recording.

    A window ends in the middle of the quietest 0.3 s between `shortest_s` and `longest_s`; where several are as quiet, in the last of them.
    """
    held = np.zeros(0, np.float32)
    start = 0
    longest = int(longest_s * RATE_HZ)
    for block in blocks:
        held = np.concatenate([held, block])
        while len(held) > longest:
            cut = quietest(held[:longest], int(shortest_s * RATE_HZ))
            yield start / RATE_HZ, held[:cut]
            held, start = held[cut:], start + cut
    if len(held):
        yield start / RATE_HZ, held


def quietest(samples: Samples, first: int) -> int:
    """The sample, from `first` on, in the middle of the quietest 0.3 s; of several as quiet, the last."""
    size = int(FRAME_S * RATE_HZ)
    frames = samples[first : first + (len(samples) - first) // size * size].reshape(-1, size)
    level = np.maximum(np.mean(frames.astype(np.float64) ** 2, axis=1), 1e-8)
    width = min(len(level), int(PAUSE_S / FRAME_S))
    smooth = np.convolve(level, np.ones(width) / width, "valid")
    best = len(smooth) - 1 - int(np.argmin(smooth[::-1]))
    return first + (best + width // 2) * size
