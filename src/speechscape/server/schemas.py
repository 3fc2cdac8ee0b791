"""Shapes of what requests are answered with, for OpenAPI. What is sent is made elsewhere; tests hold it against these."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["DrawnShape", "HealthShape", "ImagesShape", "RefusalShape", "SceneAnswerShape", "SceneShape", "TranscriptShape"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FaultShape(_Shape):
    """What was wrong."""

    code: str = Field(description="A word that programs can read.")
    message: str = Field(description="A sentence for a person.")


class RefusalShape(_Shape):
    """Every answer that is none."""

    error: FaultShape


class HealthShape(_Shape):
    """Whether the server runs."""

    status: str
    version: str
    model: str


class SettingShape(_Shape):
    """Where and when; null where nothing was said."""

    place: str | None
    time: str | None
    weather: str | None


class ElementShape(_Shape):
    """One thing, or several alike."""

    name: str
    count: int
    color: str | None
    size: str | None
    relation: str | None
    of: str | list[str] | None = Field(description="What the relation refers to; two names for between.")
    of_index: list[int]
    box: tuple[float, float, float, float] | None = Field(description="x0, y0, x1, y1 as fractions of the picture.")
    confidence: float
    start_s: float | None
    end_s: float | None
    column: int | None
    heard_by: list[str]
    look: int | None = None


class SceneShape(_Shape):
    """What was meant."""

    setting: SettingShape
    elements: list[ElementShape]


class SceneAnswerShape(_Shape):
    """A recording as a scene."""

    scene: SceneShape
    account: str = Field(description="What is seen, or why nothing, in a sentence.")
    words: str
    nothing: bool = Field(description="Whether there is nothing to paint.")
    reason: str | None
    doubts: list[list[str]] = Field(description="Heard, but not surely enough: for each the names that it may be, likeliest first.")
    seed: int
    model: str
    route: str
    ms: dict[str, float] = Field(description="Milliseconds by stage.")


class PictureShape(_Shape):
    """A picture in an answer of JSON."""

    format: str
    media_type: str
    width: int
    height: int
    alt: str
    data: str = Field(description="The file in base64.")


class DrawnShape(SceneAnswerShape):
    """A recording as a scene and a picture."""

    picture: PictureShape | None


class ImageShape(_Shape):
    """One of several pictures."""

    b64_json: str
    revised_prompt: str = Field(description="What is seen in it.")


class ImagesShape(_Shape):
    """Pictures as OpenAI-style clients expect them."""

    created: int = Field(description="Seconds since 1970.")
    data: list[ImageShape]
    output_format: str
    size: str


class SaidShape(_Shape):
    """A word."""

    word: str
    start: float
    end: float
    probability: float


class TranscriptShape(BaseModel):
    """Words as OpenAI-style clients expect them; all but `text` with ``response_format=verbose_json`` only."""

    text: str
    language: str | None = None
    duration: float | None = None
    words: list[SaidShape] | None = None
