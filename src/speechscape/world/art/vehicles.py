"""Vehicles on roads, rails, water and in the air, from the side; `b.main` is the bodywork, tyres stay dark."""

from __future__ import annotations

import math
from collections.abc import Sequence

from speechscape.world.art.buildings import apart, letters
from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, glow, group, line, mix, path, poly, rect, shade, star_points

TYRE, RIM, CHROME, GLASS, INK, WHITE = "#2b2a33", "#c3cad3", "#aeb7c2", "#a9d4ea", "#2b2733", "#f6f2e9"
BEAM, TAIL = glow("#ffe9a0"), glow("#ff5a4a")


# --- parts --------------------------------------------------------------------------------------------------------------
def _wheel(x: float, y: float, r: float, rim: str = RIM, bolts: int = 5) -> str:
    parts = circle(x, y, r, TYRE) + circle(x, y, r * 0.6, rim) + circle(x, y, r * 0.42, shade(rim, -0.22))
    nuts = "".join(circle(x + r * 0.3 * math.cos(6.283 * k / bolts), y + r * 0.3 * math.sin(6.283 * k / bolts), r * 0.07, TYRE) for k in range(bolts))
    return parts + nuts + circle(x, y, r * 0.15, shade(rim, 0.4))


def _arch(x: float, y: float, r: float, color: str) -> str:
    return path(f"M{x - r} {y} A{r} {r} 0 0 1 {x + r} {y}Z", color)


def _shine(points: Sequence[tuple[float, float]]) -> str:
    return poly(points, "#ffffff", opacity=0.4)


def _spokes(x: float, y: float, r: float, tyre: float = 4, spokes: int = 12) -> str:
    rays = "".join(line([(x, y), (x + (r - 2) * math.cos(math.pi * k * 2 / spokes), y + (r - 2) * math.sin(math.pi * k * 2 / spokes))], "#8f98a4", 0.9) for k in range(spokes))
    return circle(x, y, r - tyre / 2, None, TYRE, tyre) + circle(x, y, r - tyre - 1, None, CHROME, 1.6) + rays + circle(x, y, r * 0.12, "#5a616c")


def _portholes(xs: Sequence[float], y: float, r: float, rim: str) -> str:
    return "".join(circle(x, y, r, rim) + circle(x, y, r * 0.66, glow("#ffe39a")) for x in xs)


def _cross(x: float, y: float, r: float, color: str) -> str:
    return rect(x - r, y - r * 0.34, 2 * r, r * 0.68, color) + rect(x - r * 0.34, y - r, r * 0.68, 2 * r, color)


# --- cars ---------------------------------------------------------------------------------------------------------------
SEDAN = "M2 46 V34 Q2 26 14 24 L36 20 Q50 3 66 3 H86 Q102 3 114 20 L138 25 Q148 28 148 38 V46 Q148 50 143 50 H7 Q2 50 2 46Z"
SEDAN_LOW = "M2 38 H148 V46 Q148 50 143 50 H7 Q2 50 2 46Z"
SEDAN_GLASS = ("M44 21 Q54 8 66 8 H75 V21Z", "M80 21 V8 H86 Q97 8 106 21Z")


def _saloon(b: Brush, body: str, low: str, top: float = 0) -> str:
    """A four-door car in a 150 x 62 box moved down by `top`: body and lower part in these colours."""
    parts = path(SEDAN, body) + path(SEDAN_LOW, low) + "".join(path(d, GLASS) for d in SEDAN_GLASS)
    parts += _shine([(56, 21), (64, 8.4), (70, 8.2), (62, 21)]) + _shine([(90, 21), (86, 8), (90, 8.6), (97, 21)])
    parts += path("M42 24 Q40 36 46 48 M77.5 8 V48 M108 24 Q112 32 106 38", None, shade(body, -0.28), 1.6) + rect(64, 27, 8, 2.6, CHROME, r=1) + rect(97, 27, 8, 2.6, CHROME, r=1)
    parts += path("M141 27 Q148 29 148 36 H140 Q137 30 141 27Z", BEAM) + rect(2, 29, 6, 8, TAIL, r=2) + rect(0, 43, 10, 5, CHROME, r=2) + rect(140, 43, 10, 5, CHROME, r=2)
    parts += "".join(_arch(x, 50, 16, shade(low, -0.45)) + _wheel(x, 48, 14) for x in (33, 117))
    return group(parts, 0, top) if top else parts


@draws("car", 150, 62, natural=("#d9403a", "#3f7fc9", "#4a9a6a"))
def car(b: Brush) -> str:
    """A car: a saloon, a small round one, or an open-topped sports car."""
    if b.variant == 0:
        return _saloon(b, b.main, b.dark)
    if b.variant == 1:
        body = path("M1 44 Q2 24 22 22 Q32 1 72 1 Q108 1 118 22 Q144 24 149 44 Q150 51 142 51 H8 Q0 51 1 44Z", b.main) + path("M1.4 40 H148.4 Q150 51 142 51 H8 Q0 51 1.4 40Z", b.dark) + path("M8 44 Q10 20 34 20 Q56 22 58 48Z M142 44 Q140 20 116 20 Q94 22 92 48Z", b.light)
        glass = path("M38 22 Q46 6 70 6 V22Z", GLASS) + path("M76 22 V6 Q98 6 108 22Z", GLASS) + _shine([(52, 22), (60, 7), (66, 6.4), (58, 22)]) + _shine([(88, 22), (84, 6.6), (89, 7.4), (94, 22)])
        trim = line([(73, 8), (73, 47)], shade(b.main, -0.3), 1.6) + rect(78, 29, 8, 2.8, CHROME, r=1) + ellipse(142, 31, 5, 6.4, BEAM) + ellipse(6, 34, 3.4, 5, TAIL) + rect(0, 46, 12, 4.6, CHROME, r=2) + rect(138, 46, 12, 4.6, CHROME, r=2) + rect(56, 47, 38, 4, shade(b.main, -0.4), r=2)
        return body + glass + trim + "".join(_wheel(x, 47.5, 14.5, WHITE) for x in (33, 117))
    seats = path("M50 26 Q46 8 54 8 Q61 9 62 26Z", "#7a4a33") + path("M74 26 Q70 10 77 10 Q84 11 84 26Z", "#5f3826") + path("M96 24 L88 13", None, INK, 2.4) + line([(85, 16), (91, 10)], INK, 2.6)
    body = path("M2 44 V32 Q3 22 18 22 H106 Q136 22 146 34 Q149 38 149 44 Q149 50 144 50 H8 Q2 50 2 44Z", b.main) + path("M2 40 Q60 36 149 40 V44 Q149 50 144 50 H8 Q2 50 2 44Z", b.dark) + path("M14 22 Q20 16 42 18 L46 24 H18Z", b.light) + path("M66 26 Q64 40 70 48 M104 25 Q106 36 100 46", None, shade(b.main, -0.32), 1.6)
    screen = path("M100 24 L88 3 Q92 0 96 4 L112 24Z", GLASS) + line([(90, 2), (104, 24)], CHROME, 2.6)
    trim = path("M134 28 Q146 32 147 38 H136Z", BEAM) + rect(2, 28, 7, 6, TAIL, r=2) + rect(92, 31, 8, 2.6, CHROME, r=1) + rect(141, 45, 9, 5, shade(b.main, -0.45), r=2) + rect(0, 45, 9, 5, CHROME, r=2) + path("M22 30 H62", None, WHITE if b.main != "#f4f1ea" else "#d93a34", 3)
    return seats + body + screen + trim + "".join(_arch(x, 50, 16, shade(b.main, -0.55)) + _wheel(x, 48, 14, bolts=7) for x in (32, 116))


@draws("police car", 150, 72, natural=("#2f3a56", "#3c6fc0", "#30323c"))
def police_car(b: Brush) -> str:
    """A police car with white doors, a star badge and a flashing light bar."""
    door = apart(b.main, WHITE, "#33415f")
    bar = rect(60, 5, 34, 7, "#4a5160", r=2) + rect(60, 1, 14, 8, glow("#ff4a3f"), r=3) + rect(80, 1, 14, 8, glow("#4f8fff"), r=3) + rect(75, 3, 4, 6, WHITE)
    badge = poly(star_points(76, 46, 8, 4.4), "#f2b632") + circle(76, 46, 2.4, shade(door, -0.1))
    panel = path("M43 34 Q41 46 47 58 H107 Q112 44 108 34Z", door) + path("M44 48 Q45 54 47 58 H107 Q110 53 110 48Z", shade(door, -0.13))
    lines = path("M77.5 34 V37 M77.5 54 V58", None, shade(door, -0.3), 1.6) + rect(61, 37, 8, 2.6, "#5a616c", r=1) + rect(95, 37, 8, 2.6, "#5a616c", r=1)
    base = _saloon(b, b.main, b.dark, 10)
    if b.variant == 0:
        panel += lines + badge + rect(82, 43, 20, 3.4, b.main, r=1) + rect(82, 49, 14, 3, b.main, r=1) + rect(50, 43, 17, 3.4, b.main, r=1) + rect(50, 49, 17, 3, b.main, r=1)
    elif b.variant == 1:
        panel = "".join(rect(10 + 10 * k, 38 + 6 * r, 10, 6, "#f2d43f" if (k + r) % 2 else b.dark) for k in range(13) for r in range(2)) + badge + path("M77.5 18 V37", None, shade(b.main, -0.3), 1.6)
    else:
        panel += lines + badge + path("M8 42 H43 V46 H6Z M109 42 H146 V46 H110Z", door)
    wheels = "".join(_arch(x, 60, 16, shade(b.dark, -0.45)) + _wheel(x, 58, 14) for x in (33, 117))
    return bar + base + panel + wheels + path("M146 48 h4 v12 h-6", None, "#4a5160", 2.6)


@draws("taxi", 150, 72, natural=("#f5c22e", "#f2b51f", "#33323c"))
def taxi(b: Brush) -> str:
    """A taxi with a lit roof sign and a chequered band: saloon, tall cab, or with a striped band."""
    sign = rect(60, 1, 32, 12, glow("#fff0b0"), r=3) + letters("TAXI", 76, 3.6, 6.6, "#2b2733", 1.5, 0.5, 0.62)
    light, dark = ("#fbf7ee", INK) if b.main != "#33323c" else ("#f5c22e", INK)

    def checks(y: float, x0: float, count: int, size: float) -> str:
        return "".join(rect(x0 + size * k, y + size * r, size, size, dark if (k + r) % 2 else light) for k in range(count) for r in range(2))

    if b.variant == 1:
        body = path("M2 56 V36 Q3 30 14 29 L30 28 Q38 11 54 11 H96 Q106 11 110 28 L138 32 Q149 34 149 46 V56 Q149 60 144 60 H7 Q2 60 2 56Z", b.main) + path("M2 49 H149 V56 Q149 60 144 60 H7 Q2 60 2 56Z", b.dark)
        glass = path("M38 29 Q44 16 54 16 H70 V29Z", GLASS) + path("M75 16 H95 Q102 16 104 29 H75Z", GLASS) + _shine([(50, 29), (56, 16), (62, 16), (56, 29)]) + _shine([(84, 29), (84, 16), (89, 16), (92, 29)])
        trim = line([(72.5, 18), (72.5, 58)], shade(b.main, -0.3), 1.6) + checks(38, 36, 18, 4) + circle(142, 39, 5, BEAM) + rect(2, 38, 6, 9, TAIL, r=2) + rect(0, 53, 10, 5, CHROME, r=2) + rect(140, 53, 10, 5, CHROME, r=2) + rect(60, 33, 8, 2.6, "#5a616c", r=1) + rect(92, 33, 8, 2.6, "#5a616c", r=1)
        return sign + body + glass + trim + "".join(_arch(x, 60, 16, shade(b.main, -0.5)) + _wheel(x, 58, 14) for x in (32, 118))
    base = group(_saloon(b, b.main, b.dark), 0, 10)
    band = checks(39, 47, 15, 4) if b.variant == 0 else checks(39, 10, 33, 4)
    wheels = "".join(_arch(x, 60, 16, shade(b.dark, -0.45)) + _wheel(x, 58, 14, RIM if b.variant == 0 else "#f5c22e") for x in (33, 117))
    return sign + base + band + wheels + path("M77.5 36 V58", None, shade(b.main, -0.3), 1.4)


