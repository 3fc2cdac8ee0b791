"""The speech adapter, trained tiny. A small Stable Diffusion learns ten pictures by their captions and is frozen; an adapter then learns to steer it by ten spoken words,
and voices that it never heard must be painted right. The rest is known by construction.
"""

from __future__ import annotations

import importlib.util
import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from PIL import Image
from torch.nn import functional as f
from transformers import CLIPTextModel

from speechscape.data.manifest import Spoken, write_manifest
from speechscape.data.shards import write_samples
from speechscape.ears.encoders import Own
from speechscape.errors import OptionError
from speechscape.painters.adapter import Adapter, AdapterOptions
from speechscape.painters.base import Request
from speechscape.painters.diffusion import DiffusionOptions, DiffusionPainter
from speechscape.train.adapter import AdapterTask, AdapterTraining, Frozen, export_adapter, prepare
from speechscape.train.engine import Engine, EngineOptions
from speechscape.types import RATE_HZ, Clip, Picture, Prompt, Scene
from tests import tiny_diffusion
from tests.ears.test_encoders import make_hubert

COLORS = {"red": (230, 40, 40), "green": (40, 200, 60), "blue": (40, 70, 230), "yellow": (230, 220, 30), "white": (240, 240, 240)}
FORMS = {"disc": ("........", "..####..", ".######.", ".######.", ".######.", ".######.", "..####..", "........"), "frame": ("########", *("#......#",) * 6, "########")}
CONCEPTS = [f"{color} {form}" for form in FORMS for color in COLORS]
CELL = 4
"""Pixels of a cell of the forms: what the autoencoder makes one latent of."""

BATCH = 32

VOWELS_HZ = {"a": (750, 1200), "e": (480, 1900), "i": (300, 2400), "o": (450, 850)}
WORDS = ["a-i", "i-a", "o-e", "e-o", "a-o", "o-i", "e-a", "i-o", "a-e", "e-i"]
"""What each concept is called by those who speak here: two syllables of these vowels."""

HEARD_HZ, UNHEARD_HZ = (95, 110, 125, 140, 180, 195, 210, 225), (102, 117, 160, 188, 203)
"""Pitches of the voices that train, and of those that are painted."""

RIGHT_AT_LEAST = {"captions": 0.9, "both": 0.9, "regression": 0.9, "diffusion": 0.7}
SHUFFLED_AT_MOST = 0.3
"""The margin: the share of pictures that show what unheard voices said, of fifty, and the same where each is painted from what another of them said (one in ten is so by chance).

The diffusion loss alone learns from noise, and would need more steps than a test may take to come as near as the others.
"""


def picture_of(concept: str, ground: int = 128) -> np.ndarray:
    color, form = concept.split()
    cells = np.where(np.array([[one == "#" for one in row] for row in FORMS[form]])[..., None], np.array(COLORS[color]), ground)
    return cells.astype(np.uint8).repeat(CELL, axis=0).repeat(CELL, axis=1)


def named(pixels: np.ndarray) -> int:
    """The concept whose picture is nearest."""
    return int(np.argmin([np.square(pixels.astype(float) - picture_of(concept)).mean() for concept in CONCEPTS]))


def spoken(word: str, pitch_hz: float, seed: int) -> Clip:
    """A word by a voice: harmonics of a pitch through two resonances for each vowel, in other tempo, size of mouth and noise for each seed."""
    rng = np.random.default_rng(seed)
    parts = []
    for vowel in word.split("-"):
        t = np.arange(int(rng.uniform(0.22, 0.3) * RATE_HZ)) / RATE_HZ
        tones = pitch_hz * np.arange(1, int(4000 / pitch_hz))
        mouth = rng.uniform(0.96, 1.04)
        loud = sum(1 / (1 + ((tones - mouth * peak) / 90) ** 2) for peak in VOWELS_HZ[vowel])
        voice = (np.sin(2 * np.pi * tones * (t * (1 - 0.04 * t))[:, None] + rng.uniform(0, 6, len(tones))) * loud).sum(axis=1)
        parts += [voice * np.sqrt(np.abs(np.sin(np.pi * t / t[-1]))), np.zeros(int(0.04 * RATE_HZ))]
    samples = np.concatenate(parts)
    samples = 0.3 * samples / np.abs(samples).max() + rng.normal(0, 0.004, len(samples))
    return Clip(samples.astype(np.float32), word)


