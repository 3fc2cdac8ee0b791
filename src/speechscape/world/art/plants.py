"""Trees, flowers and what else grows. `b.main` is the foliage of trees, the petals of flowers, the cap of a mushroom, the pot of a plant."""

from __future__ import annotations

import math
from collections.abc import Sequence

from speechscape.world.art.kit import Brush, Point, circle, draws, ellipse, group, line, mix, path, poly, rect, shade
from speechscape.world.art.still_life import CREAM, LEAF, LEAF_DARK, apart, crescent, mark
from speechscape.world.art.still_life import leaf as blade

BARK, BARK_DARK, BARK_LIGHT, WOOD, SEED = "#7a5030", "#5b3a22", "#96683f", "#e8c48d", "#4f2f1b"


# --- shared pieces ------------------------------------------------------------------------------------------------------
def _around(cx: float, cy: float, r: float, degrees: float) -> Point:
    """The point at distance `r` from (cx, cy); 0 degrees is to the right, 90 down."""
    return cx + r * math.cos(math.radians(degrees)), cy + r * math.sin(math.radians(degrees))


def _petal(cx: float, cy: float, length: float, turn: float, color: str, w: float, tip: float = 0) -> str:
    """A petal from (cx, cy) outwards: round, or the more pointed the larger `tip` (0 to 1)."""
    end = length * (1 - 0.06 * tip)
    d = f"M0 0 C{length * 0.25:.1f} {-w:.1f} {end - w * (1 - tip) * 0.3:.1f} {-w * (1 - tip * 0.75):.1f} {length:.1f} 0"
    d += f" C{end - w * (1 - tip) * 0.3:.1f} {w * (1 - tip * 0.75):.1f} {length * 0.25:.1f} {w:.1f} 0 0Z"
    return group(path(d, color), cx, cy, turn=turn)


def _petals(cx: float, cy: float, length: float, count: int, color: str, w: float, tip: float = 0, start: float = -90) -> str:
    """A ring of petals."""
    return "".join(_petal(cx, cy, length, start + 360 * k / count, color, w, tip) for k in range(count))


def _puffs(balls: Sequence[tuple[float, float, float]], color: str) -> str:
    """Overlapping balls of one colour."""
    return "".join(circle(x, y, r, color) for x, y, r in balls)


def _ticks(spots: Sequence[Point], color: str, size: float = 6) -> str:
    """Small curved strokes that stand for leaves."""
    return "".join(path(f"M{x - size} {y} Q{x} {y + size * 1.3:.1f} {x + size} {y}", None, color, 3) for x, y in spots)


def _trunk(cx: float, top: float, foot: float, w: float) -> str:
    """A trunk that widens into its roots, shaded on the right."""
    d = f"M{cx - w * 0.36:.1f} {top} Q{cx - w * 0.3:.1f} {foot - 14} {cx - w} {foot} H{cx + w} Q{cx + w * 0.3:.1f} {foot - 14} {cx + w * 0.36:.1f} {top}Z"
    side = (
        f"M{cx + w * 0.08:.1f} {top} Q{cx + w * 0.06:.1f} {foot - 14} {cx + w * 0.3:.1f} {foot} H{cx + w} Q{cx + w * 0.3:.1f} {foot - 14} "
        f"{cx + w * 0.36:.1f} {top}Z"
    )
    return path(d, BARK) + path(side, BARK_DARK)


def _stem(points: Sequence[Point], width: float = 6) -> str:
    """A green stalk along a quadratic curve of three points."""
    (x0, y0), (x1, y1), (x2, y2) = points
    return path(f"M{x0} {y0} Q{x1} {y1} {x2} {y2}", None, LEAF_DARK, width)


# --- trees --------------------------------------------------------------------------------------------------------------
@draws("tree", 132, 156, natural=("#3f9a52", "#5aa545", "#2f8a5b"))
def tree(b: Brush) -> str:
    """A leafy tree: three rounded masses, one great oval crown, or separate crowns on forked branches."""
    if b.variant == 0:
        out = _trunk(66, 90, 156, 18) + _puffs(((36, 82, 36), (96, 82, 36)), b.dark) + circle(66, 56, 54, b.main)
        out += _puffs(((52, 40, 32), (86, 56, 22)), mix(b.main, b.light, 0.8)) + path("M66 108 V88 M66 100 L54 88", None, BARK_DARK, 5)
        return out + _ticks(((22, 92), (44, 98), (92, 98), (110, 84)), shade(b.dark, -0.2)) + _ticks(((44, 34), (62, 46), (88, 56)), b.main)
    if b.variant == 1:
        out = _trunk(66, 90, 156, 20) + path("M66 118 L46 96 M66 112 L88 92", None, BARK, 8)
        out += path("M66 0 Q122 0 130 54 Q138 104 90 112 Q66 120 42 112 Q-6 104 2 54 Q10 0 66 0Z", b.main)
        out += path("M84 2 Q124 10 130 54 Q138 104 90 112 Q66 120 42 112 Q112 102 106 52 Q104 18 84 2Z", b.dark)
        out += ellipse(46, 36, 26, 20, mix(b.main, b.light, 0.7), turn=-30)
        return out + _ticks(((40, 72), (66, 58), (80, 84), (54, 94), (26, 60), (84, 30)), b.dark, 7) + _ticks(((44, 34),), b.main, 7)
    out = _trunk(66, 60, 156, 17) + path("M66 120 Q60 96 34 84 M66 114 Q76 92 100 82", None, BARK, 9) + path("M69 112 Q78 94 100 84", None, BARK_DARK, 4)
    for x, y, rx, ry in ((34, 74, 34, 28), (99, 72, 33, 27), (66, 34, 42, 34)):
        out += ellipse(x, y, rx, ry, b.main) + crescent(x, y, rx, ry, b.dark, 0.5, 35) + ellipse(x - rx * 0.3, y - ry * 0.38, rx * 0.42, ry * 0.3, b.light)
    return out + _ticks(((60, 40), (80, 50), (28, 82), (92, 80)), shade(b.dark, -0.12))


