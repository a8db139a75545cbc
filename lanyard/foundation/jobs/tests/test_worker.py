"""The worker finishes what it has in hand, and what a dead worker left is taken up."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.jobs import handlers, queries, worker
from lanyard.foundation.jobs.models import Failure, ScheduledRun
from lanyard.foundation.organisations.models import Organisation
from tests.database import Databases
from tests.workers import Workers, until


def _defer(name: str, slug: str = "here", **ids: Any) -> UUID:
    with transaction.atomic():
        here, _new = Organisation.objects.get_or_create(slug=slug, name=slug)
    with acting_as_system(here.pk, "set the scene"), transaction.atomic():
        app.configure_task(name).defer(organisation=str(here.pk), **ids)
    return here.pk


def _jobs() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs ORDER BY id")
        return [(status, attempts) for status, attempts in cursor.fetchall()]


def test_a_killed_workers_job_is_done_once(workers: Workers, tmp_path: Path) -> None:
    here = _defer("tests.slow-once", number=1)
    first = workers.start(wait=True)
    until((tmp_path / "began-1").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert _jobs() == [("doing", 0)]
    workers.run_once()
    assert _jobs() == []
    with acting_as_system(here, "look"), transaction.atomic():
        assert ScheduledRun.objects.filter(name="ran 1").count() == 1
        states = list(Failure.objects.values_list("task", "error", "state"))
        assert states == [("tests.slow-once", "WorkerDied", "recovered")]


def test_a_stopped_worker_finishes_its_job(workers: Workers, tmp_path: Path) -> None:
    _defer("tests.half-second", number=1)
    running = workers.start(wait=True)
    until((tmp_path / "began-1").exists)
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=15) == 0
    assert (tmp_path / "ended-1").exists()
    assert _jobs() == []
    assert queries.seconds_since_heartbeat() is None


def test_a_failing_job_is_tried_again_later_and_its_words_are_kept_nowhere(
    workers: Workers,
) -> None:
    here = _defer("tests.fails", number=7)
    workers.run_once()
    assert _jobs() == [("todo", 1)]
    with acting_as_system(here, "look"), transaction.atomic():
        failure = Failure.objects.get()
        assert (failure.state, failure.ids, failure.attempts) == ("retrying", {"number": 7}, 1)
        assert failure.error.startswith("RuntimeError")
        assert "Ada" not in failure.error


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(workers: Workers) -> None:
    here = _defer("tests.kills")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [handlers.ATTEMPTS - 1])
    assert workers.start(wait=False).wait(timeout=20) == -signal.SIGKILL
    workers.run_once()
    assert _jobs() == [("failed", handlers.ATTEMPTS)]
    with acting_as_system(here, "look"), transaction.atomic():
        assert Failure.objects.get().state == "dead"


@pytest.mark.usefixtures("workers")
def test_the_load_counts_what_waits() -> None:
    _defer("tests.half-second", number=1)
    load = queries.load()
    assert (load.waiting, load.running, load.dead) == (1, 0, 0)
    assert 0 <= load.oldest < 60


def test_jobs_of_two_organisations_on_one_connection_see_their_own_rows(
    workers: Workers, tmp_path: Path
) -> None:
    for number in range(3):
        here = _defer("tests.count", "here", number=number)
        there = _defer("tests.count", "there", number=number)
    workers.run_once()
    counts = [(tmp_path / f"count-{one}").read_text() for one in (here, there)]
    assert counts == ["1 2 3 ", "1 2 3 "]


def test_a_worker_outlives_a_break_of_the_database(
    workers: Workers, tmp_path: Path, databases: Databases
) -> None:
    _defer("tests.half-second", number=1)
    workers.start(wait=True)
    until((tmp_path / "ended-1").exists)
    name = str(connection.settings_dict["NAME"])
    connection.close()
    databases.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    _defer("tests.half-second", number=2)
    until((tmp_path / "ended-2").exists)
    until(lambda: _jobs() == [])


class Breaking:
    """A connection of the queue that breaks some times, then carries out what it is asked."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.done: list[dict[str, Any]] = []

    async def execute_query_async(self, query: str, **arguments: Any) -> None:
        if self.times:
            self.times -= 1
            raise ConnectorException
        self.done.append(arguments)


@pytest.fixture
def job() -> Job:
    return Job(id=7, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=0)


def test_how_a_job_ended_is_written_down_although_the_connection_broke_just_then(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_PAUSES", (0.0, 0.0, 0.0))
    for breaks in (0, 1, 3):
        broken: Any = Breaking(breaks)
        finished = worker.Persistent(broken).finish_job(job, Status.SUCCEEDED, delete_job=True)
        asyncio.run(finished)
        assert [asked["job_id"] for asked in broken.done] == [7]
        broken = Breaking(breaks)
        asyncio.run(worker.Persistent(broken).retry_job(job))
        assert [asked["job_id"] for asked in broken.done] == [7]


def test_a_connection_that_stays_broken_is_said_to_be(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_PAUSES", (0.0, 0.0))
    broken: Any = Breaking(9)
    with pytest.raises(ConnectorException):
        asyncio.run(worker.Persistent(broken).finish_job(job, Status.FAILED, delete_job=False))
    assert broken.times == 6
