"""Vehicles on rails, in the air and on water, from the side; `b.main` is the hull, the livery or the envelope."""

from __future__ import annotations

import math

from speechscape.world.art.buildings import apart
from speechscape.world.art.kit import Brush, circle, draws, ellipse, glow, group, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.vehicles import BEAM, CHROME, GLASS, RIM, TYRE, WHITE, cross, portholes, shine


# --- rails --------------------------------------------------------------------------------------------------------------
@draws("train", 160, 94, natural=("#b8332f", "#2f6f4f", "#3c6fb5"))
def train(b: Brush) -> str:
    """A locomotive on rails: a steam engine, a steam engine with a coal tender, or a streamlined express."""
    track = rect(0, 91, 160, 3, "#6b7280", r=1) + "".join(rect(x, 89, 8, 5, "#6b4a30", r=1) for x in range(2, 156, 16))
    gold = "#e8b53a" if b.main != "#f7cb3b" else "#8d5a34"

    def driver(x: float, r: float) -> str:
        y = 90 - r
        drawn = circle(x, y, r, TYRE) + circle(x, y, r * 0.78, shade(b.main, -0.15))
        drawn += "".join(line([(x, y), (x + r * 0.7 * math.cos(k * math.pi / 4), y + r * 0.7 * math.sin(k * math.pi / 4))], TYRE, 1.8) for k in range(8))
        return drawn + circle(x, y, r * 0.22, gold)

    if b.variant == 2:
        body = path("M1 78 V14 Q1 8 7 8 H98 Q140 10 156 54 Q162 72 150 78Z", b.main) + path("M1 62 H158.6 Q160 74 150 78 H1Z", b.dark)
        body += path("M1 50 H154 L156.6 56 H1Z", WHITE if b.main != "#f4f1ea" else "#d93a34") + path("M112 17 Q132 24 142 42 H116 Q110 42 110 36Z", GLASS)
        body += shine([(118, 42), (122, 20), (128, 24), (126, 42)])
        panes = path("M6 22 H104 V42 H6Z", "#3b4658") + "".join(rect(x, 24, 14, 16, glow("#ffe6a3"), r=2) for x in (9, 28, 47, 86))
        panes += rect(66, 18, 16, 58, b.light, r=2) + rect(69, 22, 10, 18, GLASS, r=2)
        drawn = track + path("M30 8 L42 1.6 L54 8", None, "#5a616c", 2.4) + line([(34, 1.6), (50, 1.6)], "#5a616c", 2.4) + body + panes
        drawn += ellipse(150, 63, 5, 3.6, BEAM, turn=60) + path("M20 76 H134 L128 86 H26Z", "#3b404c")
        return drawn + "".join(circle(x, 83, 7, TYRE) + circle(x, 83, 4, RIM) for x in (20, 38, 100, 118, 136))
    tender = b.variant == 1
    x = 44 if tender else 2
    cab = rect(x, 24, 40 if not tender else 34, 52, b.main) + rect(x, 60, 40 if not tender else 34, 16, b.dark)
    cab += path(f"M{x - 2} 26 Q{x + 19} 14 {x + (42 if not tender else 36)} 26Z", shade(b.main, -0.45))
    cab += rect(x - 2, 23, 44 if not tender else 38, 4, shade(b.main, -0.45), r=2)
    cab += rect(x + 7, 31, 12, 18, glow("#ffd98a"), 2, gold, 1.8) + rect(x + (23 if not tender else 20), 31, 10, 18, glow("#ffd98a"), 2, gold, 1.8)
    left = x + (40 if not tender else 34)
    boiler = rect(left - 2, 36, 142 - left, 34, b.main, r=4) + rect(left - 2, 56, 142 - left, 14, b.dark, r=4) + rect(left, 40, 138 - left, 4, b.light, r=2)
    boiler += "".join(rect(px, 36, 3.4, 34, gold) for px in (left + 12, (left + 140) / 2 + 4)) + rect(130, 34, 14, 38, "#3b404c", r=3)
    boiler += circle(146, 44, 5.4, "#4a5160") + ellipse(149, 44, 3, 5, BEAM)
    stack = path("M116 38 L118 20 H132 L134 38Z", "#3b404c") + path("M111 12 H139 L134 22 H116Z", "#2b2a33") + rect(114, 21, 22, 3, gold)
    dome = path(f"M{left + 18} 38 V30 Q{left + 18} 22 {left + 26} 22 Q{left + 34} 22 {left + 34} 30 V38Z", gold)
    puffs = "".join(
        circle(px, py, r, c)
        for px, py, r, c in ((122, 6, 5.4, "#eef0f2"), (110, 6, 5.6, "#e1e4e8"), (97, 7.4, 6.6, "#eef0f2"), (84, 6.4, 5, "#e1e4e8"), (130, 9, 4, "#f6f7f8"))
    )
    low = rect(x, 70, 150 - x, 6, "#3b404c", r=1) + poly([(138, 74), (150, 74), (160, 90), (136, 90)], "#c0392f" if b.main != "#d93a34" else "#5a616c")
    low += "".join(line([(142 + k * 4, 76), (140 + k * 6.4, 89)], "#3b404c", 1.6) for k in range(3))
    wheels = "".join(driver(px, 14) for px in ((22, 54, 86) if not tender else (62, 92)))
    wheels += "".join(circle(px, 81.5, 8.5, TYRE) + circle(px, 81.5, 5, RIM) + circle(px, 81.5, 2, TYRE) for px in (113, 131))
    rod = line([(22, 79), (86, 79)] if not tender else [(62, 79), (92, 79)], CHROME, 4) + line([(86 if not tender else 92, 79), (118, 66)], CHROME, 3)
    extra = ""
    if tender:
        coal = path("M4 40 Q10 28 18 32 Q26 24 36 40Z", "#2b2a33") + circle(14, 34, 4, "#3f3f4b") + circle(26, 33, 4.4, "#3f3f4b")
        extra = coal + rect(1, 38, 38, 38, b.main, r=2) + rect(1, 60, 38, 16, b.dark, r=2) + rect(1, 38, 38, 4, b.light, r=2) + rect(6, 48, 28, 3, gold)
        extra += rect(38, 70, 8, 4, "#3b404c") + rect(1, 72, 40, 5, "#3b404c")
        extra += "".join(circle(px, 81.5, 8.5, TYRE) + circle(px, 81.5, 5, RIM) + circle(px, 81.5, 2, TYRE) for px in (11, 30))
    return track + puffs + extra + stack + dome + boiler + cab + low + wheels + rod


