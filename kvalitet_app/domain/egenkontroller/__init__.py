"""Egenkontroller."""
