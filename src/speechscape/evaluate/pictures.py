"""``speechscape evaluate pictures``: how often painters show what a spoken sentence asks for, and how near their pictures are to real ones.

Every painter gets the same clips (`evaluate.geneval`), is judged by the same checker (`evaluate.judging`) and compared with the same renders
(`evaluate.distances`). Renders of the true scenes stand first: the ceiling of the judge, and the floor of the distances. Writes ``pictures.json``
and ``index.html``.
"""

from __future__ import annotations

import base64
import html
import io
import json
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rich.console import Console
from rich.table import Table

from speechscape.data.pictures import SIDE, render
from speechscape.evaluate.distances import diversity, frechet, kernel, neighbours, r_precision
from speechscape.evaluate.geneval import SKILLS, Prompt, prompts, speak_prompts
from speechscape.evaluate.hearing import Ear
from speechscape.evaluate.judging import Seen, agreement, embed, satisfied, see
from speechscape.train.checker import Checker
from speechscape.types import Clip, Heard, Scene

__all__ = ["Asked", "AskedPainter", "PictureOptions", "RealPainter", "Shuffled", "VectorRoute", "evaluate_pictures", "interval", "score_pictures"]

Pixels = NDArray[np.uint8]
Encoder = Callable[[Pixels], NDArray[np.float32]]
_GRAY = 128
_ROUNDS = 1000


@dataclass(frozen=True)
class Asked:
    """What a painter is asked: a clip; its words and what they mean, which only ceilings and controls may look at."""

    clip: Clip
    text: str
    scene: Scene


class AskedPainter(Protocol):
    """Whatever answers clips with pictures."""

    name: str

    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """(B, SIDE, SIDE, 3), a picture for each example. Same examples and seed, same pictures; another seed, other pictures."""
        ...


class RealPainter:
    """Renders the truth. Another name is another series of layouts."""

    def __init__(self, name: str = "real") -> None:
        self.name = name

    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """See `AskedPainter`."""
        return np.stack([render(asked.scene, _layout(self.name, seed, index))[0] for index, asked in enumerate(examples)])


class VectorRoute:
    """Ears, then the vector painter; plain grey where nothing was heard."""

    def __init__(self, ear: Ear, name: str = "vector") -> None:
        self.name = name
        self._ear = ear

    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """See `AskedPainter`."""
        heard = self._ear.hear([asked.clip for asked in examples])
        return np.stack([self._drawn(one, _layout(self.name, seed, index)) for index, one in enumerate(heard)])

    def _drawn(self, heard: Heard, layout: int) -> Pixels:
        if heard.abstained or heard.scene.empty:
            return np.full((SIDE, SIDE, 3), _GRAY, np.uint8)
        return render(heard.scene, layout)[0]


