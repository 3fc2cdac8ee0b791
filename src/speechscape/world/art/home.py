"""Household things: the kitchen, the furniture and the bathroom."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, glow, group, line, mix, path, poly, rect, shade
from speechscape.world.art.still_life import CREAM, apart, mouth

STEEL, STEEL_DARK, STEEL_LIGHT = "#b4bec8", "#8893a0", "#dde4ea"
GLASS, GLASS_EDGE, WATER, INK = "#d3e6f0", "#9fbfd2", "#7cc3e3", "#33363f"
WOOD, WOOD_DARK, WOOD_LIGHT = "#a8703f", "#7d4f2b", "#c89158"
LINEN, LINEN_DARK = "#faf6ee", "#d9d6d6"


# --- shared pieces ----------------------------------------------------------------------------------------------------
def _legs(xs: tuple[float, ...], y: float, w: float, h: float, color: str, taper: float = 0.2) -> str:
    """Straight legs, a little narrower at the foot, standing on y + h."""
    return "".join(poly([(x, y), (x + w, y), (x + w * (1 - taper), y + h), (x + w * taper, y + h)], color) for x in xs)


def _tap(x: float, y: float, reach: float, height: float) -> str:
    """A curved tap that rises `height` from (x, y) and reaches `reach` sideways."""
    d = (
        f"M{x} {y} V{y - height * 0.55:.1f} Q{x} {y - height + 3:.1f} {x + reach * 0.5:.1f} {y - height + 3:.1f} "
        f"Q{x + reach} {y - height + 3:.1f} {x + reach} {y - height * 0.45:.1f}"
    )
    return path(d, None, STEEL_DARK, 8.5) + path(d, None, STEEL, 5)


# --- tableware --------------------------------------------------------------------------------------------------------
@draws("bottle", 52, 144, natural=("#3f8a5a", "#5aaedc", "#9a5f32"))
def bottle(b: Brush) -> str:
    """A bottle: wine with a cork and label, water with a cap, or soda with a crown cap."""
    if b.variant == 1:
        body = path("M17 18 H35 V28 Q52 38 52 56 V134 Q52 144 42 144 H10 Q0 144 0 134 V56 Q0 38 17 28Z", b.main)
        body += path("M35 20 V28 Q52 38 52 56 V134 Q52 144 42 144 H34 Q44 90 35 20Z", b.dark)
        ribs = "".join(rect(0, y, 52, 4, b.dark) for y in (60, 112, 122)) + rect(0, 72, 52, 32, LINEN)
        ribs += path("M0 94 Q13 84 26 94 Q39 104 52 94 V104 H0Z", WATER)
        out = body + ribs + rect(14, 0, 24, 17, apart("#2f6fb5", b.main, "#e2574c"), r=3) + rect(12, 16, 28, 5, b.light, r=2)
        return out + line([(9, 50), (9, 56)], b.light, 4)
    d = "M17 8 H35 V40 Q36 52 46 58 Q52 63 52 74 V134 Q52 144 42 144 H10 Q0 144 0 134 V74 Q0 63 6 58 Q16 52 17 40Z"
    side = "M28 8 H35 V40 Q36 52 46 58 Q52 63 52 74 V134 Q52 144 42 144 H34 Q44 110 40 74 Q30 60 28 8Z"
    body = path(d, b.main) + path(side, b.dark)
    if b.variant == 0:
        label = rect(0, 82, 52, 40, CREAM) + rect(0, 86, 52, 3, "#c99a3f") + rect(0, 115, 52, 3, "#c99a3f")
        label += (
            poly([(26, 92), (34, 102), (26, 112), (18, 102)], "#9a3d4e")
            + line([(10, 102), (14, 102)], "#c99a3f", 2.4)
            + line([(38, 102), (42, 102)], "#c99a3f", 2.4)
        )
        return body + label + rect(18, 0, 16, 12, "#c89158", r=2) + rect(15, 10, 22, 8, b.dark, r=3) + path("M7 76 Q8 68 14 64", None, b.light, 4)
    crown = path("M14 8 L12 14 H40 L38 8 Q38 1 30 0 H22 Q14 1 14 8Z", "#d9b04a") + "".join(line([(x, 9), (x, 13)], "#a8822e", 2) for x in (18, 26, 34))
    ring = circle(26, 98, 19, apart("#e9d9b0", b.main, "#d9423a")) + circle(26, 98, 13, b.main)
    ring += poly(
        [(26 + r * math.sin(k * 0.628), 98 - r * math.cos(k * 0.628)) for k in range(10) for r in ((10, 4.5)[k % 2],)], apart("#e9d9b0", b.main, "#d9423a")
    )
    return body + ring + crown + path("M8 80 Q8 70 15 64", None, b.light, 4)


@draws("wine glass", 76, 134, natural=("#a8243f", "#f0d97e", "#f0a3a0"))
def wine_glass(b: Brush) -> str:
    """A stemmed glass with wine, which takes the colour: round, tulip-shaped with bubbles, or a balloon on a coloured stem."""
    foot = path("M33 84 H43 Q42 116 50 122 Q70 126 72 134 H4 Q6 126 26 122 Q34 116 33 84Z", GLASS_EDGE)
    foot += path("M36 84 H40 Q40 118 38 126 Q36 118 36 84Z", "#eef6fa") + ellipse(38, 130, 33, 3.8, GLASS)
    if b.variant == 0:
        bowl = path("M10 2 H66 Q76 22 76 46 Q76 86 38 88 Q0 86 0 46 Q0 22 10 2Z", GLASS)
        wine = path("M2 36 H74 Q78 84 38 85 Q-2 84 2 36Z", b.main) + path("M60 36 H74 Q78 84 38 85 Q64 74 60 36Z", b.dark) + ellipse(38, 36, 36, 6, b.light)
    elif b.variant == 1:
        bowl = path("M4 2 H72 Q64 26 70 48 Q74 86 38 88 Q2 86 6 48 Q12 26 4 2Z", GLASS)
        wine = path("M9 32 H67 Q66 40 68 50 Q70 84 38 85 Q6 84 8 50 Q10 40 9 32Z", b.main) + path("M56 32 H67 Q66 40 68 50 Q70 84 38 85 Q60 74 56 32Z", b.dark)
        wine += ellipse(38, 32, 29, 5, b.light)
        wine += "".join(
            circle(x, y, r, mix(b.light, "#ffffff", 0.5)) for x, y, r in ((24, 62, 2.5), (34, 48, 2), (44, 66, 2.5), (38, 76, 2), (28, 44, 1.7), (50, 50, 2))
        )
    else:
        bowl = path("M12 3 H64 Q80 30 74 54 Q66 90 38 90 Q10 90 2 54 Q-4 30 12 3Z", GLASS)
        wine = path("M1 40 H75 Q76 60 66 74 Q56 88 38 88 Q20 88 10 74 Q0 60 1 40Z", b.main) + path("M60 40 H75 Q76 60 66 74 Q56 88 38 88 Q62 72 60 40Z", b.dark)
        wine += ellipse(38, 40, 37, 6.5, b.light)
        foot = path("M33 84 H43 Q42 116 50 122 Q70 126 72 134 H4 Q6 126 26 122 Q34 116 33 84Z", b.dark) + rect(36, 88, 4, 34, b.light, r=2)
        foot += ellipse(38, 130, 33, 3.8, b.light)
    cy, rx, ry = ((3.5, 28, 3), (3.5, 34, 3), (4, 26, 3.5))[b.variant]
    out = foot + bowl + wine + ellipse(38, cy, rx, ry, "#eef6fa", "#d9b04a" if b.variant == 2 else GLASS_EDGE, 1.5 + b.variant * 0.5)
    return out + path("M12 48 Q12 66 22 74" if b.variant < 2 else "M9 52 Q12 68 20 76", None, "#ffffff", 4, opacity=0.75)


@draws("cup", 122, 100, natural=("#e07a5f", "#8fc1d4", "#e9b84e"))
def cup(b: Brush) -> str:
    """A cup with a handle: a striped mug, a dotted teacup, or a mug with a heart."""
    trim = apart(CREAM, b.main, "#e07a5f")
    if b.variant == 1:
        handle = ellipse(97, 44, 20, 20, None, b.dark, 9)
        body = path("M2 12 Q2 72 34 92 Q36 100 42 100 H66 Q72 100 74 92 Q106 72 106 12 A52 12 0 0 1 2 12Z", b.main)
        body += path("M84 20 Q106 18 106 12 Q106 72 74 92 Q72 100 66 100 H58 Q84 72 84 20Z", b.dark)
        dots = "".join(circle(x, y, 5, trim) for x, y in ((20, 42), (44, 46), (68, 44), (33, 62), (57, 63), (46, 80)))
        return handle + body + dots + mouth(54, 12, 52, 12, b, 6)
    handle = path("M92 26 H104 Q118 26 118 46 Q118 74 92 76", None, b.dark, 9.5) + path("M92 26 H104 Q118 26 118 46 Q118 74 92 76", None, b.main, 4)
    body = path("M0 12 V82 Q0 100 22 100 H74 Q96 100 96 82 V12 A48 12 0 0 1 0 12Z", b.main)
    body += path("M78 22 Q96 18 96 12 V82 Q96 100 74 100 H58 Q78 96 78 78Z", b.dark)
    if b.variant == 0:
        art = path("M0 46 Q48 64 96 46 V60 Q48 78 0 60Z", trim) + path("M78 55 Q90 50 96 46 V60 Q88 66 78 68Z", shade(trim, -0.16))
        art += path("M0 66 Q48 84 96 66 V71 Q48 89 0 71Z", trim)
    else:
        art = path("M44 84 Q18 66 24 50 Q30 38 44 50 Q58 38 64 50 Q70 66 44 84Z", trim)
    return handle + body + art + line([(9, 32), (9, 80)] if b.variant == 2 else [(9, 32), (9, 42)], b.light, 4.5) + mouth(48, 12, 48, 12, b, 6)


@draws("fork", 44, 150, natural=("#b4bec8", "#a8703f", "#d9b45a"))
def fork(b: Brush) -> str:
    """A fork, tines up: all metal, with a coloured handle, or broad with three tines."""
    metal, edge = (STEEL, STEEL_DARK) if b.variant == 1 else (b.main, b.dark)
    tines = (0, 12, 24, 36) if b.variant < 2 else (0, 16.5, 33)
    w = 8 if b.variant < 2 else 11
    head = "".join(path(f"M{x} 40 V5 Q{x + w / 2} -5 {x + w} 5 V40Z", metal) for x in tines)
    head += path("M0 38 H44 V48 Q44 66 28 73 L27 88 H17 L16 73 Q0 66 0 48Z", metal)
    head += path("M36 38 H44 V48 Q44 66 28 73 L27 88 H22 V74 Q38 66 36 38Z", edge)
    head += path(f"M{tines[-1] + w / 2} 3 Q{tines[-1] + w} 1 {tines[-1] + w} 6 V40 H{tines[-1] + w / 2}Z", edge)
    if b.variant == 1:
        handle = path("M15 84 H29 Q34 112 32 140 Q32 150 22 150 Q12 150 12 140 Q10 112 15 84Z", b.main)
        handle += path("M22 84 H29 Q34 112 32 140 Q32 150 22 150Z", b.dark) + circle(22, 96, 2.4, STEEL_LIGHT) + circle(22, 136, 2.4, STEEL_LIGHT)
        return head + rect(14, 80, 16, 7, STEEL_DARK, r=2) + handle
    handle = path("M17 84 H27 Q27 112 31 138 Q32 150 22 150 Q12 150 13 138 Q17 112 17 84Z", metal) + path("M22 84 H27 Q27 112 31 138 Q32 150 22 150Z", edge)
    handle += ellipse(21, 136, 2.6, 7, b.light)
    return head + handle + line([(7, 50), (10, 58)], b.light, 3)


@draws("knife", 42, 150, natural=("#7f8b99", "#9a5f34", "#c8453c"))
def knife(b: Brush) -> str:
    """A knife, blade up; the handle takes the colour: table knife, cook's knife, or saw-toothed knife."""
    if b.variant == 0:
        blade = path("M10 92 V20 Q10 0 24 0 Q42 2 42 34 Q42 60 32 74 V92Z", STEEL_LIGHT) + path("M10 92 V20 Q10 6 18 2 Q18 50 20 92Z", STEEL)
    elif b.variant == 1:
        blade = path("M9 90 V8 Q9 0 13 0 Q42 34 42 90Z", STEEL_LIGHT) + path("M9 90 V8 Q9 0 13 0 Q20 40 21 90Z", STEEL)
    else:
        teeth = " ".join(f"L{(42, 35)[k % 2]} {14 + k * 5}" for k in range(16))
        blade = path(f"M9 90 V6 Q9 0 14 0 Q34 0 38 12 {teeth} V90Z", STEEL_LIGHT) + path("M9 90 V6 Q9 0 14 0 Q19 40 20 90Z", STEEL)
    left = 6 if b.variant == 0 else 2
    handle = path(
        f"M{left} 92 H{40 - left} Q{36} 118 {39 - left} 138 Q{38 - left} 150 {20} 150 Q{2 + left} 150 {1 + left} 138 Q{left + 4} 118 {left} 92Z", b.main
    )
    handle += path(f"M24 92 H{40 - left} Q36 118 {39 - left} 138 Q{38 - left} 150 20 150 Q30 120 24 92Z", b.dark)
    left_edge = rect(0, 86, 42, 9, STEEL_DARK, r=3)
    rivets = "".join(circle(20, y, 2.8, STEEL_LIGHT) for y in ((104, 120, 136) if b.variant else (136,)))
    return blade + handle + left_edge + rivets


