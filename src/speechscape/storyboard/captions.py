"""WebVTT: captions for players, and thumbnails with one sprite of all pictures (as video players show them over the time line)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from speechscape.storyboard.book import Storyboard

__all__ = ["captions_vtt", "clock", "sprite", "thumbnails_vtt"]

THUMB = 160
COLUMNS = 10


def clock(seconds: float) -> str:
    """Hours, minutes, seconds and milliseconds as WebVTT writes them."""
    ms = max(0, round(seconds * 1000))
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ").strip()


def captions_vtt(story: Storyboard) -> str:
    """A cue for every line that was heard. Automatic captions are marked as such; a line that is less than half sure ends in a question mark in brackets."""
    cues = ["WEBVTT", f"NOTE\nHeard automatically by {_plain(story.model) or 'Speechscape'}{'' if story.reviewed else '; not reviewed by a person'}."]
    for leaf in story.leaves:
        for line in leaf.lines:
            if line.text.strip():
                doubt = " (?)" if line.confidence is not None and line.confidence < 0.5 else ""
                cues.append(f"{clock(line.start_s)} --> {clock(max(line.end_s, line.start_s + 0.2))}\n{_plain(line.text)}{doubt}")
    return "\n\n".join(cues) + "\n"


def thumbnails_vtt(story: Storyboard, sprite_name: str = "sprite.jpg") -> str:
    """A cue for every leaf that points into the sprite."""
    cues = ["WEBVTT"]
    for number in range(len(story.leaves)):
        row, column = divmod(number, COLUMNS)
        start, end = story.leaves[number].start_s if number else 0.0, story.until_s(number)
        cues.append(f"{clock(start)} --> {clock(max(end, start + 0.2))}\n{sprite_name}#xywh={column * THUMB},{row * THUMB},{THUMB},{THUMB}")
    return "\n\n".join(cues) + "\n"


def sprite(pictures: Sequence[Path]) -> bytes:
    """All pictures (PNG, WebP or JPEG files) as small squares in rows of ten, a JPEG file."""
    from PIL import Image

    rows = -(-max(1, len(pictures)) // COLUMNS)
    sheet = Image.new("RGB", (min(COLUMNS, max(1, len(pictures))) * THUMB, rows * THUMB), "white")
    for number, path in enumerate(pictures):
        row, column = divmod(number, COLUMNS)
        with Image.open(path, formats=("PNG", "WEBP", "JPEG")) as image:
            sheet.paste(image.convert("RGB").resize((THUMB, THUMB), Image.Resampling.LANCZOS), (column * THUMB, row * THUMB))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=82)
    return out.getvalue()
