"""What people wear and carry. `b.main` is the cloth, leather or metal; soles, buckles and jewels keep their colours."""

from __future__ import annotations

from collections.abc import Sequence

from speechscape.world.art.kit import Brush, Point, circle, draws, ellipse, group, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.still_life import CREAM, apart, mark

GOLD, GOLD_DARK, STEEL, STEEL_DARK, LEATHER, WHITE, INK = "#e3b34c", "#b98a2c", "#c3ccd5", "#8f9aa6", "#8a5a34", "#fbf8f2", "#2f2b33"


# --- shared pieces ------------------------------------------------------------------------------------------------------
def _buckle(x: float, y: float, w: float = 12, h: float = 10) -> str:
    """A small golden buckle around (x, y)."""
    return rect(x - w / 2, y - h / 2, w, h, GOLD, r=2) + rect(x - w / 2 + 3, y - h / 2 + 3, w - 6, h - 6, GOLD_DARK)


def _stitch(points: Sequence[Point], color: str) -> str:
    """A dashed seam along straight pieces."""
    out = ""
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        count = max(1, round(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / 8))
        for k in range(count):
            s, t = k / count, (k + 0.5) / count
            out += line([(x0 + (x1 - x0) * s, y0 + (y1 - y0) * s), (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)], color, 2)
    return out


def _trim(b: Brush, color: str = CREAM, other: str = "#e0604f") -> str:
    """A trim that can be seen on the main colour."""
    return apart(color, b.main, other)


def _gem(x: float, y: float, r: float, color: str) -> str:
    """A cut stone around (x, y)."""
    out = poly([(x - r, y), (x, y - r * 1.2), (x + r, y), (x, y + r * 1.2)], color)
    return out + poly([(x - r, y), (x, y - r * 1.2), (x, y)], shade(color, 0.4)) + poly([(x + r, y), (x, y + r * 1.2), (x, y)], shade(color, -0.25))


def _jewel(x: float, y: float, r: float, color: str) -> str:
    """A round polished stone."""
    return circle(x, y, r, shade(color, -0.25)) + circle(x - r * 0.1, y - r * 0.1, r * 0.8, color) + circle(x - r * 0.3, y - r * 0.35, r * 0.28, "#ffffff")


# --- bags ---------------------------------------------------------------------------------------------------------------
@draws("backpack", 118, 146, natural=("#d9503f", "#4f8a5a", "#3f78b8"))
def backpack(b: Brush) -> str:
    """A backpack: a school bag with a zipped pocket, a hiking rucksack under its bedroll, or a flap with two buckled straps."""
    low, deep = shade(b.dark, -0.14), shade(b.main, -0.4)
    if b.variant == 1:
        roll = rect(4, 2, 110, 28, "#e0a45a", r=14) + rect(4, 18, 110, 12, "#bf8440", r=6) + circle(16, 16, 9, "#c98f49") + circle(16, 16, 4.5, "#e9bb7b")
        out = rect(0, 84, 30, 54, low, r=11) + rect(88, 84, 30, 54, low, r=11)
        out += path("M16 44 Q16 24 34 24 H84 Q102 24 102 44 V134 Q102 146 90 146 H28 Q16 146 16 134Z", b.main)
        out += path("M84 24 Q102 24 102 44 V134 Q102 146 90 146 H78Z", b.dark)
        out += path("M12 48 Q12 26 32 26 H86 Q106 26 106 48 V66 Q106 78 94 78 H24 Q12 78 12 66Z", b.light)
        out += path("M12 62 V66 Q12 78 24 78 H94 Q106 78 106 66 V62 Q106 70 94 70 H24 Q12 70 12 62Z", b.dark)
        out += rect(30, 94, 58, 42, b.dark, r=9) + rect(33, 97, 52, 36, mix(b.main, b.light, 0.5), r=7)
        out += path("M33 104 Q33 97 40 97 H78 Q85 97 85 104 V110 H33Z", b.dark)
        straps = "".join(rect(x - 4, 0, 8, 100, LEATHER, r=3) + _buckle(x, 88, 14, 12) for x in (38, 80))
        return out + roll + straps + rect(4, 98, 22, 7, deep, r=3) + rect(92, 98, 22, 7, deep, r=3)
    handle = path("M42 20 Q42 4 59 4 Q76 4 76 20", None, deep, 7.5)
    side = path("M14 70 Q0 76 0 96 V128 Q0 142 14 142Z M104 70 Q118 76 118 96 V128 Q118 142 104 142Z", low)
    body = path("M10 54 Q10 12 50 12 H68 Q108 12 108 54 V130 Q108 146 92 146 H26 Q10 146 10 130Z", b.main)
    body += path("M80 13 Q108 18 108 54 V130 Q108 146 92 146 H76 Q94 120 92 56 Q90 28 80 13Z", b.dark)
    if b.variant == 0:
        zip_ = path("M24 66 Q24 30 52 30 H66 Q94 30 94 66", None, deep, 4) + rect(20, 62, 7, 14, GOLD, r=3)
        pocket = rect(24, 82, 70, 52, low, r=14) + rect(27, 82, 64, 48, mix(b.main, b.light, 0.55), r=12) + line([(34, 96), (84, 96)], deep, 4)
        pocket += rect(76, 95, 6, 14, GOLD, r=3)
        return handle + side + body + zip_ + pocket + rect(46, 48, 26, 18, _trim(b), r=4) + line([(52, 57), (66, 57)], shade(_trim(b), -0.3), 3)
    flap = path("M6 56 Q6 10 48 10 H70 Q112 10 112 56 V72 Q112 90 59 92 Q6 90 6 72Z", low)
    flap += path("M8 54 Q8 12 50 12 H68 Q110 12 110 54 V68 Q110 84 59 86 Q8 84 8 68Z", mix(b.main, b.light, 0.6))
    trim = _trim(b, "#f6cf6a", "#3f78b8")
    straps = "".join(rect(x - 6, 60, 12, 62, LEATHER, r=4) + rect(x - 6, 112, 12, 10, shade(LEATHER, -0.25), r=4) + _buckle(x, 102, 17, 14) for x in (34, 84))
    return handle + side + body + flap + poly(star_points(59, 46, 17, 8), trim) + straps


