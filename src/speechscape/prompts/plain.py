"""What somebody said → what a painter reads, by rules alone: fillers, repetitions and requests go, everything that can be seen stays.

Nothing is ever cut in silence: what does not fit a painter's limit is left out by the clause, the least visual first, and said in the prompt's `left_out`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from speechscape.errors import OptionError
from speechscape.types import Prompt
from speechscape.world.mentions import named

__all__ = ["fit", "plain"]

_FILLER = r"(?:u+m+|u+h+|e+r+m*|h+m+|mm+|ah|oh|eh|you know|i mean|i guess|i think|sort of|kind of|or something|or whatever|basically|actually|literally|please|thank you|thanks)"
_FILLERS = re.compile(rf",\s*{_FILLER}(?:\s*,\s*{_FILLER})*\s*,|\b{_FILLER}\b", re.I)
_LEAD = re.compile(r"(?:(?<=^)|(?<=[.!?]))\s*(?:(?:like|well|so|okay|ok|right|now|and then)\b[,\s]*)+|,\s*like\s*,", re.I)
_VERB = r"(?:draw|show|paint|make|give|get|create|generate|imagine|picture|see|have|do|sketch)"
_REQUEST = re.compile(
    rf"(?:\b(?:can|could|would|will)\s+(?:you|we|i)\s+{_VERB}|\bi(?:'d|\s+would|\s+want|\s+wanna|\s+need)?\s*(?:like|love|want)?\s*(?:to\s+)?(?:see|have|draw)\b|\bi\s+(?:want|need)\b|\bi(?:'d|\s+would)\s+(?:like|love)\b"
    rf"|\blet(?:'s|\s+us|\s+me)\s+{_VERB}|(?:^|[.!?;,]\s*){_VERB}\s+(?:me|us)\b|^\s*{_VERB}\b(?=\s+(?:a|an|the|some|two|three|four|five|my|one)\b)|\bthere(?:'s|\s+(?:is|are|was|were))(?:\s+(?:also|another))?)(?:\s+(?:me|us))?"
    r"(?:\s+(?:a\s+)?(?:picture|image|drawing|painting|photo)\s+(?:of|with|where|in\s+which))?",
    re.I,
)  # fmt: skip
_TWICE = re.compile(r"\b(\w+(?:'\w+)?)(?:[\s,-]+\1\b)+", re.I)
_BROKEN = re.compile(r"\b\w+-(?=\s|,|$)")
_CLAUSE = re.compile(r"\s*(?:[,;.!?]+|\b(?:and|while|then)\b)\s*", re.I)


def plain(text: str, style: str = "", negative: str = "") -> Prompt:
    """What can be seen of what was said, with `style` behind it. The text may become empty: then nothing but a request or fillers was said."""
    kept = text.replace("’", "'").replace("…", " ").replace("...", " ")
    kept = _FILLERS.sub(" ", _BROKEN.sub(" ", kept))
    for pattern in (_LEAD, _REQUEST):
        kept = pattern.sub(lambda found: found.group()[:1] + " " if found.group()[:1] in ",;.!?" else " ", _tidy(kept))
    kept = _TWICE.sub(r"\1", _tidy(kept))
    return Prompt(_with_style(kept, style) if kept else "", negative)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;.!?])", r"\1", text)
    text = re.sub(r"[,;]+(?=[,;.!?])|([.!?])[.!?,;\s]*(?=[.!?,;])", r"\1", text)
    return text.strip(" ,;.!?-")


def _with_style(text: str, style: str) -> str:
    return f"{text}, {style.strip(' ,')}" if style.strip(" ,") else text


def fit(prompt: Prompt, count: Callable[[str], int], limit: int, style: str = "") -> Prompt:
    """The prompt within `limit` tokens as `count` counts them. Raises `OptionError` where the style alone is longer.

    `style` is the part at the end that must stay. Clauses go before words, of clauses the ones that name least, of equals the later.
    """
    if count(prompt.text) <= limit:
        return prompt
    ending = _with_style("", style)
    if count(ending) > limit:
        raise OptionError(f"the style has {count(ending)} tokens; the painter reads {limit}: shorten it")
    said = prompt.text.removesuffix(ending)
    clauses = [part for part in _CLAUSE.split(said) if part]
    kept = list(range(len(clauses)))
    while len(kept) > 1 and count(_joined(clauses, kept) + ending) > limit:
        kept.remove(min(kept, key=lambda index: (_sight(clauses[index]), -index)))
    words = _joined(clauses, kept).split()
    cut: list[str] = []
    while len(words) > 1 and count(" ".join(words) + ending) > limit:
        cut.insert(0, words.pop())
    left = [clause for index, clause in enumerate(clauses) if index not in kept] + ([" ".join(cut)] if cut else [])
    return replace(prompt, text=" ".join(words) + ending, left_out=(*prompt.left_out, *left))


def _joined(clauses: list[str], kept: list[int]) -> str:
    return ", ".join(clauses[index] for index in kept)


def _sight(clause: str) -> float:
    """How much of a clause can be seen: drawable names first, then the length of it."""
    return len(named(clause)) + min(len(clause.split()), 9) / 10
