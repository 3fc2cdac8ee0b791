"""What a designer says to a picture: instructions, the pictures that each fits, and the edit that it means there.

`instruct` draws an instruction: words, and what they ask for (`Wish`) with whatever they refer to (`Ref`). `situation` draws a picture around it in which the references mean something, and says which edit that is; or one in which
they mean nothing, where nothing may be changed. So one recording serves with many pictures. Both are pure functions of their random generator.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from speechscape.data.captions import PLACE_WORDS, TIME_WORDS, WEATHER_WORDS, fill, held_out, noun_of, phrase_of
from speechscape.types import Element, Scene, Setting
from speechscape.world.columns import COLUMNS
from speechscape.world.edits import MOST, Edit
from speechscape.world.vocabulary import COLORS, RELATIONS, SIZES, elements, terms

__all__ = ["LIKE_INSTRUCTIONS", "Instruction", "Ref", "Situation", "Wish", "around_anything", "instruct", "meaning", "resolve", "situation"]

_NAMES = tuple(elements())

LIKE_INSTRUCTIONS = ("add ", "put ", "next comes", "and ", "no ", "make ")
"""How descriptions begin that could as well be instructions: neither taught nor scored."""

_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth"}


@dataclass(frozen=True)
class Ref:
    """What words refer to. `how`: it, them (what was addressed last), name, color, size, left, right (the outermost of that name), other (of two alike the one not addressed last), all (of that name), everything."""

    how: str
    name: str | None = None
    color: str | None = None
    size: str | None = None


@dataclass(frozen=True)
class Wish:
    """What an instruction asks for: the fields of an `Edit`, with references in place of numbers. An added thing's relation is to `to`."""

    kind: str
    of: tuple[Ref, ...] = ()
    to: tuple[Ref, ...] = ()
    element: Element | None = None
    color: str | None = None
    size: str | None = None
    side: str | None = None
    relation: str | None = None
    number: int | None = None
    setting: Setting = field(default_factory=Setting)
    names: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        row = asdict(self)
        if self.element is not None:
            row["element"] = {name: row["element"][name] for name in ("name", "count", "color", "size")}
        return {name: value for name, value in row.items() if value not in (None, (), []) and value != {"place": None, "time": None, "weather": None}}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Wish:
        """The inverse of `to_json`."""
        values: dict[str, Any] = dict(row)
        for name in ("of", "to"):
            values[name] = tuple(Ref(**one) for one in row.get(name, ()))
        if "element" in row:
            values["element"] = Element(**row["element"])
        if "setting" in row:
            values["setting"] = Setting(**row["setting"])
        values["names"] = tuple(row.get("names", ()))
        return cls(**values)


@dataclass(frozen=True)
class Instruction:
    """Words, lower case, and the wish in them."""

    text: str
    wish: Wish


@dataclass(frozen=True)
class Situation:
    """A picture: its scene with columns, the numbers of the things that were addressed last, and what the instruction means there."""

    scene: Scene
    focus: tuple[int, ...]
    edit: Edit


# --- references -------------------------------------------------------------------------------------------------------
def resolve(ref: Ref, scene: Scene, focus: Sequence[int]) -> tuple[int, ...]:
    """The numbers of the things meant; none where the words fit nothing, or more than one thing."""
    items = scene.elements
    alike = [index for index, item in enumerate(items) if item.name == ref.name]
    if ref.how == "everything":
        return tuple(range(len(items)))
    if ref.how in {"it", "them"}:
        many = len(focus) > 1 or any(items[index].count > 1 for index in focus)
        return tuple(sorted(focus)) if focus and many == (ref.how == "them") else ()
    if ref.how == "all":
        return tuple(alike) if sum(items[index].count for index in alike) > 1 else ()
    if ref.how in {"left", "right"}:
        places = [items[index].column or 0 for index in alike]
        if len(alike) < 2 or len(set(places)) < len(places):
            return ()
        pick = min if ref.how == "left" else max
        return (pick(alike, key=lambda index: items[index].column or 0),)
    if ref.how == "other":
        named = ref.name if ref.name is not None else items[focus[0]].name if len(focus) == 1 else None
        pair = [index for index, item in enumerate(items) if item.name == named]
        rest = [index for index in pair if index not in focus]
        return tuple(rest) if len(pair) == 2 and len(rest) == 1 else ()
    if ref.how == "color":
        alike = [index for index in alike if items[index].color == ref.color]
    if ref.how == "size":
        alike = [index for index in alike if items[index].size == ref.size]
    return tuple(alike) if len(alike) == 1 else ()


