"""Earth, fire and sky. What shines (sun, moon, stars, lightning, rainbow, flames) is drawn in `glow` colours, the main colour too."""

from __future__ import annotations

import math
from collections.abc import Sequence

from speechscape.world.art.kit import Brush, Point, circle, draws, ellipse, eye, glow, group, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.still_life import CREAM, LEAF, LEAF_DARK, apart, crescent, mark

LAVA, EMBER, SPARK, ASH, BARK, BARK_DARK, SAND, SAND_DARK = "#f2622e", "#f9a13a", "#ffe08a", "#8b8794", "#7a5030", "#5b3a22", "#f0d9a0", "#dbbb7a"


# --- shared pieces ------------------------------------------------------------------------------------------------------
def _around(cx: float, cy: float, r: float, degrees: float) -> Point:
    """The point at distance `r` from (cx, cy); 0 degrees is up, 90 to the right."""
    return cx + r * math.sin(math.radians(degrees)), cy - r * math.cos(math.radians(degrees))


def _shine(b: Brush, amount: float = 0) -> str:
    """The main colour, made lighter or darker, as light."""
    return glow(shade(b.main, amount) if amount else b.main)


def _face(cx: float, cy: float, size: float, b: Brush) -> str:
    """A smiling face whose lines can be read on the main colour."""
    ink = apart("#4a2c17", b.main, "#fff6dc")
    rim = "" if ink == "#4a2c17" else "".join(circle(cx + s * 11 * size, cy - 3 * size, 5.4 * size, "#fffaf2") for s in (-1, 1))
    cheeks = "".join(ellipse(cx + s * 18 * size, cy + 7 * size, 5 * size, 3.6 * size, glow(mix(b.main, "#f0705a", 0.5))) for s in (-1, 1))
    smile = path(f"M{cx - 9 * size:.1f} {cy + 7 * size:.1f} Q{cx} {cy + 18 * size:.1f} {cx + 9 * size:.1f} {cy + 7 * size:.1f}", None, glow(ink), 3.2 * size)
    return cheeks + rim + "".join(eye(cx + s * 11 * size, cy - 3 * size, 4 * size) for s in (-1, 1)) + smile


def _round_star(cx: float, cy: float, outer: float, inner: float, color: str, soft: float) -> str:
    """A five-pointed star with tips rounded by `soft`."""
    return poly(star_points(cx, cy, outer - soft, inner - soft * 0.5), color, color, soft * 2)


# --- earth --------------------------------------------------------------------------------------------------------------
@draws("rock", 136, 96, natural=("#8f959e", "#a3937f", "#7c8896"))
def rock(b: Brush) -> str:
    """A rock: a boulder in facets, a rounded one with moss and a crack, or a leaning slab in layers."""
    if b.variant == 0:
        outline = [(0, 96), (8, 54), (34, 16), (72, 0), (108, 20), (128, 56), (136, 96)]
        out = poly(outline, b.main) + poly([(108, 20), (128, 56), (136, 96), (84, 96), (92, 52)], b.dark)
        out += poly([(34, 16), (72, 0), (108, 20), (92, 52), (50, 40)], b.light)
        out += poly([(0, 96), (8, 54), (34, 16), (50, 40), (36, 96)], mix(b.main, b.dark, 0.35))
        out += poly([(92, 52), (128, 56), (136, 96), (112, 96)], shade(b.dark, -0.16))
        return out + line([(60, 60), (68, 72), (64, 84)], b.dark, 3) + line([(46, 56), (52, 62)], b.dark, 3)
    if b.variant == 1:
        out = path("M2 96 Q-6 48 26 22 Q58 -10 96 10 Q138 34 135 96Z", b.main) + path("M135 96 Q138 34 96 10 Q88 6 78 3 Q116 40 100 96Z", b.dark)
        out += path("M22 54 Q30 34 46 24", None, b.light, 6) + line([(70, 44), (62, 56), (72, 66), (64, 82)], shade(b.dark, -0.2), 3.4)
        out += line([(72, 66), (82, 72)], shade(b.dark, -0.2), 3)
        moss = path("M36 13 Q66 -8 96 10 Q112 18 120 32 Q110 40 102 28 Q96 44 86 26 Q76 36 68 20 Q58 32 50 20 Q42 24 36 13Z", "#79ad55")
        moss += path("M54 10 Q72 2 88 10", None, "#9ccc6a", 4)
        return out + moss + "".join(circle(x, y, r, b.dark) for x, y, r in ((34, 72, 3.5), (46, 82, 2.6), (26, 84, 2.2)))
    out = poly([(0, 96), (6, 66), (20, 34), (62, 6), (104, 0), (118, 18), (128, 60), (136, 96)], b.main)
    out += poly([(20, 34), (62, 6), (104, 0), (118, 18), (70, 26)], b.light) + poly([(118, 18), (128, 60), (136, 96), (100, 96), (96, 60), (104, 20)], b.dark)
    layers = "M10 56 Q44 40 100 42 M5 70 Q46 54 97 58 M4 84 Q50 70 98 76"
    return out + path(layers, None, shade(b.dark, -0.16), 3.6) + path("M12 61 Q44 46 98 48 M6 75 Q46 60 97 64", None, b.light, 2.4)


