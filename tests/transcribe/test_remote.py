"""A recogniser behind HTTP, asked over loopback: what goes out, what comes back, and every way in which it does not."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from speechscape.endpoint import KEY_VARIABLE, Endpoint
from speechscape.errors import EndpointError, OptionError, SetupError
from speechscape.transcribe.remote import Remote
from speechscape.types import RATE_HZ, Clip
from tests.chat_server import serving
from tests.conftest import speechlike

WORDS = [{"word": " A", "start": 0.1, "end": 0.2}, {"word": " fox", "start": 0.2, "end": 0.5, "probability": 0.75}]


def _remote(url: str, **options) -> Remote:
    return Remote(Endpoint(url=url, model="whisper-1", timeout_s=5), **options)


def test_words_with_times_come_back(monkeypatch):
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    with serving(lambda path, body: (200, {"text": " A fox", "language": "en", "words": WORDS})) as asked:
        (transcript,) = _remote(asked.url, language="en").transcribe([Clip(speechlike(1.0))])
    assert [(word.text, word.start_s, word.end_s, word.confidence) for word in transcript.words] == [("A", 0.1, 0.2, 1.0), ("fox", 0.2, 0.5, 0.75)]
    assert transcript.text == "A fox"
    ((path, headers, body),) = asked.requests
    assert path == "/v1/audio/transcriptions"
    assert headers["Authorization"] == "Bearer secret"
    assert b"fLaC" in body
    assert b"verbose_json" in body
    assert b'name="language"' in body


def test_text_without_times_is_spread_over_the_clip(monkeypatch):
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with serving(lambda path, body: (200, {"text": "ein Fuchs", "language": "de"})) as asked:
        (transcript,) = _remote(asked.url, translate=True).transcribe([Clip(speechlike(2.0))])
    assert [(word.start_s, word.end_s) for word in transcript.words] == [(0.0, 1.0), (1.0, 2.0)]
    assert transcript.translated
    assert asked.requests[0][0] == "/v1/audio/translations"
    assert "Authorization" not in asked.requests[0][1]


def test_silence_is_not_sent():
    with serving(lambda path, body: (200, {"text": "Thanks for watching!"})) as asked:
        (transcript,) = _remote(asked.url).transcribe([Clip(np.zeros(RATE_HZ, np.float32))])
    assert (transcript.text, asked.requests) == ("", [])
    assert "silence" in str(transcript.reason)


@pytest.mark.parametrize(
    ("status", "content", "words"),
    [
        (401, {"error": "no"}, "answered 401 .*check the key in SPEECHSCAPE_API_KEY"), (413, b"", "answered 413 .*send a shorter clip"), (429, b"slow down", "answered 429 .*slow down.*wait"),
        (500, b"oops", "answered 500"), (200, b"<html>", "not JSON"), (200, [1, 2], "another shape"), (200, {"words": [{"word": "x"}], "text": ""}, "another shape"), (302, b"", "answered 302"),
        (200, b"x" * 9_000_000, "more than 8 MB"),
    ],
)  # fmt: skip
def test_other_answers_are_refused_with_a_way_out(status, content, words):
    with serving(lambda path, body: (status, content)) as asked, pytest.raises(EndpointError, match=words):
        _remote(asked.url).transcribe([Clip(speechlike(1.0))])


def test_nobody_there_and_nobody_answering():
    with serving(lambda path, body: (200, {})) as asked:
        pass
    with pytest.raises(EndpointError, match="cannot be reached"):
        _remote(asked.url).transcribe([Clip(speechlike(1.0))])
    import threading

    release = threading.Event()
    with serving(lambda path, body: (release.wait(10), (200, {}))[1]) as asked:
        with pytest.raises(EndpointError, match="no answer within 0 s"):
            Remote(Endpoint(url=asked.url, model="m", timeout_s=0.2)).transcribe([Clip(speechlike(1.0))])
        release.set()


def test_addresses_that_would_leak_or_are_none_are_refused(monkeypatch):
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    for url, words in [("example.com/v1", "give an address"), ("http://example.com/v1", "unencrypted"), ("https://me:pw@example.com/v1", "carries a password"), ("file:///etc/passwd", "give an address")]:
        with pytest.raises(OptionError, match=words):
            Endpoint(url=url, model="m")


def test_without_the_package_the_error_names_the_install_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(SetupError, match=r'pip install "speechscape\[endpoint\]"'):
        Endpoint(url="http://127.0.0.1:9/v1", model="m").post("x")
