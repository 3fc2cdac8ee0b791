"""What is accepted as speech audio. The child that decodes and the process that asks both read these."""

from __future__ import annotations

__all__ = ["BLOCK_S", "CHILD_MEMORY_BYTES", "DECODE_TIMEOUT_S", "MAX_CHANNELS", "MAX_FILE_BYTES", "MAX_RATE_HZ", "MAX_S", "MAX_STREAM_BYTES", "MAX_STREAM_S", "MIN_RATE_HZ", "MIN_S"]

MIN_S, MAX_S = 0.2, 600.0
MIN_RATE_HZ, MAX_RATE_HZ = 4_000, 384_000
MAX_CHANNELS = 8
MAX_FILE_BYTES = 120_000_000
MAX_STREAM_S = 24 * 3600.0
MAX_STREAM_BYTES = 16_000_000_000
BLOCK_S = 1.0
"""Length of the blocks in which a long recording is read."""

CHILD_MEMORY_BYTES = 900_000_000
"""Address space of the decoding child (libraries take most of it; resident memory stays under 250 MB)."""

DECODE_TIMEOUT_S = 20.0
