"""The second training of the latent: pictures, scenes and spelled words learn to say what speech says.

Speech tokens and composer stay as the generator reads them. The head of pictures meets speech in the pooled vectors, contrastively with a learned temperature, and is taught to see by naming what stands
at known places. The controls' heads (true scenes: the oracle; words: the cascade) learn the same tokens, so that the very same generator paints from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.train.composer import ComposerOptions, LayerTargets, label_losses, targets_of
from speechscape.train.engine import Engine, cosine
from speechscape.train.heads import HeadOptions, LatentVector, contrast
from speechscape.train.latent import Modules, bag, bag_loss, card_of, half_heard, load_latent, pictures_of, read_losses, scenes_of, spoken_rows, texts_of, weighed

__all__ = ["SightBatch", "SightTask", "misspelled"]


@dataclass(frozen=True)
class SightBatch:
    """Speech states (B, S, M) and mask (B, S), pixels (B, 3, 128, 128), scene tokens and pieces of words with masks, the render's layers, which pairs mean the same (B, B)."""

    states: Tensor
    spoken: Tensor
    pixels: Tensor
    scenes: Tensor
    scene_mask: Tensor
    words: Tensor
    word_mask: Tensor
    targets: LayerTargets
    same: Tensor

    def to(self, device: str) -> SightBatch:
        """The same on another device."""
        return SightBatch(**{name: value.to(device) for name, value in vars(self).items()})


class SightTask:
    """Trains the heads of pictures, scenes and words, and the pooled vectors, on folders of pairs and on the speech tokens that the generator of the checkpoint `painter` reads (or will read without changing them: a checkpoint of `train.latent`); `start` is a checkpoint to begin with. With `controls` nothing but the heads of scenes and words learns, and no picture is looked at."""

    def __init__(self, folders: list[Path], painter: Path, *, batch_size: int = 128, peak_rate: float = 1e-3, seed: int = 0, device: str = "cpu", start: Path | None = None, controls: bool = False) -> None:
        saved = torch.load(painter, map_location="cpu", weights_only=True)
        self._heads, self._composer = HeadOptions(**saved["card"]["heads"]), ComposerOptions(**saved["card"]["composer"])
        self.rows = spoken_rows(folders, self._heads.states)
        torch.manual_seed(seed)
        self.parts = Modules.build(self._heads, self._composer) if start is None else load_latent(start)
        pool = {key: value.clone() for key, value in self.parts.speech.pool.state_dict().items()}
        self.parts.speech.load_state_dict(saved["averages"]["speech"])
        self.parts.speech.pool.load_state_dict(pool)
        generator = saved["averages"].get("generator", {})
        self.parts.composer.load_state_dict(saved["averages"].get("composer") or {key.removeprefix("composer."): value for key, value in generator.items() if key.startswith("composer.")})
        self.modules: Mapping[str, nn.Module] = self.parts.named()
        for module in (self.parts.speech.reader, self.parts.composer):
            module.requires_grad_(False)
        if controls:
            for name, part in self.modules.items():
                part.requires_grad_(name in {"scene", "text"})
        seeing = list(self.parts.picture.see.parameters())
        others = [p for name, module in self.modules.items() for key, p in module.named_parameters() if p.requires_grad and not (name == "picture" and key.startswith("see."))]
        groups = [{"params": others, "share": 1.0}, {"params": seeing, "share": 3.0}]
        self.optimizers: Mapping[str, Optimizer] = {"sight": torch.optim.AdamW(groups, lr=peak_rate, betas=(0.9, 0.98), weight_decay=0.02, fused=True)}
        self._controls = controls
        self._size, self._peak, self._seed, self._device = batch_size, peak_rate, seed, device

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return card_of(self._heads, self._composer)

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self._peak, 0.04)

    def batch(self, number: int, progress: float) -> SightBatch:
        """Pairs at random, half heard; words misspelled here and there."""
        rng = np.random.default_rng((self._seed, number))
        rows = [self.rows[index] for index in rng.choice(len(self.rows), size=min(self._size, len(self.rows)), replace=False)]
        keys = torch.tensor([hash(row.scene.key()) for row in rows])
        words = texts_of([misspelled(row.text, rng) for row in rows])
        pixels = pictures_of([row.pixels for row in (rows[:1] if self._controls else rows)])
        return SightBatch(*half_heard(rows, rng), pixels, *scenes_of(row.scene for row in rows), *words, targets_of(rows, self._composer.layers), keys[:, None] == keys[None])

    def step(self, engine: Engine, batch: SightBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = batch.to(self._device)
        with torch.autocast(batch.pixels.device.type, torch.bfloat16):
            losses = self._losses(batch)
        engine.update("sight", losses["controls"] if self._controls else 2 * losses["contrast"] + 4 * losses["spotted"] + 0.5 * losses["picture"] + losses["apart"] + 0.5 * losses["controls"])
        return losses

    def _losses(self, batch: SightBatch) -> dict[str, Tensor]:
        parts, words = self.parts, bag(batch.scenes, batch.scene_mask)
        with torch.no_grad():
            tokens = parts.speech.reader(parts.speech.timed(batch.states), batch.spoken)
        half = len(tokens) // 2  # the controls take turns on halves of the batch
        first, second = slice(None, half), slice(half, None)
        controls = self._said(parts.scene(batch.scenes[first], batch.scene_mask[first]), tokens, words, batch.targets, first)
        controls = controls + self._said(parts.text(batch.words[second], batch.word_mask[second]), tokens, words, batch.targets, second)
        if self._controls:
            return {"controls": controls / 2}
        grid = parts.picture.grid(batch.pixels.contiguous(memory_format=torch.channels_last))
        picture = parts.picture.read(grid)
        spotted = label_losses(parts.picture.spotted(grid, batch.targets.boxes), batch.targets)
        return {
            "contrast": contrast(parts.speech.pool(tokens), picture.pooled, parts.scale[0], batch.same), "spotted": spotted["names"] + 0.5 * spotted["tints"], "seen": spotted["names"],
            "picture": self._read(picture, words, batch.targets), "apart": f.mse_loss(picture.tokens.float(), tokens.float()), "controls": controls / 2,
        }  # fmt: skip

    def _said(self, latent: LatentVector, tokens: Tensor, words: Tensor, targets: LayerTargets, part: slice) -> Tensor:
        mine = LayerTargets(*(value[part] for value in vars(targets).values()))
        return self._read(latent, words[part], mine) + f.mse_loss(latent.tokens.float(), tokens[part].float())

    def _read(self, latent: LatentVector, words: Tensor, targets: LayerTargets) -> Tensor:
        return weighed(read_losses(self.parts.composer, latent.tokens, targets)) + bag_loss(self.parts.said, latent.tokens, words)


def misspelled(text: str, rng: np.random.Generator) -> str:
    """Text as a recogniser that spells may write it."""
    if rng.random() < 0.3:
        return text
    letters = [letter for letter in text if rng.random() > 0.03]
    return "".join(chr(int(rng.integers(97, 123))) if letter != " " and rng.random() < 0.05 else letter for letter in letters)
