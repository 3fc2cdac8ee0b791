"""Animals of the water: fish, whales and seals, and the many-armed creatures of the sea floor."""

from __future__ import annotations

import math

from speechscape.world.art.animals_air_sea import both, feathers
from speechscape.world.art.animals_land import INK, ROSE, WHITE, curve, ink, look, lum, pale, ribbon, smile
from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, group, line, mix, path, poly, shade


# --- swimmers ---------------------------------------------------------------------------------------------------------
@draws("fish", 124, 82.5, natural=("#f08a2e", "#3f97c9", "#e9c13d"))
def fish(b: Brush) -> str:
    """A fish: a banded one, a scaly one, or a tall tropical one with long fins."""
    light, dark, fin = pale(b, 0.7), shade(b.main, -0.36), b.dark
    stripe = light if lum(b.main) < 0.86 else shade(b.main, -0.3)
    if b.variant == 2:
        fins = path("M44 26 Q62 -8 100 4 Q88 16 86 34Z", fin) + path("M44 60 Q62 92 100 80 Q88 68 86 50Z", fin)
        fins += path("M84 42 Q104 12 123 18 Q112 42 123 66 Q104 72 84 42Z", fin)
        body = path("M3 44 Q22 8 58 12 Q92 20 98 42 Q92 66 58 72 Q22 76 3 44Z", b.main)
        marks = "".join(
            path(f"M{x} {y} Q{x + 9} 42 {x} {84 - y} L{x + w} {84 - y - 2} Q{x + w + 8} 42 {x + w} {y + 2}Z", c)
            for x, y, w, c in ((44, 12, 9, dark), (64, 15, 8, stripe), (80, 24, 6, dark))
        )
    else:
        fins = path("M40 20 Q58 -6 84 8 L80 26Z", fin) + path("M48 64 Q58 88 76 80 L74 62Z", fin) + path("M92 42 L122 10 Q126 42 122 74Z", fin)
        fins += path("M98 42 L116 24 M98 42 H118 M98 42 L116 60", None, dark, 2.4)
        body = path("M2 44 Q14 12 54 12 Q92 14 104 42 Q92 70 54 72 Q14 72 2 44Z", b.main)
        body += path("M4 50 Q30 62 56 60 Q84 58 98 50 Q84 70 54 72 Q16 72 4 50Z", light)
        if b.variant == 0:
            marks = path("M36 14 Q48 42 36 70 L48 72 Q60 42 48 12Z", stripe) + path("M70 14 Q80 42 70 70 L79 67 Q88 42 79 17Z", stripe)
        else:
            marks = "".join(
                path(f"M{x} {y} q7 7 0 14", None, dark, 2.6)
                for x, y in ((48, 18), (62, 18), (76, 22), (55, 31), (69, 31), (83, 33), (48, 44), (62, 44), (76, 46))
            )
    gill = path("M34 28 Q44 42 34 58", None, dark, 2.8) if b.variant else ""
    side = path("M50 46 Q64 40 72 50 Q64 62 50 54Z", fin)
    face = circle(21, 36, 8.4, WHITE) + eye(20, 36, 5.8) + path("M4 52 Q12 58 20 53", None, ink(b.main), 2.4) + ellipse(27, 49, 4, 2.8, ROSE, opacity=0.7)
    return fins + body + marks + gill + side + face


