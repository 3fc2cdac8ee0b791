"""From layers to pixels: every layer is painted by a network on a small canvas of its own, put into its box, and laid over the backdrop.

Putting a canvas into a box is a product with two matrices of tent weights, so it is differentiable, antialiased, and the same picture can be asked
for at any size. B batch, N layers of all pictures, C code width, R side of a canvas, H side of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from speechscape.data.sketches import MARGIN

__all__ = ["Backdrop", "Canvas", "PixelOptions", "lay_over", "pixel_options", "place"]


_FALL = 10.0
"""How strong a pattern of drops is for the size of its weights: they must grow in few steps."""

_BEYOND = 12
"""Cells of nothing around a canvas that take their share of the weights: what is half outside is half as strong."""


@dataclass(frozen=True)
class PixelOptions:
    """Channels at each size of a canvas (6, 12, 24, 48; 96 pixels come out) and of the backdrop (8, 16, 32, 64; 128 come out); learned patterns of drops and flakes; whether canvases are gone over once more at their last size but one."""

    code: int = 160
    hidden: int = 512
    canvas: tuple[int, int, int, int] = (160, 96, 64, 40)
    backdrop: tuple[int, int, int, int] = (96, 64, 48, 32)
    backdrop_hidden: int = 256
    falls: int = 48
    detail: bool = True


def pixel_options(card: dict[str, Any]) -> PixelOptions:
    """Options as a checkpoint keeps them."""
    sizes: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in card.items()}
    return PixelOptions(**sizes)


class _Stage(nn.Module):
    """A convolution with the code as scale and shift of every channel (Perez et al. 2018, FiLM), then one that doubles the size by shuffling channels into pixels (Shi et al. 2016)."""

    def __init__(self, before: int, after: int, code: int) -> None:
        super().__init__()
        self.film = nn.Linear(code, 2 * before)
        self.mix = nn.Conv2d(before, before, 3, padding=1)
        self.grow = nn.Conv2d(before, 4 * after, 3, padding=1)

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        """(N, before, R, R) → (N, after, 2R, 2R)."""
        scale, shift = self.film(code)[..., None, None].chunk(2, dim=1)
        x = f.leaky_relu(x + self.mix(x) * (1 + scale) + shift, 0.1)
        return f.pixel_shuffle(self.grow(x), 2)


class _Detail(nn.Module):
    """A convolution with the code as scale and shift, beside what is there already and weighed by nothing at first."""

    def __init__(self, width: int, code: int) -> None:
        super().__init__()
        self.film = nn.Linear(code, 2 * width)
        self.mix = nn.Conv2d(width, width, 3, padding=1)
        self.back = nn.Conv2d(width, width, 1)
        nn.init.zeros_(self.back.weight)
        nn.init.zeros_(self.back.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        """(N, width, R, R) → the same."""
        scale, shift = self.film(code)[..., None, None].chunk(2, dim=1)
        return x + self.back(f.leaky_relu(self.mix(x) * (1 + scale) + shift, 0.1))


class _Grower(nn.Module):
    """A code → a small image that doubles three times and once more by shuffling channels into pixels."""

    def __init__(self, code: int, hidden: int, start: int, channels: tuple[int, int, int, int], out: int, detail: bool) -> None:
        super().__init__()
        self.start, self.first = start, channels[0]
        self.code = nn.Sequential(nn.Linear(code, hidden), nn.SiLU(), nn.Linear(hidden, hidden), nn.SiLU())
        self.seed = nn.Linear(hidden, channels[0] * start * start)
        self.stages = nn.ModuleList(_Stage(before, after, hidden) for before, after in zip(channels, channels[1:], strict=False))
        self.detail = _Detail(channels[-1], hidden) if detail else None
        self.out = nn.Conv2d(channels[-1], 4 * out, 3, padding=1)

    def forward(self, code: Tensor) -> Tensor:
        """(N, C) → (N, out, 16 · start, 16 · start)."""
        hidden = self.code(code)
        x = self.seed(hidden).reshape(-1, self.first, self.start, self.start)
        for stage in self.stages:
            x = f.leaky_relu(stage(x, hidden), 0.1)
        if self.detail is not None:
            x = self.detail(x, hidden)
        return f.pixel_shuffle(self.out(x), 2)


class Canvas(nn.Module):
    """Codes of layers → colour and cover."""

    def __init__(self, options: PixelOptions) -> None:
        super().__init__()
        self.grow = _Grower(options.code, options.hidden, 6, options.canvas, 4, options.detail)

    def forward(self, codes: Tensor) -> Tensor:
        """(N, C) → (N, 4, 96, 96): premultiplied red, green, blue in [0, 1] and cover."""
        painted = self.grow(codes).float()
        cover = painted[:, 3:].sigmoid()
        return torch.cat([painted[:, :3].sigmoid() * cover, cover], dim=1)


class Backdrop(nn.Module):
    """A code → the backdrop, and what lies over everything: fog, rain, snow."""

    def __init__(self, options: PixelOptions) -> None:
        super().__init__()
        self.grow = _Grower(options.code, options.backdrop_hidden, 8, options.backdrop, 7, False)
        self.gate = nn.Linear(options.code, options.falls)
        self.falls = nn.Parameter(torch.zeros(options.falls, 128 * 128))

    def forward(self, code: Tensor) -> Tensor:
        """(B, C) → (B, 7, 128, 128): red, green, blue of the backdrop; premultiplied colour and cover of the veil; all in [0, 1]."""
        painted = self.grow(code).float()
        falls = (_FALL * self.gate(code).float() @ self.falls).reshape(-1, 1, *painted.shape[2:])  # convolutions learn such fine patterns in hours, a mixture of whole ones in minutes
        cover = (painted[:, 6:] + falls - 3).sigmoid()
        return torch.cat([painted[:, :3].sigmoid(), painted[:, 3:6].sigmoid() * cover, cover], dim=1)


def _tents(low: Tensor, high: Tensor, size: int | Tensor, raster: int) -> Tensor:
    """Weights (N, size, raster) by which pixels of the picture read a canvas that spans low … high (N,), fractions of the picture; nothing outside."""
    span = (high - low).clamp(min=1e-3)
    middles = torch.arange(size, device=low.device, dtype=torch.float32)  # type: ignore[arg-type]
    middles = (middles + 0.5) / size
    at = (middles - low[:, None]) / span[:, None] * raster - 0.5
    reach = (raster / (span * size)).clamp(min=1.0)[:, None, None]
    cells = torch.arange(-_BEYOND, raster + _BEYOND, device=low.device, dtype=torch.float32)
    weights = (1 - (at[..., None] - cells).abs() / reach).clamp(min=0)
    return (weights / weights.sum(dim=-1, keepdim=True).clamp(min=1e-6))[..., _BEYOND:-_BEYOND]


def place(canvases: Tensor, boxes: Tensor, size: int | Tensor) -> Tensor:
    """Canvases (N, 4, R, R) put into boxes (N, 4: middle x, base, width, height) → (N, 4, size, size)."""
    x, base, width, height = boxes.float().unbind(dim=-1)
    raster = canvases.shape[-1]
    across = _tents(x - (0.5 + MARGIN) * width, x + (0.5 + MARGIN) * width, size, raster)
    down = _tents(base - (1 + MARGIN) * height, base + MARGIN * height, size, raster)
    return down[:, None] @ canvases @ across[:, None].transpose(-1, -2)


def lay_over(backdrop: Tensor, layers: Tensor, picture: Tensor, size: int) -> Tensor:
    """Backdrops (B, 7, size, size) under layers (N, 4, size, size), farthest first, `picture` (N,) says whose → pixels (B, 3, size, size) in [-1, 1]."""
    behind = backdrop[:, :3]
    rank = _ranks(picture, len(backdrop))
    for level in range(int(rank.max()) + 1 if len(rank) else 0):
        chosen = rank == level
        part, whose = layers[chosen], picture[chosen]
        behind = behind.index_copy(0, whose, behind[whose] * (1 - part[:, 3:]) + part[:, :3])
    return 2 * (behind * (1 - backdrop[:, 6:]) + backdrop[:, 3:6]) - 1


def _ranks(picture: Tensor, pictures: int) -> Tensor:
    """Position of each layer among those of its picture, in the order given."""
    mine = f.one_hot(picture, pictures)
    return (mine.cumsum(dim=0) - mine).gather(1, picture[:, None])[:, 0]
