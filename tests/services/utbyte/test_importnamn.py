"""Files that write names and numbers as people do: one unit for every spelling, new rows for a new unit's list."""

import pytest
from sqlalchemy import func, select

from kvalitet_app.db.models import Avvikelse, Avvikelsetyp, Enhet
from kvalitet_app.domain.errors import InputError
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum
from kvalitet_app.services.avvikelser.flytt import move_avvikelse
from kvalitet_app.services.organisation.enheter import add_enhet, unit_named
from kvalitet_app.services.utbyte.importera import Val, import_avvikelser, plan_import, read_file

SPELLINGS = (
    "Tallåsen\N{NO-BREAK SPACE}",
    "Tall\N{SOFT HYPHEN}åsen",
    "Tall\N{ZERO WIDTH SPACE}åsen",
    "TALLÅSEN",
    "Tallåsen.",
)
LONG = ("Myndighet\N{NO-BREAK SPACE}LSS", "Myndighet  LSS", "myndighet lss ")


def lay_in(ground, tmp_path, text, **val):
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8")
    ground.as_person(ground.admin)
    read = read_file(path)
    plan = ground.read(plan_import, inlasning=read)
    ground.write(import_avvikelser, inlasning=read, val=Val(**val))
    return plan


def names(ground, kind):
    with ground.store.read() as session:
        return sorted(session.scalars(select(kind.namn).where(kind.borttagen.is_(None))))


def numbered(unit, year, numbers=5):
    rows = (f"{n};{year}-0{n}-10;{unit};Ett hos {unit} {n}" for n in range(1, numbers + 1))
    return "\n".join(("Nr;Datum;Enhet;Vad hände", *rows))


def test_every_spelling_of_a_name_is_one_unit_and_one_type(ground, tmp_path):
    rows = (
        f"{n};2026-03-09;{said};{typ};rad"
        for n, (said, typ) in enumerate(
            [
                *((s, "Ny typ") for s in SPELLINGS),
                *((s, "ny  typ") for s in LONG),
                ("nya huset", "NY TYP"),
                ("Nya Huset", ""),
            ],
            1,
        )
    )
    plan = lay_in(ground, tmp_path, "\n".join(("Nr;Datum;Enhet;Typ;Vad hände", *rows)), skapa=True)
    assert plan.okanda_enheter == ("Myndighet LSS", "nya huset", "Tallåsen")
    assert plan.okanda_typer == ("Ny typ",)
    assert names(ground, Enhet) == sorted(["Funktionsstöd", "Björken", "Granen", *plan.okanda_enheter])
    assert names(ground, Avvikelsetyp).count("Ny typ") == 1
    assert len(names(ground, Avvikelsetyp)) == 3


def test_a_spelling_of_a_unit_that_is_there_is_that_unit(ground, tmp_path):
    plan = lay_in(
        ground,
        tmp_path,
        "Datum;Enhet;Vad hände;Typ\n2026-03-09;BJÖR\N{SOFT HYPHEN}KEN ;rad;läke\N{ZERO WIDTH SPACE}medel",
    )
    assert (plan.okanda_enheter, plan.okanda_typer) == ((), ())
    with ground.store.read() as session:
        assert session.execute(select(Avvikelse.enhet_id, Avvikelse.typ_id)).all() == [
            (ground.bjorken, ground.lakemedel)
        ]


def test_a_list_of_another_unit_or_another_year_is_new_rows(ground, tmp_path):
    assert lay_in(ground, tmp_path, numbered("Björken", 2025)).nya == 5
    other = lay_in(ground, tmp_path, numbered("Granen", 2025))
    assert (other.nya, other.redan_inne) == (5, 0)
    assert any("5 rader har nummer som redan finns" in told for told in other.besked)
    assert lay_in(ground, tmp_path, numbered("Björken", 2024)).nya == 5
    again = lay_in(ground, tmp_path, numbered("BJÖRKEN", 2025, 6))
    assert (again.nya, again.redan_inne) == (1, 5)
    with ground.store.read() as session:
        assert len(session.scalars(select(Avvikelse.id)).all()) == 16


def test_both_lists_in_one_file_are_all_new_and_a_double_is_told(ground, tmp_path):
    both = numbered("Björken", 2025) + "\n" + numbered("Granen", 2025).partition("\n")[2]
    assert lay_in(ground, tmp_path, both).nya == 10
    with pytest.raises(InputError):
        lay_in(ground, tmp_path, numbered("Granen", 2023) + "\n2;2023-11-11;granen;En till")


def test_a_case_that_was_moved_is_still_in(ground, tmp_path):
    lay_in(ground, tmp_path, numbered("Björken", 2025))
    lay_in(ground, tmp_path, numbered("Granen", 2025))
    with ground.store.read() as session:
        first = session.scalar(select(func.min(Avvikelse.id)).where(Avvikelse.enhet_id == ground.bjorken))
    ground.as_person(ground.sas)
    ground.write(move_avvikelse, avvikelse_id=first, version=1, enhet_id=ground.granen, skal="Fel enhet")
    assert lay_in(ground, tmp_path, numbered("Björken", 2025)).redan_inne == 5
    assert lay_in(ground, tmp_path, numbered("Granen", 2025)).redan_inne == 5


@pytest.fixture
def two_places(ground):
    """Two units of one name, below Björken and below Granen."""
    ground.as_person(ground.admin)
    for parent in (ground.bjorken, ground.granen):
        ground.write(add_enhet, namn="Nattpatrullen", niva=EnhetNiva.ENHET, foralder_id=parent, lagrum=Lagrum.LSS)
    return ground


def test_a_name_in_two_places_is_refused_by_row_and_by_place_it_comes_in(two_places, tmp_path):
    text = "Datum;Enhet;Beskrivning\n2026-03-09;Nattpatrullen;rad\n2026-03-09;Granen / nattpatrullen;rad\n"
    with pytest.raises(InputError) as refused:
        lay_in(two_places, tmp_path, text)
    assert refused.value.details == (
        "rad 2: Enheten Nattpatrullen finns på 2 ställen. Skriv vilken: "
        "”Björken / Nattpatrullen” eller ”Granen / Nattpatrullen”",
    )
    lay_in(two_places, tmp_path, text, hoppa_over=True)
    with two_places.store.read() as session:
        (unit,) = session.scalars(select(Avvikelse.enhet_id))
        assert session.get_one(Enhet, unit).foralder_id == two_places.granen
        assert unit_named(session, "Granen/Nattpatrullen") == unit
        with pytest.raises(InputError, match="finns på 2 ställen"):
            unit_named(session, "nattpatrullen")
