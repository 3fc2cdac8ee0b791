"""The training of the ears as a task of the engine: curriculum, fading augmentation, losses; and ears out of a checkpoint.

Speech grows longer and augmentation stronger as training goes on, both by the share of it that is done. Never loops or saves: that is
the engine's. Called by `recipes/ears.py`; `export` and `held_out` read checkpoints with `load_ears`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.ears.tokens import vocabulary_tokens
from speechscape.train.batches import Batch, Corpus
from speechscape.train.engine import Engine, cosine
from speechscape.train.model import Ears, EarsOptions
from speechscape.train.shipped import read_weights

__all__ = ["EarsTask", "Losses", "TrainOptions", "load_ears", "losses"]


@dataclass(frozen=True)
class TrainOptions:
    """How the ears are taught. Lengths are in 10 ms frames; `warm`, `curriculum` and `fade` are the shares of the training over which the rate rises, clips grow to `full_limit` and augmentation fades in to `strength`; `mentions` and `adversary` weigh their losses."""

    budget_frames: int = 24_000
    peak_rate: float = 8e-4
    warm: float = 0.05
    weight_decay: float = 0.02
    first_limit: int = 220
    full_limit: int = 1200
    curriculum: float = 0.2
    fade: float = 0.3
    strength: float = 0.6
    mentions: float = 0.3
    adversary: float = 0.1
    seed: int = 0


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


class EarsTask:
    """Trains ears on shards. `data` names folders of them and how many times as often as others the clips of each are heard; `start` is a folder of exported ears to begin with."""

    def __init__(self, data: Mapping[Path, float], phones: list[str], ears: EarsOptions, options: TrainOptions, *, start: Path | None = None) -> None:
        self.options, self.phones = options, phones
        torch.manual_seed(options.seed)
        self.ears = Ears(ears)
        if start is not None:
            self.ears.load_state_dict(read_weights(start, self.ears.state_dict()))
        self.corpus = Corpus(data, {phone: index + 1 for index, phone in enumerate(phones)}, options.seed)
        self.modules: Mapping[str, nn.Module] = {"ears": self.ears}
        optimizer = torch.optim.AdamW(self.ears.parameters(), lr=options.peak_rate, betas=(0.9, 0.98), weight_decay=options.weight_decay, fused=True)
        self.optimizers: Mapping[str, Optimizer] = {"ears": optimizer}

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"ears": self.ears.checkpoint_options(), "phones": self.phones, "tokens": [list(pair) for pair in vocabulary_tokens()]}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self.options.peak_rate, self.options.warm)

    def batch(self, number: int, progress: float) -> Batch:
        """Clips of like length, short and plain at first."""
        o = self.options
        limit = o.first_limit + (o.full_limit - o.first_limit) * min(1.0, progress / o.curriculum)
        return self.corpus.batch(number, o.budget_frames, int(limit), o.strength * min(1.0, progress / o.fade))

    def step(self, engine: Engine, batch: Batch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`; beside the losses, how many clips the batch holds."""
        parts = losses(self.ears, batch.to(engine.options.device))
        engine.update("ears", parts.total(self.options.mentions, self.options.adversary))
        return {**vars(parts), "clips": torch.tensor(len(batch.frames))}


def load_ears(path: Path) -> tuple[Ears, list[str]]:
    """Averaged weights of a checkpoint as a model ready to use, and its phone table.

    Raises:
        ValueError: the file is no checkpoint of the engine, or not one of ears.
    """
    value = torch.load(path, map_location="cpu", weights_only=True)
    if "ears" not in value.get("averages", {}):
        raise ValueError(f"{path} is no checkpoint of ears as they are trained now; train on from the exported weights: python recipes/ears.py RUN --data SHARDS --from WEIGHTS")
    model = Ears(EarsOptions(**value["card"]["ears"]))
    model.load_state_dict(value["averages"]["ears"])
    return model.eval(), value["card"]["phones"]
