"""``speechscape studio`` as people call it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from typer.testing import CliRunner

from speechscape.cli.main import app
from speechscape.errors import OptionError, SpeechscapeError

CLIPS = [str(path) for path in sorted((Path(__file__).parents[2] / "samples" / "studio").glob("*.wav"))]


def _run(*arguments: str):
    return CliRunner().invoke(app, ["studio", *arguments])


def test_a_line_for_each_utterance_and_a_picture_for_each_version(tmp_path):
    done = _run(str(tmp_path / "a.scape"), *CLIPS[:4], "--json", "--size", "128")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [(row["kind"], row["version"], row["parent"]) for row in rows] == [("new", 1, None), ("edit", 2, 1), ("edit", 3, 2), ("command", 2, 1)]
    assert all(Path(row["picture"]).read_bytes().startswith(b"\x89PNG") for row in rows)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["a-1.png", "a-2.png", "a-3.png"]
    listed = _run(str(tmp_path / "a.scape"), "--versions", "--json")
    assert [json.loads(line)["current"] for line in listed.stdout.splitlines()] == [False, True, False]


def test_the_project_is_taken_up_again_and_handed_over(tmp_path):
    project = str(tmp_path / "a.scape")
    _run(project, CLIPS[0], CLIPS[1], "--no-picture")
    done = _run(project, "--go", "1", "--name", "first", "--export", str(tmp_path / "a.ora"), "--export", str(tmp_path / "a.svg"), "--history", str(tmp_path / "a.gif"), "--size", "128")
    assert done.exit_code == 0, done.output
    assert {path.name for path in tmp_path.iterdir()} >= {"a.ora", "a.svg", "a.gif"}
    assert "[first]" in _run(project, "--versions").stdout
    assert not list(tmp_path.glob("*.png"))


def test_painted_by_our_own_network_each_version_over_the_one_before(tmp_path):
    done = _run(str(tmp_path / "a.scape"), *CLIPS[:2], "--painter", "neural", "--size", "128", "--history", str(tmp_path / "way.png"))
    assert done.exit_code == 0, done.output
    one, two = (Image.open(tmp_path / f"a-{number}.png") for number in (1, 2))
    assert one.text["Speechscape-Model"].startswith("neural painter")
    assert ImageChops.difference(one.convert("RGB"), two.convert("RGB")).getbbox() is not None
    with Image.open(tmp_path / "way.png") as way:
        assert way.width >= 2 * 128
    drawn = tmp_path / "drawn"
    _run(str(tmp_path / "b.scape"), *CLIPS[:1], "--out", str(drawn), "--size", "128")
    assert ImageChops.difference(one.convert("RGB"), Image.open(drawn / "b-1.png").convert("RGB")).getbbox() is not None
    written = (tmp_path / "a-2.png").read_bytes()
    (tmp_path / "a-2.png").unlink()
    again = _run(str(tmp_path / "a.scape"), CLIPS[3], CLIPS[1], "--painter", "neural", "--size", "128", "--json")  # undo; the same again, over what was written
    assert [json.loads(line)["version"] for line in again.stdout.splitlines()] == [1, 3]
    assert ImageChops.difference(Image.open(tmp_path / "a-3.png").convert("RGB"), Image.open(io.BytesIO(written)).convert("RGB")).getbbox() is None


def test_refusals(tmp_path):
    project = str(tmp_path / "a.scape")
    assert _run(project, CLIPS[3], "--no-picture").exit_code == 1  # nothing to undo
    for arguments, message in ((["--style", "oil"], "oil"), (["--export", str(tmp_path / "a.doc")], "version"), (["--go", "7"], "no version 7"), (["--painter", "neural", "--style", "ink"], "style ink is one of drawings"), (["--painter", "neural", "--page"], "the page shows drawings"), (["--painter", "neural", "--steps", "4"], "steps is 4")):
        done = _run(project, *arguments)
        assert isinstance(done.exception, SpeechscapeError)
        assert message in str(done.exception)
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no sound")
    done = _run(project, str(broken), CLIPS[0], "--json", "--no-picture")
    assert done.exit_code == 2
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines() if line.startswith("{")] == ["nothing", "new"]
    with pytest.raises(OptionError, match="no terminal"):
        CliRunner().invoke(app, ["studio", project], catch_exceptions=False)
