"""Musical instruments and tools."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, group, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.still_life import CREAM, apart, mark

INK, STEEL, STEEL_DARK, STEEL_LIGHT = "#33363f", "#b4bec8", "#8893a0", "#dde4ea"
WOOD, WOOD_DARK, WOOD_LIGHT = "#b07a45", "#80532d", "#d3a468"
GOLD, GOLD_DARK, RED, BLUE, ROPE = "#f2c23c", "#c9922c", "#e0574f", "#4f93cf", "#d9bd8a"

# Where the slanted things stand in their boxes, one place a variant: x, y, turn in degrees, scale.
GUITAR = ((89.3, -3.3, 23, 1.048), (89.4, -3.3, 23, 1.044), (89.7, -3.2, 23, 1.037))
VIOLIN = ((69.4, 0.9, 20, 0.978), (98.2, 2.0, 31, 1.055), (98.3, 2.0, 32, 1.040))
HAMMER = ((87.4, 24.0, 36, 0.988), (86.5, 22.2, 35, 0.991), (80.1, 16.5, 32, 1.034))
SHOVEL = ((64.1, 6.7, 18, 0.972), (65.5, 6.4, 22, 1.001), (63.8, 5.1, 13, 0.960))
AXE = ((87.2, 25.5, 38, 1.005), (61.4, 15.6, 26, 0.976), (88.2, 30.8, 40, 0.980))
WRENCH = ((72.7, 9.2, 25, 0.981), (73.1, 14.1, 28, 0.977), (73.7, 10.0, 25, 0.940))


# --- shared pieces ----------------------------------------------------------------------------------------------------
def _trim(b: Brush, other: str = RED) -> str:
    """Cream, or another colour where the main colour is nearly cream."""
    return apart(CREAM, b.main, other)


def _shaft(length: float, w: float, color: str) -> str:
    """A round stick from (0, 0) down, `w` wide, with a shaded side."""
    return rect(-w / 2, 0, w, length, color, r=w / 2) + path(
        f"M{w * 0.16:.1f} 0 H{w * 0.3:.1f} Q{w / 2} 0 {w / 2} {w / 2} V{length - w / 2} Q{w / 2} {length} {w * 0.16:.1f} {length}Z", shade(color, -0.22)
    )


def lean(b: Brush, content: str, *places: tuple[float, float, float, float]) -> str:
    """`content` moved, turned (degrees) and scaled by this variant's place, so that a slanted thing fills its box."""
    x, y, turn, scale = places[b.variant]
    return group(group(content, scale=scale), x, y, turn=turn)


def _stick(length: float, color: str) -> str:
    """A drumstick with its round tip at (0, 0)."""
    return line([(0, 6), (0, length)], shade(color, -0.18), 6) + line([(-1, 6), (-1, length)], color, 3.4) + ellipse(0, 4, 4.5, 6, color)


def _drum_shell(b: Brush, x: float, y: float, w: float, h: float, rim: str, skin: str = "#fdf6e6") -> str:
    """A drum: its shell in the main colour between two rims, with the skin on top."""
    rx, ry, cx = w / 2, w * 0.135, x + w / 2
    out = path(f"M{x} {y} V{y + h} A{rx} {ry:.1f} 0 0 0 {x + w} {y + h} V{y}Z", b.main)
    out += path(f"M{x + w * 0.74:.1f} {y} V{y + h + ry * 0.85:.1f} Q{x + w} {y + h + ry * 0.6:.1f} {x + w} {y + h} V{y}Z", b.dark)
    out += path(f"M{x} {y + h - 8} V{y + h} A{rx} {ry:.1f} 0 0 0 {x + w} {y + h} V{y + h - 8} A{rx} {ry:.1f} 0 0 1 {x} {y + h - 8}Z", shade(rim, -0.16))
    out += path(f"M{x} {y} V{y + 9} A{rx} {ry:.1f} 0 0 0 {x + w} {y + 9} V{y}Z", rim)
    return out + ellipse(cx, y, rx, ry, shade(rim, 0.2)) + ellipse(cx, y, rx - 5, ry - 3, skin)


# --- music ------------------------------------------------------------------------------------------------------------
@draws("drum", 126, 112, natural=("#d9433f", "#3f78c4", "#b0703c"))
def drum(b: Brush) -> str:
    """A drum: a toy drum with cords and sticks, a snare with lugs, or a kettledrum."""
    rim = apart(GOLD, b.main, CREAM) if b.variant == 0 else (STEEL_LIGHT if b.variant == 1 else apart(WOOD_LIGHT, b.main, CREAM))
    if b.variant == 2:
        legs = line([(28, 74), (18, 109)], STEEL_DARK, 6) + line([(98, 74), (108, 109)], STEEL_DARK, 6) + line([(63, 90), (63, 109)], STEEL_DARK, 6)
        bowl = (
            path("M2 24 Q4 102 63 104 Q122 102 124 24Z", b.main)
            + path("M124 24 Q122 102 63 104 Q98 88 100 24Z", b.dark)
            + path("M16 48 Q20 70 34 82", None, b.light, 5)
        )
        lugs = "".join(rect(x - 3, y, 6, 22, STEEL, r=3) + circle(x, y + 22, 4, STEEL_DARK) for x, y in ((14, 34), (38, 40), (63, 42), (88, 40), (112, 34)))
        top = path("M0 18 V26 A63 16 0 0 0 126 26 V18Z", shade(rim, -0.16)) + ellipse(63, 18, 63, 16, rim) + ellipse(63, 18, 57, 12.5, "#fdf6e6")
        return legs + bowl + lugs + top
    shell = _drum_shell(b, 3, 42, 120, 53, rim)
    if b.variant == 0:
        cord = line([(8, 58), (25, 97), (44, 66), (63, 104), (82, 66), (101, 97), (118, 58)], apart("#fff6ea", b.main, BLUE), 4)
        return group(_stick(98, WOOD), 121, 3, turn=66) + shell + cord + group(_stick(92, WOOD_LIGHT), 5, 4, turn=-54)
    lugs = "".join(rect(x - 3, y, 6, 34, STEEL, r=3) + rect(x - 5, y + 12, 10, 12, STEEL_DARK, r=3) for x, y in ((22, 58), (49, 63), (77, 63), (104, 58)))
    sticks = group(_stick(88, WOOD_LIGHT), 20, 3.5, turn=-66) + group(_stick(88, WOOD), 106, 3.5, turn=66)
    return shell + lugs + sticks + path("M12 66 V84", None, b.light, 4)


