"""Spoken prompts, the rules of the judge, and a whole score with an untrained judge."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import numpy as np
import pytest
import torch

from speechscape.data.captions import held_out
from speechscape.data.pictures import SIDE, PictureRow, render
from speechscape.errors import ModelError
from speechscape.evaluate import geneval
from speechscape.evaluate.geneval import COCO, SKILLS, Prompt, prompts, speak_prompts, spoiled
from speechscape.evaluate.hearing import Ear
from speechscape.evaluate.judging import LookOptions, Seen, Thing, agreement, embed, load_checker, look, satisfied, see, truth_of
from speechscape.evaluate.pictures import Asked, PictureOptions, RealPainter, Shuffled, VectorRoute, evaluate_pictures, interval, score_pictures
from speechscape.train.checker import GRID, TINTS, Checker, CheckerOptions, Judgement, targets_of
from speechscape.types import Clip, Element, Heard, Scene, Setting
from speechscape.world.layout import lay_out, place_of
from speechscape.world.mentions import mentions
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS, elements
from tests.conftest import speechlike

SMALL = CheckerOptions(stem=8, fine=16, middle=16, coarse=24, top=16, coarse_blocks=1)


@pytest.fixture(scope="module")
def checker():
    torch.manual_seed(0)
    return Checker(SMALL).eval()


def _truth(scene: Scene, seed: int) -> Seen:
    return truth_of(scene, [(spot.index, spot.copy, *spot.box) for spot in lay_out(scene, seed)[1]])


# --- prompts ----------------------------------------------------------------------------------------------------------
def test_prompts_are_a_pure_function_with_every_skill():
    assert prompts(5, 1) == prompts(5, 1) != prompts(5, 2)
    assert [prompt.skill for prompt in prompts(5, 1)] == [skill for skill in SKILLS for _ in range(5)]
    assert prompts(3, 1) == [prompt for number, prompt in enumerate(prompts(5, 1)) if number % 5 < 3]


def test_classes_are_drawable_and_asked_for_once_a_round():
    assert len(COCO) == len(set(COCO)) == 80
    assert set(COCO) <= set(elements())
    assert {prompt.scene.elements[0].name for prompt in prompts(80, 3) if prompt.skill == "single object"} == set(COCO)


def test_sentences_say_their_scene():
    for prompt in prompts(60, 4):
        assert mentions(prompt.text).scene.key() == prompt.scene.key(), prompt
        for item in prompt.scene.elements:
            assert any(form in prompt.text for form in elements()[item.name].spoken), prompt
        assert all(any(form in prompt.text for form in elements()[name].spoken) for name in prompt.absent)
        assert bool(prompt.absent) == (prompt.skill == "negation")


def test_demands_of_each_skill():
    asked = prompts(40, 5)
    by_skill = {skill: [prompt for prompt in asked if prompt.skill == skill] for skill in SKILLS}
    assert {prompt.scene.elements[0].count for prompt in by_skill["counting"]} == {2, 3, 4}
    assert {prompt.scene.elements[0].relation for prompt in by_skill["position"]} == {"left of", "right of", "above", "under"}
    assert {kind for prompt in by_skill["setting"] for kind, value in vars(prompt.scene.setting).items() if value} == {"place", "time", "weather"}
    assert all(len({item.color for item in prompt.scene.elements}) == 2 for prompt in by_skill["attribute binding"])
    for prompt in asked:
        items, setting = prompt.scene.elements, prompt.scene.setting
        assert all(held_out(item.name, item.color) == (prompt.skill == "held-out combinations") for item in items if item.color)
        assert setting.place != place_of(Scene(items))
        assert setting.time != "day"
        assert setting.weather != "clear"


def test_renders_meet_their_prompt_and_spoiled_ones_do_not():
    rng = random.Random(6)
    for prompt in prompts(40, 6):
        for seed in (1, 2):
            assert satisfied(prompt, _truth(prompt.scene, seed)), prompt
            assert not satisfied(prompt, _truth(spoiled(prompt, rng), seed)), prompt


def test_voices_take_turns(monkeypatch):
    asked = prompts(2, 1)
    monkeypatch.setattr(geneval, "speak_many", lambda texts, voice, rng: [np.full(4, len(text), np.float32) for text in texts])
    clips = speak_prompts(asked)
    assert [clip.samples[0] for clip in clips] == [len(prompt.text) for prompt in asked]
    assert len({clip.source for clip in clips}) == min(len(asked), sum(voice.split == "unseen voice" for voice in geneval.VOICES))


# --- the rules --------------------------------------------------------------------------------------------------------
def _thing(name: str, x: float = 0.5, y: float = 0.5, tint: str = "natural", extent: str = "usual") -> Thing:
    return Thing(name, 0.9, (x - 0.1, y - 0.1, x + 0.1, y + 0.1), tint, extent)


def _seen(*things: Thing, place: str = "meadow", time: str = "day", weather: str = "clear") -> Seen:
    return Seen(things, place, time, weather)


CAT, DOG = Element("cat"), Element("dog")
RIGHT_AND_WRONG = [
    ("single object", Scene((CAT,)), (), _seen(_thing("cat"), _thing("dog")), _seen(_thing("dog"))),
    ("two objects", Scene((CAT, DOG)), (), _seen(_thing("dog"), _thing("cat")), _seen(_thing("cat"), _thing("cat"))),
    ("counting", Scene((replace(CAT, count=3),)), (), _seen(*[_thing("cat")] * 3), _seen(*[_thing("cat")] * 4)),
    ("color", Scene((replace(CAT, color="red"),)), (), _seen(_thing("cat", tint="red")), _seen(_thing("cat"), _thing("dog", tint="red"))),
    ("size", Scene((replace(CAT, size="tiny"),)), (), _seen(_thing("cat", extent="tiny")), _seen(_thing("cat", extent="small"))),
    ("position", Scene((replace(CAT, relation="left of", of=(1,)), DOG)), (), _seen(_thing("cat", 0.2), _thing("dog", 0.6)), _seen(_thing("cat", 0.6), _thing("dog", 0.2))),
    ("position", Scene((replace(CAT, relation="right of", of=(1,)), DOG)), (), _seen(_thing("cat", 0.6), _thing("dog", 0.2)), _seen(_thing("cat", 0.2), _thing("dog", 0.6))),
    ("position", Scene((replace(CAT, relation="above", of=(1,)), DOG)), (), _seen(_thing("cat", 0.5, 0.2), _thing("dog")), _seen(_thing("cat", 0.5, 0.8), _thing("dog"))),
    ("position", Scene((replace(CAT, relation="under", of=(1,)), DOG)), (), _seen(_thing("cat", 0.5, 0.8), _thing("dog")), _seen(_thing("cat", 0.5, 0.2), _thing("dog"))),
    (
        "attribute binding", Scene((replace(CAT, color="red"), replace(DOG, color="blue"))), (),
        _seen(_thing("cat", tint="red"), _thing("dog", tint="blue")), _seen(_thing("cat", tint="blue"), _thing("dog", tint="red")),
    ),
    ("setting", Scene((CAT,), Setting("beach", "night", "fog")), (), _seen(_thing("cat"), place="beach", time="night", weather="fog"), _seen(_thing("cat"), place="beach", time="night")),
    ("negation", Scene((CAT,)), ("dog",), _seen(_thing("cat")), _seen(_thing("cat"), _thing("dog"))),
    ("held-out combinations", Scene((replace(CAT, color="green"),)), (), _seen(_thing("cat", tint="green")), _seen(_thing("cat", tint="gray"))),
]  # fmt: skip


@pytest.mark.parametrize(("skill", "scene", "absent", "right", "wrong"), RIGHT_AND_WRONG)
def test_right_and_wrong_of_each_skill(skill, scene, absent, right, wrong):
    prompt = Prompt(skill, "", scene, absent)
    assert satisfied(prompt, right)
    assert not satisfied(prompt, wrong)
    assert not satisfied(prompt, _seen())


# --- looking ----------------------------------------------------------------------------------------------------------
def _put(judgement: Judgement, name: str, y: int, x: int, logit: float, reach: float = 4.0, tint: str = "natural") -> None:
    judgement.names[0, tuple(elements()).index(name), y, x] = logit
    judgement.boxes[0, :, y, x] = float(np.log(reach))
    judgement.tints[0, TINTS.index(tint), y, x] = 5


@pytest.fixture
def judgement():
    def grid(count: int) -> torch.Tensor:
        return torch.zeros(1, count, GRID, GRID)

    settings = [torch.nn.functional.one_hot(torch.tensor([table.index(value)]), len(table)).float() for table, value in ((PLACES, "lake"), (TIMES, "night"), (WEATHERS, "rain"))]
    return Judgement(grid(len(elements())) - 6, grid(4), grid(len(TINTS)), *settings)


def test_look_finds_peaks_and_reads_them(judgement):
    _put(judgement, "cat", 10, 8, 3.0, tint="red")
    _put(judgement, "cat", 10, 9, 2.0)  # beside a surer one
    _put(judgement, "dog", 20, 31, 1.0, reach=8.0)
    _put(judgement, "car", 4, 4, -2.0)  # not sure enough
    seen = look(judgement, 0)
    assert [thing.words for thing in seen.things] == ["red cat", "big dog"]
    assert seen.things[0].box == pytest.approx((4.5 / GRID, 6.5 / GRID, 12.5 / GRID, 14.5 / GRID))
    assert seen.things[1].box[2] == 1.0
    assert seen.things[0].odds == pytest.approx(1 / (1 + np.exp(-3)))
    assert (seen.place, seen.time, seen.weather) == ("lake", "night", "rain")
    assert seen.words == "red cat, big dog; lake, night, rain"
    assert len(look(judgement, 0, LookOptions(threshold=0.1)).things) == 3


def test_size_is_read_off_the_height(judgement):
    for size in ("tiny", None, "huge"):
        for animal in ("cat", "teddy bear"):
            _, spots = render(Scene((Element(animal, size=size),)), 3)
            (_, _, *box) = spots[0]
            reach = (box[3] - box[1]) / 2 * GRID
            alone = replace(judgement, names=judgement.names.clone(), boxes=judgement.boxes.clone())
            _put(alone, animal, 16, 16, 3.0, reach=reach)
            (thing,) = look(alone, 0).things
            assert thing.extent == (size or "usual")


def test_look_takes_one_of_what_lies_on_another(judgement):
    _put(judgement, "cat", 10, 10, 3.0, reach=6)
    _put(judgement, "cat", 10, 12, 2.0, reach=6)  # the same cat
    _put(judgement, "dog", 11, 10, 1.0, reach=6)  # the same cat taken for a dog
    _put(judgement, "bird", 13, 13, 1.0, reach=6)  # a bird before the cat
    _put(judgement, "cat", 10, 24, 2.5, reach=6)  # another cat
    assert sorted(thing.name for thing in look(judgement, 0).things) == ["bird", "cat", "cat"]


def test_look_reads_back_what_the_checker_is_taught(judgement):
    for prompt in prompts(3, 9):
        pixels, spots = render(prompt.scene, 5)
        truth = targets_of([PictureRow(pixels, prompt.scene, 5, spots)])
        taught = Judgement(*(value.clone() for value in vars(judgement).values()))
        _, name, y, x = truth.cells.T
        taught.names[0, name, y, x] = 4.0
        taught.boxes[0, :, y, x] = truth.boxes.T
        taught.tints[0, truth.tints, y, x] = 5.0
        for logits, wanted in zip((taught.places, taught.times, taught.weathers), truth.settings[0].tolist(), strict=True):
            logits[0, wanted] = 9.0
        seen, known = look(taught, 0), truth_of(prompt.scene, spots)
        assert sorted((thing.name, thing.tint) for thing in seen.things) == sorted((thing.name, thing.tint) for thing in known.things)
        assert np.allclose(sorted(thing.box for thing in seen.things), sorted(thing.box for thing in known.things), atol=0.02)
        assert (seen.place, seen.time, seen.weather) == (known.place, known.time, known.weather)
        assert satisfied(prompt, seen)


def test_pictures_are_seen_and_embedded_alone_as_in_batches(checker):
    pixels = np.stack([render(Scene((CAT,)), seed)[0] for seed in range(3)])
    wide = LookOptions(threshold=0.001, most=3)
    with torch.no_grad():
        grid, whole = checker.features(torch.from_numpy(pixels).permute(0, 3, 1, 2) / 127.5 - 1)
    assert np.allclose(embed(checker, pixels), torch.cat([grid.mean(dim=(2, 3)), whole], dim=1), atol=1e-5)
    assert np.allclose(embed(checker, pixels)[1], embed(checker, pixels[1:2])[0], atol=1e-5)
    assert [thing.name for thing in see(checker, pixels, wide)[2].things] == [thing.name for thing in see(checker, pixels[2:], wide)[0].things]


def _saved(checker: Checker, path, changes=None):
    card = {"checker": vars(checker.options), "names": list(elements())} | (changes or {})
    torch.save({"card": card, "averages": {"checker": {key: value + 1 for key, value in checker.state_dict().items()}}}, path)
    return path


def test_a_checkpoint_gives_its_averaged_checker(checker, tmp_path):
    loaded = load_checker(_saved(checker, tmp_path / "good.pt"))
    assert loaded.options == SMALL
    assert not loaded.training
    assert torch.equal(loaded.heads.bias, checker.heads.bias + 1)


def test_checkpoints_of_another_kind_are_refused(checker, tmp_path):
    with pytest.raises(ModelError, match="differing: fox"):
        load_checker(_saved(checker, tmp_path / "names.pt", {"names": list(elements())[1:]}))
    with pytest.raises(ModelError, match="no checkpoint of a checker"):
        load_checker(_saved(checker, tmp_path / "options.pt", {"checker": {"breadth": 3}}))
    with pytest.raises(ModelError, match="no checkpoint of a checker"):
        load_checker(tmp_path / "missing.pt")
    (tmp_path / "text.pt").write_text("not a checkpoint")
    with pytest.raises(ModelError, match="no checkpoint of a checker"):
        load_checker(tmp_path / "text.pt")


def test_agreement_counts_renders_by_skill(checker):
    found = agreement(checker, prompts(1, 2), 2, 0)
    assert list(found) == list(SKILLS)
    assert all(one.renders == 2 and one.right == one.confused == one.lenient == 0 for one in found.values())


# --- painters and the report ------------------------------------------------------------------------------------------
class _Parrot:
    """Hears a red cat in loud clips and nothing in quiet ones."""

    name, kind, trained_on = "parrot", "parrot", ()

    def __init__(self) -> None:
        self.clips = 0

    def hear(self, clips):
        self.clips += len(clips)
        scene = Scene((Element("cat", color="red"),))
        return [Heard(scene, "red cat") if np.abs(clip.samples).max() > 0.05 else Heard(Scene(), "", True) for clip in clips]


def _asked(scene: Scene, number: int, loud: bool = True) -> Asked:
    return Asked(Clip(speechlike(0.1, number) * (1 if loud else 0.01), f"voice {number}"), "", scene)


def test_real_pictures_follow_scene_and_seed():
    asked = [_asked(Scene((CAT,)), 0), _asked(Scene((DOG,)), 1)]
    painter = RealPainter()
    assert painter.paint(asked, 1).shape == (2, SIDE, SIDE, 3)
    assert np.array_equal(painter.paint(asked, 1), painter.paint(asked, 1))
    assert not np.array_equal(painter.paint(asked, 1), painter.paint(asked, 2))
    assert not np.array_equal(painter.paint(asked, 1), RealPainter("other").paint(asked, 1))


def test_the_vector_route_paints_what_is_heard_and_hears_once():
    ears = _Parrot()
    painter = VectorRoute(Ear(ears))
    asked = [_asked(Scene((DOG,)), 0), _asked(Scene((DOG,)), 1, loud=False)]
    painted = painter.paint(asked, 1)
    assert painted[0].std() > 5
    assert (painted[1] == 128).all()
    assert not np.array_equal(painted[0], painter.paint(asked, 2)[0])
    assert ears.clips == 2


def test_shuffled_gives_every_example_another_clip():
    class Echo:
        name = "echo"

        def paint(self, examples, seed):
            return np.stack([np.full((SIDE, SIDE, 3), int(asked.clip.source.split()[1]), np.uint8) for asked in examples])

    painter = Shuffled(Echo())
    painted = painter.paint([_asked(Scene(), number) for number in range(7)], 0)[:, 0, 0, 0].tolist()
    assert painter.name == "echo, shuffled"
    assert sorted(painted) == list(range(7))
    assert all(number != index for index, number in enumerate(painted))


def test_intervals_hold_the_mean_and_close_with_certainty():
    low, high = interval({"one": np.array([0.0, 1.0] * 50), "two": np.ones(20)}, 0)
    assert low < 0.75 < high
    assert high - low == pytest.approx(2 * 1.96 * 0.5 * 0.5 / 10, rel=0.2)
    assert interval({"one": np.ones(5)}, 0) == (1.0, 1.0)


def test_a_score_is_written_as_json_and_page(checker, tmp_path, capsys):
    wanted = [*prompts(1, 8), Prompt("single object", "a <cat>", Scene((CAT,)))]
    clips = [Clip(speechlike(0.1, number), "fake/voice") for number in range(len(wanted))]
    report = score_pictures(tmp_path, [VectorRoute(Ear(_Parrot())), Shuffled(RealPainter())], checker, wanted, clips, PictureOptions(examples=11, pictures=2, layouts=1), {"split": "fake"})
    assert json.loads((tmp_path / "pictures.json").read_text())["painters"].keys() == report["painters"].keys()
    assert list(report["painters"]) == ["real", "vector", "real, shuffled"]
    assert list(report["judge"]) == list(report["painters"]["real"]["skills"]) == list(SKILLS)
    assert (report["split"], report["sentences"], report["prompts"][-1]) == ("fake", 11, {"skill": "single object", "text": "a <cat>", "voice": "fake/voice"})
    assert report["painters"]["real"]["diversity"] == pytest.approx(1, abs=0.6)
    assert report["painters"]["real"]["R@1"] > report["painters"]["real, shuffled"]["R@1"]
    page = (tmp_path / "index.html").read_text()
    assert page.startswith("<!doctype html><html lang=en>")
    assert page.count("<img ") == page.count('alt="By ') == 33
    assert "a &lt;cat&gt;" in page
    assert "real, shuffled" in capsys.readouterr().out


def test_an_encoder_ranks_and_a_wrong_picture_is_refused(checker, tmp_path, monkeypatch):
    class Small:
        name = "small"

        def paint(self, examples, seed):
            return np.zeros((len(examples), 8, 8, 3), np.uint8)

    monkeypatch.setattr(geneval, "speak_many", lambda texts, voice, rng: [speechlike(0.1, len(text)) for text in texts])
    monkeypatch.setattr("speechscape.evaluate.pictures.PictureOptions", lambda examples, seed: PictureOptions(examples=examples, seed=seed, pictures=1, layouts=1))
    calls = []
    report = evaluate_pictures(tmp_path, [RealPainter()], checker, 1, 3, 1, encode=lambda pixels: calls.append(len(pixels)) or pixels.reshape(len(pixels), -1).astype(np.float32))
    assert calls == [10, 10]
    assert list(report["painters"]) == ["real"]
    assert (report["split"], report["seed"], len(report["prompts"])) == ("unseen voice", 1, 10)
    with pytest.raises(ValueError, match="small painted"):
        evaluate_pictures(tmp_path, [Small()], checker, 1)
    with pytest.raises(ValueError, match="real, real; give each a name"):
        evaluate_pictures(tmp_path, [RealPainter(), RealPainter()], checker, 1)


def test_colors_are_never_a_things_own():
    assert "yellow" not in geneval._colors("banana")
    assert all(len(geneval._colors(name)) > 1 for name in COCO)
    assert set(geneval._colors("cat")) <= set(COLORS)
