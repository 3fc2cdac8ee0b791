"""The editor: sounds and what is in the picture → an edit; and its training on recordings that are heard with another voice, room and picture each time.

B batch, F feature frames (10 ms), S sounds (80 ms), P pieces, N tokens, D width, V edit tokens, M names. The lower blocks of the ears, which make sounds of speech, are not trained; the upper ones, which make words of sounds, the editor has to itself.
`Sayings` mixes instructions (a wish and the pictures that it fits), descriptions (a new picture, whatever there was) and sentences that ask for nothing. An editor begins with what the ears know: their upper blocks, and how their decoder reads
names, colours and numbers off the states (`begin`).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as f
from torch.optim import Optimizer

from speechscape.data.augment import augment
from speechscape.data.augment import mask as masked
from speechscape.data.corpus import Row, read_shards
from speechscape.data.instructions import LIKE_INSTRUCTIONS, Situation, Wish, around_anything, situation
from speechscape.ears.edit_tokens import EDIT_END, MAX_EDIT_TOKENS, PIECE_PARTS, SETTING_PARTS, edit_to_tokens, edit_tokens, scene_to_numbers
from speechscape.ears.features import normalize
from speechscape.ears.tokens import mention_tokens, mentions_to_ids, vocabulary_tokens
from speechscape.train.engine import Engine, cosine
from speechscape.train.model import Block, DecoderBlock
from speechscape.train.shipped import shipped_ears
from speechscape.types import Scene
from speechscape.world.edits import MOST, Edit
from speechscape.world.vocabulary import elements

__all__ = ["Batch", "Editor", "EditorOptions", "EditorTask", "Sayings", "TeachingOptions", "begin", "begin_with", "collate", "load_editor"]

_CLEAR = 8.0
"""Under exp(-8) it makes no difference how surely a name was not heard."""


@dataclass(frozen=True)
class EditorOptions:
    """Sizes of the editor; stored in every checkpoint. `states` is the width of the ears' sounds and states."""

    states: int = 256
    upper_blocks: int = 5
    upper_hidden: int = 896
    width: int = 256
    heads: int = 4
    blocks: int = 4
    hidden: int = 768
    piece_blocks: int = 2
    hearing_blocks: int = 1


