"""What requests are answered with."""

from __future__ import annotations

import base64
import json
import threading
import time

import pytest

from speechscape.errors import SpeechscapeError
from speechscape.server.pages import Pages
from speechscape.server.schemas import DrawnShape, HealthShape, ImagesShape, RefusalShape, SceneAnswerShape, TranscriptShape
from speechscape.types import Scene, Transcript, Word
from tests.server.live_server import Ears, running, wav


class Recogniser:
    name = kind = "tiny"

    def transcribe(self, clips):
        return [Transcript("a fox", (Word("a", 0.0, 0.1), Word("fox", 0.1, 0.5, 0.8)), "en") for _ in clips]


@pytest.fixture(scope="module")
def static(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "room.html").write_text("<!doctype html><title>room</title>")
    (folder / "assets" / "app-1a2b3c4d.js").write_text("export {}")
    (folder / "assets" / "data.exe").write_text("no")
    (folder / ".secret.txt").write_text("no")
    (folder / "link.txt").symlink_to(__file__)
    return folder


@pytest.fixture(scope="module")
def server(static):
    with running(static=static, recogniser=Recogniser(), clip_s=5.0) as one:
        yield one


@pytest.fixture
def client(server):
    with server.client() as one:
        yield one


@pytest.mark.parametrize(("accept", "kind", "magic"), [("image/png", "image/png", b"\x89PNG"), ("image/webp", "image/webp", b"RIFF"), ("image/svg+xml", "image/svg+xml", b"<svg"), ("*/*", "image/png", b"\x89PNG"), ("text/html, image/*;q=0.5", "image/png", b"\x89PNG"), ("image/png;q=0.1, image/webp;q=0.2", "image/webp", b"RIFF")])
def test_a_picture_by_the_accept_header(client, accept, kind, magic):
    answer = client.post("/v1/pictures?size=64&seed=3", content=wav(), headers={"accept": accept, "content-type": "audio/wav"})
    assert (answer.status_code, answer.headers["content-type"], answer.headers["cache-control"]) == (200, kind, "no-store")
    assert answer.content.startswith(magic)


def test_the_same_as_json_and_as_a_form(client):
    answer = client.post("/v1/pictures?size=64&format=webp", files={"note": (None, "x"), "file": ("clip.wav", wav())}, headers={"accept": "application/json"}).json()
    DrawnShape.model_validate(answer)
    assert base64.b64decode(answer["picture"]["data"]).startswith(b"RIFF")
    assert (answer["account"], answer["words"], answer["model"]) == ("A fox and a tree.", "the secret fox", "tiny") or "fox" in answer["account"]
    same = client.post("/v1/pictures?size=64&format=webp", content=wav(), headers={"accept": "application/json"}).json()
    assert same["picture"] == answer["picture"]


def test_a_scene(client):
    answer = client.post("/v1/scenes", content=wav()).json()
    SceneAnswerShape.model_validate(answer)
    assert [row["name"] for row in answer["scene"]["elements"]] == ["fox", "tree"]


def test_a_scene_as_a_picture(client):
    heard = client.post("/v1/scenes", content=wav()).json()["scene"]
    wished = {**heard, "elements": [*heard["elements"], {"name": "boat", "relation": "left of", "of_index": [1], "color": "red"}]}
    answer = client.post("/v1/pictures?size=64&format=svg", json={"scene": wished}, headers={"accept": "application/json"}).json()
    DrawnShape.model_validate(answer)
    assert [row["name"] for row in answer["scene"]["elements"]] == ["fox", "tree", "boat"]
    assert answer["account"] == answer["picture"]["alt"]
    assert "red boat" in answer["account"]
    assert client.post("/v1/pictures?size=64", json={"scene": {"elements": [{"name": "fox"}]}}).content.startswith(b"\x89PNG")
    nothing = client.post("/v1/pictures?size=64", json={"scene": {"elements": []}}, headers={"accept": "application/json"}).json()
    assert (nothing["picture"], nothing["nothing"]) == (None, True)