@draws("spoon", 46, 150, natural=("#b4bec8", "#c08a50", "#d9b45a"))
def spoon(b: Brush) -> str:
    """A spoon, bowl up: slim metal, stout wood, or with a shaped end."""
    if b.variant == 1:
        handle = path("M17 50 H29 L30 140 Q30 150 23 150 Q16 150 16 140Z", b.main) + path("M23 50 H29 L30 140 Q30 150 23 150Z", b.dark)
        handle += circle(23, 140, 3, shade(b.main, -0.45))
        out = handle + ellipse(23, 32, 23, 32, b.dark) + ellipse(22, 31, 21, 30, b.main) + ellipse(23, 32, 15, 23, b.dark)
        return out + ellipse(23, 34, 14, 20, mix(b.main, b.dark, 0.5)) + line([(20, 76), (20, 126)], b.light, 2.4)
    handle = path("M19 56 H27 Q27 100 33 136 Q34 150 23 150 Q12 150 13 136 Q19 100 19 56Z", b.main) + path("M23 56 H27 Q27 100 33 136 Q34 150 23 150Z", b.dark)
    bowl = path("M23 0 Q46 4 46 34 Q46 60 28 66 L26 76 H20 L18 66 Q0 60 0 34 Q0 4 23 0Z", b.main)
    bowl += path("M23 9 Q38 12 38 35 Q38 54 23 57 Q8 54 8 35 Q8 12 23 9Z", b.dark)
    bowl += path("M23 9 Q38 12 38 35 Q38 42 35 48 Q28 26 12 20 Q15 11 23 9Z", mix(b.main, b.dark, 0.4)) + path("M14 34 Q14 24 20 19", None, b.light, 3.4)
    end = circle(23, 138, 12, b.main) + circle(23, 138, 7, b.light) + circle(23, 138, 4, b.dark) if b.variant == 2 else ellipse(22, 136, 3, 8, b.light)
    return handle + bowl + end


