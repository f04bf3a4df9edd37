"""Kvalitetsberättelsen: facts, texts, document."""
