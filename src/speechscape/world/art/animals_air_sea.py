"""Animals of the air, and the small ones that crawl: birds, insects, snails and worms."""

from __future__ import annotations

import math
from collections.abc import Sequence

from speechscape.world.art.animals_land import CREAM, INK, ROSE, WHITE, curve, ink, look, lum, pale, ribbon
from speechscape.world.art.kit import Brush, Point, circle, draws, ellipse, eye, group, line, mix, path, poly, rect, shade

__all__ = ["both", "feathers"]

_BEAK, _BEAK_DARK = "#f2a035", "#d07c22"


# --- anatomy ----------------------------------------------------------------------------------------------------------
def both(half: str, axis: float) -> str:
    """A half and its mirror image about the vertical line x = axis."""
    return half + group(half, flip=True, about=(axis, 0))


def feathers(root: Point, tips: Sequence[Point], width: float, colors: Sequence[str]) -> str:
    """Long rounded feathers from one root to the tips; colours take turns."""
    return "".join(
        ribbon([root, ((root[0] + x) / 2, (root[1] + y) / 2), (x, y)], (width * 0.7, width, width * 0.6), colors[k % len(colors)])
        for k, (x, y) in enumerate(tips)
    )


def _toes(x: float, top: float, ground: float, color: str, width: float = 4) -> str:
    """A bird's leg with three toes."""
    drawn = line([(x, top), (x, ground - 3)], color, width) + line([(x - 8, ground - 1.6), (x, ground - 4), (x + 6, ground - 1.6)], color, width * 0.8)
    return drawn + line([(x - 1, ground - 4), (x - 1, ground - 1.6)], color, width * 0.8)


def _deep(color: str) -> str:
    """A tone that marks patterns on `color`, dark on light colours and light on dark ones."""
    return shade(color, -0.42) if lum(color) > 0.3 else shade(color, 0.42)


# --- birds ------------------------------------------------------------------------------------------------------------
@draws("bird", 128, 85, natural=("#4f9bd6", "#d9573f", "#7a8a52"))
def bird(b: Brush) -> str:
    """A small bird in flight: wings up, wings spread wide, or a fork-tailed swallow."""
    light, dark = pale(b, 0.85), shade(b.main, -0.38)
    if b.variant == 2:
        tail = poly([(84, 56), (126, 60), (98, 69), (126, 84), (82, 74)], dark)
        far = path("M56 54 Q44 26 12 2 Q58 4 76 50Z", dark)
        near = path("M52 62 Q70 30 118 2 Q104 46 82 70Z", b.dark) + path("M58 60 Q74 38 104 16 Q94 44 78 64Z", b.main)
    else:
        tail = feathers((86, 62), ((122, 58), (123, 70), (117, 79)), 12, (b.dark, dark))
        if b.variant == 0:
            far = feathers((60, 56), ((34, 7), (48, 6), (61, 12)), 16, (dark, b.dark))
            near = feathers((66, 62), ((76, 8), (93, 12), (105, 24), (108, 38)), 18, (b.dark, b.light, b.dark, b.light))
        else:
            far = feathers((60, 56), ((64, 7), (78, 9), (90, 18), (96, 32)), 16, (dark, b.dark))
            near = feathers((64, 62), ((48, 78), (60, 80), (74, 80), (88, 78)), 17, (b.dark, b.light))
    body = path("M18 54 Q22 36 44 40 Q76 46 96 64 Q80 86 48 82 Q22 76 18 54Z", b.main)
    body += path("M20 60 Q26 78 50 82 Q70 83 84 76 Q52 74 40 60 Q30 54 20 60Z", light)
    head = circle(30, 50, 20, b.main) + path("M12 56 Q20 52 34 58 Q38 66 32 70 Q16 68 12 56Z", light if b.variant != 2 else "#c8502f")
    drawn = far + tail + body + head + poly([(13, 46), (2, 54), (13, 58)], _BEAK) + poly([(13, 53), (2, 54), (13, 58)], _BEAK_DARK)
    return drawn + look(b.main, ((25, 46),), 4.4) + near


@draws("eagle", 160, 100, natural=("#6d4a31", "#7d5535", "#5b4038"))
def eagle(b: Brush) -> str:
    """An eagle gliding with fingered wings, white head, hooked beak and talons."""
    white, dark = WHITE if lum(b.main) < 0.86 else shade(b.main, -0.16), shade(b.main, -0.35)
    if b.variant == 2:
        white = mix(b.main, "#e9b863", 0.6)
    lift = (0, 14, -8)[b.variant]
    tips = [(4, 28 - lift * 1.1), (6, 40 - lift * 0.9), (12, 52 - lift * 0.7), (21, 61 - lift * 0.5), (32, 68 - lift * 0.4), (44, 72 - lift * 0.3), (56, 74)]
    tips = [(x, max(5, y)) for x, y in tips]
    wing = feathers((44, 36), tips, 13, (dark, b.dark))
    wing += path(f"M80 30 Q56 {12 - lift * 0.3} 34 {16 - lift} Q14 {14 - lift} 8 {max(4, 22 - lift)} Q22 {38 - lift} 40 50 Q58 62 80 58Z", b.main)
    wing += "".join(path(f"M{x} {y} q5 8 11 3", None, b.dark, 3) for x, y in ((28, 30 - lift * 0.5), (42, 36), (54, 44)))
    tail = feathers((80, 66), ((60, 92), (70, 95), (80, 96), (90, 95), (100, 92)), 12, (white, shade(white, -0.12)))
    body = ellipse(80, 54, 17, 26, b.main)
    body += "".join(path(f"M{x} {y} q4 6 8 0", None, b.dark, 2.6) for x, y in ((72, 50), (81, 50), (76, 60), (68, 60), (84, 60)))
    claws = "".join(ellipse(x, 76, 6, 7, b.dark) + "".join(line([(x, 80), (x + d, 88)], _BEAK, 3.4) for d in (-5, 0, 5)) for x in (71, 89))
    head = path("M62 24 Q62 4 80 4 Q98 4 98 24 Q98 40 92 42 L86 38 L80 44 L74 38 L68 42 Q62 40 62 24Z", white)
    head += path("M72 22 Q80 16 88 22 Q88 34 80 39 Q72 34 72 22Z", _BEAK) + path("M76 31 Q80 40 84 31 Q80 34 76 31Z", _BEAK_DARK)
    head += eye(70, 18, 3.6) + eye(90, 18, 3.6) + line([(64, 12), (75, 17)], shade(white, -0.4), 3) + line([(96, 12), (85, 17)], shade(white, -0.4), 3)
    crown = poly([(76, 5), (80, 0), (84, 5)], white) + (poly([(66, 8), (66, 1), (74, 6)], white) + poly([(94, 8), (94, 1), (86, 6)], white))
    return both(wing, 80) + tail + body + claws + crown + head


