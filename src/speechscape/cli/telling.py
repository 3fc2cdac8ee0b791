"""``speechscape storyboard`` behind its arguments: options, a bar with the time that is left, one line of account."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from speechscape.errors import OptionError
from speechscape.routes import RouteOptions, Speechscape
from speechscape.storyboard.choosing import ChoiceOptions
from speechscape.storyboard.folder import StoryOptions

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["tell_story"]


def tell_story(recording: Path, out: Path | None, options: RouteOptions, *, panels: str, every_s: float | None, size: int, seed: int, title: str | None, sound: bool) -> int:
    """Make a storyboard; exit status 1 where nothing in it can be drawn."""
    if panels != "auto" and not panels.isdigit():
        raise OptionError(f"panels is {panels!r}; it takes a whole number from 1, or auto")
    how = StoryOptions(choice=ChoiceOptions(every_s=every_s), most=None if panels == "auto" else int(panels), size=size, seed=seed, title=title, sound=sound)
    folder = out or Path(recording.stem)
    with Speechscape.made(options) as speechscape, _Bar() as bar:
        story = speechscape.make_storyboard(recording, folder, how, bar.tell)
    if not story.leaves:
        print(f"speechscape: {recording}: nothing that can be drawn was heard in {story.seconds / 60:.1f} minutes", file=sys.stderr)
        return 1
    print(f"{recording}: {len(story.leaves)} pictures of {story.seconds / 60:.1f} minutes → {folder / 'index.html'}")
    return 0


class _Bar:
    """On a terminal, how far the recording is heard and how long it will take yet."""

    def __init__(self) -> None:
        self._bar: Progress | None = None

    def __enter__(self) -> _Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("hearing", total=None)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, seconds: float, of: float, panels: int) -> None:
        """See `storyboard.folder.Tell`."""
        if self._bar is not None:
            self._bar.update(self._task, completed=seconds, total=of or None, description=f"{panels} pictures")