@pytest.mark.parametrize(
    ("scene", "why"),
    [
        ({"elements": [{"name": "unicycle"}]}, "elements.0.name is 'unicycle'"), ({"elements": [{"name": "fox", "count": 100}]}, "elements.0.count: input should be less than or equal to 9"), ({"elements": [{"name": "fox", "color": "mauve"}]}, "elements.0.color is 'mauve'; it takes"),
        ({"elements": [{"name": "fox"}] * 13}, "at most 12 items"), ({"elements": [{"name": "fox", "relation": "on", "of_index": [0]}]}, "takes the numbers of other elements"), ({"elements": [{"name": "fox", "relation": "on"}]}, "has 0 numbers; on takes 1"),
        ({"elements": [{"name": "fox", "relation": "on", "of_index": [7]}, {"name": "owl"}]}, "from 0 to 1"), ({"elements": [{"name": "fox", "relation": "on", "of_index": [1]}, {"name": "owl", "relation": "under", "of_index": [0]}]}, "round in a circle"),
        ({"elements": [{"name": "fox", "of_index": [1]}, {"name": "owl"}]}, "an element without a relation takes 0"), ({"elements": {}}, "elements: input should be a valid list"), ({"setting": {"place": "moon base"}}, "setting.place is 'moon base'; it takes"), ({"elements": [{"name": 5}]}, "elements.0.name: input should be a valid string"),
    ],
)  # fmt: skip
def test_a_scene_that_cannot_be_painted_says_why(client, scene, why):
    answer = client.post("/v1/pictures", json={"scene": scene})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_scene")
    assert why in answer.json()["error"]["message"]


def test_pictures_in_the_shape_of_openai(client):
    row = {"audio": base64.b64encode(wav()).decode(), "n": 2, "size": "64x64", "model": "any", "response_format": "b64_json"}
    answer = client.post("/v1/images/generations", json=row).json()
    ImagesShape.model_validate(answer)
    assert [base64.b64decode(one["b64_json"])[:4] for one in answer["data"]] == [b"\x89PNG"] * 2
    assert answer["data"][0] != answer["data"][1]
    form = client.post("/v1/images/generations", files={"file": wav()}, data={"size": "64x64", "output_format": "svg"}).json()
    assert base64.b64decode(form["data"][0]["b64_json"]).startswith(b"<svg")
    for more in ({"n": 9}, {"size": "64x32"}, {"size": "big"}, {"response_format": "url"}, {"output_format": "bmp"}, {"seed": -1}):
        assert client.post("/v1/images/generations", json=row | more).status_code == 400, more


def test_words_where_there_is_a_recogniser(client):
    plain = client.post("/v1/audio/transcriptions", files={"file": wav()}, data={"model": "whisper-1"}).json()
    assert plain == {"text": "a fox"}
    full = client.post("/v1/audio/transcriptions", files={"file": wav()}, data={"response_format": "verbose_json"}).json()
    TranscriptShape.model_validate(full)
    assert full["words"][1]["word"] == "fox"
    assert client.post("/v1/audio/transcriptions", files={"file": wav()}, data={"response_format": "text"}).text == "a fox"
    assert client.post("/v1/audio/transcriptions", files={"file": wav()}, data={"response_format": "srt"}).status_code == 400
    with running() as other, other.client() as without:
        assert without.post("/v1/audio/transcriptions", files={"file": wav()}).json()["error"]["code"] == "no_recogniser"