def _cone(b: Brush, top: float, half: float, rim: float) -> str:
    """A volcano's mountain 152 wide down to 150, its crater at height `top`, with a shaded side."""
    left, right = f"Q{76 - rim - 14} {top + 58} 0 150", f"Q{76 + rim + 14} {top + 58} {76 + rim} {top}"
    out = path(f"M{76 - rim} {top} {left} H152 {right}Z", b.main)
    out += path(f"M{76 + rim} {top} Q{76 + rim + 14} {top + 58} 152 150 H100 Q{88 + half} {top + 62} {76 + rim * 0.4} {top}Z", b.dark)
    return out + path("M40 146 Q52 126 56 104 M22 148 Q32 138 38 126 M112 148 Q104 132 102 116", None, shade(b.dark, -0.12), 4)


def _stream(x: float, y: float, w: float, drop: float, lean: float) -> str:
    """Lava running down from a crater's rim at (x, y), with a hot core."""
    d = (
        f"M{x - w} {y} Q{x + lean - w * 0.6} {y + drop * 0.6} {x + lean * 1.5 - w * 0.6} {y + drop} Q{x + lean * 1.5 + w * 0.2} {y + drop + 10} "
        f"{x + lean * 1.5 + w * 0.9} {y + drop} Q{x + lean + w} {y + drop * 0.5} {x + w} {y}Z"
    )
    return path(d, glow(LAVA)) + path(f"M{x} {y + 3} Q{x + lean} {y + drop * 0.4} {x + lean * 1.4} {y + drop - 4}", None, glow(SPARK), w * 0.5)


@draws("volcano", 152, 150, natural=("#7a5c52", "#6b6470", "#8a6248"))
def volcano(b: Brush) -> str:
    """A volcano: a fountain of lava, a great column of smoke, or a burst with flying stones."""
    sky, top = "", 62
    if b.variant == 0:
        sky = "".join(circle(x, y, r, ASH) for x, y, r in ((42, 26, 16), (108, 28, 17), (58, 16, 16), (92, 16, 16)))
        sky += "".join(circle(x, y, r, "#a6a2ae") for x, y, r in ((46, 22, 10), (90, 12, 9)))
        sky += path("M58 64 Q50 36 34 34 Q56 26 64 40 Q62 14 76 0 Q90 14 88 40 Q98 26 118 34 Q102 36 94 64Z", glow(LAVA))
        sky += path("M66 64 Q64 48 54 44 Q68 42 72 50 Q70 30 76 18 Q82 30 80 50 Q86 42 98 44 Q88 48 86 64Z", glow(SPARK))
    elif b.variant == 1:
        top = 70
        puffs = ((76, 58, 18), (60, 44, 19), (94, 42, 20), (46, 24, 21), (76, 22, 22), (106, 24, 20))
        sky = "".join(circle(x, y, r, shade(ASH, -0.2)) for x, y, r in puffs) + "".join(circle(x - 4, y - 3, r * 0.72, ASH) for x, y, r in puffs)
        sky += circle(70, 14, 9, "#a6a2ae") + circle(40, 18, 8, "#a6a2ae")
    else:
        top = 66
        for turn, reach in ((-58, 50), (-30, 62), (0, 66), (30, 62), (58, 50)):
            tip, a, c = _around(76, 68, reach, turn), _around(76, 68, 12, turn - 90), _around(76, 68, 12, turn + 90)
            sky += poly([tip, a, c], glow(LAVA))
            sky += poly([_around(76, 68, reach * 0.72, turn), _around(76, 68, 5, turn - 90), _around(76, 68, 5, turn + 90)], glow(EMBER))
        sky += circle(76, 64, 22, glow(EMBER)) + circle(76, 64, 13, glow(SPARK))
        sky += "".join(
            poly(star_points(x, y, r, r * 0.75, 4), "#4a3a3c") + circle(x, y, r * 0.42, glow(LAVA))
            for x, y, r in ((26, 18, 9), (56, 6, 6), (104, 8, 7), (130, 22, 9))
        )
    out = sky + _cone(b, top, 20 + b.vary(-3, 3), 24)
    out += ellipse(76, top + 1, 24, 6.5, shade(b.dark, -0.35)) + ellipse(76, top + 2, 19, 4.6, glow(LAVA)) + ellipse(76, top + 2, 11, 2.6, glow(SPARK))
    streams = (((62, 26, -12), (80, 46, 3), (93, 20, 10)), ((70, 50, -6), (90, 26, 9)), ((60, 40, -15), (76, 22, 0), (92, 48, 14)))[b.variant]
    return out + "".join(_stream(x, top + 3, 7, drop, lean) for x, drop, lean in streams)


