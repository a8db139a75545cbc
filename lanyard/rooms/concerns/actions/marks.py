"""Keep that somebody read what they were asked to read."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.models import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.models import Concern, ReadMark


@transaction.atomic
def read_how_to_respond(concern: Concern, *, by: Person) -> None:
    """Keep that the chosen adult read how to respond (LAN-DD-11).

    Raises PermissionError for anybody else.
    """
    if concern.chosen_adult_id != by.pk:
        raise PermissionError("Another adult was chosen.")
    if mark(ReadMark.What.RESPOND, concern.pk, by=by):
        trail.on_report("prompt-read", concern, by=by)


def mark(what: str, about: UUID, *, by: Person) -> bool:
    """Keep the first reading; return whether this was it. The caller writes the audit."""
    with system_duty("keep a read mark"):
        return ReadMark.objects.get_or_create(
            organisation_id=current_organisation_id(), what=what, about=about, person_id=by.pk
        )[1]
