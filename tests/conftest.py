from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechscape.types import RATE_HZ


def speechlike(seconds: float = 1.5, seed: int = 0, rate_hz: int = RATE_HZ) -> np.ndarray:
    """A hum with the ups and downs of syllables: not words, but nothing that a level check takes for silence."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * rate_hz)) / rate_hz
    tone = sum(np.sin(2 * np.pi * 120 * k * t + rng.uniform(0, 6)) / k for k in range(1, 12))
    return (0.1 * tone * (0.05 + np.clip(np.sin(2 * np.pi * 4 * t), 0, 1))).astype(np.float32)


@pytest.fixture
def wav_bytes() -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, speechlike(), RATE_HZ, format="WAV")
    return buffer.getvalue()


@pytest.fixture(scope="session")
def samples_folder() -> Path:
    return Path(__file__).parents[1] / "samples"
