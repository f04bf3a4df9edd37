"""What Ctrl+P offers: a list, the record that is open or the map, to a printer or to a PDF of one's own."""

from __future__ import annotations

from atexit import register
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from kvalitet_app.domain.paper.spridning import Spridning
from kvalitet_app.machine.leftovers import forget_folder, temporary_folder
from kvalitet_app.ui.forms.unsaved import go_with_saved
from kvalitet_app.ui.page.settings import FOLDER
from kvalitet_app.ui.paper.printer import print_pdf
from kvalitet_app.ui.paper.questions import note_printed, run_asking
from kvalitet_app.ui.paper.spridning import ask_whom
from kvalitet_app.ui.parts.buttons import Menu

if TYPE_CHECKING:
    from kvalitet_app.domain.change import Change
    from kvalitet_app.domain.paper.publicering import Svar
    from kvalitet_app.domain.processer import ProcessNod
    from kvalitet_app.ui.page.context import Context
    from kvalitet_app.ui.page.tasks import Job

NOT_IN_NAMES = '<>:"/\\|?*'
LONGEST_NAME = 80
SHEETS = "Excel (*.xlsx);;CSV (*.csv)"


@dataclass(frozen=True, slots=True)
class Printout:
    """Something that can be put on paper: what it is called, its file's name, and the service that writes it."""

    ord: str
    namn: str
    write: Callable[..., object]  # (session, target=, progress=, **arguments)
    arguments: dict[str, Any]
    sheet: bool = False  # whether it can be saved as a table too
    refused: str = ""  # why it is never public
    first: Spridning | None = None  # to whom it is offered first, where that is not the last answer
    asks: bool = True  # whether it holds anything that must be asked about

    @property
    def record(self) -> tuple[object, ...]:
        """The kind and the id of the record that is printed; nothing for a list."""
        return tuple(self.arguments[name] for name in ("slag", "rad_id") if name in self.arguments)

    def to(self, spridning: Spridning) -> Printout:
        """The same for these readers."""
        namn = self.namn if spridning is Spridning.INTERN else f"{self.namn} {spridning}"
        return replace(self, namn=namn, arguments={**self.arguments, "spridning": spridning})

    @property
    def is_public(self) -> bool:
        """Whether it is made for anybody to read."""
        return self.arguments.get("spridning") is Spridning.OFFENTLIG

    def file_name(self) -> str:
        """A name that every file system takes."""
        kept = "".join("-" if char in NOT_IN_NAMES or not char.isprintable() else char for char in self.namn)
        return f"{kept.strip(' .-')[:LONGEST_NAME] or 'utskrift'}.pdf"


@cache
def own_folder() -> Path:
    """A folder only for what is on its way to a printer or a reader; it goes when the program ends."""
    folder = temporary_folder()
    register(forget_folder, folder)
    return folder


RECORDS = ("avvikelse", "egenkontroll", "rutin", "atgard", "synpunkt")
"""What is printed one by one; a lex Sarah case is not put on paper this way."""


def list_printout(wanted: tuple[Any, ...], *, sheet: bool) -> Printout:
    """A list, told as `Listutskrift` tells it; `sheet` says whether it can be saved as a table too."""
    from kvalitet_app.services.paper.utskrift import Listutskrift, list_refusal, write_list

    lista = Listutskrift(*wanted)
    arguments = {"lista": lista}
    return Printout(
        "listan", lista.titel.lower(), write_list, arguments, sheet=sheet, refused=list_refusal(lista.urval)
    )


def record_printout(context: Context, slag: str, row_id: int, read_rows: Callable[..., Any]) -> Printout:
    """One record, named as people name it."""
    from kvalitet_app.services.paper.utskrift import record_refusal, write_record

    one = context.tasks.read(read_rows, [row_id]).get(row_id)
    if slag == "avvikelse":
        word = name = f"avvikelse {one.beteckning}"
    elif slag == "synpunkt":
        word, name = "synpunkten", f"synpunkt {one.beteckning}"
    elif slag == "egenkontroll":
        word, name = f"egenkontrollen {one.kod}", f"egenkontroll {one.kod} {one.enhet} {one.planerad_datum}"
    elif slag == "rutin":
        word, name = f"rutin {one.nr}", f"rutin {one.nr} {one.titel}"
    else:
        word, name = "åtgärden", f"åtgärd {one.text[:40]}"
    return Printout(word, name, write_record, {"slag": slag, "rad_id": row_id}, refused=record_refusal(slag))


def blank_printout() -> Printout:
    """The form to write on when the computer cannot be used."""
    from kvalitet_app.services.paper.utskrift import write_blankett

    return Printout("tomma blanketten (reservrutin)", "avvikelse på papper", write_blankett, {}, asks=False)


def map_printout(node: ProcessNod | None) -> Printout:
    """The map, or one process."""
    from kvalitet_app.services.paper.utskrift import write_map

    name = "processkarta" if node is None else f"process {node.kod} {node.namn}"
    word = "processkartan" if node is None else f"processen {node.kod}"
    return Printout(word, name, write_map, {"process_id": None if node is None else node.id})


