"""From the microphone to the picture through everything that is real: the built page, ``speechscape serve``, the model."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import opened, violations
from tests.web.microphone import playing, speaking, spoken

COMMAND = [sys.executable, "-m", "speechscape", "serve", "--port", "0"]


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with playing() as one:
        yield one


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as one:
        yield one


@contextmanager
def served(**environment: str) -> Iterator[str]:
    """A server of its own, and where it is."""
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True, env={**os.environ, "SPEECHSCAPE_THREADS": "1", **environment})
    assert process.stdout is not None
    with process.stdout as said:
        try:
            yield said.readline().removeprefix("Open ").strip().rstrip("/")
        finally:
            process.terminate()
            process.wait(20)


def test_what_is_said_is_drawn_named_and_watched(play, address, samples_folder: Path, tmp_path: Path):
    sound = spoken(tmp_path / "boats.wav", samples_folder / "whale-and-boat.wav")
    with speaking(play, sound) as browser, opened(browser, address) as page:
        page.get_by_role("button", name="Start").click()
        expect(page.locator(".caption")).to_contain_text("whale", timeout=30_000)
        expect(page.get_by_role("img", name="whale")).to_be_visible()
        page.get_by_role("button", name="Let others watch").click()
        link = page.get_by_label("Whoever opens this link")
        expect(link).to_be_visible()
        with opened(browser, link.input_value(), width=360, height=740) as other:
            expect(other.get_by_role("img", name="whale")).to_be_visible(timeout=30_000)
            assert violations(other) == []
        expect(page.get_by_role("heading", name="Picture 1 of 1")).to_be_visible(timeout=15_000)
        page.get_by_role("button", name="Stop").click()
        with page.expect_download(timeout=30_000) as png:
            page.get_by_role("button", name="PNG").click()
        assert Path(png.value.path()).read_bytes().startswith(b"\x89PNG")
        assert violations(page) == []


def test_a_recording_is_drawn(play, address, samples_folder: Path, tmp_path: Path):
    with speaking(play, spoken(tmp_path / "s.wav", samples_folder / "whale-and-boat.wav")) as browser, opened(browser, address) as page:
        page.locator("input[type=file]").set_input_files(samples_folder / "fox-under-a-tree.wav")
        expect(page.locator(".caption")).to_contain_text("fox", timeout=30_000)
        expect(page.get_by_role("heading", name="fox-under-a-tree.wav")).to_be_visible()
        expect(page.get_by_role("img", name="fox")).to_be_visible()


def test_without_the_token_the_page_says_what_is_missing(play, samples_folder: Path, tmp_path: Path):
    sound = spoken(tmp_path / "s.wav", samples_folder / "whale-and-boat.wav")
    with served(SPEECHSCAPE_TOKEN="sixteen-letters-1") as door, speaking(play, sound) as browser:
        page = browser.new_page()
        page.goto(door.partition("?")[0])
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("alert")).to_contain_text("The server refuses the connection. Open the page with the address", timeout=15_000)
        page.close()
        with opened(browser, door) as page:
            page.get_by_role("button", name="Start").click()
            expect(page.locator(".caption")).to_contain_text("whale", timeout=30_000)