@draws("bowl", 142, 78, natural=("#5f9fc4", "#d98a4f", "#e9e2d2"))
def bowl(b: Brush) -> str:
    """A bowl with an open top: striped, spotted, or with a zigzag."""
    trim = apart(CREAM, b.main, "#5f8fb8")
    body = path("M0 10 Q6 58 46 72 V78 H96 V72 Q136 58 142 10 A71 10 0 0 1 0 10Z", b.main)
    body += path("M112 18 Q142 15 142 10 Q136 58 96 72 V78 H80 Q112 62 112 18Z", b.dark) + rect(46, 71, 50, 7, b.dark, r=2)
    if b.variant == 0:
        art = path("M5 34 Q71 56 137 34 L134 42 Q71 64 8 42Z", trim) + path("M12 48 Q71 70 130 48 L128 52 Q71 74 14 52Z", trim)
    elif b.variant == 1:
        art = "".join(circle(x, y, 5.5, trim) for x, y in ((20, 38), (42, 46), (66, 49), (92, 47), (118, 40), (38, 62), (64, 65), (92, 63)))
    else:
        art = line([(6, 36), (18, 48), (32, 40), (46, 54), (60, 43), (72, 56), (86, 43), (98, 54), (110, 40), (124, 48), (136, 35)], trim, 5)
    return body + art + mouth(71, 10, 71, 10, b, 5)


@draws("plate", 146, 66, natural=("#f3efe6", "#8fbfd8", "#f0cfa0"))
def plate(b: Brush) -> str:
    """A plate seen from above its edge: with a ringed, flowered or checked rim."""
    trim = apart("#4f8fc4", b.main, CREAM)
    rim = path("M0 28 Q4 66 73 66 Q142 66 146 28Z", shade(b.main, -0.3)) + ellipse(73, 29, 73, 29, b.dark) + ellipse(73, 27, 72, 27, b.main)
    if b.variant == 0:
        art = ellipse(73, 27, 68, 24.5, None, trim, 3) + ellipse(73, 28, 53, 18, None, trim, 2)
    elif b.variant == 1:
        art = "".join(
            ellipse(73 + 60 * math.cos(a), 27 + 21.5 * math.sin(a), 6, 3.6, "#e8738f" if k % 2 else trim)
            for k, a in enumerate(x * math.pi / 8 for x in range(16))
        )
    else:
        art = "".join(
            line([(73 + 56 * math.cos(a), 27 + 19.5 * math.sin(a)), (73 + 70 * math.cos(a), 27 + 25.5 * math.sin(a))], trim, 5)
            for a in (x * math.pi / 12 for x in range(24))
        )
    well = ellipse(73, 29, 48, 16, b.dark) + ellipse(73, 31, 46, 14, mix(b.main, b.light, 0.6))
    return rim + art + well + path("M38 28 Q46 20 62 18", None, "#ffffff", 3, opacity=0.7)


