"""Many clips through a listener: those of like length together, answers in the order asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from speechscape.types import Clip, Heard

__all__ = ["Hearing", "hear_all"]

_BATCH = 16


class Hearing(Protocol):
    """Whatever turns clips into what was meant: the ears, a recogniser behind the same method, or both fused."""

    name: str

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """One answer for each clip."""
        ...


def hear_all(listener: Hearing, clips: Sequence[Clip]) -> list[Heard]:
    """The answers in the order of the clips."""
    order = sorted(range(len(clips)), key=lambda index: len(clips[index].samples))
    answers: dict[int, Heard] = {}
    for first in range(0, len(order), _BATCH):
        part = order[first : first + _BATCH]
        answers.update(zip(part, listener.hear([clips[index] for index in part]), strict=True))
    return [answers[index] for index in range(len(clips))]
