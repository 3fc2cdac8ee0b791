"""The review's page in Chromium: read by axe, worked from the keyboard, narrow and dark, in two windows, and when its server has gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from speechscape.storyboard.decisions import Decisions
from speechscape.storyboard.folder import load_story
from tests.browser import chromium, opened, overhanging, tabbed, violations
from tests.server.story import SAID, make_folder, reviewing


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture
def folder(tmp_path) -> Path:
    return make_folder(tmp_path / "talk")


@pytest.fixture
def served(folder):
    with reviewing(folder) as one:
        yield one


def at_desk(page: Page) -> None:
    expect(page.locator("#desk")).to_be_visible()


def said(page: Page, words: str) -> None:
    expect(page.locator("#status")).to_contain_text(words)


def which(page: Page, words: str) -> None:
    expect(page.locator("#which")).to_have_text(words)


def focused(page: Page) -> str:
    return page.evaluate("() => document.activeElement.id || document.activeElement.dataset.do || document.activeElement.tagName")


def tab_to(page: Page, name: str) -> None:
    """With the Tab key alone."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate("() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"):
            return
    pytest.fail(f"Tab does not reach {name}")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (320, False), (320, True), (900, False)])
def test_nothing_is_wrong_with_it_in_any_width_light_and_dark(browser, served, width, dark):
    with opened(browser, served.door.address, width=width, dark=dark) as page:
        at_desk(page)
        assert violations(page) == []
        assert overhanging(page) == []
        page.keyboard.press("a")
        which(page, "Picture 2 of 4")
        page.keyboard.press("c")
        page.keyboard.type("not kept yet")
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.locator("[data-do=finish]").click()
        expect(page.locator("#end")).to_be_visible()
        assert violations(page) == []
        assert overhanging(page) == []


def test_a_whole_review_from_the_keyboard(browser, served, folder):
    with opened(browser, served.door.address) as page:
        at_desk(page)
        assert "token" not in page.url
        expect(page.locator("#reviewed")).to_have_text("0 of 4 reviewed")
        page.keyboard.press("a")
        said(page, "Picture 1 approved. 1 of 4 reviewed.")
        which(page, "Picture 2 of 4")
        assert focused(page) == "which"

        page.keyboard.press("c")
        assert focused(page) == "caption"
        page.keyboard.press("Control+A")
        page.keyboard.type("A boat, and under it a whale")
        page.keyboard.press("Enter")
        said(page, "Picture 2 caption kept. 2 of 4 reviewed.")
        expect(page.locator("#state")).to_have_text("Edited")
        assert focused(page) == "which"

        page.keyboard.press("ArrowRight")
        which(page, "Picture 3 of 4")
        page.keyboard.press("m")
        which(page, "Picture 2 of 3")
        said(page, "Picture 3 merged with the one before.")
        page.keyboard.press("u")
        said(page, "Taken back: merge. 2 of 4 reviewed.")
        which(page, "Picture 3 of 4")
        tab_to(page, "Split here")
        page.keyboard.press("Enter")
        said(page, "Picture 3 split in two.")
        which(page, "Picture 3 of 5")
        assert focused(page) == "which"
        expect(page.locator("#lines")).to_contain_text("a king in a castle")
        expect(page.locator("#lines")).not_to_contain_text("a queen and a dog")

        before = page.locator("#picture").get_attribute("src")
        page.keyboard.press("r")
        said(page, "Picture 3 redrawn.")
        assert page.locator("#picture").get_attribute("src") != before
        page.keyboard.press("l")
        said(page, "Picture 3 laid out anew.")
        page.keyboard.press("t")
        page.keyboard.press("Control+A")
        page.keyboard.type("A king before his castle")
        page.keyboard.press("Control+Enter")
        which(page, "Picture 4 of 5")
        page.keyboard.press("a")
        which(page, "Picture 5 of 5")
        page.keyboard.press("a")
        said(page, "Picture 5 approved. 5 of 5 reviewed.")
        assert focused(page) == "finish"
        page.keyboard.press("Enter")
        expect(page.locator("#end")).to_contain_text("All of 5 pictures reviewed; the pages say so.")
        expect(page.locator("#end")).to_contain_text(str(folder))
        assert focused(page) == "end-title"
        served.thread.join(20)
        assert not served.thread.is_alive()
    story = load_story(folder)
    assert [leaf.key for leaf in story.leaves] == [0, 2, 4, 5, 6]
    assert (story.reviewed, story.leaves[1].caption, story.leaves[2].alt, story.leaves[2].layout) == (True, "A boat, and under it a whale", "A king before his castle", 1)
    assert [row.do for row in Decisions.read(folder).rows] == ["approve", "caption", "merge", "undo", "split", "redraw", "layout", "alt", "approve", "approve", "approve"]
    assert "A boat, and under it a whale" in (folder / "index.html").read_text()


def test_texts_are_kept_on_leaving_the_field_put_back_by_escape_and_automatic_when_empty(browser, served, folder):
    with opened(browser, served.door.address) as page:
        at_desk(page)
        caption = page.get_by_label("Caption", exact=True)
        automatic = caption.input_value()
        caption.fill("first")
        expect(caption).to_have_class("draft")
        caption.press("Escape")
        expect(caption).to_have_value(automatic)
        caption.fill("second")
        page.get_by_role("button", name="Next picture").click()  # another picture, before the answer to this one is there
        which(page, "Picture 2 of 4")
        said(page, "Picture 1 caption kept. 1 of 4 reviewed.")
        which(page, "Picture 2 of 4")
        page.get_by_role("button", name="Previous picture").click()
        expect(caption).to_have_value("second")
        caption.fill("")
        caption.press("Tab")
        expect(caption).to_have_value(automatic)
        expect(page.locator("#state")).to_have_text("Not reviewed")
        assert focused(page) == "alt"
        caption.fill(f" {automatic} ")
        caption.press("Tab")
        expect(caption).to_have_value(automatic)
    assert [row.text for row in Decisions.read(folder).rows] == ["second", ""]


