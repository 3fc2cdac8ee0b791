"""A bidirectional GRU (Cho et al. 2014) that trains fast on a CPU, over the parameters of an `nn.GRU`; under autocast its matrix products are in bfloat16.

`nn.GRU` has no bfloat16 on CPU and multiplies weights with gradients at every step of time. Here all inputs are projected in one product, both directions walk
together, clips that have ended are left out, and the gradients of all weights are one product each after the walk. States and gates are float32 throughout.
B clips, S states, N states of all clips without padding ("packed": by time, and within a time the longest clip first), I inputs, H width of a direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

__all__ = ["bidirectional"]


@dataclass(frozen=True)
class _Packing:
    """Where the states of a padded batch are in the packed order: `places` (N,) among the B · S, `turned` (N,) the same clip told backwards, clips left at each time."""

    places: Tensor
    turned: Tensor
    left: list[int]

    @classmethod
    def of(cls, frames: Tensor, length: int) -> _Packing:
        """Frames (B,) of at least one and at most `length`."""
        longest, order = frames.sort(descending=True, stable=True)
        inside = torch.arange(int(longest[0]), device=frames.device)[:, None] < longest
        time, clip = inside.nonzero(as_tuple=True)
        packed = inside.flatten().cumsum(0).view_as(inside) - 1
        return cls(order[clip] * length + time, packed[longest[clip] - 1 - time, clip], inside.sum(dim=1).tolist())


class _Layer(torch.autograd.Function):
    """Both directions of one layer; the second direction reads and writes its states in turned order."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, w_in: Tensor, w_own: Tensor, b_in: Tensor, b_own: Tensor, left: list[int], dtype: torch.dtype) -> Tensor:
        """Inputs of both directions (2, N, I), weights (2, 3H, ·) and biases (2, 3H) of gates r, z, n → states (2, N, H) in `dtype`."""
        x, w_in, w_own = x.to(dtype), w_in.to(dtype), w_own.to(dtype)
        width = w_own.shape[2]
        asked = torch.baddbmm(b_in.to(dtype)[:, None], x, w_in.transpose(1, 2))
        turned, bias = w_own.transpose(1, 2).contiguous(), b_own.to(dtype)[:, None]
        gates = x.new_empty(2, x.shape[1], 4 * width)  # r, z, n, and what r lets through
        before, after = x.new_empty(2, x.shape[1], width), x.new_empty(2, x.shape[1], width)
        state = torch.zeros(2, left[0], width, device=x.device)
        low, start = state.to(dtype), 0
        for clips in left:
            now = slice(start, start + clips)
            state, low = state[:, :clips], low[:, :clips]
            before[:, now] = low
            own, new = torch.baddbmm(bias, low, turned).float(), asked[:, now].float()
            opened = torch.sigmoid_(own[..., : 2 * width] + new[..., : 2 * width])
            candidate = new[..., 2 * width :].addcmul_(opened[..., :width], own[..., 2 * width :]).tanh_()
            state = torch.lerp(candidate, state, opened[..., width:])
            low = state.to(dtype)
            gates[:, now, : 2 * width], gates[:, now, 2 * width : 3 * width], gates[:, now, 3 * width :] = opened, candidate, own[..., 2 * width :]
            after[:, now] = low
            start += clips
        ctx.save_for_backward(x, w_in, w_own, gates, before)
        ctx.left = left
        return after

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        """Of the states (2, N, H) → of inputs, weights and biases."""
        x, w_in, w_own, gates, before = ctx.saved_tensors
        width = w_own.shape[2]
        outer = torch.cat([w_own[:, 2 * width :], w_own[:, : 2 * width]], dim=1)  # gates n, r, z
        inner = x.new_empty(2, x.shape[1], 4 * width)  # of n before r lets it through, r, z, n: the first three are of the own state's product, the last three of the input's
        carried = torch.zeros(2, ctx.left[0], width, device=x.device)
        start = x.shape[1]
        for clips in reversed(ctx.left):
            now = slice(start - clips, start)
            r, z, n, own = gates[:, now].float().split(width, dim=2)
            state = carried[:, :clips] + gradient[:, now]
            of_n = state * (1 - z) * (1 - n * n)
            parts = inner[:, now]
            parts[..., :width], parts[..., 3 * width :] = of_n * r, of_n
            parts[..., width : 2 * width] = of_n * own * r * (1 - r)
            parts[..., 2 * width : 3 * width] = state * (before[:, now].float() - n) * z * (1 - z)
            carried[:, :clips] = torch.bmm(parts[..., : 3 * width], outer).float().addcmul_(state, z)
            start -= clips
        of_own, of_input = inner[..., : 3 * width], inner[..., width:]
        of_w_own = torch.bmm(before.transpose(1, 2), of_own).transpose(1, 2).float()
        of_w_in = torch.bmm(x.transpose(1, 2), of_input).transpose(1, 2).float()
        biases = torch.bmm(inner.new_ones(2, 1, inner.shape[1]), inner)[:, 0].float()  # a sum would first copy all of it to float32
        return torch.bmm(of_input, w_in), of_w_in, of_w_own.roll(-width, 1), biases[:, width:], biases[:, : 3 * width].roll(-width, 1), None, None


def bidirectional(network: nn.GRU, x: Tensor, frames: Tensor) -> Tensor:
    """(B, S, I) and frames (B,), one or more each, through a bidirectional `network` → states (B, S, 2H), zero in the padding, whatever stands there in `x`."""
    dtype = torch.get_autocast_dtype(x.device.type) if torch.is_autocast_enabled(x.device.type) else x.dtype
    packing = _Packing.of(frames, x.shape[1])
    states = x.flatten(0, 1).to(dtype).index_select(0, packing.places)
    for layer in range(network.num_layers):
        names = (f"{kind}_l{layer}" for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        weights = (torch.stack([getattr(network, name), getattr(network, f"{name}_reverse")]) for name in names)
        both = _Layer.apply(torch.stack([states, states.index_select(0, packing.turned)]), *weights, packing.left, dtype)  # type: ignore[no-untyped-call]
        states = torch.cat([both[0], both[1].index_select(0, packing.turned)], dim=1)
    padded = states.new_zeros(x.shape[0] * x.shape[1], states.shape[1])
    return padded.index_copy(0, packing.places, states).view(x.shape[0], x.shape[1], -1)
