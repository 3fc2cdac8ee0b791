"""The speech adapter: speech states of a frozen encoder → the tokens that a frozen diffusion model is conditioned by, in place of those of its text encoder.

Queries, one for each token, read the states, which a strided convolution has thinned out, through a few transformer blocks (learned queries on a frozen
encoder: Li et al. 2023, BLIP-2; Alayrac et al. 2022, Flamingo; a new encoder onto the tokens of an old one: Qin et al. 2023, GlueGen). What comes out is laid on the mean and the spread that
the text encoder's tokens have at each place, so that an untrained adapter already says "an average caption" and never something that the model has not seen.

`train.adapter` trains and saves it, whoever paints from speech loads it and gives what `Adapter.condition` returns to `painters.diffusion` as
`Request.conditioning`. This module hears nothing and paints nothing. Legend: B batch, S speech states, N tokens, D width of a token.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import ModelError, OptionError, SetupError

try:
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load, save
    from torch import Tensor, nn
    from torch.nn import functional as f
except ImportError:
    raise SetupError('torch and safetensors are not installed; install them with: pip install "speechscape[diffusion]"') from None

__all__ = ["Adapter", "AdapterCard", "AdapterOptions", "Projector", "load_adapter", "save_adapter"]

_FORMAT, _VERSION = "speechscape-adapter", 1
_CARD, _WEIGHTS = "adapter.json", "adapter.safetensors"
_LONGEST_WAVE = 10_000.0
_LIMITS = {"states": (1, 8192), "tokens": (1, 1024), "conditioning": (1, 16384), "width": (8, 4096), "blocks": (1, 48), "heads": (1, 64), "stride": (1, 16)}


@dataclass(frozen=True, kw_only=True)
class AdapterOptions:
    """Sizes: `states` is the width of a speech state; `tokens` (N) of width `conditioning` (D) come out; inside are `blocks` of `width` with `heads`; one in `stride` states is kept.

    Raises `OptionError` for a size that is no whole number within its limits, and for a width that the heads do not divide evenly.
    """

    states: int
    tokens: int
    conditioning: int
    width: int = 512
    blocks: int = 4
    heads: int = 8
    stride: int = 1

    def __post_init__(self) -> None:
        for name, (least, most) in _LIMITS.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
                raise OptionError(f"{name} of an adapter is {value!r}; it takes a whole number from {least} to {most}")
        if self.width % (2 * self.heads):
            raise OptionError(f"width {self.width} of an adapter is not a multiple of twice its {self.heads} heads; choose another width or number of heads")


@dataclass(frozen=True, kw_only=True)
class AdapterCard:
    """What an adapter was trained for: `encoder` is the speech encoder's name (`ears.encoders`), `pipeline` the diffusion model's; and its sizes."""

    encoder: str
    pipeline: str
    options: AdapterOptions


class Projector(nn.Module):
    """The network. `mean` and `spread` (N, D) are those of the text encoder's tokens; a place whose spread is 0 always says its mean, as the first token of a text does."""

    def __init__(self, options: AdapterOptions) -> None:
        super().__init__()
        self.options = o = options
        self.enter = nn.LayerNorm(o.states)
        self.thin = nn.Conv1d(o.states, o.width, 2 * o.stride + 1, stride=o.stride, padding=o.stride)
        self.nothing = nn.Parameter(torch.randn(o.width) * 0.5)
        self.told = nn.LayerNorm(o.width)
        self.queries = nn.Parameter(torch.randn(o.tokens, o.width) * 0.5)
        self.blocks = nn.ModuleList(nn.TransformerDecoderLayer(o.width, o.heads, 3 * o.width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True) for _ in range(o.blocks))
        self.norm, self.leave = nn.LayerNorm(o.width), nn.Linear(o.width, o.conditioning)
        nn.init.normal_(self.leave.weight, std=0.02 * o.width**-0.5)
        nn.init.zeros_(self.leave.bias)
        self.mean: Tensor
        self.spread: Tensor
        self.register_buffer("mean", torch.zeros(o.tokens, o.conditioning))
        self.register_buffer("spread", torch.ones(o.tokens, o.conditioning))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (B, S, M) with mask (B, S), true where somebody speaks; S may be 0 → tokens (B, N, D)."""
        return self.laid_out(self.plain(states, mask))

    def plain(self, states: Tensor, mask: Tensor) -> Tensor:
        """The same tokens before mean and spread are laid on them, about 1 in size: what the regression compares."""
        memory, there = self._memory(states, mask)
        x = self.queries.expand(len(states), -1, -1)
        for block in self.blocks:
            x = block(x, memory, memory_key_padding_mask=~there)
        tokens: Tensor = self.leave(self.norm(x))
        return tokens

    def laid_out(self, plain: Tensor) -> Tensor:
        """Plain tokens (B, N, D) → tokens as the diffusion model knows them."""
        return self.mean + self.spread * plain

    def _memory(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Thinned states with their time behind one vector that stands for silence, so that there is always something to read: (B, 1 + S / stride, W) and its mask."""
        nothing = self.nothing.expand(len(states), 1, -1)
        if states.shape[1] == 0:
            return self.told(nothing), mask.new_ones(len(states), 1)
        heard = self.enter(states).masked_fill(~mask[..., None], 0.0)  # padding is what the convolution adds anyway: alone or in a batch, the same
        kept = f.gelu(self.thin(heard.transpose(1, 2))).transpose(1, 2)
        kept = kept + _times(kept.shape[1], self.options.width, kept)
        there = mask[:, :: self.options.stride]
        return self.told(torch.cat([nothing, kept], dim=1)), torch.cat([there.new_ones(len(there), 1), there], dim=1)