class Shuffled:
    """Another painter given other examples than it is judged by: the floor."""

    def __init__(self, painter: AskedPainter) -> None:
        self.name = f"{painter.name}, shuffled"
        self._painter = painter

    def paint(self, examples: Sequence[Asked], seed: int) -> Pixels:
        """See `AskedPainter`."""
        shift = max(1, len(examples) // 3)
        return self._painter.paint([*examples[shift:], *examples[:shift]], seed)


def _layout(name: str, seed: int, index: int) -> int:
    return random.Random(f"{name}/{seed}/{index}").randrange(1, 1 << 30)


@dataclass(frozen=True, kw_only=True)
class PictureOptions:
    """`pictures` of each sentence (four in GenEval), `examples` sentences shown on the page, the seed of everything, `layouts` of each prompt for the judge's own examination."""

    examples: int = 24
    pictures: int = 4
    layouts: int = 2
    seed: int = 7


def evaluate_pictures(
    out: Path, painters: Sequence[AskedPainter], checker: Checker, per_skill: int = 40, examples: int = 24, seed: int = 7, split: str = "unseen voice", *, encode: Encoder | None = None
) -> dict[str, Any]:
    """Have `per_skill` prompts a skill spoken by the voices of a split, score the painters on them, print tables and write the report into `out`. Raises `SetupError`."""
    wanted = prompts(per_skill, seed)
    return score_pictures(out, painters, checker, wanted, speak_prompts(wanted, split, seed), PictureOptions(examples=examples, seed=seed), {"split": split}, encode)


def score_pictures(
    out: Path,
    painters: Sequence[AskedPainter],
    checker: Checker,
    wanted: Sequence[Prompt],
    clips: Sequence[Clip],
    options: PictureOptions,
    facts: Mapping[str, Any] | None = None,
    encode: Encoder | None = None,
) -> dict[str, Any]:
    """Score painters on prompts and their clips, renders of the truth first. `facts` go into the report as they are.

    `encode` makes the vectors of R-precision (N pictures → (N, D)); without it they are the checker's features.
    """
    known = [] if any(isinstance(painter, RealPainter) for painter in painters) else [RealPainter()]
    names = [painter.name for painter in (*known, *painters)]
    if len(set(names)) < len(names):
        raise ValueError(f"painters are called {', '.join(names)}; give each a name of its own")
    bench = _Bench(checker, wanted, clips, options, encode)
    console = Console(width=None if sys.stdout.isatty() else 160)
    judge = {skill: asdict(found) for skill, found in agreement(checker, wanted, options.layouts, options.seed).items()}
    report: dict[str, Any] = {**(facts or {}), **asdict(options), "sentences": len(wanted), "judge": judge, "painters": {}}
    report["prompts"] = [{"skill": prompt.skill, "text": prompt.text, "voice": clip.source} for prompt, clip in zip(wanted, clips, strict=True)]
    shown: dict[str, tuple[Pixels, list[Seen]]] = {}
    for painter in (*known, *painters):
        report["painters"][painter.name], shown[painter.name] = bench.score(painter)
        console.print(f"{painter.name}: {report['painters'][painter.name]['overall']:.1%}")
    for title, head, rows in _tables(report):
        console.print(_table(title, head, rows))
    out.mkdir(parents=True, exist_ok=True)
    (out / "pictures.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / "index.html").write_text(_page(report, wanted, shown, _chosen(wanted, options.examples)))
    console.print(f"written: {out / 'pictures.json'}, {out / 'index.html'}")
    return report


class _Bench:
    """What every painter is measured against: prompts, clips, and renders in layouts of their own (K pictures of N sentences)."""

    def __init__(self, checker: Checker, wanted: Sequence[Prompt], clips: Sequence[Clip], options: PictureOptions, encode: Encoder | None) -> None:
        self._checker, self._wanted, self._options, self._encode = checker, wanted, options, encode
        self._asked = [Asked(clip, prompt.text, prompt.scene) for prompt, clip in zip(wanted, clips, strict=True)]
        renders = self._painted(RealPainter("reference"))
        self._real = self._vectors(renders)
        self._ranks = self._real[0] if encode is None else encode(renders[0])

    def _painted(self, painter: AskedPainter) -> Pixels:
        """(K, N, SIDE, SIDE, 3)."""
        pictures = np.stack([painter.paint(self._asked, self._options.seed + number) for number in range(self._options.pictures)])
        expected = (self._options.pictures, len(self._asked), SIDE, SIDE, 3)
        if pictures.shape != expected or pictures.dtype != np.uint8:
            raise ValueError(f"{painter.name} painted {pictures.shape} of {pictures.dtype}; need {expected} of uint8")
        return pictures

    def _vectors(self, pictures: Pixels) -> NDArray[np.float32]:
        """(K, N, D)."""
        return np.stack([embed(self._checker, part) for part in pictures])

    def score(self, painter: AskedPainter) -> tuple[dict[str, Any], tuple[Pixels, list[Seen]]]:
        """A painter's row of the report, and its first picture of every sentence with what the judge sees there."""
        pictures = self._painted(painter)
        seen = [see(self._checker, part) for part in pictures]
        right = np.array([[satisfied(prompt, one) for prompt, one in zip(self._wanted, part, strict=True)] for part in seen])
        columns = {skill: [index for index, prompt in enumerate(self._wanted) if prompt.skill == skill] for skill in SKILLS}
        by_skill = {skill: right[:, found].mean(axis=0) for skill, found in columns.items() if found}
        skills = {skill: float(shares.mean()) for skill, shares in by_skill.items()}
        score = {"overall": float(np.mean(list(skills.values()))), "interval": interval(by_skill, self._options.seed), "skills": skills}
        return {**score, **self._distances(pictures), "right": right.sum(axis=0).tolist()}, (pictures[0], seen[0])

    def _distances(self, pictures: Pixels) -> dict[str, float]:
        vectors, seed = self._vectors(pictures), self._options.seed
        real, painted = (part.reshape(-1, part.shape[-1]) for part in (self._real, vectors))
        mean, spread = kernel(real, painted, seed)
        scenes = [asked.scene.key() for asked in self._asked]
        ranks = [r_precision(part if self._encode is None else self._encode(pixels), self._ranks, scenes, seed=seed) for part, pixels in zip(vectors, pictures, strict=True)]
        return {
            "frechet": frechet(real, painted), "kernel": mean, "kernel spread": spread, **neighbours(real, painted),
            "R@1": float(np.mean(ranks)), "diversity": diversity(vectors, self._real),
        }  # fmt: skip


def interval(shares: Mapping[str, NDArray[np.float64]], seed: int) -> tuple[float, float]:
    """95 % bootstrap interval (Efron 1979) of the mean over skills; `shares` are each prompt's share of right pictures, drawn again within their skill."""
    rng = np.random.default_rng(seed)
    means = np.mean([rng.choice(values, (_ROUNDS, len(values))).mean(axis=1) for values in shares.values()], axis=0)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


# --- report -----------------------------------------------------------------------------------------------------------
_DISTANCES = ("frechet", "kernel", "precision", "recall", "density", "coverage", "R@1", "diversity")
_TITLES = (
    "Sentences shown right, in percent, by skill (a skill weighs as much as another)",
    "Distances from renders of the same scenes in other layouts, in the checker's features",
    "The judge on renders whose truth is known, in percent",
)
_NOTES = (
    "Overall with its 95 % interval over sentences. The row real is what the judge makes of renders of what was meant: its ceiling.",
    "Fréchet and kernel distance: less is nearer. R@1: share of pictures nearer to a render of their own scene than to 99 others. Diversity: how much "
    "pictures of one sentence differ, real layouts being 1.",
    "Right: renders found right. Confused: renders found to meet another sentence's demand. Lenient: renders that miss the demand by one thing and are found right all the same.",
)


def _tables(report: dict[str, Any]) -> list[tuple[str, list[str], list[list[str]]]]:
    """Title, head and rows of each table."""
    painters = report["painters"].items()
    skills = list(next(iter(report["painters"].values()))["skills"])
    edges = {name: " to ".join(f"{100 * edge:.1f}" for edge in row["interval"]) for name, row in painters}
    scores = [[name, f"{100 * row['overall']:.1f}", edges[name], *(f"{100 * row['skills'][skill]:.1f}" for skill in skills)] for name, row in painters]
    distances = [[name, *(f"{row[key]:.4g}" if key in {"frechet", "kernel"} else f"{row[key]:.3f}" for key in _DISTANCES)] for name, row in painters]
    judge = [[skill, *(f"{100 * found[key]:.1f}" for key in ("right", "confused", "lenient")), str(found["renders"])] for skill, found in report["judge"].items()]
    heads = (["painter", "overall", "95 %", *skills], ["painter", "Fréchet", *_DISTANCES[1:]], ["skill", "right", "confused", "lenient", "renders"])
    return list(zip(_TITLES, heads, (scores, distances, judge), strict=True))


def _table(title: str, head: list[str], rows: list[list[str]]) -> Table:
    table = Table(title=title)
    for column in head:
        table.add_column(column, justify="left" if column == head[0] else "right")
    for row in rows:
        table.add_row(*row)
    return table


def _chosen(wanted: Sequence[Prompt], examples: int) -> list[int]:
    """The sentences shown: the first of every skill, then the second of every skill, and so on."""
    places = {skill: [index for index, prompt in enumerate(wanted) if prompt.skill == skill] for skill in SKILLS}
    ranked = sorted((rank, index) for found in places.values() for rank, index in enumerate(found))
    return sorted(index for _, index in ranked[:examples])


def _png(pixels: Pixels) -> str:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def _cell(name: str, prompt: Prompt, pixels: Pixels, seen: Seen) -> str:
    right = satisfied(prompt, seen)
    alt = html.escape(f"By {name}; the judge sees: {seen.words}", quote=True)
    return f'<td class={"right" if right else "wrong"}><img width={SIDE} height={SIDE} alt="{alt}" src="data:image/png;base64,{_png(pixels)}"><br>{"right" if right else "wrong"}</td>'


def _gallery(wanted: Sequence[Prompt], shown: Mapping[str, tuple[Pixels, list[Seen]]], chosen: Sequence[int]) -> str:
    head = "".join(f"<th scope=col>{html.escape(name)}</th>" for name in shown)
    rows = ""
    for index in chosen:
        prompt = wanted[index]
        cells = "".join(_cell(name, prompt, pictures[index], seen[index]) for name, (pictures, seen) in shown.items())
        rows += f"<tr><th scope=row>{html.escape(prompt.text)}<br><small>{prompt.skill}</small></th>{cells}</tr>"
    return (
        "<table class=pictures><caption>One picture of each sentence, and whether the judge finds it right</caption>"
        f"<thead><tr><th scope=col>sentence</th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


_STYLE = (
    "body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:1180px;padding:0 1rem;color:#222;background:#fff}table{border-collapse:collapse;font-size:.9rem}"
    "caption{text-align:left;padding:.3rem 0}td,th{padding:.3rem .6rem;border-bottom:1px solid #ccc;text-align:right;vertical-align:bottom}th[scope=row]{text-align:left}"
    ".pictures td{text-align:center;font-size:.8rem;border-top:4px solid #2c7a3f}.pictures td.wrong{border-top-color:#b3261e}"
    ".pictures th[scope=row]{vertical-align:middle;max-width:16rem}.wide{overflow-x:auto}"
)


def _page(report: dict[str, Any], wanted: Sequence[Prompt], shown: Mapping[str, tuple[Pixels, list[Seen]]], chosen: Sequence[int]) -> str:
    """One self-contained page: the tables, and what every painter made of the same sentences."""
    body = ""
    for (title, head, rows), note in zip(_tables(report), _NOTES, strict=True):
        columns = "".join(f"<th scope=col>{html.escape(column)}</th>" for column in head)
        lines = "".join(f"<tr><th scope=row>{html.escape(first)}</th>{''.join(f'<td>{cell}</td>' for cell in rest)}</tr>" for first, *rest in rows)
        body += f"<h2>{title}</h2><p>{note}</p><div class=wide tabindex=0><table><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table></div>"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Pictures of spoken sentences</title><style>{_STYLE}</style>"
        f"<h1>Pictures of spoken sentences</h1><p>{report['sentences']} sentences, {report['pictures']} pictures of each by every painter, judged by the same network.</p>"
        f"{body}<h2>The same sentences by every painter</h2><div class=wide tabindex=0>{_gallery(wanted, shown, chosen)}</div></html>\n"
    )
