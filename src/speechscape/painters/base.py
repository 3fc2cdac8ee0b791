"""The one interface of painters, and the marks that every picture carries."""

from __future__ import annotations

import io
import struct
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import OptionError, PaintError
from speechscape.types import Latent, Picture, Prompt, Scene

__all__ = ["DRAWN", "FORMATS", "MAX_SIZE", "MIN_SIZE", "OneByOne", "Over", "Painter", "Request", "Watch", "WordPainter", "encoded", "mark_png", "webp_of", "xmp"]

MIN_SIZE, MAX_SIZE = 16, 4096
FORMATS = ("png", "webp", "svg", "glb", "layers")
"""What pictures are written as: pixels, drawings, glTF, and cut-outs with depth (JSON, for the room)."""

DRAWN = frozenset({"svg", "glb", "layers"})
"""Formats that hold drawings or meshes: only the vector painter writes them."""


_SEAM = 1 / 128
"""How soft the seam is between what was painted before and what is painted over it, within the mask: the blur's radius as a share of the side."""


@dataclass(frozen=True)
class Over:
    """What is painted over, each as large as the picture: `start` (H, W, 3), the pixels that painting begins with; `before` (H, W, 3) and `mask` (H, W), the picture as it was and where it may change (both or neither: everywhere). Raises `OptionError` for other shapes."""

    start: NDArray[np.uint8]
    before: NDArray[np.uint8] | None = None
    mask: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        side = self.start.shape[0]
        shapes = [self.start.shape] + ([] if self.before is None else [self.before.shape])
        if (self.before is None) != (self.mask is None) or any(shape != (side, side, 3) for shape in shapes) or (self.mask is not None and self.mask.shape != (side, side)):
            given = ", ".join(f"{name} {getattr(value, 'shape', None)}" for name, value in vars(self).items())
            raise OptionError(f"what is painted over is {given}; it takes squares of one size, (H, H, 3) and a mask (H, H), and a mask together with the picture before")

    def at(self, side: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_] | None]:
        """What a painter of `side` pixels begins with, (side, side, 3): the start where the mask is, the picture before elsewhere; and the mask (side, side)."""
        from PIL import Image

        pixels = self.start if self.before is None or self.mask is None else np.where(self.mask[..., None], self.start, self.before)
        resized = np.asarray(Image.fromarray(pixels).resize((side, side), Image.Resampling.BOX if side <= len(pixels) else Image.Resampling.BICUBIC), np.uint8)
        return resized, None if self.mask is None else np.asarray(Image.fromarray(self.mask).resize((side, side), Image.Resampling.NEAREST), bool)

    def kept(self, painted: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """What was painted (H, W, 3) within the mask, with a soft seam; outside it the pixels of before, to the bit."""
        if self.before is None or self.mask is None or self.mask.all():
            return painted
        from PIL import Image, ImageFilter

        blurred = np.asarray(Image.fromarray(np.uint8(255) * self.mask).filter(ImageFilter.GaussianBlur(_SEAM * len(self.mask))), np.float64) / 255
        share = (np.clip(2 * blurred - 1, 0, 1) * self.mask)[..., None]
        return np.asarray((self.before + share * (painted.astype(np.float64) - self.before)).round(), np.uint8)


Watch = Callable[[int, int], bool]
"""Told after every step of a picture: steps done, steps in all. False stops the painting."""


@dataclass(frozen=True)
class Request:
    """What to paint: a scene, the side of the square picture in pixels, a format of `FORMATS`, a seed, the hearing model's name; the latent, for painters that read it.

    For painters that read text there is the prompt, or `conditioning` (N, D) in place of the text encoder's tokens; `watch` is told of every step. `over` is what is painted over, by the painters that paint pixels.
    Raises `OptionError` for a size or format outside the limits.
    """

    scene: Scene
    size: int = 1024
    format: str = "png"
    seed: int = 0
    model: str = ""
    latent: Latent | None = None
    prompt: Prompt | None = None
    conditioning: NDArray[np.float32] | None = None
    watch: Watch | None = None
    over: Over | None = None

    def __post_init__(self) -> None:
        if not MIN_SIZE <= self.size <= MAX_SIZE:
            raise OptionError(f"size is {self.size}; {MIN_SIZE} to {MAX_SIZE} pixels can be painted")
        if self.format not in FORMATS:
            raise OptionError(f"format is {self.format!r}; choose one of {', '.join(FORMATS)}")
        if self.over is not None and len(self.over.start) != self.size:
            raise OptionError(f"what is painted over has {len(self.over.start)} pixels a side and the picture {self.size}; give both the same size")


class Painter(Protocol):
    """Turns a request into a picture. Same request, same bytes, alone or among others."""

    name: str
    model: str
    """The name of its weights, or nothing."""
    reads: str
    """What it paints: "scene", "latent" or "words"."""
    lays_out: bool
    """Whether the picture's scene tells every element's box; a painter that reads the latent or words alone knows none."""

    def paint(self, request: Request) -> Picture:
        """Paint one picture. Raises `PaintError` where none comes of it."""
        ...

    def paint_many(self, requests: Sequence[Request]) -> list[Picture | PaintError]:
        """Paint several, together where that is faster; what stops one picture stops no other."""
        ...


@runtime_checkable
class WordPainter(Painter, Protocol):
    """A painter that reads words, with limits of its own."""

    batch: int
    """How many pictures it paints together."""

    def fitted(self, prompt: Prompt) -> Prompt:
        """The prompt within what it reads; what does not fit is in its `left_out`."""
        ...


class OneByOne(ABC):
    """Several pictures one after another, for painters that gain nothing from painting them together."""

    @abstractmethod
    def paint(self, request: Request) -> Picture:
        """See `Painter`."""

    def paint_many(self, requests: Sequence[Request]) -> list[Picture | PaintError]:
        """See `Painter`."""
        painted: list[Picture | PaintError] = []
        for request in requests:
            try:
                painted.append(self.paint(request))
            except PaintError as error:
                painted.append(error)
        return painted


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


def encoded(pixels: NDArray[np.uint8], alt: str, request: Request) -> bytes:
    """Pixels (H, W, 3) as a PNG or WebP file with the marks."""
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", compress_level=3)
    return mark_png(out.getvalue(), alt, request.model, request.seed) if request.format == "png" else webp_of(out.getvalue(), alt, request)
