"""Painters that the score compares: the product's own by its latent, and those that never ship: the oracle, the cascade, the S2IGAN recipe.

The oracle gives the true scene to the generator, the cascade what the ears spelled; both through heads trained to say what speech says (`train.sight`), to the very same generator.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from speechscape.audio.silence import sounding
from speechscape.data.pictures import SIDE
from speechscape.ears.features import log_mel
from speechscape.evaluate.hearing import Ear
from speechscape.evaluate.pictures import Asked, AskedPainter, RealPainter, Shuffled, VectorRoute
from speechscape.latent.space import Space
from speechscape.painters.neural import STEPS, NeuralPainter
from speechscape.runtime import latent_folder, threads
from speechscape.train.latent import Modules, scenes_of, texts_of
from speechscape.types import Hearing

__all__ = ["CascadeRoute", "NeuralRoute", "Oracle", "S2iganRoute", "rivals"]

Pixels = NDArray[np.uint8]
_BATCH = 32


def _painted(painter: NeuralPainter, tokens: Sequence[NDArray[np.float32] | None], seed: int) -> Pixels:
    """A picture for each row of tokens, each from noise of its own; plain grey where there is none."""
    gray = np.full((SIDE, SIDE, 3), 128, np.uint8)
    return np.stack([gray if one is None else painter.pixels(one, hash((seed, index)) % (1 << 31)) for index, one in enumerate(tokens)])


class NeuralRoute:
    """The product: ears, latent, neural painter."""

    def __init__(self, ear: Ear, space: Space, painter: NeuralPainter) -> None:
        self.name = "neural" if painter.steps == 1 else f"neural, {painter.steps} steps"
        self._ear, self._space, self._painter = ear, space, painter

    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """See `evaluate.pictures.AskedPainter`."""
        heard = self._ear.hear([asked.clip for asked in examples])
        return _painted(self._painter, [None if one.abstained or one.states is None else self._space.imagine(one.states).tokens for one in heard], seed)


class Oracle:
    """The true scene instead of speech: the ceiling."""

    name = "oracle"

    def __init__(self, parts: Modules, painter: NeuralPainter) -> None:
        self._parts, self._painter = parts, painter

    @torch.no_grad()
    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """See `evaluate.pictures.AskedPainter`."""
        parts = [examples[first : first + _BATCH] for first in range(0, len(examples), _BATCH)]
        tokens = [one for part in parts for one in self._parts.scene(*scenes_of(asked.scene for asked in part)).tokens.numpy()]
        return _painted(self._painter, tokens, seed)


class CascadeRoute:
    """What the ears spelled, read by the text head, instead of speech."""

    name = "cascade"

    def __init__(self, ear: Ear, parts: Modules, painter: NeuralPainter) -> None:
        self._ear, self._parts, self._painter = ear, parts, painter

    @torch.no_grad()
    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """See `evaluate.pictures.AskedPainter`."""
        words = [heard.words for heard in self._ear.hear([asked.clip for asked in examples])]
        parts = [words[first : first + _BATCH] for first in range(0, len(words), _BATCH)]
        tokens = [one for part in parts for one in self._parts.text(*texts_of(part)).tokens.numpy()]
        return _painted(self._painter, [one if said else None for one, said in zip(tokens, words, strict=True)], seed)


class S2iganRoute:
    """The S2IGAN recipe (Wang et al. 2020), from log-mel features of the clips."""

    name = "s2igan"

    def __init__(self, folder: Path) -> None:
        from speechscape.train.s2igan import S2iganPainter

        self._painter = S2iganPainter(folder)

    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """See `evaluate.pictures.AskedPainter`."""
        spans = [sounding(asked.clip) for asked in examples]
        features = [log_mel(asked.clip.samples[first:last]) for asked, (first, last) in zip(examples, spans, strict=True)]
        return np.concatenate([self._painter.paint(features[first : first + _BATCH], seed + first) for first in range(0, len(features), _BATCH)])


def rivals(ears: Hearing, model: Path | None, checkpoint: Path | None, s2igan: Path | None) -> list[AskedPainter]:
    """Everyone that the score compares, as far as the checkpoints given allow."""
    ear, folder = Ear(ears), latent_folder(model)
    space, hands = Space(folder, threads()), [NeuralPainter(folder, threads(), steps) for steps in STEPS]
    routes: list[AskedPainter] = [NeuralRoute(ear, space, hand) for hand in hands]
    known: list[AskedPainter] = []
    if checkpoint is not None:
        from speechscape.train.latent import load_latent

        parts = load_latent(checkpoint, ("scene", "text"))
        known = [Oracle(parts, hands[0]), CascadeRoute(ear, parts, hands[0])]
    return [RealPainter(), VectorRoute(ear), *routes, *known, Shuffled(routes[0]), *([S2iganRoute(s2igan)] if s2igan is not None else [])]
