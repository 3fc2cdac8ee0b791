"""Many clips through a listener: those of like length together, answers in the order asked."""

from __future__ import annotations

from collections.abc import Sequence

from speechscape.types import Clip, Heard, Hearing

__all__ = ["hear_all"]

_BATCH = 16


def hear_all(listener: Hearing, clips: Sequence[Clip]) -> list[Heard]:
    """The answers in the order of the clips."""
    order = sorted(range(len(clips)), key=lambda index: len(clips[index].samples))
    answers: dict[int, Heard] = {}
    for first in range(0, len(order), _BATCH):
        part = order[first : first + _BATCH]
        answers.update(zip(part, listener.hear([clips[index] for index in part]), strict=True))
    return [answers[index] for index in range(len(clips))]
