"""The checker: pixels → what stands where. The judge of painted pictures; it sees renders of the world and nothing else.

A convolutional detector in the manner of CenterNet (Zhou et al. 2019): on a 32 × 32 grid the odds of each name, the box and the colour
of what is centred there; and the place, time and weather of the whole picture. B batch, G 32, N names.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.pictures import SIDE, PictureRow, read_pictures
from speechscape.train.blocks import convolution
from speechscape.train.engine import Engine, cosine
from speechscape.world.layout import place_of
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS, elements

__all__ = ["GRID", "Checker", "CheckerOptions", "CheckerTask", "Judgement", "Targets", "targets_of"]

GRID = 32
TINTS = ("natural", *COLORS)


@dataclass(frozen=True)
class CheckerOptions:
    """Sizes of the checker."""

    stem: int = 32
    fine: int = 64
    middle: int = 128
    coarse: int = 192
    top: int = 80
    fine_blocks: int = 1
    coarse_blocks: int = 2


@dataclass(frozen=True)
class Judgement:
    """What the checker sees: logits of names (B, N, G, G); boxes (B, 4, G, G) as distances from the cell's centre to the edges in cells, as logarithms; logits of tints (B, ·, G, G), as if all were as frequent, and of places, times and weathers (B, ·)."""

    names: Tensor
    boxes: Tensor
    tints: Tensor
    places: Tensor
    times: Tensor
    weathers: Tensor


