"""Names out of a pickle without unpickling: lists of strings, as some sets publish their splits, and nothing else.

A pickle is a program, and loading one runs it. Here its instructions are first gone through without being run, and one that does anything but
build a list of strings ends the reading; only then does an unpickler build the list, and that too refuses whatever is not plain data. `s2igan`
calls it; files in any other form of pickle, arrays of objects among them, are read nowhere in this package.
"""

from __future__ import annotations

import io
import pickle
import pickletools
from pathlib import Path
from typing import Any, NoReturn

from speechscape.errors import OptionError

__all__ = ["read_strings"]

LIMIT_BYTES = 16_000_000

_BUILD = frozenset("PROTO FRAME STOP MARK LIST EMPTY_LIST APPEND APPENDS GET BINGET LONG_BINGET".split())
_STRING = frozenset("STRING BINSTRING SHORT_BINSTRING UNICODE BINUNICODE SHORT_BINUNICODE".split())
_STORE = frozenset("PUT BINPUT LONG_BINPUT MEMOIZE".split())
"""Pickles store each string for the case that it comes again; a place of store beyond the file's length would only take memory."""


_DAMAGE = (pickle.UnpicklingError, AttributeError, EOFError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""How the library says that a pickle is damaged."""


class _Plain(pickle.Unpickler):
    """Builds plain data; every class, function or outside object that a pickle asks for is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        raise pickle.UnpicklingError(f"asks for {module_name}.{global_name}")

    def persistent_load(self, pid: Any, /) -> NoReturn:
        raise pickle.UnpicklingError("asks for an outside object")


def read_strings(path: Path) -> list[str]:
    """The list of strings in a pickle of Python 2 or 3 (protocols 0 to 5; byte strings as UTF-8, those of protocol 0 as ASCII).

    Raises `OptionError` for a file over 16 MB, for one that is damaged, and for one that holds or does anything else; nothing in it is run.
    """
    size = path.stat().st_size
    if size > LIMIT_BYTES:
        raise OptionError(f"{path} has {size} bytes; a list of names has at most {LIMIT_BYTES}: write the names into {path.with_suffix('.txt').name}, one a line")
    data = path.read_bytes()
    try:
        for instruction, argument, _ in pickletools.genops(data):
            name = instruction.name
            if name not in _BUILD | _STRING | _STORE or (name in _STORE and isinstance(argument, int) and argument > size):
                raise pickle.UnpicklingError(f"holds the instruction {name}")
        value = _Plain(io.BytesIO(data), encoding="utf-8").load()
    except _DAMAGE as error:
        raise OptionError(f"{path} is no pickle of a list of strings ({error}): {_way_out(path)}") from None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise OptionError(f"{path} holds something else than a list of strings: {_way_out(path)}")
    return value


def _way_out(path: Path) -> str:
    return f"nothing in it was run; where you trust its maker, write the names into {path.with_suffix('.txt').name} beside it, one a line"
