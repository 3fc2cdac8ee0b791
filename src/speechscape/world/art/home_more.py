"""More household things: screens and desks, small things of the house, doors and windows, and vessels."""

from __future__ import annotations

import math

from speechscape.world.art.kit import Brush, circle, draws, ellipse, glow, group, line, mix, path, poly, rect, shade, star_points
from speechscape.world.art.still_life import CREAM, LEAF, apart, leaf, mark, mouth, soft

STEEL, STEEL_DARK, STEEL_LIGHT, INK = "#b4bec8", "#8893a0", "#dde4ea", "#33363f"
SCREEN, GOLD, GOLD_DARK = "#2b3346", "#e2b34a", "#b98a2e"
WOOD, WOOD_DARK, WOOD_LIGHT, PAPER = "#a8703f", "#7d4f2b", "#c89158", "#fbf6ea"


# --- shared pieces ----------------------------------------------------------------------------------------------------
def _view(x: float, y: float, w: float, h: float) -> str:
    """A little landscape on a screen: sky and hills."""
    sky = rect(x, y, w, h, glow("#8fd3f0")) + rect(x, y, w, h * 0.28, glow("#b5e3f5"))
    hills = path(
        f"M{x} {y + h} V{y + h * 0.62:.1f} Q{x + w * 0.26:.1f} {y + h * 0.3:.1f} {x + w * 0.55:.1f} {y + h * 0.74:.1f} L{x + w * 0.66:.1f} {y + h}Z",
        glow("#5fb37a"),
    )
    return sky + hills + path(f"M{x + w * 0.2:.1f} {y + h} Q{x + w * 0.66:.1f} {y + h * 0.42:.1f} {x + w} {y + h * 0.7:.1f} V{y + h}Z", glow("#3f9468"))


def _hands(cx: float, cy: float, r: float, color: str) -> str:
    """The two hands of a clock at ten past ten, and its hub."""
    out = line([(cx, cy), (cx - r * 0.5, cy - r * 0.34)], color, r * 0.13) + line([(cx, cy), (cx + r * 0.42, cy - r * 0.66)], color, r * 0.1)
    return out + circle(cx, cy, r * 0.11, color)


def _dial(cx: float, cy: float, r: float) -> str:
    """A clock's face with its hour marks and hands."""
    marks = "".join(
        line(
            [(cx + q * math.sin(k * math.pi / 6), cy - q * math.cos(k * math.pi / 6)) for q in (r * (0.7 if k % 3 == 0 else 0.8), r * 0.87)],
            INK,
            r * (0.1 if k % 3 == 0 else 0.055),
        )
        for k in range(12)
    )
    return circle(cx, cy, r, PAPER) + marks + _hands(cx, cy, r, INK) + circle(cx, cy, r * 0.05, "#e2574c")


def _flame(x: float, y: float, h: float) -> str:
    """A candle's flame whose foot is at (x, y)."""
    w = h * 0.36
    outer = path(
        f"M{x} {y - h:.1f} Q{x + w * 1.5:.1f} {y - h * 0.36:.1f} {x + w * 0.8:.1f} {y - h * 0.14:.1f} "
        f"Q{x} {y + h * 0.14:.1f} {x - w * 0.8:.1f} {y - h * 0.14:.1f} Q{x - w * 1.5:.1f} {y - h * 0.36:.1f} {x} {y - h:.1f}Z",
        glow("#ff9f2e"),
    )
    return outer + ellipse(x, y - h * 0.26, w * 0.52, h * 0.24, glow("#ffe38a"))


# --- screens and desk -------------------------------------------------------------------------------------------------
@draws("tv", 144, 112, natural=("#3d424d", "#a8683a", "#5b6472"))
def tv(b: Brush) -> str:
    """A television: flat on a stand, an old one with aerials and knobs, or flat on two feet over a speaker bar."""
    if b.variant == 1:
        aerial = line([(72, 26), (42, 2)], STEEL_DARK, 3) + line([(72, 26), (104, 2)], STEEL_DARK, 3) + circle(42, 3, 3, "#d9554a")
        aerial += circle(104, 3, 3, "#d9554a") + path("M56 28 Q58 18 72 18 Q86 18 88 28Z", b.dark)
        case = rect(0, 26, 144, 76, b.main, r=12) + path("M0 90 Q0 102 12 102 H132 Q144 102 144 90Z", b.dark)
        case += path("M18 100 H30 L24 112 H16ZM114 100 H126 L128 112 H120Z", WOOD_DARK)
        screen = rect(10, 35, 92, 56, b.dark, r=14) + rect(15, 40, 82, 46, SCREEN, r=12) + group(_view(0, 0, 70, 36), 21, 45)
        screen += line([(28, 76), (38, 50)], "#ffffff", 5, opacity=0.35)
        knobs = "".join(circle(122, y, 9, CREAM) + line([(122, y), (122 + dx, y - 6)], INK, 2.6) for y, dx in ((48, 3), (70, -4)))
        knobs += "".join(line([(114, y), (130, y)], b.dark, 2.4) for y in (84, 89))
        return aerial + case + screen + knobs
    frame = rect(0, 0, 144, 92 if b.variant == 0 else 86, b.main, r=6) + rect(0, 80 if b.variant == 0 else 78, 144, 12 if b.variant == 0 else 8, b.dark, r=5)
    if b.variant == 0:
        out = rect(62, 90, 20, 14, b.dark) + path("M34 112 Q36 102 60 102 H84 Q108 102 110 112Z", b.main) + frame + rect(9, 9, 126, 70, SCREEN)
        return (
            out
            + _view(11, 11, 122, 66)
            + poly([(18, 11), (48, 11), (24, 60), (11, 60), (11, 25)], "#ffffff", opacity=0.2)
            + circle(72, 86, 2.4, glow("#7dffb0"))
        )
    feet = poly([(24, 84), (34, 84), (26, 112), (14, 112)], b.dark) + poly([(110, 84), (120, 84), (130, 112), (118, 112)], b.dark)
    feet += rect(36, 98, 72, 14, b.main, r=5) + "".join(circle(x, 105, 4.4, b.dark) for x in (46, 58, 86, 98))
    sea = rect(11, 11, 122, 62, glow("#f6a26b")) + rect(11, 30, 122, 16, glow("#ffc98a")) + rect(11, 46, 122, 27, glow("#3f7fb5"))
    sea += "".join(rect(72 - w / 2, y, w, 3, glow("#ffd98a"), r=1.5) for y, w in ((50, 34), (57, 24), (64, 14)))
    return feet + frame + rect(9, 9, 126, 66, SCREEN) + sea + circle(72, 80.5, 2, glow("#ff7a6a"))


