"""The document of a case: what goes in, whose names are hidden, that it is kept as it left, and who may make it."""

from datetime import date
from itertools import chain
from typing import get_args

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.db.models import Person
from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.errors import AccessError, InputError, RuleError
from kvalitet_app.domain.kalender import idag, now
from kvalitet_app.domain.lex.ord import LexSlag, LexStatus, Mottagarslag
from kvalitet_app.domain.lex.paket import (
    COLLEAGUE,
    REPORTER,
    STANDARD,
    PaketDel,
    PaketMottagare,
    PaketVal,
    hide_names,
)
from kvalitet_app.domain.lex.patient import Patientpunkt
from kvalitet_app.domain.lex.steg import LexUppgifter
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.register.amnen import ANMALA
from kvalitet_app.domain.register.laghanvisningar import Sakerhet
from kvalitet_app.domain.tal import lower_first
from kvalitet_app.reports.model.blocks import Block
from kvalitet_app.reports.word import document
from kvalitet_app.services.bilagor import read_bilaga
from kvalitet_app.services.lex.handlaggning import save_lex
from kvalitet_app.services.lex.krets import add_underrattelse
from kvalitet_app.services.lex.paket import list_paket, note_paket, preview_paket, read_paket, write_paket
from kvalitet_app.services.register.forsta_start import catch_up
from tests.readback import pdf_words
from tests.services.lex.cases import detail, report, step, take_to, tell
from tests.verbs import laying

S = LexStatus
NAMND = PaketVal()
IVO = PaketVal(PaketMottagare.IVO, STANDARD[PaketMottagare.IVO])


def words(paket):
    """Everything the document says, in order."""
    return list(
        chain.from_iterable(
            [part.titel, *chain.from_iterable((*part.fakta, *part.texter))] for part in paket.avdelningar
        )
    )


def shown(ground, row_id, val=NAMND, who=None):
    ground.as_person(who or ground.sas)
    return ground.read(preview_paket, arende_id=row_id, val=val)


def test_the_document_tells_what_was_chosen_and_nothing_else(ground, case):
    take_to(ground, case, S.BESLUTAD)
    everything = shown(ground, case, PaketVal(delar=frozenset(PaketDel)))
    assert [part.titel for part in everything.avdelningar] == [
        "Rapporten",
        "Utredningen",
        "Förslag till beslut",
        "Beslutet",
        "Vilka som har fått veta",
        "Historik",
    ]
    said = words(everything)
    for text in ("Fick ingen hjälp på hela kvällen.", "Rädd och törstig, sov inte.", "Hjälpen uteblev.", "VN § 12"):
        assert text in said
    for one in (PaketDel.RAPPORT, PaketDel.UTREDNING, PaketDel.FORSLAG, PaketDel.BESLUT):
        without = shown(ground, case, PaketVal(delar=frozenset(PaketDel) - {one}))
        assert one.word not in [part.titel for part in without.avdelningar]
        assert len(without.avdelningar) == 5
    assert "Förslag till beslut" not in words(shown(ground, case, IVO))
    assert shown(ground, case, IVO).undertitel.startswith("Anmälan till IVO")


def test_names_of_the_register_become_roles_unless_they_are_wanted(ground):
    row_id = report(ground, "Bo Alm såg att Anna Ek gick. Anna Eks nycklar låg kvar.")
    hidden = shown(ground, row_id)
    assert f"{REPORTER} såg att {COLLEAGUE} gick. {COLLEAGUE}s nycklar låg kvar." in words(hidden)
    assert not any("Bo Alm" in text or "Anna Ek" in text for text in words(hidden))
    with ground.store.writing(laying("change_person")) as session:
        session.get_one(Person, ground.chef).borttagen = now()
    assert not any("Anna Ek" in text for text in words(shown(ground, row_id)))
    named = shown(ground, row_id, PaketVal(dolj_namn=False))
    assert "Bo Alm" in words(named)
    assert "Anna Ek nämns vid namn." in named.varningar


def test_what_is_lacking_or_looks_like_a_person_is_told_before_it_leaves(ground):
    row_id = report(ground, "Ring 070-174 06 05 om det.")
    warned = shown(ground, row_id, IVO).varningar
    assert any("070-174 06 05" in line for line in warned)
    assert "Konsekvensen för den enskilde är inte beskriven än." in warned
    assert "Inget beslut är infört än." in warned
    take_to(ground, row_id, S.BESLUTAD)
    tell(ground, row_id)
    after = shown(ground, row_id, IVO).varningar
    assert not any("beslut" in line or "Konsekvensen" in line or "underrättad" in line for line in after)


