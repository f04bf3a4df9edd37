"""Every form of the window, opened one after the other on the example as a person would come to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.organisation.enheter import Roll
from kvalitet_app.domain.rutiner.listor import RutinUrval
from kvalitet_app.domain.synpunkter import SynpunktUrval
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, find_avvikelser
from kvalitet_app.services.lex.listor import find_lex, lex_rows
from kvalitet_app.services.rutiner import find_rutiner
from kvalitet_app.services.synpunkter.listor import find_synpunkter, synpunkt_rows
from kvalitet_app.ui.forms.form import Form, put_form
from tests.ui.avvikelser.hands import investigated

Opened = tuple[str, Form]


def every_form(driver: Any) -> Iterator[Opened]:
    """Each form with a name that says where it stands; it is shown while one looks at it."""
    yield from _of_avvikelser(driver)
    yield from _of_lex(driver)
    yield from _of_synpunkter(driver)
    yield from _of_atgarder(driver)
    yield from _of_egenkontroller(driver)
    yield from _of_rutiner(driver)
    yield from _of_reports(driver)
    yield from _of_settings(driver)


def _last(driver: Any, kind: type[Form] | None = None) -> Form:
    driver.settle()
    shown = [one for one in driver.window.findChildren(Form) if one.isVisible()]
    found: Form = next(one for one in reversed(shown) if kind is None or type(one) is kind)
    return found


def _of_avvikelser(driver: Any) -> Iterator[Opened]:
    page = driver.go("avvikelser", ny=True)
    yield "ny avvikelse", page.form.form
    page.back()
    mine = frozenset(one.enhet_id for one in driver.context.person.uppdrag if one.roll is Roll.ENHETSCHEF)
    ids = driver.read(find_avvikelser, urval=AvvikelseUrval(vy="alla", enheter=mine))
    rows = driver.read(avvikelse_rows, ids=ids)
    for status in AvvikelseStatus:
        found = next((one for one in rows.values() if one.status is status and not one.skyddad), None)
        if found is None:
            continue
        inspector = _case(driver, found.id)
        if inspector is None or inspector.step_form is None:
            continue
        if inspector.step_form.fields:
            yield f"avvikelse {status}", inspector.step_form


def forms_of_a_case(driver: Any) -> Iterator[Opened]:
    """What a case that is being investigated opens beside its own step."""
    _, row_id = investigated(driver, "Fick fel dos på morgonen.")
    yield "avvikelse utreds", _case(driver, row_id).step_form
    _case(driver, row_id)._open_addition()
    yield "tillägg", _last(driver)
    _case(driver, row_id).open_analysis()
    yield "händelseanalys", _last(driver)
    for way in ("move", "hand_next", "double", "none", "hand_over"):
        getattr(_case(driver, row_id)._ways(), way)()
        yield f"avvikelse {way}", _last(driver)


def _case(driver: Any, row_id: int) -> Any:
    page = driver.go("avvikelser", rad_id=row_id)
    return page.list.side.findChild(_kind("avvikelser.inspector", "CaseInspector"))


def _of_lex(driver: Any) -> Iterator[Opened]:
    from kvalitet_app.ui.lex.circle import CircleForm, Section, ToldForm
    from kvalitet_app.ui.lex.patient import PatientForm

    rows = driver.read(lex_rows, ids=driver.read(find_lex, urval=LexUrval(vy="alla")))
    seen: set[object] = set()
    beside = False
    for one in rows.values():
        if one.status in seen:
            continue
        seen.add(one.status)
        inspector = _lex(driver, one.id)
        if inspector is None:
            continue
        leads = inspector.detail.leder and inspector.detail.far_handlagga
        writes = inspector.detail.far_handlagga and str(one.status) == "utreds"
        if inspector.form.fields:
            yield f"lex {one.status}", inspector.form
        if leads and not beside:
            beside = True
            _lex(driver, one.id).open_beside()
            yield "lex vid sidan", _last(driver)
            for kind in (CircleForm, ToldForm):
                for section in _lex(driver, one.id).findChildren(Section):
                    section.open()
                yield kind.__name__, _last(driver, kind)
            shown = _lex(driver, one.id)  # no case of the example is under lex Maria and open
            put_form(shown.extra, PatientForm(driver.context, shown.detail))
            yield "vad patienten har fått veta", _last(driver, PatientForm)
        if writes:
            _lex(driver, one.id).write()
            driver.settle()
            page = driver.window.current()
            yield "lex utredning", page.wide.form
            page.back()
    driver.go("lex").new()
    yield "nytt lex", _last(driver)


def _lex(driver: Any, row_id: int) -> Any:
    return driver.go("lex", rad_id=row_id).list.side.findChild(_kind("lex.inspector", "LexInspector"))


def _of_synpunkter(driver: Any) -> Iterator[Opened]:
    rows = driver.read(synpunkt_rows, ids=driver.read(find_synpunkter, urval=SynpunktUrval(vy="alla")))
    seen: set[object] = set()
    for one in rows.values():
        if one.status in seen:
            continue
        seen.add(one.status)
        inspector = _synpunkt(driver, one.id)
        if inspector is None or not inspector.detail.far_handlagga:
            continue
        if inspector.form.fields:
            yield f"synpunkt {one.status}", inspector.form
        if len(seen) == 1:
            _synpunkt(driver, one.id).open_link()
            yield "synpunkt koppla", _last(driver)
            _synpunkt(driver, one.id).open_again()
            yield "synpunkt öppna igen", _last(driver)
    driver.go("synpunkter").new()
    yield "ny synpunkt", _last(driver)


def _synpunkt(driver: Any, row_id: int) -> Any:
    return driver.go("synpunkter", rad_id=row_id).side.findChild(_kind("synpunkter.inspector", "SynpunktInspector"))


def _of_atgarder(driver: Any) -> Iterator[Opened]:
    page = driver.go("atgarder", vy="utan_effekt")
    page.side.findChild(_kind("atgarder.page", "AtgardInspector"))._judge()
    yield "effekt", _last(driver)
    page.side.findChild(_kind("atgarder.page", "AtgardInspector"))._edit()
    yield "ändra åtgärd", _last(driver)
    page.new()
    yield "ny åtgärd", _last(driver)


def _of_egenkontroller(driver: Any) -> Iterator[Opened]:
    page = driver.go("egenkontroller", vy="forsenade")
    page.list.side.findChild(_kind("egenkontroller.inspector", "CheckInspector"))._move()
    yield "flytta egenkontroll", _last(driver)
    page.list.side.findChild(_kind("egenkontroller.inspector", "CheckInspector"))._cancel()
    yield "ställ in egenkontroll", _last(driver)
    page.list.side.findChild(_kind("egenkontroller.inspector", "CheckInspector"))._assign()
    yield "byt ansvarig", _last(driver)
    page.new()
    driver.settle()
    yield "planera egenkontroll", page._over.form
    page.back()


def _of_rutiner(driver: Any) -> Iterator[Opened]:
    ids = driver.read(find_rutiner, urval=RutinUrval())
    for name in ("write", "adopt", "rename"):
        page = driver.go("rutiner", rad_id=ids[0])
        getattr(page.side.findChild(_kind("rutiner.inspector", "RutinInspector")), name)()
        yield f"rutin {name}", _last(driver)
    page.new()
    yield "ny rutin", _last(driver)


def _of_reports(driver: Any) -> Iterator[Opened]:
    from kvalitet_app.ui.berattelse.material import RemarkForm
    from kvalitet_app.ui.berattelse.menus import open_adopt
    from kvalitet_app.ui.berattelse.writing import ChapterText
    from kvalitet_app.ui.granskning.mapp import open_mapp

    page = driver.go("rapporter")
    yield "anmärkning", _last(driver, RemarkForm)
    yield "kapitlets text", _last(driver, ChapterText)
    for name, sheet in (("fastställ", open_adopt(page)), ("granskningsmapp", open_mapp(page, driver.context))):
        driver.qtbot.waitUntil(sheet.isVisible)
        yield name, sheet.form
        sheet.reject()


def _of_settings(driver: Any) -> Iterator[Opened]:
    for tab in ("enheter", "personer", "processer", "kataloger", "lagar"):
        page = driver.go("installningar", flik=tab)
        shown = page.tabs[tab]
        shown.table.selectRow(0)
        yield f"inställningar {tab} ändra", _last(driver)
        if tab == "personer":
            yield from _of_persons(driver, shown)
        shown.new()
        yield f"inställningar {tab} ny", _last(driver)
        if tab == "enheter":
            shown.paste()
            yield "klistra in enheter", _last(driver)
        if tab == "processer":
            row = next(n for n, one in enumerate(shown.rows.values()) if one.aktivitet is not None)
            shown.table.selectRow(row)
            yield "koppla rutin", _last(driver)
        if tab == "kataloger":
            for value in ("foljdfragor", "granser", "orsak"):
                shown.which.set_value(value)
                shown.load()
                shown.table.selectRow(0)
                yield f"inställningar {value}", _last(driver)


def _of_persons(driver: Any, tab: Any) -> Iterator[Opened]:
    """Somebody who has something to hand over: both forms of the panel."""
    from kvalitet_app.ui.organisation.kvar import HandOverForm

    tab.table.choose_id(driver.context.person.id)
    driver.settle()
    yield "lämna över", _last(driver, HandOverForm)


def _kind(module: str, name: str) -> Any:
    from importlib import import_module

    return getattr(import_module(f"kvalitet_app.ui.{module}"), name)