# --- in the air ---------------------------------------------------------------------------------------------------------
@draws("airplane", 160, 84, natural=("#f2f0ea", "#e0554a", "#f2b93a"))
def airplane(b: Brush) -> str:
    """An airplane in flight: an airliner, a small propeller plane, or a biplane."""
    trim = apart(b.main, b.pick("#3c78d0", "#f6f2e9", "#c9453b"), "#f2c53a")
    blade = ellipse(155, 44, 3.6, 24, "#5a616c", opacity=0.55) + path("M148 38 Q160 40 160 44 Q160 48 148 50Z", "#4a5160")
    if b.variant == 0:
        far = poly([(92, 36), (70, 14), (80, 14), (112, 34)], shade(b.main, -0.3))
        fin = poly([(26, 32), (4, 1), (18, 1), (48, 30)], trim) + poly([(26, 32), (15, 16), (29.5, 14), (48, 30)], shade(trim, -0.18))
        body = path("M2 30 Q14 26 36 27 H120 Q148 28 159 42 Q160 46 154 49 Q140 55 118 55 H70 Q28 54 2 30Z", b.main)
        body += path("M10 36 Q60 46 159.4 45 Q158 48 154 49 Q140 55 118 55 H70 Q34 54 10 36Z", b.dark)
        body += path("M6 33.6 Q60 44 159.6 44.4 L159 47 Q60 48 9 35.6Z", trim)
        panes = "".join(rect(x, 32, 5.4, 6.6, GLASS if k % 3 else glow("#ffe6a3"), r=2) for k, x in enumerate(range(44, 128, 9)))
        panes += path("M137 32 Q146 34 150 38.6 L138 39Z", "#33506e")
        wing = poly([(94, 46), (112, 47), (72, 82), (56, 83)], b.light if b.main != "#f4f1ea" else "#dcd8d0")
        wing += poly([(94, 46), (80, 58.6), (68, 72), (56, 83), (64, 82.6), (104, 47)], shade(b.main, -0.3))
        engine = rect(76, 60, 26, 11, "#8f9aa7", r=5) + ellipse(101, 65.5, 3.4, 5.5, "#4a5160") + rect(76, 60, 8, 11, "#6b7280", r=4)
        return far + fin + body + panes + poly([(16, 32), (34, 33), (12, 45), (2, 45)], shade(trim, -0.18)) + engine + wing
    if b.variant == 1:
        fin = path("M14 34 L2 8 Q12 4 20 10 L40 32Z", b.main) + path("M10 25 L3 9 Q12 5 20 10 L26 17Z", trim)
        body = path("M4 34 Q40 24 60 24 Q66 12 82 11 H98 Q110 13 116 26 H140 Q150 30 150 44 Q150 58 138 60 H84 Q40 56 4 38Z", b.main)
        body += path("M4 37 Q60 50 150 46 Q149 58 138 60 H84 Q40 56 4 38Z", b.dark) + path("M128 26 H140 Q150 30 150 44 Q150 58 138 60 H128Z", trim)
        body += path("M68 26 Q72 16 82 15.4 H86 V30 H64Z", GLASS) + path("M90 15.4 H97 Q106 17 111 30 H90Z", GLASS)
        body += shine([(94, 30), (95, 15.4), (99, 16), (100, 30)])
        wheel = line([(96, 58), (92, 72)], "#5a616c", 3.4) + line([(112, 58), (114, 72)], "#5a616c", 3.4) + circle(92, 75, 8.4, TYRE) + circle(92, 75, 4, RIM)
        wheel += circle(115, 75, 8.4, TYRE) + circle(115, 75, 4, RIM) + line([(22, 44), (18, 52)], "#5a616c", 2.6) + circle(18, 54, 4, TYRE)
        wing = path("M60 40 Q64 34 76 34 H110 Q116 38 110 44 H68 Q58 46 60 40Z", b.light)
        wing += path("M60 40 Q60 44 66 44.4 H110 Q113 42 112.6 39 Q80 42 60 40Z", b.dark) + path("M2 34 H30 Q34 38 30 40 H6Z", b.light)
        prop = ellipse(155, 43, 3.4, 41, "#aeb7c2", opacity=0.7) + path("M148 36 Q160 38 160 43 Q160 48 148 50Z", "#4a5160")
        return fin + wheel + body + wing + prop
    wing_far = rect(70, 1, 56, 7, shade(b.main, -0.3), r=3.5)
    body = path("M6 40 Q50 30 70 32 H128 Q146 34 147 46 Q146 60 128 62 H88 Q40 58 6 46Z", b.main)
    body += path("M6 44 Q70 54 147 48 Q146 60 128 62 H88 Q40 58 6 46Z", b.dark) + rect(128, 33, 18, 28, "#5a616c", r=7)
    body += "".join(line([(132 + k * 4, 38), (132 + k * 4, 56)], "#3b404c", 1.8) for k in range(3))
    fin = path("M18 40 L4 20 Q16 10 26 22 L36 36Z", trim) + path("M2 38 H30 Q35 42 30 45 H8Z", b.light)
    screen = path("M84 34 L89 20 Q94 19 95 24 L96 34Z", GLASS) + path("M64 35 Q66 26 72 26 H80 V35Z", "#6b4326")
    struts = "".join(line([(x, 5), (x2, 56)], "#6b4326", 3) for x, x2 in ((82, 84), (120, 118))) + line([(84, 8), (116, 54)], "#8f98a4", 1.2)
    struts += line([(118, 8), (86, 54)], "#8f98a4", 1.2)
    wings = rect(66, 1, 64, 8, b.light, r=4) + rect(66, 5, 64, 4, b.dark, r=2) + rect(68, 53, 62, 8, b.light, r=4) + rect(68, 57, 62, 4, b.dark, r=2)
    gear = line([(100, 60), (94, 74)], "#6b4326", 3.4) + line([(112, 60), (114, 74)], "#6b4326", 3.4) + circle(94, 75.5, 8, TYRE) + circle(94, 75.5, 4, RIM)
    gear += circle(115, 75.5, 8, TYRE) + circle(115, 75.5, 4, RIM) + line([(20, 47), (14, 55)], "#6b4326", 3)
    roundel = circle(48, 44, 8, trim) + circle(48, 44, 4.6, WHITE) + circle(48, 44, 2, trim)
    return wing_far + fin + gear + screen + body + roundel + struts + wings + group(blade, 0, 3)