# --- large road vehicles ------------------------------------------------------------------------------------------------
def _cab(b: Brush, x: float, top: float, w: float, bottom: float) -> str:
    """A square lorry cab that looks to the right, with window, door, lamp and bumper."""
    h = bottom - top
    body = path(f"M{x} {bottom} V{top + 4} Q{x} {top} {x + 4} {top} H{x + w * 0.66} Q{x + w * 0.76} {top} {x + w * 0.82} {top + h * 0.12} L{x + w - 2} {top + h * 0.5} Q{x + w} {top + h * 0.54} {x + w} {top + h * 0.6} V{bottom}Z", b.main)
    body += rect(x, bottom - h * 0.26, w, h * 0.26, b.dark) + path(f"M{x + w * 0.34} {top + 5} H{x + w * 0.66} Q{x + w * 0.72} {top + 5} {x + w * 0.75} {top + h * 0.17} L{x + w * 0.9} {top + h * 0.48} H{x + w * 0.34}Z", GLASS)
    body += _shine([(x + w * 0.44, top + h * 0.48), (x + w * 0.54, top + 5), (x + w * 0.64, top + 5), (x + w * 0.54, top + h * 0.48)]) + path(f"M{x + w * 0.28} {top + 5} V{bottom - 4}", None, shade(b.main, -0.3), 1.6) + rect(x + w * 0.36, top + h * 0.58, w * 0.18, 2.6, CHROME, r=1)
    return body + rect(x + w - 5, bottom - h * 0.32, 5, 8, BEAM, r=2) + rect(x + w * 0.7, bottom - 4, w * 0.3 + 2, 5, CHROME, r=2)


@draws("truck", 160, 90, natural=("#d9483b", "#3f78c0", "#e0a42f"))
def truck(b: Brush) -> str:
    """A lorry: with a box, a long-nosed tanker truck, or a tipper with a load."""
    frame = rect(4, 70, 150, 7, "#3b404c", r=2)
    if b.variant == 0:
        box = rect(1, 2, 100, 70, b.light, r=3) + rect(1, 58, 100, 14, b.main) + "".join(line([(x, 6), (x, 56)], b.main, 2) for x in (18, 34, 50, 66, 82)) + rect(1, 2, 100, 5, b.main, r=2) + rect(1, 52, 5, 8, TAIL, r=1)
        return frame + box + _cab(b, 105, 20, 53, 76) + "".join(_arch(x, 77, 15.5, "#2f333d") + _wheel(x, 76.5, 13.4) for x in (24, 56, 132))
    if b.variant == 1:
        tank = rect(1, 20, 94, 44, b.main, r=20) + path("M1 46 H95 Q94 64 75 64 H21 Q2 64 1 46Z", b.dark) + rect(10, 26, 76, 5, b.light, r=2.5) + "".join(rect(x, 20, 3, 44, shade(b.main, -0.35)) for x in (28, 48, 68)) + rect(40, 14, 18, 8, CHROME, r=2) + rect(10, 62, 80, 8, "#3b404c")
        nose = path("M100 76 V18 Q100 14 104 14 H120 Q126 14 128 20 L133 42 H150 Q158 42 158 52 V76Z", b.main) + path("M100 62 H158 V76 H100Z", b.dark) + path("M107 20 H119 Q123 20 124 24 L128 42 H107Z", GLASS) + _shine([(110, 42), (114, 20), (119, 20), (115, 42)]) + rect(140, 47, 18, 3, CHROME, r=1) + rect(152, 52, 6, 9, BEAM, r=2) + rect(144, 72, 16, 6, CHROME, r=2) + line([(97, 70), (97, 3)], CHROME, 5) + line([(97, 3), (95, 1.6)], CHROME, 4) + path("M104 44 V72", None, shade(b.main, -0.3), 1.6)
        return frame + tank + nose + "".join(_wheel(x, 77, 13) for x in (20, 48, 90, 138)) + rect(1, 58, 5, 6, TAIL)
    load = path("M8 30 Q18 10 34 14 Q46 -2 62 10 Q82 6 94 30Z", "#9a7048") + "".join(circle(x, y, r, c) for x, y, r, c in ((30, 22, 6, "#84603c"), (56, 16, 5, "#b58a5e"), (76, 22, 6, "#84603c"), (44, 24, 4, "#b58a5e")))
    tub = poly([(1, 26), (104, 26), (98, 66), (18, 66)], b.main) + poly([(1, 26), (104, 26), (103, 33), (3.4, 33)], b.light) + poly([(13, 56), (99.6, 56), (98, 66), (18, 66)], b.dark) + "".join(poly([(x, 34), (x + 7, 34), (x + 7, 62), (x + 2, 62)], b.dark) for x in (26, 48, 70)) + path("M98 8 H120 V14 H104 V26 H98Z", b.main)
    return frame + load + tub + _cab(b, 107, 20, 51, 76) + "".join(_arch(x, 77, 15.5, "#2f333d") + _wheel(x, 76.5, 13.4, "#e8c04f") for x in (30, 62, 134)) + rect(12, 66, 6, 6, TAIL)


@draws("bus", 160, 84, natural=("#f2b82e", "#cf3a32", "#3f8fb5"))
def bus(b: Brush) -> str:
    """A bus: a school bus with a bonnet, a red double-decker, or a modern city bus."""
    if b.variant == 1:
        body = rect(2, 1, 154, 74, b.main, r=8) + rect(2, 62, 154, 13, b.dark, r=3) + rect(2, 34, 154, 7, WHITE if b.main != "#f4f1ea" else "#d93a34")
        panes = "".join(rect(x, 10, 19, 18, glow("#ffe6a3") if k in (1, 4) else GLASS, r=2) for k, x in enumerate((10, 33, 56, 79, 102, 125))) + "".join(rect(x, 44, 19, 15, glow("#ffe6a3") if k == 2 else GLASS, r=2) for k, x in enumerate((33, 56, 79, 102)))
        door = rect(9, 43, 18, 31, shade(b.main, -0.5), r=2) + rect(11, 45, 6.6, 27, GLASS) + rect(18.6, 45, 6.6, 27, GLASS)
        front = path("M128 44 H156 V60 H128Z", GLASS) + rect(147, 9, 9, 20, GLASS, r=2) + rect(152, 63, 6, 8, BEAM, r=2) + rect(2, 63, 5, 7, TAIL) + rect(128, 35, 26, 6, "#2b2733") + rect(131, 36.6, 18, 2.8, glow("#ffd25a"))
        return body + panes + door + front + "".join(_arch(x, 75, 15, "#2f2a30") + _wheel(x, 71.5, 12.5) for x in (46, 122)) + rect(150, 71, 10, 5, CHROME, r=2) + rect(0, 71, 8, 5, CHROME, r=2)
    if b.variant == 0:
        body = path("M2 72 V10 Q2 2 12 2 H122 Q128 2 129 10 L132 36 H148 Q158 37 158 48 V72Z", b.main) + rect(2, 58, 156, 14, b.dark) + "".join(rect(4, y, 128, 2.6, "#2b2733") for y in (42, 50)) + rect(134, 44, 22, 3, "#2b2733", r=1)
        panes = "".join(rect(x, 12, 17, 20, glow("#ffe6a3") if k == 2 else GLASS, r=2) + line([(x, 22), (x + 17, 22)], b.dark, 1.6) for k, x in enumerate((8, 29, 50, 71))) + rect(93, 12, 14, 50, shade(b.main, -0.45), r=2) + rect(95, 14, 10, 20, GLASS) + rect(95, 38, 10, 22, GLASS) + path("M111 12 H122 L126 34 H111Z", GLASS) + _shine([(113, 34), (116, 12), (120, 12), (117, 34)])
        extras = poly([(80, 36), (86, 36), (90, 40), (90, 46), (86, 50), (80, 50), (76, 46), (76, 40)], "#d3312c") + poly([(81, 38), (85, 38), (88, 41), (88, 45), (85, 48), (81, 48), (78, 45), (78, 41)], None, "#ffffff", 1) if b.main != "#d93a34" else ""
        return body + panes + extras + rect(30, 0.5, 10, 5, glow("#ff6a4a"), r=2) + rect(106, 0.5, 10, 5, glow("#ff6a4a"), r=2) + rect(152, 50, 6, 8, BEAM, r=3) + rect(2, 60, 5, 8, TAIL) + rect(144, 68, 16, 6, "#2b2733", r=2) + rect(0, 68, 10, 6, "#2b2733", r=2) + "".join(_arch(x, 72, 16, "#2f2a30") + _wheel(x, 70.5, 13.5) for x in (34, 136))
    body = path("M2 74 V14 Q2 6 10 6 H140 Q150 6 153 18 L158 52 V74Z", b.main) + path("M2 58 H158 V74 H2Z", b.dark) + rect(14, 1, 46, 7, b.dark, r=3) + rect(90, 2, 30, 6, b.dark, r=3) + path("M2 50 H158 V54 H2Z", b.light)
    panes = path("M7 14 H126 V44 H7Z", "#3b4658") + "".join(rect(x, 16, 18, 26, glow("#ffe6a3") if k in (0, 3) else GLASS, r=1) for k, x in enumerate((9, 29, 72, 92))) + path("M130 14 H143 Q147 14 148 20 L153 46 H130Z", GLASS) + _shine([(134, 46), (138, 14), (143, 14), (140, 46)])
    doors = "".join(rect(x, 16, 19, 54, "#3b4658", r=2) + rect(x + 2, 18, 6.6, 48, GLASS) + rect(x + 10.4, 18, 6.6, 48, GLASS) for x in (50, 111))
    return body + panes + doors + rect(131, 8, 18, 5, "#2b2733", r=1) + rect(134, 9, 11, 3, glow("#ffb84a")) + rect(151, 58, 6, 7, BEAM, r=2) + rect(2, 60, 5, 8, TAIL) + "".join(_arch(x, 74, 15, "#2f2a30") + _wheel(x, 71.4, 12.6) for x in (32, 92)) + rect(148, 71, 12, 5, CHROME, r=2) + rect(0, 71, 8, 5, CHROME, r=2)


