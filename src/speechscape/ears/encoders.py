"""Frozen speech encoders behind one interface: clip → speech states. Our own ears, or a HuBERT, WavLM or Whisper in a folder, through transformers (Apache-2.0).

An adapter (`painters.adapter`) is trained on the states of one of them and reads those of no other, so each has a name that says which weights it has.
Nothing is trained or fetched here; of a folder only safetensors are read, and no code in it is run. `train.adapter` and whoever paints from speech call this
module. Our own ears need nothing more; the others need ``pip install "speechscape[diffusion]"``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from speechscape.audio.limits import MIN_S
from speechscape.audio.silence import sounding
from speechscape.ears.features import log_mel
from speechscape.ears.listener import STATE_S, Listener
from speechscape.errors import AudioError, ModelError, OptionError, SetupError
from speechscape.runtime import model_folder, threads
from speechscape.types import RATE_HZ, Clip

__all__ = ["OWN", "Foreign", "Own", "SpeechEncoder", "encoder"]

OWN = "own"
"""The reference of our own ears, where others are named by their folder."""

_BATCH = 16
_CLASSES = {"hubert": "HubertModel", "wavlm": "WavLMModel", "whisper": "WhisperModel"}
_SPARED = "masked_spec_embed"
"""A weight that only training needs, so that published folders may lack it."""

States = NDArray[np.float32]


class SpeechEncoder(Protocol):
    """Turns clips into speech states and is never trained further: same clip, same states, alone or among others."""

    name: str
    """What it is and whose weights it has; a checkpoint made on its states keeps this."""
    width: int
    """Width D of a state."""
    state_s: float
    """Seconds of speech that one state stands for."""

    def states(self, clips: Sequence[Clip]) -> list[NDArray[np.float32]]:
        """States (S, D) of each clip, in order of time. Raises `AudioError` for a clip shorter than 0.2 s."""
        ...


def encoder(reference: str | Path, *, layers: Sequence[int] = (), device: str = "cpu") -> SpeechEncoder:
    """The encoder called `OWN`, or the one in a folder; `layers` and `device` are for the latter, see `Foreign`. Raises as they do, and `OptionError` for layers of our own."""
    if str(reference) != OWN:
        return Foreign(reference, layers=layers, device=device)
    if layers:
        raise OptionError(f"layers {list(layers)} of {OWN!r} cannot be chosen: leave them out, or name the folder of another encoder")
    return Own()


class Own:
    """The ears that ship with Speechscape, on onnxruntime: 256 wide, a state each 80 ms of what sounds, the same as `types.Heard.states`. Raises `ModelError` as `ears.listener` does."""

    state_s = STATE_S

    def __init__(self, folder: str | Path | None = None) -> None:
        self._ears = Listener(model_folder(folder), threads())
        self.name, self.width = f"{OWN} ({self._ears.name})", self._ears.width

    def states(self, clips: Sequence[Clip]) -> list[States]:
        """See `SpeechEncoder`; silence before and behind the speech has no states."""
        _check_lengths(clips)
        found: list[States] = []
        for first in range(0, len(clips), _BATCH):
            part = clips[first : first + _BATCH]
            found += self._ears.states([log_mel(clip.samples[slice(*sounding(clip))]) for clip in part])
        return found


class Foreign:
    """A HuBERT (Hsu et al. 2021), WavLM (Chen et al. 2022) or Whisper (Radford et al. 2022) encoder in a folder as transformers saves it; a state each 20 ms.

    The states are those of the last layer, or with `layers` the mean of some: 0 is what enters the first layer, 1 what leaves it. Raises `SetupError` without
    transformers, `ModelError` for a folder that holds no such model, is damaged or brings code, `OptionError` for a layer that is not there.
    """

    def __init__(self, folder: str | Path, *, layers: Sequence[int] = (), device: str = "cpu") -> None:
        folder = Path(folder)
        kind = _kind_of(folder)
        self._torch, transformers = _libraries()
        self._model, self._prepare = _load(folder, kind, transformers, self._torch)
        config = self._model.config
        if not all(0 <= layer <= config.num_hidden_layers for layer in layers):
            raise OptionError(f"layers {list(layers)} of {folder.name}; it has 0 to {config.num_hidden_layers}")
        self._whisper, self._device, self.layers = kind == "whisper", device, tuple(layers)
        self._model.eval().requires_grad_(False).to(device)
        self._window, self._hop = _window_of(self._model, self._prepare, folder) if self._whisper else (0, int(np.prod(config.conv_stride)))
        self.name = f"{kind} ({folder.name}{', layers ' + '+'.join(map(str, layers)) if layers else ''})"
        self.width, self.state_s = int(config.hidden_size), self._hop / RATE_HZ

    def states(self, clips: Sequence[Clip]) -> list[States]:
        """See `SpeechEncoder`. Clips go through one by one: some of these models normalise over a whole row, padding included, and would hear each clip's neighbours."""
        _check_lengths(clips)
        with self._torch.inference_mode():
            return [self._windows(clip.samples) if self._whisper else self._whole(clip.samples) for clip in clips]

    def _whole(self, samples: States) -> States:
        return self._run(self._prepare(samples, sampling_rate=RATE_HZ, return_tensors="pt").input_values)

    def _windows(self, samples: States) -> States:
        """Whisper hears windows of 30 s, the last filled up with silence: what belongs to that silence is cut off."""
        parts = []
        for first in range(0, len(samples), self._window):
            part = samples[first : first + self._window]
            heard = self._run(self._prepare(part, sampling_rate=RATE_HZ, return_tensors="pt").input_features)
            parts.append(heard[: -(-len(part) // self._hop)])
        return np.concatenate(parts)

    def _run(self, inputs: Any) -> States:
        if not self.layers:
            chosen = self._model(inputs.to(self._device)).last_hidden_state
        else:
            every = self._model(inputs.to(self._device), output_hidden_states=True).hidden_states
            chosen = self._torch.stack([every[layer] for layer in self.layers]).mean(dim=0)
        return np.asarray(chosen[0].float().cpu().numpy(), np.float32)


def _check_lengths(clips: Sequence[Clip]) -> None:
    for clip in clips:
        if clip.seconds < MIN_S:
            raise AudioError(f"{clip.source or 'clip'} lasts {clip.seconds:.2f} s; need at least {MIN_S:.2f} s: record a little longer")


def _kind_of(folder: Path) -> str:
    """What kind of encoder a folder holds, after a look at what it would run or unpickle."""
    path = folder / "config.json"
    if not path.is_file():
        raise ModelError(f"no speech encoder in {folder}: config.json is not there; name {OWN!r}, or a folder with a {', '.join(_CLASSES)} model")
    try:
        settings = [json.loads(one.read_text(encoding="utf-8")) for one in sorted(folder.glob("*config.json"))]
        kind = str(json.loads(path.read_text(encoding="utf-8")).get("model_type"))
    except (ValueError, AttributeError, RecursionError) as error:
        raise ModelError(f"the settings in {folder} are damaged ({error}); fetch the model again") from error
    code = [one.relative_to(folder).as_posix() for one in sorted(folder.rglob("*.py"))] + ["auto_map"] * any("auto_map" in one for one in settings if isinstance(one, dict))
    if code:
        raise ModelError(f"{folder} brings code of its own ({', '.join(code)}), which is never run; use a model that transformers itself knows")
    if kind not in _CLASSES:
        raise ModelError(f"{folder} holds a {kind!r}; speech states come from one of {', '.join(_CLASSES)}, or from {OWN!r}")
    if not any(folder.glob("*.safetensors")):
        raise ModelError(f"{folder} has no safetensors weights, and pickled ones are never opened; fetch the model's safetensors, or convert them where you trust their maker")
    return kind


def _libraries() -> tuple[Any, Any]:
    try:
        import torch
        import transformers
    except ImportError:
        raise SetupError('transformers is not installed; install it with: pip install "speechscape[diffusion]"') from None
    quiet: Any = transformers.utils.logging
    quiet.set_verbosity_error()
    quiet.disable_progress_bar()
    return torch, transformers


def _load(folder: Path, kind: str, transformers: Any, torch: Any) -> tuple[Any, Any]:
    """The encoder, and what prepares sound for it."""
    from safetensors import SafetensorError

    where: dict[str, Any] = {"local_files_only": True}
    reader = transformers.WhisperFeatureExtractor if kind == "whisper" else transformers.Wav2Vec2FeatureExtractor
    try:
        config = transformers.AutoConfig.from_pretrained(str(folder), trust_remote_code=False, **where)
        prepare = reader.from_pretrained(str(folder), **where)
        model, found = getattr(transformers, _CLASSES[kind]).from_pretrained(str(folder), config=config, use_safetensors=True, dtype=torch.float32, output_loading_info=True, **where)
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError, SafetensorError) as error:
        raise ModelError(f"the {kind} in {folder} cannot be loaded ({str(error)[:300]}); it needs config.json, preprocessor_config.json and safetensors: fetch it again") from error
    lacking = sorted(name for name in found["missing_keys"] if _SPARED not in name)
    if lacking:
        raise ModelError(f"{folder} lacks {len(lacking)} weights of a {kind} ({lacking[0]}, …), which would be random; fetch the model again")
    if prepare.sampling_rate != RATE_HZ:
        raise ModelError(f"{folder} hears {prepare.sampling_rate} Hz; clips have {RATE_HZ} Hz: use a model for that rate")
    return (model.get_encoder() if kind == "whisper" else model), prepare


def _window_of(model: Any, prepare: Any, folder: Path) -> tuple[int, int]:
    """Samples that a Whisper hears at once, and samples of one of its states."""
    hop = prepare.hop_length * model.conv1.stride[0] * model.conv2.stride[0]
    if prepare.n_samples != hop * model.config.max_source_positions:
        raise ModelError(f"{folder}: preprocessor_config.json makes windows of {prepare.n_samples} samples, config.json wants {hop * model.config.max_source_positions}; fetch the model again")
    return int(prepare.n_samples), int(hop)
