"""What is put on paper: only what the person sees, with what it was limited to in words."""

import dataclasses
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QMenu
from sqlalchemy import select

from kvalitet_app.db.models import Avvikelse, Process
from kvalitet_app.domain.atgarder import AtgardUrval
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval, Lage
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.lex.ord import LexSlag
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.domain.synpunkter import SynpunktKalla, SynpunktSlag, SynpunktUrval
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.paper.urval_ord import said_limits
from kvalitet_app.services.paper.utskrift import write_map, write_record
from kvalitet_app.services.processer import process_map
from kvalitet_app.ui.lists.list_page import ListPage
from kvalitet_app.ui.paper import printing
from kvalitet_app.ui.paper.printer import drawn_pages
from kvalitet_app.ui.paper.spridning import WhomSheet
from kvalitet_app.ui.parts.sheet import AskSheet
from tests.readback import pdf_words
from tests.tables import read_table
from tests.ui.avvikelser.hands import investigated, register, shown
from tests.ui.hands import choices, press
from tests.ui.typing import type_text
from tests.verbs import laying

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_list_is_printed_as_it_is_filtered_and_says_so(example, save):
    page = example.go("avvikelser", vy="oppna").list
    page.lagrum.choose([Lagrum.HSL])
    page.search.setText("tablett")
    example.qtbot.wait(250)
    example.settle()
    shown = page.model.rowCount()
    assert 0 < shown < 462
    said = save(example, "Spara listan som PDF …")
    assert "Visar: Öppna · Verksamhet: hela organisationen · År: alla · Lagrum: HSL · Orden: ”tablett”" in said
    assert f"Antal: {shown} avvikelse" in said
    assert "av Karin Ekdahl" in said
    assert "Sida 1 (1)" in said
    for row_id in page.model.ids:
        assert page.model.row(page.model.place_of(row_id)).beteckning in said


def test_heads_are_repeated_on_each_page_of_a_long_list(example, save):
    example.go("avvikelser", vy="alla")
    said = save(example, "Spara listan som PDF …")
    year = example.context.scope.ar
    assert f"År: {year}" in said
    pages = said.count("Sida ")
    assert pages > 5
    assert f"Sida {pages} ({pages})" in said
    assert said.count("Nr Händelse Enhet Typ Risk Status Datum") == pages


def test_the_open_case_is_printed_whole(own, save):
    register(own, "Fick fel dos på morgonen. *Viktigt* & <b>allvarligt</b>.")
    words = list(choices(own))
    number = f"{own.context.scope.ar}-0001"
    assert words[0] == f"Skriv ut avvikelse {number} …"
    said = save(own, f"Spara avvikelse {number} som PDF …")
    assert "Fick fel dos på morgonen. *Viktigt* & <b>allvarligt</b>." in said
    assert "Tallåsen" in said
    assert "Historik" in said


@pytest.mark.parametrize(
    ("where", "word", "expected"),
    [
        (("rutiner", "galler"), "listan", "Visar: Gäller"),
        (("atgarder", "forsenade"), "listan", "Visar: Försenade"),
        (("atgarder", "alla"), "åtgärden", "Klart senast"),
        (("synpunkter", "oppna"), "synpunkten", "Bekräftad"),
        (("egenkontroller", "genomforda"), "listan", "Visar: Genomförda"),
        (("processer", ""), "processkartan", "Genomföra insats"),
    ],
)
def test_every_list_and_the_map_are_saved(example, save, where, word, expected):
    key, vy = where
    example.go(key, **({"vy": vy} if vy else {}))
    assert expected in save(example, f"Spara {word} som PDF …")


def test_the_month_and_an_occurrence_are_saved(example, save):
    page = example.go("egenkontroller")
    page.month.ar, page.month.manad = 2025, 12
    page.month.refresh()
    example.settle()
    assert "Dagar: 2025-12-01 – 2025-12-31" in save(example, "Spara listan som PDF …")
    page.perform(example.read(page.list.find_ids, urval=EgenkontrollUrval(vy="genomforda"))[0])
    word = next(w for w in choices(example) if w.startswith("Spara egenkontrollen"))
    assert "Frågor" in save(example, word)


