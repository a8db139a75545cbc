"""Reads of remote lessons: whom to ask what they heard, and what was said on the whole."""

from __future__ import annotations

import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lanyard.people.api import Person
from lanyard.rooms.guidance.classroom import groups_of
from lanyard.rooms.guidance.models import (
    MeetingLeftOpen,
    OverheardAnswered,
    OverheardReply,
    RemoteLesson,
)

#: How long after a lesson learners are asked, and how far back is counted (Lanyard's default).
ASKED_FOR, COUNTED = datetime.timedelta(days=7), datetime.timedelta(days=365)
#: Fewer answers show nothing.
SMALL = 5


def to_answer(person: Person) -> QuerySet[RemoteLesson]:
    """Return the remote lessons of which a learner may still say what was to be heard."""
    answered = OverheardAnswered.objects.filter(person_id=person.pk).values("lesson")
    return (
        RemoteLesson.objects.filter(
            group__in=groups_of(person, teaching=False), begun_at__gt=timezone.now() - ASKED_FOR
        )
        .exclude(pk__in=answered)
        .select_related("group")
    )


def overheard(teacher: Person | None = None) -> tuple[int, int] | None:
    """Return how many said that others could be overheard, of how many; None where too few did."""
    rows = OverheardReply.objects.filter(lesson__begun_at__gt=timezone.now() - COUNTED)
    if teacher is not None:
        rows = rows.filter(lesson__by_id=teacher.pk)
    found = rows.aggregate(yes=Count("pk", filter=Q(overheard=True)), every=Count("pk"))
    return (found["yes"], found["every"]) if found["every"] >= SMALL else None


def left_open(host: Person) -> QuerySet[MeetingLeftOpen]:
    """Return the meetings that went on without somebody, while they have not read the tip."""
    return MeetingLeftOpen.objects.filter(organiser_id=host.pk, seen_at=None)
