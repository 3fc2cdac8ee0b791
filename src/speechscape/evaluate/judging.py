"""What the checker sees in a picture, and whether that meets a prompt's demand; how far the judge itself can be trusted.

The rules are GenEval's (Ghosh et al. 2023): a thing that is asked for must be there at least once, a number exactly, a colour or a size on a
thing of that name, a relation between the middles of two boxes. Every painter is judged by the same network with the same options.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as f

from speechscape.data.pictures import Spot, render
from speechscape.errors import ModelError
from speechscape.evaluate.geneval import Prompt, spoiled
from speechscape.train.checker import GRID, TINTS, Checker, CheckerOptions, Judgement
from speechscape.types import Box, Element, Scene
from speechscape.world.layout import lay_out, place_of
from speechscape.world.vocabulary import PLACES, SIZES, TIMES, WEATHERS, elements

__all__ = ["Agreement", "LookOptions", "Seen", "Thing", "agreement", "embed", "load_checker", "look", "satisfied", "see", "truth_of"]

_BATCH = 32


@dataclass(frozen=True)
class LookOptions:
    """How sure a sighting must be, and how much boxes (intersection over union) may overlap: of one name, of different names."""

    threshold: float = 0.3
    same_overlap: float = 0.5
    other_overlap: float = 0.7
    most: int = 64


@dataclass(frozen=True)
class Thing:
    """One sighting: its tint is a colour or "natural", its extent a size or "usual" by its height, as if it stood alone."""

    name: str
    odds: float
    box: Box
    tint: str
    extent: str

    @property
    def words(self) -> str:
        """Its name with what is unusual about it."""
        return " ".join(word for word in (self.extent, self.tint, self.name) if word not in {"usual", "natural"})


@dataclass(frozen=True)
class Seen:
    """What is in one picture: things, surest first, and the likeliest place, time and weather."""

    things: tuple[Thing, ...]
    place: str
    time: str
    weather: str

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{', '.join(thing.words for thing in self.things) or 'nothing'}; {self.place}, {self.time}, {self.weather}"


def load_checker(path: Path, device: str = "cpu") -> Checker:
    """The checker of a checkpoint of `train.engine`, with its averaged weights. Raises `ModelError` where it is missing, something else, or of another vocabulary."""
    try:
        saved = torch.load(path, map_location=device, weights_only=True)
        names = saved["card"]["names"]
        checker = Checker(CheckerOptions(**saved["card"]["checker"])).to(device)
    except (OSError, KeyError, TypeError, RuntimeError, pickle.UnpicklingError) as error:
        raise ModelError(f"{path} is no checkpoint of a checker ({error}); make one with python recipes/checker.py") from error
    if names != list(elements()):
        changed = sorted(set(names) ^ set(elements())) or ["another order"]
        raise ModelError(f"{path} knows {len(names)} names, the vocabulary {len(elements())} (differing: {', '.join(changed[:5])}); train the checker again on new renders")
    checker.load_state_dict(saved["averages"]["checker"])
    return checker.eval()


def _batches(checker: Checker, pixels: NDArray[np.uint8]) -> Iterator[Tensor]:
    """(N, SIDE, SIDE, 3) bytes → parts of at most 32 as (B, 3, SIDE, SIDE) in [-1, 1], where the checker is."""
    device = next(checker.parameters()).device
    for first in range(0, len(pixels), _BATCH):
        part = torch.from_numpy(np.array(pixels[first : first + _BATCH])).to(device)
        yield part.permute(0, 3, 1, 2).float() / 127.5 - 1


@torch.no_grad()
def see(checker: Checker, pixels: NDArray[np.uint8], options: LookOptions = LookOptions()) -> list[Seen]:
    """What the checker sees in each of (N, SIDE, SIDE, 3) pictures."""
    seen: list[Seen] = []
    for part in _batches(checker, pixels):
        judgement = Judgement(*(value.float().cpu() for value in vars(checker(part)).values()))
        seen += [look(judgement, index, options) for index in range(len(part))]
    return seen


@torch.no_grad()
def embed(checker: Checker, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Pictures (N, SIDE, SIDE, 3) → vectors (N, D): the mean of the grid's features, then the features of the whole picture."""
    parts = []
    for part in _batches(checker, pixels):
        grid, whole = checker.features(part)
        parts.append(torch.cat([grid.mean(dim=(2, 3)), whole], dim=1).float().cpu().numpy())
    return np.concatenate(parts)


def look(judgement: Judgement, index: int, options: LookOptions = LookOptions()) -> Seen:
    """Picture `index` of a judgement: peaks of the names' odds (3 × 3, Zhou et al. 2019), greedily without boxes that lie on surer ones."""
    odds = judgement.names[index].sigmoid()
    peaks = (odds == f.max_pool2d(odds, 3, stride=1, padding=1)) & (odds > options.threshold)
    cells = sorted(((odds[name, y, x].item(), name, y, x) for name, y, x in peaks.nonzero().tolist()), reverse=True)
    things: list[Thing] = []
    for chance, name, y, x in cells[: options.most]:
        thing = _thing(judgement, index, chance, (name, y, x))
        if not any(_overlap(thing.box, other.box) > (options.same_overlap if thing.name == other.name else options.other_overlap) for other in things):
            things.append(thing)
    place, time, weather = (table[int(logits[index].argmax())] for table, logits in ((PLACES, judgement.places), (TIMES, judgement.times), (WEATHERS, judgement.weathers)))
    return Seen(tuple(things), place, time, weather)


