"""The storyboard in figures: when it draws, an hour of it, kills, silence and noise, many recordings at once (needs the speech engines).

    python benchmarks/storyboard.py choice [--voice ENGINE/NAME …]   panels on the spoken stories of benchmarks/stories.txt against their marked scenes, F1 within 2 s
    python benchmarks/storyboard.py hour                             an hour of those stories and of silence through the command: times real time, memory by tenths
    python benchmarks/storyboard.py kills                            killed at ten random moments and gone on with: is the folder the same?
    python benchmarks/storyboard.py nothing                          an hour of silence, an hour of noise
    python benchmarks/storyboard.py many                             200 recordings in one call, ten of them broken
    python benchmarks/storyboard.py all --json docs/scores/storyboard.json

A marked scene begins where its first sentence begins. Pauses between sentences last 0.45 to 0.95 s whether a scene ends there or not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from speechscape import Speechscape
from speechscape.audio.activity import utterances
from speechscape.data.stories import Spoken, spoken, stories
from speechscape.data.voices import VOICES, Voice
from speechscape.evaluate.panels import agreement, f1
from speechscape.storyboard.characters import Characters
from speechscape.storyboard.choosing import Told
from speechscape.storyboard.telling import hear, panels
from speechscape.types import RATE_HZ, Heard
from speechscape.world.mentions import mentions

STORIES = Path(__file__).parent / "stories.txt"
HEARD = ("espeak-ng/m3", "espeak-ng/f2", "flite/slt", "flite/rms")
UNHEARD = ("espeak-ng/linda", "espeak-ng/edward", "flite/kal16", "festival/cmu_us_slt_arctic_hts")

Samples = NDArray[np.float32]


def choice(names: Sequence[str]) -> dict[str, Any]:
    """Panels on the spoken stories, for each voice."""
    figures: dict[str, Any] = {}
    with Speechscape.from_pretrained() as speechscape:
        for name in names:
            voice = voice_of(name)
            counts = []
            for title, lines in stories(STORIES):
                story = spoken(title, lines, voice)
                found = [panel.start_s for panel in panels(hear(speechscape.ears, utterances([story.samples])), Characters())]
                counts.append(agreement(found, story.scenes_s))
            figures[name] = {"f1": round(f1(counts), 3), "hits": sum(row[0] for row in counts), "panels": sum(row[1] for row in counts), "scenes": sum(row[2] for row in counts), "heard in training": name in HEARD}
            print(name, figures[name], flush=True)
    figures["every word understood"] = {"f1": round(f1([understood(spoken(title, lines, voice_of(names[0])), lines) for title, lines in stories(STORIES)]), 3)}
    print(figures["every word understood"], flush=True)
    return figures


def understood(story: Spoken, lines: Sequence[tuple[bool, str]]) -> tuple[int, int, int]:
    """The same, had all words been understood: what is left is the choice's own fault."""
    cut = list(utterances([story.samples]))
    assert len(cut) == len(lines)
    told = [Told(one.start_s, one.end_s, Heard(mentions(text).scene, text), one.pause_s) for one, (_, text) in zip(cut, lines, strict=True)]
    return agreement([panel.start_s for panel in panels(told, Characters())], story.scenes_s)


def voice_of(name: str) -> Voice:
    """By engine and name."""
    return next(voice for voice in VOICES if f"{voice.engine}/{voice.name}" == name)


def long_recording(path: Path, minutes: float) -> None:
    """The stories in turns by all voices, with silences of up to half a minute between them."""
    rng = random.Random(0)
    rows, names = list(stories(STORIES)), [*HEARD, *UNHEARD]
    written = 0
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, format="FLAC") as sink:
        while written < minutes * 60 * RATE_HZ:
            title, lines = rows[rng.randrange(len(rows))]
            part = np.concatenate([spoken(title, lines, voice_of(names[rng.randrange(len(names))])).samples, np.zeros(int(rng.uniform(2, 30) * RATE_HZ), np.float32)])
            part = part[: int(minutes * 60 * RATE_HZ) - written]
            sink.write(part)
            written += len(part)


def command(*arguments: object) -> list[str]:
    """The command as a person starts it."""
    return [sys.executable, "-m", "speechscape", *map(str, arguments)]


def hour(scratch: Path, minutes: float) -> dict[str, Any]:
    """A long recording through the command."""
    recording = scratch / "hour.flac"
    long_recording(recording, minutes)
    began = time.perf_counter()
    process = subprocess.Popen(command("storyboard", recording, "--out", scratch / "hour"), stdout=subprocess.PIPE, text=True)
    seen = list[tuple[float, float]]()
    while process.poll() is None:
        seen.append((time.perf_counter() - began, resident_mb(process.pid)))
        time.sleep(0.1)
    taken = time.perf_counter() - began
    tenths = [round(max([mb for at, mb in seen if int(10 * at / taken) == tenth], default=0.0)) for tenth in range(10)]
    figures = {
        "minutes": minutes, "seconds": round(taken, 1), "times_real_time": round(60 * minutes / taken, 1), "peak_mb": max(tenths), "mb_by_tenth": tenths,
        "panels": len(json.loads((scratch / "hour" / "storyboard.json").read_text())["panels"]), "folder_mb": round(sum(path.stat().st_size for path in (scratch / "hour").rglob("*") if path.is_file()) / 1e6),
    }  # fmt: skip
    print(figures, flush=True)
    return figures


