"""Fruit and vegetables."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, group, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.still_life import CREAM, LEAF, LEAF_DARK, STEM, apart, crescent, leaf, mark, soft

CHOC, MUSTARD = "#5a3322", "#f6c739"


def _citrus(cx: float, cy: float, r: float, rind: str, pulp: str) -> str:
    """The cut face of an orange or a lemon: rind, pith, and eight wedges."""
    parts = [circle(cx, cy, r, rind), circle(cx, cy, r * 0.89, CREAM)]
    for k in range(8):
        a, half = math.pi * (k + 0.5) / 4, math.pi / 8 - 0.07
        ends = [(cx + r * 0.8 * math.cos(a + s * half), cy + r * 0.8 * math.sin(a + s * half)) for s in (-1, 1)]
        start = (cx + r * 0.12 * math.cos(a), cy + r * 0.12 * math.sin(a))
        d = f"M{start[0]:.1f} {start[1]:.1f} L{ends[0][0]:.1f} {ends[0][1]:.1f} A{r * 0.8:.1f} {r * 0.8:.1f} 0 0 1 {ends[1][0]:.1f} {ends[1][1]:.1f}Z"
        parts.append(path(d, pulp, pulp, 1.5))
    return "".join(parts)


# --- fruit ------------------------------------------------------------------------------------------------------------
_APPLE = "M55 36 Q40 24 24 27 Q0 32 0 64 Q0 96 24 114 Q38 124 55 117 Q72 124 86 114 Q110 96 110 64 Q110 32 86 27 Q70 24 55 36Z"


@draws("apple", 110, 119, natural=("#d6382f", "#e2503c", "#86b83a"))
def apple(b: Brush) -> str:
    """An apple with a leaf: whole, bitten, or cut in half."""
    tip = b.vary(58, 64)
    stem = path(f"M55 40 Q54 18 {tip:.1f} 3", None, STEM, 5.5) + leaf(57, 22, b.vary(36, 42), -24)
    shine = ellipse(26, 54, 8, 15, b.light, turn=16)
    if b.variant == 1:
        bite = "108 82 A13 13 0 0 1 90 66 A12 12 0 0 1 96 42"
        d = f"M55 36 Q40 24 24 27 Q0 32 0 64 Q0 96 24 114 Q38 124 55 117 Q72 124 86 114 Q104 100 {bite} Q94 29 84 27 Q70 24 55 36Z"
        shadow = path("M55 117 Q72 124 86 114 Q104 100 108 82 Q98 84 94 78 Q88 104 55 117Z", b.dark)
        return path(d, b.main) + shadow + path("M105 79 A12 12 0 0 1 91 65 A11 11 0 0 1 96 44", None, CREAM, 7) + shine + stem + leaf(55, 24, 26, 200)
    shadow = path("M86 27 Q110 32 110 64 Q110 96 86 114 Q72 124 55 117 Q92 104 94 66 Q96 40 86 27Z", b.dark)
    body = path(_APPLE, b.main) + shadow + path("M38 34 Q55 48 72 34 Q62 30 55 36 Q48 30 38 34Z", b.dark) + shine + stem
    if b.variant == 2:
        face = path(_APPLE, b.main) + path("M86 27 Q110 32 110 64 Q110 96 86 114 Q72 124 55 117 Q92 104 94 66 Q96 40 86 27Z", b.dark)
        face += group(path(_APPLE, CREAM), 0, 1, scale=0.76, about=(55, 72)) + ellipse(55, 74, 19, 23, "#f3e2b8") + line([(55, 44), (55, 54)], "#d9c48e", 3)
        return face + leaf(50, 62, 20, 98, CHOC) + leaf(60, 62, 20, 82, CHOC) + stem + leaf(54, 26, 30, 196, LEAF_DARK)
    return body


@draws("banana", 140, 100, natural=("#f6cf3f", "#f3d95a", "#e9c336"))
def banana(b: Brush) -> str:
    """A banana: plain, half peeled, or ripe with brown spots."""
    skin = "M9 6 Q-13 58 42 86 Q90 120 137 64 L130 51 Q98 70 68 56 Q36 40 27 4Z"
    under = "M9 6 Q-13 58 42 86 Q90 120 137 64 L134 58 Q92 102 50 78 Q6 56 14 6Z"
    ends = path("M9 8 Q10 1 18 1 Q26 0 27 6 L26 12 Q17 15 9 12Z", STEM) + path("M130 51 L137 63 Q141 57 136 50Z", STEM)
    one = path(skin, b.main) + path(under, soft(b)) + path("M23 16 Q34 54 68 68 Q98 76 126 58", None, b.light, 3)
    if b.variant == 0:
        return one + ends
    if b.variant == 1:
        flesh = path("M40 30 Q52 54 76 60 Q106 66 127 45 Q136 38 139 48 Q139 60 126 72 Q92 104 50 84Z", "#fff2c4")
        lit = path("M66 66 Q98 76 128 54", None, "#f1dda0", 3)
        base = path("M9 6 Q-13 58 42 86 Q62 100 84 98 Q66 84 72 66 Q60 58 58 50 Q36 38 27 4Z", b.main)
        base += path("M9 6 Q-13 58 42 86 Q62 100 84 98 Q12 78 15 6Z", soft(b))
        flaps = path("M46 40 Q66 14 108 10 Q84 26 72 66 Q54 62 46 40Z", b.light) + path("M40 56 Q46 26 74 2 Q64 34 66 62Z", b.main)
        return flesh + lit + flaps + base + path("M9 8 Q10 1 18 1 Q26 0 27 6 L26 12 Q17 15 9 12Z", STEM) + path("M24 16 Q32 50 62 76", None, b.light, 3)
    spots = "".join(
        ellipse(x, y, r, r * 0.55, shade(b.main, -0.5), turn=t)
        for x, y, r, t in ((18, 40, 4, 70), (30, 64, 5, 40), (46, 62, 3, 30), (52, 76, 5, 20), (72, 80, 4, 5), (84, 88, 3, 0), (98, 78, 5, -15), (116, 70, 3.4, -30))
    )
    tip = path("M23 16 Q12 18 9 14 L9 8 H27 L27 16Z", mix(b.main, "#7fa83c", 0.5))
    return group(one + tip + spots + ends, 140, 0, flip=True)


@draws("orange", 118, 116, natural=("#f28a1e", "#ee7d1a", "#f59a2e"))
def orange(b: Brush) -> str:
    """An orange: whole with pores and a leaf, cut through, or half peeled."""
    if b.variant == 1:
        face = circle(59, 58, 58, b.dark) + _citrus(58, 57, 57, b.main, mix(b.main, "#ffe08a", 0.25))
        return face + leaf(60, 18, 46, -12, LEAF_DARK) + leaf(60, 17, 38, 196)
    if b.variant == 0:
        body = circle(59, 60, 56, b.main) + crescent(59, 60, 56, 56, b.dark, 0.3, 40)
        body += "".join(
            circle(59 + r * math.cos(a), 60 + r * math.sin(a), 1.5, mark(b))
            for r, a in ((20, 0.5), (34, 2.6), (30, 3.8), (44, 3.2), (24, 5.4), (38, 1.8), (40, 4.4), (12, 2.4))
        )
        top = poly(star_points(57, 16, 10, 4.5), LEAF_DARK) + path("M57 16 Q57 8 61 3", None, STEM, 4.5) + leaf(60, 13, 46, 14)
        return body + ellipse(32, 40, 7, 13, b.light, turn=34) + top
    flesh = mix(b.main, "#ffe9b0", 0.5)
    ball = circle(59, 58, 58, flesh) + crescent(59, 58, 58, 58, mix(b.main, "#ffe9b0", 0.25), 0.3, 30)
    ball += "".join(path(f"M59 4 Q{59 + dx * 1.5:.0f} 30 {59 + dx} 80", None, CREAM, 3.4) for dx in (-40, -20, 0, 20, 40)) + ellipse(59, 6, 9, 4, CREAM)
    edge = "L14 60 L27 70 L40 58 L53 70 L66 58 L79 70 L92 58 L105 70"
    peel = path(f"M2 68 {edge} L116 68 A58 58 0 0 1 2 68Z", b.main) + path("M105 70 L116 68 A58 58 0 0 1 50 115 Q96 104 105 70Z", b.dark)
    flap = path("M2 68 Q-2 50 6 40 Q12 50 14 60Z M116 68 Q121 50 112 40 Q106 50 105 70Z", CREAM)
    return ball + flap + line([(2, 68), (14, 60), (27, 70), (40, 58), (53, 70), (66, 58), (79, 70), (92, 58), (105, 70), (116, 68)], CREAM, 5) + peel


@draws("lemon", 132, 100, natural=("#f8dc3c", "#f4e04d", "#f2cf2e"))
def lemon(b: Brush) -> str:
    """A lemon with pointed ends: whole, with a strip of zest taken off, or cut."""
    d = "M0 58 Q6 48 16 42 Q34 18 66 18 Q98 18 116 42 Q126 48 132 58 Q126 70 116 74 Q98 100 66 100 Q34 100 16 74 Q6 70 0 58Z"
    body = path(d, b.main) + path("M132 58 Q126 70 116 74 Q98 100 66 100 Q34 100 16 74 Q60 92 108 66 Q122 60 132 58Z", soft(b))
    pores = "".join(circle(x, y, 1.5, soft(b)) for x, y in ((60, 34), (74, 44), (90, 36), (46, 56), (62, 62), (84, 60), (100, 50)))
    body += pores + ellipse(40, 40, 14, 6, b.light, turn=-30)
    stalk = path("M66 20 Q66 8 72 3", None, STEM, 4.5) + leaf(68, 16, b.vary(40, 46), -4)
    if b.variant == 0:
        return body + stalk
    if b.variant == 1:
        return stalk + leaf(66, 14, 34, 190, LEAF_DARK) + body + path("M34 27 Q74 52 70 99 L92 95 Q92 44 50 20Z", CREAM) + path("M34 27 Q74 52 70 99 M50 20 Q92 44 92 95", None, soft(b), 3)
    cut = circle(56, 59, 41, soft(b)) + circle(56, 59, 38, CREAM) + _citrus(56, 59, 38, CREAM, mix(b.main, "#fffbe0", 0.25))
    back = path(d, b.main) + path("M66 18 Q98 18 116 42 Q126 48 132 58 Q126 70 116 74 Q98 100 66 100 Q110 70 66 18Z", soft(b))
    return stalk + back + cut


@draws("pear", 96, 130, natural=("#c3cf45", "#d8c246", "#a9c24a"))
def pear(b: Brush) -> str:
    """A pear on its round base: with one leaf, cut in half, or with two leaves and freckles."""
    d = "M48 20 Q64 20 67 42 Q70 58 84 70 Q96 81 96 97 Q96 130 48 130 Q0 130 0 97 Q0 81 12 70 Q26 58 29 42 Q32 20 48 20Z"
    shadow = path("M56 21 Q65 26 67 42 Q70 58 84 70 Q96 81 96 97 Q96 130 48 130 Q84 118 80 92 Q76 72 62 62 Q54 52 56 21Z", b.dark)
    stem = path(f"M48 24 Q46 12 {b.vary(52, 56):.1f} 3", None, STEM, 5.5)
    body = path(d, b.main) + shadow + ellipse(26, 92, 8, 17, b.light, turn=12) + ellipse(40, 44, 4, 10, b.light, turn=8)
    if b.variant == 1:
        flesh = group(path(d, CREAM), 0, 7, scale=0.84, about=(48, 78)) + ellipse(48, 96, 16, 20, "#f0dcae") + leaf(43, 88, 17, 92, CHOC)
        flesh += leaf(53, 88, 17, 88, CHOC)
        return body + flesh + stem + leaf(50, 16, 32, -14)
    extra = "".join(circle(x, y, 1.7, mark(b)) for x, y in ((46, 80), (58, 96), (38, 110), (22, 114), (54, 114), (44, 62), (64, 84)))
    leaves = leaf(49, 17, 38, -16 if b.variant == 0 else 14)
    return body + extra + stem + leaves + (leaf(48, 17, 34, 168, LEAF_DARK) if b.variant == 2 else "")


@draws("strawberry", 100, 118, natural=("#e2333c", "#d92b3a", "#ee4a4a"))
def strawberry(b: Brush) -> str:
    """A strawberry with seeds and a green crown: round, with a hanging crown, or cut in half."""
    d = "M50 22 Q72 10 90 22 Q104 36 97 62 Q86 100 50 118 Q14 100 3 62 Q-4 36 10 22 Q28 10 50 22Z"
    body = path(d, b.main) + path("M90 22 Q104 36 97 62 Q86 100 50 118 Q80 88 84 56 Q86 34 90 22Z", b.dark) + ellipse(18, 50, 6, 14, b.light, turn=6)
    seed, rim = apart("#ffe39a", b.main, "#7a4a1e"), b.dark
    rows = ((42, (30, 50, 70, 86)), (58, (20, 40, 60, 80)), (74, (31, 50, 69)), (90, (40, 60)), (103, (50,)))
    seeds = "".join(ellipse(x, y + 1, 3.4, 4.6, rim) + ellipse(x, y, 2.3, 3.5, seed) for y, xs in rows for x in xs)
    if b.variant == 1:
        crown = "".join(leaf(46, 18, 44, turn, LEAF_DARK if k % 2 else LEAF) for k, turn in enumerate((158, 110, 30, 70)))
        return body + seeds + crown + path("M46 18 Q44 8 36 3", None, LEAF_DARK, 5.5)
    turns = (172, 140, 105, 74, 40, 8) if b.variant == 0 else (200, 160, 120, 60, 20, 340)
    crown = "".join(leaf(50, 19, 36, turn, LEAF_DARK if k % 2 else LEAF) for k, turn in enumerate(turns))
    stalk = path("M50 20 Q50 10 56 3", None, LEAF_DARK, 5.5)
    if b.variant == 0:
        return body + seeds + crown + stalk
    pale = mix(b.main, "#fff1ea", 0.5)
    cut = path(d, b.main) + group(path(d, pale), 0, 0, scale=0.86, about=(50, 62)) + path("M50 40 Q66 38 66 54 Q64 78 50 94 Q36 78 34 54 Q34 38 50 40Z", "#fff5ee")
    rays = ((26, 40), (20, 56), (26, 74), (38, 92), (74, 40), (80, 56), (74, 74), (62, 92))
    cut += "".join(line([(50 + (x - 50) * 0.62, 62 + (y - 62) * 0.62), (x, y)], "#fff5ee", 3) for x, y in rays)
    return cut + path("M50 46 Q58 46 57 56 Q56 70 50 82 Q44 70 43 56 Q42 46 50 46Z", mix(b.main, "#fff1ea", 0.35)) + crown + stalk


def _cherry(b: Brush, cx: float, cy: float, r: float) -> str:
    """One round cherry with its dent and glint."""
    out = circle(cx, cy, r, b.main) + crescent(cx, cy, r, r, b.dark, 0.36, 35) + ellipse(cx, cy - r * 0.8, r * 0.34, r * 0.14, b.dark)
    return out + ellipse(cx - r * 0.42, cy - r * 0.28, r * 0.16, r * 0.3, "#ffffff", opacity=0.75, turn=30)


@draws("cherry", 104, 120, natural=("#c9202f", "#a81b34", "#de3540"))
def cherry(b: Brush) -> str:
    """Cherries: two on one joint, two under two leaves, or a single fat one."""
    balls = ((28, 92, 28), (76, 84, 28)) if b.variant < 2 else ((52, 88, 31),)
    joint, reach = (62, 6) if b.variant == 0 else (50, 7), 46 if b.variant < 2 else 52
    stems = "".join(
        path(f"M{joint[0]} {joint[1]} Q{(joint[0] + 1.4 * x) / 2.4:.1f} {y - r - 30} {x} {y - r * 0.78:.1f}", None, LEAF_DARK, 4) for x, y, r in balls
    )
    leaves = leaf(joint[0], joint[1] + 4, 42, 14) if b.variant == 0 else leaf(50, 10, reach, 12) + leaf(50, 10, reach - 2, 167, LEAF_DARK)
    knot = ellipse(joint[0], joint[1], 7, 4.5, STEM)
    return "".join(_cherry(b, x, y, r) for x, y, r in balls) + stems + leaves + knot


@draws("grapes", 100, 132, natural=("#7b4a9e", "#5d4a9c", "#9cc04a"))
def grapes(b: Brush) -> str:
    """A hanging bunch of grapes with a lobed leaf."""
    rows = ((40, 3), (58, 4), (77, 3), (96, 2), (117, 1)) if b.variant != 1 else ((46, 4), (66, 4), (84, 3), (102, 2), (117, 1))
    r = 15
    spots = [(50 + (k - (n - 1) / 2) * 23.3 + (b.vary(-1, 1) if 0 < k < n - 1 else 0), y) for y, n in rows for k in range(n)]
    stem = path("M50 40 Q50 18 56 3", None, STEM, 6) + line([(38, 6), (70, 4)], STEM, 5)
    frond = path("M52 30 Q40 34 30 26 Q16 30 10 20 Q18 14 16 6 Q30 0 38 10 Q50 8 52 30Z", LEAF) + line([(50, 28), (22, 13)], LEAF_DARK, 2)
    if b.variant == 1:
        frond = group(frond, 104, 8, flip=True) + path("M50 20 Q30 4 20 18 Q14 30 24 30 Q30 26 24 22", None, LEAF_DARK, 2.5)
    if b.variant == 2:
        frond += path("M54 24 Q66 34 78 26 Q90 28 94 18 Q84 12 84 4 Q70 2 64 10 Q54 10 54 24Z", LEAF_DARK)
    balls = "".join(
        circle(x, y, r, (b.main, b.dark, mix(b.main, b.dark, 0.5))[k % 3])
        + crescent(x, y, r, r, shade(b.dark, -0.1), 0.2, 40)
        + circle(x - 5, y - 5, 3.4, b.light)
        for k, (x, y) in enumerate(spots)
    )
    return stem + balls + frond


@draws("watermelon", 140, 90, natural=("#e8454f", "#ee5a5f", "#e23c4a"))
def watermelon(b: Brush) -> str:
    """Cut watermelon: a half-round slice, half a melon, or a wedge; the flesh takes the colour."""
    rind, stripe, pale = "#3f8f45", "#2c6b38", "#dff0c2"
    pip = apart("#33211f", b.main, CREAM)
    if b.variant == 0:
        spots: tuple[tuple[int, int], ...] = ((24, 16), (46, 14), (70, 16), (94, 14), (116, 16), (36, 34), (58, 36), (82, 36), (104, 34), (50, 54), (70, 58), (90, 54))
        layers = path("M0 2 A70 88 0 0 0 140 2Z", rind) + path("M8 2 A62 78 0 0 0 132 2Z", pale) + path("M14 2 A56 70 0 0 0 126 2Z", b.main)
        layers += path("M126 2 A56 70 0 0 1 70 72 Q108 56 112 2Z", b.dark) + rect(0, 0, 140, 3, rind, r=1) + rect(14, 0, 112, 3, b.light, r=1)
    elif b.variant == 1:
        spots = ((30, 30), (48, 20), (70, 16), (92, 20), (110, 30), (92, 40), (48, 40), (70, 44), (70, 30))
        hull = path("M0 28 A70 62 0 0 0 140 28Z", rind)
        hull += "".join(path(f"M{x} 34 Q{x + (70 - x) * 0.02:.1f} 60 {70 + (x - 70) * 0.55:.1f} 84", None, stripe, 6) for x in (18, 44, 70, 96, 122))
        layers = hull + ellipse(70, 28, 70, 28, pale) + ellipse(70, 28, 63, 23.5, b.dark) + ellipse(70, 27, 63, 22, b.main)
    else:
        spots = ((70, 24), (56, 40), (82, 42), (42, 56), (68, 58), (96, 56), (84, 68), (54, 69))
        layers = path("M70 0 L140 68 Q70 112 0 68Z", rind) + path("M70 0 L134 62 Q70 102 6 62Z", pale) + path("M70 0 L129 57 Q70 95 11 57Z", b.main)
        layers += path("M70 0 L129 57 Q114 67 98 72Z", b.dark)
        layers += "".join(line([(x, y), (x + dx, y + 6)], stripe, 4) for x, y, dx in ((26, 76, -2), (54, 83, -1), (86, 83, 1), (114, 76, 2)))
    return layers + "".join(ellipse(x, y, 2.4, 4, pip, turn=(x - 70) * -0.5) for x, y in spots)


@draws("pineapple", 90, 152, natural=("#eeb035", "#e3a02e", "#f0bf4a"))
def pineapple(b: Brush) -> str:
    """A pineapple with a diamond skin and a spiky crown, whole or cut in half."""
    n = 5 + b.variant
    lattice = []
    for sign in (-1, 1):
        nx, ny = math.cos(0.8), sign * math.sin(0.8)
        for k in range(-n + 2, n - 1):
            d = k / (n - 0.6)
            half = math.sqrt(1 - d * d) * 0.97
            lattice.append(line([(45 + 45 * (nx * d - ny * s), 99 + 53 * (ny * d + nx * s)) for s in (-half, half)], mark(b), 3))
    body = ellipse(45, 99, 45, 53, b.main) + ellipse(32, 86, 22, 34, mix(b.main, b.light, 0.5)) + crescent(45, 99, 45, 53, mix(b.main, b.dark, 0.6), 0.34)
    body += "".join(lattice)
    turns = (
        ((-150, 40), (-30, 40), (-135, 46), (-45, 46), (-118, 50), (-62, 50), (-90, 54))
        if b.variant != 1
        else ((-165, 42), (-15, 42), (-140, 50), (-40, 50), (-106, 56), (-74, 56))
    )
    crown = "".join(leaf(45, 55, length, turn, LEAF_DARK if k % 4 < 2 else LEAF, 0.17) for k, (turn, length) in enumerate(turns))
    if b.variant == 2:
        flesh = ellipse(45, 99, 45, 53, b.dark) + ellipse(45, 99, 41, 49, b.main) + ellipse(45, 99, 35, 43, mix(b.light, "#fff3b0", 0.5))
        flesh += "".join(
            line([(45 + 12 * math.cos(a), 99 + 24 * math.sin(a)), (45 + 31 * math.cos(a), 99 + 39 * math.sin(a))], b.main, 2.5) for a in (k * 0.449 for k in range(14))
        )
        return crown + flesh + ellipse(45, 99, 9, 27, mix(b.light, "#fff9dc", 0.6))
    return crown + body


# --- vegetables -------------------------------------------------------------------------------------------------------
@draws("carrot", 84, 152, natural=("#ef7f2c", "#e96f24", "#f59440"))
def carrot(b: Brush) -> str:
    """A carrot pointing down under its green top; leafy, feathery, or stout with a plain tuft."""
    root = "M6 62 Q4 46 22 44 Q42 40 62 44 Q80 46 78 62 Q72 116 46 150 Q42 154 38 150 Q12 116 6 62Z"
    lines = "".join(
        line([(x, y), (x + w, y + 2)], mark(b), 3) for x, y, w in ((8, 70, 18), (58, 64, 14), (28, 86, 16), (54, 100, 12), (20, 108, 14), (38, 124, 10))
    )
    one = path(root, b.main) + path("M62 44 Q80 46 78 62 Q72 116 46 150 Q42 154 38 150 Q60 110 64 66 Q66 50 62 44Z", b.dark) + lines
    one += ellipse(22, 64, 5, 10, b.light, turn=6)
    if b.variant == 0:
        turns = ((-158, 44), (-22, 44), (-124, 52), (-56, 52), (-90, 50))
        return "".join(leaf(42, 50, length, turn, LEAF_DARK if k < 2 else LEAF, 0.2) for k, (turn, length) in enumerate(turns)) + one
    if b.variant == 1:
        top = ""
        for turn, length in ((-148, 46), (-32, 46), (-112, 51), (-68, 51)):
            a = math.radians(turn)
            top += line([(42, 50), (42 + length * 0.8 * math.cos(a), 50 + length * 0.8 * math.sin(a))], LEAF_DARK, 3)
            top += "".join(
                leaf(42 + length * at * math.cos(a), 50 + length * at * math.sin(a), 16, turn + side, (LEAF_DARK, LEAF)[side > 0], 0.34)
                for at in (0.35, 0.55, 0.74)
                for side in (-58, 58, 0)
            )
        return top + one
    tuft = "".join(
        path(f"M42 50 Q{42 + dx * 0.3:.1f} 24 {42 + dx} {3 + abs(dx) * 0.35:.1f}", None, (LEAF, LEAF_DARK)[k % 2], 6.5)
        for k, dx in enumerate((-36, 36, -19, 19, 0))
    )
    stout = path("M4 70 Q0 42 24 42 Q42 38 60 42 Q84 42 80 70 Q78 106 66 132 Q58 152 42 152 Q26 152 18 132 Q6 106 4 70Z", b.main)
    stout += path("M60 42 Q84 42 80 70 Q78 106 66 132 Q58 152 42 152 Q60 126 64 84 Q68 54 60 42Z", b.dark)
    return tuft + stout + lines + line([(40, 140), (52, 141)], b.dark, 3) + ellipse(20, 66, 6, 12, b.light, turn=6)


@draws("broccoli", 122, 124, natural=("#4f9a45", "#3f8a4a", "#5ca63e"))
def broccoli(b: Brush) -> str:
    """A head of broccoli on its branching stalk."""
    stalk, stalk_dark = "#a9cf7c", "#86b35e"
    base = path("M48 124 Q50 96 30 70 L44 62 Q54 76 58 88 Q60 70 58 58 H68 Q66 72 68 86 Q74 74 82 62 L94 70 Q74 96 78 124Z", stalk)
    base += path("M66 124 Q64 100 72 84 Q80 74 84 64 L94 70 Q74 96 78 124Z", stalk_dark)
    puffs: tuple[tuple[int, int, int], ...] = ((22, 60, 22), (100, 60, 22), (40, 34, 24), (82, 34, 24), (61, 24, 24), (61, 54, 26), (38, 62, 18), (84, 62, 18))
    if b.variant == 1:
        puffs = ((20, 52, 20), (102, 52, 20), (30, 32, 20), (92, 32, 20), (61, 20, 20), (46, 44, 22), (76, 44, 22), (61, 64, 18))
    if b.variant == 2:
        puffs = ((18, 66, 18), (104, 66, 18), (26, 40, 22), (96, 40, 22), (48, 22, 22), (74, 22, 22), (61, 46, 28), (40, 66, 16), (82, 66, 16))
    crown = "".join(circle(x, y, r, b.dark if k < 4 else b.main) for k, (x, y, r) in enumerate(puffs))
    buds = "".join(
        circle(x + r * dx, y + r * dy, r * 0.3, mix(b.main, b.light, 0.55) if k > 1 else b.main)
        for k, (x, y, r) in enumerate(puffs)
        for dx, dy in ((-0.4, -0.45), (0.3, -0.3), (-0.1, 0.15))
    )
    sprig = (
        path("M76 112 Q94 108 98 92 Q92 90 86 98 Q80 104 74 104Z", stalk) + circle(102, 88, 11, b.main) + circle(99, 85, 4, b.light) if b.variant == 2 else ""
    )
    return sprig + base + crown + buds


@draws("tomato", 122, 104, natural=("#dd3a2b", "#e8503a", "#cf2f2c"))
def tomato(b: Brush) -> str:
    """A squat tomato under its green star; whole, cut open, or deeply ribbed."""
    d = "M61 20 Q84 8 104 22 Q122 38 122 60 Q120 104 61 104 Q2 104 0 60 Q0 38 18 22 Q38 8 61 20Z"
    body = path(d, b.main) + path("M104 22 Q122 38 122 60 Q120 104 61 104 Q96 94 104 62 Q108 40 104 22Z", b.dark)
    body += path("M22 58 Q20 40 34 32", None, b.light, 6)
    if b.variant == 2:
        body += "".join(path(f"M61 20 Q{61 + dx * 1.5:.0f} 40 {61 + dx} 101", None, mark(b), 3) for dx in (-34, -12, 12, 34))
    star = "".join(leaf(61, 20, 34 if k % 2 else 38, turn, LEAF_DARK if k % 2 else LEAF, 0.2) for k, turn in enumerate((8, 52, 90, 128, 172, 205, 335)))
    star += path("M61 22 Q60 10 66 3", None, LEAF_DARK, 6)
    if b.variant != 1:
        return body + star
    cut = ellipse(61, 66, 51, 35, b.dark) + ellipse(61, 66, 46, 30.5, mix(b.main, "#ffd9c2", 0.3))
    angles = [k * 1.257 - 1.57 for k in range(5)]
    pulp = "".join(ellipse(61 + 27 * math.cos(a), 66 + 17 * math.sin(a), 13, 7.5, b.dark, turn=math.degrees(math.atan2(17 * math.sin(a), 27 * math.cos(a)))) for a in angles)
    seeds = "".join(ellipse(61 + 28 * math.cos(a + s), 66 + 18 * math.sin(a + s), 3, 2, "#ffe9a8", turn=math.degrees(a)) for a in angles for s in (-0.16, 0.16))
    return body + star + cut + pulp + seeds


@draws("potato", 132, 92, natural=("#c79a5c", "#b98a50", "#d3ab6e"))
def potato(b: Brush) -> str:
    """A knobbly potato with eyes: plain, sprouting, or half peeled."""
    d = "M18 20 Q42 -6 78 3 Q100 2 116 18 Q134 32 132 56 Q128 88 92 88 Q66 96 38 88 Q2 84 0 54 Q2 32 18 20Z"
    shadow = path("M116 18 Q134 32 132 56 Q128 88 92 88 Q66 96 38 88 Q14 84 4 68 Q46 86 86 72 Q120 62 116 18Z", b.dark)
    marks = "".join(
        path(f"M{x} {y} q6 5 12 0", None, mark(b), 3.2) + circle(x + 6, y - 2, 1.8, mark(b)) for x, y in ((36, 26), (76, 38), (26, 54), (96, 22), (56, 62))
    )
    freckles = "".join(circle(x, y, 1.7, mark(b)) for x, y in ((60, 20), (20, 42), (52, 42), (70, 54), (104, 46), (88, 58), (40, 70)))
    body = path(d, b.main) + shadow + ellipse(56, 11, 16, 4, b.light, turn=-8) + marks + freckles
    if b.variant == 0:
        return body
    if b.variant == 1:
        sprouts = "".join(
            path(f"M{x} {y} q{dx * 0.2:.1f} -10 {dx} -14", None, "#8fae5a", 5) + circle(x + dx, y - 15, 4, "#a9c873") for x, y, dx in ((42, 40, -6), (88, 32, 6), (106, 60, 8), (62, 72, -4))
        )
        return group(body, 132, 0, flip=True) + sprouts
    flesh = "#f6e3a6"
    peel = path("M78 3 Q100 2 116 18 Q134 32 132 56 Q128 88 92 88 Q74 92 58 91 L66 76 L54 64 L68 50 L56 36 L72 22 L62 8 Q70 2 78 3Z", flesh)
    peel += path("M116 18 Q134 32 132 56 Q128 88 92 88 Q74 92 58 91 L62 83 Q118 82 116 18Z", shade(flesh, -0.14))
    return body + peel + path("M84 24 q8 6 14 0M92 50 q6 4 12 0", None, shade(flesh, -0.2), 3)


@draws("corn", 84, 152, natural=("#f6cb3c", "#f2bf2f", "#f8d95c"))
def corn(b: Brush) -> str:
    """An ear of corn standing in its husk."""
    cob = path("M42 0 Q62 6 67 50 Q70 104 52 140 H32 Q14 104 17 50 Q22 6 42 0Z", soft(b))
    grains = ""
    for row in range(13):
        y = 5 + row * 10
        half = 24 * math.sqrt(max(0.0, 1 - ((y + 4 - 72) / 76) ** 2)) - 1
        n = 3 if row == 0 else 5
        step = 2 * half / n
        grains += "".join(
            rect(42 - half + k * step + 0.6, y, step - 1.2, 8.8, (b.main, mix(b.main, b.light, 0.6), b.main, b.main, mix(b.main, soft(b), 0.5))[k], r=3.4)
            for k in range(n)
        )
    spread = (0, 6, 0)[b.variant]
    left = path(f"M40 152 Q-8 134 1 {58 - spread * 6} Q10 76 20 88 Q38 112 42 150Z", LEAF)
    right = path(f"M44 152 Q92 134 83 {68 - spread * 8} Q72 82 62 92 Q46 114 42 150Z", LEAF_DARK)
    veins = path("M8 76 Q14 118 38 148", None, LEAF_DARK, 2.5) + path("M77 84 Q70 120 46 148", None, LEAF, 2.5)
    front = path("M42 152 Q22 138 28 100 Q40 112 44 150Z", shade(LEAF, 0.2)) if b.variant != 1 else ""
    silk = (
        "".join(path(f"M42 8 Q{42 + dx * 0.4:.0f} {2 + abs(dx) * 0.2:.0f} {42 + dx} {12 + abs(dx) * 0.5:.0f}", None, "#c98f3a", 2.5) for dx in (-18, -9, 9, 18))
        if b.variant == 2
        else ""
    )
    stub = rect(36, 144, 12, 8, LEAF_DARK, r=3)
    return cob + grains + stub + right + left + veins + front + silk


@draws("pumpkin", 144, 118, natural=("#ec8222", "#f0922f", "#e07a1e"))
def pumpkin(b: Brush) -> str:
    """A ribbed pumpkin with its stem: with a leaf, with curly tendrils, or carved with a smile."""
    ribs = ((30, 30, 43, b.dark), (114, 30, 43, b.dark), (47, 31, 48, mix(b.main, b.dark, 0.35)), (97, 31, 48, mix(b.main, b.dark, 0.35)), (72, 28, 51, b.main))
    body = "".join(ellipse(x, 67 + (51 - ry) * 0.2, rx, ry, color) for x, rx, ry, color in ribs)
    body += path("M56 40 Q50 66 56 92", None, b.light, 5) + path("M30 46 Q22 66 28 84", None, b.light, 4)
    stem = path(f"M60 26 Q66 14 {b.vary(58, 62):.1f} 2 L74 0 Q74 16 86 26 Q72 32 60 26Z", "#6f7d36")
    stem += path("M72 28 Q68 14 68 2 L74 0 Q74 16 86 26 Q80 29 72 28Z", "#56642a")
    if b.variant == 0:
        return body + leaf(80, 20, 50, -4) + stem
    if b.variant == 1:
        curl = path("M82 20 Q106 -4 118 12 Q124 26 112 28 Q104 26 108 18M62 20 Q40 -2 28 12 Q22 24 32 26", None, LEAF_DARK, 3.5)
        return body + stem + curl
    dark, lit = "#4a2312", "#ffd873"
    face = poly([(36, 62), (48, 42), (60, 62)], dark) + poly([(84, 62), (96, 42), (108, 62)], dark) + poly([(66, 74), (72, 64), (78, 74)], dark)
    face += path("M32 76 Q72 100 112 76 Q100 106 72 107 Q44 106 32 76Z", dark) + poly([(52, 86), (62, 89), (56, 97)], b.main)
    face += poly([(92, 86), (82, 89), (88, 97)], b.main)
    inner = poly([(41, 60), (48, 49), (55, 60)], lit) + poly([(89, 60), (96, 49), (103, 60)], lit)
    return body + stem + face + inner


@draws("onion", 106, 124, natural=("#c98a3e", "#9c3f6c", "#d8b06a"))
def onion(b: Brush) -> str:
    """An onion with its dry tip and roots: whole, sprouting, or cut to show its rings."""
    d = "M47 4 L60 4 Q60 28 78 38 Q106 50 106 78 Q104 116 53 116 Q2 116 0 78 Q0 50 28 38 Q46 28 47 4Z"
    tip = b.vary(-3, 3)
    roots = "".join(path(f"M53 112 Q{53 + dx} 118 {53 + dx * 1.5:.1f} 122", None, "#a98a5a", 2.6) for dx in (-9, -4, 0, 4, 9))
    body = roots + path(d, b.main) + path("M60 4 Q60 28 78 38 Q106 50 106 78 Q104 116 53 116 Q90 104 88 74 Q86 50 58 30Z", b.dark)
    lines = "".join(
        path(f"M{53 + dx * 0.08:.1f} 14 Q{53 + dx * 0.2:.1f} 34 {53 + dx * 0.75:.1f} 46 Q{53 + dx * 1.5:.1f} 76 {53 + dx * 0.3:.1f} 114", None, mark(b), 2.4)
        for dx in (-44, -18, 16, 40)
    )
    shine = path("M14 74 Q14 58 26 50", None, b.light, 6)
    if b.variant == 1:
        shoots = "".join(
            path(f"M53 40 Q{53 + dx * 0.4:.0f} 20 {53 + dx} {top}", None, color, 8)
            for dx, top, color in ((-20, 8, LEAF_DARK), (20, 10, LEAF_DARK), (0, 5, LEAF))
        )
        return shoots + body + lines + shine
    top = path(f"M53 30 Q{50 + tip:.1f} 12 {44 + tip:.1f} 3M53 30 Q56 14 {62 + tip:.1f} 3", None, b.dark, 4)
    if b.variant == 0:
        return top + body + lines + shine
    rings = "".join(group(path(d, mix("#fff8ee", b.main, 0.62) if k % 2 else "#fff8ee"), scale=0.82 - 0.15 * k, about=(53, 88)) for k in range(5))
    return top + body + rings
