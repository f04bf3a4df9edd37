"""References to law."""
