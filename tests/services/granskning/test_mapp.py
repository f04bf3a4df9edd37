"""The folder for a review: the versions of that day, the year before, and never a protected case."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kvalitet_app.db.models import (
    Atgard,
    Avvikelse,
    Egenkontroll,
    Granskning,
    Lasning,
    Mall,
    Process,
    Rekommendation,
    Rutin,
    Rutinversion,
)
from kvalitet_app.domain.atgarder import AtgardKalla, AtgardSlag, AtgardStatus, Effekt
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus
from kvalitet_app.domain.errors import AccessError, InputError, RuleError
from kvalitet_app.domain.granskning.mapp import missing
from kvalitet_app.domain.granskning.rekommendationer import RekommendationStatus
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.granskning.mapp import gather_mapp, note_mapp, write_mapp
from tests.readback import pdf_words
from tests.services.factories import ny
from tests.verbs import laying

DAY = date(2026, 3, 1)
RUTIN = "1 rutiner/001 Rutin 1 version 1.pdf"
TEXT = "\n\n1. ett\n   - a\n2. två\n\n| Moment | Vem |\n| - | - |\n| Ring | Alla |\n"
OLD = datetime(2024, 1, 1, tzinfo=UTC)


def rutin(session, ground, nr, versions, **own):
    row = Rutin(nr=nr, titel=f"Rutin {nr}", omrade="", enhet_id=ground.bjorken, agare_id=ground.chef, **own)
    row.skapad = OLD
    session.add(row)
    session.flush()
    made = []
    for n, (status, day) in enumerate(versions, 1):
        made.append(
            Rutinversion(
                rutin_id=row.id,
                version_nr=n,
                status=status,
                text=f"Text {nr}.{n}{TEXT}",
                faststalld_datum=day,
                galler_fran=day,
            )
        )
    session.add_all(made)
    session.flush()
    return made


def closed(session, ground, text, day, **own):
    row_id = register_avvikelse(session, ny=ny(ground, text)).row_id
    session.flush()
    row = session.get_one(Avvikelse, row_id)
    row.status, row.avslutad_vid = AvvikelseStatus.AVSLUTAD, day
    for name, value in own.items():
        setattr(row, name, value)
    session.flush()
    return row


def checks_and_reviews(session, ground):
    mall = Mall(kod="E1", namn="Dokumentation", metod="", upprepning=Upprepning.MANAD)
    review = Granskning(enhet_id=ground.top, namn="Revision", granskare="Revisorer", datum=date(2025, 9, 1), dnr="")
    session.add_all([mall, review, Process(kod="P1", namn="Stöd", slag=ProcessSlag.HUVUD, enhet_id=ground.top)])
    session.flush()
    done = EgenkontrollStatus.GENOMFORD
    for day, status in (
        (date(2026, 1, 5), done),
        (date(2026, 2, 5), EgenkontrollStatus.PLANERAD),
        (date(2024, 1, 5), done),
    ):
        session.add(
            Egenkontroll(
                enhet_id=ground.bjorken,
                mall_id=mall.id,
                planerad_datum=day,
                ursprungligt_datum=day,
                status=status,
                genomford_datum=day if status is done else None,
                poang=0.9,
            )
        )
    session.add_all(
        [
            Rekommendation(
                granskning_id=review.id, paragraf="", text=f"Gör {status}", status=status, klart_senast=date(2026, 1, 1)
            )
            for status in RekommendationStatus
        ]
    )


@pytest.fixture
def year(ground):
    """Björken with what a reviewer would ask for, some of it before, in and after the year."""
    now, before, draft = VersionStatus.FASTSTALLD, VersionStatus.ERSATT, VersionStatus.UTKAST
    ground.as_person(ground.chef)
    with ground.store.writing(laying()) as session:
        first, *_ = rutin(session, ground, 1, [(before, date(2025, 1, 1)), (now, date(2026, 5, 1)), (draft, None)])
        rutin(session, ground, 2, [(now, date(2026, 3, 2))])
        for who, at in (
            (ground.rapportor, datetime(2025, 2, 1, tzinfo=UTC)),
            (ground.chef, datetime(2026, 4, 1, tzinfo=UTC)),
        ):
            session.add(Lasning(rutinversion_id=first.id, person_id=who, last_vid=at))
        kept = closed(session, ground, "Öppet ärende", datetime(2026, 2, 1, tzinfo=UTC))
        session.add_all(
            [
                Atgard(
                    enhet_id=kept.enhet_id,
                    kalla=AtgardKalla.AVVIKELSE,
                    avvikelse_id=kept.id,
                    slag=AtgardSlag.FOREBYGGANDE,
                    text=f"Åtgärd {n}",
                    klart_senast=DAY,
                    status=AtgardStatus.GENOMFORD,
                    genomford_datum=day,
                    effekt=Effekt.GOD,
                    effekt_datum=day,
                    effekt_metod="Stickprov",
                )
                for n, day in enumerate((date(2026, 2, 10), date(2026, 3, 10)))
            ]
        )
        closed(session, ground, "Hemligt skyddat", datetime(2026, 2, 2, tzinfo=UTC), skyddad=True)
        closed(session, ground, "Hemlig misstanke", datetime(2026, 2, 2, tzinfo=UTC), misstanke=True)
        closed(session, ground, "För gammalt", datetime(2025, 2, 1, tzinfo=UTC))
        closed(session, ground, "Efteråt", datetime(2026, 3, 2, 12, tzinfo=UTC))
        checks_and_reviews(session, ground)
    return ground


def test_it_is_what_applied_that_day(year):
    mapp = year.read(gather_mapp, enhet_id=year.bjorken, datum=DAY)
    assert [(r.nr, r.version_nr, r.text) for r in mapp.rutiner] == [(1, 1, f"Text 1.1{TEXT}"), (2, None, "")]
    assert [name for name, _ in mapp.rutiner[0].lasta] == ["Bo Alm"]
    assert "Anna Ek" in mapp.rutiner[0].olasta
    assert [c.rubrik for c in mapp.avvikelser] == ["Öppet ärende"]
    assert [(a.text, a.effekt) for a in mapp.avvikelser[0].atgarder] == [("Åtgärd 0", "God effekt"), ("Åtgärd 1", "")]
    assert [d.rad.genomford_datum for d in mapp.egenkontroller] == [date(2026, 1, 5)]
    assert [r.text for r in mapp.rekommendationer] == ["Gör ej_paborjad", "Gör pagar"]
    told = missing(mapp)
    for part in (
        "För rutin 2 Rutin 2 fanns ingen",
        "planerad 2026-02-05 genomfördes inte",
        "var inte bedömd",
        "Processen P1 Stöd saknar ägare",
        "skulle ha varit klar",
    ):
        assert any(part in one for one in told), part
    later = year.read(gather_mapp, enhet_id=year.bjorken, datum=date(2026, 5, 1))
    assert [r.version_nr for r in later.rutiner] == [2, 1]


def test_no_protected_case_is_in_it_whoever_writes_it(year, tmp_path):
    for person in (year.chef,):
        year.as_person(person)
        mapp = year.read(gather_mapp, enhet_id=year.bjorken, datum=DAY)
        assert "Hemlig" not in repr(mapp)


def test_the_folder_is_whole_and_the_same_twice(year, tmp_path):
    one, two = tmp_path / "a.zip", tmp_path / "b.zip"
    digest = year.read(write_mapp, enhet_id=year.bjorken, datum=DAY, target=one, spridning=Spridning.SEKRETESS)
    assert year.read(write_mapp, enhet_id=year.bjorken, datum=DAY, target=two, spridning=Spridning.SEKRETESS) == digest
    year.write(note_mapp, enhet_id=year.bjorken, datum=DAY, file="a.zip", digest=digest)
    with zipfile.ZipFile(one) as folder:
        names = folder.namelist()
        assert RUTIN in names
        page = folder.read("index.html").decode()
        assert "Sekretess" in page
        assert "För rutin 2" in page
        assert all(folder.read(n).startswith(b"%PDF-") for n in names if n.endswith(".pdf"))
        assert "1. ett – a 2. två Moment Vem Ring Alla" in pdf_words(folder.read(RUTIN))


def test_what_cannot_be_is_refused(year, tmp_path):
    target = tmp_path / "a.zip"
    with pytest.raises(RuleError, match="inte göras offentlig"):
        year.read(write_mapp, enhet_id=year.bjorken, datum=DAY, target=target, spridning=Spridning.OFFENTLIG)
    with pytest.raises(InputError, match="zip"):
        year.read(write_mapp, enhet_id=year.bjorken, datum=DAY, target=tmp_path / "a.pdf")
    with pytest.raises(RuleError, match="i dag"):
        year.read(write_mapp, enhet_id=year.bjorken, datum=idag() + timedelta(days=9), target=target)
    for person in (year.rapportor, year.lasare):
        year.as_person(person)
        with pytest.raises(AccessError):
            year.read(write_mapp, enhet_id=year.bjorken, datum=DAY, target=target)
    assert list(tmp_path.glob("*.zip")) == []


def test_nothing_missing_is_said_too(year):
    mapp = year.read(gather_mapp, enhet_id=year.bjorken, datum=DAY)
    bare = replace(mapp, rutiner=(), egenkontroller=(), ogjorda=(), avvikelser=(), processer=(), rekommendationer=())
    assert missing(bare) == (
        "Ingen rutin gällde för enheten 2026-03-01.",
        "Ingen egenkontroll genomfördes mellan 2025-03-01 och 2026-03-01.",
        "Ingen process är beskriven för enheten.",
    )
