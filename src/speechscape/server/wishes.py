"""A scene that a client sends to be painted, such as one that it was given before, with something changed. Whatever it holds, what comes out can be painted, or is refused with what is wrong."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from speechscape.server.limits import RefusedError
from speechscape.types import Element, Scene, Setting
from speechscape.world.vocabulary import COLORS, COUNTS, PLACES, RELATIONS, SIZES, TIMES, WEATHERS, elements

__all__ = ["scene_schema", "wished_scene"]

_MOST = 12
"""Elements of one scene."""


class _Wish(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class WishedSettingShape(_Wish):
    """Where and when, all of which may be left out."""

    place: str | None = None
    time: str | None = None
    weather: str | None = None


class WishedElementShape(_Wish):
    """A thing: its name is enough. What else a scene tells of it (box, confidence, seconds) may stand there, and is not looked at."""

    name: str
    count: int = Field(default=1, ge=COUNTS[0], le=COUNTS[-1])
    color: str | None = None
    size: str | None = None
    relation: str | None = None
    of_index: list[int] = Field(default=[], max_length=2, description="What the relation refers to; two for between.")
    look: int | None = Field(default=None, ge=0, le=2**31 - 1)


class WishedSceneShape(_Wish):
    """Elements, and a setting."""

    elements: list[WishedElementShape] = Field(default=[], max_length=_MOST)
    setting: WishedSettingShape = WishedSettingShape()


def scene_schema() -> dict[str, Any]:
    """JSON schema of a scene to be painted, in one piece."""
    whole = WishedSceneShape.model_json_schema()
    parts = whole.pop("$defs")

    def inlined(value: Any) -> Any:
        if isinstance(value, dict):
            name = value.get("$ref", "").rpartition("/")[2]
            return inlined(parts[name]) if name else {key: inlined(one) for key, one in value.items()}
        return [inlined(one) for one in value] if isinstance(value, list) else value

    schema: dict[str, Any] = inlined(whole)
    return schema


def wished_scene(value: dict[str, Any]) -> Scene:
    """A scene out of JSON. Raises `RefusedError` (400) that names what cannot be painted."""
    try:
        wished = WishedSceneShape.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        raise _refused(f"{'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from None
    for number, one in enumerate(wished.elements):
        _check(f"elements.{number}.name", one.name, tuple(elements()))
        _check(f"elements.{number}.color", one.color, COLORS)
        _check(f"elements.{number}.size", one.size, SIZES)
        _check(f"elements.{number}.relation", one.relation, RELATIONS)
    for part, known in (("place", PLACES), ("time", TIMES), ("weather", WEATHERS)):
        _check(f"setting.{part}", getattr(wished.setting, part), known)
    items = tuple(Element(one.name, one.count, one.color, one.size, one.relation, tuple(one.of_index), look=one.look) for one in wished.elements)
    for number, item in enumerate(items):
        _check_relation(number, item, items)
    return Scene(items, Setting(**wished.setting.model_dump()))


def _check(where: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is not None and value not in known:
        some = ", ".join(known) if len(known) < 30 else "the names of the vocabulary (speechscape vocabulary)"
        raise _refused(f"{where} is {value[:40]!r}; it takes {some}")


def _check_relation(number: int, item: Element, items: tuple[Element, ...]) -> None:
    where = f"elements.{number}"
    wanted = {None: 0, "between": 2}.get(item.relation, 1)
    if len(item.of) != wanted:
        raise _refused(f"{where}.of_index has {len(item.of)} numbers; {item.relation or 'an element without a relation'} takes {wanted}")
    if any(not 0 <= other < len(items) or other == number for other in item.of) or len(set(item.of)) < wanted:
        raise _refused(f"{where}.of_index is {list(item.of)}; it takes the numbers of other elements, from 0 to {len(items) - 1}")
    reached, ahead = set[int](), list(item.of)
    while ahead:
        other = ahead.pop()
        if other == number:
            raise _refused(f"{where}.relation goes round in a circle; what it refers to may not refer to it")
        if other not in reached:
            reached.add(other)
            ahead += items[other].of if 0 <= other < len(items) and all(0 <= one < len(items) for one in items[other].of) else []


def _refused(text: str) -> RefusedError:
    return RefusedError(400, "bad_scene", f"{text}. Send the scene as it was answered, or elements with a name each")
