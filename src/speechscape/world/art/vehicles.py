"""Vehicles on roads, from the side; `b.main` is the bodywork, tyres stay dark. `vehicles_more` has rails, air and water."""

from __future__ import annotations

import math
from collections.abc import Sequence

from speechscape.world.art.buildings import apart, letters
from speechscape.world.art.kit import Brush, circle, draws, ellipse, glow, group, line, path, poly, rect, shade, star_points

__all__ = ["BEAM", "CHROME", "GLASS", "RIM", "TYRE", "WHITE", "cross", "portholes", "shine"]

TYRE, RIM, CHROME, GLASS, INK, WHITE = "#2b2a33", "#c3cad3", "#aeb7c2", "#a9d4ea", "#2b2733", "#f6f2e9"
BEAM, TAIL = glow("#ffe9a0"), glow("#ff5a4a")


# --- parts --------------------------------------------------------------------------------------------------------------
def _wheel(x: float, y: float, r: float, rim: str = RIM, bolts: int = 5) -> str:
    parts = circle(x, y, r, TYRE) + circle(x, y, r * 0.6, rim) + circle(x, y, r * 0.42, shade(rim, -0.22))
    nuts = "".join(circle(x + r * 0.3 * math.cos(6.283 * k / bolts), y + r * 0.3 * math.sin(6.283 * k / bolts), r * 0.07, TYRE) for k in range(bolts))
    return parts + nuts + circle(x, y, r * 0.15, shade(rim, 0.4))


def _arch(x: float, y: float, r: float, color: str) -> str:
    return path(f"M{x - r} {y} A{r} {r} 0 0 1 {x + r} {y}Z", color)


def shine(points: Sequence[tuple[float, float]]) -> str:
    """A pale reflection on glass."""
    return poly(points, "#ffffff", opacity=0.4)


def _spokes(x: float, y: float, r: float, tyre: float = 4, spokes: int = 12) -> str:
    rays = "".join(
        line([(x, y), (x + (r - 2) * math.cos(math.pi * k * 2 / spokes), y + (r - 2) * math.sin(math.pi * k * 2 / spokes))], "#8f98a4", 0.9)
        for k in range(spokes)
    )
    return circle(x, y, r - tyre / 2, None, TYRE, tyre) + circle(x, y, r - tyre - 1, None, CHROME, 1.6) + rays + circle(x, y, r * 0.12, "#5a616c")


def portholes(xs: Sequence[float], y: float, r: float, rim: str) -> str:
    """Lit round windows at these places along the line y."""
    return "".join(circle(x, y, r, rim) + circle(x, y, r * 0.66, glow("#ffe39a")) for x in xs)


def cross(x: float, y: float, r: float, color: str) -> str:
    """The cross of first aid, `r` from its middle to its ends."""
    return rect(x - r, y - r * 0.34, 2 * r, r * 0.68, color) + rect(x - r * 0.34, y - r, r * 0.68, 2 * r, color)


# --- cars ---------------------------------------------------------------------------------------------------------------
SEDAN = "M2 46 V34 Q2 26 14 24 L36 20 Q50 3 66 3 H86 Q102 3 114 20 L138 25 Q148 28 148 38 V46 Q148 50 143 50 H7 Q2 50 2 46Z"
SEDAN_LOW = "M2 38 H148 V46 Q148 50 143 50 H7 Q2 50 2 46Z"
SEDAN_GLASS = ("M44 21 Q54 8 66 8 H75 V21Z", "M80 21 V8 H86 Q97 8 106 21Z")


def _saloon(b: Brush, body: str, low: str, top: float = 0) -> str:
    """A four-door car in a 150 x 62 box moved down by `top`: body and lower part in these colours."""
    parts = path(SEDAN, body) + path(SEDAN_LOW, low) + "".join(path(d, GLASS) for d in SEDAN_GLASS)
    parts += shine([(56, 21), (64, 8.4), (70, 8.2), (62, 21)]) + shine([(90, 21), (86, 8), (90, 8.6), (97, 21)])
    parts += path("M42 24 Q40 36 46 48 M77.5 8 V48 M108 24 Q112 32 106 38", None, shade(body, -0.28), 1.6) + rect(64, 27, 8, 2.6, CHROME, r=1)
    parts += rect(97, 27, 8, 2.6, CHROME, r=1)
    parts += path("M141 27 Q148 29 148 36 H140 Q137 30 141 27Z", BEAM) + rect(2, 29, 6, 8, TAIL, r=2) + rect(0, 43, 10, 5, CHROME, r=2)
    parts += rect(140, 43, 10, 5, CHROME, r=2)
    parts += "".join(_arch(x, 50, 16, shade(low, -0.45)) + _wheel(x, 48, 14) for x in (33, 117))
    return group(parts, 0, top) if top else parts


