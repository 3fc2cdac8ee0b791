"""Style packs: the SVG of a picture → the same picture in another manner. Only shapes, colours and opacities, no filters, so that every renderer draws them alike.

A style is local: what becomes of a shape depends on that shape and on the thing that it belongs to, and nothing is drawn farther than `REACH` outside of what it belongs to. So an edit changes in any style what it changes in the plain one.
Colours are turned in OKLCH (lightness, chroma, hue as people see them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from speechscape.errors import OptionError

__all__ = ["REACH", "STYLES", "styled", "styled_pixels"]

STYLES = ("plain", "flat", "ink", "pastel", "paper cut", "night neon")

REACH = 10.0
"""How far a style draws outside of a thing, in units of 1000 to a picture."""

Floats = NDArray[np.float64]
Turn = Callable[[Floats, Floats, Floats], tuple[Floats, Floats, Floats]]
"""Lightness (0 to 1), chroma (0 to about 0.37) and hue (radians) → the same of another colour."""

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\b|rgb\((\d+), ?(\d+), ?(\d+)\)")
_THING = re.compile(r'<g id="[^"]*-\d+-\d+"')
_SCALE = re.compile(r"scale\((-?[\d.]+(?:e-?\d+)?)")
_SHAPES = ("<path ", "<ellipse ", "<rect ")
_STOP = re.compile(r'<stop offset="[^"]*" stop-color="([^"]*)"/>')
_SHADOW = 'fill="#10222a" opacity="0.22"'
"""What marks the shadow under a thing."""
_INK, _PAPER = "#2b2a2e", "#fbf6ea"
_PEN = 7.0
"""Lines that are wider keep their colour in ink."""
_BARE_RADIUS = 5.0
"""Shapes smaller than this get no line of their own."""


@dataclass(frozen=True)
class _Style:
    """How things and what is around them are coloured; `under` draws what lies under a thing, `shape` one shape of it, `ground` one shape of what is around."""

    thing: Turn | None
    around: Turn
    under: Callable[[Sequence[str], float], str] = lambda body, scale: ""
    shape: Callable[[str, float], str] | None = None
    """Sees shapes as `thing` coloured them; as they were drawn where that is None."""
    ground: Callable[[str], str] | None = None
    lines: Turn | None = None
    """Of lines around things, where they are coloured in another way."""


def styled(svg: str, style: str) -> str:
    """SVG of a picture, or of a part of it, in a style of `STYLES`; "plain" leaves it as it is. Raises `OptionError` for another."""
    known = _known(style)
    return svg if known is None else _walked(svg, known)


def styled_pixels(pixels: NDArray[np.uint8], style: str) -> NDArray[np.uint8]:
    """Pixels (H, W, 3) of what is around things (sky, ground), coloured as the style does it. Raises `OptionError` as `styled` does."""
    known = _known(style)
    return pixels if known is None else _turned(pixels.reshape(-1, 3), known.around).reshape(pixels.shape)


def _known(style: str) -> _Style | None:
    if style not in STYLES:
        raise OptionError(f"style is {style!r}; choose one of {', '.join(STYLES)}")
    return _PACKS.get(style)


def _walked(svg: str, style: _Style) -> str:
    """Token by token; a thing is taken as a whole."""
    out: list[str] = []
    tokens = _TOKEN.findall(svg)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if _THING.match(token):
            end = _end(tokens, at)
            out += [token, _thing(tokens[at + 1 : end], _scale(token), style), tokens[end]]
            at = end + 1
            continue
        if token.startswith(_SHAPES) and style.ground is not None:
            token = style.ground(token)
        out.append(_colored(token, style.lines if style.lines is not None and _get(token, "fill") == "none" else style.around))
        at += 1
    joined = "".join(out)
    return _banded(joined) if style is _PACKS["flat"] else joined


def _end(tokens: Sequence[str], start: int) -> int:
    """The index of the tag that closes the group opened at `start`."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += (tokens[at].startswith("<g") and not tokens[at].endswith("/>")) - tokens[at].startswith("</g")
        if depth == 0:
            return at
    raise OptionError("the SVG has a group that is never closed")


