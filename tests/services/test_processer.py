"""Where avvikelser fall in the process map, on both stores: only those that the person sees are counted."""

from sqlalchemy import select

from kvalitet_app.db.models import Process
from kvalitet_app.domain.kalender import idag, now
from kvalitet_app.domain.processer import ProcessSlag
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.processer import add_process, map_with_cases
from tests.services.factories import ny


def fallen(ground, who, **own):
    """The number at each process for somebody."""
    ground.as_person(who)
    nodes = ground.read(map_with_cases, **{"ar": idag().year, "enheter": None} | own)
    return [(node.kod, node.all_avvikelser, [part.avvikelser for part in node.delprocesser]) for node in nodes]


def test_cases_are_counted_where_they_fell_and_protected_ones_only_for_who_sees_them(ground):
    ground.as_person(ground.admin)
    for kod in ("P1", "P2"):
        ground.write(add_process, kod=kod, namn=kod, slag=ProcessSlag.HUVUD, enhet_id=ground.top)
    with ground.store.read() as session:
        first, second = session.scalars(select(Process.id).order_by(Process.id))
    ground.write(add_process, kod="P1.1", namn="Del", slag=ProcessSlag.HUVUD, enhet_id=ground.top, foralder_id=first)
    ground.as_person(ground.rapportor)
    for own in (
        {"process_id": first},
        {"process_id": 3},
        {"process_id": second, "misstanke": True},
        {"process_id": None},
    ):
        ground.write(register_avvikelse, ny=ny(ground, handelse_vid=now(), **own))
    assert fallen(ground, ground.lasare) == [("P1", 2, [1]), ("P2", 0, [])]
    assert fallen(ground, ground.sas) == [("P1", 2, [1]), ("P2", 1, [])]
    assert fallen(ground, ground.sas, enheter=frozenset({ground.granen})) == [("P1", 0, [0]), ("P2", 0, [])]
    assert fallen(ground, ground.sas, ar=idag().year - 1) == [("P1", 0, [0]), ("P2", 0, [])]