def _little_palm(x: float, y: float, foot: float, ground: float, size: float) -> str:
    """A green palm tree on an island."""
    mid = (x + foot) / 2 + 6 * size
    out = path(
        f"M{x - 3 * size:.1f} {y} Q{mid - 5 * size:.1f} {(y + ground) / 2} {foot - 6 * size:.1f} {ground} H{foot + 6 * size:.1f} Q{mid + 5 * size:.1f} "
        f"{(y + ground) / 2} {x + 3 * size:.1f} {y}Z",
        BARK,
    )
    for k, (dx, dy) in enumerate(((-26, 30), (26, 30), (-42, 14), (42, 14), (-34, -10), (34, -10))):
        ex, ey = x + dx * size, y + dy * size
        cx, cy = x + dx * size * 0.5, y + (min(0, dy) - 18) * size
        low = f"Q{x + dx * size * 0.45:.1f} {y + (dy - 2) * size * 0.4:.1f} {x} {y + 5 * size:.1f}Z"
        out += path(f"M{x} {y} Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f} {low}", LEAF_DARK if k < 2 else LEAF if k < 4 else "#4c9a48")
    return out + circle(x - 4 * size, y + 5 * size, 4.4 * size, BARK_DARK) + circle(x + 4 * size, y + 6 * size, 4.4 * size, BARK_DARK)


@draws("island", 172, 124, natural=("#7fbb58", "#efd08a", "#8b939b"))
def island(b: Brush) -> str:
    """An island in a ring of water, its land in the main colour: a green hill with a palm, a sandy one with a tall palm, or a rocky peak."""
    water = ellipse(86, 108, 86, 16, "#4f9fc8") + ellipse(86, 105, 76, 12, "#8fcbe4")
    if b.variant == 0:
        out = water + path("M14 106 Q40 88 86 88 Q132 88 158 106 Q86 122 14 106Z", SAND) + _little_palm(100, 24, 88, 76, 1.15)
        out += path("M28 102 Q36 56 86 56 Q136 56 144 102 Q86 112 28 102Z", b.main) + path("M104 58 Q138 66 144 102 Q126 106 104 107 Q126 86 104 58Z", b.dark)
        out += path("M42 88 Q48 72 62 66", None, b.light, 5)
        out += "".join(path(f"M{x - 6} {y} q3 -8 3 -9 q3 3 3 8 q4 -7 6 -9 q0 6 0 10Z", b.dark) for x, y in ((62, 88), (88, 98), (82, 76)))
    elif b.variant == 1:
        out = water + _little_palm(62, 24, 84, 90, 1.3) + path("M10 106 Q34 74 86 72 Q138 74 162 106 Q86 124 10 106Z", b.main)
        out += path("M162 106 Q138 74 112 74 Q132 92 118 113 Q144 112 162 106Z", b.dark)
        out += path("M34 98 Q50 84 72 82", None, b.light, 5)
        out += "".join(circle(x, y, 2.4, b.dark) for x, y in ((66, 98), (84, 104), (98, 90), (50, 106), (84, 88)))
    else:
        out = water + _little_palm(34, 56, 42, 94, 0.72)
        out += poly([(26, 102), (44, 74), (56, 66), (78, 4), (88, 0), (100, 26), (112, 36), (124, 68), (138, 78), (150, 102), (120, 112), (52, 112)], b.main)
        out += poly([(88, 0), (100, 26), (112, 36), (124, 68), (138, 78), (150, 102), (120, 112), (98, 112), (106, 70), (92, 46)], b.dark)
        out += poly([(78, 4), (88, 0), (90, 24), (74, 52), (66, 40)], b.light)
        out += path("M10 108 Q40 92 66 98 Q86 108 110 100 Q142 94 162 108 Q86 126 10 108Z", SAND) + path("M26 100 Q50 74 76 98Z", LEAF)
        out += path("M118 102 Q136 84 152 104Z", LEAF_DARK)
    foam = "".join(path(f"M{x} {y} q7 -6 14 0 q7 6 14 0", None, "#eaf7fb", 3) for x, y in ((16, 115), (66, 119), (122, 115)))
    return out + foam