@draws("owl", 112, 112, natural=("#9a6b43", "#8a8078", "#b98c5a"))
def owl(b: Brush) -> str:
    """An owl seen from the front, with big ringed eyes and wings half open."""
    light, dark, disk = pale(b, 0.62), shade(b.main, -0.36), pale(b, 0.86)
    tips = (((6, 62), (7, 78), (14, 91), (24, 99)), ((6, 20), (6, 36), (8, 52), (14, 66)), ((7, 46), (6, 64), (10, 82), (19, 96)))[b.variant]
    wing = feathers((34, 58 if b.variant != 1 else 64), tips, 16, (dark, b.dark))
    tail = feathers((56, 84), ((46, 104), (56, 106), (66, 104)), 11, (dark, b.dark))
    body = path("M22 60 Q20 26 56 24 Q92 26 90 60 Q90 102 56 104 Q22 102 22 60Z", b.main) + path("M34 68 Q56 56 78 68 Q78 98 56 100 Q34 98 34 68Z", light)
    flecks = "".join(
        path(f"M{x} {y} q4 6 8 0", None, dark if b.variant != 1 else b.main, 2.6) for x, y in ((42, 74), (52, 74), (62, 74), (47, 83), (57, 83), (52, 92))
    )
    horned = both(poly([(22, 32), (16, 2), (48, 16)], b.main) + poly([(24, 24), (20, 9), (36, 17)], dark), 56)
    tufts = horned if b.variant != 1 else path("M26 28 Q30 2 56 2 Q82 2 86 28Z", b.main)
    head = path("M16 34 Q18 12 56 12 Q94 12 96 34 Q96 62 56 64 Q16 62 16 34Z", b.main) + poly([(46, 13), (66, 13), (56, 34)], dark)
    gold = ("#f4b93a", "#e8d34c", "#f08a35")[b.variant]
    face = both(circle(38, 39, 20, disk) + circle(38, 39, 13, gold), 56) + "".join(circle(x, 39, 8, INK) + circle(x + 3, 36, 2.8, "#ffffff") for x in (39, 73))
    claws = "".join(line([(x + d, 103), (x + d * 1.5, 110)], _BEAK, 4) for x in (44, 68) for d in (-5, 0, 5))
    branch = "" if b.variant != 2 else rect(14, 104, 84, 7, "#7c5638", r=3.5)
    drawn = both(wing, 56) + tail + body + flecks + tufts + head + face + poly([(50, 44), (62, 44), (56, 58)], _BEAK)
    return drawn + poly([(53, 50), (59, 50), (56, 58)], _BEAK_DARK) + branch + claws


@draws("parrot", 112, 128, natural=("#dc3b35", "#3fa54a", "#3a86cf"))
def parrot(b: Brush) -> str:
    """A parrot with a hooked beak, bright half-open wings and a long tail."""
    blue, gold = "#2f74c4", "#f5c63b"
    near = lum(mix(b.main, blue, 0)) < 0.5 and int(b.main[5:7], 16) > 150
    first, second = (gold, "#e0662f") if near else (gold if lum(b.main) < 0.7 else "#4aa04f", blue)
    tail = feathers((60, 82), ((54, 122), (64, 124), (73, 118)), 11, (b.dark, second, b.main))
    spread = (((107, 62), (106, 76), (98, 88), (88, 96)), ((107, 24), (107, 40), (104, 56), (97, 70)), ((106, 44), (107, 60), (103, 76), (94, 88)))[b.variant]
    wing = feathers((72, 56), spread, 15, (second, first)) + ellipse(78, 58, 15, 17, b.dark, turn=-30)
    left = feathers(
        (42, 60), ((5, 78), (12, 90), (22, 98)) if b.variant != 1 else ((5, 36), (6, 50), (10, 64)), 15, (shade(second, -0.18), shade(first, -0.18))
    )
    body = path("M34 50 Q36 30 58 30 Q84 34 86 66 Q84 92 62 96 Q38 92 34 50Z", b.main) + path("M38 62 Q48 54 60 62 Q66 82 58 94 Q40 88 38 62Z", b.light)
    head = circle(52, 28, 25, b.main) + ellipse(42, 30, 15, 15, WHITE if lum(b.main) < 0.86 else shade(b.main, -0.12))
    head += "".join(line([(38 + k, 38), (46 + k, 36)], b.dark, 1.6) for k in (0, 3))
    beak = path("M34 20 Q10 16 12 42 Q14 46 18 48 Q20 40 34 40Z", "#f4dcae" if b.variant != 2 else "#3c3a42")
    beak += path("M22 41 Q20 50 28 50 Q36 48 36 40Z", "#3c3a42")
    crest = feathers((58, 10), ((66, 4), (76, 8), (80, 16)), 8, (first, b.dark)) if b.variant != 0 else path("M38 8 Q50 -2 64 6 L58 14Z", b.main)
    claws = "".join(line([(x + d, 92), (x + d, 101)], "#56504f", 3.6) for x in (50, 70) for d in (-4, 1, 5))
    perch = rect(2, 98, 108, 7, "#8a6040", r=3.5) if b.variant == 0 else ""
    return tail + left + crest + body + wing + perch + claws + head + beak + eye(43, 26, 4.6)