@draws("handbag", 124, 124, natural=("#c8434f", "#8d5a34", "#d9a05a"))
def handbag(b: Brush) -> str:
    """A handbag: a stiff one with a gold clasp, a soft shoulder bag with a flap, or a round-bottomed one with two handles and a scarf."""
    deep = shade(b.main, -0.38)
    if b.variant == 0:
        out = path("M32 54 Q32 5 62 5 Q92 5 92 54", None, deep, 9) + path("M32 54 Q32 5 62 5 Q92 5 92 54", None, b.dark, 4)
        out += path("M18 46 H106 L124 112 Q124 124 112 124 H12 Q0 124 0 112Z", b.main) + path("M84 46 H106 L124 112 Q124 124 112 124 H92Z", b.dark)
        out += rect(14, 42, 96, 12, b.light, r=6) + "".join(circle(x, 48, 5, GOLD) for x in (32, 92)) + path("M6 92 H118 L120 98 H4Z", b.dark)
        out += rect(50, 44, 24, 22, GOLD_DARK, r=4) + rect(52, 44, 20, 18, GOLD, r=3) + circle(62, 54, 4, GOLD_DARK)
        return out + path("M22 64 L16 86", None, b.light, 5)
    if b.variant == 1:
        out = path("M14 60 Q8 6 62 5 Q116 6 110 60", None, deep, 7) + path("M8 56 H116 Q124 84 124 108 Q124 124 108 124 H16 Q0 124 0 108 Q0 84 8 56Z", b.main)
        out += path("M94 56 H116 Q124 84 124 108 Q124 124 108 124 H86 Q108 100 94 56Z", b.dark) + path("M4 50 H120 Q126 92 62 98 Q-2 92 4 50Z", b.dark)
        out += path("M6 48 H118 Q122 86 62 90 Q2 86 6 48Z", mix(b.main, b.light, 0.5))
        out += _stitch([(16, 56), (22, 68), (40, 78), (62, 81), (84, 78), (102, 68), (108, 56)], b.dark)
        return out + "".join(circle(x, 54, 6, None, GOLD, 4) for x in (14, 110)) + rect(54, 80, 16, 24, GOLD, r=4) + rect(59, 86, 6, 12, GOLD_DARK, r=3)
    out = path("M38 52 Q36 8 62 5 Q88 8 86 52", None, deep, 6.5) + path("M22 56 Q18 16 50 12 M102 56 Q106 16 74 12", None, b.dark, 6)
    out += path("M22 50 H102 Q130 84 122 108 Q116 124 96 124 H28 Q8 124 2 108 Q-6 84 22 50Z", b.main)
    out += path("M86 50 H102 Q130 84 122 108 Q116 124 96 124 H82 Q110 96 86 50Z", b.dark)
    out += rect(16, 44, 92, 12, b.dark, r=6) + "".join(path(f"M{x} 56 Q{x + d} 72 {x + 1.4 * d} 90", None, b.dark, 3) for x, d in ((34, -6), (50, -3), (76, 3)))
    scarf = _trim(b, "#f3d9a0", "#4f86b5")
    out += path("M88 56 L78 92 L92 86 L98 96 L100 56Z", scarf) + path("M96 56 L104 88 L112 78 L118 82 L102 54Z", shade(scarf, -0.16))
    out += ellipse(95, 52, 10, 8, scarf)
    return out + ellipse(62, 50, 9, 7, GOLD) + ellipse(62, 50, 4, 3, GOLD_DARK) + path("M12 96 Q10 84 18 74", None, b.light, 5)


@draws("suitcase", 132, 134, natural=("#a8683a", "#3f86a8", "#c2503f"))
def suitcase(b: Brush) -> str:
    """A suitcase: of leather with straps and corners, on wheels with a pulled-out handle, or covered in stickers."""
    if b.variant == 1:
        out = rect(38, 2, 56, 40, None, r=7, stroke=STEEL_DARK, width=6) + rect(40, 0, 52, 11, INK, r=5)
        out += "".join(rect(x, 118, 18, 12, INK, r=3) + circle(x + 9, 126, 8, INK) + circle(x + 9, 126, 3, STEEL) for x in (22, 92))
        out += rect(12, 32, 108, 92, b.main, r=14) + path("M96 32 H106 Q120 32 120 46 V110 Q120 124 106 124 H88Z", b.dark)
        out += "".join(rect(x, 38, 5, 80, b.dark if x < 90 else shade(b.dark, -0.16), r=2.5) for x in (34, 54, 74, 94))
        out += line([(23, 46), (23, 100)], b.light, 5)
        return out + rect(56, 30, 20, 8, INK, r=3) + "".join(rect(x, y, 14, 12, shade(b.dark, -0.2), r=5) for x in (12, 106) for y in (32, 112))
    out = path("M44 34 V18 Q44 5 58 5 H74 Q88 5 88 18 V34", None, shade(b.main, -0.45), 10)
    out += rect(0, 28, 132, 106, b.main, r=13) + path("M108 28 H119 Q132 28 132 41 V121 Q132 134 119 134 H98Z", b.dark) + rect(0, 76, 132, 5, b.dark)
    if b.variant == 0:
        corner = _trim(b, "#6b4023", "#e8c48d")
        out += "".join(
            group(path("M0 26 V13 Q0 0 13 0 H26 Q24 22 0 26Z", corner) + circle(9, 9, 2.2, GOLD), x, y, turn=t)
            for x, y, t in ((0, 28, 0), (132, 28, 90), (132, 134, 180), (0, 134, 270))
        )
        out += "".join(rect(x - 7, 28, 14, 106, corner) + rect(x + 3, 28, 4, 106, shade(corner, -0.2)) + _buckle(x, 60, 22, 18) for x in (36, 96))
        return out + rect(56, 70, 20, 16, GOLD, r=3) + circle(66, 76, 2.6, GOLD_DARK) + line([(66, 76), (66, 81)], GOLD_DARK, 2.4)
    out += "".join(rect(x, 68, 18, 20, GOLD, r=3) + rect(x + 4, 74, 10, 4, GOLD_DARK) for x in (22, 92)) + rect(36, 26, 60, 8, shade(b.dark, -0.2), r=3)
    seal = circle(32, 50, 13, _trim(b, "#f6cf4a", "#4f86b5")) + circle(32, 50, 8, None, "#4f9fc8", 3)
    note = group(rect(0, 0, 36, 24, WHITE, r=3) + line([(6, 8), (30, 8)], "#d9503f", 3) + line([(6, 16), (24, 16)], "#3f78b8", 3), 80, 40, turn=-10)
    peak = rect(14, 96, 36, 28, "#7fc0de", r=4) + poly([(16, 124), (30, 102), (40, 116), (44, 110), (50, 124)], "#4f8a5a")
    heart = path("M92 124 Q72 108 78 98 Q84 91 92 100 Q100 91 106 98 Q112 108 92 124Z", _trim(b, "#e2566a", "#fbf8f2"))
    return out + seal + note + peak + heart