def _flame(cx: float, foot: float, w: float, h: float, color: str) -> str:
    """One licking flame with its foot centre at (cx, foot), `w` wide and `h` high."""
    d = (
        f"M{cx - w * 0.3:.1f} {foot} C{cx - w * 0.72:.1f} {foot - h * 0.22:.1f} {cx - w * 0.4:.1f} {foot - h * 0.5:.1f} {cx - w * 0.34:.1f} "
        f"{foot - h * 0.7:.1f}"
    )
    d += (
        f" Q{cx - w * 0.14:.1f} {foot - h * 0.6:.1f} {cx - w * 0.12:.1f} {foot - h * 0.48:.1f} Q{cx - w * 0.1:.1f} {foot - h * 0.8:.1f} {cx + w * 0.08:.1f} "
        f"{foot - h}"
    )
    d += f" C{cx + w * 0.08:.1f} {foot - h * 0.76:.1f} {cx + w * 0.32:.1f} {foot - h * 0.62:.1f} {cx + w * 0.3:.1f} {foot - h * 0.44:.1f}"
    return path(
        d + f" Q{cx + w * 0.38:.1f} {foot - h * 0.5:.1f} {cx + w * 0.4:.1f} {foot - h * 0.6:.1f} C{cx + w * 0.62:.1f} {foot - h * 0.3:.1f} "
        f"{cx + w * 0.5:.1f} {foot - h * 0.06:.1f} {cx + w * 0.3:.1f} {foot}Z",
        color,
    )


def _billet(x0: float, y0: float, x1: float, y1: float, w: float = 13) -> str:
    """A log lying from (x0, y0) to its pale cut end at (x1, y1)."""
    out = line([(x0, y0), (x1, y1)], BARK, w) + line([(x0, y0 + w * 0.28), (x1, y1 + w * 0.28)], BARK_DARK, w * 0.36)
    return out + circle(x1, y1, w * 0.54, "#e8c48d") + circle(x1, y1, w * 0.26, None, "#b98a55", 2)


def _warm(color: str) -> bool:
    """Whether yellow mixes well into the colour."""
    return int(color[1:3], 16) > int(color[5:7], 16) + 20


@draws("campfire", 124, 126, natural=("#f0652b", "#ef5a3a", "#f58a2c"))
def campfire(b: Brush) -> str:
    """A fire on crossed logs, a tall one in a ring of stones, or three flames over two long logs."""
    outer, middle, core = (
        _shine(b),
        glow(mix(b.main, "#ffc23d", 0.6) if _warm(b.main) else shade(b.main, 0.45)),
        glow("#fff0b0" if _warm(b.main) else "#f6f7f2"),
    )
    if b.variant == 2:
        flames = _flame(32, 110, 50, 70, outer) + _flame(92, 110, 50, 78, outer) + _flame(62, 112, 76, 110, outer)
        flames += _flame(62, 112, 52, 78, middle) + _flame(34, 110, 26, 40, middle) + _flame(90, 110, 26, 44, middle) + _flame(62, 112, 28, 44, core)
        return flames + _billet(12, 116, 112, 116, 14) + _billet(104, 119, 10, 119, 12)
    if b.variant == 0:
        out = _flame(62, 112, 92, 112, outer) + _flame(62, 112, 62, 80, middle) + _flame(62, 112, 34, 48, core)
        return out + _billet(14, 102, 110, 117) + _billet(110, 102, 14, 117)
    out = _billet(62, 92, 14, 100, 11) + _billet(62, 92, 110, 100, 11) + _flame(62, 110, 104, 110, outer) + _flame(58, 110, 70, 84, middle)
    out += _flame(60, 110, 38, 52, core)
    out += "".join(circle(x, y, 3, outer) for x, y in ((26, 24), (98, 14), (108, 38)))
    stones = ((13, 113, 13, "#8b929c"), (37, 115, 14, "#a2a8b1"), (62, 116, 14, "#868d97"), (87, 115, 14, "#a2a8b1"), (111, 113, 13, "#8b929c"))
    return out + "".join(ellipse(x, y, r, r * 0.76, shade(c, -0.2)) + ellipse(x - 1, y - 1.5, r * 0.86, r * 0.58, c) for x, y, r, c in stones)


