"""The open routes from end to end, through real libraries: cascade with Whisper, diffusion painter, what JSON says, what goes wrong for one clip alone."""

from __future__ import annotations

import io
import json
import threading

import numpy as np
import pytest
import soundfile

from speechscape import Speechscape
from speechscape.audio import read_clip
from speechscape.errors import EndpointError, ModelError, OptionError, PaintError
from speechscape.routes import RouteOptions
from speechscape.types import Clip, Picture
from tests import tiny_diffusion
from tests.chat_server import serving

SAYS = "Two red foxes under a tree."


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("open")
    tiny_diffusion.make_stable_diffusion(root / "sd")
    tiny_diffusion.make_stable_diffusion(root / "blocks", "blocks")
    return root


@pytest.fixture(scope="module")
def cascade(folders, english_whisper):
    with Speechscape.from_pretrained(route="cascade", recogniser=str(english_whisper), painter="diffusion", diffusion=str(folders / "sd"), steps=2, style="ink", batch=2) as one:
        yield one


@pytest.fixture(scope="module")
def fox(samples_folder) -> Clip:
    return read_clip(samples_folder / "fox-under-a-tree.wav")


def test_a_cascade_paints_the_words_that_were_said(cascade, fox):
    drawn = cascade.draw(fox, size=64)
    line = drawn.to_json("fox.png")
    assert line["route"] == "cascade"
    assert line["transcript"]["text"] == SAYS
    assert line["prompt"]["text"].endswith("ink")
    assert line["prompt"]["left_out"]  # sixteen letters are all that the tiny text encoder reads
    assert {row["name"] for row in line["scene"]["elements"]} == {"fox", "tree"}
    assert {"decode", "hear", "prompt", "paint"} <= set(line["ms"]) | {"decode"}
    assert line["model"].startswith("whisper (tiny.en) + sd")
    assert "left out, because the painter reads no more" in drawn.account()
    json.dumps(line)


def test_words_outside_our_world_are_painted_too(folders, tmp_path, fox):
    from tests.tiny_whisper import make_whisper

    whisper = make_whisper(tmp_path / "law.en", "A tax law.")
    with Speechscape.from_pretrained(route="cascade", recogniser=str(whisper), painter="diffusion", diffusion=str(folders / "sd"), steps=1) as one:
        drawn = one.draw(fox, size=64)
    assert drawn.heard.abstained
    assert not drawn.nothing
    assert drawn.picture is not None
    assert drawn.prompt.text == "A tax law"
    with Speechscape.from_pretrained(route="cascade", recogniser=str(whisper)) as one:
        assert one.draw(fox, size=64).picture is None


def test_two_clips_in_one_call_are_two_pictures_each_its_own(cascade, fox, samples_folder):
    other = read_clip(samples_folder / "king-and-castle.wav")
    silent = Clip(np.zeros(16_000, np.float32), "silent")
    together = list(cascade.draw_many([fox, silent, other, b"nothing", fox], size=64))
    assert [drawn.picture is not None for drawn in together] == [True, False, True, False, True]
    assert together[1].nothing
    assert "silence" in together[1].account()
    assert together[0].picture.data == together[4].picture.data == cascade.draw(fox, size=64).picture.data


def test_ninety_seconds_of_44100_hz_stereo_m4a_are_heard_to_the_end(cascade, tmp_path, fox):
    import av

    path = tmp_path / "long.m4a"
    samples = np.tile(np.concatenate([fox.samples, np.zeros(32_000, np.float32)]), 23)[: 90 * 16_000]
    sound = np.repeat(np.interp(np.arange(90 * 44_100) / 44_100, np.arange(len(samples)) / 16_000, samples).astype(np.float32)[None], 2, axis=0)
    with av.open(str(path), "w", format="mp4") as sink:
        stream = sink.add_stream("aac", rate=44_100, layout="stereo")
        for first in range(0, sound.shape[1], 1024):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, first : first + 1024]), format="fltp", layout="stereo")
            frame.rate = 44_100
            sink.mux(stream.encode(frame))
        sink.mux(stream.encode(None))
    drawn = cascade.draw(path, size=64)
    assert drawn.picture is not None
    assert drawn.heard.transcript.words[-1].end_s > 60


def test_a_painter_can_be_sent_to_a_device_and_paints_there(cascade, fox):
    before = cascade.draw(fox, size=64).picture.data
    assert cascade.painter.to("cpu") is cascade.painter
    assert cascade.draw(fox, size=64).picture.data == before
    with pytest.raises(OptionError, match="device mps is not there"):
        cascade.painter.to("mps")
    with pytest.raises(OptionError, match="no device 'tpu'"):
        cascade.painter.to("tpu")


def test_our_own_ears_speak_to_a_diffusion_model(folders, fox):
    with Speechscape.from_pretrained(painter="diffusion", diffusion=str(folders / "sd"), steps=1, guide="layout") as one:
        drawn = one.draw(fox, size=64)
    assert drawn.prompt.text == "A fox under a tree"
    assert drawn.heard.transcript is None
    assert all(item.box is not None for item in drawn.scene.elements)


