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
from speechscape.types import Clip, Heard, Scene
from speechscape.world.mentions import mentions
from speechscape.world.vocabulary import elements

__all__ = ["LANGUAGE", "SILENCE", "Aligner", "Cascade", "Segment"]

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


class Cascade:
    """Words first, then what they name: the control that the direct route is compared with. Raises `SetupError` without pocketsphinx.

    `language` is an ARPA language model; None takes the general one of pocketsphinx' wheel. `trained_on` names the people whose sentences are in
    it, as INDEX/SPEAKER. Of a short clip, the name that it sounds
    most like is added as a doubt: a grammar of names alone hears twice as many single words right, and hears a name in everything.
    """

    kind = "sphinx"

    def __init__(self, language: Path | None = LANGUAGE, trained_on: tuple[str, ...] = ()) -> None:
        self.trained_on = trained_on
        quick: dict[str, Any] = {"fwdflat": False, "bestpath": False, "ds": 2}  # two and a half times as fast, and as many names right
        self._decoder = _decoder(lm=str(language), **quick) if language is not None else _decoder(**quick)
        spoken = {form for term in elements().values() for form in term.spoken if all(self._decoder.lookup_word(word) for word in form.split())}
        self._decoder.add_jsgf_string(_NAMES, f"#JSGF V1.0;\ngrammar names;\npublic <name> = {' | '.join(sorted(spoken))};\n")
        self._words = self._decoder.current_search()
        self.name = f"pocketsphinx ({'captions' if language is not None else 'general'})"

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """What the recognised words of each clip name."""
        return [self._one(clip) for clip in clips]

    def _one(self, clip: Clip) -> Heard:
        loudest = float(np.abs(clip.samples).max(initial=0.0))
        if loudest < QUIET:
            return Heard(Scene(), "", True, "silence")
        sound = _pcm(clip.samples * (0.6 / loudest))
        doubts = self._guess(sound) if clip.seconds <= SHORT_S else ()
        _listen(self._decoder, sound)
        words = []
        for segment in self._decoder.seg() or ():
            if segment.word[0] not in "<[":
                plain = "".join(letter if letter.isalpha() or letter == "'" else " " for letter in segment.word.split("(")[0])
                words += [(word, segment.prob, segment.start_frame, segment.end_frame) for word in plain.split()]
        found = mentions(" ".join(row[0] for row in words))
        log_odds = self._decoder.get_logmath()
        items = []
        for item, (first, last) in zip(found.scene.elements, found.spans, strict=True):
            sure = min(float(log_odds.exp(prob)) for _, prob, _, _ in words[first : last + 1])
            start_s, end_s = ((frame - PAD_FRAMES) * HOP_SAMPLES / 16_000 for frame in (words[first][2], words[last][3]))
            items.append(replace(item, confidence=min(1.0, sure), start_s=max(0.0, start_s), end_s=max(0.0, end_s), heard_by=(self.kind,)))
        text = " ".join(found.words)
        scene = Scene(tuple(items), found.scene.setting)
        doubts = tuple(names for names in doubts if names[0] not in {item.name for item in items})
        return Heard(scene, text, scene.empty, "speech without anything drawable in it" if scene.empty else None, doubts)

    def _guess(self, sound: bytes) -> tuple[tuple[str, ...], ...]:
        self._decoder.activate_search(_NAMES)
        try:
            _listen(self._decoder, sound)
            best = self._decoder.hyp()
        finally:
            self._decoder.activate_search(self._words)
        found = mentions(best.hypstr).scene.elements if best else ()
        return ((found[0].name,),) if found else ()


def _pcm(samples: NDArray[np.float32]) -> bytes:
    return (np.clip(np.pad(samples, PAD_FRAMES * HOP_SAMPLES), -1, 1) * 32767).astype("<i2").tobytes()


def _listen(decoder: Any, sound: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(sound, full_utt=True)
    decoder.end_utt()
