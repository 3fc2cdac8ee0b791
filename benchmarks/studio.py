"""How long after an utterance the changed picture is there: read, hear, understand, change, store, paint; warm.

    python benchmarks/studio.py [--json docs/scores/studio.json] [--rounds 8]

The clips are `samples/studio`, said one after another to projects that begin anew each round; the first round is not counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import resvg_py

from speechscape.studio.studio import Studio

CLIPS = Path(__file__).parents[1] / "samples" / "studio"


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
    report = {"clips": len(whole), "size": options.size, "p50_ms": statistics.median(whole), "p95_ms": sorted(whole)[int(0.95 * len(whole))], "stages_p50_ms": {stage: statistics.median(values) for stage, values in stages.items()}}
    print(json.dumps(report, indent=1))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
