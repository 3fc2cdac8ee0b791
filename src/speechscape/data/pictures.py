"""Pictures of scenes, and the speech that asked for them, as shards: what the latent, the generator and the checker train on.

A shard is ``NAME.u8`` (pixels of all pictures one after another, each (SIDE, SIDE, 3)), ``NAME.jsonl`` with a row a picture:
``{"scene","seed","spots","text","voice","start","states"}``, and where somebody speaks ``NAME.states`` (float16, (states, WIDTH) one after
another). A spot is ``[element, copy, x0, y0, x1, y1]`` with the element's index in the scene and the edges as fractions of the picture.

    python -m speechscape.data.pictures OUT --name renders-0 --pictures 20000 --seed 1                         renders alone
    python -m speechscape.data.pictures OUT --name pairs-0 --pictures 20000 --seed 2 --spoken SHARDS           with the speech of such shards
"""

from __future__ import annotations

import argparse
import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tqdm import tqdm

from speechscape.data.captions import say
from speechscape.data.corpus import Row, read_shards
from speechscape.ears.listener import Listener
from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.runtime import model_folder, threads
from speechscape.types import Element, Scene
from speechscape.world.layout import lay_out
from speechscape.world.vocabulary import COLORS, SIZES, elements

__all__ = ["HANDS", "SIDE", "PictureRow", "PictureWriter", "make_pairs", "make_renders", "planned", "read_pictures", "render"]

SIDE = 128

HANDS = 16
"""Layouts of spoken pictures: their seeds run from 1 to this, so that a generator can know all ways to lay things out."""

_BATCH = 16
_LONGEST = 800  # frames of speech

Spot = tuple[int, int, float, float, float, float]


@dataclass(frozen=True)
class PictureRow:
    """One picture: pixels (SIDE, SIDE, 3), its scene, layout seed and spots; what was said, by whom, and its speech states (S, D), or None."""

    pixels: NDArray[np.uint8]
    scene: Scene
    seed: int
    spots: tuple[Spot, ...]
    text: str = ""
    voice: str = ""
    states: NDArray[np.float16] | None = None


def render(scene: Scene, seed: int, side: int = SIDE) -> tuple[NDArray[np.uint8], tuple[Spot, ...]]:
    """Pixels (side, side, 3) of the vector painter, and where everything stands."""
    picture = VectorPainter().paint(Request(scene, side, "png", seed))
    with Image.open(io.BytesIO(picture.data), formats=("PNG",)) as image:
        pixels = np.asarray(image.convert("RGB"))
    return pixels, _spots(scene, seed)


def _spots(scene: Scene, seed: int) -> tuple[Spot, ...]:
    return tuple((spot.index, spot.copy, *(round(edge, 4) for edge in spot.box)) for spot in lay_out(scene, seed)[1])  # type: ignore[misc]


def planned(scene: Scene, seed: int) -> PictureRow:
    """A picture that is laid out and not drawn: its row has no pixels."""
    return PictureRow(np.zeros((0, 0, 3), np.uint8), scene, seed, _spots(scene, seed))


