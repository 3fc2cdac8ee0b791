"""Scores with their controls, and the pages that show them."""
