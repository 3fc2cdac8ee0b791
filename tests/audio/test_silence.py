from __future__ import annotations

import numpy as np

from speechscape.audio.silence import hindrance, sounding, unheard
from speechscape.types import Clip
from tests.conftest import speechlike


def test_silence_and_steady_noise_are_named():
    rng = np.random.default_rng(0)
    assert "silence" in (unheard(Clip(np.zeros(16_000, np.float32))) or "")
    assert "steady noise" in (unheard(Clip(rng.normal(size=32_000).astype(np.float32) * 0.1)) or "")


def test_speech_is_listened_to():
    assert unheard(Clip(speechlike())) is None


def test_silence_around_speech_is_left_out_but_for_a_margin():
    padded = np.concatenate([np.zeros(32_000, np.float32), speechlike(1.0), np.zeros(48_000, np.float32)])
    first, last = sounding(Clip(padded))
    assert 32_000 - 4_000 < first <= 32_000
    assert 44_000 < last < 48_000 + 4_000


def test_clipped_and_faint_speech_is_named():
    speech = speechlike(1.0)
    speech = speech / np.abs(speech).max()
    assert hindrance(Clip(0.5 * speech)) is None
    assert "clipped" in (hindrance(Clip(np.clip(20 * speech, -1, 1).astype(np.float32))) or "")
    assert "too quiet" in (hindrance(Clip(0.002 * speech)) or "")
    assert hindrance(Clip(np.zeros(1_000, np.float32))) is not None
