"""The shared latent: speech, pictures, scenes and spelled words, each as K tokens and one pooled vector in one space.

Speech and pictures are what the product uses. The head for scenes is the oracle (what the generator could do if every word were understood), the head
for spelled words the cascade: both are controls of the score. B batch, K tokens, D width, S speech states.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from speechscape.ears.tokens import MAX_TOKENS, vocabulary_tokens
from speechscape.train.blocks import Reader, ReadingBlock, convolution
from speechscape.train.composer import LABELS

__all__ = ["LONGEST_TEXT", "PIECES", "HeadOptions", "LatentVector", "PictureHead", "SpeechHead", "TokenHead", "contrast", "pieces_of", "scene_head", "text_head"]

LONGEST_TEXT = 40
"""Words that the text head reads; more are cut off."""

PIECES = 12
"""Pieces of a word that it reads; more are cut off."""

_BUCKETS = 8192


@dataclass(frozen=True)
class HeadOptions:
    """Sizes that all heads share: K tokens of `width`, a pooled vector of `pooled`; `states` is the width of a speech state, `fine`, `middle`, `coarse` are the channels of the picture head."""

    tokens: int = 24
    width: int = 192
    pooled: int = 192
    blocks: int = 3
    heads: int = 4
    states: int = 256
    fine: int = 32
    middle: int = 64
    coarse: int = 192


@dataclass(frozen=True)
class LatentVector:
    """A batch in the latent: tokens (B, K, D) and pooled (B, P) of unit length."""

    tokens: Tensor
    pooled: Tensor


class _Pool(nn.Module):
    """Tokens → one vector of unit length, by attention of one learned query for each of its quarters."""

    def __init__(self, width: int, pooled: int) -> None:
        super().__init__()
        self.score, self.value = nn.Linear(width, 4), nn.Linear(width, pooled)
        self.out = nn.Linear(pooled, pooled)

    def forward(self, tokens: Tensor) -> Tensor:
        """(B, K, D) → (B, P)."""
        weights = self.score(tokens).softmax(dim=1)
        values = self.value(tokens).reshape(*tokens.shape[:2], 4, -1)
        mixed = (weights[..., None] * values).sum(dim=1).flatten(1)
        return f.normalize(self.out(mixed).float(), dim=-1)


class SpeechHead(nn.Module):
    """Speech states of the (frozen) ears → the latent."""

    def __init__(self, options: HeadOptions) -> None:
        super().__init__()
        self.reader = Reader(options.tokens, options.width, options.blocks, options.heads, options.states)
        self.pool = _Pool(options.width, options.pooled)
        self.waves = torch.exp(torch.arange(0, options.states, 2) * (-math.log(200.0) / options.states))

    def forward(self, states: Tensor, mask: Tensor) -> LatentVector:
        """(B, S, M), mask (B, S) true where somebody speaks → latent. What is said first must be told from what is said last, so states carry their time."""
        tokens = self.reader(self.timed(states), mask)
        return LatentVector(tokens, self.pool(tokens))

    def timed(self, states: Tensor) -> Tensor:
        """States with their time (Vaswani et al. 2017)."""
        turns = torch.arange(states.shape[1], device=states.device)[:, None] * self.waves.to(states.device)
        return states + 0.5 * torch.cat([turns.sin(), turns.cos()], dim=1)


class PictureHead(nn.Module):
    """Pixels → the latent: convolutions down to a grid of 16 × 16, then a reader."""

    def __init__(self, options: HeadOptions) -> None:
        super().__init__()
        o = options
        self.see = nn.Sequential(
            convolution(3, o.fine, 2), convolution(o.fine, o.middle, 2), convolution(o.middle, o.middle), convolution(o.middle, 2 * o.middle, 2), convolution(2 * o.middle, 2 * o.middle),
            convolution(2 * o.middle, o.coarse), convolution(o.coarse, o.coarse),
        )  # fmt: skip
        self.places = nn.Parameter(torch.randn(256, o.coarse) * 0.1)
        self.spot = nn.Linear(o.coarse, LABELS)
        self.reader = Reader(o.tokens, o.width, o.blocks, o.heads, o.coarse)
        self.pool = _Pool(o.width, o.pooled)

    def forward(self, pixels: Tensor) -> LatentVector:
        """(B, 3, 128, 128) in [-1, 1] → latent."""
        return self.read(self.grid(pixels))

    def grid(self, pixels: Tensor) -> Tensor:
        """(B, 3, 128, 128) → features of the grid (B, 256, C)."""
        seen: Tensor = self.see(pixels)
        return seen.flatten(2).transpose(1, 2)

    def read(self, grid: Tensor) -> LatentVector:
        """Features of the grid → latent."""
        tokens = self.reader(grid + self.places)
        return LatentVector(tokens, self.pool(tokens))

    def spotted(self, grid: Tensor, boxes: Tensor) -> Tensor:
        """What stands in the middle of boxes (B, L, 4; see `train.composer`), from the features there alone: logits (B, L, LABELS). For learning: it teaches the network to see before the reader has learnt where to look."""
        x, base, _, height = boxes.unbind(dim=-1)
        column, row = ((16 * at).long().clamp(0, 15) for at in (x, base - height / 2))
        cells = (16 * row + column)[..., None].expand(-1, -1, grid.shape[-1])
        return self.spot(grid.gather(1, cells))


class TokenHead(nn.Module):
    """A row of symbols → the latent; `symbols` makes vectors (B, N, D) of them."""

    def __init__(self, symbols: nn.Module, longest: int, options: HeadOptions) -> None:
        super().__init__()
        self.symbols, self.places = symbols, nn.Parameter(torch.randn(longest, options.width) * 0.1)
        self.mixers = nn.ModuleList(ReadingBlock(options.width, options.heads) for _ in range(2))
        self.reader = Reader(options.tokens, options.width, options.blocks, options.heads, options.width)
        self.pool = _Pool(options.width, options.pooled)

    def forward(self, symbols: Tensor, mask: Tensor) -> LatentVector:
        """Symbols (B, N, …) and mask (B, N) → latent."""
        x = self.symbols(symbols) + self.places[: symbols.shape[1]]
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :].to(x.dtype)
        for mixer in self.mixers:
            x = mixer(x, x, bias)
        tokens = self.reader(x, mask)
        return LatentVector(tokens, self.pool(tokens))

class _Words(nn.Module):
    """Each word is the mean of its pieces (Bojanowski et al. 2017), so that a misspelled one is nearly the right one."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag(_BUCKETS + 1, width, mode="mean", padding_idx=0)

    def forward(self, words: Tensor) -> Tensor:
        """(B, N, PIECES), 0 for none → (B, N, D)."""
        mean: Tensor = self.pieces(words.flatten(0, 1))
        return mean.reshape(*words.shape[:2], -1)


