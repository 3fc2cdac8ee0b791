"""The link for watchers as a QR code, read off the screen; and on a page that only its own computer can reach, why there is none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, expect

from tests.browser import opened, overhanging, violations
from tests.web.fake import faking
from tests.web.microphone import playing, sentences, speaking

NAME = "speech.test"


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with playing() as one:
        yield one


@contextmanager
def elsewhere(play: Playwright, sound: Path) -> Iterator[Page]:
    """The page as another device has it, under a name; the browser takes it for one that came over HTTPS, so that there is a microphone."""
    with faking() as fake:
        address = fake.url.replace("127.0.0.1", NAME)
        with speaking(play, sound, f"--host-resolver-rules=MAP {NAME} 127.0.0.1", f"--unsafely-treat-insecure-origin-as-secure={address}") as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            yield page


def share(page: Page) -> str:
    page.get_by_role("button", name="Let others watch").click()
    page.get_by_role("button", name="Start").click()
    return page.get_by_label("Whoever opens this link").input_value(timeout=10_000)


def read(page: Page) -> str:
    """What a camera reads off the whole window."""
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(np.asarray(shot.convert("L")))
    return text


def test_the_code_says_what_the_link_says_in_every_theme(play, tmp_path):
    with elsewhere(play, sentences(tmp_path / "s.wav")) as page:
        link = share(page)
        assert link.startswith(f"http://{NAME}:")
        assert link.endswith("/?watch=s0")
        code = page.get_by_role("img", name="QR code of this link, for the camera of another device")
        expect(code).to_be_visible()
        for media in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active", "color_scheme": "dark"}):
            page.emulate_media(**media)
            assert read(page) == link, media
            assert violations(page) == []
            with Image.open(io.BytesIO(code.screenshot())) as shot:
                edge = np.asarray(shot.convert("L"))
            quiet = 3 * edge.shape[0] // 40
            assert edge[quiet // 2, quiet:-quiet].min() > 250, "white all around"
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            code.scroll_into_view_if_needed()
            assert read(page) == link
            assert overhanging(page) == []
        page.get_by_role("region", name="Let others watch").get_by_role("button", name="Close").click()
        assert code.count() == 0


def test_on_this_computer_only_it_says_so(play, tmp_path):
    with faking() as fake, speaking(play, sentences(tmp_path / "s.wav")) as browser:
        for address in (fake.url, fake.url.replace("127.0.0.1", "localhost")):
            with opened(browser, address) as page:
                assert share(page).startswith(address)
                expect(page.get_by_text("This link works on this computer only.")).to_be_visible()
                expect(page.get_by_text("speechscape serve --host 0.0.0.0")).to_be_visible()
                assert page.get_by_role("img", name="QR code").count() == 0
                assert violations(page) == []
                page.set_viewport_size({"width": 320, "height": 640})
                assert overhanging(page) == []
