"""Clip → Heard, with the exported ears on onnxruntime. The only run-time user of the model files; it never loads torch.

`Listener.hear` batches clips, decodes scenes greedily within the grammar of `ears.tokens`, reads each element's seconds of
speech off the decoder's attention, and abstains with a reason where there is nothing to draw.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from speechscape.ears.features import FRAME_S, log_mel, normalize
from speechscape.ears.silence import sounding, unheard
from speechscape.ears.tokens import END, LETTERS, MAX_TOKENS, START, allowed, kind_of, tokens_to_scene, vocabulary_tokens
from speechscape.errors import ModelError
from speechscape.types import RATE_HZ, Clip, Element, Heard, Scene

__all__ = ["Listener"]

STATE_S = 8 * FRAME_S
"""Seconds of one speech state."""

Array = NDArray[Any]


class Listener:
    """The ears, loaded. `threshold` is the confidence under which an element is not drawn; `trained_on` names the people heard in training as INDEX/SPEAKER."""

    def __init__(self, folder: Path, threads: int = 2, threshold: float = 0.35) -> None:
        card = _card(folder)
        if [tuple(pair) for pair in card["tokens"]] != list(vocabulary_tokens()):
            raise ModelError(f"{folder}: the ears were trained for another vocabulary; export them again from a matching checkpoint")
        self.name: str = card["name"]
        self.trained_on: tuple[str, ...] = tuple(card.get("people", ()))
        self.threshold = threshold
        self._sizes = card["ears"]
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._step = _session(folder / "step.onnx", threads)

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """What was meant in each clip; clips of like length are best given together."""
        reasons = [unheard(clip) for clip in clips]
        loud = [index for index, reason in enumerate(reasons) if reason is None]
        heard = [Heard(Scene(), "", True, reason) for reason in reasons]
        for index, one in zip(loud, self._batch([clips[index] for index in loud]), strict=True):
            heard[index] = one
        return heard

    def _batch(self, clips: list[Clip]) -> list[Heard]:
        if not clips:
            return []
        spans = [sounding(clip) for clip in clips]
        features = [normalize(log_mel(clip.samples[first:last])) for clip, (first, last) in zip(clips, spans, strict=True)]
        frames = np.array([len(one) for one in features], np.int64)
        padded = np.zeros((len(clips), int(frames.max()), features[0].shape[1]), np.float32)
        for row, one in zip(padded, features, strict=True):
            row[: len(one)] = one
        keys, values, bias, letters = self._encoder.run(None, {"features": padded, "frames": frames})
        tokens, chances, seen = self._write(keys, values, bias)
        spelled = [_spell(letters[index, : (int(frames[index]) + 3) // 4]) for index in range(len(clips))]
        return [self._judge(tokens[index], chances[index], seen[index], spelled[index], clips[index], spans[index][0] / RATE_HZ) for index in range(len(clips))]

    def _write(self, keys: Array, values: Array, bias: Array) -> tuple[Array, Array, Array]:
        """Greedy decoding: tokens (B, N), their probabilities (B, N) and the attention (B, N, S) under which each was written."""
        batch = bias.shape[0]
        heads = self._sizes["heads"]
        past_keys = np.zeros((self._sizes["decoder_blocks"], batch, heads, 0, self._sizes["width"] // heads), np.float32)
        past_values = past_keys
        current = np.full((batch, 1), START, np.int64)
        tokens, chances, seen = [], [], []
        for position in range(MAX_TOKENS - 1):
            inputs = {"token": current, "position": np.array([position], np.int64), "past_keys": past_keys, "past_values": past_values, "keys": keys, "values": values, "bias": bias}
            logits, past_keys, past_values, attention = self._step.run(None, inputs)
            legal = np.stack([allowed(int(token)) for token in current[:, 0]])
            logits = np.where(legal, logits, -np.inf)
            odds = np.exp(logits - logits.max(axis=1, keepdims=True))
            odds /= odds.sum(axis=1, keepdims=True)
            best = odds.argmax(axis=1)
            tokens.append(best)
            chances.append(odds[np.arange(batch), best])
            seen.append(attention)
            current = best[:, None].astype(np.int64)
            if (np.stack(tokens, axis=1) == END).any(axis=1).all():
                break
        return np.stack(tokens, axis=1), np.stack(chances, axis=1), np.stack(seen, axis=1)

    def _judge(self, tokens: Array, chances: Array, seen: Array, spelled: tuple[str, list[tuple[float, float]]], clip: Clip, offset_s: float) -> Heard:
        """Confidences and times onto the scene; doubtful elements out; abstention with its reason. The model's clock starts at `offset_s`."""
        words, spans = spelled
        ends = np.flatnonzero(tokens == END)
        length = int(ends[0]) if len(ends) else len(tokens)
        scene, starts = tokens_to_scene([int(token) for token in tokens[:length]])
        items = []
        for number, (item, start) in enumerate(zip(scene.elements, starts, strict=True)):
            stop = starts[number + 1] if number + 1 < len(starts) else length
            said = [position for position in range(start, stop) if kind_of(int(tokens[position])) not in {"column", "of"}]
            begin_s, end_s = (offset_s + at for at in _when(seen[start], spans, clip.seconds - offset_s))
            items.append(replace(item, confidence=float(np.prod(chances[said])), start_s=begin_s, end_s=end_s))
        scene = drop_doubtful(scene.with_elements(*items), chances[starts] if starts else np.zeros(0), self.threshold)
        if scene.empty:
            doubtful = [item.name for item in items]
            reason = f"not sure enough of anything ({', '.join(doubtful)}?)" if doubtful else "speech without anything drawable in it"
            return Heard(Scene(), words, True, reason)
        return Heard(scene, words)


