"""The .msi: wixl over the same payload, for Intune, Configuration Manager and group policy."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from installer.building.exe import file_name
from installer.building.facts import DIST, INSTALLER, NAME, TEST_MARK, UPGRADE_CODE
from installer.building.payload import WORK, Payload
from installer.building.signing import Signer
from installer.building.tools import run
from installer.terminal import say

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


def product_code(payload: Payload) -> str:
    """The ProductCode of a version: the same for the same version, so that IT can detect it."""
    mark = TEST_MARK if payload.is_test else ""
    return str(uuid5(NAMESPACE_URL, f"{NAME} {payload.version} {mark}")).upper()


def pack_msi(payload: Payload, *, signer: Signer, target: Path = DIST) -> Path:
    """Make the package."""
    say("packar .msi")
    target.mkdir(parents=True, exist_ok=True)
    out = target / file_name(payload, ".msi")
    check = WORK / "check.dll"
    run(
        "x86_64-w64-mingw32-gcc",
        "-shared",
        "-Os",
        "-s",
        "-Wall",
        "-Wl,--no-insert-timestamp",
        "-o",
        check,
        INSTALLER / "windows" / "check.c",
        "-lmsi",
    )
    content = WORK / f"innehall-{payload.version}.wxs"
    content.write_bytes(components(payload.folder))
    facts = {
        "PRODUCT": product_code(payload),
        "UPGRADE": UPGRADE_CODE,
        "VERSION": payload.version,
        "Win64": "yes",
        "MARK": f" ({TEST_MARK})" if payload.is_test else "",
        "ICON": "startare/kvalitet.ico",
        "CHECK": check.name,
    }
    words = [word for key, value in facts.items() for word in ("-D", f"{key}={value}")]
    script = WORK / "kvalitet.wxs"  # wixl finds files from where it stands, by relative names only
    script.write_bytes((INSTALLER / "windows" / "kvalitet.wxs").read_bytes())
    run("wixl", "-a", "x64", *words, "-o", out, script.name, content.name, cwd=WORK)
    signer.sign(out)
    return out


def components(folder: Path) -> bytes:
    """Every file as a component of its own, with identities that follow from its place."""
    ElementTree.register_namespace("", WIX[1:-1])
    root = ElementTree.Element(f"{WIX}Wix")
    top = ElementTree.SubElement(ElementTree.SubElement(root, f"{WIX}Fragment"), f"{WIX}DirectoryRef", Id="INSTALLDIR")
    names: list[str] = []
    _folder(folder, folder, top, names)
    group = ElementTree.SubElement(ElementTree.SubElement(root, f"{WIX}Fragment"), f"{WIX}ComponentGroup", Id="Payload")
    for name in names:
        ElementTree.SubElement(group, f"{WIX}ComponentRef", Id=name)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _folder(root: Path, here: Path, parent: ElementTree.Element, names: list[str]) -> None:
    for path in sorted(here.iterdir()):
        identity = uuid5(NAMESPACE_URL, f"{NAME}/{path.relative_to(root).as_posix()}")
        short = identity.hex
        if path.is_dir():
            inner = ElementTree.SubElement(parent, f"{WIX}Directory", Id=f"D{short}", Name=path.name)
            _folder(root, path, inner, names)
            continue
        names.append(f"C{short}")
        component = ElementTree.SubElement(parent, f"{WIX}Component", Id=names[-1], Guid=str(identity).upper())
        component.set("Win64", "yes")
        ElementTree.SubElement(
            component, f"{WIX}File", Id=f"F{short}", KeyPath="yes", Source=os.path.relpath(path, WORK), Name=path.name
        )