@draws("helicopter", 160, 92, natural=("#e0563f", "#3f7fc0", "#e9b53a"))
def helicopter(b: Brush) -> str:
    """A helicopter with a wide rotor: a round bubble, a rescue craft with a cross, or a slim one with a tail ring."""
    hub = 96 if b.variant != 2 else 88
    rotor = line([(2 * hub - 156, 4.6), (156, 4.6)], "#5a616c", 4.6) + line([(2 * hub - 156, 4.6), (hub - 8, 4.6)], "#7c8794", 4.6)
    rotor += rect(hub - 4, 4, 8, 20, "#4a5160", r=2) + rect(hub - 9, 1, 18, 8, "#3b404c", r=3)
    skids = line([(68, 74), (64, 88)], "#5a616c", 4) + line([(116, 74), (120, 88)], "#5a616c", 4) + path("M50 89 H132 Q142 89 146 82", None, "#4a5160", 5)
    trim = apart(b.main, WHITE, "#4a5160")
    boom = path("M6 38 L16 34 L72 36 V60 L18 46 Q8 44 6 38Z", b.dark)
    tail = path("M4 14 H16 L26 40 H14Z", b.main)
    spin = circle(15, 30, 14, "#aeb7c2", opacity=0.5)
    spin += "".join(line([(15 - 12 * dx, 30 - 12 * dy), (15 + 12 * dx, 30 + 12 * dy)], "#5a616c", 3) for dx, dy in ((0.7, 0.7), (0.7, -0.7)))
    spin += circle(15, 30, 3, "#3b404c")
    if b.variant == 2:
        spin = circle(16, 36, 15, b.main) + circle(16, 36, 10.6, "#3b404c")
        spin += "".join(line([(16, 36), (16 + 9 * math.cos(k * 1.257), 36 + 9 * math.sin(k * 1.257))], CHROME, 2.4) for k in range(5))
        spin += circle(16, 36, 2.6, CHROME)
        body = path("M40 38 Q70 20 96 20 Q120 20 146 46 Q159 58 156 66 Q152 76 130 77 H82 Q64 76 54 60Z", b.main)
        body += path("M48 50 Q90 66 157 60 Q159 70 150 74 Q142 77 130 77 H82 Q64 76 54 60Z", b.dark)
        body += path("M104 27 Q122 30 140 48 L146 55 H110 Q104 54 104 48Z", GLASS) + rect(80, 28, 18, 22, GLASS, r=5)
        body += shine([(116, 55), (118, 31), (126, 35), (128, 55)]) + path("M46 47 Q96 64 157.6 60", None, trim, 3)
        boom = path("M14 30 L70 30 V56 L22 44Z", b.dark)
        return boom + path("M6 28 L2 12 H14 L24 30Z", b.main) + spin + skids + rotor + body + circle(152, 66, 3.4, BEAM) + rect(84, 18, 18, 5, "#4a5160", r=2)
    body = path("M56 50 Q58 22 96 20 Q150 22 154 52 Q154 76 120 77 H84 Q58 76 56 50Z", b.main)
    body += path("M56.4 54 Q100 66 153.6 56 Q150 76 120 77 H84 Q58 76 56.4 54Z", b.dark)
    if b.variant == 0:
        glass = path("M112 24 Q150 30 151.6 54 Q132 60 112 58Z", GLASS) + shine([(122, 57), (126, 28), (132, 31), (131, 57)])
        glass += rect(80, 30, 22, 22, GLASS, r=5) + path("M76 26 V72 M107 22 V74", None, b.dark, 1.8) + rect(82, 58, 8, 3, CHROME, r=1)
        stripe = path("M14 38 L64 42 V47 L18 42Z", trim)
    else:
        glass = path("M118 24 Q150 30 151.6 52 Q136 56 118 54Z", GLASS) + shine([(126, 54), (129, 28), (134, 31), (133, 54)]) + circle(90, 46, 17, "#ffffff")
        glass += cross(90, 46, 12.6, "#d8302c")
        stripe = path("M14 38 L64 42 V47 L18 42Z", trim) + line([(62, 68), (146, 68)], trim, 3.4)
    return boom + tail + stripe + skids + rotor + body + glass + spin + circle(146, 66, 4, BEAM) + rect(78, 18, 36, 6, "#4a5160", r=3)


