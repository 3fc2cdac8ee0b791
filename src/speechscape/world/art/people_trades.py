"""People with a trade, known by their clothes and tools."""

from __future__ import annotations

from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, line, path, poly, rect, shade, star_points
from speechscape.world.art.people import GOLD, INK, WHITE, arm, beard, clear_of, hair, head, legs, moustache, neck, stars, tones, torso

WOOD = "#8a5733"


@draws("clown", 100, 164, natural=("#e8503f", "#3f8fd0", "#f2b632"))
def clown(b: Brush) -> str:
    """A clown with red nose, bright curls, ruff and big shoes: pointed hat, bowler, or arms in the air."""
    curls = clear_of(b.main, b.pick("#f08a2c", "#3fa860", "#8a52b8"), "#4f86d8")
    dots = clear_of(b.main, b.pick("#f7d04a", "#f7d04a", "#d9363f"), "#4f86d8")
    y, x = 40, 50
    shoes = path("M6 164 Q4 150 22 150 Q40 148 44 158 V164Z", "#c9342f") + path("M94 164 Q96 150 78 150 Q60 148 56 158 V164Z", "#a52824")
    shoes += path("M6 164 V160 H44 V164Z M56 164 V160 H94 V164Z", "#5a1f1f")
    suit = path("M26 80 Q28 66 42 66 H58 Q72 66 74 80 L80 130 L74 152 H54 L50 138 L46 152 H26 L20 130Z", b.main)
    suit += path("M60 66 Q72 66 74 80 L80 130 L74 152 H54 L52 142 Q68 110 60 66Z", b.dark)
    spots = "".join(circle(px, py, 5, dots) for px, py in ((34, 92), (64, 98), (30, 118), (48, 124), (68, 124), (36, 140), (66, 142)))
    spots += circle(50, 92, 4.4, curls) + circle(50, 108, 4.4, curls)
    cuffs = "".join(rect(px, 148, 22, 6, WHITE, r=3) for px in (25, 53))
    ruff = "".join(circle(50 + dx, 66 + dy, 7, c) for dx, dy, c in ((-21, -1, WHITE), (-12, 4, curls), (0, 6, WHITE), (12, 4, curls), (21, -1, WHITE)))
    face = "".join(circle(50 + s * dx, y + dy, r, curls) for s in (-1, 1) for dx, dy, r in ((20, -10, 8), (25, -1, 9.5), (21, 9, 8)))
    face += ellipse(x, y, 18, 19, "#fbf1e6")
    face += "".join(
        path(f"M{x + s * 7} {y - 13} l3.4 11 l-3.4 11 l-3.4 -11Z", "#4f86d8") + eye(x + s * 7, y - 1, 2.8) + circle(x + s * 12, y + 9, 3, "#f3a3a0")
        for s in (-1, 1)
    )
    face += path(f"M{x - 11} {y + 7} Q{x} {y + 24} {x + 11} {y + 7} Q{x} {y + 12} {x - 11} {y + 7}Z", "#d9363f")
    face += path(f"M{x - 6} {y + 11.4} Q{x} {y + 16} {x + 6} {y + 11.4} Q{x} {y + 13} {x - 6} {y + 11.4}Z", "#5a1220") + circle(x, y + 4, 5, "#e0252f")
    face += circle(x - 1.5, y + 2.4, 1.5, "#ffffff")
    left, right = arm([(29, 78), (13, 92), (8, 106)], b.main, WHITE, 13, cuff=dots), arm([(71, 78), (86, 72), (92, 52)], b.dark, WHITE, 13, cuff=dots)
    if b.variant == 0:
        hat = poly([(50, 1), (61, 25), (39, 25)], b.main) + circle(50, 4, 3.6, dots) + circle(47, 17, 2.4, dots) + circle(54, 20, 2.4, dots)
        hat += path("M36 25 Q50 19 64 25 Q50 30 36 25Z", b.dark)
        return shoes + suit + spots + cuffs + left + right + ruff + face + hat
    if b.variant == 1:
        top = path("M36 26 Q36 2 50 2 Q64 2 64 26Z", b.dark) + rect(29, 22, 42, 6, b.dark, r=3) + rect(36, 18, 28, 4.6, dots)
        return shoes + suit + spots + cuffs + left + right + ruff + face + top
    tuft = "".join(circle(50 + dx, 20 + dy, 6, curls) for dx, dy in ((-9, 1), (9, 1), (-5, -7), (5, -7), (0, -12)))
    left = arm([(29, 78), (12, 76), (8, 56)], b.main, WHITE, 13, cuff=dots)
    return shoes + suit + spots + cuffs + left + right + ruff + tuft + face


