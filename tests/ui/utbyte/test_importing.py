"""An import in the window: columns matched, what it will do shown first, remembered, and taken back whole."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.utbyte.importera import open_file
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.utbyte import importing
from kvalitet_app.ui.utbyte.importing import ImportDialog, ImportList
from tests.lists import TITLED, workbook


@pytest.fixture
def dialog(own, tmp_path):
    """A function that opens the dialog on a file's text."""
    opened: list[ImportDialog] = []

    def show(text):
        path = tmp_path / f"in{len(opened)}.csv"
        path.write_text(text, encoding="utf-8")
        opened.append(ImportDialog(own.window, own.context, open_file(path)))
        opened[-1].show()
        own.settle()
        return opened[-1]

    yield show
    for one in opened:
        one.deleteLater()


def told(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def cases(own):
    return len(own.read(find_avvikelser, urval=AvvikelseUrval(vy="alla")))


def test_what_cannot_be_kept_is_said_before_anything_is_written(dialog):
    one = dialog("Datum;Enhet;Beskrivning;Status;Hiss\n2026-03-09;Tallåsen;Föll;Pågående;ja\n")
    for part in ("Klockslag saknas i filen för 1 rad; den visas som 12:00.", "”Pågående” betyder Utreds", "Hiss"):
        assert part in told(one)


def test_columns_are_matched_by_hand_remembered_and_the_import_taken_back(own, dialog, monkeypatch):
    text = "Dag;Ställe;Vad\n2026-03-09;Tallåsen;Föll i hallen\n2026-03-10;Granliden;Fel dos\n"
    one = dialog(text)
    assert "Välj vilken kolumn som är händelsedatum och enhet och vad hände." in told(one)
    assert "Föll i hallen · Fel dos" in told(one)
    assert not one.go.isEnabled()
    for at, field in enumerate(("datum", "enhet", "beskrivning")):
        one.choices[at].set_value(field)
    own.settle()
    assert one.go.isEnabled()
    assert "2026-03-09 kl. 12:00 · Tallåsen · utan typ · Föll i hallen" in told(one)
    one.choices[0].set_value("beskrivning")
    assert one.choices[2].value() is None
    assert not one.go.isEnabled()
    one.choices[0].set_value("datum")
    one.choices[2].set_value("beskrivning")
    own.settle()
    one.go.click()
    own.qtbot.waitUntil(lambda: cases(own) == 2, timeout=10000)
    own.settle()
    again = dialog(text)
    assert "Kolumnerna är matchade som förra gången." in told(again)
    page = own.go("installningar", flik="kopior")
    listed = page.findChildren(ImportList)[-1]
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: None)
    monkeypatch.setattr(
        QMessageBox, "clickedButton", lambda box: next(b for b in box.buttons() if "tillbaka" in b.text())
    )
    way = next(b for b in listed.findChildren(Button) if b.accessibleName().startswith("Ta tillbaka importen"))
    way.click()
    own.settle()
    assert cases(own) == 0
    own.qtbot.waitUntil(lambda: "Tillbakatagen" in told(listed), timeout=5000)


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(own, tmp_path, monkeypatch):
    path = tmp_path / "tom.xlsx"
    path.write_bytes(b"")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    importing.open_import(own.window, own.context)
    own.settle()
    assert "tom.xlsx är tom." in told(own.window)


def test_a_day_that_can_be_two_is_asked_about(own, dialog):
    one = dialog("Datum;Enhet;Beskrivning\n3/4/2026 14:05;Tallåsen;Föll\n")
    assert one.days.isVisibleTo(one)
    assert "rad 2: 3/4/2026 kan vara 3 april eller 4 mars" in told(one)
    assert not one.go.isEnabled()
    for day_first, day in ((True, "2026-04-03"), (False, "2026-03-04")):
        one.dagar.set_value(day_first)
        own.settle()
        assert f"{day} kl. 14:05 · Tallåsen" in told(one)
        assert one.go.isEnabled()
    assert not dialog("Datum;Enhet;Beskrivning\n2026-04-03;Tallåsen;Föll\n").days.isVisible()


def test_the_line_of_headings_is_shown_and_can_be_another(own, dialog):
    one = dialog("Avvikelser 2026\n\nDatum;Enhet;Beskrivning\n2026-03-09;Tallåsen;Föll\n")
    assert one.rubriker.currentText() == "Rad 3: Datum · Enhet · Beskrivning"
    assert "Ovanför rubrikerna, läses inte in: rad 1 (”Avvikelser 2026”)." in told(one)
    assert one.go.isEnabled()
    one.rubriker.set_value(())
    own.settle()
    assert [label.text() for label in one.findChildren(QLabel) if label.text().startswith("Kolumn 3")] == ["Kolumn 3"]
    assert "Välj vilken kolumn som är" in told(one)
    one.rubriker.set_value((3,))
    own.settle()
    assert one.go.isEnabled()


def test_without_a_sure_line_of_headings_it_is_asked_and_nothing_is_imported(own, dialog):
    one = dialog("1;2026-03-09;Tallåsen;Föll\n2;2026-03-10;Tallåsen;Slog sig\n")
    assert "Välj vilken rad i filen som är rubriker." in told(one)
    assert not one.go.isEnabled()
    one.rubriker.set_value(())
    own.settle()
    assert "2 rader" in told(one)
    for at, field in ((1, "datum"), (2, "enhet"), (3, "beskrivning")):
        one.choices[at].set_value(field)
    own.settle()
    assert "2026-03-09 kl. 12:00 · Tallåsen · utan typ · Föll" in told(one)
    assert one.go.isEnabled()


def test_what_is_hidden_in_the_workbook_is_told(own, tmp_path):
    path = workbook(tmp_path, TITLED, hidden=(5,))
    one = ImportDialog(own.window, own.context, open_file(path))
    one.show()
    own.settle()
    assert "rad är dold i Excel men läses också: rad 5." in told(one)
    one.deleteLater()
