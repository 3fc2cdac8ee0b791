"""Handing a picture over to other programs: one writer for each kind of file, chosen by the ending of its name. A file takes its name only when it is whole.

``.svg`` has a named group for each piece; ``.png`` is the picture; ``.ora`` its layers; ``.pdf`` a page of the drawing itself; ``.glb`` cut-outs in space which, seen from the origin at eye level, cover each other as in the picture;
``.json`` the scene, the pieces and the canvas; a name without ending becomes a folder with a transparent PNG for each part, all in the picture's frame, so that they stack.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import numpy as np
import resvg_py
from numpy.typing import NDArray

from speechscape.errors import OptionError, SetupError
from speechscape.painters.base import MAX_SIZE, MIN_SIZE, mark_png, xmp
from speechscape.storyboard.publishing import complete
from speechscape.studio.canvas import Canvas
from speechscape.studio.openraster import HEAD, labels, pixels, strata, write_ora
from speechscape.studio.styles import styled, styled_pixels
from speechscape.types import Box, Scene
from speechscape.world.around import around
from speechscape.world.art.gallery import drawing
from speechscape.world.layout import Spot, painting_order
from speechscape.world.light import light_of
from speechscape.world.painting import alt_text, figure, footing
from speechscape.world.vocabulary import element

if TYPE_CHECKING:
    from PIL.Image import Image

    from speechscape.painters.layers import Layers, Patch, Piece

__all__ = ["ENDINGS", "HISTORIES", "hand_over", "hand_over_beside", "hand_over_history"]

ENDINGS = (".svg", ".png", ".ora", ".pdf", ".glb", ".json")
"""Kinds of files; a name without ending is a folder."""

HISTORIES = (".gif", ".mp4", ".png")
"""Kinds of files that show several canvases: an animation, a film, a contact sheet."""

_HORIZON, _LENS = 0.6, 1.02
"""Of cut-outs in space: where eye level is in a picture; width to the eye, a metre away, of what is as wide as the picture."""
_NEAREST_M, _FARTHEST_M, _AIR_M, _SKY_M = 2.0, 20.0, 9.0, 45.0
_RIM = 0.01
"""What a cut-out leaves free around a thing, as a share of the picture; more than any style draws there."""
_FILM_HZ = 10
_LONGEST_S = 60.0
_CAPTION = 0.09
"""Height of a caption as a share of the picture's."""
_STRIPS = 240
_SKY = re.compile(r'<defs><linearGradient id="sky"[^>]*>(?P<stops>.*?)</linearGradient></defs><rect width="(?P<width>\d+)" height="(?P<height>\d+)" fill="url\(#sky\)"/>')
_STOP = re.compile(r'<stop offset="([^"]*)" stop-color="(#[0-9a-f]{6})"/>')
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def hand_over(canvas: Canvas, path: Path, *, style: str = "plain", size: int = 1024) -> Path:
    """Write a canvas in a style of `STYLES`, `size` pixels square where the kind of file has pixels; where it was written.

    Raises `OptionError` for an ending, a style or a size that is not known and for a folder with something in it, `SetupError` for ``.pdf`` without fpdf2, `OSError` where it cannot be written.
    """
    path = Path(path)
    styled("", style)
    _check(size)
    ending = path.suffix.lower()
    if path.is_dir() or not ending:
        _folder(canvas, path, style, size)
        return path
    if ending not in ENDINGS:
        raise OptionError(f"{path.name} ends in {path.suffix}; choose one of {', '.join(ENDINGS)}, or a name without ending for a folder of PNG files")
    if ending == ".ora":
        write_ora(canvas, path, size, style)
        return path
    data = _WRITERS[ending](canvas, style, size)
    with complete(path) as partial:
        partial.write_bytes(data)
    return path