@draws("farmer", 104, 164, natural=("#4a74b0", "#5f8a4c", "#9a6a3f"))
def farmer(b: Brush) -> str:
    """A farmer in dungarees, checked shirt and straw hat with a pitchfork, waving, or with a rake."""
    skin, locks = tones(b)
    straw, shirt = "#e9c46a", clear_of(b.main, b.pick("#c9453b", "#e0a13c", "#4f86b8"), "#f3e7c9")
    x, y = 48, 38
    leg = legs(b.main, x, 110, 164, "#6b4526", 10, 17) + "".join(path(f"M{px - 11} 164 V148 H{px + 8} V155 L{px + 11} 164Z", "#5a3a24") for px in (37, 60))
    top = torso(shirt, x, 61, 116, 22, 19) + "".join(line([(px, 64), (px, 84)], shade(shirt, 0.3), 2) for px in (31, 37, 59, 65))
    top += "".join(line([(28, py), (68, py)], shade(shirt, -0.25), 2) for py in (72, 82))
    bib = path("M34 78 H62 L68 96 V118 H28 V96Z", b.main) + path("M56 78 H62 L68 96 V118 H58Z", b.dark) + line([(36, 80), (31, 62)], b.main, 5.5)
    bib += line([(60, 80), (65, 62)], b.dark, 5.5) + circle(37, 82, 2.4, GOLD) + circle(59, 82, 2.4, GOLD) + rect(40, 88, 16, 13, b.dark, r=2)
    bib += line([(40, 92), (56, 92)], b.light, 1.6)
    face = head(skin, x, y) + hair("short", "", locks, x, y)[1]
    face += beard(b.pick(locks, "#d8d2c8", locks), x, y, 26) if b.variant == 1 else line([(52, 51), (66, 55)], straw, 2)
    hat = path(f"M{x - 17} 24 Q{x - 16} 2 {x} 2 Q{x + 16} 2 {x + 17} 24Z", straw)
    hat += path(f"M{x - 36} 25 Q{x - 20} 16 {x} 17 Q{x + 20} 16 {x + 36} 25 Q{x + 18} 32 {x} 30 Q{x - 18} 32 {x - 36} 25Z", shade(straw, -0.1))
    hat += rect(x - 17, 15, 34, 6, shade(b.main, -0.3) if b.variant else "#b5403a") + path(f"M{x - 30} 25 Q{x} 19 {x + 30} 25", None, shade(straw, -0.25), 1.4)
    left = arm([(29, 70), (15, 88), (9, 104)], shirt, skin, 12)
    if b.variant == 0:
        fork = line([(92, 54), (92, 162)], WOOD, 4.4) + path("M82.5 26 V44 Q82 54 92 54 Q102 54 101.5 44 V26 M92 26 V54", None, "#79828e", 3.6)
        return leg + top + bib + left + fork + arm([(67, 70), (82, 84), (91, 90)], shade(shirt, -0.14), skin, 12) + neck(skin, x, y - 4) + face + hat
    if b.variant == 1:
        hand = arm([(67, 70), (86, 68), (94, 48)], shade(shirt, -0.14), skin, 12)
        return leg + top + bib + left + hand + neck(skin, x, y - 4) + face + hat
    rake = line([(93, 66), (93, 162)], WOOD, 4.4) + line([(84, 64), (102, 64)], "#8f99a6", 4.4)
    rake += "".join(line([(px, 64), (px, 52)], "#79828e", 2.6) for px in (84, 88.5, 93, 97.5, 102))
    return leg + top + bib + left + rake + arm([(67, 70), (82, 84), (92, 90)], shade(shirt, -0.14), skin, 12) + neck(skin, x, y - 4) + face + hat


