"""What the repository keeps of a run that the product does not ship: averaged weights in half precision, and the card. Judges, controls and baselines stay comparable when their run folders are gone.

    python -m speechscape.train.slim RUN_FOLDER/checkpoint.pt OUT.pt [--only MODULE …]

The file is read wherever the checkpoint is, but training cannot resume from it, only begin (`--from`).
"""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path

import torch

__all__ = ["slim"]


def slim(checkpoint: Path, out: Path, only: Collection[str] = ()) -> None:
    """Write the averages of the modules named (of all, where none is) in half precision. Raises `ValueError` for a module that the run did not have."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    if unknown := set(only) - saved["averages"].keys():
        raise ValueError(f"{checkpoint} has no {', '.join(sorted(unknown))}; it has {', '.join(saved['averages'])}")
    kept = {name: {key: value.half() if value.is_floating_point() else value for key, value in state.items()} for name, state in saved["averages"].items() if not only or name in only}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"card": saved["card"], "averages": kept, "step": saved.get("step"), "seconds": saved.get("seconds")}, out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    slim(options.checkpoint, options.out, options.only)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
