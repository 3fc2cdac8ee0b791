"""From the microphone to the eye: the page in Chromium, `speechscape serve`, one session (needs the speech engines, Chromium, the built page, and the extras `serve` and `test`).

    python -m benchmarks.browser [--sentences 24] [--voice ENGINE/NAME …] [--json FILE]

Chromium's microphone plays sentences (half of benchmarks/stories.txt, half captions of the scene generator) with pauses of 1.5 s. Counted in the page itself, in milliseconds: from the end of speech to the moment at which the settled
picture has been painted (the frame that holds it is done), and from the end of the first drawn word (as the ears place it) to the first picture. When a sample was spoken is known from the sound that the page sends: the first
sample's moment is the earliest that fits all that was sent, so that the way from the device into the page counts only where it is longer than at its shortest.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from playwright.sync_api import sync_playwright

from benchmarks.steady import NAMES, sentences
from speechscape.data.voices import VOICES, speak_many
from speechscape.types import RATE_HZ

PAUSE_S = 1.5
LOUD_DB = -45.0
SERVE = [sys.executable, "-m", "speechscape", "serve", "--port", "0"]

_WATCH = """
(() => {
  const seen = (window.seen = { sent: [], rate: 0, events: [], made: [], shown: [] });
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", (event) => typeof event.data === "string" && seen.events.push([performance.now(), JSON.parse(event.data)]));
    }
    send(data) {
      if (typeof data === "string") seen.rate ||= JSON.parse(data).rate ?? 0;
      else seen.sent.push([performance.now(), new Uint8Array(data.buffer ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data.slice(0))]);
      super.send(data);
    }
  };
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (file) => {
    const address = make(file);
    seen.made.push(address);
    return address;
  };
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const one of change.addedNodes)
        if (one instanceof HTMLImageElement)
          requestAnimationFrame(() => {
            const done = new MessageChannel();
            done.port1.onmessage = () => seen.shown.push([performance.now(), one.src]);
            done.port2.postMessage(null);
          });
  }).observe(document, { childList: true, subtree: true });
})();
"""

_TAKE = """() => ({
  rate: seen.rate, events: seen.events, made: seen.made, shown: seen.shown, sent: seen.sent.map(([at, data]) => [at, data.length]),
  sound: btoa(seen.sent.reduce((text, [, data]) => text + data.reduce((part, byte) => part + String.fromCharCode(byte), ""), "")),
})"""


@contextmanager
def served() -> Iterator[str]:
    """A server with one worker's thread for each core, and where it is."""
    process = subprocess.Popen(SERVE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ})
    assert process.stdout is not None
    with process.stdout as said:
        try:
            yield said.readline().removeprefix("Open ").strip()
        finally:
            process.terminate()
            process.wait(20)


def heard(sound: Path, seconds: float) -> dict[str, Any]:
    """What happened in the page while its microphone played a file."""
    args = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", f"--use-file-for-fake-audio-capture={sound}%noloop", "--autoplay-policy=no-user-gesture-required"]
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=args)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(_WATCH)
        page.goto(address)
        page.get_by_role("button", name="Start").click()
        page.wait_for_timeout(1000 * seconds)
        found: dict[str, Any] = page.evaluate(_TAKE)
        browser.close()
    return found


def measured(found: dict[str, Any]) -> tuple[list[float], list[float]]:
    """Milliseconds to the settled picture and to the first one, of each sentence that was drawn."""
    rate = found["rate"]
    sound = np.frombuffer(base64.b64decode(found["sound"]), "<i2").astype(np.float64) / 32768
    ends = np.cumsum([length / 2 for _, length in found["sent"]]) / rate
    zero_ms = min(at - 1000 * end for (at, _), end in zip(found["sent"], ends, strict=True))
    frame = rate // 100
    loud = 10 * np.log10(np.mean(sound[: len(sound) // frame * frame].reshape(-1, frame) ** 2, axis=1) + 1e-12) > LOUD_DB
    shown = {address: at for at, address in reversed(found["shown"])}
    pictures = [event for _, event in found["events"] if event["type"] == "picture"]
    seen: dict[int, list[tuple[bool, float]]] = {}
    for event, address in zip(pictures, found["made"], strict=True):
        if address in shown:
            seen.setdefault(event["utterance"], []).append((event["final"], shown[address]))
    settled_ms, first_ms = [], []
    for event in {event["utterance"]: event for _, event in found["events"] if event["type"] == "settled"}.values():
        spoken_s = (np.flatnonzero(loud[: round(100 * event["end_s"])])[-1] + 1) / 100
        finals = [at for final, at in seen.get(event["utterance"], []) if final]
        if finals:
            settled_ms.append(finals[-1] - zero_ms - 1000 * spoken_s)
        words = [event["start_s"] + item["end_s"] for item in event["scene"]["elements"] if item["end_s"] is not None]
        if words and event["utterance"] in seen:
            first_ms.append(min(at for _, at in seen[event["utterance"]]) - zero_ms - 1000 * min(words))
    return settled_ms, first_ms


def spread(values: Sequence[float]) -> dict[str, int]:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return {"p50": round(statistics.median(ordered)), "p95": round(ordered[int(0.95 * (len(ordered) - 1))]), "of": len(ordered)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=24, help="for each voice")
    parser.add_argument("--voice", action="append")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    silence: NDArray[np.float32] = np.zeros(int(PAUSE_S * RATE_HZ), np.float32)
    settled_ms, first_ms, said = list[float](), list[float](), 0
    with TemporaryDirectory() as folder:
        for voice in [voice for voice in VOICES if f"{voice.engine}/{voice.name}" in (options.voice or NAMES)]:
            spoken = [samples for samples in speak_many(sentences(options.sentences), voice, random.Random(3)) if len(samples)]
            talk = np.concatenate([silence, *[part for samples in spoken for part in (samples, silence)]])
            path = Path(folder) / "talk.wav"
            soundfile.write(path, talk, RATE_HZ, subtype="PCM_16")
            settled, first = measured(heard(path, len(talk) / RATE_HZ + 3))
            settled_ms, first_ms, said = settled_ms + settled, first_ms + first, said + len(spoken)
            print(f"{voice.engine}/{voice.name}: {spread(settled)}, first {spread(first)}", flush=True)
    figures = {"sentences": said, "end of speech to settled picture seen": spread(settled_ms), "end of first drawn word to first picture seen": spread(first_ms)}
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
