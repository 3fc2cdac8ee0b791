"""How long the neural painter takes: the latent of a clip, and a picture in 1, 2, 4 and 8 steps.

    python benchmarks/paint.py [CLIP ...] [--runs 40] [--size 128] [--json FILE]

Warm figures of one process, for each clip in turn, the first runs left out; the time of the ears stands in ``benchmarks/draw.py``.
Nothing is asserted: it prints, you judge. Keep the machine idle.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from speechscape import Speechscape
from speechscape.painters.neural import STEPS, NeuralPainter
from speechscape.runtime import latent_folder, threads


def times_ms(work: Callable[[int], object], runs: int) -> tuple[float, float]:
    """p50 and p95 in ms of a piece of work that gets the number of the run."""
    taken = []
    for number in range(runs + 5):
        began = time.perf_counter()
        work(number)
        taken.append(1000 * (time.perf_counter() - began))
    return float(np.percentile(taken[5:], 50)), float(np.percentile(taken[5:], 95))


def main() -> None:
    """Command line."""
    samples = Path(__file__).parents[1] / "samples"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="*", type=Path, default=sorted(samples.glob("*.wav")))
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    painters = {steps: NeuralPainter(latent_folder(), threads(), steps) for steps in STEPS}
    with Speechscape.from_pretrained(latent=True) as speechscape:
        (heard,) = speechscape.ears.hear([speechscape._reader.read(options.clips[0])])
        space, states = speechscape.space, heard.states
        assert space is not None and states is not None
        latents = [speechscape.imagine(clip) for clip in options.clips]
    rows = {"latent of a clip": times_ms(lambda _: space.imagine(states), options.runs)}
    for steps, painter in painters.items():
        rows[f"picture, {steps} step{'s' if steps > 1 else ''}"] = times_ms(lambda number, one=painter: one.pixels(latents[number % len(latents)].tokens, number, options.size), options.runs)  # type: ignore[misc]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {threads()} threads, {options.size} px, {len(latents)} clips in turn")
    print(f"{'what':<20}{'p50 ms':>9}{'p95 ms':>9}")
    for what, (half, most) in rows.items():
        print(f"{what:<20}{half:9.1f}{most:9.1f}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
