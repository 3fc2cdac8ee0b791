"""What was said and drawn in a tab is there again after a reload, and wiped when one wishes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import opened, overhanging, violations
from tests.web.fake import Fake, Said, faking, scene
from tests.web.microphone import playing, sentences, speaking
from tests.web.test_page import until

WHALE, CASTLE = "A whale on the sea.", "A castle in a meadow."
SCRIPT = (Said("a castle", scene("castle", place="meadow")), Said("a wale", scene("whale", place="sea"), (("rock", "deer"),)))
STORED = "Object.keys(sessionStorage).filter(name => name.startsWith('speechscape/')).length"


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[Browser]:
    with playing() as play, speaking(play, sentences(tmp_path_factory.mktemp("sound") / "sentences.wav", pause_s=3)) as one:
        yield one


@pytest.fixture
def fake() -> Iterator[Fake]:
    with faking(script=SCRIPT) as one:
        yield one


def drawn(page: Page, text: str) -> None:
    expect(page.locator(".caption")).to_have_text(text, timeout=15_000)
    expect(page.get_by_role("img", name=text, exact=True)).to_be_visible()


def say(page: Page) -> None:
    """Two sentences."""
    page.get_by_role("button", name="Start").click()
    drawn(page, WHALE)
    expect(page.get_by_text("Heard automatically")).to_be_visible()
    expect(page.get_by_role("heading", name="Picture 2 of 2")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    page.wait_for_timeout(300)


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_pictures_words_and_the_session_are_there_after_a_reload(browser, fake):
    with opened(browser, fake.url, forgiven="WebSocket") as page:
        say(page)
        page.reload()
        drawn(page, WHALE)
        expect(page.get_by_text("a wale", exact=True)).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("ArrowLeft")
        drawn(page, CASTLE)
        page.keyboard.press("ArrowRight")
        until(lambda: len(fake.starts) == 2)
        assert fake.starts[1]["resume"] == "s0"
        assert fake.starts[1]["seq"] > 2
        choose(page, "rock")
        drawn(page, "A whale and a rock on the sea.")
        assert len(fake.answered) == 1
        assert fake.scenes == []
        page.wait_for_timeout(300)
        page.reload()
        drawn(page, "A whale and a rock on the sea.")
        expect(page.get_by_role("button", name="rock", exact=True)).to_have_attribute("aria-pressed", "true")
        until(lambda: len(fake.starts) == 3)
        choose(page, "rock")
        drawn(page, WHALE)
        assert fake.answered[-1]["name"] is None
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("button", name="Picture 3:")).to_be_visible(timeout=15_000)
        assert len(fake.talks) == 1


def test_a_reload_while_speaking_loses_what_was_not_said_and_nothing_else(browser, fake):
    with opened(browser, fake.url, forgiven="WebSocket") as page:
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("heading", name="Picture 1 of 1")).to_be_visible(timeout=15_000)
        expect(page.get_by_text("Hearing you")).to_be_visible(timeout=10_000)
        page.wait_for_timeout(600)
        page.reload()
        drawn(page, WHALE)
        expect(page.get_by_role("heading", name="Picture 2 of 2")).to_be_visible()
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("button", name="Picture 3:")).to_be_visible(timeout=15_000)
        fake.drop()
        expect(page.get_by_role("button", name="Picture 4:")).to_be_visible(timeout=15_000)
        assert len(fake.talks) == 1


def test_a_session_that_is_gone_leaves_the_pictures_and_no_alarm(browser, fake):
    with opened(browser, fake.url, forgiven="WebSocket") as page:
        say(page)
        fake.forget = True
        page.reload()
        drawn(page, WHALE)
        until(lambda: len(fake.starts) == 2)
        page.wait_for_timeout(800)
        assert len(fake.starts) == 2
        assert page.get_by_role("alert").count() == 0
        choose(page, "rock")
        drawn(page, "A whale and a rock on the sea.")
        assert len(fake.scenes) == 1
        page.reload()
        drawn(page, "A whale and a rock on the sea.")
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("button", name="Picture 3:")).to_be_visible(timeout=15_000)


def test_files_and_what_is_watched_stay_too(browser, fake, tmp_path):
    with opened(browser, fake.url, forgiven="WebSocket") as page:
        for name in ("one.wav", "two.wav"):
            page.locator("input[type=file]").set_input_files(sentences(tmp_path / name))
            expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.wait_for_timeout(300)
        page.reload()
        expect(page.get_by_role("heading", name="two.wav")).to_be_visible()
        page.locator("input[type=file]").set_input_files(sentences(tmp_path / "three.wav"))
        expect(page.get_by_role("heading", name="Picture 3 of 3 · three.wav")).to_be_visible()
        page.get_by_role("button", name="Start").click()
        drawn(page, CASTLE)
        with opened(browser, f"{fake.url}/?watch=s0", forgiven="WebSocket") as other:
            drawn(other, CASTLE)
            drawn(other, WHALE)
            other.wait_for_timeout(300)
            other.reload()
            drawn(other, WHALE)
            expect(other.get_by_role("button", name=f"Picture 1: {CASTLE}")).to_be_visible()


def test_another_tab_sees_nothing_of_it_and_forgetting_wipes_it(browser, fake):
    with opened(browser, fake.url, forgiven="WebSocket") as page:
        say(page)
        assert page.evaluate(STORED) == 4
        other = page.context.new_page()
        other.goto(fake.url)
        expect(other.get_by_text("Press Start and say")).to_be_visible()
        assert other.evaluate(STORED) == 1
        other.close()
        expect(page.get_by_text("is kept in this tab, on this device only")).to_be_visible()
        press = page.get_by_role("button", name="Forget all")
        press.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Forget all pictures and words?")
        expect(dialog.get_by_role("button", name="Keep them")).to_be_focused()
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(press).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Press Start and say")).to_be_visible()
        expect(page.get_by_role("button", name="Start")).to_be_focused()
        expect(page.locator("#app > p[role=status]")).to_have_text("All pictures and words are forgotten.")
        assert page.evaluate(STORED) == 0
        expect(press).to_have_count(0)
        assert violations(page) == []
        page.wait_for_timeout(300)
        page.reload()
        expect(page.get_by_text("Press Start and say")).to_be_visible()
        page.get_by_role("button", name="Start").click()
        drawn(page, CASTLE)
        assert list(fake.talks) == ["s0", "s1"]


def test_forgetting_while_one_speaks_begins_a_new_session(browser, fake):
    with opened(browser, fake.url, width=320, height=640) as page:
        page.get_by_role("button", name="Start").click()
        drawn(page, CASTLE)
        page.get_by_role("button", name="Forget all").click()
        assert overhanging(page) == []
        page.get_by_role("button", name="Forget them").click()
        until(lambda: len(fake.talks) == 2)
        drawn(page, CASTLE)
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        assert [start["resume"] for start in fake.starts] == [None, None]


def test_the_oldest_goes_where_there_is_no_room(browser, fake):
    with opened(browser, fake.url, forgiven="WebSocket") as page:
        page.add_init_script(
            "const set = Storage.prototype.setItem; Storage.prototype.setItem = function (name, value) { const rest = Object.keys(this).filter(one => one !== name && one.includes('/moment ')); if (name.includes('/moment ') && rest.length >= 2) throw new DOMException('', 'QuotaExceededError'); set.call(this, name, value) }"
        )
        page.reload()
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("button", name="Picture 4:")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_role("button", name="Start")).to_be_visible()
        page.wait_for_timeout(300)
        page.reload()
        expect(page.get_by_role("heading", name="Picture 2 of 2")).to_be_visible()


@pytest.mark.parametrize(
    "refused",
    [
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError') } }); Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    ],
)
def test_without_storage_all_the_rest_works(browser, fake, refused):
    with opened(browser, fake.url) as page:
        page.add_init_script(refused)
        page.reload()
        say(page)
        page.get_by_label("Microphone").select_option(label="Fake Audio Input 1")
        page.get_by_role("button", name="Forget all").click()
        page.get_by_role("button", name="Forget them").click()
        expect(page.get_by_text("Press Start and say")).to_be_visible()
