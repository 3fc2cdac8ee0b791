from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from speechscape.audio import Reader
from speechscape.transcribe.sphinx import SILENCE, Aligner

SAMPLE = Path(__file__).parents[2] / "samples" / "fox-under-a-tree.wav"


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    pytest.importorskip("pocketsphinx")
    return Aligner()


def test_pronunciations(aligner):
    assert aligner.pronounce("fox") == ("F", "AA", "K", "S")
    assert aligner.pronounce("brillig") is None


def test_phones_of_a_sentence_follow_each_other_through_the_clip(aligner):
    with Reader() as reader:
        clip = reader.read(SAMPLE)
    words = "a fox under a tree".split()
    segments = aligner.align(clip.samples, words)
    spoken = [segment for segment in segments if segment.phone != SILENCE]
    assert [segment.word for segment in spoken if segment.phone in {"AA", "IY"}] == ["fox", "tree"]
    assert list(dict.fromkeys(segment.word for segment in spoken)) == ["a", "fox", "under", "tree"]
    assert all(one.start + one.frames == two.start for one, two in zip(segments, segments[1:], strict=False))
    assert segments[-1].start + segments[-1].frames <= len(clip.samples) // 160


def test_unknown_words_have_no_alignment(aligner):
    assert aligner.align(np.zeros(16_000, np.float32), ["brillig"]) is None
    assert aligner.align(np.zeros(16_000, np.float32), []) is None
