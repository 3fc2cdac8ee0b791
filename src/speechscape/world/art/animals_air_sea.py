"""Animals of air and water: birds, insects and other small crawlers, and the creatures of the sea."""

from __future__ import annotations

import math
from collections.abc import Sequence

from speechscape.world.art.animals_land import CREAM, INK, ROSE, WHITE, curve, ink, look, lum, pale, ribbon, smile
from speechscape.world.art.kit import Brush, Point, circle, draws, ellipse, eye, group, line, mix, path, poly, rect, shade, shift

_BEAK, _BEAK_DARK = "#f2a035", "#d07c22"


# --- anatomy ----------------------------------------------------------------------------------------------------------
def _both(half: str, axis: float) -> str:
    """A half and its mirror image about the vertical line x = axis."""
    return half + group(half, flip=True, about=(axis, 0))


def _feathers(root: Point, tips: Sequence[Point], width: float, colors: Sequence[str]) -> str:
    """Long rounded feathers from one root to the tips; colours take turns."""
    return "".join(ribbon([root, ((root[0] + x) / 2, (root[1] + y) / 2), (x, y)], (width * 0.7, width, width * 0.6), colors[k % len(colors)]) for k, (x, y) in enumerate(tips))


def _toes(x: float, top: float, ground: float, color: str, width: float = 4) -> str:
    """A bird's leg with three toes."""
    return line([(x, top), (x, ground - 3)], color, width) + line([(x - 8, ground - 1.6), (x, ground - 4), (x + 6, ground - 1.6)], color, width * 0.8) + line([(x - 1, ground - 4), (x - 1, ground - 1.6)], color, width * 0.8)


def _deep(color: str) -> str:
    """A tone that marks patterns on `color`, dark on light colours and light on dark ones."""
    return shade(color, -0.42) if lum(color) > 0.3 else shade(color, 0.42)


# --- birds ------------------------------------------------------------------------------------------------------------
@draws("bird", 130, 100, natural=("#4f9bd6", "#d9573f", "#7a8a52"))
def bird(b: Brush) -> str:
    """A small bird in flight: wings up, wings spread wide, or a fork-tailed swallow."""
    light, dark = pale(b, 0.85), shade(b.main, -0.38)
    if b.variant == 2:
        tail = poly([(84, 58), (128, 62), (98, 70), (127, 84), (82, 74)], dark)
        far = path("M56 54 Q44 26 12 2 Q58 4 76 50Z", dark)
        near = path("M52 62 Q70 30 118 2 Q104 46 82 70Z", b.dark) + path("M58 60 Q74 38 104 16 Q94 44 78 64Z", b.main)
    else:
        tail = _feathers((86, 62), ((126, 58), (127, 70), (120, 80)), 12, (b.dark, dark))
        if b.variant == 0:
            far = _feathers((60, 56), ((34, 7), (48, 6), (61, 12)), 16, (dark, b.dark))
            near = _feathers((66, 62), ((76, 8), (93, 12), (105, 24), (108, 38)), 18, (b.dark, b.light, b.dark, b.light))
        else:
            far = _feathers((60, 56), ((64, 7), (78, 9), (90, 18), (96, 32)), 16, (dark, b.dark))
            near = _feathers((64, 62), ((48, 94), (62, 93), (76, 92), (90, 88)), 17, (b.dark, b.light))
    body = path("M18 54 Q22 36 44 40 Q76 46 96 64 Q80 86 48 82 Q22 76 18 54Z", b.main) + path("M20 60 Q26 78 50 82 Q70 83 84 76 Q52 74 40 60 Q30 54 20 60Z", light)
    head = circle(30, 50, 20, b.main) + path("M12 56 Q20 52 34 58 Q38 66 32 70 Q16 68 12 56Z", light if b.variant != 2 else "#c8502f")
    return far + tail + body + head + poly([(13, 46), (2, 54), (13, 58)], _BEAK) + poly([(13, 53), (2, 54), (13, 58)], _BEAK_DARK) + look(b.main, ((25, 46),), 4.4) + near


