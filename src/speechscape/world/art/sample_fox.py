"""Sample: the fox of the house style; the animals set takes it over."""

from __future__ import annotations

from speechscape.world.art.kit import Brush, circle, draws, ellipse, eye, path, poly, rect

CREAM, DARK = "#fff3e4", "#3b2418"


@draws("fox", 110, 100, natural=("#ea7c33", "#d9652a", "#c98a5a"))
def fox(b: Brush) -> str:
    """A sitting fox, face to the viewer, tail to the right."""
    tail = path("M70 60 Q108 46 108 78 Q108 100 88 100 Q98 84 66 82Z", b.dark) + path("M108 78 Q109 100 88 100 Q97 92 96 84Z", CREAM)
    body = path("M20 92 Q16 52 46 50 Q76 50 82 78 Q84 92 76 98 H26Z", b.main) + path("M28 98 Q28 74 40 70 Q52 76 50 98Z", CREAM)
    feet = "".join(rect(x, 92, 13, 8, DARK, r=4) for x in (24, 42, 68))
    ears = poly([(6, 36), (8, 2), (28, 20)], b.main) + poly([(66, 36), (64, 2), (44, 20)], b.main)
    ears += poly([(10, 22), (11, 9), (20, 18)], DARK) + poly([(62, 22), (61, 9), (52, 18)], DARK)
    head = path("M6 36 Q10 16 36 16 Q62 16 66 36 Q64 56 36 68 Q8 56 6 36Z", b.main)
    cheeks = path("M6 36 Q22 36 36 64 Q50 36 66 36 Q64 56 36 68 Q8 56 6 36Z", CREAM)
    face = eye(22, 34, 4.2) + eye(50, 34, 4.2) + ellipse(36, 58, 5, 4, DARK)
    extra = circle(36, 16, 0.1, b.main)
    return tail + body + feet + ears + head + cheeks + face + extra