@draws("fire truck", 160, 92, natural=("#d3332c", "#c92c28", "#dc4030"))
def fire_truck(b: Brush) -> str:
    """A fire engine with a ladder, blue lights, hoses and shutters."""
    band = apart(b.main, WHITE, "#d3332c")
    rungs = "".join(line([(k * 9, 0), (k * 9, 13)], "#8b95a3", 2.6) for k in range(1, 13))
    ladder = rungs + line([(0, 0), (118, 0)], "#b9c2cd", 4) + line([(0, 13), (118, 13)], "#7c8794", 4)
    body = rect(2, 28, 100, 48, b.main, r=3) + rect(2, 64, 100, 12, b.dark) + rect(2, 56, 100, 5, band)
    cab = _cab(b, 104, 24, 54, 76) + rect(104, 56, 53, 5, band) + rect(140, 57, 18, 3, "#f2c230")
    siren = rect(116, 17, 22, 8, "#4a5160", r=2) + rect(117, 12, 9, 10, glow("#4f9bff"), r=3) + rect(128, 12, 9, 10, glow("#4f9bff"), r=3)
    shutters = "".join(rect(x, 33, 22, 20, "#c3cad3", r=1) + "".join(line([(x + 1, y), (x + 21, y)], "#98a2ae", 1.2) for y in range(36, 53, 4)) for x in (8, 74))
    reel = circle(51, 43, 11, "#3b404c") + circle(51, 43, 8.4, "#d9b24a") + circle(51, 43, 6, "#b88e2e") + circle(51, 43, 3, "#3b404c")
    low = rect(4, 74, 152, 6, "#3b404c", r=2) + rect(2, 66, 5, 8, TAIL) + "".join(_arch(x, 79, 16, "#2f2a30") + _wheel(x, 78, 14, RIM) for x in (30, 132)) + rect(58, 66, 40, 8, "#c3cad3", r=1)
    if b.variant == 0:
        return rect(20, 14, 8, 16, "#5a616c") + rect(84, 14, 8, 16, "#5a616c") + group(ladder, 4, 4, 0.93) + body + cab + siren + shutters + reel + low
    if b.variant == 1:
        raised = group(ladder, 12, 20, 1.12, turn=-8) + circle(20, 26, 8, "#8f98a4") + rect(10, 24, 24, 6, "#5a616c", r=2)
        return raised + body + cab + siren + shutters + reel + low
    basket = rect(106, 1.5, 30, 12, band, r=2) + line([(106, 6), (136, 6)], b.dark, 1.6) + group(siren, 14, 2)
    return rect(8, 20, 18, 10, "#5a616c", r=2) + line([(16, 22), (112, 11)], "#7c8794", 9) + line([(16, 20.5), (112, 9.5)], "#b9c2cd", 3.4) + basket + body + cab + shutters + reel + low + "".join(circle(x, 70, 2.6, "#f2c230") for x in (66, 76, 86))


@draws("ambulance", 150, 94, natural=("#f6f4ef", "#f3f1ea", "#f5d33f"))
def ambulance(b: Brush) -> str:
    """An ambulance with a red cross, a stripe and flashing lights: box body, van, or chequered."""
    red = apart(b.main, "#d8302c", "#ffffff")
    disc = WHITE if b.main != "#f4f1ea" else "#ffffff"
    lights = rect(100, 8, 20, 8, "#4a5160", r=2) + rect(101, 2, 8, 10, glow("#ff4a3f"), r=3) + rect(111, 2, 8, 10, glow("#4f8fff"), r=3)
    wheels = rect(4, 76, 142, 6, "#3b404c", r=2) + "".join(_arch(x, 81, 16, "#2f2a30") + _wheel(x, 80, 14) for x in (32, 120))
    sign = circle(44, 38, 17, disc) + _cross(44, 38, 13, "#d8302c")
    if b.variant == 1:
        body = path("M2 78 V20 Q2 10 14 10 H100 Q112 10 120 24 L130 44 Q148 46 148 60 V78Z", b.main) + path("M2 68 H148 V78 H2Z", b.dark) + path("M86 18 H100 Q108 18 113 28 L120 44 H86Z", GLASS) + _shine([(92, 44), (98, 18), (104, 19), (100, 44)]) + path("M82 16 V72", None, shade(b.main, -0.3), 1.8)
        stripe = path("M2 58 H148 V64 H2Z", red) + path("M70 58 L78 48 H88 L80 58Z", red)
        return group(lights, -36, 0) + body + stripe + sign + rect(143, 50, 5, 9, BEAM, r=2) + rect(2, 50, 4, 10, TAIL) + rect(138, 74, 12, 5, CHROME, r=2) + rect(0, 74, 8, 5, CHROME, r=2) + wheels
    box = rect(1, 12, 94, 66, b.main, r=4) + rect(1, 66, 94, 12, b.dark) + rect(90, 14, 5, 60, b.dark) + rect(68, 24, 18, 16, GLASS, r=2) + line([(66, 20), (66, 66)], shade(b.main, -0.22), 1.8)
    cab = _cab(b, 95, 16 + 8, 53, 78)
    lamps = rect(4, 5, 8, 8, glow("#ff4a3f"), r=3) + rect(82, 5, 8, 8, glow("#ff4a3f"), r=3) + group(lights, 2, 10)
    if b.variant == 0:
        stripe = rect(1, 58, 147, 6, red)
    else:
        stripe = "".join(rect(1 + 10.5 * k, 54 + 6 * r, 10.5, 6, "#3f9a58" if (k + r) % 2 else "#fbf3c0") for k in range(14) for r in range(2)) if b.main != "#4aa04f" else rect(1, 56, 147, 9, WHITE)
        sign = circle(44, 33, 17, disc) + _cross(44, 33, 13, "#d8302c")
    return lamps + box + cab + stripe + sign + rect(1, 46, 4, 8, TAIL) + wheels + rect(0, 74, 8, 5, CHROME, r=2)


@draws("tractor", 136, 108, natural=("#3f9148", "#d3402f", "#3f78c0"))
def tractor(b: Brush) -> str:
    """A tractor with one huge rear wheel: with a cab, open with a roof on posts, or an old open one."""
    rim = apart(b.main, "#f0c23a", "#d93a34")

    def big(x: float, y: float, r: float) -> str:
        lugs = "".join(group(rect(-4, -r, 8, 9, TYRE, r=2), x, y, turn=k * 20) for k in range(18))
        return lugs + circle(x, y, r - 3, TYRE) + circle(x, y, r * 0.56, rim) + circle(x, y, r * 0.42, shade(rim, -0.2)) + circle(x, y, r * 0.16, "#4a5160") + "".join(circle(x + r * 0.3 * math.cos(k * 1.047), y + r * 0.3 * math.sin(k * 1.047), 1.8, "#4a5160") for k in range(6))

    wheels = big(36, 72, 36) + big(114, 87, 21)
    hood = path("M62 44 H118 Q130 44 131 54 V74 H58Z", b.main) + path("M58 64 H131 V76 H58Z", b.dark) + rect(70, 50, 38, 4, b.light, r=2) + "".join(line([(x, 57), (x, 66)], shade(b.main, -0.4), 2.4) for x in (112, 117, 122)) + rect(126, 50, 6, 9, BEAM, r=2) + rect(50, 74, 74, 8, "#3b404c", r=2)
    fender = path("M1 60 Q8 30 40 30 Q62 32 70 54 L62 58 Q56 40 38 39 Q18 40 12 62Z", b.dark)
    pipe = line([(100, 46), (100, 22)], "#4a5160", 5) + line([(100, 24), (100, 15)], "#6b7280", 3.4)
    if b.variant == 0:
        cab = path("M22 54 L28 8 H72 L82 54Z", "#3b404c") + path("M29 50 L34 13 H50 V50Z", GLASS) + path("M54 13 H68 L76 50 H54Z", GLASS) + _shine([(58, 50), (60, 13), (64, 13), (65, 50)]) + rect(20, 1, 60, 9, b.main, r=4) + rect(20, 7, 60, 3.4, b.dark, r=1.6)
        return pipe + cab + hood + wheels + fender
    seat = path("M28 52 Q26 32 34 32 Q38 34 38 44 H52 V52Z", "#5a3a2a") + line([(72, 46), (62, 34)], "#3b404c", 3) + line([(56, 37), (66, 29)], "#3b404c", 3.4)
    if b.variant == 1:
        roof = line([(26, 50), (24, 8)], "#3b404c", 3.4) + line([(76, 48), (74, 8)], "#3b404c", 3.4) + path("M14 10 Q16 1 30 1 H72 Q84 1 86 10Z", b.main) + rect(14, 8, 72, 4, b.dark, r=2)
        return roof + pipe + seat + hood + wheels + fender
    smoke = circle(100, 12, 5, "#c3c7cd") + circle(106, 7, 6, "#d7dadf") + circle(115, 6, 4.6, "#e6e8eb")
    driver = path("M36 46 Q36 30 48 30 Q58 30 58 48Z", "#c9453b" if b.main != "#d93a34" else "#3f6fb5") + circle(48, 20, 9.5, "#dba577") + path("M33 15 Q48 3 63 15 Q48 19 33 15Z", "#e0b450") + path("M38.6 13 Q40 2 48 2 Q56 2 57.4 13Z", "#e9c46a") + eye(52, 20, 1.6) + line([(52, 36), (64, 38)], "#c9453b" if b.main != "#d93a34" else "#3f6fb5", 5) + circle(65, 37, 3, "#dba577")
    return smoke + pipe + seat + driver + line([(72, 46), (66, 38)], "#3b404c", 3) + hood + wheels + fender


# --- two wheels ---------------------------------------------------------------------------------------------------------
@draws("bicycle", 150, 94, natural=("#d3423b", "#3f9a86", "#3c78c9"))
def bicycle(b: Brush) -> str:
    """A bicycle: with a diamond frame, a step-through with a basket, or a racer with drop handlebars."""
    r, y = 31, 63
    wheels = _spokes(31, y, r, 5 if b.variant != 2 else 3.6) + _spokes(119, y, r, 5 if b.variant != 2 else 3.6)
    crank = circle(70, 66, 9, None, "#5a616c", 3) + line([(66, 78), (74, 54)], "#4a5160", 3.6) + line([(60, 79), (70, 79)], INK, 4) + line([(70, 53), (80, 53)], INK, 4) + line([(31, 67), (70, 75)], "#6b7280", 1.8) + line([(31, 59), (70, 57)], "#6b7280", 1.8)
    rear = line([(31, y), (70, 66)], b.dark, 5)
    if b.variant == 1:
        frame = rear + line([(31, y), (58, 36)], b.dark, 4.6) + path("M104 22 Q100 66 70 66", None, b.main, 7) + path("M105 32 Q98 50 62 50", None, b.light, 4) + line([(70, 66), (56, 26)], b.main, 6) + path("M101 12 L107 36 Q110 52 119 63", None, b.main, 6)
        bars = path("M101 13 Q96 3 84 8", None, "#6b7280", 4.4) + line([(80, 9), (87, 6.6)], INK, 6.4) + path("M108 14 H138 L132 36 H112Z", "#c9924a") + "".join(line([(109, yy), (137 - k, yy)], "#9a6a30", 1.8) for k, yy in enumerate((20, 26, 31))) + rect(106, 11, 34, 5, "#9a6a30", r=2.5) + "".join(circle(x, 8, 4.4, c) + circle(x, 8, 1.6, "#f7cb3b") for x, c in ((114, "#f08fb4"), (124, "#f6f2e9"), (133, "#b79be0")))
        guard = path("M2 58 Q6 30 32 30 Q54 31 61 50", None, b.dark, 3) + rect(14, 28, 30, 4, "#6b7280", r=1.6)
        return wheels + guard + frame + bars + crank + path("M42 22 Q56 14 70 21 Q66 29 54 28 Q44 30 42 22Z", "#6b4326")
    frame = rear + line([(31, y), (56, 30)], b.dark, 4.6) + line([(70, 66), (54, 24)], b.main, 6) + line([(57, 32), (102, 28)], b.main, 6) + line([(70, 66), (103, 34)], b.main, 6.6) + line([(100, 18), (106, 38), (119, y)], b.main, 6) + line([(62, 34), (98, 31)], b.light, 1.8)
    if b.variant == 0:
        bars = line([(100, 18), (98, 8)], "#6b7280", 4.4) + path("M98 8 Q108 2 116 8", None, "#6b7280", 4.4) + line([(97, 8), (88, 10)], INK, 6.4) + circle(116, 13, 4.6, BEAM)
        bell = circle(103, 4.4, 3, "#e8b53a")
        return wheels + frame + bars + bell + crank + path("M38 20 Q52 14 68 20 Q64 27 52 25 Q40 28 38 20Z", INK) + rect(6, 40, 5, 8, TAIL, r=1)
    bars = line([(100, 18), (99, 7)], "#6b7280", 4.4) + path("M99 6 H116 Q128 7 126 17 Q123 25 113 24", None, INK, 4.8)
    bottle = group(rect(-3.4, -9, 6.8, 17, "#6fc0e8" if b.main != "#3c78d0" else "#f7cb3b", r=2) + rect(-2, -12, 4, 4, INK), 86, 48, turn=46)
    return wheels + frame + bottle + bars + crank + path("M36 19 Q54 15 68 21 Q60 24 50 23 Q38 25 36 19Z", INK) + circle(31, y, 5, "#6b7280") + line([(54, 24), (53, 20)], "#6b7280", 4) + rect(92, 1, 14, 4, CHROME, r=2)


