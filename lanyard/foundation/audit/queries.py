"""Reads of the trail. Row security leaves out what the reader's circles do not admit."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from lanyard.foundation.audit.models import Entry


def entries(
    *,
    verb: str = "",
    actor: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    zone: str = "Europe/London",
) -> QuerySet[Entry]:
    """Return entries, newest first; ``actor`` is part of a name, and both days are included."""
    found = Entry.objects.order_by("-at", "-id")
    if verb:
        found = found.filter(verb=verb)
    if actor:
        found = found.filter(actor__icontains=actor)
    if since is not None:
        found = found.filter(at__gte=_midnight(since, zone))
    if until is not None:
        found = found.filter(at__lt=_midnight(until + datetime.timedelta(days=1), zone))
    return found


def _midnight(day: datetime.date, zone: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()), ZoneInfo(zone))