def _tier(cx: float, top: float, base: float, half: float, teeth: int, color: str) -> str:
    """One skirt of a conifer, its hem in points."""
    step = 2 * half / teeth
    d = f"M{cx} {top} Q{cx + half * 0.4:.1f} {base - (base - top) * 0.3:.1f} {cx + half} {base - 4:.1f}"
    for k in range(teeth):
        x = cx + half - k * step
        d += f" Q{x - step * 0.4:.1f} {base + 5:.1f} {x - step * 0.55:.1f} {base + 5:.1f} Q{x - step * 0.8:.1f} {base + 2:.1f} {x - step:.1f} {base - 4:.1f}"
    return path(d + f" Q{cx - half * 0.4:.1f} {base - (base - top) * 0.3:.1f} {cx} {top}Z", color)


@draws("pine tree", 112, 160, natural=("#2f7d55", "#3c8a4a", "#2b6f60"))
def pine_tree(b: Brush) -> str:
    """A fir: three broad skirts, four narrow ones of sharp points, or laden with snow."""
    out = rect(46, 132, 20, 28, BARK) + rect(57, 132, 9, 28, BARK_DARK)
    if b.variant == 1:
        for k, (top, base, half) in enumerate(((82, 146, 56), (56, 116, 46), (28, 84, 35), (0, 52, 24))):
            jag = [(56 + half - j * half / 4, base - (10 if j % 2 else 0)) for j in range(9)]
            out += poly([(56, top), *jag], b.main) + poly([(56, top), *jag[:4], (56 + half * 0.18, base - 8)], b.dark)
            out += line([(56 - half * 0.5, base - 14), (56 - half * 0.3, base - 26)], b.light, 3) if k < 3 else ""
        return out
    tiers = ((72, 140, 56), (36, 100, 46), (0, 60, 34))
    for top, base, half in tiers:
        out += _tier(56, top, base, half, 5, b.dark) + group(_tier(56, top, base, half, 5, b.main), -half * 0.09, -4, scale=0.9, about=(56, base))
        if b.variant == 0:
            out += path(f"M{56 - half * 0.45:.1f} {base - 16} Q{56 - half * 0.2:.1f} {base - 26} {56 - half * 0.12:.1f} {base - 40}", None, b.light, 4)
    if b.variant == 2:
        snow = apart("#f6fafc", b.main, "#c9dcea")
        for top, base, half in tiers:
            y = top + (base - top) * 0.5
            w = half * 0.52
            d = f"M56 {top} Q{56 + w * 0.45:.1f} {y - 10:.1f} {56 + w:.1f} {y:.1f} q{-w * 0.3:.1f} 9 {-w * 0.62:.1f} 1 q{-w * 0.38:.1f} 12 {-w * 0.76:.1f} 0 "
            out += path(d + f"q{-w * 0.3:.1f} 8 {-w * 0.62:.1f} -1 Q{56 - w * 0.45:.1f} {y - 10:.1f} 56 {top}Z", snow)
        out += ellipse(56, 157, 34, 4, snow)
    return out


def _palm_leaf(x: float, y: float, dx: float, dy: float, color: str, rib: str, lift: float = 26) -> str:
    """A drooping frond from (x, y) to (x + dx, y + dy), its lower edge in fingers."""
    cx, cy, ex, ey = x + dx * 0.5, y + min(0.0, dy) - lift, x + dx, y + dy
    fingers = ""
    for k in range(4, -1, -1):
        for t, drop in (((k + 0.95) / 5, 19), ((k + 0.3) / 5, 10)):
            px, py = (1 - t) ** 2 * x + 2 * t * (1 - t) * cx + t * t * ex, (1 - t) ** 2 * y + 2 * t * (1 - t) * cy + t * t * ey
            fingers += f" L{px - dx * 0.04:.1f} {py + drop * (1.2 - 0.7 * t):.1f}"
    return path(f"M{x} {y} Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}{fingers} Z", color) + path(f"M{x} {y} Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}", None, rib, 3)


def _palm(b: Brush, x: float, y: float, foot: float, ground: float, size: float = 1, bend: float = 0) -> str:
    """A palm with its crown at (x, y) and its foot at (foot, ground)."""
    mx, my, out = (x + foot) / 2 + bend, (y + ground) / 2, ""
    w = 7 * size
    out += path(
        f"M{x - w * 0.6:.1f} {y} Q{mx - w:.1f} {my:.1f} {foot - w * 1.5:.1f} {ground} H{foot + w * 1.5:.1f} Q{mx + w:.1f} {my:.1f} {x + w * 0.6:.1f} {y}Z",
        BARK_LIGHT,
    )
    for k in range(1, 8):
        t = k / 8
        px = (1 - t) ** 2 * x + 2 * t * (1 - t) * mx + t * t * foot
        half = w * (0.6 + 0.55 * t)
        out += path(f"M{px - half * 0.8:.1f} {y + t * (ground - y):.1f} q{half * 0.9:.1f} {5 * size:.1f} {half * 1.7:.1f} 0", None, BARK_DARK, 2.6 * size)
    for k, (dx, dy) in enumerate(((-28, 50), (30, 48), (-60, 30), (60, 28), (-58, -6), (58, -8), (-26, -34), (30, -33))):
        color = b.dark if k in {0, 1, 4, 5} else b.main
        out += _palm_leaf(x, y, dx * size, dy * size, color, b.light if k > 1 else b.main, 24 * size)
    return out + "".join(circle(x + cx * size, y + cy * size, 6.5 * size, BARK_DARK) for cx, cy in ((-7, 6), (7, 7), (0, 11)))


