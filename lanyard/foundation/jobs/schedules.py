"""Schedules: which have fallen due for which organisation, once for each time."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from croniter import croniter
from django.db import transaction
from django.utils import timezone

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.jobs.handlers import schedules
from lanyard.foundation.jobs.models import ScheduledRun
from lanyard.foundation.jobs.queue import defer
from lanyard.foundation.organisations.models import Organisation


def last_due(cron: str, *, zone: str, now: datetime.datetime) -> datetime.datetime:
    """Return the latest moment up to ``now`` at which a cron line fell due in a time zone."""
    local = now.astimezone(ZoneInfo(zone))
    # Started a second later, because the line's own moment counts as reached.
    lines = croniter(cron, local + datetime.timedelta(seconds=1))
    found: datetime.datetime = lines.get_prev(datetime.datetime)
    return found.astimezone(datetime.UTC)


def queue_what_is_due(*, now: datetime.datetime | None = None) -> int:
    """Queue a job for each schedule that fell due since it last ran; return how many.

    After a pause of the worker a schedule that was missed runs once, however often it fell due. A
    schedule seen for the first time waits for its next moment.
    """
    moment = now or timezone.now()
    queued = 0
    for organisation in list(Organisation.objects.all()):
        with acting_as_system(organisation.pk, "run schedules"), transaction.atomic():
            queued += sum(_queue_if_due(name, organisation, moment) for name in schedules)
    return queued


def _queue_if_due(name: str, organisation: Organisation, now: datetime.datetime) -> bool:
    due = last_due(schedules[name].cron, zone=organisation.time_zone, now=now)
    run, new = ScheduledRun.objects.get_or_create(
        organisation_id=organisation.pk, name=name, defaults={"due": due}
    )
    # The row lock that this UPDATE takes lets one of several workers win.
    if new or not ScheduledRun.objects.filter(pk=run.pk, due__lt=due).update(due=due):
        return False
    defer(name, organisation=organisation.pk)
    return True