@draws("shark", 160, 84, natural=("#76879a", "#4f7fa8", "#a8967c"))
def shark(b: Brush) -> str:
    """A shark: pointed snout, tall back fin, white belly and rows of teeth."""
    white, dark = WHITE if lum(b.main) < 0.86 else shade(b.main, -0.16), shade(b.main, -0.3)
    back = path("M62 24 Q74 4 94 2 Q88 14 96 28Z", b.dark) + path("M118 40 L132 28 L128 44Z", dark)
    tail = path("M124 42 Q142 32 150 6 Q162 12 154 42 Q158 58 158 70 Q142 62 124 52Z", b.dark)
    body = path("M2 40 Q30 16 74 20 Q110 24 142 44 Q112 68 74 70 Q40 70 22 60 Q6 50 2 40Z", b.main)
    belly = path("M8 46 Q40 56 76 54 Q112 52 140 45 Q112 68 74 70 Q40 70 22 60 Q12 54 8 46Z", white)
    fins = path("M66 56 Q70 76 92 83 Q96 68 88 54Z", b.dark) + path("M110 56 L124 66 L124 54Z", dark)
    gills = "".join(path(f"M{x} 34 q5 8 0 16", None, dark, 2.6) for x in (54, 61, 68))
    if b.variant == 1:
        mouth = path("M12 50 Q30 48 46 46 Q44 66 26 62 Q16 58 12 50Z", "#8f2f3d")
        mouth += "".join(poly([(x, y), (x + 6, y - 0.6), (x + 3, y + 7)], WHITE) for x, y in ((14, 50), (21, 49), (28, 48), (35, 47)))
        mouth += "".join(poly([(x, y), (x + 6, y), (x + 3, y - 6)], WHITE) for x, y in ((20, 60), (27, 62), (34, 61)))
    else:
        mouth = path("M14 50 Q30 58 46 48", None, ink(white), 2.6)
        mouth += "".join(poly([(x, y), (x + 5, y), (x + 2.5, y + 5)], WHITE, "#b9b4b0", 0.8) for x, y in ((19, 52), (25, 53.5), (31, 53.5), (37, 52)))
    spots = "".join(poly([(x - 3, 22), (x + 4, 23), (x + 1, 42)], dark) for x in (78, 90, 102, 114)) if b.variant == 2 else ""
    return tail + back + body + belly + spots + fins + gills + mouth + look(b.main, ((31, 35),), 4.6) + path("M24 28 L37 30", None, dark, 3)


@draws("whale", 150, 112, natural=("#4f7fb0", "#7f97a3", "#5d6c92"))
def whale(b: Brush) -> str:
    """A whale with a grooved pale belly, flukes and a spout of water."""
    light, water = pale(b, 0.72), "#8fcbea"
    spout = path("M48 38 Q46 20 36 14 Q24 8 18 20 M48 38 Q50 20 60 14 Q72 8 78 20", None, water, 6) + circle(48, 5, 4, water) + circle(17, 25, 3.4, "#bfe3f5")
    spout += circle(79, 25, 3.4, "#bfe3f5")
    if b.variant == 2:
        spout = "".join(path(d, water) for d in ("M44 40 Q42 18 30 8 Q46 4 48 20 Q50 4 66 8 Q54 18 52 40Z",)) + circle(24, 14, 4, "#bfe3f5")
        spout += circle(72, 14, 4, "#bfe3f5") + circle(48, 5, 3.6, "#bfe3f5")
    fluke = path("M118 84 Q132 76 130 52 Q116 50 108 34 Q124 30 134 42 Q138 26 150 26 Q152 46 142 54 Q146 88 120 104Z", b.dark)
    body = path("M2 78 Q2 36 52 36 Q86 36 104 62 Q116 76 132 68 Q140 110 90 112 H44 Q4 112 2 78Z", b.main)
    belly = path("M3 86 Q36 90 66 84 Q78 98 104 110 Q98 112 90 112 H44 Q8 112 3 86Z", light)
    belly += "".join(path(f"M{8 + 4 * k} {93 + 5 * k} Q40 {98 + 4.4 * k} {70 + 9 * k} {92 + 5 * k}", None, shade(light, -0.2), 2.2) for k in range(3))
    flip = path("M70 84 Q80 84 88 92 Q92 102 86 108 Q70 102 66 90Z", b.dark)
    marks = "".join(circle(x, y, r, b.light) for x, y, r in ((70, 48, 6), (82, 57, 4.6), (58, 45, 4), (93, 66, 4), (74, 62, 3.4), (104, 76, 3.6))) if b.variant == 1 else ""
    patch = ellipse(38, 62, 12, 6, light, turn=-24) if b.variant == 2 else ""
    drawn = spout + fluke + body + belly + flip + marks + patch + look(b.main, ((27, 72),), 4.8) + path("M4 84 Q24 90 40 82", None, ink(b.main), 2.6)
    return drawn + ellipse(40, 76, 5, 3.2, ROSE, opacity=0.6)


