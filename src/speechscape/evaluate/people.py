"""``speechscape evaluate people FOLDER``: what is drawn of what real people say, by speaker group, with calibration.

Every index of `data.recordings` in the folder is a set. Speakers that the model was trained on (its card lists them) are left
out. A set's truth is what its transcripts name; words with another common meaning neither count nor count against.
Writes ``people.json`` and ``index.html``, a page with the misses to listen to.
"""

from __future__ import annotations

import base64
import html
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from speechscape.audio import Reader
from speechscape.data.labels import ambiguous_names
from speechscape.data.recordings import Utterance, utterances
from speechscape.errors import AudioError, OptionError
from speechscape.evaluate.hearing import hear_all
from speechscape.types import Clip, Heard, Hearing
from speechscape.world.mentions import mentions

__all__ = ["Answer", "Tally", "evaluate_people", "judge", "tally"]

_BINS = 10
_CHUNK = 256
_FEW = 30  # a group with fewer named things is not called the worst
_MEDIA = {".wav": "audio/wav", ".flac": "audio/flac", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".webm": "audio/webm"}


@dataclass(frozen=True)
class Answer:
    """One utterance judged: names said and drawn, what was missed and invented, and (confidence, right) of each thing drawn."""

    utterance: Utterance
    heard: Heard
    said: tuple[str, ...]
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    sure: tuple[tuple[float, bool], ...]
    nothing: bool


def judge(utterance: Utterance, heard: Heard) -> Answer:
    """Compare what was drawn with what the transcript names. `nothing` marks clips that name nothing drawable at all."""
    found = mentions(utterance.text or "")
    doubtful = ambiguous_names(found)
    left = Counter(item.name for item in found.scene.elements if item.name not in doubtful)
    said = tuple(left.elements())
    invented: list[str] = []
    sure: list[tuple[float, bool]] = []
    for item in heard.scene.elements:
        right = left[item.name] > 0
        left[item.name] -= right
        if item.name not in doubtful:
            sure.append((item.confidence, right))
            if not right:
                invented.append(item.name)
    return Answer(utterance, heard, said, tuple((+left).elements()), tuple(invented), tuple(sure), found.scene.empty)


@dataclass
class Tally:
    """Counts over answers, and the rates that follow."""

    clips: int = 0
    said: int = 0
    missed: int = 0
    invented: int = 0
    nothing: int = 0
    nothing_drawn: int = 0
    words: int = 0
    words_right: int = 0
    abstained: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def rates(self) -> dict[str, float | int | None]:
        """Shares of 1 (None where there is nothing to count)."""

        def share(part: float, whole: float) -> float | None:
            return part / whole if whole else None

        drawn = len(self.sure)
        return {
            "clips": self.clips, "named": self.said, "recall": share(self.said - self.missed, self.said), "precision": share(drawn - self.invented, drawn),
            "invented per clip": share(self.invented, self.clips), "single words": self.words, "first guess right": share(self.words_right, self.words), "abstained": share(self.abstained, self.clips),
            "naming nothing": self.nothing, "nothing drawn as something": share(self.nothing_drawn, self.nothing), "calibration error": calibration(self.sure)[0],
        }  # fmt: skip


def tally(answers: Sequence[Answer]) -> Tally:
    """Add up."""
    sum_ = Tally()
    for answer in answers:
        sum_.clips += 1
        sum_.said += len(answer.said)
        sum_.missed += len(answer.missed)
        sum_.invented += len(answer.invented)
        sum_.abstained += answer.heard.abstained
        sum_.nothing += answer.nothing
        sum_.nothing_drawn += answer.nothing and not answer.heard.scene.empty
        if answer.utterance.single and answer.said:
            sum_.words += 1
            sum_.words_right += bool(answer.heard.scene.elements) and answer.heard.scene.elements[0].name == answer.said[0]
        sum_.sure += answer.sure
    return sum_


def calibration(sure: Sequence[tuple[float, bool]]) -> tuple[float | None, list[dict[str, float]]]:
    """Expected calibration error (Naeini et al. 2015) over ten equal bins of confidence, and the curve: confidence, share right, how many."""
    curve = []
    error = 0.0
    for bin_ in range(_BINS):
        inside = [(chance, right) for chance, right in sure if min(_BINS - 1, int(chance * _BINS)) == bin_]
        if inside:
            mean, right = sum(chance for chance, _ in inside) / len(inside), sum(right for _, right in inside) / len(inside)
            curve.append({"confidence": mean, "right": right, "of": len(inside)})
            error += abs(mean - right) * len(inside) / len(sure)
    return (error if sure else None), curve


