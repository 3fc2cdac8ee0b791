"""A designer talks to the canvas: what is said becomes a new picture, an edit of the one there is, a command, or nothing.

    from speechscape.studio import Studio
    with Studio.open("boats.scape") as studio:
        turn = studio.say("a-red-boat.wav")
        turn.kind, turn.version, turn.asked
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from speechscape.audio.reader import Reader
from speechscape.ears.editing import EditListener, Understood
from speechscape.ears.listener import Listener
from speechscape.errors import OptionError
from speechscape.runtime import model_folder, threads
from speechscape.studio.canvas import Canvas
from speechscape.studio.project import Project, Version
from speechscape.studio.wording import worded
from speechscape.types import Clip, Heard, Scene
from speechscape.world.edits import COMMANDS, Edit
from speechscape.world.painting import question

__all__ = ["Studio", "Turn"]

Source = str | Path | bytes | Clip


@dataclass(frozen=True)
class Turn:
    """What became of one utterance. `kind` is new, edit, command or nothing; `version` the current one afterwards, `parent` what it came from; `asked` what is asked back, or why nothing changed. `edit` is what was understood."""

    utterance: str
    kind: str
    version: int | None
    parent: int | None
    scene: Scene
    canvas: Canvas
    edit: Edit
    heard: str = ""
    asked: str | None = None
    done: str = ""
    """The change in words."""
    ms: dict[str, float] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether it was said to stop."""
        return self.edit.kind == "stop" and self.kind == "command"

    def to_json(self, picture: str | None = None) -> dict[str, Any]:
        """The line that ``--json`` prints; `picture` is where the picture was written."""
        return {
            "utterance": self.utterance, "kind": self.kind, "version": self.version, "parent": self.parent, "scene": self.scene.to_json(), "asked": self.asked, "picture": picture,
            "heard": self.heard, "done": self.done, "edit": self.edit.to_json(), "ms": {stage: round(value, 2) for stage, value in self.ms.items()},
        }  # fmt: skip