@draws("palm tree", 128, 156, natural=("#4aa653", "#69b04a", "#35966a"))
def palm_tree(b: Brush) -> str:
    """A palm: leaning, straight with a second row of fronds, or leaning the other way with a shaggy crown."""
    sand = path("M14 156 Q62 138 114 156Z", "#ecd29a")
    if b.variant == 0:
        return sand + _palm(b, 64, 47, 40, 154, 1.05, b.vary(12, 18))
    if b.variant == 1:
        skirt = "".join(_palm_leaf(64, 54, dx, 66, shade(b.dark, -0.16), b.dark, 20) for dx in (-46, 46))
        up = "".join(_palm_leaf(64, 52, dx, dy, b.main, b.light, 26) for dx, dy in ((-46, -24), (46, -24), (4, -38)))
        return skirt + _palm(b, 64, 54, 64, 156, 1.05) + up
    shag = "".join(_palm_leaf(64, 50, dx, 62, shade(b.dark, -0.16), b.dark, 16) for dx in (-38, 38))
    nuts = "".join(circle(64 + dx, 47 + dy, 7.5, BARK_LIGHT) + circle(62 + dx, 45 + dy, 2, "#e8cda0") for dx, dy in ((-11, 6), (11, 7), (0, 12)))
    return sand + shag + _palm(b, 64, 47, 90, 154, 1.05, -16) + nuts


# --- flowers ------------------------------------------------------------------------------------------------------------
def _heart(b: Brush) -> str:
    """The colour of a daisy's yellow middle, or a darker one on yellow petals."""
    return apart("#f6c22f", b.main, "#b8691f")


@draws("flower", 104, 146, natural=("#f7f4ec", "#ef86ae", "#9a6fd0"))
def flower(b: Brush) -> str:
    """A flower: a daisy, a bloom of five broad petals, or a double one of pointed petals."""
    out = _stem(((52, 60), (58, 110), (b.vary(50, 54), 143))) + blade(53, 130, 46, -38 if b.variant else -28) + blade(53, 136, 46, 214, LEAF_DARK)
    heart = _heart(b)
    if b.variant == 0:
        out += _petals(52, 50, 51, 9, b.dark, 17, start=-70) + _petals(52, 50, 51, 9, b.main, 17) + circle(52, 50, 18, shade(heart, -0.15))
        out += circle(51, 49, 16, heart)
        return out + "".join(circle(*_around(51, 49, r, a), 1.8, shade(heart, -0.22)) for r, a in ((5, 40), (10, 120), (10, 250), (10, 0), (4, 220)))
    if b.variant == 1:
        for k in range(5):
            x, y = _around(52, 53, 28, -90 + 72 * k)
            out += circle(x, y, 25, b.dark if k % 2 else mix(b.main, b.dark, 0.3))
        out += "".join(circle(*_around(52, 53, 27, -90 + 72 * k), 21, b.main) for k in range(5))
        out += "".join(line([_around(52, 53, 18, -90 + 72 * k), _around(52, 53, 34, -90 + 72 * k)], mark(b), 3) for k in range(5))
        return out + circle(52, 53, 15, shade(heart, -0.15)) + circle(52, 53, 11, heart)
    out += _petals(52, 52, 52, 12, b.dark, 15, 0.9, -75) + _petals(52, 52, 43, 12, b.main, 13, 0.9) + _petals(52, 52, 28, 8, b.light, 10, 0.8)
    return out + circle(52, 52, 11, shade(heart, -0.15)) + circle(52, 52, 8, heart)


def _rose_head(b: Brush) -> str:
    """A rose seen from the side, 72 wide around x = 0, its base on y = 0."""
    deep = shade(b.main, -0.4)
    out = path("M-36 -48 Q-32 -60 -22 -60 Q-16 -70 0 -69 Q16 -70 22 -60 Q32 -60 36 -48 Q38 -8 0 0 Q-38 -8 -36 -48Z", b.dark)
    out += ellipse(0, -50, 26, 19, b.main) + ellipse(1, -51, 19, 13, deep) + ellipse(-1, -50, 15, 10, b.light) + ellipse(1, -49, 10, 6.5, b.dark)
    out += path("M-6 -49 Q0 -55 6 -49", None, b.light, 3)
    out += path("M-36 -50 Q-18 -46 -4 -24 Q4 -10 0 0 Q-38 -8 -36 -50Z", b.main)
    out += path("M36 -50 Q20 -46 8 -30 Q-4 -12 0 0 Q38 -8 36 -50Z", mix(b.main, b.dark, 0.45))
    out += path("M-26 -40 Q0 -18 26 -40 Q28 -10 0 -1 Q-28 -10 -26 -40Z", b.main) + path("M-26 -40 Q0 -18 26 -40", None, b.light, 4)
    return out + path("M-35 -47 Q-26 -46 -20 -40 M35 -47 Q28 -46 22 -40", None, b.light, 4)


def _thorny(x: float, top: float, foot: float) -> str:
    """A rose's straight stalk with thorns and sepals under the bloom."""
    out = line([(x, top), (x, foot - 3)], LEAF_DARK, 6)
    out += "".join(poly([(x, y - 5), (x + s * 10, y - 5), (x, y + 5)], LEAF_DARK) for y, s in ((top + 24, 1), (top + 42, -1), (foot - 12, 1)))
    return out + "".join(blade(x, top, 26, turn, LEAF) for turn in (200, -20, 250, -70))


