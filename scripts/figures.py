"""Puts measured figures into README.md, docs/MODEL_CARD.md, docs/OPEN_DOMAIN.md, docs/STORYBOARD.md, docs/LIVE.md and docs/STUDIO.md, between their markers, from the files that the benchmarks wrote.

    speechscape evaluate scenes --out docs/scores && python benchmarks/draw.py --json docs/scores/draw.json && python scripts/figures.py

`docs/scores/people-ROUTE.json` are the reports of ``speechscape evaluate people FOLDER --route ROUTE``, `calibration.json` of ``python -m speechscape.evaluate.calibrate``.
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


def open_table(scores: Path) -> str:
    """How the open routes compare with others' code on the same machine, goal beside measurement."""
    peers, long = (json.loads((scores / f"{name}.json").read_text()) for name in ("peers", "transcribe"))
    one, many = peers["one_clip_s"], peers["many_clips_s"]
    rows = [
        ("our cascade against the same components called directly, one clip", "≤ 1.03 × the time", f"{peers['cascade_over_components']:.2f} × ({one['cascade']:.1f} s against {one['components']:.1f} s)", peers["cascade_over_components"] <= 1.03),
        (f"the same, {peers['clips']} clips in one call", "≥ 1.2 × faster", f"{peers['components_over_cascade_many']:.2f} × ({many['cascade']:.0f} s against {many['components']:.0f} s)", peers["components_over_cascade_many"] >= 1.2),
        ("direct route against the cascade, 512 px", "≥ 100 × faster", f"{peers['cascade_over_direct']:.0f} × ({1000 * one['direct']:.0f} ms)", peers["cascade_over_direct"] >= 100),
        (f"memory above the model while {long['hours']:g} h are transcribed", "flat, ≤ 300 MB", f"at most {long['highest_above_mb']} MB; by tenths {', '.join(map(str, long['above_mb_by_tenth']))}", long["highest_above_mb"] <= 300),
        ("diffusers' community speech-to-image pipeline, one clip", "", f"{one['community']:.1f} s, {peers['community_over_cascade']:.2f} × our cascade's time", True),
    ]  # fmt: skip
    return "\n".join(["| figure | goal | measured | |", "| --- | --- | --- | --- |", *(f"| {name} | {goal} | {got} | {('reached' if ok else '**missed**') if goal else ''} |" for name, goal, got, ok in rows)])


def people_table(scores: Path) -> str:
    """What is understood of people whom training never heard, by route."""

    def cell(rates: dict[str, Any] | None, key: str) -> str:
        value = None if rates is None else rates[key]
        return "" if value is None else f"{100 * value:.1f} %"

    reports = {route: json.loads(path.read_text()) for route in ("direct", "fused", "cascade") if (path := scores / f"people-{route}.json").exists()}
    rows = [
        ("drawable nouns of sentences that are drawn (speechocean762)", "≥ 85 %", "speechocean762", "recall"),
        ("of what is drawn there, said", "", "speechocean762", "precision"),
        ("sentences naming nothing that get a picture", "≤ 3 %", "speechocean762", "nothing drawn as something"),
        ("single words in the vocabulary, first guess right (Speech Commands, all “cat”)", "≥ 85 %", "speech_commands", "first guess right"),
        ("other single words that get a picture", "≤ 3 %", "speech_commands", "nothing drawn as something"),
    ]
    heads = " | ".join(f"{route}: `{report['listener']}`" for route, report in reports.items())
    lines = [f"| figure | goal | {heads} |", "| --- " * (2 + len(reports)) + "|"]
    lines += [f"| {name} | {goal} | {' | '.join(cell(report['sets'].get(index), key) for report in reports.values())} |" for name, goal, index, key in rows]
    thirds = [" / ".join(f"{100 * recall:.1f}" for recall in report["sets"]["speechocean762"]["spread"]) + " %" for report in reports.values()]
    lines.insert(3, f"| the same on three random thirds of the speakers | | {' | '.join(thirds)} |")
    worst = [report["worst group"] for report in reports.values()]
    behind = ["" if one is None else f"{100 * one['behind']:.1f} ({one['name']})" for one in worst]
    lines.append(f"| worst group behind the best | ≤ 8 points | {' | '.join(behind)} |")
    honest = json.loads((scores / "calibration.json").read_text())
    cells = []
    for report in reports.values():
        rows_of = honest.get(report["listener"])
        cells.append("" if rows_of is None else " / ".join(f"{100 * row['error']:.1f}" for row in rows_of) + " %")
    lines.append(f"| calibration error on speakers that were not fitted, three splits | ≤ 4 % | {' | '.join(cells)} |")
    return "\n".join(lines)


