"""A live session: however the sound comes in pieces, it ends alike; what stands stays; the newest work wins; nothing grows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from speechscape.errors import OptionError, PaintError
from speechscape.live.events import EVENTS, HearingEvent, NothingEvent, PartialEvent, PictureEvent, SettledEvent
from speechscape.live.live import Live
from speechscape.live.session import Hear, LiveOptions, Paint, Session
from speechscape.live.steady import steady
from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.types import RATE_HZ, Element, Heard, Scene, Setting
from tests.conftest import speechlike

NAMES = ("fox", "tree", "owl", "boat", "king", "bus")


class Ears:
    """Hears another thing for each half second of sound, in order; its words end with their half second. Remembers how long what it heard was."""

    name, kind, trained_on = "ears", "ears", ()

    def __init__(self, names=NAMES, empty: bool = False) -> None:
        self.names, self.empty, self.lengths = names, empty, []

    def hear(self, clips):
        answers = []
        for clip in clips:
            self.lengths.append(len(clip.samples))
            items = tuple(Element(name, end_s=0.5 * (number + 1)) for number, name in enumerate(self.names) if 0.5 * (number + 1) <= clip.seconds)
            scene = Scene() if self.empty else Scene(items)
            answers.append(Heard(scene, " ".join(item.name for item in items), scene.empty, "nothing in it" if scene.empty else None))
        return answers


def _sound(*parts: float) -> np.ndarray:
    """Seconds of speech and of silence in turns, silence first and last."""
    pieces = [np.zeros(RATE_HZ // 2, np.float32)]
    for number, seconds in enumerate(parts):
        pieces.append(speechlike(seconds, seed=number) if number % 2 == 0 else np.zeros(int(seconds * RATE_HZ), np.float32))
    return np.concatenate([*pieces, np.zeros(RATE_HZ, np.float32)])


def _pieces(samples: np.ndarray, size: int):
    return (samples[at : at + size] for at in range(0, len(samples), size))


def _live(**options) -> Live:
    return Live(Ears(), VectorPainter(), LiveOptions(**options))


def _last(events, kind):
    """The last event of a kind of each utterance."""
    found = {}
    for event in events:
        if isinstance(event, kind):
            found[event.utterance] = event
    return found


@pytest.mark.parametrize("size", [160, 641, RATE_HZ, 60 * RATE_HZ])
def test_in_pieces_of_any_size_it_ends_as_the_whole_does(size):
    samples = _sound(2.4, 0.9, 1.3, 0.3, 1.2, 2.0, 20.0)
    whole = list(_live().run([samples]))
    parts = list(_live().run(_pieces(samples, size)))
    for kind, about in ((SettledEvent, ("scene", "words", "account", "start_s", "end_s")), (PictureEvent, ("data", "alt", "final"))):
        one, other = _last(whole, kind), _last(parts, kind)
        assert one
        assert [[getattr(event, name) for name in about] for event in one.values()] == [[getattr(event, name) for name in about] for event in other.values()]
    assert [event.seq for event in parts] == list(range(1, len(parts) + 1))


def test_things_appear_while_one_speaks_and_stay():
    events = list(_live().run(_pieces(_sound(3.2), 640)))
    assert isinstance(events[0], HearingEvent)
    shown = [event.elements for event in events if isinstance(event, PartialEvent)]
    assert len(shown) >= 3
    assert all(later[: len(before)] == before for before, later in zip(shown, shown[1:], strict=False))
    settled = [event for event in events if isinstance(event, SettledEvent)]
    assert len(settled) == 1
    assert settled[0].vanished == ()
    pictures = [event for event in events if isinstance(event, PictureEvent)]
    assert [event.final for event in pictures] == [False] * (len(pictures) - 1) + [True]
    assert all(event.bytes == len(event.data) and event.data.startswith(b"<svg") for event in pictures)
    assert not any(isinstance(event, PartialEvent) for event in _live(partial=False).run(_pieces(_sound(3.2), 640)))


def test_a_voice_that_goes_on_after_a_breath_settles_again():
    events = list(_live(settle_s=0.2, pause_s=0.6).run(_pieces(_sound(1.6, 0.4, 1.6), 640)))
    assert [event.utterance for event in events if isinstance(event, SettledEvent)] == [0, 0]
    assert [event.utterance for event in events if isinstance(event, HearingEvent)] == [0, 0]
    first, last = (event for event in events if isinstance(event, SettledEvent))
    assert last.end_s > first.end_s + 1.5
    assert last.start_s == first.start_s


def test_what_was_never_confirmed_is_told_as_vanished():
    class Fickle(Ears):
        def hear(self, clips):
            (heard,) = super().hear(clips)
            return [heard if clips[0].seconds < 2.2 else replace(heard, scene=Scene((Element("bus", end_s=0.5),)))]

    events = list(Live(Fickle(("fox", "tree")), VectorPainter()).run(_pieces(_sound(2.4), 640)))
    (settled,) = [event for event in events if isinstance(event, SettledEvent)]
    assert settled.vanished == ("fox", "tree")


def test_nothing_to_see_says_why():
    events = list(Live(Ears(empty=True), VectorPainter()).run(_pieces(_sound(1.5), 640)))
    assert [event.reason for event in events if isinstance(event, NothingEvent)] == ["nothing in it"]
    assert not [event for event in events if isinstance(event, PictureEvent)]
    assert list(_live().run([np.zeros(RATE_HZ, np.float32)])) == []


def test_the_newest_work_wins_and_late_results_are_dropped():
    session = Session()
    for piece in _pieces(_sound(3.0)[: int(1.6 * RATE_HZ)], 640):
        session.feed(piece)
    first = session.work()
    assert isinstance(first, Hear)
    assert not first.final
    for piece in _pieces(_sound(3.0)[int(1.6 * RATE_HZ) : int(3.0 * RATE_HZ)], 640):
        session.feed(piece)
    assert session.work() is None  # one of a kind at a time
    session.done(first, Heard(Scene((Element("fox", end_s=0.2),)), "fox"))
    second = session.work()
    assert isinstance(second, Hear)
    assert len(second.samples) > len(first.samples) + RATE_HZ  # what lay between was never given out
    session.feed(np.zeros(RATE_HZ, np.float32))
    session.feed(_sound(3.0)[int(3.0 * RATE_HZ) :])
    assert not session.current(second)
    assert session.done(second, Heard(Scene((Element("fox", end_s=0.2),)), "fox")) == []


def test_a_machine_that_is_too_slow_gives_up_the_oldest_with_a_reason_and_holds_little():
    session = Session(LiveOptions(waiting=2))
    events = []
    for number in range(6):
        events += session.feed(_sound(1.0 + 0.1 * number))
    lost = [event for event in events if isinstance(event, NothingEvent)]
    assert [event.utterance for event in lost] == [0, 1, 2, 3]
    assert "too slow" in lost[0].reason
    left = []
    while (work := session.work()) is not None:
        left += session.done(work, None)
    assert [event.utterance for event in left if isinstance(event, NothingEvent)] == [4, 5]
    assert session.idle


def test_a_picture_that_fails_stops_nothing():
    class Broken(VectorPainter):
        def paint(self, request):
            raise PaintError("no")

    events = list(Live(Ears(), Broken()).run(_pieces(_sound(1.5, 0.9, 1.5), 640)))
    assert [event.utterance for event in events if isinstance(event, SettledEvent)] == [0, 1]


def test_hours_do_not_grow():
    session = Session(LiveOptions(partial=False))
    for _ in range(40):
        session.feed(_sound(1.0))
        while (work := session.work()) is not None:
            session.done(work, Heard(Scene((Element("fox"),)), "") if isinstance(work, Hear) else None)
    assert session.idle
    assert len(session._endpointer._held) < 60


def test_steadiness_asks_two_hearings_and_time():
    def _heard(*items: Element, **setting: str) -> Heard:
        return Heard(Scene(items, Setting(**setting)), "")

    fox, owl = Element("fox", color="red", end_s=0.8), Element("owl", end_s=1.9, relation="on", of=(0,))
    shown = steady(Scene(), _heard(fox), _heard(fox, owl, place="forest"), 2.0)
    assert [(item.name, item.color) for item in shown.elements] == [("fox", "red")]
    assert shown.setting.place is None
    later = steady(shown, _heard(fox, owl, place="forest"), _heard(fox, owl, place="forest"), 2.1)
    assert [(item.name, item.relation, item.of) for item in later.elements] == [("fox", None, ()), ("owl", "on", (0,))]
    assert later.setting.place == "forest"
    assert steady(shown, _heard(fox, owl), _heard(fox, owl), 1.5).elements == shown.elements
    gone = steady(later, _heard(), _heard(), 3.0)
    assert [item.name for item in gone.elements] == ["fox", "owl"]


def test_a_word_that_may_go_on_or_is_not_sure_waits():
    def _heard(confidence: float) -> Heard:
        return Heard(Scene((Element("pear", end_s=1.0, confidence=confidence),)), "")

    def _shown(confidence: float, seconds: float) -> bool:
        return not steady(Scene(), _heard(0.6), _heard(confidence), seconds).empty

    assert [_shown(0.99, seconds) for seconds in (1.0, 1.1, 1.12, 3.0)] == [False, False, True, True]
    assert [_shown(0.85, seconds) for seconds in (1.12, 1.2)] == [False, True]
    assert not _shown(0.7, 3.0)


def test_a_color_that_changes_its_mind_does_not_hold_up_the_thing():
    red, blue = (Heard(Scene((Element("boat", color=color, end_s=0.5),)), "") for color in ("red", "blue"))
    shown = steady(Scene(), red, blue, 1.0)
    assert [(item.name, item.color) for item in shown.elements] == [("boat", None)]
    assert steady(shown, blue, blue, 1.2).elements[0].color == "blue"


class Doubting(Ears):
    """Hears a fox, and doubts two more things; or nothing but doubts."""

    def __init__(self, *items: Element) -> None:
        self.items = items

    def hear(self, clips):
        return [Heard(Scene(self.items), "a fox and a coat", not self.items, None if self.items else "not sure enough of anything", (("boat", "goat"), ("owl",))) for _ in clips]


def test_an_answer_to_a_doubt_changes_the_picture_and_can_be_taken_back():
    live = Live(Doubting(Element("fox")), VectorPainter())
    before = _last(live.run([_sound(1.0)]), PictureEvent)[0]
    settled, picture = live.answer(0, 0, "boat")
    assert ([item.name for item in settled.scene.elements], settled.answers, settled.account) == (["fox", "boat"], ("boat", None), "A fox and a boat.")
    assert picture.final and picture.data != before.data
    settled, picture = live.answer(0, 1, "owl")
    assert [item.name for item in settled.scene.elements] == ["fox", "boat", "owl"]
    assert list(live.answer(0, 1, "owl")) == []
    settled, picture = live.answer(0, 1, None)
    (denied,) = live.answer(0, 1, "")
    assert ([item.name for item in denied.scene.elements], denied.answers) == (["fox", "boat"], ("boat", ""))
    settled, picture = live.answer(0, 0, None)
    assert picture.data == before.data
    assert live.session.idle


def test_an_answer_can_make_a_picture_where_there_was_none():
    live = Live(Doubting(), VectorPainter())
    assert [event.type for event in live.run([_sound(1.0)])] == ["hearing", "nothing"]
    assert [event.type for event in live.answer(0, 0, "goat")] == ["settled", "picture"]
    (nothing,) = live.answer(0, 0, None)
    assert (nothing.type, nothing.answers, nothing.reason) == ("nothing", (None, None), "not sure enough of anything")


def test_what_cannot_be_answered_says_why():
    live = Live(Doubting(Element("fox")), VectorPainter())
    newest = max(event.utterance for event in live.run(_pieces(_sound(*[1.0, 1.0] * 70), RATE_HZ)))
    for utterance, doubt, name, why in ((99, 0, "boat", "utterance 99 has no doubts"), (0, 0, "boat", "utterance 0 has no doubts"), (newest, 2, "boat", "doubt is 2; this sentence has 2"), (newest, -1, "boat", "doubt is -1"), (newest, 0, "owl", "offers boat, goat")):
        with pytest.raises(OptionError, match=why):
            list(live.answer(utterance, doubt, name))
    assert list(live.answer(newest - 63, 0, "boat"))
    with pytest.raises(OptionError, match="of the newest 64"):
        list(live.answer(newest - 64, 0, "boat"))


def test_events_are_plain_json_and_options_have_limits():
    assert {kind.type for kind in EVENTS} == {"hearing", "partial", "settled", "nothing", "picture"}
    event = PictureEvent(seq=1, at_s=1.23456, utterance=0, final=True, format="svg", media_type="image/svg+xml", bytes=3, alt="A fox.", seed=0, size=64, data=b"abc")
    assert event.to_json() == {"type": "picture", "seq": 1, "at_s": 1.235, "utterance": 0, "final": True, "format": "svg", "media_type": "image/svg+xml", "bytes": 3, "alt": "A fox.", "seed": 0, "size": 64}
    with pytest.raises(OptionError, match=r"settle_s is 0\.9"):
        LiveOptions(settle_s=0.9)
    with pytest.raises(OptionError, match="size is 5"):
        LiveOptions(size=5)
    assert Session().current(Paint(0, Request(Scene(), 64), True))
