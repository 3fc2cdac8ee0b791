"""Street furniture, wells and flags; lamps shine by `glow`, `b.main` is the body, the stone or the cloth."""

from __future__ import annotations

from speechscape.world.art.buildings import IRON, WHITE, apart, bricks, cone, letters
from speechscape.world.art.kit import Brush, circle, draws, ellipse, glow, group, line, mix, path, poly, rect, shade, star_points


@draws("fence", 150, 64, natural=("#f1ece0", "#b07a48", "#8a8f86"))
def fence(b: Brush) -> str:
    """A fence: pointed white pickets, a ranch fence of rails, or tall boards in the grass."""
    nails = shade(b.main, -0.4)
    if b.variant == 0:
        rails = rect(0, 22, 150, 7, b.dark, r=2) + rect(0, 46, 150, 7, b.dark, r=2)
        pales = "".join(
            poly([(x, 64), (x, 12), (x + 7, 2), (x + 14, 12), (x + 14, 64)], b.main)
            + poly([(x + 10, 64), (x + 10, 6.3), (x + 14, 12), (x + 14, 64)], shade(b.main, -0.12))
            + circle(x + 6, 25.5, 1.3, nails)
            + circle(x + 6, 49.5, 1.3, nails)
            for x in (3, 24.7, 46.3, 68, 89.7, 111.3, 133)
        )
        return rails + pales
    if b.variant == 1:
        rails = "".join(path(f"M0 {y} H150 V{y + 8} H0Z", b.main) + rect(0, y + 6, 150, 2.4, b.dark) for y in (14, 32, 50))
        posts = "".join(
            rect(x, 3, 12, 61, b.dark, r=2)
            + rect(x, 3, 8, 61, b.main, r=2)
            + rect(x - 1.5, 1, 15, 5, b.light, r=2)
            + circle(x + 5, 18, 1.4, nails)
            + circle(x + 5, 36, 1.4, nails)
            + circle(x + 5, 54, 1.4, nails)
            for x in (8, 69, 130)
        )
        return rails + line([(20, 55), (69, 19)], b.dark, 5) + line([(81, 19), (130, 55)], b.dark, 5) + posts
    tops = (4, 7, 2, 6, 3, 7, 2, 5, 3, 6)
    boards = "".join(
        rect(k * 15, tops[k], 14, 64 - tops[k], b.main if k % 2 else mix(b.main, b.light, 0.4), r=2)
        + rect(k * 15 + 10, tops[k], 4, 64 - tops[k], b.dark, r=1)
        + path(f"M{k * 15 + 5} {20 + tops[k] * 3} q-2 5 0 9", None, nails, 1.4)
        for k in range(10)
    )
    rails = rect(0, 16, 150, 5, b.dark) + rect(0, 44, 150, 5, b.dark)
    grass = "".join(path(f"M{x} 64 q-1 -8 -4 -12 q5 3 6 8 q2 -6 6 -9 q-3 6 -2 13Z", "#5fa356") for x in (12, 38, 66, 84, 106, 134))
    return boards + rails + grass


