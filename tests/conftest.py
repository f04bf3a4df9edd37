"""What every test stands on: no display, no user's own data, one PostgreSQL server, and no surprising log lines."""

import gc
import logging
import os
import shutil
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"

settings.register_profile("calm", deadline=None)  # a busy machine is no fault; speed is measured by the bench
settings.load_profile("calm")
settings.register_profile("wine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if sys.platform == "win32":  # Qt without a screen has no fonts there, and says so
    os.environ["QT_QPA_FONTDIR"] = str(Path(__file__).parents[1] / "resources" / "fonts")
    settings.load_profile("wine")

pytest_plugins = ["tests.postgres", "tests.stores", "tests.windows"]
WHOLE = 60  # tests between two collections of everything, which take seconds
_tidied = count(1)


def pytest_configure():
    """The collector runs where the program runs it: never by itself."""
    gc.disable()


def tidy():
    """Collect what a test has left, in this thread; what lives on is not looked through again after the next one."""
    gc.collect()
    if next(_tidied) % WHOLE == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collector_at_rest():
    """Garbage is looked for here, between the tests; whoever else switches the collector on is found out."""
    yield
    assert not gc.isenabled(), "somebody has switched the cyclic collector on"
    tidy()


@pytest.fixture(scope="session")
def worker_id(request):
    """The name of this worker, also where the run has only one."""
    return getattr(request.config, "workerinput", {}).get("workerid", "master")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory, monkeypatch):
    """No test reads or writes what belongs to the person at the machine."""
    home = tmp_path_factory.mktemp("hem")
    for name in (
        "HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "APPDATA",
        "LOCALAPPDATA",
    ):
        monkeypatch.setenv(name, str(home))
    for name in [name for name in os.environ if name.startswith("KVALITET_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _quiet_log(request, caplog):
    """A warning in the log that the test did not ask for is a failure."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    loud = [r for r in records if r.levelno >= logging.WARNING and r.name.startswith("kvalitet_app")]
    assert not loud, f"unexpected log: {[r.getMessage() for r in loud]}"


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The example municipality as a file, made once; not to be written to."""
    from kvalitet_app.machine.account import account
    from kvalitet_app.services.register.skapande import make_example

    return make_example(tmp_path_factory.mktemp("exempel") / "exempel.db", konto=account())


@pytest.fixture
def db(example, tmp_path):
    """A copy of it."""
    path = tmp_path / "exempel.db"
    shutil.copy(example, path)
    return str(path)


def pytest_terminal_summary(terminalreporter):
    """The figures that tests have measured (`record_property("siffra", …)`), also from other workers."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    for report in reports:
        for name, said in report.user_properties if report.when == "call" else ():
            if name == "siffra":
                terminalreporter.write_line(said)
