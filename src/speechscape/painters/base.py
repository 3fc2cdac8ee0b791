"""The one interface of painters, and the marks that every picture carries."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Protocol
from xml.sax.saxutils import escape

from speechscape.errors import OptionError
from speechscape.types import Latent, Picture, Scene

__all__ = ["FORMATS", "MAX_SIZE", "MIN_SIZE", "Painter", "Request", "mark_png", "webp_of", "xmp"]

MIN_SIZE, MAX_SIZE = 16, 4096
FORMATS = ("png", "webp", "svg")


@dataclass(frozen=True)
class Request:
    """What to paint: a scene, the side of the square picture in pixels, a format of `FORMATS`, a seed, the hearing model's name; the latent, for painters that read it.

    Raises `OptionError` for a size or format outside the limits.
    """

    scene: Scene
    size: int = 1024
    format: str = "png"
    seed: int = 0
    model: str = ""
    latent: Latent | None = None

    def __post_init__(self) -> None:
        if not MIN_SIZE <= self.size <= MAX_SIZE:
            raise OptionError(f"size is {self.size}; {MIN_SIZE} to {MAX_SIZE} pixels can be painted")
        if self.format not in FORMATS:
            raise OptionError(f"format is {self.format!r}; choose one of {', '.join(FORMATS)}")


class Painter(Protocol):
    """Turns a request into a picture. Same request, same bytes."""

    name: str
    model: str
    """The name of its weights, or nothing."""
    lays_out: bool
    """Whether the picture's scene tells every element's box; a painter that reads the latent knows none."""

    def paint(self, request: Request) -> Picture:
        """Paint one picture."""
        ...


def xmp(alt: str, model: str, seed: int) -> str:
    """An XMP packet: alt text (IPTC), the AI mark (IPTC digital source type), model and seed."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:speechscape="https://speechscape.invalid/ns/1.0/" xmp:CreatorTool="Speechscape"'
        f' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia" speechscape:note="AI-generated"'
        f' speechscape:model="{escape(model, {chr(34): "&quot;"})}" speechscape:seed="{seed}">'
        f'<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">{escape(alt)}</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def mark_png(png: bytes, alt: str, model: str, seed: int) -> bytes:
    """PNG bytes with alt text, AI mark, model and seed put in behind the header, pixels untouched."""
    header = 8 + 25
    text = _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(alt, model, seed).encode())
    plain = {"Description": alt, "Software": "Speechscape", "Comment": "AI-generated", "Speechscape-Model": model, "Speechscape-Seed": str(seed)}
    text += b"".join(_chunk(b"tEXt", f"{key}\0{value}".encode("latin-1", "replace")) for key, value in plain.items())
    return png[:header] + text + png[header:]


def webp_of(png: bytes, alt: str, request: Request) -> bytes:
    """PNG bytes as WebP with the same marks."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        image.convert("RGB").save(out, "WEBP", quality=90, method=2, xmp=xmp(alt, request.model, request.seed).encode())
    return out.getvalue()
