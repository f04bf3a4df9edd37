"""What holds for every form of the window: one test walks them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

import kvalitet_app.ui
from kvalitet_app.domain.kalender import idag
from kvalitet_app.ui.forms.form import SETTLED_MS, Form
from kvalitet_app.ui.parts.control import Control
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Field
from tests.ui.forms.every_form import every_form, forms_of_a_case

ROOT = Path(kvalitet_app.ui.__file__).parent
BEGINNINGS = {  # days that the form itself is about: what begins, or came, as it is written
    "rapporterad_datum",
    "mottagen_datum",
    "galler_fran",
    "start",
    "granskningsmapp: datum",
}
OF_A_CASE = {"StepForm", "AdditionForm", "AnalysisForm", "WayForm"}


def _forms(kind: type[Form] = Form) -> set[type[Form]]:
    return {kind} | {found for one in kind.__subclasses__() for found in _forms(one)}


def _is_in_sight(widget: QWidget) -> bool:
    """Whether all of its first line is seen in every area that scrolls around it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            view = above.viewport()
            top = widget.mapTo(view, QPoint(0, 0)).y()
            if not -1 <= top <= view.height() - min(widget.height(), 20):
                return False
        above = above.parentWidget()
    return widget.isVisible()


def _wheel(control: QWidget) -> None:
    at = QPointF(control.rect().center())
    event = QWheelEvent(
        at,
        QPointF(control.mapToGlobal(control.rect().center())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, event)


def _faults_of_a_control(name: str, control: Control[Any]) -> list[str]:
    faults = []
    if not control.accessibleName():
        faults.append(f"{name} has no accessible name")
    kept = json.loads(json.dumps(control.raw()))
    control.put_raw(kept)
    if json.loads(json.dumps(control.raw())) != kept:
        faults.append(f"{name} does not come back from its draft")
    before = control.raw()
    control.setFocus()
    _wheel(control)
    if control.raw() != before:
        faults.append(f"the wheel changed {name}")
    control.set_enabled("Går inte nu")
    if control.isEnabled() or control.toolTip() != "Går inte nu":
        faults.append(f"{name} does not say why it cannot be used")
    control.set_enabled()
    return faults


def _faults_beforehand(opened: str, form: Form) -> list[str]:
    """What somebody must have done is filled in by whoever knows that it was, also where it was today."""
    if form.memo or (form.draft is not None and form.draft.found):
        return []
    return [
        f"{name} is filled in beforehand"
        for name, control in form.controls.items()
        if isinstance(control, DateField) and control.value() == idag() and not BEGINNINGS & {name, f"{opened}: {name}"}
    ]


def _faults_of_rows(form: Form) -> list[str]:
    """Labels of one row stand on one line, also when one of its fields shows an error."""
    faults = []
    shown = [one for one in form.fields.values() if one.isVisible()]
    for field in shown:
        beside = [one for one in shown if one is not field and one.y() == field.y() and one.parent() is field.parent()]
        field.show_error("Det här är en lång mening som säger vad som är fel, och den behöver mer än en rad på höjden.")
        QApplication.processEvents()
        tops = {one.mapTo(form, QPoint(0, 0)).y() + one.control.y() for one in (field, *beside)}
        if len(tops) > 1:
            faults.append(f"{field.word} pushes its neighbours down")
        field.show_error("")
    return faults


def _faults_of_refusal(form: Form, wait: Any) -> list[str]:
    """Emptied and sent: what is wrong is said, in sight, with the keys in it, and by the button too."""
    for control in form.controls.values():
        control.set_value(None)
    if form.send_button is not None:
        form.press_send()
    else:
        form.is_wrong()
    wait()
    if not isValid(form):
        return []  # it was accepted as it was: a form of this kind may be empty
    wrong = [field for field in form.fields.values() if field.control.property("wrong")]
    if not form.isVisible() or not wrong:
        return []
    faults = []
    first: Field = wrong[0]
    QTest.qWait(2 * SETTLED_MS)
    if not _is_in_sight(first):
        faults.append(f"the refused field {first.word} is out of sight")
    at = form.window().focusWidget()
    if at is None or not (first.control is at or first.control.isAncestorOf(at)):
        faults.append(f"the refused field {first.word} has not the keys")
    if form.way.isHidden() or form.way.window() is form.way or first.word not in form.way.text():
        faults.append(f"nothing beside the button says that {first.word} was refused")
    return faults


def _walk(opened: Iterator[tuple[str, Form]], settle: Any) -> tuple[set[str], dict[str, list[str]]]:
    """The kinds of forms that were opened, and what was wrong with each."""
    seen: set[str] = set()
    faults: dict[str, list[str]] = {}
    for name, form in opened:
        seen.add(type(form).__name__)
        found = _faults_beforehand(name, form)
        found += [one for key, control in form.controls.items() for one in _faults_of_a_control(key, control)]
        found += _faults_of_rows(form)
        found += _faults_of_refusal(form, settle)
        if found:
            faults[name] = found
    return seen, faults


def test_the_forms_of_a_case_keep_what_all_forms_promise(own):
    seen, faults = _walk(forms_of_a_case(own), own.settle)
    assert faults == {}
    assert seen == OF_A_CASE


def test_every_form_keeps_what_all_forms_promise(example):
    seen, faults = _walk(every_form(example), example.settle)
    assert faults == {}
    for path in ROOT.rglob("*.py"):
        import_module(".".join(("kvalitet_app", "ui", *path.relative_to(ROOT).with_suffix("").parts)))
    assert {one.__name__ for one in _forms()} - seen - OF_A_CASE == set(), "a form that nobody opens here"