@draws("shell", 122, 112, natural=("#f2a48f", "#ecc79a", "#e39a86"))
def shell(b: Brush) -> str:
    """A seashell: a ribbed fan, a spiral, or a pointed whelk."""
    deep = shade(b.main, -0.34)
    if b.variant == 0:
        out = path("M38 94 L24 104 Q26 112 44 112 H78 Q96 112 98 104 L84 94Z", b.dark)
        for k, t in enumerate((-42, 42, -28, 28, -14, 14, 0)):
            (x0, y0), (x1, y1), (cx, cy) = _around(61, 100, 79, t - 7.5), _around(61, 100, 79, t + 7.5), _around(61, 100, 106, t)
            out += path(f"M61 108 L{x0:.1f} {y0:.1f} Q{cx:.1f} {cy:.1f} {x1:.1f} {y1:.1f}Z", b.main if k // 2 % 2 else mix(b.main, b.light, 0.75))
        out += "".join(line([(61, 106), _around(61, 100, 80, t)], b.dark, 3) for t in (-35, -21, -7, 7, 21, 35))
        for r in (44, 63):
            (x0, y0), (x1, y1) = _around(61, 100, r, -47), _around(61, 100, r, 47)
            out += path(f"M{x0:.1f} {y0:.1f} A{r} {r} 0 0 1 {x1:.1f} {y1:.1f}", None, b.dark, 3, 0.55)
        return out + path("M44 101 Q61 82 78 101 L72 110 H50Z", b.light)
    if b.variant == 1:
        out = path("M60 2 Q118 2 121 60 Q122 98 84 112 H30 Q4 108 10 90 Q0 74 2 56 Q6 2 60 2Z", b.main)
        out += path("M121 60 Q122 98 84 112 H30 Q4 108 10 90 Q60 118 96 78 Q108 60 112 30 Q120 44 121 60Z", b.dark)
        turns = [(58 + (4 + 43 * k / 60) * math.cos(k * 0.235), 54 + (4 + 42 * k / 60) * math.sin(k * 0.235)) for k in range(61)]
        out += line(turns, deep, 6) + path("M22 36 Q32 18 54 14", None, b.light, 6)
        out += "".join(line([_around(60, 58, 48, t), _around(60, 58, 53, t)], mark(b), 4) for t in (-75, -50, 40, 64, 88))
        return out + path("M84 112 H30 Q14 108 12 98 Q50 108 84 112Z", CREAM)
    out = circle(61, 4, 4, b.main)
    for k, (y, w) in enumerate(((13, 8), (25, 17), (38, 28), (53, 40))):
        out += ellipse(61, y, w, 12, b.dark) + ellipse(59, y - 2, w - 1.5, 10, b.main if k % 2 else mix(b.main, b.light, 0.6))
    out += path("M1 64 Q24 48 61 50 Q110 44 121 64 Q124 92 92 112 H50 Q-2 98 1 64Z", b.main)
    out += path("M121 64 Q124 92 92 112 H66 Q104 90 100 51 Q117 54 121 64Z", b.dark)
    out += path("M40 112 Q24 88 46 70 Q66 60 78 72 Q76 96 60 112Z", CREAM)
    out += path("M46 112 Q36 92 52 78 Q64 72 72 78 Q70 98 56 112Z", mix(b.main, "#f2907a", 0.55)) + path("M18 74 Q20 66 32 62", None, b.light, 5)
    return out + "".join(circle(x, y, 3, mark(b)) for x, y in ((92, 64), (106, 74), (92, 84), (106, 94), (90, 102)))


# --- sky ----------------------------------------------------------------------------------------------------------------
@draws("sun", 132, 132, natural=("#ffc936", "#ffb52e", "#ffd24d"))
def sun(b: Brush) -> str:
    """The sun: pointed rays, a smiling face among broad rays, or long and short bars."""
    disc = circle(66, 66, 39, _shine(b, -0.12)) + circle(65, 65, 36, _shine(b)) + circle(60, 58, 24, _shine(b, 0.2))
    deep = _shine(b, -0.12)
    if b.variant == 0:
        rays = "".join(
            poly([_around(66, 66, 66, t), _around(66, 66, 42, t - 12), _around(66, 66, 42, t + 12)], _shine(b) if k % 2 == 0 else deep)
            for k, t in enumerate(range(0, 360, 30))
        )
        return rays + disc
    if b.variant == 1:
        rays = poly(star_points(66, 66, 66, 48, 16), deep) + poly(star_points(66, 66, 54, 44, 16), _shine(b, 0.12))
        return rays + circle(66, 66, 42, deep) + circle(66, 66, 38, _shine(b)) + _face(66, 64, 1.12, b)
    rays = "".join(
        line([_around(66, 66, 48, t), _around(66, 66, 62.5 if k % 2 == 0 else 56, t)], _shine(b) if k % 2 == 0 else deep, 7)
        for k, t in enumerate(range(0, 360, 20))
    )
    return rays + disc


def _moon_disc(b: Brush) -> str:
    """A full moon 116 wide with its shaded rim."""
    return circle(58, 58, 58, _shine(b)) + crescent(58, 58, 58, 58, _shine(b, -0.1), 0.3, 30)


@draws("moon", 116, 116, natural=("#f8eec4", "#e9e6dc", "#f6dd92"))
def moon(b: Brush) -> str:
    """The moon: a crescent with craters, full with craters, or a sleeping crescent with a face."""
    dim = apart("#33323c", b.main, "#ffffff") == "#ffffff"
    deep, light = _shine(b, 0.16 if dim else -0.14), _shine(b, 0.3)
    if b.variant == 1:
        spots = ((38, 36, 14), (76, 52, 18), (42, 80, 11), (74, 92, 8), (70, 20, 7), (20, 62, 7), (98, 78, 6))
        out = _moon_disc(b)
        return out + "".join(circle(x, y, r, deep) + circle(x + r * 0.14, y + r * 0.16, r * 0.78, _shine(b, 0.08 if dim else -0.07)) for x, y, r in spots)
    if b.variant == 0:
        out = path("M84 6 A58 58 0 1 0 110 84 A44 44 0 0 1 84 6Z", _shine(b))
        out += path("M84 6 A58 58 0 1 0 110 84 A50 50 0 0 1 46 92 A62 62 0 0 1 84 6Z", _shine(b, 0.1))
        out += path("M110 84 A58 58 0 0 1 14 96 Q58 122 110 84Z", deep)
        return out + "".join(circle(x, y, r, deep) for x, y, r in ((28, 46, 8), (26, 74, 5.5), (50, 28, 5), (48, 88, 8), (46, 62, 4)))
    out = path("M86 6 A58 58 0 1 0 113 78 Q92 94 70 85 Q76 80 71 75 L74 71 Q70 67 72 65 Q84 64 83 60 Q68 52 68 38 Q68 20 86 6Z", _shine(b))
    out += path("M113 78 Q92 94 70 85 Q60 104 22 104 A58 58 0 0 0 113 78Z", deep) + path("M13 66 A46 46 0 0 1 36 18", None, light, 6)
    ink = glow(apart("#6b4d2a", b.main, "#fff6dc"))
    out += path("M42 50 Q50 59 59 52", None, ink, 4) + path("M72 74 Q64 77 58 71", None, ink, 3.6)
    return out + ellipse(44, 72, 8, 5.5, glow(mix(b.main, "#f0806a", 0.45)))


@draws("star", 124, 120, natural=("#ffd34a", "#ffc22e", "#fff0b8"))
def star(b: Brush) -> str:
    """A star: in bright and dim facets, plump with a face, or with a ring of small sparks."""
    if b.variant == 0:
        points = star_points(62, 65, 65, 27)
        out = ""
        for k in range(10):
            out += poly([(62, 65), points[k], points[(k + 1) % 10]], _shine(b, -0.1) if k % 2 == 0 else _shine(b, 0.14))
        return out
    if b.variant == 1:
        out = _round_star(62, 65, 65, 36, _shine(b, -0.12), 9) + group(_round_star(62, 65, 65, 36, _shine(b), 9), -1, -2, scale=0.9, about=(62, 65))
        return out + _face(62, 66, 1.05, b)
    rays = "".join(poly([_around(62, 62, 60, t), _around(62, 62, 12, t - 60), _around(62, 62, 12, t + 60)], _shine(b, -0.12)) for t in (36, 108, 180, 252, 324))
    return rays + poly(star_points(62, 62, 62, 25), _shine(b)) + poly(star_points(62, 62, 40, 16), _shine(b, 0.4))


def _cloud(balls: Sequence[tuple[float, float, float]], base: float, x0: float, x1: float, color: str) -> str:
    """Puffs on a flat rounded base from x0 to x1."""
    return "".join(circle(x, y, r, color) for x, y, r in balls) + rect(x0, base - 34, x1 - x0, 34, color, r=17)


@draws("cloud", 156, 96, natural=("#f6f8fb", "#e3ebf3", "#fdf3ea"))
def cloud(b: Brush) -> str:
    """A cloud: three puffs on a flat base, a long one with a high tower, or one in curls."""
    low = shade(b.main, -0.1) if not b.recolored else b.dark
    if b.variant == 0:
        balls: tuple[tuple[int, int, int], ...] = ((42, 56, 28), (80, 40, 40), (120, 60, 26))
        out = _cloud(balls, 96, 0, 156, low) + _cloud(((40, 52, 25), (77, 38, 37), (116, 56, 23)), 84, 4, 146, b.main)
        return out + path("M54 26 Q64 12 80 11", None, b.light, 6) + path("M24 50 Q28 38 38 36", None, b.light, 5)
    if b.variant == 1:
        balls = ((22, 70, 18), (52, 58, 26), (94, 40, 38), (130, 66, 24))
        out = _cloud(balls, 96, 0, 156, low) + _cloud(((22, 67, 15), (51, 55, 24), (91, 37, 35), (127, 62, 21)), 85, 4, 148, b.main)
        return out + path("M70 28 Q78 12 96 11", None, b.light, 6) + path("M36 52 Q40 42 50 41", None, b.light, 5)
    balls = ((26, 62, 26), (58, 38, 36), (100, 34, 30), (130, 60, 26), (80, 62, 32))
    out = _cloud(balls, 96, 6, 150, b.main) + path("M6 78 Q40 88 78 82 Q120 90 152 74 Q150 96 128 96 H26 Q8 96 6 78Z", low)
    curls = ((26, 60, 11, 1), (60, 38, 18, 1), (104, 36, 14, -1), (130, 62, 10, -1))
    for x, y, r, s in curls:
        turns = [(x + s * (2 + (r - 2) * k / 24) * math.cos(k * 0.33), y + (2 + (r - 2) * k / 24) * math.sin(k * 0.33)) for k in range(25)]
        out += line(turns, low, 5)
    return out


_BANDS = ("#e5443c", "#f58a33", "#f9d045", "#5cb354", "#3f8fd6", "#4d5fc0", "#8b56b5")


def _bow(cx: float, base: float, rx: float, ry: float, thick: float, color: str) -> str:
    """One band of a rainbow: the upper half of an elliptic ring."""
    return path(
        f"M{cx - rx:.1f} {base} A{rx:.1f} {ry:.1f} 0 0 1 {cx + rx:.1f} {base} H{cx + rx - thick:.1f} A{rx - thick:.1f} {ry - thick:.1f} 0 0 0 "
        f"{cx - rx + thick:.1f} {base}Z",
        color,
    )


@draws("rainbow", 176, 96, natural=("#e5443c", "#ea4a4a", "#e0405a"))
def rainbow(b: Brush) -> str:
    """A wide rainbow whose outer band is the main colour: in seven bands, in six broad ones, or in soft colours."""
    bands = list(_BANDS[1:]) if b.variant != 1 else [_BANDS[k] for k in (1, 2, 3, 4, 6)]
    if b.variant == 2:
        bands = [mix(color, "#ffffff", 0.35) for color in bands]
    first, thick = (9.0, 14.0, 14.0)[b.variant], (4.6, 9.6, 6.6)[b.variant]
    ry, base = 95.0, 96
    out = _bow(88, base, 87, ry, first + 1, _shine(b))
    for k, color in enumerate(bands):
        out += _bow(88, base, 87 - first - k * thick, ry - first - k * thick, thick + (0.6 if k < len(bands) - 1 else 0), glow(color))
    return out


@draws("lightning", 92, 160, natural=("#ffd23c", "#ffc42e", "#ffe27a"))
def lightning(b: Brush) -> str:
    """A bolt of lightning: one broad zigzag, a long forked one, or a crooked bolt with a bright core."""
    if b.variant == 0:
        bolt = [(46, 0), (84, 0), (62, 54), (92, 54), (20, 160), (38, 86), (0, 86)]
        out = poly(bolt, _shine(b)) + poly([(84, 0), (62, 54), (92, 54), (20, 160), (76, 63), (46, 63), (72, 0)], _shine(b, -0.14))
        return out + poly([(46, 0), (54, 0), (14, 80), (0, 86)], _shine(b, 0.35))
    if b.variant == 1:
        main = [(44, 0), (72, 0), (58, 42), (80, 36), (52, 88), (72, 82), (36, 160), (46, 100), (26, 108), (44, 62), (22, 68)]
        out = poly([(58, 62), (90, 76), (80, 92), (92, 116), (68, 92), (72, 82), (50, 76)], _shine(b, -0.14))
        out += poly([(34, 44), (8, 78), (16, 86), (0, 120), (30, 84), (22, 78), (44, 56)], _shine(b, -0.14))
        out += poly(main, _shine(b)) + poly([(44, 0), (52, 0), (34, 60), (22, 68)], _shine(b, 0.4))
        return out + poly([(44, 62), (50, 61), (38, 102), (26, 108)], _shine(b, 0.4))
    bolt = [(28, 0), (72, 0), (52, 44), (92, 40), (42, 98), (68, 96), (10, 160), (26, 110), (0, 112), (34, 60), (6, 64)]
    inner = [(36, 8), (58, 8), (40, 52), (74, 49), (30, 103), (52, 104), (22, 138), (36, 104), (14, 106), (48, 55), (18, 58)]
    return poly(bolt, _shine(b)) + poly(inner, _shine(b, 0.45))


@draws("planet", 156, 116, natural=("#e0a05a", "#6d8fd8", "#c9748f"))
def planet(b: Brush) -> str:
    """A planet with rings: banded, cratered and tilted the other way, or with swirling storms and two thin rings."""
    ring = apart(("#f3dcae", "#cfd8f2", "#f2c9a4")[b.variant], b.main, "#a98bd0")
    turn = (-16, 16, -8)[b.variant]
    r = (56, 55, 57)[b.variant]
    rx, ry = (76, 18) if b.variant < 2 else (77, 14)
    globe = ""
    if b.variant == 0:
        globe += path(f"M{78 - 46} 38 Q78 50 {78 + 46} 38 L{78 + 49} 50 Q78 62 {78 - 49} 50Z", b.light)
        globe += path(f"M{78 - 48} 70 Q78 82 {78 + 48} 70 L{78 + 42} 84 Q78 94 {78 - 42} 84Z", b.dark) + path("M50 17 Q78 24 106 17 Q78 4 50 17Z", b.dark)
    elif b.variant == 1:
        globe += "".join(
            circle(x, y, k, b.dark) + circle(x + k * 0.15, y + k * 0.15, k * 0.75, mix(b.main, b.dark, 0.45))
            for x, y, k in ((60, 34, 10), (92, 30, 7), (100, 84, 8), (62, 88, 7), (80, 42, 4))
        )
    else:
        globe += "".join(
            path(f"M{78 - w} {y} Q60 {y - 8} 78 {y} Q96 {y + 8} {78 + w} {y}", None, c, 7)
            for y, w, c in ((28, 44, b.light), (44, 50, b.dark), (80, 47, b.light), (94, 38, b.dark))
        )
        globe += ellipse(60, 90, 11, 6, b.dark) + ellipse(60, 90, 6, 3, b.light)
    globe = circle(78, 58, r, b.main) + group(globe, scale=(1.12, 1.2, 1.05)[b.variant], about=(78, 58))
    globe += crescent(78, 58, r, r, shade(b.dark, -0.2), 0.42, 30) if b.variant != 2 else crescent(78, 58, r, r, shade(b.dark, -0.15), 0.25, 30)
    arcs = (
        ((rx - 4, ry, 8, ring), (rx - 13, ry - 4, 4, shade(ring, -0.22)))
        if b.variant < 2
        else ((rx - 2, ry, 4, ring), (rx - 10, ry - 5, 4, shade(ring, -0.18)))
    )
    back = "".join(path(f"M{78 - x} 58 A{x} {y} 0 0 1 {78 + x} 58", None, c, w) for x, y, w, c in arcs)
    front = "".join(path(f"M{78 - x} 58 A{x} {y} 0 0 0 {78 + x} 58", None, c, w) for x, y, w, c in arcs)
    return group(back, turn=turn, about=(78, 58)) + globe + group(front, turn=turn, about=(78, 58))
