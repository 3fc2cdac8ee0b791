"""The composer: latent tokens and noise → layers. Each layer is an appearance code, a box, a depth and whether it is there at all; one more code is the backdrop.

A layer has no name: what it shows is a code that only the painter of `train.pixels` reads, and all of it is trained through the pixels.
For the first layouts boxes and depths of the renders are given as targets too, as relation-supervised generators are given pairs.
B batch, K tokens, L layers, C code width, Z noise width.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as f

from speechscape.data.pictures import PictureRow
from speechscape.train.blocks import ReadingBlock
from speechscape.world.vocabulary import COLORS, SIZES, elements

__all__ = ["LABELS", "Composer", "ComposerOptions", "LayerTargets", "Layers", "Posterior", "label_losses", "layer_losses", "targets_of", "waves"]

_TINTS = ("natural", *COLORS)
_EXTENTS = ("usual", *SIZES)
LABELS = len(elements()) + len(_TINTS) + len(_EXTENTS)
"""Names, tints and extents in one row of logits; learnt beside, never used to paint."""


@dataclass(frozen=True)
class ComposerOptions:
    """Sizes: L layers, C wide codes, Z wide noise; `latent` is the width of the tokens that are read; `patch` pixels make one token of a noisy picture."""

    layers: int = 16
    width: int = 192
    blocks: int = 4
    heads: int = 4
    latent: int = 192
    noise: int = 16
    style: int = 16
    code: int = 160
    patch: int = 8


@dataclass(frozen=True)
class Layers:
    """What the composer wants painted: logits of presence (B, L), boxes (B, L, 4) as middle x, base y, width, height in fractions of the picture, depth (B, L; higher is nearer), codes (B, L, C) and the backdrop's (B, C)."""

    presence: Tensor
    boxes: Tensor
    depth: Tensor
    codes: Tensor
    backdrop: Tensor


@dataclass(frozen=True)
class LayerTargets:
    """The render's layers in the order of mention: present (B, L), boxes (B, L, 4), depth (B, L), and for learning alone names, tints and extents (B, L)."""

    present: Tensor
    boxes: Tensor
    depth: Tensor
    names: Tensor
    tints: Tensor
    extents: Tensor

    def to(self, device: str) -> LayerTargets:
        """The same on another device."""
        return LayerTargets(*(value.to(device) for value in vars(self).values()))


