"""The vector painter: scene → SVG → pixels by resvg. Deterministic, no model, milliseconds."""

from __future__ import annotations

from xml.sax.saxutils import escape

import resvg_py

from speechscape.painters.base import OneByOne, Request, mark_png, webp_of, xmp
from speechscape.types import Picture
from speechscape.world.painting import alt_text, picture_svg

__all__ = ["VectorPainter"]


class VectorPainter(OneByOne):
    """Paints what the scene says with the drawings of the world."""

    name = "vector"
    reads = "scene"
    model = ""
    lays_out = True

    def paint(self, request: Request) -> Picture:
        """See `painters.base.Painter`."""
        svg, scene = picture_svg(request.scene, request.seed)
        alt = alt_text(scene)
        size = request.size
        if request.format == "svg":
            data = _mark_svg(svg, alt, request).encode()
        elif request.format in {"glb", "layers"}:
            data = _standing(request)
        else:
            png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))
            data = mark_png(png, alt, request.model, request.seed) if request.format == "png" else webp_of(png, alt, request)
        return Picture(data, request.format, size, size, scene, alt)


def _standing(request: Request) -> bytes:
    """As things that stand around one."""
    from speechscape.painters.glb import glb
    from speechscape.painters.layers import layers, layers_json

    if request.format == "glb":
        return glb(layers(request.scene, request.seed, request.size))
    return layers_json(request.scene, request.seed, request.size)


def _mark_svg(svg: str, alt: str, request: Request) -> str:
    head, _, body = svg.partition(">")
    packet = xmp(alt, request.model, request.seed).split("?>", 1)[1].rsplit("<?xpacket", 1)[0]
    return f'{head} width="{request.size}" height="{request.size}" role="img" aria-labelledby="alt"><title id="alt">{escape(alt)}</title><metadata>{packet}</metadata>{body}'
