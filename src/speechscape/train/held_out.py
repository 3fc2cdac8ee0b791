"""Losses of a checkpoint on speech that training never heard: a finer measure than scores, for comparing short runs.

    python -m speechscape.data.people FOLDER_OF_HUMAN_SPEECH KEPT --kept
    python -m speechscape.train.held_out RUN/checkpoint.pt KEPT
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from speechscape.train.batches import Corpus
from speechscape.train.ears import load_ears, losses
from speechscape.train.model import Ears

__all__ = ["held_out_losses"]

_BUDGET_FRAMES = 12_000
_PARTS = ("letters", "phones", "mentions", "scene")


def held_out_losses(ears: Ears, phones: list[str], folder: Path) -> dict[str, dict[str, float]]:
    """Mean loss a clip of every set of voices in a folder of shards, nothing augmented."""
    corpus = Corpus({folder: 1}, {phone: index + 1 for index, phone in enumerate(phones)}, 0)
    found: dict[str, dict[str, float]] = {}
    for name in sorted({row.voice.split("/")[0] for row in corpus.rows}):
        rows = [row for row in corpus.rows if row.voice.split("/")[0] == name]
        sums = dict.fromkeys(_PARTS, 0.0)
        first = 0
        while first < len(rows):
            size = max(1, _BUDGET_FRAMES // len(rows[min(len(rows) - 1, first + 16)].features))
            with torch.no_grad():
                parts = losses(ears, corpus.plain(rows[first : first + size]))
            clips = len(rows[first : first + size])
            for key in _PARTS:
                sums[key] += getattr(parts, key).item() * clips
            first += clips
        found[name] = {key: value / len(rows) for key, value in sums.items()}
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, nargs="+")
    parser.add_argument("shards", type=Path)
    options = parser.parse_args()
    for checkpoint in options.checkpoint:
        ears, phones = load_ears(checkpoint)
        for name, row in held_out_losses(ears, phones, options.shards).items():
            print(f"{checkpoint.parent.name} {name}: " + ", ".join(f"{key} {value:.3f}" for key, value in row.items()))


if __name__ == "__main__":
    main()
