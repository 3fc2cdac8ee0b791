from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

SAMPLES = Path(__file__).parents[2] / "samples"
FOX = SAMPLES / "fox-under-a-tree.wav"
COMMAND = [sys.executable, "-c", "from speechscape.cli.main import run; run()"]


def run(*arguments: str | Path, cwd: Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, arguments)], cwd=cwd, input=data, capture_output=True, check=False)


def test_draw_writes_a_picture_under_the_clips_name(tmp_path):
    done = run("draw", FOX, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "fox-under-a-tree.png") as image:
        assert image.size == (1024, 1024)
    assert done.stdout.count(b"\n") == 1
    assert b"fox" in done.stdout


def test_json_line_has_all_that_is_promised(tmp_path):
    done = run("draw", FOX, "--json", "--size", "64", cwd=tmp_path)
    row = json.loads(done.stdout)
    assert set(row) == {"clip", "picture", "scene", "heard", "abstained", "reason", "doubts", "route", "transcript", "prompt", "refused", "seed", "model", "ms"}
    assert set(row["ms"]) == {"decode", "hear", "imagine", "paint", "write"}
    item = row["scene"]["elements"][0]
    assert {"name", "count", "color", "size", "relation", "of", "box", "confidence", "start_s", "end_s"} <= set(item)
    assert set(row["scene"]["setting"]) == {"place", "time", "weather"}
    assert row["picture"] == str(tmp_path / "fox-under-a-tree.png")


def test_many_clips_a_bad_one_among_them(tmp_path):
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(b"nonsense" * 100)
    done = run("draw", FOX, bad, FOX, "--out", tmp_path / "pictures", "--size", "64", "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert sorted(path.name for path in (tmp_path / "pictures").iterdir()) == ["fox-under-a-tree-2.png", "fox-under-a-tree.png"]
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["picture"] is None for row in rows] == [False, True, False]
    assert b"bad.mp3 is not audio" in done.stderr
    assert b"Traceback" not in done.stderr


def test_standard_input_formats_variations_and_explanation(tmp_path):
    data = FOX.read_bytes()
    assert run("draw", "-", "--out", tmp_path / "a.webp", "--size", "80", cwd=tmp_path, data=data).returncode == 0
    with Image.open(tmp_path / "a.webp") as image:
        assert image.format == "WEBP"
    assert run("draw", "-", "--format", "svg", "--variations", "2", "--explain", cwd=tmp_path, data=data).returncode == 0
    assert {"speech-1.svg", "speech-2.svg", "speech-explain.png"} <= {path.name for path in tmp_path.iterdir()}
    assert run("draw", "-", "--format", "json", cwd=tmp_path, data=data).returncode == 0
    assert json.loads((tmp_path / "speech.json").read_text())["scene"]["elements"]


def test_no_picture_stops_after_the_scene(tmp_path):
    done = run("draw", FOX, "--json", "--no-picture", cwd=tmp_path)
    assert done.returncode == 0
    row = json.loads(done.stdout)
    assert row["picture"] is None
    assert row["scene"]["elements"][0]["box"]
    assert list(tmp_path.iterdir()) == []


def test_nothing_drawable_is_status_one_with_its_reason(tmp_path):
    import numpy as np
    import soundfile

    soundfile.write(tmp_path / "silence.wav", np.zeros(16_000), 16_000)
    done = run("draw", "silence.wav", cwd=tmp_path)
    assert done.returncode == 1
    assert b"silence" in done.stdout
    assert not (tmp_path / "silence.png").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["draw", "none.wav"], b"cannot be opened"),
        (["draw", FOX, "--size", "9999"], b"16 to 4096"),
        (["draw", FOX, FOX, "--out", "one.png"], b"one file for 2 clips"),
        (["draw", FOX, "--out", "one.gif"], b"'gif'"),
        (["draw", FOX, "--model", "nowhere"], b"no ears in nowhere"),
        (["draw"], b"Missing argument"),
        (["evaluate", "nonsense"], b"choose: scenes"),
    ],
)
def test_wrong_use_is_status_two_and_one_clear_line(tmp_path, arguments, words):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


def test_vocabulary(tmp_path):
    rows = [json.loads(line) for line in run("vocabulary", "--json", cwd=tmp_path).stdout.splitlines()]
    fox = next(row for row in rows if row["name"] == "fox")
    assert fox == {"name": "fox", "spoken": ["fox", "foxes"], "kind": "animal", "colors": fox["colors"], "stands": "ground"}
    assert len(fox["colors"]) == 11
    assert {"place", "time", "weather", "color", "size", "animal", "plant"} <= {row["kind"] for row in rows}
    done = run("vocabulary", cwd=tmp_path)
    assert b"elements drawn on vocabulary.png" in done.stdout
    with Image.open(tmp_path / "vocabulary.png") as image:
        assert image.width > 1000


def test_the_microphone_without_its_package_names_the_install_line(tmp_path):
    code = "import sys; sys.modules['sounddevice'] = None; sys.argv = ['speechscape', 'mic']; from speechscape.cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"pip install 'speechscape[mic]'" in done.stderr
