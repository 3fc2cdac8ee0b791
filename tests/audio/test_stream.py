"""Long recordings: the same samples as when read whole, in blocks; what breaks off says so after its good part."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechscape.audio.reader import read_blocks, read_clip
from speechscape.errors import AudioError
from tests.conftest import speechlike


@pytest.mark.parametrize(("suffix", "rate_hz"), [("wav", 16_000), ("wav", 44_100), ("flac", 8_000), ("mp3", 44_100), ("ogg", 48_000)])
def test_blocks_joined_are_the_whole_clip(tmp_path, suffix, rate_hz):
    path = tmp_path / f"talk.{suffix}"
    soundfile.write(path, np.stack([speechlike(5.3, rate_hz=rate_hz)] * 2, axis=1), rate_hz)
    told: list[float] = []
    blocks = list(read_blocks(path, promised=told.append))
    assert told == [pytest.approx(5.3, abs=0.1)]
    assert [len(block) for block in blocks[:-1]] == [16_000] * (len(blocks) - 1)
    np.testing.assert_array_equal(np.concatenate(blocks), read_clip(path).samples)


def test_a_recording_may_be_longer_than_a_clip(tmp_path):
    path = tmp_path / "long.wav"
    with soundfile.SoundFile(path, "w", 16_000, 1) as sink:
        for _ in range(1200):
            sink.write(np.zeros(16_000, np.float32))
    blocks = read_blocks(path)
    assert sum(len(block) for block in blocks) == 1200 * 16_000  # twice as long as a clip may be


def test_what_breaks_off_gives_its_good_part_and_then_says_so(tmp_path):
    path = tmp_path / "cut.mp3"
    soundfile.write(path, speechlike(8.0), 16_000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    read = []
    with pytest.raises(AudioError, match=r"cut\.mp3 is truncated"):
        read.extend(read_blocks(path))
    assert 2 <= len(read) <= 5


@pytest.mark.parametrize(("data", "words"), [(b"", "is empty"), (b"#EXTM3U\nother.wav", "is a playlist"), (b"hello hello hello", "is not audio")])
def test_what_is_no_recording_is_refused(tmp_path, data, words):
    path = tmp_path / "talk.wav"
    path.write_bytes(data)
    with pytest.raises(AudioError, match=words):
        list(read_blocks(path))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(AudioError, match="cannot be opened"):
        list(read_blocks(tmp_path / "nothing.wav"))
    with pytest.raises(AudioError, match="is not a file"):
        list(read_blocks(tmp_path))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_leaving_early_ends_the_child(tmp_path):
    path = tmp_path / "talk.wav"
    soundfile.write(path, np.tile(speechlike(2.0), 100), 16_000)
    others = _children()
    blocks = read_blocks(path)
    next(blocks)
    mine = _children() - others
    blocks.close()
    assert len(mine) == 1
    assert not mine & _children()


def _children() -> set[str]:
    return {child for line in Path("/proc/self/task").glob("*/children") for child in line.read_text().split()}