def make_autoencoder() -> AutoencoderKL:
    """Averages a cell to one latent of its three colours and paints it flat: weights are set, not trained.

    Residual parts are zero and the rest copies. The last normalisation would lose the brightness of a picture, but two of its channels
    are so large (±50) that they alone make its scale; and its activation is linear far from zero, where a bias of 20 keeps it.
    """
    channels, large, far = 8, 50.0, 20.0
    blocks = 3
    autoencoder = AutoencoderKL(
        block_out_channels=(channels,) * blocks, down_block_types=("DownEncoderBlock2D",) * blocks, up_block_types=("UpDecoderBlock2D",) * blocks, latent_channels=4, norm_num_groups=1,
        sample_size=8 * CELL, mid_block_add_attention=False, scaling_factor=2.0,
    )  # fmt: skip
    with torch.no_grad():
        for name, weights in autoencoder.named_parameters():
            if any(part in name for part in ("conv2", "samplers", "quant_conv")):
                weights.zero_()
        for net in (autoencoder.encoder, autoencoder.decoder):
            for copied in (net.conv_in, net.conv_out):
                copied.weight.zero_()
                copied.weight[range(3), range(3), 1, 1] = 1
            net.conv_in.weight[range(3, 6), range(3), 1, 1] = -1
            net.conv_in.bias.copy_(torch.tensor([0.0] * 6 + [large, -large]))
            net.conv_norm_out.weight.fill_(large / 2)
            net.conv_norm_out.bias.fill_(far)
            net.conv_out.bias.zero_()
            net.conv_out.bias[:3] = -far
        for part in (autoencoder.quant_conv, autoencoder.post_quant_conv):
            part.weight[range(len(part.weight)), range(len(part.weight)), 0, 0] = 1
        for block in autoencoder.encoder.down_blocks[:-1]:
            block.downsamplers[0].conv.weight[range(channels), range(channels), :2, :2] = 0.25
        for block in autoencoder.decoder.up_blocks[:-1]:
            block.upsamplers[0].conv.weight[range(channels), range(channels), 1, 1] = 1
    return autoencoder