def test_ctrl_p_offers_and_enter_takes_the_first(example, monkeypatch):
    seen = []
    monkeypatch.setattr(printing, "print_it", lambda _parent, _context, one: seen.append(one.ord))
    example.go("rutiner", vy="alla")
    example.qtbot.keyClick(example.window, Qt.Key.Key_P, CTRL)
    menu = next(m for m in example.window.findChildren(QMenu) if m.isVisible())
    example.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert seen == ["rutin 1"]


def test_printing_goes_through_the_dialog_and_leaves_nothing(example, monkeypatch):
    seen = []

    def print_at_once(_parent, _context, path, done):
        seen.append((path, path.read_bytes()[:5]))
        done(True)

    monkeypatch.setattr(printing, "print_pdf", print_at_once)
    example.go("rutiner", vy="alla")
    choices(example)["Skriv ut listan …"].trigger()
    example.answer_whom()
    example.qtbot.waitUntil(lambda: bool(seen), timeout=20000)
    assert seen[0][1] == b"%PDF-"
    assert not seen[0][0].exists()


@pytest.mark.parametrize("key", ["oversikt", "installningar"])
def test_a_page_that_is_not_printed_says_so(example, key):
    example.go(key)
    example.qtbot.keyClick(example.window, Qt.Key.Key_P, CTRL)
    assert example.window.message_area.isVisible()


def test_a_form_that_is_not_saved_says_so(own):
    own.go("avvikelser", ny=True)
    own.qtbot.keyClick(own.window, Qt.Key.Key_P, CTRL)
    assert own.window.message_area.isVisible()


def test_nobody_prints_what_they_may_not_see(own, tmp_path):
    register(own, "Slag mot arm vid förflyttning")
    row_id = own.read(find_avvikelser, urval=AvvikelseUrval())[0]
    with own.program.store.writing(laying()) as session:
        session.get_one(Avvikelse, row_id).skyddad = True
        session.get_one(Avvikelse, row_id).rapportor_id = None
    from kvalitet_app.services.organisation.personer import list_personer

    own.program.store.person_id = next(p.id for p in own.read(list_personer) if p.namn == "Bo Alm")
    with pytest.raises(RuleError):
        own.read(write_record, slag="avvikelse", rad_id=row_id, target=tmp_path / "ut.pdf")
    assert not (tmp_path / "ut.pdf").exists()


def test_a_high_process_goes_on_over_pages_and_none_is_empty(example, tmp_path):
    with example.program.store.read() as session:
        ids = list(session.scalars(select(Process.id).where(Process.foralder_id.is_(None))))
    for process_id in (None, *ids):
        pages = example.read(write_map, process_id=process_id, target=tmp_path / "karta.pdf")
        node = next((n for n in example.read(process_map) if n.id == process_id), None)
        said = pdf_words(tmp_path / "karta.pdf")
        assert f"Sida {pages} ({pages})" in said
        assert (node.namn if node else "Processkarta") in said


