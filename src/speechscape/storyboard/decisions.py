"""What a person decided about the panels of a storyboard: one line each in ``decisions.jsonl``, in order. Lines are only ever added; an undo is a line too.

A decision names its panel by the panel's key, the number of its first utterance, so it finds the panel again whenever the storyboard is made anew: in another size, or with fewer
panels. What finds no panel is kept, and said.

    decisions = Decisions.read(folder)
    for panel in decided(panels(told, characters), decisions):
        request = decisions.request(panel, painter.reads, size, seed, model)
        leaf = decisions.applied(leaf_of(panel, picture), request)
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from speechscape.errors import OptionError
from speechscape.painters.base import Request
from speechscape.storyboard.book import Leaf
from speechscape.storyboard.characters import Character, Characters
from speechscape.storyboard.choosing import Told, merged
from speechscape.storyboard.telling import Panel
from speechscape.types import Element, Scene, Setting
from speechscape.world.painting import variant_of

__all__ = ["ABOUT_REVIEW", "ACTS", "CROWD", "FILE", "LONGEST", "Decision", "Decisions", "cuts", "decided", "seen"]

FILE = "decisions.jsonl"
LONGEST = 2000
"""Characters of a caption or alt text."""

CROWD = 8
"""Things in a panel that was merged: more have no room in a picture."""

ABOUT_REVIEW = "The review"
"""How notes about decisions begin."""

_TEXTS = frozenset({"caption", "alt"})
_PICTURE = frozenset({"redraw", "layout", "restore"})
_BACK = frozenset({"undo", "redo"})
ACTS = ("approve", "caption", "alt", "redraw", "layout", "restore", "merge", "split", "undo", "redo")
"""What can be decided: the panel is right; another caption or alt text; other individuals or another arrangement in the picture, or the first picture again; the panel belongs to the one
before it; a panel begins at an utterance in it; the last decision is taken back, or taken back no longer."""

_NOT_IN_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_STEP = 1_000_003  # between the seeds of a panel's layouts; far more than a recording has utterances


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision: `do` is one of `ACTS`, `key` its panel's (none for undo and redo), `at` the utterance that a split begins a panel with, `text` a caption or alt text (empty for the automatic one).

    `seen` is the mark of the picture that was looked at (see `seen`): an approval holds for that picture only, and without a mark for any. Raises `OptionError` for anything else.
    """

    do: str
    key: int | None = None
    at: int | None = None
    text: str | None = None
    seen: str | None = None

    def __post_init__(self) -> None:
        if self.do not in ACTS:
            raise OptionError(f"cannot {self.do!r} a panel; choose: {', '.join(ACTS)}")
        _check_number(self.do, "key", self.key, self.do not in _BACK)
        _check_number(self.do, "at", self.at, self.do == "split")
        if (self.text is not None) != (self.do in _TEXTS):
            raise OptionError(f"{self.do} takes {'a' if self.do in _TEXTS else 'no'} text")
        for text in (self.text, self.seen):
            _check_text(self.do, text)

    @classmethod
    def from_json(cls, row: Any) -> Decision:
        """The inverse of `to_json`. Raises `OptionError` for a row of another shape."""
        if not isinstance(row, dict) or not isinstance(row.get("do"), str) or not set(row) <= set(cls.__dataclass_fields__):
            raise OptionError(f"a decision is an object with do, key, and for some at or text; this is {json.dumps(row)[:80]}")
        return cls(**row)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, without those that are not there."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def _check_number(do: str, name: str, value: Any, needed: bool) -> None:
    if value is None and not needed:
        return
    if not needed or isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise OptionError(f"{do}: {name} is {value!r}; it takes {'a whole number from 0' if needed else 'none'}")


def _check_text(do: str, text: Any) -> None:
    if text is None:
        return
    if not isinstance(text, str):
        raise OptionError(f"{do}: the text is {type(text).__name__}; it takes words")
    if len(text) > LONGEST:
        raise OptionError(f"{do}: the text has {len(text)} characters; at most {LONGEST} are kept: shorten it")
    if wrong := _NOT_IN_XML.search(text):
        raise OptionError(f"{do}: the text has the character U+{ord(wrong[0]):04X}, which pages and books cannot hold; take it out")