def test_blocked_pictures_are_told_with_their_reason(folders, fox):
    with Speechscape.from_pretrained(painter="diffusion", diffusion=str(folders / "blocks"), steps=1) as one:
        with pytest.raises(PaintError, match="safety checker blocked"):
            one.draw(fox, size=64)
        (drawn,) = one.draw_many([fox], size=64, variations=2)
    assert drawn.pictures == ()
    assert len(drawn.to_json()["refused"]) == 2
    assert "safety checker" in drawn.to_json()["error"]


def test_the_next_clip_is_heard_while_one_is_painted(cascade, fox):
    heard = threading.Event()
    order: list[str] = []

    class Ears:
        name, kind, trained_on = "ears", "ears", ()

        def hear(self, clips):
            order.append("hear")
            if len(order) > 1:
                heard.set()
            return cascade.ears.hear(clips)

    class Painter:
        name, model, reads, lays_out, batch = "slow", "", "words", False, 1

        def fitted(self, prompt):
            return prompt

        def paint(self, request):
            raise NotImplementedError

        def paint_many(self, requests):
            assert heard.wait(20), "the second clip was not heard while the first was painted"
            return [Picture(b"", "png", 1, 1, request.scene, "") for request in requests]

    with Speechscape(Ears(), Painter()) as one:
        assert len(list(one.draw_many([fox, fox], size=64))) == 2


def test_a_server_that_fails_for_one_clip_stops_no_other(fox, samples_folder):
    answers = iter([(500, b"no"), (500, b"no"), (200, {"text": "a fox", "words": [{"word": "a", "start": 0, "end": 1}, {"word": "fox", "start": 1, "end": 2}]})])
    with serving(lambda path, body: next(answers)) as asked, Speechscape.from_pretrained(route="cascade", recogniser=asked.url, recogniser_model="m") as one:
        first, second = one.draw_many([fox, fox], size=64)
    assert isinstance(first.error, EndpointError)
    assert second.picture is not None


def test_a_rewriter_writes_the_prompt(folders, fox, english_whisper):
    with (
        serving(lambda path, body: (200, {"choices": [{"message": {"content": "two foxes"}}]})) as asked,
        Speechscape.from_pretrained(route="cascade", recogniser=str(english_whisper), painter="diffusion", diffusion=str(folders / "sd"), steps=1, rewriter=asked.url, rewriter_model="chat") as one,
    ):
        drawn = one.draw(fox, size=64)
    assert (drawn.prompt.text, drawn.prompt.by) == ("two foxes", "chat")


def test_what_is_not_here_is_named_with_the_way_to_it(monkeypatch, tmp_path):
    monkeypatch.setenv("SPEECHSCAPE_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match="speechscape models pull sd-turbo --accept stability-community"):
        Speechscape.from_pretrained(painter="diffusion")
    with pytest.raises(ModelError, match="speechscape models pull whisper-base"):
        Speechscape.from_pretrained(route="cascade", recogniser="whisper-base")
    with pytest.raises(OptionError, match="pocketsphinx knows English only"):
        from speechscape.routes.cast import make_recogniser

        make_recogniser(RouteOptions(route="cascade", language="de"))


def test_a_stopped_picture_says_so(cascade, fox):
    with pytest.raises(PaintError, match="stopped after step 1 of 2"):
        cascade.draw(fox, size=64, watch=lambda done, total: False)


def test_bytes_of_a_file_are_a_clip(cascade, fox):
    sound = io.BytesIO()
    soundfile.write(sound, fox.samples, 16_000, format="WAV", subtype="FLOAT")
    assert cascade.draw(sound.getvalue(), size=64).heard.transcript.text == SAYS


def test_speech_steers_a_model_without_words(folders, tmp_path, fox, samples_folder):
    import torch

    from speechscape.painters.adapter import AdapterCard, AdapterOptions, Projector, save_adapter

    torch.manual_seed(0)
    with Speechscape.from_pretrained() as own:
        ears = own.ears.name
    sizes = AdapterOptions(states=256, tokens=8, conditioning=tiny_diffusion.WIDTH, width=32, blocks=1, heads=2, stride=2)

    def _saved(name: str, encoder: str, options: AdapterOptions = sizes):
        save_adapter(tmp_path / name, AdapterCard(options=options, encoder=encoder, pipeline="sd"), Projector(options).state_dict())
        return tmp_path / name

    options = {"route": "adapter", "painter": "diffusion", "diffusion": str(folders / "sd"), "steps": 1}
    with Speechscape.from_pretrained(**options, adapter=_saved("fits", f"own ({ears})")) as one:
        drawn, other = one.draw(fox, size=64), one.draw(samples_folder / "king-and-castle.wav", size=64)
        silent = one.draw(Clip(np.zeros(16_000, np.float32)))
        assert drawn.picture.data == one.draw(fox, size=64).picture.data
    assert drawn.picture.data != other.picture.data
    assert (drawn.nothing, silent.nothing, silent.picture) == (False, True, None)
    with pytest.raises(ModelError, match="reads the states of somebody"):
        Speechscape.from_pretrained(**options, adapter=_saved("other", "somebody"))
