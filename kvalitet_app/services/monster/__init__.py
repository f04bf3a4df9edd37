"""Patterns in the avvikelser."""
