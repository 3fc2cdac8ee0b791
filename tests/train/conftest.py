"""Pairs and a latent of debug size, made once."""

from __future__ import annotations

import random

import numpy as np
import pytest

from speechscape.data.captions import say
from speechscape.data.pictures import PictureRow, PictureWriter, render
from speechscape.train.composer import ComposerOptions
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.heads import HeadOptions
from speechscape.train.latent import LatentTask

STATES = 24
HEADS = HeadOptions(tokens=4, width=32, pooled=32, blocks=1, heads=2, states=STATES, fine=8, middle=8, coarse=16)
COMPOSER = ComposerOptions(layers=6, width=32, blocks=1, heads=2, latent=32, style=4, code=16)


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
    return Engine(LatentTask([pairs], HEADS, COMPOSER, batch_size=8), folder, EngineOptions(steps=3, threads=1)).run()