@draws("duck", 120, 98, natural=("#f6cf45", "#b9a48e", "#f4efe6"))
def duck(b: Brush) -> str:
    """A duck afloat: plain, a drake with green head and white collar, or beating its wings."""
    drake = b.variant == 1
    head_fill = "#2f8558" if drake and not b.recolored else b.main
    body = path("M22 66 Q24 48 50 52 Q78 56 92 46 Q106 36 118 38 Q116 98 70 98 H52 Q24 98 22 66Z", b.main)
    body += path("M24 78 Q40 92 76 90 Q104 84 114 62 Q112 98 70 98 H52 Q28 98 24 78Z", b.dark)
    wing = path("M46 66 Q54 54 76 58 Q98 58 104 54 Q104 84 76 84 Q50 84 46 66Z", b.dark)
    wing += path("M54 68 Q64 60 80 63 Q96 63 102 60 Q98 76 76 76 Q58 76 54 68Z", b.light)
    if drake:
        wing += path("M78 78 Q94 76 101 66 L103 58 Q104 84 76 84Z", "#3d6fb8")
    if b.variant == 2:
        wing = feathers((58, 72), ((80, 10), (94, 16), (105, 27), (111, 42)), 18, (b.dark, b.light if lum(b.main) < 0.8 else shade(b.main, -0.1)))
    neck = path("M24 70 Q30 50 28 40 H54 Q52 56 62 66 Q44 84 24 70Z", head_fill if drake else b.main)
    neck += path("M25 58 Q40 64 55 56 L58 62 Q42 72 24 64Z", WHITE) if drake else ""
    head = circle(40, 26, 24, head_fill) + (poly([(44, 4), (56, 0), (52, 8), (62, 8), (54, 14)], b.main) if b.variant == 0 else "")
    bill = path("M22 22 Q14 26 4 27 Q-1 32 6 36 Q18 38 24 36Z", _BEAK) + path("M4 31 Q14 33 24 30 L24 36 Q14 39 6 36Z", _BEAK_DARK)
    return body + neck + head + wing + bill + look(head_fill, ((35, 21),), 4.4) + (ellipse(44, 34, 5, 3.4, ROSE, opacity=0.6) if not drake else "")


@draws("swan", 136, 116, natural=("#fbf9f4", "#f4f1ec", "#4b4a55"))
def swan(b: Brush) -> str:
    """A swan afloat, with the S of its neck and an orange bill."""
    shadow = shade(b.main, -0.13) if lum(b.main) > 0.6 else b.dark
    edge = shade(b.main, -0.24) if lum(b.main) > 0.6 else shade(b.main, 0.25)
    neck = ribbon(curve((48, 92), (-10, 84), (64, 44), (42, 18), (26, 14), n=28), (32, 18, 14, 15, 17), b.main)
    body = path("M18 88 Q20 66 56 74 Q88 78 134 48 Q136 84 116 102 Q100 116 64 116 Q22 114 18 88Z", b.main)
    body += path("M22 98 Q60 114 112 96 Q124 86 130 66 Q136 84 116 102 Q100 116 64 116 Q30 114 22 98Z", shadow)
    if b.variant == 1:
        wing = feathers((62, 88), ((84, 30), (98, 30), (110, 36), (120, 46), (126, 58)), 17, (shadow, b.main, edge))
    elif b.variant == 2:
        wing = feathers((60, 88), ((104, 52), (116, 58), (120, 68), (118, 80), (110, 90)), 15, (edge, shadow, b.main))
    else:
        wing = path("M46 88 Q54 58 92 56 Q112 52 124 40 Q128 92 88 100 Q58 104 46 88Z", shadow)
        wing += path("M54 86 Q64 66 94 64 Q112 60 120 52 Q116 88 86 92 Q66 94 54 86Z", b.main)
        wing += "".join(path(f"M{x} {y} Q{x + 14} {y + 4} {x + 24} {y - 8}", None, edge, 2.6) for x, y in ((70, 80), (82, 88), (86, 74)))
    head = ellipse(33, 16, 15, 12.5, b.main) + path("M20 12 Q8 18 2 25 Q8 29 22 24Z", "#ef7f2e" if lum(b.main) > 0.3 else "#d8433a")
    head += path("M26 8 Q17 10 19 20 Q24 26 25 22 Q26 16 30 12Z", "#2c2a30" if lum(b.main) > 0.3 else WHITE)
    return neck + body + wing + head + look(b.main, ((33, 15),), 3)


def _comb(x: float, y: float, s: float) -> str:
    """A red comb standing on a head at (x, y)."""
    return group(path("M-12 5 Q-17 -9 -9 -8 Q-6 -17 0 -10 Q6 -18 9 -8 Q18 -9 12 6Z", "#d9352f"), x, y, s)


def _hen_head(b: Brush, x: float, y: float, fill: str, comb: float) -> str:
    out = _comb(x + 2, y - 14, comb) + circle(x, y, 17, fill) + ellipse(x - 11, y + 17, 5, 8 * comb, "#d9352f")
    out += poly([(x - 14, y - 5), (x - 29, y + 3), (x - 13, y + 9)], _BEAK)
    return out + poly([(x - 15, y + 2), (x - 29, y + 3), (x - 13, y + 9)], _BEAK_DARK) + look(fill, ((x - 4, y - 4),), 3.8)


@draws("chicken", 116, 106, natural=("#f4ece0", "#b5652f", "#d9a45c"))
def chicken(b: Brush) -> str:
    """A hen: standing, speckled, or brooding on a nest."""
    shadow, edge = (b.dark, _deep(b.main)) if lum(b.main) < 0.8 else (shade(b.main, -0.14), shade(b.main, -0.24))
    nest = b.variant == 2
    tail = feathers((88, 62), ((97, 26), (108, 32), (111, 44), (110, 56)), 15, (edge, shadow))
    body = path("M18 60 Q20 36 40 26 Q52 40 72 50 Q92 52 108 44 Q116 96 66 98 Q20 98 18 60Z", b.main)
    body += path("M22 76 Q50 96 104 74 Q96 98 66 98 Q30 98 22 76Z", shadow)
    wing = path("M50 62 Q72 52 94 62 Q96 84 74 84 Q54 84 50 62Z", shadow)
    wing += "".join(path(f"M{x} {y} q6 8 12 1", None, edge, 2.6) for x, y in ((60, 66), (74, 66), (67, 74)))
    head = _hen_head(b, 31, 32, b.main, 0.85)
    if nest:
        straw = path("M2 92 Q58 110 114 92 Q112 112 96 112 H20 Q4 112 2 92Z", "#c79a4e")
        straw += "".join(line([(x, 98 + (x % 3)), (x + 16, 106 - (x % 5))], "#94692d", 2.4) for x in range(12, 96, 13))
        return group(tail + body + wing + straw + head, 0, -6)
    feet = _toes(52, 92, 112, _BEAK_DARK) + _toes(72, 92, 112, _BEAK_DARK)
    specks = ""
    if b.variant == 1:
        specks = "".join(
            path(f"M{x} {y} q3.5 5 7 0", None, shade(b.main, 0.5) if lum(b.main) < 0.7 else edge, 2.6)
            for x, y in ((28, 58), (38, 68), (30, 76), (44, 80), (58, 88), (76, 88), (92, 80), (44, 56), (96, 62), (40, 46))
        )
    return group(tail + feet + body + wing + specks + head, 0, -6)


