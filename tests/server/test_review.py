"""The review's server: what it answers, whom it lets in, what it keeps, how it ends."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from speechscape.cli.reviewing import review_story
from speechscape.errors import OptionError, PaintError, SpeechscapeError
from speechscape.painters.vector import VectorPainter
from speechscape.routes import RouteOptions
from speechscape.server.desk import Desk
from speechscape.server.doors import Door
from speechscape.server.listening import listening
from speechscape.storyboard.decisions import FILE, LONGEST, Decisions
from speechscape.storyboard.folder import MAKING, load_story
from speechscape.storyboard.retelling import recall, retold
from tests.server.story import KEYS, make_folder, reviewing


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return make_folder(tmp_path_factory.mktemp("made") / "talk")


@pytest.fixture
def folder(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "talk"))


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """A review about which nothing is ever decided."""
    with reviewing(make_folder(tmp_path_factory.mktemp("still") / "talk")) as one:
        yield one
        assert not (one.desk.folder / FILE).exists()


@pytest.fixture
def served(folder):
    with reviewing(folder) as one:
        yield one


@pytest.fixture
def client(served):
    with served.client() as one:
        yield one


def decide(client: httpx.Client, act: str, key: int | None = None, **more) -> dict:
    version = client.get("/story").json()["version"]
    answer = client.post("/decisions", json={"version": version, "do": act, **({} if key is None else {"key": key}), **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def until(true, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_story_lies_on_the_desk(client, folder):
    story = client.get("/story").json()
    assert [panel["key"] for panel in story["panels"]] == KEYS
    assert (story["version"], story["reviewed"], story["title"], story["undo"], story["sound"]) == (0, 0, "A talk", None, True)
    assert [(line["number"], line["text"], line["split"]) for line in story["panels"][0]["lines"]] == [(0, "a fox in the forest", False), (1, "an owl in a tree", True)]
    picture = client.get("/" + story["panels"][0]["picture"].replace("panels/", "pictures/"))
    assert picture.content == (folder / story["panels"][0]["picture"]).read_bytes()
    assert picture.headers["content-type"] == "image/png"
    assert not (folder / FILE).exists()


def test_the_page_and_its_policy(client):
    for path, kind in (("/", "text/html"), ("/desk.css", "text/css"), ("/desk.js", "text/javascript")):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
        assert (answer.headers["x-content-type-options"], answer.headers["referrer-policy"]) == ("nosniff", "no-referrer")
    page = client.get("/").text
    assert not re.search(r"\son\w+=|style=|https?://|<script>", page)
    assert client.get("/favicon.ico").status_code == 204


def test_each_decision_shows_at_once_and_is_in_the_folder(client, folder):
    assert decide(client, "approve", 0)["panels"][0]["status"] == "approved"
    one = decide(client, "caption", 2, text="  Ahoy \n there ")
    assert (one["panels"][1]["caption"], one["panels"][1]["status"], one["look"]) == ("Ahoy there", "edited", 2)
    assert decide(client, "alt", 2, text="A boat")["panels"][1]["alt"] == "A boat"
    before = one["panels"][1]["picture"]
    redrawn = decide(client, "redraw", 2)
    assert redrawn["panels"][1]["picture"] != before
    assert (redrawn["panels"][1]["status"], redrawn["panels"][1]["turned"], redrawn["panels"][1]["alt"]) == ("unreviewed", True, "A boat")
    assert decide(client, "layout", 2)["panels"][1]["layout"] == 1
    assert decide(client, "restore", 2)["panels"][1]["picture"] == before
    merged = decide(client, "merge", 4)
    assert ([panel["key"] for panel in merged["panels"]], merged["look"]) == ([0, 2, 6], 2)
    split = decide(client, "split", 0, at=1)
    assert ([panel["key"] for panel in split["panels"]], split["look"]) == ([0, 1, 2, 6], 0)
    undone = decide(client, "undo")
    assert ([panel["key"] for panel in undone["panels"]], undone["redo"]["do"], undone["undo"]["do"]) == ([0, 2, 6], "split", "merge")
    assert [panel["key"] for panel in decide(client, "redo")["panels"]] == [0, 1, 2, 6]
    assert [row.do for row in Decisions.read(folder).rows] == ["approve", "caption", "alt", "redraw", "layout", "restore", "merge", "split", "undo", "redo"]
    assert [leaf.key for leaf in load_story(folder).leaves] == [0, 1, 2, 6]
    assert client.get("/story").json()["version"] == 10


def test_the_other_forms_follow_when_nothing_is_decided_any_more(client, folder):
    decide(client, "caption", 0, text="The vixen")
    until(lambda: "The vixen" in (folder / "index.html").read_text())
    assert not load_story(folder).reviewed
    for key in KEYS:
        decide(client, "approve", key)
    assert load_story(folder).reviewed


def test_the_book_and_the_like_follow_at_the_end_or_with_the_next_review(tmp_path):
    folder = make_folder(tmp_path / "talk", forms=("boards",))
    boards = (folder / "storyboard.obz").read_bytes()
    with reviewing(folder) as served, served.client() as client:
        decide(client, "redraw", 0)
        until(lambda: not served.desk._late)
        assert (folder / "storyboard.obz").read_bytes() == boards
        assert (folder / "forms.late").exists()
    assert (folder / "storyboard.obz").read_bytes() != boards
    assert not (folder / "forms.late").exists()
    boards = (folder / "storyboard.obz").read_bytes()
    (folder / "storyboard.obz").write_bytes(b"old")
    with reviewing(folder):
        pass
    assert (folder / "storyboard.obz").read_bytes() == b"old"
    (folder / "forms.late").touch()  # as a kill leaves it
    with reviewing(folder):
        pass
    assert (folder / "storyboard.obz").read_bytes() == boards


def test_decisions_survive_another_size_and_another_number_of_panels(folder):
    with reviewing(folder) as served, served.client() as client:
        decide(client, "merge", 4)
        decide(client, "layout", 2)
        decide(client, "caption", 6, text="Home")
        for key in (0, 2, 6):
            decide(client, "approve", key)
    kept, painter, decisions = recall(folder), VectorPainter(), Decisions.read(folder)
    story, _ = retold(replace(kept, how=replace(kept.how, size=48)), painter, decisions)
    assert story.reviewed
    assert [(leaf.key, leaf.layout) for leaf in story.leaves] == [(0, 0), (2, 1), (6, 0)]
    assert story.leaves[2].caption == "Home"
    fewer, _ = retold(replace(kept, how=replace(kept.how, most=1)), painter, decisions)
    assert ([leaf.key for leaf in fewer.leaves], fewer.reviewed) == ([0], False)
    assert "utterance 2, 6, which this storyboard does not have" in fewer.notes[0]
    assert retold(kept, painter, decisions)[0] == load_story(folder)


def test_whatever_was_answered_survives_a_kill(folder):
    process, at = _started(folder)
    with at as client:
        decide(client, "caption", 0, text="The vixen")
        decide(client, "approve", 2)
    process.kill()
    process.communicate()
    assert [row.do for row in Decisions.read(folder).rows] == ["caption", "approve"]
    (folder / "storyboard.json").write_text((folder / "storyboard.json").read_text().replace("The vixen", "lost"))
    process, at = _started(folder)  # forms that a kill left behind are brought up to date without another decision
    with at as client:
        assert [panel["status"] for panel in client.get("/story").json()["panels"]] == ["edited", "approved", "unreviewed", "unreviewed"]
    process.send_signal(signal.SIGTERM)
    out, trouble = process.communicate(timeout=30)
    assert (process.returncode, trouble) == (0, "")
    assert f"2 of 4 pictures reviewed; 2 decisions kept → {folder / 'index.html'}" in out
    assert "The vixen" in (folder / "index.html").read_text()
    assert load_story(folder).leaves[0].caption == "The vixen"


def test_control_c_writes_everything_first(folder):
    process, at = _started(folder)
    with at as client:
        decide(client, "caption", 0, text="The vixen")
        process.send_signal(signal.SIGINT)
        _, trouble = process.communicate(timeout=30)
    assert (process.returncode, trouble) == (0, "")
    assert "The vixen" in (folder / "index.html").read_text()


def _started(folder: Path) -> tuple[subprocess.Popen, httpx.Client]:
    code = "import sys; from pathlib import Path; from speechscape.cli.reviewing import review_story; from speechscape.routes import RouteOptions; sys.exit(review_story(Path(sys.argv[1]), RouteOptions(), open_browser=False))"
    process = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url, token = re.search(r"(http://127\.0\.0\.1:\d+)/\?token=(\S+)", process.stdout.readline()).groups()
    return process, httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=20)


def test_finish_writes_everything_and_ends_the_server(folder):
    with reviewing(folder, idle_s=60) as served, served.client() as client:
        decide(client, "caption", 0, text="The vixen")
        assert "The vixen" not in (folder / "index.html").read_text()
        answer = client.post("/finish", json={}).json()
        assert (answer["finished"], answer["kept"], answer["folder"], answer["trouble"]) == (True, 1, str(folder), "")
        assert "The vixen" in (folder / "index.html").read_text()
        served.thread.join(20)
        with pytest.raises(httpx.TransportError):
            client.get("/story")


def test_the_first_visit_gets_a_cookie_that_no_script_reads_and_no_other_page_sends(served):
    with httpx.Client(base_url=served.at) as browser:
        entered = browser.get("/", params={"token": served.door.token})
        assert entered.headers["set-cookie"] == f"speechscape-{served.door.port}={served.door.token}; Path=/; HttpOnly; SameSite=Strict"
        assert browser.get("/story").status_code == 200
        row = {"version": 0, "do": "approve", "key": 0}
        assert browser.post("/decisions", json=row).status_code == 403  # no Origin: not from a page of ours
        assert browser.post("/decisions", json=row, headers={"Origin": served.at}).status_code == 200
        assert browser.get("/").status_code == 200
    cookies = f"a=b; bro[ken=\"; speechscape-1=x; speechscape-{served.door.port}={served.door.token}"
    assert httpx.get(f"{served.at}/story", headers={"Cookie": cookies}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        ({"Authorization": "Bearer wrong"}, 401, "this needs the token"),
        ({"Authorization": "Bearer ÿ".encode("latin-1")}, 401, "this needs the token"),
        ({"Authorization": ""}, 401, "open the address that the command printed"),
        ({"Authorization": "", "Cookie": "speechscape-1=x"}, 401, "this needs the token"),
        ({"Host": "evil.example"}, 403, "this server is not evil.example"),
        ({"Host": "evil.example:{port}"}, 403, "this server is not evil.example"),
        ({"Host": "127.0.0.1:1"}, 403, "this server is not 127.0.0.1:1"),
        ({"Host": ""}, 403, "this server is not nameless"),
        ({"Host": "10.0.0.1:{port}"}, 403, "this server is not 10.0.0.1"),
        ({"Origin": "https://evil.example"}, 403, "a page of https://evil.example has no business here"),
        ({"Origin": "null"}, 403, "a page of null"),
        ({"Origin": "http://127.0.0.1:1"}, 403, "a page of http://127.0.0.1:1"),
    ],
)
def test_who_has_no_business_here(still, headers, status, words):
    headers = {name: value.replace("{port}", str(still.door.port)) if isinstance(value, str) else value for name, value in headers.items()}
    with still.client() as client:
        for answer in (client.get("/story", headers=headers), client.get("/", headers=headers), client.post("/decisions", json={"version": 0, "do": "approve", "key": 0}, headers=headers)):
            assert answer.status_code == status
            assert words in answer.json()["error"]
            assert "content-security-policy" in answer.headers
            assert "set-cookie" not in answer.headers
        assert client.get("/story", headers={"Host": f"localhost:{still.door.port}"}).status_code == 200
        assert client.get("/story").json()["version"] == 0


def test_the_token_opens_nothing_but_the_page(still):
    for path in ("/story", "/sound", "/desk.js"):
        assert httpx.get(f"{still.at}{path}", params={"token": still.door.token}).status_code == 401
    assert httpx.get(f"{still.at}/", params={"token": "wrong"}).status_code == 401
    assert httpx.post(f"{still.at}/decisions", params={"token": still.door.token}, json={}).status_code == 401


@pytest.mark.parametrize("path", ["../journal.jsonl", "..%2fjournal.jsonl", "%2e%2e/journal.jsonl", "....//journal.jsonl", "/etc/passwd", "%2fetc%2fpasswd", "x.png", "", "%00", "00000-000000000000.png", "..%5c..%5cx"])
def test_no_other_file_can_be_named(still, path):
    """Over a bare socket: clients tidy such paths up."""
    for room in ("/pictures/", "/sound/", "/"):
        if room + path == "/":
            continue
        with socket.create_connection(("127.0.0.1", still.door.port)) as line:
            line.sendall(f"GET {room}{path} HTTP/1.1\r\nHost: 127.0.0.1:{still.door.port}\r\nAuthorization: Bearer {still.door.token}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda line=line: line.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 404")
        assert b'"error":"' in answer


def test_a_sound_that_a_story_names_outside_its_folder_is_not_served(folder):
    value = json.loads((folder / "storyboard.json").read_text())
    (folder.parent / "secret.wav").write_bytes(b"secret")
    for name in ("../secret.wav", str(folder.parent / "secret.wav"), "link.wav", "nothing.wav"):
        if name == "link.wav":
            (folder / name).symlink_to(folder.parent / "secret.wav")
        (folder / "storyboard.json").write_text(json.dumps({**value, "sound": name}))
        desk = Desk(folder, VectorPainter())
        assert desk.sound() is None
        assert desk.to_json()["sound"] is False
        _closed(desk)


def _closed(desk: Desk) -> None:
    import asyncio

    desk._late = False
    asyncio.run(desk.close())


def test_the_sound_in_parts(client, folder):
    whole = (folder / "sound.wav").read_bytes()
    answer = client.get("/sound")
    assert (answer.status_code, answer.content, answer.headers["accept-ranges"]) == (200, whole, "bytes")
    part = client.get("/sound", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content, part.headers["content-range"]) == (206, whole[10:20], f"bytes 10-19/{len(whole)}")
    assert client.get("/sound", headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    (folder / "sound.wav").unlink()
    gone = client.get("/sound")
    assert (gone.status_code, gone.json()["error"]) == (404, "the recording was not kept in this storyboard (--no-sound)")


@pytest.mark.parametrize(
    ("content", "kind", "status", "words"),
    [
        (b"{", "application/json", 400, "this is no JSON"),
        (b"\xff", "application/json", 400, "this is no JSON"),
        (b"[" * 60_000, "application/json", 400, "this is no JSON"),
        (b"[1]", "application/json", 400, "this is JSON but no object ([1])"),
        (b"{}", "text/plain", 415, "send JSON, with Content-Type: application/json"),
        (b"{}", "application/x-www-form-urlencoded", 415, "send JSON"),
        (b" " * 65_537, "application/json", 413, "a decision has at most 65536 bytes"),
        (b'{"do": "approve", "key": 0}', "application/json", 409, "decided in another window meanwhile"),
        (b'{"version": 0}', "application/json", 400, "a decision is an object with do, key"),
        (b'{"version": 0, "do": "approve", "key": 99}', "application/json", 400, "no panel begins with utterance 99; there are: 0, 2, 4, 6"),
        (b'{"version": 0, "do": "approve", "key": "0"}', "application/json", 400, "key is '0'; it takes a whole number from 0"),
        (b'{"version": 0, "do": "burn", "key": 0}', "application/json", 400, "cannot 'burn' a panel; choose: approve"),
        (b'{"version": 0, "do": "split", "key": 0, "at": 7}', "application/json", 400, "it can be split at: 1"),
        (b'{"version": 0, "do": "merge", "key": 0}', "application/json", 400, "the first panel has none before it"),
        (b'{"version": 0, "do": "undo"}', "application/json", 400, "there is nothing to undo"),
        (b'{"version": 0, "do": "caption", "key": 0, "text": "a\\u0000b"}', "application/json", 400, "the character U+0000"),
        (json.dumps({"version": 0, "do": "alt", "key": 0, "text": "x" * (LONGEST + 1)}).encode(), "application/json", 400, f"at most {LONGEST} are kept"),
        (b'{"version": 0, "do": "caption", "key": 0, "text": ["a"]}', "application/json", 400, "it takes words"),
    ],
)
def test_what_is_no_decision_is_refused_with_the_reason_and_kept_nowhere(still, content, kind, status, words):
    with still.client() as client:
        answer = client.post("/decisions", content=content, headers={"Content-Type": kind})
        assert answer.status_code == status
        assert words in answer.json()["error"]
        assert client.get("/story").json()["version"] == 0


def test_a_body_in_pieces_is_measured_too(still):
    with still.client() as client:
        answer = client.post("/decisions", content=(b" " * 10_000 for _ in range(20)), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (413, "a decision has at most 65536 bytes; shorten the text")


def test_a_body_that_does_not_come(still, monkeypatch):
    monkeypatch.setattr("speechscape.server.review._BODY_S", 0.1)
    with socket.create_connection(("127.0.0.1", still.door.port)) as line:
        line.sendall(f"POST /decisions HTTP/1.1\r\nHost: 127.0.0.1:{still.door.port}\r\nAuthorization: Bearer {still.door.token}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{{".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 408")


def test_other_addresses_and_methods(still):
    for method, path, status, words in (("GET", "/nothing", 404, "there is no /nothing here"), ("GET", "/decisions", 405, "/decisions does not take GET"), ("PUT", "/story", 405, "does not take PUT"), ("GET", "/docs", 404, "no /docs")):
        with still.client() as client:
            answer = client.request(method, path)
        assert answer.status_code == status
        assert words in answer.json()["error"]


def test_two_windows(client):
    decide(client, "approve", 0)
    late = client.post("/decisions", json={"version": 0, "do": "redraw", "key": 0})
    assert late.status_code == 409
    assert "decided in another window meanwhile" in late.json()["error"]
    assert (late.json()["version"], late.json()["panels"][0]["status"]) == (1, "approved")


class Slow(VectorPainter):
    """Paints when it is let."""

    def __init__(self) -> None:
        self.let, self.fails, self.most, self.now = threading.Event(), False, 0, 0
        self.let.set()

    def paint(self, request):
        self.now += 1
        self.most = max(self.most, self.now)
        assert self.let.wait(20)
        self.now -= 1
        if self.fails:
            raise PaintError("out of paint")
        return super().paint(request)


def test_decisions_wait_for_one_another_and_not_without_end(folder):
    painter = Slow()
    with reviewing(folder, painter) as served, served.client() as client:
        painter.let.clear()
        answers: list[httpx.Response] = []
        threads = [threading.Thread(target=lambda: answers.append(httpx.post(f"{served.at}/decisions", json={"version": 0, "do": "redraw", "key": 2}, headers=dict(client.headers), timeout=30))) for _ in range(12)]
        for thread in threads:
            thread.start()
        until(lambda: len(answers) == 4)
        assert {answer.status_code for answer in answers} == {503}
        assert "8 decisions are waiting already" in answers[0].json()["error"]
        assert client.get("/story").json()["version"] == 0  # the page is served while the painter paints
        painter.let.set()
        for thread in threads:
            thread.join()
        assert sorted(answer.status_code for answer in answers[4:]) == [200, *[409] * 7]
        assert painter.most == 1
    assert [row.do for row in Decisions.read(folder).rows] == ["redraw"]


def test_a_picture_that_does_not_come_is_told_and_decides_nothing(folder):
    painter = Slow()
    with reviewing(folder, painter) as served, served.client() as client:
        painter.fails = True
        answer = client.post("/decisions", json={"version": 0, "do": "redraw", "key": 2})
        assert answer.status_code == 500
        assert "out of paint" in answer.json()["error"]
        assert client.get("/story").json()["version"] == 0
    assert not (folder / FILE).exists()


def test_a_decision_that_cannot_be_kept_is_not_shown(client, folder):
    (folder / FILE).mkdir()
    answer = client.post("/decisions", json={"version": 0, "do": "approve", "key": 0})
    assert answer.status_code == 400
    assert "the decision is not kept: make room or allow writing" in answer.json()["error"]
    assert client.get("/story").json()["reviewed"] == 0


def test_forms_that_cannot_be_written_stop_no_decision(folder):
    with reviewing(folder) as served, served.client() as client:
        (folder / "index.html").unlink()
        (folder / "index.html").mkdir()
        decide(client, "caption", 0, text="The vixen")
        until(lambda: client.get("/story").json()["trouble"])
        assert "all decisions are kept, and the pages follow" in client.get("/story").json()["trouble"]
        (folder / "index.html").rmdir()
    assert served.desk.trouble == ""
    assert "The vixen" in (folder / "index.html").read_text()


def test_a_fault_of_ours_is_told_as_such(folder, monkeypatch, caplog):
    with reviewing(folder) as served, served.client() as client:
        monkeypatch.setattr(served.desk, "to_json", lambda: 1 / 0)
        answer = client.get("/story")
        assert (answer.status_code, "something went wrong here (ZeroDivisionError)" in answer.json()["error"]) == (500, True)
        monkeypatch.undo()
    assert "ZeroDivisionError" in caplog.text


def test_one_review_at_a_time(folder):
    with reviewing(folder), pytest.raises(OptionError, match="is being reviewed already; go to that window"):
        Desk(folder, VectorPainter())
    _closed(Desk(folder, VectorPainter()))


def test_folders_that_cannot_be_reviewed(folder, tmp_path):
    def refused(words: str) -> None:
        with pytest.raises(SpeechscapeError, match=words):
            Desk(folder, VectorPainter())

    with pytest.raises(OptionError, match="no storyboard in"):
        Desk(tmp_path / "nothing", VectorPainter())
    other = VectorPainter()
    other.model = "brush"
    with pytest.raises(OptionError, match=r"was made by ears, and this would be ears \+ brush; give the options"):
        Desk(folder, other)
    making, journal = (folder / MAKING).read_bytes(), (folder / "journal.jsonl").read_bytes()
    for content in (b"", b"[]", b'{"size": 64}', b'{"choice": {"colour": 1}}', b'{"choice": 5}'):
        (folder / MAKING).write_bytes(content)
        refused("making.json cannot be read .* make the storyboard again with: speechscape storyboard RECORDING --out")
    (folder / MAKING).write_bytes(making)
    for content, words in ((b"", "cannot be read"), (b"[]\n", "is damaged"), (b"{}\n", "is damaged"), (journal.split(b"\n")[0] + b'\n{"start_s": 1}\n', "is damaged"), (journal + b"nonsense\n", "is damaged")):
        (folder / "journal.jsonl").write_bytes(content)
        refused(words)
    (folder / "journal.jsonl").write_bytes(journal)
    (folder / FILE).write_text("nonsense\n")
    refused("line 1 is no decision")
    (folder / FILE).unlink()
    _closed(Desk(folder, VectorPainter()))


def test_a_story_without_sound_and_one_without_pictures(tmp_path):
    for name, options, pictures in (("quiet", {"sound": False}, 4), ("empty", {"said": ["hello", "thank you"]}, 0)):
        with reviewing(make_folder(tmp_path / name, **options)) as served, served.client() as client:
            story = client.get("/story").json()
            assert (len(story["panels"]), story["sound"]) == (pictures, name == "empty")


def test_where_it_listens():
    with listening("127.0.0.1", 0) as heard, pytest.raises(OptionError, match="choose another --port"):
        listening("127.0.0.1", heard.getsockname()[1])
    for host, port, words in (("no.such.host.invalid", 0, "cannot listen at no.such.host.invalid"), ("127.0.0.1", 99_999, r"port is 99999; it takes 0 \(a free one\) to 65535"), ("192.0.2.1", 0, "choose another --port")):
        with pytest.raises(OptionError, match=words):
            listening(host, port)


def test_the_names_of_a_server():
    here, wide, named = Door("127.0.0.1", 80, "t"), Door("0.0.0.0", 80, "t"), Door("desk.lan", 80, "t")
    assert [here.names(host) for host in ("127.0.0.1:80", "LOCALHOST:80", "[::1]:80", "192.168.0.7:80", "127.0.0.1", "evil.example:80")] == [True, True, True, False, False, False]
    assert [wide.names(host) for host in ("127.0.0.1:80", "192.168.0.7:80", "[fe80::1]:80", "evil.example:80", "192.168.0.7:81")] == [True, True, True, False, False]
    assert [named.names(host) for host in ("desk.lan:80", "evil.example:80")] == [True, False]
    assert [door.loopback for door in (here, wide, named)] == [True, False, False]
    assert (wide.address, Door("::1", 80, "t").address) == ("http://127.0.0.1:80/?token=t", "http://[::1]:80/?token=t")
    assert Door.made("127.0.0.1", 1).token != Door.made("127.0.0.1", 1).token


def test_the_command_opens_the_browser_and_tells_what_was_kept(folder, capsys, monkeypatch):
    opened: list[str] = []

    def person(address: str) -> bool:
        opened.append(address)
        with httpx.Client() as browser:
            browser.get(address)
            origin = {"Origin": address.partition("/?")[0]}
            assert browser.post(f"{origin['Origin']}/decisions", json={"version": 0, "do": "approve", "key": 2}, headers=origin).status_code == 200
            browser.post(f"{origin['Origin']}/finish", json={}, headers=origin)
        return True

    monkeypatch.setattr("webbrowser.open", person)
    assert review_story(folder, RouteOptions()) == 0
    said = capsys.readouterr()
    assert f"{folder}: 0 of 4 pictures reviewed. Open {opened[0]}\n" in said.out
    assert f"{folder}: 1 of 4 pictures reviewed; 1 decision kept → {folder / 'index.html'}\n" in said.out
    assert said.err == ""
    monkeypatch.setattr("webbrowser.open", _finishing)
    assert review_story(folder, RouteOptions(), host="0.0.0.0") == 0
    assert "others on the network who learn this address" in capsys.readouterr().err


def _finishing(address: str) -> bool:
    with httpx.Client() as browser:
        browser.get(address)
        origin = {"Origin": address.partition("/?")[0]}
        browser.post(f"{origin['Origin']}/finish", json={}, headers=origin)
    return True


def test_without_the_extra_it_says_what_to_install():
    code = "import sys; sys.modules['starlette'] = sys.modules['uvicorn'] = None\nfrom speechscape.errors import SetupError\ntry:\n    import speechscape.server.review\nexcept SetupError as error:\n    print(error)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == 'starlette and uvicorn are not installed; install them with: pip install "speechscape[serve]"\n'
