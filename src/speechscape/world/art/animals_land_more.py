"""Hoofed animals and the giants of the savanna."""

from __future__ import annotations

import math
from collections.abc import Sequence

from speechscape.world.art.animals_land import CREAM, INK, ROSE, WHITE, curve, ink, legs, look, lum, pale, ribbon, smile
from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, glow, group, line, mix, path, poly, rect, shade, star_points

_HOOF = "#3d302c"


# --- hoofed animals ---------------------------------------------------------------------------------------------------
def _hoof(b: Brush) -> str:
    return _HOOF if lum(b.main) > 0.3 else shade(b.main, 0.35)


def _stance(
    b: Brush, near: tuple[float, float], far: tuple[float, float], top: float, foot: float, w: float, trot: bool = False, sock: str = ""
) -> tuple[str, str]:
    """Far and near legs of a hoofed animal, (front, hind) each; trotting lifts the near front leg."""
    hoof = _hoof(b)
    if not trot:
        return legs(far, top, foot, w, b.dark, shade(hoof, -0.15), hoof=True), legs(near, top, foot, w, sock or b.main, hoof, hoof=True)
    back = legs(far[:1], top, foot, w, b.dark, shade(hoof, -0.15), hoof=True, lean=4)
    back += legs(far[1:], top, foot, w, b.dark, shade(hoof, -0.15), hoof=True, lean=-9)
    knee = top + (foot - top) * 0.42
    lifted = ribbon([(near[0], top), (near[0] - w * 1.1, knee), (near[0] - w * 0.2, foot - w)], (w * 1.2, w, w * 0.75), b.main)
    lifted += circle(near[0] - w * 0.15, foot - w * 0.8, w * 0.5, hoof)
    return back, lifted + legs(near[1:], top, foot, w, b.main, hoof, hoof=True, lean=6)


def _equine(b: Brush, mane: Sequence[str], muzzle: str, ear: float, tuft: bool = False, on_body: str = "", on_neck: str = "", on_legs: str = "") -> str:
    """A horse-like animal facing left in a box 130 by 120: `mane` gives its strands, `ear` the length of the ears."""
    far, near = _stance(b, (44, 104), (56, 92), 72, 120, 13, trot=b.variant == 1)
    body = path("M33 62 Q32 44 56 47 Q80 53 98 46 Q117 46 117 66 Q117 84 106 88 Q82 80 58 90 Q36 88 33 62Z", b.main)
    neck = ribbon(curve((52, 68), (37, 46), (36, 20)), (42, 30, 20), b.main)
    head = ribbon(curve((36, 18), (23, 26), (11, 44)), (21, 19, 14), b.main) + circle(30, 25, 10.5, b.main)
    head += ribbon(curve((16, 36), (12, 41), (10, 45)), (14.5, 15, 15), muzzle) + circle(7, 44, 1.7, INK) + path("M6 50 Q12 51 16 46", None, ink(muzzle), 1.8)
    head += look(b.main, ((26, 23),), 3.8)
    ears = ribbon([(38, 15), (42, 9 - ear * 0.7), (43, 4 - ear)], (7, 10, 4), b.dark)
    ears += ribbon([(31, 15), (31, 9 - ear * 0.6), (33, 4 - ear)], (7, 10, 4), b.main) + ribbon([(31.5, 12), (32.5, 6 - ear)], (4, 2.5), ROSE)
    hair = ""
    for k, color in enumerate(mane):
        push = k * 13 / len(mane)
        hair += ribbon(curve((41 - push, 9), (58 - push, 18), (46 - push, 34), (67 - push, 56)), (10, 13, 5) if not tuft else (6, 8, 4), color)
    hair += ribbon(curve((38, 9), (30, 6), (26, 17)), (8, 8, 3), mane[-1])
    if tuft:
        tail = ribbon(curve((114, 54), (126, 62), (124, 84)), (7, 5, 4), b.main) + ribbon(curve((124, 82), (127, 92), (123, 102)), (5, 9, 3), mane[0])
    else:
        flow = ((114, 52), (134, 58), (118, 82), (126, 102)) if b.variant != 1 else ((114, 54), (124, 36), (124, 66), (127, 80))
        tail = "".join(
            ribbon([(x - k * 14 / len(mane) * i / 16, y) for i, (x, y) in enumerate(curve(*flow))], (7, 13, 12, 3) if len(mane) < 2 else (6, 9, 8, 3), color)
            for k, color in enumerate(mane)
        )
    return tail + far + body + near + on_legs + on_body + neck + on_neck + ears + head + hair


def _saddle(cloth: str, leather: str) -> str:
    """A cloth, a saddle and a stirrup on the back of `_equine`."""
    seat = path("M64 50 Q64 42 70 46 Q80 50 90 42 Q96 42 94 52 Q80 58 64 50Z", leather) + line([(80, 54), (80, 74)], leather, 2.6)
    drawn = path("M62 48 Q78 54 98 46 L100 72 Q80 76 62 72Z", cloth) + path("M62 67 Q80 71 100 67 L100 72 Q80 76 62 72Z", shade(cloth, 0.4)) + seat
    return drawn + ellipse(80, 77, 4.5, 4, None, shade(leather, -0.2), 2.4)


