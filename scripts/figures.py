"""Puts measured figures into README.md and docs/MODEL_CARD.md, between their markers, from the files that the benchmarks wrote.

    speechscape evaluate scenes --out docs/scores && python benchmarks/draw.py --json docs/scores/draw.json && python scripts/figures.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
COLUMNS = ("exact", "recall", "precision", "count", "color", "size", "relation", "place", "time", "weather")


def score_table(report: dict[str, Any], columns: tuple[str, ...]) -> str:
    """Markdown rows of the sets, in percent, with the floor behind."""
    lines = [f"| set | clips | {' | '.join(columns)} | floor: exact | floor: recall |", "| --- " * (len(columns) + 4) + "|"]
    for name, score in report["sets"].items():
        cells = " | ".join(f"{100 * score['rates'][column]:.1f}" for column in columns)
        lines.append(f"| {name} | {score['clips']} | {cells} | {100 * score['floor']['exact']:.1f} | {100 * score['floor']['recall']:.1f} |")
    return "\n".join(lines)


def readme(report: dict[str, Any], draw: dict[str, Any]) -> str:
    """The figures of the README, goal beside measurement."""
    sets, stages = report["sets"], draw["stages"]
    rows: list[tuple[str, str, str, bool]] = []
    for name, exact, recall in (("heard voices", 97, 99), ("unseen voices", 93, 98), ("unseen engine", 85, 95)):
        rates = sets[name]["rates"]
        rows.append((f"scene exactly right, {name}, at most 3 elements", f"≥ {exact} %", f"{100 * rates['exact']:.1f} %", 100 * rates["exact"] >= exact))
        rows.append((f"element recall, {name}", f"≥ {recall} %", f"{100 * rates['recall']:.1f} %", 100 * rates["recall"] >= recall))
    drawn = 100 * report["nothing"]["drawn"]
    rows.append(("undrawable speech, silence and noise that get a picture", "≤ 3 %", f"{drawn:.1f} %", drawn <= 3))
    half, most = stages["all"]
    rows.append(("4 s clip → 1024 px PNG, warm, two cores, p50 / p95", "≤ 150 / 250 ms", f"{half:.0f} / {most:.0f} ms", half <= 150 and most <= 250))
    rows.append(("cold `speechscape draw` to written file", "≤ 1.5 s", f"{draw['cold_s']:.2f} s", draw["cold_s"] <= 1.5))
    rows.append(("peak memory of `draw`", "≤ 350 MB", f"{draw['peak_mb']:.0f} MB", draw["peak_mb"] <= 350))
    rows.append(("installed, all dependencies", "≤ 400 MB", f"{draw['installed_mb']:.0f} MB", draw["installed_mb"] <= 400))
    lines = ["| figure | goal | measured | |", "| --- | --- | --- | --- |", *(f"| {name} | {goal} | {got} | {'reached' if ok else '**missed**'} |" for name, goal, got, ok in rows)]
    note = f"Model `{report['model']}`. Scores: `speechscape evaluate scenes` (seed {report['seed']}); times: `python benchmarks/draw.py`, on two cores. All sets: [model card](docs/MODEL_CARD.md)."
    return "\n".join([note, "", *lines])


def put(path: Path, name: str, text: str) -> None:
    """Replace what stands between ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    whole = path.read_text()
    head, rest = whole.split(f"<!-- {name} -->")
    _, tail = rest.split(f"<!-- /{name} -->")
    path.write_text(f"{head}<!-- {name} -->\n{text}\n<!-- /{name} -->{tail}")


def main() -> None:
    """Fill both files."""
    report = json.loads((ROOT / "docs" / "scores" / "scenes.json").read_text())
    draw = json.loads((ROOT / "docs" / "scores" / "draw.json").read_text())
    put(ROOT / "README.md", "figures", readme(report, draw))
    put(ROOT / "docs" / "MODEL_CARD.md", "scores", score_table(report, COLUMNS))


if __name__ == "__main__":
    main()
