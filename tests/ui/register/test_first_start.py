"""The first start, and what is imported before the first paint."""

import subprocess
import sys

import pytest

from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.machine import place
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.page.settings import Settings
from kvalitet_app.ui.register.first_start import StartPage

HEAVY = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "holidays",
    "markdown_it",
    "xlsxwriter",
    "python_calamine",
    "pypdfium2",
    "pikepdf",
    "page",
    "docx",
    "PySide6.QtPrintSupport",
)


@pytest.fixture
def first(qtbot, tmp_path):
    """The window where nothing has been begun."""
    program = Program(make_application(), wanted=None, settings=Settings(tmp_path / "kvalitet.ini"), upkeep=False)
    program.window.show()
    program.begin()
    yield program
    program.window.close()
    program.window.deleteLater()


def start_page(program):
    page = program.window.stack.currentWidget()
    assert isinstance(page, StartPage)
    return page


def test_an_own_organisation_is_made_and_opened(qtbot, first):
    page = start_page(first)
    page.own.click()
    form = page.form
    form.namn.setText("Funktionsstöd")
    form.jag.setText("Anna Ek")
    form.enheter.setPlainText("Tallåsen; gruppbostad; 6\nGranliden\tgruppbostad")
    form.personer.setPlainText("Bo Alm; rapportör; Tallåsen\nEva Ask; MAS")
    form.send()
    qtbot.waitUntil(lambda: first.window.context is not None, timeout=20000)
    qtbot.waitUntil(lambda: first.tasks.is_idle, timeout=20000)
    assert first.window.context.person.namn == "Anna Ek"
    assert [u.namn for u in first.window.context.scope.enheter] == ["Funktionsstöd", "Tallåsen", "Granliden"]
    assert place.default_database().exists()


@pytest.mark.parametrize(
    ("field", "value", "name", "said"),
    [
        ("namn", "", "namn", "Skriv vad organisationen heter."),
        ("enheter", "", "enheter", "Skriv minst en enhet."),
        ("enheter", "A\nA", "enheter", "Enheten A står två gånger."),
        ("enheter", "A; gruppbostad; 6²", "enheter", "”6²” är inget antal platser."),
        ("enheter", "A; gruppbostad; 6,5", "enheter", "”6,5” är inget antal platser."),
        ("enheter", f"A; gruppbostad; {'9' * 5000}", "enheter", "”999"),
        ("personer", "Bo; kung; A", "personer", "”kung” är ingen roll."),
        ("personer", "Bo; rapportör; Z", "personer", "Enheten Z finns inte i listan över enheter."),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_left(first, field, value, name, said):
    form = start_page(first).form
    form.namn.setText("Funktionsstöd")
    form.jag.setText("Anna")
    form.enheter.setPlainText("A")
    control = getattr(form, field)
    control.setText(value) if field == "namn" else control.setPlainText(value)
    form.send()
    assert form.form.fields[name]._note.text().startswith(said)
    assert not place.default_database().exists()


def test_the_example_is_made_and_opened(qtbot, first):
    start_page(first).example.click()
    qtbot.waitUntil(lambda: first.window.context is not None, timeout=40000)
    qtbot.waitUntil(lambda: first.tasks.is_idle, timeout=20000)
    assert first.window.context.person.namn == "Karin Ekdahl"


def test_a_foreign_file_leads_to_the_first_start_with_a_sentence(qtbot, tmp_path):
    foreign = tmp_path / "foreign.db"
    foreign.write_text("not a database at all, just text\n" * 100)
    program = Program(make_application(), wanted=str(foreign), settings=Settings(tmp_path / "k.ini"))
    program.window.show()
    program.begin()
    assert isinstance(program.window.stack.currentWidget(), StartPage)
    program.window.close()


def test_a_title_that_is_no_role_is_answered_by_a_choice_and_accounts_are_kept(qtbot, first):
    page = start_page(first)
    page.own.click()
    form = page.form
    form.namn.setText("Funktionsstöd")
    form.jag.setText("Anna Ek")
    form.enheter.setPlainText("Enhet\tPlatser\nTallåsen\t6\n")
    people = "Namn\tBefattning\tEnhet\tKonto\nBo Alm\tStödassistent\ttall\N{SOFT HYPHEN}åsen\tBOALM\nEva\tMAS\t\t\n"
    form.personer.setPlainText(people)
    form.send()
    assert list(form.titles) == ["stödassistent"]
    assert start_page(first) is page
    form.titles["stödassistent"].set_value(Roll.RAPPORTOR)
    form.send()
    qtbot.waitUntil(lambda: first.window.context is not None, timeout=20000)
    qtbot.waitUntil(lambda: first.tasks.is_idle, timeout=20000)
    units = first.window.context.scope.enheter
    assert [(u.namn, u.platser) for u in units] == [("Funktionsstöd", None), ("Tallåsen", 6)]
    known = {p.namn: p for p in first.window.context.tasks.read(list_personer)}
    bo = known["Bo Alm"]
    assert (bo.titel, bo.konto) == ("Stödassistent", "boalm")
    assert [(u.roll, u.enhet) for u in bo.uppdrag] == [(Roll.RAPPORTOR, "Tallåsen")]
    assert set(known) == {"Anna Ek", "Bo Alm", "Eva"}


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from kvalitet_app.start.program import Program, make_application\n"
        "from kvalitet_app.ui.page.settings import Settings\n"
        "app = make_application()\n"
        f"program = Program(app, wanted='x.db', settings=Settings(Path(r'{tmp_path}') / 'k.ini'))\n"
        "program.begin = app.quit\n"
        "program.window.painted.connect(app.quit)\n"
        "program.window.show()\n"
        "app.exec()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
