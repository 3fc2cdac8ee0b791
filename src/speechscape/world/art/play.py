"""Balls and flying toys, winter and water sports, and sports gear."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, group, line, path, poly, rect, shade, star_points
from speechscape.world.art.still_life import CREAM, apart

INK, STEEL, STEEL_DARK, STEEL_LIGHT = "#33363f", "#b4bec8", "#8893a0", "#dde4ea"
WOOD, WOOD_DARK, WOOD_LIGHT = "#b07a45", "#80532d", "#d3a468"
GOLD, RED, BLUE, ROPE = "#f2c23c", "#e0574f", "#4f93cf", "#d9bd8a"


# --- shared pieces ----------------------------------------------------------------------------------------------------
def trim_of(b: Brush, other: str = RED) -> str:
    """Cream, or another colour where the main colour is nearly cream."""
    return apart(CREAM, b.main, other)


def bow(x: float, y: float, size: float, color: str, turn: float = 0) -> str:
    """A bow with two loops and a knot, `size` from knot to loop's end."""
    s = size
    loops = "".join(
        path(
            f"M0 0 C{k * s * 0.4:.1f} {-s * 0.9:.1f} {k * s:.1f} {-s * 0.75:.1f} {k * s:.1f} 0 "
            f"C{k * s:.1f} {s * 0.75:.1f} {k * s * 0.4:.1f} {s * 0.9:.1f} 0 0Z",
            c,
        )
        for k, c in ((-1, color), (1, shade(color, -0.14)))
    )
    return group(loops + circle(0, 0, s * 0.28, shade(color, -0.24)), x, y, turn=turn)


# --- balls and flying things ------------------------------------------------------------------------------------------
@draws("ball", 100, 100, natural=("#e2483d", "#f6f2e9", "#3f86cf"))
def ball(b: Brush) -> str:
    """A ball: a beach ball, a football, or a play ball with a band and a star."""
    base = circle(50, 50, 50, b.main)
    shine = ellipse(30, 20, 10, 5, "#ffffff", opacity=0.7, turn=-35)
    if b.variant == 0:
        out, px, py, turn = base, 40, 30, b.vary(-0.15, 0.15)
        colors = (trim_of(b), None, apart(GOLD, b.main, BLUE), None, apart("#57b36a", b.main, RED), None)
        rim = [(50 + 50 * math.cos(turn + k * math.pi / 3), 50 + 50 * math.sin(turn + k * math.pi / 3)) for k in range(7)]
        bend = [((px + x) / 2 + ((px + x) / 2 - 50) * 0.45, (py + y) / 2 + ((py + y) / 2 - 50) * 0.45) for x, y in rim]
        for k, color in enumerate(colors):
            (x, y), (u, v), (c, d), (e, f) = rim[k], rim[k + 1], bend[k], bend[k + 1]
            if color:
                out += path(f"M{px} {py} Q{c:.1f} {d:.1f} {x:.1f} {y:.1f} A50 50 0 0 1 {u:.1f} {v:.1f} Q{e:.1f} {f:.1f} {px} {py}Z", color)
        shadow = path("M82 11.5 A50 50 0 1 1 8 77 A56 56 0 0 0 82 11.5Z", "#140c1c", opacity=0.16)
        return out + shadow + circle(px, py, 8, apart("#ffffff", b.main, GOLD)) + shine
    if b.variant == 1:
        ink = apart(INK, b.main, CREAM)
        out = base + path("M78 8.5 A50 50 0 1 1 6 74 A58 58 0 0 0 78 8.5Z", b.dark if b.recolored else "#d9d6d3")
        for k in range(5):
            a = 2 * math.pi * k / 5 - math.pi / 2
            tip = [(50 + r * math.cos(a + s), 50 + r * math.sin(a + s)) for r, s in ((50, -0.3), (40, -0.27), (33, 0), (40, 0.27), (50, 0.3))]
            edge = " ".join(f"L{x:.1f} {y:.1f}" for x, y in tip[1:])
            out += path(f"M{tip[0][0]:.1f} {tip[0][1]:.1f} {edge} A50 50 0 0 0 {tip[0][0]:.1f} {tip[0][1]:.1f}Z", ink)
            out += line([(50 + 16 * math.cos(a), 50 + 16 * math.sin(a)), tip[2]], ink, 3)
            nxt = a + 2 * math.pi / 5 - 0.27
            out += line([tip[3], (50 + 40 * math.cos(nxt), 50 + 40 * math.sin(nxt))], ink, 3)
        return out + poly([(50 + 18 * math.sin(2 * math.pi * k / 5), 50 - 18 * math.cos(2 * math.pi * k / 5)) for k in range(5)], ink)
    trim = trim_of(b, BLUE)
    out = base + path("M78 8.5 A50 50 0 1 1 6 74 A58 58 0 0 0 78 8.5Z", b.dark) + path("M1 58 Q46 78 97 34 L90 21 Q48 58 3 37Z", trim)
    out += path("M0.5 53 Q46 72 95 30 L93 26 Q48 66 1.5 46Z", apart(GOLD, b.main, RED))
    return group(out + poly(star_points(36, 27, 15, 6.5), trim), about=(50, 50)) + poly(star_points(66, 77, 10, 4.4), trim)