@draws("rooster", 110, 128, natural=("#b8482c", "#e9dfd0", "#3f4a58"))
def rooster(b: Brush) -> str:
    """A rooster crowing: tall comb, arching tail feathers, spurs."""
    tails = (("#1f5f55", "#2f8a74", "#27466b"), ("#3a4f6b", "#5f87a8", "#2f3f58"), ("#c8502f", "#e08a36", "#8f3526"))[b.variant]
    tail = "".join(
        ribbon(curve((84, 80), (90, 30 + 8 * k), (118 - 2 * k, 22 + 16 * k), (112, 66 + 12 * k)), (13, 18, 16, 5), tails[k % 3]) for k in (3, 2, 1, 0)
    )
    gold = mix(b.main, "#f2b040", 0.62)
    feet = _toes(54, 98, 128, _BEAK_DARK, 5) + _toes(72, 98, 128, _BEAK_DARK, 5) + "".join(ellipse(x, 98, 9, 11, b.dark) for x in (54, 72))
    body = path("M24 62 Q26 44 34 34 H54 Q60 62 92 70 Q100 104 62 106 Q26 104 24 62Z", b.main)
    body += path("M28 82 Q50 102 90 88 Q84 106 62 106 Q34 104 28 82Z", b.dark)
    cape = "".join(
        poly([(x, 40), (x + 12, 40), (x + 5 + (x - 38) * 0.5, y)], gold if k % 2 else shade(gold, -0.14))
        for k, (x, y) in enumerate(((28, 66), (36, 72), (44, 72), (50, 66)))
    )
    wing = path("M52 74 Q70 64 90 74 Q90 94 72 94 Q56 94 52 74Z", shade(b.main, -0.32) if lum(b.main) > 0.3 else b.light)
    wing += path("M58 76 Q70 70 84 76 Q82 86 71 86 Q60 86 58 76Z", gold)
    head = _hen_head(b, 40, 32, gold if b.variant != 1 else b.main, 1.14)
    if b.variant != 1:
        head = group(head, 0, 0, turn=14, about=(40, 40))
    return group(tail + feet + body + cape + wing + head, -10.5)


@draws("penguin", 96, 116, natural=("#3a4150", "#4a5468", "#4f6b8a"))
def penguin(b: Brush) -> str:
    """A penguin: arms at its sides, arms out with a scarf, or waddling in side view."""
    white, gold = WHITE if lum(b.main) < 0.86 else shade(b.main, -0.1), "#f4b53c"
    if b.variant == 2:
        feet = path("M22 116 Q24 106 40 106 H58 V116Z", _BEAK_DARK) + path("M44 116 Q46 107 60 107 H74 V116Z", _BEAK)
        body = path("M34 28 Q84 18 90 70 L95 100 Q92 104 86 102 Q74 112 52 110 Q20 106 22 66 Q24 44 34 28Z", b.main)
        body += path("M28 44 Q48 40 56 62 Q60 100 46 109 Q20 104 22 66Z", white)
        flip = ribbon(curve((64, 54), (70, 74), (56, 92)), (20, 17, 8), b.dark)
        head = ellipse(44, 26, 27, 25, b.main) + path("M18 30 Q24 22 34 26 Q44 34 34 48 Q20 46 18 30Z", white) + path("M20 26 Q10 26 1 34 Q12 38 22 35Z", gold)
        head += path("M50 34 Q58 42 48 50 Q40 44 50 34Z", gold)
        return feet + body + flip + head + look("#000000", ((33, 22),), 4)
    out = b.variant == 1
    hands = ((8, 46), (88, 46)) if out else ((8, 82), (88, 82))
    arms = "".join(
        ribbon(curve((48 + s * 28, 56), (48 + s * 36, 58 if out else 66), hand), (18, 16, 8), b.dark) for s, hand in zip((-1, 1), hands, strict=True)
    )
    tips = "".join(circle(*hand, 5, b.dark) for hand in hands)
    feet = "".join(
        path(f"M{x - 16} 116 Q{x - 14} 105 {x} 105 Q{x + 14} 105 {x + 16} 116Z", _BEAK)
        + line([(x - 5, 110), (x - 6, 115)], _BEAK_DARK, 2)
        + line([(x + 5, 110), (x + 6, 115)], _BEAK_DARK, 2)
        for x in (32, 64)
    )
    body = path("M14 68 Q14 26 48 26 Q82 26 82 68 Q84 110 48 110 Q12 110 14 68Z", b.main)
    body += path("M24 74 Q22 48 48 46 Q74 48 72 74 Q74 106 48 106 Q22 106 24 74Z", white)
    head = path("M18 34 Q18 2 48 2 Q78 2 78 34 Q78 54 48 56 Q18 54 18 34Z", b.main)
    head += path("M48 28 Q40 16 30 22 Q22 30 28 42 Q36 52 48 52 Q60 52 68 42 Q74 30 66 22 Q56 16 48 28Z", white)
    face = eye(37, 32, 4.6) + eye(59, 32, 4.6) + path("M39 39 Q48 34 57 39 Q54 48 48 50 Q42 48 39 39Z", gold)
    face += path("M42 43 Q48 46 54 43 Q52 49 48 50 Q44 49 42 43Z", _BEAK_DARK) + "".join(ellipse(x, 42, 4.4, 3, ROSE, opacity=0.7) for x in (30, 66))
    scarf = ""
    if out:
        scarf = path("M18 50 Q48 66 78 50 L79 58 Q48 76 17 58Z", "#d0423c") + path("M62 60 L74 58 L78 84 L66 86Z", "#b5322f")
        scarf += line([(66, 80), (78, 78)], "#f3d9a8", 2.4)
    return feet + arms + tips + body + head + face + scarf