@draws("well", 96, 122, natural=("#9da1a6", "#b39a80", "#a8675a"))
def well(b: Brush) -> str:
    """A stone well with a little roof, a winding drum and a bucket: gabled, thatched round, or open with a wheel."""
    roof, wood = apart(b.main, b.pick("#a8402f", "#b98a3f", "#54667e"), "#54667e"), "#8a5733"
    ring = path("M10 78 H86 L82 122 H14Z", b.main) + path("M66 78 H86 L82 122 H64Z", b.dark) + rect(4, 72, 88, 11, b.light, r=4)
    ring += rect(70, 72, 22, 11, b.main, r=4)
    ring += bricks([(18, 88), (46, 88), (28, 99), (54, 99), (20, 110), (46, 110)], b.dark, 18, 6) + bricks([(34, 88), (16, 99), (38, 110)], b.light, 9, 6)
    ring += bricks([(70, 90), (74, 101), (68, 112)], shade(b.main, -0.36), 11, 6)
    bucket = line([(48, 46), (48, 58)], "#c9b489", 2) + path("M40 60 Q48 50 56 60", None, IRON, 1.8) + path("M38 59 H58 L56 74 H40Z", "#b07a48")
    bucket += rect(38.4, 63, 19, 2.6, IRON)
    if b.variant == 2:
        frame = rect(12, 22, 7, 52, wood) + rect(77, 22, 7, 52, shade(wood, -0.2)) + rect(4, 16, 88, 8, wood, r=2)
        frame += poly([(19, 24), (32, 24), (19, 38)], shade(wood, -0.2)) + poly([(77, 24), (64, 24), (77, 38)], shade(wood, -0.3)) + cone(48, 17, 90, 16, roof)
        wheel = circle(48, 36, 10, None, IRON, 3.4) + line([(48, 24), (48, 36)], IRON, 2.6) + line([(39, 36), (57, 36)], IRON, 2) + circle(48, 36, 2.6, IRON)
        return frame + group(bucket, 10, 0) + wheel + line([(58, 36), (58, 58)], "#c9b489", 2) + ring
    posts = rect(14, 30, 7, 44, wood) + rect(75, 30, 7, 44, shade(wood, -0.2))
    drum = rect(18, 42, 60, 8, "#b98246", r=3) + rect(36, 40, 24, 12, "#c9a876", r=4)
    drum += "".join(line([(x, 41), (x + 2, 51)], "#a3814f", 1.6) for x in (40, 45, 50, 55)) + line([(82, 46), (90, 46), (90, 58), (95, 58)], IRON, 2.8)
    if b.variant == 0:
        lid = poly([(0, 38), (48, 1), (96, 38), (88, 42), (48, 12), (8, 42)], shade(roof, -0.25)) + poly([(14, 38), (48, 12), (82, 38)], "#c08a52")
        lid += poly([(0, 38), (48, 1), (96, 38), (88, 41), (48, 11), (8, 41)], roof)
        return posts + lid + drum + bucket + ring
    lid = path("M0 40 Q8 4 48 2 Q88 4 96 40 Q84 36 72 40 Q60 36 48 40 Q36 36 24 40 Q12 36 0 40Z", roof)
    lid += path("M64 4 Q90 8 96 40 Q84 36 72 40 Q78 18 64 4Z", shade(roof, -0.18))
    lid += "".join(path(f"M{x} {y} q4 3 8 0", None, shade(roof, -0.25), 1.8) for x, y in ((20, 24), (38, 16), (36, 30), (54, 24)))
    drawn = posts + lid + drum + bucket + ring
    return drawn + "".join(path(f"M{x} 122 q-1 -8 -4 -12 q5 3 6 8 q2 -6 6 -9 q-3 6 -2 13Z", "#5fa356") for x in (6, 84))


@draws("fountain", 130, 130, natural=("#b9b6b0", "#d6c6aa", "#9fb0bd"))
def fountain(b: Brush) -> str:
    """A stone fountain: two tiers, a single tall jet from a wide basin, or a pillar that spouts to both sides."""
    water, foam, deep = "#7cc4ea", "#d6effb", "#4f9fd0"
    basin = path("M2 102 H128 L118 130 H12Z", b.main) + path("M96 102 H128 L118 130 H94Z", b.dark) + rect(0, 96, 130, 9, b.light, r=4.5)
    basin += rect(96, 96, 34, 9, b.main, r=4.5) + "".join(rect(x, 111, 20, 12, shade(b.main, -0.12), r=3) for x in (20, 55, 90))
    pool = ellipse(65, 97, 58, 5.4, water) + ellipse(65, 97.6, 36, 2.4, foam)

    def fall(x: float, top: float, reach: float, ground: float, rise: float, width: float = 4) -> str:
        return "".join(
            path(f"M{x} {top} Q{x + s * reach * 0.5:.1f} {top - rise} {x + s * reach} {ground}", None, c, w)
            for s in (-1, 1)
            for c, w in ((water, width + 1.6), (foam, width * 0.36))
        )

    drops = "".join(circle(x, y, r, foam) for x, y, r in ((22, 70, 2), (108, 70, 2), (16, 84, 1.6), (114, 84, 1.6), (40, 22, 1.8), (90, 22, 1.8)))
    if b.variant == 0:
        stem = path("M54 98 L58 62 H72 L76 98Z", b.main) + path("M68 62 H72 L76 98 H68Z", b.dark) + path("M60 46 L61 26 H69 L70 46Z", b.main)
        bowls = path("M26 54 H104 Q96 70 65 70 Q34 70 26 54Z", b.main) + path("M80 54 H104 Q98 67 76 69.6Z", b.dark) + rect(23, 50, 84, 6, b.light, r=3)
        bowls += path("M44 26 H86 Q80 38 65 38 Q50 38 44 26Z", b.main) + path("M72 26 H86 Q80 36 70 38Z", b.dark) + rect(41, 22, 48, 5, b.light, r=2.5)
        drawn = pool + stem + fall(65, 50, 52, 95, 6) + bowls + fall(65, 22, 32, 50, 14, 3.4) + fall(65, 4, 14, 22, -2, 4) + line([(65, 22), (65, 4)], water, 6)
        return drawn + circle(65, 4.6, 3.6, foam) + drops + ellipse(65, 52, 38, 1.8, water) + basin
    if b.variant == 1:
        jets = line([(65, 95), (65, 9)], water, 11) + line([(65, 95), (65, 14)], foam, 3.6)
        jets += "".join(
            circle(65 + dx, 9 + dy, r, c) for dx, dy, r, c in ((-8, 4, 6, water), (8, 4, 6, water), (0, -1, 7.4, foam), (-13, 13, 4, water), (13, 13, 4, water))
        )
        jets += "".join(path(f"M{65 + s * 40} 95 Q{65 + s * 34} 34 {65 + s * 10} 92", None, c, w) for s in (-1, 1) for c, w in ((water, 5), (foam, 1.8)))
        jets += "".join(path(f"M{65 + s * 20} 95 Q{65 + s * 30} 50 {65 + s * 52} 92", None, c, w) for s in (-1, 1) for c, w in ((deep, 4), (foam, 1.4)))
        urns = "".join(path(f"M{x - 6} 96 Q{x - 9} 84 {x} 84 Q{x + 9} 84 {x + 6} 96Z", b.dark) + circle(x, 81, 4.6, b.main) for x in (9, 121))
        return pool + jets + drops + urns + basin + rect(6, 126, 118, 4, b.dark, r=1)
    pillar = path("M52 64 L55 30 H75 L78 64Z", b.main) + path("M68 30 H75 L78 64 H69Z", b.dark) + rect(49, 23, 32, 8, b.light, r=3)
    pillar += circle(53, 42, 5, shade(b.main, -0.4)) + circle(77, 42, 5, shade(b.main, -0.4)) + rect(60, 36, 10, 22, b.light, r=5)
    spouts = "".join(path(f"M{65 + s * 13} 42 Q{65 + s * 46} 6 {65 + s * 54} 92", None, c, w) for s in (-1, 1) for c, w in ((water, 6.4), (foam, 2.2)))
    plinth = path("M46 98 L52 66 H84 L90 98Z", b.main) + path("M76 66 H84 L90 98 H78Z", b.dark) + rect(46, 62, 44, 7, b.light, r=3)
    up = path("M65 23 Q64 8 54 4 M65 23 Q66 6 78 3 M65 23 V6", None, water, 4) + circle(54, 4, 3, foam) + circle(78, 3.4, 3, foam) + circle(65, 4.6, 3, foam)
    return pool + up + plinth + pillar + spouts + basin


