"""A panel as a line of pictograms: each thing alone, in the order in which it was spoken of, with the words for it; then where, when and in what weather.

Called by the page and the boards. The drawings are those of the world, so a pictogram shows the same individual as the picture.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from speechscape.storyboard.book import Leaf, Storyboard
from speechscape.types import Element, Scene, Setting
from speechscape.world.art.gallery import drawing, sketch
from speechscape.world.art.kit import Drawing
from speechscape.world.light import light_of
from speechscape.world.painting import alt_text, variant_of
from speechscape.world.places import backdrop, veil

__all__ = ["SIDE", "element_svg", "pictogram_line", "pictograms", "setting_svg", "words_of"]

SIDE = 200
"""Units of a pictogram's side; its SVG has no size of its own."""

_ROOM = 168.0
_TILE = f'<rect width="{SIDE}" height="{SIDE}" rx="16" fill="#eef3e6"/>'
_SCALE = {"tiny": 0.5, "small": 0.7, None: 0.85, "big": 1.0, "huge": 1.0}
_LIGHTS = {"morning": ("sun", 250, 350), "day": ("sun", 700, 60), "sunset": ("sun", 700, 370), "night": ("moon", 650, 80), "clear": ("sun", 700, 60)}
"""What shines in the sky of a time or a weather, and where (1000 units to a picture)."""


def pictograms(story: Storyboard) -> list[list[tuple[str, str]]]:
    """For each leaf its line of (words, SVG)."""
    return [pictogram_line(leaf) for leaf in story.leaves]


def pictogram_line(leaf: Leaf) -> list[tuple[str, str]]:
    """One leaf's line of (words, SVG). Things whose time is not known keep their place in the scene."""
    order = sorted(range(len(leaf.scene.elements)), key=lambda index: (_spoken_s(leaf, index), index))
    things = [(words_of(leaf.scene.elements[index]), element_svg(leaf.scene.elements[index], index, leaf.key)) for index in order]
    return [*things, *_surroundings(leaf.scene.setting)]


def _spoken_s(leaf: Leaf, index: int) -> float:
    """When a thing was spoken of; where nobody knows, when the one before it was."""
    known = [item.start_s for item in leaf.scene.elements[: index + 1] if item.start_s is not None]
    return known[-1] if known else leaf.start_s


def words_of(item: Element) -> str:
    """What an element is called by itself: "three red foxes"."""
    text = alt_text(Scene((replace(item, relation=None, of=()),))).removesuffix(".")
    return text[0].lower() + text[1:]


def element_svg(item: Element, index: int = 0, seed: int = 0) -> str:
    """An element alone, as often as it was counted; `index` and `seed` decide its looks where it has none of its own."""
    plan = drawing(item.name)
    own, place = (seed, index) if item.look is None else (item.look, 0)
    variant = variant_of(item.name, place, own)
    rows = max(range(1, item.count + 1), key=lambda rows: _scale(plan, item.count, rows) / rows**0.15)  # rather beside one another
    scale = _SCALE[item.size] * _scale(plan, item.count, rows)
    parts = []
    for copy, (x, base) in enumerate(_stands(item.count, rows)):
        moved = f"translate({x - plan.width * scale / 2:.1f} {base - plan.height * scale:.1f}) scale({scale:.4f})"
        parts.append(f'<g transform="{moved}">{sketch(item.name, 3 * (own + 101 * copy) + variant, item.color)}</g>')
    return _svg(_TILE + "".join(parts))


def _scale(plan: Drawing, count: int, rows: int) -> float:
    """How large a drawing may be with so many copies in so many rows."""
    return min(_ROOM / -(-count // rows) / plan.width, _ROOM / rows / plan.height)


def _stands(count: int, rows: int) -> Iterator[tuple[float, float]]:
    """Middle and ground of each copy; full rows first, the last row in the middle."""
    columns = -(-count // rows)
    wide, high, edge = _ROOM / columns, _ROOM / rows, (SIDE - _ROOM) / 2
    for copy in range(count):
        row, column = divmod(copy, columns)
        left = (SIDE - wide * min(columns, count - row * columns)) / 2
        yield left + wide * (column + 0.5), edge + high * (row + 0.95)


def _surroundings(setting: Setting) -> list[tuple[str, str]]:
    parts = [Setting(place=setting.place), Setting(time=setting.time), Setting(weather=setting.weather)]
    return [(_setting_words(part), setting_svg(part)) for part in parts if not part.empty]


def _setting_words(setting: Setting) -> str:
    return alt_text(Scene((), setting)).removeprefix("An empty scene ").removesuffix(".")


def setting_svg(setting: Setting) -> str:
    """A place, a time of day or a weather alone, over a meadow where no place is told."""
    place, light = setting.place or "meadow", light_of(setting.time, setting.weather)
    behind, front = backdrop(place, light, setting.weather, random.Random("pictogram")), veil(place, setting.weather, light, random.Random("veil"))
    return _svg(f'<svg width="{SIDE}" height="{SIDE}" viewBox="0 0 1000 1000">{behind}{_shining(setting)}{front}</svg>')


def _shining(setting: Setting) -> str:
    name, x, y = _LIGHTS.get(setting.time or setting.weather or "", ("", 0, 0))
    return f'<g transform="translate({x} {y}) scale({200 / drawing(name).width:.4f})">{sketch(name)}</g>' if name else ""


def _svg(art: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" aria-hidden="true">{art}</svg>'