@draws("kite", 108, 150, natural=("#e2533f", "#3f9ad6", "#7fb83f"))
def kite(b: Brush) -> str:
    """A kite with a tail of bows: a quartered diamond, a swept wing with long streamers, or a diamond with a face."""
    trim, second = trim_of(b, BLUE), apart(GOLD, b.main, BLUE)
    if b.variant == 1:
        tails = path("M40 70 Q24 92 36 108 Q46 124 30 146.5", None, second, 6) + path("M68 70 Q84 92 72 108 Q60 126 78 146", None, trim, 6)
        wing = poly([(54, 0.5), (108, 74), (54, 58), (0, 74)], b.main) + poly([(54, 0), (108, 74), (54, 58)], b.dark)
        wing += poly([(54, 40), (70, 64), (54, 82), (38, 64)], second) + poly([(54, 40), (70, 64), (54, 82)], shade(second, -0.18))
        wing += poly([(19, 48), (27, 37), (21, 67), (9, 71)], trim) + poly([(89, 48), (81, 37), (87, 67), (99, 71)], shade(trim, -0.1))
        return tails + path("M54 80 Q44 104 54 118 Q60 130 54 147", None, b.main, 6) + wing + line([(54, 1), (54, 82)], WOOD_DARK, 2.5)
    tail = path("M36 100 Q50 114 28 122 Q8 130 16 144", None, WOOD_DARK, 3)
    bows = bow(40, 112, 13, apart(RED, b.main, BLUE), 30) + bow(19, 127, 13, second, -15) + bow(15, 141, 13, b.main, 10)
    top, right, foot, left, mid = (90, 1), (107, 59), (36, 104), (32, 21), (70, 40)
    body = poly([top, right, foot, left], b.main)
    if b.variant == 0:
        body += poly([top, right, mid], second) + poly([left, foot, mid], trim) + poly([right, foot, mid], b.dark)
        return tail + bows + body + line([top, foot], WOOD_DARK, 2.6) + line([left, right], WOOD_DARK, 2.6)
    face = (
        circle(-14, 0, 7.5, "#ffffff")
        + circle(14, 0, 7.5, "#ffffff")
        + eye(-13, 1, 4.6)
        + eye(15, 1, 4.6)
        + path("M-14 15 Q0 34 14 15Z", apart("#8f2436", b.main, CREAM))
    )
    body += poly([top, right, foot], b.dark) + poly([top, (96, 19.5), (81, 15), (71, 7)], trim)
    return tail + bows + body + group(face, 71, 36, turn=27)


@draws("frisbee", 146, 74, natural=("#f0653f", "#3fa7d6", "#8fc93f"))
def frisbee(b: Brush) -> str:
    """A flying disc, tilted, with lines of its flight: ringed, with a star, or with a striped rim."""
    trim = trim_of(b, BLUE)
    disc = ellipse(0, 12, 58, 22, shade(b.main, -0.38)) + path("M-58 0 V11 A58 22 0 0 0 58 11 V0Z", b.dark) + ellipse(0, 0, 58, 22, b.main)
    disc += ellipse(0, -1, 50, 17, b.light) + ellipse(0, 1, 48, 15, b.main)
    if b.variant == 0:
        disc += ellipse(0, 0, 34, 10.5, None, trim, 4) + ellipse(0, 0, 20, 6, None, trim, 3)
    elif b.variant == 1:
        disc += poly([(x, y * 0.38) for x, y in star_points(0, 0, 36, 16)], trim)
    else:
        disc += ellipse(0, 1, 41, 13, apart(GOLD, b.main, BLUE)) + ellipse(0, 2, 41, 12, b.dark) + ellipse(0, 3, 38, 10.5, b.main) + ellipse(0, 3, 16, 5, trim)
    disc += path("M-44 -6 Q-30 -17 -6 -19", None, "#ffffff", 3.5, opacity=0.7)
    wind = path("M3 69 Q20 74 34 66", None, "#ffffff", 4.5) + path("M8 55 Q18 58 28 54", None, "#ffffff", 4) + path("M46 71.5 Q56 70 64 65", None, "#ffffff", 4)
    return wind + group(disc, 86, 28, turn=-15)