def _words_of(ref: Ref, rng: random.Random) -> str:
    if ref.how == "it":
        return rng.choice(("it", "it", "it", "that", "this", "that one"))
    if ref.how == "them":
        return rng.choice(("them", "them", "those", "these"))
    if ref.how == "everything":
        return rng.choice(("everything", "all of it", "all of them", "the whole thing"))
    if ref.how == "other" and ref.name is None:
        return "the other one"
    one, many = (noun_of(elements()[ref.name or ""], several, rng) for several in (False, True))
    if ref.how == "all":
        return rng.choice((f"all the {many}", f"the {many}", f"all of the {many}", f"all {many}"))
    if ref.how in {"left", "right"}:
        return rng.choice((f"the {one} on the {ref.how}", f"the {ref.how} {one}", f"the {one} on the {ref.how} side"))
    described = {"other": "other", "color": ref.color, "size": rng.choice(_SIZE_WORDS[ref.size]) if ref.size else ""}.get(ref.how, "")
    return " ".join(part for part in (rng.choice(("the", "the", "the", "that")), described, one) if part)


_SIZE_WORDS, _RELATION_WORDS = ({term.name: term.singular for term in terms() if term.kind == kind} for kind in ("size", "relation"))


def _ref(rng: random.Random, plural: bool = True, names: Sequence[str] = _NAMES) -> Ref:
    how = rng.choices(("it", "them", "name", "color", "size", "left", "right", "other", "all", "everything"), (26, 6 if plural else 0, 38, 9, 4, 4, 4, 5, 5 if plural else 0, 3 if plural else 0))[0]
    if how in {"it", "them", "everything"}:
        return Ref(how)
    name = None if how == "other" and rng.random() < 0.6 else rng.choice(names)
    color = _color_for(name or "", rng) if how == "color" else None
    return Ref(how, name, color, rng.choice(SIZES) if how == "size" else None)


def _color_for(name: str, rng: random.Random) -> str:
    return rng.choice([color for color in COLORS if not held_out(name, color)])


def _thing(rng: random.Random) -> Element:
    name = rng.choice(_NAMES)
    return Element(name, rng.choices((1, 2, 3, 4, 5), (80, 9, 7, 2, 2))[0], _color_for(name, rng) if rng.random() < 0.35 else None, rng.choice(SIZES) if rng.random() < 0.2 else None)


