"""The process map: the whole chain, and a process opened into its steps with their rutiner and gaps."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.processer import AktivitetRow, ProcessNod
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.domain.tal import count, whole_of
from kvalitet_app.pictures.process import opened_process
from kvalitet_app.pictures.processkarta import processkarta
from kvalitet_app.services.processer import map_with_cases
from kvalitet_app.ui.lists.side_panel import SidePanel
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.paper.printing import map_printout, offer
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import column, holder, line, row
from kvalitet_app.ui.parts.map_view import MapView
from kvalitet_app.ui.parts.reading import EmptyState
from kvalitet_app.ui.processer.panels import activity_panel, gaps_panel, process_panel


class ProcesserPage(Page):
    """A map to look at, move about in and press; what was pressed stands beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.nodes: tuple[ProcessNod, ...] = ()
        self.shown: ProcessNod | None = None
        self._wanted: int | None = None
        self.header = PageHeader("Processer")
        self.map = MapView("Processkarta")
        self.map.opened.connect(self._open)
        self._middle = QHBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        inside = column(self._tools(), gap=8, margins=(24, 12, 12, 12))
        inside.addWidget(self.map, 1)
        self._middle.addWidget(holder(inside), 1)
        whole = QWidget()
        whole.setLayout(self._middle)
        self.side = SidePanel(whole, self._middle, self.back)
        empty = EmptyState(
            "flow",
            "Här ritas processkartan",
            "Processerna visar hur arbetet går till, från behov till uppföljning, och vilka rutiner varje steg har. "
            "De läggs in under Inställningar → Processer.",
            Button("Lägg in processer", "tonal", press=partial(context.go, "installningar", flik="processer")),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(empty)
        box = column(self.header, line(), gap=0)
        box.addWidget(self.stack, 1)
        self.setLayout(box)
        context.scope.changed.connect(lambda: self.refresh() if self.isVisible() else None)

    def _tools(self) -> QWidget:
        """The way back, the numbers that open their rows, and the zoom."""
        self.up = Button("Hela kartan", "plain", icon="arrow_left", key="Esc", press=self.back)
        self.up.hide()
        self.gaps = Button("Rutiner saknas", "link", press=partial(self._open_gaps, None))
        self.fallen = Button("Avvikelser", "link", press=partial(self._open_cases, None))
        self.late = Button("Passerad översyn", "link", press=partial(self._open_late, None))
        zoom = [
            Button("", "quiet", icon=icon, key=key, tip=tip, press=press)
            for icon, key, tip, press in (
                ("zoom_out", "Ctrl+−", "Zooma ut", self.map.zoom_out),
                ("zoom_in", "Ctrl++", "Zooma in", self.map.zoom_in),
                ("zoom_fit", "Ctrl+0", "Visa allt", self.map.show_all),
            )
        ]
        for keys, press in (
            ("Ctrl++", self.map.zoom_in),
            ("Ctrl+=", self.map.zoom_in),
            ("Ctrl+-", self.map.zoom_out),
            ("Ctrl+0", self.map.show_all),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(press)
        self.printer = Button("", "quiet", icon="print", key="Ctrl+P", tip="Skriv ut", press=self.print_page)
        return holder(row(self.up, self.fallen, 8, self.gaps, 8, self.late, None, *zoom, 8, self.printer, gap=4))

    def print_page(self) -> None:
        """Ctrl+P: the map, or the process that is opened."""
        if self.nodes:
            offer(self, self.context, self.printer, [map_printout(self.shown)])

    def refresh(self, change: Change | None = None) -> None:
        """Read the map anew."""
        shown = {"process", "aktivitet", "aktivitet_rutin", "rutin", "rutinversion", "avvikelse"}
        if change is None or change.tables & shown:
            scope = self.context.scope
            self.context.tasks.ask(map_with_cases, ar=scope.ar, enheter=scope.units(), done=self._show)

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
        anew = (node.id if node else None) != (self.shown.id if self.shown else None)
        self.shown = node
        self.up.setVisible(node is not None)
        self._tell_numbers()
        if node is None:
            self.header.title.setText("Processer")
            self.header.note.setText("")
            self.map.set_layout(lambda t, w, h: processkarta(t, w, h, self.nodes), anew=anew)
            self.side.put(None)
        else:
            self.header.title.setText(f"{node.kod} {node.namn}")
            self.header.note.setText(node.slag.word.lower())
            self.map.set_layout(lambda t, w, h: opened_process(t, w, h, node), anew=anew)
            self.side.put(process_panel(node, self._beside_activity))

    def _tell_numbers(self) -> None:
        gaps, late = len(self._gaps(None)), len(self._late(None))
        self.gaps.rename(f"{count(gaps, 'aktivitet', 'aktiviteter')} saknar rutin")
        self.late.rename(f"{count(late, 'rutin', 'rutiner')} med passerad översyn")
        fallen = sum(node.all_avvikelser for node in self.nodes)
        self.fallen.rename(f"{count(fallen, 'avvikelse', 'avvikelser')} {self.context.scope.ar}")
        self.fallen.setVisible(fallen > 0 and self.shown is None)
        self.gaps.setVisible(gaps > 0 and self.shown is None)
        self.late.setVisible(late > 0 and self.shown is None)

    def _nodes(self, process_id: int | None) -> tuple[ProcessNod, ...]:
        """One process wherever it stands in the map, or all of them."""
        return self.nodes if process_id is None else tuple(_find(self.nodes, process_id))

    def _gaps(self, process_id: int | None) -> list[AktivitetRow]:
        return [a for node in self._nodes(process_id) for a in node.all_aktiviteter() if a.saknar_rutin]

    def _late(self, process_id: int | None) -> frozenset[int]:
        steps = [a for node in self._nodes(process_id) for a in node.all_aktiviteter()]
        return frozenset(r.id for a in steps for r in a.rutiner if r.lage is RutinLage.UTGANGEN)

    def _open_gaps(self, process_id: int | None) -> None:
        found = next(iter(self._nodes(process_id)), None)
        where = "Hela kartan" if process_id is None or found is None else f"{found.kod} {found.namn}"
        self._beside(gaps_panel(self._gaps(process_id), where, self._beside_activity))

    def _open_late(self, process_id: int | None) -> None:
        self.context.go("rutiner", vy="alla", ids=self._late(process_id), enheter=None)

    def _open_cases(self, process_id: int | None) -> None:
        """The avvikelser of the year in a process and below it, or in the whole map."""
        ids = frozenset().union(*(node.all_ids() for node in self._nodes(process_id)))
        scope = self.context.scope
        self.context.go(
            "avvikelser",
            vy="alla",
            ar=scope.ar,
            enheter=scope.units(),
            processer=ids,
            raknas=True,
        )

    def _beside_activity(self, one: AktivitetRow) -> None:
        self._beside(activity_panel(self.context, one))

    def _beside(self, panel: QWidget) -> None:
        self.side.put(panel)
        self.side.come()

    def _open(self, key: str) -> None:
        kind, _, rest = key.partition("=")
        number = whole_of(rest) or 0
        if kind == "rutin":
            self.context.go("rutiner", rad_id=number)
        elif kind == "saknas":
            self._open_gaps(number)
        elif kind == "avvikelse":
            self._open_cases(number)
        elif kind == "oversyn":
            self._open_late(number)
        elif kind == "aktivitet":
            found = next((a for top in self.nodes for a in top.all_aktiviteter() if a.id == number), None)
            if found is not None:
                self._beside_activity(found)
        else:
            top = next((node for node in self.nodes if _holds(node, number)), None)
            if top is not None and top is not self.shown:
                self._draw(top)
            elif top is not None:
                part = next(iter(_find(self.nodes, number)), top)
                self._beside(process_panel(part, self._beside_activity))

    def back(self) -> bool:
        """From what lies over the map to the map, from a process to the whole map."""
        if self.side.go():
            self.map.picture.setFocus()
            return True
        if self.shown is None and not self.side.isVisible():
            return False
        self._draw(None)
        self.map.picture.setFocus()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside takes its place."""
        super().resizeEvent(event)
        self.side.place()

    def first_focus(self) -> QWidget | None:
        """The map."""
        return self.map.picture


def _holds(node: ProcessNod, process_id: int) -> bool:
    return node.id == process_id or any(_holds(part, process_id) for part in node.delprocesser)


def _find(nodes: tuple[ProcessNod, ...], process_id: int) -> list[ProcessNod]:
    """The process with this id, wherever it stands."""
    here = [node for node in nodes if node.id == process_id]
    return here or [found for node in nodes for found in _find(node.delprocesser, process_id)]