def drop_doubtful(scene: Scene, chances: Array, threshold: float) -> Scene:
    """The scene without elements whose name has a chance under `threshold`; relations to them go with them."""
    keep = [index for index, chance in enumerate(chances) if chance >= threshold]
    moved = {old: new for new, old in enumerate(keep)}
    items: list[Element] = []
    for index in keep:
        item = scene.elements[index]
        if all(other in moved for other in item.of):
            items.append(replace(item, of=tuple(moved[other] for other in item.of)))
        else:
            items.append(replace(item, relation=None, of=()))
    return scene.with_elements(*items)


def _spell(logits: Array) -> tuple[str, list[tuple[float, float]]]:
    """Best path of the spelling head (Graves et al. 2006): the text and the seconds of each of its words."""
    best = logits.argmax(axis=1)
    text, spans = "", []
    word_start = None
    previous = 0
    for frame, letter in enumerate(best):
        if letter not in {0, previous}:
            symbol = LETTERS[int(letter) - 1]
            text += symbol
            if symbol == " ":
                word_start = None
            elif word_start is None:
                word_start = frame
                spans.append((frame, frame))
            if symbol != " ":
                spans[-1] = (spans[-1][0], frame)
        previous = letter
    return " ".join(text.split()), [(max(0.0, (a - 1) * STATE_S / 2), (b + 2) * STATE_S / 2) for a, b in spans]


def _when(attention: Array, spans: list[tuple[float, float]], seconds: float) -> tuple[float, float]:
    """The seconds of speech behind a token: the spelled word under the attention's peak, or the peak itself."""
    peak_s = (int(attention.argmax()) + 0.5) * STATE_S
    near = min(spans, key=lambda span: max(span[0] - peak_s, peak_s - span[1], 0.0), default=None)
    if near is None or max(near[0] - peak_s, peak_s - near[1]) > 0.3:
        near = (peak_s - 0.2, peak_s + 0.2)
    return max(0.0, min(near[0], seconds - 0.01)), min(seconds, near[1])


def _card(folder: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "ears.json").read_text())
    except (OSError, ValueError) as error:
        raise ModelError(f"no ears in {folder} ({error}); reinstall speechscape or name a folder made by speechscape.train.export") from error
    return card


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises several unrelated classes for a damaged file
        raise ModelError(f"{path} cannot be loaded ({error}); reinstall speechscape") from error
