"""Recordings of people in a folder named on the command line: who speaks, what is said, and what else is known.

Three layouts. An index ``NAME.csv`` with the columns ``path,speaker,seconds`` and ``text`` (sentences) or ``word`` (single
words), other columns such as age and gender kept as facts about the speaker, audio under the same folder. A folder of audio
without an index: speech whose words nobody knows, or noise.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["AUDIO_SUFFIXES", "Utterance", "kept_for_development", "unlabelled", "utterances"]

AUDIO_SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".webm"})
_COLUMNS = frozenset({"path", "speaker", "seconds", "text", "word"})


@dataclass(frozen=True)
class Utterance:
    """One recorded clip: where it is, who speaks, what is said (None: unknown), whether it is a single word, and facts such as age."""

    path: Path
    speaker: str
    text: str | None
    single: bool = False
    facts: dict[str, str] = field(default_factory=dict)


def kept_for_development(speaker: str) -> bool:
    """True for one speaker in five: their clips never train."""
    return zlib.crc32(speaker.encode()) % 5 == 0


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalpha() or c == "'" else " " for c in text.lower()).split())


def utterances(index: Path) -> Iterator[Utterance]:
    """Rows of one index. Raises `KeyError` when it lacks a path, a speaker, or both a text and a word."""
    with index.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            single = "word" in row
            facts = {key: value for key, value in row.items() if key and key not in _COLUMNS and value}
            yield Utterance(index.parent / row["path"], row["speaker"], _plain(row["word" if single else "text"]), single, facts)


def _audio(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in AUDIO_SUFFIXES)


def unlabelled(folder: Path) -> Iterator[Utterance]:
    """Every audio file under a folder as sound without a transcript; the folder or the name up to the first ``-`` or ``_`` is the speaker."""
    for path in _audio(folder):
        speaker = path.parent.name if path.parent != folder else path.stem.replace("_", "-").split("-")[0]
        yield Utterance(path, speaker, None)
