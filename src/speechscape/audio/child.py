"""The decoding child: bytes on standard input, samples on standard output, nothing else.

It runs as its own process, so that a decoder which crashes, hangs or swells takes nothing with it. After its libraries are
loaded it gives up opening files altogether; what it is sent is all it can read. A request is an 8-byte length and the bytes;
an answer is a line of JSON ``{"error"}`` or ``{"samples"}`` and then that many float32 values.

Called with ``--stream``, its standard input is one recording of any length, opened by the parent, and it answers with many such blocks of
samples and ``{"end"}`` behind the last, so that neither side ever holds the whole; before the first comes ``{"promised"}``, the seconds that the header tells, 0 for none.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from collections.abc import Iterator
from typing import IO

import av
import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from speechscape.audio.limits import BLOCK_S, CHILD_MEMORY_BYTES, MAX_CHANNELS, MAX_RATE_HZ, MAX_S, MAX_STREAM_S, MIN_RATE_HZ, MIN_S

Samples = NDArray[np.float32]
RATE_HZ = 16_000
DEMUXERS = {"mp3": "mp3", "mp4": "mov", "webm": "matroska", "ogg": "ogg", "aac": "aac"}
"""Container → the one FFmpeg demuxer that may open it."""


class RefusedError(Exception):
    """What is wrong with the bytes, as a sentence for a person."""


def sniff(data: bytes) -> str:
    """The container that the first bytes announce. Raises `RefusedError` for anything but audio containers we decode."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:4] == b"fLaC":
        return "flac"
    if data[:4] == b"OggS":
        return "ogg"
    if data[4:8] == b"ftyp":
        return "mp4"
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return "webm"
    if len(data) > 2 and data[0] == 0xFF and data[1] & 0xF6 == 0xF0:
        return "aac"
    if data[:3] == b"ID3" or (len(data) > 2 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0 and data[1] & 0x06):
        return "mp3"
    if data[:7] == b"#EXTM3U" or data[:8] == b"ffconcat":
        raise RefusedError("is a playlist, not audio; give the audio file itself")
    raise RefusedError(f"is not audio that can be read (starts with {data[:8]!r}); use wav, flac, ogg, opus, mp3, m4a or webm")


def _size_of(source: IO[bytes]) -> int:
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    return size


def _check_wav(source: IO[bytes]) -> None:
    """Refuse a wav whose data chunk promises more bytes than there are (streamed wavs with a made-up length pass)."""
    end = _size_of(source)
    at = 12
    while at + 8 <= end:
        source.seek(at)
        name, size = struct.unpack("<4sI", source.read(8))
        if name == b"data":
            if at + 8 + size > end and size < 0x7FF00000:
                raise RefusedError(f"is truncated: its header promises {size} bytes of sound, {end - at - 8} are there; record or copy it again")
            return
        at += 8 + size + size % 2
    raise RefusedError("is truncated: it has no sound after its header; record or copy it again")


def _check_ogg(source: IO[bytes]) -> None:
    """Refuse an ogg file whose last page is cut off."""
    end = _size_of(source)
    at = 0
    while at + 27 <= end:
        source.seek(at)
        head = source.read(27 + 255)
        if head[:4] != b"OggS":
            return
        at += 27 + head[26] + sum(head[27 : 27 + head[26]])
    if at > end:
        raise RefusedError(f"is truncated: its last page ends {at - end} bytes behind the end of the file; record or copy it again")


def _check_format(rate_hz: int, channels: int) -> None:
    if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
        raise RefusedError(f"has a sample rate of {rate_hz} Hz; {MIN_RATE_HZ} to {MAX_RATE_HZ} Hz can be read: resample it")
    if not 1 <= channels <= MAX_CHANNELS:
        raise RefusedError(f"has {channels} channels; at most {MAX_CHANNELS} can be read: mix it down")


