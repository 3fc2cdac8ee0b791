from __future__ import annotations

import numpy as np

from speechscape.ears.silence import unheard
from speechscape.types import Clip
from tests.conftest import speechlike


def test_silence_and_steady_noise_are_named():
    rng = np.random.default_rng(0)
    assert "silence" in (unheard(Clip(np.zeros(16_000, np.float32))) or "")
    assert "steady noise" in (unheard(Clip(rng.normal(size=32_000).astype(np.float32) * 0.1)) or "")


def test_speech_is_listened_to():
    assert unheard(Clip(speechlike())) is None
