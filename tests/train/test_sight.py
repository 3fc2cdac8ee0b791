"""Sight and the controls, debug-sized."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from speechscape.data.pictures import read_pictures
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.latent import load_latent, pictures_of, speech_of
from speechscape.train.neural import NeuralOptions, NeuralTask
from speechscape.train.sight import SightTask, misspelled
from tests.train.conftest import STATES


@pytest.fixture(scope="module")
def painter(pairs, latent, sketches, tmp_path_factory):
    task = NeuralTask([pairs], latent, sketches, NeuralOptions(pictures=4, flow_from=2.0, critic_from=2.0))
    return Engine(task, tmp_path_factory.mktemp("painter"), EngineOptions(steps=2, threads=1)).run()


def test_pictures_are_found_and_what_the_generator_reads_stays(pairs, painter, tmp_path):
    checkpoint = Engine(SightTask([pairs], painter, batch_size=12, peak_rate=4e-3), tmp_path, EngineOptions(steps=100, save_every=1000, threads=1, average=0.8)).run()
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert log[-1]["controls"] < log[0]["controls"]
    parts, rows, known = load_latent(checkpoint), list(read_pictures(pairs, STATES)), torch.load(painter, weights_only=True)["averages"]
    for name, value in parts.speech.reader.state_dict().items():
        assert torch.equal(value, known["speech"][f"reader.{name}"])
    for name, value in parts.composer.state_dict().items():
        assert torch.equal(value, known["generator"][f"composer.{name}"])
    with torch.no_grad():
        spoken = parts.speech(*speech_of([row.states for row in rows])).pooled
        shown = parts.picture(pictures_of([row.pixels for row in rows])).pooled
    assert ((spoken @ shown.T).argmax(dim=1) == torch.arange(len(rows))).float().mean() > 0.6


def test_sight_goes_on_from_a_checkpoint(pairs, painter, tmp_path):
    first = Engine(SightTask([pairs], painter, batch_size=4), tmp_path / "first", EngineOptions(steps=1, threads=1)).run()
    more = SightTask([pairs], painter, batch_size=4, start=first)
    saved = torch.load(first, weights_only=True)["averages"]
    assert torch.equal(more.parts.picture.state_dict()["reader.queries"], saved["picture"]["reader.queries"])
    assert torch.equal(more.parts.speech.state_dict()["pool.out.weight"], saved["speech"]["pool.out.weight"])
    with pytest.raises(FileNotFoundError, match="make some"):
        SightTask([tmp_path], painter)


def test_sight_reads_the_latent_that_a_generator_will_not_change(pairs, latent, tmp_path):
    parts = load_latent(Engine(SightTask([pairs], latent, batch_size=4), tmp_path, EngineOptions(steps=1, threads=1)).run())
    saved = torch.load(latent, weights_only=True)["averages"]
    assert torch.equal(parts.composer.geometry.weight, saved["composer"]["geometry.weight"])
    assert torch.equal(parts.speech.reader.queries, saved["speech"]["reader.queries"])


def test_controls_alone_leave_sight_as_it_is(pairs, latent, tmp_path):
    task = SightTask([pairs], latent, batch_size=6, start=latent, controls=True)
    Engine(task, tmp_path, EngineOptions(steps=2, threads=1)).run()
    before, after = torch.load(latent, weights_only=True)["averages"], torch.load(tmp_path / "checkpoint.pt", weights_only=True)["averages"]
    for name, state in before.items():
        assert all(torch.equal(value, after[name][key]) for key, value in state.items()) != (name in {"scene", "text"})


def test_misspelled_words_can_still_be_read():
    text = "a small red fox under two trees at night"
    written = [misspelled(text, np.random.default_rng(seed)) for seed in range(40)]
    assert text in written
    assert len(set(written)) > 10
    assert all(abs(len(one) - len(text)) < 8 for one in written)
