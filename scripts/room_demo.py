"""Writes the scenes that the room's demo shows (web/public/room-demo/). Run again after a change to the world or to the layers: ``python scripts/room_demo.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from speechscape.painters.layers import layers_json
from speechscape.types import Element, Scene, Setting

FOLDER = Path(__file__).parents[1] / "web" / "public" / "room-demo"

SCENES = {
    "forest": Scene((Element("fox", column=5), Element("owl", column=10)), Setting("forest", "night")),
    "sea": Scene((Element("boat", color="red", column=5), Element("lighthouse", column=12)), Setting("sea", "sunset")),
    "room": Scene((Element("chair", column=9), Element("cat", relation="on", of=(0,), column=9)), Setting("room", None, "rain")),
    "snow": Scene((Element("penguin", 3, column=5), Element("house", column=12)), Setting("snowfield", None, "snow")),
}
SIZE = 768


def main(folder: Path = FOLDER) -> None:
    """Write one file for each scene."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        (folder / f"{name}.json").write_bytes(layers_json(scene, 0, SIZE))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
