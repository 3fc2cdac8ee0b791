"""The live socket: what comes over it, what a broken connection loses (nothing), who may watch, how it ends."""

from __future__ import annotations

import json
import socket
import threading
import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from speechscape.types import Scene
from tests.server.live_server import FOX, Ears, listen, pcm, running, say, start

END = json.dumps({"type": "end"})


@pytest.fixture(scope="module")
def server():
    with running() as one:
        yield one


def closed(ws) -> tuple[int, dict]:
    """The code of the close, and the last message before it."""
    said = listen(ws)
    return ws.protocol.close_rcvd.code if ws.protocol.close_rcvd else 1006, said.rows[-1] if said.rows else {}


def refused(server, path: str = "/v1/live", **more):
    """The answer in place of an upgrade."""
    with pytest.raises(InvalidStatus) as error, server.socket(path, **more):
        pass
    return error.value.response


def test_a_sentence_becomes_a_picture_and_the_end_is_clean(server):
    with server.socket() as ws:
        ready = start(ws)
        assert (ready["type"], ready["model"], ready["heard_s"]) == ("ready", "tiny", 0.0)
        assert set(ready["limits"]) == {"message_bytes", "messages_per_s", "session_s", "idle_s", "resume_s", "picture_px"}
        say(ws)
        ws.send(END)
        said = listen(ws)
        assert ws.close_code == 1000
    assert [row["type"] for row in said.rows if row["type"] != "partial" and row.get("final", True)] == ["hearing", "settled", "picture"]
    assert [row["seq"] for row in said.rows] == list(range(1, len(said.rows) + 1))
    assert [row["bytes"] for row in said.of("picture")] == [len(data) for data in said.pictures]
    assert said.pictures[-1].startswith(b"<svg")
    assert said.of("settled")[0]["scene"]["elements"][0]["name"] == "fox"


@pytest.mark.parametrize(("rate", "format", "magic"), [(8000, "png", b"\x89PNG"), (48000, "webp", b"RIFF"), (44100, "svg", b"<svg")])
def test_rates_and_formats(server, rate, format, magic):
    import numpy as np

    from tests.conftest import speechlike

    sound = (np.concatenate([speechlike(1.2, rate_hz=rate), np.zeros(rate, np.float32)]) * 32767).astype("<i2").tobytes()
    with server.socket() as ws:
        start(ws, rate=rate, picture=format, size=64)
        say(ws, sound)
        ws.send(END)
        said = listen(ws)
    assert said.pictures[-1].startswith(magic)
    assert abs(said.of("settled")[0]["end_s"] - 1.35) < 0.1


def test_a_sentence_that_shows_nothing_says_so():
    with running(Ears(Scene())) as server, server.socket() as ws:
        start(ws)
        say(ws)
        ws.send(END)
        said = listen(ws)
        assert (said.of("nothing")[0]["reason"], said.pictures) == ("nothing to be seen in it", [])


def test_a_picture_again_in_another_form(server):
    with server.socket() as ws:
        start(ws)
        say(ws)
        listen(ws, "settled")
        while not listen(ws, "picture").of("picture")[-1]["final"]:
            continue
        ws.send(json.dumps({"type": "paint", "utterance": 0, "format": "png", "size": 96}))
        again = listen(ws, "picture")
        row = again.of("picture")[-1]
        assert (row["seq"], row["format"], row["size"], again.pictures[-1][:4]) == (0, "png", 96, b"\x89PNG")
        ws.send(json.dumps({"type": "paint", "utterance": 7}))
        assert listen(ws, "error").rows[-1] | {"text": ""} == {"type": "error", "code": "no_picture", "text": "", "fatal": False}
        ws.send(json.dumps({"type": "paint", "utterance": 0, "size": 4000}))
        assert listen(ws, "error").rows[-1]["code"] == "too_large"
        ws.send(END)
        assert closed(ws)[0] == 1000


@pytest.mark.parametrize(
    ("messages", "code", "word"),
    [
        ([b"\0\0"], 1003, "not_started"), (["nonsense"], 4400, "bad_message"), (["[]"], 4400, "bad_message"), (['{"type":"end"}'], 4400, "not_started"), (['{"type":"start","rate":7}'], 4400, "bad_message"),
        (['{"type":"start","rate":"16000"}'], 4400, "bad_message"), (['{"type":"start","rate":true}'], 4400, "bad_message"), (['{"type":"start","picture":"bmp"}'], 4400, "bad_message"), (['{"type":"start","size":1e9}'], 4400, "bad_message"),
        (['{"type":"start","volume":1}'], 4400, "bad_message"), (['{"type":"start"}', '{"type":"start"}'], 4400, "started"), (['{"type":"start"}', "{"], 4400, "bad_message"), (['{"type":"start"}', '{"type":"paint"}'], 4400, "bad_message"),
        (['{"type":"start"}', b"\0\0\0"], 4400, "bad_sound"), (['{"type":"start","resume":"x"}'], 4404, "gone"), (['{"type":"start","size":4000}'], 4400, "too_large"), (["[" * 4000], 4400, "bad_message"), (["x" * 5000], 1009, "too_large"),
    ],
)  # fmt: skip
def test_what_is_not_the_protocol_is_refused(server, messages, code, word):
    with server.socket() as ws:
        for message in messages:
            ws.send(message)
        got, last = closed(ws)
    assert (got, last["code"], last["fatal"]) == (code, word, True)


