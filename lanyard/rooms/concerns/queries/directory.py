"""People found by name for a report: enough to tell them apart, and nothing confidential."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from lanyard.people.models import Employment, Enrolment, Group, Membership, Person, spans
from lanyard.people.names import fold

_MOST_FOUND = 8
Found = list[tuple[str, str]]


def people_named(name: str) -> Found:
    """Return up to eight people whose names hold every word, as (id, name and what they are)."""
    return _told_apart(_named(Person.objects.filter(left_on__isnull=True), name))


def staff_named(name: str) -> Found:
    """Return up to eight of the staff whose names hold every word."""
    staff = Employment.objects.filter(spans(timezone.localdate())).values("person")
    return _told_apart(_named(Person.objects.filter(pk__in=staff), name))


def groups_taught(person: Person) -> QuerySet[Group]:
    """Return the groups that somebody teaches today."""
    parts = ("tutor", "teacher", "course-manager")
    mine = Membership.objects.filter(spans(timezone.localdate()), person=person, part__in=parts)
    return Group.objects.filter(pk__in=mine.values("group")).order_by("name", "id")


def _named(people: QuerySet[Person], name: str) -> list[Person]:
    words = fold(name).split()
    if len("".join(words)) < 2:
        return []
    query = Q()
    for word in words:
        query &= Q(name_folded__contains=word)
    return list(people.filter(query)[:_MOST_FOUND])


def _told_apart(people: list[Person]) -> Found:
    what = _what_they_are([person.pk for person in people])
    return [(str(p.pk), ", ".join(filter(None, [str(p), what.get(p.pk, "")]))) for p in people]


def _what_they_are(ids: list[UUID]) -> dict[UUID, str]:
    here = spans(timezone.localdate())
    learns = Enrolment.objects.filter(here, person__in=ids).values_list("person", "programme")
    works = Employment.objects.filter(here, person__in=ids).values_list("person", "job_title")
    return {**dict(learns), **dict(works)}
