"""The same utterances through our routes and through others' code, on this machine, with models of the real shapes.

    python benchmarks/peers.py [--side 512] [--repeats 3] [--clips 8] [--whisper tiny|base] [--community FILE] [--json FILE] [--models FOLDER]

What is not ours runs in processes of its own, so that nothing of ours (threads, memory settings) helps or hinders it. Weights are made here: time and memory do not depend on what they say. Whisper's are set so that it says one sentence (random ones would never end it); those of the
diffusion pipeline, shaped as SD-Turbo, are random. Compared in turns, as medians, and as ratios within one run:

direct      our ears and the vector painter (ten times in its turn, the mean: it is short)
cascade     our cascade: Whisper, prompt, diffusion painter in one step
components  faster-whisper and diffusers called directly, with no code of ours
community   diffusers' own speech-to-image pipeline, whose file is named by --community (it is not part of the package)
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import torch

sys.path.insert(0, str(Path(__file__).parents[1]))

from speechscape import Speechscape
from speechscape.audio import read_clip
from speechscape.painters.diffusion import DiffusionOptions, DiffusionPainter
from speechscape.runtime import threads
from speechscape.transcribe.base import Cascade
from speechscape.transcribe.whisper import Whisper
from tests.tiny_diffusion import make_tokenizer, text_config
from tests.tiny_whisper import BASE, TINY, make_transformers_whisper, make_whisper

SAMPLES = Path(__file__).parents[1] / "samples"
SAYS = "A boat to the left of a lighthouse."
SHAPES = {"tiny": TINY, "base": BASE}

_TIMES = 10

Draw = Callable[[Path], Any]


def make_sd_turbo(folder: Path) -> Path:
    """A pipeline of SD-Turbo's shape (that of Stable Diffusion 2.1) with random half-precision weights."""
    from diffusers import AutoencoderKL, EulerDiscreteScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextModel

    down = ("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D")
    up = ("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D")
    tokenizer = make_tokenizer(77)
    unet = _light(lambda: UNet2DConditionModel(sample_size=64, down_block_types=down, up_block_types=up, block_out_channels=(320, 640, 1280, 1280), cross_attention_dim=1024, attention_head_dim=(5, 10, 20, 20), use_linear_projection=True))
    vae = _light(lambda: AutoencoderKL(down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4, block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=4, sample_size=512))
    text = _light(lambda: CLIPTextModel(text_config(tokenizer, hidden_size=1024, intermediate_size=4096, num_hidden_layers=23, num_attention_heads=16, vocab_size=49_408)))
    scheduler = EulerDiscreteScheduler(beta_schedule="scaled_linear", timestep_spacing="trailing")
    pipe = StableDiffusionPipeline(unet=unet, vae=vae, text_encoder=text, tokenizer=tokenizer, scheduler=scheduler, safety_checker=None, feature_extractor=None, requires_safety_checker=False)
    pipe.save_pretrained(folder)
    return folder


def _light(make: Callable[[], Any]) -> Any:
    """A module in half precision with random weights, made without the long initialisation in full precision."""
    with torch.device("meta"):
        module = make()
    module = module.to_empty(device="cpu").half()
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for name, value in [*module.named_parameters(), *module.named_buffers()]:
            if name.endswith("position_ids"):
                value.copy_(torch.arange(value.shape[-1])[None])
            elif "norm" in name:
                value.fill_(float(name.endswith("weight")))
            else:
                value.copy_(0.02 * torch.randn(value.shape, generator=generator))
    return module.eval()


def our_cascade(whisper: Path, pipeline: Path, side: int, batch: int) -> Speechscape:
    """Whisper and the diffusion painter behind our route."""
    painter = DiffusionPainter(pipeline, DiffusionOptions(steps=1, guidance=0.0, side=side, batch=batch, threads=threads()))
    return Speechscape(Cascade(Whisper(whisper, threads())), painter, route="cascade")


def components(whisper: Path, pipeline: Path, side: int) -> Draw:
    """faster-whisper, then diffusers: a file → PNG bytes."""
    from diffusers import DiffusionPipeline
    from faster_whisper import WhisperModel

    hear = WhisperModel(str(whisper), device="cpu", cpu_threads=threads())
    pipe = DiffusionPipeline.from_pretrained(str(pipeline), dtype=torch.float32, use_safetensors=True)
    pipe.set_progress_bar_config(disable=True)

    def draw(path: Path) -> bytes:
        segments, _ = hear.transcribe(str(path), word_timestamps=True, vad_filter=True)
        words = " ".join(segment.text.strip() for segment in segments)
        image = pipe(words, num_inference_steps=1, guidance_scale=0.0, height=side, width=side, generator=torch.Generator("cpu").manual_seed(0)).images[0]
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()

    return draw


class _Processor:
    """What the community pipeline takes from a Whisper processor."""

    def __init__(self, folder: Path) -> None:
        from transformers import PreTrainedTokenizerFast, WhisperFeatureExtractor

        self.feature_extractor = WhisperFeatureExtractor.from_pretrained(folder)
        self._words = PreTrainedTokenizerFast.from_pretrained(folder)
        self.tokenizer = self

    def batch_decode(self, ids: Any, skip_special_tokens: bool, normalize: bool) -> list[str]:
        """Words of token rows."""
        return list(self._words.batch_decode(ids, skip_special_tokens=skip_special_tokens))


