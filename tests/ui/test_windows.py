"""The one window: nothing else flashes up while pages and inspectors are built."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, AvvikelseUrval
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollUrval
from kvalitet_app.services.avvikelser.listor import find_avvikelser
from kvalitet_app.services.egenkontroller.tillfallen import find_egenkontroller


class Watch(QObject):
    """Remembers what was shown as a window of its own."""

    def __init__(self, main):
        super().__init__()
        self.main, self.seen = main, []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and watched is not self.main:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_what_has_no_parent_yet_is_never_shown_as_a_window(example):
    watch = Watch(example.window)
    example.program.app.installEventFilter(watch)
    try:
        for status in AvvikelseStatus:
            urval = AvvikelseUrval(statusar=frozenset({status}))
            for row_id in example.read(find_avvikelser, urval=urval)[:2]:
                example.go("avvikelser", rad_id=row_id)
        page = example.go("egenkontroller")
        for vy in ("att_gora", "genomforda"):
            ids = example.read(find_egenkontroller, urval=EgenkontrollUrval(vy=vy))
            page.list.inspect(ids[0]).deleteLater()
            page.perform(ids[0])
            example.settle()
        for key in ("rutiner", "atgarder"):
            example.go(key, vy="alla").new()
    finally:
        example.program.app.removeEventFilter(watch)
    assert watch.seen == []
