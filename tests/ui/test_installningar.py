"""Settings that reach other pages: a follow-up question is written, refused, saved and then asked in the form."""

from kvalitet_app.domain.avvikelse import Foljdfragesvar
from kvalitet_app.services.foljdfragor import list_foljdfragor
from kvalitet_app.services.katalog import list_typer
from kvalitet_app.ui.installningar.foljdfragor import FoljdfragaForm
from kvalitet_app.ui.installningar.kataloger import FRAGOR, KatalogTab
from tests.ui.test_avvikelser import press


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
    assert [one.text for one, _ in asked.more.asked.values()] == ["Hur många var på plats?"]
