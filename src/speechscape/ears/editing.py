"""Sounds of speech and what is in the picture → an edit, with the exported editor on onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.ears.edit_tokens import EDIT_END, EDIT_START, MAX_EDIT_TOKENS, edit_tokens, scene_to_numbers, tokens_to_edit
from speechscape.errors import ModelError
from speechscape.runtime import session
from speechscape.types import Scene
from speechscape.world.edits import Edit

__all__ = ["EditListener", "Understood"]

Array = NDArray[Any]


@dataclass(frozen=True)
class Understood:
    """What was asked for. `edit` is ``nothing`` where that was not sure enough; `guess` is what was written all the same, `chance` the probability of its tokens together."""

    edit: Edit
    guess: Edit
    chance: float


class EditListener:
    """The editor, loaded from a folder of exported weights. `threshold` is the chance under which nothing is done; `courage` is by how much the logarithm of the odds of ``nothing`` is lowered, which training saw more often than designers say it (None: both as shipped). Raises `ModelError`."""

    def __init__(self, folder: Path, threads: int = 2, threshold: float | None = None, courage: float | None = None) -> None:
        try:
            card: dict[str, Any] = json.loads((folder / "editor.json").read_text())
        except (OSError, ValueError) as error:
            raise ModelError(f"no editor in {folder} ({error}); name a folder written by speechscape.train.export_editor, or reinstall speechscape") from error
        if [tuple(pair) for pair in card["tokens"]] != list(edit_tokens()):
            raise ModelError(f"{folder}: the editor was trained for another language of edits; export it again from a matching checkpoint")
        self.name: str = card["name"]
        self.threshold: float = card["threshold"] if threshold is None else threshold
        self.courage: float = card.get("courage", 0.0) if courage is None else courage
        self._sizes = card["editor"]
        self._memory = session(folder / "editor.onnx", threads)
        if "sounds" not in {one.name for one in self._memory.get_inputs()}:
            raise ModelError(f"{folder}: the editor was exported for an older version, which read speech states; train it on (recipes/editor.py --from) and export it again")
        self._step = session(folder / "editor-step.onnx", threads)

    def understand(self, sounds: Sequence[Array], pictures: Sequence[tuple[Scene, Sequence[int]]]) -> list[Understood]:
        """One answer for each clip, given as sounds (S, D; `types.Heard.sounds`) and the picture that it was said to: its scene with columns, and the numbers of what was addressed last."""
        if not sounds:
            return []
        longest = max(map(len, sounds))
        heard, mask = np.zeros((len(sounds), longest, sounds[0].shape[1]), np.float32), np.zeros((len(sounds), longest), bool)
        for row, one in enumerate(sounds):
            heard[row, : len(one)], mask[row, : len(one)] = one, True
        numbers = [scene_to_numbers(scene, focus) for scene, focus in pictures]
        keys, values, bias = self._memory.run(None, {"sounds": heard, "mask": mask, "pieces": np.stack([pieces for pieces, _ in numbers]), "setting": np.stack([setting for _, setting in numbers])})
        tokens, chances = self._write(keys, values, bias, [len(scene.elements) for scene, _ in pictures])
        return [self._understood(row, chance, len(scene.elements)) for row, chance, (scene, _) in zip(tokens, chances, pictures, strict=True)]

    def _understood(self, tokens: list[int], chance: float, count: int) -> Understood:
        guess = tokens_to_edit(tokens, count)
        return Understood(guess if chance >= self.threshold else Edit(kind="nothing"), guess, chance)

    def _write(self, keys: Array, values: Array, bias: Array, counts: Sequence[int]) -> tuple[list[list[int]], list[float]]:
        """Greedy decoding: a kind first, and no thing that is not there. Token ids up to the end, and the probability of all of them together."""
        batch, o = len(counts), self._sizes
        past_keys = np.zeros((o["blocks"], batch, o["heads"], 0, o["width"] // o["heads"]), np.float32)
        past_values = past_keys
        current = np.full((batch, 1), EDIT_START, np.int64)
        written: list[list[int]] = [[EDIT_START] for _ in counts]
        chances = np.ones(batch)
        barred = np.array([[kind == "at" and int(value) >= count for kind, value in edit_tokens()] for count in counts])
        first = np.array([kind != "kind" for kind, _ in edit_tokens()])
        less = np.array([self.courage * (pair == ("kind", "nothing")) for pair in edit_tokens()], np.float32)
        for position in range(MAX_EDIT_TOKENS - 1):
            inputs = {"token": current, "position": np.array([position], np.int64), "past_keys": past_keys, "past_values": past_values, "keys": keys, "values": values, "bias": bias}
            logits, past_keys, past_values = self._step.run(None, inputs)
            logits = np.where(barred | (first if position == 0 else False), -np.inf, logits - (less if position == 0 else 0))
            odds = np.exp(logits - logits.max(axis=1, keepdims=True))
            odds /= odds.sum(axis=1, keepdims=True)
            best = odds.argmax(axis=1)
            for row, token in enumerate(best):
                if written[row][-1] != EDIT_END:
                    written[row].append(int(token))
                    chances[row] *= odds[row, token]
            if all(row[-1] == EDIT_END for row in written):
                break
            current = best[:, None].astype(np.int64)
        return written, chances.tolist()
