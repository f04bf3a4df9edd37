"""The first page: what waits for me, four figures, three pictures. Each number opens the rows it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.kalender import idag, iso_week, long_date
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.oversikt import EnhetLage, ForstaSteg, Nar, Nyckeltal, Oversikt, Vantar
from kvalitet_app.pictures.bars import Genomforande, Lagesrad, done_of_planned, states
from kvalitet_app.pictures.columns import columns, month_columns
from kvalitet_app.services.oversikt import gather_oversikt
from kvalitet_app.ui.lists.side_panel import OVERLAY, column_width
from kvalitet_app.ui.page.context import Context, Page
from kvalitet_app.ui.page.queries import query_of
from kvalitet_app.ui.parts import theme
from kvalitet_app.ui.parts.buttons import Button, Link, Painted, without_state
from kvalitet_app.ui.parts.frame import PageHeader
from kvalitet_app.ui.parts.layout import (
    LEFT,
    MID,
    RIGHT,
    Icon,
    clear,
    column,
    elided,
    holder,
    label,
    line,
    row,
    scrolled,
)
from kvalitet_app.ui.parts.picture_view import PictureView
from kvalitet_app.ui.parts.reading import KeyFigure, section
from kvalitet_app.ui.parts.theme import font, paint_icon
from kvalitet_app.ui.parts.words import NO_BREAK
from kvalitet_app.ui.window.actions import PAGES

ICONS = {page.key: page.icon for page in PAGES}
TODO_WIDE, TODO_LEAST = 360, 264
SHOWN_UNITS = 8
NEW_CASES: dict[str, Any] = {"vy": "oppna", "statusar": frozenset({AvvikelseStatus.REGISTRERAD})}
SOL_LSS = (Lagrum.SOL, Lagrum.LSS)


class TodoRow(Painted):
    """One thing that waits: icon, what, where; the date at the right edge."""

    def __init__(self, item: Vantar, go: Callable[..., object]) -> None:
        super().__init__(item.titel)
        self._item = item
        self.setFixedHeight(48)
        self.setToolTip(f"{item.titel}\n{item.undertext}")
        self.setAccessibleName(f"{item.titel}, {item.undertext}, {item.datum.isoformat()}")
        where: dict[str, Any] = {"rad_id": item.rad_id} if item.rad_id is not None else NEW_CASES
        self.clicked.connect(without_state(partial(go, item.sida, **where)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two lines."""
        p, t = self.brush(), theme.now()
        if self.underMouse():
            p.fillRect(self.rect(), QColor(t.raised))
        paint_icon(p, QRectF(24, 7, 20, 20), ICONS[self._item.sida], "muted")
        wide = self.width() - 12 - 84
        p.setPen(QColor(t.text))
        p.drawText(QRectF(56, 4, wide - 60, 22), LEFT | MID, elided(self.text(), "body", wide - 60))
        p.setFont(font("small"))
        p.setPen(QColor(t.muted))
        room = self.width() - 68
        p.drawText(QRectF(56, 24, room, 20), LEFT | MID, elided(self._item.undertext, "small", room))
        p.setPen(QColor(t.red if self._item.nar is Nar.FORSENAT else t.muted))
        p.drawText(QRectF(self.width() - 92, 4, 80, 22), RIGHT | MID, self._item.datum.isoformat())
        p.end()


