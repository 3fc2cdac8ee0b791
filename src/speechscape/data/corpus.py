"""Spoken scenes as feature shards: made once, memory-mapped in training.

A shard is two files: ``NAME.f16`` holds the log-mel frames of all clips one after another, ``NAME.jsonl`` one row a clip:
``{"start","frames","text","phones","scene"|null,"voice"}``. `scene` null means that nobody knows it (CTC only). Instructions to a picture
have a `wish` besides, and no scene: what they mean depends on the picture.

    python -m speechscape.data.corpus OUT_FOLDER --name espeak-0 --engine espeak-ng --clips 30000 --seed 1 [--instructions]
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from speechscape.data.captions import Saying, say, say_nothing, say_within
from speechscape.data.instructions import instruct
from speechscape.data.voices import VOICES, phones, speak
from speechscape.ears.features import MELS, log_mel

__all__ = ["BACKGROUND", "Row", "ShardWriter", "draw_saying", "make_shard", "read_shards"]


BACKGROUND = "behind/"
"""How the voice of a row begins that is only ever heard behind other clips."""


@dataclass(frozen=True)
class Row:
    """One clip of a shard: its features (F, MELS) as float16 and its labels."""

    features: NDArray[np.float16]
    text: str
    phones: tuple[str, ...]
    scene: dict[str, Any] | None
    voice: str
    wish: dict[str, Any] | None = None


class ShardWriter:
    """Appends clips to a shard; a shard that was cut off can be read up to its last whole row."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._frames = (folder / f"{name}.f16").open("wb")
        self._rows = (folder / f"{name}.jsonl").open("w")
        self._start = 0

    def add(self, features: NDArray[np.float32], text: str, phone_list: list[str], scene: dict[str, Any] | None, voice: str, wish: dict[str, Any] | None = None) -> None:
        """Write one clip."""
        self._frames.write(features.astype(np.float16).tobytes())
        row = {"start": self._start, "frames": len(features), "text": text, "phones": " ".join(phone_list), "scene": scene, "voice": voice, **({} if wish is None else {"wish": wish})}
        self._frames.flush()
        self._rows.write(json.dumps(row) + "\n")
        self._start += len(features)

    def close(self) -> None:
        """Finish both files."""
        self._frames.close()
        self._rows.close()


def read_shards(folder: Path) -> Iterator[Row]:
    """Rows of every shard in a folder, features memory-mapped."""
    for index in sorted(folder.glob("*.jsonl")):
        size = index.with_suffix(".f16").stat().st_size // (2 * MELS)
        frames = np.memmap(index.with_suffix(".f16"), np.float16, "r", shape=(size, MELS))
        for line in index.read_text().splitlines():
            if not line.endswith("}"):
                continue
            row = json.loads(line)
            if row["start"] + row["frames"] <= size:
                features = frames[row["start"] : row["start"] + row["frames"]]
                yield Row(features, row["text"], tuple(row["phones"].split()), row["scene"], row["voice"], row.get("wish"))


def draw_saying(rng: random.Random, nothing: float = 0.13) -> Saying:
    """A random sentence for training: a share of `nothing` name nothing drawable, a tenth of the others are about other things and name one or two in passing."""
    kind = rng.random()
    return say_nothing(rng) if kind < nothing else say_within(rng) if kind < nothing + 0.1 * (1 - nothing) else say(rng)


def make_shard(folder: Path, name: str, engine: str, clips: int, seed: int, instructions: bool = False, nothing: float = 0.13) -> None:
    """Speak `clips` random sayings, or instructions, by the training voices of one engine into a shard. A share of `nothing` of the sayings name nothing drawable."""
    voices = [voice for voice in VOICES if voice.engine == engine and voice.split == "train"]
    rng = random.Random(seed)
    writer = ShardWriter(folder, name)
    for _ in tqdm(range(clips), desc=name, mininterval=10):
        asked = instruct(rng) if instructions else None
        saying = draw_saying(rng, nothing) if asked is None else None
        text = asked.text if asked is not None else saying.text if saying is not None else ""
        if len(text) > 130:
            continue
        voice = rng.choice(voices)
        samples = speak(text, voice, rng)
        if 0.2 <= len(samples) / 16_000 <= 12:
            scene, wish = None if saying is None else saying.scene.to_json(), None if asked is None else asked.wish.to_json()
            writer.add(log_mel(samples), text, phones(text), scene, f"{voice.engine}/{voice.name}", wish)
    writer.close()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--engine", required=True, choices=sorted({voice.engine for voice in VOICES}))
    parser.add_argument("--clips", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--instructions", action="store_true", help="What a designer says to a picture, in place of descriptions.")
    parser.add_argument("--nothing", type=float, default=0.13, help="Share of the descriptions that name nothing drawable.")
    options = parser.parse_args()
    make_shard(options.folder, options.name, options.engine, options.clips, options.seed, options.instructions, options.nothing)


if __name__ == "__main__":
    main()
