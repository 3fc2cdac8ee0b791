"""pocketsphinx (BSD; Huggins-Daines et al. 2006): pronunciations, and the alignment of a transcript to its sound.

Its wheel carries a US English acoustic model and the CMU dictionary, 38 MB; nothing is downloaded. Install it with
``pip install "speechscape[sphinx]"``. Times are in frames of 10 ms, like the ears' features.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import SetupError

__all__ = ["SILENCE", "Aligner", "Segment"]

SILENCE = "SIL"
"""The name of the phone that stands for a pause."""

PAD_FRAMES = 25  # of silence put before and behind a clip, without which the aligner finds no beginning
HOP_SAMPLES = 160


@dataclass(frozen=True)
class Segment:
    """One aligned phone (ARPABET, or `SILENCE`) of `word`: frames [start, start + frames)."""

    phone: str
    word: str
    start: int
    frames: int


def _decoder(**options: Any) -> Any:
    try:
        from pocketsphinx import Decoder
    except ImportError:
        raise SetupError('pocketsphinx is not installed; install it with: pip install "speechscape[sphinx]"') from None
    return Decoder(loglevel="FATAL", **options)


class Aligner:
    """Finds when each phone of a known text is spoken. Raises `SetupError` without pocketsphinx."""

    def __init__(self) -> None:
        self._decoder = _decoder(lm=None)

    def pronounce(self, word: str) -> tuple[str, ...] | None:
        """The ARPABET phones of a lower-case word, or None when the dictionary has it not."""
        found = self._decoder.lookup_word(word)
        return tuple(found.split()) if found else None

    def align(self, samples: NDArray[np.float32], words: list[str]) -> list[Segment] | None:
        """Phones of `words` in `samples` (16 kHz); None when a word is unknown or the text does not fit the sound."""
        if not words or any(self.pronounce(word) is None for word in words):
            return None
        frames = len(samples) // HOP_SAMPLES
        sound = (np.clip(np.pad(samples, PAD_FRAMES * HOP_SAMPLES), -1, 1) * 32767).astype("<i2").tobytes()
        decoder = self._decoder
        try:
            decoder.set_align_text(" ".join(words))
            self._listen(sound)
            decoder.set_alignment()
            self._listen(sound)
            alignment = decoder.get_alignment()
        except RuntimeError:
            return None
        if alignment is None:
            return None
        segments = []
        for word in alignment:
            for phone in word:
                start, end = (min(frames, max(0, at - PAD_FRAMES)) for at in (phone.start, phone.start + phone.duration))
                segments.append(Segment(phone.name, word.name.split("(")[0], start, end - start))
        return segments if [w for w in dict.fromkeys(s.word for s in segments) if not w.startswith("<")] else None

    def _listen(self, sound: bytes) -> None:
        self._decoder.start_utt()
        self._decoder.process_raw(sound, full_utt=True)
        self._decoder.end_utt()
