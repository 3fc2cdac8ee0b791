"""Scenes and the many ways to say them: the text side of the training data.

`say` draws a random scene and a sentence for it; `say_nothing` a sentence that must draw nothing. Both are pure functions
of their random generator. Combinations of attributes for which `held_out` is true never leave `say` unless asked for.
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass, replace

from speechscape.data.words import ADJECTIVES, LEADS, VERBS, junk, pseudo_word
from speechscape.types import Element, Scene, Setting
from speechscape.world.columns import arrange
from speechscape.world.vocabulary import COLORS, RELATIONS, SIZES, Term, elements, terms

__all__ = ["PLACE_WORDS", "TIME_WORDS", "WEATHER_WORDS", "Saying", "fill", "held_out", "noun_of", "phrase_of", "say", "say_nothing", "say_within", "say_word"]

_Words = dict[str, tuple[str, ...]]
_FORMS: dict[str, dict[str, tuple[str, ...]]] = {}
for _term in terms():
    _FORMS.setdefault(_term.kind, {})[_term.name] = _term.singular
_NAMES = tuple(elements())
_NUMBER = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_FILLERS = ("um", "uh", "er", "well", "like", "you know", "hmm", "so", "okay", "ah", "let me think", "i think", "maybe")
_TAILS = ("please", "thank you", "that's all", "and that's it", "i think", "okay", "if you can", "for me", "right there", "you know")
PLACE_WORDS: _Words = {
    "meadow": ("in the meadow", "in a meadow", "in the field", "in a field", "on the grass", "in a green meadow"),
    "forest": ("in the forest", "in a forest", "in the woods", "in the jungle", "deep in the forest"),
    "beach": ("on the beach", "at the beach", "on a beach", "at the seaside", "on the shore", "by the seaside"),
    "sea": ("on the sea", "in the sea", "at sea", "on the ocean", "in the ocean", "by the sea"),
    "desert": ("in the desert", "in a desert", "out in the desert"),
    "mountains": ("in the mountains", "on the mountains", "in the hills", "up in the mountains", "among the hills"),
    "snowfield": ("on the ice", "on a snowfield", "in the snowfield", "in the arctic"),
    "city": ("in the city", "in a city", "in the street", "on the street", "downtown", "in a big city"),
    "village": ("in the village", "in a village", "in the countryside", "in a little village"),
    "lake": ("on the lake", "by the lake", "at the lake", "on a river", "by the river", "on the pond", "in the pond"),
    "room": ("in the room", "in a room", "in the living room", "in the bedroom", "in the kitchen"),
    "space": ("in space", "in outer space", "out in space"),
}
TIME_WORDS: _Words = {
    "morning": ("in the morning", "at sunrise", "at dawn", "early in the morning", "this morning"),
    "day": ("during the day", "in the daytime", "at noon", "in the afternoon", "by day"),
    "sunset": ("at sunset", "in the evening", "at dusk", "this evening", "as the sunset glows"),
    "night": ("at night", "at midnight", "during the night", "in the middle of the night", "in the nighttime"),
}
WEATHER_WORDS: _Words = {
    "clear": ("on a sunny day", "under a clear sky", "in the sunshine", "in sunny weather", "on a clear day"),
    "cloudy": ("on a cloudy day", "under a cloudy sky", "on an overcast day", "in cloudy weather"),
    "rain": ("in the rain", "on a rainy day", "while it's raining", "in a storm", "in stormy weather", "in rainy weather"),
    "snow": ("in the snow", "on a snowy day", "while it's snowing", "in snowy weather"),
    "fog": ("in the fog", "in the mist", "on a foggy day", "on a misty day", "in foggy weather"),
}
_WEATHER_CLAUSES: _Words = {
    "clear": ("it's sunny", "it is sunny", "the sky is clear"), "cloudy": ("it's cloudy", "it is overcast"),
    "rain": ("it's raining", "it is raining", "it's rainy"), "snow": ("it's snowing", "it is snowing", "it's snowy"), "fog": ("it's foggy", "it is misty"),
}  # fmt: skip
_TIME_CLAUSES: _Words = {
    "morning": ("it's morning", "it is early morning", "it's dawn"), "day": ("it's day", "it is noon"),
    "sunset": ("it's evening", "it is sunset", "it's dusk"), "night": ("it's night", "it is night", "it's midnight"),
}  # fmt: skip
_BACK = {  # how the other side is said when the reference comes first: "a tree with a fox under it"
    "left of": ("to the left of {}", "on the left of {}"), "right of": ("to the right of {}", "on the right of {}"), "above": ("above {}", "over {}"),
    "under": ("under {}", "below {}", "beneath {}"), "on": ("on {}", "on top of {}"), "in": ("in {}", "inside {}"), "in front of": ("in front of {}",),
    "behind": ("behind {}",), "next to": ("next to {}", "beside {}", "near {}"),
}  # fmt: skip


@dataclass(frozen=True)
class Saying:
    """A sentence, lower case without punctuation but for commas and full stops, and the scene that it means."""

    text: str
    scene: Scene


def held_out(name: str, color: str | None) -> bool:
    """True for the one in fifteen pairs of element and colour that training never sees together."""
    return color is not None and zlib.crc32(f"{name}/{color}".encode()) % 15 == 0


# --- scenes -----------------------------------------------------------------------------------------------------------
def _element(rng: random.Random, combos: bool | None) -> Element:
    while True:
        name = rng.choice(_NAMES)
        count = rng.choices(range(1, 10), (70, 9, 8, 4, 3, 2, 2, 1.5, 1.5))[0]
        color = rng.choice(COLORS) if rng.random() < (0.4 if combos is None else 0.7) else None
        if combos is not None or not held_out(name, color):
            return Element(name, count, color, rng.choice(SIZES) if rng.random() < 0.26 else None)


def _relate(items: list[Element], rng: random.Random) -> list[Element]:
    """Give some elements a relation to their neighbour in the order of mention."""
    if len(items) >= 3 and rng.random() < 0.14:
        items[0] = replace(items[0], relation="between", of=(1, 2))
        return items
    index = 1
    while index < len(items):
        if rng.random() > 0.55:
            index += 1
            continue
        relation = rng.choice([name for name in RELATIONS if name != "between"])
        if rng.random() < 0.6:
            items[index - 1] = replace(items[index - 1], relation=relation, of=(index,))
        else:
            items[index] = replace(items[index], relation=relation, of=(index - 1,))
        index += 2  # a clause says one relation: the next pair starts behind this one
    return items


def _scene(rng: random.Random, combos: bool | None, largest: int) -> Scene:
    weights = (3, 36, 34, 20, 7)[: largest + 1]
    while True:
        items = [_element(rng, combos) for _ in range(rng.choices(range(len(weights)), weights)[0])]
        if len({item.name for item in items}) < len(items) and rng.random() < 0.5:
            continue
        if combos and not any(held_out(item.name, item.color) for item in items):
            continue
        place = rng.choice(list(PLACE_WORDS)) if rng.random() < (0.3 if items else 0.8) else None
        time = rng.choice(list(TIME_WORDS)) if rng.random() < 0.2 else None
        weather = rng.choice(list(WEATHER_WORDS)) if rng.random() < 0.16 else None
        scene = Scene(tuple(_relate(items, rng)), Setting(place, time, weather))
        if not scene.empty:
            return scene


# --- noun phrases -----------------------------------------------------------------------------------------------------
def noun_of(term: Term, many: bool, rng: random.Random) -> str:
    forms = term.plurals if many else term.singular
    return forms[0] if rng.random() < 0.6 else rng.choice(forms)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" and not word.startswith(("uni", "ufo", "one")) else "a"


def phrase_of(item: Element, rng: random.Random, bare: bool = False, plain: bool = False) -> str:
    """A noun phrase for an element; `bare` leaves articles out, `plain` adds no clutter."""
    noun = noun_of(elements()[item.name], item.count > 1, rng)
    words: list[str] = []
    after = ""
    if item.size:
        words.append(rng.choice(_FORMS["size"][item.size]))
    if not plain and rng.random() < 0.12:
        words.append(rng.choice(ADJECTIVES))
    color = rng.choice(_FORMS["color"][item.color]) if item.color else ""
    if color and (plain or rng.random() < 0.93):
        words.insert(0 if rng.random() < 0.06 else len(words), color)
    elif color:
        be = "are" if item.count > 1 else "is"
        after = rng.choice((f"that {be} {color}", f"in {color}", f"painted {color}", f"which {be} {color}"))
    words.append(noun)
    core = " ".join(words)
    if item.count == 1:
        first = "" if bare else rng.choice((_article(core), _article(core), _article(core), _article(core), "the", "the", "one", "my", "this", "that", "a single"))
        if first in {"a", "an", "a single"} and core.startswith(("bunch", "pair", "loaf")):
            first = "a"
        uncountable = noun in {"grapes", "scissors", "trousers", "pants", "skis", "broccoli", "corn", "bread", "cheese", "milk", "lightning"}
        if uncountable and first in {"a", "an", "one", "a single", "this", "that"}:
            first = rng.choice(("the", "", "my"))
    else:
        quantity = {2: ("two", "two", "two", "a couple of", "a pair of"), 3: ("three", "three", "some", "a few", "several", ""), 7: ("seven", "seven", "many", "lots of")}
        first = rng.choice(quantity.get(item.count, (_NUMBER[item.count],)))
        if not first and noun in elements()[item.name].singular:
            first = "three"
        if rng.random() < 0.05 and first in _NUMBER.values():
            first = "the " + first
    return " ".join(part for part in (first, core, after) if part)


# --- sentences --------------------------------------------------------------------------------------------------------
def _link(item: Element, others: list[str], rng: random.Random) -> str:
    forms = _FORMS["relation"][item.relation or ""]
    link = forms[0] if rng.random() < 0.5 else rng.choice(forms)
    verb = rng.choice(VERBS) + " " if rng.random() < 0.15 else ""
    return f"{verb}{link} {' and '.join(others)}"


def _them(item: Element, phrase: str, rng: random.Random) -> str:
    pronoun = "them" if item.count > 1 else "it"
    return pronoun if rng.random() < 0.7 else "the " + phrase.split(" ", 1)[-1] if phrase.startswith(("a ", "an ")) else pronoun


def _clauses(scene: Scene, rng: random.Random, bare: bool) -> list[str]:
    """The elements as clauses in the order of mention, each clause holding one or two elements (three for "between")."""
    items = scene.elements
    said = [phrase_of(item, rng, bare) for item in items]
    parts: list[str] = []
    index = 0
    while index < len(items):
        item = items[index]
        be = rng.choice(("are ", "stand ", "")) if item.count > 1 else rng.choice(("is ", "stands ", ""))
        following = items[index + 1] if index + 1 < len(items) else None
        if item.relation == "between":
            parts.append(f"{said[index]} {be if rng.random() < 0.3 else ''}between {said[index + 1]} and {said[index + 2]}")
            index += 3
        elif item.of == (index + 1,):
            middle = be if rng.random() < 0.25 else ""
            parts.append(f"{said[index]} {middle}{_link(item, [said[index + 1]], rng)}")
            index += 2
        elif following is not None and following.of == (index,):
            back = rng.choice(_BACK[following.relation or ""])
            them = _them(item, said[index], rng)
            plural_be = "are" if following.count > 1 else "is"
            parts.append(rng.choice((
                f"{said[index]} with {said[index + 1]} {back.format(them)}",
                f"{said[index]} and {back.format(them)} {said[index + 1]}",
                f"{said[index]} and {said[index + 1]} {back.format(them)}",
                f"{back.format(said[index])} there {plural_be} {said[index + 1]}",
                f"{back.format(said[index])} {plural_be} {said[index + 1]}",
                f"{said[index]}, {back.format(them)}, {said[index + 1]}",
            )))  # fmt: skip
            index += 2
        else:
            doing = rng.random()
            if doing < 0.1 and not bare:
                parts.append(f"{said[index]} {rng.choice(VERBS)}")
            elif doing < 0.15 and item.color and not item.size and not bare:
                be = "are" if item.count > 1 else "is"
                plain = phrase_of(replace(item, color=None), rng, plain=True)
                parts.append(f"{plain}, {'they are' if item.count > 1 else 'it is'} {item.color}" if rng.random() < 0.5 else f"{plain} {be} {item.color}")
            else:
                parts.append(said[index])
            index += 1
    return parts


def _setting(setting: Setting, rng: random.Random, bare: bool) -> tuple[list[str], list[str], list[str]]:
    """The setting as phrases for the front, for the end, and as sentences of their own."""
    front: list[str] = []
    back: list[str] = []
    own: list[str] = []
    tables: tuple[tuple[str | None, _Words, _Words], ...] = (
        (setting.place, PLACE_WORDS, {}), (setting.weather, WEATHER_WORDS, _WEATHER_CLAUSES), (setting.time, TIME_WORDS, _TIME_CLAUSES),
    )  # fmt: skip
    for value, table, sentences in tables:
        if value is None:
            continue
        if value in sentences and rng.random() < 0.25:
            own.append(rng.choice(sentences[value]))
        elif bare and rng.random() < 0.6:
            kind = "place" if value in PLACE_WORDS else "time" if value in TIME_WORDS else "weather"
            back.append(rng.choice(_FORMS[kind][value]))
        else:
            (front if rng.random() < 0.3 else back).append(rng.choice(table[value]))
    rng.shuffle(back)
    return front, back, own


def _negation(scene: Scene, rng: random.Random) -> str:
    names = {item.name for item in scene.elements}
    name = rng.choice([name for name in _NAMES if name not in names])
    term = elements()[name]
    one, many = noun_of(term, False, rng), noun_of(term, True, rng)
    return rng.choice((
        f"no {many}", f"but no {many}", f"without any {many}", f"but not {_article(one)} {one}", f"there are no {many}", f"and no {one}",
        f"i don't want {_article(one)} {one}", f"without {_article(one)} {one}", f"not a single {one}", f"there is no {one}",
    ))  # fmt: skip


def _clutter(rng: random.Random) -> str:
    word = rng.choice(junk()) if rng.random() < 0.7 else pseudo_word(rng)
    return rng.choice((f"the {word}", f"a {word}", f"some {word}", word, f"a {rng.choice(junk())} {word}", f"my {word}"))


def fill(text: str, rng: random.Random, share: float) -> str:
    words = text.split()
    if rng.random() < share:
        for _ in range(rng.choice((1, 1, 2))):
            words.insert(rng.randrange(len(words) + 1), rng.choice(_FILLERS))
    return " ".join(words)


def _join(parts: list[str], rng: random.Random, bare: bool) -> str:
    if bare:
        return rng.choice((" ", ", ", " and ")).join(parts)
    if len(parts) == 1:
        return parts[0]
    link = rng.choice((" and ", " and ", " and ", " and ", " with ", " plus ", ", ", " and also ", ". and ", ". there is also ", " as well as ", " then "))
    return ", ".join(parts[:-1]) + link + parts[-1]


def say(rng: random.Random, *, combos: bool | None = None, largest: int = 4) -> Saying:
    """A random scene of at most `largest` elements and one of its sentences.

    `combos` None keeps held-out combinations away (training), True puts at least one into every scene (their score),
    False does not care.
    """
    word = combos is None and rng.random() < 0.06
    scene = Scene((Element(rng.choice(_NAMES), rng.choice((1, 1, 1, 3))),)) if word else _scene(rng, combos, largest)
    bare = word or rng.random() < 0.16
    parts = _clauses(scene, rng, bare)
    front, back, own = _setting(scene.setting, rng, bare)
    sides: dict[int, str] = {}
    if len(scene.elements) == 1 and not word and rng.random() < 0.08:
        side = rng.choice(("left", "right"))
        sides[0] = side
        parts[0] += rng.choice((f" on the {side}", f" on the {side} side"))
    if parts and rng.random() < 0.05:
        parts.insert(rng.randrange(len(parts) + 1), _clutter(rng))
    body = _join(parts, rng, bare) if parts else ""
    lead = "" if bare or not parts else rng.choice(LEADS)
    text = " ".join(part for part in (*(f"{phrase}," if rng.random() < 0.5 else phrase for phrase in front), lead, body, *back) if part)
    if rng.random() < 0.07 and parts:
        text = f"{text} {_negation(scene, rng)}" if rng.random() < 0.8 else f"{_negation(scene, rng)}, {text}"
    for sentence in own:
        text = f"{text}. {sentence}" if text and rng.random() < 0.6 else f"{sentence}. {text}" if text else sentence
    if rng.random() < 0.1:
        text = f"{text}{rng.choice((' ', ', '))}{rng.choice(_TAILS)}"
    text = fill(text, rng, 0.16).replace(" ,", ",").replace(" .", ".")
    columns = arrange(scene.elements, rng, sides)
    placed = tuple(replace(item, column=column) for item, column in zip(scene.elements, columns, strict=True))
    return Saying(text, scene.with_elements(*placed))


_EMPTY_SHAPES = (
    "i don't know what to {} about the {}", "the {} is very {}", "we should {} the {} before the {}", "what do you {} of {}", "{} is better than {}", "he said that the {} was {}",
    "thank you for the {}", "they will {} next {}", "how much is the {}", "she wants to {} more {}", "my {} works in the {} of {}", "the {} and the {}", "{} {} {}", "{} {}", "{}",
    "it takes a long {} to {}", "nobody told me about {}", "this {} is a {}", "i like {}", "could you repeat the {}", "{} {} {} {}", "good {}", "let us talk about {} and {}",
    "the {} of the {} is the {}", "if you {} then i will {}", "never {} without {}", "yes", "no", "hello", "good morning everybody", "one two three four", "what is your name",
    "i see", "how are you", "see you later", "{} {} {} {} {} {}", "when the {} comes we {}", "we have a {} {}", "draw me a {}", "there is a {} {}", "show me some {}", "a {} {} {} the {}",
    "on the left", "a {} under the {}", "please give me two {}", "a big one", "the red one", "it is small", "there are {} {} behind the {}",
)  # fmt: skip


def say_nothing(rng: random.Random) -> Saying:
    """A sentence that names nothing drawable: its scene is empty. Colours, sizes, counts and relations alone draw nothing."""
    if rng.random() < 0.12:
        return Saying(fill(_negation(Scene(), rng), rng, 0.2), Scene())
    shape = rng.choice(_EMPTY_SHAPES)
    if shape == "good morning everybody":
        shape = "hello everybody"
    pseudo = rng.random() < 0.3
    words = [pseudo_word(rng) if pseudo and rng.random() < 0.6 else rng.choice(junk()) for _ in range(shape.count("{}"))]
    return Saying(fill(shape.format(*words), rng, 0.12), Scene())


_STORY_SHAPES = (
    "{person} can see {}", "{person} is going to see {}", "{person} likes {}", "{person} has got {}", "does {person} like {}", "{person} wants {} and {junk}", "{person} went to find {}",
    "{} was {junk} of the {junk}", "the {junk} {junk} the {junk} near {}", "he turned to {} and {junk}", "we {junk} {} before the {junk}", "{} {junk} in the {junk}", "then {person} {junk} {}",
    "it was {} that {junk} the {junk}", "i had never known {}", "what about {}", "{person} said that {} was very {junk}", "look there goes {}", "{junk} {junk} {} {junk}", "{} and {} {junk} the {junk}",
    "she put her {junk} by {}", "in the {junk} there lived {}", "this is {}", "they gave {} to {}", "{person} dreamed about {} all the {junk}", "my {junk} {junk} with {}", "{junk} {}", "{} {junk}",
    "how many {junk} has {}", "nobody {junk} {} and nobody {junk} {}", "if {person} {junk} then {} will {junk}", "do you remember {}", "when {} came we {junk}", "{} is a {junk} {junk}",
)  # fmt: skip
_PEOPLE = "mary tom jack linda peter anna john lucy mark ben emma david kate jim sandy teddy lilly andy bobby mandy alice henry he she mike paul".split()


def say_within(rng: random.Random) -> Saying:
    """A sentence about other things in which one or two elements are named: real sentences are mostly words never met before."""
    shape = rng.choice(_STORY_SHAPES)
    items: list[Element] = []
    words: list[str] = []
    for word in shape.split():
        if word == "{}":
            item = _element(rng, None)
            item = replace(item, color=item.color if rng.random() < 0.4 else None, size=item.size if rng.random() < 0.5 else None)
            items.append(item)
            words.append(phrase_of(item, rng, plain=True))
        elif word == "{person}":
            words.append(rng.choice(_PEOPLE))
        else:
            words.append(word.replace("{junk}", pseudo_word(rng) if rng.random() < 0.25 else rng.choice(junk())))
    columns = arrange(tuple(items), rng, {})
    placed = tuple(replace(item, column=column) for item, column in zip(items, columns, strict=True))
    return Saying(fill(" ".join(words), rng, 0.08), Scene(placed))


def say_word(rng: random.Random) -> Saying:
    """A single word or two, as people label things: a name (two thirds bare), or a word that names nothing (one in four)."""
    if rng.random() < 0.25:
        return Saying(rng.choice(junk()) if rng.random() < 0.85 else pseudo_word(rng), Scene())
    term = elements()[rng.choice(_NAMES)]
    many = rng.random() < 0.2
    noun = rng.choice(term.plurals if many else term.singular)
    kind = rng.random()
    if kind < 0.68 or (noun in term.singular and many):
        return Saying(noun, Scene((Element(term.name, 3 if many and noun not in term.singular else 1, column=7),)))
    color = rng.choice(COLORS)
    if kind < 0.84 and not held_out(term.name, color):
        return Saying(f"{rng.choice(_FORMS['color'][color])} {noun}", Scene((Element(term.name, 3 if many else 1, color, column=7),)))
    return Saying(f"{'the' if many else _article(noun)} {noun}", Scene((Element(term.name, 3 if many else 1, column=7),)))