@draws("horse", 130, 120, natural=("#8f5530", "#c99a62", "#5b4237"))
def horse(b: Brush) -> str:
    """A horse with flowing mane and tail: standing, trotting or saddled."""
    mane = (shade(b.main, -0.5), "#f3e3bd", shade(b.main, -0.55))[b.variant] if lum(b.main) > 0.3 else shade(b.main, 0.35)
    if b.variant != 2:
        blaze = ribbon(curve((29, 14), (17, 26), (10, 37)), (4, 5, 3), CREAM)
    else:
        blaze = line([(21, 20), (27, 34)], "#b23a36", 2.6) + line([(11, 34), (21, 42)], "#b23a36", 2.6) + line([(21, 40), (46, 52)], "#b23a36", 2)
    drawn = _equine(
        b, (mane,), mix(b.main, "#4a3430" if lum(b.main) > 0.3 else "#a8a2a6", 0.35), 1, on_body=_saddle("#b23a36", "#5f3a22") if b.variant == 2 else ""
    )
    return drawn + blaze


@draws("donkey", 130, 132, natural=("#8d8681", "#7b6a5c", "#a79b8e"))
def donkey(b: Brush) -> str:
    """A donkey with very long ears, a pale muzzle and a tufted tail; once with a blanket."""
    dark, light = shade(b.main, -0.45), pale(b, 0.85)
    load = path("M58 46 Q80 52 100 45 L98 76 Q79 80 61 76Z", "#c9504a") + path("M61 70 Q79 74 98 70 L98 76 Q79 80 61 76Z", "#f2c25a")
    load += "".join(line([(x, 56), (x, 66)], "#f2c25a", 2.4) for x in (68, 76, 84, 92))
    cross = path("M52 46 Q56 62 50 72", None, dark, 4)
    belly = path("M54 84 Q80 78 106 86 Q84 78 58 90Z", light)
    around = circle(26, 23, 7.5, light)
    hay = "".join(line([(8, 48), (x, y)], "#d9b64e", 2) for x, y in ((2, 56), (4, 60), (10, 60))) if b.variant == 1 else ""
    out = _equine(b, (dark if lum(b.main) > 0.3 else shade(b.main, 0.3),), light, 13, tuft=True, on_body=belly + (load if b.variant == 2 else cross))
    return group(out + around + eye(26, 23, 4) + hay, 0, 12)


@draws("zebra", 130, 120, natural=("#f7f4ec", "#f3ece0", "#fbfaf5"))
def zebra(b: Brush) -> str:
    """A zebra: a light coat with dark stripes all over."""
    dark = "#2a2a30" if lum(b.main) > 0.3 else WHITE
    width = (4.4, 3.4, 5.2)[b.variant]
    rows = ((66, 51, 80), (76, 51, 78), (86, 49, 77), (96, 47, 79), (106, 48, 82))
    body = "".join(poly([(x - width, y), (x + width * 0.7, y), (x + 1, low)], dark) for x, y, low in rows)
    body += "".join(poly([(x, 86), (x + 5, 85), (x + 4, 62)], dark) for x in (70, 82))
    body += "".join(poly([(116, y), (116, y + 5), (98, y + 9)], dark) for y in (58, 68, 78))
    spine = curve((52, 68), (37, 46), (36, 20), n=14)
    wide = [42, 41, 40, 38, 36, 34, 32, 31, 29, 27, 25, 23, 21, 20, 20]
    neck = "".join(ribbon(spine[k : k + 2], (wide[k] - 1, wide[k + 1] - 1), dark, caps=False) for k in (3, 6, 9, 12))
    bars = "".join(line([(x - 4, y), (x + 4, y)], dark, 3) for x in ((44, 104) if b.variant != 1 else (108,)) for y in (90, 97, 104))
    face = "".join(line([(x, y), (x + 7, y + 6)], dark, 2.4) for x, y in ((15, 27), (20, 19)))
    blanket = path("M62 49 Q80 54 98 46 L99 66 Q80 70 62 66Z", "#d0423c") + path("M62 62 Q80 66 99 62 L99 66 Q80 70 62 66Z", "#f2c641")
    return _equine(b, (dark,), "#3a3436", 1, tuft=True, on_body=body + (blanket if b.variant == 2 else ""), on_neck=neck, on_legs=bars) + face


@draws("unicorn", 130, 136, natural=("#fbf5f7", "#f6eefb", "#fdf3e6"))
def unicorn(b: Brush) -> str:
    """A unicorn with a spiral golden horn and a mane of many colours."""
    mane = (("#f27fb2", "#f9c74f", "#7ec8e3", "#b388eb"), ("#8ec6f2", "#b79af0", "#f3a6d8"), ("#ffb36b", "#f7869a", "#c77dde"))[b.variant]
    if b.variant != 0:
        stars = "".join(poly(star_points(x, y, r, r * 0.45), mane[k % len(mane)]) for k, (x, y, r) in enumerate(((100, 60, 8), (86, 70, 5), (108, 74, 4))))
    else:
        stars = path("M96 70 Q86 60 91 56 Q95 54 97 59 Q99 54 103 56 Q108 60 96 70Z", mane[0])
    horn = poly([(24, 14), (31, 9), (14, -14.5)], glow("#f6c945")) + line([(22.5, 7), (27, 3)], "#d99a2b", 1.8) + line([(19.5, 0), (23, -3)], "#d99a2b", 1.8)
    blush = ellipse(22, 32, 4.5, 3, "#f7a8c4", opacity=0.8)
    out = _equine(b, mane, mix(pale(b, 0.5), "#f7c8d8", 0.6), 1, on_body=stars)
    return group(out + horn + blush, 0, 16)


