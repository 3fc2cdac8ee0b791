"""People of tales, snow and stars."""

from __future__ import annotations

from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, glow, group, line, mix, path, poly, rect, shade
from speechscape.world.art.people import GOLD, INK, WHITE, arm, beard, clear_of, hair, head, moustache, neck, shoe, stars, tones

STEEL, WOOD, BONE = "#b4bfca", "#8a5733", "#f7f1e4"


# --- of tales -----------------------------------------------------------------------------------------------------------
def _sword(x: float, top: float, hand: float) -> str:
    blade = poly([(x, top), (x + 4.5, top + 10), (x + 4.5, hand - 8), (x - 4.5, hand - 8), (x - 4.5, top + 10)], "#dfe6ec")
    blade += poly([(x, top), (x + 4.5, top + 10), (x + 4.5, hand - 8), (x, hand - 8)], STEEL)
    return blade + rect(x - 11, hand - 9, 22, 4.5, GOLD, r=2) + line([(x, hand - 4), (x, hand + 8)], WOOD, 4.5) + circle(x, hand + 11, 3.5, GOLD)


def _helm(b: Brush, x: float, y: float) -> str:
    dome = path(
        f"M{x - 20} {y + 20} V{y - 2} Q{x - 20} {y - 23} {x} {y - 23} Q{x + 20} {y - 23} {x + 20} {y - 2} V{y + 20} Q{x} {y + 30} {x - 20} {y + 20}Z", STEEL
    )
    dome += path(f"M{x + 6} {y - 22} Q{x + 20} {y - 20} {x + 20} {y - 2} V{y + 20} Q{x + 14} {y + 24} {x + 6} {y + 25}Z", shade(STEEL, -0.2))
    if b.variant == 1:
        dome += rect(x - 15, y - 4, 30, 6, INK, r=2) + rect(x - 2.5, y - 22, 5, 47, GOLD) + rect(x - 20, y + 3, 40, 4, GOLD)
        return dome + "".join(circle(x + s * k, y + 14, 1.6, INK) for s in (-1, 1) for k in (7, 13))
    drawn = dome + path(f"M{x - 22} {y - 6} H{x + 22} V{y + 6} Q{x} {y + 22} {x - 22} {y + 6}Z", shade(STEEL, 0.3)) + rect(x - 16, y - 2.5, 32, 5, INK, r=2)
    return drawn + "".join(line([(x + k, y + 6), (x + k, y + 10)], INK, 2) for k in (-6, 0, 6))


@draws("knight", 100, 166, natural=("#b8323c", "#3f67b5", "#3f8a4f"))
def knight(b: Brush) -> str:
    """A knight in steel with surcoat, plume and shield of the main colour, and a sword or lance."""
    dim, y = shade(STEEL, -0.2), 42
    leg = "".join(
        rect(50 + s * 9 - 7, 116, 14, 42, t, r=4) + circle(50 + s * 9, 134, 7, shade(t, 0.25)) + shoe(50 + s * 10, 166, shade(STEEL, -0.35), s)
        for s, t in ((1, dim), (-1, STEEL))
    )
    coat = path("M30 76 Q32 66 42 66 H58 Q68 66 70 76 L68 102 L76 138 Q50 146 24 138 L32 102Z", b.main)
    coat += path("M60 66 Q68 66 70 76 L68 102 L76 138 Q68 141 60 142Z", b.dark)
    coat += rect(31, 102, 38, 6, WOOD, r=2) + rect(46, 100.5, 8, 9, GOLD, r=1)
    shoulders = circle(31, 75, 10, STEEL) + circle(69, 75, 10, dim)
    weapon_arm = arm([(69, 76), (84, 88), (88, 100)], STEEL, dim, 11, cuff=shade(STEEL, -0.35)) + circle(88, 102, 6.5, shade(STEEL, -0.35))
    lean = mix(b.main, "#ffffff", 0.55) if b.main != "#f4f1ea" else GOLD
    crest = (
        poly([(14, 96), (20, 96), (20, 106), (30, 106), (30, 112), (20, 112), (20, 134), (14, 134), (14, 112), (4, 112), (4, 106), (14, 106)], lean)
        if b.variant == 0
        else stars([(17, 110)], 11, lean)
        if b.variant == 1
        else poly([(2, 106), (17, 94), (32, 106), (32, 114), (17, 102), (2, 114)], lean)
    )
    shield = path("M0 88 Q17 92 34 88 V112 Q32 134 17 144 Q2 134 0 112Z", shade(STEEL, 0.35))
    shield += path("M3.5 92 Q17 95 30.5 92 V112 Q28 130 17 138.5 Q6 130 3.5 112Z", b.dark) + group(crest, 0, -1)
    top = path("M50 20 Q46 2 66 2 Q86 4 84 30 Q78 18 66 18 Q58 18 54 24Z", b.main) + path("M58 8 Q76 6 82 24", None, b.light, 2.6)
    if b.variant == 1:
        top = poly([(50, 20), (44, 4), (50, 2), (56, 4)], GOLD) + path("M50 6 Q30 -2 24 14 Q38 12 50 16Z M50 6 Q70 -2 76 14 Q62 12 50 16Z", b.main)
        weapon = line([(94, 10), (94, 164)], WOOD, 4) + poly([(94, 0), (99.5, 16), (88.5, 16)], "#dfe6ec")
    else:
        weapon = _sword(88.6, 26 if b.variant == 0 else 20, 102)
    face = _helm(b, 50, y)
    if b.variant == 2:
        skin, _ = tones(b)
        hood = path("M28 42 Q28 18 50 18 Q72 18 72 42 Q74 60 66 70 H34 Q26 60 28 42Z", dim) + head(skin, 50, 45, 0.82)
        face = hood + path("M28 38 Q28 16 50 16 Q72 16 72 38 Q62 30 50 30 Q38 30 28 38Z", STEEL) + rect(48, 14, 4, 18, GOLD)
        top = path("M50 18 Q52 2 70 2 Q92 6 90 40 Q82 20 66 18 Q58 16 50 18Z", b.main)
    drawn = leg + (top if b.variant != 1 else "") + coat + weapon + weapon_arm + shoulders + arm([(31, 76), (20, 92), (18, 108)], STEEL, dim, 11) + face
    return drawn + (top if b.variant == 1 else "") + shield


