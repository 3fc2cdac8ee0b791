"""Many clips through a listener: those of like length together, answers in the order asked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from speechscape.types import Clip, Heard, Hearing

__all__ = ["Ear", "hear_all"]

_BATCH = 16


def hear_all(listener: Hearing, clips: Sequence[Clip]) -> list[Heard]:
    """The answers in the order of the clips."""
    order = sorted(range(len(clips)), key=lambda index: len(clips[index].samples))
    answers: dict[int, Heard] = {}
    for first in range(0, len(order), _BATCH):
        part = order[first : first + _BATCH]
        answers.update(zip(part, listener.hear([clips[index] for index in part]), strict=True))
    return [answers[index] for index in range(len(clips))]


class Ear:
    """A listener that hears every clip once, however many painters and seeds ask."""

    def __init__(self, listener: Hearing) -> None:
        self._listener = listener
        self._heard: dict[bytes, Heard] = {}

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """An answer for each clip; clips of the same samples are the same."""
        keys = [hashlib.sha256(clip.samples.tobytes()).digest() for clip in clips]
        new = {key: clip for key, clip in zip(keys, clips, strict=True) if key not in self._heard}
        self._heard.update(zip(new, hear_all(self._listener, list(new.values())), strict=True))
        return [self._heard[key] for key in keys]