@draws("street lamp", 54, 160, natural=("#3a4150", "#2f5148", "#565d68"))
def street_lamp(b: Brush) -> str:
    """A street lamp: an old lantern, a curved modern arm, or two globes."""
    halo = glow("#ffe9a8")
    foot = path("M15 160 V154 H19 Q22 148 22 138 H32 Q32 148 35 154 H39 V160Z", b.main) + path("M28 138 H32 Q32 148 35 154 H39 V160 H30Z", b.dark)
    if b.variant == 0:
        post = rect(24, 46, 6, 100, b.main) + rect(28, 46, 2, 100, b.dark) + rect(21, 62, 12, 5, b.light, r=2) + rect(21, 128, 12, 5, b.light, r=2)
        post += line([(12, 70), (42, 70)], b.main, 3) + circle(12, 70, 2.6, b.light) + circle(42, 70, 2.6, b.light)
        case = circle(27, 30, 26, halo, opacity=0.32) + poly([(12, 16), (42, 16), (37, 46), (17, 46)], glow("#ffd873"))
        case += poly([(21, 22), (33, 22), (31, 42), (23, 42)], glow("#fff6d2")) + line([(12, 16), (17, 46)], b.main, 2.6)
        case += line([(42, 16), (37, 46)], b.main, 2.6)
        drawn = post + foot + case + poly([(7, 17), (20, 5), (34, 5), (47, 17)], b.main) + poly([(30, 5), (34, 5), (47, 17), (34, 17)], b.dark)
        return drawn + circle(27, 4, 2.6, b.light) + rect(15, 44, 24, 4, b.main, r=2)
    if b.variant == 1:
        post = path("M10 150 V36 Q10 4 32 4 Q44 4 46 16", None, b.main, 5.4) + path("M11.6 150 V60", None, b.dark, 2) + rect(1, 150, 20, 10, b.dark, r=2)
        post += rect(5, 128, 11, 24, b.main, r=2)
        beam = poly([(33, 26), (53, 26), (54, 72), (20, 72)], halo, opacity=0.35)
        drawn = post + beam + path("M31 24 Q31 12 43 12 Q54 12 54 24Z", b.main) + ellipse(42.5, 24.5, 11, 4.4, glow("#ffd873"))
        return drawn + ellipse(42.5, 24.5, 6, 2.2, glow("#fff6d2"))
    post = rect(24, 22, 6, 124, b.main) + rect(28, 22, 2, 124, b.dark) + path("M27 58 Q12 58 12 44 M27 58 Q42 58 42 44", None, b.main, 4)
    post += rect(21, 66, 12, 5, b.light, r=2) + rect(21, 120, 12, 5, b.light, r=2)
    globes = "".join(
        circle(x, y, r * 1.3, halo, opacity=0.32) + circle(x, y, r, glow("#ffe08a")) + circle(x - r * 0.3, y - r * 0.3, r * 0.4, glow("#fff9e0"))
        for x, y, r in ((11.6, 34, 9), (42.4, 34, 9), (27, 14, 10))
    )
    return post + foot + globes + rect(6, 42, 11, 4, b.main, r=2) + rect(37, 42, 11, 4, b.main, r=2) + rect(21, 23, 12, 4, b.main, r=2)


