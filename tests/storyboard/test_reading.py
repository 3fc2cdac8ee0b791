"""The page of a storyboard in a real browser: with the keyboard, a screen reader's rules, large letters, no scripts, on paper, and in time with the sound."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.storyboard.book import Leaf, Line, Storyboard
from speechscape.storyboard.captions import captions_vtt, thumbnails_vtt
from speechscape.storyboard.page import page_html, write_page
from speechscape.types import RATE_HZ, Element, Scene
from tests.browser import chromium, cues, opened, overhanging, served, tabbed, violations
from tests.conftest import speechlike

NAMES = ("fox", "boat", "king", "owl")
HOSTILE = '</title></p></script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">"\' --> ]]> &amp; x'

SEEN = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom, e !== document.body && e.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2))];
}"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


def _leaf(number: int, start_s: float, name: str) -> Leaf:
    lines = (Line(f"once there was a {name}", start_s, start_s + 0.4, 0.96), Line("and nobody knew", start_s + 0.5, start_s + 0.9))
    return Leaf(3 * number, start_s, start_s + 0.9, Scene((Element(name, confidence=0.83), Element("tree", confidence=0.6))), f"A {name} near a tree.", f"The {name} and a tree.", lines, (("goat", "boat"),), f"{name}.png")


def _story(starts: tuple[float, ...] = (0.2, 1.2, 2.2, 3.2)) -> Storyboard:
    return Storyboard("Four who met", 4.2, tuple(_leaf(number, start, NAMES[number % 4]) for number, start in enumerate(starts)), "ears-3", sound="sound.wav")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Pictures, 4.2 seconds of sound, and the page of them."""
    out = tmp_path_factory.mktemp("story")
    for name in NAMES:
        (out / f"{name}.png").write_bytes(VectorPainter().paint(Request(Scene((Element(name),)), 160)).data)
    soundfile.write(out / "sound.wav", speechlike(4.2), RATE_HZ)
    write_page(_story(), out, out / "index.html")
    return out


def _page(folder: Path, name: str, story: Storyboard) -> str:
    """The address of another page beside the pictures."""
    write_page(story, folder, folder / name)
    return (folder / name).as_uri()


@pytest.fixture(scope="module")
def url(folder) -> str:
    return (folder / "index.html").as_uri()


def _shown(page) -> str:
    assert page.locator(".panel:visible").count() == 1
    return page.locator(".panel:visible h2").inner_text()


def _press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _focused(page) -> str:
    return page.evaluate("() => document.activeElement.textContent.trim()")