def _neck(top: float, foot: float, w: float, frets: int, board: str) -> str:
    """A fretted neck from `top` down to `foot`, with its tuning head above."""
    head = poly([(-10, top - 30), (10, top - 30), (7, top), (-7, top)], WOOD_DARK)
    head += "".join(circle(k * 12, top - 25 + n * 9, 3.6, STEEL_LIGHT) for k in (-1, 1) for n in range(3))
    out = head + rect(-w / 2, top - 2, w, foot - top + 2, board)
    step = (foot - top) / frets
    return out + "".join(line([(-w / 2, top + k * step), (w / 2, top + k * step)], STEEL_LIGHT, 1.6) for k in range(frets)) + rect(-w / 2, top - 3, w, 4, CREAM)


@draws("guitar", 100, 148, natural=("#d08a3e", "#d9433f", "#a8602f"))
def guitar(b: Brush) -> str:
    """A guitar, leaning: acoustic, electric with two horns, or a cutaway with a light top edge."""
    deep, neck = shade(b.main, -0.5), apart("#6b452b", b.main, "#c99a63")
    strings = "".join(line([(x, 24), (x, 122)], "#fff6e0", 1.1) for x in (-3, 0, 3))
    if b.variant == 1:
        body = path(
            "M-10 84 Q-14 70 -28 66 Q-36 68 -32 84 Q-28 98 -36 114 Q-44 144 -8 150 Q16 152 30 144 Q46 130 36 112 Q28 100 34 88 Q36 76 26 76 Q14 80 10 88Z",
            b.main,
        )
        body += path("M26 76 Q36 76 34 88 Q28 100 36 112 Q46 130 30 144 Q16 152 -8 150 Q-20 148 -26 144 Q14 146 24 130 Q30 118 22 104 Q18 92 26 76Z", b.dark)
        plate = path("M-12 88 Q-26 96 -22 114 Q-26 132 -10 136 Q10 140 16 124 L10 92Z", apart("#fdf6e6", b.main, INK))
        bits = (
            rect(-9, 102, 18, 6, INK, r=2)
            + rect(-9, 114, 18, 6, INK, r=2)
            + rect(-11, 125, 22, 5, STEEL_DARK, r=2)
            + circle(23, 122, 4, STEEL_LIGHT)
            + circle(23, 134, 4, STEEL_LIGHT)
        )
        return lean(b, body + plate + _neck(38, 100, 12, 9, neck) + bits + strings, *GUITAR)
    shape = "M-8 78 Q-30 74 -30 94 Q-30 104 -34 112 Q-44 148 -6 150 H6 Q44 148 34 112 Q30 104 30 94 Q30 74 8 78Z"
    if b.variant == 2:
        shape = "M-8 78 Q-30 74 -30 94 Q-30 104 -34 112 Q-44 148 -6 150 H6 Q44 148 34 112 Q30 106 31 96 Q32 84 27 78 Q18 92 8 92Z"
    body = path(shape, b.main) + path(
        "M26 80 Q31 86 30 94 Q30 104 34 112 Q44 148 6 150 H-6 Q-22 149 -29 142 Q22 146 26 120 Q27 110 23 102 Q20 92 26 80Z", b.dark
    )
    if b.variant == 2:
        edge = apart("#fdf0d0", b.main, WOOD_DARK)
        body += path(shape, None, edge, 2.6) + path("M8 100 Q20 104 18 122 Q14 130 6 126Z", deep)
    else:
        body += ellipse(-20, 90, 4, 8, b.light, turn=20)
    hole = circle(0, 106, 13, apart(WOOD_LIGHT, b.main, CREAM)) + circle(0, 106, 10.5, deep)
    bridge = rect(-13, 130, 26, 6.5, WOOD_DARK if apart(WOOD_DARK, b.main, "") else CREAM, r=3)
    strings = "".join(line([(x, 24), (x, 131)], "#fff6e0", 1.1) for x in (-3, 0, 3))
    return lean(b, body + hole + bridge + _neck(38, 96, 12, 7, neck) + strings, *GUITAR)


