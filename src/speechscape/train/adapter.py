"""The training of the speech adapter: a frozen speech encoder, a frozen diffusion model, and between them a projector that learns to say what a caption would have said.

What never changes is computed once: states of the speech, the text encoder's tokens of the captions, latents of the pictures (`prepare`). Two losses, alone or
together. "diffusion": the frozen model, given the projector's tokens, is to take the noise off the picture that was spoken of; it needs no caption
(Ho et al. 2020; Yariv et al. 2023, AudioToken). "regression": the projector's tokens are to be those of the caption; it needs no picture (Qin et al. 2023, GlueGen).

Tokens are compared place by place, the first N. Such a text encoder reads from left to right and fills up to a fixed length: every place has a mean and a spread of its
own (the first token is always the same), and the diffusion model looks at all of them, filling included. Matching by attention would leave their order open, which
saves nothing, and would let several places learn one token while others go missing.

Speech is left out of some examples (Ho & Salimans 2022). Since all behind the adapter is frozen, zeros in place of its tokens would teach nobody anything; so the adapter hears
no states there, and learns to say for silence what the empty caption says. `recipes/adapter.py` calls this module; `painters.adapter` is what it trains.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer
from tqdm import tqdm

from speechscape.audio import Reader
from speechscape.data.manifest import read_manifest
from speechscape.data.sets import Tally
from speechscape.data.shards import Position, Sample, read_samples
from speechscape.ears.encoders import SpeechEncoder
from speechscape.errors import AudioError, OptionError
from speechscape.painters.adapter import AdapterCard, AdapterOptions, Projector, save_adapter
from speechscape.painters.diffusion import DiffusionOptions, DiffusionPainter
from speechscape.train.engine import Engine, cosine
from speechscape.types import RATE_HZ, Clip
from speechscape.world.vocabulary import elements

__all__ = ["AdapterBatch", "AdapterTask", "AdapterTraining", "Frozen", "Prepared", "export_adapter", "prepare", "samples_of"]

_HEAD = {"format": "speechscape-adapter-cache", "version": 1}
_TEXTS, _PICTURES = 32, 8
"""Captions and pictures that are encoded at a time."""

_LOOKED_AT = 1024
"""Captions at most from which mean and spread of the tokens are taken."""

_STILL = 1e-3
"""Share of the tokens' size under which a spread is rounding, not meaning."""


@dataclass(frozen=True, kw_only=True)
class AdapterTraining:
    """Weights of the losses (0 leaves one out), the share of examples whose speech is left out, examples in a step, the highest learning rate, and the seed of all chance. Raises `OptionError`."""

    diffusion: float = 1.0
    regression: float = 1.0
    silent: float = 0.1
    batch: int = 16
    peak_rate: float = 3e-4
    seed: int = 0

    def __post_init__(self) -> None:
        if min(self.diffusion, self.regression) < 0 or self.diffusion + self.regression == 0:
            raise OptionError(f"losses weigh {self.diffusion} (diffusion) and {self.regression} (regression); need at least one above 0, and none below")
        if not 0 <= self.silent < 1 or self.batch < 1:
            raise OptionError(f"silent is {self.silent} and batch {self.batch}; need 0 <= silent < 1 and a batch of at least 1")


