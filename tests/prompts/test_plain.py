"""What was said → what a painter reads: nothing visible lost, nothing cut in silence."""

from __future__ import annotations

import pytest

from speechscape.errors import OptionError
from speechscape.prompts.plain import fit, plain


@pytest.mark.parametrize(
    ("said", "prompt"),
    [
        ("Um, can you draw me a fox under a tree, please?", "a fox under a tree"),
        ("I'd like to see, um, a huge whale and a tiny boat, please", "a huge whale and a tiny boat"),
        ("So, uh, there is a a red red boat on the, you know, sea.", "a red boat on the sea"),
        ("Show me a picture of two cats on a couch.", "two cats on a couch"),
        ("Could you paint three snowmen in the snow? Thank you!", "three snowmen in the snow"),
        ("a ti- tiny mouse", "a tiny mouse"),
        ("Okay, now, draw a castle in the mountains", "a castle in the mountains"),
        ("I want a kite that looks like a fish", "a kite that looks like a fish"),
        ("let's see a bear. There are also two bees.", "a bear. two bees"),
        ("a man who is drawing a horse", "a man who is drawing a horse"),
        ("a woman making bread in the kitchen", "a woman making bread in the kitchen"),
        ("It was a very very dark night", "It was a very dark night"),
        ("um, uh, please", ""),
        ("", ""),
    ],
)
def test_what_can_be_seen_stays(said, prompt):
    assert plain(said).text == prompt


def test_style_and_negative_are_added_only_where_something_was_said():
    assert plain("a fox", "watercolour,", "text").text == "a fox, watercolour"
    assert plain("a fox", "watercolour", "text").negative == "text"
    assert plain("please", "watercolour").text == ""


def _count(text: str) -> int:
    return len(text.replace(",", " ,").split())


def test_what_fits_is_left_alone():
    prompt = plain("a fox under a tree", "oil painting")
    assert fit(prompt, _count, 40, "oil painting") == prompt


def test_the_least_visual_clause_goes_first_and_is_told():
    said = plain("as my aunt always used to say, a red fox and two blue boats on the sea, which nobody expected at all", "oil painting")
    fitted = fit(said, _count, 16, "oil painting")
    assert _count(fitted.text) <= 16
    assert fitted.text == "a red fox, two blue boats on the sea, oil painting"
    assert fitted.left_out == ("as my aunt always used to say", "which nobody expected at all")


def test_every_word_is_in_the_prompt_or_among_those_left_out():
    said = "a dog and a cat, then a bird while a whale sings; a long long way to the moon. " * 6
    prompt = plain(said)
    fitted = fit(prompt, _count, 20)
    words = [word.strip(",.;") for word in prompt.text.split() if word.strip(",.;") not in {"and", "then", "while"}]
    kept = [word.strip(",.;") for part in (fitted.text, *fitted.left_out) for word in part.split()]
    assert sorted(words) == sorted(kept)


def test_one_endless_clause_is_cut_at_its_end_and_told():
    prompt = plain(" ".join(f"word{number}" for number in range(100)))
    fitted = fit(prompt, _count, 30)
    assert fitted.text.split() == [f"word{number}" for number in range(30)]
    assert fitted.left_out[0].split() == [f"word{number}" for number in range(30, 100)]


def test_a_style_longer_than_the_limit_is_refused():
    with pytest.raises(OptionError, match="the style has 31 tokens; the painter reads 20: shorten it"):
        fit(plain("a fox", "so " * 30), _count, 20, "so " * 30)