def _thing(body: Sequence[str], scale: float, style: _Style) -> str:
    """What is inside of a thing's group; `scale` is the picture's units to one of the group."""
    drawn, scales = [], [scale]
    for token in body:
        if token.startswith("<g"):
            scales.append(scales[-1] * _scale(token))
        elif token.startswith("</g"):
            scales.pop()
        fresh = token if style.thing is None else _colored(token, style.thing)
        drawn.append(style.shape(fresh, scales[-1]) if style.shape is not None and token.startswith(_SHAPES) else fresh)
    return style.under(body, scale) + "".join(drawn)


def _scale(token: str) -> float:
    found = _SCALE.search(token)
    return abs(float(found[1])) if found else 1.0


def _with(token: str, **values: str | float | None) -> str:
    """A shape with attributes set, or taken away by None; underscores are hyphens."""
    have = dict(_ATTRIBUTE.findall(token))
    for name, value in values.items():
        have.pop(name.replace("_", "-"), None)
        if value is not None:
            have[name.replace("_", "-")] = f"{value:.3f}" if isinstance(value, float) else value
    return token.split(" ", 1)[0] + "".join(f' {name}="{value}"' for name, value in have.items()) + "/>"


def _get(token: str, name: str) -> str | None:
    found = re.search(rf'\s{name}="([^"]*)"', token)
    return found[1] if found else None


def _silhouette(body: Sequence[str], scale: float, grow: float, color: str, opacity: float = 1.0, down: float = 0.0) -> str:
    """The outline of all shapes together, `grow` units larger all around, `down` units lower; in units of the picture. What one can see through leaves its edge only."""
    parts, scales = [], [scale]
    for token in body:
        if token.startswith("<g"):
            scales.append(scales[-1] * _scale(token))
        elif token.startswith("</g"):
            scales.pop()
        elif token.startswith(_SHAPES):
            lined = float(_get(token, "stroke-width") or 0.0)
            hollow = _get(token, "fill") == "none" or _get(token, "opacity") is not None
            width = lined + 2 * grow / scales[-1]
            token = _with(token, fill="none" if hollow else color, stroke=color, stroke_width=width, stroke_linejoin="round", stroke_linecap="round", opacity=None)
        parts.append(token)
    moved = f' transform="translate(0 {down / scale:.3f})"' if down else ""
    return f'<g opacity="{opacity:.2f}"{moved}>' + "".join(parts) + "</g>"


def _slight(token: str, scale: float) -> bool:
    """Whether a shape is too small for a line around it."""
    if token.startswith("<ellipse "):
        return min(float(_get(token, "rx") or 0), float(_get(token, "ry") or 0)) * scale < _BARE_RADIUS
    if token.startswith("<rect "):
        return min(float(_get(token, "width") or 0), float(_get(token, "height") or 0)) * scale < 2 * _BARE_RADIUS
    numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", _get(token, "d") or "")]
    absolute = not re.search(r"[a-y]", (_get(token, "d") or "").replace("e-", ""))
    across = [max(axis) - min(axis) for axis in (numbers[::2], numbers[1::2]) if axis]
    return absolute and len(across) == 2 and min(across) * scale < _BARE_RADIUS


# --- colours ----------------------------------------------------------------------------------------------------------
_TO_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]])
_TO_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]])


