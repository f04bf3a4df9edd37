"""The whole register out and in again: equal row by row, on both stores, and nothing half done."""

import io
import json
import zipfile
from html.parser import HTMLParser

import pytest
import python_calamine
from sqlalchemy import select

from kvalitet_app.db.models import Base, Sokpost, Utkast, Utkastfil, map_all
from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.store.store import open_store
from kvalitet_app.db.trail.check import faults
from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.errors import AccessError, Cancelled, InputError, StorageError
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.bilagor import add_bilaga
from kvalitet_app.services.drafts import add_utkastfil, save_utkast
from kvalitet_app.services.utbyte.uttag import note_uttag, restore_uttag, write_uttag
from tests.services.factories import ny
from tests.verbs import laying

TEXT = "Åsa \U0001f642 <b>&amp; \"'\\ \u2028 rad\nnästa _x0041_ =SUMMA(A1)"


@pytest.fixture
def filled(ground):
    """A register with texts of every kind, files, a protected case and drafts; the administrator is at work."""
    ground.as_person(ground.chef)
    case = ground.write(register_avvikelse, ny=ny(ground, TEXT)).row_id
    ground.write(add_bilaga, avvikelse_id=case, ny=NyBilaga("bild åäö.bin", bytes(range(256)) * 40))
    ground.as_person(ground.sas)
    ground.write(register_avvikelse, ny=ny(ground, "Skyddad händelse", misstanke=True))
    ground.write(save_utkast, formular="avvikelse", innehall={"text": "påbörjad"})
    ground.write(add_utkastfil, formular="avvikelse", ny=NyBilaga("utkast.txt", b"ej sparat"))
    ground.as_person(ground.admin)
    return ground


def values(store, table):
    search = table is Sokpost.__table__
    columns = [c for c in table.columns if not search or c.name != "id"]
    order = (table.c.tabell, table.c.rad_id) if search else table.primary_key
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(*order))]


def assert_equal(one, other):
    map_all()
    compared = 0
    for table in Base.metadata.sorted_tables:
        before = values(one, table)
        assert values(other, table) == before, table.name
        compared += len(before)
    with other.engine.connect() as connection:
        assert list(faults(connection)) == []
    return compared


@pytest.fixture(params=["sqlite", "postgres"])
def empty_place(request, tmp_path):
    """Where a register may be read into: a file that is not there, or a server's empty database."""
    if request.param == "sqlite":
        yield parse_address(tmp_path / "ny.db")
    else:
        with request.getfixturevalue("pg_server").database() as url:
            yield parse_address(url)


def test_it_comes_back_equal_row_by_row(filled, empty_place, tmp_path):
    target = tmp_path / "allt.zip"
    filled.read(write_uttag, target=target)
    restore_uttag(target, empty_place)
    back = open_store(empty_place.path or empty_place.url)
    assert assert_equal(filled.store, back) > 50
    back.person_id = filled.chef  # life goes on: the next number, and a journal that goes on
    with back.writing(laying("register_avvikelse")) as session:
        register_avvikelse(session, ny=ny(filled, "Efteråt"))
    with back.engine.connect() as connection:
        assert list(faults(connection)) == []
    back.close()


def test_the_example_municipality_comes_back_equal(example, pg_server, tmp_path):
    first = open_store(example)
    with first.read() as session:
        from kvalitet_app.machine.account import account
        from kvalitet_app.services.register.forsta_start import account_person

        first.person_id = account_person(session, konto=account())
    one, two = tmp_path / "1.zip", tmp_path / "2.zip"
    with first.read() as session:
        write_uttag(session, target=one)
    with pg_server.database() as url:
        restore_uttag(one, parse_address(url))
        second = open_store(url)
        second.person_id = first.person_id
        assert assert_equal(first, second) > 50_000
        with second.read() as session:
            write_uttag(session, target=two)
        second.close()
    restore_uttag(two, parse_address(tmp_path / "tredje.db"))
    third = open_store(tmp_path / "tredje.db")
    assert_equal(first, third)
    first.close()
    third.close()