def community(file: Path, whisper: Path, pipeline: Path, side: int) -> Draw:
    """diffusers' community pipeline over the same diffusion model and the same Whisper. It reads samples at 16 kHz, so that decoding is ours."""
    import importlib.util

    from diffusers import DiffusionPipeline
    from transformers import WhisperForConditionalGeneration

    spec = importlib.util.spec_from_file_location("community", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    base = DiffusionPipeline.from_pretrained(str(pipeline), dtype=torch.float32, use_safetensors=True)
    parts = {name: getattr(base, name) for name in ("vae", "text_encoder", "tokenizer", "unet", "scheduler")}
    model = WhisperForConditionalGeneration.from_pretrained(whisper).eval()
    pipe = module.SpeechToImagePipeline(speech_model=model, speech_processor=_Processor(whisper), safety_checker=None, feature_extractor=None, **parts)
    pipe.set_progress_bar_config(disable=True)
    return lambda path: pipe(read_clip(path).samples, height=side, width=side, num_inference_steps=1, guidance_scale=0.0)


def _serve(way: str, arguments: tuple[Any, ...], pipe: Connection) -> None:
    """In a process of its own: draw the clips that come through the pipe, answer when each is drawn."""
    torch.set_num_threads(threads())
    make: Callable[..., Draw] = components if way == "components" else community
    draw = make(*arguments)
    pipe.send("ready")
    while (path := pipe.recv()) is not None:
        draw(path)
        pipe.send("drawn")


class Apart:
    """Somebody else's way in a process of its own."""

    def __init__(self, way: str, *arguments: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, inner = context.Pipe()
        self._process = context.Process(target=_serve, args=(way, arguments, inner), daemon=True)
        self._process.start()
        self._pipe.recv()

    def __call__(self, path: Path) -> None:
        """Draw one clip."""
        self._pipe.send(path)
        self._pipe.recv()

    def close(self) -> None:
        """End the process."""
        self._pipe.send(None)
        self._process.join()


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def compare(ways: dict[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    """Seconds of each way, in turns, after one round that does not count."""
    rows: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(repeats + 1):
        for name, act in ways.items():
            taken = _seconds(act)
            if number:
                rows[name].append(taken)
            print(f"  {name:<11} {taken:8.2f} s{'' if number else '  (warming up)'}", flush=True)
    return rows


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--side", type=int, default=512)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--clips", type=int, default=8)
    parser.add_argument("--batch", type=int, default=1, help="pictures that our cascade paints together")
    parser.add_argument("--whisper", choices=sorted(SHAPES), default="tiny")
    parser.add_argument("--community", type=Path, help="speech_to_image_diffusion.py of diffusers' examples/community")
    parser.add_argument("--models", type=Path, help="keep the made models there and use them again")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(threads())
    with tempfile.TemporaryDirectory() as scratch:
        root = options.models or Path(scratch)
        whisper, source, pipeline = root / f"whisper-{options.whisper}", root / f"whisper-{options.whisper}-transformers-kept", root / "sd-turbo-shape"
        if not pipeline.is_dir():
            make_sd_turbo(pipeline)
        if not whisper.is_dir():
            make_whisper(whisper, SAYS, "en", shape=SHAPES[options.whisper])
        if not source.is_dir():
            make_transformers_whisper(source, SAYS, "en", shape=SHAPES[options.whisper])
        clips = [SAMPLES / f"{name}.wav" for name in json.loads((SAMPLES / "samples.json").read_text())]
        clips = [clips[number % len(clips)] for number in range(options.clips)]
        print(f"one clip ({clips[0].name}), {options.side} px, one step, whisper {options.whisper}, {threads()} threads")
        direct, cascade, parts = Speechscape.from_pretrained(), our_cascade(whisper, pipeline, options.side, options.batch), Apart("components", whisper, pipeline, options.side)
        theirs = Apart("community", options.community, source, pipeline, options.side) if options.community else None
        with direct, cascade:
            ways: dict[str, Callable[[], object]] = {
                "direct": lambda: [direct.draw(clips[0], size=options.side) for _ in range(_TIMES)], "cascade": lambda: cascade.draw(clips[0], size=options.side), "components": lambda: parts(clips[0]),
            }  # fmt: skip
            if theirs is not None:
                ways["community"] = lambda: theirs(clips[0])
            one = {name: statistics.median(values) / (_TIMES if name == "direct" else 1) for name, values in compare(ways, options.repeats).items()}
            print(f"{options.clips} clips in one call")
            if theirs is not None:
                theirs.close()
            many: dict[str, Callable[[], object]] = {"cascade": lambda: list(cascade.draw_many(clips, size=options.side)), "components": lambda: list(map(parts, clips))}
            eight = {name: statistics.median(values) for name, values in compare(many, max(1, options.repeats // 2)).items()} if options.clips > 1 else {}
        parts.close()
    figures = {
        "one_clip_s": one, "many_clips_s": eight, "clips": options.clips, "cascade_over_components": one["cascade"] / one["components"], **({"components_over_cascade_many": eight["components"] / eight["cascade"]} if eight else {}),
        "cascade_over_direct": one["cascade"] / one["direct"], **({"community_over_cascade": one["community"] / one["cascade"]} if "community" in one else {}),
    }  # fmt: skip
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