@draws("teapot", 144, 112, natural=("#5b9e8f", "#d8735a", "#f0e6d4"))
def teapot(b: Brush) -> str:
    """A round teapot with spout, handle and lid: plain with a band, flowered, or spotted."""
    trim = apart(CREAM, b.main, "#5b8fc0")
    handle = ellipse(118, 62, 22, 28, None, b.dark, 9)
    spout = path("M36 92 Q14 84 14 58 Q14 46 2 40 L4 32 Q28 32 32 52 Q34 60 44 60Z", b.dark) + ellipse(4.5, 36, 3, 6, shade(b.main, -0.4), turn=-20)
    body = ellipse(74, 68, 50, 42, b.main) + path("M96 30 Q124 42 124 68 Q124 108 74 110 Q108 96 108 66 Q108 44 96 30Z", b.dark)
    body += rect(48, 104, 52, 8, b.dark, r=4)
    lid = path("M44 32 Q46 16 74 14 Q102 16 104 32Z", b.main) + rect(42, 29, 64, 7, b.dark, r=3.5) + circle(74, 9, 9, trim if b.variant else b.dark)
    lid += path("M88 18 Q100 22 104 30 H92Z", b.dark)
    if b.variant == 0:
        art = path("M25 60 Q74 78 123 60 L124 70 Q74 88 24 70Z", trim) + path("M27 80 Q74 98 121 80 L119 85 Q74 102 29 85Z", trim)
    elif b.variant == 1:
        art = "".join(circle(70 + 12 * math.cos(k * 1.257 - 1.57), 70 + 12 * math.sin(k * 1.257 - 1.57), 8.5, trim) for k in range(5))
        art += circle(70, 70, 7, "#f2c230")
    else:
        art = "".join(circle(x, y, 5.5, trim) for x, y in ((44, 58), (66, 50), (90, 56), (54, 78), (78, 72), (102, 78), (66, 96), (90, 94), (36, 74)))
    return handle + spout + body + lid + art + path("M38 58 Q42 46 54 40", None, b.light, 5)


# --- kitchen machines -------------------------------------------------------------------------------------------------
@draws("microwave", 144, 88, natural=("#c9d0d7", "#4a505b", "#efe6d6"))
def microwave(b: Brush) -> str:
    """A microwave oven: door with a window, clock and buttons or a dial; lit inside in one."""
    case = rect(0, 0, 144, 82, b.main, r=8) + path("M0 70 V74 Q0 82 8 82 H136 Q144 82 144 74 V70Z", b.dark) + rect(12, 80, 18, 8, INK, r=2)
    case += rect(114, 80, 18, 8, INK, r=2)
    lit = b.variant == 2
    pane = rect(8, 9, 96, 60, b.dark, r=6) + rect(14, 15, 80, 48, glow("#f7c65c") if lit else "#2b2f3a", r=5)
    if lit:
        pane += ellipse(54, 55, 32, 4, "#e0a23e") + "".join(line([(26 + k, 54 - k * 0.2), (48 + k, 22)], "#fff0c0", 5, opacity=0.5) for k in (0, 16))
    else:
        pane += ellipse(54, 55, 30, 4, "#5b6272") + "".join(line([(26 + k, 54 - k * 0.2), (48 + k, 22)], "#4a5162", 5) for k in (0, 16))
    panel = rect(108, 9, 30, 60, apart(INK, b.main, "#dde4ea"), r=4) + rect(112, 13, 22, 11, "#16301f")
    panel += "".join(rect(x, 16, 3, 5, glow("#7dffb0")) for x in (115, 120, 126, 130))
    buttons = "".join(rect(112 + c * 8, 29 + r * 7.5, 6, 5, "#8f97a6", r=1) for r in range(4) for c in range(3)) + rect(112, 60, 22, 6, "#5fb06a", r=2)
    if b.variant == 1:
        buttons = "".join(circle(123, y, 9, STEEL_LIGHT) + line([(123, y), (123 + dx, y - 6)], INK, 2.6) for y, dx in ((37, 2), (58, -4)))
    return case + pane + rect(98, 18, 5, 42, STEEL_LIGHT, r=2.5) + panel + buttons