class PictureWriter:
    """Appends pictures to a shard; `width` is the width of the speech states (0: pictures without speech)."""

    def __init__(self, folder: Path, name: str, width: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._pixels = (folder / f"{name}.u8").open("wb")
        self._states = (folder / f"{name}.states").open("wb") if width else None
        self._rows = (folder / f"{name}.jsonl").open("w")
        self._start = 0

    def add(self, row: PictureRow) -> None:
        """Write one picture."""
        states = 0 if row.states is None else len(row.states)
        self._pixels.write(row.pixels.tobytes())
        self._pixels.flush()
        if self._states is not None and row.states is not None:
            self._states.write(np.asarray(row.states, np.float16).tobytes())
            self._states.flush()
        line = {"scene": row.scene.to_json(), "seed": row.seed, "spots": row.spots, "text": row.text, "voice": row.voice, "start": self._start, "states": states}
        self._rows.write(json.dumps(line) + "\n")
        self._start += states

    def close(self) -> None:
        """Finish all files."""
        for file in (self._pixels, self._states, self._rows):
            if file is not None:
                file.close()


def read_pictures(folder: Path, width: int = 256) -> Iterator[PictureRow]:
    """Rows of every shard in a folder, pixels and states memory-mapped; a shard that was cut off is read up to its last whole row."""
    for index in sorted(folder.glob("*.jsonl")):
        pixels = np.memmap(index.with_suffix(".u8"), np.uint8, "r").reshape(-1, SIDE, SIDE, 3)
        spoken = index.with_suffix(".states")
        states = np.memmap(spoken, np.float16, "r").reshape(-1, width) if spoken.exists() and spoken.stat().st_size else None
        for number, line in enumerate(index.read_text().splitlines()):
            if number < len(pixels) and line.endswith("}"):
                yield _row(json.loads(line), pixels[number], states)


def _row(line: dict[str, Any], pixels: NDArray[np.uint8], states: NDArray[np.float16] | None) -> PictureRow:
    heard = states[line["start"] : line["start"] + line["states"]] if states is not None and line["states"] else None
    return PictureRow(pixels, Scene.from_json(line["scene"]), line["seed"], tuple(tuple(spot) for spot in line["spots"]), line["text"], line["voice"], heard)


def make_renders(folder: Path, name: str, pictures: int, seed: int, colorful: bool = False, busy: bool = False) -> None:
    """Pictures of random scenes of our captions; `colorful`: of one or two things, most of them coloured, which captions seldom ask for; with `busy` some are several, or stand beside or above the other."""
    rng = random.Random(seed)
    writer = PictureWriter(folder, name)
    for _ in tqdm(range(pictures), desc=name, mininterval=10):
        scene = (_busy(rng) if busy else _colorful(rng)) if colorful else say(rng).scene
        layout = rng.randrange(1 << 30)
        writer.add(PictureRow(*_drawn(scene, layout)))
    writer.close()


def _colorful(rng: random.Random) -> Scene:
    names = rng.sample(tuple(elements()), rng.choice((1, 1, 2)))
    items = [Element(name, color=rng.choice(COLORS) if rng.random() < 0.8 else None, size=rng.choice(SIZES) if rng.random() < 0.2 else None) for name in names]
    return Scene(tuple(items))


def _busy(rng: random.Random) -> Scene:
    items = list(_colorful(rng).elements)
    if len(items) == 1 and rng.random() < 0.6:
        items[0] = replace(items[0], count=rng.randint(2, 5))
    if len(items) == 2 and rng.random() < 0.6:
        items[0] = replace(items[0], relation=rng.choice(("left of", "right of", "above", "under")), of=(1,))
    return Scene(tuple(items))


def _drawn(scene: Scene, layout: int) -> tuple[NDArray[np.uint8], Scene, int, tuple[Spot, ...]]:
    pixels, spots = render(scene, layout)
    return pixels, scene, layout, spots


def make_pairs(folder: Path, name: str, pictures: int, seed: int, spoken: Sequence[Path], ears: Listener) -> None:
    """Random clips of shards of speech that ask for something, their speech states and a picture of what they ask for in one of `HANDS` layouts."""
    rng = random.Random(seed)
    rows = [row for one in spoken for row in read_shards(one) if row.scene is not None and not Scene.from_json(row.scene).empty and len(row.features) <= _LONGEST]
    rng.shuffle(rows)
    writer = PictureWriter(folder, name, ears.width)
    chosen = rows[:pictures]
    for first in tqdm(range(0, len(chosen), _BATCH), desc=name, mininterval=10):
        part: list[Row] = chosen[first : first + _BATCH]
        for row, states in zip(part, ears.states([np.asarray(row.features, np.float32) for row in part]), strict=True):
            pixels, scene, layout, spots = _drawn(Scene.from_json(row.scene or {}), rng.randint(1, HANDS))
            writer.add(PictureRow(pixels, scene, layout, spots, row.text, row.voice, states.astype(np.float16)))
    writer.close()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--pictures", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--colorful", action="store_true", help="scenes of one or two coloured things instead of our captions'")
    parser.add_argument("--busy", action="store_true", help="with --colorful: some things are several, or stand beside or above the other")
    parser.add_argument("--spoken", type=Path, action="append", default=[], help="a folder of shards of speech")
    parser.add_argument("--ears", type=Path, help="a folder of exported ears other than the shipped ones")
    options = parser.parse_args()
    if options.spoken:
        make_pairs(options.folder, options.name, options.pictures, options.seed, options.spoken, Listener(model_folder(options.ears), threads()))
    else:
        make_renders(options.folder, options.name, options.pictures, options.seed, options.colorful, options.busy)


if __name__ == "__main__":
    main()
