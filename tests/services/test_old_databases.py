"""Every released schema opens: copied first, brought to the head, whole, and with the figures it had."""

import gzip
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kvalitet_app.db.backup import list_copies, verify_copy
from kvalitet_app.db.store.revision import HEAD, MIGRATIONS, stored_revision
from kvalitet_app.db.store.store import open_store
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval, NyAvvikelse
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.register.forsta_start import account_person
from tests.db.store.units import all_faults
from tests.reports.made import texts_of
from tests.verbs import laying

STORED = Path(__file__).parent.parent / "old_databases"
REVISIONS = sorted(path.name.removesuffix(".db.gz") for path in STORED.glob("*.db.gz"))


def revision_of(path):
    """The revision that stands in a file, read past the program."""
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return found


@pytest.fixture(params=REVISIONS)
def old(request, tmp_path):
    """A stored file as an earlier program left it."""
    path = tmp_path / "gammal.db"
    path.write_bytes(gzip.decompress((STORED / f"{request.param}.db.gz").read_bytes()))
    assert revision_of(path) == request.param
    return path


@pytest.fixture
def opened(old):
    """The file opened by this program, with its first person at work."""
    store = open_store(old)
    with store.read() as session:
        store.person_id = account_person(session, konto="anna")
    yield store
    store.close()


def test_every_schema_but_the_newest_is_stored():
    released = sorted(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v*.py"))
    assert released[-1] == HEAD
    assert released[:-1] == REVISIONS


def test_it_is_copied_before_it_is_changed(old):
    before = revision_of(old)
    assert list_copies(old) == []
    open_store(old).close()
    (copy,) = list_copies(old)
    verify_copy(copy.path)
    assert revision_of(copy.path) == before
    assert revision_of(old) == HEAD


def test_it_is_whole_at_the_head(opened):
    assert stored_revision(opened.engine) == HEAD
    assert all_faults(opened) == []


def test_its_figures_are_the_same(opened):
    with opened.read() as session:
        data = gather(session, ar=2025)
        texts = texts_of(session, ar=2025)
    assert [(row.namn, row.antal, row.antal_fore) for row in data.sol_lss.typer] == [
        ("Insats fördröjd eller felaktigt utförd", 2, 0),
        ("Bristande bemötande", 1, 1),
        ("Hot eller våld mellan brukare", 0, 1),
    ]
    assert (data.sol_lss.alla.nu.varde, data.sol_lss.alla.fore.varde, data.hsl.alla.nu.varde) == (3, 2, 1)
    assert data.sol_lss.manader == (0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0)
    assert list(texts.values()) == ["Fördröjda insatser är nya i år."]
    assert list(texts) == [Kapitel.ANALYS]


def test_its_texts_are_there_and_its_journal_goes_on(opened):
    with opened.read() as session:
        ids = find_avvikelser(session, urval=AvvikelseUrval())
        first = get_avvikelse(session, avvikelse_id=1)
    assert len(ids) == 6
    assert [addition.text for addition in first.tillagg] == ["Samtal med den enskilde."]
    with opened.writing(laying("register_avvikelse")) as session:
        when = datetime(2025, 12, 1, 8, tzinfo=UTC)
        register_avvikelse(session, ny=NyAvvikelse("En till.", first.rad.enhet_id, when))
    assert all_faults(opened) == []
