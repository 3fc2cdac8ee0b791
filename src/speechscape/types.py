"""The frozen values that travel between rooms: Clip, Transcript, Scene, Element, Setting, Heard, Prompt, Picture; and what a listener is.

Nothing here computes or loads anything. Every room imports this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["RATE_HZ", "Box", "Clip", "Element", "Heard", "Hearing", "Latent", "Picture", "Prompt", "Scene", "Setting", "Transcript", "Word"]

RATE_HZ = 16_000
"""Sample rate of every clip."""

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 as fractions of the picture, from its upper left corner."""


@dataclass(frozen=True)
class Clip:
    """Mono speech: `samples` is float32 of shape (T,) at 16 kHz within [-1, 1]; `source` says where it came from."""

    samples: NDArray[np.float32]
    source: str = ""

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE_HZ


@dataclass(frozen=True)
class Word:
    """A recognised word as it is written, its seconds in the clip, and how sure the recogniser is of it, 0 to 1."""

    text: str
    start_s: float
    end_s: float
    confidence: float = 1.0


@dataclass(frozen=True)
class Transcript:
    """What a recogniser wrote down: `words` in order, and `text`, which is them joined unless the recogniser punctuates by itself.

    `language` is an ISO 639-1 code and `language_confidence` how sure of it; `translated` says that the words are English though something else was
    spoken. `reason` says why there are no words.
    """

    text: str = ""
    words: tuple[Word, ...] = ()
    language: str | None = None
    language_confidence: float = 1.0
    translated: bool = False
    reason: str | None = None

    @property
    def confidence(self) -> float:
        """The mean over all words; 1 where there are none."""
        return sum(word.confidence for word in self.words) / len(self.words) if self.words else 1.0

    def later(self, seconds: float) -> Transcript:
        """The same words, `seconds` later: a window's transcript on the clock of its recording."""
        return replace(self, words=tuple(replace(word, start_s=word.start_s + seconds, end_s=word.end_s + seconds) for word in self.words))

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Transcript:
        """The inverse of `to_json`, up to its rounding. Raises `KeyError` or `TypeError` on values of another shape."""
        return cls(**{**value, "words": tuple(Word(**row) for row in value["words"])})

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; times in seconds."""
        words = [{"text": word.text, "start_s": round(word.start_s, 2), "end_s": round(word.end_s, 2), "confidence": round(word.confidence, 3)} for word in self.words]
        return {"text": self.text, "language": self.language, "language_confidence": round(self.language_confidence, 3), "translated": self.translated, "reason": self.reason, "words": words}


@dataclass(frozen=True)
class Prompt:
    """Words for a painter that reads text; `left_out` are parts of what was said that did not fit, in the order spoken. `by` says who wrote it."""

    text: str
    negative: str = ""
    left_out: tuple[str, ...] = ()
    by: str = "words"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"text": self.text, "negative": self.negative, "left_out": list(self.left_out), "by": self.by}


@dataclass(frozen=True)
class Setting:
    """Where and when: each is a name of the vocabulary, or None where nothing was said."""

    place: str | None = None
    time: str | None = None
    weather: str | None = None

    @property
    def empty(self) -> bool:
        """True when nothing was said about the setting."""
        return self.place is None and self.time is None and self.weather is None


@dataclass(frozen=True)
class Element:
    """One thing (or several alike) in a scene.

    `of` holds the indices of the elements that `relation` refers to (two for "between"). `column` is where the decoder
    wants it, 0 (left) to 15 (right). `box` is filled in by the layout. `start_s` and `end_s` are the seconds of speech
    that caused it, `heard_by` the listeners that heard it ("ears", "sphinx"). `look` says which individual it is: things of one name and look are drawn alike in
    every picture; None leaves that to the picture's seed.
    """

    name: str
    count: int = 1
    color: str | None = None
    size: str | None = None
    relation: str | None = None
    of: tuple[int, ...] = ()
    column: int | None = None
    confidence: float = 1.0
    start_s: float | None = None
    end_s: float | None = None
    box: Box | None = None
    heard_by: tuple[str, ...] = ()
    look: int | None = None


@dataclass(frozen=True)
class Scene:
    """What was meant: a setting and elements in the order in which they were named."""

    elements: tuple[Element, ...] = ()
    setting: Setting = field(default_factory=Setting)

    @property
    def empty(self) -> bool:
        """True when there is nothing to draw."""
        return not self.elements and self.setting.empty

    def key(self) -> tuple[Any, ...]:
        """What makes two scenes the same: all but columns, confidences, times, boxes and the order of mention."""
        rows = sorted(
            (e.name, e.count, e.color or "", e.size or "", e.relation or "", tuple(sorted(self._plain(i) for i in e.of)))
            for e in self.elements
        )
        return (self.setting.place, self.setting.time, self.setting.weather, tuple(rows))

    def _plain(self, index: int) -> tuple[str, int, str, str]:
        other = self.elements[index]
        return (other.name, other.count, other.color or "", other.size or "")

    def to_json(self) -> dict[str, Any]:
        """The scene as plain JSON values; ``of`` is a name (a list of two for "between"), ``of_index`` the indices."""
        rows = []
        for element in self.elements:
            names = [self.elements[index].name for index in element.of]
            row = {key: getattr(element, key) for key in ("name", "count", "color", "size", "relation")}
            row["of"] = None if not names else names[0] if len(names) == 1 else names
            row["of_index"] = list(element.of)
            row["box"] = None if element.box is None else [round(edge, 4) for edge in element.box]
            row["confidence"] = round(element.confidence, 4)
            row["start_s"] = None if element.start_s is None else round(element.start_s, 2)
            row["end_s"] = None if element.end_s is None else round(element.end_s, 2)
            row["column"] = element.column
            row["heard_by"] = list(element.heard_by)
            if element.look is not None:
                row["look"] = element.look
            rows.append(row)
        setting = {"place": self.setting.place, "time": self.setting.time, "weather": self.setting.weather}
        return {"setting": setting, "elements": rows}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Scene:
        """The inverse of `to_json`. Raises `KeyError` or `TypeError` on values of another shape."""
        elements = tuple(
            Element(
                name=row["name"], count=row["count"], color=row["color"], size=row["size"], relation=row["relation"],
                of=tuple(row["of_index"]), column=row.get("column"), confidence=row.get("confidence", 1.0),
                start_s=row.get("start_s"), end_s=row.get("end_s"), box=None if row.get("box") is None else tuple(row["box"]),
                heard_by=tuple(row.get("heard_by", ())), look=row.get("look"),
            )
            for row in value["elements"]
        )  # fmt: skip
        return cls(elements, Setting(**value["setting"]))

    def with_elements(self, *elements: Element) -> Scene:
        """The same setting with other elements."""
        return replace(self, elements=tuple(elements))


@dataclass(frozen=True)
class Heard:
    """What the ears made of a clip: the scene (empty when they abstain), the words as spelled out, and why not more.

    `doubts` are elements heard but not surely enough to be drawn: for each the names that it may be, likeliest first.
    `guessed` is what was heard less surely than what is drawn asks for, without relations: evidence for whoever knows what was said before and after.
    `states` are the speech states (S, D) that the shared latent is made of and `sounds` (S, D) what these were made of, which the editor hears, where the listener has any; `transcript` is what a recogniser wrote, where one did.
    """

    scene: Scene
    words: str
    abstained: bool = False
    reason: str | None = None
    doubts: tuple[tuple[str, ...], ...] = ()
    states: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    transcript: Transcript | None = None
    guessed: Scene = field(default_factory=Scene)
    sounds: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values of all but the speech states and sounds."""
        transcript = None if self.transcript is None else self.transcript.to_json()
        doubts = [list(names) for names in self.doubts]
        return {"scene": self.scene.to_json(), "words": self.words, "abstained": self.abstained, "reason": self.reason, "doubts": doubts, "transcript": transcript, "guessed": self.guessed.to_json()}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Heard:
        """The inverse of `to_json`. Raises `KeyError` or `TypeError` on values of another shape."""
        transcript = None if value["transcript"] is None else Transcript.from_json(value["transcript"])
        doubts = tuple(tuple(names) for names in value["doubts"])
        return cls(Scene.from_json(value["scene"]), value["words"], value["abstained"], value["reason"], doubts, transcript=transcript, guessed=Scene.from_json(value["guessed"]))


@dataclass(frozen=True, eq=False)
class Latent:
    """A point of the space that speech and pictures share: K tokens (K, D), which a generator reads, and one pooled vector (P,) of unit length, which is compared."""

    tokens: NDArray[np.float32]
    pooled: NDArray[np.float32]


class Hearing(Protocol):
    """Whatever turns clips into what was meant: the ears, a recogniser behind the same method, or both."""

    name: str
    kind: str
    """What an element's `heard_by` calls it."""

    trained_on: tuple[str, ...]
    """People whose speech it learned from, as INDEX/SPEAKER; scores leave them out."""

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """One answer for each clip."""
        ...


@dataclass(frozen=True)
class Picture:
    """A painted scene: encoded `data` in `format` (png, webp, svg), `width` by `height` pixels, with its alt text."""

    data: bytes
    format: str
    width: int
    height: int
    scene: Scene
    alt: str