@draws("eagle", 160, 100, natural=("#6d4a31", "#7d5535", "#5b4038"))
def eagle(b: Brush) -> str:
    """An eagle gliding with fingered wings, white head, hooked beak and talons."""
    white, dark = WHITE if lum(b.main) < 0.86 else shade(b.main, -0.16), shade(b.main, -0.35)
    if b.variant == 2:
        white = mix(b.main, "#e9b863", 0.6)
    lift = (0, 14, -8)[b.variant]
    tips = [(4, 28 - lift * 1.1), (6, 40 - lift * 0.9), (12, 52 - lift * 0.7), (21, 61 - lift * 0.5), (32, 68 - lift * 0.4), (44, 72 - lift * 0.3), (56, 74)]
    tips = [(x, max(5, y)) for x, y in tips]
    wing = _feathers((44, 36), tips, 13, (dark, b.dark))
    wing += path(f"M80 30 Q56 {12 - lift * 0.3} 34 {16 - lift} Q14 {14 - lift} 8 {max(4, 22 - lift)} Q22 {38 - lift} 40 50 Q58 62 80 58Z", b.main)
    wing += "".join(path(f"M{x} {y} q5 8 11 3", None, b.dark, 3) for x, y in ((28, 30 - lift * 0.5), (42, 36), (54, 44)))
    tail = _feathers((80, 66), ((60, 92), (70, 95), (80, 96), (90, 95), (100, 92)), 12, (white, shade(white, -0.12)))
    body = ellipse(80, 54, 17, 26, b.main) + "".join(path(f"M{x} {y} q4 6 8 0", None, b.dark, 2.6) for x, y in ((72, 50), (81, 50), (76, 60), (68, 60), (84, 60)))
    claws = "".join(ellipse(x, 76, 6, 7, b.dark) + "".join(line([(x, 80), (x + d, 88)], _BEAK, 3.4) for d in (-5, 0, 5)) for x in (71, 89))
    head = path("M62 24 Q62 4 80 4 Q98 4 98 24 Q98 40 92 42 L86 38 L80 44 L74 38 L68 42 Q62 40 62 24Z", white)
    head += path("M72 22 Q80 16 88 22 Q88 34 80 39 Q72 34 72 22Z", _BEAK) + path("M76 31 Q80 40 84 31 Q80 34 76 31Z", _BEAK_DARK)
    head += eye(70, 18, 3.6) + eye(90, 18, 3.6) + line([(64, 12), (75, 17)], shade(white, -0.4), 3) + line([(96, 12), (85, 17)], shade(white, -0.4), 3)
    crown = poly([(76, 5), (80, 0), (84, 5)], white) + (poly([(66, 8), (66, 1), (74, 6)], white) + poly([(94, 8), (94, 1), (86, 6)], white))
    return _both(wing, 80) + tail + body + claws + crown + head


@draws("owl", 112, 112, natural=("#9a6b43", "#8a8078", "#b98c5a"))
def owl(b: Brush) -> str:
    """An owl seen from the front, with big ringed eyes and wings half open."""
    light, dark, disk = pale(b, 0.62), shade(b.main, -0.36), pale(b, 0.86)
    tips = (((4, 62), (6, 78), (14, 91), (24, 99)), ((4, 20), (4, 36), (7, 52), (14, 66)), ((5, 46), (4, 64), (9, 82), (19, 96)))[b.variant]
    wing = _feathers((34, 58 if b.variant != 1 else 64), tips, 16, (dark, b.dark))
    tail = _feathers((56, 84), ((46, 104), (56, 106), (66, 104)), 11, (dark, b.dark))
    body = path("M22 60 Q20 26 56 24 Q92 26 90 60 Q90 102 56 104 Q22 102 22 60Z", b.main) + path("M34 68 Q56 56 78 68 Q78 98 56 100 Q34 98 34 68Z", light)
    flecks = "".join(path(f"M{x} {y} q4 6 8 0", None, dark if b.variant != 1 else b.main, 2.6) for x, y in ((42, 74), (52, 74), (62, 74), (47, 83), (57, 83), (52, 92)))
    tufts = _both(poly([(22, 32), (16, 2), (48, 16)], b.main) + poly([(24, 24), (20, 9), (36, 17)], dark), 56) if b.variant != 1 else path("M26 28 Q30 2 56 2 Q82 2 86 28Z", b.main)
    head = path("M16 34 Q18 12 56 12 Q94 12 96 34 Q96 62 56 64 Q16 62 16 34Z", b.main) + poly([(46, 13), (66, 13), (56, 34)], dark)
    gold = ("#f4b93a", "#e8d34c", "#f08a35")[b.variant]
    face = _both(circle(38, 39, 20, disk) + circle(38, 39, 13, gold), 56) + "".join(circle(x, 39, 8, INK) + circle(x + 3, 36, 2.8, "#ffffff") for x in (39, 73))
    claws = "".join(line([(x + d, 103), (x + d * 1.5, 110)], _BEAK, 4) for x in (44, 68) for d in (-5, 0, 5))
    branch = "" if b.variant != 2 else rect(14, 104, 84, 7, "#7c5638", r=3.5) + ellipse(100, 103, 9, 4, "#7da84f", turn=-30)
    return _both(wing, 56) + tail + body + flecks + tufts + head + face + poly([(50, 44), (62, 44), (56, 58)], _BEAK) + poly([(53, 50), (59, 50), (56, 58)], _BEAK_DARK) + branch + claws


