"""OpenRaster (``.ora``): the picture as layers that Krita, GIMP and MyPaint open.

From below: the background, one layer for each piece in the order of painting, and the weather where some falls in front. A piece's layer holds all its copies with what they stand on or in (shadow, waves, pool, sandbank), since that
belongs to it and moves with it; a piece whose copies have another piece between them has one layer for each side of it. All layers are normal, so that any program puts the same picture together from them.
"""

from __future__ import annotations

import io
import random
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

import resvg_py

from speechscape.errors import OptionError
from speechscape.painters.base import MAX_SIZE, MIN_SIZE
from speechscape.storyboard.publishing import complete, put
from speechscape.studio.canvas import Canvas
from speechscape.studio.styles import styled
from speechscape.types import Element, Scene
from speechscape.world.layout import painting_order
from speechscape.world.light import light_of
from speechscape.world.painting import alt_text, specimen, standing_svg
from speechscape.world.places import veil

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["HEAD", "Stratum", "labels", "pixels", "read_ora", "strata", "write_ora"]

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">'
"""How every picture begins."""
_MIME = "image/openraster"
_THUMBNAIL = 256
_NORMAL = "svg:src-over"


@dataclass(frozen=True)
class Stratum:
    """A part of the picture, all of which lies over what came before: its name, its piece's key (None for background and weather), and SVG without a head."""

    name: str
    key: int | None
    body: str

    @property
    def svg(self) -> str:
        """The part alone, in the picture's frame."""
        return f"{HEAD}{self.body}</svg>"


def labels(canvas: Canvas) -> dict[int, str]:
    """A name for each piece by its key: "red boat", "three cats"; those that would be called alike are counted, "tree", "tree 2"."""
    named: dict[int, str] = {}
    for piece in canvas.pieces:
        item = piece.element
        said = alt_text(Scene((Element(item.name, item.count, item.color),))).rstrip(".").lower()
        plain = said.split(" ", 1)[1] if said.startswith(("a ", "an ")) else said
        number = 1 + sum(other == plain or (other.startswith(f"{plain} ") and other[len(plain) + 1 :].isdigit()) for other in named.values())
        named[piece.key] = plain if number == 1 else f"{plain} {number}"
    return named


def strata(canvas: Canvas) -> list[Stratum]:
    """The picture in its parts, from the farthest on: one after the other they are what `Canvas.svg` holds."""
    scene, named = canvas.scene, labels(canvas)
    light = light_of(scene.setting.time, scene.setting.weather)
    front = veil(canvas.place, scene.setting.weather, light, random.Random(f"veil/{canvas.seed}"))
    bare = standing_svg(scene, (), canvas.place, canvas.seed).removeprefix(HEAD).removesuffix("</svg>")
    spots = painting_order(scene, [replace(spot, index=index, copy=copy) for index, piece in enumerate(canvas.pieces) for copy, spot in enumerate(piece.spots)])
    parts = [Stratum("background", None, bare.removesuffix(front))]
    for index, group in groupby(spots, key=lambda spot: spot.index):
        key = canvas.pieces[index].key
        parts.append(Stratum(named[key], key, "".join(specimen(scene.elements[index], spot, canvas.place, light, canvas.seed) for spot in group)))
    return [*parts, Stratum(scene.setting.weather or "weather", None, front)] if front else parts


def pixels(svg: str, size: int) -> Image:
    """SVG as an RGBA image, `size` pixels square. Raises `OptionError` for a size that cannot be painted."""
    from PIL import Image

    if not MIN_SIZE <= size <= MAX_SIZE:
        raise OptionError(f"size is {size}; {MIN_SIZE} to {MAX_SIZE} pixels can be painted")
    with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))), formats=("PNG",)) as image:
        return image.convert("RGBA")


def write_ora(canvas: Canvas, path: Path, size: int = 1024, style: str = "plain") -> None:
    """Write the layers, `size` pixels square. Raises `OptionError` for a size or style that is not known, `OSError` where it cannot be written."""
    merged = pixels(styled(canvas.svg, style), size)
    small = merged.copy()
    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    image = ET.Element("image", {"version": "0.0.3", "w": str(size), "h": str(size), "xres": "72", "yres": "72", "name": alt_text(canvas.scene)})
    stack = ET.SubElement(image, "stack")
    with complete(path) as partial, ZipFile(partial, "w") as pack:
        put(pack, "mimetype", _MIME, packed=False)
        for number, part in enumerate(strata(canvas)):
            layer = pixels(styled(part.svg, style), size)
            left, top, right, bottom = layer.getbbox() or (0, 0, 1, 1)
            put(pack, f"data/layer{number}.png", _png(layer.crop((left, top, right, bottom))), packed=False)
            row = {"name": part.name, "src": f"data/layer{number}.png", "x": str(left), "y": str(top), "opacity": "1.0", "visibility": "visible", "composite-op": _NORMAL}
            stack.insert(0, ET.Element("layer", row))  # the first of a stack is its uppermost
        put(pack, "stack.xml", ET.tostring(image, encoding="UTF-8", xml_declaration=True))
        put(pack, "mergedimage.png", _png(merged), packed=False)
        put(pack, "Thumbnails/thumbnail.png", _png(small), packed=False)


def read_ora(path: Path) -> Image:
    """The layers of a file put together, RGBA. Raises `OptionError` on what is no OpenRaster file or has layers that are not normal ones."""
    from PIL import Image

    try:
        with ZipFile(path) as pack:
            if pack.read("mimetype").strip() != _MIME.encode():
                raise OptionError(f"{path} is no OpenRaster file")
            root = ET.fromstring(pack.read("stack.xml"))
            whole = Image.new("RGBA", (int(root.attrib["w"]), int(root.attrib["h"])))
            for layer in reversed(list(root.iter("layer"))):
                if layer.get("composite-op", _NORMAL) != _NORMAL or float(layer.get("opacity", "1")) != 1:
                    raise OptionError(f"{path} has the layer {layer.get('name')!r}, which is not a normal one; make it normal and opaque")
                if layer.get("visibility", "visible") != "visible":
                    continue
                with Image.open(io.BytesIO(pack.read(layer.attrib["src"])), formats=("PNG",)) as image:
                    whole.alpha_composite(image.convert("RGBA"), (int(layer.get("x", "0")), int(layer.get("y", "0"))))
    except (BadZipFile, KeyError, ValueError, ET.ParseError) as error:
        raise OptionError(f"{path} is no OpenRaster file, or damaged ({error})") from error
    return whole


def _png(image: Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
