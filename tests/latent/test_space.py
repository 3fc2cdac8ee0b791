"""The shared latent at run time: what can be known without weights."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from speechscape.errors import ModelError, OptionError
from speechscape.latent.space import SIDE, Space, between, likeness, read_picture
from speechscape.types import Latent


def _png(width: int, height: int, color: tuple[int, int, int] = (10, 200, 30), format: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, format)
    return out.getvalue()


def _unit(*values: float) -> Latent:
    vector = np.array(values, np.float32)
    return Latent(np.tile(vector, (2, 1)), vector / np.linalg.norm(vector))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "JPEG"])
def test_pictures_of_any_size_become_the_middle_square(format):
    for width, height in ((300, 200), (64, 64), (128, 500)):
        pixels = read_picture(_png(width, height, format=format), "x")
        assert pixels.shape == (SIDE, SIDE, 3) and pixels.dtype == np.uint8
        assert np.abs(pixels.reshape(-1, 3).mean(axis=0) - (10, 200, 30)).max() < 6


def test_what_is_no_picture_is_refused(monkeypatch):
    for data in (b"", b"hello", _png(30, 30)[:60]):
        with pytest.raises(OptionError, match="no picture that can be read"):
            read_picture(data, "x.png")
    monkeypatch.setattr("speechscape.latent.space._MOST_PIXELS", 100)
    with pytest.raises(OptionError, match="make it smaller"):
        read_picture(_png(20, 20), "x.png")


def test_nearest_is_likeliest():
    others = [_unit(0, 1, 0), _unit(1, 0.1, 0), _unit(-1, 0, 0)]
    assert likeness(_unit(1, 0, 0), others).argsort()[::-1].tolist() == [1, 0, 2]


def test_between_begins_and_ends_where_it_should():
    first, second = _unit(1, 0, 0), _unit(0, 1, 0)
    for share, end in ((0.0, first), (1.0, second)):
        assert between(first, second, share).tokens == pytest.approx(end.tokens)
        assert between(first, second, share).pooled == pytest.approx(end.pooled)
    middle = between(first, second, 0.5)
    assert middle.pooled @ first.pooled == pytest.approx(middle.pooled @ second.pooled)
    assert np.linalg.norm(middle.pooled) == pytest.approx(1)


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"speech.onnx cannot be loaded"):
        Space(tmp_path)