@draws("umbrella", 144, 148, natural=("#d9434a", "#3f86c8", "#e9a93a"))
def umbrella(b: Brush) -> str:
    """An open umbrella: with shaded panels, with panels in two colours, or dotted and scalloped."""
    other = (b.dark, _trim(b, "#fbf3e2", "#5aaad0"), b.dark)[b.variant]
    pole = rect(69, 60, 6, 66, STEEL_DARK) + rect(69, 60, 3, 66, STEEL)
    hook = path("M72 112 V130 Q72 144 57 144 Q43 144 43 131", None, LEATHER if b.variant != 1 else INK, 8.5)
    top = path("M72 12 V4", None, STEEL_DARK, 7)
    if b.variant == 2:
        out = path("M0 84 Q0 8 72 8 Q144 8 144 84 Q132 70 120 84 Q108 70 96 84 Q84 70 72 84 Q60 70 48 84 Q36 70 24 84 Q12 70 0 84Z", b.main)
        out += path("M72 8 Q144 8 144 84 Q132 70 120 84 Q116 30 72 8Z", b.dark)
        out += path("M72 8 Q28 30 24 84 M72 8 Q48 34 48 84 M72 8 V82 M72 8 Q96 34 96 84 M72 8 Q118 30 120 84", None, b.dark, 2.6)
        dot = _trim(b, "#fbf3e2", "#e0604f")
        dots = ((36, 60), (60, 62), (84, 62), (108, 60), (52, 36), (92, 36), (14, 66), (130, 66), (72, 28), (30, 38), (114, 38))
        return pole + hook + top + out + "".join(ellipse(x, y, 5 if 20 < x < 124 else 3.6, 5.4, dot) for x, y in dots)
    out = path("M0 80 Q2 8 72 8 Q142 8 144 80 Q132 66 108 78 Q90 66 72 78 Q54 66 36 78 Q12 66 0 80Z", b.main)
    out += path("M72 8 Q36 24 36 78 Q54 66 72 78 Q90 66 108 78 Q108 24 72 8Z", other)
    out += path("M72 8 Q54 30 54 70.5 Q63 71 72 78 Q81 71 90 70.5 Q90 30 72 8Z", b.main if b.variant else mix(b.main, b.light, 0.7))
    if b.variant == 1:
        out += path("M72 8 Q16 14 12 72 Q4 74 0 80 Q2 8 72 8Z", other) + path("M72 8 Q128 14 132 72 Q140 74 144 80 Q142 8 72 8Z", shade(other, -0.12))
        out += path("M72 8 Q108 24 108 78 Q99 71 90 70.5 Q90 30 72 8Z", shade(other, -0.12))
    else:
        out += path("M72 8 Q108 24 108 78 Q132 66 144 80 Q142 8 72 8Z", shade(b.dark, -0.14)) + path("M14 58 Q20 32 42 22", None, b.light, 5)
    return pole + hook + top + out


# --- worn on head, neck and feet ----------------------------------------------------------------------------------------
@draws("tie", 74, 160, natural=("#c23a44", "#3a5a9a", "#4f7d5a"))
def tie(b: Brush) -> str:
    """A necktie: striped, dotted on a white collar, or plain with a golden clip and a band below."""
    trim = _trim(b, "#f3d9a0", "#4f86b5")
    knot = poly([(22, 2), (52, 2), (46, 30), (28, 30)], b.main) + poly([(42, 2), (52, 2), (46, 30), (38, 30)], b.dark)
    knot += path("M23 8 Q37 14 51 8", None, b.dark, 3)
    long = poly([(29, 30), (45, 30), (68, 132), (37, 160), (6, 132)], b.main)
    half = poly([(40, 30), (45, 30), (68, 132), (37, 160)], b.dark)
    if b.variant == 0:
        ends = [
            [(37 + s * (8 + (y - s * 0.5 * w - 30) * 0.2255), y - s * 0.5 * w) for y in (top, top + 10) for s in (-1, 1)]
            for top, w in ((48, 12), (72, 17), (96, 22), (114, 25))
        ]
        stripes = "".join(poly([p[0], p[1], p[3], p[2]], trim) for p in ends)
        return long + half + stripes + knot
    if b.variant == 1:
        dots = "".join(
            circle(x, y, 3.6, trim)
            for x, y in ((37, 48), (30, 64), (45, 64), (37, 80), (24, 92), (50, 92), (37, 106), (20, 122), (54, 122), (37, 132), (37, 148))
        )
        collar = poly([(22, 0), (0, 14), (12, 48), (36, 14)], WHITE) + poly([(52, 0), (74, 14), (62, 48), (38, 14)], "#e3e2e6")
        collar += poly([(18, 2), (0, 14), (4, 24), (24, 6)], "#e3e2e6")
        return long + half + dots + group(knot, 0, 6) + collar
    clip = rect(18, 84, 38, 8, GOLD, r=3) + rect(18, 88, 38, 4, GOLD_DARK, r=2)
    band = poly([(10, 118), (64, 118), (68, 132), (6, 132)], trim) + poly([(46, 118), (64, 118), (68, 132), (42, 132)], shade(trim, -0.18))
    tail = poly([(37, 30), (52, 30), (70, 120), (60, 136)], shade(b.dark, -0.25))
    return tail + long + half + band + clip + group(knot, -6, 0, scale=1.16) + line([(30, 42), (22, 76)], b.light, 4)


