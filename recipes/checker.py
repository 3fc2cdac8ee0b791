"""Train the checker, the judge of painted pictures, on renders of the world.

command    python recipes/checker.py RUN_FOLDER --data PICTURES [--data …] [--profile cpu|tiny] [--minutes M] [--from CHECKPOINT --rate R]
hardware   cpu: two cores with bfloat16, an hour; tiny: two cores, a minute, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.checker import CheckerOptions, CheckerTask
from speechscape.train.engine import Engine, EngineOptions

PROFILES = {
    "tiny": (CheckerOptions(stem=8, fine=16, middle=16, coarse=24, top=16, coarse_blocks=1), EngineOptions(steps=60, save_every=30)),
    "cpu": (CheckerOptions(), EngineOptions(minutes=60)),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint of an earlier run to begin with")
    parser.add_argument("--rate", type=float, default=2e-3, help="the highest rate of learning")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    checker, how = PROFILES[options.profile]
    how = replace(how, device=options.device, threads=options.threads, minutes=how.minutes if options.minutes is None else options.minutes)
    print(Engine(CheckerTask(options.data, checker, peak_rate=options.rate, device=options.device, start=options.start), options.folder, how).run())


if __name__ == "__main__":
    main()
