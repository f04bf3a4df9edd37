"""An uttag that somebody has changed: with the checksums repaired, with the chain repaired, with another journal."""

import hashlib
import json
import zipfile

import pytest

from kvalitet_app.db.store.address import parse_address
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.utbyte.uttag import Huvud, chain
from kvalitet_app.exchange.uttag.zip_out import MANIFEST
from kvalitet_app.services.utbyte.uttag import restore_uttag
from tests.cli.command_line import cli


@pytest.fixture
def uttag(db, tmp_path):
    """The example as an uttag."""
    path = tmp_path / "allt.zip"
    assert cli("--db", db, "exportera", "allt", "--ut", str(path)) == 0
    return path


def changed(path, name, old, new, *, chained, huvud=None):
    """Rewrite a part and repair the checksums, the chain too if asked; answers the new file."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    said = json.loads(parts.pop(MANIFEST))
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    for one in said["delar"]:
        content = parts[one["namn"]]
        one.update(storlek=len(content), sha256=hashlib.sha256(content).hexdigest())
    said.update(huvud or {})
    if chained:
        head = Huvud(**{field: said[field] for field in Huvud.__slots__})
        said["kedja"] = chain(head, ((d["namn"], d["storlek"], d["sha256"]) for d in said["delar"]))
    target = path.with_name("ändrat.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {**parts, MANIFEST: json.dumps(said).encode()}.items():
            archive.writestr(part, content)
    return target


ROLE = ("tabeller/uppdrag.json", b'"rapportor"', b'"administrator"')


def test_checksums_that_were_repaired_are_not_enough(uttag, tmp_path):
    with pytest.raises(InputError, match="skadad eller ändrad"):
        restore_uttag(changed(uttag, *ROLE, chained=False), parse_address(tmp_path / "ny.db"))
    assert not (tmp_path / "ny.db").exists()


def test_a_role_that_was_changed_in_all_the_right_places_is_told_by_the_journal(uttag, tmp_path, capsys):
    other = changed(uttag, *ROLE, chained=True)
    assert cli("aterskapa", str(other), "--db", str(tmp_path / "ny.db")) == 1
    assert "uppdrag stämmer inte med journalen: roll" in capsys.readouterr().out


def test_a_journal_that_does_not_end_where_the_uttag_says_is_refused(uttag, tmp_path):
    other = changed(uttag, *ROLE, chained=True, huvud={"hash": "0" * 64})
    with pytest.raises(InputError, match="skadad eller ändrad"):
        restore_uttag(other, parse_address(tmp_path / "ny.db"))


def test_the_checksum_that_was_told_when_it_was_made_is_compared(uttag, tmp_path, capsys):
    told = hashlib.sha256(uttag.read_bytes()).hexdigest()
    other = changed(uttag, "index.html", b"</", b" </", chained=True)
    assert cli("aterskapa", str(other), "--db", str(tmp_path / "ny.db"), "--sha256", told) == 1
    assert "kontrollsumma" in capsys.readouterr().err
    assert not (tmp_path / "ny.db").exists()
    assert cli("aterskapa", str(uttag), "--db", str(tmp_path / "ny.db"), "--sha256", told.upper()) == 0
