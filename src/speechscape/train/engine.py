"""The engine of every training: steps, time budget, schedule, averaged weights, checkpoints that resume, logs and sample pictures.

A task says what it trains and what one step does; the engine does the rest the same way for all. Checkpoints hold everything, the batch
of a step depends on the seed, the step and the process alone, so a killed run goes on as if it had not been. With ``torchrun`` each
process takes other batches and gradients are averaged over all.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any, Protocol, TextIO

import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from speechscape.train.batches import prefetch

__all__ = ["Engine", "EngineOptions", "Task", "cosine"]


@dataclass(frozen=True)
class EngineOptions:
    """How long and how. `minutes` is a budget of training time over all runs of a folder, instead of `steps`; `accumulate` batches make one update."""

    steps: int = 1000
    minutes: float | None = None
    average: float = 0.999
    clip: float = 1.0
    accumulate: int = 1
    seed: int = 0
    save_every: int = 200
    threads: int = 2
    device: str = "cpu"


class Task(Protocol):
    """One kind of training."""

    modules: Mapping[str, nn.Module]
    """What is trained and saved, by name; weights of all are averaged."""

    optimizers: Mapping[str, Optimizer]
    """Optimisers by name; their rates follow `rate`, times the ``share`` of a group of parameters that has one."""

    def card(self) -> dict[str, Any]:
        """Plain values that a checkpoint must agree with (sizes, tables)."""
        ...

    def rate(self, name: str, progress: float) -> float:
        """Learning rate of an optimiser where `progress` runs from 0 to 1."""
        ...

    def batch(self, number: int, progress: float) -> Any:
        """Batch `number` (over all processes); a pure function of its arguments. Called ahead, in a thread."""
        ...

    def step(self, engine: Engine, batch: Any, progress: float) -> dict[str, Tensor]:
        """Losses of a batch, after `Engine.update` was called with those to minimise."""
        ...


def cosine(progress: float, peak: float, warm: float, least: float = 0.01) -> float:
    """A rate that rises to `peak` over the share `warm` and falls along a cosine to `least` of it."""
    rise = min(1.0, progress / warm) if warm > 0 else 1.0
    return peak * max(1e-3, rise) * max(least, 0.5 * (1 + math.cos(math.pi * min(1.0, progress))))


class Engine:
    """Runs a task in a folder. `sample` is called with the averaged modules in place whenever a checkpoint is written."""

    def __init__(self, task: Task, folder: Path, options: EngineOptions, sample: Callable[[Path, int], None] | None = None) -> None:
        self.task, self.folder, self.options, self._sample = task, folder, options, sample
        torch.set_num_threads(options.threads)
        self.processes = int(os.environ.get("WORLD_SIZE", "1"))
        self.rank = int(os.environ.get("RANK", "0"))
        if self.processes > 1 and not torch.distributed.is_initialized():
            torch.distributed.init_process_group("nccl" if options.device != "cpu" else "gloo")
        folder.mkdir(parents=True, exist_ok=True)
        for module in task.modules.values():
            module.to(options.device)
        self.averages = {name: {key: value.detach().clone() for key, value in module.state_dict().items()} for name, module in task.modules.items()}
        self.done, self.seconds = 0, 0.0
        self._waiting = 0
        if self.checkpoint.exists():
            self._resume()

    @property
    def checkpoint(self) -> Path:
        """The file that holds everything."""
        return self.folder / "checkpoint.pt"

    def progress(self) -> float:
        """Share of the training that is done, from 0 to 1."""
        whole = self.done / self.options.steps if self.options.minutes is None else self.seconds / (60 * self.options.minutes)
        return min(1.0, whole)

    def update(self, name: str, loss: Tensor) -> None:
        """Add the gradients of `loss`; with enough of them (`accumulate`), clip and step the optimiser `name`."""
        optimizer = self.task.optimizers[name]
        (loss / self.options.accumulate).backward()  # type: ignore[no-untyped-call]
        if (self.done + 1) % self.options.accumulate:
            return
        parameters = [p for group in optimizer.param_groups for p in group["params"] if p.grad is not None]
        if self.processes > 1:
            for p in parameters:
                torch.distributed.all_reduce(p.grad)
                p.grad /= self.processes
        torch.nn.utils.clip_grad_norm_(parameters, self.options.clip)
        for group in optimizer.param_groups:
            group["lr"] = group.get("share", 1.0) * self.task.rate(name, self.progress())
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)

    def run(self, stop_after: int | None = None) -> Path:
        """Train to the end, or (`stop_after` steps) until then as a kill would; returns the checkpoint."""
        board = SummaryWriter(str(self.folder)) if self.rank == 0 else None
        log = (self.folder / "log.jsonl").open("a") if self.rank == 0 else None
        try:
            self._steps(stop_after, board, log)
        finally:
            if board is not None and log is not None:
                board.close()
                log.close()
        return self.checkpoint

    def _steps(self, stop_after: int | None, board: SummaryWriter | None, log: TextIO | None) -> None:
        options = self.options
        bar = tqdm(total=options.steps if options.minutes is None else None, initial=self.done, desc=self.folder.name, mininterval=5, disable=self.rank != 0)
        last = time.monotonic()
        batches = prefetch(self._batches())
        while not self._over() and (stop_after is None or self.done < stop_after):
            batch = next(batches)
            torch.manual_seed((self.options.seed * 1_000_003 + self.done) * self.processes + self.rank)  # what a step draws depends on the step alone
            losses = self.task.step(self, batch, self.progress())
            self._average()
            self.done += 1
            now = time.monotonic()
            self.seconds, last = self.seconds + now - last, now
            bar.update()
            if log is not None and board is not None and (self.done - 1) % 20 == 0:
                values = {key: value.item() for key, value in losses.items()}
                log.write(json.dumps({"step": self.done - 1, **values, "seconds": round(self.seconds, 1)}) + "\n")
                log.flush()
                bar.set_postfix({key: f"{value:.3f}" for key, value in values.items()})
                for key, value in values.items():
                    board.add_scalar(f"loss/{key}", value, self.done - 1)
            if self.done % options.save_every == 0:
                self._save()
                last = time.monotonic()
        self._save()

    def _over(self) -> bool:
        return self.progress() >= 1

    def _batches(self) -> Iterator[Any]:
        step = self.done
        while True:
            steps = self.options.steps
            share = min(1.0, step / steps) if self.options.minutes is None else self.progress()
            yield self.task.batch(step * self.processes + self.rank, share)
            step += 1

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(self.options.average, (1 + self.done) / (10 + self.done))
        for name, module in self.task.modules.items():
            for key, value in module.state_dict().items():
                if value.dtype.is_floating_point:
                    self.averages[name][key].lerp_(value, 1 - keep)
                else:
                    self.averages[name][key].copy_(value)

    def _save(self) -> None:
        if self.rank != 0:
            return
        value = {
            "modules": {name: module.state_dict() for name, module in self.task.modules.items()}, "averages": self.averages,
            "optimizers": {name: optimizer.state_dict() for name, optimizer in self.task.optimizers.items()}, "step": self.done, "seconds": self.seconds, "card": self.task.card(),
        }  # fmt: skip
        part = self.checkpoint.with_suffix(".part")
        torch.save(value, part)
        os.replace(part, self.checkpoint)
        if self._sample is not None:
            now = {name: {key: kept.clone() for key, kept in module.state_dict().items()} for name, module in self.task.modules.items()}
            for name, module in self.task.modules.items():
                module.load_state_dict(self.averages[name])
                module.eval()
            self._sample(self.folder, self.done)
            for name, module in self.task.modules.items():
                module.load_state_dict(now[name])
                module.train()

    def _resume(self) -> None:
        saved = torch.load(self.checkpoint, map_location=self.options.device, weights_only=True)
        card = self.task.card()
        if saved["card"] != card:
            unlike = [key for key in {**saved["card"], **card} if saved["card"].get(key) != card.get(key)]
            made, asked = (shorten(str({key: value.get(key) for key in unlike}), 400) for value in (saved["card"], card))
            raise ValueError(f"{self.checkpoint} was made with {made}, not {asked}; choose another folder")
        for name, module in self.task.modules.items():
            module.load_state_dict(saved["modules"][name])
        for name, optimizer in self.task.optimizers.items():
            optimizer.load_state_dict(saved["optimizers"][name])
        self.averages, self.done, self.seconds = saved["averages"], saved["step"], saved["seconds"]
