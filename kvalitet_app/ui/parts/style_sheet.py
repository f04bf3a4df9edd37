"""The one style sheet. No font and no image stands here: fonts come from theme.font, images are painted."""

from collections.abc import Callable

from kvalitet_app.pictures.drawing import tokens
from kvalitet_app.pictures.drawing.tokens import Theme

Mix = Callable[[str, str, float], str]


def style_sheet(t: Theme, mix: Mix) -> str:
    """All style rules of the window in one theme."""
    return "".join(part(t, mix) for part in (_frame, _buttons, _fields, _lists, _bars))


def _frame(t: Theme, _mix: Mix) -> str:
    tones = "".join(
        f'QLabel[tone="{tone}"] {{ color: {getattr(t, tone)}; }}\n'
        for tone in ("muted", "accent", "red", "yellow", "green", "on_accent")
    )
    return f"""
* {{ outline: 0; }}
{tones}
#canvas, #topbar, #rail, #statusbar {{ background: {t.canvas}; }}
#sheet {{ background: {t.surface}; border-top: 1px solid {t.line}; border-left: 1px solid {t.line};
          border-bottom: 1px solid {t.line}; border-top-left-radius: 8px; border-bottom-left-radius: 8px; }}
#side {{ background: transparent; border: 0; border-left: 1px solid {t.line}; }}
#over {{ background: {t.surface}; border: 0; border-left: 1px solid {t.line}; }}
#over #side {{ border: 0; }}
#body {{ background: transparent; }}
#said {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; border-radius: 4px; padding: 2px 8px; }}
#popup {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: 8px; }}
#dialog {{ background: {t.surface}; }}
QFrame[line="h"] {{ background: {t.line}; max-height: 1px; min-height: 1px; border: 0; }}
QFrame[line="v"] {{ background: {t.line}; max-width: 1px; min-width: 1px; border: 0; }}
"""


def _buttons(t: Theme, mix: Mix) -> str:
    hover, press = mix(t.surface, t.text, 0.05), mix(t.surface, t.text, 0.09)
    return f"""
QPushButton {{ min-height: 30px; max-height: 30px; padding: 0 11px; border: 1px solid {t.edge};
               border-radius: {tokens.RADIUS}px; background: {t.surface}; color: {t.text}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {press}; }}
QPushButton:disabled {{ color: {t.edge}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
    padding: 0 15px; }}
QPushButton[kind="primary"]:hover {{ background: {mix(t.accent, t.text, 0.18)}; }}
QPushButton[kind="primary"]:pressed {{ background: {mix(t.accent, t.text, 0.32)}; }}
QPushButton[kind="primary"]:disabled {{ background: {press}; color: {t.edge}; border-color: {press}; }}
QPushButton[kind="tonal"] {{ background: {t.accent_soft}; color: {t.accent}; border-color: {t.accent_soft};
                             padding: 0 15px; }}
QPushButton[kind="tonal"]:hover {{ background: {mix(t.accent_soft, t.accent, 0.10)}; }}
QPushButton[kind="tonal"]:disabled {{ background: {press}; color: {t.edge}; border-color: {press}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {hover}; }}
QPushButton[kind="link"] {{ background: transparent; border: 0; padding: 0; color: {t.accent}; text-align: left;
                            min-height: 24px; max-height: 24px; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:disabled {{ color: {t.edge}; }}
QPushButton[square="true"] {{ padding: 0; min-width: 30px; max-width: 30px; }}
"""


def _fields(t: Theme, _mix: Mix) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.edge}; border-radius: 4px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit, QComboBox {{ min-height: 30px; max-height: 30px; padding: 0 9px; }}
QComboBox {{ padding: 0 11px; }}  /* a line edit adds 2 px of its own, a text edit 4 */
QComboBox:editable {{ padding: 0 11px 0 9px; }}
QPlainTextEdit, QTextEdit {{ padding: 3px 7px; }}
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover {{ border-color: {t.muted}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {{
    border-color: {t.line}; color: {t.muted}; background: {t.raised}; }}
QLineEdit:read-only {{ background: {t.raised}; border-color: {t.line}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] {{
    border-color: {t.red}; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {t.accent}; padding: 0 8px;
    min-height: 28px; max-height: 28px; }}
QComboBox:focus {{ padding: 0 10px; }}
QComboBox:editable:focus {{ padding: 0 10px 0 8px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.accent}; padding: 2px 6px; }}
QLineEdit[icon="left"] {{ padding-left: 32px; }}
QLineEdit[icon="left"]:focus {{ padding-left: 31px; }}
QLineEdit[icon="right"] {{ padding-right: 32px; }}
QLineEdit[icon="right"]:focus {{ padding-right: 31px; }}
#search {{ background: {t.surface}; border-color: {t.line}; border-radius: {tokens.RADIUS}px; padding-left: 32px; }}
#search:focus {{ border: 2px solid {t.accent}; padding-left: 31px; }}
#bare, #bare:focus {{ border: 0; background: transparent; padding: 0 9px 0 36px; min-height: 30px; max-height: 30px; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox {{ combobox-popup: 0; }}
"""


def _lists(t: Theme, mix: Mix) -> str:
    edge = mix(t.surface, t.text, 0.25)
    return f"""
QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {edge}; border-radius: 8px; padding: 4px;
                               outline: 0; }}
QComboBoxPrivateContainer {{ background: transparent; border: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 32px; padding: 0 8px; border-radius: 4px; color: {t.text}; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QTableView, QListView, QTreeView {{ background: transparent; border: 0; }}
QTableView::item {{ padding: 0; border: 0; }}
QDialog QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: 0; padding: 4px 8px; }}
QDialog QTreeView, QDialog QListView {{ background: {t.surface}; color: {t.text}; }}
QHeaderView, QTableCornerButton::section {{ background: transparent; border: 0; }}
QListWidget {{ background: transparent; border: 0; color: {t.text}; }}
QListWidget::item {{ min-height: 26px; padding: 3px 8px; border-radius: {tokens.RADIUS}px; color: {t.text}; }}
QListWidget::item:hover {{ background: {t.raised}; }}
QListWidget::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
QTextBrowser {{ border: 0; padding: 0; background: transparent; }}
QMenu {{ background: {t.surface}; border: 1px solid {edge}; border-radius: 8px; padding: 4px; }}
QMenu::item {{ padding: 7px 24px 7px 12px; border-radius: 4px; color: {t.text}; }}
QMenu::item:selected {{ background: {t.accent_soft}; }}
QMenu::item:disabled {{ color: {t.muted}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QLabel, QToolTip {{ qproperty-textFormat: PlainText; }}  /* no tip, label or question is obeyed */
QToolTip {{ background: {t.text}; color: {t.surface}; border: 0; padding: 6px 8px; }}
"""


def _bars(t: Theme, mix: Mix) -> str:
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QAbstractScrollArea::corner {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {mix(t.surface, t.text, 0.22)}; border-radius: 3px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {mix(t.surface, t.text, 0.5)}; border-radius: 4px; margin: 0; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {mix(t.canvas, t.text, 0.11)}; border: 0; border-radius: 3px; max-height: 6px;
                min-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
"""
