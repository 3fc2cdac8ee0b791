"""Real pipelines of diffusers through the painter's own entry: same request same picture, guided by the scene, watched, stopped, blocked, refused."""

from __future__ import annotations

import io
import json
import shutil
import sys

import numpy as np
import pytest
from PIL import Image

from speechscape.errors import ModelError, OptionError, PaintError, SetupError
from speechscape.painters.base import Request
from speechscape.painters.diffusion import DiffusionOptions, DiffusionPainter
from speechscape.painters.guides import guide_pixels
from speechscape.types import Element, Picture, Prompt, Scene
from tests import tiny_diffusion

SCENE = Scene((Element("boat", relation="left of", of=(1,)), Element("lighthouse")))


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("pipelines")
    tiny_diffusion.make_stable_diffusion(root / "sd")
    tiny_diffusion.make_stable_diffusion(root / "blocks", "blocks")
    tiny_diffusion.make_stable_diffusion_xl(root / "xl")
    tiny_diffusion.make_controlnet(root / "control")
    return root


@pytest.fixture(scope="module")
def painter(folders) -> DiffusionPainter:
    return DiffusionPainter(folders / "sd", DiffusionOptions(steps=2, guidance=3.0, batch=3))


def _request(words: str = "a boat", seed: int = 0, **more) -> Request:
    return Request(SCENE, more.pop("size", 64), more.pop("format", "png"), seed, "model", prompt=Prompt(words), **more)


def _pixels(picture: Picture) -> np.ndarray:
    with Image.open(io.BytesIO(picture.data)) as image:
        return np.asarray(image.convert("RGB"), np.float32)


@pytest.mark.parametrize("kind", ["sd", "xl"])
def test_words_and_seed_make_the_picture(folders, kind):
    painter = DiffusionPainter(folders / kind, DiffusionOptions(steps=2, guidance=3.0))
    one, again, other, seeded = (painter.paint(_request(words, seed)) for words, seed in (("a boat", 0), ("a boat", 0), ("a whale", 0), ("a boat", 1)))
    assert one.data == again.data
    assert _pixels(one).shape == (64, 64, 3)
    assert not np.array_equal(_pixels(one), _pixels(other))
    assert not np.array_equal(_pixels(one), _pixels(seeded))
    assert one.alt == "a boat"
    assert b"AI-generated" in one.data


def test_many_are_the_same_as_one_by_one(painter):
    requests = [_request("a boat", 0), _request("a whale", 1), _request("a fox", 2), _request("a tree", 3)]
    for request, together in zip(requests, painter.paint_many(requests), strict=True):
        assert isinstance(together, Picture)
        assert np.abs(_pixels(together) - _pixels(painter.paint(request))).max() <= 1


def test_every_step_is_told_and_can_stop_the_picture(painter):
    told: list[tuple[int, int]] = []
    painter.paint(_request(watch=lambda done, total: told.append((done, total)) or True))
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(PaintError, match="painting was stopped after step 1 of 2"):
        painter.paint(_request(watch=lambda done, total: False))
    painter.paint(_request())


def test_a_blocked_picture_is_an_error_with_its_reason(folders):
    painter = DiffusionPainter(folders / "blocks", DiffusionOptions(steps=1))
    with pytest.raises(PaintError, match=r"safety checker blocked the picture \(seed 7\); say it in other words"):
        painter.paint(_request(seed=7))
    (blocked,) = painter.paint_many([_request()])
    assert isinstance(blocked, PaintError)


def test_a_picture_of_one_colour_is_an_error(folders, monkeypatch):
    painter = DiffusionPainter(folders / "sd", DiffusionOptions(steps=1))
    with pytest.raises(PaintError, match="a picture of one colour"):
        import torch

        with torch.no_grad():
            painter._pipe.vae.decoder.conv_out.weight.zero_()
        painter.paint(_request())


def test_the_drawing_guides_as_much_as_strength_leaves_it(folders):
    drawn = guide_pixels(SCENE, 0, 64, "layout").astype(np.float32)

    def _distance(strength: float) -> float:
        painter = DiffusionPainter(folders / "sd", DiffusionOptions(steps=2, guide="layout", strength=strength))
        round_trip = _pixels(painter.paint(_request()))
        return float(np.abs(round_trip - _pixels(painter.paint(Request(Scene((Element("whale"),)), 64, prompt=Prompt("a boat"))))).mean())

    assert drawn.std() > 10
    assert _distance(0.1) > 3 * _distance(1.0)  # with strength 1 nothing of the drawing is left


@pytest.mark.parametrize("strength", [0.1, 0.5, 0.9])
def test_a_guided_picture_takes_the_steps_that_were_asked_for(folders, strength):
    painter = DiffusionPainter(folders / "sd", DiffusionOptions(steps=2, guide="layout", strength=strength))
    told: list[int] = []
    painter.paint(_request(watch=lambda done, total: told.append(done) or True))
    assert told == [1, 2]


def test_edges_guide_through_a_controlnet(folders):
    painter = DiffusionPainter(folders / "sd", DiffusionOptions(steps=2, guide="edges", control=folders / "control"))
    boat, whale = painter.paint(_request()), painter.paint(Request(Scene((Element("whale"),)), 64, prompt=Prompt("a boat")))
    assert not np.array_equal(_pixels(boat), _pixels(whale))
    edges = guide_pixels(SCENE, 0, 64, "edges")
    assert set(np.unique(edges)) == {0, 255}


