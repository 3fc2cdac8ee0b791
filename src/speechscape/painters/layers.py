"""A scene as layers in space: sky, ground and what stands far off around a person, and everything named as a cut-out where it stands. The room shows them, `painters.glb` writes them as a file.

Metres, y up, the person at (0, 0, 0) with eyes at `EYE_M`, looking along -z. A cut-out is drawn as in the picture of the same scene and seed: same individual, same colour, and as large to the eye. How far away it
stands follows from how large such a thing is; among things of one size, what is lower in the picture is nearer. Things on, in or above others keep their place to them. Deterministic.
"""

from __future__ import annotations

import base64
import io
import json
import math
import random
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import resvg_py

from speechscape.errors import OptionError
from speechscape.painters.base import MAX_SIZE, MIN_SIZE
from speechscape.types import Element, Scene, Setting
from speechscape.world.around import around, far_svg, growth_svg, outlook, sky_svg, tile_svg
from speechscape.world.art.gallery import drawing
from speechscape.world.columns import clusters
from speechscape.world.layout import WATER_PLACES, Spot, lay_out, place_of
from speechscape.world.light import Light, light_of
from speechscape.world.painting import alt_text, figure, footing
from speechscape.world.vocabulary import element

__all__ = ["EYE_M", "Growth", "Layers", "Patch", "Piece", "Surface", "Wall", "layers", "layers_json"]

EYE_M = 1.6
"""Height of the eyes."""

_HORIZON = 0.6
"""Where eye level is in a picture."""
_LENS = 1.02
"""Width to the eye, at a distance of one metre, of what is as wide as the picture."""
_SPREAD = math.radians(74)
"""The angle across which the columns of a picture are spread."""
_NEAREST_M, _FARTHEST_M, _HEAVEN_M = 3.5, 13.0, 48.0
_FLIGHT = 0.75
"""What flies is so much nearer to eye level than in the picture."""
_HIGHEST = 0.52
"""What flies ends below this slope over eye level, so that it is seen without looking up."""
_SIZE = {"tiny": 0.5, "small": 0.75, None: 1.0, "big": 1.3, "huge": 1.6}
_MARGIN = 0.04
"""What a cut-out leaves free around a drawing, as a share of its longer side."""


@dataclass(frozen=True)
class Surface:
    """Ground: a disc at height `y_m` with an image that repeats every `tile_m`; with `shore_m` only what is no farther in front than that."""

    name: str
    image: bytes
    tile_m: float
    radius_m: float
    y_m: float = 0.0
    shore_m: float | None = None


@dataclass(frozen=True)
class Wall:
    """What stands far off: an image `tiles` times around, every second time mirrored, from height 0 to `height_m`."""

    image: bytes
    radius_m: float
    height_m: float
    tiles: int = 6


@dataclass(frozen=True)
class Growth:
    """What grows or lies about: an image, `aspect` times as wide as high, standing at each of the points x, z with its height in metres."""

    image: bytes
    aspect: float
    points: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Patch:
    """An ellipse flat on the ground: a shadow, water or sand under a thing, a rug. Higher `order` lies on top."""

    kind: str
    color: str
    opacity: float
    x_m: float
    z_m: float
    width_m: float
    depth_m: float
    order: int = 0
    of: str | None = None
    """The piece that it belongs to."""


@dataclass(frozen=True)
class Piece:
    """A cut-out that faces the person: (x, y, z) is the middle of its lower edge.

    `id` is "fox", or "fox 2" for one of several. `index` is its element's in the scene, None for what belongs to the place. `stands` is ground, water, air, sky, wall, or held: by the piece `holder`.
    """

    id: str
    name: str
    index: int | None
    copy: int
    stands: str
    x_m: float
    y_m: float
    z_m: float
    width_m: float
    height_m: float
    image: bytes
    holder: str | None = None

    @property
    def distance_m(self) -> float:
        """From the person, along the ground."""
        return math.hypot(self.x_m, self.z_m)