def _skull(x: float, y: float, s: float = 1) -> str:
    bones = line([(-7, 3), (7, 9)], BONE, 2.2) + line([(7, 3), (-7, 9)], BONE, 2.2)
    return group(bones + circle(0, 0, 5.4, BONE) + rect(-3, 3, 6, 4.6, BONE, r=1) + circle(-2, 0, 1.5, INK) + circle(2, 0, 1.5, INK), x, y, s)


@draws("pirate", 104, 166, natural=("#a3312f", "#2f5f8f", "#4c6b3c"))
def pirate(b: Brush) -> str:
    """A pirate with eye patch, striped shirt, hook and peg leg: tricorn or kerchief and cutlass, or empty-handed."""
    skin, locks = tones(b)
    peg = poly([(55, 126), (67, 126), (64, 166), (58, 166)], WOOD) + rect(53, 122, 16, 8, shade(WOOD, -0.3), r=3)
    leg = rect(34, 112, 15, 36, "#5a4a3c", r=3) + path("M31 138 H52 V158 Q52 166 44 166 H26 Q26 158 33 156Z", "#332a2c") + rect(53, 112, 15, 16, "#4b3d33", r=3)
    leg += peg
    shirt = path("M36 66 H66 L68 116 H34Z", BONE) + "".join(rect(35, y, 32, 4.5, "#33496b") for y in (73, 83, 93)) + rect(33, 104, 36, 9, "#2f2626", r=2)
    shirt += rect(45, 102, 13, 13, GOLD, r=2) + rect(48.5, 105.5, 6, 6, "#2f2626")
    tails = (142, 112, 134)[b.variant]
    coat = path(f"M28 76 Q30 64 42 64 L43 104 L38 {tails} L22 {tails - 2}Z", b.main) + path(f"M74 76 Q72 64 60 64 L60 104 L66 {tails} L82 {tails - 2}Z", b.dark)
    coat += "".join(circle(40 - 0.3 * k, 74 + 11 * k, 1.8, GOLD) + circle(63 + 0.3 * k, 74 + 11 * k, 1.8, GOLD) for k in range(3))
    hook = path("M10 100 V106 Q4 112 8 118 Q15 120 16 112", None, "#cfd7de", 3.2) + rect(5, 96, 11, 6, "#4b3d33", r=2)
    left = group(hook, -2.6, 0) + arm([(31, 74), (15, 82), (9, 93)], b.main, b.main, 12)
    right = arm([(71, 74), (86, 84), (92, 76)], b.dark, skin, 12, cuff=GOLD)
    cutlass = path("M88 74 Q108 50 98 20 Q90 50 84 70Z", "#dde4ea") + path("M80 70 Q88 80 98 76", None, GOLD, 3.6)
    patch = line([(33, 28), (70, 40)], INK, 2) + ellipse(58.5, 41, 6, 5.4, INK)
    face = head(skin, 51, 40) + patch
    chin = beard(locks, 51, 40, 31) + moustache(locks, 51, 40) if b.variant != 1 else ""
    if b.variant == 1:
        gear = path("M31 34 Q30 14 51 14 Q72 14 71 34 Q51 24 31 34Z", b.main) + path("M70 28 L86 24 L82 34 L88 42 L71 34Z", b.dark)
        gear += "".join(circle(x, y, 1.9, WHITE) for x, y in ((42, 22), (52, 19), (61, 23), (36, 29), (67, 29))) + circle(33, 52, 3, None, GOLD, 2)
        cutlass = path("M88 74 Q110 46 97 1 Q90 40 84 70Z", "#dde4ea") + path("M88 74 Q104 46 97 1 Q98 44 86 72Z", STEEL)
        cutlass += path("M80 70 Q88 80 98 76", None, GOLD, 3.6)
    else:
        gear = path("M18 30 Q22 6 34 12 Q50 -9 68 12 Q80 6 84 30 Q51 10 18 30Z", "#2b262b") + path("M18 30 Q51 10 84 30 Q51 21 18 30Z", GOLD)
        gear += _skull(51, 10, 0.95)
    weapon = "" if b.variant == 2 else cutlass
    right = arm([(71, 74), (87, 86), (94, 104)], b.dark, skin, 12, cuff=GOLD) if b.variant == 2 else right
    return leg + shirt + coat + left + weapon + right + neck(skin, 51, 36) + face + chin + gear