class Studio:
    """A listener, an editor and a project. `keep_audio` stores what was said with each version. Use as a context manager or call `close`."""

    def __init__(self, project: Project, ears: Listener, editor: EditListener, *, seed: int = 0, keep_audio: bool = False) -> None:
        self.project, self.seed, self.keep_audio = project, seed, keep_audio
        self._ears, self._editor = ears, editor
        self._reader = Reader()

    @classmethod
    def open(cls, path: str | Path, *, model: str | Path | None = None, seed: int = 0, keep_audio: bool = False) -> Studio:
        """A project file (made where there is none) and the shipped model, or one in a folder. Raises `ProjectError` and `ModelError`."""
        folder = model_folder(model)
        return cls(Project.open(Path(path)), Listener(folder, threads()), EditListener(folder, threads()), seed=seed, keep_audio=keep_audio)

    @property
    def canvas(self) -> Canvas:
        """What is on the paper now."""
        version = self.project.version
        return Canvas() if version is None else version.canvas

    def say(self, source: Source) -> Turn:
        """Do what is said in a clip: the path of a recording, its bytes, or samples. Where it cannot be understood or done, nothing changes and `Turn.asked` says why. Raises `AudioError` on what is no speech audio, `ProjectError` where it cannot be stored."""
        began = time.perf_counter()
        clip = self._reader.read(source) if not isinstance(source, Clip) else source
        read = time.perf_counter()
        (heard,) = self._ears.hear([clip])
        canvas = self.canvas
        scene = canvas.scene
        understood = None if heard.sounds is None else self._editor.understand([heard.sounds], [(scene, canvas.focused)])[0]
        understanding = time.perf_counter()
        turn = self._silent(clip, heard) if understood is None else self._turn(clip, heard, understood)
        ended = time.perf_counter()
        return replace(turn, ms={"read": 1000 * (read - began), "hear": 1000 * (understanding - read), "change": 1000 * (ended - understanding)})

    def edit(self, edit: Edit, said: str = "", audio: bytes | None = None) -> Turn:
        """Do an edit or a command as a value (mouse, keyboard, program). Raises `OptionError` where it cannot be done, `ProjectError` where it cannot be stored."""
        before = self.canvas
        if edit.kind in {"new", "nothing"}:
            raise OptionError(f"{edit.kind} is no change; use begin for a new picture")
        if edit.kind in COMMANDS:
            return replace(self._command(edit, said), done=worded(edit, before.scene))
        edited = before.edited(edit).canvas
        done = worded(edit, before.scene)
        version = self.project.add(edited, said=said or done, edit=edit, kind="edit", audio=audio)
        return self._of(version, "edit", edit, done=done)

    def begin(self, scene: Scene, said: str = "", audio: bytes | None = None) -> Turn:
        """A new picture of a scene, as a child of the current version. Raises `ProjectError`."""
        seed = self.seed + self.project.count
        version = self.project.add(Canvas.of(scene, seed), said=said, kind="new", audio=audio)
        return self._of(version, "new", Edit(kind="new"), done="a new picture")

    def close(self) -> None:
        """Close the project and the decoder of audio."""
        self.project.close()
        self._reader.close()

    def __enter__(self) -> Studio:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _turn(self, clip: Clip, heard: Heard, understood: Understood) -> Turn:
        audio = _sound(clip) if self.keep_audio else None
        edit = understood.edit
        try:
            if edit.kind == "nothing":
                return self._nothing(clip, heard, self._ask(heard, understood))
            if edit.kind == "new":
                if heard.scene.empty:
                    return self._nothing(clip, heard, self._ask(heard, understood))
                turn = self.begin(heard.scene, heard.words, audio)
                if heard.doubts:
                    turn = replace(turn, asked=f"not drawn: {' '.join(question(names) for names in heard.doubts)}")
            else:
                turn = self.edit(edit, heard.words, audio)
        except OptionError as error:
            return replace(self._nothing(clip, heard, str(error)), edit=edit)
        return replace(turn, utterance=clip.source, heard=heard.words)

    def _ask(self, heard: Heard, understood: Understood) -> str:
        guess = understood.guess
        if guess.kind == "new" or (understood.edit.kind == "new" and heard.scene.empty):
            return " ".join(question(names) for names in heard.doubts) or heard.reason or "nothing that can be drawn was heard"
        if guess.kind != "nothing":
            return f"{worded(guess, self.canvas.scene)}? nothing was changed"
        return f'heard "{heard.words}"; nothing was changed' if heard.words else "nothing that sounds like words; nothing was changed"

    def _silent(self, clip: Clip, heard: Heard) -> Turn:
        return self._nothing(clip, heard, heard.reason or "nothing was heard")

    def _nothing(self, clip: Clip, heard: Heard, asked: str) -> Turn:
        return replace(self._of(self.project.version, "nothing", Edit(kind="nothing")), utterance=clip.source, heard=heard.words, asked=asked)

    def _of(self, version: Version | None, kind: str, edit: Edit, done: str = "") -> Turn:
        canvas = Canvas() if version is None else version.canvas
        return Turn("", kind, None if version is None else version.number, None if version is None else version.parent, canvas.scene, canvas, edit, done=done)

    def _command(self, edit: Edit, said: str) -> Turn:
        project = self.project
        version = project.version
        match edit.kind:
            case "undo":
                version = project.undo(edit.number or 1)
            case "redo":
                version = project.redo(edit.number or 1)
            case "back":
                version = project.find(edit.names) if edit.names else project.go(edit.number or 1)
            case "layout":
                version = project.add(self.canvas.relaid(), said=said, kind="command")
            case "over":
                version = project.add(Canvas(seed=self.seed), said=said, kind="command")
            case "keep" | "save":
                if version is None:
                    raise OptionError(f"there is nothing to {edit.kind} yet; say what the picture shows first")
                version = project.keep(version.number)
        return self._of(version, "command", edit)


def _sound(clip: Clip) -> bytes:
    """Samples as 16-bit FLAC, for those who want to keep what was said."""
    import io

    import soundfile

    from speechscape.types import RATE_HZ

    buffer = io.BytesIO()
    soundfile.write(buffer, np.clip(clip.samples, -1, 1), RATE_HZ, format="FLAC", subtype="PCM_16")
    return buffer.getvalue()