@draws("laptop", 150, 104, natural=("#b9c2cb", "#525a66", "#d9b7a0"))
def laptop(b: Brush) -> str:
    """An open laptop: with a landscape, with windows of text, or with a chart on its screen."""
    lid = rect(16, 0, 118, 80, b.main, r=7) + rect(16, 68, 118, 12, b.dark, r=4) + rect(22, 6, 106, 64, SCREEN, r=2)
    if b.variant == 0:
        lid += _view(24, 8, 102, 60)
    elif b.variant == 1:
        lid += rect(24, 8, 102, 60, glow("#dfeefb")) + rect(24, 8, 102, 9, glow("#5b8fd0"))
        lid += "".join(circle(x, 12.5, 2, glow(c)) for x, c in ((30, "#ff8a7a"), (37, "#ffd873"), (44, "#8fe08a")))
        lid += rect(30, 23, 38, 30, glow("#f7b65c"), r=2)
        lid += "".join(rect(74, y, w, 4, glow("#6d86a8"), r=2) for y, w in ((24, 44), (33, 36), (42, 44), (51, 26), (60, 40)))
    else:
        lid += rect(24, 8, 102, 60, glow("#26344f"))
        lid += "".join(
            rect(34 + k * 17, 62 - h, 11, h, glow(c), r=1)
            for k, (h, c) in enumerate(((18, "#5fd0c8"), (30, "#ffd873"), (24, "#f58a7a"), (42, "#8fb6ff"), (36, "#b8e986")))
        )
    base = poly([(16, 80), (134, 80), (150, 98), (0, 98)], b.light) + rect(0, 96, 150, 8, b.dark, r=4) + rect(60, 96, 30, 3.5, shade(b.dark, -0.2), r=1.5)
    keys = apart("#4b5260", b.light, "#f4f1ea")
    rows = "".join(
        poly([(x0 + k * step, y), (x0 + k * step + step - 1.6, y), (x0 + k * step + step - 1.6, y + 2.8), (x0 + k * step, y + 2.8)], keys)
        for y, x0, x1 in ((82, 24, 126), (86, 20.5, 129.5))
        for step in ((x1 - x0) / 12,)
        for k in range(12)
    )
    return lid + base + rows + poly([(56, 90.5), (94, 90.5), (97, 95), (53, 95)], mix(b.light, b.dark, 0.5)) + rect(70, 2, 10, 2, b.dark, r=1)


@draws("computer mouse", 80, 132, natural=("#d7dce1", "#454a55", "#8fb7d1"))
def computer_mouse(b: Brush) -> str:
    """A computer mouse from above: with its cable, with side pads and lights, or two-toned with its cable."""
    line_ = shade(b.main, -0.38)
    cable = path("M40 42 Q40 26 52 24 Q66 22 64 10 Q63 4 60 3" if b.variant == 0 else "M40 42 Q40 22 26 20 Q14 16 18 3", None, INK, 5)
    cable += rect(36, 28, 8, 12, INK, r=2)
    y0 = 34 if b.variant != 1 else 0
    body = path(f"M40 {y0} Q80 {y0} 80 {y0 + 42} V90 Q80 132 40 132 Q0 132 0 90 V{y0 + 42} Q0 {y0} 40 {y0}Z", b.main)
    body += path(f"M52 {y0 + 1} Q80 {y0 + 6} 80 {y0 + 42} V90 Q80 132 40 132 Q66 120 66 88 V{y0 + 44} Q66 {y0 + 14} 52 {y0 + 1}Z", b.dark)
    split = y0 + 46
    if b.variant == 2:
        body += path(f"M40 {y0} Q80 {y0} 80 {y0 + 42} V{split + 4} Q40 {split - 10} 0 {split + 4} V{y0 + 42} Q0 {y0} 40 {y0}Z", apart(INK, b.main, "#c8ced6"))
    seams = path(f"M40 {y0 + 2} V{split}", None, line_, 3) + path(f"M1 {split + 4} Q40 {split - 10} 79 {split + 4}", None, line_, 3)
    wheel = rect(33, y0 + 13, 14, 26, apart(INK, b.main, "#e8ebee") if b.variant < 2 else STEEL_LIGHT, r=7)
    wheel += "".join(line([(35.5, y0 + y), (44.5, y0 + y)], STEEL_DARK, 2) for y in (20, 26, 32))
    extra = path("M40 116 Q30 106 34 100 Q38 97 40 102 Q42 97 46 100 Q50 106 40 116Z", b.light) if b.variant == 2 else ""
    if b.variant == 1:
        extra = rect(1, 58, 8, 20, line_, r=4) + rect(1, 82, 8, 20, line_, r=4) + rect(34, 46, 12, 6, glow("#5fe0d0"), r=3)
        extra += path("M28 112 Q40 120 52 112", None, glow("#5fe0d0"), 4)
    return (cable if b.variant != 1 else "") + body + seams + wheel + extra + path(f"M10 {split + 14} Q9 98 18 112", None, b.light, 4)