def _pointed_hat(color: str, band: str, x: float, brim: float, tip: tuple[float, float], wide: float) -> str:
    cone = path(f"M{x - 19} {brim} Q{x - 8} {brim - 24} {tip[0]} {tip[1]} Q{x + 8} {brim - 26} {x + 19} {brim}Z", color)
    belt = path(
        f"M{x - 19.5} {brim} Q{x - 17} {brim - 5} {x - 16} {brim - 9} Q{x} {brim - 4} {x + 16} {brim - 9} Q{x + 17} {brim - 5} {x + 19.5} {brim}Z", band
    )
    drawn = cone + belt
    drawn += path(
        f"M{x - wide} {brim + 2} Q{x - 18} {brim - 5} {x} {brim - 3} Q{x + 18} {brim - 5} {x + wide} {brim + 2} Q{x} {brim + 11} {x - wide} {brim + 2}Z",
        shade(color, -0.2),
    )
    return drawn


def _broom(x: float, top: float, bottom: float) -> str:
    twigs = path(f"M{x - 4} {bottom - 42} Q{x - 16} {bottom - 20} {x - 13} {bottom} H{x + 13} Q{x + 16} {bottom - 20} {x + 4} {bottom - 42}Z", "#d9a441")
    strands = "".join(line([(x + k * 0.4, bottom - 32), (x + k, bottom - 3)], "#b07e2a", 1.6) for k in (-8, -3, 3, 8))
    return line([(x, top), (x, bottom - 36)], WOOD, 4.4) + twigs + strands + rect(x - 7, bottom - 40, 14, 5, "#7a3030", r=2)


@draws("witch", 110, 170, natural=("#4b3a6b", "#3a3741", "#3f5f45"))
def witch(b: Brush) -> str:
    """A witch with crooked hat, long nose and wild hair: broom, cauldron, or wand."""
    skin, _ = tones(b)
    skin = b.pick("#a9c77e", skin, "#b8cf8f")
    wild = b.pick("#e2762b", "#cfcad2", "#5a3a6e")
    x, cloth = 50, b.main
    robe = path("M32 82 Q34 72 44 72 H56 Q66 72 68 82 L84 166 Q76 160 68 168 Q58 161 50 169 Q42 161 32 168 Q24 160 14 167Z", cloth)
    robe += path("M58 72 Q66 72 68 82 L84 166 Q76 160 68 168 L64 165 Q66 110 58 72Z", b.dark)
    robe += rect(33, 106, 36, 6, shade(cloth, -0.45), r=2) + rect(46, 104, 10, 10, GOLD, r=1) + path("M34 76 Q50 90 66 76 L62 68 H38Z", b.light)
    mane = path("M30 34 Q16 60 20 86 L27 78 L30 90 L36 76 H64 L70 90 L73 78 L80 86 Q84 60 70 34Z", wild)
    face = head(skin, x, 50, smile=False) + path("M47 50 Q60 54 58 62 Q52 60 46 60Z", shade(skin, -0.2)) + path("M42 63 Q50 69 60 63", None, "#5c2630", 1.9)
    face += circle(40, 62, 1.5, shade(skin, -0.35)) + path("M30 42 Q40 34 50 36 Q62 34 70 42 L66 34 H34Z", wild)
    tip = ((70, 2), (36, 1), (62, 2))[b.variant]
    hat = _pointed_hat(shade(cloth, -0.12), clear_of(cloth, "#e0762e", "#f2c53a"), x, 37, tip, 36) + rect(45, 28, 10, 9, None, 1, GOLD, 2.4)
    down = arm([(34, 84), (19, 98), (9, 112)], cloth, skin, 12)
    if b.variant == 0:
        tool = _broom(94, 50, 170) + arm([(66, 84), (82, 96), (92, 98)], b.dark, skin, 12)
        return mane + robe + down + tool + face + hat
    if b.variant == 1:
        brew = ellipse(84, 136, 21, 5, "#7fd05a") + circle(76, 132, 4, "#a9e487") + circle(89, 128, 5, "#7fd05a") + circle(97, 116, 3.4, "#a9e487")
        brew += circle(80, 118, 2.4, "#7fd05a")
        pot = path("M62 136 Q60 166 74 168 H94 Q110 166 106 136Z", "#3a3a44") + rect(60, 132, 48, 7, "#52525e", r=3.5) + brew
        pot += path("M64 166 l-4 4 h9Z M104 166 l4 4 h-9Z", "#3a3a44") + path("M68 146 Q68 158 74 162", None, "#62626e", 3)
        stir = line([(84, 134), (92, 92)], WOOD, 3.6)
        return mane + robe + down + stir + pot + arm([(66, 84), (82, 92), (91, 100)], b.dark, skin, 12) + face + hat
    wand = arm([(34, 84), (16, 90), (9, 74)], cloth, skin, 12) + line([(8, 74), (4, 52)], "#5a3a2a", 3) + stars([(7.5, 47)], 7, glow("#ffe48a"))
    return mane + robe + wand + arm([(66, 84), (88, 92), (102, 78)], b.dark, skin, 12) + face + hat


