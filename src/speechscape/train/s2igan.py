"""The second phase of the S2IGAN baseline: pictures of 128 px from speech, and the painter that scoring calls.

Written from Wang et al. 2020, "S2IGAN: Speech-to-Image Generation via Adversarial Learning": a densely stacked generator with outputs of three sizes (32, 64 and
128 px here, 64 to 256 in the paper), a discriminator for each (a critic, below), and a relation supervisor that looks at pairs of pictures. What the paper leaves
open follows Zhang et al. 2018, "StackGAN++". The speech embedding network of the first phase is frozen. B batch, D width of the embedding, C of the condition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.pictures import SIDE, render
from speechscape.train.engine import Engine
from speechscape.train.s2igan_embedding import Embedding, different_scenes, heard, load_embedding, pixels_of, spoken_pictures
from speechscape.world.vocabulary import elements

__all__ = ["SIDES", "Critic", "Generator", "S2iganBatch", "S2iganOptions", "S2iganPainter", "S2iganTask", "Supervisor"]

SIDES = (SIDE // 4, SIDE // 2, SIDE)
"""Pixels of the three outputs."""

POSITIVE, NEGATIVE, UNDESIRED = range(3)

_CHUNK = 24  # pictures painted at a time
_GRID = 4  # pictures in a row of a sample


@dataclass(frozen=True)
class S2iganOptions:
    """Widths of generator (of its first hidden picture, the next has half) and critics, 64 each in StackGAN++; sizes of condition and noise; weights of two losses."""

    condition: int = 128
    noise: int = 100
    generator: int = 64
    blocks: int = 2
    critic: int = 48
    relation: int = 256
    divergence: float = 2.0
    relations: float = 1.0


class _Gate(nn.Module):
    """`nn.GLU` over channels (B, 2C, H, W) → (B, C, H, W) whose gradient stays channels-last; that of `nn.GLU` does not, and the batch norm before it is then ten times slower."""

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        shown, gate = x.chunk(2, dim=1)
        return shown * gate.sigmoid()


def _gated(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(width, 2 * out, 3, padding=1, bias=False), nn.BatchNorm2d(2 * out), _Gate())


def _doubled(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Upsample(scale_factor=2, mode="nearest"), _gated(width, out))


class _Residual(nn.Module):
    """Two convolutions, residual: (B, C, H, W) → the same."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(_gated(width, width), nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        return x + self.body(x)


class _Joined(nn.Module):
    """A convolution of a picture and a condition that is the same everywhere, which it reads as a bias: the cost of its channels is saved."""

    def __init__(self, width: int, condition: int, out: int) -> None:
        super().__init__()
        self.picture, self.condition = nn.Conv2d(width, out, 3, padding=1, bias=False), nn.Linear(condition, out, bias=False)

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        """(B, width, H, W) and (B, C) → (B, out, H, W)."""
        return self.picture(x) + self.condition(condition)[:, :, None, None]


class _Stage(nn.Module):
    """F_i of the paper: all earlier hidden pictures at the size of the last, and the condition → a hidden picture of twice that size."""

    def __init__(self, widths: Sequence[int], out: int, options: S2iganOptions) -> None:
        super().__init__()
        self.join = _Joined(sum(widths), options.condition, 2 * widths[-1])
        self.after = nn.Sequential(nn.BatchNorm2d(2 * widths[-1]), _Gate(), *(_Residual(widths[-1]) for _ in range(options.blocks)), _doubled(widths[-1], out))

    def forward(self, hidden: Sequence[Tensor], condition: Tensor) -> Tensor:
        """Hidden pictures (B, ·, ·, ·), smallest first, and (B, C) → (B, out, 2H, 2W)."""
        dense = [f.interpolate(x, size=hidden[-1].shape[2:], mode="nearest") for x in hidden]
        return self.after(self.join(torch.cat(dense, dim=1), condition))


