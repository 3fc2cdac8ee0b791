"""Layers → binary glTF 2.0 for other engines: cut-outs, ground, far walls and sky as textured meshes, each under its name with what it is in its extras.

Written with `struct` and `json`: metres, y up, the person at the origin looking along -z. Materials are unlit (KHR_materials_unlit), because the light of the scene is in its colours. Cut-outs are masked and
double-sided, patches on the ground blended. Same layers, same bytes.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechscape.painters.layers import Growth, Layers, Patch, Piece, Surface, Wall

__all__ = ["glb"]

_FLOAT, _USHORT = 5126, 5123
_VERTICES, _INDICES = 34962, 34963
_CLAMP, _REPEAT, _MIRRORED = 33071, 10497, 33648
_SKY_M = 130.0
_CORNERS = 64
"""Of what is round."""

Floats = NDArray[np.float32]


def glb(layers: Layers) -> bytes:
    """The layers as one GLB file. The scene, its alt text and its seed are in the extras of the glTF scene, each element's data in those of its node."""
    file = _File()
    sky = file.node("sky", *_dome(), file.textured("sky", layers.sky, _REPEAT, _CLAMP), {"kind": "sky"})
    walls = [file.node(f"far {number}", *_ring(wall), file.textured(f"far {number}", wall.image, _MIRRORED, _CLAMP, masked=True), {"kind": "far"}) for number, wall in enumerate(layers.walls, 1)]
    grounds = [file.node(f"ground {one.name}", *_ground(one), file.textured(one.name, one.image, _REPEAT, _REPEAT), {"kind": "ground"}, at=(0.0, one.y_m, 0.0)) for one in layers.surfaces]
    growth = [file.node(f"growth {number}", *_tufts(one), file.textured(f"growth {number}", one.image, _CLAMP, _CLAMP, masked=True), {"kind": "growth"}) for number, one in enumerate(layers.growth, 1) if one.points]
    patches = [_patch(file, patch, number) for number, patch in enumerate(sorted(layers.patches, key=lambda patch: patch.order))]
    pieces = [_piece(file, piece, layers) for piece in layers.pieces]
    extras = {"alt": layers.alt, "seed": layers.seed, "place": layers.place, "source": "AI-generated", "scene": layers.scene.to_json()}
    return file.written([sky, *walls, *grounds, *growth, *patches, *pieces], layers.alt, extras)


