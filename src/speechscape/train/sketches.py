"""Canvases and backdrops learn to paint each thing alone, and each place with nothing in it, before anyone speaks.

What is to be painted is a code: the sum of what a codebook holds for a thing's name, colour, design, footing and light. The codebook is a teacher: the composer
learns to say codes like its own from what it hears (`train.latent`), and the codebook is not shipped. C width of a code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.pictures import HANDS
from speechscape.data.sketches import read_sketches
from speechscape.train.engine import Engine, cosine
from speechscape.train.pixels import Backdrop, Canvas, PixelOptions, pixel_options
from speechscape.world.painting import FOOTINGS
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS, elements

__all__ = ["DESIGNS", "Codebook", "SketchBatch", "SketchTask", "load_sketches", "pixels_card", "surprise"]

DESIGNS = 3
"""Of every thing, see `world.painting.variant_of`."""


class Codebook(nn.Module):
    """What can be painted, as codes: of labels of `data.sketches`, or of mixtures of them."""

    def __init__(self, code: int) -> None:
        super().__init__()
        sizes = (len(elements()), 1 + len(COLORS), DESIGNS, len(FOOTINGS), len(PLACES), len(TIMES), len(WEATHERS))
        self.things = nn.ModuleList(nn.Embedding(size, code) for size in sizes)
        self.designs = nn.Embedding(len(elements()) * DESIGNS, code)  # of this very thing: begins at nothing, so that a codebook of older runs paints as it did
        nn.init.zeros_(self.designs.weight)
        self.grounds = nn.ModuleList(nn.Embedding(size, code) for size in (len(PLACES), len(TIMES), len(WEATHERS), HANDS, len(PLACES) * HANDS, len(WEATHERS) * HANDS))

    def thing(self, labels: Tensor) -> Tensor:
        """(…, 7), columns of `data.sketches.LABELS` → (…, C), each of length √C."""
        return self._code([*self._found(self.things, labels), self.designs(labels[..., 0] * DESIGNS + labels[..., 2])])

    def ground(self, labels: Tensor) -> Tensor:
        """(…, 4), columns of `data.sketches.GROUND_LABELS` → (…, C). Every hand has hills of its own in every place, and drops of its own in every weather."""
        place, _, weather, hand = labels.unbind(dim=-1)
        return self._code(self._found(self.grounds, torch.cat([labels, torch.stack([place * HANDS + hand, weather * HANDS + hand], dim=-1)], dim=-1)))

    def _found(self, tables: nn.ModuleList, labels: Tensor) -> list[Tensor]:
        return [table(labels[..., column]) for column, table in enumerate(tables)]

    def mixed_thing(self, shares: Sequence[Tensor]) -> Tensor:
        """As `thing`, of shares (…, choices) for every column that add up to one."""
        return self._code([*self._mixed(self.things, shares), _both(shares[0], shares[2]) @ self.designs.weight])

    def mixed_ground(self, shares: Sequence[Tensor]) -> Tensor:
        """As `ground`, of shares (…, choices) for every column that add up to one."""
        place, _, weather, hand = shares
        return self._code(self._mixed(self.grounds, [*shares, _both(place, hand), _both(weather, hand)]))

    def _mixed(self, tables: nn.ModuleList, shares: Sequence[Tensor]) -> list[Tensor]:
        return [share @ next(table.parameters()) for table, share in zip(tables, shares, strict=True)]

    def _code(self, parts: list[Tensor]) -> Tensor:
        return f.layer_norm(sum(parts[1:], parts[0]), (self.designs.embedding_dim,))


def _both(one: Tensor, other: Tensor) -> Tensor:
    """Shares (…, M) and (…, N) → of every pair (…, M · N)."""
    return (one[..., :, None] * other[..., None, :]).flatten(-2)


@dataclass(frozen=True)
class SketchBatch:
    """Labels (N, 7) and canvases (N, 4, 96, 96), labels (G, 4) and grounds (G, 7, 128, 128), pixels in [0, 1]."""

    things: Tensor
    canvases: Tensor
    kinds: Tensor
    grounds: Tensor

    def to(self, device: str) -> SketchBatch:
        """The same on another device."""
        return SketchBatch(*(value.to(device) for value in vars(self).values()))


def _unlike(painted: Tensor, wanted: Tensor) -> Tensor:
    """Mean absolute difference of values and of their slopes."""
    steep = sum(((painted.diff(dim=axis) - wanted.diff(dim=axis)).abs().mean() for axis in (2, 3)), torch.zeros((), device=painted.device))
    return (painted - wanted).abs().mean() + 0.5 * steep


def surprise(cover: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy of covers in [0, 1]: few pixels are drops, and a mean difference would soon have none at all."""
    return -(wanted * cover.clamp(min=1e-8).log() + (1 - wanted) * (1 - cover).clamp(min=1e-6).log()).mean()