@draws("bench", 140, 72, natural=("#b07340", "#8f5f3a", "#a9aeb5"))
def bench(b: Brush) -> str:
    """A park bench: wooden slats with iron arms, a curved ornate back, or stone ends with planks."""
    seat = "".join(rect(4, y, 132, 6, c, r=2) for y, c in ((40, b.main), (47.5, b.dark)))
    if b.variant == 0:
        back = "".join(rect(6, y, 128, 8, c, r=2) + rect(6, y + 6, 128, 2, b.dark) for y, c in ((2, b.light), (14, b.main), (26, b.main)))
        iron = "".join(
            path(f"M{x} 4 V44", None, IRON, 5)
            + path(f"M{x} 50 L{x - 4 * s} 69.4 M{x} 50 H{x + 10 * s} L{x + 13 * s} 69.4", None, IRON, 5)
            + path(f"M{x} 28 H{x - 6 * s} Q{x - 13 * s} 28 {x - 13 * s} 34 V46", None, IRON, 4.6)
            for x, s in ((16, 1), (124, -1))
        )
        return rect(20, 52, 6, 20, IRON) + rect(114, 52, 6, 20, IRON) + back + seat + iron
    if b.variant == 1:
        back = path("M8 42 V14 Q8 8 14 8 H44 Q70 -1.6 96 8 H126 Q132 8 132 14 V42", None, b.main, 6)
        back += "".join(
            line([(x, 10 if abs(x - 70) > 26 else 4 + abs(x - 70) * 0.12), (x, 40)], b.main if k % 2 else b.dark, 5) for k, x in enumerate(range(18, 130, 13))
        )
        legs = "".join(
            path(f"M{x} 50 Q{x + 4 * s} 60 {x - 3 * s} 68.8", None, shade(b.main, -0.35), 6)
            + rect(x - 4 - 4 * s, 24, 8, 28, b.dark, r=3)
            + path(f"M{x - 14 * s} 30 Q{x - 8 * s} 22 {x + 6 * s} 26", None, b.light, 5)
            for x, s in ((17, 1), (123, -1))
        )
        return back + legs + rect(1, 40, 138, 7, b.main, r=3) + rect(1, 46, 138, 6, b.dark, r=3)
    ends = "".join(
        path(f"M{x} 72 V34 Q{x} 22 {x + 9} 22 H{x + 13} Q{x + 22} 22 {x + 22} 34 V72Z", "#8f949c") + rect(x + 14, 34, 8, 38, "#767c86") for x in (1, 117)
    )
    planks = "".join(rect(12, y, 116, 9, c, r=2) + rect(12, y + 7, 116, 2, shade(b.main, -0.35)) for y, c in ((1, b.light), (13, b.main), (25, b.light)))
    return rect(30, 8, 6, 40, IRON) + rect(104, 8, 6, 40, IRON) + planks + ends + "".join(rect(18, y, 104, 6, c, r=2) for y, c in ((42, b.main), (49, b.dark)))


