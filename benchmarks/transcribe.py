"""Memory while a long recording is transcribed: does it stay flat?

    python benchmarks/transcribe.py [--hours 2] [--whisper FOLDER] [--json FILE]

Without --whisper a Whisper of tiny's shape is made whose weights are set so that it says one sentence. The recording is made of the samples and pauses, as an Ogg Vorbis file.
Prints resident memory (this process and its decoding child) after the model is loaded, and the highest of each tenth of the recording.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).parents[1]))

from speechscape.audio.reader import read_blocks, read_clip
from speechscape.runtime import threads
from speechscape.transcribe.base import transcribe_blocks
from speechscape.transcribe.whisper import Whisper
from speechscape.types import RATE_HZ

SAMPLES = Path(__file__).parents[1] / "samples"


def make_recording(path: Path, hours: float) -> None:
    """The samples in turns with pauses of one to twelve seconds between them."""
    rng = np.random.default_rng(0)
    clips = [read_clip(clip).samples for clip in sorted(SAMPLES.glob("*.wav"))]
    written = 0
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, format="OGG", subtype="VORBIS") as sink:
        while written < hours * 3600 * RATE_HZ:
            part = np.concatenate([clips[rng.integers(len(clips))], np.zeros(int(rng.uniform(1, 12) * RATE_HZ), np.float32)])
            for first in range(0, len(part), RATE_HZ):
                sink.write(part[first : first + RATE_HZ])
            written += len(part)


def resident_mb() -> float:
    """Of this process and its children."""
    children = [child for task in Path("/proc/self/task").iterdir() for child in _read(task / "children").split()]
    pages = [int((_read(Path(f"/proc/{pid}/statm")).split() or ["0", "0"])[1]) for pid in ("self", *children)]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # a thread or child that has just ended
        return ""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=2.0)
    parser.add_argument("--whisper", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.whisper or _made(Path(scratch) / "whisper-tiny")
        recording = Path(scratch) / "long.ogg"
        make_recording(recording, options.hours)
        whisper = Whisper(folder, threads())
        loaded = resident_mb()
        print(f"{options.hours:g} h, {recording.stat().st_size / 1e6:.0f} MB; model loaded: {loaded:.0f} MB")
        peaks = [0.0] * 10
        words, began = 0, time.perf_counter()
        for part in transcribe_blocks(whisper, _watched(read_blocks(recording), peaks, options.hours)):
            words += len(part.words)
        taken = time.perf_counter() - began
    above = [round(peak - loaded) for peak in peaks]
    figures = {"hours": options.hours, "loaded_mb": round(loaded), "above_mb_by_tenth": above, "highest_above_mb": max(above), "words": words, "times_real_time": round(options.hours * 3600 / taken, 1)}
    print(json.dumps(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


def _made(folder: Path) -> Path:
    """In a process of its own, so that what making it takes is not counted."""
    import subprocess

    code = f"from pathlib import Path; from tests.tiny_whisper import *; make_whisper(Path({str(folder)!r}), 'A fox under a tree.', 'en', shape=TINY)"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=True, capture_output=True)
    return folder


def _watched(blocks: Iterator[np.ndarray], peaks: list[float], hours: float) -> Iterator[np.ndarray]:
    for number, block in enumerate(blocks):
        tenth = min(9, int(10 * number / (hours * 3600)))
        if number % 10 == 0:
            peaks[tenth] = max(peaks[tenth], resident_mb())
        yield block


if __name__ == "__main__":
    main()
