"""People of every day and of fairy-tale courts, and the anatomy that all people share."""

from __future__ import annotations

from collections.abc import Sequence

from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, group, line, mix, path, poly, rect, shade, star_points

__all__ = [
    "GOLD",
    "INK",
    "WHITE",
    "arm",
    "beard",
    "bent",
    "clear_of",
    "crown",
    "hair",
    "head",
    "legs",
    "moustache",
    "neck",
    "shoe",
    "stars",
    "tones",
    "torso",
    "trousers_of",
]

Point = tuple[float, float]
SKINS = ("#f8d5b8", "#efbf98", "#dba577", "#b87b4e", "#94603a", "#784a30")
HAIRS = ("#2b2226", "#4a2d1f", "#6e4326", "#a55a2a", "#dba94e", "#c4572c")
GOLD, INK, WHITE, ERMINE = "#f2b632", "#2b2733", "#f6f2e9", "#fbf7ef"


# --- anatomy ------------------------------------------------------------------------------------------------------------
def tones(b: Brush) -> tuple[str, str]:
    """A skin and a hair colour that go together, by the seed."""
    k = b.rng.randrange(len(SKINS))
    return SKINS[k], b.rng.choice(HAIRS[: 2 if k > 3 else 3] if k > 2 else HAIRS)


def trousers_of(b: Brush) -> str:
    """Trousers that belong to clothes of the main colour."""
    return mix(shade(b.main, -0.45), "#2e3550", 0.4)


def clear_of(color: str, usual: str, other: str) -> str:
    """`usual`, or `other` where the main colour is so near that `usual` would be lost on it."""
    apart = sum(abs(int(color[k : k + 2], 16) - int(usual[k : k + 2], 16)) for k in (1, 3, 5))
    return usual if apart > 110 else other


def head(skin: str, x: float, y: float, scale: float = 1, lips: str = "", lashes: bool = False, smile: bool = True) -> str:
    """A round friendly face around (x, y), 18 units in radius at scale 1."""
    blush, dim = mix(skin, "#e4523f", 0.3), shade(skin, -0.14)
    parts = circle(-17.4, 3, 4, dim) + circle(17.4, 3, 4, dim) + ellipse(0, 0, 18, 19, skin)
    parts += circle(-11, 8, 3.2, blush) + circle(11, 8, 3.2, blush) + eye(-7, 1, 2.7, "#21140f") + eye(7, 1, 2.7, "#21140f")
    if lashes:
        parts += "".join(line([(s * 9, 0), (s * 11.4, -0.6)], "#21140f", 1.2) + line([(s * 8.6, -1.2), (s * 10.6, -2.8)], "#21140f", 1.2) for s in (-1, 1))
    parts += path("M-1.6 6 Q0 7.6 1.6 6", None, shade(skin, -0.3), 1.5)
    if lips:
        parts += path("M-5.4 9.4 Q-2.4 9.8 0 10.4 Q2.4 9.8 5.4 9.4 Q3.6 15 0 15 Q-3.6 15 -5.4 9.4Z", lips)
    elif smile:
        parts += path("M-5.4 10 Q0 15.6 5.4 10", None, mix(skin, "#6d1d1a", 0.72), 1.9)
    return group(parts, x, y, scale)


HAIR_FRONT = {
    "short": "M-19.4 3 Q-22 -22 0 -22 Q22 -22 19.4 3 Q17 -6 12.5 -9 Q0 -6 -8 -11.5 Q-16 -8 -19.4 3Z",
    "swept": "M-19.4 4 Q-22 -16 -10 -20 Q4 -25 14 -18 Q22 -12 19.4 4 Q17 -4 14 -8 Q2 -2 -10 -10 Q-16 -6 -19.4 4Z",
    "parted": "M-19.6 5 Q-22 -22 0 -22 Q22 -22 19.6 5 Q17 -7 2 -13 Q-15 -7 -19.6 5Z",
    "fringe": "M-19.8 6 Q-22 -22 0 -22 Q22 -22 19.8 6 L16 -5 Q0 -10 -16 -5Z",
    "spiky": "M-19.4 3 L-22 -8 L-17 -10 L-17 -18 L-10 -16 L-6 -22.5 L0 -17 L7 -22.5 L10 -16 L17 -17 L17 -9 L22 -7 L19.4 3 "
    "Q17 -5 13 -8 Q0 -5 -13 -8 Q-17 -5 -19.4 3Z",
    "bald": "M-19.4 5 Q-21 -8 -16.5 -11 Q-15 -4 -17 5Z M19.4 5 Q21 -8 16.5 -11 Q15 -4 17 5Z",
}
HAIR_BACK = {
    "long": "M-20 -2 Q-21 -22 0 -22 Q21 -22 20 -2 Q21 18 24 32 Q12 38 0 36 Q-12 38 -24 32 Q-21 18 -20 -2Z",
    "bob": "M-20 -2 Q-21 -22 0 -22 Q21 -22 20 -2 Q25 14 20 19 Q10 22 0 20 Q-10 22 -20 19 Q-25 14 -20 -2Z",
    "tail": "M8 -20 Q28 -20 28 2 Q29 18 21 30 Q16 20 18 8 Q19 -4 8 -8Z",
    "pigtails": "M-16 -12 Q-30 -16 -33 2 Q-34 16 -28 22 Q-19 14 -17 0Z M16 -12 Q30 -16 33 2 Q34 16 28 22 Q19 14 17 0Z",
    "bun": "M9 14 A8.5 8.5 0 1 1 26 14 A8.5 8.5 0 1 1 9 14Z",
}


