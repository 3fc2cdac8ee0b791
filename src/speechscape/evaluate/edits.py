"""``speechscape evaluate edits``: are spoken changes of a picture made, and nothing else, by voices that training never heard.

Chains of one to six instructions on random scenes; each instruction is heard with the picture as it truly is then, so a chain is right where every answer in it is. Beside them: descriptions (a new picture) and speech that asks for nothing there
(undrawable, unrelated, or about things that are not in the picture), each said to a random picture. Floor: the answers to other instructions. Writes ``edits.json`` and ``edits.html``.
"""

from __future__ import annotations

import html
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from speechscape.data.captions import say, say_nothing
from speechscape.data.instructions import LIKE_INSTRUCTIONS, around_anything, instruct, meaning
from speechscape.data.voices import VOICES, Voice, speak, speak_many
from speechscape.ears.editing import EditListener, Understood
from speechscape.errors import OptionError
from speechscape.evaluate.hearing import hear_all
from speechscape.painters.neural import NeuralPainter
from speechscape.painters.palette import Palette
from speechscape.runtime import latent_folder, threads
from speechscape.studio.canvas import Canvas
from speechscape.studio.repainting import Brush, LayerBrush, drawn, pixels_of, region
from speechscape.studio.wording import worded
from speechscape.types import Clip, Heard, Hearing
from speechscape.world.edits import CHANGES, Edit
from speechscape.world.vocabulary import elements

__all__ = ["GOALS", "SPLITS", "Chain", "Said", "absent", "evaluate_edits", "heard_as", "make_chains", "make_others", "pixels_outside", "same", "spoken"]

SPLITS = ("unseen voice", "unseen engine")
"""Who speaks: voices that training never heard, of engines that it did; or an engine that it never heard."""

GOALS = {"one edit": 0.93, "chain of six": 0.75, "new or edit": 0.98, "nothing changes": 0.98}
"""What is aimed at, each a share."""

_LAST = frozenset({"over", "stop"})
_SIDE = 384


@dataclass(frozen=True)
class Said:
    """One utterance: what is said, the picture that it is said to, and what it means there."""

    text: str
    canvas: Canvas
    edit: Edit
    voice: Voice


@dataclass(frozen=True)
class Chain:
    """Utterances one after another."""

    said: tuple[Said, ...]


def _asked(canvas: Canvas, last: bool, rng: random.Random) -> tuple[str, Edit, Canvas]:
    """An instruction that means something here, what it means, and the picture after."""
    scene = canvas.scene
    names = [item.name for item in scene.elements]
    names += rng.sample(sorted(set(elements()) - set(names)), max(0, 4 - len(set(names))))
    while True:
        asked = instruct(rng, names)
        edit = meaning(asked.wish, scene, canvas.focused)
        if edit.kind in {"nothing", "new"} or (edit.kind in _LAST and not last) or (asked.wish.kind == "add" and asked.wish.element is not None and asked.wish.element.name in names and rng.random() < 0.9):
            continue
        try:
            return asked.text, edit, canvas.edited(edit).canvas if edit.kind in CHANGES else canvas.relaid() if edit.kind == "layout" else canvas
        except OptionError:
            continue


def make_chains(count: int, seed: int, split: str = "unseen voice") -> list[Chain]:
    """Chains of one to six instructions, in turn, each spoken by one voice of a split. A picture that is undone or gone back to stays what it is: commands are scored by themselves."""
    rng = random.Random(f"edits/{split}/{seed}")
    voices = [voice for voice in VOICES if voice.split == split]
    chains = []
    for number in range(count):
        voice = voices[number % len(voices)]
        scene = say(rng, combos=False, largest=3).scene
        while scene.empty or not scene.elements:
            scene = say(rng, combos=False, largest=3).scene
        canvas, said = Canvas.of(replace(scene), number), []
        for step in range(number % 6 + 1):
            text, edit, after = _asked(canvas, step == number % 6, rng)
            said.append(Said(text, canvas, edit, voice))
            canvas = after
        chains.append(Chain(tuple(said)))
    return chains


def absent(number: int) -> bool:
    """Whether the speech of that number that asks for nothing is about things that are not in the picture, and not undrawable or unrelated."""
    return number % 3 == 2


def make_others(count: int, seed: int, new: bool, split: str) -> list[Said]:
    """Descriptions, or speech that asks for nothing, said to random pictures."""
    rng = random.Random(f"edits/{split}/{seed}/{new}")
    voices = [voice for voice in VOICES if voice.split == split]
    found: list[Said] = []
    while len(found) < count:
        scene, _ = around_anything(rng)
        canvas = Canvas.of(scene, len(found))
        if new:
            text = say(rng, combos=False, largest=3).text
            if text.startswith(LIKE_INSTRUCTIONS):
                continue
        elif absent(len(found)):
            asked = instruct(rng)
            if meaning(asked.wish, canvas.scene, canvas.focused).kind != "nothing":
                continue
            text = asked.text
        else:
            text = say_nothing(rng).text
        found.append(Said(text, canvas, Edit(kind="new" if new else "nothing"), voices[len(found) % len(voices)]))
    return found