def _soundfile_blocks(source: IO[bytes]) -> tuple[int, float, Iterator[Samples]]:
    """Promises nothing to hold it to: libsndfile reads what is there, and a streamed wav has a made-up length."""
    sound = soundfile.SoundFile(source)
    _check_format(sound.samplerate, sound.channels)
    return sound.samplerate, 0.0, (block.mean(axis=1) for block in sound.blocks(blocksize=65_536, dtype="float32", always_2d=True))


def _av_blocks(data: IO[bytes], container: str, limit_s: float) -> tuple[int, float, Iterator[Samples]]:
    source = av.open(data, format=DEMUXERS[container], mode="r", options={"format_whitelist": DEMUXERS[container]})
    if not source.streams.audio:
        raise RefusedError("holds no audio stream; give a file with sound")
    stream = source.streams.audio[0]
    rate_hz = stream.codec_context.sample_rate or 0
    _check_format(rate_hz, stream.codec_context.channels or 0)
    promised = float(source.duration / av.time_base) if source.duration else 0.0
    if promised > limit_s * 1.02:
        raise RefusedError(f"lasts {promised:.0f} s; at most {limit_s:.0f} s are read: cut it into parts")

    def blocks() -> Iterator[Samples]:
        mono = av.AudioResampler(format="flt", layout="mono", rate=rate_hz)
        for frame in source.decode(stream):
            for part in mono.resample(frame):
                yield part.to_ndarray().reshape(-1).astype(np.float32, copy=False)
        for part in mono.resample(None):
            yield part.to_ndarray().reshape(-1).astype(np.float32, copy=False)

    return rate_hz, promised, blocks()


def _open(source: IO[bytes], limit_s: float) -> tuple[int, float, Iterator[Samples]]:
    """Rate, promised seconds (0 where nothing is promised) and mono blocks of an accepted file. Raises `RefusedError`."""
    head = source.read(128)
    source.seek(0)
    if not head:
        raise RefusedError("is empty; record something first")
    container = sniff(head)
    if container in {"wav", "ogg"}:
        (_check_wav if container == "wav" else _check_ogg)(source)
        source.seek(0)
    with_soundfile = container in {"wav", "flac"} or (container == "ogg" and b"vorbis" in head)
    return _soundfile_blocks(source) if with_soundfile else _av_blocks(source, container, limit_s)


def _resampled(source: IO[bytes], limit_s: float) -> Iterator[Samples]:
    """Mono blocks at 16 kHz. Raises `RefusedError` for what is too long, and at the end for what broke off."""
    rate_hz, promised, blocks = _open(source, limit_s)
    resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32") if rate_hz != RATE_HZ else None
    read = 0
    for block in blocks:
        read += len(block)
        if read > limit_s * rate_hz:
            raise RefusedError(f"lasts more than {limit_s:.0f} s; at most that is read: cut it into parts")
        yield resampler.resample_chunk(block) if resampler else block
    if resampler:
        yield resampler.resample_chunk(np.zeros(0, np.float32), last=True)
    if promised and read / rate_hz < 0.85 * promised - 0.3:
        raise RefusedError(f"is truncated: it promises {promised:.1f} s of sound and {read / rate_hz:.1f} s can be read; record or copy it again")


def decode(data: bytes) -> Samples:
    """Any accepted file as mono float32 samples (T,) at 16 kHz. Raises `RefusedError`."""
    parts = list(_resampled(io.BytesIO(data), MAX_S))
    samples = np.ascontiguousarray(np.concatenate(parts) if parts else np.zeros(0), np.float32)
    _check_length(len(samples))
    _check_numbers(samples)
    peak = float(np.abs(samples).max())
    return samples / peak if peak > 1 else samples


def _length_s(source: IO[bytes]) -> float:
    """What a header tells of the length, for a progress bar; 0 where it tells none or nonsense."""
    try:
        head = source.read(128)
        source.seek(0)
        if sniff(head) in {"wav", "flac", "ogg"}:
            found = float(soundfile.info(source).duration)
        else:
            with av.open(source, format=DEMUXERS[sniff(head)], mode="r", options={"format_whitelist": DEMUXERS[sniff(head)]}) as container:
                found = float(container.duration / av.time_base) if container.duration else 0.0
    except Exception:  # whatever is wrong with it is told when it is decoded
        found = 0.0
    source.seek(0)
    return found if 0 < found <= MAX_STREAM_S else 0.0


