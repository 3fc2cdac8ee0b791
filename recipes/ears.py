"""Train the ears on spoken scenes.

command    python recipes/ears.py RUN_FOLDER --data SHARDS [--data MORE=TIMES] [--profile cpu|more|gpu|tiny] [--minutes M]
hardware   cpu: two cores with bfloat16; more: the same, goes on from weights given by --from; gpu: one accelerator; tiny: two cores, minutes, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.ears import EarsTask, TrainOptions
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.model import EarsOptions

PHONES = (
    "n I t s a r l d k D m V z aI E b p i: w v f g @ oU eI @2 N u: 3 i @L O: h O2 aU j dZ 0 e@ I2 S o@ U 3: tS A@ T O@ t2 aa "
    "aI@ i@3 aI3 A: U@ OI i@ Z I# a# r-"
).split()  # fmt: skip

PROFILES = {
    "tiny": (
        EarsOptions(width=64, heads=2, fine_blocks=1, coarse_blocks=1, hidden=128, decoder_blocks=1, decoder_hidden=128),
        TrainOptions(warm=50 / 300),
        EngineOptions(steps=300, save_every=50),
    ),
    "cpu": (EarsOptions(), TrainOptions(budget_frames=16_000, warm=300 / 6200), EngineOptions(steps=6200)),
    "more": (EarsOptions(), TrainOptions(budget_frames=16_000, peak_rate=6e-4, warm=100 / 8600, curriculum=0.01, fade=0.01, seed=2), EngineOptions(steps=8600)),
    "gpu": (EarsOptions(), TrainOptions(budget_frames=96_000, peak_rate=1.2e-3, warm=300 / 20_000), EngineOptions(steps=20_000, threads=8)),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", action="append", required=True, metavar="SHARDS[=TIMES]", help="a folder of shards, and how many times as often as others its clips are heard")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--steps", type=int, help="instead of the profile's; the rate rises over as many steps as in the profile")
    length.add_argument("--minutes", type=float, help="a budget of training time instead of steps; the rate rises over the same share as in the profile")
    parser.add_argument("--rate", type=float, help="peak learning rate instead of the profile's")
    parser.add_argument("--mentions", type=float, help="weight of the mention loss instead of the profile's")
    parser.add_argument("--adversary", type=float, help="weight of the adversary instead of the profile's")
    parser.add_argument("--stop-after", type=int, help="end at this step, as a kill would")
    parser.add_argument("--from", dest="start", type=Path, help="begin with the weights of a folder of exported ears")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    ears, teaching, how = PROFILES[options.profile]
    asked = {"peak_rate": options.rate, "mentions": options.mentions, "adversary": options.adversary}
    teaching = replace(teaching, **{name: value for name, value in asked.items() if value is not None})
    if options.steps is not None:
        teaching, how = replace(teaching, warm=teaching.warm * how.steps / options.steps), replace(how, steps=options.steps)
    how = replace(how, minutes=options.minutes, device=options.device)
    data = {Path(folder): float(times or 1) for folder, _, times in (one.partition("=") for one in options.data)}
    print(Engine(EarsTask(data, PHONES, ears, teaching, start=options.start), options.folder, how).run(options.stop_after))


if __name__ == "__main__":
    main()