@draws("wizard", 106, 172, natural=("#3f5fb8", "#6d48a8", "#2f7f78"))
def wizard(b: Brush) -> str:
    """A wizard with long white beard, starry robe and hat, and a staff, a wand, or a staff in the other hand."""
    skin, _ = tones(b)
    x, grey = 52, b.pick("#f4f1ec", "#dcd9d4", "#f4f1ec")
    sparkle = clear_of(b.main, "#f7d154", "#3c58a8")
    robe = path("M34 80 Q36 70 46 70 H58 Q68 70 70 80 L92 172 H12Z", b.main) + path("M60 70 Q68 70 70 80 L92 172 H74Z", b.dark)
    robe += path("M12 172 L14 163 Q52 172 90 163 L92 172Z", sparkle)
    robe += stars([(28, 146), (44, 156), (66, 150), (78, 156), (32, 120), (72, 128)], 4.6, sparkle)
    sleeves = path("M38 76 Q22 92 10 116 Q22 122 32 112 L40 92Z", b.light)
    hand = circle(9, 113, 6.4, skin)
    face = head(skin, x, 50, smile=False)
    long = path("M33.6 51 Q40 60 46 58 Q52 55 58 58 Q64 60 70.4 51 Q76 84 64 104 Q58 118 50 128 Q44 112 40 104 Q28 84 33.6 51Z", grey)
    long += path("M52 70 Q54 96 50 116 M42 74 Q42 90 46 104 M62 74 Q63 88 58 102", None, shade(grey, -0.14), 1.8)
    brows = line([(39, 47), (47, 44)], grey, 3.2) + line([(57, 44), (65, 47)], grey, 3.2)
    locks = path("M33 40 Q26 60 32 78 L38 60Z M71 40 Q78 60 72 78 L66 60Z", shade(grey, -0.08))
    tip = ((60, 1), (34, 2), (52, 1))[b.variant]
    hat = _pointed_hat(b.main, sparkle, x, 38, tip, 29) + stars([(x + (tip[0] - x) * 0.25, 23)], 4.6, sparkle)
    whisker = moustache(shade(grey, -0.06), x, 50, 1.25)
    top = face + locks + long + whisker + brows + hat
    if b.variant == 0:
        staff = path("M95 169 Q92 110 95 62", None, WOOD, 5) + path("M95 66 Q84 58 88 46 Q92 40 96 42", None, WOOD, 4) + circle(97, 50, 8, glow("#8fe3ff"))
        staff += circle(95, 48, 3, glow("#ffffff"))
        return robe + sleeves + hand + staff + path("M66 76 Q82 82 98 104 Q90 116 78 110 L66 94Z", b.dark) + circle(94, 102, 6.4, skin) + top
    if b.variant == 1:
        wand = line([(94, 84), (101, 62)], "#5a3a2a", 3.4) + stars([(97, 52)], 9, glow("#ffe48a")) + circle(86, 66, 2, glow("#ffe48a"))
        wand += circle(104, 72, 1.7, glow("#ffe48a"))
        return robe + sleeves + hand + wand + path("M66 76 Q80 86 88 84 L98 94 Q88 110 72 106Z", b.dark) + circle(94, 88, 6.4, skin) + top
    staff = path("M8 169 V66", None, WOOD, 5) + path("M8 70 Q-1 60 5 52 Q14 48 15 58", None, WOOD, 4) + circle(9, 58, 5, glow("#ffdf7a"))
    return robe + staff + sleeves + hand + path("M66 76 Q82 84 92 78 L100 92 Q88 110 72 104Z", b.dark) + circle(98, 82, 6.4, skin) + top


@draws("mermaid", 110, 132, natural=("#2fa39a", "#4a7fd0", "#8f63c2"))
def mermaid(b: Brush) -> str:
    """A mermaid with flowing hair, shell top and a scaly tail that ends in a wide fin."""
    skin, _ = tones(b)
    locks = b.pick("#c8402f", "#3a2a4a", "#e9b94f")
    fin = path("M88 84 Q70 78 66 58 Q84 58 92 74 Q96 58 109 52 Q110 76 96 88Z", b.light) + path("M91 84 Q78 74 72 63 M94 84 Q98 70 105 60", None, b.main, 2)
    tail = path("M24 92 Q20 112 34 124 Q52 136 76 128 Q98 120 97 84 L87 83 Q86 102 70 106 Q58 106 56 92Z", b.main)
    tail += path("M34 124 Q52 136 76 128 Q98 120 97 84 L94 84 Q94 112 74 118 Q52 124 34 124Z", b.dark)
    scales = "".join(
        path(f"M{x} {y} q4 5 8 0", None, b.light, 1.8)
        for x, y in ((28, 102), (38, 102), (48, 102), (33, 110), (43, 110), (53, 111), (63, 113), (50, 119), (61, 120), (73, 112), (80, 105))
    )
    belt = path("M24 97 Q22 89 27 83 Q40 90 54 83 Q58 90 57 97 Q40 106 24 97Z", b.light)
    body = path("M26 62 Q27 54 35 53 H46 Q54 54 55 62 Q50 74 55 90 H26 Q31 74 26 62Z", skin)
    body += path("M27 66 Q26 58 33 58 Q41 58 41 68 Q34 74 27 66Z M54 66 Q55 58 48 58 Q41 58 41 68 Q48 74 54 66Z", b.pick("#e76fa0", "#f2c04a", "#e76f6a"))
    x, y = 40, 27
    wave = path("M20 26 Q18 4 40 4 Q62 4 61 26 Q62 44 70 56 Q74 68 64 76 Q66 60 56 58 H26 Q18 62 18 80 Q6 74 9 60 Q14 44 20 26Z", shade(locks, -0.12))
    fore = hair("parted", "", locks, x, y)[1]
    fore += b.pick(
        "".join(circle(px, py, 2.4, "#fffaf0") for px, py in ((26, 15), (32, 10), (40, 8), (48, 10), (54, 15))),
        path("M52 8 q8 -6 12 2 q-4 8 -10 4Z", "#f6d7e0"),
        path("M22 20 Q40 0 58 20", None, "#e76f6a", 3.4),
    )
    low, high = (6, 60 if b.variant == 1 else 92), (72, 57 if b.variant == 0 else 85)
    left = line([(28, 60), (16, 74), low], skin, 8) + circle(*low, 4.6, skin)
    right = line([(53, 60), (66, 70), high], shade(skin, -0.06), 8) + circle(*high, 4.6, shade(skin, -0.06))
    pearl = "".join(circle(40.5 + dx, 54 + dy, 1.6, "#fffaf0") for dx, dy in ((-7, -1), (-4, 1), (0, 2), (4, 1), (7, -1)))
    return wave + fin + tail + scales + body + belt + pearl + left + right + head(skin, x, y, lips="#d9475f", lashes=True) + fore


