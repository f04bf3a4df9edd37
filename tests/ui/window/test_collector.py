"""Garbage of the window is looked for in the window's thread and nowhere else."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.dates import DateField
from kvalitet_app.ui.parts.fields import Select, TextBox
from kvalitet_app.ui.window.collector import YOUNG, Collector


class Panel(QWidget):
    """A panel in a ring, as a lambda of its own makes one."""

    def __init__(self):
        super().__init__()
        box = QVBoxLayout(self)
        for part in (TextBox("text"), DateField(), Select([("a", 1)]), Button("Spara")):
            box.addWidget(part)
        self.ring = self


@pytest.fixture
def collector(qtbot):
    """One at work."""
    home = QObject()
    yield Collector(home)
    gc.unfreeze()


def test_panels_thrown_away_while_other_threads_work_die_at_home(qtbot, collector, deaths):
    over = threading.Event()

    def allocate():
        while not over.is_set():
            [[] for _ in range(2000)]  # would start the collector, were it not at rest

    workers = [threading.Thread(target=allocate, daemon=True) for _ in range(2)]
    for worker in workers:
        worker.start()
    try:
        for number in range(60):
            panel = Panel()
            panel.show()
            if number % 20 == 0:
                deaths.watch()
            panel.hide()
            del panel
            collector.look()
    finally:
        over.set()
        for worker in workers:
            worker.join()
    gc.collect()
    assert deaths.strays == []
    assert not gc.isenabled()


def test_the_young_are_looked_at_while_somebody_works_and_all_when_it_is_quiet(collector, monkeypatch):
    looked = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: looked.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (YOUNG + 1, 0, 0))
    collector.look()
    collector.look()
    assert looked == [0, 0]
    collector._touched -= 60
    collector.look()
    assert looked == [0, 0, 2]
    monkeypatch.setattr(gc, "get_count", lambda: (3, 0, 0))
    collector.look()
    assert looked == [0, 0, 2], "nothing has happened since"


def test_whoever_works_all_day_does_not_fill_the_memory(collector, monkeypatch):
    looked = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: looked.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (YOUNG + 1, 0, 0))
    for _ in range(300):
        collector._touched += 60
        collector.look()
    assert 2 in looked


def test_a_key_counts_as_work(own, deaths):
    collector = own.program.collector
    collector._touched = 0.0
    own.qtbot.keyClick(own.window.windowHandle(), "a")
    assert collector._touched > 0
