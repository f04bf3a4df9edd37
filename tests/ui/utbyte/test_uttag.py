"""The whole register to a file and a new register out of it, from the page on copies."""

from PySide6.QtWidgets import QFileDialog, QMessageBox

from kvalitet_app.db.store.store import open_store
from kvalitet_app.ui.parts.reading import MessageBar
from tests.ui.avvikelser.hands import register
from tests.ui.hands import press


def said(driver):
    return [bar.accessibleName() for bar in driver.window.findChildren(MessageBar)]


def answer(word):
    """Press a button of the question that is asked."""

    def run(box):
        next(button for button in box.buttons() if button.text() == word).click()

    return run


def test_the_register_is_taken_out_and_read_back(own, monkeypatch, tmp_path):
    register(own)
    tab = own.go("installningar", flik="kopior").tabs["kopior"]
    out, back = tmp_path / "allt.zip", tmp_path / "ny.db"
    asked: list[str] = []
    choose_place = answer("Välj plats …")

    def note(box):
        asked.append(box.informativeText())
        return choose_place(box)

    monkeypatch.setattr(QMessageBox, "exec", note)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out.with_suffix("")), ""))
    press(tab, "Ta ut hela registret …")
    own.settle()
    assert "lex Sarah" in asked[0]
    assert any("Hela registret är uttaget" in one for one in said(own))
    assert out.exists()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(out), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(back), ""))
    press(tab, "Läs in ett uttag …")
    own.settle()
    assert any("inläst och kontrollerat" in one for one in said(own))
    press(tab, "Läs in ett uttag …")
    own.settle()
    assert any("finns redan" in one for one in said(own))
    store = open_store(back)
    store.close()


def test_whoever_says_no_gets_no_file(own, monkeypatch, tmp_path):
    tab = own.go("installningar", flik="kopior").tabs["kopior"]
    monkeypatch.setattr(QMessageBox, "exec", answer("Avbryt"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "allt.zip"), ""))
    press(tab, "Ta ut hela registret …")
    own.settle()
    assert list(tmp_path.glob("*.zip")) == []