def _groups(utterance: Utterance) -> list[str]:
    names = []
    for key, value in utterance.facts.items():
        if key == "age" and value.isdigit():
            years = int(value)
            names.append("age under 13" if years < 13 else "age 13 to 17" if years < 18 else "age 18 and over")
        elif key in {"gender", "accent", "age", "sex"}:
            names.append(f"{key} {value}")
    return names


def _answers(listener: Hearing, index: Path, reader: Reader, skip: frozenset[str], most: int | None, console: Console) -> list[Answer]:
    rows = [one for one in utterances(index) if one.text and f"{index.stem}/{one.speaker}" not in skip]
    if most is not None and len(rows) > most:
        rows = random.Random(0).sample(rows, most)
    answers: list[Answer] = []
    for first in range(0, len(rows), _CHUNK):
        clips: list[Clip] = []
        read: list[Utterance] = []
        for one in rows[first : first + _CHUNK]:
            try:
                clips.append(reader.read(one.path))
                read.append(one)
            except AudioError as error:
                console.print(f"left out: {error}")
        answers += [judge(one, heard) for one, heard in zip(read, hear_all(listener, clips), strict=True)]
    return answers


def evaluate_people(folder: Path, listener: Hearing, out: Path, most: int | None = None) -> dict[str, Any]:
    """Score every index in `folder`, print the table, write the report into `out`. Raises `OptionError` where there is no index."""
    indices = sorted(folder.glob("*.csv"))
    if not indices:
        raise OptionError(f"no index (NAME.csv with path,speaker,seconds and text or word) in {folder}")
    console = Console(width=None if sys.stdout.isatty() else 170)
    skip = frozenset(listener.trained_on)
    report: dict[str, Any] = {"listener": listener.name, "sets": {}, "groups": {}}
    everything: list[Answer] = []
    with Reader() as reader:
        for index in indices:
            answers = _answers(listener, index, reader, skip, most, console)
            if not answers:
                console.print(f"{index.stem}: every speaker was heard in training; not scored")
                continue
            everything += answers
            report["sets"][index.stem] = {**tally(answers).rates(), "speakers": len({one.utterance.speaker for one in answers}), "spread": _spread(answers)}
    groups: dict[str, list[Answer]] = {}
    for answer in everything:
        for name in _groups(answer.utterance):
            groups.setdefault(name, []).append(answer)
    report["groups"] = {name: tally(answers).rates() for name, answers in sorted(groups.items())}
    report["worst group"] = _worst(report["groups"])
    error, curve = calibration([pair for answer in everything for pair in answer.sure])
    report["calibration"] = {"error": error, "curve": curve}
    report["most missed"] = Counter(name for answer in everything for name in answer.missed).most_common(20)
    report["most invented"] = Counter(name for answer in everything for name in answer.invented).most_common(20)
    console.print(_table(report))
    if report["worst group"]:
        console.print(f"worst group: {report['worst group']['name']}, recall {report['worst group']['recall']:.1%}, {100 * report['worst group']['behind']:.1f} points behind the best")
    out.mkdir(parents=True, exist_ok=True)
    (out / "people.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / "index.html").write_text(_page(report, everything))
    console.print(f"written: {out / 'people.json'}, {out / 'index.html'}")
    return report


def _spread(answers: list[Answer]) -> list[float | int | None]:
    """Recall on three random thirds of the speakers."""
    speakers = sorted({one.utterance.speaker for one in answers})
    random.Random(0).shuffle(speakers)
    return [tally([one for one in answers if one.utterance.speaker in set(speakers[third::3])]).rates()["recall"] for third in range(3)]


def _worst(groups: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    known = {name: rates["recall"] for name, rates in groups.items() if rates["named"] >= _FEW}
    if len(known) < 2:
        return None
    worst = min(known, key=lambda name: known[name])
    return {"name": worst, "recall": known[worst], "behind": max(known.values()) - known[worst]}


_COLUMNS = ("clips", "named", "recall", "precision", "invented per clip", "single words", "first guess right", "naming nothing", "nothing drawn as something", "calibration error")


def _cell(rates: dict[str, Any], column: str) -> str:
    value = rates[column]
    return "" if value is None else str(value) if isinstance(value, int) else f"{value:.2f}" if column == "invented per clip" else f"{100 * value:.1f}"


def _rows(report: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [*report["sets"].items(), *report["groups"].items()]


def _table(report: dict[str, Any]) -> Table:
    table = Table(title=f"{report['listener']} and people it never heard (shares in percent)")
    for column in ("set or group", *_COLUMNS):
        table.add_column(column, justify="right" if column != "set or group" else "left")
    for name, rates in _rows(report):
        table.add_row(name, *(_cell(rates, column) for column in _COLUMNS))
    return table


def _page(report: dict[str, Any], answers: list[Answer], most: int = 40) -> str:
    """One self-contained page: the table, the calibration curve, and misses with their sound."""
    head = "".join(f"<th scope=col>{column}</th>" for column in ("set or group", *_COLUMNS))
    rows = "".join(f"<tr><th scope=row>{html.escape(name)}</th>" + "".join(f"<td>{_cell(rates, column)}</td>" for column in _COLUMNS) + "</tr>" for name, rates in _rows(report))
    wrong = [answer for answer in answers if answer.missed or answer.invented]
    random.Random(0).shuffle(wrong)
    misses = ""
    for answer in wrong[:most]:
        path = answer.utterance.path
        sound = f"data:{_MEDIA.get(path.suffix.lower(), 'audio/wav')};base64,{base64.b64encode(path.read_bytes()).decode()}"
        misses += (
            f"<li><audio controls preload=none src='{sound}'></audio><p>said: <b>{html.escape(answer.utterance.text or '')}</b><br>spelled: {html.escape(answer.heard.words)}<br>"
            f"missed: {html.escape(', '.join(answer.missed) or 'nothing')} · invented: {html.escape(', '.join(answer.invented) or 'nothing')}<br><small>{html.escape(answer.utterance.speaker)} {html.escape(', '.join(_groups(answer.utterance)))}</small></p></li>"
        )
    style = (
        "body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:1180px;padding:0 1rem;color:#222;background:#fff}table{border-collapse:collapse;font-size:.9rem}td,th{padding:.3rem .6rem;border-bottom:1px solid #ccc;"
        "text-align:right;vertical-align:bottom}th[scope=row]{text-align:left;white-space:nowrap}ul{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(320px,1fr));gap:1rem}li{border-top:4px solid #b3261e;padding-top:.5rem}audio{width:100%}svg text{font:12px system-ui,sans-serif}"
    )
    error = report["calibration"]["error"]
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>People understood by {html.escape(report['listener'])}</title><style>{style}</style>"
        f"<h1>People understood by {html.escape(report['listener'])}</h1><p>Shares in percent; speakers that training heard are left out.</p><div style='overflow-x:auto'><table><tr>{head}</tr>{rows}</table></div>"
        f"<h2>Confidence and truth</h2><p>Calibration error: {'unknown' if error is None else f'{error:.1%}'}. On the line, confidence is honest; above it, too modest; below it, too sure.</p>{_curve(report['calibration']['curve'])}"
        f"<h2>Misses to listen to</h2><p>{min(most, len(wrong))} of {len(wrong)}, drawn at random.</p><ul>{misses}</ul></html>\n"
    )


def _curve(curve: list[dict[str, float]]) -> str:
    side, edge = 260, 36
    total = sum(point["of"] for point in curve) or 1
    dots = "".join(
        f"<circle cx='{edge + side * point['confidence']:.1f}' cy='{edge / 2 + side * (1 - point['right']):.1f}' r='{3 + 14 * (point['of'] / total) ** 0.5:.1f}' fill='#1f5fa8' fill-opacity='.75'><title>{point['of']:.0f} things: {point['confidence']:.0%} sure, {point['right']:.0%} right</title></circle>"
        for point in curve
    )
    return (
        f"<svg width='{side + 2 * edge}' height='{side + 2 * edge}' role=img aria-label='Share right over confidence'><rect x='{edge}' y='{edge / 2}' width='{side}' height='{side}' fill='none' stroke='#888'/>"
        f"<line x1='{edge}' y1='{edge / 2 + side}' x2='{edge + side}' y2='{edge / 2}' stroke='#888' stroke-dasharray='4 4'/>{dots}<text x='{edge + side / 2}' y='{side + edge + 4}' text-anchor='middle'>confidence</text>"
        f"<text x='14' y='{edge / 2 + side / 2}' text-anchor='middle' transform='rotate(-90 14 {edge / 2 + side / 2})'>share right</text><text x='{edge}' y='{side + edge - 2}' >0</text><text x='{edge + side}' y='{side + edge - 2}' text-anchor='end'>1</text></svg>"
    )
