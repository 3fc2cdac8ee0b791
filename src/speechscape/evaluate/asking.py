"""How ready the editor must be to do something, fitted on voices that training heard: by how much ``nothing`` is made less likely (`courage`), and the chance of an edit's tokens under which it is asked back instead of done (`threshold`).

    python -m speechscape.evaluate.asking WEIGHTS_FOLDER [--chains 240] [--seed 11] [--write]

Among the pairs at which undrawable or unrelated speech changes nothing in 98 % of the cases (or as often as it can be had) the most instructions are right at one; of those that are within a standard error of it (Breiman et al. 1984) the stillest is taken,
because voices never heard are less clear. What instructions about absent things do then is printed beside it. `--write` puts both into ``editor.json``.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path

from speechscape.ears.editing import EditListener
from speechscape.ears.listener import Listener
from speechscape.evaluate.edits import GOALS, absent, heard_as, make_chains, make_others, same, spoken
from speechscape.runtime import model_folder

__all__ = ["best_pair", "main"]

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(20))
COURAGES = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0)

Answer = tuple[float, bool]
"""The chance of an answer, and whether it is right as it stands."""


def best_pair(edits: dict[float, Sequence[Answer]], idle: dict[float, Sequence[Answer]], still: float = GOALS["nothing changes"]) -> tuple[tuple[float, float], dict[tuple[float, float], tuple[float, float]]]:
    """Courage and threshold, and for each pair that was tried the share of edits that are right and of nothings where nothing is done. Answers by courage; below the threshold an edit is wrong and a nothing right."""
    tried = {}
    for courage, rows in edits.items():
        for threshold in THRESHOLDS:
            right = sum(ok and chance >= threshold for chance, ok in rows) / max(1, len(rows))
            quiet = sum(ok or chance < threshold for chance, ok in idle[courage]) / max(1, len(idle[courage]))
            tried[courage, threshold] = (right, quiet)
    enough = min(still, max(quiet for _, quiet in tried.values()))
    able = {pair: values for pair, values in tried.items() if values[1] >= enough - 1e-9}
    most = max(right for right, _ in able.values())
    near = most - math.sqrt(most * (1 - most) / max(1, min(map(len, edits.values()))))
    return max((pair for pair, (right, _) in able.items() if right >= near - 1e-9), key=lambda pair: (able[pair][1], able[pair][0], -pair[0], -pair[1])), tried


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
    heard = Listener(model_folder()).hear(spoken(everything, options.seed))
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
