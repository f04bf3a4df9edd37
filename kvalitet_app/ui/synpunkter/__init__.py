"""Synpunkter och klagomål."""
