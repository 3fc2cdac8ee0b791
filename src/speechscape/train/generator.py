"""The generator of the neural painter: latent tokens and noise → layers → pixels, in one step or in several from a noisy picture.

One backbone, two ways to use it. *One step*: a hand and noise decide what the words leave open. *Flow*: the composer also looks
at a noisy picture and says what the finished one is (Lipman et al. 2023, in the form that predicts the picture), a few times over; it has the hand and the
noise of style besides, or a first step would paint the mean of all layouts.
B batch, K tokens, N layers that are there, H side of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from speechscape.train.composer import Composer, ComposerOptions, Layers, LayerTargets
from speechscape.train.pixels import Backdrop, Canvas, PixelOptions, lay_over, place

__all__ = ["Critic", "CriticOptions", "Generator", "Present", "chance", "present_in", "present_of", "sharpen"]

_SIDE = 128


@dataclass(frozen=True)
class Present:
    """Layers that are to be painted, farthest first: whose picture, which layer (N,), and the box (N, 4)."""

    picture: Tensor
    layer: Tensor
    boxes: Tensor


def present_in(layers: Layers, threshold: float = 0.0) -> Present:
    """What the composer itself wants painted."""
    picture, layer = (layers.presence > threshold).nonzero(as_tuple=True)
    order = layers.depth[picture, layer].argsort(stable=True)
    picture, layer = picture[order], layer[order]
    return Present(picture, layer, layers.boxes[picture, layer])


def present_of(targets: LayerTargets) -> Present:
    """What stands in renders, where it stands."""
    picture, layer = (targets.present > 0).nonzero(as_tuple=True)
    order = targets.depth[picture, layer].argsort(stable=True)
    picture, layer = picture[order], layer[order]
    return Present(picture, layer, targets.boxes[picture, layer])


class Generator(nn.Module):
    """A composer with its canvases and backdrop."""

    def __init__(self, composer: Composer, options: PixelOptions) -> None:
        super().__init__()
        self.composer = composer
        self.canvas = Canvas(options).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.backdrop = Backdrop(options).to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def paint(self, layers: Layers, present: Present, size: int = _SIDE) -> Tensor:
        """Layers and which of them are there → pixels (B, 3, size, size) in [-1, 1]."""
        behind = self.backdrop(layers.backdrop)
        if size != behind.shape[-1]:
            behind = f.interpolate(behind, size=(size, size), mode="bilinear", align_corners=False)
        if not len(present.picture):
            return lay_over(behind, behind.new_zeros(0, 4, size, size), present.picture, size)
        canvases = self.canvas(layers.codes[present.picture, present.layer])
        return lay_over(behind, place(canvases, present.boxes, size), present.picture, size)

    def once(self, tokens: Tensor, hand: Tensor, style: Tensor, size: int = _SIDE) -> Tensor:
        """Tokens (B, K, D), hand (B, H), noise of style (B, L + 1, Z) → pixels, in one step."""
        layers = self.composer(tokens, hand, style)
        return self.paint(layers, present_in(layers), size)

    def finished(self, tokens: Tensor, hand: Tensor, style: Tensor, noisy: Tensor, time: Tensor) -> tuple[Tensor, Layers]:
        """As `once`, with a noisy picture (B, 3, H, H) at times and steps (B, 2) → the finished picture as guessed from it, and its layers."""
        layers = self.composer(tokens, hand, style, noisy, time)
        return self.paint(layers, present_in(layers)), layers


def chance(options: ComposerOptions, count: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Hands (B, H) and noise of style (B, L + 1, Z) for so many pictures."""
    hands = f.one_hot(torch.randint(options.hands, (count,), device=device), options.hands).float()
    return hands, torch.randn(count, options.layers + 1, options.style, device=device)


@torch.no_grad()
def sharpen(generator: Generator, tokens: Tensor, hand: Tensor, style: Tensor, start: Tensor, steps: int) -> Tensor:
    """Flow from noise `start` (B, 3, H, H) to a picture in so many steps of equal length (Frans et al. 2025, shortcut models)."""
    x, stride = start, 1 / steps
    for step in range(steps):
        time = start.new_tensor([[step * stride, stride]]).expand(len(start), 2)
        finished, _ = generator.finished(tokens, hand, style, x, time)
        x = x + (finished - x) * (stride / (1 - step * stride))
    return x.clamp(-1, 1)


@dataclass(frozen=True)
class CriticOptions:
    """Channels of the critic at 64, 32, 16, 8 and 4 pixels, and the width of the pooled vector that it compares with."""

    channels: tuple[int, int, int, int, int] = (24, 48, 96, 160, 160)
    pooled: int = 192


class Critic(nn.Module):
    """How real a picture is, given what was said: a strided network without normalisation, and a projection of the pooled vector (Miyato & Koyama 2018). Training only."""

    def __init__(self, options: CriticOptions) -> None:
        super().__init__()
        widths = (3, *options.channels)
        self.layers = nn.ModuleList(nn.Conv2d(before, after, 4, stride=2, padding=1) for before, after in zip(widths, widths[1:], strict=False))
        self.fuse = nn.Linear(options.channels[-1] * 16, 256)
        self.alone, self.said = nn.Linear(256, 1), nn.Linear(options.pooled, 256)

    def forward(self, pixels: Tensor, pooled: Tensor) -> Tensor:
        """(B, 3, 128, 128), (B, P) → (B,)."""
        x = pixels
        for layer in self.layers:
            x = f.leaky_relu(layer(x), 0.2)
        x = f.leaky_relu(self.fuse(x.flatten(1)), 0.2)
        return (self.alone(x)[:, 0] + (x * self.said(pooled)).mean(dim=-1) * 4).float()
