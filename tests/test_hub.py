"""Fetching models from a hub on loopback, with the hub's own client: licence first, pinned, complete, checked."""

from __future__ import annotations

import json
import sys

import pytest

from speechscape.catalogue import MODELS, Model, Source, known
from speechscape.errors import ModelError, OptionError, SetupError
from speechscape.hub import find, models_folder, pull, pulled, unlisted, verify
from tests.hub_server import COMMIT, hub_serving

FILES = {"model_index.json": b"{}", "unet/config.json": b"{}", "unet/model.safetensors": b"weights" * 1000, "unet/model.bin": b"pickle", "run.py": b"raise SystemExit", "README.md": b"hello"}


@pytest.fixture
def hub(monkeypatch, tmp_path):
    monkeypatch.setenv("SPEECHSCAPE_MODELS", str(tmp_path / "models"))
    for name in ("SPEECHSCAPE_OFFLINE", "HF_HUB_OFFLINE", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with hub_serving({"someone/painter": dict(FILES)}) as serving:
        monkeypatch.setenv("HF_ENDPOINT", serving.url)
        yield serving


def _model(**facts) -> Model:
    source = Source(repository="someone/painter", revision=COMMIT, files=("model_index.json", "*/*.json", "*/*.safetensors"))
    return Model(**{"name": "small", "kind": "painter", "sources": (source,), "licence": "Free", "licence_page": "page", "download_gb": 0.001, "memory_gb": 1, "about": "a painter", **facts})


def test_only_safe_files_are_fetched_and_written_down(hub):
    told: list[str] = []
    folder = pull(_model(), tell=told.append)
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts) == ["manifest.json", "model_index.json", "unet/config.json", "unet/model.safetensors"]
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["sources"] == [{"repository": "someone/painter", "revision": COMMIT}]
    assert manifest["files"]["unet/model.safetensors"]["bytes"] == 7000
    assert "licence: Free (page)" in told
    assert any("memory to run it: about 1 GB" in line for line in told)
    assert not any("run.py" in asked for asked in hub.asked)
    assert verify("small") == []


def test_nothing_is_fetched_before_its_licence_is_accepted(hub):
    told: list[str] = []
    for given in (None, "yes"):
        with pytest.raises(OptionError, match="read it at page, then add --accept special"):
            pull(_model(accept="special"), given, told.append)
    assert hub.asked == []
    assert "licence: Free (page)" in told
    assert pull(_model(accept="special"), "special", told.append).is_dir()


@pytest.mark.parametrize("variable", ["SPEECHSCAPE_OFFLINE", "HF_HUB_OFFLINE"])
def test_offline_is_refused_flatly(hub, monkeypatch, variable):
    monkeypatch.setenv(variable, "1")
    with pytest.raises(ModelError, match=r"offline: small cannot be fetched .* copy the folder from elsewhere and name it"):
        pull(_model(), tell=lambda line: None)
    assert hub.asked == []


def test_what_broke_off_is_not_there_and_goes_on_when_called_again(hub):
    hub.breaks.add("unet/model.safetensors")
    with pytest.raises(ModelError, match=r"could not be fetched .* call again"):
        pull(_model(), tell=lambda line: None)
    assert pulled("small") is None
    hub.breaks.clear()
    folder = pull(_model(), tell=lambda line: None)
    assert (folder / "unet/model.safetensors").read_bytes() == FILES["unet/model.safetensors"]


def test_a_repository_without_safe_weights_is_refused(hub):
    hub.files["someone/painter"].pop("unet/model.safetensors")
    with pytest.raises(ModelError, match="no weights among the 2 files"):
        pull(_model(), tell=lambda line: None)


def test_a_repository_that_is_not_there(hub):
    with pytest.raises(ModelError, match="nobody/nothing could not be fetched"):
        pull(unlisted("nobody/nothing", COMMIT, "painter"), "its-licence", lambda line: None)


def test_what_changed_later_is_found(hub):
    folder = pull(_model(), tell=lambda line: None)
    (folder / "unet/config.json").write_text("{ }")
    (folder / "unet/model.safetensors").unlink()
    (folder / "extra.py").write_text("")
    assert verify("small") == ["unet/model.safetensors is missing", "extra.py was not fetched with it", "unet/config.json has another content than when it was fetched"]
    with pytest.raises(ModelError, match="other is not here"):
        verify("other")


def test_a_model_is_found_by_folder_by_name_or_not_at_all(hub, tmp_path):
    assert find(tmp_path, "painter") == tmp_path
    folder = pull(_model(), tell=lambda line: None)
    assert find("small", "painter") == folder
    with pytest.raises(ModelError, match=r"sd-turbo is not here \(2.6 GB, Stability AI Community Licence\); fetch it once with: speechscape models pull sd-turbo --accept stability-community"):
        find("sd-turbo", "painter")
    with pytest.raises(OptionError, match="no recogniser 'sd-turbo'; choose one of whisper-tiny"):
        find("sd-turbo", "recogniser")
    with pytest.raises(ModelError, match="models pull some/model --kind painter --revision COMMIT"):
        find("some/model", "painter")
    with pytest.raises(ModelError, match=r"no folder /nowhere/at/all; name a folder with a recogniser, or one of: whisper-tiny"):
        find("/nowhere/at/all", "recogniser")
    assert folder.parent == models_folder()


def test_a_repository_outside_the_catalogue_needs_a_commit():
    with pytest.raises(OptionError, match="revision is 'main'; name a commit by its 40 hexadecimal digits"):
        unlisted("a/b", "main", "painter")
    with pytest.raises(OptionError, match="looks like owner/name"):
        unlisted("../../etc", COMMIT, "painter")


def test_every_model_of_the_catalogue_is_pinned_and_told_about():
    for model in MODELS.values():
        assert known(model.name, model.kind) is model
        assert model.licence
        assert model.download_gb > 0
        assert model.memory_gb > 0
        assert all(len(source.revision) == 40 and not any(pattern.endswith((".py", ".ckpt", ".pt", ".pkl")) for pattern in source.files) for source in model.sources)
        assert (model.steps > 0 and model.side > 0) == (model.kind == "painter")


def test_without_the_client_the_error_names_the_install_line(hub, monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(SetupError, match="pip install"):
        pull(_model(), tell=lambda line: None)


def test_without_a_network_it_is_refused_at_once(monkeypatch, tmp_path):
    monkeypatch.setenv("SPEECHSCAPE_MODELS", str(tmp_path))
    for name in ("SPEECHSCAPE_OFFLINE", "HF_HUB_OFFLINE", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with hub_serving({}) as serving:
        monkeypatch.setenv("HF_ENDPOINT", serving.url)
    with pytest.raises(ModelError, match=r"offline: 127\.0\.0\.1 cannot be reached .* copy the folder from elsewhere"):
        pull(_model(), tell=lambda line: None)
