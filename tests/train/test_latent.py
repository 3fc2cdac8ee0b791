"""The shared latent, debug-sized."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
import torch

from speechscape.data.pictures import PictureRow, read_pictures, render
from speechscape.train.composer import Composer, chance_of, layer_losses, targets_of
from speechscape.train.engine import Engine, EngineOptions
from speechscape.train.heads import PIECES, PictureHead, SpeechHead, contrast, pieces_of
from speechscape.train.latent import SaidTask, bag, load_latent, pictures_of, scenes_of, speech_of, texts_of
from speechscape.types import Element, Scene
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS
from tests.train.conftest import COMPOSER, HEADS, STATES


def test_contrast_is_small_for_matching_pairs_and_large_for_others():
    unit = torch.eye(6)
    sharp = torch.tensor(math.log(50.0))
    nothing = torch.zeros(6, 6, dtype=torch.bool)
    assert contrast(unit, unit, sharp, nothing) < 0.01
    assert contrast(unit, unit.roll(1, 0), sharp, nothing) > 10
    twins = unit.clone()
    twins[1] = twins[0]
    same = torch.zeros(6, 6, dtype=torch.bool)
    same[0, 1] = same[1, 0] = True
    assert contrast(twins, twins, sharp, same) < 0.01 < contrast(twins, twins, sharp, nothing)


def test_padding_says_nothing():
    head = SpeechHead(HEADS).eval()
    states = torch.randn(1, 7, STATES)
    padded = torch.cat([states, torch.randn(1, 9, STATES)], dim=1)
    alone, beside = head(states, torch.ones(1, 7, dtype=torch.bool)), head(padded, torch.arange(16)[None] < 7)
    assert torch.allclose(alone.tokens, beside.tokens, atol=1e-5)
    assert alone.tokens.shape == (1, 4, 32) and alone.pooled.shape == (1, 32)
    assert alone.pooled.norm().item() == pytest.approx(1, abs=1e-5)


def test_order_of_speech_is_heard():
    head = SpeechHead(HEADS).eval()
    states = torch.randn(1, 8, STATES)
    mask = torch.ones(1, 8, dtype=torch.bool)
    assert not torch.allclose(head(states, mask).tokens, head(states.flip(1), mask).tokens, atol=1e-3)


def test_targets_are_what_stands_in_the_render(pairs):
    rows = list(read_pictures(pairs, STATES))
    targets = targets_of(rows, 6)
    for index, row in enumerate(rows):
        assert targets.present[index].sum() == min(6, len(row.spots))
        first = min(row.spots)[2:] if row.spots else None
        if first is not None:
            x, base, width, height = targets.boxes[index, 0].tolist()
            assert (x - width / 2, base - height, x + width / 2, base) == pytest.approx(first, abs=1e-4)
    assert bag(*scenes_of(row.scene for row in rows)).sum(dim=1).min() >= 3


def test_noise_tells_the_design(pairs):
    targets = targets_of(list(read_pictures(pairs, STATES)), 6)
    noise = chance_of(targets, COMPOSER)
    assert noise.shape == (12, 7, 2)
    share = 0.5 * (1 + torch.erf(noise[:, :-1, 0] / 2**0.5))
    first = targets.first > 0
    designs = (3 * share).long().clamp(max=2)
    assert torch.equal(designs[first], targets.things[..., 2][first])
    assert designs[~first].unique().numel() == 3  # and does not tell what is there
    assert bool((targets.present[first] == 1).all())


def test_noise_does_not_tell_how_many_copies_there_are(tmp_path):
    scene = Scene((Element("duck", 5),))
    pixels, spots = render(scene, 3)
    targets = targets_of([PictureRow(pixels, scene, 3, spots)], 6)
    alike = [len({int(3 * share) for share in 0.5 * (1 + torch.erf(chance_of(targets, COMPOSER)[0, :5, 0] / 2**0.5))}) for _ in range(40)]
    assert targets.present.sum() == 5 and sum(kinds > 1 for kinds in alike) > 30


def test_sure_choices_are_the_codes_of_the_codebook(pairs):
    targets = targets_of(list(read_pictures(pairs, STATES)), 6)
    composer = Composer(COMPOSER)
    with torch.no_grad():
        composer.choices.weight.zero_()
        composer.setting.weight.zero_()
        composer.choices.bias.copy_(20 * torch.cat([torch.eye(size)[column] for size, column in ((283, 7), (len(COLORS) + 1, 2), (3, 1), (5, 4))]))
        composer.setting.bias.copy_(20 * torch.cat([torch.eye(size)[column] for size, column in ((len(PLACES), 3), (len(TIMES), 1), (len(WEATHERS), 2))]))
        layers = composer(torch.randn(12, 4, 32), targets.hand, chance_of(targets, COMPOSER))
        things = torch.tensor([7, 2, 1, 4, 3, 1, 2]).expand(12, 6, 7)
        ground = torch.cat([torch.tensor([3, 1, 2]).expand(12, 3), targets.hand.argmax(dim=1, keepdim=True)], dim=1)
        assert torch.allclose(layers.codes, composer.codebook.thing(things), atol=1e-4)
        assert torch.allclose(layers.backdrop, composer.codebook.ground(ground), atol=1e-4)
        told = layer_losses(layers, replace(targets, things=things, ground=ground))
        assert all(told[name] < 1e-3 for name in ("names", "tints", "looks", "setting"))
        assert layer_losses(layers, replace(targets, things=(things + 1) % 3, ground=ground))["names"] > 10


def test_things_the_wrong_way_round_cost_more_than_their_boxes_do():
    scene = Scene((Element("duck", relation="left of", of=(1,)), Element("frog")))
    pixels, spots = render(scene, 3)
    targets = targets_of([PictureRow(pixels, scene, 3, spots)], 6)
    layers = Composer(COMPOSER)(torch.randn(1, 4, 32), targets.hand, chance_of(targets, COMPOSER))

    def cost(boxes: torch.Tensor) -> torch.Tensor:
        return layer_losses(replace(layers, boxes=boxes), targets)["order"]

    swapped = targets.boxes.clone()
    swapped[:, [0, 1], 0] = swapped[:, [1, 0], 0]
    apart = targets.boxes.clone()
    apart[..., 0] = (apart[..., 0] - 0.5) * 1.2 + 0.5
    assert cost(targets.boxes) < 0.3 and cost(swapped) > 2
    assert cost(apart) < cost(targets.boxes)


def test_scenes_that_nobody_speaks_teach_where_things_stand(pairs, latent, tmp_path):
    task = SaidTask([pairs], HEADS, COMPOSER, batch_size=6, scenes=6, alone=0.5, peak_rate=4e-3, start=latent)
    batch = task.batch(0, 0.0)
    assert len(batch.scenes) == len(batch.plans.present) == 6
    assert torch.equal(batch.plans.things[:2], batch.targets.things[:2])  # a third is spoken too
    engine = Engine(task, tmp_path, EngineOptions(steps=60, save_every=1000, threads=1, average=0.5))
    known = {name: [p.detach().clone() for p in module.parameters()] for name, module in task.modules.items()}
    engine.run(stop_after=28)

    def same(name):
        return all(torch.equal(before, now) for before, now in zip(known[name], task.modules[name].parameters(), strict=True))

    assert same("speech") and same("composer") and not same("scene")
    engine.run()
    assert not same("speech") and not same("composer") and same("picture")
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert log[-1]["names read"] < log[0]["names read"] and log[-1]["apart"] < log[0]["apart"]


def test_pictures_and_texts_become_tensors(pairs):
    rows = list(read_pictures(pairs, STATES))[:3]
    assert pictures_of([row.pixels for row in rows]).shape == (3, 3, 128, 128)
    words, mask = texts_of(["a cat", "", "the cat"])
    assert words.shape == (*mask.shape, PIECES) and mask.sum(dim=1).tolist() == [2, 1, 2]
    assert torch.equal(words[0, 1], words[2, 1]) and not words[1].any()
    shared = set(pieces_of("caterpillar")) & set(pieces_of("catterpillar"))
    assert len(shared - {0}) > len(set(pieces_of("caterpillar")) & set(pieces_of("volcano")) - {0}) + 3
    assert PictureHead(HEADS)(pictures_of([rows[0].pixels])).tokens.shape == (1, 4, 32)
    states, spoken = speech_of([row.states for row in rows])
    assert states.shape[1] % 32 == 0 and spoken.sum(dim=1).tolist() == [len(row.states) for row in rows]


def test_resumed_equals_uninterrupted(pairs, tmp_path):
    options = EngineOptions(steps=4, save_every=2, threads=1)

    def task():
        return SaidTask([pairs], HEADS, COMPOSER, batch_size=6)

    Engine(task(), tmp_path / "whole", options).run()
    Engine(task(), tmp_path / "parts", options).run(stop_after=2)
    Engine(task(), tmp_path / "parts", options).run()
    whole, parts = (torch.load(tmp_path / name / "checkpoint.pt", weights_only=True) for name in ("whole", "parts"))
    assert all(torch.equal(value, parts["modules"][name][key]) for name, module in whole["modules"].items() for key, value in module.items())


def test_what_was_said_is_learnt(pairs, tmp_path):
    Engine(SaidTask([pairs], HEADS, COMPOSER, batch_size=12, peak_rate=5e-3), tmp_path, EngineOptions(steps=120, save_every=1000, threads=1, average=0.8)).run()
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert all(log[-1][name] < 0.7 * log[0][name] for name in ("presence", "boxes", "words"))


def test_another_vocabulary_is_refused(latent, tmp_path):
    saved = torch.load(latent, weights_only=True)
    saved["card"]["tokens"] = saved["card"]["tokens"][:-1]
    torch.save(saved, tmp_path / "old.pt")
    with pytest.raises(ValueError, match="another vocabulary"):
        load_latent(tmp_path / "old.pt")
    with pytest.raises(FileNotFoundError, match="make some"):
        SaidTask([tmp_path], HEADS, COMPOSER)
