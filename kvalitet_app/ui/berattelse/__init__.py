"""The kvalitetsberättelse: chapters, text and what it stands on."""
