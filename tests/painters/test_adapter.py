"""Adapters with random weights: alone as in a batch, saved and loaded, refused where they do not fit, and in the place of words in a real pipeline."""

from __future__ import annotations

import importlib
import io
import json
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from speechscape.errors import ModelError, OptionError, SetupError
from speechscape.painters import adapter as adapters
from speechscape.painters.adapter import Adapter, AdapterCard, AdapterOptions, Projector, load_adapter, save_adapter
from speechscape.painters.base import Request
from speechscape.painters.diffusion import DiffusionOptions, DiffusionPainter
from speechscape.types import Scene
from tests import tiny_diffusion

OPTIONS = AdapterOptions(states=24, tokens=6, conditioning=tiny_diffusion.WIDTH, width=32, blocks=2, heads=4)
CARD = AdapterCard(encoder="own (ears-0)", pipeline="sd", options=OPTIONS)


def _network(options: AdapterOptions = OPTIONS, seed: int = 0) -> Projector:
    torch.manual_seed(seed)
    network = Projector(options)
    torch.nn.init.normal_(network.leave.weight, std=0.3)  # as a trained one: what it says hangs on what it hears
    network.mean.normal_()
    network.spread.uniform_(0.5, 1.5)
    return network.eval()


def _states(length: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(length, OPTIONS.states)).astype(np.float32)


@pytest.fixture
def folder(tmp_path):
    save_adapter(tmp_path / "adapter", CARD, _network().state_dict())
    return tmp_path / "adapter"


@pytest.mark.parametrize("stride", [1, 2, 4])
def test_alone_as_in_a_batch(stride):
    network = _network(replace(OPTIONS, stride=stride))
    lengths = (1, 5, 8, 13)
    states, mask = torch.full((4, 13, 24), 7.0), torch.zeros(4, 13, dtype=torch.bool)
    for row, length in enumerate(lengths):
        states[row, :length], mask[row, :length] = torch.from_numpy(_states(length, row)), True
    with torch.inference_mode():
        together = network(states, mask)
        alone = [network(states[row : row + 1, :length], mask[row : row + 1, :length])[0] for row, length in enumerate(lengths)]
    assert together.shape == (4, 6, tiny_diffusion.WIDTH)
    for one, other in zip(alone, together, strict=True):
        assert torch.allclose(one, other, atol=1e-5)
    assert not torch.allclose(together[2], together[3], atol=0.1)


def test_silence_is_the_same_without_states_and_with_none_that_count():
    network = _network()
    with torch.inference_mode():
        none = network(torch.zeros(2, 0, 24), torch.zeros(2, 0, dtype=torch.bool))
        masked = network(torch.randn(2, 9, 24), torch.zeros(2, 9, dtype=torch.bool))
    assert torch.allclose(none, masked, atol=1e-5)


def test_what_is_said_first_differs_from_what_is_said_last():
    network, states = _network(), torch.from_numpy(_states(12))[None]
    with torch.inference_mode():
        forth, back = (network(one, torch.ones(1, 12, dtype=torch.bool)) for one in (states, states.flip(1)))
    assert not torch.allclose(forth, back, atol=0.01)


def test_tokens_lie_on_mean_and_spread():
    network, silent = _network(), torch.zeros(1, 0, dtype=torch.bool)
    with torch.inference_mode():
        plain, said = network.plain(torch.zeros(1, 0, 24), silent), network(torch.zeros(1, 0, 24), silent)
    assert torch.allclose(said, network.mean + network.spread * plain)


def test_what_was_saved_is_what_is_loaded(folder):
    adapter, network = Adapter(folder), _network()
    assert sorted(path.name for path in folder.iterdir()) == ["adapter.json", "adapter.safetensors"]
    assert (adapter.card, adapter.encoder) == (CARD, "own (ears-0)")
    tokens = adapter.condition(_states(9))
    with torch.inference_mode():
        expected = network(torch.from_numpy(_states(9))[None], torch.ones(1, 9, dtype=torch.bool))[0]
    assert (tokens.shape, tokens.dtype) == ((6, tiny_diffusion.WIDTH), np.float32)
    assert np.array_equal(tokens, expected.numpy())
    assert adapter.condition(_states(0)).shape == (6, tiny_diffusion.WIDTH)
    loaded, _ = load_adapter(folder)
    assert not any(parameter.requires_grad for parameter in loaded.parameters())
    assert not loaded.training


