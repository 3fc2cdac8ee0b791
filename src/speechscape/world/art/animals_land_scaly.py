"""Frogs, reptiles, dinosaurs and dragons."""

from __future__ import annotations

import math
from itertools import pairwise

from speechscape.world.art.animals_land import CREAM, INK, ROSE, WHITE, curve, ink, legs, look, lum, pale, ribbon
from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, glow, group, line, mix, path, poly, rect, shade


# --- frogs and reptiles -----------------------------------------------------------------------------------------------
@draws("frog", 116, 90, natural=("#6cb33f", "#4fa05a", "#94b83a"))
def frog(b: Brush) -> str:
    """A frog with bulging eyes and a wide mouth: sitting, spotted on a pad, or with its tongue out."""
    light, dark = pale(b, 0.72), shade(b.main, -0.34)
    thighs = "".join(
        ellipse(58 + s * 38, 66, 20, 18, b.dark, turn=s * 24) + path(f"M{58 + s * 56} 90 Q{58 + s * 54} 80 {58 + s * 36} 80 H{58 + s * 24} V90Z", dark)
        for s in (-1, 1)
    )
    body = path("M22 60 Q26 34 58 34 Q90 34 94 60 Q92 86 58 88 Q24 86 22 60Z", b.main) + ellipse(58, 70, 24, 17, light)
    arms = "".join(
        ribbon(curve((58 + s * 26, 62), (58 + s * 24, 76), (58 + s * 19, 84)), (12, 9, 8), b.dark)
        + "".join(ellipse(58 + s * 19 + dx, 87, 4, 3, b.dark) for dx in (-6, 0, 6))
        for s in (-1, 1)
    )
    bulge = "".join(circle(58 + s * 23, 16, 15, b.main) + circle(58 + s * 23, 15, 10.5, "#fdf6d8") + eye(58 + s * 22, 15, 6) for s in (-1, 1))
    head = path("M14 40 Q18 16 58 18 Q98 16 102 40 Q100 60 58 62 Q16 60 14 40Z", b.main)
    mouth = path("M24 42 Q58 62 92 42", None, ink(b.main), 2.8) + circle(53, 30, 1.4, dark) + circle(63, 30, 1.4, dark)
    mouth += "".join(ellipse(x, 45, 5.4, 3.6, ROSE, opacity=0.65) for x in (22, 94))
    if b.variant == 1:
        mouth += "".join(circle(x, y, r, dark) for x, y, r in ((58, 22, 4), (46, 24, 2.6), (71, 24, 2.6), (18, 64, 5), (98, 64, 5), (26, 72, 3), (90, 72, 3)))
    if b.variant == 2:
        mouth = path("M26 38 Q58 44 90 38 Q84 58 58 58 Q32 58 26 38Z", "#7d2a3a") + ribbon(
            curve((58, 54), (50, 66), (22, 62), (12, 50)), (13, 8, 11), "#ea6f86"
        )
    pad = ellipse(58, 84, 57, 6, "#3c7d4a") + ellipse(58, 82, 48, 4, "#58a05f") if b.variant == 1 else ""
    return pad + group(thighs + body + arms + head + bulge + mouth, 0, -1 if pad else 0, 0.97 if pad else 1, about=(58, 0))


