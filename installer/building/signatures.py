"""Run as a program: does every .exe, .dll and .pyd of a folder carry a valid signature of CPython's makers?"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ENDINGS = frozenset({".exe", ".dll", ".pyd"})
SIGNERS = ("Python Software Foundation", "Microsoft Corporation", "Microsoft Windows")


def signer(file: Path) -> str:
    """Who signed the file. Raises ValueError where the signature is missing, invalid or another's."""
    from signify.authenticode import AuthenticodeFile

    with file.open("rb") as stream:
        signed = AuthenticodeFile.from_stream(stream)
        result, error = signed.explain_verify()
        if "OK" not in str(result):
            raise ValueError(f"{file.name}: {result} {error or ''}")
        names = [str(cert.subject.dn) for one in signed.iter_signatures() for cert in one.certificates]
    for known in SIGNERS:
        if any(known in name for name in names):
            return known
    raise ValueError(f"{file.name}: signed by {names}")


def main(folder: Path) -> int:
    """Check a whole folder; says what it found."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    signers: Counter[str] = Counter()
    for file in files:
        try:
            signers[signer(file)] += 1
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    if not files:
        return 1
    print(f"{len(files)} signaturer stämmer: " + ", ".join(f"{name} {count}" for name, count in signers.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