def test_speech_takes_the_place_of_words_in_a_pipeline(folder, tmp_path):
    painter = DiffusionPainter(tiny_diffusion.make_stable_diffusion(tmp_path / "sd"), DiffusionOptions(steps=2, guidance=3.0, batch=3, device="cpu"))
    adapter = Adapter(folder)
    adapter.check(encoder="own (ears-0)", width=painter.conditioning_width)
    said = [adapter.condition(_states(10, seed)) for seed in (1, 1, 2)]
    one, again, other = painter.paint_many([Request(Scene(), 64, conditioning=tokens) for tokens in said])
    first, same, second = (np.asarray(Image.open(io.BytesIO(picture.data)).convert("RGB"), np.float32) for picture in (one, again, other))
    assert np.abs(first - same).max() <= 1  # places of a batch round differently
    assert np.abs(first - second).max() > 3
    assert first.shape == (64, 64, 3)


def test_it_goes_with_its_encoder_and_with_painters_of_its_width_alone(folder):
    adapter = Adapter(folder)
    with pytest.raises(ModelError, match=r"reads the states of own \(ears-0\), not of hubert \(base\); name that encoder, or another adapter"):
        adapter.check(encoder="hubert (base)", width=32)
    with pytest.raises(ModelError, match="gives tokens 32 wide, made for sd; this painter takes 768: choose that model, or another adapter"):
        adapter.check(encoder="own (ears-0)", width=768)
    for states in (np.zeros((5, 80), np.float32), np.zeros(24, np.float32)):
        with pytest.raises(ModelError, match=r"takes \(S, 24\) from own \(ears-0\): give it those"):
            adapter.condition(states)


def _card(folder, **change):
    path = folder / "adapter.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))


def _weights(folder, change):
    path = folder / "adapter.safetensors"
    save_file(change(load_file(path)), path)


def _sizes(folder, **change):
    _card(folder, options=json.loads((folder / "adapter.json").read_text())["options"] | change)


REFUSED = {
    "no card": (lambda folder: (folder / "adapter.json").unlink(), r"no adapter in .*adapter\.json is not there; name a folder that recipes/adapter\.py has exported"),
    "a cut card": (lambda folder: (folder / "adapter.json").write_text("{"), r"adapter\.json is damaged"),
    "no object": (lambda folder: (folder / "adapter.json").write_text("[]"), r"adapter\.json is damaged"),
    "something else": (lambda folder: _card(folder, format="ears"), r"is 'ears' of version 1; this Speechscape reads 'speechscape-adapter' of version 1"),
    "a newer version": (lambda folder: _card(folder, version=2), r"of version 2; this Speechscape reads .* of version 1: update Speechscape"),
    "an unknown option": (lambda folder: _sizes(folder, flavour=1), r"cannot be used \(option 'flavour' is not known to this version\)"),
    "an option too few": (lambda folder: _card(folder, options={"states": 24}), r"cannot be used \(option 'blocks' is missing\)"),
    "options of no kind": (lambda folder: _card(folder, options=3), r"cannot be used"),
    "an endless size": (lambda folder: _sizes(folder, width=10**9), r"cannot be used \(width of an adapter is 1000000000; it takes a whole number from 8 to 4096\)"),
    "claimed sizes": (lambda folder: _sizes(folder, width=4096, blocks=48, heads=64), r"adapter\.safetensors is damaged, or belongs to another adapter\.json"),
    "no weights": (lambda folder: (folder / "adapter.safetensors").unlink(), r"adapter\.safetensors is damaged"),
    "cut weights": (lambda folder: (folder / "adapter.safetensors").write_bytes((folder / "adapter.safetensors").read_bytes()[:-10]), r"adapter\.safetensors is damaged"),
    "weights too few": (lambda folder: _weights(folder, lambda weights: {name: one for name, one in weights.items() if name != "queries"}), r"adapter\.safetensors is damaged"),
    "no numbers": (lambda folder: _weights(folder, lambda weights: weights | {"queries": weights["queries"] * float("nan")}), r"damaged.*some numbers are not finite"),
}


@pytest.mark.parametrize("trouble", REFUSED)
def test_what_is_no_adapter_or_a_damaged_one_is_refused(folder, trouble):
    change, words = REFUSED[trouble]
    change(folder)
    with pytest.raises(ModelError, match=words):
        Adapter(folder)


@pytest.mark.parametrize(("change", "words"), [
    ({"tokens": 0}, "tokens of an adapter is 0; it takes a whole number from 1 to 1024"), ({"blocks": 1.5}, r"blocks of an adapter is 1\.5"), ({"stride": True}, "stride of an adapter is True"),
    ({"heads": 5}, "width 32 of an adapter is not a multiple of twice its 5 heads"),
])  # fmt: skip
def test_sizes_are_checked(change, words):
    with pytest.raises(OptionError, match=words):
        replace(OPTIONS, **change)


def test_without_the_packages_the_error_names_the_install_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "safetensors", None)
    monkeypatch.delitem(sys.modules, adapters.__name__)
    with pytest.raises(SetupError, match=r'pip install "speechscape\[diffusion\]"'):
        importlib.import_module(adapters.__name__)