URVAL = {
    AvvikelseUrval: {
        "typer": frozenset({1}),
        "statusar": frozenset({AvvikelseStatus.UTREDS}),
        "lagrum": frozenset({Lagrum.SOL}),
        "fran": date(2026, 1, 3),
        "till": date(2026, 2, 1),
        "ar": 2026,
        "sok": "x",
        "brukarreferens": "B1",
        "utan_brukarreferens": "B2",
        "orsak": "rutin",
        "minst_risk": 8,
        "enheter": frozenset({1}),
        "dagar": (8, 30),
        "ids": frozenset({1, 2}),
        "raknas": True,
        "oskyddat": True,
        "processer": frozenset({1}),
    },
    EgenkontrollUrval: {
        "mallar": frozenset({1}),
        "fran": date(2026, 1, 3),
        "till": date(2026, 2, 1),
        "sok": "x",
        "lagen": frozenset({Lage.GRON}),
        "ids": frozenset({1}),
        "enheter": frozenset({1}),
        "ursprunglig": True,
    },
    RutinUrval: {
        "omrade": "Hälsa",
        "agare_id": 1,
        "ids": frozenset({1}),
        "sok": "x",
        "enheter": frozenset({1}),
    },
    AtgardUrval: {
        "avvikelse_id": 1,
        "egenkontroll_id": 1,
        "lex_sarah_arende_id": 1,
        "synpunkt_id": 1,
        "ids": frozenset({1}),
        "ar": 2026,
        "sok": "x",
        "enheter": frozenset({1}),
    },
    SynpunktUrval: {
        "slag": frozenset({SynpunktSlag.BEROM}),
        "kalla": frozenset({SynpunktKalla.BRUKARE}),
        "amne": "Mat",
        "ids": frozenset({1}),
        "ar": 2026,
        "sok": "x",
        "enheter": frozenset({1}),
    },
    LexUrval: {"slag": frozenset({LexSlag.LEX_SARAH}), "ar": 2026, "sok": "x", "enheter": frozenset({1})},
}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (kind, f.name)
        for kind in URVAL
        for f in dataclasses.fields(kind)
        if f.name not in ("vy", "sortering", "fallande")
    ],
)
def test_no_limit_is_left_unsaid_on_paper(example, kind, field):
    plain = example.read(said_limits, urval=kind(vy="alla"), vy="Alla")
    limited = example.read(said_limits, urval=kind(vy="alla", **{field: URVAL[kind][field]}), vy="Alla")
    assert plain != limited
    assert len(limited) >= len(plain)


def test_what_is_cancelled_is_not_printed(example, monkeypatch):
    seen, before = [], set(printing.own_folder().iterdir())
    monkeypatch.setattr(printing, "print_pdf", lambda *_a: seen.append(1))
    page = example.go("rutiner", vy="alla")
    for one in page.printouts():
        printing.print_it(page, example.context, one)
        example.answer_whom()
        for job in list(example.context.tasks._live):
            job.cancel()
        example.settle()
    assert seen == []
    assert set(printing.own_folder().iterdir()) == before


def test_the_bar_is_gone_before_the_print_dialog_comes(example, monkeypatch):
    from PySide6.QtWidgets import QApplication, QProgressDialog

    from kvalitet_app.ui.page import progress

    monkeypatch.setattr(progress, "SHOW_AFTER_MS", 0)
    seen = []

    def look(*_arguments):
        bars = [w for w in QApplication.topLevelWidgets() if isinstance(w, QProgressDialog)]
        seen.append([bar.isVisible() for bar in bars])

    monkeypatch.setattr(printing, "print_pdf", look)
    page = example.go("avvikelser", vy="alla").list
    printing.print_it(page, example.context, page.printouts()[-1])  # the blank form: nothing to ask
    example.qtbot.waitUntil(lambda: bool(seen), timeout=20000)
    assert not any(seen[0])


def test_a_hundred_thousand_characters_are_printed_too(own, tmp_path):
    register(own, "Kort")
    row_id = own.read(find_avvikelser, urval=AvvikelseUrval())[0]
    with own.program.store.writing(laying()) as session:
        session.get_one(Avvikelse, row_id).beskrivning = "Långt ord " * 5000 + "x" * 50_000 + "\0‮😀=cmd"
    own.read(write_record, slag="avvikelse", rad_id=row_id, target=tmp_path / "ut.pdf")
    said = pdf_words(tmp_path / "ut.pdf")
    assert said.count("x") >= 50_000
    assert "=cmd" in said


def test_a_map_that_lies_down_is_printed_lying_and_no_page_is_invented(example, tmp_path):
    import pypdfium2

    example.read(write_map, process_id=None, target=tmp_path / "karta.pdf")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "utskrift.pdf"))
    assert list(drawn_pages(tmp_path / "karta.pdf", printer, first=1, last=9))[-1] == (1, 1)
    document = pypdfium2.PdfDocument(tmp_path / "utskrift.pdf")
    wide, high = document[0].get_size()
    document.close()
    assert wide > high