@draws("ghost", 90, 110, natural=("#f3f3f7", "#e3ebf2", "#f1ece2"))
def ghost(b: Brush) -> str:
    """A floating sheet ghost with hollow eyes: classic, booing with raised arms, or a curl with a top hat."""
    ink = "#2a2a38" if b.main != "#33323c" else "#fdf6d8"
    if b.variant == 2:
        sheet = path("M18 62 Q16 20 46 20 Q78 20 78 60 Q80 92 58 104 Q40 112 12 106 Q30 102 32 92 Q20 82 18 62Z", b.main)
        sheet += path("M64 26 Q78 36 78 60 Q80 92 58 104 Q40 112 12 106 Q60 104 64 60Z", b.dark)
        arms = path("M20 56 Q4 56 1 70 Q4 80 20 74Z", b.main) + path("M76 56 Q88 56 89 70 Q86 80 74 74Z", b.dark)
        hat = rect(30, 1, 34, 20, "#33313d", r=2) + rect(30, 14, 34, 6, "#c23a3a") + rect(21, 20, 52, 6, "#33313d", r=3)
        bow = path("M47 80 l-12 -6 v12Z M47 80 l12 -6 v12Z", "#c23a3a") + circle(47, 80, 3, "#8f2430")
        drawn = arms + sheet + hat + bow + ellipse(36, 48, 5, 7, ink) + ellipse(57, 48, 5, 7, ink) + path("M38 62 Q46 72 56 62", None, ink, 2.6)
        return drawn + circle(29, 60, 4, mix(b.main, "#e4607a", 0.4)) + circle(64, 60, 4, mix(b.main, "#e4607a", 0.4))
    up = b.variant == 1
    sheet = path("M14 52 Q14 2 45 2 Q76 2 76 52 L80 100 Q74 112 67 101 Q60 92 53 102 Q45 114 37 102 Q30 92 23 101 Q16 112 10 100Z", b.main)
    side = path("M60 8 Q76 20 76 52 L80 100 Q74 112 67 101 Q64 97 61 97 Q66 50 60 8Z", b.dark)
    if up:
        arms = path("M18 58 Q6 46 1 28 Q4 22 10 28 Q14 40 24 44Z", b.main) + path("M72 58 Q84 46 89 28 Q86 22 80 28 Q76 40 66 44Z", b.dark)
        face = ellipse(34, 38, 6, 8.5, ink) + ellipse(56, 38, 6, 8.5, ink) + ellipse(45, 60, 8, 11, ink) + ellipse(45, 65, 5, 5, mix(ink, "#e4607a", 0.6))
        face += circle(36, 35, 2, b.main) + circle(58, 35, 2, b.main)
    else:
        arms = path("M20 50 Q4 56 1 72 Q4 82 12 76 Q16 68 26 68Z", b.main) + path("M70 50 Q86 56 89 72 Q86 82 78 76 Q74 68 64 68Z", b.dark)
        face = ellipse(35, 36, 5.4, 8, ink) + ellipse(55, 36, 5.4, 8, ink) + path("M35 54 Q45 66 55 54 Q45 59 35 54Z", ink)
        face += circle(27, 50, 4.4, mix(b.main, "#e4607a", 0.35)) + circle(63, 50, 4.4, mix(b.main, "#e4607a", 0.35))
    return arms + sheet + side + path("M24 40 Q24 16 40 10", None, b.light, 4) + face


def _coal_smile(x: float, y: float, r: float) -> str:
    dots = "".join(circle(x + r * dx, y + r * dy, r * 0.07, INK) for dx, dy in ((-0.42, 0.36), (-0.22, 0.5), (0, 0.55), (0.22, 0.5), (0.42, 0.36)))
    nose = path(
        f"M{x - r * 0.06:.1f} {y - r * 0.06:.1f} L{x + r * 0.9:.1f} {y + r * 0.16:.1f} L{x - r * 0.06:.1f} {y + r * 0.22:.1f} "
        f"Q{x - r * 0.2:.1f} {y + r * 0.08:.1f} {x - r * 0.06:.1f} {y - r * 0.06:.1f}Z",
        "#f08a2c",
    )
    return dots + nose