class Checker(nn.Module):
    """See the module."""

    def __init__(self, options: CheckerOptions) -> None:
        super().__init__()
        o = options
        self.options = options
        self.fine = nn.Sequential(convolution(3, o.stem, 2), convolution(o.stem, o.fine, 2), *(convolution(o.fine, o.fine) for _ in range(o.fine_blocks)))
        self.shrink = nn.Sequential(convolution(o.fine, o.middle, 2), convolution(o.middle, o.middle), convolution(o.middle, o.coarse))
        self.coarse = nn.Sequential(*(convolution(o.coarse, o.coarse) for _ in range(o.coarse_blocks)))
        self.whole = nn.Linear(o.coarse, o.coarse)
        self.side, self.under = nn.Conv2d(o.fine, o.top, 1), nn.Conv2d(o.coarse, o.top, 1)
        self.beside = nn.Conv2d(o.coarse, 2 * o.top, 1)
        self.top = convolution(o.top, o.top)
        self.norm = nn.LayerNorm(3 * o.top)
        self.heads = nn.Linear(3 * o.top, len(elements()) + 4 + len(TINTS))
        nn.init.constant_(self.heads.bias[: len(elements())], -5.0)
        self.setting = nn.Linear(o.coarse, len(PLACES) + len(TIMES) + len(WEATHERS))

    def features(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """(B, 3, SIDE, SIDE) in [-1, 1] → features of the grid (B, C, G, G) and of the whole picture (B, D)."""
        x = self.fine(pixels)
        y = self.coarse(self.shrink(x))
        whole = f.relu(self.whole(y.mean(dim=(2, 3))))
        top = self.top(self.side(x) + f.interpolate(self.under(y + whole[:, :, None, None]), scale_factor=2.0, mode="nearest"))
        return torch.cat([top, f.interpolate(self.beside(y), scale_factor=2.0, mode="nearest")], dim=1), whole

    def forward(self, pixels: Tensor) -> Judgement:
        """(B, 3, SIDE, SIDE) in [-1, 1] → what is seen."""
        grid, whole = self.features(pixels)
        seen = self.heads(self.norm(grid.permute(0, 2, 3, 1))).permute(0, 3, 1, 2)
        names, boxes, tints = seen.split([len(elements()), 4, len(TINTS)], dim=1)
        return Judgement(names, boxes, tints, *self.setting(whole).split([len(PLACES), len(TIMES), len(WEATHERS)], dim=1))


@dataclass(frozen=True)
class Targets:
    """A batch's truth: pixels (B, 3, SIDE, SIDE) in [-1, 1]; one row a copy: (rows, 4) picture, name, grid y, grid x; its box in `Judgement`'s terms (rows, 4) and tint (rows,); settings (B, 3)."""

    pixels: Tensor
    cells: Tensor
    boxes: Tensor
    tints: Tensor
    settings: Tensor


def targets_of(rows: list[PictureRow]) -> Targets:
    """The truth of pictures, from their scenes and spots."""
    names = {name: index for index, name in enumerate(elements())}
    cells, boxes, tints, settings = [], [], [], []
    for number, row in enumerate(rows):
        setting = row.scene.setting
        settings.append([PLACES.index(place_of(row.scene)), TIMES.index(setting.time or "day"), WEATHERS.index(setting.weather or "clear")])
        for index, _, *edges in row.spots:
            item = row.scene.elements[index]
            x0, y0, x1, y1 = (min(1.0, max(0.0, edge)) for edge in edges)
            x, y = min(GRID - 1, int(GRID * (x0 + x1) / 2)), min(GRID - 1, int(GRID * (y0 + y1) / 2))
            cells.append([number, names[item.name], y, x])
            middle_x, middle_y = x + 0.5, y + 0.5
            boxes.append([math.log(max(0.1, reach)) for reach in (middle_x - GRID * x0, middle_y - GRID * y0, GRID * x1 - middle_x, GRID * y1 - middle_y)])
            tints.append(TINTS.index(item.color or "natural"))
    pixels = np.stack([row.pixels for row in rows]).transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
    where, around = torch.tensor(cells, dtype=torch.long).reshape(-1, 4), torch.tensor(boxes, dtype=torch.float32).reshape(-1, 4)
    tinted, settled = (torch.tensor(values, dtype=torch.long) for values in (tints, settings))
    return Targets(torch.from_numpy(pixels), where, around, tinted, settled)


def checker_losses(seen: Judgement, truth: Targets, frequent: Tensor) -> dict[str, Tensor]:
    """Focal loss of the names (Lin et al. 2017; cells beside a copy do not count for its name), L1 of the boxes, cross-entropy of the rest.

    `frequent` (tints,) are logarithms of how often each tint is seen: added to the logits in the loss alone, they leave logits as if all were as frequent
    (Menon et al. 2021), so that a painted thing is not taken for natural because most things are.
    """
    picture, name, y, x = truth.cells.T
    odds = seen.names.float().permute(0, 2, 3, 1).contiguous()  # as the heads gave them: mixed orders of the axes would cost more than the network
    middles = torch.unique(truth.cells, dim=0).T
    found = odds[middles[0], middles[2], middles[3], middles[1]]
    elsewhere = torch.ones_like(odds)
    for down, across in itertools.product((-1, 0, 1), repeat=2):
        elsewhere[picture, (y + down).clamp(0, GRID - 1), (x + across).clamp(0, GRID - 1), name] = 0.0
    right = -((1 - found.sigmoid()) ** 2) * f.logsigmoid(found)
    wrong = elsewhere * odds.sigmoid() ** 2 * f.softplus(odds)
    copies = max(1, len(picture))
    rows = (picture, slice(None), y, x)
    settings = zip((seen.places, seen.times, seen.weathers), truth.settings.T, strict=True)
    return {
        "names": (right.sum() + wrong.sum()) / copies,
        "boxes": f.smooth_l1_loss(seen.boxes.float()[rows], truth.boxes, beta=0.1, reduction="sum") / (4 * copies),
        "tints": f.cross_entropy(seen.tints.float()[rows] + frequent, truth.tints, reduction="sum") / copies,
        "setting": sum((f.cross_entropy(logits.float(), wanted) for logits, wanted in settings), torch.zeros(())),
    }


def _softened(pixels: Tensor, rng: np.random.Generator) -> Tensor:
    """The first half of pictures (B, 3, SIDE, SIDE) as if painted smaller, each batch in another size."""
    half, side = len(pixels) // 2, int(rng.integers(SIDE // 2, SIDE))
    if not half:
        return pixels
    small = f.interpolate(pixels[:half], size=(side, side), mode="bilinear", antialias=True, align_corners=False)
    return torch.cat([f.interpolate(small, size=(SIDE, SIDE), mode="bilinear", align_corners=False), pixels[half:]])


class CheckerTask:
    """Trains a checker on folders of renders; `start` is a checkpoint to begin with."""

    def __init__(self, folders: list[Path], options: CheckerOptions, *, batch_size: int = 24, peak_rate: float = 2e-3, seed: int = 0, device: str = "cpu", start: Path | None = None) -> None:
        self.rows = [row for folder in folders for row in read_pictures(folder)]
        if not self.rows:
            raise FileNotFoundError(f"no pictures under {', '.join(map(str, folders))}; make some with python -m speechscape.data.pictures")
        counts = Counter(item.color or "natural" for row in self.rows for item in row.scene.elements)
        self.frequent = torch.tensor([(counts[tint] + 1) / (counts.total() + len(TINTS)) for tint in TINTS]).log()
        torch.manual_seed(seed)
        self.checker = Checker(options).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        if start is not None:
            self.checker.load_state_dict(torch.load(start, map_location="cpu", weights_only=True)["averages"]["checker"])
        self.modules: Mapping[str, nn.Module] = {"checker": self.checker}
        self.optimizers: Mapping[str, Optimizer] = {"checker": torch.optim.AdamW(self.checker.parameters(), lr=peak_rate, betas=(0.9, 0.98), weight_decay=0.02, fused=True)}
        self._size, self._peak, self._seed, self._device = batch_size, peak_rate, seed, device

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"checker": asdict(self.checker.options), "names": list(elements())}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self._peak, 0.03)

    def batch(self, number: int, progress: float) -> Targets:
        """Pictures at random, a little recoloured and noisy, half of them softened: painted pictures are not as clean as renders."""
        rng = np.random.default_rng((self._seed, number))
        chosen = [self.rows[index] for index in rng.integers(len(self.rows), size=self._size)]
        truth = targets_of(chosen)
        light = torch.from_numpy(rng.normal(1, 0.06, (self._size, 3, 1, 1)).astype(np.float32))
        noise = torch.from_numpy(rng.normal(0, 1, truth.pixels.shape).astype(np.float32)) * torch.from_numpy(rng.uniform(0, 0.06, (self._size, 1, 1, 1)).astype(np.float32))
        pixels = (_softened(truth.pixels, rng) * light + noise).clamp(-1, 1)
        return Targets(pixels, truth.cells, truth.boxes, truth.tints, truth.settings)

    def step(self, engine: Engine, batch: Targets, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = Targets(*(value.to(self._device) for value in vars(batch).values()))
        with torch.autocast(batch.pixels.device.type, torch.bfloat16):
            seen = self.checker(batch.pixels.contiguous(memory_format=torch.channels_last))
        parts = checker_losses(seen, batch, self.frequent.to(self._device))
        engine.update("checker", parts["names"] + parts["boxes"] + parts["tints"] + 0.3 * parts["setting"])
        return parts


assert SIDE == 4 * GRID  # the stem halves the picture twice
