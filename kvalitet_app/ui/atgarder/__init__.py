"""Åtgärder from every source."""
