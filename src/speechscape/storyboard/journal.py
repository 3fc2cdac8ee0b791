"""What was heard so far, one line for each utterance, so that a storyboard that was stopped goes on where it stopped, with the same result.

The first line says what recording and which options it belongs to. A line is written whole or not at all as far as a reader is concerned: what a kill left of the last line is cut off.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speechscape.errors import OptionError
from speechscape.storyboard.choosing import Told
from speechscape.types import Heard

__all__ = ["Journal", "fingerprint"]

_CHUNK_BYTES = 1 << 20


def fingerprint(recording: Path) -> str:
    """SHA-256 of a file. Raises `OptionError` where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with open(recording, "rb") as content:
            while part := content.read(_CHUNK_BYTES):
                digest.update(part)
    except OSError as error:
        raise OptionError(f"{recording} cannot be opened ({error.strerror}); check the name and your rights to read it") from error
    return digest.hexdigest()


class Journal:
    """The journal of one recording in a file. Raises `OptionError` where the file belongs to another recording or other options."""

    def __init__(self, path: Path, about: dict[str, Any]) -> None:
        self._path = path
        self._known: list[dict[str, Any]] = []
        if path.exists():
            self._read(about)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(about) + "\n")

    def _read(self, about: dict[str, Any]) -> None:
        data = self._path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        lines = whole.decode("utf-8").splitlines()
        try:
            first = json.loads(lines[0]) if lines else None
            self._known = [json.loads(line) for line in lines[1:]]
        except ValueError as error:
            raise OptionError(f"{self._path} is damaged ({error}); delete it to begin again") from error
        if lines and first != about:
            changed = sorted(key for key in {*about, *(first or {})} if (first or {}).get(key) != about.get(key))
            raise OptionError(f"{self._path.parent} holds another storyboard (differing: {', '.join(changed)}); choose another folder, or delete {self._path.name} to begin again")
        if not lines:
            whole = (json.dumps(about) + "\n").encode()
        if whole != data:
            os.truncate(self._path, 0)
            self._path.write_bytes(whole)

    def __len__(self) -> int:
        return len(self._known)

    def known(self) -> Iterator[Told]:
        """What was written before, in order."""
        for row in self._known:
            yield Told(row["start_s"], row["end_s"], Heard.from_json(row["heard"]), row["pause_s"])

    def write(self, told: Told) -> None:
        """Add an utterance; it is on its way to the disk when this returns."""
        row = {"start_s": told.start_s, "end_s": told.end_s, "pause_s": told.pause_s, "heard": told.heard.to_json()}
        with open(self._path, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
