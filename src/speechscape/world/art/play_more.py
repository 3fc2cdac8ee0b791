"""Toys, the playground and presents."""

from __future__ import annotations

from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, group, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.play import BLUE, GOLD, INK, RED, ROPE, STEEL_DARK, WOOD, WOOD_DARK, WOOD_LIGHT, bow, trim_of
from speechscape.world.art.still_life import CREAM, apart, crescent, mark


# --- shared pieces ----------------------------------------------------------------------------------------------------
def _toy_eye(b: Brush, x: float, y: float, r: float) -> str:
    """A dark eye, with a pale rim on a dark coat."""
    dark = sum(int(b.main[k : k + 2], 16) for k in (1, 3, 5)) < 260
    return (circle(x, y, r * 1.55, CREAM) if dark else "") + eye(x, y, r)


def _pennant(x: float, y: float, height: float, color: str) -> str:
    """A small flag on a pole that rises `height` from (x, y)."""
    flag = poly([(x, y - height + 1), (x + 17, y - height + 7), (x, y - height + 13)], color)
    return line([(x, y), (x, y - height + 1.5)], WOOD_DARK, 3) + flag


# --- toys -------------------------------------------------------------------------------------------------------------
@draws("teddy bear", 112, 138, natural=("#b9804a", "#8f5f3a", "#dcb27a"))
def teddy_bear(b: Brush) -> str:
    """A sitting teddy bear: with a bow tie, in a striped jersey, or holding a heart."""
    pale = mix(b.main, "#fff0d8", 0.55) if b.main != "#f4f1ea" else "#e3cdb4"
    edge = b.dark
    out = "".join(circle(x, 19, 18, b.main) + circle(x, 20, 10, pale) for x in (26, 86))
    body = ellipse(56, 98, 36, 36, b.main) + path("M72 66 Q92 78 92 98 Q92 134 56 134 Q78 124 78 98 Q78 80 72 66Z", edge)
    arms = ellipse(17, 88, 13, 25, edge, turn=28) + ellipse(95, 88, 13, 25, edge, turn=-28)
    arms += ellipse(15.5, 87, 11, 23, b.main, turn=28) + ellipse(96.5, 87, 11, 23, b.main, turn=-28)
    legs = "".join(ellipse(x, 118, 19.5, 20, edge) + ellipse(x, 117, 18, 18, b.main) + ellipse(x, 120, 11.5, 12.5, pale) for x in (20, 92))
    trim = trim_of(b)
    if b.variant == 1:
        shirt = path("M26 78 Q56 64 86 78 Q94 94 90 112 Q56 126 22 112 Q18 94 26 78Z", apart(BLUE, b.main, GOLD))
        shirt += path("M21 90 Q56 104 91 90 L92 98 Q56 112 20 98Z", "#fff6ea") + path("M20 106 Q56 120 92 106 L90 112 Q56 126 22 112Z", "#fff6ea")
        body += shirt
    else:
        body += ellipse(56, 102, 22, 25, pale)
    head = ellipse(56, 44, 42, 37, b.main) + path("M84 18 Q98 28 98 44 Q98 80 56 81 Q86 72 88 44 Q88 28 84 18Z", edge)
    head += (
        ellipse(56, 58, 20, 17, pale)
        + path("M46 49 Q56 43 66 49 Q66 56 56 59 Q46 56 46 49Z", "#33231f")
        + path("M56 58 V64 Q50 71 44 66 M56 64 Q62 71 68 66", None, "#33231f", 2.8)
    )
    head += _toy_eye(b, 38, 40, 5.6) + _toy_eye(b, 74, 40, 5.6)
    extra = ""
    if b.variant == 0:
        extra = bow(56, 83, 19, apart(RED, b.main, BLUE))
    elif b.variant == 2:
        extra = path("M56 126 Q28 106 30 92 Q34 78 48 82 Q54 84 56 90 Q58 84 64 82 Q78 78 82 92 Q84 106 56 126Z", apart("#e2434f", b.main, "#f7b9c4"))
        extra += ellipse(30, 98, 10, 9, edge) + ellipse(29, 97, 9, 8, b.main) + ellipse(82, 98, 10, 9, edge) + ellipse(83, 97, 9, 8, b.main)
        extra += line([(52, 12), (60, 12)], trim, 3) + line([(56, 9), (56, 20)], edge, 2)
    return out + body + arms + legs + head + extra


