"""Samples → log-mel features, in numpy, the same for training and at run time. It never loads a model."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from speechscape.types import RATE_HZ

__all__ = ["FRAME_S", "HOP_SAMPLES", "MELS", "log_mel", "normalize"]

MELS = 80
WINDOW_SAMPLES = 400  # 25 ms
HOP_SAMPLES = 160  # 10 ms
FFT_SAMPLES = 512
LOW_HZ, HIGH_HZ = 40.0, 7600.0
FRAME_S = HOP_SAMPLES / RATE_HZ
DYNAMIC_RANGE = 11.0  # natural-log units of power kept below the loudest bin of a clip: about 48 dB

Features = NDArray[np.float32]


@lru_cache(maxsize=1)
def _mel_filters() -> Features:
    """Triangular filters (MELS, FFT_SAMPLES / 2 + 1), equally spaced on the HTK mel scale."""
    mel = np.linspace(2595 * np.log10(1 + LOW_HZ / 700), 2595 * np.log10(1 + HIGH_HZ / 700), MELS + 2)
    edges = 700 * (10 ** (mel / 2595) - 1)
    bins = np.fft.rfftfreq(FFT_SAMPLES, 1 / RATE_HZ)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


def log_mel(samples: NDArray[np.float32]) -> Features:
    """Log power in mel bands: (T,) samples → (F, MELS) with one frame each 10 ms, F = 1 + T // 160 (edges padded)."""
    padded = np.pad(samples.astype(np.float32, copy=False), WINDOW_SAMPLES // 2)
    emphasized = np.append(padded[:1], padded[1:] - 0.97 * padded[:-1]).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(emphasized, WINDOW_SAMPLES)[::HOP_SAMPLES]
    spectrum = np.fft.rfft(frames * np.hanning(WINDOW_SAMPLES).astype(np.float32), FFT_SAMPLES, axis=1)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    return np.log(power @ _mel_filters().T + 1e-7)


def normalize(features: Features) -> Features:
    """Level and channel removed: floored 48 dB under the peak, each band centred, one scale for the clip. (F, MELS) → same."""
    floored = np.maximum(features, features.max() - DYNAMIC_RANGE)
    centred = floored - floored.mean(axis=0, keepdims=True)
    return (centred / (centred.std() + 1e-3)).astype(np.float32)
