"""Checkpoint of the generator → what the product ships: five ONNX graphs with half-precision weights.

    python -m speechscape.train.export_painter RUN_FOLDER/checkpoint.pt OUT_FOLDER --name painter-1 --latent SIGHT_RUN/checkpoint.pt

`speech.onnx` and `picture.onnx` lead into the latent; `composer.onnx`, `layers.onnx` and `backdrop.onnx` are the neural painter.
"""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from speechscape.train.composer import Composer, waves
from speechscape.train.export import halve
from speechscape.train.generator import Generator
from speechscape.train.heads import PictureHead, SpeechHead
from speechscape.train.latent import Modules, load_latent
from speechscape.train.neural import load_neural
from speechscape.train.pixels import Backdrop, Canvas, place

__all__ = ["export_painter"]


class _Speech(nn.Module):
    def __init__(self, head: SpeechHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, S, M), (B, S) → tokens (B, K, D), pooled (B, P)."""
        latent = self.head(states, mask)
        return latent.tokens, latent.pooled


class _Picture(nn.Module):
    def __init__(self, head: PictureHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """(B, 3, 128, 128) → tokens (B, K, D), pooled (B, P)."""
        latent = self.head(pixels)
        return latent.tokens, latent.pooled


class _Composer(nn.Module):
    def __init__(self, composer: Composer) -> None:
        super().__init__()
        self.composer = composer

    def forward(self, tokens: Tensor, hand: Tensor, style: Tensor, patches: Tensor, time: Tensor, look: Tensor) -> tuple[Tensor, ...]:
        """As `Composer.forward`, with the noisy picture cut into patches (B, P, 3 · 64): none and `look` 0, or all and `look` 1."""
        layers = self.composer.compose(tokens, hand, style, patches, look[:, None] * self.composer.clock(waves(time)))
        return layers.presence, layers.boxes, layers.depth, layers.codes, layers.backdrop


class _Layers(nn.Module):
    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas = canvas

    def forward(self, codes: Tensor, boxes: Tensor, size: Tensor) -> tuple[Tensor, Tensor]:
        """(N, C), (N, 4), farthest first, and the side of the picture → what the layers show (3, size, size), and how much of what is behind shows through (1, size, size)."""
        laid = place(self.canvas(codes), boxes, size)
        clear = (1 - laid[:, 3:]).clamp(min=1e-6).log()
        before = clear.flip(0).cumsum(dim=0).flip(0)  # this layer and all that are nearer
        return (laid[:, :3] * (before - clear).exp()).sum(dim=0), before[0].exp()


class _Backdrop(nn.Module):
    def __init__(self, backdrop: Backdrop) -> None:
        super().__init__()
        self.backdrop = backdrop

    def forward(self, code: Tensor) -> Tensor:
        """(1, C) → (1, 7, 128, 128)."""
        painted: Tensor = self.backdrop(code)
        return painted


def export_painter(parts: Modules, generator: Generator, folder: Path, name: str) -> None:
    """Write the five graphs and ``painter.json`` (name and sizes) into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    o, width = generator.composer.options, parts.speech.reader.enter.in_features
    batch = {0: "B"}
    codes, boxes = torch.randn(3, o.code), torch.rand(3, 4) * 0.4 + 0.2
    graphs: dict[str, tuple[nn.Module, tuple[Tensor, ...], dict[str, dict[int, str]], list[str]]] = {
        "speech": (_Speech(parts.speech), (torch.randn(2, 20, width), torch.ones(2, 20, dtype=torch.bool)), {"states": {0: "B", 1: "S"}, "mask": {0: "B", 1: "S"}}, ["tokens", "pooled"]),
        "picture": (_Picture(parts.picture), (torch.randn(2, 3, 128, 128),), {"pixels": batch}, ["tokens", "pooled"]),
        "composer": (
            _Composer(generator.composer), (torch.randn(2, 24, o.latent), torch.randn(2, o.hands), torch.randn(2, o.layers + 1, o.style), torch.randn(2, 256, 3 * o.patch**2), torch.rand(2, 2), torch.ones(2)),
            {"tokens": {0: "B", 1: "K"}, "hand": batch, "style": batch, "patches": {0: "B", 1: "P"}, "time": batch, "look": batch}, ["presence", "boxes", "depth", "codes", "backdrop"],
        ),
        "layers": (_Layers(generator.canvas), (codes, boxes, torch.tensor(128)), {"codes": {0: "N"}, "boxes": {0: "N"}}, ["over", "through"]),
        "backdrop": (_Backdrop(generator.backdrop), (codes[:1],), {"code": batch}, ["painted"]),
    }  # fmt: skip
    for graph, (module, inputs, axes, outputs) in graphs.items():
        with warnings.catch_warnings():  # see `train.export`
            warnings.simplefilter("ignore")
            torch.onnx.export(module.eval().float(), inputs, str(folder / f"{graph}.onnx"), dynamo=False, opset_version=18, do_constant_folding=False, input_names=_names(module), output_names=outputs, dynamic_axes=axes)
        halve(folder / f"{graph}.onnx")
    (folder / "painter.json").write_text(json.dumps({"name": name, "tokens": parts.speech.reader.queries.shape[0], "layers": o.layers, "hands": o.hands, "style": o.style}) + "\n")


def _names(module: nn.Module) -> list[str]:
    code = module.forward.__code__
    return list(code.co_varnames[1 : code.co_argcount])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", default="painter-1")
    parser.add_argument("--latent", type=Path, help="a checkpoint of recipes/sight.py on this generator: its pooled vectors and its head of pictures")
    options = parser.parse_args()
    parts, generator = load_neural(options.checkpoint)
    export_painter(parts if options.latent is None else load_latent(options.latent), generator, options.folder, options.name)


if __name__ == "__main__":
    main()