def _keys(x: float, y: float, w: float, h: float, count: int) -> str:
    """Piano keys: white ones with black ones in twos and threes."""
    step = w / count
    out = rect(x, y, w, h, "#fdfaf2") + "".join(line([(x + k * step, y + 1), (x + k * step, y + h - 1)], "#b8b5b8", 1.2) for k in range(1, count))
    return out + "".join(rect(x + k * step - step * 0.3, y, step * 0.6, h * 0.6, "#2a2a33", r=1) for k in range(1, count) if k % 7 not in {0, 3})


@draws("piano", 142, 122, natural=("#8a5230", "#3b3a45", "#b5653f"))
def piano(b: Brush) -> str:
    """A piano: upright with a sheet of music, a grand with its lid up, or upright with a carved panel."""
    deep = shade(b.main, -0.45)
    if b.variant == 1:
        lid = path("M8 56 Q2 12 52 4 Q92 -4 112 20 Q122 32 142 34 L132 58Z", b.dark) + path("M18 54 Q14 20 54 13 Q88 7 104 28 Q114 40 130 42 L124 58Z", b.light)
        prop = line([(92, 58), (104, 30)], WOOD_LIGHT, 3.5)
        legs = "".join(poly([(x, 78), (x + 12, 78), (x + 8, 116), (x + 4, 116)], b.dark) + circle(x + 6, 118, 4, GOLD) for x in (8, 66, 122))
        case = path("M0 56 H142 V82 Q142 86 136 86 H0Z", b.main) + rect(52, 78, 88, 8, b.dark, r=3) + rect(0, 60, 52, 28, deep, r=2)
        pedal = rect(38, 84, 4, 28, GOLD_DARK) + rect(44, 84, 4, 28, GOLD_DARK) + rect(34, 110, 18, 5, GOLD, r=2)
        inside = poly([(4, 56), (20, 48), (126, 48), (138, 56)], GOLD_DARK) + "".join(line([(x, 55), (x + 5, 49)], "#fdf0c8", 1.4) for x in range(52, 130, 9))
        return lid + inside + prop + legs + pedal + case + _keys(2, 64, 49, 13, 10) + rect(0, 77, 54, 9, b.main, r=2) + line([(58, 62), (136, 62)], b.light, 3)
    legs = "".join(rect(x, 78, 11, 44, b.dark, r=2) + rect(x - 1, 112, 13, 10, deep, r=2) for x in (6, 125))
    case = rect(6, 6, 130, 112, b.main, r=3) + rect(118, 6, 18, 112, b.dark, r=3) + rect(0, 0, 142, 10, b.light, r=4) + rect(0, 7, 142, 4, b.dark, r=2)
    lower = rect(22, 88, 98, 22, b.dark, r=4) + "".join(rect(x, 108, 5, 8, GOLD, r=2) for x in (60, 69, 78)) + rect(14, 114, 114, 4, deep)
    keys = (
        rect(0, 58, 142, 22, deep, r=3)
        + _keys(8, 60, 126, 15, 18)
        + rect(0, 74, 142, 10, b.main, r=3)
        + rect(0, 80, 142, 4, b.dark, r=2)
        + rect(0, 56, 8, 24, b.light, r=2)
        + rect(134, 56, 8, 24, b.dark, r=2)
    )
    if b.variant == 0:
        sheet = poly([(44, 20), (70, 23), (70, 53), (44, 50)], "#fff8ea") + poly([(98, 20), (70, 23), (70, 53), (98, 50)], "#f0e6d4")
        sheet += (
            "".join(line([(48, y), (66, y + 2)], STEEL_DARK, 1.5) + line([(74, y + 2), (94, y)], STEEL_DARK, 1.5) for y in (28, 35, 42))
            + circle(54, 34, 2.6, INK)
            + circle(61, 41, 2.6, INK)
            + circle(82, 34, 2.6, INK)
        )
        return case + legs + rect(40, 49, 62, 6, b.dark, r=2) + lower + sheet + keys
    panel = rect(36, 18, 70, 32, b.dark, r=5) + rect(41, 22, 60, 24, b.light, r=4) + path("M71 42 Q54 34 60 28 Q66 24 71 31 Q76 24 82 28 Q88 34 71 42Z", b.main)
    return case + legs + panel + lower + keys


