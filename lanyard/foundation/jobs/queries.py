"""Reads of the queue."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from lanyard.foundation.jobs.models import Failure


@dataclass(frozen=True)
class Load:
    """How the whole installation's queue stands."""

    waiting: int
    running: int
    dead: int
    #: Seconds that the oldest job which could run has waited; 0 where none waits.
    oldest: float


def dead() -> QuerySet[Failure]:
    """Return the jobs of the organisation in force that failed for good, newest first."""
    return Failure.objects.filter(state=Failure.State.DEAD).order_by("-at", "-id")


def waiting() -> int:
    """Return how many failed jobs will be tried again by themselves."""
    return Failure.objects.filter(state=Failure.State.RETRYING).count()


def load() -> Load:
    """Return the state of the queue, over all organisations; holds numbers only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo'),"
            " count(*) FILTER (WHERE status = 'doing'),"
            " count(*) FILTER (WHERE status = 'failed'),"
            " coalesce(extract(epoch FROM now() - min(coalesce(scheduled_at, deferred.at))"
            "   FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now())), 0)"
            " FROM procrastinate_jobs job LEFT JOIN procrastinate_events deferred"
            "   ON deferred.job_id = job.id AND deferred.type = 'deferred'"
        )
        row = cursor.fetchone()
    return Load(int(row[0]), int(row[1]), int(row[2]), float(row[3]))


def seconds_since_heartbeat() -> float | None:
    """Return how long ago a worker was last heard of, or None where none is registered."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
        )
        (seconds,) = cursor.fetchone()
    return None if seconds is None else float(seconds)
