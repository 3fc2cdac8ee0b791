"""The diffusion painter: any text-to-image pipeline of diffusers (Apache-2.0) in a folder, behind the interface of painters.

It paints a prompt, or speech conditioning in place of it. The scene can guide it: as the picture that painting starts from (`strength` says how far it may
go from there), or as edges through a ControlNet, so that places which a text model ignores are kept. Only safetensors are read, no code of a model's folder is
run, nothing is fetched. A picture that the model's own safety checker blocks is an error with its reason, never a black square. Install it with
``pip install "speechscape[diffusion]"``.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.catalogue import MODELS
from speechscape.errors import ModelError, OptionError, PaintError, SetupError
from speechscape.painters.base import DRAWN, Request, encoded
from speechscape.painters.guides import GUIDES, guide_pixels
from speechscape.prompts.plain import fit
from speechscape.types import Picture, Prompt
from speechscape.world.painting import alt_text

__all__ = ["DEVICES", "DiffusionOptions", "DiffusionPainter"]

DEVICES = ("auto", "cpu", "cuda", "mps")
DTYPES = ("auto", "float32", "bfloat16", "float16")
_LIBRARIES = frozenset({"diffusers", "transformers", "stable_diffusion"})
"""Where the parts of a pipeline may come from: names in ``model_index.json``; anything else would be code out of the model's folder."""

_MMAP_THRESHOLD, _TRIM_THRESHOLD, _KEPT_BYTES = -3, -1, 1 << 30
"""Names of glibc's ``mallopt``, and the size from which blocks are still mapped one by one."""

_MULTIPLE = 16
_LEAST_TOKENS = 8


@dataclass(frozen=True, kw_only=True)
class DiffusionOptions:
    """How to paint; None takes what the model was made for (`catalogue`), or the pipeline's own default.

    `side` is the side that is painted, in pixels; pictures of another size are made from it. `guide` is one of `guides.GUIDES`; with "layout", `strength` from 0 (the drawn
    picture) to 1 (only the prompt) is how far painting may go from the drawing; "edges" needs the folder of a ControlNet in `control`. `batch` is
    how many pictures are painted together.
    """

    steps: int | None = None
    guidance: float | None = None
    negative: str = ""
    style: str = ""
    side: int | None = None
    guide: str = "none"
    strength: float = 0.6
    control: Path | None = None
    device: str = "auto"
    dtype: str = "auto"
    batch: int = 1
    threads: int | None = None

    def __post_init__(self) -> None:
        checks = (
            (self.steps is None or 1 <= self.steps <= 200, f"steps is {self.steps}; the diffusion painter takes 1 to 200"),
            (self.guidance is None or 0 <= self.guidance <= 30, f"guidance is {self.guidance}; it takes 0 to 30"),
            (self.side is None or (64 <= self.side <= 2048 and self.side % _MULTIPLE == 0), f"side is {self.side}; it takes a multiple of {_MULTIPLE} from 64 to 2048 pixels"),
            (self.guide in GUIDES, f"no guide {self.guide!r}; choose: {', '.join(GUIDES)}"),
            (0 < self.strength <= 1, f"strength is {self.strength}; it takes more than 0 (as drawn) up to 1 (only the words)"),
            ((self.guide == "edges") == (self.control is not None), "the guide edges goes with the folder of a ControlNet (--control FOLDER), and that with the guide edges"),
            (self.device in DEVICES, f"no device {self.device!r}; choose: {', '.join(DEVICES)}"),
            (self.dtype in DTYPES, f"no number format {self.dtype!r}; choose: {', '.join(DTYPES)}"),
            (1 <= self.batch <= 64, f"batch is {self.batch}; it takes 1 to 64 pictures"),
        )
        for fine, trouble in checks:
            if not fine:
                raise OptionError(trouble)