@draws("oven", 112, 134, natural=("#dfe3e6", "#c9574a", "#566070"))
def oven(b: Brush) -> str:
    """A kitchen oven with hob and knobs: with a back panel, a pot on top, or a second door."""
    case = rect(0, 22, 112, 106, b.main, r=6) + rect(98, 22, 14, 106, b.dark, r=6) + rect(10, 124, 16, 10, INK, r=2) + rect(86, 124, 16, 10, INK, r=2)
    case += rect(0, 20, 112, 9, INK, r=3)
    knobs = "".join(circle(x, 40, 6.5, INK) + line([(x, 40), (x, 36)], STEEL_LIGHT, 2.4) for x in (16, 36, 76, 96)) + rect(47, 34, 18, 11, "#16301f", r=2)
    knobs += rect(51, 37, 4, 5, glow("#ffb24a")) + rect(57, 37, 4, 5, glow("#ffb24a"))

    def door(y: float, h: float) -> str:
        out = rect(8, y, 96, h, b.dark, r=5) + rect(16, y + 3, 80, 5.5, STEEL_LIGHT, r=2.7) + rect(20, y + 15, 72, h - 22, "#2a211f", r=5)
        return out + rect(24, y + 19, 64, h - 30, glow("#e8873a"), r=4)

    if b.variant == 2:
        doors = door(52, 32) + door(88, 34)
        food = ""
    else:
        doors = door(52, 66)
        food = "".join(rect(24, y, 64, 3, "#a8552a") for y in (82, 96)) + path("M34 76 L46 72 M60 76 L72 72", None, "#ffd9a0", 3)
    if b.variant == 1:
        top = rect(36, 4, 40, 17, STEEL_DARK, r=3) + rect(36, 4, 26, 17, STEEL, r=3) + rect(33, 2, 46, 5, STEEL_LIGHT, r=2.5) + rect(26, 8, 12, 4, INK, r=2)
        top += rect(74, 8, 12, 4, INK, r=2) + circle(56, 2.5, 3, INK)
    else:
        top = rect(4, 0, 104, 22, b.main, r=4) + rect(94, 0, 14, 22, b.dark, r=4) + rect(40, 6, 32, 10, b.dark, r=2)
        top += "".join(rect(x, 16, 22, 5, "#5a5f6a", r=2) for x in (14, 76))
    return top + case + knobs + doors + food


@draws("toaster", 124, 100, natural=("#c2cad2", "#d8604f", "#8fc7bd"))
def toaster(b: Brush) -> str:
    """A toaster with toast standing out: chrome band, stripes, or a window."""
    crust, crumb = "#b8733a", "#eec98c"
    slices = "".join(
        path(f"M{x} 50 V20 Q{x - 7} 14 {x - 4} 7 Q{x} 0 {x + 8} 0 H{x + 26} Q{x + 34} 0 {x + 38} 7 Q{x + 41} 14 {x + 34} 20 V50Z", crust)
        + path(f"M{x + 5} 50 V18 Q{x} 13 {x + 2} 9 Q{x + 4} 5 {x + 10} 5 H{x + 24} Q{x + 30} 5 {x + 32} 9 Q{x + 34} 13 {x + 29} 18 V50Z", crumb)
        for x in ((16, 62) if b.variant != 1 else (39,))
    )
    body = path("M0 92 V52 Q0 30 22 30 H94 Q116 30 116 52 V92Z", b.main) + path("M92 30 H94 Q116 30 116 52 V92 H92 Q104 60 92 30Z", b.dark)
    body += rect(0, 84, 116, 10, INK, r=4) + rect(8, 92, 16, 8, INK, r=2) + rect(92, 92, 16, 8, INK, r=2)
    slot = rect(12, 28, 92, 6, shade(b.main, -0.45), r=3)
    lever = rect(112, 44, 6, 34, STEEL_DARK, r=2) + rect(110, 48, 14, 9, INK, r=3)
    if b.variant == 0:
        art = rect(0, 60, 116, 5, b.light) + rect(0, 70, 116, 5, b.light) + circle(28, 48, 6, INK) + line([(28, 48), (28, 44)], STEEL_LIGHT, 2)
    elif b.variant == 1:
        art = "".join(rect(x, 42, 7, 36, b.dark if x % 4 else b.light, r=3.5) for x in (22, 36, 50, 64, 78)) + circle(100, 72, 4, glow("#ff8a4a"))
    else:
        art = rect(16, 46, 62, 28, "#3a2a26", r=6) + rect(20, 50, 54, 20, glow("#f2873a"), r=4)
        art += "".join(line([(24, y), (70, y)], "#8a3a1c", 2) for y in (56, 64)) + circle(96, 54, 6, INK) + circle(96, 72, 6, INK)
    return slices + slot + body + lever + art + path("M8 58 Q8 40 24 38", None, b.light, 4)


@draws("sink", 124, 134, natural=("#eef1f2", "#b5895a", "#cfe3e6"))
def sink(b: Brush) -> str:
    """A wash basin on its foot, a kitchen sink in a cupboard, or a basin on a stand with a drip."""
    if b.variant == 1:
        cupboard = rect(2, 54, 120, 76, b.main, r=3) + rect(8, 64, 50, 60, b.dark, r=3) + rect(66, 64, 50, 60, b.dark, r=3) + rect(12, 68, 42, 52, b.main, r=2)
        cupboard += rect(70, 68, 42, 52, b.main, r=2) + circle(49, 94, 3.4, STEEL_LIGHT) + circle(75, 94, 3.4, STEEL_LIGHT)
        top = rect(0, 42, 124, 16, STEEL_LIGHT, r=3) + path("M22 44 H102 Q102 66 88 66 H36 Q22 66 22 44Z", STEEL) + ellipse(62, 45, 40, 5, STEEL_DARK)
        top += rect(8, 128, 108, 6, INK, r=2)
        out = _tap(80, 44, -24, 44) + circle(94, 36, 5, "#d9554a") + rect(92, 36, 4, 8, STEEL) + circle(104, 36, 5, "#4a8fd0") + rect(102, 36, 4, 8, STEEL)
        return out + cupboard + top + path("M56 26 q5 8 0 10 q-5 -2 0 -10Z", WATER)
    basin = path("M0 44 Q4 88 44 92 H80 Q120 88 124 44Z", b.main) + path("M100 44 H124 Q120 88 80 92 H66 Q100 84 100 44Z", b.dark)
    basin += ellipse(62, 44, 62, 11, b.light) + ellipse(62, 45, 52, 7.5, shade(b.main, -0.34)) + ellipse(62, 48, 36, 4, WATER)
    tap = _tap(62, 40, 0.1, 8) + rect(57, 12, 10, 30, STEEL, r=3) + rect(63, 12, 4, 30, STEEL_DARK, r=2)
    tap += path("M57 16 H34 Q28 16 28 24 V30 H37 V26 H60Z", STEEL) + rect(49, 0, 26, 9, STEEL_DARK, r=4.5) + rect(59, 6, 6, 10, STEEL)
    drop = path("M32.5 33 q6 9 0 11 q-6 -2 0 -11Z", WATER)
    if b.variant == 0:
        foot = path("M44 86 H80 Q74 112 88 126 Q92 134 86 134 H38 Q32 134 36 126 Q50 112 44 86Z", b.main)
        foot += path("M66 86 H80 Q74 112 88 126 Q92 134 86 134 H66Z", b.dark)
        return tap + drop + foot + basin + path("M14 60 Q20 74 36 80", None, b.light, 4)
    stand = rect(14, 66, 7, 68, WOOD, r=2) + rect(103, 66, 7, 68, WOOD, r=2) + rect(14, 108, 96, 7, WOOD_DARK, r=2) + rect(30, 94, 30, 14, "#e88f8f", r=4)
    stand += rect(62, 98, 34, 10, "#8fc1d4", r=4)
    return tap + drop + stand + basin + rect(0, 60, 124, 7, b.dark, r=3) + path("M12 54 H40", None, b.light, 3)


