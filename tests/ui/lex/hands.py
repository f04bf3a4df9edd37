"""A case under lex Sarah taken through the window by short words."""

from PySide6.QtCore import Qt

from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.lex.ord import LexGrad, LexStatus
from kvalitet_app.services.lex.handlaggning import get_lex
from kvalitet_app.services.lex.listor import find_lex
from kvalitet_app.services.organisation.personer import list_personer
from kvalitet_app.ui.lex.inspector import LexInspector
from tests.ui.typing import type_text

S = LexStatus
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(page):
    """The inspector beside the list."""
    return page.list.side.findChildren(LexInspector)[-1]


def person(driver, name):
    """A person's id."""
    return next(p.id for p in driver.read(list_personer) if p.namn == name)


def case_of(driver, vy="oppna"):
    """The one case of the register."""
    (row_id,) = driver.read(find_lex, urval=LexUrval(vy=vy))
    return driver.read(get_lex, arende_id=row_id)


def receive(driver, page):
    """From the report to an investigation by Anna Lindgren herself."""
    type_text(shown(page).form.controls["omedelbar_atgard"], "En fast vikarie")
    shown(page).form.controls["mottagen_datum"].setText("i dag")
    shown(page).next_button.click()
    driver.settle()
    form = shown(page).form
    type_text(form.controls["forhandsbedomning"], "Det kan vara ett missförhållande")
    form.controls["utredare_id"].set_value(driver.context.person.id)
    shown(page).next_button.click()
    driver.settle()


def investigate(driver, page):
    """Every part of the investigation, in the wide page."""
    shown(page).next_button.click()
    driver.settle()
    wide = page.wide
    for name in wide.form.names:
        if name == "forslag_grad":
            wide.form.controls[name].set_value(LexGrad.MISSFORHALLANDE)
        else:
            type_text(wide.form.controls[name], f"Text om {name}")
    wide.send_button.click()
    driver.settle()