class Frozen:
    """What the training uses of a Stable Diffusion pipeline in a folder, in eval mode and out of reach of any optimiser.

    `side` is that of its pictures in pixels, `tokens` (N) and `width` (D) are its text encoder's. Raises as `painters.diffusion` does, and `OptionError` for another kind of pipeline.
    """

    def __init__(self, folder: Path, device: str = "cpu") -> None:
        painter = DiffusionPainter(folder, DiffusionOptions(device=device, dtype="float32"))  # looks at the folder before anything in it is loaded
        self.name, self._pipe = painter.model, painter.pipeline
        self.device = str(self._pipe.device)
        _check_kind(self._pipe, self.name)
        self.width = painter.conditioning_width
        for part in (self._pipe.unet, self._pipe.vae, self._pipe.text_encoder):
            part.requires_grad_(False).eval()
        self.unet: nn.Module = self._pipe.unet
        self.side = int(self._pipe.unet.config.sample_size) * int(self._pipe.vae_scale_factor)
        self._kept = self._pipe.scheduler.alphas_cumprod.to(self.device, torch.float32)
        self._predicts = str(self._pipe.scheduler.config.prediction_type)
        self.tokens = int(self.read([""]).shape[1])

    def read(self, captions: list[str]) -> Tensor:
        """Captions → the text encoder's tokens (B, N, D)."""
        with torch.inference_mode():
            return self._pipe.encode_prompt(captions, self.device, 1, False)[0].float()

    def fitted(self, picture: Image.Image) -> NDArray[np.uint8]:
        """The largest square in the middle of a picture, at the side that the pipeline paints (side, side, 3)."""
        return np.asarray(ImageOps.fit(picture.convert("RGB"), (self.side, self.side), Image.Resampling.LANCZOS), np.uint8)

    def see(self, pictures: list[NDArray[np.uint8]]) -> Tensor:
        """Fitted pictures → latents (B, C, h, w), the middle of their distribution."""
        pixels = torch.from_numpy(np.stack(pictures)).to(self.device).permute(0, 3, 1, 2).float() / 127.5 - 1
        with torch.inference_mode():
            return self._pipe.vae.encode(pixels).latent_dist.mode().float() * self._pipe.vae.config.scaling_factor

    def denoising_loss(self, latents: Tensor, tokens: Tensor) -> Tensor:
        """Mean squared error of what the model says of noised latents (B, C, h, w), given tokens (B, N, D): of the noise, or of the velocity (Salimans & Ho 2022), as it was trained to."""
        steps = torch.randint(0, len(self._kept), (len(latents),), device=latents.device)
        noise = torch.randn_like(latents)
        kept = self._kept[steps, None, None, None]
        noisy = kept.sqrt() * latents + (1 - kept).sqrt() * noise
        wanted = {"epsilon": noise, "v_prediction": kept.sqrt() * noise - (1 - kept).sqrt() * latents, "sample": latents}[self._predicts]
        said = self.unet(noisy.to(self._pipe.unet.dtype), steps, encoder_hidden_states=tokens.to(self._pipe.unet.dtype)).sample
        return f.mse_loss(said.float(), wanted)

    def settle(self, dtype: torch.dtype) -> None:
        """All is read and seen: put away what did that, and keep the U-Net in the given numbers."""
        self._pipe.vae.to("cpu")
        self._pipe.text_encoder.to("cpu")
        self.unet.to(dtype)


@dataclass(frozen=True, eq=False)
class Prepared:
    """What was computed once. `rows` (R, 4) are first state, number of states, caption and picture of each example.

    In float16: `states` (…, M) one after another, `tokens` (…, N, D) of each different caption behind those of the empty one, `latents` (…, C, h, w) of each different picture.
    """

    card: dict[str, Any]
    rows: NDArray[np.int64]
    states: NDArray[np.float16]
    tokens: NDArray[np.float16]
    latents: NDArray[np.float16]


@dataclass(frozen=True)
class AdapterBatch:
    """Speech states (B, S, M) and mask (B, S), the captions' tokens (B, N, D), latents (B, C, h, w) or (B, 0) where no loss needs them."""

    states: Tensor
    mask: Tensor
    tokens: Tensor
    latents: Tensor

    def to(self, device: str) -> AdapterBatch:
        """The same on another device."""
        return AdapterBatch(**{name: value.to(device) for name, value in vars(self).items()})


