"""Threads and model files, decided once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from speechscape.errors import ModelError, OptionError

__all__ = ["latent_folder", "model_folder", "session", "threads"]


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


def latent_folder(source: str | Path | None = None) -> Path:
    """The folder of the shared latent and the neural painter: the one named, or the one inside the package. Raises `ModelError`."""
    folder = Path(source) if source is not None else Path(__file__).parent / "weights"
    if not (folder / "painter.json").is_file():
        raise ModelError(f"no neural painter in {folder}; name a folder written by speechscape.train.export_painter, or reinstall speechscape")
    return folder


def session(path: Path, threads: int) -> Any:
    """An onnxruntime session on the processor. Raises `ModelError` where the file is missing or damaged."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises several unrelated classes for a damaged file
        raise ModelError(f"{path} cannot be loaded ({error}); reinstall speechscape") from error
