"""Keep the line on online safety of a lesson observation (COM-STF-03, POR-ES-04)."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.people.api import Group, Person
from lanyard.rooms.training.models import PracticeSeen


@transaction.atomic
def observe(
    group: Group, *, by: Person, on: datetime.date, seen: str, note: str = ""
) -> PracticeSeen:
    """Keep what learners could see of good practice, of a team and of nobody by name.

    Raises ValueError for a day to come.
    """
    if on > timezone.localdate():
        raise ValueError("A lesson is observed today or before.")
    made = PracticeSeen.objects.create(group=group, on=on, seen=seen, note=note, by_name=str(by))
    audit.record(
        "training.observed", by=by, subject=group.name, kind="observation", subject_id=made.pk
    )
    return made
