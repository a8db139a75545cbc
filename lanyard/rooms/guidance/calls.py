"""Call records of Teams and the like, taken in each night as a CSV file (OAK-4.6-10)."""

from __future__ import annotations

import datetime

from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.people.api import Problems, Row, Upload, rows_of
from lanyard.rooms.guidance.actions.remote import Attended, take_calls

_NEEDED = ("meeting", "organiser", "participant", "joined", "left")
_TITLES = {
    "meeting id": "meeting", "call id": "meeting", "organizer": "organiser",
    "organizer email": "organiser", "organiser email": "organiser", "email": "participant",
    "participant email": "participant", "join time": "joined", "leave time": "left",
}  # fmt: skip


def take(system: str, file: Upload, problems: Problems, by: audit.Actor) -> None:
    """Take in the stays of an export, or note what is wrong with it."""
    seen = read(file, problems)
    if not problems.errors:
        take_calls(system, seen, by=by)


def read(file: Upload, problems: Problems) -> list[Attended]:
    """Return who was in which meeting from when until when, a row for each stay."""
    seen = []
    for row in rows_of(file, problems, required=_NEEDED, aliases=_TITLES):
        words = [row.text(name, limit=200, required=True) for name in _NEEDED[:3]]
        joined, left = _moment(row, "joined"), _moment(row, "left")
        if all(words) and joined and left:
            if left < joined:
                row.error("It ends before it begins.")
                continue
            meeting, organiser, participant = words
            seen.append(Attended(meeting, organiser, participant, joined, left))
    return seen


def _moment(row: Row, column: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(row.raw(column))
    except ValueError:
        row.error(f"No moment can be read in the column {column}: 2026-11-26T14:05:00Z is one.")
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)
