"""Going on from what was shipped."""

from __future__ import annotations

import numpy as np
import torch

from speechscape.runtime import latent_folder, session
from speechscape.train.shipped import shipped_painter


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
    o = generator.composer.options
    asked = {"tokens": np.random.default_rng(1).standard_normal((1, 24, o.latent), np.float32), "hand": np.eye(o.hands, dtype=np.float32)[:1], "style": np.zeros((1, o.layers + 1, o.style), np.float32)}
    nothing = {"patches": np.zeros((1, 0, 3 * o.patch**2), np.float32), "time": np.zeros((1, 2), np.float32), "look": np.zeros(1, np.float32)}
    said = session(folder / "composer.onnx", 1).run(None, {**asked, **nothing})
    layers = generator.composer(*(torch.from_numpy(value) for value in asked.values()))
    for mine, theirs in zip((layers.presence, layers.boxes, layers.depth, layers.codes, layers.backdrop), said, strict=True):
        assert np.abs(mine.numpy() - theirs).mean() < 0.03
