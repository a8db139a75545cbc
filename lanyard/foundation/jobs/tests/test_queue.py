"""Jobs are queued with their transaction, hold ids only, and run as their organisation's system."""

from __future__ import annotations

import datetime
import inspect
import typing
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from lanyard.foundation.database.identity import current_identity
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.jobs import handlers
from lanyard.foundation.jobs.schedules import last_due
from lanyard.foundation.organisations.models import Organisation

_ran: list[tuple[UUID, UUID, str]] = []


@jobs.task("tests.note")
def _note(organisation: UUID, person_id: UUID) -> None:
    _ran.append((organisation, person_id, current_identity().duty))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    _ran.clear()


def test_a_job_runs_as_the_system_of_its_organisation(college: Organisation) -> None:
    person = uuid4()
    jobs.defer(_note, person_id=person)
    assert _ran == []
    assert jobs.run_waiting() == 1
    assert _ran == [(college.pk, person, "job tests.note")]
    assert jobs.run_waiting() == 0


def test_a_rolled_back_transaction_leaves_no_job(college: Organisation) -> None:
    with transaction.atomic():
        jobs.defer("tests.note", person_id=uuid4())
        transaction.set_rollback(True)
    assert jobs.run_waiting() == 0


def test_a_later_job_waits(college: Organisation) -> None:
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    jobs.defer(_note, person_id=uuid4(), at=tomorrow)
    assert jobs.run_waiting() == 0
    assert jobs.run_waiting(until=tomorrow) == 1


def test_another_organisations_job_is_not_run_here(
    college: Organisation, elsewhere: Organisation
) -> None:
    jobs.defer(_note, organisation=elsewhere.pk, person_id=uuid4())
    assert jobs.run_waiting() == 0


@pytest.mark.parametrize("content", ["Ada Lovelace", "ada@here.test", "he said\nit", {"a": 1}, 1.5])
def test_content_is_refused_as_an_argument(college: Organisation, content: object) -> None:
    with pytest.raises(ValueError, match="person_id"):
        jobs.defer(_note, person_id=content)


def test_an_unknown_task_is_refused(college: Organisation) -> None:
    with pytest.raises(LookupError):
        jobs.defer("tests.unknown")


def test_a_signature_that_asks_for_content_is_refused() -> None:
    def bad(organisation: UUID, words: dict[str, str]) -> None: ...

    with pytest.raises(TypeError):
        jobs.task("tests.bad")(bad)


def test_every_task_takes_ids_only() -> None:
    for task in handlers.tasks.values():
        hints = typing.get_type_hints(task.function)
        parameters = inspect.signature(task.function).parameters
        assert hints["organisation"] is UUID, task.name
        for name in set(parameters) - {"organisation"}:
            assert hints[name] in {
                UUID,
                int,
                bool,
                datetime.date,
                datetime.datetime,
                UUID | None,
            }, f"{task.name}: {name}"


def test_the_application_role_owns_no_table_of_the_queue(college: Organisation) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'procrastinate%%'"
            " AND tableowner = current_user"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-28T06:00:00+00:00", "2026-03-28T06:00:00+00:00"),
        ("2026-03-29T06:00:00+00:00", "2026-03-29T05:00:00+00:00"),
        ("2026-10-25T05:59:59+00:00", "2026-10-24T05:00:00+00:00"),
        ("2026-10-25T06:00:01+00:00", "2026-10-25T06:00:00+00:00"),
    ],
)
def test_a_schedule_follows_the_local_clock(now: str, due: str) -> None:
    moment = datetime.datetime.fromisoformat(now)
    expected = datetime.datetime.fromisoformat(due)
    assert last_due("0 6 * * *", zone="Europe/London", now=moment) == expected