@draws("trumpet", 152, 78, natural=("#f0b93a", "#e0a048", "#d9c06a"))
def trumpet(b: Brush) -> str:
    """A trumpet with three valves: plain, with a banner hanging from it, or with notes flying out of it."""
    deep = shade(b.main, -0.34)
    loop = path("M40 30 H92 Q108 30 108 45 Q108 60 92 60 H46 Q30 60 30 45 Q30 32 44 30", None, b.dark, 8)
    loop += path("M46 58.5 H92 Q106 58 106 45", None, b.main, 3)
    tube = path("M8 26 H96 Q124 26 140 2 Q152 8 152 28 Q152 50 140 56 Q124 34 96 34 H8Z", b.main) + path(
        "M8 30 H96 Q124 32 146 53 Q143 55 140 56 Q124 34 96 34 H8Z", b.dark
    )
    bell = ellipse(143, 29, 8, 27.5, b.light) + ellipse(144.5, 29, 5, 22, deep)
    mouth = path("M0 21 H5 Q7 26 16 26 V34 Q7 34 5 39 H0Z", b.light) + rect(16, 24, 5, 12, deep, r=2) + rect(106, 25, 4, 11, deep, r=2)
    valves = ""
    for x in (52, 66, 80):
        valves += (
            rect(x - 1.5, 6, 3, 14, STEEL)
            + ellipse(x, 6, 6, 3.4, apart("#fff6ea", b.main, STEEL_DARK))
            + rect(x - 6, 15, 12, 60, b.main, r=3)
            + rect(x + 1, 15, 5, 60, b.dark, r=2.5)
        )
        valves += rect(x - 6.5, 15, 13, 5, b.light, r=2) + rect(x - 6.5, 70, 13, 7, b.light, r=3)
    shine = line([(24, 28.4), (44, 28.4)], b.light, 2.4) + line([(90, 28.4), (108, 27.4)], b.light, 2.4)
    if b.variant == 1:
        cloth = apart("#d9434f", b.main, "#4f78c4")
        flag = (
            path("M24 36 H98 V70 L88 78 L74.5 71 L61 78 L47.5 71 L34 78 L24 70Z", cloth)
            + path("M24 36 H98 V42 H24Z", shade(cloth, -0.2))
            + poly(star_points(61, 56, 13, 5.6), apart(GOLD, cloth, CREAM))
        )
        tops = "".join(rect(x - 1.5, 6, 3, 22, STEEL) + ellipse(x, 5, 6, 3.4, CREAM) + rect(x - 6, 13, 12, 20, b.dark, r=3) for x in (48, 61, 74))
        return tops + tube + bell + mouth + flag + line([(22, 36), (100, 36)], deep, 3.4)
    out = loop + tube + bell + mouth + valves + shine
    if b.variant == 2:
        note = apart("#6a5acd", b.main, RED)
        out += ellipse(6, 66, 6, 4.4, note, turn=-15) + line([(11, 64), (11, 46)], note, 2.6) + path("M11 46 Q18 48 19 55", None, note, 3)
        out += (
            ellipse(122, 72, 6, 4.4, note, turn=-15) + ellipse(142, 70, 6, 4.4, note, turn=-15) + line([(127, 70), (127, 56), (147, 62), (147, 68)], note, 2.8)
        )
    else:
        out += circle(114, 45, 5, None, deep, 3)
    return out


@draws("violin", 104, 148, natural=("#b5602f", "#8a4526", "#d08a45"))
def violin(b: Brush) -> str:
    """A violin with its bow: bow beside it, crossed behind it, or laid across it."""
    deep, board = shade(b.main, -0.52), apart("#352a2c", b.main, "#c99a63")
    shape = (
        "M0 66 Q22 64 22 80 Q22 90 16 94 Q12 100 18 108 Q28 112 27 130 Q25 148 0 149 "
        "Q-25 148 -27 130 Q-28 112 -18 108 Q-12 100 -16 94 Q-22 90 -22 80 Q-22 64 0 66Z"
    )
    body = path(shape, b.dark) + path(shape.replace("66 Q22 64 22 80", "66 Q18 66 18 80"), b.main)
    body += path(
        "M18 72 Q22 76 22 80 Q22 90 16 94 Q12 100 18 108 Q28 112 27 130 Q25 148 0 149 "
        "Q-10 149 -17 145 Q20 146 21 128 Q21 114 12 108 Q6 100 11 92 Q18 88 18 72Z",
        b.dark,
    )
    holes = "".join(path(f"M{k * 10} 100 Q{k * 16} 104 {k * 12} 111 Q{k * 9} 118 {k * 15} 121", None, deep, 2.8) for k in (-1, 1))
    tail = path("M-5 122 H5 L7 146 H-7Z", board) + rect(-10, 113, 20, 4, "#e8cf9a", r=2)
    neck = poly([(-4, 18), (4, 18), (6.5, 100), (-6.5, 100)], board) + "".join(
        rect(k * 9 - 5, y, 10, 4, b.dark if b.main != board else CREAM, r=2) for k, y in ((-1, 8), (1, 12), (-1, 17))
    )
    neck += rect(-4.5, 4, 9, 18, b.main, r=3) + path("M-3 10 Q-8 0 0 0 Q8 1 6 8 Q4 13 0 10", b.main) + circle(1, 6, 2.4, b.dark)
    strings = "".join(line([(x, 18), (x * 1.5, 124)], "#fff6e0", 1) for x in (-2.4, 0, 2.4))
    chin = ellipse(-14, 138, 10, 8, INK if b.variant != 2 else apart(RED, b.main, INK), turn=20) if b.variant != 1 else ""
    instrument = body + holes + tail + chin + neck + strings + (path("M-17 78 Q-18 70 -8 69", None, b.light, 3) if b.variant != 1 else "")
    wood = apart(WOOD_DARK, b.main, WOOD_LIGHT)
    bow = (
        path("M0 0 Q-7 70 -2 138", None, wood, 3.4)
        + line([(0, 1), (6, 132)], "#fffaf0", 2.2)
        + rect(-4, 126, 11, 9, INK, r=2)
        + circle(-2, 139, 2.4, STEEL_LIGHT)
    )
    if b.variant == 0:
        whole = group(bow, 36, 2, turn=-4) + instrument
    elif b.variant == 1:
        whole = group(bow, -58, 44, turn=-55) + instrument
    else:
        whole = instrument + group(bow, -64, 62, turn=-64)
    return lean(b, whole, *VIOLIN)


