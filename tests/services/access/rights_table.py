"""The table of rights, written out apart from the program: each service that writes, who may, and where."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kvalitet_app.domain.atgarder import AtgardStatus, Effekt, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus, Foljdfragesvar
from kvalitet_app.domain.avvikelser.handelseanalys import FIELDS
from kvalitet_app.domain.berattelse.disposition import Rapport
from kvalitet_app.domain.bilagor import NyBilaga
from kvalitet_app.domain.egenkontroller.tillfallen import NyPlan, Svarsvarde
from kvalitet_app.domain.kalender import Upprepning, idag
from kvalitet_app.domain.lex.arenden import NyttLex
from kvalitet_app.domain.lex.ord import LexStatus, Mottagarslag
from kvalitet_app.domain.lex.steg import LexUppgifter
from kvalitet_app.domain.organisation.enheter import EnhetNiva, Lagrum, Roll
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.domain.register.laghanvisningar import Hanvisning
from kvalitet_app.domain.synpunkter import NySynpunkt, SynpunktKalla, SynpunktSlag, SynpunktStatus, SynpunktUppgifter
from kvalitet_app.domain.utbyte.importrad import Inlasning
from kvalitet_app.services import atgarder, bilagor, processer, rutiner
from kvalitet_app.services.avvikelser import flytt, foljdfragor, handelseanalys, handlaggning, registrering
from kvalitet_app.services.berattelse import disposition, handling
from kvalitet_app.services.egenkontroller import planer, svar, tillfallen
from kvalitet_app.services.granskning import mapp
from kvalitet_app.services.lex import atgarder as lex_atgarder
from kvalitet_app.services.lex import handlaggning as lex_handlaggning
from kvalitet_app.services.lex import krets, paket, rapportering
from kvalitet_app.services.moten import apt
from kvalitet_app.services.organisation import enheter, kvar, personer
from kvalitet_app.services.paper import publicering
from kvalitet_app.services.register import granser, kataloger, laghanvisningar
from kvalitet_app.services.synpunkter import filer, steg
from kvalitet_app.services.utbyte import importera, importomgangar, uttag
from tests.services.factories import ny

PROGRAMS_OWN = {"catch_up", "renew_plans", "note_reminders", "sign_in", "create_organisation", "create_exempel"}
"""Done by the program itself, before or beside what anybody does."""
ONES_OWN = {"save_utkast", "add_utkastfil", "drop_utkastfiler", "save_vy", "remove_vy", "undo_step"}
"""About nothing but what the person herself has typed, chosen or done; undo asks what doing asked (test_top)."""
R, E, U, M, A, S, L, D = (
    Roll.RAPPORTOR,
    Roll.ENHETSCHEF,
    Roll.VERKSAMHETSUTVECKLARE,
    Roll.MAS,
    Roll.MAR,
    Roll.SAS,
    (Roll.LASARE),
    Roll.ADMINISTRATOR,
)
EVERYBODY = frozenset(Roll)
STAFF = EVERYBODY - {L}
WRITES_RUTIN, PERFORMS, REPORTS = {E, U, M, A, S}, {E, U, M, A, S}, {E, U, M, S}
WORKS = {E, U, M, A, S}
"""Who decides åtgärder on a unit: handles cases there, performs or plans egenkontroller."""
TEXT, DAY = "Gör så här.", date(2026, 3, 9)
OF_UNIT, ANYWHERE, AT_TOP = "enhet", "någonstans", "överst"
"""Where the role must be held: on Björken or above it, on any unit, on the whole organisation."""
VALUE = {"version": None, "namn": "Nytt", "giltig_fran": None, "giltig_till": None}
UNIT = {"verksamhet": "", "lagrum": Lagrum.LSS, "platser": 5, "arsarbetare": None, "giltig_till": None}
BREV = NyBilaga("brev.txt", b"brev")
SAID = NySynpunkt("Kall mat", 0, SynpunktSlag.KLAGOMAL, SynpunktKalla.NARSTAENDE, DAY)


def report(g, year=2024):
    """Björken's own report of a year."""
    return Rapport(year, g.bjorken)


