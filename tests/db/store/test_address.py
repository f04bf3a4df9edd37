"""The password of a server: never kept in the settings, shown, told or logged."""

import pytest
from sqlalchemy.exc import OperationalError

from kvalitet_app.db.store.address import parse_address, without_password
from kvalitet_app.db.store.engine import open_engine, storage_error
from kvalitet_app.domain.errors import KvalitetError
from kvalitet_app.machine.log import fault_text
from tests.cli.command_line import cli

SECRET = "hemligt"
ADDRESSES = (
    f"postgresql://anna:{SECRET}@127.0.0.1:1/kvalitet",
    f"postgresql+psycopg://anna:{SECRET}@127.0.0.1:1/kvalitet",
    f"postgres://anna:{SECRET}%40x@127.0.0.1:1/kvalitet",
    f"postgresql://anna:{SECRET}@x@127.0.0.1:1/kvalitet",
    f"postgresql://127.0.0.1:1/kvalitet?user=anna&password={SECRET}",
    f"postgresql://anna@127.0.0.1:1/kvalitet?sslmode=disable&sslpassword={SECRET}",
    f"postgresql://anna:{SECRET}@127.0.0.1:1/kvalitet?password={SECRET}&sslmode=disable",
)


@pytest.mark.parametrize("place", ADDRESSES)
def test_what_is_kept_and_shown_has_no_password_and_still_leads_there(place):
    address = parse_address(place)
    for told in (address.kept, address.shown, without_password(place)):
        assert SECRET not in told
        assert "127.0.0.1:1/kvalitet" in told
    assert "anna" in address.kept or "user=anna" in place
    again = open_engine(parse_address(address.kept))
    assert (again.url.host, again.url.port, again.url.database) == ("127.0.0.1", 1, "kvalitet")
    assert again.url.password is None
    again.dispose()


@pytest.mark.parametrize("place", [*ADDRESSES, f"postgresql:anna:{SECRET}@server/x", f"postgres:/a:{SECRET}@s/x"])
def test_what_is_said_of_a_server_that_cannot_be_reached_has_no_password(place, capfd):
    for command in (("kontrollera",), ("exportera", "avvikelser", "--ut", "x.csv"), ("exempel",)):
        assert cli("--db", place, *command) == 1
    said = "".join(capfd.readouterr())
    assert SECRET not in said
    assert "kvalitet: " in said


@pytest.mark.parametrize("place", ADDRESSES)
def test_a_fault_on_the_way_to_a_server_is_logged_without_the_password(place):
    engine = open_engine(parse_address(place))
    with pytest.raises(OperationalError) as told:
        engine.connect()
    assert SECRET not in fault_text(told.value)
    engine.dispose()


def test_a_wrong_password_is_told_as_one():
    refused = Exception('connection failed: FATAL:  password authentication failed for user "anna"')
    found = storage_error(OperationalError("", None, refused))
    assert isinstance(found, KvalitetError)
    assert "lösenordet" in found.sentence


def test_a_password_that_an_earlier_version_kept_is_taken_out_of_the_settings(qtbot, tmp_path):
    from kvalitet_app.start.program import Program, make_application
    from kvalitet_app.ui.page.settings import LAST_DATABASE, Settings

    file = tmp_path / "kvalitet.ini"
    settings = Settings(file)
    settings.set(LAST_DATABASE, ADDRESSES[0])
    program = Program(make_application(), wanted=None, settings=settings, upkeep=False)
    qtbot.addWidget(program.window)
    program.begin()
    settings._store.sync()
    assert SECRET not in file.read_text(encoding="utf-8")
    assert settings.get(LAST_DATABASE) == "postgresql://anna@127.0.0.1:1/kvalitet"
    program.window.close()


def test_an_open_server_register_is_remembered_without_the_password(qtbot, tmp_path, postgres_store):
    from kvalitet_app.start.program import Program, make_application
    from kvalitet_app.ui.page.settings import Settings

    place = str(postgres_store.address.url).replace("kvalitet@", f"kvalitet:{SECRET}@")
    assert SECRET in place
    file = tmp_path / "kvalitet.ini"
    settings = Settings(file)
    program = Program(make_application(), wanted=place, settings=settings, upkeep=False)
    qtbot.addWidget(program.window)
    program.begin()
    settings._store.sync()
    assert SECRET not in file.read_text(encoding="utf-8")
    assert program.window.context is not None
    assert SECRET not in program.window.context.database.place
    program.window.close()
