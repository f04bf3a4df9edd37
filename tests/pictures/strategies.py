"""Data of any kind, for pictures that must hold whatever they are given."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
names = st.one_of(
    st.sampled_from(
        ("", "A", "Gruppbostad Åkervindan", "Hälso- och sjukvårdsdokumentationsgranskning " * 9, "😀漢字", "\x00\n")
    ),
    st.text(max_size=30),
)
count = st.one_of(st.integers(0, 30), st.sampled_from((999, 1_234_567, 10**12)))
width = st.integers(1, 2600)
height = st.integers(1, 1600)