def test_a_guide_that_the_pipeline_has_not_is_refused(folders):
    with pytest.raises(ModelError, match="cannot be guided by edges"):
        DiffusionPainter(folders / "sd", DiffusionOptions(guide="edges", control=folders / "nowhere"))


def test_words_over_the_limit_are_told_and_not_cut_in_silence(painter):
    said = "a red boat, a lighthouse, a whale"  # letters are tokens here; sixteen are read
    fitted = painter.fitted(Prompt(said))
    assert len(painter._pipe.tokenizer(fitted.text).input_ids) <= tiny_diffusion.LONGEST
    assert fitted.left_out
    painter.paint(_request(said))


def test_size_and_format_are_the_requests(painter):
    assert _pixels(painter.paint(_request(size=100))).shape == (100, 100, 3)
    assert painter.paint(_request(format="webp")).data[:4] == b"RIFF"
    with pytest.raises(OptionError, match="paints pixels, not svg"):
        painter.paint(_request(format="svg"))
    with pytest.raises(OptionError, match="no words to paint"):
        painter.paint(_request(""))


def test_without_a_prompt_the_scene_is_told(painter):
    assert painter.paint(Request(SCENE, 64)).alt == painter.paint(Request(SCENE, 64)).alt != ""


def test_conditioning_takes_the_place_of_words(painter):
    rng = np.random.default_rng(0)
    tokens = [rng.normal(size=(8, painter.conditioning_width)).astype(np.float32) for _ in range(2)]
    one, again, other = (painter.paint(Request(SCENE, 64, conditioning=token)) for token in (tokens[0], tokens[0], tokens[1]))
    assert one.data == again.data
    assert not np.array_equal(_pixels(one), _pixels(other))
    with pytest.raises(OptionError, match="1 of 2 requests painted together are steered by speech"):
        painter.paint_many([Request(SCENE, 64, conditioning=tokens[0]), _request()])


def test_a_pipeline_that_needs_more_than_tokens_takes_no_conditioning(folders):
    with pytest.raises(OptionError, match="is not conditioned by one row of tokens alone"):
        _ = DiffusionPainter(folders / "xl", DiffusionOptions(steps=1)).conditioning_width


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"steps": 0}, "steps is 0; the diffusion painter takes 1 to 200"), ({"guidance": -1.0}, "guidance is -1"), ({"side": 100}, "side is 100; it takes a multiple of 16"), ({"guide": "magic"}, "no guide 'magic'"),
        ({"strength": 0.0}, "strength is 0.0"), ({"guide": "edges"}, "goes with the folder of a ControlNet"), ({"device": "tpu"}, "no device 'tpu'"), ({"dtype": "int3"}, "no number format 'int3'"), ({"batch": 0}, "batch is 0"),
    ],
)  # fmt: skip
def test_options_are_checked(options, words):
    with pytest.raises(OptionError, match=words):
        DiffusionOptions(**options)


def test_a_device_that_is_not_there(folders):
    with pytest.raises(OptionError, match="device mps is not there; choose: cpu"):
        DiffusionPainter(folders / "sd", DiffusionOptions(device="mps"))


def test_folders_that_hold_no_pipeline_or_bring_code_are_refused(folders, tmp_path):
    with pytest.raises(ModelError, match=r"no pipeline in .*model_index\.json is not there"):
        DiffusionPainter(tmp_path)
    for name, change in {"code": lambda f: (f / "unet" / "evil.py").write_text("raise SystemExit"), "foreign": lambda f: _index(f, unet=["evil_module", "UNet"]), "class": lambda f: _index(f, _class_name=["pipeline", "Evil"])}.items():
        folder = tmp_path / name
        shutil.copytree(folders / "sd", folder)
        change(folder)
        with pytest.raises(ModelError, match=r"brings code of its own .* which is never run"):
            DiffusionPainter(folder)


def _index(folder, **change) -> None:
    path = folder / "model_index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))


def test_pickled_weights_and_damaged_ones_are_refused(folders, tmp_path):
    import torch

    shutil.copytree(folders / "sd", tmp_path / "pickled")
    weights = tmp_path / "pickled" / "unet" / "diffusion_pytorch_model.safetensors"
    weights.unlink()
    torch.save({}, weights.with_suffix(".bin"))
    with pytest.raises(ModelError, match="safetensors"):
        DiffusionPainter(tmp_path / "pickled")
    shutil.copytree(folders / "sd", tmp_path / "damaged")
    (tmp_path / "damaged" / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(b"x" * 100)
    with pytest.raises(ModelError, match="cannot be loaded"):
        DiffusionPainter(tmp_path / "damaged")
    (tmp_path / "damaged" / "model_index.json").write_text("{")
    with pytest.raises(ModelError, match="is damaged"):
        DiffusionPainter(tmp_path / "damaged")


def test_without_the_package_the_error_names_the_install_line(folders, monkeypatch):
    monkeypatch.setitem(sys.modules, "diffusers", None)
    with pytest.raises(SetupError, match=r'pip install "speechscape\[diffusion\]"'):
        DiffusionPainter(folders / "sd")
