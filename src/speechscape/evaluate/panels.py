"""Do the panels of a storyboard begin where the scenes of a story begin?"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["NEAR_S", "agreement", "f1"]

NEAR_S = 2.0


def agreement(found: Sequence[float], marked: Sequence[float]) -> tuple[int, int, int]:
    """How many of the panels begin within `NEAR_S` of a marked scene, each scene once; how many were found and marked."""
    free, hits = sorted(marked), 0
    for at in sorted(found):
        near = [other for other in free if abs(other - at) <= NEAR_S]
        if near:
            free.remove(min(near, key=lambda other: abs(other - at)))
            hits += 1
    return hits, len(found), len(marked)


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    """Of all stories together."""
    hits, found, marked = (sum(row[k] for row in counts) for k in range(3))
    return 2 * hits / max(1, found + marked)
