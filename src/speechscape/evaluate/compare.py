"""How right a scene is: counts of what was right for one pair of scenes, and rates over many. Pure arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from speechscape.types import Element, Scene

__all__ = ["compare", "match", "rates"]


def match(truth: Scene, heard: Scene) -> list[tuple[int, int]]:
    """Pairs of indices (truth, heard) of elements of one name, most alike first; each is used once."""
    pairs = [
        (-_alike(wanted, got), abs(i - j), i, j)
        for i, wanted in enumerate(truth.elements) for j, got in enumerate(heard.elements) if wanted.name == got.name
    ]  # fmt: skip
    taken: list[tuple[int, int]] = []
    for _, _, i, j in sorted(pairs):
        if all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def _alike(first: Element, second: Element) -> int:
    return (first.count == second.count) + (first.color == second.color) + (first.size == second.size) + (first.relation == second.relation)


def compare(truth: Scene, heard: Scene) -> Counter[str]:
    """Counts under ``NAME.right`` and ``NAME.of``: exact, recall, precision, each attribute, each relation, each part of the setting."""
    pairs = match(truth, heard)
    forward = dict(pairs)
    tally: Counter[str] = Counter()

    def note(name: str, right: bool) -> None:
        tally[name + ".of"] += 1
        tally[name + ".right"] += right

    note("exact", truth.key() == heard.key())
    for index in range(len(truth.elements)):
        note("recall", index in forward)
    for index in range(len(heard.elements)):
        note("precision", index in forward.values())
    for i, j in pairs:
        wanted, got = truth.elements[i], heard.elements[j]
        note("count", wanted.count == got.count)
        note("color", wanted.color == got.color)
        note("size", wanted.size == got.size)
        if wanted.relation:
            right = wanted.relation == got.relation and {forward.get(other) for other in wanted.of} == set(got.of)
            note("relation", right)
            note("relation " + wanted.relation, right)
        else:
            note("no relation", got.relation is None)
    for part in ("place", "time", "weather"):
        note(part, getattr(truth.setting, part) == getattr(heard.setting, part))
    return tally


def rates(tallies: Iterable[Counter[str]]) -> dict[str, float]:
    """Shares right over many comparisons, by name."""
    total: Counter[str] = Counter()
    for tally in tallies:
        total.update(tally)
    return {key[:-3]: total[key[:-3] + ".right"] / total[key] for key in sorted(total) if key.endswith(".of") and total[key]}
