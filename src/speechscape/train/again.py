"""Pairs whose speech is heard once more: in another throat, at another pace, in another room. Who was heard in training is understood better than strangers, and this makes strangers.

    python -m speechscape.train.again OUT --name again-0 --pairs PAIRS --spoken SHARDS [--spoken …] [--seed S] [--strength 0.6] [--threads N]

writes shards like those of `data.pictures`, with the same pictures; SHARDS are the folders of speech that the pairs were made from.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm

from speechscape.data.augment import augment
from speechscape.data.corpus import read_shards
from speechscape.data.pictures import PictureWriter, read_pictures
from speechscape.ears.features import MELS, normalize
from speechscape.runtime import model_folder
from speechscape.train.model import Ears
from speechscape.train.shipped import shipped_ears

__all__ = ["hear_again"]

_BATCH = 32
_LONGEST = 1200
"""Frames of a clip; slow speakers are cut off there."""


@torch.no_grad()
def _states(ears: Ears, clips: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float16]]:
    """Log-mel features (F, MELS) of clips → their speech states (S, D), in bfloat16 within."""
    parts = [normalize(clip[:_LONGEST]) for clip in clips]
    features = np.zeros((len(parts), max(map(len, parts)), MELS), np.float32)
    for row, part in zip(features, parts, strict=True):
        row[: len(part)] = part
    with torch.autocast("cpu", torch.bfloat16):
        heard = ears.encode(torch.from_numpy(features), torch.tensor([len(part) for part in parts])).states.float().numpy()
    return [one[: (len(part) + 7) // 8].astype(np.float16) for one, part in zip(heard, parts, strict=True)]


def hear_again(folder: Path, name: str, pairs: Path, spoken: Sequence[Path], ears: Ears, *, seed: int = 0, strength: float = 0.6) -> int:
    """Write the pairs of a folder whose clips are in folders of shards, found by text and voice, with other speech states (`data.augment`, of some strength in 0 to 1); returns how many. Raises `FileNotFoundError` where there are none."""
    rng = np.random.default_rng(seed)
    clips = {(row.text, row.voice): row.features for one in spoken for row in read_shards(one)}
    width = ears.options.width
    rows = sorted((row for row in read_pictures(pairs, width) if (row.text, row.voice) in clips), key=lambda row: len(clips[row.text, row.voice]))
    if not rows:
        raise FileNotFoundError(f"no pair of {pairs} was spoken in {', '.join(map(str, spoken))}; name the folders of shards that the pairs were made from")
    writer = PictureWriter(folder, name, width)
    for first in tqdm(range(0, len(rows), _BATCH), desc=name, mininterval=10):
        part = rows[first : first + _BATCH]
        plain = [np.asarray(clips[row.text, row.voice], np.float32) for row in part]
        others = [np.asarray(clips[rows[index].text, rows[index].voice], np.float32) for index in rng.integers(len(rows), size=len(part))]
        altered = [augment(one, other, rng, strength) for one, other in zip(plain, others, strict=True)]
        for row, states in zip(part, _states(ears, altered), strict=True):
            writer.add(replace(row, states=states))
    writer.close()
    return len(rows)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--spoken", type=Path, action="append", required=True, help="a folder of shards of speech")
    parser.add_argument("--ears", type=Path, help="a folder of exported ears other than the shipped ones")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--strength", type=float, default=0.6)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    print(hear_again(options.folder, options.name, options.pairs, options.spoken, shipped_ears(model_folder(options.ears)), seed=options.seed, strength=options.strength))


if __name__ == "__main__":
    main()