@draws("parrot", 112, 128, natural=("#dc3b35", "#3fa54a", "#3a86cf"))
def parrot(b: Brush) -> str:
    """A parrot with a hooked beak, bright half-open wings and a long tail."""
    blue, gold = "#2f74c4", "#f5c63b"
    near = lum(mix(b.main, blue, 0)) < 0.5 and int(b.main[5:7], 16) > 150
    first, second = (gold, "#e0662f") if near else (gold if lum(b.main) < 0.7 else "#4aa04f", blue)
    tail = _feathers((60, 82), ((54, 122), (64, 124), (73, 118)), 11, (b.dark, second, b.main))
    spread = (((107, 62), (106, 76), (98, 88), (88, 96)), ((107, 24), (107, 40), (104, 56), (97, 70)), ((106, 44), (107, 60), (103, 76), (94, 88)))[b.variant]
    wing = _feathers((72, 56), spread, 15, (second, first)) + ellipse(78, 58, 15, 17, b.dark, turn=-30)
    left = _feathers((42, 60), ((5, 78), (12, 90), (22, 98)) if b.variant != 1 else ((5, 36), (6, 50), (10, 64)), 15, (shade(second, -0.18), shade(first, -0.18)))
    body = path("M34 50 Q36 30 58 30 Q84 34 86 66 Q84 92 62 96 Q38 92 34 50Z", b.main) + path("M38 62 Q48 54 60 62 Q66 82 58 94 Q40 88 38 62Z", b.light)
    head = circle(52, 28, 25, b.main) + ellipse(42, 30, 15, 15, WHITE if lum(b.main) < 0.86 else shade(b.main, -0.12)) + "".join(line([(38 + k, 38), (46 + k, 36)], b.dark, 1.6) for k in (0, 3))
    beak = path("M34 20 Q10 16 12 42 Q14 46 18 48 Q20 40 34 40Z", "#f4dcae" if b.variant != 2 else "#3c3a42") + path("M22 41 Q20 50 28 50 Q36 48 36 40Z", "#3c3a42")
    crest = _feathers((58, 10), ((66, 4), (76, 8), (80, 16)), 8, (first, b.dark)) if b.variant != 0 else path("M38 8 Q50 -2 64 6 L58 14Z", b.main)
    claws = "".join(line([(x + d, 92), (x + d, 101)], "#56504f", 3.6) for x in (50, 70) for d in (-4, 1, 5))
    perch = rect(2, 98, 108, 7, "#8a6040", r=3.5) if b.variant == 0 else ""
    return tail + left + crest + body + wing + perch + claws + head + beak + eye(43, 26, 4.6)


