"""What the stub of NSIS says before it has read a package."""

import pytest

from installer.building.nsis import DAMAGED, SAID, translate


def test_every_sentence_is_swedish_and_nothing_else_moves():
    stub = b"MZ" + b"".join(f"{one}\0".encode("utf-16-le") for one in SAID) + b"END"
    made = translate(stub)
    assert len(made) == len(stub)
    assert made.startswith(b"MZ")
    assert made.endswith(b"END")
    assert DAMAGED.encode("utf-16-le") not in made
    assert "Paketet är skadat".encode("utf-16-le") in made


def test_another_nsis_stops_the_build():
    with pytest.raises(ValueError, match="no room"):
        translate(b"another stub")
