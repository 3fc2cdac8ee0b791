"""Spoken-GenEval: sentences that each ask a picture for one skill, the scene that they mean, and what must not be there.

After GenEval (Ghosh et al. 2023, NeurIPS datasets and benchmarks): skills over the object classes of COCO (Lin et al. 2014), a
detector as judge. Here the sentences are spoken, and sizes, settings, negation and held-out combinations are asked for too. A demand is
always one that the picture would not have met anyway: no yellow banana, no fork in a room. Judges nothing (`evaluate.judging` does).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from math import dist, log
from typing import TypeVar

from speechscape.data.captions import held_out
from speechscape.data.voices import VOICES, speak_many
from speechscape.types import Clip, Element, Scene, Setting
from speechscape.world.art.gallery import COLOR_RGB, drawing
from speechscape.world.layout import lay_out, place_of
from speechscape.world.vocabulary import COLORS, PLACES, SIZES, TIMES, WEATHERS, element, elements, terms

__all__ = ["COCO", "SKILLS", "Prompt", "prompts", "speak_prompts", "spoiled"]

COCO = (
    "person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light", "fire hydrant", "stop sign", "parking meter", "bench",
    "bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe", "backpack", "umbrella", "handbag", "tie", "suitcase", "frisbee", "skis",
    "snowboard", "ball", "kite", "baseball bat", "baseball glove", "skateboard", "surfboard", "tennis racket", "bottle", "wine glass", "cup", "fork", "knife", "spoon",
    "bowl", "banana", "apple", "sandwich", "orange", "broccoli", "carrot", "hot dog", "pizza", "donut", "cake", "chair", "couch", "potted plant", "bed", "table",
    "toilet", "tv", "laptop", "computer mouse", "remote", "keyboard", "cell phone", "microwave", "oven", "toaster", "sink", "refrigerator", "book", "clock", "vase",
    "scissors", "teddy bear", "hair drier", "toothbrush",
)  # fmt: skip
"""The 80 classes of COCO as elements of our vocabulary (its sports ball is our ball, its dining table our table, its mouse our computer mouse)."""

_Value = TypeVar("_Value")
_ONE = {
    "scissors": "pair of scissors", "skis": "pair of skis", "grapes": "bunch of grapes", "bread": "loaf of bread", "corn": "corn cob", "lightning": "lightning bolt",
    "milk": "milk carton",
}  # fmt: skip
_BARE = frozenset({"broccoli", "cheese", "trousers"})
_COUNTABLE = tuple(name for name in COCO if name not in _ONE and name not in _BARE)
_NUMBER = {2: "two", 3: "three", 4: "four"}
_OPPOSITE = {"left of": "right of", "right of": "left of", "above": "under", "under": "above"}
_LEADS = ("{}", "{}", "i see {}", "there is {}", "a picture of {}", "draw {}", "show me {}", "i would like {}")
_WITHOUT = ("{} but no {one}", "{} but no {many}", "{} and no {many}", "{} without {a}", "{} without any {many}", "{} but not {a}")
_WHERE = {
    "place": {
        "meadow": "in a meadow", "forest": "in the forest", "beach": "on the beach", "sea": "on the sea", "desert": "in the desert", "mountains": "in the mountains",
        "snowfield": "on a snowfield", "city": "in the city", "village": "in a village", "lake": "by the lake", "room": "in a room", "space": "in outer space",
    },
    "time": {"morning": "in the morning", "sunset": "at sunset", "night": "at night"},
    "weather": {"cloudy": "under a cloudy sky", "rain": "in the rain", "snow": "in the snow", "fog": "in the fog"},
}  # fmt: skip
_KINDS = {"place": PLACES, "time": TIMES, "weather": WEATHERS}
_ALIKE_RGB = 70.0  # channels of 255: closer than this, a said colour looks like the thing's own
_APART = 0.25  # logarithm of heights: closer than this, a quarter, two sizes look the same to a person


@dataclass(frozen=True)
class Prompt:
    """A sentence of a skill (one of `SKILLS`), lower case; the scene that it means, which holds no more than it demands; the names that must not be in the picture."""

    skill: str
    text: str
    scene: Scene
    absent: tuple[str, ...] = ()


# --- words ------------------------------------------------------------------------------------------------------------
def _article(words: str) -> str:
    return ("an " if words[0] in "aeiou" and not words.startswith(("uni", "ufo", "one")) else "a ") + words


def _phrase(item: Element) -> str:
    term = element(item.name)
    noun = term.plurals[0] if item.count > 1 else _ONE.get(item.name, term.singular[0])
    core = " ".join(word for word in (item.size, item.color, noun) if word)
    return f"{_NUMBER[item.count]} {core}" if item.count > 1 else core if item.name in _BARE else _article(core)


def _said(core: str, many: bool, rng: random.Random) -> str:
    lead = rng.choice(_LEADS)
    return (lead.replace("there is", "there are") if many else lead).format(core)


def _deck(rng: random.Random, values: Sequence[_Value]) -> Iterator[_Value]:
    """The values in random order, over and over, each once a round."""
    while True:
        yield from rng.sample(values, len(values))


def _two(deck: Iterator[str]) -> tuple[str, str]:
    first = next(deck)
    return first, next(other for other in deck if other != first)


@lru_cache(maxsize=1024)
def _colors(name: str, *, unheard: bool = False) -> tuple[str, ...]:
    """Colours that are not a thing's own, and held out of training or not."""
    own = [_channels(color) for color in drawing(name).natural]
    return tuple(color for color in COLORS if held_out(name, color) == unheard and min(dist(_channels(COLOR_RGB[color]), one) for one in own) > _ALIKE_RGB)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


