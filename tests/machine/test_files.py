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
