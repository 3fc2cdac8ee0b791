"""One file, the environment, what is said on the spot: in this order, each wrong value with where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechscape.errors import OptionError
from speechscape.routes.options import RouteOptions
from speechscape.routes.settings import route_options, settings_file


@pytest.fixture(autouse=True)
def nowhere(monkeypatch, tmp_path):
    for name in ("SETTINGS", "PAINTER", "STEPS", "ROUTE", "TRANSLATE"):
        monkeypatch.delenv(f"SPEECHSCAPE_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


def test_without_settings_nothing_changes():
    assert settings_file() is None
    assert route_options(route=None, steps=None) == RouteOptions()


def test_the_spot_goes_over_the_environment_over_the_file(monkeypatch):
    Path("speechscape.toml").write_text('painter = "neural"\nsteps = 4\ntranslate = true\ncontrol = "some/folder"\n')
    assert (route_options().painter, route_options().steps, route_options().translate) == ("neural", 4, True)
    assert route_options().control == Path("some/folder")
    monkeypatch.setenv("SPEECHSCAPE_STEPS", "2")
    monkeypatch.setenv("SPEECHSCAPE_TRANSLATE", "no")
    assert (route_options().steps, route_options().translate) == (2, False)
    assert route_options(steps=8).steps == 8


def test_the_named_file_goes_before_the_others(monkeypatch, tmp_path):
    home = tmp_path / "config" / "speechscape"
    home.mkdir(parents=True)
    (home / "settings.toml").write_text('painter = "neural"\n')
    assert route_options().painter == "neural"
    Path("other.toml").write_text('painter = "vector"\n')
    monkeypatch.setenv("SPEECHSCAPE_SETTINGS", "other.toml")
    assert route_options().painter == "vector"
    monkeypatch.setenv("SPEECHSCAPE_SETTINGS", "none.toml")
    with pytest.raises(OptionError, match=r"names none\.toml, which is no file"):
        route_options()


@pytest.mark.parametrize(
    ("text", "words"),
    [("painter = ", "cannot be read"), ('colour = "red"', "have no colour; there are: adapter, batch"), ('steps = "many"', "steps is 'many'; input should be a valid integer"), ('painter = "oil"', "no painter 'oil'; choose: vector, neural, diffusion")],
)
def test_wrong_settings_say_where_they_stand(text, words):
    Path("speechscape.toml").write_text(text)
    with pytest.raises(OptionError, match=words):
        route_options()


def test_wrong_variables_are_named(monkeypatch):
    monkeypatch.setenv("SPEECHSCAPE_STEPS", "many")
    with pytest.raises(OptionError, match="the variable SPEECHSCAPE_STEPS: steps is 'many'"):
        route_options()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"painter": "vector", "steps": 4}, "which the vector painter has none of"), ({"painter": "neural", "route": "cascade"}, "choose another route or painter"),
        ({"route": "adapter"}, "add --painter diffusion"), ({"route": "adapter", "painter": "diffusion"}, "--adapter FOLDER"), ({"adapter": Path("x")}, "--adapter FOLDER"),
        ({"recogniser": "http://127.0.0.1:1/v1"}, "add --recogniser-model NAME"), ({"rewriter": "http://127.0.0.1:1/v1"}, "add --rewriter-model NAME"), ({"colour": "red"}, "no option colour"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(options, words):
    with pytest.raises(OptionError, match=words):
        RouteOptions.made(options)
