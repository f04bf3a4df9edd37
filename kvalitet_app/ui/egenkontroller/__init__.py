"""Egenkontroller: calendar, list, and the page where one is performed."""