@draws("refrigerator", 84, 150, natural=("#dfe5ea", "#8fc7c0", "#aab3bd"))
def refrigerator(b: Brush) -> str:
    """A tall refrigerator: with magnets, round and old-fashioned, or with double doors and a water tap."""
    feet = rect(8, 142, 14, 8, INK, r=2) + rect(62, 142, 14, 8, INK, r=2)
    gap = shade(b.main, -0.42)
    round_ = (6, 22, 5)[b.variant]
    case = rect(0, 0, 84, 145, b.main, r=round_) + path(f"M72 0 H{84 - round_} Q84 0 84 {round_} V{145 - round_} Q84 145 {84 - round_} 145 H72Z", b.dark)
    if b.variant == 2:
        bars = "".join(rect(x, 20, 4.5, 74, STEEL_DARK, r=2.2) for x in (33, 47)) + rect(41, 0, 2.6, 104, gap) + rect(0, 103, 84, 2.6, gap)
        bars += rect(14, 112, 56, 5, STEEL_DARK, r=2.5)
        out = feet + case + bars + rect(8, 34, 19, 28, INK, r=3) + rect(11, 38, 13, 6, glow("#8fe3ff"), r=1) + path("M13 58 V50 H22 V58Z", GLASS)
        return out + rect(8, 4, 3, 92, b.light, r=1.5)
    split = 48 if b.variant == 0 else 44
    body = case + rect(0, split, 84, 3, gap) + rect(9, split - 30, 6, 22, STEEL_DARK, r=3) + rect(9, split + 12, 6, 36, STEEL_DARK, r=3)
    if b.variant == 0:
        note = rect(40, 62, 22, 26, "#fff6d8") + circle(51, 63, 3.4, "#d9423a") + path("M45 80 Q48 70 51 78 Q55 70 58 80", None, "#5fae4b", 2.4)
        note += rect(30, 16, 14, 14, "#f2c230", r=3) + circle(56, 26, 6, "#5fa7d9") + path("M34 106 q5 -7 10 0 q0 6 -5 9 q-5 -3 -5 -9Z", "#e2573f")
        return feet + body + note
    out = feet + body + rect(30, 18, 28, 8, STEEL_LIGHT, r=4) + rect(26, 100, 40, 4, b.light, r=2) + rect(26, 110, 40, 4, b.light, r=2)
    return out + path("M6 34 Q6 8 24 6", None, b.light, 4)


# --- furniture --------------------------------------------------------------------------------------------------------
@draws("chair", 86, 142, natural=("#b87a45", "#d9735a", "#a9673a"))
def chair(b: Brush) -> str:
    """A chair: wooden with rungs, padded, or with spindles and a rounded back."""
    seat = poly([(12, 72), (74, 72), (86, 90), (0, 90)], b.light) + rect(0, 89, 86, 10, b.main, r=3)
    if b.variant == 1:
        back = rect(9, 0, 68, 76, b.dark, r=18) + rect(14, 5, 58, 66, b.main, r=14)
        back += "".join(circle(x, y, 3, b.dark) for x, y in ((30, 24), (56, 24), (43, 38), (30, 52), (56, 52)))
        pad = path("M8 72 H78 Q86 76 86 88 Q86 98 78 98 H8 Q0 98 0 88 Q0 76 8 72Z", b.main) + path("M0 88 Q0 98 8 98 H78 Q86 98 86 88 Q60 92 0 88Z", b.dark)
        pad += path("M10 77 Q40 74 70 77", None, b.light, 4)
        return _legs((16, 60), 94, 9, 38, WOOD_DARK) + back + _legs((5, 70), 96, 11, 46, WOOD) + pad
    posts = rect(8, 4, 9, 74, b.dark, r=3) + rect(69, 4, 9, 74, b.dark, r=3)
    if b.variant == 0:
        rungs = rect(6, 0, 74, 17, b.main, r=6) + rect(14, 27, 58, 10, b.main, r=3) + rect(14, 47, 58, 10, b.main, r=3) + rect(10, 3, 62, 4, b.light, r=2)
    else:
        posts = path("M10 78 V36 Q10 4 43 4 Q76 4 76 36 V78", None, b.main, 9)
        rungs = "".join(rect(x - 2.5, 8, 5, 66, b.dark, r=2) for x in (28, 43, 58))
        seat = path("M14 70 H72 Q86 82 86 90 H0 Q0 82 14 70Z", b.light) + rect(0, 88, 86, 11, b.main, r=5)
        seat += path("M14 76 H72 Q78 82 80 86 H6 Q8 82 14 76Z", apart("#d9554a", b.main, "#fff3dc"))
        rungs = rungs + rect(6, 116, 74, 6, b.dark, r=3)
    out = _legs((15, 62), 94, 9, 38, b.dark) + (rect(8, 112, 70, 6, b.dark, r=2) if b.variant == 0 else "") + posts + rungs + _legs((3, 72), 96, 11, 46, b.main)
    return out + seat


