"""The parts list as CycloneDX 1.6: packages with the hash of the very file installed, and what they carry inside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from installer.building.facts import LICENCE, NAME, epoch
from installer.building.licences import Package

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Inner:
    """A part that is no Python package: its name, version, licence, the file that is it, and its identifier."""

    name: str
    version: str
    licence: str
    file: Path
    purl: str = ""


def read_report(report: Path) -> dict[str, str]:
    """The SHA-256 of every file that pip installed, by package name."""
    told = json.loads(report.read_text(encoding="utf-8"))
    return {
        item["metadata"]["name"].lower().replace("_", "-").replace(".", "-"): item["download_info"]["archive_info"][
            "hashes"
        ]["sha256"]
        for item in told["install"]
    }


def make(version: str, found: list[Package], hashes: Mapping[str, str], inner: list[Inner]) -> Json:
    """The whole list. Raises KeyError when a package has no hash."""
    parts = [_package(one, hashes[one.name]) for one in found] + [_inner(one) for one in inner]
    serial = uuid5(NAMESPACE_URL, f"{NAME} {version} " + " ".join(part["bom-ref"] for part in parts))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": "kvalitet",
                "name": NAME,
                "version": version,
                "licenses": [{"license": {"id": LICENCE}}],
            },
        },
        "components": parts,
        "dependencies": [{"ref": "kvalitet", "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def _package(one: Package, digest: str) -> Json:
    purl = f"pkg:pypi/{one.name}@{one.version}"
    return _part(purl, one.name, one.version, one.licence, digest) | {"purl": purl}


def _inner(one: Inner) -> Json:
    digest = hashlib.sha256(one.file.read_bytes()).hexdigest()
    part = _part(f"{one.name}@{one.version}#{one.file.name}", one.name, one.version, one.licence, digest)
    return part | ({"purl": one.purl} if one.purl else {})


def _part(ref: str, name: str, version: str, licence: str, digest: str) -> Json:
    if licence.startswith("LicenseRef-"):
        stated: Json = {"license": {"name": licence.removeprefix("LicenseRef-")}}
    elif " " in licence:
        stated = {"expression": licence}
    else:
        stated = {"license": {"id": licence}}
    return {
        "type": "library",
        "bom-ref": ref,
        "name": name,
        "version": version,
        "licenses": [stated],
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def write(bom: Json, target: Path) -> None:
    """Write the list, the same bytes for the same parts."""
    target.write_text(json.dumps(bom, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
