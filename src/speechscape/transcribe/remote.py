"""An OpenAI-style ``/v1/audio/transcriptions`` endpoint as a recogniser: many servers speak it, on this machine or elsewhere. The clip leaves this process; nothing else does."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import soundfile

from speechscape.audio.silence import unheard
from speechscape.endpoint import Endpoint
from speechscape.errors import EndpointError
from speechscape.types import RATE_HZ, Clip, Transcript, Word

__all__ = ["Remote"]


class Remote:
    """Sends each clip as 16-bit FLAC and asks for word times. `language` is an ISO 639-1 code or None; `translate` asks ``/audio/translations`` for English.

    What is silent by its level is not sent. Words of servers that give no confidences count as certain.
    """

    kind = "remote"

    def __init__(self, endpoint: Endpoint, language: str | None = None, translate: bool = False) -> None:
        self.endpoint, self.language, self.translate = endpoint, language, translate
        self.name = f"{endpoint.model} at {endpoint.url}"

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """See `base.Recogniser`. Raises `errors.EndpointError`."""
        return [self._one(clip) for clip in clips]

    def _one(self, clip: Clip) -> Transcript:
        reason = unheard(clip)
        if reason is not None:
            return Transcript(reason=reason)
        sound = io.BytesIO()
        soundfile.write(sound, clip.samples, RATE_HZ, format="FLAC", subtype="PCM_16")
        data = {"model": self.endpoint.model, "response_format": "verbose_json", "timestamp_granularities[]": "word", **({"language": self.language} if self.language and not self.translate else {})}
        answer = self.endpoint.post(f"audio/{'translations' if self.translate else 'transcriptions'}", files={"file": ("clip.flac", sound.getvalue(), "audio/flac")}, data=data)
        try:
            return self._read(answer, clip.seconds)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise EndpointError(f"{self.endpoint.url} answered with another shape than a transcription has ({type(error).__name__}: {error}); check its address") from error

    def _read(self, answer: Any, seconds: float) -> Transcript:
        rows = answer.get("words") or [word for part in answer.get("segments") or () for word in part.get("words") or ()]
        words = tuple(_word(row) for row in rows)
        text = str(answer["text"]).strip()
        if not words:
            words = _spread(text, seconds)
        language = answer.get("language")
        translated = self.translate and language not in {"en", "english", None}
        return Transcript(text, words, language, translated=translated, reason=None if words else "no words could be made out; speak clearly")


def _word(row: dict[str, Any]) -> Word:
    return Word(str(row["word"]).strip(), float(row["start"]), float(row["end"]), float(row.get("probability", 1.0)))


def _spread(text: str, seconds: float) -> tuple[Word, ...]:
    """Words without times, spread evenly over the clip."""
    parts = text.split()
    return tuple(Word(part, seconds * at / len(parts), seconds * (at + 1) / len(parts)) for at, part in enumerate(parts))
