"""The chronology: it builds itself from acts; notes are added and corrected, never edited."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.models import Case, ChronologyEntry

Kind = ChronologyEntry.Kind


def add_line(
    case: Case,
    *,
    kind: str,
    text: str,
    by: Person | None,
    at: datetime.datetime | None = None,
    leads_only: bool = False,
    source: tuple[str, UUID] | None = None,
    supersedes: ChronologyEntry | None = None,
) -> ChronologyEntry:
    """Add one line, in its place by ``at`` (now where not given). The caller writes the audit."""
    source_kind, source_id = source or ("", None)
    with system_duty("write the chronology"):
        return ChronologyEntry.objects.create(
            case=case, kind=kind, text=text, happened_at=at or timezone.now(), by=by,
            by_name=str(by) if by is not None else "Lanyard",
            visibility="leads" if leads_only else "team",
            leads_circle=leads_circle_of(case) if leads_only else None,
            source_kind=source_kind, source_id=source_id, supersedes=supersedes,
        )  # fmt: skip


def leads_circle_of(case: Case) -> access.Circle:
    """Return the circle that reads what is kept to the leads, among the case's own roles."""
    roles = case.circle.roles
    return access.circle_of(["dsl"]) if "dsl" in roles else case.circle


@transaction.atomic
def write_note(
    case: Case,
    *,
    by: Person,
    text: str,
    happened_at: datetime.datetime,
    leads_only: bool = False,
    kind: str = Kind.NOTE,
) -> ChronologyEntry:
    """Add a note, a discussion or another line in somebody's own words."""
    entry = add_line(case, kind=kind, text=text, by=by, at=happened_at, leads_only=leads_only)
    trail.on_case("noted", case, by=by, entry=str(entry.pk), entry_kind=kind)
    return entry


@transaction.atomic
def correct(
    entry: ChronologyEntry, *, by: Person, text: str, happened_at: datetime.datetime, because: str
) -> ChronologyEntry:
    """Put a corrected line in the place of one; the old one stays, shown as superseded.

    Raises ValueError where the line has been corrected before: correct the newer one.
    """
    if ChronologyEntry.objects.filter(supersedes=entry).exists():
        raise ValueError("This line has a newer one in its place.")
    newer = add_line(
        entry.case, kind=entry.kind, text=f"{text}\n\n(Corrected: {because})", by=by,
        at=happened_at, leads_only=entry.visibility == "leads", supersedes=entry,
    )  # fmt: skip
    trail.on_case(
        "noted", entry.case, by=by, because=because, entry=str(newer.pk), corrects=str(entry.pk)
    )
    return newer
