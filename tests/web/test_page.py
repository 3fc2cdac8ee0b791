"""The live page in a browser whose microphone plays a file, before a server that follows a script."""

from __future__ import annotations

import gzip
import io
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Download, Page, Playwright, expect

from speechscape.server.pages import STATIC
from tests.browser import opened, overhanging, tabbed, violations
from tests.web.fake import Fake, Said, faking, scene
from tests.web.microphone import playing, sentences, speaking, ticks

FOX, BOAT, KING = "A red fox under a tree.", "A boat on the sea at sunset.", "A king and a castle in a meadow."
NO_SOCKET = "WebSocket connection"
MICROPHONES = "The system’s choiceFake Audio Input 1Fake Audio Input 2"


@pytest.fixture(scope="module")
def play() -> Iterator[Playwright]:
    with playing() as one:
        yield one


@pytest.fixture(scope="module")
def browser(play, tmp_path_factory) -> Iterator[Browser]:
    with speaking(play, sentences(tmp_path_factory.mktemp("sound") / "sentences.wav")) as one:
        yield one


@pytest.fixture
def fake() -> Iterator[Fake]:
    with faking() as one:
        yield one


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def caption(page: Page, text: str) -> None:
    expect(page.locator(".caption")).to_have_text(text, timeout=15_000)


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def opened_image(saved: Download) -> Image.Image:
    return Image.open(io.BytesIO(Path(saved.path()).read_bytes()))


