"""Train the S2IGAN baseline (Wang et al. 2020) on pairs: first the speech embedding network, then the generator on top of it.

command    python recipes/s2igan.py RUN1 --data PAIRS --spoken SHARDS [--spoken SHARDS …] [--profile cpu|tiny] [--minutes M|--steps S]
           python recipes/s2igan.py RUN2 --data PAIRS --spoken SHARDS [--spoken SHARDS …] [--profile cpu|tiny] [--minutes M|--steps S] --embedding RUN1
           SHARDS are the folders of speech that the pairs were made from; RUN2/samples shows painted pictures beside real ones
hardware   cpu: two cores with bfloat16, two hours and six (1.5 s a step in either phase; with other work on the cores --threads 1 is the faster);
           tiny: two cores, a minute each, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.s2igan import S2iganOptions, S2iganTask
from speechscape.train.s2igan_embedding import EmbeddingOptions, EmbeddingTask

EMBEDDING = {
    "tiny": (EmbeddingOptions(first=16, second=16, hidden=32, attention=16, pictures=8), 16, EngineOptions(steps=60, save_every=30)),
    "cpu": (EmbeddingOptions(), 48, EngineOptions(minutes=120)),
}
PICTURES = {
    "tiny": (S2iganOptions(condition=16, noise=16, generator=16, blocks=1, critic=8, relation=32), 8, EngineOptions(steps=60, save_every=30, clip=10)),
    "cpu": (S2iganOptions(), 24, EngineOptions(minutes=360, save_every=500, clip=10)),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True, help="a folder of pairs")
    parser.add_argument("--spoken", type=Path, action="append", required=True, help="a folder of shards of speech that they were made from")
    parser.add_argument("--profile", choices=sorted(PICTURES), default="cpu")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=float)
    length.add_argument("--steps", type=int, help="instead of minutes: a run beside other work is then as long as one with the cores for itself")
    parser.add_argument("--phase", choices=("embedding", "pictures"), help="pictures where --embedding is given, else embedding")
    parser.add_argument("--embedding", type=Path, help="the run of the first phase")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    phase = options.phase or ("pictures" if options.embedding else "embedding")
    if phase == "pictures" and options.embedding is None:
        parser.error("--phase pictures needs --embedding, the run of the first phase")
    how = (PICTURES if phase == "pictures" else EMBEDDING)[options.profile][2]
    how = replace(how, device=options.device, threads=options.threads)
    if options.steps is not None:
        how = replace(how, steps=options.steps, minutes=None)
    elif options.minutes is not None:
        how = replace(how, minutes=options.minutes)
    if phase == "embedding":
        network, size, _ = EMBEDDING[options.profile]
        engine = Engine(EmbeddingTask(options.data, options.spoken, network, batch_size=size, device=options.device), options.folder, how)
    else:
        widths, size, _ = PICTURES[options.profile]
        task = S2iganTask(options.data, options.spoken, options.embedding, widths, batch_size=size, device=options.device)
        engine = Engine(task, options.folder, how, sample=task.sample)
    print(engine.run())


if __name__ == "__main__":
    main()