class Generator(nn.Module):
    """Embedding and noise → pictures of all `SIDES`."""

    def __init__(self, embedding: int, options: S2iganOptions) -> None:
        super().__init__()
        o = options
        self.width = 8 * o.generator
        self.condition = nn.Sequential(nn.Linear(embedding, 4 * o.condition), nn.GLU(dim=1))
        self.root = nn.Sequential(nn.Linear(o.noise + o.condition, 2 * 16 * self.width, bias=False), nn.BatchNorm1d(2 * 16 * self.width), nn.GLU(dim=1))
        self.grown = nn.Sequential(*(_doubled(self.width >> step, self.width >> step + 1) for step in range(3)))
        widths = [o.generator >> stage for stage in range(len(SIDES))]
        self.stages = nn.ModuleList([_Stage(widths[: stage + 1], widths[stage + 1], o) for stage in range(len(SIDES) - 1)])
        self.heads = nn.ModuleList([nn.Sequential(nn.Conv2d(width, 3, 3, padding=1), nn.Tanh()) for width in widths])

    def augment(self, embedding: Tensor) -> tuple[Tensor, Tensor]:
        """(B, D) → mean and log variance (B, C) of the condition (conditioning augmentation, Zhang et al. 2017)."""
        mean, variance = self.condition(embedding).chunk(2, dim=1)
        return mean, variance

    def forward(self, embedding: Tensor, noise: Tensor, spread: Tensor) -> tuple[list[Tensor], Tensor, Tensor]:
        """(B, D), noise of the picture (B, ·) and of the condition (B, C) → pictures (B, 3, side, side) in [-1, 1] of all `SIDES`, and what `augment` said."""
        mean, variance = self.augment(embedding)
        condition = mean + spread * (variance / 2).exp()
        root = self.root(torch.cat([noise, condition], dim=1)).view(-1, self.width, 4, 4)
        hidden = [self.grown(root.contiguous(memory_format=torch.channels_last))]
        for stage in self.stages:
            hidden.append(stage(hidden, condition))
        return [head(x).float() for head, x in zip(self.heads, hidden, strict=True)], mean, variance


class Critic(nn.Module):
    """The discriminator of one size: is a picture real, and is it of what was said."""

    def __init__(self, side: int, options: S2iganOptions) -> None:
        super().__init__()
        steps = (side // 4).bit_length() - 1
        widths = [3, *(options.critic * max(1, 8 >> steps - 1 - step) for step in range(steps))]
        layers: list[nn.Module] = []
        for step, (width, out) in enumerate(pairwise(widths)):
            layers += [nn.Conv2d(width, out, 4, stride=2, padding=1, bias=step == 0), *([nn.BatchNorm2d(out)] if step else []), nn.LeakyReLU(0.2)]
        self.trunk = nn.Sequential(*layers)
        self.real = nn.Conv2d(widths[-1], 1, 4)
        self.join = _Joined(widths[-1], options.condition, widths[-1])
        self.match = nn.Sequential(nn.BatchNorm2d(widths[-1]), nn.LeakyReLU(0.2), nn.Conv2d(widths[-1], 1, 4))

    def forward(self, pixels: Tensor, *conditions: Tensor) -> list[Tensor]:
        """(B, 3, side, side) and conditions (B, C) → logits (B,): real at all, then matching each condition."""
        seen = self.trunk(pixels.contiguous(memory_format=torch.channels_last))
        return [self.real(seen).flatten().float(), *(self.match(self.join(seen, condition)).flatten().float() for condition in conditions)]


class Supervisor(nn.Module):
    """Which relation two pictures have, from their embeddings: positive, two of one scene; negative, of different scenes; undesired, twice the same.

    Real and painted should be positive; as in the paper this network too is trained to say so, not the generator alone.
    """

    def __init__(self, embedding: int, options: S2iganOptions) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3 * embedding, options.relation), nn.LeakyReLU(0.2), nn.Linear(options.relation, 3))

    def forward(self, one: Tensor, other: Tensor) -> Tensor:
        """Two embeddings (B, D) → logits (B, 3)."""
        return self.body(torch.cat([one, other, (one - other).abs()], dim=1))


def _truth(logits: Tensor, truth: float, weights: Tensor | None = None) -> Tensor:
    return f.binary_cross_entropy_with_logits(logits, torch.full_like(logits, truth), weights)


def _relation(logits: Tensor, relation: int, weights: Tensor | None = None) -> Tensor:
    losses = f.cross_entropy(logits, torch.full((len(logits),), relation, device=logits.device), reduction="none")
    return (losses if weights is None else losses * weights).mean()


