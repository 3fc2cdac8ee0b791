"""``storyboard.mp4``: each picture stays until the next, with its caption beside it and the recording as its sound; the words are a track of subtitles.

Few frames, each as long as its picture stays (variable frame rate), so that an hour is written in seconds. The recording is decoded by the child process that decodes everything, never here, piece by piece.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache, partial
from heapq import merge
from pathlib import Path
from typing import IO, Any

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.video.frame import PictureType
from PIL import Image, ImageDraw, ImageFont

from speechscape.audio.reader import read_blocks
from speechscape.storyboard.book import Leaf, Storyboard
from speechscape.storyboard.publishing import Voice, clock, complete, font_file, inside, notices, origin, picture_of, plain, spoken, title_of, wrapped
from speechscape.types import RATE_HZ

__all__ = ["FRAME_HZ", "HEIGHT", "PICTURE", "WIDTH", "holds_aac", "holds_mp3", "voice_beside", "write_film", "write_voice"]

WIDTH, HEIGHT, PICTURE = 1280, 720, 640
"""Pixels of a frame, and of the side of the picture in it."""

FRAME_HZ = 25
"""Pictures change on this grid."""

_AGAIN_FRAMES = 8 * FRAME_HZ
"""A picture that stays is shown anew so often: players that seek do not have to go back further."""

_MP4: dict[str, Any] = {"format": "mp4", "options": {"movflags": "faststart", "fflags": "+bitexact"}}
_AAC = {"aac_coder": "fast", "flags": "+qscale", "global_quality": "118"}
"""A constant quality: half the time that a constant rate takes, and nearer to the recording at the same size."""

_MOST_SAID = 800
_LONGEST_BYTES = 60_000
_LARGEST_INDEX = 1 << 26
_MARGIN = 40
_CAPTION_PX = (46, 40, 34, 28, 24)
_CAPTION_HIGH = 300
_INK, _SOFT, _PAPER = (27, 27, 27), (85, 85, 85), (253, 252, 248)
_TONGUES = dict(zip("de en es fr it ja ko nl pl pt ru sv tr uk zh".split(), "deu eng spa fra ita jpn kor nld pol por rus swe tur ukr zho".split(), strict=True))
_STYLE = (
    b"[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, Italic, Underline, Alignment\n"
    b"Style: Default,Sans,18,&Hffffff,&H0,0,0,0,2\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)

Timed = tuple[float, int, Any]
"""Seconds, the track's number and a packet; sorted by the first two."""


def write_film(story: Storyboard, folder: Path, target: Path, voice: Voice | None = None) -> None:
    """See `publishing.Writer`."""
    with ExitStack() as stack:
        parts = [stack.enter_context(_beside(target, "pictures"))]
        _write_pictures(story, folder, parts[0])
        if story.sound:
            parts.append(voice() if voice is not None else stack.enter_context(voice_beside(inside(folder, story.sound), target)))
        film = stack.enter_context(av.open(str(stack.enter_context(complete(target))), "w", **_MP4))
        film.metadata.update({"title": title_of(story), "comment": "AI-generated. " + " ".join(notices(story))})
        tracks = [_copied(film, stack.enter_context(av.open(str(part), format="mp4")), number) for number, part in enumerate(parts)]
        for _, _, packet in merge(*tracks, _words(_word_track(film, story), story), key=lambda timed: timed[:2]):
            film.mux(packet)


def _copied(film: OutputContainer, part: InputContainer, number: int) -> Iterator[Timed]:
    """A track with the packets of a file as they are."""
    track: Any = film.add_stream_from_template(part.streams[0])
    return _timed(part.demux(part.streams[0]), track, number)


def _timed(packets: Iterable[Any], track: Any, number: int) -> Iterator[Timed]:
    for packet in packets:
        if packet.dts is not None:
            at = float(packet.dts * packet.time_base)
            packet.stream = track
            yield at, number, packet


def _write_pictures(story: Storyboard, folder: Path, target: Path) -> None:
    """Each card at its time, again while it stays, and at the very end, which gives the film its length."""
    end = _end(story)
    with av.open(str(target), "w", format="mp4") as film:
        track = _picture_track(film)
        for start, until, card in _cards(story, folder, end):
            frame = av.VideoFrame.from_ndarray(np.asarray(card), format="rgb24").reformat(format="yuv420p", dst_colorspace="ITU709", interpolation="BILINEAR")
            for at in dict.fromkeys([*range(start, until, _AGAIN_FRAMES), *([end - 1] if until == end else [])]):
                frame.pts, frame.time_base = at, Fraction(1, FRAME_HZ)
                frame.pict_type = PictureType.I if at == start else PictureType.NONE
                film.mux(track.encode(frame))
        film.mux(track.encode(None))


