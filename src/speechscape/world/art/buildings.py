"""Buildings; lit windows and lamps shine by `glow`, `b.main` is the walls. `buildings_more` has what stands in the street."""

from __future__ import annotations

from collections.abc import Iterable

from speechscape.world.art.kit import Brush, circle, draws, glow, group, line, mix, path, poly, rect, shade, star_points

__all__ = ["IRON", "WHITE", "apart", "bricks", "cone", "letters"]

LIT, GLASS, IRON, WOOD, STONE, WHITE = glow("#ffd873"), "#9fc6dc", "#3d434f", "#6b4326", "#9aa0a8", "#f6f2e9"
GLYPHS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "S": (((1, 0.12), (0.7, 0), (0.2, 0), (0, 0.22), (0.2, 0.46), (0.8, 0.54), (1, 0.78), (0.8, 1), (0.3, 1), (0, 0.88)),),
    "T": (((0, 0), (1, 0)), ((0.5, 0), (0.5, 1))),
    "O": (((0.3, 0), (0.7, 0), (1, 0.25), (1, 0.75), (0.7, 1), (0.3, 1), (0, 0.75), (0, 0.25), (0.3, 0)),),
    "P": (((0, 1), (0, 0), (0.7, 0), (1, 0.2), (1, 0.38), (0.7, 0.56), (0, 0.56)),),
    "C": (((1, 0.14), (0.7, 0), (0.3, 0), (0, 0.25), (0, 0.75), (0.3, 1), (0.7, 1), (1, 0.86)),),
    "H": (((0, 0), (0, 1)), ((1, 0), (1, 1)), ((0, 0.5), (1, 0.5))),
    "L": (((0, 0), (0, 1), (0.95, 1)),),
    "A": (((0, 1), (0.5, 0), (1, 1)), ((0.2, 0.64), (0.8, 0.64))),
    "X": (((0, 0), (1, 1)), ((1, 0), (0, 1))),
    "I": (((0.5, 0), (0.5, 1)),),
}


def letters(text: str, x: float, y: float, h: float, color: str, width: float, gap: float = 0.55, slim: float = 0.62) -> str:
    """`text` in drawn capitals (those of `GLYPHS`), `h` high, centred on x with its top at y."""
    w = h * slim
    start = x - (len(text) * w + (len(text) - 1) * w * gap) / 2
    parts = ""
    for k, letter in enumerate(text):
        left = start + k * w * (1 + gap)
        parts += "".join(line([(left + w * px, y + h * py) for px, py in stroke], color, width) for stroke in GLYPHS[letter])
    return parts


def apart(color: str, *options: str) -> str:
    """The first option that stands out well from `color`, or the last one."""
    for option in options:
        if sum(abs(int(color[k : k + 2], 16) - int(option[k : k + 2], 16)) for k in (1, 3, 5)) > 150:
            return option
    return options[-1]


def _roof_of(b: Brush) -> str:
    return apart(b.main, b.pick("#a8402f", "#54667e", "#8a5a36"), b.pick("#4b5a70", "#a8402f", "#a8402f"))


def _window(x: float, y: float, w: float, h: float, frame: str = WHITE, arch: bool = False, cross: bool = True) -> str:
    edge = min(2.4, w * 0.14)
    if arch:
        pane = path(f"M{x} {y + h} V{y + w / 2} A{w / 2} {w / 2} 0 0 1 {x + w} {y + w / 2} V{y + h}Z", LIT, frame, edge)
    else:
        pane = rect(x, y, w, h, LIT, 1, frame, edge)
    bars = line([(x + w / 2, y + edge * 0.5), (x + w / 2, y + h)], frame, edge * 0.8) + line([(x, y + h * 0.5), (x + w, y + h * 0.5)], frame, edge * 0.8)
    return pane + (bars if cross else "")


def _door(x: float, y: float, w: float, h: float, color: str, arch: bool = False) -> str:
    top = w / 2 if arch else min(3.0, w / 5)
    d = f"M{x} {y + h} V{y + top} A{w / 2 if arch else top} {top} 0 0 1 {x + (w / 2 if arch else top)} {y} "
    d += f"A{w / 2} {top} 0 0 1 {x + w} {y + top} V{y + h}Z" if arch else f"H{x + w - top} A{top} {top} 0 0 1 {x + w} {y + top} V{y + h}Z"
    planks = "".join(line([(x + w * k, y + top), (x + w * k, y + h - 1)], shade(color, -0.25), 1.3) for k in (0.33, 0.66))
    return path(d, color) + planks + circle(x + w * 0.8, y + h * 0.56, max(1.2, w * 0.07), "#f2c53a")


def bricks(spots: Iterable[tuple[float, float]], color: str, w: float = 9, h: float = 4) -> str:
    """Single bricks or stones with their upper left corners at the spots."""
    return "".join(rect(x, y, w, h, color, r=1) for x, y in spots)


def _battlement(x: float, y: float, w: float, color: str, teeth: int, h: float = 8) -> str:
    step = w / (2 * teeth - 1)
    return rect(x, y + h - 1, w, h * 0.8, color) + "".join(rect(x + 2 * k * step, y, step, h, color) for k in range(teeth))


def _pennant(x: float, y: float, color: str, size: float = 12, left: bool = False) -> str:
    side = -1 if left else 1
    return line([(x, y), (x, y + size * 1.5)], IRON, 1.8) + poly([(x, y), (x + side * size * 1.3, y + size * 0.36), (x, y + size * 0.75)], color)