def hand_over_beside(canvas: Canvas, folder: Path, name: str, style: str = "plain", size: int = 1024) -> list[Path]:
    """What "save" writes: ``NAME.svg`` and ``NAME.ora`` in a folder, which is made where there is none; where they were written. Raises `OptionError` where they cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [hand_over(canvas, folder / f"{name}.{ending}", style=style, size=size) for ending in ("svg", "ora")]
    except OSError as error:
        raise OptionError(f"{folder / name} cannot be written ({error.strerror}); the version is in the project all the same; choose another folder, or make room") from error


def hand_over_history(canvases: Sequence[tuple[str, Canvas | NDArray[np.uint8]]], path: Path, *, style: str = "plain", size: int = 512, seconds: float = 1.2) -> Path:
    """Write canvases, or pictures of them (H, H, 3), in their order, each with its title below it (no room is left where none has one), each shown for `seconds`; where it was written.

    Raises `OptionError` for no canvases, more seconds than a minute, and as `hand_over` does.
    """
    path = Path(path)
    styled("", style)
    _check(size)
    if path.suffix.lower() not in HISTORIES:
        raise OptionError(f"{path.name} ends in {path.suffix or 'nothing'}; choose one of {', '.join(HISTORIES)} for a history")
    if not canvases:
        raise OptionError("the history has no pictures; say what the first one shows")
    if not 1 / _FILM_HZ <= seconds <= _LONGEST_S:
        raise OptionError(f"seconds is {seconds}; a picture can be shown for {1 / _FILM_HZ} to {_LONGEST_S:.0f} seconds")
    titled = any(title for title, _ in canvases)
    frames = [_frame(canvas, title if titled else None, style, size) for title, canvas in canvases]
    data = _history(frames, path.suffix.lower()[1:], seconds)
    with complete(path) as partial:
        partial.write_bytes(data)
    return path


def _check(size: int) -> None:
    if not MIN_SIZE <= size <= MAX_SIZE:
        raise OptionError(f"size is {size}; {MIN_SIZE} to {MAX_SIZE} pixels can be painted")


def _marked(image: Image, alt: str, seed: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return mark_png(out.getvalue(), alt, "", seed)


# --- one picture ------------------------------------------------------------------------------------------------------
def _svg(canvas: Canvas, style: str, size: int) -> bytes:
    """Groups are layers to Inkscape; a piece's further groups, where another piece stands between its copies, are ``piece-KEY-part-2`` and so on."""
    alt = alt_text(canvas.scene)
    packet = xmp(alt, "", canvas.seed).split("?>", 1)[1].rsplit("<?xpacket", 1)[0]
    head = HEAD.replace(">", f' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="{size}" height="{size}" role="img" aria-labelledby="alt">')
    parts, seen = [], dict[int, int]()
    for part in strata(canvas):
        name = part.name if part.key is None else f"piece-{part.key}"
        if part.key is not None:
            seen[part.key] = seen.get(part.key, 0) + 1
            name += f"-part-{seen[part.key]}" if seen[part.key] > 1 else ""
        parts.append(f'<g id="{name}" inkscape:label={quoteattr(part.name)} inkscape:groupmode="layer">{styled(part.body, style)}</g>')
    return f'{head}<title id="alt">{_escaped(alt)}</title><metadata>{packet}</metadata>{"".join(parts)}</svg>'.encode()


def _escaped(text: str) -> str:
    return quoteattr(text)[1:-1]


def _png(canvas: Canvas, style: str, size: int) -> bytes:
    return _marked(pixels(styled(canvas.svg, style), size), alt_text(canvas.scene), canvas.seed)


def _pdf(canvas: Canvas, style: str, size: int) -> bytes:
    """One square page, 1 point to 1 pixel, drawn with lines and areas."""
    try:
        from fpdf import FPDF
    except ImportError:
        raise SetupError('fpdf2 is not installed; install it with: pip install "speechscape[pdf]"') from None
    alt = alt_text(canvas.scene)
    pdf = FPDF(unit="pt", format=(size, size))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.set_creation_date(_MADE)
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_title(alt)
    pdf.set_lang("en")
    pdf.set_keywords("AI-generated")
    pdf.set_creator("Speechscape")
    pdf.add_page()
    pdf.image(io.BytesIO(_stepped(styled(canvas.svg, style)).encode()), 0, 0, size, size, alt_text=alt)
    return bytes(pdf.output())


def _stepped(svg: str) -> str:
    """SVG with the sky in even strips in place of its gradient, whose stops fpdf2 does not keep to."""
    found = _SKY.search(svg)
    if found is None:
        return svg
    wide, high = float(found["width"]), float(found["height"])
    stops = [(float(edge), [int(color[k : k + 2], 16) for k in (1, 3, 5)]) for edge, color in _STOP.findall(found["stops"])]
    edges = [edge for edge, _ in stops]
    strips = []
    for k in range(_STRIPS):
        red, green, blue = (round(float(np.interp((k + 0.5) / _STRIPS, edges, [color[channel] for _, color in stops]))) for channel in range(3))
        strips.append(f'<rect x="0" y="{high * k / _STRIPS:.2f}" width="{wide:.0f}" height="{high - high * k / _STRIPS:.2f}" fill="#{red:02x}{green:02x}{blue:02x}"/>')
    return svg[: found.start()] + "".join(strips) + svg[found.end() :]


def _json(canvas: Canvas, style: str, size: int) -> bytes:
    scene, named = canvas.scene, labels(canvas)
    pieces = [
        {"key": piece.key, "label": named[piece.key], "name": piece.element.name, "color": piece.element.color, "box": _rounded(piece.box), "boxes": [_rounded(spot.box) for spot in piece.spots]} for piece in canvas.pieces
    ]
    row = {"alt": alt_text(scene), "source": "AI-generated", "style": style, "size": size, "place": canvas.place, "setting": vars(scene.setting), "pieces": pieces, "scene": scene.to_json(), "canvas": canvas.to_json()}
    return json.dumps(row, indent=1, ensure_ascii=False).encode()


