"""Training of the generator: reconstruction first, then flow beside it, then a critic.

*Reconstruction*: renders are painted again from what was said, by the hand that laid them out, end to end from the speech states; boxes are the render's own, so that a canvas learns what
a thing looks like before anyone knows where it will stand. *Flow matching* with shortcut steps on noisy renders. *Adversarial*: a relativistic critic with both
gradient penalties, here by finite differences (Jolicoeur-Martineau 2019; Huang et al. 2024; Lin et al. 2025), and mismatched pairs (Reed et al. 2016), on pictures painted from noise in one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.pictures import read_pictures
from speechscape.train.composer import ComposerOptions, Layers, LayerTargets, chance_of, layer_losses, targets_of
from speechscape.train.engine import Engine, cosine
from speechscape.train.generator import Critic, CriticOptions, Generator, chance, present_of, sharpen
from speechscape.train.heads import HeadOptions
from speechscape.train.latent import Modules, half_heard, load_latent, pictures_of, speech_of, weighed
from speechscape.train.pixels import pixel_options
from speechscape.train.sketches import load_sketches, surprise
from speechscape.world.vocabulary import WEATHERS

__all__ = ["NeuralBatch", "NeuralOptions", "NeuralTask", "load_neural"]

_NUDGE = 0.05
"""Standard deviation of the noise by which the critic's slope is measured."""


@dataclass(frozen=True)
class NeuralOptions:
    """How to train. Shares of the training at which flow and the critic begin; `crowd` layers are painted at most (pictures with more train the composer only); `still`: the head of speech learns no more."""

    pictures: int = 24
    crowd: int = 7
    peak_rate: float = 5e-4
    critic_rate: float = 4e-4
    flow_from: float = 0.3
    critic_from: float = 0.65
    adversary: float = 0.02
    penalty: float = 100.0
    still: bool = False
    seed: int = 0


@dataclass(frozen=True)
class NeuralBatch:
    """First `painted` pairs are painted, the others train the composer: speech states (B, S, M) and mask, pixels (painted, 3, 128, 128), layers of all."""

    states: Tensor
    spoken: Tensor
    pixels: Tensor
    targets: LayerTargets

    def to(self, device: str) -> NeuralBatch:
        """The same on another device."""
        return NeuralBatch(**{name: value.to(device) for name, value in vars(self).items()})


def _some(targets: LayerTargets, count: int) -> LayerTargets:
    return LayerTargets(*(value[:count] for value in vars(targets).values()))


