"""The command line as tests call it."""

from kvalitet_app.cli.run import run


def cli(*arguments):
    """The exit status, also where argparse leaves by itself."""
    try:
        return run(arguments)
    except SystemExit as left:
        return left.code


def csv_file(folder, *lines):
    """A file to import, in.csv, with these rows."""
    path = folder / "in.csv"
    path.write_text("Ärendenr;Datum;Enhet;Beskrivning;Typ\n" + "\n".join(lines), encoding="utf-8")
    return str(path)