# --- wishes and their words -------------------------------------------------------------------------------------------
_RESIZE = {
    "bigger": ("make {r} bigger", "make {r} larger", "{r} bigger", "enlarge {r}", "{r} should be bigger", "i want {r} bigger", "{r} needs to be larger"), "smaller": ("make {r} smaller", "{r} smaller", "shrink {r}", "{r} should be smaller", "i want {r} smaller", "scale {r} down"),
    "a bit bigger": ("make {r} a bit bigger", "make {r} a little bigger", "{r} a little larger", "make {r} slightly bigger", "{r} a bit bigger"), "a bit smaller": ("make {r} a bit smaller", "make {r} a little smaller", "{r} slightly smaller", "{r} a bit smaller"),
    "much bigger": ("make {r} much bigger", "make {r} a lot bigger", "make {r} way bigger", "{r} much larger", "make {r} twice as big"), "much smaller": ("make {r} much smaller", "make {r} a lot smaller", "make {r} way smaller", "{r} much smaller", "make {r} half as big"),
    "tiny": ("make {r} tiny", "{r} should be tiny", "make {r} very small"), "small": ("make {r} small", "{r} should be small", "make {r} little"), "medium": ("make {r} normal size", "make {r} the normal size", "give {r} a normal size"),
    "big": ("make {r} big", "{r} should be big", "make {r} large"), "huge": ("make {r} huge", "make {r} enormous", "make {r} giant", "{r} should be huge"),
}  # fmt: skip
_MOVE = {
    "left": ("move {r} to the left", "move {r} left", "push {r} to the left", "{r} to the left", "shift {r} left", "{r} further left"), "right": ("move {r} to the right", "move {r} right", "push {r} to the right", "{r} to the right", "shift {r} right", "{r} further right"),
    "up": ("move {r} up", "{r} higher", "raise {r}", "lift {r}", "move {r} higher"), "down": ("move {r} down", "{r} lower", "lower {r}", "move {r} lower"),
    "forward": ("bring {r} forward", "move {r} closer", "bring {r} closer", "move {r} forward", "bring {r} to the front"), "backward": ("send {r} back", "move {r} further away", "move {r} back", "push {r} to the back", "send {r} to the back"),
    "a bit left": ("move {r} a bit to the left", "{r} a little to the left", "move {r} a little left", "a bit left with {r}"), "a bit right": ("move {r} a bit to the right", "{r} a little to the right", "move {r} a little right", "a bit right with {r}"),
    "a bit up": ("move {r} up a bit", "{r} a little higher", "move {r} up a little"), "a bit down": ("move {r} down a bit", "{r} a little lower", "move {r} down a little"),
    "far left": ("put {r} on the left", "put {r} on the left side", "move {r} all the way to the left", "{r} on the far left", "place {r} on the left"), "far right": ("put {r} on the right", "put {r} on the right side", "move {r} all the way to the right", "{r} on the far right", "place {r} on the right"),
    "top": ("put {r} at the top", "move {r} to the top", "{r} at the top"), "bottom": ("put {r} at the bottom", "move {r} to the bottom", "{r} at the bottom"), "middle": ("put {r} in the middle", "move {r} to the middle", "center {r}", "{r} in the center", "put {r} in the center"),
}  # fmt: skip
_ADD_SIDES = {"far left": ("on the left", "on the left side", "to the left"), "far right": ("on the right", "on the right side", "to the right"), "middle": ("in the middle", "in the center"), "top": ("at the top",), "bottom": ("at the bottom", "in the foreground")}
_SHAPES: dict[str, tuple[str, ...]] = {
    "remove": ("remove {r}", "take {r} away", "take away {r}", "delete {r}", "get rid of {r}", "erase {r}", "{r} should go", "take {r} out", "i don't want {r}", "i don't want {r} any more", "drop {r}", "{r} has to go"),
    "recolor": ("make {r} {c}", "paint {r} {c}", "color {r} {c}", "turn {r} {c}", "{r} should be {c}", "change {r} to {c}", "i want {r} to be {c}", "make {r} {c} instead", "{r} in {c}", "change the color of {r} to {c}"),
    "swap": ("swap {r} and {t}", "switch {r} and {t}", "exchange {r} and {t}", "swap {r} with {t}", "let {r} and {t} change places"),
    "replace": ("replace {r} with {n}", "make {r} {n}", "turn {r} into {n}", "change {r} into {n}", "{n} instead of {r}", "instead of {r} {n}", "put {n} instead of {r}", "exchange {r} for {n}"),
    "restyle": ("make {r} look different", "show me another version of {r}", "redraw {r}", "i don't like {r}", "draw {r} differently", "give {r} another look", "another look for {r}", "change the look of {r}", "restyle {r}"),
    "group": ("put {r} together", "group {r}", "move {r} together", "gather {r}", "bring {r} together"),
    "duplicate": ("duplicate {r}", "copy {r}", "make a copy of {r}", "double {r}", "clone {r}", "one more of {r}"),
    "add": ("add {n}", "put {n} there", "also {n}", "and also {n}", "i also want {n}", "put in {n}", "add {n} too", "and {n} too", "there should be {n} too", "place {n} there", "draw {n} there as well", "add {n} to it", "and {n} as well"),
    "add to": ("add {n} {l} {t}", "put {n} {l} {t}", "place {n} {l} {t}", "{l} {t} put {n}", "{l} {t} add {n}", "i want {n} {l} {t}", "and {n} {l} {t}", "draw {n} {l} {t}", "there should be {n} {l} {t}"),
    "add side": ("add {n} {l}", "put {n} {l}", "place {n} {l}", "{l} put {n}", "i want {n} {l}", "and {n} {l}", "{l} add {n}"),
    "move to": ("put {r} {l} {t}", "move {r} {l} {t}", "place {r} {l} {t}", "{r} {l} {t}", "{r} should be {l} {t}", "no {r} {l} {t}"),
    "count": ("make that {k} {m}", "i want {k} {m}", "there should be {k} {m}", "{k} {m} instead", "change it to {k} {m}", "make it {k} {m}", "{k} {m} please"),
    "undo": ("undo", "undo that", "undo it", "take that back", "undo the last change", "no undo that", "reverse that", "go back a step", "go back one step"), "undo n": ("undo the last {k} changes", "undo {k} steps", "go back {k} steps", "undo {k} times", "take back the last {k} changes"),
    "redo": ("redo", "redo that", "redo it", "do that again", "no put it back", "bring that change back"), "back": ("go back to the {o} one", "go back to the {o} picture", "back to the {o} version", "show me the {o} one again", "go back to number {k}", "back to picture {k}", "show version {k}", "go to version {k}"),
    "back to": ("go back to the one with {n}", "back to the one with {n}", "show me the one with {n} again", "the one with {n} was better", "go back to the picture with {n}"),
    "layout": ("another layout", "a different layout", "arrange it differently", "rearrange it", "rearrange everything", "try another arrangement", "shuffle everything around", "show me another layout", "a new arrangement please"),
    "over": ("start over", "start again", "clear everything", "start from scratch", "begin again", "empty the canvas", "a blank page please", "new picture", "start a new picture"), "keep": ("keep it", "keep this", "keep this one", "i like it", "that's good", "perfect", "yes keep that", "that's perfect", "i like this one"),
    "save": ("save", "save it", "save this", "save the picture", "please save it", "save that", "export it", "export the picture"), "stop": ("stop", "i'm done", "we are done", "stop now", "the end", "goodbye", "that is all", "finish"),
}  # fmt: skip
_TIMES_SAID = {"morning": ("make it morning", "it should be morning", "now it's early morning"), "day": ("make it day", "it should be day", "make it noon"), "sunset": ("make it evening", "make it sunset", "it should be evening", "let the sun go down"), "night": ("make it night", "it should be night", "make it dark", "now it's night", "let it be night")}
_WEATHERS_SAID = {
    "clear": ("make it sunny", "no clouds", "stop the rain", "clear the sky", "let the sun shine", "no more rain", "no more snow"), "cloudy": ("make it cloudy", "add some clouds to the sky", "it should be cloudy"), "rain": ("make it rain", "let it rain", "it should rain", "add some rain", "make it rainy"),
    "snow": ("make it snow", "let it snow", "it should snow", "add some snow", "make it snowy"), "fog": ("make it foggy", "add some fog", "add some mist", "it should be foggy"),
}  # fmt: skip
_WEIGHTS = {"add": 26, "remove": 9, "recolor": 9, "resize": 10, "move": 14, "replace": 6, "count": 4, "swap": 3, "duplicate": 3, "restyle": 3, "group": 2, "setting": 9, "undo": 4, "redo": 2, "back": 4, "layout": 2, "over": 2, "keep": 2, "save": 2, "stop": 2}
_FRONT = ("now", "and", "and now", "please", "okay", "then", "can you", "could you", "could you please", "no", "well", "let's", "next")