@draws("traffic light", 52, 150, natural=("#3a4150", "#e0b02f", "#3f5f4a"))
def traffic_light(b: Brush) -> str:
    """A traffic light on a post; one lamp is lit: red, amber or green."""
    spots = (("#e8352f", glow("#ff5a4a")), ("#e8a52f", glow("#ffc93f")), ("#3fa04f", glow("#5fe07a")))
    lit = (0, 2, 1)[b.variant]
    grey = apart(b.main, "#5a616c", "#9aa0a8")
    post = rect(22, 84, 8, 62, grey) + rect(27, 84, 3, 62, shade(grey, -0.2)) + path("M12 150 V144 Q26 138 40 144 V150Z", shade(grey, -0.25))
    wings = "".join(poly([(x, y), (x + s * 9, y + 2), (x + s * 2, y + 17), (x, y + 19)], b.dark) for y in (10, 36, 62) for x, s in ((10, -1), (42, 1)))
    case = rect(9, 2, 34, 86, b.main, r=8 if b.variant != 1 else 3) + rect(35, 6, 8, 78, b.dark, r=4)
    board = rect(1, 1, 50, 90, shade(b.main, -0.5), r=8) + rect(3, 3, 46, 86, WHITE, r=7) + rect(5, 5, 42, 82, b.main, r=6) if b.variant == 1 else wings
    lamps = ""
    for k, (off, on) in enumerate(spots):
        y = 18 + 26 * k
        if k == lit:
            lamps += circle(26, y, 14.5, on, opacity=0.35)
        lamps += circle(26, y, 11.4, "#1d1f27") + circle(26, y, 9.8, on if k == lit else shade(off, -0.62))
        lamps += ellipse(22.6, y - 3.6, 3, 2, "#ffffff", opacity=0.75 if k == lit else 0.25, turn=-35)
        lamps += path(f"M13 {y - 4} Q14 {y - 13} 26 {y - 13} Q38 {y - 13} 39 {y - 4} Q32 {y - 9.4} 26 {y - 9.4} Q20 {y - 9.4} 13 {y - 4}Z", shade(b.main, -0.4))
    button = (
        rect(17, 104, 18, 16, "#e0b02f" if b.main != "#e0b02f" else "#5a616c", r=2) + circle(26, 112, 4, "#d93a34")
        if b.variant == 2
        else rect(20, 96, 12, 5, shade(grey, -0.2), r=1)
    )
    return post + (board + (case if b.variant != 1 else "")) + lamps + button


@draws("stop sign", 76, 150, natural=("#d3312c", "#c62a26", "#dd3d33"))
def stop_sign(b: Brush) -> str:
    """An octagonal stop sign on a metal post, a wooden post with a second plate, or two thin posts."""
    ink = "#ffffff" if sum(int(b.main[k : k + 2], 16) for k in (1, 3, 5)) < 590 else "#2b2733"
    cut = 22.3

    def octagon(x: float, y: float, size: float, color: str) -> str:
        c = size * cut / 76
        return poly(
            [
                (x + c, y),
                (x + size - c, y),
                (x + size, y + c),
                (x + size, y + size - c),
                (x + size - c, y + size),
                (x + c, y + size),
                (x, y + size - c),
                (x, y + c),
            ],
            color,
        )

    plate = octagon(0, 0, 76, shade(b.main, -0.3)) + octagon(1, 1, 74, ink) + octagon(4.6, 4.6, 66.8, b.main)
    plate += poly([(56, 4.6), (71.4, 24.2), (71.4, 51.8), (52, 71.4), (48, 71.4), (63, 50), (63, 26), (48, 4.6)], b.dark, opacity=0.55)
    text = letters("STOP", 38, 27, 22, ink, 4.4, 0.62, 0.45)
    if b.variant == 0:
        post = rect(34, 70, 8, 80, "#8f969f") + rect(39, 70, 3, 80, "#737a84") + "".join(circle(37, y, 1.2, "#5a616c") for y in range(84, 150, 9))
        post += rect(28, 144, 20, 6, "#6b7280", r=2)
        return post + plate + text + circle(38, 12, 1.8, "#5a616c") + circle(38, 64, 1.8, "#5a616c")
    if b.variant == 1:
        post = rect(32, 70, 12, 80, "#9a6a3f") + rect(39, 70, 5, 80, "#7d5430") + line([(35, 112), (35, 124)], "#7d5430", 1.4)
        small = rect(17, 82, 42, 17, shade(b.main, -0.3), r=2) + rect(19, 84, 38, 13, b.main, r=1)
        small += "".join(poly([(x + s * 8, 90.5), (x, 86), (x, 95)], ink) for x, s in ((28, -1), (48, 1))) + line([(27, 90.5), (49, 90.5)], ink, 2.6)
        grass = "".join(path(f"M{x} 150 q-1 -9 -5 -13 q6 3 7 9 q2 -7 7 -10 q-4 7 -2 14Z", "#5fa356") for x in (26, 44))
        return post + plate + text + small + grass
    posts = rect(20, 68, 6, 82, "#8f969f") + rect(50, 68, 6, 82, "#8f969f") + rect(24, 68, 2, 82, "#737a84") + rect(54, 68, 2, 82, "#737a84")
    posts += rect(14, 145, 48, 5, "#6b7280", r=2) + rect(18, 108, 40, 5, "#8f969f", r=2)
    return posts + plate + text


