"""Checkpoint of the editor → what the product ships: two ONNX graphs with half-precision weights, and their card.

    python -m speechscape.train.export_editor RUN_FOLDER/checkpoint.pt OUT_FOLDER --name editor-3

`editor.onnx` takes what is heard and what is in the picture and makes keys and values of it; `editor-step.onnx` writes one token of the edit.
"""

from __future__ import annotations

import argparse
import json
import warnings
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from speechscape.ears.edit_tokens import PIECE_PARTS, SETTING_PARTS, edit_tokens
from speechscape.train.editor import Editor, load_editor
from speechscape.train.export import halve
from speechscape.world.edits import MOST

__all__ = ["export_editor"]


class _Memory(nn.Module):
    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor

    def forward(self, sounds: Tensor, mask: Tensor, pieces: Tensor, setting: Tensor) -> tuple[Tensor, ...]:
        """(B, S, states), (B, S), (B, P, 6), (B, 3) → keys and values (L, B, heads, M, D), attention bias (B, M)."""
        memory, bias, _ = self.editor.remember(sounds, mask, pieces, setting)
        pairs = [block.split(block.cross_kv(memory), 2) for block in self.editor.decoder]  # type: ignore[operator]
        keys, values = (torch.stack([pair[k] for pair in pairs]) for k in (0, 1))
        return keys, values, bias


class _Step(nn.Module):
    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor

    def forward(self, token: Tensor, position: Tensor, past_keys: Tensor, past_values: Tensor, keys: Tensor, values: Tensor, bias: Tensor) -> tuple[Tensor, ...]:
        """(B, 1) token at (1,) position, past (L, B, heads, N, D) → logits (B, V), past with this token."""
        x = self.editor.tokens(token) + self.editor.positions[position]
        new_keys, new_values = [], []
        for level, block in enumerate(self.editor.decoder):
            x, k, v, _ = block(x, keys[level], values[level], (past_keys[level], past_values[level]), None, bias[:, None, None, :])
            new_keys.append(k)
            new_values.append(v)
        return self.editor.token_head(self.editor.token_norm(x))[:, 0], torch.stack(new_keys), torch.stack(new_values)


def export_editor(editor: Editor, folder: Path, name: str, threshold: float = 0.5) -> None:
    """Write `editor.onnx`, `editor-step.onnx` and `editor.json` (name, sizes, token table, the chance under which an edit is asked back) into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():  # the tracing exporter announces its own retirement; its graphs keep the weights' names
        warnings.simplefilter("ignore")
        _trace(editor.eval().float(), folder)
    for graph in ("editor.onnx", "editor-step.onnx"):
        halve(folder / graph)
    card = {"name": name, "editor": asdict(editor.options), "tokens": [list(pair) for pair in edit_tokens()], "threshold": threshold}
    (folder / "editor.json").write_text(json.dumps(card))


def _trace(editor: Editor, folder: Path) -> None:
    o = editor.options
    sounds, mask = torch.zeros(2, 20, o.states), torch.ones(2, 20, dtype=torch.bool)
    pieces, setting = torch.zeros(2, MOST, len(PIECE_PARTS), dtype=torch.long), torch.zeros(2, len(SETTING_PARTS), dtype=torch.long)
    with torch.no_grad():
        keys, values, bias = _Memory(editor)(sounds, mask, pieces, setting)
    torch.onnx.export(
        _Memory(editor), (sounds, mask, pieces, setting), str(folder / "editor.onnx"), dynamo=False, opset_version=18, do_constant_folding=False,
        input_names=["sounds", "mask", "pieces", "setting"], output_names=["keys", "values", "bias"],
        dynamic_axes={"sounds": {0: "B", 1: "S"}, "mask": {0: "B", 1: "S"}, "pieces": {0: "B"}, "setting": {0: "B"}, "keys": {1: "B", 3: "M"}, "values": {1: "B", 3: "M"}, "bias": {0: "B", 1: "M"}},
    )  # fmt: skip
    past = torch.zeros(o.blocks, 2, o.heads, 1, o.width // o.heads)
    torch.onnx.export(
        _Step(editor), (torch.zeros(2, 1, dtype=torch.long), torch.tensor([1]), past, past, keys, values, bias), str(folder / "editor-step.onnx"), dynamo=False, opset_version=18, do_constant_folding=False,
        input_names=["token", "position", "past_keys", "past_values", "keys", "values", "bias"], output_names=["logits", "new_keys", "new_values"],
        dynamic_axes={"token": {0: "B"}, "past_keys": {1: "B", 3: "N"}, "past_values": {1: "B", 3: "N"}, "keys": {1: "B", 3: "M"}, "values": {1: "B", 3: "M"}, "bias": {0: "B", 1: "M"},
                      "logits": {0: "B"}, "new_keys": {1: "B", 3: "K"}, "new_values": {1: "B", 3: "K"}},
    )  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", default="editor-3")
    parser.add_argument("--threshold", type=float, default=0.5, help="chance under which an edit is asked back")
    options = parser.parse_args()
    export_editor(load_editor(options.checkpoint), options.folder, options.name, options.threshold)


if __name__ == "__main__":
    main()