@draws("flamingo", 104, 150, natural=("#f48ba6", "#f7a08e", "#ee7594"))
def flamingo(b: Brush) -> str:
    """A flamingo on thin legs, with its S-shaped neck and bent black-tipped bill."""
    leg, dark = mix(b.main, "#d8506e", 0.55) if lum(b.main) > 0.3 else shade(b.main, 0.4), shade(b.main, -0.26)
    if b.variant == 1:
        limbs = line([(52, 94), (42, 120), (46, 146)], leg, 4.4) + line([(64, 94), (74, 120), (70, 146)], leg, 4.4)
        limbs += line([(36, 148), (46, 146), (52, 148)], leg, 4) + line([(60, 148), (70, 146), (76, 148)], leg, 4) + circle(42, 120, 3.4, dark)
        limbs += circle(74, 120, 3.4, dark)
    else:
        limbs = line([(56, 94), (56, 147)], leg, 4.6) + line([(46, 148), (56, 145), (64, 148)], leg, 4) + circle(56, 118, 3.6, dark)
        limbs += line([(66, 94), (78, 112), (58, 118)], leg, 4.4)
    tail = feathers((76, 76), ((99, 80), (98, 89), (92, 96)), 10, (dark, b.dark))
    neck = ribbon(curve((38, 82), (-22, 66), (76, 44), (44, 6), (26, 18), n=30), (24, 13, 11, 12, 15), b.main)
    body = path("M28 78 Q32 56 58 60 Q86 62 100 84 Q82 102 56 100 Q30 98 28 78Z", b.main)
    wing = path("M44 74 Q66 62 90 84 Q80 94 62 92 Q46 90 44 74Z", b.dark)
    wing += "".join(path(f"M{x} {y} q7 8 14 2", None, dark, 2.6) for x, y in ((54, 76), (64, 82)))
    if b.variant == 2:
        wing = feathers((50, 80), ((66, 36), (80, 40), (92, 48), (99, 60)), 15, (dark, b.dark, b.light))
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
            spot = (
                (circle(x, y, size * 0.72, gold) + circle(x, y, size * 0.5, "#2f6f9a") + circle(x, y + 1, size * 0.26, "#1c2f4a"))
                if b.variant != 1
                else (ellipse(x, y, size * 0.6, size * 0.8, "#7fd0b8", turn=90 - math.degrees(a)) + circle(x, y, size * 0.4, "#33306b"))
            )
            out += spot
    tail = ellipse(76, 90, 34, 24, shade(fan, -0.36))
    body_fill = b.main if not b.recolored else b.light if lum(b.main) < 0.7 else b.dark
    feet = _toes(68, 108, 124, "#b08a5a") + _toes(86, 108, 124, "#b08a5a")
    body = ellipse(76, 92, 20, 22, body_fill) + ribbon(curve((76, 84), (76, 64), (76, 44)), (26, 17, 16), body_fill)
    body += both(path("M58 86 Q54 102 68 110 Q64 96 66 82Z", mix(body_fill, "#ffffff", 0.25)), 76)
    crest = "".join(line([(76, 36), (76 + d, 22 - abs(d) * -0.2)], body_fill, 2.4) + circle(76 + d, 21 + abs(d) * 0.2, 3.2, gold) for d in (-12, -6, 0, 6, 12))
    head = circle(76, 42, 13, body_fill) + "".join(ellipse(x, 41, 5.4, 5, WHITE) + eye(x, 41, 3.2) for x in (70, 82))
    head += poly([(72, 46), (80, 46), (76, 54)], gold)
    return out + tail + feet + crest + body + head


# --- insects and small crawlers ---------------------------------------------------------------------------------------
@draws("butterfly", 124, 100, natural=("#f08a2e", "#5b8fd8", "#e9789f"))
def butterfly(b: Brush) -> str:
    """A butterfly seen from above, with patterned wings; the wing shape and pattern differ."""
    edge = _deep(b.main) if b.variant != 1 else shade(b.main, -0.3)
    glint, body = mix(b.main, "#fff3c4", 0.72) if lum(b.main) < 0.86 else "#f2c14e", "#3a2c2a" if lum(b.main) > 0.3 else "#b9a89a"
    if b.variant == 0:
        wing = path("M64 50 Q70 14 100 4 Q126 0 121 28 Q118 52 94 58 Q120 62 113 84 Q104 104 86 98 Q68 88 62 60Z", edge)
        wing += path("M67 48 Q74 20 100 10 Q118 8 114 28 Q108 48 67 54Z", b.main) + path("M67 60 Q94 58 106 72 Q108 90 92 92 Q76 88 67 60Z", b.light)
        wing += "".join(
            circle(x, y, r, glint) for x, y, r in ((101, 22, 6.5), (89, 36, 4), (94, 76, 6), (115, 40, 2.4), (117, 32, 2.4), (108, 50, 2.2), (106, 86, 2.2))
        )
    elif b.variant == 1:
        wing = ellipse(94, 34, 29, 31, b.main, turn=24) + ellipse(88, 76, 23, 23.5, b.dark) + ellipse(94, 34, 19, 20, b.light, turn=24)
        wing += circle(97, 32, 10, edge) + circle(97, 32, 5, glint) + circle(88, 78, 11, b.light) + circle(88, 78, 5, edge)
        wing += path("M64 46 Q74 40 80 30 M64 52 Q76 60 78 68", None, edge, 2.4)
    else:
        wing = path("M64 52 Q74 6 118 3 Q128 22 106 46 Q120 54 110 66 L116 99 Q102 94 94 82 Q72 84 63 60Z", b.main)
        wing += path("M64 52 Q74 6 118 3 L112 12 Q84 18 72 50Z", edge)
        wing += "".join(path(d, None, edge, 2.8) for d in ("M70 50 Q92 34 112 28", "M70 54 Q92 48 104 46", "M70 60 Q88 62 104 66"))
        wing += circle(102, 76, 5, "#d8434a") + circle(92, 70, 3.4, glint) + circle(105, 20, 4, glint)
    feelers = path("M60 28 Q52 10 42 4 M64 28 Q72 10 82 4", None, body, 2.4) + circle(42, 4.5, 3, body) + circle(82, 4.5, 3, body)
    drawn = both(wing, 62) + feelers + ribbon([(62, 36), (62, 58), (62, 90)], (9, 11, 4), body) + circle(62, 32, 8.5, body) + circle(58.5, 31, 2.6, WHITE)
    return drawn + circle(65.5, 31, 2.6, WHITE) + circle(58.8, 31, 1.3, INK) + circle(65.2, 31, 1.3, INK)


