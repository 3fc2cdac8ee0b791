"""Weights out of exported graphs, to go on training from what was shipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from speechscape.train.model import Ears, EarsOptions

__all__ = ["read_weights", "shipped_ears"]


def read_weights(folder: Path, like: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights out of exported graphs by parameter name, to go on training from what was shipped.

    `like` is the state of a fresh model of the same options. Weights that the exporter merged with equal ones (untrained
    norms), and heads that only training uses, keep the values of `like`.
    """
    found = dict(like)
    for graph in ("encoder.onnx", "step.onnx"):
        for tensor in onnx.load(str(folder / graph)).graph.initializer:
            name = tensor.name.removesuffix(".half").removeprefix("ears.")
            if name in found:
                found[name] = torch.from_numpy(numpy_helper.to_array(tensor).astype(np.float32).copy())
    return found


def shipped_ears(folder: Path) -> Ears:
    """The ears that were exported into a folder, to make sounds with and to begin from."""
    known = Ears(EarsOptions())
    known.load_state_dict(read_weights(folder, known.state_dict()))
    return known.eval()
