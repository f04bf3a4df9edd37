"""A real PostgreSQL server for the tests: its own data in a temporary folder, on a free loopback port.

The first test that asks starts it, all workers of a run share it, and the run's own process stops it. It syncs
nothing to disk and accepts connections from this machine alone.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

USER = "kvalitet"
BINARIES = os.environ.get("KVALITET_TEST_PG_BIN")
LOCALE = ("--locale-provider=icu", "--icu-locale=sv-SE", "--locale=C.UTF-8", "-E", "UTF8")
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
)
MISSING = "PostgreSQL finns inte på den här datorn (installera paketet postgresql)"
STATE = "postgresql.json"
IS_ROOT = os.name != "nt" and os.geteuid() == 0


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    @property
    def base_url(self):
        """The URL without the name of a database."""
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}"

    def url(self, name):
        """The URL of a database."""
        return f"{self.base_url}/{name}"

    def create(self, name, template="template0"):
        """Make a database, empty or a copy of another, and give its URL."""
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name):
        """Remove a database, also one that somebody is still connected to."""
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @contextmanager
    def database(self, template="template0"):
        """The URL of a database that lasts as long as the block."""
        name = f"t{uuid4().hex}"
        yield self.create(name, template)
        self.drop(name)

    def _execute(self, statement):
        with psycopg.connect(f"postgresql://{USER}@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def pg_server(request):
    """The server of this run; skipped where there is none, and a failure where CI asks for it."""
    binaries = find_binaries()
    if binaries is None and os.environ.get("CI"):
        pytest.fail(MISSING)
    if binaries is None:
        pytest.skip(MISSING)
    root = run_folder(request.config)
    with one_at_a_time(root / "postgresql.lock"):
        known = root / STATE
        if not known.exists():
            known.write_text(json.dumps(start(binaries)), encoding="utf-8")
        state = json.loads(known.read_text(encoding="utf-8"))
    return Server(state["port"])


def pytest_unconfigure(config):
    """The process that started the workers, or the only one, stops the server."""
    known = None if is_worker(config) else run_folder(config, made=False)
    if known is None or not (known / STATE).exists():
        return
    state = json.loads((known / STATE).read_text(encoding="utf-8"))
    (known / STATE).unlink()
    folder = Path(state["folder"])
    run([Path(state["binaries"]) / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"])
    shutil.rmtree(folder, ignore_errors=True)


def is_worker(config):
    """Whether this process was started by another one of the same run."""
    return hasattr(config, "workerinput")


def run_folder(config, *, made=True):
    """The temporary folder that all processes of a run share; None when it must not be made and is not there."""
    factory = config._tmp_path_factory
    if not made and factory._basetemp is None:
        return None
    base = factory.getbasetemp()
    return base.parent if is_worker(config) else base


def find_binaries():
    """The folder with initdb and pg_ctl, or None."""
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    places = [Path(p) for p in (BINARIES, on_path and Path(on_path).parent) if p]
    ending = ".exe" if os.name == "nt" else ""
    return next((p for p in (*places, *newest_first) if (p / f"initdb{ending}").exists()), None)


def start(binaries):
    """Initialise and start a server; answers what is needed to reach and to stop it."""
    folder = Path(tempfile.mkdtemp(prefix="kvalitet-pg-"))
    if IS_ROOT:
        shutil.chown(folder, "postgres")
    run([binaries / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust", "--no-sync", *LOCALE])
    for attempt in range(3):
        port = free_port()
        options = " ".join(["-p", str(port), *(f"-c {setting}" for setting in SETTINGS)])
        try:
            run([binaries / "pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "logg", "-w", "start"])
        except subprocess.CalledProcessError:  # somebody else took the port in between
            if attempt == 2:
                raise
        else:
            break
    return {"port": port, "folder": str(folder), "binaries": str(binaries)}


def free_port():
    """A loopback port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def run(command):
    """Run one of the server's programs, silently; PostgreSQL refuses to run as root."""
    words = [str(part) for part in command]
    user = ["runuser", "-u", "postgres", "--"] if IS_ROOT else []
    subprocess.run([*user, *words], check=True, cwd="/" if IS_ROOT else None, stdout=subprocess.DEVNULL)


@contextmanager
def one_at_a_time(path, patience=60.0):
    """One process of the run at a time; waits at most `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
    try:
        yield
    finally:
        path.unlink()
