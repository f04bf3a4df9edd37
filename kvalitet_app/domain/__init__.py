"""The words and the rules of the field, in plain Python."""