def instruct(rng: random.Random, names: Sequence[str] = _NAMES) -> Instruction:
    """A random instruction; it refers to things of the given names. Raises `ValueError` for fewer than three different ones: some instructions are about so many."""
    if len(set(names)) < 3:
        raise ValueError(f"names are {', '.join(names) or 'none'}; an instruction may be about three different things, so give three at least")
    kind = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    text, wish = _instruct(kind, rng, names)
    if rng.random() < 0.2 and not text.startswith(("no ", "and ")):
        text = f"{rng.choice(_FRONT)} {text}"
    if rng.random() < 0.06:
        text = f"{text} please"
    return Instruction(fill(text, rng, 0.1), wish)


def _instruct(kind: str, rng: random.Random, names: Sequence[str]) -> tuple[str, Wish]:
    if kind in {"undo", "redo", "layout", "over", "keep", "save", "stop"}:
        return _command(kind, rng)
    if kind == "back":
        return _back(rng, names)
    if kind == "setting":
        return _set(rng)
    if kind == "add":
        return _add(rng, names)
    if kind == "count":
        name, count = rng.choice(names), rng.randint(2, 6)
        return _said("count", rng, k=_NUMBERS[count], m=noun_of(elements()[name], True, rng)), Wish("count", (Ref("name", name),), number=count)
    ref = Ref("all", rng.choice(names)) if kind == "group" and rng.random() < 0.6 else Ref(rng.choice(("them", "everything"))) if kind == "group" else _ref(rng, kind not in {"swap", "replace", "duplicate"}, names)
    said = _words_of(ref, rng)
    if kind == "resize":
        size = rng.choices(list(_RESIZE), (24, 24, 8, 8, 6, 6, 5, 5, 3, 5, 6))[0]
        return rng.choice(_RESIZE[size]).format(r=said), Wish("resize", (ref,), size=size)
    if kind == "recolor":
        color = _color_for(ref.name or "", rng)
        return _said("recolor", rng, r=said, c=color), Wish("recolor", (ref,), color=color)
    if kind == "move":
        return _move(ref, said, rng, names)
    if kind == "swap":
        other = _second(ref, rng, names)
        return _said("swap", rng, r=said, t=_words_of(other, rng)), Wish("swap", (ref, other))
    if kind == "replace":
        thing = replace(_thing(rng), count=1)
        return _said("replace", rng, r=said, n=phrase_of(thing, rng)), Wish("replace", (ref,), element=thing)
    return _said(kind, rng, r=said), Wish(kind, (ref,), number=1 if kind == "duplicate" else None)


