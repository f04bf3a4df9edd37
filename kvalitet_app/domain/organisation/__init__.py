"""Units, persons and what they may do."""
