"""The composer: latent tokens, a hand and noise → layers. Each layer is an appearance code, a box, a depth and whether it is there at all; one more code is the backdrop.

A code is what a codebook of looks holds, mixed by attention: the composer chooses for each layer, softly, and `train.pixels` reads the mixture alone. So a code that is said is nearly one of those by which
canvases learnt to paint, where a code said freely is the mean of what it may be. All of it is trained through the pixels.
Boxes and depths of the renders are targets too, as relation-supervised generators are given pairs. What the words leave open has two sources: one of H hands, each
with its own way to lay things out (the renders' layout seeds: the renderer's chance and the composer's are the same), and noise for what each thing looks like.
B batch, K tokens, L layers, C code width, H hands, Z noise width.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as f

from speechscape.data.pictures import HANDS, PictureRow
from speechscape.data.sketches import LABELS as SKETCH_LABELS
from speechscape.data.sketches import labels_of
from speechscape.train.blocks import ReadingBlock
from speechscape.train.sketches import DESIGNS, Codebook
from speechscape.world.layout import Spot, place_of
from speechscape.world.painting import FOOTINGS
from speechscape.world.vocabulary import COLORS, PLACES, SIZES, TIMES, WEATHERS, elements

__all__ = ["LABELS", "Composer", "ComposerOptions", "LayerTargets", "Layers", "chance_of", "label_losses", "layer_losses", "targets_of", "waves"]

_APART = 0.04
"""Middles nearer than this, in pictures, are in no order."""

_SURE = 3.0
"""How much surer than it is the composer paints: where it wavers between two things, half of each would be neither."""

_TINTS = ("natural", *COLORS)
_EXTENTS = ("usual", *SIZES)
_NAME, _TINT, _DESIGN, _FOOTING = (SKETCH_LABELS.index(column) for column in ("name", "tint", "variant", "footing"))
_CHOICES = (len(elements()), len(_TINTS), DESIGNS, len(FOOTINGS))
_SETTINGS = (len(PLACES), len(TIMES), len(WEATHERS))
LABELS = len(elements()) + len(_TINTS) + len(_EXTENTS)
"""Names, tints and extents in one row of logits; learnt beside by the head of pictures, never used to paint."""


@dataclass(frozen=True)
class ComposerOptions:
    """Sizes: L layers, C wide codes, H hands, Z wide noise of each layer; `latent` is the width of the tokens that are read; `patch` pixels make one token of a noisy picture."""

    layers: int = 16
    width: int = 192
    blocks: int = 4
    heads: int = 4
    latent: int = 192
    hands: int = HANDS
    style: int = 2
    code: int = 160
    patch: int = 8


@dataclass(frozen=True)
class Layers:
    """What the composer wants painted: logits of presence (B, L), boxes (B, L, 4) as middle x, base y, width, height in fractions of the picture, depth (B, L; higher is nearer), codes (B, L, C) and the backdrop's (B, C), and the logits of what was chosen for either: (B, L, names with tints, designs, footings), (B, places with times, weathers)."""

    presence: Tensor
    boxes: Tensor
    depth: Tensor
    codes: Tensor
    backdrop: Tensor
    choices: Tensor
    setting: Tensor


@dataclass(frozen=True)
class LayerTargets:
    """The render's layers in the order of mention: present (B, L), boxes (B, L, 4), depth (B, L), for learning alone names, tints and extents (B, L), and what the codebook needs: rows of `data.sketches.LABELS` (B, L, 7) and of `GROUND_LABELS` (B, 4); the hand (B, H) that laid them out; which layers are the first of their element (B, L)."""

    present: Tensor
    boxes: Tensor
    depth: Tensor
    names: Tensor
    tints: Tensor
    extents: Tensor
    things: Tensor
    ground: Tensor
    hand: Tensor
    first: Tensor

    def to(self, device: str) -> LayerTargets:
        """The same on another device."""
        return LayerTargets(*(value.to(device) for value in vars(self).values()))


