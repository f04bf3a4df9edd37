"""Every action of the window in one list: shortcuts, the palette and the help page read the same."""

from typing import NamedTuple


class ActionSpec(NamedTuple):
    """An action: its name, its words, the window's method and its keys."""

    name: str
    text: str
    slot: str
    shortcut: str = ""

    @property
    def keys(self) -> str:
        """The keys as they are called on a Swedish keyboard."""
        return self.shortcut.replace("Shift", "Skift")


class PageSpec(NamedTuple):
    """A page: its key, title, icon, and the module and class that make it when it is first shown."""

    key: str
    title: str
    icon: str
    module: str
    kind: str


def page_keys(number: int) -> str:
    """The keys of a page by its place in the rail: the first nine have some."""
    return f"Ctrl+{number}" if number < 10 else ""


PAGES: tuple[PageSpec, ...] = (
    PageSpec("oversikt", "Översikt", "home", "kvalitet_app.ui.oversikt.page", "OversiktPage"),
    PageSpec("processer", "Processer", "flow", "kvalitet_app.ui.processer.page", "ProcesserPage"),
    PageSpec("rutiner", "Rutiner", "document_text", "kvalitet_app.ui.rutiner.page", "RutinerPage"),
    PageSpec("avvikelser", "Avvikelser", "warning", "kvalitet_app.ui.avvikelser.page", "AvvikelserPage"),
    PageSpec("lex", "Lex Sarah", "shield_error", "kvalitet_app.ui.lex.page", "LexPage"),
    PageSpec("synpunkter", "Synpunkter", "comment", "kvalitet_app.ui.synpunkter.page", "SynpunkterPage"),
    PageSpec(
        "egenkontroller",
        "Egenkontroll",
        "clipboard_task_list_ltr",
        "kvalitet_app.ui.egenkontroller.page",
        "EgenkontrollerPage",
    ),
    PageSpec("atgarder", "Åtgärder", "task_list_square_ltr", "kvalitet_app.ui.atgarder.page", "AtgarderPage"),
    PageSpec("monster", "Mönster", "lightbulb", "kvalitet_app.ui.monster.page", "MonsterPage"),
    PageSpec("rapporter", "Rapporter", "data_bar_vertical", "kvalitet_app.ui.berattelse.page", "RapporterPage"),
    PageSpec("installningar", "Inställningar", "settings", "kvalitet_app.ui.register.page", "InstallningarPage"),
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("sok", "Sök eller gör", "open_palette", "Ctrl+K"),
    ActionSpec("ny", "Nytt på den här sidan", "new_here", "Ctrl+N"),
    ActionSpec("ny_avvikelse", "Ny avvikelse", "new_avvikelse", "Ctrl+Shift+N"),
    ActionSpec("filtrera", "Filtrera listan", "find_here", "Ctrl+F"),
    ActionSpec("spara", "Spara", "save_here", "Ctrl+S"),
    ActionSpec("skriv_ut", "Skriv ut", "print_here", "Ctrl+P"),
    ActionSpec("angra", "Ångra senaste ändringen", "undo", "Ctrl+Z"),
    ActionSpec("uppdatera", "Uppdatera", "refresh_here", "F5"),
    ActionSpec("tillbaka", "Tillbaka", "back", "Esc"),
    ActionSpec("hjalp", "Hjälp och kortkommandon", "open_help", "F1"),
    ActionSpec("kompass", "Ska jag rapportera? (lex Sarah)", "open_compass"),
    ActionSpec("berattelse", "Skriv kvalitetsberättelsen", "open_report"),
    ActionSpec("planera", "Planera egenkontroll", "plan_egenkontroll"),
    ActionSpec("arshjul", "Visa och skriv ut årshjulet", "open_year"),
    ActionSpec("kopia", "Ta säkerhetskopia", "take_copy"),
    ActionSpec("ljust", "Ljust tema", "use_light"),
    ActionSpec("morkt", "Mörkt tema", "use_dark"),
)