def _doll_face(skin: str) -> str:
    """Button eyes, round cheeks and a stitched smile on a round cloth head around (0, 0)."""
    out = circle(0, 0, 25, skin) + crescent(0, 0, 25, 25, shade(skin, -0.12), 0.3)
    out += circle(-9, 0, 4.2, "#2f2530") + circle(9, 0, 4.2, "#2f2530") + circle(-8, -1.4, 1.4, "#ffffff") + circle(10, -1.4, 1.4, "#ffffff")
    out += circle(-15, 9, 4.6, "#f0909a") + circle(15, 9, 4.6, "#f0909a") + path("M-8 11 Q0 19 8 11", None, "#b3343f", 2.6)
    return out + line([(-8, 9), (-9, 13)], "#b3343f", 2) + line([(8, 9), (9, 13)], "#b3343f", 2) + poly([(0, 3), (3, 8), (-3, 8)], "#e2744f")


@draws("doll", 94, 146, natural=("#e2607f", "#4f93cf", "#8fb84a"))
def doll(b: Brush) -> str:
    """A rag doll whose dress takes the colour: with yarn pigtails, an apron and a bob, or a sun hat and plaits."""
    skin = ("#f8d3b0", "#b97a50", "#f3c59c")[b.variant]
    hair = (apart("#d9602f", b.main, "#8a4a2a"), "#3a2a2a", apart("#f0c04f", b.main, "#a8652f"))[b.variant]
    trim = trim_of(b)
    legs = ""
    for x in (35, 59):
        legs += (
            rect(x - 7, 108, 14, 32, "#fff6ea", r=4)
            + "".join(rect(x - 7, y, 14, 5, RED if b.variant != 1 else BLUE) for y in (113, 122))
            + ellipse(x + (3 if x > 47 else -3), 140, 12, 6, INK)
        )
    arms = line([(34, 66), (10, 88)], b.dark, 15) + line([(60, 66), (84, 88)], b.dark, 15) + circle(8, 91, 8, skin) + circle(86, 91, 8, skin)
    dress = path("M32 58 H62 Q66 78 84 108 Q86 115 78 116 H16 Q8 115 10 108 Q28 78 32 58Z", b.main) + path(
        "M54 58 H62 Q66 78 84 108 Q86 115 78 116 H64 Q66 84 54 58Z", b.dark
    )
    dress += "".join(circle(x, 113, 5.2, trim) for x in (17, 27, 37, 47, 57, 67, 77))
    if b.variant == 1:
        dress += (
            path("M36 72 H58 L66 106 Q47 112 28 106Z", "#fff6ea" if trim == CREAM else trim)
            + rect(38, 86, 18, 11, b.main, r=3)
            + path("M36 72 L32 58 M58 72 L62 58", None, trim, 4)
        )
    else:
        dress += circle(47, 72, 3, trim) + circle(47, 83, 3, trim) + path("M30 60 Q47 74 64 60 L62 55 H32Z", trim)
    if b.variant == 1:
        back, front = (
            path("M14 62 Q8 2 47 2 Q86 2 80 62 Q66 66 47 66 Q28 66 14 62Z", hair),
            path("M20 36 Q20 8 47 8 Q74 8 74 36 Q66 22 47 22 Q28 22 20 36Z", hair),
        )
        front += bow(70, 12, 14, apart(RED, b.main, GOLD), 25)
    elif b.variant == 0:
        back = circle(47, 28, 28, hair) + "".join(
            ellipse(x, 46, 11, 20, shade(hair, -0.12), turn=t) + ellipse(x, 44, 9, 18, hair, turn=t) for x, t in ((12, 18), (82, -18))
        )
        front = path("M20 34 Q22 4 47 4 Q72 4 74 34 Q66 20 47 22 Q28 20 20 34Z", hair) + "".join(
            line([(x, 6 + abs(47 - x) * 0.25), (x, 18)], shade(hair, -0.2), 2) for x in (35, 47, 59)
        )
        front += circle(19, 30, 5.5, trim) + circle(75, 30, 5.5, trim)
    else:
        back = (
            circle(47, 34, 26, hair)
            + "".join(ellipse(x, y, 7, 7, hair if y != 62 else shade(hair, -0.14)) for x in (20, 74) for y in (50, 62, 74))
            + circle(20, 83, 4.5, trim)
            + circle(74, 83, 4.5, trim)
        )
        front = path("M24 30 Q34 26 47 27 Q60 26 70 30 L68 38 Q47 30 26 38Z", hair)
        front += (
            path("M24 24 Q24 0 47 0 Q70 0 70 24Z", b.main)
            + ellipse(47, 25, 38, 7, b.dark)
            + ellipse(47, 23.5, 38, 6, b.light)
            + path("M24 18 Q47 24 70 18 V24 Q47 29 24 24Z", trim)
        )
    return legs + arms + back + dress + group(_doll_face(skin), 47, 38) + front