class Editor(nn.Module):
    """Attends to what is heard and to what is in the picture; writes an edit."""

    def __init__(self, options: EditorOptions) -> None:
        super().__init__()
        o, d = options, options.width
        self.options = options
        self.coarse = nn.ModuleList(Block(o.states, o.heads, o.upper_hidden, 9) for _ in range(o.upper_blocks))
        self.state_norm = nn.LayerNorm(o.states)
        self.mention_head = nn.Linear(o.states, len(mention_tokens()) + 1)
        self.mention_back = nn.Linear(len(mention_tokens()) + 1, o.states, bias=False)
        self.ears = nn.Linear(o.states, d)
        self.hearing = nn.ModuleList(Block(d, o.heads, o.hidden, 9) for _ in range(o.hearing_blocks))
        self.spot = nn.Linear(d, len(elements()) + 1)
        self.named = nn.Linear(1, d)
        self.parts = nn.ModuleList(nn.Embedding(size, d) for size in PIECE_PARTS)
        self.settings = nn.ModuleList(nn.Embedding(size, d) for size in SETTING_PARTS)
        self.numbers = nn.Parameter(0.02 * torch.randn(MOST, d))
        self.whole = nn.Parameter(0.02 * torch.randn(2, d))
        self.among = nn.ModuleList(Block(d, o.heads, o.hidden, 3) for _ in range(o.piece_blocks))
        self.memory_norm = nn.LayerNorm(d)
        self.tokens = nn.Embedding(len(edit_tokens()), d)
        self.positions = nn.Parameter(0.02 * torch.randn(MAX_EDIT_TOKENS, d))
        self.decoder = nn.ModuleList(DecoderBlock(d, o.heads, o.hidden) for _ in range(o.blocks))
        self.token_norm, self.token_head = nn.LayerNorm(d), nn.Linear(d, len(edit_tokens()))

    def remember(self, sounds: Tensor, mask: Tensor, pieces: Tensor, setting: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(B, S, states) with their mask (B, S), (B, P, 6), (B, 3) → memory (B, S + P + 1, D), the bias of attending to it (B, S + P + 1), and for each name the logarithm of how surely it was heard (B, M)."""
        bias = torch.where(mask[:, None, None, :], 0.0, -1e4)
        for block in self.coarse:
            sounds = block(sounds, mask.unsqueeze(-1), bias)
        states = self.state_norm(sounds)
        heard = self.ears(states + self.mention_back(torch.softmax(self.mention_head(states).float(), dim=-1).to(states.dtype)))
        for block in self.hearing:
            heard = block(heard, mask.unsqueeze(-1), bias)
        surely = (torch.log_softmax(self.spot(heard).float(), dim=-1)[..., 1:] + torch.where(mask, 0.0, -1e4).unsqueeze(-1)).amax(dim=1)
        there = pieces[..., 0] > 0
        strength = (surely.gather(1, (pieces[..., 0] - 1).clamp(min=0)).clamp(min=-_CLEAR) / _CLEAR + 0.5).to(heard.dtype)
        seen = sum(table(pieces[..., part]) for part, table in enumerate(self.parts)) + self.numbers + self.named(strength.unsqueeze(-1))
        keep = torch.cat([torch.ones_like(there[:, :1]), there], dim=1)
        about = sum(table(setting[..., part]) for part, table in enumerate(self.settings)) + self.whole[0]
        picture = torch.cat([about[:, None], seen], dim=1)  # the setting comes first, so that a row is never empty
        for block in self.among:
            picture = block(picture, keep.unsqueeze(-1), torch.where(keep[:, None, None, :], 0.0, -1e4))
        memory = torch.cat([heard + self.whole[1], self.memory_norm(picture)], dim=1)
        return memory, torch.where(torch.cat([mask, keep], dim=1), 0.0, -1e4), surely

    def forward(self, tokens: Tensor, sounds: Tensor, mask: Tensor, pieces: Tensor, setting: Tensor) -> tuple[Tensor, Tensor]:
        """Teacher forcing: (B, N) tokens → logits (B, N, V) of the token after each, and how surely each name was heard (B, M)."""
        memory, bias, surely = self.remember(sounds, mask, pieces, setting)
        n = tokens.shape[1]
        x = self.tokens(tokens) + self.positions[:n]
        causal = torch.triu(torch.full((n, n), -1e4, device=tokens.device), diagonal=1)
        for block in self.decoder:
            keys, values = block.split(block.cross_kv(memory), 2)  # type: ignore[operator]
            x, _, _, _ = block(x, keys, values, None, causal, bias[:, None, None, :])
        return self.token_head(self.token_norm(x)), surely

    @torch.no_grad()
    def write(self, sounds: Tensor, mask: Tensor, pieces: Tensor, setting: Tensor) -> list[list[int]]:
        """Greedy decoding: the token ids of each."""
        tokens = torch.zeros((len(sounds), 1), dtype=torch.long, device=sounds.device)
        while tokens.shape[1] < MAX_EDIT_TOKENS and not bool((tokens == EDIT_END).any(dim=1).all()):
            logits, _ = self(tokens, sounds, mask, pieces, setting)
            tokens = torch.cat([tokens, logits[:, -1:].argmax(dim=-1)], dim=1)
        rows: list[list[int]] = tokens.tolist()
        return [row[: row.index(EDIT_END) + 1] if EDIT_END in row else row for row in rows]


def begin(editor: Editor, ears: Path) -> None:
    """What exported ears know, into a fresh editor: their upper blocks, and how names, numbers, sizes, colours, relations and settings are read off the states. What they do not know adds nothing at first. Raises `ValueError` where the sizes differ."""
    known = shipped_ears(ears)
    o, told = editor.options, known.options
    mine_is = (o.states, o.upper_blocks, o.upper_hidden, o.width, o.heads, o.hidden)
    if mine_is != (told.width, told.coarse_blocks, told.hidden, told.width, told.heads, told.decoder_hidden) or o.blocks < told.decoder_blocks:
        raise ValueError(f"the editor is {o}, the ears are {told}; an editor of other sizes cannot begin with what the ears know")
    places = {pair: index for index, pair in enumerate(vocabulary_tokens())}
    same = [(index, places[_heard_as(kind), value]) for index, (kind, value) in enumerate(edit_tokens()) if (_heard_as(kind), value) in places]
    mine, theirs = (torch.tensor(column) for column in zip(*same, strict=True))
    names = torch.tensor([0] + [1 + mention_tokens().index(places["name", name]) for name in elements()])
    for part in ("coarse", "state_norm", "mention_head", "mention_back"):
        editor.get_submodule(part).load_state_dict(known.get_submodule(part).state_dict())
    with torch.no_grad():
        nn.init.eye_(editor.ears.weight)
        nn.init.zeros_(editor.ears.bias)
        for block in (*editor.hearing, *editor.decoder[told.decoder_blocks :]):
            for name in ("attention.out", "conv_out", "down", "self_out", "cross_out"):
                if name in dict(block.named_modules()):
                    nn.init.zeros_(block.get_parameter(f"{name}.weight"))
                    nn.init.zeros_(block.get_parameter(f"{name}.bias"))
        for block, taught in zip(editor.decoder, known.decoder, strict=False):
            block.load_state_dict(taught.state_dict())
        editor.positions.copy_(known.positions[:MAX_EDIT_TOKENS])
        editor.spot.weight.copy_(known.mention_head.weight[names])
        editor.spot.bias.copy_(known.mention_head.bias[names])
        editor.token_norm.load_state_dict(known.token_norm.state_dict())
        for table, taught_table in ((editor.tokens.weight, known.tokens.weight), (editor.token_head.weight, known.token_head.weight), (editor.token_head.bias, known.token_head.bias)):
            table[mine] = taught_table[theirs]


def _heard_as(kind: str) -> str:
    """What a kind of the editor's tokens is called among those of the scene decoder."""
    return "count" if kind == "number" else kind


@dataclass(frozen=True)
class Batch:
    """One step's input: normalised features (B, F, MELS), frames (B,), pieces (B, P, 6), setting (B, 3), tokens (B, N) padded with END, weights (B, N - 1) that are 0 on padding, named (B, M): which names are said."""

    features: Tensor
    frames: Tensor
    pieces: Tensor
    setting: Tensor
    tokens: Tensor
    weights: Tensor
    named: Tensor

    def to(self, device: str) -> Batch:
        """The same batch on another device."""
        return Batch(*(getattr(self, name).to(device) for name in vars(self)))


@dataclass(frozen=True)
class _Said:
    """A clip as it is heard in training: its features as float16, what is wished (None: a new picture, or nothing), and which names are said."""

    features: NDArray[np.float16]
    wish: Wish | None
    new: bool
    named: tuple[int, ...]


class Sayings:
    """All clips of folders of shards. `most` bounds the descriptions; a share of `changed` is heard in another voice, through rooms and noise, anew each time."""

    def __init__(self, instructions: Sequence[Path], descriptions: Sequence[Path], *, most: int = 20_000, changed: float = 0.75, seed: int = 0) -> None:
        rows = [row for folder in instructions for row in read_shards(folder) if row.wish is not None]
        if not rows:
            raise FileNotFoundError(f"no instructions under {', '.join(map(str, instructions))}; make some with python -m speechscape.data.corpus --instructions")
        told = [row for folder in descriptions for row in read_shards(folder) if row.scene is not None and row.wish is None and not row.text.startswith(LIKE_INSTRUCTIONS) and len(row.features) < 700]
        rows += random.Random(seed).sample(told, min(most, len(told)))
        self.seed, self.changed = seed, changed
        self._names = {1 + place: tuple(elements()).index(vocabulary_tokens()[token][1]) for place, token in enumerate(mention_tokens()) if vocabulary_tokens()[token][0] == "name"}
        self.said = [self._as_said(row) for row in sorted(rows, key=lambda row: len(row.features))]

    def _as_said(self, row: Row) -> _Said:
        wish = None if row.wish is None else Wish.from_json(row.wish)
        return _Said(row.features, wish, row.wish is None and not Scene.from_json(row.scene or {}).empty, tuple(self._names[one] for one in mentions_to_ids(row.text) if one in self._names))

    def batch(self, number: int, size: int, lost: float = 0.2) -> Batch:
        """`size` clips of like length, each with a picture of its own, in a share of `lost` of which it means nothing; a pure function of its arguments."""
        rng = random.Random(f"{self.seed}/{number}")
        first = rng.randrange(max(1, len(self.said) - 4 * size))
        chosen = rng.sample(self.said[first : first + 4 * size], min(size, len(self.said)))
        sounding = np.random.default_rng((self.seed, number))
        return collate([self._features(one, sounding) for one in chosen], [self._situation(one, rng, lost) for one in chosen], [one.named for one in chosen])

    def _features(self, one: _Said, rng: np.random.Generator) -> NDArray[np.float32]:
        plain = np.asarray(one.features, np.float32)
        if rng.random() >= self.changed:
            return normalize(plain)
        other = np.asarray(self.said[int(rng.integers(len(self.said)))].features, np.float32)
        return masked(normalize(augment(plain, other, rng, 0.6)), rng, 0.5)

    def _situation(self, one: _Said, rng: random.Random, lost: float) -> Situation:
        if one.wish is not None:
            return situation(one.wish, rng, lost)
        scene, focus = around_anything(rng)
        return Situation(scene, focus, Edit(kind="new" if one.new else "nothing"))


def collate(features: Sequence[NDArray[np.float32]], situations: Sequence[Situation], named: Sequence[Sequence[int]] = ()) -> Batch:
    """Clips as normalised features, the pictures around them and the numbers of the names that are said as a batch."""
    count = len(features)
    heard = np.zeros((count, max(map(len, features)), features[0].shape[1]), np.float32)
    for index, one in enumerate(features):
        heard[index, : len(one)] = one
    numbers = [scene_to_numbers(now.scene, now.focus) for now in situations]
    sequences = [edit_to_tokens(now.edit)[:MAX_EDIT_TOKENS] for now in situations]
    width = max(map(len, sequences))
    tokens = torch.full((count, width), EDIT_END)
    weights = torch.zeros(count, width - 1)
    for index, sequence in enumerate(sequences):
        tokens[index, : len(sequence)] = torch.tensor(sequence)
        weights[index, : len(sequence) - 1] = 1.0
    names = torch.zeros(count, len(elements()))
    for index, said in enumerate(named):
        names[index, list(said)] = 1.0
    return Batch(torch.from_numpy(heard), torch.tensor([len(one) for one in features]), torch.from_numpy(np.stack([pieces for pieces, _ in numbers])), torch.from_numpy(np.stack([setting for _, setting in numbers])), tokens, weights, names)


@dataclass(frozen=True)
class TeachingOptions:
    """How the editor is taught: in a share of `lost` of the pictures what is said means nothing; the loss of spotting names weighs `spotting`; the upper blocks of the ears learn at a share of `upper` of the rate."""

    batch: int = 128
    peak_rate: float = 1e-3
    warm: float = 0.05
    weight_decay: float = 0.02
    seed: int = 0
    lost: float = 0.1
    spotting: float = 0.3
    upper: float = 0.5


class EditorTask:
    """Trains an editor on sayings, whose sounds the exported ears in the folder `ears` make; with `knowing` it begins with what they know."""

    def __init__(self, sayings: Sayings, editor: EditorOptions, options: TeachingOptions, ears: Path, knowing: bool = True) -> None:
        self.sayings, self.options, self.ears = sayings, options, shipped_ears(ears)
        torch.manual_seed(options.seed)
        self.editor = Editor(editor)
        if knowing:
            begin(self.editor, ears)
        self.modules: Mapping[str, nn.Module] = {"editor": self.editor}
        upper = [*self.editor.coarse.parameters(), *self.editor.state_norm.parameters(), *self.editor.mention_head.parameters(), *self.editor.mention_back.parameters()]
        theirs = set(map(id, upper))
        groups: list[dict[str, Any]] = [{"params": [one for one in self.editor.parameters() if id(one) not in theirs]}, {"params": upper, "share": options.upper}]
        self.optimizers: Mapping[str, Optimizer] = {"editor": torch.optim.AdamW(groups, lr=options.peak_rate, betas=(0.9, 0.98), weight_decay=options.weight_decay, fused=True)}

    def card(self) -> dict[str, Any]:
        """See `engine.Task`."""
        return {"editor": asdict(self.editor.options), "tokens": [list(pair) for pair in edit_tokens()]}

    def rate(self, name: str, progress: float) -> float:
        """See `engine.Task`."""
        return cosine(progress, self.options.peak_rate, self.options.warm)

    def batch(self, number: int, progress: float) -> Batch:
        """See `engine.Task`."""
        return self.sayings.batch(number, self.options.batch, self.options.lost)

    def step(self, engine: Engine, batch: Batch, progress: float) -> dict[str, Tensor]:
        """See `engine.Task`; beside the loss, the share of edits of which every token was the likeliest."""
        batch = batch.to(engine.options.device)
        with torch.autocast(engine.options.device, torch.bfloat16):
            with torch.no_grad():
                sounds, mask, *_ = self.ears.to(engine.options.device).sounds(batch.features, batch.frames)
            logits, surely = self.editor(batch.tokens[:, :-1], sounds, mask, batch.pieces, batch.setting)
        each = f.cross_entropy(logits.float().flatten(0, 1), batch.tokens[:, 1:].flatten(), reduction="none")
        weights = batch.weights.flatten()
        loss = (each * weights).sum() / weights.sum()
        missed, invented = (batch.named * surely).sum(), ((1 - batch.named) * torch.log1p(-surely.exp().clamp(max=0.999))).sum()
        spotting = -(missed + invented) / len(surely)
        engine.update("editor", loss + self.options.spotting * spotting)
        right = ((logits.argmax(-1) == batch.tokens[:, 1:]) | (batch.weights == 0)).all(dim=1)
        return {"edit": loss, "right": right.float().mean(), "spotting": spotting}


def load_editor(path: Path) -> Editor:
    """Averaged weights of a checkpoint as a model ready to use. Raises `ValueError` where the file is no checkpoint of an editor."""
    averages, sizes = _averages(path)
    model = Editor(replace(EditorOptions(), **sizes))
    model.load_state_dict(averages)
    return model.eval()


def begin_with(editor: Editor, path: Path) -> None:
    """The averaged weights of a checkpoint into an editor; upper blocks, where the checkpoint has none, stay as they are. Raises `ValueError` where the file is no checkpoint of an editor, `RuntimeError` where other parts differ."""
    averages, _ = _averages(path)
    own = {key: value for key, value in editor.state_dict().items() if key.startswith(("coarse.", "state_norm.", "mention_"))}
    editor.load_state_dict({**own, **averages})


def _averages(path: Path) -> tuple[dict[str, Tensor], dict[str, int]]:
    value = torch.load(path, map_location="cpu", weights_only=True)
    if "editor" not in value.get("averages", {}):
        raise ValueError(f"{path} is no checkpoint of an editor; train one with recipes/editor.py")
    return value["averages"]["editor"], value["card"]["editor"]
