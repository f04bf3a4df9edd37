"""The kvalitetsberättelse, chapter by chapter."""
