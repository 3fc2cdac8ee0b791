"""Debian's Chromium, driven by Playwright: what the tests of pages share. Playwright's own browsers are never fetched.

In a test module::

    @pytest.fixture(scope="module")
    def browser():
        with chromium() as one:
            yield one

    def test_the_page(browser, tmp_path):
        with opened(browser, (tmp_path / "index.html").as_uri(), dark=True) as page:
            assert violations(page) == []

Module scope, not session: while Playwright runs, its event loop is the thread's, and other tests want one of their own.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

HERE = ("file:", "data:", "blob:", "http://127.0.0.1:", "http://localhost:", "ws://127.0.0.1:", "ws://localhost:")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"]


@contextmanager
def chromium(*args: str) -> Iterator[Browser]:
    """A headless browser that may play sound without being asked by a click; `args` are more switches of its own. Without Chromium the tests are skipped, and fail where CI is set."""
    path = shutil.which("chromium")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs the system package chromium: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--autoplay-policy=no-user-gesture-required", *args])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, url: str, *, width: int = 1280, height: int = 800, dark: bool = False, scripts: bool = True, forgiven: str | None = None, **options: Any) -> Iterator[Page]:
    """A page in a context of its own (`options` are Playwright's, of a context). Afterwards: no script failed, nothing was logged as an error but what contains `forgiven`, nothing was asked of another machine."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", java_script_enabled=scripts, **options)
    try:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda line: wrong.append(f"console: {line.text}") if line.type == "error" and not (forgiven and forgiven in line.text) else None)
        page.on("request", lambda asked: _note_foreign(asked, wrong))
        page.goto(url)
        yield page
        if wrong:
            pytest.fail("; ".join(wrong))
    finally:
        context.close()


def _note_foreign(asked: Request, wrong: list[str]) -> None:
    if not asked.url.startswith(HERE):
        wrong.append(f"asked for {asked.url}")


def violations(page: Page) -> list[str]:
    """What axe finds wrong, WCAG 2.2 to AAA and good practice: rule, element, and why."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def overhanging(page: Page) -> list[str]:
    """What stands out to the right, so that the page scrolls sideways."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 80))"""
    )


def tabbed(page: Page, most: int = 60) -> list[str]:
    """What Tab reaches from here, in order, until it leaves the page: tag and name of each."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate("() => { const e = document.activeElement; return e === document.body ? '' : `${e.tagName.toLowerCase()} ${(e.getAttribute('aria-label') || e.textContent).trim()}` }")
        if not name:
            return seen
        seen.append(name)
    return seen


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        return


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files of a folder on loopback: for what browsers refuse to read from `file:`, such as text tracks."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def cues(page: Page, track: str) -> list[tuple[float, float, str]]:
    """The cues that the browser's own WebVTT parser finds in `track`, an address on the page's server: start and end in seconds, and text."""
    found = page.evaluate(
        """address => new Promise((done, failed) => {
            const video = document.createElement('video'), track = document.createElement('track');
            track.onload = () => done([...track.track.cues].map(cue => [cue.startTime, cue.endTime, cue.text]));
            track.onerror = () => failed(new Error('no track at ' + address));
            track.src = address;
            video.append(track);
            document.body.append(video);
            track.track.mode = 'hidden';
        })""",
        track,
    )
    return [(start, end, text) for start, end, text in found]
