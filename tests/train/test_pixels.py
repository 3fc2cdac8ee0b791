"""Layers into pixels: answers known by construction."""

from __future__ import annotations

import pytest
import torch

from speechscape.data.sketches import MARGIN
from speechscape.train.pixels import Backdrop, Canvas, lay_over, pixel_options, place
from tests.train.conftest import PIXELS


def test_a_full_canvas_covers_its_box_and_the_margin_and_nothing_else():
    box = torch.tensor([[0.5, 0.75, 0.25, 0.25]])  # 0.375 to 0.625 across, 0.5 to 0.75 down
    laid = place(torch.ones(1, 4, 96, 96), box, 128)[0, 3]
    reach = MARGIN * 0.25
    inside = laid[round(128 * (0.5 - reach)) + 1 : round(128 * (0.75 + reach)) - 1, round(128 * (0.375 - reach)) + 1 : round(128 * (0.625 + reach)) - 1]
    assert inside.min() > 0.99
    assert laid.mean() == pytest.approx((0.25 * (1 + 2 * MARGIN)) ** 2, rel=0.02)
    assert laid[:40].max() == 0 and laid[:, :30].max() == 0


def test_a_canvas_keeps_its_sides_and_its_mean_at_every_size():
    canvas = torch.zeros(1, 4, 96, 96)
    canvas[:, 0, :48] = 1  # red above
    canvas[:, 1, :, :48] = 1  # green at the left
    box = torch.tensor([[0.5, 0.9, 0.3, 0.6]])
    for size in (64, 128, 256):
        laid = place(canvas, box, size)[0]
        rows, columns = torch.arange(size).float(), torch.arange(size).float()
        assert (laid[0].sum(1) * rows).sum() / laid[0].sum() < (laid[1].sum(1) * rows).sum() / laid[1].sum()
        assert (laid[1].sum(0) * columns).sum() / laid[1].sum() < (laid[0].sum(0) * columns).sum() / laid[0].sum()
        assert laid[0].mean().item() == pytest.approx(0.3 * 0.6 * (1 + 2 * MARGIN) ** 2 / 2, rel=0.05)


def test_boxes_are_learnt_through_the_pixels():
    box = torch.tensor([[0.4, 0.6, 0.2, 0.2]], requires_grad=True)
    wanted = place(torch.ones(1, 4, 24, 24), torch.tensor([[0.5, 0.6, 0.2, 0.2]]), 64)
    (place(torch.ones(1, 4, 24, 24), box, 64) - wanted).square().mean().backward()
    assert box.grad is not None
    assert box.grad[0, 0] < 0 and abs(box.grad[0, 1]) < abs(box.grad[0, 0])


def test_nearer_layers_hide_farther_ones_and_the_veil_hides_all():
    backdrop = torch.zeros(2, 7, 8, 8)
    red, green = torch.zeros(4, 8, 8), torch.zeros(4, 8, 8)
    red[0] = red[3] = 1
    green[1] = green[3] = 0.5
    painted = lay_over(backdrop, torch.stack([red, green, red]), torch.tensor([0, 0, 1]), 8)
    assert painted[0, :, 0, 0].tolist() == [0.0, 0.0, -1.0]
    assert painted[1, :, 0, 0].tolist() == [1.0, -1.0, -1.0]
    backdrop[:, 5:] = 1
    assert lay_over(backdrop, torch.stack([red, green, red]), torch.tensor([0, 0, 1]), 8)[0, :, 0, 0].tolist() == [-1.0, -1.0, 1.0]
    assert lay_over(torch.zeros(1, 7, 8, 8), torch.zeros(0, 4, 8, 8), torch.zeros(0, dtype=torch.long), 8).eq(-1).all()


def test_canvases_and_backdrops_have_their_shapes_and_ranges():
    canvas, backdrop = Canvas(PIXELS), Backdrop(PIXELS)
    painted = canvas(torch.randn(3, 16))
    assert painted.shape == (3, 4, 96, 96)
    assert (painted[:, :3] <= painted[:, 3:]).all() and painted.min() >= 0 and painted.max() <= 1
    assert backdrop(torch.randn(2, 16)).shape == (2, 7, 128, 128)
    assert pixel_options({"code": 16, "hidden": 32, "canvas": [16, 16, 8, 8], "backdrop": [16, 16, 8, 8], "backdrop_hidden": 16}) == PIXELS