# --- dwellings ----------------------------------------------------------------------------------------------------------
@draws("house", 140, 130, natural=("#d9a066", "#e8d3a8", "#c9dbe0"))
def house(b: Brush) -> str:
    """A house with lit windows: gabled with chimney, two storeys with a porch, or a cottage with a round thatch."""
    roof, door, trim = _roof_of(b), apart(b.main, b.pick("#6b4326", "#3f6f8f", "#3f7f5a"), "#f2c53a"), apart(b.main, WHITE, "#6b4326")
    if b.variant == 0:
        stack = rect(96, 6, 16, 40, "#7d4438") + rect(93, 2, 22, 8, "#69372e", r=1)
        walls = rect(12, 60, 116, 70, b.main) + rect(112, 60, 16, 70, b.dark) + "".join(line([(12, y), (128, y)], b.dark, 1.8) for y in (76, 90, 104, 118))
        top = poly([(0, 66), (70, 3), (140, 66), (132, 70), (8, 70)], roof) + poly([(70, 3), (140, 66), (132, 70), (70, 70)], shade(roof, -0.18))
        top += circle(70, 44, 9, LIT, trim, 3) + line([(70, 36), (70, 52)], trim, 2) + line([(62, 44), (78, 44)], trim, 2)
        front = _window(24, 82, 22, 24, trim) + _window(94, 82, 22, 24, trim) + _door(57, 86, 26, 44, door) + rect(54, 82, 32, 4, trim, r=1)
        front += rect(21, 106, 28, 4, trim, r=1) + rect(91, 106, 28, 4, trim, r=1)
        return stack + walls + top + front
    if b.variant == 1:
        walls = rect(14, 44, 112, 86, b.main) + rect(108, 44, 18, 86, b.dark) + rect(14, 84, 112, 5, trim)
        top = poly([(0, 48), (26, 8), (114, 8), (140, 48)], roof) + poly([(92, 8), (114, 8), (140, 48), (112, 48)], shade(roof, -0.18))
        top += rect(24, 6, 92, 5, shade(roof, -0.28), r=2) + rect(30, 0, 14, 14, "#7d4438")
        front = "".join(_window(x, 56, 20, 22, trim) for x in (24, 60, 96)) + _window(20, 96, 22, 22, trim) + _window(98, 96, 22, 22, trim)
        porch = rect(50, 126, 40, 4, STONE) + _door(58, 96, 24, 32, door) + rect(49, 94, 4, 34, trim) + rect(87, 94, 4, 34, trim)
        porch += poly([(44, 95), (70, 80), (96, 95)], roof) + poly([(70, 80), (96, 95), (70, 95)], shade(roof, -0.18))
        return walls + top + front + porch
    walls = rect(14, 66, 112, 64, b.main, r=3) + path("M106 66 H126 V130 H112 Q108 96 106 66Z", b.dark) + rect(14, 122, 112, 8, STONE, r=2)
    thatch = path("M0 76 Q4 40 40 16 Q70 0 102 18 Q134 38 140 76 Q118 84 100 74 Q70 66 40 74 Q22 84 0 76Z", roof)
    thatch += path("M94 14 Q132 34 140 76 Q118 84 100 74 Q116 50 94 14Z", shade(roof, -0.18))
    thatch += "".join(path(f"M{x} {y} q5 4 10 0", None, shade(roof, 0.25), 2) for x, y in ((30, 40), (52, 30), (66, 52), (40, 60), (84, 38), (18, 62)))
    thatch += path("M30 15 V3 Q36 -1 42 3 V10Z", "#7d4438")
    dormer = path("M54 58 Q54 36 70 36 Q86 36 86 58Z", b.main) + path("M50 60 Q48 32 70 31 Q92 32 90 60", None, shade(roof, -0.3), 5)
    dormer += _window(62, 42, 16, 15, trim)
    return walls + thatch + dormer + _window(26, 86, 20, 20, trim) + _window(94, 86, 20, 20, trim) + _door(57, 84, 26, 46, door, arch=True)


def cone(x: float, y: float, w: float, h: float, color: str) -> str:
    """A pointed roof, shaded on its right, whose eaves are centred on (x, y)."""
    return poly([(x - w / 2, y), (x, y - h), (x + w / 2, y)], color) + poly([(x + w * 0.06, y), (x, y - h), (x + w / 2, y)], shade(color, -0.18))


def _turret(b: Brush, x: float, top: float, w: float, bottom: float, color: str) -> str:
    side = rect(x - w / 2, top, w, bottom - top, color) + rect(x + w * 0.2, top, w * 0.3, bottom - top, shade(color, -0.18))
    return side + bricks([(x - w * 0.36, top + 26), (x - w * 0.1, top + 48), (x - w * 0.4, top + 66)], b.light, w * 0.28, 4)


@draws("castle", 160, 150, natural=("#b3aeb2", "#d8c7a6", "#c7bcd6"))
def castle(b: Brush) -> str:
    """A castle with towers, gate and flags: battlements, pointed roofs, or a keep on a hill of walls."""
    roof, flag = apart(b.main, b.pick("#b5403a", "#3f66a8", "#8a4fa0"), "#3f66a8", "#c9453b"), apart(b.main, "#e0453f", "#f2c53a")
    slit = "".join(_window(x, y, 8, 15, shade(b.main, -0.5), arch=True, cross=False) for x, y in ((16, 74), (136, 74)))
    gate = path("M62 150 V116 Q62 98 80 98 Q98 98 98 116 V150Z", shade(b.main, -0.55))
    gate += "".join(line([(x, 102 + abs(x - 80) * 0.3), (x, 148)], WOOD, 3) for x in (68, 76, 84, 92)) + line([(62, 122), (98, 122)], WOOD, 3)
    gate += line([(62, 137), (98, 137)], WOOD, 3)
    wall = rect(30, 92, 100, 58, b.main) + _battlement(30, 82, 100, b.main, 7, 9)
    wall += bricks([(40, 108), (108, 112), (46, 132), (112, 136), (104, 98)], b.light, 11)
    left, right = _turret(b, 20, 54, 34, 150, b.main), _turret(b, 140, 54, 34, 150, b.main)
    keep = rect(56, 44, 48, 60, b.dark) + rect(92, 44, 12, 60, shade(b.main, -0.34))
    if b.variant == 0:
        tops = _battlement(0, 44, 40, b.main, 4, 10) + _battlement(120, 44, 40, b.main, 4, 10)
        tops += rect(52, 30, 56, 8, b.dark) + _battlement(52, 26, 56, b.dark, 4, 10) + rect(56, 40, 48, 6, shade(b.main, -0.4)) + _pennant(80, 1, flag, 16)
        tops += _pennant(20, 22, flag, 14) + _pennant(140, 22, flag, 14, left=True)
        drawn = keep + _window(66, 56, 9, 18, shade(b.main, -0.5), True, False) + _window(85, 56, 9, 18, shade(b.main, -0.5), True, False) + tops + wall + left
        return drawn + right + slit + gate
    if b.variant == 1:
        tops = cone(20, 56, 40, 42, roof) + cone(140, 56, 40, 42, roof) + cone(80, 46, 60, 36, roof) + _pennant(80, 1, flag, 10) + _pennant(20, 4, flag, 8)
        tops += _pennant(140, 4, flag, 8, left=True)
        drawn = keep + circle(80, 66, 10, LIT, shade(b.main, -0.5), 2.6) + line([(80, 57), (80, 75)], shade(b.main, -0.5), 2)
        return drawn + line([(71, 66), (89, 66)], shade(b.main, -0.5), 2) + wall + left + right + tops + slit + gate
    slim = _turret(b, 52, 34, 22, 110, b.dark) + _turret(b, 108, 46, 22, 110, b.dark) + _turret(b, 80, 50, 36, 110, b.dark)
    tops = cone(52, 36, 30, 34, roof) + cone(108, 48, 30, 32, roof) + cone(80, 52, 46, 30, roof) + _pennant(80, 4, flag, 12)
    tops += _battlement(0, 48, 40, b.main, 4, 8) + _battlement(120, 48, 40, b.main, 4, 8)
    drawn = slim + tops + _window(75, 60, 10, 18, shade(b.main, -0.5), True, False) + _window(48, 46, 8, 14, shade(b.main, -0.5), True, False)
    return drawn + _window(104, 58, 8, 14, shade(b.main, -0.5), True, False) + wall + left + right + slit + gate


