"""Chromium with a microphone that plays a file, again and again; and the files that it plays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Browser, Playwright, sync_playwright

RATE_HZ = 48_000
FAKES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@contextmanager
def playing() -> Iterator[Playwright]:
    """Playwright, once for a module: two cannot run in one thread at a time."""
    if shutil.which("chromium") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs the system package chromium: apt-get install chromium")
    with sync_playwright() as play:
        yield play


@contextmanager
def speaking(play: Playwright, sound: Path, *more: str) -> Iterator[Browser]:
    """A browser whose microphone gives `sound`, a WAV file, and which lets every page have it."""
    args = [*FAKES, f"--use-file-for-fake-audio-capture={sound}", "--autoplay-policy=no-user-gesture-required", *more]
    browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=args)
    try:
        yield browser
    finally:
        browser.close()


def hum(seconds: float) -> np.ndarray:
    """Something loud."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (0.3 * np.sin(2 * np.pi * 220 * t) * np.sin(np.pi * t / seconds) ** 0.3).astype(np.float32)


def sentences(path: Path, voice_s: float = 1.2, pause_s: float = 1.3) -> Path:
    """A voice, a pause; the browser plays it in a ring."""
    return written(path, [hum(voice_s), np.zeros(int(pause_s * RATE_HZ), np.float32)])


def ticks(path: Path) -> Path:
    """A short click every quarter of a second, for four seconds."""
    one = np.zeros(RATE_HZ // 4, np.float32)
    one[: RATE_HZ // 500] = 0.5
    return written(path, [one] * 16)


def spoken(path: Path, sample: Path, pause_s: float = 2.5) -> Path:
    """A recording of somebody who speaks, between pauses."""
    samples, rate = soundfile.read(sample, dtype="float32")
    quiet = np.random.default_rng(0).normal(0, 1e-4, int(pause_s * rate)).astype(np.float32)
    soundfile.write(path, np.concatenate([quiet[: rate // 2], samples, quiet]), rate, subtype="PCM_16")
    return path


def written(path: Path, parts: list[np.ndarray]) -> Path:
    soundfile.write(path, np.concatenate(parts), RATE_HZ, subtype="PCM_16")
    return path