@draws("police officer", 88, 164, natural=("#2f4a86", "#3a4660", "#3f6fae"))
def police_officer(b: Brush) -> str:
    """A police officer with peaked cap, badge and belt: hand up to stop, hands on hips, or with a whistle."""
    skin, locks = tones(b)
    x, y = 44, 34
    gold = GOLD if b.main != "#f7cb3b" else "#8d5a34"
    body = torso(b.main, x, 56, 112, 23, 19) + poly([(36, 56), (52, 56), (44, 66)], WHITE)
    body += poly([(42, 62), (46, 62), (48, 82), (44, 88), (40, 82)], shade(b.main, -0.55)) + poly([(34, 55), (44, 67), (36, 72)], b.light)
    body += poly([(54, 55), (44, 67), (52, 72)], b.light)
    body += poly(star_points(56, 78, 7, 3.6, 6), gold) + circle(56, 78, 2.2, WHITE) + rect(28, 76, 10, 9, b.dark, r=1) + rect(25, 104, 38, 8, "#26242c", r=2)
    body += rect(40, 103, 8, 10, gold, r=1) + rect(57, 106, 8, 14, "#3b3944", r=2) + rect(22, 106, 8, 10, "#3b3944", r=2)
    tabs = rect(22, 57, 12, 4.4, gold, r=2) + rect(54, 57, 12, 4.4, gold, r=2)
    leg = legs(shade(b.main, -0.35), x, 108, 164, "#1f1c22", 10, 16)
    if b.variant == 0:
        arms = arm([(24, 66), (12, 86), (8.5, 106)], b.main, skin, 12, cuff=gold) + arm([(64, 66), (77, 58), (79, 38)], b.dark, WHITE, 12, cuff=gold)
        arms += rect(73, 20, 12.5, 18, WHITE, r=5) + line([(74, 36), (70, 30)], WHITE, 4)
    elif b.variant == 1:
        arms = arm([(24, 66), (8, 88), (24, 104)], b.main, skin, 12) + arm([(64, 66), (80, 88), (64, 104)], b.dark, skin, 12)
    else:
        arms = arm([(24, 66), (10, 82), (8.5, 104)], b.main, skin, 12, cuff=gold) + line([(84, 72), (84, 106)], "#2b2830", 5)
        arms += arm([(64, 66), (76, 84), (81, 100)], b.dark, skin, 12, cuff=gold)
    back, fore = hair("short", "bun" if b.variant == 2 else "", locks, x, y)
    face = head(skin, x, y, lips="#c5303f" if b.variant == 2 else "", lashes=b.variant == 2, smile=b.variant != 1) + fore
    face += moustache(locks, x, y) if b.variant == 1 else ""
    cap = path("M22 24 Q12 8 26 5 Q44 -2 62 5 Q76 8 66 24Z", b.main) + path("M50 2 Q76 4 66 24 H56 Q60 10 50 2Z", b.dark)
    cap += path("M23 20 Q44 13 65 20 L64 27 Q44 20 24 27Z", shade(b.main, -0.5)) + path("M25 27 Q44 18 63 27 Q54 33 44 31 Q34 33 25 27Z", "#1f1c22")
    cap += poly(star_points(44, 12, 6.4, 3.4, 6), gold) + circle(44, 12, 2, WHITE)
    return back + leg + (arms + body if b.variant == 1 else body + arms) + tabs + neck(skin, x, y - 4) + face + cap