class Links(HTMLParser):
    """What a page points at, and whether it runs anything."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        """Collect links; refuse what runs."""
        assert tag not in ("script", "iframe", "img", "link"), tag
        self.found += [value for name, value in attrs if name in ("href", "src")]


def test_the_file_is_readable_without_us(filled, tmp_path):
    target = tmp_path / "allt.zip"
    filled.read(write_uttag, target=target)
    with zipfile.ZipFile(target) as package:
        assert package.testzip() is None
        names = set(package.namelist())
        said = json.loads(package.read("uttag.json"))
        assert said["spridning"] == "SEKRETESS"
        table = json.loads(package.read("tabeller/avvikelse.json"))
        assert next(k for k in table["kolumner"] if k["namn"] == "typ_id")["hanvisar"] == "avvikelsetyp"
        at = [k["namn"] for k in table["kolumner"]].index("beskrivning")
        assert TEXT in [row[at] for row in table["rader"]]
        (bild,) = [name for name in names if name.startswith("filer/avvikelse") and name.endswith("bild åäö.bin")]
        assert package.read(bild) == bytes(range(256)) * 40
        for page in ("index.html", "filer.html"):
            text = package.read(page).decode()
            assert "SEKRETESS" in text
            assert "lex Sarah" in text
            links = Links()
            links.feed(text)
            from urllib.parse import unquote

            assert links.found
            assert {unquote(link) for link in links.found} <= names
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(package.read("kvalitet.xlsx")))
        rows = book.get_sheet_by_name("Avvikelse").to_python()
        case = dict(zip(rows[0], rows[1], strict=True))
        assert case["Beskrivning"] == TEXT
        assert (case["Enhet"], case["Skyddad"], case["Status"]) == ("Björken", "nej", "Registrerad")


def test_only_who_may_take_copies_may_and_the_journal_knows(filled, tmp_path):
    for person in (filled.chef, filled.rapportor, filled.sas, filled.lasare):
        filled.as_person(person)
        with pytest.raises(AccessError):
            filled.read(write_uttag, target=tmp_path / "nej.zip")
    assert list(tmp_path.glob("*.zip")) == []
    filled.as_person(filled.admin)
    digest = filled.read(write_uttag, target=tmp_path / "ja.zip")
    filled.write(note_uttag, file="ja.zip", digest=digest)
    with filled.store.engine.connect() as connection:
        from kvalitet_app.db.models import Handelse

        query = select(Handelse.efter).where(Handelse.verb == "note_uttag").order_by(Handelse.nr)
        lines = connection.scalars(query).all()
    assert [digest in line for line in lines].count(True) == 1


def test_cancelled_or_refused_it_leaves_nothing(filled, tmp_path):
    def cancel(done, _total, _text=""):
        if done > 40:
            raise Cancelled

    with pytest.raises(Cancelled):
        filled.read(write_uttag, target=tmp_path / "a.zip", progress=cancel)
    with pytest.raises(InputError, match="zip"):
        filled.read(write_uttag, target=tmp_path / "a.txt")
    with pytest.raises(StorageError, match="finns inte"):
        filled.read(write_uttag, target=tmp_path / "saknas" / "a.zip")
    filled.read(write_uttag, target=tmp_path / "b.zip")
    with pytest.raises(Cancelled):
        restore_uttag(tmp_path / "b.zip", parse_address(tmp_path / "ny.db"), progress=cancel)
    left = {path.name for path in tmp_path.iterdir()} - {"kvalitet.db", "kvalitet.db-wal", "kvalitet.db-shm"}
    assert left == {"b.zip"}


def test_the_drafts_come_along(filled, tmp_path):
    filled.read(write_uttag, target=tmp_path / "a.zip")
    restore_uttag(tmp_path / "a.zip", parse_address(tmp_path / "ny.db"))
    back = open_store(tmp_path / "ny.db")
    with back.read() as session:
        assert session.scalar(select(Utkast.innehall))
        assert session.scalar(select(Utkastfil.innehall)) == b"ej sparat"
    back.close()
