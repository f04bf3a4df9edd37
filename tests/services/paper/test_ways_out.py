"""Every way out of the register against a full disk, a file that is open elsewhere and a folder that is gone."""

import errno
import inspect
import os
import pkgutil
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import kvalitet_app.services
from kvalitet_app.db.models import Handelse
from kvalitet_app.domain.avvikelser.arenden import AvvikelseUrval
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.domain.lex.arenden import LexUrval
from kvalitet_app.domain.lex.paket import PaketVal
from kvalitet_app.services.avvikelser.listor import avvikelse_rows, find_avvikelser
from kvalitet_app.services.berattelse.handling import Utskriftsval, issue_report, preview_report
from kvalitet_app.services.granskning.mapp import issue_mapp
from kvalitet_app.services.lex.listor import find_lex
from kvalitet_app.services.lex.paket import issue_paket
from kvalitet_app.services.monster.utskrift import write_monster
from kvalitet_app.services.moten.apt import gather_apt, issue_apt
from kvalitet_app.services.moten.kvalitetsrad import gather_rad, write_rad
from kvalitet_app.services.organisation.enheter import list_enheter
from kvalitet_app.services.paper.utskrift import (
    Listutskrift,
    export_list,
    write_blankett,
    write_list,
    write_map,
    write_record,
    write_wheel,
)
from kvalitet_app.services.support.supportfil import write_support_file
from kvalitet_app.services.utbyte.export import export_avvikelser
from kvalitet_app.services.utbyte.uttag import issue_uttag

URVAL = AvvikelseUrval(vy="oppna", sok="tablett")
LISTA = Listutskrift(
    "Avvikelser",
    URVAL,
    "Öppna",
    ("avvikelse", "avvikelser"),
    (("Nr", lambda row: row.beteckning, False),),
    find_avvikelser,
    avvikelse_rows,
)
R = Rapport(2025)


def read(store: Any, service: Callable[..., Any], **arguments: Any) -> Any:
    with store.read() as session:
        return service(session, **arguments)


def unit_of(store: Any) -> int:
    return int(read(store, list_enheter)[-1].id)


def apt(store: Any, target: Path) -> None:
    issue_apt(store, blad=read(store, gather_apt, enhet_id=unit_of(store), ar=2025, manad=3), target=target)


def month(store: Any, target: Path) -> None:
    data = read(store, gather_rad, enhet_id=unit_of(store), ar=2025, manad=3)
    read(store, write_rad, rad=data, target=target)


def record(store: Any, target: Path) -> None:
    row_id = read(store, find_avvikelser, urval=URVAL)[0]
    read(store, write_record, slag="avvikelse", rad_id=row_id, target=target)


def paket(store: Any, target: Path) -> None:
    case = read(store, find_lex, urval=LexUrval(vy="alla"))[0]
    issue_paket(store, arende_id=case, val=PaketVal(), target=target)


def support(store: Any, target: Path) -> None:
    del store
    write_support_file(target, log_folder=target.parent, register={}, setting=lambda _key: "")


WAYS: dict[str, tuple[str, Callable[[Any, Path], object]]] = {
    "export_avvikelser": (".csv", lambda s, t: read(s, export_avvikelser, urval=URVAL, target=t)),
    "export_list": (".xlsx", lambda s, t: read(s, export_list, lista=LISTA, target=t)),
    "issue_apt": (".pdf", apt),
    "issue_mapp": (
        ".zip",
        lambda s, t: issue_mapp(s, enhet_id=unit_of(s), datum=date(2026, 3, 1), target=t),
    ),
    "issue_paket": (".pdf", paket),
    "issue_report": (".pdf", lambda s, t: issue_report(s, rapport=R, target=t)),
    "issue_report i Word": (".docx", lambda s, t: issue_report(s, rapport=R, target=t)),
    "issue_uttag": (".zip", lambda s, t: issue_uttag(s, target=t)),
    "preview_report": (".pdf", lambda s, t: read(s, preview_report, rapport=R, target=t, val=Utskriftsval())),
    "write_blankett": (".pdf", lambda s, t: read(s, write_blankett, target=t)),
    "write_list": (".pdf", lambda s, t: read(s, write_list, lista=LISTA, target=t)),
    "write_map": (".pdf", lambda s, t: read(s, write_map, process_id=None, target=t)),
    "write_monster": (
        ".pdf",
        lambda s, t: read(s, write_monster, ar=2025, hsl=False, utan=False, enheter=None, target=t),
    ),
    "write_rad": (".xlsx", month),
    "write_record": (".pdf", record),
    "write_support_file": (".zip", support),
    "write_wheel": (".pdf", lambda s, t: read(s, write_wheel, ar=2025, enheter=None, target=t)),
}
BY_ISSUE = {"issue", "issue_printout", "write_apt", "write_mapp", "write_paket", "write_report", "write_uttag"}
MAKES_REGISTERS = {"make_example", "make_organisation", "restore_uttag"}


def test_every_way_out_stands_here():
    found = set()
    for module in pkgutil.walk_packages(kvalitet_app.services.__path__, "kvalitet_app.services."):
        for name, one in inspect.getmembers(import_module(module.name), inspect.isfunction):
            own = one.__module__ == module.name and not name.startswith("_")
            if own and "target" in inspect.signature(one).parameters:
                found.add(name)
    assert found - BY_ISSUE - MAKES_REGISTERS == {name.partition(" ")[0] for name in WAYS}


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file", str(target))

    monkeypatch.setattr(Path, "replace", refuse)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_that_is_shut_is_a_sentence_and_nothing_is_noted(exempel, tmp_path, way):
    ending, go = WAYS[way]

    def lines() -> int:
        with exempel.read() as session:
            return session.scalar(select(func.count()).select_from(Handelse)) or 0

    before = lines()
    target = tmp_path / f"ut{ending}"
    said = []
    for fault in (full, locked):
        with pytest.MonkeyPatch.context() as monkeypatch:
            fault(monkeypatch)
            with pytest.raises(StorageError) as refused:
                go(exempel, target)
        said.append(refused.value.sentence)
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(StorageError) as refused:
        go(exempel, tmp_path / "borta" / f"ut{ending}")
    said.append(refused.value.sentence)
    assert [one for one, word in zip(said, ("full", "Stäng filen", "finns inte"), strict=True) if word not in one] == []
    assert lines() == before