@draws("rose", 88, 150, natural=("#d3263d", "#f0a7b8", "#f6e3b4"))
def rose(b: Brush) -> str:
    """A rose on a thorny stalk: from the side, open and seen from above, or nodding on a bent stalk."""
    if b.variant == 1:
        out = line([(44, 80), (44, 147)], LEAF_DARK, 6) + blade(44, 126, 40, -32) + blade(44, 132, 42, 206, LEAF_DARK)
        out += poly([(44, 98), (54, 98), (44, 108)], LEAF_DARK)
        out += "".join(blade(44, 44, 50, turn, LEAF) for turn in (28, 90, 152))
        out += "".join(circle(*_around(44, 44, 21, 72 * k - 90), 23, b.dark if k % 2 else mix(b.main, b.dark, 0.5)) for k in range(5))
        for r, size, start in ((14, 19, -54), (8, 13, -90)):
            for k in range(5):
                x, y = _around(44, 44, r, 72 * k + start)
                out += circle(x, y, size + 2, b.dark) + circle(x, y, size, b.main if k % 2 else mix(b.main, b.light, 0.4))
        return out + circle(44, 44, 12, b.dark) + path("M36 46 A8 8 0 1 1 48 51 A5 5 0 1 1 46 42", None, b.light, 3.4)
    if b.variant == 0:
        out = _thorny(44, 84, 150) + blade(44, 126, 42, -36) + blade(44, 136, 43, 208, LEAF_DARK)
        return out + group(_rose_head(b), 44, 85, scale=1.21)
    out = path("M40 84 Q28 116 46 148", None, LEAF_DARK, 6) + blade(36, 118, 48, -24) + blade(40, 136, 40, 206, LEAF_DARK) + blade(34, 108, 34, 214)
    out += "".join(blade(39, 80, 32, turn, LEAF) for turn in (165, 195, 0, 30, 60))
    return out + group(_rose_head(b), 37.5, 86, scale=1.2, turn=7)


def _sun_head(b: Brush, cx: float, cy: float, r: float, count: int, tip: float) -> str:
    """The head of a sunflower: two rings of petals around a brown disc of seeds."""
    w = r * 4.6 / count
    under = mix(b.main, shade(b.main, -0.3), 0.6)
    out = "".join(_petals(cx, cy, r, n, c, w, tip, t) for n, c, t in ((count, under, -90 + 180 / count), (count, b.main, -90)))
    out += circle(cx, cy, r * 0.49, shade(SEED, -0.2)) + circle(cx, cy, r * 0.44, "#7c4a23")
    spots = [(_around(cx, cy, r * ring, 360 * k / n + 20 * n), n) for ring, n in ((0.35, 12), (0.22, 8), (0.09, 4)) for k in range(n)]
    return out + "".join(circle(x, y, r * 0.05, "#c98a3a" if n == 8 else SEED) for (x, y), n in spots)


def _heart_leaf(x: float, y: float, size: float, flip: bool, color: str) -> str:
    """A sunflower's broad leaf with its vein, the stalk at (x, y)."""
    body = path("M0 0 Q8 -26 30 -24 Q50 -22 62 -2 Q40 16 22 14 Q6 12 0 0Z", color) + path("M2 0 Q28 -8 54 -3", None, shade(color, -0.22), 2.6)
    return group(body, x, y, scale=size, flip=flip)


@draws("sunflower", 112, 172, natural=("#f7bf2d", "#f4ad25", "#f9cf45"))
def sunflower(b: Brush) -> str:
    """A tall sunflower: slim petals, a dense double head, or broad petals around a large disc."""
    out = _stem(((56, 60), (b.vary(58, 62), 120), (55, 168)), 9)
    out += _heart_leaf(57, 134, 0.86, False, LEAF) + _heart_leaf(57, 150, 0.88, True, LEAF_DARK)
    if b.variant == 0:
        return out + _sun_head(b, 56, 55, 55.5, 14, 0.95)
    if b.variant == 2:
        head = _petals(56, 55, 54, 10, mix(b.main, shade(b.main, -0.3), 0.6), 30, 0.5, -72) + _petals(56, 55, 55.5, 10, b.main, 28, 0.5)
        head += circle(56, 55, 31, shade(SEED, -0.2)) + circle(56, 55, 28, "#7c4a23")
        return (
            out + head + "".join(circle(*_around(56, 55, r, 360 * k / n + 9 * n), 2.2, SEED) for r, n in ((23, 14), (16, 10), (9, 6), (0, 1)) for k in range(n))
        )
    return out + _petals(56, 55, 55.5, 13, b.dark, 17, 0.4) + _petals(56, 55, 53, 13, b.main, 14, 0.4, -76) + _sun_head(b, 56, 55, 42, 13, 0.5)


def _tulip_head(b: Brush, wide: bool = False) -> str:
    """A tulip's cup, 60 wide around x = 0, base on y = 0, closed or with petals bent out."""
    if wide:
        out = path("M-36 -62 Q-26 -54 -20 -40 Q-10 -58 0 -66 Q10 -58 20 -40 Q26 -54 36 -62 Q40 0 0 0 Q-40 0 -36 -62Z", b.dark)
        out += path("M-36 -62 Q-20 -48 -2 -2 Q-40 0 -36 -62Z", b.main) + path("M36 -62 Q20 -48 2 -2 Q40 0 36 -62Z", b.main)
        return out + path("M0 -54 Q22 -28 0 0 Q-22 -28 0 -54Z", b.light) + path("M-30 -48 Q-28 -24 -16 -10", None, b.light, 3)
    out = path("M-18 -60 Q-10 -72 0 -74 Q10 -72 18 -60 L14 -20 H-14Z", b.dark)
    out += path("M-30 -64 Q-12 -58 -2 -30 L4 -2 Q-32 2 -34 -36 Q-34 -54 -30 -64Z", b.main)
    out += path("M30 -64 Q12 -58 2 -30 L-4 -2 Q32 2 34 -36 Q34 -54 30 -64Z", mix(b.main, b.dark, 0.4))
    out += path("M0 -60 Q22 -44 18 -18 Q12 0 0 0 Q-12 0 -18 -18 Q-22 -44 0 -60Z", b.main) + path("M0 -60 Q-22 -44 -18 -18", None, b.light, 3.5)
    return out + path("M-27 -50 Q-28 -28 -20 -14", None, b.light, 3.5)


