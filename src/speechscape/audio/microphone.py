"""The microphone: record until the speaker stops. The only user of the optional package sounddevice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import AudioError, SetupError
from speechscape.types import RATE_HZ, Clip

__all__ = ["Endpointer", "record"]

CHUNK_S = 0.05


class Endpointer:
    """Decides from the level of short chunks when somebody has spoken and stopped.

    The floor follows the quietest chunks; speech is 10 dB above it. Done after `pause_s` of quiet behind speech, or at `most_s`.
    """

    def __init__(self, pause_s: float = 1.0, most_s: float = 30.0) -> None:
        self.pause_s, self.most_s = pause_s, most_s
        self.heard_s = self.quiet_s = self.total_s = 0.0
        self._floor_db = -45.0

    def add(self, chunk: NDArray[np.float32]) -> bool:
        """Take the next chunk; True when the recording is complete."""
        seconds = len(chunk) / RATE_HZ
        level_db = float(10 * np.log10(np.mean(chunk.astype(np.float64) ** 2) + 1e-10))
        self._floor_db = max(-75.0, min(level_db, self._floor_db + 0.05))
        self.total_s += seconds
        if level_db > max(self._floor_db + 10, -55):
            self.heard_s, self.quiet_s = self.heard_s + seconds, 0.0
        else:
            self.quiet_s += seconds
        return (self.heard_s >= 0.15 and self.quiet_s >= self.pause_s) or self.total_s >= self.most_s


def record(most_s: float = 30.0) -> Clip:
    """Record from the default microphone until the speaker stops, at most `most_s` seconds. Raises `SetupError`, `AudioError`."""
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise SetupError(f"the microphone needs the package sounddevice and PortAudio ({error}); run: pip install 'speechscape[mic]' (on Debian also the package libportaudio2)") from error
    ending = Endpointer(most_s=most_s)
    chunks: list[NDArray[np.float32]] = []
    size = int(CHUNK_S * RATE_HZ)
    try:
        with sounddevice.InputStream(samplerate=RATE_HZ, channels=1, dtype="float32", blocksize=size) as stream:
            while True:
                block, _ = stream.read(size)
                chunks.append(block[:, 0].copy())
                if ending.add(chunks[-1]):
                    break
    except sounddevice.PortAudioError as error:
        raise AudioError(f"the microphone cannot be opened ({error}); check that one is connected and allowed") from error
    if ending.heard_s == 0:
        raise AudioError(f"nothing was said in {ending.total_s:.0f} s; check that the microphone is not muted")
    return Clip(np.concatenate(chunks), "microphone")