@draws("dolphin", 144, 96, natural=("#6f93b8", "#7fa0aa", "#5f7fae"))
def dolphin(b: Brush) -> str:
    """A dolphin in a leaping arc with beak, curved back fin and smile; once spotted, once splashing."""
    light, dark = pale(b, 0.85), shade(b.main, -0.28)
    spine = curve((28, 56), (38, 10), (96, 4), (126, 72), n=24)
    tail = path("M116 64 Q128 66 140 60 Q146 72 138 76 Q140 92 126 95 Q124 82 116 72Z", b.dark)
    fin = path("M74 26 Q80 4 104 3 Q94 14 100 34Z", b.dark)
    body = ribbon(spine, (26, 40, 42, 30, 12), b.main)
    inner = [(x + (74 - x) / math.hypot(74 - x, 78 - y) * 13, y + (78 - y) / math.hypot(74 - x, 78 - y) * 13) for x, y in spine[2:19]]
    under = ribbon(inner, (10, 14, 14, 3), light)
    beak = ribbon([(30, 62), (17, 72), (7, 78)], (24, 14, 10), b.main) + ribbon([(33, 70), (20, 79), (10, 82)], (12, 8, 5), light)
    beak += path("M4 80 Q18 76 31 66 Q33 64 34 61", None, ink(b.main), 2)
    flip = path("M58 44 Q66 62 60 80 Q46 72 46 52Z", dark)
    extra = ""
    if b.variant == 1:
        extra = "".join(
            ellipse(x, y, r, r * 0.8, mix(b.main, light, 0.55)) for x, y, r in ((52, 24, 4), (64, 19, 5), (78, 20, 4), (90, 28, 4.6), (102, 38, 4), (70, 30, 3), (112, 50, 3))
        )
    elif b.variant == 2:
        extra = "".join(ellipse(x, y, 4, 6, "#8fcbea", turn=t) for x, y, t in ((104, 87, 20), (113, 83, -10), (96, 89, 40), (92, 82, 10)))
    return tail + fin + body + under + beak + flip + look(b.main, ((33, 51),), 4) + extra


@draws("octopus", 132, 116, natural=("#d9694f", "#9a62b0", "#e08a5a"))
def octopus(b: Brush) -> str:
    """An octopus: a great round head and eight curling arms with suckers."""
    light, dark = pale(b, 0.6), shade(b.main, -0.3)
    arms, cups = "", ""
    ends = (
        ((30, 82), (4, 94), (0, 68), (10, 60)),
        ((34, 94), (12, 114), (4, 102), (10, 88)),
        ((44, 94), (36, 120), (14, 112), (24, 101)),
        ((58, 94), (58, 110), (46, 114), (41, 106)),
    )
    if b.variant == 1:
        ends = (
            ((30, 78), (0, 84), (2, 40), (10, 34)),
            ((34, 92), (4, 106), (2, 88), (8, 78)),
            ((44, 94), (30, 118), (10, 113), (16, 101)),
            ((58, 94), (58, 110), (44, 115), (38, 106)),
        )
    for k, (a, c, d, e) in enumerate(ends):
        points = curve((66 + (a[0] - 66) * 0.4, 72), a, c, d, e, n=20)
        arms = ribbon(points, (22, 17, 13, 7), b.dark if k % 2 else b.main) + arms
        cups += "".join(circle(points[i][0] + 1.5, points[i][1] + 2.4, 2.2, light) for i in (10, 13, 16))
    head = path("M24 46 Q22 2 66 2 Q110 2 108 46 Q106 62 98 74 Q96 92 66 94 Q36 92 34 74 Q26 62 24 46Z", b.main) + ellipse(50, 20, 12, 6, b.light, turn=-28)
    spots = "".join(circle(x, y, r, dark) for x, y, r in ((84, 18, 5), (95, 30, 3.6), (74, 11, 3), (36, 34, 3.4))) if b.variant == 0 else ""
    hat = ""
    if b.variant == 2:
        hat = "".join(path(f"M{x} {y} q7 5 14 0", None, dark, 3) for x, y in ((59, 12), (48, 24), (70, 24), (59, 33)))
    face = "".join(circle(66 + s * 17, 50, 11.5, WHITE) + eye(66 + s * 15.5, 51, 7) for s in (-1, 1)) + ellipse(40, 66, 5.4, 3.6, ROSE, opacity=0.7)
    face += ellipse(92, 66, 5.4, 3.6, ROSE, opacity=0.7)
    mouth = path("M56 68 Q66 78 76 68", None, ink(b.main), 2.8) if b.variant != 1 else ellipse(66, 71, 6, 7, shade(b.main, -0.6)) + ellipse(66, 74, 4, 3, ROSE)
    return both(arms + cups, 66) + head + spots + hat + face + mouth