@draws("hat", 140, 96, natural=("#b8814a", "#d9434a", "#4a4552"))
def hat(b: Brush) -> str:
    """A hat: a broad-brimmed one with a band, a baseball cap, or a top hat."""
    trim = _trim(b, "#c23a44", "#f3d9a0")
    if b.variant == 0:
        out = ellipse(70, 78, 70, 18, b.dark) + ellipse(70, 74, 70, 16, b.main)
        out += path("M26 72 Q26 6 50 1 Q62 0 70 8 Q78 0 90 1 Q114 6 114 72 Q70 88 26 72Z", b.main)
        out += path("M70 8 Q78 0 90 1 Q114 6 114 72 Q102 77 92 78 Q98 30 70 8Z", b.dark) + path("M26 56 Q70 74 114 56 V72 Q70 88 26 72Z", trim)
        out += path("M97 62 Q106 60 114 56 V72 Q104 76 94 78Z", shade(trim, -0.2))
        out += path("M38 46 Q40 22 50 14", None, b.light, 5) + path("M100 66 Q108 44 128 36 Q128 56 104 70Z", "#5fae8b")
        return out + path("M103 67 Q112 52 124 42", None, "#2f7d5f", 2.4)
    if b.variant == 1:
        out = path("M8 74 Q4 6 60 6 Q110 8 112 74 Q60 88 8 74Z", b.main) + path("M78 8 Q110 18 112 74 Q98 78 84 79 Q92 36 78 8Z", b.dark)
        out += path("M60 6 Q30 20 30 79 M60 6 Q80 24 84 79", None, b.dark, 3)
        out += path("M54 76 Q74 62 112 62 Q138 66 140 84 Q140 92 130 92 Q92 80 60 92 Q50 90 54 76Z", shade(b.dark, -0.14))
        out += path("M56 76 Q76 64 112 63 Q136 68 139 82 Q96 70 56 82Z", b.light)
        out += ellipse(60, 6, 10, 5.5, b.dark) + circle(57, 46, 14, _trim(b)) + poly(star_points(57, 47, 11, 5), apart("#3f6fb5", b.main, "#d9434a"))
        return out + path("M16 52 Q18 32 30 22", None, b.light, 5)
    out = ellipse(70, 82, 70, 14, b.dark) + ellipse(70, 79, 70, 12, b.main) + path("M30 8 Q36 50 28 80 Q70 94 112 80 Q104 50 110 8Z", b.main)
    out += path("M92 10 L110 8 Q104 50 112 80 Q104 84 92 86Z", b.dark)
    out += ellipse(70, 9, 40, 9, b.light) + path("M31 58 Q70 72 109 58 Q109 70 112 80 Q70 94 28 80 Q31 70 31 58Z", trim)
    out += path("M93 63 Q102 61 109 58 Q109 70 112 80 Q102 84 93 86Z", shade(trim, -0.2))
    return out + line([(43, 22), (45, 52)], b.light, 5)


@draws("shoe", 150, 100, natural=("#d9503f", "#7d5232", "#c98f49"))
def shoe(b: Brush) -> str:
    """A shoe: a sneaker, a laced leather one with a heel, or a high boot."""
    if b.variant == 2:
        sole = path("M16 86 H144 Q152 90 148 100 H76 L70 92 L50 92 V100 H14Z", "#4a3324")
        out = path("M18 6 H72 Q72 44 88 52 Q142 56 148 88 H16 Q22 50 18 6Z", b.main) + path("M18 6 H34 Q40 50 32 88 H16 Q22 50 18 6Z", b.dark)
        out += path("M112 60 Q144 66 148 88 H98 Q98 66 112 60Z", b.light)
        out += rect(12, 0, 66, 20, mix(b.main, b.light, 0.7), r=8) + path("M12 12 V14 Q12 20 20 20 H70 Q78 20 78 14 V12Z", b.dark)
        lace = _trim(b, "#f3e3c3", "#e0604f")
        out += sole + "".join(line([(50, y), (76 + k * 5, y - 4)], lace, 4.5) for k, y in enumerate((34, 46, 58)))
        return out + path("M48 30 Q48 60 60 66 L104 66", None, b.dark, 3)
    if b.variant == 0:
        sole = rect(0, 80, 150, 20, WHITE, r=10) + rect(0, 90, 150, 10, "#c9ced6", r=5) + line([(12, 86), (138, 86)], apart("#d9503f", b.main, "#3f78b8"), 3)
        out = path("M6 84 Q-2 50 8 16 Q12 2 24 8 Q36 22 54 12 Q60 6 66 12 Q84 44 116 50 Q146 56 148 84Z", b.main)
        out += path("M6 84 Q-2 50 8 16 Q12 2 24 8 Q20 50 34 84Z", b.dark) + path("M110 49 Q146 54 148 84 H104 Q98 62 110 49Z", WHITE)
        out += path("M134 60 Q146 68 148 84 H128 Q140 74 134 60Z", "#dcdde2")
        out += path("M54 12 Q60 6 66 12 Q84 44 112 50 L102 66 Q62 56 46 20Z", b.light)
        laces = "".join(
            line([(x, y), (x + 17, y - 11)], WHITE if b.main != "#f4f1ea" else STEEL_DARK, 4.6) for x, y in ((52, 30), (60, 41), (71, 51), (83, 59))
        )
        return out + laces + sole + path("M34 74 Q62 74 86 60 Q66 84 38 82Z", _trim(b, WHITE, "#3f78b8"))
    sole = path("M2 82 H138 Q150 84 150 94 Q110 98 64 90 L52 90 V100 H2Z", "#35261c")
    out = path("M4 84 Q-2 48 6 20 Q10 6 22 10 Q44 22 64 8 Q74 34 106 44 Q148 54 150 84Z", b.main) + path("M4 84 Q-2 48 6 20 Q10 6 22 10 Q22 48 40 84Z", b.dark)
    out += path("M110 46 Q148 56 150 84 H106 Q94 62 110 46Z", b.dark)
    out += path("M64 8 Q74 34 106 44 L96 58 Q58 48 44 18Z", b.light) + _stitch([(104, 50), (98, 66), (104, 82)], b.light)
    out += path("M22 10 Q44 22 64 8", None, shade(b.main, -0.4), 6)
    out += sole + "".join(line([(x, y), (x + 15, y - 9)], _trim(b, "#f3e3c3", "#e0604f"), 4) for x, y in ((54, 30), (64, 41), (77, 49)))
    return out + path("M124 62 Q136 66 140 74", None, b.light, 4)


