"""A real Whisper of any size whose weights are set so that it says one sentence: an answer known by construction.

Each position of its decoder embeds the token that is to follow there; attention and the feed-forward parts add nothing. It is converted for
CTranslate2 by that library's own converter.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration
from transformers.models.whisper.tokenization_whisper import LANGUAGES


@dataclass(frozen=True)
class Shape:
    """Widths and depths; `words` are tokens before the special ones."""

    width: int = 128
    heads: int = 2
    encoder_layers: int = 1
    decoder_layers: int = 2
    hidden: int = 8
    words: int = 0


TINY = Shape(384, 6, 4, 4, 1536, 50_257)
"""The published Whisper tiny (Radford et al. 2022)."""

BASE = Shape(512, 8, 6, 6, 2048, 50_257)
"""The published Whisper base."""


def _tokenizer(folder: Path, says: str, multilingual: bool, words: int) -> Tokenizer:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    empty = [""] if multilingual else []  # multilingual models have an empty token, by which CTranslate2 knows them
    joined = {(word[:size], word[size]) for word in ("Ġ" + word for word in says.split()) for size in range(1, len(word))}  # each word is one token in the end
    merges = sorted(joined, key=lambda pair: len(pair[0]))
    tokens = [*alphabet, *empty, *(one + two for one, two in merges)]
    tokens += [f"unused-{number}" for number in range(words - len(tokens))]
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|startoftranscript|>", *(f"<|{code}|>" for code in LANGUAGES), "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in special])
    tokenizer.add_tokens([AddedToken(f"<|{step * 0.02:.2f}|>") for step in range(1501)])
    tokenizer.save(str(folder / "tokenizer.json"))
    return tokenizer


def make_whisper(folder: Path, says: str, language: str | None = None, seconds: float = 2.0, shape: Shape = Shape()) -> Path:
    """A folder in CTranslate2's form with a Whisper that says `says` in any speech, over `seconds`; where `language` is given it is multilingual and detects that one."""
    from ctranslate2.converters import TransformersConverter

    source = make_transformers_whisper(folder.with_name(folder.name + "-transformers"), says, language, seconds, shape)
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    TransformersConverter(str(source), copy_files=["tokenizer.json", "preprocessor_config.json"]).convert(str(folder))
    shutil.rmtree(source)
    written = json.loads((folder / "config.json").read_text())
    written["lang_ids"] = [tokenizer.token_to_id(f"<|{code}|>") for code in LANGUAGES] if language else []  # which the published folders carry
    (folder / "config.json").write_text(json.dumps(written))
    return folder


def make_transformers_whisper(source: Path, says: str, language: str | None = None, seconds: float = 2.0, shape: Shape = Shape()) -> Path:
    """The same model in transformers' form."""
    source.mkdir(parents=True)
    tokenizer = _tokenizer(source, says, language is not None, shape.words)
    token = tokenizer.token_to_id
    config = WhisperConfig(
        vocab_size=tokenizer.get_vocab_size(), num_mel_bins=80, d_model=shape.width, encoder_layers=shape.encoder_layers, decoder_layers=shape.decoder_layers, encoder_attention_heads=shape.heads, decoder_attention_heads=shape.heads, encoder_ffn_dim=shape.hidden,
        decoder_ffn_dim=shape.hidden,
        pad_token_id=token("<|endoftext|>"), bos_token_id=token("<|endoftext|>"), eos_token_id=token("<|endoftext|>"), decoder_start_token_id=token("<|startoftranscript|>"),
    )  # fmt: skip
    torch.manual_seed(0)
    model = WhisperForConditionalGeneration(config)
    ids = tokenizer.encode(" " + says, add_special_tokens=False).ids
    follow = [*([token(f"<|{language}|>"), 0] if language else []), token("<|0.00|>"), *ids, token(f"<|{seconds:.2f}|>"), *[token("<|endoftext|>")] * 448]
    decoder = model.model.decoder
    with torch.no_grad():
        for layer in decoder.layers:
            for part in (layer.self_attn.out_proj, layer.encoder_attn.out_proj, layer.fc2):
                part.weight.zero_()
                part.bias.zero_()
        vectors = torch.nn.functional.normalize(torch.randn(config.vocab_size, shape.width), dim=1)
        decoder.embed_tokens.weight.copy_(vectors)
        decoder.embed_positions.weight.copy_(50 * vectors[torch.tensor(follow[: config.max_target_positions])])
        decoder.layer_norm.weight.fill_(2.0)
    model.generation_config.suppress_tokens = []
    model.generation_config.begin_suppress_tokens = [token("<|endoftext|>")]
    model.save_pretrained(source)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|endoftext|>", pad_token="<|endoftext|>").save_pretrained(source)
    WhisperFeatureExtractor(feature_size=80).save_pretrained(source)
    return source