@draws("bee", 116, 92, natural=("#f6c437", "#f0b32c", "#f9d34f"))
def bee(b: Brush) -> str:
    """A bee in flight: striped body, glassy wings, feelers and sting."""
    stripe = "#33261f" if lum(b.main) > 0.34 else "#f4d98a"
    glass, vein = "#dff0fa", "#a9cfe6"
    if b.variant == 2:
        wings = both(
            ellipse(94, 26, 24, 14, vein, turn=-34)
            + ellipse(93, 27, 20, 10.5, glass, turn=-34)
            + ellipse(93, 50, 21, 11, vein, turn=14)
            + ellipse(92, 50, 17, 8, glass, turn=14),
            58,
        )
        body = ellipse(58, 56, 29, 34, b.main) + path("M31 66 Q58 76 85 66 L82 76 Q58 86 34 76Z", stripe) + path("M42 84 Q58 90 74 84 L58 92Z", stripe)
        face = circle(58, 34, 24, b.main) + both(circle(68, 33, 6.6, WHITE) + eye(68, 33, 4.8) + ellipse(76, 42, 4.5, 3, ROSE, opacity=0.8), 58)
        face += path("M50 44 Q58 52 66 44", None, ink(b.main), 2.2)
        drawn = wings + body + path("M32 48 Q58 62 84 48 L86 56 Q58 70 30 56Z", stripe) + face
        return drawn + path("M50 14 Q46 4 38 3 M66 14 Q70 4 78 3", None, "#4a3a32", 2.6) + circle(38, 3.8, 3.4, "#4a3a32") + circle(78, 3.8, 3.4, "#4a3a32")
    raised = b.variant == 1
    wings = (
        (
            ellipse(78, 24, 14, 24, vein, turn=30)
            + ellipse(78, 24, 10.5, 20, glass, turn=30)
            + ellipse(58, 25, 14, 25, vein, turn=-10)
            + ellipse(58, 25, 10.5, 21, glass, turn=-10)
        )
        if not raised
        else (
            ellipse(84, 24, 26, 14, vein, turn=-36)
            + ellipse(84, 24, 22, 10.5, glass, turn=-36)
            + ellipse(60, 22, 13, 22, vein)
            + ellipse(60, 22, 9.5, 18, glass)
        )
    )
    sting = poly([(102, 54), (116, 60), (102, 66)], "#4a3a32")
    body = ellipse(68, 60, 40, 29, b.main) + path("M62 32 Q54 60 62 88 L75 88.4 Q68 60 75 31.6Z", stripe)
    body += path("M84 34 Q78 60 84 86 L95 80 Q90 60 95 40Z", stripe)
    head = circle(28, 56, 25, b.main) + circle(20, 52, 7.4, WHITE) + eye(19, 52, 5.2) + path("M8 64 Q15 71 24 66", None, ink(b.main), 2.4)
    head += ellipse(30, 62, 5, 3.4, ROSE, opacity=0.8)
    feelers = path("M24 33 Q20 18 8 17 M34 32 Q34 16 26 10", None, "#4a3a32", 2.8) + circle(8, 17, 3.4, "#4a3a32") + circle(26, 10, 3.4, "#4a3a32")
    feet = "".join(line([(x, 84), (x - 5, 90)], "#4a3a32", 3.4) for x in (46, 62, 78))
    return wings + sting + feet + body + head + feelers


@draws("ladybug", 116, 84, natural=("#d93a34", "#e4562f", "#f0a52e"))
def ladybug(b: Brush) -> str:
    """A ladybug: a round spotted shell and a black head; from the side, from above, or opening its wings."""
    dark = "#2c262b" if lum(b.main) > 0.3 else "#f0e6da"
    face, lining = "#2c262b", shade(b.main, -0.2)
    if b.variant == 0:
        feet = "".join(line([(x, 70), (x - 4, 82)], face if dark == "#2c262b" else "#8a8088", 5) for x in (46, 66, 86, 102))
        feelers = path("M22 40 Q14 26 4 25 M32 36 Q30 20 22 14", None, face, 3) + circle(4.5, 25, 3.4, face) + circle(22, 14, 3.4, face)
        head = circle(26, 56, 24, face) + circle(18, 52, 7.4, WHITE) + eye(17, 52, 5) + path("M8 64 Q16 71 26 66", None, WHITE, 2.2)
        shell = path("M34 74 Q32 2 78 2 Q114 6 116 74Z", b.main) + path("M34 74 Q33 62 36 50 Q60 72 116 66 L116 74Z", lining)
        drawn = feet + feelers + head + shell
        drawn += "".join(ellipse(x, y, r, r * 0.95, dark) for x, y, r in ((58, 24, 9), (88, 20, 8), (74, 44, 9), (102, 44, 7.5), (48, 52, 7), (88, 62, 6)))
        return drawn
    legs_ = both(
        "".join(line([(80, y), (100, y + d), (112, y + d * 1.8)], face if lum(b.main) > 0.3 else "#8a8088", 4.4) for y, d in ((30, -6), (48, 2), (62, 9))), 58
    )
    head = path("M38 26 Q38 4 58 4 Q78 4 78 26Z", face) + path("M48 6 Q42 -2 36 3 M68 6 Q74 -2 80 3", None, face, 2.8) + circle(48, 15, 5, WHITE)
    head += circle(68, 15, 5, WHITE) + eye(48.5, 15, 3.2) + eye(67.5, 15, 3.2)
    if b.variant == 1:
        shell = ellipse(58, 52, 36, 32, b.main) + path("M28 34 Q58 46 88 34 L82 28 Q58 14 34 28Z", face) + path("M58 38 V84", None, dark, 3.4)
        drawn = legs_ + head + shell + both("".join(circle(x, y, r, dark) for x, y, r in ((71, 50, 6.5), (84, 60, 5), (70, 69, 5.5))), 58)
        return drawn + ellipse(40, 29, 5, 4, WHITE) + ellipse(76, 29, 5, 4, WHITE)
    film = both(ellipse(84, 62, 27, 12, "#cfe0ea", turn=30) + path("M66 50 L102 74", None, "#9fbccb", 2), 58)
    case = both(
        path("M60 34 Q84 14 112 32 Q118 48 104 56 Q80 56 60 38Z", b.main)
        + path("M62 38 Q84 52 104 56 Q114 50 114 42 Q90 48 62 36Z", lining)
        + circle(82, 34, 6, dark)
        + circle(100, 40, 5.4, dark),
        58,
    )
    drawn = film + ellipse(58, 60, 20, 24, "#4a4048")
    drawn += "".join(path(f"M{40 + k} {58 + 9 * k} Q58 {64 + 9 * k} {76 - k} {58 + 9 * k}", None, "#6d626b", 2.4) for k in range(3)) + case + head
    return drawn + path("M36 28 Q58 42 80 28 Q76 18 58 18 Q40 18 36 28Z", face)