def decode_stream(source: IO[bytes]) -> Iterator[Samples]:
    """Blocks of `BLOCK_S` seconds (the last one shorter) of a recording of any length, clipped to [-1, 1]. Raises `RefusedError`."""
    kept: list[Samples] = []
    held = total = 0
    size = int(BLOCK_S * RATE_HZ)
    for part in _resampled(source, MAX_STREAM_S):
        kept.append(part)
        held += len(part)
        while held >= size:
            joined = np.concatenate(kept)
            kept, held, total = [joined[size:]], held - size, total + size
            yield _checked(joined[:size])
    rest = np.concatenate(kept) if kept else np.zeros(0, np.float32)
    _check_length(total + len(rest))
    if len(rest):
        yield _checked(rest)


def _checked(block: Samples) -> Samples:
    _check_numbers(block)
    return np.clip(block, -1, 1, dtype=np.float32)


def _check_length(samples: int) -> None:
    if samples < MIN_S * RATE_HZ:
        raise RefusedError(f"lasts {samples / RATE_HZ:.2f} s; at least {MIN_S:.2f} s are needed: record a little longer")


def _check_numbers(samples: Samples) -> None:
    if not np.isfinite(samples).all():
        raise RefusedError("holds samples that are not numbers (NaN or infinity); export it again")


def _confine() -> None:
    """No more memory than agreed and no more open files than now (POSIX; elsewhere the parent's time limit remains)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _why(error: Exception) -> str:
    """What a decoder raised, as a sentence. This process is the edge: a decoder may raise anything on foreign bytes."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, MemoryError):
        return "needs more memory to decode than is allowed; it is damaged or made to be so"
    return f"is damaged or truncated and cannot be decoded ({type(error).__name__}: {str(error)[:120]}); record or export it again"


def _send(row: dict[str, object], samples: Samples | None = None) -> None:
    sys.stdout.buffer.write(json.dumps(row).encode() + b"\n")
    if samples is not None:
        sys.stdout.buffer.write(samples.tobytes())
    sys.stdout.buffer.flush()


def _serve() -> None:
    """Answer requests until standard input closes."""
    inlet = sys.stdin.buffer
    while len(head := inlet.read(8)) == 8:
        try:
            samples = decode(inlet.read(struct.unpack("<Q", head)[0]))
        except Exception as error:  # see `_why`
            _send({"error": _why(error)})
        else:
            _send({"samples": len(samples)}, samples)


def _stream() -> None:
    """Answer with the blocks of the one recording that standard input is."""
    try:
        _send({"promised": _length_s(sys.stdin.buffer)})
        for block in decode_stream(sys.stdin.buffer):
            _send({"samples": len(block)}, block)
    except BrokenPipeError:
        return  # nobody listens any more
    except Exception as error:  # see `_why`
        _send({"error": _why(error)})
    else:
        _send({"end": True})


def main() -> None:
    """Serve requests, or stream the recording that standard input is."""
    av.logging.set_level(av.logging.PANIC)
    _warm_up()
    _confine()
    (_stream if "--stream" in sys.argv else _serve)()


def _warm_up() -> None:
    """Make the libraries load whatever they load late, before no file can be opened any more."""
    buffer = io.BytesIO()
    soundfile.write(buffer, np.zeros(4_000, np.float32), 8_000, format="WAV")
    decode(buffer.getvalue())
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="ogg") as sink:
        stream = sink.add_stream("libopus", rate=48_000, layout="mono")
        for _ in range(15):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 960), np.int16), format="s16", layout="mono")
            frame.rate = 48_000
            sink.mux(stream.encode(frame))
        sink.mux(stream.encode(None))
    decode(buffer.getvalue())


if __name__ == "__main__":
    main()
