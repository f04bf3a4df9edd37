"""Who I am is asked of the system: no variable makes anybody somebody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kvalitet_app.machine import account

SAS = "cia.ask"


@pytest.mark.parametrize("variable", ["LOGNAME", "USER", "LNAME", "USERNAME"])
def test_no_variable_says_who_i_am(monkeypatch, variable):
    mine = account.account()
    monkeypatch.setenv(variable, SAS)
    assert account.account() == mine != account.UNKNOWN
    assert SAS not in account.account_name()


def test_nor_when_the_program_is_started_with_them_all():
    asked = "from kvalitet_app.machine.account import account, account_name; print(account(), account_name())"
    given = dict.fromkeys(("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER", "HOME"), SAS)
    told = subprocess.run(
        [sys.executable, "-c", asked], env=os.environ | given, capture_output=True, text=True, check=True
    )
    assert SAS not in told.stdout
    assert told.stdout.startswith(account.account())


def test_an_account_without_a_name_is_nobody(monkeypatch):
    pwd = pytest.importorskip("pwd")

    def unknown(_uid):
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.setenv("LOGNAME", SAS)
    assert account.account() == account.account_name() == account.UNKNOWN


def test_nothing_of_the_program_asks_in_the_way_that_obeys_variables():
    program = Path(account.__file__).parents[1]
    text = {path: path.read_text("utf-8") for path in program.rglob("*.py")}
    assert {path.name for path, code in text.items() if "getuser" in code or '"LOGNAME"' in code} == set()
