"""The first phase of the S2IGAN baseline: one space for speech and pictures, and the pairs that both phases read.

Written from Wang et al. 2020, "S2IGAN: Speech-to-Image Generation via Adversarial Learning" (its speech embedding network), with three things of our own: our
features have 80 mels, a small convolutional network trained from scratch stands where the paper has a pretrained Inception-v3, and since our scenes have many
names and no single class, the distinctive loss asks for every name in the scene. Called by `recipes/s2igan.py` and `train.s2igan`. B batch, F frames of 10 ms,
S states of 40 ms, N names, D width of the space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.corpus import read_shards
from speechscape.data.pictures import PictureRow, read_pictures
from speechscape.ears.features import MELS, normalize
from speechscape.train.engine import Engine, cosine
from speechscape.train.recurrent import bidirectional
from speechscape.world.vocabulary import elements

__all__ = [
    "LONGEST", "Embedding", "EmbeddingBatch", "EmbeddingOptions", "EmbeddingTask", "SpokenPicture", "different_scenes", "distinctive_loss", "heard", "load_embedding",
    "matching_loss", "pixels_of", "spoken_pictures",
]  # fmt: skip

LONGEST = 800
"""Frames of a clip; what comes later is not heard."""

_SHRINK = 4  # frames to a state


@dataclass(frozen=True)
class EmbeddingOptions:
    """Sizes of the speech embedding network, those of the paper but for `pictures`, the first width of our own picture encoder; the space is 2 · `hidden` wide."""

    first: int = 64
    second: int = 128
    hidden: int = 512
    attention: int = 128
    pictures: int = 32
    smoothing: float = 10.0


@dataclass(frozen=True)
class SpokenPicture:
    """A picture and the log-mel features (F, MELS) of the clip that asked for it."""

    picture: PictureRow
    features: NDArray[np.float16]


def spoken_pictures(pairs: Sequence[Path], spoken: Sequence[Path]) -> list[SpokenPicture]:
    """Pictures of folders of pairs whose clip is in the folders of shards, found by text and voice; the rest is left out.

    Raises `FileNotFoundError` when there are no pairs, or no clip of any.
    """
    pictures = [row for folder in pairs for row in read_pictures(folder) if row.voice]
    if not pictures:
        raise FileNotFoundError(f"no pairs under {', '.join(map(str, pairs))}; make some with python -m speechscape.data.pictures OUT --spoken SHARDS")
    wanted = {(row.text, row.voice) for row in pictures}
    clips: dict[tuple[str, str], NDArray[np.float16]] = {}
    for clip in (clip for folder in spoken for clip in read_shards(folder)):
        if (clip.text, clip.voice) in wanted and len(clip.features) <= LONGEST:
            clips.setdefault((clip.text, clip.voice), clip.features)
    found = [SpokenPicture(row, clips[row.text, row.voice]) for row in pictures if (row.text, row.voice) in clips]
    if not found:
        raise FileNotFoundError(f"none of {len(pictures)} pairs was spoken in {', '.join(map(str, spoken))}; name the folders of shards that the pairs were made from")
    return found


def heard(clips: Sequence[NDArray[Any]]) -> tuple[Tensor, Tensor]:
    """Log-mel clips (F, MELS), as they come from `log_mel` → features (B, F, MELS), normalised and padded with zeros, and their frames (B,)."""
    parts = [normalize(np.asarray(clip[:LONGEST], np.float32)) for clip in clips]
    features = np.zeros((len(parts), max(_SHRINK, *map(len, parts), 0), MELS), np.float32)
    for row, part in zip(features, parts, strict=True):
        row[: len(part)] = part
    return torch.from_numpy(features), torch.tensor([len(part) for part in parts])


def pixels_of(pictures: Sequence[NDArray[np.uint8]]) -> Tensor:
    """Pictures (H, W, 3) → (B, 3, H, W) in [-1, 1]."""
    return torch.from_numpy(np.stack(pictures).transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1)


def different_scenes(rows: Sequence[SpokenPicture]) -> Tensor:
    """(B, B), true where two rows ask for different scenes."""
    keys = [row.picture.scene.key() for row in rows]
    return torch.tensor([[one != other for other in keys] for one in keys])


class _SpeechEncoder(nn.Module):
    """Two convolutions, two bidirectional GRU layers (Cho et al. 2014) and attention pooling with a weight for each dimension (Merkx et al. 2019)."""

    def __init__(self, options: EmbeddingOptions) -> None:
        super().__init__()
        o = options
        self.convolutions = nn.ModuleList([nn.Conv1d(MELS, o.first, 6, stride=2, padding=2), nn.Conv1d(o.first, o.second, 6, stride=2, padding=2)])
        self.norms = nn.ModuleList([nn.LayerNorm(o.first), nn.LayerNorm(o.second)])
        self.states = nn.GRU(o.second, o.hidden, num_layers=2, batch_first=True, bidirectional=True)
        self.attention = nn.Sequential(nn.Linear(2 * o.hidden, o.attention), nn.Tanh(), nn.Linear(o.attention, 2 * o.hidden))

    def forward(self, features: Tensor, frames: Tensor) -> Tensor:
        """(B, F, MELS) and frames (B,) → (B, D); what stands in the padding does not matter."""
        x = features
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            frames = (frames // 2).clamp(min=1)
            x = f.relu(norm(convolution(x.transpose(1, 2)).transpose(1, 2)))
            inside = torch.arange(x.shape[1], device=x.device) < frames[:, None]
            x = x * inside[:, :, None]
        states = bidirectional(self.states, x, frames)
        weights = self.attention(states).masked_fill(~inside[:, :, None], -torch.inf).softmax(dim=1)
        return (weights * states).sum(dim=1)


class _PictureEncoder(nn.Sequential):
    """Five strided convolutions with group norm (Wu and He 2018), mean over the picture, one linear layer: (B, 3, H, W) → (B, D)."""

    def __init__(self, options: EmbeddingOptions) -> None:
        widths = [3, *(options.pictures << step for step in range(5))]
        steps = [nn.Sequential(nn.Conv2d(a, b, 3, stride=2, padding=1), nn.GroupNorm(min(8, b), b), nn.ReLU()) for a, b in zip(widths, widths[1:], strict=False)]
        super().__init__(*steps, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(widths[-1], 2 * options.hidden))


class Embedding(nn.Module):
    """The speech embedding network: an encoder of speech, one of pictures, and the perceptron that names things in both."""

    def __init__(self, options: EmbeddingOptions) -> None:
        super().__init__()
        self.options = options
        self.speech = _SpeechEncoder(options)
        self.pictures = _PictureEncoder(options).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.names = nn.Linear(2 * options.hidden, len(elements()))
        nn.init.constant_(self.names.bias, -5.0)

    def hear(self, features: Tensor, frames: Tensor) -> Tensor:
        """(B, F, MELS) and frames (B,) → (B, D) in float32; within in bfloat16 under autocast."""
        heard: Tensor = self.speech(features, frames)
        return heard.float()

    def see(self, pixels: Tensor) -> Tensor:
        """(B, 3, H, W) in [-1, 1] → (B, D), in bfloat16 within."""
        with torch.autocast(pixels.device.type, torch.bfloat16):
            seen: Tensor = self.pictures(pixels.contiguous(memory_format=torch.channels_last))
        return seen.float()


def matching_loss(speech: Tensor, pictures: Tensor, different: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy of finding the picture for the speech and the speech for the picture, over cosines times `smoothing`; rows of one scene (`different` (B, B) false) are no negatives."""
    own = torch.arange(len(speech), device=speech.device)
    likeness = smoothing * f.normalize(speech, dim=1) @ f.normalize(pictures, dim=1).T
    likeness = likeness.masked_fill(~different & (own[:, None] != own), -torch.inf)
    return f.cross_entropy(likeness, own) + f.cross_entropy(likeness.T, own)


