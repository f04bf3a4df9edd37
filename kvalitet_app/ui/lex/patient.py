"""What a patient has been told under lex Maria: the six points of the law, and the form that ticks them."""

from __future__ import annotations

from functools import partial

from kvalitet_app.domain.lex.arenden import LexDetalj
from kvalitet_app.domain.lex.ord import LexStatus
from kvalitet_app.domain.lex.patient import WHERE, Patientpunkt, is_owed, patient_warnings, told_points
from kvalitet_app.services.lex.handlaggning import save_lex
from kvalitet_app.ui.lex.circle import Section
from kvalitet_app.ui.lex.fields import PATIENT, LexForm
from kvalitet_app.ui.page.context import Context
from kvalitet_app.ui.parts.reading import prose


def patient_section(context: Context, d: LexDetalj) -> Section | None:
    """The six points, each said or not; None where the law asks for nothing and nothing is noted."""
    u = d.uppgifter
    told = told_points(u.patient_punkter)
    if not told and not is_owed(d.rad.slag, u.grad):
        return None
    may = d.far_handlagga and d.rad.status is not LexStatus.RAPPORTERAD
    form = partial(PatientForm, context, d) if may else None
    made = Section(f"Patienten får veta ({WHERE})", "Kryssa för vad patienten har fått veta", form)
    for point in Patientpunkt:
        said = point in told
        made.lines.addWidget(
            prose(f"{point.word}: {'sagt' if said else 'inte antecknat'}", "small", "" if said else "muted")
        )
    for sentence in patient_warnings(d.rad.slag, u.grad, punkter=u.patient_punkter, journal=u.patient_journal):
        made.lines.addWidget(prose(sentence, "small", "yellow" if d.rad.is_open else "muted"))
    return made


class PatientForm(LexForm):
    """The six points and the note in the journal."""

    def __init__(self, context: Context, detail: LexDetalj) -> None:
        super().__init__(context, detail, PATIENT, key="patient", beside=True)
        self.box.addLayout(self.foot("Spara"))

    def send(self) -> None:
        """Save them."""
        r = self.detail.rad
        self.submit(save_lex, arende_id=r.id, version=r.version, uppgifter=self.collect())