@draws("snake", 130, 98, natural=("#6aa63c", "#c2803a", "#4f9184"))
def snake(b: Brush) -> str:
    """A snake: coiled, winding along, or a cobra with a spread hood."""
    light, mark = pale(b, 0.7), shade(b.main, -0.42) if lum(b.main) > 0.3 else shade(b.main, 0.4)

    def face(x: float, y: float) -> str:
        tongue = path(f"M{x - 14} {y + 4} q-7 3 -10 1 M{x - 20} {y + 6} l-5 5", None, "#d8343f", 2.2)
        drawn = tongue + ellipse(x, y, 17, 12, b.main) + path(f"M{x - 15} {y + 5} Q{x - 4} {y + 9} {x + 6} {y + 6}", None, ink(b.main), 2)
        return drawn + circle(x - 4, y - 4, 5.6, "#f7e27a") + ellipse(x - 4, y - 4, 1.8, 4.8, INK)

    if b.variant == 1:
        wave = [(17 + 2.2 * k, 68 + 18 * math.sin(k / 50 * 4.5 * math.pi) * 1.1 - (k / 50) ** 4 * 22) for k in range(51)]
        spine = curve((32, 18), (58, 30), (10, 34), (17, 68), n=12) + wave[1:]
        body = ribbon(spine, (18, 20, 21, 21, 20, 18, 12, 2), b.main)
        bands = "".join(ribbon(spine[k : k + 3], (w, w), mark, caps=False) for k, w in ((9, 18), (16, 20), (23, 21), (30, 20), (37, 19), (44, 16), (51, 12)))
        return body + bands + face(29, 15)
    hood = b.variant == 2
    coils = ""
    for y, r, w in ((84, 64, 26), (66, 50, 24), (51, 37, 20)):
        coils += rect(66 - r, y - w / 2, 2 * r, w, b.dark if y == 66 else b.main, r=w / 2) + rect(66 - r + 8, y + w / 2 - 5, 2 * r - 16, 5, light, r=2.5)
        coils += "".join(poly([(x - 6, y - w / 2 + 1), (x + 6, y - w / 2 + 1), (x, y + 1)], mark) for x in range(int(66 - r + 16), int(66 + r - 10), 20))
    tip = ribbon(curve((118, 84), (130, 70), (124, 56)), (16, 9, 2), b.dark)
    if hood:
        neck = path("M54 62 Q58 50 44 44 Q32 22 50 6 Q66 -4 82 6 Q100 22 88 44 Q74 50 78 62Z", b.main) + path("M58 60 Q62 40 58 22 H74 Q70 40 74 60Z", light)
        neck += "".join(line([(59, y), (73, y)], shade(light, -0.2), 2) for y in (36, 44, 52))
        eyes = "".join(circle(66 + s * 8, 11, 4.6, "#f7e27a") + ellipse(66 + s * 8, 11, 1.6, 4, INK) for s in (-1, 1))
        head = ellipse(66, 14, 17, 13, b.dark) + eyes + path("M66 22 V30 L62 35 M66 30 L70 35", None, "#d8343f", 2.2)
        head += path("M56 20 Q66 26 76 20", None, ink(b.dark), 2)
        return tip + coils + neck + head
    neck = ribbon(curve((80, 50), (98, 26), (74, -1), (44, 16)), (20, 19, 18, 18), b.main)
    neck += "".join(ribbon(curve((80, 50), (98, 26), (74, -1), (44, 16))[k : k + 2], (18.5, 18.5), mark, caps=False) for k in (3, 7))
    return tip + coils + neck + face(36, 17)


