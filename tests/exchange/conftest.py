"""What the tests of files share."""

import pytest

from kvalitet_app.exchange import table_in


@pytest.fixture
def here(monkeypatch):
    """Read in this process: many small files, and what a test changes of the bounds would not follow into another."""
    monkeypatch.setattr(table_in, "lines_apart", table_in.table_lines)