class AdapterTask:
    """Trains a projector of `sizes` on `prepared` examples, before the diffusion model they were prepared with."""

    def __init__(self, prepared: Prepared, frozen: Frozen, sizes: AdapterOptions, options: AdapterTraining | None = None) -> None:
        self.options = options or AdapterTraining()
        self._prepared, self._frozen, self._sizes = prepared, frozen, sizes
        _check_sizes(prepared, sizes, self.options)
        torch.manual_seed(self.options.seed)
        self.projector = Projector(sizes)
        mean, spread = _statistics(prepared, frozen, self.options.silent)
        self.projector.mean.copy_(mean[: sizes.tokens])
        self.projector.spread.copy_(spread[: sizes.tokens])
        frozen.settle(torch.bfloat16 if frozen.device.startswith("cuda") else torch.float32)
        self.modules: Mapping[str, nn.Module] = {"projector": self.projector}
        self.optimizers: Mapping[str, Optimizer] = {"adapter": torch.optim.AdamW(self.projector.parameters(), lr=self.options.peak_rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)}

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"adapter": asdict(self._sizes), "training": asdict(self.options), "data": self._prepared.card}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self.options.peak_rate, 0.04)

    def batch(self, number: int, progress: float) -> AdapterBatch:
        """Examples at random, some of them without their speech."""
        rng, data = np.random.default_rng((self.options.seed, number)), self._prepared
        rows = data.rows[rng.choice(len(data.rows), size=min(self.options.batch, len(data.rows)), replace=False)]
        silent = rng.random(len(rows)) < self.options.silent
        captions = torch.from_numpy(np.where(silent, 0, rows[:, 2]))
        latents = data.latents[rows[:, 3]] if self.options.diffusion else np.zeros((len(rows), 0))
        states, mask = _padded([data.states[first : first + length] for first, length in rows[:, :2]])
        mask[torch.from_numpy(silent)] = False
        tokens = torch.from_numpy(data.tokens[captions.numpy(), : self._sizes.tokens].astype(np.float32))
        return AdapterBatch(states, mask, tokens, torch.from_numpy(np.asarray(latents, np.float32)))

    def step(self, engine: Engine, batch: AdapterBatch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`."""
        batch = batch.to(self._frozen.device)
        plain = self.projector.plain(batch.states, batch.mask)
        losses: dict[str, Tensor] = {}
        if self.options.regression:
            losses |= self._regression(plain, batch.tokens)
        if self.options.diffusion:
            losses["diffusion"] = self._frozen.denoising_loss(batch.latents, self.projector.laid_out(plain))
        weights = {"diffusion": self.options.diffusion, "squared": self.options.regression, "angle": self.options.regression}
        engine.update("adapter", torch.stack([weights[name] * loss for name, loss in losses.items()]).sum())
        return losses

    def _regression(self, plain: Tensor, tokens: Tensor) -> dict[str, Tensor]:
        """Squared error and angle between what is said and what the captions say, (B, N, D) each, in units of the tokens' spread, where they have any."""
        spread = self.projector.spread
        there = spread > 0
        wanted = torch.where(there, (tokens - self.projector.mean) / spread.where(there, 1.0), 0.0)
        said, places = plain * there, there.any(dim=1)
        squared = (said - wanted).square().sum() / (there.sum() * len(tokens)).clamp(min=1)
        angle = 1 - f.cosine_similarity(said[:, places], wanted[:, places], dim=-1)
        return {"squared": squared, "angle": angle.mean()}

    def adapter_card(self) -> AdapterCard:
        """What the adapter is for."""
        return AdapterCard(encoder=self._prepared.card["encoder"], pipeline=self._prepared.card["pipeline"], options=self._sizes)

    def sample(self, folder: Path, step: int) -> None:
        """The adapter as it now is, ready to paint with, in the folder ``adapter`` of the run; for `Engine`."""
        save_adapter(folder / "adapter", self.adapter_card(), self.projector.state_dict())


def export_adapter(checkpoint: Path, folder: Path) -> Path:
    """The averaged adapter of a training as a folder that `painters.adapter` reads; returns the folder. Raises `ValueError` for a checkpoint of something else."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    if "projector" not in saved.get("averages", {}):
        raise ValueError(f"{checkpoint} is no checkpoint of an adapter; name the checkpoint.pt that recipes/adapter.py has written")
    card = saved["card"]
    save_adapter(folder, AdapterCard(encoder=card["data"]["encoder"], pipeline=card["data"]["pipeline"], options=AdapterOptions(**card["adapter"])), saved["averages"]["projector"])
    return folder


def samples_of(source: Path, *, outside: bool = False) -> Iterator[Sample]:
    """Spoken rows with their sound and picture, out of a folder of shards (`data.shards`) or a manifest (`data.manifest`, which says what `outside` allows)."""
    if source.is_dir():
        yield from read_samples(source)
        return
    for row in read_manifest(source, outside=outside):
        yield Sample(row, _content(row.audio) or b"", _content(row.picture), Position())


def prepare(source: Path, folder: Path, encoder: SpeechEncoder, frozen: Frozen, *, captions: bool = True, pictures: bool = True, outside: bool = False) -> Prepared:
    """What is computed once for the examples of `source` (see `samples_of`), into `folder`, or as it lies there from the same source, encoder and pipeline.

    Rows kept for development or test are left out, and so are those without a caption where `captions` are wanted, or without a picture where `pictures` are; what cannot be read is
    counted and told. Raises `OptionError` where nothing is left.
    """
    card = {**_HEAD, "source": _mark(source), "encoder": encoder.name, "states": encoder.width, "pipeline": frozen.name, "captions": captions, "pictures": pictures}
    found = _opened(folder)
    if found is None or found.card != card:
        _compute(samples_of(source, outside=outside), folder, encoder, frozen, card)
        found = _opened(folder)
    assert found is not None
    if not len(found.rows):
        raise OptionError(f"{source} has no example to train on; need rows for training with sound{', a caption' * captions}{', a picture' * pictures}: see what was left out, or choose another loss")
    return found


class _Column:
    """Rows of one shape in a file of float16: a thing is computed once, however often it comes, and with others, `size` at a time."""

    def __init__(self, path: Path, compute: Callable[[list[Any]], Tensor], size: int) -> None:
        self._file, self._compute, self._size = path.open("wb"), compute, size
        self._numbers: dict[bytes, int] = {}
        self._waiting: list[Any] = []
        self.shape: list[int] = [0]

    def number(self, content: bytes, make: Callable[[], Any]) -> int:
        """The row of a thing that is known by its content; `make` gives it where it is new."""
        mark = hashlib.sha256(content).digest()
        if mark not in self._numbers:
            self._waiting.append(make())
            self._numbers[mark] = len(self._numbers)
            if len(self._waiting) == self._size:
                self._write()
        return self._numbers[mark]

    def finish(self) -> None:
        """Compute what still waits."""
        if self._waiting:
            self._write()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self) -> None:
        rows = self._compute(self._waiting).cpu().numpy()
        self._file.write(_half(rows).tobytes())
        self._waiting, self.shape = [], [len(self._numbers), *rows.shape[1:]]


def _compute(samples: Iterator[Sample], folder: Path, encoder: SpeechEncoder, frozen: Frozen, card: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cache.json").unlink(missing_ok=True)
    rows, spoken, tally = [], 0, Tally()
    columns = _Column(folder / "tokens.f16", frozen.read, _TEXTS), _Column(folder / "latents.f16", frozen.see, _PICTURES)
    with Reader() as reader, (folder / "states.f16").open("wb") as states, closing(columns[0]) as texts, closing(columns[1]) as pictures:
        texts.number(b"", str)
        for sample in tqdm(samples, desc="prepared", mininterval=10):
            try:
                picture = pictures.number(sample.picture or b"", lambda sample=sample: frozen.fitted(sample.open_picture())) if card["pictures"] else 0  # type: ignore[misc]
                caption = _caption_of(sample, card["captions"])
                heard = encoder.states([_clip_of(sample, reader)])[0]
            except (AudioError, OptionError) as error:
                tally.leave_out("it cannot be trained on", error)
                continue
            rows.append((spoken, len(heard), texts.number(caption.encode(), lambda caption=caption: caption), picture))  # type: ignore[misc]
            states.write(_half(heard).tobytes())
            spoken, tally.rows = spoken + len(heard), tally.rows + 1
        texts.finish()
        pictures.finish()
    np.save(folder / "rows.npy", np.array(rows, np.int64).reshape(-1, 4))
    (folder / "cache.json").write_text(json.dumps({"card": card, "states": [spoken, encoder.width], "tokens": texts.shape, "latents": pictures.shape}))
    tqdm.write(tally.told())


def _opened(folder: Path) -> Prepared | None:
    """What lies in a folder from an earlier time, or None."""
    try:
        value = json.loads((folder / "cache.json").read_bytes())
        arrays = {name: _mapped(folder / f"{name}.f16", value[name]) for name in ("states", "tokens", "latents")}
        return Prepared(card=value["card"], rows=np.load(folder / "rows.npy"), **arrays)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mapped(path: Path, shape: list[int]) -> NDArray[np.float16]:
    return np.memmap(path, np.float16, "r", shape=tuple(shape)) if all(shape) else np.zeros(shape, np.float16)


def _half(values: NDArray[np.float32]) -> NDArray[np.float16]:
    most = np.finfo(np.float16).max
    return values.clip(-most, most).astype(np.float16)


def _content(path: Path | None) -> bytes | None:
    return path.read_bytes() if path is not None and path.is_file() else None


def _mark(source: Path) -> str:
    """What tells one source from another: the content of its list, wherever it lies."""
    listed = source / "shards.json" if source.is_dir() else source
    return hashlib.sha256(_content(listed) or b"").hexdigest()


def _caption_of(sample: Sample, needed: bool) -> str:
    """The caption of a row that may train; without one, the empty caption."""
    row = sample.row
    if row.split not in {None, "train"}:
        raise OptionError(f"{row.id} is kept for {row.split}")
    if needed and not row.caption:
        raise OptionError(f"{row.id} has no caption")
    return row.caption or ""


def _clip_of(sample: Sample, reader: Reader) -> Clip:
    """The part of the sound that the row means."""
    row = sample.row
    if not sample.audio:
        raise OptionError(f"the sound of {row.id} is not on disk, or empty")
    whole = reader.read(sample.audio, row.id).samples
    return Clip(whole[int(RATE_HZ * (row.start_s or 0)) : None if row.end_s is None else int(RATE_HZ * row.end_s)], row.id)


def _padded(states: list[NDArray[np.float16]]) -> tuple[Tensor, Tensor]:
    """States (B, S, M), zeros behind the shorter, and their mask (B, S)."""
    rows = [torch.from_numpy(one.astype(np.float32)) for one in states]
    mask = [torch.ones(len(one), dtype=torch.bool) for one in rows]
    return nn.utils.rnn.pad_sequence(rows, batch_first=True), nn.utils.rnn.pad_sequence(mask, batch_first=True)


def _statistics(prepared: Prepared, frozen: Frozen, silent: float) -> tuple[Tensor, Tensor]:
    """Mean and spread (N, D) of the tokens as the training shows them, a share `silent` the empty caption's. Where the examples have no captions, names of our vocabulary stand in."""
    chosen = np.unique(np.linspace(1, max(1, len(prepared.tokens) - 1), _LOOKED_AT).astype(np.int64))
    tokens = torch.from_numpy(prepared.tokens[chosen].astype(np.float32)) if len(prepared.tokens) > 2 else frozen.read(list(elements())).cpu()
    empty = torch.from_numpy(prepared.tokens[0].astype(np.float32))
    mean = (1 - silent) * tokens.mean(dim=0) + silent * empty
    spread = ((1 - silent) * (tokens - mean).square().mean(dim=0) + silent * (empty - mean).square()).sqrt()
    return mean, torch.where(spread < _STILL * tokens.square().mean().sqrt(), 0.0, spread)


def _check_sizes(prepared: Prepared, sizes: AdapterOptions, options: AdapterTraining) -> None:
    (most, width), states = prepared.tokens.shape[1:], prepared.states.shape[1]
    for name, value, fine in (("states", states, sizes.states == states), ("conditioning", width, sizes.conditioning == width), ("tokens", f"at most {most}", sizes.tokens <= most)):
        if not fine:
            raise OptionError(f"{name} of the adapter is {getattr(sizes, name)}; what was prepared has {value}: give that")
    for name, loss, needed in (("captions", "regression", options.regression), ("pictures", "diffusion", options.diffusion)):
        if needed and not prepared.card[name]:
            raise OptionError(f"the {loss} loss needs {name}, which were not prepared: prepare them, or leave the loss out")


def _check_kind(pipe: Any, name: str) -> None:
    """Is it a Stable Diffusion 1 or 2, whose U-Net reads the tokens of one text encoder and nothing else?"""
    parts, more = ("unet", "vae", "text_encoder", "tokenizer"), ("text_encoder_2", "text_encoder_3")
    plain = all(getattr(pipe, part, None) is not None for part in parts) and not any(hasattr(pipe, part) for part in more)
    if not plain or pipe.unet.config.addition_embed_type is not None or pipe.unet.config.in_channels != pipe.vae.config.latent_channels:
        raise OptionError(f"{name} is a {type(pipe).__name__}; an adapter speaks to a Stable Diffusion 1 or 2 that paints from text alone: choose such a pipeline")
    predicts = pipe.scheduler.config.get("prediction_type")
    if not hasattr(pipe.scheduler, "alphas_cumprod") or predicts not in {"epsilon", "v_prediction", "sample"}:
        raise OptionError(f"{name} has a {type(pipe.scheduler).__name__} that predicts {predicts!r}; training needs a schedule of noise and epsilon, v_prediction or sample: choose another pipeline")
