"""Styles: each is another picture of the same things, local, and of nothing but shapes and colours."""

from __future__ import annotations

import io
import math
import random
import re

import numpy as np
import pytest
import resvg_py
from PIL import Image

from speechscape.data.captions import say
from speechscape.errors import OptionError
from speechscape.studio.canvas import Canvas
from speechscape.studio.styles import REACH, STYLES, styled, styled_pixels
from speechscape.types import Element, Scene, Setting
from speechscape.world.art.gallery import drawings
from speechscape.world.edits import Edit

SIZE = 320
HARBOR = Canvas.of(Scene((Element("boat", color="red"), Element("cat"), Element("tree")), Setting(place="sea", weather="rain")))
OTHERS = STYLES[1:]


def _pixels(svg: str, size: int = SIZE) -> np.ndarray:
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), np.int16)



def test_each_is_a_picture_of_its_own():
    pictures = [_pixels(styled(HARBOR.svg, style)) for style in STYLES]
    assert np.array_equal(pictures[0], _pixels(HARBOR.svg))
    assert styled(HARBOR.svg, "plain") == HARBOR.svg
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert np.abs(one - other).mean() > 8
    means = {style: picture.mean() for style, picture in zip(STYLES, pictures, strict=True)}
    assert means["night neon"] < 60 < means["plain"] < means["pastel"]


@pytest.mark.parametrize("style", OTHERS)
def test_nothing_but_what_was_addressed_changes(style):
    rng = random.Random(style)
    canvases = [HARBOR, *(Canvas.of(say(random.Random(seed)).scene, seed) for seed in range(40, 47))]
    for before in canvases:
        if not before.pieces:
            continue
        number = rng.randrange(len(before.pieces))
        color = next(one for one in ("yellow", "purple") if one != before.pieces[number].element.color)
        for edit in (Edit(kind="recolor", of=(number,), color=color), Edit(kind="resize", of=(number,), size="smaller"), Edit(kind="remove", of=(number,))):
            edited = before.edited(edit)
            free = np.ones((SIZE, SIZE), bool)
            for x0, y0, x1, y1 in edited.touched:
                free[max(0, math.floor(SIZE * y0)) : max(0, math.ceil(SIZE * y1) + 1), max(0, math.floor(SIZE * x0)) : max(0, math.ceil(SIZE * x1) + 1)] = False
            changed = (_pixels(styled(before.svg, style)) != _pixels(styled(edited.canvas.svg, style))).any(axis=2)
            assert changed.any() or np.abs(_pixels(before.svg) - _pixels(edited.canvas.svg)).max() < 60, (style, edit)  # what was yellow may become no yellower
            assert not (changed & free).any(), (style, edit, before.scene)


@pytest.mark.parametrize("style", OTHERS)
def test_a_thing_is_drawn_within_reach(style):
    group = re.search(r'<g id="cat-1-0".*?</g>(?=<g id|<path|<ellipse)', HARBOR.svg, re.S)
    assert group is not None
    head = HARBOR.svg.split(">", 1)[0] + ">"
    shown = []
    for body in (group.group(), styled(group.group(), style)):
        png = bytes(resvg_py.svg_to_bytes(svg_string=f"{head}{body}</svg>", width=1000, height=1000))
        shown.append(Image.open(io.BytesIO(png)).getbbox())
    plain, drawn = shown
    assert all(abs(one - other) <= REACH + 1 for one, other in zip(plain, drawn, strict=True)), (plain, drawn)


def test_a_said_colour_is_still_told_apart():
    for style in OTHERS:
        shown = {color: _pixels(styled(HARBOR.edited(Edit(kind="recolor", of=(0,), color=color)).canvas.svg, style)) for color in ("red", "blue", "green")}
        assert min(np.abs(shown[one] - shown[other]).max() for one, other in (("red", "blue"), ("blue", "green"), ("green", "red"))) > 25, style


def test_only_shapes_colours_and_opacities_for_every_drawing():
    for name in sorted(drawings())[::9]:
        canvas = Canvas.of(Scene((Element(name),), Setting(place="lake", time="night")))
        for style in OTHERS:
            svg = styled(canvas.svg, style)
            assert not re.search(r"<filter|<mask|<clipPath|<image|style=", svg)
            assert svg.count("<g") == svg.count("</g>")
            assert styled(canvas.svg, style) == svg


def test_pixels_and_shapes_are_coloured_alike():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"><rect x="0" y="0" width="1000" height="1000" fill="#5f9e52"/></svg>'
    for style in STYLES:
        assert np.array_equal(_pixels(styled(svg, style), 16), styled_pixels(_pixels(svg, 16).astype(np.uint8), style))


def test_others_are_refused():
    with pytest.raises(OptionError, match="style is 'cubist'; choose one of plain, flat, ink, pastel, paper cut, night neon"):
        styled("<svg/>", "cubist")
    assert all(styled("<svg/>", style) == "<svg/>" for style in STYLES)
