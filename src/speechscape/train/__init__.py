"""One training loop, checkpoints that resume, and export. The only room beside `evaluate` that imports torch."""
