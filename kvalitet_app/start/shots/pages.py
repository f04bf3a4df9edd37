"""Pictures of every page, light and dark, on a screen of 1366×768 at 100, 125 and 150 %, taken without one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.files import storage_errors

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kvalitet_app.start.shots.sheets import Scene

SIZES = {"": ("1", 1366, 768), "_125": ("1.25", 1093, 614), "_150": ("1.5", 910, 512)}  # one screen, three scales
STEP_MS = 10
SETTLE_MS = 60
PATIENCE_S = 30
OF_LAST_YEAR = frozenset(
    {"monster", "rapporter", "rapport_rontgen", "rapport_sidor"}
)  # what is told of a year that is over
SETTINGS = {"enheter": "enheter", "personer": "personer", "kataloger": "kataloger", "lagar": "lagar", "data": "kopior"}


def take_pictures(folder: Path, wanted: str) -> int:
    """Write the pictures; each scale is a process of its own, since Qt fixes it at start."""
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for suffix, (scale, _, _) in SIZES.items():
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "kvalitet_app.start.shots.pages", str(folder), wanted, suffix]
        if subprocess.run(command, env=environment, check=False).returncode != 0:
            raise StorageError("Bilderna kunde inte tas. Läs loggen för orsaken.")
    return 0


def _wait(until: Callable[[], bool]) -> None:
    """Let the window work until something is true."""
    import time

    end = time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the window did not become ready")
        _rest(STEP_MS)
    _rest(SETTLE_MS)  # a list's first row is opened now,
    _rest(SETTLE_MS)  # and laid out


def _rest(milliseconds: int) -> None:
    """Run the window a while. A loop of events leaves the interpreter to the jobs; QTest's own wait keeps it."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _say(_kind: object, _where: object, text: str) -> None:
    """Qt's own remarks, but for the one the invisible screen makes about every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def _main(folder: Path, wanted: str, suffix: str) -> int:
    from tempfile import TemporaryDirectory

    from PySide6.QtCore import qInstallMessageHandler

    from kvalitet_app.start.program import Program, make_application
    from kvalitet_app.ui.page.settings import Settings
    from kvalitet_app.ui.paper.preview import Preview
    from kvalitet_app.ui.parts.theme import ThemeChoice

    qInstallMessageHandler(_say)
    app = make_application()
    _, wide, high = SIZES[suffix]
    with TemporaryDirectory() as own:
        program = Program(app, wanted=wanted, settings=Settings(Path(own) / "bilder.ini"), upkeep=False)
        program.window.resize(wide, high)
        program.window.show()
        program.begin()
        _wait(lambda: program.window.context is not None and _idle(program))
        for choice in (ThemeChoice.LJUST, ThemeChoice.MORKT):
            program.appearance.choose(choice)
            for name, show in _scenes(program).items():
                over = show()
                _wait(lambda: _idle(program))
                (over or program.window).grab().save(str(folder / f"{name}_{choice.value}{suffix}.png"))
                if over is not None:
                    over.close()
        for preview in program.window.findChildren(Preview):
            preview.close_file()
        program.window.close()
    return 0


def _idle(program: object) -> bool:
    tasks = getattr(program, "tasks", None)
    return tasks is not None and tasks.is_idle


def _open_process(program: Any) -> None:  # noqa: ANN401 - the program of the pictures
    """One process with its steps."""
    program.window.show_page("processer")
    _wait(lambda: _idle(program))
    page = program.window.current()
    if page.nodes:
        page.show_query(rad_id=page.nodes[min(4, len(page.nodes) - 1)].id)


def _at_causes(program: Any) -> None:  # noqa: ANN401 - the program of the pictures
    """A lex Sarah case under investigation, at its causes and what is done about them."""
    from PySide6.QtWidgets import QScrollArea

    from kvalitet_app.domain.lex.arenden import LexUrval
    from kvalitet_app.domain.lex.ord import LexStatus
    from kvalitet_app.services.lex.listor import find_lex, lex_rows
    from kvalitet_app.ui.avvikelser.mirror import Mirror

    rows = program.tasks.read(lex_rows, program.tasks.read(find_lex, urval=LexUrval(vy="oppna"))).values()
    program.window.show_page("lex", rad_id=next(row.id for row in rows if row.status is LexStatus.UTREDS))
    _wait(lambda: _idle(program))
    for mirror in program.window.current().findChildren(Mirror):
        area = mirror.parentWidget()
        while not isinstance(area, QScrollArea):
            area = area.parentWidget()
        area.ensureWidgetVisible(mirror, 0, 80)


def _open_report(program: Any, kapitel: str) -> Any:  # noqa: ANN401 - the program of the pictures
    """The report at a chapter, or at its röntgen."""
    program.window.show_page("rapporter")
    _wait(lambda: _idle(program))
    page = program.window.current()
    page.back()
    page.list.choose(kapitel)
    return page


def _scenes(program: Any) -> dict[str, Scene]:  # noqa: ANN401 - the program of the pictures
    """The pages, each of its own year."""
    from kvalitet_app.domain.kalender import idag
    from kvalitet_app.start.shots.film import film
    from kvalitet_app.start.shots.sheets import sheets

    def of_year(back: int, act: Scene) -> Scene:
        def show() -> QWidget | None:
            program.window.context.scope.set_ar(idag().year - back)
            return act()

        return show

    window, context = program.window, program.window.context
    found = _pages(program) | film(window, context.tasks) | sheets(window, context)
    return {name: of_year(int(name in OF_LAST_YEAR), act) for name, act in found.items()}


def _pages(program: object) -> dict[str, Scene]:
    """Every page, and the states of pages that are pages in themselves."""
    from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
    from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller

    window = program.window  # type: ignore[attr-defined]

    def perform() -> None:
        ids = window.context.tasks.read(find_egenkontroller, urval=EgenkontrollUrval(vy="genomforda", fallande=True))
        window.show_page("egenkontroller", rad_id=ids[0]) if ids else window.show_page("egenkontroller")

    def to_month() -> None:
        window.show_page("egenkontroller")
        window.current().to_month()

    def to_settings(flik: str) -> Callable[[], None]:
        return lambda: window.show_page("installningar", flik=flik)

    return {
        "oversikt": lambda: window.show_page("oversikt"),
        "processer": lambda: (window.show_page("processer"), window.current().back())[0],
        "process": lambda: _open_process(program),
        "rutiner": lambda: window.show_page("rutiner", vy="alla"),
        "avvikelser": lambda: window.show_page("avvikelser", vy="oppna"),
        "aptblad": lambda: (window.show_page("avvikelser"), window.current().show_sheet("apt"))[1],
        "kvalitetsrad": lambda: (window.show_page("avvikelser"), window.current().show_sheet("rad"))[1],
        "lex": lambda: window.show_page("lex", vy="alla"),
        "lex_orsaker": lambda: _at_causes(program),
        "synpunkter": lambda: window.show_page("synpunkter", vy="oppna"),
        "ny_avvikelse": lambda: window.show_page("avvikelser", ny=True),
        "kalender": to_month,
        "arshjul": lambda: window.show_page("egenkontroller", flik="arshjul"),
        "egenkontroller": lambda: window.show_page("egenkontroller", vy="alla"),
        "egenkontroll": perform,
        "atgarder": lambda: window.show_page("atgarder", vy="oppna"),
        "monster": lambda: window.show_page("monster"),
        "rapporter": lambda: (_open_report(program, "avvikelser"), None)[1],
        "rapport_rontgen": lambda: (_open_report(program, ""), None)[1],
        "rapport_sidor": lambda: _open_report(program, "avvikelser").look_at(),
        **{f"installningar_{name}": to_settings(flik) for name, flik in SETTINGS.items()},
    }


if __name__ == "__main__":
    raise SystemExit(_main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