@draws("deer", 112, 136, natural=("#b5763f", "#c98a52", "#95623a"))
def deer(b: Brush) -> str:
    """A deer with branching antlers: standing, leaping with white spots, or looking at the viewer."""
    light, horn = pale(b, 0.85), "#e3cfa8" if lum(b.main) < 0.3 else "#6b4a30"
    far, near = _stance(b, (46, 92), (56, 82), 88, 136, 9.5, trot=b.variant == 1)
    body = path("M35 76 Q36 62 58 66 Q80 70 94 64 Q106 68 104 84 Q100 100 90 98 Q74 92 58 100 Q38 102 35 76Z", b.main)
    body += path("M48 96 Q70 88 92 98 Q74 92 58 100 Q52 101 48 96Z", light)
    tail = poly([(100, 66), (110, 74), (102, 86)], light) + poly([(98, 64), (110, 68), (103, 78)], b.dark)
    spots = ""
    if b.variant == 1:
        spots = "".join(circle(x, y, 2.6, light) for x, y in ((60, 73), (70, 76), (80, 73), (90, 74), (66, 83), (77, 83), (87, 83), (96, 82)))
    neck = ribbon(curve((48, 84), (38, 66), (36, 48)), (34, 24, 18), b.main) + ribbon(curve((40, 94), (32, 76), (29, 62)), (4, 12, 5), light)

    def antler(x: float, s: int) -> str:
        stem = curve((x, 36), (x + s * 22, 30), (x + s * 24, 14), (x + s * 13, 3))
        tines = ((4, s * 9 - 4, -12), (8, s * 12, -4), (11, s * -9, -9))[: 3 if b.variant != 1 else 2]
        drawn = ribbon(stem, (6, 5, 3), horn)
        return drawn + "".join(ribbon([stem[k], (stem[k][0] + dx * 0.7, max(3, stem[k][1] + dy))], (4.4, 2.6), horn) for k, dx, dy in tines)

    if b.variant == 2:
        ears = "".join(
            ribbon(curve((36 + s * 12, 46), (36 + s * 24, 40), (36 + s * 32, 42)), (6, 13, 4), b.main)
            + ribbon(curve((36 + s * 16, 45), (36 + s * 28, 42)), (4, 4), ROSE)
            for s in (-1, 1)
        )
        head = antler(30, -1) + antler(42, 1) + ears + path("M20 42 Q22 34 36 34 Q50 34 52 42 Q52 58 44 66 Q36 76 28 66 Q20 58 20 42Z", b.main)
        head += ellipse(36, 66, 9, 9, light)
        return tail + far + body + near + neck + head + ellipse(36, 62, 5.5, 4, INK) + smile(36, 66, 5, INK, 1.6) + look(b.main, ((26, 48), (46, 48)), 4)
    ears = ribbon(curve((44, 44), (54, 38), (62, 40)), (5, 12, 3), b.main) + ribbon(curve((48, 42), (58, 40)), (4, 3), ROSE)
    head = ribbon(curve((38, 46), (24, 46), (8, 58)), (22, 19, 12), b.main) + ribbon(curve((24, 58), (16, 61), (10, 63)), (8, 6, 3), light)
    face = ellipse(5, 57, 4, 3.8, INK) + look(b.main, ((29, 46),), 4)
    return tail + far + body + near + spots + neck + group(antler(34, 1), 6, 0) + antler(36, -1) + ears + head + face


@draws("cow", 136, 108, natural=("#f6f1e8", "#a4623a", "#f3e9da"))
def cow(b: Brush) -> str:
    """A cow with patches, udder and a broad pink muzzle; v2 lies down."""
    spot = ("#2f2b2e", CREAM, "#8a5432")[b.variant] if not b.recolored else (CREAM if lum(b.main) < 0.85 else "#2f2b2e")
    hoof, pink = _hoof(b), "#f0b0a6"
    if b.variant == 2:
        body = path("M26 108 Q20 52 66 46 Q122 40 130 84 Q134 108 118 108Z", b.main) + path("M62 47 Q92 42 96 56 Q92 74 72 70 Q58 60 62 47Z", spot)
        body += path("M108 54 Q128 62 130 86 Q114 84 108 70Z", spot)
        limbs = rect(84, 98, 36, 10, b.dark, r=5) + ellipse(88, 103, 6, 5, hoof) + rect(20, 96, 44, 12, b.dark, r=6) + rect(12, 98, 40, 10, b.main, r=5)
        limbs += ellipse(15, 103, 7, 5, hoof)
        tail = ribbon(curve((126, 70), (140, 92), (124, 104)), (5, 4, 4), b.dark) + ellipse(124, 103, 8, 5, spot)
        rear = body + limbs + tail
    else:
        far, near = _stance(b, (50, 112), (62, 100), 72, 108, 14)
        body = path("M32 54 Q30 36 52 36 Q80 40 112 34 Q126 36 124 60 Q124 80 114 82 Q80 88 48 84 Q34 80 32 54Z", b.main)
        spots = path("M66 38 Q86 38 92 36 Q96 54 82 58 Q64 56 66 38Z", spot) + path("M112 34 Q126 36 124 62 Q110 60 106 48 Q106 38 112 34Z", spot)
        spots += ellipse(68, 74, 11, 8, spot)
        udder = path("M84 82 Q86 95 94 94 Q102 94 103 80Z", pink) + line([(91, 93), (91, 97)], pink, 4) + line([(98, 92), (98, 96)], pink, 4)
        tail = ribbon(curve((122, 42), (134, 50), (131, 78)), (6, 4, 3), b.dark) + ellipse(131, 82, 4.4, 9, spot)
        rear = tail + udder + far + body + near + (spots if b.variant == 0 else "")
    horns = "".join(path(f"M{34 + s * 12} 14 Q{34 + s * 25} 12 {34 + s * 22} 1 Q{34 + s * 18} 6 {34 + s * 8} 8Z", "#cbb58c") for s in (-1, 1))
    ears = "".join(
        ribbon(curve((34 + s * 14, 18), (34 + s * 24, 14), (34 + s * 30, 22)), (6, 12, 5), b.dark if b.variant else spot)
        + line([(34 + s * 21, 18), (34 + s * 27, 20)], ROSE, 3)
        for s in (-1, 1)
    )
    head = path("M16 22 Q16 6 34 6 Q52 6 52 22 Q52 36 48 48 H20 Q16 36 16 22Z", b.main)
    head += path("M34 6 Q52 6 52 22 Q52 36 44 34 Q34 26 34 6Z", spot) if b.variant != 1 else path("M29 6 H39 Q38 24 42 42 H26 Q30 24 29 6Z", spot)
    face = ellipse(34, 49, 20, 13, pink) + ellipse(27, 47, 2.6, 3.4, "#9c5a55") + ellipse(41, 47, 2.6, 3.4, "#9c5a55")
    face += path("M26 55 Q34 60 42 55", None, "#9c5a55", 2)
    eyes = look(b.main, ((24, 25),), 4.2) + look(spot if b.variant != 1 else b.main, ((44, 25),), 4.2)
    return rear + ellipse(38, 56, 21, 14, b.dark, opacity=0.5) + horns + ears + head + face + eyes


