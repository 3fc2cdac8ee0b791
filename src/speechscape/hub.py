"""Fetches, keeps and checks the models of `catalogue`. The only module that ever downloads anything, and only when a person says so.

Each model gets a folder of its own with a ``manifest.json``: sources with their commits, licence, and size and SHA-256 of every file. Fetching goes on where it was broken off.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speechscape.catalogue import MODELS, Model, Source, known
from speechscape.errors import ModelError, OptionError, SetupError

__all__ = ["Pulled", "find", "models_folder", "offline", "pull", "pulled", "unlisted", "verify"]

_MANIFEST = "manifest.json"
_PAIR = re.compile(r"[\w.-]+/[\w.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SAFE = ("*.json", "*.txt", "*.safetensors", "*.model", "*/*.json", "*/*.txt", "*/*.safetensors", "*/*.model")
_CHUNK_BYTES = 1 << 22
_REACH_S = 5.0


@dataclass(frozen=True)
class Pulled:
    """A fetched model: its folder and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]


def models_folder() -> Path:
    """Where models are kept: ``SPEECHSCAPE_MODELS``, else the user's cache."""
    asked = os.environ.get("SPEECHSCAPE_MODELS")
    if asked:
        return Path(asked)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "speechscape" / "models"
    return Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "speechscape" / "models"


def offline() -> bool:
    """True where ``SPEECHSCAPE_OFFLINE`` or ``HF_HUB_OFFLINE`` says that nothing is to be fetched."""
    return any(os.environ.get(name, "").lower() not in {"", "0", "false", "no"} for name in ("SPEECHSCAPE_OFFLINE", "HF_HUB_OFFLINE"))


def find(reference: str | Path, kind: str) -> Path:
    """The folder of a model: the one named, or the fetched one of that name. Nothing is fetched. Raises `ModelError` that says how to fetch it, `OptionError` for an unknown name."""
    if os.sep in str(reference) or Path(reference).is_dir():
        if Path(reference).is_dir():
            return Path(reference)
        if not _PAIR.fullmatch(str(reference)):
            raise ModelError(f"no folder {reference}; name a folder with a {kind}, or one of: {', '.join(name for name, model in MODELS.items() if model.kind == kind)}")
    name = str(reference)
    here = pulled(name)
    if here is not None:
        return here.folder
    if _PAIR.fullmatch(name):
        raise ModelError(f"{name} is not here; fetch it with: speechscape models pull {name} --kind {kind} --revision COMMIT")
    model = known(name, kind)
    accept = f" --accept {model.accept}" if model.accept else ""
    raise ModelError(f"{name} is not here ({model.download_gb:g} GB, {model.licence}); fetch it once with: speechscape models pull {name}{accept}")


def unlisted(repository: str, revision: str | None, kind: str) -> Model:
    """A repository of the hub that the catalogue does not list. Raises `OptionError` without a commit to hold on to."""
    if not _PAIR.fullmatch(repository):
        raise OptionError(f"{repository!r} is no repository; it looks like owner/name")
    if revision is None or not _COMMIT.fullmatch(revision):
        raise OptionError(f"revision is {revision!r}; name a commit by its 40 hexadecimal digits, so that what is fetched today is what is fetched tomorrow")
    files = ("config.json", "model.bin", "tokenizer.json", "vocabulary.*", "preprocessor_config.json") if kind == "recogniser" else _SAFE
    source = Source(repository=repository, revision=revision, files=files)
    return Model(name=repository, kind=kind, sources=(source,), licence="as its page says", licence_page=f"huggingface.co/{repository}", accept="its-licence", download_gb=0, memory_gb=0, about="not in the catalogue")


def pulled(name: str) -> Pulled | None:
    """The fetched model of that name, or None. Raises `ModelError` where its manifest is damaged."""
    folder = _home(name)
    manifest = folder / _MANIFEST
    if not manifest.is_file():
        return None
    try:
        return Pulled(folder, json.loads(manifest.read_text()))
    except ValueError as error:
        raise ModelError(f"{manifest} is damaged ({error}); fetch the model again: speechscape models pull {name}") from error