@draws("sock", 104, 132, natural=("#e2604f", "#5a9ac8", "#7fb069"))
def sock(b: Brush) -> str:
    """A sock: with coloured heel and toe, striped, or in diamonds."""
    trim = (_trim(b), _trim(b, "#fbf3e2", "#5aaad0"), _trim(b, "#f3d07a", "#d9434a"))[b.variant]
    out = path("M40 20 H100 Q98 54 102 78 Q108 104 84 112 L42 130 Q14 138 4 118 Q-6 96 18 88 L34 82 Q46 76 44 60Z", b.main)
    out += path("M84 20 H100 Q98 54 102 78 Q108 104 84 112 L42 130 Q26 135 14 130 Q40 128 68 110 Q90 98 86 70Z", b.dark)
    if b.variant == 1:
        for y in (32, 52, 72):
            out += path(f"M{42 + (y - 32) * 0.05:.1f} {y} Q70 {y + 6} 100 {y} L100 {y + 10} Q70 {y + 16} {43 + (y - 32) * 0.02:.1f} {y + 10}Z", trim)
        out += path("M27 85 L35 82 Q52 102 50 127 L42 130 Q40 104 27 85Z", trim) + path("M7 95 L15 90 Q32 106 30 132.4 L21 132.6 Q24 110 7 95Z", trim)
    else:
        out += path("M101 72 Q108 104 84 112 L78 114 Q70 84 101 72Z", trim) + path("M26 85 Q42 104 38 131 Q12 137 4 118 Q-6 96 18 88Z", trim)
        out += path("M38 131 Q12 137 4 118 Q20 126 39 120Z", shade(trim, -0.16))
        if b.variant == 2:
            out += "".join(poly([(x, y - 13), (x + 9, y), (x, y + 13), (x - 9, y)], trim) for x, y in ((60, 42), (82, 42), (71, 68)))
            out += line([(50, 28), (82, 94)], b.light, 2) + line([(94, 28), (54, 94)], b.light, 2)
        else:
            out += path("M52 38 V62 Q52 70 48 76", None, b.light, 5)
    cuff = trim if b.variant != 1 else b.light
    return out + rect(36, 0, 68, 26, cuff, r=6) + "".join(line([(x, 6), (x, 20)], shade(cuff, -0.16), 3) for x in (46, 58, 70, 82, 94))


# --- clothes ------------------------------------------------------------------------------------------------------------
_TEE = "M46 4 Q70 22 94 4 Q112 8 122 18 L140 52 L114 66 L108 54 V120 Q108 124 104 124 H36 Q32 124 32 120 V54 L26 66 L0 52 L18 18 Q28 8 46 4Z"


