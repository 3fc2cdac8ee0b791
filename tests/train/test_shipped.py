"""Going on from what was shipped."""

from __future__ import annotations

import numpy as np
import torch

from speechscape.data.pictures import read_pictures
from speechscape.runtime import latent_folder, session
from speechscape.train.composer import targets_of
from speechscape.train.latent import load_latent
from speechscape.train.shipped import codes_said, fitted_codebook, shipped_painter
from speechscape.train.sketches import Codebook
from tests.train.conftest import STATES


@torch.no_grad()
def test_weights_come_back_out_of_the_graphs():
    folder = latent_folder(None)
    parts, generator = shipped_painter(folder)
    states, mask = torch.randn(1, 40, 256), torch.ones(1, 40, dtype=torch.bool)
    tokens, pooled = session(folder / "speech.onnx", 1).run(None, {"states": states.numpy(), "mask": mask.numpy()})
    latent = parts.speech(states, mask)
    assert np.allclose(latent.tokens.numpy(), tokens, atol=0.02) and np.allclose(latent.pooled.numpy(), pooled, atol=0.01)
    code = torch.nn.functional.layer_norm(torch.randn(1, 160), (160,))
    (painted,) = session(folder / "backdrop.onnx", 1).run(None, {"code": code.numpy()})
    assert np.abs(generator.backdrop(code).numpy() - painted).mean() < 0.01
    pixels = torch.rand(1, 3, 128, 128) * 2 - 1
    assert np.allclose(parts.picture(pixels).pooled.numpy(), session(folder / "picture.onnx", 1).run(None, {"pixels": pixels.numpy()})[1], atol=0.02)


def test_a_codebook_is_found_again_from_its_codes():
    true, rng = Codebook(16), np.random.default_rng(2)
    things = torch.from_numpy(rng.integers(0, (5, 3, 3, 2, 2, 2, 2), (3000, 7)))
    ground = torch.from_numpy(rng.integers(0, (3, 2, 2, 2), (400, 4)))
    with torch.no_grad():
        codes, behind = true.thing(things), true.ground(ground)
    found = fitted_codebook(things[:2500], codes[:2500], ground, behind, passes=300)
    assert (found.thing(things[2500:]) - codes[2500:]).square().mean() < 0.05
    assert (found.ground(ground) - behind).square().mean() < 0.05


def test_what_the_composer_says_is_told_by_what_is_drawn(pairs, latent):
    parts, rows = load_latent(latent), list(read_pictures(pairs, STATES))
    with torch.no_grad():
        parts.composer.geometry.bias[0] = 20.0  # everything is there
    things, codes, ground, behind = codes_said(parts, rows)
    targets = targets_of(rows, parts.composer.options.layers)
    assert torch.equal(things, targets.things[targets.present > 0]) and torch.equal(ground, targets.ground)
    assert codes.shape == (len(things), 16) and behind.shape == (len(rows), 16)
