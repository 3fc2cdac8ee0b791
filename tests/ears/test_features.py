from __future__ import annotations

import numpy as np

from speechscape.ears.features import HOP_SAMPLES, MELS, log_mel, normalize
from speechscape.types import RATE_HZ
from tests.conftest import speechlike


def test_shape_is_one_frame_each_ten_milliseconds():
    for length in (3_200, 16_000, 16_001):
        assert log_mel(np.zeros(length, np.float32)).shape == (1 + length // HOP_SAMPLES, MELS)


def test_a_tone_lands_in_its_band():
    t = np.arange(RATE_HZ) / RATE_HZ
    low, high = (log_mel(np.sin(2 * np.pi * hz * t).astype(np.float32)).mean(axis=0).argmax() for hz in (300, 3000))
    assert low < 15
    assert high > 45


def test_level_and_channel_do_not_matter():
    samples = speechlike()
    loud, soft = normalize(log_mel(samples)), normalize(log_mel(0.2 * samples))
    assert np.abs(loud - soft).mean() < 0.02
    assert loud.dtype == np.float32