@draws("spider", 132, 100, natural=("#4a4350", "#6b4a3c", "#5a5f48"))
def spider(b: Brush) -> str:
    """A spider with eight bent legs: plain, striped and hairy, or hanging from its thread with a cross on its back."""
    dark, mark = b.dark if lum(b.main) > 0.2 else b.main, mix(b.main, "#f2d38a", 0.6) if lum(b.main) < 0.7 else _deep(b.main)
    y, r = (52, 25) if b.variant != 2 else (58, 22)
    knees = ((102, y - 46, 129, y - 6), (112, y - 30, 129, y + 16), (110, y - 6, 126, 90), (98, y + 12, 108, 97))
    limbs = ""
    for k, (kx, ky, fx, fy) in enumerate(knees):
        start = (80, y - 8 + 7 * k)
        limbs += line([start, (kx, max(4, ky)), (fx, fy)], dark if k % 2 else b.main, 6)
        limbs += (
            line([((kx + fx) / 2 - 1, (max(4, ky) + fy) / 2 - 4), ((kx + fx) / 2 + 1, (max(4, ky) + fy) / 2 + 4)], mark, 6.4)
            if b.variant == 1
            else circle(kx, max(4, ky), 4, b.dark)
        )
    thread = line([(66, 0.8), (66, y - r)], "#c9ccd6", 2) if b.variant == 2 else ""
    hair = ""
    if b.variant == 1:
        hair = "".join(
            line([(66 + (r - 3) * math.cos(a), y - 4 + (r + 1) * math.sin(a)), (66 + (r + 7) * math.cos(a), y - 4 + (r + 9) * math.sin(a))], dark, 2.6)
            for a in [k * math.pi / 9 for k in range(18)]
        )
    body = ellipse(66, y - 4, r, r + 2, b.main) + ellipse(66, y - 14, r * 0.62, r * 0.5, b.light, opacity=0.5)
    back = (
        (rect(62, y - 26, 8, 20, mark, r=4) + rect(56, y - 20, 20, 7, mark, r=3.5))
        if b.variant == 2
        else "".join(path(f"M{52 + 2 * k} {y - 22 + 7 * k} Q66 {y - 15 + 7 * k} {80 - 2 * k} {y - 22 + 7 * k}", None, mark, 3) for k in range(2))
    )
    head = ellipse(66, y + 16, 19, 16, b.dark if lum(b.main) > 0.25 else b.light)
    eyes = both(circle(73, y + 12, 6.4, WHITE) + eye(72, y + 12.5, 4.2) + circle(82, y + 9, 2.6, WHITE) + circle(82, y + 9, 1.4, INK), 66)
    drawn = thread + both(limbs, 66) + hair + body + back + head + eyes + both(poly([(68, y + 27), (74, y + 26), (71, y + 34)], WHITE), 66)
    return drawn + path(f"M58 {y + 24} Q66 {y + 29} 74 {y + 24}", None, INK if lum(b.dark) > 0.3 else WHITE, 2)


@draws("ant", 140, 84, natural=("#5a3a30", "#7e3b2a", "#3f3a40"))
def ant(b: Brush) -> str:
    """An ant: three body parts, six legs, elbowed feelers: plain, banded, or with great open jaws."""
    dark, light = b.dark if lum(b.main) > 0.2 else b.main, shade(b.main, 0.25) if lum(b.main) < 0.8 else shade(b.main, -0.1)
    limbs = "".join(
        line([(x, 58), (kx, 50 + (k % 2) * 3), (fx, 82)], dark if k < 3 else b.main, 4.6) + line([(fx, 82), (fx - 5, 82)], dark if k < 3 else b.main, 4)
        for k, (x, kx, fx) in enumerate(((66, 54, 48), (74, 80, 76), (82, 96, 104), (64, 46, 38), (74, 70, 64), (82, 104, 116)))
    )
    rear = ellipse(112, 50, 27, 21, b.main, turn=-8)
    rear += "".join(path(f"M{x} {y} Q{x - 7} 50 {x + 1} {z}", None, b.dark, 3) for x, y, z in ((104, 31, 69), (117, 30, 69), (128, 35, 64)))
    rear += ellipse(110, 39, 12, 5, light, opacity=0.7, turn=-8)
    middle = ellipse(75, 55, 17, 11, b.main) + ellipse(74, 51, 8, 3.4, light, opacity=0.7) + circle(91, 56, 5, b.dark)
    head = ellipse(36, 46, 25, 21, b.main, turn=-10) + ellipse(54, 53, 7, 6, b.dark)
    face = circle(29, 41, 8, WHITE) + eye(27.5, 41, 5.4) + path("M16 56 Q24 63 34 58", None, ink(b.main), 2.4) + poly([(14, 52), (4, 58), (14, 60)], dark)
    feelers = line([(32, 28), (26, 8), (14, 3)], dark, 3.4) + line([(24, 30), (14, 18), (2.5, 20)], dark, 3.4)
    if b.variant == 1:
        rear += "".join(path(f"M{x} {y} Q{x - 8} 50 {x + 1} {z}", None, light, 7) for x, y, z in ((99, 35, 67), (113, 32, 68), (127, 37, 62)))
    elif b.variant == 2:
        face += path("M16 50 Q2 46 3 34 Q8 42 20 44Z M16 56 Q4 62 2 76 Q12 66 26 62Z", shade(b.main, 0.3 if lum(b.main) < 0.3 else -0.4))
        rear += "".join(circle(x, y, r, light) for x, y, r in ((100, 54, 4), (112, 58, 5), (124, 54, 4), (116, 44, 3.4), (128, 44, 3)))
    return limbs + rear + middle + head + face + feelers


