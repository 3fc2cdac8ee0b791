"""Clip → Heard, with the exported ears on onnxruntime. The only run-time user of the model files; it never loads torch.

`Listener.hear` batches clips, decodes scenes greedily within the grammar of `ears.tokens`, reads each element's seconds of
speech off the decoder's attention and its confidence off the evidence, and abstains with a reason where there is nothing to draw.
"""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.silence import hindrance, sounding, unheard
from speechscape.ears.confidence import EVIDENCE, Confidence, Evidence, clearness, evidence
from speechscape.ears.features import FRAME_S, log_mel, normalize
from speechscape.ears.spotting import forms_of, support
from speechscape.ears.tokens import END, LETTERS, MAX_TOKENS, START, allowed, kind_of, mention_tokens, name_token, tokens_to_scene, vocabulary_tokens
from speechscape.errors import ModelError
from speechscape.runtime import session
from speechscape.types import RATE_HZ, Clip, Element, Heard, Hearing, Scene, Setting

__all__ = ["Listener", "drop_doubtful", "one_word_one_thing", "read_card"]

STATE_S = 8 * FRAME_S
"""Seconds of one speech state."""

RIVALS = 3
"""So many of the likeliest names are offered where one is doubtful."""

RIVAL_CHANCE = 0.05
"""Probability under which a name is not worth offering."""

MENTION_CHANCE = 0.15
"""Probability from which a name that the mention head heard is considered where the decoder did not write it."""

ASK_CHANCE = 0.1
"""Confidence under which a name is not even asked about."""

GUESS_CHANCE = 0.05
"""Confidence under which a name or a setting is not even a guess."""

ALONE_CHANCE = 0.9
"""Confidence that a setting needs where nothing stands in it, for want of anything that bears it out."""

_HEARD = ["keys", "values", "bias", "letters", "mentions", "states", "sounds"]

Array = NDArray[Any]


