"""The shared latent, and its first training: a composer learns to read from speech what a picture must show.

The composer's layers (see `train.composer`) from the tokens of speech, and what it chooses from the codebook for each; and from the mean of the tokens the bag of what
was said, without which the composer needs many times as long to find out that tokens name things. Scenes that nobody speaks may be read beside, by the head of scenes: there are as many of them as
one likes, and where things stand is learnt from them. Pictures and words learn afterwards to say the same (`train.sight`).
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.captions import say
from speechscape.data.pictures import HANDS, PictureRow, planned, read_pictures
from speechscape.ears.tokens import END, MAX_TOKENS, scene_to_tokens, vocabulary_tokens
from speechscape.train.composer import Composer, ComposerOptions, LayerTargets, chance_of, layer_losses, targets_of
from speechscape.train.engine import Engine, cosine
from speechscape.train.heads import LONGEST_TEXT, PIECES, HeadOptions, PictureHead, SpeechHead, pieces_of, scene_head, text_head
from speechscape.types import Scene

__all__ = ["Modules", "SaidBatch", "SaidTask", "bag", "bag_loss", "card_of", "half_heard", "load_latent", "pictures_of", "read_losses", "scenes_of", "speech_of", "spoken_rows", "texts_of", "weighed"]

_WEIGHTS = {"presence": 1.0, "boxes": 3.0, "depth": 1.0, "order": 0.5, "names": 1.0, "tints": 1.0, "looks": 0.3, "setting": 1.0}


@dataclass(frozen=True)
class Modules:
    """Everything that the latent is made of."""

    speech: SpeechHead
    picture: PictureHead
    scene: nn.Module
    text: nn.Module
    composer: Composer
    scale: nn.ParameterList
    said: nn.Linear

    @classmethod
    def build(cls, heads: HeadOptions, composer: ComposerOptions) -> Modules:
        """Untrained modules of these sizes."""
        return cls(SpeechHead(heads), PictureHead(heads).to(memory_format=torch.channels_last), scene_head(heads), text_head(heads), Composer(composer), nn.ParameterList([torch.tensor(2.7)]), nn.Linear(heads.width, len(vocabulary_tokens())))  # type: ignore[call-overload]

    def named(self) -> dict[str, nn.Module]:
        """By the names that checkpoints use."""
        return dict(vars(self))


def _even(length: int, step: int) -> int:
    """Lengths in few kinds: every new shape of a product costs the processor's library a compilation."""
    return max(step, -(-length // step) * step)


def speech_of(states: Sequence[NDArray[Any]]) -> tuple[Tensor, Tensor]:
    """Speech states (S, M) of clips → padded (B, S, M) and mask (B, S)."""
    longest = _even(max(len(one) for one in states), 32)
    padded = np.zeros((len(states), longest, states[0].shape[1]), np.float32)
    for index, one in enumerate(states):
        padded[index, : len(one)] = one
    lengths = torch.tensor([len(one) for one in states])
    return torch.from_numpy(padded), torch.arange(longest) < lengths[:, None]


def half_heard(rows: Sequence[PictureRow], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Speech states of pairs (B, S, M), a little noisy, and mask (B, S), some states left out: few clips are heard often, and must not be learnt by heart."""
    states, spoken = speech_of([row.states for row in rows if row.states is not None])
    states = states + 0.15 * torch.from_numpy(rng.standard_normal(states.shape, np.float32))
    kept = spoken & (torch.from_numpy(rng.random(spoken.shape)) > 0.1)
    kept[:, 0] = True
    return states, kept


def pictures_of(pixels: Sequence[NDArray[np.uint8]]) -> Tensor:
    """Pixels (H, W, 3) of pictures → (B, 3, H, W) in [-1, 1]."""
    return torch.from_numpy(np.stack(pixels).transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1)


def _padded(rows: Sequence[list[int]], longest: int) -> tuple[Tensor, Tensor]:
    width = min(longest, _even(max(len(row) for row in rows), 16))
    out = torch.full((len(rows), width), END)
    for index, row in enumerate(rows):
        out[index, : min(width, len(row))] = torch.tensor(row[:width], dtype=torch.long)
    return out, torch.arange(width) < torch.tensor([max(1, len(row)) for row in rows])[:, None]


def scenes_of(scenes: Iterable[Scene]) -> tuple[Tensor, Tensor]:
    """Scenes → tokens of `ears.tokens` without columns, which nobody says, and mask."""
    return _padded([scene_to_tokens(scene.with_elements(*(replace(item, column=None) for item in scene.elements))) for scene in scenes], MAX_TOKENS)


def texts_of(texts: Iterable[str]) -> tuple[Tensor, Tensor]:
    """Spelled words → pieces of words (B, N, PIECES) and mask (B, N)."""
    said = [[pieces_of(word) for word in text.split()[:LONGEST_TEXT]] for text in texts]
    width = _even(max(len(words) for words in said), 8)
    out = torch.zeros(len(said), width, PIECES, dtype=torch.long)
    for index, words in enumerate(said):
        if words:
            out[index, : len(words)] = torch.tensor(words)
    return out, torch.arange(width) < torch.tensor([max(1, len(words)) for words in said])[:, None]


def bag(scenes: Tensor, mask: Tensor) -> Tensor:
    """Which of all tokens are in each scene: (B, N) and mask → (B, V) of 0 and 1."""
    return torch.zeros(len(scenes), len(vocabulary_tokens()), device=scenes.device).scatter_add_(1, scenes, mask.float()).clamp(max=1)


@dataclass(frozen=True)
class SaidBatch:
    """Speech states (B, S, M) and mask (B, S), which words of the vocabulary were said (B, V), the render's layers; tokens of scenes (Q, N) with mask, the first third of them those of the first clips, and their layers; one scene that is not read where a task reads none."""

    states: Tensor
    spoken: Tensor
    words: Tensor
    targets: LayerTargets
    scenes: Tensor
    scene_mask: Tensor
    plans: LayerTargets

    def to(self, device: str) -> SaidBatch:
        """The same on another device."""
        return SaidBatch(**{name: value.to(device) for name, value in vars(self).items()})


class SaidTask:
    """Trains speech and composer on folders of pairs; `start` is a checkpoint to begin with. No picture is looked at, and the codebook is not yet needed.

    `scenes` of a step are not spoken but read as they are, by the head of scenes, a third of them such as are spoken in the same step: the tokens of both are drawn together. In the first share `alone` of the
    training nothing but that head learns: what it says at first would spoil a trained composer.
    """

    def __init__(
        self, folders: list[Path], heads: HeadOptions, composer: ComposerOptions, *, batch_size: int = 64, scenes: int = 0, alone: float = 0.0, peak_rate: float = 1e-3, seed: int = 0, device: str = "cpu",
        start: Path | None = None,
    ) -> None:  # fmt: skip
        self.rows = spoken_rows(folders, heads.states)
        torch.manual_seed(seed)
        self.parts = Modules.build(heads, composer) if start is None else load_latent(start)
        self.modules: Mapping[str, nn.Module] = self.parts.named()
        trained = [p for name in ("speech", "composer", "said", *(("scene",) if scenes else ())) for p in self.modules[name].parameters()]
        self.optimizers: Mapping[str, Optimizer] = {"said": torch.optim.AdamW(trained, lr=peak_rate, betas=(0.9, 0.98), weight_decay=0.02, fused=True)}
        self._heads, self._composer = heads, composer
        self.parts.composer.codebook.requires_grad_(False)  # what codes look like is learnt from pixels
        self._alone = alone
        self._size, self._scenes, self._peak, self._seed, self._device = batch_size, scenes, peak_rate, seed, device

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return card_of(self._heads, self._composer)

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self._peak, 0.04)

    def batch(self, number: int, progress: float) -> SaidBatch:
        """Pairs at random, half heard."""
        rng = np.random.default_rng((self._seed, number))
        rows = [self.rows[index] for index in rng.choice(len(self.rows), size=min(self._size, len(self.rows)), replace=False)]
        read = [*rows[: self._scenes // 3], *_unspoken(rng, self._scenes - self._scenes // 3)] if self._scenes else rows[:1]
        layers = self._composer.layers
        return SaidBatch(*half_heard(rows, rng), bag(*scenes_of(row.scene for row in rows)), targets_of(rows, layers), *scenes_of(row.scene for row in read), targets_of(read, layers))

    def step(self, engine: Engine, batch: SaidBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = batch.to(self._device)
        for module in (self.parts.speech, self.parts.composer, self.parts.said):
            module.requires_grad_(progress >= self._alone or not self._scenes)
        self.parts.composer.codebook.requires_grad_(False)
        with torch.autocast(batch.states.device.type, torch.bfloat16):
            latent = self.parts.speech(batch.states, batch.spoken)
            losses = read_losses(self.parts.composer, latent.tokens, batch.targets)
            words = bag_loss(self.parts.said, latent.tokens, batch.words)
            total = weighed(losses) + words
            if self._scenes:
                tokens = self.parts.scene(batch.scenes, batch.scene_mask).tokens
                read = read_losses(self.parts.composer, tokens, batch.plans)
                shared = self._scenes // 3
                apart = (tokens[:shared].float() - latent.tokens[:shared].float()).square().mean()
                total = total + weighed(read) + apart
                losses |= {"apart": apart.detach(), **{f"{name} read": value.detach() for name, value in read.items()}}
        engine.update("said", total)
        return {"words": words, **losses}


def _unspoken(rng: np.random.Generator, count: int) -> list[PictureRow]:
    """Scenes of sentences that nobody speaks, laid out by one of the hands."""
    draw = random.Random(int(rng.integers(1 << 62)))
    scenes = (say(draw).scene for _ in itertools.repeat(None))
    return [planned(scene, draw.randint(1, HANDS)) for scene in itertools.islice((scene for scene in scenes if not scene.empty), count)]


def spoken_rows(folders: list[Path], width: int) -> list[PictureRow]:
    """All pairs of folders whose states are `width` wide. Raises `FileNotFoundError` where there are none."""
    rows = [row for folder in folders for row in read_pictures(folder, width) if row.states is not None]
    if not rows:
        raise FileNotFoundError(f"no spoken pictures under {', '.join(map(str, folders))}; make some with python -m speechscape.data.pictures --spoken")
    return rows


def card_of(heads: HeadOptions, composer: ComposerOptions) -> dict[str, Any]:
    """What checkpoints of the latent must agree with."""
    return {"heads": asdict(heads), "composer": asdict(composer), "tokens": [list(pair) for pair in vocabulary_tokens()]}


def bag_loss(said: nn.Module, tokens: Tensor, words: Tensor) -> Tensor:
    """How well the mean of tokens (B, K, D) tells which words of the vocabulary were said (B, V)."""
    odds = said(tokens.mean(dim=1)).float() - 4
    return f.binary_cross_entropy_with_logits(odds, words, reduction="none").sum(dim=1).mean()


def read_losses(composer: Composer, tokens: Tensor, targets: LayerTargets) -> dict[str, Tensor]:
    """How far what the composer reads from tokens (B, K, D) is from a render's layers."""
    return layer_losses(composer(tokens, targets.hand, chance_of(targets, composer.options)), targets)


def weighed(losses: dict[str, Tensor]) -> Tensor:
    """The losses of layers (see `train.composer.layer_losses`) as one."""
    return sum((_WEIGHTS[name] * value for name, value in losses.items()), torch.zeros(()))


def load_latent(path: Path, only: Collection[str] = ()) -> Modules:
    """Averaged weights of a checkpoint; with `only`, those of the modules named, and the others as they begin. Raises `ValueError` where it was trained for another vocabulary."""
    value = torch.load(path, map_location="cpu", weights_only=True)
    card = value["card"]
    if [tuple(pair) for pair in card["tokens"]] != list(vocabulary_tokens()):
        raise ValueError(f"{path} was trained for another vocabulary; train the latent again")
    parts = Modules.build(HeadOptions(**card["heads"]), ComposerOptions(**card["composer"]))
    for name, module in parts.named().items():
        if not only or name in only:
            module.load_state_dict(value["averages"][name])
        module.eval()
    return parts