def pull(model: Model, accept: str | None = None, tell: Callable[[str], None] = print) -> Path:
    """Fetch a model; what it is, its licence, size and memory are told before the first byte of it. Returns its folder.

    Raises `OptionError` where its licence has to be accepted and was not, `SetupError` without huggingface-hub, `ModelError` when offline or broken off (go on by calling again).
    """
    tell(f"{model.name}: {model.about}")
    tell(f"licence: {model.licence} ({model.licence_page})")
    if model.download_gb:
        tell(f"download: {model.download_gb:g} GB; memory to run it: about {model.memory_gb:g} GB; goes to {_home(model.name)}")
    if model.accept is not None and accept != model.accept:
        given = f"--accept is {accept!r}; " if accept is not None else ""
        raise OptionError(f"{given}the licence of {model.name} has to be accepted: read it at {model.licence_page}, then add --accept {model.accept}")
    if offline():
        raise ModelError(f"offline: {model.name} cannot be fetched while SPEECHSCAPE_OFFLINE or HF_HUB_OFFLINE is set; unset it, or copy the folder from elsewhere and name it")
    _reach(model.name)
    folder = _home(model.name)
    partial = folder.with_name(folder.name + ".partial")
    partial.mkdir(parents=True, exist_ok=True)
    _room_for(model, partial)
    for source in model.sources:
        _fetch(source, partial / source.into, tell)
    _write_manifest(model, partial)
    if folder.exists():
        _remove(folder)
    partial.rename(folder)
    return folder


def verify(name: str) -> list[str]:
    """What is wrong with a fetched model: files that are missing, have another content, or were added. An empty list says that all is well. Raises `ModelError` where it is not here."""
    here = pulled(name)
    if here is None:
        raise ModelError(f"{name} is not here; fetch it with: speechscape models pull {name}")
    expected: dict[str, dict[str, Any]] = here.manifest["files"]
    found = _contents(here.folder)
    wrong = [f"{path} is missing" for path in expected if path not in found]
    wrong += [f"{path} was not fetched with it" for path in found if path not in expected]
    wrong += [f"{path} has another content than when it was fetched" for path, row in expected.items() if path in found and _row(here.folder / path) != row]
    return wrong


def _reach(name: str) -> None:
    """Refuse at once where there is no way to the hub, instead of after many tries."""
    import socket
    from urllib.parse import urlsplit

    parts = urlsplit(os.environ.get("HF_ENDPOINT") or "https://huggingface.co")
    if any(os.environ.get(variable) for variable in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")):
        return  # the proxy knows the way
    try:
        socket.create_connection((parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)), _REACH_S).close()
    except OSError as error:
        raise ModelError(f"offline: {parts.hostname} cannot be reached ({error}), so {name} cannot be fetched; connect to the network, or copy the folder from elsewhere and name it") from error


def _home(name: str) -> Path:
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)?", name) or ".." in name:
        raise OptionError(f"{name!r} is no model's name")
    return models_folder() / name.replace("/", "--")


def _room_for(model: Model, folder: Path) -> None:
    import shutil

    free_gb = shutil.disk_usage(folder).free / 1e9
    if free_gb < model.download_gb * 1.05:
        raise ModelError(f"{model.name} needs {model.download_gb:g} GB and {folder.parent} has {free_gb:.1f} GB free; make room, or set SPEECHSCAPE_MODELS to another disk")


def _fetch(source: Source, folder: Path, tell: Callable[[str], None]) -> None:
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        raise SetupError('huggingface-hub is not installed; install it with: pip install "speechscape[whisper]" or "speechscape[diffusion]"') from None
    tell(f"fetching {source.repository} at {source.revision[:12]}")
    try:
        snapshot_download(source.repository, revision=source.revision, local_dir=folder, allow_patterns=list(source.files), ignore_patterns=["*.py", "*.bin.index.json"], endpoint=os.environ.get("HF_ENDPOINT"), max_workers=2)
    except Exception as error:  # the client raises errors of several libraries
        raise ModelError(f"{source.repository} could not be fetched ({type(error).__name__}: {str(error).splitlines()[0][:200]}); call again to go on where it broke off") from error


def _write_manifest(model: Model, folder: Path) -> None:
    files = {path: _row(folder / path) for path in _contents(folder)}
    if not any(Path(path).suffix in {".safetensors", ".bin"} for path in files):
        raise ModelError(f"{model.name}: no weights among the {len(files)} files that were fetched; name a repository with safetensors files")
    sources = [{"repository": source.repository, "revision": source.revision} for source in model.sources]
    manifest = {"name": model.name, "kind": model.kind, "sources": sources, "licence": model.licence, "accepted": model.accept, "files": files}
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")


def _contents(folder: Path) -> list[str]:
    """Files of a model, relative to its folder; the client's own notes under ``.cache`` and the manifest are not."""
    paths = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.as_posix() for path in paths if path.parts[0] != ".cache" and ".cache" not in path.parts and path.as_posix() != _MANIFEST]


def _row(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with open(path, "rb") as content:
        while part := content.read(_CHUNK_BYTES):
            digest.update(part)
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder)
