"""Pictures in a row as one file: GIF, MP4, or a contact sheet. Pixels in, bytes out."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from speechscape.errors import OptionError

__all__ = ["MOVING", "moving"]

MOVING = ("gif", "mp4", "png")
"""Formats: an animation that plays forth and back, a film, a contact sheet."""

Frames = Sequence[NDArray[np.uint8]]


def moving(frames: Frames, format: str, rate_hz: int = 12) -> bytes:
    """Frames (H, W, 3) → a file of one of `MOVING`. Raises `OptionError` for another format."""
    if format not in MOVING:
        raise OptionError(f"format is {format!r}; choose one of {', '.join(MOVING)}")
    return _gif(frames, rate_hz) if format == "gif" else _mp4(frames, rate_hz) if format == "mp4" else _sheet(frames)


def _gif(frames: Frames, rate_hz: int) -> bytes:
    images = [Image.fromarray(frame) for frame in [*frames, *frames[-2:0:-1]]]
    out = io.BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=round(1000 / rate_hz), loop=0, comment=b"AI-generated")
    return out.getvalue()


def _mp4(frames: Frames, rate_hz: int) -> bytes:
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as film:
        film.metadata["comment"] = "AI-generated"
        height, width = (side - side % 2 for side in frames[0].shape[:2])
        track = film.add_stream("mpeg4", rate=rate_hz, options={"qscale": "3"})
        track.width, track.height, track.pix_fmt = width, height, "yuv420p"
        for frame in frames:
            film.mux(track.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame[:height, :width]), format="rgb24")))
        film.mux(track.encode())
    return out.getvalue()


def _sheet(frames: Frames) -> bytes:
    columns = int(np.ceil(np.sqrt(len(frames))))
    height, width = frames[0].shape[:2]
    sheet = Image.new("RGB", (columns * width, -(-len(frames) // columns) * height), "white")
    for index, frame in enumerate(frames):
        sheet.paste(Image.fromarray(frame), (index % columns * width, index // columns * height))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
