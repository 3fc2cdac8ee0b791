"""Which microphone listens: chosen, remembered, changed while it listens, and missing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import opened, overhanging, violations
from tests.web.fake import Fake, faking
from tests.web.microphone import playing, speaking, ticks
from tests.web.test_page import until

COUNTED = """() => { window.opened = []; const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async wanted => { const stream = await ask(wanted); opened.push(stream.getAudioTracks()[0]); return stream } }"""
LABELS = "() => opened.map(track => track.label)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[Browser]:
    with playing() as play, speaking(play, ticks(tmp_path_factory.mktemp("sound") / "ticks.wav")) as one:
        yield one


@pytest.fixture
def fake() -> Iterator[Fake]:
    with faking() as one:
        yield one


def start(page: Page, fake: Fake) -> None:
    page.get_by_role("button", name="Start").click()
    until(lambda: any(talk.heard_s > 1 for talk in fake.talks.values()))


def chosen(page: Page) -> str:
    return page.get_by_label("Microphone").evaluate("select => select.selectedOptions[0].textContent")


def test_another_one_goes_on_where_the_first_stopped_and_is_remembered(browser, fake):
    with opened(browser, fake.url) as page:
        page.evaluate(COUNTED)
        start(page, fake)
        (talk,) = fake.talks.values()
        assert chosen(page) == "The system’s choice"
        for number in (1, 2):
            before, began = talk.heard_s, time.monotonic()
            page.get_by_label("Microphone").select_option(label=f"Fake Audio Input {number}")
            page.wait_for_timeout(2_000)
            assert talk.heard_s - before == pytest.approx(time.monotonic() - began, abs=0.2), "as much sound as time has gone by"
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        assert page.evaluate(LABELS) == ["Fake Default Audio Input", "Fake Audio Input 1", "Fake Audio Input 2"]
        assert page.evaluate("opened.map(track => track.readyState)") == ["ended", "ended", "live"]
        assert len(fake.starts) == len(fake.talks) == 1
        loud = np.flatnonzero(np.abs(np.frombuffer(bytes(talk.heard), "<i2").astype(int)) > 4_000) / talk.rate
        clicks = loud[np.flatnonzero(np.diff(loud, prepend=-1.0) > 0.05)]
        # each device plays the file from its beginning: the beat may shift, but nothing is silent for longer than two of them and a frame
        assert len(clicks) > 12
        assert np.diff(clicks).max() < 0.55, np.diff(clicks).round(3)
        assert violations(page) == []
        page.reload()
        page.evaluate(COUNTED)
        assert chosen(page) == "Fake Audio Input 2"
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        assert page.evaluate(LABELS) == ["Fake Audio Input 2"]
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_role("button", name="Start")).to_be_visible()
        page.get_by_label("Microphone").select_option(label="The system’s choice")
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        assert page.evaluate(LABELS)[-1] == "Fake Default Audio Input"
        assert page.evaluate("localStorage.length") == 0


def test_one_that_is_not_there_is_replaced_and_that_is_said(browser, fake):
    with opened(browser, fake.url) as page:
        page.evaluate("value => localStorage.setItem('speechscape/microphone', value)", json.dumps({"id": "gone", "label": "Studio"}))
        page.reload()
        start(page, fake)
        expect(page.get_by_role("alert")).to_contain_text("The chosen microphone is not there. The system's own choice is used instead.")
        assert chosen(page) == "The system’s choice"
        assert violations(page) == []


def test_a_browser_that_renames_devices_is_seen_through(browser, fake):
    with opened(browser, fake.url) as page:
        page.evaluate("value => localStorage.setItem('speechscape/microphone', value)", json.dumps({"id": "of another visit", "label": "Fake Audio Input 1"}))
        page.reload()
        page.evaluate(COUNTED)
        start(page, fake)
        assert page.evaluate(LABELS) == ["Fake Audio Input 1"]
        assert page.get_by_role("alert").count() == 0


def test_one_that_is_unplugged(browser, fake):
    with opened(browser, fake.url) as page:
        page.evaluate(COUNTED)
        start(page, fake)
        page.get_by_label("Microphone").select_option(label="Fake Audio Input 1")
        until(lambda: len(page.evaluate(LABELS)) == 2)
        page.wait_for_timeout(300)
        page.evaluate(
            "navigator.mediaDevices.enumerateDevices = async () => []; const ask = navigator.mediaDevices.getUserMedia; navigator.mediaDevices.getUserMedia = wanted => wanted.audio.deviceId ? Promise.reject(new DOMException('', 'OverconstrainedError')) : ask(wanted); opened[1].onended()"
        )
        expect(page.get_by_role("alert")).to_contain_text("The chosen microphone is not there.")
        (talk,) = fake.talks.values()
        before = talk.heard_s
        until(lambda: talk.heard_s > before + 1)
        page.evaluate("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError')); opened[2].onended()")
        expect(page.get_by_role("alert")).to_contain_text("The microphone went away.")
        expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_where_there_is_one_nothing_is_to_be_chosen(browser, fake):
    with opened(browser, fake.url) as page:
        page.add_init_script(
            "const all = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices); navigator.mediaDevices.enumerateDevices = async () => (await all()).filter(one => !one.label.endsWith('2'))"
        )
        page.reload()
        start(page, fake)
        assert page.get_by_label("Microphone").count() == 0


def test_the_choice_fits_a_narrow_window(browser, fake):
    with opened(browser, fake.url, width=320, height=640) as page:
        start(page, fake)
        expect(page.get_by_label("Microphone")).to_be_visible()
        assert overhanging(page) == []
        assert page.get_by_label("Microphone").evaluate("select => select.offsetHeight") >= 44
