"""Small pieces that the food and household sets share: leaves, shaded sides, scalloped edges, contrast."""

from __future__ import annotations

from speechscape.world.art.kit import Brush, ellipse, group, line, mix, path, shade

LEAF, LEAF_DARK, STEM, CREAM = "#5fae4b", "#3d8040", "#6b4527", "#fff3dc"

__all__ = ["CREAM", "LEAF", "LEAF_DARK", "STEM", "apart", "bumps", "crescent", "leaf", "mark", "mouth", "soft"]


def apart(color: str, main: str, other: str) -> str:
    """`color`, or `other` where `color` would be lost on `main`."""
    gap = sum(abs(int(color[k : k + 2], 16) - int(main[k : k + 2], 16)) for k in (1, 3, 5))
    return color if gap > 120 else other


def leaf(x: float, y: float, length: float, turn: float, color: str = LEAF, fat: float = 0.3) -> str:
    """A pointed leaf from its stalk at (x, y), lying along `turn` degrees."""
    w = length * fat * 1.9
    blade = path(f"M0 0 Q{length * 0.4:.1f} {-w:.1f} {length:.1f} 0 Q{length * 0.4:.1f} {w:.1f} 0 0Z", color)
    return group(blade + line([(length * 0.12, 0), (length * 0.78, 0)], shade(color, -0.24), max(1.4, length * 0.045)), x, y, turn=turn)


def crescent(cx: float, cy: float, rx: float, ry: float, color: str, thick: float = 0.34, turn: float = 0) -> str:
    """The shaded right side of a round thing."""
    d = f"M{cx} {cy - ry:.1f} A{rx} {ry} 0 0 1 {cx} {cy + ry:.1f} A{rx * (1 - thick):.1f} {ry} 0 0 0 {cx} {cy - ry:.1f}Z"
    return group(path(d, color), turn=turn, about=(cx, cy))


def bumps(x0: float, x1: float, y: float, count: int, depth: float) -> str:
    """Path data of `count` bumps from (x0, y) to (x1, y), each `depth` deep (down when positive)."""
    step = (x1 - x0) / count
    return " ".join(f"Q{x0 + (k + 0.5) * step:.1f} {y + 2 * depth:.1f} {x0 + (k + 1) * step:.1f} {y:.1f}" for k in range(count))


def soft(b: Brush) -> str:
    """A mild shadow of the main colour, for yellow things that `b.dark` would turn olive."""
    return mix(b.main, shade(b.main, -0.22), 0.55)


def mouth(cx: float, cy: float, rx: float, ry: float, b: Brush, rim: float = 5) -> str:
    """The open top of a vessel: its lighter rim and the dark inside."""
    return ellipse(cx, cy, rx, ry, b.light) + ellipse(cx, cy + 1, rx - rim, ry - rim * 0.55, shade(b.main, -0.42))


def mark(b: Brush) -> str:
    """The colour of fine marks on the main colour: its shadow, or its light where it is nearly black."""
    return b.light if sum(int(b.main[k : k + 2], 16) for k in (1, 3, 5)) < 180 else b.dark