@draws("tower", 70, 160, natural=("#b5afab", "#cdb890", "#b8765a"))
def tower(b: Brush) -> str:
    """A lone tower: with battlements, with a pointed roof and ivy, or with a clock."""
    roof, deep = _roof_of(b), shade(b.main, -0.5)
    if b.variant == 2:
        shaft = rect(12, 50, 46, 100, b.main) + rect(44, 50, 14, 100, b.dark) + rect(4, 146, 62, 14, shade(b.main, -0.35), r=2) + rect(8, 42, 54, 8, b.light)
        shaft += rect(8, 92, 54, 6, b.light) + bricks([(17, 106), (28, 120), (18, 132), (36, 138)], b.light)
        bell = rect(14, 36, 42, 8, b.dark) + cone(35, 38, 68, 30, roof) + line([(35, 9), (35, 1)], "#e0b03a", 2.4)
        face = circle(35, 71, 17.5, deep) + circle(35, 71, 14.5, glow("#fff2cf")) + line([(35, 71), (35, 61)], "#2b2733", 2.4)
        face += line([(35, 71), (42, 74)], "#2b2733", 2.4)
        face += "".join(circle(35 + dx * 11.5, 71 + dy * 11.5, 1.2, "#2b2733") for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0)))
        return shaft + bell + face + _window(20, 104, 10, 18, deep, True) + _window(40, 104, 10, 18, deep, True) + _door(27, 132, 16, 28, WOOD, True)
    shaft = path("M15 44 H55 L60 150 H10Z", b.main) + path("M43 44 H55 L60 150 H46Z", b.dark) + rect(4, 148, 62, 12, shade(b.main, -0.35), r=3)
    shaft += bricks([(18, 58), (32, 72), (16, 92), (34, 106), (14, 122), (44, 128), (40, 58), (46, 90)], b.light, 10)
    shaft += bricks([(24, 68), (16, 108), (38, 118)], b.dark, 9)
    body = shaft + _window(30, 78, 10, 18, deep, True, False) + _door(26, 124, 18, 34, WOOD, True)
    if b.variant == 0:
        crown = path("M15 44 L6 34 V24 H64 V34 L55 44Z", b.dark) + _battlement(3, 14, 64, b.main, 4, 13) + rect(3, 26, 64, 10, b.main)
        crown += rect(50, 26, 17, 10, b.dark)
        drawn = _pennant(35, 1, apart(b.main, "#e0453f", "#f2c53a"), 13) + body + crown + _window(22, 50, 8, 15, deep, True, False)
        return drawn + _window(40, 50, 8, 15, deep, True, False)
    loft = path("M12 62 H58 L64 40 H6Z", b.dark) + rect(6, 40, 58, 16, b.main) + rect(48, 40, 16, 16, b.dark) + cone(35, 44, 70, 42, roof)
    loft += circle(35, 3, 2.6, "#e0b03a") + _window(30, 44, 10, 13, deep, True)
    vine = "".join(
        circle(x, y, r, c)
        for x, y, r, c in (
            (14, 148, 7, "#4f8f4a"),
            (18, 138, 6, "#5fa356"),
            (15, 127, 5, "#4f8f4a"),
            (19, 118, 4.4, "#5fa356"),
            (17, 109, 3.4, "#4f8f4a"),
            (56, 150, 6, "#4f8f4a"),
            (54, 142, 4.4, "#5fa356"),
        )
    )
    return body + loft + vine


def _golden_cross(x: float, y: float, h: float, color: str = "#e0b03a") -> str:
    return line([(x, y + 1.5), (x, y + h)], color, 3) + line([(x - h * 0.3, y + h * 0.36), (x + h * 0.3, y + h * 0.36)], color, 3)


