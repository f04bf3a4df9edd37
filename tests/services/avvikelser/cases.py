"""Short words for an avvikelse on its way from receipt to close."""

from datetime import timedelta
from typing import Any

import pytest

from kvalitet_app.domain.atgarder import AtgardKalla, Effekt, NyAtgard
from kvalitet_app.domain.avvikelser.arenden import AvvikelseStatus
from kvalitet_app.domain.errors import RuleError
from kvalitet_app.domain.kalender import idag
from kvalitet_app.services.atgarder import add_atgard, atgard_rows, finish_atgard, judge_effekt
from kvalitet_app.services.avvikelser.detalj import get_avvikelse
from kvalitet_app.services.avvikelser.handlaggning import (
    Uppgifter,
    add_orsak,
    step_avvikelse,
)
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from tests.services.factories import ny

S = AvvikelseStatus


class Case:
    """One case with short words for its steps."""

    def __init__(self, ground, **own):
        self.ground = ground
        self.id = ground.write(register_avvikelse, ny=ny(ground, **own)).row_id

    @property
    def detail(self):
        return self.ground.read(get_avvikelse, avvikelse_id=self.id)

    def step(self, till, skal="", skal_kod="", **uppgifter):
        return self.ground.write(
            step_avvikelse,
            avvikelse_id=self.id,
            version=self.detail.rad.version,
            till=till,
            skal=skal,
            skal_kod=skal_kod,
            uppgifter=Uppgifter(**uppgifter),
        )

    def act(self, text="Dubbelkontroll av dosett", **own):
        """An åtgärd against the first cause, where there is one."""
        causes = self.detail.orsaker
        more: dict[str, Any] = {"orsak_id": causes[0].id if causes else None} | own
        new = NyAtgard(
            text,
            self.ground.bjorken,
            idag() + timedelta(days=14),
            self.ground.chef,
            AtgardKalla.AVVIKELSE,
            self.id,
            **more,
        )
        return self.ground.write(add_atgard, ny=new).row_id

    def atgard(self, atgard_id):
        return self.ground.read(atgard_rows, ids=[atgard_id])[atgard_id]

    def finish(self, atgard_id):
        self.ground.write(finish_atgard, atgard_id=atgard_id, version=self.atgard(atgard_id).version)

    def judge(self, atgard_id, effekt=Effekt.GOD, metod="Stickprov i fyra veckor"):
        version = self.atgard(atgard_id).version
        self.ground.write(judge_effekt, atgard_id=atgard_id, version=version, effekt=effekt, metod=metod)

    def receive(self):
        self.step(S.MOTTAGEN, sannolikhet=2, allvarlighetsgrad=3, misstanke=False)

    def investigate(self):
        self.receive()
        self.step(S.UTREDS, ansvarig_id=self.ground.chef)

    def to_action(self):
        self.investigate()
        self.ground.write(add_orsak, avvikelse_id=self.id, kategori="rutin")
        atgard_id = self.act()
        self.step(S.ATGARDAS, utredning="Rutinen följdes inte vid byte av pass.")
        return atgard_id

    def close(self):
        atgard_id = self.to_action()
        self.finish(atgard_id)
        self.judge(atgard_id)
        self.step(S.UPPFOLJD, uppfoljning="Inga nya fel på fyra veckor.")
        self.step(S.AVSLUTAD, aterkopplad_datum=idag(), aterkopplad_form="APT")


def refused(field):
    """A RuleError beside a field."""
    return pytest.raises(RuleError, check=lambda error: error.field == field)
