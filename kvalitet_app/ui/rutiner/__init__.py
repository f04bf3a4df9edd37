"""Rutiner: the list and their text."""
