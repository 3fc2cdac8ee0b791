"""One line of JSON for each thing that happened. Holds no sound, no words, no names of things, no keys: a text that is longer or richer than a code is refused before it is written."""

from __future__ import annotations

import json
import re
import sys
import time
from typing import TextIO

__all__ = ["Log"]

_CODE = re.compile(r"[A-Za-z0-9_./{}:-]{0,64}")


class Log:
    """Writes to standard error, or where it is told to."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out

    def __call__(self, event: str, **fields: str | int | float | None) -> None:
        """`fields` are figures and codes. What is neither is written as "?", so that no mistake of ours puts what somebody said into a log."""
        row: dict[str, str | int | float | None] = {"at": round(time.time(), 3), "event": event}
        for name, value in fields.items():
            row[name] = round(value, 3) if isinstance(value, float) else value if not isinstance(value, str) or _CODE.fullmatch(value) else "?"
        try:
            print(json.dumps(row), file=self._out or sys.stderr, flush=True)
        except (OSError, ValueError):  # nobody reads them any more: that stops no picture
            return
