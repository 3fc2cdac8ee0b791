"""Checkpoint → what the product ships: two ONNX graphs that share one half-precision weight file.

    python -m speechscape.train.export RUN_FOLDER/checkpoint.pt OUT_FOLDER --name ears-1

`encoder.onnx` turns features into keys and values for the decoder and spelled letters; `step.onnx` writes one scene token.
Weights are stored as float16 and widened to float32 inside the graphs, which onnxruntime folds while loading.
"""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from speechscape.data.corpus import read_shards
from speechscape.ears.tokens import vocabulary_tokens
from speechscape.train.ears import load_ears
from speechscape.train.model import Ears

__all__ = ["export", "halve"]


class _Encoder(nn.Module):
    def __init__(self, ears: Ears) -> None:
        super().__init__()
        self.ears = ears

    def forward(self, features: Tensor, frames: Tensor) -> tuple[Tensor, ...]:
        """(B, F, 80), (B,) → keys and values (L, B, heads, S, D), attention bias (B, S), letter logits (B, 2S, 29), mention logits (B, S, M + 1), states (B, S, D), sounds (B, S, D)."""
        encoded = self.ears.encode(features, frames)
        pairs = [block.split(block.cross_kv(encoded.states), 2) for block in self.ears.decoder]  # type: ignore[operator]
        keys, values = (torch.stack([pair[k] for pair in pairs]) for k in (0, 1))
        return keys, values, torch.where(encoded.mask, 0.0, -1e4), encoded.letters, encoded.mentions, encoded.states, encoded.sounds


class _Step(nn.Module):
    def __init__(self, ears: Ears) -> None:
        super().__init__()
        self.ears = ears

    def forward(self, token: Tensor, position: Tensor, past_keys: Tensor, past_values: Tensor, keys: Tensor, values: Tensor, bias: Tensor) -> tuple[Tensor, ...]:
        """(B, 1) token at (1,) position, past (L, B, heads, N, D) → logits (B, V), past with this token, attention (B, S)."""
        x = self.ears.tokens(token) + self.ears.positions[position]
        new_keys, new_values, seen = [], [], []
        for level, block in enumerate(self.ears.decoder):
            x, k, v, weights = block(x, keys[level], values[level], (past_keys[level], past_values[level]), None, bias[:, None, None, :])
            new_keys.append(k)
            new_values.append(v)
            seen.append(weights.mean(dim=1)[:, 0])
        logits = self.ears.token_head(self.ears.token_norm(x))[:, 0]
        return logits, torch.stack(new_keys), torch.stack(new_values), torch.stack(seen).mean(dim=0)


def halve(path: Path) -> None:
    """Store every large float32 weight of a graph as float16 and widen it with a Cast."""
    graph_model = onnx.load(str(path))
    graph = graph_model.graph
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or int(np.prod(tensor.dims)) < 64:
            continue
        values = numpy_helper.to_array(tensor).astype(np.float16)
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values, name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.value_info[:]
    onnx.save(graph_model, str(path))


def export(ears: Ears, folder: Path, name: str, people: tuple[str, ...] = ()) -> None:
    """Write `encoder.onnx`, `step.onnx` and `ears.json` (name, sizes, token table, people heard in training) into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():  # the tracing exporter announces its own retirement; its graphs keep the weights' names
        warnings.simplefilter("ignore")
        _trace(ears.eval().float(), folder)
    for graph in ("encoder.onnx", "step.onnx"):
        halve(folder / graph)
    card = {"name": name, "ears": ears.checkpoint_options(), "tokens": [list(pair) for pair in vocabulary_tokens()], "people": list(people)}
    (folder / "ears.json").write_text(json.dumps(card))


def _trace(ears: Ears, folder: Path) -> None:
    """Both graphs with float32 weights."""
    o = ears.options
    heads, width = o.heads, o.width // o.heads
    features, frames = torch.zeros(2, 160, 80), torch.tensor([160, 120])
    with torch.no_grad():
        keys, values, bias, *_ = _Encoder(ears)(features, frames)
    torch.onnx.export(
        _Encoder(ears), (features, frames), str(folder / "encoder.onnx"), dynamo=False, opset_version=18, do_constant_folding=False,
        input_names=["features", "frames"], output_names=["keys", "values", "bias", "letters", "mentions", "states", "sounds"],
        dynamic_axes={"features": {0: "B", 1: "F"}, "frames": {0: "B"}, "keys": {1: "B", 3: "S"}, "values": {1: "B", 3: "S"}, "bias": {0: "B", 1: "S"}, "letters": {0: "B", 1: "L"}, "mentions": {0: "B", 1: "S"}, "states": {0: "B", 1: "S"}, "sounds": {0: "B", 1: "S"}},
    )  # fmt: skip
    past = torch.zeros(o.decoder_blocks, 2, heads, 1, width)
    torch.onnx.export(
        _Step(ears), (torch.zeros(2, 1, dtype=torch.long), torch.tensor([1]), past, past, keys, values, bias), str(folder / "step.onnx"), dynamo=False, opset_version=18,
        do_constant_folding=False, input_names=["token", "position", "past_keys", "past_values", "keys", "values", "bias"], output_names=["logits", "new_keys", "new_values", "attention"],
        dynamic_axes={"token": {0: "B"}, "past_keys": {1: "B", 3: "N"}, "past_values": {1: "B", 3: "N"}, "keys": {1: "B", 3: "S"}, "values": {1: "B", 3: "S"}, "bias": {0: "B", 1: "S"},
                      "logits": {0: "B"}, "new_keys": {1: "B", 3: "M"}, "new_values": {1: "B", 3: "M"}, "attention": {0: "B", 1: "S"}},
    )  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", default="ears-1")
    parser.add_argument("--people", type=Path, help="the shards of people's speech trained on, whose speakers scores must leave out")
    options = parser.parse_args()
    ears, _ = load_ears(options.checkpoint)
    people = {row.voice for row in read_shards(options.people)} if options.people else set()
    export(ears, options.folder, options.name, tuple(sorted(people)))


if __name__ == "__main__":
    main()