@draws("shirt", 140, 124, natural=("#4f8fc8", "#f0ead8", "#d9574a"))
def shirt(b: Brush) -> str:
    """A shirt: a T-shirt with a badge, a buttoned shirt with collar and cuffs, or one in stripes."""
    trim = _trim(b, "#f6cf5a", "#3f78b8")
    if b.variant == 1:
        out = "".join(
            group(path("M36 12 Q18 16 14 36 L0 104 L22 112 L38 60Z", c) + path("M2 94 L0 104 L22 112 L25 102Z", shade(c, -0.14)), 140 if f else 0, 0, flip=f)
            for c, f in ((b.main, False), (b.dark, True))
        )
        out += path("M44 6 Q70 20 96 6 Q104 8 110 14 L106 60 L112 124 H28 L34 60 L30 14 Q36 8 44 6Z", b.main)
        out += path("M96 6 Q104 8 110 14 L106 60 L112 124 H88 Q100 60 96 6Z", b.dark)
        out += rect(63, 22, 14, 102, mix(b.main, b.light, 0.5)) + line([(63, 30), (63, 124)], b.dark, 2) + line([(77, 30), (77, 124)], b.dark, 2)
        out += "".join(circle(70, y, 3, apart("#8a7a5f", b.main, WHITE)) for y in (40, 60, 80, 100, 116))
        out += poly([(42, 4), (58, 0), (70, 22), (50, 36)], b.light) + poly([(98, 4), (82, 0), (70, 22), (90, 36)], mix(b.light, b.main, 0.4))
        out += poly([(58, 0), (82, 0), (70, 22)], shade(b.main, -0.4)) + rect(84, 50, 18, 20, mix(b.main, b.dark, 0.5), r=2)
        return out + rect(84, 50, 18, 4, shade(b.dark, -0.1)) + line([(42, 38), (46, 22)], b.dark, 2) + line([(98, 38), (94, 22)], b.dark, 2)
    out = path(_TEE, b.main) + path("M94 4 Q112 8 122 18 L140 52 L114 66 L108 54 V120 Q108 124 104 124 H88 Q102 60 94 4Z", b.dark)
    if b.variant == 2:
        light = _trim(b, "#fbf3e2", "#5aaad0")
        out += "".join(rect(32, y, 76, 9, light) + rect(95, y, 13, 9, shade(light, -0.16)) for y in (40, 60, 80, 100))
        out += poly([(10, 34), (5, 42), (30, 57), (34, 48)], light) + poly([(130, 34), (135, 42), (110, 57), (106, 48)], shade(light, -0.16))
        out += path("M32 54 V70 M108 54 V70", None, b.dark, 3)
    else:
        out += path("M32 54 L33 40 M108 54 L107 40", None, shade(b.dark, -0.12), 3) + poly(star_points(68, 74, 22, 10), trim)
        out += line([(3, 47), (28, 61)], b.light, 4) + line([(137, 47), (112, 61)], b.main, 4) + line([(40, 62), (40, 112)], b.light, 4)
    out += path("M46 4 Q70 22 94 4 Q90 28 70 30 Q50 28 46 4Z", b.light if b.variant == 0 else shade(b.dark, -0.1))
    return out + path("M52 6 Q70 20 88 6 Q70 12 52 6Z", shade(b.main, -0.42)) + path("M50 6 Q70 22 90 6", None, shade(b.main, -0.42), 3)


@draws("dress", 120, 156, natural=("#d9577f", "#5a86c8", "#7a58a8"))
def dress(b: Brush) -> str:
    """A dress: flared with a belt and bow, sleeved with frills, or dotted with thin straps."""
    trim = _trim(b, "#fbe3b8", "#e0604f")
    if b.variant == 1:
        sleeve = path("M40 6 Q16 4 8 28 Q4 42 14 46 L34 44Z", b.dark) + path("M12 40 L36 38 L36 46 L14 50Z", trim)
        out = sleeve + group(sleeve, 120, 0, flip=True)
        out += path("M36 4 Q60 22 84 4 Q92 8 90 20 L84 64 Q98 100 120 148 Q60 164 0 148 Q22 100 36 64 L30 20 Q28 8 36 4Z", b.main)
        out += path("M84 4 Q92 8 90 20 L84 64 Q98 100 120 148 Q110 152 94 154 Q88 100 72 66 Q84 40 84 4Z", b.dark)
        for y, w in ((96, 36), (122, 47), (146, 59)):
            step = 2 * w / 6
            hem = "".join(f" q{-step / 2:.1f} 14 {-step:.1f} 0" for _ in range(6))
            out += path(f"M{60 - w + 3} {y - 8} Q60 {y - 4} {60 + w - 3} {y - 8} L{60 + w} {y}{hem}Z", trim if y > 140 else b.light)
        out += path("M35 60 Q60 68 85 60 L84 70 Q60 78 36 70Z", trim) + path("M42 7 Q60 20 78 7 Q74 26 60 28 Q46 26 42 7Z", trim)
        return out + path("M46 8 Q60 18 74 8 Q60 13 46 8Z", shade(b.main, -0.4))
    straps = (
        path("M38 26 L42 3 M82 26 L78 3", None, b.dark, 6)
        if b.variant == 2
        else path("M34 30 Q30 6 38 2 L50 2 Q54 18 60 18 Q66 18 70 2 L82 2 Q90 6 86 30Z", b.main)
    )
    low = path(
        "M32 64 Q60 74 88 64 Q100 104 120 144 Q110 152 100 148 Q90 158 80 151 Q70 159 60 152 Q50 159 40 151 Q30 158 20 148 Q10 152 0 144 Q20 104 32 64Z", b.main
    )
    low += path("M88 64 Q100 104 120 144 Q110 152 100 148 Q94 154 87 154 Q88 104 74 68Z", b.dark)
    top = path("M30 24 Q46 14 60 26 Q74 14 90 24 L86 66 Q60 76 34 66Z" if b.variant == 2 else "M34 26 H86 L88 66 Q60 76 32 66Z", b.main)
    top += path("M80 20 L90 24 L86 66 Q78 70 72 70Z" if b.variant == 2 else "M76 20 L86 26 L88 66 Q80 70 72 70Z", b.dark)
    out = straps + low + top
    if b.variant == 0:
        out += path("M50 76 Q42 112 30 144 M62 76 Q62 112 60 146 M74 74 Q84 112 94 142", None, b.dark, 3)
        out += path("M32 60 Q60 70 88 60 L88 71 Q60 81 32 71Z", trim)
        out += path("M60 70 Q42 56 40 70 Q42 84 60 72 Q78 84 80 70 Q78 56 60 70Z", shade(trim, -0.12))
        out += path("M56 72 L48 96 L58 92 L60 74 L64 92 L74 94 L64 72Z", trim) + circle(60, 71, 5, shade(trim, -0.25))
        return out + path("M42 8 Q40 20 42 40", None, b.light, 4)
    dots = (
        (46, 40),
        (64, 46),
        (78, 36),
        (48, 58),
        (72, 62),
        (40, 88),
        (60, 92),
        (82, 86),
        (28, 116),
        (50, 116),
        (72, 114),
        (94, 112),
        (18, 140),
        (40, 140),
        (62, 138),
        (84, 138),
        (104, 136),
    )
    return out + "".join(circle(x, y, 4.4, trim) for x, y in dots) + path("M33 62 Q60 72 87 62 L88 70 Q60 80 32 70Z", shade(b.dark, -0.2))


