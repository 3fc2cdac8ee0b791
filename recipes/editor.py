"""Train the editor: what is said to a picture becomes an edit of it. The lower blocks of the ears stay as they are, the upper ones learn along.

command    python recipes/editor.py RUN_FOLDER --instructions SHARDS [--instructions SHARDS …] --descriptions SHARDS [--profile cpu|tiny] [--steps S|--minutes M] [--from CHECKPOINT]
           shards of instructions: python -m speechscape.data.corpus SHARDS --name N --engine ENGINE --clips 20000 --instructions
hardware   cpu: two cores with bfloat16; tiny: a minute, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.runtime import model_folder
from speechscape.train.editor import EditorOptions, EditorTask, Sayings, TeachingOptions, begin_with
from speechscape.train.engine import Engine, EngineOptions

PROFILES = {
    "tiny": (EditorOptions(width=64, heads=2, blocks=1, hidden=128, piece_blocks=1), TeachingOptions(batch=32), EngineOptions(steps=100, save_every=50)),
    "cpu": (EditorOptions(), TeachingOptions(), EngineOptions(steps=12_000, save_every=500)),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--instructions", type=Path, action="append", required=True, help="a folder of shards of instructions")
    parser.add_argument("--descriptions", type=Path, action="append", default=[], help="a folder of shards as the ears were trained on")
    parser.add_argument("--most", type=int, default=20_000, help="descriptions that are heard")
    parser.add_argument("--changed", type=float, default=0.75, help="share of what is heard in another voice, through rooms and noise")
    parser.add_argument("--ears", type=Path, help="a folder of exported ears; left out: those that are shipped")
    parser.add_argument("--from", dest="begun", type=Path, help="a checkpoint whose weights this run begins with")
    parser.add_argument("--seed", type=int, default=0, help="another seed hears the clips in another order, with other voices, rooms and pictures")
    parser.add_argument("--rate", type=float, help="peak learning rate, instead of the profile's")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--steps", type=int, help="instead of the profile's")
    length.add_argument("--minutes", type=float, help="a budget of training time instead of steps")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    editor, teaching, how = PROFILES[options.profile]
    how = replace(how, minutes=options.minutes, steps=options.steps or how.steps, threads=options.threads, device=options.device)
    sayings = Sayings(options.instructions, options.descriptions, most=options.most, changed=options.changed, seed=options.seed)
    task = EditorTask(sayings, editor, teaching if options.rate is None else replace(teaching, peak_rate=options.rate), options.ears or model_folder(), knowing=options.profile != "tiny")
    if options.begun is not None:
        begin_with(task.editor, options.begun)
    print(Engine(task, options.folder, how).run())


if __name__ == "__main__":
    main()