@draws("couch", 150, 86, natural=("#5f86a8", "#c9694f", "#7d9a5a"))
def couch(b: Brush) -> str:
    """A couch with fat arms: two seats, three seats, or buttoned with a curved back."""
    feet = "".join(path(f"M{x} 76 H{x + 14} L{x + 10} 86 H{x + 4}Z", WOOD_DARK) for x in (10, 126))
    if b.variant == 2:
        back = path("M12 60 V26 Q12 10 28 10 Q44 0 75 0 Q106 0 122 10 Q138 10 138 26 V60Z", b.dark)
        back += path("M18 60 V28 Q18 16 30 16 Q46 6 75 6 Q104 6 120 16 Q132 16 132 28 V60Z", b.main)
        back += "".join(circle(x, y, 2.8, b.dark) for x, y in ((40, 26), (63, 22), (87, 22), (110, 26), (52, 38), (75, 36), (98, 38)))
        seats = rect(16, 48, 118, 18, b.light, r=8)
    else:
        back = rect(12, 0, 126, 62, b.dark, r=12)
        n = 2 + b.variant
        w = 114 / n
        back += "".join(rect(18 + k * w + 1, 5, w - 2, 48, b.main, r=9) for k in range(n))
        seats = "".join(rect(18 + k * w + 1, 46, w - 2, 18, b.light, r=6) for k in range(n))
    base = rect(8, 60, 134, 19, b.dark, r=5)
    arms = "".join(
        rect(x, 28, 24, 52, b.main, r=11) + rect(x + 5, 33, 14, 42, b.light if x == 0 else b.dark, r=7) + rect(x + 7, 36, 12, 40, b.main, r=6) for x in (0, 126)
    )
    return feet + back + seats + base + arms


@draws("bed", 152, 98, natural=("#6f9fd0", "#d97f8f", "#7fae74"))
def bed(b: Brush) -> str:
    """A bed; the blanket takes the colour: from the side, from its foot, or with a patchwork quilt."""
    if b.variant == 1:
        head = path("M6 70 V22 Q6 12 18 12 Q40 0 76 0 Q112 0 134 12 Q146 12 146 22 V70Z", WOOD) + path("M14 60 V26 Q40 8 76 8 Q112 8 138 26 V60Z", WOOD_LIGHT)
        pillows = "".join(rect(x, 26, 54, 28, LINEN_DARK, r=12) + rect(x, 24, 54, 26, LINEN, r=12) for x in (18, 80))
        cover = path("M8 50 Q76 38 144 50 L152 66 V86 Q76 94 0 86 V66Z", b.main) + path("M2 62 Q76 52 150 62 L148 56 Q76 44 4 56Z", b.light)
        cover += path("M0 76 Q76 86 152 76 V86 Q76 94 0 86Z", b.dark)
        hem = path("M10 48 Q76 36 142 48 L146 56 Q76 44 6 56Z", LINEN)
        return head + pillows + cover + hem + rect(2, 84, 10, 14, WOOD_DARK, r=3) + rect(140, 84, 10, 14, WOOD_DARK, r=3) + rect(6, 84, 140, 6, WOOD_DARK, r=3)
    arch = b.variant == 2
    head = path("M0 98 V14 Q0 0 10 0 Q18 0 18 14 V98Z", WOOD) + path("M12 1 Q18 2 18 14 V98 H12Z", WOOD_DARK)
    foot = rect(138, 38 if not arch else 46, 14, 60 if not arch else 52, WOOD, r=6)
    foot += rect(146, 42 if not arch else 50, 6, 54 if not arch else 46, WOOD_DARK, r=3)
    if arch:
        head += circle(9, 9, 9, WOOD_LIGHT)
        foot += circle(145, 46, 7, WOOD_LIGHT)
    base = rect(10, 76, 132, 13, WOOD_DARK, r=3) + rect(14, 54, 128, 24, LINEN, r=6) + rect(14, 68, 128, 10, LINEN_DARK, r=5)
    pillow = path("M18 56 Q14 36 26 36 H48 Q60 36 58 48 Q58 58 50 58Z", LINEN) + path("M20 56 Q40 54 58 46 Q60 58 50 58 H22Z", LINEN_DARK)
    cover = path("M50 54 Q52 40 66 40 Q104 34 140 46 V82 Q96 86 50 82Z", b.main) + path("M50 72 Q96 80 140 72 V82 Q96 86 50 82Z", b.dark)
    cover += path("M48 54 Q50 38 66 38 H74 Q64 44 64 54 V83 Q56 83 50 82Z", b.light)
    if arch:
        cover += "".join(
            rect(70 + k * 17, 46 + r * 15, 15, 13, (b.light, b.dark, apart("#fff3dc", b.main, "#f2b8c0"))[(k + r * 2) % 3], r=2)
            for k in range(4)
            for r in range(2)
        )
    return head + base + pillow + cover + foot


@draws("table", 148, 92, natural=("#b87a45", "#a3683a", "#e0574f"))
def table(b: Brush) -> str:
    """A table with a broad top: four legs, one turned foot, or under a cloth."""
    if b.variant == 0:
        top = poly([(14, 0), (134, 0), (148, 16), (0, 16)], b.light) + rect(0, 15, 148, 10, b.main, r=2) + rect(12, 25, 124, 9, b.dark)
        grain = line([(30, 6), (74, 6)], b.main, 2) + line([(60, 11), (120, 11)], b.main, 2)
        return _legs((24, 114), 26, 10, 52, shade(b.main, -0.34)) + top + grain + _legs((4, 131), 25, 13, 67, b.main) + _legs((10, 137), 25, 7, 67, b.dark)
    if b.variant == 1:
        foot = path("M64 24 H84 Q80 40 88 50 Q94 62 82 70 Q100 76 118 84 Q122 92 112 92 H36 Q26 92 30 84 Q48 76 66 70 Q54 62 60 50 Q68 40 64 24Z", b.main)
        foot += path("M76 24 H84 Q80 40 88 50 Q94 62 82 70 Q100 76 118 84 Q122 92 112 92 H80 Q84 80 74 72 Q84 60 78 50 Q74 40 76 24Z", b.dark)
        return foot + ellipse(74, 19, 74, 12, b.dark) + rect(0, 12, 148, 7, b.dark) + ellipse(74, 12, 74, 12, b.light) + ellipse(74, 12, 62, 9, None, b.main, 2)
    hem = "M0 12 L14 0 H134 L148 12 V44 Q136 58 124 46 Q111 60 98 48 Q86 60 74 48 Q62 60 50 48 Q37 60 24 46 Q12 58 0 44Z"
    trim = apart("#fff6ea", b.main, "#e0574f")
    cloth = path(hem, b.main) + poly([(14, 0), (134, 0), (148, 12), (0, 12)], b.light)
    cloth += "".join(path(f"M{x} 14 Q{x + 3} 30 {x} 47", None, b.dark, 3.5) for x in (24, 50, 98, 124))
    out = _legs((26, 112), 30, 10, 54, WOOD_DARK) + _legs((6, 130), 30, 12, 62, WOOD) + cloth
    return out + "".join(circle(x, 30, 5, trim) for x in (12, 37, 62, 86, 111, 136)) + line([(1, 13), (147, 13)], trim, 2.5)


