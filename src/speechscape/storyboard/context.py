"""What was heard, in the light of the story: things that are heard twice over, and things that were hardly heard but have been spoken of before. Streams; holds names.

A listener hears each utterance for itself, and draws only what it is sure of. In a story the same things come again: one that was heard before needs less to be believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from speechscape.storyboard.choosing import Told
from speechscape.types import Element, Scene

__all__ = ["BORNE_OUT", "in_context", "once"]

BORNE_OUT = 0.1
"""Confidence from which a guess counts where the story has spoken of the thing before, for sure or as another such guess."""


def in_context(told: Iterable[Told]) -> Iterator[Told]:
    """Utterances with the guesses that the story bears out among their elements, and everything in them once."""
    known: set[str] = set()
    for one in told:
        guesses = one.heard.guessed.elements
        sure = [item for item in guesses if item.confidence >= BORNE_OUT and item.name in known and item.name not in {other.name for other in one.heard.scene.elements}]
        scene = once(one.heard.scene.with_elements(*one.heard.scene.elements, *sure))
        known.update(item.name for item in (*one.heard.scene.elements, *guesses) if item.confidence >= BORNE_OUT)
        if scene == one.heard.scene:
            yield one
        else:
            guessed = one.heard.guessed.with_elements(*[item for item in guesses if item not in sure])
            yield replace(one, heard=replace(one.heard, scene=scene, abstained=scene.empty, reason=None if not scene.empty else one.heard.reason, guessed=guessed))


def once(scene: Scene) -> Scene:
    """Things of one name that nothing said tells apart (colour or size) are one thing: a listener that misses the other side of a relation writes the same thing there again."""
    kept: list[Element] = []
    places: list[int] = []
    for item in scene.elements:
        same = next((number for number, other in enumerate(kept) if _alike(other, item)), None)
        if same is None:
            places.append(len(kept))
            kept.append(replace(item, relation=None, of=()))
        else:
            places.append(same)
            kept[same] = _both(kept[same], item)
    for number, item in enumerate(scene.elements):
        here, others = places[number], tuple(dict.fromkeys(places[other] for other in item.of))
        if item.relation and not kept[here].relation and len(others) == len(item.of) and here not in others and not any(_leads(kept, other, here) for other in others):
            kept[here] = replace(kept[here], relation=item.relation, of=others)
    return scene if len(kept) == len(scene.elements) else scene.with_elements(*kept)


def _alike(one: Element, other: Element) -> bool:
    return one.name == other.name and all(mine is None or its is None or mine == its for mine, its in ((one.color, other.color), (one.size, other.size)))


def _both(one: Element, other: Element) -> Element:
    """What is known of either; the count of the surer one."""
    surer = max(one, other, key=lambda item: item.confidence)
    return replace(one, count=surer.count, color=one.color or other.color, size=one.size or other.size, confidence=surer.confidence)


def _leads(items: list[Element], start: int, goal: int) -> bool:
    return start == goal or any(_leads(items, other, goal) for other in items[start].of)
