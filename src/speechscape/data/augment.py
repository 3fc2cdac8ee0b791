"""What a room, a microphone and a stranger's throat do to speech, applied to log-mel features while training.

Every function maps (F, MELS) natural-log power to the same (F may change) and is a pure function of its generator. Working
on features makes fresh versions of each clip cheap enough for two cores; `evaluate` degrades waveforms instead.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from speechscape.ears.features import MELS

__all__ = ["augment", "mask"]

Features = NDArray[np.float32]
Rng = np.random.Generator


def _smooth(rng: Rng, size: float) -> Features:
    """A random smooth curve over the mel bands, about `size` high."""
    x = np.linspace(0, np.pi, MELS)
    return sum(rng.normal() * size / k * np.cos(k * x + rng.uniform(0, np.pi)) for k in (1, 2, 3, 4)).astype(np.float32)  # type: ignore[union-attr]


def _resample(features: Features, stretch: float, warp: float) -> Features:
    """Stretch time by `stretch` and the frequency axis (formants and pitch) by `warp`, by linear interpolation."""
    frames = len(features)
    at = np.linspace(0, frames - 1, max(8, round(frames * stretch)))
    low = np.minimum(at.astype(np.int64), frames - 2)
    share = (at - low)[:, None].astype(np.float32)
    slow = features[low] * (1 - share) + features[low + 1] * share
    bands = np.clip(np.arange(MELS) / warp, 0, MELS - 1.001)
    base = bands.astype(np.int64)
    share = (bands - base)[None].astype(np.float32)
    return slow[:, base] * (1 - share) + slow[:, base + 1] * share


def _reverb(features: Features, rng: Rng) -> Features:
    """An exponential tail under every sound: a room with 0.1 to 0.7 s of reverberation."""
    decay = float(np.exp(-13.8 * 0.01 / rng.uniform(0.1, 0.7)))
    tail = lfilter([rng.uniform(0.05, 0.35) * (1 - decay), 0], [1, -decay], np.exp(features), axis=0)
    return np.log(np.exp(features) + tail.astype(np.float32) + 1e-7)


def _noise(frames: int, other: Features, rng: Rng) -> Features:
    """Noise of `frames` frames: coloured and stationary, or (half the time) made of another recording, rolled over itself."""
    if rng.random() < 0.5:
        steady = np.log(rng.exponential(size=(frames, MELS)) + 0.05).astype(np.float32)
        return steady + _smooth(rng, 2.0) + np.linspace(0, rng.uniform(-4, 1), MELS, dtype=np.float32)
    start = rng.integers(len(other))
    layers = [np.roll(other, int(start * k + 37 * k), axis=0) for k in range(rng.integers(1, 5))]
    babble = np.logaddexp.reduce(np.stack(layers), axis=0)
    return np.asarray(np.resize(babble, (frames, MELS)), np.float32)


def _level(features: Features) -> float:
    """Mean power of the louder half of the frames, as its logarithm."""
    power = np.exp(features).mean(axis=1)
    return float(np.log(np.sort(power)[len(power) // 2 :].mean() + 1e-9))


def augment(features: Features, other: Features, rng: Rng, strength: float) -> Features:
    """One random version of a clip; `other` is another recording for babble; `strength` 0 changes nothing, 1 is full."""
    if strength <= 0:
        return features
    s = strength
    x = _resample(features, 1 + s * rng.uniform(-0.17, 0.22), 1 + s * rng.uniform(-0.14, 0.17))
    if rng.random() < 0.5:
        silence = np.full((rng.integers(1, 60), MELS), x.min(), np.float32)
        x = np.concatenate([silence[: len(silence) // 2], x, silence[len(silence) // 2 :]])
    if rng.random() < 0.4 * s:
        x = _reverb(x, rng)
    if rng.random() < 0.7 * s:
        noise = _noise(len(x), other, rng)
        snr_db = rng.uniform(0, 30) if rng.random() < 0.75 else rng.uniform(20, 45)
        x = np.logaddexp(x, noise + (_level(x) - _level(noise) - snr_db * np.log(10) / 10)).astype(np.float32)
    if rng.random() < 0.6 * s:
        x = x + _smooth(rng, 0.9)
    if rng.random() < 0.2 * s:
        x = x.copy()
        x[:, rng.integers(52, 72) :] -= rng.uniform(3, 9)
        x[:, : rng.integers(1, 8)] -= rng.uniform(0, 6)
    return x


def mask(normalized: Features, rng: Rng, strength: float) -> Features:
    """SpecAugment (Park et al. 2019) on normalised features: up to two short time and two band masks set to 0."""
    x = normalized.copy()
    for _ in range(2):
        if rng.random() < 0.6 * strength:
            start, width = rng.integers(max(1, len(x) - 8)), rng.integers(1, 16)
            x[start : start + width] = 0
        if rng.random() < 0.6 * strength:
            start, width = rng.integers(MELS - 12), rng.integers(1, 12)
            x[:, start : start + width] = 0
    return x
