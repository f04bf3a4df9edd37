"""A register's tables out and in."""
