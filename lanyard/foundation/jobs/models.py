"""What the queue itself does not keep: why a job failed, and when a schedule last fell due."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.organisations.records import Record


class Failure(Record):
    """A job that failed: its task, its ids, the error's class and never the error's message."""

    class State(models.TextChoices):
        """What became of the job."""

        RETRYING = "retrying", "Will be tried again"
        DEAD = "dead", "Given up after the last try"
        RECOVERED = "recovered", "Succeeded later"
        RETRIED = "retried", "Sent round again by a person"
        DROPPED = "dropped", "Dropped by a person"

    job_id = models.BigIntegerField()
    task = models.CharField(max_length=128)
    ids = models.JSONField(default=dict)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.RETRYING)
    since = models.DateTimeField(default=timezone.now)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "job_id"], name="failure_of_job_once")
        ]
        indexes = [models.Index(fields=["organisation", "state", "-at"], name="failure_newest")]


class ScheduledRun(Record):
    """When a schedule last fell due for an organisation, so that it runs once for each time."""

    name = models.CharField(max_length=128)
    due = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="scheduled_run_once")
        ]
