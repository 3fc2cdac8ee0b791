"""What a story makes of what was hardly heard, and of what was heard twice over."""

from __future__ import annotations

from speechscape.storyboard.choosing import Told, glimpse
from speechscape.storyboard.context import in_context, once
from speechscape.types import Element, Heard, Scene, Setting


def _told(*heard: Heard) -> list[Told]:
    return [Told(4.0 * number, 4.0 * number + 3, one) for number, one in enumerate(heard)]


def _guess(name: str, confidence: float) -> Heard:
    return Heard(Scene(), "", True, "not sure enough of anything", guessed=Scene((Element(name, confidence=confidence),)))


def _names(told: list[Told]) -> list[list[str]]:
    return [[item.name for item in one.heard.scene.elements] for one in told]


def test_a_guess_counts_where_the_thing_was_spoken_of_before():
    sure = Heard(Scene((Element("fox", confidence=0.9),)), "a fox")
    found = list(in_context(_told(_guess("fox", 0.3), sure, _guess("fox", 0.2), _guess("fox", 0.06), _guess("owl", 0.4))))
    assert _names(found) == [[], ["fox"], ["fox"], [], []]
    assert not found[2].heard.abstained
    assert found[2].heard.reason is None
    assert found[4].heard.reason == "not sure enough of anything"
    assert _names(list(in_context(_told(_guess("owl", 0.4), _guess("owl", 0.4))))) == [[], ["owl"]]


def test_a_thing_that_stands_on_itself_is_one_thing():
    scene = once(Scene((Element("penguin", relation="on", of=(1,), confidence=0.8), Element("penguin", 3, confidence=0.95), Element("tree", relation="behind", of=(0,)))))
    assert [(item.name, item.count, item.relation, item.of) for item in scene.elements] == [("penguin", 3, None, ()), ("tree", 1, "behind", (0,))]
    two = Scene((Element("boat", color="red"), Element("boat", color="blue", relation="left of", of=(0,))))
    assert once(two) is two
    assert len(once(Scene((Element("fox", size="big"), Element("fox", size="tiny")))).elements) == 2
    three = once(Scene((Element("fox"), Element("owl"), Element("fox", relation="between", of=(0, 1)))))
    assert [(item.name, item.relation) for item in three.elements] == [("fox", None), ("owl", None)]


def test_what_is_seen_in_an_utterance_is_what_is_sure_and_what_is_guessed():
    heard = Heard(Scene((Element("fox", confidence=0.9),), Setting(time="night")), "Then, a fox.", guessed=Scene((Element("fox", confidence=0.2), Element("owl", confidence=0.1)), Setting("forest")))
    seen = glimpse(heard)
    assert seen.names == {"fox": 0.9, "owl": 0.1}
    assert seen.setting == {"place": "forest", "time": "night"}
    assert seen.words == ("then", "a", "fox")
    assert Heard.from_json(heard.to_json()) == heard