def _thing(judgement: Judgement, index: int, chance: float, cell: tuple[int, int, int]) -> Thing:
    name, y, x = cell
    left, up, right, down = judgement.boxes[index, :, y, x].exp().tolist()
    edges = (x + 0.5 - left, y + 0.5 - up, x + 0.5 + right, y + 0.5 + down)
    x0, y0, x1, y1 = (min(1.0, max(0.0, edge / GRID)) for edge in edges)
    called = tuple(elements())[name]
    return Thing(called, chance, (x0, y0, x1, y1), TINTS[int(judgement.tints[index, :, y, x].argmax())], _extent(called, y1 - y0))


@lru_cache(maxsize=1024)
def _heights(name: str) -> dict[str, float]:
    """Logarithms of how high a thing stands in the world when it is alone, by size."""
    return {size or "usual": log(lay_out(Scene((Element(name, size=size),)))[1][0].height) for size in (None, *SIZES)}


def _extent(name: str, height: float) -> str:
    """The size whose height is nearest. A network sees the name and the height, but learns their relation badly; the world says it."""
    return min(_heights(name), key=lambda size: abs(_heights(name)[size] - log(max(1e-3, height))))


def _overlap(first: Box, second: Box) -> float:
    """Intersection over union."""
    wide, tall = (max(0.0, min(first[k + 2], second[k + 2]) - max(first[k], second[k])) for k in (0, 1))
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (first, second))
    return wide * tall / max(1e-9, areas - wide * tall)


def satisfied(prompt: Prompt, seen: Seen) -> bool:
    """Whether a picture meets all that a prompt's scene demands, and shows nothing that must be absent."""
    scene = prompt.scene
    found = [[thing for thing in seen.things if _fits(item, thing)] for item in scene.elements]
    related = all(_related(item.relation, found[index], found[other]) for index, item in enumerate(scene.elements) for other in item.of)
    counted = all(sum(thing.name == item.name for thing in seen.things) == item.count for item in scene.elements if item.count > 1)
    setting = all(value in {None, getattr(seen, part)} for part, value in vars(scene.setting).items())
    return all(found) and related and counted and setting and not any(thing.name in prompt.absent for thing in seen.things)


def _fits(item: Element, thing: Thing) -> bool:
    return thing.name == item.name and item.color in {None, thing.tint} and item.size in {None, thing.extent}


def _related(relation: str | None, these: list[Thing], those: list[Thing]) -> bool:
    """Whether some two stand so, by the middles of their boxes."""
    axis = 0 if relation in {"left of", "right of"} else 1
    sign = 1 if relation in {"left of", "above"} else -1
    return any(sign * (_middle(one.box, axis) - _middle(other.box, axis)) < 0 for one in these for other in those)


def _middle(box: Box, axis: int) -> float:
    return (box[axis] + box[axis + 2]) / 2


def truth_of(scene: Scene, spots: Sequence[Spot]) -> Seen:
    """What a perfect judge sees in a render of a scene."""
    things = []
    for index, _, *edges in spots:
        item = scene.elements[index]
        x0, y0, x1, y1 = (min(1.0, max(0.0, edge)) for edge in edges)
        things.append(Thing(item.name, 1.0, (x0, y0, x1, y1), item.color or "natural", item.size or "usual"))
    return Seen(tuple(things), place_of(scene), scene.setting.time or "day", scene.setting.weather or "clear")


@dataclass(frozen=True)
class Agreement:
    """How a judge does on one skill where the truth is known, as shares.

    `right`: renders of the prompts found right; `confused`: renders found to meet another prompt of the skill whose demand they do not meet;
    `lenient`: renders that miss the demand by the least (`geneval.spoiled`), found right all the same.
    """

    right: float
    confused: float
    lenient: float
    renders: int


def agreement(checker: Checker, prompts: Sequence[Prompt], layouts: int, seed: int, options: LookOptions = LookOptions()) -> dict[str, Agreement]:
    """The judge on renders of the prompts' scenes (and of spoiled ones) in `layouts` layouts each, by skill. The checker must not have been trained on them: its renders came from other seeds."""
    rng = random.Random(f"agreement/{seed}")
    skills = {skill: [prompt for prompt in prompts if prompt.skill == skill] for skill in dict.fromkeys(prompt.skill for prompt in prompts)}
    return {skill: _agreement(checker, asked * layouts, rng, options) for skill, asked in skills.items()}


def _agreement(checker: Checker, asked: list[Prompt], rng: random.Random, options: LookOptions) -> Agreement:
    rendered = [(prompt.scene, *render(prompt.scene, rng.randrange(1 << 30))) for prompt in asked]
    truths = [truth_of(scene, spots) for scene, _, spots in rendered]
    seen = see(checker, np.stack([pixels for _, pixels, _ in rendered]), options)
    near = see(checker, np.stack([render(spoiled(prompt, rng), rng.randrange(1 << 30))[0] for prompt in asked]), options)
    others = [(other, index) for index in range(len(asked)) for other in rng.sample(asked, min(8, len(asked))) if not satisfied(other, truths[index])]
    return Agreement(
        right=_share(satisfied(prompt, one) for prompt, one in zip(asked, seen, strict=True)),
        confused=_share(satisfied(other, seen[index]) for other, index in others),
        lenient=_share(satisfied(prompt, one) for prompt, one in zip(asked, near, strict=True)),
        renders=len(asked),
    )


def _share(held: Iterable[bool]) -> float:
    return float(np.mean(list(held) or [False]))
