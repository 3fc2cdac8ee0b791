from __future__ import annotations

import numpy as np
import pytest

from speechscape.ears.spotting import forms_of, support
from speechscape.ears.tokens import LETTERS, letters_to_ids, vocabulary_tokens


def _spelled(text: str, sure: float = 0.999) -> np.ndarray:
    """Log-probabilities of a clip whose letters are `text`, each for two frames with a blank behind."""
    rows = []
    for letter in letters_to_ids(text):
        for symbol in (letter, letter, 0):
            row = np.full(len(LETTERS) + 1, (1 - sure) / len(LETTERS))
            row[symbol] = sure
            rows.append(row)
    return np.log(np.array(rows)).astype(np.float32)


def _support(clip: str, *words: str) -> list[float]:
    return support(_spelled(clip), [letters_to_ids(word) for word in words]).tolist()


def test_what_is_spelled_has_full_support_wherever_it_stands():
    assert _support("a goat on a red boat", "a", "goat", "red boat", "boat") == pytest.approx([0, 0, 0, 0], abs=1e-5)


def test_parts_of_words_do_not_count_as_words():
    part, whole = _support("an elephant", "ant", "elephant")
    assert whole == pytest.approx(0, abs=1e-5)
    assert part < -5


def test_a_letter_wrong_is_better_than_all_wrong():
    near, far = _support("the gote stands", "goat", "volcano")
    assert far < near < 0


def test_double_letters_need_a_blank_between():
    assert _support("a balloon", "balloon") == pytest.approx([0], abs=1e-5)
    assert _support("a baloon", "balloon")[0] < -1


def test_tokens_know_their_forms():
    tokens = {pair: index for index, pair in enumerate(vocabulary_tokens())}
    assert tuple(letters_to_ids("puppies")) in forms_of(tokens["name", "dog"])
    assert tuple(letters_to_ids("crimson")) not in forms_of(tokens["name", "dog"])
    assert forms_of(tokens["count", "2"])
    assert forms_of(tokens["mark", "end"]) == ()
    assert support(_spelled("a"), []).shape == (0,)
