"""Speech states and pictures → the latent that both share, with the exported heads on onnxruntime. Never loads torch.

Called by `routes`: the neural painter reads the tokens, search compares the pooled vectors (their product is the cosine of the angle between them).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import OptionError
from speechscape.runtime import session
from speechscape.types import Latent

__all__ = ["SIDE", "Space", "between", "likeness", "read_picture"]

SIDE = 128
"""Pixels on each side of a picture as the picture head sees it."""

_MOST_PIXELS = 64_000_000


class Space:
    """Both heads. The picture head is loaded when a picture is first looked at."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._folder, self._threads = folder, threads
        self._speech = session(folder / "speech.onnx", threads)
        self._picture: Any = None

    def imagine(self, states: NDArray[np.float32]) -> Latent:
        """Speech states (S, D) of one clip → its latent."""
        tokens, pooled = self._speech.run(None, {"states": states[None], "mask": np.ones((1, len(states)), bool)})
        return Latent(tokens[0], pooled[0])

    def look(self, pictures: Sequence[NDArray[np.uint8]]) -> list[Latent]:
        """Pictures (SIDE, SIDE, 3) → their latents."""
        if self._picture is None:
            self._picture = session(self._folder / "picture.onnx", self._threads)
        pixels = np.stack(pictures).transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
        tokens, pooled = self._picture.run(None, {"pixels": pixels})
        return [Latent(*pair) for pair in zip(tokens, pooled, strict=True)]


def likeness(query: Latent, others: Sequence[Latent]) -> NDArray[np.float32]:
    """How near others are to a query, -1 to 1: (N,)."""
    return np.stack([other.pooled for other in others]) @ query.pooled


def between(first: Latent, second: Latent, share: float) -> Latent:
    """The point that lies so far (0 to 1) on the way from one latent to another."""
    pooled = (1 - share) * first.pooled + share * second.pooled
    tokens = np.float32(1 - share) * first.tokens + np.float32(share) * second.tokens
    return Latent(tokens, np.asarray(pooled / max(1e-6, float(np.linalg.norm(pooled))), np.float32))


def read_picture(data: bytes, source: str) -> NDArray[np.uint8]:
    """A PNG, WebP or JPEG file's bytes → (SIDE, SIDE, 3), the middle square. Raises `OptionError` where it is none, or of more than 64 million pixels."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "WEBP", "JPEG")) as image:
            wide, tall = image.size
            if wide * tall > _MOST_PIXELS:
                raise OptionError(f"{source} has {wide} × {tall} pixels; at most {_MOST_PIXELS:,} are read: make it smaller")
            edge = min(wide, tall)
            box = ((wide - edge) // 2, (tall - edge) // 2, (wide + edge) // 2, (tall + edge) // 2)
            return np.asarray(image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX if edge >= SIDE else Image.Resampling.BICUBIC, box=box))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise OptionError(f"{source} is no picture that can be read ({error}); give a PNG, WebP or JPEG file") from error