@draws("church", 124, 160, natural=("#e9e2d2", "#c9b393", "#f3f0e8"))
def church(b: Brush) -> str:
    """A church with a steeple and a cross: beside the nave, in the middle, or as a bell gable."""
    roof, frame = _roof_of(b), shade(b.main, -0.42)
    if b.variant == 0:
        nave = poly([(40, 84), (58, 58), (110, 58), (124, 84)], roof) + rect(44, 84, 76, 76, b.main) + rect(108, 84, 12, 76, b.dark)
        nave += "".join(_window(x, 100, 13, 34, frame, True) for x in (56, 76, 96)) + rect(44, 152, 76, 8, shade(b.main, -0.3))
        steeple = rect(2, 66, 46, 94, b.main) + rect(36, 66, 12, 94, b.dark) + rect(0, 62, 50, 6, b.light) + cone(25, 64, 50, 48, roof)
        steeple += _golden_cross(25, 0, 20) + rect(2, 152, 46, 8, shade(b.main, -0.3))
        return nave + steeple + _window(18, 74, 14, 24, frame, True) + circle(25, 110, 7, LIT, frame, 2.2) + _door(15, 124, 20, 36, WOOD, True)
    if b.variant == 1:
        nave = poly([(0, 106), (62, 56), (124, 106)], roof) + rect(8, 102, 108, 58, b.main) + rect(92, 102, 24, 58, b.dark)
        nave += poly([(8, 104), (62, 62), (116, 104)], b.main)
        steeple = rect(44, 54, 36, 106, b.main) + rect(70, 54, 10, 106, b.dark) + rect(41, 52, 42, 5, b.light) + rect(41, 92, 42, 4, b.light)
        steeple += cone(62, 53, 42, 36, roof) + _golden_cross(62, 0, 20)
        steeple += _window(54, 62, 16, 24, frame, True) + circle(62, 108, 8.5, LIT, frame, 2.2) + line([(62, 101), (62, 115)], frame, 1.6)
        steeple += line([(55, 108), (69, 108)], frame, 1.6)
        drawn = nave + steeple + _window(18, 116, 14, 28, frame, True) + _window(92, 116, 14, 28, frame, True) + _door(51, 126, 22, 34, WOOD, True)
        return drawn + rect(4, 154, 38, 6, shade(b.main, -0.3)) + rect(82, 154, 38, 6, shade(b.main, -0.3))
    front = path("M6 160 V92 Q22 90 26 76 Q32 62 42 60 V36 Q42 16 62 16 Q82 16 82 36 V60 Q92 62 98 76 Q102 90 118 92 V160Z", b.main)
    front += path("M72 19 Q82 24 82 36 V60 Q92 62 98 76 Q102 90 118 92 V160 H104 Q96 90 72 58Z", b.dark)
    trim = path("M4 94 Q22 90 26 76 Q32 62 42 60", None, roof, 5) + path("M120 94 Q102 90 98 76 Q92 62 82 60", None, roof, 5)
    trim += path("M40 36 Q40 15 62 15 Q84 15 84 36", None, roof, 5) + rect(38, 57, 48, 5, roof)
    bell = path("M52 56 V40 Q52 30 62 30 Q72 30 72 40 V56Z", frame) + path("M55 50 Q58 48 58 42 Q58 37 62 37 Q66 37 66 42 Q66 48 69 50Z", "#e0b03a")
    bell += circle(62, 51.5, 2, "#b8862a")
    drawn = front + trim + bell + _golden_cross(62, 0, 15) + circle(62, 84, 11, LIT, frame, 2.6) + poly(star_points(62, 84, 9, 3, 6), frame)
    drawn += _window(16, 108, 14, 28, frame, True) + _window(94, 108, 14, 28, frame, True) + _door(48, 116, 28, 44, WOOD, True)
    return drawn + rect(0, 154, 46, 6, shade(b.main, -0.35)) + rect(78, 154, 46, 6, shade(b.main, -0.35))


def _barn_door(x: float, y: float, w: float, h: float, color: str, trim: str) -> str:
    return rect(x, y, w, h, color, 0, trim, 3) + line([(x, y), (x + w, y + h)], trim, 3) + line([(x + w, y), (x, y + h)], trim, 3)


@draws("barn", 150, 120, natural=("#b3362d", "#a8412f", "#8c3b30"))
def barn(b: Brush) -> str:
    """A barn with crossed doors and a hayloft: gambrel front, with a silo, or seen from the side."""
    roof, trim = apart(b.main, "#59616e", "#8a5a36", "#f6f2e9"), apart(b.main, WHITE, "#5a3a24")
    hay = "#e8c04f"
    if b.variant == 2:
        walls = rect(6, 62, 138, 58, b.main) + rect(6, 62, 46, 58, b.dark) + "".join(line([(x, 64), (x, 118)], b.dark, 1.4) for x in range(60, 142, 9))
        gable = poly([(6, 62), (10, 38), (29, 20), (48, 38), (52, 62)], b.dark)
        lid = poly([(29, 16), (118, 16), (140, 38), (150, 66), (56, 66), (51, 38)], roof) + poly([(51, 38), (140, 38), (150, 66), (56, 66)], shade(roof, -0.15))
        lid += path("M2 66 L8 37 L29 16 L51 38 L56 66", None, trim, 4)
        cupola = rect(80, 6, 20, 14, b.main) + cone(90, 8, 28, 7, shade(roof, -0.3)) + line([(84, 11), (96, 11)], trim, 1.6)
        cupola += line([(84, 15), (96, 15)], trim, 1.6)
        drawn = walls + gable + cupola + lid + _barn_door(72, 78, 24, 40, shade(b.main, -0.35), trim) + _barn_door(98, 78, 24, 40, shade(b.main, -0.35), trim)
        return drawn + rect(22, 40, 14, 14, hay, 0, trim, 2.6) + _window(20, 74, 18, 16, trim) + _window(130, 80, 10, 14, trim)
    x, w = (75, 128) if b.variant == 0 else (58, 96)
    l, r = x - w / 2, x + w / 2
    walls = poly([(l, 120), (l, 58), (x - w * 0.36, 30), (x, 10), (x + w * 0.36, 30), (r, 58), (r, 120)], b.main)
    walls += "".join(line([(px, 62), (px, 119)], b.dark, 1.5) for px in range(int(l) + 8, int(r), 9))
    edge = path(f"M{l - 5} 62 L{x - w * 0.38:.1f} 29 L{x} 5 L{x + w * 0.38:.1f} 29 L{r + 5} 62", None, roof, 9)
    edge += path(f"M{l + 1} 63 L{x - w * 0.345:.1f} 34 L{x} 14 L{x + w * 0.345:.1f} 34 L{r - 1} 63", None, trim, 3)
    loft = path(f"M{x - 14} 58 V38 Q{x} 28 {x + 14} 38 V58Z", shade(b.main, -0.45), trim, 3)
    loft += path(f"M{x - 12} 57 Q{x - 8} 46 {x} 47 Q{x + 9} 46 {x + 12} 57Z", hay)
    loft += "".join(line([(x + k, 56), (x + k * 1.4, 49)], "#c99a2e", 1.4) for k in (-6, -1, 5))
    doors = _barn_door(x - 26, 74, 26, 44, shade(b.main, -0.3), trim) + _barn_door(x, 74, 26, 44, shade(b.main, -0.3), trim)
    sides = _window(l + 8, 78, 17 if b.variant == 0 else 13, 18, trim)
    sides += _window(r - 25 if b.variant == 0 else r - 21, 78, 17 if b.variant == 0 else 13, 18, trim) + rect(l, 116, w, 4, shade(b.main, -0.5))
    if b.variant == 0:
        return walls + edge + loft + doors + sides
    silo = rect(114, 26, 34, 94, "#b9c2cb") + rect(138, 26, 10, 94, "#98a2ad") + path("M112 28 Q112 3 131 3 Q150 3 150 28Z", "#8793a1")
    silo += path("M138 4.5 Q150 8 150 28 H142 Q144 12 138 4.5Z", "#6f7b89") + "".join(rect(114, y, 34, 3, "#8793a1") for y in (44, 62, 80, 98))
    return silo + walls + edge + loft + doors + sides