def test_the_list_leads_to_any_picture_and_the_address_back_to_it(browser, served):
    with opened(browser, served.door.address) as page:
        at_desk(page)
        page.get_by_role("navigation").get_by_role("button").nth(2).click()
        which(page, "Picture 3 of 4")
        assert focused(page) == "which"
        assert page.url.endswith("/#p4")
        page.reload()
        which(page, "Picture 3 of 4")
        expect(page.locator("#cards [aria-current]")).to_contain_text("3 · 0:12")


def test_what_cannot_be_done_now_is_said_so_and_does_nothing(browser, served, folder):
    with opened(browser, served.door.address) as page:
        at_desk(page)
        for act, key in (("previous", "ArrowLeft"), ("merge", "m"), ("restore", "f"), ("undo", "u"), ("redo", "y")):
            expect(page.locator(f"[data-do={act}]")).to_have_attribute("aria-disabled", "true")
            page.keyboard.press(key)
        page.get_by_label("Use single keys").uncheck()
        page.keyboard.press("a")
        which(page, "Picture 1 of 4")
        assert "button Approve and nextA" in tabbed(page) + tabbed(page)
    assert Decisions.read(folder).rows == ()


def test_undo_stays_under_the_finger(browser, served):
    with opened(browser, served.door.address) as page:
        at_desk(page)
        page.keyboard.press("r")
        page.keyboard.press("l")
        said(page, "Picture 1 laid out anew.")
        page.locator("[data-do=undo]").focus()
        page.keyboard.press("Enter")
        said(page, "Taken back: other layout")
        page.keyboard.press("Enter")
        said(page, "Taken back: redraw")
        assert focused(page) == "undo"
        expect(page.locator("[data-do=undo]")).to_have_attribute("aria-disabled", "true")
        page.keyboard.press("y")
        said(page, "Brought back: redraw")


def test_the_words_are_played_and_stop_where_they_end(browser, served):
    with opened(browser, served.door.address) as page:
        at_desk(page)
        page.get_by_role("button", name="0:03, play").click()
        expect(page.locator("#lines li.now")).to_contain_text(SAID[1])
        page.wait_for_function("() => document.querySelector('#sound').paused && document.querySelector('#sound').currentTime >= 4.9", timeout=10_000)
        expect(page.locator("#lines li.now")).to_have_count(0)
        page.keyboard.press("p")
        page.wait_for_function("() => !document.querySelector('#sound').paused && document.querySelector('#sound').currentTime < 3")
        page.keyboard.press("p")
        page.wait_for_function("() => document.querySelector('#sound').paused")


def test_without_sound_the_times_are_words(browser, tmp_path):
    with reviewing(make_folder(tmp_path / "quiet", sound=False)) as served, opened(browser, served.door.address) as page:
        at_desk(page)
        expect(page.locator("#sound")).to_be_hidden()
        expect(page.locator("#lines .at").first).to_have_text("0:00")
        assert violations(page) == []


def test_another_window_decided_meanwhile(browser, served, folder):
    context = browser.new_context()
    try:
        one, other = context.new_page(), context.new_page()
        for page in (one, other):
            page.goto(served.door.address)
            at_desk(page)
        one.keyboard.press("r")
        said(one, "redrawn")
        other.locator("#caption").fill("mine")
        other.locator("[data-do=layout]").click()  # leaves the field: its text comes first, and what was behind it is dropped
        expect(other.get_by_role("alert")).to_contain_text("Not kept: something was decided in another window meanwhile")
        expect(other.locator("#caption")).to_have_value("mine")
        expect(other.locator("[data-do=undo]")).to_have_attribute("aria-disabled", "false")
        assert [row.do for row in Decisions.read(folder).rows] == ["redraw"]
        other.get_by_role("button", name="Hide this message").click()
        expect(other.get_by_role("alert")).to_have_count(0)
        other.locator("#caption").press("Enter")
        said(other, "Picture 1 caption kept")
        one.evaluate("() => dispatchEvent(new Event('focus'))")
        said(one, "Something was decided in another window; it is shown now.")
        expect(one.locator("#caption")).to_have_value("mine")
    finally:
        context.close()


def test_when_its_server_has_gone_it_says_what_is_kept_and_how_to_go_on(browser, served, folder):
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(served.door.address)
        at_desk(page)
        served.finish()
        page.keyboard.press("a")
        expect(page.get_by_role("alert")).to_contain_text(f"What was kept before stays. Begin again with: speechscape storyboard review {folder}")
        which(page, "Picture 1 of 4")
        assert violations(page) == []
    finally:
        context.close()


def test_nothing_to_review_and_no_scripts(browser, tmp_path):
    with reviewing(make_folder(tmp_path / "empty", said=["hello", "thank you"])) as served:
        with opened(browser, served.door.address) as page:
            expect(page.get_by_role("heading", level=2)).to_have_text("There is nothing to review")
            assert violations(page) == []
        with opened(browser, served.door.address, scripts=False) as page:
            assert "Reviewing needs scripts" in page.content()