class Composer(nn.Module):
    """See the module. With a noisy picture and its time it refines that picture; without, hand and noise alone decide what the words leave open."""

    def __init__(self, options: ComposerOptions) -> None:
        super().__init__()
        o = options
        self.options = options
        self.queries = nn.Parameter(torch.randn(o.layers + 1, o.width) * 0.5)
        self.enter, self.enter_norm = nn.Linear(o.latent, o.width), nn.LayerNorm(o.width)
        self.hand, self.style = nn.Linear(o.hands, (o.layers + 1) * o.width), nn.Linear(o.style, o.width)
        self.patches = nn.Linear(3 * o.patch * o.patch, o.width)
        self.places = nn.Parameter(torch.randn((128 // o.patch) ** 2, o.width) * 0.1)
        self.clock = nn.Sequential(nn.Linear(32, o.width), nn.SiLU(), nn.Linear(o.width, o.width))
        self.blocks = nn.ModuleList(ReadingBlock(o.width, o.heads) for _ in range(o.blocks))
        self.norm = nn.LayerNorm(o.width)
        self.geometry = nn.Linear(o.width, 6)
        self.choices, self.setting = nn.Linear(o.width, sum(_CHOICES)), nn.Linear(o.width, sum(_SETTINGS))
        self.codebook = Codebook(o.code)

    def forward(self, tokens: Tensor, hand: Tensor, style: Tensor, noisy: Tensor | None = None, time: Tensor | None = None) -> Layers:
        """Tokens (B, K, D), hand (B, H), noise of style (B, L + 1, Z; the last for the backdrop) [, a noisy picture (B, 3, 128, 128) and (B, 2) its time and the step to come, both 0 to 1] → layers."""
        if noisy is None or time is None:
            return self.compose(tokens, hand, style, None, None)
        cut = f.pixel_unshuffle(noisy, self.options.patch).flatten(2).transpose(1, 2)
        return self.compose(tokens, hand, style, cut, self.clock(waves(time)))

    def compose(self, tokens: Tensor, hand: Tensor, style: Tensor, patches: Tensor | None, moment: Tensor | None) -> Layers:
        """As `forward`, with the noisy picture as patches (B, P, 3 · patch²) and its time as (B, D)."""
        memory = self.enter_norm(self.enter(tokens))
        x = self.queries + self.hand(hand).reshape(-1, *self.queries.shape) + self.style(style)
        if patches is not None and moment is not None:
            memory = torch.cat([memory, self.patches(patches) + self.places[: patches.shape[1]]], dim=1)
            x = x + moment[:, None]
        for block in self.blocks:
            x = block(x, memory, None)
        x = self.norm(x)
        geometry = self.geometry(x[:, :-1]).float()
        boxes = torch.cat([1.2 * geometry[..., 2:4].sigmoid() - 0.1, 1.1 * geometry[..., 4:6].sigmoid()], dim=-1)
        choices, setting = self.choices(x[:, :-1]).float(), self.setting(x[:, -1]).float()
        around = _shares(setting, _SETTINGS)
        everywhere = [share[:, None].expand(-1, choices.shape[1], -1) for share in around]
        codes = self.codebook.mixed_thing([*_shares(choices, _CHOICES), *everywhere])
        return Layers(geometry[..., 0], boxes, geometry[..., 1], codes, self.codebook.mixed_ground([*around, hand]), choices, setting)


def _shares(logits: Tensor, sizes: tuple[int, ...]) -> list[Tensor]:
    return [(_SURE * part).softmax(dim=-1) for part in torch.split(logits, list(sizes), dim=-1)]


def waves(time: Tensor) -> Tensor:
    """(B, 2) → (B, 32) sines and cosines."""
    turns = time[..., None] * torch.pi * 2.0 ** torch.arange(-1, 7, device=time.device)
    return torch.cat([turns.sin(), turns.cos()], dim=-1).flatten(1)


def chance_of(targets: LayerTargets, options: ComposerOptions) -> Tensor:
    """Noise of style (B, L + 1, Z) as it must have been for these renders: the first number of an element's first layer falls into the third of the normal distribution that belongs to its design; all else is free.

    Whatever noise told beyond that (which layers are there, which belong together) the composer would believe instead of the words.
    """
    noise = torch.randn(*targets.present.shape[:1], options.layers + 1, options.style, device=targets.present.device)
    design = targets.things[..., _DESIGN]
    design = torch.where(targets.first > 0, design, torch.randint_like(design, 3))
    share = (design + torch.rand(design.shape, device=design.device)) / 3
    noise[:, :-1, 0] = (2 * share - 1).clamp(-0.9999, 0.9999).erfinv() * 2**0.5
    return noise


def targets_of(rows: list[PictureRow], layers: int) -> LayerTargets:
    """Layers of renders: copies in the order of mention, those past L left out."""
    shape = (len(rows), layers)
    present, boxes, depth = np.zeros(shape, np.float32), np.zeros((*shape, 4), np.float32), np.zeros(shape, np.float32)
    extents, things, ground = np.zeros(shape, np.int64), np.zeros((*shape, 7), np.int64), np.zeros((len(rows), 4), np.int64)
    hands, first = np.zeros((len(rows), HANDS), np.float32), np.zeros(shape, np.float32)
    for number, row in enumerate(rows):
        setting, known = row.scene.setting, 1 <= row.seed <= HANDS
        hands[number, row.seed - 1] = known
        ground[number] = PLACES.index(place_of(row.scene)), TIMES.index(setting.time or "day"), WEATHERS.index(setting.weather or "clear"), (row.seed - 1) * known
        painted = [(spot[0], spot[1], rank, spot[2:]) for rank, spot in enumerate(row.spots)]
        led: set[int] = set()
        for layer, (index, copy, rank, (x0, y0, x1, y1)) in enumerate(sorted(painted)[:layers]):
            item = row.scene.elements[index]
            first[number, layer] = index not in led
            led.add(index)
            present[number, layer], depth[number, layer] = 1, rank / layers
            boxes[number, layer] = (x0 + x1) / 2, y1, x1 - x0, y1 - y0
            extents[number, layer] = _EXTENTS.index(item.size or "usual")
            things[number, layer] = labels_of(item, Spot(index, copy, (x0 + x1) / 2, y1, x1 - x0, y1 - y0), row.scene, row.seed)
    floats, whole = (torch.from_numpy(one) for one in (present, boxes, depth)), (torch.from_numpy(one) for one in (extents, things, ground))
    (there, where, far), (sizes, shown, behind) = floats, whole
    return LayerTargets(there, where, far, shown[..., _NAME], shown[..., _TINT], sizes, shown, behind, torch.from_numpy(hands), torch.from_numpy(first))


def layer_losses(layers: Layers, targets: LayerTargets) -> dict[str, Tensor]:
    """How far layers are from a render's: presence, boxes, depth, order, and what was chosen for them and for the backdrop."""
    there = targets.present
    count = there.sum().clamp(min=1)
    return {
        "presence": f.binary_cross_entropy_with_logits(layers.presence, there, reduction="sum") / count,
        "boxes": ((layers.boxes - targets.boxes).abs().sum(dim=-1) * there).sum() / count,
        "depth": ((layers.depth - targets.depth).abs() * there).sum() / count,
        "order": _order_loss(layers.boxes, targets),
        **_choice_losses(layers, targets),
    }


def _choice_losses(layers: Layers, targets: LayerTargets) -> dict[str, Tensor]:
    """Names, tints, and all else: cross-entropy of each choice for layers that are there, and of the setting."""
    there = targets.present.flatten()
    parts = torch.split(layers.choices.float().flatten(0, 1), list(_CHOICES), dim=-1)
    names, tints, designs, footings = (
        (f.cross_entropy(odds, targets.things[..., column].flatten(), reduction="none") * there).sum() / there.sum().clamp(min=1)
        for odds, column in zip(parts, (_NAME, _TINT, _DESIGN, _FOOTING), strict=True)
    )
    setting = [f.cross_entropy(odds, wanted) for odds, wanted in zip(torch.split(layers.setting.float(), list(_SETTINGS), dim=-1), targets.ground.T, strict=False)]  # the hand is given
    return {"names": names, "tints": tints, "looks": designs + footings, "setting": sum(setting, torch.zeros((), device=there.device))}


def _order_loss(boxes: Tensor, targets: LayerTargets) -> Tensor:
    """How often two layers stand the wrong way round, across and in height, by the middles of their boxes: half a picture of difference between boxes is nothing beside "left" for "right"."""
    losses, pairs = boxes.new_zeros(()), boxes.new_zeros(())
    both = targets.present[:, :, None] * targets.present[:, None]
    for true, said in zip(_middles(targets.boxes), _middles(boxes), strict=True):
        wanted = true[:, :, None] - true[:, None]
        counted = both * (wanted > _APART)
        losses = losses + (f.softplus((_APART / 2 - (said[:, :, None] - said[:, None])) / _APART) * counted).sum()
        pairs = pairs + counted.sum()
    return losses / pairs.clamp(min=1)


def _middles(boxes: Tensor) -> tuple[Tensor, Tensor]:
    """Across and down, (B, L) each."""
    return boxes[..., 0], boxes[..., 1] - boxes[..., 3] / 2


def label_losses(logits: Tensor, targets: LayerTargets) -> dict[str, Tensor]:
    """How well logits (B, L, LABELS) tell what the layers of renders show: names, and tints with extents."""
    there = targets.present.flatten()
    parts = torch.split(logits.float().flatten(0, 1), [len(elements()), len(_TINTS), len(_EXTENTS)], dim=-1)
    names, tints, extents = (
        (f.cross_entropy(odds, wanted.flatten(), reduction="none") * there).sum() / there.sum().clamp(min=1) for odds, wanted in zip(parts, (targets.names, targets.tints, targets.extents), strict=True)
    )
    return {"names": names, "tints": tints + extents}
