"""What the commands take, each option once: its values, its name on the command line, its help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Adapter", "By", "Control", "Device", "Diffusion", "Dtype", "Encoder", "Format", "Guidance", "Guide", "Guided", "Hand", "Language", "Model", "Negative", "Recogniser", "RecogniserModel", "Rewriter", "RewriterModel", "Route", "RouteName", "Seed", "Side", "Size", "Steps", "Strength", "Style", "Together", "Translate", "Via", "Written", "chosen"]


class Format(StrEnum):
    """What ``--format`` takes."""

    png = "png"
    webp = "webp"
    svg = "svg"
    glb = "glb"
    json = "json"


class RouteName(StrEnum):
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
Via = Annotated[RouteName, typer.Option("--route", help="Who listens: direct (the ears alone), fused (the ears with pocketsphinx beside them) or cascade (pocketsphinx alone: the control).")]
Model = Annotated[Path | None, typer.Option(help="A folder with other weights than the shipped ones.")]

# Options of routes: None is what the settings say, or the default of `routes.options.RouteOptions`.
Route = Annotated[RouteName | None, typer.Option("--route", help="direct (our ears alone, the default), fused (with pocketsphinx beside them), cascade (a recogniser's words) or adapter (speech steers a diffusion model).")]
By = Annotated[Hand | None, typer.Option("--painter", help="vector (drawings of the scene, the default), neural (our own network, straight from the speech; 128 pixels of detail) or diffusion (a pretrained pipeline).")]
Steps = Annotated[int | None, typer.Option("--steps", help="Steps of the painter: neural 1, 2, 4 or 8; diffusion what its model was made for.")]
Recogniser = Annotated[str | None, typer.Option("--recogniser", help="Of the cascade: sphinx (the default), a Whisper model (see speechscape models), its folder, or the address of an OpenAI-style server.")]
RecogniserModel = Annotated[str | None, typer.Option("--recogniser-model", help="The server's model.")]
Language = Annotated[str | None, typer.Option("--language", help="What is spoken, such as en or de; left out, it is detected.")]
Translate = Annotated[bool | None, typer.Option("--translate/--no-translate", help="Write English, whatever is spoken.")]
Diffusion = Annotated[str | None, typer.Option("--diffusion", help="A diffusion model (see speechscape models) or its folder.")]
Guidance = Annotated[float | None, typer.Option("--guidance", help="How closely a diffusion model keeps to the words.")]
Negative = Annotated[str | None, typer.Option("--negative", help="What a diffusion model should avoid.")]
Style = Annotated[str | None, typer.Option("--style", help="Words behind every prompt, such as 'watercolour'.")]
Guided = Annotated[Guide | None, typer.Option("--guide", help="Let the scene guide a diffusion model: layout (it starts from our drawing) or edges (through a ControlNet).")]
Strength = Annotated[float | None, typer.Option("--strength", help="How far a guided picture may go from our drawing: 0 to 1.")]
Control = Annotated[Path | None, typer.Option("--control", help="The folder of a ControlNet for --guide edges.")]
Side = Annotated[int | None, typer.Option("--side", help="Pixels a side that a diffusion model paints; --size is made from it.")]
Device = Annotated[str | None, typer.Option("--device", help="auto, cpu, cuda or mps, for other people's models.")]
Dtype = Annotated[str | None, typer.Option("--dtype", help="auto, float32, bfloat16 or float16, for diffusion models.")]
Together = Annotated[int | None, typer.Option("--batch", help="Pictures that a diffusion model paints together.")]
Rewriter = Annotated[str | None, typer.Option("--rewriter", help="The address of an OpenAI-style server whose chat model writes the prompt.")]
RewriterModel = Annotated[str | None, typer.Option("--rewriter-model", help="Its model.")]
Encoder = Annotated[str | None, typer.Option("--encoder", help="The speech encoder that the adapter was trained for: own, or the folder of a HuBERT, WavLM or Whisper.")]
Adapter = Annotated[Path | None, typer.Option("--adapter", help="The folder of a speech adapter, for --route adapter.")]


def chosen(value: StrEnum | None) -> str | None:
    """The word of an option's value, None where it was not given."""
    return None if value is None else value.value