@draws("duck", 120, 98, natural=("#f6cf45", "#b9a48e", "#f4efe6"))
def duck(b: Brush) -> str:
    """A duck afloat: plain, a drake with green head and white collar, or beating its wings."""
    drake = b.variant == 1
    head_fill = "#2f8558" if drake and not b.recolored else b.main
    body = path("M22 66 Q24 48 50 52 Q78 56 92 46 Q106 36 118 38 Q116 98 70 98 H52 Q24 98 22 66Z", b.main) + path("M24 78 Q40 92 76 90 Q104 84 114 62 Q112 98 70 98 H52 Q28 98 24 78Z", b.dark)
    wing = path("M46 66 Q54 54 76 58 Q98 58 104 54 Q104 84 76 84 Q50 84 46 66Z", b.dark) + path("M54 68 Q64 60 80 63 Q96 63 102 60 Q98 76 76 76 Q58 76 54 68Z", b.light)
    if drake:
        wing += path("M78 78 Q94 76 101 66 L103 58 Q104 84 76 84Z", "#3d6fb8")
    if b.variant == 2:
        wing = _feathers((58, 72), ((80, 10), (94, 16), (105, 27), (111, 42)), 18, (b.dark, b.light if lum(b.main) < 0.8 else shade(b.main, -0.1)))
    neck = path("M24 70 Q30 50 28 40 H54 Q52 56 62 66 Q44 84 24 70Z", head_fill if drake else b.main) + (path("M25 58 Q40 64 55 56 L58 62 Q42 72 24 64Z", WHITE) if drake else "")
    head = circle(40, 26, 24, head_fill) + (poly([(44, 4), (56, 0), (52, 8), (62, 8), (54, 14)], b.main) if b.variant == 0 else "")
    bill = path("M22 22 Q14 26 4 27 Q-1 32 6 36 Q18 38 24 36Z", _BEAK) + path("M4 31 Q14 33 24 30 L24 36 Q14 39 6 36Z", _BEAK_DARK)
    return body + neck + head + wing + bill + look(head_fill, ((35, 21),), 4.4) + (ellipse(44, 34, 5, 3.4, ROSE, opacity=0.6) if not drake else "")


@draws("swan", 136, 116, natural=("#fbf9f4", "#f4f1ec", "#4b4a55"))
def swan(b: Brush) -> str:
    """A swan afloat, with the S of its neck and an orange bill."""
    shadow = shade(b.main, -0.13) if lum(b.main) > 0.6 else b.dark
    edge = shade(b.main, -0.24) if lum(b.main) > 0.6 else shade(b.main, 0.25)
    neck = ribbon(curve((48, 92), (-10, 84), (64, 44), (42, 18), (26, 14), n=28), (32, 18, 14, 15, 17), b.main)
    body = path("M18 88 Q20 66 56 74 Q88 78 134 48 Q136 84 116 102 Q100 116 64 116 Q22 114 18 88Z", b.main) + path("M22 98 Q60 114 112 96 Q124 86 130 66 Q136 84 116 102 Q100 116 64 116 Q30 114 22 98Z", shadow)
    if b.variant == 1:
        wing = _feathers((62, 88), ((84, 30), (98, 30), (110, 36), (120, 46), (126, 58)), 17, (shadow, b.main, edge))
    else:
        wing = path("M46 88 Q54 58 92 56 Q112 52 124 40 Q128 92 88 100 Q58 104 46 88Z", shadow) + path("M54 86 Q64 66 94 64 Q112 60 120 52 Q116 88 86 92 Q66 94 54 86Z", b.main)
        wing += "".join(path(f"M{x} {y} Q{x + 14} {y + 4} {x + 24} {y - 8}", None, edge, 2.6) for x, y in ((70, 80), (82, 88), (86, 74)))
    head = ellipse(33, 16, 15, 12.5, b.main) + path("M20 12 Q8 18 2 25 Q8 29 22 24Z", "#ef7f2e" if lum(b.main) > 0.3 else "#d8433a") + path("M26 8 Q17 10 19 20 Q24 26 25 22 Q26 16 30 12Z", "#2c2a30" if lum(b.main) > 0.3 else WHITE)
    crown = poly([(28, 6), (26, -1), (32, 3), (36, -1), (40, 3), (46, -1), (44, 8)], "#f4c640") if b.variant == 2 else ""
    return neck + body + wing + head + group(crown, 0, 1) + look(b.main, ((33, 15),), 3)


def _comb(x: float, y: float, s: float) -> str:
    """A red comb standing on a head at (x, y)."""
    return path(f"M{x - 12 * s} {y + 5 * s} Q{x - 17 * s} {y - 9 * s} {x - 9 * s} {y - 8 * s} Q{x - 6 * s} {y - 17 * s} {x} {y - 10 * s} Q{x + 6 * s} {y - 18 * s} {x + 9 * s} {y - 8 * s} Q{x + 18 * s} {y - 9 * s} {x + 12 * s} {y + 6 * s}Z", "#d9352f")


def _hen_head(b: Brush, x: float, y: float, fill: str, comb: float) -> str:
    out = _comb(x + 2, y - 14, comb) + circle(x, y, 17, fill) + ellipse(x - 11, y + 17, 5, 8 * comb, "#d9352f") + poly([(x - 14, y - 5), (x - 29, y + 3), (x - 13, y + 9)], _BEAK)
    return out + poly([(x - 15, y + 2), (x - 29, y + 3), (x - 13, y + 9)], _BEAK_DARK) + look(fill, ((x - 4, y - 4),), 3.8)