def spoken(said: Sequence[Said], seed: int) -> list[Clip]:
    """Every utterance by its voice. Raises `SetupError` where a speech engine is missing."""
    rng = random.Random(f"voices/{seed}")
    sounds: dict[int, np.ndarray] = {}
    for voice in dict.fromkeys(one.voice for one in said):
        mine = [index for index, one in enumerate(said) if one.voice == voice]
        spoken = speak_many([said[index].text for index in mine], voice, rng) if voice.engine == "festival" else [speak(said[index].text, voice, rng) for index in mine]
        sounds.update(zip(mine, spoken, strict=True))
    return [Clip(sounds[index], f"{one.voice.engine}/{one.voice.name}") for index, one in enumerate(said)]


def heard_as(said: Sequence[Said], heard: Sequence[Heard], editor: EditListener) -> list[Understood]:
    """What the editor makes of utterances that were heard, each said to its picture."""
    nothing = Edit(kind="nothing")
    answers = [Understood(nothing, nothing, 1.0)] * len(said)
    sounds = [one.sounds for one in heard]
    order = sorted((index for index, one in enumerate(sounds) if one is not None), key=lambda index: len(sounds[index]))  # type: ignore[arg-type]
    for first in range(0, len(order), 32):
        part = order[first : first + 32]
        given = [one for index in part if (one := sounds[index]) is not None]
        answers_here = editor.understand(given, [(said[index].canvas.scene, said[index].canvas.focused) for index in part])
        for index, answer in zip(part, answers_here, strict=True):
            empty = answer.edit.kind == "new" and heard[index].scene.empty
            answers[index] = replace(answer, edit=nothing) if empty else answer  # as the studio does: where nothing can be drawn, nothing is begun
    return answers


def same(one: Said, edit: Edit) -> bool:
    """Whether an edit does to the picture what was meant."""
    if edit == one.edit or one.edit.kind not in CHANGES or edit.kind not in CHANGES:
        return edit == one.edit
    try:
        return one.canvas.edited(edit).canvas == one.canvas.edited(one.edit).canvas
    except OptionError:
        return False