@draws("bell", 110, 126, natural=("#f0b93a", "#d9913f", "#f2cf5c"))
def bell(b: Brush) -> str:
    """A bell: with a bow on top, a handbell, or hanging from a wooden yoke."""
    deep = shade(b.main, -0.4)
    high = (16, 42, 22)[b.variant]
    clapper = circle(55, 116, 9.5, deep) + circle(52, 113, 3, b.dark)
    body = path(f"M55 {high} Q84 {high + 2} 87 60 Q90 92 110 104 Q110 112 104 112 H6 Q0 112 0 104 Q20 92 23 60 Q26 {high + 2} 55 {high}Z", b.main)
    body += path(f"M66 {high + 1} Q84 {high + 4} 87 60 Q90 92 110 104 Q110 112 104 112 H76 Q84 106 76 94 Q70 80 71 58 Q70 {high + 8} 66 {high + 1}Z", b.dark)
    body += path("M15 94 Q55 104 95 94 L103 101 Q55 112 7 101Z", b.light) + rect(0, 104, 110, 9, b.dark, r=4.5) + rect(4, 104, 72, 5, b.main, r=2.5)
    shine = path(f"M38 {high + 14} Q32 {high + 24} 32 68 Q32 82 27 88", None, b.light, 5)
    if b.variant == 0:
        cloth = apart("#d9434f", b.main, "#4a9e5c")
        loops = "".join(
            path(f"M55 18 C{55 + k * 8} 0 {55 + k * 26} -6 {55 + k * 33} 6 C{55 + k * 36} 20 {55 + k * 18} 28 55 18Z", c)
            + path(f"M55 18 L{55 + k * 22} 44 L{55 + k * 10} 40 L{55 + k * 6} 46Z", shade(c, -0.16))
            for k, c in ((-1, cloth), (1, shade(cloth, -0.1)))
        )
        return clapper + body + shine + loops + circle(55, 18, 7.5, shade(cloth, -0.24))
    if b.variant == 1:
        wood = apart(WOOD, b.main, RED)
        handle = path("M46 44 Q50 30 44 18 Q42 0 55 0 Q68 0 66 18 Q60 30 64 44Z", wood) + path(
            "M58 0.5 Q68 2 66 18 Q60 30 64 44 H56 Q56 30 59 18 Q61 8 58 0.5Z", shade(wood, -0.24)
        )
        return clapper + handle + body + shine + rect(43, 37, 24, 8, GOLD_DARK if apart(GOLD_DARK, b.main, "") else CREAM, r=3)
    yoke = rect(0, 1, 110, 15, WOOD, r=4) + rect(0, 10, 110, 6, WOOD_DARK, r=3) + rect(42, 0, 7, 24, STEEL_DARK, r=2) + rect(61, 0, 7, 24, STEEL_DARK, r=2)
    band = path("M24 54 Q55 62 86 54 L87 61 Q55 69 23 61Z", b.dark) + path("M22 70 Q55 78 88 70 L88.6 73 Q55 82 21.4 73Z", b.dark)
    return clapper + body + band + shine + yoke


# --- tools ------------------------------------------------------------------------------------------------------------
@draws("hammer", 112, 140, natural=("#b5763f", "#d9483f", "#cf9a5a"))
def hammer(b: Brush) -> str:
    """A hammer, leaning; the handle takes the colour: claw hammer, gripped in rubber, or a wooden mallet."""
    if b.variant == 2:
        stick = _shaft(138, 15, mix(b.main, WOOD_LIGHT, 0.6) if not b.recolored else apart(WOOD_LIGHT, b.main, WOOD_DARK))
        head = rect(-42, 6, 84, 46, b.main, r=7) + rect(-42, 32, 84, 20, b.dark, r=7) + rect(-42, 26, 84, 14, b.main)
        head += (
            rect(-42, 6, 12, 46, b.light, r=5)
            + rect(30, 6, 12, 46, b.dark, r=5)
            + line([(-22, 18), (18, 18)], mark(b), 2.6)
            + line([(-14, 28), (24, 28)], mark(b), 2.6)
        )
        return lean(b, stick + head, *HAMMER)
    handle = path("M-8 30 H8 Q8 80 11 118 Q13 142 0 142 Q-13 142 -11 118 Q-8 80 -8 30Z", b.main) + path(
        "M1 30 H8 Q8 80 11 118 Q13 142 0 142 Q5 100 1 30Z", b.dark
    )
    if b.variant == 1:
        handle = (
            rect(-7, 26, 14, 60, STEEL, r=2)
            + rect(1, 26, 6, 60, STEEL_DARK)
            + path("M-10 66 H10 Q10 90 12.5 118 Q14 142 0 142 Q-14 142 -12.5 118 Q-10 90 -10 66Z", b.main)
        )
        handle += path("M2 66 H10 Q10 90 12.5 118 Q14 142 0 142 Q6 110 2 66Z", b.dark) + "".join(
            line([(-7, y), (7, y)], mark(b), 3) for y in (80, 91, 102, 113, 124)
        )
    head = path("M-14 6 H16 V32 H-14 Q-22 32 -34 34 V4 Q-24 8 -14 6Z", STEEL_DARK) + rect(-44, 2, 13, 34, STEEL, r=4) + rect(-44, 24, 13, 12, STEEL_DARK, r=4)
    head += (
        path("M14 6 Q40 4 52 34 Q36 24 26 26 Q22 30 14 32Z", STEEL_DARK)
        + path("M-30 9 Q-20 12 -12 10 H18 Q34 10 44 22 Q30 14 16 17 H-30Z", STEEL_LIGHT)
        + rect(-10, 2, 20, 36, STEEL, r=3)
        + rect(-10, 22, 20, 16, STEEL_DARK, r=3)
    )
    return lean(b, handle + head, *HAMMER)


