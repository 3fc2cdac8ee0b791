"""Training of the shared latent: speech and pictures meet, and a composer learns to read from either what a picture must show.

Contrastive between speech and pictures with a learned temperature; the composer's layers (see `train.composer`) from the tokens of both; and from the mean of the tokens
the bag of what was said, without which the composer needs many times as long to find out that tokens name things. The controls'
heads (scene, spelled words) learn the same beside them and pass nothing back to speech or pictures but the composer, which must read all four.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.pictures import read_pictures
from speechscape.ears.tokens import END, MAX_TOKENS, letters_to_ids, scene_to_tokens, vocabulary_tokens
from speechscape.train.composer import Composer, ComposerOptions, LayerTargets, chance_of, code_losses, label_losses, layer_losses, targets_of
from speechscape.train.engine import Engine, cosine
from speechscape.train.heads import LONGEST_TEXT, HeadOptions, LatentVector, PictureHead, SpeechHead, contrast, scene_head, text_head
from speechscape.train.sketches import Codebook
from speechscape.types import Scene

__all__ = ["LatentBatch", "LatentTask", "Modules", "bag", "load_latent", "misspelled", "pictures_of", "scenes_of", "speech_of", "texts_of", "weighed"]

_WEIGHTS = {"presence": 1.0, "boxes": 3.0, "depth": 1.0, "names": 1.0, "tints": 0.5, "codes": 3.0, "ground": 3.0}


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


@dataclass(frozen=True)
class LatentBatch:
    """Speech states (B, S, M) and mask (B, S), pixels (B, 3, 128, 128), scene tokens and letters with masks, the render's layers, which pairs mean the same (B, B)."""

    states: Tensor
    spoken: Tensor
    pixels: Tensor
    scenes: Tensor
    scene_mask: Tensor
    letters: Tensor
    letter_mask: Tensor
    targets: LayerTargets
    same: Tensor

    def to(self, device: str) -> LatentBatch:
        """The same on another device."""
        return LatentBatch(**{name: value.to(device) for name, value in vars(self).items()})


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
    """Spelled words → letters and mask."""
    return _padded([letters_to_ids(text) for text in texts], LONGEST_TEXT)


def bag(scenes: Tensor, mask: Tensor) -> Tensor:
    """Which of all tokens are in each scene: (B, N) and mask → (B, V) of 0 and 1."""
    return torch.zeros(len(scenes), len(vocabulary_tokens()), device=scenes.device).scatter_add_(1, scenes, mask.float()).clamp(max=1)


