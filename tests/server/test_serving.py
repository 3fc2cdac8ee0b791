"""The command behind its arguments: a process that serves until it is told to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from speechscape.cli.serving import ServeOptions, _workers, serve
from speechscape.errors import OptionError
from speechscape.routes import RouteOptions
from tests.server.live_server import listen

SAMPLES = Path(__file__).parents[2] / "samples"
CODE = "import sys; from speechscape.cli.serving import ServeOptions, serve; sys.exit(serve(ServeOptions(port=0, token={token!r})))"


@pytest.fixture
def process(request):
    token = getattr(request, "param", None)
    with subprocess.Popen([sys.executable, "-c", CODE.format(token=token)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "SPEECHSCAPE_TOKEN": ""}) as one:
        try:
            yield one
        finally:
            one.kill()


def address(process) -> str:
    return process.stdout.readline().removeprefix("Open ").strip()


def test_it_draws_what_is_said_and_answers_it_before_it_ends(process):
    import soundfile
    from websockets.sync.client import connect

    at = address(process)
    with urllib.request.urlopen(f"{at}ready", timeout=20) as answer:
        assert json.load(answer)["status"] == "ok"
    samples, _ = soundfile.read(SAMPLES / "fox-under-a-tree.wav", dtype="int16")
    with connect(f"{at.replace('http', 'ws')}v1/live", proxy=None, max_size=None) as ws:
        ws.send('{"type": "start"}')
        for first in range(0, len(samples), 1600):
            ws.send(samples[first : first + 1600].astype("<i2").tobytes())
        listen(ws, "hearing")
        process.send_signal(signal.SIGTERM)
        said = listen(ws)
        assert ws.close_code == 1012
    assert said.of("settled")[-1]["account"] == "A fox under a tree."
    assert said.of("picture")[-1]["final"]
    assert process.wait(20) == 0
    assert all(json.loads(row)["event"] for row in process.stderr.read().splitlines())


@pytest.mark.parametrize("process", ["a-token-of-our-own"], indirect=True)
def test_with_a_token_the_address_holds_it(process):
    assert address(process).endswith("/?token=a-token-of-our-own")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0


def test_what_cannot_be_is_refused():
    with pytest.raises(OptionError, match="port is 70000"):
        serve(ServeOptions(port=70_000))
    with pytest.raises(OptionError, match="the token has 5"):
        serve(ServeOptions(token="short"))
    assert _workers(ServeOptions(workers=3)) == 3
    assert _workers(ServeOptions(workers=3, route=RouteOptions(route="cascade"))) == 1


@pytest.mark.parametrize(("host", "guarded"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_beyond_this_machine_there_is_always_a_token(host, guarded, monkeypatch, capsys):
    from speechscape.server import wire

    class Ending:
        def run(self, sockets):
            assert len(sockets) == 1
            raise KeyboardInterrupt

    monkeypatch.delenv("SPEECHSCAPE_TOKEN", raising=False)
    monkeypatch.setenv("SPEECHSCAPE_THREADS", "1")
    monkeypatch.setattr(wire, "server", lambda *_: Ending())
    before, interval = signal.getsignal(signal.SIGTERM), sys.getswitchinterval()
    try:
        assert serve(ServeOptions(port=0, host=host)) == 0
    finally:
        sys.setswitchinterval(interval)
    said = capsys.readouterr()
    assert ("?token=" in said.out) == guarded
    assert ("no encryption" in said.err) == guarded
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_painter_of_whole_recordings_is_refused():
    with pytest.raises(OptionError, match="neural paints whole recordings only"):
        serve(ServeOptions(port=0, route=RouteOptions(painter="neural")))