def _sword(x: float, y: float, dx: float, dy: float, color: str, w: float = 11) -> str:
    """A tulip's long bending leaf from (x, y)."""
    return path(f"M{x - 4} {y} Q{x + dx * 0.95 - w:.1f} {y + dy * 0.35:.1f} {x + dx} {y + dy} Q{x + dx * 0.55 + w:.1f} {y + dy * 0.3:.1f} {x + 5} {y}Z", color)


@draws("tulip", 84, 150, natural=("#e2434c", "#f2b62f", "#c065b5"))
def tulip(b: Brush) -> str:
    """A tulip: a closed cup, open with three tips, or a round striped cup."""
    out = _stem(((42, 70), (44, 110), (42, 147)), 7) + _sword(38, 150, -33, -b.vary(76, 82), LEAF_DARK, 7) + _sword(45, 150, 34, -68, LEAF, 15)
    if b.variant == 2:
        stripe = apart("#fff1f6", b.main, "#d8569b")
        cup = path("M14 30 Q14 8 28 1 Q36 6 42 2 Q48 6 56 1 Q70 8 70 30 Q76 84 42 84 Q8 84 14 30Z", b.dark)
        cup += path("M6 22 Q24 12 34 34 Q44 64 40 84 Q2 84 6 22Z", b.main) + path("M78 22 Q60 12 50 34 Q40 64 44 84 Q82 84 78 22Z", mix(b.main, b.dark, 0.4))
        cup += path("M42 20 Q62 34 58 62 Q54 84 42 84 Q30 84 26 62 Q22 34 42 20Z", b.main)
        return (
            out
            + cup
            + "".join(
                path(d, None, stripe, 4) for d in ("M42 34 V72", "M34 42 Q32 58 37 70", "M50 42 Q52 58 47 70", "M14 34 Q12 56 22 70", "M70 34 Q72 56 62 70")
            )
        )
    return out + group(_tulip_head(b, b.variant == 1), 42, 83, scale=1.12 if b.variant == 0 else 1.14)


# --- low plants ---------------------------------------------------------------------------------------------------------
def _toadstool(b: Brush, cx: float, top: float, foot: float, half: float, spots: bool, cone: float = 0) -> str:
    """One mushroom with cap, gills, ring and stalk; `cone` makes the cap pointed."""
    rim = top + half * (0.92 + cone * 0.4)
    w = half * 0.34
    out = path(
        f"M{cx - w:.1f} {rim - 6:.1f} Q{cx - w * 0.8:.1f} {foot - 12} {cx - w * 1.4:.1f} {foot - 4} Q{cx} {foot + 4} {cx + w * 1.4:.1f} {foot - 4} "
        f"Q{cx + w * 0.8:.1f} {foot - 12} {cx + w:.1f} {rim - 6:.1f}Z",
        CREAM,
    )
    out += path(
        f"M{cx + w * 0.3:.1f} {rim - 6:.1f} Q{cx + w * 0.3:.1f} {foot - 12} {cx + w * 0.6:.1f} {foot - 0.5} Q{cx + w * 1.2:.1f} {foot - 1.5} "
        f"{cx + w * 1.4:.1f} {foot - 4} Q{cx + w * 0.8:.1f} {foot - 12} {cx + w:.1f} {rim - 6:.1f}Z",
        "#e3cfae",
    )
    out += ellipse(cx, rim, half * 0.9, half * 0.2, "#d9bd93")
    out += "".join(
        line([(cx + k * half * 0.2, rim + half * 0.02), (cx + k * half * 0.27, rim + half * (0.16 - 0.02 * k * k))], "#b8966a", 2) for k in (-2, -1, 0, 1, 2)
    )
    out += (
        path(
            f"M{cx - w * 1.3:.1f} {rim + half * 0.3:.1f} Q{cx} {rim + half * 0.48:.1f} {cx + w * 1.3:.1f} {rim + half * 0.3:.1f} L{cx + w:.1f} "
            f"{rim + half * 0.16:.1f} H{cx - w:.1f}Z",
            "#f7e3c3",
        )
        if spots
        else ""
    )
    peak = half * (1 - cone)
    cap = (
        f"M{cx - half} {rim:.1f} Q{cx - half * (1 - cone * 0.3):.1f} {top + half * cone * 0.35:.1f} {cx - peak * 0.3:.1f} {top + half * cone * 0.06:.1f} "
        f"Q{cx} {top - half * 0.06:.1f} {cx + peak * 0.3:.1f} {top + half * cone * 0.06:.1f}"
    )
    cap += f" Q{cx + half * (1 - cone * 0.3):.1f} {top + half * cone * 0.35:.1f} {cx + half} {rim:.1f} Q{cx} {rim + half * 0.2:.1f} {cx - half} {rim:.1f}Z"
    out += path(cap, b.main)
    out += path(
        f"M{cx + half} {rim:.1f} Q{cx} {rim + half * 0.2:.1f} {cx - half} {rim:.1f} Q{cx + half * 0.3:.1f} {rim + half * 0.02:.1f} "
        f"{cx + half * 0.76:.1f} {rim - half * 0.52:.1f}Z",
        b.dark,
    )
    if not spots:
        return out + ellipse(cx - half * 0.36, rim - half * 0.46, half * 0.2, half * 0.12, b.light, turn=-35)
    dot = apart("#fff8ec", b.main, "#d8705f")
    return out + "".join(
        ellipse(cx + half * x, rim - half * y, half * r, half * r * 0.86, dot)
        for x, y, r in ((-0.05, 0.56, 0.18), (-0.52, 0.3, 0.14), (0.46, 0.34, 0.15), (0.1, 0.14, 0.1), (-0.72, 0.07, 0.08), (0.78, 0.06, 0.07))
    )