def offer(parent: QWidget, context: Context, button: QWidget, printouts: Sequence[Printout]) -> Menu:
    """The choices below a button, the first one chosen: Enter prints."""
    menu = Menu(parent)
    for one in printouts:
        menu.add(f"Skriv ut {one.ord} …", partial(print_it, parent, context, one))
    menu.addSeparator()
    for one in printouts:
        menu.add(f"Spara {one.ord} som PDF …", partial(save_it, parent, context, one))
    for one in printouts:
        if one.sheet:
            menu.add(f"Spara {one.ord} som Excel eller CSV …", partial(save_sheet, parent, context, one))
    menu.open_below(button)
    menu.setActiveAction(menu.actions()[0])
    return menu


def print_it(
    parent: QWidget, context: Context, printout: Printout, *, after: Callable[[], object] | None = None
) -> None:
    """Ask to whom, then the system's own dialog; nothing is left on the disk. `after` is called when it was printed."""
    go = partial(_ask, parent, context, printout, lambda one: _print(parent, context, one, after))
    go_with_saved(parent, context, printout.record, go)


def _ask(parent: QWidget, context: Context, printout: Printout, go: Callable[[Printout], object]) -> None:
    """Go on with the printout for the readers that the person names."""
    if not printout.asks:
        go(printout)
        return
    ask_whom(
        parent,
        context,
        printout.ord,
        lambda whom: go(printout.to(whom)),
        handling=printout.namn,
        refused=printout.refused,
        first=printout.first,
    )


def _print(parent: QWidget, context: Context, printout: Printout, after: Callable[[], object] | None) -> None:
    target = own_folder() / printout.file_name()

    def work(job: Job, svarat: Svar) -> Svar:
        with context.tasks.register.read() as session:
            printout.write(session, target=target, **_arguments(printout, job, svarat))
        return svarat

    def over(svarat: object, printed: bool) -> None:
        if printed and printout.is_public:
            note_printed(context, target, cast("Svar", svarat))
        target.unlink(missing_ok=True)
        if printed and after is not None:
            after()

    def written(svarat: object) -> None:
        print_pdf(parent, context, target, partial(over, svarat))

    run_asking(parent, context, f"Gör {printout.ord} till PDF", work, written)


def _arguments(printout: Printout, job: Job, svarat: Svar) -> dict[str, Any]:
    answers = {"svarat": svarat} if printout.is_public else {}
    return {**printout.arguments, **answers, "progress": job.progress}


def save_it(
    parent: QWidget,
    context: Context,
    printout: Printout,
    *,
    after: Callable[[], object] | None = None,
    kind: tuple[str, str] = ("pdf", "PDF"),
) -> None:
    """Ask to whom and where to, then write and say where it is. `kind` is the ending and its name; `after` is called
    at the end."""
    go = partial(_ask, parent, context, printout, lambda one: _save(parent, context, one, (after, kind)))
    go_with_saved(parent, context, printout.record, go)


def _save(
    parent: QWidget, context: Context, printout: Printout, how: tuple[Callable[[], object] | None, tuple[str, str]]
) -> None:
    after, kind = how
    ending, word = kind
    start = (Path(context.settings.get(FOLDER) or Path.home()) / printout.file_name()).with_suffix(f".{ending}")
    asked = f"Spara {printout.ord} som {word}"
    name, _ = QFileDialog.getSaveFileName(parent, asked, str(start), f"{word} (*.{ending})")
    if not name:
        return
    target = Path(name) if name.lower().endswith(f".{ending}") else Path(f"{name}.{ending}")
    context.settings.set(FOLDER, str(target.parent))

    def written(path: Path) -> None:
        show = ("Öppna", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        context.messages.tell("green", f"Sparat som {word}", str(path), show)
        if after is not None:
            after()

    _write(parent, context, printout, (target, written))


def save_sheet(parent: QWidget, context: Context, printout: Printout) -> None:
    """Ask to whom and where to, then write the list as a table."""
    _ask(parent, context, printout, lambda one: _save_sheet(parent, context, one))


def _save_sheet(parent: QWidget, context: Context, printout: Printout) -> None:
    from kvalitet_app.services.paper.utskrift import export_list

    start = Path(context.settings.get(FOLDER) or Path.home()) / f"{printout.file_name()[:-4]}.xlsx"
    name, _ = QFileDialog.getSaveFileName(parent, f"Spara {printout.ord}", str(start), SHEETS)
    if not name:
        return
    target = Path(name)
    context.settings.set(FOLDER, str(target.parent))

    def written(path: Path) -> None:
        show = ("Öppna", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        context.messages.tell("green", "Listan är sparad", str(path), show)

    _write(parent, context, replace(printout, write=export_list), (target, written))


def _write(parent: QWidget, context: Context, printout: Printout, into: tuple[Path, Callable[[Path], object]]) -> None:
    target, done = into

    def work(job: Job, svarat: Svar) -> Change | None:
        from kvalitet_app.services.paper.publicering import issue_printout

        arguments = _arguments(printout, job, svarat)
        return issue_printout(context.tasks.register, write=printout.write, target=target, arguments=arguments)

    def written(change: object) -> None:
        if change is not None:
            context.tasks.changed.emit(change, parent)
        done(target)

    run_asking(parent, context, f"Gör {printout.ord} till PDF", work, written)
