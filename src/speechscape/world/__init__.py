"""The visual vocabulary: what can be drawn, how it is called, how it looks and where it stands."""
