"""Writing that is whole or not at all, whatever happens in the middle of it."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.files import storage_errors, whole_file, write_whole

WRITE_AND_DIE = """
import os, signal, sys, time
from pathlib import Path
from kvalitet_app.machine.files import whole_file
with whole_file(Path(sys.argv[1])) as temporary:
    with temporary.open("wb") as file:
        for _ in range(200):
            file.write(b"ny" * 10_000)
        file.flush()
        print("halvvägs", flush=True)
        time.sleep(60)
"""
FILL = """
import sys
from pathlib import Path
from kvalitet_app.domain.errors import StorageError
from kvalitet_app.machine.files import write_whole
target = Path(sys.argv[1]) / "ut.txt"
write_whole(target, b"gammalt")
try:
    write_whole(target, b"x" * 200_000)
except StorageError as error:
    print(error.sentence)
print(target.read_bytes().decode(), [path.name for path in target.parent.iterdir()])
"""


@pytest.fixture
def target(tmp_path):
    """A file that is there since before."""
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"gammalt")
    return path


def test_a_file_is_replaced_whole_and_nothing_else_is_left(target):
    write_whole(target, b"nytt")
    assert target.read_bytes() == b"nytt"
    assert list(target.parent.iterdir()) == [target]


def test_until_the_block_has_ended_the_old_file_stands_there(target):
    with whole_file(target) as temporary:
        temporary.write_bytes(b"nytt")
        assert target.read_bytes() == b"gammalt"
    assert target.read_bytes() == b"nytt"


@pytest.mark.parametrize("fault", [ValueError("fel"), KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
def test_a_fault_in_the_block_leaves_the_old_file(target, fault):
    def write():
        with whole_file(target) as temporary:
            temporary.write_bytes(b"halvt")
            raise fault

    with pytest.raises((type(fault), StorageError)):
        write()
    assert target.read_bytes() == b"gammalt"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EIO, "Disken")])
def test_a_disk_that_fails_at_the_last_step_leaves_the_old_file(target, monkeypatch, step, number, word):
    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
    with pytest.raises(StorageError, match=word):
        write_whole(target, b"nytt")
    assert target.read_bytes() == b"gammalt"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_program_that_is_killed_in_the_middle_leaves_the_old_file(target):
    command = [sys.executable, "-c", WRITE_AND_DIE, str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline()
        assert any(path.stat().st_size > 1_000_000 for path in target.parent.iterdir()), "it was in the middle"
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=30)
    assert target.read_bytes() == b"gammalt"
    write_whole(target, b"nytt")
    assert target.read_bytes() == b"nytt"


def test_a_disk_that_is_really_full_leaves_the_old_file(tmp_path):
    if shutil.which("unshare") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    script = f'mount -t tmpfs -o size=64k tmpfs "{tmp_path}" || exit 99; exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", sys.executable, "-c", FILL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("no disks can be made here")
    sentence = f"Disken är full. Frigör utrymme eller välj en annan plats än {tmp_path}."
    assert done.stdout.splitlines() == [sentence, "gammalt ['ut.txt']"]


def test_a_target_that_is_a_folder_or_a_device_is_left_alone(tmp_path):
    (tmp_path / "mapp").mkdir()
    for place in (tmp_path / "mapp", Path(os.devnull)):
        with pytest.raises(StorageError, match="ingen vanlig fil"):
            write_whole(place, b"x")
    assert list(tmp_path.iterdir()) == [tmp_path / "mapp"]


@pytest.mark.parametrize(
    ("kind", "number"), [(OSError, errno.EFBIG), (PermissionError, errno.EACCES), (OSError, errno.EROFS)]
)
def test_what_the_system_says_is_never_shown_in_english(tmp_path, kind, number):
    english = os.strerror(number)
    with pytest.raises(StorageError) as told, storage_errors(tmp_path / "ut.csv"):
        raise kind(number, english)
    assert english not in told.value.sentence
    assert str(tmp_path) in told.value.sentence


def as_nobody(what):
    """Run something in a process without any rights of its own; answers what it returned as text."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            said = what()
        except BaseException as error:  # to be told to the test, whatever it is
            said = f"{type(error).__name__}: {error}"
        os.write(into, str(said).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def sentence_of(work):
    def tried():
        try:
            work()
        except StorageError as error:
            return error.sentence
        return "det gick bra"

    return as_nobody(tried)


@pytest.fixture
def open_folder(tmp_path):
    """A folder that everybody may reach."""
    for one in (tmp_path, *tmp_path.parents):
        if one.stat().st_uid == os.getuid() and one != Path("/"):
            one.chmod(one.stat().st_mode | 0o055)
    return tmp_path


needs_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become nobody")


@needs_root
def test_a_folder_without_rights_is_told_as_a_folder(open_folder):
    from kvalitet_app.db.migrate import create_database
    from kvalitet_app.db.store.address import parse_address

    shut = open_folder / "låst"
    shut.mkdir(mode=0o700)
    (shut / "a.txt").write_text("x")
    for work in (
        lambda: write_whole(shut / "ny.txt", b"x"),
        lambda: write_whole(open_folder / "ny.txt", b"x"),
        lambda: create_database(parse_address(open_folder / "ny.db")),
    ):
        assert sentence_of(work).startswith("Du saknar rätt till mappen")


@needs_root
def test_a_file_that_may_not_be_read_is_told_as_a_file(open_folder, example):
    from kvalitet_app.db.backup import verify_copy
    from kvalitet_app.db.store.store import open_store
    from kvalitet_app.exchange.uttag.zip_in import open_uttag
    from kvalitet_app.services.utbyte.importera import read_file

    path = open_folder / "stangd.db"
    shutil.copy(example, path)
    path.chmod(0o600)
    table = open_folder / "lista.csv"
    table.write_text("Nummer;Datum;Enhet;Beskrivning\n1;2026-01-02;Ek;Föll\n", encoding="utf-8")
    table.chmod(0o600)
    read_file(table)  # what is imported on the way may not be readable by nobody
    for work in (
        lambda: open_store(path),
        lambda: verify_copy(path),
        lambda: open_uttag(path).__enter__(),
        lambda: read_file(table),
    ):
        assert sentence_of(work).startswith("Du får inte läsa filen"), work


@needs_root
def test_a_register_in_a_folder_without_rights_is_told_as_a_folder(open_folder, example):
    from kvalitet_app.db.store.store import open_store

    shut = open_folder / "låst"
    shut.mkdir(mode=0o700)
    shutil.copy(example, shut / "a.db")
    assert sentence_of(lambda: open_store(shut / "a.db")).startswith("Du saknar rätt till mappen")


@pytest.mark.skipif(os.name == "nt", reason="rights are kept in another way there")
def test_what_is_the_programs_own_can_be_read_by_its_owner_alone(tmp_path):
    from datetime import UTC, datetime

    from kvalitet_app.db.backup import copies_folder, take_copy
    from kvalitet_app.db.migrate import create_database
    from kvalitet_app.db.store.address import parse_address
    from kvalitet_app.machine import place
    from kvalitet_app.ui.page.settings import PAGE, Settings

    made = tmp_path / "ny mapp" / "mitt.db"
    create_database(parse_address(made))
    copy = take_copy(made, datetime(2026, 11, 23, tzinfo=UTC))
    settings = Settings(place.settings_file())
    settings.set(PAGE, "lex")
    settings._store.sync()
    place.data_folder().mkdir(parents=True, exist_ok=True)
    write_whole(place.data_folder() / "rapport.pdf", b"x")
    report = place.data_folder() / "rapport.pdf"
    own = [made, copy, copy.with_name(f"{copy.name}.sha256"), place.settings_file(), report]
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in own} == {path.name: "0o600" for path in own}
    assert oct(copies_folder(made).stat().st_mode & 0o777) == "0o700"
    assert oct(made.parent.stat().st_mode & 0o777) == "0o700"
    write_whole(tmp_path / "till kollegan.pdf", b"x")
    assert oct((tmp_path / "till kollegan.pdf").stat().st_mode & 0o777) == "0o644"
