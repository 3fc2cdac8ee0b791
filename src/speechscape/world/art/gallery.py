"""Finds the drawing of an element. The only place that imports the sets of drawings."""

from __future__ import annotations

import importlib
import pkgutil
import random
from functools import lru_cache

from speechscape.world import art
from speechscape.world.art.kit import DRAWINGS, Brush, Drawing

__all__ = ["COLOR_RGB", "drawing", "drawings", "sketch"]

COLOR_RGB = {
    "red": "#d93a34", "orange": "#f08327", "yellow": "#f7cb3b", "green": "#4aa04f", "blue": "#3c78d0", "purple": "#8a52b8",
    "pink": "#f08fb4", "brown": "#8d5a34", "black": "#33323c", "white": "#f4f1ea", "gray": "#8f959e",
}  # fmt: skip


@lru_cache(maxsize=1)
def drawings() -> dict[str, Drawing]:
    """Every drawing by element name; imports the sets of drawings on first use."""
    for module in pkgutil.iter_modules(art.__path__):
        if module.name not in {"kit", "gallery"}:
            importlib.import_module(f"{art.__name__}.{module.name}")
    return DRAWINGS


def drawing(name: str) -> Drawing:
    """The drawing of the element `name`. Raises `KeyError` when nobody drew it."""
    return drawings()[name]


def sketch(name: str, seed: int = 0, color: str | None = None) -> str:
    """SVG elements of one specimen, inside the drawing's box, before any light. `color` is a key of `COLOR_RGB`."""
    plan = drawing(name)
    rng = random.Random(f"{name}/{seed}")
    variant = seed % 3
    main = COLOR_RGB[color] if color else plan.natural[variant % len(plan.natural)]
    return plan.draw(Brush(main=main, variant=variant, rng=rng, recolored=color is not None))