@draws("car", 150, 62, natural=("#d9403a", "#3f7fc9", "#4a9a6a"))
def car(b: Brush) -> str:
    """A car: a saloon, a small round one, or an open-topped sports car."""
    if b.variant == 0:
        return _saloon(b, b.main, b.dark)
    if b.variant == 1:
        body = path("M1 44 Q2 24 22 22 Q32 1 72 1 Q108 1 118 22 Q144 24 149 44 Q150 51 142 51 H8 Q0 51 1 44Z", b.main)
        body += path("M1.4 40 H148.4 Q150 51 142 51 H8 Q0 51 1.4 40Z", b.dark)
        body += path("M8 44 Q10 20 34 20 Q56 22 58 48Z M142 44 Q140 20 116 20 Q94 22 92 48Z", b.light)
        glass = path("M38 22 Q46 6 70 6 V22Z", GLASS) + path("M76 22 V6 Q98 6 108 22Z", GLASS) + shine([(52, 22), (60, 7), (66, 6.4), (58, 22)])
        glass += shine([(88, 22), (84, 6.6), (89, 7.4), (94, 22)])
        trim = line([(73, 8), (73, 47)], shade(b.main, -0.3), 1.6) + rect(78, 29, 8, 2.8, CHROME, r=1) + ellipse(142, 31, 5, 6.4, BEAM)
        trim += ellipse(6, 34, 3.4, 5, TAIL) + rect(0, 46, 12, 4.6, CHROME, r=2) + rect(138, 46, 12, 4.6, CHROME, r=2)
        trim += rect(56, 47, 38, 4, shade(b.main, -0.4), r=2)
        return body + glass + trim + "".join(_wheel(x, 47.5, 14.5, WHITE) for x in (33, 117))
    seats = path("M50 26 Q46 8 54 8 Q61 9 62 26Z", "#7a4a33") + path("M74 26 Q70 10 77 10 Q84 11 84 26Z", "#5f3826") + path("M96 24 L88 13", None, INK, 2.4)
    seats += line([(85, 16), (91, 10)], INK, 2.6)
    body = path("M2 44 V32 Q3 22 18 22 H106 Q136 22 146 34 Q149 38 149 44 Q149 50 144 50 H8 Q2 50 2 44Z", b.main)
    body += path("M2 40 Q60 36 149 40 V44 Q149 50 144 50 H8 Q2 50 2 44Z", b.dark) + path("M14 22 Q20 16 42 18 L46 24 H18Z", b.light)
    body += path("M66 26 Q64 40 70 48 M104 25 Q106 36 100 46", None, shade(b.main, -0.32), 1.6)
    screen = path("M100 24 L88 3 Q92 0 96 4 L112 24Z", GLASS) + line([(90, 2), (104, 24)], CHROME, 2.6)
    trim = path("M134 28 Q146 32 147 38 H136Z", BEAM) + rect(2, 28, 7, 6, TAIL, r=2) + rect(92, 31, 8, 2.6, CHROME, r=1)
    trim += rect(141, 45, 9, 5, shade(b.main, -0.45), r=2) + rect(0, 45, 9, 5, CHROME, r=2)
    trim += path("M22 30 H62", None, WHITE if b.main != "#f4f1ea" else "#d93a34", 3)
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
        panel += lines + badge + rect(82, 43, 20, 3.4, b.main, r=1) + rect(82, 49, 14, 3, b.main, r=1) + rect(50, 43, 17, 3.4, b.main, r=1)
        panel += rect(50, 49, 17, 3, b.main, r=1)
    elif b.variant == 1:
        panel = "".join(rect(10 + 10 * k, 38 + 6 * r, 10, 6, "#f2d43f" if (k + r) % 2 else b.dark) for k in range(13) for r in range(2)) + badge
        panel += path("M77.5 18 V37", None, shade(b.main, -0.3), 1.6)
    else:
        panel += lines + badge + path("M8 42 H43 V46 H6Z M109 42 H146 V46 H110Z", door)
    wheels = "".join(_arch(x, 60, 16, shade(b.dark, -0.45)) + _wheel(x, 58, 14) for x in (33, 117))
    return bar + base + panel + wheels + path("M145 48 h3.4 v12 h-6", None, "#4a5160", 2.6)


@draws("taxi", 150, 72, natural=("#f5c22e", "#f2b51f", "#33323c"))
def taxi(b: Brush) -> str:
    """A taxi with a lit roof sign and a chequered band: saloon, tall cab, or with a striped band."""
    sign = rect(60, 1, 32, 12, glow("#fff0b0"), r=3) + letters("TAXI", 76, 3.6, 6.6, "#2b2733", 1.5, 0.5, 0.62)
    light, dark = ("#fbf7ee", INK) if b.main != "#33323c" else ("#f5c22e", INK)

    def checks(y: float, x0: float, count: int, size: float) -> str:
        return "".join(rect(x0 + size * k, y + size * r, size, size, dark if (k + r) % 2 else light) for k in range(count) for r in range(2))

    if b.variant == 1:
        body = path("M2 56 V36 Q3 30 14 29 L30 28 Q38 11 54 11 H96 Q106 11 110 28 L138 32 Q149 34 149 46 V56 Q149 60 144 60 H7 Q2 60 2 56Z", b.main)
        body += path("M2 49 H149 V56 Q149 60 144 60 H7 Q2 60 2 56Z", b.dark)
        glass = path("M38 29 Q44 16 54 16 H70 V29Z", GLASS) + path("M75 16 H95 Q102 16 104 29 H75Z", GLASS) + shine([(50, 29), (56, 16), (62, 16), (56, 29)])
        glass += shine([(84, 29), (84, 16), (89, 16), (92, 29)])
        trim = line([(72.5, 18), (72.5, 58)], shade(b.main, -0.3), 1.6) + checks(38, 36, 18, 4) + circle(142, 39, 5, BEAM) + rect(2, 38, 6, 9, TAIL, r=2)
        trim += rect(0, 53, 10, 5, CHROME, r=2) + rect(140, 53, 10, 5, CHROME, r=2) + rect(60, 33, 8, 2.6, "#5a616c", r=1)
        trim += rect(92, 33, 8, 2.6, "#5a616c", r=1)
        return sign + body + glass + trim + "".join(_arch(x, 60, 16, shade(b.main, -0.5)) + _wheel(x, 58, 14) for x in (32, 118))
    base = group(_saloon(b, b.main, b.dark), 0, 10)
    band = checks(39, 47, 15, 4) if b.variant == 0 else checks(39, 10, 33, 4)
    wheels = "".join(_arch(x, 60, 16, shade(b.dark, -0.45)) + _wheel(x, 58, 14, RIM if b.variant == 0 else "#f5c22e") for x in (33, 117))
    return sign + base + band + wheels + path("M77.5 36 V58", None, shade(b.main, -0.3), 1.4)


