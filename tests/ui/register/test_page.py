"""Settings that reach other pages: a follow-up question that the form asks, a limit that the list is judged by."""

from kvalitet_app.domain.avvikelser.arenden import Foljdfragesvar
from kvalitet_app.services.avvikelser.foljdfragor import list_foljdfragor
from kvalitet_app.services.register.kataloger import list_typer
from kvalitet_app.ui.avvikelser.foljdfragor import FoljdfragaForm
from kvalitet_app.ui.parts.marks import Mark
from kvalitet_app.ui.register.kataloger import FRAGOR, GRANS, GransForm, KatalogTab
from kvalitet_app.ui.register.laghanvisningar import HanvisningForm, LagTab, checked_mark
from tests.ui.avvikelser.hands import register, shown
from tests.ui.hands import press


def test_a_follow_up_question_is_written_and_then_asked(own):
    page = own.go("installningar", flik="kataloger")
    tab = page.findChildren(KatalogTab)[0]
    tab.which.set_value(FRAGOR)
    own.settle()
    before = len(tab.rows)
    tab.new()
    own.settle()
    form = tab.findChildren(FoljdfragaForm)[-1]
    typ = next(t for t in own.read(list_typer) if t.kod == "bemotande")
    form.text.setText("Hur många var på plats?")
    press(tab, "Spara")
    own.settle()
    assert "Välj vid vilken typ" in form.fields["typ_id"].control.accessibleDescription()
    form.typ.set_value(typ.id)
    form.slag.set_value(Foljdfragesvar.VAL)
    form.val.setPlainText("En")
    press(tab, "Spara")
    own.settle()
    assert "minst två val" in form.fields["val"].control.accessibleDescription()
    form.val.setPlainText("En\nTvå eller fler")
    press(tab, "Spara")
    own.settle()
    assert len(tab.rows) == before + 1
    (made,) = own.read(list_foljdfragor, typ_id=typ.id)
    assert (made.text, made.val) == ("Hur många var på plats?", ("En", "Två eller fler"))
    asked = own.go("avvikelser", ny=True).form
    asked.typ.set_value(typ.id)
    own.settle()
    assert [control.accessibleName() for control in asked.more.asked.values()] == ["Hur många var på plats?"]


def test_a_limit_of_the_risk_matrix_is_refused_then_saved_and_then_seen_in_the_list(own):
    register(own)
    page = own.go("avvikelser", vy="alla")
    step_to_received(own, page)
    assert said_risk(page) == "6 Måttlig"
    tab = own.go("installningar", flik="kataloger").findChildren(KatalogTab)[0]
    tab.which.set_value(GRANS)
    own.settle()
    line = next(one for one in tab.rows.values() if one.row.nyckel == "risk_hog")
    tab.table.choose_id(line.id)
    own.settle()
    form = tab.findChildren(GransForm)[-1]
    form.varde.setText("12")
    press(tab, "Spara")
    own.settle()
    assert "Gul risk börjar under orange" in form.fields["risk_hog"].control.accessibleDescription()
    form.varde.setText("6")
    press(tab, "Spara")
    own.settle()
    assert said_risk(own.go("avvikelser", vy="alla")) == "6 Hög"


def step_to_received(own, page):
    """The chosen case is received with the risk 3 × 2."""
    shown(page).step_form.matrix._choose(3, 2)
    shown(page).step_form.doubt.choose(1)
    shown(page).next_step()
    own.settle()


def said_risk(page):
    """What the list says of the first case's risk."""
    model = page.list.model
    at = [one.key for one in model.columns].index("risk")
    return model.index(0, at).data()


def test_a_rule_is_corrected_and_no_longer_to_be_checked(own):
    tab = own.go("installningar", flik="lagar").findChildren(LagTab)[0]
    row = next(
        one
        for one in tab.rows.values()
        if one.hanvisning.amne == "Utreda och avhjälpa" and one.hanvisning.text.startswith("27 kap.")
    )
    assert (checked_mark(row).word, checked_mark(row).tone) == ("Antagen", "yellow")
    tab.table.choose_id(row.id)
    own.settle()
    form = tab.findChildren(HanvisningForm)[-1]
    form.controls["giltig_till"].setText("2025-01-01")
    press(tab, "Spara")
    own.settle()
    assert "innan den börjar" in form.fields["giltig_till"].control.accessibleDescription()
    form.controls["giltig_till"].setText("")
    form.controls["verifierad"].setChecked(True)
    form.controls["kontrollerad_av"].setText("Kommunjuristen")
    form.controls["kontrollerad_datum"].setText("2026-10-01")
    press(tab, "Spara")
    own.settle()
    assert checked_mark(tab.rows[row.id]) == Mark("Kontrollerad av Kommunjuristen 2026-10-01", "green")
    tab.new()
    own.settle()
    form = tab.findChildren(HanvisningForm)[-1]
    form.controls["amne"].setText("Anmälan till IVO")
    form.controls["giltig_fran"].setText("2028-01-01")
    form.controls["text"].setText("9 kap. 1 § nya LSS")
    press(form.window(), "Spara")
    own.settle()
    assert any(one.hanvisning.text == "9 kap. 1 § nya LSS" for one in tab.rows.values())