@draws("chicken", 116, 112, natural=("#f4ece0", "#b5652f", "#d9a45c"))
def chicken(b: Brush) -> str:
    """A hen: standing, with a chick, or brooding on a nest of eggs."""
    shadow, edge = (b.dark, _deep(b.main)) if lum(b.main) < 0.8 else (shade(b.main, -0.14), shade(b.main, -0.24))
    nest, up = b.variant == 2, 0
    tail = _feathers((88, 62), ((97, 26), (108, 32), (111, 44), (110, 56)), 15, (edge, shadow))
    body = path("M18 60 Q20 36 40 26 Q52 40 72 50 Q92 52 108 44 Q116 96 66 98 Q20 98 18 60Z", b.main) + path("M22 76 Q50 96 104 74 Q96 98 66 98 Q30 98 22 76Z", shadow)
    wing = path("M50 62 Q72 52 94 62 Q96 84 74 84 Q54 84 50 62Z", shadow) + "".join(path(f"M{x} {y} q6 8 12 1", None, edge, 2.6) for x, y in ((60, 66), (74, 66), (67, 74)))
    head = _hen_head(b, 33, 32, b.main, 0.85)
    if nest:
        eggs = "".join(ellipse(x, 92, 10, 8, "#fbf1e0") for x in (22, 96))
        straw = path("M2 92 Q58 110 114 92 Q112 112 96 112 H20 Q4 112 2 92Z", "#c79a4e") + "".join(line([(x, 98 + (x % 3)), (x + 16, 106 - (x % 5))], "#94692d", 2.4) for x in range(12, 96, 13))
        return tail + eggs + body + wing + straw + group(head, 0, up)
    feet = _toes(52, 92, 112, _BEAK_DARK) + _toes(72, 92, 112, _BEAK_DARK)
    chick = ""
    if b.variant == 1:
        chick = _toes(14, 104, 112, _BEAK_DARK, 2.4) + ellipse(16, 98, 13, 9.5, "#f8d552") + circle(11, 87, 8.5, "#f8d552") + poly([(5, 86), (0, 89), (5, 91)], _BEAK_DARK) + eye(9, 85, 2) + ellipse(20, 98, 6, 4, "#e3b638")
    return tail + feet + body + wing + head + chick + ("" if b.variant == 1 else line([(4, 35), (4.2, 35)], _BEAK, 2.4))


@draws("rooster", 120, 128, natural=("#b8482c", "#e9dfd0", "#3f4a58"))
def rooster(b: Brush) -> str:
    """A rooster crowing: tall comb, arching tail feathers, spurs."""
    tails = (("#1f5f55", "#2f8a74", "#27466b"), ("#3a4f6b", "#5f87a8", "#2f3f58"), ("#c8502f", "#e08a36", "#8f3526"))[b.variant]
    tail = "".join(ribbon(curve((84, 80), (90, 30 + 8 * k), (118 - 2 * k, 22 + 16 * k), (112, 62 + 12 * k)), (12, 14, 12, 5), tails[k % 3]) for k in (3, 2, 1, 0))
    gold = mix(b.main, "#f2b040", 0.62)
    feet = _toes(54, 98, 128, _BEAK_DARK, 5) + _toes(72, 98, 128, _BEAK_DARK, 5) + "".join(ellipse(x, 98, 9, 11, b.dark) for x in (54, 72))
    body = path("M24 62 Q26 44 34 34 H54 Q60 62 92 70 Q100 104 62 106 Q26 104 24 62Z", b.main) + path("M28 82 Q50 102 90 88 Q84 106 62 106 Q34 104 28 82Z", b.dark)
    cape = "".join(poly([(x, 40), (x + 12, 40), (x + 5 + (x - 38) * 0.5, y)], gold if k % 2 else shade(gold, -0.14)) for k, (x, y) in enumerate(((28, 66), (36, 72), (44, 72), (50, 66))))
    wing = path("M52 74 Q70 64 90 74 Q90 94 72 94 Q56 94 52 74Z", shade(b.main, -0.32) if lum(b.main) > 0.3 else b.light) + path("M58 76 Q70 70 84 76 Q82 86 71 86 Q60 86 58 76Z", gold)
    head = _hen_head(b, 40, 32, gold if b.variant != 1 else b.main, 1.0)
    if b.variant != 1:
        head = group(head, 0, 0, turn=16, about=(40, 40))
        crow = path("M60 0 h0.1", None, gold, 1)
    else:
        crow = ""
    return tail + feet + body + cape + wing + head + crow


