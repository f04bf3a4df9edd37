"""Mönster: what is one case, what is chance, what is silence."""