@draws("lighthouse", 84, 160, natural=("#d23b33", "#3f6fb5", "#d9622f"))
def lighthouse(b: Brush) -> str:
    """A tapering lighthouse on rocks with a shining lamp: banded, spirally striped, or of one colour with white rings."""
    white = apart(b.main, "#f6f2e9", "#4a5466")
    x = 42

    def band(y0: float, y1: float, color: str, part: float = 1, start: float = 0) -> str:
        a0, a1 = 13 + (y0 - 44) * 0.108, 13 + (y1 - 44) * 0.108
        return poly([(x - a0 + 2 * a0 * start, y0), (x - a0 + 2 * a0 * part, y0), (x - a1 + 2 * a1 * part, y1), (x - a1 + 2 * a1 * start, y1)], color)

    shaft = band(44, 150, white)
    if b.variant == 1:
        shaft = band(44, 150, b.main)
        shaft += "".join(
            poly([(x + s * (13 + (y + dy - 44) * 0.108), y + dy) for s, dy in ((-1, 15), (1, -6), (1, 7), (-1, 28))], white) for y in (56, 88, 120)
        )
    elif b.variant == 0:
        shaft += "".join(band(y, min(y + 18, 150), b.main) + band(y, min(y + 18, 150), b.dark, 1, 0.72) for y in (44, 79, 114, 146))
        shaft += "".join(band(y0, y1, shade(white, -0.14), 1, 0.72) for y0, y1 in ((62, 79), (97, 114), (132, 146)))
    else:
        shaft += "".join(band(y0, y1, b.main) + band(y0, y1, b.dark, 1, 0.72) for y0, y1 in ((52, 84), (92, 124), (132, 150)))
    beams = poly([(x, 26), (0, 12), (0, 40)], glow("#ffe9a8"), opacity=0.5) + poly([(x, 26), (84, 12), (84, 40)], glow("#ffe9a8"), opacity=0.5)
    lamp = rect(x - 10, 16, 20, 22, glow("#ffe48a")) + circle(x, 27, 6, glow("#fffbe6"))
    lamp += "".join(line([(x + k, 16), (x + k, 38)], IRON, 1.8) for k in (-10, 0, 10))
    gallery = rect(x - 18, 38, 36, 6, IRON, r=2) + rect(x - 14, 44, 28, 4, shade(b.main, -0.4)) + line([(x - 17, 32), (x + 17, 32)], IRON, 1.6)
    gallery += "".join(line([(x + k, 32), (x + k, 38)], IRON, 1.4) for k in (-17, -12, 12, 17))
    lid = path(f"M{x - 14} 17 Q{x - 10} 4 {x} 4 Q{x + 10} 4 {x + 14} 17Z", b.dark if b.variant != 1 else IRON) + line([(x, 5), (x, 1.5)], IRON, 2.4)
    doors = _door(x - 7, 128, 14, 24, WOOD, True)
    doors += "".join(_window(x - 4, y, 8, 12, shade(white, -0.5), True, False) for y in ((66, 98) if b.variant != 1 else (76, 104)))
    rocks = path("M0 160 Q2 146 14 146 Q20 138 32 144 Q44 138 54 145 Q66 140 72 148 Q84 150 84 160Z", "#6b7280")
    rocks += path("M0 160 Q2 146 14 146 Q20 152 18 160Z M32 144 Q44 138 54 145 Q50 154 40 153Z", "#858d9b")
    return beams + shaft + doors + gallery + lamp + lid + rocks


def _sails(x: float, y: float, reach: float, turn: float, cloth: str) -> str:
    spar = line([(0, 0), (0, -reach)], WOOD, 3.6) + rect(1.5, -reach, 13, reach * 0.78, cloth)
    spar += "".join(line([(1.5, -reach + k * reach * 0.13), (14.5, -reach + k * reach * 0.13)], WOOD, 1.5) for k in range(7))
    spar += line([(14.5, -reach), (14.5, -reach * 0.22)], WOOD, 1.6)
    return "".join(group(spar, x, y, turn=turn + 90 * k) for k in range(4)) + circle(x, y, 5.5, "#4b2f1c") + circle(x, y, 2.4, "#c9a05a")


