"""Our own ears and real HuBERT, WavLM and Whisper models with random weights behind one interface: lengths known by construction, refusals with their way out."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
import torch
from transformers import HubertConfig, HubertModel, Wav2Vec2FeatureExtractor, WavLMConfig, WavLMModel, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration

from speechscape.ears.encoders import Foreign, Own, encoder
from speechscape.ears.listener import Listener
from speechscape.errors import AudioError, ModelError, OptionError, SetupError
from speechscape.runtime import model_folder
from speechscape.types import RATE_HZ, Clip
from tests.conftest import speechlike

SMALL = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 16, "conv_dim": (8,) * 7, "num_conv_pos_embeddings": 8, "num_conv_pos_embedding_groups": 2}
WINDOW_S = 3
"""Seconds that the tiny Whisper hears at once; published ones hear 30."""


def make_hubert(folder):
    torch.manual_seed(0)
    HubertModel(HubertConfig(**SMALL)).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(do_normalize=True).save_pretrained(folder)
    return folder


def make_wavlm(folder):
    torch.manual_seed(0)
    WavLMModel(WavLMConfig(**SMALL, feat_extract_norm="layer")).save_pretrained(folder)
    Wav2Vec2FeatureExtractor(do_normalize=True).save_pretrained(folder)
    return folder


def make_whisper(folder):
    torch.manual_seed(0)
    config = WhisperConfig(
        vocab_size=64, d_model=16, encoder_layers=2, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=16, decoder_ffn_dim=16, max_source_positions=50 * WINDOW_S,
        pad_token_id=0, bos_token_id=0, eos_token_id=0, decoder_start_token_id=1,
    )  # fmt: skip
    WhisperForConditionalGeneration(config).save_pretrained(folder)
    WhisperFeatureExtractor(chunk_length=WINDOW_S).save_pretrained(folder)
    return folder


MAKERS = {"hubert": make_hubert, "wavlm": make_wavlm, "whisper": make_whisper}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("encoders")
    return {kind: make(root / f"tiny-{kind}") for kind, make in MAKERS.items()}


@pytest.fixture(scope="module")
def clips():
    return [Clip(speechlike(seconds, seed), "a clip") for seed, seconds in enumerate((1.0, 0.55, 2.3))]


@pytest.mark.parametrize("kind", MAKERS)
def test_states_have_the_length_of_their_clip_and_do_not_hear_their_neighbours(folders, clips, kind):
    ears = encoder(folders[kind])
    found = ears.states(clips)
    assert (ears.name, ears.width, ears.state_s) == (f"{kind} (tiny-{kind})", 16, 0.02)
    # seven convolutions without padding lose the last 25 ms or so; Whisper's count every begun state
    assert [one.shape for one in found] == [(length, 16) for length in ((50, 28, 115) if kind == "whisper" else (49, 27, 114))]
    assert all(one.dtype == np.float32 and np.isfinite(one).all() for one in found)
    for clip, together in zip(clips, found, strict=True):
        assert np.array_equal(ears.states([clip])[0], together)
    assert not np.allclose(found[0][:20], found[1][:20])
    assert ears.states([]) == []


def test_our_own_states_are_those_of_what_was_heard(clips):
    ears = encoder("own")
    assert isinstance(ears, Own)
    assert ears.name == f"own ({Listener(model_folder()).name})"
    assert (ears.width, ears.state_s) == (256, 0.08)
    padded = Clip(np.concatenate([np.zeros(RATE_HZ, np.float32), clips[0].samples, np.zeros(RATE_HZ, np.float32)]))
    together = ears.states([*clips, padded])
    heard = Listener(model_folder()).hear([*clips, padded])
    for clip, states, one in zip([*clips, padded], together, heard, strict=True):
        assert states.dtype == np.float32
        assert np.allclose(states, one.states, atol=1e-4)
        assert np.allclose(states, ears.states([clip])[0], atol=1e-3)
    assert len(together[3]) <= len(together[0]) + 5  # silence has no states, but for 0.2 s on each side


def test_whisper_hears_long_clips_window_by_window(folders):
    ears = encoder(folders["whisper"])
    samples = speechlike(WINDOW_S + 1.0)
    whole = ears.states([Clip(samples)])[0]
    first, second = (ears.states([Clip(part)])[0] for part in (samples[: WINDOW_S * RATE_HZ], samples[WINDOW_S * RATE_HZ :]))
    assert np.array_equal(whole, np.concatenate([first, second]))
    assert len(whole) == 50 * (WINDOW_S + 1)


@pytest.mark.parametrize("kind", MAKERS)
def test_the_mean_of_chosen_layers(folders, clips, kind):
    one, two, both, last = (encoder(folders[kind], layers=layers).states(clips[:1])[0] for layers in ((1,), (2,), (1, 2), ()))
    assert np.allclose(both, (one + two) / 2, atol=1e-6)
    assert np.allclose(two, last, atol=1e-6)
    assert encoder(folders[kind], layers=(1, 2)).name == f"{kind} (tiny-{kind}, layers 1+2)"
    with pytest.raises(OptionError, match=r"layers \[3\] of tiny-.*; it has 0 to 2"):
        encoder(folders[kind], layers=(3,))
    with pytest.raises(OptionError, match=r"layers \[1\] of 'own' cannot be chosen"):
        encoder("own", layers=(1,))


def test_nothing_in_it_can_be_trained(folders):
    ears = Foreign(folders["hubert"])
    assert not any(parameter.requires_grad for parameter in ears._model.parameters())
    assert not ears._model.training


@pytest.mark.parametrize("reference", ["own", "hubert"])
def test_a_clip_that_is_too_short(folders, reference):
    ears = encoder(folders.get(reference, reference))
    with pytest.raises(AudioError, match=r"short lasts 0\.10 s; need at least 0\.20 s: record a little longer"):
        ears.states([Clip(np.zeros(RATE_HZ // 10, np.float32), "short")])


def _change(folder, name, **values):
    path = folder / name
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def _pickled(folder):
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")


def _without(folder, part):
    from safetensors.torch import load_file, save_file

    path = folder / "model.safetensors"
    save_file({name: value for name, value in load_file(path).items() if part not in name}, path, metadata={"format": "pt"})


REFUSED = {
    "is missing": (lambda folder: (folder / "config.json").unlink(), r"no speech encoder in .*config\.json is not there; name 'own', or a folder"),
    "is damaged": (lambda folder: (folder / "config.json").write_text("{"), r"settings in .* are damaged"),
    "is no object": (lambda folder: (folder / "config.json").write_text("[1]"), r"settings in .* are damaged"),
    "brings a module": (lambda folder: (folder / "modeling_evil.py").write_text("raise SystemExit"), r"brings code of its own \(modeling_evil\.py\), which is never run"),
    "maps to code": (lambda folder: _change(folder, "config.json", auto_map={"AutoModel": "evil.Evil"}), r"brings code of its own \(auto_map\)"),
    "prepares by code": (lambda folder: _change(folder, "preprocessor_config.json", auto_map={"AutoFeatureExtractor": "evil.Evil"}), r"brings code of its own \(auto_map\)"),
    "is of another kind": (lambda folder: _change(folder, "config.json", model_type="bert"), r"holds a 'bert'; speech states come from one of hubert, wavlm, whisper, or from 'own'"),
    "is pickled": (_pickled, r"has no safetensors weights, and pickled ones are never opened"),
    "has broken weights": (lambda folder: (folder / "model.safetensors").write_bytes(b"x" * 100), r"cannot be loaded"),
    "cannot prepare": (lambda folder: (folder / "preprocessor_config.json").unlink(), r"cannot be loaded .*preprocessor_config\.json"),
    "hears another rate": (lambda folder: _change(folder, "preprocessor_config.json", sampling_rate=8000), r"hears 8000 Hz; clips have 16000 Hz"),
    "lacks weights": (lambda folder: _without(folder, "encoder.layers.1."), r"lacks \d+ weights of a hubert \(encoder\.layers\.1\..*which would be random"),
}


@pytest.mark.parametrize("trouble", REFUSED)
def test_a_folder_that_cannot_be_trusted_or_used_is_refused(tmp_path, trouble):
    change, words = REFUSED[trouble]
    change(make_hubert(tmp_path / "it"))
    with pytest.raises(ModelError, match=words):
        encoder(tmp_path / "it")


def test_a_whisper_whose_files_do_not_agree_is_refused(tmp_path):
    WhisperFeatureExtractor(chunk_length=30).save_pretrained(make_whisper(tmp_path / "it"))
    with pytest.raises(ModelError, match=r"makes windows of 480000 samples, config\.json wants 48000"):
        encoder(tmp_path / "it")


def test_without_the_package_the_error_names_the_install_line(folders, monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(SetupError, match=r'pip install "speechscape\[diffusion\]"'):
        encoder(folders["hubert"])