@draws("fire hydrant", 78, 112, natural=("#d3352e", "#e9b32c", "#d9622b"))
def fire_hydrant(b: Brush) -> str:
    """A fire hydrant with a domed cap, side nozzles and bolts: chained, with a contrasting cap, or spraying."""
    metal, cap = shade(b.main, -0.35), b.main if b.variant != 1 else apart(b.main, "#4a7fc0", "#f2c53a")
    chunk = apart(b.main, "#c9d1da", "#5a616c")
    body = path("M20 100 V38 H58 V100Z", b.main) + rect(46, 38, 12, 62, b.dark) + rect(26, 42, 6, 54, b.light, r=3)
    dome = path("M17 36 Q17 12 39 12 Q61 12 61 36Z", cap) + path("M48 14 Q61 18 61 36 H50Z", shade(cap, -0.22))
    dome += path("M25 32 Q25 20 34 17", None, shade(cap, 0.3), 3.4) + poly([(33, 13), (34, 2), (44, 2), (45, 13)], shade(cap, -0.22))
    dome += rect(13, 33, 52, 8, shade(cap, -0.3), r=3)
    foot = rect(14, 92, 50, 8, metal, r=2) + rect(8, 99, 62, 13, b.main, r=3) + rect(8, 107, 62, 5, metal, r=2)
    foot += "".join(circle(x, 104, 2, metal) for x in (15, 27, 39, 51, 63))
    arms = "".join(rect(x, 49, 12, 20, t, r=2) + rect(x2, 46, 9, 26, metal, r=3) for x, x2, t in ((10, 1.5, b.main), (56, 67.5, b.dark)))
    face = circle(39, 66, 16, metal) + circle(39, 66, 12.6, b.main)
    face += "".join(
        circle(39 + 14.2 * dx, 66 + 14.2 * dy, 1.5, b.light) for dx, dy in ((0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5))
    )
    face += poly(star_points(39, 66, 7.6, 5.6, 5), chunk)
    if b.variant == 0:
        return arms + body + dome + foot + face + path("M18 70 Q20 84 34 80", None, chunk, 2) + path("M60 70 Q58 84 44 80", None, chunk, 2)
    if b.variant == 1:
        return arms + body + dome + foot + face + rect(20, 84, 38, 5, "#f6f2e9")
    spray = path("M7 56 Q0 78 4 108 M4 62 Q2 84 9 108", None, "#8fd0f0", 3.4) + path("M72 56 Q79 78 75 108 M74 62 Q77 84 70 108", None, "#8fd0f0", 3.4)
    spray += ellipse(39, 109.5, 38, 2.5, "#8fd0f0") + "".join(circle(x, y, 1.8, "#d6effb") for x, y in ((4, 80), (9, 94), (74, 82), (69, 96)))
    return spray + arms + body + dome + foot + face


