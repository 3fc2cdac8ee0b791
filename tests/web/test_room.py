"""The room on a screen and in an emulated headset (the `iwer` package), built by Vite and drawn by software WebGL."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from speechscape.painters.layers import layers_json
from speechscape.types import Element, Scene, Setting
from tests.browser import chromium, opened, overhanging, served, violations

WEB = Path(__file__).parents[2] / "web"
SOFTWARE = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
RULES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
DEVICE = """
const device = new IWER.XRDevice(IWER.metaQuest3);
device.installRuntime({ forceInstall: true });
window.device = device;
"""


def missing(why: str):
    (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    if shutil.which("node") is None or not (WEB / "node_modules" / "three").is_dir():
        missing("needs node and the packages of web/: run npm ci there")
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(["node", "node_modules/vite/bin/vite.js", "build", "--outDir", str(folder), "--emptyOutDir", "--logLevel", "error"], cwd=WEB, check=True)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with chromium(*SOFTWARE) as one:
        yield one


def there(page, *names):
    page.wait_for_function("names => window.speechscapeRoom && names.every(name => speechscapeRoom.names().includes(name)) && speechscapeRoom.settled()", arg=list(names), timeout=60_000)


def asked(page, what):
    return page.evaluate(f"() => speechscapeRoom.{what}")


def seen(page, x, y):
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        return shot.convert("RGB").getpixel((round(x * shot.width), round(y * shot.height)))


def ruled(page):
    """The page again, under rules that forbid everything inline and everything from elsewhere."""

    def answer(route):
        got = route.fetch()
        route.fulfill(response=got, headers={**got.headers, "content-security-policy": RULES})

    page.route("**/*", answer)
    page.reload()


def test_a_scene_stands_around_the_listener_and_is_told_in_words(browser, site):
    with opened(browser, f"{site}/room/index.html?demo=sea", width=640, height=400, reduced_motion="reduce") as page:
        ruled(page)
        there(page, "boat", "lighthouse")
        assert asked(page, "place()") == "sea"
        sky, water = asked(page, "pixel(0.1, 0.3)"), asked(page, "pixel(0.1, 0.9)")
        assert sky[0] > 200 > sky[2], "the sky of a sunset is warm"
        assert water[2] > water[0], "water is blue"
        assert page.inner_text("#caption") == "a red boat on the sea at sunset, and a lighthouse"
        assert page.inner_text("#account").startswith("A red boat and a lighthouse on the sea at sunset.")
        page.click("summary")
        listed = page.locator("#places li").all_inner_texts()
        assert [text.split(",")[0] for text in listed] == ["boat", "lighthouse"]
        assert "on the left" in listed[0] and "on the right" in listed[1]


def test_nothing_that_axe_finds_wrong_and_nothing_overhangs(browser, site):
    for width in (1280, 360):
        with opened(browser, f"{site}/room/index.html?demo=room", width=width, height=480, reduced_motion="reduce") as page:
            there(page, "cat", "chair")
            page.click("summary")
            assert violations(page) == []
            assert overhanging(page) == []


def test_keys_mouse_and_walking(browser, site):
    with opened(browser, f"{site}/room/index.html?demo=forest", width=640, height=400, reduced_motion="reduce") as page:
        there(page, "fox", "owl")
        page.focus("#view")
        page.keyboard.down("ArrowRight")
        page.wait_for_function("speechscapeRoom.yaw() > 0.3")
        page.keyboard.up("ArrowRight")
        page.keyboard.down("KeyS")
        page.wait_for_function("Math.hypot(speechscapeRoom.position()[0], speechscapeRoom.position()[2]) > 0.2")
        page.keyboard.up("KeyS")
        page.keyboard.press("Home")
        page.wait_for_function("Math.hypot(speechscapeRoom.position()[0], speechscapeRoom.position()[2]) < 1e-6")
        assert asked(page, "yaw()") == 0
        page.mouse.move(500, 250)
        page.mouse.down()
        page.mouse.move(300, 250, steps=4)
        page.mouse.up()
        assert asked(page, "yaw()") > 0.1


def test_earlier_scenes_hang_on_the_wall(browser, site):
    with opened(browser, f"{site}/room/index.html?demo=forest", width=640, height=400, reduced_motion="reduce") as page:
        there(page, "fox", "owl")
        assert page.locator("#wall").count() == 0
        page.click("text=Next scene")
        there(page, "boat")
        assert "fox" not in asked(page, "names()")
        assert asked(page, "wall()") == ["A fox and an owl in a forest at night."]
        assert "On the wall behind: A fox and an owl in a forest at night." in page.locator("#places li").all_text_contents()
        page.click("#wall")
        page.wait_for_function("Math.abs(speechscapeRoom.yaw() - Math.PI) < 0.02")
        for _ in range(9):
            page.click("text=Next scene")
            page.wait_for_timeout(150)
        page.wait_for_function("speechscapeRoom.wall().length === 8")


@pytest.mark.parametrize(("mode", "backdrop"), [("immersive-vr", True), ("immersive-ar", False)])
def test_a_session_in_a_headset(browser, site, mode, backdrop):
    with opened(browser, f"{site}/room/index.html?demo=sea", width=640, height=400) as page:
        page.add_init_script(path=str(WEB / "node_modules" / "iwer" / "build" / "iwer.min.js"))
        page.add_init_script(DEVICE)
        page.reload()
        there(page, "boat", "lighthouse")
        page.click(f"#{mode}")
        page.wait_for_function("speechscapeRoom.presenting()")
        assert asked(page, "mode()") == mode
        before = asked(page, "frames()")
        page.wait_for_function("before => speechscapeRoom.frames() > before + 4", arg=before)
        assert asked(page, "backdrop()") is backdrop
        page.wait_for_function("speechscapeRoom.caption().away_m > 1 && speechscapeRoom.caption().away_m < 2")
        panel = asked(page, "caption()")
        assert panel["visible"] and panel["text"].startswith("a red boat") and panel["below_m"] > 0.2
        if backdrop:
            red, _, blue = seen(page, 0.5, 0.95)
            assert blue > red, "there is water below, seen from right above the middle of the ground"
        page.evaluate(f"document.querySelector('#{mode}').click()")
        page.wait_for_function("!speechscapeRoom.presenting()")
        assert asked(page, "backdrop()") is True


def test_without_a_microphone_or_server_the_room_says_what_to_do(browser, site):
    with opened(browser, f"{site}/room/index.html", width=640, height=400, reduced_motion="reduce") as page:
        assert page.get_by_role("button", name="Listen").is_visible()
        assert "Press Listen" in page.inner_text("#notice")
        assert page.evaluate("window.speechscapeRoom === undefined")
        assert violations(page) == []


def test_what_is_said_stands_there(browser, site):
    """The microphone is Chromium's own, the server a script."""
    scene = Scene((Element("dog"), Element("tree")), Setting("meadow"))
    data = layers_json(scene, 0, 128)
    begun, answered = [], []

    def answer(socket, message):
        if isinstance(message, str):
            begun.append(json.loads(message))
            socket.send(json.dumps({"type": "ready", "session": "s", "limits": {}, "model": "none"}))
        elif not answered:
            answered.append(True)
            at = {"at_s": 1.0, "utterance": 0}
            socket.send(json.dumps({"type": "settled", "seq": 1, **at, "start_s": 0.0, "end_s": 1.0, "words": "a dog and a tree", "account": "", "scene": scene.to_json(), "doubts": []}))
            socket.send(json.dumps({"type": "picture", "seq": 2, **at, "final": True, "format": "layers", "media_type": "application/json", "bytes": len(data), "alt": "", "seed": 0, "size": 128}))
            socket.send(data)

    with opened(browser, f"{site}/room/index.html", width=640, height=400, reduced_motion="reduce") as page:
        page.route_web_socket("**/v1/live", lambda socket: socket.on_message(lambda message: answer(socket, message)))
        page.reload()
        page.get_by_role("button", name="Listen").click()
        page.wait_for_function("document.querySelector('#account').textContent !== ''", timeout=30_000)
        assert page.inner_text("#account").startswith("A dog and a tree in a meadow.")
        assert page.inner_text("#caption") == "a dog and a tree"
        assert page.get_by_role("button", name="Stop listening").get_attribute("aria-pressed") == "true"
        page.get_by_role("button", name="Stop listening").click()
        assert (begun[0]["picture"], begun[0]["resume"]) == ("layers", None)
