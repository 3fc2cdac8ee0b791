"""Painters: one request in, one Picture out. The vector painter is the default; others plug into the same protocol."""
