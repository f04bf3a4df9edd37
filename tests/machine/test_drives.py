"""Where a register may not lie: refused when it is made there, warned of when it is opened there."""

import shutil

import pytest

from kvalitet_app.db.migrate import create_database
from kvalitet_app.db.store.address import parse_address
from kvalitet_app.db.utbyte.uttag import restore
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.drives import is_synced, synced_warning
from kvalitet_app.services.register.skapande import make_example
from tests.cli.command_line import cli

PLACES = (
    "OneDrive - Åkerns kommun/Kvalitet",
    "Dropbox",
    "Dropbox (Personal)/a",
    "Google Drive/x",
    "Library/Mobile Documents/com~apple~CloudDocs",
    "Library/CloudStorage/Box-Box",
    "Nextcloud/LSS",
    "SynologyDrive",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_register_is_not_made_in_a_folder_that_is_synced(tmp_path, place):
    path = tmp_path / place / "kvalitet.db"
    ways = (
        lambda: create_database(parse_address(path)),
        lambda: make_example(path, konto="anna"),
        lambda: restore(parse_address(path), "0004", lambda _empty: None),
    )
    for make in ways:
        with pytest.raises(StorageError, match="synkas till en molntjänst"):
            make()
    assert not path.exists()


@pytest.mark.parametrize("mark", [".dropbox.cache", ".stfolder", ".SynologyWorkingDirectory".casefold()])
def test_a_folder_that_a_service_has_marked_is_synced(tmp_path, mark):
    (tmp_path / "Delad" / mark).mkdir(parents=True)
    assert is_synced(tmp_path / "Delad" / "LSS" / "kvalitet.db")
    assert not is_synced(tmp_path / "Egen" / "kvalitet.db")


def test_a_link_into_a_synced_folder_is_one(tmp_path):
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "Dokument").symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    assert is_synced(tmp_path / "Dokument" / "kvalitet.db")


def test_a_variable_of_the_system_says_it_too(tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Mina filer"))
    assert is_synced(tmp_path / "Mina filer" / "a" / "kvalitet.db")


@pytest.mark.parametrize("name", ["onedrive.db", "Dropbox register.db"])
def test_a_name_of_a_file_alone_says_nothing(tmp_path, name):
    assert synced_warning(tmp_path / name) == ""


def test_a_register_that_lies_there_opens_with_a_warning(example, tmp_path, capsys):
    folder = tmp_path / "OneDrive - Kommunen"
    folder.mkdir()
    shutil.copy(example, folder / "kvalitet.db")
    assert cli("--db", str(folder / "kvalitet.db"), "exportera", "avvikelser", "--ut", str(tmp_path / "u.csv")) == 0
    assert "synkas till en molntjänst" in capsys.readouterr().err