def pieces_of(word: str) -> list[int]:
    """A word as a whole and as triples of its letters: `PIECES` numbers, 0 for none."""
    marked = f"<{word}>"
    pieces = [marked, *(marked[first : first + 3] for first in range(len(marked) - 2))][:PIECES]
    return [1 + zlib.crc32(piece.encode()) % _BUCKETS for piece in pieces] + [0] * (PIECES - len(pieces))


def scene_head(options: HeadOptions) -> TokenHead:
    """The oracle's head: reads the tokens of `ears.tokens`."""
    return TokenHead(nn.Embedding(len(vocabulary_tokens()), options.width), MAX_TOKENS, options)


def text_head(options: HeadOptions) -> TokenHead:
    """The cascade's head: reads the words that a recogniser wrote."""
    return TokenHead(_Words(options.width), LONGEST_TEXT, options)


def contrast(first: Tensor, second: Tensor, temperature: Tensor, same: Tensor) -> Tensor:
    """Symmetric cross-entropy of matching pairs (van den Oord et al. 2018; Radford et al. 2021). Unit vectors (B, P); `temperature` is the logarithm of 1 / τ; `same` (B, B) marks other pairs that mean the same and count neither way."""
    logits = first @ second.T * temperature.clamp(max=math.log(100.0)).exp()
    logits = logits.masked_fill(same & ~torch.eye(len(same), dtype=torch.bool, device=same.device), -1e4)
    wanted = torch.arange(len(first), device=first.device)
    return 0.5 * (f.cross_entropy(logits, wanted) + f.cross_entropy(logits.T, wanted))
