"""Bounds, buckets, what waits for a slow reader, what a log takes."""

from __future__ import annotations

import asyncio
import io
import json

import pytest

from speechscape.cli.serving import ServeOptions, _token
from speechscape.errors import OptionError
from speechscape.server.limits import Bucket, Limits, Rates, RefusedError, client_of
from speechscape.server.logs import Log
from speechscape.server.outbox import Message, Outbox


def test_limits_come_from_what_is_given_over_the_environment():
    made = Limits.made({"SPEECHSCAPE_SERVE_SESSIONS": "7", "SPEECHSCAPE_SERVE_IDLE_S": "1.5"}, sessions=None, posts=2)
    assert (made.sessions, made.idle_s, made.posts, made.queue) == (7, 1.5, 2, Limits().queue)
    with pytest.raises(OptionError, match="SPEECHSCAPE_SERVE_SESSIONS is 'many'"):
        Limits.made({"SPEECHSCAPE_SERVE_SESSIONS": "many"})
    with pytest.raises(OptionError, match="posts is 0"):
        Limits(posts=0)


def test_a_bucket_fills_again():
    now = [0.0]
    bucket = Bucket(2.0, 4, lambda: now[0])
    assert [bucket.take() for _ in range(5)] == [0, 0, 0, 0, 0.5]
    now[0] = 0.5
    assert bucket.take() == 0
    assert bucket.spend(4) == 2.0
    now[0] = 100.0
    assert bucket.spend(4) == 0


def test_each_client_has_its_own_rate():
    now = [0.0]
    rates = Rates(Limits(requests_per_s=1, requests_burst=1), lambda: now[0])
    rates.check("a")
    rates.check("b")
    with pytest.raises(RefusedError) as error:
        rates.check("a")
    assert (error.value.status, error.value.retry_s) == (429, 1.0)
    for number in range(5000):
        rates.check(str(number))
    assert len(rates._buckets) <= 4096


def test_who_is_one_client():
    assert client_of("10.0.0.1") == "10.0.0.1"
    assert client_of("2001:db8::1") == client_of("2001:db8::ffff:1") != client_of("2001:db8:0:1::1")
    assert client_of("::ffff:10.0.0.1") == "10.0.0.1"
    assert client_of(None) == "unknown"


def taken(outbox: Outbox) -> list[str]:
    async def all_of() -> list[str]:
        outbox.end()
        found = []
        while (message := await outbox.take()) is not None:
            found.append(message.text)
        return found

    return asyncio.run(all_of())


def test_pictures_in_between_are_left_out_first():
    lost = []
    outbox = Outbox(Limits(outbox_messages=10, outbox_bytes=10_000), lambda: lost.append(1))
    for number in range(30):
        outbox.put(Message(f"partial {number}", utterance=number // 10, passing=True))
        outbox.put(Message(f"picture {number}", b"x" * 100, utterance=number // 10, passing=True))
        if number % 10 == 9:
            outbox.put(Message(f"settled {number}", utterance=number // 10))
    assert not outbox.full.is_set()
    assert [text for text in taken(outbox) if "settled" in text] == ["settled 9", "settled 19", "settled 29"]
    assert lost
    assert outbox.bytes == 0


def test_where_that_is_not_enough_the_connection_is_given_up():
    outbox = Outbox(Limits(outbox_messages=10, outbox_bytes=1000))
    for _ in range(5):
        outbox.put(Message("x" * 300))
    assert outbox.full.is_set()
    assert outbox.bytes == 0
    assert taken(outbox) == []


def test_a_log_takes_figures_and_codes_only():
    out = io.StringIO()
    Log(out)("request", route="/v1/pictures", ms=1.23456, session="a fox under a tree", code=None, bytes=3)
    row = json.loads(out.getvalue())
    assert {name: row[name] for name in ("event", "route", "ms", "session", "code", "bytes")} == {"event": "request", "route": "/v1/pictures", "ms": 1.235, "session": "?", "code": None, "bytes": 3}
    out.close()
    Log(out)("request")


def test_tokens_must_be_long_enough(monkeypatch):
    monkeypatch.delenv("SPEECHSCAPE_TOKEN", raising=False)
    assert _token(None) is None
    monkeypatch.setenv("SPEECHSCAPE_TOKEN", "from-the-environment-1")
    assert _token(None) == "from-the-environment-1"
    for bad in ("short", "with spaces in between it", "ümläuts-are-not-for-headers"):
        with pytest.raises(OptionError, match="the token has"):
            _token(bad)
    assert ServeOptions().host == "127.0.0.1"