# --- large road vehicles ------------------------------------------------------------------------------------------------
def _cab(b: Brush, x: float, top: float, w: float, bottom: float) -> str:
    """A square lorry cab that looks to the right, with window, door, lamp and bumper."""
    h = bottom - top
    body = path(
        f"M{x} {bottom} V{top + 4} Q{x} {top} {x + 4} {top} H{x + w * 0.66} Q{x + w * 0.76} {top} {x + w * 0.82} {top + h * 0.12} "
        f"L{x + w - 2} {top + h * 0.5} Q{x + w} {top + h * 0.54} {x + w} {top + h * 0.6} V{bottom}Z",
        b.main,
    )
    body += rect(x, bottom - h * 0.26, w, h * 0.26, b.dark)
    body += path(
        f"M{x + w * 0.34} {top + 5} H{x + w * 0.66} Q{x + w * 0.72} {top + 5} {x + w * 0.75} {top + h * 0.17} L{x + w * 0.9} {top + h * 0.48} H{x + w * 0.34}Z",
        GLASS,
    )
    body += shine([(x + w * 0.44, top + h * 0.48), (x + w * 0.54, top + 5), (x + w * 0.64, top + 5), (x + w * 0.54, top + h * 0.48)])
    body += path(f"M{x + w * 0.28} {top + 5} V{bottom - 4}", None, shade(b.main, -0.3), 1.6) + rect(x + w * 0.36, top + h * 0.58, w * 0.18, 2.6, CHROME, r=1)
    return body + rect(x + w - 5, bottom - h * 0.32, 5, 8, BEAM, r=2) + rect(x + w * 0.7, bottom - 4, w * 0.3 + 2, 5, CHROME, r=2)


@draws("truck", 160, 90, natural=("#d9483b", "#3f78c0", "#e0a42f"))
def truck(b: Brush) -> str:
    """A lorry: with a box, a long-nosed tanker truck, or a tipper full of sand."""
    frame = rect(4, 70, 150, 7, "#3b404c", r=2)
    if b.variant == 0:
        box = rect(1, 2, 100, 70, b.light, r=3) + rect(1, 58, 100, 14, b.main) + "".join(line([(x, 6), (x, 56)], b.main, 2) for x in (18, 34, 50, 66, 82))
        box += rect(1, 2, 100, 5, b.main, r=2) + rect(1, 52, 5, 8, TAIL, r=1)
        return frame + box + _cab(b, 105, 20, 53, 76) + "".join(_arch(x, 77, 15.5, "#2f333d") + _wheel(x, 76.5, 13.4) for x in (24, 56, 132))
    if b.variant == 1:
        tank = rect(1, 20, 94, 44, b.main, r=20) + path("M1 46 H95 Q94 64 75 64 H21 Q2 64 1 46Z", b.dark) + rect(10, 26, 76, 5, b.light, r=2.5)
        tank += "".join(rect(x, 20, 3, 44, shade(b.main, -0.35)) for x in (28, 48, 68)) + rect(40, 14, 18, 8, CHROME, r=2) + rect(10, 62, 80, 8, "#3b404c")
        nose = path("M100 76 V18 Q100 14 104 14 H120 Q126 14 128 20 L133 42 H150 Q158 42 158 52 V76Z", b.main) + path("M100 62 H158 V76 H100Z", b.dark)
        nose += path("M107 20 H119 Q123 20 124 24 L128 42 H107Z", GLASS) + shine([(110, 42), (114, 20), (119, 20), (115, 42)])
        nose += rect(140, 47, 18, 3, CHROME, r=1) + rect(152, 52, 6, 9, BEAM, r=2) + rect(144, 72, 16, 6, CHROME, r=2) + line([(97, 70), (97, 4)], CHROME, 5)
        nose += line([(97, 4), (95, 3)], CHROME, 4) + path("M104 44 V72", None, shade(b.main, -0.3), 1.6)
        return frame + tank + nose + "".join(_wheel(x, 77, 13) for x in (20, 48, 90, 138)) + rect(1, 58, 5, 6, TAIL)
    load = path("M8 30 Q30 8 54 2 Q78 8 94 30Z", "#d8b26a") + path("M54 2 Q78 8 94 30 H64 Q70 14 54 2Z", "#bd9550")
    tub = poly([(1, 26), (104, 26), (98, 66), (18, 66)], b.main) + poly([(1, 26), (104, 26), (103, 33), (3.4, 33)], b.light)
    tub += poly([(13, 56), (99.6, 56), (98, 66), (18, 66)], b.dark)
    tub += "".join(poly([(x, 34), (x + 7, 34), (x + 7, 62), (x + 2, 62)], b.dark) for x in (26, 48, 70)) + path("M98 8 H120 V14 H104 V26 H98Z", b.main)
    drawn = frame + load + tub + _cab(b, 107, 20, 51, 76) + "".join(_arch(x, 77, 15.5, "#2f333d") + _wheel(x, 76.5, 13.4, "#e8c04f") for x in (30, 62, 134))
    return drawn + rect(12, 66, 6, 6, TAIL)


