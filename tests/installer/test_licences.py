"""No part under GPL or AGPL enters a package, and what the program says of its parts is what the locks hold."""

import re
from pathlib import Path

import pytest

from installer.building import licences, linux
from installer.building.facts import LOCKS, ROOT
from installer.building.licences import LicenceError, Package, may_ship
from kvalitet_app.services.support.om import parts

SITE = Path(pytest.__file__).parents[1]
ONLY_WINDOWS = {"tzdata"}


def pins(lock):
    """Name and version of everything a lock names."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^\s;\\]+)", lock.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("licence", ["MIT", "LGPL-3.0-only OR GPL-2.0-only", "BSD-3-Clause AND Apache-2.0"])
def test_what_may_ship(licence):
    assert may_ship(licence)


@pytest.mark.parametrize(
    "licence",
    ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "UNKNOWN", "(MIT)", "GPL-2.0-only OR AGPL-3.0"],
)
def test_what_may_not_ship(licence):
    assert not may_ship(licence)
    with pytest.raises(LicenceError, match="paket 1"):
        licences.require_shippable([Package("paket", "1", licence, ())])


def test_every_part_of_the_windows_payload_may_ship():
    names = set(pins(LOCKS / "windows.lock")) - ONLY_WINDOWS
    found = licences.packages(SITE, names)
    assert {one.name for one in found} == names
    licences.require_shippable(found)


def test_every_part_has_a_text_of_its_licence():
    found = licences.packages(SITE, linux.shipped_names())
    common = {"LGPL-3.0-only": "LGPL-3"}  # laid beside them all
    assert set(common.values()) < set(licences.COMMON_TEXTS)
    without = [one.name for one in found if not one.texts and one.licence.split(" OR ")[0] not in common]
    assert without == []


def test_a_package_that_does_not_say_stops_the_build(tmp_path):
    info = tmp_path / "tyst-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tyst\nVersion: 1\n", encoding="utf-8")
    with pytest.raises(LicenceError, match="tyst"):
        licences.packages(tmp_path)


def test_the_program_names_every_part_with_its_licence():
    found = {one.name: one.licence for one in licences.packages(SITE, linux.shipped_names())}
    told = {one.namn: one.licens for one in parts()}
    assert {name: told.get(name) for name in found} == found
    assert set(told) > ONLY_WINDOWS


@pytest.mark.parametrize("name", ["windows.lock", "windows-test.lock"])
def test_windows_gets_the_versions_that_are_tested(name):
    tested = pins(ROOT / "requirements.lock")
    assert {one: version for one, version in pins(LOCKS / name).items() if tested.get(one) != version} == {}


@pytest.mark.parametrize("name", ["windows.lock", "windows-test.lock", "verktyg.lock"])
def test_everything_in_a_lock_has_hashes(name):
    entries = re.split(r"\n(?=\S)", (LOCKS / name).read_text("utf-8").strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_texts_and_a_list_are_written(tmp_path):
    text = tmp_path / "LICENSE"
    text.write_text("får användas", encoding="utf-8")
    licences.write_texts([Package("del", "2", "MIT", (text,))], {"eget": text}, tmp_path / "ut")
    assert "del 2: MIT" in (tmp_path / "ut" / "INNEHÅLL.txt").read_text("utf-8")
    for name in ("del/LICENSE.txt", "eget/LICENSE.txt", "LGPL-3.txt", "GPL-3.txt"):
        assert (tmp_path / "ut" / name).exists()
