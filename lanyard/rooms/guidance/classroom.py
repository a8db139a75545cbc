"""Reads of the classroom: whose groups, which plans stand, how devices trend."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from lanyard.engine.duties.api import Term
from lanyard.people.api import Group, Membership, Person, spans
from lanyard.rooms.guidance.models import DeviceNote, DevicePlan, RemoteTime, TeachingPlan

_TEACHING = ("tutor", "teacher", "course-manager")
#: How far back "this term" looks where none is set (Lanyard's default).
_TERM = datetime.timedelta(days=110)


def groups_of(person: Person, *, teaching: bool) -> QuerySet[Group]:
    """Return the groups that somebody teaches, or learns in, today."""
    parts = _TEACHING if teaching else ("learner",)
    mine = Membership.objects.filter(spans(timezone.localdate()), person=person, part__in=parts)
    return Group.objects.filter(pk__in=mine.values("group")).order_by("name", "id")


def teaches(person: Person, group: Group) -> bool:
    """Say whether somebody teaches a group today."""
    return groups_of(person, teaching=True).filter(pk=group.pk).exists()


def is_learner_of(group: Group, person: Person) -> bool:
    """Say whether somebody learns in a group today."""
    return groups_of(person, teaching=False).filter(pk=group.pk).exists()


def plans_of(person: Person) -> QuerySet[TeachingPlan]:
    """Return the plans of somebody's groups: all they teach, those in force they learn in."""
    taught = TeachingPlan.objects.filter(group__in=groups_of(person, teaching=True))
    learnt = TeachingPlan.objects.filter(
        group__in=groups_of(person, teaching=False), state=TeachingPlan.State.APPROVED,
        until__gte=timezone.localdate(),
    )  # fmt: skip
    return (taught | learnt).select_related("group", "by")


def devices_of(person: Person) -> QuerySet[DevicePlan]:
    """Return what is said of own devices in somebody's groups, from today on."""
    mine = groups_of(person, teaching=True) | groups_of(person, teaching=False)
    return DevicePlan.objects.filter(group__in=mine, on__gte=timezone.localdate()).select_related(
        "group"
    )


def remote_now() -> RemoteTime | None:
    """Return the time in which lessons are remote now, or None."""
    return RemoteTime.objects.filter(until=None).first()


def term_start(on: datetime.date) -> datetime.date:
    """Return the first day of the term that holds a day, or of the default stretch."""
    term = Term.objects.filter(since__lte=on, until__gte=on).first()
    return term.since if term else on - _TERM


@dataclass(frozen=True)
class Trend:
    """A group, and how often a device was noted in it this term, by week."""

    name: str
    weeks: dict[datetime.date, int]
    whole: int


def trends() -> list[Trend]:
    """Return the trend of each group with notes this term, the most first; two queries."""
    today = timezone.localdate()
    since = term_start(today)
    counted: dict[UUID, Counter[datetime.date]] = {}
    names: dict[UUID, str] = {}
    rows = DeviceNote.objects.filter(at__date__gte=since).values_list(
        "group_id", "group__name", "at"
    )
    for group, name, at in rows:
        day = timezone.localdate(at)
        names[group] = name
        counted.setdefault(group, Counter())[day - datetime.timedelta(days=day.weekday())] += 1
    found = [
        Trend(names[group], dict(sorted(weeks.items())), weeks.total())
        for group, weeks in counted.items()
    ]
    return sorted(found, key=lambda one: (-one.whole, one.name))
