"""Train a speech adapter: a frozen speech encoder steers a frozen Stable Diffusion, without text.

command    python recipes/adapter.py RUN_FOLDER --pipeline FOLDER (--shards FOLDER | --manifest FILE) [--encoder own|FOLDER] [--layers L …] [--loss diffusion|regression|both]
           [--minutes M] [--batch B] [--profile full|tiny] [--device cpu|cuda] [--threads T] [--export FOLDER]
           FOLDER of --pipeline: a Stable Diffusion 1 or 2 as diffusers saves it; of --encoder: a HuBERT, WavLM or Whisper as transformers saves it. RUN_FOLDER/adapter always holds the adapter
           as it now is. Few-step models (sd-turbo, LCM) were not trained to the diffusion loss: take --loss regression for them
hardware   full: one GPU with 24 GB for the diffusion loss at 512 px, batch 16 in bfloat16; --loss regression runs no U-Net and is content with two cores; tiny: two cores, learns little
hours      full: 10 (some 30 000 steps on an A100; counted from the arithmetic of the model, not measured); tiny: a minute
disk       beside the run, for a Stable Diffusion 1.5: 118 kB a different caption, 33 kB a different picture, 6 kB a second of speech (own) or 77 kB (HuBERT base): Flickr8k with own 7 GB
score      measured only on the toy of tests/train/test_adapter.py: ten spoken words, voices never heard: 50 of 50 pictures right (each loss alone, and both), shuffled speech 6 of 50,
           captions 50 of 50. On recordings of people with a published pipeline: not measured yet
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from speechscape.ears.encoders import OWN, encoder
from speechscape.ears.listener import STATE_S
from speechscape.painters.adapter import AdapterOptions
from speechscape.train.adapter import AdapterTask, AdapterTraining, Frozen, export_adapter, prepare
from speechscape.train.engine import Engine, EngineOptions

PROFILES: dict[str, tuple[dict[str, int], EngineOptions]] = {
    "tiny": ({"width": 64, "blocks": 2, "heads": 4}, EngineOptions(steps=60, save_every=30)),
    "full": ({"width": 512, "blocks": 4, "heads": 8}, EngineOptions(minutes=600, save_every=500)),
}
LOSSES = {"diffusion": (1.0, 0.0), "regression": (0.0, 1.0), "both": (1.0, 1.0)}


def main() -> None:
    """Command line."""
    options = _arguments()
    torch.set_num_threads(options.threads)
    diffusion, regression = LOSSES[options.loss]
    training = AdapterTraining(diffusion=diffusion, regression=regression, batch=options.batch)
    sizes, how = PROFILES[options.profile]
    how = replace(how, device=options.device, threads=options.threads, minutes=how.minutes if options.minutes is None else options.minutes)
    ears, frozen = encoder(options.encoder, layers=options.layers, device=options.device), Frozen(options.pipeline, options.device)
    source = options.manifest if options.shards is None else options.shards
    prepared = prepare(source, options.folder / "prepared", ears, frozen, captions=regression > 0, pictures=diffusion > 0, outside=options.outside)
    whole = AdapterOptions(states=ears.width, tokens=frozen.tokens, conditioning=frozen.width, stride=max(1, round(STATE_S / ears.state_s)), **sizes)
    task = AdapterTask(prepared, frozen, whole, training)
    checkpoint = Engine(task, options.folder, how, sample=task.sample).run()
    print(checkpoint if options.export is None else export_adapter(checkpoint, options.export))


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pipeline", type=Path, required=True)
    parser.add_argument("--encoder", default=OWN)
    parser.add_argument("--layers", type=int, nargs="*", default=(), help="layers of a foreign encoder whose mean is taken; the last one where none is given")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--shards", type=Path, help="a folder that data.shards has filled")
    source.add_argument("--manifest", type=Path, help="a file that data.manifest has written")
    parser.add_argument("--outside", action="store_true", help="the manifest may name files outside its folder: you trust who wrote it")
    parser.add_argument("--loss", choices=sorted(LOSSES), default="both")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="full")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--batch", type=int, default=16, help="examples in a step")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--export", type=Path, help="where the trained adapter goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