@lru_cache(maxsize=1024)
def _sizes(name: str) -> tuple[str, ...]:
    """Sizes that look like no other size of the thing: the picture's edge makes a big car as large as a huge one."""
    tall = {size: log(lay_out(Scene((Element(name, size=size),)))[1][0].height) for size in (None, *SIZES)}
    return tuple(size for size in SIZES if all(abs(tall[size] - tall[other]) > _APART for other in tall if other != size))


# --- skills -----------------------------------------------------------------------------------------------------------
def _single(rng: random.Random) -> Iterator[Prompt]:
    for name in _deck(rng, COCO):
        item = Element(name)
        yield Prompt("single object", _said(_phrase(item), False, rng), Scene((item,)))


def _both(rng: random.Random) -> Iterator[Prompt]:
    deck = _deck(rng, COCO)
    while True:
        items = tuple(Element(name) for name in _two(deck))
        link = rng.choice((" and ", " and ", " with ", " and also "))
        yield Prompt("two objects", _said(link.join(map(_phrase, items)), False, rng), Scene(items))


def _counting(rng: random.Random) -> Iterator[Prompt]:
    for name, count in zip(_deck(rng, _COUNTABLE), _deck(rng, tuple(_NUMBER)), strict=False):
        item = Element(name, count)
        yield Prompt("counting", _said(_phrase(item), True, rng), Scene((item,)))


def _color(rng: random.Random) -> Iterator[Prompt]:
    for name in _deck(rng, COCO):
        item = Element(name, color=rng.choice(_colors(name)))
        yield Prompt("color", _said(_phrase(item), False, rng), Scene((item,)))


def _size(rng: random.Random) -> Iterator[Prompt]:
    for name in _deck(rng, [name for name in COCO if _sizes(name)]):
        item = Element(name, size=rng.choice(_sizes(name)))
        yield Prompt("size", _said(_phrase(item), False, rng), Scene((item,)))


def _position(rng: random.Random) -> Iterator[Prompt]:
    spoken = {term.name: term.singular[0] for term in terms() if term.kind == "relation"}
    deck = _deck(rng, COCO)
    for relation in _deck(rng, tuple(_OPPOSITE)):
        first, second = _two(deck)
        items = (Element(first, relation=relation, of=(1,)), Element(second))
        link = rng.choice((" ", " ", " is ")) + spoken[relation] + " "
        core = link.join(map(_phrase, items))
        yield Prompt("position", core if " is " in link else _said(core, False, rng), Scene(items))


def _binding(rng: random.Random) -> Iterator[Prompt]:
    deck = _deck(rng, COCO)
    while True:
        first, second = _two(deck)
        color = rng.choice(_colors(first))
        items = (Element(first, color=color), Element(second, color=rng.choice([other for other in _colors(second) if other != color])))
        yield Prompt("attribute binding", _said(" and ".join(map(_phrase, items)), False, rng), Scene(items))