@draws("mushroom", 116, 118, natural=("#d8362f", "#b47a46", "#e58a3c"))
def mushroom(b: Brush) -> str:
    """A mushroom: a spotted toadstool, a stout brown cap, or one with a pointed cap."""
    grass = "".join(
        path(f"M{x} 118 q{d} -14 {d * 2} -20 q{-d * 0.2} 10 {4 if d > 0 else -4} 20Z", LEAF_DARK if k % 2 else LEAF)
        for k, (x, d) in enumerate(((84, 4), (30, -4), (92, 7), (22, -6)))
    )
    if b.variant == 0:
        return grass + _toadstool(b, 58, 3, 117, 57, True)
    if b.variant == 1:
        out = path("M36 58 Q38 80 26 100 Q22 118 58 118 Q94 118 90 100 Q78 80 80 58Z", "#f2dfbd")
        out += path("M66 58 Q66 90 74 117 Q94 114 90 100 Q78 80 80 58Z", "#dcc298")
        out += path("M0 56 Q2 2 58 2 Q114 2 116 56 Q116 70 98 72 Q58 62 18 72 Q0 70 0 56Z", b.main)
        out += path("M0 56 Q0 70 18 72 Q58 62 98 72 Q116 70 116 56 Q112 30 100 20 Q104 52 58 54 Q20 54 0 56Z", b.dark)
        return out + path("M18 72 Q58 60 98 72 Q58 80 18 72Z", "#c9a877") + ellipse(34, 26, 16, 8, b.light, turn=-32)
    return _toadstool(b, 58, 3, 117, 57, True, 0.95)


def _prickles(spots: Sequence[Point], color: str) -> str:
    """Pale spines in small v shapes."""
    return "".join(path(f"M{x - 3} {y - 4} L{x} {y} L{x + 3} {y - 4}", None, color, 2) for x, y in spots)


def _bloom(x: float, y: float, r: float, color: str) -> str:
    """A small flower of five petals."""
    return "".join(circle(*_around(x, y, r * 0.62, 72 * k - 90), r * 0.48, color) for k in range(5)) + circle(x, y, r * 0.36, "#f6c22f")


@draws("cactus", 108, 152, natural=("#4c9a54", "#5fa35a", "#3f8f68"))
def cactus(b: Brush) -> str:
    """A cactus: one with two raised arms, a prickly pear of flat pads, or a ribbed one with low arms and fruit."""
    spine, pink = apart("#f3efc9", b.main, "#7a6a3c"), apart("#f07aa8", b.main, "#f6c22f")
    sand = path("M6 152 Q54 132 102 152Z", "#ecd29a")
    if b.variant == 1:
        pads = ((54, 118, 32, 34, 0), (26, 76, 24, 31, -28), (82, 78, 24, 31, 26), (56, 58, 21, 28, 0), (22, 32, 16, 22, -16), (86, 34, 16, 22, 14))
        order = (4, 5, 3, 1, 2, 0)
        out = "".join(
            ellipse(x, y, rx, ry, b.dark, turn=t) + ellipse(x - 2, y - 1, rx - 4, ry - 4, b.main, turn=t) for x, y, rx, ry, t in (pads[k] for k in order)
        )
        out += _prickles([(x + dx, y + dy) for x, y, rx, ry, _ in pads for dx, dy in ((-rx * 0.4, -4), (rx * 0.35, -8), (0, ry * 0.4))], spine)
        return out + "".join(ellipse(x, y, 6.5, 8.5, pink, turn=t) for x, y, t in ((18, 9, -12), (90, 11, 12), (56, 28, 0)))
    out = sand
    arms = ((18, 96, 50, -1), (90, 82, 34, 1)) if b.variant == 0 else ((15, 72, 34, -1), (93, 104, 66, 1))
    for x, elbow, top, side in arms:
        out += path(f"M54 {elbow} H{x + side * -10} Q{x} {elbow} {x} {elbow - 12} V{top}", None, b.dark, 25)
        out += path(f"M54 {elbow} H{x + side * -10} Q{x} {elbow} {x} {elbow - 12} V{top}", None, b.main, 17)
        out += line([(x - 2, top + 2), (x - 2, elbow - 14)], b.light, 3)
    out += path("M36 152 V20 Q36 1 54 1 Q72 1 72 20 V152Z", b.main) + path("M60 2 Q72 4 72 20 V152 H60Z", b.dark)
    out += line([(44, 18), (44, 144)], b.light, 3) + line([(54, 14), (54, 144)], b.dark, 3)
    out += _prickles([(x, y) for y in (32, 62, 92, 122) for x in (49, 66)] + [(49, 47), (66, 77), (49, 107), (66, 137)], spine)
    return (
        out
        + path("M12 152 Q54 142 96 152Z", "#dcbb78")
        + (ellipse(54, 8, 8, 8, pink) + ellipse(arms[0][0], arms[0][2] - 10, 7, 8, pink) if b.variant == 2 else "")
    )