def _lch(rgb: NDArray[np.uint8]) -> tuple[Floats, Floats, Floats]:
    """sRGB (N, 3) → lightness, chroma and hue (N,)."""
    share = rgb.astype(np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lab = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    return lab[:, 0], np.hypot(lab[:, 1], lab[:, 2]), np.arctan2(lab[:, 2], lab[:, 1])


def _linear(light: Floats, chroma: Floats, hue: Floats) -> Floats:
    """Lightness, chroma, hue → linear RGB (N, 3), which may lie outside of what a screen shows."""
    lab = np.stack([light, chroma * np.cos(hue), chroma * np.sin(hue)], 1)
    linear: Floats = ((lab @ np.linalg.inv(_TO_LAB).T) ** 3) @ np.linalg.inv(_TO_LMS).T
    return linear


def _turned(rgb: NDArray[np.uint8], turn: Turn) -> NDArray[np.uint8]:
    """Colours (N, 3) turned; what a screen cannot show becomes paler until it can."""
    light, chroma, hue = turn(*_lch(rgb))
    light = np.clip(light, 0, 1)
    low, high = np.zeros_like(chroma), chroma
    fits = ((value := _linear(light, chroma, hue)) > -1e-4).all(1) & (value < 1 + 1e-4).all(1)
    for _ in range(12):
        middle = (low + high) / 2
        value = _linear(light, middle, hue)
        inside = (value > -1e-4).all(1) & (value < 1 + 1e-4).all(1)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    linear = np.clip(_linear(light, np.where(fits, chroma, low), hue), 0, 1)
    share = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(255 * share), np.uint8)


@lru_cache(maxsize=8192)
def _color(color: str, turn: Turn) -> str:
    found = _COLOR.fullmatch(color)
    assert found is not None
    parts = [int(part) for part in found.groups()] if found[1] else [int(color[k : k + 2], 16) for k in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in _turned(np.array([parts], np.uint8), turn)[0])


def _colored(token: str, turn: Turn) -> str:
    return _COLOR.sub(lambda found: _color(found.group(), turn), token) if token.startswith("<") else token


def _steps(value: Floats, width: float) -> Floats:
    return np.rint(value / width) * width


