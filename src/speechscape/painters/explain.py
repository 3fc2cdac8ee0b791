"""The second picture of ``--explain``: the waveform, and over it each element above the seconds that caused it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import resvg_py
from PIL import Image, ImageDraw, ImageFont

from speechscape.types import Clip, Element, Scene
from speechscape.world.art.gallery import drawing, sketch
from speechscape.world.vocabulary import element

__all__ = ["contact_sheet", "explanation", "thumbnail"]

WIDTH, HEIGHT = 1200, 520
_INK, _PAPER, _WAVE, _SPAN = "#28323c", "#f7f5ef", "#8aa4b8", "#f2c14e"


def thumbnail(name: str, size: int, color: str | None = None, seed: int = 0) -> Image.Image:
    """One element on a transparent square of `size` pixels."""
    plan = drawing(name)
    side = max(plan.width, plan.height)
    inner = f'<g transform="translate({(side - plan.width) / 2:.1f} {(side - plan.height) / 2:.1f})">{sketch(name, seed, color)}</g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side:.1f} {side:.1f}">{inner}</svg>'
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))), formats=("PNG",)).convert("RGBA")


def _label(item: Element) -> str:
    noun = item.name if item.count == 1 else element(item.name).plurals[0]
    words = [str(item.count) if item.count > 1 else "", item.size or "", item.color or "", noun]
    return " ".join(word for word in words if word)


def _lanes(items: Sequence[Element], seconds: float) -> list[int]:
    """A lane for each element so that labels of neighbours do not touch."""
    ends: list[float] = []
    lanes = []
    for item in items:
        middle = ((item.start_s or 0) + (item.end_s or 0)) / 2 / seconds * WIDTH
        lane = next((k for k, end in enumerate(ends) if end < middle - 80), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = middle + 80
        lanes.append(lane)
    return lanes


def explanation(clip: Clip, scene: Scene, words: str) -> bytes:
    """PNG bytes, 1200 by 520 pixels (higher where many elements fall together)."""
    items = sorted(scene.elements, key=lambda item: item.start_s or 0)
    lanes = _lanes(items, clip.seconds)
    top = 60 + 150 * max(1, max(lanes, default=0) + 1)
    picture = Image.new("RGB", (WIDTH, top + 260), _PAPER)
    draw = ImageDraw.Draw(picture, "RGBA")
    middle, half = top + 110, 95
    for item in items:
        x0, x1 = (WIDTH * (value or 0) / clip.seconds for value in (item.start_s, item.end_s))
        draw.rectangle((x0, middle - half, max(x1, x0 + 3), middle + half), fill=_SPAN + "90")
    chunks = np.array_split(clip.samples, WIDTH)
    peak = max(float(np.abs(clip.samples).max()), 1e-4)
    for x, chunk in enumerate(chunks):
        if len(chunk):
            draw.line((x, middle - half * float(chunk.max()) / peak, x, middle - half * float(chunk.min()) / peak), fill=_WAVE)
    for item, lane in zip(items, lanes, strict=True):
        _flag(picture, draw, item, clip.seconds, lane, middle - half)
    _ruler(draw, clip.seconds, middle + half)
    draw.text((16, 14), f'heard: "{words}"' if words else "heard: nothing spelled out", fill=_INK, font=ImageFont.load_default(24))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _flag(picture: Image.Image, draw: ImageDraw.ImageDraw, item: Element, seconds: float, lane: int, wave_top: float) -> None:
    x = WIDTH * ((item.start_s or 0) + (item.end_s or 0)) / 2 / seconds
    y = 56 + 150 * lane
    left = int(min(max(x - 48, 4), WIDTH - 160))
    draw.line((x, y + 140, x, wave_top), fill=_INK, width=2)
    picture.paste(image := thumbnail(item.name, 90, item.color), (left, y), image)
    draw.text((left, y + 92), _label(item), fill=_INK, font=ImageFont.load_default(20))
    draw.text((left, y + 116), f"{item.confidence:.0%} sure", fill="#5a6672", font=ImageFont.load_default(17))


def _ruler(draw: ImageDraw.ImageDraw, seconds: float, y: float) -> None:
    step = next(step for step in (0.5, 1, 2, 5, 10, 30, 60, 120) if seconds / step <= 14)
    for k in range(int(seconds / step) + 1):
        x = WIDTH * k * step / seconds
        draw.line((x, y, x, y + 8), fill=_INK, width=2)
        draw.text((x + 3, y + 10), f"{k * step:g} s", fill=_INK, font=ImageFont.load_default(16))


def contact_sheet(names: Sequence[str], cell: int = 132, columns: int = 12) -> bytes:
    """PNG bytes of a labelled sheet of elements, one cell each; every third shows another variant."""
    rows = -(-len(names) // columns)
    picture = Image.new("RGB", (columns * cell, rows * (cell + 20)), "#e6eddf")
    draw = ImageDraw.Draw(picture)
    for index, name in enumerate(names):
        x, y = (index % columns) * cell, (index // columns) * (cell + 20)
        picture.paste(image := thumbnail(name, cell - 18, seed=index), (x + 9, y + 9), image)
        draw.text((x + cell / 2, y + cell + 6), name, fill=_INK, font=ImageFont.load_default(13), anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
