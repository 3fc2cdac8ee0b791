"""Batches of clips of like length. The batch of a step is a pure function of (data, seed, step): resuming needs no state."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from speechscape.data.augment import augment, mask
from speechscape.data.corpus import BACKGROUND, Row, read_shards
from speechscape.data.voices import ENGINES
from speechscape.ears.features import MELS, normalize
from speechscape.ears.tokens import END, MAX_TOKENS, kind_of, letters_to_ids, mentions_to_ids, scene_to_tokens
from speechscape.types import Scene

__all__ = ["Batch", "Corpus", "prefetch"]

AnyBatch = TypeVar("AnyBatch")

NOISE = "noise"
"""The voice of a clip in which nobody speaks."""


@dataclass(frozen=True)
class Batch:
    """One step's input. `tokens` are padded with END; `weights` (B, N - 1) are 0 on padding and where no scene is known; `human` (B,) is 1 where a person speaks."""

    features: Tensor
    frames: Tensor
    tokens: Tensor
    weights: Tensor
    human: Tensor
    letters: list[list[int]]
    phones: list[list[int]]
    mentions: list[list[int]]

    def to(self, device: str) -> Batch:
        """The same batch on another device."""
        return replace(self, **{name: getattr(self, name).to(device) for name in ("features", "frames", "tokens", "weights", "human")})


class Corpus:
    """All clips of folders of shards, sorted by length; backgrounds apart. `folders` says how many times as often as others the clips of each are heard."""

    def __init__(self, folders: Mapping[Path, float], phone_ids: dict[str, int], seed: int) -> None:
        rows = [(row, often) for folder, often in folders.items() for row in read_shards(folder)]
        if not rows:
            raise FileNotFoundError(f"no shards under {', '.join(map(str, folders))}; make some with python -m speechscape.data.corpus")
        heard = sorted((pair for pair in rows if not pair[0].voice.startswith(BACKGROUND)), key=lambda pair: len(pair[0].features))
        self.rows = [row for row, _ in heard]
        self._often = np.array([often for _, often in heard])
        self._upto = np.cumsum(self._often)
        self._behind = [row for row, _ in rows if row.voice.startswith(BACKGROUND)]
        self.lengths = np.array([len(row.features) for row in self.rows])
        self.phone_ids, self.seed = phone_ids, seed

    def batch(self, step: int, budget_frames: int, limit_frames: int, strength: float) -> Batch:
        """About `budget_frames` frames of clips no longer than `limit_frames`, augmented by `strength`."""
        rng = np.random.default_rng((self.seed, step))
        top = max(64, int(np.searchsorted(self.lengths, limit_frames)))
        top = min(top, len(self.rows))
        anchor = min(top - 1, int(np.searchsorted(self._upto, rng.random() * self._upto[top - 1])))
        size = max(4, budget_frames // int(self.lengths[anchor]))
        low, high = max(0, anchor - 2 * size), min(top, anchor + 2 * size + 1)
        often = self._often[low:high]
        chosen = rng.choice(np.arange(low, high), size=min(size, high - low), replace=False, p=often / often.sum())
        return self._collate([self._example(self.rows[index], rng, strength) for index in chosen])

    def plain(self, rows: list[Row]) -> Batch:
        """Clips as they are, nothing augmented."""
        return self._collate([(normalize(np.asarray(row.features, np.float32)), row) for row in rows])

    def _example(self, row: Row, rng: np.random.Generator, strength: float) -> tuple[np.ndarray, Row]:
        others = self._behind if self._behind and rng.random() < 0.5 else self.rows
        other = np.asarray(others[int(rng.integers(len(others)))].features, np.float32)
        if rng.random() < 0.02 * strength:  # nothing but noise: nothing to draw
            noise = augment(np.full((len(row.features), MELS), -12, np.float32), np.roll(other, 1, axis=1), rng, 1.0)
            return normalize(noise + rng.normal(0, 0.7, noise.shape).astype(np.float32)), Row(row.features, "", (), Scene().to_json(), NOISE)
        x = augment(np.asarray(row.features, np.float32), other, rng, strength)
        return mask(normalize(x), rng, strength), row

    def _collate(self, examples: list[tuple[np.ndarray, Row]]) -> Batch:
        longest = max(len(x) for x, _ in examples)
        features = np.zeros((len(examples), longest, MELS), np.float32)
        sequences = []
        for index, (x, row) in enumerate(examples):
            features[index, : len(x)] = x
            sequences.append(scene_to_tokens(Scene.from_json(row.scene)) if row.scene is not None else [])
        width = min(MAX_TOKENS, max(2, *(len(tokens) for tokens in sequences)))
        tokens = torch.full((len(examples), width), END)
        weights = torch.zeros(len(examples), width - 1)
        for index, sequence in enumerate(sequences):
            sequence = sequence[:width]
            tokens[index, : len(sequence)] = torch.tensor(sequence, dtype=torch.long)
            for position, token in enumerate(sequence[1:]):
                weights[index, position] = 0.15 if kind_of(token) == "column" else 1.0
        return Batch(
            torch.from_numpy(features),
            torch.tensor([len(x) for x, _ in examples]),
            tokens,
            weights,
            torch.tensor([float(row.voice != NOISE and row.voice.split("/")[0] not in ENGINES) for _, row in examples]),
            [letters_to_ids(row.text) for _, row in examples],
            [[self.phone_ids[phone] for phone in row.phones if phone in self.phone_ids] for _, row in examples],
            [mentions_to_ids(row.text) for _, row in examples],
        )


def prefetch(batches: Iterator[AnyBatch], depth: int = 3) -> Iterator[AnyBatch]:
    """The same batches, of whatever kind, made ahead in a background thread; its errors are raised here."""
    waiting: queue.Queue[AnyBatch | BaseException | None] = queue.Queue(depth)

    def work() -> None:
        try:
            for batch in batches:
                waiting.put(batch)
            waiting.put(None)
        except BaseException as error:
            waiting.put(error)

    threading.Thread(target=work, daemon=True).start()
    while (item := waiting.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item
