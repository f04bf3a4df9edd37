"""The runner of jobs: no answer is lost, whichever thread gave it, and nothing of a job is kept afterwards."""

import gc
import threading
import weakref
from contextlib import nullcontext
from typing import Any

import pytest
from PySide6.QtCore import QThread

from kvalitet_app.domain.change import Change
from kvalitet_app.domain.errors import Cancelled
from kvalitet_app.domain.verb import verb
from kvalitet_app.ui.page.tasks import Tasks

MANY = 2_000


class Runner(Tasks):
    """Tasks that keep what they report."""

    def __init__(self, register: Any) -> None:
        self.reported: list[object] = []
        super().__init__(register, self.reported.append)


@pytest.fixture
def runner(qtbot):
    """A runner whose sessions are plain objects, and what it reported."""

    class Plain:
        def read(self):
            return nullcontext()

        def write(self, service, **arguments):
            return service(None, **arguments)

    tasks = Runner(Plain())
    yield tasks
    tasks.shutdown()


def wait(qtbot, tasks):
    qtbot.waitUntil(lambda: tasks.is_idle, timeout=30_000)


@pytest.mark.parametrize("kind", ["job", "ask"])
def test_of_two_thousand_answers_none_is_lost_and_none_comes_twice(qtbot, runner, kind):
    found, threads = [], set()

    def done(answer):
        threads.add(QThread.currentThread())
        found.append(answer)

    for number in range(MANY):
        if kind == "job":
            runner.job(lambda _job, n=number: n, done=done)
        else:
            runner.ask(lambda _session, n: n, n=number, done=done)
        if number % 100 == 0:
            gc.collect()  # what nothing holds on to would go now
    wait(qtbot, runner)
    assert sorted(found) == list(range(MANY))
    assert kind == "job" or found == list(range(MANY)), "one thread answers in the order of the questions"
    assert threads == {runner.thread()}


def test_two_thousand_faults_and_cancellations_end_too(qtbot, runner):
    ends = {"failed": 0, "cancelled": 0}

    def fail(_job):
        raise ValueError

    def stop(_job):
        raise Cancelled

    for number in range(MANY):
        job = runner.job(fail if number % 2 else stop, done=lambda _: pytest.fail("it did not succeed"))
        job.cancelled.connect(lambda: ends.update(cancelled=ends["cancelled"] + 1))
    wait(qtbot, runner)
    assert len(runner.reported) == MANY // 2
    assert ends["cancelled"] == MANY // 2


def test_every_saved_change_is_told_before_its_own_answer(qtbot, runner):
    order = []

    @verb("add_enhet")
    def save(_session, number):
        return Change("", "save", frozenset(), row_id=number)

    runner.changed.connect(lambda change, _by: order.append(("told", change.row_id)))
    for number in range(200):
        runner.change(save, number=number, done=lambda change: order.append(("done", change.row_id)))
    wait(qtbot, runner)
    assert order == [(word, number) for number in range(200) for word in ("told", "done")]


def test_a_service_without_a_verb_is_refused_at_once(runner):
    with pytest.raises(TypeError, match="no verb"):
        runner.change(lambda _session: None)
    assert runner.is_idle


class Heavy:
    """Something that a job holds and that must not stay."""


@pytest.mark.parametrize("outcome", ["ok", "error", "cancelled"])
def test_nothing_of_a_job_is_kept_when_it_has_ended(qtbot, runner, outcome):
    kept: list[weakref.ref[object]] = []
    jobs: list[weakref.ref[object]] = []

    def start():
        given, answer = Heavy(), Heavy()
        kept.extend((weakref.ref(given), weakref.ref(answer)))

        def work(_job, given=given):
            if outcome == "ok":
                return answer
            raise Cancelled if outcome == "cancelled" else ValueError(given)

        jobs.append(weakref.ref(runner.job(work, done=lambda _result, given=given: None)))

    for _ in range(50):
        start()
    wait(qtbot, runner)
    runner.reported.clear()
    qtbot.wait(20)
    gc.collect()
    assert [ref for ref in jobs if ref() is not None] == []
    assert [ref for ref in kept if ref() is not None] == []


def test_a_job_lives_until_it_has_ended_though_nobody_holds_it(qtbot, runner):
    found: list[object] = []
    go = threading.Event()
    runner.job(lambda _job: go.wait(10), done=found.append)
    for _ in range(3):
        gc.collect()
    go.set()
    wait(qtbot, runner)
    assert found == [True]


def test_progress_reaches_the_window_in_order(qtbot, runner):
    seen = []
    go = threading.Event()

    def work(job):
        go.wait(10)
        for number in range(MANY):
            job.progress(number, MANY)

    job = runner.job(work, done=lambda _: seen.append("slut"))
    job.progressed.connect(lambda done, _total, _text: seen.append(done))
    go.set()
    wait(qtbot, runner)
    assert seen == [*range(MANY), "slut"]


def test_what_was_saved_while_the_window_closed_has_nobody_to_answer_to(qtbot, runner):
    answered: list[object] = []
    saving, closed = threading.Event(), threading.Event()

    def work(_session):
        saving.set()
        closed.wait(10)
        return 1

    runner.ask(work, done=answered.append)
    assert saving.wait(10)
    closed.set()
    runner.shutdown()
    qtbot.wait(50)
    assert answered == []
    assert runner.is_idle
    assert runner.reported == []
