"""How long ``draw`` takes, how much memory, how big an installation: prints every figure of the README.

    python benchmarks/draw.py [CLIP] [--runs 60] [--size 1024] [--route direct|fused|cascade]

Warm figures come from one process that draws the clip many times (first runs left out), cold ones from fresh processes of
the installed command, memory from the operating system's account of such a process, the size from the files of the
installed distributions. Nothing is asserted: it prints, you judge. Keep the machine idle.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import io
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from speechscape import Speechscape
from speechscape.routes import ROUTES


def four_seconds(clip: Path) -> bytes:
    """The clip as a wav file of exactly four seconds, padded with silence or cut."""
    samples, rate_hz = soundfile.read(clip, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    wanted = 4 * rate_hz
    mono = np.pad(mono, (0, max(0, wanted - len(mono))))[:wanted]
    out = io.BytesIO()
    soundfile.write(out, mono, rate_hz, format="WAV")
    return out.getvalue()


def warm(data: bytes, runs: int, size: int, route: str) -> dict[str, tuple[float, float]]:
    """p50 and p95 in ms of each stage and of all together (writing to a file included)."""
    rows: dict[str, list[float]] = {}
    with Speechscape.from_pretrained(route=route) as speechscape, tempfile.TemporaryDirectory() as folder:
        for number in range(runs + 5):
            began = time.perf_counter()
            drawn = speechscape.draw(data, size=size)
            wrote = time.perf_counter()
            if drawn.picture is not None:
                (Path(folder) / "picture.png").write_bytes(drawn.picture.data)
            ended = time.perf_counter()
            if number >= 5:
                stages = {**drawn.ms, "write": 1000 * (ended - wrote), "all": 1000 * (ended - began)}
                for stage, ms in stages.items():
                    rows.setdefault(stage, []).append(ms)
    return {stage: (float(np.percentile(values, 50)), float(np.percentile(values, 95))) for stage, values in rows.items()}


def cold(clip: Path, runs: int, route: str) -> tuple[float, float, float]:
    """Median and worst seconds of a fresh ``speechscape draw`` to its written file, and the peak memory of its processes in MB."""
    command = [str(Path(sys.executable).parent / "speechscape"), "draw", str(clip), "--route", route]
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs + 1):
            began = time.perf_counter()
            subprocess.run(command, cwd=folder, check=False, capture_output=True)
            seconds.append(time.perf_counter() - began)
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return float(np.median(seconds[1:])), max(seconds[1:]), peak_kb / 1024


def installed_mb() -> tuple[float, list[tuple[float, str]]]:
    """Megabytes on disk of speechscape and everything it requires (no extras), and the largest parts."""
    sizes: dict[str, float] = {}
    waiting = ["speechscape"]
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in sizes:
            continue
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        files = [Path(str(distribution.locate_file(file))) for file in distribution.files or []]
        sizes[name] = sum(path.stat().st_size for path in files if path.is_file()) / 1e6
        for requirement in distribution.requires or []:
            if "extra ==" not in requirement:
                waiting.append("".join(c if c.isalnum() or c in "-_." else " " for c in requirement).split()[0])
    package = Path(__file__).parents[1] / "src" / "speechscape"
    if sizes.get("speechscape", 0) < 1 and package.is_dir():  # an editable installation
        sizes["speechscape"] = sum(path.stat().st_size for path in package.rglob("*") if path.is_file()) / 1e6
    return sum(sizes.values()), sorted(((size, name) for name, size in sizes.items()), reverse=True)[:6]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", nargs="?", type=Path, default=Path(__file__).parents[1] / "samples" / "fox-under-a-tree.wav")
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--cold-runs", type=int, default=5)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--route", default="direct", choices=ROUTES)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    cold_s, worst_s, peak_mb = cold(options.clip, options.cold_runs, options.route)
    stages = warm(four_seconds(options.clip), options.runs, options.size, options.route)
    total_mb, parts = installed_mb()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{'stage (4 s clip)':<18}{'p50 ms':>9}{'p95 ms':>9}")
    for stage, (half, most) in stages.items():
        print(f"{stage:<18}{half:9.1f}{most:9.1f}")
    print(f"cold start         {cold_s:.2f} s median, {worst_s:.2f} s worst of {options.cold_runs}")
    print(f"peak memory        {peak_mb:.0f} MB (largest process)")
    print(f"installed          {total_mb:.0f} MB: " + ", ".join(f"{name} {size:.0f}" for size, name in parts))
    if options.json:
        options.json.write_text(json.dumps({"stages": stages, "cold_s": cold_s, "peak_mb": peak_mb, "installed_mb": total_mb}, indent=1))


if __name__ == "__main__":
    main()
