"""A day at the window: thousands of rows opened and reports written, and the memory that is in use at its end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MOST_GROWN = 40  # MiB
ROOT = Path(__file__).parents[2]
DAYS = [
    pytest.param(100, 1, id="a sample"),
    pytest.param(10_000, 100, id="at length", marks=(pytest.mark.long, pytest.mark.timeout(5400))),
]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory is read from /proc")
@pytest.mark.parametrize(("rows", "reports"), DAYS)
def test_the_memory_in_use_does_not_grow_with_the_day(
    example_file: Path, tmp_path: Path, rows: int, reports: int
) -> None:
    path = shutil.copy(example_file, tmp_path / "dag.db")
    told = subprocess.run(
        [sys.executable, "-m", "tests.ui.day_of_work", str(path), str(rows), str(reports)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    grown = float(told.stdout)
    assert grown <= MOST_GROWN, f"{rows} rader och {reports} rapporter: {grown} MiB"
