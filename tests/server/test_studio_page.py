"""The studio's page in Chromium: spoken to through a microphone, worked by mouse and from the keyboard, read by axe, narrow and dark, in two windows, with many versions, and when its server has gone."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from speechscape.server.doors import Door
from speechscape.server.easel import Easel
from speechscape.server.listening import listening
from speechscape.server.studio import easel_server
from speechscape.studio.project import Project
from speechscape.studio.studio import Studio
from speechscape.world.mentions import mentions
from tests.browser import chromium, opened, overhanging, tabbed, violations
from tests.server.easel_server import studio_served

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "studio").glob("*.wav"))
SPOKEN = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={SAMPLES[0]}%noloop")


@pytest.fixture(scope="module")
def browser():
    with chromium(*SPOKEN) as one:
        yield one


@pytest.fixture
def served(tmp_path):
    with studio_served(tmp_path / "boats.scape") as one:
        yield one


@pytest.fixture
def boats(served):
    """A red boat and a lighthouse at sea."""
    with served.window() as window:
        window.ask(do="begin", text="a red boat and a lighthouse on the sea")
    return served


def done(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("#status")).to_contain_text(words)


def which(page: Page, words: str) -> None:
    expect(page.locator("#which")).to_have_text(words)


def things(page: Page, *names: str) -> None:
    expect(page.locator("#list .words")).to_have_text(list(names))


def button(page: Page, act: str, value: str | None = None):
    return page.locator(f"[data-do={act}]" + (f"[data-value='{value}']" if value else ""))


def unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")


def focused(page: Page) -> str:
    return page.evaluate("() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.id || e.dataset.do || e.textContent }")


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (900, False), (390, True), (320, False)])
def test_nothing_is_wrong_with_it_in_any_width_light_and_dark(browser, boats, width, dark):
    with opened(browser, boats.door.address, width=width, dark=dark) as page:
        things(page, "red boat", "lighthouse")
        assert violations(page) == []
        page.locator("#list button").first.click()
        unfold(page)
        button(page, "side", "right").click()
        which(page, "Version 2")
        page.locator("#move-relation").select_option("between")
        page.locator("#add-where").select_option("between")
        assert violations(page) == []
        assert overhanging(page) == []
        button(page, "compare").click()
        expect(page.locator("#compare")).to_be_visible()
        left, right = page.locator("#left-picture").bounding_box(), page.locator("#right-picture").bounding_box()
        assert (left["y"] == right["y"]) == (width > 736)
        assert violations(page) == []
        assert overhanging(page) == []


def test_an_empty_page_and_large_letters(browser, served):
    with opened(browser, served.door.address, width=1280) as page:
        which(page, "A new page")
        expect(page.locator("#empty")).to_be_visible()
        assert violations(page) == []
        for act in ("undo", "redo", "layout", "over", "keep", "save", "compare", "all"):
            expect(button(page, act)).to_have_attribute("aria-disabled", "true")
        page.locator("#text").fill("three red balloons")
        page.locator("#text").press("Enter")
        done(page, "A new picture: Three red balloons")
        expect(page.locator("#empty")).to_be_hidden()
        expect(page.locator("#text")).to_have_value("")
        page.locator("#list button").first.click()
        page.evaluate("() => { document.documentElement.style.fontSize = '32px' }")
        assert overhanging(page) == []
        clipped = page.evaluate("() => [...document.querySelectorAll('button:not(.piece), label, h2, h3')].filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2) && getComputedStyle(e).display !== 'inline').map(e => [e.textContent, e.scrollWidth, e.clientWidth, e.scrollHeight, e.clientHeight])")
        assert clipped == []


def test_every_button_is_large_enough_for_a_finger(browser, boats):
    with opened(browser, boats.door.address, width=390, has_touch=True) as page:
        things(page, "red boat", "lighthouse")
        page.locator("#list button").first.click()
        unfold(page)
        small = page.evaluate("() => [...document.querySelectorAll('button, summary, select, input:not([type=checkbox])')].filter(e => e.offsetParent).map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, b]) => b.width < 44 || b.height < 44).map(([t]) => t)")
        assert small == []


def test_speaking_into_the_microphone_begins_a_picture(browser, served):
    with opened(browser, served.door.address) as page:
        which(page, "A new page")
        page.locator("#talk").click()
        expect(page.locator("#talk")).to_contain_text("Listening")
        done(page, "Listening")
        page.wait_for_function("() => parseFloat(document.querySelector('#level').style.transform.slice(7)) > 0.3")
        time.sleep(3)  # the recording that stands for a voice
        page.locator("#talk").click()
        done(page, "A new picture")
        which(page, "Version 1")
        expect(page.locator("#list .words").first).to_contain_text("boat")
        expect(page.locator("#talk")).to_contain_text("Speak")
        page.locator("#talked summary").click()
        expect(page.locator("#log li")).to_have_count(1)
        assert violations(page) == []


def test_hands_free_what_is_said_is_done_at_the_pause_until_it_is_ended(browser, served):
    with opened(browser, served.door.address) as page:
        which(page, "A new page")
        page.locator("#free").click()
        expect(page.locator("#free")).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#talk")).to_contain_text("Listening: press to end")
        which(page, "Version 1")  # nothing was pressed
        expect(page.locator("#list .words").first).to_contain_text("boat")
        expect(page.locator("#talk")).to_contain_text("Listening")
        time.sleep(1.5)
        which(page, "Version 1")  # silence is no utterance
        page.locator("#talked summary").click()
        expect(page.locator("#log li")).to_have_count(1)
        assert violations(page) == []
        page.keyboard.press("h")
        done(page, "No longer listening.")
        expect(page.locator("#free")).to_have_attribute("aria-pressed", "false")
        expect(page.locator("#talk")).to_contain_text("Speak")
        page.locator("#free").click()
        done(page, "hands-free")
        page.keyboard.press("Escape")
        done(page, "Dropped")
        expect(page.locator("#free")).to_have_attribute("aria-pressed", "false")


def test_space_is_held_to_speak_and_escape_drops_it(browser, boats):
    with opened(browser, boats.door.address) as page:
        things(page, "red boat", "lighthouse")
        page.keyboard.down(" ")
        done(page, "Listening")
        page.keyboard.press("Escape")
        done(page, "Dropped; nothing was sent.")
        page.keyboard.up(" ")
        page.locator("#list button").first.focus()
        page.keyboard.press(" ")  # a short press is a press
        expect(page.locator("#list button").first).to_have_attribute("aria-pressed", "true")
        page.keyboard.down(" ")
        done(page, "Listening")
        page.keyboard.up(" ")
        expect(page.locator("#talk")).to_contain_text("Speak")
        expect(page.locator("#list button").first).to_have_attribute("aria-pressed", "true")


def test_recordings_wait_for_one_another_and_are_listed_newest_first(browser, served):
    with opened(browser, served.door.address) as page:
        which(page, "A new page")
        page.locator("#file").set_input_files(SAMPLES[:2])
        expect(page.locator("#log li")).to_have_count(2)
        page.locator("#talked summary").click()
        expect(page.locator("#log li").first).to_contain_text(SAMPLES[1].name)
        expect(page.locator("#log li").last).to_contain_text("→ A new picture")
        page.locator("#file").set_input_files({"name": "no.wav", "mimeType": "audio/wav", "buffer": b"no sound at all"})
        expect(page.locator("#wrong")).to_contain_text("not")
        expect(page.locator("#log li").first).to_contain_text("Not done")
        page.evaluate("() => { const files = new DataTransfer(); files.items.add(new File(['nothing'], 'dropped.wav')); document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true})) }")
        expect(page.locator("#log li").first).to_contain_text("dropped.wav")


def test_what_is_asked_back_is_shown_and_read_aloud(browser, boats, tmp_path):
    import soundfile

    soundfile.write(tmp_path / "silence.wav", [0.0] * 16_000, 16_000)
    with opened(browser, boats.door.address) as page:
        things(page, "red boat", "lighthouse")
        page.locator("#file").set_input_files(tmp_path / "silence.wav")
        expect(page.locator("#asked[role=alert]")).to_be_visible()
        expect(page.locator("#log li.open")).to_have_count(1)
        assert violations(page) == []
        page.keyboard.press("l")
        expect(page.locator("#asked")).to_be_hidden()


def test_without_a_microphone_it_says_so(browser, boats):
    context = browser.new_context()
    try:
        page = context.new_page()
        page.add_init_script("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', window.why))")
        page.goto(boats.door.address)
        things(page, "red boat", "lighthouse")
        for why, told in (("NotAllowedError", "is not allowed"), ("NotFoundError", "There is no microphone"), ("NotReadableError", "Another program"), ("AbortError", "cannot be used (AbortError)")):
            page.evaluate("why => { window.why = why }", why)
            page.locator("#talk").click()
            expect(page.locator("#wrong")).to_contain_text(told)
            expect(page.locator("#talk")).to_contain_text("Speak")
    finally:
        context.close()


def test_everything_that_can_be_said_can_be_done_by_hand(browser, boats):
    with opened(browser, boats.door.address) as page:
        boat, lighthouse = page.locator("#list button").nth(0), page.locator("#list button").nth(1)
        boat.click()
        button(page, "recolor", "blue").click()
        things(page, "blue boat", "lighthouse")
        button(page, "resize", "much bigger").click()
        done(page, "Make the blue boat much bigger. Version 3.")
        page.locator("#change summary", has_text="Where it is").click()
        button(page, "side", "far right").click()
        done(page, "Version 4.")
        page.locator("#move-relation").select_option("left of")
        button(page, "move-to").click()
        done(page, "left of the lighthouse. Version 5.")
        page.locator("#change summary", has_text="Replace").click()
        page.locator("#replace-name").fill("a ship")
        page.locator("#replace-color").select_option("green")
        button(page, "replace").click()
        things(page, "green ship", "lighthouse")
        page.locator("#number").fill("3")
        button(page, "count").click()
        things(page, "three green ships", "lighthouse")
        button(page, "restyle").click()
        done(page, "Version 8.")
        lighthouse.click()
        button(page, "swap").click()
        done(page, "Swap")
        button(page, "group").click()
        done(page, "together. Version 10.")
        boat.click()
        button(page, "duplicate").click()
        things(page, "three green ships", "lighthouse 1", "lighthouse 2")
        expect(page.locator("#list button").nth(2)).to_have_attribute("aria-pressed", "true")
        button(page, "remove").click()
        things(page, "three green ships", "lighthouse")
        page.locator("#add-name").fill("Duck")
        page.locator("#add-count").fill("2")
        page.locator("#add-color").select_option("yellow")
        page.locator("#add-where").select_option("between")
        button(page, "add").click()
        done(page, "between")
        things(page, "three green ships", "lighthouse", "two yellow ducks")
        page.locator("#add-name").fill("sun")
        page.locator("#add-where").select_option("far left")
        page.locator("#add-name").press("Enter")
        expect(page.locator("#list li")).to_have_count(4)
        page.locator("#setting summary").click()
        for value in ("night", "rain", "beach"):
            button(page, "set", value).click()
            expect(button(page, "set", value)).to_have_attribute("aria-pressed", "true")
        button(page, "layout").click()
        done(page, "Another layout.")
        button(page, "keep").click()
        done(page, "Keep this one.")
        expect(page.locator("#state")).to_be_visible()
        button(page, "over").click()
        expect(page.locator("#list li")).to_have_count(0)
        button(page, "undo").click()
        expect(page.locator("#list li")).to_have_count(4)
        button(page, "redo").click()
        expect(page.locator("#list li")).to_have_count(0)
        button(page, "save").click()
        done(page, re.compile(r"Saved as boats-\d+\.svg and boats-\d+\.ora\."))


def test_names_that_cannot_be_drawn_and_targets_that_are_one(browser, boats):
    with opened(browser, boats.door.address) as page:
        things(page, "red boat", "lighthouse")
        page.locator("#add-name").fill("grail")
        button(page, "add").click()
        done(page, "cannot be drawn")
        page.locator("#add-name").fill("ca")
        button(page, "add").click()
        done(page, "Which one: ")
        page.locator("#add-name").fill("duck")
        page.locator("#add-where").select_option("between")
        page.locator("#add-and").select_option(index=0)
        button(page, "add").click()
        done(page, "two different things")
        which(page, "Version 1")


def test_dragging_moves_it_and_an_outline_goes_along(browser, boats):
    with opened(browser, boats.door.address) as page:
        things(page, "red boat", "lighthouse")
        piece = page.locator(".piece").first
        before, side = piece.bounding_box(), page.locator("#paper").bounding_box()["width"]
        x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 30, y + 10)
        page.mouse.move(x + 60, y + 20)
        assert piece.bounding_box()["x"] == pytest.approx(before["x"] + 60, abs=1)
        page.mouse.up()
        done(page, "by hand")
        after = piece.bounding_box()
        assert after["x"] - before["x"] == pytest.approx(60, abs=side * 0.01)
        expect(piece).to_have_attribute("aria-pressed", "true")
        page.mouse.move(x + 60, y)
        page.mouse.down()
        page.mouse.move(x, y)
        page.keyboard.press("Escape")
        page.mouse.up()
        which(page, "Version 2")
        page.locator("#paper").click(position={"x": 5, "y": 5})
        expect(page.locator("[aria-pressed=true].piece")).to_have_count(0)
        page.locator(".piece").nth(0).click()
        page.locator(".piece").nth(1).click(modifiers=["Shift"])
        expect(page.locator("[aria-pressed=true].piece")).to_have_count(2)


def test_everything_from_the_keyboard(browser, boats):
    with opened(browser, boats.door.address) as page:
        things(page, "red boat", "lighthouse")
        page.locator(".piece").first.focus()
        start = boats.easel.studio.canvas.scene.elements[0].box[0]
        page.keyboard.press("ArrowRight")
        which(page, "Version 2")
        done(page, "a bit to the right")
        page.keyboard.press("Shift+ArrowUp")
        which(page, "Version 3")
        assert boats.easel.studio.canvas.scene.elements[0].box[0] > start
        assert "red boat" in focused(page)
        page.keyboard.press("1")
        page.keyboard.press("b")
        done(page, "bigger")
        page.keyboard.press("Shift+Digit2")
        page.keyboard.press("w")
        done(page, "Swap")
        page.keyboard.press("Escape")
        page.keyboard.press("w")
        done(page, "Choose exactly two things first.")
        page.keyboard.press("a")
        assert focused(page) == "add-name"
        page.keyboard.type("duck")
        page.keyboard.press("Enter")
        things(page, "big red boat", "lighthouse", "duck")
        page.keyboard.press("Escape")
        page.locator("#list button").nth(2).focus()
        page.keyboard.press("Delete")
        things(page, "big red boat", "lighthouse")
        assert "lighthouse" in focused(page)
        page.keyboard.press("u")
        things(page, "big red boat", "lighthouse", "duck")
        page.keyboard.press("y")
        things(page, "big red boat", "lighthouse")
        page.keyboard.press("v")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        which(page, "Version 1")
        page.keyboard.press("F2")
        page.keyboard.type("the good one")
        page.keyboard.press("Enter")
        which(page, "Version 1: the good one")
        page.keyboard.press("ArrowRight")
        assert focused(page).startswith("Version 2")
        page.keyboard.press("ArrowLeft")
        assert focused(page).startswith("Version 1")
        page.get_by_label("Use single keys").uncheck()
        page.keyboard.press("l")
        page.keyboard.press("1")
        expect(page.locator("[aria-pressed=true].piece")).to_have_count(0)
        which(page, "Version 1: the good one")
        names = tabbed(page, 90) + tabbed(page, 90)
        assert sum(name.startswith("button Version") for name in names) <= 2
        assert any("Speak" in name for name in names)


def test_versions_are_a_tree_and_stay_as_they_are_with_three_hundred(browser, tmp_path):
    path = tmp_path / "many.scape"
    with Studio.open(path) as studio:
        canvas = studio.begin(mentions("a red boat on the sea").scene, "a red boat on the sea").canvas
        for number in range(2, 301):
            studio.project.add(canvas, said=f"step {number}", kind="command")
            if number % 20 == 0:
                studio.project.go(max(1, number - 25))
        studio.project.go(300)
    with studio_served(path) as served, opened(browser, served.door.address) as page:
        which(page, "Version 300")
        expect(page.locator("#tree li")).to_have_count(300)
        fetched: list[str] = []
        page.on("request", lambda asked: fetched.append(asked.url))
        page.evaluate("() => { window.rows = [...document.querySelectorAll('#tree li')]; window.began = performance.now() }")
        page.locator("#tree button").nth(2).click()
        which(page, "Version 298")
        page.keyboard.press("l")
        which(page, "Version 301")
        expect(page.locator("#tree li")).to_have_count(301)
        assert page.evaluate("() => window.rows.every(row => row.isConnected)")
        assert sum(".png" in url for url in fetched) < 60
        assert len(set(page.locator("#tree .dot").evaluate_all("dots => dots.map(dot => dot.style.left)"))) > 1
        assert overhanging(page) == []
        expect(page.locator("#tree [aria-current]")).to_have_count(1)


def test_two_versions_beside_each_other(browser, boats):
    with boats.window() as window:
        window.ask(do="edit", edit={"kind": "recolor", "of": [0], "color": "blue"}, on=1)
        window.ask(do="edit", edit={"kind": "resize", "of": [0], "size": "huge"}, on=2)
    with opened(browser, boats.door.address) as page:
        which(page, "Version 3")
        page.keyboard.press("p")
        expect(page.locator("#right")).to_have_value("3")
        expect(page.locator("#left")).to_have_value("2")
        page.locator("#left").select_option("1")
        expect(page.locator("#left-words")).to_contain_text("“a red boat and a lighthouse on the sea”")
        button(page, "exchange").click()
        expect(page.locator("#left")).to_have_value("3")
        assert "versions/1.svg" in page.locator("#right-picture").get_attribute("src")
        button(page, "back-right").click()
        which(page, "Version 1")
        expect(page.locator("#compare")).to_be_hidden()


def test_another_style_and_every_file(browser, boats):
    with opened(browser, boats.door.address) as page:
        things(page, "red boat", "lighthouse")
        page.locator("#handing summary").click()
        page.locator("#style").select_option("ink")
        assert "style=ink" in page.locator("#picture").get_attribute("src")
        for act, value, name in (("format", "svg", "boats-1.svg"), ("format", "ora", "boats-1.ora"), ("history", "gif", "boats-history.gif")):
            with page.expect_download() as download:
                button(page, act, value).click()
            assert download.value.suggested_filename == name
            done(page, f"{name} is among your downloads.")
        page.reload()
        expect(page.locator("#style")).to_have_value("ink")


def test_another_window_did_something(browser, boats):
    with opened(browser, boats.door.address) as page:
        things(page, "red boat", "lighthouse")
        page.locator("#list button").nth(1).click()
        with boats.window() as window:
            window.ask(do="edit", edit={"kind": "remove", "of": [0]}, on=1)
        done(page, "Changed in another window")
        things(page, "lighthouse")
        button(page, "recolor", "blue").click()  # still the lighthouse, though its number is another
        things(page, "blue lighthouse")


def test_a_page_that_may_only_look_says_why_and_can_try_to_write(browser, tmp_path):
    path = tmp_path / "boats.scape"
    with Studio.open(path) as first:
        first.begin(mentions("a dog").scene, "a dog")
        with studio_served(path) as served, opened(browser, served.door.address) as page:
            things(page, "dog")
            expect(page.locator("#reading")).to_contain_text("Another process")
            for act in ("talk", "undo", "layout", "add", "begin"):
                expect(button(page, act)).to_have_attribute("aria-disabled", "true")
            page.keyboard.press("l")
            done(page, "This page may only look.")
            assert violations(page) == []
            first.close()
            button(page, "write").click()
            expect(page.locator("#reading")).to_be_hidden()
            page.keyboard.press("l")
            which(page, "Version 2")


def test_when_its_server_has_gone_it_says_so_and_goes_on_when_it_is_back(browser, tmp_path):
    path, door = tmp_path / "boats.scape", None
    context = browser.new_context()
    page = context.new_page()
    try:
        for number in (1, 2):
            easel = Easel(Studio.open(path))
            with listening("127.0.0.1", 0) if door is None else socket.create_server(("127.0.0.1", door.port)) as heard:
                door = door or Door.made("127.0.0.1", heard.getsockname()[1])
                server = easel_server(easel, door)
                thread = threading.Thread(target=server.run, kwargs={"sockets": [heard]})
                thread.start()
                if number == 1:
                    page.goto(door.address)
                    which(page, "A new page")
                    page.locator("#text").fill("a dog")
                    page.locator("#text").press("Enter")
                    which(page, "Version 1")
                else:
                    expect(page.locator("#lost")).to_be_hidden(timeout=20_000)
                    things(page, "dog")
                    button(page, "layout").click()
                    which(page, "Version 2")
                server.should_exit = True
                thread.join(20)
            expect(page.locator("#lost")).to_contain_text("The connection is lost")
            expect(button(page, "layout")).to_have_attribute("aria-disabled", "true")
            assert violations(page) == []
    finally:
        context.close()
    with Project.open(path) as project:
        assert [version.number for version in project.versions()] == [1, 2]


def test_the_page_keeps_to_its_policy_and_says_what_it_needs(browser, boats):
    with boats.client() as client:
        page = client.get("/studio").text
        assert not re.search(r"\son\w+=|style=|https?://|<script>", page)
        for path in ("/studio.css", "/studio.js", "/studio-capture.js"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
        words = json.loads(client.get("/v1/studio/words").text)
        script = client.get("/studio.js").text
        assert all(f"'{side}'" in script for side in words["sides"])
        assert all(f"'{size}'" in script for size in words["sizes_said"])
        assert all(re.search(rf"\b{color}: '#", script) for color in words["colors"])
    with opened(browser, boats.door.address, scripts=False) as page:
        assert "The studio needs scripts" in page.content()
