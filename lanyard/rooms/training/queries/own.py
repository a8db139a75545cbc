"""What a person sees of their own training: what is due, what was taken, their calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.foundation.access.api import may
from lanyard.people.api import Person
from lanyard.rooms.training.ics import Entry
from lanyard.rooms.training.models import Booking, CalendarKey, Completion, Course, TrainingRule
from lanyard.rooms.training.queries.standing import COUNTS, DUTY, SEE_ALL, taught_by

_SALT = "training.calendar"


@dataclass(frozen=True)
class ToDo:
    """Something that a person is to take: the rule, its courses, and by when."""

    rule: TrainingRule
    courses: list[Course]
    due: datetime.date
    state: str


def to_do(person: Person, *, on: datetime.date) -> list[ToDo]:
    """Return what a person is to take, the earliest first; three queries."""
    owed = list(duties.owed_by(person).filter(definition__kind=DUTY))
    rules = TrainingRule.objects.in_bulk([UUID(one.definition.subject_id) for one in owed])
    courses = _courses(rules.values())
    return [
        ToDo(rule, [courses[slug] for slug in rule.course_slugs if slug in courses], one.due,
             one.state_on(on))
        for one in owed
        if (rule := rules.get(UUID(one.definition.subject_id))) is not None
    ]  # fmt: skip


def _courses(rules: Iterable[TrainingRule]) -> dict[str, Course]:
    slugs = {slug for rule in rules for slug in rule.course_slugs}
    found = Course.objects.filter(slug__in=slugs, archived_on__isnull=True)
    return {course.slug: course for course in found}


def taken(person: Person) -> QuerySet[Completion]:
    """Return what a person took that stands, the latest first; what waits for a check too."""
    return Completion.objects.filter(person=person, set_aside_on__isnull=True).select_related(
        "course"
    )


def unconfirmed(person: Person) -> QuerySet[Completion]:
    """Return the dates that a person has yet to confirm in their calendar (LAN-TRS-04)."""
    return taken(person).filter(COUNTS, confirmed_on__isnull=True)


def unconfirmed_dates() -> QuerySet[Completion]:
    """Return the dates of everybody that they have yet to confirm."""
    return Completion.objects.filter(COUNTS, confirmed_on__isnull=True)


def address_of(key: CalendarKey) -> str:
    """Return the path of a private calendar: the person and the number, signed."""
    token = signing.dumps([str(key.person_id), key.number], salt=_SALT, compress=True)
    return reverse("training:feed", args=[token])


def person_of(token: str) -> Person | None:
    """Return whose calendar an address shows, None where it shows nothing (any more)."""
    try:
        person, number = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    key = CalendarKey.objects.filter(person_id=person, number=number).select_related("person")
    found = key.first()
    return found.person if found and found.person.left_on is None else None


def entries(person: Person, *, on: datetime.date) -> list[Entry]:
    """Return the entries of a person's calendar: what was taken, what is due."""
    past = [
        Entry(f"completion-{one.pk}", one.course.title, one.on)
        for one in taken(person).filter(COUNTS)
    ]
    coming = [
        Entry(
            f"due-{one.rule.pk}-{one.due:%Y%m%d}",
            _("Due: %(title)s") % {"title": one.rule.title}, one.due,
        )
        for one in to_do(person, on=on)
    ]  # fmt: skip
    sessions = [
        Entry(
            f"session-{one.session_id}", one.session.course.title, one.session.starts_at,
            ends=one.session.ends_at, place=one.session.place,
        )
        for one in booked(person)
    ]  # fmt: skip
    return [*past, *sessions, *coming]


def booked(person: Person) -> QuerySet[Booking]:
    """Return the sessions to come on which a person is booked, the earliest first."""
    return (
        Booking.objects.filter(
            person=person, cancelled_on__isnull=True, session__cancelled_on__isnull=True,
            session__ends_at__gt=timezone.now(),
        ).select_related("session__course").order_by("session__starts_at")
    )  # fmt: skip


def people_seen_by(person: Person, *, on: datetime.date) -> QuerySet[Person]:
    """Return whose training somebody may look at: their team's, their learners', or all."""
    if may(person.pk, SEE_ALL):
        return Person.objects.all()
    team = duties.reports_of(person, on=on).values("pk")
    taught = taught_by(person, on=on).values("pk")
    return Person.objects.filter(Q(pk=person.pk) | Q(pk__in=team) | Q(pk__in=taught))


def by_month(found: Iterable[Any]) -> list[tuple[datetime.date, list[Any]]]:
    """Return things with a day ``on`` under the first day of their month, in their order."""
    months: dict[datetime.date, list[Any]] = {}
    for one in found:
        months.setdefault(one.on.replace(day=1), []).append(one)
    return list(months.items())
