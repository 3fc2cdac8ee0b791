"""faster-whisper (MIT; Whisper of Radford et al. 2022 on CTranslate2): words with times and confidences in some hundred languages, or translated to English.

Models are folders in CTranslate2's form with their ``tokenizer.json``; nothing is fetched here (``speechscape models pull`` does that). Install the
package with ``pip install "speechscape[whisper]"``.

Recognisers of this family write sentences for silence. Three gates stand against it: the level of the clip; Silero VAD before the model, so that only speech reaches
it; and words with little speech around them are dropped behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speechscape.audio.silence import unheard
from speechscape.audio.windows import LONGEST_S, windows
from speechscape.errors import ModelError, OptionError, SetupError
from speechscape.types import Clip, Transcript, Word

__all__ = ["Whisper", "WhisperOptions"]

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_NO_SPEECH = "silence: no speech found in it; speak closer to the microphone"
_NO_WORDS = "no words could be made out; speak clearly, or try a larger model"


@dataclass(frozen=True, kw_only=True)
class WhisperOptions:
    """How to listen. `language` is an ISO 639-1 code, None detects it for each clip; `translate` writes English whatever is spoken.

    `most_tokens` ends a window's text after so many tokens (a quarter of a word to a word each); None leaves it to the model.
    """

    language: str | None = None
    translate: bool = False
    beam_size: int = 5
    temperatures: tuple[float, ...] = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    most_tokens: int | None = None
    device: str = "cpu"
    compute_type: str = "default"

    def __post_init__(self) -> None:
        if self.beam_size < 1:
            raise OptionError(f"beam size is {self.beam_size}; it takes a whole number from 1")
        if not self.temperatures:
            raise OptionError("temperatures is empty; give at least one, 0 for the likeliest words")


class Whisper:
    """A Whisper model in a folder. Raises `SetupError` without faster-whisper, `ModelError` for a folder that holds no such model, `OptionError` for a language it does not know."""

    kind = "whisper"

    def __init__(self, folder: str | Path, threads: int = 2, options: WhisperOptions | None = None) -> None:
        self.options = options or WhisperOptions()
        self.name = f"whisper ({Path(folder).name})"
        self._model = _load(Path(folder), threads, self.options)
        if self.options.language is not None and self.options.language not in self._model.supported_languages:
            known = ", ".join(sorted(self._model.supported_languages))
            raise OptionError(f"{self.name} does not know the language {self.options.language!r}; choose one of {known}, or leave it out to have it detected")
        if self.options.translate and not self._model.model.is_multilingual:
            raise OptionError(f"{self.name} knows English only and cannot translate; choose a multilingual model (without .en in its name)")

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """See `base.Recogniser`. Clips longer than 28 s are cut in pauses; the language of their first window holds for all of it."""
        return [self._one(clip) for clip in clips]

    def _one(self, clip: Clip) -> Transcript:
        reason = unheard(clip)
        if reason is not None:
            return Transcript(reason=reason)
        language = self.options.language
        parts: list[Transcript] = []
        for start_s, samples in windows([clip.samples], LONGEST_S):
            part = self._window(samples, language)
            if part.words:
                language = language or part.language
            parts.append(part.later(start_s))
        return _joined(parts)

    def _window(self, samples: Any, language: str | None) -> Transcript:
        options = self.options
        segments, info = self._model.transcribe(
            samples, language=language, task="translate" if options.translate else "transcribe", beam_size=options.beam_size, temperature=list(options.temperatures),
            max_new_tokens=options.most_tokens, word_timestamps=True, vad_filter=True, vad_parameters={"min_silence_duration_ms": 500}, condition_on_previous_text=False,
            hallucination_silence_threshold=2.0,
        )  # fmt: skip
        if info.duration_after_vad <= 0:
            return Transcript(reason=_NO_SPEECH)
        words = tuple(Word(word.word.strip(), float(word.start), float(word.end), float(word.probability)) for segment in segments for word in segment.words or () if word.word.strip())
        translated = options.translate and info.language != "en"
        return Transcript(" ".join(word.text for word in words), words, info.language, float(info.language_probability), translated, None if words else _NO_WORDS)


def _joined(parts: list[Transcript]) -> Transcript:
    words = tuple(word for part in parts for word in part.words)
    first = next((part for part in parts if part.words), parts[0])
    return Transcript(" ".join(word.text for word in words), words, first.language, first.language_confidence, first.translated, None if words else first.reason)


def _load(folder: Path, threads: int, options: WhisperOptions) -> Any:
    try:
        from faster_whisper import WhisperModel
    except ImportError:
        raise SetupError('faster-whisper is not installed; install it with: pip install "speechscape[whisper]"') from None
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:  # without its tokenizer the library would go and fetch one
        raise ModelError(f"no Whisper model in {folder}: {', '.join(missing)} not there; name a folder in CTranslate2's form (speechscape models pull whisper-tiny)")
    try:
        return WhisperModel(str(folder), device=options.device, compute_type=options.compute_type, cpu_threads=threads, local_files_only=True)
    except Exception as error:  # CTranslate2 and tokenizers raise several unrelated classes for a damaged file
        raise ModelError(f"the Whisper model in {folder} cannot be loaded ({error}); fetch it again: speechscape models pull") from error
