"""What requests carry: sound as the body itself, as a part of a form, or in JSON. Read within bounds of size and time, kept in memory, never written to a disk. The only module that imports python-multipart."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from speechscape.errors import SetupError
from speechscape.server.limits import Limits, RefusedError

try:
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import MultipartParser, parse_options_header
except ImportError:
    raise SetupError('python-multipart is not installed; install it with: pip install "speechscape[serve]"') from None

__all__ = ["Upload", "read_upload"]

_FIELDS, _FIELD_BYTES = 32, 65_536
_NO_AUDIO = {"application/x-www-form-urlencoded", "text/html", "text/plain"}


@dataclass
class Upload:
    """The sound, undecoded, and what was said beside it; or, where that is taken, a scene as JSON instead of sound."""

    audio: bytes = b""
    scene: dict[str, Any] | None = None
    fields: dict[str, Any] = field(default_factory=dict)


async def read_upload(stream: AsyncIterator[bytes], content_type: str, limits: Limits, scenes: bool = False) -> Upload:
    """A request's body; with `scenes` JSON may hold a scene instead of sound. Raises `RefusedError`: 413 too large, 408 too slow, 400 out of shape, 415 nothing that could be sound."""
    kind, options = parse_options_header(content_type.encode("latin-1", "replace"))
    name = kind.decode("latin-1").lower()
    if name in _NO_AUDIO:
        raise RefusedError(415, "no_audio", f"{name} is no sound; send an audio file as the body, or as the part named file of a form")
    try:
        async with asyncio.timeout(limits.body_s):
            if name == "multipart/form-data":
                upload = await _form(stream, options.get(b"boundary", b""), limits.body_bytes)
            elif name == "application/json":
                upload = _from_json(await _whole(stream, limits.body_bytes * 4 // 3 + _FIELD_BYTES), scenes)
            else:
                upload = Upload(await _whole(stream, limits.body_bytes))
    except TimeoutError:
        raise RefusedError(408, "too_slow", f"the body did not come within {limits.body_s:g} s; send it again") from None
    if upload.scene is None and not upload.audio:
        raise RefusedError(400, "no_audio", "there is no sound in this request; send an audio file as the body, as the part named file of a form, or as audio in base64 in JSON")
    if len(upload.audio) > limits.body_bytes:
        raise _too_large(limits.body_bytes)
    return upload


def _too_large(most: int) -> RefusedError:
    return RefusedError(413, "too_large", f"more than {most / 1e6:.0f} MB; compress the recording, or cut it")


async def _whole(stream: AsyncIterator[bytes], most: int) -> bytes:
    body = bytearray()
    async for part in stream:
        body += part
        if len(body) > most:
            raise _too_large(most)
    return bytes(body)


def _from_json(body: bytes, scenes: bool) -> Upload:
    try:
        row = json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(400, "bad_json", "the body is no JSON; send an object with audio in base64") from None
    if scenes and isinstance(row, dict) and isinstance(row.get("scene"), dict):
        return Upload(scene=row["scene"])
    if not isinstance(row, dict) or not isinstance(row.get("audio"), str):
        raise RefusedError(400, "no_audio", "send a JSON object with audio, a file in base64")
    text = row.pop("audio")
    try:
        return Upload(base64.b64decode(text.partition(",")[2] if text.startswith("data:") else text, validate=True), fields=row)
    except (ValueError, binascii.Error):
        raise RefusedError(400, "bad_base64", "audio is no base64; encode the file with the standard alphabet") from None


class _Form:
    """Parts of a form as they come: `file` is sound, the others are short texts."""

    def __init__(self, boundary: bytes, most: int) -> None:
        self.upload = Upload()
        self._most, self._audio, self._text = most, bytearray(), bytearray()
        self._head: dict[bytes, bytes] = {}
        self._name, self._value = bytearray(), bytearray()
        self._part, self._count = "", 0
        self.done = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin, "on_header_field": self._add_name, "on_header_value": self._add_value, "on_header_end": self._end_header,
                "on_headers_finished": self._named, "on_part_data": self._data, "on_part_end": self._end, "on_end": self._all,
            },
        )  # fmt: skip

    def write(self, data: bytes) -> None:
        """More of the body."""
        self._parser.write(data)

    def _begin(self) -> None:
        self._head, self._part, self._count = {}, "", self._count + 1
        self._text.clear()
        if self._count > _FIELDS:
            raise RefusedError(400, "bad_form", f"a form has at most {_FIELDS} parts")

    def _add_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._bound(self._name)

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._bound(self._value)

    def _bound(self, part: bytearray) -> None:
        if len(part) > _FIELD_BYTES:
            raise RefusedError(413, "too_large", f"all parts of a form but file have at most {_FIELD_BYTES} bytes")

    def _end_header(self) -> None:
        if len(self._head) < _FIELDS:
            self._head[bytes(self._name).lower()] = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _named(self) -> None:
        _, options = parse_options_header(self._head.get(b"content-disposition", b""))
        self._part = options.get(b"name", b"").decode(errors="replace")
        if self._part == "file" and self._audio:
            raise RefusedError(400, "bad_form", "a form has one part named file")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._part in {"file", "audio"}:
            self._audio += data[start:end]
            if len(self._audio) > self._most:
                raise _too_large(self._most)
        else:
            self._text += data[start:end]
            self._bound(self._text)

    def _end(self) -> None:
        if self._part not in {"file", "audio"}:
            self.upload.fields[self._part] = self._text.decode(errors="replace")

    def _all(self) -> None:
        self.upload.audio, self.done = bytes(self._audio), True


async def _form(stream: AsyncIterator[bytes], boundary: bytes, most: int) -> Upload:
    try:
        if not boundary:
            raise RefusedError(400, "bad_form", "the form has no boundary; let your client set Content-Type")
        form, came = _Form(boundary, most), 0
        async for part in stream:
            came += len(part)
            if came > most + _FIELDS * _FIELD_BYTES:
                raise _too_large(most)
            form.write(part)
    except FormParserError:
        raise RefusedError(400, "bad_form", "the form is out of shape; let your client make it") from None
    if not form.done:
        raise RefusedError(400, "bad_form", "the form breaks off")
    return form.upload
