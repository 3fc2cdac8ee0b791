"""The folder of a storyboard: everything in it, killed anywhere and gone on with, the same result; refused where it belongs to something else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechscape import Speechscape
from speechscape.errors import AudioError, OptionError
from speechscape.painters.vector import VectorPainter
from speechscape.storyboard.choosing import ChoiceOptions
from speechscape.storyboard.folder import StoryOptions, load_story, make_story
from speechscape.types import RATE_HZ, Heard, Transcript
from speechscape.world.mentions import mentions
from tests.conftest import speechlike

SAID = ["hello everybody", "a fox in the forest", "the fox saw an owl", "a boat on the sea", "at night the boat was alone", "then in the forest a king in a castle", "thank you"]


class Ears:
    """Hears the sentences in order, by the pitch of what it is given; stops where it is told to."""

    name, kind, trained_on = "ears", "ears", ()

    def __init__(self, stop: int | None = None) -> None:
        self.stop, self.count = stop, 0

    def hear(self, clips):
        heard = []
        for clip in clips:
            number = round(2000 * float(np.abs(clip.samples).max()) / 100) - 1
            scene = mentions(SAID[number]).scene
            heard.append(Heard(scene, SAID[number], scene.empty))
        self.count += len(clips)
        if self.stop is not None and self.count > self.stop:
            raise KeyboardInterrupt
        return heard


class Germans(Ears):
    """Hears the same, and says that it was German."""

    translated = False

    def hear(self, clips):
        return [replace(heard, transcript=Transcript(heard.words, language="de", translated=self.translated)) for heard in super().hear(clips)]


@pytest.fixture(scope="module")
def recording(tmp_path_factory) -> Path:
    """Each sentence is told by its loudness."""
    parts = []
    for number in range(len(SAID)):
        one = speechlike(1.5, seed=number)
        parts += [one / np.abs(one).max() * (number + 1) / 20, np.zeros(RATE_HZ, np.float32)]
    path = tmp_path_factory.mktemp("talk") / "talk.flac"
    soundfile.write(path, np.concatenate(parts), RATE_HZ)
    return path


def _contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_everything_is_in_the_folder(recording, tmp_path):
    told = []
    story = make_story(Ears(), VectorPainter(), recording, tmp_path / "talk", StoryOptions(size=64), tell=lambda *row: told.append(row))
    assert [[item.name for item in leaf.scene.elements] for leaf in story.leaves] == [["fox", "owl"], ["boat"], ["king", "castle"]]
    assert {"index.html", "captions.vtt", "thumbnails.vtt", "sprite.jpg", "storyboard.json", "journal.jsonl", "sound.flac"} <= set(_contents(tmp_path / "talk"))
    assert len(list((tmp_path / "talk" / "panels").glob("*.png"))) == 3
    assert load_story(tmp_path / "talk") == story
    assert told[-1][0] == pytest.approx(story.seconds, abs=0.01)
    assert told[-1][1] == pytest.approx(story.seconds, abs=0.1)
    assert not list((tmp_path / "talk").rglob("*.partial"))


@pytest.mark.parametrize("stop", [0, 3, 6])
def test_stopped_and_gone_on_with_it_is_the_same(recording, tmp_path, stop, monkeypatch):
    monkeypatch.setattr("speechscape.storyboard.telling._TOGETHER", 1)
    make_story(Ears(), VectorPainter(), recording, tmp_path / "whole", StoryOptions(size=64))
    with pytest.raises(KeyboardInterrupt):
        make_story(Ears(stop), VectorPainter(), recording, tmp_path / "parts", StoryOptions(size=64))
    ears = Ears()
    make_story(ears, VectorPainter(), recording, tmp_path / "parts", StoryOptions(size=64))
    assert ears.count == len(SAID) - stop
    assert _contents(tmp_path / "parts") == _contents(tmp_path / "whole")


def test_fewer_panels_and_panels_by_the_clock_need_no_new_hearing(recording, tmp_path):
    make_story(Ears(), VectorPainter(), recording, tmp_path, StoryOptions(size=64))
    ears = Ears()
    assert len(make_story(ears, VectorPainter(), recording, tmp_path, StoryOptions(size=64, most=2)).leaves) == 2
    assert len(make_story(ears, VectorPainter(), recording, tmp_path, StoryOptions(size=64, choice=ChoiceOptions(every_s=5.0))).leaves) == 3
    assert ears.count == 0
    for options, words in (({"most": 0}, "panels is 0"), ({"choice": ChoiceOptions(every_s=0.0)}, "every is 0 s")):
        with pytest.raises(OptionError, match=words):
            StoryOptions(**options)


def test_another_recording_does_not_get_into_the_folder(recording, tmp_path):
    make_story(Ears(), VectorPainter(), recording, tmp_path / "talk", StoryOptions(size=64))
    before = _contents(tmp_path / "talk")
    other = tmp_path / "other.wav"
    soundfile.write(other, speechlike(2.0), RATE_HZ)
    with pytest.raises(OptionError, match=r"holds another storyboard \(differing: recording\)"):
        make_story(Ears(), VectorPainter(), other, tmp_path / "talk")
    assert _contents(tmp_path / "talk") == before
    with pytest.raises(OptionError, match="cannot be opened"):
        make_story(Ears(), VectorPainter(), tmp_path / "nothing.wav", tmp_path / "x")
    (tmp_path / "broken.wav").write_bytes(b"RIFF....")
    with pytest.raises(AudioError):
        make_story(Ears(), VectorPainter(), tmp_path / "broken.wav", tmp_path / "y")
    with pytest.raises(OptionError, match="no storyboard in"):
        load_story(tmp_path / "y")


def test_silence_gives_a_page_that_says_so(tmp_path):
    path = tmp_path / "silent.wav"
    soundfile.write(path, np.zeros(20 * RATE_HZ), RATE_HZ)
    story = make_story(Ears(), VectorPainter(), path, tmp_path / "silent", StoryOptions(size=64, sound=False))
    assert story.leaves == ()
    assert "Nothing that can be drawn was heard" in (tmp_path / "silent" / "index.html").read_text()


def test_the_library_yields_panels_as_they_are_ready(recording):
    with Speechscape(Ears(), VectorPainter()) as one:
        found = list(one.storyboard(recording, size=64))
    assert [panel.number for panel, _ in found] == [1, 2, 3]
    assert all(picture.data[:4] == b"\x89PNG" for _, picture in found)
    assert json.dumps(found[0][0].scene.to_json())


def test_the_words_language_is_told(recording, tmp_path):
    how = StoryOptions(size=64, forms=(), sound=False)
    assert make_story(Germans(), VectorPainter(), recording, tmp_path / "de", how).language == "de"
    assert 'lang="de"' in (tmp_path / "de" / "index.html").read_text()
    english = Germans()
    english.translated = True
    assert make_story(english, VectorPainter(), recording, tmp_path / "en", how).language == "en"
