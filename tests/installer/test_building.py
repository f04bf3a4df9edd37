"""The build: what goes into a package, under which names, and what stops it."""

import re
from hashlib import sha256
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from installer import build, e2e
from installer.building import cpython, exe, facts, msi, sbom, wheels
from installer.building.licences import Package
from installer.building.payload import Payload, set_times, size_of
from installer.building.signing import Signer
from kvalitet_app import __version__
from kvalitet_app.machine import policy

WINDOWS = facts.INSTALLER / "windows"
ADMX = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"


@pytest.fixture
def folder(tmp_path):
    """A payload of three files."""
    for name in ("b.txt", "a/ö.txt", "a/c/d.txt"):
        path = tmp_path / "innehåll" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "innehåll"


def test_the_version_is_the_programs():
    assert facts.version() == __version__


def test_the_exe_lists_every_file_in_one_order(folder):
    lines = exe.file_list(folder).splitlines()
    assert lines == [
        'SetOutPath "$INSTDIR\\ny\\a\\c"',
        f'File "{folder}/a/c/d.txt"',
        'SetOutPath "$INSTDIR\\ny\\a"',
        f'File "{folder}/a/ö.txt"',
        'SetOutPath "$INSTDIR\\ny"',
        f'File "{folder}/b.txt"',
    ]


def test_a_test_build_says_so_in_its_name(folder):
    assert exe.file_name(Payload(folder, "1.2.3", True), ".exe") == "Kvalitet-1.2.3-testbygge.exe"
    assert exe.file_name(Payload(folder, "1.2.3", False), ".exe") == "Kvalitet-1.2.3.exe"


def test_the_msi_has_each_file_once_with_an_identity_that_stays(folder):
    one = msi.components(folder)
    assert one == msi.components(folder)
    root = ElementTree.fromstring(one)
    files = [node.attrib["Name"] for node in root.iter(f"{msi.WIX}File")]
    identities = [node.get("Guid") for node in root.iter(f"{msi.WIX}Component")]
    assert sorted(files) == ["b.txt", "d.txt", "ö.txt"]
    assert len(set(identities)) == 3
    assert len(list(root.iter(f"{msi.WIX}ComponentRef"))) == 3


def test_the_product_code_follows_the_version(folder):
    codes = {msi.product_code(Payload(folder, *kind)) for kind in (("1.0.0", True), ("1.0.0", False), ("1.0.1", True))}
    assert len(codes) == 3
    assert msi.product_code(Payload(folder, "1.0.0", True)) in codes


def test_a_python_that_nobody_has_accepted_is_refused(tmp_path, capsys):
    zipped = tmp_path / "python.zip"
    zipped.write_bytes(b"another")
    with pytest.raises(SystemExit):
        cpython.make_runtime(zipped, tmp_path / "runtime")
    assert sha256(b"another").hexdigest() in capsys.readouterr().err
    assert not (tmp_path / "runtime").exists()


def test_the_program_is_laid_with_its_version_and_resources(tmp_path):
    wheels.install_program(tmp_path, "9.8.7")
    package = tmp_path / "kvalitet_app"
    assert '__version__ = "9.8.7"' in (package / "__init__.py").read_text("utf-8")
    assert (package / "_resources" / "licenser.md").exists()
    assert not list(package.rglob("*.pyc"))
    assert not (package / "_resources" / "bilder").exists()


def test_every_file_gets_the_same_moment(folder):
    set_times(folder)
    assert {int(path.stat().st_mtime) for path in folder.rglob("*")} == {facts.epoch()}
    assert size_of(folder) == len("b.txt") + len("a/ö.txt".encode()) + len("a/c/d.txt")


def test_the_parts_list_has_a_hash_and_a_licence_for_each(folder):
    inner = [sbom.Inner("Qt", "6.1", "LGPL-3.0-only", folder / "b.txt", "pkg:generic/qt@6.1")]
    made = sbom.make("1.0.0", [Package("del", "2", "MIT OR Apache-2.0", ())], {"del": "ab" * 32}, inner)
    assert made == sbom.make("1.0.0", [Package("del", "2", "MIT OR Apache-2.0", ())], {"del": "ab" * 32}, inner)
    first, second = made["components"]
    assert first["purl"] == "pkg:pypi/del@2"
    assert first["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert second["licenses"] == [{"license": {"id": "LGPL-3.0-only"}}]
    assert second["hashes"] == [{"alg": "SHA-256", "content": sha256(b"b.txt").hexdigest()}]
    assert made["dependencies"][0]["dependsOn"] == [first["bom-ref"], second["bom-ref"]]


def test_a_package_without_a_hash_stops_the_parts_list():
    with pytest.raises(KeyError):
        sbom.make("1.0.0", [Package("del", "2", "MIT", ())], {}, [])


def test_the_signing_line_holds_certificate_key_and_stamp(tmp_path):
    signer = Signer(tmp_path / "c.pem", "pkcs11:object=k", tmp_path / "modul.so", "http://stamp")
    line = signer.command("in.exe", "ut.exe")
    assert line[:4] == ["osslsigncode", "sign", "-h", "sha256"]
    assert line[-4:] == ["-in", "in.exe", "-out", "ut.exe"]
    assert ("-pkcs11module", str(tmp_path / "modul.so")) in pairwise(line)
    assert not Signer().is_set


@pytest.mark.parametrize("arguments", [[], ["--fast"], ["--exe", "--certifikat", "c.pem"]])
def test_the_build_says_what_it_needs_to_know(arguments):
    with pytest.raises(SystemExit):
        build.parse(arguments)


def test_an_unknown_trial_is_told(capsys):
    with pytest.raises(SystemExit):
        e2e.main(["mac"])
    assert "heter mac" in capsys.readouterr().err


def test_the_policies_are_those_the_program_reads():
    policies = ElementTree.parse(WINDOWS / "Kvalitet.admx").getroot()
    texts = ElementTree.parse(WINDOWS / "sv-SE" / "Kvalitet.adml").getroot()
    elements = list(policies.iter(f"{ADMX}text"))
    assert {one.get("valueName") for one in elements} == set(policy.IN_INI)
    assert {one.get("key") for one in policies.iter(f"{ADMX}policy")} == {policy.POLICY}
    given = {one.get("id") for one in texts.iter(f"{ADMX}string")}
    used = set(re.findall(r"\$\(string\.(\w+)\)", (WINDOWS / "Kvalitet.admx").read_text("utf-8")))
    assert given == used
    assert {one.get("refId") for one in texts.iter(f"{ADMX}textBox")} == {one.get("id") for one in elements}


def test_it_reads_of_every_exit_code_and_switch():
    told = (facts.INSTALLER / "LÄSMIG.md").read_text("utf-8")
    script = (WINDOWS / "kvalitet.nsi").read_text("utf-8")
    codes = re.findall(r"^!define [A-Z_]+ (\d)$", script, re.MULTILINE)
    switches = set(re.findall(r'KeepSetting "(/[A-Z]+=)"', script))
    assert len(codes) == 5
    assert [code for code in codes if f"| {code} |" not in told] == []
    assert [switch for switch in switches if switch not in told] == []