@draws("saw", 154, 82, natural=("#b5763f", "#e0533f", "#8a5230"))
def saw(b: Brush) -> str:
    """A saw; the handle takes the colour: a hand saw, a bow saw, or a back saw with a spine."""

    def teeth(x0: float, x1: float, y0: float, y1: float, n: int) -> str:
        return " ".join(
            f"L{x0 + (x1 - x0) * k / n:.1f} {y0 + (y1 - y0) * k / n:.1f} L{x0 + (x1 - x0) * (k + 0.15) / n:.1f} {y0 + (y1 - y0) * (k + 0.15) / n + 6.5:.1f}"
            for k in range(n)
        )

    grip = path(
        "M0 22 Q2 8 18 6 L50 2 Q56 14 50 26 Q46 40 54 52 L58 70 Q46 68 40 74 Q32 82 18 80 Q4 76 6 62 Q8 50 2 40Z "
        "M22 24 Q16 28 18 40 Q24 52 22 62 Q26 66 32 60 Q38 50 34 38 Q34 26 22 24Z",
        None,
    )
    grip = grip.replace('fill="none"', f'fill="{b.main}" fill-rule="evenodd"')
    edge = path("M18 6 L50 2 Q52 6 52.4 11 L20 15 Q6 18 3 34 Q0 30 0 22 Q2 8 18 6Z", b.light) + path(
        "M58 70 Q46 68 40 74 Q32 82 18 80 Q8 78 6 68 Q20 76 32 68 Q42 60 56 62Z", b.dark
    )
    bolts = circle(46, 18, 3.2, GOLD) + circle(47, 56, 3.2, GOLD)
    if b.variant == 1:
        frame = path("M12 62 V24 Q12 6 32 6 H128 Q148 6 148 24 V62", None, b.dark, 12) + path(
            "M11 60 V24 Q11 4.5 32 4.5 H128 Q146.5 4.5 146.5 24 V60", None, b.main, 8
        )
        blade = path(f"M6 58 H150 L149 68 {teeth(149, 8, 68, 68, 20)} L6 68Z", STEEL_LIGHT) + line([(10, 61), (146, 61)], STEEL_DARK, 2.4)
        return (
            blade
            + frame
            + rect(0, 46, 20, 36, b.dark, r=6)
            + rect(138, 46, 16, 36, b.dark, r=6)
            + rect(4, 50, 7, 28, b.main, r=3)
            + path("M40 11 H110", None, b.light, 3)
            + circle(11, 63, 3.4, GOLD)
            + circle(147, 63, 3.4, GOLD)
        )
    if b.variant == 2:
        blade = path(f"M44 10 H152 V48 L150 62 {teeth(150, 54, 62, 62, 16)} L52 62Z", STEEL_LIGHT) + path("M44 34 L152 22 V48 L150 60 H52Z", STEEL)
        return blade + rect(40, 4, 114, 13, STEEL_DARK, r=3) + rect(40, 4, 114, 5, GOLD, r=2.5) + grip + edge + bolts
    blade = path(f"M44 6 L148 36 Q154 40 153 50 L150 54 {teeth(150, 56, 54, 66, 17)} L54 66Z", STEEL_LIGHT) + path("M48 42 L152 44 L150 54 L54 66Z", STEEL)
    return blade + grip + edge + bolts + line([(70, 24), (120, 38)], "#ffffff", 2.6)


@draws("ladder", 80, 150, natural=("#c08a4c", "#e0533f", "#b4bec8"))
def ladder(b: Brush) -> str:
    """A ladder: straight and tapering, a stepladder with its top, or a sturdy one with broad steps and hooks."""
    if b.variant == 1:
        back = (
            line([(34, 12), (8, 144)], shade(b.main, -0.36), 6)
            + line([(58, 12), (74, 146)], shade(b.main, -0.36), 6)
            + line([(14, 112), (70, 112)], shade(b.main, -0.36), 4)
        )
        rails = poly([(22, 8), (32, 8), (13, 150), (0, 150)], b.main) + poly([(48, 8), (58, 8), (80, 150), (67, 150)], b.dark)
        steps = "".join(
            rect(22 - k * 3.9, 28 + k * 24, 36 + k * 7.8, 8, b.light, r=2) + rect(22 - k * 3.9, 34 + k * 24, 36 + k * 7.8, 4, b.dark, r=2) for k in range(5)
        )
        return back + rails + steps + rect(14, 0, 52, 13, b.light, r=4) + rect(14, 8, 52, 5, b.dark, r=2.5)
    if b.variant == 0:
        rungs = "".join(
            rect(13 - k * 1.4, 12 + k * 20.5, 54 + k * 2.8, 7, b.dark, r=3) + rect(13 - k * 1.4, 12 + k * 20.5, 54 + k * 2.8, 3, b.light, r=1.5)
            for k in range(7)
        )
        rails = poly([(10, 2), (14, 0), (22, 1), (14, 150), (0, 150)], b.main) + poly([(58, 1), (66, 0), (70, 2), (80, 150), (66, 150)], b.main)
        return rungs + rails + poly([(17, 1), (22, 1), (14, 150), (9, 150)], b.dark) + poly([(65, 1), (70, 2), (80, 150), (75, 150)], b.dark)
    hooks = "".join(path(f"M{x} 22 Q{x} 3 {x + k * 12} 3 Q{x + k * 20} 3 {x + k * 18} 14", None, shade(b.main, -0.34), 6) for x, k in ((9, 1), (71, -1)))
    rails = "".join(
        rect(x, 14, 13, 128, b.main, r=3) + rect(x + 8, 14, 5, 128, b.dark, r=2) + rect(x - 2 if x < 40 else x - 1, 138, 16, 12, INK, r=4) for x in (2, 65)
    )
    steps = "".join(
        rect(8, y, 64, 11, b.light, r=2) + rect(8, y + 7, 64, 4, b.dark, r=2) + circle(14, y + 4, 1.8, INK) + circle(66, y + 4, 1.8, INK)
        for y in (26, 50, 74, 98, 122)
    )
    return hooks + rails + steps