@pytest.mark.parametrize("look", [{}, {"dark": True}, {"width": 360, "height": 740}, {"contrast": "more"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_in_one_picture_nor_in_all(browser, url, look):
    with opened(browser, url, **look) as page:
        _press(page, "Next picture")
        page.mouse.move(0, 0)
        page.wait_for_function("() => !document.getAnimations().length")
        assert violations(page) == []
        _press(page, "All pictures")
        assert violations(page) == []


def test_axe_finds_nothing_without_panels_or_scripts_and_in_a_reviewed_story_without_sound(browser, folder, url):
    empty = _page(folder, "empty.html", _story(()))
    reviewed = _story().with_leaves([replace(leaf, status="edited") for leaf in _story().leaves])
    still = _page(folder, "still.html", replace(reviewed, sound=None, language="de", notes=("A note.",)))
    with opened(browser, empty) as page:
        assert page.locator("main p").first.inner_text() == "Nothing that can be drawn was heard in it."
        assert page.locator("audio").is_visible()
        assert violations(page) == []
    with opened(browser, still) as page:
        assert page.locator("button:visible").all_inner_texts() == ["Previous picture", "Next picture", "All pictures"]
        page.keyboard.press("Space")
        assert violations(page) == []
    with opened(browser, url) as page:
        page.evaluate("() => document.documentElement.classList.remove('js')")  # axe itself needs scripts
        assert page.locator(".panel:visible").count() == 4
        assert violations(page) == []


def test_axe_would_find_something(browser, folder):
    (folder / "bad.html").write_text('<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><img src="fox.png"><p style="color:#aaa">pale</p><p style="color:#6b6b6b">less so</p></main>')
    with opened(browser, (folder / "bad.html").as_uri()) as page:
        assert {line.split(":")[0] for line in violations(page)} == {"image-alt", "color-contrast", "color-contrast-enhanced"}


def test_tab_reaches_everything_in_the_order_in_which_it_is_seen(browser, url):
    with opened(browser, url) as page:
        times = [f"a Play from {moment}" for moment in ("0:00", "0:00", "0:00")]
        assert tabbed(page) == ["button Previous picture", "button Play", "button Next picture", "input Place in the sound", "button Mute", "button All pictures", *times]


def test_whatever_has_the_focus_is_marked(browser, url):
    with opened(browser, url) as page:
        for _ in range(8):
            page.keyboard.press("Tab")
            assert page.evaluate("() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2 }")


def test_the_keyboard_alone_goes_through_the_pictures(browser, url):
    with opened(browser, url) as page:
        assert _shown(page) == "Picture 1 of 4"
        page.keyboard.press("ArrowLeft")
        assert _shown(page) == "Picture 1 of 4"
        for _ in range(2):
            page.keyboard.press("ArrowRight")
        assert _shown(page) == "Picture 3 of 4"
        assert page.locator("#live").inner_text() == "Picture 3 of 4. The king and a tree."
        assert page.url.endswith("#p6")
        page.keyboard.press("ArrowLeft")
        assert _shown(page) == "Picture 2 of 4"
        page.get_by_role("button", name="Next picture").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Space")
        assert _shown(page) == "Picture 4 of 4"
        assert page.get_by_role("button", name="Next picture").get_attribute("aria-disabled") == "true"
        assert page.evaluate("() => document.querySelector('audio').paused")


def test_the_keyboard_alone_plays_and_moves_in_the_sound(browser, url):
    with opened(browser, url) as page:
        page.keyboard.press("Space")
        page.wait_for_function("() => document.querySelector('audio').currentTime > 0.1")
        assert page.get_by_role("button", name="Pause").is_visible()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Play", exact=True).wait_for()
        page.focus("#seek")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("() => document.querySelector('audio').currentTime") == pytest.approx(1, abs=0.05)
        assert _shown(page) == "Picture 1 of 4"
        page.keyboard.press("End")
        assert _shown(page) == "Picture 4 of 4"
        assert page.locator("#seek").get_attribute("aria-valuetext") == "0:04 of 0:04"
        page.keyboard.press("Home")
        assert _shown(page) == "Picture 1 of 4"
        page.get_by_role("button", name="Mute").press("Enter")
        assert page.evaluate("() => document.querySelector('audio').muted")
        assert page.get_by_role("button", name="Unmute").is_visible()


def test_all_pictures_are_seen_left_and_chosen_by_keyboard(browser, url):
    with opened(browser, url) as page:
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="All pictures").press("Enter")
        assert page.locator(".panel:visible").count() == 0
        assert page.locator(".cards img:visible").count() == 4
        assert _focused(page) == "2 · 0:01 The boat and a tree. not very sure (60%)"
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        assert _shown(page) == "Picture 2 of 4"
        assert _focused(page) == "All pictures"
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        assert _focused(page) == "Back to picture 2"
        page.keyboard.press("Enter")
        assert _shown(page) == "Picture 2 of 4"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert _shown(page) == "Picture 4 of 4"
        assert _focused(page) == "Picture 4 of 4"
        assert page.evaluate("() => document.querySelector('audio').currentTime") == pytest.approx(3.2, abs=0.05)


def test_back_from_all_pictures_the_page_stands_where_it_was(browser, url):
    with opened(browser, url, width=360, height=400) as page:
        page.evaluate("() => scrollTo(0, 500)")
        page.get_by_role("button", name="All pictures").dispatch_event("click")
        page.keyboard.press("Escape")
        assert page.evaluate("() => scrollY") == 500


def test_nothing_scrolls_by_itself_while_it_plays(browser, url):
    with opened(browser, url, width=360, height=400) as page:
        page.evaluate("() => { scrollTo(0, 90); document.querySelector('audio').play() }")
        page.wait_for_selector("#p3.here")
        assert page.evaluate("() => scrollY") == 90


def test_the_address_of_a_picture_opens_it_and_another_one_leads_on(browser, url):
    with opened(browser, url + "#p6") as page:
        assert _shown(page) == "Picture 3 of 4"
        page.evaluate("() => { location.hash = '#p3' }")
        page.wait_for_selector("#p3.here")
        assert _shown(page) == "Picture 2 of 4"


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (740, 360), (1280, 800), (2200, 1200)])
def test_no_size_scrolls_sideways_and_every_control_can_be_reached(browser, url, width, height):
    with opened(browser, url, width=width, height=height) as page:
        for name in tabbed(page):
            page.keyboard.press("Tab")
            left, top, right, bottom, seen = page.evaluate(SEEN)
            assert (left >= 0, right <= width, top >= -1, bottom <= height + 1, seen) == (True,) * 5, name
        assert overhanging(page) == []
        _press(page, "All pictures")
        assert overhanging(page) == []