class DiffusionPainter:
    """A pipeline in a folder. Raises `SetupError` without diffusers, `ModelError` for a folder that holds none or would run code, `OptionError` for options it cannot follow."""

    name = "diffusion"
    reads = "words"

    def __init__(self, folder: str | Path, options: DiffusionOptions | None = None) -> None:
        self.options = options or DiffusionOptions()
        self.folder = Path(folder)
        self.model, self.batch, self.lays_out = self.folder.name, self.options.batch, self.options.guide != "none"
        self._made_for = MODELS.get(self.model)
        _check_folder(self.folder)
        self._torch, diffusers = _libraries()
        if self.options.threads:
            self._torch.set_num_threads(self.options.threads)
        self._diffusers, self._plain = diffusers, self._load(diffusers)
        self._sisters: dict[str, Any] = {}
        self._pipe = self._with_guide(self._plain, diffusers)
        self._side = self.options.side or (self._made_for.side if self._made_for and self._made_for.side else _own_side(self._pipe))
        self._lock = threading.Lock()

    @property
    def pipeline(self) -> Any:
        """The pipeline of diffusers itself, for training against it."""
        return self._pipe

    @property
    def conditioning_width(self) -> int:
        """Width D of the tokens that the pipeline is conditioned by: what a speech adapter must give. Raises `OptionError` for pipelines that need more than such tokens."""
        unet = getattr(self._pipe, "unet", None)
        if unet is None or getattr(self._pipe, "text_encoder_2", None) is not None:
            raise OptionError(f"{self.model} is not conditioned by one row of tokens alone; speech conditioning needs a Stable Diffusion 1 or 2 pipeline")
        return int(unet.config.cross_attention_dim)

    def to(self, device: str) -> DiffusionPainter:
        """The same painter on another of `DEVICES`. Raises `OptionError` where it is not there."""
        with self._lock:
            for pipe in (self._pipe, self._plain, *self._sisters.values()):
                pipe.to(_device(device, self._torch))
        return self

    def paint(self, request: Request) -> Picture:
        """See `painters.base.Painter`. Raises `PaintError` where the picture was blocked or painting was stopped, `OptionError` for SVG or a request without words."""
        (painted,) = self.paint_many([request])
        if isinstance(painted, PaintError):
            raise painted
        return painted

    def paint_many(self, requests: Sequence[Request]) -> list[Picture | PaintError]:
        """See `painters.base.Painter`; `batch` pictures go through the pipeline together."""
        painted: list[Picture | PaintError] = []
        for first in range(0, len(requests), self.options.batch):
            part = requests[first : first + self.options.batch]
            try:
                painted += self._batch(part)
            except PaintError as error:
                painted += [error] * len(part)
        return painted

    def fitted(self, prompt: Prompt) -> Prompt:
        """The prompt within what the pipeline's text encoder reads; what does not fit is in its `left_out`."""
        limits = [tokenizer for tokenizer in (getattr(self._pipe, name, None) for name in ("tokenizer", "tokenizer_2", "tokenizer_3")) if tokenizer is not None]
        for tokenizer in limits:
            limit = min(int(tokenizer.model_max_length), 512)
            prompt = fit(prompt, lambda text, tokenizer=tokenizer: len(tokenizer(text).input_ids), max(limit, _LEAST_TOKENS), self.options.style)  # type: ignore[misc]
        return prompt

    def _batch(self, requests: Sequence[Request]) -> list[Picture | PaintError]:
        for request in requests:
            if request.format in DRAWN:
                raise OptionError(f"the diffusion painter paints pixels, not {request.format}; choose png or webp, or the vector painter")
        with self._lock:
            result = self._pipe_for(requests)(**self._inputs(requests))
        flags = getattr(result, "nsfw_content_detected", None) or [False] * len(requests)
        return [self._picture(request, image, bool(flag)) for request, image, flag in zip(requests, result.images, flags, strict=True)]

    def _picture(self, request: Request, image: NDArray[np.float32], blocked: bool) -> Picture | PaintError:
        if blocked:
            return PaintError(f"{self.model}'s safety checker blocked the picture (seed {request.seed}); say it in other words, or take another seed")
        if not np.isfinite(image).all() or float(np.ptp(image, axis=(0, 1)).max()) < 1e-3:
            return PaintError(f"{self.model} gave a picture of one colour, which happens where half-precision numbers overflow; use --dtype float32")
        alt = request.prompt.text if request.prompt is not None and request.prompt.text else alt_text(request.scene)
        pixels = _resized((image * 255).round().clip(0, 255).astype(np.uint8), request.size)
        pixels = pixels if request.over is None else request.over.kept(pixels)
        return Picture(encoded(pixels, alt, request), request.format, request.size, request.size, request.scene, alt)

    def _inputs(self, requests: Sequence[Request]) -> dict[str, Any]:
        options, torch = self.options, self._torch
        own = self._made_for
        steps = options.steps or (own.steps if own else None)
        guidance = options.guidance if options.guidance is not None else own.guidance if own else None
        generators = [torch.Generator("cpu").manual_seed(request.seed) for request in requests]
        inputs: dict[str, Any] = {"generator": generators, "output_type": "np", **self._words(requests, guidance)}
        inputs |= {} if guidance is None else {"guidance_scale": guidance}
        inputs |= self._shape(requests, steps)
        return inputs | {"callback_on_step_end": _Steps(requests)}

    def _shape(self, requests: Sequence[Request], steps: int | None) -> dict[str, Any]:
        """Size and steps, and what the scenes look like where they guide, or what is painted over."""
        side, guide = self._side, self.options.guide
        overs = [request.over.at(side) for request in requests if request.over is not None]
        if overs:
            masks = [mask for _, mask in overs if mask is not None]
            given: dict[str, Any] = {"image": _tensor([pixels for pixels, _ in overs], self._torch), "strength": self.options.strength, "num_inference_steps": math.ceil((steps or 20) / self.options.strength)}
            return given | ({"mask_image": self._torch.from_numpy(np.stack(masks)[:, None].astype(np.float32)), "height": side, "width": side} if masks else {})
        drawn = [] if guide == "none" else [guide_pixels(request.scene, request.seed, side, guide) for request in requests]
        if guide == "layout":  # of n steps a pipeline takes n · strength, the noisiest left out
            return {"image": _tensor(drawn, self._torch), "strength": self.options.strength, "num_inference_steps": math.ceil((steps or 20) / self.options.strength)}
        shape: dict[str, Any] = {"height": side, "width": side} | ({} if steps is None else {"num_inference_steps": steps})
        return shape | ({"image": _tensor(drawn, self._torch)} if drawn else {})

    def _pipe_for(self, requests: Sequence[Request]) -> Any:
        """The pipeline that paints these: over a picture, within a mask, or as the options say."""
        kinds = {None if request.over is None else "layout" if request.over.mask is None else "mask" for request in requests}
        if len(kinds) > 1:
            raise OptionError("some of the requests painted together are painted over a picture or within a mask and others are not; paint them apart")
        (kind,) = kinds
        if kind is None:
            return self._pipe
        if kind not in self._sisters:
            self._sisters[kind] = self._sister(self._plain, kind, self._diffusers)
        return self._sisters[kind]

    def _words(self, requests: Sequence[Request], guidance: float | None) -> dict[str, Any]:
        negative = [request.prompt.negative if request.prompt and request.prompt.negative else self.options.negative for request in requests]
        steered = [request.conditioning for request in requests if request.conditioning is not None]
        if 0 < len(steered) < len(requests):
            raise OptionError(f"{len(steered)} of {len(requests)} requests painted together are steered by speech, the others by words; paint them apart")
        if steered:
            tokens = self._torch.from_numpy(np.stack(steered)).to(self._pipe.device, self._pipe.unet.dtype)
            return {"prompt_embeds": tokens, "negative_prompt_embeds": self._nothing_said(tokens.shape[1]).repeat(len(tokens), 1, 1)}
        prompts = [self.fitted(request.prompt or Prompt(alt_text(request.scene))).text for request in requests]
        if not all(prompts):
            raise OptionError("there are no words to paint; say what is to be seen")
        wanted = any(negative) and (guidance is None or guidance > 1)  # without guidance nothing is steered away from
        return {"prompt": prompts} | ({"negative_prompt": negative} if wanted and _takes(self._pipe, "negative_prompt") else {})

    def _nothing_said(self, count: int) -> Any:
        """What the text encoder says of the empty prompt (1, `count`, D): guidance steers away from it."""
        with self._torch.no_grad():
            tokens = self._pipe.encode_prompt("", self._pipe.device, 1, False)[0]
        return self._torch.cat([tokens, tokens[:, -1:].expand(-1, max(0, count - tokens.shape[1]), -1)], dim=1)[:, :count]

    def _load(self, diffusers: Any) -> Any:
        torch = self._torch
        device = _device(self.options.device, torch)
        dtype = getattr(torch, self.options.dtype) if self.options.dtype != "auto" else torch.float16 if device == "cuda" else torch.float32
        variant = self._made_for.variant if self._made_for else None
        try:
            pipe = diffusers.DiffusionPipeline.from_pretrained(str(self.folder), local_files_only=True, use_safetensors=True, dtype=dtype, variant=variant)
        except (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"the pipeline in {self.folder} cannot be loaded ({str(error)[:300]}); it needs diffusers' layout with safetensors weights: fetch it again with speechscape models pull") from error
        self._other_unet(pipe)
        if self._made_for and self._made_for.spacing:
            pipe.scheduler = pipe.scheduler.from_config(pipe.scheduler.config, timestep_spacing=self._made_for.spacing)
        pipe.set_progress_bar_config(disable=True)
        if device == "cpu":
            _keep_memory()
        return pipe.to(device)

    def _other_unet(self, pipe: Any) -> None:
        """Weights that take the place of the pipeline's own, where the catalogue fetched some."""
        found = sorted((self.folder / "unet_instead").glob("*.safetensors"))
        if found:
            from safetensors.torch import load_file

            pipe.unet.load_state_dict(load_file(found[0]))

    def _with_guide(self, pipe: Any, diffusers: Any) -> Any:
        return pipe if self.options.guide == "none" else self._sister(pipe, self.options.guide, diffusers)

    def _sister(self, pipe: Any, guide: str, diffusers: Any) -> Any:
        """The same parts in the sister pipeline that reads a picture too; diffusers calls it by the pipeline's own name."""
        name = type(pipe).__name__.removesuffix("Pipeline") + {"layout": "Img2ImgPipeline", "edges": "ControlNetPipeline", "mask": "InpaintPipeline"}[guide]
        if not hasattr(diffusers, name):
            raise OptionError(f"{self.model} cannot be guided by {guide}: diffusers has no {name}; choose another guide or another model")
        more: dict[str, Any] = {}
        try:
            if guide == "edges":
                more["controlnet"] = diffusers.ControlNetModel.from_pretrained(str(self.options.control), local_files_only=True, use_safetensors=True, dtype=pipe.unet.dtype).to(pipe.device)
            guided = getattr(diffusers, name).from_pipe(pipe, **more)
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise ModelError(f"{self.model} cannot be guided by {guide} ({str(error)[:200]}); see that the ControlNet was made for this kind of model") from error
        guided.set_progress_bar_config(disable=True)
        return guided


