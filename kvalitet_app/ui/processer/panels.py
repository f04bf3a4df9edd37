"""What stands beside the map: a process, an aktivitet, or the aktiviteter that a number counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.processer import AktivitetRow, ProcessNod, RutinLank
from kvalitet_app.domain.tal import count
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.buttons import Link
from kvalitet_app.ui.parts.layout import column, label
from kvalitet_app.ui.parts.reading import Inspector, facts, prose, section

Show = Callable[[AktivitetRow], object]


def process_panel(node: ProcessNod, show: Show) -> QWidget:
    """Facts of a process and the gaps in it."""
    steps = node.all_aktiviteter()
    gaps = [a for a in steps if a.saknar_rutin]
    pairs: list[tuple[str, object]] = [
        ("Ägare", node.agare or "Ingen utsedd"),
        ("Version", node.version_nr),
        ("Delprocesser", len(node.delprocesser)),
        ("Aktiviteter", len(steps)),
    ]
    middle = column(facts(pairs), gap=16)
    if node.syfte:
        middle.addLayout(section("Syfte", prose(node.syfte)))
    if gaps:
        middle.addLayout(section("Saknar rutin", *_links(gaps, show)))
    middle.addStretch(1)
    head = column(label(node.kod, "body", "muted"), label(node.namn, "section", wrap=True), gap=2)
    return Inspector(head, middle)


def gaps_panel(gaps: Sequence[AktivitetRow], where: str, show: Show) -> QWidget:
    """The aktiviteter that a number counts, each to be opened."""
    said = f"{count(len(gaps), 'aktivitet', 'aktiviteter')} saknar rutin"
    middle = column(*_links(gaps, show), gap=4)
    middle.addStretch(1)
    return Inspector(column(label(where, "body", "muted"), label(said, "section", wrap=True), gap=2), middle)


def activity_panel(context: Context, one: AktivitetRow) -> QWidget:
    """Who does it and by which rutiner."""
    pairs: list[tuple[str, object]] = [("Görs av", one.ansvarig_roll or "Inte angivet")]
    if one.samverkan:
        pairs.append(("Samverkan", one.samverkan))
    middle = column(facts(pairs), gap=16)
    items: list[QWidget] = [_link(context, r) for r in one.rutiner]
    gap = "Rutin saknas" if one.saknar_rutin else one.utan_rutin_skal or "Ingen rutin behövs"
    middle.addLayout(section("Rutiner", *(items or [prose(gap)])))
    middle.addStretch(1)
    return Inspector(column(label("Aktivitet", "body", "muted"), label(one.namn, "section", wrap=True), gap=2), middle)


def _links(steps: Sequence[AktivitetRow], show: Show) -> list[QWidget]:
    return [Link(a.namn, partial(show, a)) for a in steps]


def _link(context: Context, rutin: RutinLank) -> Link:
    words = f"{rutin.nr} {rutin.titel} · {rutin.lage.word.lower()}"
    return Link(words, partial(context.go, "rutiner", rad_id=rutin.id))
