"""Processes and their steps: added here, drawn on the page Processer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.processer import AktivitetRow, ProcessNod, ProcessSlag
from kvalitet_app.services.processer import add_aktivitet, add_process, link_rutin, process_map
from kvalitet_app.services.rutiner import all_rutiner
from kvalitet_app.ui.forms.form import Form
from kvalitet_app.ui.lists.tab import RowsTab
from kvalitet_app.ui.lists.table import Column
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.choices import Check
from kvalitet_app.ui.parts.fields import Select, TextBox, TextLine
from kvalitet_app.ui.parts.layout import holder, row
from kvalitet_app.ui.parts.reading import prose, section

ACTIVITY = 1_000_000_000  # ids of aktiviteter in the list lie above those of processes


@dataclass(frozen=True, slots=True)
class Line:
    """A process or an aktivitet in the list."""

    id: int
    djup: int
    namn: str
    slag: str
    rutiner: str
    process: ProcessNod | None = None
    aktivitet: AktivitetRow | None = None


COLUMNS = (
    Column("namn", "Process och aktivitet", lambda n: "\u2003" * n.djup + n.namn, sortable=False),
    Column("slag", "Slag", lambda n: n.slag, 136, quiet=True, sortable=False),
    Column("rutiner", "Rutiner", lambda n: n.rutiner, 200, quiet=True, needs=640, sortable=False),
)


def lines_of(nodes: Sequence[ProcessNod], depth: int = 0) -> list[Line]:
    """The map as a list."""
    found: list[Line] = []
    for node in nodes:
        kind = node.slag.word if not depth else "Delprocess"
        found.append(Line(node.id, depth, f"{node.kod} {node.namn}", kind, "", process=node))
        for step in node.aktiviteter:
            linked = ", ".join(f"{r.nr} {r.titel}" for r in step.rutiner)
            missing = "Rutin saknas" if step.saknar_rutin else linked
            found.append(Line(ACTIVITY + step.id, depth + 1, step.namn, "Aktivitet", missing, aktivitet=step))
        found += lines_of(node.delprocesser, depth + 1)
    return found


class ProcesserTab(RowsTab):
    """The map as a list to add to."""

    name = "process"
    columns = COLUMNS

    def __init__(self, context: Context) -> None:
        super().__init__(context, Button("Ny process", "primary", icon="add", key="Ctrl+N", press=self.new))

    def read(self) -> Sequence[Line]:
        """The whole map."""
        return lines_of(self.context.tasks.read(process_map))

    def form(self, row_: Line) -> QWidget:
        """Add a step to a process, or a rutin to a step."""
        if row_.process is not None:
            return StepForm(self.context, row_.process).panel("Lägg till")
        if row_.aktivitet is not None:
            return LinkForm(self.context, row_.aktivitet).panel("Koppla")
        raise ValueError("a line is a process or an aktivitet")

    def new(self) -> None:
        """A new process."""
        self.put(ProcessForm(self.context).panel("Lägg till"))


class ProcessForm(Form):
    """A new process, or a delprocess."""

    title = "Ny process"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        nodes = context.tasks.read(process_map)
        self.slag = Select([(slag.word, slag) for slag in ProcessSlag])
        self.slag.set_value(ProcessSlag.HUVUD)
        self.above = Select([("Ingen, den står för sig", None), *((f"{n.kod} {n.namn}", n.id) for n in nodes)])
        self.add("kod", "Kod", TextLine(placeholder="P1"), required=True)
        self.add("namn", "Namn", TextLine(), required=True)
        self.add("slag", "Slag", self.slag)
        self.add("foralder_id", "Delprocess i", self.above)
        self.add("syfte", "Syfte", TextBox(least=60))
        self.keep("ny_process")

    def send(self) -> None:
        """Add it."""
        units = self.context.scope.offered()
        self.submit(add_process, enhet_id=units[0].id if units else 0, agare_id=self.context.person.id, **self.values())


class StepForm(Form):
    """A new aktivitet in a process."""

    note = "Lägg till en aktivitet sist i processen"

    def __init__(self, context: Context, process: ProcessNod) -> None:
        super().__init__(context)
        self.title, self.process = f"{process.kod} {process.namn}", process
        self.add("namn", "Aktivitet", TextLine(), required=True)
        self.add("ansvarig_roll", "Görs av", TextLine(placeholder="enhetschef, kontaktman …"))
        self.bare("rutin_behovs", Check("Aktiviteten ska ha en rutin", True))
        self.keep(f"ny_aktivitet_{process.id}")

    def send(self) -> None:
        """Add it."""
        self.submit(add_aktivitet, process_id=self.process.id, **self.values())


class LinkForm(Form):
    """Which rutiner an aktivitet is done by."""

    def __init__(self, context: Context, step: AktivitetRow) -> None:
        super().__init__(context)
        self.title, self.note, self.step = step.namn, step.ansvarig_roll, step
        lines: list[QWidget] = []
        for rutin in step.rutiner:
            away = Button("", "quiet", icon="dismiss", tip=f"Koppla bort rutin {rutin.nr}")
            away.clicked.connect(partial(self._link, rutin.id, False))
            line = row(prose(f"{rutin.nr} {rutin.titel}"), away)
            line.setStretch(0, 1)
            lines.append(holder(line))
        self.box.addLayout(section("Rutiner", *(lines or [prose("Ingen rutin än.", "body", "muted")])))
        have = {r.id for r in step.rutiner}
        rutiner = [r for r in context.tasks.read(all_rutiner) if r.id not in have]
        self.pick = Select([(f"{r.nr} {r.titel}", r.id) for r in rutiner], editable=True)
        self.add("rutin_id", "Koppla en rutin", self.pick)

    def _link(self, rutin_id: int, linked: bool, _checked: bool = False) -> None:
        self.submit(link_rutin, aktivitet_id=self.step.id, rutin_id=rutin_id, linked=linked)

    def send(self) -> None:
        """Tie the chosen one."""
        chosen = self.pick.picked(int)
        if chosen is not None:
            self._link(chosen, True)
