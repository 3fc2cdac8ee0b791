"""Speechscape: say it, see it. Importing this package does no work; names below load on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from speechscape.routes import Drawn, Speechscape
    from speechscape.types import Clip, Element, Picture, Scene, Setting

__all__ = ["Clip", "Drawn", "Element", "Picture", "Scene", "Setting", "Speechscape"]
__version__ = "0.1.0"

_HOMES = {"Speechscape": "routes", "Drawn": "routes", "Clip": "types", "Element": "types", "Picture": "types", "Scene": "types", "Setting": "types"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'speechscape' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"speechscape.{_HOMES[name]}"), name)
