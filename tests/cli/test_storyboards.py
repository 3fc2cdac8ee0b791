"""`speechscape storyboard` through its command line: one recording, several of which some are broken, what is asked for in a wrong way."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechscape.audio.reader import read_clip
from speechscape.cli.main import run
from speechscape.types import RATE_HZ

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def talk(tmp_path_factory) -> Path:
    """Two samples with a pause between them."""
    pause = np.zeros(RATE_HZ, np.float32)
    path = tmp_path_factory.mktemp("talks") / "talk.wav"
    soundfile.write(path, np.concatenate([part for name in ("fox-under-a-tree", "boats-at-sunset") for part in (pause, read_clip(SAMPLES / f"{name}.wav").samples, pause)]), RATE_HZ)
    return path


def _run(monkeypatch, *arguments) -> int:
    monkeypatch.setattr("sys.argv", ["speechscape", "storyboard", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        run()
    return int(ended.value.code or 0)


def test_one_recording_with_options_before_it(monkeypatch, tmp_path, talk, capsys):
    assert _run(monkeypatch, "--forms", "none", "--pictograms", "--size", 64, talk, "--out", tmp_path / "out") == 0
    assert "talk.wav: " in capsys.readouterr().out
    story = json.loads((tmp_path / "out" / "storyboard.json").read_text())
    assert {item["name"] for panel in story["panels"] for item in panel["scene"]["elements"]} >= {"fox", "boat", "lighthouse"}
    page = (tmp_path / "out" / "index.html").read_text()
    assert 'class="pictograms"' in page
    assert not list((tmp_path / "out").glob("storyboard.[!j]*"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_several_the_broken_ones_give_reasons_and_stop_no_other(monkeypatch, tmp_path, talk, capsys, jobs):
    (tmp_path / "a").mkdir()
    broken, empty, twin = tmp_path / "broken.wav", tmp_path / "silence.wav", tmp_path / "a" / "talk.wav"
    broken.write_bytes(b"RIFF nonsense")
    soundfile.write(empty, np.zeros(RATE_HZ, np.float32), RATE_HZ)
    twin.write_bytes(talk.read_bytes())
    assert _run(monkeypatch, talk, broken, empty, twin, tmp_path / "gone.wav", "--out", tmp_path / "out", "--forms", "none", "--size", 64, "--jobs", jobs) == 2
    told = capsys.readouterr()
    assert sorted(path.parent.name for path in (tmp_path / "out").glob("*/index.html")) == ["silence", "talk", "talk-2"]
    assert len(told.out.splitlines()) == 2
    assert "broken.wav" in told.err
    assert "gone.wav" in told.err
    assert "silence.wav: nothing that can be drawn was heard" in told.err
    assert (tmp_path / "out" / "talk" / "storyboard.json").read_bytes() == (tmp_path / "out" / "talk-2" / "storyboard.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--panels", "few"), "panels is 'few'; it takes a whole number from 1, or auto"),
        (("--panels", "0"), "panels is 0"),
        (("--every", "often"), "every is 'often'; it takes seconds"),
        (("--every", "0s"), "every is 0 s"),
        (("--forms", "book,scroll"), "form is 'scroll'; choose from "),
        (("--painter", "neural"), "choose another painter"),
    ],
)
def test_what_is_asked_for_in_a_wrong_way_is_said(monkeypatch, tmp_path, talk, capsys, arguments, message):
    assert _run(monkeypatch, talk, "--out", tmp_path / "out", *arguments) == 2
    assert message in capsys.readouterr().err


def test_by_the_clock_in_minutes_and_at_most_one(monkeypatch, tmp_path, talk):
    assert _run(monkeypatch, talk, "--out", tmp_path / "out", "--every", "0.05m", "--forms", "none", "--size", 64) == 0
    assert len(json.loads((tmp_path / "out" / "storyboard.json").read_text())["panels"]) == 2
    assert _run(monkeypatch, talk, "--out", tmp_path / "out", "--panels", "1", "--forms", "none", "--size", 64) == 0
    assert len(json.loads((tmp_path / "out" / "storyboard.json").read_text())["panels"]) == 1


def test_a_folder_without_a_storyboard_cannot_be_reviewed(monkeypatch, tmp_path, capsys):
    assert _run(monkeypatch, "review", tmp_path, "--no-open") == 2
    assert "no storyboard in" in capsys.readouterr().err
