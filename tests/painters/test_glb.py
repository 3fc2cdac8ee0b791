"""The GLB file as others read it: by its own bytes, by the Khronos validator, and by the loader of three.js in Chromium. The last two need node's packages of web/."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from speechscape.painters.glb import glb
from speechscape.painters.layers import layers
from speechscape.types import Element, Scene, Setting
from speechscape.world.vocabulary import PLACES
from tests.browser import chromium, opened, served

PACKAGES = Path(__file__).parents[2] / "web" / "node_modules"
SCENE = Scene((Element("fox"), Element("tree", 2), Element("owl", relation="above", of=(0,)), Element("moon")), Setting("forest", "night"))
VALIDATE = """
const validator = require(process.argv[1]);
const { readFileSync } = require("node:fs");
Promise.all(process.argv.slice(2).map((file) => validator.validateBytes(new Uint8Array(readFileSync(file)), { maxIssues: 0 })))
  .then((reports) => console.log(JSON.stringify(reports.map((report) => report.issues))));
"""
LOAD = """
<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"three": "./three/build/three.module.js"}}</script>
<script type="module">
import { GLTFLoader } from "./three/examples/jsm/loaders/GLTFLoader.js";
const file = await (await fetch("scene.glb")).arrayBuffer();
const { scene } = await new GLTFLoader().parseAsync(file, "");
const found = [];
scene.traverse((one) => one.isMesh && found.push([one.userData.name ?? one.name, one.position.toArray(), one.material.map?.image?.width ?? 0]));
window.found = { found, extras: scene.userData };
</script>
"""


def missing(why: str):
    (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


def document(data: bytes) -> tuple[dict, bytes]:
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON" and size % 4 == 0
    rest, binary = struct.unpack_from("<I4s", data, 20 + size)
    assert binary == b"BIN\0" and rest == len(data) - 28 - size
    return json.loads(data[20 : 20 + size]), data[28 + size :]


def test_same_layers_same_bytes():
    assert glb(layers(SCENE, 1, 64)) == glb(layers(SCENE, 1, 64))


def test_nodes_are_named_and_say_what_they_are():
    made = layers(SCENE, 0, 64)
    value, _ = document(glb(made))
    nodes = {node["name"]: node for node in value["nodes"]}
    assert {"fox", "tree 1", "tree 2", "owl", "moon", "sky", "ground moss", "far 1", "shadow of fox"} <= set(nodes)
    assert nodes["tree 2"]["extras"]["element"]["count"] == 2
    assert nodes["owl"]["extras"]["holder"] == "fox"
    assert value["asset"] == {"version": "2.0", "generator": "Speechscape"}
    scene = value["scenes"][0]
    assert scene["extras"]["alt"] == made.alt and scene["extras"]["source"] == "AI-generated"
    assert sorted(scene["nodes"]) == list(range(len(value["nodes"])))


def test_positions_and_heights_are_those_of_the_layers():
    made = layers(SCENE, 0, 64)
    value, body = document(glb(made))
    for piece in made.pieces:
        node = next(one for one in value["nodes"] if one["name"] == piece.id)
        assert node["translation"] == pytest.approx([piece.x_m, piece.y_m, piece.z_m], abs=1e-4)
        accessor = value["accessors"][value["meshes"][node["mesh"]]["primitives"][0]["attributes"]["POSITION"]]
        assert accessor["max"][:2] == pytest.approx([piece.width_m / 2, piece.height_m], rel=1e-5)
        view = value["bufferViews"][accessor["bufferView"]]
        assert struct.unpack_from("<3f", body, view["byteOffset"])[0] == pytest.approx(-piece.width_m / 2, rel=1e-5)


def test_images_are_those_of_the_layers():
    made = layers(SCENE, 0, 64)
    value, body = document(glb(made))
    image = next(one for one in value["images"] if one["name"] == "fox")
    view = value["bufferViews"][image["bufferView"]]
    assert body[view["byteOffset"] : view["byteOffset"] + view["byteLength"]] == next(piece.image for piece in made.pieces if piece.id == "fox")


def test_the_khronos_validator_finds_nothing(tmp_path):
    validator = PACKAGES / "gltf-validator"
    if shutil.which("node") is None or not validator.is_dir():
        missing("needs node and the package gltf-validator: run npm ci in web/")
    files = []
    for place in PLACES:
        files.append(tmp_path / f"{place}.glb")
        files[-1].write_bytes(glb(layers(Scene((*SCENE.elements, Element("boat", 2)), Setting(place, None, "rain")), 0, 64)))
    told = subprocess.run(["node", "-e", VALIDATE, str(validator), *map(str, files)], capture_output=True, text=True, check=True).stdout
    for issues in json.loads(told):
        assert (issues["numErrors"], issues["numWarnings"]) == (0, 0), issues["messages"][:3]


def test_three_loads_it(tmp_path):
    if not (PACKAGES / "three").is_dir():
        missing("needs the package three: run npm ci in web/")
    made = layers(SCENE, 0, 64)
    (tmp_path / "scene.glb").write_bytes(glb(made))
    (tmp_path / "index.html").write_text(LOAD)
    (tmp_path / "three").symlink_to(PACKAGES / "three")
    with chromium() as browser, served(tmp_path) as address, opened(browser, f"{address}/index.html") as page:
        page.wait_for_function("window.found")
        loaded = page.evaluate("window.found")
    assert loaded["extras"]["alt"] == made.alt
    widths = {name: (place, width) for name, place, width in loaded["found"]}
    assert widths["fox"][1] > 0
    assert widths["fox"][0] == pytest.approx([made.pieces[[p.id for p in made.pieces].index("fox")].x_m, *widths["fox"][0][1:]], abs=1e-3)


