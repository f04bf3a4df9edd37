"""Every picture, with the example's numbers and with data of any size, keeps what lint.py asks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.processer import AktivitetRow, ProcessNod, ProcessSlag, RutinLank
from kvalitet_app.domain.rutiner.lage import RutinLage
from kvalitet_app.pictures import (
    arshjul,
    bars,
    calendar,
    columns,
    heat,
    matrix,
    pareto,
    process,
    processkarta,
    styrdiagram,
)
from kvalitet_app.pictures.drawing.paths import points_of
from kvalitet_app.pictures.drawing.primitives import Path, Rect, Scene
from kvalitet_app.pictures.drawing.tokens import DARK, LIGHT, Theme
from tests.pictures import samples
from tests.pictures.lint import faults, texts
from tests.pictures.strategies import MANY, count, height, names, width

headed = replace(samples.top_three(), figure="132", headline="händelser, mot 18 året före (+633 %)")
apart = replace(headed, figure="30", headline="händelser, mot 18 året före (+67 %)")

ASKED = Sokfraga("avvikelser")
PICTURES: dict[str, Callable[[Theme, float, float], Scene]] = {
    "months": lambda t, w, h: columns.columns(t, w, h, samples.top_three()),
    "with and without": lambda t, w, h: columns.with_and_without(t, w, h, headed, apart),
    "done": lambda t, w, h: bars.done_of_planned(t, w, h, samples.done()),
    "lights": lambda t, w, h: bars.states(t, w, h, samples.lights()),
    "types": lambda t, w, h: bars.ranking(t, w, h, samples.types(), title="Typer", name_now="2025", name_before="2024"),
    "matrix": lambda t, w, h: matrix.matrix(t, w, h, samples.RISKS, fraga=ASKED),
    "calendar": lambda t, w, h: calendar.calendar(t, w, h, samples.november()),
    "karta": lambda t, w, h: processkarta.processkarta(t, w, h, samples.nodes()),
    "process": lambda t, w, h: process.opened_process(t, w, h, samples.p5()),
    "arshjul": lambda t, w, h: arshjul.arshjul(t, w, h, samples.wheel()),
    "heat": lambda t, w, _: heat.heat(t, w, samples.heat_columns(), samples.heat_rows()),
    "pareto": lambda t, w, h: pareto.pareto(t, w, h, samples.causes()),
    "control chart": lambda t, w, h: styrdiagram.styrdiagram(t, w, h, samples.control(), fraga=ASKED),
    "arshjul of many": lambda t, w, h: arshjul.arshjul(t, w, h, samples.wheel(15)),
}
SIZES = ((1240, 700), (643, 300), (360, 200), arshjul.A4_LANDSCAPE, (2500, 1300))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["ljust", "mörkt"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", PICTURES)
def test_example_keeps_the_rules(name, size, theme):
    assert faults(PICTURES[name](theme, *size)) == []


@pytest.mark.parametrize("name", PICTURES)
def test_same_data_gives_same_picture(name):
    assert PICTURES[name](LIGHT, 1240, 700) == PICTURES[name](LIGHT, 1240, 700)


def test_columns_carry_their_figures_and_keys():
    scene = columns.columns(LIGHT, 755, 230, samples.top_three())
    assert {"15", "14", "2"} <= set(texts(scene))
    september = next(t for t in scene.targets() if t.key == ASKED.with_(ar=2025, manad=9))
    assert september.tip == "September 2025: 15 avvikelser, varav 12 gäller en och samma brukare."


def test_without_the_case_the_scale_is_the_same():
    """A column of three without the case is as high as three solid ones with it."""
    scene = columns.with_and_without(LIGHT, 1192, 340, headed, apart)
    march = [t for t in scene.targets() if isinstance(t, Rect) and t.key == ASKED.with_(ar=2025, manad=3)]
    solid, hatched, alone = march
    assert solid.h == pytest.approx(alone.h)
    assert hatched.h == pytest.approx(solid.h * 8 / 3)


def test_a_month_that_has_not_come_has_no_column():
    data = columns.month_columns(2026, [3, 0], [1] * 12, title="", fraga=ASKED)
    keys = [t.key for t in columns.columns(LIGHT, 755, 230, data).targets()]
    assert keys.count(ASKED.with_(ar=2026, manad=2)) == 1
    assert ASKED.with_(ar=2026, manad=3) not in keys


def test_worst_comes_first():
    assert texts(bars.done_of_planned(LIGHT, 360, 260, samples.done()))[2] == "Sälgen"
    assert "Tallåsen" in texts(bars.states(LIGHT, 360, 260, samples.lights()))[3]


def test_rows_that_do_not_fit_are_counted():
    scene = bars.done_of_planned(LIGHT, 360, 120, samples.done())
    assert "och 5 till" in texts(scene)


def test_click_in_a_chevrons_notch_opens_its_neighbour():
    scene = processkarta.processkarta(LIGHT, 1100, 600, samples.nodes())
    chevrons = [t for t in scene.targets() if isinstance(t, Path)]
    first, second = (t for t in chevrons if t.tip.startswith(("P1 ", "P2 ")))
    ((right, y),) = points_of(first.segments[2])
    x = right - 3  # just inside the first one's point
    assert scene.hit(x, y) is first
    assert scene.hit(x + 20, y) is second


def test_a_gap_is_said_in_words_on_both_maps():
    assert "Rutin saknas:" in texts(process.opened_process(LIGHT, 1100, 600, samples.p5()))
    whole = processkarta.processkarta(LIGHT, 1100, 600, samples.nodes())
    assert any(t.tip == "P5 Verkställa: 1 rutin saknas, 1 översyn passerad." for t in whole.targets())


def test_each_number_of_the_map_opens_what_it_counts():
    whole = processkarta.processkarta(LIGHT, 1100, 600, samples.nodes())
    gap = next(t for t in whole.targets() if isinstance(t, Rect) and t.key == "saknas=5")
    assert gap.tip == "P5: 1 rutin saknas. Visa den."
    assert whole.hit(gap.x + gap.w / 2, gap.y + gap.h / 2) is gap


def test_calendar_counts_what_it_hides():
    scene = calendar.calendar(LIGHT, 1100, 600, samples.november())
    assert "+ 2 till" in texts(scene)
    hidden = next(t for t in scene.targets() if t.key == "dag=2026-11-26")
    assert "Brandövning" in hidden.tip


def test_wheel_merges_the_same_control_of_a_week():
    scene = arshjul.arshjul(LIGHT, 1240, 700, samples.wheel(15))
    assert any(t.tip == "Privata medel (15 st), 2026-10-29 (v. 44): försenad." for t in scene.targets())


@MANY
@given(width, height, st.lists(st.tuples(names, st.none() | count, st.none() | count, count), max_size=60))
def test_columns_of_any_data(w, h, rows):
    pairs = tuple(
        columns.Pair(n, a, b, c if a and c <= a else 0, key_now=ASKED, key_before=ASKED) for n, a, b, c in rows
    )
    data = columns.Columns("Titel", "2025", "2024", pairs, figure="12", headline="händelser")
    assert faults(columns.columns(LIGHT, w, h, data)) == []
    assert faults(columns.with_and_without(LIGHT, w, h, data, data)) == []


@MANY
@given(width, height, st.lists(st.tuples(names, count, count, count), max_size=60))
def test_bars_of_any_data(w, h, rows):
    high = max(h, 80)
    assert (
        faults(bars.done_of_planned(LIGHT, w, high, [bars.Genomforande(n, a, b, ASKED) for n, a, b, _ in rows])) == []
    )
    assert faults(bars.states(DARK, w, high, [bars.Lagesrad(n, a, b, c, ASKED) for n, a, b, c in rows])) == []
    ranks = [bars.Rang(n, a, b, concentrated=min(a, c), key=ASKED) for n, a, b, c in rows]
    assert faults(bars.ranking(LIGHT, w, high, ranks, title="Typer")) == []


@MANY
@given(width, height, st.dictionaries(st.tuples(st.integers(1, 4), st.integers(1, 4)), count))
def test_matrix_of_any_data(w, h, counts):
    assert faults(matrix.matrix(DARK, w, h, counts)) == []


@MANY
@given(
    width,
    height,
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.lists(st.tuples(st.integers(0, 40), names), max_size=60),
)
def test_calendar_of_any_data(w, h, day, items):
    events: dict[date, tuple[calendar.Handelse, ...]] = {}
    for n, name in items:
        on = day.replace(day=1) + timedelta(days=n)
        events[on] = (*events.get(on, ()), calendar.Handelse(name, ("klar", "forsenad")[n % 2], "k"))
    assert faults(calendar.calendar(LIGHT, w, h, calendar.Month(day.year, day.month, day, events))) == []


def _nodes(rows):
    made = []
    for i, (name, slag, parts) in enumerate(rows):
        steps = tuple(
            AktivitetRow(
                k,
                i,
                k,
                part,
                name,
                (RutinLank(k, k, part, list(RutinLage)[k % 5]),) if k % 3 else (),
                k % 2 == 0,
                "",
                "",
            )
            for k, part in enumerate(parts)
        )
        below = tuple(
            ProcessNod(100 * i + k, "P", part, slag, "", "", 1, (), steps[:k]) for k, part in enumerate(parts)
        )
        made.append(ProcessNod(i, f"P{i}", name, slag, "", "", 1, below, steps))
    return made


def test_what_is_wrong_in_a_delprocess_that_goes_on_below_is_told_once():
    node = samples.p5()
    scene = process.opened_process(LIGHT, 700, 60, node)
    said = texts(scene)
    assert "Planera (forts.)" in said
    missing = [target for target in scene.targets() if target.tip.endswith("saknas. Visa den.")]
    assert len(missing) == 1


maps = st.lists(st.tuples(names, st.sampled_from(list(ProcessSlag)), st.lists(names, max_size=6)), max_size=14)


@MANY
@given(width, height, maps)
def test_maps_of_any_data(w, h, rows):
    nodes = _nodes(rows)
    assert faults(processkarta.processkarta(LIGHT, w, h, nodes)) == []
    for node in nodes[:2]:
        assert faults(process.opened_process(DARK, w, h, node)) == []


@MANY
@given(
    width, height, st.lists(st.tuples(names, st.integers(0, 8), st.integers(0, 364)), max_size=120), st.integers(1, 9)
)
def test_wheel_of_any_data(w, h, rows, rings):
    first = date(2025, 1, 1)
    states = list(calendar.STATES)
    marks = tuple(
        arshjul.Markering(
            n, f"Ring {r % rings}", first + timedelta(days=d), states[d % 4], "k", first if d % 9 == 0 else None
        )
        for n, r, d in rows
    )
    data = arshjul.Arshjul(2025, "Årshjul", "Enhet", date(2025, 6, 1), tuple(f"Ring {r}" for r in range(rings)), marks)
    assert faults(arshjul.arshjul(LIGHT, w, h, data)) == []
