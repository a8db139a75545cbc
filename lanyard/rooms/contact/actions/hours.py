"""Agree hours with somebody, beside the college's, and end them (OAK-4.6-02)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, line_manager_of
from lanyard.rooms.contact.models import AgreedHours


@transaction.atomic
def agree_hours(
    person: Person, *, by: Person, days: Sequence[int], opens: datetime.time,
    closes: datetime.time, because: str,
) -> AgreedHours:  # fmt: skip
    """Agree with somebody when they write to learners; what was agreed before ends.

    Raises PermissionError for anybody but the line manager, ValueError for hours that are none.
    """
    _manages(by, person)
    if not days or not set(days) <= set(range(1, 8)) or closes <= opens or not because.strip():
        raise ValueError("Hours have days, an end after their beginning, and a reason.")
    with system_duty("keep agreed hours"):
        _end(person)
        made = AgreedHours.objects.create(
            person=person, days=sorted(set(days)), opens=opens, closes=closes,
            because=because.strip(), agreed_by=by.pk, agreed_by_name=str(by),
            since=timezone.localdate(),
        )  # fmt: skip
    audit.record(
        "contact.hours-agreed", by=by, subject=str(person), kind="person", subject_id=person.pk
    )
    return made


@transaction.atomic
def end_hours(person: Person, *, by: Person) -> None:
    """End the hours agreed with somebody; raises PermissionError, LookupError for none."""
    _manages(by, person)
    with system_duty("keep agreed hours"):
        if not _end(person):
            raise LookupError("No hours are agreed with them.")
    audit.record(
        "contact.hours-ended", by=by, subject=str(person), kind="person", subject_id=person.pk
    )


def _end(person: Person) -> int:
    standing = AgreedHours.objects.filter(person=person, ended_on=None)
    return standing.update(ended_on=timezone.localdate())


def _manages(by: Person, person: Person) -> None:
    if line_manager_of(person) != by:
        raise PermissionError("Hours are agreed with one's line manager.")
