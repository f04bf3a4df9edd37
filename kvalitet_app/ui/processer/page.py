"""The process map: the whole chain, and a process opened into its steps with their rutiner and gaps."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.process import LABELS, AktivitetRow, ProcessNod, RutinLank
from kvalitet_app.domain.rutin import LABELS as RUTIN_LABELS
from kvalitet_app.domain.tal import count
from kvalitet_app.pictures import tokens
from kvalitet_app.pictures.process import opened_process
from kvalitet_app.pictures.processkarta import processkarta
from kvalitet_app.services.processer import process_map
from kvalitet_app.ui.context import Context, Page
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import clear, column, holder, label, line, row, scrolled
from kvalitet_app.ui.parts.reading import EmptyState, Inspector, facts, prose, section
from kvalitet_app.ui.picture_view import PictureView


class ProcesserPage(Page):
    """A picture to look at and press in; what was pressed stands beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.nodes: tuple[ProcessNod, ...] = ()
        self.shown: ProcessNod | None = None
        self._wanted: int | None = None
        self.header = PageHeader("Processer")
        self.up = Button("Hela kartan", "plain", icon="arrow_left", key="Esc", press=self.back)
        self.up.hide()
        self.picture = PictureView(least=480, name="Processkarta", grow=True)
        self.picture.opened.connect(self._open)
        self.side = QWidget()
        self.side.setFixedWidth(tokens.INSPECTOR)
        self._inside = column(gap=0)
        self.side.setLayout(self._inside)
        self.side.hide()
        inside = column(row(self.up, None), self.picture, None, gap=8, margins=(24, 12, 24, 16))
        middle = row(scrolled(holder(inside)), self.side, gap=0)
        middle.setStretch(0, 1)
        whole = QWidget()
        whole.setLayout(middle)
        empty = EmptyState(
            "flow", "Här ritas processkartan",
            "Processerna visar hur arbetet går till, från behov till uppföljning, och vilka rutiner varje steg har. "
            "De läggs in under Inställningar → Processer.",
            Button("Lägg in processer", "tonal", press=lambda: context.go("installningar", flik="processer")),
        )  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(empty)
        box = column(self.header, line(), gap=0)
        box.addWidget(self.stack, 1)
        self.setLayout(box)

    def refresh(self, change: Change | None = None) -> None:
        """Read the map anew."""
        if change is None or change.tables & {"process", "aktivitet", "aktivitet_rutin", "rutin", "rutinversion"}:
            self.context.tasks.ask(process_map, done=self._show)

    def show_query(self, **query: Any) -> None:  # noqa: ANN401 - rad_id: a process
        """Open a process."""
        self._wanted = query.get("rad_id")
        self.refresh()

    def _show(self, nodes: object) -> None:
        self.nodes = nodes if isinstance(nodes, tuple) else ()
        self.stack.setCurrentIndex(0 if self.nodes else 1)
        wanted = self._wanted if self._wanted is not None else self.shown.id if self.shown else None
        self._wanted = None
        found = next((top for top in self.nodes if wanted is not None and _holds(top, wanted)), None)
        self._draw(found)
        self.filled.emit()

    def _draw(self, node: ProcessNod | None) -> None:
        self.shown = node
        self.up.setVisible(node is not None)
        if node is None:
            self.header.title.setText("Processer")
            self.header.note.setText(_missing(self.nodes))
            self.picture.set_layout(lambda t, w, h: processkarta(t, w, h, self.nodes))
            self._beside(None)
        else:
            self.header.title.setText(f"{node.kod} {node.namn}")
            self.header.note.setText(LABELS[node.slag].lower())
            self.picture.set_layout(lambda t, w, h: opened_process(t, w, h, node))
            self._beside(_process_panel(node))

    def _beside(self, panel: QWidget | None) -> None:
        clear(self._inside)
        if panel is not None:
            self._inside.addWidget(panel)
        self.side.setVisible(panel is not None)

    def _open(self, key: str) -> None:
        kind, _, rest = key.partition("=")
        number = int(rest) if rest.isdigit() else 0
        if kind == "rutin":
            self.context.go("rutiner", rad_id=number)
        elif kind == "aktivitet":
            found = next((a for top in self.nodes for a in top.all_aktiviteter() if a.id == number), None)
            if found is not None:
                self._beside(_activity_panel(self.context, found))
        else:
            top = next((node for node in self.nodes if _holds(node, number)), None)
            if top is not None:
                self._draw(top)

    def back(self) -> bool:
        """From a process to the map."""
        if self.shown is None:
            return False
        self._draw(None)
        return True

    def first_focus(self) -> QWidget | None:
        """The picture."""
        return self.picture


def _holds(node: ProcessNod, process_id: int) -> bool:
    return node.id == process_id or any(_holds(part, process_id) for part in node.delprocesser)


def _missing(nodes: tuple[ProcessNod, ...]) -> str:
    number = sum(a.saknar_rutin for node in nodes for a in node.all_aktiviteter())
    return f"{count(number, 'aktivitet', 'aktiviteter')} saknar rutin" if number else "varje aktivitet har sin rutin"


def _process_panel(node: ProcessNod) -> QWidget:
    steps = node.all_aktiviteter()
    gaps = [a.namn for a in steps if a.saknar_rutin]
    pairs: list[tuple[str, object]] = [
        ("Ägare", node.agare or "Ingen utsedd"), ("Version", node.version_nr), ("Delprocesser", len(node.delprocesser)),
        ("Aktiviteter", len(steps)),
    ]  # fmt: skip
    middle = column(facts(pairs), gap=16)
    if node.syfte:
        middle.addLayout(section("Syfte", prose(node.syfte)))
    if gaps:
        middle.addLayout(section("Saknar rutin", *(prose(name) for name in gaps)))
    middle.addStretch(1)
    head = column(label(node.kod, "body", "muted"), label(node.namn, "section", wrap=True), gap=2)
    return Inspector(head, middle)


def _activity_panel(context: Context, one: AktivitetRow) -> QWidget:
    pairs: list[tuple[str, object]] = [("Görs av", one.ansvarig_roll or "Inte angivet")]
    if one.samverkan:
        pairs.append(("Samverkan", one.samverkan))
    middle = column(facts(pairs), gap=16)
    items: list[QWidget] = [_link(context, r) for r in one.rutiner]
    gap = "Rutin saknas" if one.saknar_rutin else one.utan_rutin_skal or "Ingen rutin behövs"
    middle.addLayout(section("Rutiner", *(items or [prose(gap)])))
    middle.addStretch(1)
    return Inspector(column(label("Aktivitet", "body", "muted"), label(one.namn, "section", wrap=True), gap=2), middle)


def _link(context: Context, rutin: RutinLank) -> Button:
    words = f"{rutin.nr} {rutin.titel} · {RUTIN_LABELS[rutin.lage].lower()}"
    return Button(words, "link", press=lambda: context.go("rutiner", rad_id=rutin.id))