class _Steps:
    """Tells the watchers of a batch after every step; stops where one of them says so."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self._watches = [request.watch for request in requests if request.watch is not None]

    def __call__(self, pipe: Any, step: int, timestep: Any, inputs: dict[str, Any]) -> dict[str, Any]:
        total = int(getattr(pipe, "num_timesteps", 0)) or step + 1
        if not all([watch(step + 1, total) for watch in self._watches]):
            raise PaintError(f"painting was stopped after step {step + 1} of {total}")
        return inputs


def _check_folder(folder: Path) -> None:
    """Refuse what is no pipeline, and what would run code of its own. This stands where the pipeline is loaded, so that no way leads around it."""
    index = folder / "model_index.json"
    if not index.is_file():
        raise ModelError(f"no pipeline in {folder}: model_index.json is not there; name a folder in diffusers' layout (speechscape models pull sd-turbo)")
    try:
        parts = json.loads(index.read_text())
        named = {name: value for name, value in parts.items() if not name.startswith("_")}
        foreign = sorted(name for name, value in named.items() if isinstance(value, list) and value[0] is not None and value[0] not in _LIBRARIES)
    except (ValueError, AttributeError, IndexError) as error:
        raise ModelError(f"{index} is damaged ({error}); fetch the model again: speechscape models pull") from error
    code = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))
    if foreign or code or not isinstance(parts.get("_class_name"), str):
        what = ", ".join([*foreign, *code]) or "its class"
        raise ModelError(f"{folder} brings code of its own ({what}), which is never run; use a pipeline that diffusers itself knows")


def _libraries() -> tuple[Any, Any]:
    try:
        import diffusers
        import torch
        import transformers
    except ImportError:
        raise SetupError('diffusers is not installed; install it with: pip install "speechscape[diffusion]"') from None
    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
    return torch, diffusers


def _keep_memory() -> None:
    """Let the C library keep the large blocks that layers give back instead of returning each to the system and having it zeroed again: a quarter to a third of the time on a processor (glibc only)."""
    import ctypes

    try:
        tune = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):
        return  # another C library
    tune(_MMAP_THRESHOLD, _KEPT_BYTES)
    tune(_TRIM_THRESHOLD, _KEPT_BYTES)


def _device(asked: str, torch: Any) -> str:
    if asked not in DEVICES:
        raise OptionError(f"no device {asked!r}; choose: {', '.join(DEVICES)}")
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if asked == "auto":
        return next(name for name in ("cuda", "mps", "cpu") if there[name])
    if not there[asked]:
        raise OptionError(f"device {asked} is not there; choose: {', '.join(name for name, here in there.items() if here)}, or auto")
    return asked


def _own_side(pipe: Any) -> int:
    """Pixels that a pipeline paints by default."""
    network = getattr(pipe, "unet", None) or getattr(pipe, "transformer", None)
    cells = getattr(getattr(network, "config", None), "sample_size", None)
    cells = cells if isinstance(cells, int) else getattr(pipe, "default_sample_size", 64)
    return int(cells * getattr(pipe, "vae_scale_factor", 8))


def _takes(pipe: Any, name: str) -> bool:
    import inspect

    return name in inspect.signature(pipe.__call__).parameters


def _tensor(pictures: list[NDArray[np.uint8]], torch: Any) -> Any:
    """Pictures (H, W, 3) → (B, 3, H, W) in [0, 1]."""
    return torch.from_numpy(np.stack(pictures).transpose(0, 3, 1, 2).astype(np.float32) / 255)


def _resized(pixels: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    from PIL import Image

    if pixels.shape[0] == size:
        return pixels
    return np.asarray(Image.fromarray(pixels).resize((size, size), Image.Resampling.LANCZOS), np.uint8)
