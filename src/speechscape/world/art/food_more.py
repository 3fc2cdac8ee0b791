"""Dishes, bakery, sweets and milk."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, glow, group, line, mix, path, poly, rect, shade
from speechscape.world.art.still_life import CREAM, LEAF, LEAF_DARK, apart, bumps, crescent, leaf, soft

BUN, BUN_DARK, BUN_LIGHT, CHOC = "#d99a4e", "#b87733", "#f0c68a", "#5a3322"
MUSTARD, KETCHUP, LETTUCE, HAM, TOMATO, WAFER = "#f6c739", "#cf3a2c", "#76b947", "#ef9ba0", "#dd4a36", "#dda35a"


# --- shared pieces ----------------------------------------------------------------------------------------------------
def _sprinkles(spots: list[tuple[float, float]], main: str, length: float = 6) -> str:
    """Coloured sugar sprinkles at the spots, each lying its own way."""
    hues = [apart(c, main, "#ffffff" if main != "#f4f1ea" else "#5aa0d8") for c in ("#fff3a8", "#7fd0e6", "#f25f7c", "#9be08a", "#ffffff")]
    parts = []
    for k, (x, y) in enumerate(spots):
        dx, dy = math.cos(k * 2.4) * length / 2, math.sin(k * 2.4) * length / 2
        parts.append(line([(x - dx, y - dy), (x + dx, y + dy)], hues[k % 5], 3.6))
    return "".join(parts)


def _toast(x: float, y: float, w: float, h: float, crust: str, crumb: str) -> str:
    """The face of a slice of bread with its mushroom top."""

    def outline(m: float) -> str:
        a, r, t, d = x + m, x + w - m, y + m, y + h - m
        neck, inset = y + h * 0.42, w * 0.09
        return (
            f"M{a + inset:.1f} {d - 4:.1f} V{neck:.1f} Q{a:.1f} {neck - h * 0.06:.1f} {a:.1f} {y + h * 0.24:.1f} "
            f"Q{a:.1f} {t:.1f} {a + w * 0.26:.1f} {t:.1f} H{r - w * 0.26:.1f} "
            f"Q{r:.1f} {t:.1f} {r:.1f} {y + h * 0.24:.1f} Q{r:.1f} {neck - h * 0.06:.1f} {r - inset:.1f} {neck:.1f} V{d - 4:.1f} "
            f"Q{r - inset:.1f} {d:.1f} {r - inset - 4:.1f} {d:.1f} H{a + inset + 4:.1f} Q{a + inset:.1f} {d:.1f} {a + inset:.1f} {d - 4:.1f}Z"
        )

    return path(outline(0), crust) + path(outline(max(4.0, w * 0.065)), crumb)


def _wavy(x0: float, x1: float, y: float, thick: float, count: int, depth: float, color: str) -> str:
    """A frilly layer (lettuce, melting cheese): flat on top, scalloped below."""
    return path(f"M{x1} {y} H{x0} V{y + thick} {bumps(x0, x1, y + thick, count, depth)}Z", color)


# --- bread, cheese, egg -----------------------------------------------------------------------------------------------
@draws("bread", 142, 100, natural=("#c98442", "#b8733a", "#d39a54"))
def bread(b: Brush) -> str:
    """A tin loaf with its cut face, a round loaf, or a baguette."""
    crumb = mix("#f8e3b8", b.main, 0.1)
    if b.variant == 0:
        body = path("M30 0 H112 Q142 0 142 26 Q142 38 134 44 V92 Q134 100 126 100 H30Z", b.dark) + path("M30 0 H112 Q142 0 142 26 Q142 38 134 44 H40Z", b.main)
        cuts = "".join(path(f"M{x} 3 Q{x + 10} 18 {x + 6} 40", None, b.light, 4) for x in (74, 94, 114))
        out = body + cuts + _toast(0, 0, 70, 100, b.main, crumb)
        return out + "".join(ellipse(x, y, 3, 2, shade(crumb, -0.1)) for x, y in ((22, 30), (44, 24), (34, 52), (48, 68), (20, 74), (38, 84)))
    if b.variant == 1:
        dome = path("M0 68 Q-2 0 71 0 Q144 0 142 68 Q142 100 112 100 H30 Q0 100 0 68Z", b.main)
        dome += path("M0 68 Q0 100 30 100 H112 Q142 100 142 68 Q134 86 71 86 Q8 86 0 68Z", b.dark)
        cuts = "".join(path(f"M{x - 10} 58 Q{x - 8} 34 {x + 8} 16 Q{x + 10} 40 {x - 10} 58Z", crumb) for x in (38, 71, 104))
        return dome + cuts + "".join(circle(x, y, 1.8, crumb) for x, y in ((18, 60), (54, 66), (88, 66), (122, 56), (58, 24), (90, 20), (24, 40)))
    stick = rect(0, 0, 153, 54, b.dark, r=27) + rect(0, 0, 153, 45, b.main, r=22.5)
    stick += "".join(path(f"M{x} 34 Q{x + 4} 12 {x + 24} 7 Q{x + 20} 30 {x} 34Z", crumb) for x in (16, 44, 72, 100, 122))
    return group(stick, -5.5, 23, turn=-27.6, about=(76.5, 27))


@draws("cheese", 142, 100, natural=("#f4c53c", "#f0b93a", "#f6d257"))
def cheese(b: Brush) -> str:
    """Cheese with holes: a wedge, a wheel with a piece cut out, or a block."""
    hole, face = shade(b.main, -0.24), b.main
    top = mix(b.main, "#ffffff", 0.35)
    if b.variant == 0:
        body = path("M0 46 L96 2 Q136 10 142 46 V94 Q142 100 136 100 H6 Q0 100 0 94Z", face) + path("M0 46 L96 2 Q136 10 142 46Z", top)
        holes = circle(34, 72, 12, hole) + circle(78, 84, 8, hole) + circle(104, 64, 13, hole) + circle(66, 60, 6, hole) + ellipse(84, 30, 12, 6, face)
        holes += ellipse(116, 32, 6, 3.4, face)
        return body + holes + path("M0 78 A11 11 0 0 1 0 98Z", hole) + path("M142 76 A10 10 0 0 0 142 95Z", hole)
    if b.variant == 1:
        wall = path("M0 32 V68 Q2 100 71 100 Q140 100 142 68 V32Z", soft(b)) + ellipse(71, 32, 71, 32, top)
        wall += ellipse(71, 32, 62, 26.5, mix(b.main, "#ffffff", 0.18))
        gap = path("M71 30 L36 61 V96 Q54 100 71 100 Q88 100 104 97 V62Z", face) + path("M71 30 L36 61 V96 L71 66Z", mix(b.main, "#ffffff", 0.12))
        gap += path("M71 30 L104 62 V97 L71 66Z", soft(b))
        holes = circle(50, 66, 5, hole) + circle(60, 54, 3.5, hole) + circle(86, 62, 5, hole) + circle(95, 78, 4, hole) + ellipse(30, 26, 8, 4, face)
        holes += ellipse(104, 22, 9, 4, face) + ellipse(66, 12, 6, 2.8, face)
        floor = path("M71 66 L36 96 Q54 100 71 100 Q88 100 104 97Z", shade(b.main, -0.34))
        return wall + gap + floor + holes
    block = poly([(0, 36), (34, 0), (142, 0), (142, 64), (110, 100), (0, 100)], soft(b)) + poly([(0, 36), (34, 0), (142, 0), (110, 36)], top)
    block += rect(0, 36, 110, 64, face)
    holes = circle(84, 58, 12, hole) + circle(98, 86, 7, hole) + circle(60, 84, 9, hole) + circle(26, 66, 13, hole) + circle(50, 54, 6, hole)
    holes += ellipse(74, 17, 14, 6, face) + ellipse(112, 12, 7, 3, face) + ellipse(40, 24, 7, 3, face) + ellipse(127, 50, 4, 9, hole)
    return block + holes


@draws("egg", 92, 118, natural=("#f6e6cd", "#e2b48a", "#fbf6ec"))
def egg(b: Brush) -> str:
    """An egg: plain, painted, or cracked open over its yolk."""
    d = "M46 0 Q64 0 79 30 Q92 57 92 76 Q92 118 46 118 Q0 118 0 76 Q0 57 13 30 Q28 0 46 0Z"
    edge = mix(b.main, b.dark, 0.55)
    whole = path(d, b.main) + path("M64 8 Q72 16 79 30 Q92 57 92 76 Q92 118 46 118 Q78 110 80 74 Q80 38 64 8Z", edge)
    whole += ellipse(30, 40, 8, 17, mix(b.main, "#ffffff", 0.6), turn=18)
    if b.variant == 0:
        out = whole
        return out + "".join(
            circle(x, y, r, edge) for x, y, r in ((52, 66, 2.4), (64, 84, 2), (40, 88, 2.2), (24, 78, 1.8), (56, 34, 1.8), (46, 104, 2), (66, 56, 1.7))
        )
    if b.variant == 1:
        paint, other = apart("#e8698a", b.main, "#f7e08a"), apart("#5fa7c9", b.main, "#f7e08a")
        bands = path("M4.2 52 Q46 64 87.8 52 L91.2 67 Q46 79 0.8 67Z", paint) + path("M2 90 Q46 103 90 90 L85 101 Q46 114 7 101Z", other)
        bands += line([(3, 80), (14, 86), (25, 79), (36, 87), (46, 80), (56, 87), (67, 79), (78, 86), (89, 80)], "#fff6e6", 4)
        dots = "".join(circle(x, y, 4.4, other) for x, y in ((28, 40), (46, 43), (64, 40), (46, 20)))
        return whole + bands + dots + "".join(circle(x, y, 3, "#fff6e6") for x, y in ((14, 62), (30, 66), (46, 67.5), (62, 66), (78, 62)))
    teeth = "L80 66 L68 78 L58 62 L46 76 L34 62 L24 78 L12 66 L0 76"
    shell = path(f"M92 76 {teeth} Q0 118 46 118 Q92 118 92 76Z", b.main) + path("M92 76 L80 66 L76 70 Q80 108 46 118 Q92 118 92 76Z", edge)
    cap = path("M10 38 L22 46 L32 32 L44 46 L56 32 L68 46 L82 38 Q66 0 46 0 Q26 0 10 38Z", b.main) + path("M68 46 L82 38 Q72 10 58 3 Q68 24 64 42Z", edge)
    inside = path("M0 76 Q4 52 12 46 L46 44 L80 46 Q88 52 92 76 Q70 96 46 96 Q20 96 0 76Z", "#fffaf0") + ellipse(46, 68, 27, 24, "#f7b52e")
    inside += ellipse(38, 58, 8, 5, "#ffd873")
    return inside + shell + cap


# --- dishes -----------------------------------------------------------------------------------------------------------
def _pepperoni(x: float, y: float, r: float, main: str) -> str:
    """One slice of sausage on a pizza."""
    color = apart("#c8402f", main, "#f2a48c")
    out = circle(x, y, r, shade(color, -0.2)) + circle(x, y - r * 0.08, r * 0.84, color) + circle(x - r * 0.3, y - r * 0.2, r * 0.16, shade(color, 0.25))
    return out + circle(x + r * 0.3, y + r * 0.22, r * 0.14, shade(color, 0.25))


@draws("pizza", 132, 132, natural=("#f7c948", "#f5bf3e", "#f9d263"))
def pizza(b: Brush) -> str:
    """A pizza slice with melting cheese, a whole pizza with a slice out, or a slice with olives and basil."""
    sauce = apart("#c9452c", b.main, "#f0b08a")
    if b.variant == 1:
        start, end = math.radians(-24), math.radians(-72)

        def disc(r: float, color: str) -> str:
            s, e = (66 + r * math.cos(start), 66 + r * math.sin(start)), (66 + r * math.cos(end), 66 + r * math.sin(end))
            return path(f"M66 66 L{s[0]:.1f} {s[1]:.1f} A{r} {r} 0 1 1 {e[0]:.1f} {e[1]:.1f}Z", color)

        base = disc(66, BUN_DARK) + disc(63, BUN) + disc(56, sauce) + disc(53, b.main)
        base += "".join(ellipse(x, y, 9, 6, b.light) for x, y in ((54, 54), (86, 92), (30, 84), (48, 112)))
        meat = "".join(_pepperoni(x, y, 10, b.main) for x, y in ((42, 34), (26, 62), (52, 78), (80, 72), (98, 88), (72, 104), (36, 100), (106, 62)))
        return base + meat + "".join(leaf(x, y, 15, t, LEAF_DARK, 0.34) for x, y, t in ((60, 42, 30), (72, 88, 150), (28, 82, 80)))
    crust = path("M0 22 Q2 2 20 4 Q66 -6 112 4 Q130 2 132 22 Q132 38 118 36 H14 Q0 38 0 22Z", BUN)
    crust += path("M0 22 Q0 38 14 36 H118 Q132 38 132 22 Q126 28 66 26 Q6 28 0 22Z", BUN_DARK)
    melt = path("M10 34 H122 L100 76 V84 Q100 94 94 94 Q88 94 88 86 V98 L68 130 Q66 133 63 129 L52 108 V116 Q52 124 46 124 Q40 124 40 116 V88Z", b.main)
    lit = path("M10 34 H24 L68 130 Q66 133 63 129 L52 108 V116 Q52 124 46 124 Q40 124 40 116 V88Z", soft(b)) + path("M14 36 H118 L116 41 H17Z", sauce)
    if b.variant == 0:
        return melt + lit + "".join(_pepperoni(x, y, r, b.main) for x, y, r in ((42, 57, 12), (82, 60, 13), (66, 92, 10), (104, 47, 7))) + crust
    olive = apart("#3b3142", b.main, "#f1ead8")
    rings = "".join(circle(x, y, 6, None, olive, 5) for x, y in ((40, 56), (96, 54), (66, 102)))
    shrooms = "".join(circle(x, y, 9, apart("#d6402f", b.main, "#ffd9c2")) + circle(x - 2, y - 3, 2.4, "#fff3dc") for x, y in ((72, 52), (78, 82), (54, 78)))
    return melt + lit + rings + shrooms + leaf(58, 66, 18, 20, LEAF_DARK, 0.36) + leaf(88, 70, 16, 130, LEAF, 0.36) + crust


@draws("hot dog", 152, 80, natural=("#c9543a", "#b84a34", "#d4664a"))
def hot_dog(b: Brush) -> str:
    """A sausage in a bun with mustard, with ketchup and salad, or with onions."""
    back = path("M10 40 Q6 2 36 2 H116 Q146 2 142 40Z", BUN_DARK) + path("M14 36 Q12 6 38 5 H114 Q140 6 138 36Z", BUN_LIGHT)
    salad, frill = "", ""
    if b.variant == 1:
        salad = path(f"M4 30 V18 {bumps(4, 148, 15, 9, -6)} V30Z", LETTUCE)
        frill = path(f"M6 44 Q76 54 146 44 V50 {bumps(146, 6, 50, 9, 5)}Z", LETTUCE) + path("M6 44 Q76 54 146 44 V48 Q76 58 6 48Z", shade(LETTUCE, 0.25))
    sausage = rect(0, 14, 152, 40, b.dark, r=20) + rect(0, 14, 152, 32, b.main, r=16) + path("M14 24 Q20 18 32 18", None, b.light, 4)
    front = path("M8 44 Q4 80 34 80 H118 Q148 80 144 44 Q76 54 8 44Z", BUN)
    front += path("M13 62 Q18 80 34 80 H118 Q134 80 139 62 Q120 72 76 72 Q32 72 13 62Z", BUN_DARK) + path("M22 54 Q46 58 76 58", None, BUN_LIGHT, 4)
    sauce = apart(KETCHUP, b.main, MUSTARD) if b.variant == 1 else apart(MUSTARD, b.main, KETCHUP)
    zigzag = "M18 32 " + " ".join(f"Q{18 + k * 13 + 6.5} {(16, 46)[k % 2]} {18 + (k + 1) * 13} 32" for k in range(9))
    topping = path(zigzag, None, shade(sauce, -0.22), 8) + path(zigzag, None, sauce, 5.5)
    if b.variant == 2:
        wave = "M16 30 " + " ".join(f"L{16 + (k + 1) * 12} {(38, 22)[k % 2]}" for k in range(10))
        topping = path(wave, None, sauce, 5)
        topping += "".join(rect(x, 22 + (k % 3) * 6, 8, 5, "#fdf3ee" if k % 2 else "#dcb6d6", r=2) for k, x in enumerate(range(20, 132, 10)))
    return back + salad + sausage + topping + front + frill


@draws("hamburger", 142, 116, natural=("#dd9a48", "#d08c3c", "#e6aa5c"))
def hamburger(b: Brush) -> str:
    """A burger: a bun takes the colour, with salad, tomato, cheese and meat; single, double, or on a stick."""
    rise = (0, 0, 12)[b.variant]
    dome = path(f"M8 {44 - rise * 0.2:.0f} Q6 {rise} 71 {rise} Q136 {rise} 134 {44 - rise * 0.2:.0f} Q134 48 130 48 H12 Q8 48 8 44Z", b.main)
    dome += path("M8 40 Q8 48 12 48 H130 Q134 48 134 40 Q100 46 71 46 Q42 46 8 40Z", b.dark)
    dome += path(f"M24 {24 + rise // 2} Q32 {12 + rise // 2} 50 {8 + rise * 0.9:.0f}", None, b.light, 5)
    seed = apart("#fff0cc", b.main, "#d9a86a")
    seeds = "".join(
        ellipse(x, y + rise * 0.7, 3.6, 2.3, seed, turn=t)
        for x, y, t in ((58, 20, -20), (80, 14, 10), (100, 22, 25), (72, 30, 0), (112, 34, 20), (92, 32, -10), (48, 32, -15))
    )
    base = path("M10 94 H132 V100 Q132 116 114 116 H28 Q10 116 10 100Z", b.main) + path("M10 104 Q14 116 28 116 H114 Q128 116 132 104Z", b.dark)
    green = path(f"M0 52 H142 V56 {bumps(142, 0, 56, 8, 5)}Z", LETTUCE) + rect(2, 48, 138, 7, shade(LETTUCE, 0.25), r=3.5)
    meat, meat_lit, cheese_ = "#6d3f2a", "#85523a", "#f9c33c"
    if b.variant == 1:
        patties = "".join(rect(6, y, 130, 13, meat, r=6.5) + rect(10, y + 1, 122, 4, meat_lit, r=2) for y in (62, 82))
        slabs = "".join(poly([(8, y), (134, y), (118, y + 3), (104, y + 11), (90, y + 3), (52, y + 3), (40, y + 10), (28, y + 3)], cheese_) for y in (60, 78))
        return base + patties + slabs + green + dome + seeds
    red = rect(10, 60, 58, 9, TOMATO, r=4.5) + rect(74, 60, 58, 9, TOMATO, r=4.5)
    patty = rect(4, 76, 134, 20, meat, r=10) + rect(10, 78, 122, 5, meat_lit, r=2.5)
    patty += poly([(8, 70), (134, 70), (134, 74), (116, 76), (100, 89), (84, 76), (56, 76), (44, 85), (32, 76), (8, 74)], cheese_)
    stick = line([(71, 4), (71, 20)], "#8a5a34", 4) + ellipse(71, 8, 11, 8, "#7d9a3a") + circle(75, 6, 3, KETCHUP) if b.variant == 2 else ""
    return base + patty + red + green + stick + dome + seeds


@draws("sandwich", 142, 100, natural=("#f3d9a4", "#e8c287", "#d6a468"))
def sandwich(b: Brush) -> str:
    """A sandwich cut across, a sandwich of toast slices, or a long roll, each with salad, ham and cheese."""
    crust, crumb = b.dark if b.recolored else "#c58a4a", b.main
    if b.variant == 0:
        top = poly([(0, 38), (78, 0), (142, 38)], crust) + poly([(14, 37), (78, 7), (128, 37)], mix(crumb, "#ffffff", 0.3))
        fill = rect(0, 36, 142, 17, crumb, r=3) + rect(3, 64, 136, 8, HAM) + rect(2, 70, 138, 8, TOMATO, r=3) + _wavy(0, 142, 53, 6, 9, 4, LETTUCE)
        low = rect(0, 82, 142, 18, crumb, r=3) + rect(0, 94, 142, 6, crust, r=3)
        low += poly([(2, 76), (140, 76), (140, 80), (112, 81), (98, 92), (84, 81), (46, 81), (34, 89), (22, 81), (2, 80)], "#f9c33c")
        return fill + low + top + rect(0, 36, 142, 4, crust, r=2)
    if b.variant == 1:
        back = _toast(48, 0, 94, 96, crust, mix(crumb, crust, 0.3))
        layers = path("M34 14 Q50 6 60 14 Q118 0 128 30 Q136 44 124 56 Q132 70 122 84 Q110 98 96 92 H40Z", LETTUCE)
        layers += path("M40 18 H112 Q120 40 114 60 Q120 76 110 90 H40Z", HAM)
        layers += poly([(40, 16), (102, 14), (112, 92), (40, 92)], "#f9c33c") + path("M40 10 Q104 8 102 40 Q110 70 100 96 H40Z", TOMATO)
        out = back + layers + _toast(0, 2, 98, 98, crust, crumb)
        return out + "".join(ellipse(x, y, 3.4, 2.2, mix(crumb, crust, 0.35)) for x, y in ((34, 28), (64, 24), (50, 52), (28, 70), (68, 74), (46, 86)))
    roll = path("M4 42 Q0 0 40 0 H104 Q142 0 138 42 Q70 52 4 42Z", crumb) + path("M4 34 Q4 40 4 42 Q70 52 138 42 Q139 38 138 33 Q70 44 4 34Z", crust)
    cuts = "".join(path(f"M{x} 26 Q{x + 4} 10 {x + 18} 6 Q{x + 16} 22 {x} 26Z", mix(crumb, "#ffffff", 0.45)) for x in (30, 58, 86))
    fill = rect(4, 58, 134, 12, HAM, r=6) + _wavy(0, 142, 42, 9, 10, 5, LETTUCE)
    fill += poly([(8, 66), (134, 66), (120, 70), (106, 80), (92, 70), (54, 70), (42, 78), (30, 70)], "#f9c33c")
    red = "".join(ellipse(x, 62, 17, 6, TOMATO) for x in (26, 70, 114))
    low = path("M4 70 H138 Q142 100 108 100 H34 Q0 100 4 70Z", crumb) + path("M7 86 Q14 100 34 100 H108 Q128 100 135 86Z", crust)
    return low + fill + red + _wavy(0, 142, 42, 9, 10, 5, LETTUCE) + roll + cuts


# --- sweets -----------------------------------------------------------------------------------------------------------
def _ring(cx: float, cy: float, outer: float, inner: float, color: str, wobble: float = 0) -> str:
    """A ring with a real hole; `wobble` makes both edges run like icing."""

    def loop(r: float, turn: int) -> str:
        n, points = 10, []
        for k in range(n * 2 + 1):
            a = turn * math.pi * k / n
            points.append((cx + (r + wobble * (-1) ** k) * math.cos(a), cy + (r + wobble * (-1) ** k) * math.sin(a)))
        mids = [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in zip(points, points[1:], strict=False)]
        d = f"M{mids[0][0]:.1f} {mids[0][1]:.1f}"
        for k in range(1, len(mids)):
            d += f" Q{points[k][0]:.1f} {points[k][1]:.1f} {mids[k][0]:.1f} {mids[k][1]:.1f}"
        return d + f" Q{points[0][0]:.1f} {points[0][1]:.1f} {mids[0][0]:.1f} {mids[0][1]:.1f}Z"

    return path(loop(outer, 1) + loop(inner, -1), color)


@draws("donut", 128, 128, natural=("#f08db4", "#6f4128", "#f5c9dc"))
def donut(b: Brush) -> str:
    """A ring of dough under icing: with sprinkles, with stripes of sugar, or bitten."""
    dough = _ring(64, 64, 64.5, 18, BUN_DARK) + _ring(64, 62, 61, 20, BUN)
    icing = _ring(64, 63, 55, 25, b.dark, 2.6) + _ring(64, 61, 54, 26, b.main, 2.6)
    lit = path("M22 50 Q30 26 52 18", None, b.light, 5)
    if b.variant == 1:
        sugar = apart("#fff3e4", b.main, "#e06a92")
        strips = "".join(
            path(
                f"M{64 + 30 * math.cos(a):.1f} {61 + 30 * math.sin(a):.1f} "
                f"Q{64 + 43 * math.cos(a + 0.28):.1f} {61 + 43 * math.sin(a + 0.28):.1f} {64 + 52 * math.cos(a):.1f} {61 + 52 * math.sin(a):.1f}",
                None,
                sugar,
                4.5,
            )
            for a in (k * 0.571 for k in range(11))
        )
        return dough + icing + strips
    spots = [(64 + r * math.cos(a), 61 + r * math.sin(a)) for k in range(20) for r, a in (((33, 46, 39)[k % 3], k * 0.628 + 0.3),)]
    if b.variant == 0:
        return dough + icing + lit + _sprinkles(spots, b.main, 7)
    drops = "".join(circle(x, y, 3.4, apart("#fff3e4", b.main, CHOC)) for x, y in spots[::2])
    return dough + icing + lit + drops + "".join(circle(x, y, 2.6, apart(CHOC, b.main, CREAM)) for x, y in spots[1::2])


@draws("cake", 132, 132, natural=("#f6b3c8", "#8a5433", "#fbeede"))
def cake(b: Brush) -> str:
    """A birthday cake with candles, a slice with layers, or a cake on a stand with cream."""
    trim = apart("#fff6ec", b.main, "#f29ab5")
    if b.variant == 1:
        sponge = mix("#f3d08e", b.main, 0.12)
        side = poly([(0, 54), (132, 54), (132, 126), (126, 132), (6, 132), (0, 126)], sponge)
        side += "".join(rect(0, y, 132, 11, trim if y == 84 else KETCHUP) for y in (84, 108))
        top = poly([(0, 52), (104, 22), (132, 52)], b.light) + poly([(0, 48), (132, 48), (132, 62), (0, 62)], b.main)
        drips = path(f"M132 60 V62 {bumps(132, 0, 62, 7, 8)} V60Z", b.main) + rect(116, 50, 16, 82, b.dark, r=3)
        peak = path("M74 32 Q72 20 84 16 Q88 12 90 2 Q102 8 100 16 Q112 20 110 32Z", trim) + path(
            "M80 30 Q92 34 106 27 M86 20 Q94 22 102 18", None, shade(trim, -0.14), 2.6
        )
        cream = "".join(circle(x, 40, 9, trim) for x in (76, 92, 108))
        return side + top + drips + cream + peak
    if b.variant == 0:
        low = path("M4 76 Q4 68 12 68 H120 Q128 68 128 76 V124 H4Z", b.main) + path("M116 68 H120 Q128 68 128 76 V124 H108Z", b.dark)
        low += rect(0, 120, 132, 12, "#e9e4ee", r=6) + rect(0, 126, 132, 6, "#c8c0d2", r=3)
        high = path("M26 44 Q26 36 34 36 H98 Q106 36 106 44 V76 H26Z", b.main) + path("M96 36 H98 Q106 36 106 44 V76 H92Z", b.dark)
        icing = path(f"M128 84 {bumps(128, 4, 84, 7, 8)} V76 Q4 68 12 68 H120 Q128 68 128 76Z", trim)
        icing += path(f"M106 50 {bumps(106, 26, 50, 5, 7)} V44 Q26 36 34 36 H98 Q106 36 106 44Z", trim)
        candles = ""
        for x, color in ((44, "#5fb4d9"), (66, "#f2c230"), (88, "#8fcf6a")):
            candles += rect(x - 3.5, 16, 7, 22, color, r=2) + line([(x, 16), (x, 12)], "#4a3a34", 1.6)
            candles += path(f"M{x} 0 Q{x + 8} 9 {x} 14 Q{x - 8} 9 {x} 0Z", glow("#ffb13d")) + ellipse(x, 9.5, 2, 3.4, glow("#fff0b0"))
        dots = "".join(circle(x, 112, 4, trim) for x in range(16, 122, 20))
        return candles + low + high + icing + dots
    stand = rect(58, 104, 16, 24, "#b9c6cf") + path("M30 132 Q34 122 58 120 H74 Q98 122 102 132Z", "#d7e0e6") + rect(0, 98, 132, 9, "#d7e0e6", r=4.5)
    stand += rect(10, 104, 112, 4, "#b9c6cf", r=2)
    body = path("M12 36 Q12 26 22 26 H110 Q120 26 120 36 V98 H12Z", b.main) + path("M104 26 H110 Q120 26 120 36 V98 H100Z", b.dark) + rect(12, 62, 108, 8, trim)
    body += rect(104, 62, 16, 8, shade(trim, -0.15))
    swirls = "".join(circle(x, 24, 11, trim) for x in (24, 45, 66, 87, 108)) + "".join(circle(x, 97, 7, trim) for x in range(18, 118, 12))
    peaks = "".join(
        path(f"M{x - 8} 20 Q{x - 7} 10 {x} 2 Q{x + 7} 10 {x + 8} 20Z", trim) + line([(x - 4, 18), (x + 5, 14)], shade(trim, -0.16), 2)
        for x in (24, 45, 66, 87, 108)
    )
    return stand + body + swirls + peaks


@draws("cookie", 122, 122, natural=("#d39a54", "#c98a44", "#ddaa66"))
def cookie(b: Brush) -> str:
    """A round cookie with chocolate chips, bitten, or with sugar beans."""
    chip = apart(CHOC, b.main, "#f3e2c8")
    spots = (
        (36, 34, 8),
        (72, 28, 7),
        (92, 54, 8),
        (58, 58, 9),
        (28, 66, 7),
        (48, 92, 8),
        (80, 86, 8),
        (60, 14, 4.5),
        (104, 78, 4.5),
        (20, 48, 4),
        (78, 108, 4.5),
        (66, 76, 4),
    )
    crumbs = "".join(circle(x, y, 2, b.dark) for x, y in ((50, 40), (84, 40), (40, 54), (74, 64), (62, 104), (36, 80), (94, 96), (24, 84)))
    chips = "".join(circle(x, y, r, chip) + circle(x - r * 0.3, y - r * 0.35, r * 0.26, shade(chip, 0.35)) for x, y, r in spots)
    if b.variant == 1:
        d = "M61 0 Q72 0 80 3 A13 13 0 0 0 90 25 A13 13 0 0 0 104 42 A11 11 0 0 0 121 52 Q126 92 94 113 Q61 132 26 112 Q-8 86 1 48 Q12 2 61 0Z"
        bitten = path(d, b.dark) + group(path(d, b.main), 1, 0, scale=0.955)
        bitten += path("M80 3 A13 13 0 0 0 90 25 A13 13 0 0 0 104 42 A11 11 0 0 0 121 52", None, mix(b.main, "#fff3dc", 0.5), 4)
        safe = [(x, y, r) for x, y, r in spots if x - y < 34]
        return bitten + crumbs + "".join(circle(x, y, r, chip) + circle(x - r * 0.3, y - r * 0.35, r * 0.26, shade(chip, 0.35)) for x, y, r in safe)
    round_ = circle(61, 61, 61, b.dark) + circle(60, 59, 58, b.main) + path("M14 50 Q20 24 44 14", None, b.light, 5)
    if b.variant == 0:
        return round_ + crumbs + chips
    hues = ("#d9423a", "#f2c230", "#4a90d0", "#6cb65a", "#ee8f2c")
    beans = "".join(
        circle(x, y, r + 1, b.dark)
        + circle(x, y - 1, r, apart(hues[k % 5], b.main, "#fff3dc"))
        + ellipse(x - r * 0.3, y - r * 0.45, r * 0.34, r * 0.22, "#ffffff")
        for k, (x, y, r) in enumerate(spots)
        if r > 5
    )
    return round_ + crumbs + beans


@draws("ice cream", 86, 150, natural=("#f4a6c0", "#f6e3b4", "#a9dcc4"))
def ice_cream(b: Brush) -> str:
    """Ice cream in a waffle cone: one big scoop, three scoops, or a soft swirl."""
    y0 = 70
    cone = poly([(12, y0), (74, y0), (46, 149), (43, 150), (40, 149)], WAFER) + _waffle(y0) + poly([(12, y0), (74, y0), (71, y0 + 9), (15, y0 + 9)], BUN_DARK)
    if b.variant == 0:
        scoop = path(f"M3 72 Q-4 6 43 6 Q90 6 83 72 {bumps(83, 3, 72, 5, 8)}Z", b.main) + path("M60 10 Q90 20 83 72 Q75 88 67 72 Q76 40 60 10Z", b.dark)
        scoop += path("M14 52 Q14 30 30 20", None, b.light, 6)
        peak = path("M31 14 Q30 4 40 2 Q46 -1 50 3 Q56 6 55 14Z", b.light)
        return cone + scoop + _sprinkles([(34, 34), (54, 28), (62, 48), (44, 52), (24, 60), (54, 66)], b.main) + peak
    if b.variant == 1:
        other = mix(b.main, apart("#fff3dc", b.main, CHOC), 0.75)
        balls = "".join(
            circle(x, y, r, c) + crescent(x, y, r, r, shade(c, -0.18), 0.3, 30) + circle(x - r * 0.4, y - r * 0.4, r * 0.18, shade(c, 0.5))
            for x, y, r, c in ((43, 24, 24, b.main), (23, 50, 23, other), (63, 50, 23, b.main))
        )
        return balls + cone + path(f"M2 60 Q43 76 84 60 Q86 70 80 73 {bumps(80, 6, 73, 5, 5)} Q0 70 2 60Z", b.main)
    swirl = "".join(
        path(
            f"M{43 - w} {y} Q{43 - w - 6} {y - 14} {43 - w + 12} {y - 14} H{43 + w - 12} "
            f"Q{43 + w + 6} {y - 14} {43 + w} {y} Q{43 + w} {y + 9} {43} {y + 9} Q{43 - w} {y + 9} {43 - w} {y}Z",
            b.main,
        )
        + path(
            f"M{43 - w + 2} {y + 2} Q{43 + w * 0.4:.0f} {y + 4} {43 + w} {y - 6} "
            f"Q{43 + w + 1} {y + 9} {43} {y + 9} Q{43 - w + 4} {y + 8} {43 - w + 2} {y + 2}Z",
            b.dark,
        )
        for w, y in ((40, 66), (31, 47), (21, 29))
    )
    flake = group(rect(0, 0, 9, 44, CHOC, r=2) + line([(3, 3), (3, 40)], "#7d4c30", 2), 62, 4, turn=14)
    return cone + flake + swirl + path("M28 20 Q34 4 52 0 Q48 10 58 20 Q50 26 43 26 Q34 26 28 20Z", b.main)


def _waffle(y0: float) -> str:
    """The criss-cross of the cone below the scoops, kept inside its edges."""
    lines = ""
    for k in range(4):
        x, reach = 22 + k * 14, (52, 40, 28, 14)[k]
        lines += line([(x, y0 + 10), (x + reach * 0.36 if k else x + 18, y0 + 10 + reach)], BUN_DARK, 2)
        lines += line([(86 - x, y0 + 10), (86 - x - (reach * 0.36 if k else 18), y0 + 10 + reach)], BUN_DARK, 2)
    return lines


@draws("lollipop", 84, 150, natural=("#e8476a", "#f08a2c", "#4fb0d6"))
def lollipop(b: Brush) -> str:
    """A big round sweet on a stick: swirled, ringed with a bow, or pinwheel."""
    pale = apart("#fff6ec", b.main, "#f4a3bd")
    stick = rect(38, 78, 8, 72, "#fbf6ec", r=3.5) + rect(42.5, 78, 3.5, 72, "#d9d2c6", r=1.7)
    disc = circle(42, 42, 42, b.main)
    if b.variant == 1:
        points = [(42 + (2 + 35 * t) * math.cos(t * 17), 42 + (2 + 35 * t) * math.sin(t * 17)) for t in (k / 110 for k in range(111))]
        art = line(points, pale, 6)
    else:
        n, bend = (8, 0.9) if b.variant == 0 else (6, -1.3)
        art = ""
        for k in range(n):
            a, c = 2 * math.pi * k / n, 2 * math.pi * (k + 0.5) / n
            p, q = (42 + 41.5 * math.cos(a), 42 + 41.5 * math.sin(a)), (42 + 41.5 * math.cos(c), 42 + 41.5 * math.sin(c))
            m, o = (42 + 24 * math.cos(a - bend), 42 + 24 * math.sin(a - bend)), (42 + 24 * math.cos(c - bend), 42 + 24 * math.sin(c - bend))
            art += path(f"M42 42 Q{m[0]:.1f} {m[1]:.1f} {p[0]:.1f} {p[1]:.1f} A41.5 41.5 0 0 1 {q[0]:.1f} {q[1]:.1f} Q{o[0]:.1f} {o[1]:.1f} 42 42Z", pale)
    rim = circle(42, 42, 40.5, None, b.dark, 3) + path("M14 34 Q18 18 32 12", None, "#ffffff", 5, opacity=0.75)
    bow = path("M42 88 L22 78 Q18 90 22 100Z", pale) + path("M42 88 L62 78 Q66 90 62 100Z", pale) + circle(42, 88, 6, b.dark) if b.variant == 1 else ""
    return stick + disc + art + rim + bow


@draws("milk", 84, 132, natural=("#4f8fd6", "#fdfaf3", "#fdfaf3"))
def milk(b: Brush) -> str:
    """Milk: a carton with a splash, a bottle, or a tall glass with a straw."""
    white = apart("#fdfaf3", b.main, "#8fc4e6") if b.variant == 0 else "#fdfaf3"
    cool = shade(white, -0.16)
    if b.variant == 0:
        front = rect(0, 42, 58, 90, b.main) + poly([(58, 42), (84, 34), (84, 124), (58, 132)], b.dark)
        roof = poly([(0, 42), (12, 14), (66, 14), (58, 42)], white) + poly([(58, 42), (66, 14), (84, 34)], cool) + rect(11, 0, 56, 15, b.main, r=2)
        roof += rect(11, 9, 56, 5, b.dark)
        splash = path("M0 132 V96 Q10 84 18 98 Q26 112 34 96 Q42 82 50 96 Q54 104 58 100 V132Z", white)
        splash += path("M58 132 V100 Q64 88 70 98 Q76 108 84 92 V124Z", cool)
        drop = path("M29 50 Q44 70 29 78 Q14 70 29 50Z", white) + circle(42, 28, 6, b.main)
        return front + roof + splash + drop
    if b.variant == 1:
        glass, cap = "#cfe3ee", apart("#e2574c", b.main, "#4f8fd6")
        body = path("M26 16 H58 V34 Q60 48 74 60 Q84 68 84 82 V118 Q84 132 70 132 H14 Q0 132 0 118 V82 Q0 68 10 60 Q24 48 26 34Z", glass)
        fill = path("M29 36 H55 Q58 52 72 64 Q79 70 79 82 V117 Q79 127 69 127 H15 Q5 127 5 117 V82 Q5 70 12 64 Q26 52 29 36Z", b.main)
        fill += path("M60 54 Q79 66 79 82 V117 Q79 127 69 127 H58 Q68 100 60 54Z", mix(b.main, "#b9c6d6", 0.45))
        label = rect(14, 74, 56, 44, "#a9d8ee" if b.main > "#c0" else "#fdfaf3", r=9)
        out = (
            body
            + fill
            + label
            + path("M42 80 Q60 104 42 112 Q24 104 42 80Z", apart("#4f8fd6", b.main, "#e2574c"))
            + rect(21, 0, 42, 17, cap, r=5)
            + rect(21, 10, 42, 7, shade(cap, -0.2), r=3)
        )
        return out + line([(27, 44), (20, 58)], "#ffffff", 4, opacity=0.7)
    straw = line([(54, 60), (68, 5), (80, 3)], "#e2574c", 6) + line([(60, 36), (62, 28)], "#ffffff", 6) + line([(65, 16), (67, 9)], "#ffffff", 6)
    glass = path("M0 24 H84 L76 124 Q75 132 67 132 H17 Q9 132 8 124Z", "#c3dcea") + path("M5 42 H79 L72 122 Q71 126 67 126 H17 Q13 126 12 122Z", b.main)
    shadow = path("M64 42 H79 L72 122 Q71 126 67 126 H54Z", mix(b.main, "#b9c6d6", 0.5)) + ellipse(42, 42, 37, 6, mix(b.main, "#ffffff", 0.4))
    return glass + straw + shadow + ellipse(42, 25, 42, 5, None, "#e9f4fa", 2.5) + line([(15, 58), (19, 108)], "#ffffff", 5, opacity=0.8)
