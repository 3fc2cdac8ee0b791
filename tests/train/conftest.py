"""Sketches, pairs and a latent of debug size, made once."""

from __future__ import annotations

import random

import numpy as np
import pytest

from speechscape.data.captions import say
from speechscape.data.pictures import HANDS, PictureRow, PictureWriter, render
from speechscape.data.sketches import GROUND_LABELS, canvas_of, ground_of, labels_of
from speechscape.train.composer import ComposerOptions
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.heads import HeadOptions
from speechscape.train.latent import SaidTask
from speechscape.train.pixels import PixelOptions
from speechscape.train.sketches import SketchTask
from speechscape.world.layout import lay_out
from speechscape.world.vocabulary import PLACES, TIMES, WEATHERS

STATES = 24
HEADS = HeadOptions(tokens=4, width=32, pooled=32, blocks=1, heads=2, states=STATES, fine=8, middle=8, coarse=16)
COMPOSER = ComposerOptions(layers=6, width=32, blocks=1, heads=2, latent=32, code=16)
PIXELS = PixelOptions(code=16, hidden=32, canvas=(16, 16, 8, 8), backdrop=(16, 16, 8, 8), backdrop_hidden=16)


@pytest.fixture(scope="session")
def drawings(tmp_path_factory):
    """A few things drawn alone and a few places, as `data.sketches` keeps them."""
    folder, rng = tmp_path_factory.mktemp("drawings"), random.Random(8)
    rows, canvases = [], []
    while len(rows) < 12:
        scene, seed = say(rng, largest=2).scene, 1 + len(rows) % HANDS
        placed, spots = lay_out(scene, seed)
        for spot in spots[:1]:
            rows.append(labels_of(placed.elements[spot.index], spot, scene, seed))
            canvases.append(canvas_of(placed.elements[spot.index], spot, scene, seed))
    kinds = [(place, 0, 0, place) for place in range(3)]
    np.save(folder / "made.npy", np.array(rows, np.int16))
    (folder / "made.u8").write_bytes(np.stack(canvases).tobytes())
    np.save(folder / "made-grounds.npy", np.array(kinds, np.int16).reshape(-1, len(GROUND_LABELS)))
    (folder / "made-grounds.u8").write_bytes(b"".join(ground_of(PLACES[p], TIMES[t], WEATHERS[w], hand + 1).tobytes() for p, t, w, hand in kinds))
    return folder


@pytest.fixture(scope="session")
def sketches(drawings, tmp_path_factory):
    """A checkpoint of canvases that have hardly been trained."""
    return Engine(SketchTask([drawings], PIXELS, canvases=6, grounds=2), tmp_path_factory.mktemp("sketches"), EngineOptions(steps=3, threads=1)).run()


@pytest.fixture(scope="session")
def pairs(tmp_path_factory):
    """Twelve spoken pictures whose states are random, but each sentence's own."""
    folder = tmp_path_factory.mktemp("pairs")
    writer, rng = PictureWriter(folder, "made", STATES), random.Random(4)
    for number in range(12):
        saying = say(rng, largest=2)
        pixels, spots = render(saying.scene, number + 1)
        states = np.random.default_rng(number).normal(size=(5 + number, STATES)).astype(np.float16)
        writer.add(PictureRow(pixels, saying.scene, number + 1, spots, saying.text, "nobody", states))
    writer.close()
    return folder


@pytest.fixture(scope="session")
def latent(pairs, tmp_path_factory):
    """A checkpoint of a latent that has hardly been trained."""
    folder = tmp_path_factory.mktemp("latent")
    return Engine(SaidTask([pairs], HEADS, COMPOSER, batch_size=8), folder, EngineOptions(steps=3, threads=1)).run()
