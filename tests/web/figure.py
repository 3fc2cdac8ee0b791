"""Draws what the documentation shows of the live page: samples spoken into it, heard and drawn by a server on this machine.

    python -m tests.web.figure           # docs/figures/live-page.png

Needs the page (scripts/web), the system packages chromium and fonts-noto-core, and the extra `test`.
"""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile
from PIL import Image

from tests.web.microphone import playing, speaking
from tests.web.test_speaking import served

ROOT = Path(__file__).parents[2]
SAID = ("fox-under-a-tree", "boats-at-sunset", "king-and-castle", "astronaut", "whale-and-boat", "three-snowmen")
LARGEST = 250_000


def talk(path: Path, pause_s: float = 1.2) -> Path:
    """All samples one after the other, and a long silence behind."""
    parts = []
    for name in SAID:
        samples, rate = soundfile.read(ROOT / f"samples/{name}.wav", dtype="float32")
        parts += [samples, np.zeros(int(pause_s * rate), np.float32)]
    soundfile.write(path, np.concatenate([np.zeros(rate, np.float32), *parts, np.zeros(60 * rate, np.float32)]), rate, subtype="PCM_16")
    return path


def main() -> None:
    with TemporaryDirectory() as folder, served() as address, playing() as play, speaking(play, talk(Path(folder) / "talk.wav")) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        page.goto(address)
        page.get_by_role("button", name="Start").click()
        page.mouse.move(0, 0)
        page.get_by_role("button", name=f"Picture {len(SAID)}:").wait_for(timeout=60_000)
        page.wait_for_timeout(2_000)
        page.get_by_role("button", name="Picture 5:").click()
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        page.wait_for_timeout(1_000)
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    target = ROOT / "docs/figures/live-page.png"
    shot.save(target, optimize=True)
    assert target.stat().st_size < LARGEST, target.stat().st_size


if __name__ == "__main__":
    main()
