"""``speechscape models`` behind its arguments."""

from __future__ import annotations

import json

from speechscape.catalogue import MODELS, known
from speechscape.errors import OptionError
from speechscape.hub import models_folder, pull, pulled, unlisted, verify

__all__ = ["list_models", "pull_model", "show_model", "verify_model"]


def list_models(as_json: bool) -> None:
    """Print the catalogue, and what is here."""
    here = {name for name in MODELS if pulled(name) is not None}
    if as_json:
        for model in MODELS.values():
            print(json.dumps({"name": model.name, "kind": model.kind, "here": model.name in here, "licence": model.licence, "accept": model.accept, "download_gb": model.download_gb, "memory_gb": model.memory_gb, "about": model.about}))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("name", "kind", "here", "download", "memory", "licence", "what it is", box=None, pad_edge=False)
    for model in MODELS.values():
        table.add_row(model.name, model.kind, "yes" if model.name in here else "", f"{model.download_gb:g} GB", f"{model.memory_gb:g} GB", model.licence, model.about)
    Console().print(table)
    print(f"\nkept in {models_folder()}; fetch one with: speechscape models pull NAME")


def show_model(name: str) -> None:
    """Print everything about one model."""
    model = known(name)
    here = pulled(name)
    rows = {
        "name": model.name, "kind": model.kind, "what it is": model.about, "licence": f"{model.licence} ({model.licence_page})", "download": f"{model.download_gb:g} GB", "memory": f"about {model.memory_gb:g} GB",
        "from": ", ".join(f"{source.repository} at {source.revision}" for source in model.sources), "here": str(here.folder) if here else f"no; speechscape models pull {name}{f' --accept {model.accept}' if model.accept else ''}",
    }  # fmt: skip
    if model.kind == "painter":
        rows["paints"] = f"{model.side} px in {model.steps} step{'s' * (model.steps > 1)}, guidance {model.guidance:g}"
    for key, value in rows.items():
        print(f"{key:>10}  {value}")


def pull_model(name: str, accept: str | None, kind: str, revision: str | None) -> None:
    """Fetch one model, listed or not."""
    if kind not in {"recogniser", "painter"}:
        raise OptionError(f"kind is {kind!r}; choose recogniser or painter")
    model = known(name) if name in MODELS or "/" not in name else unlisted(name, revision, kind)
    print(f"{name} → {pull(model, accept)}")


def verify_model(name: str) -> int:
    """Print what is wrong with a fetched model; exit status 2 where anything is."""
    wrong = verify(name)
    for line in wrong:
        print(f"{name}: {line}")
    if wrong:
        print(f"fetch it again: speechscape models pull {name}")
    else:
        print(f"{name}: all files are as they were fetched")
    return 2 if wrong else 0
