"""The order of settings: command line, policy, machine, person; and places that are never a default."""

from pathlib import Path

import pytest

from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine import place, policy
from kvalitet_app.machine.drives import refuse_synced
from kvalitet_app.machine.policy import MACHINE, POLICY, Decided, chosen_database, decided, is_fixed
from kvalitet_app.start.program import Program, make_application
from kvalitet_app.ui.page.settings import LAST_DATABASE, Settings
from kvalitet_app.ui.parts.buttons import Button
from kvalitet_app.ui.parts.reading import MessageBar
from kvalitet_app.ui.register.first_start import StartPage
from tests.cli.command_line import cli


@pytest.fixture
def it(monkeypatch, tmp_path):
    """What IT has set: {(key, name): text} in the registry, and an ini file that is not there yet."""
    values: dict[object, object] = {}
    monkeypatch.setattr(policy, "registry", lambda key, name: values.get((key, name), ""))
    monkeypatch.setattr(policy, "ini_file", lambda: tmp_path / "Kvalitet.ini")
    values["ini"] = tmp_path / "Kvalitet.ini"
    return values


def test_the_order_is_command_line_policy_machine_person(it, monkeypatch):
    assert chosen_database(None) is None
    monkeypatch.setenv("KVALITET_DB", "personens.db")
    assert chosen_database(None) == "personens.db"
    it[MACHINE, "Databas"] = "msi.db"
    assert chosen_database(None) == "msi.db"
    it["ini"].write_text("[databas]\nplats = ini.db\n", encoding="utf-8")
    assert chosen_database(None) == "ini.db"
    assert not is_fixed()
    it[POLICY, "Databas"] = "policy.db"
    assert chosen_database(None) == "policy.db"
    assert is_fixed()
    assert chosen_database("radens.db") == "radens.db"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_ini_is_read_in_every_coding_that_windows_writes(it, coding):
    it["ini"].write_bytes("[databas]\r\nmapp=D:\\Enhet Åkern 100 %\r\n".encode(coding))
    assert decided("Datamapp") == Decided("D:\\Enhet Åkern 100 %", is_policy=False)


def test_an_ini_that_cannot_be_read_is_a_sentence(it, capsys):
    it["ini"].write_text("plats = utan avsnitt\n", encoding="utf-8")
    assert cli("kontrollera") == 1
    assert "Be IT rätta filen" in capsys.readouterr().err


def test_variables_are_read(it, monkeypatch):
    monkeypatch.setenv("ENHET", "Åkern")
    it[POLICY, "Datamapp"] = "/srv/${ENHET}/kvalitet"
    assert place.data_folder() == Path("/srv/Åkern/kvalitet")


def test_the_register_of_the_policy_beats_the_one_that_was_open_last(it, qtbot, tmp_path, db):
    it[POLICY, "Databas"] = db
    settings = Settings(tmp_path / "kvalitet.ini")
    settings.set(LAST_DATABASE, str(tmp_path / "annan.db"))
    program = Program(make_application(), wanted=None, settings=settings, upkeep=False)
    qtbot.addWidget(program.window)
    program.begin()
    assert program.store is not None
    assert str(program.store.path) == db
    page = program.window.page("installningar")
    page.show_query(flik="kopior")
    (other,) = (button for button in page.findChildren(Button) if "annan databas" in button.text())
    assert not other.isEnabled()
    program.window.close()


@pytest.mark.parametrize(
    "folder", ["/home/anna/OneDrive - Kommunen/Kvalitet", "/home/anna/Dropbox/x", "/home/anna/Nextcloud/Kvalitet"]
)
def test_a_synced_folder_is_refused(folder):
    with pytest.raises(StorageError, match="synkas"):
        refuse_synced(Path(folder))


def test_what_the_system_calls_onedrive_is_refused_whatever_its_name(monkeypatch, tmp_path):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Moln"))
    refuse_synced(tmp_path / "Annat")
    with pytest.raises(StorageError):
        refuse_synced(tmp_path / "Moln" / "Kvalitet")


def start_page(program: Program) -> StartPage:
    """The page where the window begins, as it is now."""
    shown = program.window.stack.currentWidget()
    assert isinstance(shown, StartPage)
    return shown


def test_a_default_that_is_synced_is_told_in_the_window_with_the_other_ways_open(it, monkeypatch, qtbot, tmp_path):
    example = place.example_database()
    monkeypatch.setenv("OneDrive", str(place.data_folder().parent))
    program = Program(make_application(), wanted=None, settings=Settings(tmp_path / "kvalitet.ini"), upkeep=False)
    qtbot.addWidget(program.window)
    program.begin()
    said = [bar.accessibleName() for bar in program.window.findChildren(MessageBar)]
    assert any("synkas till en molntjänst" in text for text in said)
    start_page(program).example.click()
    assert start_page(program).example.isEnabled()
    assert not example.exists()
    program.window.close()