@draws("penguin", 96, 116, natural=("#3a4150", "#4a5468", "#4f6b8a"))
def penguin(b: Brush) -> str:
    """A penguin: arms at its sides, arms out with a scarf, or waddling in side view."""
    white, gold = WHITE if lum(b.main) < 0.86 else shade(b.main, -0.1), "#f4b53c"
    if b.variant == 2:
        feet = path("M22 116 Q24 106 40 106 H58 V116Z", _BEAK_DARK) + path("M44 116 Q46 107 60 107 H74 V116Z", _BEAK)
        body = path("M34 28 Q84 18 90 70 L95 100 Q92 104 86 102 Q74 112 52 110 Q20 106 22 66 Q24 44 34 28Z", b.main) + path("M28 44 Q48 40 56 62 Q60 100 46 109 Q20 104 22 66Z", white)
        flip = ribbon(curve((64, 54), (70, 74), (56, 92)), (20, 17, 8), b.dark)
        head = ellipse(44, 26, 27, 25, b.main) + path("M18 30 Q24 22 34 26 Q44 34 34 48 Q20 46 18 30Z", white) + path("M20 26 Q10 26 1 34 Q12 38 22 35Z", gold) + path("M50 34 Q58 42 48 50 Q40 44 50 34Z", gold)
        return feet + body + flip + head + look("#000000", ((33, 22),), 4)
    out = b.variant == 1
    hands = ((9, 46), (87, 46)) if out else ((8, 82), (88, 82))
    arms = "".join(ribbon(curve((48 + s * 28, 56), (48 + s * 36, 58 if out else 66), hand), (18, 16, 8), b.dark) for s, hand in zip((-1, 1), hands, strict=True))
    tips = "".join(circle(*hand, 5, b.dark) for hand in hands)
    feet = "".join(path(f"M{x - 16} 116 Q{x - 14} 105 {x} 105 Q{x + 14} 105 {x + 16} 116Z", _BEAK) + line([(x - 5, 110), (x - 6, 115)], _BEAK_DARK, 2) + line([(x + 5, 110), (x + 6, 115)], _BEAK_DARK, 2) for x in (32, 64))
    body = path("M14 68 Q14 26 48 26 Q82 26 82 68 Q84 110 48 110 Q12 110 14 68Z", b.main) + path("M24 74 Q22 48 48 46 Q74 48 72 74 Q74 106 48 106 Q22 106 24 74Z", white)
    head = path("M18 34 Q18 2 48 2 Q78 2 78 34 Q78 54 48 56 Q18 54 18 34Z", b.main) + path("M48 28 Q40 16 30 22 Q22 30 28 42 Q36 52 48 52 Q60 52 68 42 Q74 30 66 22 Q56 16 48 28Z", white)
    face = eye(37, 32, 4.6) + eye(59, 32, 4.6) + path("M39 39 Q48 34 57 39 Q54 48 48 50 Q42 48 39 39Z", gold) + path("M42 43 Q48 46 54 43 Q52 49 48 50 Q44 49 42 43Z", _BEAK_DARK) + "".join(ellipse(x, 42, 4.4, 3, ROSE, opacity=0.7) for x in (30, 66))
    scarf = path("M18 50 Q48 66 78 50 L79 58 Q48 76 17 58Z", "#d0423c") + path("M62 60 L74 58 L78 84 L66 86Z", "#b5322f") + line([(66, 80), (78, 78)], "#f3d9a8", 2.4) if out else ""
    return feet + arms + tips + body + head + face + scarf


