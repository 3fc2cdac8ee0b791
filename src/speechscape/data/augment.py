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


def _resample(features: Features, at: NDArray[np.float64], bands: NDArray[np.float64]) -> Features:
    """The features read at fractional frames `at` and fractional mel bands `bands`, by linear interpolation."""
    low = np.clip(at.astype(np.int64), 0, len(features) - 2)
    share: Features = np.clip(at - low, 0, 1)[:, None].astype(np.float32)
    slow: Features = features[low] * (1 - share) + features[low + 1] * share
    bands = np.clip(bands, 0, MELS - 1.001)
    base = bands.astype(np.int64)
    share = (bands - base)[None].astype(np.float32)
    return slow[:, base] * (1 - share) + slow[:, base + 1] * share


def _speaker(features: Features, rng: Rng, s: float) -> Features:
    """Another throat and another pace: the frequency axis warped as a whole and locally, time stretched and its rate wandering."""
    stretch, warp = 1 + s * rng.uniform(-0.17, 0.22), 1 + s * rng.uniform(-0.16, 0.2)
    frames = max(8, round(len(features) * stretch))
    rate = np.ones(frames)
    if rng.random() < 0.5:
        knots = rng.normal(0, 0.3 * s, frames // 25 + 3)
        rate = np.exp(np.interp(np.arange(frames) / 25, np.arange(len(knots)), knots))
    at = np.concatenate([[0.0], np.cumsum(rate)[:-1]])
    bands = np.arange(MELS) / warp
    if rng.random() < 0.5:
        bands = bands + s * rng.uniform(0, 1.6) * np.sin(np.arange(MELS) * rng.uniform(1, 5) * np.pi / MELS + rng.uniform(0, 2 * np.pi))
    return _resample(features, at * (len(features) - 1) / at[-1], bands)


def _revoice(features: Features, rng: Rng) -> Features:
    """Another excitation: harmonics smeared away across the bands (a breathy or noise-driven voice), or a flat buzz of one pitch put in their place."""
    width = int(rng.integers(3, 8))
    kernel = np.hanning(2 * width + 3)[1:-1]
    padded = np.pad(features, ((0, 0), (width, width)), mode="edge")
    smooth = lfilter(kernel / kernel.sum(), [1.0], padded, axis=1)[:, 2 * width :].astype(np.float32)
    if rng.random() < 0.5:
        return smooth
    mel_hz = 700 * (10 ** (np.linspace(66, 2780, MELS) / 2595) - 1)
    pitch_hz = rng.uniform(85, 260) * np.exp(rng.normal(0, 0.08) * np.sin(np.arange(len(features)) * rng.uniform(0.01, 0.08)))
    ripple = np.cos(2 * np.pi * mel_hz[None] / pitch_hz[:, None]) * np.clip(1.4 - mel_hz[None] / (8 * pitch_hz[:, None]), 0, 1)
    voiced = smooth[:, 2:24].mean(axis=1, keepdims=True) > smooth[:, 50:76].mean(axis=1, keepdims=True)
    return smooth + (rng.uniform(0.4, 1.6) * ripple * voiced).astype(np.float32)


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
    x = _speaker(features, rng, s)
    if rng.random() < 0.25 * s:
        x = _revoice(x, rng)
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
