"""``speechscape storyboard RECORDING …`` and ``speechscape storyboard review FOLDER``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from speechscape.cli.options import By, Diffusion, Language, Model, Recogniser, RecogniserModel, Route, Seed, Style, Translate, chosen

__all__ = ["storyboard"]


class _Group(TyperGroup):
    """A group whose command need not be named: what is no command is a recording."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


storyboard = typer.Typer(cls=_Group, no_args_is_help=True, help="Long recordings become pictures that can be read: speechscape storyboard talk.mp3; then speechscape storyboard review talk.")


@storyboard.command()
def make(
    recordings: Annotated[list[Path], typer.Argument(help="Recordings of any length (wav mp3 m4a ogg opus webm flac).")],
    out: Annotated[Path | None, typer.Option(help="The folder, with several recordings one that gets a folder for each; without it they are named after the recordings. A run that was stopped goes on in it.")] = None,
    panels: Annotated[str, typer.Option(help="At most so many pictures, or auto.")] = "auto",
    every: Annotated[str | None, typer.Option(help="A picture every so many seconds (20s, or 20), instead of where it would change.")] = None,
    forms: Annotated[str, typer.Option(help="What is written beside the page and its captions, with commas between: book (EPUB), sheet (PDF), film (MP4), boards (Open Board Format); all or none.")] = "all",
    pictograms: Annotated[bool, typer.Option("--pictograms", help="Under every picture, the things in it one by one, in the order in which they were spoken.")] = False,
    size: Annotated[int, typer.Option(help="Side of the pictures in pixels, 16 to 4096.")] = 640,
    seed: Seed = 0,
    title: Annotated[str | None, typer.Option(help="The title of the page.")] = None,
    no_sound: Annotated[bool, typer.Option("--no-sound", help="Do not keep the recording beside the page.")] = False,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="So many recordings at a time.")] = 1,
    route: Route = None,
    painter: By = None,
    recogniser: Recogniser = None,
    recogniser_model: RecogniserModel = None,
    language: Language = None,
    translate: Translate = None,
    diffusion: Diffusion = None,
    style: Style = None,
    model: Model = None,
) -> None:
    """Turn recordings into pictures that can be read: a page, captions, a book, a film (the word "make" may be left out)."""
    from speechscape.cli.telling import TellOptions, tell_stories
    from speechscape.routes.settings import route_options

    options = route_options(
        route=chosen(route), painter=chosen(painter), recogniser=recogniser, recogniser_model=recogniser_model, language=language, translate=translate, diffusion=diffusion, style=style, model=model
    )  # fmt: skip
    wanted = TellOptions(out=out, panels=panels, every=every, forms=forms, pictograms=pictograms, size=size, seed=seed, title=title, sound=not no_sound, jobs=jobs, route=options)
    raise typer.Exit(tell_stories(recordings, wanted))


@storyboard.command()
def review(
    folder: Annotated[Path, typer.Argument(help="The folder of a storyboard.")],
    host: Annotated[str, typer.Option(help="The address to listen on; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    painter: By = None,
    diffusion: Diffusion = None,
    style: Style = None,
    model: Model = None,
) -> None:
    """Look through a storyboard in the browser: approve, redraw, other layout, edit, merge, split. Every decision is kept in the folder."""
    from speechscape.cli.reviewing import review_story
    from speechscape.routes.settings import route_options

    options = route_options(painter=chosen(painter), diffusion=diffusion, style=style, model=model)
    raise typer.Exit(review_story(folder, options, host=host, port=port, open_browser=not no_open))