@draws("windmill", 136, 160, natural=("#d8b48a", "#f0e8d8", "#b5685a"))
def windmill(b: Brush) -> str:
    """A windmill with four lattice sails: on a tapering tower, on a white stone round, or a post mill."""
    roof, cloth, frame = _roof_of(b), apart(b.main, "#f6efdf", "#c9a877"), shade(b.main, -0.45)
    if b.variant == 0:
        body = poly([(48, 62), (88, 62), (104, 160), (32, 160)], b.main) + poly([(76, 62), (88, 62), (104, 160), (82, 160)], b.dark)
        body += "".join(line([(48 - k * 3.3, 62 + k * 20), (88 + k * 3.3, 62 + k * 20)], b.dark, 1.8) for k in range(1, 5))
        cap = path("M40 76 Q42 44 68 42 Q94 44 96 76Z", roof) + path("M78 44 Q94 48 96 76 H82Z", shade(roof, -0.2))
        balcony = rect(28, 112, 80, 5, WOOD, r=2) + "".join(line([(px, 104), (px, 112)], WOOD, 1.8) for px in range(30, 108, 11))
        balcony += line([(29, 104), (107, 104)], WOOD, 1.8)
        return body + cap + _window(61, 83, 14, 18, frame, True) + balcony + _door(58, 128, 20, 32, WOOD, True) + _sails(68, 67, 77, 45, cloth)
    if b.variant == 1:
        body = path("M40 66 Q68 60 96 66 L100 160 H36Z", b.main) + path("M82 63 L96 66 L100 160 H82Z", b.dark) + rect(34, 150, 68, 10, STONE)
        body += bricks([(46, 80), (78, 104), (44, 120), (86, 86), (52, 140)], b.dark, 9)
        drawn = body + cone(68, 70, 76, 46, roof) + _window(46, 94, 11, 15, frame, True) + _window(80, 122, 11, 15, frame, True)
        return drawn + _door(57, 124, 20, 36, apart(b.main, "#3f6f8f", WOOD), True) + _sails(68, 69, 68, 20, cloth)
    legs = line([(68, 118), (68, 154)], WOOD, 8) + line([(64, 124), (30, 156)], WOOD, 6) + line([(72, 124), (106, 156)], WOOD, 6)
    legs += rect(16, 152, 104, 8, shade(WOOD, -0.25), r=2)
    body = rect(36, 60, 64, 64, b.main) + rect(82, 60, 18, 64, b.dark) + "".join(line([(px, 62), (px, 122)], b.dark, 1.6) for px in (46, 56, 66, 76))
    body += poly([(28, 64), (68, 28), (108, 64)], roof) + poly([(68, 28), (108, 64), (72, 64)], shade(roof, -0.18))
    return legs + body + _window(44, 90, 12, 16, frame) + _window(80, 90, 12, 16, frame) + rect(60, 94, 15, 30, WOOD, r=1) + _sails(68, 70, 67, 12, cloth)


@draws("tent", 140, 92, natural=("#e08a35", "#4f9a6a", "#c95a4a"))
def tent(b: Brush) -> str:
    """A tent with an open flap: ridge tent with pegs, round dome, or striped canvas on wooden poles."""
    inside, rope = shade(b.main, -0.55), "#c9b489"
    if b.variant == 1:
        dome = path("M4 92 Q8 14 70 3 Q132 14 136 92Z", b.main) + path("M92 10 Q134 28 136 92 H112 Q116 40 92 10Z", b.dark)
        dome += path("M4 92 Q8 14 70 3 Q34 30 30 92Z", b.light)
        poles = path("M4.6 88.4 Q30 4 70 4 Q110 4 135.4 88.4", None, shade(b.main, -0.4), 3)
        poles += path("M70 4 Q44 40 40 90.6 M70 4 Q96 40 100 90.6", None, b.dark, 2.4)
        flap = path("M44 92 Q46 42 70 34 Q94 42 96 92Z", inside) + path("M70 34 Q94 42 96 92 H90 Q84 60 70 34Z", b.light)
        flap += path("M70 34 Q62 66 70 92 H50 Q50 56 70 34Z", glow("#ffcf73"), opacity=0.35) + circle(90, 64, 2.4, rope)
        return dome + poles + flap + line([(14, 70), (1, 90)], rope, 2) + line([(126, 70), (139, 90)], rope, 2)
    if b.variant == 2:
        stripe = apart(b.main, WHITE, "#c9903a")
        side = poly([(58, 8), (112, 8), (138, 92), (98, 92)], b.dark)
        side += "".join(poly([(58 + k * 13.5, 8), (64.75 + k * 13.5, 8), (103 + k * 10, 92), (98 + k * 10, 92)], shade(stripe, -0.12)) for k in (0, 1, 2, 3))
        front = poly([(58, 8), (98, 92), (8, 92)], b.main) + poly([(58, 8), (26, 92), (8, 92)], stripe) + poly([(58, 8), (86, 92), (98, 92)], stripe)
        flap = poly([(58, 26), (76, 92), (38, 92)], inside) + path("M58 26 L76 92 L84 92 Q70 70 58 26Z", b.light)
        flap += path("M58 26 L38 92 L30 92 Q46 70 58 26Z", b.light)
        poles = line([(58, 8), (53, 2)], WOOD, 3) + line([(58, 8), (63, 2)], WOOD, 3) + line([(112, 8), (107, 2)], WOOD, 3)
        poles += line([(112, 8), (117, 2)], WOOD, 3)
        return poles + side + front + flap + line([(16, 70), (2, 91)], rope, 2) + line([(132, 72), (139, 91)], rope, 2)
    left = poly([(70, 6), (12, 90), (6, 90), (6, 92), (134, 92), (134, 90), (128, 90)], b.main) + poly([(70, 6), (128, 90), (134, 92), (98, 92)], b.dark)
    flap = poly([(70, 16), (96, 92), (44, 92)], inside) + path("M70 16 L44 92 L28 92 Q50 70 70 16Z", b.light)
    flap += path("M70 16 L96 92 L112 92 Q90 70 70 16Z", shade(b.main, 0.1)) + circle(43, 74, 2.2, rope) + circle(97, 74, 2.2, rope)
    lantern = circle(70, 54, 7, glow("#ffe9a8"), opacity=0.5) + circle(70, 54, 4, glow("#ffd873")) + line([(70, 30), (70, 50)], rope, 1.4)
    ropes = line([(28, 66), (2, 90)], rope, 2) + line([(112, 66), (138, 90)], rope, 2) + rect(0.5, 84, 4, 8, WOOD) + rect(135.5, 84, 4, 8, WOOD)
    return line([(70, 12), (70, 2)], WOOD, 3.4) + left + flap + lantern + ropes