@draws("crab", 140, 96, natural=("#e0573a", "#e8803a", "#c8433c"))
def crab(b: Brush) -> str:
    """A crab with raised claws, stalked eyes and eight jointed legs."""
    dark, light = shade(b.main, -0.3), pale(b, 0.5)
    limbs = "".join(line([(96, y), (kx, ky), (fx, 92.5)], b.dark, 6.4) for y, kx, ky, fx in ((62, 124, 56, 134), (68, 118, 66, 120), (74, 108, 76, 106)))
    if b.variant == 1:
        claw = ribbon(curve((92, 56), (118, 62), (118, 40)), (11, 10, 9), b.dark)
        claw += path("M108 40 Q98 16 114 3 Q112 18 120 24 Q126 14 124 2 Q142 10 138 30 Q132 48 118 46Z", b.main)
    else:
        claw = ribbon(curve((92, 56), (112, 60), (116, 40)), (11, 10, 9), b.dark)
        claw += path("M106 42 Q92 18 108 1 Q108 15 118 22 Q128 17 134 6 Q142 26 132 40 Q120 52 106 42Z", b.main)
        claw += path("M112 40 Q120 46 130 38", None, b.light, 3)
    body = path("M26 64 Q28 34 70 34 Q112 34 114 64 Q106 88 70 88 Q34 88 26 64Z", b.main) + path("M30 70 Q70 90 110 70 Q102 88 70 88 Q38 88 30 70Z", light)
    if b.variant != 2:
        marks = "".join(circle(x, y, r, b.dark) for x, y, r in ((42, 48, 4), (52, 41, 3), (98, 48, 4), (88, 41, 3), (70, 39, 3)))
    else:
        marks = path("M40 46 Q70 34 100 46 M36 54 Q40 50 44 52 M104 54 Q100 50 96 52", None, dark, 3)
    stalks = both(line([(80, 38), (84, 22)], b.main, 6) + circle(84, 18, 9, WHITE) + eye(83, 18, 5.8), 70)
    if b.variant != 2:
        mouth = path("M58 62 Q70 74 82 62", None, ink(b.main), 2.8)
    else:
        mouth = path("M56 60 Q70 64 84 60 Q82 76 70 76 Q58 76 56 60Z", shade(b.main, -0.6)) + ellipse(70, 72, 7, 3.4, ROSE)
    return both(limbs + claw, 70) + body + marks + stalks + mouth + both(ellipse(96, 62, 5, 3.4, ROSE, opacity=0.7), 70)


@draws("jellyfish", 96, 128, natural=("#d98ac8", "#8fa8e8", "#f0a08a"))
def jellyfish(b: Brush) -> str:
    """A jellyfish: a glassy bell with frills and trailing tentacles."""
    light, dark = shade(b.main, 0.38) if lum(b.main) < 0.86 else shade(b.main, -0.16), b.dark
    wave = (7, -8, 11)[b.variant]
    tails = ""
    for k in range(7):
        x, end = 16 + k * 10.6, (112, 120, 124, 127, 124, 120, 112)[k] - 0.6
        points = [
            (x + wave * math.sin(i / 16 * math.pi * 2.2 + k * (0.9 if b.variant == 1 else 0)) * (0.3 + i / 24), 52 + (end - 52) * i / 16) for i in range(17)
        ]
        tails += ribbon(points, (7, 6, 4, 3) if k % 2 else (10, 12, 8, 3), light if k % 2 else dark)
    bell = path("M3 54 Q2 2 48 2 Q94 2 93 54 Q84 66 78 56 Q70 68 63 57 Q56 70 48 58 Q40 70 33 57 Q26 68 18 56 Q12 66 3 54Z", b.main)
    shine = path("M14 36 Q18 14 38 9 Q26 20 22 38Z", light)
    shine += path("M3 50 Q48 60 93 50 Q93 60 86 60 Q82 60 78 56 Q70 68 63 57 Q56 70 48 58 Q40 70 33 57 Q26 68 18 56 Q12 62 6 58Z", dark)
    if b.variant != 1:
        marks = "".join(circle(x, y, r, light) for x, y, r in ((66, 17, 5), (78, 29, 4), (54, 11, 3)))
    else:
        marks = "".join(path(f"M48 6 Q{48 + d} 18 {48 + d * 1.5} 48", None, light, 2.4) for d in (-18, 18))
    face = look(b.main, ((36, 38), (60, 38)), 5) + path("M42 46 Q48 52 54 46", None, ink(b.main), 2.4) + ellipse(28, 45, 4, 2.8, ROSE, opacity=0.8)
    face += ellipse(68, 45, 4, 2.8, ROSE, opacity=0.8)
    return tails + bell + shine + marks + face