@draws("turtle", 130, 84, natural=("#6f9a4b", "#8a7a45", "#4f8f7c"))
def turtle(b: Brush) -> str:
    """A turtle with a domed shell of plates: walking, with a ringed shell, or peeping out from the front."""
    skin = mix(b.main, "#d6cf86", 0.62) if lum(b.main) > 0.3 else mix(b.main, "#d6cf86", 0.75)
    deep, seam, foot = shade(skin, -0.22), shade(b.main, -0.34) if lum(b.main) > 0.3 else shade(b.main, 0.3), shade(skin, -0.14)
    if b.variant == 2:
        limbs = "".join(
            path(f"M{65 + s * 30} 58 Q{65 + s * 66} 54 {65 + s * 63} 78 Q{65 + s * 62} 84 {65 + s * 52} 84 H{65 + s * 32} Z", foot)
            + "".join(ellipse(65 + s * (44 + dx), 82, 3.4, 2, CREAM) for dx in (-4, 4, 12))
            for s in (-1, 1)
        )
        dome = path("M8 66 Q6 2 65 2 Q124 2 122 66 Q96 76 65 76 Q34 76 8 66Z", b.main)
        dome += path("M40 10 Q46 34 36 72 M90 10 Q84 34 94 72 M12 44 Q65 30 118 44", None, seam, 3.4)
        rim = path("M5 64 Q36 54 65 54 Q94 54 125 64 Q126 72 118 74 Q92 64 65 64 Q38 64 12 74 Q4 72 5 64Z", b.dark)
        head = ellipse(65, 60, 23, 21, skin) + eye(56, 55, 4.4) + eye(74, 55, 4.4) + path("M53 66 Q65 76 77 66", None, INK, 2.2)
        head += ellipse(48, 64, 4, 2.8, ROSE, opacity=0.7) + ellipse(82, 64, 4, 2.8, ROSE, opacity=0.7)
        return limbs + dome + rim + head
    tail = poly([(114, 62), (129, 70), (112, 72)], deep)
    limbs = legs((58, 94), 60, 84, 15, deep, deep) + legs((46, 108), 60, 84, 17, foot, foot)
    neck = ribbon(curve((46, 60), (30, 66), (22, 42)), (22, 17, 17), skin) + ellipse(19, 36, 17, 14, skin) + eye(15, 32, 4.2)
    neck += path("M4 40 Q12 46 20 43", None, INK, 2.2) + ellipse(22, 40, 3.6, 2.6, ROSE, opacity=0.7)
    dome = path("M34 62 Q36 2 78 2 Q120 2 122 62Z", b.main)
    if b.variant == 0:
        plates = poly([(66, 14), (90, 14), (98, 34), (88, 52), (68, 52), (58, 34)], b.dark)
        plates += path("M66 14 L58 4 M90 14 L98 5 M98 34 H117 M58 34 H39 M68 52 L64 62 M88 52 L92 62", None, seam, 3)
        plates += poly([(66, 14), (90, 14), (98, 34), (88, 52), (68, 52), (58, 34)], None, seam, 3)
    else:
        plates = "".join(
            circle(x, y, r, b.light) + circle(x, y, r * 0.5, seam)
            for x, y, r in ((78, 18, 9), (58, 30, 8), (98, 30, 8), (78, 42, 9), (48, 50, 6), (108, 50, 6))
        )
    rim = rect(28, 56, 100, 11, seam, r=5.5) + "".join(line([(x, 58), (x, 65)], b.main, 2) for x in range(40, 124, 12))
    return tail + limbs + neck + dome + plates + rim


