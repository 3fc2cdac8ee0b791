"""``speechscape evaluate scenes``: how often a spoken scene is understood exactly, on speech that training never saw.

Sets: heard voices (new sentences), unseen voices, unseen engine, noise, held-out combinations, and what must draw nothing.
Beside each stands the floor: the same answers against the truths of other clips. Writes ``scenes.json`` and ``index.html``.
"""

from __future__ import annotations

import base64
import html
import json
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from speechscape.data.captions import say, say_nothing
from speechscape.data.voices import VOICES, Voice, speak, speak_many
from speechscape.evaluate.compare import compare, rates
from speechscape.evaluate.degrade import babble, mix_at, pink
from speechscape.evaluate.hearing import hear_all
from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.types import RATE_HZ, Clip, Heard, Hearing, Scene

__all__ = ["Example", "evaluate_scenes", "make_set"]


@dataclass(frozen=True)
class Example:
    """One clip of a set, with what it says and means."""

    clip: Clip
    text: str
    truth: Scene


def _voices(split: str) -> list[Voice]:
    return [voice for voice in VOICES if voice.split == split]


def make_set(split: str, clips: int, seed: int, *, combos: bool | None = None, nothing: bool = False) -> list[Example]:
    """`clips` examples of at most three elements spoken by the voices of a split ("train", "unseen voice", "unseen engine")."""
    rng = random.Random(f"{split}/{seed}/{combos}/{nothing}")
    voices = _voices(split)
    sayings = [say_nothing(rng) if nothing else say(rng, combos=combos, largest=3) for _ in range(clips)]
    chosen = [voices[index % len(voices)] for index in range(clips)]
    sounds: list[np.ndarray] = [np.zeros(0, np.float32)] * clips
    if split == "unseen engine":
        for voice in voices:
            mine = [index for index in range(clips) if chosen[index] == voice]
            for index, samples in zip(mine, speak_many([sayings[index].text for index in mine], voice, rng), strict=True):
                sounds[index] = samples
    else:
        for index in range(clips):
            sounds[index] = speak(sayings[index].text, chosen[index], rng)
    return [Example(Clip(sound, f"{voice.engine}/{voice.name}"), saying.text, saying.scene) for sound, voice, saying in zip(sounds, chosen, sayings, strict=True)]


def _noisy(examples: list[Example], snr_db: float, seed: int) -> list[Example]:
    rng = np.random.default_rng(seed)
    voices = [example.clip.samples for example in examples[:50]]
    noisy = []
    for number, example in enumerate(examples):
        samples = example.clip.samples
        noise = pink(len(samples), rng) if number % 2 else babble(len(samples), voices, rng)
        noisy.append(Example(Clip(mix_at(samples, noise, snr_db), example.clip.source), example.text, example.truth))
    return noisy


