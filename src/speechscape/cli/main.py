"""``speechscape``: draw, mic, transcribe, storyboard, models, embed, find, morph, vocabulary, evaluate. Exit status 0 done, 1 nothing drawable, 2 wrong use or unreadable input."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from speechscape.errors import OptionError, SpeechscapeError

__all__ = ["app", "run"]

app = typer.Typer(help="Say it, see it: a speech file in, a picture out.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class Format(StrEnum):
    """What ``--format`` takes."""

    png = "png"
    webp = "webp"
    svg = "svg"
    json = "json"


class Route(StrEnum):
    """What ``--route`` takes."""

    direct = "direct"
    fused = "fused"
    cascade = "cascade"
    adapter = "adapter"


class Hand(StrEnum):
    """What ``--painter`` takes."""

    vector = "vector"
    neural = "neural"
    diffusion = "diffusion"


class Guide(StrEnum):
    """What ``--guide`` takes."""

    none = "none"
    layout = "layout"
    edges = "edges"


class Written(StrEnum):
    """What ``transcribe --format`` takes."""

    text = "text"
    json = "json"
    srt = "srt"
    vtt = "vtt"


Size = Annotated[int, typer.Option(help="Side of the square picture in pixels, 16 to 4096.")]
Seed = Annotated[int, typer.Option(help="Another seed is another layout and other variants of the same things.")]
Via = Annotated[Route, typer.Option("--route", help="Who listens: direct (the ears alone), fused (the ears with pocketsphinx beside them) or cascade (pocketsphinx alone: the control).")]
Model = Annotated[Path | None, typer.Option(help="A folder with other weights than the shipped ones.")]

# Options of routes: None is what the settings say, or the default of `routes.options.RouteOptions`.
_Route = Annotated[Route | None, typer.Option("--route", help="direct (our ears alone, the default), fused (with pocketsphinx beside them), cascade (a recogniser's words) or adapter (speech steers a diffusion model).")]
_By = Annotated[Hand | None, typer.Option("--painter", help="vector (drawings of the scene, the default), neural (our own network, straight from the speech; 128 pixels of detail) or diffusion (a pretrained pipeline).")]
_Steps = Annotated[int | None, typer.Option("--steps", help="Steps of the painter: neural 1, 2, 4 or 8; diffusion what its model was made for.")]
_Recogniser = Annotated[str | None, typer.Option("--recogniser", help="Of the cascade: sphinx (the default), a Whisper model (see speechscape models), its folder, or the address of an OpenAI-style server.")]
_RecogniserModel = Annotated[str | None, typer.Option("--recogniser-model", help="The server's model.")]
_Language = Annotated[str | None, typer.Option("--language", help="What is spoken, such as en or de; left out, it is detected.")]
_Translate = Annotated[bool | None, typer.Option("--translate/--no-translate", help="Write English, whatever is spoken.")]
_Diffusion = Annotated[str | None, typer.Option("--diffusion", help="A diffusion model (see speechscape models) or its folder.")]
_Guidance = Annotated[float | None, typer.Option("--guidance", help="How closely a diffusion model keeps to the words.")]
_Negative = Annotated[str | None, typer.Option("--negative", help="What a diffusion model should avoid.")]
_Style = Annotated[str | None, typer.Option("--style", help="Words behind every prompt, such as 'watercolour'.")]
_Guided = Annotated[Guide | None, typer.Option("--guide", help="Let the scene guide a diffusion model: layout (it starts from our drawing) or edges (through a ControlNet).")]
_Strength = Annotated[float | None, typer.Option("--strength", help="How far a guided picture may go from our drawing: 0 to 1.")]
_Control = Annotated[Path | None, typer.Option("--control", help="The folder of a ControlNet for --guide edges.")]
_Side = Annotated[int | None, typer.Option("--side", help="Pixels a side that a diffusion model paints; --size is made from it.")]
_Device = Annotated[str | None, typer.Option("--device", help="auto, cpu, cuda or mps, for other people's models.")]
_Dtype = Annotated[str | None, typer.Option("--dtype", help="auto, float32, bfloat16 or float16, for diffusion models.")]
_Together = Annotated[int | None, typer.Option("--batch", help="Pictures that a diffusion model paints together.")]
_Rewriter = Annotated[str | None, typer.Option("--rewriter", help="The address of an OpenAI-style server whose chat model writes the prompt.")]
_RewriterModel = Annotated[str | None, typer.Option("--rewriter-model", help="Its model.")]
_Encoder = Annotated[str | None, typer.Option("--encoder", help="The speech encoder that the adapter was trained for: own, or the folder of a HuBERT, WavLM or Whisper.")]
_Adapter = Annotated[Path | None, typer.Option("--adapter", help="The folder of a speech adapter, for --route adapter.")]


@app.command()
def draw(
    clips: Annotated[list[str], typer.Argument(help="Speech files (wav flac ogg opus mp3 m4a webm), or - for standard input.")],
    out: Annotated[Path | None, typer.Option(help="A file or a folder; without it the current folder, under the clip's name.")] = None,
    size: Size = 1024,
    format: Annotated[Format | None, typer.Option(help="File format; json writes the scene. Default: by the name of --out, else png.")] = None,
    seed: Seed = 0,
    variations: Annotated[int, typer.Option(min=1, max=100, help="So many layouts of the same words.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="A second picture: which seconds caused which element.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each clip.")] = False,
    no_picture: Annotated[bool, typer.Option("--no-picture", help="Stop after the scene.")] = False,
    route: _Route = None,
    painter: _By = None,
    steps: _Steps = None,
    model: Model = None,
    recogniser: _Recogniser = None,
    recogniser_model: _RecogniserModel = None,
    language: _Language = None,
    translate: _Translate = None,
    diffusion: _Diffusion = None,
    guidance: _Guidance = None,
    negative: _Negative = None,
    style: _Style = None,
    guide: _Guided = None,
    strength: _Strength = None,
    control: _Control = None,
    side: _Side = None,
    device: _Device = None,
    dtype: _Dtype = None,
    batch: _Together = None,
    rewriter: _Rewriter = None,
    rewriter_model: _RewriterModel = None,
    adapter: _Adapter = None,
    encoder: _Encoder = None,
) -> None:
    """Draw what is said in each clip."""
    from speechscape.cli.drawing import DrawOptions, draw_clips
    from speechscape.routes.settings import route_options

    options = route_options(
        route=_value(route), painter=_value(painter), steps=steps, model=model, recogniser=recogniser, recogniser_model=recogniser_model, language=language, translate=translate, diffusion=diffusion, guidance=guidance,
        negative=negative, style=style, guide=_value(guide), strength=strength, control=control, side=side, device=device, dtype=dtype, batch=batch, rewriter=rewriter, rewriter_model=rewriter_model, adapter=adapter, encoder=encoder,
    )  # fmt: skip
    wanted = DrawOptions(out=out, size=size, format=_value(format), seed=seed, variations=variations, explain=explain, as_json=as_json, no_picture=no_picture, route=options)
    raise typer.Exit(draw_clips(clips, wanted))


def _value(chosen: StrEnum | None) -> str | None:
    return None if chosen is None else chosen.value


@app.command()
def mic(
    out: Annotated[Path | None, typer.Option(help="A file or a folder; without it microphone.png in the current folder.")] = None,
    size: Size = 1024,
    seed: Seed = 0,
    seconds: Annotated[float, typer.Option(min=1, max=600, help="Stop at the latest after so many seconds.")] = 30.0,
    route: _Route = None,
    painter: _By = None,
    steps: _Steps = None,
    model: Model = None,
) -> None:
    """Record until you stop talking, then draw."""
    from speechscape.audio.microphone import record
    from speechscape.cli.drawing import DrawOptions, draw_clips
    from speechscape.routes.settings import route_options

    options = route_options(route=_value(route), painter=_value(painter), steps=steps, model=model)
    typer.echo("speak now; stop talking when you are done", err=True)
    clip = record(seconds)
    raise typer.Exit(draw_clips([clip], DrawOptions(out=out, size=size, seed=seed, route=options)))


@app.command()
def transcribe(
    clips: Annotated[list[str], typer.Argument(help="Recordings of any length (wav flac ogg opus mp3 m4a webm).")],
    format: Annotated[Written, typer.Option(help="text, json (one line for each window of some twenty seconds), srt or vtt.")] = Written.text,
    out: Annotated[Path | None, typer.Option(help="A folder for one file each; without it everything is printed.")] = None,
    recogniser: _Recogniser = None,
    recogniser_model: _RecogniserModel = None,
    language: _Language = None,
    translate: _Translate = None,
    device: _Device = None,
) -> None:
    """Write down what is said."""
    from speechscape.cli.transcribing import transcribe_files
    from speechscape.routes.settings import route_options

    options = route_options(recogniser=recogniser, recogniser_model=recogniser_model, language=language, translate=translate, device=device)
    raise typer.Exit(transcribe_files(clips, options, format.value, out))


@app.command()
def storyboard(
    recording: Annotated[Path, typer.Argument(help="A recording of any length (wav mp3 m4a ogg opus webm flac).")],
    out: Annotated[Path | None, typer.Option(help="The folder; without it one named after the recording. A run that was stopped goes on in it.")] = None,
    panels: Annotated[str, typer.Option(help="At most so many pictures, or auto.")] = "auto",
    every: Annotated[float | None, typer.Option(help="A picture every so many seconds, instead of where it would change.")] = None,
    size: Annotated[int, typer.Option(help="Side of the pictures in pixels, 16 to 4096.")] = 640,
    seed: Seed = 0,
    title: Annotated[str | None, typer.Option(help="The title of the page.")] = None,
    no_sound: Annotated[bool, typer.Option("--no-sound", help="Do not keep the recording beside the page.")] = False,
    route: _Route = None,
    painter: _By = None,
    recogniser: _Recogniser = None,
    recogniser_model: _RecogniserModel = None,
    language: _Language = None,
    translate: _Translate = None,
    diffusion: _Diffusion = None,
    style: _Style = None,
    model: Model = None,
) -> None:
    """Turn a long recording into pictures that can be read: a page, captions, thumbnails."""
    from speechscape.cli.telling import tell_story
    from speechscape.routes.settings import route_options

    options = route_options(
        route=_value(route), painter=_value(painter), recogniser=recogniser, recogniser_model=recogniser_model, language=language, translate=translate, diffusion=diffusion, style=style, model=model
    )  # fmt: skip
    raise typer.Exit(tell_story(recording, out, options, panels=panels, every_s=every, size=size, seed=seed, title=title, sound=not no_sound))


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
    what: Annotated[str, typer.Argument(help="What to score: scenes, people, latent or pictures.")],
    folder: Annotated[Path | None, typer.Argument(help="people: a folder of recordings with their indices (see docs/DATA_CARD.md).")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the report (JSON and a page).")] = Path("evaluation"),
    clips: Annotated[int | None, typer.Option(min=10, help="Clips in each set; scenes: 2000, people: all, latent: 1000, pictures: 400.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the sets.")] = 7,
    route: Via = Route.direct,
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
        raise OptionError(f"cannot evaluate {what!r}; choose: scenes, people FOLDER, latent, pictures")


def run() -> None:
    """Entry point: prints refusals as one line and turns them into exit status 2."""
    try:
        app()
    except SpeechscapeError as error:
        typer.echo(f"speechscape: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
