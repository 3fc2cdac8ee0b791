"""``speechscape embed``, ``find`` and ``morph`` behind their arguments: names of files, printing. No model or picture arithmetic."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from speechscape.errors import AudioError, OptionError, SetupError
from speechscape.latent.space import between, likeness
from speechscape.painters.moving import MOVING, moving
from speechscape.painters.neural import NeuralPainter
from speechscape.routes import PICTURE_SUFFIXES, Speechscape
from speechscape.types import Latent

__all__ = ["MorphOptions", "embed_files", "find_files", "morph_clips"]

_SPEECH_SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".webm"})


@dataclass(frozen=True, kw_only=True)
class MorphOptions:
    """The options of ``morph``, as given."""

    out: Path = Path("morph.gif")
    frames: int = 24
    size: int = 256
    seed: int = 0
    model: Path | None = None


def _is_picture(path: str | Path) -> bool:
    return Path(path).suffix.lower() in PICTURE_SUFFIXES


def _latents(speechscape: Speechscape, files: Iterable[str | Path]) -> list[Latent]:
    return [speechscape.look([file])[0] if _is_picture(file) else speechscape.imagine(file) for file in files]


def embed_files(files: Sequence[str], out: Path, tokens: bool, model: Path | None) -> int:
    """Write the vectors of speech and picture files: rows of ``.npy`` in the order given, or ``.parquet`` with the names."""
    if out.suffix not in {".npy", ".parquet"}:
        raise OptionError(f"--out {out} ends in {out.suffix!r}; use .npy or .parquet")
    with Speechscape.from_pretrained(model, latent=True) as speechscape:
        latents = _latents(speechscape, files)
    vectors = np.stack([latent.tokens if tokens else latent.pooled for latent in latents])
    if out.suffix == ".npy":
        np.save(out, vectors)
    else:
        _parquet(files, vectors, out)
    print(f"{len(files)} × {' × '.join(map(str, vectors.shape[1:]))} → {out}")
    return 0


def _parquet(files: Sequence[str], vectors: np.ndarray, out: Path) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise SetupError('parquet needs pyarrow; install it with: pip install "speechscape[parquet]", or write .npy') from error
    table = pyarrow.table({"file": list(files), "vector": [row.ravel().tolist() for row in vectors]})
    parquet.write_table(table, out)


def find_files(query: str, folder: Path, top: int, as_json: bool, model: Path | None) -> int:
    """Print the pictures of a folder that a voice asks for, nearest first; or, where the query is a picture, the clips that ask for it."""
    wanted = _SPEECH_SUFFIXES if _is_picture(query) else PICTURE_SUFFIXES
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in wanted and path.is_file()) if folder.is_dir() else []
    if not files:
        raise OptionError(f"no {'speech' if _is_picture(query) else 'pictures'} under {folder}; looked for {', '.join(sorted(wanted))}")
    with Speechscape.from_pretrained(model, latent=True) as speechscape:
        (asked,) = _latents(speechscape, [query])
        found, latents = _readable(speechscape, files)
    near = likeness(asked, latents)
    for index in np.argsort(-near, kind="stable")[:top]:
        print(json.dumps({"file": str(found[index]), "likeness": round(float(near[index]), 4)}) if as_json else f"{near[index]:6.3f}  {found[index]}")
    return 0


def _readable(speechscape: Speechscape, files: Sequence[Path]) -> tuple[list[Path], list[Latent]]:
    """Files with their latents; those that cannot be read are told of and left out."""
    import sys

    found, latents = [], []
    for file in files:
        try:
            latents += _latents(speechscape, [file])
            found.append(file)
        except (AudioError, OptionError) as error:
            print(f"speechscape: left out: {error}", file=sys.stderr)
    if not found:
        raise OptionError("none of the files could be read")
    return found, latents


def morph_clips(first: str, second: str, options: MorphOptions) -> int:
    """Paint the way from what one clip means to what another means; the same noise all along."""
    format = options.out.suffix.lstrip(".").lower()
    if format not in MOVING:
        raise OptionError(f"--out {options.out} ends in {options.out.suffix!r}; use .gif, .mp4, or .png for a contact sheet")
    with Speechscape.from_pretrained(options.model, painter="neural") as speechscape:
        start, end = (speechscape.imagine(clip) for clip in (first, second))
        painter = speechscape.painter
        assert isinstance(painter, NeuralPainter)
        shares = np.linspace(0, 1, options.frames)
        frames = [painter.pixels(between(start, end, float(share)).tokens, options.seed, options.size) for share in shares]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(moving(frames, format))
    print(f"{first} → {second}: {len(frames)} pictures → {options.out}")
    return 0