@draws("balloon", 88, 150, natural=("#e8414a", "#4a9be0", "#f2b53c"))
def balloon(b: Brush) -> str:
    """A balloon on a curly string: round, a heart, or dotted with a bow."""
    string = path("M44 96 Q34 110 44 122 Q54 134 44 149", None, STEEL_DARK, 3)
    knot = poly([(44, 92), (52, 104), (36, 104)], b.dark)
    if b.variant == 1:
        heart = path("M44 98 Q0 66 0 32 Q0 0 24 0 Q38 0 44 16 Q50 0 64 0 Q88 0 88 32 Q88 66 44 98Z", b.main)
        heart += path("M70 1 Q88 5 88 32 Q88 66 44 98 Q40 95 36 92 Q78 64 78 30 Q78 10 70 1Z", b.dark)
        return string + knot + heart + ellipse(20, 22, 8, 12, b.light, turn=25) + circle(15, 42, 4, b.light)
    body = path("M44 98 Q0 74 0 42 Q2 0 44 0 Q86 0 88 42 Q88 74 44 98Z", b.main)
    body += path("M62 4 Q88 12 88 42 Q88 74 44 98 Q38 95 33 91 Q76 70 76 38 Q76 16 62 4Z", b.dark)
    if b.variant == 0:
        return string + knot + body + ellipse(24, 28, 9, 15, b.light, turn=28) + circle(15, 52, 4, b.light)
    trim = trim_of(b)
    spots = ((24, 20), (46, 14), (66, 24), (14, 42), (36, 38), (58, 44), (78, 46), (24, 62), (46, 64), (66, 66), (42, 84))
    return string + body + "".join(circle(x, y, 5, trim) for x, y in spots) + bow(44, 102, 17, trim)


# --- winter and water -------------------------------------------------------------------------------------------------
def _ski(b: Brush, trim: str) -> str:
    """One ski standing on its tail: tip at (0, 0), 146 long, with its binding."""
    strap = apart(INK, b.main, STEEL_DARK)
    out = path("M0 0 Q9 6 9 20 L8 138 Q8 146 0 146 Q-8 146 -8 138 L-9 20 Q-9 6 0 0Z", b.main)
    out += path("M0 0 Q9 6 9 20 L8 138 Q8 146 0 146 Q3 80 0 0Z", b.dark)
    out += poly([(-9, 26), (9, 34), (9, 44), (-9, 36)], trim) + poly([(-8, 112), (8, 120), (8, 130), (-8, 122)], trim)
    return out + rect(-8, 66, 16, 12, strap, r=3) + rect(-8, 86, 16, 10, strap, r=3) + rect(-4, 76, 8, 12, STEEL, r=2)


def _pole(length: float, grip: str) -> str:
    """A ski pole from its grip at (0, 0) down to its point."""
    out = line([(0, 4), (0, length - 1.5)], STEEL_DARK, 3.4) + ellipse(0, length - 14, 9, 3.4, INK) + rect(-3.5, 0, 7, 20, grip, r=3.5)
    return out + path("M2 5 Q13 10 2 20", None, grip, 2.4)


