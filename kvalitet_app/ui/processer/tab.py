"""Processes and their steps: added here, drawn on the page Processer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.processer import LABELS, AktivitetRow, ProcessNod, ProcessSlag
from kvalitet_app.services.processer import add_aktivitet, add_process, link_rutin, process_map
from kvalitet_app.services.rutiner import all_rutiner
from kvalitet_app.ui.forms.tab import PanelForm, RowsTab
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
        kind = LABELS[node.slag] if not depth else "Delprocess"
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
            return StepForm(self.context, row_.process).as_panel()
        if row_.aktivitet is not None:
            return LinkForm(self.context, row_.aktivitet).as_panel()
        raise ValueError("a line is a process or an aktivitet")

    def new(self) -> None:
        """A new process."""
        self.put(ProcessForm(self.context).as_panel())


class ProcessForm(PanelForm):
    """A new process, or a delprocess."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Ny process")
        nodes = context.tasks.read(process_map)
        self.kod, self.namn, self.syfte = TextLine(placeholder="P1"), TextLine(), TextBox(least=60)
        self.slag = Select([(LABELS[s], s) for s in ProcessSlag])
        self.slag.set_value(ProcessSlag.HUVUD)
        self.above = Select([("Ingen, den står för sig", None), *((f"{n.kod} {n.namn}", n.id) for n in nodes)])
        self.add("kod", "Kod", self.kod, required=True)
        self.add("namn", "Namn", self.namn, required=True)
        self.add("slag", "Slag", self.slag)
        self.add("foralder_id", "Delprocess i", self.above)
        self.add("syfte", "Syfte", self.syfte)

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Lägg till", self.send)

    def send(self) -> None:
        """Add it."""
        above, units = self.above.value(), self.context.scope.enheter
        self.context.tasks.change(
            add_process,
            kod=self.kod.text(),
            namn=self.namn.text(),
            slag=ProcessSlag(str(self.slag.value())),
            enhet_id=units[0].id if units else 0,
            foralder_id=above if isinstance(above, int) else None,
            syfte=self.syfte.toPlainText(),
            agare_id=self.context.person.id,
            failed=self.failed,
        )


class StepForm(PanelForm):
    """A new aktivitet in a process."""

    def __init__(self, context: Context, process: ProcessNod) -> None:
        super().__init__(context, f"{process.kod} {process.namn}", "Lägg till en aktivitet sist i processen")
        self.process = process
        self.namn, self.roll = TextLine(), TextLine(placeholder="enhetschef, kontaktman …")
        self.needs = Check("Aktiviteten ska ha en rutin", True)
        self.add("namn", "Aktivitet", self.namn, required=True)
        self.add("ansvarig_roll", "Görs av", self.roll)
        self.box.addWidget(self.needs)

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Lägg till", self.send)

    def send(self) -> None:
        """Add it."""
        self.context.tasks.change(
            add_aktivitet,
            process_id=self.process.id,
            namn=self.namn.text(),
            ansvarig_roll=self.roll.text(),
            rutin_behovs=self.needs.isChecked(),
            failed=self.failed,
        )


class LinkForm(PanelForm):
    """Which rutiner an aktivitet is done by."""

    def __init__(self, context: Context, step: AktivitetRow) -> None:
        super().__init__(context, step.namn, step.ansvarig_roll)
        self.step = step
        lines: list[QWidget] = []
        for rutin in step.rutiner:
            away = Button("", "quiet", icon="dismiss", tip=f"Koppla bort rutin {rutin.nr}")
            away.clicked.connect(lambda _checked=False, i=rutin.id: self._link(i, False))
            line = row(prose(f"{rutin.nr} {rutin.titel}"), away)
            line.setStretch(0, 1)
            lines.append(holder(line))
        self.box.addLayout(section("Rutiner", *(lines or [prose("Ingen rutin än.", "body", "muted")])))
        have = {r.id for r in step.rutiner}
        rutiner = [r for r in context.tasks.read(all_rutiner) if r.id not in have]
        self.pick = Select([(f"{r.nr} {r.titel}", r.id) for r in rutiner], editable=True)
        self.add("rutin_id", "Koppla en rutin", self.pick)

    def as_panel(self) -> QWidget:
        """The panel."""
        return self.panel("Koppla", self.send)

    def _link(self, rutin_id: int, linked: bool) -> None:
        self.context.tasks.change(
            link_rutin, aktivitet_id=self.step.id, rutin_id=rutin_id, linked=linked, failed=self.failed
        )

    def send(self) -> None:
        """Tie the chosen one."""
        chosen = self.pick.value()
        if isinstance(chosen, int):
            self._link(chosen, True)