@draws("remote", 48, 144, natural=("#3d424d", "#dcdfe3", "#5b6b86"))
def remote(b: Brush) -> str:
    """A remote control: number keys, a round pad, or few big keys."""
    key, r = apart("#e9edf1", b.main, "#565c68"), (8, 16, 23)[b.variant]
    body = rect(0, 0, 48, 144, b.main, r=r)
    body += path(f"M40 {r * 0.25:.1f} Q48 {r * 0.6:.1f} 48 {r} V{144 - r} Q48 {144 - r * 0.6:.1f} 40 {144 - r * 0.25:.1f}Z", b.dark)
    power = circle(12, 15, 5.5, apart("#e2463c", b.main, "#ffffff")) + rect(30, 12, 10, 6, STEEL, r=2)
    if b.variant == 0:
        hues = [apart(c, b.main, key) for c in ("#e2463c", "#5fae4b", "#f2c230", "#4a90d0")]
        pads = "".join(rect(7 + c * 12.5, 28 + q * 11.5, 9.5, 8, key, r=2.5) for q in range(4) for c in range(3)) + rect(7, 78, 9.5, 26, key, r=4.5)
        pads += rect(32, 78, 9.5, 26, key, r=4.5) + circle(24.2, 91, 5.5, key)
        out = body + power + pads + "".join(rect(6.5 + k * 9.2, 110, 7, 6, c, r=2) for k, c in enumerate(hues))
        return out + "".join(circle(x, 128, 3.4, key) for x in (14, 24, 34))
    if b.variant == 1:
        ring = circle(24, 46, 18, key) + circle(24, 46, 7.5, b.main)
        ring += "".join(
            poly(
                [
                    (24 + 15 * math.cos(a), 46 + 15 * math.sin(a)),
                    (24 + 11 * math.cos(a + 0.3), 46 + 11 * math.sin(a + 0.3)),
                    (24 + 11 * math.cos(a - 0.3), 46 + 11 * math.sin(a - 0.3)),
                ],
                b.main,
            )
            for a in (k * math.pi / 2 for k in range(4))
        )
        return body + power + ring + "".join(circle(x, y, 5, key) for y in (78, 93, 108) for x in (12, 24, 36)) + rect(10, 122, 28, 6, key, r=3)
    pads = rect(8, 36, 12, 34, key, r=6) + rect(28, 36, 12, 34, key, r=6)
    signs = "".join(line([(x - 3, y), (x + 3, y)], INK if key != "#565c68" else "#ffffff", 2) for x, y in ((14, 44), (14, 62)))
    signs += line([(14, 41), (14, 47)], INK if key != "#565c68" else "#ffffff", 2)
    out = body + circle(24, 20, 8, apart("#e2463c", b.main, "#ffffff")) + pads + signs + circle(24, 88, 10, key)
    out += circle(14, 112, 5.5, "#5fae4b" if key != "#5fae4b" else key) + circle(34, 112, 5.5, "#f2c230")
    return out + "".join(rect(14, y, 20, 3, key, r=1.5) for y in (124, 130))


@draws("keyboard", 152, 68, natural=("#d3d8de", "#3f444f", "#8fa9bd"))
def keyboard(b: Brush) -> str:
    """A computer keyboard: light keys, keys with a number block, or with coloured keys."""
    key = apart("#f7f8fa", b.main, "#5f6673")
    case = rect(0, 0, 152, 64, b.main, r=7) + rect(0, 56, 152, 12, b.dark, r=6) + rect(0, 52, 152, 10, b.main, r=4) + rect(4, 3, 144, 54, b.dark, r=4)
    parts, low = [], shade(key, -0.28)
    accents = ("#e2574c", "#f2c230", "#5fae4b", "#4a90d0") if b.variant == 2 else ("",)

    def cap(x: float, y: float, w: float, color: str = "") -> None:
        parts.append(rect(x, y, w, 9.4, shade(color, -0.28) if color else low, r=2) + rect(x, y, w, 7.8, color or key, r=2))

    end, n = (144.5, 13) if b.variant != 1 else (110, 10)
    step = (end - 7.5) / n
    for row in range(4):
        for k in range(n):
            accent = accents[(row + k) % len(accents)] if b.variant == 2 and (k in (0, n - 1) or (row == 0 and k % 3 == 0)) else ""
            cap(7.5 + k * step, 6 + row * 10, step - 1.6, accent or (apart("#e2574c", b.main, "#f2c230") if row == 0 and k == 0 else ""))
    if b.variant == 1:
        for row in range(5):
            for k in range(3):
                cap(114 + k * 10.4, 6 + row * 10, 9, apart("#f2a23e", b.main, "#f7e3a0") if k == 2 and row == 4 else "")
    for x, w in (
        (7.5, step * 2 - 1.6),
        (7.5 + 2 * step, step - 1.6),
        (7.5 + 3 * step, step * (n - 6) - 1.6),
        (7.5 + (n - 3) * step, step - 1.6),
        (7.5 + (n - 2) * step, step * 2 - 1.6),
    ):
        cap(x, 46, w)
    return case + "".join(parts)


