"""Furry land animals: pets, hunters and small creatures of wood and field, with the anatomy they share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from speechscape.world.art.kit import Brush, Point, circle, draws, ellipse, eye, group, line, mix, path, poly, rect, shade, star_points

__all__ = ["CREAM", "INK", "ROSE", "WHITE", "curve", "ink", "legs", "look", "lum", "pale", "ribbon", "smile"]

CREAM, INK, ROSE, WHITE = "#fff1df", "#2a1a12", "#ea8f96", "#fffaf2"


# --- anatomy shared by the animal sets --------------------------------------------------------------------------------
def lum(color: str) -> float:
    """How light a colour is, 0 to 1."""
    return sum(int(color[k : k + 2], 16) / 255 * part for k, part in ((1, 0.3), (3, 0.59), (5, 0.11)))


def ink(ground: str) -> str:
    """A colour for fine dark lines that can be read on `ground`."""
    return INK if lum(ground) > 0.34 else shade(ground, 0.5)


def pale(b: Brush, share: float = 0.78) -> str:
    """The light fur of belly and muzzle that goes with the main colour."""
    return mix(b.main, CREAM, share) if lum(b.main) < 0.86 else shade(b.main, -0.12)


def look(ground: str, spots: Sequence[Point], r: float) -> str:
    """Eyes at these spots, with a white rim where the ground is dark."""
    rims = "" if lum(ground) > 0.45 else "".join(circle(x, y, r * 1.42, WHITE) for x, y in spots)
    return rims + "".join(eye(x, y, r) for x, y in spots)


def smile(x: float, y: float, w: float, color: str, width: float = 2) -> str:
    """The mouth under a nose at (x, y): a short stem and two curves."""
    return path(f"M{x - w} {y + 4} Q{x - w * 0.5} {y + 9} {x} {y + 4} Q{x + w * 0.5} {y + 9} {x + w} {y + 4} M{x} {y} V{y + 4}", None, color, width)


def curve(*control: Point, n: int = 16) -> list[Point]:
    """Points along the Bézier curve of these control points."""
    out = []
    for k in range(n + 1):
        points = list(control)
        while len(points) > 1:
            points = [(x + (u - x) * k / n, y + (v - y) * k / n) for (x, y), (u, v) in pairwise(points)]
        out.append(points[0])
    return out


def ribbon(points: Sequence[Point], widths: Sequence[float], fill: str, caps: bool = True) -> str:
    """A band along the points, with round ends (`caps`), whose full width runs smoothly through `widths`."""
    left, right, last = [], [], len(points) - 1
    for k, (x, y) in enumerate(points):
        (xa, ya), (xb, yb) = points[max(0, k - 1)], points[min(last, k + 1)]
        run = math.hypot(xb - xa, yb - ya) or 1
        place = k / last * (len(widths) - 1)
        i = min(int(place), len(widths) - 2)
        half = (widths[i] + (widths[i + 1] - widths[i]) * (1 - math.cos(math.pi * (place - i))) / 2) / 2
        dx, dy = (ya - yb) / run * half, (xb - xa) / run * half
        left.append((x + dx, y + dy))
        right.append((x - dx, y - dy))
    ends = circle(*points[0], widths[0] / 2, fill) + circle(*points[-1], widths[-1] / 2, fill) if caps else ""
    return poly(left + right[::-1], fill) + ends


def legs(xs: Sequence[float], top: float, foot: float, w: float, fill: str, end: str, hoof: bool = False, lean: float = 0) -> str:
    """Straight tapering legs, feet to the left, ending in paws or hoofs of colour `end`; `lean` moves the feet."""
    out = ""
    for x in xs:
        f = x + lean
        out += poly([(x - w * 0.65, top), (f - w * 0.4, foot - 2), (f + w * 0.4, foot - 2), (x + w * 0.65, top)], fill)
        if hoof:
            out += poly([(f - w * 0.42, foot - w * 0.55), (f - w * 0.62, foot), (f + w * 0.5, foot), (f + w * 0.42, foot - w * 0.55)], end)
        else:
            out += path(
                f"M{f - w * 0.85} {foot} Q{f - w * 0.9} {foot - w * 0.6} {f} {foot - w * 0.6} Q{f + w * 0.6} {foot - w * 0.6} {f + w * 0.55} {foot}Z", end
            )
    return out


# --- three poses of four-pawed animals, in a box 120 by 112 -------------------------------------------------------------
_HEAD_AT = ((45.0, 40.0), (39.0, 40.0), (41.0, 40.0))
_TAILS = (
    curve((66, 100), (104, 118), (126, 88), (109, 62)),
    curve((97, 62), (119, 66), (119, 40), (107, 26)),
    curve((94, 104), (123, 108), (117, 74), (106, 60)),
)
_BUSHY = (
    curve((62, 96), (96, 112), (119, 84), (103, 60)),
    curve((96, 64), (109, 70), (111, 42), (99, 28)),
    curve((90, 100), (114, 106), (108, 74), (96, 60)),
)


def _body(b: Brush, belly: str, paw: str) -> str:
    """The body without tail and head: sitting, standing or lying by variant."""
    if b.variant == 0:
        out = ellipse(20, 97, 18, 15, b.dark) + ellipse(70, 97, 18, 15, b.dark) + ellipse(13, 107, 11, 5, paw) + ellipse(77, 107, 11, 5, paw)
        out += path("M18 106 Q12 58 45 54 Q78 58 72 106 Q72 110 66 110 H24 Q18 110 18 106Z", b.main)
        out += path("M30 66 Q45 58 60 66 Q62 88 45 96 Q28 88 30 66Z", belly)
        out += "".join(line([(x, y), (x, 104)], b.dark, 2) for x, y in ((28, 88), (45, 97), (62, 88)))
        return out + ellipse(36, 106.5, 10, 5.5, paw) + ellipse(54, 106.5, 10, 5.5, paw) + ellipse(45, 66, 26, 10, b.dark, opacity=0.55)
    if b.variant == 1:
        out = legs((52, 84), 78, 112, 14, b.dark, shade(paw, -0.15))
        out += path("M20 66 Q24 46 56 50 Q98 44 107 62 Q114 82 104 94 Q84 98 66 92 Q48 98 32 94 Q20 84 20 66Z", b.main)
        out += path("M26 90 Q46 98 66 92 Q84 98 100 95 Q84 84 60 86 Q40 84 26 90Z", belly) + legs((38, 99), 80, 112, 16, b.main, paw)
        return out + ellipse(44, 64, 25, 11, b.dark, opacity=0.55)
    out = path("M24 112 Q16 70 58 64 Q104 58 113 92 Q117 112 102 112Z", b.main) + path("M28 90 Q42 84 54 92 L52 104 H28Z", belly)
    out += ellipse(93, 95, 19, 16, b.dark) + rect(66, 101, 38, 11, paw, r=5.5)
    out += rect(16, 98, 48, 14, b.dark, r=7) + rect(8, 100, 46, 12, b.main, r=6) + ellipse(11, 106, 9, 6, paw)
    return out + ellipse(44, 68, 26, 10, b.dark, opacity=0.55)


def _pawed(b: Brush, head: str, belly: str, paw: str, tail: str, marks: str = "", rise: float = 0) -> str:
    """Tail, body, marks on it and head put together; `rise` moves the head up."""
    x, y = _HEAD_AT[b.variant]
    return tail + _body(b, belly, paw) + marks + group(head, x, y - rise, turn=b.vary(-2, 2))


def _bands(b: Brush, color: str, flanks: bool = True) -> str:
    """Dark stripes across the body, for the pose of the variant."""
    if b.variant == 0:
        return "".join(poly([(x, y), (x + s * 15, y + 3), (x, y + 6)], color) for y in (74, 86, 98) for x, s in ((17 - (y > 90), 1), (73 + (y > 90), -1)))
    spots = ((70, 48, 68), (84, 47, 70), (98, 52, 74)) if b.variant == 1 else ((74, 63, 80), (90, 66, 84), (104, 76, 92))
    return "".join(poly([(x - 3.5, y), (x + 3.5, y), (x - 1, low)], color) for x, y, low in spots[: 3 if flanks else 2])


def _pricked(fill: str, inner: str, out: float = 33, tip: float = 30, top: float = -39) -> str:
    """Two pointed ears on a head around (0, 0)."""
    return "".join(
        poly([(s * out, -4), (s * tip, top), (s * 7, -22)], fill) + poly([(s * (out - 5), -12), (s * (tip - 2), top + 10), (s * 13, -21)], inner)
        for s in (-1, 1)
    )


@draws("fox", 120, 112, natural=("#ea7c33", "#d9652a", "#cf7f45"))
def fox(b: Brush) -> str:
    """A fox with white cheeks, black feet and a white-tipped bushy tail."""
    light, sock = pale(b, 0.94), "#3b2418" if lum(b.main) > 0.34 else shade(b.main, -0.45)
    points = _BUSHY[b.variant]
    tail = ribbon(points, (8, 20, 27, 20, 6), b.dark) + ribbon(points[10:], (24, 20, 6), light)
    head = _pricked(b.main, sock, 35, 33, -40) + path("M-36 2 Q-30 -24 0 -24 Q30 -24 36 2 Q32 20 0 34 Q-32 20 -36 2Z", b.main)
    head += path("M-36 2 Q-18 2 0 30 Q18 2 36 2 Q32 20 0 34 Q-32 20 -36 2Z", light)
    eyes = path("M-20 0 Q-14 5 -8 0 M20 0 Q14 5 8 0", None, ink(b.main), 2.6) if b.variant == 2 else look(b.main, ((-14, -1), (14, -1)), 4.6)
    return _pawed(b, head + eyes + ellipse(0, 29, 5.5, 4.4, INK), light, sock, tail, rise=0)


@draws("dog", 120, 112, natural=("#c98b4e", "#f1e7d8", "#7d5232"))
def dog(b: Brush) -> str:
    """A dog with hanging ears, tongue and collar."""
    light, dark = pale(b), shade(b.main, -0.38)
    points = _TAILS[b.variant]
    tail = ribbon(points, (11, 11, 8, 5), b.main)
    head = path("M-28 -8 Q-27 -36 0 -36 Q27 -36 28 -8 Q31 32 0 33 Q-31 32 -28 -8Z", b.main)
    blaze = path("M-5 -36 Q0 -37 5 -36 Q3 -10 10 6 H-10 Q-3 -10 -5 -36Z", light if b.variant == 2 else b.main)
    patch = ellipse(13, -9, 11, 13, dark, turn=-15) if b.variant == 1 else blaze
    ears = "".join(path(f"M{s * 16} -34 Q{s * 38} -38 {s * 37} 0 Q{s * 35} 18 {s * 26} 14 Q{s * 19} 0 {s * 16} -34Z", dark) for s in (-1, 1))
    muzzle = ellipse(0, 15, 19, 15, light) + path("M-6 22 Q0 42 6 22Z", ROSE) + smile(0, 15, 11, INK) + ellipse(0, 9, 7.5, 5.5, INK)
    eyes = look(dark if b.variant == 1 else b.main, ((-13, -9), (13, -9)), 4.6)
    marks = ellipse(84, 60, 16, 9, dark) + ellipse(64, 78, 8, 6, dark) if b.variant == 1 else ""
    band = "#2f6db5" if b.variant else "#d0423c"
    x, y = _HEAD_AT[b.variant]
    collar = path(f"M{x - 20} {y + 24} Q{x} {y + 40} {x + 20} {y + 24} L{x + 19} {y + 31} Q{x} {y + 46} {x - 19} {y + 31}Z", band)
    collar += circle(x, y + 40, 5, "#f2c641")
    return _pawed(b, head + patch + ears + eyes + muzzle, light, light, tail, marks + collar, rise=3)


@draws("cat", 120, 112, natural=("#e39a45", "#6f7480", "#e9dcc6"))
def cat(b: Brush) -> str:
    """A cat with whiskers, green eyes and a curling tail."""
    light, dark = pale(b), shade(b.main, -0.36)
    points = _TAILS[b.variant]
    tail = ribbon(points, (9, 9, 9, 8), b.main) + ribbon(points[-4:], (9, 9, 8), light if b.variant == 1 else dark)
    if b.variant == 0:
        tail += "".join(ribbon(points[k : k + 2], (9.4, 9.4), dark, caps=False) for k in (5, 8, 11))
    head = _pricked(b.main, ROSE, 34, 31, -40) + path("M-35 4 Q-35 -25 0 -25 Q35 -25 35 4 Q32 31 0 31 Q-32 31 -35 4Z", b.main)
    if b.variant == 0:
        head += "".join(poly([(x - 3, -25), (x + 3, -25), (x * 0.7, -13)], dark) for x in (-10, 0, 10))
        head += "".join(poly([(s * 35, y), (s * 34, y + 6), (s * 23, y + 3)], dark) for s in (-1, 1) for y in (2, 11))
    elif b.variant == 2:
        head += path("M0 -14 Q24 -8 22 14 Q14 31 0 31 Q-14 31 -22 14 Q-24 -8 0 -14Z", dark)
    head += "".join(ellipse(s * 14, -1, 7.5, 8, "#f4f7d4") + ellipse(s * 14, -1, 6.5, 7.4, "#86c765") + ellipse(s * 14, -1, 2.8, 6.4, INK) for s in (-1, 1))
    head += "".join(circle(s * 14 + 2, -4, 1.6, "#ffffff") for s in (-1, 1))
    head += ellipse(-6.5, 18, 9, 7.5, light) + ellipse(6.5, 18, 9, 7.5, light) + smile(0, 15, 8, INK, 1.8) + poly([(-5, 10), (5, 10), (0, 16)], ROSE)
    head += "".join(line([(s * 15, 17 + k), (s * 37, 13 + 3 * k)], WHITE if lum(b.main) < 0.6 else INK, 1.3) for s in (-1, 1) for k in (0, 3))
    paw = dark if b.variant == 2 else light
    return _pawed(b, head, light, paw, tail, _bands(b, dark) if b.variant == 0 else "", rise=0)


def _wolf_head(b: Brush) -> str:
    light, dark = pale(b, 0.72), shade(b.main, -0.42)
    ruff = [
        (-15, -26),
        (15, -26),
        (31, -8),
        (30, 2),
        (39, 12),
        (29, 13),
        (33, 23),
        (21, 21),
        (0, 35),
        (-21, 21),
        (-33, 23),
        (-29, 13),
        (-39, 12),
        (-30, 2),
        (-31, -8),
    ]
    mask = path("M-30 4 L-38 12 L-28 13 L-32 23 L-20 21 L0 35 L20 21 L32 23 L28 13 L38 12 L30 4 Q14 4 8 16 L0 -8 L-8 16 Q-14 4 -30 4Z", light)
    brows = poly([(-22, -12), (-6, -6), (-6, -3)], dark) + poly([(22, -12), (6, -6), (6, -3)], dark)
    eyes = "".join(ellipse(s * 13, -1, 6, 4.6, "#f6d24a") + circle(s * 12.5, -1, 2.8, INK) for s in (-1, 1))
    blaze = poly([(-7, -26), (7, -26), (3, 12), (-3, 12)], dark)
    return _pricked(b.main, dark, 30, 26, -41) + poly(ruff, b.main) + mask + blaze + brows + eyes + ellipse(0, 24, 6.5, 5, INK) + smile(0, 25, 8, INK, 1.8)


@draws("wolf", 120, 112, natural=("#7d858f", "#8b8178", "#5f6670"))
def wolf(b: Brush) -> str:
    """A grey wolf: sitting, standing, or howling with its head thrown back."""
    light, dark = pale(b, 0.72), shade(b.main, -0.42)
    if b.variant < 2:
        points = _BUSHY[b.variant]
        tail = ribbon(points, (9, 18, 22, 16, 4), b.dark) + ribbon(points[11:], (20, 14, 4), dark)
        return _pawed(b, _wolf_head(b), light, light, tail, rise=-1)
    tail = ribbon(curve((84, 98), (108, 112), (118, 94), (111, 70)), (12, 18, 20, 14, 4), b.dark)
    back = path("M34 42 Q66 36 88 74 Q102 112 88 112 H38 Q46 86 34 68 Q26 54 34 42Z", b.main)
    chest = poly([(28, 40), (24, 56), (30, 58), (28, 70), (34, 70), (34, 80), (42, 76), (50, 50)], light)
    limbs = legs((46,), 74, 112, 14, b.dark, shade(light, -0.1)) + legs((36,), 66, 112, 15, b.main, light)
    haunch = ellipse(78, 96, 18, 16, b.dark) + path("M56 112 Q56 104 68 104 H88 V112Z", light)
    ear = poly([(50, 26), (74, 14), (62, 36)], b.main) + poly([(54, 27), (68, 19), (61, 33)], dark)
    head = ribbon(curve((46, 50), (42, 32), (30, 22), (9, 6)), (40, 34, 17, 11), b.main) + ribbon(curve((30, 38), (22, 28), (12, 22)), (16, 10, 6), light)
    jaw = path("M10 13 Q18 18 24 26", None, INK, 2.4) + circle(7, 5, 4.5, INK)
    return tail + back + haunch + limbs + head + chest + ear + jaw + path("M32 25 Q37 24 40 30", None, ink(b.main), 2.6)


def _bear(b: Brush, head: str, limb: str, belly: str, pad: str) -> str:
    """A heavy round bear: sitting with spread legs, walking, or waving (by variant); head 0, 0 has a radius of 32."""
    if b.variant == 1:
        body = path("M16 66 Q26 36 66 40 Q112 40 117 72 Q119 92 108 98 H32 Q16 92 16 66Z", b.main)
        far = legs((46, 86), 84, 112, 19, shade(limb, -0.2), shade(limb, -0.3))
        drawn = far + body + circle(115, 64, 5, b.dark) + legs((28, 103), 82, 112, 22, limb, shade(limb, -0.12)) + ellipse(42, 58, 30, 16, b.dark, opacity=0.5)
        return drawn + group(head, 38, 41)
    body = ellipse(60, 80, 37, 31, b.main) + ellipse(60, 84, 23, 22, belly)
    feet = "".join(
        ellipse(x, 97, 17, 15, limb, turn=t) + ellipse(x, 98, 9, 8, pad) + "".join(circle(x + dx, 87 + abs(dx) * 0.3, 2.6, pad) for dx in (-7, 0, 7))
        for x, t in ((20, -10), (100, 10))
    )
    reach = ((11, 42), (109, 42)) if b.variant == 2 else ((14, 76), (106, 76))
    arms = "".join(ribbon(curve((60 + s * 24, 66), (60 + s * 40, 62), hand), (20, 19, 20), limb) for s, hand in zip((-1, 1), reach, strict=True))
    pads = "".join(circle(x, y, 5.5, pad) for x, y in reach) if b.variant == 2 else ""
    return arms + pads + body + feet + group(head, 60, 40, turn=b.vary(-3, 3))


@draws("bear", 120, 112, natural=("#8a5a35", "#6d4529", "#a5713f"))
def bear(b: Brush) -> str:
    """A big brown bear with round ears and a light muzzle."""
    light, dark = pale(b, 0.6), shade(b.main, -0.35)
    head = "".join(circle(s * 25, -26, 12, b.main) + circle(s * 25, -26, 6.5, light) for s in (-1, 1))
    head += ellipse(0, -2, 34, 31, b.main) + ellipse(0, 12, 17, 14, light) + ellipse(0, 5, 8, 5.6, INK) + smile(0, 10, 8, INK)
    head += look(b.main, ((-14, -6), (14, -6)), 4.2)
    belly = light if b.variant != 2 else mix(b.main, light, 0.4)
    return _bear(b, head, b.dark if b.variant != 1 else b.main, belly, mix(dark, light, 0.35) if b.variant != 1 else dark)


@draws("panda", 120, 112, natural=("#f6f2ea", "#fbf8f2", "#efe9dd"))
def panda(b: Brush) -> str:
    """A panda: white with black limbs, ears and eye patches, and bamboo to eat."""
    dark = "#2b2a30" if lum(b.main) > 0.3 else WHITE
    head = "".join(circle(s * 26, -27, 11.5, dark) for s in (-1, 1)) + ellipse(0, -2, 36, 31, b.main)
    head += "".join(ellipse(s * 15, -2, 9, 11.5, dark, turn=s * 28) + look("#000000" if dark != WHITE else "#ffffff", ((s * 14, -4),), 3.6) for s in (-1, 1))
    head += ellipse(0, 11, 6.5, 4.4, INK) + smile(0, 14, 8, INK if lum(b.main) > 0.3 else WHITE)
    out = _bear(b, head, dark, b.light, mix(dark, "#8a8790", 0.55))
    if b.variant == 0:
        out += line([(14, 84), (40, 40)], "#6fa03c", 6) + line([(22, 70), (24, 67)], "#4d7a2b", 6) + path("M38 44 Q22 40 20 28 Q36 28 38 44Z", "#7fb847")
        out += circle(17, 78, 9, dark)
    elif b.variant == 1:
        out += path("M8 70 Q14 60 26 62 L70 58", None, "#6fa03c", 4) + path("M70 58 Q80 46 92 52 Q84 62 70 58Z", "#7fb847")
    return out


@draws("lion", 120, 112, natural=("#e6ab4c", "#d99a3d", "#eebb66"))
def lion(b: Brush) -> str:
    """A lion with a great mane and a tufted tail."""
    mane, light = mix(b.main, "#6e3410" if lum(b.main) > 0.3 else "#b9773a", 0.62), pale(b, 0.65)
    points = _TAILS[b.variant]
    x, y = points[-1]
    tail = ribbon(points, (7, 6, 5), b.main) + ellipse(x, y - 3, 9, 12, mane)
    around = [(math.cos(k * math.pi / 7), math.sin(k * math.pi / 7)) for k in range(14)]
    if b.variant == 2:
        hair = poly(star_points(0, -1, 40.5, 31, 16), mane) + poly(star_points(0, -1, 33, 28, 16), shade(mane, 0.16))
    else:
        hair = "".join(circle(29 * u, 29 * v - 1, 10, mane) for u, v in around) + circle(0, -1, 30, mane)
        hair += circle(0, -1, 30, shade(mane, 0.14), opacity=float(b.variant))
    head = hair + "".join(circle(s * 21, -20, 8, b.main) + circle(s * 21, -20, 4, mane) for s in (-1, 1)) + ellipse(0, 1, 25, 25, b.main)
    head += ellipse(-7, 13, 9.5, 8, light) + ellipse(7, 13, 9.5, 8, light) + path("M-4 20 Q0 30 4 20Z", mane) + smile(0, 9, 9, INK, 1.9)
    head += poly([(-7, 2), (7, 2), (0, 10)], "#4a2a1c") + look(b.main, ((-11, -6), (11, -6)), 4.2)
    return _pawed(b, head, light, light, tail, rise=0)


@draws("tiger", 120, 112, natural=("#ef8f35", "#e57f2b", "#f1a04c"))
def tiger(b: Brush) -> str:
    """A tiger with black stripes and white cheeks."""
    stripe = "#2d2320" if lum(b.main) > 0.3 else "#f0e6da"
    light = pale(b, 0.95)
    points = _TAILS[b.variant]
    tail = ribbon(points, (10, 10, 10, 9), b.main) + "".join(ribbon(points[k : k + 2], (10.4, 10.4), stripe, caps=False) for k in (5, 8, 11))
    tail += ribbon(points[-3:], (10, 9), stripe)
    head = "".join(circle(s * 25, -25, 12, b.main) + circle(s * 25, -25, 6.5, light) for s in (-1, 1))
    head += path("M-34 0 Q-34 -31 0 -31 Q34 -31 34 0 L38 16 L28 20 Q18 33 0 33 Q-18 33 -28 20 L-38 16Z", b.main)
    head += path("M-38 16 L-35 5 Q-20 4 -9 12 H9 Q20 4 35 5 L38 16 L28 20 Q18 33 0 33 Q-18 33 -28 20Z", light)
    head += "".join(poly([(s * 36, y), (s * 36, y + 5), (s * 19, y + 3 + b.variant)], stripe) for s in (-1, 1) for y in (-8, 0, 11))
    head += poly([(-3.5, -31), (3.5, -31), (0, -12)], stripe) + "".join(poly([(s * 7, -31), (s * 15, -29), (s * 4, -19)], stripe) for s in (-1, 1))
    head += ellipse(-12, -4, 6.5, 6.5, light) + ellipse(12, -4, 6.5, 6.5, light) + eye(-12, -4, 4.4) + eye(12, -4, 4.4)
    head += poly([(-7, 8), (7, 8), (0, 15)], ROSE) + smile(0, 15, 9, INK)
    return _pawed(b, head, light, light, tail, _bands(b, stripe), rise=0)


@draws("raccoon", 120, 112, natural=("#8b8a8c", "#9a8f84", "#74757c"))
def raccoon(b: Brush) -> str:
    """A raccoon with its black mask and ringed tail."""
    mask, light = ("#35323a" if lum(b.main) > 0.3 else "#16141a"), pale(b, 0.88)
    points = _BUSHY[b.variant]
    tail = ribbon(points, (12, 20, 21, 18, 8), b.light if lum(b.main) < 0.6 else b.dark)
    tail += "".join(ribbon(points[k : k + 3], (w, v), mask, caps=False) for k, w, v in ((2, 16, 20), (6, 20.5, 21), (10, 20, 17)))
    tail += ribbon(points[14:], (15, 8), mask)
    head = "".join(circle(s * 25, -25, 11, b.main) + circle(s * 25, -25, 6.5, light) for s in (-1, 1))
    head += path("M-27 -14 Q-20 -30 0 -30 Q20 -30 27 -14 L39 10 L27 12 L28 20 Q14 32 0 33 Q-14 32 -28 20 L-27 12 L-39 10Z", b.main)
    head += path("M-36 2 Q-24 -16 -8 -8 L0 -4 L8 -8 Q24 -16 36 2 L39 10 L26 13 Q12 14 8 4 H-8 Q-12 14 -26 13 L-39 10Z", mask)
    head += path("M-30 -9 Q-18 -20 -5 -9 M30 -9 Q18 -20 5 -9", None, light, 4) + path("M-9 2 H9 Q24 22 0 32 Q-24 22 -9 2Z", light)
    head += "".join(circle(s * 15, 1, 6.4, WHITE) + eye(s * 15, 1, 4.6) for s in (-1, 1)) + poly([(-2.5, -30), (2.5, -30), (3, 6), (-3, 6)], mask)
    head += ellipse(0, 14, 6.5, 5, INK) + smile(0, 18, 7, INK, 1.8)
    return _pawed(b, head, light, mask, tail, rise=3)


# --- small ones -------------------------------------------------------------------------------------------------------
@draws("rabbit", 90, 120, natural=("#b9906a", "#d9cdbf", "#8f8479"))
def rabbit(b: Brush) -> str:
    """A rabbit with long upright ears and a ball of a tail."""
    light = pale(b, 0.85)
    if b.variant == 1:
        out = circle(79, 98, 10, light) + path("M20 116 Q12 84 42 74 Q82 68 82 104 Q82 120 66 120 H28 Q20 120 20 116Z", b.main)
        out += ellipse(64, 102, 18, 17, b.dark)
        out += ellipse(64, 115.5, 20, 4.5, light) + rect(16, 108, 26, 12, light, r=6) + rect(24, 86, 13, 28, b.main, r=6)
        out += ribbon(curve((36, 52), (46, 24), (56, 8)), (10, 18, 11), b.dark) + ribbon(curve((30, 52), (26, 24), (34, 9)), (10, 19, 12), b.main)
        out += ribbon(curve((31, 46), (29, 28), (34, 14)), (4, 9, 4), ROSE)
        out += ellipse(29, 66, 26, 22, b.main) + ellipse(13, 73, 11, 10, light) + look(b.main, ((26, 60),), 4.8) + ellipse(5.5, 68, 4, 3.2, ROSE)
        return out + path("M6 72 Q10 79 17 77", None, INK, 1.8) + ellipse(30, 73, 5, 3.4, ROSE, opacity=0.6)
    bend = b.variant == 2
    ears = ribbon(curve((34, 50), (24, 24), (26, 9)), (11, 21, 14), b.main) + ribbon(curve((34, 46), (27, 26), (27, 14)), (5, 11, 6), ROSE)
    right = curve((56, 50), (60, 2), (78, 2), (81, 38)) if bend else curve((56, 50), (66, 24), (64, 9))
    ears += ribbon(right, (11, 20, 13) if bend else (11, 21, 14), b.main) + ribbon(right[2:-2], (5, 9 if bend else 11, 5), ROSE)
    out = circle(78, 104, 10, light) if not bend else ""
    out += ellipse(45, 100, 32, 20, b.main) + ellipse(45, 100, 19, 18, light)
    out += "".join(ellipse(45 + s * 28, 113, 16, 7, b.dark, turn=s * -6) + ellipse(45 + s * 30, 114.5, 9, 4.5, ROSE) for s in (-1, 1))
    head = ears + path("M11 64 Q12 42 45 42 Q78 42 79 64 Q78 88 45 88 Q12 88 11 64Z", b.main)
    head += ellipse(38, 75, 10, 8, light) + ellipse(52, 75, 10, 8, light) + rect(41, 79, 8, 7, WHITE, r=2) + smile(45, 72, 8, INK, 1.8)
    head += ellipse(45, 69, 5, 3.6, ROSE) + look(b.main, ((29, 62), (61, 62)), 5) + ellipse(22, 74, 5.5, 3.6, ROSE, opacity=0.6)
    head += ellipse(68, 74, 5.5, 3.6, ROSE, opacity=0.6)
    arms = ellipse(33, 94, 7.5, 9, b.dark, turn=-25) + ellipse(57, 94, 7.5, 9, b.dark, turn=25)
    return out + head + arms


@draws("mouse", 116, 104, natural=("#a09a98", "#b08f72", "#8d8f9a"))
def mouse(b: Brush) -> str:
    """A mouse with big round ears, whiskers and a long pink tail; sometimes with front teeth."""
    light, tail = pale(b, 0.8), shade(ROSE, -0.06)
    if b.variant == 1:
        out = ribbon(curve((88, 96), (126, 100), (110, 60), (112, 46)), (6, 5, 3), tail)
        out += path("M3 84 Q14 56 44 50 Q98 40 100 84 Q100 100 86 100 H22 Q6 98 3 84Z", b.main) + path("M14 96 Q40 84 66 100 H22Z", light)
        out += "".join(ellipse(x, 100.5, 10, 3.8, tail) for x in (30, 80)) + circle(64, 26, 24, b.dark) + circle(36, 26, 25, b.main) + circle(36, 27, 17, ROSE)
        out += look(b.main, ((28, 72),), 5) + circle(5, 85, 4.4, "#5a3a3e") + "".join(line([(15, 87 + k), (38, 84 + 4 * k)], ink(b.main), 1.3) for k in (0, 2))
        return out
    out = ribbon(curve((70, 98), (128, 112), (112, 66), (108, 50)), (6, 5, 4), tail)
    out += ellipse(50, 84, 30, 20, b.main) + ellipse(50, 88, 18, 15, light) + ellipse(30, 100, 13, 4, tail) + ellipse(70, 100, 13, 4, tail)
    out += "".join(circle(50 + s * 26, 24.5, 22.5, b.main if b.variant == 0 else b.dark) + circle(50 + s * 26, 27, 15, ROSE) for s in (-1, 1))
    out += path("M18 46 Q20 24 50 24 Q80 24 82 46 Q76 68 50 76 Q24 68 18 46Z", b.main) + ellipse(50, 64, 13, 10, light)
    out += look(b.main, ((36, 46), (64, 46)), 5.2) + ellipse(50, 60, 5.5, 4.4, "#5a3a3e") + smile(50, 63, 7, INK, 1.8)
    out += "".join(line([(50 + s * 14, 62 + k), (50 + s * 36, 58 + 4 * k)], ink(b.main), 1.3) for s in (-1, 1) for k in (0, 2))
    if b.variant == 2:
        out += rect(46, 69, 8, 9, WHITE, r=2) + line([(50, 70), (50, 77)], INK, 1) + ellipse(28, 58, 6, 4, ROSE) + ellipse(72, 58, 6, 4, ROSE)
    return out + ellipse(34, 86, 6, 5, tail) + ellipse(66, 86, 6, 5, tail)


@draws("squirrel", 110, 112, natural=("#c4662f", "#9d6b48", "#868089"))
def squirrel(b: Brush) -> str:
    """A squirrel with an enormous curled tail, holding an acorn."""
    light = pale(b, 0.85)
    points = curve((58, 98), (114, 112), (82, 54), (64, 26), (82, 0), (98, 36), n=36)
    tail = ribbon(points, (14, 28, 36, 32, 20), b.dark) + ribbon(points[4:-2], (4, 14, 18, 14, 8), b.main if b.variant != 1 else light)
    body = path("M32 54 Q20 74 26 100 Q30 112 46 112 H70 Q84 108 80 88 Q76 66 54 54Z", b.main) + path("M30 64 Q22 82 30 102 Q44 100 44 80 Q42 66 30 64Z", light)
    haunch = ellipse(64, 94, 18, 17, b.dark) + ellipse(48, 107.5, 20, 4.5, b.dark)
    ears = poly([(40, 20), (41, 1), (54, 18)], b.main) + poly([(43, 17), (44, 8), (50, 17)], light) + poly([(28, 22), (25, 3), (40, 16)], b.dark)
    head = path("M4 42 Q10 16 36 16 Q62 18 62 42 Q60 62 34 62 Q8 60 4 42Z", b.main) + path("M4 42 Q12 40 22 48 Q32 56 28 62 Q8 58 4 42Z", light)
    face = look(b.main, ((28, 36),), 5.4) + ellipse(6, 42, 4, 3.4, INK) + path("M8 47 Q14 54 20 50", None, INK, 1.9)
    if b.variant == 2:
        face += "".join(path(d, None, light, 3.4) for d in ("M52 68 Q66 72 70 84", "M46 74 Q58 78 60 90"))
        acorn = ""
    else:
        acorn = path("M10 76 Q10 92 19 95 Q28 92 28 76Z", "#c98a45") + path("M7 77 Q8 66 19 66 Q30 66 31 77Z", "#7a4c28")
        acorn += line([(19, 66), (20, 61)], "#7a4c28", 3)
    arm = ribbon(curve((46, 68), (44, 88), (26, 84)) if b.variant != 2 else curve((46, 68), (30, 84), (12, 70)), (11, 10, 8), b.dark)
    return tail + ears + body + haunch + head + face + acorn + arm


@draws("hedgehog", 130, 84, natural=("#7a5a42", "#8a6a4e", "#5f4a3e"))
def hedgehog(b: Brush) -> str:
    """A hedgehog: a dome of spines and a small pointed face: fine spines, coarse spines, or from the front."""
    light, tip = mix(pale(b, 0.8), "#e8c49a", 0.35), mix(b.main, CREAM if lum(b.main) < 0.6 else "#6a5240", 0.42)
    front = b.variant == 2
    cx, rx, top = (65, 65, 82) if front else (76, 54, 82)
    spines = ""
    for ring, color in ((1.0, b.dark), (0.8, b.main), (0.6, tip), (0.44, b.main)):
        count = round((11 if b.variant == 1 else 22) * ring) + 3
        angles = [math.pi * k / (2 * count) for k in range(2 * count + 1)]
        edge = [
            (cx + rx * ring * (1 if k % 2 else 0.86) * math.cos(a), 80 - (top - 2) * ring * (1 if k % 2 else 0.86) * math.sin(a)) for k, a in enumerate(angles)
        ]
        spines += poly([*edge, (cx - rx * ring * 0.8, 80), (cx + rx * ring * 0.8, 80)], color)
    if front:
        face = ellipse(65, 58, 32, 25, light) + circle(40, 38, 8, light) + circle(90, 38, 8, light) + circle(40, 38, 4, ROSE) + circle(90, 38, 4, ROSE)
        face += eye(53, 54, 4.6) + eye(77, 54, 4.6) + ellipse(65, 64, 7, 5.4, INK) + smile(65, 68, 8, INK, 1.9) + ellipse(44, 65, 5, 3.4, ROSE, opacity=0.7)
        face += ellipse(86, 65, 5, 3.4, ROSE, opacity=0.7)
        return spines + face + ellipse(44, 80, 12, 4, shade(light, -0.25)) + ellipse(86, 80, 12, 4, shade(light, -0.25))
    feet = "".join(ellipse(x, 80, 9, 4, shade(light, -0.25)) for x in (46, 62, 96, 112))
    face = path("M42 80 Q20 80 3 68 Q4 62 14 58 Q24 40 44 38 Q56 54 56 70 Q54 80 42 80Z", light) + circle(46, 45, 8, light) + circle(46, 45, 4.5, ROSE)
    face += eye(27, 57, 4.4) + circle(6, 66, 5.4, INK) + path("M10 72 Q18 76 26 71", None, INK, 1.9)
    return feet + spines + face


@draws("koala", 110, 112, natural=("#9aa0a8", "#a89f9a", "#8b929c"))
def koala(b: Brush) -> str:
    """A koala with huge fluffy ears and a big black nose: sitting, cheering, or asleep."""
    light, fluff = pale(b, 0.75), shade(b.main, 0.5) if lum(b.main) < 0.8 else shade(b.main, -0.14)
    ears = ""
    for s in (-1, 1):
        ears += "".join(circle(55 + s * (37 + 10 * math.cos(a)), 23 - 14 * math.sin(a), 8, b.dark) for a in (-1.2, -0.5, 0.3, 1.1, 1.9))
        ears += circle(55 + s * 36, 24, 16, b.dark) + circle(55 + s * 36, 26, 11, fluff)
    head = ellipse(55, 40, 36, 32, b.main) + ellipse(55, 60, 17, 9, light)
    head += look(b.main, ((37, 37), (73, 37)), 4.6) if b.variant != 2 else path("M30 38 Q37 44 43 38 M67 38 Q73 44 80 38", None, ink(b.main), 2.6)
    head += path("M46 42 Q46 30 55 30 Q64 30 64 42 Q65 57 55 57 Q45 57 46 42Z", "#35313a") + ellipse(52, 37, 2.4, 4, "#6d6874")
    head += path("M47 62 Q55 68 63 62", None, INK, 2)
    head += ellipse(30, 49, 5, 3.6, ROSE, opacity=0.6) + ellipse(80, 49, 5, 3.6, ROSE, opacity=0.6)
    body = ellipse(55, 86, 34, 26, b.main) + ellipse(55, 88, 20, 22, light)
    feet = "".join(ellipse(55 + s * 27, 102, 15, 10, b.dark) + ellipse(55 + s * 28, 104, 8, 5.5, "#4a4650") for s in (-1, 1))
    if b.variant == 1:
        raised = "".join(ribbon(curve((55 + s * 26, 80), (55 + s * 46, 84), (55 + s * 46, 60)), (14, 13, 12), b.dark) for s in (-1, 1))
        return body + feet + raised + ears + head
    arms = "".join(ribbon(curve((55 + s * 26, 76), (55 + s * 34, 92), (55 + s * 12, 90)), (13, 13, 11), b.dark) for s in (-1, 1))
    return body + arms + feet + ears + head


@draws("monkey", 116, 116, natural=("#8a5a38", "#6e4a34", "#a8764a"))
def monkey(b: Brush) -> str:
    """A monkey with a heart-shaped face, round ears at the sides and a curling tail."""
    skin, dark = mix(pale(b, 0.8), "#f3c79c", 0.5), b.dark
    tail = ribbon(curve((64, 102), (115, 120), (113, 76), (83, 62), (93, 24), (143, 58), (91, 66), n=24), (9, 8, 8, 6), dark)
    body = path("M24 104 Q18 66 46 64 Q74 66 70 104 Q68 114 46 114 Q26 114 24 104Z", b.main) + ellipse(47, 92, 15, 17, skin)
    feet = ribbon(curve((34, 102), (16, 84), (14, 108)), (14, 14, 12), b.main) + ribbon(curve((60, 102), (78, 84), (80, 108)), (14, 14, 12), b.main)
    feet += ellipse(15, 111.5, 13, 4.5, skin) + ellipse(79, 111.5, 13, 4.5, skin)
    hands = (((20, 98), (74, 98)), ((38, 92), (56, 92)), ((7, 14), (74, 98)))[b.variant]
    bends = (((18, 78), (76, 78)), ((14, 86), (80, 86)), ((0, 70), (76, 78)))[b.variant]
    arms = "".join(
        ribbon(curve((47 + s * 16, 72), bend, hand), (11, 10, 9), dark) + circle(*hand, 6, skin) for s, bend, hand in zip((-1, 1), bends, hands, strict=True)
    )
    head = "".join(circle(46 + s * 33, 36, 11, b.main) + circle(46 + s * 33, 36, 6.5, skin) for s in (-1, 1)) + ellipse(46, 34, 31, 31, b.main)
    head += path("M40 4 Q46 -2 54 3 Q50 6 48 10Z", b.main)
    head += path("M46 24 Q34 12 24 24 Q18 36 28 42 Q20 56 34 61 Q46 64 58 61 Q72 56 64 42 Q74 36 68 24 Q58 12 46 24Z", skin)
    head += eye(36, 32, 4.6) + eye(56, 32, 4.6) + ellipse(43, 43, 1.8, 1.4, INK) + ellipse(49, 43, 1.8, 1.4, INK) + path("M34 50 Q46 60 58 50", None, INK, 2.2)
    return tail + body + feet + head + arms


@draws("gorilla", 124, 116, natural=("#4c4b56", "#565059", "#3f424c"))
def gorilla(b: Brush) -> str:
    """A gorilla with giant arms on its knuckles, or beating its chest."""
    light, skin = shade(b.main, 0.3) if lum(b.main) < 0.75 else shade(b.main, -0.14), mix(b.main, "#2c2830" if lum(b.main) > 0.3 else "#a39a98", 0.62)
    head = path("M34 34 Q32 2 62 2 Q92 2 90 34 Q92 58 62 58 Q32 58 34 34Z", b.main) + circle(34, 32, 6, skin) + circle(90, 32, 6, skin)
    head += path("M62 24 Q52 16 43 22 Q38 32 44 36 Q36 54 62 55 Q88 54 80 36 Q86 32 81 22 Q72 16 62 24Z", skin)
    head += "".join(circle(62 + s * 10, 29, 5.4, WHITE) + eye(62 + s * 10, 29, 3.8) for s in (-1, 1))
    head += path("M44 24 Q52 18 61 25 M80 24 Q72 18 63 25", None, shade(b.main, -0.3), 3.5)
    head += ellipse(62, 40, 8, 4.6, shade(skin, -0.3)) + path("M51 48 Q62 53 73 48", None, ink(skin), 2)
    if b.variant == 1:
        body = path("M24 60 Q30 28 64 36 Q116 44 123 84 Q126 104 112 112 H88 Q86 96 70 94 Q40 94 24 60Z", b.main)
        body += path("M84 50 Q112 60 112 90 Q100 74 76 72Z", light)
        limbs = ribbon(curve((66, 56), (74, 84), (64, 106)), (26, 22, 17), b.dark) + ribbon(curve((96, 88), (84, 100), (88, 106)), (30, 24, 18), b.dark)
        limbs += rect(72, 106, 36, 10, skin, r=5)
        arm = ribbon(curve((40, 56), (18, 78), (26, 104)), (34, 26, 19), b.main) + rect(8, 106, 30, 10, skin, r=5)
        arm += rect(50, 107, 26, 9, shade(skin, -0.2), r=5)
        return limbs + body + arm + group(head, -27.5, -1)
    body = path("M24 66 Q28 38 62 38 Q96 38 100 66 Q106 100 90 110 H34 Q18 100 24 66Z", b.main)
    body += path("M36 62 Q50 54 62 62 Q74 54 88 62 Q90 80 62 82 Q34 80 36 62Z", light) + ellipse(62, 94, 20, 13, mix(b.main, light, 0.5))
    feet = "".join(ellipse(62 + s * 24, 104, 18, 12, b.dark) + rect(62 + s * 24 - 16, 107, 32, 9, skin, r=4.5) for s in (-1, 1))
    bend, hand = ((6, 84), (15, 105)) if b.variant == 0 else ((-7, 96), (44, 74))
    arms = "".join(
        ribbon(curve((62 + s * 36, 56), (62 + s * (62 - bend[0]), bend[1]), (62 + s * (62 - hand[0]), hand[1])), (30, 27, 19), b.dark) for s in (-1, 1)
    )
    fists = "".join(rect(62 + s * (62 - hand[0]) - 10, hand[1] - 5, 20, 13, skin, r=6) for s in (-1, 1))
    return body + feet + arms + fists + head


@draws("kangaroo", 116, 130, natural=("#c08a55", "#a8764c", "#b59a7c"))
def kangaroo(b: Brush) -> str:
    """A kangaroo upright on its great hind legs, with a strong tail: with a pouch, hopping, or boxing."""
    light, dark = pale(b, 0.72), shade(b.main, -0.3)
    hop = b.variant == 1
    tail = ribbon(curve((66, 92), (84, 120), (106, 128), (114, 60)) if hop else curve((66, 98), (84, 126), (98, 126), (112, 124)), (28, 16, 9, 4), b.main)
    body = ribbon(curve((34, 40), (38, 64), (56, 84), (60, 92)), (16, 24, 44, 46), b.main)
    body += ribbon(curve((31, 50), (32, 66), (40, 84), (44, 98)), (6, 14, 20, 16), light)
    leg = ellipse(64, 94, 20, 22, b.dark, turn=-20) + ribbon([(62, 106), (72, 112), (64, 122)], (16, 12, 10), b.dark)
    leg += path("M22 130 Q22 122 34 122 H66 Q72 122 72 130Z", b.dark)
    far = path("M40 130 Q40 123 50 123 H82 Q86 124 86 130Z", dark)
    ears = ribbon(curve((36, 22), (42, 12), (44, 5)), (6, 12, 4), b.main) + ribbon(curve((37, 20), (41, 12), (43, 8)), (3, 6, 2), ROSE)
    ears += ribbon(curve((27, 22), (26, 10), (24, 4)), (6, 11, 4), b.dark)
    head = ribbon(curve((36, 28), (24, 28), (8, 36)), (23, 20, 11), b.main) + ellipse(5.5, 35, 4, 3.6, INK) + path("M7 41 Q14 44 20 41", None, INK, 1.8)
    head += look(b.main, ((27, 25),), 4)
    arms = ribbon(curve((42, 58), (34, 72), (18, 68)), (11, 9, 7), dark)
    pouch = ""
    if b.variant == 0:
        pouch = path("M24 90 Q38 100 52 88 Q54 106 42 108 Q28 106 24 90Z", shade(light, -0.14)) + path("M24 90 Q38 100 52 88", None, shade(light, -0.34), 2.4)
    elif b.variant == 2:
        arms = "".join(
            ribbon(curve((44, 60), (34, 72 + dy), (21, 66 + dy)), (11, 9, 8), dark) + circle(12, 64 + dy, 9.5, "#d0423c") + rect(18, 60 + dy, 5, 10, WHITE, r=2)
            for dy in (-8, 9)
        )
    return tail + far + body + leg + ears + head + pouch + arms


@draws("bat", 140, 78, natural=("#5b4a63", "#6b5348", "#4d5068"))
def bat(b: Brush) -> str:
    """A bat in flight with spread, scalloped wings and big ears."""
    light, dark = mix(b.main, "#e8d2c4", 0.45), shade(b.main, -0.34)
    x, y, low = ((3, 12, 62), (8, 1, 56), (2, 22, 66))[b.variant]
    wing = path(
        f"M64 36 Q46 {y + 2} {x} {y} Q-1 {y + 22} 4 {low - 4} Q14 {low - 16} 24 {low} Q34 {low - 12} 44 {low + 6} Q54 {low - 6} 66 66Z",
        dark if b.variant == 2 else b.dark,
    )
    wing += "".join(path(f"M44 {y + 9} Q{(44 + ex) / 2 - 4} {y + 16} {ex} {ey}", None, b.main, 2.4) for ex, ey in ((4, low - 5), (24, low - 1), (44, low + 5)))
    wing += path(f"M66 38 Q46 {y + 3} {x + 3} {y + 3}", None, b.main, 5)
    body = ellipse(70, 54, 17, 22, b.main) + ellipse(70, 60, 10, 14, light) + "".join(ellipse(70 + s * 7, 75, 4, 3, dark) for s in (-1, 1))
    tip = (15, 20, 11)[b.variant]
    ears = "".join(
        poly([(70 + s * 17, 28), (70 + s * tip, 0), (70 + s * 3, 18)], b.main) + poly([(70 + s * 14, 22), (70 + s * (tip - 1), 7), (70 + s * 6, 18)], ROSE)
        for s in (-1, 1)
    )
    head = circle(70, 30, 17.5, b.main) + ellipse(70, 38, 9, 6.5, light) + look("#000000", ((63, 28), (77, 28)), 3.6) + ellipse(70, 35, 3, 2.2, INK)
    fangs = poly([(65, 40), (68, 40), (66.5, 45)], WHITE) + poly([(72, 40), (75, 40), (73.5, 45)], WHITE) if b.variant != 1 else ""
    return wing + group(wing, flip=True, about=(70, 0)) + ears + body + head + path("M63 40 Q70 43 77 40", None, INK, 1.6) + fangs
