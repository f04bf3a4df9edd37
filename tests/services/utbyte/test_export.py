"""Our own export read back: the same rows, whatever they hold and whenever they happened."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.avvikelser.arenden import AvvikelseRow, AvvikelseStatus, AvvikelseUrval, Foljd
from kvalitet_app.domain.kalender import local
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.text import clean
from kvalitet_app.exchange.avvikelser.rows_in import read_avvikelser
from kvalitet_app.exchange.table_out import write_table
from kvalitet_app.services.avvikelser.registrering import register_avvikelse
from kvalitet_app.services.utbyte.export import export_avvikelser, export_columns
from tests.lists import is_whole
from tests.services.factories import ny
from tests.tables import read_table

ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(is_whole)
HARD = st.sampled_from(
    (
        "=cmd|' /C calc'!A0",
        "+46 70",
        "-1",
        "@a",
        "'citat'",
        '"a";b',
        "sep=;",
        "rad ett\n\nrad två",
        "שלום\u202e abc",
        "👩‍👩‍👧 åäö",
        "a\u0301",
        "_x000D_",
        "2026-03-09",
        "1,5",
        "SANT",
        "\ufeffx",
        "\tx",
        "#N/A",
    )
)
# As the register keeps them: cleaned, without space at the ends.
TEXTS = st.one_of(ODD, HARD).map(lambda text: clean(text).strip())
SAID = TEXTS.filter(bool)
DST = st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]).flatmap(
    lambda night: st.integers(-120, 300).map(lambda minutes: night + timedelta(minutes=minutes))
)
MOMENTS = st.one_of(
    st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)).map(  # noqa: DTZ001
        lambda t: t.replace(second=0, microsecond=0, tzinfo=UTC)
    ),
    DST,
)


def row(number, moment, lagrum, status, *, unit="Björken", typ="Fall", reference=""):
    return AvvikelseRow(
        number,
        2026,
        number,
        "",
        1,
        unit,
        typ,
        lagrum,
        status,
        moment,
        moment,
        moment,
        6,
        2,
        reference,
        "Anna Ek",
        skyddad=False,
        version=1,
    )


@st.composite
def cases(draw):
    """A row of a list and the texts that belong to it."""
    made = row(
        1,
        draw(MOMENTS),
        draw(st.sampled_from(Lagrum)),
        draw(st.sampled_from(AvvikelseStatus)),
        unit=draw(SAID),
        typ=draw(TEXTS),
        reference=draw(TEXTS),
    )
    return made, (draw(SAID), draw(TEXTS), draw(st.sampled_from(Foljd)))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@given(data=st.data())
def test_the_export_read_back_gives_the_same_rows(tmp_path_factory, suffix, data):
    found = [(r._replace(id=n, nr=n), t) for n, (r, t) in enumerate(data.draw(st.lists(cases(), max_size=6)), 1)]
    path = tmp_path_factory.mktemp("ut") / f"ut{suffix}"
    write_table(path, export_columns({r.id: t for r, t in found}), [r for r, _ in found], total=len(found))
    read = read_avvikelser(read_table(path))
    assert read.fel == ()
    back = [
        (
            r.externt_nummer,
            r.handelse_vid,
            r.enhet,
            r.lagrum,
            r.typ,
            r.beskrivning,
            r.omedelbar_atgard,
            r.brukarreferens,
            r.foljd,
            r.status,
            r.utan_klockslag,
        )
        for r in read.rader
    ]
    assert back == [
        (r.beteckning, r.handelse_vid, r.enhet, r.lagrum, r.typ, t[0], t[1], r.brukarreferens, t[2], r.status, False)
        for r, t in found
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("hour", [0, 1])
def test_both_hours_of_the_night_that_is_put_back_are_told_apart(tmp_path, suffix, hour):
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert local(moment).hour == 2
    case = row(1, moment, Lagrum.LSS, AvvikelseStatus.REGISTRERAD)
    write_table(tmp_path / f"ut{suffix}", export_columns({1: ("Föll", "", Foljd.INGEN)}), [case], total=1)
    read = read_table(tmp_path / f"ut{suffix}")
    assert read_avvikelser(read).rader[0].handelse_vid == moment
    at = read.headers.index("Registrerad (svensk tid)")
    assert ("vintertid" in str(read.rows[0][1][at])) is (hour == 1)


def test_the_times_in_the_file_are_those_of_swedish_clocks_and_say_so(ground, tmp_path):
    ground.write(register_avvikelse, ny=ny(ground))
    ground.read(export_avvikelser, urval=AvvikelseUrval(), target=tmp_path / "ut.csv")
    ((_, cells),) = read_table(tmp_path / "ut.csv").rows
    found = dict(zip(read_table(tmp_path / "ut.csv").headers, cells, strict=True))
    assert (found["Händelsedatum"], found["Klockslag (svensk tid)"]) == ("2026-03-09", "09:15")
    assert found["Följd"] == Foljd.VET_INTE.word
    assert "Registrerad (svensk tid)" in found