def make_painter(folder: Path, steps: int) -> Path:
    """A Stable Diffusion that knows the concepts by their captions: its U-Net is trained here for a while, its text encoder is random."""
    torch.manual_seed(0)
    tokenizer = tiny_diffusion.make_tokenizer()
    unet = UNet2DConditionModel(
        block_out_channels=(16, 32), layers_per_block=1, sample_size=8, in_channels=4, out_channels=4, norm_num_groups=4, cross_attention_dim=tiny_diffusion.WIDTH, attention_head_dim=8,
        mid_block_type=None, down_block_types=("CrossAttnDownBlock2D",) * 2, up_block_types=("CrossAttnUpBlock2D",) * 2,
    )  # fmt: skip
    pipe = StableDiffusionPipeline(
        vae=make_autoencoder(), text_encoder=CLIPTextModel(tiny_diffusion.text_config(tokenizer)), tokenizer=tokenizer, unet=unet, safety_checker=None, feature_extractor=None,
        requires_safety_checker=False, scheduler=DDIMScheduler(beta_schedule="scaled_linear", clip_sample=False, steps_offset=1, prediction_type="v_prediction"),
    )  # fmt: skip
    rng = np.random.default_rng(0)
    pictures = np.stack([picture_of(concept, ground) for concept in CONCEPTS for ground in rng.integers(110, 147, 8)])
    with torch.no_grad():
        latents = 2 * pipe.vae.encode(torch.from_numpy(pictures).permute(0, 3, 1, 2) / 127.5 - 1).latent_dist.mode()
        texts = pipe.encode_prompt([*CONCEPTS, ""], "cpu", 1, False)[0]
    optimizer = torch.optim.AdamW(unet.parameters(), 8e-3, betas=(0.9, 0.98))
    rates = torch.optim.lr_scheduler.OneCycleLR(optimizer, 8e-3, total_steps=steps, pct_start=0.1)
    for _ in range(steps):
        chosen = torch.randint(0, len(latents), (BATCH,))
        said = torch.where(torch.rand(BATCH) < 0.1, len(CONCEPTS), chosen // 8)
        kept, at = pipe.scheduler.alphas_cumprod, torch.randint(0, 1000, (BATCH,))
        more, less, noise = kept[at].sqrt()[:, None, None, None], (1 - kept[at]).sqrt()[:, None, None, None], torch.randn(BATCH, 4, 8, 8)
        tokens = texts[said] * (torch.rand(BATCH) > 0.05)[:, None, None]
        told = unet(more * latents[chosen] + less * noise, at, encoder_hidden_states=tokens).sample
        optimizer.zero_grad()
        f.mse_loss(told, more * noise - less * latents[chosen]).backward()
        optimizer.step()
        rates.step()
    pipe.save_pretrained(folder)
    return folder


def write_rows(folder: Path, concepts=CONCEPTS, pitches=HEARD_HZ) -> Path:
    """A manifest of words, captions and pictures."""
    rows = []
    for number, concept in enumerate(concepts):
        Image.fromarray(picture_of(concept)).save(folder / f"{number}.png")
        for pitch in pitches:
            audio = folder / f"{number}-{pitch}.wav"
            soundfile.write(audio, spoken(WORDS[number], pitch, 1000 * number + pitch).samples, RATE_HZ)
            rows.append(Spoken(id=audio.stem, audio=audio, source="made", caption=concept, picture=folder / f"{number}.png"))
    write_manifest(rows, folder / "rows.jsonl")
    return folder / "rows.jsonl"


SIZES = AdapterOptions(states=256, tokens=tiny_diffusion.LONGEST, conditioning=tiny_diffusion.WIDTH, width=64, blocks=2, heads=4)
BOTH = AdapterTraining(batch=20, peak_rate=3e-3)
STEPS = {"both": 160, "regression": 200, "diffusion": 260}
LOSSES = {"both": BOTH, "regression": replace(BOTH, diffusion=0.0), "diffusion": replace(BOTH, regression=0.0)}


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """The frozen model, what was computed once from 80 spoken pictures, the encoder and the painter."""
    before, root = torch.get_num_threads(), tmp_path_factory.mktemp("toy")
    torch.set_num_threads(1)
    pipeline, ears = make_painter(root / "toy-diffusion", 200), Own()
    frozen, rows = Frozen(pipeline), write_rows(root)
    painter = DiffusionPainter(pipeline, DiffusionOptions(steps=8, guidance=1.0, batch=50, device="cpu"))
    yield SimpleNamespace(pipeline=pipeline, ears=ears, frozen=frozen, rows=rows, painter=painter, prepared=prepare(rows, root / "prepared", ears, frozen), root=root)
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def unheard(toy):
    """Concept and speech states of fifty words by voices that never train."""
    asked = [(number, pitch) for number in range(len(WORDS)) for pitch in UNHEARD_HZ]
    states = toy.ears.states([spoken(WORDS[number], pitch, 7 + 1000 * number + pitch) for number, pitch in asked])
    return [number for number, _ in asked], states


def trained(toy, folder: Path, options: AdapterTraining, steps: int) -> tuple[Adapter, list[dict[str, float]]]:
    checkpoint = Engine(AdapterTask(toy.prepared, toy.frozen, SIZES, options), folder, EngineOptions(steps=steps, threads=1, average=0.9, save_every=1000)).run()
    return Adapter(export_adapter(checkpoint, folder / "exported")), [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]


def share_right(painter: DiffusionPainter, wanted: list[int], **given) -> float:
    """Share of the pictures that are nearest to the wanted concept's; what is `given` to the requests has one value a picture."""
    requests = [Request(Scene(), 8 * CELL, seed=seed, **{name: values[seed] for name, values in given.items()}) for seed in range(len(wanted))]
    painted = painter.paint_many(requests)
    assert all(isinstance(one, Picture) for one in painted)
    return float(np.mean([named(np.asarray(Image.open(io.BytesIO(one.data)).convert("RGB"))) == number for one, number in zip(painted, wanted, strict=True)]))


def test_the_toy_paints_what_its_captions_say(toy, unheard):
    right = share_right(toy.painter, unheard[0], prompt=[Prompt(CONCEPTS[number]) for number in unheard[0]])
    print(f"captions: right {right:.2f}")
    assert right >= RIGHT_AT_LEAST["captions"]


@pytest.mark.parametrize("losses", LOSSES)
def test_unheard_voices_paint_what_they_say_and_shuffled_ones_do_not(toy, unheard, tmp_path, losses):
    adapter, log = trained(toy, tmp_path, LOSSES[losses], STEPS[losses])
    for name in {"both": ("squared", "angle", "diffusion"), "regression": ("squared", "angle"), "diffusion": ("diffusion",)}[losses]:
        assert np.mean([row[name] for row in log[-3:]]) < 0.8 * log[0][name]
    adapter.check(encoder=toy.ears.name, width=toy.painter.conditioning_width)
    said = [adapter.condition(states) for states in unheard[1]]
    shuffled = np.random.default_rng(0).permutation(len(said))
    right, wrong = share_right(toy.painter, unheard[0], conditioning=said), share_right(toy.painter, unheard[0], conditioning=[said[other] for other in shuffled])
    print(f"{losses}: right {right:.2f}, shuffled {wrong:.2f}")
    assert right >= RIGHT_AT_LEAST[losses]
    assert wrong <= SHUFFLED_AT_MOST


def test_silence_says_what_the_empty_caption_says(toy, tmp_path):
    adapter, _ = trained(toy, tmp_path, replace(LOSSES["regression"], silent=0.3), 80)
    nothing = adapter.condition(np.zeros((0, 256), np.float32))
    texts = toy.frozen.read(["", *CONCEPTS]).numpy()
    assert np.argmin([np.square(nothing - text).mean() for text in texts]) == 0
    assert np.allclose(nothing[0], texts[0][0], atol=2e-3)  # the first token is the same whatever is said


def test_nothing_but_the_projector_learns(toy, tmp_path):
    parts = {name: getattr(toy.frozen._pipe, name) for name in ("unet", "vae", "text_encoder")}
    before = {name: {key: value.clone() for key, value in part.state_dict().items()} for name, part in parts.items()}
    heard = toy.ears.states([spoken("a-i", 120, 0)])[0]
    task = AdapterTask(toy.prepared, toy.frozen, SIZES, BOTH)
    start = {name: value.clone() for name, value in task.projector.state_dict().items()}
    Engine(task, tmp_path, EngineOptions(steps=3, threads=1)).run()
    for name, part in parts.items():
        assert not part.training
        assert all(parameter.grad is None and not parameter.requires_grad for parameter in part.parameters())
        assert all(torch.equal(value, before[name][key]) for key, value in part.state_dict().items())
    assert np.array_equal(toy.ears.states([spoken("a-i", 120, 0)])[0], heard)
    same = {name for name, value in task.projector.state_dict().items() if torch.equal(value, start[name])}
    assert same == {"mean", "spread"}


def test_resumed_equals_uninterrupted(toy, tmp_path):
    def run(folder, stop_after=None):
        return Engine(AdapterTask(toy.prepared, toy.frozen, SIZES, BOTH), folder, EngineOptions(steps=6, threads=1)).run(stop_after)

    run(tmp_path / "killed", 3)
    one, two = (torch.load(run(tmp_path / name), weights_only=True) for name in ("killed", "whole"))
    assert one["step"] == two["step"] == 6
    for kind in ("modules", "averages"):
        assert all(torch.equal(value, two[kind]["projector"][name]) for name, value in one[kind]["projector"].items())
    with pytest.raises(ValueError, match="choose another folder"):
        Engine(AdapterTask(toy.prepared, toy.frozen, SIZES, LOSSES["diffusion"]), tmp_path / "whole", EngineOptions(steps=6, threads=1))


def test_batches_are_pure_and_some_are_silent(toy):
    task = AdapterTask(toy.prepared, toy.frozen, SIZES, replace(BOTH, batch=80, silent=0.4))
    one, again, other = task.batch(3, 0.0), task.batch(3, 0.9), task.batch(4, 0.0)
    assert all(torch.equal(value, getattr(again, name)) for name, value in vars(one).items())
    assert not torch.equal(one.states[:, :5], other.states[:, :5])
    assert one.states.shape == (80, one.mask.shape[1], 256)
    assert (one.tokens.shape, one.latents.shape) == ((80, 16, 32), (80, 4, 8, 8))
    silent, empty = ~one.mask.any(dim=1), toy.frozen.read([""])[0]
    assert 20 < silent.sum() < 45
    assert torch.allclose(one.tokens[silent], empty.expand(int(silent.sum()), -1, -1), atol=2e-3)
    assert not torch.allclose(one.tokens[~silent][0], empty, atol=0.1)


def test_an_untrained_adapter_says_an_average_caption(toy):
    texts = toy.frozen.read(CONCEPTS)
    projector = AdapterTask(toy.prepared, toy.frozen, SIZES, replace(BOTH, silent=0.0)).projector
    assert torch.allclose(projector.mean, texts.mean(dim=0), atol=2e-3)
    assert torch.allclose(projector.spread[1:], texts.std(dim=0, correction=0)[1:], atol=2e-3)
    assert not projector.spread[0].any()
    with torch.no_grad():
        said = projector(torch.randn(1, 7, 256), torch.ones(1, 7, dtype=torch.bool))[0]
    assert torch.equal(said[0], projector.mean[0])
    assert float(((said - projector.mean)[1:] / projector.spread[1:]).abs().max()) < 0.5


@pytest.mark.parametrize(("predicts", "right"), [
    ("epsilon", lambda kept, noisy: noisy / (1 - kept).sqrt()), ("v_prediction", lambda kept, noisy: noisy * (kept / (1 - kept)).sqrt()), ("sample", lambda kept, noisy: 0 * noisy),
])  # fmt: skip
def test_a_model_that_is_right_has_no_loss(toy, monkeypatch, predicts, right):
    """With latents of zero the noised ones are noise alone, so that the right answer can be told from them."""
    kept = toy.frozen._pipe.scheduler.alphas_cumprod
    monkeypatch.setattr(toy.frozen, "_predicts", predicts)
    monkeypatch.setattr(toy.frozen, "unet", lambda noisy, steps, encoder_hidden_states: SimpleNamespace(sample=right(kept[steps, None, None, None], noisy)))
    assert float(toy.frozen.denoising_loss(torch.zeros(8, 4, 8, 8), torch.zeros(8, 16, 32))) < 1e-8


def test_in_halves_of_numbers_the_loss_is_nearly_the_same(toy):
    frozen = Frozen(toy.pipeline)

    def loss() -> float:
        torch.manual_seed(0)
        return float(frozen.denoising_loss(torch.from_numpy(toy.prepared.latents.astype(np.float32)), frozen.read(CONCEPTS)))

    whole = loss()
    frozen.settle(torch.bfloat16)
    assert loss() == pytest.approx(whole, rel=0.05)
    assert frozen._pipe.unet.dtype == torch.bfloat16


def test_what_is_frozen_is_computed_once(toy, tmp_path, monkeypatch):
    assert toy.prepared.latents.shape == (10, 4, 8, 8)  # eighty rows share ten pictures and ten captions
    assert toy.prepared.tokens.shape == (11, 16, 32)
    assert toy.prepared.rows.shape == (80, 4)
    monkeypatch.setattr(toy.ears, "states", None)
    again = prepare(toy.rows, toy.root / "prepared", toy.ears, toy.frozen)
    assert np.array_equal(again.rows, toy.prepared.rows)
    with pytest.raises(TypeError):
        prepare(toy.rows, toy.root / "prepared", SimpleNamespace(name="another", width=256, states=None), toy.frozen)  # another encoder's states are not these
    monkeypatch.undo()
    (toy.root / "prepared" / "cache.json").write_text("{")
    assert np.array_equal(prepare(toy.rows, toy.root / "prepared", toy.ears, toy.frozen).states, again.states)


def test_rows_that_cannot_train_are_left_out_and_told(toy, tmp_path, capsys):
    write_rows(tmp_path, CONCEPTS[:2], (110, 210))
    (tmp_path / "noise.wav").write_bytes(b"no sound")
    sound, picture = tmp_path / "0-110.wav", tmp_path / "0.png"
    whole = {"source": "made", "audio": sound, "picture": picture, "caption": "red disc"}
    lacking = {
        "heldout": {"split": "test"}, "wordless": {"caption": None}, "blind": {"picture": None}, "gone": {"audio": tmp_path / "gone.wav"}, "noise": {"audio": tmp_path / "noise.wav"},
        "brief": {"start_s": 0.1, "end_s": 0.2},
    }  # fmt: skip
    rows = [Spoken(id=name, **{**whole, **change}) for name, change in lacking.items()] + [Spoken(id="part", **whole, start_s=0.1, end_s=0.5), Spoken(id="train", **whole, split="train")]
    write_manifest(rows, tmp_path / "more.jsonl")
    prepared = prepare(tmp_path / "more.jsonl", tmp_path / "prepared", toy.ears, toy.frozen)
    assert len(prepared.rows) == 2
    assert prepared.rows[0, 1] < prepared.rows[1, 1]  # a part of the sound has fewer states than the whole
    assert "left out 6" in capsys.readouterr().out
    assert len(prepare(tmp_path / "more.jsonl", tmp_path / "speech and pictures", toy.ears, toy.frozen, captions=False).rows) == 3
    assert len(prepare(tmp_path / "more.jsonl", tmp_path / "speech and captions", toy.ears, toy.frozen, pictures=False).rows) == 3
    write_manifest(rows[:1], tmp_path / "none.jsonl")
    with pytest.raises(OptionError, match="has no example to train on; need rows for training with sound, a caption, a picture"):
        prepare(tmp_path / "none.jsonl", tmp_path / "none", toy.ears, toy.frozen)


def test_speech_and_pictures_alone_are_enough(toy, tmp_path):
    """Without captions, names of the vocabulary say how tokens are spread."""
    rows = [Spoken(id=str(number), audio=toy.root / f"{number}-110.wav", picture=toy.root / f"{number}.png", source="made") for number in range(4)]
    write_manifest(rows, tmp_path / "rows.jsonl")
    prepared = prepare(tmp_path / "rows.jsonl", tmp_path / "prepared", toy.ears, toy.frozen, captions=False, outside=True)
    task = AdapterTask(prepared, toy.frozen, SIZES, replace(LOSSES["diffusion"], batch=4))
    assert task.projector.spread[1:].min() > 0.01  # each place says now this, now that
    Engine(task, tmp_path / "run", EngineOptions(steps=1, threads=1)).run()
    with pytest.raises(OptionError, match="the regression loss needs captions, which were not prepared"):
        AdapterTask(prepared, toy.frozen, SIZES, BOTH)


@pytest.mark.parametrize(("change", "words"), [
    ({"states": 80}, "states of the adapter is 80; what was prepared has 256"), ({"conditioning": 16}, "conditioning of the adapter is 16; .* has 32"),
    ({"tokens": 17}, "tokens of the adapter is 17; .* has at most 16"),
])  # fmt: skip
def test_sizes_that_do_not_fit_are_refused(toy, change, words):
    with pytest.raises(OptionError, match=words):
        AdapterTask(toy.prepared, toy.frozen, replace(SIZES, **change), BOTH)


def test_fewer_tokens_are_the_first(toy):
    task = AdapterTask(toy.prepared, toy.frozen, replace(SIZES, tokens=4), BOTH)
    assert torch.equal(task.batch(0, 0.0).tokens, AdapterTask(toy.prepared, toy.frozen, SIZES, BOTH).batch(0, 0.0).tokens[:, :4])


@pytest.mark.parametrize(("options", "words"), [
    ({"diffusion": 0.0, "regression": 0.0}, "need at least one above 0"), ({"diffusion": -1.0}, "and none below"), ({"silent": 1.0}, r"silent is 1\.0"), ({"batch": 0}, "batch 0"),
])  # fmt: skip
def test_options_are_checked(options, words):
    with pytest.raises(OptionError, match=words):
        AdapterTraining(**options)


def test_pipelines_of_another_kind_are_refused(toy, tmp_path):
    tiny_diffusion.make_stable_diffusion_xl(tmp_path / "xl")
    with pytest.raises(OptionError, match="xl is a StableDiffusionXLPipeline; an adapter speaks to a Stable Diffusion 1 or 2"):
        Frozen(tmp_path / "xl")
    pipe = StableDiffusionPipeline.from_pretrained(toy.pipeline, safety_checker=None, requires_safety_checker=False)
    pipe.scheduler.register_to_config(prediction_type="flow")
    pipe.save_pretrained(tmp_path / "flow")
    with pytest.raises(OptionError, match="flow has a DDIMScheduler that predicts 'flow'"):
        Frozen(tmp_path / "flow")


def test_only_the_checkpoint_of_an_adapter_is_exported(tmp_path):
    torch.save({"averages": {"ears": {}}, "card": {}}, tmp_path / "some.pt")
    with pytest.raises(ValueError, match=r"some\.pt is no checkpoint of an adapter"):
        export_adapter(tmp_path / "some.pt", tmp_path / "out")


def test_the_recipe_trains_from_shards_and_exports(toy, unheard, tmp_path, monkeypatch, capsys):
    rows = [Spoken(id=str(number), audio=toy.root / f"{number}-110.wav", picture=toy.root / f"{number}.png", source="made", caption=concept) for number, concept in enumerate(CONCEPTS)]
    write_samples(rows, tmp_path / "shards")
    spec = importlib.util.spec_from_file_location("recipe_adapter", Path(__file__).parents[2] / "recipes" / "adapter.py")
    recipe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recipe)
    monkeypatch.setitem(recipe.PROFILES, "tiny", (recipe.PROFILES["tiny"][0], EngineOptions(steps=2, save_every=1)))
    common = ["adapter.py", str(tmp_path / "run"), "--pipeline", str(toy.pipeline), "--profile", "tiny", "--batch", "4", "--threads", "1"]
    monkeypatch.setattr(sys, "argv", [*common, "--shards", str(tmp_path / "shards"), "--export", str(tmp_path / "exported")])
    recipe.main()
    assert capsys.readouterr().out.split()[-1] == str(tmp_path / "exported")
    one, two = Adapter(tmp_path / "exported"), Adapter(tmp_path / "run" / "adapter")  # what a run always holds is its averaged weights, too
    assert (one.encoder, one.card.pipeline) == (toy.ears.name, "toy-diffusion")
    assert np.array_equal(one.condition(unheard[1][0]), two.condition(unheard[1][0]))
    common[1] = str(tmp_path / "other")
    monkeypatch.setattr(sys, "argv", [*common, "--manifest", str(toy.rows), "--loss", "regression", "--encoder", str(make_hubert(tmp_path / "tiny")), "--layers", "1", "2"])
    recipe.main()
    assert capsys.readouterr().out.split()[-1] == str(tmp_path / "other" / "checkpoint.pt")
    other = Adapter(tmp_path / "other" / "adapter")
    assert (other.encoder, other.card.options.stride) == ("hubert (tiny, layers 1+2)", 4)  # states of 20 ms, as far apart inside as our own
