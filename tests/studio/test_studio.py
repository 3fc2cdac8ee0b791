"""What is said becomes a new picture, an edit, a command or nothing; and nothing changes that was not understood."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from speechscape.ears.editing import Understood
from speechscape.errors import AudioError, OptionError
from speechscape.studio.project import Project
from speechscape.studio.studio import Studio
from speechscape.types import Clip, Element, Heard, Scene, Setting
from speechscape.world.edits import Edit

SAID = Path(__file__).parents[2] / "samples" / "studio"
NOTHING = Edit(kind="nothing")
BOAT = Scene((Element("boat", color="red"),), Setting("sea", "sunset"))


class _Ears:
    """Hears what it was told to."""

    kind = name = "stub"

    def __init__(self) -> None:
        self.next = Heard(BOAT, "a red boat", sounds=np.zeros((4, 256), np.float32))

    def hear(self, clips):
        return [self.next for _ in clips]


class _Editor:
    name, threshold = "stub", 0.5

    def __init__(self) -> None:
        self.next = Understood(Edit(kind="new"), Edit(kind="new"), 1.0)
        self.told: list = []

    def understand(self, states, pictures):
        self.told = list(pictures)
        return [self.next]


@pytest.fixture
def studio(tmp_path):
    with Studio(Project.open(tmp_path / "a.scape"), _Ears(), _Editor()) as one:
        one.say(Clip(np.zeros(8000, np.float32), "u1"))
        yield one


def _say(studio, edit, chance=1.0):
    studio._editor.next = Understood(edit if chance > 0.5 else NOTHING, edit, chance)
    return studio.say(Clip(np.zeros(8000, np.float32), "clip"))


def test_a_description_begins_a_picture_and_an_edit_changes_it(studio):
    assert studio.canvas.scene.elements[0].name == "boat"
    turn = _say(studio, Edit(kind="resize", of=(0,), size="bigger"))
    assert (turn.kind, turn.version, turn.parent, turn.asked) == ("edit", 2, 1, None)
    assert turn.done == "make the red boat bigger"
    assert turn.scene.elements[0].size == "big"
    (scene, focus) = studio._editor.told[0]
    assert scene.elements[0].name == "boat"
    assert focus == (0,)
    row = turn.to_json("a.png")
    assert list(row)[:7] == ["utterance", "kind", "version", "parent", "scene", "asked", "picture"]
    assert row["edit"] == {"kind": "resize", "of": [0], "size": "bigger"}


def test_commands_go_through_the_versions(studio):
    _say(studio, Edit(kind="recolor", of=(0,), color="blue"))
    assert _say(studio, Edit(kind="undo", number=1)).version == 1
    assert _say(studio, Edit(kind="redo", number=1)).version == 2
    assert _say(studio, Edit(kind="back", number=1)).version == 1
    kept = _say(studio, Edit(kind="keep"))
    assert kept.kind == "command"
    assert studio.project.get(1).kept
    fresh = _say(studio, Edit(kind="over"))
    assert (fresh.version, fresh.parent, fresh.scene.empty) == (3, 1, True)
    assert _say(studio, Edit(kind="back", names=("boat",))).version == 2
    assert _say(studio, Edit(kind="layout")).version == 4
    assert _say(studio, Edit(kind="stop")).stops


@pytest.mark.parametrize(
    ("edit", "chance", "asked"),
    [
        (Edit(kind="nothing"), 1.0, 'heard "a red boat"; nothing was changed'),
        (Edit(kind="remove", of=(0,)), 0.2, "remove the red boat\\? nothing was changed"),
        (Edit(kind="undo", number=4), 1.0, "nothing before"),
        (Edit(kind="back", number=9), 1.0, "no version 9"),
        (Edit(kind="back", names=("whale",)), 1.0, "no other version shows whale"),
    ],
)
def test_what_is_not_understood_or_cannot_be_done_changes_nothing(studio, edit, chance, asked):
    before = studio.project.versions()
    turn = _say(studio, edit, chance)
    assert turn.kind == "nothing"
    assert turn.version == 1
    assert re.search(asked, turn.asked)
    assert studio.project.versions() == before


def test_a_new_picture_of_nothing_is_none(studio):
    studio._ears.next = Heard(Scene(), "hm", True, "speech without anything drawable in it", states=np.zeros((4, 256), np.float32))
    turn = _say(studio, Edit(kind="new"))
    assert (turn.kind, turn.version) == ("nothing", 1)
    assert turn.asked == "speech without anything drawable in it"
    studio._ears.next = Heard(Scene(), "", True, "silence")
    assert _say(studio, Edit(kind="remove", of=(0,))).asked == "silence"


def test_edits_by_hand_and_sound_that_is_kept(tmp_path):
    with Studio(Project.open(tmp_path / "a.scape"), _Ears(), _Editor(), keep_audio=True) as studio:
        studio.say(Clip(np.zeros(8000, np.float32), "u1"))
        assert studio.project.audio(1).startswith(b"fLaC")
        assert studio.edit(Edit(kind="duplicate", of=(0,), number=1)).version == 2
        assert studio.project.audio(2) is None
        with pytest.raises(OptionError, match="new is no change"):
            studio.edit(Edit(kind="new"))
        with pytest.raises(OptionError, match="not there"):
            studio.edit(Edit(kind="remove", of=(7,)))
        with pytest.raises(AudioError):
            studio.say(b"no sound")
        assert len(studio.project.versions()) == 2


def test_spoken_samples_with_the_shipped_editor(tmp_path):
    with Studio.open(tmp_path / "boats.scape") as studio:
        turns = [studio.say(path) for path in sorted(SAID.glob("*.wav"))]
    assert [turn.kind for turn in turns] == ["new", "edit", "edit", "command", "edit", "command"]
    assert [turn.version for turn in turns] == [1, 2, 3, 2, 4, 3]
    assert [item.name for item in turns[2].scene.elements] == ["boat", "lighthouse"]
    assert turns[2].scene.elements[0] == turns[1].scene.elements[0]
    assert turns[4].scene.elements[0].color == "blue"
