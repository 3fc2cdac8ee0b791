"""pocketsphinx (BSD; Huggins-Daines et al. 2006): words of a clip, pronunciations, and the alignment of a transcript to its sound.

Its wheel carries a US English acoustic model and the CMU dictionary, 38 MB; nothing is downloaded. Install it with
``pip install "speechscape[sphinx]"``. Times are in frames of 10 ms, like the ears' features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import SetupError
from speechscape.transcribe.base import Cascade
from speechscape.types import RATE_HZ, Clip, Heard, Transcript, Word
from speechscape.world.mentions import mentions
from speechscape.world.vocabulary import elements

__all__ = ["LANGUAGE", "SILENCE", "Aligner", "Segment", "Sphinx", "SphinxCascade"]

SILENCE = "SIL"
"""The name of the phone that stands for a pause."""

PAD_FRAMES = 25  # of silence put before and behind a clip, without which the aligner finds no beginning
HOP_SAMPLES = 160
_NAMES = "names"
QUIET = 0.001  # peak under which there is nothing to recognise
SHORT_S = 1.6
"""A clip of at most so many seconds may be a single word, and is also compared with every name."""

LANGUAGE = Path(__file__).with_name("captions.lm")
"""Bigrams of the world's own captions, written by ``recipes/language.py``."""


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
        sound = _pcm(samples)
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
        _listen(self._decoder, sound)


class Sphinx:
    """pocketsphinx as a recogniser. Raises `SetupError` without it.

    `language` is an ARPA language model; None takes the general one of pocketsphinx' wheel.
    """

    kind = "sphinx"

    def __init__(self, language: Path | None = LANGUAGE) -> None:
        quick: dict[str, Any] = {"fwdflat": False, "bestpath": False, "ds": 2}  # two and a half times as fast, and as many names right
        self._decoder = _decoder(lm=str(language), **quick) if language is not None else _decoder(**quick)
        spoken = {form for term in elements().values() for form in term.spoken if all(self._decoder.lookup_word(word) for word in form.split())}
        self._decoder.add_jsgf_string(_NAMES, f"#JSGF V1.0;\ngrammar names;\npublic <name> = {' | '.join(sorted(spoken))};\n")
        self._words = self._decoder.current_search()
        self.name = f"pocketsphinx ({'captions' if language is not None else 'general'})"

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """See `base.Recogniser`. pocketsphinx is sure of every word that it gives."""
        return [self._one(clip) for clip in clips]

    def _one(self, clip: Clip) -> Transcript:
        sound = _loud(clip)
        if sound is None:
            return Transcript(reason="silence")
        _listen(self._decoder, sound)
        log_odds = self._decoder.get_logmath()
        words: list[Word] = []
        for segment in self._decoder.seg() or ():
            if segment.word[0] not in "<[":
                start_s, end_s = (max(0.0, (frame - PAD_FRAMES) * HOP_SAMPLES / RATE_HZ) for frame in (segment.start_frame, segment.end_frame))
                words.append(Word(segment.word.split("(")[0], start_s, end_s, min(1.0, float(log_odds.exp(segment.prob)))))
        return Transcript(" ".join(word.text for word in words), tuple(words), "en")

    def guess(self, clip: Clip) -> str | None:
        """The name of the vocabulary that a clip sounds most like, whatever is said in it."""
        sound = _loud(clip)
        if sound is None:
            return None
        self._decoder.activate_search(_NAMES)
        try:
            _listen(self._decoder, sound)
            best = self._decoder.hyp()
        finally:
            self._decoder.activate_search(self._words)
        found = mentions(best.hypstr).scene.elements if best else ()
        return found[0].name if found else None


class SphinxCascade(Cascade):
    """Words first, then what they name: the control that the direct route is compared with.

    Of a short clip, the name that it sounds most like is added as a doubt: a grammar of names alone hears twice as many single words right, and hears a name in everything.
    """

    def __init__(self, language: Path | None = LANGUAGE, trained_on: tuple[str, ...] = ()) -> None:
        self._sphinx = Sphinx(language)
        super().__init__(self._sphinx, trained_on)

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """See `types.Hearing`."""
        return [self._with_doubt(clip, heard) for clip, heard in zip(clips, super().hear(clips), strict=True)]

    def _with_doubt(self, clip: Clip, heard: Heard) -> Heard:
        guess = self._sphinx.guess(clip) if clip.seconds <= SHORT_S else None
        known = guess is None or guess in {item.name for item in heard.scene.elements}
        return heard if known else replace(heard, doubts=((str(guess),),))


def _loud(clip: Clip) -> bytes | None:
    """The clip as 16-bit samples with its peak at 0.6, or None where there is nothing to recognise."""
    loudest = float(np.abs(clip.samples).max(initial=0.0))
    return None if loudest < QUIET else _pcm(clip.samples * (0.6 / loudest))


def _pcm(samples: NDArray[np.float32]) -> bytes:
    return (np.clip(np.pad(samples, PAD_FRAMES * HOP_SAMPLES), -1, 1) * 32767).astype("<i2").tobytes()


def _listen(decoder: Any, sound: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(sound, full_utt=True)
    decoder.end_utt()
