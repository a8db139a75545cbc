"""Reads of the catalogue: what is approved, what a class uses, what is still to be taught."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lanyard.people.api import Group, Person
from lanyard.rooms.guidance import queries
from lanyard.rooms.guidance.classroom import groups_of
from lanyard.rooms.guidance.content import Audience
from lanyard.rooms.guidance.models import ChosenPrecautions, Technology, ToolInClass


def approved() -> QuerySet[Technology]:
    """Return the technologies that may be used, by name."""
    return Technology.objects.filter(state=Technology.State.APPROVED)


def lessons_offered() -> list[tuple[str, str]]:
    """Return the pages of guidance that can be taught with a tool: those that learners read."""
    return [
        (one.slug, one.title) for one in queries.pages_in_force().values()
        if one.audience in {Audience.LEARNERS, Audience.EVERYBODY}
    ]  # fmt: skip


def in_class(groups: Iterable[Group] | QuerySet[Group]) -> QuerySet[ToolInClass]:
    """Return what some groups use now."""
    rows = ToolInClass.objects.filter(group__in=groups, ended_on=None)
    return rows.select_related("technology", "group").order_by("group__name", "technology__name")


def tools_of(person: Person, *, teaching: bool) -> QuerySet[ToolInClass]:
    """Return what the groups use that somebody teaches, or learns in."""
    return in_class(groups_of(person, teaching=teaching))


def lessons_given(on: datetime.date) -> tuple[int, int]:
    """Return how many lessons of tools in class were given by a day, of how many; one query."""
    rows = ToolInClass.objects.filter(since__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    found = rows.aggregate(given=Count("pk", filter=Q(taught_on__lte=on)), every=Count("pk"))
    return found["given"], found["every"]


def chosen(groups: Iterable[Group]) -> dict[UUID, ChosenPrecautions]:
    """Return the newest choice of each group; one query."""
    found: dict[UUID, ChosenPrecautions] = {}
    for one in ChosenPrecautions.objects.filter(group__in=groups).select_related("group"):
        found.setdefault(one.group_id, one)
    return found


def late_terms(on: datetime.date) -> QuerySet[Technology]:
    """Return the approved technologies whose terms are to be looked at again."""
    return approved().filter(terms_review_on__lte=on)
