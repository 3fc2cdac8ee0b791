"""16-bit PCM in pieces → samples at the rate that ears have."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray

from speechscape.errors import AudioError
from speechscape.types import RATE_HZ

__all__ = ["Inlet"]


class Inlet:
    """Little-endian mono at `rate` samples a second → float32 (T,) at 16 kHz within [-1, 1]."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._resampling = None if rate == RATE_HZ else soxr.ResampleStream(rate, RATE_HZ, 1, dtype="float32")

    def take(self, data: bytes, last: bool = False) -> NDArray[np.float32]:
        """A piece. Raises `AudioError` where it does not consist of whole samples."""
        if len(data) % 2:
            raise AudioError(f"a message has {len(data)} bytes; 16-bit samples come in twos")
        samples: NDArray[np.float32] = np.frombuffer(data, "<i2").astype(np.float32) / np.float32(32768)
        if self._resampling is None:
            return samples
        return np.asarray(self._resampling.resample_chunk(samples, last=last), np.float32)
