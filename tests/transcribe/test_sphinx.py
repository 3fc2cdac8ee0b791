from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from speechscape.audio import Reader
from speechscape.transcribe.sphinx import LANGUAGE, SILENCE, Aligner, SphinxCascade
from speechscape.types import Clip

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


def test_the_cascade_draws_what_the_recognised_words_name():
    pytest.importorskip("pocketsphinx")
    with Reader() as reader:
        clip = reader.read(SAMPLE)
    heard, silent = SphinxCascade().hear([clip, Clip(np.zeros(16_000, np.float32))])
    assert {item.name for item in heard.scene.elements} == {"fox", "tree"}
    assert all(0 < item.confidence <= 1 and 0 <= item.start_s < item.end_s <= clip.seconds for item in heard.scene.elements)
    assert "fox under a tree" in heard.words
    assert (silent.abstained, silent.reason) == (True, "silence")


def test_of_a_short_clip_the_likest_name_is_a_doubt():
    pytest.importorskip("pocketsphinx")
    with Reader() as reader:
        clip = reader.read(SAMPLE)
    fox = Clip(clip.samples[:12_000])
    heard = SphinxCascade().hear([fox, clip])
    named = [item.name for item in heard[0].scene.elements] + [names[0] for names in heard[0].doubts]
    assert "fox" in named
    assert heard[1].doubts == ()


def test_what_was_heard_before_changes_nothing():
    pytest.importorskip("pocketsphinx")
    with Reader() as reader:
        clips = [reader.read(SAMPLE), reader.read(SAMPLE.with_name("cat-on-a-couch.wav"))]
    cascade = SphinxCascade()
    first, _, again = cascade.hear([clips[0], clips[1], clips[0]])
    assert first == again


def test_odds_after_each_word_of_the_language_model_add_up_to_one():
    ones: dict[str, tuple[float, float]] = {}
    twos: dict[str, dict[str, float]] = {}
    for line in LANGUAGE.read_text().splitlines():
        parts = line.split()
        if len(parts) == 3 and not line.startswith("ngram"):
            try:
                ones[parts[1]] = (10 ** float(parts[0]), 10 ** float(parts[2]))
            except ValueError:
                twos.setdefault(parts[1], {})[parts[2]] = 10 ** float(parts[0])
    for first in ("a", "the", "<s>", "fox"):
        seen = twos[first]
        total = sum(seen.values()) + ones[first][1] * sum(chance for word, (chance, _) in ones.items() if word not in seen)
        assert total == pytest.approx(1, abs=0.02)
