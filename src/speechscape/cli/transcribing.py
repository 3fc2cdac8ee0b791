"""``speechscape transcribe`` behind its arguments: recordings of any length → text, JSON lines or subtitles, written as they come."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from speechscape.audio.reader import read_blocks
from speechscape.errors import OptionError, SpeechscapeError
from speechscape.routes import RouteOptions
from speechscape.routes.cast import make_recogniser
from speechscape.transcribe.base import transcribe_blocks
from speechscape.types import Transcript, Word

__all__ = ["transcribe_files"]

_LINE_WORDS, _LINE_S, _PAUSE_S = 10, 5.0, 0.7


def transcribe_files(clips: Sequence[str], options: RouteOptions, format: str, out: Path | None) -> int:
    """Write down each recording; one that fails is told and stops no other. Returns the exit status: the worst of all."""
    recogniser = make_recogniser(options)
    status = 0
    for clip in clips:
        words = 0
        try:
            with _Sink(out, clip, format) as sink:
                for part in transcribe_blocks(recogniser, read_blocks(clip), clip):
                    words += len(part.words)
                    sink.write(part)
        except SpeechscapeError as error:
            print(f"speechscape: {error}", file=sys.stderr)
            status = 2
            continue
        if not words:
            print(f"speechscape: {clip}: nobody speaks in it, or no words could be made out", file=sys.stderr)
            status = max(status, 1)
    return status


class _Sink:
    """Where a transcript goes as it comes: a file in a folder, or standard output."""

    def __init__(self, folder: Path | None, clip: str, format: str) -> None:
        self._clip, self._format, self._number = clip, format, 0
        self._file = None
        if folder is not None:
            suffix = {"text": "txt", "json": "jsonl"}.get(format, format)
            path = folder / f"{Path(clip).stem}.{suffix}"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._file = path.open("w", encoding="utf-8")
            except OSError as error:
                raise OptionError(f"cannot write {path} ({error.strerror}); choose another --out") from error

    def __enter__(self) -> _Sink:
        if self._format == "vtt":
            self._print("WEBVTT\n")
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, part: Transcript) -> None:
        """One window's words."""
        if self._format == "json":
            self._print(json.dumps({"clip": self._clip, **part.to_json()}, ensure_ascii=False))
        elif self._format == "text":
            if part.text:
                self._print(part.text)
        else:
            for line in _lines(part.words):
                self._number += 1
                self._print(_cue(self._number, line, self._format))

    def _print(self, text: str) -> None:
        print(text, file=self._file or sys.stdout, flush=True)


def _lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words in subtitles: at most ten of them or five seconds, and a new one behind a pause or a full stop."""
    line: list[Word] = []
    for word in words:
        if line and (len(line) == _LINE_WORDS or word.end_s - line[0].start_s > _LINE_S or word.start_s - line[-1].end_s > _PAUSE_S or line[-1].text[-1:] in ".!?"):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _cue(number: int, line: list[Word], format: str) -> str:
    comma = "," if format == "srt" else "."
    start, end = (_clock(second, comma) for second in (line[0].start_s, max(line[-1].end_s, line[0].start_s + 0.1)))
    text = " ".join(word.text for word in line)
    if format == "vtt":
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{number}\n{start} --> {end}\n{text}\n"


def _clock(seconds: float, comma: str) -> str:
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{comma}{ms % 1000:03}"
