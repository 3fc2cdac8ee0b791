"""A recording → panels, one after the other as they are ready. Memory does not grow with the recording: one passage, the character sheet and a few utterances are held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from speechscape.audio.activity import Utterance
from speechscape.errors import SpeechscapeError
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import ChoiceOptions, Passage, Told, begin_s, fewer, passages
from speechscape.storyboard.context import in_context
from speechscape.storyboard.journal import Journal
from speechscape.types import Clip, Heard, Hearing, Scene

__all__ = ["Panel", "hear", "panels"]

_TOGETHER = 8


@dataclass(frozen=True)
class Panel:
    """One picture of a storyboard, not yet painted: what stands in it (dressed as in the panels before), the utterances that it stands for, and when.

    `key` is the number, from 0, of its first utterance in the recording: it stays when other panels are merged or split.
    """

    number: int
    key: int
    scene: Scene
    told: tuple[Told, ...]

    @property
    def start_s(self) -> float:
        """When it is to be seen first."""
        return begin_s(self.told)

    @property
    def end_s(self) -> float:
        """When the last of its words was spoken."""
        return self.told[-1].end_s


def hear(ears: Hearing, found: Iterable[Utterance], journal: Journal | None = None, source: str = "") -> Iterator[Told]:
    """Utterances → what was heard in them, in batches; those that a journal knows are not heard again. All have gone through JSON, so that none differs from what a journal gives back."""
    rest = iter(found)
    if journal is not None:
        for told in journal.known():
            if next(rest, None) is not None:
                yield told
    while part := list(islice(rest, _TOGETHER)):
        for utterance, heard in zip(part, _heard(ears, part, source), strict=True):
            told = Told(round(utterance.start_s, 3), round(utterance.end_s, 3), Heard.from_json(_later(heard, utterance.start_s).to_json()), round(utterance.pause_s, 3))
            if journal is not None:
                journal.write(told)
            yield told


def _heard(ears: Hearing, part: Sequence[Utterance], source: str) -> list[Heard]:
    """Together; an utterance that cannot be heard (a server that fails) says so and stops no other."""
    clips = [Clip(one.samples, source) for one in part]
    try:
        return ears.hear(clips)
    except SpeechscapeError as error:
        if len(part) == 1:
            return [Heard(Scene(), "", True, str(error))]
        return [heard for one in part for heard in _heard(ears, [one], source)]


def _later(heard: Heard, seconds: float) -> Heard:
    """On the recording's clock, without the speech states, which would fill the memory."""
    transcript = None if heard.transcript is None else heard.transcript.later(seconds)
    return replace(heard, scene=_moved(heard.scene, seconds), guessed=_moved(heard.guessed, seconds), states=None, transcript=transcript)


def _moved(scene: Scene, seconds: float) -> Scene:
    return scene.with_elements(*[replace(item, start_s=_add(item.start_s, seconds), end_s=_add(item.end_s, seconds)) for item in scene.elements])


def _add(at: float | None, seconds: float) -> float | None:
    return None if at is None else round(at + seconds, 2)


def panels(told: Iterable[Told], characters: Characters, options: ChoiceOptions | None = None, most: int | None = None) -> Iterator[Panel]:
    """Utterances → panels, numbered from 1. A passage without anything to see gets no panel; its words go to the one before.

    With `most`, at most so many come, those with the largest changes, and none before all is heard.
    """
    found: Iterable[Passage] = _visible(passages(in_context(told), options or ChoiceOptions()))
    key = 0
    for number, passage in enumerate(found if most is None else fewer(found, most), 1):
        yield Panel(number, key, characters.dress(passage.scene), passage.told)
        key += len(passage.told)


def _visible(found: Iterable[Passage]) -> Iterator[Passage]:
    """Passages with something to see; words of those without any go to the one before, or to the first."""
    kept: Passage | None = None
    for passage in found:
        if kept is None:
            kept = passage
        elif passage.scene.empty or kept.scene.empty:
            kept = Passage(kept.told + passage.told, passage.scene if kept.scene.empty else kept.scene, kept.score)
        else:
            yield kept
            kept = passage
    if kept is not None and not kept.scene.empty:
        yield kept
