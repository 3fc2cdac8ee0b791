"""Transcript → words for painters that read text."""
