"""What may be published: nothing below five, and nothing that gives it away."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.berattelse.jamforelse import Siffra, TypRad, same_set
from kvalitet_app.domain.fragor import Sokfraga
from kvalitet_app.domain.monster.analys import EnhetMonster, Kluster, Monster, age_bands, control_chart
from kvalitet_app.domain.monster.offentlig import public_monster
from kvalitet_app.domain.monster.ord import said
from kvalitet_app.domain.organisation.enheter import Lagrum
from kvalitet_app.domain.paper.offentlig import hide, is_small

KRAMFORS = (
    ("sjalvskada", "Självskada", 102, 0),
    ("fordrojd", "Insats fördröjd", 15, 4),
    ("bemotande", "Bemötande", 15, 14),
)
UNITS = ("Björken", "Granen", "Tallen", "Linden")


def patterns(cells, *, same=None, **own):
    """Patterns of units by type; `same` are events of one person by unit."""
    codes = [kod for kod, *_ in KRAMFORS]
    enheter = tuple(
        EnhetMonster(n, name, {c: k for c, k in zip(codes, row, strict=True) if k}, (same or {}).get(name, 0), 3, 10.0)
        for n, (name, row) in enumerate(zip(UNITS, cells, strict=False), 1)
    )
    typer = tuple(
        TypRad(kod, namn, Siffra(sum(row[at] for row in cells)), Siffra(fore), sum((same or {}).values()) * (at == 0))
        for at, (kod, namn, _, fore) in enumerate(KRAMFORS)
    )
    whole = same_set(typer)
    made = Monster(
        ar=2022,
        lagrum=(Lagrum.SOL, Lagrum.LSS),
        typer=typer,
        alla=whole,
        topp=whole,
        pagar=False,
        manader=(whole.nu, *[0] * 11),
        manader_fore=(18, *[0] * 11),
        manader_topp=(whole.nu, *[0] * 11),
        manader_topp_fore=(18, *[0] * 11),
        manader_koncentrerat=(),
        manader_koncentrerat_fore=(),
        koncentrerat="B7" if same else "",
        enheter=enheter,
        orsaker=(),
        styr=control_chart([]),
        alder=age_bands([]),
        kluster=(),
        dagar_tyst=90,
        antal_andra=447,
        fraga=Sokfraga("avvikelser", ar=2022),
        typ_ids=dict.fromkeys(codes, 1),
    )
    return replace(made, **own)


def kramfors(**own):
    """132 events of the three largest types, 102 of them one person's; 18 the year before."""
    return patterns([(102, 2, 1), (0, 6, 5), (0, 7, 6), (0, 0, 3)], same={"Björken": 102}, **own)


def test_the_numbers_of_kramfors_are_told_for_the_whole_and_not_for_the_unit():
    shown = public_monster(kramfors())
    words = " ".join(text for _, text in said(shown))
    assert "102 av 132 händelser (77\u00a0%) gäller en och samma brukarreferens" in words
    assert "30, mot 18 året före (+67\u00a0%)" in words
    units = {unit.namn: unit for unit in shown.enheter}
    assert 102 not in [n for unit in shown.enheter for n in unit.antal.values()]
    assert units["Björken"].dold_summa
    assert units["Björken"].per_tio is None
    assert sum(unit.dold_summa for unit in shown.enheter) > 1
    assert not any(unit.samma for unit in shown.enheter)
    assert [unit.namn for unit in shown.enheter] == sorted(UNITS)


def test_a_single_unit_keeps_its_figure_and_loses_the_person():
    shown = public_monster(patterns([(102, 15, 15)], same={"Björken": 102}))
    assert shown.enheter[0].antal["sjalvskada"] == 102
    assert "samma brukarreferens" not in " ".join(text for _, text in said(shown))


def test_clusters_of_one_person_are_left_out_and_counted():
    person = Kluster(6, "gäller B7", "Björken", Sokfraga("avvikelser", ref="B7"), "B7")
    evening = Kluster(7, "på fredagskvällar", "Granen", Sokfraga("avvikelser"))
    shown = public_monster(kramfors(kluster=(person, evening)))
    assert shown.kluster == (evening,)
    assert any("1\u00a0samling händelser kring en enda person" in text for text in shown.dolt)


def test_small_months_causes_ages_and_the_chart_with_small_months_are_left_out():
    shown = public_monster(
        kramfors(
            manader=(128, 4, *[0] * 10),
            orsaker=(("a", "Rutin", 9), ("b", "Tid", 3), ("c", "Teknik", 2)),
            alder=age_bands([1, 2, 40, 40, 40, 40, 40]),
            styr=control_chart([(2022, m, 4) for m in range(1, 13)]),
        )
    )
    assert shown.manader[:2] == (None, None)
    assert shown.orsaker == (("a", "Rutin", 9), ("", "Övriga orsaker", 5))
    assert [band.antal for band in shown.alder] == [0, 5, 0]
    assert shown.styr.punkter == ()
    told = " ".join(shown.dolt)
    assert "månader: januari 2022 och februari 2022" in told
    assert "öppna ärenden: högst 7 dagar" in told


def test_fewer_than_five_in_all_says_nothing_more():
    shown = public_monster(patterns([(0, 2, 1)]))
    assert [text for _, text in said(shown)] == ["Färre än fem avvikelser: inget av dem visas."]
    assert (shown.enheter, shown.manader, shown.orsaker, shown.kluster) == ((), (), (), ())


CELLS = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=4)


@given(CELLS)
def test_no_small_cell_is_shown_or_left_over_from_a_sum(cells):
    m = patterns(cells)
    if is_small(m.alla.nu):
        return
    shown = public_monster(m)
    for unit in shown.enheter:
        assert not any(is_small(n) for n in unit.antal.values())
        assert unit.dold_summa or not is_small(unit.summa)
        if not unit.dold_summa and unit.dolda:
            assert len(unit.dolda) > 1
    for code in {code for unit in shown.enheter for code in unit.dolda}:
        assert sum(code in unit.dolda for unit in shown.enheter) > 1
    if any(unit.dold_summa for unit in shown.enheter):
        assert sum(unit.dold_summa for unit in shown.enheter) > 1


@given(st.dictionaries(st.integers(), st.integers(0, 9), min_size=2))
def test_what_is_hidden_together_is_five_or_more_where_the_sum_is(cells):
    hidden = hide(cells)
    assert all(key in hidden for key, n in cells.items() if is_small(n))
    if hidden and sum(cells.values()) >= 5:
        assert len(hidden) > 1
        assert not is_small(sum(cells[key] for key in hidden))