@draws("motorcycle", 150, 92, natural=("#d33a34", "#3a3f4d", "#e08a2c"))
def motorcycle(b: Brush) -> str:
    """A motorcycle: a classic roadster, a sports bike with fairing, or a cruiser with high bars and panniers."""
    def wheel(x: float, r: float) -> str:
        return circle(x, 91 - r, r, TYRE) + circle(x, 91 - r, r * 0.66, CHROME) + circle(x, 91 - r, r * 0.54, "#4a5160") + "".join(line([(x, 91 - r), (x + r * 0.56 * math.cos(k * 1.2566), 91 - r + r * 0.56 * math.sin(k * 1.2566))], CHROME, 2.6) for k in range(5)) + circle(x, 91 - r, r * 0.16, CHROME)

    engine = rect(58, 54, 34, 26, "#5a616c", r=5) + "".join(rect(62, y, 26, 3, CHROME, r=1) for y in (57, 62, 67)) + circle(75, 77, 8, "#4a5160") + circle(75, 77, 4.4, CHROME)
    pipe = path("M84 66 Q96 84 72 85 H22", None, CHROME, 5) + line([(46, 84), (14, 82)], "#d8dee5", 7.5)
    wheels = wheel(27, 26) + wheel(123, 26)
    if b.variant == 1:
        swing = line([(27, 65), (66, 68)], "#4a5160", 6)
        fork = line([(123, 65), (104, 26)], "#8f98a4", 6)
        fairing = path("M62 42 Q78 22 96 26 Q112 12 126 24 Q136 34 130 44 L112 46 Q112 70 96 80 H64 Q60 60 62 42Z", b.main) + path("M112 46 Q112 70 96 80 H64 L62 66 Q90 70 96 46Z", b.dark) + path("M102 22 Q112 6 120 18 L126 24Z", GLASS) + path("M118 28 Q130 28 131 38 H120Z", BEAM) + path("M70 40 Q80 30 94 33", None, b.light, 4) + path("M74 56 L94 52 L90 62Z", WHITE if b.main != "#f4f1ea" else "#d93a34")
        tail = path("M66 44 Q44 42 20 22 L4 22 Q12 40 40 52 L64 56Z", b.main) + path("M66 44 Q46 42 30 30 Q44 26 60 36Z", INK) + rect(3, 23, 6, 6, TAIL, r=1)
        return swing + wheels + line([(60, 82), (16, 58)], "#d8dee5", 8) + fork + tail + fairing + line([(98, 26), (88, 20)], INK, 5) + line([(114, 12), (120, 3)], INK, 2.4) + rect(113, 1, 12, 5, INK, r=2)
    tank = path("M58 46 Q60 28 80 28 Q100 28 104 42 Q98 52 84 52 H60Z", b.main) + path("M60 46 Q82 50 104 42 Q98 52 84 52 H60Z", b.dark) + path("M66 38 Q72 32 84 33", None, b.light, 4)
    guard = path("M1 62 Q2 36 27 35 Q46 36 53 54 L46 56 Q40 44 27 44 Q10 46 8 64Z", b.main) + path("M96 52 Q104 36 124 36 Q146 38 149 58 L142 58 Q138 45 123 45 Q108 46 102 56Z", b.main)
    if b.variant == 0:
        seat = path("M22 40 Q26 30 40 34 Q52 38 62 40 L60 48 H34 Q24 48 22 40Z", INK)
        fork = line([(123, 65), (103, 20)], CHROME, 5.4) + circle(111, 27, 8.4, "#5a616c") + ellipse(116, 27, 4, 7.6, BEAM) + path("M103 20 Q98 8 86 12", None, "#6b7280", 4) + line([(80, 13), (88, 11)], INK, 6) + line([(104, 18), (112, 4)], "#6b7280", 2.4) + ellipse(113, 4, 6.4, 3.2, INK)
        return line([(27, 65), (62, 62)], "#4a5160", 5) + wheels + engine + pipe + guard + tank + seat + fork + rect(4, 38, 8, 6, TAIL, r=2)
    seat = path("M8 40 Q4 24 12 24 Q18 26 20 38 Q34 42 44 38 Q54 32 62 42 L58 50 H24 Q10 50 8 40Z", "#5a3826")
    fork = line([(123, 65), (100, 22)], CHROME, 5.4) + circle(109, 30, 7.6, CHROME) + ellipse(114, 30, 4, 7, BEAM) + path("M100 22 Q102 2 84 3", None, "#6b7280", 4.4) + line([(76, 5), (85, 3)], INK, 6) + path("M104 26 L116 6 L120 8 L110 28Z", GLASS)
    bags = rect(16, 50, 28, 20, "#7a4a2f", r=4) + rect(16, 50, 28, 8, "#5a3826", r=3) + circle(30, 59, 2, "#e8b53a")
    return line([(27, 65), (62, 62)], "#4a5160", 5) + wheels + engine + pipe + guard + tank + bags + seat + fork + rect(1, 52, 6, 7, TAIL, r=2)


@draws("scooter", 116, 100, natural=("#5fb5a5", "#e0564a", "#e9b84a"))
def scooter(b: Brush) -> str:
    """A scooter: a rounded motor scooter, a kick scooter, or a motor scooter with a box behind."""
    if b.variant == 1:
        wheels = "".join(circle(x, 86, 14, TYRE) + circle(x, 86, 8.5, WHITE) + circle(x, 86, 3.4, "#5a616c") for x in (16, 100))
        deck = path("M10 74 Q16 66 28 74 H70 Q80 74 84 64 L92 70 Q86 84 72 84 H24 Q14 82 10 74Z", b.main) + path("M20 80 Q24 84 24 84 H72 Q84 84 90 73 L88 68 Q82 78 72 79 H26Z", b.dark) + rect(28, 72, 40, 4, "#3b404c", r=2) + path("M3 78 Q6 66 20 68 Q30 70 32 76", None, b.dark, 4.4)
        stem = line([(100, 86), (76, 12)], b.main, 7.5) + line([(92, 62), (78, 18)], b.light, 2.2) + line([(60, 14), (94, 4)], "#6b7280", 5) + line([(58, 15), (67, 12)], INK, 8) + line([(87, 6), (97, 4)], INK, 8) + line([(58, 16), (52, 28)], "#e86f92" if b.main != "#f08fb4" else "#3c78d0", 2) + line([(58, 16), (58, 30)], "#f7cb3b", 2)
        fork = path("M86 78 Q90 62 104 66 Q114 70 115 80", None, b.dark, 4.4)
        return deck + wheels + stem + fork + circle(84, 20, 4, BEAM)
    wheels = "".join(circle(x, 86, 14, TYRE) + circle(x, 86, 8, CHROME) + circle(x, 86, 3.4, "#4a5160") for x in (24, 96))
    rear = path("M2 66 Q4 46 26 44 H52 Q56 60 60 72 H78 V82 H38 Q38 74 24 72 Q12 72 8 80 Q1 76 2 66Z", b.main) + path("M2 66 Q3 60 6 56 Q30 54 46 72 L78 76 V82 H38 Q38 74 24 72 Q12 72 8 80 Q1 76 2 66Z", b.dark) + path("M14 56 Q20 49 36 50", None, b.light, 3.4) + "".join(line([(x, 60), (x + 4, 66)], shade(b.main, -0.4), 2) for x in (34, 40))
    shield = path("M74 82 Q84 62 76 24 Q84 20 88 24 Q98 48 92 76 L82 82Z", b.main) + path("M82 22 Q86 22 88 24 Q98 48 92 76 L86 79 Q92 50 82 22Z", b.light) + path("M78 82 Q80 62 98 64 Q112 66 115 80 Q106 72 98 74 Q90 76 88 84Z", b.dark)
    seat = path("M18 44 Q14 32 28 34 Q44 37 56 34 Q62 38 56 46 H24Z", "#6b4326" if b.variant == 0 else INK)
    front = path("M74 26 Q70 8 84 7 Q96 9 93 25Z", b.main) + circle(92, 17, 6.4, CHROME) + ellipse(95, 17, 4, 5.4, BEAM) + line([(82, 12), (68, 9)], "#6b7280", 4) + line([(64, 9), (72, 10)], INK, 6.4) + line([(82, 8), (88, 2)], "#6b7280", 2) + ellipse(89, 3, 5.4, 2.8, INK)
    lamp = rect(1, 58, 6, 7, TAIL, r=2)
    if b.variant == 2:
        case = apart(b.main, "#d9483b", "#3c78d0")
        box = rect(1, 10, 34, 26, case, r=3) + rect(1, 10, 34, 7, shade(case, -0.25), r=3) + poly(star_points(18, 26.5, 6.4, 2.8), WHITE) + rect(10, 35, 8, 9, "#5a616c")
        return box + wheels + rear + shield + seat + front + lamp + path("M88 26 L80 1 L86 1 L94 24Z", GLASS, opacity=0.8)
    return wheels + rear + shield + seat + front + lamp + rect(4, 40, 16, 3, CHROME, r=1.5) + line([(8, 42), (8, 48)], CHROME, 2.4)


