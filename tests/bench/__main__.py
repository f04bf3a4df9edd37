"""Print one table: our figure, the floor, the ratio, the target. `python -m tests.bench [--antal N]`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import documents, reading, start, uttag, window, writing
from tests.bench.measure import heading, line
from tests.bench.seed import seeded_store


def tell(text: str) -> None:
    """A line as soon as it is known."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Seed a register in a temporary folder, measure, print."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--antal", type=int, default=100_000, help="avvikelser i registret")
    count = parser.parse_args().antal
    with tempfile.TemporaryDirectory() as folder:
        store, path = seeded_store(Path(folder), count)
        tell(f"{count} avvikelser\n\n{heading()}")
        for part in (reading.measure, writing.measure, documents.measure, uttag.measure, window.measure, start.measure):
            for result in part(store, path):
                tell(line(result))
        store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