class _File:
    """A glTF document as it grows: its tables, and the bytes that they point into."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._views: list[dict[str, Any]] = []
        self._tables: dict[str, list[dict[str, Any]]] = {name: [] for name in ("nodes", "meshes", "accessors", "materials", "textures", "images", "samplers")}

    def _add(self, table: str, row: dict[str, Any]) -> int:
        rows = self._tables[table]
        if table == "samplers" and row in rows:
            return rows.index(row)
        rows.append(row)
        return len(rows) - 1

    def _view(self, data: bytes, target: int | None = None) -> int:
        self._bytes += bytes(-len(self._bytes) % 4)
        self._views.append({"buffer": 0, "byteOffset": len(self._bytes), "byteLength": len(data), **({} if target is None else {"target": target})})
        self._bytes += data
        return len(self._views) - 1

    def _floats(self, values: Floats, bounded: bool) -> int:
        bounds = {"min": values.min(0).tolist(), "max": values.max(0).tolist()} if bounded else {}
        return self._add("accessors", {"bufferView": self._view(values.astype("<f4").tobytes(), _VERTICES), "componentType": _FLOAT, "count": len(values), "type": f"VEC{values.shape[1]}", **bounds})

    def textured(self, name: str, png: bytes, wrap_s: int, wrap_t: int, *, masked: bool = False) -> int:
        """An unlit material that shows an image."""
        image = self._add("images", {"name": name, "mimeType": "image/png", "bufferView": self._view(png)})
        sampler = self._add("samplers", {"magFilter": 9729, "minFilter": 9987, "wrapS": wrap_s, "wrapT": wrap_t})
        texture = self._add("textures", {"source": image, "sampler": sampler})
        cut = {"alphaMode": "MASK", "alphaCutoff": 0.4} if masked else {}
        return self._add("materials", {"name": name, "doubleSided": True, "pbrMetallicRoughness": {"baseColorTexture": {"index": texture}, "metallicFactor": 0.0}, "extensions": {"KHR_materials_unlit": {}}, **cut})

    def colored(self, name: str, color: str, opacity: float) -> int:
        """An unlit material of one colour, which is ``#rrggbb`` in sRGB."""
        linear = [_linear(int(color[k : k + 2], 16) / 255) for k in (1, 3, 5)]
        return self._add("materials", {"name": name, "doubleSided": True, "alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [*linear, opacity], "metallicFactor": 0.0}, "extensions": {"KHR_materials_unlit": {}}})

    def node(self, name: str, points: Floats, uv: Floats | None, faces: NDArray[np.uint16], material: int, extras: dict[str, Any], at: Sequence[float] = (0.0, 0.0, 0.0), turn: float = 0.0) -> int:
        """A mesh of points (N, 3), texture coordinates (N, 2) and triangles (M, 3), standing `at` and turned about y by `turn` radians."""
        attributes = {"POSITION": self._floats(points, True)}
        if uv is not None:
            attributes["TEXCOORD_0"] = self._floats(uv, False)
        indices = self._add("accessors", {"bufferView": self._view(faces.astype("<u2").tobytes(), _INDICES), "componentType": _USHORT, "count": faces.size, "type": "SCALAR"})
        mesh = self._add("meshes", {"name": name, "primitives": [{"attributes": attributes, "indices": indices, "material": material}]})
        row: dict[str, Any] = {"name": name, "mesh": mesh, "extras": extras}
        if any(at):
            row["translation"] = [round(float(value), 5) for value in at]
        if turn:
            row["rotation"] = [0.0, math.sin(turn / 2), 0.0, math.cos(turn / 2)]
        return self._add("nodes", row)

    def written(self, nodes: list[int], name: str, extras: dict[str, Any]) -> bytes:
        """The whole as a GLB container: header, JSON chunk, binary chunk."""
        self._bytes += bytes(-len(self._bytes) % 4)
        document = {
            "asset": {"version": "2.0", "generator": "Speechscape"}, "extensionsUsed": ["KHR_materials_unlit"], "scene": 0, "scenes": [{"name": name, "nodes": nodes, "extras": extras}],
            "buffers": [{"byteLength": len(self._bytes)}], "bufferViews": self._views, **self._tables,
        }  # fmt: skip
        text = json.dumps(document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        body = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(self._bytes), b"BIN\0") + bytes(self._bytes)
        return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def _linear(value: float) -> float:
    """sRGB → linear light (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _quad(width: float, height: float) -> tuple[Floats, Floats, NDArray[np.uint16]]:
    """Upright, facing +z, on the middle of its lower edge."""
    points = np.array([(-width / 2, 0, 0), (width / 2, 0, 0), (width / 2, height, 0), (-width / 2, height, 0)], np.float32)
    return points, np.array([(0, 1), (1, 1), (1, 0), (0, 0)], np.float32), np.array([(0, 1, 2), (0, 2, 3)], np.uint16)


def _disc(width: float, depth: float) -> tuple[Floats, NDArray[np.uint16]]:
    """Flat, facing up."""
    angles = np.arange(_CORNERS) * math.tau / _CORNERS
    rim = np.stack([width / 2 * np.cos(angles), 0 * angles, -depth / 2 * np.sin(angles)], 1)
    points = np.concatenate([np.zeros((1, 3)), rim]).astype(np.float32)
    return points, np.array([(0, k + 1, (k + 1) % _CORNERS + 1) for k in range(_CORNERS)], np.uint16)


def _ground(surface: Surface) -> tuple[Floats, Floats, NDArray[np.uint16]]:
    points, faces = _disc(2 * surface.radius_m, 2 * surface.radius_m)
    points[0] = (0.01 * surface.radius_m, 0, 0.02 * surface.radius_m)  # all triangles share it; right under the eyes its depth would be nothing
    if surface.shore_m is not None:
        points[:, 2] = np.maximum(points[:, 2], -surface.shore_m)
    return points, points[:, (0, 2)] / np.float32(surface.tile_m), faces


def _grid(rows: Sequence[Sequence[tuple[float, float, float]]], uv: Sequence[Sequence[tuple[float, float]]]) -> tuple[Floats, Floats, NDArray[np.uint16]]:
    """Rows of points, each joined to the next, seen from inside."""
    wide = len(rows[0])
    corners = [(row * wide + k, row * wide + k + 1, (row + 1) * wide + k + 1, (row + 1) * wide + k) for row in range(len(rows) - 1) for k in range(wide - 1)]
    faces = [face for a, b, c, d in corners for face in ((a, b, c), (a, c, d))]
    return np.array(rows, np.float32).reshape(-1, 3), np.array(uv, np.float32).reshape(-1, 2), np.array(faces, np.uint16)


def _tufts(growth: Growth) -> tuple[Floats, Floats, NDArray[np.uint16]]:
    """One mesh of all, each facing the person."""
    corners = []
    for x, z, high in growth.points:
        away = math.hypot(x, z)
        aside = np.array((-z / away, 0, x / away)) * growth.aspect * high / 2
        foot = np.array((x, 0, z))
        corners += [foot - aside, foot + aside, foot + aside + (0, high, 0), foot - aside + (0, high, 0)]
    count = len(growth.points)
    uv = np.tile(np.array([(0, 1), (1, 1), (1, 0), (0, 0)], np.float32), (count, 1))
    faces = (np.array([(0, 1, 2), (0, 2, 3)])[None] + 4 * np.arange(count)[:, None, None]).reshape(-1, 3)
    return np.array(corners, np.float32), uv, faces.astype(np.uint16)


def _ring(wall: Wall) -> tuple[Floats, Floats, NDArray[np.uint16]]:
    """A cylinder on which the image stands side by side, its middle straight ahead."""
    turns = [k / _CORNERS for k in range(_CORNERS + 1)]
    rows = [[(wall.radius_m * math.sin(turn * math.tau), y, -wall.radius_m * math.cos(turn * math.tau)) for turn in turns] for y in (0.0, wall.height_m)]
    return _grid(rows, [[(wall.tiles * turn + 0.5, v) for turn in turns] for v in (1.0, 0.0)])


def _dome() -> tuple[Floats, Floats, NDArray[np.uint16]]:
    """Half a sphere and a little below, its image's middle straight ahead."""
    turns = [k / _CORNERS for k in range(_CORNERS + 1)]
    heights = [-0.1, *(k * math.pi / 24 for k in range(12)), math.pi / 2 - 0.01]
    rows = [[(_SKY_M * math.cos(up) * math.sin(turn * math.tau), _SKY_M * math.sin(up), -_SKY_M * math.cos(up) * math.cos(turn * math.tau)) for turn in turns] for up in heights]
    return _grid(rows, [[(turn + 0.5, 1 - max(0.002, up / (math.pi / 2))) for turn in turns] for up in heights])


def _patch(file: _File, patch: Patch, number: int) -> int:
    points, faces = _disc(patch.width_m, patch.depth_m)
    name = patch.kind if patch.of is None else f"{patch.kind} of {patch.of}"
    turn = -math.atan2(patch.x_m, -patch.z_m)
    return file.node(name, points, None, faces, file.colored(name, patch.color, patch.opacity), {"kind": patch.kind, "of": patch.of}, (patch.x_m, 0.004 * (number + 1), patch.z_m), turn)


def _piece(file: _File, piece: Piece, layers: Layers) -> int:
    extras: dict[str, Any] = {"kind": "element" if piece.index is not None else "place", "name": piece.name, "copy": piece.copy, "stands": piece.stands, "holder": piece.holder}
    if piece.index is not None:
        extras["element"] = layers.scene.to_json()["elements"][piece.index]
    turn = -math.atan2(piece.x_m, -piece.z_m)
    return file.node(piece.id, *_quad(piece.width_m, piece.height_m), file.textured(piece.id, piece.image, _CLAMP, _CLAMP, masked=True), extras, (piece.x_m, piece.y_m, piece.z_m), turn)