# --- rails --------------------------------------------------------------------------------------------------------------
@draws("train", 160, 94, natural=("#b8332f", "#2f6f4f", "#3c6fb5"))
def train(b: Brush) -> str:
    """A locomotive on rails: a steam engine, a steam engine with a coal tender, or a streamlined express."""
    track = rect(0, 91, 160, 3, "#6b7280", r=1) + "".join(rect(x, 89, 8, 5, "#6b4a30", r=1) for x in range(3, 158, 17))
    gold = "#e8b53a" if b.main != "#f7cb3b" else "#8d5a34"

    def driver(x: float, r: float) -> str:
        y = 90 - r
        return circle(x, y, r, TYRE) + circle(x, y, r * 0.78, shade(b.main, -0.15)) + "".join(line([(x, y), (x + r * 0.7 * math.cos(k * math.pi / 4), y + r * 0.7 * math.sin(k * math.pi / 4))], TYRE, 1.8) for k in range(8)) + circle(x, y, r * 0.22, gold)

    if b.variant == 2:
        body = path("M1 78 V14 Q1 8 7 8 H98 Q140 10 156 54 Q162 72 150 78Z", b.main) + path("M1 62 H158.6 Q160 74 150 78 H1Z", b.dark) + path("M1 50 H154 L156.6 56 H1Z", WHITE if b.main != "#f4f1ea" else "#d93a34") + path("M112 17 Q132 24 142 42 H116 Q110 42 110 36Z", GLASS) + _shine([(118, 42), (122, 20), (128, 24), (126, 42)])
        panes = path("M6 22 H104 V42 H6Z", "#3b4658") + "".join(rect(x, 24, 14, 16, glow("#ffe6a3"), r=2) for x in (9, 28, 47, 86)) + rect(66, 18, 16, 58, b.light, r=2) + rect(69, 22, 10, 18, GLASS, r=2)
        return track + path("M30 8 L42 1.6 L54 8", None, "#5a616c", 2.4) + line([(34, 1.6), (50, 1.6)], "#5a616c", 2.4) + body + panes + ellipse(150, 63, 5, 3.6, BEAM, turn=60) + path("M20 76 H134 L128 86 H26Z", "#3b404c") + "".join(circle(x, 83, 7, TYRE) + circle(x, 83, 4, RIM) for x in (20, 38, 100, 118, 136))
    tender = b.variant == 1
    x = 44 if tender else 2
    cab = rect(x, 24, 40 if not tender else 34, 52, b.main) + rect(x, 60, 40 if not tender else 34, 16, b.dark) + path(f"M{x - 2} 26 Q{x + 19} 14 {x + (42 if not tender else 36)} 26Z", shade(b.main, -0.45)) + rect(x - 2, 23, 44 if not tender else 38, 4, shade(b.main, -0.45), r=2)
    cab += rect(x + 7, 31, 12, 18, glow("#ffd98a"), 2, gold, 1.8) + rect(x + (23 if not tender else 20), 31, 10, 18, glow("#ffd98a"), 2, gold, 1.8)
    left = x + (40 if not tender else 34)
    boiler = rect(left - 2, 36, 142 - left, 34, b.main, r=4) + rect(left - 2, 56, 142 - left, 14, b.dark, r=4) + rect(left, 40, 138 - left, 4, b.light, r=2) + "".join(rect(px, 36, 3.4, 34, gold) for px in (left + 12, (left + 140) / 2 + 4)) + rect(130, 34, 14, 38, "#3b404c", r=3) + circle(146, 44, 5.4, "#4a5160") + ellipse(149, 44, 3, 5, BEAM)
    stack = path("M116 38 L118 20 H132 L134 38Z", "#3b404c") + path("M111 12 H139 L134 22 H116Z", "#2b2a33") + rect(114, 21, 22, 3, gold)
    dome = path(f"M{left + 18} 38 V30 Q{left + 18} 22 {left + 26} 22 Q{left + 34} 22 {left + 34} 30 V38Z", gold)
    puffs = "".join(circle(px, py, r, c) for px, py, r, c in ((122, 6, 5.4, "#eef0f2"), (110, 6, 5.6, "#e1e4e8"), (97, 7.4, 6.6, "#eef0f2"), (84, 6.4, 5, "#e1e4e8"), (130, 9, 4, "#f6f7f8")))
    low = rect(x, 70, 150 - x, 6, "#3b404c", r=1) + poly([(138, 74), (150, 74), (160, 90), (136, 90)], "#c0392f" if b.main != "#d93a34" else "#5a616c") + "".join(line([(142 + k * 4, 76), (140 + k * 6.4, 89)], "#3b404c", 1.6) for k in range(3))
    wheels = "".join(driver(px, 14) for px in ((22, 54, 86) if not tender else (62, 92))) + "".join(circle(px, 81.5, 8.5, TYRE) + circle(px, 81.5, 5, RIM) + circle(px, 81.5, 2, TYRE) for px in (113, 131))
    rod = line([(22, 79), (86, 79)] if not tender else [(62, 79), (92, 79)], CHROME, 4) + line([(86 if not tender else 92, 79), (118, 66)], CHROME, 3)
    extra = ""
    if tender:
        coal = path("M4 40 Q10 28 18 32 Q26 24 36 40Z", "#2b2a33") + circle(14, 34, 4, "#3f3f4b") + circle(26, 33, 4.4, "#3f3f4b")
        extra = coal + rect(1, 38, 38, 38, b.main, r=2) + rect(1, 60, 38, 16, b.dark, r=2) + rect(1, 38, 38, 4, b.light, r=2) + rect(6, 48, 28, 3, gold) + rect(38, 70, 8, 4, "#3b404c") + rect(1, 72, 40, 5, "#3b404c") + "".join(circle(px, 81.5, 8.5, TYRE) + circle(px, 81.5, 5, RIM) + circle(px, 81.5, 2, TYRE) for px in (11, 30))
    return track + puffs + extra + stack + dome + boiler + cab + low + wheels + rod


# --- in the air ---------------------------------------------------------------------------------------------------------
@draws("airplane", 160, 84, natural=("#f2f0ea", "#e0554a", "#f2b93a"))
def airplane(b: Brush) -> str:
    """An airplane in flight: an airliner, a small propeller plane, or a biplane with a pilot."""
    trim = apart(b.main, b.pick("#3c78d0", "#f6f2e9", "#c9453b"), "#f2c53a")
    blade = ellipse(155, 44, 3.6, 24, "#5a616c", opacity=0.55) + path("M148 38 Q160 40 160 44 Q160 48 148 50Z", "#4a5160")
    if b.variant == 0:
        far = poly([(92, 36), (70, 14), (80, 14), (112, 34)], shade(b.main, -0.3))
        fin = poly([(26, 32), (4, 1), (18, 1), (48, 30)], trim) + poly([(26, 32), (15, 16), (29.5, 14), (48, 30)], shade(trim, -0.18))
        body = path("M2 30 Q14 26 36 27 H120 Q148 28 159 42 Q160 46 154 49 Q140 55 118 55 H70 Q28 54 2 30Z", b.main) + path("M10 36 Q60 46 159.4 45 Q158 48 154 49 Q140 55 118 55 H70 Q34 54 10 36Z", b.dark) + path("M6 33.6 Q60 44 159.6 44.4 L159 47 Q60 48 9 35.6Z", trim)
        panes = "".join(rect(x, 32, 5.4, 6.6, GLASS if k % 3 else glow("#ffe6a3"), r=2) for k, x in enumerate(range(44, 128, 9))) + path("M137 32 Q146 34 150 38.6 L138 39Z", "#33506e")
        wing = poly([(94, 46), (112, 47), (72, 82), (56, 83)], b.light if b.main != "#f4f1ea" else "#dcd8d0") + poly([(94, 46), (80, 58.6), (68, 72), (56, 83), (64, 82.6), (104, 47)], shade(b.main, -0.3))
        engine = rect(76, 60, 26, 11, "#8f9aa7", r=5) + ellipse(101, 65.5, 3.4, 5.5, "#4a5160") + rect(76, 60, 8, 11, "#6b7280", r=4)
        return far + fin + body + panes + poly([(16, 32), (34, 33), (12, 45), (2, 45)], shade(trim, -0.18)) + engine + wing
    if b.variant == 1:
        fin = path("M14 34 L2 8 Q12 4 20 10 L40 32Z", b.main) + path("M10 25 L3 9 Q12 5 20 10 L26 17Z", trim)
        body = path("M4 34 Q40 24 60 24 Q66 12 82 11 H98 Q110 13 116 26 H140 Q150 30 150 44 Q150 58 138 60 H84 Q40 56 4 38Z", b.main) + path("M4 37 Q60 50 150 46 Q149 58 138 60 H84 Q40 56 4 38Z", b.dark) + path("M128 26 H140 Q150 30 150 44 Q150 58 138 60 H128Z", trim) + path("M68 26 Q72 16 82 15.4 H86 V30 H64Z", GLASS) + path("M90 15.4 H97 Q106 17 111 30 H90Z", GLASS) + _shine([(94, 30), (95, 15.4), (99, 16), (100, 30)])
        wheel = line([(96, 58), (92, 72)], "#5a616c", 3.4) + line([(112, 58), (114, 72)], "#5a616c", 3.4) + circle(92, 75, 8.4, TYRE) + circle(92, 75, 4, RIM) + circle(115, 75, 8.4, TYRE) + circle(115, 75, 4, RIM) + line([(22, 44), (18, 52)], "#5a616c", 2.6) + circle(18, 54, 4, TYRE)
        wing = path("M60 40 Q64 34 76 34 H110 Q116 38 110 44 H68 Q58 46 60 40Z", b.light) + path("M60 40 Q60 44 66 44.4 H110 Q113 42 112.6 39 Q80 42 60 40Z", b.dark) + path("M2 34 H30 Q34 38 30 40 H6Z", b.light)
        prop = ellipse(155, 43, 3.4, 41, "#aeb7c2", opacity=0.7) + path("M148 36 Q160 38 160 43 Q160 48 148 50Z", "#4a5160")
        return fin + wheel + body + wing + prop
    wing_far = rect(70, 1, 56, 7, shade(b.main, -0.3), r=3.5)
    body = path("M6 40 Q50 30 70 32 H128 Q146 34 147 46 Q146 60 128 62 H88 Q40 58 6 46Z", b.main) + path("M6 44 Q70 54 147 48 Q146 60 128 62 H88 Q40 58 6 46Z", b.dark) + rect(128, 33, 18, 28, "#5a616c", r=7) + "".join(line([(132 + k * 4, 38), (132 + k * 4, 56)], "#3b404c", 1.8) for k in range(3))
    fin = path("M18 40 L4 20 Q16 10 26 22 L36 36Z", trim) + path("M2 38 H30 Q35 42 30 45 H8Z", b.light)
    pilot = circle(76, 22, 9, "#dba577") + path("M66 23 Q66 11 77 11 Q87 12 86 20 H76 V27Z", "#6b4326") + circle(81, 21, 4, GLASS, "#3b404c", 1.6) + path("M70 30 Q54 26 46 32 Q54 33 56 38 Q62 36 70 34Z", "#d93a34" if b.main != "#d93a34" else "#f6f2e9") + path("M88 33 L92 22 Q96 21 97 25 L98 33Z", GLASS)
    struts = "".join(line([(x, 5), (x2, 56)], "#6b4326", 3) for x, x2 in ((82, 84), (120, 118))) + line([(84, 8), (116, 54)], "#8f98a4", 1.2) + line([(118, 8), (86, 54)], "#8f98a4", 1.2)
    wings = rect(66, 1, 64, 8, b.light, r=4) + rect(66, 5, 64, 4, b.dark, r=2) + rect(68, 53, 62, 8, b.light, r=4) + rect(68, 57, 62, 4, b.dark, r=2)
    gear = line([(100, 60), (94, 74)], "#6b4326", 3.4) + line([(112, 60), (114, 74)], "#6b4326", 3.4) + circle(94, 75.5, 8, TYRE) + circle(94, 75.5, 4, RIM) + circle(115, 75.5, 8, TYRE) + circle(115, 75.5, 4, RIM) + line([(20, 47), (14, 55)], "#6b4326", 3)
    roundel = circle(48, 44, 8, trim) + circle(48, 44, 4.6, WHITE) + circle(48, 44, 2, trim)
    return wing_far + fin + gear + pilot + body + roundel + struts + wings + group(blade, 0, 3)


