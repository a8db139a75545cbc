"""Who has read what they were asked to read."""

from __future__ import annotations

import datetime
from uuid import UUID

from lanyard.foundation.database.identity import system_duty
from lanyard.rooms.concerns.models import ReadMark


def marked_at(what: str, about: UUID, person_id: UUID) -> datetime.datetime | None:
    """Return when somebody read a thing, None where they have not. The caller may see the thing."""
    with system_duty("see who read what"):
        found = ReadMark.objects.filter(what=what, about=about, person_id=person_id).first()
    return found.at if found else None


def readers_of_thing(what: str, about: UUID) -> set[UUID]:
    """Return who has read a thing."""
    with system_duty("see who read what"):
        marks = ReadMark.objects.filter(what=what, about=about)
        return set(marks.values_list("person_id", flat=True))
