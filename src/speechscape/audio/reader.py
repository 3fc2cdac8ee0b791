"""Asks the decoding child: a path or bytes → Clip, or a long recording → blocks. Keeps one child for many files and replaces it when it dies or hangs."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np

from speechscape.audio.limits import DECODE_TIMEOUT_S, MAX_FILE_BYTES, MAX_STREAM_BYTES
from speechscape.errors import AudioError
from speechscape.types import Clip

__all__ = ["Reader", "read_blocks", "read_clip"]

_PIPE_BYTES = 1 << 20
"""What the child may be ahead: some sixteen seconds."""


class Reader:
    """A decoding child that is kept between files. Use as a context manager, or call `close`."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the child ahead of the first file, so that its libraries load while other things do."""
        if self._child is not None and self._child.poll() is not None:
            self.close()
        if self._child is None:
            self._child = _start(subprocess.PIPE)

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    try:
                        pipe.close()
                    except BrokenPipeError:
                        continue

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, source: str | Path | bytes, name: str | None = None) -> Clip:
        """A file, or its bytes, as a clip. Raises `AudioError` with what is wrong and the way out."""
        label = name or ("bytes" if isinstance(source, bytes) else str(source))
        data = source if isinstance(source, bytes) else _load(Path(source), label)
        if len(data) > MAX_FILE_BYTES:
            raise AudioError(f"{label} has {len(data) / 1e6:.0f} MB; at most {MAX_FILE_BYTES / 1e6:.0f} MB are read: compress or cut it")
        with self._lock:
            return Clip(self._ask(data, label), label)

    def _ask(self, data: bytes, label: str) -> np.ndarray:
        self.start()
        child = self._child
        assert child is not None
        inlet, outlet = child.stdin, child.stdout
        assert inlet is not None
        assert outlet is not None
        watchdog = threading.Timer(DECODE_TIMEOUT_S, child.kill)
        watchdog.start()
        try:
            inlet.write(struct.pack("<Q", len(data)))
            inlet.write(data)
            inlet.flush()
            row, payload = _answer(outlet)
        except (OSError, ValueError) as error:
            hung = not watchdog.is_alive()
            self.close()
            why = f"takes more than {DECODE_TIMEOUT_S:.0f} s to decode" if hung else "makes its decoder fail"
            raise AudioError(f"{label} {why}; it is damaged or made to do so: export it again") from error
        finally:
            watchdog.cancel()
        if "error" in row:
            raise AudioError(f"{label} {row['error']}")
        return np.frombuffer(payload, np.float32)


def _start(inlet: int | IO[bytes], *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "speechscape.audio.child", *arguments]
    return subprocess.Popen(command, stdin=inlet, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, pipesize=_PIPE_BYTES)


def _answer(pipe: IO[bytes]) -> tuple[dict[str, object], bytes]:
    row = json.loads(pipe.readline())
    size = 4 * int(row.get("samples", 0))
    payload = pipe.read(size)
    if len(payload) != size:
        raise ValueError("the decoding child broke off")
    return row, payload


def _load(path: Path, label: str) -> bytes:
    try:
        if path.is_dir():
            raise AudioError(f"{label} is a folder; name the audio files in it")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise AudioError(f"{label} has {path.stat().st_size / 1e6:.0f} MB; at most {MAX_FILE_BYTES / 1e6:.0f} MB are read: compress or cut it")
        return path.read_bytes()
    except OSError as error:
        raise _unopened(label, error) from error


def _unopened(label: str, error: OSError) -> AudioError:
    return AudioError(f"{label} cannot be opened ({error.strerror}); check the name and your rights to read it")


def read_clip(source: str | Path | bytes, name: str | None = None) -> Clip:
    """One file, or its bytes, as a clip; see `Reader.read`."""
    with Reader() as reader:
        return reader.read(source, name)


def read_blocks(source: str | Path, name: str | None = None, promised: Callable[[float], None] | None = None) -> Iterator[np.ndarray]:
    """A recording of up to 24 hours as float32 blocks (T,) of one second at 16 kHz, decoded as they are asked for, so that memory stays flat.

    `promised` is told the seconds that the file's header tells of, 0 for none. Raises `AudioError` as soon as something is wrong: what broke off in the middle has given its good blocks before. Leaving the loop early ends the child.
    """
    label = name or str(source)
    try:
        size = Path(source).stat().st_size
        if not Path(source).is_file():
            raise AudioError(f"{label} is not a file; name an audio file")
        if size > MAX_STREAM_BYTES:
            raise AudioError(f"{label} has {size / 1e9:.1f} GB; at most {MAX_STREAM_BYTES / 1e9:.0f} GB are read: compress or cut it")
        with open(source, "rb") as recording:
            child = _start(recording, "--stream")
    except OSError as error:
        raise _unopened(label, error) from error
    try:
        yield from _blocks(child, label, promised)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _blocks(child: subprocess.Popen[bytes], label: str, promised: Callable[[float], None] | None) -> Iterator[np.ndarray]:
    outlet = child.stdout
    assert outlet is not None
    while True:
        watchdog = threading.Timer(DECODE_TIMEOUT_S, child.kill)
        watchdog.start()
        try:
            row, payload = _answer(outlet)
        except (OSError, ValueError) as error:
            raise AudioError(f"{label} makes its decoder fail or hang; it is damaged or made to do so: export it again") from error
        finally:
            watchdog.cancel()
        if "error" in row:
            raise AudioError(f"{label} {row['error']}")
        if "end" in row:
            return
        if "promised" in row:
            if promised is not None:
                promised(float(str(row["promised"])))
            continue
        yield np.frombuffer(payload, np.float32)
