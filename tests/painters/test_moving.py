"""Pictures in a row as one file."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest
from PIL import Image

from speechscape.errors import OptionError
from speechscape.painters.moving import moving

FRAMES = [np.full((32, 48, 3), shade, np.uint8) for shade in (0, 60, 120, 180, 240)]


def test_gif_plays_forth_and_back():
    with Image.open(io.BytesIO(moving(FRAMES, "gif"))) as image:
        assert image.n_frames == 8 and image.size == (48, 32)


def test_mp4_has_every_frame():
    with av.open(io.BytesIO(moving(FRAMES, "mp4"))) as film:
        shades = [frame.to_ndarray(format="rgb24").mean() for frame in film.decode(video=0)]
    assert shades == pytest.approx([0, 60, 120, 180, 240], abs=6)


def test_sheet_has_a_place_for_each():
    with Image.open(io.BytesIO(moving(FRAMES, "png"))) as image:
        assert image.size == (3 * 48, 2 * 32)
        assert image.getpixel((3 * 48 - 5, 5)) == (120, 120, 120)


def test_other_formats_are_refused():
    with pytest.raises(OptionError, match="gif, mp4, png"):
        moving(FRAMES, "avi")
