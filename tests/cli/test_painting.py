"""The neural painter and the shared latent through the command line, with the shipped weights."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from speechscape import Speechscape
from tests.cli.test_cli import FOX, SAMPLES, run

ELEPHANT = SAMPLES / "blue-elephant.wav"


def test_draw_paints_in_one_step_and_in_several(tmp_path):
    for steps in ("1", "4"):
        done = run("draw", FOX, "--painter", "neural", "--steps", steps, "--size", "128", "--out", tmp_path / f"{steps}.png", "--json", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        row = json.loads(done.stdout)
        assert " + " in row["model"] and row["scene"]["elements"][0]["box"] is None
        with Image.open(tmp_path / f"{steps}.png") as image:
            assert image.size == (128, 128) and image.info["Comment"] == "AI-generated"
            assert np.asarray(image).std() > 20
    assert (tmp_path / "1.png").read_bytes() != (tmp_path / "4.png").read_bytes()


def test_variations_differ_and_silence_is_not_painted(tmp_path):
    with Speechscape.from_pretrained(painter="neural") as speechscape:
        drawn = speechscape.draw(FOX, size=64, variations=3)
        assert len({picture.data for picture in drawn.pictures}) == 3
        assert speechscape.draw(FOX, size=64).pictures[0].data == drawn.pictures[0].data


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("draw", FOX, "--painter", "neural", "--format", "svg"), b"not svg"),
        (("draw", FOX, "--painter", "neural", "--steps", "3"), b"1, 2, 4, 8"),
        (("draw", FOX, "--steps", "4"), b"--painter neural"),
        (("draw", FOX, "--painter", "neural", "--model", "."), b"no neural painter in"),
        (("draw", FOX, "--painter", "neural", "--route", "cascade"), b"choose another route"),
        (("embed", FOX, "--out", "x.csv"), b".npy or .parquet"),
        (("embed", "missing.png"), b"missing.png"),
        (("find", FOX, "."), b"no pictures under"),
        (("morph", FOX, ELEPHANT, "--out", "x.avi"), b".gif, .mp4"),
    ],
)
def test_wrong_use_is_named(tmp_path, arguments, complaint):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert done.stderr.count(b"\n") <= 2


def test_embed_writes_a_row_for_each_file(tmp_path):
    done = run("embed", FOX, FOX.with_suffix(".png"), ELEPHANT, "--out", tmp_path / "v.npy", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    vectors = np.load(tmp_path / "v.npy")
    assert vectors.shape == (3, 192)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    run("embed", FOX, "--tokens", "--out", tmp_path / "t.npy", cwd=tmp_path)
    assert np.load(tmp_path / "t.npy").shape == (1, 24, 192)


def test_find_answers_in_order(tmp_path):
    done = run("find", FOX, SAMPLES, "--top", "3", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 3 and [row["likeness"] for row in rows] == sorted((row["likeness"] for row in rows), reverse=True)
    (tmp_path / "broken.png").write_bytes(b"nothing")
    (tmp_path / "fox.png").write_bytes(FOX.with_suffix(".png").read_bytes())
    done = run("find", FOX, tmp_path, cwd=tmp_path)
    assert done.returncode == 0 and b"fox.png" in done.stdout and b"left out" in done.stderr


def test_morph_goes_from_one_to_the_other(tmp_path):
    done = run("morph", FOX, ELEPHANT, "--frames", "4", "--size", "64", "--out", tmp_path / "m.gif", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "m.gif") as film:
        assert film.n_frames == 6 and film.size == (64, 64)