@draws("rocket", 84, 160, natural=("#f3f1ec", "#d93f36", "#7f8fa8"))
def rocket(b: Brush) -> str:
    """A rocket in flight with fins, round windows and a flame: classic, slim with boosters, or banded with one big window."""
    trim = apart(b.main, b.pick("#d93a34", "#f6f2e9", "#f08327"), "#3c78d0")
    glowing = path("M28 122 Q20 140 42 160 Q64 140 56 122Z", glow("#ff8a3a")) + path("M33 122 Q28 136 42 150 Q56 136 51 122Z", glow("#ffd04f"))
    glowing += path("M38 122 Q36 132 42 140 Q48 132 46 122Z", glow("#fff6cf"))
    if b.variant == 1:
        tank = "".join(
            path(f"M{x} 124 V70 Q{x} 56 {x + 9} 50 Q{x + 18} 56 {x + 18} 70 V124Z", t)
            + path(f"M{x + 1} 64 Q{x + 3} 54 {x + 9} 50 Q{x + 15} 54 {x + 17} 64Z", b.main)
            + rect(x + 3, 124, 12, 6, "#4a5160", r=2)
            + path(f"M{x + 3} 130 Q{x + 1} 140 {x + 9} 152 Q{x + 17} 140 {x + 15} 130Z", glow("#ff8a3a"))
            + path(f"M{x + 6} 130 Q{x + 5} 136 {x + 9} 143 Q{x + 13} 136 {x + 12} 130Z", glow("#ffe07a"))
            for x, t in ((1, trim), (65, shade(trim, -0.16)))
        )
        body = path("M26 122 V44 Q26 14 42 1.5 Q58 14 58 44 V122Z", b.main) + path("M48 7 Q58 20 58 44 V122 H48 Q53 60 48 7Z", b.dark)
        body += path("M28 30 Q32 10 42 1.5 Q52 10 56 30Z", trim) + rect(26, 76, 32, 6, trim) + rect(26, 106, 32, 6, trim) + rect(18, 84, 8, 5, "#5a616c")
        body += rect(58, 84, 8, 5, "#5a616c") + rect(18, 108, 8, 5, "#5a616c") + rect(58, 108, 8, 5, "#5a616c")
        drawn = glowing + tank + rect(30, 120, 24, 7, "#4a5160", r=2) + body + portholes((42,), 48, 9, "#5a616c") + portholes((42,), 66, 5.4, "#5a616c")
        return drawn + portholes((42,), 94, 5.4, "#5a616c")
    fins = path("M22 78 Q4 92 2 134 Q12 122 28 120Z", trim) + path("M62 78 Q80 92 82 134 Q72 122 56 120Z", shade(trim, -0.2))
    body = path("M28 124 Q12 84 20 50 Q26 18 42 1.5 Q58 18 64 50 Q72 84 56 124Z", b.main) + path("M48 9 Q59 26 64 50 Q72 84 56 124 H46 Q62 70 48 9Z", b.dark)
    body += path("M24.6 34 Q30 14 42 1.5 Q54 14 59.4 34 Q42 28 24.6 34Z", trim)
    body += path("M51 13 Q56.6 22 59.4 34 Q56 32 53 31.4 Q53 20 51 13Z", shade(trim, -0.2))
    nozzle = rect(28, 119, 28, 8, "#4a5160", r=3)
    if b.variant == 0:
        drawn = glowing + fins + nozzle + body + path("M42 86 Q36 104 42 134 Q48 104 42 86Z", shade(trim, -0.1)) + portholes((42,), 52, 11.5, "#5a616c")
        return drawn + portholes((42,), 76, 6, "#5a616c") + path("M24 56 Q22 76 27 96", None, b.light, 3)
    face = portholes((42,), 56, 15, "#5a616c") + path("M36 52 Q38 47 43 47", None, "#ffffff", 2.4)
    bands = path("M17.6 80 Q42 88 66.4 80 L66.4 88 Q42 96 17.8 88Z", trim) + path("M22 106 Q42 112 62 106 L59.6 114 Q42 119 24.4 114Z", trim)
    return glowing + fins + nozzle + body + bands + face + "".join(poly(star_points(x, 99, 3.4, 1.5), trim) for x in (32, 42, 52))


