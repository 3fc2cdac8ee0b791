"""Where many things stand."""

from __future__ import annotations

import random

from speechscape.types import Element
from speechscape.world.columns import arrange, keeps


def test_many_things_are_arranged_at_once_and_keep_what_was_said():
    chain = tuple(Element("fox", relation=("left of", "right of")[number % 2] if number else None, of=(number - 1,) if number else ()) for number in range(14))
    assert keeps(chain, arrange(chain, random.Random(0)))
    crowd = tuple(Element("fox") for _ in range(40))
    assert len(arrange(crowd, random.Random(0), {3: "left"})) == 40