# --- flat -------------------------------------------------------------------------------------------------------------
def _flat(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    """Steps of lightness, twenty-four hues, three degrees of colour."""
    strong = np.select([chroma < 0.03, chroma < 0.06, chroma < 0.11], [0.0, 0.075, 0.13], 0.2)
    return 0.06 + 0.95 * _steps(light, 0.085), strong, _steps(hue, np.pi / 12)


def _without_shadow(token: str) -> str:
    return "" if _SHADOW in token else token


def _banded(svg: str) -> str:
    """Gradients as bands of one colour each."""

    def banded(found: re.Match[str]) -> str:
        colors = _STOP.findall(found[2])
        edges = [k / len(colors) for k in range(len(colors) + 1)]
        stops = "".join(f'<stop offset="{edge:.3f}" stop-color="{color}"/>' for k, color in enumerate(colors) for edge in edges[k : k + 2])
        return found[1] + stops + found[3]

    return re.sub(r"(<linearGradient[^>]*>)(.*?)(</linearGradient>)", banded, svg)


# --- ink --------------------------------------------------------------------------------------------------------------
def _wash(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    """A thin wash that keeps a breath of the colour."""
    return 0.42 + 0.56 * light, 0.26 * chroma, hue


def _faint(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    return 0.64 + 0.33 * light, 0.012 + 0 * chroma, np.full_like(hue, 1.4)


def _inked(token: str, scale: float) -> str:
    if _get(token, "fill") == "none":
        return _with(token, stroke=_INK) if float(_get(token, "stroke-width") or 0) * scale < _PEN else token
    return token if _get(token, "stroke") or _get(token, "opacity") or _slight(token, scale) else _with(token, stroke=_INK, stroke_width=1.7 / scale, stroke_linejoin="round")


def _edged(token: str) -> str:
    """Lines of the land are drawn, thinner than things."""
    return _with(token, stroke="#4a4a4a", stroke_width=1.8, stroke_opacity="0.8") if _land(token) and not _get(token, "stroke") else token


def _land(token: str) -> bool:
    return token.startswith("<path ") and (_get(token, "d") or "").endswith("H0Z")


# --- pastel -----------------------------------------------------------------------------------------------------------
def _pale(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    return 0.44 + 0.52 * light, np.minimum(0.105, 0.72 * chroma), hue


def _paler(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    return 0.74 + 0.23 * light, np.minimum(0.055, 0.55 * chroma), hue


# --- paper cut --------------------------------------------------------------------------------------------------------
def _card(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    """Coloured card: few tones, none quite black, white or glaring."""
    return 0.1 + 0.84 * _steps(light, 0.04), np.minimum(0.15, 0.92 * chroma), hue


def _card_around(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    return 0.14 + 0.8 * light, np.minimum(0.1, 0.8 * chroma), hue


def _lifted(body: Sequence[str], scale: float) -> str:
    """A soft shadow and a paper edge."""
    soft = "".join(_silhouette(body, scale, grow, "#1a1420", 0.11, 4.0) for grow in (6.0, 5.0, 4.0, 3.0))
    return soft + _silhouette(body, scale, 3.2, _PAPER)


def _layered(token: str) -> str:
    """Land is a sheet that throws a shadow on what is behind it."""
    if _SHADOW in token:
        return ""
    if not _land(token):
        return token
    shadows = "".join(_with(token, fill="#1a1420", opacity="0.07", transform=f"translate(0 {-up})") for up in (13, 9, 6, 3))
    return shadows + _with(token, stroke="#ffffff", stroke_width=2.0, stroke_opacity="0.35")


# --- night neon -------------------------------------------------------------------------------------------------------
def _dim(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    """Dark glass inside the tubes."""
    return 0.17 + 0.2 * light, 0.6 * chroma, hue


def _bright(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    return 0.68 + 0.24 * light, np.where(chroma < 0.03, 0.04, 0.2), np.where(chroma < 0.03, -1.3, hue)


def _dark(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    lamps = (light > 0.8) & (chroma > 0.09)
    return np.where(lamps, 0.55, 0.12 + 0.21 * light), 0.025 + 0.4 * chroma, hue


def _thin(light: Floats, chroma: Floats, hue: Floats) -> tuple[Floats, Floats, Floats]:
    """Lines of the land and of the weather."""
    return 0.25 + 0.3 * light, 0.05 + 0.4 * chroma, hue


def _tubes(token: str, scale: float) -> str:
    """A shape as it was drawn → its outline shines, its inside is dark; small ones shine as a whole."""
    if _get(token, "fill") == "none" or _slight(token, scale):
        return _colored(token, _bright)
    fill = _get(token, "fill") or "#000000"
    if fill.startswith("rgb"):
        return token
    return _with(token, fill=_color(fill, _dim), stroke=_color(fill, _bright), stroke_width=2.4 / scale, stroke_linejoin="round")


def _glowing(body: Sequence[str], scale: float) -> str:
    """Light around a thing, in the colour of its largest part."""
    fills = [fill for token in body if token.startswith(_SHAPES) and (fill := _get(token, "fill")) and fill != "none"]
    color = _color(max(fills, key=lambda fill: (fills.count(fill), fill)), _bright) if fills else "#ffffff"
    return "".join(_silhouette(body, scale, grow, color, opacity) for grow, opacity in ((7.5, 0.12), (5.5, 0.16), (3.8, 0.22), (2.4, 0.3)))


def _outlined(body: Sequence[str], scale: float) -> str:
    return _silhouette(body, scale, 3.2, _INK)


_PACKS = {
    "flat": _Style(_flat, _flat, ground=_without_shadow),
    "ink": _Style(_wash, _faint, _outlined, _inked, _edged),
    "pastel": _Style(_pale, _paler),
    "paper cut": _Style(_card, _card_around, _lifted, ground=_layered),
    "night neon": _Style(None, _dark, _glowing, _tubes, lines=_thin),
}
