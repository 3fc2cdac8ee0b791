"""Who plays: from the names in the options to a listener, a recogniser, a prompt writer, a conditioner and a painter. Extras are loaded only where they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speechscape.ears.listener import Listener, read_card
from speechscape.errors import OptionError
from speechscape.hub import find
from speechscape.painters.base import Painter
from speechscape.painters.vector import VectorPainter
from speechscape.prompts.plain import plain
from speechscape.routes.options import RouteOptions, is_address
from speechscape.runtime import latent_folder, model_folder, threads
from speechscape.transcribe.base import Cascade, Recogniser
from speechscape.transcribe.sphinx import Sphinx, SphinxCascade
from speechscape.types import Clip, Heard, Hearing, Prompt
from speechscape.world.painting import alt_text

if TYPE_CHECKING:
    from speechscape.ears.encoders import SpeechEncoder
    from speechscape.painters.adapter import Adapter
    from speechscape.prompts.rewriter import Rewriter

__all__ = ["Conditioner", "Prompter", "listener", "make_conditioner", "make_painter", "make_prompter", "make_recogniser"]


def listener(options: RouteOptions) -> Hearing:
    """Who listens. Raises `ModelError`, `OptionError`, and `SetupError` where an extra is needed and not installed."""
    folder = model_folder(options.model)
    if options.route == "cascade":
        people = tuple(read_card(folder).get("people", ()))  # so that every route is scored on the same people
        return SphinxCascade(trained_on=people) if options.recogniser == "sphinx" else Cascade(make_recogniser(options), people)
    return Listener(folder, threads(), options.threshold, SphinxCascade() if options.route == "fused" else None)


def make_recogniser(options: RouteOptions) -> Recogniser:
    """Speech → text. Raises what its adapter raises."""
    if options.recogniser == "sphinx":
        if options.translate or options.language not in {None, "en"}:
            raise OptionError("pocketsphinx knows English only; for another language or a translation name a Whisper model: --recogniser whisper-tiny")
        return Sphinx()
    if is_address(options.recogniser):
        from speechscape.endpoint import Endpoint
        from speechscape.transcribe.remote import Remote

        return Remote(Endpoint(url=options.recogniser, model=options.recogniser_model or ""), options.language, options.translate)
    from speechscape.transcribe.whisper import Whisper, WhisperOptions

    device = "cuda" if options.device == "cuda" else "cpu"
    return Whisper(find(options.recogniser, "recogniser"), threads(), WhisperOptions(language=options.language, translate=options.translate, device=device))


def make_painter(options: RouteOptions) -> Painter:
    """Who paints. Raises what its adapter raises."""
    if options.painter == "vector":
        return VectorPainter()
    if options.painter == "neural":
        from speechscape.painters.neural import NeuralPainter

        return NeuralPainter(latent_folder(options.model), threads(), options.steps or 1)
    from speechscape.painters.diffusion import DiffusionOptions, DiffusionPainter

    how = DiffusionOptions(
        steps=options.steps, guidance=options.guidance, negative=options.negative, style=options.style, side=options.side, guide=options.guide, strength=options.strength, control=options.control,
        device=options.device, dtype=options.dtype, batch=options.batch, threads=threads(),
    )  # fmt: skip
    return DiffusionPainter(find(options.diffusion, "painter"), how)


@dataclass(frozen=True)
class Prompter:
    """What was heard → a prompt: of a transcript by rules or by a rewriter, else the scene in words."""

    style: str = ""
    negative: str = ""
    rewriter: Rewriter | None = None

    def write(self, heard: Heard) -> Prompt:
        """The text is empty where there is nothing to paint. Raises `EndpointError` where the rewriter fails."""
        said = heard.transcript.text if heard.transcript is not None else alt_text(heard.scene) if not heard.scene.empty else ""
        if self.rewriter is not None and said:
            return self.rewriter.rewrite(said, self.style, self.negative)
        return plain(said, self.style, self.negative)


def make_prompter(options: RouteOptions) -> Prompter:
    """Who writes prompts."""
    if options.rewriter is None:
        return Prompter(options.style, options.negative)
    from speechscape.endpoint import Endpoint
    from speechscape.prompts.rewriter import Rewriter

    return Prompter(options.style, options.negative, Rewriter(Endpoint(url=options.rewriter, model=options.rewriter_model or "")))


@dataclass(frozen=True)
class Conditioner:
    """Speech → the tokens that steer a diffusion model, by a trained adapter; `encoder` is None where the adapter reads our own ears' states, which are there already."""

    adapter: Adapter
    encoder: SpeechEncoder | None

    def condition(self, clip: Clip, heard: Heard) -> NDArray[np.float32] | None:
        """Tokens (N, D), or None where nobody speaks."""
        if heard.states is None:
            return None
        states = heard.states if self.encoder is None else self.encoder.states([clip])[0]
        return self.adapter.condition(states)


def make_conditioner(options: RouteOptions, ears: Hearing, painter: Painter) -> Conditioner | None:
    """Who steers, on the route adapter. Raises `ModelError` where the adapter fits neither the encoder nor the painter."""
    if options.adapter is None:
        return None
    from speechscape.ears.encoders import OWN, encoder
    from speechscape.painters.adapter import Adapter
    from speechscape.painters.diffusion import DiffusionPainter

    assert isinstance(painter, DiffusionPainter)
    adapter = Adapter(Path(options.adapter))
    foreign = None if options.encoder == OWN else encoder(options.encoder)
    adapter.check(encoder=f"{OWN} ({ears.name})" if foreign is None else foreign.name, width=painter.conditioning_width)
    return Conditioner(adapter, foreign)