@draws("starfish", 116, 109, natural=("#f0884a", "#e2606a", "#e9b04a"))
def starfish(b: Brush) -> str:
    """A starfish with five rounded arms and rows of dots; plump, slender or with a pale star on top."""
    light, dark = pale(b, 0.6), b.dark
    root = (30, 38, 24)[b.variant]
    arms = ""
    dots = ""
    for k in range(5):
        a = 2 * math.pi * k / 5
        ux, uy = math.sin(a), -math.cos(a)
        tip = (58 + ux * 53, 60 + uy * 52)
        arms += ribbon([(58, 61), (58 + ux * 28, 60 + uy * 28), tip], (root + 16, root, 10), b.main)
        if b.variant != 2:
            dots += "".join(circle(58 + ux * r, 61 + uy * r, q, light if b.variant == 0 else dark) for r, q in ((29, 3.8), (39, 3), (48, 2.2)))
        else:
            dots += ribbon([(58, 61), (58 + ux * 26, 61 + uy * 26), (58 + ux * 46, 61 + uy * 44)], (14, 10, 3), light)
    shadow = group(
        "".join(
            ribbon([(58, 61), (58 + math.sin(a) * 28, 60 - math.cos(a) * 28), (58 + math.sin(a) * 52, 60 - math.cos(a) * 50)], (root + 16, root, 10), dark)
            for a in (2 * math.pi * k / 5 for k in range(5))
        ),
        1,
        3,
    )
    face = circle(58, 60, 17, light if b.variant == 2 else b.main) + look(b.main if b.variant != 2 else light, ((50, 57), (66, 57)), 5)
    face += path("M50 67 Q58 74 66 67", None, ink(b.main if b.variant != 2 else light), 2.6) + ellipse(42, 65, 4.4, 3, ROSE, opacity=0.8)
    face += ellipse(74, 65, 4.4, 3, ROSE, opacity=0.8)
    return shadow + arms + dots + face


