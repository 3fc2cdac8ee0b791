"""A listener and a painter at work on clips: read, hear, write the prompt or imagine the latent, paint. While one clip is painted the next is heard.

    from speechscape import Speechscape
    drawn = Speechscape.from_pretrained().draw("clip.wav")
    drawn.picture.data  # PNG bytes
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from speechscape.audio.activity import utterances
from speechscape.audio.reader import Reader, read_blocks
from speechscape.errors import AudioError, OptionError, PaintError, SpeechscapeError
from speechscape.latent.space import Space, read_picture
from speechscape.painters.base import Painter, Request, Watch, WordPainter
from speechscape.routes.cast import Conditioner, Prompter, listener, make_conditioner, make_painter, make_prompter
from speechscape.routes.options import RouteOptions
from speechscape.runtime import latent_folder, threads
from speechscape.storyboard.book import Storyboard
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import ChoiceOptions
from speechscape.storyboard.folder import StoryOptions, Tell, make_story
from speechscape.storyboard.telling import Panel, hear, panels
from speechscape.types import Clip, Heard, Hearing, Latent, Picture, Prompt, Scene
from speechscape.world.painting import alt_text, picture_scene, question

__all__ = ["PICTURE_SUFFIXES", "Drawn", "Speechscape"]

PICTURE_SUFFIXES = frozenset({".png", ".webp", ".jpg", ".jpeg"})
"""How names of pictures end; everything else is taken for speech."""

_BATCH = 8

Source = str | Path | bytes | Clip


@dataclass(frozen=True)
class Drawn:
    """What became of one clip: what was heard and its pictures, or the error that stopped it.

    `nothing` is true where there is nothing to paint in what was heard. `prompt` is what a painter that reads words was told; `refused` says of each picture that did not come why. `ms` are milliseconds by stage.
    """

    source: str
    heard: Heard | None
    scene: Scene
    pictures: tuple[Picture, ...] = ()
    error: SpeechscapeError | None = None
    clip: Clip | None = None
    seed: int = 0
    model: str = ""
    route: str = "direct"
    nothing: bool = True
    prompt: Prompt | None = None
    refused: tuple[str, ...] = ()
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
        asked = "".join(f" {question(names)}" for names in self.heard.doubts)
        if self.nothing:
            return f"{self.source}: nothing drawn: {self.heard.reason or 'nothing to be seen in it'}{':' if asked else ''}{asked}{words}"
        if self.prompt is not None:
            left = f"; left out, because the painter reads no more: {', '.join(self.prompt.left_out)}" if self.prompt.left_out else ""
            return f"{self.source}: {self.prompt.text}{left}{words}" + "".join(f"; {why}" for why in self.refused)
        sure = f" {min(item.confidence for item in self.scene.elements):.0%} sure" if self.scene.elements else ""
        return f"{self.source}: {alt_text(self.scene)}{sure}{'; not drawn:' if asked else ''}{asked}{words}"

    def to_json(self, picture: str | list[str] | None = None) -> dict[str, Any]:
        """The line that ``--json`` prints; `picture` is where the picture was written."""
        ms = {stage: round(value, 2) for stage, value in self.ms.items()}
        if self.heard is None:
            return {"clip": self.source, "picture": None, "error": str(self.error), "route": self.route, "ms": ms}
        transcript = self.heard.transcript
        return {
            "clip": self.source, "picture": picture, "scene": self.scene.to_json(), "heard": self.heard.words, "abstained": self.nothing, "reason": self.heard.reason if self.nothing else None,
            "doubts": [list(names) for names in self.heard.doubts], "route": self.route, "transcript": None if transcript is None else transcript.to_json(),
            "prompt": None if self.prompt is None else self.prompt.to_json(), "refused": list(self.refused), **({} if self.error is None else {"error": str(self.error)}),
            "seed": self.seed, "model": self.model, "ms": ms,
        }  # fmt: skip


@dataclass(frozen=True)
class _Listened:
    """A clip on its way: read and heard, or the error that stopped it."""

    label: str
    clip: Clip | None
    heard: Heard | None
    error: SpeechscapeError | None
    ms: dict[str, float]


@dataclass(frozen=True)
class _Wish:
    """How the pictures of a call are to be."""

    size: int
    format: str
    seed: int
    count: int
    watch: Watch | None


class Speechscape:
    """A listener and a painter. Make one with `from_pretrained`; use as a context manager or call `close`."""

    def __init__(
        self, ears: Hearing, painter: Painter, reader: Reader | None = None, space: Space | None = None, *, route: str = "direct", prompter: Prompter | None = None, conditioner: Conditioner | None = None
    ) -> None:
        self.ears, self.painter, self.space, self.route = ears, painter, space, route
        self._prompter, self._conditioner = prompter or Prompter(), conditioner
        self._reader = reader or Reader()

    @classmethod
    def from_pretrained(cls, model: str | Path | None = None, *, latent: bool = False, **options: Any) -> Speechscape:
        """The shipped model, or one in a folder, with the options of `options.RouteOptions`. Nothing is downloaded. Raises `OptionError`, `ModelError` and `SetupError`.

        `latent` loads the shared latent too, for `imagine` and `look`; the neural painter brings it along.
        """
        return cls.made(RouteOptions.made({"model": None if model is None else Path(model), **options}), latent=latent)

    @classmethod
    def made(cls, options: RouteOptions, *, latent: bool = False) -> Speechscape:
        """The same from options that were made before."""
        if latent and options.route == "cascade":
            raise OptionError("the latent is made of the ears' speech states, which the cascade has none of; choose another route")
        reader = Reader()
        reader.start()
        try:
            painter = make_painter(options)
            space = Space(latent_folder(options.model), threads()) if latent or painter.reads == "latent" else None
            ears = listener(options)
            return cls(ears, painter, reader, space, route=options.route, prompter=make_prompter(options), conditioner=make_conditioner(options, ears, painter))
        except BaseException:
            reader.close()
            raise

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

    def draw(self, source: Source, *, size: int = 1024, format: str = "png", seed: int = 0, variations: int = 1, watch: Watch | None = None) -> Drawn:
        """One clip (a path, a file's bytes or a Clip) → what became of it. Raises `AudioError`, `OptionError`, `PaintError` and `EndpointError`."""
        (drawn,) = self.draw_many([source], size=size, format=format, seed=seed, variations=variations, watch=watch)
        if drawn.error is not None:
            raise drawn.error
        return drawn

    def draw_many(
        self, sources: Sequence[Source], *, size: int = 1024, format: str = "png", seed: int = 0, variations: int = 1, paint: bool = True, watch: Watch | None = None
    ) -> Iterator[Drawn]:
        """Many clips; results come in order, the next clips are heard while one is painted. A clip that fails carries its error and stops no other."""
        Request(Scene(), size, format, seed)
        wish = _Wish(size, format, seed, variations if paint else 0, watch)
        together = self.painter.batch if isinstance(self.painter, WordPainter) else _BATCH
        parts = [sources[first : first + together] for first in range(0, len(sources), together)]
        with ThreadPoolExecutor(1, "hear") as beside:
            coming = beside.submit(self._listen, parts[0]) if parts else None
            for number in range(len(parts)):
                assert coming is not None
                listened = coming.result()
                coming = beside.submit(self._listen, parts[number + 1]) if number + 1 < len(parts) else None
                yield from self._paint(listened, wish)

    def paint(self, scene: Scene, *, size: int = 1024, format: str = "png", seed: int = 0) -> Drawn:
        """The picture of a scene that nobody spoke, or that was changed since it was heard. Raises `OptionError` for painters that read the latent or words, and `PaintError`."""
        if self.painter.reads != "scene":
            raise OptionError(f"{self.painter.name} paints what is spoken, not scenes; choose --painter vector")
        heard = Heard(scene, "", abstained=scene.empty)
        drawn = Drawn("the scene", heard, picture_scene(scene, seed), seed=seed, model=self.model, route=self.route, nothing=scene.empty)
        return drawn if scene.empty else _with_pictures(drawn, self.painter.paint_many([Request(scene, size, format, seed, self.model)]))

    def _listen(self, sources: Sequence[Source]) -> list[_Listened]:
        read: list[tuple[str, Clip | SpeechscapeError, float]] = []
        for source in sources:
            began = time.perf_counter()
            read.append((*self._read(source), 1000 * (time.perf_counter() - began)))
        clips = [clip for _, clip, _ in read if isinstance(clip, Clip)]
        began = time.perf_counter()
        heard = iter(self._hear(clips))
        hear_ms = 1000 * (time.perf_counter() - began) / max(1, len(clips))
        found: list[_Listened] = []
        for label, clip, decode_ms in read:
            if isinstance(clip, SpeechscapeError):
                found.append(_Listened(label, None, None, clip, {"decode": decode_ms}))
                continue
            one = next(heard)
            failed = one if isinstance(one, SpeechscapeError) else None
            found.append(_Listened(label, clip, one if isinstance(one, Heard) else None, failed, {"decode": decode_ms, "hear": hear_ms}))
        return found

    def _hear(self, clips: Sequence[Clip]) -> list[Heard | SpeechscapeError]:
        """Together; where that fails, one by one, so that the clip at fault is known."""
        try:
            return list(self.ears.hear(clips))
        except SpeechscapeError as error:
            return [error] if len(clips) == 1 else [one for clip in clips for one in self._hear([clip])]

    def _read(self, source: Source) -> tuple[str, Clip | SpeechscapeError]:
        if isinstance(source, Clip):
            return source.source, source
        label = "-" if isinstance(source, bytes) else str(source)
        try:
            return label, self._reader.read(source, label)
        except SpeechscapeError as error:
            return label, error

    def _paint(self, listened: Sequence[_Listened], wish: _Wish) -> Iterator[Drawn]:
        """Pictures of the clips of a part: painters that gain by it get them all together."""
        ready = [self._prepared(one, wish) for one in listened]
        began = time.perf_counter()
        painted = iter(self.painter.paint_many([request for _, requests in ready for request in requests]) if isinstance(self.painter, WordPainter) else ())
        together_ms = 1000 * (time.perf_counter() - began) / max(1, sum(len(requests) for _, requests in ready))
        for drawn, requests in ready:
            began = time.perf_counter()
            pictures = [next(painted) for _ in requests] if isinstance(self.painter, WordPainter) else self.painter.paint_many(requests)
            if drawn.error is None:
                drawn.ms["paint"] = 1000 * (time.perf_counter() - began) + (together_ms * len(requests) if isinstance(self.painter, WordPainter) else 0.0)
            yield _with_pictures(drawn, pictures)

    def _prepared(self, one: _Listened, wish: _Wish) -> tuple[Drawn, list[Request]]:
        """What is known before painting, and the requests of its pictures: none where there is nothing to paint."""
        if one.heard is None or one.clip is None:
            return Drawn(one.label, None, Scene(), error=one.error, seed=wish.seed, route=self.route, ms=one.ms), []
        heard, ms = one.heard, dict(one.ms)
        began = time.perf_counter()
        scene = picture_scene(heard.scene, wish.seed) if self.painter.lays_out else heard.scene
        latent = self.space.imagine(heard.states) if self.space is not None and wish.count and heard.states is not None and not heard.abstained else None
        conditioning = self._conditioner.condition(one.clip, heard) if self._conditioner is not None else None
        ms["imagine"] = 1000 * (time.perf_counter() - began)
        base = Drawn(one.label, heard, scene, clip=one.clip, seed=wish.seed, model=self.model, route=self.route, ms=ms)
        try:
            prompt = self._prompt(heard, ms)
        except SpeechscapeError as error:
            return replace(base, error=error), []
        nothing = conditioning is None if self._conditioner is not None else not prompt.text if prompt is not None else heard.abstained
        drawn = replace(base, prompt=prompt, nothing=nothing)
        return drawn, [] if nothing else [Request(heard.scene, wish.size, wish.format, wish.seed + k, self.model, latent, prompt, conditioning, wish.watch) for k in range(wish.count)]

    def _prompt(self, heard: Heard, ms: dict[str, float]) -> Prompt | None:
        if not isinstance(self.painter, WordPainter):
            return None
        began = time.perf_counter()
        prompt = self._prompter.write(heard)
        fitted = self.painter.fitted(prompt) if prompt.text else prompt
        ms["prompt"] = 1000 * (time.perf_counter() - began)
        return fitted

    def storyboard(self, source: str | Path, *, size: int = 640, seed: int = 0, choice: ChoiceOptions | None = None) -> Iterator[tuple[Panel, Picture]]:
        """A recording of any length → panels with their pictures, as they are ready. Raises `AudioError`, and `OptionError` for painters that read the latent."""
        self._check_storyboard()
        told = hear(self.ears, utterances(read_blocks(source)), source=str(source))
        for panel in panels(told, Characters(seed), choice):
            yield panel, self.painter.paint(_panel_request(panel, size, seed, self.model))

    def make_storyboard(self, source: Path, out: Path, options: StoryOptions | None = None, tell: Tell | None = None) -> Storyboard:
        """The same, written into a folder in every form; see `storyboard.folder.make_story`."""
        self._check_storyboard()
        return make_story(self.ears, self.painter, source, out, options, route=self.route, tell=tell)

    def _check_storyboard(self) -> None:
        if self.painter.reads == "latent":
            raise OptionError("a storyboard draws scenes of several sentences, and the neural painter paints the latent of one; choose another painter")

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


def _panel_request(panel: Panel, size: int, seed: int, model: str) -> Request:
    return Request(panel.scene, size, "png", seed + panel.key, model)


def _with_pictures(drawn: Drawn, painted: Sequence[Picture | PaintError]) -> Drawn:
    """The same with its pictures; where none came of several, the first reason is its error."""
    pictures = tuple(one for one in painted if isinstance(one, Picture))
    refused = tuple(str(one) for one in painted if isinstance(one, PaintError))
    failed = next((one for one in painted if isinstance(one, PaintError)), None) if not pictures else None
    return replace(drawn, pictures=pictures, refused=refused, error=drawn.error or failed)


def _bytes_of(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise OptionError(f"cannot read {path} ({error}); give a PNG, WebP or JPEG file") from error
