"""Reads of notices."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import timing
from lanyard.foundation.notices.models import Delivery, Notification, OnCall


def of_person(person_id: UUID) -> QuerySet[Notification]:
    """Return what a person was told, newest first, with its occasion."""
    return Notification.objects.filter(person_id=person_id).select_related("occasion")


def unread_for(person_id: UUID) -> QuerySet[Notification]:
    """Return what a person was told and has neither seen nor, where asked to, acknowledged."""
    waiting = Q(occasion__needs_answer=True, acknowledged_at__isnull=True)
    unseen = Q(occasion__needs_answer=False, seen_at__isnull=True)
    return of_person(person_id).filter(waiting | unseen)


def delivery_log() -> QuerySet[Delivery]:
    """Return how things were delivered, newest first; read it as the system."""
    return Delivery.objects.exclude(channel="in-app").order_by("-created", "-id")


def on_call_from(moment: datetime.datetime) -> QuerySet[OnCall]:
    """Return who is on call at a moment or later, the earliest first."""
    return OnCall.objects.filter(until__gt=moment).order_by("since", "until", "id")


def reached_at(
    people: Collection[UUID], *, now: datetime.datetime, severity: int | None
) -> dict[UUID, datetime.datetime]:
    """Return when a mail that needs an answer would go out to each person, sent now."""
    with system_duty("say when people can be reached"):
        calendar = timing.calendar_of(people, now=now)
    return {one: calendar.mail_at(one, now=now, severity=severity) for one in people}