def _nothings(clips: int, seed: int) -> list[Example]:
    """Undrawable speech by unseen voices and the unseen engine, silence, and noises."""
    rng = np.random.default_rng(seed)
    examples = make_set("unseen voice", clips, seed, nothing=True) + make_set("unseen engine", clips // 2, seed, nothing=True)
    for number in range(clips // 4):
        length = int(RATE_HZ * rng.uniform(0.5, 6))
        kind = number % 4
        noise = np.zeros(length, np.float32) if kind == 0 else pink(length, rng) if kind == 1 else rng.normal(size=length).astype(np.float32)
        if kind == 3:  # bursts
            noise = noise * (np.sin(np.arange(length) / RATE_HZ * 2 * np.pi * rng.uniform(1, 5)) > 0.3)
        noise = np.asarray(0.1 * noise / max(1e-6, float(np.abs(noise).max())), np.float32)
        examples.append(Example(Clip(noise, ("silence", "pink noise", "white noise", "bursts")[kind]), "", Scene()))
    return examples


def _score(examples: list[Example], answers: list[Heard]) -> dict[str, Any]:
    tallies = [compare(example.truth, heard.scene) for example, heard in zip(examples, answers, strict=True)]
    shift = max(1, len(examples) // 3)
    floor = [compare(examples[(index + shift) % len(examples)].truth, answers[index].scene) for index in range(len(examples))]
    by_voice: dict[str, list[bool]] = {}
    for example, tally in zip(examples, tallies, strict=True):
        by_voice.setdefault(example.clip.source, []).append(bool(tally["exact.right"]))
    return {"clips": len(examples), "rates": rates(tallies), "floor": rates(floor), "by voice": {voice: sum(right) / len(right) for voice, right in sorted(by_voice.items())}}


def _sets(clips: int, seed: int) -> Iterator[tuple[str, list[Example]]]:
    yield "heard voices", make_set("train", clips, seed)
    unseen = make_set("unseen voice", clips, seed)
    yield "unseen voices", unseen
    yield "unseen engine", make_set("unseen engine", clips, seed)
    for snr_db in (20, 10, 5, 0):
        yield f"noise {snr_db} dB", _noisy(unseen[: max(10, clips // 4)], snr_db, seed)
    yield "held-out combinations", make_set("unseen voice", max(10, clips // 4), seed, combos=True)


def evaluate_scenes(out: Path, ears: Hearing, clips: int, seed: int) -> dict[str, Any]:
    """Make the sets, score a listener on them, print the table and write the report into `out`."""
    report: dict[str, Any] = {"model": ears.name, "seed": seed, "sets": {}}
    shown: list[tuple[str, Example, Heard]] = []
    console = Console(width=None if sys.stdout.isatty() else 160)
    with ThreadPoolExecutor(1) as pool:  # the next set is spoken while this one is heard
        sets = _sets(clips, seed)
        waiting = pool.submit(next, sets, None)
        while (current := waiting.result()) is not None:
            waiting = pool.submit(next, sets, None)
            name, examples = current
            answers = hear_all(ears, [example.clip for example in examples])
            report["sets"][name] = _score(examples, answers)
            shown += [(name, example, heard) for example, heard in list(zip(examples, answers, strict=True))[:6]]
            console.print(f"{name}: exact {report['sets'][name]['rates']['exact']:.1%}")
    nothing = _nothings(max(20, clips // 4), seed)
    answers = hear_all(ears, [example.clip for example in nothing])
    by_kind: dict[str, list[bool]] = {}
    for example, heard in zip(nothing, answers, strict=True):
        kind = "speech" if "/" in example.clip.source else example.clip.source
        by_kind.setdefault(kind, []).append(not heard.scene.empty)
    report["nothing"] = {"clips": len(nothing), "drawn": sum(not heard.scene.empty for heard in answers) / len(nothing), "by kind": {kind: sum(drawn) / len(drawn) for kind, drawn in by_kind.items()}}
    console.print(_table(report))
    console.print(f"undrawable speech, silence and noise that got a picture: {report['nothing']['drawn']:.1%} of {len(nothing)}")
    out.mkdir(parents=True, exist_ok=True)
    (out / "scenes.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / "index.html").write_text(_page(report, shown))
    console.print(f"written: {out / 'scenes.json'}, {out / 'index.html'}")
    return report


_COLUMNS = ("exact", "recall", "precision", "count", "color", "size", "relation", "place", "time", "weather")


def _table(report: dict[str, Any]) -> Table:
    table = Table(title=f"{report['model']}: share right (floor: shuffled speech)")
    for column in ("set", "clips", *_COLUMNS, "floor exact", "floor recall"):
        table.add_column(column, justify="right" if column != "set" else "left")
    for name, score in report["sets"].items():
        cells = [f"{100 * score['rates'].get(column, float('nan')):.1f}" for column in _COLUMNS]
        table.add_row(name, str(score["clips"]), *cells, *(f"{100 * score['floor'].get(column, 0):.1f}" for column in ("exact", "recall")))
    return table


def _page(report: dict[str, Any], shown: list[tuple[str, Example, Heard]]) -> str:
    """One self-contained page: the table, and what was said, heard and drawn for some clips of each set."""
    head = "".join(f"<th scope=col>{column}</th>" for column in ("set", "clips", *_COLUMNS, "floor exact", "floor recall"))
    rows = ""
    for name, score in report["sets"].items():
        cells = "".join(f"<td>{100 * score['rates'].get(column, float('nan')):.1f}</td>" for column in _COLUMNS)
        rows += f"<tr><th scope=row>{name}</th><td>{score['clips']}</td>{cells}<td>{100 * score['floor']['exact']:.1f}</td><td>{100 * score['floor'].get('recall', 0):.1f}</td></tr>"
    painter = VectorPainter()
    figures = ""
    for name, example, heard in shown:
        right = example.truth.key() == heard.scene.key()
        image = ""
        if not heard.scene.empty:
            picture = painter.paint(Request(heard.scene, 256, "webp", 0, report["model"]))
            image = f'<img width=256 height=256 alt="{html.escape(picture.alt)}" src="data:image/webp;base64,{base64.b64encode(picture.data).decode()}">'
        figures += f"<figure class={'right' if right else 'wrong'}>{image}<figcaption><b>{name}</b> ({html.escape(example.clip.source)})<br>said: {html.escape(example.text)}<br>heard: {html.escape(heard.words)}<br>{'exactly right' if right else 'not exact'}</figcaption></figure>"
    style = (
        "body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:1180px;padding:0 1rem;color:#222;background:#fff}table{border-collapse:collapse}td,th{padding:.3rem .6rem;border-bottom:1px solid #ccc;"
        "text-align:right}th[scope=row]{text-align:left}.grid{display:flex;flex-wrap:wrap;gap:1rem}figure{width:256px;margin:0;border-top:6px solid #2c7a3f}figure.wrong{border-color:#b3261e}figcaption{font-size:.82rem;overflow-wrap:anywhere}"
    )
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Scenes understood by {html.escape(report['model'])}</title><style>{style}</style>"
        f"<h1>Scenes understood by {html.escape(report['model'])}</h1><p>Share right in percent. The floor is shuffled speech. Undrawable speech, silence and noise that got a picture: {report['nothing']['drawn']:.1%} of {report['nothing']['clips']} clips.</p>"
        f"<div style='overflow-x:auto'><table><tr>{head}</tr>{rows}</table></div><h2>Some clips of each set</h2><div class=grid>{figures}</div></html>\n"
    )
