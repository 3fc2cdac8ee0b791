"""Count which words follow which in the world's own captions: the language model of the recogniser.

command    python recipes/language.py [--sentences 80000] [--people FOLDER]
hardware   one core, seconds; needs pocketsphinx for its dictionary
with       --people, three sentences in five are transcripts of the training speakers of a folder of recordings: ordinary words, without which
           everything that is said sounds like a caption
writes     src/speechscape/transcribe/captions.lm (ARPA bigrams, absolute discounting, Ney et al. 1994)
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from speechscape.data.captions import say, say_nothing, say_within
from speechscape.data.people import training_utterances
from speechscape.transcribe.sphinx import LANGUAGE, Aligner
from speechscape.world.vocabulary import elements

DISCOUNT = 0.6
SAID = 0.6


def sentences(count: int, seed: int, said: Sequence[str] = ()) -> Iterable[list[str]]:
    """Captions of every kind, a fifth of them single names, as words; among them what people `said`."""
    rng = random.Random(seed)
    forms = [form for term in elements().values() for form in term.spoken]
    for _ in range(count):
        if said and rng.random() < SAID:
            yield rng.choice(said).split()
            continue
        kind = rng.random()
        text = rng.choice(forms) if kind < 0.2 else say(rng).text if kind < 0.5 else say_within(rng).text if kind < 0.75 else say_nothing(rng).text
        yield text.replace(",", " ").replace(".", " ").split()


def arpa(texts: Iterable[list[str]], aligner: Aligner) -> str:
    """The model as text; words that the dictionary lacks are left out."""
    ones: Counter[str] = Counter()
    twos: Counter[tuple[str, str]] = Counter()
    for words in texts:
        row = ["<s>", *(word for word in words if aligner.pronounce(word) is not None), "</s>"]
        ones.update(row[1:])
        twos.update(zip(row, row[1:], strict=False))
    twos = Counter({pair: count for pair, count in twos.items() if count > 1})
    total = sum(ones.values())
    chance = {word: (count + 0.5) / (total + 0.5 * len(ones)) for word, count in ones.items()}
    after: Counter[str] = Counter()
    for (first, _), count in twos.items():
        after[first] += count
    kept: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for (first, second), count in twos.items():
        kept[first] += (count - DISCOUNT) / after[first]  # type: ignore[assignment]
        lower[first] += chance[second]  # type: ignore[assignment]
    lines = ["\\data\\", f"ngram 1={len(ones) + 1}", f"ngram 2={len(twos)}", "", "\\1-grams:"]
    for word in ["<s>", *sorted(ones)]:
        left = (1 - kept[word]) / max(1e-9, 1 - lower[word]) if word in after else 1.0
        lines.append(f"{-99 if word == '<s>' else math.log10(chance[word]):.4f} {word} {math.log10(max(1e-9, left)):.4f}")
    lines += ["", "\\2-grams:"]
    lines += [f"{math.log10((count - DISCOUNT) / after[first]):.4f} {first} {second}" for (first, second), count in sorted(twos.items())]
    return "\n".join([*lines, "", "\\end\\", ""])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=80_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--people", type=Path, help="a folder of transcribed recordings")
    parser.add_argument("--out", type=Path, default=LANGUAGE)
    options = parser.parse_args()
    said = [one.text for _, one in training_utterances(options.people) if one.text and not one.single] if options.people else []
    options.out.write_text(arpa(sentences(options.sentences, options.seed, said), Aligner()))
    print(options.out)


if __name__ == "__main__":
    main()