@draws("helicopter", 160, 92, natural=("#e0563f", "#3f7fc0", "#e9b53a"))
def helicopter(b: Brush) -> str:
    """A helicopter with a wide rotor: a round bubble, a rescue craft with a cross, or a slim one with a tail ring."""
    rotor = line([(4, 4.6), (150, 4.6)], "#5a616c", 4.6) + line([(4, 4.6), (74, 4.6)], "#7c8794", 4.6) + rect(92 - 4 - 10, 4, 8, 20, "#4a5160", r=2) + rect(74, 1, 16, 8, "#3b404c", r=3)
    rotor = group(rotor, 14 if b.variant != 2 else 8, 0) + line([(10, 4.6), (22, 4.6)], "#7c8794", 4.6)
    skids = line([(68, 74), (64, 88)], "#5a616c", 4) + line([(116, 74), (120, 88)], "#5a616c", 4) + path("M50 89 H132 Q142 89 146 82", None, "#4a5160", 5)
    trim = apart(b.main, WHITE, "#4a5160")
    boom = path("M6 38 L16 34 L72 36 V60 L18 46 Q8 44 6 38Z", b.dark)
    tail = path("M4 14 H16 L26 40 H14Z", b.main)
    spin = circle(12, 30, 14, "#aeb7c2", opacity=0.5) + "".join(line([(12 - 12 * dx, 30 - 12 * dy), (12 + 12 * dx, 30 + 12 * dy)], "#5a616c", 3) for dx, dy in ((0.7, 0.7), (0.7, -0.7))) + circle(12, 30, 3, "#3b404c")
    if b.variant == 2:
        spin = circle(16, 36, 15, b.main) + circle(16, 36, 10.6, "#3b404c") + "".join(line([(16, 36), (16 + 9 * math.cos(k * 1.257), 36 + 9 * math.sin(k * 1.257))], CHROME, 2.4) for k in range(5)) + circle(16, 36, 2.6, CHROME)
        body = path("M40 38 Q70 20 96 20 Q120 20 146 46 Q159 58 156 66 Q152 76 130 77 H82 Q64 76 54 60Z", b.main) + path("M48 50 Q90 66 157 60 Q159 70 150 74 Q142 77 130 77 H82 Q64 76 54 60Z", b.dark) + path("M104 27 Q122 30 140 48 L146 55 H110 Q104 54 104 48Z", GLASS) + rect(80, 28, 18, 22, GLASS, r=5) + _shine([(116, 55), (118, 31), (126, 35), (128, 55)]) + path("M46 47 Q96 64 157.6 60", None, trim, 3)
        boom = path("M14 30 L70 30 V56 L22 44Z", b.dark)
        return boom + path("M6 28 L2 12 H14 L24 30Z", b.main) + spin + skids + rotor + body + circle(152, 66, 3.4, BEAM) + rect(84, 18, 18, 5, "#4a5160", r=2)
    body = path("M56 50 Q58 22 96 20 Q150 22 154 52 Q154 76 120 77 H84 Q58 76 56 50Z", b.main) + path("M56.4 54 Q100 66 153.6 56 Q150 76 120 77 H84 Q58 76 56.4 54Z", b.dark)
    if b.variant == 0:
        glass = path("M112 24 Q150 30 151.6 54 Q132 60 112 58Z", GLASS) + _shine([(122, 57), (126, 28), (132, 31), (131, 57)]) + rect(80, 30, 22, 22, GLASS, r=5) + path("M76 26 V72 M107 22 V74", None, b.dark, 1.8) + rect(82, 58, 8, 3, CHROME, r=1)
        stripe = path("M14 38 L64 42 V47 L18 42Z", trim)
    else:
        glass = path("M118 24 Q150 30 151.6 52 Q136 56 118 54Z", GLASS) + _shine([(126, 54), (129, 28), (134, 31), (133, 54)]) + circle(90, 46, 17, "#ffffff") + _cross(90, 46, 12.6, "#d8302c")
        stripe = path("M14 38 L64 42 V47 L18 42Z", trim) + line([(62, 68), (146, 68)], trim, 3.4)
    return boom + tail + stripe + skids + rotor + body + glass + spin + circle(146, 66, 4, BEAM) + rect(78, 18, 36, 6, "#4a5160", r=3)


@draws("rocket", 84, 160, natural=("#f3f1ec", "#d93f36", "#7f8fa8"))
def rocket(b: Brush) -> str:
    """A rocket in flight with fins, round windows and a flame: classic, slim with boosters, or banded with a pilot."""
    trim = apart(b.main, b.pick("#d93a34", "#f6f2e9", "#f08327"), "#3c78d0")
    glowing = path("M28 122 Q20 140 42 160 Q64 140 56 122Z", glow("#ff8a3a")) + path("M33 122 Q28 136 42 150 Q56 136 51 122Z", glow("#ffd04f")) + path("M38 122 Q36 132 42 140 Q48 132 46 122Z", glow("#fff6cf"))
    if b.variant == 1:
        tank = "".join(path(f"M{x} 124 V70 Q{x} 56 {x + 9} 50 Q{x + 18} 56 {x + 18} 70 V124Z", t) + path(f"M{x + 1} 64 Q{x + 3} 54 {x + 9} 50 Q{x + 15} 54 {x + 17} 64Z", b.main) + rect(x + 3, 124, 12, 6, "#4a5160", r=2) + path(f"M{x + 3} 130 Q{x + 1} 140 {x + 9} 152 Q{x + 17} 140 {x + 15} 130Z", glow("#ff8a3a")) + path(f"M{x + 6} 130 Q{x + 5} 136 {x + 9} 143 Q{x + 13} 136 {x + 12} 130Z", glow("#ffe07a")) for x, t in ((1, trim), (65, shade(trim, -0.16))))
        body = path("M26 122 V44 Q26 14 42 1.5 Q58 14 58 44 V122Z", b.main) + path("M48 7 Q58 20 58 44 V122 H48 Q53 60 48 7Z", b.dark) + path("M28 30 Q32 10 42 1.5 Q52 10 56 30Z", trim) + rect(26, 76, 32, 6, trim) + rect(26, 106, 32, 6, trim) + rect(18, 84, 8, 5, "#5a616c") + rect(58, 84, 8, 5, "#5a616c") + rect(18, 108, 8, 5, "#5a616c") + rect(58, 108, 8, 5, "#5a616c")
        return glowing + tank + rect(30, 120, 24, 7, "#4a5160", r=2) + body + _portholes((42,), 48, 9, "#5a616c") + _portholes((42,), 66, 5.4, "#5a616c") + _portholes((42,), 94, 5.4, "#5a616c")
    fins = path("M22 78 Q4 92 2 134 Q12 122 28 120Z", trim) + path("M62 78 Q80 92 82 134 Q72 122 56 120Z", shade(trim, -0.2))
    body = path("M28 124 Q12 84 20 50 Q26 18 42 1.5 Q58 18 64 50 Q72 84 56 124Z", b.main) + path("M48 9 Q59 26 64 50 Q72 84 56 124 H46 Q62 70 48 9Z", b.dark) + path("M24.6 34 Q30 14 42 1.5 Q54 14 59.4 34 Q42 28 24.6 34Z", trim) + path("M51 13 Q56.6 22 59.4 34 Q56 32 53 31.4 Q53 20 51 13Z", shade(trim, -0.2))
    nozzle = rect(28, 119, 28, 8, "#4a5160", r=3)
    if b.variant == 0:
        return glowing + fins + nozzle + body + path("M42 86 Q36 104 42 134 Q48 104 42 86Z", shade(trim, -0.1)) + _portholes((42,), 52, 11.5, "#5a616c") + _portholes((42,), 76, 6, "#5a616c") + path("M24 56 Q22 76 27 96", None, b.light, 3)
    skin = b.rng.choice(("#f8d5b8", "#dba577", "#94603a"))
    face = circle(42, 56, 15, "#5a616c") + circle(42, 56, 12, "#bfe3f2") + circle(42, 58, 8.4, skin) + eye(39, 57, 1.6) + eye(45, 57, 1.6) + path("M39 61 Q42 64 45 61", None, "#7a2a22", 1.4) + path("M33.4 56 Q34 47.6 42 47.6 Q50 47.6 50.6 56 Q46 51 42 52 Q38 51 33.4 56Z", "#4a2d1f")
    bands = path("M17.6 80 Q42 88 66.4 80 L66.4 88 Q42 96 17.8 88Z", trim) + path("M22 106 Q42 112 62 106 L59.6 114 Q42 119 24.4 114Z", trim)
    return glowing + fins + nozzle + body + bands + face + "".join(poly(star_points(x, 99, 3.4, 1.5), trim) for x in (32, 42, 52))


@draws("hot air balloon", 112, 160, natural=("#e0483f", "#3f8fd0", "#8a5cc0"))
def hot_air_balloon(b: Brush) -> str:
    """A hot air balloon with a wicker basket: upright stripes, a zigzag band, or patches and a garland."""
    pale = apart(b.main, b.pick("#f7d04a", "#f6f2e9", "#f2a93a"), "#3c78d0", "#f6f2e9")
    bag = "M2 54 Q2 2 56 2 Q110 2 110 54 Q108 84 68 118 H44 Q4 84 2 54Z"
    ropes = "".join(line([(x, 116), (x2, 138)], "#6b4a30", 1.8) for x, x2 in ((45, 44), (52, 52), (60, 60), (67, 68)))
    flame = path("M50 130 Q48 122 56 116 Q64 122 62 130Z", glow("#ff9a3f")) + path("M53 130 Q52 125 56 121 Q60 125 59 130Z", glow("#fff0a8")) + rect(50, 129, 12, 3.4, "#5a616c", r=1)
    basket = path("M41 138 H71 L68 160 H44Z", "#b57f43") + path("M60 138 H71 L68 160 H58Z", "#96642f") + rect(39, 135, 34, 6, "#8a5733", r=3) + "".join(line([(43, y), (69, y)], "#8a5a2b", 1.4) for y in (147, 153)) + circle(40, 146, 4, "#d9b88a") + circle(72, 146, 4, "#c9a56f")
    crew = circle(50, 130, 0.1, "#8a5733")
    if b.variant == 0:
        gores = path("M56 2 Q20 8 20 54 Q22 86 48 118 H44 Q4 84 2 54 Q2 2 56 2Z", pale) + path("M56 2 Q92 8 92 54 Q90 86 64 118 H68 Q108 84 110 54 Q110 2 56 2Z", shade(pale, -0.16)) + path("M56 2 Q40 10 40 54 Q42 90 52 118 H60 Q70 90 72 54 Q72 10 56 2Z", pale)
        lines = path("M56 2 Q20 8 20 54 Q22 86 48 118 M56 2 Q40 10 40 54 Q42 90 52 118 M56 2 Q72 10 72 54 Q70 90 60 118 M56 2 Q92 8 92 54 Q90 86 64 118", None, b.dark, 1.4)
        return path(bag, b.main) + gores + lines + ropes + flame + basket + rect(43, 115, 26, 5, b.dark, r=2) + crew
    side = path("M76 5 Q110 14 110 54 Q108 84 68 118 H60 Q92 60 76 5Z", b.dark) + path("M22 28 Q30 12 46 9", None, b.light, 5)
    if b.variant == 1:
        zigzag = [(2, 44), (20, 62), (38, 46), (56, 64), (74, 46), (92, 62), (110, 44)]
        band = poly([*zigzag, (109, 64), (106, 70), (92, 84), (74, 68), (56, 86), (38, 68), (20, 84), (6, 70), (3, 64)], pale) + path("M2.6 46 Q2 52 3 58 L20 76", None, pale, 0.1)
        top = path("M18 20 Q32 2 56 2 Q80 2 94 20 Q56 32 18 20Z", pale) + path("M74 4.4 Q86 8 94 20 Q84 23.6 76 24.8Z", shade(pale, -0.16))
        return path(bag, b.main) + side + band + top + path("M32 104 Q56 112 80 104 L68 118 H44Z", pale) + ropes + flame + basket + rect(43, 115, 26, 5, b.dark, r=2) + crew
    spots = "".join(poly(star_points(x, y, r, r * 0.45), pale) for x, y, r in ((30, 34, 11), (60, 26, 13), (88, 42, 10), (46, 60, 9), (74, 66, 11), (22, 64, 8), (56, 90, 9), (38, 84, 6), (74, 94, 5)))
    swags = "".join(path(f"M{x} {y} Q{x + 7} {y + 12} {x + 14} {y}", None, pale, 3) for x, y in ((35, 104), (49, 106), (63, 104)))
    sand = "".join(path(f"M{x} 141 V152 q-3 6 0 6 q5 0 2 -6 V141Z", "#d9b88a") for x in (45, 55, 65))
    return path(bag, b.main) + side + spots + swags + ropes + flame + basket + sand + rect(43, 115, 26, 5, b.dark, r=2) + crew


