"""From a recording to panels, with a listener that hears what it is told to; stopped anywhere and gone on, the result is the same."""

from __future__ import annotations

import json

import numpy as np
import pytest

from speechscape.audio.activity import Utterance
from speechscape.errors import EndpointError, OptionError
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.journal import Journal, fingerprint
from speechscape.storyboard.telling import hear, panels
from speechscape.types import Heard, Transcript, Word
from speechscape.world.mentions import mentions

SAID = ["hello everybody", "a blue fox in the forest", "the fox saw an owl", "well", "a boat on the sea", "who would have thought", "at night the boat was alone", "then a fox in the city", "thank you"]
ABOUT = {"recording": "x", "route": "direct"}


class Ears:
    """Hears the next of the sentences; the sample value tells which."""

    name, kind, trained_on = "ears", "ears", ()

    def __init__(self) -> None:
        self.heard: list[int] = []

    def hear(self, clips):
        answers = []
        for clip in clips:
            number = round(float(clip.samples[0]) * 100)
            self.heard.append(number)
            scene = mentions(SAID[number]).scene
            answers.append(Heard(scene, SAID[number], scene.empty, transcript=Transcript(SAID[number], (Word(SAID[number], 0.5, 1.0),))))
        return answers


def _utterances(count: int = len(SAID)):
    return [Utterance(np.full(32_000, number / 100, np.float32), 3.0 * number, 1.0) for number in range(count)]


def _told(panel):
    return [one.heard.words for one in panel.told]


def test_panels_come_with_their_words_times_and_characters():
    found = list(panels(hear(Ears(), _utterances()), Characters()))
    assert [[item.name for item in panel.scene.elements] for panel in found] == [["fox", "owl"], ["boat"], ["fox"]]
    assert [panel.number for panel in found] == [1, 2, 3]
    assert [words for panel in found for words in _told(panel)] == SAID
    assert found[2].scene.elements[0].look == found[0].scene.elements[0].look
    assert found[2].scene.elements[0].color == "blue"
    assert found[1].start_s == 12.0
    assert found[1].told[0].heard.transcript.words[0].start_s == 12.5


@pytest.mark.parametrize("stop", range(len(SAID) + 1))
def test_stopped_anywhere_it_goes_on_with_the_same_result_and_hears_nothing_twice(tmp_path, stop):
    whole = list(panels(hear(Ears(), _utterances()), Characters()))
    path = tmp_path / "journal.jsonl"
    for told, _ in zip(hear(Ears(), _utterances(), Journal(path, ABOUT)), range(stop), strict=False):
        assert told
    with path.open("ab") as file:
        file.write(b'{"start_s": 1.0, "hea')  # a line that a kill cut off
    journal = Journal(path, ABOUT)
    ears = Ears()
    again = list(panels(hear(ears, _utterances(), journal), Characters()))
    assert [panel.told for panel in again] == [panel.told for panel in whole]
    assert [panel.scene for panel in again] == [panel.scene for panel in whole]
    assert len(journal) + len(ears.heard) == len(SAID)
    assert len(path.read_text().splitlines()) == len(SAID) + 1
    assert json.loads(path.read_text().splitlines()[0]) == ABOUT


def test_a_journal_of_something_else_is_not_touched(tmp_path):
    path = tmp_path / "story" / "journal.jsonl"
    Journal(path, ABOUT)
    with pytest.raises(OptionError, match=r"holds another storyboard \(differing: route\); choose another folder"):
        Journal(path, {**ABOUT, "route": "cascade"})
    path.write_text(path.read_text() + "nonsense\n")
    with pytest.raises(OptionError, match="is damaged"):
        Journal(path, ABOUT)
    with pytest.raises(OptionError, match="cannot be opened"):
        fingerprint(tmp_path / "nothing.wav")


def test_an_utterance_that_cannot_be_heard_stops_no_other():
    class Failing(Ears):
        def hear(self, clips):
            if any(round(float(clip.samples[0]) * 100) == 4 for clip in clips):
                raise EndpointError("no answer")
            return super().hear(clips)

    told = list(hear(Failing(), _utterances()))
    assert [one.heard.reason for one in told if one.heard.reason] == ["no answer"]
    assert len(told) == len(SAID)


def test_nothing_to_see_gives_no_panel():
    assert list(panels(hear(Ears(), _utterances(1)), Characters())) == []
    assert list(panels([], Characters())) == []
