"""Do other programs show the same picture? Layered files, opened by pyora and by Krita, beside the picture itself.

    python benchmarks/openraster.py [--pictures 12] [--json FILE]

pyora is a library that reads OpenRaster (``pip install pyora``); Krita is used where it is installed (``krita`` on the path; without a display through ``xvfb-run``). Differences are of 255, over all pixels and colours.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from speechscape.data.captions import say
from speechscape.studio.canvas import Canvas
from speechscape.studio.handing import hand_over
from speechscape.studio.styles import STYLES


def by_pyora(path: Path) -> Image.Image:
    """The picture that pyora makes of the layers."""
    from pyora import Project

    return Project.load(str(path)).get_image_data(use_original=False)


def by_krita(path: Path) -> Image.Image:
    """The picture that Krita makes of the layers."""
    out = path.with_suffix(".krita.png")
    screen = [] if os.environ.get("DISPLAY") or shutil.which("xvfb-run") is None else ["xvfb-run", "-a"]
    subprocess.run([*screen, "krita", "--export", "--export-filename", str(out), str(path)], check=True, capture_output=True, timeout=300)
    return Image.open(out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=12)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    readers: dict[str, Callable[[Path], Image.Image]] = {"pyora": by_pyora, **({"Krita": by_krita} if shutil.which("krita") else {})}
    rng = random.Random(options.seed)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.pictures):
            canvas, style = Canvas.of(say(rng).scene, number), STYLES[number % len(STYLES)]
            layers, picture = (hand_over(canvas, Path(folder) / f"{number}.{ending}", style=style, size=options.size) for ending in ("ora", "png"))
            wanted = np.asarray(Image.open(picture).convert("RGB"), np.float32)
            for name, read in readers.items():
                apart = np.abs(np.asarray(read(layers).convert("RGB"), np.float32) - wanted)
                found[name].append((float(apart.mean()), float(apart.max())))
    report = {name: {"pictures": len(rows), "mean difference": round(max(mean for mean, _ in rows), 4), "largest difference": max(most for _, most in rows)} for name, rows in found.items()}
    for name, row in report.items():
        print(f"{name}: {row['pictures']} pictures, at most {row['mean difference']} of 255 apart on average, {row['largest difference']:.0f} anywhere")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
