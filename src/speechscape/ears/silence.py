"""Is there anything to listen to? Decides before the model does, from the level alone, and says why not."""

from __future__ import annotations

import numpy as np

from speechscape.types import RATE_HZ, Clip

__all__ = ["unheard"]

WINDOW_S = 0.02
SILENCE_DB = -60.0
FLAT_DB = 4.0


def unheard(clip: Clip) -> str | None:
    """A reason not to listen to the clip (silence; a steady sound without the ups and downs of speech), or None."""
    size = int(WINDOW_S * RATE_HZ)
    windows = clip.samples[: len(clip.samples) // size * size].reshape(-1, size)
    level_db = 10 * np.log10(np.mean(windows.astype(np.float64) ** 2, axis=1) + 1e-12)
    loud_db, quiet_db = np.percentile(level_db, 95), np.percentile(level_db, 10)
    if loud_db < SILENCE_DB:
        return f"silence: nothing louder than {loud_db:.0f} dBFS; speak closer to the microphone"
    if clip.seconds > 1.0 and loud_db - quiet_db < FLAT_DB:
        return f"steady noise: its loudness stays within {loud_db - quiet_db:.1f} dB, speech varies more"
    return None