def test_a_name_that_the_register_does_not_know_is_told_before_it_leaves(ground):
    row_id = report(ground, "Kalle Andersson slog Eva, sa Bo Alm.")
    warned = shown(ground, row_id).varningar
    assert "”Kalle Andersson” ser ut som ett namn." in warned
    assert "”Eva” ser ut som ett namn." in warned
    assert not any("Bo Alm" in line for line in warned)


@pytest.mark.parametrize("kind", [".pdf", ".docx"])
def test_the_file_says_the_words_of_the_preview(ground, case, tmp_path, kind):
    take_to(ground, case, S.BESLUTAD)
    target = tmp_path / f"handling{kind}"
    paket = shown(ground, case)
    ground.read(write_paket, arende_id=case, val=NAMND, target=target)
    if kind == ".pdf":
        said = pdf_words(target)
    else:
        doc = Document(str(target))
        cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
        said = " ".join([p.text for p in doc.paragraphs] + cells)
        styles = [str(p.style.name) for p in doc.paragraphs if p.style]
        assert any(name.startswith("Heading 2") for name in styles)
    flat = " ".join(said.split())
    for text in (paket.titel, *words(paket)):
        assert " ".join(text.split()) in flat


def test_the_same_case_gives_the_same_bytes_and_every_kind_of_block_is_written(ground, case, tmp_path):
    take_to(ground, case, S.BESLUTAD)
    one, two = tmp_path / "1.docx", tmp_path / "2.docx"
    for target in (one, two):
        ground.as_person(ground.sas)
        ground.read(write_paket, arende_id=case, val=IVO, target=target)
    assert one.read_bytes() == two.read_bytes()
    assert set(document._WRITERS) == set(get_args(Block))


def test_what_left_is_kept_as_it_was_and_the_log_tells(ground, case):
    step(ground, case, S.MOTTAGEN)
    ground.write(note_paket, arende_id=case, ny=NyBilaga("LS 1 Nämnden.pdf", b"%PDF-1.7 ..."))
    (kept,) = ground.read(list_paket, arende_id=case)
    assert (kept.namn, kept.person) == ("LS 1 Nämnden.pdf", "Cia Ask")
    assert ground.read(read_paket, bilaga_id=kept.id).innehall == b"%PDF-1.7 ..."
    assert any("skrev en handling" in line.text for line in detail(ground, case).logg)
    with pytest.raises(RuleError, match="finns inte"):
        ground.read(read_bilaga, bilaga_id=kept.id)


def test_nobody_outside_makes_lists_or_reads_a_document(ground, case, tmp_path):
    step(ground, case, S.MOTTAGEN)
    ground.write(note_paket, arende_id=case, ny=NyBilaga("LS 1.pdf", b"hemligt"))
    kept = ground.read(list_paket, arende_id=case)[0].id
    target = tmp_path / "x.pdf"
    for who in (ground.lasare, ground.admin, ground.chef):
        ground.as_person(who)
        for service, arguments in (
            (preview_paket, {"arende_id": case, "val": NAMND}),
            (write_paket, {"arende_id": case, "val": NAMND, "target": target}),
            (list_paket, {"arende_id": case}),
            (read_paket, {"bilaga_id": kept}),
        ):
            with pytest.raises(RuleError):
                ground.read(service, **arguments)
        with pytest.raises(RuleError):
            ground.write(note_paket, arende_id=case, ny=NyBilaga("x.pdf", b"x"))
    ground.as_person(ground.rapportor)
    with pytest.raises(AccessError):
        ground.read(preview_paket, arende_id=case, val=NAMND)
    assert not target.exists()


def test_another_ending_is_refused_and_leaves_no_file(ground, case, tmp_path):
    with pytest.raises(InputError, match="pdf eller"):
        ground.read(write_paket, arende_id=case, val=NAMND, target=tmp_path / "x.txt")
    assert not (tmp_path / "x.txt").exists()


NAMES = ("Bo Alm", "Anna Ek", "Eva-Lena Sundin")


@given(
    st.lists(st.sampled_from([*NAMES, "bo alm", "BO  ALM", "och", "Almen", "Bo", "Ek,", "\n", "Anna Eks"]), max_size=12)
)
def test_no_whole_name_is_left(parts):
    text = " ".join(parts)
    left = " ".join(hide_names(text, NAMES, {"bo alm": REPORTER}).split()).casefold()
    for name in NAMES:
        assert f" {name.casefold()} " not in f" {left} "


def laws(ground):
    """The rules that a register begins with."""
    ground.as_person(ground.admin)
    ground.write(catch_up)


