"""Fonts, tinted icons, palette and theme, made from the tokens. Made before any widget."""

import sys
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from kvalitet_app.domain.worded import Worded
from kvalitet_app.machine.files import resource
from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.pictures.drawing.tokens import DARK, LIGHT, Theme
from kvalitet_app.ui.parts.style_sheet import style_sheet

FAMILY = "Source Sans 3"
FONT_FILES = ("SourceSans3_400Regular.ttf", "SourceSans3_600SemiBold.ttf")
ITALIC = "SourceSans3_400Regular_Italic.ttf"
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
ROLES = {  # role: (points, semibold)
    "body": (tokens.BODY_PT, False),
    "strong": (tokens.BODY_PT, True),
    "small": (tokens.SMALL_PT, False),
    "label": (tokens.SMALL_PT, True),
    "section": (tokens.SECTION_PT, True),
    "title": (tokens.TITLE_PT, True),
    "figure": (tokens.FIGURE_PT, True),
}


class ThemeChoice(Worded):
    """What the person has chosen; SYSTEM follows the operating system."""

    SYSTEM = "system", "Som systemet"
    LJUST = "ljust", "Ljust"
    MORKT = "morkt", "Mörkt"


class _Current:
    """The theme in use. One for the process, since the palette is one for the process too."""

    theme: Theme = LIGHT


def now() -> Theme:
    """The theme in use; paint code asks each time it paints, so that a switch needs only update()."""
    return _Current.theme


def colour(name: str) -> QColor:
    """A token, or #RRGGBB, as a QColor: colour("muted")."""
    return QColor(value(name))


def value(name: str) -> str:
    """The #RRGGBB of a token; a #RRGGBB is given back as it is."""
    found = getattr(_Current.theme, name, name)
    return str(found)


def mix(a: str, b: str, share: float) -> str:
    """`share` (0 to 1) of b laid over a: hover and pressed shades without new tokens."""
    x, y = QColor(a), QColor(b)
    parts = (round(p + (q - p) * share) for p, q in ((x.red(), y.red()), (x.green(), y.green()), (x.blue(), y.blue())))
    return "#{:02X}{:02X}{:02X}".format(*parts)


def claim_taskbar() -> None:
    """Let Windows know that this is a program of its own, not one window of Python's; before there is a window."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("Kvalitet")


def show_icon() -> None:
    """The program's icon on its windows: read when the first has been painted."""
    QApplication.setWindowIcon(QIcon(str(resource("kvalitet.svg"))))


def load_fonts() -> None:
    """Make the shipped typeface known to Qt."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))


@cache
def load_italic() -> None:
    """The slanted face too: only pictures use it, so the start does not wait for it."""
    QFontDatabase.addApplicationFont(str(resource(f"fonts/{ITALIC}")))


@cache
def font(role: str = "body") -> QFont:
    """The font of a role: body, strong, small, label, section, title or figure."""
    points, bold = ROLES[role]
    made = QFont(FAMILY)
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # same widths at 100, 125 and 150 %
    made.setFeature(QFont.Tag("tnum"), 1)  # figures in columns line up
    return made


@cache
def _renderer(name: str, tint: str) -> QSvgRenderer:
    svg = resource(f"icons/{name}_20_regular.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(svg.replace("<svg ", f'<svg fill="{tint}" ', 1).encode()))


def paint_icon(painter: QPainter, rect: QRectF, name: str, tint: str) -> None:
    """Draw the vector itself, so that it is sharp at any scale. `tint` is a token name or #RRGGBB."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, value(tint)).render(painter, QRectF(rect))
    painter.restore()


@cache
def _icon(name: str, tint: str, off: str, size: int) -> QIcon:
    made = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, off)):
        for scale in SCALES:
            side = round(size * scale)
            pixmap = QPixmap(QSize(side, side))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            _renderer(name, shade).render(painter, QRectF(0, 0, side, side))
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            made.addPixmap(pixmap, mode)
    return made


def icon(name: str, tint: str = "text", size: int = 20) -> QIcon:
    """For QAction: one pixmap per usual scale, because a QIcon of one size is blurred at 125 %."""
    return _icon(name, value(tint), _Current.theme.edge, size)


def _palette(t: Theme) -> QPalette:
    p, role = QPalette(), QPalette.ColorRole
    for which, shade in (
        (role.Window, t.canvas),
        (role.Base, t.surface),
        (role.AlternateBase, t.raised),
        (role.Button, t.surface),
        (role.WindowText, t.text),
        (role.Text, t.text),
        (role.ButtonText, t.text),
        (role.PlaceholderText, t.muted),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.Accent, t.accent),
        (role.Link, t.accent),
        (role.ToolTipBase, t.text),
        (role.ToolTipText, t.surface),
        (role.Mid, t.line),
        (role.Light, t.surface),
    ):
        p.setColor(which, QColor(shade))
    for which in (role.WindowText, role.Text, role.ButtonText):
        p.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.edge))
    return p


def apply(app: QApplication, theme: Theme) -> None:
    """Set palette, font and style sheet. Widgets hear of it as a PaletteChange."""
    _Current.theme = theme
    if app.property("kvalitet_style") is None:
        app.setFont(font("body"))
        app.setProperty("kvalitet_style", True)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme, mix))


class Appearance(QObject):
    """Keeps the theme as the person chose it, or as the system has it, also while the program runs."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.choice = choice
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self.choose(choice)

    def choose(self, choice: ThemeChoice) -> None:
        """Show the program as `choice` says, at once."""
        self.choice = choice
        self._set(self._wanted())

    def _wanted(self) -> Theme:
        if self.choice is ThemeChoice.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.choice is ThemeChoice.MORKT else LIGHT

    def _follow(self) -> None:
        if self._wanted() is not now():
            self._set(self._wanted())

    def _set(self, theme: Theme) -> None:
        apply(self._app, theme)
        self.changed.emit()