def _said(shape: str, rng: random.Random, **words: str) -> str:
    return rng.choice(_SHAPES[shape]).format(**words)


def _command(kind: str, rng: random.Random) -> tuple[str, Wish]:
    if kind == "undo" and rng.random() < 0.25:
        steps = rng.randint(2, 5)
        return _said("undo n", rng, k=_NUMBERS[steps]), Wish("undo", number=steps)
    return _said(kind, rng), Wish(kind, number=1 if kind in {"undo", "redo"} else None)


def _back(rng: random.Random, names: Sequence[str]) -> tuple[str, Wish]:
    if rng.random() < 0.4:
        name = rng.choice(names)
        return _said("back to", rng, n="the " + noun_of(elements()[name], False, rng)), Wish("back", names=(name,))
    number = rng.choice((1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9))
    return _said("back", rng, k=_NUMBERS[number], o=_ORDINALS[number]), Wish("back", number=number)


def _set(rng: random.Random) -> tuple[str, Wish]:
    part = rng.choice(("time", "weather", "place"))
    if part == "place":
        place = rng.choice(list(PLACE_WORDS))
        where = rng.choice(PLACE_WORDS[place])
        return rng.choice(("put it {}", "let it be {}", "move it all {}", "put everything {}", "it should be {}", "i want it {}", "set it {}")).format(where), Wish("setting", setting=Setting(place=place))
    own, words = (_TIMES_SAID, TIME_WORDS) if part == "time" else (_WEATHERS_SAID, WEATHER_WORDS)
    value = rng.choice(list(own))
    text = rng.choice(own[value]) if rng.random() < 0.75 else rng.choice(("let it be {}", "put it {}", "i want it {}")).format(rng.choice(words[value]))
    return text, Wish("setting", setting=Setting(**{part: value}))