class SketchTask:
    """Trains a codebook, canvases and backdrops on folders of sketches; `start` is a checkpoint to begin with. With `behind`, another, grounds alone go on: whoever learnt to say its codes of things need not learn again.

    `blur` is how far codes are from the codebook's, each by its own share of it: who says them later will not say them exactly.
    """

    def __init__(
        self, folders: list[Path], pixels: PixelOptions, *, canvases: int = 64, grounds: int = 10, peak_rate: float = 2e-3, blur: float = 0.0, seed: int = 0, device: str = "cpu",
        behind: Path | None = None, start: Path | None = None,
    ) -> None:  # fmt: skip
        shards = [shard for folder in folders for shard in read_sketches(folder)]
        self._things = [shard for shard in shards if shard[0].shape[1] == 7]
        self._grounds = [shard for shard in shards if shard[0].shape[1] == 4]
        if not self._things or not self._grounds:
            raise FileNotFoundError(f"no canvases and grounds under {', '.join(map(str, folders))}; make some with python -m speechscape.data.sketches --grounds")
        torch.manual_seed(seed)
        self.codebook = Codebook(pixels.code)
        self.canvas, self.backdrop = (kind(pixels).to(memory_format=torch.channels_last) for kind in (Canvas, Backdrop))  # type: ignore[call-overload]
        self._behind = behind is not None
        begin = start or behind
        if begin is not None:
            codebook, canvas, backdrop, _ = load_sketches(begin)
            self.codebook.load_state_dict(codebook.state_dict())
            self.canvas.load_state_dict(canvas.state_dict())
            self.backdrop.load_state_dict(backdrop.state_dict())
        if self._behind:
            self.codebook.things.requires_grad_(False)
            self.canvas.requires_grad_(False)
        self.modules: Mapping[str, nn.Module] = {"codebook": self.codebook, "canvas": self.canvas, "backdrop": self.backdrop}
        weights = [p for module in self.modules.values() for p in module.parameters() if p.requires_grad]
        self.optimizers: Mapping[str, Optimizer] = {"sketches": torch.optim.AdamW(weights, lr=peak_rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)}
        self._blur = blur
        self._pixels, self._sizes, self._peak, self._seed, self._device = pixels, (canvases, grounds), peak_rate, seed, device

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"pixels": pixels_card(self._pixels), "names": list(elements())}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self._peak, 0.03)

    def batch(self, number: int, progress: float) -> SketchBatch:
        """Canvases and grounds at random."""
        rng = np.random.default_rng((self._seed, number))
        parts = []
        for shards, count in zip((self._things, self._grounds), self._sizes, strict=True):
            edges = np.cumsum([0, *(len(labels) for labels, _ in shards)])
            chosen = np.sort(rng.integers(edges[-1], size=count))
            found = [(shards[which][0][index - edges[which]], shards[which][1][index - edges[which]]) for index in chosen for which in [int(np.searchsorted(edges, index, "right")) - 1]]
            parts += [torch.from_numpy(np.stack([labels for labels, _ in found]).astype(np.int64)), torch.from_numpy(np.stack([pixels for _, pixels in found]).transpose(0, 3, 1, 2).astype(np.float32) / 255)]
        return SketchBatch(*parts)

    def step(self, engine: Engine, batch: SketchBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = batch.to(self._device)
        with torch.autocast(batch.canvases.device.type, torch.bfloat16):
            things = batch.canvases if self._behind else self.canvas(self._blurred(self.codebook.thing(batch.things)))
            grounds = self.backdrop(self._blurred(self.codebook.ground(batch.kinds)))
        losses = {"things": _unlike(things, batch.canvases), "grounds": _unlike(grounds, batch.grounds), "veils": surprise(grounds[:, 6:], batch.grounds[:, 6:])}
        engine.update("sketches", 4 * losses["things"] + losses["grounds"] + losses["veils"])
        return losses

    def _blurred(self, codes: Tensor) -> Tensor:
        if not self._blur:
            return codes
        return f.layer_norm(codes + self._blur * torch.rand(len(codes), 1, device=codes.device) * torch.randn_like(codes), codes.shape[-1:])

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        """A sheet of things and grounds: as drawn, and below as painted."""
        batch = self.batch(0, 0.0)
        things, grounds = (slice(min(16, len(batch.canvases))), slice(min(4, len(batch.grounds))))
        rows = []
        for canvases in (batch.canvases[things], self.canvas(self.codebook.thing(batch.things[things]))):
            rows.append(torch.cat(list(canvases[:, :3] + 1 - canvases[:, 3:]), dim=2))
        for behind in (batch.grounds[grounds], self.backdrop(self.codebook.ground(batch.kinds[grounds]))):
            rows.append(torch.cat([torch.cat([one[:3], one[3:6]], dim=2) for one in behind], dim=2))
        widest = max(row.shape[2] for row in rows)
        sheet = torch.cat([f.pad(row, (0, widest - row.shape[2])) for row in rows], dim=1).clamp(0, 1)
        Image.fromarray((255 * sheet.permute(1, 2, 0)).byte().numpy()).save(folder / f"sample-{step:06d}.png")


def pixels_card(pixels: PixelOptions) -> dict[str, Any]:
    """Options as a checkpoint keeps them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(pixels).items()}


def load_sketches(path: Path) -> tuple[Codebook, Canvas, Backdrop, PixelOptions]:
    """Averaged weights of a checkpoint. Raises `ValueError` where it was trained for another vocabulary."""
    value = torch.load(path, map_location="cpu", weights_only=True)
    if value["card"]["names"] != list(elements()):
        raise ValueError(f"{path} was trained for another vocabulary; train the sketches again")
    pixels = pixel_options(value["card"]["pixels"])
    parts = (Codebook(pixels.code), Canvas(pixels), Backdrop(pixels))
    for part, name in zip(parts, ("codebook", "canvas", "backdrop"), strict=True):
        part.load_state_dict(value["averages"][name])
        part.eval()
    return (*parts, pixels)
