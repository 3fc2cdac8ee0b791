"""How ready the editor must be to do something, fitted on voices that training heard, made strange: by how much ``nothing`` is made less likely (`courage`), and the chance of an edit's tokens under which it is asked back instead of done (`threshold`).

    python -m speechscape.evaluate.asking WEIGHTS_FOLDER [--chains 240] [--seed 11] [--write]

Voices that training heard are clearer to it than others, so they are made strange first (`strangers`). Each pair of the two numbers gives a share of instructions that are right and a share of undrawable or unrelated speech that changes nothing; the pair is taken whose worse
distance to its goal (93 and 98 %) is best. What instructions about absent things do then is printed beside it. `--write` puts both into ``editor.json``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import soxr

from speechscape.ears.editing import EditListener
from speechscape.ears.listener import Listener
from speechscape.evaluate.edits import GOALS, absent, heard_as, make_chains, make_others, same, spoken
from speechscape.runtime import model_folder
from speechscape.types import RATE_HZ, Clip

__all__ = ["best_pair", "main", "strangers"]

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(20))
COURAGES = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0)

Answer = tuple[float, bool]
"""The chance of an answer, and whether it is right as it stands."""


def best_pair(edits: dict[float, Sequence[Answer]], idle: dict[float, Sequence[Answer]], goals: tuple[float, float] = (GOALS["one edit"], GOALS["nothing changes"])) -> tuple[tuple[float, float], dict[tuple[float, float], tuple[float, float]]]:
    """Courage and threshold, and for each pair that was tried the share of edits that are right and of nothings where nothing is done. Answers by courage; below the threshold an edit is wrong and a nothing right."""
    tried = {}
    for courage, rows in edits.items():
        for threshold in THRESHOLDS:
            right = sum(ok and chance >= threshold for chance, ok in rows) / max(1, len(rows))
            quiet = sum(ok or chance < threshold for chance, ok in idle[courage]) / max(1, len(idle[courage]))
            tried[courage, threshold] = (right, quiet)
    return max(tried, key=lambda pair: (round(min(tried[pair][0] - goals[0], tried[pair][1] - goals[1]), 9), round(sum(tried[pair]), 9), -pair[0], -pair[1])), tried


def strangers(clips: Sequence[Clip], seed: int) -> list[Clip]:
    """The clips as other throats would say them: as a whole faster and higher, or slower and deeper, by a tenth to a fifth (speed perturbation, Ko et al. 2015)."""
    rng = random.Random(f"strangers/{seed}")
    return [replace(clip, samples=soxr.resample(clip.samples, RATE_HZ, round(RATE_HZ * rng.uniform(1.1, 1.2) ** rng.choice((-1, 1))))) for clip in clips]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="exported weights of the editor")
    parser.add_argument("--chains", type=int, default=240)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--write", action="store_true", help="put both into editor.json")
    options = parser.parse_args()
    said = [one for chain in make_chains(options.chains, options.seed, "train") for one in chain.said]
    everything = [*said, *make_others(options.chains, options.seed, False, "train")]
    heard = Listener(model_folder()).hear(strangers(spoken(everything, options.seed), options.seed))
    edits: dict[float, Sequence[Answer]] = {}
    idle: dict[float, Sequence[Answer]] = {}
    gone: dict[float, Sequence[Answer]] = {}
    for courage in COURAGES:
        answers = heard_as(everything, heard, EditListener(options.folder, threshold=0.0, courage=courage))
        edits[courage] = [(answer.chance, same(one, answer.edit)) for one, answer in zip(said, answers[: len(said)], strict=True)]
        quiet = [(answer.chance, answer.edit.kind == "nothing") for answer in answers[len(said) :]]
        idle[courage], gone[courage] = ([row for number, row in enumerate(quiet) if absent(number) == about] for about in (False, True))
    (courage, threshold), tried = best_pair(edits, idle)
    absents = best_pair(edits, gone)[1]
    print(f"{len(said)} instructions, {len(everything) - len(said)} times nothing\ncourage  threshold  edits right  nothing done  about absent things: nothing done")
    for pair, (right, still) in tried.items():
        if pair == (courage, threshold) or pair[1] in {0.0, 0.3, 0.5, 0.7}:
            print(f"{pair[0]:7.1f}  {pair[1]:9.2f}  {right:11.1%}  {still:12.1%}  {absents[pair][1]:12.1%}{'  ← best' if pair == (courage, threshold) else ''}")
    if options.write:
        card = options.folder / "editor.json"
        card.write_text(json.dumps({**json.loads(card.read_text()), "threshold": threshold, "courage": courage}))


if __name__ == "__main__":
    main()
