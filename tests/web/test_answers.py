"""Answers to doubts change the picture: over the session, and without one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from speechscape.types import Scene
from tests.browser import opened, violations
from tests.web.fake import Said, faking, scene
from tests.web.microphone import playing, sentences, speaking

BOAT, ROCK, DEER = "A boat on the sea at sunset.", "A boat and a rock on the sea at sunset.", "A boat and a deer on the sea at sunset."
SAILING = Said("we ar sailing near a rok", scene("boat", place="sea", time="sunset"), (("rock", "deer"), ("owl",)))
MUMBLED = Said("well a wale i think", Scene(), (("whale",),))


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[Browser]:
    with playing() as play, speaking(play, sentences(tmp_path_factory.mktemp("sound") / "sentences.wav", pause_s=6)) as one:
        yield one


def told(page: Page, text: str) -> None:
    expect(page.locator("#app > p[role=status]")).to_have_text(text)


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def drawn(page: Page, text: str) -> None:
    expect(page.locator(".caption")).to_have_text(text, timeout=15_000)
    expect(page.get_by_role("img", name=text, exact=True)).to_be_visible()


def sail(page: Page) -> None:
    page.get_by_role("button", name="Start").click()
    drawn(page, BOAT)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_a_name_comes_into_the_picture_and_goes_again(browser):
    with faking(script=(SAILING,)) as fake, opened(browser, fake.url) as page:
        sail(page)
        with opened(browser, f"{fake.url}/?watch=s0") as other:
            drawn(other, BOAT)
            expect(other.get_by_text("Perhaps also, not drawn: rock or deer?")).to_be_visible()
            choose(page, "rock")
            drawn(page, ROCK)
            told(page, "The rock is in the picture now.")
            rock = page.get_by_role("button", name="rock", exact=True)
            expect(rock).to_have_attribute("aria-pressed", "true")
            expect(rock).to_be_focused()
            expect(page.get_by_role("group", name="Did you mean: rock or deer?")).to_be_visible()
            expect(page.get_by_text("Drawn. Press “rock” again to take it out.")).to_be_visible()
            drawn(other, ROCK)
            told(other, ROCK)
            expect(other.get_by_text("Perhaps also, not drawn: owl?")).to_be_visible()
            expect(other.get_by_text("rock or deer")).to_have_count(0)
            assert violations(page) == []
            choose(page, "deer")
            drawn(page, DEER)
            choose(page, "owl")
            drawn(page, "A boat, a deer and an owl on the sea at sunset.")
            choose(page, "deer")
            told(page, "The deer is not in the picture any more.")
            choose(page, "owl")
            drawn(page, BOAT)
            drawn(other, BOAT)
        assert [(one["utterance"], one["doubt"], one["name"]) for one in fake.answered] == [(0, 0, "rock"), (0, 0, "deer"), (0, 1, "owl"), (0, 0, None), (0, 1, None)]
        choose(page, "neither")
        expect(page.get_by_text("Noted. The picture stays as it is.")).to_be_visible()
        assert len(fake.answered) == 5
        choose(page, "rock")
        choose(page, "neither")
        drawn(page, BOAT)
        assert fake.answered[-1]["name"] == ""
        assert fake.scenes == []


def test_what_showed_nothing_shows_something(browser):
    with faking(script=(SAILING, MUMBLED)) as fake, opened(browser, fake.url) as page:
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("heading", name="Just now: nothing to draw")).to_be_visible(timeout=20_000)
        page.get_by_role("button", name="Stop").click()
        whale = page.get_by_role("button", name="whale", exact=True)
        whale.click()
        drawn(page, "A whale.")
        told(page, "The whale is in the picture now.")
        expect(whale).to_be_focused()
        expect(page.get_by_role("heading", name=re.compile("Picture 2 of 2"))).to_be_visible()
        whale.click()
        drawn(page, BOAT)
        expect(whale).to_be_focused()
        expect(page.get_by_role("heading", name="Just now: nothing to draw")).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("why", ["over", "unknown"])
def test_without_the_session_the_scene_is_sent(browser, why):
    with faking(script=(SAILING, MUMBLED)) as fake, opened(browser, fake.url, forgiven="WebSocket") as page:
        sail(page)
        if why == "over":
            fake.deaf = True
            fake.drop()
            page.wait_for_timeout(300)
        else:
            fake.stubborn = True
        choose(page, "rock")
        drawn(page, ROCK)
        told(page, "The rock is in the picture now.")
        choose(page, "owl")
        drawn(page, "A boat, a rock and an owl on the sea at sunset.")
        choose(page, "rock")
        choose(page, "owl")
        drawn(page, BOAT)
        assert len(fake.answered) == (why == "unknown")
        assert [[one["name"] for one in each["elements"]] for each in fake.scenes] == [["boat", "rock"], ["boat", "rock", "owl"], ["boat", "owl"], ["boat"]]
        assert fake.scenes[0]["setting"] == {"place": "sea", "time": "sunset", "weather": None}
        assert fake.scenes[0]["elements"][1] == {"name": "rock"}
        with page.expect_download():
            page.get_by_role("button", name="PNG").click()
        assert fake.painted == []


def test_a_recording_has_doubts_too(browser, tmp_path):
    sound = sentences(tmp_path / "talk.wav")
    with faking(file=SAILING) as fake, opened(browser, fake.url) as page:
        page.locator("input[type=file]").set_input_files(sound)
        drawn(page, BOAT)
        choose(page, "rock")
        drawn(page, ROCK)
        expect(page.get_by_role("heading", name="Picture 1 of 1")).to_contain_text("talk.wav")
        choose(page, "rock")
        drawn(page, BOAT)
        assert len(fake.scenes) == 2


def test_an_answer_that_cannot_be_drawn_is_taken_back(browser, tmp_path):
    with faking(file=SAILING) as fake, opened(browser, fake.url, forgiven="503") as page:
        page.locator("input[type=file]").set_input_files(sentences(tmp_path / "talk.wav"))
        drawn(page, BOAT)
        page.route("**/v1/pictures*", lambda route: route.fulfill(status=503, json={"error": {"code": "busy", "message": "16 recordings are in work already"}}))
        choose(page, "rock")
        expect(page.get_by_role("alert")).to_contain_text("The picture could not be changed. 16 recordings are in work already")
        expect(page.get_by_role("button", name="rock", exact=True)).to_have_attribute("aria-pressed", "false")
        drawn(page, BOAT)
