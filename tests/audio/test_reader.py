from __future__ import annotations

import numpy as np
import pytest

from speechscape.audio import Reader, read_clip
from speechscape.errors import AudioError
from tests.audio.files import FORMATS, encoded, wav_header
from tests.conftest import speechlike


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_format_becomes_mono_at_16_khz(reader, kind, channels):
    clip = reader.read(encoded(kind, 1.2, channels), f"x.{kind}")
    assert clip.samples.dtype == np.float32
    assert clip.samples.ndim == 1
    assert abs(clip.seconds - 1.2) < 0.08
    truth = speechlike(1.2)
    lags = np.correlate(clip.samples[:19_000], truth[:16_000], "valid")
    assert np.abs(lags).max() / np.sum(truth[:16_000] ** 2) > 0.6


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"hello there, this is text", "not audio"),
        (b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "playlist"),
        (wav_header(rate_hz=1, data_bytes=32_000) + bytes(32_000), "1 Hz; 4000 to 384000 Hz"),
        (wav_header(rate_hz=400_000, data_bytes=32_000) + bytes(32_000), "400000 Hz"),
        (wav_header(channels=9, data_bytes=36_000) + bytes(36_000), "9 channels; at most 8"),
        (wav_header(data_bytes=2_560) + bytes(2_560), "0.08 s; at least 0.20 s"),
        (wav_header(data_bytes=640_000) + bytes(64_000), "truncated"),
        (wav_header(bits=32, kind=3, data_bytes=64_000) + np.full(16_000, np.nan, "<f4").tobytes(), "not numbers"),
        (wav_header(rate_hz=8_000, data_bytes=2 * 8_000 * 601) + bytes(2 * 8_000 * 601), "more than 600 s"),
    ],
)
def test_refusals_give_the_value_the_limit_and_the_way_out(reader, data, words):
    with pytest.raises(AudioError, match=words):
        reader.read(data, "clip")


def test_a_missing_file_and_a_folder_are_refused(reader, tmp_path):
    with pytest.raises(AudioError, match="cannot be opened"):
        reader.read(tmp_path / "none.wav")
    with pytest.raises(AudioError, match="folder"):
        reader.read(tmp_path)


def test_a_killed_child_is_replaced(reader, wav_bytes):
    reader.read(wav_bytes)
    reader._child.kill()
    reader._child.wait()
    assert reader.read(wav_bytes).seconds > 1


def test_a_hanging_child_is_ended(monkeypatch, wav_bytes):
    monkeypatch.setattr("speechscape.audio.reader.DECODE_TIMEOUT_S", 0.0)
    with Reader() as reader, pytest.raises(AudioError, match="more than 0 s"):
        reader.read(wav_bytes)


def test_a_path_and_its_bytes_are_the_same_clip(tmp_path, wav_bytes):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes)
    assert np.array_equal(read_clip(path).samples, read_clip(wav_bytes).samples)
