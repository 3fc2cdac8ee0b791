"""The route with the shipped model on the shipped samples."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest

from speechscape import Speechscape
from speechscape.errors import AudioError, ModelError, OptionError, SetupError
from speechscape.routes import RouteOptions
from speechscape.routes.cast import listener
from speechscape.runtime import model_folder, threads
from speechscape.types import Clip, Scene

SAMPLES = json.loads((__import__("pathlib").Path(__file__).parents[1] / "samples" / "samples.json").read_text())


@pytest.fixture(scope="module")
def speechscape():
    with Speechscape.from_pretrained() as one:
        yield one


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_understood(speechscape, samples_folder, name):
    drawn = speechscape.draw(samples_folder / f"{name}.wav", size=64)
    assert drawn.scene.key() == Scene.from_json(SAMPLES[name]["scene"]).key(), drawn.account()
    assert drawn.picture.data[:4] == b"\x89PNG"
    for item in drawn.scene.elements:
        assert item.box is not None
        assert 0 <= item.start_s < item.end_s <= drawn.clip.seconds
        assert 0 < item.confidence <= 1


def test_batched_equals_single(speechscape, samples_folder):
    paths = [samples_folder / f"{name}.wav" for name in SAMPLES]
    together = list(speechscape.draw_many(paths, size=64))
    for path, drawn in zip(paths, together, strict=True):
        alone = speechscape.draw(path, size=64)
        assert alone.picture.data == drawn.picture.data
        assert alone.heard.words == drawn.heard.words


def test_variations_are_other_layouts_of_the_same_words(speechscape, samples_folder):
    drawn = speechscape.draw(samples_folder / f"{next(iter(SAMPLES))}.wav", size=64, variations=3)
    assert len({picture.data for picture in drawn.pictures}) == 3
    assert len({picture.scene.key() for picture in drawn.pictures}) == 1


def test_one_bad_clip_does_not_stop_the_others(speechscape, samples_folder):
    good = samples_folder / f"{next(iter(SAMPLES))}.wav"
    first, bad, last = speechscape.draw_many([good, b"not audio at all", good], size=64)
    assert first.picture is not None
    assert last.picture is not None
    assert isinstance(bad.error, AudioError)
    with pytest.raises(AudioError, match="not audio"):
        speechscape.draw(b"not audio at all")


@pytest.mark.parametrize("samples", [np.zeros(32_000), np.random.default_rng(0).normal(size=32_000) * 0.1])
def test_silence_and_noise_give_a_reason_and_no_picture(speechscape, samples):
    drawn = speechscape.draw(Clip(samples.astype(np.float32), "x"))
    assert drawn.picture is None
    assert drawn.heard.abstained
    assert drawn.heard.reason
    assert "nothing drawn" in drawn.account()
    assert drawn.to_json()["reason"] == drawn.heard.reason


def test_a_bad_size_is_refused_before_anything_is_heard(speechscape):
    with pytest.raises(OptionError, match="size is 5"):
        list(speechscape.draw_many([b""], size=5))


def test_missing_ears_and_bad_threads_are_named(tmp_path, monkeypatch):
    with pytest.raises(ModelError, match="no ears in"):
        model_folder(tmp_path)
    monkeypatch.setenv("SPEECHSCAPE_THREADS", "many")
    with pytest.raises(OptionError, match="'many'"):
        threads()
    monkeypatch.setenv("SPEECHSCAPE_THREADS", "3")
    assert threads() == 3


def test_what_is_too_doubtful_to_draw_is_asked_about(samples_folder):
    with Speechscape.from_pretrained(threshold=1.1) as doubting:
        drawn = doubting.draw(samples_folder / "fox-under-a-tree.wav")
    assert drawn.picture is None
    assert [names[0] for names in drawn.heard.doubts] == ["fox", "tree"]
    assert "a fox" in drawn.account()
    assert "a tree" in drawn.account()
    assert drawn.to_json()["doubts"] == [list(names) for names in drawn.heard.doubts]


def test_routes_by_name(samples_folder):
    with pytest.raises(OptionError, match="no route 'sideways'; choose: direct, fused, cascade"):
        RouteOptions(route="sideways")
    pytest.importorskip("pocketsphinx")
    heard = {}
    for route in ("direct", "cascade", "fused"):
        with Speechscape.from_pretrained(route=route) as one:
            heard[route] = one.draw(samples_folder / "fox-under-a-tree.wav", size=64).to_json()
    who = {route: {row["name"]: row["heard_by"] for row in line["scene"]["elements"]} for route, line in heard.items()}
    assert who == {"direct": {"fox": ["ears"], "tree": ["ears"]}, "cascade": {"fox": ["sphinx"], "tree": ["sphinx"]}, "fused": {"fox": ["ears", "sphinx"], "tree": ["ears", "sphinx"]}}
    assert heard["fused"]["model"] == f"{heard['direct']['model']} + {heard['cascade']['model']}"


def test_without_pocketsphinx_the_ears_listen_alone(monkeypatch):
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    assert listener(RouteOptions()).second is None
    for route in ("fused", "cascade"):
        with pytest.raises(SetupError, match="pocketsphinx is not installed"):
            listener(RouteOptions(route=route))
