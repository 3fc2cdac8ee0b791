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
# the emulator has hands only where their joints are asked for, which headsets do not need for a pinch
HANDS = "const ask = navigator.xr.requestSession.bind(navigator.xr); navigator.xr.requestSession = (mode, wanted) => ask(mode, { ...wanted, optionalFeatures: ['hand-tracking'] })"


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
        for key in "SADW":
            x, _, z = asked(page, "position()")
            page.keyboard.down(f"Key{key}")
            page.wait_for_function("([x, z]) => Math.hypot(speechscapeRoom.position()[0] - x, speechscapeRoom.position()[2] - z) > 0.2", arg=[x, z])
            page.keyboard.up(f"Key{key}")
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


def worn(page):
    """The demo, or the room itself, on the head."""
    page.add_init_script(path=str(WEB / "node_modules" / "iwer" / "build" / "iwer.min.js"))
    page.add_init_script(DEVICE + HANDS)
    page.reload()
    page.click("#immersive-vr")


def pointing(page, hand, x, y, z):
    """A metre before that place, straight at it."""
    page.evaluate("([hand, x, y, z]) => { for (const one of [device.controllers, device.hands]) { one[hand].position.set(x, y, z + 1); one[hand].quaternion.set(0, 0, 0, 1) } }", [hand, x, y, z])
    page.wait_for_timeout(300)


def pulled(page, hand):
    for value in (1, 0):
        page.evaluate(
            "([hand, value]) => device.primaryInputMode === 'hand' ? device.hands[hand].updatePinchValue(value) : device.controllers[hand].updateButtonValue('trigger', value)", [hand, value]
        )
        page.wait_for_timeout(300)


@pytest.mark.parametrize("kind", ["controller", "hand"])
def test_a_button_in_the_headset_is_pointed_at_and_selected(browser, site, kind):
    with opened(browser, f"{site}/room/index.html?demo=sea", width=640, height=400) as page:
        worn(page)
        there(page, "boat", "lighthouse")
        page.evaluate("kind => { device.primaryInputMode = kind }", kind)
        page.wait_for_function("speechscapeRoom.button().visible")
        page.wait_for_timeout(1_500)
        button = asked(page, "button()")
        assert button["text"] == "Next scene"
        x, y, z = button["at"]
        assert abs(x) < 0.3
        assert -2 < z < -0.5
        pointing(page, "right", x, y + 0.5, z)
        pulled(page, "right")
        page.wait_for_timeout(300)
        assert asked(page, "place()") == "sea", "beside it nothing happens"
        pointing(page, "right", x, y, z)
        pulled(page, "right")
        there(page, "cat", "chair")
        pointing(page, "left", x, y, z)
        pulled(page, "left")
        page.wait_for_function("speechscapeRoom.place() === 'snowfield'", timeout=60_000)


def test_thumbsticks_walk_and_turn(browser, site):
    with opened(browser, f"{site}/room/index.html?demo=sea", width=640, height=400) as page:
        worn(page)
        there(page, "boat", "lighthouse")
        page.wait_for_function("speechscapeRoom.caption().away_m > 1")
        start = asked(page, "position()")
        stick = "([hand, x, y]) => device.controllers[hand].updateAxes('thumbstick', x, y)"
        page.evaluate(stick, ["left", 0, -1])
        page.wait_for_function("z => speechscapeRoom.position()[2] < z - 0.3", arg=start[2])
        assert abs(asked(page, "position()")[0] - start[0]) < 0.05
        page.evaluate(stick, ["left", 0, 0])
        page.wait_for_timeout(300)
        here = asked(page, "position()")
        page.evaluate(stick, ["right", 1, 0])
        page.wait_for_timeout(800)
        page.evaluate(stick, ["right", 0, 0])
        page.wait_for_timeout(300)
        assert max(abs(a - b) for a, b in zip(here, asked(page, "position()"), strict=True)) < 0.08, "turning is on the spot"
        page.evaluate(stick, ["left", 0, -1])
        page.wait_for_function("x => speechscapeRoom.position()[0] > x + 0.2", arg=here[0])
        page.wait_for_timeout(4_000)
        x, _, z = asked(page, "position()")
        assert (x * x + z * z) ** 0.5 < 2.5, "nobody walks out of the scene"
        page.evaluate("document.querySelector('#immersive-vr').click()")
        page.wait_for_function("!speechscapeRoom.presenting()")
        page.wait_for_function("Math.hypot(speechscapeRoom.position()[0], speechscapeRoom.position()[2]) < 1e-6")


def test_one_listens_and_stops_in_the_headset(browser, site):
    heard = []

    def answer(socket, message):
        if isinstance(message, str):
            socket.send(json.dumps({"type": "ready", "session": "s", "limits": {}, "model": "none", "heard_s": 0.0}))
        else:
            heard.append(len(message))

    with opened(browser, f"{site}/room/index.html", width=640, height=400) as page:
        page.route_web_socket("**/v1/live", lambda socket: socket.on_message(lambda message: answer(socket, message)))
        worn(page)
        page.wait_for_timeout(2_500)
        # below the words, which are there where the eyes look straight ahead
        eyes = page.evaluate("device.position.y")
        pointing(page, "right", 0, eyes - 0.99, -1.37)
        pulled(page, "right")
        page.get_by_role("button", name="Stop listening").wait_for()
        page.wait_for_timeout(500)
        assert heard
        pulled(page, "right")
        page.get_by_role("button", name="Listen", exact=True).wait_for()
        page.wait_for_timeout(700)
        before = len(heard)
        page.wait_for_timeout(700)
        assert len(heard) == before


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
