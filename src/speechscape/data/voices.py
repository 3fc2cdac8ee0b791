"""The speech engines that speak the training data: espeak-ng, flite and festival, as installed on the system.

They are needed to make data, never to run the product. `VOICES` says which voice trains and which is kept for the score.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from speechscape.errors import SetupError
from speechscape.types import RATE_HZ

__all__ = ["ENGINES", "VOICES", "Voice", "phones", "speak", "speak_many"]

_DIALECTS = ("en-us", "en-us", "en-us", "en-gb", "en-gb", "en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-rp", "en-029", "en-us-nyc")
_UNSEEN_DIALECTS = ("en-gb-x-gbcwmd", "en-us", "en-gb")
_VARIANTS = (
    "adam Alex Alicia Andrea Andy Annie antonio aunty belinda benjamin boris caleb david Denis Diogo ed edward edward2 Gene Gene2 gustave "
    "announcer Henrique Hugo iven iven2 iven3 iven4 Jacky john kaukovalta Lee linda marcelo Marco Mario max Michael michel miguel Mike "
    "Nguyen pablo paul pedro quincy RicishayMax RicishayMax2 RicishayMax3 rob robert steph steph2 steph3 Storm travis victor zac anika "
    "AnxiousAndy f1 f2 f3 f4 f5 grandpa grandma klatt klatt2 klatt3 klatt4 klatt5 klatt6 m1 m2 m3 m4 m5 m6 m7 m8 norbert sandro shelby "
    "croak whisper whisperf"
).split()  # fmt: skip
_UNSEEN_VARIANTS = frozenset("f4 m5 Andrea boris edward iven3 klatt4 linda Mario pedro rob steph2 victor zac Hugo".split())


@dataclass(frozen=True)
class Voice:
    """One voice of one engine. `split` is "train", "unseen voice" or "unseen engine"."""

    engine: str
    name: str
    split: str


VOICES = (
    *(Voice("espeak-ng", name, "unseen voice" if name in _UNSEEN_VARIANTS else "train") for name in _VARIANTS),
    *(Voice("flite", name, "train") for name in ("awb", "rms", "slt")),
    Voice("flite", "kal16", "unseen voice"),
    *(Voice("festival", name, "unseen engine") for name in ("kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts")),
)
"""Every voice. The festival engine is never trained on; its kal and ked diphone voices are of nobody heard in training."""

ENGINES = frozenset(voice.engine for voice in VOICES)
"""Their names; whoever else speaks is a person."""


def _run(command: list[str], data: bytes = b"") -> bytes:
    if shutil.which(command[0]) is None:
        raise SetupError(f"speech engine {command[0]!r} is not installed; install the system package {command[0]!r} (only data making needs it)")
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=120).stdout


def _read(path: Path) -> NDArray[np.float32]:
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=False)
    return samples if rate_hz == RATE_HZ else soxr.resample(samples, rate_hz, RATE_HZ).astype(np.float32)


@lru_cache(maxsize=1)
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="speechscape-voices-"))


def speak(text: str, voice: Voice, rng: random.Random) -> NDArray[np.float32]:
    """`text` by `voice` as float32 samples at 16 kHz, with a random rate and pitch from `rng`. Raises `SetupError`."""
    wav = _scratch() / "speech.wav"
    if voice.engine == "espeak-ng":
        dialect = rng.choice(_UNSEEN_DIALECTS if voice.split != "train" else _DIALECTS)
        rate, pitch, gap = rng.randint(115, 205), rng.randint(20, 80), rng.choice((0, 0, 0, 0, 1, 3, 6))
        _run(["espeak-ng", "-v", f"{dialect}+{voice.name}", "-s", str(rate), "-p", str(pitch), "-g", str(gap), "-w", str(wav), "--", text])
    elif voice.engine == "flite":
        stretch = rng.uniform(0.8, 1.3)
        target_hz = {"slt": 180.0, "awb": 120.0, "rms": 105.0, "kal16": 105.0}[voice.name] * rng.uniform(0.85, 1.2)
        _run(["flite", "-voice", voice.name, "--setf", f"duration_stretch={stretch:.2f}", "--setf", f"int_f0_target_mean={target_hz:.0f}", "-t", text, "-o", str(wav)])
    else:
        return speak_many([text], voice, rng)[0]
    return _read(wav)


def speak_many(texts: list[str], voice: Voice, rng: random.Random) -> list[NDArray[np.float32]]:
    """Many texts by one voice; festival is started once for all of them. Raises `SetupError`."""
    if voice.engine != "festival":
        return [speak(text, voice, rng) for text in texts]
    folder = _scratch()
    script = [f"(voice_{voice.name})"]
    for number, text in enumerate(texts):
        clean = text.replace("\\", " ").replace('"', " ")
        script.append(f"(Parameter.set 'Duration_Stretch {rng.uniform(0.85, 1.25):.2f})")
        script.append(f'(utt.save.wave (utt.synth (Utterance Text "{clean}")) "{folder}/festival-{number}.wav" \'riff)')
    scheme = folder / "festival.scm"
    scheme.write_text("\n".join(script))
    _run(["festival", "--batch", str(scheme)])
    return [_read(folder / f"festival-{number}.wav") for number in range(len(texts))]


_STRESS = str.maketrans("", "", "',%=|!-;#?")


def phones(text: str) -> list[str]:
    """The phones of `text` in espeak-ng's US English, stress left out: reference targets for every voice."""
    lines = _run(["espeak-ng", "-q", "-x", "--sep=_", "-v", "en-us", "--", text]).decode()
    return [phone for word in lines.split() for phone in (part.translate(_STRESS) for part in word.split("_")) if phone not in {"", ":"}]
