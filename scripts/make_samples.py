"""Speaks the samples, draws them, and writes what they mean: samples/*.wav, *.png and samples.json (needs the speech engines); the neural painter's pictures of them go to samples/neural.

Also draws the contact sheet of the README, docs/vocabulary.png.

    python scripts/make_samples.py
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import soundfile

from speechscape import Clip, Element, Scene, Setting, Speechscape
from speechscape.data.voices import VOICES, speak
from speechscape.painters.explain import contact_sheet
from speechscape.world.vocabulary import elements

E = Element
SAMPLES: dict[str, tuple[str, str, Scene]] = {
    "fox-under-a-tree": ("flite/rms", "a fox under a tree", Scene((E("fox", relation="under", of=(1,)), E("tree")))),
    "boats-at-sunset": (
        "flite/rms",
        "two small red boats on the sea at sunset, and a lighthouse behind them",
        Scene((E("boat", 2, "red", "small"), E("lighthouse", relation="behind", of=(0,))), Setting("sea", "sunset")),
    ),
    "king-and-castle": ("flite/awb", "a king in front of a castle in the mountains in the morning", Scene((E("king", relation="in front of", of=(1,)), E("castle")), Setting("mountains", "morning"))),
    "three-snowmen": ("espeak-ng/f3", "three snowmen in the snow", Scene((E("snowman", 3),), Setting(weather="snow"))),
    "blue-elephant": (
        "espeak-ng/m3",
        "a blue elephant between a house and a car in the city",
        Scene((E("elephant", color="blue", relation="between", of=(1, 2)), E("house"), E("car")), Setting("city")),
    ),
    "astronaut": ("flite/rms", "an astronaut next to a rocket in space", Scene((E("astronaut", relation="next to", of=(1,)), E("rocket")), Setting("space"))),
    "cat-on-a-couch": ("flite/awb", "a cat on a couch in the living room", Scene((E("cat", relation="on", of=(1,)), E("couch")), Setting("room"))),
    "whale-and-boat": ("flite/awb", "i'd like to see, um, a huge whale and a tiny boat, please", Scene((E("whale", size="huge"), E("boat", size="tiny")))),
}
"""Name → voice, text, meaning. The voices are ones that training heard; the sentences are not in the training data."""


def paint(folder: Path) -> None:
    """Every sample once more, by the neural painter."""
    (folder / "neural").mkdir(exist_ok=True)
    with Speechscape.from_pretrained(painter="neural") as speechscape:
        for name in SAMPLES:
            picture = speechscape.draw(folder / f"{name}.wav", size=256).picture
            if picture is not None:
                (folder / "neural" / f"{name}.png").write_bytes(picture.data)


def main() -> None:
    """Write everything."""
    folder = Path(__file__).parents[1] / "samples"
    folder.mkdir(exist_ok=True)
    voices = {f"{voice.engine}/{voice.name}": voice for voice in VOICES}
    table = {}
    with Speechscape.from_pretrained() as speechscape:
        for name, (voice, text, scene) in SAMPLES.items():
            samples = speak(text, voices[voice], random.Random(name))
            soundfile.write(folder / f"{name}.wav", samples, 16_000, subtype="PCM_16")
            drawn = speechscape.draw(Clip(samples, name), size=640)
            right = drawn.scene.key() == scene.key()
            print(f"{'right' if right else 'WRONG'}  {text}  →  {drawn.account()}")
            if drawn.picture is not None:
                (folder / f"{name}.png").write_bytes(drawn.picture.data)
            table[name] = {"voice": voice, "text": text, "scene": scene.to_json()}
    paint(folder)
    (folder.parent / "docs" / "vocabulary.png").write_bytes(contact_sheet(list(elements()), cell=92, columns=20))
    (folder / "samples.json").write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
