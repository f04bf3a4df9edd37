"""The whole register as one ZIP, out and in."""
