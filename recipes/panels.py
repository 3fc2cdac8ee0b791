"""Fit what speaks for a new picture (`storyboard.choosing.EVIDENCE`) on spoken stories with marked scenes.

command    python recipes/panels.py [--stories benchmarks/stories-fit.txt] [--voice ENGINE/NAME …] [--heard FILE]
hardware   two cores, two minutes; the speech engines must be installed
prints     bias and weights for `storyboard/choosing.py`, and the F1 of panels on stories that were left out of the fit (ten parts); 0.78
           on the twenty stories of the file
data       every story by every voice as the ears hear it, and so many copies of each with sentences left out and sentences that show
           nothing put in between, so that the lengths of these stories' scenes are not learned
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from speechscape import Speechscape
from speechscape.audio.activity import utterances
from speechscape.data.stories import spoken, stories
from speechscape.data.voices import VOICES
from speechscape.evaluate.panels import agreement, f1
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import EVIDENCE, ChoiceOptions, Since, Told, evidence, glimpse
from speechscape.storyboard.context import in_context
from speechscape.storyboard.telling import hear, panels

STORIES = Path(__file__).parents[1] / "benchmarks" / "stories-fit.txt"
VOICES_HEARD = ("espeak-ng/m3", "espeak-ng/f2", "flite/slt", "flite/rms")
COPIES = 8
SHORTER = (0.0, 0.5, 0.9)
"""Chances that a sentence is left out, one of them for each copy."""
LONGER = (0.0, 0.5)
"""Chances that a sentence that shows nothing is put in."""


@dataclass(frozen=True)
class Story:
    """Utterances, which of them begin a scene, and when the scenes begin."""

    title: str
    told: tuple[Told, ...]
    begins: tuple[bool, ...]
    scenes_s: tuple[float, ...]


def heard_stories(path: Path, voices: Sequence[str]) -> list[Story]:
    """All stories by all voices; those that were not cut into their sentences are left out."""
    found = []
    with Speechscape.from_pretrained() as speechscape:
        for voice in (voice for voice in VOICES if f"{voice.engine}/{voice.name}" in voices):
            for title, lines in stories(path):
                story = spoken(title, lines, voice)
                told = tuple(hear(speechscape.ears, utterances([story.samples])))
                if len(told) == len(lines):
                    found.append(Story(title, told, tuple(begins for begins, _ in lines), story.scenes_s))
    return found


def changed(story: Story, fillers: Sequence[Told], rng: random.Random) -> Story:
    """A copy with other lengths of scenes."""
    drop, more = rng.choice(SHORTER), rng.choice(LONGER)
    told, begins = list[Told](), list[bool]()
    for one, begin in zip(story.told, story.begins, strict=True):
        if not begin and rng.random() < drop:
            continue
        told.append(one)
        begins.append(begin)
        while rng.random() < more:
            told.append(rng.choice(fillers))
            begins.append(False)
    return Story(story.title, tuple(told), tuple(begins), story.scenes_s)


def rows(stories: Sequence[Story]) -> tuple[np.ndarray, np.ndarray]:
    """Evidence (N, E) at every utterance that could begin a scene, and whether it does (N,)."""
    x, y = [], []
    for story in stories:
        since = Since()
        for one, begin in zip(in_context(story.told), story.begins, strict=True):
            seen = glimpse(one.heard)
            if not since.empty and not seen.empty:
                x.append(evidence(since, seen))
                y.append(begin)
            if begin:
                since = Since()
            since.add(seen)
    return np.array(x), np.array(y)


def fit(found: Sequence[Story], seed: int = 0) -> ChoiceOptions:
    """Weights from stories and their copies."""
    rng = random.Random(seed)
    fillers = [one for story in found for one, begin in zip(story.told, story.begins, strict=True) if not begin and glimpse(one.heard).empty]
    x, y = rows([*found, *(changed(story, fillers, rng) for story in found for _ in range(COPIES))])
    model = LogisticRegression(max_iter=5000).fit(x, y)
    return ChoiceOptions(bias=round(float(model.intercept_[0]), 2), weights=tuple(round(float(value), 2) for value in model.coef_[0]))


def score(found: Sequence[Story], options: ChoiceOptions) -> list[tuple[int, int, int]]:
    """Of panels against marked scenes."""
    return [agreement([panel.start_s for panel in panels(story.told, Characters(), options)], story.scenes_s) for story in found]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument("--voice", action="append")
    parser.add_argument("--heard", type=Path, help="a file that keeps what was heard, to fit again without hearing")
    options = parser.parse_args()
    if options.heard and options.heard.is_file():
        found = pickle.loads(options.heard.read_bytes())
    else:
        found = heard_stories(options.stories, options.voice or VOICES_HEARD)
        if options.heard:
            options.heard.write_bytes(pickle.dumps(found))
    titles = list(dict.fromkeys(story.title for story in found))
    counts = []
    for part in range(10):
        out = set(titles[part::10])
        counts += score([story for story in found if story.title in out], fit([story for story in found if story.title not in out]))
    print(f"left out: F1 {f1(counts):.3f} of {len(found)} spoken stories")
    best = fit(found)
    print(f"bias {best.bias}\n" + "\n".join(f"{name:14} {weight:6.2f}" for name, weight in zip(EVIDENCE, best.weights, strict=True)))
    print(f"_WEIGHTS = {best.weights}\n_BIAS = {best.bias}\nall: F1 {f1(score(found, best)):.3f}")


if __name__ == "__main__":
    main()