@draws("hot air balloon", 112, 160, natural=("#e0483f", "#3f8fd0", "#8a5cc0"))
def hot_air_balloon(b: Brush) -> str:
    """A hot air balloon with a wicker basket: upright stripes, a zigzag band, or patches and a garland."""
    pale = apart(b.main, b.pick("#f7d04a", "#f6f2e9", "#f2a93a"), "#3c78d0", "#f6f2e9")
    bag = "M2 54 Q2 2 56 2 Q110 2 110 54 Q108 84 68 118 H44 Q4 84 2 54Z"
    ropes = "".join(line([(x, 116), (x2, 138)], "#6b4a30", 1.8) for x, x2 in ((45, 44), (52, 52), (60, 60), (67, 68)))
    flame = path("M50 130 Q48 122 56 116 Q64 122 62 130Z", glow("#ff9a3f")) + path("M53 130 Q52 125 56 121 Q60 125 59 130Z", glow("#fff0a8"))
    flame += rect(50, 129, 12, 3.4, "#5a616c", r=1)
    basket = path("M41 138 H71 L68 160 H44Z", "#b57f43") + path("M60 138 H71 L68 160 H58Z", "#96642f") + rect(39, 135, 34, 6, "#8a5733", r=3)
    basket += "".join(line([(43, y), (69, y)], "#8a5a2b", 1.4) for y in (147, 153)) + circle(40, 146, 4, "#d9b88a") + circle(72, 146, 4, "#c9a56f")
    if b.variant == 0:
        gores = path("M56 2 Q20 8 20 54 Q22 86 48 118 H44 Q4 84 2 54 Q2 2 56 2Z", pale)
        gores += path("M56 2 Q92 8 92 54 Q90 86 64 118 H68 Q108 84 110 54 Q110 2 56 2Z", shade(pale, -0.16))
        gores += path("M56 2 Q40 10 40 54 Q42 90 52 118 H60 Q70 90 72 54 Q72 10 56 2Z", pale)
        lines = path(
            "M56 2 Q20 8 20 54 Q22 86 48 118 M56 2 Q40 10 40 54 Q42 90 52 118 M56 2 Q72 10 72 54 Q70 90 60 118 M56 2 Q92 8 92 54 Q90 86 64 118",
            None,
            b.dark,
            1.4,
        )
        return path(bag, b.main) + gores + lines + ropes + flame + basket + rect(43, 115, 26, 5, b.dark, r=2)
    side = path("M76 5 Q110 14 110 54 Q108 84 68 118 H60 Q92 60 76 5Z", b.dark) + path("M22 28 Q30 12 46 9", None, b.light, 5)
    if b.variant == 1:
        zigzag = [(2, 44), (20, 62), (38, 46), (56, 64), (74, 46), (92, 62), (110, 44)]
        band = poly([*zigzag, (109, 64), (106, 70), (92, 84), (74, 68), (56, 86), (38, 68), (20, 84), (6, 70), (3, 64)], pale)
        top = path("M18 20 Q32 2 56 2 Q80 2 94 20 Q56 32 18 20Z", pale) + path("M74 4.4 Q86 8 94 20 Q84 23.6 76 24.8Z", shade(pale, -0.16))
        drawn = path(bag, b.main) + side + band + top + path("M32 104 Q56 112 80 104 L68 118 H44Z", pale) + ropes + flame + basket
        return drawn + rect(43, 115, 26, 5, b.dark, r=2)
    spots = "".join(
        poly(star_points(x, y, r, r * 0.45), pale)
        for x, y, r in ((30, 34, 11), (60, 26, 13), (88, 42, 10), (46, 60, 9), (74, 66, 11), (22, 64, 8), (56, 90, 9), (38, 84, 6), (74, 94, 5))
    )
    swags = "".join(path(f"M{x} {y} Q{x + 7} {y + 12} {x + 14} {y}", None, pale, 3) for x, y in ((35, 104), (49, 106), (63, 104)))
    sand = "".join(path(f"M{x} 141 V152 q-3 6 0 6 q5 0 2 -6 V141Z", "#d9b88a") for x in (45, 55, 65))
    return path(bag, b.main) + side + spots + swags + ropes + flame + basket + sand + rect(43, 115, 26, 5, b.dark, r=2)


@draws("flying saucer", 150, 84, natural=("#9aa7b8", "#7f8fc9", "#8fb59a"))
def flying_saucer(b: Brush) -> str:
    """A flying saucer with a glass dome and ring of lights: plain, with a beam, or with legs and portholes."""
    lamps = [glow(c) for c in ("#ffd873", "#7fe8ff", "#ff8ab0")]
    beam = ""
    if b.variant == 1:
        beam = poly([(52, 50), (98, 50), (122, 84), (28, 84)], glow("#c8ff9a"), opacity=0.55)
        beam += poly([(62, 50), (88, 50), (100, 84), (50, 84)], glow("#ecffd0"), opacity=0.6)
    legs = ""
    if b.variant == 2:
        legs = "".join(
            line([(x, 58), (x2, 78)], "#5a616c", 4) + path(f"M{x2 - 8} 84 Q{x2 - 8} 77 {x2} 77 Q{x2 + 8} 77 {x2 + 8} 84Z", "#4a5160")
            for x, x2 in ((44, 30), (75, 75), (106, 120))
        )
    dome = path("M42 38 Q42 2 75 2 Q108 2 108 38Z", mix(GLASS, "#ffffff", 0.15)) + path("M88 5 Q108 10 108 38 H94 Q100 20 88 5Z", shade(GLASS, -0.12))
    crew = ""
    if b.variant != 2:
        crew = path("M52 40 Q54 28 66 28 H84 Q96 28 98 40Z", shade(b.main, -0.45)) + "".join(circle(x, 33, 2.4, lamps[k]) for k, x in enumerate((66, 75, 84)))
    shine = path("M50 32 Q51 14 64 8", None, "#ffffff", 3, opacity=0.75)
    bottom = 82 if b.variant == 0 else 66
    under = path(f"M30 54 Q44 {bottom} 75 {bottom} Q106 {bottom} 120 54Z", shade(b.main, -0.4))
    rim = ellipse(75, 48, 74, 17 if b.variant != 1 else 15, b.dark) + path("M1 46 Q20 30 75 30 Q130 30 149 46 Q130 58 75 58 Q20 58 1 46Z", b.main)
    rim += path("M34 36 Q52 30 75 30 Q98 30 116 36 Q100 44 75 44 Q50 44 34 36Z", b.light)
    ring = "".join(
        circle(x, py, 4.6, lamps[k % 3]) + circle(x - 1, py - 1, 1.6, glow("#ffffff"))
        for k, (x, py) in enumerate(((14, 47), (32, 51.4), (53, 53.4), (75, 54), (97, 53.4), (118, 51.4), (136, 47)))
    )
    jet = ellipse(75, 76, 16, 5, lamps[0]) + ellipse(75, 76, 9, 2.6, glow("#fff6d2")) if b.variant == 0 else ""
    windows = "".join(circle(x, 24, 6, "#4a5160") + circle(x, 24, 4.2, glow("#ffe39a")) for x in (58, 75, 92)) if b.variant == 2 else ""
    hull = path("M42 38 Q42 2 75 2 Q108 2 108 38Z", b.light) + path("M88 5 Q108 10 108 38 H94 Q100 20 88 5Z", b.main) if b.variant == 2 else dome + crew
    return beam + legs + under + jet + hull + shine + windows + rim + ring


