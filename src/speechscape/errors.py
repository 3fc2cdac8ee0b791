"""The one family of exceptions. Each message gives the value, the limit and the way out."""

from __future__ import annotations

__all__ = ["AudioError", "EndpointError", "ModelError", "OptionError", "PaintError", "SetupError", "SpeechscapeError"]


class SpeechscapeError(Exception):
    """Anything that Speechscape refuses, with a message for the person who asked."""


class AudioError(SpeechscapeError):
    """The input is not usable speech audio: not audio, damaged, too short, too long, out of range."""


class OptionError(SpeechscapeError):
    """An option has a value that cannot be used."""


class ModelError(SpeechscapeError):
    """Model files are missing, damaged or made by another version."""


class SetupError(SpeechscapeError):
    """Something that this act needs is not installed."""


class EndpointError(SpeechscapeError):
    """A server that was asked did not give what it was asked for."""


class PaintError(SpeechscapeError):
    """A painter gave no picture: it was stopped, or refuses to show what it painted."""