def _setting(rng: random.Random) -> Iterator[Prompt]:
    deck = _deck(rng, COCO)
    values = {kind: _deck(rng, tuple(table)) for kind, table in _WHERE.items()}
    for kind in _deck(rng, tuple(_WHERE)):
        value = next(values[kind])
        name = next(name for name in deck if _shows(kind, value, place_of(Scene((Element(name),)))))
        core, where = _phrase(Element(name)), _WHERE[kind][value]
        text = f"{where}, {core}" if rng.random() < 0.25 else f"{_said(core, False, rng)} {where}"
        yield Prompt("setting", text, Scene((Element(name),), Setting(**{kind: value})))


def _shows(kind: str, value: str, place: str) -> bool:
    """Whether a setting would change the picture of a thing that stands in `place` by itself: rooms and space have little time and no weather."""
    return value != place if kind == "place" else place not in {"room", "space"}


def _negation(rng: random.Random) -> Iterator[Prompt]:
    deck = _deck(rng, _COUNTABLE)
    while True:
        wanted, unwanted = _two(deck)
        one, many = element(unwanted).singular[0], element(unwanted).plurals[0]
        core = rng.choice(_WITHOUT).format(_phrase(Element(wanted)), one=one, many=many, a=_article(one))
        yield Prompt("negation", _said(core, False, rng), Scene((Element(wanted),)), (unwanted,))


def _combination(rng: random.Random) -> Iterator[Prompt]:
    pairs = [(name, color) for name in elements() for color in _colors(name, unheard=True)]
    for name, color in _deck(rng, pairs):
        item = Element(name, color=color)
        yield Prompt("held-out combinations", _said(_phrase(item), False, rng), Scene((item,)))


_MAKERS: dict[str, Callable[[random.Random], Iterator[Prompt]]] = {
    "single object": _single, "two objects": _both, "counting": _counting, "color": _color, "size": _size, "position": _position, "attribute binding": _binding,
    "setting": _setting, "negation": _negation, "held-out combinations": _combination,
}  # fmt: skip
SKILLS = tuple(_MAKERS)


def prompts(per_skill: int, seed: int) -> list[Prompt]:
    """`per_skill` prompts of each skill, skill after skill. A pure function; more of them begin with the same ones."""
    return [prompt for skill, make in _MAKERS.items() for prompt in islice(make(random.Random(f"geneval/{skill}/{seed}")), per_skill)]


def spoiled(prompt: Prompt, rng: random.Random) -> Scene:
    """A scene that misses the prompt's demand by the least: one more or less, another colour, the other side, the unwanted thing there."""
    first, *rest = prompt.scene.elements
    if prompt.skill == "single object":
        return Scene((Element(rng.choice([name for name in COCO if name != first.name])),))
    if prompt.skill == "two objects":
        return Scene((rng.choice((first, *rest)),))
    if prompt.skill == "counting":
        return Scene((replace(first, count=first.count + rng.choice((-1, 1))),))
    if prompt.skill in {"color", "held-out combinations"}:
        return Scene((replace(first, color=rng.choice([color for color in _colors(first.name) if color != first.color])),))
    if prompt.skill == "size":
        return Scene((replace(first, size=rng.choice([size for size in (None, *_sizes(first.name)) if size != first.size])),))
    if prompt.skill == "position":
        return Scene((replace(first, relation=_OPPOSITE[first.relation or ""]), *rest))
    if prompt.skill == "attribute binding":
        return Scene((replace(first, color=rest[0].color), replace(rest[0], color=first.color)))
    if prompt.skill == "setting":
        kind, value = next((kind, value) for kind, value in vars(prompt.scene.setting).items() if value)
        return replace(prompt.scene, setting=Setting(**{kind: rng.choice([other for other in _KINDS[kind] if other != value])}))
    return Scene((first, Element(rng.choice(prompt.absent))))


# --- speech -----------------------------------------------------------------------------------------------------------
def speak_prompts(asked: Sequence[Prompt], split: str = "unseen voice", seed: int = 0) -> list[Clip]:
    """The prompts' sentences as clips by the voices of a split of `data.voices`, in turn. Raises `SetupError` where a speech engine is missing."""
    rng = random.Random(f"geneval/{split}/{seed}")
    voices = [voice for voice in VOICES if voice.split == split]
    clips: dict[int, Clip] = {}
    for first, voice in enumerate(voices):
        mine = range(first, len(asked), len(voices))
        if mine:
            sounds = speak_many([asked[index].text for index in mine], voice, rng)
            clips.update((index, Clip(sound, f"{voice.engine}/{voice.name}")) for index, sound in zip(mine, sounds, strict=True))
    return [clips[index] for index in range(len(asked))]