@draws("trousers", 108, 156, natural=("#4a74b0", "#b39a6b", "#5a5f6e"))
def trousers(b: Brush) -> str:
    """Trousers: jeans with turned-up hems, pleated ones with a belt, or wide ones with a drawstring, big pockets and a knee patch."""
    seam = (apart("#e9b95a", b.main, "#7a4a1e"), mark(b), mark(b))[b.variant]
    if b.variant == 2:
        left = "M16 2 H54 V52 L50 148 Q26 160 0 148 Q12 80 16 2Z"
        out = path(left, b.main) + group(path(left, b.dark), 108, 0, flip=True) + rect(13, 0, 82, 17, mix(b.main, b.dark, 0.5), r=4)
        out += "".join(line([(x, 4), (x, 13)], b.dark, 2.6) for x in range(20, 92, 8))
        out += path("M48 15 L44 36 M60 15 L65 34", None, _trim(b, "#fbf3e2", "#5aaad0"), 3.4) + line([(54, 40), (54, 54)], shade(b.dark, -0.25), 3)
        for x, c in ((11, mix(b.main, b.light, 0.6)), (71, b.main)):
            out += rect(x, 58, 26, 30, shade(b.dark, -0.15), r=4) + rect(x + 1, 58, 24, 28, c, r=3)
            out += path(f"M{x - 1} 56 H{x + 27} V66 L{x + 13} 72 L{x - 1} 66Z", shade(c, -0.18)) + circle(x + 13, 66, 2.4, GOLD)
        patch = _trim(b, "#e9b95a", "#3f78b8")
        out += group(rect(-11, -12, 22, 24, patch, r=3) + _stitch([(-8, -9), (8, -9), (8, 9), (-8, 9), (-8, -9)], shade(patch, -0.4)), 30, 114, turn=6)
        return out + path("M1 142 Q26 152 50 142 L50 149 Q26 160 0 149Z M107 142 Q82 152 58 142 L58 149 Q82 160 108 149Z", shade(b.dark, -0.2))
    left = "M12 2 H58 L56 60 L46 152 H0 Q2 60 12 2Z" if b.variant == 0 else "M16 2 H58 L56 56 L42 154 H4 Q2 60 16 2Z"
    out = group(path(left, b.dark), 108, 0, flip=True) + path(left, b.main)
    waist = rect(11, 0, 86, 15, mix(b.main, b.dark, 0.5), r=3)
    if b.variant == 0:
        hem = "".join(
            rect(x, 138, 48, 18, apart("#c9d8ec", b.main, "#9aa7b8"), r=4) + rect(x, 150, 48, 6, apart("#a3b6d0", b.main, "#7f8c9e"), r=3) for x in (-0.0, 60)
        )
        pockets = path("M13 26 Q34 34 38 15 M95 26 Q74 34 70 15", None, seam, 3) + line([(54, 15), (54, 58)], shade(b.dark, -0.25), 3)
        pockets += path("M64 15 Q66 38 55 46", None, seam, 2.6)
        loops = "".join(rect(x - 3, 0, 6, 17, b.dark, r=2) for x in (24, 40, 68, 84)) + circle(54, 7.5, 4.5, GOLD)
        out += waist + loops + pockets + _stitch([(7, 60), (4, 134)], seam) + _stitch([(101, 60), (104, 134)], seam)
        return out + path("M30 60 Q26 84 28 100", None, b.light, 6) + hem
    belt = rect(13, 1, 82, 15, apart("#5b3a22", b.main, "#c98f49"), r=3) + rect(45, 0, 18, 17, GOLD, r=3) + rect(49, 4, 10, 9, GOLD_DARK)
    belt += "".join(rect(x - 3, 0, 6, 17, b.dark, r=2) for x in (26, 82))
    creases = path("M34 18 Q28 80 24 150 M74 18 Q80 80 84 150", None, shade(b.dark, -0.15), 3) + line([(54, 17), (54, 56)], shade(b.dark, -0.25), 3)
    creases += path("M15 22 L24 44 M93 22 L84 44", None, shade(b.dark, -0.15), 3)
    return out + belt + creases + line([(18, 60), (14, 120)], b.light, 4)


