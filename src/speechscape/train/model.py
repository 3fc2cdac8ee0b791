"""The ears as a torch module: a convolution-subsampled transformer encoder with spelling and mention heads, and a scene decoder.

B batch, F feature frames (10 ms), S speech states (80 ms), L letters' frames (40 ms), N tokens, D width.
The encoder runs three blocks at 40 ms, where phones are heard (CTC), then the rest at 80 ms, where words are. Each block is
rotary self-attention (Su et al. 2021), a gated depthwise convolution (Gulati et al. 2020) and a feed-forward layer. Two heads
serve words that stand among unknown ones: the mention head spots names wherever they are said (CTC over the vocabulary; the decoder
sees what it spots), and an adversary behind a reversed gradient (Ganin et al. 2016) makes people and machines sound alike at 40 ms.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from speechscape.ears.features import MELS
from speechscape.ears.tokens import LETTERS, MAX_TOKENS, mention_tokens, vocabulary_tokens

__all__ = ["Ears", "EarsOptions", "Encoded"]


@dataclass(frozen=True)
class EarsOptions:
    """Sizes of the ears; stored in every checkpoint."""

    width: int = 256
    heads: int = 4
    fine_blocks: int = 3
    coarse_blocks: int = 5
    hidden: int = 896
    decoder_blocks: int = 3
    decoder_hidden: int = 768
    kernel: int = 9
    phones: int = 64


def _rotate(x: Tensor, base: float = 10_000.0) -> Tensor:
    """Rotary positions on (B, heads, N, D)."""
    length, width = x.shape[-2], x.shape[-1]
    frequency = base ** (-torch.arange(0, width // 2, device=x.device, dtype=torch.float32) / (width // 2))
    angle = torch.arange(length, device=x.device, dtype=torch.float32)[:, None] * frequency
    cos, sin = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
    first, second = x[..., : width // 2], x[..., width // 2 :]
    return torch.cat([first * cos - second * sin, first * sin + second * cos], dim=-1)


def _attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
    """Scaled dot-product attention on (B, heads, N, D) and its weights; at these lengths faster on CPU than the fused kernel."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    weights = torch.softmax(scores if bias is None else scores + bias.to(scores.dtype), dim=-1).to(v.dtype)
    return weights @ v, weights


class Encoded(NamedTuple):
    """What the encoder makes of a batch: states (B, S, D) and their mask (B, S); logits of phones (B, 2S, P), letters (B, 2S, 29) and mentions (B, S, M + 1); what is heard at 40 ms (B, 2S, D) and its mask; the same joined to 80 ms (B, S, D), of which the upper blocks make states."""

    states: Tensor
    mask: Tensor
    phones: Tensor
    letters: Tensor
    mentions: Tensor
    fine: Tensor
    fine_mask: Tensor
    sounds: Tensor


class _Reverse(torch.autograd.Function):
    """The same forward, the opposite gradient."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x.view_as(x)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        return -gradients[0]


class SelfAttention(nn.Module):
    """Rotary multi-head self-attention."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, N, D) with an additive bias broadcast to (B, heads, N, N) → (B, N, D)."""
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        return self.out(_attend(_rotate(q), _rotate(k), v, bias)[0].transpose(1, 2).reshape(b, n, d))


class Block(nn.Module):
    """Attention, gated depthwise convolution, feed-forward; each pre-normed and residual."""

    def __init__(self, width: int, heads: int, hidden: int, kernel: int) -> None:
        super().__init__()
        self.attention_norm, self.attention = nn.LayerNorm(width), SelfAttention(width, heads)
        self.conv_norm, self.gate = nn.LayerNorm(width), nn.Linear(width, 2 * width)
        self.depthwise = nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)
        self.conv_out = nn.Linear(width, width)
        self.hidden_norm, self.up, self.down = nn.LayerNorm(width), nn.Linear(width, hidden), nn.Linear(hidden, width)

    def forward(self, x: Tensor, keep: Tensor, bias: Tensor) -> Tensor:
        """(B, N, D); `keep` (B, N, 1) is 1 on real frames."""
        x = x + self.attention(self.attention_norm(x), bias)
        value, gate = self.gate(self.conv_norm(x)).chunk(2, dim=-1)
        mixed = self.depthwise((value * torch.sigmoid(gate) * keep.to(value.dtype)).transpose(1, 2)).transpose(1, 2)
        x = x + self.conv_out(f.silu(mixed))
        return x + self.down(f.gelu(self.up(self.hidden_norm(x))))