@draws("shovel", 80, 150, natural=("#8a94a3", "#d9483f", "#5f86a8"))
def shovel(b: Brush) -> str:
    """A shovel, leaning; the blade takes the colour: square with a D-grip, a pointed spade, or a broad snow shovel."""
    shaft = _shaft(104, 8.5, WOOD_LIGHT if b.variant != 1 else WOOD)
    if b.variant == 1:
        blade = path("M-4 92 H4 Q6 98 22 100 Q26 128 0 154 Q-26 128 -22 100 Q-6 98 -4 92Z", b.main) + path(
            "M2 100 Q14 98 22 100 Q26 128 0 154 Q8 126 2 100Z", b.dark
        )
        grip = line([(-12, 3), (12, 3)], b.dark, 8) + line([(-12, 2), (8, 2)], b.main, 4)
        return lean(b, shaft + blade + rect(-6, 84, 12, 18, b.dark, r=3) + path("M-14 108 Q-15 122 -6 134", None, b.light, 3.4) + grip, *SHOVEL)
    grip = path("M0 24 Q-16 14 -14 4 H14 Q16 14 0 24Z", None, b.dark, 6) + line([(-14, 3), (14, 3)], b.main, 7)
    if b.variant == 2:
        blade = path("M-32 100 Q0 92 32 100 L34 146 Q0 156 -34 146Z", b.main) + "".join(
            path(f"M{x} {99 - abs(x) * 0.03:.0f} L{x * 1.08:.0f} 148", None, mark(b), 3.5) for x in (-18, 0, 18)
        )
        blade += path("M-34 138 Q0 148 34 138 L34 146 Q0 156 -34 146Z", STEEL_LIGHT) + path("M-12 98 Q0 84 12 98Z", b.dark)
        return lean(b, shaft + blade + grip, *SHOVEL)
    blade = (
        path("M-22 100 H22 L24 136 Q22 152 0 152 Q-22 152 -24 136Z", b.main)
        + path("M4 100 H22 L24 136 Q22 152 0 152 Q8 130 4 100Z", b.dark)
        + rect(-25, 97, 50, 7, b.light, r=3)
    )
    blade += path("M-6 84 H6 V104 Q0 128 -6 104Z", b.dark) + line([(-15, 112), (-15, 134)], b.light, 3.4)
    return lean(b, shaft + blade + grip, *SHOVEL)


@draws("axe", 96, 140, natural=("#7d8896", "#c9453c", "#5c6a78"))
def axe(b: Brush) -> str:
    """An axe, leaning; its head takes the colour: a felling axe, a double axe, or a broad hatchet."""
    handle = path("M-6 0 H6 L8 60 Q8 100 13 126 Q14 138 4 138 Q-6 138 -6 126 Q-8 90 -7 60Z", WOOD) + path(
        "M1 0 H6 L8 60 Q8 100 13 126 Q14 138 4 138 Q6 100 1 60Z", WOOD_DARK
    )
    collar = rect(-8, 50, 16, 6, WOOD_DARK, r=2)
    if b.variant == 1:
        out = ""
        for k in (-1, 1):
            out += path(f"M0 14 Q{k * 22} 18 {k * 40} 2 Q{k * 52} 28 {k * 40} 58 Q{k * 22} 42 0 44Z", STEEL_LIGHT)
            out += path(f"M0 14 Q{k * 20} 18 {k * 33} 6 Q{k * 42} 28 {k * 33} 53 Q{k * 20} 42 0 44Z", b.main if k < 0 else b.dark)
        return lean(b, handle + collar + out + rect(-10, 8, 20, 42, shade(b.main, -0.36), r=4) + circle(0, 29, 5, GOLD), *AXE)
    wide = b.variant == 2
    edge = "M-6 12 Q-30 12 -46 -2 Q-62 26 -50 60 Q-30 42 -6 44Z" if wide else "M-6 14 Q-26 12 -46 4 Q-58 30 -48 56 Q-28 42 -6 42Z"
    cheek = "M-6 12 Q-28 12 -41 1 Q-52 26 -43 54 Q-28 42 -6 44Z" if wide else "M-6 14 Q-26 12 -39 7 Q-48 30 -40 52 Q-26 42 -6 42Z"
    head = (
        path(edge, STEEL_LIGHT)
        + path(cheek, b.main)
        + path("M-6 30 H-44 Q-44 42 -41 51 Q-26 42 -6 43Z", b.dark)
        + rect(-10, 10, 30, 36, b.main, r=4)
        + rect(-10, 30, 30, 16, b.dark, r=4)
    )
    head += line([(-12, 18), (14, 17)], b.light, 3)
    if wide:
        head += poly(star_points(-26, 28, 8, 3.5), _trim(b)) + rect(4, 10, 16, 36, shade(b.main, -0.36), r=4)
    return lean(b, handle + head + ("" if wide else collar), *AXE)


