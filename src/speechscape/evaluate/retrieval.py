"""``speechscape evaluate latent``: among many pictures, is the one that a voice asks for the nearest; and the other way round.

Voices and sentences that training never heard, renders in layouts that it never saw; no two sentences of a set mean the same. Writes ``latent.json``.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from speechscape.data.pictures import render
from speechscape.evaluate.hearing import hear_all
from speechscape.evaluate.scenes import Example, make_set
from speechscape.latent.space import Space
from speechscape.types import Hearing

__all__ = ["evaluate_latent", "ranks_of", "recalls"]

_AT = (1, 5, 10)


def ranks_of(queries: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.int64]:
    """Unit vectors (N, P) of queries and of what they ask for, row by row → how many others are at least as near as the right one, (N,)."""
    near = queries @ others.T
    right = near.diagonal()[:, None]
    return np.asarray((near >= right).sum(axis=1) - 1)


def recalls(ranks: NDArray[np.int64]) -> dict[str, float]:
    """Share of queries whose right answer is among the first 1, 5, 10; and the median rank, counted from 1."""
    return {**{f"R@{at}": float((ranks < at).mean()) for at in _AT}, "median rank": float(np.median(ranks) + 1)}


def _distinct(split: str, pairs: int, seed: int) -> list[Example]:
    """Examples of a split of the voices, each meaning something and each something else."""
    kept: dict[Any, Example] = {}
    for example in make_set(split, pairs + pairs // 3 + 20, seed):
        if not example.truth.empty:
            kept.setdefault(example.truth.key(), example)
    return list(kept.values())[:pairs]


def _score(examples: Sequence[Example], ears: Hearing, space: Space, seed: int) -> dict[str, Any]:
    heard = hear_all(ears, [example.clip for example in examples])
    rng = random.Random(f"retrieval/{seed}")
    pictures = [render(example.truth, rng.randrange(1, 1 << 30))[0] for example in examples]
    shown = np.stack([latent.pooled for first in range(0, len(pictures), 32) for latent in space.look(pictures[first : first + 32])])
    nothing = np.zeros(shown.shape[1], np.float32)  # nobody was heard: as near to one picture as to another
    spoken = np.stack([nothing if one.states is None else space.imagine(one.states).pooled for one in heard])
    return {"pairs": len(examples), "speech to picture": recalls(ranks_of(spoken, shown)), "picture to speech": recalls(ranks_of(shown, spoken))}


def evaluate_latent(out: Path, ears: Hearing, space: Space, pairs: int, seed: int) -> dict[str, Any]:
    """Make a set for each split of the voices, print the table, write the report into `out`."""
    report: dict[str, Any] = {"model": ears.name, "seed": seed, "sets": {}}
    table = Table(title=f"Finding the one picture among {pairs} that a voice asks for, and the reverse, in percent")
    for column in ("voices", "way", *(f"R@{at}" for at in _AT), "median rank"):
        table.add_column(column, justify="left" if column in {"voices", "way"} else "right")
    for name, split in (("heard voices", "train"), ("unseen voices", "unseen voice"), ("unseen engine", "unseen engine")):
        report["sets"][name] = _score(_distinct(split, pairs, seed), ears, space, seed)
        for way in ("speech to picture", "picture to speech"):
            found = report["sets"][name][way]
            table.add_row(name, way, *(f"{100 * found[f'R@{at}']:.1f}" for at in _AT), f"{found['median rank']:.0f}")
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    out.mkdir(parents=True, exist_ok=True)
    (out / "latent.json").write_text(json.dumps(report, indent=1) + "\n")
    print(f"written: {out / 'latent.json'}")
    return report
