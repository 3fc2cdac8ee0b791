"""File, standard input or microphone → Clip. Foreign bytes are decoded in a limited child process."""

from speechscape.audio.reader import Reader, read_blocks, read_clip

__all__ = ["Reader", "read_blocks", "read_clip"]