def _add(rng: random.Random, names: Sequence[str]) -> tuple[str, Wish]:
    thing = _thing(rng)
    said, how = phrase_of(thing, rng), rng.random()
    if how < 0.12:
        return rng.choice(("another {}", "one more {}", "add another {}", "and another {}", "i want another {}")).format(noun_of(elements()[thing.name], False, rng)), Wish("add", element=Element(thing.name))
    if how < 0.42:
        return _said("add", rng, n=said), Wish("add", element=thing)
    if how < 0.58:
        side = rng.choice(list(_ADD_SIDES))
        return _said("add side", rng, n=said, l=rng.choice(_ADD_SIDES[side])), Wish("add", element=thing, side=side)
    relation, others, link = _relation(Ref("name", thing.name), rng, names)
    return _said("add to", rng, n=said, l=link, t=" and ".join(_words_of(other, rng) for other in others)), Wish("add", to=others, element=thing, relation=relation)


def _move(ref: Ref, said: str, rng: random.Random, names: Sequence[str]) -> tuple[str, Wish]:
    if ref.how == "everything" or rng.random() < 0.55:
        side = rng.choice(list(_MOVE))
        return rng.choice(_MOVE[side]).format(r=said), Wish("move", (ref,), side=side)
    relation, others, link = _relation(ref, rng, names)
    return _said("move to", rng, r=said, l=link, t=" and ".join(_words_of(other, rng) for other in others)), Wish("move", (ref,), others, relation=relation)


def _relation(ref: Ref, rng: random.Random, names: Sequence[str]) -> tuple[str, tuple[Ref, ...], str]:
    relation = rng.choice(RELATIONS)
    first = _second(ref, rng, names)
    others = (first, _second(first, rng, names, ref)) if relation == "between" else (first,)
    return relation, others, rng.choice(_RELATION_WORDS[relation])


def _second(ref: Ref, rng: random.Random, names: Sequence[str], third: Ref | None = None) -> Ref:
    """Another thing than those: named, or "it" where those are named."""
    taken = {one.name for one in (ref, third) if one is not None}
    if ref.how in {"name", "color"} and (third is None or third.how in {"name", "color"}) and rng.random() < 0.2:
        return Ref("it")
    while True:
        other = Ref("name", rng.choice(names)) if rng.random() < 0.8 else Ref("color", rng.choice(names))
        if other.name not in taken:
            return replace(other, color=_color_for(other.name or "", rng)) if other.how == "color" else other


# --- situations -------------------------------------------------------------------------------------------------------
def meaning(wish: Wish, scene: Scene, focus: Sequence[int]) -> Edit:
    """What a wish means for a picture; ``nothing`` where its references fit nothing, or more than one thing."""
    of, to = ([resolve(ref, scene, focus) for ref in refs] for refs in (wish.of, wish.to))
    flat, others = tuple(index for found in of for index in found), tuple(index for found in to for index in found)
    lost = not all(of) or not all(to) or len(set(flat)) < len(flat) or any(len(found) > 1 for found in to) or len(set(others)) < len(others) or bool(set(flat) & set(others))
    if lost or (wish.kind == "swap" and len(flat) != 2) or (wish.kind == "group" and len(flat) < 2):
        return Edit(kind="nothing")
    thing = wish.element
    if wish.kind == "add" and thing is not None:
        if len(scene.elements) >= MOST:
            return Edit(kind="nothing")
        thing = replace(thing, relation=wish.relation, of=others)
        return Edit(kind="add", element=thing, side=wish.side)
    return Edit(kind=wish.kind, of=flat, to=others, element=thing, color=wish.color, size=wish.size, side=wish.side, relation=wish.relation, number=wish.number, setting=wish.setting, names=wish.names)


def situation(wish: Wish, rng: random.Random, lost: float = 0.08) -> Situation:
    """A picture around an instruction. With a chance of `lost` its references may mean nothing there: half of these pictures are of anything, half would fit if what is named in them were something else, or if something had been addressed."""
    need = not (rng.random() < lost)
    near = not need and rng.random() < 0.5
    while True:
        scene, focus = _without(wish, *_around(wish, rng), rng) if near else _around(wish, rng) if need else around_anything(rng)
        edit = meaning(wish, scene, focus)
        if edit.kind != "nothing" or not need:
            return Situation(scene, focus, edit)


