"""Time of day and weather as light: it changes every colour of a picture, except what shines by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from speechscape.world.art.kit import mix

__all__ = ["Light", "light_of"]

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_TINTS = {"day": "#ffffff", "morning": "#ffeeda", "sunset": "#f7bd96", "night": "#7c88c4"}
_SKIES = {
    "day": ("#6bb6ea", "#a9d8f2", "#e3f3f6"), "morning": ("#8fb6e0", "#f3c9b5", "#fde9c4"),
    "sunset": ("#4a3c78", "#d9697a", "#fbb667"), "night": ("#141a3c", "#2f3470", "#6a5a96"),
}  # fmt: skip
_GRAYS = {"clear": ("#ffffff", 0.0), "cloudy": ("#9aa5b1", 0.3), "rain": ("#6f7b8c", 0.48), "snow": ("#c3ccd9", 0.42), "fog": ("#c9cfd3", 0.55)}


@dataclass(frozen=True)
class Light:
    """`tint` multiplies colours; `veil` is mixed into them by `strength`; `sky` runs from the zenith to the horizon."""

    tint: str
    veil: str
    strength: float
    sky: tuple[str, str, str]
    night: bool

    def on(self, svg: str, far: float = 0.0, softer: float = 0.0) -> str:
        """SVG with every ``#rrggbb`` in this light; `far` (0 to 1) adds haze, `softer` (0 to 1) weakens the light."""
        return _HEX.sub(lambda match: self.color(match.group(), far, softer), svg)

    def color(self, color: str, far: float = 0.0, softer: float = 0.0) -> str:
        """One colour in this light."""
        return _lit(color.lower(), mix(self.tint, "#ffffff", softer), self.veil, min(0.9, self.strength * (1 - softer) * (0.35 + far)), self.sky[2], 0.35 * far)


@lru_cache(maxsize=4096)
def _lit(color: str, tint: str, veil: str, strength: float, haze: str, far: float) -> str:
    channels = [int(color[k : k + 2], 16) * int(tint[k : k + 2], 16) // 255 for k in (1, 3, 5)]
    lit = "#" + "".join(f"{channel:02x}" for channel in channels)
    return mix(mix(lit, veil, strength), haze, far)


@lru_cache(maxsize=32)
def light_of(time: str | None, weather: str | None) -> Light:
    """The light of a time of day (day when unsaid) and a weather (clear when unsaid)."""
    tint = _TINTS[time or "day"]
    gray, share = _GRAYS[weather or "clear"]
    veil = _multiply(gray, tint)
    sky = tuple(mix(color, veil, min(0.85, 1.5 * share)) for color in _SKIES[time or "day"])
    return Light(tint, veil, share, sky, time == "night")  # type: ignore[arg-type]


def _multiply(first: str, second: str) -> str:
    return "#" + "".join(f"{int(first[k : k + 2], 16) * int(second[k : k + 2], 16) // 255:02x}" for k in (1, 3, 5))