# --- precious -----------------------------------------------------------------------------------------------------------
@draws("crown", 144, 106, natural=("#f2bf3c", "#e9b02e", "#f0c95a"))
def crown(b: Brush) -> str:
    """A crown: five points with pearls, one with velvet and an arch, or a tiara of three leaves."""
    red, blue, green = (apart(c, b.main, "#fbf3e2") for c in ("#d3313f", "#3f78d0", "#3fa06a"))
    band = path("M10 80 Q72 98 134 80 L132 98 Q72 112 12 98Z", b.dark) + path("M11 82 Q72 100 133 82 L132.6 87 Q72 105 11.4 87Z", b.light)
    if b.variant == 0:
        tips = ((7, 24), (38, 14), (72, 7), (106, 14), (137, 24))
        d = "M7 26 L28 58 L38 16 L56 54 L72 9 L88 54 L106 16 L116 58 L137 26 L134 92 Q72 110 10 92Z"
        out = path(d, b.main) + path("M106 16 L116 58 L137 26 L134 92 Q118 98 100 100Z", b.dark) + path("M72 9 L88 54 L78 70 Z M38 16 L56 54 L46 72Z", b.dark)
        out += band + "".join(circle(x, y, 7, b.light) + circle(x - 1.5, y - 1.5, 3, "#ffffff") for x, y in tips) + _gem(72, 94, 8, red)
        return out + _gem(38, 91, 6.5, blue) + _gem(106, 91, 6.5, blue) + _jewel(20, 88, 4, green) + _jewel(124, 88, 4, green)
    if b.variant == 1:
        out = path("M14 84 Q-6 40 28 30 Q50 22 72 34 Q94 22 116 30 Q150 40 130 84 Q72 100 14 84Z", apart("#b8283a", b.main, "#5a3a8a"))
        out += path("M116 30 Q150 40 130 84 Q114 90 98 92 Q126 60 116 30Z", apart("#8f1d30", b.main, "#432a6b"))
        out += path(
            "M12 86 Q-8 34 30 28 Q60 24 72 40 Q84 24 114 28 Q152 34 132 86 L120 84 Q138 44 110 40 Q84 38 78 62 V92 H66 V62 Q60 38 34 40 Q6 44 24 84Z", b.main
        )
        out += path("M78 62 Q84 38 110 40 Q138 44 120 84 L132 86 Q152 34 114 28 Q138 44 124 70 Q128 36 106 34 Q82 34 78 62Z", b.dark)
        pearls = "".join(
            circle(x, y, 3.6, WHITE) for x, y in ((12, 58), (16, 42), (30, 34), (48, 34), (62, 46), (82, 46), (96, 34), (114, 34), (128, 42), (132, 58))
        )
        cross = rect(68, 2, 8, 26, b.main, r=2) + rect(60, 8, 24, 8, b.main, r=2) + circle(72, 32, 9, b.main) + circle(70, 30, 3.4, b.light)
        fur = path("M8 86 Q72 102 136 86 Q142 94 134 100 Q72 114 10 100 Q2 94 8 86Z", WHITE)
        fur += "".join(ellipse(x, y, 2.4, 4.4, INK) for x, y in ((24, 96), (48, 101), (72, 103), (96, 101), (120, 96)))
        out += pearls + cross
        out += group(
            path("M11 74 Q72 92 133 74 L135 86 Q72 104 9 86Z", b.main) + _jewel(72, 89, 6, red) + _jewel(40, 86, 5, blue) + _jewel(104, 86, 5, green), 0, 0
        )
        return out + fur
    side = path("M12 88 Q-2 54 2 30 Q14 34 18 48 Q26 26 40 20 Q50 40 46 58 Q54 50 58 40 L62 96Z", b.main)
    out = side + group(side, 144, 0, flip=True)
    out += path("M72 0 Q96 24 92 44 Q104 36 108 52 Q104 72 88 78 V100 H56 V78 Q40 72 36 52 Q40 36 52 44 Q48 24 72 0Z", b.main)
    out += path("M72 0 Q96 24 92 44 Q104 36 108 52 Q104 72 88 78 V100 H72 Q86 60 72 0Z", b.dark) + path("M62 30 Q66 18 72 12", None, b.light, 4)
    out += path("M38 32 Q32 50 34 74 M106 32 Q112 50 110 74", None, b.dark, 4)
    out += band + _gem(72, 46, 11, blue) + _jewel(72, 72, 5, red) + _jewel(28, 66, 5, red) + _jewel(116, 66, 5, red)
    return out + "".join(_jewel(x, y, 4.4, c) for x, y, c in ((24, 89, blue), (48, 94, WHITE), (72, 96, blue), (96, 94, WHITE), (120, 89, blue)))


@draws("ring", 104, 140, natural=("#eabb45", "#c3ccd5", "#e3a583"))
def ring(b: Brush) -> str:
    """A ring: with one great diamond, with a round stone in a wreath of small ones, or with a square stone between two small ones."""
    glass = apart("#8fd6f0", b.main, "#f6fbfd")
    hoop = circle(52, 88, 44, None, b.dark, 15) + circle(51, 87, 44.5, None, b.main, 11) + path("M16 68 A42 42 0 0 1 32 50", None, b.light, 5)
    hoop += path("M90 106 A44 44 0 0 1 70 127", None, b.light, 4)
    if b.variant == 0:
        claw = path("M28 40 L40 54 H64 L76 40 L72 58 H32Z", b.dark)
        stone = poly([(20, 22), (34, 2), (70, 2), (84, 22), (52, 58)], glass) + poly([(20, 22), (34, 2), (40, 22)], shade(glass, 0.5))
        stone += poly([(40, 22), (52, 2), (64, 22)], shade(glass, 0.65)) + poly([(64, 22), (70, 2), (84, 22)], shade(glass, -0.12))
        stone += poly([(20, 22), (40, 22), (52, 58)], shade(glass, 0.2)) + poly([(64, 22), (84, 22), (52, 58)], shade(glass, -0.24))
        return hoop + claw + stone + line([(31, 38), (27, 30)], b.main, 5) + line([(73, 38), (77, 30)], b.main, 5)
    if b.variant == 1:
        red = apart("#d3314f", b.main, "#3f78d0")
        wreath = "".join(
            circle(52 + 21 * x, 28 + 21 * y, 6.5, b.dark) + circle(52 + 21 * x, 28 + 21 * y, 5, "#f2f8fb")
            for x, y in ((0, -1), (0.71, -0.71), (1, 0), (0.71, 0.71), (0, 1), (-0.71, 0.71), (-1, 0), (-0.71, -0.71))
        )
        return hoop + circle(52, 28, 22, b.dark) + wreath + _jewel(52, 28, 17, red)
    green = apart("#2fa072", b.main, "#d3314f")
    out = hoop + rect(26, 8, 52, 46, b.dark, r=6) + rect(28, 4, 48, 44, b.main, r=6)
    stone = poly([(40, 2), (64, 2), (72, 10), (72, 36), (64, 44), (40, 44), (32, 36), (32, 10)], green)
    stone += poly([(42, 12), (62, 12), (62, 34), (42, 34)], shade(green, 0.4)) + poly([(62, 12), (72, 10), (72, 36), (62, 34)], shade(green, -0.25))
    stone += poly([(42, 34), (62, 34), (64, 44), (40, 44)], shade(green, -0.18))
    return out + stone + "".join(_jewel(x, 48, 10, "#f2f8fb") for x in (18, 86))