@draws("skis", 104, 150, natural=("#e0483f", "#3f84d0", "#f0b03a"))
def skis(b: Brush) -> str:
    """A pair of skis with poles: upright side by side, crossed, or leaning together."""
    trim, grip = trim_of(b, BLUE), INK
    if b.variant == 0:
        poles = group(_pole(128, grip), 14, 21, turn=2) + group(_pole(128, grip), 90, 21, turn=-2)
        return poles + group(_ski(b, trim), 36, 2, turn=3) + group(_ski(b, trim), 68, 2, turn=-3)
    if b.variant == 1:
        poles = group(_pole(124, grip), 39, 28, turn=14) + group(_pole(124, grip), 65, 28, turn=-14)
        return poles + group(_ski(b, trim), 90, 2, turn=29) + group(_ski(b, trim), 14, 2, turn=-29)
    poles = group(_pole(130, grip), 90, 16, turn=20) + group(_pole(126, grip), 97, 26, turn=14)
    return poles + group(_ski(b, trim), 50, 2, turn=17) + group(_ski(b, trim), 75, 3, turn=17)


@draws("snowboard", 82, 150, natural=("#4a9fd8", "#e8603f", "#7a5cc0"))
def snowboard(b: Brush) -> str:
    """A snowboard with two bindings, leaning: striped ends, a mountain picture, or a zigzag."""
    trim, strap = trim_of(b, BLUE), apart(INK, b.main, STEEL_DARK)
    board = path("M0 0 Q25 2 25 34 L22 76 L25 116 Q25 148 0 150 Q-25 148 -25 116 L-22 76 L-25 34 Q-25 2 0 0Z", b.main)
    board += path("M0 0 Q25 2 25 34 L22 76 L25 116 Q25 148 0 150 Q17 148 18 114 L15 76 L18 34 Q17 2 0 0Z", b.dark)
    if b.variant == 0:
        board += path("M-25 30 Q0 42 25 30 L24.6 22 Q0 34 -24.6 22Z", trim) + path("M-25 120 Q0 108 25 120 L24.6 128 Q0 116 -24.6 128Z", trim)
        board += circle(0, 75, 10, trim)
    elif b.variant == 1:
        board += poly([(-22.6, 90), (-8, 62), (2, 76), (10, 66), (22.6, 90)], shade(b.main, -0.4)) + poly(
            [(-8, 62), (-2.5, 70), (-8, 74), (-12.5, 70.5)], "#ffffff"
        )
        board += circle(0, 20, 9, apart(GOLD, b.main, RED)) + path("M-24 124 Q-12 116 0 124 Q12 132 24 124 L23 132 Q12 140 0 132 Q-12 124 -23 132Z", trim)
    else:
        board += line([(-14, 12), (8, 24), (-12, 64), (12, 76), (-12, 90), (8, 126), (-14, 138)], trim, 7)
    plates = ""
    for y, turn in ((46, -10), (106, 10)):
        plate = (
            rect(-24, -9, 48, 18, strap, r=6)
            + rect(-24, -13, 9, 26, strap, r=4)
            + rect(-10, -6, 7, 12, STEEL_LIGHT, r=2)
            + rect(6, -6, 7, 12, STEEL_LIGHT, r=2)
        )
        plates += group(plate, 0, y, turn=turn)
    return group(group(board + plates, scale=1.024), 63, 1, turn=17)


@draws("sled", 146, 96, natural=("#b87a45", "#d9453f", "#3f8fc9"))
def sled(b: Brush) -> str:
    """A sled: slatted wood with curled runners, a red-runner racer with a cushion, or a moulded toboggan."""
    if b.variant == 2:
        far = path("M18 76 H98 Q134 74 134 44 Q132 22 112 26", None, shade(b.main, -0.4), 10)
        near = path("M6 90 H100 Q140 88 140 48 Q138 6 112 8 Q94 12 96 28 Q98 38 108 36", None, b.main, 12)
        near += path("M6 94.5 H100 Q144 92 144.5 48", None, b.dark, 3) + path("M6 85.5 H100 Q134 84 134.5 50", None, b.light, 2.6)
        deck = poly([(2, 88), (104, 88), (112, 72), (14, 72)], b.dark) + "".join(line([(x, 86), (x + 9, 74)], b.light, 6) for x in (12, 40, 92))
        pad = (
            rect(18, 56, 74, 22, trim_of(b, GOLD), r=9)
            + rect(18, 67, 74, 11, shade(trim_of(b, GOLD), -0.14), r=5.5)
            + "".join(circle(x, 66, 2.6, b.main) for x in (36, 55, 74))
        )
        return far + deck + pad + near + path("M110 6 Q60 -2 30 24 Q10 42 12 74", None, ROPE, 3.5)
    metal = b.variant == 1
    color, edge = (STEEL, STEEL_DARK) if metal else (b.main, shade(b.main, -0.34))
    far = path("M10 76 H100 Q134 74 134 42 Q134 26 122 26", None, edge, 6)
    near = path("M3 92.5 H96 Q142 92 142.5 44 Q142 22 124 24 Q114 26 117 36", None, color, 7)
    posts = "".join(line([(x, 48), (x - 3, 90)], edge if metal else b.dark, 7) for x in (26, 64, 98))
    deck = poly([(18, 30), (112, 30), (126, 46), (4, 46)], b.main) + poly([(4, 46), (126, 46), (124, 55), (6, 55)], b.dark)
    if metal:
        pad = trim_of(b, GOLD)
        deck += rect(14, 14, 96, 24, pad, r=9) + rect(14, 27, 96, 11, shade(pad, -0.15), r=5.5) + "".join(circle(x, 25, 3, b.main) for x in (36, 62, 88))
        return far + posts + near + deck + path("M122 26 Q136 0 98 2 Q70 2 78 10", None, ROPE, 3.5)
    deck += line([(14, 35), (117, 35)], b.dark, 2.5) + line([(9, 41), (122, 41)], b.dark, 2.5)
    deck += line([(18, 31), (110, 31)], b.light, 2.5)
    return far + posts + near + deck + path("M122 25 Q120 0 84 3 Q40 6 44 20 Q48 30 62 22", None, ROPE, 3.5)