def part_of(paket, title):
    (found,) = [part for part in paket.avdelningar if part.titel == title]
    return found


@pytest.mark.parametrize("lagrum", [Lagrum.SOL, Lagrum.LSS])
def test_the_law_is_written_as_people_write_it(ground, lagrum, tmp_path):
    laws(ground)
    row_id = report(ground, lagrum=lagrum)
    assert dict(part_of(shown(ground, row_id, IVO), "Rapporten").fakta)["Lagrum"] == lagrum.word
    path = tmp_path / "paket.pdf"
    ground.read(write_paket, arende_id=row_id, val=IVO, target=path)
    assert "SOL" not in pdf_words(path).split()


def test_an_event_before_the_new_act_that_was_reported_after_it_shows_both_acts(ground, tmp_path):
    laws(ground)
    row_id = report(ground, lagrum=Lagrum.SOL, handelse_datum=date(2025, 6, 20), rapporterad_datum=date(2025, 7, 14))
    law = part_of(shown(ground, row_id, IVO), "Lag som gällde")
    places = [said.split(" (")[0] for amne, said in law.fakta if amne == ANMALA]
    assert places == ["14 kap. 7 § SoL", "27 kap. 6 § SoL"]
    path = tmp_path / "paket.pdf"
    ground.read(write_paket, arende_id=row_id, val=IVO, target=path)
    said = " ".join(pdf_words(path).split())
    assert "14 kap. 7 § SoL (2001:453) (hänvisad" in said
    assert "27 kap. 6 § SoL (2025:400) (hänvisad" in said
    assert "olika sidor om en lagändring" in said
    assert "27 kap. 5 § SoL (2025:400) (antagen" in said
    assert lower_first(Sakerhet.HANVISAD.grund) in said
    one = report(ground, lagrum=Lagrum.SOL, handelse_datum=date(2025, 7, 2), rapporterad_datum=date(2025, 7, 14))
    assert not any("2001:453" in text for text in words(shown(ground, one, IVO)))


def test_lex_maria_warns_of_what_the_patient_has_not_been_told_and_shows_what_was(ground, tmp_path):
    laws(ground)
    row_id = report(ground, slag=LexSlag.LEX_MARIA)
    step(ground, row_id, S.MOTTAGEN, who=ground.admin)
    before = shown(ground, row_id, IVO, who=ground.admin)
    assert "Ingen är antecknad som underrättad." in before.varningar
    assert any("Det är inte antecknat att patienten har fått veta något" in one for one in before.varningar)
    assert any("patientjournalen" in one for one in before.varningar)
    assert ("Patienten eller företrädare", "Inget antecknat") in part_of(before, "Vilka som har fått veta").fakta
    now_ = detail(ground, row_id, ground.admin)
    ticked = LexUppgifter(patient_punkter="\n".join(list(Patientpunkt)[:5]), patient_journal=True)
    ground.write(save_lex, arende_id=row_id, version=now_.rad.version, uppgifter=ticked)
    ground.write(add_underrattelse, arende_id=row_id, slag=Mottagarslag.ENSKILD, vem="", datum=idag(), form="Samtal")
    after = shown(ground, row_id, IVO, who=ground.admin)
    told = dict(part_of(after, "Vilka som har fått veta").fakta)
    assert [told[point.word] for point in Patientpunkt] == ["Patienten har fått veta"] * 5 + ["Inte antecknat"]
    assert told["Antecknat i patientjournalen"] == "Ja"
    assert told["Patienten"] == f"{idag()} Samtal"
    assert "Den enskilde" not in told
    assert [one for one in after.varningar if "patientsäkerhetslagen" in one or "patientjournalen" in one] == [
        "Det är inte antecknat att patienten har fått veta allt enligt 3 kap. 8 § patientsäkerhetslagen. Kvar: att "
        "ersättning kan begäras enligt patientskadelagen eller från läkemedelsförsäkringen."
    ]
    path = tmp_path / "paket.pdf"
    ground.read(write_paket, arende_id=row_id, val=IVO, target=path)
    said = " ".join(pdf_words(path).split())
    for point in Patientpunkt:
        assert point.word in said


def test_nobody_told_is_said_for_both_rules(ground, case):
    step(ground, case, S.MOTTAGEN)
    paket = shown(ground, case)
    assert "Ingen är antecknad som underrättad." in paket.varningar
    assert part_of(paket, "Vilka som har fått veta").fakta == (("Den enskilde eller företrädare", "Inget antecknat"),)
    tell(ground, case)
    assert not any("underrättad" in one for one in shown(ground, case).varningar)