@draws("pig", 124, 94, natural=("#f4a9ae", "#f0b9a8", "#eb9aa6"))
def pig(b: Brush) -> str:
    """A round pig with snout, folded ears and a curly tail; once from the front, once in a mud puddle."""
    deep, mud = shade(b.main, -0.25) if lum(b.main) > 0.3 else shade(b.main, 0.3), "#7a5434"
    snout_fill = mix(b.main, "#e8727f", 0.45) if lum(b.main) > 0.3 else "#d98a93"

    def head(x: float, y: float) -> str:
        ears = "".join(
            path(f"M{x + s * 7} {y - 22} L{x + s * 25} {y - 37} Q{x + s * 33} {y - 20} {x + s * 28} {y - 6}Z", b.main)
            + poly([(x + s * 14, y - 23), (x + s * 25, y - 33), (x + s * 27, y - 14)], deep)
            for s in (-1, 1)
        )
        snout = ellipse(x, y + 9.5, 15, 11, shade(snout_fill, -0.14)) + ellipse(x, y + 8, 14.5, 10, snout_fill)
        snout += "".join(ellipse(x + s * 5.5, y + 8, 2.8, 4.4, shade(snout_fill, -0.5)) for s in (-1, 1))
        cheeks = "".join(ellipse(x + s * 21, y + 8, 4.5, 3.4, "#f06f86", opacity=0.5) for s in (-1, 1))
        drawn = ears + ellipse(x, y, 30, 27, b.main) + cheeks + snout + look(b.main, ((x - 13, y - 6), (x + 13, y - 6)), 4)
        return drawn + path(f"M{x - 8} {y + 22} Q{x} {y + 26} {x + 8} {y + 22}", None, ink(b.main), 2)

    curl = path("M112 44 Q124 40 121 32 Q116 26 112 33 Q113 41 122 42", None, deep, 3.6)
    if b.variant == 1:
        arms = "".join(
            ribbon(curve((62 + s * 30, 54), (62 + s * 46, 60), (62 + s * 54, 72)), (18, 15, 12), b.dark) + circle(62 + s * 54, 72, 5.4, deep) for s in (-1, 1)
        )
        feet = "".join(
            ellipse(62 + s * 26, 84, 16, 10, b.dark) + poly([(62 + s * 34, 79), (62 + s * 40, 86), (62 + s * 34, 92), (62 + s * 26, 86)], deep) for s in (-1, 1)
        )
        return arms + ellipse(62, 66, 42, 28, b.main) + ellipse(62, 70, 24, 19, b.light) + feet + head(62, 38)
    body = ellipse(72, 48, 46, 34, b.main) + path("M40 70 Q72 92 106 70 Q92 82 72 82 Q52 82 40 70Z", b.dark)
    if b.variant == 2:
        puddle = ellipse(62, 85, 60, 9, mud) + ellipse(46, 83, 24, 4, shade(mud, 0.2))
        blots = ellipse(92, 40, 14, 10, mud) + circle(104, 56, 6, mud) + circle(78, 32, 5, mud)
        drawn = curl + group(body, 0, 4) + group(blots, 0, 2) + puddle + head(34, 38) + ellipse(50, 20, 7, 5, mud, turn=30) + ellipse(30, 70, 12, 7, b.dark)
        return drawn + ellipse(62, 72, 12, 7, b.dark)
    far, near = legs((54, 92), 66, 94, 13, b.dark, deep, hoof=True), legs((42, 104), 66, 94, 14, b.main, deep, hoof=True)
    return curl + far + body + near + ellipse(40, 54, 26, 20, b.dark, opacity=0.5) + head(33, 38)


