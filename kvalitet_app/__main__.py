"""`kvalitet` and `python -m kvalitet_app`."""

import sys


def main() -> int:
    """The command line; without a subcommand, the window; or the process that reads a foreign file."""
    if sys.argv[1:2] == ["--las-apart"]:
        from kvalitet_app.machine.apart import serve

        return serve(sys.argv[2:])
    from kvalitet_app.cli.run import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