@draws("seahorse", 80, 132, natural=("#f2b23e", "#e0786a", "#58a8a0"))
def seahorse(b: Brush) -> str:
    """A seahorse upright with a long snout, a crest and a coiled tail."""
    light, dark = pale(b, 0.65), shade(b.main, -0.3)
    spine = curve((46, 26), (74, 44), (40, 62), (62, 92), (59, 112), n=24)
    tail = curve((61, 98), (70, 134), (16, 143), (12, 100), (48, 92), (45, 115), n=24)
    fin = feathers((60, 62), ((74, 52), (76, 61), (75, 70), (70, 78)), 9, (dark, b.light))
    trunk = ribbon(spine, (26, 30, 40, 34, 20), b.main) + ribbon(tail, (20, 14, 9, 6), b.main)
    belly = path("M40 42 Q30 62 44 86 Q52 96 56 102 Q62 84 52 70 Q44 58 48 42Z", light)
    belly += "".join(path(f"M{x} {y} q7 5 14 -1", None, shade(light, -0.24), 2.4) for x, y in ((39, 52), (39, 62), (42, 72), (46, 82), (50, 91)))
    if b.variant != 1:
        rings = "".join(ribbon(tail[k : k + 2], (w, w), dark, caps=False) for k, w in ((4, 14.5), (7, 12.5), (10, 10.5), (13, 9.5)))
    else:
        rings = "".join(circle(x, y, 3, light) for x, y in ((62, 60), (66, 72), (66, 84), (62, 50), (62, 108), (48, 121)))
    spikes = ((30, 8), (40, 1), (51, 3), (60, 12), (66, 24))
    if b.variant != 2:
        crest = "".join(
            poly([(46 + (x - 46) * 0.6 - 5, 24 + (y - 24) * 0.5), (x, y), (46 + (x - 46) * 0.6 + 6, 24 + (y - 24) * 0.5 + 4)], dark) for x, y in spikes
        )
    else:
        crest = feathers((46, 18), ((38, 5), (48, 5), (58, 8), (66, 16)), 10, (dark, b.light))
    head = crest + circle(46, 25, 18, b.main) + ribbon([(36, 30), (18, 36), (6, 37)], (18, 11, 8), b.main) + ribbon([(6, 34), (6, 40)], (8, 8), b.dark)
    head += ellipse(46, 35, 4.6, 3, ROSE, opacity=0.7)
    return ribbon(tail, (20, 14, 9, 6), b.dark) + fin + trunk + belly + rings + head + circle(41, 22, 6.6, WHITE) + eye(40, 22, 4.6)


@draws("seal", 140, 100, natural=("#8a8f9a", "#6f655f", "#d9d3c8"))
def seal(b: Brush) -> str:
    """A seal on its belly with whiskers and flippers: head up, waving a flipper, or a spotted pup face on."""
    light, dark = pale(b, 0.7), shade(b.main, -0.32) if lum(b.main) > 0.2 else shade(b.main, 0.2)
    tail = path("M112 84 Q124 78 128 60 Q140 62 138 74 Q142 80 138 92 Q126 100 110 96Z", b.dark)
    if b.variant == 2:
        body = path("M18 100 Q8 62 44 56 Q96 50 126 84 Q130 100 112 100Z", b.main)
        body += "".join(circle(x, y, r, dark) for x, y, r in ((86, 68, 4), (98, 74, 3), (92, 82, 3.4), (108, 82, 3), (78, 78, 3)))
        flips = path("M30 86 Q4 84 2 98 Q12 102 40 100Z", b.dark) + path("M70 86 Q96 88 94 100 H62Z", b.dark)
        head = ellipse(48, 38, 39, 37, b.main) + ellipse(48, 54, 22, 16, light) + look("#000000", ((31, 36), (65, 36)), 6.4) + ellipse(48, 48, 7, 5, INK)
        head += smile(48, 52, 9, INK, 2.2)
        return tail + body + flips + head + "".join(circle(48 + s * (11 + dx), 56 + dy, 1.3, INK) for s in (-1, 1) for dx, dy in ((0, 0), (5, -2), (4, 4)))
    body = path("M20 100 Q28 66 24 42 Q22 14 46 12 Q66 12 70 34 Q74 58 128 84 Q130 98 112 100Z", b.main)
    body += path("M26 100 Q32 74 30 52 Q44 60 48 74 Q56 92 84 100Z", light)
    flips = path("M40 74 Q22 82 8 98 Q30 104 46 96 Q56 90 54 78Z", b.dark) + path("M76 84 Q80 96 102 100 H70Z", b.dark)
    if b.variant == 1:
        flips = path("M34 66 Q16 74 2 66 Q4 84 22 88 Q40 90 50 78Z", b.dark) + path("M76 84 Q80 96 102 100 H70Z", b.dark)
        flips += "".join(circle(x, y, r, dark) for x, y, r in ((70, 62, 4), (82, 70, 3.4), (94, 80, 3.6), (74, 76, 3), (62, 50, 3), (108, 88, 3)))
    head = ellipse(44, 24, 27, 23, b.main) + ellipse(21, 32, 17, 11, light) + ellipse(7.5, 27, 5.4, 4.4, INK) + look(b.main, ((36, 19),), 5)
    head += path("M8 34 Q18 42 28 37", None, INK, 2.2)
    return tail + body + flips + head + "".join(line([(26, 31 + k), (46, 32 + 4 * k)], ink(b.main), 1.3) for k in (0, 3))
