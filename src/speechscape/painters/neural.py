"""The neural painter: latent tokens, a hand and noise → pixels, by our own network on onnxruntime. No scene in between, no drawing of the world is used.

A composer says from the tokens which layers there are, where, and by what code each is painted; a small network paints every layer on a canvas of its own, and
these are laid over a painted backdrop (docs/decisions/0008). One step starts from noise alone; with more steps the composer looks at the noisy picture again
and again. N layers, C width of a code.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import OptionError
from speechscape.painters.base import DRAWN, OneByOne, Request, encoded
from speechscape.runtime import session
from speechscape.types import Picture
from speechscape.world.painting import alt_text

__all__ = ["SIDE", "STEPS", "NeuralPainter"]

SIDE = 128
"""Pixels on each side of what was learned; other sizes are painted from the same layers, without more detail."""

STEPS = (1, 2, 4, 8)
"""Numbers of steps that were trained."""

_PATCH = 8

Array = NDArray[np.float32]


class NeuralPainter(OneByOne):
    """Paints the latent of a request. Raises `OptionError` for steps that were not trained, `ModelError` where weights are missing."""

    name = "neural"
    reads = "latent"
    lays_out = False

    def __init__(self, folder: Path, threads: int = 2, steps: int = 1) -> None:
        if steps not in STEPS:
            raise OptionError(f"steps is {steps}; the neural painter takes {', '.join(map(str, STEPS))}")
        self.steps = steps
        self.model: str = json.loads((folder / "painter.json").read_text())["name"]
        self._composer, self._layers, self._backdrop = (session(folder / f"{part}.onnx", threads) for part in ("composer", "layers", "backdrop"))
        shapes = {one.name: tuple(one.shape[1:]) for one in self._composer.get_inputs()}
        self._hands, self._style = shapes["hand"][0], shapes["style"]

    def paint(self, request: Request) -> Picture:
        """See `painters.base.Painter`. Raises `OptionError` for a request without a latent, and for SVG."""
        if request.latent is None:
            raise OptionError("the neural painter paints what was spoken, and this request has no latent; use the vector painter for a scene alone")
        if request.over is not None:
            raise OptionError("the neural painter paints whole pictures from speech; over a picture it paints canvases of the studio, layer by layer")
        if request.format in DRAWN:
            raise OptionError(f"the neural painter paints pixels, not {request.format}; choose png or webp, or the vector painter")
        alt = alt_text(request.scene)
        data = encoded(self.pixels(request.latent.tokens, request.seed, request.size), alt, request)
        return Picture(data, request.format, request.size, request.size, request.scene, alt)

    def pixels(self, tokens: Array, seed: int, size: int = SIDE) -> NDArray[np.uint8]:
        """Tokens (K, D) → (size, size, 3). The seed decides what the words leave open."""
        rng = np.random.default_rng(seed)
        hand = np.eye(self._hands, dtype=np.float32)[rng.integers(self._hands, size=1)]
        style = rng.standard_normal((1, *self._style), dtype=np.float32)
        if self.steps == 1:
            return _bytes(self._paint(self._compose(tokens, hand, style), size))
        x = rng.standard_normal((3, SIDE, SIDE), dtype=np.float32)
        stride = 1 / self.steps
        for step in range(self.steps):  # flow (Lipman et al. 2023) by shortcut steps (Frans et al. 2025), in the form that predicts the picture
            plan = self._compose(tokens, hand, style, x, (step * stride, stride))
            if step == self.steps - 1:
                break
            x = x + (self._paint(plan, SIDE) - x) * np.float32(stride / (1 - step * stride))
        return _bytes(self._paint(plan, size))

    def codes(self, tokens: Array) -> tuple[Array, Array]:
        """What the composer makes of tokens (K, D) in the first hand: the codes of the layers, (L, C), the farthest first, and of the backdrop, (C,)."""
        presence, _, depth, codes, backdrop = self._compose(tokens, np.eye(self._hands, dtype=np.float32)[:1], np.zeros((1, *self._style), np.float32))
        there = np.flatnonzero(presence > 0)
        return codes[there[np.argsort(depth[there], kind="stable")]], backdrop[0]

    def laid(self, codes: Array | None, boxes: Array, backdrop: Array, size: int = SIDE) -> NDArray[np.uint8]:
        """Layers of given codes (L, C) and boxes (L, 4: middle x, base, width, height, in shares of the picture), the farthest first, over a backdrop (C,) → (size, size, 3)."""
        count = 0 if codes is None else len(codes)
        given = np.zeros((0, len(backdrop)), np.float32) if codes is None else codes
        return _bytes(self._paint([np.ones(count, np.float32), boxes, np.arange(count, dtype=np.float32), given, backdrop[None]], size))

    def _compose(self, tokens: Array, hand: Array, style: Array, noisy: Array | None = None, time: tuple[float, float] = (0.0, 0.0)) -> list[Array]:
        """Presence (L,), boxes (L, 4), depth (L,), codes (L, C), backdrop (1, C)."""
        patches = np.zeros((1, 0, 3 * _PATCH * _PATCH), np.float32) if noisy is None else _cut(noisy)
        inputs = {"tokens": tokens[None], "hand": hand, "style": style, "patches": patches, "time": np.array([time], np.float32), "look": np.array([noisy is not None], np.float32)}
        presence, boxes, depth, codes, backdrop = self._composer.run(None, inputs)
        return [presence[0], boxes[0], depth[0], codes[0], backdrop]

    def _paint(self, plan: list[Array], size: int) -> Array:
        """What the composer planned → (3, size, size) in [-1, 1]."""
        presence, boxes, depth, codes, backdrop = plan
        (behind,) = self._backdrop.run(None, {"code": backdrop})
        painted = behind[0] if size == SIDE else _resized(behind[0], size)
        scene = painted[:3]
        there = np.flatnonzero(presence > 0)
        if len(there):
            order = there[np.argsort(depth[there], kind="stable")]
            over, through = self._layers.run(None, {"codes": codes[order], "boxes": boxes[order], "size": np.array(size, np.int64)})
            scene = scene * through + over
        return 2 * (scene * (1 - painted[6:]) + painted[3:6]) - 1


def _cut(noisy: Array) -> Array:
    """(3, SIDE, SIDE) → patches (1, P, 3 · 64), channels outermost."""
    cells = SIDE // _PATCH
    return noisy.reshape(3, cells, _PATCH, cells, _PATCH).transpose(1, 3, 0, 2, 4).reshape(1, cells * cells, -1)


def _resized(image: Array, size: int) -> Array:
    """(C, SIDE, SIDE) → (C, size, size), bilinear."""
    at = np.clip((np.arange(size) + 0.5) * SIDE / size - 0.5, 0, SIDE - 1)
    weights = np.clip(1 - np.abs(at[:, None] - np.arange(SIDE)), 0, None).astype(np.float32)
    return weights @ image @ weights.T


def _bytes(pixels: Array) -> NDArray[np.uint8]:
    return np.asarray(((pixels.transpose(1, 2, 0) + 1) * 127.5).round().clip(0, 255), np.uint8)