@draws("bus", 160, 84, natural=("#f2b82e", "#cf3a32", "#3f8fb5"))
def bus(b: Brush) -> str:
    """A bus: a school bus with a bonnet, a red double-decker, or a modern city bus."""
    if b.variant == 1:
        body = rect(2, 1, 154, 74, b.main, r=8) + rect(2, 62, 154, 13, b.dark, r=3) + rect(2, 34, 154, 7, WHITE if b.main != "#f4f1ea" else "#d93a34")
        panes = "".join(rect(x, 10, 19, 18, glow("#ffe6a3") if k in (1, 4) else GLASS, r=2) for k, x in enumerate((10, 33, 56, 79, 102, 125)))
        panes += "".join(rect(x, 44, 19, 15, glow("#ffe6a3") if k == 2 else GLASS, r=2) for k, x in enumerate((33, 56, 79, 102)))
        door = rect(9, 43, 18, 31, shade(b.main, -0.5), r=2) + rect(11, 45, 6.6, 27, GLASS) + rect(18.6, 45, 6.6, 27, GLASS)
        front = path("M128 44 H156 V60 H128Z", GLASS) + rect(147, 9, 9, 20, GLASS, r=2) + rect(152, 63, 6, 8, BEAM, r=2) + rect(2, 63, 5, 7, TAIL)
        front += rect(128, 35, 26, 6, "#2b2733") + rect(131, 36.6, 18, 2.8, glow("#ffd25a"))
        drawn = body + panes + door + front + "".join(_arch(x, 75, 15, "#2f2a30") + _wheel(x, 71.5, 12.5) for x in (46, 122))
        return drawn + rect(150, 71, 10, 5, CHROME, r=2) + rect(0, 71, 8, 5, CHROME, r=2)
    if b.variant == 0:
        body = path("M2 72 V10 Q2 2 12 2 H122 Q128 2 129 10 L132 36 H148 Q158 37 158 48 V72Z", b.main) + rect(2, 58, 156, 14, b.dark)
        body += "".join(rect(4, y, 128, 2.6, "#2b2733") for y in (42, 50)) + rect(134, 44, 22, 3, "#2b2733", r=1)
        panes = "".join(
            rect(x, 12, 17, 20, glow("#ffe6a3") if k == 2 else GLASS, r=2) + line([(x, 22), (x + 17, 22)], b.dark, 1.6) for k, x in enumerate((8, 29, 50, 71))
        )
        panes += rect(93, 12, 14, 50, shade(b.main, -0.45), r=2) + rect(95, 14, 10, 20, GLASS) + rect(95, 38, 10, 22, GLASS)
        panes += path("M111 12 H122 L126 34 H111Z", GLASS) + shine([(113, 34), (116, 12), (120, 12), (117, 34)])
        drawn = body + panes + rect(30, 0.5, 10, 5, glow("#ff6a4a"), r=2) + rect(106, 0.5, 10, 5, glow("#ff6a4a"), r=2)
        drawn += rect(152, 50, 6, 8, BEAM, r=3) + rect(2, 60, 5, 8, TAIL) + rect(144, 68, 16, 6, "#2b2733", r=2) + rect(0, 68, 10, 6, "#2b2733", r=2)
        return drawn + "".join(_arch(x, 72, 16, "#2f2a30") + _wheel(x, 70.5, 13.5) for x in (34, 136))
    body = path("M2 74 V14 Q2 6 10 6 H140 Q150 6 153 18 L158 52 V74Z", b.main) + path("M2 58 H158 V74 H2Z", b.dark) + rect(14, 1, 46, 7, b.dark, r=3)
    body += rect(90, 2, 30, 6, b.dark, r=3) + path("M2 50 H158 V54 H2Z", b.light)
    panes = path("M7 14 H126 V44 H7Z", "#3b4658")
    panes += "".join(rect(x, 16, 18, 26, glow("#ffe6a3") if k in (0, 3) else GLASS, r=1) for k, x in enumerate((9, 29, 72, 92)))
    panes += path("M130 14 H143 Q147 14 148 20 L153 46 H130Z", GLASS) + shine([(134, 46), (138, 14), (143, 14), (140, 46)])
    doors = "".join(rect(x, 16, 19, 54, "#3b4658", r=2) + rect(x + 2, 18, 6.6, 48, GLASS) + rect(x + 10.4, 18, 6.6, 48, GLASS) for x in (50, 111))
    drawn = body + panes + doors + rect(131, 8, 18, 5, "#2b2733", r=1) + rect(134, 9, 11, 3, glow("#ffb84a")) + rect(151, 58, 6, 7, BEAM, r=2)
    drawn += rect(2, 60, 5, 8, TAIL) + "".join(_arch(x, 74, 15, "#2f2a30") + _wheel(x, 71.4, 12.6) for x in (32, 92)) + rect(148, 71, 12, 5, CHROME, r=2)
    return drawn + rect(0, 71, 8, 5, CHROME, r=2)