@pytest.mark.parametrize(
    ("key", "vy"),
    [("atgarder", "alla"), ("egenkontroller", "alla"), ("rutiner", "alla"), ("lex", "alla"), ("synpunkter", "alla")],
)
def test_every_list_is_saved_as_a_table_with_the_rows_it_shows(example, monkeypatch, tmp_path, key, vy):
    example.go(key, vy=vy)
    page = example.window.current()
    shown = page if isinstance(page, ListPage) else page.findChildren(ListPage)[0]
    for kind in ("xlsx", "csv"):
        target = tmp_path / f"{key}.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, t=target: (str(t), ""))
        choices(example)["Spara listan som Excel eller CSV …"].trigger()
        example.answer_whom()
        example.qtbot.waitUntil(target.exists, timeout=20000)
        example.settle()
        read = read_table(target)
        assert len(read.rows) == shown.model.rowCount() > 0
        titles = [c.title for c in shown.columns if c.on_paper]
        assert list(read.headers) == titles


def test_a_list_of_cases_is_never_public_and_the_sheet_says_why(example, monkeypatch, tmp_path):
    example.go("avvikelser", vy="alla")
    choices(example)["Spara listan som PDF …"].trigger()
    sheet = example.answer_whom("Offentlig")
    assert sheet.isVisible()
    assert not sheet.go.isEnabled()
    assert "peka ut någon" in sheet.said.text()
    target = tmp_path / "ut.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    example.answer_whom("Sekretess")
    example.qtbot.waitUntil(target.exists, timeout=20000)
    example.settle()
    assert "SEKRETESS" in pdf_words(target)
    choices(example)["Spara listan som PDF …"].trigger()
    again = next(one for one in example.window.findChildren(WhomSheet) if one.isVisible())
    assert again.value is Spridning.SEKRETESS  # the last answer stands there
    again.reject()


def test_what_was_chosen_for_one_document_is_no_default_of_another(example, save):
    example.go("rutiner", vy="alla")
    word = next(w for w in choices(example) if w.startswith("Spara rutin") and "PDF" in w)
    save(example, word, "Offentlig")
    for document, first in ((word, Spridning.OFFENTLIG), ("Spara listan som PDF …", Spridning.INTERN)):
        choices(example)[document].trigger()
        sheet = next(one for one in example.window.findChildren(WhomSheet) if one.isVisible())
        assert sheet.value is first
        sheet.reject()


def test_a_rutin_may_be_public_and_is_stamped(example, save):
    example.go("rutiner", vy="alla")
    word = next(w for w in choices(example) if w.startswith("Spara rutin") and "PDF" in w)
    assert "OFFENTLIG" in save(example, word, "Offentlig")


def test_what_is_typed_of_a_record_and_not_saved_is_asked_about(own, monkeypatch):
    seen = []
    monkeypatch.setattr(printing, "print_pdf", lambda _parent, _context, path, _done: seen.append(pdf_words(path)))
    page, _row_id = investigated(own, "Fick fel dos")
    printed = f"Skriv ut avvikelse {own.context.scope.ar}-0001 …"
    type_text(shown(page).step_form.controls["utredning"], "Halvskriven utredning")
    choices(own)[printed].trigger()
    (asked,) = [one for one in own.window.findChildren(AskSheet) if one.isVisible()]
    press(asked, "Avbryt")
    own.settle()
    assert seen == []
    choices(own)[printed].trigger()
    (asked,) = [one for one in own.window.findChildren(AskSheet) if one.isVisible()]
    press(asked, "Fortsätt utan det")
    own.answer_whom()
    own.qtbot.waitUntil(lambda: bool(seen), timeout=20000)
    assert "Halvskriven utredning" not in seen[0]
    own.settle()
    page.save()
    own.settle()
    choices(own)[printed].trigger()
    own.answer_whom()
    own.qtbot.waitUntil(lambda: len(seen) > 1, timeout=20000)
    assert "Halvskriven utredning" in seen[1]