@contextmanager
def refusing(browser: Browser, url: str, error: str) -> Iterator[Page]:
    """The page where the microphone is asked for in vain."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '{error}'))")
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


def _still(page, talk) -> bool:
    """Whether no sound comes for a while."""
    before = len(talk.heard)
    page.wait_for_timeout(300)
    return len(talk.heard) == before


def test_speaking_makes_a_picture_with_its_account(browser, fake):
    with opened(browser, fake.url) as page:
        assert violations(page) == []
        page.keyboard.press("Space")
        expect(page.get_by_text("Hearing you")).to_be_visible()
        caption(page, FOX)
        expect(page.get_by_role("img", name=FOX)).to_be_visible()
        expect(page.get_by_text("a red fox under a tree", exact=True)).to_be_visible()
        expect(page.get_by_text("Heard automatically")).to_be_visible()
        expect(page.get_by_text("fairly sure (93%). Least certain is the tree.")).to_be_visible()
        assert violations(page) == []
        (talk,) = fake.talks.values()
        assert fake.starts == [{"type": "start", "rate": talk.rate, "picture": "svg", "size": 640, "seed": 0, "resume": None, "seq": 0}]
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name="Start")).to_be_visible()
        # the silence that closes the last sentence has been sent, nothing comes after it
        until(lambda: _still(page, talk))
        assert not np.frombuffer(talk.heard[-int(talk.rate) :], "<i2").any()


def test_only_what_is_settled_is_read_out(browser, fake):
    with opened(browser, fake.url) as page:
        page.evaluate("() => { window.told = []; new MutationObserver(() => told.push(document.querySelector('p[role=status]').textContent.trim())).observe(document.querySelector('p[role=status]'), {subtree: true, childList: true, characterData: true}) }")
        press(page, "Start")
        caption(page, BOAT)
        until(lambda: page.evaluate("told").count(BOAT) > 0)
        assert [text for text in dict.fromkeys(page.evaluate("told")) if text] == [FOX, BOAT]


def test_a_picture_that_grows_comes_over_the_old_one(browser, fake):
    for motion in ("reduce", "no-preference"):
        with opened(browser, fake.url, reduced_motion=motion) as page:
            page.evaluate(
                """() => { window.least = 9; window.moved = []; const frame = () => document.querySelector('.frame');
                const look = () => { if (frame()?.children.length) { window.seen = true; moved.push(getComputedStyle(frame().lastElementChild).animationName) } if (window.seen) least = Math.min(least, frame()?.children.length ?? 0); requestAnimationFrame(look) }; look() }"""
            )
            press(page, "Start")
            caption(page, BOAT)
            page.wait_for_timeout(600)
            assert page.evaluate("least") == 1, "there was a moment without a picture"
            assert ("come" in page.evaluate("moved")) == (motion == "no-preference")
            assert page.locator(".frame img").count() == 1


def test_who_looks_at_an_older_picture_is_left_alone(browser, fake):
    with opened(browser, fake.url) as page:
        press(page, "Start")
        caption(page, FOX)
        press(page, "Stay with it")
        expect(page.get_by_role("button", name="New picture")).to_be_visible(timeout=15_000)
        caption(page, FOX)
        expect(page.get_by_role("img", name=FOX)).to_be_visible()
        press(page, "New picture")
        expect(page.locator(".caption")).not_to_have_text(FOX)
        press(page, "Stop")
        expect(page.get_by_role("button", name="Start")).to_be_visible()
        page.wait_for_timeout(500)
        last = page.locator(".caption").inner_text()
        page.locator("h1").click()
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".caption")).not_to_have_text(last)
        page.keyboard.press("ArrowRight")
        caption(page, last)
        strip = page.get_by_role("navigation", name="All pictures")
        strip.get_by_role("button").first.click()
        caption(page, FOX)
        page.keyboard.press("ArrowRight")
        expect(strip.locator(":focus")).to_have_attribute("aria-label", re.compile("^Picture 2"))
        assert violations(page) == []


def test_everything_is_reached_by_tab_and_the_strip_is_one_stop(browser, fake):
    with opened(browser, fake.url) as page:
        press(page, "Start")
        caption(page, BOAT)
        press(page, "Stop")
        expect(page.get_by_role("button", name="Start")).to_be_visible()
        page.wait_for_timeout(500)
        page.evaluate("document.activeElement.blur()")
        page.locator("h1").click()
        names = tabbed(page)
        assert [name.split(" ", 1)[1].split(":")[0] for name in names] == [
            "Draw a sound file", "Let others watch", "Earlier", "Start", "Later", MICROPHONES, "rock", "deer", "neither", "Stay with it", "PNG file of this picture", "SVG file of this picture", "Picture 2", "Forget all",
        ]  # fmt: skip


def test_what_shows_nothing_says_why_and_leaves_the_picture(browser, fake):
    with opened(browser, fake.url) as page:
        press(page, "Start")
        expect(page.get_by_role("heading", name="Just now: nothing to draw")).to_be_visible(timeout=15_000)
        expect(page.get_by_text("Nothing to be seen in it.")).to_be_visible()
        caption(page, BOAT)


def test_a_broken_connection_loses_no_word(play, tmp_path):
    with faking() as fake, speaking(play, ticks(tmp_path / "ticks.wav")) as browser, opened(browser, fake.url, forgiven=NO_SOCKET) as page:
        press(page, "Start")
        until(lambda: any(talk.heard_s > 2 for talk in fake.talks.values()))
        fake.deaf = True
        fake.drop()
        expect(page.get_by_text("What you say is kept and sent later.")).to_be_visible()
        page.wait_for_timeout(2_000)
        fake.deaf = False
        until(lambda: len(fake.starts) > 1)
        (talk,) = fake.talks.values()
        until(lambda: talk.heard_s > 7)
        expect(page.get_by_text("kept and sent later")).to_have_count(0)
        assert fake.starts[-1]["resume"] == talk.name
        assert fake.starts[-1]["seq"] > 0
        loud = np.flatnonzero(np.abs(np.frombuffer(bytes(talk.heard), "<i2").astype(int)) > 4_000) / talk.rate
        clicks = loud[np.flatnonzero(np.diff(loud, prepend=-1.0) > 0.05)]
        assert len(clicks) > 24
        assert np.allclose(np.diff(clicks), 0.25, atol=0.03), np.diff(clicks).round(3)


def test_a_picture_that_was_missed_comes_after_the_break(browser, fake):
    with opened(browser, fake.url, forgiven=NO_SOCKET) as page:
        press(page, "Start")
        caption(page, FOX)
        fake.drop()
        caption(page, BOAT)
        (talk,) = fake.talks.values()
        assert fake.starts[-1]["resume"] == talk.name
        assert fake.starts[-1]["seq"] > 1


def test_a_session_that_is_gone_is_begun_anew(browser, fake):
    with opened(browser, fake.url, forgiven=NO_SOCKET) as page:
        press(page, "Start")
        caption(page, FOX)
        fake.forget = True
        fake.drop()
        until(lambda: len(fake.talks) == 2)
        assert [start["resume"] for start in fake.starts] == [None, "s0", None]
        page.wait_for_timeout(2_500)
        assert page.get_by_role("alert").count() == 0
        expect(page.get_by_role("button", name=f"Picture 1: {FOX}")).to_be_visible(timeout=15_000)


def test_a_busy_server_is_asked_again(browser):
    refusal = {"code": "full", "text": "64 sessions speak already; try again"}
    with faking(refusal=refusal) as fake, opened(browser, fake.url, forgiven=NO_SOCKET) as page:
        press(page, "Start")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("The server is busy. 64 sessions speak already; try again")
        assert violations(page) == []
        fake.refusal = None
        alert.get_by_role("button", name="Try again").click()
        expect(alert).to_have_count(0)
        caption(page, FOX)


def test_what_cannot_be_understood_is_said(browser):
    with faking() as fake:
        fake.refusal = {"code": "bad_message", "text": "rate of start has the wrong kind of value"}
        with opened(browser, fake.url, forgiven=NO_SOCKET) as page:
            press(page, "Start")
            expect(page.get_by_role("alert")).to_contain_text("The server reports an error. rate of start has the wrong kind of value (bad_message)")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("NotAllowedError", "The microphone is not allowed. The browser or the system refuses it"),
        ("NotFoundError", "No microphone was found. Connect one"),
        ("NotReadableError", "The microphone is in use. Another program holds it"),
    ],
)
def test_why_there_is_no_microphone(browser, fake, error, said):
    with refusing(browser, fake.url, error) as page:
        press(page, "Start")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text(said)
        expect(alert.get_by_role("button", name="Try again")).to_be_visible()
        assert violations(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert overhanging(page) == []


def test_plain_http_gives_no_microphone_and_files_work(play, tmp_path, fake):
    address = fake.url.replace("127.0.0.1", "speechscape.test")
    with speaking(play, sentences(tmp_path / "s.wav"), "--host-resolver-rules=MAP speechscape.test 127.0.0.1") as browser:
        page = browser.new_page()
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("No microphone over plain HTTP.")
        page.locator("input[type=file]").set_input_files(tmp_path / "s.wav")
        caption(page, FOX)


def test_a_file_is_drawn_and_a_wrong_one_says_why(browser, fake, tmp_path):
    sound = sentences(tmp_path / "morning talk.wav")
    with opened(browser, fake.url, forgiven="415") as page:
        data = page.evaluate_handle("data => { const all = new DataTransfer(); all.items.add(new File([Uint8Array.from(data)], 'morning talk.wav', {type: 'audio/wav'})); return all }", list(sound.read_bytes()[:4000]))
        page.dispatch_event("main", "dragover", {"dataTransfer": data})
        expect(page.get_by_text("Let go to draw what is said in it")).to_be_visible()
        page.dispatch_event("main", "drop", {"dataTransfer": data})
        caption(page, FOX)
        expect(page.get_by_role("heading", name="morning talk.wav")).to_be_visible()
        (tmp_path / "notes.txt").write_text("no sound")
        page.locator("input[type=file]").set_input_files(tmp_path / "notes.txt")
        expect(page.get_by_role("alert")).to_contain_text("The file could not be drawn. notes.txt: the recording is no audio file that is known")


def test_others_can_watch_and_do_nothing_else(browser, fake):
    with opened(browser, fake.url) as page:
        press(page, "Let others watch")
        expect(page.get_by_text("The link appears here then.")).to_be_visible()
        press(page, "Start")
        field = page.get_by_label("Whoever opens this link")
        expect(field).to_have_value(f"{fake.url}/?watch=s0")
        press(page, "Copy")
        expect(page.get_by_text(re.compile("Copied|is selected"))).to_be_visible()
        caption(page, FOX)
        with opened(browser, f"{fake.url}/?watch=s0", width=360, height=740, forgiven=NO_SOCKET) as other:
            expect(other.locator(".frame img").last).to_be_visible()
            assert other.get_by_role("button", name="Start").count() == 0
            assert other.get_by_role("button", name="Draw a sound file").count() == 0
            other.keyboard.press("Space")
            caption(other, BOAT)
            assert violations(other) == []
            assert overhanging(other) == []
            fake.drop()
            expect(other.get_by_text("Connection lost. Trying again.")).to_be_visible()
            caption(other, KING)
        assert len(fake.talks) == 1


def test_a_link_that_leads_nowhere_says_so(browser, fake):
    with opened(browser, f"{fake.url}/?watch=nobody", forgiven=NO_SOCKET) as page:
        expect(page.get_by_role("alert")).to_contain_text("Nothing is shown under this link.")


def test_pictures_are_saved(browser, fake):
    with opened(browser, fake.url) as page:
        press(page, "Start")
        caption(page, FOX)
        press(page, "Stay with it")
        with page.expect_download() as svg:
            press(page, "SVG")
        assert svg.value.suggested_filename == "a-red-fox-under-a-tree.svg"
        assert Path(svg.value.path()).read_bytes().startswith(b"<svg")
        with page.expect_download() as png:
            press(page, "PNG")
        assert fake.painted == [{"type": "paint", "utterance": 0, "format": "png", "size": 2048}]
        assert opened_image(png.value).size == (2048, 2048)
        page.get_by_role("button", name="Stop").click()
        fake.deaf = True
        fake.drop()
        page.wait_for_timeout(300)
        with page.expect_download() as png:
            press(page, "PNG")
        image = opened_image(png.value)
        assert image.size == (2048, 2048)
        assert len(image.convert("RGB").resize((32, 32)).getcolors(1024) or []) > 50
        assert len(fake.painted) == 1


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024), (360, 740), (320, 640), (320, 200)])
def test_it_fits_every_window(browser, width, height):
    script = (Said("a very long account", scene("king", "castle", place="meadow", time="sunset"), (("hippopotamus", "rhinoceros"),)),)
    with faking(script=script) as fake, opened(browser, fake.url, width=width, height=height) as page:
        assert overhanging(page) == []
        press(page, "Start")
        page.get_by_role("navigation", name="All pictures").wait_for(timeout=15_000)
        assert overhanging(page) == []
        small = page.evaluate("[...document.querySelectorAll('button')].filter(e => e.offsetParent && Math.min(e.offsetWidth, e.offsetHeight) < 44).map(e => e.textContent)")
        assert small == []


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"contrast": "more"}])
def test_dark_and_high_contrast(browser, fake, media):
    with opened(browser, fake.url) as page:
        page.emulate_media(**media)
        press(page, "Start")
        expect(page.get_by_role("group", name="Did you mean: rock or deer?")).to_be_visible(timeout=15_000)
        assert violations(page) == []


def test_the_page_is_small_and_asks_nobody_else():
    page = (STATIC / "index.html").read_text()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=", page)
    files = [STATIC / name for name in re.findall(r'(?:src|href)="/(assets/[^"]+)"', page)]
    assert len(files) >= 2
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < 60_000
    for path in files:
        assert not re.search(r"https?://(?!www\.w3\.org|localhost)[\w.]+\.\w+", path.read_text(encoding="utf-8")), path.name
