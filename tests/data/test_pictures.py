from __future__ import annotations

import numpy as np

from speechscape.data.pictures import SIDE, PictureRow, PictureWriter, make_renders, read_pictures, render
from speechscape.types import Element, Scene, Setting

SCENE = Scene((Element("fox", 2, "red"), Element("tree")), Setting("forest"))


def test_a_render_is_the_painters_picture_and_knows_where_things_stand():
    pixels, spots = render(SCENE, 3)
    assert pixels.shape == (SIDE, SIDE, 3)
    assert sorted((spot[0], spot[1]) for spot in spots) == [(0, 0), (0, 1), (1, 0)]
    assert np.array_equal(pixels, render(SCENE, 3)[0])
    x0, y0, x1, y1 = (int(SIDE * edge) for edge in next(spot for spot in spots if spot[:2] == (0, 0))[2:])
    red = pixels[max(0, y0) : y1, max(0, x0) : x1].reshape(-1, 3).astype(int)
    assert (red[:, 0] - red[:, 2]).max() > 60


def test_shards_of_pictures_and_speech_are_read_back(tmp_path):
    writer = PictureWriter(tmp_path, "pairs", width=8)
    rng = np.random.default_rng(0)
    rows = []
    for number in range(3):
        pixels, spots = render(SCENE, number)
        rows.append(PictureRow(pixels, SCENE, number, spots, "two red foxes", "made/x", rng.normal(size=(5 + number, 8)).astype(np.float16)))
        writer.add(rows[-1])
    writer.close()
    (tmp_path / "pairs.jsonl").write_bytes((tmp_path / "pairs.jsonl").read_bytes()[:-20])  # cut off while writing
    found = list(read_pictures(tmp_path, width=8))
    assert len(found) == 2
    for row, one in zip(rows, found, strict=False):
        assert np.array_equal(row.pixels, one.pixels)
        assert np.array_equal(row.states, one.states)
        assert (one.scene.key(), one.seed, one.spots, one.text, one.voice) == (SCENE.key(), row.seed, row.spots, row.text, row.voice)


def test_renders_need_no_speech(tmp_path):
    make_renders(tmp_path, "renders", 3, 5)
    found = list(read_pictures(tmp_path))
    assert len(found) == 3
    assert all(row.states is None and row.pixels.std() > 5 for row in found)
