"""The twelve places around somebody who stands in them: a sky over everything, the ground from above, and what stands far off, for painters in three dimensions.

Pure functions to SVG text, like `world.places`, whose bands they reuse. A tile repeats in both directions; the sky is unrolled, with the horizon at its lower edge. Nothing here knows about pixels or files.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from speechscape.world.art.kit import circle, ellipse, glow, group, line, mix, path, poly, rect, shade
from speechscape.world.light import Light
from speechscape.world.places import bands

__all__ = ["Around", "Far", "around", "far_svg", "growth_svg", "outlook", "sky_svg", "tile_svg"]

_TILE = 1000.0
"""Side of a tile of ground, and of a band of what stands far off."""

_SKY = (4000.0, 1000.0)
"""The unrolled sky: once around, and from the zenith to the horizon."""


@dataclass(frozen=True)
class Far:
    """A band of what stands far off: `top` to `foot` (fractions of its tile) rise from the ground at `radius_m`."""

    radius_m: float
    top: float
    foot: float


@dataclass(frozen=True)
class Around:
    """How a place lies around its middle: what it stands on, within `shore_m` in front of the middle where there is water beyond, and the bands behind."""

    ground: str
    tile_m: float
    radius_m: float
    far: tuple[Far, ...] = ()
    shore_m: float | None = None


_AROUND = {
    "meadow": Around("grass", 5, 80, (Far(64, 0.45, 0.68), Far(38, 0.56, 0.71))),
    "forest": Around("moss", 5, 40, (Far(34, 0.18, 0.6), Far(21, 0.16, 0.616))),
    "beach": Around("sand", 5, 90, (), 4.4),
    "sea": Around("water", 9, 120),
    "desert": Around("sand", 7, 80, (Far(62, 0.5, 0.7), Far(36, 0.58, 0.72))),
    "mountains": Around("grass", 5, 90, (Far(84, 0.2, 0.66), Far(52, 0.3, 0.685))),
    "snowfield": Around("snow", 7, 80, (Far(64, 0.45, 0.68), Far(38, 0.56, 0.71))),
    "city": Around("paving", 3.2, 60, (Far(54, 0.26, 0.7), Far(30, 0.42, 0.73))),
    "village": Around("grass", 5, 80, (Far(64, 0.48, 0.66), Far(42, 0.52, 0.645), Far(27, 0.52, 0.7))),
    "lake": Around("grass", 5, 90, (Far(74, 0.46, 0.655), Far(56, 0.56, 0.665)), 4.4),
    "room": Around("boards", 3, 6, (Far(5.6, 0.08, 0.7),)),
    "space": Around("dust", 8, 60),
}


def around(place: str) -> Around:
    """How a place lies."""
    return _AROUND[place]


def far_svg(place: str, light: Light, weather: str | None, rng: random.Random) -> list[str]:
    """The bands of `around(place).far`, each a tile of its own; every second one along is its mirror image."""
    drawn = bands(place, light, weather, rng)[1:]
    return [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_TILE:.0f} {_TILE:.0f}">{band}</svg>' for band, _ in zip(drawn, _AROUND[place].far, strict=False)]


def sky_svg(place: str, light: Light, weather: str | None, rng: random.Random) -> str:
    """The sky, unrolled."""
    wide, tall = _SKY
    top, middle, low = ("#05061a", "#0d1030", "#1b1c48") if place == "space" else light.sky
    if place == "room":
        top = middle = low = light.on("#efe6d6", softer=0.35)[:7]
    parts = [f'<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{top}"/><stop offset=".62" stop-color="{middle}"/><stop offset=".97" stop-color="{low}"/></linearGradient></defs>', rect(0, 0, wide, tall, "url(#s)")]
    if place == "space":
        clouds = ("#6b4fb0", "#3f6fc0", "#a04f90", "#4f8fc0")
        parts += [ellipse(rng.uniform(500, wide - 500), rng.uniform(300, 850), rng.uniform(200, 420), rng.uniform(60, 140), glow(clouds[k % 4]), opacity=0.16, turn=rng.uniform(-30, 30)) for k in range(14)]
    if place == "space" or (light.night and weather in {None, "clear"} and place != "room"):
        parts += [circle(rng.uniform(6, wide - 6), tall * (0.97 - rng.random() ** 1.3 * 0.93), rng.uniform(1.0, 2.6), glow("#ffffff"), opacity=rng.uniform(0.35, 0.95)) for _ in range(420)]
    if weather in {"cloudy", "rain", "snow"} and place not in {"room", "space"}:
        cover = mix(light.veil, light.sky[0], 0.3)
        for y, tone in ((640, 0.12), (470, 0.06), (300, 0.0), (150, -0.07)):
            edge = "".join(f"q-62.5 {rng.uniform(40, 90):.0f} -125 0" for _ in range(32))
            parts.append(path(f"M0 0H{wide:.0f}V{y}{edge}Z", shade(cover, tone), opacity=0.7))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall:.0f}">{"".join(parts)}</svg>'


def _blades(x: float, y: float, s: float, color: str) -> str:
    return path(f"M{x - 9 * s:.1f} {y:.1f}q{2 * s:.1f} {-9 * s:.1f} {s:.1f} {-13 * s:.1f}q{4 * s:.1f} {5 * s:.1f} {6 * s:.1f} {12 * s:.1f}q{2 * s:.1f} {-8 * s:.1f} {7 * s:.1f} {-11 * s:.1f}q{-s:.1f} {7 * s:.1f} {s:.1f} {12 * s:.1f}Z", color)


def _blob(x: float, y: float, rx: float, ry: float, color: str, opacity: float, rng: random.Random) -> str:
    """A soft-edged uneven patch."""
    points = [(x + rx * rng.uniform(0.75, 1.1) * math.cos(a), y + ry * rng.uniform(0.75, 1.1) * math.sin(a)) for a in (k * math.tau / 9 for k in range(9))]
    middles = [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True)]
    d = f"M{middles[-1][0]:.0f} {middles[-1][1]:.0f}" + "".join(f"Q{px:.0f} {py:.0f} {mx:.0f} {my:.0f}" for (px, py), (mx, my) in zip(points, middles, strict=True))
    return path(d + "Z", color, opacity=opacity)


_BASE = {"grass": "#4a8b45", "moss": "#38723f", "sand": "#ecd29a", "water": "#2f79ab", "lake": "#4591b3", "snow": "#f1f6fa", "paving": "#a9adb2", "boards": "#b98a5d", "dust": "#8589a0"}
_MARKS = {"grass": ("#3a7538", "#5c9c50"), "moss": ("#2a5b33", "#4a8a4c"), "sand": ("#d3b271", "#f6e3b6"), "water": ("#8fc6dd", "#256b9b"), "lake": ("#a6d5e0", "#377f9f"), "snow": ("#d5e2ee", "#ffffff"), "dust": ("#6c7087", "#9a9db2")}


def _marks(kind: str, rng: random.Random) -> list[tuple[float, float, str]]:
    """Marks of a ground around (0, 0), each with its place on the tile."""
    dark, pale = _MARKS[kind]
    spots = [(rng.uniform(0, _TILE), rng.uniform(0, _TILE)) for _ in range(120)]
    marks = [(x, y, _blob(0, 0, rng.uniform(70, 170), rng.uniform(50, 120), pale if kind in {"water", "lake"} else rng.choice((dark, pale)), 0.16, rng)) for x, y in spots[:16]]
    if kind in {"grass", "moss"}:
        marks += [(x, y, _blades(0, 0, rng.uniform(0.9, 1.7), rng.choice((dark, dark, pale)))) for x, y in spots[16:90]]
    elif kind in {"water", "lake"}:
        for x, y in spots[16:62]:
            s = rng.uniform(40, 110)
            marks.append((x, y, path(f"M{-s:.0f} 0q{s / 2:.0f} {-s / 6:.0f} {s:.0f} 0q{s / 2:.0f} {s / 6:.0f} {s:.0f} 0", None, dark, rng.uniform(3, 6), rng.uniform(0.25, 0.6))))
    elif kind == "dust":
        marks += [(x, y, ellipse(0, 0, r, r * 0.8, dark, opacity=0.8) + ellipse(0, r * 0.1, r * 0.8, r * 0.6, "#7d8197")) for (x, y), r in ((spot, rng.uniform(14, 70)) for spot in spots[16:40])]
    else:
        marks += [(x, y, circle(0, 0, rng.uniform(2, 5), dark, opacity=0.8)) for x, y in spots[16:80]]
        marks += [(x, y, path("M-60 0q30 -9 60 0t60 0", None, rng.choice((dark, pale)), 4, 0.55)) for x, y in spots[80:104]]
    return marks


def tile_svg(kind: str, light: Light, rng: random.Random) -> str:
    """A tile of ground from above: grass, moss, sand, water, lake, snow, paving, boards or dust."""
    if kind == "boards":
        rows = [(row * 125.0, rng.uniform(0, _TILE)) for row in range(8)]
        drawn = "".join(rect(0, y, _TILE, 125, mix("#b98a5d", rng.choice(("#a97a4e", "#c79a6c")), rng.uniform(0, 0.6))) + line([(0, y), (_TILE, y)], "#8f653f", 5) + line([(x, y), (x, y + 125)], "#8f653f", 5) for y, x in rows)
    elif kind == "paving":
        cells = [(column, row) for row in range(5) for column in range(5)]
        drawn = "".join(rect(c * 200 + 3, r * 200 + 3, 194, 194, mix("#a9adb2", rng.choice(("#9a9ea5", "#b9bcc0")), rng.uniform(0.1, 0.8)), r=6) for c, r in cells)
    else:
        shifts = [(dx, dy) for dx in (-_TILE, 0, _TILE) for dy in (-_TILE, 0, _TILE)]
        near = [(x + dx, y + dy, mark) for x, y, mark in _marks(kind, rng) for dx, dy in shifts if -200 < x + dx < _TILE + 200 and -200 < y + dy < _TILE + 200]
        drawn = "".join(group(mark, x, y) for x, y, mark in near)
    base = "#8d9298" if kind == "paving" else _BASE[kind]
    shown = rect(0, 0, _TILE, _TILE, base) + drawn
    lit = shown if kind == "dust" else light.on(shown, softer=0.35 if kind == "boards" else 0.0)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_TILE:.0f} {_TILE:.0f}">{lit}</svg>'


def growth_svg(kind: str, light: Light, rng: random.Random) -> list[tuple[str, float, float, int]]:
    """What grows or lies about on a ground: each as SVG with its width over height, its height in metres, and how often."""
    if kind in {"grass", "moss"}:
        dark, pale = _MARKS[kind]
        tall = 0.34 if kind == "moss" else 0.24
        shades = (mix(_BASE[kind], dark, 0.5), mix(_BASE[kind], pale, 0.7))
        return [(_grown("".join(_blade(rng.uniform(30, 170), rng, mix(shade, dark, rng.random() * 0.5)) for _ in range(11)), light), 2.0, tall, 130) for shade in shades]
    if kind in {"sand", "dust", "snow"}:
        color = {"sand": "#cdb07c", "dust": "#777b90", "snow": "#e3ecf4"}[kind]
        stone = path("M20 100Q14 52 62 44Q104 20 142 48Q190 56 182 100Z", color) + path("M62 44Q104 20 142 48Q120 62 84 66Z", shade(color, 0.16))
        return [(_grown(stone, light, lit=kind != "dust"), 2.0, 0.11, 60)]
    return []


def _blade(x: float, rng: random.Random, color: str) -> str:
    lean, high = rng.uniform(-34, 34), rng.uniform(42, 96)
    return path(f"M{x - 6:.0f} 100Q{x + lean * 0.3:.0f} {100 - high * 0.6:.0f} {x + lean:.0f} {100 - high:.0f}Q{x + lean * 0.3 + 9:.0f} {100 - high * 0.5:.0f} {x + 6:.0f} 100Z", color)


def _grown(drawn: str, light: Light, lit: bool = True) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{light.on(drawn) if lit else drawn}</svg>'


def outlook(time: str | None, weather: str | None, light: Light, rng: random.Random) -> str:
    """What is seen of time and weather from a room, framed, 700 wide and 800 high."""
    top, middle, low = light.sky
    sky = f'<defs><linearGradient id="o" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{top}"/><stop offset=".6" stop-color="{middle}"/><stop offset="1" stop-color="{low}"/></linearGradient></defs>' + rect(40, 40, 620, 690, "url(#o)")
    stars = "".join(circle(rng.uniform(60, 640), rng.uniform(60, 480), rng.uniform(2, 4), "#ffffff", opacity=0.8) for _ in range(34)) if light.night and weather in {None, "clear"} else ""
    cover = "".join(path(f"M40 40H660V{y}" + "".join(f"q-31 {rng.uniform(20, 44):.0f} -62 0" for _ in range(10)) + "Z", shade(mix(light.veil, light.sky[0], 0.3), tone), opacity=0.8) for y, tone in ((190, 0.08), (110, -0.06))) if weather in {"cloudy", "rain", "snow"} else ""
    hills = light.on(path("M40 600Q200 520 350 580T660 560V730H40Z", "#5f9e52", None) + path("M40 660Q240 610 420 650T660 640V730H40Z", "#4f9148", None), far=0.3)
    fall = ""
    if weather == "rain":
        fall = "".join(line([(x, y), (x - 9, y + 34)], "#dbe8f4", 3, 0.7) for x, y in ((rng.uniform(60, 650), rng.uniform(50, 690)) for _ in range(70)))
    elif weather == "snow":
        fall = "".join(circle(rng.uniform(50, 650), rng.uniform(50, 720), rng.uniform(4, 8), "#ffffff", opacity=0.9) for _ in range(70))
    elif weather == "fog":
        fall = rect(40, 40, 620, 690, mix(light.veil, "#ffffff", 0.3), opacity=0.55)
    frame = light.on("".join([rect(14, 14, 672, 30, "#f2ead9"), rect(14, 14, 30, 740, "#f2ead9"), rect(656, 14, 30, 740, "#e6dcc6"), rect(340, 40, 20, 700, "#e6dcc6"), rect(40, 380, 620, 18, "#e6dcc6"), rect(0, 730, 700, 44, "#f6efe2"), rect(0, 770, 700, 10, "#cdbfa4")]), softer=0.35)
    pale = poly([(120, 40), (230, 40), (60, 400), (40, 400), (40, 200)], "#ffffff", opacity=0.08)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 800">{sky}{stars}{cover}{hills}{fall}{pale}{frame}</svg>'