class NeuralTask:
    """Trains a generator on folders of pairs, on top of trained canvases and a trained latent, whose head of speech learns on; `start` is a checkpoint to begin with."""

    def __init__(self, folders: list[Path], latent: Path, sketches: Path, options: NeuralOptions, device: str = "cpu", start: Path | None = None) -> None:
        self.parts: Modules = load_latent(latent)
        rows = [row for folder in folders for row in read_pictures(folder, self.parts.speech.reader.enter.in_features) if row.states is not None]
        self._few = [row for row in rows if len(row.spots) <= options.crowd]
        self._all = rows
        if not self._few:
            raise FileNotFoundError(f"no spoken pictures under {', '.join(map(str, folders))}; make some with python -m speechscape.data.pictures --spoken")
        torch.manual_seed(options.seed)
        codebook, canvas, backdrop, pixels = load_sketches(sketches)
        self._codebook = codebook.requires_grad_(False).to(device)
        self.generator = Generator(self.parts.composer, pixels)
        self.generator.canvas.load_state_dict(canvas.state_dict())
        self.generator.backdrop.load_state_dict(backdrop.state_dict())
        self.generator.composer.codebook.load_state_dict(codebook.state_dict())
        self.generator.composer.codebook.requires_grad_(True)
        self._veils = backdrop.requires_grad_(False).to(device)
        self.critic = Critic(CriticOptions(pooled=self.parts.speech.pool.out.out_features)).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.modules: Mapping[str, nn.Module] = {"generator": self.generator, "critic": self.critic, "speech": self.parts.speech}
        if start is not None:
            saved = torch.load(start, map_location="cpu", weights_only=True)["averages"]
            for name in self.modules.keys() & saved.keys():  # what was shipped has no critic
                self.modules[name].load_state_dict(saved[name])
        self.parts.speech.requires_grad_(not options.still)
        groups = [
            {"params": list(self.generator.parameters()), "share": 1.0},
            {"params": list(self.parts.speech.parameters()), "share": 0.5},
        ]
        self.optimizers: Mapping[str, Optimizer] = {
            "painter": torch.optim.AdamW(groups, lr=options.peak_rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True),
            "critic": torch.optim.AdamW(self.critic.parameters(), lr=options.critic_rate, betas=(0.0, 0.95), weight_decay=0.0, fused=True),
        }
        self.options, self._pixels, self._device = options, pixels, device
        self._heads = torch.load(latent, map_location="cpu", weights_only=True)["card"]

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {**self._heads, "pixels": asdict(self._pixels)}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self.options.peak_rate, 0.03, 0.05) if name == "painter" else self.options.critic_rate

    def batch(self, number: int, progress: float) -> NeuralBatch:
        """Pairs at random, half heard."""
        rng = np.random.default_rng((self.options.seed, number))
        count = self.options.pictures
        rows = [self._few[index] for index in rng.integers(len(self._few), size=count)] + [self._all[index] for index in rng.integers(len(self._all), size=count)]
        states, spoken = half_heard(rows, rng)
        return NeuralBatch(states, spoken, pictures_of([row.pixels for row in rows[:count]]), targets_of(rows, self.generator.composer.options.layers))

    def step(self, engine: Engine, batch: NeuralBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = batch.to(self._device)
        losses: dict[str, Tensor] = {}
        with torch.autocast(batch.pixels.device.type, torch.bfloat16):
            latent = self.parts.speech(batch.states, batch.spoken)
            said = latent.pooled.detach()
            total = self._reconstruct(batch, latent.tokens, losses)
            if progress >= self.options.flow_from:
                total = total + self._flow(batch, latent.tokens, losses)
            if progress >= self.options.critic_from:
                painted, real = self._fake(batch, latent.tokens)
                total = total + self.options.adversary * self._persuade(said, painted, real, losses)
        engine.update("painter", total)
        if progress >= self.options.critic_from:
            with torch.autocast(batch.pixels.device.type, torch.bfloat16):
                worth = self._judge(said, painted.detach(), real, losses)
            self.optimizers["critic"].zero_grad(set_to_none=True)
            engine.update("critic", worth)
        return {name: value.detach() for name, value in losses.items()}

    def _reconstruct(self, batch: NeuralBatch, tokens: Tensor, losses: dict[str, Tensor]) -> Tensor:
        count = len(batch.pixels)
        mine = _some(batch.targets, count)
        layers = self.generator.composer(tokens, batch.targets.hand, chance_of(batch.targets, self.generator.composer.options))
        painted = self.generator.paint(_first(layers, count), present_of(mine))
        apart = layer_losses(layers, batch.targets)
        losses |= {"pixels": _unlike(painted, batch.pixels, mine), "veils": self._veil(layers, mine), **apart}
        return 4 * losses["pixels"] + losses["veils"] + 0.5 * weighed(apart)

    def _veil(self, layers: Layers, targets: LayerTargets) -> Tensor:
        """Fog, rain and snow as the sketches had them: a drop is so few pixels that the difference of pictures would rather have none."""
        wet = (targets.ground[:, 2] >= WEATHERS.index("rain")).nonzero()[:, 0]
        if not len(wet):
            return layers.backdrop.new_zeros(())
        with torch.no_grad():
            wanted = self._veils(self._codebook.ground(targets.ground[wet]))[:, 6:]
        return surprise(self.generator.backdrop(layers.backdrop[wet])[:, 6:], wanted)

    def _flow(self, batch: NeuralBatch, heard: Tensor, losses: dict[str, Tensor]) -> Tensor:
        """On a third of the pictures; one in four of those learns to take two steps at once."""
        count = max(4, len(batch.pixels) // 3)
        pixels, targets = batch.pixels[:count], _some(batch.targets, count)
        tokens, hand, style = heard[:count], targets.hand, chance_of(targets, self.generator.composer.options)
        time = torch.rand(count, device=pixels.device)
        stride = torch.zeros_like(time)
        noisy = _mixed(pixels, torch.randn_like(pixels), time)
        goal = pixels
        short = count // 4
        if short:
            stride[:short] = 0.5 ** torch.randint(0, 3, (short,), device=pixels.device).float()
            time[:short] = _on_grid(stride[:short])
            noisy = _mixed(pixels, torch.randn_like(pixels), time)
            goal = torch.cat([self._two_steps((tokens[:short], hand[:short], style[:short]), noisy[:short], time[:short], stride[:short]), pixels[short:]])
        painted, layers = self.generator.finished(tokens, hand, style, noisy, torch.stack([time, stride], dim=1))
        apart = layer_losses(layers, targets)
        losses["flow"] = _unlike(painted, goal, targets)
        return 2 * losses["flow"] + 0.25 * weighed(apart)

    @torch.no_grad()
    def _two_steps(self, asked: tuple[Tensor, Tensor, Tensor], noisy: Tensor, time: Tensor, stride: Tensor) -> Tensor:
        """The picture towards which two steps of half the length go."""
        half = stride / 2
        first, _ = self.generator.finished(*asked, noisy, torch.stack([time, half], dim=1))
        rest = (1 - time)[:, None, None, None]
        between = noisy + (first - noisy) * half[:, None, None, None] / rest
        second, _ = self.generator.finished(*asked, between, torch.stack([time + half, half], dim=1))
        slope = 0.5 * ((first - noisy) / rest + (second - between) / (rest - half[:, None, None, None]))
        return (noisy + slope * rest).clamp(-1, 1)

    def _fake(self, batch: NeuralBatch, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Half of the batch painted from noise alone, and the renders of the same sentences."""
        count = len(batch.pixels) // 2
        return self.generator.once(tokens[:count], *chance(self.generator.composer.options, count, batch.pixels.device)), batch.pixels[:count]

    def _persuade(self, pooled: Tensor, painted: Tensor, real: Tensor, losses: dict[str, Tensor]) -> Tensor:
        said = pooled[: len(real)]
        self.critic.requires_grad_(False)
        margin = self.critic(painted, said) - self.critic(real, said)
        self.critic.requires_grad_(True)
        losses["persuade"] = f.softplus(-margin).mean()
        return losses["persuade"]

    def _judge(self, pooled: Tensor, painted: Tensor, real: Tensor, losses: dict[str, Tensor]) -> Tensor:
        said = pooled[: len(real)]
        true, fake = self.critic(real, said), self.critic(painted, said)
        other = self.critic(real, said.roll(1, dims=0))
        nudged = [self.critic(pixels + _NUDGE * torch.randn_like(pixels), said) for pixels in (real, painted)]
        slope = (nudged[0] - true).square().mean() + (nudged[1] - fake).square().mean()
        losses |= {"critic": f.softplus(fake - true).mean(), "mismatch": f.softplus(other - true).mean(), "slope": slope}
        return losses["critic"] + 0.5 * losses["mismatch"] + self.options.penalty * slope

    @torch.no_grad()
    def sample(self, folder: Path, step: int) -> None:
        """A sheet of eight sentences: render, painted with its own noise, one step twice, flow in one, four and eight steps."""
        rows = self._few[:8]
        states, spoken = speech_of([row.states for row in rows if row.states is not None])
        tokens = self.parts.speech(states, spoken).tokens
        pixels, targets, o = pictures_of([row.pixels for row in rows]), targets_of(rows, self.generator.composer.options.layers), self.generator.composer.options
        made = [pixels, self.generator.paint(self.generator.composer(tokens, targets.hand, chance_of(targets, o)), present_of(targets))]
        made += [self.generator.once(tokens, *chance(o, len(rows), pixels.device)) for _ in range(2)]
        made += [sharpen(self.generator, tokens, *chance(o, len(rows), pixels.device), torch.randn_like(pixels), steps) for steps in (1, 4, 8)]
        sheet = torch.cat([torch.cat(list(row), dim=2) for row in made], dim=1)
        Image.fromarray(((sheet.permute(1, 2, 0) + 1) * 127.5).clamp(0, 255).byte().numpy()).save(folder / f"sample-{step:06d}.png")


def _on_grid(stride: Tensor) -> Tensor:
    """A time from which a whole step of that length fits."""
    return (torch.rand_like(stride) / stride).floor() * stride


def _mixed(pixels: Tensor, noise: Tensor, time: Tensor) -> Tensor:
    at = time[:, None, None, None]
    return at * pixels + (1 - at) * noise


def _first(layers: Any, count: int) -> Any:
    return type(layers)(*(value[:count] for value in vars(layers).values()))


def _unlike(painted: Tensor, wanted: Tensor, targets: LayerTargets) -> Tensor:
    """Mean absolute difference of pixels and of their slopes, where small things count for more than their share."""
    weight = _attention(targets, painted.shape[-1])[:, None]
    loss = ((painted - wanted).abs() * weight).mean()
    for axis in (2, 3):
        steep = (painted.diff(dim=axis) - wanted.diff(dim=axis)).abs()
        loss = loss + 0.5 * (steep * weight.narrow(axis, 0, painted.shape[-1] - 1)).mean()
    return loss


def _attention(targets: LayerTargets, side: int) -> Tensor:
    """(B, side, side): 1, and more inside boxes, the smaller the box the more."""
    middles = (torch.arange(side, device=targets.boxes.device) + 0.5) / side
    x, base, width, height = targets.boxes.unbind(dim=-1)
    across = ((middles - x[..., None]).abs() < 0.55 * width[..., None]).float()
    down = ((middles - (base - height / 2)[..., None]).abs() < 0.55 * height[..., None]).float()
    weight = targets.present * (0.1 / (width * height).clamp(min=1e-4)).clamp(0.5, 6)
    return 1 + torch.einsum("bl,bly,blx->byx", weight, down, across).clamp(max=8)


def load_neural(path: Path) -> tuple[Modules, Generator]:
    """Averaged weights of a checkpoint: the latent's heads and the generator."""
    value = torch.load(path, map_location="cpu", weights_only=True)
    card = value["card"]
    parts = Modules.build(HeadOptions(**card["heads"]), ComposerOptions(**card["composer"]))
    generator = Generator(parts.composer, pixel_options(card["pixels"]))
    for name, module in {**{name: part for name, part in parts.named().items() if name in value["averages"]}, "generator": generator}.items():
        module.load_state_dict(value["averages"][name])
        module.eval()
    return parts, generator
