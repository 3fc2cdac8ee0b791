"""Draws what the documentation shows of pages: a story of benchmarks/stories.txt, read by espeak-ng, heard, drawn, and opened in Chromium; and the studio after the utterances of samples/studio.

    python scripts/screens.py            # docs/figures/storyboard-page.png, storyboard-phone.png and studio-page.png
    python scripts/screens.py --studio   # the last alone

Needs the system packages espeak-ng, chromium and fonts-noto-core, and the extra `test`.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from speechscape.routes import RouteOptions, Speechscape
from speechscape.storyboard.folder import StoryOptions

ROOT = Path(__file__).parents[1]
LARGEST = 250_000


def story(title: str) -> str:
    """The sentences of a story, a paragraph each, so that the voice pauses."""
    kept: list[str] = []
    inside = False
    for line in (ROOT / "benchmarks/stories.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            inside = line[2:].startswith(title)
        elif inside and line.strip():
            kept.append(line.lstrip("# "))
    return "\n\n".join(kept)


def read_aloud(text: str, path: Path) -> None:
    """A WAV file of a voice that reads the text slowly."""
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-g", "4", "-w", str(path), text], check=True)


def tell(title: str, folder: Path) -> Path:
    """The page of the storyboard of a story."""
    recording = folder / "talk.wav"
    read_aloud(story(title), recording)
    with Speechscape.made(RouteOptions()) as speechscape:
        speechscape.make_storyboard(recording, folder / "told", StoryOptions(title=title))
    return folder / "told/index.html"


def screen(browser: Browser, page: Path, width: int, height: int, steps: int) -> bytes:
    """A PNG file of the page in a window of this size, after so many pictures."""
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    tab: Page = context.new_page()
    tab.goto(page.as_uri())
    for _ in range(steps):
        tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(500)
    data = tab.screenshot()
    context.close()
    return data


def studio(browser: Browser, folder: Path) -> bytes:
    """A PNG file of the studio's page when everything in samples/studio was said, and the boat was chosen by hand."""
    clips = sorted(str(path) for path in (ROOT / "samples/studio").glob("*.wav"))
    command = [sys.executable, "-m", "speechscape", "studio", str(folder / "boats.scape"), *clips, "--no-picture", "--page", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        try:
            assert run.stdout is not None
            address = next(line for line in run.stdout if "open http" in line).split("open ")[1].strip()
            tab = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce").new_page()
            tab.goto(address)
            tab.locator("#list button").first.click()
            tab.wait_for_timeout(1500)
            data = tab.screenshot()
            tab.context.close()
            return data
        finally:
            run.terminate()


def small(data: bytes, path: Path) -> None:
    """Write a picture with 256 colours."""
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes; the limit is {LARGEST}: choose another picture")


def main() -> None:
    """Parse the command line and write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--title", default="A Morning on the Farm")
    parser.add_argument("--picture", type=int, default=1, help="which picture is shown, from 1")
    parser.add_argument("--studio", action="store_true", help="only the studio's page")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/figures")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        shown = {"studio-page": studio(browser, Path(folder))}
        if not options.studio:
            page = tell(options.title, Path(folder))
            shown |= {name: screen(browser, page, width, height, options.picture - 1) for name, width, height in (("storyboard-page", 1280, 800), ("storyboard-phone", 360, 800))}
        for name, data in shown.items():
            path = options.out / f"{name}.png"
            small(data, path)
            print(f"{path}: {path.stat().st_size} bytes")
        browser.close()


if __name__ == "__main__":
    main()