@draws("firefighter", 100, 164, natural=("#d9a441", "#3b4358", "#c23a2e"))
def firefighter(b: Brush) -> str:
    """A firefighter in a striped turnout coat and helmet: waving, with a spraying hose, or hands on hips."""
    skin, locks = tones(b)
    x, y = 44, 36
    helmet, band, pale = clear_of(b.main, "#d2322b", "#f2c230"), clear_of(b.main, "#f4ee5a", "#f4f1ea"), "#dfe5ea"

    def stripes(px: float, py: float, w: float) -> str:
        return rect(px, py, w, 7, band) + rect(px, py + 2.2, w, 2.6, pale)

    leg = "".join(
        rect(px - 8.5, 112, 17, 44, t, r=3)
        + stripes(px - 8.5, 132, 17)
        + path(f"M{px - 9.5} 164 V147 H{px + 9} V156 Q{px + 11} 158 {px + 11} 164Z", "#2a272d")
        + rect(px - 9.5, 147, 18.5, 3, GOLD)
        for px, t in ((55, b.dark), (33, b.main))
    )
    body = torso(b.main, x, 58, 122, 24, 25) + stripes(19.5, 110, 49) + stripes(21, 84, 46) + line([(44, 62), (44, 120)], b.dark, 2)
    body += "".join(rect(40, py, 8, 4, "#8f99a6", r=1) for py in (72, 94, 104)) + path("M30 60 Q44 50 58 60 L54 68 Q44 62 34 68Z", b.dark)
    left = arm([(24, 68), (12, 88), (9, 106)], b.main, "#3b3a44", 14, cuff=band)
    face = head(skin, x, y, smile=b.variant != 1) + hair("short", "", locks, x, y)[1] + (moustache(locks, x, y, 1.1) if b.variant == 1 else "")
    lid = path("M23 28 Q20 4 44 4 Q68 4 65 28Z", helmet) + path("M42 4 Q44 0 46 4 L48 24 H40Z", shade(helmet, 0.25))
    lid += path("M30 10 Q26 18 27 26 M58 10 Q62 18 61 26", None, shade(helmet, -0.2), 2.4)
    lid += path("M12 30 Q24 21 44 22 Q64 21 76 30 Q60 34 44 30 Q28 34 12 30Z", shade(helmet, -0.22))
    lid += path("M37 11 H51 V20 Q50 25 44 27 Q38 25 37 20Z", GOLD if helmet != "#f2c230" else "#d2322b") + stars([(44, 18)], 4.6, WHITE)
    if b.variant == 1:
        spray = "".join(
            path(f"M88 70 Q{cx} {cy} {ex} {ey}", None, c, w)
            for cx, cy, ex, ey, c, w in ((92, 40, 80, 16, "#9bd4f2", 4), (95, 34, 96, 6, "#c6e9fa", 5), (95, 50, 88, 28, "#7ec2ea", 4))
        )
        spray += circle(76, 8, 3, "#9bd4f2") + circle(87, 4, 3, "#c6e9fa")
        hose = path("M84 84 Q60 104 78 124 Q98 140 92 160.4 H4", None, "#c9a04a", 6.5) + line([(80, 88), (88, 72)], "#8f99a6", 7)
        hose += line([(86, 75), (90, 67)], "#f2c230", 7)
        return leg + body + left + spray + hose + arm([(64, 68), (76, 86), (84, 84)], b.dark, "#3b3a44", 14, cuff=band) + neck(skin, x, y - 4) + face + lid
    if b.variant == 2:
        right = arm([(64, 68), (92, 86), (70, 106)], b.dark, "#3b3a44", 14, cuff=band)
        return leg + body + left + right + neck(skin, x, y - 4) + face + lid
    right = arm([(64, 68), (84, 62), (90, 40)], b.dark, "#3b3a44", 14, cuff=band)
    return leg + body + left + right + neck(skin, x, y - 4) + face + lid


def _stethoscope(x: float, y: float) -> str:
    drawn = path(f"M{x - 10} {y - 4} Q{x - 10} {y + 18} {x} {y + 20} Q{x + 10} {y + 18} {x + 10} {y - 4}", None, "#2f3440", 2.8)
    drawn += path(f"M{x} {y + 20} Q{x} {y + 34} {x + 9} {y + 34}", None, "#2f3440", 2.8) + circle(x + 11, y + 34, 4.6, "#c9d1da")
    return drawn + circle(x + 11, y + 34, 2.2, "#7f8896")


def _cross(x: float, y: float, r: float, color: str) -> str:
    return rect(x - r, y - r * 0.34, 2 * r, r * 0.68, color) + rect(x - r * 0.34, y - r, r * 0.68, 2 * r, color)


