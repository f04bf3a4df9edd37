"""A real PostgreSQL server for the tests: its own data in a temporary folder, on a free loopback port.

All workers of a run share one server; each test gets a database of its own.
"""

import json
import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

USER = "kvalitet"
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    def url(self, name):
        """The URL of a database."""
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{name}"

    def create(self, name, template="template0"):
        """Make a database and give its URL."""
        with psycopg.connect(f"postgresql://{USER}@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)


def find_binaries():
    """The folder with initdb and pg_ctl, or None."""
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which("initdb")
    if found:
        folders.append(Path(found).parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def as_server_user(command):
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.name != "nt" and os.geteuid() == 0 else command


def start(folder, binaries):
    """Initialise and start a server in a folder; answers its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    locale = ["--locale-provider=icu", "--icu-locale=sv-SE", "--locale=C.UTF-8", "-E", "UTF8"]
    run([binaries / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync", *locale])
    options = f"-p {port} -c unix_socket_directories={folder} {SETTINGS}"
    run([binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "logg", "-w", "start"])
    return port


def run(command):
    """Run one of the server's programs, silently."""
    subprocess.run(
        as_server_user([str(part) for part in command]), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


@pytest.fixture(scope="session")
def pg_server(tmp_path_factory, worker_id):
    """The server of this run; skipped where there is none, and a failure where CI asks for it."""
    binaries = find_binaries()
    if binaries is None:
        reason = "PostgreSQL finns inte på den här datorn"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    root = tmp_path_factory.getbasetemp()
    root = root if worker_id == "master" else root.parent
    with lock(root / "pg.lock"):
        known = root / "pg.json"
        state = json.loads(known.read_text()) if known.exists() else None
        if state is None:
            folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/kvalitet-pg.XXXXXX"], text=True).strip())
            state = {"port": start(folder, binaries), "folder": str(folder), "users": 0}
        state["users"] += 1
        known.write_text(json.dumps(state))
    yield Server(state["port"])
    with lock(root / "pg.lock"):
        state = json.loads(known.read_text())
        state["users"] -= 1
        known.write_text(json.dumps(state))
        if not state["users"]:
            known.unlink()
            folder = Path(state["folder"])
            run([binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"])
            shutil.rmtree(folder, ignore_errors=True)


class lock:  # noqa: N801 - used like a function
    """One process at a time."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        import fcntl

        self.file = self.path.open("w")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_):
        self.file.close()