# --- playground -------------------------------------------------------------------------------------------------------
def _frame(b: Brush, x0: float, x1: float, y: float, height: float) -> str:
    """Two A-shaped legs and the beam between them."""
    out = ""
    for x, out_by in ((x0, -1), (x1, 1)):
        out += line([(x, y), (x - 16 * out_by, height - 4)], b.dark, 8) + line([(x, y), (x + 16 * out_by, height - 4)], b.main, 8)
        out += line([(x - 9 * out_by, height * 0.6), (x + 9 * out_by, height * 0.6)], b.dark, 5)
    return out + line([(x0, y), (x1, y)], b.main, 9) + line([(x0, y - 2), (x1, y - 2)], b.light, 2.4)


@draws("swing", 140, 132, natural=("#d9483f", "#3f8fc9", "#5fa84f"))
def swing(b: Brush) -> str:
    """A swing on its frame: one seat on ropes, a sling seat in motion, or a bench under an awning."""
    seat = apart(GOLD, b.main, BLUE)
    frame = _frame(b, 20, 120, 5, 132)
    if b.variant == 0:
        ropes = line([(50, 6), (48, 90)], ROPE, 4) + line([(90, 6), (92, 90)], ROPE, 4)
        board = rect(40, 87, 60, 11, WOOD if apart(WOOD, b.main, "") else seat, r=4) + rect(40, 94, 60, 5, WOOD_DARK, r=2.5)
        return frame + ropes + board + circle(50, 6, 5, STEEL_DARK) + circle(90, 6, 5, STEEL_DARK)
    if b.variant == 1:
        one = line([(-22, 0), (-22, 78)], STEEL_DARK, 3.6) + line([(22, 0), (22, 78)], STEEL_DARK, 3.6)
        one += path("M-28 72 Q0 100 28 72 V82 Q0 114 -28 82Z", seat) + path("M-28 80 Q0 110 28 80 V84 Q0 116 -28 84Z", shade(seat, -0.25))
        return frame + group(one, 70, 8, turn=11) + circle(48, 6, 5, STEEL_DARK) + circle(92, 6, 5, STEEL_DARK)
    hang = line([(34, 20), (38, 78)], STEEL_DARK, 3.6) + line([(106, 20), (102, 78)], STEEL_DARK, 3.6)
    bench = rect(34, 58, 72, 34, b.dark, r=5) + "".join(rect(38 + k * 13.2, 60, 9.5, 30, b.light, r=2) for k in range(5)) + rect(28, 88, 84, 12, b.main, r=4)
    bench += rect(27, 74, 9, 24, b.main, r=3) + rect(104, 74, 9, 24, b.main, r=3) + rect(28, 96, 84, 5, b.dark, r=2)
    legs = "".join(line([(70 + k * 52, 16), (70 + k * 64, 128)], b.main, 8) for k in (-1, 1))
    roof = path("M10 0 H130 L140 22 H0Z", b.main) + "".join(
        path(f"M{x} 22 a10 10 0 0 0 20 0Z", c) for x, c in zip(range(0, 140, 20), [b.dark, trim_of(b)] * 4, strict=False)
    )
    roof += "".join(poly([(10 + k * 17.1, 0), (27.1 + k * 17.1, 0), (40 + k * 20 - 0, 22), (20 + k * 20, 22)], trim_of(b)) for k in (1, 3, 5))
    return legs + hang + bench + roof


