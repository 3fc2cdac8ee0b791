"""Options that stay: one settings file and the environment, under what is said on the spot.

The file is TOML with the names of `RouteOptions`: the one that ``SPEECHSCAPE_SETTINGS`` names, else ``speechscape.toml`` in the current folder, else ``settings.toml`` in the
user's configuration. Over it go variables such as ``SPEECHSCAPE_PAINTER``; over these what the caller gives. Keys of servers never stand in the file.
"""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from speechscape.errors import OptionError
from speechscape.routes.options import RouteOptions

__all__ = ["route_options", "settings_file"]

_PREFIX = "SPEECHSCAPE_"


def settings_file() -> Path | None:
    """The settings file there is, or None. Raises `OptionError` where the one that was named is not there."""
    named = os.environ.get(_PREFIX + "SETTINGS")
    if named:
        if not Path(named).is_file():
            raise OptionError(f"SPEECHSCAPE_SETTINGS names {named}, which is no file; correct it, or unset it")
        return Path(named)
    home = Path(os.environ.get("APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME", str(Path.home() / ".config")))
    return next((path for path in (Path("speechscape.toml"), home / "speechscape" / "settings.toml") if path.is_file()), None)


def route_options(**given: Any) -> RouteOptions:
    """What is given (None counts as not given), over the environment, over the file. Raises `OptionError` that names where a wrong value comes from."""
    names = {field.name for field in fields(RouteOptions)}
    path = settings_file()
    kept = {} if path is None else _read(path, names)
    kept |= {name: _checked({name: text}, f"the variable {_PREFIX}{name.upper()}")[name] for name in sorted(names) if (text := os.environ.get(_PREFIX + name.upper()))}
    return RouteOptions.made(kept | {name: value for name, value in given.items() if value is not None})


def _read(path: Path, names: set[str]) -> dict[str, Any]:
    try:
        rows = tomllib.loads(path.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(f"settings in {path} cannot be read ({error}); correct them, or move the file away") from error
    unknown = sorted(set(rows) - names)
    if unknown:
        raise OptionError(f"settings in {path} have no {', '.join(unknown)}; there are: {', '.join(sorted(names))}")
    return _checked(rows, f"settings in {path}")


def _checked(rows: dict[str, Any], where: str) -> dict[str, Any]:
    """Values with the types of `RouteOptions`."""
    from typing import get_type_hints

    from pydantic import TypeAdapter, ValidationError

    hints = get_type_hints(RouteOptions)
    checked = {}
    for name, value in rows.items():
        try:
            checked[name] = TypeAdapter(hints[name]).validate_python(value)
        except ValidationError as error:
            raise OptionError(f"{where}: {name} is {value!r}; {error.errors()[0]['msg'].lower()}") from error
    return checked
