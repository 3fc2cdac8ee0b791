"""Train canvases and backdrops of the neural painter on things drawn alone.

command    python recipes/sketches.py RUN_FOLDER --data SKETCHES [--profile cpu|tiny] [--minutes M] [--from CHECKPOINT [--rate R] [--blur B]] [--grounds N] [--behind CHECKPOINT]
hardware   cpu: two cores with bfloat16, 20 minutes; tiny: two cores, a minute, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.pixels import PixelOptions
from speechscape.train.sketches import SketchTask

PROFILES = {
    "tiny": (PixelOptions(code=16, hidden=32, canvas=(16, 16, 8, 8), backdrop=(16, 16, 8, 8), backdrop_hidden=16), EngineOptions(steps=60, save_every=30), 8),
    "cpu": (PixelOptions(), EngineOptions(minutes=20, average=0.998), 64),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint of an earlier run to begin with")
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate; less where a checkpoint goes on")
    parser.add_argument("--blur", type=float, default=0.0, help="how far codes are from the codebook's at most")
    parser.add_argument("--grounds", type=int, default=10, help="grounds in a step, beside 64 canvases; with --behind there are 24")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--behind", type=Path, help="a checkpoint of an earlier run: grounds alone go on")
    options = parser.parse_args()
    pixels, how, canvases = PROFILES[options.profile]
    how = replace(how, device=options.device, threads=options.threads, minutes=how.minutes if options.minutes is None else options.minutes)
    task = SketchTask(options.data, pixels, **({"canvases": canvases, "grounds": options.grounds} if options.behind is None else {"canvases": 16, "grounds": 24}), peak_rate=options.rate, blur=options.blur, device=options.device, behind=options.behind, start=options.start)
    print(Engine(task, options.folder, how, task.sample).run())


if __name__ == "__main__":
    main()
