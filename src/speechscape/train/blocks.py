"""What the pictures' models are built of: queries that read a memory, and convolutions. B batch, N queries, S memory, D width."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as f

__all__ = ["Reader", "ReadingBlock", "convolution"]


class ReadingBlock(nn.Module):
    """Queries attend to each other, then to a memory, then pass two linear layers; pre-norm (Vaswani et al. 2017; Xiong et al. 2020)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.own, self.own_out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.ask, self.told, self.told_out = nn.Linear(width, width), nn.Linear(width, 2 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)

    def _split(self, x: Tensor) -> Tensor:
        return x.reshape(*x.shape[:2], self.heads, -1).transpose(1, 2)

    def _attend(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
        """Written out: on two cores and rows this short, the fused kernel's backward pass takes three times as long."""
        q, k, v = self._split(q), self._split(k), self._split(v)
        odds = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5
        weights = (odds if bias is None else odds + bias).softmax(dim=-1)
        return (weights.to(v.dtype) @ v).transpose(1, 2).flatten(2)

    def forward(self, x: Tensor, memory: Tensor | None, bias: Tensor | None) -> Tensor:
        """(B, N, D), memory (B, S, D) or None, bias (B, 1, 1, S) added to the attention or None → (B, N, D)."""
        q, k, v = self.own(self.norms[0](x)).chunk(3, dim=-1)
        seen = self._attend(q, k, v, None)
        x = x + self.own_out(seen)
        if memory is not None:
            k, v = self.told(memory).chunk(2, dim=-1)
            seen = self._attend(self.ask(self.norms[1](x)), k, v, bias)
            x = x + self.told_out(seen)
        return x + self.down(f.gelu(self.up(self.norms[2](x))))


class Reader(nn.Module):
    """Learned queries that read a memory (Jaegle et al. 2021, Perceiver; Alayrac et al. 2022)."""

    def __init__(self, queries: int, width: int, blocks: int, heads: int, memory: int) -> None:
        super().__init__()
        self.queries = nn.Parameter(torch.randn(queries, width) * 0.5)
        self.enter = nn.Linear(memory, width)
        self.enter_norm = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(ReadingBlock(width, heads) for _ in range(blocks))
        self.norm = nn.LayerNorm(width)

    def forward(self, memory: Tensor, mask: Tensor | None = None) -> Tensor:
        """Memory (B, S, M), mask (B, S) true where it counts → (B, queries, width)."""
        told = self.enter_norm(self.enter(memory))
        bias = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :].to(told.dtype)
        x = self.queries.expand(memory.shape[0], -1, -1)
        for block in self.blocks:
            x = block(x, told, bias)
        return self.norm(x)


def convolution(before: int, after: int, stride: int = 1) -> nn.Sequential:
    """3 × 3, batch normalisation, rectifier: of what was tried at this size, what learns to tell drawings apart in the fewest steps (Simonyan & Zisserman 2015; Ioffe & Szegedy 2015)."""
    return nn.Sequential(nn.Conv2d(before, after, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(after), nn.ReLU())
