"""The year counted once, and the rows behind each figure."""
