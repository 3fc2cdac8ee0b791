"""Batches of clips of like length. The batch of a step is a pure function of (data, seed, step): resuming needs no state."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from speechscape.data.augment import augment, mask
from speechscape.data.corpus import BACKGROUND, Row, read_shards
from speechscape.ears.features import MELS, normalize
from speechscape.ears.tokens import END, MAX_TOKENS, kind_of, letters_to_ids, scene_to_tokens
from speechscape.types import Scene

__all__ = ["Batch", "Corpus", "prefetch"]


@dataclass(frozen=True)
class Batch:
    """One step's input. `tokens` are padded with END; `weights` (B, N - 1) are 0 on padding and where no scene is known."""

    features: Tensor
    frames: Tensor
    tokens: Tensor
    weights: Tensor
    letters: list[list[int]]
    phones: list[list[int]]


class Corpus:
    """All clips of folders of shards, sorted by length; backgrounds apart."""

    def __init__(self, folders: list[Path], phone_ids: dict[str, int], seed: int) -> None:
        rows = [row for folder in folders for row in read_shards(folder)]
        if not rows:
            raise FileNotFoundError(f"no shards under {', '.join(map(str, folders))}; make some with python -m speechscape.data.corpus")
        self.rows = sorted((row for row in rows if not row.voice.startswith(BACKGROUND)), key=lambda row: len(row.features))
        self._behind = [row for row in rows if row.voice.startswith(BACKGROUND)]
        self.lengths = np.array([len(row.features) for row in self.rows])
        self.phone_ids, self.seed = phone_ids, seed

    def batch(self, step: int, budget_frames: int, limit_frames: int, strength: float) -> Batch:
        """About `budget_frames` frames of clips no longer than `limit_frames`, augmented by `strength`."""
        rng = np.random.default_rng((self.seed, step))
        top = max(64, int(np.searchsorted(self.lengths, limit_frames)))
        top = min(top, len(self.rows))
        anchor = int(rng.integers(top))
        size = max(4, budget_frames // int(self.lengths[anchor]))
        low, high = max(0, anchor - 2 * size), min(top, anchor + 2 * size + 1)
        chosen = rng.choice(np.arange(low, high), size=min(size, high - low), replace=False)
        return self._collate([self._example(self.rows[index], rng, strength) for index in chosen])

    def _example(self, row: Row, rng: np.random.Generator, strength: float) -> tuple[np.ndarray, Row]:
        others = self._behind if self._behind and rng.random() < 0.5 else self.rows
        other = np.asarray(others[int(rng.integers(len(others)))].features, np.float32)
        if rng.random() < 0.02 * strength:  # nothing but noise: nothing to draw
            noise = augment(np.full((len(row.features), MELS), -12, np.float32), np.roll(other, 1, axis=1), rng, 1.0)
            return normalize(noise + rng.normal(0, 0.7, noise.shape).astype(np.float32)), Row(row.features, "", (), Scene().to_json(), "noise")
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
            [letters_to_ids(row.text) for _, row in examples],
            [[self.phone_ids[phone] for phone in row.phones if phone in self.phone_ids] for _, row in examples],
        )


def prefetch(batches: Iterator[Batch], depth: int = 3) -> Iterator[Batch]:
    """The same batches, made ahead in a background thread; its errors are raised here."""
    waiting: queue.Queue[Batch | BaseException | None] = queue.Queue(depth)

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