@draws("doctor", 88, 162, natural=("#f7f7f5", "#3fa79b", "#f3f7f8"))
def doctor(b: Brush) -> str:
    """A doctor with stethoscope and red cross: coat and clipboard, scrubs and mask, or coat and cap."""
    skin, locks = tones(b)
    x, y = 44, 26 if b.variant != 1 else 28
    inner = clear_of(b.main, b.pick("#6fb0d8", "#6fb0d8", "#5fb8a8"), "#f3ead8")
    board = rect(66, 78, 20, 28, "#9a6a3f", r=2) + rect(68, 82, 16, 22, WHITE) + rect(72, 76, 8, 5, "#8f99a6", r=2)
    board += "".join(line([(70, py), (82, py)], "#9aa4b0", 1.6) for py in (88, 93, 98))
    if b.variant == 1:
        body = legs(b.main, x, 104, 162, "#f4f1ea", 9, 16) + torso(b.main, x, 50, 112, 22, 19) + poly([(35, 50), (53, 50), (44, 66)], skin)
        body += line([(35, 50), (44, 66), (53, 50)], b.dark, 2.6) + rect(50, 76, 11, 11, b.dark, r=1) + path("M25 108 H63 V113 H25Z", b.dark)
        arms = arm([(25, 60), (12, 78), (8, 97)], b.main, skin, 12, bare=True) + arm([(63, 60), (77, 54), (80, 32)], b.dark, skin, 12, bare=True)
        face = head(skin, x, y) + path("M29 30 Q44 26 59 30 Q60 44 44 47 Q28 44 29 30Z", "#cfeaf0") + line([(30, 32), (26, 28)], "#cfeaf0", 1.6)
        face += line([(58, 32), (62, 28)], "#cfeaf0", 1.6) + line([(35, 36), (53, 36)], "#a9d0da", 1.4) + line([(36, 40), (52, 40)], "#a9d0da", 1.4)
        cap = path("M24 24 Q22 2 44 2 Q66 2 64 24 Q44 12 24 24Z", b.main) + path("M24 24 Q44 12 64 24 L63 19 Q44 7 25 19Z", b.dark)
        cap += rect(38, 4, 12, 9, WHITE, r=3) + _cross(44, 8.5, 3.6, "#d9363f")
        return body + arms + _stethoscope(44, 54) + rect(28, 72, 11, 11, WHITE, r=2) + _cross(33.5, 77.5, 4.4, "#d9363f") + neck(skin, x, y - 6) + face + cap
    coat = path("M21 60 Q22 48 36 48 L42 84 L40 128 H18Z", b.main) + path("M67 60 Q66 48 52 48 L46 84 L48 128 H70Z", b.dark)
    coat += poly([(36, 48), (30, 62), (42, 86)], b.light if b.main != "#f4f1ea" else "#ffffff") + poly([(52, 48), (58, 62), (46, 86)], shade(b.main, -0.08))
    coat += rect(22, 102, 14, 13, shade(b.main, -0.1), r=2)
    body = legs(shade(inner, -0.45), x, 104, 162, "#4a3a34", 9, 15) + path("M32 48 H56 L54 126 H34Z", inner) + poly([(36, 48), (52, 48), (44, 60)], WHITE)
    body += coat + rect(53, 70, 13, 13, WHITE, r=2) + _cross(59.5, 76.5, 5, "#d9363f")
    front, rear = ("swept", "") if b.variant == 0 else ("parted", "bun")
    back, fore = hair(front, rear, locks, x, y)
    mirror = (
        path("M25 17 Q44 9 63 17", None, "#4a5160", 3.2) + circle(44, 12, 7.4, "#c9d1da") + circle(44, 12, 3, "#4a5160")
        if b.variant == 0
        else path("M27 10 Q44 -5 61 10 L58 17 Q44 9 30 17Z", WHITE) + _cross(44, 8.4, 4, "#d9363f")
    )
    if b.variant == 0:
        tool = arm([(24, 60), (12, 80), (8.5, 100)], b.main, skin, 12) + board + arm([(64, 60), (78, 82), (70, 98)], b.dark, skin, 12)
        glasses = "".join(circle(44 + s * 7.4, 27.5, 5.4, None, INK, 1.6) for s in (-1, 1)) + line([(42, 27.5), (46, 27.5)], INK, 1.6)
    else:
        tool, glasses = arm([(24, 60), (11, 56), (9, 34)], b.main, skin, 12) + arm([(64, 60), (81, 80), (66, 98)], b.dark, skin, 12), ""
    drawn = back + body + _stethoscope(44, 52) + tool + neck(skin, x, y - 6) + head(skin, x, y, lips="#c5303f" if b.variant == 2 else "", lashes=b.variant == 2)
    return drawn + fore + glasses + mirror


