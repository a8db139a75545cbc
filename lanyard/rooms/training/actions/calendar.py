"""The private address of a person's calendar."""

from __future__ import annotations

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.people.api import Person
from lanyard.rooms.training.models import CalendarKey


@transaction.atomic
def key_of(person: Person) -> CalendarKey:
    """Return what the person's address holds, made at the first look."""
    key, _ = CalendarKey.objects.get_or_create(person=person)
    return key


@transaction.atomic
def new_address(*, by: Person) -> CalendarKey:
    """Give the calendar a new address; the old one shows nothing from now on."""
    key = key_of(by)
    key.number += 1
    key.save(update_fields=["number"])
    audit.record("training.calendar-moved", by=by, kind="calendar", subject_id=key.pk)
    return key
