"""Weights out of exported graphs, to go on training from what was shipped: a run folder may be gone, the graphs are not.

    python -m speechscape.train.shipped WEIGHTS_FOLDER OUT_FOLDER

writes ``latent.pt``, ``neural.pt`` and ``sketches.pt``, which `recipes/latent.py`, `recipes/sight.py`, `recipes/neural.py` and `recipes/sketches.py` take where they ask for a checkpoint to begin with.
The controls' heads, which were not shipped, begin anew.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from speechscape.train.composer import ComposerOptions
from speechscape.train.generator import Generator
from speechscape.train.heads import HeadOptions
from speechscape.train.latent import Modules, card_of
from speechscape.train.model import Ears, EarsOptions
from speechscape.train.pixels import PixelOptions
from speechscape.train.sketches import pixels_card
from speechscape.world.vocabulary import elements

__all__ = ["read_weights", "shipped_ears", "shipped_painter"]


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


def shipped_painter(folder: Path) -> tuple[Modules, Generator]:
    """The latent's heads of speech and pictures, and the generator, that were exported into a folder. What only training reads (spots, the controls' heads) is as in fresh models."""
    parts = Modules.build(HeadOptions(), ComposerOptions())
    generator = Generator(parts.composer, PixelOptions())
    whole: dict[str, tuple[nn.Module, str]] = {
        "speech": (parts.speech, "head."), "picture": (parts.picture, "head."), "composer": (parts.composer, "composer."), "layers": (generator.canvas, "canvas."), "backdrop": (generator.backdrop, "backdrop."),
    }  # fmt: skip
    for graph, (module, prefix) in whole.items():
        found = module.state_dict()
        for tensor in onnx.load(str(folder / f"{graph}.onnx")).graph.initializer:
            name = tensor.name.removesuffix(".half").removeprefix(prefix)
            if name in found:
                found[name] = torch.from_numpy(numpy_helper.to_array(tensor).astype(np.float32).copy())
        module.load_state_dict(found)
        module.eval()
    return parts, generator


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    parts, generator = shipped_painter(options.weights)
    latent, pixels = card_of(HeadOptions(), ComposerOptions()), pixels_card(PixelOptions())
    options.out.mkdir(parents=True, exist_ok=True)
    for name, card, modules in (
        ("latent", latent, parts.named()),
        ("neural", {**latent, "pixels": asdict(PixelOptions())}, {"generator": generator, "speech": parts.speech}),
        ("sketches", {"pixels": pixels, "names": list(elements())}, {"codebook": generator.composer.codebook, "canvas": generator.canvas, "backdrop": generator.backdrop}),
    ):
        torch.save({"card": card, "averages": {part: module.state_dict() for part, module in modules.items()}}, options.out / f"{name}.pt")
        print(options.out / f"{name}.pt")


if __name__ == "__main__":
    main()
