"""The one interface of recognisers, and what is the same for all of them: long recordings, and scenes read off a transcript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.windows import windows
from speechscape.types import Clip, Heard, Scene, Transcript
from speechscape.world.mentions import mentions

__all__ = ["Cascade", "Recogniser", "heard_from", "transcribe_blocks"]

NOTHING_DRAWABLE = "speech without anything drawable in it"


class Recogniser(Protocol):
    """Turns clips into transcripts. Silence gives no words and a reason, never invented ones."""

    name: str
    kind: str
    """What an element's `heard_by` calls it."""

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """One transcript for each clip, in order."""
        ...


def transcribe_blocks(recogniser: Recogniser, blocks: Iterable[NDArray[np.float32]], source: str = "") -> Iterator[Transcript]:
    """A long recording (blocks of samples at 16 kHz) → transcripts of its windows as they are ready, on the recording's clock. Holds one window at a time."""
    for start_s, samples in windows(blocks):
        (transcript,) = recogniser.transcribe([Clip(samples, source)])
        yield transcript.later(start_s)


class Cascade:
    """A recogniser behind the method of listeners: words first, then what they name. `trained_on` names the people whose sentences it learned from, as INDEX/SPEAKER."""

    def __init__(self, recogniser: Recogniser, trained_on: tuple[str, ...] = ()) -> None:
        self.recogniser = recogniser
        self.name, self.kind, self.trained_on = recogniser.name, recogniser.kind, trained_on

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """See `types.Hearing`."""
        return [heard_from(transcript, self.kind) for transcript in self.recogniser.transcribe(clips)]


def heard_from(transcript: Transcript, kind: str) -> Heard:
    """What the words of a transcript name: each element as sure as the least sure of its words, and from the first of them to the last. Abstains where they name nothing."""
    words = [replace(word, text=plain) for word in transcript.words for plain in _plain(word.text)]
    found = mentions(" ".join(word.text for word in words))
    items = []
    for item, (first, last) in zip(found.scene.elements, found.spans, strict=True):
        spoken = words[first : last + 1]
        items.append(replace(item, confidence=min(word.confidence for word in spoken), start_s=spoken[0].start_s, end_s=spoken[-1].end_s, heard_by=(kind,)))
    scene = Scene(tuple(items), found.scene.setting)
    reason = transcript.reason or (NOTHING_DRAWABLE if scene.empty else None)
    return Heard(scene, transcript.text, scene.empty, reason, transcript=transcript)


def _plain(text: str) -> list[str]:
    return "".join(letter if letter.isalpha() or letter == "'" else " " for letter in text.lower()).split()
