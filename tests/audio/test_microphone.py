from __future__ import annotations

import numpy as np

from speechscape.audio.microphone import Endpointer
from speechscape.types import RATE_HZ
from tests.conftest import speechlike


def feed(endpointer: Endpointer, samples: np.ndarray) -> float | None:
    """Seconds after which the endpointer was done, or None."""
    size = RATE_HZ // 20
    for start in range(0, len(samples) - size, size):
        if endpointer.add(samples[start : start + size]):
            return (start + size) / RATE_HZ
    return None


def test_it_ends_a_second_after_the_speech():
    quiet = (0.0005 * np.random.default_rng(0).normal(size=5 * RATE_HZ)).astype(np.float32)
    done = feed(Endpointer(), np.concatenate([quiet[:RATE_HZ], speechlike(2.0), quiet]))
    assert done is not None
    assert 3.7 < done < 4.6


def test_it_waits_for_speech_and_ends_at_the_limit():
    quiet = np.zeros(8 * RATE_HZ, np.float32)
    assert abs(feed(Endpointer(most_s=6.0), quiet) - 6.0) < 0.1
    assert feed(Endpointer(), quiet) is None