@dataclass(frozen=True)
class Decisions:
    """All decisions about a storyboard, in order, taken back or not."""

    rows: tuple[Decision, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Decisions:
        """Those kept in a folder; none where none were made. A last line that a kill cut off was never answered for and does not count. Raises `OptionError` for a damaged file."""
        path = folder / FILE
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise OptionError(f"{path} cannot be read ({error.strerror}); check your rights to read it") from error
        return cls(tuple(_decision(line, f"{path}: line {number}") for number, line in enumerate(data[: _whole(data)].split(b"\n")[:-1], 1)))

    def add(self, folder: Path, decision: Decision) -> Decisions:
        """Append a decision to the folder's file; it is on the disk when this returns. Raises `OptionError` where it cannot be written."""
        path = folder / FILE
        try:
            with open(path, "a+b") as file:
                file.seek(0)
                file.truncate(_whole(file.read()))
                file.write((json.dumps(decision.to_json()) + "\n").encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OptionError(f"{path} cannot be written ({error.strerror}); the decision is not kept: make room or allow writing, and decide again") from error
        return self.after(decision)

    def after(self, decision: Decision) -> Decisions:
        """With one more, kept nowhere yet."""
        return Decisions((*self.rows, decision))

    @cached_property
    def _stacks(self) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        done: list[Decision] = []
        undone: list[Decision] = []
        for row in self.rows:
            if row.do in _BACK:
                source, target = (done, undone) if row.do == "undo" else (undone, done)
                target += [source.pop()] if source else []
            else:
                done.append(row)
                undone.clear()
        return tuple(done), tuple(undone)

    @property
    def standing(self) -> tuple[Decision, ...]:
        """Those that were not taken back, in order; undo takes the last."""
        return self._stacks[0]

    @property
    def undone(self) -> tuple[Decision, ...]:
        """Those taken back since something was decided; redo brings back the last."""
        return self._stacks[1]

    @cached_property
    def borders(self) -> dict[int, bool]:
        """For utterances about which it was decided whether a panel begins with them; the last word counts."""
        found: dict[int, bool] = {}
        for row in self.standing:
            number = row.at if row.do == "split" else row.key if row.do == "merge" else None
            if number is not None:
                found[number] = row.do == "split"
        return found

    def turns(self, key: int) -> tuple[int, int]:
        """How often a panel's picture is to be redrawn, and laid out anew."""
        acts = [row.do for row in self._by_key.get(key, ()) if row.do in _PICTURE]
        since = acts[len(acts) - acts[::-1].index("restore") :] if "restore" in acts else acts
        return since.count("redraw"), since.count("layout")

    @cached_property
    def _by_key(self) -> dict[int, list[Decision]]:
        found: dict[int, list[Decision]] = {}
        for row in self.standing:
            if row.key is not None and row.do not in {"merge", "split"}:
                found.setdefault(row.key, []).append(row)
        return found

    def check(self, decision: Decision, panels: Sequence[Panel]) -> None:
        """Whether it can be decided about these panels (as `decided` gave them). Raises `OptionError` that says why not."""
        if decision.do in _BACK:
            if not (self.standing if decision.do == "undo" else self.undone):
                raise OptionError(f"there is nothing to {decision.do}")
            return
        number = next((number for number, panel in enumerate(panels) if panel.key == decision.key), None)
        if number is None:
            raise OptionError(f"no panel begins with utterance {decision.key}; there are: {', '.join(str(panel.key) for panel in panels)}")
        if decision.do == "restore" and self.turns(panels[number].key) == (0, 0):
            raise OptionError("the panel has its first picture; there is nothing to restore")
        if decision.do == "merge":
            _check_merge(panels, number)
        if decision.do == "split" and decision.at not in cuts(panels[number]):
            raise OptionError(f"the panel cannot be split at utterance {decision.at}: one of its halves would have nothing to be seen in it; it can be split at: {', '.join(map(str, cuts(panels[number]))) or 'none'}")

    def request(self, panel: Panel, reads: str, size: int, seed: int, model: str) -> Request:
        """What is to be painted for a panel; `seed` is the story's, `reads` the painter's. Other panels' pictures stay as they are."""
        redraws, layouts = self.turns(panel.key)
        by_looks = reads == "scene" and panel.scene.elements
        return Request(panel.scene, size, "png", seed + panel.key + _STEP * (layouts + (0 if by_looks else redraws)), model)

    def applied(self, leaf: Leaf, request: Request) -> Leaf:
        """A leaf with the texts that a person gave it, and whether a person has looked at this picture of it.

        A caption stays with its panel; an alt text only while the picture shows the things that it was written for.
        """
        mark = seen(request)
        last = _last(self._by_key.get(leaf.key, ()))
        texts = {row.do: row.text for row in last if row.do == "caption" or (row.do == "alt" and _things(row.seen or mark) == _things(mark))}
        looked = [row.do for row in last if row.seen in {None, mark} and row.text != ""]
        status = "unreviewed" if not looked else "approved" if looked[-1] == "approve" else "edited"
        return replace(leaf, caption=texts.get("caption") or leaf.caption, alt=texts.get("alt") or leaf.alt, layout=self.turns(leaf.key)[1], status=status)

    def unmet(self, keys: Iterable[int]) -> tuple[str, ...]:
        """A note about decisions that find no panel among these (all of a storyboard): it was made with other options than when they were taken."""
        there = set(keys)
        absent = {key for key in self._by_key if key not in there and self.borders.get(key) is not False} | {at for at, begins in self.borders.items() if begins and at not in there}
        crowded = {key for key, begins in self.borders.items() if not begins and key in there and key != min(there)}
        return tuple(
            f"{what} {', '.join(map(str, sorted(numbers)))}, {why}; these decisions are kept for a storyboard where they fit."
            for what, numbers, why in (
                (f"{ABOUT_REVIEW} decided about pictures that begin with utterance", absent, "which this storyboard does not have"),
                (f"{ABOUT_REVIEW} merged pictures at utterance", crowded, "which would be too full in this storyboard"),
            )
            if numbers
        )


def _check_merge(panels: Sequence[Panel], number: int) -> None:
    if number == 0:
        raise OptionError("the first panel has none before it to be merged with")
    count = len(_both(panels[number - 1], panels[number]).scene.elements)
    if count > CROWD:
        raise OptionError(f"merged with the panel before there would be {count} things in the picture; at most {CROWD} have room: split one of the two first")


def _decision(line: bytes, where: str) -> Decision:
    try:
        return Decision.from_json(json.loads(line))
    except (ValueError, OptionError) as error:
        raise OptionError(f"{where} is no decision ({error}); take the line out, or move the file away to review from the beginning") from error


def _whole(data: bytes) -> int:
    """The bytes of all lines that were written to their end."""
    return data.rfind(b"\n") + 1


def seen(request: Request) -> str:
    """The mark of a picture in any size: what things it shows, and exactly how."""
    rows = (request.scene.key(), [request.scene.to_json(), request.seed, request.model])
    return "-".join(hashlib.sha256(json.dumps(row).encode()).hexdigest()[:10] for row in rows)


def _last(rows: Iterable[Decision]) -> list[Decision]:
    """The last caption, the last alt text for each set of things, and the last approval of each picture, in order."""
    found: dict[tuple[str, str], Decision] = {}
    for row in rows:
        if row.do in {"approve", *_TEXTS}:
            about = row.do, {"caption": "", "alt": _things(row.seen or "")}.get(row.do, row.seen or "")
            found.pop(about, None)
            found[about] = row
    return list(found.values())


def _things(mark: str) -> str:
    return mark.partition("-")[0]


def cuts(panel: Panel) -> tuple[int, ...]:
    """The utterances at which a panel can be split, so that both halves have something to be seen in them."""
    visible = [number for number, one in enumerate(panel.told) if not _scene(one).empty]
    return tuple(range(panel.key + visible[0] + 1, panel.key + visible[-1] + 1)) if visible else ()


def decided(found: Iterable[Panel], decisions: Decisions) -> Iterator[Panel]:
    """Panels as they were chosen → as a person wants them: split, merged, redrawn, numbered anew from 1. Streams; holds a panel and who was met so far.

    Panels about which nothing was decided come out as they went in, at once. Where a part would have nothing to be seen in it, its words stay with the part before.
    """
    for number, panel in enumerate(_joined(_cut(found, decisions.borders), decisions.borders), 1):
        redraws, _ = decisions.turns(panel.key)
        yield replace(panel, number=number, scene=_redrawn(panel.scene, redraws) if redraws else panel.scene)


def _cut(found: Iterable[Panel], borders: Mapping[int, bool]) -> Iterator[Panel]:
    met = Characters()
    for panel in found:
        _meet(met, panel.scene)
        end = panel.key + len(panel.told)
        starts = [at for at in range(panel.key + 1, end) if borders.get(at)]
        yield from _filled(_parts(panel, [panel.key, *starts, end], met), borders) if starts else [panel]


def _meet(met: Characters, scene: Scene) -> None:
    known = {(one.name, one.look) for one in met.known}
    met.known += [Character(item.name, item.look, item.color, item.size) for item in scene.elements if item.look is not None and (item.name, item.look) not in known]


def _parts(panel: Panel, borders: Sequence[int], met: Characters) -> Iterator[Panel]:
    """A panel's parts, with everyone as they look elsewhere in the story. What a part does not say of place, time and weather is as in the part before."""
    setting = Setting()
    for first, end in pairwise(borders):
        told = panel.told[first - panel.key : end - panel.key]
        scene = Scene()
        for one in told:
            scene = merged(scene, _scene(one))
        if not scene.empty:
            setting = Setting(*(getattr(scene.setting, name) or getattr(setting, name) for name in ("place", "time", "weather")))
            scene = Characters(met.seed, tuple(met.known)).dress(replace(scene, setting=setting))
        yield Panel(0, first, scene, told)


def _scene(one: Told) -> Scene:
    return Scene() if one.heard.abstained else one.heard.scene


def _filled(parts: Iterable[Panel], borders: Mapping[int, bool]) -> list[Panel]:
    """Parts without anything to be seen go to the one before, the first to the one behind; those at the ends stay where they are merged with the next panel."""
    kept: list[Panel] = []
    for part in parts:
        if kept and ((part.scene.empty and borders.get(_end(part)) is not False) or (kept[-1].scene.empty and borders.get(kept[-1].key) is not False)):
            part = _both(kept.pop(), part)
        kept.append(part)
    return kept


def _joined(found: Iterable[Panel], borders: Mapping[int, bool]) -> Iterator[Panel]:
    kept: Panel | None = None
    for panel in found:
        if kept is not None and not _fit(kept, panel):
            yield kept
            kept = None
        kept = panel if kept is None else _both(kept, panel)
        if borders.get(_end(kept)) is not False:
            yield kept
            kept = None
    if kept is not None:
        yield kept


def _end(panel: Panel) -> int:
    return panel.key + len(panel.told)


def _fit(before: Panel, after: Panel) -> bool:
    return before.scene.empty or after.scene.empty or len(_both(before, after).scene.elements) <= CROWD


def _both(before: Panel, after: Panel) -> Panel:
    return Panel(0, before.key, merged(before.scene, after.scene), before.told + after.told)


def _redrawn(scene: Scene, redraws: int) -> Scene:
    return scene.with_elements(*[replace(item, look=_other_look(item, redraws)) for item in scene.elements])


def _other_look(item: Element, redraws: int) -> int | None:
    """So many times another individual, each of another design than the one before."""
    look = item.look
    for _ in range(redraws if look is not None else 0):
        assert look is not None
        design = variant_of(item.name, 0, look)
        look += _STEP
        while variant_of(item.name, 0, look) == design:
            look += _STEP
    return look