def test_nothing_is_lost_when_the_connection_breaks(server):
    with server.socket() as ws:
        ready = start(ws)
        say(ws)
        first = listen(ws, "settled").rows[-1]
        ws.socket.shutdown(socket.SHUT_RDWR)
    server.until("sessions", 0)
    assert server.metrics()["speechscape_kept_sessions"] >= 1
    with server.socket() as ws:
        again = start(ws, resume=ready["session"], seq=first["seq"])
        assert (again["session"], again["heard_s"]) == (ready["session"], 2.0)
        missed = listen(ws, "picture")
        assert missed.of("picture")[-1]["final"]
        assert all(row["seq"] > first["seq"] for row in missed.rows)
        say(ws)
        ws.send(END)
        rest = listen(ws)
        assert rest.of("settled")[0]["utterance"] == 1
        assert ws.close_code == 1000
    with server.socket() as ws:  # it ended as it should: there is nothing to come back to
        ws.send(json.dumps({"type": "start", "resume": ready["session"]}))
        assert closed(ws)[0] == 4404


def test_a_session_that_was_ended_while_away_is_answered_later(server):
    server.ears.going.clear()
    with server.socket() as ws:
        ready = start(ws)
        say(ws)
        ws.send(END)
        listen(ws, "hearing")
        time.sleep(0.1)
        ws.socket.shutdown(socket.SHUT_RDWR)
    server.ears.going.set()
    with server.socket() as ws:
        start(ws, resume=ready["session"], seq=1)
        said = listen(ws)
        assert ws.close_code == 1000
    assert said.of("settled") and said.of("picture")[-1]["final"]


def test_the_newer_connection_wins(server):
    with server.socket() as old, server.socket() as new:
        ready = start(old)
        assert start(new, resume=ready["session"])["session"] == ready["session"]
        assert closed(old)[0] == 4409
        say(new)
        new.send(END)
        assert listen(new).of("settled")
        assert new.close_code == 1000


def test_others_watch_and_only_watch(server):
    with server.socket() as ws:
        start(ws)
        say(ws)
        listen(ws, "settled")
        ws.send(json.dumps({"type": "share"}))
        link = listen(ws, "shared").rows[-1]["watch"]
        ws.send(json.dumps({"type": "share"}))
        assert listen(ws, "shared").rows[-1]["watch"] == link
        key = link.partition("=")[2]
        with server.socket(f"/v1/watch?key={key}") as one, server.socket(f"/v1/watch?key={key}") as other:
            hello = listen(one, "picture")
            assert hello.rows[0]["type"] == "ready"
            assert hello.rows[0]["session"] is None
            assert [row["type"] for row in hello.rows] == ["ready", "settled", "picture"]
            other.send("x")
            assert closed(other)[0] == 4400
            say(ws)
            ws.send(END)
            said = listen(one)
            assert one.close_code == 1000
            assert said.of("settled")[0]["utterance"] == 1
            assert said.rows[-1] == {"type": "ended"}
    assert refused(server, f"/v1/watch?key={key}").status_code == 404


def test_a_doubt_is_answered_for_all_who_see_the_session():
    with running(Ears(doubts=(("boat", "goat"),))) as server, server.socket() as ws:
        start(ws)
        say(ws)
        listen(ws, "settled")
        listen(ws, "picture")
        ws.send(json.dumps({"type": "share"}))
        key = listen(ws, "shared").rows[-1]["watch"].partition("=")[2]
        with server.socket(f"/v1/watch?key={key}") as other:
            assert listen(other, "picture").of("settled")[0]["doubts"] == [["boat", "goat"]]
            ws.send(json.dumps({"type": "answer", "utterance": 0, "doubt": 0, "name": "boat"}))
            for one in (ws, other):
                said = listen(one, "picture")
                (settled,) = said.of("settled")
                assert ([row["name"] for row in settled["scene"]["elements"]], settled["answers"]) == (["fox", "tree", "boat"], ["boat"])
                assert b"boat" in said.pictures[-1]
        ws.send(json.dumps({"type": "answer", "utterance": 0, "doubt": 0, "name": "dragon"}))
        assert listen(ws, "error").rows[-1] == {"type": "error", "code": "no_doubt", "text": "this doubt offers boat, goat, or nothing for none of them", "fatal": False}
        ws.send(json.dumps({"type": "paint", "utterance": 0, "format": "svg"}))
        assert b"boat" in listen(ws, "picture").pictures[-1]
        ws.send(json.dumps({"type": "answer", "utterance": 0, "doubt": 0, "name": None}))
        assert b"boat" not in listen(ws, "picture").pictures[-1]