@pytest.mark.parametrize(
    ("path", "more", "status", "code"),
    [
        ("/v1/pictures", {"content": b""}, 400, "no_audio"), ("/v1/pictures", {"content": b"nonsense" * 100}, 422, "bad_audio"), ("/v1/pictures?size=1", {"content": b"x"}, 422, "bad_option"), ("/v1/pictures?size=x", {"content": b"x"}, 422, "bad_option"),
        ("/v1/pictures?size=4096", {"content": b"x"}, 400, "bad_option"), ("/v1/pictures?format=bmp", {"content": b"x", "headers": {"accept": "application/json"}}, 400, "bad_option"), ("/v1/pictures", {"content": b"x", "headers": {"accept": "text/html"}}, 406, "not_acceptable"),
        ("/v1/pictures", {"data": {"a": "b"}}, 415, "no_audio"), ("/v1/pictures", {"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, "bad_form"), ("/v1/pictures", {"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=y"}}, 400, "bad_form"),
        ("/v1/pictures", {"content": b"--y\r\n", "headers": {"content-type": "multipart/form-data; boundary=y"}}, 400, "bad_form"), ("/v1/pictures", {"files": [("file", b"x"), ("file", b"y")]}, 400, "bad_form"), ("/v1/pictures", {"files": [(str(n), b"x") for n in range(40)]}, 400, "bad_form"),
        ("/v1/pictures", {"files": {"note": b"x" * 70_000}}, 413, "too_large"), ("/v1/images/generations", {"content": b"[", "headers": {"content-type": "application/json"}}, 400, "bad_json"), ("/v1/images/generations", {"json": {"prompt": "a fox"}}, 400, "no_audio"),
        ("/v1/images/generations", {"json": {"audio": "?"}}, 400, "bad_base64"), ("/v1/scenes", {"content": wav(6.0)}, 413, "too_long"), ("/nothing", {"content": b""}, 405, "method_not_allowed"), ("/health", {"content": b""}, 405, "method_not_allowed"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why(client, path, more, status, code):
    answer = client.post(path, **more)
    RefusalShape.model_validate(answer.json())
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_nothing_to_be_seen_is_said():
    with running(Ears(Scene())) as server, server.client() as client:
        answer = client.post("/v1/pictures", content=wav(), headers={"accept": "image/png"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "nothing")
        answer = client.post("/v1/pictures", content=wav(), headers={"accept": "application/json"}).json()
        assert (answer["picture"], answer["nothing"]) == (None, True)


def test_state_and_figures(client, server):
    HealthShape.model_validate(client.get("/health").json())
    assert client.get("/ready").status_code == 200
    client.post("/v1/scenes", content=wav())
    figures = server.metrics()
    assert figures['speechscape_stage_seconds_count{stage="decode"}'] >= 1
    assert figures['speechscape_requests_total{route="/v1/scenes",status="200"}'] >= 1
    assert {"speechscape_queue", "speechscape_sessions", "speechscape_watchers"} <= figures.keys()
    with server.client() as other:
        other.get("/some/path/that/is/not/there")
        assert "not/there" not in other.get("/metrics").text


def test_openapi_knows_every_address(client):
    page = client.get("/openapi.json").json()
    assert set(page["paths"]) == {"/v1/pictures", "/v1/scenes", "/v1/images/generations", "/v1/audio/transcriptions", "/health", "/ready", "/metrics"}
    assert set(page["paths"]["/v1/pictures"]["post"]["responses"]["200"]["content"]) >= {"image/png", "image/webp", "image/svg+xml", "application/json"}
    assert "elements" in page["paths"]["/v1/pictures"]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]["scene"]["properties"]
    assert "$ref" not in str(page["paths"]["/v1/pictures"]["post"]["requestBody"])
    assert "multipart/form-data" in page["paths"]["/v1/scenes"]["post"]["requestBody"]["content"]


def test_the_page_and_its_files(client):
    page = client.get("/")
    assert (page.text, page.headers["content-type"], page.headers["cache-control"]) == ("<!doctype html><title>page</title>", "text/html; charset=utf-8", "no-cache")
    assert "default-src 'none'; script-src 'self'" in page.headers["content-security-policy"]
    assert client.get("/", headers={"if-none-match": page.headers["etag"]}).status_code == 304
    assert client.get("/?watch=x").text == page.text
    assert "room" in client.get("/room").text
    assert "No project is open" in client.get("/studio").text
    assert client.head("/").headers["content-length"] == page.headers["content-length"]
    script = client.get("/assets/app-1a2b3c4d.js")
    assert (script.headers["cache-control"], script.headers["content-type"]) == ("public, max-age=31536000, immutable", "text/javascript; charset=utf-8")
    assert [client.get(path).status_code for path in ("/assets/data.exe", "/.secret.txt", "/link.txt", "/assets", "/app.py")] == [404] * 5


def test_a_page_that_was_not_built_says_how(tmp_path):
    pages = Pages(tmp_path / "none")
    assert not pages.built
    assert b"scripts/web" in pages.find("/").data
    assert pages.find("/room") is None


def test_more_recordings_than_can_be_taken_are_told_to_wait():
    with running(posts=1) as server, server.client() as client:
        server.ears.going.clear()
        answers: list[int] = []
        thread = threading.Thread(target=lambda: answers.append(client.post("/v1/scenes", content=wav()).status_code))
        thread.start()
        server.until("posts", 1)
        with server.client() as other:
            answer = other.post("/v1/scenes", content=wav())
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
        server.ears.going.set()
        thread.join(10)
        assert answers == [200]


def test_a_client_that_leaves_is_not_worked_for():
    with running(workers=1) as server:
        server.ears.going.clear()
        with server.client() as client, server.client() as other:
            threading.Thread(target=lambda: client.post("/v1/scenes", content=wav()), daemon=True).start()
            server.until("posts", 1)
            while not server.ears.asked:
                time.sleep(0.01)
            with pytest.raises(Exception):  # noqa: B017
                other.post("/v1/scenes", content=wav(), timeout=0.5)
            server.until("posts", 1)
            server.ears.going.set()
            server.until("posts", 0)
        server.until("queue", 0)
        assert len(server.ears.asked) == 1


def test_what_fails_inside_is_said_without_its_words():
    class Broken(Ears):
        def hear(self, clips):
            raise ValueError("the secret fox")

    class Refusing(Ears):
        def hear(self, clips):
            raise SpeechscapeError("no ears today")

    with running(Broken()) as server, server.client() as client:
        answer = client.post("/v1/scenes", content=wav())
        assert (answer.status_code, "secret" in answer.text) == (500, False)
        assert "secret" not in server.log.getvalue()
    with running(Refusing()) as server, server.client() as client:
        answer = client.post("/v1/scenes", content=wav())
        assert (answer.status_code, answer.json()["error"]["message"]) == (500, "no ears today")
    assert json.loads(server.log.getvalue().splitlines()[0])["status"] == 500
