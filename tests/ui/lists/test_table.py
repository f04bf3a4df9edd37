"""The model behind every list, under Qt's own test of models."""

from array import array

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtTest import QAbstractItemModelTester

from kvalitet_app.ui.lists.table import PAGE, Column, PagedModel
from kvalitet_app.ui.lists.table_roles import IdRole

COLUMNS = (Column("namn", "Namn", lambda row: f"Rad {row}"), Column("antal", "Antal", str, right=True))


def rows_of(ids):
    """Every tenth row has gone since the ids were read."""
    return {row_id: row_id for row_id in ids if row_id % 10}


def watched(model):
    """The model with Qt's tester upon it, which warns of what is wrong."""
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setUseFetchMore(False)
    return tester


def complaints(qtlog):
    return [record.message for record in qtlog.records if "FAIL" in record.message]


@pytest.mark.parametrize("number", [0, 1, PAGE, PAGE + 1, 3 * PAGE])
def test_qt_finds_nothing_wrong_with_it(qtbot, qtlog, number):
    model = PagedModel(COLUMNS, rows_of)
    tester = watched(model)
    model.set_ids(array("q", range(1, number + 1)))
    model.forget()
    model.set_ids(array("q", reversed(range(1, number + 1))))
    model.set_ids(array("q"))
    assert complaints(qtlog) == []
    assert tester.model() is model
    assert model.rowCount() == 0


def test_qts_tester_does_find_what_is_wrong(qtbot, qtlog):
    broken = type("Broken", (PagedModel,), {"rowCount": lambda self, parent=None: len(self.ids)})
    found = []
    with qtlog.disabled():
        before = qInstallMessageHandler(lambda _kind, _context, message: found.append(message))
        model = broken(COLUMNS, rows_of)
        model.set_ids(array("q", (1, 2)))
        tester = watched(model)
        model.forget()
        qInstallMessageHandler(before)
    assert tester.model() is model
    assert any("FAIL" in message for message in found)


def test_a_row_that_has_gone_is_blank_and_keeps_its_place(qtbot):
    model = PagedModel(COLUMNS, rows_of)
    model.set_ids(array("q", (9, 10, 11)))
    shown = [[model.index(row, column).data() for column in range(2)] for row in range(3)]
    assert shown == [["Rad 9", "9"], [None, None], ["Rad 11", "11"]]
    assert [model.index(row, 0).data(IdRole) for row in range(3)] == [9, 10, 11]
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(2)] == ["Namn", "Antal"]
    assert (model.place_of(11), model.place_of(5)) == (2, -1)
