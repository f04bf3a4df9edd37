"""What is asked before something is public, and that each answer belongs to what it was given about."""

from dataclasses import replace

import pytest

from kvalitet_app.domain.namn import Namnlistor
from kvalitet_app.domain.paper.publicering import Del, QuestionsError, questions_about, refuse_unanswered

LISTOR = Namnlistor(frozenset({"kalle", "anna"}), frozenset({"andersson"}))
PLATS = "avsnittet ”A”"


def asked(text, *, lopande=True, fa=True, kanda=()):
    return [one.text for one in questions_about([Del(PLATS, text, lopande)], LISTOR, kanda, fa=fa)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("En brukare har skadat sig själv vid 102 tillfällen.", "En brukare"),
        ("Det gäller en och samma boende.", "en och samma boende"),
        ("Vi fick tre klagomål om maten.", "tre klagomål"),
        ("Fall minskade från 12 till 3.", "från 12 till 3"),
        ("2 allvarliga händelser utreddes.", "2 allvarliga händelser"),
        ("Kalle Andersson slog till.", "Kalle Andersson"),
        ("Född 19121212-\n1212.", "19121212- 1212"),
        ("Ring Per Hamrin.", "Per Hamrin"),
        ("Vi har 3 mål, och 22 klagomål kom in om enheternas mat.", None),
        ("Två rutiner saknar ägare. En enhet har flyttat.", None),
    ],
)
def test_what_may_point_somebody_out_is_asked_about(text, found):
    said = [f"Kan ”{found}” i {PLATS} peka ut någon? Läs igenom det."] if found else []
    assert asked(text, kanda=["Per Hamrin"]) == said


def test_few_are_asked_about_in_prose_only_and_where_it_is_public():
    assert asked("En brukare", lopande=False) == []
    assert asked("En brukare", fa=False) == []
    assert asked("Anna", lopande=False, fa=False) == [f"Kan ”Anna” i {PLATS} peka ut någon? Läs igenom det."]


def test_a_place_is_asked_about_once_and_many_hits_are_counted():
    told = [Del(PLATS, "Kalle"), Del(PLATS, "Kalle och Anna"), Del("tabellen", "Anna")]
    assert [one.text for one in questions_about(told, LISTOR)] == [
        f"Kan ”Kalle” och ”Anna” i {PLATS} peka ut någon? Läs igenom det.",
        "Kan ”Anna” i tabellen peka ut någon? Läs igenom det.",
    ]
    names = Namnlistor(frozenset(f"namn{chr(97 + n)}" for n in range(20)))
    (many,) = questions_about([Del(PLATS, f"Namn{chr(97 + n)}.") for n in range(20)], names)
    assert "och 9 till i avsnittet" in many.text


def test_only_what_was_answered_passes():
    one, two = questions_about([Del("a", "Kalle"), Del("b", "Anna")], LISTOR)
    refuse_unanswered((one, two), (one, two))
    with pytest.raises(QuestionsError) as left:
        refuse_unanswered((one, two), (one,))
    assert left.value.questions == (two,)
    assert left.value.details == (f"{two.nyckel}  {two.text}",)
    (changed,) = questions_about([Del("b", "Anna och Kalle")], LISTOR)
    with pytest.raises(QuestionsError):
        refuse_unanswered((changed,), (one, two))
    with pytest.raises(QuestionsError):
        refuse_unanswered((changed,), (replace(changed, nyckel="000000"),))
