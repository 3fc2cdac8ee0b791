"""When to draw, and what: utterances that were understood → passages, one for each picture. Streams; holds the passage that is being spoken.

A new passage begins where the picture would change enough: another place, time or weather, or new things while nothing of the old picture is spoken of any more. A new thing in the same
place is added to the picture; words with nothing to see in them belong to the passage in which they fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import median

from speechscape.types import Element, Heard, Scene, Setting

__all__ = ["ChoiceOptions", "Passage", "Told", "change", "fewer", "merged", "passages"]


_PRONOUNS = frozenset("he him his she her hers it its they them their theirs himself herself itself themselves".split())

_TURNS = frozenset("then now next finally suddenly later after afterwards meanwhile first second third last finish here once soon".split())


@dataclass(frozen=True)
class Told:
    """An utterance and what was heard in it; seconds of the recording, and the pause before it."""

    start_s: float
    end_s: float
    heard: Heard
    pause_s: float = 0.0


@dataclass(frozen=True)
class Passage:
    """Utterances that one picture stands for; `scene` is all that is seen in them, `score` how much the picture changed at its beginning."""

    told: tuple[Told, ...]
    scene: Scene
    score: float = 1.0

    @property
    def start_s(self) -> float:
        """When its picture is to be seen first."""
        return self.told[0].start_s

    @property
    def end_s(self) -> float:
        """When the last of its words was spoken."""
        return self.told[-1].end_s


@dataclass(frozen=True, kw_only=True)
class ChoiceOptions:
    """What each change counts, and from what sum on a new picture begins.

    `other_*`: another one than the picture has; `first_place`: a place where the picture had none; `all_new`: things, and none of the picture's; `some_new`: times the
    share of new things; `long_pause`: one longer than `pause_times` the usual; `crowd`: more than `most` things; `pronoun`: words that speak of somebody known ("above him"); `turn`: words at the
    beginning that turn to something else ("then", "after that").
    `every_s` draws by the clock instead.
    """

    enough: float = 0.6
    other_place: float = 1.0
    other_time: float = 0.8
    other_weather: float = 0.6
    first_place: float = 0.5
    all_new: float = 0.6
    some_new: float = 0.2
    long_pause: float = 0.3
    pause_times: float = 1.8
    crowd: float = 0.5
    pronoun: float = -0.35
    turn: float = 0.35
    most: int = 5
    every_s: float | None = None


def passages(told: Iterable[Told], options: ChoiceOptions = ChoiceOptions()) -> Iterator[Passage]:
    """Passages in order, each as soon as the next one begins. What is said before anything can be seen belongs to the first."""
    current: Passage | None = None
    pauses: list[float] = []
    for one in told:
        usual = median(pauses[-50:]) if pauses else None
        pauses.append(one.pause_s)
        if current is None:
            current = Passage((one,), _seen(one))
            continue
        score = _score(current, one, usual, options)
        if score >= options.enough and not current.scene.empty:
            yield current
            current = Passage((one,), _seen(one), score)
        else:
            current = Passage((*current.told, one), merged(current.scene, _seen(one)), current.score)
    if current is not None:
        yield current


def _seen(one: Told) -> Scene:
    return Scene() if one.heard.abstained else one.heard.scene


def _score(current: Passage, one: Told, usual_s: float | None, options: ChoiceOptions) -> float:
    scene = _seen(one)
    if scene.empty:
        return 0.0
    if options.every_s is not None:
        return options.enough if one.start_s - current.start_s >= options.every_s else 0.0
    pause = options.long_pause if usual_s is not None and one.pause_s > options.pause_times * max(usual_s, 0.2) else 0.0
    words = one.heard.words.lower().replace(",", " ").split()
    known = options.pronoun if _PRONOUNS & set(words) else 0.0
    turn = options.turn if _TURNS & set(words[:3]) else 0.0
    return change(current.scene, scene, options) + pause + known + turn


def change(before: Scene, after: Scene, options: ChoiceOptions = ChoiceOptions()) -> float:
    """How much the picture of `before` would change if `after` were spoken of."""
    score = 0.0
    for part, weight in (("place", options.other_place), ("time", options.other_time), ("weather", options.other_weather)):
        old, new = getattr(before.setting, part), getattr(after.setting, part)
        if new is not None and old is not None and new != old:
            score += weight
    if after.setting.place is not None and before.setting.place is None and before.elements:
        score += options.first_place
    there = {item.name for item in before.elements}
    new_names = [item.name for item in after.elements if item.name not in there]
    if new_names and before.elements:
        kept = len(after.elements) - len(new_names)
        score += options.all_new if not kept else options.some_new * len(new_names) / len(after.elements)
    if len(there) + len(new_names) > options.most:
        score += options.crowd
    return score


def fewer(found: Iterable[Passage], most: int) -> list[Passage]:
    """At most so many passages: where the picture changed least, it is carried on."""
    kept = list(found)
    while len(kept) > max(1, most):
        index = min(range(1, len(kept)), key=lambda number: kept[number].score)
        before, after = kept[index - 1], kept[index]
        kept[index - 1 : index + 1] = [Passage(before.told + after.told, _later(before.scene, after.scene), before.score)]
    return kept


def _later(before: Scene, after: Scene) -> Scene:
    """The scene of two passages in one picture: the later one's, where both are full."""
    joined = merged(before, after)
    return joined if len(joined.elements) <= ChoiceOptions().most else after if after.elements else before


def merged(before: Scene, after: Scene) -> Scene:
    """All that is seen in two scenes: a thing of the same name and no other colour is the same thing, of which more is known."""
    items = list(before.elements)
    places: dict[int, int] = {}
    for number, item in enumerate(after.elements):
        same = next((index for index, old in enumerate(items) if _same(old, item) and index not in places.values()), None)
        if same is None:
            places[number] = len(items)
            items.append(replace(item, relation=None, of=(), column=None))
        else:
            places[number] = same
            items[same] = _known(items[same], item)
    for number, item in enumerate(after.elements):
        here, others = places[number], tuple(places[other] for other in item.of)
        if item.relation and not items[here].relation and not any(_leads(items, other, here) for other in others):
            items[here] = replace(items[here], relation=item.relation, of=others)
    old, new = before.setting, after.setting
    setting = Setting(new.place or old.place, new.time or old.time, new.weather or old.weather)
    return Scene(tuple(replace(item, column=None) for item in items) if len(items) > len(before.elements) else tuple(items), setting)


def _same(old: Element, new: Element) -> bool:
    return old.name == new.name and (new.color is None or old.color is None or new.color == old.color)


def _known(old: Element, new: Element) -> Element:
    return replace(
        old, count=new.count if new.count > 1 else old.count, color=old.color or new.color, size=new.size or old.size, confidence=max(old.confidence, new.confidence), heard_by=old.heard_by or new.heard_by
    )  # fmt: skip


def _leads(items: list[Element], start: int, goal: int) -> bool:
    """Whether relations lead from one thing to another, which a new relation back would close to a circle."""
    return start == goal or any(_leads(items, other, goal) for other in items[start].of)