# --- on water -----------------------------------------------------------------------------------------------------------
@draws("boat", 124, 140, natural=("#c9453b", "#3f78b5", "#a9683a"))
def boat(b: Brush) -> str:
    """A sailing boat: mainsail and jib, striped single sail, or a red-tanned lugsail with a cabin."""
    white = apart(b.main, "#f6f2e9", "#8fb8dc")
    hull = path("M1 106 H123 Q116 130 100 140 H28 Q10 132 1 106Z", b.main) + path("M4 116 H120 Q113 132 100 140 H28 Q12 134 4 116Z", b.dark)
    hull += rect(0, 103, 124, 6, "#8a5733", r=3) + path("M4.6 118 H119.4 L118 122 H6.4Z", white)
    mast = rect(57, 2, 5, 104, "#8a5733", r=2)
    if b.variant == 0:
        main = path("M64 8 Q112 46 118 96 Q90 100 64 96Z", white) + path("M64 8 Q112 46 118 96 Q112 97 104 97.6 Q100 50 64 8Z", shade(white, -0.12))
        main += path("M64 66 Q90 70 112.4 66 L116 80 Q90 84 64 80Z", b.main)
        jib = path("M55 16 Q40 60 6 96 Q32 99 55 94Z", white) + path("M55 16 Q40 60 6 96 L14 96.6 Q46 62 55 40Z", shade(white, -0.12))
        jib += path("M55 70 Q40 74 28 71 Q24 77 18.6 83 Q38 88 55 84Z", b.light)
        return mast + line([(58, 99), (120, 99)], "#8a5733", 3.4) + main + jib + poly([(59, 2), (76, 7), (59, 12)], apart(b.main, "#f2c53a", "#d9483b")) + hull
    if b.variant == 1:
        sail = path("M62 6 Q104 20 116 92 Q84 84 62 94Z", white)
        sail += "".join(
            path(f"M62 {y} Q{80 + k * 3} {y - 3} {96 + k * 6} {y + 3} L{99.6 + k * 5.6} {y + 13} Q{82 + k * 3} {y + 7} 62 {y + 11}Z", b.main)
            for k, y in enumerate((30, 52, 74))
        )
        flag = poly([(59, 2), (40, 8), (59, 14)], b.main)
        return mast + flag + sail + hull + "".join(circle(x, 128, 4.4, white) + circle(x, 128, 2.6, glow("#ffe39a")) for x in (34, 54, 74, 94))
    sail = path("M20 26 L98 4 Q110 50 104 90 Q66 82 28 92 Q16 60 20 26Z", mix(b.main, white, 0.55))
    sail += path("M82 8.4 L98 4 Q110 50 104 90 Q96 88 86 86.6 Q94 46 82 8.4Z", mix(b.dark, white, 0.45))
    sail += "".join(path(d, None, b.dark, 1.8) for d in ("M19 46 Q60 34 105 34", "M21 68 Q62 58 106 62")) + line([(16, 28), (102, 3)], "#6b4326", 4)
    sail += line([(26, 93), (108, 90)], "#6b4326", 3.4)
    cabin = rect(70, 92, 38, 14, WHITE, r=2) + rect(66, 89, 46, 5, "#8a5733", r=2) + portholes((80, 92), 99, 3.6, "#8a5733")
    drawn = mast + cabin + sail + circle(59, 4, 3, "#e8b53a") + hull + circle(22, 120, 9, "#f6f2e9") + circle(22, 120, 4.6, b.main)
    return drawn + "".join(rect(22 - 2 + 7 * dx, 120 - 2 + 7 * dy, 4, 4, "#e0553f", r=1) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))


