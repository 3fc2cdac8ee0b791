"""Real pipelines of diffusers with random weights, a few thousand parameters wide, saved to folders as published ones are."""

from __future__ import annotations

from pathlib import Path

import torch
from diffusers import AutoencoderKL, ControlNetModel, DDIMScheduler, EulerDiscreteScheduler, StableDiffusionPipeline, StableDiffusionXLPipeline, UNet2DConditionModel
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from transformers import CLIPConfig, CLIPImageProcessor, CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

WIDTH = 32
SIDE = 64
"""Pixels on each side of what they paint by default."""

LONGEST = 16
"""Tokens that their text encoders read."""


def make_tokenizer(longest: int = LONGEST) -> CLIPTokenizer:
    """A CLIP tokenizer whose tokens are letters."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789,.'-"
    vocabulary = {token: number for number, token in enumerate([*letters, *(letter + "</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"])}
    return CLIPTokenizer(vocab=vocabulary, merges=[], model_max_length=longest)


def text_config(tokenizer: CLIPTokenizer, **more: int) -> CLIPTextConfig:
    """Of a text encoder for that tokenizer."""
    options = {
        "vocab_size": len(tokenizer), "hidden_size": WIDTH, "intermediate_size": WIDTH, "num_hidden_layers": 2, "num_attention_heads": 4, "max_position_embeddings": int(tokenizer.model_max_length),
        "bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id,
    }  # fmt: skip
    return CLIPTextConfig(**{**options, **more})


def _unet(**more: object) -> UNet2DConditionModel:
    options: dict[str, object] = {
        "block_out_channels": (8, 16), "layers_per_block": 1, "sample_size": SIDE // 8, "in_channels": 4, "out_channels": 4, "norm_num_groups": 4, "cross_attention_dim": WIDTH, "attention_head_dim": 2,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"), "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
    }  # fmt: skip
    return UNet2DConditionModel(**{**options, **more})


def _vae() -> AutoencoderKL:
    blocks = 4
    return AutoencoderKL(
        block_out_channels=(8,) * blocks, in_channels=3, out_channels=3, down_block_types=("DownEncoderBlock2D",) * blocks, up_block_types=("UpDecoderBlock2D",) * blocks, latent_channels=4, norm_num_groups=4, sample_size=SIDE
    )


def _checker(blocks: bool) -> StableDiffusionSafetyChecker:
    """A safety checker that blocks every picture, or none: its thresholds are set."""
    vision = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 30, "patch_size": 10, "projection_dim": 16}
    text = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "vocab_size": 10}
    checker = StableDiffusionSafetyChecker(CLIPConfig(vision_config=vision, text_config=text, projection_dim=16))
    with torch.no_grad():
        for name in ("concept_embeds_weights", "special_care_embeds_weights"):
            getattr(checker, name).fill_(-2.0 if blocks else 2.0)
    return checker


def make_stable_diffusion(folder: Path, checker: str | None = None) -> Path:
    """A Stable Diffusion pipeline; `checker` "blocks" or "passes" gives it a safety checker."""
    torch.manual_seed(0)
    tokenizer = make_tokenizer()
    safety = None if checker is None else _checker(checker == "blocks")
    pipe = StableDiffusionPipeline(
        vae=_vae(), text_encoder=CLIPTextModel(text_config(tokenizer)), tokenizer=tokenizer, unet=_unet(), scheduler=DDIMScheduler(beta_schedule="scaled_linear", clip_sample=False, steps_offset=1), safety_checker=safety,
        feature_extractor=CLIPImageProcessor(size=30, crop_size=30), requires_safety_checker=False,
    )  # fmt: skip
    pipe.save_pretrained(folder)
    return folder


def make_stable_diffusion_xl(folder: Path) -> Path:
    """A Stable Diffusion XL pipeline, with its two text encoders."""
    torch.manual_seed(0)
    tokenizer = make_tokenizer()
    text = text_config(tokenizer, projection_dim=WIDTH)
    unet = _unet(
        cross_attention_dim=2 * WIDTH, addition_embed_type="text_time", addition_time_embed_dim=8, transformer_layers_per_block=(1, 1), projection_class_embeddings_input_dim=6 * 8 + WIDTH, attention_head_dim=(2, 4), use_linear_projection=True
    )
    pipe = StableDiffusionXLPipeline(
        vae=_vae(), text_encoder=CLIPTextModel(text), text_encoder_2=CLIPTextModelWithProjection(text), tokenizer=tokenizer, tokenizer_2=make_tokenizer(), unet=unet,
        scheduler=EulerDiscreteScheduler(beta_schedule="scaled_linear", timestep_spacing="leading"), force_zeros_for_empty_prompt=True, add_watermarker=False,
    )  # fmt: skip
    pipe.save_pretrained(folder)
    return folder


def make_controlnet(folder: Path) -> Path:
    """A ControlNet that fits the Stable Diffusion pipeline."""
    torch.manual_seed(0)
    control = ControlNetModel(
        block_out_channels=(8, 16), layers_per_block=1, in_channels=4, norm_num_groups=4, cross_attention_dim=WIDTH, attention_head_dim=2, conditioning_embedding_out_channels=(8, 8, 8, 16),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
    )  # fmt: skip
    torch.nn.init.normal_(control.controlnet_mid_block.weight)
    for block in control.controlnet_down_blocks:
        torch.nn.init.normal_(block.weight)
    torch.nn.init.normal_(control.controlnet_cond_embedding.conv_out.weight)
    control.save_pretrained(folder)
    return folder
