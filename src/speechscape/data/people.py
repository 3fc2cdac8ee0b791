"""Real people's speech from a folder named on the command line, as feature shards beside the synthetic ones.

Reads every index of `recordings`. `labels` turns transcripts into scenes; where a word is ambiguous the scene stays unknown and only the spelling heads
learn from it. Most sentences of people name nothing drawable: train on them beside the voices of `units`, or the decoder
learns that a human voice means nothing. One speaker in five is kept for development and never written to a training shard.

Folders without transcripts, speech or noise, become shards that are only ever heard behind other clips.

    python -m speechscape.data.people FOLDER OUT_FOLDER [--behind FOLDER_OF_NOISE] [--behind FOLDER_OF_SPEECH]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from speechscape.audio import Reader
from speechscape.data.corpus import BACKGROUND, ShardWriter
from speechscape.data.labels import label
from speechscape.data.recordings import Utterance, kept_for_development, unlabelled, utterances
from speechscape.data.voices import phones
from speechscape.ears.features import log_mel
from speechscape.errors import AudioError
from speechscape.types import Clip, Element, Scene
from speechscape.world.vocabulary import elements

__all__ = ["make_background_shard", "make_people_shards", "training_clips", "training_utterances", "word_scene"]

_PIECE_FRAMES = 800


def word_scene(word: str) -> Scene:
    """The scene of a single word: the element that it names (plurals count three, as a bare plural does) or nothing."""
    for term in elements().values():
        if word in term.singular:
            return Scene((Element(term.name),))
        if word in term.plurals:
            return Scene((Element(term.name, 3),))
    return Scene()


def training_utterances(folder: Path, kept: bool = False) -> list[tuple[str, Utterance]]:
    """Index and utterance of everything with a transcript in the indices of `folder`, but for the speakers kept for development; with `kept` theirs alone."""
    return [(index.stem, one) for index in sorted(folder.glob("*.csv")) for one in utterances(index) if one.text and kept_for_development(one.speaker) == kept]


def training_clips(folder: Path, kept: bool = False) -> Iterator[tuple[str, Utterance, Clip]]:
    """The same with their sound, where that lasts at most 12 s; what cannot be read is named and left out."""
    with Reader() as reader:
        for index, one in tqdm(training_utterances(folder, kept), desc=folder.name, mininterval=10):
            try:
                clip = reader.read(one.path)
            except AudioError as error:
                tqdm.write(str(error))
                continue
            if clip.seconds <= 12:
                yield index, one, clip


def make_people_shards(folder: Path, out: Path, kept: bool = False) -> dict[str, int]:
    """A shard for each index in `folder`, of the training speakers or (`kept`) of those kept for development; returns the number of clips of each."""
    writers: dict[str, ShardWriter] = {}
    made: Counter[str] = Counter()
    known: dict[str, list[str]] = {}
    for index, one, clip in training_clips(folder, kept):
        text = one.text or ""
        if index not in writers:
            writers[index] = ShardWriter(out, f"people-{index}")
        if text not in known:
            known[text] = phones(text)
        scene = word_scene(text) if one.single else label(text)
        writers[index].add(log_mel(clip.samples), text, known[text], None if scene is None else scene.to_json(), f"{index}/{one.speaker}")
        made[index] += 1
    for writer in writers.values():
        writer.close()
    return dict(made)


def make_background_shard(folder: Path, out: Path) -> int:
    """Every audio file under `folder` in pieces of at most 8 s, as sound to be heard behind other clips; returns the number of pieces."""
    pieces = 0
    writer = ShardWriter(out, f"behind-{folder.resolve().name}")
    with Reader() as reader:
        for one in tqdm(list(unlabelled(folder)), desc=folder.name, mininterval=10):
            try:
                features = log_mel(reader.read(one.path).samples)
            except AudioError as error:
                tqdm.write(str(error))
                continue
            for first in range(0, max(1, len(features) - _PIECE_FRAMES // 2), _PIECE_FRAMES):
                writer.add(features[first : first + _PIECE_FRAMES], "", [], None, f"{BACKGROUND}{one.path.stem}")
                pieces += 1
    writer.close()
    return pieces


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--behind", type=Path, action="append", default=[], help="a folder of noise, or of speech without transcripts")
    parser.add_argument("--kept", action="store_true", help="the speakers kept for development instead: to measure on, never to train on")
    options = parser.parse_args()
    print(make_people_shards(options.folder, options.out, options.kept))
    for folder in options.behind:
        print(folder, make_background_shard(folder, options.out))


if __name__ == "__main__":
    main()
