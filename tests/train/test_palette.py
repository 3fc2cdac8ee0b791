"""The palette: what is asked of the composer, what is kept, and that what is kept again is what is shipped."""

from __future__ import annotations

import random

import numpy as np

from speechscape.data.voices import VOICES, speak
from speechscape.painters.palette import Palette, layer_name
from speechscape.runtime import latent_folder
from speechscape.train.palette import make_palette, wanted
from speechscape.types import Element, Setting
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS, elements

VOICE = next(voice for voice in VOICES if voice.engine == "espeak-ng" and voice.split == "train")


def test_every_name_in_every_colour_and_light_and_every_backdrop_is_asked_for():
    rows = list(wanted())
    names = {name for name, _, _ in rows}
    backdrops = {name for name in names if name.startswith("backdrop/")}
    assert len(backdrops) == len(PLACES) * (len(TIMES) + 1) * (len(WEATHERS) + 1)
    assert len(names) - len(backdrops) == len(elements()) * (1 + len(COLORS) + len(TIMES) - 1 + len(WEATHERS) - 1)
    said = {name: (text, scene) for name, text, scene in reversed(rows)}
    assert said["boat/blue/"][0] == "a blue boat"
    assert said["elephant//night"][0] == "an elephant at night"
    assert said["elephant//night"][1].setting == Setting(time="night")


def test_what_is_heard_as_it_was_meant_is_kept_and_like_what_is_shipped():
    rows = [row for row in wanted() if row[0] in {"boat/blue/", "dog//", "tree//night", "backdrop/sea/sunset/"}]
    found = make_palette(latent_folder(None), rows, lambda text, turn: speak(text, VOICE, random.Random(turn)), tries=3)
    assert {"boat/blue/", "dog//", "backdrop/sea/sunset/"} <= found.keys()
    shipped = Palette(latent_folder(None))
    same, other = shipped.layer(Element("dog"), Setting()), shipped.layer(Element("boat", color="blue"), Setting())
    assert np.abs(found[layer_name("dog", None)] - same).mean() < 0.5 * np.abs(found[layer_name("dog", None)] - other).mean()


def test_what_is_not_heard_so_is_left_out():
    rows = [row for row in wanted() if row[0] in {"boat/blue/", "dog//"}]
    noise = np.random.default_rng(0)
    assert make_palette(latent_folder(None), rows, lambda text, turn: noise.normal(0, 0.1, 16_000).astype(np.float32), tries=2) == {}
    assert make_palette(latent_folder(None), rows, lambda text, turn: speak("a cat", VOICE, random.Random(turn)), tries=1) == {}
