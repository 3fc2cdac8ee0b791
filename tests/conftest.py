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


@pytest.fixture(scope="session")
def english_whisper(tmp_path_factory) -> Path:
    """A folder with a Whisper that says "Two red foxes under a tree." to any speech."""
    from tests.tiny_whisper import make_whisper

    return make_whisper(tmp_path_factory.mktemp("whisper") / "tiny.en", "Two red foxes under a tree.")


@pytest.fixture(scope="session")
def german_whisper(tmp_path_factory) -> Path:
    """The same, multilingual, and certain that it hears German."""
    from tests.tiny_whisper import make_whisper

    return make_whisper(tmp_path_factory.mktemp("whisper") / "tiny", "Two red foxes under a tree.", "de")