def distinctive_loss(embedding: Embedding, speech: Tensor, pictures: Tensor, names: Tensor) -> Tensor:
    """Binary cross-entropy of the names (B, N) in the scenes, told from either side; summed over names, so that the one or two that are there count."""
    return torch.stack([f.binary_cross_entropy_with_logits(embedding.names(side), names, reduction="sum") / len(names) for side in (speech, pictures)]).sum()


@dataclass(frozen=True)
class EmbeddingBatch:
    """Features (B, F, MELS), frames (B,), pixels (B, 3, SIDE, SIDE) in [-1, 1], names in the scenes (B, N) as 0 and 1, and which rows are of different scenes (B, B)."""

    features: Tensor
    frames: Tensor
    pixels: Tensor
    names: Tensor
    different: Tensor


class EmbeddingTask:
    """Trains a speech embedding network on folders of pairs and the shards that they were made from."""

    def __init__(
        self, pairs: Sequence[Path], spoken: Sequence[Path], options: EmbeddingOptions, *, batch_size: int = 48, peak_rate: float = 1e-3, seed: int = 0, device: str = "cpu"
    ) -> None:
        self.rows = spoken_pictures(pairs, spoken)
        torch.manual_seed(seed)
        self.embedding = Embedding(options)
        self.modules: Mapping[str, nn.Module] = {"embedding": self.embedding}
        self.optimizers: Mapping[str, Optimizer] = {"embedding": torch.optim.Adam(self.embedding.parameters(), lr=peak_rate, fused=True)}
        self._size, self._peak, self._seed, self._device = min(batch_size, len(self.rows)), peak_rate, seed, device
        self._names = {name: index for index, name in enumerate(elements())}

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"embedding": asdict(self.embedding.options), "names": list(elements())}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self._peak, 0.03)

    def batch(self, number: int, progress: float) -> EmbeddingBatch:
        """Pairs at random, none twice."""
        rng = np.random.default_rng((self._seed, number))
        return self.collate([self.rows[index] for index in rng.choice(len(self.rows), self._size, replace=False)])

    def collate(self, rows: Sequence[SpokenPicture]) -> EmbeddingBatch:
        """Pairs as a batch."""
        names = torch.zeros(len(rows), len(self._names))
        for name, row in zip(names, rows, strict=True):
            name[[self._names[item.name] for item in row.picture.scene.elements]] = 1.0
        return EmbeddingBatch(*heard([row.features for row in rows]), pixels_of([row.picture.pixels for row in rows]), names, different_scenes(rows))

    def step(self, engine: Engine, batch: EmbeddingBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = EmbeddingBatch(*(value.to(self._device) for value in vars(batch).values()))
        with torch.autocast(self._device, torch.bfloat16):
            speech = self.embedding.hear(batch.features, batch.frames)
        pictures = self.embedding.see(batch.pixels)
        parts = {
            "matching": matching_loss(speech, pictures, batch.different, self.embedding.options.smoothing),
            "distinctive": distinctive_loss(self.embedding, speech, pictures, batch.names),
        }
        engine.update("embedding", parts["matching"] + parts["distinctive"])
        return parts


def load_embedding(folder: Path) -> Embedding:
    """The averaged network of a run of either phase, frozen. Raises `FileNotFoundError` without a checkpoint, `ValueError` when it names other things than the world."""
    path = folder / "checkpoint.pt"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; train it with python recipes/s2igan.py {folder} --phase embedding")
    saved = torch.load(path, map_location="cpu", weights_only=True)
    if saved["card"]["names"] != list(elements()):
        raise ValueError(f"{path} knows {len(saved['card']['names'])} names, the world has {len(elements())} or others; train it again")
    embedding = Embedding(EmbeddingOptions(**saved["card"]["embedding"]))
    embedding.load_state_dict(saved["averages"]["embedding"])
    return embedding.eval().requires_grad_(False)
