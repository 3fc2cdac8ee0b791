"""Treasures and gear: the camera, the treasure chest, the sword, the anchor and wheels."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, group, line, path, poly, rect, shade, star_points
from speechscape.world.art.music_tools import BLUE, GOLD, GOLD_DARK, INK, RED, ROPE, STEEL, STEEL_DARK, STEEL_LIGHT, lean
from speechscape.world.art.still_life import apart, mark

SWORD = ((96.6, 1.2, 32, 1.040), (120.2, 27.5, 46, 1.051), (96.0, -4.6, 31, 1.074))


# --- treasures --------------------------------------------------------------------------------------------------------
@draws("camera", 134, 104, natural=("#4a5468", "#c8604a", "#8fcbc0"))
def camera(b: Brush) -> str:
    """A camera with a big lens: silver-topped, with a flash and strap, or an instant one with a rainbow and a photo."""
    deep, glass = shade(b.main, -0.5), "#26304a"

    def lens(x: float, y: float, r: float, ring: str) -> str:
        out = circle(x, y, r, deep if deep != b.main else INK) + circle(x, y, r * 0.9, ring) + circle(x, y, r * 0.72, "#1d2028") + circle(x, y, r * 0.56, glass)
        return (
            out
            + circle(x, y, r * 0.36, "#4f6fb0")
            + circle(x, y, r * 0.16, "#131722")
            + ellipse(x - r * 0.26, y - r * 0.28, r * 0.16, r * 0.1, "#ffffff", turn=-40)
        )

    if b.variant == 2:
        photo = rect(36, 80, 62, 24, "#fffaf0", r=2) + rect(42, 80, 50, 18, "#8fc9e8") + path("M42 98 L58 86 L70 94 L80 88 L92 98Z", "#5fae4b")
        body = path("M12 22 Q14 2 34 2 H100 Q120 2 122 22 L134 56 V82 Q134 90 126 90 H8 Q0 90 0 82 V56Z", b.main) + path(
            "M0 58 H134 V82 Q134 90 126 90 H8 Q0 90 0 82Z", b.light
        )
        body += path("M110 4 Q120 8 122 22 L134 56 V82 Q134 90 126 90 H112 Q122 60 110 4Z", b.dark)
        band = "".join(rect(61 + k * 3.2, 58, 3.2, 32, c) for k, c in enumerate(("#e0483f", "#f2a03c", "#f5d84a", "#5fae4b")))
        slot = rect(28, 78, 78, 6, deep, r=3)
        return (
            body
            + band
            + photo
            + slot
            + lens(67, 38, 29, STEEL_LIGHT)
            + rect(16, 12, 22, 16, "#fffbe0", r=3)
            + rect(100, 14, 14, 12, glass, r=3)
            + circle(16, 70, 6, RED)
        )
    body = rect(0, 20, 134, 84, b.main, r=12) + path("M112 20 H122 Q134 20 134 32 V92 Q134 104 122 104 H104 Q116 80 112 20Z", b.dark)
    if b.variant == 0:
        body = rect(22, 10, 24, 14, STEEL_DARK, r=4) + path("M46 24 L54 2 Q55 0 58 0 H88 Q91 0 92 2 L100 24Z", STEEL) + rect(104, 12, 18, 12, RED, r=4) + body
        body += path("M0 44 V32 Q0 20 12 20 H122 Q134 20 134 32 V44Z", STEEL_LIGHT) + rect(62, 6, 24, 12, glass, r=3) + rect(0, 42, 134, 4, deep)
        body += rect(10, 28, 18, 9, "#fffbe0", r=2)
        return body + lens(73, 64, 36, STEEL) + rect(10, 54, 16, 40, b.light, r=5) + circle(118, 33, 5, GOLD)
    top = (
        path("M40 24 L48 4 Q50 0 55 0 H79 Q84 0 86 4 L94 24Z", b.dark)
        + rect(54, 5, 26, 14, "#fffbe0", r=3)
        + rect(12, 12, 20, 12, deep, r=3)
        + rect(106, 10, 16, 12, GOLD, r=4)
    )
    grip = rect(4, 38, 126, 52, shade(b.main, -0.3), r=4) + "".join(circle(x, y, 1.6, b.main) for x in (12, 21, 113, 122) for y in range(46, 88, 9))
    return top + body + grip + lens(67, 64, 37, STEEL_LIGHT) + rect(102, 26, 18, 8, b.light, r=3) + line([(14, 29), (44, 29)], b.light, 4)


@draws("treasure chest", 142, 122, natural=("#9a5f34", "#7d4a2b", "#b5763f"))
def treasure_chest(b: Brush) -> str:
    """A treasure chest with gold bands: open on gold coins, closed and locked, or open on jewels."""
    band = apart(GOLD, b.main, STEEL)
    band_dark = shade(band, -0.2)
    top = 66 if b.variant != 1 else 58
    box = rect(4, top, 134, 122 - top, b.main, r=3) + rect(4, 104, 134, 18, b.dark, r=3) + "".join(rect(4, y, 134, 2.6, b.dark) for y in (top + 16, top + 32))
    box += "".join(
        rect(x, top, 16, 122 - top, band)
        + rect(x + 11, top, 5, 122 - top, band_dark)
        + circle(x + 7, top + 12, 2.6, band_dark)
        + circle(x + 7, 112, 2.6, band_dark)
        for x in (0, 126)
    )
    box += rect(0, top - 2, 142, 11, band, r=3) + rect(0, top + 5, 142, 4, band_dark, r=2)
    lock = (
        rect(57, top - 8, 28, 34, band_dark, r=5)
        + rect(57, top - 8, 24, 31, band, r=5)
        + circle(70, top + 6, 5, "#3a2a20")
        + poly([(70, top + 4), (74, top + 17), (66, top + 17)], "#3a2a20")
    )
    if b.variant == 1:
        lid = (
            path("M0 60 V40 Q0 0 42 0 H100 Q142 0 142 40 V60Z", b.main)
            + path("M0 60 V50 H142 V60Z", b.dark)
            + path("M18 22 Q26 8 44 8 H98", None, b.light, 5)
            + line([(16, 34), (126, 34)], b.dark, 2.6)
        )
        lid += path("M0 60 V42 Q0 10 30 1 L46 0 Q16 10 16 42 V60Z", band)
        lid += path("M142 60 V42 Q142 10 112 1 L96 0 Q126 10 126 42 V60Z", band_dark)
        return lid + box + lock + rect(0, 56, 142, 4, "#3a2a20")
    lid = path("M10 60 V26 Q12 0 40 0 H102 Q130 0 132 26 V60Z", b.dark) + path("M20 60 V28 Q22 10 42 10 H100 Q120 10 122 28 V60Z", shade(b.main, -0.55))
    lid += (
        path("M10 60 V26 Q12 0 40 0 L46 0 L48 10 H42 Q22 10 20 28 V60Z", band)
        + path("M132 60 V26 Q130 0 102 0 L96 0 L94 10 H100 Q120 10 122 28 V60Z", band_dark)
        + path("M48 4 H92", None, b.light, 4)
    )
    coins = path("M12 68 Q18 44 44 40 Q70 24 98 40 Q126 44 130 68Z", GOLD_DARK)
    heap = ((24, 58), (40, 50), (56, 43), (74, 38), (90, 44), (106, 50), (118, 58), (34, 62), (50, 57), (66, 52), (84, 55), (100, 61), (64, 64))
    coins += "".join(ellipse(x, y, 10, 7.5, "#ffd95c") + ellipse(x, y + 1, 6.5, 4.6, GOLD) for x, y in heap)
    if b.variant == 2:
        gems = (("#e0446a", 46, 44, 11), ("#3fb0c9", 80, 38, 13), ("#57b36a", 108, 50, 10), ("#9a5cc9", 62, 56, 10))
        coins += "".join(
            poly([(x - s, y), (x - s * 0.5, y - s * 0.7), (x + s * 0.5, y - s * 0.7), (x + s, y), (x, y + s)], c)
            + poly([(x - s * 0.45, y), (x, y - s * 0.7), (x + s * 0.45, y), (x, y + s)], shade(c, 0.4))
            for c, x, y, s in gems
        )
        coins += "".join(circle(20 + k * 6, 66 + 10 * math.sin(k * 0.55), 3.6, "#fdf6ee") for k in range(5))
    else:
        coins += ellipse(24, 46, 4, 4, "#ffffff", opacity=0.9) + poly(star_points(102, 36, 8, 2.6, 4), "#fff6c9")
    return lid + coins + box + lock


@draws("sword", 98, 144, natural=("#c3ccd6", "#b0bac6", "#d6d2c4"))
def sword(b: Brush) -> str:
    """A sword, slanted, its blade in the main colour: a knight's sword, a curved sabre, or a short broad sword."""
    gold = apart(GOLD, b.main, STEEL_DARK)
    gold_dark = shade(gold, -0.2)
    grip, gem = ("#7a3b2b", "#3a4a78", "#4a3a34")[b.variant], apart("#d9434f", b.main, "#3fb0c9")
    hilt = rect(-5.5, 116, 11, 28, grip, r=2) + "".join(line([(-5, y + 4), (5, y)], shade(grip, 0.35), 2) for y in (121, 128, 135))
    if b.variant == 1:
        blade = (
            path("M-8 110 Q-2 50 -34 0 Q14 30 9 110Z", b.main)
            + path("M-34 0 Q14 30 9 110 H2 Q8 40 -34 0Z", b.dark)
            + path("M-2 102 Q0 62 -10 38", None, b.light, 3.4)
        )
        guard = path("M-16 112 H16 Q24 132 4 150", None, gold_dark, 5) + rect(-18, 108, 36, 9, gold, r=4.5) + circle(0, 148, 7.5, gold)
        return lean(b, blade + hilt + guard, *SWORD)
    w = 12 if b.variant == 0 else 16
    top = 0 if b.variant == 0 else 6
    blade = poly([(0, top), (w, top + 18), (w - 2, 110), (-w + 2, 110), (-w, top + 18)], b.light) + poly(
        [(0, top), (w, top + 18), (w - 2, 110), (0, 110)], b.main
    )
    blade += poly([(-3, top + 20), (3, top + 20), (3, 110), (-3, 110)], b.dark)
    if b.variant == 0:
        guard = (
            rect(-32, 107, 64, 11, gold, r=5.5)
            + rect(-32, 113, 64, 5, gold_dark, r=2.5)
            + circle(-31, 112, 6.5, gold)
            + circle(31, 112, 6.5, gold)
            + circle(0, 112, 5, gem)
            + circle(0, 150, 9.5, gold)
            + circle(0, 150, 5, gem)
        )
        return lean(b, blade + hilt + guard, *SWORD)
    guard = (
        path("M-30 100 Q-24 112 0 108 Q24 112 30 100 Q32 118 12 119 H-12 Q-32 118 -30 100Z", gold)
        + path("M0 113 Q24 114 31 104 Q30 118 12 119 H0Z", gold_dark)
        + poly([(0, 104), (6, 112), (0, 120), (-6, 112)], gem)
    )
    return lean(b, blade + hilt + guard + ellipse(0, 149, 13, 8.5, gold) + ellipse(0, 151, 11, 5, gold_dark), *SWORD)