@draws("bridge", 160, 76, natural=("#a59f98", "#b5482f", "#c25a3a"))
def bridge(b: Brush) -> str:
    """A bridge: stone arches, a high-arched wooden footbridge, or a suspension bridge with two towers."""
    if b.variant == 0:
        wall = path("M0 76 V24 Q80 -8 160 24 V76 H140 V66 Q138 42 116 40 Q94 42 92 66 V76 H68 V66 Q66 42 44 40 Q22 42 20 66 V76Z", b.main)
        rims = path("M18 73.6 V66 Q20 40 44 38 Q68 40 70 66 V73.6 M90 73.6 V66 Q92 40 116 38 Q140 40 142 66 V73.6", None, b.dark, 4.4)
        rail = path("M0 20 Q80 -12 160 20 V30 Q80 -2 0 30Z", b.light) + path("M1.4 29.6 Q80 -2 158.6 29.6", None, b.dark, 2.4)
        rail += "".join(line([(x, 20.5 - 16 * (1 - ((x - 80) / 80) ** 2)), (x, 29 - 16 * (1 - ((x - 80) / 80) ** 2))], b.dark, 1.6) for x in range(10, 160, 14))
        return wall + bricks([(4, 42), (6, 58), (74, 30), (76, 44), (74, 58), (146, 44), (144, 60), (28, 31), (122, 30), (82, 68)], b.dark, 9) + rims + rail
    if b.variant == 1:
        deck = path("M0 76 Q0 56 14 52 Q80 14 146 52 Q160 56 160 76 H136 Q80 30 24 76Z", b.main)
        deck += path("M24 76 Q80 30 136 76 H126 Q80 40 34 76Z", shade(b.main, -0.4))
        xs = (8, 32, 56, 80, 104, 128, 152)
        posts = "".join(
            rect(x - 3, 50 - 34 * (1 - ((x - 80) / 80) ** 2) - 13 + 3, 6, 28, b.dark, r=1)
            + circle(x, 50 - 34 * (1 - ((x - 80) / 80) ** 2) - 11, 4, "#e0b03a" if b.main != "#f7cb3b" else WOOD)
            for x in xs
        )
        rails = path("M6 42 Q80 -26 154 42", None, b.main, 5) + path("M6 54 Q80 -12 154 54", None, b.light, 3)
        return rails + deck + path("M14 56 Q80 18 146 56", None, b.light, 3.4) + posts
    tower = "".join(
        rect(x - 6, 2, 4.6, 74, b.main)
        + rect(x + 1.6, 2, 4.6, 74, b.dark)
        + "".join(rect(x - 6, y, 12, 4, b.dark) for y in (2, 18, 34))
        + rect(x - 9, 66, 18, 10, STONE, r=1)
        for x in (42, 118)
    )
    ropes = path("M2 43 Q26 34 42 4 Q80 88 118 4 Q134 34 158 43", None, b.main, 3.4)
    ropes += "".join(
        line([(x, 46.5 - (abs(x - 80) / 38) ** 2 * 41 if 42 < x < 118 else 46), (x, 50)], b.main, 1.7) for x in range(49, 118, 7) if abs(x - 80) > 4
    )
    ropes += "".join(
        line([(x, 6 + (42 - x) * 1.05 + 2), (x, 50)], b.main, 1.7) + line([(160 - x, 6 + (42 - x) * 1.05 + 2), (160 - x, 50)], b.main, 1.7)
        for x in (35, 28, 21, 14)
    )
    return ropes + tower + rect(0, 48, 160, 8, b.main) + rect(0, 54, 160, 4, b.dark) + rect(0, 58, 12, 18, STONE) + rect(148, 58, 12, 18, STONE)


@draws("skyscraper", 66, 160, natural=("#7f93ab", "#b59a7f", "#5f8fa8"))
def skyscraper(b: Brush) -> str:
    """A very tall building with a grid of lit windows: stepped with a spire, a glass slab, or a slanted top."""
    dim = shade(b.main, -0.45)

    def panes(x0: float, y0: float, columns: int, rows: int, w: float = 6, h: float = 6, dx: float = 10, dy: float = 11) -> str:
        lit = {(k * 7 + k * k * 3 + 2) % (columns * rows) for k in range(columns * rows)}
        return "".join(
            rect(x0 + i * dx, y0 + j * dy, w, h, LIT if (i + j * columns) in lit or (i * 5 + j * 3 + b.variant) % 4 < 2 else dim, r=0.6)
            for j in range(rows)
            for i in range(columns)
        )

    ground = rect(0, 152, 66, 8, dim)
    if b.variant == 0:
        steps = rect(3, 78, 60, 80, b.main) + rect(48, 78, 15, 80, b.dark) + rect(11, 40, 44, 40, b.main) + rect(44, 40, 11, 40, b.dark)
        steps += rect(20, 22, 26, 20, b.main) + rect(38, 22, 8, 20, b.dark)
        ledge = rect(1, 75, 64, 4, b.light) + rect(9, 38, 48, 4, b.light) + rect(18, 20, 30, 3.4, b.light)
        drawn = steps + ledge + cone(33, 21, 16, 12, b.light) + line([(33, 10), (33, 1.6)], IRON, 2.4) + panes(25, 26, 2, 1, 6, 8)
        return drawn + panes(16, 46, 4, 3, 5, 6, 9.6, 10) + panes(9, 84, 5, 6, 6, 6, 10.4, 10.6) + ground + rect(26, 144, 14, 15, LIT, 0, dim, 2)
    if b.variant == 1:
        slab = rect(3, 12, 60, 146, b.main, r=2) + rect(46, 12, 17, 146, b.dark, r=2) + rect(3, 12, 60, 6, b.light, r=2)
        slab += "".join(rect(3, y, 60, 1.8, b.light) for y in range(30, 142, 12))
        drawn = rect(22, 4, 22, 10, dim) + line([(44, 8), (44, 1.6)], IRON, 2) + line([(28, 6), (28, 1.6)], IRON, 2) + slab
        return drawn + panes(8, 21, 5, 10, 7.4, 7, 10.6, 12) + ground + rect(10, 142, 46, 12, glow("#ffe9b8"), 0, dim, 2) + line([(33, 142), (33, 154)], dim, 2)
    body = poly([(4, 158), (4, 40), (62, 2), (62, 158)], b.main) + poly([(46, 12.5), (62, 2), (62, 158), (46, 158)], b.dark)
    body += poly([(4, 40), (62, 2), (62, 9), (4, 47)], b.light)
    drawn = body + panes(9, 54, 5, 8, 6, 6.4, 10.6, 11) + panes(30, 43, 3, 1, 6, 6.4, 10.6) + panes(51.4, 21, 1, 2, 6, 6.4, 10.6)
    return drawn + panes(40.8, 32, 1, 1, 6, 6.4) + ground + rect(24, 142, 18, 17, LIT, 0, dim, 2) + line([(33, 142), (33, 158.6)], dim, 2)


