"""What a change is called: its key as the journal keeps it, and its Swedish words.

A service that writes names its row with `@verb("register_avvikelse")`. Keys stand in old journals and are never
changed, whatever the function comes to be called; the words may change.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

Service = TypeVar("Service", bound=Callable[..., Any])
MARK = "kvalitet_verb"


class Verb(NamedTuple):
    """A row: `menu` stands after "Ångra", `past` after a person's name in a history.

    What is `lasting` is not offered for undo: a beginning, an undo, a draft, a file that is already written.
    """

    key: str
    menu: str
    past: str
    lasting: bool = False


_ROWS = (
    Verb("register_avvikelse", "registrera avvikelse", "registrerade avvikelsen"),
    Verb("mark_aterford", "markera återförda", "återförde ärendet till arbetsgruppen"),
    Verb("mark_apt", "anteckna APT", "antecknade när ärendet togs upp på APT"),
    Verb("add_bilaga", "lägg till fil", "lade till en fil"),
    Verb("remove_bilaga", "ta bort fil", "tog bort en fil"),
    Verb("add_synpunkt_bilaga", "lägg till fil", "lade till en fil"),
    Verb("remove_synpunkt_bilaga", "ta bort fil", "tog bort en fil"),
    Verb("save_foljdfraga", "spara följdfråga", "sparade en följdfråga"),
    Verb("step_avvikelse", "byt steg", "flyttade ärendet till nästa steg"),
    Verb("move_avvikelse", "flytta till annan enhet", "flyttade ärendet till en annan enhet"),
    Verb("hand_next_step", "lämna nästa steg", "lämnade nästa steg till någon"),
    Verb("save_handlaggning", "spara handläggning", "sparade handläggningen"),
    Verb("save_analys", "spara händelseanalys", "skrev i händelseanalysen"),
    Verb("add_orsak", "lägg till orsak", "lade till en orsak"),
    Verb("remove_orsak", "ta bort orsak", "tog bort en orsak"),
    Verb("add_tillagg", "skriv tillägg", "skrev ett tillägg"),
    Verb("add_atgard", "lägg till åtgärd", "lade till en åtgärd"),
    Verb("change_atgard", "ändra åtgärd", "ändrade en åtgärd"),
    Verb("link_orsak", "koppla åtgärd till orsak", "kopplade en åtgärd till en orsak"),
    Verb("link_lex_orsak", "koppla åtgärd till orsak", "kopplade en åtgärd till en orsak"),
    Verb("save_laghanvisning", "spara laghänvisning", "sparade en laghänvisning"),
    Verb("finish_atgard", "markera åtgärd genomförd", "markerade en åtgärd som genomförd"),
    Verb("judge_effekt", "bedöm effekt", "bedömde effekten av en åtgärd"),
    Verb("add_planer", "planera egenkontroll", "planerade egenkontroller"),
    Verb("end_plan", "avsluta plan", "avslutade en plan"),
    Verb("move_egenkontroll", "flytta egenkontroll", "flyttade egenkontrollen"),
    Verb("assign_egenkontroll", "byt ansvarig", "bytte ansvarig för egenkontrollen"),
    Verb("cancel_egenkontroll", "ställ in egenkontroll", "ställde in egenkontrollen"),
    Verb("answer_fraga", "svara på fråga", "svarade på en fråga"),
    Verb("finish_egenkontroll", "avsluta egenkontroll", "avslutade egenkontrollen"),
    Verb("reopen_egenkontroll", "öppna egenkontroll igen", "öppnade egenkontrollen igen"),
    Verb("add_rutin", "lägg till rutin", "lade till rutinen"),
    Verb("change_rutin", "ändra rutin", "ändrade rutinen"),
    Verb("save_rutinversion", "spara utkast till rutin", "sparade ett utkast"),
    Verb("adopt_rutinversion", "fastställ rutin", "fastställde rutinen"),
    Verb("mark_rutin_read", "kvittera rutin", "kvitterade att rutinen är läst"),
    Verb("link_rutin", "koppla rutin", "kopplade en rutin till en aktivitet"),
    Verb("add_process", "lägg till process", "lade till processen"),
    Verb("add_aktivitet", "lägg till aktivitet", "lade till en aktivitet"),
    Verb("add_enhet", "lägg till enhet", "lade till enheten"),
    Verb("change_enhet", "ändra enhet", "ändrade enheten"),
    Verb("add_enheter", "lägg till enheter", "lade till enheter"),
    Verb("add_person", "lägg till person", "lade till personen"),
    Verb("change_person", "ändra person", "ändrade personen"),
    Verb("hand_over", "lämna över", "lämnade över arbete till någon annan"),
    Verb("add_uppdrag", "ge uppdrag", "gav ett uppdrag"),
    Verb("end_uppdrag", "avsluta uppdrag", "avslutade ett uppdrag"),
    Verb("save_typ", "spara avvikelsetyp", "sparade en avvikelsetyp"),
    Verb("save_katalogvarde", "spara katalogvärde", "sparade ett värde i en katalog"),
    Verb("save_mall", "spara mall", "sparade en mall"),
    Verb("save_grans", "ändra gräns", "ändrade en gräns"),
    Verb("save_avsnitt", "spara text", "sparade en text i rapporten"),
    Verb("save_avsnitt_texter", "spara texter", "sparade texter i rapporten"),
    Verb("add_eget_avsnitt", "lägg till kapitel", "lade till ett eget kapitel"),
    Verb("rename_avsnitt", "ändra rubrik", "ändrade en rubrik"),
    Verb("show_avsnitt", "ta med eller utelämna kapitel", "tog med eller utelämnade ett kapitel"),
    Verb("move_avsnitt", "flytta kapitel", "flyttade ett kapitel"),
    Verb("assign_avsnitt", "ge kapitel en författare", "gav ett kapitel en författare"),
    Verb("mark_avsnitt_done", "klarmarkera kapitel", "ändrade om ett kapitel är klart"),
    Verb("carry_over", "hämta texter från året före", "hämtade texter från året före"),
    Verb("add_anmarkning", "skriv anmärkning", "skrev en anmärkning"),
    Verb("close_anmarkning", "ta hand om anmärkning", "tog hand om en anmärkning"),
    Verb("adopt_berattelse", "fastställ rapport", "fastställde rapporten"),
    Verb("reopen_berattelse", "återta fastställande", "återtog fastställandet"),
    Verb("save_vy", "spara vy", "sparade en vy"),
    Verb("remove_vy", "ta bort vy", "tog bort en vy"),
    Verb("import_avvikelser", "importera avvikelser", "importerade avvikelser"),
    Verb("undo_import", "ta tillbaka import", "tog tillbaka importen"),
    Verb("create_organisation", "skapa organisation", "skapade organisationen", lasting=True),
    Verb("create_exempel", "skapa exempel", "skapade exempelkommunen", lasting=True),
    Verb("note_report", "notera rapport", "skrev en rapport till fil", lasting=True),
    Verb("note_printed", "skriv ut rapport", "skrev ut en rapport", lasting=True),
    Verb("note_public", "notera offentlig handling", "gjorde en handling offentlig", lasting=True),
    Verb("note_mapp", "notera granskningsmapp", "skrev en granskningsmapp till fil", lasting=True),
    Verb("note_uttag", "ta ut hela registret", "tog ut hela registret till fil", lasting=True),
    Verb("catch_up", "komma i kapp", "skapade det som hade förfallit", lasting=True),
    Verb("note_reminders", "notera påminnelse", "fick en påminnelse", lasting=True),
    Verb("register_lex", "rapportera lex Sarah", "rapporterade"),
    Verb("step_lex", "byt steg", "flyttade ärendet"),
    Verb("save_lex", "spara ärende", "sparade ärendet"),
    Verb("add_krets", "lägg till i krets", "lade till någon i kretsen"),
    Verb("remove_krets", "ta bort ur krets", "tog bort någon ur kretsen"),
    Verb("add_underrattelse", "anteckna underrättelse", "antecknade vem som har fått veta"),
    Verb("remove_underrattelse", "ta bort underrättelse", "tog bort en anteckning om vem som har fått veta"),
    Verb("register_synpunkt", "registrera synpunkt", "registrerade synpunkten"),
    Verb("step_synpunkt", "byt steg", "flyttade synpunkten till nästa steg"),
    Verb("save_synpunkt", "spara synpunkt", "sparade synpunkten"),
    Verb("link_avvikelse", "koppla synpunkt till avvikelse", "kopplade synpunkten till en avvikelse"),
    Verb("note_paket", "notera handling", "skrev en handling till fil", lasting=True),
    Verb("undo_step", "ångra", "ångrade en ändring", lasting=True),
    Verb("sign_in", "lägg till person", "lade till personen", lasting=True),
    Verb("save_utkast", "spara utkast", "sparade ett utkast", lasting=True),
    Verb("add_utkastfil", "spara fil i utkast", "sparade en fil i ett utkast", lasting=True),
    Verb("drop_utkastfiler", "ta bort fil ur utkast", "tog bort en fil ur ett utkast", lasting=True),
    Verb("renew_plans", "förnya planer", "skapade det som hade förfallit", lasting=True),
)
VERBS = {row.key: row for row in _ROWS}


def verb(key: str) -> Callable[[Service], Service]:
    """Mark the one service whose changes are called this. Raises KeyError where the table has no such row."""
    row = VERBS[key]

    def mark(service: Service) -> Service:
        setattr(service, MARK, row)
        return service

    return mark


def verb_of(service: Callable[..., Any]) -> Verb:
    """The row of a service. Raises TypeError where it names none, and so may not write."""
    row = getattr(service, MARK, None)
    if not isinstance(row, Verb):
        raise TypeError(f"{getattr(service, '__qualname__', service)} carries no verb and may not write")
    return row


def verb_label(key: str) -> str:
    """What the menu says after "Ångra"."""
    return VERBS[key].menu if key in VERBS else key.replace("_", " ")


def verb_past(key: str | None) -> str:
    """What a history says after the person's name."""
    return VERBS[key].past if key in VERBS else "ändrade posten"