@draws("slide", 150, 124, natural=("#f0b83c", "#e0533f", "#4aa6c9"))
def slide(b: Brush) -> str:
    """A playground slide: straight, wavy, or down from a little tower with a roof."""
    post = apart("#5f86b0", b.main, "#d9534a")
    steps = line([(44, 8), (44, 118)], shade(post, -0.25), 7) + line([(30, 22), (4, 120)], post, 7) + line([(44, 26), (18, 120)], shade(post, -0.2), 7)
    steps += "".join(line([(30 - k * 4.6, 24 + k * 17), (43 - k * 4.6, 26 + k * 17)], shade(post, 0.35), 5) for k in range(1, 6))
    rail = path("M30 24 Q28 3.5 40 3.5 Q54 3.5 56 26", None, post, 6)
    if b.variant == 1:
        chute = path(
            "M40 22 H60 Q70 24 76 42 Q82 60 94 64 Q108 66 114 84 Q120 104 134 106 H150 V122 H128 Q106 120 100 98 Q96 82 84 80 Q68 76 62 56 Q58 42 52 38 H40Z",
            b.main,
        )
        edge = path(
            "M40 30 H54 Q62 32 68 50 Q74 68 88 72 Q102 74 107 92 Q113 112 130 114 H150 V122 H128 Q106 120 100 98 Q96 82 84 80 Q68 76 62 56 Q58 42 52 38 H40Z",
            b.dark,
        )
        edge += path("M46 24 H59 Q68 27 73 43 Q80 62 93 66 Q107 68 112 86 Q118 104 132 108 H148", None, b.light, 4)
        prop = line([(88, 78), (88, 120)], post, 6)
    else:
        chute = path("M38 22 H58 Q66 24 72 34 L116 96 Q122 104 132 104 H150 V122 H124 Q110 120 102 110 L62 52 Q56 42 46 40 H38Z", b.main)
        edge = path("M38 31 H50 Q60 32 66 42 L108 104 Q116 113 126 113 H150 V122 H124 Q110 120 102 110 L62 52 Q56 42 46 40 H38Z", b.dark)
        edge += path("M44 24 H57 Q64 26 69 34 L113 97 Q120 106 132 106.5 H148", None, b.light, 4)
        prop = line([(86, 84), (86, 120)], post, 6)
    if b.variant < 2:
        return prop + steps + chute + edge + rail
    tower = rect(8, 46, 44, 78, WOOD, r=2) + "".join(rect(x, 48, 2.5, 76, WOOD_DARK) for x in (18, 29, 40)) + path("M18 124 V92 Q30 78 42 92 V124Z", "#4a3426")
    roof = poly([(30, 0), (62, 22), (0, 22)], apart("#57a05a", b.main, "#d9534a")) + poly([(30, 0), (62, 22), (42, 22)], apart("#3f7f47", b.main, "#b03f3a"))
    posts = rect(8, 20, 6, 30, WOOD_DARK) + rect(46, 20, 6, 22, WOOD_DARK)
    return prop + tower + posts + rect(4, 42, 50, 7, WOOD_LIGHT, r=3) + chute + edge + roof


def _crenels(x: float, y: float, w: float, teeth: int, color: str) -> str:
    """A row of battlements standing on y."""
    step = w / (2 * teeth - 1)
    return "".join(rect(x + 2 * k * step, y - 9, step, 10, color, r=1) for k in range(teeth))


@draws("sandcastle", 148, 128, natural=("#e8c47c", "#dfb268", "#f0d49a"))
def sandcastle(b: Brush) -> str:
    """A sandcastle with flags: battlements, pointed towers, or one tall domed tower beside two low ones."""
    deep, flag = shade(b.main, -0.5), apart("#e0483f", b.main, BLUE)
    mound = path("M0 128 Q6 108 30 108 H118 Q142 108 148 128Z", b.dark) + path("M0 128 Q20 116 50 118 Q90 114 148 128Z", b.light)

    def tower(x: float, y: float, w: float, battlement: bool, dome: bool = False) -> str:
        out = poly([(x, y), (x + w, y), (x + w + 4, 118), (x - 4, 118)], b.main) + poly(
            [(x + w * 0.68, y), (x + w, y), (x + w + 4, 118), (x + w * 0.68, 118)], b.dark
        )
        out += path(f"M{x + w * 0.36:.1f} {y + 30} v-8 a{w * 0.13:.1f} {w * 0.13:.1f} 0 0 1 {w * 0.26:.1f} 0 v8Z", deep)
        if dome:
            cx, rx, ry = x + w / 2, w / 2 + 3, w * 0.46
            out += ellipse(cx, y, rx, ry, b.light)
            out += path(
                f"M{cx + rx * 0.3:.1f} {y - ry * 0.95:.1f} A{rx} {ry:.1f} 0 0 1 {cx + rx:.1f} {y} H{cx + rx * 0.4:.1f} Q{cx + rx * 0.7:.1f} {y - ry * 0.5:.1f} {cx + rx * 0.3:.1f} {y - ry * 0.95:.1f}Z",
                b.dark,
            )
            return out + rect(x - 4, y - 1, w + 8, 7, b.light, r=3)
        if battlement:
            return out + rect(x - 3, y - 3, w + 6, 9, b.light, r=2) + _crenels(x - 3, y - 2, w + 6, 3, b.light)
        return (
            out
            + poly([(x + w / 2, y - 26), (x + w + 4, y + 3), (x - 4, y + 3)], b.light)
            + poly([(x + w / 2, y - 26), (x + w + 4, y + 3), (x + w * 0.6, y + 3)], b.dark)
        )

    wall = rect(28, 76, 92, 44, b.main) + _crenels(30, 77, 88, 5, b.main) + path("M60 118 V98 Q74 82 88 98 V118Z", deep)
    wall += "".join(line([(x, y), (x + 8, y)], mark(b), 2.5) for x, y in ((46, 86), (94, 84), (98, 98), (44, 104), (72, 80)))
    plain = b.variant != 1
    top, high = (54, 38) if plain else (60, 46)
    towers = _pennant(74, high - 6 if plain else high - 20, 32 if plain else 26, flag) + tower(56, high, 36, plain)
    towers += tower(16, top + 6, 28, plain) + tower(104, top + 6, 28, plain)
    if b.variant == 2:
        towers = _pennant(74, 26, 24, flag) + tower(52, 34, 44, False, True) + tower(12, 76, 34, False, True) + tower(102, 76, 34, False, True)
    if b.variant == 0:
        towers = _pennant(30, top + 2, 30, BLUE if flag != BLUE else GOLD) + _pennant(118, top + 2, 30, GOLD) + towers
    return towers + wall + mound + "".join(circle(x, y, 3, "#fff3e6") for x, y in ((54, 122), (97, 121), (74, 124)))


