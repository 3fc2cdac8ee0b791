"""Everything that a route can be told, checked once. The command line, settings and Python callers all fill in this one value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from speechscape.errors import OptionError

__all__ = ["PAINTERS", "ROUTES", "RouteOptions"]

ROUTES = ("direct", "fused", "cascade", "adapter")
"""Ways from speech to a picture: our ears alone; the ears with pocketsphinx as second listener; a recogniser's words; speech states that steer a diffusion model without words."""

PAINTERS = ("vector", "neural", "diffusion")
"""Who paints: the drawings of the world from the scene, our own network from the latent, or a pretrained pipeline from words (or speech conditioning)."""


@dataclass(frozen=True, kw_only=True)
class RouteOptions:
    """How to hear and how to paint. What is None is decided by the model that is used.

    `model` is a folder with other weights of ours than the shipped ones. `recogniser` is "sphinx", a model of `catalogue`, a folder, or the address of an
    OpenAI-style server (then `recogniser_model` is its model's name); `rewriter` and `rewriter_model` likewise. `diffusion` is a model of `catalogue`
    or a folder; `steps` to `batch` as in `painters.diffusion.DiffusionOptions`; `steps` is the neural painter's too. `adapter` is a folder written by ``recipes/adapter.py`` for the
    speech encoder `encoder`: "own" or the folder of a HuBERT, WavLM or Whisper.
    Raises `OptionError` for values and combinations that cannot be.
    """

    route: str = "direct"
    painter: str = "vector"
    model: Path | None = None
    threshold: float | None = None
    recogniser: str = "sphinx"
    recogniser_model: str | None = None
    language: str | None = None
    translate: bool = False
    rewriter: str | None = None
    rewriter_model: str | None = None
    style: str = ""
    negative: str = ""
    diffusion: str = "sd-turbo"
    steps: int | None = None
    guidance: float | None = None
    side: int | None = None
    guide: str = "none"
    strength: float = 0.6
    control: Path | None = None
    device: str = "auto"
    dtype: str = "auto"
    batch: int = 1
    adapter: Path | None = None
    encoder: str = "own"

    def __post_init__(self) -> None:
        if self.route not in ROUTES:
            raise OptionError(f"no route {self.route!r}; choose: {', '.join(ROUTES)}")
        if self.painter not in PAINTERS:
            raise OptionError(f"no painter {self.painter!r}; choose: {', '.join(PAINTERS)}")
        if self.painter == "vector" and self.steps not in {None, 1}:
            raise OptionError(f"steps is {self.steps}, which the vector painter has none of; add --painter neural or --painter diffusion")
        if self.painter == "neural" and self.route in {"cascade", "adapter"}:
            raise OptionError(f"the neural painter paints the latent of the ears' speech states, which the route {self.route} has none of; choose another route or painter")
        if self.route == "adapter" and self.painter != "diffusion":
            raise OptionError(f"the route adapter steers a diffusion model; the painter is {self.painter}: add --painter diffusion")
        if (self.route == "adapter") != (self.adapter is not None):
            raise OptionError("the route adapter goes with a folder written by recipes/adapter.py (--adapter FOLDER), and that with the route adapter")
        for address, model, what in ((self.recogniser if is_address(self.recogniser) else None, self.recogniser_model, "recogniser"), (self.rewriter, self.rewriter_model, "rewriter")):
            if address is not None and not model:
                raise OptionError(f"the {what} at {address} needs the name of its model: add --{what}-model NAME")

    @classmethod
    def made(cls, given: dict[str, Any]) -> RouteOptions:
        """Of names and values. Raises `OptionError` for a name that is no option."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(given) - known)
        if unknown:
            raise OptionError(f"no option {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
        return cls(**given)


def is_address(reference: str) -> bool:
    """Whether a recogniser is named by the address of a server."""
    return reference.startswith(("http://", "https://"))