@draws("snowman", 110, 142, natural=("#f6f8fc", "#eaf1f8", "#f8f4ee"))
def snowman(b: Brush) -> str:
    """A snowman with carrot nose, coal buttons and stick arms: top hat, woolly hat, or bowler and broom."""
    scarf = clear_of(b.main, b.pick("#d33f3a", "#3f7fc9", "#3f9a58"), "#f2c53a")
    ink = INK if b.main != "#33323c" else "#8f959e"
    balls = [(52, 108, 36, 34), (52, 70, 26, 23)]
    body = "".join(
        ellipse(x, y, w, h, b.main)
        + path(
            f"M{x + w * 0.35:.1f} {y - h * 0.93:.1f} A{w} {h} 0 0 1 {x - w * 0.3:.1f} {y + h * 0.95:.1f} "
            f"Q{x + w * 0.75:.1f} {y + h * 0.6:.1f} {x + w * 0.35:.1f} {y - h * 0.93:.1f}Z",
            shade(b.main, -0.12),
        )
        for x, y, w, h in balls
    )
    face = circle(52, 37, 20, b.main) + path("M60 18.7 A20 20 0 0 1 48 56.6 Q68 48 60 18.7Z", shade(b.main, -0.12)) + circle(45, 33, 2.9, ink)
    face += circle(59, 33, 2.9, ink) + _coal_smile(52, 37, 20)
    buttons = "".join(circle(52, y, 3, ink) for y in (70, 82, 96, 110))
    sticks = line([(30, 70), (3, 52)], "#6b4528", 4) + line([(12, 58), (10, 46)], "#6b4528", 3) + line([(12, 58), (2, 62)], "#6b4528", 3)
    sticks += line([(74, 70), (107, 50)], "#6b4528", 4) + line([(96, 57), (97, 44)], "#6b4528", 3) + line([(96, 57), (107, 61)], "#6b4528", 3)
    wrap = path("M30 52 Q52 66 74 52 L74 60 Q52 74 30 60Z", scarf) + path("M64 58 L76 60 L82 88 L70 90Z", shade(scarf, -0.18))
    wrap += line([(71, 84), (81, 82)], shade(scarf, 0.5), 2.4)
    if b.variant == 0:
        hat = rect(37, 1, 30, 20, "#2f2d38", r=2) + rect(37, 14, 30, 6, scarf) + rect(29, 19, 46, 5.5, "#2f2d38", r=2.5)
    elif b.variant == 1:
        hat = path("M32 30 Q30 8 52 7 Q74 8 72 30Z", scarf)
        hat += "".join(line([(x, 12 + abs(x - 52) * 0.15), (x - (52 - x) * 0.2, 28)], shade(scarf, -0.2), 2) for x in (42, 52, 62))
        hat += rect(30, 24, 44, 8, shade(scarf, 0.55), r=4) + circle(52, 6.4, 5.4, shade(scarf, 0.55))
    else:
        hat = path("M34 24 Q32 1 52 1 Q72 1 70 24Z", "#8a5a3c") + path("M58 2 Q72 3 70 24 H60 Q64 10 58 2Z", "#6f4630")
        hat += path("M34 17 Q52 22 70 17 V24 H34Z", scarf) + path("M26 22 Q52 30 78 22 Q78 28 70 28 H34 Q26 28 26 22Z", "#6f4630")
        sticks += group(_broom(96, 18, 112), 0, 30)
    return sticks + body + buttons + wrap + face + hat


# --- of space -----------------------------------------------------------------------------------------------------------
@draws("astronaut", 104, 160, natural=("#eef0f4", "#f0852f", "#dfe6ee"))
def astronaut(b: Brush) -> str:
    """An astronaut in a bulky suit with a bubble helmet: waving, mirrored visor, or a hand on the hip."""
    trim, joint = clear_of(b.main, b.pick("#e0553a", "#3f6fc2", "#3f8fc9"), "#f2c53a"), shade(b.main, -0.32)
    pack = rect(20, 58, 64, 56, shade(b.main, -0.42), r=8)
    leg = "".join(
        rect(x - 11, 106, 22, 44, t, r=8)
        + rect(x - 11.5, 126, 23, 6, joint, r=3)
        + path(f"M{x - 14} 160 V152 Q{x - 13} 142 {x} 142 Q{x + 13} 142 {x + 14} 152 V160Z", "#59606e")
        + rect(x - 14, 155, 28, 5, "#3b404c", r=2)
        for x, t in ((67, b.dark), (38, b.main))
    )
    body = path("M24 74 Q26 58 44 58 H60 Q78 58 80 74 L80 112 Q80 120 70 120 H34 Q24 120 24 112Z", b.main)
    body += path("M66 58 Q78 58 80 74 L80 112 Q80 120 70 120 H64 Q74 90 66 58Z", b.dark) + rect(24, 106, 56, 6, trim)
    panel = rect(36, 76, 32, 22, "#59606e", r=4) + circle(43, 83, 3, glow("#ff6b5a")) + circle(52, 83, 3, glow("#ffd873")) + circle(61, 83, 3, glow("#7fe08a"))
    panel += rect(40, 89, 24, 5, "#aeb6c4", r=2) + line([(36, 90), (26, 98)], trim, 3)
    left = line([(28, 74), (13, 92), (13, 104)], b.main, 17) + line([(9, 86), (20, 95)], joint, 4) + circle(12, 111, 9, "#59606e")
    left += rect(4, 99, 17, 5, trim, r=2)
    if b.variant == 0:
        right = line([(76, 74), (92, 66), (93, 46)], b.dark, 17) + circle(94, 34, 9.5, "#59606e") + rect(85, 40, 17, 5, trim, r=2)
    elif b.variant == 1:
        right = line([(76, 74), (91, 92), (91, 104)], b.dark, 17) + circle(92, 111, 9, "#59606e") + rect(83, 99, 17, 5, trim, r=2)
    else:
        right = line([(76, 74), (93, 86), (80, 104)], b.dark, 17) + circle(77, 108, 9, "#59606e")
        body += path("M24 66 H80 V70 H24Z", trim)
    cy, skin = 34, tones(b)[0]
    shell = circle(52, cy, 32, b.main) + rect(34, 56, 36, 8, joint, r=4) + rect(18, cy - 8, 7, 18, trim, r=3)
    shell += rect(79, cy - 8, 7, 18, trim, r=3)
    if b.variant == 1:
        visor = ellipse(52, cy, 24, 22, "#d99a2a") + path(f"M28 {cy} A24 22 0 0 1 76 {cy} Q52 {cy - 12} 28 {cy}Z", "#f6cf62")
        visor += path(f"M34 {cy + 8} Q52 {cy + 18} 68 {cy + 10}", None, "#b0741c", 4) + ellipse(41, cy - 10, 6, 3.4, WHITE, turn=-30)
    else:
        visor = ellipse(52, cy, 24, 22, "#26304a") + head(skin, 52, cy + 2, 0.92)
        visor += path(f"M32 {cy - 6} Q36 {cy - 18} 50 {cy - 20}", None, "#ffffff", 3, opacity=0.7)
        visor += hair("short", "", "#3a2a24", 52, cy + 2, 0.92)[1] + ellipse(52, cy, 24, 22, None, "#26304a", 4)
    return pack + leg + body + panel + left + right + shell + visor


