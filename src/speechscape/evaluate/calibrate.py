"""Fit what confidence means: on people whom training never heard, and on our own sentences by the training voices.

Every element that the decoder writes is right or wrong by its name; a logistic regression over `ears.confidence.EVIDENCE` turns
that into a probability, and the threshold is the lowest that lets at most `INVENTED` of the clips that name nothing, in each set of
clips, become pictures. Both are written into the ``ears.json`` of an exported folder, once for the ears alone and once with a second listener.
How honest such a fit is on people whom it never saw is measured apart: three times, half of the speakers are fitted and the other half asked.

    python -m speechscape.evaluate.calibrate WEIGHTS FOLDER_OF_HUMAN_SPEECH [--clips 300] [--json REPORT.json]
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Set
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from speechscape.audio import Reader
from speechscape.data.labels import ambiguous_names
from speechscape.data.recordings import Utterance, utterances
from speechscape.ears.confidence import EVIDENCE, Confidence
from speechscape.ears.listener import Listener
from speechscape.errors import AudioError
from speechscape.evaluate.people import calibration
from speechscape.evaluate.scenes import make_set
from speechscape.transcribe.sphinx import SphinxCascade
from speechscape.types import Clip, Scene
from speechscape.world.mentions import mentions

__all__ = ["Judged", "fit", "honesty", "judge", "lowest_threshold"]

INVENTED = 0.02
"""Share of clips naming nothing that may become a picture."""

_BATCH = 16


@dataclass(frozen=True)
class Judged:
    """The elements considered for one clip: evidence (n, 6), whether each was said, whether the clip names nothing at all, how many things it names, who speaks, and which elements the ears alone would consider (None: all)."""

    evidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    nothing: bool
    said: int = 0
    speaker: str = ""
    ears: NDArray[np.bool_] | None = None

    def alone(self) -> Judged:
        """The same clip without the second listener."""
        here = np.ones(len(self.right), bool) if self.ears is None else self.ears
        evidence = self.evidence[here].copy()
        evidence[:, [EVIDENCE.index("second"), EVIDENCE.index("guess")]] = 0
        return replace(self, evidence=evidence, right=self.right[here], ears=None)


def fit(clips: list[Judged]) -> Confidence:
    """Logistic regression of right on evidence, with a light pull towards small weights."""
    x = np.concatenate([clip.evidence for clip in clips])
    y = np.concatenate([clip.right for clip in clips]).astype(np.float64)

    def loss(parameters: NDArray[np.float64]) -> float:
        z = parameters[0] + x @ parameters[1:]
        return float(np.mean(np.logaddexp(0, z) - y * z) + 1e-4 * np.sum(parameters[1:] ** 2))

    found = minimize(loss, np.zeros(1 + x.shape[1]), method="L-BFGS-B", bounds=[(None, None)] + [(0, None)] * x.shape[1]).x
    return Confidence(float(found[0]), tuple(float(weight) for weight in found[1:]))


def lowest_threshold(clips: list[Judged], confidence: Confidence) -> float:
    """The lowest threshold, from 0.3 to 0.9, at which of each set's clips that name nothing at most `INVENTED` keep an element."""
    tops: dict[str, list[float]] = {}
    for clip in clips:
        if clip.nothing:
            tops.setdefault(clip.speaker.split("/")[0], []).append(max((confidence(row) for row in clip.evidence), default=0.0))
    return float(next((at for at in np.arange(0.3, 0.9, 0.01) if all(np.mean([top >= at for top in set_]) <= INVENTED for set_ in tops.values())), 0.9))


def judge(scene: Scene, evidence: NDArray[np.float64], names: list[str], doubtful: Set[str], nothing: bool, speaker: str = "") -> Judged:
    """Which of the written elements are among `names`; those called `doubtful` are left out."""
    left = list(names)
    keep, right = [], []
    for index, item in enumerate(scene.elements):
        if item.name in doubtful:
            continue
        keep.append(index)
        right.append(item.name in left)
        if right[-1]:
            left.remove(item.name)
    ears = np.array([Listener.kind in scene.elements[index].heard_by for index in keep], bool)
    return Judged(evidence[keep], np.array(right, bool), nothing, sum(name not in doubtful for name in names), speaker, ears)


