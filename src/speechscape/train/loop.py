"""The training loop of the ears: curriculum, losses, checkpoints that resume to the same result.

Called by `recipes/`. A checkpoint holds weights, averaged weights, optimiser, step and every option; the batch of a step
depends on the seed and the step alone, so a killed run continues as if it had not been.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as f
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from speechscape.ears.tokens import vocabulary_tokens
from speechscape.train.batches import Batch, Corpus, prefetch
from speechscape.train.model import Ears, EarsOptions
from speechscape.train.shipped import read_weights

__all__ = ["Losses", "TrainOptions", "load_ears", "losses", "train"]


@dataclass(frozen=True)
class TrainOptions:
    """How to train. Lengths are in 10 ms frames; `fade` is the share of the steps over which augmentation fades in to `strength`; `mentions` and `adversary` weigh their losses."""

    steps: int = 6000
    budget_frames: int = 24_000
    peak_rate: float = 8e-4
    warmup: int = 300
    weight_decay: float = 0.02
    average: float = 0.999
    first_limit: int = 220
    full_limit: int = 1200
    curriculum: float = 0.2
    fade: float = 0.3
    strength: float = 0.6
    mentions: float = 0.3
    adversary: float = 0.1
    seed: int = 0
    save_every: int = 200
    threads: int = 2


@dataclass(frozen=True)
class Losses:
    """The parts of the loss of one batch."""

    scene: Tensor
    letters: Tensor
    phones: Tensor
    mentions: Tensor
    adversary: Tensor

    def total(self, mentions: float, adversary: float) -> Tensor:
        """What is minimised, with these weights of the last two."""
        return self.scene + 0.4 * self.letters + 0.4 * self.phones + mentions * self.mentions + adversary * self.adversary


def _ctc(logits: Tensor, targets: list[list[int]], frames: Tensor, *, empty: bool = False) -> Tensor:
    """CTC (Graves et al. 2006); clips without a target are left out, or with `empty` say nothing but blanks."""
    known = [index for index, target in enumerate(targets) if empty or len(target) > 0]
    if not known:
        return logits.sum() * 0
    chosen = torch.tensor(known, device=logits.device)
    flat = torch.tensor([letter for index in known for letter in targets[index]], dtype=torch.long, device=logits.device)
    sizes = torch.tensor([len(targets[index]) for index in known], device=logits.device)
    log_probs = logits[chosen].float().log_softmax(-1).transpose(0, 1)
    return f.ctc_loss(log_probs, flat, frames[chosen], sizes, zero_infinity=True)


def losses(model: Ears, batch: Batch) -> Losses:
    """All losses of a batch."""
    with torch.autocast(batch.features.device.type, torch.bfloat16):
        encoded = model.encode(batch.features, batch.frames)
        logits, _ = model.decode(batch.tokens[:, :-1], encoded.states, encoded.mask)
        human = model.guess_human(encoded)
    each = f.cross_entropy(logits.float().flatten(0, 1), batch.tokens[:, 1:].flatten(), reduction="none")
    weights = batch.weights.flatten()
    fine = (batch.frames + 3) // 4
    unlike = f.binary_cross_entropy_with_logits(human.float(), batch.human[:, None].expand_as(human), reduction="none")
    return Losses(
        (each * weights).sum() / weights.sum().clamp(min=1),
        _ctc(encoded.letters, batch.letters, fine),
        _ctc(encoded.phones, batch.phones, fine),
        _ctc(encoded.mentions, batch.mentions, (batch.frames + 7) // 8, empty=True),
        (unlike * encoded.fine_mask).sum() / encoded.fine_mask.sum(),
    )


def _rate(step: int, options: TrainOptions) -> float:
    warm = min(1.0, (step + 1) / options.warmup)
    return options.peak_rate * warm * max(0.01, 0.5 * (1 + math.cos(math.pi * min(1.0, step / options.steps))))


def _batches(corpus: Corpus, first: int, options: TrainOptions) -> Iterator[Batch]:
    for step in range(first, options.steps):
        progress = step / options.steps
        limit = options.first_limit + (options.full_limit - options.first_limit) * min(1.0, progress / options.curriculum)
        yield corpus.batch(step, options.budget_frames, int(limit), options.strength * min(1.0, progress / options.fade))


def _save(path: Path, model: Ears, average: dict[str, Tensor], optimizer: torch.optim.Optimizer, step: int, options: TrainOptions, phones: list[str]) -> None:
    value = {
        "model": model.state_dict(), "average": average, "optimizer": optimizer.state_dict(), "step": step, "ears": model.checkpoint_options(),
        "train": asdict(options), "phones": phones, "tokens": [list(pair) for pair in vocabulary_tokens()],
    }  # fmt: skip
    torch.save(value, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def load_ears(path: Path) -> tuple[Ears, list[str]]:
    """Averaged weights of a checkpoint as a model ready to use, and its phone table."""
    value = torch.load(path, map_location="cpu", weights_only=True)
    model = Ears(EarsOptions(**value["ears"]))
    model.load_state_dict(value["average"])
    return model.eval(), value["phones"]


def train(folder: Path, data: Mapping[Path, float], phones: list[str], ears: EarsOptions, options: TrainOptions, *, stop_after: int | None = None, device: str = "cpu", start: Path | None = None) -> Path:
    """Train in `folder` (resuming what stands there) on shards; returns the checkpoint.

    `data` names folders of shards and how many times as often as others the clips of each are heard.
    `stop_after` ends early, as a kill would; `start` is a folder of exported ears to begin with where nothing stands yet.
    """
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = folder / "ears.pt"
    model = Ears(ears)
    if start is not None:
        model.load_state_dict(read_weights(start, model.state_dict()))
    model = model.to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.peak_rate, betas=(0.9, 0.98), weight_decay=options.weight_decay, fused=True)
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    first = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        if saved["ears"] != model.checkpoint_options():
            raise ValueError(f"{checkpoint} was made with {saved['ears']}, not {model.checkpoint_options()}; choose another folder")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, first = saved["average"], saved["step"]
    corpus = Corpus(data, {phone: index + 1 for index, phone in enumerate(phones)}, options.seed)
    last = options.steps if stop_after is None else min(options.steps, stop_after)
    board = SummaryWriter(str(folder))
    log = (folder / "log.jsonl").open("a")
    began = time.monotonic()
    bar = tqdm(total=options.steps, initial=first, desc="ears", mininterval=5)
    for step, batch in zip(range(first, last), prefetch(_batches(corpus, first, options)), strict=False):
        if device != "cpu":
            batch = batch.to(device)
        for group in optimizer.param_groups:
            group["lr"] = _rate(step, options)
        parts = losses(model, batch)
        parts.total(options.mentions, options.adversary).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        keep = min(options.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, value in model.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        bar.update()
        if step % 20 == 0:
            values = {key: value.item() for key, value in vars(parts).items()}
            row = {"step": step, **values, "seconds": time.monotonic() - began, "clips": len(batch.frames)}
            log.write(json.dumps(row) + "\n")
            log.flush()
            bar.set_postfix({key: f"{value:.3f}" for key, value in values.items()})
            for key, value in values.items():
                board.add_scalar(f"loss/{key}", value, step)
        if (step + 1) % options.save_every == 0 or step + 1 == last:
            _save(checkpoint, model, average, optimizer, step + 1, options, phones)
    board.close()
    log.close()
    return checkpoint
