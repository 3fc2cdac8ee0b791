"""Stories for fitting and scoring when to draw: text files with marked scenes, and how a voice tells them.

A line that begins with "=" is a title, one that begins with "#" the first sentence of a scene, every other line a sentence.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechscape.data.voices import Voice, speak_many
from speechscape.types import RATE_HZ

__all__ = ["Spoken", "spoken", "stories"]


@dataclass(frozen=True)
class Spoken:
    """A story as sound (T,) at 16 kHz, and the seconds at which its marked scenes begin."""

    title: str
    samples: NDArray[np.float32]
    scenes_s: tuple[float, ...]


def stories(path: Path) -> Iterator[tuple[str, list[tuple[bool, str]]]]:
    """Titles and sentences of the stories in a file; True where a scene begins."""
    title, lines = "", list[tuple[bool, str]]()
    for line in [*path.read_text().splitlines(), "="]:
        if line.startswith("="):
            if lines:
                yield title, lines
            title, lines = line[1:].strip(), []
        elif line.strip():
            lines.append((line.startswith("#"), line.lstrip("# ").strip()))


def spoken(title: str, lines: Sequence[tuple[bool, str]], voice: Voice) -> Spoken:
    """A story by one voice. Pauses between sentences last 0.45 to 0.95 s, whether a scene ends there or not."""
    rng = random.Random(f"{title}/{voice.engine}/{voice.name}")
    parts, scenes, at = [np.zeros(RATE_HZ // 2, np.float32)], [], 0.5
    for (begins, _), samples in zip(lines, speak_many([text for _, text in lines], voice, rng), strict=True):
        if begins:
            scenes.append(at)
        parts += [samples, np.zeros(int(rng.uniform(0.45, 0.95) * RATE_HZ), np.float32)]
        at += (len(parts[-2]) + len(parts[-1])) / RATE_HZ
    return Spoken(title, np.concatenate(parts), tuple(scenes))
