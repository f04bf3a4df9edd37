"""Make the packages: `python3 installer/build.py --exe --msi --deb [--fast] [--python-zip FIL]`.

Needs what `dev.py` needs; wine, NSIS, wixl and mingw are installed (Debian as root) or named. The packages are laid
in dist/. Without --python-zip the Windows packages are marked as a test build.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from installer.building import facts, tools  # noqa: E402
from installer.building.exe import pack_exe  # noqa: E402
from installer.building.licences import LicenceError  # noqa: E402
from installer.building.linux import pack_deb  # noqa: E402
from installer.building.msi import pack_msi  # noqa: E402
from installer.building.payload import make_payload, size_of  # noqa: E402
from installer.building.signing import Signer  # noqa: E402
from installer.building.wine import Wine  # noqa: E402
from installer.environment import setup  # noqa: E402 - the project's folder must be in reach first
from installer.terminal import say, stop  # noqa: E402


def parse(arguments: list[str]) -> argparse.Namespace:
    """What is to be made."""
    parser = argparse.ArgumentParser(prog="build.py", description="Gör Kvalitets paket i mappen dist.")
    parser.add_argument("--exe", action="store_true", help="Windows, för en person eller tyst (/S)")
    parser.add_argument("--msi", action="store_true", help="Windows, för Intune, Configuration Manager och GPO")
    parser.add_argument("--deb", action="store_true", help="Debian och Ubuntu")
    parser.add_argument("--fast", action="store_true", help="packa snabbt och större, när du provar")
    parser.add_argument("--python-zip", type=Path, metavar="FIL", help="inbäddningsbar CPython 3.13 från python.org")
    parser.add_argument("--certifikat", type=Path, metavar="PEM", help="certifikat att signera med")
    parser.add_argument("--nyckel", default="", metavar="PEM", help="dess nyckel: en fil, eller en pkcs11-adress")
    parser.add_argument("--pkcs11", type=Path, metavar="MODUL", help="modul för en nyckel i hårdvara")
    parser.add_argument("--tidsstampel", default="", metavar="URL", help="tidsstämpelserver (RFC 3161)")
    options = parser.parse_args(arguments)
    if not (options.exe or options.msi or options.deb):
        parser.error("säg vad som ska göras: --exe, --msi, --deb")
    if bool(options.certifikat) != bool(options.nyckel):
        parser.error("--certifikat och --nyckel hör ihop")
    return options


def main(arguments: list[str]) -> int:
    """Make what was asked for and say how large it became."""
    options = parse(arguments)
    setup()
    signer = Signer(options.certifikat, options.nyckel, options.pkcs11, options.tidsstampel)
    if signer.is_set:
        tools.need("sign")
    made: list[Path] = []
    started = time.monotonic()
    if options.exe or options.msi:
        made += build_windows(options, signer)
    if options.deb:
        tools.need("deb")
        tools.install_tools()
        made.append(pack_deb(facts.version(), fast=options.fast))
    for file in made:
        say(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.1f} MB")
    say(f"klart på {time.monotonic() - started:.0f} s")
    return 0


def build_windows(options: argparse.Namespace, signer: Signer) -> list[Path]:
    """One payload, and the packages of it that were asked for."""
    wanted = [kind for kind in ("exe", "msi") if getattr(options, kind)]
    tools.need("windows", *wanted)
    tools.install_tools()
    with Wine() as wine:
        try:
            payload = make_payload(facts.version(), python_zip=options.python_zip, wine=wine, signer=signer)
        except LicenceError as error:
            stop(str(error))
    say(f"innehållet är {size_of(payload.folder) / 1e6:.0f} MB")
    if payload.is_test:
        say("TESTBYGGE: Python kommer från PyPI. Ta med --python-zip för en version som ska användas.")
    made = []
    if options.exe:
        made.append(pack_exe(payload, signer=signer, fast=options.fast))
    if options.msi:
        made.append(pack_msi(payload, signer=signer))
    return made


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
