"""Train the heads of pictures, scenes and letters to say what speech says to a trained generator.

command    python recipes/sight.py RUN_FOLDER --data PAIRS [--data …] --painter GENERATOR_RUN/checkpoint.pt [--profile cpu|tiny] [--minutes M] [--controls] [--from CHECKPOINT]
hardware   cpu: two cores with bfloat16, 40 minutes; tiny: two cores, a minute, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.sight import SightTask

PROFILES = {"tiny": (EngineOptions(steps=60, save_every=30), 16), "cpu": (EngineOptions(minutes=40), 128)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--painter", type=Path, required=True, help="a checkpoint of recipes/neural.py, or of recipes/latent.py where the generator is trained with --still")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint of an earlier run to begin with")
    parser.add_argument("--batch", type=int, help="pairs in a step")
    parser.add_argument("--controls", action="store_true", help="nothing but the controls' heads, of scenes and of words, learns")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    how, batch = PROFILES[options.profile]
    how = replace(how, device=options.device, threads=options.threads, minutes=how.minutes if options.minutes is None else options.minutes)
    task = SightTask(options.data, options.painter, batch_size=options.batch or batch, device=options.device, start=options.start, controls=options.controls)
    print(Engine(task, options.folder, how).run())


if __name__ == "__main__":
    main()
