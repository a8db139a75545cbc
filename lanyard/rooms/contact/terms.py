"""In which term a day lies, and by when each member of staff gives their word for it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from lanyard.engine.duties import api as duties
from lanyard.rooms.contact.models import ContactAttestation

ATTEST = "contact.attest"
SUBJECT = ("contact", "word")
#: Days from the first of a term, or of somebody's work here (Lanyard's default).
_DAYS = 21
#: When terms begin where none were set: month and day (Lanyard's default).
_USUAL = ((1, 1), (4, 15), (9, 1))


def term_of(day: datetime.date) -> datetime.date:
    """Return the first day of the term that a day lies in, or of the one before it."""
    found = duties.Term.objects.filter(since__lte=day).order_by("-since").first()
    if found is not None and (day - found.since).days < 200:
        return found.since
    starts = [datetime.date(day.year - back, *one) for back in (0, 1) for one in _USUAL]
    return max(one for one in starts if one <= day)


def owing(
    _subject_id: str, since: Mapping[UUID, datetime.date], today: datetime.date
) -> dict[UUID, duties.Due | None]:
    """Return by when each of some people gives their word for the term."""
    term = term_of(today)
    said = set(
        ContactAttestation.objects.filter(person__in=since, term=term).values_list(
            "person_id", flat=True
        )
    )
    return {
        person: None if person in said else duties.Due(
            f"term-{term:%Y%m%d}", max(term, first) + datetime.timedelta(days=_DAYS)
        )
        for person, first in since.items()
    }  # fmt: skip