def _picture_track(film: OutputContainer) -> Any:
    """H.264 where the library has its encoder, else MPEG-4. A fixed number of threads gives the same bytes everywhere."""
    sharp = {"preset": "superfast", "tune": "stillimage", "crf": "20", "bf": "0", "level": "3.1", "threads": "2"}
    track: Any = film.add_stream("libx264", rate=FRAME_HZ, options=sharp) if "libx264" in av.codecs_available else film.add_stream("mpeg4", rate=FRAME_HZ, options={"qscale": "3"})
    track.width, track.height, track.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    track.codec_context.time_base = Fraction(1, FRAME_HZ)
    track.codec_context.colorspace = track.codec_context.color_primaries = track.codec_context.color_trc = 1  # BT.709
    track.codec_context.color_range = 1
    return track


def _word_track(film: OutputContainer, story: Storyboard) -> Any:
    track: Any = film.add_stream("mov_text")
    track.codec_context.subtitle_header = _STYLE
    track.codec_context.time_base = track.time_base = Fraction(1, 1000)
    track.metadata["language"] = _TONGUES.get(story.language, "und")
    return track


def _end(story: Storyboard) -> int:
    """How many frames of the grid the film lasts."""
    return max(len(story.leaves) + 1, round(FRAME_HZ * (story.until_s(len(story.leaves) - 1) if story.leaves else story.seconds)))


def _cards(story: Storyboard, folder: Path, end: int) -> Iterator[tuple[int, int, Image.Image]]:
    """First frame, the frame behind the last, and what is seen; one card that says so where nothing can be."""
    if not story.leaves:
        yield 0, end, _card(None, _Words("", title_of(story), notices(story)[0], "", ""))
    start, count, notice = 0, len(story.leaves), "" if story.reviewed else notices(story)[0]
    for number, leaf in enumerate(story.leaves):
        until = end if number + 1 == count else min(end - count + number + 1, max(start + 1, round(FRAME_HZ * story.until_s(number))))
        yield start, until, _card(picture_of(folder, leaf), _told(story, number, leaf, notice))
        start = until


@dataclass(frozen=True)
class _Words:
    """What stands beside a picture, from top to bottom."""

    number: str
    caption: str
    origin: str
    said: str
    notice: str


def _told(story: Storyboard, number: int, leaf: Leaf, notice: str) -> _Words:
    said = " ".join(plain(line.text) for line in spoken(leaf))[:_MOST_SAID]
    return _Words(f"Picture {number + 1} of {len(story.leaves)} · {clock(leaf.start_s)}", plain(leaf.caption), origin(leaf), said, notice)


def _card(path: Path | None, words: _Words) -> Image.Image:
    """A frame: the picture as a square on the left, the words on the right."""
    card = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    if path is not None:
        with Image.open(path, formats=("PNG", "WEBP", "JPEG")) as image:
            card.paste(image.convert("RGB").resize((PICTURE, PICTURE), Image.Resampling.BICUBIC), (_MARGIN, _MARGIN))
    ink, x, wide = ImageDraw.Draw(card), PICTURE + 2 * _MARGIN, WIDTH - PICTURE - 3 * _MARGIN
    y = _write(ink, (x, _MARGIN - 6), words.number, 24, _SOFT, wide, 32)
    size = next((size for size in _CAPTION_PX if len(_wrapped(words.caption, _font(size, True), wide)) * 1.3 * size <= _CAPTION_HIGH), _CAPTION_PX[-1])
    y = _write(ink, (x, y + 12), words.caption, size, _INK, wide, _CAPTION_HIGH, bold=True)
    y = _write(ink, (x, y + 10), words.origin, 22, _SOFT, wide, 96)
    foot = HEIGHT - _MARGIN - 26 * len(_wrapped(words.notice, _font(20), wide))
    _write(ink, (x, y + 22), words.said, 26, _INK, wide, foot - y - 40)
    _write(ink, (x, foot), words.notice, 20, _SOFT, wide, HEIGHT)
    return card