@draws("sheep", 120, 104, natural=("#f4ecdc", "#fbf7ee", "#e3d6c2"))
def sheep(b: Brush) -> str:
    """A woolly sheep with a dark face; from the side, from the front, or a ram with curled horns."""
    skin = "#4a3d3a" if lum(b.main) > 0.3 else "#e8d3bb"
    shadow, front = b.dark if lum(b.main) < 0.8 else shade(b.main, -0.14), b.variant == 1
    cx, rx, cy, ry = (60, 49, 49, 36) if front else (69.5, 40, 46, 34)
    puffs = [(cx + rx * math.cos(k * math.pi / 7 + 0.2), cy + ry * math.sin(k * math.pi / 7 + 0.2)) for k in range(14)]
    low = legs((44, 76) if front else (60, 90), 70, 104, 10, shade(skin, -0.2), shade(skin, -0.4), hoof=True)
    low += legs((34, 86) if front else (48, 102), 70, 104, 11, skin, shade(skin, -0.35), hoof=True)
    wool = "".join(circle(x, y + 2, 11, shadow) for x, y in puffs if y > cy) + ellipse(cx, cy + 2, rx, ry + 1, shadow)
    wool += "".join(circle(x, y - 2, 10.5, b.main) for x, y in puffs if y < cy + 20) + ellipse(cx, cy - 3, rx, ry - 4, b.main)
    curls = "".join(
        path(f"M{x} {y} q5 6 10 0", None, shadow, 2.6)
        for x, y in (((14, 44), (96, 44), (22, 66), (88, 66)) if front else ((68, 30), (88, 36), (76, 48), (96, 54), (62, 62), (84, 66)))
    )
    hx, hy = (60, 42) if front else (28, 40)
    ears = "".join(ribbon(curve((hx + s * 14, hy - 6), (hx + s * 22, hy - 8), (hx + s * 24, hy + 1)), (7, 10, 5), skin) for s in (-1, 1))
    head = ears
    head += group(path("M-17 -10 Q0 -20 17 -10 Q18 10 9 22 Q0 28 -9 22 Q-18 10 -17 -10Z", skin), hx, hy)
    head += look(skin, ((hx - 8, hy), (hx + 8, hy)), 3.8)
    head += path(f"M{hx - 4} {hy + 14} L{hx} {hy + 17} L{hx + 4} {hy + 14} M{hx} {hy + 17} V{hy + 21}", None, shade(skin, 0.5) if lum(skin) < 0.5 else INK, 2)
    top = "".join(circle(hx + dx, hy - 14 + abs(dx) * 0.2, 8.5, b.main) for dx in (-11, 11, 0)) + circle(hx, hy - 20, 7, b.main)
    horns = ""
    if b.variant == 2:
        horns = "".join(
            ribbon(curve((hx + s * 9, hy - 17), (hx + s * 30, hy - 40), (hx + s * 31, hy + 26), (hx + s * 10, hy + 6)), (10, 9, 7, 3), "#c9a877")
            for s in (-1, 1)
        )
    tail = circle(113, 44, 6, b.main) if not front else ""
    return tail + low + wool + curls + head + horns + top


@draws("goat", 116, 116, natural=("#efe7da", "#a9805a", "#77706b"))
def goat(b: Brush) -> str:
    """A goat with horns swept back, a beard and an upright little tail."""
    horn, light = "#8a745a" if lum(b.main) > 0.3 else "#cdb994", pale(b, 0.8)
    deep = shade(b.main, -0.4)
    far, near = _stance(b, (46, 98), (56, 88), 76, 116, 11, trot=b.variant == 1)
    body = path("M36 62 Q36 50 58 52 Q80 56 98 50 Q110 52 109 70 Q108 84 98 86 Q74 84 56 90 Q38 88 36 62Z", b.main)
    body += path("M50 86 Q74 78 100 85 Q74 84 56 90Z", light if b.variant else b.dark)
    coat = path("M66 53 Q84 56 98 50 Q110 52 109 70 Q86 74 66 53Z", light if lum(b.main) < 0.8 else deep) if b.variant == 1 else ""
    tail = path("M102 54 Q106 38 114 36 Q114 50 109 62Z", b.dark)
    neck = ribbon(curve((52, 68), (40, 52), (38, 36)), (36, 24, 19), b.main)
    neck += line([(28, 54), (52, 52)], "#c8433c", 4.4) + circle(34, 60, 5, "#f2c641") if b.variant == 0 else ""
    bend = ((48, 4), (62, 14)) if b.variant != 2 else ((58, -8), (84, 36))
    horns = ribbon(curve((40, 28), (44 + 6, 14 + 4), bend[0], bend[1]), (9, 7, 6, 3), shade(horn, -0.25))
    horns += ribbon(curve((35, 27), (36, 10), (bend[0][0] - 8, bend[0][1] - 8), (bend[1][0] - 8, bend[1][1] - 8)), (9, 8, 6, 3), horn)
    ear = ribbon(curve((43, 36), (54, 32), (62, 40)), (5, 11, 4), b.dark)
    head = ribbon(curve((38, 35), (24, 36), (10, 50)), (23, 20, 14), b.main)
    head += ribbon(curve((18, 54), (20, 66), (15, 76)), (11, 9, 2), light if b.variant else b.dark)
    face = ellipse(5, 48, 3, 2.6, INK) + path("M6 56 Q12 58 17 53", None, ink(b.main), 1.8) + circle(28, 36, 5.4, "#f4e08a")
    face += rect(24.6, 34.2, 6.8, 3.4, INK, r=1.6)
    return tail + far + body + coat + near + neck + horns + ear + head + face


