"""Other people's models that Speechscape knows how to use: where they are, under which licence, how large. Facts only; `hub` fetches, adapters load.

Every source is pinned to a commit. Only safetensors, CTranslate2 and text files are ever fetched: nothing that runs code on being read.
Sizes are of the files that are fetched, as published at that commit (SDXL-Lightning and LCM: from their file lists, rounded); memory is what running on a processor in
32-bit floats takes, rounded up.
"""

from __future__ import annotations

from dataclasses import dataclass

from speechscape.errors import OptionError

__all__ = ["MODELS", "Model", "Source", "known"]

_PIPELINE = ("model_index.json", "*/*.json", "*/*.txt", "*/*.model")
_WHISPER = ("config.json", "model.bin", "tokenizer.json", "vocabulary.*", "preprocessor_config.json")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Files of a repository on the hub at one commit; `into` is the folder they go to inside the model's own."""

    repository: str
    revision: str
    files: tuple[str, ...]
    into: str = ""


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model that can be fetched. `kind` is "recogniser" or "painter"; `accept` is the word that accepts its licence, None where using it is free for all ends.

    `side` is its own picture size in pixels, `steps` and `guidance` what it was made for; `spacing` is how its scheduler spreads few steps.
    """

    name: str
    kind: str
    sources: tuple[Source, ...]
    licence: str
    licence_page: str
    download_gb: float
    memory_gb: float
    about: str
    accept: str | None = None
    steps: int = 0
    guidance: float = 0.0
    side: int = 0
    spacing: str | None = None
    variant: str | None = None


def _whisper(size: str, repository: str, revision: str, download_gb: float, memory_gb: float) -> Model:
    source = Source(repository=repository, revision=revision, files=_WHISPER)
    about = f"Whisper {size} (Radford et al. 2022) for CTranslate2; some hundred languages, translates to English"
    return Model(name=f"whisper-{size}", kind="recogniser", sources=(source,), licence="MIT", licence_page=f"huggingface.co/{repository}", download_gb=download_gb, memory_gb=memory_gb, about=about)


def _painter(name: str, repository: str, revision: str, *, weights: tuple[str, ...], more: tuple[Source, ...] = (), **facts: object) -> Model:
    sources = (Source(repository=repository, revision=revision, files=(*_PIPELINE, *weights)), *more)
    return Model(name=name, kind="painter", sources=sources, **facts)  # type: ignore[arg-type]


_HALF = ("*/*.fp16.safetensors",)
_ALL = ("*/*.safetensors",)
_LIGHTNING = Source(repository="ByteDance/SDXL-Lightning", revision="c9a24f48e1c025556787b0c58dd67a091ece2e44", files=("sdxl_lightning_4step_unet.safetensors",), into="unet_instead")

_ALL_MODELS = (
    _whisper("tiny", "Systran/faster-whisper-tiny", "d90ca5fe260221311c53c58e660288d3deb8d356", 0.08, 0.3),
    _whisper("base", "Systran/faster-whisper-base", "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66", 0.15, 0.5),
    _whisper("small", "Systran/faster-whisper-small", "536b0662742c02347bc0e980a01041f333bce120", 0.49, 1.2),
    _whisper("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf", 1.62, 3.5),
    _painter(
        "sd-turbo", "stabilityai/sd-turbo", "b261bac6fd2cf515557d5d0707481eafa0485ec2", weights=_HALF, variant="fp16", licence="Stability AI Community Licence", licence_page="huggingface.co/stabilityai/sd-turbo",
        accept="stability-community", download_gb=2.6, memory_gb=7, about="one step at 512 px (Sauer et al. 2023); free below a yearly revenue that the licence names", steps=1, guidance=0.0, side=512, spacing="trailing",
    ),
    _painter(
        "sdxl-turbo", "stabilityai/sdxl-turbo", "71153311d3dbb46851df1931d3ca6e939de83304", weights=_HALF, variant="fp16", licence="Stability AI Non-Commercial Research Community Licence", licence_page="huggingface.co/stabilityai/sdxl-turbo",
        accept="stability-non-commercial", download_gb=6.9, memory_gb=18, about="one step at 512 px, larger; not for commercial use", steps=1, guidance=0.0, side=512, spacing="trailing",
    ),
    _painter(
        "sdxl-lightning", "stabilityai/stable-diffusion-xl-base-1.0", "462165984030d82259a11f4367a4eed129e94a7b", weights=_HALF, variant="fp16", more=(_LIGHTNING,), licence="CreativeML Open RAIL++-M",
        licence_page="huggingface.co/ByteDance/SDXL-Lightning", accept="openrail++", download_gb=12.1, memory_gb=18, about="four steps at 1024 px (Lin et al. 2024); the licence forbids harmful uses", steps=4, guidance=0.0, side=1024, spacing="trailing",
    ),
    _painter(
        "lcm", "Lykon/dreamshaper-8-lcm", "4645d8bc6a8e6b106d21606d63e8460cdad4f1a6", weights=_HALF, variant="fp16", licence="CreativeML Open RAIL-M", licence_page="huggingface.co/Lykon/dreamshaper-8-lcm",
        accept="openrail", download_gb=2.7, memory_gb=6, about="four steps at 512 px (latent consistency, Luo et al. 2023); the licence forbids harmful uses", steps=4, guidance=1.0, side=512,
    ),
    _painter(
        "flux-schnell", "black-forest-labs/FLUX.1-schnell", "741f7c3ce8b383c54771c7003378a50191e9efe9", weights=_ALL, licence="Apache-2.0", licence_page="huggingface.co/black-forest-labs/FLUX.1-schnell", download_gb=33.7, memory_gb=70,
        about="four steps at 1024 px, 12 billion parameters; its page asks for an account", steps=4, guidance=0.0, side=1024,
    ),
    _painter(
        "flux2-klein", "black-forest-labs/FLUX.2-klein-4B", "e7b7dc27f91deacad38e78976d1f2b499d76a294", weights=_ALL, licence="Apache-2.0", licence_page="huggingface.co/black-forest-labs/FLUX.2-klein-4B", download_gb=16.0, memory_gb=34,
        about="four steps at 1024 px, 4 billion parameters, the smallest of its family", steps=4, guidance=1.0, side=1024,
    ),
)  # fmt: skip

MODELS: dict[str, Model] = {model.name: model for model in _ALL_MODELS}
"""All of them by name."""


def known(name: str, kind: str | None = None) -> Model:
    """The model of that name, of that kind where one is given. Raises `OptionError` that lists the names."""
    names = [model.name for model in MODELS.values() if kind in {None, model.kind}]
    if name not in names:
        raise OptionError(f"no {kind or 'model'} {name!r}; choose one of {', '.join(names)}, or name a folder")
    return MODELS[name]