def hair(front: str, back: str, color: str, x: float, y: float, scale: float = 1) -> tuple[str, str]:
    """Hair behind and before a head around (x, y): styles of `HAIR_FRONT` and `HAIR_BACK`, or "curly" and "afro"."""
    dim = shade(color, -0.16)
    if front == "curly":
        rings = [(-17, -2), (-17, -11), (-11, -16), (-3, -17.5), (5, -17.5), (12, -15.5), (17, -10), (17, -1)]
        before = "".join(circle(px, py, 5.6, color) for px, py in rings) + ellipse(0, -14, 14, 6, color)
    else:
        before = path(HAIR_FRONT[front], color) if front else ""
    behind = path(HAIR_BACK[back], dim) if back in HAIR_BACK else ""
    if back == "afro":
        behind = circle(0, -1, 21.5, dim) + circle(-17, 9, 9, dim) + circle(17, 9, 9, dim)
    return group(behind, x, y, scale) if behind else "", group(before, x, y, scale) if before else ""


def moustache(color: str, x: float, y: float, scale: float = 1) -> str:
    """A full moustache for a head around (x, y)."""
    return group(path("M0 8 Q6 5.6 11 11 Q5 13.6 0 10.6 Q-5 13.6 -11 11 Q-6 5.6 0 8Z", color), x, y, scale)


def beard(color: str, x: float, y: float, length: float = 24, scale: float = 1) -> str:
    """A beard from ear to ear that hangs `length` below the middle of the head around (x, y), with a smile in it."""
    d = f"M-18.4 1 Q-14 8 -8 7 Q0 5 8 7 Q14 8 18.4 1 Q20 {length * 0.72:.1f} 0 {length:.1f} Q-20 {length * 0.72:.1f} -18.4 1Z"
    return group(path(d, color) + path("M-4.4 11.4 Q0 15.4 4.4 11.4 Q0 12.6 -4.4 11.4Z", "#8e2f2b", "#8e2f2b", 0.8), x, y, scale)


def neck(skin: str, x: float, y: float) -> str:
    """The neck under a head around (x, y)."""
    return rect(x - 6.5, y + 12, 13, 16, shade(skin, -0.14), r=5)


