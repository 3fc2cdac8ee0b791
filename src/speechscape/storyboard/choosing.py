"""When to draw, and what: utterances that were understood → passages, one for each picture. Streams; holds the passage that is being spoken.

A new passage begins where what is spoken of changes: another place, time or weather, other things, words that turn to something else. How strongly each of them speaks for it
is fitted on spoken stories with marked scenes (``recipes/panels.py``). Since the evidence is what changed since the last beginning, and that one is uncertain too, all beginnings
that are still likely are carried along (the forward algorithm of Rabiner 1989, with the last beginning as the state).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import exp

from speechscape.types import Element, Heard, Scene, Setting

__all__ = ["EVIDENCE", "FULL", "ChoiceOptions", "Glimpse", "Passage", "Since", "Told", "begin_s", "evidence", "fewer", "glimpse", "merged", "passages"]

EVIDENCE = ("new", "kept", "place", "time", "weather", "first_setting", "pronoun", "fronted", "turn", "age", "several", "crowd", "article", "joined")
"""What speaks for a beginning, each 0 to 1.

The surest new thing and the surest that was there (confidences); another place, time, weather than before; a place or time where none was known (2: both); a pronoun for somebody known; a first
word that sets a scene ("at", "then"); a word among the first four that turns to something else; utterances since the last beginning, of 4; two things or more at once; things there already, of 5;
an article first; "and", "but" or "so" first.
"""

_WEIGHTS = (-0.22, -4.53, 3.37, 1.92, 1.03, 1.05, -0.77, 1.07, 1.0, 2.53, 0.79, 2.67, -2.14, 1.41)
_BIAS = -1.27

_PRONOUNS = frozenset("he him his she her hers it its they them their theirs himself herself itself themselves".split())
_FRONTED = frozenset(
    "at in on over under up upstairs down downstairs by after before when from behind across next now then later here there once one first second third finally suddenly afterwards meanwhile "
    "last finish soon that through outside inside early late toward further our".split()
)
_TURNS = frozenset(
    "then now next finally suddenly later after afterwards meanwhile first second third last finish here once soon turn follow come comes look morning evening night afternoon noon today tomorrow "
    "yesterday day".split()
)

FULL = 8
"""Things that a picture has room for; with another one the next picture begins."""

_MOST = 5  # things in a picture that two passages share

_FORGOTTEN = 1e-4  # probability under which a beginning is not carried along any more


@dataclass(frozen=True)
class Told:
    """An utterance and what was heard in it; seconds of the recording, and the pause before it."""

    start_s: float
    end_s: float
    heard: Heard
    pause_s: float = 0.0


@dataclass(frozen=True)
class Passage:
    """Utterances that one picture stands for; `scene` is all that is seen in them, `score` the probability that it begins there."""

    told: tuple[Told, ...]
    scene: Scene
    score: float = 1.0

    @property
    def start_s(self) -> float:
        """When its picture is to be seen first: with the first of its words in which anything is seen or guessed."""
        return begin_s(self.told)

    @property
    def end_s(self) -> float:
        """When the last of its words was spoken."""
        return self.told[-1].end_s


def begin_s(told: Sequence[Told]) -> float:
    """When the first of these utterances in which anything is seen or guessed begins; of the first of all where there is none."""
    return next((one.start_s for one in told if not glimpse(one.heard).empty), told[0].start_s)


@dataclass(frozen=True, kw_only=True)
class ChoiceOptions:
    """From what probability on a new picture begins, and what each piece of `EVIDENCE` adds to its log odds; a pause `pause_times` as long as usual adds `long_pause` (set by hand).

    `every_s` draws by the clock instead.
    """

    enough: float = 0.55
    bias: float = _BIAS
    weights: tuple[float, ...] = _WEIGHTS
    long_pause: float = 1.0
    pause_times: float = 1.8
    every_s: float | None = None


@dataclass(frozen=True)
class Glimpse:
    """What an utterance lets one see, sure or guessed: names with their confidence, the setting's parts, and its words."""

    names: dict[str, float]
    setting: dict[str, str]
    words: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was seen or guessed."""
        return not self.names and not self.setting


def glimpse(heard: Heard) -> Glimpse:
    """Of what was heard."""
    names: dict[str, float] = {}
    for item in (*heard.guessed.elements, *heard.scene.elements):
        names[item.name] = max(names.get(item.name, 0.0), item.confidence)
    setting = {part: value for scene in (heard.guessed, heard.scene) for part, value in vars(scene.setting).items() if value is not None}
    return Glimpse(names, setting, tuple(heard.words.lower().replace(",", " ").replace(".", " ").split()))


@dataclass
class Since:
    """What was seen since a beginning, and in how many utterances."""

    names: dict[str, float] = field(default_factory=dict)
    setting: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def add(self, seen: Glimpse) -> None:
        """Another utterance."""
        for name, confidence in seen.names.items():
            self.names[name] = max(self.names.get(name, 0.0), confidence)
        self.setting.update(seen.setting)
        self.count += 1

    @property
    def empty(self) -> bool:
        """Whether nothing was seen yet."""
        return not self.names and not self.setting


def evidence(since: Since, seen: Glimpse) -> tuple[float, ...]:
    """What speaks for a beginning at an utterance, in the order of `EVIDENCE`."""
    new = [confidence for name, confidence in seen.names.items() if name not in since.names]
    kept = [min(confidence, since.names[name]) for name, confidence in seen.names.items() if name in since.names]
    other = [float(part in seen.setting and since.setting.get(part, seen.setting[part]) != seen.setting[part]) for part in ("place", "time", "weather")]
    first = sum(part in seen.setting and part not in since.setting for part in ("place", "time"))
    begin = seen.words[0] if seen.words else ""
    return (
        max(new, default=0.0), max(kept, default=0.0), *other, float(first), float(bool(_PRONOUNS & set(seen.words))), float(begin in _FRONTED), float(bool(_TURNS & set(seen.words[:4]))),
        min(since.count, 4) / 4, float(len(seen.names) >= 2), min(sum(since.names.values()), 5.0) / 5, float(begin in {"the", "a", "an"}), float(begin in {"and", "but", "so"}),
    )  # fmt: skip


def passages(told: Iterable[Told], options: ChoiceOptions = ChoiceOptions()) -> Iterator[Passage]:
    """Passages in order, each as soon as the next one begins. What is said before anything can be seen belongs to the first."""
    current: Passage | None = None
    belief, pauses = _Belief(options), _Pauses(options.pause_times)
    for one in told:
        scene, seen = _seen(one), glimpse(one.heard)
        chance = belief.after(seen, options.long_pause if pauses.long(one.pause_s) else 0.0)
        if current is None:
            current = Passage((one,), scene)
        elif not seen.empty and (_begins(current, one, chance, options) or len(merged(current.scene, scene).elements) > FULL):
            yield current
            current = Passage((one,), scene, round(chance, 6))
        else:
            current = Passage((*current.told, one), merged(current.scene, scene), current.score)
    if current is not None:
        yield current


def _begins(current: Passage, one: Told, chance: float, options: ChoiceOptions) -> bool:
    if options.every_s is None:
        return chance > options.enough
    return not current.scene.empty and one.start_s - current.start_s >= options.every_s


class _Belief:
    """Where the last beginning may have been: pairs of its probability and what was seen since. They add up to 1."""

    def __init__(self, options: ChoiceOptions) -> None:
        self._options = options
        self._rows: list[tuple[float, Since]] = []

    def after(self, seen: Glimpse, more: float) -> float:
        """The probability that a passage begins with this utterance; `more` is added to the log odds."""
        if not self._rows:
            self._rows = [(1.0, Since())]
        begun = 0.0
        rows = []
        for chance, since in self._rows:
            here = chance * self._chance(since, seen, more)
            begun += here
            since.add(seen)
            if chance - here > _FORGOTTEN:
                rows.append((chance - here, since))
        if begun > _FORGOTTEN:
            fresh = Since()
            fresh.add(seen)
            rows.append((begun, fresh))
        whole = sum(chance for chance, _ in rows)
        self._rows = [(chance / whole, since) for chance, since in rows]
        return begun

    def _chance(self, since: Since, seen: Glimpse, more: float) -> float:
        if since.empty or seen.empty:
            return 0.0
        odds = self._options.bias + more + sum(weight * value for weight, value in zip(self._options.weights, evidence(since, seen), strict=True))
        return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))


class _Pauses:
    """Whether a pause is a long one for this speaker: against the median of the last fifty."""

    def __init__(self, times: float) -> None:
        self._times = times
        self._last: list[float] = []

    def long(self, pause_s: float) -> bool:
        usual = sorted(self._last)[len(self._last) // 2] if self._last else None
        self._last = [*self._last[-49:], pause_s]
        return usual is not None and pause_s > self._times * max(usual, 0.2)


def _seen(one: Told) -> Scene:
    return Scene() if one.heard.abstained else one.heard.scene


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
    return joined if len(joined.elements) <= _MOST else after if after.elements else before


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