def _write(ink: ImageDraw.ImageDraw, at: tuple[int, int], text: str, px: int, color: tuple[int, int, int], wide: int, high: int, bold: bool = False) -> int:
    """Write text in lines of a width, as many as go into a height; the y below it."""
    font, step, (x, y) = _font(px, bold), round(1.3 * px), at
    lines = _wrapped(text, font, wide)
    fit = max(0, high // step)
    if len(lines) > fit:
        lines = [*lines[: fit - 1], lines[fit - 1].rstrip(" ,.;:") + " …"] if fit else []
    for line in lines:
        ink.text((x, y), line, fill=color, font=font)
        y += step
    return y


def _wrapped(text: str, font: Any, wide: int) -> list[str]:
    return wrapped(text, partial(_length, font), wide)


@lru_cache(maxsize=8192)
def _length(font: Any, word: str) -> float:
    return float(font.getlength(word))


@cache
def _font(px: int, bold: bool = False) -> Any:
    path = font_file(bold)
    return ImageFont.load_default(px) if path is None else ImageFont.truetype(str(path), px)


def _words(track: Any, story: Storyboard) -> Iterator[Timed]:
    """The lines as subtitles, none over another; one that is less than half sure ends in a question mark in brackets."""
    lines = sorted((line for leaf in story.leaves for line in spoken(leaf)), key=lambda line: line.start_s)
    for number, line in enumerate(lines):
        latest = lines[number + 1].start_s if number + 1 < len(lines) else max(story.seconds, line.start_s + 0.2)
        start, end = round(1000 * line.start_s), round(1000 * min(max(line.end_s, line.start_s + 0.2), latest))
        text = (plain(line.text) + (" (?)" if line.confidence is not None and line.confidence < 0.5 else "")).encode()[:_LONGEST_BYTES]
        if end > start:
            yield start / 1000, 2, _packet(track, struct.pack(">H", len(text)) + text, start, end)


def _packet(track: Any, data: bytes, start: int, end: int) -> Any:
    packet = av.Packet(data)
    packet.pts = packet.dts = start
    packet.duration, packet.time_base, packet.stream = end - start, Fraction(1, 1000), track
    return packet


@contextmanager
def voice_beside(sound: Path, target: Path) -> Iterator[Path]:
    """A recording as AAC in a file beside the target, as long as it is needed. Raises `AudioError`."""
    with _beside(target, "voice") as path:
        write_voice(sound, path)
        yield path


@contextmanager
def _beside(target: Path, part: str) -> Iterator[Path]:
    path = target.with_name(f"{target.name}.{part}.partial")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def write_voice(sound: Path, target: Path) -> None:
    """A recording as mono AAC of some 50 kbit/s at 16 kHz in MP4 (.m4a). Raises `AudioError`."""
    with av.open(str(target), "w", **_MP4) as voice:
        track = voice.add_stream("aac", rate=RATE_HZ, options=_AAC)
        track.layout = "mono"
        count = 0
        for block in read_blocks(sound, sound.name):
            frame = av.AudioFrame.from_ndarray(block[None], format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, count, Fraction(1, RATE_HZ)
            count += len(block)
            voice.mux(track.encode(frame))
        voice.mux(track.encode(None))


def holds_mp3(path: Path) -> bool:
    """Whether a file is MP3, whatever its name says."""
    with open(path, "rb") as file:
        head = file.read(4)
    return head[:3] == b"ID3" or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def holds_aac(path: Path) -> bool:
    """Whether a file is MP4 with AAC in it and nothing to see, as far as its index tells."""
    with open(path, "rb") as file:
        index = _index(file)
    at = index.find(b"esds")
    return b"mp4a" in index and b"vide" not in index and b"\x40\x15" in index[at : at + 48]


def _index(file: IO[bytes]) -> bytes:
    """The "moov" box of an MP4 file (ISO/IEC 14496-12), nothing where there is none or it is too large."""
    at = 0
    while len(head := file.read(16)) >= 8:
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if at == 0 and kind != b"ftyp":
            return b""
        size = int.from_bytes(head[8:16], "big") if size == 1 else size
        if kind == b"moov" and size <= _LARGEST_INDEX:
            file.seek(at)
            return file.read(size)
        if size < 8:
            return b""
        at += size
        file.seek(at)
    return b""
