"""How sure the editor must be: the chance of an edit's tokens under which it is asked back instead of done, fitted on voices that training heard.

    python -m speechscape.evaluate.asking WEIGHTS_FOLDER [--chains 240] [--seed 11] [--write]

Instructions that mean something, and speech that asks for nothing, count the same: the threshold is the one at which the mean of both shares of right answers is highest. `--write` puts it into ``editor.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from speechscape.ears.editing import EditListener
from speechscape.ears.listener import Listener
from speechscape.evaluate.edits import answered, make_chains, make_others, same
from speechscape.runtime import model_folder

__all__ = ["best_threshold", "main"]

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(20))


def best_threshold(edits: Sequence[tuple[float, bool]], idle: Sequence[tuple[float, bool]]) -> tuple[float, list[tuple[float, float, float]]]:
    """The threshold, and for each that was tried the share of edits that are right and of nothings where nothing is done. Each row is the chance of an answer and whether it is right as it stands; below the threshold an edit is wrong and a nothing right."""
    curve = []
    for threshold in THRESHOLDS:
        right = sum(ok and chance >= threshold for chance, ok in edits) / max(1, len(edits))
        still = sum(ok or chance < threshold for chance, ok in idle) / max(1, len(idle))
        curve.append((threshold, right, still))
    return max(curve, key=lambda row: (round(row[1] + row[2], 6), -row[0]))[0], curve


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="exported weights of the editor")
    parser.add_argument("--chains", type=int, default=240)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--write", action="store_true", help="put the threshold into editor.json")
    options = parser.parse_args()
    said = [one for chain in make_chains(options.chains, options.seed, "train") for one in chain.said]
    idle = make_others(options.chains, options.seed, False, "train")
    answers = answered([*said, *idle], options.seed, Listener(model_folder()), EditListener(options.folder, threshold=0.0))
    edits = [(answer.chance, same(one, answer.edit)) for one, answer in zip(said, answers[: len(said)], strict=True)]
    nothings = [(answer.chance, answer.edit.kind == "nothing") for answer in answers[len(said) :]]
    best, curve = best_threshold(edits, nothings)
    print("threshold  edits right  nothing done")
    for threshold, right, still in curve:
        print(f"{threshold:9.2f}  {right:11.1%}  {still:12.1%}{'  ← ' + str(len(said)) + ' instructions, ' + str(len(idle)) + ' nothings' if threshold == best else ''}")
    if options.write:
        card = options.folder / "editor.json"
        card.write_text(json.dumps({**json.loads(card.read_text()), "threshold": best}))


if __name__ == "__main__":
    main()
