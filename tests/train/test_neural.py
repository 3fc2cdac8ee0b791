"""The generator: three phases of training, debug-sized, and the exported painter against the trained one."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from PIL import Image

from speechscape.data.pictures import read_pictures
from speechscape.errors import OptionError
from speechscape.latent.space import Space
from speechscape.painters.base import Request
from speechscape.painters.neural import NeuralPainter
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.export_painter import export_painter
from speechscape.train.generator import present_in, present_of, sharpen
from speechscape.train.latent import speech_of
from speechscape.train.neural import NeuralOptions, NeuralTask, load_neural
from speechscape.types import Latent, Scene
from tests.train.conftest import STATES


@pytest.fixture(scope="module")
def trained(pairs, latent, sketches, tmp_path_factory):
    folder = tmp_path_factory.mktemp("neural")
    task = NeuralTask([pairs], latent, sketches, NeuralOptions(pictures=8, flow_from=0.3, critic_from=0.6, peak_rate=1e-3))
    Engine(task, folder, EngineOptions(steps=61, save_every=61, threads=1, average=0.8), task.sample).run()
    return folder


@pytest.fixture(scope="module")
def shipped(trained, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipped")
    parts, generator = load_neural(trained / "checkpoint.pt")
    with torch.no_grad():  # so that something is there
        generator.composer.geometry.bias[0] = 0.5
    export_painter(parts, generator, folder, "debug")
    return parts, generator, folder


def test_all_three_phases_run_and_pixels_come_nearer(trained):
    rows = [json.loads(line) for line in (trained / "log.jsonl").read_text().splitlines()]
    assert rows[-1]["pixels"] < 0.9 * rows[0]["pixels"]
    assert "flow" not in rows[0] and rows[-1]["flow"] > 0
    assert {"critic", "mismatch", "slope", "persuade"} <= rows[-1].keys()
    with Image.open(trained / "sample-000061.png") as sheet:
        assert sheet.size == (8 * 128, 7 * 128)


def test_resumed_equals_uninterrupted(pairs, latent, sketches, tmp_path):
    options = EngineOptions(steps=4, save_every=2, threads=1)

    def task():
        return NeuralTask([pairs], latent, sketches, NeuralOptions(pictures=4, flow_from=2.0, critic_from=2.0))

    before = task()
    runs = {}
    for name, stops in (("whole", (None,)), ("parts", (2, None))):
        for stop in stops:
            Engine(task(), tmp_path / name, options).run(stop_after=stop)
        runs[name] = torch.load(tmp_path / name / "checkpoint.pt", weights_only=True)
    assert runs["whole"]["step"] == runs["parts"]["step"] == 4
    assert all(torch.equal(value, runs["parts"]["modules"][name][key]) for name, module in runs["whole"]["modules"].items() for key, value in module.items())
    assert not torch.equal(before.generator.state_dict()["canvas.grow.seed.weight"], runs["whole"]["modules"]["generator"]["canvas.grow.seed.weight"])
    Engine(NeuralTask([pairs], latent, sketches, NeuralOptions(pictures=4), start=tmp_path / "whole" / "checkpoint.pt"), tmp_path / "more", EngineOptions(steps=1, threads=1)).run()


def test_speech_may_stay_as_it_is(pairs, latent, sketches, tmp_path):
    Engine(NeuralTask([pairs], latent, sketches, NeuralOptions(pictures=4, flow_from=0.0, critic_from=0.0, still=True)), tmp_path, EngineOptions(steps=2, threads=1)).run()
    before, after = torch.load(latent, weights_only=True)["averages"], torch.load(tmp_path / "checkpoint.pt", weights_only=True)["averages"]
    assert all(torch.equal(value, after["speech"][key]) for key, value in before["speech"].items())
    assert not torch.equal(before["composer"]["geometry.weight"], after["generator"]["composer.geometry.weight"])


def test_exported_equals_trained(shipped, pairs):
    parts, generator, folder = shipped
    row = next(iter(read_pictures(pairs, STATES)))
    states = np.asarray(row.states, np.float32)
    latent = Space(folder, 1).imagine(states)
    with torch.no_grad():
        known = parts.speech(*speech_of([row.states]))
        assert latent.tokens == pytest.approx(known.tokens[0].numpy(), abs=0.02)
        assert latent.pooled == pytest.approx(known.pooled[0].numpy(), abs=0.01)
        rng = np.random.default_rng(7)
        hand = torch.eye(16)[torch.from_numpy(rng.integers(16, size=1))]
        style = torch.from_numpy(rng.standard_normal((1, 7, 2), dtype=np.float32))
        tokens = torch.from_numpy(latent.tokens[None])
        for size in (128, 200):
            wanted = ((generator.once(tokens, hand, style, size)[0].permute(1, 2, 0) + 1) * 127.5).numpy()
            assert np.abs(NeuralPainter(folder, 1).pixels(latent.tokens, 7, size) - wanted).max() < 6
        start = torch.from_numpy(rng.standard_normal((3, 128, 128), dtype=np.float32))[None]
        wanted = ((sharpen(generator, tokens, hand, style, start, 4)[0].permute(1, 2, 0) + 1) * 127.5).numpy()
        assert np.abs(NeuralPainter(folder, 1, steps=4).pixels(latent.tokens, 7) - wanted).mean() < 2
    (shown,) = Space(folder, 1).look([np.array(row.pixels)])
    assert shown.tokens.shape == latent.tokens.shape and shown.pooled @ shown.pooled == pytest.approx(1, abs=1e-3)


def test_same_request_same_bytes_and_other_seeds_other_pictures(shipped):
    painter = NeuralPainter(shipped[2], 1)
    latent = Latent(np.random.default_rng(1).normal(size=(4, 32)).astype(np.float32), np.zeros(32, np.float32))
    first, again, other = (painter.paint(Request(Scene(), 128, "png", seed, "m", latent)).data for seed in (1, 1, 2))
    assert first == again != other
    assert painter.paint(Request(Scene(), 64, "webp", 1, "m", latent)).data[8:12] == b"WEBP"
    with pytest.raises(OptionError, match="no latent"):
        painter.paint(Request(Scene()))
    with pytest.raises(OptionError, match="not svg"):
        painter.paint(Request(Scene(), format="svg", latent=latent))
    with pytest.raises(OptionError, match="1, 2, 4, 8"):
        NeuralPainter(shipped[2], steps=3)


def test_nothing_there_is_a_backdrop_alone(shipped):
    _, generator, _ = shipped
    layers = generator.composer(torch.randn(2, 4, 32), torch.zeros(2, 16), torch.zeros(2, 7, 2))
    assert generator.paint(layers, present_in(layers, threshold=1e9)).shape == (2, 3, 128, 128)


def test_layers_are_sorted_from_far_to_near(pairs):
    from speechscape.train.composer import targets_of

    targets = targets_of(list(read_pictures(pairs, STATES)), 6)
    present = present_of(targets)
    for picture in range(12):
        mine = present.layer[present.picture == picture]
        assert (targets.depth[picture, mine].diff() >= 0).all()
