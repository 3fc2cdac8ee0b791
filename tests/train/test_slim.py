"""What the repository keeps of runs."""

from __future__ import annotations

import pytest
import torch

from speechscape.train.latent import load_latent
from speechscape.train.slim import slim


def test_a_slim_file_is_read_where_the_checkpoint_is(latent, tmp_path):
    slim(latent, tmp_path / "kept" / "heads.pt", ["scene", "text"])
    whole, kept = load_latent(latent), load_latent(tmp_path / "kept" / "heads.pt", ("scene", "text"))
    for name in ("scene", "text"):
        for known, found in zip(getattr(whole, name).parameters(), getattr(kept, name).parameters(), strict=True):
            assert found.dtype == torch.float32 and torch.allclose(known, found, atol=2e-3)
    assert (tmp_path / "kept" / "heads.pt").stat().st_size < 0.3 * latent.stat().st_size
    with pytest.raises(KeyError):
        load_latent(tmp_path / "kept" / "heads.pt")


def test_what_a_run_does_not_have_is_named(latent, tmp_path):
    with pytest.raises(ValueError, match="has no ears; it has speech"):
        slim(latent, tmp_path / "kept.pt", ["ears"])
