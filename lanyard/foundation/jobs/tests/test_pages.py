"""Dead letters: for IT roles; tried again or given up, with a trace of who did."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.jobs.models import Failure
from lanyard.foundation.organisations.models import Organisation
from tests.visitors import visitor

URL = "/system/jobs/"


def _dead(college: Organisation, task: str = "files.rewrap") -> Failure:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
            " VALUES ('default', %s, jsonb_build_object('organisation', %s::text), 'failed')"
            " RETURNING id",
            [task, str(college.pk)],
        )
        (job_id,) = cursor.fetchone()
    return Failure.objects.create(
        job_id=job_id, task=task, attempts=8, error="OSError at post.py:3", state="dead"
    )


def _jobs() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM procrastinate_jobs ORDER BY id")
        return list(cursor.fetchall())


def test_the_page_is_for_it_roles_and_their_own_organisation(
    college: Organisation, elsewhere: Organisation
) -> None:
    _dead(college)
    with acting_as_system(elsewhere.pk, "set the scene"):
        _dead(elsewhere, "notices.deliver")
    page = visitor("it", "it-department").client.get(URL)
    assert page.status_code == 200
    assert b"files.rewrap" in page.content
    assert b"notices.deliver" not in page.content
    assert visitor("lead", "dsl").client.get(URL).status_code == 404
    assert Client(headers={"host": "here.test"}).get(URL).status_code == 302


def test_a_dead_job_is_sent_round_again_once(college: Organisation) -> None:
    failure = _dead(college)
    it = visitor("it", "it-department")
    for _time in range(2):
        assert it.client.post(f"{URL}{failure.pk}/retry/").status_code == 302
    assert _jobs() == [(failure.job_id, "todo")]
    failure.refresh_from_db()
    assert failure.state == "retried"
    done = Entry.objects.filter(verb__startswith="jobs.")
    assert [(e.verb, e.actor_id) for e in done] == [("jobs.retried", it.person_id)]


def test_a_dead_job_is_given_up_with_a_reason(college: Organisation) -> None:
    failure = _dead(college)
    it = visitor("it", "it-department")
    without = it.client.post(f"{URL}{failure.pk}/drop/", {"because": " "})
    assert without.status_code == 422
    assert b"Say why" in without.content
    assert _jobs() == [(failure.job_id, "failed")]
    it.client.post(f"{URL}{failure.pk}/drop/", {"because": "The file is gone"})
    assert _jobs() == []
    assert Entry.objects.get(verb="jobs.dropped").because == "The file is gone"


@pytest.mark.parametrize("act", ["retry", "drop"])
def test_nobody_else_may(college: Organisation, elsewhere: Organisation, act: str) -> None:
    failure = _dead(college)
    with acting_as_system(elsewhere.pk, "set the scene"):
        theirs = _dead(elsewhere)
    form = {"because": "I want to"}
    assert visitor("lead", "dsl").client.post(f"{URL}{failure.pk}/{act}/", form).status_code == 404
    it = visitor("it", "it-department")
    assert it.client.post(f"{URL}{theirs.pk}/{act}/", form).status_code == 404
    assert [status for _id, status in _jobs()] == ["failed", "failed"]


def test_more_rows_ask_no_more_of_the_database(college: Organisation) -> None:
    it = visitor("it", "it-department")
    counts = []
    for extra in (1, 2):
        for _row in range(extra):
            _dead(college)
        with CaptureQueriesContext(connection) as asked:
            it.client.get(URL)
        counts.append(len(asked))
    assert counts[0] == counts[1]