class DecoderBlock(nn.Module):
    """Causal self-attention and cross-attention to the speech states, learned positions, feed-forward."""

    def __init__(self, width: int, heads: int, hidden: int) -> None:
        super().__init__()
        self.heads = heads
        self.self_norm, self.self_qkv, self.self_out = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.cross_norm, self.cross_q, self.cross_out = nn.LayerNorm(width), nn.Linear(width, width), nn.Linear(width, width)
        self.cross_kv = nn.Linear(width, 2 * width)
        self.hidden_norm, self.up, self.down = nn.LayerNorm(width), nn.Linear(width, hidden), nn.Linear(hidden, width)

    def split(self, x: Tensor, parts: int) -> tuple[Tensor, ...]:
        """(B, N, parts D) → parts times (B, heads, N, D / heads)."""
        b, n, d = x.shape
        return tuple(x.view(b, n, parts, self.heads, d // parts // self.heads).permute(2, 0, 3, 1, 4))

    def forward(self, x: Tensor, keys: Tensor, values: Tensor, past: tuple[Tensor, Tensor] | None, self_bias: Tensor | None, cross_bias: Tensor | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """One step or a whole sequence: (B, N, D) → the same, the self-attention keys and values, the cross-attention weights."""
        b, n, d = x.shape
        q, k, v = self.split(self.self_qkv(self.self_norm(x)), 3)
        if past is not None:
            k, v = torch.cat([past[0], k], dim=2), torch.cat([past[1], v], dim=2)
        x = x + self.self_out(_attend(q, k, v, self_bias)[0].transpose(1, 2).reshape(b, n, d))
        (query,) = self.split(self.cross_q(self.cross_norm(x)), 1)
        seen, weights = _attend(query, keys, values, cross_bias)
        x = x + self.cross_out(seen.transpose(1, 2).reshape(b, n, d))
        return x + self.down(f.gelu(self.up(self.hidden_norm(x)))), k, v, weights


class Ears(nn.Module):
    """Speech features in; phones, letters and a scene out."""

    def __init__(self, options: EarsOptions) -> None:
        super().__init__()
        o, d = options, options.width
        self.options = options
        self.front1 = nn.Conv1d(MELS, d, 5, stride=2, padding=2)
        self.front2 = nn.Conv1d(d, d, 5, stride=2, padding=2)
        self.front_norm = nn.LayerNorm(d)
        self.fine = nn.ModuleList(Block(d, o.heads, o.hidden, o.kernel) for _ in range(o.fine_blocks))
        self.phone_norm, self.phone_head = nn.LayerNorm(d), nn.Linear(d, o.phones)
        self.phone_back = nn.Linear(o.phones, d)
        self.shorten = nn.Linear(2 * d, d)
        self.coarse = nn.ModuleList(Block(d, o.heads, o.hidden, o.kernel) for _ in range(o.coarse_blocks))
        self.state_norm = nn.LayerNorm(d)
        self.letter_head = nn.Linear(d, 2 * (len(LETTERS) + 1))
        self.mention_head = nn.Linear(d, len(mention_tokens()) + 1)
        nn.init.constant_(self.mention_head.bias[0], 6.0)  # hardly any state names anything
        self.mention_back = nn.Linear(len(mention_tokens()) + 1, d, bias=False)
        nn.init.zeros_(self.mention_back.weight)
        self.adversary = nn.Sequential(nn.Linear(d, 96), nn.GELU(), nn.Linear(96, 1))
        self.tokens = nn.Embedding(len(vocabulary_tokens()), d)
        self.positions = nn.Parameter(0.02 * torch.randn(MAX_TOKENS, d))
        self.decoder = nn.ModuleList(DecoderBlock(d, o.heads, o.decoder_hidden) for _ in range(o.decoder_blocks))
        self.token_norm, self.token_head = nn.LayerNorm(d), nn.Linear(d, len(vocabulary_tokens()))

    def encode(self, features: Tensor, frames: Tensor) -> Encoded:
        """(B, F, MELS) normalised features and (B,) frame counts → `Encoded`."""
        sounds, mask, phones, heard, keep = self.sounds(features, frames)
        x, bias = sounds, torch.where(mask[:, None, None, :], 0.0, -1e4)
        for block in self.coarse:
            x = block(x, mask.unsqueeze(-1), bias)
        states = self.state_norm(x)
        letters, mentions = self.letter_head(states).reshape(*heard.shape[:2], -1), self.mention_head(states)
        states = states + self.mention_back(torch.softmax(mentions.float(), dim=-1).to(states.dtype))
        return Encoded(states, mask, phones, letters, mentions, heard, keep, sounds)

    def sounds(self, features: Tensor, frames: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """The lower blocks: what `encode` takes → sounds (B, S, D), their mask (B, S), logits of phones (B, 2S, P), what is heard at 40 ms (B, 2S, D) and its mask."""
        short = -features.shape[1] % 8
        x = f.pad(features, (0, 0, 0, short)).transpose(1, 2)
        x = f.gelu(self.front1(x))
        half = (torch.arange(x.shape[2], device=x.device)[None] < ((frames + 1) // 2)[:, None]).unsqueeze(1)
        x = f.gelu(self.front2(x * half.to(x.dtype))).transpose(1, 2)  # padding stays zero, whatever the batch is padded to
        x = self.front_norm(x)
        fine_frames = (frames + 3) // 4
        keep = (torch.arange(x.shape[1], device=x.device)[None] < fine_frames[:, None]).unsqueeze(-1)
        bias = torch.where(keep[:, None, None, :, 0], 0.0, -1e4)
        for block in self.fine:
            x = block(x, keep, bias)
        heard = self.phone_norm(x)
        phones = self.phone_head(heard)
        x = x + self.phone_back(torch.softmax(phones.float(), dim=-1).to(x.dtype))
        b, n, d = x.shape
        x = self.shorten((x * keep.to(x.dtype)).reshape(b, n // 2, 2 * d))
        return x, keep.reshape(b, n // 2, 2).any(dim=-1), phones, heard, keep[..., 0]

    def guess_human(self, encoded: Encoded) -> Tensor:
        """(B, 2S) logits that a frame was spoken by a person; training it makes the encoder hide the difference."""
        return self.adversary(_Reverse.apply(encoded.fine))[..., 0]  # type: ignore[no-untyped-call]

    def decode(self, tokens: Tensor, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Teacher forcing: (B, N) tokens → logits (B, N, V) for the token after each, and the last block's attention (B, heads, N, S)."""
        n = tokens.shape[1]
        x = self.tokens(tokens) + self.positions[:n]
        causal = torch.triu(torch.full((n, n), -1e4, device=tokens.device), diagonal=1)
        bias = torch.where(mask[:, None, None, :], 0.0, -1e4)
        weights = torch.empty(0)
        for block in self.decoder:
            keys, values = block.split(block.cross_kv(states), 2)  # type: ignore[operator]
            x, _, _, weights = block(x, keys, values, None, causal, bias)
        return self.token_head(self.token_norm(x)), weights

    def checkpoint_options(self) -> dict[str, Any]:
        """The options as plain values."""
        return asdict(self.options)