# --- giants -----------------------------------------------------------------------------------------------------------
@draws("elephant", 152, 112, natural=("#98a0ab", "#8b8d99", "#a79f9b"))
def elephant(b: Brush) -> str:
    """An elephant with great ears, trunk and tusks: trunk down, trunk up, or seen from the front."""
    nail, inner = shade(b.main, 0.55) if lum(b.main) < 0.8 else shade(b.main, -0.35), mix(b.main, "#e9a3a3", 0.45)

    def columns(xs: Sequence[float], fill: str) -> str:
        return "".join(
            path(f"M{x - 13} 66 L{x - 11} 112 H{x + 11} L{x + 13} 66Z", fill) + "".join(ellipse(x + dx, 109.8, 3.4, 2.2, nail) for dx in (-7, 0, 7)) for x in xs
        )

    if b.variant == 2:
        ears = "".join(
            path(f"M{70 + s * 22} 22 Q{70 + s * 50} -10 {70 + s * 70} 12 Q{70 + s * 80} 46 {70 + s * 54} 68 Q{70 + s * 32} 70 {70 + s * 22} 52Z", b.dark)
            + path(f"M{70 + s * 28} 28 Q{70 + s * 46} 8 {70 + s * 58} 20 Q{70 + s * 64} 44 {70 + s * 48} 57 Q{70 + s * 36} 58 {70 + s * 28} 48Z", inner)
            for s in (-1, 1)
        )
        body = ellipse(70, 74, 44, 32, b.dark) + columns((40, 100), b.dark) + columns((52, 88), b.main)
        head = path("M40 32 Q40 2 70 2 Q100 2 100 32 Q100 60 82 66 H58 Q40 60 40 32Z", b.main)
        tusks = "".join(path(f"M{70 + s * 13} 58 Q{70 + s * 16} 78 {70 + s * 26} 80 Q{70 + s * 26} 70 {70 + s * 22} 58Z", "#fff6e0") for s in (-1, 1))
        trunk = ribbon(curve((70, 46), (70, 76), (66, 102), (82, 102)), (32, 22, 15, 11), b.light)
        trunk += "".join(line([(70 - w, y), (70 + w, y)], b.dark, 2) for w, y in ((7, 66), (6, 75), (5, 84)))
        return group(body + ears + head + tusks + trunk + look(b.main, ((53, 34), (87, 34)), 4.2), 6)
    body = path("M46 50 Q56 16 96 18 Q136 22 136 66 Q136 88 126 90 H58 Q40 82 46 50Z", b.main)
    tail = ribbon(curve((133, 46), (140, 56), (136, 76)), (5, 3, 3), b.dark) + ellipse(136, 79, 2.6, 5, shade(b.main, -0.4))
    reach = ((20, 46), (-8, 66), (-8, 116), (8, 103)) if b.variant == 0 else ((26, 48), (-18, 84), (0, 26), (-5, 8))
    trunk = ribbon(curve(*reach), (32, 19, 15, 11), b.main)
    head = ellipse(42, 34, 31, 32, b.main) + trunk + path("M26 58 Q20 74 6 74 Q8 82 20 80 Q34 76 36 60Z", "#fff6e0")
    ear = path("M50 18 Q84 2 90 36 Q90 70 66 72 Q48 62 48 40Z", b.dark) + path("M56 24 Q80 12 83 38 Q82 62 66 64 Q55 56 55 40Z", inner)
    rug = ""
    if b.variant == 1:
        rug = path("M74 19 Q98 14 122 28 L120 56 Q96 50 74 58Z", "#c23f52") + path("M74 52 Q96 45 120 50 L120 56 Q96 50 74 58Z", "#f2c641")
    return group(tail + columns((78, 104), b.dark) + body + rug + columns((62, 121), b.main) + head + ear + look(b.main, ((30, 32),), 4.2), 12)


