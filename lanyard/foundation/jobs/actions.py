"""What a person may do with a job that failed for good."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from lanyard.foundation.audit import api as audit
from lanyard.foundation.jobs.models import Failure


@transaction.atomic
def retry(failure: Failure, *, by: audit.Actor) -> None:
    """Send a dead job round again; one that is no longer dead is left alone."""
    if not _still_dead(failure, Failure.State.RETRIED):
        return
    app.job_manager.retry_job_by_id(failure.job_id, retry_at=timezone.now())
    audit.record(
        "jobs.retried", by=by, subject=failure.task, kind="job", subject_id=str(failure.job_id)
    )


@transaction.atomic
def drop(failure: Failure, *, by: audit.Actor, because: str) -> None:
    """Give a dead job up for good, with a reason; raises ValueError without one."""
    if not because.strip():
        raise ValueError("A job is given up only with a reason.")
    if not _still_dead(failure, Failure.State.DROPPED):
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [failure.job_id])
    audit.record(
        "jobs.dropped", by=by, subject=failure.task, kind="job", subject_id=str(failure.job_id),
        because=because,
    )  # fmt: skip


def _still_dead(failure: Failure, then: Failure.State) -> bool:
    dead = Failure.objects.filter(pk=failure.pk, state=Failure.State.DEAD)
    return dead.update(state=then, at=timezone.now()) == 1
