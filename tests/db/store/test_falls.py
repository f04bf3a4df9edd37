"""Kills and power cuts: whatever was confirmed is there, and the register is sound."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from kvalitet_app.db.models import Enhet, map_all
from kvalitet_app.db.store.store import open_store
from tests.db.store.units import add_unit, all_faults

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="stands between SQLite and the disk, and kills")
LONG = (pytest.mark.long, pytest.mark.timeout(6 * 3600))


def work_until_killed(path):
    """Save in a process of its own, which says the number of each save when it is confirmed; answers it and its words.

    The process is a copy of this one, which has read everything already: so that ten thousand take minutes.
    """
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        store = open_store(path)
        while True:
            os.write(into, f"{add_unit(store)}\n".encode())
    os.close(into)
    return child, out


def killed_at_some_time(path, chance):
    """Let it work for a while and kill it, now and then while it opens; answers the numbers that it had confirmed."""
    child, out = work_until_killed(path)
    first = os.read(out, 64) if chance.random() < 0.8 else b""
    time.sleep(chance.random() * 0.03)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(out, "rb") as words:
        return {int(line) for line in (first + words.read()).split()}


@pytest.mark.parametrize("kills", [20, pytest.param(10_000, marks=LONG)])
def test_a_killed_process_loses_no_confirmed_save(sqlite_store, record_property, kills):
    map_all()
    path, chance = sqlite_store.path, random.Random(16)
    sqlite_store.close()
    confirmed: set[int] = set()
    lost: set[int] = set()
    for number in range(1, kills + 1):
        confirmed |= killed_at_some_time(path, chance)
        if number % 100 == 0 or number == kills:
            store = open_store(path)
            with store.read() as session:
                lost |= confirmed - set(session.scalars(select(Enhet.id)))
            store.close()
    assert lost == set()
    store = open_store(path)
    assert all_faults(store) == []
    with store.read() as session:
        there = session.scalar(select(func.count(Enhet.id)))
    store.close()
    record_property("siffra", f"{kills} dödade processer: {len(confirmed)} bekräftade, {there} finns, 0 förlorade")
    assert len(confirmed) > kills / 20


@pytest.mark.parametrize("cuts", [25, pytest.param(10_000, marks=LONG)])
def test_a_power_cut_loses_no_confirmed_save(tmp_path, record_property, cuts):
    done = cut_off(tmp_path, cuts, "full")
    record_property("siffra", f"{cuts} strömavbrott: {done['found']}")
    assert done["faults"] == []
    assert sum(done["found"].values()) == cuts
    assert done["operations"] > 1000


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_same_cuts_find_what_is_lost_where_nothing_is_synced(tmp_path):
    done = cut_off(tmp_path, 300, "off")
    assert done["faults"] != []


def cut_off(folder, cuts, synchronous):
    command = [sys.executable, "-m", "tests.db.store.powercut", str(folder / "el"), str(cuts), "16", synchronous]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)
