"""Train the latent of speech and the composer that reads it, on speech states of the shipped ears and the layers of renders of what is said.

command    python recipes/latent.py RUN_FOLDER --data PAIRS [--data …] [--profile cpu|tiny] [--minutes M] [--scenes N [--alone SHARE]] [--from CHECKPOINT [--rate R]]
hardware   cpu: two cores with bfloat16, 40 minutes; tiny: two cores, a minute, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.composer import ComposerOptions
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.heads import HeadOptions
from speechscape.train.latent import SaidTask

PROFILES = {
    "tiny": (HeadOptions(tokens=8, width=32, pooled=32, blocks=1, fine=8, middle=16, coarse=16), ComposerOptions(width=32, blocks=1, latent=32, code=16), EngineOptions(steps=60, save_every=30), 16),
    "cpu": (HeadOptions(), ComposerOptions(), EngineOptions(minutes=40), 64),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint of an earlier run to begin with")
    parser.add_argument("--batch", type=int, help="pairs in a step")
    parser.add_argument("--scenes", type=int, default=0, help="scenes in a step that nobody speaks, read as they are")
    parser.add_argument("--alone", type=float, default=0.0, help="share of the training in which only the head of scenes learns")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1e-3, help="peak learning rate; less where a checkpoint goes on")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    heads, composer, how, batch = PROFILES[options.profile]
    how = replace(how, device=options.device, threads=options.threads, minutes=how.minutes if options.minutes is None else options.minutes)
    task = SaidTask(options.data, heads, composer, batch_size=options.batch or batch, scenes=options.scenes, alone=options.alone, peak_rate=options.rate, device=options.device, start=options.start)
    print(Engine(task, options.folder, how).run())


if __name__ == "__main__":
    main()