@draws("chef", 96, 170, natural=("#f7f5f0", "#f3f0ea", "#dfe6ee"))
def chef(b: Brush) -> str:
    """A cook in a double-breasted jacket and a tall white hat, with a ladle, a covered dish, or a pan."""
    skin, locks = tones(b)
    x, y = 46, 52
    scarf = clear_of(b.main, b.pick("#d3393a", "#3f8f5a", "#e08a2c"), "#3c78d0")
    leg = legs("#4a505e", x, 118, 170, "#241f24", 10, 16) + "".join(line([(px, 124), (px, 160)], "#6a7180", 1.6) for px in (31, 36, 41, 51, 56, 61))
    jacket = torso(b.main, x, 72, 124, 24, 22) + path("M36 72 L58 84 V124 H30 L32 84Z", b.light if b.main != "#f4f1ea" else "#ffffff")
    jacket += line([(36, 73), (58, 84), (58, 124)], shade(b.main, -0.2), 1.8)
    jacket += "".join(circle(px, py, 2.2, INK if b.main != "#33323c" else GOLD) for px in (40, 52) for py in (90, 100, 110, 119) if not (px == 52 and py == 90))
    apron = path("M27 112 H65 L67 142 Q46 148 25 142Z", WHITE) + path("M54 112 H65 L67 142 Q60 145 54 145Z", "#dcd7cc") + rect(26, 109, 40, 5, scarf, r=2)
    knot = path("M32 72 Q46 82 60 72 L56 66 H36Z", scarf) + path("M46 76 L38 90 L46 86 L54 90Z", shade(scarf, -0.2))
    face = head(skin, x, y, smile=b.variant == 2) + hair("short", "", locks, x, y)[1]
    face += moustache(locks, x, y, 1.2) if b.variant != 2 else ""
    toque = path("M29 26 Q12 24 16 11 Q22 1 33 6 Q46 -5 59 6 Q70 1 76 11 Q80 24 63 26 V44 Q46 36 29 44Z", "#fbf9f4")
    toque += path("M63 26 V44 Q58 40 52 39.5 V30 Q60 30 63 26 Q72 24 70 10 Q80 14 76 20 Q72 26 63 26Z", "#dfdbd2") + line([(38, 26), (38, 32)], "#d3cec4", 2)
    toque += line([(46, 25), (46, 31)], "#d3cec4", 2) + line([(54, 26), (54, 32)], "#d3cec4", 2) + path("M29 37 Q46 29 63 37 V44 Q46 36 29 44Z", "#e9e5dc")
    left = arm([(26, 82), (12, 100), (9, 116)], b.main, skin, 13, cuff=scarf)
    if b.variant == 0:
        tool = line([(88, 62), (84, 112)], "#8f99a6", 4) + path("M78 50 H95.5 Q95 64 86.5 64 Q78 64 78 50Z", "#aeb8c4")
        right = tool + arm([(66, 82), (82, 100), (86, 90)], b.dark, skin, 13, cuff=scarf)
    elif b.variant == 1:
        dish = path("M66 76 Q66 58 80.5 58 Q95 58 95 76Z", "#c9d1da") + path("M84 59 Q95 62 95 76 H86 Q88 66 84 59Z", "#a4aebb")
        dish += circle(80.5, 56, 3, "#8f99a6") + rect(64, 75, 32, 5, "#8f99a6", r=2.5)
        right = arm([(66, 82), (82, 102), (82, 88)], b.dark, skin, 13, cuff=scarf) + dish
    else:
        pan = line([(84, 100), (84, 84)], "#3b3a44", 5) + ellipse(84, 70, 11.5, 15, "#3b3a44") + ellipse(84, 70, 8.5, 12, "#5a5966")
        right = pan + arm([(66, 82), (80, 108), (84, 101)], b.dark, skin, 13, cuff=scarf)
    return leg + jacket + apron + left + right + neck(skin, x, y - 2) + knot + face + toque