@draws("fire truck", 160, 92, natural=("#d3332c", "#c92c28", "#dc4030"))
def fire_truck(b: Brush) -> str:
    """A fire engine with a ladder, blue lights, hoses and shutters."""
    band = apart(b.main, WHITE, "#d3332c")
    rungs = "".join(line([(k * 9, 0), (k * 9, 13)], "#8b95a3", 2.6) for k in range(1, 13))
    ladder = rungs + line([(0, 0), (118, 0)], "#b9c2cd", 4) + line([(0, 13), (118, 13)], "#7c8794", 4)
    body = rect(2, 28, 100, 48, b.main, r=3) + rect(2, 64, 100, 12, b.dark) + rect(2, 56, 100, 5, band)
    cab = _cab(b, 104, 24, 54, 76) + rect(104, 56, 53, 5, band) + rect(140, 57, 18, 3, "#f2c230")
    siren = rect(116, 17, 22, 8, "#4a5160", r=2) + rect(117, 12, 9, 10, glow("#4f9bff"), r=3) + rect(128, 12, 9, 10, glow("#4f9bff"), r=3)
    shutters = "".join(
        rect(x, 33, 22, 20, "#c3cad3", r=1) + "".join(line([(x + 1, y), (x + 21, y)], "#98a2ae", 1.2) for y in range(36, 53, 4)) for x in (8, 74)
    )
    reel = circle(51, 43, 11, "#3b404c") + circle(51, 43, 8.4, "#d9b24a") + circle(51, 43, 6, "#b88e2e") + circle(51, 43, 3, "#3b404c")
    low = rect(4, 74, 152, 6, "#3b404c", r=2) + rect(2, 66, 5, 8, TAIL) + "".join(_arch(x, 79, 16, "#2f2a30") + _wheel(x, 78, 14, RIM) for x in (30, 132))
    low += rect(58, 66, 40, 8, "#c3cad3", r=1)
    if b.variant == 0:
        return rect(20, 14, 8, 16, "#5a616c") + rect(84, 14, 8, 16, "#5a616c") + group(ladder, 4, 4, 0.93) + body + cab + siren + shutters + reel + low
    if b.variant == 1:
        raised = group(ladder, 12, 20, 1.12, turn=-8) + circle(20, 26, 8, "#8f98a4") + rect(10, 24, 24, 6, "#5a616c", r=2)
        return raised + body + cab + siren + shutters + reel + low
    basket = rect(106, 1.5, 30, 12, band, r=2) + line([(106, 6), (136, 6)], b.dark, 1.6) + group(siren, 14, 2)
    drawn = rect(8, 20, 18, 10, "#5a616c", r=2) + line([(16, 22), (112, 11)], "#7c8794", 9) + line([(16, 20.5), (112, 9.5)], "#b9c2cd", 3.4) + basket + body
    return drawn + cab + shutters + reel + low + "".join(circle(x, 70, 2.6, "#f2c230") for x in (66, 76, 86))


@draws("ambulance", 150, 94, natural=("#f6f4ef", "#f3f1ea", "#f5d33f"))
def ambulance(b: Brush) -> str:
    """An ambulance with a red cross, a stripe and flashing lights: box body, van, or chequered."""
    red = apart(b.main, "#d8302c", "#ffffff")
    disc = WHITE if b.main != "#f4f1ea" else "#ffffff"
    lights = rect(100, 8, 20, 8, "#4a5160", r=2) + rect(101, 2, 8, 10, glow("#ff4a3f"), r=3) + rect(111, 2, 8, 10, glow("#4f8fff"), r=3)
    wheels = rect(4, 76, 142, 6, "#3b404c", r=2) + "".join(_arch(x, 81, 16, "#2f2a30") + _wheel(x, 80, 14) for x in (32, 120))
    sign = circle(44, 38, 17, disc) + cross(44, 38, 13, "#d8302c")
    if b.variant == 1:
        body = path("M2 78 V20 Q2 10 14 10 H100 Q112 10 120 24 L130 44 Q148 46 148 60 V78Z", b.main) + path("M2 68 H148 V78 H2Z", b.dark)
        body += path("M86 18 H100 Q108 18 113 28 L120 44 H86Z", GLASS) + shine([(92, 44), (98, 18), (104, 19), (100, 44)])
        body += path("M82 16 V72", None, shade(b.main, -0.3), 1.8)
        stripe = path("M2 58 H148 V64 H2Z", red) + path("M70 58 L78 48 H88 L80 58Z", red)
        drawn = group(lights, -36, 0) + body + stripe + sign + rect(143, 50, 5, 9, BEAM, r=2) + rect(2, 50, 4, 10, TAIL) + rect(138, 74, 12, 5, CHROME, r=2)
        return drawn + rect(0, 74, 8, 5, CHROME, r=2) + wheels
    box = rect(1, 12, 94, 66, b.main, r=4) + rect(1, 66, 94, 12, b.dark) + rect(90, 14, 5, 60, b.dark) + rect(68, 24, 18, 16, GLASS, r=2)
    box += line([(66, 20), (66, 66)], shade(b.main, -0.22), 1.8)
    cab = _cab(b, 95, 16 + 8, 53, 78)
    lamps = rect(4, 2, 8, 12, glow("#ff4a3f"), r=3) + rect(82, 2, 8, 12, glow("#4f8fff"), r=3) + group(lights, 2, 10)
    if b.variant == 0:
        stripe = rect(1, 58, 147, 6, red)
    else:
        stripe = (
            "".join(rect(1 + 10.5 * k, 54 + 6 * r, 10.5, 6, "#3f9a58" if (k + r) % 2 else "#fbf3c0") for k in range(14) for r in range(2))
            if b.main != "#4aa04f"
            else rect(1, 56, 147, 9, WHITE)
        )
        sign = circle(44, 33, 17, disc) + cross(44, 33, 13, "#d8302c")
    return lamps + box + cab + stripe + sign + rect(1, 46, 4, 8, TAIL) + wheels + rect(0, 74, 8, 5, CHROME, r=2)


