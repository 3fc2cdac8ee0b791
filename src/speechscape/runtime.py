"""Threads and model files, decided once."""

from __future__ import annotations

import os
from pathlib import Path

from speechscape.errors import ModelError, OptionError

__all__ = ["model_folder", "threads"]


def threads() -> int:
    """Threads for inference: ``SPEECHSCAPE_THREADS``, else the cores there are, at most 4. Raises `OptionError`."""
    asked = os.environ.get("SPEECHSCAPE_THREADS")
    if asked is None:
        return max(1, min(4, os.cpu_count() or 1))
    if not asked.isdigit() or int(asked) < 1:
        raise OptionError(f"SPEECHSCAPE_THREADS is {asked!r}; it takes a whole number from 1")
    return int(asked)


def model_folder(source: str | Path | None = None) -> Path:
    """The folder of the ears: the one named, or the one inside the package. Raises `ModelError`."""
    folder = Path(source) if source is not None else Path(__file__).parent / "weights"
    if not (folder / "ears.json").is_file():
        raise ModelError(f"no ears in {folder}; name a folder written by speechscape.train.export, or reinstall speechscape")
    return folder