@dataclass(frozen=True)
class Layers:
    """A scene in space. Images are PNG; `sky` is unrolled, its lower edge the horizon, its middle straight ahead; `colors` run from the zenith to the horizon."""

    scene: Scene
    seed: int
    alt: str
    place: str
    night: bool
    colors: tuple[str, str, str]
    sky: bytes
    surfaces: tuple[Surface, ...]
    walls: tuple[Wall, ...]
    growth: tuple[Growth, ...]
    patches: tuple[Patch, ...]
    pieces: tuple[Piece, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; images are data URIs."""
        return {
            "version": 1, "seed": self.seed, "alt": self.alt, "place": self.place, "night": self.night, "colors": list(self.colors), "eye_m": EYE_M, "scene": self.scene.to_json(), "sky": _uri(self.sky),
            "surfaces": [_plain(one) for one in self.surfaces], "walls": [_plain(one) for one in self.walls], "growth": [_plain(one) for one in self.growth], "patches": [_plain(one) for one in self.patches], "pieces": [_plain(one) for one in self.pieces],
        }  # fmt: skip


def _uri(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _plain(value: Surface | Wall | Growth | Patch | Piece) -> dict[str, Any]:
    return {key: _uri(one) if isinstance(one, bytes) else round(one, 4) if isinstance(one, float) else one for key, one in vars(value).items()}


def layers_json(scene: Scene, seed: int = 0, size: int = 1024) -> bytes:
    """The ``layers`` picture format: `Layers.to_json` in UTF-8."""
    return json.dumps(layers(scene, seed, size).to_json(), separators=(",", ":")).encode()


def layers(scene: Scene, seed: int = 0, size: int = 1024) -> Layers:
    """The layers of a scene; `size` is the side in pixels of the picture that the cut-outs are as fine as. Raises `OptionError` for a size outside the limits of pictures."""
    if not MIN_SIZE <= size <= MAX_SIZE:
        raise OptionError(f"size is {size}; {MIN_SIZE} to {MAX_SIZE} pixels can be painted")
    placed, spots = lay_out(scene, seed)
    place, setting = place_of(scene), scene.setting
    light = light_of(setting.time, setting.weather)
    stage = _Stage(scene, spots, place)
    pieces = [_piece(scene, spot, stage, light, seed, size) for spot in spots]
    patches = [patch for spot, piece in zip(spots, pieces, strict=True) if (patch := _foot(scene.elements[spot.index], spot, piece, place, light))]
    if place == "room":
        patches.insert(0, Patch("rug", light.on(random.Random(f"rug/{seed}").choice(("#a65d57", "#5d7da6", "#6b9080")), softer=0.35), 1.0, 0.0, -3.1, 4.2, 2.6, -1))
        if setting.time or setting.weather:
            pieces.insert(0, _window(scene, light, seed, size))
    sky, surfaces, walls = _backdrop(place, setting, seed, size)
    return Layers(placed, seed, alt_text(scene), place, light.night or place == "space", light.sky, sky, surfaces, walls, _growth(place, light, seed, size, pieces), tuple(patches), tuple(pieces))


def _png(svg: str, width: int) -> bytes:
    """SVG as PNG, `width` pixels wide."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=max(1, width)))


def _cut(svg: str, width: int, rows: tuple[float, float] = (0.0, 1.0)) -> bytes:
    """SVG as a cut-out, `rows` of its height: where nothing is, the colour is the mean of what is, so that no dark rim shows when it is scaled."""
    from PIL import Image

    with Image.open(io.BytesIO(_png(svg, width)), formats=("PNG",)) as image:
        pixels = np.array(image.convert("RGBA"))
    pixels = pixels[round(rows[0] * len(pixels)) : round(rows[1] * len(pixels))]
    clear = pixels[..., 3] == 0
    if not clear.all():
        pixels[clear, :3] = pixels[~clear, :3].mean(0)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", compress_level=6)
    return out.getvalue()


@lru_cache(maxsize=16)
def _backdrop(place: str, setting: Setting, seed: int, size: int) -> tuple[bytes, tuple[Surface, ...], tuple[Wall, ...]]:
    """Sky, ground and what stands far off: the same for every scene of a setting, so that a picture that grows waits for its cut-outs only."""
    light = light_of(setting.time, setting.weather)
    sky = _png(sky_svg(place, light, setting.weather, random.Random(f"sky/{seed}")), size * (4 if light.night or place == "space" else 1))
    return sky, _surfaces(place, light, seed, size), _walls(place, light, setting.weather, seed, size)


def _surfaces(place: str, light: Light, seed: int, size: int) -> tuple[Surface, ...]:
    lies = around(place)
    rng = random.Random(f"ground/{seed}")
    pixels = max(64, size // 2)
    near = Surface(lies.ground, _png(tile_svg(lies.ground, light, rng), pixels), lies.tile_m, lies.radius_m, 0.0, lies.shore_m)
    if lies.shore_m is None:
        return (near,)
    kind = "lake" if place == "lake" else "water"
    return near, Surface("water", _png(tile_svg(kind, light, rng), pixels), 9.0, lies.radius_m, -0.06)


def _walls(place: str, light: Light, weather: str | None, seed: int, size: int) -> tuple[Wall, ...]:
    drawn = far_svg(place, light, weather, random.Random(f"place/{seed}"))
    walls = []
    for svg, far in zip(drawn, around(place).far, strict=True):
        tall = (far.foot - far.top) * math.tau * far.radius_m / Wall.tiles
        walls.append(Wall(_cut(svg, size, (far.top, far.foot)), far.radius_m, 3.4 if place == "room" else tall))
    return tuple(walls)


def _growth(place: str, light: Light, seed: int, size: int, pieces: list[Piece]) -> tuple[Growth, ...]:
    """Tufts or stones, more of them far away, none where somebody or something stands."""
    kind, rng, grown = around(place).ground, random.Random(f"growth/{seed}"), []
    for svg, aspect, tall, count in growth_svg(kind, light, rng):
        points = []
        for _ in range(count):
            turn, away = rng.uniform(0, math.tau), 2.4 + 16 * rng.random() ** 1.2
            x, z, high = away * math.sin(turn), -away * math.cos(turn), tall * rng.uniform(0.6, 1.25)
            dry = around(place).shore_m is None or z > -(around(place).shore_m or 0) + 0.3
            if dry and all(math.hypot(x - piece.x_m, z - piece.z_m) > 0.55 * piece.width_m for piece in pieces if piece.stands == "ground"):
                points.append((round(x, 3), round(z, 3), round(high, 3)))
        grown.append(Growth(_cut(svg, max(32, size // 8)), aspect, tuple(points)))
    return tuple(grown)


def _window(scene: Scene, light: Light, seed: int, size: int) -> Piece:
    """What shows time and weather in a room."""
    image = _cut(outlook(scene.setting.time, scene.setting.weather, light, random.Random(f"outlook/{seed}")), max(64, size // 2))
    side = math.radians(-31)
    return Piece("window", "window", None, 0, "wall", 5.45 * math.sin(side), 0.95, -5.45 * math.cos(side), 1.75, 2.0, image)


def _metres(item: Element) -> float:
    """How tall a thing is shown: as in the world, but small things larger and towers lower, for both are to be seen."""
    tall = element(item.name).height_m * _SIZE[item.size]
    return 0.6 * (tall / 0.6) ** 0.4 if tall < 0.6 else 2.5 * (tall / 2.5) ** 0.5 if tall > 2.5 else tall


@dataclass(frozen=True)
class _Stand:
    """Where a copy stands: `x_m` to the right and `away_m` in front before its block is turned by `turn`."""

    turn: float
    x_m: float
    y_m: float
    away_m: float
    scale: float
    """Metres for what is as large as the picture."""
    stands: str
    holder: Spot | None = None


class _Stage:
    """Spots of a picture → where they stand. Blocks of stacked things keep their shape; the nearer of two blocks is the one whose things are smaller for how large they look."""

    def __init__(self, scene: Scene, spots: list[Spot], place: str) -> None:
        self._scene, self._place = scene, place
        self.stands: dict[tuple[int, int], _Stand] = {}
        for group in clusters(scene.elements):
            members = sorted((spot for spot in spots if spot.index in group), key=lambda spot: (self._held(spot), spot.index, spot.copy))
            self._place_block(members)

    def _held(self, spot: Spot) -> int:
        """How many things are under it that it is on, in or above."""
        item, depth = self._scene.elements[spot.index], 0
        while item.relation in {"on", "in", "above"} and item.of and depth < len(self._scene.elements):
            item, depth = self._scene.elements[item.of[0]], depth + 1
        return depth

    def _place_block(self, members: list[Spot]) -> None:
        elements = self._scene.elements
        lowest = [spot for spot in members if not self._held(spot)] or members
        floor = max(spot.base for spot in lowest)
        middle = (min(spot.box[0] for spot in members) + max(spot.box[2] for spot in members)) / 2
        turn = (middle - 0.5) * _SPREAD
        sizes = [_metres(elements[spot.index]) / (spot.height * _LENS) for spot in members if element(elements[spot.index].name).stands != "sky"]
        away = math.exp(sum(map(math.log, sizes)) / len(sizes)) if sizes else 6.0
        away = self._bounded(away * (1 + 2 * (0.9 - min(0.95, max(0.75, floor)))), any(element(elements[spot.index].name).stands == "water" for spot in lowest), turn)
        for spot in members:
            self.stands[spot.index, spot.copy] = self._stand(spot, members, away, turn, middle, floor)

    def _bounded(self, away: float, afloat: bool, turn: float) -> float:
        """Within reach of the eye, within the room, on the right side of the shore."""
        shore = around(self._place).shore_m
        low, high = (3.1, 4.3) if self._place == "room" else (_NEAREST_M, _FARTHEST_M)
        if shore is not None:
            low, high = ((shore + 1.6) / max(0.5, math.cos(turn)), high) if afloat else (low, shore - 0.5)
        return min(high, max(low, away))

    def _stand(self, spot: Spot, members: list[Spot], away: float, turn: float, middle: float, floor: float) -> _Stand:
        item = self._scene.elements[spot.index]
        kind = element(item.name).stands
        holder = self._holder(spot, members)
        if holder is not None:
            under = self.stands[holder.index, holder.copy]
            step = (0.0 if item.relation == "above" else math.copysign(0.04, spot.order - holder.order)) * (1 + self._held(spot))
            x, y = under.x_m + (spot.x - holder.x) * under.scale, under.y_m + (holder.base - spot.base) * under.scale
            held = _Stand(under.turn, x, y, under.away_m - step, under.scale, "held", holder)
            return self._farther(held, _HEAVEN_M / under.away_m) if kind == "sky" else held
        scale = away * _LENS
        if kind in {"sky", "air"} or self._lifted(spot, members):
            high = min(EYE_M + _FLIGHT * (_HORIZON - spot.base) * scale, EYE_M + _HIGHEST * away - spot.height * scale)
            free = _Stand(turn, (spot.x - middle) * scale, max(0.1, high), away, scale, "sky" if kind == "sky" else "air")
            return self._farther(free, _HEAVEN_M / away) if kind == "sky" else free
        back = 1 + 2.4 * (floor - spot.base)
        aside = 0.56 * spot.width * (round((floor - spot.base) / (1.06 * spot.height)) % 2) if item.count > 3 else 0.0  # rows stand in each other's gaps
        return _Stand(turn, (spot.x - middle + aside) * scale * back, 0.0, away * back, scale * back, "water" if kind == "water" and self._place in WATER_PLACES else "ground")

    def _lifted(self, spot: Spot, members: list[Spot]) -> bool:
        """Whether something is under it that it does not shelter: then it hangs in the air."""
        elements = self._scene.elements
        return any(elements[other.index].relation == "under" and spot.index in elements[other.index].of and spot.base < other.base - 0.5 * other.height for other in members)

    def _holder(self, spot: Spot, members: list[Spot]) -> Spot | None:
        """The copy that a copy is on, in or above: the nearest of what its element refers to."""
        item = self._scene.elements[spot.index]
        if item.relation not in {"on", "in", "above"}:
            return None
        under = [other for other in members if other.index in item.of and (other.index, other.copy) in self.stands]
        return min(under, key=lambda other: abs(other.x - spot.x), default=None)

    @staticmethod
    def _farther(stand: _Stand, factor: float) -> _Stand:
        """So many times as far away, and as large to the eye."""
        return replace(stand, x_m=stand.x_m * factor, y_m=EYE_M + (stand.y_m - EYE_M) * factor, away_m=stand.away_m * factor, scale=stand.scale * factor)


def _id(item: Element, copy: int, index: int, scene: Scene) -> str:
    """ "fox"; "fox 2" where there are several copies or elements of the name."""
    before = sum(other.count for other in scene.elements[:index] if other.name == item.name)
    several = sum(other.count for other in scene.elements if other.name == item.name) > 1
    return f"{item.name} {before + copy + 1}" if several else item.name


def _piece(scene: Scene, spot: Spot, stage: _Stage, light: Light, seed: int, size: int) -> Piece:
    item, plan, stand = scene.elements[spot.index], drawing(scene.elements[spot.index].name), stage.stands[spot.index, spot.copy]
    margin = _MARGIN * max(plan.width, plan.height)
    wide, tall = plan.width + 2 * margin, plan.height + 2 * margin
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin:.3f} {-margin:.3f} {wide:.3f} {tall:.3f}">{figure(item, spot, place_of(scene), light, seed)}</svg>'
    pixels = max(32, min(1024, round(1.3 * size * spot.height * wide / plan.height)))
    height = spot.height * stand.scale
    unit = height / plan.height
    sunk = min(0.12 * height, 0.026 * stand.scale) if stand.stands == "water" else 0.0
    x = stand.x_m * math.cos(stand.turn) + stand.away_m * math.sin(stand.turn)
    z = stand.x_m * math.sin(stand.turn) - stand.away_m * math.cos(stand.turn)
    holder = None if stand.holder is None else _id(scene.elements[stand.holder.index], stand.holder.copy, stand.holder.index, scene)
    return Piece(_id(item, spot.copy, spot.index, scene), item.name, spot.index, spot.copy, stand.stands, x, stand.y_m - sunk - margin * unit, z, wide * unit, tall * unit, _cut(svg, pixels), holder)


def _foot(item: Element, spot: Spot, piece: Piece, place: str, light: Light) -> Patch | None:
    """What a thing stands on or in, flat on the ground."""
    foot = footing(item, replace(spot, base=1.0), place)
    if piece.stands not in {"ground", "water"} or foot == "none":
        return None
    color, opacity, wide, deep = {"waves": ("#d6eef4", 0.5, 1.0, 0.16), "pool": ("#5fabc5", 1.0, 1.25, 0.5), "bank": ("#ecd29a", 1.0, 1.35, 0.6), "shadow": ("#10222a", 0.3, 0.88, 0.24)}[foot]
    if foot != "shadow":
        color = light.on(color)
    return Patch(foot, color, opacity, piece.x_m, piece.z_m, piece.width_m * wide, max(0.25, piece.width_m * deep), 0 if foot == "shadow" else -1, piece.id)


