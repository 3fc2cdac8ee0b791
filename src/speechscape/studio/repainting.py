"""Versions painted by a painter of pixels: a change is painted within the mask of what it touched, over the picture of the version before.

    brush = LayerBrush(painter, palette, size=512)
    picture = brush.paint(project, project.version)

What lies outside the mask are the pixels of the version before, to the bit. A version's picture so depends on all that led to it since the last new picture, and on nothing else.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import OptionError
from speechscape.painters.base import Over, Painter, Request, encoded
from speechscape.painters.neural import NeuralPainter
from speechscape.painters.palette import Palette, paint_layers
from speechscape.studio.canvas import Canvas
from speechscape.studio.openraster import pixels
from speechscape.studio.project import Project, Version
from speechscape.types import Box, Picture
from speechscape.world.layout import painting_order
from speechscape.world.painting import alt_text

__all__ = ["Brush", "LayerBrush", "PipelineBrush", "drawn", "pixels_of", "region"]

_MARK = "Speechscape-Model"
_KEPT = 16
"""So many pictures are kept in memory."""

Pixels = NDArray[np.uint8]


def drawn(canvas: Canvas, side: int) -> Pixels:
    """The canvas as the vector painter draws it, (side, side, 3)."""
    return np.asarray(pixels(canvas.svg, side).convert("RGB"), np.uint8)


def pixels_of(png: bytes) -> Pixels:
    """A PNG file as pixels (H, W, 3)."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        return np.asarray(image.convert("RGB"), np.uint8)


def region(boxes: Sequence[Box], side: int) -> NDArray[np.bool_]:
    """The pixels (side, side) that boxes, in shares of the picture, lie on."""
    inside = np.zeros((side, side), bool)
    for x0, y0, x1, y1 in boxes:
        left, top, right, bottom = (int(np.clip(value, 0, side)) for value in (np.floor(x0 * side), np.floor(y0 * side), np.ceil(x1 * side), np.ceil(y1 * side)))
        inside[top:bottom, left:right] = True
    return inside


class Brush(ABC):
    """Paints versions at one size. `model` is what is written into the pictures: painter and weights."""

    def __init__(self, model: str, size: int) -> None:
        self.model, self.size = model, size
        self._known: dict[int, Picture] = {}

    def paint(self, project: Project, version: Version) -> Picture:
        """The picture of a version, and of all before it that it is painted over. Raises `PaintError` where the painter paints none."""
        before: tuple[Version, Picture] | None = None
        for one in reversed(self.needed(project, version)):
            if one.number not in self._known:
                self._known[one.number] = self._painted(one, before)
            before = (one, self._known[one.number])
        picture = self._known[version.number]
        while len(self._known) > _KEPT:
            self._known.pop(next(iter(self._known)))
        return picture

    def needed(self, project: Project, version: Version) -> list[Version]:
        """The version and those before it that it is painted over, back to one that is painted already or was begun anew."""
        line = [version]
        while line[-1].number not in self._known and line[-1].kind == "edit" and line[-1].parent is not None:
            line.append(project.get(line[-1].parent))
        return line

    def know(self, version: Version, path: Path) -> bool:
        """Take a picture that was written before for that of a version, where this painter painted it in this size and it can be read."""
        from PIL import Image

        try:
            data = path.read_bytes()
            with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
                image.load()
                marks: dict[str, str] = getattr(image, "text", {})
                fits = image.size == (self.size, self.size) and image.mode == "RGB" and marks.get(_MARK) == self.model and marks.get("Speechscape-Seed") == str(version.canvas.seed)
        except (OSError, ValueError, SyntaxError):
            return False
        if fits:
            self._known[version.number] = Picture(data, "png", self.size, self.size, version.canvas.scene, alt_text(version.canvas.scene))
        return fits

    def _painted(self, version: Version, before: tuple[Version, Picture] | None) -> Picture:
        if before is None or version.edit is None:
            return self.render(version.canvas, None, None)
        edited = before[0].canvas.edited(version.edit)
        if edited.canvas.to_json() != version.canvas.to_json():  # a version that was made otherwise than by this edit
            return self.render(version.canvas, None, None)
        return self.render(version.canvas, pixels_of(before[1].data), region(edited.touched, self.size))

    @abstractmethod
    def render(self, canvas: Canvas, before: Pixels | None, mask: NDArray[np.bool_] | None) -> Picture:
        """A canvas as a picture; over `before` where there is one, within the mask."""


class LayerBrush(Brush):
    """Our own network: every piece is a layer of its own, where it stands, by the code of its name, colour and light."""

    def __init__(self, painter: NeuralPainter, palette: Palette, size: int = 1024) -> None:
        super().__init__(f"{painter.name} {painter.model}", size)
        self._painter, self._palette = painter, palette

    def render(self, canvas: Canvas, before: Pixels | None, mask: NDArray[np.bool_] | None) -> Picture:
        """See `Brush`."""
        scene = canvas.scene
        things = [(scene.elements[spot.index], (spot.x, spot.base, spot.width, spot.height)) for spot in painting_order(scene, canvas.spots)]
        painted = paint_layers(self._painter, self._palette, things, canvas.place, canvas.setting, self.size)
        request = Request(scene, self.size, seed=canvas.seed, model=self.model)
        alt = alt_text(scene)
        return Picture(encoded(Over(painted, before, mask).kept(painted), alt, request), "png", self.size, self.size, scene, alt)


class PipelineBrush(Brush):
    """A pretrained pipeline: it begins with the drawn canvas, and goes from there as far as its strength lets it. Raises `OptionError` for a painter that reads no words."""

    def __init__(self, painter: Painter, size: int = 1024) -> None:
        if painter.reads != "words":
            raise OptionError(f"the {painter.name} painter reads no words; versions are painted by a diffusion painter, or by our own network layer by layer")
        super().__init__(f"{painter.name} {painter.model}", size)
        self._painter = painter

    def render(self, canvas: Canvas, before: Pixels | None, mask: NDArray[np.bool_] | None) -> Picture:
        """See `Brush`."""
        return self._painter.paint(Request(canvas.scene, self.size, seed=canvas.seed, model=self.model, over=Over(drawn(canvas, self.size), before, mask)))
