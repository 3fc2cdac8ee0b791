"""Live pictures without a network: how soon, and do they flicker? (needs the speech engines)

    python benchmarks/steady.py [--sentences 60] [--voice ENGINE/NAME …] [--json FILE]

Sentences of benchmarks/stories.txt, and captions of the scene generator, are fed in pieces of 40 ms on a clock of their own: a piece arrives when its sound has been spoken, or when the machine is free. Prints milliseconds from the
end of speech to the settled picture, from the end of the first drawn word (as the ears place it) to the first partial picture, and how many things appeared and vanished again, per minute of speech.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape import Speechscape
from speechscape.data.captions import say
from speechscape.data.stories import stories
from speechscape.data.voices import VOICES, speak_many
from speechscape.live.events import Event, NothingEvent, PictureEvent, SettledEvent
from speechscape.live.live import Live
from speechscape.live.session import LiveOptions
from speechscape.types import RATE_HZ

STORIES = Path(__file__).parent / "stories.txt"
NAMES = ("espeak-ng/m3", "flite/slt", "espeak-ng/linda", "espeak-ng/edward", "flite/kal16")
PIECE = RATE_HZ // 25
LOUD_DB = -45.0

Samples = NDArray[np.float32]


def sentences(count: int) -> list[str]:
    """Half from the stories, half captions."""
    rng = random.Random(5)
    told = [text for _, lines in stories(STORIES) for _, text in lines]
    return [*rng.sample(told, count // 2), *(say(rng).text for _ in range(count - count // 2))]


def spoken_s(samples: Samples) -> tuple[float, float]:
    """Where the speech begins and ends."""
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    loud = np.flatnonzero(10 * np.log10(np.mean(frames.astype(np.float64) ** 2, axis=1) + 1e-12) > LOUD_DB)
    return (loud[0] / 100, (loud[-1] + 1) / 100) if len(loud) else (0.0, 0.0)


def played(live: Live, samples: Samples) -> Iterator[tuple[float, Event]]:
    """Events and the seconds at which they come, where every piece arrives when it was spoken."""
    now = 0.0
    for first in range(0, len(samples), PIECE):
        piece = samples[first : first + PIECE]
        now = max(now, (first + len(piece)) / RATE_HZ)
        began = time.perf_counter()
        for event in live.feed(piece):
            yield now + time.perf_counter() - began, event
        now += time.perf_counter() - began


def measured(speechscape: Speechscape, samples: Samples) -> dict[str, Any]:
    """Of one sentence with a second of silence on both sides."""
    silence = np.zeros(RATE_HZ, np.float32)
    live = Live(speechscape.ears, speechscape.painter, LiveOptions())
    events = list(played(live, np.concatenate([silence, samples, silence])))
    end_s = 1.0 + spoken_s(samples)[1]
    pictures = [(at, event) for at, event in events if isinstance(event, PictureEvent)]
    settled = [event for _, event in events if isinstance(event, SettledEvent)]
    vanished = [name for _, event in events if isinstance(event, SettledEvent | NothingEvent) for name in event.vanished]
    found: dict[str, Any] = {"speech_s": len(samples) / RATE_HZ, "vanished": vanished}
    if settled and pictures and pictures[-1][1].final:
        found["settled_ms"] = 1000 * (pictures[-1][0] - end_s)
    words = [settled[-1].start_s + item.end_s for item in settled[-1].scene.elements if item.end_s is not None] if settled else []
    partial = [at for at, event in pictures if not event.final]
    if words and (partial or pictures):
        found["first_ms"] = 1000 * ((partial[0] if partial else pictures[-1][0]) - min(words))
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=60)
    parser.add_argument("--voice", action="append")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    with Speechscape.from_pretrained() as speechscape:
        measured(speechscape, np.zeros(RATE_HZ, np.float32))
        for voice in [voice for voice in VOICES if f"{voice.engine}/{voice.name}" in (options.voice or NAMES)]:
            rows += [measured(speechscape, samples) for samples in speak_many(sentences(options.sentences), voice, random.Random(3))]
    minutes = sum(row["speech_s"] for row in rows) / 60
    figures: dict[str, Any] = {"sentences": len(rows), "minutes of speech": round(minutes, 1), "vanished per minute": round(sum(len(row["vanished"]) for row in rows) / minutes, 2)}
    for name, label in (("settled_ms", "end of speech to settled picture"), ("first_ms", "end of first drawn word to first picture")):
        values = sorted(row[name] for row in rows if name in row)
        figures[label] = {"p50": round(statistics.median(values)), "p95": round(values[int(0.95 * (len(values) - 1))]), "of": len(values)}
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
