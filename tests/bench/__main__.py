"""Print one table: our figure, the floor, the ratio, the target. `python -m tests.bench [--antal N] [--delar …]`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import documents, reading, start, uttag, window, writing
from tests.bench.measure import heading, line
from tests.bench.seed import seeded_store

PARTS = {
    "lasa": reading.measure,
    "skriva": writing.measure,
    "dokument": documents.measure,
    "uttag": uttag.measure,
    "fonster": window.measure,
    "start": start.measure,
}


def tell(text: str) -> None:
    """A line as soon as it is known."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Seed a register in a temporary folder, measure, print."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--antal", type=int, default=100_000, help="avvikelser i registret")
    parser.add_argument("--delar", nargs="+", choices=PARTS, default=list(PARTS), help="bara de här delarna")
    options = parser.parse_args()
    count = options.antal
    with tempfile.TemporaryDirectory() as folder:
        store, path = seeded_store(Path(folder), count)
        tell(f"{count} avvikelser\n\n{heading()}")
        for part in options.delar:
            for result in PARTS[part](store, path):
                tell(line(result))
        store.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