def test_letters_twice_as_large_stay_inside(browser, url):
    with opened(browser, url, width=640, height=800) as page:
        page.add_style_tag(content="html { font-size: 200% }")
        assert overhanging(page) == []
        clipped = page.evaluate("() => [...document.querySelectorAll('button')].filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)")
        assert clipped == []


def test_with_scripts_off_everything_is_there(browser, url):
    with opened(browser, url, scripts=False) as page:
        images = page.locator(".panel img")
        assert [image.get_attribute("alt") for image in images.all()] == [f"A {name} near a tree." for name in NAMES]
        assert all(image.is_visible() for image in images.all())
        assert page.evaluate("() => [...document.images].map(image => image.naturalWidth)") == [160] * 4
        assert page.locator(".panel .caption").all_inner_texts() == [f"The {name} and a tree." for name in NAMES]
        assert "once there was a king very sure (96%)" in page.locator("body").inner_text()
        assert page.locator(".note").first.inner_text().startswith("Not reviewed.")
        assert page.locator("audio").is_visible()
        assert page.locator("button:visible").count() == 0
        assert page.locator("#p6 .lines a").first.get_attribute("href") == "sound.wav#t=2.20,2.60"
        page.click("text=All pictures by caption and time")
        page.click(".cards a >> nth=2")
        assert page.url.endswith("#p6")


@pytest.mark.parametrize(("wish", "moving"), [("no-preference", 1), ("reduce", 0)])
def test_nothing_moves_where_reduced_motion_is_asked_for(browser, url, wish, moving):
    with opened(browser, url, reduced_motion=wish) as page:
        assert page.evaluate("() => { document.querySelector('[data-do=next]').click(); return document.getAnimations().length }") == moving


def test_pictures_and_words_follow_the_sound(browser, url):
    with opened(browser, url) as page:
        assert page.evaluate("() => document.querySelector('audio').paused")
        page.evaluate(
            """() => {
                window.seen = [];
                const sound = document.querySelector('audio'), note = () => seen.push([document.querySelector('.here').id, sound.currentTime]);
                document.querySelectorAll('.panel').forEach(panel => new MutationObserver(() => { if (panel.matches('.here')) note() }).observe(panel, {attributes: true}));
            }"""
        )
        _press(page, "Play")
        page.wait_for_selector("#p3 .lines li.now >> text=nobody knew")
        page.get_by_role("button", name="Play", exact=True).wait_for()  # the end
        seen = page.evaluate("() => seen")
        assert [key for key, _ in seen] == ["p3", "p6", "p9"]
        assert [moment for _, moment in seen] == [pytest.approx(start_s + 0.3, abs=0.4) for start_s in (1.2, 2.2, 3.2)]
        assert _shown(page) == "Picture 4 of 4"


def test_a_line_is_played_from_its_time_and_a_picture_from_its_beginning(browser, url):
    with opened(browser, url) as page:
        page.evaluate("() => { document.querySelector('audio').playbackRate = 0.1; }")  # so that a slow machine pauses it in the same panel
        page.locator(".panel:visible .lines a").nth(1).click()
        page.wait_for_selector("#p0 .lines li.now >> text=nobody knew")
        _press(page, "Pause")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("() => document.querySelector('audio').currentTime") == pytest.approx(2.2, abs=0.05)
        page.wait_for_function("() => document.querySelector('#now').textContent === '0:02'")
        assert _shown(page) == "Picture 3 of 4"


def test_without_its_sound_the_page_says_so_and_the_pictures_stay(browser, folder):
    with opened(browser, _page(folder, "alone.html", replace(_story(), sound="gone.wav")), forgiven="ERR_FILE_NOT_FOUND") as page:
        page.wait_for_selector("text=The sound (gone.wav) is not beside this page.")
        assert page.locator("button:visible").all_inner_texts() == ["Previous picture", "Next picture", "All pictures"]
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        assert _shown(page) == "Picture 2 of 4"
        assert violations(page) == []


def test_a_sound_that_is_too_short_holds_no_picture_back(browser, folder):
    with opened(browser, _page(folder, "short.html", replace(_story((0.2, 1.2, 20.0, 30.0)), seconds=40.0))) as page:
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(400)
        assert _shown(page) == "Picture 4 of 4"


