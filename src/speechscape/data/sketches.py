"""Things drawn alone, and places with nothing in them: what canvases and backdrops of the neural painter learn to paint before they paint pictures.

A shard is ``NAME.u8`` (canvases, each (RASTER, RASTER, 4): premultiplied red, green, blue, and cover) with ``NAME.npy`` (labels, a row a canvas: columns of
`LABELS`), and ``NAME-grounds.u8`` (each (SIDE, SIDE, 7): red, green, blue of the backdrop, then premultiplied colour and cover of the veil) with ``NAME-grounds.npy``
(columns of `GROUND_LABELS`).

    python -m speechscape.data.sketches OUT --name sketches-0 --canvases 40000 --seed 1 [--grounds]
"""

from __future__ import annotations

import argparse
import io
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image
from tqdm import tqdm

from speechscape.data.captions import held_out
from speechscape.data.pictures import HANDS, SIDE
from speechscape.types import Element, Scene, Setting
from speechscape.world.layout import Spot, lay_out, place_of
from speechscape.world.light import light_of
from speechscape.world.painting import FOOTINGS, footing, specimen, variant_of
from speechscape.world.places import backdrop, veil
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS, elements

__all__ = ["GROUND_LABELS", "LABELS", "MARGIN", "RASTER", "canvas_of", "ground_of", "labels_of", "make_sketches", "read_sketches"]

RASTER = 96
"""Pixels on each side of a canvas."""

MARGIN = 0.18
"""How far a canvas reaches beyond its box on each side, in widths or heights of the box: shadows and water lines stand there."""

LABELS = ("name", "tint", "variant", "footing", "place", "time", "weather")
"""What a canvas shows, as indices into elements, ("natural", *COLORS), designs, FOOTINGS, PLACES, TIMES, WEATHERS."""

GROUND_LABELS = ("place", "time", "weather", "hand")

Pixels = NDArray[np.uint8]


def canvas_of(item: Element, spot: Spot, scene: Scene, seed: int) -> Pixels:
    """One copy of an element as it stands in a picture, alone: (RASTER, RASTER, 4), premultiplied."""
    light = light_of(scene.setting.time, scene.setting.weather)
    x0, y0 = 1000 * (spot.x - (0.5 + MARGIN) * spot.width), 1000 * (spot.base - (1 + MARGIN) * spot.height)
    wide, tall = 1000 * (1 + 2 * MARGIN) * spot.width, 1000 * (1 + 2 * MARGIN) * spot.height
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{RASTER}" height="{RASTER}" viewBox="{x0:.3f} {y0:.3f} {wide:.3f} {tall:.3f}" preserveAspectRatio="none">'
    return _premultiplied(f"{head}{specimen(item, spot, place_of(scene), light, seed)}</svg>")


def ground_of(place: str, time: str, weather: str, hand: int) -> Pixels:
    """A place with nothing in it: (SIDE, SIDE, 7)."""
    light = light_of(time, weather)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 1000 1000">'
    behind = _premultiplied(f"{head}{backdrop(place, light, weather, random.Random(f'place/{hand}'))}</svg>")
    over = _premultiplied(f"{head}{veil(place, weather, light, random.Random(f'veil/{hand}'))}</svg>")
    return np.concatenate([behind[..., :3], over], axis=2)


def _premultiplied(svg: str) -> Pixels:
    with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg))), formats=("PNG",)) as image:
        straight = np.asarray(image.convert("RGBA"), np.uint16)
    cover = straight[..., 3:]
    return np.concatenate([(straight[..., :3] * cover + 127) // 255, cover], axis=2).astype(np.uint8)


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return {name: number for number, name in enumerate(elements())}


def labels_of(item: Element, spot: Spot, scene: Scene, seed: int) -> tuple[int, ...]:
    """The row of `LABELS` of one copy."""
    place = place_of(scene)
    tints = ("natural", *COLORS)
    return (
        _numbers()[item.name], tints.index(item.color or "natural"), variant_of(item.name, spot.index, seed), FOOTINGS.index(footing(item, spot, place)),
        PLACES.index(place), TIMES.index(scene.setting.time or "day"), WEATHERS.index(scene.setting.weather or "clear"),
    )  # fmt: skip


def _alone(rng: random.Random) -> tuple[Element, Spot, Scene, int]:
    """A thing somewhere; held-out combinations of name and colour never occur."""
    name = rng.choice(list(elements()))
    color = rng.choice(COLORS) if rng.random() < 0.4 else None
    if held_out(name, color):
        color = None
    some = (rng.choice(PLACES) if rng.random() < 0.4 else None, rng.choice(TIMES) if rng.random() < 0.4 else None, rng.choice(WEATHERS) if rng.random() < 0.4 else None)
    scene = Scene((Element(name, color=color),), Setting(*some))
    seed = rng.randint(1, HANDS)
    placed, spots = lay_out(scene, seed)
    item = replace(placed.elements[0], relation="on") if rng.random() < 0.15 else placed.elements[0]
    return item, spots[0], scene, seed


def make_sketches(folder: Path, name: str, canvases: int, seed: int, grounds: bool) -> None:
    """Canvases of things drawn at random, and with `grounds` every place at every time in every weather by every hand."""
    folder.mkdir(parents=True, exist_ok=True)
    rng, rows = random.Random(seed), []
    with (folder / f"{name}.u8").open("wb") as file:
        for _ in tqdm(range(canvases), desc=name, mininterval=10):
            item, spot, scene, hand = _alone(rng)
            file.write(canvas_of(item, spot, scene, hand).tobytes())
            rows.append(labels_of(item, spot, scene, hand))
    np.save(folder / f"{name}.npy", np.array(rows, np.int16))
    if not grounds:
        return
    kinds = list(product(range(len(PLACES)), range(len(TIMES)), range(len(WEATHERS)), range(HANDS)))
    with (folder / f"{name}-grounds.u8").open("wb") as file:
        for place, time, weather, hand in tqdm(kinds, desc="grounds", mininterval=10):
            file.write(ground_of(PLACES[place], TIMES[time], WEATHERS[weather], hand + 1).tobytes())
    np.save(folder / f"{name}-grounds.npy", np.array(kinds, np.int16))


def read_sketches(folder: Path) -> Iterator[tuple[NDArray[np.int16], Pixels]]:
    """Labels (N, ·) and pixels (N, S, S, ·), memory-mapped, of every shard in a folder; grounds have four columns of labels."""
    for index in sorted(folder.glob("*.npy")):
        labels = np.load(index)
        side, channels = (SIDE, 7) if index.stem.endswith("-grounds") else (RASTER, 4)
        yield labels, np.memmap(index.with_suffix(".u8"), np.uint8, "r").reshape(-1, side, side, channels)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--canvases", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--grounds", action="store_true")
    options = parser.parse_args()
    make_sketches(options.folder, options.name, options.canvases, options.seed, options.grounds)


if __name__ == "__main__":
    main()