@draws("giraffe", 100, 172, natural=("#f0c268", "#e9b45a", "#f2cf86"))
def giraffe(b: Brush) -> str:
    """A giraffe: very long neck and legs, patches, two little horns."""
    patch = mix(b.main, "#6e3413", 0.68) if lum(b.main) > 0.3 else shade(b.main, 0.45)
    light = pale(b, 0.6)
    far, near = _stance(b, (42, 82), (50, 74), 116, 172, 10, trot=b.variant == 1)
    body = path("M30 104 Q32 86 52 92 Q72 98 86 100 Q94 108 91 122 Q86 132 76 128 Q58 126 46 132 Q32 128 30 104Z", b.main)
    spine = curve((46, 108), (40, 70), (30, 22))
    neck = ribbon(spine, (34, 20, 15), b.main)
    mane = ribbon(curve((58, 92), (50, 60), (38, 16)), (4, 5, 4), patch)
    spots = [
        (66, 104, 7),
        (79, 109, 6.5),
        (54, 116, 7),
        (68, 119, 6.5),
        (81, 121, 5),
        (42, 108, 6),
        (46, 92, 6),
        (40, 79, 5.4),
        (43, 66, 4.6),
        (35, 55, 4.4),
        (37, 43, 3.8),
        (31, 33, 3.4),
    ]
    marks = ""
    for k, (x, y, r) in enumerate(spots):
        sides = [(x + r * math.cos(a + k) * (0.85 + 0.25 * (round(a * 3) % 2)), y + r * math.sin(a + k)) for a in (0, 1.25, 2.5, 3.8, 5)]
        marks += circle(x, y, r * 0.78, patch) if b.variant == 2 else poly(sides, patch, patch, 1.5)
    tail = ribbon(curve((90, 104), (99, 112), (94, 130)), (4, 3, 3), b.dark) + ellipse(94, 134, 3.4, 7, patch)
    if b.variant == 2:
        ears = "".join(ribbon(curve((24 + s * 9, 24), (24 + s * 16, 18), (24 + s * 21, 22)), (4, 8, 3), b.dark) for s in (-1, 1))
        horns = "".join(line([(24 + s * 5, 16), (24 + s * 7, 6)], b.dark, 4) + circle(24 + s * 7, 4.5, 4, patch) for s in (-1, 1))
        head = horns + ears + path("M12 24 Q12 13 24 13 Q36 13 36 24 L33 40 Q32 48 24 48 Q16 48 15 40Z", b.main) + ellipse(24, 41, 10, 8, light)
        head += smile(24, 42, 4, INK, 1.6) + look(b.main, ((17, 26), (31, 26)), 3.6)
        head += circle(21, 38, 1.3, INK) + circle(27, 38, 1.3, INK)
    else:
        horns = line([(31, 16), (33, 6)], b.dark, 4) + circle(33, 4.5, 4, patch) + line([(25, 16), (24, 6)], b.main, 4) + circle(24, 4.5, 4, patch)
        head = ribbon(curve((40, 22), (46, 16), (51, 18)), (4, 8, 3), b.dark) + horns + ribbon(curve((31, 21), (20, 22), (8, 36)), (18, 16, 12), b.main)
        head += ribbon(curve((13, 31), (8, 35)), (11, 12), light)
        head += circle(5, 34, 1.3, INK) + path("M5 40 Q10 42 14 37", None, INK, 1.6) + look(b.main, ((22, 21),), 3.4)
    return tail + far + body + near + neck + mane + marks + head


@draws("camel", 140, 128, natural=("#cf9f62", "#b98a54", "#dcb27a"))
def camel(b: Brush) -> str:
    """A camel with two humps, or one, or one under a rug."""
    deep, light = shade(b.main, -0.35), pale(b, 0.5)
    far, near = _stance(b, (56, 116), (68, 104), 78, 128, 11, trot=b.variant == 1)
    if b.variant == 0:
        humps = "M40 70 Q44 58 54 54 Q58 8 72 16 Q82 26 84 50 Q90 10 104 17 Q116 30 120 58 Q130 70 124 84"
    else:
        humps = "M40 70 Q48 56 60 50 Q68 10 88 12 Q106 14 114 52 Q130 64 124 84"
    body = path(humps + " Q114 94 82 92 Q52 96 44 86Z", b.main)
    wool = "".join(circle(x, y, 5.5, deep) for x, y in (((64, 20), (72, 16), (98, 21), (106, 21)) if b.variant == 0 else ((78, 17), (87, 14.5), (96, 18))))
    rug = ""
    if b.variant == 2:
        rug = path("M62 46 Q68 14 88 13 Q106 16 112 46 L110 76 H64Z", "#b83f4b") + path("M64 68 H110 V76 H64Z", "#f2c641")
        rug += "".join(line([(x, 76), (x, 82)], "#f2c641", 3) for x in (66, 77, 88, 99, 108)) + poly([(88, 40), (98, 52), (88, 64), (78, 52)], "#3f8fa5")
    tail = ribbon(curve((124, 66), (138, 72), (134, 94)), (5, 4, 3), b.dark) + ellipse(134, 98, 3.6, 7, deep)
    neck = ribbon(curve((56, 74), (24, 108), (32, 40), (33, 18)), (30, 24, 18, 16), b.main) + ribbon(curve((44, 88), (28, 92), (27, 66)), (4, 9, 3), deep)
    ears = ribbon([(38, 12), (44, 4)], (6, 4), b.dark) + ribbon([(32, 10), (33, 4)], (6, 4), b.dark)
    head = ribbon(curve((34, 18), (22, 14), (9, 26)), (20, 17, 14), b.main) + ribbon(curve((13, 26), (9, 28)), (13, 14), light) + circle(5.5, 23, 1.5, INK)
    head += path("M4 30 Q10 33 17 29", None, INK, 2) + look(b.main, ((26, 16),), 3.8)
    lid = path("M21 13 Q26 9 31 14", None, deep, 3)
    return tail + far + body + (wool if b.variant < 2 else rug) + near + neck + ears + head + lid + circle(38, 8, 3.5, deep)