@draws("wrench", 92, 142, natural=("#9aa5b1", "#7f8b99", "#c9453c"))
def wrench(b: Brush) -> str:
    """A wrench, leaning: open jaw and ring, an adjustable one, or two open jaws."""
    deep, jaw = shade(b.main, -0.34), "M-9 34 Q-27 30 -26 12 Q-24 2 -12 -4 V14 L0 21 L12 14 V-4 Q24 2 26 12 Q27 30 9 34Z"
    bar = path("M-9 28 H9 L8 116 H-8Z", b.main) + path("M2 28 H9 L8 116 H2Z", b.dark)
    head = path(jaw, b.main) + path("M0 21 L12 14 V-4 Q24 2 26 12 Q27 30 9 34 H0Z", b.dark)
    if b.variant == 1:
        head = path("M-9 40 Q-30 38 -27 18 L-18 -6 L-7 -8 L-9 20 H12 L26 20 Q28 38 9 42Z", b.main) + path(
            "M-9 40 Q-18 38 -22 34 Q6 34 26 20 Q28 38 9 42Z", b.dark
        )
        head += (
            path("M2 14 L0 -8 L14 -4 L28 14 V20 H2Z", b.light)
            + circle(14, 28, 6.5, deep)
            + "".join(line([(x, 24), (x, 32)], b.light, 1.6) for x in (11, 14, 17))
        )
        grip_color = shade(b.main, -0.36) if b.recolored else "#e0533f"
        grip = path("M-10 66 H10 L11 130 Q11 146 0 146 Q-11 146 -11 130Z", grip_color) + path(
            "M3 66 H10 L11 130 Q11 146 0 146 Q5 110 3 66Z", shade(grip_color, -0.2)
        )
        return lean(b, bar + head + grip + circle(0, 136, 4, CREAM), *WRENCH)
    if b.variant == 2:
        foot = group(path(jaw, b.main) + path("M-12 14 V-4 Q-24 2 -26 12 Q-27 30 -9 34 H0 V21Z", b.dark), 0, 146, turn=180, scale=0.84)
        return lean(b, bar + head + foot + rect(-3.5, 50, 7, 46, deep, r=3.5), *WRENCH)
    ring = circle(0, 128, 19, b.main) + path("M4 109.5 A19 19 0 0 1 4 146.6 Q14 128 4 109.5Z", b.dark)
    hexagon = [(10 * math.cos(math.pi * k / 3), 128 + 10 * math.sin(math.pi * k / 3)) for k in range(6)]
    plan = path(" ".join(f"{'ML'[k > 0]}{x:.1f} {y:.1f}" for k, (x, y) in enumerate(hexagon)) + "Z", None, deep, 4)
    return lean(b, bar + ring + head + plan + rect(-3.5, 48, 7, 50, deep, r=3.5) + line([(-18, 12), (-16, 20)], b.light, 3.4), *WRENCH)


@draws("pencil", 124, 124, natural=("#f5c02f", "#e0533f", "#4f9fd0"))
def pencil(b: Brush) -> str:
    """A pencil, slanted, drawing a line: with an eraser, striped, or a round one with a star on top."""
    body = rect(-14, 26, 28, 90, b.main) + rect(-14, 26, 9, 90, b.light) + rect(5, 26, 9, 90, b.dark)
    tip = (
        path("M-14 115 Q-9.5 121 -5 115 Q0 121 5 115 Q9.5 121 14 115 L0 150Z", "#f0cf9a")
        + poly([(4, 117), (14, 115), (0, 150)], "#d9ae74")
        + poly([(-5.3, 137), (5.3, 137), (0, 150)], shade(b.main, -0.25))
    )
    if b.variant == 0:
        top = (
            rect(-14, 0, 28, 22, "#f08f9f", r=7)
            + rect(5, 2, 9, 18, "#d9707f", r=4)
            + rect(-14.5, 13, 29, 14, STEEL)
            + rect(-14.5, 16, 29, 3, STEEL_DARK)
            + rect(-14.5, 22, 29, 3, STEEL_DARK)
        )
    elif b.variant == 1:
        trim = _trim(b, BLUE)
        top = (
            rect(-14, 0, 28, 30, b.main, r=6)
            + rect(5, 2, 9, 28, b.dark, r=4)
            + "".join(poly([(-14, y), (14, y - 12), (14, y - 2), (-14, y + 10)], trim) for y in (44, 66, 88))
            + rect(-14.5, 8, 29, 6, apart(GOLD, b.main, CREAM))
        )
    else:
        top = (
            rect(-14, 22, 28, 9, GOLD_DARK, r=2)
            + poly(star_points(0, 13, 20, 9), apart(GOLD, b.main, RED))
            + poly(star_points(0, 13, 11, 5), shade(apart(GOLD, b.main, RED), 0.4))
        )
    squiggle = path(
        "M24 120 Q40 100 50 114 Q60 128 72 114 Q82 104 92 116 Q98 122 112 118", None, shade(b.main, -0.25) if b.main != "#f4f1ea" else STEEL_DARK, 4
    )
    return squiggle + group(group(body + tip + top, scale=1.06), 114, 9.5, turn=45)