def test_two_who_speak_do_not_hear_each_other(server):
    with server.socket() as one, server.socket() as other:
        assert start(one)["session"] != start(other)["session"]
        say(one)
        listen(one, "settled")
        other.send(END)
        said = listen(other)
        assert (said.rows, other.close_code) == ([], 1000)


def test_a_slow_reader_loses_pictures_in_between_first_and_then_the_connection():
    with running(outbox_bytes=400_000, outbox_messages=40, speed=1000.0) as server:
        small = socket.socket()
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        small.connect(("127.0.0.1", server.door.port))
        with server.socket(sock=small, max_queue=1) as ws, server.socket() as quick:
            start(quick)
            ready = start(ws, picture="png", size=1024)
            sender = threading.Thread(target=_say_until_closed, args=(ws,))
            sender.start()
            server.until('closed_sockets_total{code="4413",kind="live"}', 1)
            say(quick)
            assert listen(quick, "settled")
            assert closed(ws)[0] in {4413, 1006}
            sender.join(10)
        with server.socket() as again:
            assert start(again, resume=ready["session"])["session"] == ready["session"]
            listen(again, "picture")


def _say_until_closed(ws) -> None:
    try:
        for seed in range(400):
            say(ws, pcm(0.6, 0.6, seed))
            time.sleep(0.005)
    except (ConnectionClosed, OSError):
        return


def test_a_connection_that_does_nothing_is_ended():
    with running(start_s=0.2, idle_s=0.3, ping_s=0.2, pong_s=0.3) as server:
        with server.socket() as ws:
            assert closed(ws)[0] == 4408
        with server.socket() as ws:
            start(ws)
            assert closed(ws)[0] == 4408


def test_a_half_open_connection_is_ended():
    with running(ping_s=0.2, pong_s=0.3, resume_s=0.3) as server, server.socket() as ws:
        start(ws)
        say(ws)
        ws.protocol.receive_data = lambda data: None  # takes everything and answers no ping
        server.until("sessions", 0)
        server.until("kept_sessions", 0)


def test_a_session_lasts_only_so_long():
    with running(session_s=0.4) as server, server.socket() as ws:
        start(ws)
        code, last = closed(ws)
        assert (code, last["code"]) == (4410, "too_long")


def test_sessions_have_an_end_of_room():
    with running(sessions=2, clients_sessions=2) as server, server.socket() as one, server.socket() as other:
        start(one)
        start(other)
        assert refused(server).headers["retry-after"] == "10"
        assert refused(server).status_code == 429
        say(one)
        listen(one, "settled")
        one.socket.shutdown(socket.SHUT_RDWR)  # leaves a session that may be resumed: it makes room
        server.until("sessions", 1)
        with server.socket() as third:
            start(third)
            assert len(server.talks) == 2
    with running(sessions=1, clients_sessions=9) as server, server.socket() as one:
        start(one)
        assert refused(server).status_code == 503


def test_what_was_said_is_answered_when_the_server_ends():
    with running(Ears(takes_s=0.3)) as server, server.socket() as ws:
        start(ws)
        say(ws, pcm(silence_s=0.0))
        listen(ws, "hearing")
        server.server.should_exit = True
        said = listen(ws)
        assert ws.close_code == 1012
        assert said.of("settled")[0]["scene"]["elements"][0]["name"] == FOX.elements[0].name
        assert said.of("picture")[-1]["final"]


def test_no_word_and_no_key_is_in_the_log(server):
    with server.socket() as ws:
        ready = start(ws)
        say(ws)
        ws.send(json.dumps({"type": "share"}))
        key = listen(ws, "shared").rows[-1]["watch"].partition("=")[2]
        with server.socket(f"/v1/watch?key={key}"):
            pass
        ws.send(END)
        listen(ws)
    log = server.log.getvalue()
    for row in map(json.loads, log.splitlines()):
        assert set(row) <= {"at", "event", "session", "rate", "format", "size", "kind", "code", "seconds", "heard_s", "route", "status", "ms", "bytes", "after_s", "stage", "error"}
    assert all(word not in log for word in ("secret", "fox", "tree", ready["session"], key, server.door.token))