@draws("parking meter", 52, 150, natural=("#7f8b99", "#4f6f8f", "#5a616c"))
def parking_meter(b: Brush) -> str:
    """A parking meter: a domed head with a dial, a round head, or a newer one with a screen."""
    steel = apart(b.main, "#8f969f", "#5a616c")
    post = rect(22, 62, 8, 84, steel) + rect(27, 62, 3, 84, shade(steel, -0.2)) + path("M11 150 V146 Q12 140 26 140 Q40 140 41 146 V150Z", shade(steel, -0.25))

    def dial(x: float, y: float, s: float) -> str:
        parts = path("M-19 30 V-6 Q-19 -28 0 -28 Q19 -28 19 -6 V30 Q19 40 0 40 Q-19 40 -19 30Z", b.main)
        parts += path("M8 -27 Q19 -23 19 -6 V30 Q19 37 8 39.4 Q13 6 8 -27Z", b.dark) + path("M-15 0 V-6 Q-15 -24 0 -24 Q15 -24 15 -6 V0Z", WHITE)
        parts += path("M-12 -6 Q-12 -21 0 -21", None, "#4fa05a", 3.4) + path("M0 -21 Q12 -21 12 -6", None, "#d9443b", 3.4)
        parts += line([(0, -3), (6, -15)], "#2b2733", 2.2) + circle(0, -3, 2.4, "#2b2733")
        parts += rect(-11, 6, 22, 11, shade(b.main, -0.5), r=2) + line([(0, 8), (0, 15)], "#e8edf2", 2) + circle(0, 25, 5.4, "#c9d1da")
        parts += rect(-5.4, 24, 10.8, 2, "#5a616c")
        return group(parts, x, y, s)

    if b.variant == 0:
        return (
            post
            + rect(18, 68, 16, 8, shade(b.main, -0.35), r=2)
            + dial(26, 35, 1.18)
            + rect(13, 92, 26, 22, "#3c78d0", r=3)
            + letters("P", 26.6, 96, 14, "#ffffff", 3)
            if b.main != "#3c78d0"
            else post + dial(26, 35, 1.18) + rect(13, 92, 26, 22, "#f6f2e9", r=3) + letters("P", 26.6, 96, 14, "#3c78d0", 3)
        )
    plate = rect(15, 96, 22, 22, "#3c78d0" if b.main != "#3c78d0" else "#f6f2e9", r=3)
    plate += letters("P", 26.6, 100, 13, "#ffffff" if b.main != "#3c78d0" else "#3c78d0", 2.8)
    if b.variant == 1:
        drawn = post + rect(14, 50, 24, 30, b.main, r=4) + rect(31, 50, 7, 30, b.dark, r=3) + circle(26, 26, 26, b.main)
        drawn += path("M34 1.3 A26 26 0 0 1 34 50.7 Q44 26 34 1.3Z", b.dark) + circle(26, 26, 19, WHITE)
        drawn += path("M12 26 A14 14 0 0 1 26 12", None, "#4fa05a", 5) + path("M26 12 A14 14 0 0 1 40 26", None, "#d9443b", 5)
        drawn += line([(26, 28), (34, 18)], "#2b2733", 3) + circle(26, 28, 3, "#2b2733") + rect(20, 58, 12, 16, shade(b.main, -0.5), r=2)
        return drawn + line([(26, 62), (26, 70)], "#e8edf2", 2.4) + plate
    panel = poly([(6, 4), (46, 1), (48, 8), (8, 12)], "#2f4a78") + line([(18, 3.4), (20, 10.6)], "#7f9fd0", 1.4) + line([(32, 2.4), (34, 9.4)], "#7f9fd0", 1.4)
    box = rect(3, 14, 46, 64, b.main, r=6) + rect(39, 16, 10, 60, b.dark, r=5) + rect(9, 20, 34, 18, "#1f2a36", r=3)
    box += letters("P", 16, 24, 10, glow("#7fe8a0"), 2.2) + "".join(rect(24 + k * 5.5, 26, 4, 7, glow("#7fe8a0")) for k in range(3))
    keys = "".join(circle(x, y, 2.6, "#e8edf2") for y in (46, 54) for x in (13, 21, 29)) + rect(35, 44, 6, 13, "#1f2a36", r=1)
    keys += line([(38, 46), (38, 55)], "#e8edf2", 1.4) + rect(10, 63, 22, 9, "#1f2a36", r=2) + circle(38, 67, 3.4, glow("#5fe07a"))
    return post + rect(20, 8, 12, 10, shade(b.main, -0.35)) + panel + box + keys + plate