def chapter(g):
    """A chapter of it."""
    return {"rapport": report(g), "kapitel": "sammanfattning"}


# Service → its arguments, the roles that may, and where. g is the ground, w the ids of the world.
TABLE: dict[Callable[..., Any], tuple[Callable[..., dict[str, Any]], Collection[Roll], str]] = {
    registrering.register_avvikelse: (lambda g, w: {"ny": ny(g)}, STAFF, OF_UNIT),
    handlaggning.step_avvikelse: (
        lambda g, w: {
            "avvikelse_id": w["case"],
            "version": w["case_version"],
            "till": AvvikelseStatus.MOTTAGEN,
            "uppgifter": handlaggning.Uppgifter(sannolikhet=2, allvarlighetsgrad=2, misstanke=False),
        },
        {E, S},
        OF_UNIT,
    ),
    handlaggning.save_handlaggning: (
        lambda g, w: {"avvikelse_id": w["case"], "version": w["case_version"], "uppgifter": handlaggning.Uppgifter()},
        {E, S},
        OF_UNIT,
    ),
    handlaggning.add_orsak: (lambda g, w: {"avvikelse_id": w["case"], "kategori": "rutin"}, {E, S}, OF_UNIT),
    handlaggning.remove_orsak: (lambda g, w: {"orsak_id": w["orsak"]}, {E, S}, OF_UNIT),
    handlaggning.add_tillagg: (lambda g, w: {"avvikelse_id": w["case"], "text": "Mer."}, {E, S}, OF_UNIT),
    handelseanalys.save_analys: (
        lambda g, w: {"avvikelse_id": w["case"], "version": None, "texter": {FIELDS[0]: "Först."}},
        {E, S},
        OF_UNIT,
    ),
    flytt.move_avvikelse: (
        lambda g, w: {"avvikelse_id": w["case"], "version": w["case_version"], "enhet_id": g.granen, "skal": "Fel"},
        {E, S},
        OF_UNIT,
    ),
    flytt.hand_next_step: (
        lambda g, w: {"avvikelse_id": w["case"], "version": w["case_version"], "person_id": g.chef},
        {E, S},
        OF_UNIT,
    ),
    apt.mark_apt: (
        lambda g, w: {"avvikelse_id": w["case"], "version": w["case_version"], "datum": None},
        {E, S},
        OF_UNIT,
    ),
    apt.mark_aterford: (lambda g, w: {"avvikelse_ids": (w["case"],)}, EVERYBODY, OF_UNIT),
    bilagor.add_bilaga: (lambda g, w: {"avvikelse_id": w["case"], "ny": BREV}, {E, S}, OF_UNIT),
    bilagor.remove_bilaga: (lambda g, w: {"bilaga_id": w["file"]}, {E, S}, OF_UNIT),
    atgarder.add_atgard: (lambda g, w: {"ny": NyAtgard("Ny", g.bjorken, DAY)}, WORKS, OF_UNIT),
    atgarder.change_atgard: (
        lambda g, w: {
            "atgard_id": w["atgard"],
            "version": 1,
            "text": "Annat",
            "ansvarig_id": None,
            "klart_senast": DAY,
            "status": AtgardStatus.PAGAR,
        },
        WORKS,
        OF_UNIT,
    ),
    atgarder.link_orsak: (
        lambda g, w: {"atgard_id": w["atgard"], "version": 1, "orsak_id": w["orsak"]},
        WORKS,
        OF_UNIT,
    ),
    atgarder.finish_atgard: (lambda g, w: {"atgard_id": w["atgard"], "version": 1}, WORKS, OF_UNIT),
    atgarder.judge_effekt: (
        lambda g, w: {"atgard_id": w["done"], "version": 2, "effekt": Effekt.GOD, "metod": "Frågade"},
        WORKS,
        OF_UNIT,
    ),
    planer.add_planer: (
        lambda g, w: {"ny": NyPlan(w["mall"], (g.bjorken,), idag(), Upprepning.AR)},
        {E, U, M, A},
        OF_UNIT,
    ),
    planer.end_plan: (
        lambda g, w: {"plan_id": w["plan"], "slut": idag() + timedelta(days=20)},
        {E, U, M, A},
        OF_UNIT,
    ),
    planer.save_mall: (
        lambda g, w: {"kod": "T2", "namn": "B", "metod": "", "upprepning": Upprepning.AR, "fragor": ("Ja?",)},
        {U, D},
        AT_TOP,
    ),
    tillfallen.assign_egenkontroll: (
        lambda g, w: {"egenkontroll_id": w["check"], "version": 1, "ansvarig_id": None},
        {E, U, M, A},
        OF_UNIT,
    ),
    tillfallen.move_egenkontroll: (
        lambda g, w: {"egenkontroll_id": w["check"], "version": 1, "datum": idag() + timedelta(days=9), "skal": "Sjuk"},
        {E, U, M, A},
        OF_UNIT,
    ),
    tillfallen.cancel_egenkontroll: (
        lambda g, w: {"egenkontroll_id": w["check"], "version": 1, "skal": "Flytt"},
        {E, U, M, A},
        OF_UNIT,
    ),
    svar.answer_fraga: (
        lambda g, w: {"egenkontroll_id": w["check"], "fraga_id": w["fraga"], "svar": Svarsvarde.JA},
        PERFORMS,
        OF_UNIT,
    ),
    svar.finish_egenkontroll: (lambda g, w: {"egenkontroll_id": w["answered"]}, PERFORMS, OF_UNIT),
    svar.reopen_egenkontroll: (lambda g, w: {"egenkontroll_id": w["finished"]}, PERFORMS, OF_UNIT),
    rutiner.add_rutin: (
        lambda g, w: {"titel": "Ny", "enhet_id": g.bjorken, "agare_id": None},
        WRITES_RUTIN,
        OF_UNIT,
    ),
    rutiner.change_rutin: (
        lambda g, w: {
            "rutin_id": w["rutin"],
            "version": 1,
            "titel": "B",
            "enhet_id": g.bjorken,
            "agare_id": None,
            "omrade": "",
        },
        WRITES_RUTIN,
        OF_UNIT,
    ),
    rutiner.save_rutinversion: (lambda g, w: {"rutin_id": w["rutin"], "text": TEXT}, WRITES_RUTIN, OF_UNIT),
    rutiner.adopt_rutinversion: (lambda g, w: {"rutin_id": w["rutin"], "galler_fran": DAY}, WRITES_RUTIN, OF_UNIT),
    rutiner.mark_rutin_read: (lambda g, w: {"rutin_id": w["adopted"]}, EVERYBODY, OF_UNIT),
    processer.add_process: (
        lambda g, w: {"kod": "P2", "namn": "B", "slag": ProcessSlag.HUVUD, "enhet_id": g.bjorken},
        {U},
        OF_UNIT,
    ),
    processer.add_aktivitet: (lambda g, w: {"process_id": w["process"], "namn": "C"}, {U}, OF_UNIT),
    processer.link_rutin: (lambda g, w: {"aktivitet_id": w["aktivitet"], "rutin_id": w["rutin"]}, {U}, OF_UNIT),
    enheter.add_enhet: (
        lambda g, w: {"namn": "Ny", "niva": EnhetNiva.ENHET, "foralder_id": g.bjorken},
        {D},
        OF_UNIT,
    ),
    enheter.add_enheter: (lambda g, w: {"rader": "Ny", "foralder_id": g.bjorken}, {D}, OF_UNIT),
    enheter.change_enhet: (
        lambda g, w: {"enhet_id": g.bjorken, "version": 1, "namn": "Björk"} | UNIT,
        {D},
        OF_UNIT,
    ),
    personer.add_person: (lambda g, w: {"namn": "Ny Person"}, {D}, ANYWHERE),
    personer.change_person: (
        lambda g, w: {
            "person_id": g.rapportor,
            "version": 1,
            "namn": "Bo",
            "titel": "",
            "epost": "",
            "konto": "bo2",
            "aktiv": True,
        },
        {D},
        AT_TOP,
    ),
    personer.add_uppdrag: (
        lambda g, w: {"person_id": g.lasare, "roll": R, "enhet_id": g.bjorken, "giltig_fran": DAY},
        {D},
        OF_UNIT,
    ),
    kvar.hand_over: (lambda g, w: {"fran_id": g.rapportor, "till_id": g.chef}, {D}, AT_TOP),
    personer.end_uppdrag: (lambda g, w: {"uppdrag_id": w["uppdrag"]}, {D}, OF_UNIT),
    kataloger.save_typ: (
        lambda g, w: VALUE | {"typ_id": None, "grupp": "", "lagrum": Lagrum.LSS},
        {U, D},
        AT_TOP,
    ),
    kataloger.save_katalogvarde: (lambda g, w: VALUE | {"katalog": "orsak", "varde_id": None}, {U, D}, AT_TOP),
    foljdfragor.save_foljdfraga: (
        lambda g, w: {
            "fraga_id": None,
            "version": None,
            "typ_id": g.lakemedel,
            "text": "Vilken?",
            "slag": Foljdfragesvar.TEXT,
        },
        {U, D},
        AT_TOP,
    ),
    laghanvisningar.save_laghanvisning: (
        lambda g, w: {"hanvisning_id": None, "version": None, "ny": Hanvisning("Något", Lagrum.SOL, "27 kap. 9 §")},
        {U, D},
        AT_TOP,
    ),
    granser.save_grans: (lambda g, w: {"nyckel": "dagar_oppen", "varde": 20}, {U, D}, AT_TOP),
    disposition.save_avsnitt: (lambda g, w: chapter(g) | {"text": "Året."}, REPORTS, OF_UNIT),
    disposition.save_avsnitt_texter: (
        lambda g, w: {"rapport": report(g), "texter": {"sammanfattning": ("Året.", None)}},
        REPORTS,
        OF_UNIT,
    ),
    disposition.add_eget_avsnitt: (lambda g, w: {"rapport": report(g), "rubrik": "Eget"}, REPORTS, OF_UNIT),
    disposition.rename_avsnitt: (lambda g, w: chapter(g) | {"rubrik": "Ny", "version": None}, REPORTS, OF_UNIT),
    disposition.show_avsnitt: (lambda g, w: chapter(g) | {"med": False}, REPORTS, OF_UNIT),
    disposition.move_avsnitt: (lambda g, w: chapter(g) | {"steg": 1}, REPORTS, OF_UNIT),
    disposition.assign_avsnitt: (lambda g, w: chapter(g) | {"ansvarig_id": g.chef}, REPORTS, OF_UNIT),
    disposition.mark_avsnitt_done: (lambda g, w: chapter(g) | {"klart": False}, REPORTS, OF_UNIT),
    disposition.carry_over: (lambda g, w: {"rapport": report(g, 2025)}, REPORTS, OF_UNIT),
    disposition.add_anmarkning: (lambda g, w: chapter(g) | {"text": "Kortare."}, REPORTS, OF_UNIT),
    disposition.close_anmarkning: (
        lambda g, w: {"rapport": report(g), "anmarkning_id": w["remark"], "version": 1},
        REPORTS,
        OF_UNIT,
    ),
    handling.adopt_berattelse: (lambda g, w: {"rapport": report(g, 2023), "datum": DAY}, {S}, OF_UNIT),
    handling.reopen_berattelse: (lambda g, w: {"rapport": report(g, 2022)}, REPORTS, OF_UNIT),
    handling.note_report: (
        lambda g, w: {"rapport": report(g), "file": "r.pdf", "digest": "0"},
        EVERYBODY,
        OF_UNIT,
    ),
    handling.note_printed: (
        lambda g, w: {"rapport": report(g), "path": Path(__file__), "val": handling.Utskriftsval()},
        EVERYBODY,
        OF_UNIT,
    ),
    publicering.note_public: (lambda g, w: {"fil": "karta.pdf", "digest": "0"}, EVERYBODY, ANYWHERE),
    mapp.note_mapp: (
        lambda g, w: {"enhet_id": g.bjorken, "datum": DAY, "file": "m.zip", "digest": "0"},
        REPORTS,
        OF_UNIT,
    ),
    uttag.note_uttag: (lambda g, w: {"file": "allt.zip", "digest": "0"}, {D}, AT_TOP),
    importera.import_avvikelser: (lambda g, w: {"inlasning": Inlasning({}, (), ())}, {U, D}, ANYWHERE),
    importomgangar.undo_import: (lambda g, w: {"importomgang_id": w["import"]}, {U, D}, OF_UNIT),
    rapportering.register_lex: (lambda g, w: {"ny": NyttLex("Blev utan hjälp", g.bjorken)}, STAFF, OF_UNIT),
    lex_handlaggning.step_lex: (
        lambda g, w: {
            "arende_id": w["lex"],
            "version": w["lex_version"],
            "till": LexStatus.MOTTAGEN,
            "uppgifter": LexUppgifter(omedelbar_atgard="Vikarie.", mottagen_datum=idag()),
        },
        {S},
        OF_UNIT,
    ),
    lex_handlaggning.save_lex: (
        lambda g, w: {"arende_id": w["lex"], "version": w["lex_version"], "uppgifter": LexUppgifter()},
        {S},
        OF_UNIT,
    ),
    krets.add_krets: (lambda g, w: {"arende_id": w["lex"], "person_id": g.lasare}, {S}, OF_UNIT),
    krets.remove_krets: (lambda g, w: {"krets_id": w["krets"]}, {S}, OF_UNIT),
    krets.add_underrattelse: (
        lambda g, w: {"arende_id": w["lex"], "slag": Mottagarslag.NAMND, "datum": idag()},
        {S},
        OF_UNIT,
    ),
    krets.remove_underrattelse: (lambda g, w: {"underrattelse_id": w["told"]}, {S}, OF_UNIT),
    lex_atgarder.link_lex_orsak: (
        lambda g, w: {"atgard_id": w["lex_atgard"], "version": 1, "mot_orsak": ""},
        {S},
        OF_UNIT,
    ),
    paket.note_paket: (lambda g, w: {"arende_id": w["lex"], "ny": BREV}, {S}, OF_UNIT),
    steg.register_synpunkt: (lambda g, w: {"ny": replace(SAID, enhet_id=g.bjorken)}, STAFF, OF_UNIT),
    steg.step_synpunkt: (
        lambda g, w: {
            "synpunkt_id": w["synpunkt"],
            "version": 1,
            "till": SynpunktStatus.UTREDS,
            "uppgifter": SynpunktUppgifter(ansvarig_id=g.chef, bekraftad_datum=idag()),
        },
        {E, S},
        OF_UNIT,
    ),
    steg.save_synpunkt: (
        lambda g, w: {"synpunkt_id": w["synpunkt"], "version": 1, "uppgifter": SynpunktUppgifter(utredning="Så.")},
        {E, S},
        OF_UNIT,
    ),
    steg.link_avvikelse: (lambda g, w: {"synpunkt_id": w["synpunkt"], "version": 1, "nummer": ""}, {E, S}, OF_UNIT),
    filer.add_synpunkt_bilaga: (lambda g, w: {"synpunkt_id": w["synpunkt"], "ny": BREV}, {E, S}, OF_UNIT),
    filer.remove_synpunkt_bilaga: (lambda g, w: {"bilaga_id": w["letter"]}, {E, S}, OF_UNIT),
}
