"""Spoken scenes by people who never said them: unit selection (Hunt & Black 1996) over people's recordings.

A bank holds the features of aligned recordings. A new sentence becomes a row of half phones, each taken from where somebody
spoke it between like neighbours; a Viterbi search prefers runs that were spoken in one go. It works on log-mel features,
because those are what the ears train on: no sound is made. The joins sound like those of any concatenating voice.

    python -m speechscape.data.units bank FOLDER BANK.npz          recordings with transcripts → bank (needs pocketsphinx)
    python -m speechscape.data.units speak BANK.npz SHARDS --name units-0 --clips 10000 --seed 1 [--instructions]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from speechscape.data.captions import say_word
from speechscape.data.corpus import ShardWriter, draw_saying
from speechscape.data.instructions import Wish, instruct
from speechscape.data.labels import label
from speechscape.data.people import training_clips, training_utterances
from speechscape.data.voices import phones as reference_phones
from speechscape.ears.features import log_mel
from speechscape.transcribe.sphinx import SILENCE, Aligner
from speechscape.types import Scene

__all__ = ["Bank", "Speaker", "make_bank"]

Floats = NDArray[np.float32]
CANDIDATES = 16
PAUSE_FRAMES = 12  # of a pause, at most this much is taken from each side


@dataclass(frozen=True)
class Bank:
    """Aligned recordings. Frames (F, MELS) of all utterances one after another; per phone its name, speaker, start and length.

    Phones stand in the order spoken; an utterance begins and ends with a pause, so neighbours in the table that are both
    pauses belong to different utterances.
    """

    frames: NDArray[np.float16]
    names: NDArray[np.str_]
    speakers: NDArray[np.str_]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def save(self, path: Path) -> None:
        """Write all tables as one .npz."""
        np.savez(path, frames=self.frames, names=self.names, speakers=self.speakers, starts=self.starts, lengths=self.lengths)

    @classmethod
    def load(cls, path: Path) -> Bank:
        """Read what `save` wrote."""
        with np.load(path) as tables:
            return cls(**{key: tables[key] for key in ("frames", "names", "speakers", "starts", "lengths")})


def _level(features: Floats) -> float:
    power = np.sort(np.exp(features).mean(axis=1))
    return float(np.log(power[len(power) // 2 :].mean() + 1e-9))


def _timbre(bank: Bank, person: str) -> Floats:
    """Mean features of what somebody says, pauses left out."""
    spoken = np.flatnonzero((bank.speakers == person) & (bank.names != SILENCE))[:400]
    return np.concatenate([bank.frames[bank.starts[k] : bank.starts[k] + bank.lengths[k]] for k in spoken]).astype(np.float32).mean(axis=0)


def make_bank(folder: Path) -> Bank:
    """Align every transcribed recording of the indices in `folder` but for the speakers kept for development."""
    aligner = Aligner()
    frames: list[Floats] = []
    rows: list[tuple[str, str, int, int]] = []
    total = 0
    for index, one, clip in training_clips(folder):
        segments = aligner.align(clip.samples, (one.text or "").split())
        if not segments:
            continue
        features = log_mel(clip.samples)
        speaker = f"{index}/{one.speaker}"
        table = [(s.phone, speaker, total + s.start, s.frames) for s in segments if s.start + s.frames <= len(features)]
        if table[0][0] != SILENCE:
            table.insert(0, (SILENCE, speaker, table[0][2], 0))
        if table[-1][0] != SILENCE:
            table.append((SILENCE, speaker, table[-1][2] + table[-1][3], 0))
        rows += table
        frames.append(features - _level(features))
        total += len(features)
    names, speakers, starts, lengths = zip(*rows, strict=True)
    return Bank(np.concatenate(frames).astype(np.float16), np.array(names), np.array(speakers), np.array(starts, np.int64), np.array(lengths, np.int64))


class Speaker:
    """A voice cut from a bank: one person, or a few alike whose pieces are mixed."""

    def __init__(self, bank: Bank, people: list[str], pronounce: Aligner) -> None:
        here = np.flatnonzero(np.isin(bank.speakers, people))
        self._names, self._people = bank.names[here], bank.speakers[here]
        self._starts, self._lengths = bank.starts[here], bank.lengths[here]
        self._pronounce = pronounce
        self._frames = bank.frames
        before, after = np.roll(self._names, 1), np.roll(self._names, -1)
        self._around = (np.roll(self._names, 2), before, after, np.roll(self._names, -2))
        self._where = {name: np.flatnonzero(self._names == name) for name in np.unique(self._names)}
        self._middles = self._starts + np.where(self._names == SILENCE, np.minimum(self._lengths // 2, PAUSE_FRAMES), self._lengths // 2)
        tops = np.minimum(self._middles, len(bank.frames) - 1)
        self._at_middle = bank.frames[tops].astype(np.float32)
        self._at_start = bank.frames[np.minimum(self._starts, len(bank.frames) - 1)].astype(np.float32)
        self._at_end = bank.frames[np.maximum(self._starts, self._starts + self._lengths - 1).clip(max=len(bank.frames) - 1)].astype(np.float32)
        means = {person: _timbre(bank, person) for person in people}
        self._offset = {person: means[people[0]] - mean for person, mean in means.items()}

    def spell(self, text: str, rng: random.Random) -> list[str] | None:
        """Phones of a sentence with pauses at its ends, at full stops and at some commas; None when a word is not in the dictionary."""
        row = [SILENCE]
        for chunk in text.split():
            found = self._pronounce.pronounce(chunk.strip(",."))
            if found is None or any(name not in self._where for name in found):
                return None
            row += found
            if chunk.endswith(".") or (chunk.endswith(",") and rng.random() < 0.6) or rng.random() < 0.03:
                row.append(SILENCE)
        return row if row[-1] == SILENCE else [*row, SILENCE]

    def _candidates(self, names: list[str], place: int, second: bool, rng: np.random.Generator) -> NDArray[np.int64]:
        pool = self._where[names[place]]
        score = rng.random(len(pool))
        for offset, table in zip((-2, -1, 1, 2), self._around, strict=True):
            if 0 <= place + offset < len(names):
                near = (offset == 1) if second else (offset == -1)
                score += (3.0 if near else 1.5 if abs(offset) == 1 else 0.8) * (table[pool] == names[place + offset])
        return pool if len(pool) <= CANDIDATES else pool[np.argpartition(-score, CANDIDATES)[:CANDIDATES]]

    def speak(self, names: list[str], rng: np.random.Generator) -> Floats:
        """Features (F, MELS) of a row of phones."""
        halves = [(place, second) for place in range(len(names)) for second in (False, True)]
        cost = np.zeros(1, np.float32)
        back: list[NDArray[np.int64]] = []
        chosen: list[NDArray[np.int64]] = []
        for place, second in halves:
            found = chosen[-1] if second and place == 0 else self._candidates(names, place, second, rng)
            wanted = names[place + 1] if second and place + 1 < len(names) else names[place - 1] if not second and place else None
            beside = self._around[2 if second else 1][found]
            target = np.zeros(len(found), np.float32) if wanted is None else np.where(beside == wanted, 0, 1.2).astype(np.float32)
            if chosen:
                last = chosen[-1]
                ends, begins = (self._at_middle[last], self._at_middle[found]) if second else (self._at_end[last], self._at_start[found])
                join = 0.35 + 0.5 * np.abs(ends[:, None] - begins[None]).mean(axis=-1) + 0.6 * (self._people[last][:, None] != self._people[found][None])
                join[(last[:, None] + (0 if second else 1)) == found[None]] = 0
                through = cost[:, None] + join
                back.append(through.argmin(axis=0))
                cost = through.min(axis=0) + target
            else:
                cost = target
            chosen.append(found)
        path = [int(cost.argmin())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return np.concatenate([self._half(int(found[at]), second) for (_, second), found, at in zip(halves, chosen, reversed(path), strict=True)])

    def _half(self, unit: int, second: bool) -> Floats:
        start, middle, end = int(self._starts[unit]), int(self._middles[unit]), int(self._starts[unit] + self._lengths[unit])
        if self._names[unit] == SILENCE:
            start, end = max(start, middle - PAUSE_FRAMES), min(end, middle + PAUSE_FRAMES)
        part = self._frames[middle:end] if second else self._frames[start:middle]
        return part.astype(np.float32) + self._offset[str(self._people[unit])]


def _voices(bank: Bank, aligner: Aligner, rng: random.Random) -> list[tuple[str, Speaker]]:
    """Everybody with enough phones alone; the others in groups of six who sound most alike."""
    people, sizes = np.unique(bank.speakers, return_counts=True)
    alone = [str(person) for person, size in zip(people, sizes, strict=True) if size > 2500]
    others = [str(person) for person, size in zip(people, sizes, strict=True) if 120 < size <= 2500]
    timbre = {person: _timbre(bank, person) for person in others}
    rng.shuffle(others)
    groups: list[list[str]] = []
    while len(others) >= 6:
        first = others[0]
        group = sorted(others, key=lambda other: float((timbre[other] - timbre[first]).std()))[:6]
        groups.append(group)
        others = [other for other in others if other not in group]
    return [(person, Speaker(bank, [person], aligner)) for person in alone] + [("+".join(group), Speaker(bank, group, aligner)) for group in groups]


def _draw(rng: random.Random, single: float, texts: Sequence[str], instructions: bool) -> tuple[str, Scene | None, Wish | None]:
    if instructions:
        asked = instruct(rng)
        return asked.text, None, asked.wish
    if texts:
        text = rng.choice(texts)
        return text, label(text), None
    saying = say_word(rng) if rng.random() < single else draw_saying(rng)
    return saying.text, saying.scene, None


def make_unit_shard(bank: Bank, folder: Path, name: str, clips: int, seed: int, single: float = 0.0, texts: Sequence[str] = (), instructions: bool = False) -> None:
    """Speak about `clips` random sayings by the voices of a bank into a shard; half of them by people alone, half by mixed groups.

    `single` is the share of single words, beside those that sentences are anyhow. With `texts` those are spoken instead, labelled by
    what they name: what one person said, in the voices of others. With `instructions` it is what a designer says to a picture.
    """
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    voices = _voices(bank, Aligner(), rng)
    alone, mixed = [v for v in voices if "+" not in v[0]], [v for v in voices if "+" in v[0]]
    writer = ShardWriter(folder, name)
    for _ in tqdm(range(clips), desc=name, mininterval=10):
        text, scene, wish = _draw(rng, single, texts, instructions)
        who, voice = rng.choice(alone if not mixed or (alone and rng.random() < 0.5) else mixed)
        spelled = voice.spell(text, rng) if len(text) <= 130 else None
        if spelled is None:
            continue
        features = voice.speak(spelled, numbers)
        if 20 <= len(features) <= 1200:
            writer.add(features, text, reference_phones(text), None if scene is None else scene.to_json(), f"units/{who}", None if wish is None else wish.to_json())
    writer.close()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    bank = commands.add_parser("bank")
    bank.add_argument("folder", type=Path)
    bank.add_argument("bank", type=Path)
    speak = commands.add_parser("speak")
    speak.add_argument("bank", type=Path)
    speak.add_argument("folder", type=Path)
    speak.add_argument("--name", required=True)
    speak.add_argument("--clips", type=int, default=10_000)
    speak.add_argument("--seed", type=int, default=0)
    speak.add_argument("--retell", type=Path, help="a folder of transcribed recordings: speak what its training speakers said instead")
    speak.add_argument("--single", type=float, default=0.0, help="share of single words")
    speak.add_argument("--instructions", action="store_true", help="what a designer says to a picture, in place of descriptions")
    options = parser.parse_args()
    if options.command == "bank":
        make_bank(options.folder).save(options.bank)
    else:
        texts = sorted({one.text for _, one in training_utterances(options.retell) if one.text and not one.single}) if options.retell else ()
        make_unit_shard(Bank.load(options.bank), options.folder, options.name, options.clips, options.seed, options.single, texts, options.instructions)


if __name__ == "__main__":
    main()
