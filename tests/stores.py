"""An empty store of either kind, made once and copied for each test."""

import shutil
from uuid import uuid4

import pytest

from kvalitet_app.db.address import parse_address
from kvalitet_app.db.migrate import create_database
from kvalitet_app.db.store import open_store


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A SQLite file with the schema and nothing in it."""
    path = tmp_path_factory.mktemp("mall") / "tom.db"
    create_database(parse_address(path))
    return path


@pytest.fixture(scope="session")
def empty_server_database(pg_server, worker_id):
    """The name of a PostgreSQL database with the schema and nothing in it, to be used as a template."""
    name = f"tom_{worker_id}"
    create_database(parse_address(pg_server.create(name)))
    return name


@pytest.fixture
def sqlite_store(empty_file, tmp_path):
    """A SQLite store of one's own."""
    path = tmp_path / "kvalitet.db"
    shutil.copy(empty_file, path)
    store = open_store(path)
    yield store
    store.close()


@pytest.fixture
def postgres_store(pg_server, empty_server_database):
    """A PostgreSQL store of one's own."""
    store = open_store(pg_server.create(f"t{uuid4().hex}", template=empty_server_database))
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request):
    """Services and store run on both."""
    return request.getfixturevalue(f"{request.param}_store")