@draws("lizard", 144, 68, natural=("#7fb23c", "#c79a3e", "#4fa18a"))
def lizard(b: Brush) -> str:
    """A lizard with splayed toes and a long curling tail; plain with spots, crested, or banded."""
    dark, light = shade(b.main, -0.36) if lum(b.main) > 0.3 else shade(b.main, 0.35), pale(b, 0.6)

    def leg(x: float, reach: float, fill: str) -> str:
        toes = "".join(line([(x + reach, 61), (x + reach + dx, 66)], fill, 3.2) for dx in (-9, -3, 4))
        return ribbon([(x, 46), (x + reach * 1.4 + 5, 50), (x + reach, 61)], (12, 9, 6), fill) + toes

    spine = curve((44, 38), (70, 52), (104, 46), (167, 62), (159, -27), (110, -6), (126, 32), n=30)
    tail = ribbon(spine, (24, 28, 22, 13, 9, 6, 4), b.main)
    body = path("M34 36 Q52 26 78 32 Q96 38 98 48 Q80 60 52 56 Q38 52 34 36Z", b.main) + path("M40 48 Q62 56 92 51 Q76 60 52 57 Q44 54 40 48Z", light)
    crest = ""
    if b.variant == 1:
        crest = "".join(poly([(x - 6, y + 6), (x + 1, y - 8), (x + 7, y + 6)], dark) for x, y in ((36, 24), (47, 24), (59, 27), (71, 29), (83, 34), (94, 38)))
    marks = ""
    if b.variant == 0:
        marks = "".join(circle(x, y, r, dark) for x, y, r in ((50, 37, 3.4), (62, 40, 3), (74, 40, 3.4), (87, 45, 3), (100, 47, 2.4), (112, 47, 2)))
    elif b.variant == 2:
        marks = "".join(ribbon(spine[k : k + 2], (w, w), dark, caps=False) for k, w in ((3, 22), (6, 22), (9, 19), (12, 15), (15, 12), (18, 10), (21, 8)))
    far = leg(50, -12, b.dark) + leg(88, 12, b.dark)
    near = leg(56, -1, b.dark) + leg(92, -4, b.dark)
    head = path("M3 32 Q6 12 26 10 Q46 10 52 34 Q48 48 30 46 Q6 44 3 32Z", b.main) + path("M4 34 Q18 42 34 37 Q44 46 30 47 Q6 45 4 34Z", light)
    head += path("M4 33 Q18 40 34 36", None, ink(b.main), 2)
    frill = path("M26 46 Q30 58 42 52 L44 42Z", ROSE) if b.variant == 1 else ""
    top = poly([(20, 12), (28, 2), (36, 13)], dark) + poly([(8, 20), (14, 6), (22, 13)], dark) if b.variant == 1 else ""
    return far + tail + crest + body + marks + near + frill + top + head + circle(25, 21, 7, "#fbeeb0") + eye(24, 21, 4.6) + circle(7, 28, 1.3, INK)


@draws("crocodile", 164, 64, natural=("#5f8f45", "#7c8547", "#4a7f60"))
def crocodile(b: Brush) -> str:
    """A crocodile: long jaws with teeth, a ridged back and a heavy tail; mouth shut, open, or with a banded back."""
    dark, light = shade(b.main, -0.34) if lum(b.main) > 0.3 else shade(b.main, 0.32), pale(b, 0.62)
    spine = curve((62, 40), (90, 34), (118, 44), (140, 58), (160, 36), n=24)
    tail = ribbon(spine, (38, 38, 24, 13, 3), b.main)
    ridge = "".join(
        poly([(x - 6, y + 6), (x + 1, y - 6), (x + 7, y + 6)], dark)
        for x, y in ((64, 21), (76, 18), (88, 18), (100, 21), (111, 27), (121, 33), (131, 38), (141, 40), (150, 36))
    )
    belly = path("M46 50 Q80 60 116 53 Q100 62 70 61 Q52 59 46 50Z", light)
    limbs = "".join(
        path(f"M{x - 8} 44 Q{x - 12} 54 {x - 10} 60 L{x - 18} 66 H{x + 6} Q{x + 12} 56 {x + 12} 44Z", fill) for x, fill in ((76, b.dark), (118, b.dark))
    )
    near = "".join(
        path(f"M{x - 8} 46 Q{x - 8} 56 {x - 8} 60 L{x - 17} 66 H{x + 8} Q{x + 14} 56 {x + 12} 44Z", b.main)
        + "".join(line([(x - 14 + k, 65), (x - 12 + k, 63)], WHITE, 2) for k in (0, 7, 14))
        for x in (64, 106)
    )
    if b.variant == 1:
        jaws = poly([(8, 16), (50, 32), (54, 46), (4, 54)], "#b9485a") + path("M4 50 Q28 50 56 44 L66 58 Q30 62 8 58 Q0 56 4 50Z", b.dark)
        jaws += "".join(poly([(x, 51), (x + 6, 50.5), (x + 3, 43)], WHITE) for x in (7, 16, 25, 34))
        jaws += path("M4 14 Q-2 4 10 2 Q30 8 46 12 Q58 4 66 16 Q74 32 62 44 L48 34 Q22 24 4 14Z", b.main)
        jaws += "".join(poly([(x, y), (x + 6, y + 2.6), (x + 1.5, y + 9)], WHITE) for x, y in ((8, 15.5), (18, 20), (28, 24.5), (38, 29)))
        face = circle(52, 12, 7.5, b.main) + circle(51, 11, 5, "#f7e27a") + ellipse(51, 11, 1.6, 4.4, INK) + circle(8, 6, 1.8, dark)
    else:
        jaws = path("M6 44 Q30 44 64 46 L66 58 Q36 60 12 56 Q2 54 6 44Z", b.dark)
        jaws += "".join(poly([(x, 44), (x + 6, 44), (x + 3, 51)], WHITE) for x in (9, 18, 27, 36, 45))
        jaws += path("M3 40 Q0 28 12 27 Q30 30 42 24 Q50 14 62 20 Q74 30 70 46 H8 Q3 46 3 40Z", b.main)
        jaws += path("M4 45 Q30 42 58 45", None, shade(b.main, -0.4), 2)
        face = circle(52, 16, 9.5, b.main) + circle(51, 15, 6.4, "#f7e27a") + ellipse(51, 15, 2, 5.6, INK) + ellipse(11, 28, 4, 3, b.main)
        face += circle(10, 29, 1.6, dark)
    bands = ""
    if b.variant == 2:
        bands = "".join(ribbon([(x, y), (x + 5, y + 13), (x + 3, y + 24)], (9, 8, 2), dark) for x, y in ((70, 25), (86, 24), (101, 27), (116, 34), (131, 42)))
    return group(limbs + ridge + tail + bands + belly + near + jaws + face, 0, -2)


