"""Makes small audio files of every accepted format, and hostile relatives of them."""

from __future__ import annotations

import io
import struct

import av
import numpy as np
import soundfile

from tests.conftest import speechlike

FORMATS = ("wav", "flac", "ogg", "opus", "mp3", "m4a", "webm")
_AV = {"mp3": ("mp3", "mp3", 44_100), "m4a": ("mp4", "aac", 44_100), "webm": ("webm", "libopus", 48_000), "opus": ("ogg", "libopus", 48_000)}


def encoded(kind: str, seconds: float = 1.2, channels: int = 1) -> bytes:
    """A speech-like sound as a file of `kind`."""
    out = io.BytesIO()
    if kind in {"wav", "flac", "ogg"}:
        sound = np.stack([speechlike(seconds, rate_hz=22_050)] * channels, axis=1)
        soundfile.write(out, sound, 22_050, format=kind.upper())
        return out.getvalue()
    container, codec, rate_hz = _AV[kind]
    layout = "mono" if channels == 1 else "stereo"
    with av.open(out, "w", format=container) as sink:
        stream = sink.add_stream(codec, rate=rate_hz, layout=layout)
        samples = np.stack([speechlike(seconds, rate_hz=rate_hz)] * channels)
        fifo = av.AudioFifo()
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout=layout)
        frame.rate = rate_hz
        for part in av.AudioResampler(format=stream.codec_context.format.name, layout=layout, rate=rate_hz).resample(frame):
            fifo.write(part)
        size = stream.codec_context.frame_size or 1024
        while (part := fifo.read(size, partial=True)) is not None:
            sink.mux(stream.encode(part))
        sink.mux(stream.encode(None))
    return out.getvalue()


def wav_header(rate_hz: int = 16_000, channels: int = 1, bits: int = 16, data_bytes: int = 0, kind: int = 1) -> bytes:
    """A RIFF header with whatever claims are asked for."""
    block = max(1, channels * bits // 8)
    form = struct.pack("<HHIIHH", kind, channels & 0xFFFF, rate_hz, (rate_hz * block) & 0xFFFFFFFF, block & 0xFFFF, bits)
    return b"RIFF" + struct.pack("<I", (36 + data_bytes) & 0xFFFFFFFF) + b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", data_bytes)


def hostile() -> dict[str, bytes]:
    """More than three hundred files that must be refused or read, and nothing else, by name."""
    rng = np.random.default_rng(1)
    files: dict[str, bytes] = {}
    good = {kind: encoded(kind) for kind in FORMATS}
    for kind, data in good.items():
        for share in (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99):
            files[f"truncated {share} {kind}"] = data[: int(len(data) * share)]
        for number in range(24):
            damaged = bytearray(data)
            for _ in range(rng.integers(1, 40)):
                at = int(rng.integers(len(data) if number % 3 else min(200, len(data))))
                damaged[at] ^= 1 << int(rng.integers(8))
            files[f"bits flipped {number} {kind}"] = bytes(damaged)
        for other in FORMATS:
            if other != kind:
                files[f"head of {kind} body of {other}"] = data[:64] + good[other][64:]
        files[f"zeros behind the head of {kind}"] = data[:48] + bytes(4000)
        files[f"noise behind the head of {kind}"] = data[:48] + rng.bytes(4000)
        files[f"twice {kind}"] = data + data
    sound = (3000 * rng.normal(size=16_000)).astype("<i2").tobytes()
    for rate_hz in (0, 1, 100, 3_999, 384_001, 2**31 - 1, 2**32 - 1):
        files[f"wav at {rate_hz} Hz"] = wav_header(rate_hz, data_bytes=len(sound)) + sound
    for channels in (0, 9, 255, 65_535):
        files[f"wav with {channels} channels"] = wav_header(channels=channels, data_bytes=len(sound)) + sound
    for bits in (0, 1, 7, 64, 255):
        files[f"wav with {bits} bits"] = wav_header(bits=bits, data_bytes=len(sound)) + sound
    files["wav that promises 4 GB"] = wav_header(data_bytes=0x7F000000) + sound
    files["wav of NaN"] = wav_header(bits=32, kind=3, data_bytes=64_000) + np.full(16_000, np.nan, "<f4").tobytes()
    files["wav of infinity"] = wav_header(bits=32, kind=3, data_bytes=64_000) + np.full(16_000, np.inf, "<f4").tobytes()
    files["wav of 0.05 s"] = wav_header(data_bytes=1600) + sound[:1600]
    files["eleven minutes of silence in flac"] = _long_flac()
    files["hour of silence in opus"] = _long_opus(3600)
    secret = "/etc/passwd"
    files["hls playlist"] = f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode()
    files["concat script"] = f"ffconcat version 1.0\nfile '{secret}'\n".encode()
    files["pls playlist"] = f"[playlist]\nFile1={secret}\n".encode()
    files["sdp"] = b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n"
    files["playlist behind an mp3 tag"] = b"ID3\x03\0\0\0\0\0\0" + files["hls playlist"]
    files["playlist behind a wav head"] = wav_header(data_bytes=len(files["hls playlist"])) + files["hls playlist"]
    files["dash manifest"] = b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>'
    files["svg"] = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    files["zip"] = b"PK\x03\x04" + rng.bytes(600)
    files["text"] = b"a red fox under a tree\n" * 20
    files["empty"] = b""
    files["one byte"] = b"R"
    files["png"] = b"\x89PNG\r\n\x1a\n" + rng.bytes(600)
    for number in range(20):
        files[f"noise {number}"] = rng.bytes(int(rng.integers(1, 5000)))
    return files


def _long_flac() -> bytes:
    out = io.BytesIO()
    soundfile.write(out, np.zeros(660 * 8_000, np.int16), 8_000, format="FLAC")
    return out.getvalue()


def _long_opus(seconds: int) -> bytes:
    """A small file that swells: silence, an hour of it."""
    out = io.BytesIO()
    with av.open(out, "w", format="ogg") as sink:
        stream = sink.add_stream("libopus", rate=48_000, layout="mono", options={"frame_duration": "60"})
        stream.bit_rate = 6_000
        silence = np.zeros((1, 2880), np.int16)
        for _ in range(int(seconds / 0.06)):
            frame = av.AudioFrame.from_ndarray(silence, format="s16", layout="mono")
            frame.rate = 48_000
            sink.mux(stream.encode(frame))
        sink.mux(stream.encode(None))
    return out.getvalue()
