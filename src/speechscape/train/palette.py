"""The neural painter's palette: what it makes of every name and colour, in every light, so that it can paint a canvas that was changed piece by piece.

    python -m speechscape.train.palette WEIGHTS_FOLDER

Each name with each colour is said by voices that training heard ("a blue boat"), and each name at each time and in each weather; each setting is said too. Where the ears hear just that, the composer's code of the one layer that it makes of it is kept, and
its code of the backdrop. Codes add up: a blue boat at night is the blue boat, and what night makes of a boat. Writes ``palette.npz`` (see `painters.palette`) into the folder.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from speechscape.data.captions import PLACE_WORDS, TIME_WORDS, WEATHER_WORDS
from speechscape.data.voices import VOICES, Voice, speak
from speechscape.ears.listener import Listener
from speechscape.latent.space import Space
from speechscape.painters.neural import NeuralPainter
from speechscape.painters.palette import LIGHTS, PALETTE, backdrop_name, layer_name
from speechscape.runtime import model_folder
from speechscape.types import Clip, Element, Scene, Setting
from speechscape.world.vocabulary import COLORS, PLACES, TIMES, WEATHERS, elements

__all__ = ["make_palette", "wanted"]

_ENGINES = ("flite", "espeak-ng")
_TRIES = 12
_STANDING = ("house", "tree", "dog", "boat", "horse")
"""What is said to stand in a setting, of which only the backdrop is kept."""

Code = NDArray[np.float32]
Wanted = tuple[str, str, Scene]
"""The name of a code, what is said for it, and what must be heard."""


def wanted() -> Iterator[Wanted]:
    """All layers, then all backdrops; of these several ways to say each."""
    for name, term in elements().items():
        noun = term.singular[0]
        for color in (None, *COLORS):
            yield layer_name(name, color), _with_article(f"{color} {noun}" if color else noun), Scene((Element(name, color=color),))
        for part, value in LIGHTS:
            words = {"time": TIME_WORDS, "weather": WEATHER_WORDS}[part][value][0]
            yield layer_name(name, None, (part, value)), f"{_with_article(noun)} {words}", Scene((Element(name),), Setting(**{part: value}))
    for place, time, weather in itertools.product(PLACES, (None, *TIMES), (None, *WEATHERS)):
        words = " ".join(table[value][0] for table, value in ((PLACE_WORDS, place), (TIME_WORDS, time), (WEATHER_WORDS, weather)) if value)
        for standing in _STANDING:
            yield backdrop_name(place, time, weather), f"{_with_article(standing)} {words}", Scene((Element(standing),), Setting(place, time, weather))


def make_palette(folder: Path, rows: Sequence[Wanted], say: Callable[[str, int], NDArray[np.float32]], tries: int = _TRIES) -> dict[str, Code]:
    """Codes by name; `say` speaks a text with the voice of a number. What is not heard as it was meant in `tries` voices is left out."""
    ears, space, painter = Listener(model_folder(folder), 1), Space(folder, 1), NeuralPainter(folder, 1)
    found: dict[str, Code] = {}
    for turn in range(tries):
        missing = [row for row in rows if row[0] not in found]
        for first in tqdm(range(0, len(missing), 16), desc=f"voice {turn}", mininterval=5):
            part = missing[first : first + 16]
            for (name, _, scene), heard in zip(part, ears.hear([Clip(say(text, turn)) for _, text, _ in part]), strict=True):
                if heard.states is None or not _same(heard.scene, scene):
                    continue
                layers, backdrop = painter.codes(space.imagine(heard.states).tokens)
                if name.startswith("backdrop"):
                    found.setdefault(name, backdrop)
                elif len(layers) == 1:
                    found.setdefault(name, layers[0])
    return found


def _same(heard: Scene, meant: Scene) -> bool:
    return heard.setting == meant.setting and [(item.name, item.color, item.count, item.size) for item in heard.elements] == [(item.name, item.color, item.count, item.size) for item in meant.elements]


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _voices() -> list[Voice]:
    """Voices that training heard, in turns of the engines."""
    of = [[voice for voice in VOICES if voice.engine == engine and voice.split == "train"] for engine in _ENGINES]
    return [voice for group in itertools.zip_longest(*of) for voice in group if voice is not None]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="exported weights; the palette is written there")
    options = parser.parse_args()
    rows, voices = list(wanted()), _voices()
    found = make_palette(options.folder, rows, lambda text, turn: speak(text, voices[turn % len(voices)], random.Random(f"{text}/{turn}")))
    names = {name for name, _, _ in rows}
    np.savez_compressed(options.folder / PALETTE, names=np.array(list(found)), codes=np.stack(list(found.values())).astype(np.float16))
    print(f"{len(found)} of {len(names)} codes; missing: {', '.join(sorted(names - found.keys())) or 'none'}")


if __name__ == "__main__":
    main()
