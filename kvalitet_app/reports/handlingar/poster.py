"""One record as blocks: an egenkontroll, a rutin, an åtgärd, with all that its inspector shows."""

from collections.abc import Iterable, Iterator

from kvalitet_app.domain.atgarder import AtgardRow
from kvalitet_app.domain.egenkontroller.tillfallen import EgenkontrollDetalj
from kvalitet_app.domain.rutiner.listor import RutinDetalj
from kvalitet_app.domain.rutiner.versioner import VersionStatus
from kvalitet_app.domain.synpunkter import SynpunktDetalj
from kvalitet_app.domain.tal import percent
from kvalitet_app.reports.handlingar.rutintext import rutintext
from kvalitet_app.reports.model.blocks import (
    Block,
    Callout,
    Column,
    Facts,
    Heading,
    Items,
    Para,
    Table,
    literal,
)

Fact = tuple[str, str]


def facts(pairs: Iterable[Fact]) -> Facts:
    """Words and what is said of them; what is empty is left out."""
    return Facts(tuple((word, value) for word, value in pairs if value))


def text(title: str, text: str) -> Iterator[Block]:
    """A heading and a person's own words; nothing where there are none."""
    if text.strip():
        yield Heading(2, title, listed=False)
        for part in text.replace("\r\n", "\n").split("\n"):
            if part.strip():
                yield Para(literal(part.strip()))


def egenkontroll(d: EgenkontrollDetalj) -> Iterator[Block]:
    """An occurrence with its questions; unanswered ones are left to be filled in by hand."""
    r = d.rad
    outcome = "" if r.poang is None else percent(r.poang, 1) + (f", {r.lage.word.lower()}" if r.lage else "")
    sample = "" if d.antal_akter is None else f"{d.antal_akter} av {d.population or '–'}"
    yield facts(
        (
            ("Enhet", r.enhet),
            ("Planerad", r.planerad_datum.isoformat()),
            ("Ansvarig", r.ansvarig or "Ingen"),
            ("Läge", r.status.word),
            ("Genomförd", r.genomford_datum.isoformat() if r.genomford_datum else ""),
            ("Genomförd av", d.genomford_av),
            ("Granskade akter", sample),
            ("Utfall", outcome),
        )
    )
    yield Heading(2, "Frågor", listed=False)
    rows = tuple((str(s.ordning), s.text, s.svar.word if s.svar else "", s.kommentar) for s in d.svar)
    yield Table((Column("Nr", "right"), Column("Fråga"), Column("Svar"), Column("Kommentar")), rows, "")
    yield from text("Sammanfattning", d.sammanfattning)


def rutin(d: RutinDetalj) -> Iterator[Block]:
    """The rutin in force, or the draft where none is."""
    r = d.rad
    shown = next((v for v in d.versioner if v.status is VersionStatus.FASTSTALLD), None)
    shown = shown or next(iter(d.versioner), None)
    yield facts(
        (
            ("Läge", r.lage.word),
            ("Ägare", r.agare or "Ingen ägare"),
            ("Gäller för", r.enhet),
            ("Område", r.omrade),
            ("Version", str(shown.version_nr) if shown else ""),
            ("Fastställd", f"{r.faststalld_datum.isoformat()}" if r.faststalld_datum else ""),
            ("Fastställd av", shown.faststalld_av if shown else ""),
            ("Gäller från", r.galler_fran.isoformat() if r.galler_fran else ""),
            ("Översyn senast", r.oversyn_senast.isoformat() if r.oversyn_senast else ""),
            ("Aktiviteter", ", ".join(d.aktiviteter)),
        )
    )
    said = tuple(rutintext(shown.text)) if shown else ()
    if not said:
        yield Callout("Rutinen har ingen text än.")
    elif shown and shown.status is VersionStatus.UTKAST:
        yield Callout("Det här är ett utkast. Det är inte fastställt.")
    yield from said


def synpunkt(d: SynpunktDetalj) -> Iterator[Block]:
    """A synpunkt with its answer; who sent it stands there for whoever may know."""
    r = d.rad
    yield facts(
        (
            ("Slag", r.slag.word),
            ("Läge", r.status.word),
            ("Enhet", r.enhet),
            ("Ämne", r.amne),
            ("Från", r.kalla.word),
            ("Lämnad av", "Anonym" if d.anonym else d.avsandare),
            ("Nås på", d.kontakt),
            ("Brukarreferens", d.brukarreferens),
            ("Kom", r.mottagen_datum.isoformat()),
            ("Bekräftad", r.bekraftad_datum.isoformat() if r.bekraftad_datum else ""),
            ("Besvarad", f"{r.besvarad_datum.isoformat()} {d.svar_form}" if r.besvarad_datum else ""),
            ("Avslutad", d.avslutad_datum.isoformat() if d.avslutad_datum else ""),
            ("Utreds av", r.ansvarig),
            ("Avvikelse", d.avvikelse[1] if d.avvikelse else ""),
            ("Registrerad av", d.rapportor),
        )
    )
    yield from text("Synpunkten", d.text)
    if d.bilagor:
        yield Heading(2, "Filer", listed=False)
        yield Items(tuple(literal(one.namn) for one in d.bilagor))
    yield from text("Utredning", d.utredning)
    yield from text("Svaret", d.svar)
    rows = [one for one in d.atgarder if isinstance(one, AtgardRow)]
    if rows:
        yield Heading(2, "Åtgärder", listed=False)
        yield actions_table(rows)


def actions_table(rows: Iterable[AtgardRow]) -> Table:
    """Åtgärder in a few columns; the effect and how it was measured where it is judged of any."""
    known = list(rows)
    judged = any(a.effekt for a in known)
    head = [Column("Åtgärd"), Column("Ansvarig"), Column("Klart senast", "right"), Column("Läge")]
    made = [(a.text, a.ansvarig or "–", a.klart_senast.isoformat(), a.status.word) for a in known]
    if judged:
        head.append(Column("Effekt, och hur den mättes"))
        return Table(tuple(head), tuple((*cells, effect(a)) for cells, a in zip(made, known, strict=True)), "")
    return Table(tuple(head), tuple(made), "")


def effect(a: AtgardRow) -> str:
    """The effect of an åtgärd, when it was judged and how it was measured."""
    return f"{a.effekt.word}, {a.effekt_datum or '–'}. {a.effekt_metod}".rstrip() if a.effekt else "Ej bedömd"


def atgard(a: AtgardRow) -> Iterator[Block]:
    """An åtgärd with its effect."""
    yield facts(
        (
            ("Åtgärd", a.text),
            ("Slag", a.slag.word),
            ("Läge", a.status.word),
            ("Enhet", a.enhet),
            ("Kommer från", a.kalla_namn),
            ("Ansvarig", a.ansvarig or "Ingen än"),
            ("Klart senast", a.klart_senast.isoformat()),
            ("Genomförd", a.genomford_datum.isoformat() if a.genomford_datum else ""),
            ("Effekt", effect(a) if a.effekt else ""),
        )
    )
