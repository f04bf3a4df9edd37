"""A document as data: what it says, not how it looks."""
