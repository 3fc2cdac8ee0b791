"""The studio's server: what is said and done through it, what every window shows, whom it lets in."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from speechscape.studio.openraster import read_ora
from speechscape.studio.project import Project
from speechscape.studio.studio import Studio
from speechscape.world.edits import Edit
from tests.server.easel_server import studio_served
from tests.server.live_server import running

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "studio").glob("*.wav"))


@pytest.fixture
def served(tmp_path):
    with studio_served(tmp_path / "boats.scape") as one:
        yield one


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """A studio with one picture to which nothing is ever done."""
    path = tmp_path_factory.mktemp("still") / "boats.scape"
    with studio_served(path) as one, one.window() as window:
        window.ask(do="begin", text="a red boat and a lighthouse on the sea")
        yield one


def test_what_is_said_and_done_becomes_versions_that_every_window_shows(served, tmp_path):
    with served.window() as mine, served.window() as other:
        assert mine.state()["current"] is None
        assert other.state()["versions"] == []
        turn = mine.ask(SAMPLES[0].read_bytes(), do="say")
        assert (turn["event"], turn["kind"], turn["version"]) == ("turn", "new", 1)
        shown = other.state()
        assert shown == next(row for row in mine.seen if row["event"] == "state" and row["current"] == 1)
        assert [piece["name"] for piece in shown["canvas"]["pieces"]] == ["boat"]
        assert shown["canvas"]["order"] == [0]
        assert shown["versions"][0]["done"] == "a new picture"
        x0, y0, x1, y1 = shown["canvas"]["pieces"][0]["box"]
        moved = mine.ask(do="edit", edit={"kind": "move", "of": [0], "by": [0.1 if x0 < 0.4 else -0.1, 0]}, on=1)
        assert (moved["kind"], moved["version"], moved["parent"]) == ("edit", 2, 1)
        after = other.state()["canvas"]["pieces"][0]["box"]
        assert abs(abs(after[0] - x0) - 0.1) < 0.002
        assert abs(after[2] - after[0] - (x1 - x0)) < 0.002
        assert (after[1], after[3]) == (y0, y1)
        assert mine.ask(do="edit", edit={"kind": "undo", "number": 1}, on=2)["version"] == 1
        assert other.state()["redo"] is True
        named = mine.ask(do="name", number=2, name="the good one")
        assert "the good one" in named["done"]
        assert [row["name"] for row in other.state()["versions"]] == [None, "the good one"]
        saved = mine.ask(do="edit", edit={"kind": "save"}, on=1)
        assert saved["saved"] == ["boats-1.svg", "boats-1.ora"]
        assert read_ora(tmp_path / "boats-1.ora").size == (1024, 1024)
    with Project.open(tmp_path / "boats.scape", readonly=True) as project:
        assert [(one.number, one.parent, one.kept) for one in project.versions()] == [(1, None, True), (2, 1, False)]


def test_what_cannot_be_done_changes_nothing_and_says_why(served):
    with served.window() as window:
        window.ask(do="begin", text="a dog and a cat")
        for asked, why in (
            ({"do": "edit", "edit": {"kind": "remove", "of": [5]}, "on": 1}, "not there"), ({"do": "edit", "edit": {"kind": "remove", "of": [0]}, "on": None}, "another window"),
            ({"do": "edit", "edit": {"kind": "undo"}, "on": 1}, "cannot undo"), ({"do": "edit", "edit": {"kind": "recolor", "of": [0], "color": "mauve"}, "on": 1}, "'mauve' is not known"),
            ({"do": "edit", "edit": {"kind": "add", "element": {"name": "grail"}}, "on": 1}, "cannot be drawn"), ({"do": "edit", "edit": "remove it", "on": 1}, "no edit"), ({"do": "edit", "on": 1}, "no edit"),
            ({"do": "edit", "edit": {"kind": "move", "of": [0], "by": [3, 0]}, "on": 1}, "from -1 to 1"), ({"do": "edit", "edit": {"kind": "move", "of": [0], "by": [0.1, 0], "side": "left"}, "on": 1}, "move takes"),
            ({"do": "begin", "text": "  "}, "empty"), ({"do": "begin", "text": "perhaps so"}, "can be drawn"), ({"do": "begin", "text": "a dog " * 999}, "at most 2000"), ({"do": "name", "number": 9, "name": "x"}, "no version 9"),
            ({"do": "name", "number": "1", "name": "x"}, "number of a version"), ({"do": "fly"}, "do is 'fly'"), ({"do": "edit", "edit": {"kind": "nothing"}, "on": 1}, "no change"),
        ):  # fmt: skip
            answer = window.ask(**asked)
            assert answer["event"] == "trouble", asked
            assert why in answer["text"], answer
        assert "not" in window.ask(b"no sound at all", do="say")["text"]
        for size, why in ((0, "bytes is 0"), ("x", "bytes is 'x'"), (17_000_000, "at most 16 MB")):
            window.socket.send(json.dumps({"do": "say", "id": 77, "bytes": size}))
            answer = window.next()
            assert (answer["event"], answer["id"], why in answer["text"]) == ("trouble", 77, True)
        window.socket.send(b"sound that nobody announced")
        assert "before it" in window.next()["text"]
        for broken in ("[1]", "{", '{"do": "say"}', '"' + 70_000 * "a" + '"'):
            window.socket.send(broken)
            answer = window.next()
            assert (answer["event"], answer["id"]) == ("trouble", None)
        assert window.ask(do="begin", text="a tree")["version"] == 2
    assert [version.number for version in served.easel.studio.project.versions()] == [1, 2]


def test_what_was_not_understood_is_asked_back(served):
    with served.window() as window:
        window.ask(do="begin", text="a dog")
        silence = io.BytesIO()
        import soundfile

        soundfile.write(silence, [0.0] * 16_000, 16_000, format="WAV")
        turn = window.ask(silence.getvalue(), do="say")
        assert (turn["kind"], turn["version"]) == ("nothing", 1)
        assert turn["asked"]


def test_a_program_needs_no_socket(served):
    with served.client() as client:
        assert client.post("/v1/studio/do", json={"do": "begin", "text": "two dogs in the forest"}).json()["version"] == 1
        turn = client.post("/v1/studio/say", content=SAMPLES[0].read_bytes()).json()
        assert (turn["kind"], turn["version"], turn["parent"]) == ("new", 2, 1)
        state = client.get("/v1/studio/state").json()
        assert [row["number"] for row in state["versions"]] == [1, 2]
        refused = client.post("/v1/studio/do", json={"do": "edit", "edit": {"kind": "remove", "of": [0]}, "on": 1})
        assert (refused.status_code, "another window" in refused.json()["error"]) == (409, True)
        assert client.post("/v1/studio/say", content=b"nothing").status_code == 422
        assert client.post("/v1/studio/say", content=b"0" * 16_000_001).status_code == 413
        assert client.post("/v1/studio/do", content=b"{").status_code == 400
        assert client.get("/v1/studio/do").status_code == 405


def test_pictures_and_files(still):
    with still.client() as client:
        drawn = client.get("/v1/studio/versions/1.svg")
        assert drawn.headers["content-type"].startswith("image/svg+xml")
        canvas = still.easel.studio.canvas
        assert drawn.text == canvas.svg
        assert client.get("/v1/studio/versions/1.svg", headers={"if-none-match": drawn.headers["etag"]}).status_code == 304
        assert client.get("/v1/studio/versions/1.svg?style=ink", headers={"if-none-match": drawn.headers["etag"]}).text != drawn.text
        small = Image.open(io.BytesIO(client.get("/v1/studio/versions/1.png?size=160").content))
        assert small.size == (160, 160)
        for ending, head in (("svg", b"<svg"), ("png", b"\x89PNG"), ("ora", b"PK"), ("pdf", b"%PDF"), ("glb", b"glTF"), ("json", b"{"), ("zip", b"PK")):
            answer = client.get(f"/v1/studio/export/1.{ending}?size=128")
            assert answer.status_code == 200
            assert answer.content.lstrip().startswith(head), ending
            assert f'filename="boats-1.{ending}"' in answer.headers["content-disposition"]
        parts = zipfile.ZipFile(io.BytesIO(client.get("/v1/studio/export/1.zip?size=128").content)).namelist()
        assert sum(name.endswith(".png") for name in parts) >= 2
        assert client.get("/v1/studio/history.gif").content.startswith(b"GIF8")
        for wrong, status in (
            ("versions/9.svg", 400), ("versions/1.exe", 404), ("versions/1.svg?style=oil", 400), ("versions/1.png?size=99999", 400), ("versions/1.png?size=x", 400), ("export/1.exe", 400), ("history.exe", 400), ("history.gif?seconds=x", 400),
            ("versions/-1.svg", 404), ("nothing", 404),
        ):  # fmt: skip
            answer = client.get(f"/v1/studio/{wrong}")
            assert (answer.status_code, bool(answer.json()["error"])) == (status, True), wrong


def test_everything_that_can_be_said_can_be_chosen(still):
    with still.client() as client:
        words = client.get("/v1/studio/words").json()
    assert len(words["names"]) > 200
    assert {"plain", "ink"} <= set(words["styles"])
    assert {"ora", "zip"} <= set(words["formats"])
    for kind, name in (("color", "colors"), ("side", "sides"), ("size", "sizes_said")):
        for value in words[name]:
            Edit(kind={"color": "recolor", "side": "move", "size": "resize"}[kind], of=(0,), **{kind: value})


def test_only_who_knows_the_token_comes_in(still):
    import httpx

    at = still.at
    socket = at.replace("http", "ws") + "/v1/studio"
    bearer, cookie = {"Authorization": f"Bearer {still.door.token}"}, {"Cookie": f"{still.door.cookie}={still.door.token}"}
    assert httpx.get(at + "/studio").status_code == 401
    assert httpx.get(at + "/v1/studio/state", headers={**bearer, "Host": "elsewhere.example"}).status_code == 403
    assert httpx.post(at + "/v1/studio/do", json={"do": "write"}, headers=cookie).status_code == 403
    for headers in ({}, {"Authorization": "Bearer guess"}, {**bearer, "Origin": "http://elsewhere.example"}, cookie, {**bearer, "Host": "elsewhere.example"}):
        with pytest.raises((InvalidStatus, ConnectionClosed)), connect(socket, additional_headers=headers) as one:
            one.recv(timeout=5)
    with connect(socket, additional_headers={**cookie, "Origin": at}, max_size=None) as one:
        assert json.loads(one.recv(timeout=10))["event"] == "state"
    entered = httpx.get(still.door.address)
    assert (entered.status_code, entered.headers["location"]) == (303, "/studio")
    assert still.door.token in entered.headers["set-cookie"]
    page = httpx.get(at + "/studio", headers=cookie)
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_another_process_writes_and_every_window_sees_it(tmp_path):
    path = tmp_path / "boats.scape"
    with Studio.open(path) as first:
        from speechscape.world.mentions import mentions

        first.begin(mentions("a dog").scene, "a dog")
        with studio_served(path) as served, served.window() as window:
            state = window.state()
            assert (state["writing"], state["current"]) == (False, 1)
            assert "another process" in state["why"]
            assert "another process" in window.ask(do="edit", edit={"kind": "remove", "of": [0]}, on=1)["text"]
            first.edit(Edit(kind="recolor", of=(0,), color="red"))
            seen = window.state()
            assert (seen["current"], seen["canvas"]["pieces"][0]["color"]) == (2, "red")
            first.close()
            assert "may change" in window.ask(do="write")["done"]
            assert window.ask(do="edit", edit={"kind": "undo"}, on=2)["version"] == 1


def test_many_windows_at_once_and_one_that_leaves(served):
    with served.window() as one:
        one.ask(do="begin", text="a dog")

        def work(times: list[int]) -> None:
            with served.window() as mine:
                for _ in range(4):
                    times.append(mine.ask(do="begin", text="a cat")["version"])

        made: list[int] = []
        threads = [threading.Thread(target=work, args=(made,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(made) == list(range(2, 14))
        gone = connect(f"ws://127.0.0.1:{served.door.port}/v1/studio", additional_headers={"Authorization": f"Bearer {served.door.token}"}, max_size=None)
        gone.socket.close()
        assert one.ask(do="begin", text="a tree")["version"] == 14


def test_a_project_stands_in_the_server_of_live_pictures(tmp_path):
    with running(guarded=True, project=tmp_path / "boats.scape") as served:
        with served.client() as client:
            assert "/studio.js" in client.get("/studio").text
            assert client.post("/v1/studio/do", json={"do": "begin", "text": "a red boat"}).json()["version"] == 1
            assert client.post("/v1/studio/do", json={"do": "fly"}).json()["error"].startswith("do is 'fly'")
            assert client.get("/v1/studio/versions/7.svg").status_code == 400
            assert client.get("/v1/studio/versions/1.svg", headers={"Authorization": "Bearer guess"}).status_code == 401
            assert client.post("/v1/studio/say", content=SAMPLES[0].read_bytes()).json()["version"] == 2
        with served.socket("/v1/studio") as socket:
            state = json.loads(socket.recv(timeout=10))
            assert (state["event"], state["current"]) == ("state", 2)
            socket.send(json.dumps({"do": "edit", "id": 1, "edit": {"kind": "undo"}, "on": 2}))
            assert [json.loads(socket.recv(timeout=10)) for _ in range(2)][1]["version"] == 1
            sound = SAMPLES[0].read_bytes()
            assert len(sound) > 65_536  # more than one message may carry here
            socket.send(json.dumps({"do": "say", "id": 2, "bytes": len(sound)}))
            for first in range(0, len(sound), 60_000):
                socket.send(sound[first : first + 60_000])
            assert [json.loads(socket.recv(timeout=20)) for _ in range(2)][1]["kind"] == "new"
        with pytest.raises(InvalidStatus), served.socket("/v1/studio", additional_headers={}):
            pass
    with Project.open(tmp_path / "boats.scape") as project:
        assert project.writing


def test_the_command_serves_until_it_is_told_to_end(tmp_path):
    path = tmp_path / "boats.scape"
    run = subprocess.Popen([sys.executable, "-m", "speechscape", "studio", str(path), "--page", "--no-open"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert run.stdout is not None
        address = run.stdout.readline().split("open ")[1].strip()
        import httpx

        deadline = time.monotonic() + 20
        while True:
            try:
                assert httpx.get(address).status_code == 303
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        run.send_signal(signal.SIGTERM)
        assert run.wait(20) == 0
        assert run.stderr is not None
        assert run.stderr.read() == ""
    finally:
        run.kill()
        run.communicate()
    with Project.open(path) as project:
        assert project.writing
