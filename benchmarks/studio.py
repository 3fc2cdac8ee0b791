"""How long after an utterance the changed picture is there: read, hear, understand, change, store, paint; warm.

    python benchmarks/studio.py [--json docs/scores/studio.json] [--rounds 8]

The clips are `samples/studio`, said one after another to projects that begin anew each round; the first round is not counted. Beside it: a change painted by our own network instead of drawn.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import resvg_py

from speechscape.painters.neural import NeuralPainter
from speechscape.painters.palette import Palette
from speechscape.runtime import latent_folder, threads
from speechscape.studio.canvas import Canvas
from speechscape.studio.repainting import LayerBrush, pixels_of, region
from speechscape.studio.studio import Studio
from speechscape.types import Element, Scene, Setting
from speechscape.world.edits import Edit

CLIPS = Path(__file__).parents[1] / "samples" / "studio"


def _neural(size: int) -> float:
    """Median milliseconds of a change painted by our own network over the picture before, encoded."""
    folder = latent_folder(None)
    brush = LayerBrush(NeuralPainter(folder, threads()), Palette(folder), size)
    before = Canvas.of(Scene((Element("boat", color="red"), Element("lighthouse")), Setting(place="sea", time="sunset")), 3)
    edited = before.edited(Edit(kind="recolor", of=(0,), color="blue"))
    start, mask = pixels_of(brush.render(before, None, None).data), region(edited.touched, size)
    times = []
    for _ in range(20):
        began = time.perf_counter()
        brush.render(edited.canvas, start, mask)
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times[2:])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--size", type=int, default=1024)
    options = parser.parse_args()
    whole: list[float] = []
    stages: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, Studio.open(Path(folder) / "bench.scape") as studio:
        for number in range(options.rounds + 1):
            for clip in sorted(CLIPS.glob("*.wav")):
                began = time.perf_counter()
                turn = studio.say(clip)
                painting = time.perf_counter()
                resvg_py.svg_to_bytes(svg_string=turn.canvas.svg, width=options.size, height=options.size)
                ended = time.perf_counter()
                if number:
                    whole.append(1000 * (ended - began))
                    for stage, value in {**turn.ms, "paint": 1000 * (ended - painting)}.items():
                        stages.setdefault(stage, []).append(value)
    painted = _neural(options.size)
    report = {"neural_p50_ms": painted, "clips": len(whole), "size": options.size, "p50_ms": statistics.median(whole), "p95_ms": sorted(whole)[int(0.95 * len(whole))], "stages_p50_ms": {stage: statistics.median(values) for stage, values in stages.items()}}
    print(json.dumps(report, indent=1))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