@draws("flamingo", 104, 150, natural=("#f48ba6", "#f7a08e", "#ee7594"))
def flamingo(b: Brush) -> str:
    """A flamingo on thin legs, with its S-shaped neck and bent black-tipped bill."""
    leg, dark = mix(b.main, "#d8506e", 0.55) if lum(b.main) > 0.3 else shade(b.main, 0.4), shade(b.main, -0.26)
    if b.variant == 1:
        limbs = line([(52, 94), (42, 120), (46, 146)], leg, 4.4) + line([(64, 94), (74, 120), (70, 146)], leg, 4.4) + line([(36, 148), (46, 146), (52, 148)], leg, 4) + line([(60, 148), (70, 146), (76, 148)], leg, 4) + circle(42, 120, 3.4, dark) + circle(74, 120, 3.4, dark)
    else:
        limbs = line([(56, 94), (56, 147)], leg, 4.6) + line([(46, 148), (56, 145), (64, 148)], leg, 4) + circle(56, 118, 3.6, dark) + line([(66, 94), (78, 112), (58, 118)], leg, 4.4)
    tail = _feathers((76, 76), ((99, 80), (98, 89), (92, 96)), 10, (dark, b.dark))
    neck = ribbon(curve((38, 82), (-22, 66), (76, 44), (44, 6), (26, 18), n=30), (24, 13, 11, 12, 15), b.main)
    body = path("M28 78 Q32 56 58 60 Q86 62 100 84 Q82 102 56 100 Q30 98 28 78Z", b.main)
    wing = path("M44 74 Q66 62 90 84 Q80 94 62 92 Q46 90 44 74Z", b.dark) + "".join(path(f"M{x} {y} q7 8 14 2", None, dark, 2.6) for x, y in ((54, 76), (64, 82)))
    if b.variant == 2:
        wing = _feathers((50, 80), ((66, 36), (80, 40), (92, 48), (99, 60)), 15, (dark, b.dark, b.light))
    head = ellipse(29, 16, 15, 13.5, b.main) + path("M16 14 Q2 18 3 32 Q4 42 11 46 Q10 34 22 26Z", CREAM) + path("M3.4 30 Q4 42 11 46 Q10.5 38 13 33Z", INK)
    crown = circle(34, 3.5, 2.6, b.main) + circle(28, 3.5, 2.6, b.main)
    return limbs + tail + neck + body + wing + crown + head + circle(28, 14, 4.6, "#fdf0a8") + circle(27.6, 14, 2.6, INK)


@draws("peacock", 152, 124, natural=("#2f7fb8", "#2a9a8a", "#5a6cc4"))
def peacock(b: Brush) -> str:
    """A peacock with its fan spread: rows of eye feathers behind a small body."""
    fan = mix(b.main, "#3f9a58", 0.45) if not b.recolored else b.main
    rim, gold = shade(fan, -0.24), "#e9bd4a"
    count = (11, 9, 13)[b.variant]
    out = ""
    for reach, size, color in ((70, 11, rim), (50, 9, fan)):
        for k in range(count):
            a = math.pi * (-0.06 + 1.12 * k / (count - 1)) if reach == 70 else math.pi * (0.02 + 0.96 * k / (count - 1))
            x, y = 76 + (reach - 5) * math.cos(a), 72 - (reach - 11) * math.sin(a) * 1.0
            out += ribbon([(76, 88), ((76 + x) / 2, (80 + y) / 2), (x, y)], (6, 14, size * 1.9), color)
            spot = (circle(x, y, size * 0.72, gold) + circle(x, y, size * 0.5, "#2f6f9a") + circle(x, y + 1, size * 0.26, "#1c2f4a")) if b.variant != 1 else (ellipse(x, y, size * 0.6, size * 0.8, "#7fd0b8", turn=90 - math.degrees(a)) + circle(x, y, size * 0.4, "#33306b"))
            out += spot
    tail = ellipse(76, 90, 34, 24, shade(fan, -0.36))
    body_fill = b.main if not b.recolored else b.light if lum(b.main) < 0.7 else b.dark
    feet = _toes(68, 108, 124, "#b08a5a") + _toes(86, 108, 124, "#b08a5a")
    body = ellipse(76, 92, 20, 22, body_fill) + ribbon(curve((76, 84), (76, 64), (76, 44)), (26, 17, 16), body_fill) + _both(path("M58 86 Q54 102 68 110 Q64 96 66 82Z", mix(body_fill, "#ffffff", 0.25)), 76)
    crest = "".join(line([(76, 36), (76 + d, 22 - abs(d) * -0.2)], body_fill, 2.4) + circle(76 + d, 21 + abs(d) * 0.2, 3.2, gold) for d in (-12, -6, 0, 6, 12))
    head = circle(76, 42, 13, body_fill) + "".join(ellipse(x, 41, 5.4, 5, WHITE) + eye(x, 41, 3.2) for x in (70, 82)) + poly([(72, 46), (80, 46), (76, 54)], gold)
    return out + tail + feet + crest + body + head
