"""``speechscape``: draw, mic, transcribe, storyboard, studio, serve, models, embed, find, morph, vocabulary, evaluate. Exit status 0 done, 1 nothing drawable, 2 wrong use or unreadable input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from speechscape.cli.options import (
    Adapter,
    By,
    Control,
    Device,
    Diffusion,
    Dtype,
    Encoder,
    Format,
    Guidance,
    Guided,
    Language,
    Model,
    Negative,
    Recogniser,
    RecogniserModel,
    Rewriter,
    RewriterModel,
    Route,
    RouteName,
    Seed,
    Side,
    Size,
    Steps,
    Strength,
    Style,
    Together,
    Translate,
    Via,
    Written,
    chosen,
)
from speechscape.cli.storyboards import storyboard
from speechscape.errors import OptionError, SpeechscapeError

__all__ = ["app", "run"]

app = typer.Typer(help="Say it, see it: a speech file in, a picture out.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def draw(
    clips: Annotated[list[str], typer.Argument(help="Speech files (wav flac ogg opus mp3 m4a webm), or - for standard input.")],
    out: Annotated[Path | None, typer.Option(help="A file or a folder; without it the current folder, under the clip's name.")] = None,
    size: Size = 1024,
    format: Annotated[Format | None, typer.Option(help="File format; glb (glTF) stands around one, json writes the scene. Default: by the name of --out, else png.")] = None,
    seed: Seed = 0,
    variations: Annotated[int, typer.Option(min=1, max=100, help="So many layouts of the same words.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="A second picture: which seconds caused which element.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each clip.")] = False,
    no_picture: Annotated[bool, typer.Option("--no-picture", help="Stop after the scene.")] = False,
    route: Route = None,
    painter: By = None,
    steps: Steps = None,
    model: Model = None,
    recogniser: Recogniser = None,
    recogniser_model: RecogniserModel = None,
    language: Language = None,
    translate: Translate = None,
    diffusion: Diffusion = None,
    guidance: Guidance = None,
    negative: Negative = None,
    style: Style = None,
    guide: Guided = None,
    strength: Strength = None,
    control: Control = None,
    side: Side = None,
    device: Device = None,
    dtype: Dtype = None,
    batch: Together = None,
    rewriter: Rewriter = None,
    rewriter_model: RewriterModel = None,
    adapter: Adapter = None,
    encoder: Encoder = None,
) -> None:
    """Draw what is said in each clip."""
    from speechscape.cli.drawing import DrawOptions, draw_clips
    from speechscape.routes.settings import route_options

    options = route_options(
        route=chosen(route), painter=chosen(painter), steps=steps, model=model, recogniser=recogniser, recogniser_model=recogniser_model, language=language, translate=translate, diffusion=diffusion, guidance=guidance,
        negative=negative, style=style, guide=chosen(guide), strength=strength, control=control, side=side, device=device, dtype=dtype, batch=batch, rewriter=rewriter, rewriter_model=rewriter_model, adapter=adapter, encoder=encoder,
    )  # fmt: skip
    wanted = DrawOptions(out=out, size=size, format=chosen(format), seed=seed, variations=variations, explain=explain, as_json=as_json, no_picture=no_picture, route=options)
    raise typer.Exit(draw_clips(clips, wanted))


@app.command()
def mic(
    out: Annotated[Path | None, typer.Option(help="A file or a folder; without it microphone.png in the current folder.")] = None,
    size: Size = 1024,
    seed: Seed = 0,
    seconds: Annotated[float, typer.Option(min=1, max=600, help="Stop at the latest after so many seconds.")] = 30.0,
    route: Route = None,
    painter: By = None,
    steps: Steps = None,
    model: Model = None,
) -> None:
    """Record until you stop talking, then draw."""
    from speechscape.audio.microphone import record
    from speechscape.cli.drawing import DrawOptions, draw_clips
    from speechscape.routes.settings import route_options

    options = route_options(route=chosen(route), painter=chosen(painter), steps=steps, model=model)
    typer.echo("speak now; stop talking when you are done", err=True)
    clip = record(seconds)
    raise typer.Exit(draw_clips([clip], DrawOptions(out=out, size=size, seed=seed, route=options)))


@app.command()
def transcribe(
    clips: Annotated[list[str], typer.Argument(help="Recordings of any length (wav flac ogg opus mp3 m4a webm).")],
    format: Annotated[Written, typer.Option(help="text, json (one line for each window of some twenty seconds), srt or vtt.")] = Written.text,
    out: Annotated[Path | None, typer.Option(help="A folder for one file each; without it everything is printed.")] = None,
    recogniser: Recogniser = None,
    recogniser_model: RecogniserModel = None,
    language: Language = None,
    translate: Translate = None,
    device: Device = None,
) -> None:
    """Write down what is said."""
    from speechscape.cli.transcribing import transcribe_files
    from speechscape.routes.settings import route_options

    options = route_options(recogniser=recogniser, recogniser_model=recogniser_model, language=language, translate=translate, device=device)
    raise typer.Exit(transcribe_files(clips, options, format.value, out))


app.add_typer(storyboard, name="storyboard")


@app.command()
def studio(
    project: Annotated[Path, typer.Argument(help="The project, NAME.scape; made where there is none.")],
    clips: Annotated[list[str] | None, typer.Argument(help="Recordings, one utterance each; without any, live in the terminal.")] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for the pictures; without it beside the project, as NAME-VERSION.png.")] = None,
    size: Size = 1024,
    look: Annotated[str, typer.Option("--style", help="plain, flat, ink, pastel, paper cut or night neon.")] = "plain",
    seed: Seed = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each utterance.")] = False,
    no_picture: Annotated[bool, typer.Option("--no-picture", help="Only change the project.")] = False,
    keep_audio: Annotated[bool, typer.Option("--keep-audio", help="Store what was said with each version.")] = False,
    versions: Annotated[bool, typer.Option("--versions", help="List the versions and stop.")] = False,
    go: Annotated[int | None, typer.Option(min=1, help="Take up version N.")] = None,
    name: Annotated[str | None, typer.Option(help="Name the current version.")] = None,
    export: Annotated[list[Path] | None, typer.Option(help="Hand the picture over: a .svg, .ora, .png, .pdf, .glb or .json file, or a folder for a picture of each thing; at the end, and as often as wanted.")] = None,
    history: Annotated[Path | None, typer.Option(help="The way to the current version as .gif, .mp4, or .png for a sheet.")] = None,
    page: Annotated[bool, typer.Option("--page", help='Open the project as a page in the browser (needs the extra "serve").')] = False,
    host: Annotated[str, typer.Option(help="With --page: the address to listen on; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --page: 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="With --page: do not open the browser.")] = False,
    painter: By = None,
    steps: Annotated[int | None, typer.Option("--steps", help="Steps of a diffusion painter.")] = None,
    diffusion: Diffusion = None,
    strength: Annotated[float | None, typer.Option("--strength", help="How far a diffusion painter may go from the drawing: 0 to 1.")] = None,
    side: Side = None,
    device: Device = None,
    model: Model = None,
) -> None:
    """Make and change pictures by talking; every version stays in the project."""
    from speechscape.cli.studio import StudioOptions, show, talk
    from speechscape.routes.settings import route_options

    asked = "vector" if page and painter is None else chosen(painter)  # the page shows drawings, whatever the settings say
    route = route_options(painter=asked, steps=steps, diffusion=diffusion, strength=strength, side=side, device=device, model=model)
    options = StudioOptions(
        project=project, clips=tuple(clips or ()), out=out, size=size, style=look, seed=seed, as_json=as_json, picture=not no_picture, keep_audio=keep_audio, versions=versions, go=go, name=name, export=tuple(export or ()), history=history, model=model, route=route,
    )  # fmt: skip
    if page:
        raise typer.Exit(show(options, host=host, port=port, open_browser=not no_open))
    raise typer.Exit(talk(options))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 127.0.0.1 is this machine alone. Beyond it a token is asked for.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8750,
    token: Annotated[str | None, typer.Option(help="What clients must know; without it SPEECHSCAPE_TOKEN, else, beyond this machine, a new one.")] = None,
    origin: Annotated[list[str] | None, typer.Option(help="Another address under which browsers know the server, such as https://pictures.example.")] = None,
    proxied: Annotated[bool, typer.Option("--proxied", help="Believe a proxy on this machine who its clients are.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Threads that hear and paint; without it one for each core, four at most.")] = None,
    transcriptions: Annotated[bool, typer.Option("--transcriptions", help="Answer /v1/audio/transcriptions with the recogniser.")] = False,
    project: Annotated[Path | None, typer.Option("--studio", help="A project, NAME.scape, to talk to and to change at /studio.")] = None,
    route: Route = None,
    painter: By = None,
    recogniser: Recogniser = None,
    recogniser_model: RecogniserModel = None,
    language: Language = None,
    model: Model = None,
) -> None:
    """Pictures while one speaks, in the browser: the page, the room, and an interface for programs (needs the extra "serve")."""
    from speechscape.cli.serving import ServeOptions
    from speechscape.cli.serving import serve as serve_pages
    from speechscape.routes.settings import route_options

    options = route_options(route=chosen(route), painter=chosen(painter), recogniser=recogniser, recogniser_model=recogniser_model, language=language, model=model)
    wanted = ServeOptions(host=host, port=port, token=token, origins=tuple(origin or ()), proxied=proxied, workers=workers, words=transcriptions, studio=project, route=options)
    raise typer.Exit(serve_pages(wanted))


models = typer.Typer(help="Other people's models: list, show, pull, verify.", no_args_is_help=True)
app.add_typer(models, name="models")


@models.command(name="list")
def models_list(as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each model.")] = False) -> None:
    """List the models that are known by name, and which of them are here."""
    from speechscape.cli.models import list_models

    list_models(as_json)


@models.command(name="show")
def models_show(name: Annotated[str, typer.Argument(help="A name from the list.")]) -> None:
    """Say everything about a model: licence, size, memory, where it comes from and where it is."""
    from speechscape.cli.models import show_model

    show_model(name)


@models.command(name="pull")
def models_pull(
    name: Annotated[str, typer.Argument(help="A name from the list, or owner/name on the hub.")],
    accept: Annotated[str | None, typer.Option(help="The word that accepts its licence; pull without it to be told which.")] = None,
    kind: Annotated[str, typer.Option(help="For owner/name: recogniser or painter.")] = "painter",
    revision: Annotated[str | None, typer.Option(help="For owner/name: the commit.")] = None,
) -> None:
    """Fetch a model, once. This is the only command that downloads anything."""
    from speechscape.cli.models import pull_model

    pull_model(name, accept, kind, revision)


@models.command(name="verify")
def models_verify(name: Annotated[str, typer.Argument(help="A model that was fetched.")]) -> None:
    """Check every file of a fetched model against what was fetched."""
    from speechscape.cli.models import verify_model

    raise typer.Exit(verify_model(name))


@app.command()
def embed(
    files: Annotated[list[str], typer.Argument(help="Speech files and pictures (png webp jpeg), in any mixture.")],
    out: Annotated[Path, typer.Option(help="A .npy file (rows in the order given) or a .parquet file (with the names).")] = Path("latent.npy"),
    tokens: Annotated[bool, typer.Option("--tokens", help="All tokens of each file instead of its one pooled vector.")] = False,
    model: Model = None,
) -> None:
    """Write the vectors of speech and pictures in the space that they share."""
    from speechscape.cli.latent import embed_files

    raise typer.Exit(embed_files(files, out, tokens, model))


@app.command()
def find(
    query: Annotated[str, typer.Argument(help="A speech file, or a picture.")],
    folder: Annotated[Path, typer.Argument(help="Where to look, with all folders in it.")],
    top: Annotated[int, typer.Option(min=1, help="So many answers.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each answer.")] = False,
    model: Model = None,
) -> None:
    """Find the pictures that a voice asks for, or the speech that asks for a picture."""
    from speechscape.cli.latent import find_files

    raise typer.Exit(find_files(query, folder, top, as_json, model))


@app.command()
def morph(
    first: Annotated[str, typer.Argument(help="A speech file.")],
    second: Annotated[str, typer.Argument(help="Another one.")],
    out: Annotated[Path, typer.Option(help="A .gif or .mp4 file, or .png for a contact sheet.")] = Path("morph.gif"),
    frames: Annotated[int, typer.Option(min=2, max=200, help="So many pictures.")] = 24,
    size: Annotated[int, typer.Option(min=16, max=1024, help="Side of each picture in pixels.")] = 256,
    seed: Seed = 0,
    model: Model = None,
) -> None:
    """Paint the way from what one clip means to what another means (neural painter)."""
    from speechscape.cli.latent import MorphOptions, morph_clips

    raise typer.Exit(morph_clips(first, second, MorphOptions(out=out, frames=frames, size=size, seed=seed, model=model)))


@app.command()
def vocabulary(
    out: Annotated[Path, typer.Option(help="Where the contact sheet goes.")] = Path("vocabulary.png"),
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each term, and no sheet.")] = False,
) -> None:
    """List what can be drawn and draw the contact sheet."""
    from speechscape.world.vocabulary import COLORS, elements, terms

    if as_json:
        for term in terms():
            row = {"name": term.name, "spoken": list(term.spoken), "kind": term.kind, "colors": list(COLORS) if term.stands else [], "stands": term.stands or None}
            typer.echo(json.dumps(row))
        return
    from speechscape.painters.explain import contact_sheet

    kind = ""
    for term in terms():
        if term.kind != kind:
            kind = term.kind
            typer.echo(f"\n{kind}")
        typer.echo(f"  {term.name}: {', '.join(term.spoken)}")
    out.write_bytes(contact_sheet(list(elements())))
    typer.echo(f"\n{len(elements())} elements drawn on {out}")


@app.command(name="evaluate")
def evaluate(
    what: Annotated[str, typer.Argument(help="What to score: scenes, people, edits, latent or pictures.")],
    folder: Annotated[Path | None, typer.Argument(help="people: a folder of recordings with their indices (see docs/DATA_CARD.md).")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the report (JSON and a page).")] = Path("evaluation"),
    split: Annotated[str, typer.Option(help="edits: who speaks, unseen voice or unseen engine.")] = "unseen voice",
    clips: Annotated[int | None, typer.Option(min=10, help="Clips in each set; scenes: 2000, people: all, edits: 1500, latent: 1000, pictures: 400.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the sets.")] = 7,
    route: Via = RouteName.direct,
    model: Model = None,
    checker: Annotated[Path | None, typer.Option(help="pictures: the checkpoint of the judge (recipes/checker.py).")] = None,
    painter: Annotated[Path | None, typer.Option(help="pictures: the checkpoint of recipes/sight.py, for the oracle and the cascade.")] = None,
    s2igan: Annotated[Path | None, typer.Option(help="pictures: a run of recipes/s2igan.py to compare with.")] = None,
) -> None:
    """Score the model on speech that training never heard (all but people need the system speech engines)."""
    from speechscape.routes import RouteOptions
    from speechscape.routes.cast import listener

    heard_by = RouteOptions(route=route.value, model=model)
    if what == "scenes":
        from speechscape.evaluate.scenes import evaluate_scenes

        evaluate_scenes(out, listener(heard_by), clips or 2000, seed)
    elif what == "people":
        if folder is None:
            raise OptionError("evaluate people needs a folder of recordings: speechscape evaluate people FOLDER")
        from speechscape.evaluate.people import evaluate_people

        evaluate_people(folder, listener(heard_by), out, clips)
    elif what == "edits":
        from speechscape.ears.editing import EditListener
        from speechscape.evaluate.edits import evaluate_edits
        from speechscape.runtime import model_folder, threads

        evaluate_edits(out, listener(heard_by), EditListener(model_folder(model), threads()), max(4, (clips or 1500) // 3), seed, split)
    elif what == "latent":
        from speechscape.evaluate.retrieval import evaluate_latent
        from speechscape.latent.space import Space
        from speechscape.runtime import latent_folder, threads

        evaluate_latent(out, listener(heard_by), Space(latent_folder(model), threads()), clips or 1000, seed)
    elif what == "pictures":
        if checker is None:
            raise OptionError("evaluate pictures needs a judge: --checker RUN/checkpoint.pt (see recipes/checker.py)")
        from speechscape.evaluate.judging import load_checker
        from speechscape.evaluate.pictures import evaluate_pictures
        from speechscape.evaluate.rivals import rivals

        evaluate_pictures(out, rivals(listener(heard_by), model, painter, s2igan), load_checker(checker), max(1, (clips or 400) // 10), seed=seed)
    else:
        raise OptionError(f"cannot evaluate {what!r}; choose: scenes, people FOLDER, edits, latent, pictures")


def run() -> None:
    """Entry point: prints refusals as one line and turns them into exit status 2."""
    try:
        app()
    except SpeechscapeError as error:
        typer.echo(f"speechscape: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
