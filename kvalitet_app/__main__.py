"""`kvalitet` and `python -m kvalitet_app`."""

import sys


def main() -> int:
    """The command line; without a subcommand, the window."""
    from kvalitet_app.cli.run import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
