"""Write an act on a case to the audit trail, confined to the case's readers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Person
from lanyard.rooms.concerns.models import Case, Concern


def on_case(verb: str, case: Case, *, by: Person | None, because: str = "", **details: Any) -> None:
    """Record an act on a case; details hold slugs and counts, never narrative."""
    audit.record(
        f"concerns.{verb}", by=by, subject=case.reference, kind="case", subject_id=case.pk,
        circle=readers_circle("case", case.pk, case.circle_id), because=because, **details,
    )  # fmt: skip


def on_report(
    verb: str, concern: Concern, *, by: Person | None, because: str = "", **details: Any
) -> None:
    """Record an act on a report."""
    audit.record(
        f"concerns.{verb}", by=by, subject=concern.reference, kind="concern", subject_id=concern.pk,
        circle=readers_circle("concern", concern.pk, concern.circle_id), because=because, **details,
    )  # fmt: skip


def readers_circle(kind: str, record: UUID, circle: UUID) -> UUID:
    """Return the circle that may read entries about a record.

    An entry knows no exclusion: where somebody of the circle is kept out of the record, its entries
    are confined to nobody, so that not even its existence shows.
    """
    with system_duty("confine audit entries"):
        out = list(
            access.Exclusion.objects.filter(record_kind=kind, record_id=record).values_list(
                "person_id", flat=True
            )
        )
        if not out:
            return circle
        roles = set(access.Circle.objects.get(pk=circle).roles)
        inside = any(not access.roles_of(person).isdisjoint(roles) for person in out)
        return access.circle_of([]).pk if inside else circle
