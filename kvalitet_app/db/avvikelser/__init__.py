"""Avvikelser as tables."""
