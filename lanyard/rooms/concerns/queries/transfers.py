"""Reads about safeguarding files that follow their learners."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from lanyard.people.models import Enrolment, Person
from lanyard.rooms.concerns.models import CasePerson, Transfer
from lanyard.rooms.concerns.reasons import Part

#: How long after somebody left it is still asked where their file goes.
_ASKED_FOR = datetime.timedelta(days=365)


def with_file(on: datetime.date) -> QuerySet[Person]:
    """Return the learners who left in the year up to a day and have a safeguarding file."""
    filed = CasePerson.objects.filter(
        part__in=[Part.HARMED, Part.ALLEGED], person__isnull=False, ended_at=None
    )
    return Person.objects.filter(
        pk__in=filed.values("person"), left_on__gt=on - _ASKED_FOR, left_on__lte=on
    ).filter(pk__in=Enrolment.objects.values("person"))


def to_decide() -> list[Person]:
    """Return those of them for whom nobody has decided, the longest gone first."""
    decided = Transfer.objects.values("person")
    waiting = with_file(timezone.localdate()).exclude(pk__in=decided)
    return list(waiting.order_by("left_on", "family_name", "id")[:200])


def transfers() -> list[Transfer]:
    """Return what was decided, files that still have to go first."""
    rows = Transfer.objects.select_related("person", "decided_by", "sent_by")
    return sorted(rows[:200], key=_pressing)


def _pressing(one: Transfer) -> tuple[bool, bool, datetime.date]:
    return (
        one.receipt_on is not None or not one.setting,
        one.sent_on is not None,
        one.due_on or one.decided_at.date(),
    )
