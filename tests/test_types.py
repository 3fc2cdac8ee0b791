from __future__ import annotations

import json

from speechscape.types import Element, Heard, Scene, Setting, Transcript, Word

SCENE = Scene(
    (Element("fox", relation="between", of=(1, 2), column=3, confidence=0.5, start_s=0.1, end_s=0.4, box=(0, 0.1, 0.2, 0.3)), Element("tree", 2, "red"), Element("house", size="big")),
    Setting("forest", None, "rain"),
)


def test_a_scene_survives_json():
    assert Scene.from_json(json.loads(json.dumps(SCENE.to_json()))) == SCENE


def test_json_names_what_a_relation_refers_to():
    rows = SCENE.to_json()["elements"]
    assert rows[0]["of"] == ["tree", "house"]
    assert rows[0]["of_index"] == [1, 2]
    assert rows[1]["of"] is None


def test_the_order_of_mention_does_not_change_the_key():
    turned = Scene((Element("tree", 2, "red"), Element("house", size="big"), Element("fox", relation="between", of=(1, 0))), SCENE.setting)
    assert turned.key() == SCENE.key()


def test_another_reference_changes_the_key():
    left = Scene((Element("fox", relation="on", of=(1,)), Element("car", color="red"), Element("car", color="blue")))
    right = Scene((Element("fox", relation="on", of=(2,)), Element("car", color="red"), Element("car", color="blue")))
    assert left.key() != right.key()


def test_empty_means_nothing_to_draw():
    assert Scene().empty
    assert not Scene((), Setting("beach")).empty


def test_what_was_heard_survives_json():
    words = (Word("fox", 0.1, 0.5, 0.75),)
    heard = Heard(Scene((Element("fox", look=3, column=2, heard_by=("ears",)),)), "a fox", doubts=(("goat", "boat"),), transcript=Transcript("fox", words, "en", 0.5, True))
    assert Heard.from_json(json.loads(json.dumps(heard.to_json()))) == heard
