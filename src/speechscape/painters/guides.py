"""What a scene looks like to a painter that is guided by it: the drawing itself, or its edges."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray

from speechscape.types import Scene

__all__ = ["GUIDES", "guide_pixels"]

GUIDES = ("none", "layout", "edges")
"""No guide; the drawing, which painting starts from; white edges on black, as ControlNets for edges read them."""

_EDGE = 24


def guide_pixels(scene: Scene, seed: int, side: int, guide: str) -> NDArray[np.uint8]:
    """A scene → (side, side, 3), drawn by the world with the layout of `seed`."""
    import resvg_py
    from PIL import Image

    from speechscape.world.painting import picture_svg

    svg, _ = picture_svg(scene, seed)
    with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side))), formats=("PNG",)) as image:
        pixels = np.asarray(image.convert("RGB"), np.uint8)
    return _edges(pixels) if guide == "edges" else pixels


def _edges(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """White where neighbouring pixels differ in any channel, black elsewhere."""
    signed = pixels.astype(np.int16)
    differs = np.zeros(pixels.shape[:2], bool)
    differs[:, 1:] |= (np.abs(np.diff(signed, axis=1)) > _EDGE).any(axis=2)
    differs[1:] |= (np.abs(np.diff(signed, axis=0)) > _EDGE).any(axis=2)
    return np.repeat((255 * differs).astype(np.uint8)[..., None], 3, axis=2)
