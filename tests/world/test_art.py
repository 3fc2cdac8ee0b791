from __future__ import annotations

import io

import numpy as np
import pytest
import resvg_py
from PIL import Image

from speechscape.world.art.gallery import COLOR_RGB, drawing, drawings, sketch
from speechscape.world.vocabulary import elements

NAMES = tuple(elements())


def render(name: str, seed: int = 0, color: str | None = None, size: int = 64, margin: float = 0.0) -> np.ndarray:
    """RGBA of one specimen in a square of `size` pixels, its box scaled to fit; `margin` is kept free around the box."""
    plan = drawing(name)
    side = max(plan.width, plan.height) * (1 + 2 * margin)
    x, y = (side - plan.width) / 2, (side - plan.height) / 2
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><g transform="translate({x} {y})">{sketch(name, seed, color)}</g></svg>'
    return np.asarray(Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)))).convert("RGBA"), np.float32)


def test_everything_that_can_be_said_is_drawn_and_nothing_else():
    assert set(drawings()) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_ink_fills_its_box_and_stays_inside(name):
    for seed in range(3):
        ink = render(name, seed, size=200, margin=0.2)[..., 3] > 30
        plan = drawing(name)
        unit = 200 / (max(plan.width, plan.height) * 1.4)
        x0, y0 = (200 - plan.width * unit) / 2, (200 - plan.height * unit) / 2
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        edges = np.array([columns[0] - x0, rows[0] - y0, x0 + plan.width * unit - columns[-1] - 1, y0 + plan.height * unit - rows[-1] - 1]) / unit
        assert edges.min() > -5, f"seed {seed} leaves its box by {-edges.min():.1f} units: {edges}"
        assert edges.max() < 0.22 * max(plan.width, plan.height), f"seed {seed} leaves part of its box empty: {edges}"
        assert edges[3] < 0.06 * max(plan.width, plan.height) + 2, f"seed {seed} floats over its ground: {edges}"


@pytest.mark.parametrize("name", NAMES)
def test_three_variants_look_different(name):
    looks = [render(name, seed) for seed in range(3)]
    for first, second in ((0, 1), (0, 2), (1, 2)):
        changed = np.abs(looks[first] - looks[second]).max(axis=2) > 24
        assert changed.mean() > 0.015, f"variants {first} and {second} differ in {changed.mean():.1%} of the pixels"


@pytest.mark.parametrize("name", NAMES)
def test_a_spoken_colour_covers_a_good_part(name):
    red, blue = render(name, 0, "red"), render(name, 0, "blue")
    ink = red[..., 3] > 128
    changed = (np.abs(red - blue).max(axis=2) > 40) & ink
    assert changed.sum() / ink.sum() > 0.12


@pytest.mark.parametrize("color", COLOR_RGB)
def test_no_drawing_fails_in_any_colour(color):
    for name in NAMES:
        for seed in range(3):
            assert "NaN" not in sketch(name, seed, color)


def test_no_two_elements_look_alike_at_64_pixels():
    """Model-free check: where either of two elements has ink, their pictures differ clearly (root mean square of colour)."""
    looks, inks = [], []
    for name in NAMES:
        rgba = render(name, 0)
        alpha = rgba[..., 3:] / 255
        looks.append(((rgba[..., :3] * alpha + 200 * (1 - alpha)) / 255).reshape(-1, 3))
        inks.append(alpha.reshape(-1) > 0.3)
    near = []
    for i in range(len(NAMES)):
        for j in range(i):
            either = inks[i] | inks[j]
            distance = float(np.sqrt(((looks[i][either] - looks[j][either]) ** 2).mean()))
            if distance < 0.07:
                near.append((NAMES[i], NAMES[j], distance))
    assert near == []


@pytest.mark.parametrize("name", NAMES)
def test_ink_is_enough_to_see_at_64_pixels(name):
    rgba = render(name)
    ink = rgba[..., 3] > 128
    assert ink.mean() > 0.06
    assert rgba[..., :3][ink].std() > 8 or ink.mean() < 0.9
