from __future__ import annotations

import random

import numpy as np
import pytest

from speechscape.data.units import Bank, Speaker, make_bank
from speechscape.ears.features import MELS
from speechscape.transcribe.sphinx import Aligner

ROWS = ["SIL DH AH F AA K S SIL", "SIL AH K AE T SIL", "SIL F AE K T SIL"]


WORDS = {"fox": ("F", "AA", "K", "S"), "cat": ("K", "AE", "T"), "a": ("AH",), "fact": ("F", "AE", "K", "T"), "zoo": ("Z", "UW")}


class Dictionary:
    def pronounce(self, word):
        return WORDS.get(word)


@pytest.fixture
def bank() -> Bank:
    """Frames hold the number of the phone of the table that they belong to, so an answer tells where it was cut."""
    names = [name for row in ROWS for name in row.split()]
    frames = np.repeat(np.arange(len(names), dtype=np.float16), 6)[:, None] * np.ones(MELS, np.float16)
    return Bank(frames, np.array(names), np.array(["one/x"] * len(names)), np.arange(len(names)) * 6, np.full(len(names), 6))


def _cut(features, speaker_names):
    return [speaker_names[int(value)] for value in features[:, 0]]


def test_what_was_said_in_one_go_is_repeated_in_one_go(bank):
    voice = Speaker(bank, ["one/x"], Dictionary())
    row = voice.spell("fact", random.Random(0))
    assert row == ["SIL", "F", "AE", "K", "T", "SIL"]
    features = voice.speak(row, np.random.default_rng(0))
    assert np.array_equal(features[:, 0], np.repeat(np.arange(14, 20), 6))


def test_new_words_are_made_of_the_right_phones(bank):
    voice = Speaker(bank, ["one/x"], Dictionary())
    row = voice.spell("a cat fox.", random.Random(3))
    heard = list(dict.fromkeys(zip(np.arange(0, 6 * len(row), 3) // 6, _cut(voice.speak(row, np.random.default_rng(0))[::3], bank.names), strict=True)))
    assert [name for _, name in heard] == row


def test_unknown_words_and_missing_phones_are_refused(bank):
    voice = Speaker(bank, ["one/x"], Dictionary())
    assert voice.spell("a unicorn", random.Random(0)) is None
    assert voice.spell("zoo", random.Random(0)) is None


def test_a_bank_survives_its_file(bank, tmp_path):
    bank.save(tmp_path / "bank.npz")
    loaded = Bank.load(tmp_path / "bank.npz")
    assert all(np.array_equal(getattr(bank, key), getattr(loaded, key)) for key in ("frames", "names", "speakers", "starts", "lengths"))


def test_people_mixed_in_one_voice_get_one_timbre(bank):
    both = Bank(np.concatenate([bank.frames, bank.frames + 100]), np.tile(bank.names, 2), np.repeat(["one/x", "one/y"], len(bank.names)), np.concatenate([bank.starts, bank.starts + len(bank.frames)]), np.tile(bank.lengths, 2))
    voice = Speaker(both, ["one/x", "one/y"], Dictionary())
    for seed in range(5):
        assert voice.speak(["SIL", "K", "AE", "T", "SIL"], np.random.default_rng(seed)).max() < 30


def test_a_bank_is_cut_from_recordings_and_speaks_their_words_anew(samples_folder, tmp_path):
    pytest.importorskip("pocketsphinx")
    for name in ("fox-under-a-tree", "cat-on-a-couch"):
        (tmp_path / f"{name}.wav").write_bytes((samples_folder / f"{name}.wav").read_bytes())
    (tmp_path / "made.csv").write_text("path,speaker,seconds,text\nfox-under-a-tree.wav,0001,2,A fox under a tree.\ncat-on-a-couch.wav,0001,2,a cat on a couch in the living room\n")
    bank = make_bank(tmp_path)
    assert set(bank.speakers) == {"made/0001"}
    assert "".join(name for name in bank.names if name not in {"SIL", "AH"}).startswith("FAAKSNDERTRIY")
    voice = Speaker(bank, ["made/0001"], Aligner())
    row = voice.spell("a couch under a cat", random.Random(0))
    features = voice.speak(row, np.random.default_rng(0))
    assert 80 < len(features) < 300
    assert np.isfinite(features).all()
    assert voice.spell("a zebra", random.Random(0)) is None  # no Z, B or IY R was ever said