class LatentTask:
    """Trains `Modules` on folders of pairs, towards the codes of a trained codebook (`train.sketches`); `start` is a checkpoint to begin with.

    `after` is a checkpoint of the generator instead: speech tokens and composer stay as it reads them, and only sight is trained: the
    head of pictures, and both pooled vectors. Without `look` no picture is looked at, which takes a third of the time: what was said comes first. Without `controls` scenes and letters are not read either.
    """

    def __init__(self, folders: list[Path], codebook: Codebook, heads: HeadOptions, composer: ComposerOptions, *, batch_size: int = 128, peak_rate: float = 1e-3, seed: int = 0, device: str = "cpu", start: Path | None = None, after: Path | None = None, look: bool = True, controls: bool = True) -> None:
        self.rows = [row for folder in folders for row in read_pictures(folder, heads.states) if row.states is not None]
        if not self.rows:
            raise FileNotFoundError(f"no spoken pictures under {', '.join(map(str, folders))}; make some with python -m speechscape.data.pictures --spoken")
        torch.manual_seed(seed)
        self.parts = Modules.build(heads, composer) if start is None else load_latent(start)
        self._sight, self._look, self._controls = after is not None, look, controls
        if after is not None:
            _take_over(self.parts, after)
        self.modules: Mapping[str, nn.Module] = self.parts.named()
        seeing = list(self.parts.picture.see.parameters())
        others = [p for name, module in self.modules.items() for key, p in module.named_parameters() if p.requires_grad and not (name == "picture" and key.startswith("see."))]
        groups = [{"params": others, "share": 1.0}, {"params": seeing, "share": 3.0}]
        self.optimizers: Mapping[str, Optimizer] = {"latent": torch.optim.AdamW(groups, lr=peak_rate, betas=(0.9, 0.98), weight_decay=0.02, fused=True)}
        self._heads, self._composer = heads, composer
        self._codebook = codebook.requires_grad_(False).to(device)
        self._size, self._peak, self._seed, self._device = batch_size, peak_rate, seed, device

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"heads": asdict(self._heads), "composer": asdict(self._composer), "tokens": [list(pair) for pair in vocabulary_tokens()]}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self._peak, 0.04)

    def batch(self, number: int, progress: float) -> LatentBatch:
        """Pairs at random; states a little noisy and some left out, letters misspelled here and there."""
        rng = np.random.default_rng((self._seed, number))
        rows = [self.rows[index] for index in rng.choice(len(self.rows), size=min(self._size, len(self.rows)), replace=False)]
        states, spoken = speech_of([row.states for row in rows if row.states is not None])
        states = states + 0.1 * torch.from_numpy(rng.normal(0, 1, states.shape).astype(np.float32))
        kept = spoken & (torch.from_numpy(rng.random(spoken.shape)) > 0.05)
        kept[:, 0] = True
        keys = [hash(row.scene.key()) for row in rows]
        same = torch.tensor(keys)[:, None] == torch.tensor(keys)[None]
        letters = texts_of([misspelled(row.text, rng) for row in rows])
        return LatentBatch(states, kept, pictures_of([row.pixels for row in rows if self._look] or [rows[0].pixels]), *scenes_of(row.scene for row in rows), *letters, targets_of(rows, self._composer.layers), same)

    def step(self, engine: Engine, batch: LatentBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = batch.to(self._device)
        with torch.autocast(batch.pixels.device.type, torch.bfloat16):
            losses = self._sights(batch) if self._sight else self._losses(batch)
        if self._sight:
            engine.update("latent", 2 * losses["contrast"] + 4 * losses["spotted"] + 0.5 * losses["picture"] + losses["apart"])
            return losses
        if not self._look:
            engine.update("latent", losses["speech"] + losses["controls"])
            return losses
        engine.update("latent", losses["contrast"] + 4 * losses["spotted"] + losses["speech"] + 0.5 * losses["picture"] + 0.5 * losses["controls"])
        return losses

    def _losses(self, batch: LatentBatch) -> dict[str, Tensor]:
        parts = self.parts
        speech, words = parts.speech(batch.states, batch.spoken), bag(batch.scenes, batch.scene_mask)
        spoken = self._read(speech, batch.targets)
        if not self._controls:
            return {"speech": weighed(spoken) + self._bag(speech, words), "controls": torch.zeros(()), **spoken}
        half = len(batch.states) // 2  # the controls take turns on halves of the batch
        controls = [
            (parts.scene(batch.scenes[:half], batch.scene_mask[:half]), slice(None, half)),
            (parts.text(batch.letters[half:], batch.letter_mask[half:]), slice(half, None)),
        ]
        read = [weighed(self._read(head, LayerTargets(*(value[part] for value in vars(batch.targets).values())))) + self._bag(head, words[part]) for head, part in controls]
        said = {"speech": weighed(spoken) + self._bag(speech, words), "controls": sum(read, torch.zeros(())) / 2, **spoken}
        if not self._look:
            return said
        grid = parts.picture.grid(batch.pixels.contiguous(memory_format=torch.channels_last))
        picture = parts.picture.read(grid)
        spotted = label_losses(parts.picture.spotted(grid, batch.targets.boxes), batch.targets)
        return {
            "contrast": contrast(speech.pooled, picture.pooled, parts.scale[0], batch.same), "spotted": spotted["names"] + 0.5 * spotted["tints"],
            "picture": weighed(self._read(picture, batch.targets)) + self._bag(picture, words), **said,
        }  # fmt: skip

    def _sights(self, batch: LatentBatch) -> dict[str, Tensor]:
        """Pictures learn to say what speech says: the same tokens, the same vector."""
        parts = self.parts
        with torch.no_grad():
            tokens = parts.speech.reader(parts.speech.timed(batch.states), batch.spoken)
        grid = parts.picture.grid(batch.pixels.contiguous(memory_format=torch.channels_last))
        picture = parts.picture.read(grid)
        spotted = label_losses(parts.picture.spotted(grid, batch.targets.boxes), batch.targets)
        return {
            "contrast": contrast(parts.speech.pool(tokens), picture.pooled, parts.scale[0], batch.same), "spotted": spotted["names"] + 0.5 * spotted["tints"], "seen": spotted["names"],
            "picture": weighed(self._read(picture, batch.targets)) + self._bag(picture, bag(batch.scenes, batch.scene_mask)), "apart": f.mse_loss(picture.tokens.float(), tokens.float()),
        }  # fmt: skip

    def _bag(self, latent: LatentVector, words: Tensor) -> Tensor:
        odds = self.parts.said(latent.tokens.mean(dim=1)).float() - 4
        return f.binary_cross_entropy_with_logits(odds, words, reduction="none").sum(dim=1).mean()

    def _read(self, latent: LatentVector, targets: LayerTargets) -> dict[str, Tensor]:
        layers = self.parts.composer(latent.tokens, targets.hand, chance_of(targets, self._composer))
        return layer_losses(self.parts.composer, layers, targets) | code_losses(layers, targets, self._codebook)


def _take_over(parts: Modules, checkpoint: Path) -> None:
    """Speech tokens, controls and composer of a generator's run; all of it stays as it is."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)["averages"]
    for name in ("speech", "scene", "text"):
        getattr(parts, name).load_state_dict(saved[name])
    parts.composer.load_state_dict({key.removeprefix("composer."): value for key, value in saved["generator"].items() if key.startswith("composer.")})
    for module in (parts.speech.reader, parts.scene, parts.text, parts.composer):
        module.requires_grad_(False)


def weighed(losses: dict[str, Tensor]) -> Tensor:
    """The losses of layers (see `train.composer.layer_losses`) as one."""
    return sum((_WEIGHTS[name] * value for name, value in losses.items()), torch.zeros(()))


def misspelled(text: str, rng: np.random.Generator) -> str:
    """Text as a recogniser that spells may write it."""
    if rng.random() < 0.3:
        return text
    letters = [letter for letter in text if rng.random() > 0.03]
    return "".join(chr(int(rng.integers(97, 123))) if letter != " " and rng.random() < 0.05 else letter for letter in letters)


def load_latent(path: Path) -> Modules:
    """Averaged weights of a checkpoint. Raises `ValueError` where it was trained for another vocabulary."""
    value = torch.load(path, map_location="cpu", weights_only=True)
    card = value["card"]
    if [tuple(pair) for pair in card["tokens"]] != list(vocabulary_tokens()):
        raise ValueError(f"{path} was trained for another vocabulary; train the latent again")
    parts = Modules.build(HeadOptions(**card["heads"]), ComposerOptions(**card["composer"]))
    for name, module in parts.named().items():
        module.load_state_dict(value["averages"][name])
        module.eval()
    return parts