@draws("flying saucer", 150, 84, natural=("#9aa7b8", "#7f8fc9", "#8fb59a"))
def flying_saucer(b: Brush) -> str:
    """A flying saucer with a glass dome and ring of lights: with an alien, with a beam, or with legs and portholes."""
    lamps = [glow(c) for c in ("#ffd873", "#7fe8ff", "#ff8ab0")]
    y = 0 if b.variant != 1 else -2
    beam = ""
    if b.variant == 1:
        beam = poly([(52, 50), (98, 50), (122, 84), (28, 84)], glow("#c8ff9a"), opacity=0.55) + poly([(62, 50), (88, 50), (100, 84), (50, 84)], glow("#ecffd0"), opacity=0.6)
    legs = ""
    if b.variant == 2:
        legs = "".join(line([(x, 58), (x2, 78)], "#5a616c", 4) + path(f"M{x2 - 8} 84 Q{x2 - 8} 77 {x2} 77 Q{x2 + 8} 77 {x2 + 8} 84Z", "#4a5160") for x, x2 in ((44, 30), (75, 75), (106, 120)))
    dome_top = 2
    dome = path(f"M42 38 Q42 {dome_top} 75 {dome_top} Q108 {dome_top} 108 38Z", mix(GLASS, "#ffffff", 0.15)) + path(f"M88 5 Q108 10 108 38 H94 Q100 20 88 5Z", shade(GLASS, -0.12))
    crew = ""
    if b.variant != 2:
        skin = apart(b.main, "#7cc04e", "#c9a0e0")
        crew = path("M62 40 Q62 30 75 30 Q88 30 88 40Z", shade(skin, -0.2)) + ellipse(75, 22, 12, 11, skin) + "".join(ellipse(75 + s * 5.4, 22, 3.8, 5, "#1d1b2b", turn=s * 24) + circle(75 + s * 5.4 + 1, 20, 1.2, "#ffffff") for s in (-1, 1)) + path("M71 29 Q75 32 79 29", None, "#1d1b2b", 1.4) + line([(70, 12), (66, 6)], skin, 2) + line([(80, 12), (84, 6)], skin, 2) + circle(66, 6, 2, skin) + circle(84, 6, 2, skin)
    shine = path("M50 32 Q51 14 64 8", None, "#ffffff", 3, opacity=0.75)
    bottom = 82 if b.variant == 0 else 66
    under = path(f"M30 54 Q44 {bottom} 75 {bottom} Q106 {bottom} 120 54Z", shade(b.main, -0.4))
    rim = ellipse(75, 48, 74, 17 if b.variant != 1 else 15, b.dark) + path("M1 46 Q20 30 75 30 Q130 30 149 46 Q130 58 75 58 Q20 58 1 46Z", b.main) + path("M34 36 Q52 30 75 30 Q98 30 116 36 Q100 44 75 44 Q50 44 34 36Z", b.light)
    ring = "".join(circle(x, py, 4.6, lamps[k % 3]) + circle(x - 1, py - 1, 1.6, glow("#ffffff")) for k, (x, py) in enumerate(((14, 47), (32, 51.4), (53, 53.4), (75, 54), (97, 53.4), (118, 51.4), (136, 47))))
    jet = ellipse(75, 76, 16, 5, lamps[0]) + ellipse(75, 76, 9, 2.6, glow("#fff6d2")) if b.variant == 0 else ""
    windows = "".join(circle(x, 24, 6, "#4a5160") + circle(x, 24, 4.2, glow("#ffe39a")) for x in (58, 75, 92)) if b.variant == 2 else ""
    hull = path("M42 38 Q42 2 75 2 Q108 2 108 38Z", b.light) + path("M88 5 Q108 10 108 38 H94 Q100 20 88 5Z", b.main) if b.variant == 2 else dome + crew
    _ = y
    return beam + legs + under + jet + hull + shine + windows + rim + ring


# --- on water -----------------------------------------------------------------------------------------------------------
@draws("boat", 124, 140, natural=("#c9453b", "#3f78b5", "#a9683a"))
def boat(b: Brush) -> str:
    """A sailing boat: mainsail and jib, striped single sail, or a red-tanned lugsail with a cabin."""
    white = apart(b.main, "#f6f2e9", "#8fb8dc")
    hull = path("M1 106 H123 Q116 130 100 140 H28 Q10 132 1 106Z", b.main) + path("M4 116 H120 Q113 132 100 140 H28 Q12 134 4 116Z", b.dark) + rect(0, 103, 124, 6, "#8a5733", r=3) + path("M4.6 118 H119.4 L118 122 H6.4Z", white)
    mast = rect(57, 2, 5, 104, "#8a5733", r=2)
    if b.variant == 0:
        main = path("M64 8 Q112 46 118 96 Q90 100 64 96Z", white) + path("M64 8 Q112 46 118 96 Q112 97 104 97.6 Q100 50 64 8Z", shade(white, -0.12)) + path("M64 66 Q90 70 112.4 66 L116 80 Q90 84 64 80Z", b.main)
        jib = path("M55 16 Q40 60 6 96 Q32 99 55 94Z", white) + path("M55 16 Q40 60 6 96 L14 96.6 Q46 62 55 40Z", shade(white, -0.12)) + path("M55 70 Q40 74 28 71 Q24 77 18.6 83 Q38 88 55 84Z", b.light)
        return mast + line([(58, 99), (120, 99)], "#8a5733", 3.4) + main + jib + poly([(59, 2), (76, 7), (59, 12)], apart(b.main, "#f2c53a", "#d9483b")) + hull
    if b.variant == 1:
        sail = path("M62 6 Q104 20 116 92 Q84 84 62 94Z", white) + "".join(path(f"M62 {y} Q{80 + k * 3} {y - 3} {96 + k * 6} {y + 3} L{99.6 + k * 5.6} {y + 13} Q{82 + k * 3} {y + 7} 62 {y + 11}Z", b.main) for k, y in enumerate((30, 52, 74)))
        crew = circle(32, 82, 9, "#dba577") + path("M22 80 Q22 70 32 70 Q42 70 42 80 Q32 75 22 80Z", "#f6f2e9") + path("M18 106 Q18 91 32 91 Q46 91 46 106Z", apart(b.main, "#3c5a8a", "#f2c53a")) + eye(35, 82, 1.5)
        flag = poly([(59, 2), (40, 8), (59, 14)], b.main)
        return mast + flag + sail + crew + hull + "".join(circle(x, 128, 4.4, white) + circle(x, 128, 2.6, glow("#ffe39a")) for x in (34, 54, 74, 94))
    sail = path("M20 26 L98 4 Q110 50 104 90 Q66 82 28 92 Q16 60 20 26Z", mix(b.main, white, 0.55)) + path("M82 8.4 L98 4 Q110 50 104 90 Q96 88 86 86.6 Q94 46 82 8.4Z", mix(b.dark, white, 0.45)) + "".join(path(d, None, b.dark, 1.8) for d in ("M19 46 Q60 34 105 34", "M21 68 Q62 58 106 62")) + line([(16, 28), (102, 3)], "#6b4326", 4) + line([(26, 93), (108, 90)], "#6b4326", 3.4)
    cabin = rect(70, 92, 38, 14, WHITE, r=2) + rect(66, 89, 46, 5, "#8a5733", r=2) + _portholes((80, 92), 99, 3.6, "#8a5733")
    return mast + cabin + sail + circle(59, 4, 3, "#e8b53a") + hull + circle(22, 120, 9, "#f6f2e9") + circle(22, 120, 4.6, b.main) + "".join(rect(22 - 2 + 7 * dx, 120 - 2 + 7 * dy, 4, 4, "#e0553f", r=1) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))


@draws("ship", 160, 118, natural=("#2f4a6b", "#a8392f", "#7a4f30"))
def ship(b: Brush) -> str:
    """A ship: a steamship with two funnels, a container ship, or a tall ship with square sails."""
    light = apart(b.main, WHITE, "#c9b08a")
    if b.variant == 2:
        hull = path("M2 70 L14 72 V80 H120 L124 66 H158 L146 104 Q142 118 126 118 H30 Q12 112 2 70Z", b.main) + path("M8 90 H151 L146 104 Q142 118 126 118 H30 Q15 114 8 90Z", b.dark) + path("M4 76 L15 80 H122 L126 72 H157", None, "#e0b03a", 3) + "".join(rect(x, 86, 7, 7, "#2b2733", r=1) for x in range(30, 118, 15)) + rect(130, 76, 8, 8, glow("#ffd873"), r=1) + rect(142, 76, 8, 8, glow("#ffd873"), r=1)
        masts = "".join(rect(x - 2, top, 4, 80 - top, "#6b4326") for x, top in ((36, 16), (76, 4), (116, 18))) + line([(16, 72), (1, 54)], "#6b4326", 4)
        sails = "".join(path(f"M{x - w} {y} H{x + w} Q{x + w - 9} {y + h / 2} {x + w} {y + h} Q{x} {y + h - 7} {x - w} {y + h} Q{x - w - 9} {y + h / 2} {x - w} {y}Z", "#f6efdf") + path(f"M{x + w - 7} {y} H{x + w} Q{x + w - 9} {y + h / 2} {x + w} {y + h} L{x + w - 8} {y + h - 2} Q{x + w - 14} {y + h / 2} {x + w - 7} {y}Z", "#dfd3b8") + line([(x - w - 2, y), (x + w + 2, y)], "#6b4326", 3) for x, y, w, h in ((36, 24, 12, 18), (36, 45, 16, 23), (76, 12, 13, 22), (76, 37, 18, 29), (116, 26, 12, 18), (116, 46, 15, 20)))
        return masts + path("M34 20 L4 56 Q22 58 32 66Z", "#f6efdf") + sails + poly([(76, 1), (94, 6), (76, 11)], apart(b.main, "#d3392f", "#3c78d0")) + poly([(116, 15), (130, 19), (116, 23)], apart(b.main, "#d3392f", "#3c78d0")) + hull
    hull = path("M1 70 H159 L146 110 Q143 118 132 118 H26 Q16 118 13 110Z", b.main) + path("M9.6 96 H150.6 L146 110 Q143 118 132 118 H26 Q16 118 13 110Z", shade(b.main, -0.35) if b.variant == 1 else "#a8392f" if b.main != "#d93a34" else "#5a2a2a") + rect(0, 67, 160, 5, light, r=2)
    if b.variant == 0:
        smoke = "".join(circle(x, y, r, c) for x, y, r, c in ((60, 10, 5, "#d3d6da"), (50, 6, 5.6, "#e3e5e8"), (38, 7.6, 7, "#d9dce0"), (24, 7, 5.4, "#e9ebed"), (96, 10, 4.6, "#d3d6da"), (87, 6, 5, "#e3e5e8"), (76, 7, 5, "#d9dce0")))
        funnels = "".join(poly([(x, 44), (x + 2, 12), (x + 18, 12), (x + 20, 44)], "#d9483b" if b.main != "#d93a34" else "#f2c53a") + poly([(x + 12, 12), (x + 18, 12), (x + 20, 44), (x + 13, 44)], shade("#d9483b" if b.main != "#d93a34" else "#f2c53a", -0.2)) + rect(x + 1.4, 12, 17.4, 7, "#2b2733") for x in (56, 92))
        decks = rect(24, 52, 116, 16, WHITE, r=2) + rect(36, 38, 92, 15, "#e6e1d6", r=2) + rect(24, 64, 116, 4, "#d3ccbe") + "".join(rect(x, 42, 8, 7, glow("#ffe39a"), r=1) for x in range(42, 124, 14)) + "".join(rect(x, 55, 8, 7, GLASS, r=1) for x in range(30, 136, 14))
        return smoke + funnels + decks + line([(146, 68), (146, 26)], "#6b4326", 2.6) + line([(146, 28), (126, 40)], "#6b7280", 1.2) + poly([(146, 25), (158, 29), (146, 33)], "#d9483b") + hull + _portholes(range(32, 140, 18), 82, 4.6, light) + circle(145, 88, 0.1, light)
    colors = ("#e08a35", "#3f8fd0", "#4f9a58", "#d9483b", "#f2c53a", "#8a5cc0")
    boxes = "".join(rect(50 + 17.5 * i, 54 - 13 * j, 16.5, 12.4, colors[(i * 2 + j * 3) % 6], r=1) + "".join(line([(50 + 17.5 * i + k, 56 - 13 * j), (50 + 17.5 * i + k, 64.6 - 13 * j)], shade(colors[(i * 2 + j * 3) % 6], -0.2), 1.4) for k in (4, 8.2, 12.4)) for i in range(6) for j in range((3, 4, 3, 4, 3, 2)[i]))
    bridge = rect(12, 26, 32, 42, WHITE, r=2) + rect(36, 26, 8, 42, "#dcd6ca") + rect(8, 20, 40, 8, "#e6e1d6", r=2) + rect(12, 30, 28, 7, glow("#ffe39a"), r=1) + "".join(rect(x, y, 6, 5, GLASS, r=1) for x in (14, 23, 32) for y in (43, 54)) + rect(18, 5, 14, 16, "#d9483b" if b.main != "#d93a34" else "#f2c53a") + rect(18, 5, 14, 5, "#2b2733") + line([(40, 20), (40, 2)], "#6b7280", 2)
    return bridge + boxes + hull + path("M140 80 V92 M134 88 Q140 96 146 88 M136 80 H144", None, light, 2.4)