@draws("hippo", 140, 92, natural=("#8f7f8c", "#9a8580", "#7d7a8c"))
def hippo(b: Brush) -> str:
    """A hippopotamus: a barrel with a huge muzzle; once yawning, once dozing with mud on its back."""
    light, pink = mix(pale(b, 0.45), "#e9b0a8", 0.4), "#d9727c"
    body = path("M44 28 Q60 2 98 3 Q138 10 138 50 Q138 76 126 80 H56 Q40 70 44 28Z", b.main)
    body += path("M58 76 Q96 86 130 72 L126 82 H60Z", light)
    limbs = legs((72, 108), 66, 92, 18, b.dark, shade(b.main, -0.35)), legs((58, 122), 66, 92, 20, b.main, b.dark)
    tail = ribbon(curve((134, 34), (140, 40), (136, 52)), (5, 4, 3), b.dark)
    ears = circle(50, 13, 7, b.dark) + circle(50, 13, 3.4, pink) + circle(32, 11, 6.5, b.dark)
    brow = ellipse(44, 32, 24, 22, b.main)
    if b.variant == 1:
        mouth = poly([(10, 28), (54, 30), (56, 62), (16, 66)], "#a8434f") + ellipse(34, 56, 17, 9, pink, turn=-18)
        jaw = ribbon(curve((56, 56), (40, 74), (15, 72)), (34, 18, 16), b.dark)
        jaw += "".join(poly([(x, y), (x + 6, y - 1), (x + 2, y - 12)], WHITE) for x, y in ((8, 67), (24, 67)))
        muzzle = ribbon(curve((52, 28), (34, 20), (16, 19)), (38, 26, 29), b.main) + circle(16, 19, 14.5, light)
        muzzle += "".join(poly([(x, y), (x + 6, y - 2), (x + 3, y + 8)], WHITE) for x, y in ((9, 33), (24, 33)))
        face = mouth + jaw + muzzle + ellipse(11, 12, 2.4, 3.4, shade(light, -0.5)) + ellipse(21, 12, 2.4, 3.4, shade(light, -0.5))
        return tail + limbs[0] + body + limbs[1] + ears + brow + face + look(b.main, ((42, 20),), 4.2)
    muzzle = ellipse(27, 53, 25, 20, light) + path("M4 58 Q26 74 50 60", None, shade(light, -0.4), 2.4)
    muzzle += "".join(poly([(x, 63), (x + 5, 64), (x + 2, 57)], WHITE) for x in (12, 36))
    face = ellipse(18, 44, 3, 4, shade(light, -0.5)) + ellipse(34, 43, 3, 4, shade(light, -0.5))
    if b.variant == 0:
        return tail + limbs[0] + body + limbs[1] + ears + brow + muzzle + face + look(b.main, ((32, 27), (50, 28)), 4.2)
    mud = path("M64 14 Q84 2 98 3 Q124 6 134 28 Q126 38 120 26 Q114 44 104 28 Q96 46 88 28 Q80 38 76 24 Q68 28 64 14Z", mix(b.main, "#6b4526", 0.7))
    face += path("M27 28 Q32 33 37 28 M46 29 Q51 34 56 29", None, ink(b.main), 2.4)
    return tail + limbs[0] + body + mud + limbs[1] + ears + brow + muzzle + face


@draws("rhino", 144, 96, natural=("#8e939c", "#9b938a", "#7c828e"))
def rhino(b: Brush) -> str:
    """A rhinoceros with a great nose horn and folds of thick skin."""
    horn, fold = "#dccba8", shade(b.main, -0.32) if lum(b.main) > 0.3 else shade(b.main, 0.25)
    far = legs((72, 108), 66, 96, 18, b.dark, shade(b.main, -0.4), lean=5 if b.variant == 2 else 0)
    near = legs((58, 122), 66, 96, 20, b.main, fold, lean=-7 if b.variant == 2 else 0)
    body = path("M42 40 Q50 10 74 12 Q92 8 112 12 Q142 18 140 54 Q140 78 126 82 H60 Q38 74 42 40Z", b.main) + path("M58 78 Q96 88 132 70 L126 84 H60Z", b.dark)
    tail = ribbon(curve((138, 36), (144, 46), (140, 60)), (5, 3, 4), fold)
    ears = ribbon(curve((54, 22), (56, 12), (62, 4)), (6, 12, 4), b.main) + ribbon(curve((56, 19), (60, 9)), (4, 3), ROSE)
    ears += ribbon(curve((46, 20), (44, 10), (46, 3)), (6, 10, 4), b.dark)
    head = ribbon(curve((62, 42), (40, 34), (16, 66)), (50, 38, 25), b.main) + path("M6 72 Q14 80 28 70", None, fold, 2.4) + ellipse(9, 62, 2, 3, fold)
    big = path("M4 60 Q-2 34 6 14 Q12 34 22 50Z", horn) + path("M4 60 Q1 48 2 38 Q8 48 22 50Z", shade(horn, -0.12))
    small = path("M24 46 Q22 32 27 24 Q32 34 36 38Z", horn) if b.variant != 1 else ""
    folds = path("M74 14 Q66 44 76 78 M112 14 Q122 44 110 80", None, fold, 3) + path("M56 62 Q64 56 66 44", None, fold, 3)
    if b.variant == 1:
        folds += "".join(circle(x, y, 1.8, fold) for x, y in ((84, 30), (94, 26), (102, 34), (88, 42), (98, 46), (126, 36), (130, 48), (122, 56)))
    grass = "".join(path(f"M{x} 78 q{dx} 6 {dx * 2} 10", None, "#6f9a45", 2.4) for x, dx in ((12, -2), (16, 0), (20, 2))) if b.variant == 0 else ""
    drawn = tail + far + body + near + (folds if b.variant < 2 else path("M74 14 Q66 44 76 78", None, fold, 3)) + ears + head + big + small + grass
    return drawn + look(b.main, ((38, 46),), 4)