@draws("dinosaur", 152, 120, natural=("#6fa95a", "#b5844b", "#5f93a8"))
def dinosaur(b: Brush) -> str:
    """A dinosaur: a long-necked sauropod, a tyrannosaur, or a plated stegosaur."""
    return (_sauropod, _tyrannosaur, _stegosaur)[b.variant](b)


def _sauropod(b: Brush) -> str:
    light = pale(b, 0.55)
    spots = "".join(circle(x, y, r, b.dark) for x, y, r in ((72, 62, 6), (88, 58, 7), (104, 64, 5), (84, 74, 4), (60, 50, 4), (46, 38, 3)))
    spine = curve((26, 13), (62, -4), (28, 84), (92, 58), (126, 66), (128, 128), (151, 92), n=32)
    back = ribbon(spine, (15, 17, 30, 58, 44, 20, 3), b.main)
    body = ellipse(86, 76, 36, 27, b.main) + path("M56 90 Q86 108 116 88 Q100 102 84 103 Q66 102 56 90Z", light)
    far, near = legs((74, 104), 84, 120, 17, b.dark, b.dark), legs((62, 114), 84, 120, 18, b.main, b.dark)
    head = path("M4 18 Q4 2 24 2 Q42 2 42 16 Q40 27 22 27 Q6 28 4 18Z", b.main) + path("M5 20 Q14 26 26 21", None, ink(b.main), 2.2)
    head += look(b.main, ((23, 11),), 3.8) + circle(7, 13, 1.3, INK)
    return far + back + body + near + spots + group(head, -2)


