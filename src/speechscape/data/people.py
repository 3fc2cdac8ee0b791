"""Real people's speech from a folder named on the command line, as feature shards beside the synthetic ones.

Reads every index of `recordings`. `labels` turns transcripts into scenes; where a word is ambiguous the scene stays unknown and only the spelling heads
learn from it. Most sentences of people name nothing drawable: train on them beside the voices of `units`, or the decoder
learns that a human voice means nothing. One speaker in five is kept for development and never written to a training shard.

    python -m speechscape.data.people FOLDER OUT_FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tqdm import tqdm

from speechscape.audio import Reader
from speechscape.data.corpus import ShardWriter
from speechscape.data.labels import label
from speechscape.data.recordings import kept_for_development, utterances
from speechscape.data.voices import phones
from speechscape.ears.features import log_mel
from speechscape.errors import AudioError
from speechscape.types import Element, Scene
from speechscape.world.vocabulary import elements

__all__ = ["make_people_shards", "word_scene"]


def word_scene(word: str) -> Scene:
    """The scene of a single word: the element that it names (plurals count three, as a bare plural does) or nothing."""
    for term in elements().values():
        if word in term.singular:
            return Scene((Element(term.name),))
        if word in term.plurals:
            return Scene((Element(term.name, 3),))
    return Scene()


def make_people_shards(folder: Path, out: Path) -> dict[str, int]:
    """A training shard for each index in `folder`; returns the number of clips of each."""
    made: dict[str, int] = {}
    with Reader() as reader:
        for index in sorted(folder.glob("*.csv")):
            writer = ShardWriter(out, f"people-{index.stem}")
            known: dict[str, list[str]] = {}
            for one in tqdm(list(utterances(index)), desc=index.stem, mininterval=10):
                if kept_for_development(one.speaker) or not one.text:
                    continue
                try:
                    clip = reader.read(one.path)
                except AudioError as error:
                    tqdm.write(str(error))
                    continue
                if clip.seconds > 12:
                    continue
                if one.text not in known:
                    known[one.text] = phones(one.text)
                scene = word_scene(one.text) if one.single else label(one.text)
                writer.add(log_mel(clip.samples), one.text, known[one.text], None if scene is None else scene.to_json(), f"{index.stem}/{one.speaker}")
                made[index.stem] = made.get(index.stem, 0) + 1
            writer.close()
    return made


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    print(make_people_shards(options.folder, options.out))


if __name__ == "__main__":
    main()