def painter_tables(scores: Path) -> tuple[str, str]:
    """What the neural painter and the latent reach, goal beside measurement, and all painters by skill; of the reports that there are."""
    pictures, latent, paint = (json.loads((scores / f"{name}.json").read_text()) if (scores / f"{name}.json").exists() else None for name in ("pictures", "latent", "paint"))
    rows: list[tuple[str, str, str, bool]] = []
    painters = pictures["painters"] if pictures else {}
    if "neural" in painters:
        ours = painters["neural"]
        rows.append(("Spoken-GenEval overall, unseen voices, one step", "≥ 80 %", f"{100 * ours['overall']:.1f} %", ours["overall"] >= 0.8))
        if "oracle" in painters:
            share = ours["overall"] / painters["oracle"]["overall"]
            rows.append(("the same as a share of the oracle's (the true scene as the condition)", "≥ 0.9", f"{share:.3f}", share >= 0.9))
        if "s2igan" in painters:
            times, far = ours["overall"] / max(1e-9, painters["s2igan"]["overall"]), ours["frechet"] / painters["s2igan"]["frechet"]
            rows.append(("the same as a multiple of the S2IGAN recipe's at equal budget", "≥ 1.5", f"{times:.1f}", times >= 1.5))
            rows.append(("Fréchet distance as a share of the S2IGAN recipe's at equal budget", "≤ 0.5", f"{far:.2f}", far <= 0.5))
    if latent:
        found = latent["sets"]["unseen voices"]["speech to picture"]["R@1"]
        rows.append(("the one picture of 1,000 that a voice asks for found first, unseen voices", "≥ 70 %", f"{100 * found:.1f} %", found >= 0.7))
    if paint:
        half, most = paint["picture, 1 step"]
        rows.append(("one step at 128 px, two cores, p50 (p95)", "≤ 80 ms", f"{half:.0f} ({most:.0f}) ms", half <= 80))
    short = ["| figure | goal | measured | |", "| --- | --- | --- | --- |", *(f"| {name} | {goal} | {got} | {'reached' if ok else '**missed**'} |" for name, goal, got, ok in rows)]
    skills = list(next(iter(painters.values()))["skills"]) if painters else []
    long = [f"| painter | overall | {' | '.join(skills)} | Fréchet | KID | precision | recall | density | coverage | R-precision | diversity |", "| --- " * (10 + len(skills)) + "|"]
    for name, row in painters.items():
        cells = [f"{100 * row['overall']:.1f}", *(f"{100 * row['skills'][skill]:.0f}" for skill in skills), f"{row['frechet']:.3g}", f"{row['kernel']:.3g}"]
        cells += [f"{row[key]:.2f}" for key in ("precision", "recall", "density", "coverage", "R@1", "diversity")]
        long.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(short), "\n".join(long) if painters else "Spoken-GenEval and the distances have not been measured yet."


