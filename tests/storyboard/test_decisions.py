"""What a person decided: each kind, taken back, kept through a kill and through making the storyboard again, and never anything about another panel."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechscape.errors import OptionError
from speechscape.painters.base import Request
from speechscape.painters.vector import VectorPainter
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import Told, merged
from speechscape.storyboard.decisions import CROWD, FILE, LONGEST, Decision, Decisions, cuts, decided, seen
from speechscape.storyboard.folder import StoryOptions, load_story, make_story
from speechscape.storyboard.leaves import leaf_of, leaves
from speechscape.storyboard.retelling import recall, retold
from speechscape.storyboard.telling import Panel
from speechscape.types import RATE_HZ, Heard, Scene
from speechscape.world.mentions import mentions
from tests.conftest import speechlike
from tests.storyboard.test_folder import SAID as HEARD
from tests.storyboard.test_folder import Ears

SAID = [["hello everybody", "a fox in the forest", "the fox saw an owl"], ["a boat on the sea", "well", "a red boat and a whale"], ["a king in a castle"], ["the fox was in the city", "a dog"]]
MODEL = "ears"


def told(said: list[list[str]] = SAID) -> list[list[Told]]:
    rows, number = [], 0
    for words in said:
        rows.append([Told(3.0 * (number + n), 3.0 * (number + n) + 2, Heard(mentions(one).scene, one, mentions(one).scene.empty)) for n, one in enumerate(words)])
        number += len(words)
    return rows


def panels(said: list[list[str]] = SAID) -> list[Panel]:
    """Each list of sentences is a panel, as `telling.panels` dresses them."""
    characters, found, key = Characters(), [], 0
    for number, part in enumerate(told(said), 1):
        scene = Scene()
        for one in part:
            scene = merged(scene, one.heard.scene)
        found.append(Panel(number, key, characters.dress(scene), tuple(part)))
        key += len(part)
    return found


def asked(*rows: Decision) -> Decisions:
    return Decisions(rows)


def do(act: str, key: int | None = None, **more) -> Decision:
    return Decision(do=act, key=key, **more)


def names(found) -> list[list[str]]:
    return [[item.name for item in panel.scene.elements] for panel in found]


def request(decisions: Decisions, panel: Panel, reads: str = "scene") -> Request:
    return decisions.request(panel, reads, 64, 0, MODEL)


def leaf(decisions: Decisions, key: int, size: int = 64):
    panel = next(panel for panel in decided(panels(), decisions) if panel.key == key)
    return decisions.applied(leaf_of(panel, "panels/x.png"), decisions.request(panel, "scene", size, 0, MODEL))


def mark(decisions: Decisions, key: int) -> str:
    return seen(request(decisions, next(panel for panel in decided(panels(), decisions) if panel.key == key)))


def pictures(decisions: Decisions) -> dict[int, bytes]:
    return {panel.key: VectorPainter().paint(request(decisions, panel)).data for panel in decided(panels(), decisions)}


def test_without_decisions_panels_come_out_as_they_went_in():
    assert list(decided(panels(), Decisions())) == panels()
    assert list(decided([], asked(do("merge", 3)))) == []


def test_panels_stream():
    coming = iter(panels())
    assert next(decided(coming, Decisions())).key == 0
    assert [panel.key for panel in coming] == [3, 6, 7]


def test_merged_with_the_one_before():
    found = list(decided(panels(), asked(do("merge", 3))))
    assert names(found) == [["fox", "owl", "boat", "whale"], ["king", "castle"], ["fox", "dog"]]
    assert [(panel.number, panel.key) for panel in found] == [(1, 0), (2, 6), (3, 7)]
    assert [one for panel in found for one in panel.told] == [one for panel in panels() for one in panel.told]
    assert found[0].scene.elements[2].look == panels()[1].scene.elements[0].look
    assert found[1:] == [replace(panel, number=panel.number - 1) for panel in panels()[2:]]


def test_split_in_two_with_the_place_and_the_looks_of_before():
    found = list(decided(panels(), asked(do("split", 0, at=2))))
    assert [panel.key for panel in found] == [0, 2, 3, 6, 7]
    assert names(found)[:2] == [["fox"], ["fox", "owl"]]
    assert [panel.scene.setting.place for panel in found[:2]] == ["forest", "forest"]
    assert {panel.scene.elements[0].look for panel in (*found[:2], found[4])} == {panels()[0].scene.elements[0].look}
    assert found[2:] == [replace(panel, number=panel.number + 1) for panel in panels()[1:]]


def test_what_was_split_is_merged_again_and_the_other_way_round():
    again = list(decided(panels(), asked(do("split", 0, at=2), do("merge", 2))))
    assert again == panels()
    assert [panel.key for panel in decided(panels(), asked(do("merge", 3), do("split", 0, at=3)))] == [0, 3, 6, 7]
    moved = list(decided(panels(), asked(do("merge", 3), do("split", 0, at=2))))  # the owl goes to the boat
    assert names(moved)[:2] == [["fox"], ["fox", "owl", "boat", "whale"]]


def test_where_a_panel_can_be_split():
    assert [cuts(panel) for panel in panels()] == [(2,), (4, 5), (), (8,)]
    for at in (0, 1, 3):
        with pytest.raises(OptionError, match=f"cannot be split at utterance {at}: one of its halves would have nothing to be seen in it; it can be split at: 2"):
            Decisions().check(do("split", 0, at=at), panels())
    Decisions().check(do("split", 3, at=4), panels())
    assert list(decided(panels(), asked(do("split", 0, at=1)))) == panels()  # decided in a storyboard of other panels: the words stay where they were
    whale = list(decided(panels(), asked(do("merge", 6), do("split", 3, at=5), do("merge", 5), do("split", 3, at=4))))
    assert names(whale)[1:3] == [["boat"], ["boat", "whale", "king", "castle"]]
    quiet = [["a fox", "well"], ["an owl", "hm"]]
    assert [panel.key for panel in decided(panels(quiet), asked(do("split", 0, at=1), do("merge", 2)))] == [0, 1]  # "well" goes with the owl
    assert [panel.key for panel in decided(panels(quiet), asked(do("split", 0, at=1)))] == [0, 2]
    assert len(asked(do("split", 0, at=1)).unmet([0, 3, 6, 7])) == 1


def test_other_individuals_in_the_same_arrangement():
    first, again, third = (leaf(asked(*[do("redraw", 3)] * count), 3) for count in (0, 1, 2))
    assert len({tuple(item.look for item in one.scene.elements) for one in (first, again, third)}) == 3
    assert [replace(item, look=None) for item in first.scene.elements] == [replace(item, look=None) for item in again.scene.elements]
    panel = panels()[1]
    assert request(asked(do("redraw", 3)), panel).seed == request(Decisions(), panel).seed
    assert request(asked(do("redraw", 3)), panel, "words").seed != request(Decisions(), panel, "words").seed
    empty = replace(panel, scene=replace(panel.scene, elements=()))
    assert request(asked(do("redraw", 3)), empty).seed != request(Decisions(), empty).seed


def test_another_arrangement_of_the_same_individuals():
    one = leaf(asked(do("layout", 3), do("layout", 3)), 3)
    assert one.layout == 2
    assert one.scene == panels()[1].scene
    assert len({request(asked(*[do("layout", 3)] * count), panels()[1]).seed for count in range(4)}) == 4


def test_no_other_picture_changes_by_a_pixel():
    before = pictures(Decisions())
    for rows in ([do("redraw", 3)], [do("layout", 3)], [do("merge", 3)], [do("split", 3, at=5)], [do("redraw", 3), do("layout", 3), do("split", 3, at=5), do("merge", 3)]):
        after = pictures(asked(*rows))
        assert {key for key in before if after.get(key) != before[key]} <= {0, 3}
        assert after != before
        assert pictures(asked(*rows)) == after


def test_the_first_picture_again():
    rows = [do("redraw", 3), do("layout", 3), do("restore", 3)]
    assert pictures(asked(*rows)) == pictures(Decisions())
    assert asked(*rows, do("layout", 3)).turns(3) == (0, 1)
    with pytest.raises(OptionError, match="has its first picture; there is nothing to restore"):
        asked(*rows).check(do("restore", 3), panels())


def test_captions_alt_texts_and_approval():
    assert (leaf(Decisions(), 3).status, leaf(Decisions(), 3).caption) == ("unreviewed", "A red boat and a whale on the sea.")
    now = mark(Decisions(), 3)
    rows = [do("caption", 3, text="Ahoy", seen=now), do("alt", 3, text="A small red boat", seen=now)]
    one = leaf(asked(*rows), 3)
    assert (one.caption, one.alt, one.status) == ("Ahoy", "A small red boat", "edited")
    assert leaf(asked(*rows, do("approve", 3, seen=now)), 3).status == "approved"
    assert leaf(asked(do("approve", 3)), 3).status == "approved"
    back = leaf(asked(*rows, do("caption", 3, text="", seen=now), do("alt", 3, text="", seen=now)), 3)
    assert back == leaf(Decisions(), 3)
    assert leaf(asked(do("approve", 3, seen=now), do("caption", 3, text="x", seen=now)), 3).status == "edited"
    assert leaf(asked(do("approve", 3, seen=now), do("caption", 3, text="x", seen=now), do("caption", 3, text="", seen=now)), 3).status == "approved"
    assert leaf(asked(*rows), 0) == leaf(Decisions(), 0)


def test_an_approval_holds_for_the_picture_that_was_seen_in_any_size():
    approved = do("approve", 3, seen=mark(Decisions(), 3))
    assert leaf(asked(approved), 3, size=512).status == "approved"
    for change in (do("redraw", 3), do("layout", 3), do("merge", 6), do("split", 3, at=5)):
        assert leaf(asked(approved, change), 3).status == "unreviewed"
        assert leaf(asked(approved, change, do("undo")), 3).status == "approved"


def test_two_pictures_approved_one_after_the_other():
    rows = [do("approve", 3, seen=mark(Decisions(), 3)), do("redraw", 3)]
    rows += [do("approve", 3, seen=mark(asked(*rows), 3)), do("restore", 3)]
    assert [leaf(asked(*rows[:count]), 3).status for count in range(5)] == ["unreviewed", "approved", "unreviewed", "approved", "approved"]


def test_an_alt_text_goes_with_the_things_that_it_tells_of_and_a_caption_with_its_panel():
    now = mark(Decisions(), 3)
    rows = [do("caption", 3, text="Ahoy", seen=now), do("alt", 3, text="A small red boat", seen=now)]
    assert leaf(asked(*rows, do("layout", 3), do("redraw", 3)), 3).alt == "A small red boat"
    one = leaf(asked(*rows, do("merge", 6)), 3)
    assert (one.caption, one.status) == ("Ahoy", "unreviewed")
    assert "king" in one.alt


def test_undo_and_redo():
    rows = [do("redraw", 3), do("merge", 6), do("undo")]
    assert [row.do for row in asked(*rows).standing] == ["redraw"]
    assert [row.do for row in asked(*rows, do("undo")).standing] == []
    assert [row.do for row in asked(*rows, do("undo"), do("redo")).standing] == ["redraw"]
    assert [row.do for row in asked(*rows, do("redo")).standing] == ["redraw", "merge"]
    assert asked(*rows, do("layout", 0)).undone == ()
    with pytest.raises(OptionError, match="there is nothing to redo"):
        asked(*rows, do("layout", 0)).check(do("redo"), panels())
    with pytest.raises(OptionError, match="there is nothing to undo"):
        Decisions().check(do("undo"), panels())
    assert asked(do("undo"), do("redo")).standing == ()


def test_what_cannot_be_decided_about_these_panels():
    for decision, words in (
        (do("approve", 4), "no panel begins with utterance 4; there are: 0, 3, 6, 7"),
        (do("merge", 0), "the first panel has none before it"),
        (do("split", 6, at=6), "it can be split at: none"),
    ):
        with pytest.raises(OptionError, match=words):
            Decisions().check(decision, panels())
    full = [["a fox, a boat, a whale and an owl"], ["a king, a castle, a dog, a tree and a table"]]
    assert sum(len(panel.scene.elements) for panel in panels(full)) > CROWD
    with pytest.raises(OptionError, match=rf"there would be 9 things in the picture; at most {CROWD} have room"):
        Decisions().check(do("merge", 1), panels(full))
    assert [panel.key for panel in decided(panels(full), asked(do("merge", 1)))] == [0, 1]
    assert "too full" in asked(do("merge", 1)).unmet([0, 1])[0]


def test_decisions_about_panels_that_are_not_there_are_told_and_kept():
    rows = [do("caption", 3, text="Ahoy"), do("approve", 99), do("split", 7, at=8), do("merge", 6), do("layout", 6)]
    assert asked(*rows).unmet([0, 3, 7, 8]) == ("The review decided about pictures that begin with utterance 99, which this storyboard does not have; these decisions are kept for a storyboard where they fit.",)
    assert "utterance 3, 8, 99," in asked(*rows).unmet([0, 7])[0]
    assert asked(*rows[:1]).unmet([0, 3]) == ()


def test_kept_in_the_folder_line_by_line(tmp_path):
    rows = (do("approve", 3, seen="a-b"), do("caption", 3, text="“Ahoi”, ü\u2028"), do("split", 0, at=2), do("undo"))
    decisions = Decisions.read(tmp_path)
    for row in rows:
        decisions = decisions.add(tmp_path, row)
    assert decisions.rows == Decisions.read(tmp_path).rows == rows
    assert len((tmp_path / FILE).read_bytes().splitlines()) == len(rows)
    assert json.loads((tmp_path / FILE).read_text().splitlines()[2]) == {"do": "split", "key": 0, "at": 2}


def test_a_line_that_a_kill_cut_off_is_left_out(tmp_path):
    Decisions().add(tmp_path, do("approve", 3))
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"do": "mer')
    decisions = Decisions.read(tmp_path)
    assert decisions.rows == (do("approve", 3),)
    decisions.add(tmp_path, do("undo"))
    assert Decisions.read(tmp_path).rows == (do("approve", 3), do("undo"))


@pytest.mark.parametrize(
    "line",
    [b"nonsense", b"[]", b"null", b'{"do": "burn", "key": 1}', b'{"key": 1}', b'{"do": "approve"}', b'{"do": "approve", "key": -1}', b'{"do": "approve", "key": true}', b'{"do": "approve", "key": 1, "x": 2}', b"\xff\xfe",
     b'{"do": "caption", "key": 1}', b'{"do": "split", "key": 1}', b'{"do": "merge", "key": 1, "at": 2}', b'{"do": "undo", "key": 1}', b'{"do": "alt", "key": 1, "text": 5}', b'{"do": "approve", "key": 1, "text": "x"}'],
)  # fmt: skip
def test_a_damaged_file_says_which_line_and_what_to_do(tmp_path, line):
    (tmp_path / FILE).write_bytes(b'{"do": "approve", "key": 3}\n' + line + b"\n")
    with pytest.raises(OptionError, match=r"decisions.jsonl: line 2 is no decision \(.*\); take the line out, or move the file away"):
        Decisions.read(tmp_path)


def test_texts_that_pages_and_books_cannot_hold():
    for text, words in (("x" * (LONGEST + 1), f"has {LONGEST + 1} characters; at most {LONGEST} are kept"), ("a\x00b", r"the character U\+0000"), ("\ud800", r"U\+D800"), ("two\nlines", r"U\+000A")):
        with pytest.raises(OptionError, match=words):
            do("caption", 1, text=text)
    assert do("alt", 1, text="👩‍🚀 “ü”").text == "👩‍🚀 “ü”"


def test_a_folder_that_cannot_be_read_or_written(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(OptionError, match="cannot be read"):
        Decisions.read(tmp_path)
    with pytest.raises(OptionError, match=r"cannot be written.*the decision is not kept"):
        Decisions().add(tmp_path, do("approve", 3))


def test_leaves_are_painted_once(tmp_path):
    (tmp_path / "panels").mkdir()
    decisions = asked(do("layout", 3))
    first = list(leaves(decided(panels(), decisions), VectorPainter(), tmp_path, decisions, size=64, seed=0, model=MODEL))
    when = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "panels").iterdir()}
    assert len(when) == 4
    again = list(leaves(decided(panels(), decisions), VectorPainter(), tmp_path, decisions, size=64, seed=0, model=MODEL))
    assert again == first
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "panels").iterdir()} == when


@pytest.fixture(scope="module")
def recording(tmp_path_factory) -> Path:
    """As many hums as the ears of `test_folder` know sentences, told apart by their loudness."""
    parts = []
    for number in range(len(HEARD)):
        one = speechlike(1.5, seed=number)
        parts += [one / np.abs(one).max() * (number + 1) / 20, np.zeros(RATE_HZ, np.float32)]
    path = tmp_path_factory.mktemp("talk") / "talk.wav"
    soundfile.write(path, np.concatenate(parts), RATE_HZ)
    return path


def test_decisions_survive_making_the_storyboard_again(recording, tmp_path):
    def made(**options):
        ears = Ears()
        story = make_story(ears, VectorPainter(), recording, tmp_path, StoryOptions(forms=(), **options))
        return story, ears.count

    first, _ = made(size=64)
    keys = [leaf.key for leaf in first.leaves]
    decisions = Decisions()
    for row in (do("layout", keys[1]), do("caption", keys[1], text="Ahoy"), do("merge", keys[2])):
        decisions = decisions.add(tmp_path, row)
    again, count = made(size=48)
    assert (count, [leaf.key for leaf in again.leaves]) == (0, [key for key in keys if key != keys[2]])
    assert (again.leaves[1].layout, again.leaves[1].caption, again.reviewed) == (1, "Ahoy", False)
    fewer, _ = made(size=48, most=1)
    assert f"utterance {keys[1]}, which this storyboard does not have" in fewer.notes[0]
    whole, _ = made(size=64)
    assert whole.leaves[0] == first.leaves[0]
    assert retold(recall(tmp_path), VectorPainter(), decisions)[0] == whole == load_story(tmp_path)