@draws("surfboard", 62, 150, natural=("#45b5c9", "#f0803f", "#f2d25c"))
def surfboard(b: Brush) -> str:
    """A surfboard leaning on its tail: striped, flowered, or with a wave, and a fin."""
    trim, second = trim_of(b, BLUE), apart("#e8574f", b.main, GOLD)
    fin = path("M18 112 Q38 122 34 146 Q26 132 14 132Z", shade(b.main, -0.4))
    board = path("M0 0 Q28 34 26 84 Q25 124 12 148 Q0 153 -12 148 Q-25 124 -26 84 Q-28 34 0 0Z", b.main)
    board += path("M0 0 Q28 34 26 84 Q25 124 12 148 Q8 150 2 150 Q18 118 18 82 Q18 36 0 0Z", b.dark)
    if b.variant == 0:
        board += path("M-25.5 62 Q0 82 25.5 62 L26.2 74 Q0 94 -26.2 74Z", trim) + path("M-26.2 80 Q0 100 26.2 80 L26 92 Q0 112 -26 92Z", second)
        board += path("M-10 16 Q0 26 10 16 L14 24 Q0 36 -14 24Z", trim)
    elif b.variant == 1:
        for x, y, s in ((-4, 46, 12), (6, 84, 14), (-6, 120, 10)):
            board += "".join(circle(x + s * 0.62 * math.cos(k * 1.257), y + s * 0.62 * math.sin(k * 1.257), s * 0.48, trim) for k in range(5)) + circle(
                x, y, s * 0.36, second
            )
    else:
        board += path("M-26 90 Q-16 62 4 66 Q18 72 10 84 Q2 78 -2 84 Q0 96 26 90 Q24 124 12 148 Q0 153 -12 148 Q-25 124 -26 90Z", trim)
        board += path("M-25 106 Q-10 98 2 108 Q14 116 25 106 Q22 132 12 148 Q0 153 -12 148 Q-22 132 -25 106Z", second) + circle(0, 40, 10, second)
    stringer = line([(0, 6), (0, 60 if b.variant == 2 else 146)], shade(b.main, -0.3), 2.2) if b.variant != 1 else ""
    return group(group(fin + board + stringer, scale=0.985), 48.9, 0.5, turn=13)


# --- sports gear ------------------------------------------------------------------------------------------------------
def _bat(b: Brush, design: int) -> str:
    """A bat standing on its knob: rounded top at (0, 0), 150 long."""
    out = path("M0 0 Q12 0 12 12 L11 54 Q7 90 5 140 H-5 Q-7 90 -11 54 L-12 12 Q-12 0 0 0Z", b.main)
    out += path("M2 0 Q12 1 12 12 L11 54 Q7 90 5 140 H0 Q2 90 5 54 L5 12 Q5 3 2 0Z", b.dark) + rect(-8, 141, 16, 9, b.dark, r=4.5)
    grip = apart(INK, b.main, CREAM) if design != 1 else trim_of(b, BLUE)
    out += poly([(-6.4, 104), (6.4, 104), (5, 142), (-5, 142)], grip)
    out += "".join(line([(-5, y + 5), (5, y)], shade(grip, 0.25 if grip == INK else -0.25), 1.8) for y in (110, 118, 126, 134))
    if design == 1:
        out += poly([(-11.6, 22), (11.6, 22), (11.4, 31), (-11.4, 31)], grip) + poly([(-11.2, 37), (11.2, 37), (11, 42), (-11, 42)], grip)
    return out + line([(-6, 12), (-5.4, 50)], b.light, 3.4) if design != 1 else out