def resident_mb(pid: int) -> float:
    """Of a process and all below it."""
    return sum(int((_read(Path(f"/proc/{one}/statm")).split() or ["0", "0"])[1]) for one in _family(pid)) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _family(pid: int) -> list[int]:
    children = [int(child) for task in _tasks(pid) for child in _read(task / "children").split()]
    return [pid, *(one for child in children for one in _family(child))]


def _tasks(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:  # it has just ended
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def kills(scratch: Path, times: int = 10) -> dict[str, Any]:
    """Kill -9 at a random moment, then gone on with, so many times; against a run that nobody stopped."""
    recording = scratch / "kills.flac"
    long_recording(recording, 4)
    began = time.perf_counter()
    subprocess.run(command("storyboard", recording, "--out", scratch / "whole"), check=True, stdout=subprocess.DEVNULL)
    whole_s = time.perf_counter() - began
    rng = random.Random(1)
    killed = same = tries = 0
    while killed < times and tries < 4 * times:
        tries += 1
        out = scratch / f"killed-{tries}"
        process = subprocess.Popen(command("storyboard", recording, "--out", out), stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(rng.uniform(0.05, 0.95) * whole_s)
        alive = process.poll() is None
        if alive:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if alive:
            subprocess.run(command("storyboard", recording, "--out", out), check=True, stdout=subprocess.DEVNULL)
            killed, same = killed + 1, same + (contents(scratch / "whole") == contents(out))
    figures = {"killed": killed, "same": same, "files": len(contents(scratch / "whole"))}
    print(figures, flush=True)
    return figures


def contents(folder: Path) -> dict[str, str]:
    """SHA-256 of every file."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def nothing(scratch: Path) -> dict[str, Any]:
    """Hours with no speech: what the command says, and how many panels it made."""
    rng = np.random.default_rng(0)
    kinds: dict[str, Callable[[int], Samples]] = {"silence": lambda count: np.zeros(count, np.float32), "noise": lambda count: (0.05 * rng.standard_normal(count)).astype(np.float32)}
    figures: dict[str, Any] = {}
    for kind, make in kinds.items():
        recording = scratch / f"{kind}.flac"
        with soundfile.SoundFile(recording, "w", RATE_HZ, 1, format="FLAC") as sink:
            for _ in range(360):
                sink.write(make(10 * RATE_HZ))
        began = time.perf_counter()
        done = subprocess.run(command("storyboard", recording, "--out", scratch / kind), capture_output=True, text=True, check=False)
        story = json.loads((scratch / kind / "storyboard.json").read_text())
        figures[kind] = {"exit": done.returncode, "seconds": round(time.perf_counter() - began, 1), "panels": len(story["panels"]), "says": (done.stderr + done.stdout).strip().rpartition(": ")[2]}
        print(kind, figures[kind], flush=True)
    return figures


def many(scratch: Path, count: int = 200, broken: int = 10) -> dict[str, Any]:
    """Many short recordings in one call, some of them broken."""
    rng = random.Random(2)
    folder = scratch / "many"
    folder.mkdir()
    rows = list(stories(STORIES))
    voices = [voice_of(name) for name in HEARD]
    for number in range(count):
        path = folder / f"talk-{number:03}.wav"
        if number % (count // broken) == 7:
            path.write_bytes((b"", b"RIFF", b"RIFF\xff\xff\xff\xffWAVEfmt ", rng.randbytes(5000))[number // (count // broken) % 4])
        else:
            title, lines = rows[number % len(rows)]
            soundfile.write(path, spoken(title, lines[1:5], voices[number % len(voices)]).samples, RATE_HZ)
    began = time.perf_counter()
    done = subprocess.run(command("storyboard", *sorted(folder.iterdir()), "--out", scratch / "boards"), capture_output=True, text=True, check=False)
    made = sum((scratch / "boards" / path.stem / "index.html").is_file() for path in folder.iterdir())
    reasons = [line for line in done.stderr.splitlines() if "talk-" in line]
    figures = {"recordings": count, "broken": broken, "exit": done.returncode, "folders": made, "reasons": len(reasons), "seconds": round(time.perf_counter() - began, 1)}
    print(figures, *reasons[:3], sep="\n", flush=True)
    return figures


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("choice", "hour", "kills", "nothing", "many", "all"))
    parser.add_argument("--voice", action="append", help="for choice; heard ones and unheard ones if not given")
    parser.add_argument("--minutes", type=float, default=60.0, help="for hour")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "choice": lambda: choice(options.voice or [*HEARD, *UNHEARD]), "hour": lambda: hour(scratch, options.minutes), "kills": lambda: kills(scratch), "nothing": lambda: nothing(scratch),
            "many": lambda: many(scratch),
        }  # fmt: skip
        figures = {name: part() for name, part in parts.items() if options.what in {name, "all"}}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