@draws("robot", 100, 142, natural=("#8fa3b8", "#5fa9a6", "#d98a4a"))
def robot(b: Brush) -> str:
    """A boxy robot with lit eyes and an antenna: on legs, on tracks, or round with one wide eye."""
    metal, deep = "#c9d1da", "#4a5160"
    lamp = glow(b.pick("#7fe8ff", "#ffd873", "#8dff9a"))
    chest = rect(35, 74, 30, 20, deep, r=4) + circle(42, 81, 3.2, glow("#ff6b5a")) + circle(50, 81, 3.2, glow("#ffd873")) + circle(58, 81, 3.2, glow("#7fe08a"))
    chest += line([(40, 89), (60, 89)], metal, 2.4)
    joints = "".join(circle(x, 70, 6.5, deep) for x in (22, 78))
    body = rect(24, 60, 52, 48, b.main, r=10 if b.variant != 2 else 22) + path("M62 60 H66 Q76 60 76 70 V98 Q76 108 66 108 H60 Q68 84 62 60Z", b.dark)
    body += "".join(circle(x, y, 1.7, b.dark) for x, y in ((30, 66), (30, 102), (68, 66), (68, 102)))

    def claw(x: float, y: float) -> str:
        return path(f"M{x - 6} {y + 14} Q{x - 10} {y + 4} {x} {y + 2} Q{x + 10} {y + 4} {x + 6} {y + 14}", None, deep, 4.4) + circle(x, y, 5, metal)

    arms = line([(21, 70), (10, 84), (10, 96)], metal, 7) + claw(9, 100) + "".join(line([(6.5, y), (13.5, y)], deep, 1.6) for y in (86, 91))
    arms += (
        group(line([(79, 70), (91, 60), (91, 46)], metal, 7) + group(claw(91, 40), turn=180, about=(91, 40)), 0, 0)
        if b.variant != 1
        else line([(79, 70), (90, 84), (90, 96)], metal, 7) + claw(91, 100)
    )
    if b.variant == 1:
        base = rect(14, 118, 72, 24, deep, r=12) + "".join(circle(x, 130, 7, metal) + circle(x, 130, 2.6, deep) for x in (28, 50, 72))
        base += rect(40, 104, 20, 16, metal)
        base += "".join(rect(x, 117, 5, 3, "#2f3540") for x in range(24, 76, 10))
    else:
        base = "".join(
            rect(x - 6, 106, 12, 26, metal, r=3)
            + line([(x - 5, 114), (x + 5, 114)], deep, 2)
            + line([(x - 5, 120), (x + 5, 120)], deep, 2)
            + path(f"M{x - 13} 142 V138 Q{x - 12} 128 {x} 128 Q{x + 12} 128 {x + 13} 138 V142Z", t)
            for x, t in ((38, b.main), (62, b.dark))
        )
    spike = line([(50, 18), (50, 7)], deep, 3.4) + circle(50, 6, 5.4, glow("#ff6b5a"))
    throat = rect(42, 50, 16, 14, deep, r=2)
    if b.variant == 2:
        top = path("M20 54 V42 Q20 16 50 16 Q80 16 80 42 V54Z", b.main) + path("M60 18 Q80 22 80 42 V54 H66 Q72 34 60 18Z", b.dark)
        top += rect(26, 30, 48, 18, deep, r=9) + circle(50, 39, 7.4, lamp) + circle(50, 39, 3, deep) + line([(26, 18), (20, 8)], deep, 3)
        top += circle(19.5, 6, 4, lamp) + line([(74, 18), (80, 8)], deep, 3) + circle(80.5, 6, 4, lamp)
        spike = rect(46, 1, 8, 16, metal, r=4)
    else:
        ears = rect(12, 30, 10, 14, deep, r=3) + rect(78, 30, 10, 14, deep, r=3)
        eyes = "".join(
            (circle(x, 33, 8, WHITE) + circle(x, 33, 5.4, lamp) + circle(x, 33, 2.6, deep)) if b.variant == 0 else rect(x - 7, 27, 14, 11, lamp, r=2)
            for x in (37, 63)
        )
        mouth = (
            rect(34, 45, 32, 8, deep, r=2) + "".join(line([(x, 45.5), (x, 52.5)], metal, 1.8) for x in (40, 46.6, 53.2, 60))
            if b.variant == 0
            else path("M36 45 Q50 55 64 45", None, deep, 3.4)
        )
        top = ears + rect(18, 17, 64, 41, b.main, r=9) + path("M70 17 H73 Q82 17 82 26 V49 Q82 58 73 58 H66 Q76 38 70 17Z", b.dark)
        top += rect(23, 22, 50, 4, b.light, r=2) + eyes + mouth
    return base + throat + arms + body + joints + chest + spike + top