def _tyrannosaur(b: Brush) -> str:
    light, dark = pale(b, 0.6), shade(b.main, -0.35) if lum(b.main) > 0.3 else shade(b.main, 0.3)
    spine = curve((54, 38), (70, 50), (84, 84), (126, 96), (151, 56), n=24)
    back = ribbon(spine, (38, 46, 52, 24, 3), b.main) + path("M50 52 Q52 84 72 94 Q84 90 78 74 Q68 60 64 48Z", light)
    bars = "".join(ribbon([(x, y), (x - 7, y + 11)], (6, 2), dark) for x, y in ((82, 36), (95, 47), (107, 58), (119, 66), (130, 68)))
    far = ribbon([(78, 84), (70, 100), (76, 112)], (24, 14, 10), b.dark) + path("M56 120 Q56 111 68 111 H84 V120Z", b.dark)
    near = ellipse(94, 84, 19, 21, b.main) + ribbon([(96, 94), (88, 104), (98, 113)], (26, 15, 11), b.main) + path("M74 120 Q74 110 88 110 H106 V120Z", b.main)
    near += "".join(poly([(x, 120), (x + 6, 120), (x + 4, 115)], WHITE) for x in (56, 74, 81))
    arms = ribbon([(58, 62), (46, 68), (40, 62)], (9, 7, 5), b.dark) + ribbon([(62, 66), (50, 76), (43, 72)], (9, 7, 5), b.dark)
    jaw = path("M8 40 Q30 44 52 38 L62 50 Q40 62 16 54 Q8 50 8 40Z", b.dark) + path("M8 36 H52 V44 H10Z", "#8f2f3d")
    jaw += "".join(poly([(x, 45), (x + 5, 45), (x + 2.5, 39)], WHITE) for x in (14, 24, 34))
    head = path("M4 34 Q-2 16 20 10 Q30 0 50 2 Q74 6 74 30 Q70 44 52 42 Q44 36 4 36Z", b.main)
    head += "".join(poly([(x, 35), (x + 6, 35), (x + 3, 43)], WHITE) for x in (6, 15, 24, 33))
    return far + back + bars + near + arms + jaw + head + look(b.main, ((40, 17),), 4.4) + path("M33 10 L48 12", None, dark, 3.4) + ellipse(9, 22, 2, 1.5, dark)


def _stegosaur(b: Brush) -> str:
    light, plate = pale(b, 0.55), mix(b.main, "#e2703a", 0.6) if lum(b.main) > 0.3 else "#d9773f"
    spine = curve((14, 88), (34, 62), (58, 26), (104, 32), (120, 90), (150, 66), n=28)
    arch = [spine[k] for k in (5, 8, 11, 14, 17, 20, 23)]
    plates = "".join(
        group(
            poly([(-11, 4), (-13, -13 * s), (0, -26 * s), (13, -13 * s), (11, 4)], plate) + poly([(-6, 2), (0, -18 * s), (6, 2)], shade(plate, 0.2)),
            x,
            y - dy,
            turn=t,
        )
        for (x, y), dy, s, t in zip(arch, (9, 14, 18, 19, 17, 13, 8), (0.65, 0.85, 1.0, 1.1, 1.0, 0.85, 0.65), (-38, -26, -10, 4, 20, 32, 34), strict=True)
    )
    body = ribbon(spine, (18, 30, 52, 60, 40, 20, 4), b.main) + path("M44 84 Q76 100 110 82 L104 92 Q76 102 50 92Z", light)
    spikes = poly([(140, 74), (146, 52), (148, 72)], CREAM) + poly([(132, 80), (134, 57), (141, 76)], CREAM)
    far, near = legs((60, 100), 76, 120, 15, b.dark, b.dark), legs((48, 110), 78, 120, 17, b.main, b.dark)
    head = ellipse(17, 88, 15, 11, b.main) + path("M4 92 Q12 97 22 93", None, ink(b.main), 2) + look(b.main, ((17, 84),), 3.4)
    return plates + spikes + far + body + near + head