@draws("anchor", 116, 142, natural=("#5f6f86", "#3f78b0", "#7f8b99"))
def anchor(b: Brush) -> str:
    """A ship's anchor: plain, with a rope wound round it, or with a chain and broad flukes."""
    deep = b.dark
    ring = circle(58, 16.5, 12, None, b.main, 8.5) + path("M58 4 A12 12 0 0 1 58 28", None, deep, 8.5)
    shank = poly([(50, 28), (66, 28), (68, 126), (48, 126)], b.main) + poly([(59, 28), (66, 28), (68, 126), (59, 126)], deep)
    arms = path("M8 92 Q14 130 58 132 Q102 130 108 92", None, b.main, 15) + path("M58 134.5 Q100 132 110 98", None, deep, 9)
    if b.variant == 2:
        flukes = poly([(0, 108), (10, 70), (42, 100), (24, 102), (16, 118)], b.main) + poly([(116, 108), (106, 70), (74, 100), (92, 102), (100, 118)], deep)
    else:
        flukes = poly([(0, 102), (5, 76), (30, 94)], b.main) + poly([(116, 102), (111, 76), (86, 94)], deep)
    foot = poly([(44, 126), (72, 126), (58, 142)], deep)
    bar = rect(24, 38, 68, 13, b.main, r=6.5) + rect(24, 45, 68, 6, deep, r=3) + circle(26, 44.5, 8, b.main) + circle(90, 44.5, 8, deep)
    out = ring + shank + arms + foot + flukes + bar + line([(54, 56), (54, 110)], b.light, 3.4)
    if b.variant == 1:
        rope, shadow = apart(ROPE, b.main, RED), shade(apart(ROPE, b.main, RED), -0.24)
        back = path("M62 16 Q98 8 100 26 Q98 38 70 60", None, rope, 7) + path("M46 98 Q16 106 24 78", None, rope, 7)
        cross = path("M72 58 Q52 64 44 76", None, rope, 7.5) + path("M46 76 Q52 84 70 82", None, rope, 7.5) + path("M72 84 Q66 96 46 98", None, rope, 7.5)
        return back + out + cross + "".join(line([(x, y), (x + 3, y + 5)], shadow, 2) for x, y in ((62, 58), (53, 64), (56, 80), (64, 80), (64, 90), (54, 94)))
    if b.variant == 2:
        links = "".join(
            ellipse(x, y, 8, 5, None, STEEL_DARK if apart(STEEL_DARK, b.main, "") else INK, 4, turn=t)
            for x, y, t in ((73, 13, -10), (87, 15, 20), (99, 22, 40), (107, 34, 70), (108, 48, 95))
        )
        return out + links
    return out


