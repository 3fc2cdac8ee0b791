from __future__ import annotations

import numpy as np
import pytest
import soundfile

from speechscape.data.corpus import read_shards
from speechscape.data.people import make_background_shard, make_people_shards, word_scene
from speechscape.data.recordings import kept_for_development, unlabelled, utterances
from speechscape.types import RATE_HZ, Element, Scene
from tests.conftest import speechlike

TRAINS, KEPT = "0001", next(name for name in map(str, range(100)) if kept_for_development(name))


@pytest.fixture
def folder(tmp_path):
    """Three utterances in the layout of people's recordings: sentences in one index, single words in another."""
    for name in ("a.flac", "b.flac", "c.flac"):
        soundfile.write(tmp_path / name, speechlike(1.0), RATE_HZ)
    (tmp_path / "sentences.csv").write_text(f'path,speaker,age,seconds,text\na.flac,{TRAINS},7,1.0,"Mark can see the Fox, he said."\nb.flac,{KEPT},30,1.0,never trains\nmissing.flac,{TRAINS},7,1.0,not there\n')
    (tmp_path / "words.csv").write_text(f"path,speaker,seconds,word\nc.flac,{TRAINS},1.0,happy\n")
    return tmp_path


def test_both_layouts_are_read(folder):
    (sentence, *_), (word,) = list(utterances(folder / "sentences.csv")), list(utterances(folder / "words.csv"))
    assert (sentence.text, sentence.speaker, sentence.single) == ("mark can see the fox he said", TRAINS, False)
    assert sentence.facts == {"age": "7"}
    assert (word.text, word.single, word.facts) == ("happy", True, {})


def test_a_folder_without_an_index_is_sound_of_unknown_words(folder):
    (folder / "1089").mkdir()
    (folder / "1089" / "x.FLAC").write_bytes(b"")
    found = list(unlabelled(folder))
    assert [(one.path.name, one.speaker, one.text) for one in found] == [("x.FLAC", "1089", None), ("a.flac", "a", None), ("b.flac", "b", None), ("c.flac", "c", None)]


def test_a_single_word_names_an_element_or_nothing():
    assert word_scene("puppies") == Scene((Element("dog", 3),))
    assert word_scene("happy") == Scene()


@pytest.mark.skipif(not __import__("shutil").which("espeak-ng"), reason="needs the system package espeak-ng for phones")
def test_shards_hold_labels_and_leave_out_speakers_kept_for_development(folder, tmp_path):
    assert make_people_shards(folder, tmp_path / "shards") == {"sentences": 1, "words": 1}
    kept = make_people_shards(folder, tmp_path / "kept", kept=True)
    assert not {row.voice for row in read_shards(tmp_path / "kept")} & {row.voice for row in read_shards(tmp_path / "shards")}
    assert sum(kept.values()) == 1
    rows = {row.text: row for row in read_shards(tmp_path / "shards")}
    assert rows["mark can see the fox he said"].scene["elements"][0]["name"] == "fox"
    assert rows["happy"].scene["elements"] == []
    assert all(np.isfinite(np.asarray(row.features, np.float32)).all() for row in rows.values())


def test_backgrounds_are_cut_in_pieces_without_labels(tmp_path):
    (tmp_path / "noise").mkdir()
    soundfile.write(tmp_path / "noise" / "tap.wav", speechlike(21.0), RATE_HZ)
    assert make_background_shard(tmp_path / "noise", tmp_path / "shards") == 3
    rows = list(read_shards(tmp_path / "shards"))
    assert [len(row.features) for row in rows] == [800, 800, 501]
    assert {(row.voice, row.text, row.scene) for row in rows} == {("behind/tap", "", None)}
