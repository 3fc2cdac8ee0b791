"""Keeps the arrows of docs/ARCHITECTURE.md: a room imports only rooms above it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "speechscape"
LAYER = {
    "errors": 0, "types": 0, "runtime": 0.5, "endpoint": 0.5, "catalogue": 0.5, "hub": 0.6, "audio": 1, "world": 1, "ears": 2, "latent": 2, "transcribe": 2, "prompts": 1.5, "painters": 2, "storyboard": 2.5, "routes": 3, "data": 3,
    "train": 4, "evaluate": 5, "live": 4, "studio": 4, "server": 5, "cli": 6, "": 7, "__main__": 7,
}  # fmt: skip


OPTIONAL = {"judging.py", "distances.py", "rivals.py", "diffusion.py", "adapter.py", "encoders.py"}
"""Modules outside `train` that run torch: the score's judges, which are never shipped, and other people's models, which are extras."""

HOMES = {"pocketsphinx": {"sphinx.py"}, "faster_whisper": {"whisper.py"}, "httpx": {"endpoint.py"}, "huggingface_hub": {"hub.py"}, "webdataset": {"shards.py"}, "sounddevice": {"microphone.py"}, "pyarrow": {"latent.py"}, "starlette": {"review.py", "studio.py", "app.py"}, "uvicorn": {"review.py", "studio.py", "wire.py"}, "h11": {"wire.py"}, "fastapi": {"app.py"}, "prometheus_client": {"metrics.py"}, "python_multipart": {"bodies.py"}, "fpdf": {"sheet.py", "handing.py"}}
"""Optional packages, and the one module that imports each."""


def _imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_arrows_point_up():
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py").removesuffix("__init__")
        for module in _imports(path):
            if module.startswith("speechscape"):
                other = _room(module)
                if other != room and LAYER[other] >= LAYER[room]:
                    wrong.append(f"{path.relative_to(PACKAGE)} imports {module}")
    assert wrong == []


def test_torch_stays_in_training_and_its_tools_beside_it():
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        outside = {module.split(".")[0] for module in _imports(path)}
        assert room == "train" or path.name in OPTIONAL or not outside & {"torch", "onnx", "tensorboard"}, path
        assert room in {"train", "data"} or path.name == "calibrate.py" or not outside & {"scipy", "tqdm"}, path
        assert all(path.name in homes for package, homes in HOMES.items() if package in outside), path


def test_importing_loads_nothing_heavy():
    code = "import sys, speechscape; print([m for m in ('numpy', 'av', 'onnxruntime', 'torch', 'PIL') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