@draws("dragon", 150, 132, natural=("#4f9d5a", "#c8433c", "#6d5fb3"))
def dragon(b: Brush) -> str:
    """A dragon with wings, horns, a spiked back and an arrow tail; v1 breathes fire, v2 flies."""
    light, wing = pale(b, 0.62), mix(b.light if lum(b.main) < 0.86 else b.dark, "#f7d98a", 0.3) if lum(b.main) > 0.3 else "#b5524a"
    horn = "#f4e3bd"
    spike = mix(b.main, "#f2a93b", 0.62) if b.variant == 1 or lum(b.main) < 0.3 else shade(b.main, -0.4)
    tail_line = curve((84, 106), (128, 134), (152, 106), (134, 84), n=20)
    x, y = tail_line[-1]
    tail = ribbon(tail_line, (34, 22, 14, 7), b.main) + poly([(x - 12, y - 1), (x - 4, y - 16), (x + 13, y - 7), (x + 2, y + 1)], spike)
    tips = (((98, 3), (146, 20), (147, 52), (120, 74)), ((116, 3), (147, 40), (134, 66), (112, 78)), ((88, 2), (126, 4), (149, 36), (136, 70)))[b.variant]
    ends = "".join(f" Q{x * 0.62 + u * 0.16 + 17} {y * 0.62 + v * 0.16 + 15} {u} {v}" for (x, y), (u, v) in pairwise(tips))
    skin = path(f"M70 72 Q{tips[0][0] - 26} {tips[0][1] + 16} {tips[0][0]} {tips[0][1]}{ends} Q98 70 84 88Z", wing)
    bones = "".join(path(f"M76 70 Q{(76 + x) / 2 + 2} {(70 + y) / 2 - 8} {x} {y}", None, b.dark, w) for (x, y), w in zip(tips, (5, 3.4, 3.4, 3), strict=True))
    far = ""
    if b.variant != 1:
        far = group(
            path(f"M70 72 Q{tips[0][0] - 26} {tips[0][1] + 16} {tips[0][0]} {tips[0][1]}{ends} Q98 70 84 88Z", shade(wing, -0.3)), -12, 8, 0.84, about=(74, 72)
        )
    body = path("M44 56 Q40 90 50 112 Q58 126 78 124 Q104 120 100 92 Q92 70 66 50Z", b.main) + path("M42 64 Q38 96 54 120 Q68 120 66 100 Q62 76 54 62Z", light)
    body += "".join(
        path(f"M{40 + k * 2.4} {76 + k * 12} Q{50 + k * 2} {80 + k * 12} {60 + k * 2} {76 + k * 12}", None, shade(light, -0.2), 2) for k in range(4)
    )
    spine = "".join(poly([(px - 6, py + 6), (px + 8, py - 6), (px + 6, py + 8)], spike) for px, py in ((66, 48), (76, 58), (88, 70), (98, 84)))
    feet = ellipse(84, 112, 20, 18, b.dark) + path("M50 132 Q50 122 66 121 H92 V132Z", b.dark) + path("M28 132 Q30 122 44 122 H58 V132Z", b.main)
    feet += "".join(poly([(k, 132), (k + 7, 132), (k + 5, 126)], horn) for k in (28, 36, 50, 58))
    arm = ribbon([(52, 76), (40, 88), (28, 84)], (13, 10, 8), b.dark)
    head = ribbon(curve((58, 66), (66, 48), (54, 30)), (34, 28, 26), b.main)
    head += path("M12 42 Q8 26 26 24 Q34 10 54 12 Q74 18 70 38 Q64 54 44 52 Q18 56 12 42Z", b.main)
    head += ribbon(curve((56, 16), (64, 8), (76, 6)), (9, 6, 2), horn) + ribbon(curve((44, 15), (48, 4), (60, 1)), (9, 6, 2), horn)
    head += path("M62 34 L80 30 L68 44Z", spike)
    head += path("M14 44 Q30 50 46 43", None, ink(b.main), 2.4) + poly([(20, 46), (26, 47), (22, 52)], WHITE) + circle(40, 27, 6.6, "#f9e27f")
    head += ellipse(39.5, 27, 2, 5.6, INK) + circle(17, 33, 2, shade(b.main, -0.5))
    if b.variant == 1:
        puff = path("M16 44 Q6 46 2 62 Q8 58 9 64 Q13 58 16 62 Q22 54 22 46Z", glow("#f58a2c")) + path("M16 46 Q9 50 8 57 Q14 54 17 48Z", glow("#ffd873"))
    else:
        puff = path("M10 34 Q2 32 3 24 Q8 26 12 24", None, "#cfd4da", 3, opacity=0.8)
    return far + tail + spine + body + feet + skin + bones + arm + head + puff
