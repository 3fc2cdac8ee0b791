"""One OpenAI-style HTTP endpoint: where it is, which model, whose key. Recognisers and rewriters that live elsewhere ask through it.

Nothing is sent before a person has named an address. The key is read from an environment variable when it is needed and never written anywhere.
Install the client with ``pip install "speechscape[endpoint]"``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from speechscape.errors import EndpointError, OptionError, SetupError

__all__ = ["KEY_VARIABLE", "Endpoint"]

KEY_VARIABLE = "SPEECHSCAPE_API_KEY"
_MOST_BYTES = 8_000_000
_ADVICE = {401: "check the key in {key}", 403: "check the key in {key} and its rights", 404: "check the address and the model's name", 413: "send a shorter clip", 429: "wait, or raise your quota"}


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """An address up to and with ``/v1``, a model's name, and the environment variable that holds the key (it may be unset for a server that asks for none).

    Raises `OptionError` for what is no http(s) address, and for http to anything but this machine while a key is set.
    """

    url: str
    model: str
    key_variable: str = KEY_VARIABLE
    timeout_s: float = 60.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise OptionError(f"endpoint is {self.url!r}; give an address such as http://127.0.0.1:8000/v1")
        if parts.username or parts.password:
            raise OptionError(f"the endpoint's address carries a password; leave it out and put the key into {self.key_variable}")
        if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"} and os.environ.get(self.key_variable):
            raise OptionError(f"endpoint {self.url} would get the key of {self.key_variable} unencrypted; use https, or unset the key")

    def post(self, path: str, **content: Any) -> Any:
        """The JSON answer to a POST of `content` (httpx' ``json``, ``files``, ``data``). Raises `EndpointError` for whatever comes instead, `SetupError` without httpx."""
        try:
            import httpx
        except ImportError:
            raise SetupError('httpx is not installed; install it with: pip install "speechscape[endpoint]"') from None
        key = os.environ.get(self.key_variable)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        address = f"{self.url.rstrip('/')}/{path}"
        try:
            with httpx.Client(timeout=self.timeout_s, follow_redirects=False) as client, client.stream("POST", address, headers=headers, **content) as answer:
                body = _read(answer, address)
        except httpx.TimeoutException as error:
            raise EndpointError(f"{address} gave no answer within {self.timeout_s:.0f} s; try again, or raise its timeout") from error
        except httpx.HTTPError as error:
            raise EndpointError(f"{address} cannot be reached ({error}); check the address, or work without it") from error
        if answer.status_code != 200:
            advice = _ADVICE.get(answer.status_code, "see what its server says").format(key=self.key_variable)
            raise EndpointError(f"{address} answered {answer.status_code} ({body[:200].decode(errors='replace').strip()}); {advice}")
        return _json(body, address)


def _read(answer: Any, address: str) -> bytes:
    parts: list[bytes] = []
    held = 0
    for part in answer.iter_bytes():
        held += len(part)
        if held > _MOST_BYTES:
            raise EndpointError(f"{address} answered with more than {_MOST_BYTES / 1e6:.0f} MB; that is no transcript or prompt: check the address")
        parts.append(part)
    return b"".join(parts)


def _json(body: bytes, address: str) -> Any:
    import json

    try:
        return json.loads(body)
    except ValueError as error:
        raise EndpointError(f"{address} answered with something that is not JSON ({body[:80].decode(errors='replace')!r}); check the address") from error
