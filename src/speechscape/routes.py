"""Ears, recogniser, latent and painter put together. The only file that joins them; the command line and everything above see routes only.

    from speechscape import Speechscape
    drawn = Speechscape.from_pretrained().draw("clip.wav")
    drawn.picture.data  # PNG bytes
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from speechscape.audio.reader import Reader
from speechscape.ears.listener import Listener, read_card
from speechscape.errors import AudioError, OptionError, SpeechscapeError
from speechscape.latent.space import Space, read_picture
from speechscape.painters.base import Painter, Request
from speechscape.painters.vector import VectorPainter
from speechscape.runtime import latent_folder, model_folder, threads
from speechscape.transcribe.sphinx import SphinxCascade
from speechscape.types import Clip, Heard, Hearing, Latent, Picture, Scene
from speechscape.world.painting import picture_scene

__all__ = ["PAINTERS", "PICTURE_SUFFIXES", "ROUTES", "Drawn", "Speechscape", "listener", "make_painter"]

ROUTES = ("direct", "fused", "cascade")
"""Ways to a scene: the ears alone, the ears with a recogniser as second listener, the recogniser alone (a control)."""

PAINTERS = ("vector", "neural")
"""Who paints: the drawings of the world from the scene, or our own network from the latent."""

PICTURE_SUFFIXES = frozenset({".png", ".webp", ".jpg", ".jpeg"})
"""How names of pictures end; everything else is taken for speech."""

_BATCH = 8


def listener(route: str = "direct", source: str | Path | None = None, threshold: float | None = None) -> Hearing:
    """Who listens on one of `ROUTES`; `source` is a folder of ears. Raises `ModelError`, `OptionError`, and `SetupError` where pocketsphinx is needed and not installed."""
    if route not in ROUTES:
        raise OptionError(f"no route {route!r}; choose: {', '.join(ROUTES)}")
    folder = model_folder(source)
    if route == "cascade":
        return SphinxCascade(trained_on=tuple(read_card(folder).get("people", ())))  # so that it is scored on the same people
    return Listener(folder, threads(), threshold, SphinxCascade() if route == "fused" else None)


def make_painter(name: str = "vector", steps: int = 1, source: str | Path | None = None) -> Painter:
    """One of `PAINTERS`; `steps` is for the neural one, `source` a folder of weights. Raises `OptionError`, `ModelError`."""
    if name not in PAINTERS:
        raise OptionError(f"no painter {name!r}; choose: {', '.join(PAINTERS)}")
    if name == "vector":
        if steps != 1:
            raise OptionError(f"steps is {steps}, which only the neural painter takes; add --painter neural")
        return VectorPainter()
    from speechscape.painters.neural import NeuralPainter

    return NeuralPainter(latent_folder(source), threads(), steps)


@dataclass(frozen=True)
class Drawn:
    """What became of one clip: what was heard and its pictures, or the error that stopped it. `ms` are milliseconds by stage."""

    source: str
    heard: Heard | None
    scene: Scene
    pictures: tuple[Picture, ...] = ()
    error: SpeechscapeError | None = None
    clip: Clip | None = None
    seed: int = 0
    model: str = ""
    ms: dict[str, float] = field(default_factory=dict)

    @property
    def picture(self) -> Picture | None:
        """The first picture, if there is one."""
        return self.pictures[0] if self.pictures else None

    def account(self) -> str:
        """One line for a person: what was heard, or why there is no picture."""
        if self.error is not None:
            return str(self.error)
        assert self.heard is not None
        words = f' (heard "{self.heard.words}")' if self.heard.words else ""
        from speechscape.world.painting import alt_text, question

        asked = "".join(f" {question(names)}" for names in self.heard.doubts)
        if self.heard.abstained:
            return f"{self.source}: nothing drawn: {self.heard.reason}{':' if asked else ''}{asked}{words}"
        sure = f" {min(item.confidence for item in self.scene.elements):.0%} sure" if self.scene.elements else ""
        return f"{self.source}: {alt_text(self.scene)}{sure}{'; not drawn:' if asked else ''}{asked}{words}"

    def to_json(self, picture: str | list[str] | None = None) -> dict[str, Any]:
        """The line that ``--json`` prints; `picture` is where the picture was written."""
        if self.error is not None or self.heard is None:
            return {"clip": self.source, "picture": None, "error": str(self.error), "ms": self.ms}
        return {
            "clip": self.source, "picture": picture, "scene": self.scene.to_json(), "heard": self.heard.words, "abstained": self.heard.abstained,
            "reason": self.heard.reason, "doubts": [list(names) for names in self.heard.doubts], "seed": self.seed, "model": self.model, "ms": {stage: round(value, 2) for stage, value in self.ms.items()},
        }  # fmt: skip


class Speechscape:
    """A listener and a painter. Make one with `from_pretrained`; use as a context manager or call `close`."""

    def __init__(self, ears: Hearing, painter: Painter, reader: Reader | None = None, space: Space | None = None) -> None:
        self.ears, self.painter = ears, painter
        self.space = space
        self._reader = reader or Reader()

    @classmethod
    def from_pretrained(cls, source: str | Path | None = None, *, route: str = "direct", threshold: float | None = None, painter: str = "vector", steps: int = 1, latent: bool = False) -> Speechscape:
        """The shipped model, or one in a folder, on one of `ROUTES` with one of `PAINTERS`. Nothing is downloaded. Raises what `listener` and `painter` raise.

        `latent` loads the shared latent too, for `imagine` and `look`; the neural painter brings it along.
        """
        reader = Reader()
        reader.start()
        if route == "cascade" and (latent or painter == "neural"):
            raise OptionError("the latent is made of the ears' speech states, which the cascade has none of; choose another route")
        hand = make_painter(painter, steps, source)
        space = Space(latent_folder(source), threads()) if latent or not hand.lays_out else None
        return cls(listener(route, source, threshold), hand, reader, space)

    @property
    def model(self) -> str:
        """The names of all weights that a picture comes from."""
        return " + ".join(name for name in (self.ears.name, self.painter.model) if name)

    def close(self) -> None:
        """End the decoding child."""
        self._reader.close()

    def __enter__(self) -> Speechscape:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def draw(self, source: str | Path | bytes | Clip, *, size: int = 1024, format: str = "png", seed: int = 0, variations: int = 1) -> Drawn:
        """One clip (a path, a file's bytes or a Clip) → what became of it. Raises `AudioError` and `OptionError`."""
        (drawn,) = self.draw_many([source], size=size, format=format, seed=seed, variations=variations)
        if drawn.error is not None:
            raise drawn.error
        return drawn

    def draw_many(
        self, sources: Sequence[str | Path | bytes | Clip], *, size: int = 1024, format: str = "png", seed: int = 0, variations: int = 1, paint: bool = True
    ) -> Iterator[Drawn]:
        """Many clips, heard in batches; results come in order. A clip that cannot be read carries its error and stops no other."""
        Request(Scene(), size, format, seed)
        for first in range(0, len(sources), _BATCH):
            yield from self._draw_batch(sources[first : first + _BATCH], size, format, seed, variations if paint else 0)

    def _draw_batch(self, sources: Sequence[str | Path | bytes | Clip], size: int, format: str, seed: int, variations: int) -> Iterator[Drawn]:
        read: list[tuple[str, Clip | SpeechscapeError, float]] = []
        for source in sources:
            began = time.perf_counter()
            read.append((*self._read(source), 1000 * (time.perf_counter() - began)))
        clips = [clip for _, clip, _ in read if isinstance(clip, Clip)]
        began = time.perf_counter()
        heard = iter(self.ears.hear(clips))
        hear_ms = 1000 * (time.perf_counter() - began) / max(1, len(clips))
        for label, clip, decode_ms in read:
            if isinstance(clip, SpeechscapeError):
                yield Drawn(label, None, Scene(), error=clip, ms={"decode": decode_ms})
            else:
                yield self._paint(label, clip, next(heard), {"decode": decode_ms, "hear": hear_ms}, size, format, seed, variations)

    def _read(self, source: str | Path | bytes | Clip) -> tuple[str, Clip | SpeechscapeError]:
        if isinstance(source, Clip):
            return source.source, source
        label = "-" if isinstance(source, bytes) else str(source)
        try:
            return label, self._reader.read(source, label)
        except SpeechscapeError as error:
            return label, error

    def _paint(self, label: str, clip: Clip, heard: Heard, ms: dict[str, float], size: int, format: str, seed: int, variations: int) -> Drawn:
        began = time.perf_counter()
        scene = picture_scene(heard.scene, seed) if self.painter.lays_out else heard.scene
        count = 0 if heard.abstained else variations
        latent = self.space.imagine(heard.states) if self.space is not None and count and heard.states is not None else None
        ms["imagine"] = 1000 * (time.perf_counter() - began)
        began = time.perf_counter()
        pictures = tuple(self.painter.paint(Request(heard.scene, size, format, seed + k, self.model, latent)) for k in range(count))
        ms["paint"] = 1000 * (time.perf_counter() - began)
        return Drawn(label, heard, scene, pictures, clip=clip, seed=seed, model=self.model, ms=ms)

    def imagine(self, source: str | Path | bytes | Clip) -> Latent:
        """One clip → its point in the shared latent. Raises `AudioError` where it cannot be read or nobody speaks in it."""
        label, clip = self._read(source)
        if isinstance(clip, SpeechscapeError):
            raise clip
        (heard,) = self.ears.hear([clip])
        if heard.states is None:
            raise AudioError(f"{label}: {heard.reason}; the latent needs speech")
        return self._shared().imagine(heard.states)

    def look(self, pictures: Sequence[str | Path]) -> list[Latent]:
        """Picture files → their points in the shared latent. Raises `OptionError` where one cannot be read."""
        found: list[Latent] = []
        for first in range(0, len(pictures), _BATCH):
            part = [read_picture(_bytes_of(path), str(path)) for path in pictures[first : first + _BATCH]]
            found += self._shared().look(part)
        return found

    def _shared(self) -> Space:
        if self.space is None:
            raise OptionError("the shared latent is not loaded; ask for it with from_pretrained(latent=True)")
        return self.space


def _bytes_of(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise OptionError(f"cannot read {path} ({error}); give a PNG, WebP or JPEG file") from error