@draws("igloo", 140, 82, natural=("#eaf2f9", "#dfeaf6", "#f2f4f8"))
def igloo(b: Brush) -> str:
    """A dome of snow blocks with a tunnel: to the right, in front, or small with a flag and window."""
    seam, hole = shade(b.main, -0.2), mix(shade(b.main, -0.7), "#2a3a5a", 0.4)
    cx, rx = (58, 58) if b.variant == 0 else (70, 70) if b.variant == 1 else (80, 60)
    top = 2 if b.variant != 2 else 12
    ry = 82 - top
    dome = path(f"M{cx - rx} 82 A{rx} {ry} 0 0 1 {cx + rx} 82Z", b.main)
    dome += path(
        f"M{cx + rx * 0.3:.1f} {82 - ry * 0.954:.1f} A{rx} {ry} 0 0 1 {cx + rx} 82 "
        f"H{cx + rx * 0.6:.1f} Q{cx + rx * 0.66:.1f} {82 - ry * 0.5:.1f} {cx + rx * 0.3:.1f} {82 - ry * 0.954:.1f}Z",
        shade(b.main, -0.1),
    )
    rows = [(0.24, 0.971), (0.48, 0.877), (0.72, 0.694)]
    lines = "".join(
        path(f"M{cx - rx * w + 1:.1f} {82 - ry * k:.1f} Q{cx} {82 - ry * k + 5:.1f} {cx + rx * w - 1:.1f} {82 - ry * k:.1f}", None, seam, 2) for k, w in rows
    )
    joints = [
        (0, 0.24, (-0.75, -0.45, -0.15, 0.15, 0.45, 0.75)),
        (0.24, 0.48, (-0.6, -0.3, 0, 0.3, 0.6)),
        (0.48, 0.72, (-0.45, -0.15, 0.15, 0.45)),
        (0.72, 0.97, (-0.16, 0.16)),
    ]
    lines += "".join(
        line([(cx + rx * f, 82 - ry * lo + (4 if lo else -1)), (cx + rx * f * 0.96, 82 - ry * hi + 4)], seam, 2) for lo, hi, spots in joints for f in spots
    )
    tx = {0: 110, 1: 70, 2: 30}[b.variant]
    tunnel = path(f"M{tx - 28} 82 V66 Q{tx - 26} 38 {tx} 38 Q{tx + 26} 38 {tx + 28} 66 V82Z", b.light if b.main != "#f4f1ea" else "#ffffff")
    tunnel += path(f"M{tx - 28} 81 V66 Q{tx - 26} 38 {tx} 38 Q{tx + 26} 38 {tx + 28} 66 V81", None, seam, 2)
    tunnel += "".join(line([(tx + dx * 0.66, 66 + dy * 0.66), (tx + dx, 66 + dy)], seam, 2) for dx, dy in ((-27, 0), (-19, -19), (0, -27), (19, -19), (27, 0)))
    tunnel += path(f"M{tx - 17} 82 V66 Q{tx - 16} 48 {tx} 48 Q{tx + 16} 48 {tx + 17} 66 V82Z", hole)
    extra = ""
    if b.variant == 2:
        extra = _pennant(80, 1, apart(b.main, "#e0453f", "#3c78d0"), 10) + path("M94 50 Q94 38 103 38 Q112 38 112 50Z", LIT, seam, 2)
    return dome + lines + tunnel + extra


@draws("school", 160, 112, natural=("#c2593f", "#d99a4f", "#b5563f"))
def school(b: Brush) -> str:
    """A long school with a clock, a bell or flag and rows of windows, and its sign over the door."""
    roof, trim = apart(b.main, "#54667e", "#a8402f"), apart(b.main, WHITE, "#54667e")
    flag = _pennant(0, 0, apart(b.main, "#3f7fc9", "#e0453f"), 13)
    wings = rect(3, 54, 154, 58, b.main) + rect(141, 54, 16, 58, b.dark) + rect(0, 48, 160, 8, roof) + rect(3, 106, 154, 6, shade(b.main, -0.4))
    wings += "".join(_window(x, 66, 13, 26, trim) for x in (10, 29, 119, 138))
    sign = rect(56, 66, 48, 13, WHITE, r=2) + letters("SCHOOL", 80, 69, 7, "#2f4a78", 1.7, 0.5, 0.7)
    doors = rect(66, 84, 28, 28, trim) + rect(68.5, 86, 11, 26, "#4a6f9a") + rect(80.5, 86, 11, 26, "#4a6f9a") + rect(70.5, 89, 7, 9, LIT)
    doors += rect(82.5, 89, 7, 9, LIT) + rect(60, 109, 40, 3, STONE)
    clock = circle(80, 49, 11, trim) + circle(80, 49, 8.8, glow("#fff6dd")) + line([(80, 49), (80, 43)], "#2b2733", 1.8)
    clock += line([(80, 49), (84.6, 51)], "#2b2733", 1.8)
    block = rect(50, 40, 60, 72, b.main) + rect(98, 40, 12, 72, b.dark)
    if b.variant == 0:
        lid = poly([(44, 44), (80, 18), (116, 44)], roof) + poly([(80, 18), (116, 44), (84, 44)], shade(roof, -0.18))
        return group(flag, 80, 1) + wings + block + lid + clock + sign + doors
    if b.variant == 1:
        cupola = rect(66, 18, 28, 24, WHITE) + path("M71 38 V26 Q80 18 89 26 V38Z", "#3a4356")
        cupola += path("M74 35 Q76.5 33 76.5 29 Q76.5 25.6 80 25.6 Q83.5 25.6 83.5 29 Q83.5 33 86 35Z", "#e8b53a") + circle(80, 36.4, 1.8, "#b8862a")
        cupola += cone(80, 20, 38, 17, roof) + circle(80, 3, 1.8, "#e8b53a")
        lid = rect(46, 36, 68, 8, roof) + rect(46, 36, 68, 3, b.light)
        return cupola + wings + block + lid + group(clock, 0, 5.6) + group(sign, 0, 3) + doors
    upper = rect(20, 26, 120, 26, b.main) + rect(124, 26, 16, 26, b.dark) + rect(16, 20, 128, 8, roof)
    upper += "".join(_window(x, 32, 12, 13, trim) for x in (27, 116))
    pole = group(flag, 140, 0.5) + line([(140, 4), (140, 22)], IRON, 1.8)
    middle = rect(50, 28, 60, 84, b.main) + rect(98, 28, 12, 84, b.dark) + rect(46, 24, 68, 6, shade(roof, -0.25))
    return pole + upper + wings + middle + group(clock, 0, -2) + sign + doors
