"""A socket on which browsers are heard, before the server that answers them runs."""

from __future__ import annotations

import socket

from speechscape.errors import OptionError

__all__ = ["listening"]


def listening(host: str, port: int) -> socket.socket:
    """A socket on which browsers are heard from now on; port 0 takes a free one. Raises `OptionError` where it cannot be had."""
    if not 0 <= port <= 65535:
        raise OptionError(f"port is {port}; it takes 0 (a free one) to 65535")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        heard = socket.socket(family, kind, proto)
    except (OSError, UnicodeError) as error:
        raise OptionError(f"cannot listen at {host} ({error}); leave --host out to serve this machine only") from error
    try:
        heard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        heard.bind(address)
        heard.listen(64)
    except OSError as error:
        heard.close()
        raise OptionError(f"cannot listen at {host}, port {port} ({error.strerror}); choose another --port, or leave it out") from error
    return heard