class Composer(nn.Module):
    """See the module. With a noisy picture and its time it refines that picture; without, noise alone decides what the words leave open."""

    def __init__(self, options: ComposerOptions) -> None:
        super().__init__()
        o = options
        self.options = options
        self.queries = nn.Parameter(torch.randn(o.layers + 1, o.width) * 0.5)
        self.enter, self.enter_norm = nn.Linear(o.latent, o.width), nn.LayerNorm(o.width)
        self.noise, self.style = nn.Linear(o.noise, (o.layers + 1) * o.width), nn.Linear(o.style, o.width)
        self.patches = nn.Linear(3 * o.patch * o.patch, o.width)
        self.places = nn.Parameter(torch.randn((128 // o.patch) ** 2, o.width) * 0.1)
        self.clock = nn.Sequential(nn.Linear(32, o.width), nn.SiLU(), nn.Linear(o.width, o.width))
        self.blocks = nn.ModuleList(ReadingBlock(o.width, o.heads) for _ in range(o.blocks))
        self.norm = nn.LayerNorm(o.width)
        self.geometry = nn.Linear(o.width, 6)
        self.codes, self.backdrop = nn.Linear(o.width, o.code), nn.Linear(o.width, o.code)
        self.labels = nn.Linear(o.code, LABELS)

    def forward(self, tokens: Tensor, noise: Tensor, style: Tensor, noisy: Tensor | None = None, time: Tensor | None = None) -> Layers:
        """Tokens (B, K, D), noise (B, Z), style (B, Z) [, a noisy picture (B, 3, 128, 128) and (B, 2) its time and the step to come, both 0 to 1] → layers."""
        if noisy is None or time is None:
            return self.compose(tokens, noise, style, None, None)
        cut = f.pixel_unshuffle(noisy, self.options.patch).flatten(2).transpose(1, 2)
        return self.compose(tokens, noise, style, cut, self.clock(waves(time)))

    def compose(self, tokens: Tensor, noise: Tensor, style: Tensor, patches: Tensor | None, moment: Tensor | None) -> Layers:
        """As `forward`, with the noisy picture as patches (B, P, 3 · patch²) and its time as (B, D)."""
        memory = self.enter_norm(self.enter(tokens))
        x = self.queries + self.noise(noise).reshape(-1, *self.queries.shape) + self.style(style)[:, None]
        if patches is not None and moment is not None:
            memory = torch.cat([memory, self.patches(patches) + self.places[: patches.shape[1]]], dim=1)
            x = x + moment[:, None]
        for block in self.blocks:
            x = block(x, memory, None)
        x = self.norm(x)
        geometry = self.geometry(x[:, :-1]).float()
        boxes = torch.cat([1.2 * geometry[..., 2:4].sigmoid() - 0.1, 1.1 * geometry[..., 4:6].sigmoid()], dim=-1)
        return Layers(geometry[..., 0], boxes, geometry[..., 1], self.codes(x[:, :-1]), self.backdrop(x[:, -1]))


def waves(time: Tensor) -> Tensor:
    """(B, 2) → (B, 32) sines and cosines."""
    turns = time[..., None] * torch.pi * 2.0 ** torch.arange(-1, 7, device=time.device)
    return torch.cat([turns.sin(), turns.cos()], dim=-1).flatten(1)


class Posterior(nn.Module):
    """What the words left open in a render: noise for its layout and its style, as means and logarithms of variances (Kingma & Welling 2014; Zhu et al. 2017). Training only."""

    def __init__(self, options: ComposerOptions) -> None:
        super().__init__()
        o = options
        self.layout = nn.Sequential(nn.Linear(5 * o.layers + o.latent, 256), nn.SiLU(), nn.Linear(256, 128), nn.SiLU(), nn.Linear(128, 2 * o.noise))
        self.look = nn.Sequential(
            nn.Conv2d(3, 24, 4, stride=4), nn.ReLU(), nn.Conv2d(24, 48, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(48, 96, 3, stride=2, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(96 * 64, 96), nn.ReLU()
        )  # fmt: skip
        self.style = nn.Linear(96, 2 * o.style)
        nn.init.constant_(self.layout[-1].bias[o.noise :], -4.0)  # sure of itself at first, or the composer learns to overhear it
        nn.init.constant_(self.style.bias[o.style :], -4.0)

    def layout_of(self, tokens: Tensor, targets: LayerTargets) -> tuple[Tensor, Tensor]:
        """Tokens (B, K, D) and a render's layers → mean and log variance (B, Z) of its layout."""
        known = torch.cat([targets.boxes, targets.depth[..., None]], dim=-1) * targets.present[..., None]
        mean, spread = self.layout(torch.cat([4 * known.flatten(1), tokens.mean(dim=1)], dim=1)).float().chunk(2, dim=-1)
        return 3 * mean, spread.clamp(-8, 2)

    def style_of(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Pixels (B, 3, 128, 128) → mean and log variance (B, Z) of its style."""
        mean, spread = self.style(self.look(pixels)).float().chunk(2, dim=-1)
        return 3 * mean, spread.clamp(-8, 2)


def targets_of(rows: list[PictureRow], layers: int) -> LayerTargets:
    """Layers of renders: copies in the order of mention, those past L left out."""
    names = {name: index for index, name in enumerate(elements())}
    shape = (len(rows), layers)
    present, boxes, depth = np.zeros(shape, np.float32), np.zeros((*shape, 4), np.float32), np.zeros(shape, np.float32)
    labels = np.zeros((3, *shape), np.int64)
    for number, row in enumerate(rows):
        painted = [(spot[0], spot[1], rank, spot[2:]) for rank, spot in enumerate(row.spots)]
        for layer, (index, _, rank, (x0, y0, x1, y1)) in enumerate(sorted(painted)[:layers]):
            item = row.scene.elements[index]
            present[number, layer], depth[number, layer] = 1, rank / layers
            boxes[number, layer] = (x0 + x1) / 2, y1, x1 - x0, y1 - y0
            labels[:, number, layer] = names[item.name], _TINTS.index(item.color or "natural"), _EXTENTS.index(item.size or "usual")
    return LayerTargets(torch.from_numpy(present), torch.from_numpy(boxes), torch.from_numpy(depth), *torch.from_numpy(labels))


def layer_losses(composer: Composer, layers: Layers, targets: LayerTargets) -> dict[str, Tensor]:
    """How far layers are from a render's: presence, boxes, depth, and how well the codes tell what they show."""
    there = targets.present
    count = there.sum().clamp(min=1)
    return {
        "presence": f.binary_cross_entropy_with_logits(layers.presence, there, reduction="sum") / count,
        "boxes": ((layers.boxes - targets.boxes).abs().sum(dim=-1) * there).sum() / count,
        "depth": ((layers.depth - targets.depth).abs() * there).sum() / count,
        **label_losses(composer.labels(layers.codes), targets),
    }


def label_losses(logits: Tensor, targets: LayerTargets) -> dict[str, Tensor]:
    """How well logits (B, L, LABELS) tell what the layers of renders show: names, and tints with extents."""
    there = targets.present.flatten()
    parts = torch.split(logits.float().flatten(0, 1), [len(elements()), len(_TINTS), len(_EXTENTS)], dim=-1)
    names, tints, extents = (
        (f.cross_entropy(odds, wanted.flatten(), reduction="none") * there).sum() / there.sum().clamp(min=1) for odds, wanted in zip(parts, (targets.names, targets.tints, targets.extents), strict=True)
    )
    return {"names": names, "tints": tints + extents}
