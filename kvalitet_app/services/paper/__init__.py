"""Lists and records on paper."""
