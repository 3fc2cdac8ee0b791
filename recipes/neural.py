"""Train the generator of the neural painter on top of trained canvases and a trained latent: reconstruction, then flow beside it, then a critic.

command    python recipes/neural.py RUN_FOLDER --data PAIRS [--data …] --latent LATENT_RUN/checkpoint.pt --sketches SKETCH_RUN/checkpoint.pt [--profile cpu|tiny] [--minutes M] [--still] [--from CHECKPOINT]
hardware   cpu: two cores with bfloat16, 50 minutes; tiny: two cores, a minute, learns little
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.neural import NeuralOptions, NeuralTask

PROFILES = {
    "tiny": (NeuralOptions(pictures=8), EngineOptions(steps=60, save_every=30)),
    "cpu": (NeuralOptions(), EngineOptions(minutes=50, average=0.998)),
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--latent", type=Path, required=True)
    parser.add_argument("--sketches", type=Path, required=True)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--from", dest="start", type=Path, help="a checkpoint of an earlier run to begin with")
    parser.add_argument("--still", action="store_true", help="the head of speech stays as the latent has it, so that recipes/sight.py can run beside")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    neural, how = PROFILES[options.profile]
    how = replace(how, device=options.device, threads=options.threads, minutes=how.minutes if options.minutes is None else options.minutes)
    neural = replace(neural, still=options.still)
    task = NeuralTask(options.data, options.latent, options.sketches, neural, options.device, options.start)
    print(Engine(task, options.folder, how, task.sample).run())


if __name__ == "__main__":
    main()