@draws("cell phone", 76, 144, natural=("#3a3f4a", "#d9dde2", "#6b86b0"))
def cell_phone(b: Brush) -> str:
    """A cell phone: with a screen of icons, with a chat, or an old one with keys and aerial."""
    if b.variant == 2:
        body = rect(52, 0, 13, 34, b.dark, r=6) + rect(0, 16, 76, 128, b.main, r=20)
        body += path("M62 18 Q76 22 76 36 V124 Q76 144 56 144 Q66 132 66 112 V40 Q66 26 62 18Z", b.dark)
        screen = rect(10, 34, 56, 38, INK, r=6) + rect(14, 38, 48, 30, glow("#b9dc9a"), r=3)
        screen += "".join(rect(19 + k * 5, 62 - k * 4, 3.5, k * 4 + 3, glow("#3f5a3a")) for k in range(4)) + rect(44, 44, 14, 7, glow("#3f5a3a"), r=1.5)
        screen += rect(44, 56, 14, 3, glow("#3f5a3a"))
        key = apart("#f4f1ea", b.main, "#6a717d")
        pads = rect(28, 77, 20, 9, key, r=4.5) + circle(17, 81, 5, "#5fae4b") + circle(59, 81, 5, "#e2463c")
        pads += "".join(rect(10 + c * 20, 92 + r * 11.5, 16, 8.5, key, r=4) for r in range(4) for c in range(3))
        return body + screen + pads + "".join(line([(x, 26), (x + 4, 26)], shade(b.main, -0.4), 2.4) for x in (28, 36, 44))
    body = rect(0, 0, 76, 144, b.main, r=13) + rect(69, 8, 7, 128, b.dark, r=3.5)
    wall = mix(b.main, "#ffffff", 0.55)
    if b.variant == 0:
        hues = ("#5fae4b", "#f2c230", "#e2574c", "#4a90d0", "#8a52b8", "#f08f3c", "#3fb0a8", "#f08fb4", "#6b7480")
        icons = "".join(rect(13 + (k % 3) * 18.4, 40 + (k // 3) * 20, 13.5, 13.5, glow(c), r=4) for k, c in enumerate(hues))
        out = body + rect(7, 9, 62, 118, glow(wall), r=6) + path("M7 110 Q30 90 69 104 V121 Q69 127 63 127 H13 Q7 127 7 121Z", glow(mix(wall, b.main, 0.45)))
        out += icons + rect(14, 22, 30, 7, glow("#ffffff"), r=3) + rect(10, 108, 56, 17, glow(mix(wall, "#ffffff", 0.4)), r=6)
        out += "".join(circle(x, 116.5, 5, glow(c)) for x, c in ((21, "#5fae4b"), (38, "#4a90d0"), (55, "#e2574c"))) + rect(27, 3.5, 22, 3, INK, r=1.5)
        return out + circle(38, 135.5, 4.6, b.light)
    chat = "".join(
        rect(x, y, w, h, glow(c), r=6)
        for x, y, w, h, c in ((12, 26, 38, 15, "#ffffff"), (26, 46, 38, 15, "#6fc36a"), (12, 66, 30, 15, "#ffffff"), (34, 86, 30, 15, "#6fc36a"))
    )
    lines_ = "".join(rect(x, y, w, 3, glow("#7a8594"), r=1.5) for x, y, w in ((18, 31, 26), (32, 51, 26), (18, 71, 18), (40, 91, 18)))
    out = body + rect(7, 9, 62, 126, glow(mix(wall, "#dfe9f2", 0.5)), r=7) + rect(7, 9, 62, 12, glow(wall), r=5) + circle(38, 14, 3, INK) + chat + lines_
    return out + rect(12, 112, 42, 14, glow("#ffffff"), r=7) + circle(60, 119, 6, glow("#4a90d0"))


@draws("book", 120, 124, natural=("#c8463c", "#3f78b5", "#4f9a5a"))
def book(b: Brush) -> str:
    """A book: standing with a star on its cover, open, or lying shut."""
    gold = apart(GOLD, b.main, "#7d4f2b")
    if b.variant == 0:
        pages = poly([(22, 0), (112, 0), (120, 10), (120, 118), (30, 118)], "#e3d9c4")
        cover = rect(0, 6, 108, 118, b.main, r=5) + rect(0, 6, 18, 118, b.dark, r=5) + rect(16, 6, 4, 118, shade(b.main, -0.36))
        trim = rect(28, 16, 72, 98, None, r=3, stroke=gold, width=2.6) + poly(star_points(64, 56, 24, 10), gold) + rect(42, 92, 44, 5, gold, r=2.5)
        trim += rect(50, 101, 28, 4, gold, r=2) + rect(2, 20, 14, 5, gold) + rect(2, 104, 14, 5, gold)
        out = pages + rect(104, 10, 16, 108, PAPER, r=2) + line([(112, 14), (112, 114)], "#d6cbb4", 2) + line([(116.5, 14), (116.5, 114)], "#d6cbb4", 1.6)
        return out + cover + trim + path("M86 6 V34 L91 28 L96 34 V6Z", "#f2e7c9" if gold != GOLD else "#e9b84e")
    if b.variant == 1:
        cover = path("M0 12 Q0 8 6 8 H56 Q60 14 64 8 H114 Q120 8 120 12 V120 Q120 124 114 124 H6 Q0 124 0 120Z", b.main)
        cover += path("M0 112 V120 Q0 124 6 124 H114 Q120 124 120 120 V112Z", b.dark)
        left = path("M10 10 Q40 -6 60 10 V112 Q40 96 10 110Z", PAPER) + path("M46 3 Q54 5 60 10 V112 Q54 106 46 104Z", "#e6dcc6")
        right = path("M110 10 Q80 -6 60 10 V112 Q80 96 110 110Z", "#fffdf6") + path("M60 10 Q64 6 70 4 V104 Q64 107 60 112Z", "#ebe2cd")
        text = "".join(path(f"M17 {y + 3} Q34 {y - 5} 44 {y - 2}", None, "#b8ad98", 2.8) for y in (52, 64, 76, 88))
        text += "".join(path(f"M76 {y - 2} Q88 {y - 5} 103 {y + 3}", None, "#b8ad98", 2.8) for y in (24, 36, 48, 60, 72, 84))
        picture = path("M17 20 Q32 11 43 14 V38 Q30 36 17 43Z", b.light)
        picture += path("M17 43 Q24 26 32 37 Q38 30 43 38 Q30 36 17 43Z", LEAF)
        return cover + left + right + text + picture + path("M58 6 L60 10 L66 6 V122 L62 116 L58 122Z", apart("#d9423a", b.main, "#f2c230"))
    page_side = poly([(3, 84), (88, 100), (88, 118), (3, 102)], PAPER) + "".join(line([(5, y), (87, y + 16)], "#d6cbb4", 1.6) for y in (90, 96))
    page_end = poly([(88, 100), (118, 18), (118, 34), (88, 118)], "#e3d9c4") + line([(89, 108), (117, 27)], "#c9bda2", 1.6)
    low = poly([(0, 102), (88, 118), (120, 32), (120, 38), (88, 124), (0, 107)], shade(b.main, -0.36))
    cover = poly([(34, 0), (120, 16), (120, 20), (88, 106), (0, 89), (0, 84)], b.dark) + poly([(34, 0), (120, 16), (88, 101), (0, 84)], b.main)
    cover += poly([(34, 0), (46, 2.2), (12, 86.2), (0, 84)], b.dark) + poly([(51, 13), (108, 23.6), (82, 91), (25, 80)], None, gold, 2.6)
    cover += poly([(58, 30), (92, 36.4), (86, 52), (52, 45.6)], gold) + line([(46, 62), (78, 68)], gold, 3)
    ribbon = path("M70 112 L74 124 L78 119 L83 124 L80 114Z", apart("#d9423a", b.main, "#f2c230"))
    return page_end + page_side + low + cover + group(ribbon, -20, -4)


@draws("clock", 110, 132, natural=("#d9534a", "#a8703f", "#4f94b5"))
def clock(b: Brush) -> str:
    """A clock: an alarm clock with bells, a hanging clock with a pendulum, or a house-shaped cuckoo clock."""
    if b.variant == 0:
        bell = path("M-22 26 A22 22 0 0 1 22 26Z", GOLD) + path("M6 5.5 A22 22 0 0 1 22 26 H10Z", GOLD_DARK)
        bells = group(bell, 24, 6, turn=-32, about=(0, 26)) + group(bell, 86, 6, turn=32, about=(0, 26)) + rect(50, 4, 10, 26, STEEL_DARK, r=3)
        bells += rect(44, 0, 22, 9, STEEL, r=4.5)
        feet = line([(24, 112), (14, 128)], INK, 8) + line([(86, 112), (96, 128)], INK, 8)
        out = bells + feet + circle(55, 76, 54.5, b.main) + path("M86 31 A54.5 54.5 0 0 1 36 127 A60 60 0 0 0 86 31Z", b.dark)
        return out + circle(55, 76, 43, shade(b.main, -0.34)) + _dial(55, 77, 41)
    if b.variant == 1:
        case = path("M24 92 H86 V120 Q86 132 74 132 H36 Q24 132 24 120Z", b.dark) + rect(32, 96, 46, 28, "#3a2a22", r=5)
        case += line([(55, 96), (61, 112)], GOLD_DARK, 3) + circle(62, 114, 9, GOLD) + circle(59.5, 111.5, 2.6, "#fbe6a6")
        out = case + circle(55, 55, 55, b.main) + path("M88 11 A55 55 0 0 1 34 106 A60 60 0 0 0 88 11Z", b.dark) + circle(55, 55, 45, b.light)
        return out + _dial(55, 55, 41)
    roof = poly([(0, 46), (55, 0), (110, 46), (104, 54), (55, 14), (6, 54)], shade(b.main, -0.36))
    wall = poly([(14, 46), (55, 12), (96, 46), (96, 104), (14, 104)], b.main) + poly([(78, 31), (96, 46), (96, 104), (78, 104)], b.dark)
    hatch = (
        rect(44, 22, 22, 22, "#3a2a22", r=9)
        + rect(46.5, 24.5, 17, 19.5, WOOD_LIGHT, r=7)
        + line([(55, 26), (55, 43)], WOOD_DARK, 1.8)
        + circle(58.5, 36, 1.8, GOLD_DARK)
    )
    tail = line([(55, 104), (55, 122)], GOLD_DARK, 3) + circle(55, 124, 8, GOLD)
    tail += "".join(line([(x, 104), (x, y - 8)], STEEL_DARK, 2) + ellipse(x, y, 5, 8, "#6b5138") for x, y in ((30, 124), (80, 118)))
    out = tail + wall + roof + hatch + _dial(55, 73, 28) + rect(8, 100, 94, 7, shade(b.main, -0.36), r=3) + leaf(20, 56, 16, 60, LEAF)
    return out + leaf(90, 56, 16, 120, LEAF)


@draws("vase", 86, 142, natural=("#4f8fb5", "#c9694f", "#f0e8da"))
def vase(b: Brush) -> str:
    """A vase with an open mouth: with two ears, tall with a zigzag, or round with diamonds."""
    trim = apart(CREAM, b.main, "#4f86b0")
    if b.variant == 0:
        ears = path("M28 30 Q2 26 10 52 Q14 62 24 66", None, b.dark, 7) + path("M58 30 Q84 26 76 52 Q72 62 62 66", None, b.dark, 7)
        body = path(
            "M21 8 Q30 30 28 46 Q26 56 14 66 Q0 78 0 92 Q0 116 24 134 V142 H62 V134 Q86 116 86 92 Q86 78 72 66 Q60 56 58 46 Q56 30 65 8 A22 8 0 0 1 21 8Z",
            b.main,
        )
        body += path("M52 15 Q62 13 65 8 Q56 30 58 46 Q60 56 72 66 Q86 78 86 92 Q86 116 62 134 V142 H46 Q72 112 64 84 Q56 66 48 50 Q48 30 52 15Z", b.dark)
        art = path("M0 88 Q43 104 86 88 V95 Q43 112 0 96Z", trim) + "".join(circle(x, y, 4, trim) for x, y in ((14, 79), (33, 84), (53, 84), (72, 79)))
        art += rect(27, 44, 32, 5, trim, r=2)
        return ears + body + art + mouth(43, 8, 22, 8, b)
    if b.variant == 1:
        body = path("M8 9 Q22 40 6 84 Q-6 124 16 136 V142 H70 V136 Q92 124 80 84 Q64 40 78 9 A35 9 0 0 1 8 9Z", b.main)
        body += path("M60 17 Q74 14 78 9 Q64 40 80 84 Q92 124 70 136 V142 H50 Q70 118 62 84 Q50 44 60 17Z", b.dark)
        zig = line([(5, 88), (17, 74), (29, 88), (43, 74), (57, 88), (69, 74), (81, 88)], trim, 5)
        zig += line([(4, 104), (17, 90), (29, 104), (43, 90), (57, 104), (69, 90), (82, 104)], trim, 3)
        return body + zig + path("M15 32 Q43 42 71 32 V38 Q43 48 16 38Z", trim) + mouth(43, 9, 35, 9, b)
    body = path("M24 8 V34 Q22 46 10 56 Q0 68 0 90 Q0 142 30 142 H56 Q86 142 86 90 Q86 68 76 56 Q64 46 62 34 V8 A19 7 0 0 1 24 8Z", b.main)
    body += path("M50 14 Q62 12 62 8 V34 Q64 46 76 56 Q86 68 86 90 Q86 142 56 142 H48 Q74 120 68 86 Q60 56 50 40Z", b.dark)
    gems = "".join(
        poly([(x, 78), (x + 11, 96), (x, 114), (x - 11, 96)], trim) + poly([(x, 88), (x + 5, 96), (x, 104), (x - 5, 96)], "#f2c230") for x in (19, 43, 67)
    )
    belts = rect(22, 30, 42, 7, trim, r=3.5) + path("M9 126 Q43 134 77 126 L75 131 Q43 139 11 131Z", trim)
    return body + gems + belts + mouth(43, 8, 19, 7.5, b, 4.5)


# --- small things -----------------------------------------------------------------------------------------------------
@draws("scissors", 92, 142, natural=("#d9473f", "#3f78b5", "#e38a2e"))
def scissors(b: Brush) -> str:
    """Scissors standing on their handles: wide open, nearly shut, or small with round tips."""
    spread = (14, 6, 16)[b.variant]
    tip = 26 - spread
    blade = path(f"M38 88 Q{tip - 4} 40 {tip + 8} 0 L56 82Z", STEEL) + path(f"M47 85 L{tip + 8} 0 L56 82Z", STEEL_LIGHT)
    if b.variant == 2:
        blade = path(f"M36 88 Q{tip - 12} 40 {tip - 2} 14 Q{tip + 4} -4 {tip + 14} 6 Q{tip + 18} 12 56 82Z", STEEL)
        blade += path(f"M47 85 L{tip + 8} 6 Q{tip + 14} 4 {tip + 16} 10 L56 82Z", STEEL_LIGHT)
    loop = path("M44 78 L62 100", None, b.main, 11) + ellipse(69, 117, 16, 20, None, b.main, 10, turn=-14) + path("M84 104 Q90 122 78 134", None, b.dark, 4)
    one = blade + loop
    other = group(blade + loop, 92, 0, flip=True)
    return other + one + circle(46, 80, 6.5, STEEL_DARK) + line([(43, 82), (49, 78)], STEEL_LIGHT, 2)


@draws("hair drier", 134, 112, natural=("#e2708f", "#3f4652", "#6fb5c4"))
def hair_drier(b: Brush) -> str:
    """A hair drier: with a narrow nozzle, with a wide one and stripes, or folding with a cable."""
    trim = apart(CREAM, b.main, "#5b6270")
    if b.variant == 1:
        nozzle = path("M0 2 L30 12 V50 L0 60Z", INK) + path("M0 2 L6 4 V58 L0 60Z", "#565c68")
    else:
        nozzle = poly([(0, 16), (28, 10), (28, 52), (0, 46)], INK) + rect(0, 15, 5, 32, "#565c68", r=2)
    handle = path("M66 50 H98 Q102 78 92 108 Q91 112 86 112 H70 Q64 112 65 106 Q70 80 66 50Z", b.dark)
    handle += path("M66 50 H80 Q84 80 76 112 H70 Q64 112 65 106 Q70 80 66 50Z", mix(b.main, b.dark, 0.4))
    barrel = path("M24 10 Q60 0 98 0 Q134 0 134 31 Q134 62 98 62 Q60 62 24 52Z", b.main)
    barrel += path("M24 42 Q60 50 98 50 Q128 50 133 34 Q132 62 98 62 Q60 62 24 52Z", b.dark)
    grill = circle(102, 31, 21, b.dark) + circle(102, 31, 16, INK) + "".join(line([(90, y), (114, y)], STEEL_DARK, 2.4) for y in (24, 31, 38))
    switch = rect(69, 72, 9, 18, trim, r=4.5) + circle(73.5, 77, 3.4, apart("#e2463c", b.main, "#33363f"))
    if b.variant == 0:
        art = rect(34, 8, 7, 46, trim, r=2)
    elif b.variant == 1:
        art = "".join(rect(x, 9 - k, 5, 45 + k * 2, trim, r=2) for k, x in enumerate((40, 50, 60)))
    else:
        art = path("M56 44 Q40 34 46 24 Q52 18 56 26 Q60 18 66 24 Q72 34 56 44Z", trim) + path("M80 108 Q84 96 96 98 Q112 102 126 86", None, INK, 5)
        art += rect(122, 76, 8, 14, INK, r=3)
    return nozzle + handle + barrel + grill + switch + art + path("M44 12 Q64 7 84 7", None, b.light, 4)


@draws("toothbrush", 46, 150, natural=("#4a9bd0", "#e2607f", "#5fb56a"))
def toothbrush(b: Brush) -> str:
    """A toothbrush, head up: with toothpaste, with waves and a grip, or electric."""
    white, cool = "#fbfcff", "#cfe0ea"
    if b.variant == 2:
        head = rect(20, 0, 14, 62, cool, r=6) + "".join(rect(0, 4 + k * 6, 24, 5, white if k % 2 else b.light, r=1.5) for k in range(5))
        head += rect(18, 0, 14, 36, white, r=6)
        body = path("M14 60 H38 Q46 66 46 80 V140 Q46 150 36 150 H16 Q6 150 6 140 V80 Q6 66 14 60Z", b.main)
        body += path("M34 60 H38 Q46 66 46 80 V140 Q46 150 36 150 H30 Q38 110 34 60Z", b.dark)
        out = head + rect(15, 50, 22, 12, STEEL_LIGHT, r=3) + body + rect(19, 76, 14, 24, white, r=7) + circle(26, 82, 4, "#5fc36a")
        return out + "".join(rect(12, y, 22, 3, b.light, r=1.5) for y in (112, 120, 128))
    bristles = "".join(
        rect(
            4 if b.variant == 0 else (2, 6, 2, 6, 2, 6, 2)[k], 6 + k * 6.2, 26, 5.4, (white, cool)[k % 2] if b.variant == 0 else (white, b.light)[k % 2], r=1.5
        )
        for k in range(7)
    )
    handle = path(
        "M24 8 Q24 0 32 0 Q42 0 42 8 V46 Q42 62 36 72 Q42 84 45 100 Q47 122 42 142 Q40 150 33 150 Q25 150 24 142 Q28 120 26 100 Q26 84 30 72 Q24 62 24 46Z",
        b.main,
    )
    handle += path("M36 1 Q42 2 42 8 V46 Q42 62 36 72 Q42 84 45 100 Q47 122 42 142 Q40 150 33 150 Q40 124 38 100 Q36 84 33 72 Q38 60 37 44Z", b.dark)
    if b.variant == 0:
        paste = path("M5 8 Q-3 12 2 18 Q-4 24 2 29 Q-4 36 2 41 Q0 50 8 48 Q12 44 9 38 Q14 32 9 27 Q14 20 9 16 Q12 6 5 8Z", "#7fd3dc")
        paste += path("M4 12 Q8 18 4 24 Q8 30 4 36 Q6 40 5 45", None, "#ffffff", 2.4)
        return bristles + paste + handle + "".join(line([(30, y), (40, y)], b.light, 3) for y in (100, 108, 116, 124))
    grip = path("M29 92 Q36 86 41 92 Q44 112 40 134 Q34 140 29 134 Q32 112 29 92Z", apart("#fff3dc", b.main, "#f2a93c"))
    return path("M2 6 H10 V50 H2Z", b.light) + bristles + handle + grip + "".join(line([(32, y), (39, y)], b.dark, 2.4) for y in (102, 111, 120, 129))


@draws("lamp", 96, 142, natural=("#e9b64c", "#d9695a", "#5f9fb0"))
def lamp(b: Brush) -> str:
    """A lamp that is lit: a table lamp with a cloth shade, a pleated one on a wooden foot, or a jointed desk lamp."""
    if b.variant == 2:
        arm = line([(66, 128), (84, 78)], STEEL_DARK, 7) + line([(84, 78), (50, 28)], STEEL_DARK, 7) + circle(84, 78, 8, INK) + circle(66, 126, 6, INK)
        arm += path("M36 142 Q38 126 66 126 Q94 126 96 142Z", b.main) + path("M66 126 Q94 126 96 142 H78Z", b.dark)
        head = path("M52 5 Q62 12 56 34 L44 84 Q16 78 0 38 Q30 -2 52 5Z", b.main) + path("M52 5 Q62 12 56 34 L44 84 Q36 82 28 77 L48 36 Q54 20 46 4Z", b.dark)
        cone = path("M0 38 Q16 78 44 84 Q26 92 10 76 Q-4 58 0 38Z", glow("#ffd873")) + path("M4 50 Q16 74 36 82 Q22 86 12 74 Q4 64 4 50Z", glow("#fff3c4"))
        return arm + head + cone + circle(53, 8, 7, INK)
    lit = ellipse(48, 72, 40, 6, glow("#fff0b8"))
    if b.variant == 0:
        base = path("M38 76 H58 Q56 88 66 98 Q76 114 64 126 H32 Q20 114 30 98 Q40 88 38 76Z", shade(b.main, -0.3))
        base += path("M50 76 H58 Q56 88 66 98 Q76 114 64 126 H50 Q62 108 50 88Z", shade(b.main, -0.44))
        base += path("M22 142 Q24 126 34 126 H62 Q72 126 74 142Z", WOOD)
        cover = path("M26 2 H70 L96 70 Q48 80 0 70Z", b.main) + path("M60 2 H70 L96 70 Q84 73 74 74Z", b.dark)
        cover += path("M3 62 Q48 72 93 62 L96 70 Q48 80 0 70Z", b.light) + path("M34 12 L20 56", None, b.light, 5) + rect(26, 0, 44, 5, b.light, r=2.5)
        out = base + lit + cover + path("M14 74 Q48 82 82 74 Q48 79 14 74Z", glow("#fff0b8")) + line([(84, 74), (84, 96)], STEEL_DARK, 2)
        return out + circle(84, 98, 3.4, GOLD)
    base = rect(43, 66, 10, 64, WOOD, r=2) + rect(49, 66, 4, 64, WOOD_DARK) + ellipse(48, 96, 11, 9, WOOD_LIGHT) + circle(48, 80, 7, WOOD)
    base += path("M14 142 Q16 128 40 126 H56 Q80 128 82 142Z", WOOD) + path("M56 126 Q80 128 82 142 H62Z", WOOD_DARK)
    cover = path(f"M22 10 Q48 -10 74 10 Q92 34 96 62 {' '.join(f'Q{96 - (k + 0.5) * 16} 80 {96 - (k + 1) * 16} 62' for k in range(6))} Q4 34 22 10Z", b.main)
    folds = "".join(path(f"M48 3 Q{48 + dx * 0.8:.0f} 24 {48 + dx} 62", None, b.dark, 2.6) for dx in (-32, -16, 0, 16, 32))
    return base + lit + cover + folds + path("M16 36 Q48 46 80 36", None, glow("#ffe9a8"), 4) + circle(48, 3, 4, GOLD)


@draws("candle", 72, 142, natural=("#f0e2c4", "#d95a50", "#8fb3d6"))
def candle(b: Brush) -> str:
    """A burning candle: on a saucer with a finger ring, slim on a candlestick, or a fat one with drips."""
    edge = soft(b)
    if b.variant == 1:
        stick = path("M28 84 H44 V96 Q40 112 50 124 Q66 128 68 142 H4 Q6 128 22 124 Q32 112 28 96Z", GOLD)
        stick += path("M38 84 H44 V96 Q40 112 50 124 Q66 128 68 142 H46 Q44 124 38 118Z", GOLD_DARK) + path("M8 78 H64 Q62 92 36 92 Q10 92 8 78Z", GOLD)
        stick += rect(0, 134, 72, 8, GOLD_DARK, r=4)
        wax = rect(23, 34, 26, 48, b.main, r=4) + rect(40, 34, 9, 48, edge, r=4) + path("M23 38 V52 Q26 60 29 52 Q31 46 35 50 Q38 56 40 46 V38Z", b.light)
        return wax + stick + line([(36, 34), (36, 26)], "#4a3a34", 2.4) + _flame(36, 30, 30)
    if b.variant == 0:
        dish = ellipse(34, 130, 34, 8, STEEL_DARK) + path("M0 128 Q4 142 22 142 H46 Q64 142 68 128Z", STEEL) + circle(62, 118, 8, None, STEEL_DARK, 4)
        dish += ellipse(33, 128, 30, 5, STEEL_LIGHT)
        wax = rect(14, 42, 38, 87, b.main, r=6) + rect(39, 42, 13, 87, edge, r=6) + ellipse(33, 44, 19, 5, b.light)
        wax += path("M14 46 V72 Q18 80 21 72 V60 Q24 54 27 62 V82 Q31 90 34 82 V56 Q38 50 42 56 Q46 62 52 50 Q33 56 14 46Z", b.light)
        return dish + wax + line([(33, 44), (33, 32)], "#4a3a34", 2.6) + _flame(33, 36, 36)
    wax = path("M4 54 H68 V128 Q68 136 60 136 H12 Q4 136 4 128Z", b.main) + path("M52 54 H68 V128 Q68 136 60 136 H48Z", edge) + ellipse(36, 54, 32, 8, b.light)
    wax += ellipse(36, 55, 25, 5, edge)
    drips = path(
        "M4 56 V82 Q8 92 12 82 V70 Q16 62 20 70 V98 Q25 108 30 98 V72 Q36 64 42 72 V84 Q46 92 50 84 V70 Q56 60 60 72 V92 Q64 100 68 92 V56 Q36 72 4 56Z",
        b.light,
    )
    return rect(0, 130, 72, 12, WOOD, r=5) + rect(0, 136, 72, 6, WOOD_DARK, r=3) + wax + drips + line([(36, 55), (36, 42)], "#4a3a34", 3) + _flame(36, 46, 46)


@draws("key", 60, 142, natural=("#e0b348", "#b4bec8", "#c08048"))
def key(b: Brush) -> str:
    """A key, bow up: a plain ring, a clover, or a heart."""
    teeth = ((112, 18, 9), (126, 22, 10)) if b.variant == 0 else (((104, 14, 8), (116, 22, 8), (128, 16, 9)) if b.variant == 1 else ((106, 22, 26),))
    shaft = rect(24, 54, 13, 88, b.main, r=4) + rect(31, 54, 6, 88, b.dark, r=3)
    shaft += "".join(rect(34, y, w, h, b.main, r=1.5) + rect(34, y + h - 3.5, w, 3.5, b.dark, r=1.5) for y, w, h in teeth) + rect(19, 62, 23, 7, b.dark, r=3)
    shaft += rect(19, 60, 23, 6, b.main, r=3)
    if b.variant == 2:
        shaft += rect(44, 115, 13, 7, b.dark, r=1)
        heart = "M30 57 Q-1 34 9 14.5 Q18 1 30 15 Q42 1 51 14.5 Q61 34 30 57Z"
        return shaft + path(heart, None, b.dark, 13) + group(path(heart, None, b.main, 9.5), -0.8, -0.8) + path("M10 28 Q8 18 16 14", None, b.light, 3)
    if b.variant == 1:
        rings = ((30, 15, 10), (15, 37, 10), (45, 37, 10))
        out = shaft + "".join(circle(x, y, r, None, b.dark, 9.5) for x, y, r in rings)
        out += "".join(circle(x - 0.7, y - 0.7, r, None, b.main, 7) for x, y, r in rings) + circle(30, 46, 8, b.main)
        return out + path("M22 12 Q24 7 29 5.5", None, b.light, 2.6)
    return shaft + circle(30, 30, 23, None, b.dark, 13.5) + circle(29.4, 29.2, 23, None, b.main, 10.5) + path("M9 24 Q12 12 22 8.5", None, b.light, 3.4)


@draws("pillow", 142, 98, natural=("#8fb7d6", "#e9a0a8", "#f4efe4"))
def pillow(b: Brush) -> str:
    """A puffy pillow with pinched corners: plain with folds, striped, or with buttons and a frill."""
    d = (
        "M4 4 Q20 -2 34 5 Q71 13 108 5 Q122 -2 138 4 Q144 18 136 32 Q128 49 136 66 Q144 80 138 94 "
        "Q122 100 108 93 Q71 85 34 93 Q20 100 4 94 Q-2 80 6 66 Q14 49 6 32 Q-2 18 4 4Z"
    )
    shadow = path(
        "M138 4 Q144 18 136 32 Q128 49 136 66 Q144 80 138 94 Q122 100 108 93 Q71 85 34 93 Q20 100 4 94 "
        "Q4 90 8 86 Q24 86 40 82 Q74 76 106 82 Q122 84 126 78 Q124 62 122 48 Q124 22 138 4Z",
        b.dark,
    )
    folds = path("M12 12 Q24 20 30 30M130 12 Q118 20 112 30M12 86 Q24 78 30 68M128 84 Q120 78 114 70", None, mark(b), 3.4)
    trim = apart("#fffaf0", b.main, "#e08a9a")
    if b.variant == 0:
        out = path(d, b.main) + shadow + folds + path("M44 22 Q71 30 96 22", None, b.light, 5)
        return out + path("M50 58 Q71 50 92 60M58 66 Q66 62 76 64", None, mark(b), 3)
    if b.variant == 1:
        lines_ = "".join(
            path(f"M{x} {8 if abs(x - 71) > 24 else 10} Q{x + (x - 71) * 0.1:.1f} 49 {x} {90 if abs(x - 71) > 24 else 88}", None, trim, 6.5)
            for x in (31, 51, 71, 91, 111)
        )
        return path(d, b.main) + shadow + lines_ + folds
    frill = "".join(
        circle(x, y, 7, trim) for x, y in [(9 + k * 12.4, y) for k in range(11) for y in (8, 90)] + [(x, 20 + k * 12) for k in range(6) for x in (7, 135)]
    )
    body = group(path(d, b.main) + shadow + folds, 10, 7, scale=0.86)
    heart = path("M71 70 Q44 50 52 36 Q61 26 71 38 Q81 26 90 36 Q98 50 71 70Z", trim)
    return frill + body + heart