@draws("bush", 142, 98, natural=("#4a9c4c", "#3c8d56", "#6da544"))
def bush(b: Brush) -> str:
    """A bush: rounded puffs, a clipped dome with berries, or loose leaves."""
    if b.variant == 1:
        out = path("M4 98 Q-6 60 16 40 Q30 2 72 2 Q112 2 126 40 Q148 60 138 98Z", b.main) + path("M138 98 Q148 60 126 40 Q120 22 106 12 Q122 60 96 98Z", b.dark)
        out += ellipse(48, 30, 24, 12, b.light, turn=-26) + _ticks(((30, 60), (62, 52), (88, 70), (46, 82), (112, 58), (96, 34), (18, 84)), b.dark)
        berry = apart("#d8362f", b.main, "#f6e3b4")
        spots = ((38, 46), (74, 36), (56, 68), (24, 74), (92, 56), (114, 80), (74, 86), (106, 32))
        return out + "".join(circle(x, y, 5.5, berry) + circle(x - 1.6, y - 1.8, 1.6, "#ffffff") for x, y in spots)
    if b.variant == 0:
        back, front = ((36, 44, 30), (72, 34, 34), (108, 46, 28)), ((24, 72, 24), (60, 66, 30), (100, 67, 30), (120, 76, 22))
        out = _puffs(back, b.dark) + path("M6 98 Q-6 84 4 68 H138 Q146 84 136 98Z", b.main) + _puffs(front, b.main)
        out += _puffs(((56, 58, 17), (96, 60, 16), (22, 68, 12)), mix(b.main, b.light, 0.7)) + path("M80 98 Q82 86 92 84 M40 98 Q38 88 28 86", None, b.dark, 4)
        return out + _ticks(((72, 18), (40, 30), (108, 32), (54, 82), (106, 86), (18, 88)), shade(b.dark, -0.18)) + _ticks(((56, 58), (96, 58)), b.main)
    out = path("M40 98 L52 60 M72 98 V60 M102 98 L90 60", None, BARK, 7)
    for k in range(27):
        ring, n, size = ((0, 11, 34), (1, 9, 32), (2, 7, 30))[0 if k < 11 else 1 if k < 20 else 2]
        turn = -186 + 192 * ((k, k - 11, k - 20)[ring] / (n - 1))
        x, y = _around(71, 92, 1, turn)
        reach = (37, 22, 5)[ring]
        out += blade(71 + (x - 71) * reach * 1.05, 79 + (y - 92) * reach * 1.28, size, turn, (b.dark, mix(b.main, b.dark, 0.3), b.main)[(k + ring) % 3], 0.34)
    return out


# --- pieces of plants ---------------------------------------------------------------------------------------------------
@draws("leaf", 116, 136, natural=("#5aa845", "#d9532f", "#d99a2f"))
def leaf(b: Brush) -> str:
    """A single leaf: oval, of maple, or of oak."""
    if b.variant == 0:
        out = path("M58 0 Q122 50 112 86 Q104 114 58 118 Q12 114 4 86 Q-6 50 58 0Z", b.main) + path("M58 0 Q122 50 112 86 Q104 114 58 118Z", b.dark)
        veins = "".join(path(f"M58 {y} Q{58 + s * 20} {y - 6} {58 + s * 36} {y - 24}", None, b.light, 3) for y in (60, 82, 104) for s in (-1, 1))
        return out + veins + path("M58 22 V118 Q58 128 52 134", None, b.light, 4.5) + path("M58 112 Q58 128 52 133", None, shade(b.main, -0.35), 6)
    stalk = path("M58 90 Q60 118 68 132", None, shade(b.main, -0.35), 6)
    if b.variant == 1:
        half = ((58, 0), (68, 22), (82, 16), (80, 46), (98, 30), (102, 42), (116, 42), (108, 62), (114, 70), (86, 92), (90, 102), (58, 98))
        mirrored = [(116 - x, y) for x, y in half[::-1]]
        veins = "".join(line([(58, 96), end], b.light, 3) for end in ((58, 22), (90, 46), (26, 46), (96, 66), (20, 66)))
        return stalk + poly([*half, *mirrored], b.main) + poly(half, b.dark) + veins
    right = "M58 0 Q80 0 78 18 Q76 26 84 26 Q104 24 102 42 Q100 50 106 54 Q120 62 112 76 Q106 86 92 82 Q98 100 82 104 Q70 108 58 98Z"
    out = stalk + group(path(right, b.main), 116, 0, flip=True) + path(right, mix(b.main, b.dark, 0.8))
    veins = "".join(path(f"M58 {y} Q{58 + s * 12} {y - 4} {58 + s * w} {y - 14}", None, b.light, 3) for y, w in ((34, 12), (60, 34), (84, 38)) for s in (-1, 1))
    return out + veins + line([(58, 14), (58, 96)], b.light, 4)


