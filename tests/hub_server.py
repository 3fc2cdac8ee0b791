"""A hub on this machine: the few addresses that the hub's own client asks when it fetches a snapshot."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """Files by repository and name; what was asked; files whose transfer breaks off halfway, once."""

    files: dict[str, dict[str, bytes]]
    url: str = ""
    asked: list[str] = field(default_factory=list)
    breaks: set[str] = field(default_factory=set)


@contextmanager
def hub_serving(files: dict[str, dict[str, bytes]]) -> Iterator[Hub]:
    """Serve repositories on loopback at `COMMIT` while the block runs."""
    hub = Hub(files)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, body: bool) -> None:
            path = unquote(self.path.split("?")[0])
            hub.asked.append(f"{self.command} {path}")
            parts = path.strip("/").split("/")
            if parts[:2] == ["api", "models"]:
                repository = "/".join(parts[2:4])
                if repository in hub.files and parts[4:] == ["revision", COMMIT]:
                    siblings = [{"rfilename": name, "size": len(data)} for name, data in hub.files[repository].items()]
                    return self._send(200, json.dumps({"id": repository, "modelId": repository, "sha": COMMIT, "siblings": siblings, "tags": [], "private": False}).encode(), {"Content-Type": "application/json"})
                if repository in hub.files and parts[4:6] == ["tree", COMMIT]:
                    rows = [{"type": "file", "path": name, "size": len(data), "oid": hashlib.sha1(data).hexdigest()} for name, data in hub.files[repository].items()]
                    return self._send(200, json.dumps(rows).encode(), {"Content-Type": "application/json"})
                return self._send(404, b'{"error":"Repository not found"}', {"X-Error-Code": "RepoNotFound"})
            name = "/".join(parts[4:])
            data = hub.files.get("/".join(parts[:2]), {}).get(name)
            if parts[2:4] != ["resolve", COMMIT] or data is None:
                return self._send(404, b"", {"X-Error-Code": "EntryNotFound"})
            start = 0
            if self.headers.get("Range"):
                start = int(self.headers["Range"].removeprefix("bytes=").split("-")[0])
            headers = {"ETag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
            if start:
                headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            return self._send(206 if start else 200, data[start:], headers, body, cut=name in hub.breaks)

        def _send(self, status: int, data: bytes, headers: dict[str, str], body: bool = True, cut: bool = False) -> None:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if body:
                self.wfile.write(data[: len(data) // 2] if cut else data)
                if cut:
                    self.close_connection = True

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
