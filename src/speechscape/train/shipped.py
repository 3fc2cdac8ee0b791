"""Weights out of exported graphs, to go on training from what was shipped: a run folder may be gone, the graphs are not.

    python -m speechscape.train.shipped WEIGHTS_FOLDER OUT_FOLDER --data PAIRS [--data …]

writes ``latent.pt``, ``neural.pt`` and ``sketches.pt``, which `recipes/latent.py`, `recipes/sight.py`, `recipes/neural.py` and `recipes/sketches.py` take where they ask for a checkpoint to begin with.
The codebook was never shipped: it is fitted to what the shipped composer says of the pairs. The controls' heads, which were not either, begin anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as f

from speechscape.data.pictures import PictureRow
from speechscape.train.composer import ComposerOptions, Layers, LayerTargets, chance_of, targets_of
from speechscape.train.generator import Generator
from speechscape.train.heads import HeadOptions
from speechscape.train.latent import Modules, card_of, speech_of, spoken_rows
from speechscape.train.model import Ears, EarsOptions
from speechscape.train.pixels import PixelOptions
from speechscape.train.sketches import Codebook, pixels_card
from speechscape.world.vocabulary import elements

__all__ = ["codes_said", "fitted_codebook", "read_weights", "shipped_ears", "shipped_painter"]

_BATCH = 64


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
    """The latent's heads of speech and pictures, and the generator, that were exported into a folder. What only training reads (labels, spots, the controls' heads) is as in fresh models."""
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


@torch.no_grad()
def _said(parts: Modules, rows: list[PictureRow]) -> Iterator[tuple[Layers, LayerTargets]]:
    for first in range(0, len(rows), _BATCH):
        part = rows[first : first + _BATCH]
        targets = targets_of(part, parts.composer.options.layers)
        tokens = parts.speech(*speech_of([row.states for row in part if row.states is not None])).tokens
        yield parts.composer(tokens, targets.hand, chance_of(targets, parts.composer.options)), targets


def codes_said(parts: Modules, rows: list[PictureRow]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What a trained composer says for spoken pairs: labels (N, 7) and codes (N, C) of the layers that are there, labels (G, 4) and codes (G, C) of backdrops."""
    heard = list(_said(parts, rows))
    there = [(targets.present > 0) & (layers.presence > 0) for layers, targets in heard]
    things = torch.cat([targets.things[here] for here, (_, targets) in zip(there, heard, strict=True)])
    codes = torch.cat([layers.codes[here].float() for here, (layers, _) in zip(there, heard, strict=True)])
    return things, codes, torch.cat([targets.ground for _, targets in heard]), torch.cat([layers.backdrop.float() for layers, _ in heard])


def fitted_codebook(things: Tensor, codes: Tensor, ground: Tensor, behind: Tensor, passes: int = 30) -> Codebook:
    """A codebook whose codes are the given ones, see `codes_said`, as nearly as sums of what a codebook holds can be."""
    codebook = Codebook(codes.shape[1])
    for table in (*codebook.things, *codebook.grounds):
        nn.init.zeros_(table.weight)
    optimizer = torch.optim.Adam(codebook.parameters(), lr=0.03)
    for turn in range(passes):
        for group in optimizer.param_groups:
            group["lr"] = 0.03 * (1 - turn / passes)
        for chosen in torch.split(torch.randperm(len(codes)), 512):
            other = torch.randint(len(ground), (128,))
            loss = f.smooth_l1_loss(codebook.thing(things[chosen]), codes[chosen], beta=0.3) + f.smooth_l1_loss(codebook.ground(ground[other]), behind[other], beta=0.3)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return codebook.eval()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True, help="a folder of spoken pairs")
    options = parser.parse_args()
    parts, generator = shipped_painter(options.weights)
    codebook = fitted_codebook(*codes_said(parts, spoken_rows(options.data, HeadOptions().states)))
    latent, pixels = card_of(HeadOptions(), ComposerOptions()), pixels_card(PixelOptions())
    options.out.mkdir(parents=True, exist_ok=True)
    for name, card, modules in (
        ("latent", latent, parts.named()),
        ("neural", {**latent, "pixels": asdict(PixelOptions())}, {"generator": generator, "speech": parts.speech}),
        ("sketches", {"pixels": pixels, "names": list(elements())}, {"codebook": codebook, "canvas": generator.canvas, "backdrop": generator.backdrop}),
    ):
        torch.save({"card": card, "averages": {part: module.state_dict() for part, module in modules.items()}}, options.out / f"{name}.pt")
        print(options.out / f"{name}.pt")


if __name__ == "__main__":
    main()