@draws("snail", 126, 94, natural=("#c9824a", "#b0704e", "#a58a4c"))
def snail(b: Brush) -> str:
    """A snail with its house on its back: a spiral, a banded shell, or a tall one with a tiny flag of leaf."""
    skin = "#e8cfa2" if lum(b.main) < 0.8 else "#cfae7c"
    deep, seam = shade(skin, -0.2), _deep(b.main)
    foot = path("M2 90 Q10 80 22 78 Q30 70 26 48 Q24 30 38 32 Q50 36 48 58 Q50 74 70 76 Q106 76 124 92 Q110 94 90 94 H12 Q2 94 2 90Z", skin)
    foot += path("M2 90 Q40 84 124 92 Q110 94 90 94 H12 Q2 94 2 90Z", deep)
    stalks = line([(30, 38), (22, 12)], skin, 4.6) + line([(40, 38), (42, 10)], skin, 4.6) + circle(21, 8, 6.4, WHITE) + circle(43, 8, 6.4, WHITE)
    stalks += eye(20, 8, 4) + eye(42, 8, 4) + path("M27 56 Q33 61 39 56", None, INK, 2.2) + ellipse(42, 50, 4, 2.8, ROSE, opacity=0.7)
    cx, cy, r = 82, 47, 35
    if b.variant == 1:
        shell = circle(cx, cy, r, b.main)
        shell += "".join(circle(cx + dx, cy + dx * 0.5, q, fill) for q, dx, fill in ((27, 3, b.dark), (20, 5, b.main), (13, 7, b.dark), (6.5, 8, b.light)))
        return stalks + foot + shell + ellipse(cx - 14, cy - 22, 9, 4, b.light, turn=-32)
    if b.variant == 2:
        tower = path("M48 78 Q44 44 66 34 Q70 6 96 2 Q116 26 112 56 Q112 74 100 80 Q70 88 48 78Z", b.main)
        tower += path("M48 62 Q80 72 113 50 M56 41 Q84 52 113 32 M70 21 Q88 28 108 16", None, seam, 3.6)
        tower += path("M52 80 Q80 88 104 78 Q108 72 111 64 Q80 82 48 72Z", b.dark)
        return stalks + foot + tower + circle(96, 4, 2, b.main)
    spiral = [(cx + (r - 3 - k * 0.62) * math.cos(k * 0.28 + 2.2), cy + (r - 3 - k * 0.62) * math.sin(k * 0.28 + 2.2)) for k in range(48)]
    drawn = stalks + foot + circle(cx, cy, r, b.main)
    drawn += path(
        f"M{cx - 33} {cy + 12} Q{cx} {cy + 34} {cx + 34} {cy + 8} Q{cx + 30} {cy + 35} {cx} {cy + 35} Q{cx - 28} {cy + 34} {cx - 33} {cy + 12}Z", b.dark
    )
    return drawn + line(spiral, seam, 4.4)


@draws("worm", 130, 78, natural=("#e08a86", "#d4776a", "#c98f7a"))
def worm(b: Brush) -> str:
    """An earthworm with rings and a pale saddle: crawling in waves, arching, or looking out of the soil."""
    band, ring = mix(b.main, CREAM, 0.55) if lum(b.main) < 0.86 else shade(b.main, -0.14), b.dark
    if b.variant == 2:
        spine = curve((84, 72), (96, 18), (40, -10), (30, 38), n=24)
        soil = path("M2 78 Q8 56 34 60 Q60 46 92 52 Q118 54 128 78Z", "#6d4a30")
        soil += "".join(circle(x, y, r, "#8a6040") for x, y, r in ((24, 68, 4), (52, 62, 3), (104, 66, 4), (72, 70, 3), (116, 73, 2.4)))
        tail = ribbon(curve((112, 66), (106, 34), (124, 34), n=8), (12, 10, 6), b.main)
    elif b.variant == 1:
        spine = curve((122, 70), (104, 74), (96, 20), (70, -24), (54, 92), (24, 70), (20, 58), n=30)
        spine = [(125 - 3.72 * k, 65 - 54 * math.exp(-(((k - 15) / 6.2) ** 2))) for k in range(31)]
        soil = tail = ""
    else:
        spine = [(124 - 2.74 * k, 52 + 15 * math.sin(k / 40 * 4.6 * math.pi + 0.4) - (0 if k < 30 else (k - 30) ** 1.7)) for k in range(41)]
        soil = tail = ""
    w = 19
    body = ribbon(spine, (6, 14, w, w, w, w + 2), b.main)
    n = len(spine)
    if n > 26:
        body += ribbon(spine[int(n * 0.5) : int(n * 0.66)], (w + 1.6, w + 1.6), band, caps=False)
        body += "".join(ribbon(spine[k : k + 2], (w - 2.5, w - 2.5), ring, caps=False) for k in [int(n * f) for f in (0.3, 0.38, 0.46, 0.72, 0.8)])
    else:
        body += ribbon(spine[12:16], (w + 1.6, w + 1.6), band, caps=False) + "".join(ribbon(spine[k : k + 2], (w, w), ring, caps=False) for k in (4, 7, 18))
    x, y = spine[-1]
    head = circle(x, y, w / 2 + 2.5, b.main) + "".join(circle(x + dx, y - 3, 4.2, WHITE) + eye(x + dx - 0.6, y - 3, 2.7) for dx in (-6, 3))
    head += path(f"M{x - 7} {y + 4} q4 4 9 0", None, ink(b.main), 2)
    return tail + body + head + soil if b.variant != 2 else tail + body + soil + head
