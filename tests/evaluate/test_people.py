from __future__ import annotations

import json
from pathlib import Path

import pytest
import soundfile

from speechscape.data.recordings import Utterance
from speechscape.errors import OptionError
from speechscape.evaluate.people import calibration, evaluate_people, judge, tally
from speechscape.types import RATE_HZ, Element, Heard, Scene
from tests.conftest import speechlike


def _answer(text: str, *drawn: tuple[str, float], single: bool = False):
    scene = Scene(tuple(Element(name, confidence=sure) for name, sure in drawn))
    return judge(Utterance(Path("x"), "s", text, single), Heard(scene, "", scene.empty))


def test_missed_and_invented_are_told_apart():
    answer = _answer("two cats and a dog", ("cat", 0.9), ("cat", 0.4), ("tree", 0.7))
    assert (answer.said, answer.missed, answer.invented) == (("cat", "dog"), ("dog",), ("cat", "tree"))
    assert answer.sure == ((0.9, True), (0.4, False), (0.7, False))


def test_words_with_another_meaning_count_neither_way():
    answer = _answer("he rose with the cat", ("rose", 0.9), ("cat", 0.9))
    assert (answer.said, answer.missed, answer.invented) == (("cat",), (), ())


def test_rates_by_hand():
    answers = [_answer("a fox", ("fox", 1.0), single=True), _answer("fox", ("dog", 0.5), single=True), _answer("good morning to nobody"), _answer("nothing said", ("tree", 0.5))]
    rates = tally(answers).rates()
    assert (rates["clips"], rates["named"], rates["recall"], rates["precision"]) == (4, 2, 0.5, pytest.approx(1 / 3))
    assert (rates["invented per clip"], rates["first guess right"]) == (0.5, 0.5)
    assert (rates["naming nothing"], rates["nothing drawn as something"]) == (1, 1.0)  # "morning" names a time of day


def test_calibration_error_by_hand():
    error, curve = calibration([(0.95, True), (0.95, False), (0.15, False), (1.0, True)])
    assert error == pytest.approx(((0.95 + 0.95 + 1.0) / 3 - 2 / 3) * 3 / 4 + 0.15 / 4)
    assert [point["of"] for point in curve] == [1, 3]
    assert calibration([]) == (None, [])


class _Parrot:
    """Draws a fox for every clip and says that it was trained on one of the speakers."""

    name, kind, trained_on = "parrot", "parrot", ("words/old",)

    def hear(self, clips):
        return [Heard(Scene((Element("fox", confidence=0.75),)), "fox") for _ in clips]


def test_the_report_leaves_out_speakers_of_training_and_shows_misses(tmp_path):
    soundfile.write(tmp_path / "a.flac", speechlike(0.5), RATE_HZ)
    (tmp_path / "words.csv").write_text("path,speaker,gender,age,seconds,word\na.flac,old,f,9,0.5,fox\na.flac,new,f,9,0.5,fox\na.flac,other,m,40,0.5,<happy>\n")
    report = evaluate_people(tmp_path, _Parrot(), tmp_path / "out")
    assert report["sets"]["words"]["clips"] == 2
    assert report["groups"]["gender m"]["nothing drawn as something"] == 1.0
    assert report["calibration"]["error"] == pytest.approx(0.25)
    assert json.loads((tmp_path / "out" / "people.json").read_text())["most invented"] == [["fox", 1]]
    page = (tmp_path / "out" / "index.html").read_text()
    assert page.count("<audio") == 1
    assert "data:audio/flac;base64," in page


def test_a_folder_without_an_index_is_refused(tmp_path):
    with pytest.raises(OptionError, match="no index"):
        evaluate_people(tmp_path, _Parrot(), tmp_path / "out")
