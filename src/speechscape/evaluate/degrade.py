"""Noise for the score, on waveforms: nothing in it is shared with the augmentation of training."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["babble", "mix_at", "pink"]

Samples = NDArray[np.float32]


def pink(length: int, rng: np.random.Generator) -> Samples:
    """Noise whose power falls by 3 dB an octave."""
    spectrum = np.fft.rfft(rng.normal(size=length))
    return np.asarray(np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum)) + 1), length), np.float32)


def babble(length: int, voices: list[Samples], rng: np.random.Generator) -> Samples:
    """Five of the given voices at once, each from a random point on."""
    total = np.zeros(length, np.float32)
    for _ in range(5):
        voice = voices[int(rng.integers(len(voices)))]
        total += np.resize(np.roll(voice, int(rng.integers(len(voice)))), length)
    return total


def mix_at(speech: Samples, noise: Samples, snr_db: float) -> Samples:
    """Speech with noise at a signal-to-noise ratio in dB (over the whole clip)."""
    power = float(np.mean(speech**2)) / max(float(np.mean(noise**2)), 1e-12)
    mixed = speech + noise * np.sqrt(power * 10 ** (-snr_db / 10))
    return np.asarray(mixed / max(1.0, float(np.abs(mixed).max())), np.float32)