@draws("tractor", 136, 108, natural=("#3f9148", "#d3402f", "#3f78c0"))
def tractor(b: Brush) -> str:
    """A tractor with one huge rear wheel: with a cab, open with a roof on posts, or an old open one."""
    rim = apart(b.main, "#f0c23a", "#d93a34")

    def big(x: float, y: float, r: float) -> str:
        lugs = "".join(group(rect(-4, -r, 8, 9, TYRE, r=2), x, y, turn=k * 20) for k in range(18))
        drawn = lugs + circle(x, y, r - 3, TYRE) + circle(x, y, r * 0.56, rim) + circle(x, y, r * 0.42, shade(rim, -0.2)) + circle(x, y, r * 0.16, "#4a5160")
        return drawn + "".join(circle(x + r * 0.3 * math.cos(k * 1.047), y + r * 0.3 * math.sin(k * 1.047), 1.8, "#4a5160") for k in range(6))

    wheels = big(36, 72, 36) + big(114, 87, 21)
    hood = path("M62 44 H118 Q130 44 131 54 V74 H58Z", b.main) + path("M58 64 H131 V76 H58Z", b.dark) + rect(70, 50, 38, 4, b.light, r=2)
    hood += "".join(line([(x, 57), (x, 66)], shade(b.main, -0.4), 2.4) for x in (112, 117, 122)) + rect(126, 50, 6, 9, BEAM, r=2)
    hood += rect(50, 74, 74, 8, "#3b404c", r=2)
    fender = path("M1 60 Q8 30 40 30 Q62 32 70 54 L62 58 Q56 40 38 39 Q18 40 12 62Z", b.dark)
    pipe = line([(100, 46), (100, 22)], "#4a5160", 5) + line([(100, 24), (100, 15)], "#6b7280", 3.4)
    if b.variant == 0:
        cab = path("M22 54 L28 8 H72 L82 54Z", "#3b404c") + path("M29 50 L34 13 H50 V50Z", GLASS) + path("M54 13 H68 L76 50 H54Z", GLASS)
        cab += shine([(58, 50), (60, 13), (64, 13), (65, 50)]) + rect(20, 1, 60, 9, b.main, r=4) + rect(20, 7, 60, 3.4, b.dark, r=1.6)
        return pipe + cab + hood + wheels + fender
    seat = path("M28 52 Q26 32 34 32 Q38 34 38 44 H52 V52Z", "#5a3a2a") + line([(72, 46), (62, 34)], "#3b404c", 3) + line([(56, 37), (66, 29)], "#3b404c", 3.4)
    if b.variant == 1:
        roof = line([(26, 50), (24, 8)], "#3b404c", 3.4) + line([(76, 48), (74, 8)], "#3b404c", 3.4) + path("M14 10 Q16 1 30 1 H72 Q84 1 86 10Z", b.main)
        roof += rect(14, 8, 72, 4, b.dark, r=2)
        return roof + pipe + seat + hood + wheels + fender
    smoke = circle(100, 12, 5, "#c3c7cd") + circle(106, 7, 6, "#d7dadf") + circle(115, 6, 4.6, "#e6e8eb")
    return smoke + pipe + seat + line([(72, 46), (66, 38)], "#3b404c", 3) + hood + wheels + fender


# --- two wheels ---------------------------------------------------------------------------------------------------------
@draws("bicycle", 150, 94, natural=("#d3423b", "#3f9a86", "#3c78c9"))
def bicycle(b: Brush) -> str:
    """A bicycle: with a diamond frame, a step-through with a lamp, or a racer with drop handlebars."""
    r, y = 31, 63
    wheels = _spokes(31, y, r, 5 if b.variant != 2 else 3.6) + _spokes(119, y, r, 5 if b.variant != 2 else 3.6)
    crank = circle(70, 66, 9, None, "#5a616c", 3) + line([(66, 78), (74, 54)], "#4a5160", 3.6) + line([(60, 79), (70, 79)], INK, 4)
    crank += line([(70, 53), (80, 53)], INK, 4) + line([(31, 67), (70, 75)], "#6b7280", 1.8) + line([(31, 59), (70, 57)], "#6b7280", 1.8)
    rear = line([(31, y), (70, 66)], b.dark, 5)
    if b.variant == 1:
        frame = rear + line([(31, y), (58, 36)], b.dark, 4.6) + path("M104 22 Q100 66 70 66", None, b.main, 7) + path("M105 32 Q98 50 62 50", None, b.light, 4)
        frame += line([(70, 66), (56, 26)], b.main, 6) + path("M101 12 L107 36 Q110 52 119 63", None, b.main, 6)
        bars = path("M101 13 Q96 3 84 8", None, "#6b7280", 4.4) + line([(80, 9), (87, 6.6)], INK, 6.4)
        bars += line([(102, 17), (112, 17)], "#6b7280", 3) + circle(114, 17, 6.4, CHROME) + ellipse(118, 17, 3.4, 5.6, BEAM)
        guard = path("M2 58 Q6 30 32 30 Q54 31 61 50", None, b.dark, 3) + rect(14, 28, 30, 4, "#6b7280", r=1.6)
        return wheels + guard + frame + bars + crank + path("M42 22 Q56 14 70 21 Q66 29 54 28 Q44 30 42 22Z", "#6b4326")
    frame = rear + line([(31, y), (56, 30)], b.dark, 4.6) + line([(70, 66), (54, 24)], b.main, 6) + line([(57, 32), (102, 28)], b.main, 6)
    frame += line([(70, 66), (103, 34)], b.main, 6.6) + line([(100, 18), (106, 38), (119, y)], b.main, 6) + line([(62, 34), (98, 31)], b.light, 1.8)
    if b.variant == 0:
        bars = line([(100, 18), (98, 8)], "#6b7280", 4.4) + path("M98 8 Q108 2 116 8", None, "#6b7280", 4.4) + line([(97, 8), (88, 10)], INK, 6.4)
        bars += circle(116, 13, 4.6, BEAM)
        bell = circle(103, 4.4, 3, "#e8b53a")
        return wheels + frame + bars + bell + crank + path("M38 20 Q52 14 68 20 Q64 27 52 25 Q40 28 38 20Z", INK) + rect(6, 40, 5, 8, TAIL, r=1)
    bars = line([(100, 18), (99, 7)], "#6b7280", 4.4) + path("M99 6 H116 Q128 7 126 17 Q123 25 113 24", None, INK, 4.8)
    drawn = wheels + frame + bars + crank + path("M36 19 Q54 15 68 21 Q60 24 50 23 Q38 25 36 19Z", INK) + circle(31, y, 5, "#6b7280")
    return drawn + line([(54, 24), (53, 20)], "#6b7280", 4) + rect(92, 1, 14, 4, CHROME, r=2)


