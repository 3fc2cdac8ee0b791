"""Is there anything to listen to, and where? Decides before the model does, from the level alone, and says why not; and what may have kept the model from understanding."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechscape.types import RATE_HZ, Clip

__all__ = ["hindrance", "sounding", "unheard"]

WINDOW_S = 0.02
SILENCE_DB = -60.0
FLAT_DB = 4.0
QUIET_DB = 40.0
MARGIN_S = 0.2
FAINT_DB = -45.0
CLIPPED_SHARE = 0.01


def _levels_db(clip: Clip) -> NDArray[np.float64]:
    size = int(WINDOW_S * RATE_HZ)
    windows = clip.samples[: len(clip.samples) // size * size].reshape(-1, size)
    return np.asarray(10 * np.log10(np.mean(windows.astype(np.float64) ** 2, axis=1) + 1e-12))


def sounding(clip: Clip) -> tuple[int, int]:
    """First and last sample of what sounds: silence before and behind (40 dB under the loud parts) is left out but for 0.2 s."""
    level_db = _levels_db(clip)
    loud = np.flatnonzero(level_db > np.percentile(level_db, 98) - QUIET_DB)
    size, margin = int(WINDOW_S * RATE_HZ), int(MARGIN_S * RATE_HZ)
    if not len(loud):
        return 0, len(clip.samples)
    return max(0, int(loud[0]) * size - margin), min(len(clip.samples), (int(loud[-1]) + 1) * size + margin)


def unheard(clip: Clip) -> str | None:
    """A reason not to listen to the clip (silence; a steady sound without the ups and downs of speech), or None."""
    level_db = _levels_db(clip)
    loud_db, quiet_db = np.percentile(level_db, 95), np.percentile(level_db, 10)
    if loud_db < SILENCE_DB:
        return f"silence: nothing louder than {loud_db:.0f} dBFS; speak closer to the microphone"
    if clip.seconds > 1.0 and loud_db - quiet_db < FLAT_DB:
        return f"steady noise: its loudness stays within {loud_db - quiet_db:.1f} dB, speech varies more"
    return None


def hindrance(clip: Clip) -> str | None:
    """What in the sound may have kept the clip from being understood (clipped, too quiet), or None."""
    size = np.abs(clip.samples)
    cut = float(np.mean(size > 0.985 * size.max(initial=1e-9)))  # speech reaches its own peak in far fewer samples
    if cut > CLIPPED_SHARE:
        return f"clipped: {cut:.0%} of the samples are at the limit; turn the microphone down"
    loud_db = np.percentile(_levels_db(clip), 95)
    if loud_db < FAINT_DB:
        return f"too quiet: nothing louder than {loud_db:.0f} dBFS; speak closer to the microphone"
    return None