@draws("mailbox", 88, 122, natural=("#4a78b5", "#cf2f2a", "#2f63ad"))
def mailbox(b: Brush) -> str:
    """A mailbox: rounded on a wooden post with its little flag, a pillar box, or a street collection box."""
    slot, paper = shade(b.main, -0.6), "#fbf7ee"
    if b.variant == 0:
        post = rect(36, 56, 14, 66, "#9a6a3f") + rect(45, 56, 5, 66, "#7d5430") + poly([(36, 62), (20, 62), (36, 84)], "#7d5430")
        post += rect(14, 58, 60, 6, "#7d5430", r=1)
        case = path("M2 58 V30 Q2 8 22 8 H66 Q86 8 86 30 V58Z", b.main) + path("M22 8 Q42 8 42 30 V58 H86 V30 Q86 8 66 8Z", b.dark)
        case += path("M6 54 V30 Q6 12 22 12 Q38 12 38 30 V54Z", b.light) + rect(17, 22, 10, 4, slot, r=2) + path("M10 52 V46 H34 V52Z", b.main)
        letter = poly([(11, 34), (33, 30), (35, 44), (13, 48)], paper) + line([(11, 34), (24, 40), (33, 30)], "#c9bfae", 1.6)
        flag = apart(b.main, "#e0352f", "#f2c53a")
        drawn = post + case + letter + line([(66, 40), (66, 4)], flag, 4) + rect(64, 1, 19, 12, flag, r=1) + circle(66, 40, 3.4, shade(flag, -0.3))
        return drawn + "".join(path(f"M{x} 122 q-1 -9 -5 -13 q6 3 7 9 q2 -7 7 -10 q-4 7 -2 14Z", "#5fa356") for x in (28, 52))
    if b.variant == 1:
        body = path("M14 112 V30 H74 V112Z", b.main) + rect(56, 30, 18, 82, b.dark) + rect(22, 34, 6, 76, b.light, r=3)
        lid = path("M8 30 Q10 4 44 2 Q78 4 80 30Z", b.main) + path("M60 4.6 Q78 10 80 30 H62Z", b.dark) + rect(4, 27, 80, 8, shade(b.main, -0.3), r=4)
        lid += rect(10, 18, 68, 3, shade(b.main, -0.2), r=1)
        front = rect(26, 42, 36, 8, slot, r=3) + path("M32 46 L52 46 L50 33 L34 35Z", paper) + rect(24, 40, 40, 4, shade(b.main, 0.3), r=2)
        front += rect(33, 57, 24, 18, paper, r=2) + "".join(line([(37, y), (53, y)], "#9aa4b0", 1.5) for y in (62, 66, 70)) + circle(45, 86, 3.4, "#e8c04f")
        front += path("M26 80 V108 M64 80 V108 M26 108 H64", None, b.dark, 1.8)
        return body + lid + front + rect(6, 110, 76, 12, "#2b2733", r=2) + rect(10, 104, 68, 8, shade(b.main, -0.35), r=2)
    legs = "".join(rect(x, 104, 10, 18, shade(b.main, -0.5), r=1) for x in (10, 68))
    body = path("M3 110 V40 Q3 2 44 2 Q85 2 85 40 V110Z", b.main) + path("M66 8 Q85 16 85 40 V110 H68Z", b.dark)
    body += path("M12 40 Q12 14 36 9", None, b.light, 4.4) + rect(3, 106, 82, 5, shade(b.main, -0.35), r=2)
    hatch = path("M14 42 H74 V30 Q70 18 60 16 H28 Q18 18 14 30Z", b.light) + rect(20, 24, 48, 6, slot, r=3) + line([(24, 38), (64, 38)], shade(b.main, -0.3), 4)
    hatch += path("M30 26 L54 26 L58 10 L34 7Z", paper) + line([(35, 8), (45, 18), (57, 10.6)], "#c9bfae", 1.6)
    badge = rect(20, 54, 48, 32, paper, r=3) + line([(22, 57), (44, 73), (66, 57)], shade(b.main, -0.3), 3)
    badge += line([(22, 84), (36, 70)], shade(b.main, -0.3), 2.4) + line([(66, 84), (52, 70)], shade(b.main, -0.3), 2.4)
    return legs + body + hatch + badge + rect(14, 93, 60, 4, b.dark, r=2)


@draws("flag", 104, 160, natural=("#d3352e", "#3c78d0", "#3f9a58"))
def flag(b: Brush) -> str:
    """A waving flag on a pole: with a star, with stripes and a corner field, or swallow-tailed with a disc."""
    pole = rect(4, 8, 6, 152, "#b9c0c9", r=2) + rect(8, 8, 2, 152, "#8f969f") + circle(7, 5.6, 5, "#e8b53a") + rect(0, 152, 26, 8, "#6b7280", r=2)
    accent = "#b9c6d6" if b.main == "#f4f1ea" else b.pick("#ffffff", "#ffffff", "#fbe9a9")
    wave = "M10 12 Q32 -2 56 12 Q80 26 103 12 V76 Q80 90 56 76 Q32 62 10 76Z"
    if b.variant == 2:
        wave = "M10 12 Q32 -2 56 12 Q80 26 103 12 Q92 30 84 46 Q94 60 103 76 Q80 90 56 76 Q32 62 10 76Z"
    cloth = path(wave, b.main) + path("M56 12 Q68 19 79 19.6 V84 Q68 83 56 76 Q50 72.4 44 70.4 V7.6 Q50 9 56 12Z", b.dark, opacity=0.8)
    cloth += path("M10 12 Q20 5.6 30 5 V69 Q20 69.6 10 76Z", b.light, opacity=0.8)
    if b.variant == 0:
        return cloth + path("M55 66 Q26 48 34 34 Q44 22 55 36 Q68 26 77 39 Q82 54 55 66Z", accent) + pole
    if b.variant == 1:
        bands = "".join(
            path(f"M10 {y} Q32 {y - 14} 56 {y} Q80 {y + 14} 103 {y} V{y + 10.6} Q80 {y + 24.6} 56 {y + 10.6} Q32 {y - 3.4} 10 {y + 10.6}Z", accent)
            for y in (22.6, 44, 65.4)
        )
        return cloth + bands + pole
    return cloth + poly(star_points(46, 43, 25, 6, 4), accent) + poly(star_points(46, 43, 13, 6, 8), accent) + circle(46, 43, 5, b.main) + pole