def bent(start: Point, end: Point, share: float) -> Point:
    """The point that lies `share` of the way from start to end."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def arm(points: Sequence[Point], sleeve: str, skin: str, w: float = 11, bare: bool = False, cuff: str = "") -> str:
    """An arm through shoulder, elbow and hand; `bare` ends the sleeve above the elbow, `cuff` colours its end."""
    shoulder, elbow, hand = points
    end = bent(elbow, hand, 0.72)
    if bare:
        short = bent(shoulder, elbow, 0.62)
        return line([shoulder, elbow, hand], skin, w * 0.78) + circle(*hand, w * 0.5, skin) + line([shoulder, short], sleeve, w + 1.5)
    trim = line([bent(elbow, hand, 0.66), end], cuff, w) + line([shoulder, elbow, bent(elbow, hand, 0.5)], sleeve, w) if cuff else ""
    return circle(*hand, w * 0.54, skin) + line([shoulder, elbow, end], sleeve, w) + trim


def torso(color: str, x: float, top: float, hip: float, shoulders: float = 19, waist: float = 15) -> str:
    """A clothed trunk around x from top to hip, shaded on its right."""
    d = f"M{x - shoulders} {top + 10} Q{x - shoulders} {top} {x - 7} {top} H{x + 7} "
    d += f"Q{x + shoulders} {top} {x + shoulders} {top + 10} L{x + waist} {hip} H{x - waist}Z"
    side = f"M{x + shoulders * 0.5} {top + 1} Q{x + shoulders} {top + 1} {x + shoulders} {top + 10} L{x + waist} {hip} "
    side += f"H{x + waist * 0.5} Q{x + waist * 0.8} {top + 24} {x + shoulders * 0.5} {top + 1}Z"
    return path(d, color) + path(side, shade(color, -0.14))


def shoe(x: float, ground: float, color: str, side: float = 0, size: float = 1) -> str:
    """A shoe whose heel is under x and whose toe points to `side` (-1, 0 or 1)."""
    left, right = x - (8 + 4 * (side < 0) - 1 * (side > 0)) * size, x + (8 + 4 * (side > 0) - 1 * (side < 0)) * size
    d = f"M{left:.1f} {ground} V{ground - 3 * size:.1f} Q{left:.1f} {ground - 9 * size:.1f} {x:.1f} {ground - 9 * size:.1f} "
    d += f"Q{right:.1f} {ground - 9 * size:.1f} {right:.1f} {ground - 3 * size:.1f} V{ground}Z"
    return path(d, color) + rect(left, ground - 2.4 * size, right - left, 2.4 * size, shade(color, -0.35), r=1)


def legs(color: str, x: float, hip: float, ground: float, boots: str, half: float = 8, w: float = 14) -> str:
    """Two straight legs around x with shoes on the ground."""
    parts = ""
    for side, tone in ((1, shade(color, -0.14)), (-1, color)):
        parts += rect(x + side * half - w / 2, hip - 4, w, ground - hip - 1, tone, r=3) + shoe(x + side * half, ground, boots, side, w / 15)
    return parts


def _stride(color: str, x: float, hip: float, ground: float, boots: str, w: float = 13) -> str:
    back = line([(x + 5, hip), (x + 14, hip + 28), (x + 24, ground - 9)], shade(color, -0.16), w)
    back += group(shoe(x + 25, ground - 3, boots, -1), turn=-12, about=(x + 25, ground))
    return back + line([(x - 4, hip), (x - 12, hip + 28), (x - 18, ground - 10)], color, w) + shoe(x - 19, ground, boots, -1)


def _skirt(color: str, x: float, waist: float, hem: float, narrow: float, wide: float, folds: int = 3) -> str:
    d = f"M{x - narrow} {waist} H{x + narrow} Q{x + narrow + 2} {hem - 22} {x + wide} {hem - 4} "
    d += f"Q{x} {hem + 4} {x - wide} {hem - 4} Q{x - narrow - 2} {hem - 22} {x - narrow} {waist}Z"
    step = 2 * wide / (folds + 1)
    lines = "".join(
        line([(x + (k * step - wide) * narrow / wide * 0.9, waist + 10), (x - wide + k * step, hem - 5)], shade(color, -0.18), 2) for k in range(1, folds + 1)
    )
    return path(d, color) + lines


def stars(points: Sequence[Point], size: float, color: str) -> str:
    """Small five-pointed stars at the points."""
    return "".join(poly(star_points(x, y, size, size * 0.45), color) for x, y in points)


def crown(kind: int, x: float, y: float, w: float = 32, gold: str = GOLD) -> str:
    """A crown whose base is centred at (x, y): 0 points, 1 arches and cross, 2 leaves."""
    h, dim = w * 0.6, shade(gold, -0.2)
    left, right = x - w / 2, x + w / 2
    band = rect(left, y - w * 0.18, w, w * 0.2, dim, r=2)
    band += "".join(circle(x + k * w * 0.28, y - w * 0.08, w * 0.055, c) for k, c in ((-1, "#3f86d8"), (0, "#d8363f"), (1, "#3f86d8")))
    if kind == 1:
        arches = path(f"M{left} {y - 3} Q{left - 4} {y - h} {x} {y - h * 0.86} Q{right + 4} {y - h} {right} {y - 3}Z", "#b52f3d")
        arches += path(f"M{left} {y - 3} Q{left - 4} {y - h} {x} {y - h * 0.86} Q{right + 4} {y - h} {right} {y - 3}", None, gold, 4)
        arches += line([(x, y - 3), (x, y - h)], gold, 4)
        return arches + circle(x, y - h - 1, 3.4, gold) + band
    tips = [(left - 2, y - h * 0.9), (x - w * 0.22, y - h * 0.8), (x, y - h * 1.05), (x + w * 0.22, y - h * 0.8), (right + 2, y - h * 0.9)]
    zig: list[Point] = [(left, y), tips[0], (x - w * 0.36, y - h * 0.42), tips[1], (x - w * 0.11, y - h * 0.42), tips[2]]
    zig += [(x + w * 0.11, y - h * 0.42), tips[3], (x + w * 0.36, y - h * 0.42), tips[4], (right, y)]
    knobs = "".join(circle(px, py, w * 0.07, gold if kind == 0 else "#fdf3d2") for px, py in tips)
    return poly(zig, gold) + knobs + band


# --- everyday people ----------------------------------------------------------------------------------------------------
@draws("person", 80, 160, natural=("#e8793a", "#3f8f8a", "#c7a23a"))
def person(b: Brush) -> str:
    """An adult in casual clothes: waving, walking, or in a striped shirt."""
    skin, locks = tones(b)
    pants = trousers_of(b)
    back, front = hair(b.pick("swept", "short", "curly"), b.pick("", "", ""), locks, 40, 25)
    hood = path("M24 50 Q40 36 56 50 Q50 60 40 60 Q30 60 24 50Z", b.dark)
    body = torso(b.main, 40, 47, 100, 19, 17)
    if b.variant == 0:
        arms = arm([(24, 56), (13, 76), (8.5, 96)], b.main, skin, cuff=b.dark) + arm([(56, 56), (70, 50), (73.5, 26)], b.dark, skin)
        body += hood + path("M29 84 H51 L54 96 H26Z", b.dark) + line([(36, 58), (36, 68)], WHITE, 1.6) + line([(44, 58), (44, 68)], WHITE, 1.6)
        return back + legs(pants, 40, 98, 160, "#e9e3d8", 9) + body + arms + neck(skin, 40, 20) + head(skin, 40, 25) + front
    if b.variant == 1:
        rear = arm([(55, 57), (66, 74), (73.5, 88)], b.dark, skin)
        near = arm([(25, 57), (13, 74), (7, 84)], b.main, skin, cuff=b.light)
        zipper = line([(40, 54), (40, 96)], b.light, 2) + path("M30 48 L40 58 L50 48 L54 54 L40 66 L26 54Z", b.light)
        return back + rear + _stride(pants, 40, 98, 160, "#3b3038") + body + zipper + neck(skin, 40, 21) + near + head(skin, 40, 25) + front
    stripes = "".join(rect(23 + k * 0.4, y, 34 - k * 0.8, 5, b.light) for k, y in enumerate((60, 72, 84)))
    arms = arm([(24, 56), (13, 76), (8, 96)], b.main, skin, bare=True) + arm([(56, 56), (69, 74), (73, 92)], b.dark, skin, bare=True)
    return legs(pants, 40, 98, 160, "#d9483b", 9) + body + stripes + arms + neck(skin, 40, 22) + head(skin, 40, 25) + front


@draws("man", 86, 164, natural=("#3d5a86", "#a5543b", "#5f7f4f"))
def man(b: Brush) -> str:
    """A broad-shouldered man with moustache or beard: suit and tie, checked shirt, or jersey and glasses."""
    skin, locks = tones(b)
    pants = trousers_of(b)
    if b.variant == 0:
        suit = torso(b.main, 43, 48, 106, 24, 19) + poly([(33, 48), (53, 48), (43, 84)], WHITE)
        suit += poly([(40.5, 52), (45.5, 52), (47, 74), (43, 80), (39, 74)], "#c23a3a" if b.main != "#d93a34" else INK)
        suit += poly([(33, 48), (28, 62), (43, 86)], b.light) + poly([(53, 48), (58, 62), (43, 86)], b.light) + circle(43, 92, 1.8, b.light)
        suit += circle(43, 99, 1.8, b.light)
        arms = arm([(23, 58), (11, 78), (8, 99)], b.dark, skin, 13, cuff=WHITE) + arm([(63, 58), (75, 78), (78, 99)], b.dark, skin, 13, cuff=WHITE)
        face = head(skin, 43, 25, smile=False) + hair("short", "", locks, 43, 25)[1] + moustache(shade(locks, -0.1), 43, 26, 1.15)
        return legs(shade(b.main, -0.35), 43, 104, 164, "#241e22", 10, 16) + suit + arms + neck(skin, 43, 21) + face
    if b.variant == 1:
        checks = "".join(line([(x, 54), (x * 0.86 + 6, 102)], b.light, 3) for x in (29, 40, 51))
        checks += "".join(line([(23, y), (62, y)], b.dark, 2.6) for y in (66, 80, 94))
        shirt = torso(b.main, 43, 48, 106, 24, 19) + checks + rect(24, 101, 38, 7, "#4a2d1f", r=2) + rect(39, 100.5, 8, 8, GOLD, r=1)
        arms = arm([(23, 58), (8.5, 80), (25, 98)], b.main, skin, 13) + arm([(63, 58), (77.5, 80), (61, 98)], b.dark, skin, 13)
        face = head(skin, 43, 25, smile=False) + beard(locks, 43, 25, 27) + hair("swept", "", locks, 43, 25)[1]
        return legs("#3f557d", 43, 106, 164, "#6b4026", 10, 16) + arms + shirt + neck(skin, 43, 20) + face
    jersey = torso(b.main, 43, 48, 108, 24, 21) + rect(22, 101, 42, 8, b.dark, r=3) + poly([(34, 48), (52, 48), (43, 64)], WHITE)
    jersey += line([(33, 48), (43, 65), (53, 48)], b.dark, 3.4)
    diamonds = "".join(poly([(x, 78), (x + 6, 87), (x, 96), (x - 6, 87)], b.light if x != 43 else b.dark) for x in (31, 43, 55))
    grey = b.rng.choice(("#cfcac4", "#8d8781", locks))
    arms = arm([(23, 58), (11, 80), (8, 99)], b.main, skin, 13, cuff=b.dark) + arm([(63, 58), (77, 52), (79, 28)], b.dark, skin, 13)
    glasses = "".join(circle(43 + s * 7.4, 28, 5.6, None, INK, 1.7) for s in (-1, 1)) + line([(41, 28), (45, 28)], INK, 1.7)
    cap = path("M22 19 Q22 2 44 2 Q66 2 64 19 Q43 11 22 19Z", shade(b.main, -0.4)) + path("M19 21 Q30 11 52 15 Q44 19 19 21Z", shade(b.main, -0.55))
    face = head(skin, 43, 26, smile=False) + hair("bald", "", grey, 43, 26)[1] + moustache(grey, 43, 27, 1.2) + glasses + cap
    return legs(pants, 43, 106, 164, "#54331f", 10, 16) + jersey + diamonds + arms + neck(skin, 43, 22) + face


@draws("woman", 84, 160, natural=("#c8435f", "#3f8a86", "#8a5fb0"))
def woman(b: Brush) -> str:
    """A woman in a dress or skirt with long, bound or full hair, lips and earrings."""
    skin, locks = tones(b)
    lips = "#c5303f"
    front, rear = (("parted", "long"), ("swept", "tail"), ("curly", "afro"))[b.variant]
    back, fore = hair(front, rear, locks, 42, 25)
    hem = (118, 112, 150)[b.variant]
    shins = "" if b.variant == 2 else "".join(rect(x, 106, 9, 46, t, r=4) for x, t in ((31, skin), (44, shade(skin, -0.08))))
    heels = "".join(path(f"M{x - 6} 160 Q{x - 6} 151 {x} 149 L{x + 5} 151 V160 H{x + 3} V156 Q{x} 157 {x - 1} 160Z", shade(b.main, -0.45)) for x in (35, 50))
    gems = circle(24.6, 34, 2.4, GOLD) + circle(59.4, 34, 2.4, GOLD)
    bust = path("M27 58 Q28 48 36 48 Q42 56 48 48 Q56 48 57 58 L53 80 H31Z", b.main)
    if b.variant == 0:
        gown = _skirt(b.main, 42, 78, hem, 11, 30) + bust + rect(30, 76, 24, 6, b.dark, r=2)
        arms = arm([(29, 56), (6, 73), (28, 88)], b.main, skin, 9, bare=True) + arm([(55, 56), (69, 76), (77, 94)], b.main, skin, 9, bare=True)
    elif b.variant == 1:
        blouse = path("M26 58 Q28 47 36 47 L42 54 L48 47 Q56 47 58 58 L54 84 H30Z", WHITE) + poly([(36, 47), (48, 47), (42, 58)], skin)
        gown = blouse + path(f"M30 80 H54 L66 {hem} Q42 {hem + 6} 18 {hem}Z", b.main) + path(f"M46 80 H54 L66 {hem} L54 {hem + 2}Z", b.dark)
        gown += rect(29, 78, 26, 6, b.dark, r=2)
        gown += path("M26 58 Q28 47 34 47 L40 84 H27Z", b.main) + path("M58 58 Q56 47 50 47 L44 84 H57Z", b.dark)
        arms = arm([(29, 56), (14, 75), (8, 94)], b.main, skin, 10) + arm([(55, 56), (73, 58), (77, 32)], b.dark, skin, 10)
    else:
        gown = _skirt(b.main, 42, 78, 156, 11, 34, 4) + bust + path("M10 146 Q42 158 74 146 L76 152 Q42 164 8 152Z", b.light)
        gown += rect(30, 76, 24, 6, b.light, r=2)
        gown += stars([(32, 108), (50, 100), (44, 128), (24, 134), (60, 134)], 3.6, b.light)
        arms = arm([(29, 56), (14, 74), (7.5, 92)], b.main, skin, 9, bare=True) + arm([(55, 56), (70, 74), (76.5, 92)], b.main, skin, 9, bare=True)
    chest = path("M36 48 Q42 58 48 48 L46 42 H38Z", skin)
    drawn = back + shins + heels + neck(skin, 42, 22) + gown + (chest if b.variant != 1 else "") + arms + head(skin, 42, 25, lips=lips, lashes=True) + fore
    return drawn + gems


@draws("boy", 76, 122, natural=("#3f86c9", "#d2503c", "#4f9a55"))
def boy(b: Brush) -> str:
    """A boy in shirt and shorts with short hair: cap, hands on hips, or dungarees."""
    skin, locks = tones(b)
    shins = "".join(
        rect(x - 5, 86, 10, 30, t, r=4) + rect(x - 5.5, 104, 11, 8, WHITE) + shoe(x, 122, "#d9483b" if b.variant != 1 else "#2f6fb5", s, 0.95)
        for x, t, s in ((29, skin, -1), (47, shade(skin, -0.08), 1))
    )
    shorts = path("M22 78 H54 L57 101 H40 L38 90 L36 101 H19Z", trousers_of(b)) + line([(38, 82), (38, 90)], shade(b.main, -0.62), 1.6)
    shirt = torso(b.main, 38, 48, 83, 18, 16)
    front = hair(b.pick("short", "spiky", "swept"), "", locks, 38, 25)[1]
    if b.variant == 0:
        shirt += path("M20.4 62 H55.6 L55 70 H21Z", WHITE)
        arms = arm([(23, 56), (11, 68), (8, 82)], b.main, skin, 10, bare=True) + arm([(53, 56), (67, 50), (69.5, 30)], b.dark, skin, 10, bare=True)
        front += path("M18.6 22 Q17 2 38 2 Q59 2 57.4 22 Q38 14 18.6 22Z", b.main) + path("M17 22 Q36 11 59 22 Q46 19 38 19 Q26 19 17 22Z", b.dark)
        front += circle(38, 3.4, 2.2, b.dark)
    elif b.variant == 1:
        shirt += stars([(38, 66)], 9, b.light)
        arms = arm([(23, 56), (8, 64), (22, 80)], b.main, skin, 10, bare=True) + arm([(53, 56), (68, 64), (54, 80)], b.dark, skin, 10, bare=True)
    else:
        shirt = torso("#f3e7c9", 38, 48, 83, 18, 16) + path("M26 62 H50 L54 90 H22Z", b.main) + line([(28, 64), (25, 49)], b.main, 5)
        shirt += line([(48, 64), (51, 49)], b.main, 5)
        shirt += circle(28, 64, 2.2, GOLD) + circle(48, 64, 2.2, GOLD) + rect(31, 70, 14, 10, b.dark, r=2)
        shorts = path("M22 78 H54 L57 101 H40 L38 90 L36 101 H19Z", b.dark)
        arms = arm([(23, 56), (11, 68), (8, 80)], "#f3e7c9", skin, 10, bare=True) + arm([(53, 56), (66, 68), (69, 80)], "#d9ccab", skin, 10, bare=True)
    return shins + shorts + shirt + arms + neck(skin, 38, 22) + head(skin, 38, 25) + front


@draws("girl", 80, 122, natural=("#e86f92", "#f0b83c", "#7d6bc4"))
def girl(b: Brush) -> str:
    """A girl in a short flared dress with pigtails, a bow, or a hairband."""
    skin, locks = tones(b)
    front, rear = (("parted", "pigtails"), ("fringe", "bob"), ("fringe", "long"))[b.variant]
    back, fore = hair(front, rear, locks, 40, 25)
    ribbon = b.light if b.main != "#f4f1ea" else "#e86f92"
    shins = "".join(
        rect(x - 4.5, 90, 9, 26, t, r=4) + rect(x - 5, 106, 10, 7, WHITE, r=2) + shoe(x, 122, shade(b.main, -0.4), s, 0.85)
        for x, t, s in ((32, skin, -1), (48, shade(skin, -0.08), 1))
    )
    dress = _skirt(b.main, 40, 72, 101, 12, 31, 4) + path("M26 58 Q27 48 34 48 H46 Q53 48 54 58 L52 75 H28Z", b.main) + rect(27.5, 70, 25, 6, b.dark, r=2)
    collar = path("M28 50 Q40 44 52 50 Q50 58 40 54 Q30 58 28 50Z", WHITE)
    down, up = [(27, 56), (13, 68), (6.5, 80)], [(53, 56), (68, 50), (73, 33)]
    trim = ""
    if b.variant == 0:
        trim = "".join(
            path(f"M{40 + s * 18} 15 l{s * 8} -7 v14Z M{40 + s * 18} 15 l{-s * 6} -6 v12Z", ribbon) + circle(40 + s * 18, 15, 2.6, b.dark) for s in (-1, 1)
        )
        arms = arm(down, b.light, skin, 9, bare=True) + arm(up, b.light, skin, 9, bare=True)
    elif b.variant == 1:
        trim = path("M40 8 L26 1 V17Z M40 8 L54 1 V17Z", ribbon) + circle(40, 9, 4, b.dark)
        dress += "".join(circle(x, y, 2.6, b.light) for x, y in ((20, 92), (32, 88), (40, 94), (48, 87), (60, 92), (34, 64), (46, 64)))
        arms = arm(down, b.light, skin, 9, bare=True) + arm([(53, 56), (67, 68), (73.5, 80)], b.light, skin, 9, bare=True)
    else:
        trim = path("M21.5 19 Q24 4.6 40 4.6 Q56 4.6 58.5 19", None, ribbon, 5)
        dress += path("M10 93 Q40 106 70 93 L72 98 Q40 112 8 98Z", b.light)
        arms = arm(down, b.light, skin, 9, bare=True) + arm([(53, 56), (66, 68), (73, 80)], b.light, skin, 9, bare=True)
    return back + shins + dress + neck(skin, 40, 22) + collar + arms + head(skin, 40, 25, lashes=True) + fore + trim


def _crawling(b: Brush, skin: str, locks: str) -> str:
    nappy, dim = "#fbf7f0", "#dcd6d0"
    far = line([(66, 70), (74, 84)], shade(skin, -0.14), 13) + line([(40, 66), (40, 84)], shade(b.main, -0.3), 11) + circle(39, 84, 6, shade(skin, -0.1))
    shape = path("M26 62 Q28 40 58 38 Q84 38 86 58 Q87 74 74 78 Q50 80 34 74Z", b.main) + path("M60 38 Q84 36 87 58 Q88 76 72 78 Q58 78 58 58Z", nappy)
    shape += path("M74 78 Q60 78 58 64 Q70 68 84 68 Q82 76 74 78Z", dim)
    near = line([(70, 70), (62, 82.5)], skin, 14) + line([(62, 83.5), (80, 83.5)], skin, 11) + circle(84, 82, 6, skin)
    hand = line([(36, 62), (30, 82)], b.dark, 12) + ellipse(27, 84, 8.5, 5.8, skin)
    curl = path("M30 5 Q36 -2 40 6 Q36 4 33 8", None, locks, 3) + path("M11 18 Q16 4 30 5 Q44 4 49 18 Q30 8 11 18Z", locks)
    return far + shape + near + hand + head(skin, 32.6, 30, 1.5) + group(curl, 2.6, 0)


@draws("baby", 90, 90, natural=("#8fc7e8", "#f4c95d", "#f2a9bd"))
def baby(b: Brush) -> str:
    """A baby in a nappy: sitting with a dummy, crawling, or sitting in a bonnet."""
    skin, locks = tones(b)
    if b.variant == 1:
        return _crawling(b, skin, locks)
    body = path("M26 60 Q28 46 45 46 Q62 46 64 60 L66 80 H24Z", b.main) + path("M22 74 Q45 66 68 74 Q69 90 45 90 Q21 90 22 74Z", "#fbf7f0")
    body += line([(45, 80), (45, 88)], "#dcd6d0", 2)
    body += circle(28, 77, 2.6, b.main) + circle(62, 77, 2.6, b.main)
    feet = "".join(
        line([(45 + s * 16, 82), (45 + s * 32, 83)], skin, 13)
        + ellipse(45 + s * 36, 79, 7, 10, shade(skin, 0.08))
        + circle(45 + s * 37, 79, 3, mix(skin, "#e4523f", 0.25))
        for s in (-1, 1)
    )
    bib = path("M32 50 Q45 44 58 50 Q58 66 45 67 Q32 66 32 50Z", "#fdf6ea" if b.main != "#f4f1ea" else "#8fc7e8") + stars([(45, 58)], 5, b.dark)
    left = arm([(29, 55), (17, 60), (8, 54)], b.dark, skin, 11)
    face = head(skin, 45, 27, 1.36, smile=b.variant == 2)
    if b.variant == 0:
        curl = path("M26 12 Q34 2 45 2.5 Q56 2 64 12 Q45 4 26 12Z", locks) + path("M42 4 Q48 -1 52 4 Q48 9 44 6", None, locks, 2.6)
        dummy = ellipse(45, 41, 8, 5.6, b.light) + circle(45, 41, 3.2, b.dark)
        return left + arm([(61, 55), (73, 60), (82, 54)], b.dark, skin, 11) + body + bib + feet + face + curl + dummy
    bonnet = path("M17 34 Q14 2 45 2 Q76 2 73 34 Q68 12 45 12 Q22 12 17 34Z", b.main) + path("M19 32 Q22 12 45 12 Q68 12 71 32", None, "#fbf7f0", 4.5)
    bonnet += path("M38 52 l-10 -4 v9Z M38 52 l10 -5 v10Z", b.dark)
    return left + arm([(61, 55), (73, 60), (82, 54)], b.dark, skin, 11) + body + feet + face + bonnet


# --- the court ----------------------------------------------------------------------------------------------------------
def _ermine(d: str, spots: Sequence[Point]) -> str:
    return path(d, ERMINE) + "".join(ellipse(x, y, 1.3, 2.6, INK) for x, y in spots)


def _sceptre(x: float, top: float, bottom: float) -> str:
    return line([(x, top + 8), (x, bottom)], "#d99a26", 4) + circle(x, top + 7, 6.5, GOLD) + circle(x, top + 7, 3, "#d8363f")


@draws("king", 104, 172, natural=("#b3293a", "#37509e", "#6d3a8e"))
def king(b: Brush) -> str:
    """A bearded king with a gold crown, ermine and a sceptre, an orb, or empty hands."""
    skin, locks = tones(b)
    white = b.pick("#f1ece2", locks, "#b9b2aa")
    cape = path("M32 62 Q12 110 4 168 Q52 174 100 168 Q92 110 72 62Z", shade(b.main, -0.3))
    cape += _ermine("M5 160 Q52 170 99 160 L102 169 Q52 174 2 169Z", [(x, 166 + 0.5 * (k % 2)) for k, x in enumerate(range(14, 94, 13))])
    if b.variant == 1:
        body = legs("#e9dfcd", 52, 122, 172, "#6b4026", 10, 14) + torso(b.main, 52, 62, 118, 23, 20) + path("M31 108 H73 L80 134 Q52 142 24 134Z", b.main)
        body += path("M24 130 Q52 138 80 130 L81 136 Q52 144 23 136Z", GOLD)
        body += rect(48, 64, 8, 70, GOLD)
    else:
        body = path("M30 74 Q32 62 44 62 H60 Q72 62 74 74 L88 170 H16Z", b.main) + path("M62 62 Q72 62 74 74 L88 170 H70Z", b.dark)
        body += _ermine("M47 70 H57 L61 171 H43Z", [(52, y) for y in (94, 112, 130, 148, 162)])
    body += rect(32, 110, 40, 7, "#6b4026", r=2) + rect(47, 108.5, 10, 10, GOLD, r=2)
    collar = _ermine("M24 78 Q28 56 52 56 Q76 56 80 78 Q66 88 52 86 Q38 88 24 78Z", [(31, 76), (40, 80), (64, 80), (73, 76)])
    left = arm([(33, 76), (20, 98), (26, 112)], b.main, skin, 13, cuff=ERMINE)
    if b.variant == 1:
        right = arm([(71, 76), (90, 92), (95, 110)], b.dark, skin, 13, cuff=ERMINE)
    else:
        right = _sceptre(92, 46, 150) + arm([(71, 76), (86, 94), (91, 100)], b.dark, skin, 13, cuff=ERMINE)
        left = arm([(33, 76), (16, 92), (22, 104)], b.main, skin, 13, cuff=ERMINE)
        left += (
            circle(18, 96, 9, GOLD) + line([(9.5, 96), (26.5, 96)], "#c98a1e", 2.4) + line([(18, 88), (18, 78)], GOLD, 3) + line([(14, 81), (22, 81)], GOLD, 3)
            if b.variant == 2
            else ""
        )
    face = head(skin, 52, 44, smile=False) + beard(white, 52, 44, 36 + 8 * (b.variant == 0)) + moustache(shade(white, -0.08), 52, 44)
    face += hair("bald", "", white, 52, 44)[1]
    return cape + body + collar + left + right + neck(skin, 52, 40) + face + crown(b.variant, 52, 30 if b.variant == 1 else 28, 38)


@draws("queen", 104, 172, natural=("#7c3f9b", "#b02f55", "#2d7f86"))
def queen(b: Brush) -> str:
    """A queen in a wide gown with a gold crown, a high collar or ermine, and a sceptre or fan."""
    skin, locks = tones(b)
    locks = b.pick(locks, "#d9d3cb", locks)
    back, fore = hair("parted", b.pick("bun", "bob", "long"), locks, 52, 44)
    gown = _skirt(b.main, 52, 98, 171, 13, 49, 0) + path("M45 99 H59 L72 170 Q52 175 32 170Z", b.light)
    gown += "".join(line([(52 - w, y), (52, y + 4), (52 + w, y)], GOLD, 2) for w, y in ((9, 118), (13, 136), (17, 154)))
    gown += path("M4 162 Q52 178 100 162 L102 168 Q52 174 2 168Z", GOLD if b.variant != 1 else ERMINE)
    bust = path("M37 78 Q38 66 46 66 Q52 74 58 66 Q66 66 67 78 L63 100 H41Z", b.main) + rect(40, 96, 24, 6, GOLD, r=2)
    bust += path("M46 66 Q52 75 58 66 L56 60 H48Z", skin)
    beads = "".join(circle(52 + dx, 70 + dy, 1.8, "#fffaf0") for dx, dy in ((-7, -4), (-4, -1), (0, 0.6), (4, -1), (7, -4))) + circle(52, 75, 2.8, "#d8363f")
    ruff = (
        "".join(circle(52 + 24 * dx, 62 + dy, 7, ERMINE) for dx, dy in ((-1, -4), (-0.85, 4), (-0.5, 8), (0.5, 8), (0.85, 4), (1, -4)))
        if b.variant == 2
        else ""
    )
    fan_collar = (
        path("M34 74 Q16 60 22 40 Q30 54 52 58 Q74 54 82 40 Q88 60 70 74Z", ERMINE) + path("M24 47 Q32 60 52 64 Q72 60 80 47", None, "#ddd3c4", 1.8)
        if b.variant == 0
        else ""
    )
    cape = path("M36 68 Q10 110 6 164 H98 Q94 110 68 68Z", shade(b.main, -0.4))
    stole = (
        _ermine("M30 76 Q34 62 44 63 Q52 72 60 63 Q70 62 74 76 Q62 82 52 80 Q42 82 30 76Z", [(36, 73), (43, 76), (61, 76), (68, 73)]) if b.variant == 1 else ""
    )
    left = arm([(39, 75), (22, 92), (34, 108)], b.main, skin, 11, cuff=GOLD)
    if b.variant == 1:
        fan = path("M88 96 L72 76 Q86 62 102 74Z", "#f6d9dd") + "".join(line([(88, 96), (x, y)], "#d8363f", 1.6) for x, y in ((76, 74), (86, 70), (97, 73)))
        right = fan + arm([(65, 75), (80, 92), (88, 97)], b.dark, skin, 11, cuff=GOLD)
    else:
        right = _sceptre(92, 52, 146) + arm([(65, 75), (82, 92), (91, 98)], b.dark, skin, 11, cuff=GOLD)
    face = head(skin, 52, 44, lips="#b8283a", lashes=True) + fore + circle(34.5, 53, 2.6, "#3f86d8") + circle(69.5, 53, 2.6, "#3f86d8")
    drawn = cape + fan_collar + back + gown + bust + neck(skin, 52, 41) + beads + ruff + stole + left + right + face
    return drawn + crown((2, 1, 0)[b.variant], 52, 29 if b.variant == 1 else 26, 34)


@draws("princess", 104, 150, natural=("#f08fb4", "#8fb8ec", "#b79be0"))
def princess(b: Brush) -> str:
    """A young princess with flowing hair in a puffed ball gown; tiara or pointed hat with a veil."""
    skin, locks = tones(b)
    y = 52 if b.variant == 1 else 33
    back, fore = hair(b.pick("parted", "parted", "fringe"), b.pick("long", "long", "long"), locks, 52, y)
    waist = y + 52
    puffs = path(f"M41 {waist} H63 Q88 {waist + 8} 101 140 Q103 148 96 149 H8 Q1 148 3 140 Q16 {waist + 8} 41 {waist}Z", b.main)
    if b.variant == 0:
        trim = "".join(path(f"M{x} 138 Q{x + 10} 150 {x + 20} 138", None, b.light, 4) for x in (2, 22, 42, 62, 82))
        trim += path(f"M46 {waist + 2} H58 L70 148 H34Z", b.light)
        trim += stars([(24, 122), (80, 122), (52, 130), (30, 108), (74, 108)], 4, WHITE if b.main != "#f4f1ea" else GOLD)
    elif b.variant == 1:
        trim = path(
            f"M41 {waist} Q20 {waist + 12} 18 {waist + 30} Q34 {waist + 22} 52 {waist + 34} Q70 {waist + 22} 86 {waist + 30} Q84 {waist + 12} 63 {waist}Z",
            b.light,
        )
        trim += rect(4, 142, 96, 7, b.dark, r=3)
    else:
        trim = path("M10 122 Q52 138 94 122 L97 129 Q52 146 7 129Z", b.light) + path("M26 103 Q52 113 78 103 L82 109 Q52 121 22 109Z", b.light)
        trim += path("M3 143 Q52 152 101 143 V149 H3Z", b.dark)
    bust = path(f"M39 {y + 34} Q52 {y + 24} 65 {y + 34} L63 {waist + 2} H41Z", b.main) + path(f"M45 {y + 28} Q52 {y + 36} 59 {y + 28} L57 {y + 18} H47Z", skin)
    bust += rect(40, waist - 3, 24, 5, b.dark, r=2)
    hand = (93, y + 50) if b.variant != 0 else (96, y + 16)
    arms = arm([(38, y + 34), (20, y + 44), (12, y + 56)], b.light, skin, 9, bare=True)
    arms += arm([(66, y + 34), (84, y + 42 - 8 * (b.variant == 0)), hand], b.light, skin, 9, bare=True)
    arms += circle(37, y + 33, 9, b.light) + circle(67, y + 33, 9, b.light)
    if b.variant == 1:
        veil = path("M50 3 Q88 14 92 60 Q84 52 78 56 Q74 26 50 3Z", mix(b.light, "#ffffff", 0.5), opacity=0.85)
        hat = veil + path(f"M34 {y - 12} L50 2 L70 {y - 12} Q52 {y - 24} 34 {y - 12}Z", b.dark)
        hat += path(f"M32 {y - 9} Q52 {y - 25} 72 {y - 9} L70 {y - 16} Q52 {y - 30} 34 {y - 16}Z", GOLD)
    else:
        hat = path(f"M36 {y - 13} Q52 {y - 22} 68 {y - 13} L66 {y - 22} L60 {y - 20} L52 {y - 32} L44 {y - 20} L38 {y - 22}Z", GOLD)
        hat += circle(52, y - 21, 3, "#e8476e" if b.variant == 0 else "#3f86d8")
    return back + puffs + trim + neck(skin, 52, y - 4) + bust + arms + head(skin, 52, y, lips="#d9475f", lashes=True) + fore + hat
