"""The twelve places as backdrops, in bands from the farthest to the ground underfoot, in any light and weather. Canvas units: 1000 by 1000, y points down.

A backdrop is what lies behind everything named; a `veil` is the weather that falls in front. Neither shows anything that
the vocabulary could name as an element, so that a picture never holds an element that nobody spoke of.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from speechscape.world.art.kit import circle, ellipse, glow, group, line, mix, path, poly, rect, shade
from speechscape.world.light import Light

__all__ = ["backdrop", "bands", "veil"]

Hills = list[tuple[float, float]]

Bands = tuple[str, ...]
"""From the farthest to the ground underfoot; each covers what is behind it."""


def _sky(light: Light, bottom: float) -> str:
    top, middle, low = light.sky
    return (
        f'<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{top}"/><stop offset=".6" stop-color="{middle}"/>'
        f'<stop offset="1" stop-color="{low}"/></linearGradient></defs><rect width="1000" height="{bottom:.0f}" fill="url(#sky)"/>'
    )


def _stars(rng: random.Random, bottom: float, count: int) -> str:
    white = glow("#ffffff")
    return "".join(circle(rng.uniform(0, 1000), rng.uniform(0, bottom), rng.uniform(0.9, 2.2), white, opacity=rng.uniform(0.4, 0.9)) for _ in range(count))


def _ridge(rng: random.Random, y: float, swing: float, color: str, bumps: int = 3) -> str:
    """A smooth line of hills across the picture, filled to the bottom."""
    step = 1000 / bumps
    d = f"M0 {y + rng.uniform(-swing, swing):.0f}"
    for k in range(bumps):
        x0, x1 = k * step, (k + 1) * step
        d += f"C{x0 + step * 0.35:.0f} {y + rng.uniform(-swing, swing):.0f} {x0 + step * 0.65:.0f} {y + rng.uniform(-swing, swing):.0f} {x1:.0f} {y + rng.uniform(-swing, swing) * 0.6:.0f}"
    return path(d + "V1000H0Z", color)


def _tufts(rng: random.Random, y0: float, y1: float, color: str, count: int) -> str:
    parts = []
    for _ in range(count):
        y = rng.uniform(y0, y1)
        s = 0.5 + 1.2 * (y - y0) / max(1, y1 - y0)
        x = rng.uniform(10, 990)
        parts.append(path(f"M{x - 9 * s:.1f} {y:.1f}q{2 * s:.1f} {-9 * s:.1f} {1 * s:.1f} {-13 * s:.1f}q{4 * s:.1f} {5 * s:.1f} {6 * s:.1f} {12 * s:.1f}q{2 * s:.1f} {-8 * s:.1f} {7 * s:.1f} {-11 * s:.1f}q{-1 * s:.1f} {7 * s:.1f} {1 * s:.1f} {12 * s:.1f}Z", color))
    return "".join(parts)


def _waves(rng: random.Random, y0: float, y1: float, color: str, count: int) -> str:
    parts = []
    for _ in range(count):
        y = y0 + (y1 - y0) * rng.random() ** 1.4
        size = 14 + 60 * (y - y0) / (y1 - y0)
        x = rng.uniform(-20, 980)
        parts.append(path(f"M{x:.0f} {y:.0f}q{size / 2:.0f} {-size / 7:.0f} {size:.0f} 0q{size / 2:.0f} {size / 7:.0f} {size:.0f} 0", None, color, 1.5 + size / 22, 0.6))
    return "".join(parts)


def _meadow(rng: random.Random, light: Light) -> Bands:
    back, middle = light.on(_ridge(rng, 575, 45, "#7fae6a"), far=0.5), light.on(_ridge(rng, 640, 40, "#5f9e52"), far=0.2)
    near = _ridge(rng, 740, 30, "#4f9148") + _ridge(rng, 880, 25, "#43833f", 2)
    return back, middle, light.on(near + _tufts(rng, 720, 990, "#3a7538", 46))


def _conifer(x: float, y: float, h: float, color: str) -> str:
    w = h * 0.36
    layers = [poly([(x - w * s, y - h * b), (x, y - h * t), (x + w * s, y - h * b)], color) for s, b, t in ((1, 0.06, 0.55), (0.78, 0.34, 0.8), (0.54, 0.6, 1.0))]
    return rect(x - h * 0.035, y - h * 0.1, h * 0.07, h * 0.1, shade(color, -0.35)) + "".join(layers)


def _wood(rng: random.Random, y: float, h: float, color: str, count: int) -> str:
    parts = []
    for k in range(count):
        x = (k + rng.uniform(0.1, 0.9)) * 1000 / count
        tall = h * rng.uniform(0.75, 1.2)
        if rng.random() < 0.55:
            parts.append(_conifer(x, y, tall, color))
        else:
            parts.append(rect(x - tall * 0.04, y - tall * 0.5, tall * 0.08, tall * 0.5, shade(color, -0.35)) + ellipse(x, y - tall * 0.62, tall * 0.27, tall * 0.36, color))
    return "".join(parts)


def _forest(rng: random.Random, light: Light) -> Bands:
    far = light.on(_wood(rng, 600, 260, "#5d9072", 17) + _ridge(rng, 545, 14, "#5d9072", 5), far=0.75)
    middle = light.on(_wood(rng, 665, 340, "#3f7a56", 12) + _ridge(rng, 612, 12, "#3f7a56", 5), far=0.3)
    floor = _ridge(rng, 700, 22, "#3d7a44") + _ridge(rng, 850, 22, "#336b3b", 2)
    return far, middle, light.on(floor + _tufts(rng, 730, 990, "#2a5b33", 40))


def _beach(rng: random.Random, light: Light) -> Bands:
    sea = rect(0, 500, 1000, 300, "#3f9cc4") + rect(0, 500, 1000, 60, "#2f86b4") + _waves(rng, 515, 650, "#bfe6ee", 16)
    foam = path("M0 672Q130 650 260 676T520 682T780 668T1000 690V1000H0Z", "#eef7f4")
    sand = path("M0 688Q140 668 270 692T530 698T790 684T1000 706V1000H0Z", "#f0d9a2") + _ridge(rng, 850, 16, "#e6c98a", 2)
    grains = "".join(circle(rng.uniform(0, 1000), rng.uniform(720, 990), rng.uniform(1.5, 3.2), "#d3b271") for _ in range(60))
    return light.on(sea, far=0.15), light.on(foam + sand + grains)


def _sea(rng: random.Random, light: Light) -> Bands:
    water = "".join(rect(0, 520 + k * 60, 1000, 500, mix("#4fa3cf", "#1c5f93", k / 7)) for k in range(8))
    return (light.on(water, far=0.05) + light.on(_waves(rng, 540, 990, "#a9d9ea", 40)),)


def _desert(rng: random.Random, light: Light) -> Bands:
    far, middle = light.on(_ridge(rng, 585, 40, "#e2b878"), far=0.45), light.on(_ridge(rng, 650, 45, "#dca95f"), far=0.15)
    near = _ridge(rng, 755, 40, "#e9bd72", 2) + _ridge(rng, 890, 30, "#dfae5f", 2)
    ripples = "".join(path(f"M{x:.0f} {y:.0f}q40 -9 80 0t80 0", None, "#cf9c50", 3, 0.6) for x, y in ((rng.uniform(-40, 900), rng.uniform(780, 980)) for _ in range(14)))
    return far, middle, light.on(near + ripples)


def _peak(x: float, y: float, w: float, h: float, color: str, snow: str) -> str:
    left, right = (x - w, y), (x + w, y)
    cap = [(x - w * 0.3, y - h * 0.7), (x, y - h), (x + w * 0.3, y - h * 0.7), (x + w * 0.14, y - h * 0.76), (x + w * 0.04, y - h * 0.66), (x - w * 0.1, y - h * 0.77)]
    return poly([left, (x, y - h), right], color) + poly([(x, y - h), right, (x + w * 0.15, y)], shade(color, -0.16)) + poly(cap, snow)


def _mountains(rng: random.Random, light: Light) -> Bands:
    far = "".join(_peak(x, 650, 230, rng.uniform(260, 360), "#8fa2bb", "#f2f6fa") for x in (120, 480, 850))
    near = "".join(_peak(x, 690, 250, rng.uniform(230, 330), "#6e829c", "#ffffff") for x in (rng.uniform(220, 320), rng.uniform(650, 750)))
    slope = _ridge(rng, 662, 14, "#6f9c62") + _ridge(rng, 800, 24, "#5d8c53", 2) + _tufts(rng, 790, 990, "#4c7a45", 30)
    return light.on(far + _ridge(rng, 636, 10, "#86a58c"), far=0.6), light.on(near, far=0.25), light.on(slope)


def _snowfield(rng: random.Random, light: Light) -> Bands:
    far, middle = light.on(_ridge(rng, 570, 60, "#cfdcea"), far=0.3), light.on(_ridge(rng, 640, 40, "#dfe9f3"), far=0.1)
    near = _ridge(rng, 740, 30, "#eef4f9", 2) + _ridge(rng, 870, 24, "#f8fbfd", 2)
    glints = "".join(path(f"M{x:.0f} {y:.0f}q30 -7 60 0", None, "#cfdeeb", 4) for x, y in ((rng.uniform(0, 940), rng.uniform(760, 985)) for _ in range(16)))
    return far, middle, light.on(near + glints)


def _skyline(rng: random.Random, y: float, low: float, high: float, color: str, lit: str, count: int) -> str:
    parts, step = [], 1000 / count
    for k in range(count):
        w, h, x = step * rng.uniform(0.86, 1.04), rng.uniform(low, high), k * step
        parts.append(rect(x, y - h, w, h + 4, mix(color, "#ffffff", rng.uniform(0, 0.14))))
        columns = max(2, int(w // 26))
        for row in range(int(h // 34)):
            parts += [rect(x + (c + 0.5) * w / columns - 5, y - h + 14 + row * 34, 10, 15, lit, opacity=0.85) for c in range(columns) if rng.random() < 0.6]
    return "".join(parts)


def _city(rng: random.Random, light: Light) -> Bands:
    lit = glow("#ffd873") if light.night else "#d8e6f0"
    far = light.on(_skyline(rng, 700, 220, 400, "#8d9db4", lit, 11), far=0.5)
    near = light.on(_skyline(rng, 730, 110, 260, "#76869f", lit, 8), far=0.15)
    street = rect(0, 726, 1000, 60, "#b9bcc0") + rect(0, 780, 1000, 220, "#6d7178") + rect(0, 776, 1000, 10, "#9da1a6")
    marks = "".join(rect(x, 872, 90, 12, "#e9e4d2", r=3) for x in range(20, 1000, 170))
    return far, near, light.on(street + marks)


def _cottage(x: float, y: float, s: float, wall: str, roof: str, lit: str) -> str:
    body = rect(x - 50 * s, y - 60 * s, 100 * s, 60 * s, wall) + poly([(x - 62 * s, y - 58 * s), (x, y - 112 * s), (x + 62 * s, y - 58 * s)], roof)
    return body + rect(x - 30 * s, y - 42 * s, 20 * s, 20 * s, lit) + rect(x + 10 * s, y - 40 * s, 20 * s, 40 * s, shade(roof, -0.3))


def _village(rng: random.Random, light: Light) -> Bands:
    lit = glow("#ffd873") if light.night else "#dcebf2"
    hills = light.on(_ridge(rng, 570, 40, "#84b06e"), far=0.5)
    rows = []
    for y, s, count, far in ((625, 0.62, 8, 0.45), (680, 0.85, 6, 0.2)):
        homes = "".join(_cottage((k + rng.uniform(0.25, 0.75)) * 1000 / count, y, s * rng.uniform(0.9, 1.15), rng.choice(("#e9dcc3", "#dcc6a8", "#efe6d6")), rng.choice(("#a65a48", "#8f5348", "#b06e4d")), lit) for k in range(count))
        rows.append(light.on(rect(0, y - 12, 1000, 400, "#6fa35d") + homes, far=far))
    green = _ridge(rng, 735, 20, "#5c9650") + path("M430 1000Q470 860 520 800T560 715H600Q600 770 610 820T720 1000Z", "#d9c49a") + _tufts(rng, 760, 990, "#4a8142", 30)
    return hills, *rows, light.on(green)


def _lake(rng: random.Random, light: Light) -> Bands:
    far, near = light.on(_ridge(rng, 560, 50, "#6f9f78"), far=0.5), light.on(_ridge(rng, 610, 26, "#578d5b"), far=0.25)
    water = path("M0 660Q250 630 500 645T1000 650V1000H0Z", "#4d9dbb") + path("M0 740Q300 720 600 735T1000 735V1000H0Z", "#3d8bab") + _waves(rng, 670, 830, "#bfe3ea", 18)
    bank = path("M0 838Q180 856 400 848T760 862T1000 842V1000H0Z", "#d9c79a") + path("M0 850Q180 868 400 860T760 874T1000 854V1000H0Z", "#5a9650") + _tufts(rng, 890, 995, "#43803f", 22)
    reeds = "".join(line([(x, 856), (x + rng.uniform(-8, 8), 856 - rng.uniform(40, 90))], "#4c7d42", 5) for x in (rng.uniform(5, 90) for _ in range(9)))
    return far, near, light.on(water + reeds + bank)


def _room(rng: random.Random, light: Light) -> Bands:
    wall = rng.choice(("#e8d9c3", "#cfdde2", "#dfd3e0", "#d9e2cf"))
    panels = "".join(rect(x, 0, 3, 690, shade(wall, -0.07)) for x in range(60, 1000, 110))
    view = light.on(rect(0, 0, 1000, 700, wall) + panels + rect(0, 668, 1000, 34, shade(wall, 0.45)), softer=0.35)
    boards = rect(0, 702, 1000, 300, "#b98a5d") + "".join(line([(0, y), (1000, y)], "#a1744a", 3) for y in (742, 796, 864, 946))
    joints = "".join(line([(x, y0), (x, y1)], "#a1744a", 3) for y0, y1, offset in ((702, 742, 80), (742, 796, 190), (796, 864, 40), (864, 946, 230), (946, 1000, 120)) for x in range(offset, 1000, 310))
    rug = ellipse(500, 880, 420, 86, rng.choice(("#a65d57", "#5d7da6", "#6b9080"))) + ellipse(500, 880, 380, 72, None, "#f2e8d8", 6, 0.8)
    return view, light.on(boards + joints + rug, softer=0.35)


def _space(rng: random.Random, light: Light) -> Bands:
    deep = rect(0, 0, 1000, 1000, glow("#0d1030"))
    nebula = "".join(ellipse(rng.uniform(100, 900), rng.uniform(100, 650), rng.uniform(140, 300), rng.uniform(60, 130), glow(color), opacity=0.13, turn=rng.uniform(-40, 40)) for color in ("#6b4fb0", "#3f6fc0", "#a04f90", "#4f8fc0"))
    ground = path("M0 800Q500 690 1000 800V1000H0Z", glow("#7b7f95")) + path("M0 850Q500 745 1000 850V1000H0Z", glow("#8d91a6"))
    craters = "".join(group(ellipse(0, 0, r, r * 0.34, glow("#6c7087")) + ellipse(0, r * 0.06, r * 0.84, r * 0.24, glow("#7d8197")), x, y) for x, y, r in ((150, 880, 60), (420, 930, 84), (760, 880, 50), (900, 950, 70), (600, 830, 36)))
    return deep + nebula + _stars(rng, 700, 150), ground + craters


_PAINT: dict[str, Callable[[random.Random, Light], Bands]] = {
    "meadow": _meadow, "forest": _forest, "beach": _beach, "sea": _sea, "desert": _desert, "mountains": _mountains, "snowfield": _snowfield,
    "city": _city, "village": _village, "lake": _lake, "room": _room, "space": _space,
}  # fmt: skip


def backdrop(place: str, light: Light, weather: str | None, rng: random.Random) -> str:
    """Sky and ground of a place."""
    return "".join(bands(place, light, weather, rng))


def bands(place: str, light: Light, weather: str | None, rng: random.Random) -> Bands:
    """The backdrop in its bands: the sky (of space the stars, of a room nothing), what stands far off, the ground."""
    if place == "space":
        return _PAINT[place](rng, light)
    if place == "room":
        return "", *_PAINT[place](rng, light)
    stars = _stars(rng, 480, 70) if light.night and weather in {None, "clear"} else ""
    if weather in {"cloudy", "rain", "snow"}:  # an even, banked cover: no single cloud that could be counted
        cover = mix(light.veil, light.sky[0], 0.3)
        stars = "".join(path(f"M0 0H1000V{y:.0f}" + "".join(f"q-50 {rng.uniform(18, 46):.0f} -100 0" for _ in range(10)) + "Z", shade(cover, tone), opacity=0.8) for y, tone in ((190, 0.1), (120, 0.02), (58, -0.08)))
    return _sky(light, 760) + stars, *_PAINT[place](rng, light)


def veil(place: str, weather: str | None, light: Light, rng: random.Random) -> str:
    """Rain, snow or fog in front of everything; thin enough to see all that is named."""
    if place == "room":
        return ""
    if weather == "rain":
        streaks = [(rng.uniform(-40, 1000), rng.uniform(-40, 1000), rng.uniform(22, 46)) for _ in range(110)]
        drops = "".join(line([(x, y), (x - n * 0.28, y + n)], glow("#cfe0ee"), 2.4, 0.5) for x, y, n in streaks)
        return drops + "".join(ellipse(rng.uniform(0, 1000), rng.uniform(800, 990), rng.uniform(9, 24), 3, None, glow("#dbe8f2"), 2, 0.5) for _ in range(22))
    if weather == "snow":
        return "".join(circle(rng.uniform(0, 1000), rng.uniform(0, 1000), rng.uniform(2.5, 6.5), glow("#ffffff"), opacity=rng.uniform(0.65, 0.95)) for _ in range(130))
    if weather == "fog":
        haze = mix(light.veil, "#ffffff", 0.25 if not light.night else 0.05)
        bands = "".join(ellipse(rng.uniform(100, 900), y, rng.uniform(420, 640), rng.uniform(26, 50), haze, opacity=0.24) for y in (430, 540, 640, 730, 830, 930))
        return bands + rect(0, 0, 1000, 1000, haze, opacity=0.1)
    return ""
