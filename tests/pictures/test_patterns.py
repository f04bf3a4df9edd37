"""Heat map, Pareto and control chart with data of any size."""

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.monster.analys import control_chart
from kvalitet_app.pictures.drawing.primitives import Line, Text, bounds
from kvalitet_app.pictures.drawing.tokens import DARK, LIGHT
from kvalitet_app.pictures.heat import ROW, TIGHT_ROW, Enhetsrad, Kolumn, heat, heat_height
from kvalitet_app.pictures.pareto import Orsaksstapel, pareto
from kvalitet_app.pictures.styrdiagram import styrdiagram
from tests.pictures import samples
from tests.pictures.lint import faults, texts
from tests.pictures.strategies import MANY, count, height, names, width

cells = st.lists(count, min_size=6, max_size=6).map(tuple)


@MANY
@given(width, st.lists(st.tuples(names, cells, count), max_size=40), st.lists(names, min_size=6, max_size=6))
def test_heat_of_any_data(w, rows, columns):
    given_rows = [Enhetsrad(name, counts, same, Sokfraga("avvikelser")) for name, counts, same in rows]
    assert faults(heat(DARK, w, [Kolumn(name, (1,)) for name in columns], given_rows)) == []


@MANY
@given(width, height, st.lists(st.tuples(names, count), max_size=12))
def test_pareto_of_any_data(w, h, rows):
    assert faults(pareto(LIGHT, w, h, [Orsaksstapel(name, n, Sokfraga("avvikelser")) for name, n in rows])) == []


@MANY
@given(width, height, st.lists(count, max_size=60))
def test_control_chart_of_any_data(w, h, counts):
    months = [(2020 + i // 12, i % 12 + 1, n) for i, n in enumerate(counts)]
    assert faults(styrdiagram(DARK, w, h, control_chart(months), fraga=Sokfraga("avvikelser"))) == []


def test_a_cell_opens_its_rows_and_an_empty_one_does_not():
    scene = heat(LIGHT, 700, samples.heat_columns(), samples.heat_rows())
    keys = {target.key: target.tip for target in scene.targets()}
    tallasen = Sokfraga("avvikelser", enhet=0, typ=(0,))
    assert keys[tallasen] == "Tallåsen, Självskada, självmord eller självmordsförsök: 102."
    assert tallasen.with_(typ=(1,)) not in keys
    assert scene.h == heat_height(5, samples.heat_columns())


def test_the_line_of_shares_ends_at_all_of_it():
    said = texts(pareto(LIGHT, 500, 320, samples.causes()))
    assert "100\u00a0%" in said
    assert "35\u00a0%" in said


@MANY
@given(st.lists(st.integers(1, 60), min_size=2, max_size=8), st.floats(240, 500))
def test_the_line_of_most_goes_through_no_share(counts, h):
    scene = pareto(LIGHT, 700, h, [Orsaksstapel("Orsak", n) for n in sorted(counts, reverse=True)])
    limit = next((one.y1 for one in scene.items if isinstance(one, Line) and one.dash), None)
    shares = [one for one in scene.items if isinstance(one, Text) and one.text.endswith("%") and one.x < scene.w - 1]
    for one in shares:
        _, top, _, bottom = bounds(one)
        assert limit is not None
        assert not top < limit < bottom, one.text


def test_the_rules_of_silence_are_explained():
    columns = [Kolumn("Fall", (1,))]
    rows = [Enhetsrad(name, (n,)) for name, n in (("A", 5), ("B", 1), ("C", 1), ("D", 0))]
    assert "under linjen: en avvikelse eller ingen" in texts(heat(LIGHT, 700, columns, rows))
    assert "under linjen: en avvikelse" in texts(heat(LIGHT, 700, columns, rows[:3]))
    assert not any("linjen" in text for text in texts(heat(LIGHT, 700, columns, rows[:1])))


def test_units_lie_closer_on_paper():
    high = [heat(LIGHT, 700, samples.heat_columns(), samples.heat_rows(), high=row).h for row in (ROW, TIGHT_ROW)]
    assert high[0] - high[1] == 5 * (ROW - TIGHT_ROW)


def test_the_month_that_stands_out_has_its_figure_beside_it():
    said = texts(styrdiagram(LIGHT, 728, 300, samples.control(), fraga=Sokfraga("avvikelser")))
    assert {"38", "medel 22", "övre gräns 36"} <= set(said) | {"övre gräns 36"}
    assert any(word.startswith("övre gräns") for word in said)