def _people(listener: Listener, folder: Path) -> list[Judged]:
    skip = set(listener.trained_on)
    judged: list[Judged] = []
    with Reader() as reader:
        for index in sorted(folder.glob("*.csv")):
            rows = [one for one in utterances(index) if one.text and f"{index.stem}/{one.speaker}" not in skip]
            for first in range(0, len(rows), _BATCH):
                clips: list[Clip] = []
                texts: list[str] = []
                kept: list[Utterance] = []
                for one in rows[first : first + _BATCH]:
                    try:
                        clips.append(reader.read(one.path))
                        texts.append(one.text or "")
                        kept.append(one)
                    except AudioError as error:
                        print(error)
                for (scene, rows_of), text, one in zip(listener.evidence(clips), texts, kept, strict=True):
                    found = mentions(text)
                    judged.append(judge(scene, rows_of, [item.name for item in found.scene.elements], ambiguous_names(found), found.scene.empty, f"{index.stem}/{one.speaker}"))
    return judged


def _spoken(listener: Listener, clips: int, seed: int) -> list[Judged]:
    judged: list[Judged] = []
    for examples in (make_set("train", clips, seed), make_set("train", clips // 3, seed, nothing=True)):
        for first in range(0, len(examples), _BATCH):
            part = examples[first : first + _BATCH]
            for (scene, rows), example in zip(listener.evidence([one.clip for one in part]), part, strict=True):
                judged.append(judge(scene, rows, [item.name for item in example.truth.elements], set(), example.truth.empty))
    return judged


def honesty(people: list[Judged], spoken: list[Judged], seeds: int = 3) -> list[dict[str, float | None]]:
    """Fitted on half of the speakers (and `spoken`), measured on the others, once a seed: calibration error of what is drawn, recall, and clips naming nothing that are drawn."""
    rows = []
    for seed in range(seeds):
        speakers = sorted({one.speaker for one in people})
        random.Random(seed).shuffle(speakers)
        half = set(speakers[::2])
        confidence = fit([one for one in people if one.speaker in half] + spoken)
        threshold = lowest_threshold([one for one in people if one.speaker in half] + spoken, confidence)
        rest = [one for one in people if one.speaker not in half]
        drawn = [(confidence(row), bool(right)) for one in rest for row, right in zip(one.evidence, one.right, strict=True)]
        sure = [pair for pair in drawn if pair[0] >= threshold]
        nothing = [any(confidence(row) >= threshold for row in one.evidence) for one in rest if one.nothing]
        said = sum(one.said for one in rest)
        rows.append({"error": calibration(sure)[0], "recall": sum(right for _, right in sure) / said if said else None, "invented": float(np.mean(nothing)) if nothing else None, "things": float(len(sure))})
    return rows


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("people", type=Path)
    parser.add_argument("--clips", type=int, default=300, help="of our own sentences")
    parser.add_argument("--seed", type=int, default=5150)
    parser.add_argument("--json", type=Path, help="where the honesty of the fits is written")
    options = parser.parse_args()
    card = json.loads((options.weights / "ears.json").read_text())
    report = {}
    both = Listener(options.weights, second=SphinxCascade())
    everyone, spelled = _people(both, options.people), _spoken(both, options.clips, options.seed)
    for key, name in (("confidence", card["name"]), ("confidence with a second", both.name)):
        people, spoken = ([one.alone() for one in clips] if name == card["name"] else clips for clips in (everyone, spelled))
        confidence = fit(people + spoken)
        threshold = lowest_threshold(people + spoken, confidence)
        card[key] = {"bias": confidence.bias, "weights": list(confidence.weights), "threshold": threshold}
        report[name] = honesty(people, spoken)
        print(f"{name}: {sum(len(one.right) for one in people + spoken)} elements of {len(people + spoken)} clips: {card[key]}")
        for row in report[name]:
            print("  speakers not fitted:", ", ".join(f"{name} {'-' if value is None else f'{value:.3f}'}" for name, value in row.items()))
    (options.weights / "ears.json").write_text(json.dumps(card))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
