"""A file that the journal tells of: written and noted, or neither."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from kvalitet_app.db.models import Handelse, Installning
from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import Cancelled, RuleError, StorageError
from kvalitet_app.services.paper.issue import issue
from kvalitet_app.services.utbyte.uttag import issue_uttag, note_uttag


def noted(ground):
    with ground.store.read() as session:
        return session.scalars(select(Handelse.verb).where(Handelse.tabell == Installning.__tablename__)).all()


def test_it_is_written_noted_and_told(ground, tmp_path):
    target = tmp_path / "allt.zip"
    ground.as_person(ground.admin)
    digest = issue_uttag(ground.store, target=target)
    assert target.is_file()
    assert len(digest) == 64
    assert noted(ground) == ["note_uttag"]


def keep(into: list[Any]) -> Callable[[Any], Any]:
    """What is called is kept."""
    return into.append


@pytest.mark.parametrize("fault", [Cancelled, RuleError("nej"), StorageError("full")])
def test_nothing_is_noted_when_nothing_was_written(ground, tmp_path, fault):
    def write(_session):
        raise fault

    told: list[Any] = []
    with pytest.raises(fault if isinstance(fault, type) else type(fault)):
        issue(ground.store, tmp_path / "a.pdf", write=write, note=keep(told))
    assert told == []


def test_a_file_that_could_not_be_noted_is_taken_away(ground, tmp_path):
    target = tmp_path / "allt.zip"

    def write(_session):
        target.write_bytes(b"x")
        return "digest"

    def note(digest) -> Change:  # a läsare may not take the register out
        ground.as_person(ground.lasare)
        change: Change = ground.store.write(note_uttag, file=target.name, digest=digest)
        return change

    with pytest.raises(Exception, match="rätt"):
        issue(ground.store, target, write=write, note=note)
    assert not target.exists()
    assert noted(ground) == []


def test_a_register_that_cannot_be_written_is_told_before_there_is_a_file(ground, tmp_path, monkeypatch):
    def refuse():
        raise StorageError("Registret är skrivskyddat.")

    monkeypatch.setattr(ground.store, "require_writable", refuse)
    written: list[Any] = []
    with pytest.raises(StorageError, match="skrivskyddat"):
        issue(ground.store, tmp_path / "a.pdf", write=keep(written), note=keep(written))
    assert written == []
