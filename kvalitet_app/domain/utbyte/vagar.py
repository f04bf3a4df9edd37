"""The ways on which content leaves the register many cases at a time."""

from kvalitet_app.domain.worded import Worded


class VagUt(Worded):
    """A way out, as the read log keeps it and says it."""

    LISTA = "ut/lista", "skrev ut en lista"
    TABELL = "ut/tabell", "tog ut en tabell"
    URKLIPP = "ut/urklipp", "kopierade rader ur en lista"
    ZIP = "ut/zip", "tog ut hela registret"
    KOPIA = "ut/kopia", "tog en säkerhetskopia"
    DAGLIG_KOPIA = "ut/daglig_kopia", "hade programmet öppet när den dagliga säkerhetskopian togs"
