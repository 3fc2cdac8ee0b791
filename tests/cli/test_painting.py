"""The neural painter and the shared latent through the command line: what is refused before any weights are needed."""

from __future__ import annotations

import pytest

from tests.cli.test_cli import FOX, SAMPLES, run

ELEPHANT = SAMPLES / "blue-elephant.wav"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("draw", FOX, "--painter", "neural", "--format", "svg"), b"not svg"),
        (("draw", FOX, "--steps", "4"), b"--painter neural"),
        (("draw", FOX, "--painter", "neural", "--model", "."), b"no neural painter in"),
        (("draw", FOX, "--painter", "neural", "--route", "cascade"), b"choose another route"),
        (("embed", FOX, "--out", "x.csv"), b".npy or .parquet"),
        (("find", FOX, "."), b"no pictures under"),
        (("morph", FOX, ELEPHANT, "--out", "x.avi"), b".gif, .mp4"),
    ],
)
def test_wrong_use_is_named(tmp_path, arguments, complaint):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert done.stderr.count(b"\n") <= 2