@draws("ship", 160, 118, natural=("#2f4a6b", "#a8392f", "#7a4f30"))
def ship(b: Brush) -> str:
    """A ship: a steamship with two funnels, a container ship, or a tall ship with square sails."""
    light = apart(b.main, WHITE, "#c9b08a")
    if b.variant == 2:
        hull = path("M2 70 L14 72 V80 H120 L124 66 H158 L146 104 Q142 118 126 118 H30 Q12 112 2 70Z", b.main)
        hull += path("M8 90 H151 L146 104 Q142 118 126 118 H30 Q15 114 8 90Z", b.dark) + path("M4 76 L15 80 H122 L126 72 H157", None, "#e0b03a", 3)
        hull += "".join(rect(x, 86, 7, 7, "#2b2733", r=1) for x in range(30, 118, 15)) + rect(130, 76, 8, 8, glow("#ffd873"), r=1)
        hull += rect(142, 76, 8, 8, glow("#ffd873"), r=1)
        masts = "".join(rect(x - 2, top, 4, 80 - top, "#6b4326") for x, top in ((36, 16), (76, 4), (116, 18))) + line([(16, 72), (2.4, 54)], "#6b4326", 4)
        sails = "".join(
            path(
                f"M{x - w} {y} H{x + w} Q{x + w - 9} {y + h / 2} {x + w} {y + h} Q{x} {y + h - 7} {x - w} {y + h} Q{x - w - 9} {y + h / 2} {x - w} {y}Z",
                "#f6efdf",
            )
            + path(
                f"M{x + w - 7} {y} H{x + w} Q{x + w - 9} {y + h / 2} {x + w} {y + h} L{x + w - 8} {y + h - 2} Q{x + w - 14} {y + h / 2} {x + w - 7} {y}Z",
                "#dfd3b8",
            )
            + line([(x - w - 2, y), (x + w + 2, y)], "#6b4326", 3)
            for x, y, w, h in ((36, 24, 12, 18), (36, 45, 16, 23), (76, 12, 13, 22), (76, 37, 18, 29), (116, 26, 12, 18), (116, 46, 15, 20))
        )
        drawn = masts + path("M34 20 L4 56 Q22 58 32 66Z", "#f6efdf") + sails + poly([(76, 1), (94, 6), (76, 11)], apart(b.main, "#d3392f", "#3c78d0"))
        return drawn + poly([(116, 15), (130, 19), (116, 23)], apart(b.main, "#d3392f", "#3c78d0")) + hull
    hull = path("M1 70 H159 L146 110 Q143 118 132 118 H26 Q16 118 13 110Z", b.main)
    hull += path(
        "M9.6 96 H150.6 L146 110 Q143 118 132 118 H26 Q16 118 13 110Z",
        shade(b.main, -0.35) if b.variant == 1 else "#a8392f" if b.main != "#d93a34" else "#5a2a2a",
    )
    hull += rect(0, 67, 160, 5, light, r=2)
    if b.variant == 0:
        smoke = "".join(
            circle(x, y, r, c)
            for x, y, r, c in (
                (60, 10, 5, "#d3d6da"),
                (50, 6, 5.6, "#e3e5e8"),
                (38, 7.6, 7, "#d9dce0"),
                (24, 7, 5.4, "#e9ebed"),
                (96, 10, 4.6, "#d3d6da"),
                (87, 6, 5, "#e3e5e8"),
                (76, 7, 5, "#d9dce0"),
            )
        )
        funnels = "".join(
            poly([(x, 44), (x + 2, 12), (x + 18, 12), (x + 20, 44)], "#d9483b" if b.main != "#d93a34" else "#f2c53a")
            + poly([(x + 12, 12), (x + 18, 12), (x + 20, 44), (x + 13, 44)], shade("#d9483b" if b.main != "#d93a34" else "#f2c53a", -0.2))
            + rect(x + 1.4, 12, 17.4, 7, "#2b2733")
            for x in (56, 92)
        )
        decks = rect(24, 52, 116, 16, WHITE, r=2) + rect(36, 38, 92, 15, "#e6e1d6", r=2) + rect(24, 64, 116, 4, "#d3ccbe")
        decks += "".join(rect(x, 42, 8, 7, glow("#ffe39a"), r=1) for x in range(42, 124, 14))
        decks += "".join(rect(x, 55, 8, 7, GLASS, r=1) for x in range(30, 136, 14))
        drawn = smoke + funnels + decks + line([(146, 68), (146, 26)], "#6b4326", 2.6) + line([(146, 28), (126, 40)], "#6b7280", 1.2)
        return drawn + poly([(146, 25), (158, 29), (146, 33)], "#d9483b") + hull + portholes(range(32, 140, 18), 82, 4.6, light)
    colors = ("#e08a35", "#3f8fd0", "#4f9a58", "#d9483b", "#f2c53a", "#8a5cc0")
    boxes = "".join(
        rect(50 + 17.5 * i, 54 - 13 * j, 16.5, 12.4, colors[(i * 2 + j * 3) % 6], r=1)
        + "".join(
            line([(50 + 17.5 * i + k, 56 - 13 * j), (50 + 17.5 * i + k, 64.6 - 13 * j)], shade(colors[(i * 2 + j * 3) % 6], -0.2), 1.4) for k in (4, 8.2, 12.4)
        )
        for i in range(6)
        for j in range((3, 4, 3, 4, 3, 2)[i])
    )
    bridge = rect(12, 26, 32, 42, WHITE, r=2) + rect(36, 26, 8, 42, "#dcd6ca") + rect(8, 20, 40, 8, "#e6e1d6", r=2) + rect(12, 30, 28, 7, glow("#ffe39a"), r=1)
    bridge += "".join(rect(x, y, 6, 5, GLASS, r=1) for x in (14, 23, 32) for y in (43, 54))
    bridge += rect(18, 5, 14, 16, "#d9483b" if b.main != "#d93a34" else "#f2c53a") + rect(18, 5, 14, 5, "#2b2733") + line([(40, 20), (40, 2)], "#6b7280", 2)
    return bridge + boxes + hull + portholes((128, 140), 80, 3.6, light)


