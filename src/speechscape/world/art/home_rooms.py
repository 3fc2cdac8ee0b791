"""Doors, windows, mirrors and shelves, and the vessels that things are put in."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, glow, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.still_life import CREAM, apart, mark, mouth

STEEL, STEEL_DARK, INK = "#b4bec8", "#8893a0", "#33363f"
GLASS, GLASS_DARK, GOLD, GOLD_DARK, LIT = "#bfe0ef", "#93c3dc", "#e2b34a", "#b98a2e", "#ffd873"
WOOD, WOOD_DARK, WOOD_LIGHT, PAPER = "#a8703f", "#7d4f2b", "#c89158", "#fbf6ea"
SPINES = ("#d9574a", "#4a86c0", "#e6b23e", "#5fa562", "#8c63ad", "#e38a4a", "#46a5a0", "#f0e4cc", "#b04a62")


# --- shared pieces ----------------------------------------------------------------------------------------------------
def _books(x: float, floor: float, width: float, height: float, start: int) -> str:
    """A row of standing books, the last one leaning."""
    parts, k = [], start
    while width > 13:
        w, h = (7, 9, 6, 8, 10)[k % 5], height * (0.92, 0.74, 0.84, 0.98, 0.68)[(k * 3) % 5]
        color = SPINES[k % len(SPINES)]
        parts.append(rect(x, floor - h, w, h, color, r=1) + rect(x, floor - h * 0.8, w, 2.5, shade(color, 0.4)))
        x, width, k = x + w + 0.6, width - w - 0.6, k + 1
    color = SPINES[k % len(SPINES)]
    return "".join(parts) + poly([(x + 3, floor - height * 0.8), (x + 9, floor - height * 0.86), (x + min(13, width), floor), (x + 6, floor)], color)


def _glints(x: float, y: float, size: float, color: str = "#ffffff") -> str:
    """Two slanting reflections on glass, from their lower left corner."""
    out = line([(x, y), (x + size * 0.7, y - size)], color, size * 0.16, 0.75)
    return out + line([(x + size * 0.36, y + size * 0.06), (x + size * 0.86, y - size * 0.66)], color, size * 0.09, 0.75)


# --- doors, windows, mirrors, shelves ---------------------------------------------------------------------------------
@draws("door", 88, 150, natural=("#a9693a", "#4f8a8b", "#b5473c"))
def door(b: Brush) -> str:
    """A door in its frame: panelled, arched with a round window, or with lit panes of glass."""
    frame, deep = apart("#e9dcc3", b.main, WOOD_DARK), shade(b.main, -0.36)
    step = rect(0, 144, 88, 6, "#9a948f", r=1.5)
    knob = circle(69, 84, 5.4, GOLD_DARK) + circle(68.4, 83.2, 4.4, GOLD)
    if b.variant == 1:
        body = path("M0 146 V44 Q0 0 44 0 Q88 0 88 44 V146Z", frame) + path("M8 146 V46 Q8 8 44 8 Q80 8 80 46 V146Z", b.main)
        planks = "".join(line([(x, y), (x, 144)], b.dark, 3) for x, y in ((20, 22), (32, 12), (44, 10), (56, 12), (68, 22)))
        pane = circle(44, 42, 17, deep) + circle(44, 42, 13, glow(LIT)) + line([(44, 30), (44, 54)], deep, 3) + line([(32, 42), (56, 42)], deep, 3)
        hinges = "".join(rect(8, y, 34, 7, INK, r=3) + circle(14, y + 3.5, 1.6, STEEL) + circle(34, y + 3.5, 1.6, STEEL) for y in (70, 116))
        return body + planks + pane + hinges + circle(68, 92, 8, None, INK, 3.5) + step
    body = rect(0, 0, 88, 146, frame, r=2) + rect(8, 8, 72, 138, b.main) + rect(8, 8, 4, 138, b.dark) + rect(0, 0, 88, 3, shade(frame, -0.16), r=1)
    if b.variant == 0:
        panels = "".join(
            rect(x, y, 25, h, b.dark, r=2)
            + rect(x + 2.5, y + 2.5, 22.5, h - 2.5, mix(b.main, b.dark, 0.35), r=1.5)
            + rect(x + 5, y + 5, 16, h - 10, b.light, r=1.5)
            for x in (16, 47)
            for y, h in ((16, 24), (46, 42), (96, 42))
        )
        return body + panels + circle(75, 92, 5.6, GOLD_DARK) + circle(74.4, 91.2, 4.5, GOLD) + step
    panes = "".join(
        rect(19 + c * 26, 18 + r * 23, 23, 20, deep, r=1.5) + rect(20.5 + c * 26, 19.5 + r * 23, 20, 17, glow(LIT if (r + c) % 2 else "#ffe39a"))
        for r in range(3)
        for c in range(2)
    )
    slot = rect(32, 94, 24, 6, GOLD_DARK, r=2) + rect(35, 96, 18, 2.4, INK, r=1.2)
    return body + panes + rect(18, 108, 52, 30, b.dark, r=2) + rect(21, 111, 46, 24, b.light, r=1.5) + slot + knob + step


@draws("window", 116, 126, natural=("#f2ede2", "#a8703f", "#4f8aa0"))
def window(b: Brush) -> str:
    """A window; its frame and shutters take the colour: with curtains, arched over a deep sill, or lit between shutters."""
    edge = b.dark
    if b.variant == 0:
        sill = rect(0, 114, 116, 12, b.main, r=3) + rect(0, 121, 116, 5, edge, r=2.5)
        frame = rect(4, 0, 108, 118, b.main, r=4) + rect(4, 110, 108, 5, edge) + rect(16, 12, 84, 96, edge)
        panes = rect(19, 14, 80, 92, GLASS) + path("M19 106 V84 Q40 70 60 84 Q80 72 99 82 V106Z", "#9ccf8e") + _glints(66, 60, 24)
        cloth = apart("#e88a86", b.main, CREAM)
        curtains = path("M19 14 H56 Q54 52 22 66 Q30 84 26 106 H19Z", cloth) + path("M99 14 H62 Q64 52 96 66 Q88 84 92 106 H99Z", cloth)
        curtains += path("M30 14 Q30 44 20 58M44 14 Q42 40 26 60M88 14 Q88 44 98 58M74 14 Q76 40 92 60", None, shade(cloth, -0.18), 3)
        return frame + panes + rect(55, 12, 7, 96, b.main) + rect(16, 62, 84, 7, b.main) + curtains + sill
    if b.variant == 1:
        frame = path("M8 104 V54 Q8 0 58 0 Q108 0 108 54 V104Z", b.main) + path("M19 100 V55 Q19 11 58 11 Q97 11 97 55 V100Z", edge)
        panes = path("M22 100 V56 Q22 14 58 14 Q94 14 94 56 V100Z", GLASS) + path("M58 100 L94 56 V100Z", GLASS_DARK, opacity=0.6) + _glints(30, 52, 22)
        bars = rect(54.5, 12, 7, 90, b.main) + rect(20, 52, 76, 7, b.main)
        return frame + panes + bars + rect(0, 103, 116, 23, b.main, r=4) + rect(0, 118, 116, 8, edge, r=4) + rect(4, 105, 108, 4, b.light, r=2)
    shutters = "".join(
        rect(x, 6, 28, 108, b.main, r=2)
        + rect(x + 4, 11, 20, 98, edge, r=1)
        + "".join(rect(x + 5, 13 + k * 8, 18, 5.5, b.light if k % 2 else b.main, r=1) for k in range(12))
        for x in (0, 88)
    )
    frame = rect(24, 0, 68, 118, shade(b.main, -0.3), r=2)
    frame += "".join(rect(30 + c * 29.5, 7 + r * 35.5, 26.5, 32, glow(LIT if (r + c) % 2 else "#ffe39a")) for r in range(3) for c in range(2))
    return shutters + frame + rect(16, 114, 84, 12, b.main, r=3) + rect(16, 121, 84, 5, edge, r=2.5)


@draws("mirror", 92, 142, natural=("#c9973f", "#b5704a", "#8fa9c4"))
def mirror(b: Brush) -> str:
    """A mirror: tall and oval on its stand, with a crown and curls, or a hand mirror."""
    if b.variant == 2:
        handle = path("M38 84 H54 Q50 104 56 130 Q58 142 46 142 Q34 142 36 130 Q42 104 38 84Z", b.main)
        handle += path("M47 84 H54 Q50 104 56 130 Q58 142 46 142 Q52 110 47 84Z", b.dark) + circle(46, 132, 4, b.light)
        head = circle(46, 46, 46, b.main) + path("M76 11 A46 46 0 0 1 30 89 A50 50 0 0 0 76 11Z", b.dark)
        head += "".join(circle(46 + 41 * math.cos(k * 0.628), 46 + 41 * math.sin(k * 0.628), 3, b.light) for k in range(10))
        out = handle + head + circle(46, 46, 36, shade(b.main, -0.36)) + circle(46, 46, 34, GLASS) + path("M46 80 A34 34 0 0 0 80 46 Q74 70 46 80Z", GLASS_DARK)
        return out + _glints(28, 58, 30)
    if b.variant == 1:
        crown = path("M22 26 Q20 6 34 12 Q46 -10 58 12 Q72 6 70 26Z", b.main) + circle(46, 12, 5, apart("#d9423a", b.main, "#4a90d0"))
        crown += path("M58 12 Q72 6 70 26 H60Z", b.dark)
        curls = "".join(
            circle(x, y, 9, c) + circle(x, y, 4, shade(b.main, -0.3)) for x, y, c in ((9, 38, b.main), (83, 38, b.dark), (9, 120, b.main), (83, 120, b.dark))
        )
        frame = rect(6, 20, 80, 118, b.main, r=30) + path("M56 20 Q86 20 86 50 V108 Q86 138 56 138 H50 Q76 120 76 90 V50 Q76 28 56 20Z", b.dark)
        frame += path("M30 136 Q46 148 62 136Z", b.dark)
        out = curls + frame + crown + rect(16, 30, 60, 98, shade(b.main, -0.4), r=24) + rect(18, 32, 56, 94, GLASS, r=22)
        return out + path("M40 126 Q74 126 74 100 V70Z", GLASS_DARK, opacity=0.6) + _glints(28, 76, 34)
    post = shade(b.main, -0.18)
    stand = rect(2, 40, 7, 92, post, r=3) + rect(83, 40, 7, 92, post, r=3) + circle(5.5, 40, 5.5, b.main) + circle(86.5, 40, 5.5, b.main)
    stand += path("M0 142 Q0 128 12 126 H80 Q92 128 92 142 H80 Q78 136 70 136 H22 Q14 136 12 142Z", b.main)
    oval = ellipse(46, 63, 37, 63, b.main) + path("M62 6 Q83 24 83 63 Q83 120 46 126 Q74 104 74 63 Q74 28 62 6Z", b.dark)
    oval += ellipse(46, 63, 29, 54, shade(b.main, -0.36)) + ellipse(46, 63, 27, 52, GLASS)
    return stand + rect(5, 68, 82, 5, post) + oval + path("M40 114 Q66 112 73 64 Q72 104 46 115Z", GLASS_DARK) + _glints(30, 76, 34)


@draws("bookshelf", 112, 150, natural=("#a8703f", "#7d5236", "#d8b98a"))
def bookshelf(b: Brush) -> str:
    """A bookshelf full of books: three, four or three shelves with a trophy."""
    frame = rect(0, 0, 112, 146, b.main, r=3) + rect(102, 4, 10, 142, b.dark, r=2) + rect(0, 0, 112, 9, b.light, r=3) + rect(4, 142, 14, 8, b.dark, r=1)
    frame += rect(94, 142, 14, 8, b.dark, r=1)
    floors = ((46, 34), (91, 34), (136, 34)) if b.variant != 1 else ((38, 26), (71, 26), (104, 26), (137, 26))
    inner = rect(9, 10, 94, 128, shade(b.main, -0.46))
    parts = ""
    for k, (floor, height) in enumerate(floors):
        wide = 56 if b.variant == 2 and k == 0 else 94
        parts += _books(11, floor, wide - 4, height, k * 7 + b.variant * 3) + rect(6, floor, 98, 7, b.main) + rect(6, floor + 4, 98, 3, b.dark)
        if wide == 56:
            x = 84
            parts += rect(x - 8, floor - 6, 16, 6, WOOD_DARK, r=1) + rect(x - 2, floor - 13, 4, 8, GOLD_DARK)
            parts += path(f"M{x - 9} {floor - 29} H{x + 9} Q{x + 8} {floor - 13} {x} {floor - 12} Q{x - 8} {floor - 13} {x - 9} {floor - 29}Z", GOLD)
            parts += poly(star_points(x, floor - 22, 5, 2.2), PAPER)
    return frame + inner + parts


# --- vessels ----------------------------------------------------------------------------------------------------------
@draws("box", 128, 104, natural=("#c99a62", "#b58550", "#d9ac74"))
def box(b: Brush) -> str:
    """An open box: of cardboard with its flaps out, a wooden crate, or with a lined lid and stars."""
    deep = shade(b.main, -0.46)
    if b.variant == 1:
        inside = poly([(8, 0), (120, 0), (128, 20), (0, 20)], deep) + poly([(8, 0), (120, 0), (121, 5), (7, 5)], b.dark)
        boards = rect(0, 18, 128, 86, deep)
        boards += "".join(
            rect(0, y, 128, 25, b.main, r=2) + line([(24, y + 9), (58, y + 9)], mark(b), 2) + line([(70, y + 17), (104, y + 17)], mark(b), 2)
            for y in (18, 46, 74)
        )
        boards += rect(0, 99, 128, 5, b.dark, r=2)
        posts = "".join(rect(x, 18, 16, 86, b.light if x == 0 else b.dark, r=2) + "".join(circle(x + 8, y, 2, deep) for y in (30, 58, 86)) for x in (0, 112))
        return inside + boards + posts
    inside = poly([(22, 2), (106, 2), (114, 24), (14, 24)], deep) + poly([(22, 2), (106, 2), (104, 12), (24, 12)], shade(b.main, -0.3))
    front = rect(14, 23, 100, 81, b.main, r=2) + poly([(94, 23), (114, 23), (114, 104), (86, 104)], b.dark)
    flaps = poly([(22, 2), (14, 24), (0, 16), (8, 0)], b.light) + poly([(106, 2), (114, 24), (128, 16), (120, 0)], b.dark)
    if b.variant == 0:
        low = poly([(14, 23), (114, 23), (122, 42), (6, 42)], b.light) + poly([(6, 40), (122, 40), (122, 43), (6, 43)], b.dark)
        tape = rect(55, 43, 18, 61, mix(b.light, "#fff3dc", 0.4))
        ink = deep if mark(b) == b.dark else b.light
        marks = line([(26, 92), (26, 74)], ink, 3.4) + line([(20, 80), (26, 73), (32, 80)], ink, 3.4) + line([(42, 92), (42, 74)], ink, 3.4)
        marks += line([(36, 80), (42, 73), (48, 80)], ink, 3.4)
        return inside + flaps + front + tape + marks + low
    trim = apart(CREAM, b.main, "#e2785f")
    band = rect(14, 23, 100, 12, trim, r=2) + poly([(94, 23), (114, 23), (114, 35), (93, 35)], shade(trim, -0.18))
    out = inside + flaps + front + band
    return out + "".join(
        poly(star_points(x, y, r, r * 0.45), trim) for x, y, r in ((34, 54, 9), (64, 66, 13), (34, 84, 8), (92, 52, 8), (94, 86, 10), (62, 94, 6))
    )


@draws("basket", 136, 96, natural=("#c9964f", "#b07c3e", "#dcb372"))
def basket(b: Brush) -> str:
    """A woven basket with an open top and grips at its sides: with blocks of weave, slats, or a lining of cloth."""
    grips = "".join(ellipse(x, 36, 10, 15, None, b.dark, 7, turn=t) for x, t in ((15, 14), (121, -14)))
    d = "M10 14 L22 86 Q24 96 36 96 H100 Q112 96 114 86 L126 14 A58 12 0 0 1 10 14Z"
    body = path(d, b.dark)
    rows, weave = 6, ""
    for row in range(rows):
        y = 25 + row * 11.6
        x0, x1 = 10 + (y - 10) * 0.165, 126 - (y - 10) * 0.165
        n = 9 if b.variant != 1 else 1
        step, sag = (x1 - x0) / 9, 3.4
        for k in range(9):
            t0, t1 = ((2 * (k + q) / 9 - 1) for q in (0, 1))
            a0, a1 = y + sag * (1 - t0 * t0), y + sag * (1 - t1 * t1)
            color = (b.main, b.light)[(k + row) % 2] if n == 9 else (b.main if row % 2 else b.light)
            gap = 1.2 if n == 9 else 0
            weave += poly(
                [(x0 + k * step + gap, a0), (x0 + (k + 1) * step - gap, a1), (x0 + (k + 1) * step - gap, a1 + 9.4), (x0 + k * step + gap, a0 + 9.4)], color
            )
    if b.variant == 1:
        weave += "".join(line([(10 + 116 * f, 22), (24 + 88 * f, 94)], b.dark, 4) for f in (0.12, 0.31, 0.5, 0.69, 0.88))
    foot = rect(24, 89, 88, 7, b.main, r=3.5)
    top = ellipse(68, 13, 63, 13, b.main) + ellipse(68, 12, 63, 12, b.light) + ellipse(68, 13, 54, 8, shade(b.main, -0.46))
    if b.variant == 2:
        cloth = apart("#e8574c", b.main, "#5fa7c9")
        lap = path("M6 13 A62 13 0 0 0 130 13 L126 30 Q117 42 106 34 Q96 46 84 38 Q76 50 64 40 Q52 49 42 38 Q32 46 24 34 Q14 40 10 30Z", cloth)
        checks = "".join(line([(x, y), (x - 2, y + 12)], "#fff6ea", 3.4) for x, y in ((28, 22), (48, 26), (68, 27), (88, 26), (108, 22)))
        checks += path("M9 24 Q68 44 127 24", None, "#fff6ea", 3)
        return grips + body + weave + foot + ellipse(68, 12, 63, 12, shade(cloth, 0.2)) + ellipse(68, 13, 54, 8, shade(cloth, -0.45)) + lap + checks
    rope = "".join(path(f"M{68 + 60 * math.cos(a):.1f} {14 + 10 * math.sin(a):.1f} l4 -2", None, b.dark, 2.2) for a in (k * math.pi / 14 for k in range(28)))
    side = ellipse(4.5, 36, 2, 6, b.dark) + ellipse(131.5, 36, 2, 6, b.dark)
    return grips + side + body + weave + foot + top + rope


@draws("bucket", 112, 112, natural=("#9fb0bd", "#b8783f", "#d9554a"))
def bucket(b: Brush) -> str:
    """A bucket with its handle hanging down: of tin with hoops, of wood, or a sand bucket with a star."""
    body = path("M2 15 L18 104 Q20 112 30 112 H82 Q92 112 94 104 L110 15 A54 13 0 0 1 2 15Z", b.main)
    body += path("M84 26 Q108 22 110 15 L94 104 Q92 112 82 112 H66 Q80 70 84 26Z", b.dark)
    if b.variant == 1:
        art = "".join(line([(2 + 108 * f, 26 - 8 * abs(f - 0.5)), (18 + 76 * f, 110)], shade(b.main, -0.32), 2.4) for f in (0.14, 0.3, 0.46, 0.62, 0.78, 0.91))
        art += path("M6 40 Q56 56 106 40 L104 50 Q56 66 8 50Z", STEEL_DARK) + path("M14 84 Q56 97 98 84 L96 93 Q56 106 16 93Z", STEEL_DARK)
        bail = path("M6 22 Q16 74 56 76 Q96 74 106 22", None, "#d9c9a4", 6)
    elif b.variant == 0:
        art = path("M7 42 Q56 58 105 42 L104 47 Q56 63 8 47Z", b.light) + path("M15 86 Q56 99 97 86 L96 91 Q56 104 16 91Z", b.light)
        bail = path("M6 22 Q16 74 56 76 Q96 74 106 22", None, shade(b.main, -0.45), 4) + rect(42, 70, 28, 11, WOOD, r=5) + rect(42, 76, 28, 5, WOOD_DARK, r=2.5)
    else:
        trim = apart("#ffe08a", b.main, "#e2574c")
        art = poly(star_points(54, 84, 19, 8.5), trim) + path("M3 24 Q56 46 109 24 L108 32 Q56 54 4 32Z", b.light)
        bail = path("M6 22 Q16 62 56 63 Q96 62 106 22", None, trim, 6)
    ears = circle(7, 22, 6.5, shade(b.main, -0.3)) + circle(105, 22, 6.5, shade(b.main, -0.3))
    return body + art + mouth(56, 14, 56, 14, b) + bail + ears + path("M15 54 L20 84", None, b.light, 4)