@draws("baseball bat", 113, 140, natural=("#cf9a5a", "#c8453c", "#a8703f"))
def baseball_bat(b: Brush) -> str:
    """A baseball bat: leaning, banded in colours, or leaning the other way with a mark burnt in."""
    if b.variant < 2:
        stick = group(_bat(b, b.variant), scale=1.08)
        return group(stick, 105, 6, turn=37)
    mark_ = ellipse(0, 34, 6, 12, None, shade(b.main, -0.45), 2.4) + line([(0, 28), (0, 40)], shade(b.main, -0.45), 2.4)
    rings = path("M-8 66 Q0 71 8 66 M-7 74 Q0 79 7 74", None, b.dark, 2.4)
    return group(group(_bat(b, 0) + mark_ + rings, scale=1.08), 9, 6, turn=-38.5)


@draws("baseball glove", 130, 131, natural=("#b3703a", "#8f5a34", "#c98a4a"))
def baseball_glove(b: Brush) -> str:
    """A baseball glove: with a laced pocket, with a star, or seen from the other hand."""
    lace, deep = apart("#f0d9a8", b.main, "#8a5a34"), shade(b.main, -0.36)
    fingers = ((44, 58, 24, 24), (66, 52, 56, 13), (86, 56, 87, 16), (102, 68, 115, 38))
    out = path("M36 62 L22 30 L56 16 L87 18 L114 42 L110 76Z", deep)
    out += "".join(line([(x, y), (x + 12, y + 3)], lace, 3) for x, y in ((36, 36), (64, 34), (90, 44)))
    for x, y, tx, ty in fingers:
        out += line([(x, y + 14), (tx, ty)], b.dark, 27) + line([(x - 1, y + 13), (tx - 1, ty)], b.main, 20 if b.variant != 1 else 17)
    palm = path("M28 52 Q66 30 114 54 Q128 66 118 92 Q110 120 84 127 Q48 131 34 114 Q22 96 28 52Z", b.main)
    palm += path("M116 56 Q128 66 118 92 Q110 120 84 127 Q60 130 44 122 Q92 124 104 90 Q110 70 106 52Z", b.dark)
    web = path("M10 74 Q8 40 24 22 Q40 38 42 66 Q38 88 30 96Z", deep)
    web += "".join(line([(13, y), (39, y + 3)], lace, 3) for y in (42, 54, 66)) + line([(24, 28), (26, 84)], lace, 3)
    thumb = line([(40, 106), (14, 66)], b.dark, 28) + line([(41, 105), (15, 66)], b.main, 21)
    pocket = ellipse(66, 78, 30, 27, deep, turn=-15)
    wrist = path("M42 118 Q66 130 96 120 L92 127 Q66 133 50 126Z", lace)
    seams = "".join(path(f"M{x} 52 q3 6 0 12", None, lace, 3) for x in (56, 77, 96))
    if b.variant == 1:
        middle = pocket + poly(star_points(66, 80, 17, 7.5), lace)
    else:
        middle = pocket + path("M46 70 Q66 86 90 66 M48 86 Q68 100 88 82", None, shade(b.main, -0.5), 3)
        if b.variant == 2:
            middle += "".join(line([(x, 60 - 0.2 * (x - 52)), (x + 4, 98 - 0.2 * (x - 52))], lace, 3) for x in (54, 66, 78))
    glove = group(out + web + palm + middle + thumb + seams + wrist, 0, 0.6)
    return group(glove, 129.5, 0, flip=True) if b.variant == 2 else glove