@draws("wheel", 132, 132, natural=("#b07a45", "#b4bec8", "#9a5f34"))
def wheel(b: Brush) -> str:
    """A wheel: a wagon wheel with spokes, a car wheel in its tyre, or a ship's steering wheel."""

    def spokes(n: int, r0: float, r1: float, w: float, color: str) -> str:
        return "".join(line([(66 + r * math.cos(2 * math.pi * k / n), 66 + r * math.sin(2 * math.pi * k / n)) for r in (r0, r1)], color, w) for k in range(n))

    if b.variant == 1:
        tire = circle(66, 66, 66, "#2c2e36") + "".join(
            line([(66 + r * math.cos(a), 66 + r * math.sin(a)) for r in (60, 64.5)], "#4a4d58", 4) for a in (k * math.pi / 16 for k in range(32))
        )
        tire += circle(66, 66, 55, None, "#474a55", 3)
        rim = circle(66, 66, 46, b.dark) + circle(66, 66, 43, b.light) + circle(66, 66, 37, shade(b.main, -0.55))
        rim += "".join(group(path("M57 66 L59 25 H73 L75 66Z", b.main) + path("M67 66 V25 H73 L75 66Z", b.dark), turn=72 * k, about=(66, 66)) for k in range(5))
        return (
            tire
            + rim
            + circle(66, 66, 15, b.main)
            + circle(66, 66, 10, b.light)
            + "".join(circle(66 + 12 * math.sin(k * 1.2566 + 0.63), 66 - 12 * math.cos(k * 1.2566 + 0.63), 2.2, INK) for k in range(5))
            + circle(66, 66, 5, b.dark)
        )
    if b.variant == 2:
        handles = "".join(
            group(path("M62 22 L60 8 Q60 0 66 0 Q72 0 72 8 L70 22Z", b.main) + path("M67 0 Q72 1 72 8 L70 22 H67Z", b.dark), turn=45 * k, about=(66, 66))
            for k in range(8)
        )
        ring = circle(66, 66, 42, None, b.dark, 13) + circle(65.4, 65.2, 42, None, b.main, 9) + circle(66, 66, 42, None, b.light, 2.4)
        gold = apart(GOLD, b.main, BLUE)
        return (
            handles
            + spokes(8, 12, 40, 7, b.dark)
            + spokes(8, 12, 40, 4, b.main)
            + ring
            + circle(66, 66, 15, b.dark)
            + circle(66, 66, 12, b.main)
            + circle(66, 66, 6.5, gold)
            + "".join(circle(66 + 42 * math.cos(math.pi * k / 4), 66 + 42 * math.sin(math.pi * k / 4), 2.8, gold) for k in range(8))
        )
    band = circle(66, 66, 62.5, None, STEEL_DARK if apart(STEEL_DARK, b.main, "") else INK, 7)
    fellow = circle(66, 66, 54, None, b.dark, 14) + circle(65.2, 65, 54, None, b.main, 10.5)
    joints = "".join(line([(66 + r * math.cos(a), 66 + r * math.sin(a)) for r in (49, 59)], mark(b), 2.4) for a in (math.pi / 5 * (k + 0.5) for k in range(10)))
    return (
        band
        + spokes(10, 10, 50, 10, b.dark)
        + spokes(10, 10, 50, 6, b.main)
        + fellow
        + joints
        + circle(66, 66, 18, b.dark)
        + circle(65, 65, 15, b.light)
        + circle(66, 66, 7, STEEL_DARK)
        + circle(66, 66, 3.5, INK)
    )
