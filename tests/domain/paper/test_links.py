"""The links that nothing else replaces, held against taking each away."""

from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.paper.links import lone_links


def test_a_ring_has_no_lone_link_and_what_hangs_on_it_is_one():
    assert lone_links({"a": (1, 2), "b": (2, 3), "c": (3, 1), "d": (3, 4)}) == ["d"]


def test_two_links_between_the_same_ends_replace_each_other():
    assert lone_links({"a": (1, 2), "b": (1, 2)}) == []


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=9))
def test_a_lone_link_is_one_whose_ends_fall_apart_without_it(pairs):
    links = dict(enumerate(pairs))
    assert lone_links(links) == [
        link
        for link, (one, other) in links.items()
        if not together([p for n, p in links.items() if n != link], one, other)
    ]


def together(pairs, one, other):
    group = {one}
    for _ in pairs:
        group |= {end for pair in pairs if group & set(pair) for end in pair}
    return other in group