@dataclass(frozen=True)
class S2iganBatch:
    """Features (B, F, MELS), frames (B,), pixels (B, 3, SIDE, SIDE), other pictures of the first scenes (Q, 3, SIDE, SIDE), noise (B, ·), spread (B, C).

    `different` (B,) is 1 where the row before is of another scene.
    """

    features: Tensor
    frames: Tensor
    pixels: Tensor
    others: Tensor
    noise: Tensor
    spread: Tensor
    different: Tensor


class S2iganTask:
    """Trains generator, critics and supervisor on pairs, with the speech embedding network of the run in `embedding`, which its own checkpoints hold too."""

    def __init__(
        self, pairs: Sequence[Path], spoken: Sequence[Path], embedding: Path, options: S2iganOptions, *, batch_size: int = 24, peak_rate: float = 2e-4, seed: int = 0, device: str = "cpu"
    ) -> None:
        self.rows = spoken_pictures(pairs, spoken)
        self.options, self.embedding = options, load_embedding(embedding)
        torch.manual_seed(seed)
        width = 2 * self.embedding.options.hidden
        self.generator, self.supervisor = Generator(width, options), Supervisor(width, options)
        self.critics = nn.ModuleList([Critic(side, options) for side in SIDES])
        for module in (self.generator, self.critics):
            module.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        trained = {"generator": self.generator, "critics": self.critics, "supervisor": self.supervisor}
        self.modules: Mapping[str, nn.Module] = {**trained, "embedding": self.embedding}
        self.optimizers: Mapping[str, Optimizer] = {name: torch.optim.Adam(module.parameters(), lr=peak_rate, betas=(0.5, 0.999), fused=True) for name, module in trained.items()}
        self._size, self._rate, self._seed, self._device = min(batch_size, len(self.rows)), peak_rate, seed, device

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"s2igan": asdict(self.options), "embedding": asdict(self.embedding.options), "names": list(elements())}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`; the same all along."""
        return self._rate

    def batch(self, number: int, progress: float) -> S2iganBatch:
        """Pairs at random, none twice; a quarter of the scenes is drawn once more, laid out otherwise."""
        rng = np.random.default_rng((self._seed, number))
        rows = [self.rows[index] for index in rng.choice(len(self.rows), self._size, replace=False)]
        others = [render(row.picture.scene, int(rng.integers(1 << 30)))[0] for row in rows[: max(1, self._size // 4)]]
        noise, spread = _noise(rng, self._size, self.options)
        different = different_scenes(rows).roll(1, 1).diagonal().float()
        return S2iganBatch(*heard([row.features for row in rows]), pixels_of([row.picture.pixels for row in rows]), pixels_of(others), noise, spread, different)

    def step(self, engine: Engine, batch: S2iganBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`; critics and supervisor first, then the generator before the new ones."""
        batch = S2iganBatch(*(value.to(self._device) for value in vars(batch).values()))
        with torch.autocast(batch.pixels.device.type, torch.bfloat16):
            with torch.no_grad():
                speech, seen = self.embedding.hear(batch.features, batch.frames), self.embedding.see(torch.cat([batch.pixels, batch.others]))
            painted, mean, variance = self.generator(speech, batch.noise, batch.spread)
        mean, variance, shown = mean.float(), variance.float(), self.embedding.see(painted[-1])
        judged = self._critics_loss(batch, [x.detach() for x in painted], mean.detach())
        related = self._supervisor_loss(batch, seen, shown.detach())
        engine.update("critics", judged)
        engine.update("supervisor", related)
        parts = self._generator_losses(painted, mean, variance, seen[: self._size], shown)
        engine.update("generator", parts["painted"] + self.options.divergence * parts["divergence"] + self.options.relations * parts["relation"])
        for judge in (self.critics, self.supervisor):
            judge.requires_grad_(True)
        return {"critics": judged, "supervisor": related, **parts}

    def _critics_loss(self, batch: S2iganBatch, painted: Sequence[Tensor], condition: Tensor) -> Tensor:
        losses = []
        for critic, side, fakes in zip(self.critics, SIDES, painted, strict=True):
            with torch.autocast(fakes.device.type, torch.bfloat16):
                real, right, wrong = critic(f.avg_pool2d(batch.pixels, SIDE // side), condition, condition.roll(1, 0))
                fake, fitting = critic(fakes, condition)
            losses += [_truth(real, 1), _truth(right, 1), _truth(wrong, 0, batch.different), _truth(fake, 0), _truth(fitting, 0)]
        return torch.stack(losses).sum()

    def _supervisor_loss(self, batch: S2iganBatch, seen: Tensor, shown: Tensor) -> Tensor:
        real, others = seen[: len(shown)], seen[len(shown) :]
        losses = [_relation(self.supervisor(real[: len(others)], others), POSITIVE), _relation(self.supervisor(real, real.roll(1, 0)), NEGATIVE, batch.different)]
        return torch.stack([*losses, _relation(self.supervisor(real, real), UNDESIRED), _relation(self.supervisor(real, shown), POSITIVE)]).sum()

    def _generator_losses(self, painted: Sequence[Tensor], mean: Tensor, variance: Tensor, real: Tensor, shown: Tensor) -> dict[str, Tensor]:
        """What the judges, frozen until the generator is updated, make of its pictures; and the divergence of the condition from a normal one."""
        for judge in (self.critics, self.supervisor):
            judge.requires_grad_(False)
        with torch.autocast(shown.device.type, torch.bfloat16):
            answers = [logits for critic, fakes in zip(self.critics, painted, strict=True) for logits in critic(fakes, mean)]
        return {
            "painted": torch.stack([_truth(logits, 1) for logits in answers]).sum(),
            "divergence": (mean**2 + variance.exp() - 1 - variance).mean() / 2,
            "relation": _relation(self.supervisor(real, shown), POSITIVE),
        }

    def sample(self, folder: Path, step: int) -> None:
        """For `Engine`: a picture of sixteen painted pictures, and at their right the real ones."""
        rows = [self.rows[index % len(self.rows)] for index in range(_GRID * _GRID)]
        painted = _paint(self.embedding, self.generator, self.options, [row.features for row in rows], self._seed)
        real = np.stack([row.picture.pixels for row in rows])
        (folder / "samples").mkdir(exist_ok=True)
        Image.fromarray(np.concatenate([_tiled(painted), _tiled(real)], axis=1)).save(folder / "samples" / f"{step:07d}.png")


def _tiled(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows = pictures.reshape(_GRID, _GRID, *pictures.shape[1:])
    return np.concatenate(np.concatenate(rows, axis=1), axis=1)


def _noise(rng: np.random.Generator, pictures: int, options: S2iganOptions) -> tuple[Tensor, Tensor]:
    """Normal noise of pictures (B, ·) and of their conditions (B, C); the first of many are those of few."""
    both = torch.from_numpy(rng.standard_normal((pictures, options.noise + options.condition), np.float32))
    return both[:, : options.noise], both[:, options.noise :]


@torch.no_grad()
def _paint(embedding: Embedding, generator: Generator, options: S2iganOptions, clips: Sequence[NDArray[Any]], seed: int) -> NDArray[np.uint8]:
    device = next(generator.parameters()).device
    noise, spread = (value.to(device) for value in _noise(np.random.default_rng(seed), len(clips), options))
    painted = []
    for first in range(0, len(clips), _CHUNK):
        part = slice(first, first + _CHUNK)
        features, frames = (value.to(device) for value in heard(clips[part]))
        painted.append(generator(embedding.hear(features, frames), noise[part], spread[part])[0][-1])
    pixels = ((torch.cat(painted) + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)
    return pixels.permute(0, 2, 3, 1).cpu().numpy()


class S2iganPainter:
    """Paints speech with the averaged weights of a run of the second phase."""

    def __init__(self, folder: Path) -> None:
        self._embedding = load_embedding(folder)
        saved = torch.load(folder / "checkpoint.pt", map_location="cpu", weights_only=True)
        if "s2igan" not in saved["card"]:
            raise ValueError(f"{folder} holds the first phase of S2IGAN and paints nothing; train the second with python recipes/s2igan.py RUN --phase pictures --embedding {folder}")
        self._options = S2iganOptions(**saved["card"]["s2igan"])
        self._generator = Generator(2 * self._embedding.options.hidden, self._options)
        self._generator.load_state_dict(saved["averages"]["generator"])
        self._generator.eval()

    def paint(self, features: Sequence[NDArray[np.float32]], seed: int) -> NDArray[np.uint8]:
        """Log-mel features (F, MELS) of each clip, as `ears.features.log_mel` gives them → pictures (B, SIDE, SIDE, 3); the same for the same seed."""
        return _paint(self._embedding, self._generator, self._options, features, seed)