def test_the_browser_reads_the_captions_and_thumbnails(browser, folder):
    hostile = Line("a <b>fox</b> & --> an {owl}\nand WEBVTT", 4.0, 4.1, 0.3)
    leaves = _story().leaves
    story = _story().with_leaves([*leaves[:3], replace(leaves[3], lines=(*leaves[3].lines, hostile))])
    (folder / "captions.vtt").write_text(captions_vtt(story))
    (folder / "thumbnails.vtt").write_text(thumbnails_vtt(story))
    with served(folder) as address, opened(browser, f"{address}/index.html") as page:
        heard, small = cues(page, "/captions.vtt"), cues(page, "/thumbnails.vtt")
    lines = [line for leaf in story.leaves for line in leaf.lines]
    assert [(round(start, 3), round(end, 3)) for start, end, _ in heard] == [(round(line.start_s, 3), round(max(line.end_s, line.start_s + 0.2), 3)) for line in lines]
    assert heard[-1][2] == "a &lt;b&gt;fox&lt;/b&gt; &amp; --&gt; an {owl} and WEBVTT (?)"
    assert [(start, end) for start, end, _ in small] == [(0.0, 1.2), (1.2, 2.2), (2.2, 3.2), (3.2, 4.2)]
    assert small[3][2] == "sprite.jpg#xywh=480,0,160,160"


@pytest.mark.parametrize("dark", [False, True])
def test_on_paper_all_pictures_are_there_and_no_controls(browser, url, dark):
    with opened(browser, url, dark=dark) as page:
        _press(page, "All pictures")
        page.emulate_media(media="print")
        assert page.locator(".panel:visible").count() == 4
        assert page.locator("button:visible, audio:visible, nav:visible, .keys:visible").count() == 0
        assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(29, 33, 41)"
        paper = page.pdf(format="A4")
    assert len(re.findall(rb"/Subtype\s*/Image\b", paper)) == 4


def test_hostile_words_are_only_words(browser, folder):
    leaf = _story().leaves[0]
    story = _story().with_leaves([replace(leaf, caption=HOSTILE, alt=HOSTILE, lines=(Line(HOSTILE, 0.1, 0.5, 0.4),), doubts=((HOSTILE,),)), *_story().leaves[1:]])
    story = replace(story, title=HOSTILE, model=HOSTILE, language='"><script>window.hacked = 1</script>', notes=(HOSTILE,))
    pictograms = [[(HOSTILE, f'<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked = 1"><script>window.hacked = 1</script>{HOSTILE}</svg>')]] * 4
    write_page(story, folder, folder / "hostile.html", pictograms)
    with opened(browser, (folder / "hostile.html").as_uri()) as page:
        _press(page, "All pictures")
        page.click(".cards a >> nth=0")
        assert page.title() == HOSTILE
        assert page.locator("h1").inner_text() == HOSTILE
        assert page.locator("#p0 .caption").inner_text() == HOSTILE
        assert page.locator("#p0 .picture > img").get_attribute("alt") == HOSTILE
        assert HOSTILE in page.locator("#p0 .lines li").inner_text()
        assert page.locator("script").count() == 1
        assert page.evaluate("() => window.hacked") is None


def test_a_script_that_slipped_in_does_not_run(browser, folder):
    page = page_html(_story(), [("png", (folder / leaf.picture).read_bytes()) for leaf in _story().leaves])
    (folder / "slipped.html").write_text(page.replace("</main>", '<script>window.hacked = 1</script><img alt="" src="x.png" onerror="window.hacked = 1"></main>'), encoding="utf-8")
    with opened(browser, (folder / "slipped.html").as_uri(), forgiven="Content Security Policy") as page:
        page.wait_for_timeout(100)
        assert page.evaluate("() => window.hacked") is None
        page.keyboard.press("ArrowRight")
        assert _shown(page) == "Picture 2 of 4"


def test_an_hour_of_pictures_is_jumped_about_in(browser, folder):
    story = replace(_story(tuple(9.0 * number for number in range(400))), seconds=3600.0, sound=None)
    with opened(browser, _page(folder, "hour.html", story)) as page:
        assert _shown(page) == "Picture 1 of 400"
        _press(page, "All pictures")
        assert page.locator(".cards a").count() == 400
        page.locator(".cards a").last.click()
        assert _shown(page) == "Picture 400 of 400"
        assert page.locator(".panel:visible .when").inner_text() == "59:51 to 1:00:00"
        _press(page, "All pictures")
        assert page.evaluate("() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }")
        assert page.get_by_role("button", name="Back to picture 400").is_visible()
