"""The decoding child: bytes on standard input, samples on standard output, nothing else.

It runs as its own process, so that a decoder which crashes, hangs or swells takes nothing with it. After its libraries are
loaded it gives up opening files altogether; what it is sent is all it can read. A request is an 8-byte length and the bytes;
an answer is a line of JSON ``{"error"}`` or ``{"samples"}`` and then that many float32 values.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from collections.abc import Iterator

import av
import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from speechscape.audio.limits import CHILD_MEMORY_BYTES, MAX_CHANNELS, MAX_RATE_HZ, MAX_S, MIN_RATE_HZ, MIN_S

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


def _check_wav(data: bytes) -> None:
    """Refuse a wav whose data chunk promises more bytes than there are (streamed wavs with a made-up length pass)."""
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        if name == b"data":
            if at + 8 + size > len(data) and size < 0x7FF00000:
                raise RefusedError(f"is truncated: its header promises {size} bytes of sound, {len(data) - at - 8} are there; record or copy it again")
            return
        at += 8 + size + size % 2
    raise RefusedError("is truncated: it has no sound after its header; record or copy it again")


def _check_ogg(data: bytes) -> None:
    """Refuse an ogg file whose last page is cut off."""
    at = 0
    while data[at : at + 4] == b"OggS" and at + 27 <= len(data):
        table = data[at + 27 : at + 27 + data[at + 26]]
        at += 27 + data[at + 26] + sum(table)
    if at > len(data):
        raise RefusedError(f"is truncated: its last page ends {at - len(data)} bytes behind the end of the file; record or copy it again")


def _check_format(rate_hz: int, channels: int) -> None:
    if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
        raise RefusedError(f"has a sample rate of {rate_hz} Hz; {MIN_RATE_HZ} to {MAX_RATE_HZ} Hz can be read: resample it")
    if not 1 <= channels <= MAX_CHANNELS:
        raise RefusedError(f"has {channels} channels; at most {MAX_CHANNELS} can be read: mix it down")


def _soundfile_blocks(data: bytes) -> tuple[int, float, Iterator[Samples]]:
    sound = soundfile.SoundFile(io.BytesIO(data))
    _check_format(sound.samplerate, sound.channels)
    return sound.samplerate, 0.0, (block.mean(axis=1) for block in sound.blocks(blocksize=65_536, dtype="float32", always_2d=True))


def _av_blocks(data: bytes, container: str) -> tuple[int, float, Iterator[Samples]]:
    source = av.open(io.BytesIO(data), format=DEMUXERS[container], mode="r", options={"format_whitelist": DEMUXERS[container]})
    if not source.streams.audio:
        raise RefusedError("holds no audio stream; give a file with sound")
    stream = source.streams.audio[0]
    rate_hz = stream.codec_context.sample_rate or 0
    _check_format(rate_hz, stream.codec_context.channels or 0)
    promised = float(source.duration / av.time_base) if source.duration else 0.0
    if promised > MAX_S * 1.02:
        raise RefusedError(f"lasts {promised:.0f} s; at most {MAX_S:.0f} s are read: cut it into parts")

    def blocks() -> Iterator[Samples]:
        mono = av.AudioResampler(format="flt", layout="mono", rate=rate_hz)
        for frame in source.decode(stream):
            for part in mono.resample(frame):
                yield part.to_ndarray().reshape(-1).astype(np.float32, copy=False)
        for part in mono.resample(None):
            yield part.to_ndarray().reshape(-1).astype(np.float32, copy=False)

    return rate_hz, promised, blocks()


def decode(data: bytes) -> Samples:
    """Any accepted file as mono float32 samples (T,) at 16 kHz. Raises `RefusedError`."""
    if not data:
        raise RefusedError("is empty; record something first")
    container = sniff(data)
    if container == "wav":
        _check_wav(data)
    if container == "ogg":
        _check_ogg(data)
    with_soundfile = container in {"wav", "flac"} or (container == "ogg" and b"vorbis" in data[:128])
    rate_hz, promised, blocks = _soundfile_blocks(data) if with_soundfile else _av_blocks(data, container)
    resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32") if rate_hz != RATE_HZ else None
    parts: list[Samples] = []
    read = 0
    for block in blocks:
        read += len(block)
        if read > MAX_S * rate_hz:
            raise RefusedError(f"lasts more than {MAX_S:.0f} s; at most that is read: cut it into parts")
        parts.append(resampler.resample_chunk(block) if resampler else block)
    if resampler:
        parts.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    return _check_samples(np.ascontiguousarray(samples, np.float32), read / rate_hz, promised)


def _check_samples(samples: Samples, seconds: float, promised: float) -> Samples:
    if promised and seconds < 0.85 * promised - 0.3:
        raise RefusedError(f"is truncated: it promises {promised:.1f} s of sound and {seconds:.1f} s can be read; record or copy it again")
    if len(samples) < MIN_S * RATE_HZ:
        raise RefusedError(f"lasts {len(samples) / RATE_HZ:.2f} s; at least {MIN_S:.2f} s are needed: record a little longer")
    if not np.isfinite(samples).all():
        raise RefusedError("holds samples that are not numbers (NaN or infinity); export it again")
    peak = float(np.abs(samples).max())
    return samples / peak if peak > 1 else samples


def _confine() -> None:
    """No more memory than agreed and no more open files than now (POSIX; elsewhere the parent's time limit remains)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _answer(data: bytes) -> tuple[dict[str, object], Samples]:
    nothing = np.zeros(0, np.float32)
    try:
        samples = decode(data)
        return {"samples": len(samples)}, samples
    except RefusedError as error:
        return {"error": str(error)}, nothing
    except MemoryError:
        return {"error": "needs more memory to decode than is allowed; it is damaged or made to be so"}, nothing
    except Exception as error:  # this process is the edge: whatever a decoder raises on foreign bytes becomes a sentence
        return {"error": f"is damaged or truncated and cannot be decoded ({type(error).__name__}: {str(error)[:120]}); record or export it again"}, nothing


def main() -> None:
    """Serve requests until standard input closes."""
    av.logging.set_level(av.logging.PANIC)
    inlet, outlet = sys.stdin.buffer, sys.stdout.buffer
    _warm_up()
    _confine()
    while len(head := inlet.read(8)) == 8:
        size = struct.unpack("<Q", head)[0]
        row, samples = _answer(inlet.read(size))
        outlet.write(json.dumps(row).encode() + b"\n")
        outlet.write(samples.tobytes())
        outlet.flush()


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