@draws("skateboard", 148, 62, natural=("#e0533f", "#3fa3a0", "#f0b03c"))
def skateboard(b: Brush) -> str:
    """A skateboard from the side, a little from above: grip tape, stripes, or a long cruiser with a flame."""
    trim = trim_of(b, BLUE)
    wheels = ""
    wheel = (trim_of(b, GOLD), "#f2c23c", RED)[b.variant] if b.variant != 2 else apart("#f2e6d0", b.main, GOLD)
    for x in (34, 114):
        wheels += circle(x + 9, 42, 11, shade(wheel, -0.4)) + poly([(x - 13, 26), (x + 13, 26), (x + 6, 44), (x - 6, 44)], STEEL_DARK)
        wheels += circle(x, 48, 14, shade(wheel, -0.18)) + circle(x, 48, 11, wheel) + circle(x, 48, 5.5, STEEL) + circle(x, 48, 2.4, INK)
    lift = (0, 2, 4)[b.variant]
    side = path(f"M2 {lift + 2} Q-2 {lift + 8} 4 {lift + 12} L24 31 Q28 34 36 34 H112 Q120 34 124 31 L144 {lift + 12} Q150 {lift + 8} 146 {lift + 2}Z", b.dark)
    top = path(
        f"M2 {lift + 2} Q6 {lift - 2} 14 {lift + 1} L36 14 H112 L134 {lift + 1} Q142 {lift - 2} 146 {lift + 2} L124 23 Q120 26 112 26 H36 Q28 26 24 23Z", b.main
    )
    if b.variant == 0:
        art = (
            poly([(44, 16), (104, 16), (110, 24), (38, 24)], INK)
            + poly([(17, lift + 5), (24, 9), (30, 19), (26, 21)], INK)
            + poly([(131, lift + 5), (124, 9), (118, 19), (122, 21)], INK)
        )
    elif b.variant == 1:
        art = "".join(poly([(x, 14), (x + 9, 14), (x + 5, 26), (x - 6, 26)], trim) for x in (46, 64, 82, 100))
    else:
        art = path("M126 24 Q110 27 98 26 Q88 24 78 20 Q92 20 96 18 Q86 17 80 14 H112 L122 10Z", apart(GOLD, b.main, RED)) + line([(36, 20), (66, 20)], trim, 4)
    return wheels + side + top + art + line([(40, 31), (108, 31)], b.main, 2.5)


@draws("tennis racket", 91, 143, natural=("#d9433f", "#3f84cf", "#5fae4b"))
def tennis_racket(b: Brush) -> str:
    """A tennis racket, leaning: plain, striped frame, or two-tone with a dark grip."""
    head = ellipse(0, 40, 29, 38, "#fdf8ea")
    head += "".join(
        line([(x, 40 - 36 * math.sqrt(1 - (x / 29) ** 2)), (x, 40 + 36 * math.sqrt(1 - (x / 29) ** 2))], STEEL_DARK, 1.7) for x in (-20, -12, -4, 4, 12, 20)
    )
    head += "".join(
        line([(-28 * math.sqrt(1 - (y / 38) ** 2), 40 + y), (28 * math.sqrt(1 - (y / 38) ** 2), 40 + y)], STEEL_DARK, 1.7) for y in (-27, -18, -9, 0, 9, 18, 27)
    )
    throat = path("M-18 68 Q-6 84 -5 98 H5 Q6 84 18 68 L26 62 Q10 86 8 104 H-8 Q-10 86 -26 62Z", b.main)
    frame = ellipse(0, 40, 30, 39, None, b.dark, 11) + ellipse(-1.2, 39, 29.4, 38.4, None, b.main, 8)
    trim = trim_of(b, BLUE)
    if b.variant == 1:
        frame += path("M-29 28 Q-24 2 0 1", None, trim, 5) + path("M29 52 Q24 74 8 79", None, trim, 5)
    elif b.variant == 2:
        frame += path("M-29.5 36 Q-28 0 0 1 Q28 0 29.5 36", None, trim, 8)
    grip = apart(INK, b.main, WOOD_LIGHT) if b.variant != 1 else apart(WOOD_LIGHT, b.main, INK)
    handle = rect(-6.5, 98, 13, 46, grip, r=3) + "".join(
        line([(-5, y + 5), (5, y)], shade(grip, 0.25 if grip == INK else -0.2), 2) for y in (106, 115, 124, 133)
    )
    handle += rect(-8, 140, 16, 7, shade(grip, -0.3), r=3) + rect(-8, 97, 16, 6, b.dark, r=2)
    return group(throat + head + frame + handle, 69, 6.5, turn=25)
