"""A storyboard again from its folder alone: the journal holds every utterance, so nobody has to hear the recording a second time. For the review, and for another size or fewer panels."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from speechscape.errors import OptionError
from speechscape.painters.base import Painter
from speechscape.storyboard.book import Storyboard
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import ChoiceOptions, Told
from speechscape.storyboard.decisions import ABOUT_REVIEW, Decisions, decided
from speechscape.storyboard.folder import MAKING, StoryOptions, load_story
from speechscape.storyboard.journal import Journal
from speechscape.storyboard.leaves import leaves
from speechscape.storyboard.telling import Panel, panels

__all__ = ["Kept", "recall", "retold"]

_JOURNAL = "journal.jsonl"


@dataclass(frozen=True)
class Kept:
    """What a folder remembers of a finished storyboard: its value as last written, how it was made, who heard it, and every utterance."""

    folder: Path
    story: Storyboard
    how: StoryOptions
    ears: str
    told: tuple[Told, ...]


def recall(folder: Path) -> Kept:
    """Read a folder. Raises `OptionError` where it holds no finished storyboard, or is damaged."""
    story = load_story(folder)
    about = _first(folder / _JOURNAL)
    journal = Journal(folder / _JOURNAL, about)
    try:
        return Kept(folder, story, _options(folder / MAKING), str(about["ears"]), tuple(journal.known()))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OptionError(f"{folder / _JOURNAL} is damaged ({type(error).__name__}: {error}); delete it and make the storyboard again") from error


def _first(path: Path) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as lines:
            about = json.loads(lines.readline())
    except (OSError, ValueError) as error:
        raise OptionError(f"{path} cannot be read ({error}); make the storyboard again with: speechscape storyboard RECORDING --out {path.parent}") from error
    if not isinstance(about, dict):
        raise OptionError(f"{path} is damaged (its first line is {json.dumps(about)[:80]}); delete it and make the storyboard again")
    return about


def _options(path: Path) -> StoryOptions:
    try:
        value = json.loads(path.read_text())
        return StoryOptions(**{**_tuples(value), "choice": ChoiceOptions(**_tuples(value["choice"]))})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OptionError(f"{path} cannot be read ({error}); make the storyboard again with: speechscape storyboard RECORDING --out {path.parent}") from error


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def retold(kept: Kept, painter: Painter, decisions: Decisions) -> tuple[Storyboard, tuple[Panel, ...]]:
    """The storyboard as these decisions want it, with its panels; pictures that are not in the folder yet are painted. Writes no form of it.

    Raises `PaintError`, and `OptionError` where the pictures in the folder are another painter's.
    """
    model = " + ".join(name for name in (kept.ears, painter.model) if name)
    if model != kept.story.model:
        raise OptionError(f"the storyboard was made by {kept.story.model}, and this would be {model}; give the options that it was made with (--painter, --diffusion, --model)")
    found = tuple(decided(chosen(kept.told, kept.how), decisions))
    rows = tuple(leaves(found, painter, kept.folder, decisions, size=kept.how.size, seed=kept.how.seed, model=model))
    notes = tuple(note for note in kept.story.notes if not note.startswith(ABOUT_REVIEW))
    return replace(kept.story, leaves=rows, notes=notes + decisions.unmet(panel.key for panel in found)), found


def chosen(told: Iterable[Told], how: StoryOptions) -> Iterable[Panel]:
    """Panels of what was heard, before anybody decided anything."""
    return panels(told, Characters(how.seed), how.choice, how.most)
