"""What a change is called: the service's name as the journal keeps it, and its Swedish words.

The first form stands after "Ångra", the second after a person's name in a history.
"""

VERBS: dict[str, tuple[str, str]] = {
    "register_avvikelse": ("registrera avvikelse", "registrerade avvikelsen"),
    "mark_aterford": ("markera återförda", "återförde ärendet till arbetsgruppen"),
    "mark_apt": ("anteckna APT", "antecknade när ärendet togs upp på APT"),
    "add_bilaga": ("lägg till fil", "lade till en fil"),
    "remove_bilaga": ("ta bort fil", "tog bort en fil"),
    "add_synpunkt_bilaga": ("lägg till fil", "lade till en fil"),
    "remove_synpunkt_bilaga": ("ta bort fil", "tog bort en fil"),
    "save_foljdfraga": ("spara följdfråga", "sparade en följdfråga"),
    "step_avvikelse": ("byt steg", "flyttade ärendet till nästa steg"),
    "move_avvikelse": ("flytta till annan enhet", "flyttade ärendet till en annan enhet"),
    "hand_next_step": ("lämna nästa steg", "lämnade nästa steg till någon"),
    "save_handlaggning": ("spara handläggning", "sparade handläggningen"),
    "save_analys": ("spara händelseanalys", "skrev i händelseanalysen"),
    "add_orsak": ("lägg till orsak", "lade till en orsak"),
    "remove_orsak": ("ta bort orsak", "tog bort en orsak"),
    "add_tillagg": ("skriv tillägg", "skrev ett tillägg"),
    "add_atgard": ("lägg till åtgärd", "lade till en åtgärd"),
    "change_atgard": ("ändra åtgärd", "ändrade en åtgärd"),
    "link_orsak": ("koppla åtgärd till orsak", "kopplade en åtgärd till en orsak"),
    "link_lex_orsak": ("koppla åtgärd till orsak", "kopplade en åtgärd till en orsak"),
    "save_laghanvisning": ("spara laghänvisning", "sparade en laghänvisning"),
    "finish_atgard": ("markera åtgärd genomförd", "markerade en åtgärd som genomförd"),
    "judge_effekt": ("bedöm effekt", "bedömde effekten av en åtgärd"),
    "add_planer": ("planera egenkontroll", "planerade egenkontroller"),
    "end_plan": ("avsluta plan", "avslutade en plan"),
    "move_egenkontroll": ("flytta egenkontroll", "flyttade egenkontrollen"),
    "cancel_egenkontroll": ("ställ in egenkontroll", "ställde in egenkontrollen"),
    "answer_fraga": ("svara på fråga", "svarade på en fråga"),
    "finish_egenkontroll": ("avsluta egenkontroll", "avslutade egenkontrollen"),
    "reopen_egenkontroll": ("öppna egenkontroll igen", "öppnade egenkontrollen igen"),
    "add_rutin": ("lägg till rutin", "lade till rutinen"),
    "change_rutin": ("ändra rutin", "ändrade rutinen"),
    "save_rutinversion": ("spara utkast till rutin", "sparade ett utkast"),
    "adopt_rutinversion": ("fastställ rutin", "fastställde rutinen"),
    "mark_rutin_read": ("kvittera rutin", "kvitterade att rutinen är läst"),
    "link_rutin": ("koppla rutin", "kopplade en rutin till en aktivitet"),
    "add_process": ("lägg till process", "lade till processen"),
    "change_process": ("ändra process", "ändrade processen"),
    "add_aktivitet": ("lägg till aktivitet", "lade till en aktivitet"),
    "change_aktivitet": ("ändra aktivitet", "ändrade en aktivitet"),
    "add_enhet": ("lägg till enhet", "lade till enheten"),
    "change_enhet": ("ändra enhet", "ändrade enheten"),
    "add_enheter": ("lägg till enheter", "lade till enheter"),
    "add_person": ("lägg till person", "lade till personen"),
    "change_person": ("ändra person", "ändrade personen"),
    "add_uppdrag": ("ge uppdrag", "gav ett uppdrag"),
    "end_uppdrag": ("avsluta uppdrag", "avslutade ett uppdrag"),
    "save_typ": ("spara avvikelsetyp", "sparade en avvikelsetyp"),
    "save_katalogvarde": ("spara katalogvärde", "sparade ett värde i en katalog"),
    "save_mall": ("spara mall", "sparade en mall"),
    "save_grans": ("ändra gräns", "ändrade en gräns"),
    "save_avsnitt": ("spara text", "sparade en text i rapporten"),
    "add_eget_avsnitt": ("lägg till kapitel", "lade till ett eget kapitel"),
    "rename_avsnitt": ("ändra rubrik", "ändrade en rubrik"),
    "show_avsnitt": ("ta med eller utelämna kapitel", "tog med eller utelämnade ett kapitel"),
    "move_avsnitt": ("flytta kapitel", "flyttade ett kapitel"),
    "assign_avsnitt": ("ge kapitel en författare", "gav ett kapitel en författare"),
    "mark_avsnitt_done": ("klarmarkera kapitel", "ändrade om ett kapitel är klart"),
    "carry_over": ("hämta texter från året före", "hämtade texter från året före"),
    "add_anmarkning": ("skriv anmärkning", "skrev en anmärkning"),
    "close_anmarkning": ("ta hand om anmärkning", "tog hand om en anmärkning"),
    "adopt_berattelse": ("fastställ rapport", "fastställde rapporten"),
    "reopen_berattelse": ("återta fastställande", "återtog fastställandet"),
    "save_vy": ("spara vy", "sparade en vy"),
    "remove_vy": ("ta bort vy", "tog bort en vy"),
    "import_avvikelser": ("importera avvikelser", "importerade avvikelser"),
    "undo_import": ("ta tillbaka import", "tog tillbaka importen"),
    "create_organisation": ("skapa organisation", "skapade organisationen"),
    "create_exempel": ("skapa exempel", "skapade exempelkommunen"),
    "note_report": ("notera rapport", "skrev en rapport till fil"),
    "note_mapp": ("notera granskningsmapp", "skrev en granskningsmapp till fil"),
    "note_uttag": ("ta ut hela registret", "tog ut hela registret till fil"),
    "catch_up": ("komma i kapp", "skapade det som hade förfallit"),
    "note_reminders": ("notera påminnelse", "fick en påminnelse"),
    "register_lex": ("rapportera lex Sarah", "rapporterade"),
    "step_lex": ("byt steg", "flyttade ärendet"),
    "save_lex": ("spara ärende", "sparade ärendet"),
    "add_krets": ("lägg till i krets", "lade till någon i kretsen"),
    "remove_krets": ("ta bort ur krets", "tog bort någon ur kretsen"),
    "add_underrattelse": ("anteckna underrättelse", "antecknade vem som har fått veta"),
    "remove_underrattelse": ("ta bort underrättelse", "tog bort en anteckning om vem som har fått veta"),
    "register_synpunkt": ("registrera synpunkt", "registrerade synpunkten"),
    "step_synpunkt": ("byt steg", "flyttade synpunkten till nästa steg"),
    "save_synpunkt": ("spara synpunkt", "sparade synpunkten"),
    "link_avvikelse": ("koppla synpunkt till avvikelse", "kopplade synpunkten till en avvikelse"),
    "note_paket": ("notera handling", "skrev en handling till fil"),
    "undo_step": ("ångra", "ångrade en ändring"),
}


# Steps that are not offered for undo: a beginning, an undo, a file that is already written.
LASTING = frozenset(
    {
        "create_exempel",
        "create_organisation",
        "undo_step",
        "note_report",
        "note_paket",
        "catch_up",
        "note_reminders",
        "note_uttag",
        "note_mapp",
    }
)


def verb_label(verb: str) -> str:
    """What the menu says after "Ångra"."""
    return VERBS[verb][0] if verb in VERBS else verb.replace("_", " ")


def verb_past(verb: str | None) -> str:
    """What a history says after the person's name."""
    return VERBS[verb][1] if verb in VERBS else "ändrade posten"
