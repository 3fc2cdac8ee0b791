"""What every drawing is made with: a brush that carries colour, variant and chance, and shapes that return SVG text.

A drawing is a plain function ``def fox(b: Brush) -> str`` registered by ``@draws("fox", width, height, natural=(...))``. It
returns SVG elements inside the box ``0..width`` by ``0..height`` (y points down, the ground is the bottom edge), made only
of the shapes below. It never places, lights or sizes itself: `world.painting` does. Colours are ``#rrggbb``; light is laid
over them afterwards, except over what `glow` returns, which shines by itself (lit windows, flames, the moon).
"""

from __future__ import annotations

import colorsys
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

__all__ = [
    "DRAWINGS", "Brush", "Drawing", "circle", "draws", "ellipse", "eye", "glow", "group", "line", "mix", "path", "poly",
    "rect", "shade", "shift", "star_points",
]  # fmt: skip

Point = tuple[float, float]


@dataclass
class Brush:
    """The choices one drawing is made with.

    `main` is the colour that the element's meaning carries (the walls of a house, the coat of a fox): the spoken colour,
    or one of the natural ones. `recolored` says which. `variant` is 0, 1 or 2: visibly different designs, poses or
    trims. `rng` is for small proportions. All are fixed by the seed.
    """

    main: str
    variant: int
    rng: random.Random = field(repr=False)
    recolored: bool = False

    @property
    def dark(self) -> str:
        """The main colour in shadow."""
        return shade(self.main, -0.22)

    @property
    def light(self) -> str:
        """The main colour in light."""
        return shade(self.main, 0.22)

    def pick(self, *options: str) -> str:
        """The option that belongs to this variant (options are cycled through)."""
        return options[self.variant % len(options)]

    def vary(self, low: float, high: float) -> float:
        """A number between low and high, fixed by the seed."""
        return self.rng.uniform(low, high)


@dataclass(frozen=True)
class Drawing:
    """A registered drawing: its function, its box in art units and its natural main colours."""

    name: str
    width: float
    height: float
    natural: tuple[str, ...]
    draw: Callable[[Brush], str]


DRAWINGS: dict[str, Drawing] = {}


def draws(name: str, width: float, height: float, natural: Sequence[str]) -> Callable[[Callable[[Brush], str]], Callable[[Brush], str]]:
    """Register a drawing under an element's name, with its box and one or more natural main colours (one per variant)."""

    def register(function: Callable[[Brush], str]) -> Callable[[Brush], str]:
        if name in DRAWINGS:
            raise ValueError(f"{name!r} is drawn twice: by {DRAWINGS[name].draw.__name__} and {function.__name__}")
        DRAWINGS[name] = Drawing(name, width, height, tuple(natural), function)
        return function

    return register


# --- colour -----------------------------------------------------------------------------------------------------------
def _rgb(color: str) -> tuple[float, float, float]:
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def _hex(rgb: Sequence[float]) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, channel))):02x}" for channel in rgb)


def mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second` in it."""
    return _hex([a + (b - a) * share for a, b in zip(_rgb(first), _rgb(second), strict=True)])


def shade(color: str, amount: float) -> str:
    """Lighter for positive amounts (towards white), darker for negative ones (towards a deep blue-black); -1 to 1."""
    return mix(color, "#ffffff" if amount > 0 else "#140c1c", abs(amount))


def shift(color: str, hue: float = 0.0, saturation: float = 0.0, lightness: float = 0.0) -> str:
    """`color` with hue turned (1.0 is the full circle) and saturation and lightness added to (each 0 to 1)."""
    h, lum, s = colorsys.rgb_to_hls(*_rgb(color))
    return _hex(colorsys.hls_to_rgb((h + hue) % 1, min(1, max(0, lum + lightness)), min(1, max(0, s + saturation))))


def glow(color: str) -> str:
    """`color` as something that shines by itself: night and fog leave it as it is."""
    red, green, blue = (round(255 * channel) for channel in _rgb(color))
    return f"rgb({red},{green},{blue})"


# --- shapes -----------------------------------------------------------------------------------------------------------
def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _paint(fill: str | None, stroke: str | None, width: float, opacity: float) -> str:
    parts = [f'fill="{fill or "none"}"']
    if stroke:
        parts.append(f'stroke="{stroke}" stroke-width="{_n(width)}" stroke-linecap="round" stroke-linejoin="round"')
    if opacity < 1:
        parts.append(f'opacity="{_n(opacity)}"')
    return " ".join(parts)


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str | None, stroke: str | None = None, width: float = 2, opacity: float = 1, turn: float = 0) -> str:
    """An ellipse around (cx, cy), turned by `turn` degrees."""
    turned = f' transform="rotate({_n(turn)} {_n(cx)} {_n(cy)})"' if turn else ""
    return f'<ellipse cx="{_n(cx)}" cy="{_n(cy)}" rx="{_n(rx)}" ry="{_n(ry)}" {_paint(fill, stroke, width, opacity)}{turned}/>'


def circle(cx: float, cy: float, r: float, fill: str | None, stroke: str | None = None, width: float = 2, opacity: float = 1) -> str:
    """A circle around (cx, cy)."""
    return ellipse(cx, cy, r, r, fill, stroke, width, opacity)


def rect(x: float, y: float, w: float, h: float, fill: str | None, r: float = 0, stroke: str | None = None, width: float = 2, opacity: float = 1) -> str:
    """A rectangle with its upper left corner at (x, y) and corners rounded by `r`."""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}" rx="{_n(r)}" {_paint(fill, stroke, width, opacity)}/>'


def path(d: str, fill: str | None, stroke: str | None = None, width: float = 2, opacity: float = 1) -> str:
    """An SVG path; `d` is path data such as ``M0 50 Q20 10 60 50 Z``."""
    return f'<path d="{d}" {_paint(fill, stroke, width, opacity)}/>'


def poly(points: Sequence[Point], fill: str | None, stroke: str | None = None, width: float = 2, opacity: float = 1) -> str:
    """A closed polygon through the points."""
    return path("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "Z", fill, stroke, width, opacity)


def line(points: Sequence[Point], stroke: str, width: float = 2, opacity: float = 1) -> str:
    """An open line through the points, with round ends."""
    return path("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points), None, stroke, width, opacity)


def group(content: str, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0, flip: bool = False, opacity: float = 1, about: Point = (0, 0)) -> str:
    """`content` moved by (x, y) after being mirrored left to right (`flip`), scaled and turned (degrees) around `about`."""
    ax, ay = about
    sx = -scale if flip else scale
    faded = f' opacity="{_n(opacity)}"' if opacity < 1 else ""
    moves = f"translate({_n(x + ax)} {_n(y + ay)}) rotate({_n(turn)}) scale({sx:.4g} {scale:.4g}) translate({_n(-ax)} {_n(-ay)})"
    return f'<g transform="{moves}"{faded}>{content}</g>'


def eye(cx: float, cy: float, r: float, color: str = "#2a1a12") -> str:
    """A round dark eye with a white glint, as in the house style."""
    return circle(cx, cy, r, color) + circle(cx + r * 0.33, cy - r * 0.36, r * 0.34, "#ffffff")


def star_points(cx: float, cy: float, outer: float, inner: float, tips: int = 5) -> list[Point]:
    """The corners of a star with its first tip up."""
    return [
        (cx + radius * math.sin(math.pi * k / tips), cy - radius * math.cos(math.pi * k / tips))
        for k in range(2 * tips)
        for radius in ((outer, inner)[k % 2],)
    ]
