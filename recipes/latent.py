"""Train the shared latent of speech and pictures, on speech states of the shipped ears and renders of what is said.

command    python recipes/latent.py RUN_FOLDER --data PAIRS [--data …] --sketches SKETCH_RUN/checkpoint.pt [--profile cpu|tiny] [--blind [--alone]] [--minutes M] [--from CHECKPOINT [--after GENERATOR_CHECKPOINT]]
hardware   cpu: two cores with bfloat16, 25 minutes; tiny: two cores, a minute, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.composer import ComposerOptions
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.heads import HeadOptions
from speechscape.train.latent import LatentTask
from speechscape.train.sketches import load_sketches

PROFILES = {
    "tiny": (HeadOptions(tokens=8, width=32, pooled=32, blocks=1, fine=8, middle=16, coarse=16), ComposerOptions(width=32, blocks=1, latent=32, code=16), EngineOptions(steps=60, save_every=30), 16),
    "cpu": (HeadOptions(), ComposerOptions(), EngineOptions(minutes=25), 128),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--sketches", type=Path, required=True, help="a checkpoint of recipes/sketches.py, whose codes the composer learns to say")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint of an earlier run to begin with")
    parser.add_argument("--after", type=Path, help="a checkpoint of recipes/neural.py: train sight alone, on the speech tokens that its generator reads")
    parser.add_argument("--blind", action="store_true", help="look at no picture: speech and the controls alone, three times as fast")
    parser.add_argument("--alone", action="store_true", help="with --blind: speech alone, without the controls")
    parser.add_argument("--batch", type=int, help="pairs in a step")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    heads, composer, how, batch = PROFILES[options.profile]
    how = replace(how, device=options.device, minutes=how.minutes if options.minutes is None else options.minutes)
    print(Engine(LatentTask(options.data, load_sketches(options.sketches)[0], heads, composer, batch_size=options.batch or batch, device=options.device, start=options.start, after=options.after, look=not options.blind, controls=not (options.blind and options.alone)), options.folder, how).run())


if __name__ == "__main__":
    main()