@draws("motorcycle", 150, 92, natural=("#d33a34", "#3a3f4d", "#e08a2c"))
def motorcycle(b: Brush) -> str:
    """A motorcycle: a classic roadster, a sports bike with fairing, or a cruiser with high bars and panniers."""

    def wheel(x: float, r: float) -> str:
        drawn = circle(x, 91 - r, r, TYRE) + circle(x, 91 - r, r * 0.66, CHROME) + circle(x, 91 - r, r * 0.54, "#4a5160")
        drawn += "".join(line([(x, 91 - r), (x + r * 0.56 * math.cos(k * 1.2566), 91 - r + r * 0.56 * math.sin(k * 1.2566))], CHROME, 2.6) for k in range(5))
        return drawn + circle(x, 91 - r, r * 0.16, CHROME)

    engine = rect(58, 54, 34, 26, "#5a616c", r=5) + "".join(rect(62, y, 26, 3, CHROME, r=1) for y in (57, 62, 67)) + circle(75, 77, 8, "#4a5160")
    engine += circle(75, 77, 4.4, CHROME)
    pipe = path("M84 66 Q96 84 72 85 H22", None, CHROME, 5) + line([(46, 84), (14, 82)], "#d8dee5", 7.5)
    wheels = wheel(27, 26) + wheel(123, 26)
    if b.variant == 1:
        swing = line([(27, 65), (66, 68)], "#4a5160", 6)
        fork = line([(123, 65), (104, 26)], "#8f98a4", 6)
        fairing = path("M62 42 Q78 22 96 26 Q112 12 126 24 Q136 34 130 44 L112 46 Q112 70 96 80 H64 Q60 60 62 42Z", b.main)
        fairing += path("M112 46 Q112 70 96 80 H64 L62 66 Q90 70 96 46Z", b.dark) + path("M102 22 Q112 6 120 18 L126 24Z", GLASS)
        fairing += path("M118 28 Q130 28 131 38 H120Z", BEAM) + path("M70 40 Q80 30 94 33", None, b.light, 4)
        fairing += path("M74 56 L94 52 L90 62Z", WHITE if b.main != "#f4f1ea" else "#d93a34")
        tail = path("M66 44 Q44 42 20 22 L4 22 Q12 40 40 52 L64 56Z", b.main) + path("M66 44 Q46 42 30 30 Q44 26 60 36Z", INK) + rect(3, 23, 6, 6, TAIL, r=1)
        drawn = swing + wheels + line([(60, 82), (16, 58)], "#d8dee5", 8) + fork + tail + fairing + line([(98, 26), (88, 20)], INK, 5)
        return drawn + line([(114, 12), (120, 3)], INK, 2.4) + rect(113, 1, 12, 5, INK, r=2)
    tank = path("M58 46 Q60 28 80 28 Q100 28 104 42 Q98 52 84 52 H60Z", b.main) + path("M60 46 Q82 50 104 42 Q98 52 84 52 H60Z", b.dark)
    tank += path("M66 38 Q72 32 84 33", None, b.light, 4)
    guard = path("M1 62 Q2 36 27 35 Q46 36 53 54 L46 56 Q40 44 27 44 Q10 46 8 64Z", b.main)
    guard += path("M96 52 Q104 36 124 36 Q146 38 149 58 L142 58 Q138 45 123 45 Q108 46 102 56Z", b.main)
    if b.variant == 0:
        seat = path("M22 40 Q26 30 40 34 Q52 38 62 40 L60 48 H34 Q24 48 22 40Z", INK)
        fork = line([(123, 65), (103, 20)], CHROME, 5.4) + circle(111, 27, 8.4, "#5a616c") + ellipse(116, 27, 4, 7.6, BEAM)
        fork += path("M103 20 Q98 8 86 12", None, "#6b7280", 4) + line([(80, 13), (88, 11)], INK, 6) + line([(104, 18), (112, 4)], "#6b7280", 2.4)
        fork += ellipse(113, 4, 6.4, 3.2, INK)
        return line([(27, 65), (62, 62)], "#4a5160", 5) + wheels + engine + pipe + guard + tank + seat + fork + rect(4, 38, 8, 6, TAIL, r=2)
    seat = path("M8 40 Q4 24 12 24 Q18 26 20 38 Q34 42 44 38 Q54 32 62 42 L58 50 H24 Q10 50 8 40Z", "#5a3826")
    fork = line([(123, 65), (100, 22)], CHROME, 5.4) + circle(109, 30, 7.6, CHROME) + ellipse(114, 30, 4, 7, BEAM)
    fork += path("M100 22 Q102 2 84 3", None, "#6b7280", 4.4) + line([(76, 5), (85, 3)], INK, 6) + path("M104 26 L116 6 L120 8 L110 28Z", GLASS)
    bags = rect(16, 50, 28, 20, "#7a4a2f", r=4) + rect(16, 50, 28, 8, "#5a3826", r=3) + circle(30, 59, 2, "#e8b53a")
    return line([(27, 65), (62, 62)], "#4a5160", 5) + wheels + engine + pipe + guard + tank + bags + seat + fork + rect(1, 52, 6, 7, TAIL, r=2)