def _rounded(box: Box) -> list[float]:
    return [round(edge, 4) for edge in box]


def _folder(canvas: Canvas, path: Path, style: str, size: int) -> None:
    """``00 background.png``, ``01 red boat.png`` and so on, from the farthest on, each in the frame of the whole picture."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise OptionError(f"{path} is {'a folder with something in it' if path.is_dir() else 'a file without ending'}; name a new folder, or a file that ends in one of {', '.join(ENDINGS)}")
    partial = path.with_name(path.name + ".partial")
    partial.mkdir()
    try:
        for number, part in enumerate(strata(canvas)):
            image = pixels(styled(part.svg, style), size)
            (partial / f"{number:02d} {part.name}.png").write_bytes(_marked(image, part.name, canvas.seed))
        if path.exists():
            path.rmdir()
        partial.rename(path)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


# --- in space ---------------------------------------------------------------------------------------------------------
def _glb(canvas: Canvas, style: str, size: int) -> bytes:
    from speechscape.painters.glb import glb
    from speechscape.painters.layers import layers

    scene = canvas.scene
    empty = layers(Scene((), replace(scene.setting, place=canvas.place)), canvas.seed, size)
    pieces = _standing(canvas, style, size)
    patches = [*empty.patches, *(patch for spot, piece in pieces if (patch := _foot(canvas, spot, piece, style)) is not None)]
    whole = replace(_around(empty, style), scene=scene, alt=alt_text(scene), patches=tuple(patches), pieces=(*(replace(one, image=_tinted(one.image, style)) for one in empty.pieces), *(piece for _, piece in pieces)))
    return glb(whole)


def _around(empty: Layers, style: str) -> Layers:
    """Sky, ground and what stands far off, in the style."""
    return replace(
        empty, sky=_tinted(empty.sky, style), surfaces=tuple(replace(one, image=_tinted(one.image, style)) for one in empty.surfaces), walls=tuple(replace(one, image=_tinted(one.image, style)) for one in empty.walls),
        growth=tuple(replace(one, image=_tinted(one.image, style)) for one in empty.growth),
    )  # fmt: skip


def _tinted(png: bytes, style: str) -> bytes:
    from PIL import Image

    if style == "plain":
        return png
    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        values = np.array(image.convert("RGBA"))
    colors, where = np.unique(values[..., :3].reshape(-1, 3), axis=0, return_inverse=True)
    values[..., :3] = styled_pixels(colors[None], style)[0][where.reshape(-1)].reshape(values[..., :3].shape)
    out = io.BytesIO()
    Image.fromarray(values).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _standing(canvas: Canvas, style: str, size: int) -> list[tuple[Spot, Piece]]:
    """Cut-outs where a person at the origin sees them as in the picture: what is lower in it is nearer, what is painted later before what it covers."""
    from speechscape.painters.layers import EYE_M, Piece

    scene, named = canvas.scene, labels(canvas)
    stood: list[tuple[Spot, Piece]] = []
    for spot in painting_order(scene, [replace(spot, index=index, copy=copy) for index, piece in enumerate(canvas.pieces) for copy, spot in enumerate(piece.spots)]):
        item = scene.elements[spot.index]
        behind = [-piece.z_m for other, piece in stood if _meet(spot.box, other.box)]
        grounded = footing(item, spot, canvas.place) != "none"
        away = max(_NEAREST_M, min([_away(canvas, scene, spot), *(0.98 * far for far in behind)]))
        scale = away * _LENS
        foot = 0.0 if grounded and not behind else EYE_M - (spot.base - _HORIZON) * scale
        stands = element(item.name).stands
        kind = "ground" if grounded else stands if stands in {"air", "sky"} else "held"
        name = named[canvas.pieces[spot.index].key] + (f", {spot.copy + 1}" if item.count > 1 else "")
        image = _cut_out(canvas, scene, spot, style, size)
        stood.append((spot, Piece(name, item.name, spot.index, spot.copy, kind, (spot.x - 0.5) * scale, foot - _RIM * scale, -away, (spot.width + 2 * _RIM) * scale, (spot.height + 2 * _RIM) * scale, image)))
    return stood


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _away(canvas: Canvas, scene: Scene, spot: Spot) -> float:
    """Metres to where a copy stands; to what it is on, in or above, where it does not stand itself."""
    from speechscape.painters.layers import EYE_M

    walls = [far.radius_m for far in around(canvas.place).far]
    item, base, seen = scene.elements[spot.index], spot.base, {spot.index}
    if element(item.name).stands == "sky":
        return min([_SKY_M, *(0.9 * wall for wall in walls)])
    while item.relation in {"on", "in", "above"} and item.of and item.of[0] not in seen:
        seen.add(item.of[0])
        base, item = max(one.base for one in canvas.pieces[item.of[0]].spots), scene.elements[item.of[0]]
    farthest = min([_FARTHEST_M, *(0.77 * wall for wall in walls)])
    return min(farthest, EYE_M / ((base - _HORIZON) * _LENS) if base > _HORIZON + 0.01 else _AIR_M)


def _cut_out(canvas: Canvas, scene: Scene, spot: Spot, style: str, size: int) -> bytes:
    """A copy alone with a rim around it, in its light and style."""
    item = scene.elements[spot.index]
    left, top, right, bottom = (1000 * edge for edge in (spot.box[0] - _RIM, spot.box[1] - _RIM, spot.box[2] + _RIM, spot.box[3] + _RIM))
    art = figure(item, spot, canvas.place, light_of(scene.setting.time, scene.setting.weather), canvas.seed)
    moved = f'<g id="thing-{spot.index}-{spot.copy}" transform="translate({1000 * spot.box[0]:.2f} {1000 * spot.box[1]:.2f}) scale({1000 * spot.width / drawing(item.name).width:.4f})">{art}</g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.2f} {top:.2f} {right - left:.2f} {bottom - top:.2f}">{styled(moved, style)}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=max(32, min(1024, round(1.3 * size * (spot.width + 2 * _RIM))))))


def _foot(canvas: Canvas, spot: Spot, piece: Piece, style: str) -> Patch | None:
    """What a thing stands on or in, flat on the ground."""
    from speechscape.painters.layers import Patch

    item, setting = canvas.pieces[spot.index].element, canvas.setting
    foot = footing(item, spot, canvas.place)
    if foot == "none" or piece.y_m > 0:
        return None
    color, opacity, wide, deep = {"waves": ("#d6eef4", 0.5, 1.0, 0.16), "pool": ("#5fabc5", 1.0, 1.25, 0.5), "bank": ("#ecd29a", 1.0, 1.35, 0.6), "shadow": ("#10222a", 0.3, 0.88, 0.24)}[foot]
    lit = light_of(setting.time, setting.weather).on(color) if foot != "shadow" else color
    values = np.array([[[int(lit[k : k + 2], 16) for k in (1, 3, 5)]]], np.uint8)
    red, green, blue = styled_pixels(values, style)[0, 0]
    return Patch(foot, f"#{red:02x}{green:02x}{blue:02x}", opacity, piece.x_m, piece.z_m, piece.width_m * wide, max(0.25, piece.width_m * deep), 0 if foot == "shadow" else -1, piece.id)


_WRITERS: dict[str, Callable[[Canvas, str, int], bytes]] = {".svg": _svg, ".png": _png, ".pdf": _pdf, ".glb": _glb, ".json": _json}


# --- several pictures -------------------------------------------------------------------------------------------------
def _frame(canvas: Canvas | NDArray[np.uint8], title: str | None, style: str, size: int) -> NDArray[np.uint8]:
    """A picture (H, W, 3), with its title on a white strip below unless that is None."""
    from PIL import Image, ImageDraw, ImageFont

    picture = pixels(styled(canvas.svg, style), size).convert("RGB") if isinstance(canvas, Canvas) else Image.fromarray(canvas).resize((size, size), Image.Resampling.LANCZOS)
    if title is None:
        return np.array(picture)
    strip = max(12, 2 * round(_CAPTION * size / 2))
    whole = Image.new("RGB", (size, size + strip), "white")
    whole.paste(picture)
    font = ImageFont.load_default(0.5 * strip)
    while title and font.getlength(title) > 0.96 * size:
        title = title.removesuffix("…")[:-1] + "…" if len(title) > 1 else ""
    ImageDraw.Draw(whole).text((size / 2, size + strip / 2), title, "#222222", font, anchor="mm")
    return np.array(whole)


def _history(frames: Sequence[NDArray[np.uint8]], kind: str, seconds: float) -> bytes:
    from speechscape.painters.moving import moving

    if kind == "gif":
        return _gif(frames, seconds)
    repeated = round(seconds * _FILM_HZ) if kind == "mp4" else 1
    return moving([frame for frame in frames for _ in range(repeated)], kind, _FILM_HZ)


def _gif(frames: Sequence[NDArray[np.uint8]], seconds: float) -> bytes:
    """An animation that begins again after the last picture."""
    from PIL import Image

    images = [Image.fromarray(frame) for frame in frames]
    out = io.BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=round(1000 * seconds), loop=0, comment=b"AI-generated")
    return out.getvalue()
