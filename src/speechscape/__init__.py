"""Speechscape: say it, see it."""