def storyboard_table(scores: Path) -> str:
    """What the storyboard reaches, goal beside measurement."""
    found = json.loads((scores / "storyboard.json").read_text())
    hour, kills, many, voices = found["hour"], found["kills"], found["many"], {name: row for name, row in found["choice"].items() if "panels" in row}
    heard, unheard = ([f"{name} {row['f1']:.2f}" for name, row in voices.items() if row["heard in training"] is there] for there in (True, False))
    mean = sum(row["f1"] for row in voices.values()) / len(voices)
    rows = [
        (f"{hour['minutes']:g} min of speech and silence, everything in the folder", "≥ 60 × real time", f"{hour['times_real_time']:.0f} × ({hour['seconds']:.0f} s, {hour['panels']} pictures)", hour["times_real_time"] >= 60),
        ("peak memory of it", "≤ 600 MB, flat", f"{hour['peak_mb']} MB; by tenths of the time {', '.join(map(str, hour['mb_by_tenth']))}", hour["peak_mb"] <= 600),
        (f"killed at {kills['killed']} random moments and gone on with: the same folder", "all", f"{kills['same']} of {kills['killed']}", kills["same"] == kills["killed"]),
        ("pictures begin within 2 s of the marked scenes of twenty spoken stories, F1, mean of eight voices", "≥ 0.85", f"{mean:.2f}", mean >= 0.85),
        ("voices that training heard", "", "; ".join(heard), True),
        ("voices that it never heard", "", "; ".join(unheard), True),
        ("the same, had every word been understood", "", f"{found['choice']['every word understood']['f1']:.2f}", True),
        (f"{many['recordings']} recordings in one call, {many['broken']} of them broken: made; reasons given", "", f"{many['folders']}; {many['reasons']}", True),
        ("an hour of silence, an hour of noise: pictures", "", f"{found['nothing']['silence']['panels']}, {found['nothing']['noise']['panels']}", True),
    ]  # fmt: skip
    lines = ["| figure | goal | measured | |", "| --- | --- | --- | --- |", *(f"| {name} | {goal} | {got} | {('reached' if ok else '**missed**') if goal else ''} |" for name, goal, got, ok in rows)]
    return "\n".join(["By `python benchmarks/storyboard.py all`, one run on two cores.", "", *lines])


def live_table(scores: Path) -> str:
    """How soon one sees what is said, goal beside measurement."""
    steady, browser, live = (json.loads((scores / f"{name}.json").read_text()) for name in ("steady", "browser", "live"))

    def both(figures: dict[str, Any]) -> str:
        return f"{figures['p50']} / {figures['p95']} ms"

    settled, first = browser["end of speech to settled picture seen"], browser["end of first drawn word to first picture seen"]
    alone, early, vanished = steady["end of speech to settled picture"], steady["end of first drawn word to first picture"], steady["vanished per minute"]
    many, memory, left = live["settled_s"], live["mb_by_tenth"], sum(live["left"].values())
    crowd = f"{live['sessions']} sessions in real time, {live['minutes']:g} min, {live['killed']:.0%} killed, {live['slow']:.0%} reading slowly (`python benchmarks/live.py`)"
    rows = [
        (f"end of speech → settled picture seen in Chromium, p50 / p95 (`python -m benchmarks.browser`, {browser['sentences']} sentences, 5 voices)", "300 / 600 ms", both(settled), settled["p50"] <= 300 and settled["p95"] <= 600),
        ("end of the first drawn word (as the ears place it) → first picture seen, p50 / p95 (the same)", "≤ 700 ms", both(first), first["p95"] <= 700),
        (f"without browser and network: settled, p50 / p95 (`python benchmarks/steady.py`, {steady['sentences']} sentences)", "", both(alone), True),
        ("without browser and network: first picture, p50 / p95 (the same)", "", both(early), True),
        ("things that appear and vanish again, per minute of speech (the same)", "≤ 1", f"{vanished:.2f}", vanished <= 1),
        (f"{crowd}: settled, p50 / p95", "p95 ≤ 1 s", f"{many['p50']:.2f} / {many['p95']:.2f} s", many["p95"] <= 1),
        ("of it: answers that took longer than 3 s; sentences without an answer", "0", f"{live['stalls']}; {live['not_answered']} of {live['said']}", live["stalls"] == 0 and live["not_answered"] == 0),
        ("of it: memory by tenths", "flat", f"{' '.join(map(str, memory))} MB", memory[-1] <= 1.1 * memory[2]),
        ("of it: sessions and work left over", "0", f"{left:g}", left == 0),
    ]  # fmt: skip
    return "\n".join(["| figure | goal | measured | |", "| --- | --- | --- | --- |", *(f"| {name} | {goal} | {got} | {('reached' if ok else '**missed**') if goal else ''} |" for name, goal, got, ok in rows)])


