"""Avvikelser."""
