"""A real Whisper through faster-whisper and CTranslate2, so small and so made that what it says is known."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from speechscape.audio import read_clip
from speechscape.errors import ModelError, OptionError, SetupError
from speechscape.transcribe.base import Cascade, heard_from, transcribe_blocks
from speechscape.transcribe.whisper import Whisper, WhisperOptions
from speechscape.types import RATE_HZ, Clip, Transcript, Word

SAYS = "Two red foxes under a tree."


@pytest.fixture(scope="module")
def fox(samples_folder) -> Clip:
    return read_clip(samples_folder / "fox-under-a-tree.wav")


def test_words_have_times_and_confidences(english_whisper, fox):
    whisper = Whisper(english_whisper)
    (transcript,) = whisper.transcribe([fox])
    assert transcript.text == SAYS
    assert [word.text for word in transcript.words] == SAYS.split()
    assert all(0 <= word.start_s <= word.end_s <= fox.seconds for word in transcript.words)
    assert all(0.9 < word.confidence <= 1 for word in transcript.words)
    assert (transcript.language, transcript.reason) == ("en", None)


def test_the_language_is_detected_and_can_be_translated(german_whisper, fox):
    (heard,) = Whisper(german_whisper).transcribe([fox])
    assert (heard.language, heard.translated) == ("de", False)
    assert heard.language_confidence > 0.9
    (told,) = Whisper(german_whisper, options=WhisperOptions(translate=True)).transcribe([fox])
    assert (told.language, told.translated) == ("de", True)
    (asked,) = Whisper(german_whisper, options=WhisperOptions(language="fr")).transcribe([fox])
    assert asked.language == "fr"


@pytest.mark.parametrize("kind", ["silence", "faint", "noise", "clicks"])
def test_where_nobody_speaks_it_writes_nothing(english_whisper, kind):
    rng = np.random.default_rng(0)
    level = {"silence": 0.0, "faint": 1e-5, "noise": 0.1, "clicks": 0.0}[kind]
    samples = (level * rng.normal(size=5 * RATE_HZ)).astype(np.float32)
    if kind == "clicks":
        samples[:: RATE_HZ // 3] = 0.9
    (transcript,) = Whisper(english_whisper).transcribe([Clip(samples)])
    assert transcript.words == ()
    assert transcript.text == ""
    assert transcript.reason


def test_a_long_clip_is_heard_to_its_end_on_one_clock(english_whisper, fox):
    pause = np.zeros(4 * RATE_HZ, np.float32)
    samples = np.concatenate([np.concatenate([fox.samples, pause]) for _ in range(15)])  # 90 s: three windows
    (whole,) = Whisper(english_whisper).transcribe([Clip(samples)])
    starts = [word.start_s for word in whole.words]
    assert starts == sorted(starts)
    assert whole.words[-1].end_s > 60
    assert whole.words[-1].end_s <= len(samples) / RATE_HZ
    blocks = (samples[at : at + RATE_HZ] for at in range(0, len(samples), RATE_HZ))
    streamed = [word for part in transcribe_blocks(Whisper(english_whisper), blocks) for word in part.words]
    assert [(word.text, round(word.start_s, 3)) for word in streamed] == [(word.text, round(word.start_s, 3)) for word in whole.words]


def test_a_cascade_over_it_hears_what_the_words_name(english_whisper, fox):
    (heard,) = Cascade(Whisper(english_whisper)).hear([fox])
    fox_, tree = heard.scene.elements
    assert (fox_.name, fox_.count, fox_.color, fox_.relation, fox_.of) == ("fox", 2, "red", "under", (1,))
    assert (tree.name, tree.heard_by) == ("tree", ("whisper",))
    assert heard.transcript is not None
    assert heard.words == SAYS


def test_what_is_asked_for_must_be_there(english_whisper, german_whisper):
    with pytest.raises(OptionError, match="does not know the language 'xx'; choose one of"):
        Whisper(german_whisper, options=WhisperOptions(language="xx"))
    with pytest.raises(OptionError, match="knows English only and cannot translate"):
        Whisper(english_whisper, options=WhisperOptions(translate=True))
    with pytest.raises(OptionError, match="beam size is 0"):
        WhisperOptions(beam_size=0)
    with pytest.raises(OptionError, match="temperatures is empty"):
        WhisperOptions(temperatures=())


def test_a_folder_without_a_model_is_refused_and_nothing_is_fetched(tmp_path, english_whisper):
    with pytest.raises(ModelError, match=r"no Whisper model in .*model\.bin, config\.json, tokenizer\.json not there"):
        Whisper(tmp_path)
    for path in english_whisper.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json not there"):
        Whisper(tmp_path)


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json"])
def test_a_damaged_model_is_refused(tmp_path, english_whisper, name):
    for path in english_whisper.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes(b"{}" * 10)
    with pytest.raises(ModelError, match=r"cannot be loaded .* fetch it again"):
        Whisper(tmp_path)


def test_without_the_package_the_error_names_the_install_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(SetupError, match=r'pip install "speechscape\[whisper\]"'):
        Whisper(Path("anywhere"))


def test_words_with_punctuation_and_capitals_name_things():
    words = tuple(Word(text, number, number + 1, 0.5 + number / 10) for number, text in enumerate(["The", "Cat's", "on", "a", "Couch!"]))
    heard = heard_from(Transcript("The Cat's on a Couch!", words), "any")
    assert [item.name for item in heard.scene.elements] == ["couch"]
    spoken = heard_from(Transcript("A cat, on a Couch!", (Word("A", 0, 1), Word("cat,", 1, 2, 0.7), Word("on", 2, 3), Word("a", 3, 4), Word("Couch!", 4, 5, 0.9))), "any")
    cat, couch = spoken.scene.elements
    assert (cat.start_s, cat.end_s, cat.confidence, cat.relation) == (1, 2, 0.7, "on")
    assert couch.heard_by == ("any",)


def test_words_that_name_nothing_abstain_with_a_reason():
    heard = heard_from(Transcript("about taxes", (Word("about", 0, 1), Word("taxes", 1, 2))), "any")
    assert (heard.abstained, heard.reason) == (True, "speech without anything drawable in it")
    assert heard_from(Transcript(reason="silence"), "any").reason == "silence"