@draws("gift", 116, 124, natural=("#e0483f", "#4f93cf", "#8f5fb8"))
def gift(b: Brush) -> str:
    """A wrapped gift with a bow: a box with a lid, a dotted parcel, or a round starred box."""
    ribbon = apart(GOLD, b.main, RED) if b.variant == 0 else apart("#fff6ea", b.main, RED)
    loops = "".join(
        path(f"M58 38 C{58 + k * 8} 8 {58 + k * 24} -6 {58 + k * 38} 4 C{58 + k * 50} 16 {58 + k * 34} 36 58 38Z", c)
        + path(f"M58 37 C{58 + k * 12} 20 {58 + k * 22} 8 {58 + k * 32} 12 C{58 + k * 36} 20 {58 + k * 26} 34 58 37Z", shade(ribbon, -0.32))
        for k, c in ((-1, ribbon), (1, shade(ribbon, -0.12)))
    ) + rect(49, 28, 18, 13, shade(ribbon, -0.18), r=5)
    if b.variant == 2:
        tub = path("M6 60 V108 A52 16 0 0 0 110 108 V60Z", b.main) + path("M86 60 V119 Q110 116 110 108 V60Z", b.dark)
        tub += path("M48 60 V123.6 Q58 124.4 68 123.6 V60Z", ribbon) + "".join(
            poly(star_points(x, y, 7, 3), ribbon) for x, y in ((20, 84), (34, 106), (82, 104), (97, 84))
        )
        lid = (
            path("M0 44 V60 A58 17 0 0 0 116 60 V44Z", b.light)
            + path("M90 44 V73 Q116 68 116 60 V44Z", b.main)
            + ellipse(58, 44, 58, 16, mix(b.light, "#ffffff", 0.25))
        )
        lid += path("M48 59.5 V76.6 Q58 77.4 68 76.6 V59.5Z", ribbon) + poly([(48, 28), (68, 28), (68, 60), (48, 60)], ribbon)
        return tub + lid + loops
    box = rect(6, 54, 104, 70, b.main, r=3) + rect(80, 54, 30, 70, b.dark, r=3)
    if b.variant == 1:
        box += "".join(
            circle(x, y, 5, mix(b.main, "#ffffff", 0.5) if ribbon != RED else GOLD)
            for x, y in ((20, 72), (38, 86), (20, 102), (36, 114), (80, 74), (96, 88), (80, 104), (98, 114))
        )
    box += rect(50, 54, 16, 70, ribbon) + rect(60, 54, 6, 70, shade(ribbon, -0.16))
    lid = (
        rect(0, 37, 116, 22, b.light, r=4)
        + rect(86, 37, 30, 22, b.main, r=4)
        + rect(6, 59, 104, 5, shade(b.main, -0.34), opacity=0.6)
        + rect(50, 37, 16, 22, ribbon)
    )
    if b.variant == 1:
        tag = group(
            poly([(0, 0), (10, -8), (32, -8), (32, 8), (10, 8)], "#fff6ea")
            + circle(9, 0, 2.6, WOOD_DARK)
            + line([(16, -2), (28, -2)], STEEL_DARK, 2)
            + line([(16, 3), (26, 3)], STEEL_DARK, 2),
            66,
            70,
            turn=24,
        )
        return box + lid + loops + tag
    return box + lid + loops
