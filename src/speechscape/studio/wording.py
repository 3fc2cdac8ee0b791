"""Edits in words: what was understood, for people who read, and what is asked back."""

from __future__ import annotations

from collections.abc import Sequence

from speechscape.types import Element, Scene, Setting
from speechscape.world.edits import Edit
from speechscape.world.painting import alt_text

__all__ = ["called", "worded"]

_SIDES = {
    "left": "to the left", "right": "to the right", "up": "up", "down": "down", "forward": "nearer", "backward": "further away", "a bit left": "a bit to the left", "a bit right": "a bit to the right", "a bit up": "up a bit",
    "a bit down": "down a bit", "far left": "to the left side", "far right": "to the right side", "top": "to the top", "bottom": "to the bottom", "middle": "to the middle",
}  # fmt: skip
_COMMANDS = {"redo": "redo", "layout": "another layout", "over": "start over", "keep": "keep this one", "save": "save", "stop": "stop"}
_WEATHERS = {"clear": "clear", "cloudy": "cloudy", "rain": "rainy", "snow": "snowy", "fog": "foggy"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def called(item: Element) -> str:
    """What a piece is called in a list: "red boat", "three huge cats"."""
    words = _plain(item)
    return words.split(" ", 1)[1] if words.startswith(("a ", "an ")) else words


def _plain(item: Element) -> str:
    """ "a red boat", "three huge cats"."""
    return alt_text(Scene((Element(item.name, item.count, item.color, item.size),))).rstrip(".").lower()


def _called(item: Element) -> str:
    """The same as of something known: "the red boat"."""
    return f"the {called(item)}"


def _listed(items: Sequence[Element]) -> str:
    names = [_called(item) for item in items]
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])


def worded(edit: Edit, scene: Scene) -> str:
    """An edit of a scene as a designer would say it: "make the red boat bigger". "" for ``nothing``."""
    said = _listed([scene.elements[number] for number in edit.of]) if edit.of else ""
    others = _listed([scene.elements[number] for number in (edit.element.of if edit.element else edit.to)]) if edit.to or (edit.element and edit.element.of) else ""
    thing = _plain(edit.element) if edit.element else ""
    relation = (edit.element.relation if edit.element else None) or edit.relation
    where = f" {relation.replace('_', ' ')} {others}" if relation else f" {_at(edit.side)}" if edit.side and edit.kind == "add" else ""
    match edit.kind:
        case "new":
            return "a new picture"
        case "add":
            return f"add {thing}{where}"
        case "replace":
            return f"{thing} instead of {said}"
        case "recolor":
            return f"make {said} {edit.color}"
        case "resize":
            return f"make {said} {edit.size}"
        case "move":
            return f"move {said} {_SIDES[edit.side]}" if edit.side else f"move {said}{where}" if relation else f"move {said} by hand"
        case "count":
            return f"make {said} {_NUMBERS[edit.number or 0] if (edit.number or 0) < len(_NUMBERS) else edit.number}"
        case "duplicate":
            return f"copy {said}"
        case "swap" | "remove":
            return f"{edit.kind} {said}"
        case "restyle":
            return f"draw {said} differently"
        case "group":
            return f"put {said} together"
        case "setting":
            return _set(edit.setting)
        case "undo":
            return "undo" if (edit.number or 1) == 1 else f"undo {edit.number} steps"
        case "back":
            return "go back to the one with " + " and ".join(_called(Element(name)) for name in edit.names) if edit.names else f"go back to number {edit.number or 1}"
        case _:
            return _COMMANDS.get(edit.kind, "")


def _at(side: str | None) -> str:
    return {"far left": "on the left", "far right": "on the right", "left": "on the left", "right": "on the right", "middle": "in the middle", "top": "at the top", "bottom": "at the bottom"}.get(side or "", side or "")


def _set(setting: Setting) -> str:
    where = alt_text(Scene((), Setting(place=setting.place))).rstrip(".").lower().removeprefix("an empty scene").strip(" ,")
    become = [word for word in (setting.time, _WEATHERS.get(setting.weather or "")) if word]
    return " and ".join([*([f"put it {where}"] if setting.place else []), *([f"make it {' and '.join(become)}"] if become else [])])