class OversiktPage(Page):
    """What waits, and how it stands."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        new = Button("Ny avvikelse", "primary", icon="add", key="Ctrl+N", press=self.new)
        today = idag()
        header = PageHeader("Översikt", new, note=f"{long_date(today)} · v. {iso_week(today)}")
        self._shown_figures: tuple[KeyFigure, ...] = ()
        self._todo = column(gap=0, margins=(0, 0, 12, 8))
        self._todo_area = scrolled(holder(self._todo))
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(24)
        self._figures.setContentsMargins(0, 0, 0, 0)
        self._months = PictureView(least=150, name="Avvikelser per månad")
        self._done = PictureView(least=180, name="Egenkontroller gjorda av planerade")
        self._lights = PictureView(least=180, name="Läge per enhet")
        for picture in (self._months, self._done, self._lights):
            picture.opened.connect(self._open)
        box = column(header, line(), gap=0)
        middle = row(self._todo_area, line("v"), self._pictures(), gap=0)
        middle.setStretch(2, 1)
        box.addLayout(middle, 1)
        self.setLayout(box)
        context.scope.changed.connect(lambda: self.refresh() if self.isVisible() else None)

    def _pictures(self) -> QWidget:
        self._month_title = label("", "strong")
        self._unit_title, self._light_title = label("", "strong", wrap=True), label("", "strong", wrap=True)
        left = column(self._unit_title, self._done, gap=4)
        right = column(self._light_title, self._lights, gap=4)
        left.setStretch(1, 1)
        right.setStretch(1, 1)
        below = row(left, right, gap=32)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        box = column(self._figures, 4, line(), 8, self._month_title, gap=0, margins=(32, 12, 24, 12))
        box.addWidget(self._months, 5)
        box.addSpacing(12)
        box.addLayout(below, 6)
        return scrolled(holder(box))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list gives way, and the figures stand two and two."""
        super().resizeEvent(event)
        self._todo_area.setFixedWidth(column_width(self.window(), TODO_WIDE, TODO_LEAST))
        self._place_figures()

    def _place_figures(self) -> None:
        across = 4 if self.window().width() >= OVERLAY else 2
        for i, figure in enumerate(self._shown_figures):
            self._figures.addWidget(figure, i // across, i % across)
        for i in range(4):
            self._figures.setColumnStretch(i, int(i < across))

    def refresh(self, change: Change | None = None) -> None:
        """Count anew."""
        scope = self.context.scope
        self.context.tasks.ask(gather_oversikt, done=self._show, ar=scope.ar, enheter=scope.units())

    def _show(self, data: object) -> None:
        if not isinstance(data, Oversikt):
            return
        self._show_todo(data)
        self._show_figures(data.nyckeltal, data.ar)
        self._month_title.setText("Avvikelser per månad, SoL och LSS")
        units = len(data.enheter)
        self._unit_title.setText(_some_of(f"Egenkontroller {data.ar}", units, "minst gjort"))
        self._light_title.setText(_some_of("Läge per enhet", units, "flest röda"))
        this = data.manader if data.ar < idag().year else data.manader[: idag().month]
        chart = month_columns(
            data.ar,
            this,
            data.manader_i_fjol,
            title="",
            fraga=Sokfraga("avvikelser", lagrum=SOL_LSS),
            what="avvikelser",
            name_now=f"{data.ar} till i dag" if data.ar == idag().year else str(data.ar),
        )
        worst = sorted(data.enheter, key=lambda u: (u.gjorda / max(u.planerade, 1), u.enhet))[:SHOWN_UNITS]
        done = [Genomforande(u.enhet, u.gjorda, u.planerade, _checks(data.ar, u, "alla")) for u in worst]
        red = sorted(data.enheter, key=lambda u: (-u.rod, -u.gul, u.enhet))[:SHOWN_UNITS]
        lights = [Lagesrad(u.enhet, u.gron, u.gul, u.rod, _checks(data.ar, u, "genomforda")) for u in red]
        self._months.set_layout(lambda t, w, h: columns(t, w, h, chart))
        self._done.set_layout(lambda t, w, h: done_of_planned(t, w, h, done))
        self._lights.set_layout(lambda t, w, h: states(t, w, h, lights))
        self.filled.emit()

    def _show_todo(self, data: Oversikt) -> None:
        clear(self._todo)
        if data.forsta:
            self._todo.addWidget(self._first_steps(data.forsta))
        waiting = sum(item.antal for item in data.vantar if item.nar is not Nar.SENARE)
        head = row(
            label("Väntar på dig", "strong"), None, label(str(waiting), "strong", "muted"), margins=(24, 14, 12, 0)
        )
        self._todo.addLayout(head)
        for when in Nar:
            items = [item for item in data.vantar if item.nar is when]
            if items:
                word = label(when.word, "label", "red" if when is Nar.FORSENAT else "muted")
                word.setContentsMargins(24, 12, 24, 2)
                self._todo.addWidget(word)
                for item in items[:20]:
                    self._todo.addWidget(TodoRow(item, self.context.go))
        if not data.vantar:
            self._todo.addWidget(_padded("Ingenting väntar på dig just nu."))
        self._todo.addStretch(1)
        QTimer.singleShot(0, self._todo_area, lambda: self._todo_area.verticalScrollBar().setValue(0))

    def _first_steps(self, steps: Sequence[ForstaSteg]) -> QWidget:
        """What a new register needs, each ticked when it is done."""
        done = sum(step.klart for step in steps)
        lines: list[QWidget] = []
        for step in steps:
            where = {"flik": step.flik} if step.flik else {}
            link = Link(
                step.text, partial(self.context.go, step.sida, **where), tone="muted" if step.klart else "accent"
            )
            link.setAccessibleName(f"{step.text}, {'klart' if step.klart else 'inte gjort än'}")
            icon = Icon("checkmark_circle", "green", 20) if step.klart else Icon("circle", "muted", 20)
            line_ = row(icon, link, gap=10)
            line_.setStretch(1, 1)
            lines.append(holder(line_))
        told = section(f"Kom igång, {done} av {len(steps)} klara", *lines, gap=10)
        told.setContentsMargins(24, 14, 12, 10)
        return holder(told)

    def _show_figures(self, n: Nyckeltal, ar: int) -> None:
        clear(self._figures)
        go = self.context.go
        told = (
            ("Öppna avvikelser", _opened(n), partial(go, "avvikelser", vy="oppna")),
            ("Försenade", _late(n), partial(go, "avvikelser", vy="forsenade")),
            (
                "Egenkontroller gjorda",
                _done_of_planned(n, ar),
                partial(self._open, Sokfraga("egenkontroller", ar=ar, vy="alla")),
            ),
            ("Rutiner att se över", _rutiner(n), partial(go, "rutiner", vy="forsenade")),
        )
        figures = tuple(
            KeyFigure(figure, what, note, tone=tone, press=press) for what, (figure, (note, tone)), press in told
        )
        self._shown_figures = figures
        self._place_figures()

    def _open(self, fraga: Sokfraga) -> None:
        """A bar or a number opens the rows it counts."""
        where = query_of(fraga, self.context.scope.units())
        if where is not None:
            page, query = where
            self.context.go(page, **query, **({"flik": "lista"} if page == "egenkontroller" else {}))

    def new(self) -> None:
        """Ny avvikelse."""
        self.context.go("avvikelser", ny=True)

    def first_focus(self) -> QWidget | None:
        """The first thing that waits."""
        return next(iter(self.findChildren(TodoRow)), None)


def _checks(ar: int, unit: EnhetLage, vy: str) -> Sokfraga:
    """A unit's egenkontroller that were first planned in the year."""
    return Sokfraga("egenkontroller", ar=ar, enhet=unit.enhet_id, vy=vy)


Note = tuple[str, str]  # what stands below a figure, and its tone: of what does not exist nothing is good or bad


def _opened(n: Nyckeltal) -> tuple[str, Note]:
    if n.oppna_i_fjol is None:
        return str(n.oppna), ("uppgift saknas för i fjol", "muted")
    change = n.oppna - n.oppna_i_fjol
    if not n.oppna and not change:
        return "0", ("inga i fjol heller", "muted")
    if not change:
        return str(n.oppna), ("lika många som i fjol", "green")
    word, tone = ("färre", "green") if change < 0 else ("fler", "yellow")
    return str(n.oppna), (f"{abs(change)} {word} än i fjol", tone)


def _late(n: Nyckeltal) -> tuple[str, Note]:
    if n.aldsta_dagar is None:
        return str(n.forsenade), ("inga öppna", "muted")
    return str(n.forsenade), (f"äldst {n.aldsta_dagar} dagar", "red" if n.forsenade else "green")


def _done_of_planned(n: Nyckeltal, ar: int) -> tuple[str, Note]:
    done, planned = n.egenkontroller_gjorda, n.egenkontroller_planerade
    if not planned:
        return "–", (f"inga planerade {ar}", "muted")
    said = f"{done} av {planned}, mål {n.egenkontroller_mal}{NO_BREAK}%"
    reached = done * 100 >= n.egenkontroller_mal * planned
    return f"{round(done / planned * 100)}{NO_BREAK}%", (said, "green" if reached else "yellow")


def _rutiner(n: Nyckeltal) -> tuple[str, Note]:
    if not n.rutiner:
        return "–", ("inga rutiner inlagda", "muted")
    if n.rutiner_forsenade:
        return str(n.rutiner_att_se_over), (f"{n.rutiner_forsenade} har passerat datum", "red")
    return str(n.rutiner_att_se_over), ("inga har passerat datum", "green")


def _some_of(title: str, units: int, which: str) -> str:
    """The heading of a picture that has room for some of the units: how many, and which."""
    return title if units <= SHOWN_UNITS else f"{title} · {SHOWN_UNITS} av {units} enheter, {which}"


def _padded(text: str) -> QWidget:
    made = label(text, "body", "muted")
    made.setContentsMargins(24, 12, 24, 0)
    return made
