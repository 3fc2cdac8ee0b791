"""How far a set of pictures is from another, by vectors of the pictures: Fréchet and kernel distance, neighbours, ranks, diversity.

N pictures, D width of a vector, K pictures of one clip. Of what network the vectors are is the caller's choice; a distance says something only
beside that of real pictures to other real pictures of the same number. Uses torchmetrics and prdc.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from speechscape.errors import SetupError

__all__ = ["diversity", "frechet", "kernel", "neighbours", "r_precision"]

Vectors = NDArray[np.float32]
_SUBSETS, _LARGEST = 50, 1000
_MISSING = 'distances of pictures need torchmetrics, prdc and scikit-learn; install them with: pip install "speechscape[train]"'


class _AsTheyAre(nn.Module):
    """Stands where torchmetrics wants a network: the vectors are made already."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.num_features = width

    def forward(self, vectors: Tensor) -> Tensor:
        return vectors


def _fed(metric: Any, real: Vectors, painted: Vectors) -> Any:
    metric.update(torch.from_numpy(real.astype(np.float64)), real=True)
    metric.update(torch.from_numpy(painted.astype(np.float64)), real=False)
    return metric.compute()


def frechet(real: Vectors, painted: Vectors) -> float:
    """Fréchet distance of two sets (N, D) (Heusel et al. 2017); never under 0, as rounding would have it. Raises `SetupError`."""
    try:
        from torchmetrics.image.fid import FrechetInceptionDistance
    except ImportError as error:
        raise SetupError(_MISSING) from error
    return max(0.0, float(_fed(FrechetInceptionDistance(feature=_AsTheyAre(real.shape[1])), real, painted)))


def kernel(real: Vectors, painted: Vectors, seed: int = 0) -> tuple[float, float]:
    """Kernel distance of two sets (N, D) (Bińkowski et al. 2018), cubic kernel: mean and spread over random subsets of half a set, at most 1000. Raises `SetupError`."""
    try:
        from torchmetrics.image.kid import KernelInceptionDistance
    except ImportError as error:
        raise SetupError(_MISSING) from error
    size = max(2, min(_LARGEST, min(len(real), len(painted)) // 2))
    with warnings.catch_warnings(), torch.random.fork_rng(devices=[]):
        warnings.simplefilter("ignore", UserWarning)  # that it keeps the vectors
        torch.manual_seed(seed)
        mean, spread = _fed(KernelInceptionDistance(feature=_AsTheyAre(real.shape[1]), subsets=_SUBSETS, subset_size=size), real, painted)
    return float(mean), float(spread)


def neighbours(real: Vectors, painted: Vectors, nearest: int = 5) -> dict[str, float]:
    """Precision, recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020) of a set (N, D) against a real one, by the `nearest` neighbours. Raises `SetupError`."""
    try:
        from prdc import compute_prdc
    except ImportError as error:
        raise SetupError(_MISSING) from error
    nearest = max(1, min(nearest, len(real) - 2, len(painted) - 2))
    with contextlib.redirect_stdout(io.StringIO()):
        found = compute_prdc(real_features=real, fake_features=painted, nearest_k=nearest)
    return {name: float(value) for name, value in found.items()}


def r_precision(painted: Vectors, renders: Vectors, scenes: Sequence[Hashable], distractors: int = 99, seed: int = 0) -> float:
    """Share of pictures (N, D) that are nearer to the render of their own scene than to those of other scenes (Xu et al. 2018, the other way round).

    Row i of `renders` shows the scene of row i of `painted`; `scenes` tells which rows mean the same, so that none of them is a distractor. Near
    is the cosine of the angle between vectors, seen from the middle of the renders. With fewer than `distractors` other scenes all are taken.
    """
    rng = np.random.default_rng(seed)
    likeness = _units(painted - renders.mean(axis=0)) @ _units(renders - renders.mean(axis=0)).T
    keys = {key: number for number, key in enumerate(dict.fromkeys(scenes))}
    labels = np.array([keys[key] for key in scenes])
    right = []
    for index, row in enumerate(likeness):
        others = np.flatnonzero(labels != labels[index])
        chosen = rng.choice(others, min(distractors, len(others)), replace=False)
        right.append(row[index] > row[chosen].max(initial=-1.0))
    return float(np.mean(right))


def _units(vectors: Vectors) -> Vectors:
    return vectors / np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))


def diversity(painted: Vectors, real: Vectors) -> float:
    """How much pictures (K, N, D) of one clip and different seeds differ, as a share of what real ones of different layouts do: 0 always the same picture, 1 as real ones."""
    return _spread(painted) / max(1e-9, _spread(real))


def _spread(vectors: Vectors) -> float:
    pairs = [np.linalg.norm(vectors[one] - vectors[other], axis=1).mean() for one, other in combinations(range(len(vectors)), 2)]
    return float(np.mean(pairs)) if pairs else 0.0