@draws("scooter", 116, 100, natural=("#5fb5a5", "#e0564a", "#e9b84a"))
def scooter(b: Brush) -> str:
    """A scooter: a rounded motor scooter, a kick scooter, or a motor scooter with a top case."""
    if b.variant == 1:
        wheels = "".join(circle(x, 86, 14, TYRE) + circle(x, 86, 8.5, WHITE) + circle(x, 86, 3.4, "#5a616c") for x in (16, 100))
        deck = path("M10 74 Q16 66 28 74 H70 Q80 74 84 64 L92 70 Q86 84 72 84 H24 Q14 82 10 74Z", b.main)
        deck += path("M20 80 Q24 84 24 84 H72 Q84 84 90 73 L88 68 Q82 78 72 79 H26Z", b.dark) + rect(28, 72, 40, 4, "#3b404c", r=2)
        deck += path("M3 78 Q6 66 20 68 Q30 70 32 76", None, b.dark, 4.4)
        stem = line([(100, 86), (76, 12)], b.main, 7.5) + line([(92, 62), (78, 18)], b.light, 2.2) + line([(60, 14), (94, 4)], "#6b7280", 5)
        stem += line([(58, 15), (67, 12)], INK, 8) + line([(87, 6), (97, 4)], INK, 8)
        stem += line([(58, 16), (52, 28)], "#e86f92" if b.main != "#f08fb4" else "#3c78d0", 2) + line([(58, 16), (58, 30)], "#f7cb3b", 2)
        fork = path("M86 78 Q90 62 104 66 Q112 70 113 80", None, b.dark, 4.4)
        return deck + wheels + stem + fork + circle(84, 20, 4, BEAM)
    wheels = "".join(circle(x, 86, 14, TYRE) + circle(x, 86, 8, CHROME) + circle(x, 86, 3.4, "#4a5160") for x in (24, 96))
    rear = path("M2 66 Q4 46 26 44 H52 Q56 60 60 72 H78 V82 H38 Q38 74 24 72 Q12 72 8 80 Q1 76 2 66Z", b.main)
    rear += path("M2 66 Q3 60 6 56 Q30 54 46 72 L78 76 V82 H38 Q38 74 24 72 Q12 72 8 80 Q1 76 2 66Z", b.dark) + path("M14 56 Q20 49 36 50", None, b.light, 3.4)
    rear += "".join(line([(x, 60), (x + 4, 66)], shade(b.main, -0.4), 2) for x in (34, 40))
    shield = path("M74 82 Q84 62 76 24 Q84 20 88 24 Q98 48 92 76 L82 82Z", b.main) + path("M82 22 Q86 22 88 24 Q98 48 92 76 L86 79 Q92 50 82 22Z", b.light)
    shield += path("M78 82 Q80 62 98 64 Q112 66 115 80 Q106 72 98 74 Q90 76 88 84Z", b.dark)
    seat = path("M18 44 Q14 32 28 34 Q44 37 56 34 Q62 38 56 46 H24Z", "#6b4326" if b.variant == 0 else INK)
    front = path("M74 26 Q70 8 84 7 Q96 9 93 25Z", b.main) + circle(92, 17, 6.4, CHROME) + ellipse(95, 17, 4, 5.4, BEAM)
    front += line([(82, 12), (68, 9)], "#6b7280", 4) + line([(64, 9), (72, 10)], INK, 6.4) + line([(82, 8), (88, 2)], "#6b7280", 2)
    front += ellipse(89, 3, 5.4, 2.8, INK)
    lamp = rect(1, 58, 6, 7, TAIL, r=2)
    if b.variant == 2:
        case = apart(b.main, "#d9483b", "#3c78d0")
        box = rect(1, 10, 34, 26, case, r=10) + rect(1, 20, 34, 4, shade(case, -0.25)) + rect(14, 18, 8, 8, CHROME, r=2)
        box += rect(10, 35, 8, 9, "#5a616c")
        return box + wheels + rear + shield + seat + front + lamp + path("M88 26 L80 1 L86 1 L94 24Z", GLASS, opacity=0.8)
    return wheels + rear + shield + seat + front + lamp + rect(4, 40, 16, 3, CHROME, r=1.5) + line([(8, 42), (8, 48)], CHROME, 2.4)