@draws("submarine", 150, 88, natural=("#f2c230", "#5f7f95", "#e0853a"))
def submarine(b: Brush) -> str:
    """A submarine with periscope, propeller and portholes: rounded, long and grey, or a small deep diver."""
    trim = shade(b.main, -0.42)
    screw = path("M8 58 Q-2 42 3 36 Q12 40 12 56Z", "#8f98a4") + path("M8 62 Q-2 78 3 84 Q12 80 12 64Z", "#6b7280") + rect(6, 56, 12, 8, "#5a616c", r=2)
    scope = path("M88 24 V6 Q88 3 92 3 H104", None, trim, 5) + rect(100, 0.5, 7, 6, GLASS, r=1)
    if b.variant == 0:
        hull = path("M12 58 Q24 34 60 32 H108 Q148 34 149 58 Q148 86 104 88 H56 Q24 86 12 58Z", b.main)
        hull += path("M12 60 Q60 74 149 60 Q146 86 104 88 H56 Q26 86 12 60Z", b.dark) + path("M40 40 Q66 35 100 36.6", None, b.light, 4)
        tower = path("M62 34 L66 18 Q67 14 72 14 H100 Q105 14 106 18 L110 34Z", b.main) + path("M94 14 H100 Q105 14 106 18 L110 34 H98Z", b.dark)
        tower += rect(66, 22, 40, 3, trim)
        fins = path("M14 52 Q12 30 24 28 Q32 36 38 42Z", b.dark) + path("M92 74 Q82 82 64 80 Q68 72 92 74Z", trim)
        return screw + scope + tower + fins + hull + portholes((58, 84, 110), 56, 9, trim) + path("M136 42 Q146 46 148.6 56 Q142 56 137 54Z", BEAM)
    if b.variant == 1:
        hull = path("M14 60 Q36 40 70 40 H126 Q149 42 150 62 Q149 86 122 88 H70 Q36 84 14 62Z", b.main)
        hull += path("M14 62 Q70 74 150 64 Q148 86 122 88 H70 Q36 84 14 62Z", b.dark) + rect(44, 39, 88, 4, trim, r=2) + line([(52, 38), (52, 30)], trim, 1.6)
        hull += line([(52, 30), (76, 30)], trim, 1.6) + line([(64, 38), (64, 30)], trim, 1.6)
        tower = path("M78 42 L80 18 Q81 14 85 14 H108 Q112 14 112 18 L114 42Z", b.main) + path("M104 14 H108 Q112 14 112 18 L114 42 H106Z", b.dark)
        tower += rect(72, 24, 48, 5, b.light, r=2.5) + rect(98, 18, 9, 4, glow("#ffe39a"), r=1)
        fins = path("M18 56 L12 34 H26 L40 50Z", b.dark) + path("M18 64 L12 84 H28 L40 74Z", trim)
        star = poly(star_points(124, 58, 8, 3.6), apart(b.main, "#f6f2e9", "#d93a34"))
        drawn = screw + fins + group(scope, 4, 0) + line([(102, 16), (102, 5)], trim, 2.6) + tower + hull + star
        return drawn + "".join(circle(x, 60, 3.4, trim) + circle(x, 60, 2.2, glow("#ffe39a")) for x in (56, 70, 84, 98)) + path("M48 74 H126", None, trim, 1.4)
    hull = ellipse(84, 54, 65, 33, b.main) + path("M19.6 58 Q84 72 148.6 58 Q144 87 84 87 Q24 87 19.6 58Z", b.dark)
    hull += path("M40 34 Q56 25 78 24", None, b.light, 4)
    dome = circle(118, 50, 24, trim) + circle(118, 50, 20, GLASS) + path("M101 61 Q110 54 126 56 Q132 57 135 60 A20 20 0 0 1 101 61Z", shade(trim, 0.2))
    dome += path("M124 36 Q132 40 134 50", None, "#ffffff", 3.4, opacity=0.8)
    tower = path("M62 24 L65 12 H91 L94 24Z", b.main) + rect(60, 9, 36, 5, trim, r=2.5)
    arm = line([(126, 77), (139, 81)], "#6b7280", 4) + path("M139 76 Q147.6 76 147.6 81 M139 85 Q145 87.6 147.6 83", None, "#6b7280", 3)
    drawn = screw + path("M24 48 Q14 28 26 22 Q36 30 44 38Z", b.dark) + group(scope, -18, 0) + tower + hull + dome + portholes((50, 78), 54, 8.6, trim) + arm
    return drawn + rect(36, 82, 62, 6, trim, r=3) + circle(146, 66, 3.6, BEAM)


@draws("canoe", 160, 66, natural=("#b5683a", "#c9453b", "#5f8a5a"))
def canoe(b: Brush) -> str:
    """A narrow open boat: a canoe with upswept ends and a paddle, a rowing boat with oars, or a patterned canoe with a leaning paddle."""
    wood, pale = "#c9924a", apart(b.main, "#f3e7c9", "#6b4326")
    if b.variant == 1:
        far = line([(98, 36), (124, 15.7)], shade(wood, -0.25), 3.4) + group(ellipse(0, 0, 13, 4.6, shade(wood, -0.25)), 130, 11, turn=-38)
        inside = path("M4 28 Q80 40 154 24 L148 40 H14Z", shade(b.main, -0.5)) + "".join(rect(x, 33, 12, 6, wood, r=1) for x in (36, 76, 112))
        hull = path("M1 26 Q60 42 159 20 Q156 54 136 66 H26 Q4 56 1 26Z", b.main) + path("M3.6 42 Q70 54 154.6 40 Q149 58 136 66 H26 Q9 58 3.6 42Z", b.dark)
        hull += path("M1 26 Q60 42 159 20 L158.6 27 Q60 48 1.6 33Z", pale) + path("M6 50 Q70 62 152 48", None, shade(b.main, -0.36), 1.8)
        near = line([(66, 39.8), (34, 16.6)], wood, 4) + group(ellipse(0, 0, 14, 5.4, wood), 26, 10.8, turn=36) + path("M62 38 q5 -8 10 0", None, "#4a5160", 3)
        return far + inside + near + hull
    hull = path("M3 20 Q-3 30 6 46 Q18 66 44 66 H116 Q142 66 154 46 Q163 30 157 20 Q152 38 136 42 Q80 48 24 42 Q8 38 3 20Z", b.main)
    hull += path("M4 42 Q20 58 80 58 Q140 58 156 42 Q144 66 116 66 H44 Q16 66 4 42Z", b.dark)
    gunwale = path("M3 20 Q8 38 24 42 Q80 48 136 42 Q152 38 157 20", None, pale, 4)
    inside = path("M14 34 Q80 36 146 34 L138 44 H22Z", shade(b.main, -0.5))
    if b.variant == 0:
        ribs = "".join(path(f"M{x} 46 Q{x + (80 - x) * 0.05:.1f} 56 {x + (80 - x) * 0.12:.1f} 65", None, b.dark, 1.8) for x in (34, 56, 80, 104, 126))
        seats = rect(44, 37, 14, 6, wood, r=1) + rect(106, 37, 14, 6, wood, r=1)
        drawn = inside + seats + line([(36, 17.4), (90, 46)], wood, 4.4) + group(path("M4 -5 Q-22 -9 -30 0 Q-22 9 4 5Z", wood), 36, 17.4, turn=28)
        return drawn + line([(92, 42), (97, 44.6)], wood, 7) + hull + ribs + gunwale
    paddle = line([(88, 6), (118, 60)], wood, 4) + path("M110 48 Q120 46 126 60 Q128 67 122 66 Q114 66 108 54Z", wood) + line([(85, 5.4), (91, 3)], wood, 4.6)
    zigzag = line([(16 + 8 * k, 50 if k % 2 else 57) for k in range(17)], pale, 3)
    return inside + hull + zigzag + gunwale + "".join(circle(x, 32, 3.2, pale) for x in (8, 152)) + paddle