@draws("alien", 90, 130, natural=("#7cc04e", "#8f9fb5", "#6fb8b0"))
def alien(b: Brush) -> str:
    """An alien with a big head and huge dark eyes, one with three eyes on stalks, or a one-eyed one with tentacles."""
    ink = "#1d1b2b" if b.main != "#33323c" else "#0c0b12"
    rim = b.light if b.main != "#33323c" else "#7d8296"
    if b.variant == 2:
        feet = "".join(
            path(f"M{x} 92 Q{x - 4 + s * 6} 116 {x + s * 13} 122 Q{x + s * 18} 128 {x + s * 8} 130 Q{x - 8} 126 {x - 9} 92Z", t)
            for x, s, t in ((32, -1, b.main), (62, 1, b.dark), (49, 0.3, b.main))
        )
        body = path("M12 64 Q10 20 45 20 Q80 20 78 64 Q80 104 45 104 Q10 104 12 64Z", b.main) + path("M62 25 Q80 36 78 64 Q80 104 45 104 Q72 92 62 25Z", b.dark)
        feelers = line([(32, 24), (24, 6)], b.dark, 4) + circle(23, 6, 5.5, "#f2c53a" if b.main != "#f7cb3b" else "#d9483b")
        feelers += line([(58, 24), (66, 6)], b.dark, 4) + circle(67, 6, 5.5, "#f2c53a" if b.main != "#f7cb3b" else "#d9483b")
        arms = path("M16 60 Q4 64 1 50 Q0 42 6 44 Q8 52 18 48Z", b.main) + path("M74 60 Q86 64 89 50 Q90 42 84 44 Q82 52 72 48Z", b.dark)
        face = circle(45, 50, 18, WHITE) + circle(45, 50, 10, "#6a4fb0") + eye(45, 50, 6) + path("M28 76 Q45 94 62 76 Q45 82 28 76Z", ink)
        face += poly([(36, 79), (41, 80.3), (38, 85)], WHITE) + poly([(54, 79), (49, 80.3), (52, 85)], WHITE)
        return feelers + arms + feet + body + face + "".join(circle(x, y, r, rim) for x, y, r in ((22, 84, 3), (28, 92, 2.2), (20, 42, 2.4), (66, 90, 2.6)))
    leg = "".join(
        rect(x - 5, 98, 10, 28, t, r=5) + path(f"M{x - 9 + s * 3} 130 Q{x - 9 + s * 3} 122 {x + s * 3} 122 Q{x + 9 + s * 3} 122 {x + 9 + s * 3} 130Z", t)
        for x, s, t in ((53, 1, b.dark), (37, -1, b.main))
    )
    suit = clear_of(b.main, b.pick("#6a4fb0", "#e0653f"), "#f2c53a")
    body = path("M32 74 Q45 66 58 74 L62 104 Q45 112 28 104Z", suit) + path("M52 71 L58 74 L62 104 Q58 107 52 108Z", shade(suit, -0.2))
    body += rect(28, 94, 34, 5, shade(suit, 0.45)) + stars([(45, 85)], 6, shade(suit, 0.6))
    wave = line([(57, 78), (72, 76), (82, 62)], b.dark, 7)
    wave += "".join(line([(82, 62), (82 + dx, 62 + dy)], b.dark, 3.6) for dx, dy in ((-5, -8), (1, -10), (5.6, -6)))
    hang = line([(33, 78), (18, 86), (9, 98)], b.main, 7) + "".join(line([(9, 98), (9 + dx, 98 + dy)], b.main, 3.6) for dx, dy in ((-6, 5), (-1, 9), (4, 8)))
    if b.variant == 0:
        top = path("M45 4 Q82 4 82 34 Q80 60 45 74 Q10 60 8 34 Q8 4 45 4Z", b.main) + path("M60 6 Q82 12 82 34 Q80 60 45 74 Q70 50 60 6Z", b.dark)
        eyes = "".join(
            ellipse(45 + s * 17, 38, 10.5, 15.5, rim, turn=-s * -28)
            + ellipse(45 + s * 17, 38, 9, 14, ink, turn=s * 28)
            + ellipse(45 + s * 17 + 3, 31, 3, 4, WHITE)
            for s in (-1, 1)
        )
        feelers = line([(30, 10), (20, 3)], b.dark, 3) + line([(60, 10), (70, 3)], b.dark, 3) + circle(18, 4.4, 4, rim) + circle(72, 4.4, 4, rim)
        return leg + hang + wave + body + feelers + top + eyes + path("M37 60 Q45 66 53 60", None, ink, 2.4)
    stalks = "".join(
        line([(45 + dx * 0.5, 44), (45 + dx, y + 4)], t, 6) + circle(45 + dx, y, 11, rim) + circle(45 + dx, y, 9.4, WHITE) + eye(45 + dx, y + 1, 5)
        for dx, y, t in ((-28, 18, b.main), (28, 18, b.dark), (0, 12, b.main))
    )
    top = path("M14 50 Q14 30 45 30 Q76 30 76 50 Q76 74 45 76 Q14 74 14 50Z", b.main) + path("M60 32 Q76 36 76 50 Q76 74 45 76 Q68 66 60 32Z", b.dark)
    drawn = leg + hang + wave + body + top + stalks + path("M27 52 Q45 72 63 52 Q45 57 27 52Z", ink) + path("M36 62 Q45 68 54 62 Q45 58 36 62Z", "#e0607a")
    return drawn + circle(20, 46, 2, rim) + circle(70, 46, 2, rim)
