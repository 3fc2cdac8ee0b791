"""The neural painter's palette, and painting by it: a canvas's pieces as layers of our own network, each by the code of its name, colour and light, where it stands.

Codes were gathered from what the composer makes of spoken phrases (`train.palette`). They add up: a blue boat at night is the blue boat, and what night makes of a boat.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import ModelError
from speechscape.painters.neural import NeuralPainter
from speechscape.types import Element, Setting
from speechscape.world.vocabulary import PLACES, TIMES, WEATHERS

__all__ = ["LIGHTS", "PALETTE", "Palette", "backdrop_name", "layer_name", "paint_layers"]

PALETTE = "palette.npz"
"""The file beside the painter's weights."""

LIGHTS = (*(("time", time) for time in TIMES if time != "day"), *(("weather", weather) for weather in WEATHERS if weather != "clear"))
"""What changes how things look."""

Code = NDArray[np.float32]


def layer_name(name: str, color: str | None, light: tuple[str, str] | None = None) -> str:
    """What the code of a thing is filed under."""
    return f"{name}/{color or ''}/{light[1] if light else ''}"


def backdrop_name(place: str, time: str | None, weather: str | None) -> str:
    """What the code of a backdrop is filed under."""
    return f"backdrop/{place}/{time or ''}/{weather or ''}"


class Palette:
    """The codes, loaded from a folder of exported weights. Raises `ModelError` where they are missing or damaged."""

    def __init__(self, folder: Path) -> None:
        try:
            with np.load(folder / PALETTE, allow_pickle=False) as stored:
                self._codes = dict(zip(map(str, stored["names"]), stored["codes"].astype(np.float32), strict=True))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"no palette in {folder} ({error}); make one with python -m speechscape.train.palette, or reinstall speechscape") from error
        shifts = {light: [self._codes[layer_name(name, None, light)] - self._codes[layer_name(name, None)] for name in self._names() if layer_name(name, None, light) in self._codes] for light in LIGHTS}
        self._mean = {light: np.mean(rows, axis=0) if rows else np.float32(0) for light, rows in shifts.items()}

    def __contains__(self, name: str) -> bool:
        return layer_name(name, None) in self._codes

    def layer(self, item: Element, setting: Setting) -> Code | None:
        """The code (C,) of a thing in that light; None for a thing that the painter never learned. A colour that it does not know of a thing is left out."""
        plain = self._codes.get(layer_name(item.name, None))
        if plain is None:
            return None
        code = self._codes.get(layer_name(item.name, item.color), plain)
        for light in (("time", setting.time or ""), ("weather", setting.weather or "")):
            if light in LIGHTS:
                lit = self._codes.get(layer_name(item.name, None, light))
                code = code + (self._mean[light] if lit is None else lit - plain)
        return code

    def backdrop(self, place: str, setting: Setting) -> Code:
        """The code (C,) of a place in that light; where the two were never heard together, that of the place at that time, or by day. Raises `ModelError` for a place that it does not know."""
        if place not in PLACES:
            raise ModelError(f"the palette knows no place {place!r}; it knows: {', '.join(PLACES)}")
        for time, weather in ((setting.time, setting.weather), (setting.time, None), (None, setting.weather), (None, None)):
            if (code := self._codes.get(backdrop_name(place, time, weather))) is not None:
                return code
        raise ModelError(f"the palette has no backdrop for {place}; make it again with python -m speechscape.train.palette")

    def _names(self) -> list[str]:
        return sorted({name.split("/")[0] for name in self._codes if not name.startswith("backdrop/") and name.endswith("//")})


def paint_layers(painter: NeuralPainter, palette: Palette, things: Sequence[tuple[Element, tuple[float, float, float, float]]], place: str, setting: Setting, size: int) -> NDArray[np.uint8]:
    """Things with their boxes (middle x, base, width, height, in shares of the picture), the farthest first, before a place → (size, size, 3). What the painter never learned is left out."""
    known = [(code, box) for item, box in things if (code := palette.layer(item, setting)) is not None]
    codes = np.stack([code for code, _ in known]) if known else None
    return painter.laid(codes, np.array([box for _, box in known], np.float32).reshape(-1, 4), palette.backdrop(place, setting), size)