@draws("submarine", 150, 88, natural=("#f2c230", "#5f7f95", "#e0853a"))
def submarine(b: Brush) -> str:
    """A submarine with periscope, propeller and portholes: rounded, long and grey, or a small deep diver."""
    trim = shade(b.main, -0.42)
    screw = path("M8 58 Q-2 42 3 36 Q12 40 12 56Z", "#8f98a4") + path("M8 62 Q-2 78 3 84 Q12 80 12 64Z", "#6b7280") + rect(6, 56, 12, 8, "#5a616c", r=2)
    scope = path("M88 24 V6 Q88 3 92 3 H104", None, trim, 5) + rect(100, 0.5, 7, 6, GLASS, r=1)
    if b.variant == 0:
        hull = path("M12 58 Q24 34 60 32 H108 Q148 34 149 58 Q148 86 104 88 H56 Q24 86 12 58Z", b.main) + path("M12 60 Q60 74 149 60 Q146 86 104 88 H56 Q26 86 12 60Z", b.dark) + path("M40 40 Q66 35 100 36.6", None, b.light, 4)
        tower = path("M62 34 L66 18 Q67 14 72 14 H100 Q105 14 106 18 L110 34Z", b.main) + path("M94 14 H100 Q105 14 106 18 L110 34 H98Z", b.dark) + rect(66, 22, 40, 3, trim)
        fins = path("M14 52 Q12 30 24 28 Q32 36 38 42Z", b.dark) + path("M92 74 Q82 82 64 80 Q68 72 92 74Z", trim)
        return screw + scope + tower + fins + hull + _portholes((58, 84, 110), 56, 9, trim) + path("M136 42 Q146 46 148.6 56 Q142 56 137 54Z", BEAM)
    if b.variant == 1:
        hull = path("M14 60 Q36 40 70 40 H126 Q149 42 150 62 Q149 86 122 88 H70 Q36 84 14 62Z", b.main) + path("M14 62 Q70 74 150 64 Q148 86 122 88 H70 Q36 84 14 62Z", b.dark) + rect(44, 39, 88, 4, trim, r=2) + line([(52, 38), (52, 30)], trim, 1.6) + line([(52, 30), (76, 30)], trim, 1.6) + line([(64, 38), (64, 30)], trim, 1.6)
        tower = path("M78 42 L80 18 Q81 14 85 14 H108 Q112 14 112 18 L114 42Z", b.main) + path("M104 14 H108 Q112 14 112 18 L114 42 H106Z", b.dark) + rect(72, 24, 48, 5, b.light, r=2.5) + rect(98, 18, 9, 4, glow("#ffe39a"), r=1)
        fins = path("M18 56 L12 34 H26 L40 50Z", b.dark) + path("M18 64 L12 84 H28 L40 74Z", trim)
        star = poly(star_points(124, 58, 8, 3.6), apart(b.main, "#f6f2e9", "#d93a34"))
        return screw + fins + group(scope, 4, 0) + line([(102, 16), (102, 5)], trim, 2.6) + tower + hull + star + "".join(circle(x, 60, 3.4, trim) + circle(x, 60, 2.2, glow("#ffe39a")) for x in (56, 70, 84, 98)) + path("M48 74 H126", None, trim, 1.4)
    hull = ellipse(84, 54, 65, 33, b.main) + path("M19.6 58 Q84 72 148.6 58 Q144 87 84 87 Q24 87 19.6 58Z", b.dark) + path("M40 34 Q56 25 78 24", None, b.light, 4)
    dome = circle(118, 50, 24, trim) + circle(118, 50, 20, GLASS) + circle(112, 54, 8.6, "#dba577") + path("M102 52 Q102 42 112 42 Q121 43 121 50 Q112 46 102 52Z", "#4a2d1f") + eye(115, 54, 1.6) + path("M100 66 Q104 60 112 62 Q120 62 124 68 Q112 72 100 66Z", "#d9483b") + path("M124 36 Q132 40 134 50", None, "#ffffff", 3.4, opacity=0.8)
    tower = path("M62 24 L65 12 H91 L94 24Z", b.main) + rect(60, 9, 36, 5, trim, r=2.5)
    arm = line([(126, 80), (140, 84)], "#6b7280", 4) + path("M139 78 Q149 78 149 83 M139 87 Q147 90 149 85", None, "#6b7280", 3)
    return screw + path("M24 48 Q14 28 26 22 Q36 30 44 38Z", b.dark) + group(scope, -18, 0) + tower + hull + dome + _portholes((50, 78), 54, 8.6, trim) + arm + rect(36, 82, 62, 6, trim, r=3) + circle(146, 66, 3.6, BEAM)


@draws("canoe", 160, 66, natural=("#b5683a", "#c9453b", "#5f8a5a"))
def canoe(b: Brush) -> str:
    """A narrow open boat: a canoe with upswept ends and a paddle, a rowing boat with oars, or a patterned canoe with a paddler."""
    wood, pale = "#c9924a", apart(b.main, "#f3e7c9", "#6b4326")
    if b.variant == 1:
        far = line([(92, 36), (128, 8)], shade(wood, -0.25), 3.4) + group(ellipse(0, 0, 13, 4.6, shade(wood, -0.25)), 134, 5, turn=-38)
        inside = path("M4 28 Q80 40 154 24 L148 40 H14Z", shade(b.main, -0.5)) + "".join(rect(x, 33, 12, 6, wood, r=1) for x in (36, 76, 112))
        hull = path("M1 26 Q60 42 159 20 Q156 54 136 66 H26 Q4 56 1 26Z", b.main) + path("M3.6 42 Q70 54 154.6 40 Q149 58 136 66 H26 Q9 58 3.6 42Z", b.dark) + path("M1 26 Q60 42 159 20 L158.6 27 Q60 48 1.6 33Z", pale) + path("M6 50 Q70 62 152 48", None, shade(b.main, -0.36), 1.8)
        near = line([(66, 38), (30, 6)], wood, 4) + group(ellipse(0, 0, 14, 5.4, wood), 24, 4.8, turn=36) + path("M62 38 q5 -8 10 0", None, "#4a5160", 3)
        return far + inside + near + hull
    hull = path("M3 20 Q-3 30 6 46 Q18 66 44 66 H116 Q142 66 154 46 Q163 30 157 20 Q152 38 136 42 Q80 48 24 42 Q8 38 3 20Z", b.main) + path("M4 42 Q20 58 80 58 Q140 58 156 42 Q144 66 116 66 H44 Q16 66 4 42Z", b.dark)
    gunwale = path("M3 20 Q8 38 24 42 Q80 48 136 42 Q152 38 157 20", None, pale, 4)
    inside = path("M14 34 Q80 36 146 34 L138 44 H22Z", shade(b.main, -0.5))
    if b.variant == 0:
        paddle = line([(34, 3), (104, 40)], wood, 4) + line([(31, 1.6), (37, 5)], wood, 6) + group(path("M0 -6 Q22 -9 30 0 Q22 9 0 6Z", wood) + line([(2, 0), (24, 0)], shade(wood, -0.2), 1.6), 98, 38, turn=28)
        ribs = "".join(path(f"M{x} 46 Q{x + (80 - x) * 0.05:.1f} 56 {x + (80 - x) * 0.12:.1f} 65", None, b.dark, 1.8) for x in (34, 56, 80, 104, 126))
        seats = rect(44, 37, 14, 6, wood, r=1) + rect(106, 37, 14, 6, wood, r=1)
        return inside + seats + line([(26, 6), (92, 42)], wood, 4.4) + group(path("M-4 -6 Q-26 -9 -32 0 Q-26 9 -4 6Z", wood), 32, 9, turn=28) + line([(92, 42), (97, 44.6)], wood, 7) + hull + ribs + gunwale + (paddle if False else "")
    skin = b.rng.choice(("#f8d5b8", "#dba577", "#94603a"))
    shirt = apart(b.main, "#e08a35", "#3c78d0")
    crew = path("M60 46 Q58 27 72 26 Q86 26 88 46Z", shirt) + circle(74, 16, 10, skin) + path("M63.4 15 Q62 3 74 3 Q86 3 84.6 14 Q76 9 63.4 15Z", "#3a2a24") + eye(78, 16, 1.6) + path("M77 20.4 Q79 22 81 20", None, "#7a2a22", 1.3)
    paddle = line([(88, 6), (118, 60)], wood, 4) + path("M110 48 Q120 46 126 60 Q128 67 122 66 Q114 66 108 54Z", wood) + line([(84.6, 4), (91, 1.6)], wood, 4.6) + line([(70, 32), (88, 32), (99, 27)], shade(shirt, -0.15), 7) + circle(100, 26, 4.4, skin)
    zigzag = line([(16 + 8 * k, 50 if k % 2 else 57) for k in range(17)], pale, 3)
    return inside + crew + hull + zigzag + gunwale + "".join(circle(x, 32, 3.2, pale) for x in (8, 152)) + paddle