class Adapter:
    """A trained adapter in a folder, ready to use. Raises as `load_adapter` does."""

    def __init__(self, folder: str | Path, device: str = "cpu") -> None:
        self._network, self.card = load_adapter(Path(folder))
        self._network.to(device)
        self._device, self._folder = device, Path(folder)

    @property
    def encoder(self) -> str:
        """Name of the speech encoder whose states it reads."""
        return self.card.encoder

    def check(self, *, encoder: str, width: int) -> None:
        """Does it go between the encoder of that name and a painter whose `conditioning_width` is `width`? Raises `ModelError` where not.

        A model's descendants share its text encoder, so the pipeline's name may be another than `card.pipeline`; the width may not.
        """
        card = self.card
        if encoder != card.encoder:
            raise ModelError(f"the adapter in {self._folder} reads the states of {card.encoder}, not of {encoder}; name that encoder, or another adapter")
        if width != card.options.conditioning:
            given = card.options.conditioning
            raise ModelError(f"the adapter in {self._folder} gives tokens {given} wide, made for {card.pipeline}; this painter takes {width}: choose that model, or another adapter")

    def condition(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """States (S, M) of one clip → conditioning (N, D) float32. No states at all (0, M) give what stands for silence. Raises `ModelError` for states of another width."""
        wanted = self.card.options.states
        if states.ndim != 2 or states.shape[1] != wanted:
            raise ModelError(f"speech states have the shape {states.shape}; the adapter in {self._folder} takes (S, {wanted}) from {self.encoder}: give it those")
        given = torch.from_numpy(np.ascontiguousarray(states, np.float32))[None].to(self._device)
        with torch.inference_mode():
            tokens = self._network(given, torch.ones(given.shape[:2], dtype=torch.bool, device=self._device))
        return np.asarray(tokens[0].cpu().numpy(), np.float32)


def save_adapter(folder: Path, card: AdapterCard, weights: Mapping[str, Tensor]) -> None:
    """Write ``adapter.json`` and ``adapter.safetensors`` into a folder; `weights` are the state of a `Projector` with the card's options."""
    folder.mkdir(parents=True, exist_ok=True)
    value = {"format": _FORMAT, "version": _VERSION, "encoder": card.encoder, "pipeline": card.pipeline, "options": asdict(card.options)}
    contents = {_WEIGHTS: save({name: one.detach().float().cpu().contiguous() for name, one in weights.items()}), _CARD: (json.dumps(value, indent=1) + "\n").encode()}
    for name, content in contents.items():
        part = folder / f"{name}.part"
        part.write_bytes(content)
        os.replace(part, folder / name)


def load_adapter(folder: Path) -> tuple[Projector, AdapterCard]:
    """The network of an adapter, in eval mode on the processor, and its card. Raises `ModelError` for a folder that holds none, is damaged or was written by a newer version."""
    card = _read_card(folder / _CARD)
    with torch.device("meta"):  # no memory is taken for sizes that a stranger's card only claims
        network = Projector(card.options)
    try:
        weights = load((folder / _WEIGHTS).read_bytes())
        if not all(bool(one.isfinite().all()) for one in weights.values()):
            raise RuntimeError("some numbers are not finite")
        network.load_state_dict(weights, assign=True)
    except (OSError, SafetensorError, RuntimeError) as error:
        raise ModelError(f"{folder / _WEIGHTS} is damaged, or belongs to another {_CARD} ({str(error)[:200]}); copy the folder again, or export the adapter again") from error
    return network.float().eval().requires_grad_(False), card


def _read_card(path: Path) -> AdapterCard:
    if not path.is_file():
        raise ModelError(f"no adapter in {path.parent}: {path.name} is not there; name a folder that recipes/adapter.py has exported")
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        made_by, version = value.get("format"), value.get("version")
    except (ValueError, AttributeError, RecursionError) as error:
        raise ModelError(f"{path} is damaged ({error}); copy the folder again, or export the adapter again") from error
    if made_by != _FORMAT or version != _VERSION:
        raise ModelError(f"{path} is {made_by!r} of version {version!r}; this Speechscape reads {_FORMAT!r} of version {_VERSION}: update Speechscape, or export the adapter with this one")
    try:
        return AdapterCard(encoder=str(value["encoder"]), pipeline=str(value["pipeline"]), options=_read_options(value["options"]))
    except (KeyError, TypeError, OptionError) as error:
        raise ModelError(f"{path} cannot be used ({error}); export the adapter again with this version") from error


def _read_options(value: dict[str, Any]) -> AdapterOptions:
    known = {one.name for one in fields(AdapterOptions)}
    unlike = sorted(set(value) ^ known)
    if unlike:
        raise OptionError(f"option {unlike[0]!r} is {'missing' if unlike[0] in known else 'not known to this version'}")
    return AdapterOptions(**value)


def _times(length: int, width: int, like: Tensor) -> Tensor:
    """The time of each of `length` states as waves (length, width) (Vaswani et al. 2017)."""
    steps = torch.arange(length, device=like.device, dtype=torch.float32)[:, None]
    waves = torch.exp(torch.arange(0, width, 2, device=like.device, dtype=torch.float32) * (-math.log(_LONGEST_WAVE) / width))
    return torch.cat([(steps * waves).sin(), (steps * waves).cos()], dim=1).to(like.dtype)