# --- bathroom ---------------------------------------------------------------------------------------------------------
@draws("toilet", 104, 126, natural=("#eef1f3", "#f2e6d6", "#c5dfe4"))
def toilet(b: Brush) -> str:
    """A toilet: from the side with its lid shut, from the front, or from the side with its lid up."""
    edge = mix(b.main, b.dark, 0.7)
    if b.variant == 1:
        tank = rect(10, 6, 84, 50, b.main, r=7) + rect(78, 6, 16, 50, edge, r=7) + rect(4, 0, 96, 11, b.light, r=5) + rect(4, 7, 96, 4, edge, r=2)
        tank += rect(18, 18, 16, 6, STEEL_DARK, r=3)
        base = path("M16 76 Q24 104 34 110 L30 126 H74 L70 110 Q80 104 88 76Z", b.main) + path("M72 76 H88 Q80 104 70 110 L74 126 H60 Q66 100 72 76Z", edge)
        out = tank + rect(30, 50, 44, 20, edge) + base + ellipse(52, 76, 52, 24, edge) + ellipse(52, 73, 52, 22, b.light)
        return out + ellipse(52, 73, 36, 13, shade(b.main, -0.4)) + ellipse(52, 77, 28, 8, WATER)
    tank = rect(66, 4, 36, 58, b.main, r=6) + rect(88, 4, 14, 58, edge, r=6) + rect(62, 0, 42, 11, b.light, r=5) + rect(62, 7, 42, 4, edge, r=2)
    tank += rect(70, 18, 13, 5, STEEL_DARK, r=2.5)
    bowl_ = path("M2 62 H100 V72 Q96 92 74 98 L78 122 H28 L38 100 Q4 96 2 62Z", b.main) + path("M80 62 H100 V72 Q96 92 74 98 L78 122 H58 Q64 96 80 62Z", edge)
    bowl_ += rect(20, 116, 68, 10, edge, r=4) + rect(20, 116, 50, 6, b.main, r=3)
    if b.variant == 0:
        lid = rect(0, 52, 70, 7, b.light, r=3.5) + rect(0, 58, 72, 8, edge, r=4)
    else:
        lid = poly([(62, 58), (40, 12), (46, 6), (53, 8), (72, 54)], edge) + poly([(62, 58), (40, 12), (46, 6), (67, 56)], b.light)
        lid += rect(0, 57, 72, 9, edge, r=4.5) + rect(0, 55, 68, 5, b.light, r=2.5) + ellipse(32, 56.5, 26, 2.4, WATER)
    side = tank + bowl_ + lid
    return group(side, 104, 0, flip=True) if b.variant == 2 else side


@draws("bathtub", 152, 86, natural=("#f0f2f4", "#9fd0d8", "#f3cfd6"))
def bathtub(b: Brush) -> str:
    """A bathtub with an open top: on claw feet, boxed in with tiles, or rounded with a band."""
    edge, trim = mix(b.main, b.dark, 0.75), "#d9b04a"
    opening = ellipse(76, 14, 76, 9, b.light) + ellipse(76, 15, 68, 5.8, shade(b.main, -0.36)) + ellipse(76, 17, 56, 3.4, WATER)
    tap = path("M132 14 V4 Q132 1.8 128 1.8 H120 V6", None, STEEL_DARK, 4) + circle(140, 6, 4, STEEL) + rect(138.5, 6, 3, 8, STEEL_DARK)
    if b.variant == 1:
        wall = rect(2, 14, 148, 72, b.main, r=4) + rect(2, 76, 148, 10, edge, r=3)
        wall += "".join(rect(10 + k * 34, 32, 30, 18, edge, r=3) + rect(10 + k * 34, 54, 30, 18, b.light, r=3) for k in range(4))
        return wall + opening + tap
    body = path("M0 15 Q6 72 40 76 H112 Q146 72 152 15 A76 9 0 0 1 0 15Z", b.main) + path("M122 22 Q150 18 152 15 Q146 72 112 76 H88 Q122 66 122 22Z", edge)
    if b.variant == 0:
        feet = "".join(path(f"M{x - 9} 70 H{x + 11} Q{x + 8} 80 {x + 9} 86 H{x - 8} Q{x - 4} 78 {x - 9} 70Z", trim) for x in (38, 114))
        return feet + body + opening + tap + path("M12 34 Q18 56 36 64", None, b.light, 5)
    stand = rect(24, 72, 104, 14, WOOD, r=4) + rect(24, 80, 104, 6, WOOD_DARK, r=3)
    band = path("M4 34 Q76 48 148 34 L146 44 Q76 58 6 44Z", apart("#6fb6d4", b.main, CREAM))
    foam = "".join(circle(x, 17, r, "#ffffff") for x, r in ((36, 5), (46, 6), (58, 5), (69, 4)))
    return stand + body + band + opening + foam + tap