def _without(wish: Wish, scene: Scene, focus: tuple[int, ...], rng: random.Random) -> tuple[Scene, tuple[int, ...]]:
    """The same picture where one of the references finds nothing."""
    refs = (*wish.of, *wish.to)
    if not refs:
        return scene, focus
    ref = rng.choice(refs)
    if ref.name is None:
        return scene, ()
    other = rng.choice([name for name in _NAMES if name != ref.name])
    return replace(scene, elements=tuple(replace(item, name=other) if item.name == ref.name else item for item in scene.elements)), focus


def around_anything(rng: random.Random) -> tuple[Scene, tuple[int, ...]]:
    """A picture of anything, or an empty one, and the numbers of what was addressed last."""
    items = [_thing(rng) for _ in range(rng.randint(0, 4))]
    focus = _focused(len(items), rng)
    return _placed(items, rng), focus


def _focused(count: int, rng: random.Random) -> tuple[int, ...]:
    if not count:
        return ()
    return (rng.randrange(count),) if rng.random() < 0.85 else tuple(sorted(rng.sample(range(count), rng.randint(1, count))))


def _around(wish: Wish, rng: random.Random) -> tuple[Scene, tuple[int, ...]]:
    """What the references need, others that must not be taken for it, and what was addressed last."""
    items: list[Element] = []
    focus: list[int] | None = None
    for ref in (*wish.of, *wish.to):
        first = len(items)
        if ref.how == "it":
            items.append(replace(_thing(rng), count=1))
            focus = [first]
        elif ref.how == "them":
            items += [_thing(rng) for _ in range(rng.randint(2, 3))] if rng.random() < 0.6 else [replace(_thing(rng), count=rng.randint(2, 4))]
            focus = list(range(first, len(items)))
        elif ref.how == "everything":
            items += [_thing(rng) for _ in range(rng.randint(1, 3))]
        elif ref.how == "other":
            name = ref.name or rng.choice(_NAMES)
            items += [replace(_thing(rng), name=name, count=1) for _ in range(2)]
            focus = [first + rng.randrange(2)]
        elif ref.how == "all":
            several = rng.random() < 0.7
            items += [replace(_thing(rng), name=ref.name or "", count=1) for _ in range(rng.randint(2, 3))] if several else [replace(_thing(rng), name=ref.name or "", count=rng.randint(2, 4))]
        elif ref.how in {"left", "right"}:
            items += [replace(_thing(rng), name=ref.name or "", count=1) for _ in range(2)]
        else:
            items += _described(ref, rng)
    more = rng.choices((0, 1, 2, 3), (30, 35, 25, 10))[0]
    if wish.kind == "add" and wish.element is not None and rng.random() < 0.1:
        items.append(Element(wish.element.name))
    items += [_thing(rng) for _ in range(max(0, min(more, MOST - len(items) - (wish.kind == "add"))))]
    order = list(range(len(items)))
    rng.shuffle(order)
    kept = _focused(len(items), rng) if focus is None else tuple(sorted(order.index(index) for index in focus))
    return _placed([items[index] for index in order], rng), kept


def _described(ref: Ref, rng: random.Random) -> list[Element]:
    """A thing as it is called, and where that needs it another of the same name."""
    item = replace(_thing(rng), name=ref.name or "")
    if ref.how == "name":
        return [replace(item, count=1 if rng.random() < 0.85 else item.count)]
    mine = replace(item, count=1, color=ref.color) if ref.how == "color" else replace(item, count=1, size=ref.size)
    if rng.random() < 0.3:
        return [mine]
    other = replace(item, count=1, color=rng.choice([None, *(color for color in COLORS if color != ref.color)])) if ref.how == "color" else replace(item, count=1, size=rng.choice([None, *(size for size in SIZES if size != ref.size)]))
    return [mine, other]


def _placed(items: Sequence[Element], rng: random.Random) -> Scene:
    columns = rng.sample(range(COLUMNS), len(items))
    setting = Setting(rng.choice(list(PLACE_WORDS)) if rng.random() < 0.5 else None, rng.choice(list(TIME_WORDS)) if rng.random() < 0.25 else None, rng.choice(list(WEATHER_WORDS)) if rng.random() < 0.2 else None)
    return Scene(tuple(replace(item, column=column) for item, column in zip(items, columns, strict=True)), setting)
