"""Scene → SVG text: backdrop, elements where the layout puts them, shadows, water lines, weather, and words for it (alt text).

Pure functions of (scene, seed). The vector painter turns the SVG into pixels; nothing here knows about files or models.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from speechscape.types import Element, Scene
from speechscape.world.art.gallery import drawing, sketch
from speechscape.world.art.kit import ellipse, path
from speechscape.world.layout import WATER_PLACES, Spot, lay_out, place_of
from speechscape.world.light import Light, light_of
from speechscape.world.places import backdrop, veil
from speechscape.world.vocabulary import element

__all__ = ["FOOTINGS", "alt_text", "figure", "footing", "picture_scene", "picture_svg", "question", "specimen", "standing_svg", "variant_of"]

_CANVAS = 1000.0

FOOTINGS = ("none", "waves", "pool", "bank", "shadow")
"""What a thing stands on or in: nothing, waves over its lowest part, water of its own, a sandbank, its shadow."""
_NUMBER = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def picture_svg(scene: Scene, seed: int = 0) -> tuple[str, Scene]:
    """The picture as SVG (1000 units square, one ``<g id>`` for each element copy) and the scene with its boxes."""
    placed, spots = lay_out(scene, seed)
    return standing_svg(scene, spots, place_of(scene), seed), placed


def standing_svg(scene: Scene, spots: Sequence[Spot], place: str, seed: int = 0) -> str:
    """The same where everything has its spot already, in the order of painting."""
    light = light_of(scene.setting.time, scene.setting.weather)
    rng = random.Random(f"place/{seed}")
    parts = [backdrop(place, light, scene.setting.weather, rng)]
    for spot in spots:
        parts.append(specimen(scene.elements[spot.index], spot, place, light, seed))
    parts.append(veil(place, scene.setting.weather, light, random.Random(f"veil/{seed}")))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_CANVAS:.0f} {_CANVAS:.0f}">{"".join(parts)}</svg>'


def picture_scene(scene: Scene, seed: int = 0) -> Scene:
    """The scene with the boxes that `picture_svg` gives it for this seed."""
    return lay_out(scene, seed)[0]


def footing(item: Element, spot: Spot, place: str) -> str:
    """Which of `FOOTINGS` a copy of an element has."""
    term = element(item.name)
    grounded = spot.base > 0.6 and item.relation not in {"on", "in", "above"}
    if not grounded or term.stands in {"air", "sky"}:
        return "none"
    if term.stands == "water" and place in WATER_PLACES:
        return "waves"
    if term.stands == "water" and place not in {"room", "space"}:
        return "pool"
    return "bank" if place == "sea" else "shadow"


def specimen(item: Element, spot: Spot, place: str, light: Light, seed: int) -> str:
    """SVG of one copy of an element where it stands (1000 units to a picture), with what it stands on or in."""
    x, base, width, height = (_CANVAS * value for value in (spot.x, spot.base, spot.width, spot.height))
    lit = figure(item, spot, place, light, seed)
    scale = width / drawing(item.name).width
    moved = f'<g id="{item.name.replace(" ", "-")}-{spot.index}-{spot.copy}" transform="translate({x - width / 2:.2f} {base - height:.2f}) scale({scale:.4f})">{lit}</g>'
    foot = footing(item, spot, place)
    if foot == "waves":
        return moved + _water_line(x, base, width, height, place, light)
    if foot == "pool":
        pool = ellipse(x, base - 0.02 * height, width * 0.64, max(14.0, width * 0.12), "#4d9dbb") + ellipse(x, base - 0.02 * height, width * 0.55, max(10.0, width * 0.09), "#6fb6cf")
        return light.on(pool) + moved
    if foot == "bank":
        bank = ellipse(x, base - 4, width * 0.62 + 14, max(16.0, width * 0.1), "#d8eef2") + ellipse(x, base - 6, width * 0.58 + 8, max(12.0, width * 0.085), "#ecd29a")
        return light.on(bank) + moved
    shadow = ellipse(x, base - 2, width * 0.46, max(5.0, width * 0.055), "#10222a", opacity=0.22)
    return (shadow if foot == "shadow" else "") + moved


def figure(item: Element, spot: Spot, place: str, light: Light, seed: int) -> str:
    """SVG of one copy of an element alone, in its light, inside the box of its drawing."""
    own, index = (seed, spot.index) if item.look is None else (item.look, 0)  # an individual looks the same wherever and whenever it stands
    art = sketch(item.name, 3 * (own + 101 * spot.copy) + variant_of(item.name, index, own), item.color)
    return light.on(art, softer=0.9 if place == "space" else 0.62 if light.strength > 0.5 else 0.45)


def _water_line(x: float, base: float, width: float, height: float, place: str, light: Light) -> str:
    """Waves over the lowest part of what swims or floats."""
    color = light.color({"sea": "#2f7fb0", "beach": "#3f9cc4", "lake": "#3d8bab"}[place], 0.05)
    foam = light.color("#d6eef4")
    sink = min(0.12 * height, 26.0)
    half, y = width * 0.56, base - sink
    step = 2 * half / 4
    wave = f"M{x - half:.1f} {y:.1f}" + "".join(f"q{step / 2:.1f} {(-1) ** k * sink * 0.5:.1f} {step:.1f} 0" for k in range(4))
    return path(wave + f"Q{x + half * 0.8:.1f} {base + sink * 0.4:.1f} {x:.1f} {base + sink * 0.5:.1f}Q{x - half * 0.8:.1f} {base + sink * 0.4:.1f} {x - half:.1f} {y:.1f}Z", color, opacity=0.92) + path(wave, None, foam, 3, 0.8)


def variant_of(name: str, index: int, seed: int) -> int:
    """Which of the three designs: fixed by name, position and seed, so that different layouts show different ones."""
    return random.Random(f"variant/{name}/{index}/{seed}").randrange(3)


def alt_text(scene: Scene) -> str:
    """The scene in one plain English sentence, for people who hear or read pictures."""
    named: set[int] = set()
    parts = [_clause(scene, index, named) for index in range(len(scene.elements)) if index not in named]
    setting = scene.setting
    where = {"sea": "on the sea", "beach": "on the beach", "mountains": "in the mountains", "snowfield": "on a snowfield", "space": "in space", "lake": "by a lake"}
    tail = [] if setting.place is None else [where.get(setting.place, f"in a {setting.place}")]
    if setting.time:
        tail.append({"morning": "in the morning", "day": "by day", "sunset": "at sunset", "night": "at night"}[setting.time])
    if setting.weather:
        tail.append({"clear": "under a clear sky", "cloudy": "under a cloudy sky", "rain": "in the rain", "snow": "in falling snow", "fog": "in fog"}[setting.weather])
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else "An empty scene"
    text = " ".join([listed, *tail])
    return text[0].upper() + text[1:] + "."


def question(names: tuple[str, ...]) -> str:
    """The names that a thing may have, as a question: "a goat? or a boat?"."""
    return " or ".join(f"{_words(Element(name))}?" for name in names)


def _clause(scene: Scene, index: int, named: set[int]) -> str:
    """An element with its relation; what it refers to is introduced there, or called "the …" when it was named before."""
    item = scene.elements[index]
    named.add(index)
    if not item.relation:
        return _words(item)
    others = []
    for other in item.of:
        target = scene.elements[other]
        if other in named:
            others.append("the " + _noun(target))
        elif target.relation:
            others.append(_clause(scene, other, named))
        else:
            named.add(other)
            others.append(_words(target))
    relation = {"left of": "to the left of", "right of": "to the right of"}.get(item.relation, item.relation)
    return f"{_words(item)} {relation} {' and '.join(others)}"


def _noun(item: Element) -> str:
    term = element(item.name)
    return term.singular[0] if item.count == 1 else term.plurals[0]


def _words(item: Element) -> str:
    described = " ".join(word for word in (item.size, item.color, _noun(item)) if word)
    if item.count > 1:
        return f"{_NUMBER[item.count]} {described}"
    return f"{'an' if described[0] in 'aeiou' and not described.startswith('uni') else 'a'} {described}"