def studio_table(scores: Path) -> str:
    """How well spoken changes are understood, and how soon they are seen, goal beside measurement."""
    edits, far, speed = (json.loads((scores / f"{name}.json").read_text()) for name in ("edits", "edits-unseen-engine", "studio"))
    said = f"{edits['clips']} instructions, voices never heard"
    rows = [
        (f"resulting picture exactly right, one edit ({said})", "≥ 93 %", f"{100 * edits['one edit']:.1f} %", edits["one edit"] >= 0.93),
        ("chain of six, all right", "≥ 75 %", f"{100 * edits['chain of six']:.1f} %", edits["chain of six"] >= 0.75),
        (f"new picture or edit, told apart (those and {edits['descriptions']} descriptions; asked back is not taken for the other)", "≥ 98 %", f"{100 * edits['new or edit']:.1f} %", edits["new or edit"] >= 0.98),
        ("the same, asked back counted as wrong", "", f"{100 * edits['new or edit, asked back counted as wrong']:.1f} %", True),
        (f"undrawable or unrelated speech: nothing changes (two thirds of {edits['nothings']} clips)", "≥ 98 %", f"{100 * edits['undrawable or unrelated: nothing changes']:.1f} %", edits["undrawable or unrelated: nothing changes"] >= 0.98),
        ("about things that are not in the picture: nothing changes (the other third)", "", f"{100 * edits['about things that are not there: nothing changes']:.1f} %", True),
        ("instructions that are asked back; right where something was done", "", f"{100 * edits['asked back']:.1f} %; {100 * edits['when something was done']:.1f} %", True),
        ("floor: the answers to other instructions", "", f"{100 * edits['floor']:.1f} %", True),
        (f"by festival, an engine never heard (`--split \"unseen engine\"`, {far['clips']} instructions): one edit; chain of six; undrawable speech changes nothing", "",
         f"{100 * far['one edit']:.1f} %; {100 * far['chain of six']:.1f} %; {100 * far['undrawable or unrelated: nothing changes']:.1f} %", True),
        (f"pixels changed outside the region, vector painter ({edits['edits drawn']} edits)", "0", str(edits["pixels outside"]), edits["pixels outside"] == 0),
        (f"the same, painted by our own network ({edits['edits drawn']} edits)", "0", str(edits["pixels outside, neural painter"]), edits["pixels outside, neural painter"] == 0),
        (f"end of utterance → new picture, warm, p50 / p95 (`python benchmarks/studio.py`, {speed['clips']} utterances)", "p50 ≤ 200 ms", f"{speed['p50_ms']:.0f} / {speed['p95_ms']:.0f} ms", speed["p50_ms"] <= 200),
        ("a change painted by our own network instead of drawn, 1,024 pixels (the same)", "", f"{speed['neural_p50_ms']:.0f} ms", True),
    ]  # fmt: skip
    return "\n".join(["| figure | goal | measured | |", "| --- | --- | --- | --- |", *(f"| {name} | {goal} | {got} | {('reached' if ok else '**missed**') if goal else ''} |" for name, goal, got, ok in rows)])


def put(path: Path, name: str, text: str) -> None:
    """Replace what stands between ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    whole = path.read_text()
    head, rest = whole.split(f"<!-- {name} -->")
    _, tail = rest.split(f"<!-- /{name} -->")
    path.write_text(f"{head}<!-- {name} -->\n{text}\n<!-- /{name} -->{tail}")


def main() -> None:
    """Fill all files."""
    report = json.loads((ROOT / "docs" / "scores" / "scenes.json").read_text())
    draw = json.loads((ROOT / "docs" / "scores" / "draw.json").read_text())
    put(ROOT / "README.md", "figures", readme(report, draw))
    put(ROOT / "docs" / "MODEL_CARD.md", "scores", score_table(report, COLUMNS))
    short, long = painter_tables(ROOT / "docs" / "scores")
    put(ROOT / "docs" / "STORYBOARD.md", "storyboard", storyboard_table(ROOT / "docs" / "scores"))
    put(ROOT / "docs" / "LIVE.md", "live", live_table(ROOT / "docs" / "scores"))
    put(ROOT / "docs" / "STUDIO.md", "studio", studio_table(ROOT / "docs" / "scores"))
    put(ROOT / "README.md", "painters", short)
    put(ROOT / "docs" / "MODEL_CARD.md", "painters", long)
    for page in (ROOT / "README.md", ROOT / "docs" / "MODEL_CARD.md"):
        put(page, "people", people_table(ROOT / "docs" / "scores"))
    put(ROOT / "docs" / "OPEN_DOMAIN.md", "open", open_table(ROOT / "docs" / "scores"))


if __name__ == "__main__":
    main()