def pixels_outside(canvas: Canvas, edit: Edit, side: int = _SIDE, brush: Brush | None = None) -> int:
    """Pixels of the picture, `side` × `side`, that an edit changes outside the region that it touches; as drawn, or as a brush of that size paints it."""
    edited = canvas.edited(edit)
    inside = region(edited.touched, side)
    if brush is None:
        before, after = (drawn(one, side) for one in (canvas, edited.canvas))
    else:
        before = pixels_of(brush.render(canvas, None, None).data)
        after = pixels_of(brush.render(edited.canvas, before, inside).data)
    return int(((before != after).any(axis=-1) & ~inside).sum())


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def _score(chains: list[Chain], answers: list[Understood]) -> dict[str, Any]:
    said = [one for chain in chains for one in chain.said]
    right = [same(one, answer.edit) for one, answer in zip(said, answers, strict=True)]
    shift = max(1, len(said) // 3)
    floor = [same(one, answers[(index + shift) % len(said)].edit) for index, one in enumerate(said)]
    by_kind: dict[str, list[bool]] = {}
    by_voice: dict[str, list[bool]] = {}
    for one, ok in zip(said, right, strict=True):
        by_kind.setdefault(one.edit.kind, []).append(ok)
        by_voice.setdefault(f"{one.voice.engine}/{one.voice.name}", []).append(ok)
    at, lengths = 0, dict[int, list[bool]]()
    for chain in chains:
        lengths.setdefault(len(chain.said), []).append(all(right[at : at + len(chain.said)]))
        at += len(chain.said)
    wrong = [ok for ok, answer in zip(right, answers, strict=True) if answer.edit.kind != "nothing"]
    return {
        "clips": len(said), "one edit": _share(right), "floor": _share(floor), "when something was done": _share(wrong), "asked back": _share([answer.edit.kind == "nothing" for answer in answers]),
        "by length": {str(length): _share(oks) for length, oks in sorted(lengths.items())}, "by kind": {kind: [_share(oks), len(oks)] for kind, oks in sorted(by_kind.items())}, "by voice": {voice: _share(oks) for voice, oks in sorted(by_voice.items())},
    }  # fmt: skip


def evaluate_edits(out: Path, ears: Hearing, editor: EditListener, chains: int = 500, seed: int = 7, split: str = "unseen voice") -> dict[str, Any]:
    """Score spoken edits, print the table, write the report into `out` and return it. Raises `SetupError` where a speech engine is missing."""
    if split not in SPLITS:
        raise OptionError(f"no voices of the split {split!r}; choose: {', '.join(SPLITS)}")
    made = make_chains(chains, seed, split)
    said = [one for chain in made for one in chain.said]
    new, idle = (make_others(max(10, chains), seed, is_new, split) for is_new in (True, False))
    everything = [*said, *new, *idle]
    answers = heard_as(everything, hear_all(ears, spoken(everything, seed)), editor)
    edits, news, idles = answers[: len(said)], answers[len(said) : len(said) + len(new)], answers[len(said) + len(new) :]
    score = _score(made, edits)
    as_such = [answer.edit.kind not in {"new", "nothing"} for answer in edits] + [answer.edit.kind == "new" for answer in news]
    not_other = [answer.edit.kind != "new" for answer in edits] + [answer.edit.kind in {"new", "nothing"} for answer in news]
    changing = [one for one in said if one.edit.kind in CHANGES][: max(20, chains // 2)]
    folder = latent_folder(None)
    brush = LayerBrush(NeuralPainter(folder, threads()), Palette(folder), _SIDE)
    report = {
        "model": editor.name, "seed": seed, "split": split, "threshold": editor.threshold, "courage": editor.courage, **score, "chain of six": score["by length"].get("6", 0.0),
        "new or edit": _share(not_other), "new or edit, asked back counted as wrong": _share(as_such), "descriptions": len(news), "nothing changes": _share([answer.edit.kind == "nothing" for answer in idles]), "nothings": len(idles),
        "undrawable or unrelated: nothing changes": _share([answer.edit.kind == "nothing" for number, answer in enumerate(idles) if not absent(number)]),
        "about things that are not there: nothing changes": _share([answer.edit.kind == "nothing" for number, answer in enumerate(idles) if absent(number)]),
        "pixels outside": sum(pixels_outside(one.canvas, one.edit) for one in changing), "pixels outside, neural painter": sum(pixels_outside(one.canvas, one.edit, brush=brush) for one in changing), "edits drawn": len(changing),
    }  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    name = "edits" if split == SPLITS[0] else f"edits-{split.replace(' ', '-')}"
    (out / f"{name}.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / f"{name}.html").write_text(_page(report, said, edits))
    _print(report)
    return report


def _print(report: dict[str, Any]) -> None:
    table = Table(title=f"spoken edits, {report['split']}s, {report['clips']} instructions")
    for column in ("figure", "goal", "measured"):
        table.add_column(column)
    for name, goal in GOALS.items():
        table.add_row(name, f"≥ {goal:.0%}", f"{report[name]:.1%}")
    table.add_row("new or edit, asked back counted as wrong", "", f"{report['new or edit, asked back counted as wrong']:.1%}")
    for name in ("undrawable or unrelated: nothing changes", "about things that are not there: nothing changes"):
        table.add_row(f"  {name}", "", f"{report[name]:.1%}")
    table.add_row("instructions asked back", "", f"{report['asked back']:.1%}")
    table.add_row("pixels outside, drawn; by the neural painter", "0", f"{report['pixels outside']}; {report['pixels outside, neural painter']} in {report['edits drawn']} edits")
    table.add_row("floor: answers to others", "", f"{report['floor']:.1%}")
    for kind, (share, count) in report["by kind"].items():
        table.add_row(f"  {kind}", "", f"{share:.1%} of {count}")
    Console(file=sys.stdout).print(table)


def _page(report: dict[str, Any], said: Sequence[Said], answers: Sequence[Understood]) -> str:
    """What went wrong, with what was understood instead."""
    wrong = [(one, answer) for one, answer in zip(said, answers, strict=True) if not same(one, answer.edit)]
    kinds = Counter((one.edit.kind, answer.edit.kind) for one, answer in wrong)
    rows = "".join(
        f"<tr><td>{html.escape(one.text)}<td>{html.escape(worded(one.edit, one.canvas.scene))}<td>{html.escape(worded(answer.guess, one.canvas.scene) or answer.guess.kind)}<td>{answer.chance:.2f}<td>{html.escape(one.voice.name)}"
        for one, answer in wrong[:300]
    )
    confused = "".join(f"<li>{html.escape(meant)} taken for {html.escape(taken)}: {count}" for (meant, taken), count in kinds.most_common(20))
    figures = "".join(f"<li>{name}: {report[name]:.1%} (goal {goal:.0%})" for name, goal in GOALS.items())
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Spoken edits</title><style>body{font:16px system-ui;max-width:70rem;margin:2rem auto;padding:0 1rem}td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ddd}</style>'
        f"<h1>Spoken edits</h1><p>Model {html.escape(report['model'])}, {report['clips']} instructions by {html.escape(report['split'])}s.<ul>{figures}</ul><h2>Taken for another kind</h2><ul>{confused}</ul>"
        f"<h2>What went wrong</h2><table><tr><th>said<th>meant<th>understood<th>chance<th>voice</tr>{rows}</table></html>\n"
    )


