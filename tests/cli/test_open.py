"""``transcribe``, ``models`` and the open painters at the command line."""

from __future__ import annotations

import json

import numpy as np
import pytest
import soundfile
from typer.testing import CliRunner

from speechscape.cli.main import app
from speechscape.cli.transcribing import _clock, _lines
from speechscape.errors import ModelError, OptionError
from speechscape.types import Word
from tests import tiny_diffusion

SAYS = "Two red foxes under a tree."


def _run(*arguments: object):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(autouse=True)
def nowhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SPEECHSCAPE_MODELS", str(tmp_path / "models"))


def test_transcribe_prints_what_is_said(english_whisper, samples_folder):
    clip = samples_folder / "fox-under-a-tree.wav"
    assert _run("transcribe", clip, "--recogniser", english_whisper).stdout == SAYS + "\n"
    line = json.loads(_run("transcribe", clip, "--recogniser", english_whisper, "--format", "json").stdout)
    assert (line["clip"], line["text"], line["language"]) == (str(clip), SAYS, "en")


def test_transcribe_writes_subtitles_into_a_folder_and_goes_on_past_a_broken_file(english_whisper, samples_folder, tmp_path):
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    soundfile.write(tmp_path / "silent.wav", np.zeros(32_000, np.float32), 16_000)
    result = _run("transcribe", tmp_path / "broken.wav", tmp_path / "silent.wav", samples_folder / "fox-under-a-tree.wav", "--recogniser", english_whisper, "--format", "vtt", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "broken.wav" in result.stderr
    assert "silent.wav: nobody speaks in it" in result.stderr
    text = (tmp_path / "out" / "fox-under-a-tree.vtt").read_text()
    assert text.startswith("WEBVTT\n\n1\n00:00:00.000 --> 00:00:0")
    assert text.rstrip().endswith(SAYS)


def test_subtitles_break_at_pauses_full_stops_and_length():
    words = [Word(text, start, start + 0.3) for text, start in (("One", 0.0), ("two.", 0.4), ("Three", 0.8), ("four", 3.0), *((f"w{k}", 3.4 + 0.4 * k) for k in range(20)))]
    lines = [" ".join(word.text for word in line) for line in _lines(words)]
    assert lines[:2] == ["One two.", "Three"]
    assert max(len(line.split()) for line in lines) <= 10
    assert " ".join(lines).split() == [word.text for word in words]
    assert _clock(3661.0425, ",") == "01:01:01,042"


def test_draw_by_words_with_settings_in_a_file(english_whisper, samples_folder, tmp_path):
    tiny_diffusion.make_stable_diffusion(tmp_path / "sd")
    (tmp_path / "speechscape.toml").write_text(f'route = "cascade"\nrecogniser = "{english_whisper}"\npainter = "diffusion"\ndiffusion = "{tmp_path / "sd"}"\nsteps = 1\n')
    result = _run("draw", samples_folder / "fox-under-a-tree.wav", "--json", "--size", 64, "--guide", "layout")
    line = json.loads(result.stdout)
    assert (line["route"], line["transcript"]["text"], line["picture"]) == ("cascade", SAYS, str(tmp_path / "fox-under-a-tree.png"))
    assert (tmp_path / "fox-under-a-tree.png").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(OptionError, match="paints pixels, not svg"):
        _run("draw", samples_folder / "fox-under-a-tree.wav", "--format", "svg")


def test_models_are_listed_shown_and_not_fetched_unasked(monkeypatch):
    monkeypatch.setenv("SPEECHSCAPE_OFFLINE", "1")
    rows = [json.loads(line) for line in _run("models", "list", "--json").stdout.splitlines()]
    assert {"whisper-tiny", "sd-turbo", "flux2-klein"} <= {row["name"] for row in rows}
    assert not any(row["here"] for row in rows)
    assert "sd-turbo" in _run("models", "list").stdout
    shown = _run("models", "show", "sd-turbo").stdout
    assert "Stability AI Community Licence" in shown
    assert "512 px in 1 step, guidance 0" in shown
    with pytest.raises(OptionError, match="then add --accept stability-community"):
        _run("models", "pull", "sd-turbo")
    with pytest.raises(ModelError, match="offline"):
        _run("models", "pull", "sd-turbo", "--accept", "stability-community")
    with pytest.raises(OptionError, match="no model 'sd-turbot'"):
        _run("models", "show", "sd-turbot")
    with pytest.raises(OptionError, match="kind is 'voice'"):
        _run("models", "pull", "a/b", "--kind", "voice")
    with pytest.raises(ModelError, match="whisper-tiny is not here"):
        _run("models", "verify", "whisper-tiny")


def test_a_fetched_model_is_verified(monkeypatch, tmp_path):
    folder = tmp_path / "models" / "whisper-tiny"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"weights")
    import hashlib

    row = {"bytes": 7, "sha256": hashlib.sha256(b"weights").hexdigest()}
    (folder / "manifest.json").write_text(json.dumps({"files": {"model.bin": row}}))
    assert _run("models", "verify", "whisper-tiny").exit_code == 0
    (folder / "model.bin").write_bytes(b"WEIGHTS")
    result = _run("models", "verify", "whisper-tiny")
    assert result.exit_code == 2
    assert "model.bin has another content" in result.stdout


def test_on_a_terminal_steps_are_shown(monkeypatch, capsys):
    from speechscape.cli.drawing import _Bar

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with _Bar(1, slow=True) as bar:
        assert bar.step(1, 4)
        bar.clip()
    assert "drawing" in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    with _Bar(5, slow=True) as bar:
        assert bar.step(1, 4)
        bar.clip()
    assert capsys.readouterr().err == ""
