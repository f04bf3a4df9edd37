"""The text of a rutin."""