class Listener:
    """The ears, loaded. `second` is another listener (a recogniser) whose scene counts as evidence: the ears then draw what both make likely. `threshold` is the confidence under which an element is asked about instead of drawn (None: as fitted); `trained_on` names the people heard in training as INDEX/SPEAKER."""

    kind = "ears"

    def __init__(self, folder: Path, threads: int = 2, threshold: float | None = None, second: Hearing | None = None) -> None:
        card = read_card(folder)
        if [tuple(pair) for pair in card["tokens"]] != list(vocabulary_tokens()):
            raise ModelError(f"{folder}: the ears were trained for another vocabulary; export them again from a matching checkpoint")
        self.second = second
        self.name: str = card["name"] if second is None else f"{card['name']} + {second.name}"
        self.trained_on: tuple[str, ...] = tuple(card.get("people", ()))
        fit = card.get("confidence" if second is None else "confidence with a second", {"bias": 0.0, "weights": [1.0, 0.0, 0.0, 0.0, 0.0, 0.0], "threshold": 0.35})
        self._confidence = Confidence(fit["bias"], tuple(fit["weights"]))
        self.threshold: float = fit["threshold"] if threshold is None else threshold
        self._sizes = card["ears"]
        self._encoder = session(folder / "encoder.onnx", threads)
        self._step = session(folder / "step.onnx", threads)
        lacking = [name for name in _HEARD if name not in {one.name for one in self._encoder.get_outputs()}]
        if lacking:
            raise ModelError(f"{folder}: the ears were exported by an older version and give no {', '.join(lacking)}; export them again with python -m speechscape.train.export")
        self._beside = ThreadPoolExecutor(1) if second is not None else None

    def hear(self, clips: Sequence[Clip]) -> list[Heard]:
        """What was meant in each clip; clips of like length are best given together."""
        reasons = [unheard(clip) for clip in clips]
        heard = [Heard(Scene(), "", True, reason) for reason in reasons]
        loud = [index for index, reason in enumerate(reasons) if reason is None]
        for index, draft in zip(loud, self._drafts([clips[index] for index in loud]), strict=True):
            heard[index] = self._judge(draft, clips[index])
        return heard

    def evidence(self, clips: Sequence[Clip]) -> list[tuple[Scene, Array]]:
        """What the decoder writes for each clip, doubtful elements too, and (elements, `confidence.EVIDENCE`) what speaks for each."""
        empty = (Scene(), np.zeros((0, len(EVIDENCE))))
        answers = [empty] * len(clips)
        loud = [index for index, clip in enumerate(clips) if unheard(clip) is None]
        for index, draft in zip(loud, self._drafts([clips[index] for index in loud]), strict=True):
            answers[index] = (draft.scene, draft.evidence)
        return answers

    @property
    def width(self) -> int:
        """Width D of a speech state."""
        return int(self._sizes["width"])

    def states(self, features: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """Speech states (S, D) of clips given as log-mel features (F, 80), one state for each begun 80 ms."""
        padded, frames = _pad([normalize(one) for one in features])
        (found,) = self._encoder.run(["states"], {"features": padded, "frames": frames})
        return [one[: (int(length) + 7) // 8] for one, length in zip(found, frames, strict=True)]

    def _drafts(self, clips: list[Clip]) -> list[_Draft]:
        if not clips:
            return []
        spans = [sounding(clip) for clip in clips]
        padded, frames = _pad([normalize(log_mel(clip.samples[first:last])) for clip, (first, last) in zip(clips, spans, strict=True)])
        others = self._ask_second([Clip(clip.samples[first:last], clip.source) for clip, (first, last) in zip(clips, spans, strict=True)])
        keys, values, bias, letters, mentions, states, sounds = self._encoder.run(_HEARD, {"features": padded, "frames": frames})
        written = self._write(keys, values, bias)
        heard = [Heard(Scene(), "")] * len(clips) if others is None else others.result()
        beside = () if self.second is None else (self.second.kind,)
        return [
            replace(
                _draft(written.of(index), letters[index, : (length + 3) // 4], mentions[index, : (length + 7) // 8], heard[index], beside, clips[index].seconds, spans[index][0] / RATE_HZ),
                states=states[index, : (length + 7) // 8],
                sounds=sounds[index, : (length + 7) // 8],
            )
            for index, length in enumerate(map(int, frames))
        ]

    def _ask_second(self, clips: list[Clip]) -> Future[list[Heard]] | None:
        """What the second listener, if there is one, hears meanwhile."""
        if self.second is None or self._beside is None:
            return None
        return self._beside.submit(self.second.hear, clips)

    def _judge(self, draft: _Draft, clip: Clip) -> Heard:
        """Confidences onto the scene; doubtful elements out, with what they might be; abstention with its reason."""
        sure = one_word_one_thing(draft.scene, [self._confidence(row) for row in draft.evidence], draft.written)
        items = [replace(item, confidence=chance) for item, chance in zip(draft.scene.elements, sure, strict=True)]
        enough = self.threshold if any(chance >= self.threshold for chance in sure) else max(self.threshold, ALONE_CHANCE)
        surely = {part: self._confidence(row) for part, row in draft.setting.items()}
        vague = {part: None for part, chance in surely.items() if chance < enough}
        guesses = (replace(item, relation=None, of=()) for item in items if GUESS_CHANCE <= item.confidence < self.threshold)
        guessed = Scene(tuple(guesses), Setting(**{part: getattr(draft.scene.setting, part) for part in vague if surely[part] >= GUESS_CHANCE}))
        scene = drop_doubtful(Scene(tuple(items), replace(draft.scene.setting, **vague)), sure, self.threshold)
        doubts = tuple(names for names, chance in zip(draft.rivals, sure, strict=True) if ASK_CHANCE <= chance < self.threshold)
        if scene.empty:
            reason = "not sure enough of anything" if doubts else "speech without anything drawable in it" if draft.words else "nothing that sounds like words"
            return Heard(Scene(), draft.words, True, hindrance(clip) or reason, doubts, draft.states, guessed=guessed, sounds=draft.sounds)
        return Heard(scene, draft.words, doubts=doubts, states=draft.states, guessed=guessed, sounds=draft.sounds)

    def _write(self, keys: Array, values: Array, bias: Array) -> _Written:
        """Greedy decoding within the grammar of `ears.tokens`."""
        batch = bias.shape[0]
        heads = self._sizes["heads"]
        past_keys = np.zeros((self._sizes["decoder_blocks"], batch, heads, 0, self._sizes["width"] // heads), np.float32)
        past_values = past_keys
        current = np.full((batch, 1), START, np.int64)
        tokens: list[Array] = []
        chances, rivals, seen = [], [], []
        weighed = np.zeros((batch, len(vocabulary_tokens())), np.float32)
        for position in range(MAX_TOKENS - 1):
            inputs = {"token": current, "position": np.array([position], np.int64), "past_keys": past_keys, "past_values": past_values, "keys": keys, "values": values, "bias": bias}
            logits, past_keys, past_values, attention = self._step.run(None, inputs)
            legal = np.stack([allowed(int(token)) for token in current[:, 0]])
            logits = np.where(legal, logits, -np.inf)
            odds = np.exp(logits - logits.max(axis=1, keepdims=True))
            odds /= odds.sum(axis=1, keepdims=True)
            order = np.argsort(-odds, axis=1)[:, :RIVALS]
            best = order[:, 0]
            going = ~(np.stack(tokens, axis=1) == END).any(axis=1) if tokens else np.ones(batch, bool)
            weighed[going] = np.maximum(weighed[going], odds[going])
            tokens.append(best)
            chances.append(odds[np.arange(batch), best])
            rivals.append(np.where(np.take_along_axis(odds, order, axis=1) > RIVAL_CHANCE, order, END))
            seen.append(attention)
            current = best[:, None].astype(np.int64)
            if (np.stack(tokens, axis=1) == END).any(axis=1).all():
                break
        return _Written(np.stack(tokens, axis=1), np.stack(chances, axis=1), np.stack(rivals, axis=1), np.stack(seen, axis=1), weighed)


def _pad(features: list[NDArray[np.float32]]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Clips of one batch (B, F, 80), zeros behind the shorter ones, and their lengths (B,)."""
    frames = np.array([len(one) for one in features], np.int64)
    padded = np.zeros((len(features), int(frames.max()), features[0].shape[1]), np.float32)
    for row, one in zip(padded, features, strict=True):
        row[: len(one)] = one
    return padded, frames


@dataclass(frozen=True)
class _Written:
    """What the decoder wrote: tokens (B, N), their probabilities (B, N), the likeliest tokens (B, N, RIVALS), the attention (B, N, S), each token's highest probability (B, V)."""

    tokens: Array
    chances: Array
    rivals: Array
    seen: Array
    weighed: Array

    def of(self, index: int) -> _Written:
        """The part of one clip, up to its end."""
        ends = np.flatnonzero(self.tokens[index] == END)
        length = int(ends[0]) if len(ends) else self.tokens.shape[1]
        return _Written(self.tokens[index, :length], self.chances[index, :length], self.rivals[index, :length], self.seen[index, :length], self.weighed[index])


@dataclass(frozen=True)
class _Draft:
    """A clip as heard, before anything is judged: all elements (those that the decoder wrote first: `written`) with their times, evidence (elements, 6) and likeliest names; the setting's evidence by part; speech states and sounds."""

    scene: Scene
    written: int
    words: str
    evidence: Array
    rivals: tuple[tuple[str, ...], ...]
    setting: dict[str, Evidence]
    states: Array | None = None
    sounds: Array | None = None


def _draft(written: _Written, letters: Array, mentions: Array, other: Heard, beside: tuple[str, ...], seconds: float, offset_s: float) -> _Draft:
    """Names, times and evidence of one clip. The model's clock starts at `offset_s`; `letters` (L, letters) and `mentions` (S, M + 1) are logits.

    What the decoder wrote comes first; then, without relations, names that the mention head or a second listener heard (`other`; `beside` is what it is called).
    """
    words, spans = _spell(letters)
    scene, starts = tokens_to_scene([int(token) for token in written.tokens])
    spelled = np.asarray(_log_softmax(letters), np.float32)
    spotted = dict(zip(mention_tokens(), np.exp(_log_softmax(mentions))[:, 1:].T, strict=True))  # token → (S,) probabilities
    settings = [position for position, token in enumerate(written.tokens) if kind_of(int(token)) in {"place", "time", "weather"}]
    names = {int(written.tokens[start]) for start in starts}
    told = {name_token(item.name): item for item in reversed(other.scene.elements)}
    guessed = {name_token(names[0]) for names in other.doubts}
    hinted = {token for token, chances in spotted.items() if kind_of(token) == "name" and chances.max() >= MENTION_CHANCE}
    more = sorted((hinted | set(told) | guessed) - names, key=lambda token: int(spotted[token].argmax()))
    agreed = {name_token(value, kind) for kind, value in vars(other.scene.setting).items() if value is not None} | set(told)
    weighed = [(int(written.tokens[at]), float(written.chances[at])) for at in [*settings, *starts]] + [(token, float(written.weighed[token])) for token in more]
    rows = _evidence(weighed, spelled, spotted, agreed, guessed)
    items, rivals = [], []
    for item, start in zip(scene.elements, starts, strict=True):
        begin_s, end_s = (offset_s + at for at in _when(int(written.seen[start].argmax()), spans, seconds - offset_s))
        items.append(replace(item, start_s=begin_s, end_s=end_s, heard_by=(Listener.kind, *(beside if int(written.tokens[start]) in told.keys() | guessed else ()))))
        rivals.append(tuple(vocabulary_tokens()[int(token)][1] for token in written.rivals[start] if kind_of(int(token)) == "name"))
    for token in more:
        peak = int(spotted[token].argmax())
        item = told.get(token) or Element(vocabulary_tokens()[token][1])
        if token in hinted or item.start_s is None:
            begin_s, end_s = _when(peak, spans, seconds - offset_s)
            item = replace(item, start_s=begin_s, end_s=end_s)
        item = replace(item, start_s=offset_s + (item.start_s or 0), end_s=offset_s + (item.end_s or 0))
        items.append(replace(item, relation=None, of=(), heard_by=(*((Listener.kind,) if token in hinted else ()), *(beside if token in told.keys() | guessed else ()))))
        near = sorted((rival for rival in spotted if kind_of(rival) == "name" and rival != token), key=lambda rival: -float(spotted[rival][peak]))[: RIVALS - 1]
        rivals.append((item.name, *(vocabulary_tokens()[rival][1] for rival in near if spotted[rival][peak] > RIVAL_CHANCE)))
    table = np.array(rows[len(settings) :]).reshape(len(items), len(EVIDENCE))
    return _Draft(scene.with_elements(*items), len(starts), words, table, tuple(rivals), {kind_of(int(written.tokens[position])): row for position, row in zip(settings, rows, strict=False)})


def _log_softmax(logits: Array) -> Array:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def _evidence(written: list[tuple[int, float]], spelled: Array, spotted: dict[int, Array], agreed: Set[int], guessed: Set[int]) -> list[Evidence]:
    """What speaks for each token with its probability; `agreed` are the tokens that a second listener heard, `guessed` those that it guessed."""
    clear = clearness(spelled)
    forms = [(token, form) for token, _ in written for form in forms_of(token)]
    best: dict[int, tuple[float, int]] = {}
    for (token, form), value in zip(forms, support(spelled, [form for _, form in forms]), strict=True):
        best[token] = max(best.get(token, (-np.inf, 1)), (float(value), len(form)))
    return [evidence(chance, *best[token], clear, float(spotted[token].max()), token in agreed, token in guessed) for token, chance in written]


def one_word_one_thing(scene: Scene, chances: Sequence[float], written: int) -> list[float]:
    """The chances, with 0 for what lost its word to a likelier thing: of two elements heard at one time, one of which the decoder (which wrote the first `written`) did not write."""
    left = list(chances)
    for index in sorted(range(len(left)), key=lambda one: -chances[one]):
        for other in range(len(left)):
            if max(index, other) >= written and other != index and left[index] > 0 and left[other] <= left[index] and _overlap(scene.elements[index], scene.elements[other]) > 0.5:
                left[other] = 0.0
    return left


def _overlap(one: Element, other: Element) -> float:
    """Share of the shorter element's time that both have in common."""
    begins, ends = ((one.start_s or 0.0, other.start_s or 0.0), (one.end_s or 0.0, other.end_s or 0.0))
    shorter = min(ends[0] - begins[0], ends[1] - begins[1])
    return (min(ends) - max(begins)) / shorter if shorter > 0 else 0.0


def drop_doubtful(scene: Scene, chances: Sequence[float], threshold: float) -> Scene:
    """The scene without elements whose chance is under `threshold`; relations to them go with them."""
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


def _when(state: int, spans: list[tuple[float, float]], seconds: float) -> tuple[float, float]:
    """The seconds of speech behind a token that was heard at a state: the spelled word there, or the moment itself."""
    peak_s = (state + 0.5) * STATE_S
    near = min(spans, key=lambda span: max(span[0] - peak_s, peak_s - span[1], 0.0), default=None)
    if near is None or max(near[0] - peak_s, peak_s - near[1]) > 0.3:
        near = (peak_s - 0.2, peak_s + 0.2)
    return max(0.0, min(near[0], seconds - 0.01)), min(seconds, near[1])


def read_card(folder: Path) -> dict[str, Any]:
    """What stands in the ``ears.json`` of exported ears. Raises `ModelError`."""
    try:
        card: dict[str, Any] = json.loads((folder / "ears.json").read_text())
    except (OSError, ValueError) as error:
        raise ModelError(f"no ears in {folder} ({error}); reinstall speechscape or name a folder made by speechscape.train.export") from error
    return card
