"""Things drawn alone, and canvases that learn to paint them."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from speechscape.data.captions import held_out
from speechscape.data.pictures import HANDS
from speechscape.data.sketches import MARGIN, RASTER, canvas_of, ground_of, labels_of, make_sketches, read_sketches
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.pixels import Canvas
from speechscape.train.sketches import Codebook, SketchTask, load_sketches
from speechscape.types import Element, Scene, Setting
from speechscape.world.layout import lay_out
from speechscape.world.painting import FOOTINGS
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS, elements
from tests.train.conftest import PIXELS


def _one(name: str, setting: Setting | None = None, color: str | None = None):
    scene = Scene((Element(name, color=color),), setting or Setting())
    placed, spots = lay_out(scene, 3)
    return placed.elements[0], spots[0], scene, 3


def test_a_canvas_is_premultiplied_and_fills_its_box():
    canvas = canvas_of(*_one("cat"))
    assert canvas.shape == (RASTER, RASTER, 4)
    assert (canvas[..., :3] <= canvas[..., 3:]).all()
    rows, columns = (np.flatnonzero(canvas[..., 3].max(axis=axis) > 200) for axis in (1, 0))
    inner = RASTER * MARGIN / (1 + 2 * MARGIN)
    assert abs(rows[0] - inner) < 8 and abs(columns[0] - inner) < 12


def test_labels_say_what_is_drawn():
    name, tint, variant, foot, *_ = labels_of(*_one("cat", color="blue"))
    assert (list(elements())[name], ("natural", *COLORS)[tint], FOOTINGS[foot]) == ("cat", "blue", "shadow")
    assert 0 <= variant < 3
    assert FOOTINGS[labels_of(*_one("boat", Setting(place="sea")))[3]] == "waves"
    assert FOOTINGS[labels_of(*_one("boat", Setting(place="forest")))[3]] == "pool"
    assert FOOTINGS[labels_of(*_one("cat", Setting(place="sea")))[3]] == "bank"
    assert FOOTINGS[labels_of(*_one("kite"))[3]] == "none"


def test_a_ground_has_its_weather_apart():
    clear, snow = ground_of("meadow", "day", "clear", 1), ground_of("meadow", "day", "snow", 1)
    assert clear.shape == (128, 128, 7)
    assert clear[..., 6].max() == 0 < snow[..., 6].max()


def test_shards_never_hold_what_is_kept_for_the_score(tmp_path):
    make_sketches(tmp_path, "some", 60, 2, grounds=False)
    ((labels, canvases),) = read_sketches(tmp_path)
    assert labels.shape == (60, 7) and canvases.shape == (60, RASTER, RASTER, 4)
    tints = (None, *COLORS)
    assert not any(held_out(list(elements())[row[0]], tints[row[1]]) for row in labels)


def test_codes_are_of_one_length_and_tell_things_apart():
    codebook = Codebook(16)
    labels = torch.tensor([[0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0]])
    codes = codebook.thing(labels)
    assert codes.norm(dim=1).tolist() == pytest.approx([4, 4], rel=1e-3)
    assert not torch.allclose(codes[0], codes[1])
    assert codebook.ground(torch.zeros(3, 5, 4, dtype=torch.long)).shape == (3, 5, 16)


def test_mixtures_of_one_choice_are_that_choice_and_others_lie_between():
    codebook = Codebook(16)
    torch.nn.init.normal_(codebook.designs.weight)
    sizes, ground_sizes = [table.num_embeddings for table in codebook.things], [len(PLACES), len(TIMES), len(WEATHERS), HANDS]
    labels, ground = torch.tensor([[5, 2, 1, 3, 4, 1, 2], [9, 0, 2, 0, 4, 1, 2]]), torch.tensor([[3, 1, 2, 7]])
    shares = [torch.nn.functional.one_hot(labels[:, column], size).float() for column, size in enumerate(sizes)]
    assert torch.allclose(codebook.mixed_thing(shares), codebook.thing(labels), atol=1e-5)
    assert torch.allclose(codebook.mixed_ground([torch.nn.functional.one_hot(ground[:, column], size).float() for column, size in enumerate(ground_sizes)]), codebook.ground(ground), atol=1e-5)
    between = codebook.mixed_thing([share.mean(dim=0, keepdim=True) for share in shares])[0]
    first, second = codebook.thing(labels)
    assert torch.dot(between, first) > 0.3 * 16 and torch.dot(between, second) > 0.3 * 16


def test_gone_over_once_more_begins_as_nothing():
    torch.manual_seed(1)
    canvas, codes = Canvas(replace(PIXELS, detail=True)), torch.randn(2, 16)
    plain = Canvas(replace(PIXELS, detail=False))
    plain.load_state_dict({key: value for key, value in canvas.state_dict().items() if "detail" not in key})
    with torch.no_grad():
        assert torch.equal(canvas(codes), plain(codes))


def test_canvases_learn_and_resume(drawings, tmp_path):
    def task():
        return SketchTask([drawings], PIXELS, canvases=12, grounds=3, peak_rate=4e-3)

    options = EngineOptions(steps=81, save_every=81, threads=1, average=0.8)
    whole = task()
    Engine(whole, tmp_path / "whole", options, whole.sample).run()
    rows = [json.loads(line) for line in (tmp_path / "whole" / "log.jsonl").read_text().splitlines()]
    assert rows[-1]["things"] < 0.6 * rows[0]["things"]
    assert rows[-1]["grounds"] < rows[0]["grounds"]
    with Image.open(tmp_path / "whole" / "sample-000081.png") as sheet:
        assert sheet.size == (12 * 96, 2 * 96 + 2 * 128)
    few = EngineOptions(steps=4, save_every=2, threads=1)
    Engine(task(), tmp_path / "once", few).run()
    Engine(task(), tmp_path / "twice", few).run(stop_after=2)
    Engine(task(), tmp_path / "twice", few).run()
    once, twice = (torch.load(tmp_path / name / "checkpoint.pt", weights_only=True)["modules"]["canvas"] for name in ("once", "twice"))
    assert all(torch.equal(value, twice[key]) for key, value in once.items())


def test_grounds_go_on_alone(drawings, sketches, tmp_path):
    task = SketchTask([drawings], PIXELS, canvases=2, grounds=3, behind=sketches)
    before, after = (torch.load(path, weights_only=True)["averages"] for path in (sketches, Engine(task, tmp_path, EngineOptions(steps=3, threads=1)).run()))
    for name in ("codebook", "canvas"):
        assert all(torch.equal(value, after[name][key]) for key, value in before[name].items() if not key.startswith("grounds"))
    assert not torch.equal(before["backdrop"]["grow.seed.weight"], after["backdrop"]["grow.seed.weight"])


def test_other_vocabularies_and_empty_folders_are_refused(sketches, tmp_path):
    saved = torch.load(sketches, weights_only=True)
    saved["card"]["names"] = ["cat"]
    torch.save(saved, tmp_path / "old.pt")
    with pytest.raises(ValueError, match="another vocabulary"):
        load_sketches(tmp_path / "old.pt")
    with pytest.raises(FileNotFoundError, match="make some"):
        SketchTask([tmp_path], PIXELS)


def test_random_things_differ():
    from speechscape.data.sketches import _alone

    rng = random.Random(1)
    assert len({_alone(rng)[0].name for _ in range(30)}) > 20