@draws("potted plant", 104, 150, natural=("#c96a3f", "#4f86b5", "#e0b04a"))
def potted_plant(b: Brush) -> str:
    """A plant in a pot, which takes the colour: big leaves, a striped snake plant, or flowers of the same colour."""
    trim = apart(CREAM, b.main, "#7fb0c4")
    out = ""
    if b.variant == 0:
        for turn, length in ((-160, 54), (-20, 54), (-140, 64), (-40, 64), (-117, 72), (-63, 72), (-90, 80)):
            out += blade(52, 82, length, turn, LEAF_DARK if turn in {-140, -40, -90} else LEAF, 0.23)
    elif b.variant == 1:
        for x, top, tip, color in ((30, 18, 6, LEAF_DARK), (74, 24, 98, LEAF_DARK), (42, 2, 36, LEAF), (62, 6, 70, LEAF), (52, 30, 52, "#74bd58")):
            out += path(f"M{x - 9} 88 Q{tip - 16} {top + 40} {tip} {top} Q{tip + 14} {top + 44} {x + 9} 88Z", color)
            out += path(f"M{x} 86 Q{tip} {top + 50} {tip} {top + 14}", None, "#d7e29a", 2.6)
    else:
        for x, y in ((16, 40), (88, 40), (34, 18), (70, 16), (52, 44)):
            out += path(f"M52 88 Q{(x + 52) / 2} {y + 34} {x} {y}", None, LEAF_DARK, 4)
        out += "".join(blade(52, 84, 46, turn, LEAF if k % 2 else LEAF_DARK) for k, turn in enumerate((-172, -8, -145, -35, -110, -70)))
        for x, y in ((16, 38), (88, 38), (34, 17), (70, 17), (52, 42)):
            out += _petals(x, y, 17, 6, b.dark, 9, start=-60) + _petals(x, y, 15, 6, b.main, 8) + circle(x, y, 5, apart("#f6c22f", b.main, CREAM))
    if b.variant == 1:
        pot = path("M10 84 H94 Q104 150 72 150 H32 Q0 150 10 84Z", b.main) + path("M76 84 H94 Q104 150 72 150 H58 Q82 140 76 84Z", b.dark)
        return out + pot + path("M9 108 Q52 118 95 108 L96 120 Q52 130 8 120Z", trim) + ellipse(52, 85, 42, 5, shade(b.main, -0.4))
    pot = path("M12 98 H92 L82 146 Q81 150 76 150 H28 Q23 150 22 146Z", b.main) + path("M70 98 H92 L82 146 Q81 150 76 150 H62Z", b.dark)
    pot += rect(6, 82, 92, 20, b.main, r=5) + path("M74 82 H93 Q98 82 98 87 V97 Q98 102 93 102 H74Z", b.dark) + rect(12, 86, 50, 4, b.light, r=2)
    pot += path("M13 102 H91 L90 107 H14Z", shade(b.dark, -0.15))
    return out + pot + ("".join(circle(x, 126, 5, trim) for x in (34, 52, 70)) if b.variant == 2 else line([(30, 112), (34, 140)], b.light, 4))


def _rings(cx: float, cy: float, rx: float, ry: float) -> str:
    """The cut face of a trunk with its year rings."""
    out = ellipse(cx, cy, rx, ry, WOOD)
    return out + "".join(ellipse(cx + 1, cy, rx * k, ry * k, None, "#c1935a", 2.6) for k in (0.76, 0.5, 0.24))


@draws("log", 152, 88, natural=("#86582f", "#9a6b42", "#8f8478"))
def log(b: Brush) -> str:
    """A felled log: with a branch stub, mossy and hollow, or with pale bark marks and a fresh twig."""
    mark_ = shade(b.main, -0.32) if b.variant < 2 else mark(b)
    top = 30
    out = path(f"M30 {top} H132 Q152 {top} 152 59 Q152 88 132 88 H30Z", b.main) + path("M30 72 H150 Q146 88 132 88 H30Z", b.dark)
    out += path(f"M40 {top + 5} H126", None, b.light, 5)
    if b.variant == 0:
        out = (
            path("M84 36 L98 6 L120 10 L116 36Z", b.main)
            + path("M108 8 L120 10 L116 36 H102Z", b.dark)
            + ellipse(109, 8, 11.5, 6, WOOD, turn=10)
            + ellipse(109, 8, 5, 2.6, None, "#c1935a", 2, turn=10)
            + out
        )
        out += "".join(
            line([(x, y), (x + w, y)], mark_, 3.4) for x, y, w in ((64, 46, 28), (104, 44, 20), (74, 59, 22), (112, 60, 26), (66, 73, 34), (116, 76, 16))
        )
        return out + ellipse(28, 59, 28, 29, b.dark) + _rings(27, 59, 23, 24.5)
    if b.variant == 1:
        moss = (
            "M48 32 Q56 14 74 22 Q88 8 102 20 Q120 12 130 26 Q142 26 146 38 Q138 50 130 40 Q124 56 114 42 Q104 60 94 44 Q84 54 76 42 Q66 54 60 42 Q50 46 48 32Z"
        )
        out += "".join(line([(x, y), (x + w, y)], mark_, 3.4) for x, y, w in ((62, 62, 26), (104, 64, 30), (72, 77, 40))) + path(moss, "#6fae4e")
        out += path("M66 26 Q78 18 88 24 M106 24 Q116 20 124 28", None, "#9ccc6a", 4)
        out += path("M8 40 Q4 16 14 6 Q18 20 22 34Z", LEAF_DARK) + path("M16 38 Q20 12 32 2 Q32 20 30 34Z", LEAF) + ellipse(28, 59, 28, 29, WOOD)
        out += ellipse(28, 59, 21, 22, "#8a5f38")
        return out + ellipse(30, 60, 18, 19, "#4a2f1b")
    out += "".join(
        path(f"M{x} {y} Q{x + 7} {y + 5} {x + w} {y}", None, mark_, 4.5)
        for x, y, w in ((62, 46, 18), (98, 42, 16), (76, 62, 22), (116, 54, 18), (98, 74, 20), (60, 76, 22))
    )
    twig = path("M56 34 Q60 22 54 11 M58 24 Q68 19 74 18", None, BARK_DARK, 5) + blade(55, 14, 26, 196) + blade(56, 15, 20, -40, LEAF_DARK)
    twig += blade(72, 19, 26, -10)
    return twig + group(out, 152, 0, flip=True) + ellipse(124, 59, 28, 29, b.dark) + _rings(125, 59, 23, 24.5)
