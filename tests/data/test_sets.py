from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from speechscape.data.manifest import read_manifest, write_manifest
from speechscape.data.sets import SETS, Tally, read_set
from speechscape.data.sets.narratives import box_between
from speechscape.data.sets.speechcoco import timed_words
from speechscape.data.sets.strings import read_strings
from speechscape.errors import OptionError

SOUND = 0.1 * np.sin(np.arange(160, dtype=np.float32))


def sound(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, SOUND, 16_000)


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 3), "red").save(path)


def text(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")


def flickr8k(folder: Path) -> None:
    for name in ("1_a_0", "1_a_1", "2_b_0", "3_ç_0"):
        sound(folder / "flickr_audio" / "wavs" / f"{name}.wav")
    for name in ("1_a", "2_b", "3_ç"):
        picture(folder / "Flicker8k_Dataset" / f"{name}.jpg")
    text(folder / "flickr_audio" / "wav2capt.txt", "1_a_0.wav 1_a.jpg #0\n1_a_1.wav 1_a.jpg #1\n2_b_0.wav 2_b.jpg #0\n3_ç_0.wav 3_ç.jpg #0\n")
    text(folder / "flickr_audio" / "wav2spk.txt", "1_a_0.wav 4\n1_a_1.wav 7\n2_b_0.wav 4\n3_ç_0.wav 9\n")
    text(folder / "Flickr8k_text" / "Flickr8k.token.txt", "1_a.jpg#0\tA dog runs .\n1_a.jpg#1\tA brown dog .\n2_b.jpg#0\tA cat .\n3_ç.jpg#0\tA façade .\n")
    for split, name in (("train", "1_a"), ("dev", "2_b"), ("test", "3_ç")):
        text(folder / "Flickr8k_text" / f"Flickr_8k.{split}Images.txt", f"{name}.jpg\n")


def coco_record(image: str, *captions: str) -> dict:
    part = image.partition("2014")[0]
    return {
        "image": image,
        "captions": [{"text": one.upper(), "speaker": f"m{number}", "uttid": f"m{number}-{one}_1", "wav": f"wavs/{part}/0/m{number}-{one}_1.wav"} for number, one in enumerate(captions)],
    }


def spokencoco(folder: Path) -> None:
    for part, image, captions in (("train", "train2014/COCO_train2014_000000000001.jpg", ("a dog", "ein größer hund")), ("val", "val2014/COCO_val2014_000000000002.jpg", ("a cat",))):
        record = coco_record(image, *captions)
        text(folder / "SpokenCOCO" / f"SpokenCOCO_{part}.json", {"data": [record]})
        picture(folder / image)
        for caption in record["captions"]:
            sound(folder / "SpokenCOCO" / caption["wav"])


def places(folder: Path) -> None:
    for part in ("train", "dev_seen", "dev_unseen", "test_seen", "test_unseen"):
        record = {"uttid": f"A-{part}", "speaker": "A", "asr_text": f"a {part} café", "wav": f"wavs/{part}/A.wav", "image": f"a/abbey/{part}.jpg"}
        text(folder / "metadata" / f"{part}_2020.json", {"data": [record], "audio_base_path": "/home/nobody/audio", "image_base_path": "pictures"})
        sound(folder / record["wav"])
        picture(folder / "pictures" / record["image"])


TIMECODE = [
    [0.0, "SYL", ""], [0.0, "SEPR", " "], [0.0, "WORD", "two"], [0.0, "PHO", "t"], [100.0, "PHO", "uu"],
    [250.0, "SYL", ""], [250.0, "SEPR", " "], [250.0, "WORD", "horses"], [250.0, "PHO", "h"], [400.0, "SYL", ""], [400.0, "PHO", "s"],
    [500.0, "PHO", "_"], [600.0, "SIL", ""], [600.0, "SYL", ""], [600.0, "SEPR", " "], [600.0, "WORD", "run"], [600.0, "PHO", "r"], [900.0, "SYL", ""], [900.0, "SEPR", " "],
]  # fmt: skip
"""By the authors' README: a mark at the begin of each syllable and at the end of the last; a pause is a phone that ends in SIL."""


def speechcoco(folder: Path, database: bool = True) -> None:
    for part, image, voice in (("train", 7, "Paul"), ("val", 8, "Amanda")):
        base, wav = folder / f"{part}2014", f"{image}_10_{voice}_None_0-9.wav"
        record = {
            "duration": 0.9, "speaker": voice, "synthesisedCaption": "Two horses run", "timecode": TIMECODE, "speed": 0.9, "wavFilename": wav, "captionID": 10, "imgID": image,
            "disfluency": ["None", ""],
        }  # fmt: skip
        sound(base / "wav" / wav)
        picture(folder / "images" / f"{part}2014" / f"COCO_{part}2014_{image:012d}.jpg")
        if not database:
            text(base / "json" / wav.replace(".wav", ".json"), record)
            continue
        with closing(sqlite3.connect(base / f"{part}_2014.sqlite3")) as base_file, base_file:
            base_file.execute("CREATE TABLE captions (captionID INTEGER PRIMARY KEY, imageID INTEGER, wavFilename TEXT, timecode TEXT, text TEXT, speaker TEXT)")
            base_file.execute("INSERT INTO captions VALUES (?,?,?,?,?,?)", (10, image, wav, json.dumps(TIMECODE), record["synthesisedCaption"], voice))


def narrative(**other) -> dict:
    return {
        "dataset_id": "mscoco_val2017", "image_id": "137576", "annotator_id": 93, "caption": "In this image a dog.",
        "timed_caption": [{"utterance": "In this", "start_time": 0.0, "end_time": 0.4}, {"utterance": "image", "start_time": 0.5, "end_time": 0.9}, {"utterance": "a dog", "start_time": 1.0, "end_time": 2.0}],
        "traces": [[{"x": 0.2, "y": -0.05, "t": 0.02}], [{"x": 0.5, "y": 0.25, "t": 1.0}, {"x": 0.75, "y": 0.125, "t": 1.5}, {"x": 0.6, "y": 0.5, "t": 2.0}, {"x": 0.1, "y": 0.1, "t": 2.1}]],
        "voice_recording": "coco_val/coco_val_137576_93.ogg", **other,
    }  # fmt: skip


def narratives(folder: Path) -> None:
    sound(folder / "voice-recordings" / "coco_val" / "coco_val_137576_93.ogg")
    picture(folder / "images" / "val2017" / "000000137576.jpg")
    sound(folder / "voice-recordings" / "ade20k_train" / "ade20k_train_0000000000000012_5.ogg")
    picture(folder / "images" / "ADE_train_00000012.jpg")
    text(folder / "coco_val_localized_narratives.jsonl", json.dumps(narrative()) + "\n")
    ade = narrative(dataset_id="ADE20k_train", image_id="ADE_train_00000012", annotator_id=5, caption="une forêt", voice_recording="ade20k_train/ade20k_train_12_0.ogg")
    text(folder / "annotations" / "ade20k_train_localized_narratives.jsonl", json.dumps(ade) + "\n")


def s2igan(folder: Path, base: str, names: dict[str, str], protocol: int = 2) -> None:
    for split, name in names.items():
        (folder / split).mkdir(parents=True)
        (folder / split / "filenames.pickle").write_bytes(pickle.dumps([name], protocol))
        picture(folder / base / "images" / f"{name}.jpg")
        text(folder / base / "text_c10" / f"{name}.txt", "".join(f"caption {number} of it\n" for number in range(10)))
        for number in range(10):
            sound(folder / base / "audio" / name / f"{Path(name).name}_{number}.wav")


def birds(folder: Path) -> None:
    s2igan(folder, "CUB_200_2011", {"train": "002.Laysan_Albatross/Laysan_Albatross_0044_784", "test": "001.Zoë/Zoë_1"})


def flowers(folder: Path) -> None:
    s2igan(folder, "Oxford102", {"train": "class_00001/image_06734", "test": "class_00002/image_00001"}, protocol=0)


MAKE = {"birds": birds, "flickr8k": flickr8k, "flowers": flowers, "narratives": narratives, "places": places, "speechcoco": speechcoco, "spokencoco": spokencoco}
NEEDED = {
    "birds": ["test/filenames.pickle", "CUB_200_2011", "CUB_200_2011/audio"],
    "flickr8k": ["flickr_audio/wav2capt.txt", "flickr_audio/wav2spk.txt", "flickr_audio/wavs", "Flickr8k_text/Flickr8k.token.txt", "Flickr8k_text/Flickr_8k.devImages.txt"],
    "flowers": ["train/filenames.pickle", "Oxford102"],
    "narratives": ["*_localized_narratives*.jsonl"],
    "places": ["metadata/test_seen_2020.json"],
    "speechcoco": ["val2014", "train2014/wav", "train2014/train_2014.sqlite3"],
    "spokencoco": ["SpokenCOCO/SpokenCOCO_val.json"],
}


def made(name: str, folder: Path) -> Path:
    MAKE[name](folder)
    return folder


def test_every_set_has_a_layout_here():
    assert set(MAKE) == set(SETS) == set(NEEDED)


@pytest.mark.parametrize("name", SETS)
def test_a_whole_set_is_read_without_a_complaint_and_survives_a_manifest(name, tmp_path):
    rows = list(read_set(name, made(name, tmp_path)))
    assert rows
    assert all(row.audio.is_file() and row.picture is not None and row.picture.is_file() and row.caption and row.source == name and row.licence for row in rows)
    assert write_manifest(rows, tmp_path / "manifest.jsonl") == len(rows)
    assert list(read_manifest(tmp_path / "manifest.jsonl")) == rows


@pytest.mark.parametrize("name", SETS)
def test_sounds_that_are_not_on_disk_are_counted_and_told(name, tmp_path):
    whole = list(read_set(name, made(name, tmp_path)))
    whole[0].audio.unlink()
    tally = Tally()
    assert [row.id for row in read_set(name, tmp_path, tally)] == [row.id for row in whole[1:]]
    assert (tally.rows, bool(tally.left_out or tally.kept_without)) == (len(whole) - 1, True)
    assert whole[0].audio.parent.name in tally.told() or whole[0].audio.name in tally.told()
    with pytest.raises(OptionError, match="give tally"):
        list(read_set(name, tmp_path))


@pytest.mark.parametrize("name", SETS)
def test_pictures_that_are_not_on_disk_are_counted_and_told(name, tmp_path):
    whole = list(read_set(name, made(name, tmp_path)))
    gone = whole[0].picture
    gone.unlink()
    tally = Tally()
    rows = list(read_set(name, tmp_path, tally))
    without = sum(row.picture == gone for row in whole)
    assert len(rows) == len(whole)
    assert sum(row.picture is None for row in rows) == tally.kept_without["its picture is not on disk"] == without
    assert f"kept, but {without}: its picture is not on disk, such as" in tally.told()
    with pytest.raises(OptionError, match="its picture is not on disk; complete the set"):
        list(read_set(name, tmp_path))


@pytest.mark.parametrize(("name", "part"), [(name, part) for name, parts in NEEDED.items() for part in parts])
def test_a_folder_that_lacks_a_part_names_it_and_where_to_get_it(name, part, tmp_path):
    made(name, tmp_path)
    for path in [tmp_path / part] if "*" not in part else list(tmp_path.rglob(part)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(OptionError) as told:
        read_set(name, tmp_path, Tally())
    missing = "json" if part.endswith("sqlite3") else part.rpartition("/")[2]
    assert "lacks" in str(told.value)
    assert missing in str(told.value)
    assert re.search(r"get (it|some) from \S+\.\S+", str(told.value))


def test_an_unknown_set_and_a_missing_folder_are_refused(tmp_path):
    with pytest.raises(OptionError, match="'laion' is not known; need one of birds, flickr8k"):
        read_set("laion", tmp_path)
    with pytest.raises(OptionError, match="is not a folder"):
        read_set("flickr8k", tmp_path / "none")


def test_flickr8k(tmp_path):
    rows = list(read_set("flickr8k", made("flickr8k", tmp_path)))
    assert [(row.id, row.caption, row.split, row.speaker) for row in rows] == [
        ("1_a_0", "A dog runs .", "train", "4"), ("1_a_1", "A brown dog .", "train", "7"), ("2_b_0", "A cat .", "dev", "4"), ("3_ç_0", "A façade .", "test", "9"),
    ]  # fmt: skip
    assert rows[1].picture == tmp_path / "Flicker8k_Dataset" / "1_a.jpg"


def test_flickr8k_damaged(tmp_path):
    made("flickr8k", tmp_path)
    with (tmp_path / "flickr_audio" / "wav2capt.txt").open("a") as file:
        file.write("1_a_2.wav 1_a.jpg\n../../x.wav 1_a.jpg #3\n1_a_0.wav 1_a.jpg #0\n")
    text(tmp_path / "Flickr8k_text" / "Flickr8k.token.txt", "1_a.jpg#0\tA dog runs .\n1_a.jpg#1\n2_b.jpg#0\tA cat .\n3_ç.jpg#0\tA façade .\n")
    text(tmp_path / "flickr_audio" / "wav2spk.txt", "1_a_0.wav 4\n2_b_0.wav 4\n3_ç_0.wav\n")
    text(tmp_path / "Flickr8k_text" / "Flickr_8k.trainImages.txt", "")
    (tmp_path / "flickr_audio" / "wavs" / "2_b_0.wav").write_bytes(b"")
    tally = Tally()
    rows = list(read_set("flickr8k", tmp_path, tally))
    assert [(row.id, row.caption, row.split, row.speaker) for row in rows] == [("1_a_0", "A dog runs .", None, "4"), ("1_a_1", None, None, None), ("3_ç_0", "A façade .", "test", None)]
    assert dict(tally.left_out) == {
        "the line is not PICTURE#N, a tab and a caption": 1, "the line is not WAV SPEAKER": 1, "the line is not WAV PICTURE #N": 1, "its record cannot be used": 1,
        "its audio file is empty": 1, "another row of the set has its id": 1,
    }  # fmt: skip
    assert dict(tally.kept_without) == {"nobody wrote down what is said": 1, "nobody says who speaks": 3}
    assert "wav2capt.txt line 5" in tally.told()


def test_spokencoco(tmp_path):
    rows = list(read_set("spokencoco", made("spokencoco", tmp_path)))
    assert [(row.id, row.caption, row.split, row.speaker) for row in rows] == [
        ("m0-a dog_1", "A DOG", "train", "m0"),
        ("m1-ein größer hund_1", "EIN GRÖSSER HUND", "train", "m1"),
        ("m0-a cat_1", "A CAT", "dev", "m0"),
    ]
    shutil.move(tmp_path / "train2014", tmp_path / "SpokenCOCO" / "train2014")
    shutil.move(tmp_path / "val2014", tmp_path / "images" / "val2014")
    assert [row.picture is None for row in read_set("spokencoco", tmp_path)] == [False, False, False]


@pytest.mark.parametrize(
    ("data", "left_out"),
    [
        ([{"image": "a.jpg", "captions": []}, 3], {"the record has no list of captions": 2}),
        ([{"image": "a.jpg", "captions": [{"text": "x"}, "y", {"wav": 3.5}]}], {"the caption names no wav": 3}),
        ([{"image": "a.jpg", "captions": [{"wav": "SpokenCOCO_val.json"}]}], {"its audio is none of .flac .m4a .mp3 .ogg .opus .wav .webm": 1}),
        ([{"image": "a.jpg", "captions": [{"wav": "/etc/hostname"}, {"wav": "../x.wav"}]}], {"its record cannot be used": 2}),
        ([{"image": "SpokenCOCO/SpokenCOCO_val.json", "captions": [{"wav": "wavs/val/0/m0-a cat_1.wav"}, {"wav": "gone.wav"}]}], {"its audio is not on disk": 1}),
        ([{"image": "../../x.jpg", "captions": [{"wav": "wavs/val/0/m0-a cat_1.wav"}]}], {"its record cannot be used": 1}),
    ],
    ids=["no captions", "no wav", "no sound", "outside", "no picture", "picture outside"],
)
def test_spokencoco_damaged(tmp_path, data, left_out):
    made("spokencoco", tmp_path)
    text(tmp_path / "SpokenCOCO" / "SpokenCOCO_val.json", {"data": data})
    tally = Tally()
    rows = list(read_set("spokencoco", tmp_path, tally))
    assert [row.split for row in rows if row.split == "train" or row.picture is not None] == ["train", "train"]
    assert len(rows) == tally.rows
    assert dict(tally.left_out) == left_out


@pytest.mark.parametrize(("name", "path"), [("spokencoco", "SpokenCOCO/SpokenCOCO_train.json"), ("places", "metadata/train_2020.json")])
@pytest.mark.parametrize("content", ['{"data": [', "[" * 100_000, "[]", '{"data": {}}'], ids=["cut off", "deep", "list", "no list"])
def test_a_list_that_is_cut_off_or_of_another_shape_says_so(name, path, content, tmp_path):
    made(name, tmp_path)
    text(tmp_path / path, content)
    with pytest.raises(OptionError, match=rf"{Path(path).name} (is not JSON|has no list 'data').* get it again from groups.csail.mit.edu"):
        list(read_set(name, tmp_path, Tally()))


def test_places(tmp_path):
    rows = list(read_set("places", made("places", tmp_path)))
    assert [(row.id, row.split) for row in rows] == [("A-train", "train"), ("A-dev_seen", "dev"), ("A-dev_unseen", "dev"), ("A-test_seen", "test"), ("A-test_unseen", "test")]
    assert (rows[0].caption, rows[0].speaker, rows[0].picture) == ("a train café", "A", tmp_path / "pictures" / "a" / "abbey" / "train.jpg")


def test_places_by_its_base_paths_and_by_its_older_lists(tmp_path):
    record = {"uttid": "A", "speaker": "A", "wav": "A.wav", "image": "a.jpg"}
    for part in ("train", "val"):
        text(tmp_path / "lists" / f"{part}.json", {"data": [record | {"uttid": part}, 3], "audio_base_path": str(tmp_path / "far"), "image_base_path": "lists"})
    sound(tmp_path / "far" / "A.wav")
    picture(tmp_path / "lists" / "images" / "a.jpg")
    tally = Tally()
    rows = list(read_set("places", tmp_path / "lists", tally))
    assert [(row.id, row.split, row.caption, row.audio, row.picture) for row in rows] == [
        (part, split, None, tmp_path / "far" / "A.wav", tmp_path / "lists" / "images" / "a.jpg") for part, split in (("train", "train"), ("val", "dev"))
    ]
    assert (tally.left_out["the record names no wav"], tally.kept_without["nobody wrote down what is said"]) == (2, 2)


@pytest.mark.parametrize("database", [True, False])
def test_speechcoco_with_the_times_of_its_words(tmp_path, database):
    speechcoco(tmp_path, database)
    rows = list(read_set("speechcoco", tmp_path))
    assert [(row.id, row.caption, row.split, row.speaker) for row in rows] == [("7_10_Paul_None_0-9", "Two horses run", "train", "Paul"), ("8_10_Amanda_None_0-9", "Two horses run", "dev", "Amanda")]
    assert [(word.text, word.start_s, word.end_s) for word in rows[0].words] == [("two", 0.0, 0.25), ("horses", 0.25, 0.5), ("run", 0.6, 0.9)]


def test_a_word_without_length_and_one_before_a_bare_silence():
    words = timed_words([[0, "SYL", ""], [0, "WORD", "uh"], [0, "WORD", "no"], [0, "PHO", "n"], [80, "SYL", ""], [90, "SIL", ""]])
    assert [(word.text, word.start_s, word.end_s) for word in words] == [("no", 0.0, 0.09)]
    assert timed_words([]) == ()
    for wrong in (None, [["a", "WORD", "x"]], [[0, "WORD"]]):
        with pytest.raises(OptionError):
            timed_words(wrong)


def test_speechcoco_damaged(tmp_path):
    speechcoco(tmp_path, database=False)
    for name, content in (("a.json", "{"), ("b.json", {"imgID": 3}), ("c.json", {"wavFilename": "7_10_Paul_None_0-9.wav", "timecode": "none", "imgID": "x"})):
        text(tmp_path / "train2014" / "json" / name, content)
    tally = Tally()
    rows = list(read_set("speechcoco", tmp_path, tally))
    assert len(rows) == 2
    assert dict(tally.left_out) == {"the file is not a JSON object": 1, "the record names no wav": 1, "another row of the set has its id": 1}
    assert tally.kept_without["its words' times cannot be read"] == 1
    speechcoco(tmp_path / "other")
    with closing(sqlite3.connect(tmp_path / "other" / "val2014" / "val_2014.sqlite3")) as database, database:
        database.execute("UPDATE captions SET timecode = '[[0,', imageID = 'x'")
    tally = Tally()
    assert [len(row.words) for row in read_set("speechcoco", tmp_path / "other", tally)] == [3, 0]
    assert dict(tally.kept_without) == {"its words' times cannot be read": 1, "its picture is not on disk": 1}
    (tmp_path / "val2014" / "val_2014.sqlite3").write_bytes(b"SQLite format 3\0 and then nothing")
    with pytest.raises(OptionError, match=r"is not the database of SPEECH-COCO.*delete it to have json/ read"):
        list(read_set("speechcoco", tmp_path, Tally()))


def test_narratives_with_times_and_boxes(tmp_path):
    ade, coco = list(read_set("narratives", made("narratives", tmp_path)))
    assert (coco.id, coco.caption, coco.split, coco.speaker) == ("coco_val_137576_93", "In this image a dog.", "dev", "93")
    assert [(word.text, word.start_s, word.end_s, word.box) for word in coco.words] == [("In this", 0.0, 0.4, None), ("image", 0.5, 0.9, None), ("a dog", 1.0, 2.0, (0.5, 0.125, 0.75, 0.5))]
    assert coco.picture == tmp_path / "images" / "val2017" / "000000137576.jpg"
    assert (ade.split, ade.speaker, ade.audio.name, ade.picture.name) == ("train", "5", "ade20k_train_0000000000000012_5.ogg", "ADE_train_00000012.jpg")


def test_a_box_is_around_the_mouse_while_it_is_over_the_picture():
    points = [(0.0, 0.1, 0.9), (1.0, 1.5, 0.5), (1.5, 0.25, 0.5), (2.0, 0.75, 1.0)]
    assert box_between(points, 1.0, 2.0) == (0.25, 0.5, 0.75, 1.0)
    assert box_between(points, 1.5, 1.5) == (0.25, 0.5, 0.25, 0.5)
    assert box_between(points, 1.0, 1.0) is None
    assert box_between([], 0.0, 1.0) is None


def test_narratives_damaged(tmp_path):
    made("narratives", tmp_path)
    bad = [
        "{", "3", json.dumps({"caption": "x"}), json.dumps(narrative(voice_recording="../../x.ogg")), json.dumps(narrative(voice_recording="coco_val/gone.ogg")),
        json.dumps(narrative(traces=[[{"x": None, "y": 0, "t": 0}]])),
    ]  # fmt: skip
    text(tmp_path / "coco_val_localized_narratives.jsonl", "\n".join(bad))
    tally = Tally()
    rows = list(read_set("narratives", tmp_path, tally))
    assert [(row.id, len(row.words)) for row in rows] == [("ade20k_train_12_0", 3), ("coco_val_137576_93", 0)]
    assert dict(tally.left_out) == {"the line is not JSON that names a voice_recording": 3, "its record cannot be used": 1, "its audio is not on disk": 1}
    assert dict(tally.kept_without) == {"its words' times or traces cannot be read": 1}


def test_birds_and_flowers(tmp_path):
    rows = list(read_set("birds", made("birds", tmp_path / "birds")))
    name = "002.Laysan_Albatross/Laysan_Albatross_0044_784"
    assert [(row.id, row.caption, row.split) for row in rows[:10]] == [(f"{name}/Laysan_Albatross_0044_784_{number}", f"caption {number} of it", "train") for number in range(10)]
    assert {row.split for row in rows[10:]} == {"test"}
    assert len(list(read_set("flowers", made("flowers", tmp_path / "flowers")))) == 20


def test_birds_without_ten_utterances_or_with_names_that_say_too_little(tmp_path):
    made("birds", tmp_path)
    first, second = (tmp_path / "CUB_200_2011" / "audio" / name for name in ("002.Laysan_Albatross/Laysan_Albatross_0044_784", "001.Zoë/Zoë_1"))
    (first / "Laysan_Albatross_0044_784_9.wav").rename(first / "extra.wav")
    shutil.rmtree(second)
    text(tmp_path / "train" / "filenames.txt", "002.Laysan_Albatross/Laysan_Albatross_0044_784\n../../x\n")
    tally = Tally()
    rows = list(read_set("birds", tmp_path, tally))
    assert [row.caption for row in rows] == [None] * 10
    assert dict(tally.left_out) == {"the picture has no utterances on disk": 1, "the picture's name cannot be used": 1}
    (first / "extra.wav").unlink()
    tally = Tally()
    assert len(list(read_set("birds", tmp_path, tally))) == 9
    assert tally.kept_without["there are not 10 utterances of its picture"] == 1


def test_utterances_as_arrays_of_objects_are_never_read(tmp_path):
    made("birds", tmp_path)
    (tmp_path / "CUB_200_2011" / "audio").rename(tmp_path / "CUB_200_2011" / "audio_npy")
    with pytest.raises(OptionError, match="pickles and never read: put the sounds into"):
        read_set("birds", tmp_path)


class Hostile:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


@pytest.mark.parametrize("protocol", range(6))
def test_names_come_out_of_pickles_of_any_protocol_and_nothing_in_one_is_run(tmp_path, protocol):
    path = tmp_path / "filenames.pickle"
    names = ["a/b", "é/漢", "a" * 300, "a/b"]
    path.write_bytes(pickle.dumps(names, protocol))
    assert read_strings(path) == names
    path.write_bytes(pickle.dumps(["a", Hostile(tmp_path / "ran")], protocol))
    with pytest.raises(OptionError, match=r"holds the instruction .*nothing in it was run.* into filenames\.txt"):
        read_strings(path)
    assert not (tmp_path / "ran").exists()


def test_the_unpickler_itself_also_refuses_classes(tmp_path, monkeypatch):
    path = tmp_path / "filenames.pickle"
    path.write_bytes(pickle.dumps([Hostile(tmp_path / "ran")]))
    monkeypatch.setattr("pickletools.genops", lambda data: [])
    with pytest.raises(OptionError, match=r"asks for (posix|nt|os)\.mkdir"):
        read_strings(path)
    path.write_bytes(b"Pname\n.")
    with pytest.raises(OptionError, match="asks for an outside object"):
        read_strings(path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"not a pickle", pickle.dumps(["a"])[:-1], pickle.dumps({"a": 1}), pickle.dumps([1]), pickle.dumps("abc"), pickle.dumps(np.array(["a"], object)), b"]r\xff\xff\xff\x7f.",
        b"(lS'\\xff'\na.", b"]U\x01\xffa.", b"]\x8c\x01a", b"a.", pickle.dumps([["a"]]), b"]q\x00h\x00a.", b"]q\x00h\x01a.",
    ],
    ids=["empty", "text", "cut off", "dictionary", "numbers", "one string", "array", "far store", "no ASCII", "no UTF-8", "no end", "nothing to append to", "nested", "itself", "nothing stored"],
)  # fmt: skip
def test_any_other_pickle_is_refused(tmp_path, data):
    path = tmp_path / "filenames.pickle"
    path.write_bytes(data)
    with pytest.raises(OptionError, match="list of strings"):
        read_strings(path)


def test_names_as_python_2_wrote_them(tmp_path):
    path = tmp_path / "filenames.pickle"
    path.write_bytes(b"(lp1\nS'002.Laysan/x_1'\np2\naS'b'\np3\nag2\na.")
    assert read_strings(path) == ["002.Laysan/x_1", "b", "002.Laysan/x_1"]
    for data in (b"\x80\x02]q\x01(U\x0e002.Laysan/x_1q\x02U\x02\xc3\xa9q\x03e.", b"(lp1\nV002.Laysan/x_1\np2\naV\\u00e9\np3\na."):
        path.write_bytes(data)
        assert read_strings(path) == ["002.Laysan/x_1", "é"]


def test_a_pickle_too_long_for_names_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("speechscape.data.sets.strings.LIMIT_BYTES", 10)
    (tmp_path / "filenames.pickle").write_bytes(pickle.dumps(["a" * 20]))
    with pytest.raises(OptionError, match=r"at most 10: write the names into filenames\.txt"):
        read_strings(tmp_path / "filenames.pickle")
