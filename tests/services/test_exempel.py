"""The example municipality counts exactly as it is told to, and the figures of the report answer to it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from kvalitet_app.db.base import Base
from kvalitet_app.db.models import (
    Avvikelse,
    Avvikelsetyp,
    Egenkontroll,
    Enhet,
    LexSarahArende,
    Mall,
    Rutinversion,
    Svar,
)
from kvalitet_app.db.trail.check import faults
from kvalitet_app.domain.berattelse.jamforelse import largest, same_set
from kvalitet_app.domain.berattelse.kapitel import Kapitel
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollStatus, Svarsvarde, score
from kvalitet_app.domain.kalender import idag
from kvalitet_app.domain.lex.ord import LexGrad, LexSlag
from kvalitet_app.domain.namn import find_likely_names
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.text import sort_key
from kvalitet_app.reports.model.blocks import Callout
from kvalitet_app.reports.pdf.render import render
from kvalitet_app.services.berattelse.underlag import gather
from kvalitet_app.services.counts.underlag import rows_behind
from kvalitet_app.services.exempel.berattelse import TEXTER
from kvalitet_app.services.exempel.bygge import IDAG
from kvalitet_app.services.exempel.skapa import create_exempel
from kvalitet_app.services.paper.namn import namnlistor, staff_names
from kvalitet_app.services.rutiner import all_rutiner
from tests.readback import pdf_pages
from tests.reports.made import report_of, texts_of
from tests.verbs import laying

NOT_WRITTEN = {"handelse", "installning", "sparad_vy", "utkast", "person", "sokpost"}
"""Tables whose texts the program writes, or that are names."""


@pytest.fixture(scope="module")
def ar_2025(exempel):
    """Everything counted for 2025."""
    with exempel.read() as session:
        return gather(session, ar=2025)


@pytest.mark.parametrize(
    ("typ", "of_2024", "of_2025"),
    [
        ("sjalvskada", 0, 102),
        ("insats_fordrojd", 4, 15),
        ("bemotande", 14, 15),
        ("hot_vald_brukare", 15, 9),
        ("hot_vald_personal", 5, 1),
    ],
)
def test_types_count_as_in_the_source(exempel, typ, of_2024, of_2025):
    with exempel.read() as session:
        for ar, number in ((2024, of_2024), (2025, of_2025)):
            query = (
                select(func.count())
                .select_from(Avvikelse)
                .join(Avvikelsetyp)
                .where(Avvikelsetyp.kod == typ, Avvikelse.handelse_ar == ar)
            )
            assert session.scalar(query) == number


def test_totals_and_the_far_larger_hsl_side(exempel):
    with exempel.read() as session:

        def count(ar, hsl):
            law = Avvikelse.lagrum == Lagrum.HSL if hsl else Avvikelse.lagrum != Lagrum.HSL
            return session.scalar(select(func.count()).select_from(Avvikelse).where(Avvikelse.handelse_ar == ar, law))

        assert [count(ar, False) for ar in (2024, 2025)] == [49, 154]
        assert [count(ar, True) for ar in (2024, 2025)] == [402, 447]


def test_like_for_like_with_and_without_the_one_person(ar_2025):
    top = same_set(largest(ar_2025.sol_lss.typer))
    assert (top.fore, top.nu, top.forandring) == (18, 132, 633)
    assert (top.utan, top.forandring_utan, top.andel) == (30, 67, 77)
    assert sum(row.antal_fore for row in largest(ar_2025.sol_lss.typer, before=True)) == 34
    assert ar_2025.sol_lss.alla.nu.varde == 154


def test_2026_leaves_the_one_person_out_of_both_years(exempel):
    with exempel.read() as session:
        part = gather(session, ar=2026).sol_lss
    top = same_set(largest(part.typer))
    assert (top.nu, top.koncentrerat, top.utan) == (52, 31, 21)
    assert (top.fore, top.koncentrerat_fore, top.fore_utan) == (132, 102, 30)
    assert (sum(part.manader_koncentrerat), sum(part.manader_koncentrerat_fore)) == (31, 102)


def test_a_control_that_is_still_to_come_is_not_late(exempel):
    with exempel.read() as session:
        late = gather(session, ar=2026).egenkontroller.forsenade.varde
        query = select(func.count()).where(
            Egenkontroll.status == EgenkontrollStatus.PLANERAD,
            Egenkontroll.planerad_datum < idag(),
            Egenkontroll.planerad_datum.between(date(2026, 1, 1), date(2026, 12, 31)),
            Egenkontroll.ursprungligt_datum >= date(2026, 1, 1),
        )
        assert late == session.scalar(query)
        assert late


def test_a_units_report_counts_its_own_rutiner_and_providers(exempel, ar_2025):
    with exempel.read() as session:
        unit = session.scalar(select(Enhet.id).where(Enhet.namn == "Lönnvägen"))
        alone = gather(session, ar=2025, enhet_id=unit)
        shared = {row.id for row in all_rutiner(session, frozenset({unit}))}
        query = select(Rutinversion.version_nr, Rutinversion.rutin_id).where(
            Rutinversion.faststalld_datum.between(date(2025, 1, 1), date(2025, 12, 31))
        )
        adopted = [nr for nr, rutin in session.execute(query) if rutin in shared]
    system = alone.ledningssystem
    assert (system.nya.varde, system.reviderade.varde) == (adopted.count(1), len(adopted) - adopted.count(1))
    assert system.reviderade.varde < ar_2025.ledningssystem.reviderade.varde
    assert (alone.utforare.adresser.varde, alone.utforare.uppfoljda.varde, alone.utforare.brister.varde) == (0, 0, 0)
    assert ar_2025.utforare.uppfoljda.varde == 34


def test_seven_homes_have_a_single_report(ar_2025):
    assert sum(u.verksamhet == "Gruppbostad" and u.avvikelser.varde == 1 for u in ar_2025.enheter) == 7


def test_egenkontroller_of_2025(exempel, ar_2025):
    checks = ar_2025.egenkontroller
    assert [s.varde for s in (checks.planerade, checks.gjorda, checks.forsenade, checks.flyttade)] == [186, 149, 22, 15]
    with exempel.read() as session:
        query = (
            select(Egenkontroll.poang, Mall.kod, Enhet.namn)
            .join(Mall)
            .join(Enhet, Enhet.id == Egenkontroll.enhet_id)
            .where(
                func.strftime("%Y", Egenkontroll.ursprungligt_datum) == "2025",
                Egenkontroll.status == EgenkontrollStatus.GENOMFORD,
            )
        )
        rows = sorted(session.execute(query).all())
    assert (round(rows[0][0] * 100), *rows[0][1:]) == (54, "T02", "Sälgen")
    assert (round(rows[-1][0] * 100), *rows[-1][1:]) == (98, "T05", "Videt")


def test_every_stored_score_is_the_score_of_its_answers(exempel):
    with exempel.read() as session:
        answers: dict[int, list[Svarsvarde]] = {}
        for check, svar in session.execute(select(Svar.egenkontroll_id, Svar.svar)):
            answers.setdefault(check, []).append(svar)
        stored = dict(
            session.execute(select(Egenkontroll.id, Egenkontroll.poang).where(Egenkontroll.poang.is_not(None))).all()
        )
    scores = {check: score(given) for check, given in answers.items()}
    assert stored == {check: points and float(points) for check, points in scores.items()}


def test_lex_sarah_and_lex_maria(exempel, ar_2025):
    grades = [row.grad for row in ar_2025.lex]
    assert len(grades) == 7
    assert [
        grades.count(g) for g in (LexGrad.ALLVARLIGT, LexGrad.MISSFORHALLANDE, LexGrad.PATAGLIG_RISK, LexGrad.INGET)
    ] == [1, 3, 1, 2]
    with exempel.read() as session:
        assert session.scalar(select(func.count()).where(LexSarahArende.slag == LexSlag.LEX_MARIA)) == 1
        year = func.strftime("%Y", LexSarahArende.rapporterad_datum)
        assert session.scalar(select(func.count()).where(year == "2026")) == 4


def test_ej_verkstallda_beslut_by_quarter(exempel, ar_2025):
    assert [q.antal.varde for q in ar_2025.evb.kvartal] == [9, 7, 6, 5, 5, 4, 4, 3]
    late = [q.verkstallda for q in ar_2025.evb.kvartal]
    assert sum(one.varde for one in late) > 0
    with exempel.read() as session:
        for one in late:
            opened = rows_behind(session, fraga=one.fraga, ar=2025)
            assert opened is not None
            assert len(opened.rader) == one.varde
    with exempel.read() as session:
        assert [q.antal.varde for q in gather(session, ar=2026).evb.kvartal[4:7]] == [4, 4, 6]


def test_rutiner(exempel):
    with exempel.read() as session:
        rows = all_rutiner(session)
    states = [row.lage for row in rows]
    assert len(rows) == 30
    assert [states.count(s) for s in (RutinLage.UTGANGEN, RutinLage.UTKAST, RutinLage.SAKNAS)] == [6, 3, 1]
    assert sum(row.agare_id is None for row in rows) == 2


def test_measures_synpunkter_and_reviews(ar_2025):
    measured = {m.kod: (m.taljare.varde, m.namnare.varde) for m in ar_2025.matningar}
    assert measured["brukarundersokning"] == (96, 171)
    assert measured["individuppfoljning"] == (118, 200)
    assert measured["genomforandeplaner"] == (151, 173)
    s = ar_2025.synpunkter
    assert [k.nu.varde for k in (s.klagomal, s.berom, s.forslag)] == [22, 9, 7]
    assert len(ar_2025.granskningar[0].rekommendationer) == 9
    assert sum(r.forsenad for r in ar_2025.granskningar[0].rekommendationer) == 2
    assert len(ar_2025.granskningar[1].omraden) == 16


def test_no_brukarreferens_is_printed_in_any_years_report(exempel):
    with exempel.read() as session:
        known = set(session.scalars(select(Avvikelse.brukarreferens).distinct())) - {""}
        for ar in (2024, 2025, 2026):
            texts = texts_of(session, ar=ar)
            text = " ".join(pdf_pages(render(report_of(gather(session, ar=ar), texts)).content))
            assert [reference for reference in known if reference in text] == []


def test_the_authors_figures_are_the_counted_ones(ar_2025):
    d, checks, top = ar_2025, ar_2025.egenkontroller, same_set(largest(ar_2025.sol_lss.typer))
    by_code = {m.kod: m for m in d.matningar}
    shares = {kod: f"{m.taljare.varde:.0f} av {m.namnare.varde:.0f}" for kod, m in by_code.items()}
    types = {row.kod: f"från {row.antal_fore} till {row.antal}" for row in d.sol_lss.typer}
    acted = sum(r.atgarder > 0 for r in d.riskanalyser)
    s = d.synpunkter
    answered = sum(kind.nu.varde for kind in (s.klagomal, s.berom, s.forslag))
    assert answered == s.besvarade.varde
    assert [name for name, _ in s.amnen[:2]] == ["Information", "Lokaler"]
    quarters = [q.antal.varde for q in d.evb.kvartal]
    wanted = {
        Kapitel.SAMMANFATTNING: (
            f"{top.koncentrerat} av {d.sol_lss.alla.nu.varde} avvikelser",
            f"{len(d.riskanalyser)} riskanalyser",
            f"{acted} av dem",
            f"Alla {answered} synpunkter",
            shares["genomforandeplaner"],
            types["insats_fordrojd"],
            shares["individuppfoljning"],
        ),
        Kapitel.MAL: (f"{checks.gjorda.varde} av {checks.planerade.varde}", *shares.values()),
        Kapitel.EGENKONTROLLER: (f"{checks.flyttade.varde} flyttades", f"{checks.forsenade.varde} gjordes inte"),
        Kapitel.AVVIKELSER: (
            f"{top.utan} händelser, mot {top.fore}",
            types["insats_fordrojd"],
            types["hot_vald_brukare"],
        ),
        Kapitel.SYNPUNKTER: (f"från {s.klagomal.fore.varde} till {s.klagomal.nu.varde}",),
        Kapitel.EVB: (f"{quarters[0]} i början av 2024 och {quarters[-1]} i slutet av 2025",),
    }
    for kapitel, phrases in wanted.items():
        assert [phrase for phrase in phrases if phrase not in TEXTER[kapitel]] == []


def test_chapters_that_nobody_has_written_say_so(exempel, ar_2025):
    with exempel.read() as session:
        texts = texts_of(session, ar=2025)
    assert set(Kapitel) - set(texts) == {Kapitel.UTFORARE, Kapitel.PERSONAL}
    made = report_of(ar_2025, texts)
    missing = [block.text for block in made.blocks if isinstance(block, Callout)]
    assert [said for said in missing if said.startswith("Texten till")] == [
        "Texten till kapitlet Personalens medverkan och kompetens är inte skriven."
    ]


def test_something_is_planned_in_every_month_ahead(exempel):
    with exempel.read() as session:
        query = select(Egenkontroll.planerad_datum).where(Egenkontroll.status == EgenkontrollStatus.PLANERAD)
        months = {day.isoformat()[:7] for day in session.scalars(query)}
        days = set(session.scalars(query.where(Egenkontroll.planerad_datum.between(IDAG, date(2026, 12, 4)))))
    assert [day.day for day in sorted(days)] == [24, 25, 26, 27, 30, 1, 2, 3, 4]
    assert {"2026-12", *(f"2027-{month:02d}" for month in range(1, 7))} <= months


def test_every_risk_analysis_but_one_of_2025_has_been_acted_on(ar_2025):
    assert [r.namn for r in ar_2025.riskanalyser if not r.atgarder] == ["Ny socialtjänstlag 2025"]


def test_units_stand_in_swedish_order(ar_2025):
    names = [unit.namn for unit in ar_2025.enheter]
    assert names == sorted(names, key=sort_key)
    assert names[-2:] == ["Åkern", "Åkervindan"]


def test_the_register_is_whole(exempel):
    with exempel.engine.connect() as connection:
        assert list(faults(connection)) == []


def test_the_same_seed_makes_the_same_example(exempel, sqlite_store):
    with sqlite_store.writing(laying("create_exempel")) as session:
        create_exempel(session, konto="x")
    query = select(Avvikelse.uuid, Avvikelse.rubrik, Avvikelse.enhet_id, Avvikelse.risk, Avvikelse.status).order_by(
        Avvikelse.id
    )
    with sqlite_store.read() as one, exempel.read() as two:
        assert one.execute(query).all() == two.execute(query).all()


def test_the_example_is_made_on_a_server_too(postgres_store):
    with postgres_store.writing(laying("create_exempel")) as session:
        create_exempel(session, konto="x")
    with postgres_store.engine.connect() as connection:
        assert list(faults(connection)) == []


def test_types_by_unit_name_the_unit_first(exempel, ar_2025):
    with exempel.read() as session:
        units = {name for row in session.execute(select(Enhet.namn, Enhet.kortnamn)) for name in row}
    assert {unit for unit, _, _ in ar_2025.sol_lss.typ_enhet} <= units
    assert sum(n for _, _, n in ar_2025.sol_lss.typ_enhet) == 154


def test_the_texts_of_the_example_raise_few_alarms_of_names(exempel, record_property):
    words, alarms = 0, []
    with exempel.read() as session:
        known, listor = set(staff_names(session)), namnlistor(session)
        for table in Base.metadata.sorted_tables:
            if table.name in NOT_WRITTEN:
                continue
            for text in {cell for row in session.execute(select(table)) for cell in row if isinstance(cell, str)}:
                if text in known or " " not in text.strip():
                    continue
                words += len(text.split())
                alarms += [(table.name, hit.text, text) for hit in find_likely_names(text, listor)]
    record_property("siffra", f"namn: {len(alarms)} falsklarm på {words} ord i exemplets texter")
    assert words > 10_000
    assert len(alarms) < 2 * words / 1000, alarms
